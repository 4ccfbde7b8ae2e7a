/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The guard's storage jobs on a disk that loses, keeps and tears what is not flushed: the power is cut in every one of
   their operations, by many seeds, from copies that agree and from copies that differ. */
#include <errno.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "guard/worker.h"
#include "sim/disk.h"
#include "unit.h"
#include "vocabulary.h"

#define SEEDS 40

/* --- platform/board.h's blocking part, on the virtual board's own disk --- */

struct board_disk {
  int unused;
};
static struct board_disk handle;
static disk_t disk;
static jmp_buf power_gone;
static bool cutting, failing;
static unsigned flushes_until_failure; /* 0: none fails */
static char folder[64];
static uint8_t storage_id[BOARD_ID]; /* of the storage made last */
static bool storage_there, storage_empty;

static void operation(void)
{
  if (!disk_count(&disk) || !cutting)
    return;
  disk_cut(&disk);
  longjmp(power_gone, 1);
}

board_disk_t *board_disk_open(const board_t *board)
{
  (void)board;
  return &handle;
}

void board_disk_close(board_disk_t *unused)
{
  (void)unused;
  disk_done(&disk);
}

int board_sector_read(board_disk_t *unused, enum board_region region, uint32_t index,
                      uint8_t sector[JOURNAL_SECTOR])
{
  (void)unused;
  return disk_read(&disk, region, index, sector) ? 0 : -EIO;
}

int board_sector_write(board_disk_t *unused, enum board_region region, uint32_t index,
                       const uint8_t sector[JOURNAL_SECTOR])
{
  (void)unused;
  bool good = !failing && disk_write(&disk, region, index, sector);
  operation();
  return good ? 0 : -EIO;
}

int board_flush(board_disk_t *unused)
{
  (void)unused;
  if (disk_unflushed(&disk) > 0)
    operation();
  if (flushes_until_failure > 0 && disk_unflushed(&disk) > 0 && --flushes_until_failure == 0)
    return -EIO;
  return disk_flush(&disk) ? 0 : -EIO;
}

/* NOLINTNEXTLINE(readability-non-const-parameter): as platform/board.h declares it */
int board_storage_create(board_disk_t *unused, const board_key_t *key, char *error, size_t room)
{
  (void)unused;
  (void)error;
  (void)room;
  memcpy(storage_id, key->id, BOARD_ID);
  storage_there = storage_empty = true;
  return 0;
}

int board_storage_open(board_disk_t *unused, const board_key_t *key, char *error, size_t room)
{
  (void)unused;
  if (storage_there && memcmp(storage_id, key->id, BOARD_ID) == 0)
    return 0;
  snprintf(error, room, "no storage of this key");
  return -EPERM;
}

int board_storage_verify(board_disk_t *unused, const board_key_t *key, char *error, size_t room)
{
  int code = board_storage_open(unused, key, error, room);
  return code != 0 ? code : storage_empty ? 0 : -ENOTEMPTY;
}

const char *board_data_path(const board_t *board)
{
  (void)board;
  return folder;
}

/* --- help --- */

static const worker_t worker;
static worker_result_t result;

static owner_t somebody(char letter)
{
  owner_t owner = {.claimed = true,
                   .hash_length = 20,
                   .ssid_length = 4,
                   .passphrase_length = 12,
                   .security = SECURITY_WPA2};
  memset(owner.hash, letter, 20);
  memset(owner.ssid, letter, 4);
  memset(owner.passphrase, letter, 12);
  return owner;
}

static bool work_as(uint8_t command, char owner)
{
  worker_job_t job = {.command = command};
  if (owner != 0)
    job.owner = somebody(owner);
  memset(&result, 0, sizeof result);
  records_work(&worker, &job, &result);
  return result.done;
}

static bool work(uint8_t command)
{
  return work_as(command, 0);
}

/* The boot report, in `result`. */
static void boot(void)
{
  ck_assert(work(WORKER_BOOT));
}

/* A job with the power cut in its n-th operation. Returns whether it was cut. */
static bool cut_in(uint8_t command, char owner, uint64_t n)
{
  disk.cut_at = disk.operations + n;
  cutting = true;
  bool cut = setjmp(power_gone) != 0;
  if (!cut)
    ck_assert(work_as(command, owner));
  cutting = false;
  return cut;
}

static void camera_of(char owner)
{
  ck_assert(work(COMMAND_CREATE_KEY) && work(COMMAND_CREATE_FILES) && work(COMMAND_CLEAR_INTENT));
  ck_assert(work_as(COMMAND_STORE_OWNER, owner));
}

static void setup(void)
{
  /* In memory where that is there: the real disk's own flushes would take a minute. */
  snprintf(folder, sizeof folder, "%s/pinhole-unit-XXXXXX",
           access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
  ck_assert_ptr_nonnull(mkdtemp(folder));
  log_start("test_records", LOG_LEVEL_ERROR);
  ck_assert(disk_open(&disk, folder, 1));
  storage_there = storage_empty = failing = false;
  flushes_until_failure = 0;
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

static bool is_owned_by(char letter)
{
  owner_t owner = somebody(letter);
  return result.vault == VAULT_OWNED && memcmp(result.owner.hash, owner.hash, 20) == 0 &&
         memcmp(result.owner.ssid, owner.ssid, 4) == 0 &&
         memcmp(result.owner.passphrase, owner.passphrase, 12) == 0;
}

/* --- tests --- */

/* Nothing written yet: everything is unreadable, and nothing counts as clean. */
START_TEST(test_blank_disk)
{
  boot();
  ck_assert_uint_eq(result.intent, INTENT_UNREADABLE);
  ck_assert_uint_eq(result.vault, VAULT_UNREADABLE);
}
END_TEST

START_TEST(test_life)
{
  ck_assert(work(COMMAND_WRITE_INTENT));
  boot();
  ck_assert_uint_eq(result.intent, INTENT_STANDING);
  camera_of('a');
  boot();
  ck_assert_uint_eq(result.intent, INTENT_NONE);
  ck_assert(is_owned_by('a') && !result.repair);
  ck_assert(work(COMMAND_OPEN_STORAGE));
  ck_assert(work_as(COMMAND_STORE_OWNER, 'b'));
  boot();
  ck_assert(is_owned_by('b'));
  ck_assert_uint_eq(disk.hazards, 0);
}
END_TEST

/* Each update is newer than what it replaces, in both copies. */
START_TEST(test_sequence)
{
  uint8_t sector[JOURNAL_SECTOR];
  journal_record_t record = {0};
  camera_of('a');
  for (uint64_t update = 3; update < 6; update++) {
    ck_assert(work_as(COMMAND_STORE_OWNER, 'b'));
    for (uint32_t copy = 2; copy < 4; copy++) {
      disk_read(&disk, BOARD_VAULT, copy, sector);
      ck_assert(journal_decode(JOURNAL_OWNER, sector, &record));
      ck_assert_uint_eq(record.sequence, update);
    }
  }
}
END_TEST

/* of all copies of key and owner nothing is left, before anything new is written. */
START_TEST(test_destroy)
{
  uint8_t sector[JOURNAL_SECTOR];
  camera_of('a');
  ck_assert(work(COMMAND_DESTROY_KEY));
  for (uint32_t index = 0; index < DISK_VAULT_SECTORS; index++) {
    disk_read(&disk, BOARD_VAULT, index, sector);
    for (int i = 0; i < JOURNAL_SECTOR; i++)
      ck_assert_uint_eq(sector[i], 0);
  }
  boot();
  ck_assert_uint_eq(result.vault, VAULT_UNREADABLE);
  ck_assert(!work(COMMAND_OPEN_STORAGE));
}
END_TEST

/* Every key is new, and the storage is of that key. */
START_TEST(test_keys_differ)
{
  uint8_t first[JOURNAL_SECTOR] = {0};
  uint8_t second[JOURNAL_SECTOR] = {0};
  camera_of('a');
  disk_read(&disk, BOARD_VAULT, 0, first);
  ck_assert(work(COMMAND_DESTROY_KEY) && work(COMMAND_CREATE_KEY));
  disk_read(&disk, BOARD_VAULT, 0, second);
  ck_assert_mem_ne(first + 16, second + 16, BOARD_KEY);
  ck_assert_mem_ne(first + 16 + BOARD_KEY, second + 16 + BOARD_KEY, BOARD_ID);
  ck_assert(!work(COMMAND_OPEN_STORAGE)); /* the old storage, with the new key */
  ck_assert(!work(COMMAND_VERIFY_WIPE));
  ck_assert(work(COMMAND_CREATE_FILES) && work(COMMAND_VERIFY_WIPE) && work(COMMAND_OPEN_STORAGE));
}
END_TEST

/* a wipe that left something is found out: an owner, a copy of the old key, a file. */
START_TEST(test_verify)
{
  uint8_t old[DISK_VAULT_SECTORS][JOURNAL_SECTOR];
  camera_of('a');
  for (uint32_t index = 0; index < DISK_VAULT_SECTORS; index++)
    disk_read(&disk, BOARD_VAULT, index, old[index]);
  for (uint32_t index = 0; index < DISK_VAULT_SECTORS; index++) {
    ck_assert(work(COMMAND_DESTROY_KEY) && work(COMMAND_CREATE_KEY) && work(COMMAND_CREATE_FILES));
    ck_assert(work(COMMAND_VERIFY_WIPE));
    disk_write(&disk, BOARD_VAULT, index, old[index]);
    disk_flush(&disk);
    ck_assert(!work(COMMAND_VERIFY_WIPE));
    ck_assert_int_ne(result.error[0], '\0');
  }
  ck_assert(work(COMMAND_DESTROY_KEY) && work(COMMAND_CREATE_KEY) && work(COMMAND_CREATE_FILES));
  storage_empty = false;
  ck_assert(!work(COMMAND_VERIFY_WIPE));
  storage_empty = true;
  disk_write(&disk, BOARD_VAULT, 2, old[2]); /* both copies of the owner: they agree, and must not be there */
  disk_write(&disk, BOARD_VAULT, 3, old[3]);
  disk_flush(&disk);
  ck_assert(!work(COMMAND_VERIFY_WIPE));
  ck_assert_ptr_nonnull(strstr(result.error, "owner"));
}
END_TEST

/* the old owner or the new one, whatever is lost or torn; and then the copies are made to agree. */
START_TEST(test_cut_while_storing_an_owner)
{
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    for (uint64_t n = 1;; n++) {
      disk.seed = seed * 100 + n;
      camera_of('a');
      bool cut = cut_in(COMMAND_STORE_OWNER, 'b', n);
      boot();
      ck_assert_msg(is_owned_by('a') || is_owned_by('b'), "seed %d, operation %d", (int)seed, (int)n);
      if (!cut)
        break;
      bool new = is_owned_by('b');
      ck_assert(work(COMMAND_REPAIR_RECORDS));
      boot();
      ck_assert(!result.repair && is_owned_by(new ? 'b' : 'a'));
    }
  }
  ck_assert_uint_eq(disk.hazards, 0);
}
END_TEST

/* Copies that differ, not repaired, and another update on top of them, cut again: never a third state. */
START_TEST(test_cut_on_copies_that_differ)
{
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    for (uint64_t first = 1; first <= 4; first++) {
      for (uint64_t second = 1; second <= 4; second++) {
        disk.seed = seed * 100 + first * 10 + second;
        camera_of('a');
        cut_in(COMMAND_STORE_OWNER, 'b', first);
        boot();
        char before = is_owned_by('b') ? 'b' : 'a';
        cut_in(COMMAND_STORE_OWNER, 'c', second);
        boot();
        ck_assert_msg(is_owned_by(before) || is_owned_by('c'), "seed %d, operations %d and %d", (int)seed,
                      (int)first, (int)second);
      }
    }
  }
}
END_TEST

/* an intent is standing or it is not; it is never unreadable, neither written nor cleared, nor both after another. */
START_TEST(test_cut_while_writing_intents)
{
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    for (uint64_t first = 1; first <= 4; first++) {
      for (uint64_t second = 1; second <= 4; second++) {
        disk.seed = seed * 100 + first * 10 + second;
        camera_of('a');
        cut_in(COMMAND_WRITE_INTENT, 0, first);
        boot();
        ck_assert_uint_ne(result.intent, INTENT_UNREADABLE);
        if (first > 2) /* the first copy was durable */
          ck_assert_uint_eq(result.intent, INTENT_STANDING);
        bool standing = result.intent == INTENT_STANDING;
        cut_in(standing ? COMMAND_CLEAR_INTENT : COMMAND_WRITE_INTENT, 0, second);
        boot();
        ck_assert_msg(result.intent != INTENT_UNREADABLE, "seed %d, operations %d and %d", (int)seed,
                      (int)first, (int)second);
      }
    }
  }
}
END_TEST

/* a flush that failed leaves a copy in the cache; the next attempt makes it durable before it writes the other
   one, so that no cut can tear both. */
START_TEST(test_cut_after_a_flush_that_failed)
{
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    for (unsigned flush = 1; flush <= 2; flush++) {
      for (uint64_t n = 1; n <= 5; n++) {
        disk.seed = seed * 100 + flush * 10 + n;
        camera_of('a');
        flushes_until_failure = flush;
        ck_assert(!work(COMMAND_WRITE_INTENT));
        disk.hazards = 0; /* what it left in the cache is one, and told as a failure */
        cut_in(COMMAND_WRITE_INTENT, 0, n);
        ck_assert_uint_eq(disk.hazards, 0);
        boot();
        ck_assert_msg(result.intent != INTENT_UNREADABLE, "seed %d, flush %u, operation %d", (int)seed, flush,
                      (int)n);
      }
    }
  }
}
END_TEST

/* A repair that is cut does no harm, and can be done again. */
START_TEST(test_cut_while_repairing)
{
  uint8_t sector[JOURNAL_SECTOR] = {0};
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    for (uint32_t bad = 0; bad < DISK_VAULT_SECTORS; bad++) {
      for (uint64_t n = 1; n <= 2; n++) {
        disk.seed = seed * 100 + (uint64_t)bad * 10 + n;
        camera_of('a');
        disk_write(&disk, BOARD_VAULT, bad, sector);
        disk_flush(&disk);
        boot();
        ck_assert(result.repair && is_owned_by('a'));
        cut_in(COMMAND_REPAIR_RECORDS, 0, n);
        boot();
        ck_assert(is_owned_by('a'));
        ck_assert(work(COMMAND_REPAIR_RECORDS));
        boot();
        ck_assert(!result.repair && is_owned_by('a'));
      }
    }
  }
}
END_TEST

/* A disk that refuses is said to, and an owner that is not whole is not stored. */
START_TEST(test_failures)
{
  camera_of('a');
  failing = true;
  ck_assert(!work(COMMAND_WRITE_INTENT) && !work(COMMAND_DESTROY_KEY) && !work(COMMAND_CREATE_KEY));
  ck_assert_ptr_nonnull(strstr(result.error, "cannot be written"));
  failing = false;
  boot();
  ck_assert(is_owned_by('a') && result.intent == INTENT_NONE);
  ck_assert(!work_as(COMMAND_STORE_OWNER, 0) || result.owner.claimed == false);
  ck_assert(!work(COMMAND_START_CAMERA));
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("records");
  TCase *tests = tcase_create("records");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_test(tests, test_blank_disk);
  tcase_add_test(tests, test_life);
  tcase_add_test(tests, test_sequence);
  tcase_add_test(tests, test_destroy);
  tcase_add_test(tests, test_keys_differ);
  tcase_add_test(tests, test_verify);
  tcase_add_test(tests, test_cut_while_storing_an_owner);
  tcase_add_test(tests, test_cut_on_copies_that_differ);
  tcase_add_test(tests, test_cut_while_writing_intents);
  tcase_add_test(tests, test_cut_after_a_flush_that_failed);
  tcase_add_test(tests, test_cut_while_repairing);
  tcase_add_test(tests, test_failures);
  suite_add_tcase(suite, tests);
  return unit_main("records", suite);
}
