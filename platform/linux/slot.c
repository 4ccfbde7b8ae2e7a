/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "linux/slot.h"

#include <sodium.h>
#include <string.h>
#include <sys/random.h>

#define RANDOM (SLOT_SIZE - JOURNAL_SECTOR)

static bool is_zero(const uint8_t *bytes, size_t length)
{
  return sodium_is_zero(bytes, length) == 1;
}

/* Hide or show: the same operation. The key is used once, for the bytes that it came from. */
static void hide(const uint8_t *random, const uint8_t *from, uint8_t *to)
{
  static const uint8_t nonce[crypto_stream_chacha20_NONCEBYTES];
  uint8_t key[crypto_stream_chacha20_KEYBYTES];
  crypto_generichash(key, sizeof key, random, RANDOM, NULL, 0);
  crypto_stream_chacha20_xor(to, from, JOURNAL_SECTOR, nonce, key);
  sodium_memzero(key, sizeof key);
}

/* All of them, however many calls it takes. */
static bool random_fill(uint8_t *bytes, size_t length)
{
  while (length > 0) {
    ssize_t got = getrandom(bytes, length, 0);
    if (got <= 0)
      return false;
    bytes += got;
    length -= (size_t)got;
  }
  return true;
}

bool slot_encode(const uint8_t sector[JOURNAL_SECTOR], uint8_t slot[SLOT_SIZE])
{
  memset(slot, 0, SLOT_SIZE);
  if (is_zero(sector, JOURNAL_SECTOR))
    return true;
  if (!random_fill(slot, RANDOM))
    return false;
  hide(slot, sector, slot + RANDOM);
  return true;
}

void slot_decode(const uint8_t slot[SLOT_SIZE], uint8_t sector[JOURNAL_SECTOR])
{
  if (is_zero(slot, SLOT_SIZE))
    memset(sector, 0, JOURNAL_SECTOR);
  else
    hide(slot, slot + RANDOM, sector);
}
