/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The owner's storage: a partition under dm-crypt (plain, no header), whose key follows from the vault's, and ext4 in
   it, whose UUID is the vault's identity. A new key alone makes all that was there unreadable; how long a wipe takes
   does not depend on the partition's size. Everything blocks. */
#ifndef LINUX_STORAGE_H
#define LINUX_STORAGE_H

#include "board.h"

#define STORAGE_KEY_MOST 64
#define STORAGE_LEAST (UINT64_C(32) << 20) /* bytes of the partition */

typedef struct {
  const char *partition; /* as the board's file names it */
  const char *cipher;    /* as the board's file names it */
  const char *folder;    /* where it is mounted */
} storage_t;

/** Make it anew and empty. Returns 0 or a negative errno; then one line in `error`. */
int storage_create(const storage_t *storage, const board_key_t *key, char *error, size_t room);

/** Read back, past caches, that it is of this key, and that it is empty. Returns as storage_create(). */
int storage_verify(const storage_t *storage, const board_key_t *key, char *error, size_t room);

/** Open and mount it. Returns as storage_create(). */
int storage_open(const storage_t *storage, const board_key_t *key, char *error, size_t room);

/** Bytes of the key that a cipher takes, 0: none that is known. */
size_t storage_key_size(const char *cipher);

/** The key of dm-crypt that follows from the vault's. */
void storage_key(const board_key_t *key, uint8_t *bytes, size_t length);

/** Whether a block at the beginning of a file system is ext4's, with this identity. */
bool storage_is(const uint8_t block[4096], const uint8_t id[BOARD_ID]);

/** Whether a file system of ext4 at whose beginning this block lies says of itself that it found errors. */
bool storage_ails(const uint8_t block[4096]);

/** How many files a file system of `size` bytes may hold. */
unsigned storage_files(uint64_t size);

#endif
