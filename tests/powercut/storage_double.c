/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The owner's storage without a kernel: its first block, encrypted as dm-crypt does with aes-xts-plain64, by the key
   and with the identity that platform/linux/storage.c derives and checks. Whoever has the wrong key sees noise, and what
   a real board wrote can be read. The calls of disk_linux.c come here (linked with --wrap). */
#include <errno.h>
#include <gnutls/crypto.h>
#include <stdio.h>
#include <string.h>

#include "linux/partition.h"
#include "linux/storage.h"
#include "medium.h"

#define KEY_SIZE 64
#define MAGIC_PLACE 0x438
#define UUID_PLACE 0x468

/* Encrypt or decrypt a block in place. */
static int block_turn(const board_key_t *key, uint8_t block[MEDIUM_DATA_SIZE], bool encrypt)
{
  uint8_t bytes[KEY_SIZE];
  gnutls_datum_t datum = {bytes, sizeof bytes};
  storage_key(key, bytes, sizeof bytes);
  for (uint32_t sector = 0; sector < MEDIUM_DATA_SIZE / MEDIUM_SECTOR; sector++) {
    uint8_t number[16] = {(uint8_t)sector};
    gnutls_datum_t iv = {number, sizeof number};
    gnutls_cipher_hd_t cipher;
    uint8_t *at = block + sector * MEDIUM_SECTOR;
    if (gnutls_cipher_init(&cipher, GNUTLS_CIPHER_AES_256_XTS, &datum, &iv) != 0)
      return -EINVAL;
    int code = encrypt ? gnutls_cipher_encrypt(cipher, at, MEDIUM_SECTOR)
                       : gnutls_cipher_decrypt(cipher, at, MEDIUM_SECTOR);
    gnutls_cipher_deinit(cipher);
    if (code != 0)
      return -EINVAL;
  }
  return 0;
}

static int identity_check(const storage_t *storage, const board_key_t *key, char *error, size_t room)
{
  uint8_t block[MEDIUM_DATA_SIZE];
  partition_t data;
  int code = partition_open(&data, storage->partition, false, 0);
  if (code == 0)
    code = partition_read(&data, 0, block, sizeof block);
  if (code == 0)
    code = block_turn(key, block, false);
  if (code == 0 && !storage_is(block, key->id)) {
    snprintf(error, room, "the storage does not unlock with the vault's key");
    code = -EPERM;
  }
  return code;
}

int __wrap_storage_create(const storage_t *storage, const board_key_t *key, char *error, size_t room);
int __wrap_storage_create(const storage_t *storage, const board_key_t *key, char *error, size_t room)
{
  uint8_t block[MEDIUM_DATA_SIZE] = {0};
  partition_t data;
  int code = partition_open(&data, storage->partition, true, 0);
  block[MAGIC_PLACE] = 0x53;
  block[MAGIC_PLACE + 1] = 0xef;
  memcpy(block + UUID_PLACE, key->id, BOARD_ID);
  if (code == 0)
    code = block_turn(key, block, true);
  if (code == 0) {
    partition_discard(&data, 0, data.size);
    code = partition_write(&data, 0, block, sizeof block);
  }
  if (code == 0)
    code = partition_flush(&data);
  if (code != 0)
    snprintf(error, room, "the storage cannot be made");
  return code;
}

int __wrap_storage_verify(const storage_t *storage, const board_key_t *key, char *error, size_t room);
int __wrap_storage_verify(const storage_t *storage, const board_key_t *key, char *error, size_t room)
{
  return identity_check(storage, key, error, room);
}

int __wrap_storage_open(const storage_t *storage, const board_key_t *key, char *error, size_t room);
int __wrap_storage_open(const storage_t *storage, const board_key_t *key, char *error, size_t room)
{
  return identity_check(storage, key, error, room);
}
