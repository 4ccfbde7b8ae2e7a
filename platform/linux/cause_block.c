/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "linux/cause_block.h"

#include <sodium.h>
#include <string.h>

#include "vocabulary.h"

/* magic, cause, zeros; a hash of these in the last 32 bytes of the first 512, which a torn write would break */
#define MAGIC "Pinhole cause 1"
#define CAUSE_PLACE 16
#define HASH_PLACE 480
#define HASH 32

static void hash(const uint8_t *block, uint8_t digest[HASH])
{
  crypto_generichash(digest, HASH, block, HASH_PLACE, NULL, 0);
}

void cause_block_encode(uint8_t cause, uint8_t block[PARTITION_BLOCK])
{
  memset(block, 0, PARTITION_BLOCK);
  memcpy(block, MAGIC, sizeof MAGIC);
  block[CAUSE_PLACE] = cause;
  hash(block, block + HASH_PLACE);
}

uint8_t cause_block_decode(const uint8_t block[PARTITION_BLOCK])
{
  uint8_t expected[HASH];
  hash(block, expected);
  if (memcmp(block, MAGIC, sizeof MAGIC) != 0 || memcmp(block + HASH_PLACE, expected, HASH) != 0 ||
      block[CAUSE_PLACE] > CAUSE_LAST)
    return CAUSE_POWER;
  return block[CAUSE_PLACE];
}
