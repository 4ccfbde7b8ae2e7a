/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any sector, any pair of them, any torn write, any owner's payload. */
#include <string.h>

#include "fuzz.h"
#include "journal.h"

static bool same(const journal_record_t *a, const journal_record_t *b)
{
  return a->sequence == b->sequence && a->length == b->length &&
         memcmp(a->payload, b->payload, a->length) == 0;
}

/* A record made of the input: sequence, length and payload as far as it goes. */
static journal_record_t record_of(const uint8_t *data, size_t size)
{
  journal_record_t record;
  memset(&record, 0, sizeof record);
  if (size > 0) {
    record.sequence = data[0];
    record.length = (uint16_t)(size - 1 < JOURNAL_PAYLOAD ? size - 1 : JOURNAL_PAYLOAD);
    memcpy(record.payload, data + 1, record.length);
  }
  return record;
}

/* journal_decode; planted: one that does not look at the sector's last byte. */
static bool decode(uint8_t kind, const uint8_t *sector, journal_record_t *record)
{
  uint8_t copy[JOURNAL_SECTOR];
  memcpy(copy, sector, sizeof copy);
  if (fuzz_planted()) {
    copy[JOURNAL_SECTOR - 1] = (uint8_t)~copy[JOURNAL_SECTOR / 2 - 1];
  }
  return journal_decode(kind, copy, record);
}

/* A sector as it is: refused with the record unchanged, or written again byte for byte. */
static void any_sector(uint8_t kind, const uint8_t *sector)
{
  journal_record_t record, before;
  uint8_t again[JOURNAL_SECTOR];
  memset(&record, 0x5A, sizeof record);
  memcpy(&before, &record, sizeof before);
  if (!decode(kind, sector, &record)) {
    REQUIRE(memcmp((const uint8_t *)&record, (const uint8_t *)&before, sizeof record) == 0);
    return;
  }
  REQUIRE(record.length <= JOURNAL_PAYLOAD);
  REQUIRE(journal_encode(kind, &record, again));
  REQUIRE(memcmp(sector, again, sizeof again) == 0);
}

/* An owner's payload: refused with the owner unchanged, or packed again as the same payload. */
static void any_owner(const journal_record_t *record)
{
  owner_t owner, before;
  journal_record_t again;
  memset(&owner, 0x5A, sizeof owner);
  before = owner;
  if (!owner_decode(record, &owner)) {
    REQUIRE(memcmp(&owner, &before, sizeof owner) == 0);
    return;
  }
  REQUIRE(owner.hash_length <= OWNER_HASH && owner.ssid_length <= OWNER_SSID);
  REQUIRE(owner.passphrase_length <= OWNER_PASSPHRASE);
  memset(&again, 0, sizeof again);
  REQUIRE(owner_encode(&owner, record->sequence, &again));
  REQUIRE(same(record, &again));
}

/* A write torn at `cut`: the new record's beginning on the old one's end, or the reverse, is one of both or none. */
static void torn(uint8_t kind, const journal_record_t *old, const journal_record_t *new, size_t cut)
{
  uint8_t a[JOURNAL_SECTOR], b[JOURNAL_SECTOR];
  journal_pair_t pair;
  journal_record_t read;
  REQUIRE(journal_encode(kind, old, a) && journal_encode(kind, new, b));
  REQUIRE(journal_decode(kind, a, &read) && same(&read, old));
  journal_read(kind, a, b, &pair);
  REQUIRE(pair.readable);
  REQUIRE(same(&pair.record, new->sequence > old->sequence ? new : old));
  uint8_t mixed[JOURNAL_SECTOR];
  memcpy(mixed, b, cut);
  memcpy(mixed + cut, a + cut, JOURNAL_SECTOR - cut);
  if (journal_decode(kind, mixed, &read)) {
    REQUIRE(same(&read, old) || same(&read, new));
  }
  memcpy(mixed, a, cut);
  memcpy(mixed + cut, b + cut, JOURNAL_SECTOR - cut);
  if (journal_decode(kind, mixed, &read)) {
    REQUIRE(same(&read, old) || same(&read, new));
  }
  journal_read(kind, mixed, a, &pair);
  REQUIRE(pair.readable && (same(&pair.record, old) || same(&pair.record, new)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  if (size < 4) {
    return 0;
  }
  uint8_t kind = (uint8_t)(JOURNAL_INTENT + data[0] % 3);
  size_t cut = (data[1] + 256U * data[2]) % (JOURNAL_SECTOR + 1);
  size_t half = (size - 3) / 2;
  data += 3;
  size -= 3;
  if (size >= JOURNAL_SECTOR) {
    any_sector(kind, data);
  }
  journal_record_t whole = record_of(data, size);
  any_owner(&whole);
  journal_record_t old = record_of(data, half), new = record_of(data + half, size - half);
  torn(kind, &old, &new, cut);
  uint8_t sector[JOURNAL_SECTOR];
  REQUIRE(journal_encode(kind, &whole, sector));
  any_sector(kind, sector);
  sector[cut % JOURNAL_SECTOR] ^= (uint8_t)(data[0] | 1);
  journal_record_t damaged;
  REQUIRE(!decode(kind, sector, &damaged));
  return 0;
}
