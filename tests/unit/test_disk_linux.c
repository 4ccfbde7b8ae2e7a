/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The guard's storage jobs on a Linux board's partitions, which files stand for. */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "guard/worker.h"
#include "linux/board_linux.h"
#include "linux/cause_block.h"
#include "linux/slot.h"
#include "linux/storage.h"
#include "unit.h"
#include "vocabulary.h"

#define VAULT_SIZE (4 * SLOT_SIZE)
#define SSID "Marker Home Network"
#define PASSPHRASE "marker passphrase 1"
#define HASH "$argon2id$marker"

static board_t board;
static _Atomic uint8_t cause;
static uint8_t vault[VAULT_SIZE];

/* Reads that cover one of these places of a file fail, as those of a bad block do (linked with --wrap). */
static off_t unreadable[2] = {-1, -1};

ssize_t __real_pread(int fd, void *bytes, size_t length, off_t place);
ssize_t __wrap_pread(int fd, void *bytes, size_t length, off_t place);
ssize_t __wrap_pread(int fd, void *bytes, size_t length, off_t place)
{
  for (size_t i = 0; i < 2; i++) {
    if (unreadable[i] >= place && unreadable[i] < place + (off_t)length) {
      errno = EIO;
      return -1;
    }
  }
  return __real_pread(fd, bytes, length, place);
}

/* dm-crypt and ext4 are seen in QEMU. */
int storage_create(const storage_t *storage, const board_key_t *key, char *error, size_t room)
{
  (void)storage;
  (void)key;
  if (room > 0)
    error[0] = '\0';
  return 0;
}

int storage_verify(const storage_t *storage, const board_key_t *key, char *error, size_t room)
{
  (void)storage;
  (void)key;
  if (room > 0)
    error[0] = '\0';
  return 0;
}

int storage_open(const storage_t *storage, const board_key_t *key, char *error, size_t room)
{
  (void)storage;
  (void)key;
  if (room > 0)
    error[0] = '\0';
  return 0;
}

const char *board_data_path(const board_t *unused)
{
  (void)unused;
  return "/nowhere";
}

static void make(char path[BOARD_FILE_VALUE], size_t size)
{
  snprintf(path, BOARD_FILE_VALUE, "/tmp/pinhole-unit-XXXXXX");
  int fd = mkstemp(path);
  ck_assert_int_eq(ftruncate(fd, (off_t)size), 0);
  close(fd);
}

static void setup(void)
{
  log_start("test", LOG_LEVEL_ERROR);
  ck_assert(sodium_init() >= 0);
  memset(&board, 0, sizeof board);
  make(board.file.vault, VAULT_SIZE);
  make(board.file.journal, 4 * PARTITION_BLOCK);
  board.watchdog.fd = -1;
  board.cause = &cause;
  cause = CAUSE_POWER;
  unreadable[0] = unreadable[1] = -1;
}

static void teardown(void)
{
  unlink(board.file.vault);
  unlink(board.file.journal);
}

static worker_result_t work(uint8_t command)
{
  worker_t worker = {.board = &board};
  worker_job_t job = {.command = command};
  worker_result_t result = {0};
  if (command == COMMAND_STORE_OWNER) {
    job.owner = (owner_t){.claimed = true,
                          .hash_length = sizeof HASH - 1,
                          .ssid_length = sizeof SSID - 1,
                          .passphrase_length = sizeof PASSPHRASE - 1,
                          .security = SECURITY_WPA2};
    memcpy(job.owner.hash, HASH, sizeof HASH - 1);
    memcpy(job.owner.ssid, SSID, sizeof SSID - 1);
    memcpy(job.owner.passphrase, PASSPHRASE, sizeof PASSPHRASE - 1);
  }
  records_work(&worker, &job, &result);
  return result;
}

static void good(uint8_t command)
{
  worker_result_t result = work(command);
  ck_assert_msg(result.done, "%u: %s", command, result.error);
}

static void vault_read(void)
{
  int fd = open(board.file.vault, O_RDONLY);
  ck_assert_int_eq(read(fd, vault, sizeof vault), sizeof vault);
  close(fd);
}

static void wiped_and_owned(void)
{
  static const uint8_t steps[] = {COMMAND_WRITE_INTENT, COMMAND_DESTROY_KEY, COMMAND_CREATE_KEY,
                                  COMMAND_CREATE_FILES, COMMAND_VERIFY_WIPE, COMMAND_CLEAR_INTENT,
                                  COMMAND_OPEN_STORAGE, COMMAND_STORE_OWNER};
  for (size_t i = 0; i < sizeof steps; i++)
    good(steps[i]);
}

START_TEST(records_come_back)
{
  wiped_and_owned();
  worker_result_t boot = work(WORKER_BOOT);
  ck_assert(boot.done && !boot.repair);
  ck_assert_uint_eq(boot.intent, INTENT_NONE);
  ck_assert_uint_eq(boot.vault, VAULT_OWNED);
  ck_assert_mem_eq(boot.owner.passphrase, PASSPHRASE, sizeof PASSPHRASE - 1);
}
END_TEST

START_TEST(nothing_of_the_owner_s_lies_in_the_vault_in_plain)
{
  wiped_and_owned();
  vault_read();
  ck_assert_ptr_null(memmem(vault, sizeof vault, "Marker", 6));
  ck_assert_ptr_null(memmem(vault, sizeof vault, "marker", 6));
}
END_TEST

START_TEST(a_destroyed_vault_is_zeros)
{
  wiped_and_owned();
  vault_read();
  ck_assert_int_eq(sodium_is_zero(vault, sizeof vault), 0);
  good(COMMAND_DESTROY_KEY);
  vault_read();
  ck_assert_int_eq(sodium_is_zero(vault, sizeof vault), 1);
  ck_assert_uint_eq(work(WORKER_BOOT).vault, VAULT_UNREADABLE);
}
END_TEST

/* Another byte than the one that is there, whose value is random. */
static void damage(off_t at)
{
  uint8_t byte;
  int fd = open(board.file.vault, O_RDWR);
  ck_assert_int_eq(pread(fd, &byte, 1, at), 1);
  byte ^= 1;
  ck_assert_int_eq(pwrite(fd, &byte, 1, at), 1);
  close(fd);
}

START_TEST(a_slot_damaged_anywhere_is_repaired_from_the_other_copy)
{
  wiped_and_owned();
  damage((off_t)(2 * SLOT_SIZE + 12345));
  worker_result_t boot = work(WORKER_BOOT);
  ck_assert(boot.done && boot.repair);
  ck_assert_uint_eq(boot.vault, VAULT_OWNED);
  good(COMMAND_REPAIR_RECORDS);
  ck_assert(!work(WORKER_BOOT).repair);
}
END_TEST

START_TEST(a_vault_whose_copies_are_both_damaged_is_unreadable_and_not_wiped)
{
  wiped_and_owned();
  for (off_t slot = 2; slot < 4; slot++)
    damage(slot * (off_t)SLOT_SIZE);
  worker_result_t boot = work(WORKER_BOOT);
  ck_assert(boot.done);
  ck_assert_uint_eq(boot.vault, VAULT_UNREADABLE);
  ck_assert_uint_eq(boot.intent, INTENT_NONE);
}
END_TEST

START_TEST(a_copy_that_cannot_be_read_is_a_damaged_one)
{
  wiped_and_owned();
  for (off_t slot = 0; slot < 4; slot++) {
    unreadable[0] = slot * (off_t)SLOT_SIZE + 4711;
    worker_result_t boot = work(WORKER_BOOT);
    ck_assert(boot.done && boot.repair);
    ck_assert_uint_eq(boot.vault, VAULT_OWNED);
    ck_assert_mem_eq(boot.owner.passphrase, PASSPHRASE, sizeof PASSPHRASE - 1);
    ck_assert(!work(COMMAND_REPAIR_RECORDS).done); /* its read-back fails as well */
  }
  unreadable[0] = -1;
  good(COMMAND_REPAIR_RECORDS);
  ck_assert(!work(WORKER_BOOT).repair);
}
END_TEST

START_TEST(a_record_of_which_no_copy_can_be_read_is_unreadable_and_not_wiped)
{
  wiped_and_owned();
  unreadable[0] = 2 * (off_t)SLOT_SIZE;
  unreadable[1] = 3 * (off_t)SLOT_SIZE;
  worker_result_t boot = work(WORKER_BOOT);
  ck_assert(!boot.done);
  ck_assert_str_eq(boot.error, "a record cannot be read: Input/output error");
  ck_assert_uint_eq(boot.vault, VAULT_UNREADABLE);
  ck_assert_uint_eq(boot.intent, INTENT_NONE);
  unreadable[0] = unreadable[1] = -1;
  ck_assert_uint_eq(work(WORKER_BOOT).vault, VAULT_OWNED);
}
END_TEST

START_TEST(a_partition_that_is_too_small_or_no_partition_is_an_error)
{
  ck_assert_int_eq(truncate(board.file.vault, VAULT_SIZE - 1), 0);
  worker_result_t boot = work(WORKER_BOOT);
  ck_assert(!boot.done);
  ck_assert_uint_eq(boot.vault, VAULT_UNREADABLE);
  ck_assert_ptr_nonnull(strstr(boot.error, "the disks cannot be opened"));
}
END_TEST

START_TEST(a_cause_is_told_once)
{
  uint8_t block[PARTITION_BLOCK];
  partition_t journal;
  good(COMMAND_WRITE_INTENT);
  ck_assert_int_eq(partition_open(&journal, board.file.journal, true, 0), 0);
  cause_block_encode(CAUSE_BUTTON, block);
  ck_assert_int_eq(partition_write(&journal, BOARD_LINUX_CAUSE_PLACE, block, sizeof block), 0);
  partition_close(&journal);
  cause = UINT8_MAX; /* not read yet */
  ck_assert_uint_eq(work(WORKER_BOOT).intent, INTENT_STANDING);
  ck_assert_uint_eq(cause, CAUSE_BUTTON);
  cause = UINT8_MAX; /* the next start, after a power cut */
  work(WORKER_BOOT);
  ck_assert_uint_eq(cause, CAUSE_POWER);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("disk_linux");
  TCase *tests = tcase_create("disk_linux");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_test(tests, records_come_back);
  tcase_add_test(tests, nothing_of_the_owner_s_lies_in_the_vault_in_plain);
  tcase_add_test(tests, a_destroyed_vault_is_zeros);
  tcase_add_test(tests, a_slot_damaged_anywhere_is_repaired_from_the_other_copy);
  tcase_add_test(tests, a_vault_whose_copies_are_both_damaged_is_unreadable_and_not_wiped);
  tcase_add_test(tests, a_copy_that_cannot_be_read_is_a_damaged_one);
  tcase_add_test(tests, a_record_of_which_no_copy_can_be_read_is_unreadable_and_not_wiped);
  tcase_add_test(tests, a_partition_that_is_too_small_or_no_partition_is_an_error);
  tcase_add_test(tests, a_cause_is_told_once);
  suite_add_tcase(suite, tests);
  return unit_main("disk_linux", suite);
}
