/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The records on the board's small disks, and the wipe's steps. Every write goes by the
   operations that journal_order() gives: the older or bad copy first, durable before the other is touched. */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/log.h"
#include "guard/worker.h"
#include "journal.h"
#include "vocabulary.h"

/* Where the two copies of a record lie. */
typedef struct {
  uint8_t kind; /* enum journal_kind */
  enum board_region region;
  uint32_t first;
} place_t;

enum { PLACE_INTENT, PLACE_KEY, PLACE_OWNER, PLACES };
static const place_t places[PLACES] = {[PLACE_INTENT] = {JOURNAL_INTENT, BOARD_JOURNAL, 0},
                                       [PLACE_KEY] = {JOURNAL_KEY, BOARD_VAULT, 0},
                                       [PLACE_OWNER] = {JOURNAL_OWNER, BOARD_VAULT, 2}};

typedef struct {
  board_disk_t *disk;
  worker_result_t *result;
} work_t;

static bool fail(work_t *work, const char *what, int code)
{
  snprintf(work->result->error, sizeof work->result->error, "%s: %s", what, strerror(-code));
  return false;
}

/* A copy that cannot be read is one that is damaged: the other one counts. */
static bool pair_read(work_t *work, const place_t *place, journal_pair_t *pair)
{
  uint8_t sectors[2][JOURNAL_SECTOR] = {{0}};
  int codes[2];
  for (uint32_t copy = 0; copy < 2; copy++) {
    codes[copy] = board_sector_read(work->disk, place->region, place->first + copy, sectors[copy]);
    if (codes[copy] != 0)
      explicit_bzero(sectors[copy], JOURNAL_SECTOR);
  }
  if (codes[0] != 0 && codes[1] != 0)
    return fail(work, "a record cannot be read", codes[0]);
  if (codes[0] != 0 || codes[1] != 0)
    log_warning("one copy of a record cannot be read: %s", strerror(-(codes[0] != 0 ? codes[0] : codes[1])));
  journal_read(place->kind, sectors[0], sectors[1], pair);
  explicit_bzero(sectors, sizeof sectors);
  return true;
}

/* What is to be written over a group of sectors. */
typedef struct {
  const place_t *place;
  uint8_t sectors;                /* JOURNAL_REPAIR, _UPDATE or _ERASE */
  const journal_record_t *record; /* with UPDATE; its sequence number is chosen here */
  uint8_t first;
  uint8_t sector[JOURNAL_SECTOR]; /* zeros with ERASE */
} writing_t;

/* What to write, and where first, from the copies as they are. */
static bool writing_prepare(work_t *work, writing_t *writing)
{
  journal_pair_t pair;
  if (writing->sectors == JOURNAL_ERASE)
    return true;
  if (!pair_read(work, writing->place, &pair))
    return false;
  writing->first = pair.first;
  if (writing->sectors == JOURNAL_UPDATE) {
    uint64_t sequence = journal_next_sequence(&pair);
    pair.record = *writing->record;
    pair.record.sequence = sequence;
  }
  bool made = (writing->sectors == JOURNAL_UPDATE || pair.readable) &&
              journal_encode(writing->place->kind, &pair.record, writing->sector);
  explicit_bzero(&pair, sizeof pair);
  return made || fail(work, "a record cannot be made", -EINVAL);
}

/* One operation of those that the core orders. */
static bool writing_do(work_t *work, writing_t *writing, journal_order_t order)
{
  uint8_t found[JOURNAL_SECTOR];
  enum board_region region = writing->place->region;
  uint32_t index = writing->place->first + order.sector;
  int code = 0;
  switch (order.operation) {
  case JOURNAL_READ:
    return writing_prepare(work, writing);
  case JOURNAL_WRITE:
    code = board_sector_write(work->disk, region, index, writing->sector);
    break;
  case JOURNAL_CHECK:
    code = board_sector_read(work->disk, region, index, found);
    if (code == 0 && memcmp(found, writing->sector, JOURNAL_SECTOR) != 0)
      code = -EIO;
    explicit_bzero(found, sizeof found);
    break;
  default:
    code = board_flush(work->disk);
  }
  return code == 0 || fail(work, "a record cannot be written", code);
}

/* Write a group of sectors, by the operations that the core orders. */
static bool sectors_write(work_t *work, const place_t *place, uint8_t sectors, const journal_record_t *record)
{
  writing_t writing = {.place = place, .sectors = sectors, .record = record};
  bool good = true;
  for (uint8_t step = 0; good; step++) {
    journal_order_t order = journal_order(sectors, writing.first, step);
    if (order.operation == JOURNAL_END)
      break;
    good = writing_do(work, &writing, order);
  }
  explicit_bzero(&writing, sizeof writing);
  return good;
}

static bool write_intent(work_t *work, bool standing)
{
  journal_record_t record;
  journal_make_intent(standing, 0, &record);
  return sectors_write(work, &places[PLACE_INTENT], JOURNAL_UPDATE, &record);
}

/* The key of the vault. */
static bool key_read(work_t *work, board_key_t *key)
{
  journal_pair_t pair;
  if (!pair_read(work, &places[PLACE_KEY], &pair))
    return false;
  bool whole = pair.readable && pair.record.length == BOARD_KEY + BOARD_ID;
  if (whole) {
    memcpy(key->key, pair.record.payload, BOARD_KEY);
    memcpy(key->id, pair.record.payload + BOARD_KEY, BOARD_ID);
  }
  explicit_bzero(&pair, sizeof pair);
  return whole || fail(work, "the vault holds no key", -ENOENT);
}

/* The vault's sectors, from the key's first copy on: both copies of the key and of the ownership record. */
static bool destroy_key(work_t *work)
{
  return sectors_write(work, &places[PLACE_KEY], JOURNAL_ERASE, NULL);
}

static bool create_key(work_t *work)
{
  journal_record_t record = {.length = BOARD_KEY + BOARD_ID};
  static const owner_t nobody;
  if (getrandom(record.payload, record.length, 0) != (ssize_t)record.length)
    return fail(work, "no random numbers", -errno);
  bool written = sectors_write(work, &places[PLACE_KEY], JOURNAL_UPDATE, &record);
  explicit_bzero(&record, sizeof record);
  if (!written)
    return false;
  if (!owner_encode(&nobody, 0, &record))
    return fail(work, "an ownership record cannot be made", -EINVAL);
  return sectors_write(work, &places[PLACE_OWNER], JOURNAL_UPDATE, &record);
}

/* Both copies of a record must be the same good one. */
static bool pair_whole(work_t *work, const place_t *place, journal_pair_t *pair)
{
  if (!pair_read(work, place, pair))
    return false;
  return (pair->readable && !pair->differ) || fail(work, "the vault was not made anew", -EBADMSG);
}

static bool verify_wipe(work_t *work)
{
  journal_pair_t pair;
  owner_t owner;
  board_key_t key;
  worker_result_t *result = work->result;
  bool whole = pair_whole(work, &places[PLACE_KEY], &pair) && pair_whole(work, &places[PLACE_OWNER], &pair);
  if (whole && (!owner_decode(&pair.record, &owner) || owner.claimed))
    whole = fail(work, "an owner is left in the vault", -EBADMSG);
  explicit_bzero(&pair, sizeof pair);
  whole = whole && key_read(work, &key) &&
          board_storage_verify(work->disk, &key, result->error, sizeof result->error) == 0;
  explicit_bzero(&key, sizeof key);
  return whole;
}

/* With a camera user of its own, the storage is that user's to write in; the marker stays the guard's. */
static bool storage_hand_over(const worker_t *worker, work_t *work)
{
  const char *path = board_data_path(worker->board);
  if (!worker->camera_apart)
    return true;
  if (lchown(path, (uid_t)-1, worker->camera_gid) == 0 && chmod(path, 01770) == 0)
    return true;
  return fail(work, path, -errno);
}

static bool storage_use(const worker_t *worker, work_t *work, bool create)
{
  board_key_t key;
  worker_result_t *result = work->result;
  if (!key_read(work, &key))
    return false;
  int code = create ? board_storage_create(work->disk, &key, result->error, sizeof result->error)
                    : board_storage_open(work->disk, &key, result->error, sizeof result->error);
  explicit_bzero(&key, sizeof key);
  return code == 0 && (create || storage_hand_over(worker, work));
}

static bool repair(work_t *work)
{
  for (size_t i = 0; i < PLACES; i++) {
    journal_pair_t pair;
    if (!pair_read(work, &places[i], &pair))
      return false;
    bool needed = pair.readable && pair.differ;
    explicit_bzero(&pair, sizeof pair);
    if (needed && !sectors_write(work, &places[i], JOURNAL_REPAIR, NULL))
      return false;
  }
  return true;
}

static bool store_owner(work_t *work, const owner_t *owner)
{
  journal_record_t record;
  bool stored = owner_encode(owner, 0, &record) || fail(work, "the ownership record is not whole", -EINVAL);
  stored = stored && sectors_write(work, &places[PLACE_OWNER], JOURNAL_UPDATE, &record);
  explicit_bzero(&record, sizeof record);
  work->result->owner = *owner;
  return stored;
}

/* The boot report. A disk that cannot be read makes records that cannot be read: locked, and never wiped. */
static bool boot(work_t *work)
{
  worker_result_t *result = work->result;
  journal_pair_t intent, key, owner;
  result->intent = INTENT_UNREADABLE;
  result->vault = VAULT_UNREADABLE;
  if (!pair_read(work, &places[PLACE_INTENT], &intent))
    return false;
  result->intent = journal_intent(&intent);
  if (!pair_read(work, &places[PLACE_KEY], &key) || !pair_read(work, &places[PLACE_OWNER], &owner))
    return false;
  bool whole = key.readable && key.record.length == BOARD_KEY + BOARD_ID && owner.readable &&
               owner_decode(&owner.record, &result->owner);
  if (whole)
    result->vault = result->owner.claimed ? VAULT_OWNED : VAULT_UNCLAIMED;
  result->repair = intent.differ || key.differ || owner.differ;
  explicit_bzero(&key, sizeof key);
  explicit_bzero(&owner, sizeof owner);
  return true;
}

static bool work_do(const worker_t *worker, const worker_job_t *job, work_t *work)
{
  switch (job->command) {
  case WORKER_BOOT:
    return boot(work);
  case COMMAND_WRITE_INTENT:
    return write_intent(work, true);
  case COMMAND_CLEAR_INTENT:
    return write_intent(work, false);
  case COMMAND_DESTROY_KEY:
    return destroy_key(work);
  case COMMAND_CREATE_KEY:
    return create_key(work);
  case COMMAND_CREATE_FILES:
    return storage_use(worker, work, true);
  case COMMAND_OPEN_STORAGE:
    return storage_use(worker, work, false);
  case COMMAND_VERIFY_WIPE:
    return verify_wipe(work);
  case COMMAND_REPAIR_RECORDS:
    return repair(work);
  case COMMAND_STORE_OWNER:
    return store_owner(work, &job->owner);
  default: /* a number, not an enum: what is no storage command fails */
    return fail(work, "no such job", -EINVAL);
  }
}

void records_work(const worker_t *worker, const worker_job_t *job, worker_result_t *result)
{
  work_t work = {.result = result};
  result->command = job->command;
  result->intent = INTENT_UNREADABLE;
  result->vault = VAULT_UNREADABLE;
  work.disk = board_disk_open(worker->board);
  if (work.disk == NULL) {
    fail(&work, "the disks cannot be opened", -errno);
    return;
  }
  result->done = work_do(worker, job, &work);
  board_disk_close(work.disk);
}
