/* SPDX-License-Identifier: GPL-2.0-or-later */
/* plain VAULT: sectors of the owner's storage as dm-crypt shows them. VAULT: the vault's partition. Standard input: each
   sector's number in its partition (64 bits, little endian) and its 512 bytes; standard output: the same, decrypted. */
#include <gnutls/crypto.h>
#include <stdio.h>
#include <string.h>

#include "linux/slot.h"
#include "linux/storage.h"

#define SECTOR 512
#define KEY_SIZE 64

/* The key of dm-crypt, by the first copy of the vault's key that is whole. */
static bool key_read(const char *path, uint8_t bytes[KEY_SIZE])
{
  static uint8_t slot[SLOT_SIZE];
  uint8_t sector[JOURNAL_SECTOR];
  journal_record_t record;
  board_key_t key;
  FILE *file = fopen(path, "rbe");
  bool found = false;
  for (int copy = 0; file != NULL && copy < 2 && !found && fread(slot, sizeof slot, 1, file) == 1; copy++) {
    slot_decode(slot, sector);
    found = journal_decode(JOURNAL_KEY, sector, &record) && record.length == BOARD_KEY + BOARD_ID;
  }
  if (file != NULL)
    fclose(file);
  if (!found)
    return false;
  memcpy(key.key, record.payload, BOARD_KEY);
  storage_key(&key, bytes, KEY_SIZE);
  return true;
}

/* aes-xts-plain64: the sector's number is the initial vector. */
static bool sector_decrypt(gnutls_cipher_hd_t cipher, const uint8_t number[8], uint8_t bytes[SECTOR])
{
  uint8_t vector[16] = {0};
  memcpy(vector, number, 8);
  gnutls_cipher_set_iv(cipher, vector, sizeof vector);
  return gnutls_cipher_decrypt(cipher, bytes, SECTOR) == 0;
}

int main(int argc, char **argv)
{
  static uint8_t one[8 + SECTOR];
  uint8_t bytes[KEY_SIZE];
  uint8_t nothing[16] = {0};
  gnutls_datum_t key = {bytes, sizeof bytes};
  gnutls_datum_t vector = {nothing, sizeof nothing};
  gnutls_cipher_hd_t cipher;
  if (argc != 2 || !key_read(argv[1], bytes)) {
    fputs("plain VAULT < sectors: the vault holds no key\n", stderr);
    return 1;
  }
  if (gnutls_cipher_init(&cipher, GNUTLS_CIPHER_AES_256_XTS, &key, &vector) != 0)
    return 1;
  bool good = true;
  while (good && fread(one, sizeof one, 1, stdin) == 1)
    good = sector_decrypt(cipher, one, one + 8) && fwrite(one, sizeof one, 1, stdout) == 1;
  gnutls_cipher_deinit(cipher);
  return good && fflush(stdout) == 0 ? 0 : 1;
}
