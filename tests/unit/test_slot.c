/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The vault's slots, the cause of a restart, the keys and identities of the owner's storage. */
#include <sodium.h>
#include <string.h>

#include "linux/cause_block.h"
#include "linux/partition.h"
#include "linux/slot.h"
#include "linux/storage.h"
#include "unit.h"
#include "vocabulary.h"

static uint8_t slot[SLOT_SIZE], other[SLOT_SIZE];
static uint8_t sector[JOURNAL_SECTOR], found[JOURNAL_SECTOR];

static void fill(void)
{
  ck_assert(sodium_init() >= 0);
  for (size_t i = 0; i < sizeof sector; i++)
    sector[i] = (uint8_t)(i * 7 + 1);
}

START_TEST(a_sector_comes_back)
{
  fill();
  ck_assert(slot_encode(sector, slot));
  slot_decode(slot, found);
  ck_assert_mem_eq(found, sector, sizeof sector);
}
END_TEST

START_TEST(nothing_of_a_sector_is_readable_in_its_slot)
{
  fill();
  ck_assert(slot_encode(sector, slot));
  for (size_t i = 0; i + 8 <= sizeof sector; i += 8)
    ck_assert_ptr_null(memmem(slot, sizeof slot, sector + i, 8));
  ck_assert(slot_encode(sector, other));
  ck_assert_mem_ne(slot, other, sizeof slot); /* new random bytes each time */
}
END_TEST

START_TEST(whoever_lacks_any_block_of_a_slot_has_nothing)
{
  fill();
  ck_assert(slot_encode(sector, slot));
  for (size_t block = 0; block + 512 <= SLOT_SIZE - JOURNAL_SECTOR; block += 512) {
    memcpy(other, slot, sizeof slot);
    memset(other + block, 0, 512);
    slot_decode(other, found);
    size_t same = 0;
    for (size_t i = 0; i < sizeof sector; i++)
      same += found[i] == sector[i];
    ck_assert_uint_lt(same, 32); /* by chance: 2 of 512 */
  }
}
END_TEST

START_TEST(zeros_are_zeros)
{
  memset(sector, 0, sizeof sector);
  memset(slot, 1, sizeof slot);
  ck_assert(slot_encode(sector, slot));
  ck_assert_int_eq(sodium_is_zero(slot, sizeof slot), 1);
  memset(found, 1, sizeof found);
  slot_decode(slot, found);
  ck_assert_int_eq(sodium_is_zero(found, sizeof found), 1);
}
END_TEST

START_TEST(each_cause_is_kept)
{
  uint8_t block[PARTITION_BLOCK];
  cause_block_encode((uint8_t)_i, block);
  ck_assert_uint_eq(cause_block_decode(block), _i);
  for (size_t i = 0; i < 512; i += 3) { /* a block torn or damaged anywhere is a power cut */
    block[i] ^= 0x10;
    ck_assert_uint_eq(cause_block_decode(block), CAUSE_POWER);
    block[i] ^= 0x10;
  }
}
END_TEST

START_TEST(what_is_no_cause_is_a_power_cut)
{
  uint8_t block[PARTITION_BLOCK] = {0};
  ck_assert_uint_eq(cause_block_decode(block), CAUSE_POWER);
  memset(block, 0xff, sizeof block);
  ck_assert_uint_eq(cause_block_decode(block), CAUSE_POWER);
  cause_block_encode(CAUSE_LAST + 1, block);
  ck_assert_uint_eq(cause_block_decode(block), CAUSE_POWER);
}
END_TEST

START_TEST(the_storage_s_key_follows_from_the_vault_s)
{
  board_key_t key = {.key = {1, 2, 3}}, another = {.key = {1, 2, 4}};
  uint8_t a[64], b[64];
  storage_key(&key, a, sizeof a);
  storage_key(&another, b, sizeof b);
  ck_assert_mem_ne(a, b, sizeof a);
  ck_assert_ptr_null(memmem(a, sizeof a, key.key, sizeof key.key));
  ck_assert_mem_ne(a, a + 32, 32); /* XTS wants two keys that differ */
  ck_assert_uint_eq(storage_key_size("aes-xts-plain64"), 64);
  ck_assert_uint_eq(storage_key_size("xchacha12,aes-adiantum-plain64"), 32);
  ck_assert_uint_eq(storage_key_size("rot13"), 0);
}
END_TEST

START_TEST(a_file_system_is_known_by_its_identity)
{
  uint8_t block[4096] = {0};
  uint8_t id[BOARD_ID] = {9, 8, 7, 6, 5};
  ck_assert(!storage_is(block, id));
  block[1024 + 0x38] = 0x53;
  block[1024 + 0x39] = 0xef;
  memcpy(block + 1024 + 0x68, id, sizeof id);
  ck_assert(storage_is(block, id));
  ck_assert(!storage_ails(block));
  block[0x43a] = 1; /* s_state: taken away in order */
  ck_assert(!storage_ails(block));
  block[0x43a] = 3; /* ... and with errors */
  ck_assert(storage_ails(block));
  id[15] = 1;
  ck_assert(!storage_is(block, id));
}
END_TEST

START_TEST(files_do_not_grow_with_the_card_without_end)
{
  ck_assert_uint_eq(storage_files(UINT64_C(32) << 20), 4096);
  ck_assert_uint_eq(storage_files(UINT64_C(1) << 30), 16384);
  ck_assert_uint_eq(storage_files(UINT64_C(64) << 30), 262144);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("slot");
  TCase *tests = tcase_create("slot");
  tcase_add_test(tests, a_sector_comes_back);
  tcase_add_test(tests, nothing_of_a_sector_is_readable_in_its_slot);
  tcase_add_test(tests, whoever_lacks_any_block_of_a_slot_has_nothing);
  tcase_add_test(tests, zeros_are_zeros);
  tcase_add_loop_test(tests, each_cause_is_kept, CAUSE_POWER, CAUSE_LAST + 1);
  tcase_add_test(tests, what_is_no_cause_is_a_power_cut);
  tcase_add_test(tests, the_storage_s_key_follows_from_the_vault_s);
  tcase_add_test(tests, a_file_system_is_known_by_its_identity);
  tcase_add_test(tests, files_do_not_grow_with_the_card_without_end);
  suite_add_tcase(suite, tests);
  return unit_main("slot", suite);
}
