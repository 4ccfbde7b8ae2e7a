/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The ownership record: whole or not at all. */
#include "owner.h"

#include <string.h>

#include "unit.h"
#include "vocabulary.h"

static owner_t sample(void)
{
  owner_t owner = {.claimed = true,
                   .hash_length = 97,
                   .ssid_length = 5,
                   .passphrase_length = 12,
                   .security = SECURITY_WPA2_WPA3,
                   .hidden = true};
  memset(owner.hash, 'h', 97);
  memcpy(owner.ssid, "caf\xC3\xA9", 5);
  memcpy(owner.passphrase, "correct hors", 12);
  return owner;
}

static void assert_same(const owner_t *a, const owner_t *b)
{
  ck_assert_int_eq(a->claimed, b->claimed);
  ck_assert_int_eq(a->hidden, b->hidden);
  ck_assert_uint_eq(a->security, b->security);
  ck_assert_uint_eq(a->hash_length, b->hash_length);
  ck_assert_uint_eq(a->ssid_length, b->ssid_length);
  ck_assert_uint_eq(a->passphrase_length, b->passphrase_length);
  ck_assert_mem_eq(a->hash, b->hash, OWNER_HASH);
  ck_assert_mem_eq(a->ssid, b->ssid, OWNER_SSID);
  ck_assert_mem_eq(a->passphrase, b->passphrase, OWNER_PASSPHRASE);
}

/* what was stored is read, with the shortest and the longest fields. */
START_TEST(decode_gives_what_was_encoded)
{
  const uint8_t lengths[][3] = {{97, 5, 12}, {1, 1, 0}, {OWNER_HASH, OWNER_SSID, OWNER_PASSPHRASE}};
  for (unsigned i = 0; i < 3; i++) {
    owner_t owner = {.claimed = true}, read;
    journal_record_t record;
    owner.hash_length = lengths[i][0];
    owner.ssid_length = lengths[i][1];
    owner.passphrase_length = lengths[i][2];
    memset(owner.hash, 'h', lengths[i][0]);
    memset(owner.ssid, 's', lengths[i][1]);
    memset(owner.passphrase, 'p', lengths[i][2]);
    for (owner.security = 0; owner.security <= SECURITY_LAST; owner.security++) {
      owner.hidden = !owner.hidden;
      ck_assert(owner_encode(&owner, 77, &record));
      ck_assert_uint_eq(record.sequence, 77);
      ck_assert_uint_eq(record.length, OWNER_PAYLOAD);
      memset(&read, 0xA5, sizeof read);
      read.claimed = read.hidden = false;
      ck_assert(owner_decode(&record, &read));
      assert_same(&owner, &read);
    }
  }
}
END_TEST

/* nobody's camera holds nobody's data. */
START_TEST(unclaimed_is_empty)
{
  owner_t owner = {.claimed = false}, read = sample();
  journal_record_t record;
  ck_assert(owner_encode(&owner, 1, &record));
  ck_assert(owner_decode(&record, &read));
  assert_same(&owner, &read);
  owner.ssid_length = 1;
  ck_assert(!owner_encode(&owner, 1, &record));
  owner.ssid_length = 0, owner.hash_length = 1;
  ck_assert(!owner_encode(&owner, 1, &record));
  owner.hash_length = 0, owner.passphrase_length = 1;
  ck_assert(!owner_encode(&owner, 1, &record));
}
END_TEST

/* What lies past a field's length is never stored. */
START_TEST(encode_writes_zeros_past_the_lengths)
{
  owner_t owner = sample(), read;
  journal_record_t record;
  memset(owner.hash, 1, sizeof owner.hash);
  memset(owner.ssid, 2, sizeof owner.ssid);
  memset(owner.passphrase, 3, sizeof owner.passphrase);
  memset(&record, 0x5A, sizeof record);
  ck_assert(owner_encode(&owner, 1, &record));
  for (unsigned i = OWNER_PAYLOAD; i < JOURNAL_PAYLOAD; i++)
    ck_assert_uint_eq(record.payload[i], 0);
  ck_assert(owner_decode(&record, &read));
  ck_assert_uint_eq(read.hash[96], 1);
  ck_assert_uint_eq(read.hash[97], 0);
  ck_assert_uint_eq(read.ssid[5], 0);
  ck_assert_uint_eq(read.passphrase[12], 0);
}
END_TEST

START_TEST(encode_refuses_what_is_not_whole)
{
  owner_t owner;
  journal_record_t record, before;
  memset(&record, 0x5A, sizeof record);
  before = record;
#define REFUSES(change)                                                                                      \
  owner = sample();                                                                                          \
  owner.change;                                                                                              \
  ck_assert(!owner_encode(&owner, 5, &record));                                                              \
  ck_assert_mem_eq(&record, &before, sizeof record)
  REFUSES(hash_length = OWNER_HASH + 1);
  REFUSES(hash_length = 0);
  REFUSES(ssid_length = OWNER_SSID + 1);
  REFUSES(ssid_length = 0);
  REFUSES(passphrase_length = OWNER_PASSPHRASE + 1);
  REFUSES(security = SECURITY_LAST + 1);
  REFUSES(claimed = false);
#undef REFUSES
}
END_TEST

/* a payload that owner_encode does not write is refused, and the owner stays as it was. */
START_TEST(decode_refuses_what_is_malformed)
{
  const struct {
    unsigned at;
    uint8_t value;
  } wrong[] = {{0, 0},    {0, 2},   {1, 0},    {1, 129},  {1, 255}, {1, 96},  {99, 1},  {130, 0}, {130, 4},
               {130, 33}, {136, 9}, {163, 11}, {163, 65}, {227, 1}, {228, 7}, {229, 2}, {230, 1}, {235, 1}};
  owner_t owner = sample();
  journal_record_t good;
  ck_assert(owner_encode(&owner, 5, &good));
  for (unsigned i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
    journal_record_t record = good;
    owner_t read = sample(), before = read;
    record.payload[wrong[i].at] = wrong[i].value;
    ck_assert_msg(!owner_decode(&record, &read), "byte %u with %u", wrong[i].at, wrong[i].value);
    assert_same(&read, &before);
  }
  good.length = OWNER_PAYLOAD - 1;
  ck_assert(!owner_decode(&good, &owner));
  good.length = JOURNAL_PAYLOAD;
  ck_assert(!owner_decode(&good, &owner));
  good.length = OWNER_PAYLOAD;
  ck_assert(owner_decode(&good, &owner));
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("owner");
  TCase *owner = tcase_create("owner");
  tcase_add_test(owner, decode_gives_what_was_encoded);
  tcase_add_test(owner, unclaimed_is_empty);
  tcase_add_test(owner, encode_writes_zeros_past_the_lengths);
  tcase_add_test(owner, encode_refuses_what_is_not_whole);
  tcase_add_test(owner, decode_refuses_what_is_malformed);
  suite_add_tcase(suite, owner);
  return unit_main("owner", suite);
}
