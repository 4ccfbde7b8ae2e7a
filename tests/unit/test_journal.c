/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The journal: sectors, pairs of copies, torn writes, the reset intent. */
#include "journal.h"

#include <stdint.h>
#include <string.h>

#include "unit.h"
#include "vocabulary.h"

static journal_record_t sample(uint64_t sequence, uint16_t length, uint8_t fill)
{
  journal_record_t record = {.sequence = sequence, .length = length};
  memset(record.payload, fill, length);
  return record;
}

static void put(uint8_t kind, uint64_t sequence, uint8_t fill, uint8_t *sector)
{
  const journal_record_t record = sample(sequence, 20, fill);
  ck_assert(journal_encode(kind, &record, sector));
}

static void assert_same(const journal_record_t *a, const journal_record_t *b)
{
  ck_assert_uint_eq(a->sequence, b->sequence);
  ck_assert_uint_eq(a->length, b->length);
  ck_assert_mem_eq(a->payload, b->payload, JOURNAL_PAYLOAD);
}

/* The CRC is the one of IEEE 802.3: the check value of its catalogue entry, and those of gzip. */
START_TEST(crc_is_ieee_802_3)
{
  ck_assert_uint_eq(journal_crc((const uint8_t *)"123456789", 9), 0xCBF43926);
  ck_assert_uint_eq(journal_crc((const uint8_t *)"", 0), 0);
  ck_assert_uint_eq(journal_crc((const uint8_t *)"a", 1), 0xE8B7BE43);
  ck_assert_uint_eq(journal_crc((const uint8_t *)"The quick brown fox jumps over the lazy dog", 43),
                    0x414FA339);
}
END_TEST

/* what was written is read, for every length and for numbers that use every byte. */
START_TEST(decode_gives_what_was_encoded)
{
  for (unsigned length = 0; length <= JOURNAL_PAYLOAD; length++) {
    journal_record_t record =
        sample(UINT64_C(0x0123456789ABCDEF) * length, (uint16_t)length, (uint8_t)(length + 3));
    uint8_t sector[JOURNAL_SECTOR];
    journal_record_t read = {0};
    ck_assert(journal_encode(JOURNAL_KEY, &record, sector));
    ck_assert(journal_decode(JOURNAL_KEY, sector, &read));
    assert_same(&record, &read);
  }
}
END_TEST

/* Byte for byte, as core/journal.h lays it out. */
START_TEST(sector_has_the_layout)
{
  const journal_record_t record = {
      .sequence = UINT64_C(0x1122334455667788), .length = 2, .payload = {0xAA, 0xBB}};
  const uint8_t head[] = {'P',  'H',  'J',  '1',  3,    1,    2,    0,    0x88, 0x77,
                          0x66, 0x55, 0x44, 0x33, 0x22, 0x11, 0xAA, 0xBB, 0};
  uint8_t sector[JOURNAL_SECTOR];
  ck_assert(journal_encode(JOURNAL_OWNER, &record, sector));
  ck_assert_mem_eq(sector, head, sizeof head);
  for (unsigned i = 18; i < 252; i++)
    ck_assert_uint_eq(sector[i], 0);
  const uint32_t crc = journal_crc(sector, 252);
  for (unsigned i = 0; i < 4; i++)
    ck_assert_uint_eq(sector[252 + i], crc >> 8 * i & 255);
  for (unsigned i = 0; i < 256; i++)
    ck_assert_uint_eq(sector[256 + i], sector[i] ^ 255);
}
END_TEST

/* What lies past a record's length is never written. */
START_TEST(encode_writes_zeros_past_the_length)
{
  journal_record_t record = sample(7, JOURNAL_PAYLOAD, 0x5A);
  uint8_t sector[JOURNAL_SECTOR];
  journal_record_t read;
  record.length = 10;
  ck_assert(journal_encode(JOURNAL_KEY, &record, sector));
  ck_assert(journal_decode(JOURNAL_KEY, sector, &read));
  for (unsigned i = 10; i < JOURNAL_PAYLOAD; i++)
    ck_assert_uint_eq(read.payload[i], 0);
}
END_TEST

START_TEST(encode_refuses_a_length_out_of_range)
{
  journal_record_t record = sample(1, 5, 1);
  uint8_t sector[JOURNAL_SECTOR], before[JOURNAL_SECTOR];
  memset(sector, 0x77, sizeof sector);
  memcpy(before, sector, sizeof sector);
  record.length = JOURNAL_PAYLOAD + 1;
  ck_assert(!journal_encode(JOURNAL_KEY, &record, sector));
  record.length = UINT16_MAX;
  ck_assert(!journal_encode(JOURNAL_KEY, &record, sector));
  ck_assert_mem_eq(sector, before, sizeof sector);
}
END_TEST

/* a sector with any one bit turned is no record, and the record that was there stays as it was. */
START_TEST(decode_refuses_every_flipped_bit)
{
  uint8_t sector[JOURNAL_SECTOR];
  put(JOURNAL_KEY, 42, 9, sector);
  for (unsigned bit = 0; bit < JOURNAL_SECTOR * 8; bit++) {
    journal_record_t read = sample(99, 3, 4), before = read;
    sector[bit / 8] ^= (uint8_t)(1 << bit % 8);
    ck_assert(!journal_decode(JOURNAL_KEY, sector, &read));
    assert_same(&read, &before);
    sector[bit / 8] ^= (uint8_t)(1 << bit % 8);
  }
}
END_TEST

/* A field that is out of range is refused even where the CRC and the complement are right. */
static void seal(uint8_t *sector)
{
  const uint32_t crc = journal_crc(sector, 252);
  for (unsigned i = 0; i < 4; i++)
    sector[252 + i] = (uint8_t)(crc >> 8 * i);
  for (unsigned i = 0; i < 256; i++)
    sector[256 + i] = (uint8_t)~sector[i];
}

START_TEST(decode_refuses_wrong_fields_with_right_checks)
{
  const struct {
    unsigned at;
    uint8_t value;
  } wrong[] = {{0, 'Q'}, {1, 0}, {2, 'j'}, {3, '2'}, {4, JOURNAL_OWNER}, {5, 0}, {5, 2}, {6, 237},
               {6, 5},   {7, 1}, {36, 1},  {251, 1}};
  for (unsigned i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
    uint8_t sector[JOURNAL_SECTOR];
    journal_record_t read;
    put(JOURNAL_KEY, 42, 9, sector);
    seal(sector);
    ck_assert(journal_decode(JOURNAL_KEY, sector, &read));
    sector[wrong[i].at] = wrong[i].value;
    seal(sector);
    ck_assert_msg(!journal_decode(JOURNAL_KEY, sector, &read), "byte %u", wrong[i].at);
  }
}
END_TEST

START_TEST(decode_refuses_blank_and_wiped_sectors)
{
  uint8_t sector[JOURNAL_SECTOR];
  journal_record_t read;
  memset(sector, 0, sizeof sector);
  ck_assert(!journal_decode(JOURNAL_INTENT, sector, &read));
  memset(sector, 0xFF, sizeof sector);
  ck_assert(!journal_decode(JOURNAL_INTENT, sector, &read));
}
END_TEST

/* a write torn at any byte, from either end, is the old record, the new one, or none. */
START_TEST(torn_write_is_old_or_new)
{
  uint8_t old[JOURNAL_SECTOR], new[JOURNAL_SECTOR], torn[JOURNAL_SECTOR];
  journal_record_t was, is, read;
  unsigned readable = 0;
  put(JOURNAL_OWNER, 10, 0x11, old);
  put(JOURNAL_OWNER, 11, 0xEE, new);
  ck_assert(journal_decode(JOURNAL_OWNER, old, &was));
  ck_assert(journal_decode(JOURNAL_OWNER, new, &is));
  for (unsigned cut = 0; cut <= JOURNAL_SECTOR; cut++) {
    for (unsigned side = 0; side < 2; side++) {
      memcpy(torn, side ? old : new, JOURNAL_SECTOR);
      memcpy(torn, side ? new : old, cut);
      if (!journal_decode(JOURNAL_OWNER, torn, &read))
        continue;
      readable++;
      assert_same(&read, read.sequence == 10 ? &was : &is);
    }
  }
  ck_assert_uint_ge(readable, 4);
}
END_TEST

START_TEST(pair_takes_the_newer)
{
  uint8_t a[JOURNAL_SECTOR], b[JOURNAL_SECTOR];
  journal_pair_t pair;
  put(JOURNAL_KEY, 5, 1, a);
  put(JOURNAL_KEY, 6, 2, b);
  journal_read(JOURNAL_KEY, a, b, &pair);
  ck_assert(pair.readable && pair.differ);
  ck_assert_uint_eq(pair.first, 0);
  ck_assert_uint_eq(pair.record.sequence, 6);
  ck_assert_uint_eq(pair.record.payload[0], 2);
  journal_read(JOURNAL_KEY, b, a, &pair);
  ck_assert(pair.readable && pair.differ);
  ck_assert_uint_eq(pair.first, 1);
  ck_assert_uint_eq(pair.record.sequence, 6);
}
END_TEST

START_TEST(pair_of_equals)
{
  uint8_t a[JOURNAL_SECTOR], b[JOURNAL_SECTOR];
  journal_pair_t pair;
  put(JOURNAL_KEY, 5, 1, a);
  memcpy(b, a, sizeof a);
  journal_read(JOURNAL_KEY, a, b, &pair);
  ck_assert(pair.readable && !pair.differ);
  ck_assert_uint_eq(pair.first, 1);
  put(JOURNAL_KEY, 5, 2, b);
  journal_read(JOURNAL_KEY, a, b, &pair);
  ck_assert(pair.readable && pair.differ);
  ck_assert_uint_eq(pair.first, 1);
  ck_assert_uint_eq(pair.record.payload[0], 1);
}
END_TEST

/* the only good copy is never the one to be overwritten first, even where the bad one looks newer. */
START_TEST(pair_keeps_the_only_good_copy)
{
  uint8_t good[JOURNAL_SECTOR], bad[JOURNAL_SECTOR];
  journal_pair_t pair;
  put(JOURNAL_KEY, 5, 1, good);
  put(JOURNAL_KEY, 9, 2, bad);
  bad[300] ^= 1;
  journal_read(JOURNAL_KEY, good, bad, &pair);
  ck_assert(pair.readable && pair.differ);
  ck_assert_uint_eq(pair.first, 1);
  ck_assert_uint_eq(pair.record.sequence, 5);
  journal_read(JOURNAL_KEY, bad, good, &pair);
  ck_assert(pair.readable && pair.differ);
  ck_assert_uint_eq(pair.first, 0);
  ck_assert_uint_eq(pair.record.sequence, 5);
}
END_TEST

START_TEST(pair_of_nothing)
{
  uint8_t a[JOURNAL_SECTOR] = {0}, b[JOURNAL_SECTOR] = {1};
  journal_pair_t pair;
  const journal_record_t none = {0};
  memset(&pair, 0x55, sizeof pair);
  journal_read(JOURNAL_KEY, a, b, &pair);
  ck_assert(!pair.readable && !pair.differ);
  ck_assert_uint_le(pair.first, 1);
  assert_same(&pair.record, &none);
  ck_assert_uint_eq(journal_next_sequence(&pair), 1);
}
END_TEST

/* the update protocol, cut after any byte of either copy, at any sequence number: old or new, never
   none. */
START_TEST(update_survives_every_cut)
{
  const uint64_t sequences[] = {1, 77, UINT64_MAX - 1, UINT64_MAX};
  for (unsigned n = 0; n < 4; n++) {
    for (unsigned cut = 0; cut <= 2 * JOURNAL_SECTOR; cut++) {
      uint8_t copies[2][JOURNAL_SECTOR], new[JOURNAL_SECTOR];
      journal_pair_t pair;
      put(JOURNAL_KEY, sequences[n], 0x10, copies[0]);
      memcpy(copies[1], copies[0], JOURNAL_SECTOR);
      journal_read(JOURNAL_KEY, copies[0], copies[1], &pair);
      put(JOURNAL_KEY, journal_next_sequence(&pair), 0x20, new);
      const unsigned first = cut < JOURNAL_SECTOR ? cut : JOURNAL_SECTOR;
      memcpy(copies[pair.first], new, first);
      memcpy(copies[1 - pair.first], new, cut - first);
      journal_read(JOURNAL_KEY, copies[0], copies[1], &pair);
      ck_assert(pair.readable);
      ck_assert(pair.record.payload[0] == 0x10 || pair.record.payload[0] == 0x20);
      ck_assert(cut < 2 * JOURNAL_SECTOR || (pair.record.payload[0] == 0x20 && !pair.differ));
    }
  }
}
END_TEST

START_TEST(sequence_goes_up_and_stays_at_the_end)
{
  journal_pair_t pair = {.readable = true, .record = {.sequence = 41}};
  ck_assert_uint_eq(journal_next_sequence(&pair), 42);
  pair.record.sequence = UINT64_MAX - 1;
  ck_assert_uint_eq(journal_next_sequence(&pair), UINT64_MAX);
  pair.record.sequence = UINT64_MAX;
  ck_assert_uint_eq(journal_next_sequence(&pair), UINT64_MAX);
  pair.readable = false;
  ck_assert_uint_eq(journal_next_sequence(&pair), 1);
}
END_TEST

/* an intent says standing or none, and nothing else passes for either. */
START_TEST(intent_is_one_byte)
{
  journal_pair_t pair = {.readable = true};
  journal_make_intent(true, 8, &pair.record);
  ck_assert_uint_eq(pair.record.sequence, 8);
  ck_assert_uint_eq(journal_intent(&pair), INTENT_STANDING);
  journal_make_intent(false, 9, &pair.record);
  ck_assert_uint_eq(journal_intent(&pair), INTENT_NONE);
  pair.record.payload[0] = 2;
  ck_assert_uint_eq(journal_intent(&pair), INTENT_UNREADABLE);
  pair.record.payload[0] = 255;
  ck_assert_uint_eq(journal_intent(&pair), INTENT_UNREADABLE);
  journal_make_intent(true, 9, &pair.record);
  pair.record.length = 0;
  ck_assert_uint_eq(journal_intent(&pair), INTENT_UNREADABLE);
  pair.record.length = 2;
  ck_assert_uint_eq(journal_intent(&pair), INTENT_UNREADABLE);
  pair.record.length = 1;
  pair.readable = false;
  ck_assert_uint_eq(journal_intent(&pair), INTENT_UNREADABLE);
}
END_TEST

/* each sector is written, made durable and read back before the next one is touched. */
START_TEST(orders_make_each_sector_durable_before_the_next)
{
  static const uint8_t turns[] = {JOURNAL_WRITE, JOURNAL_FLUSH, JOURNAL_CHECK};
  static const uint8_t groups[] = {JOURNAL_REPAIR, JOURNAL_UPDATE, JOURNAL_ERASE};
  for (unsigned group = 0; group < 3; group++) {
    const uint8_t firsts = groups[group] == JOURNAL_ERASE ? 1 : 2;
    for (uint8_t first = 0; first < firsts; first++) {
      uint8_t step = 0;
      ck_assert_uint_eq(journal_order(groups[group], first, step++).operation, JOURNAL_FLUSH);
      ck_assert_uint_eq(journal_order(groups[group], first, step++).operation, JOURNAL_READ);
      for (uint8_t written = 0; written < groups[group]; written++) {
        for (unsigned turn = 0; turn < 3; turn++) {
          journal_order_t order = journal_order(groups[group], first, step++);
          ck_assert_uint_eq(order.operation, turns[turn]);
          ck_assert_uint_eq(order.sector, turns[turn] == JOURNAL_FLUSH ? 0 : first ^ written);
        }
      }
      for (; step < 255; step++)
        ck_assert_uint_eq(journal_order(groups[group], first, step).operation, JOURNAL_END);
    }
  }
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("journal");
  TCase *sector = tcase_create("sector");
  TCase *pair = tcase_create("pair");
  tcase_add_test(sector, crc_is_ieee_802_3);
  tcase_add_test(sector, decode_gives_what_was_encoded);
  tcase_add_test(sector, sector_has_the_layout);
  tcase_add_test(sector, encode_writes_zeros_past_the_length);
  tcase_add_test(sector, encode_refuses_a_length_out_of_range);
  tcase_add_test(sector, decode_refuses_every_flipped_bit);
  tcase_add_test(sector, decode_refuses_wrong_fields_with_right_checks);
  tcase_add_test(sector, decode_refuses_blank_and_wiped_sectors);
  tcase_add_test(sector, torn_write_is_old_or_new);
  tcase_add_test(pair, pair_takes_the_newer);
  tcase_add_test(pair, pair_of_equals);
  tcase_add_test(pair, pair_keeps_the_only_good_copy);
  tcase_add_test(pair, pair_of_nothing);
  tcase_add_test(pair, update_survives_every_cut);
  tcase_add_test(pair, sequence_goes_up_and_stays_at_the_end);
  tcase_add_test(pair, intent_is_one_byte);
  tcase_add_test(pair, orders_make_each_sector_durable_before_the_next);
  suite_add_tcase(suite, sector);
  suite_add_tcase(suite, pair);
  return unit_main("journal", suite);
}
