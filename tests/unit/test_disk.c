/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The virtual board's disks: what a power cut may do to what was not flushed, and nothing else. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/log.h"
#include "sim/disk.h"
#include "unit.h"

static char folder[64];
static disk_t disk;
static uint8_t old[JOURNAL_SECTOR], new[JOURNAL_SECTOR], found[JOURNAL_SECTOR];

static void setup(void)
{
  strcpy(folder, "/tmp/pinhole-unit-XXXXXX");
  ck_assert_ptr_nonnull(mkdtemp(folder));
  log_start("test_disk", LOG_LEVEL_ERROR);
  memset(old, 'o', sizeof old);
  memset(new, 'n', sizeof new);
  ck_assert(disk_open(&disk, folder, 1));
}

static void teardown(void)
{
  char path[128];
  for (int i = 0; i < DISK_REGIONS; i++)
    close(disk.image[i]);
  snprintf(path, sizeof path, "%s/%s", folder, DISK_VAULT_NAME);
  unlink(path);
  snprintf(path, sizeof path, "%s/%s", folder, DISK_JOURNAL_NAME);
  unlink(path);
  rmdir(folder);
}

/* Sectors that do not exist are refused; a short image reads as zeros. */
START_TEST(test_range)
{
  ck_assert(!disk_read(&disk, 0, DISK_VAULT_SECTORS, found));
  ck_assert(!disk_read(&disk, 1, DISK_JOURNAL_SECTORS, found));
  ck_assert(!disk_read(&disk, DISK_REGIONS, 0, found));
  ck_assert(!disk_write(&disk, 1, DISK_JOURNAL_SECTORS, new));
  ck_assert(disk_read(&disk, 0, 3, found));
  for (int i = 0; i < JOURNAL_SECTOR; i++)
    ck_assert_uint_eq(found[i], 0);
}
END_TEST

/* What was written is read back before it is flushed, and survives a cut once it is. */
START_TEST(test_flush_is_durable)
{
  ck_assert(disk_write(&disk, 0, 2, new));
  ck_assert(disk_read(&disk, 0, 2, found));
  ck_assert_mem_eq(found, new, sizeof new);
  ck_assert_uint_eq(disk_unflushed(&disk), 1);
  ck_assert(disk_flush(&disk));
  ck_assert_uint_eq(disk_unflushed(&disk), 0);
  disk_cut(&disk);
  ck_assert(disk_read(&disk, 0, 2, found));
  ck_assert_mem_eq(found, new, sizeof new);
  ck_assert_uint_eq(disk.hazards, 0);
}
END_TEST

/* A cut leaves a beginning of the new on the old, of any length; over many seeds all three fates come. */
START_TEST(test_cut_keeps_drops_or_tears)
{
  int kept = 0, dropped = 0, torn = 0;
  for (uint64_t seed = 1; seed <= 200; seed++) {
    disk.seed = seed;
    disk_write(&disk, 1, 0, old);
    disk_flush(&disk);
    disk_write(&disk, 1, 0, new);
    disk_cut(&disk);
    ck_assert_uint_eq(disk_unflushed(&disk), 0);
    ck_assert(disk_read(&disk, 1, 0, found));
    size_t length = 0;
    while (length < sizeof found && found[length] == 'n')
      length++;
    for (size_t i = length; i < sizeof found; i++)
      ck_assert_uint_eq(found[i], 'o');
    kept += length == sizeof found;
    dropped += length == 0;
    torn += length > 0 && length < sizeof found;
  }
  ck_assert_int_gt(kept, 30);
  ck_assert_int_gt(dropped, 30);
  ck_assert_int_gt(torn, 30);
}
END_TEST

/* The same seed cuts the same way. */
START_TEST(test_cut_by_seed)
{
  uint8_t first[JOURNAL_SECTOR] = {0};
  for (int round = 0; round < 2; round++) {
    disk.seed = 77;
    disk_write(&disk, 0, 0, old);
    disk_flush(&disk);
    disk_write(&disk, 0, 0, new);
    disk_cut(&disk);
    disk_read(&disk, 0, 0, round == 0 ? first : found);
  }
  ck_assert_mem_eq(first, found, sizeof found);
}
END_TEST

/* A second sector written while the first is not flushed, and durable said of what is not: both are hazards. */
START_TEST(test_hazards)
{
  disk_write(&disk, 0, 0, new);
  disk_write(&disk, 0, 0, old); /* the same one again is none */
  ck_assert_uint_eq(disk.hazards, 0);
  disk_write(&disk, 0, 1, new);
  ck_assert_uint_eq(disk.hazards, 1);
  disk_flush(&disk);
  disk_done(&disk);
  ck_assert_uint_eq(disk.hazards, 1);
  disk_write(&disk, 1, 0, new);
  disk_done(&disk);
  ck_assert_uint_eq(disk.hazards, 2);
}
END_TEST

/* The planted fault: one flush is answered and not done. */
START_TEST(test_ignored_flush)
{
  disk.ignored_flush = 2;
  disk_write(&disk, 0, 0, new);
  ck_assert(disk_flush(&disk));
  ck_assert_uint_eq(disk_unflushed(&disk), 0);
  disk_write(&disk, 0, 0, old);
  ck_assert(disk_flush(&disk));
  ck_assert_uint_eq(disk_unflushed(&disk), 1);
  ck_assert(disk_flush(&disk));
  ck_assert_uint_eq(disk_unflushed(&disk), 0);
}
END_TEST

START_TEST(test_cut_in_the_nth_operation)
{
  disk.cut_at = 3;
  ck_assert(!disk_count(&disk));
  ck_assert(!disk_count(&disk));
  ck_assert(disk_count(&disk));
  ck_assert(!disk_count(&disk));
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("disk");
  TCase *tests = tcase_create("disk");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_test(tests, test_range);
  tcase_add_test(tests, test_flush_is_durable);
  tcase_add_test(tests, test_cut_keeps_drops_or_tears);
  tcase_add_test(tests, test_cut_by_seed);
  tcase_add_test(tests, test_hazards);
  tcase_add_test(tests, test_ignored_flush);
  tcase_add_test(tests, test_cut_in_the_nth_operation);
  suite_add_tcase(suite, tests);
  return unit_main("disk", suite);
}
