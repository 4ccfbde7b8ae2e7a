/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The board's small disks and the owner's storage, as a worker of the guard uses them. */
#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <time.h>
#include <unistd.h>

#include "common/log.h"
#include "linux/board_linux.h"
#include "linux/cause_block.h"
#include "linux/partition.h"
#include "linux/slot.h"
#include "linux/storage.h"
#include "vocabulary.h"

#define VAULT_SLOTS 4
#define JOURNAL_COPIES 2
#define VAULT_LEAST (VAULT_SLOTS * SLOT_SIZE)
#define JOURNAL_LEAST (4 * PARTITION_BLOCK)
#define PATIENCE_MS 10000 /* for a disk that comes up later than the guard */
#define NAP_MS 50

struct board_disk {
  const board_t *board;
  partition_t vault;
  partition_t journal;
};

/* A disk that is found a moment later than the guard starts is no fault. */
static int open_patiently(partition_t *partition, const char *key, const char *name, uint64_t least)
{
  static const struct timespec nap = {.tv_nsec = NAP_MS * 1000000L};
  int code = partition_open(partition, name, true, least);
  for (int waited = 0; waited < PATIENCE_MS && (code == -ENOENT || code == -ENXIO); waited += NAP_MS) {
    nanosleep(&nap, NULL);
    code = partition_open(partition, name, true, least);
  }
  if (code == -ENOSPC)
    log_error("%s = %s: smaller than %llu KiB", key, name, (unsigned long long)(least / 1024));
  else if (code != 0)
    log_error("%s = %s: %s", key, name, strerror(-code));
  return code;
}

board_disk_t *board_disk_open(const board_t *board)
{
  board_disk_t *disk = calloc(1, sizeof *disk);
  if (disk == NULL)
    return NULL;
  disk->board = board;
  disk->vault.fd = disk->journal.fd = -1;
  int code = open_patiently(&disk->vault, "vault", board->file.vault, VAULT_LEAST);
  if (code == 0)
    code = open_patiently(&disk->journal, "journal", board->file.journal, JOURNAL_LEAST);
  if (code != 0) {
    board_disk_close(disk);
    errno = -code;
    return NULL;
  }
  if (atomic_load(board->cause) > CAUSE_LAST)
    atomic_store(board->cause, board_linux_take_cause(board));
  return disk;
}

void board_disk_close(board_disk_t *disk)
{
  partition_close(&disk->vault);
  partition_close(&disk->journal);
  free(disk);
}

static bool in_range(enum board_region region, uint32_t index)
{
  return index < (region == BOARD_VAULT ? VAULT_SLOTS : JOURNAL_COPIES);
}

static int slot_read(const board_disk_t *disk, uint32_t index, uint8_t sector[JOURNAL_SECTOR])
{
  uint8_t *slot = malloc(SLOT_SIZE);
  if (slot == NULL)
    return -ENOMEM;
  int code = partition_read(&disk->vault, index * SLOT_SIZE, slot, SLOT_SIZE);
  if (code == 0)
    slot_decode(slot, sector);
  sodium_memzero(slot, SLOT_SIZE);
  free(slot);
  return code;
}

/* Zeros destroy: written, durable, then forgotten by the flash where it can, then written again, since what a discarded
   range reads as is not known. */
static int slot_write(const board_disk_t *disk, uint32_t index, const uint8_t sector[JOURNAL_SECTOR])
{
  uint8_t *slot = malloc(SLOT_SIZE);
  uint64_t place = index * SLOT_SIZE;
  if (slot == NULL)
    return -ENOMEM;
  int code = slot_encode(sector, slot) ? 0 : -EIO;
  if (code == 0)
    code = partition_write(&disk->vault, place, slot, SLOT_SIZE);
  if (code == 0 && sodium_is_zero(sector, JOURNAL_SECTOR)) {
    code = partition_flush(&disk->vault);
    if (code == 0 && partition_discard(&disk->vault, place, SLOT_SIZE))
      code = partition_write(&disk->vault, place, slot, SLOT_SIZE);
  }
  sodium_memzero(slot, SLOT_SIZE);
  free(slot);
  return code;
}

int board_sector_read(board_disk_t *disk, enum board_region region, uint32_t index,
                      uint8_t sector[JOURNAL_SECTOR])
{
  uint8_t block[PARTITION_BLOCK];
  if (!in_range(region, index))
    return -EINVAL;
  if (region == BOARD_VAULT)
    return slot_read(disk, index, sector);
  int code = partition_read(&disk->journal, index * PARTITION_BLOCK, block, sizeof block);
  if (code == 0)
    memcpy(sector, block, JOURNAL_SECTOR);
  return code;
}

int board_sector_write(board_disk_t *disk, enum board_region region, uint32_t index,
                       const uint8_t sector[JOURNAL_SECTOR])
{
  uint8_t block[PARTITION_BLOCK] = {0};
  if (!in_range(region, index))
    return -EINVAL;
  if (region == BOARD_VAULT)
    return slot_write(disk, index, sector);
  memcpy(block, sector, JOURNAL_SECTOR);
  return partition_write(&disk->journal, index * PARTITION_BLOCK, block, sizeof block);
}

int board_flush(board_disk_t *disk)
{
  int vault = partition_flush(&disk->vault);
  int journal = partition_flush(&disk->journal);
  return vault != 0 ? vault : journal;
}

static storage_t storage_of(const board_disk_t *disk)
{
  const board_t *board = disk->board;
  return (storage_t){.partition = board->file.data, .cipher = board->file.cipher, .folder = board->data};
}

int board_storage_create(board_disk_t *disk, const board_key_t *key, char *error, size_t room)
{
  storage_t storage = storage_of(disk);
  return storage_create(&storage, key, error, room);
}

int board_storage_verify(board_disk_t *disk, const board_key_t *key, char *error, size_t room)
{
  storage_t storage = storage_of(disk);
  return storage_verify(&storage, key, error, room);
}

int board_storage_open(board_disk_t *disk, const board_key_t *key, char *error, size_t room)
{
  storage_t storage = storage_of(disk);
  return storage_open(&storage, key, error, room);
}

/* --- the cause of a restart --- */

static int cause_write(const partition_t *journal, uint8_t cause)
{
  uint8_t block[PARTITION_BLOCK];
  cause_block_encode(cause, block);
  int code = partition_write(journal, BOARD_LINUX_CAUSE_PLACE, block, sizeof block);
  return code == 0 ? partition_flush(journal) : code;
}

uint8_t board_linux_take_cause(const board_t *board)
{
  uint8_t block[PARTITION_BLOCK];
  partition_t journal;
  uint8_t cause = CAUSE_POWER;
  if (partition_open(&journal, board->file.journal, true, JOURNAL_LEAST) != 0)
    return cause;
  if (partition_read(&journal, BOARD_LINUX_CAUSE_PLACE, block, sizeof block) == 0)
    cause = cause_block_decode(block);
  if (cause != CAUSE_POWER && cause_write(&journal, CAUSE_POWER) != 0)
    log_warning("the cause of the restart cannot be taken back");
  partition_close(&journal);
  return cause == CAUSE_POWER && watchdog_bit(&board->watchdog) ? CAUSE_WATCHDOG : cause;
}

void board_linux_restart(const board_t *board, uint8_t cause)
{
  partition_t journal;
  int code = partition_open(&journal, board->file.journal, true, JOURNAL_LEAST);
  if (code == 0) {
    code = cause_write(&journal, cause);
    partition_close(&journal);
  }
  if (code != 0)
    log_warning("the cause of the restart is not kept: %s", strerror(-code));
  sync();
  if (umount2(board->data, 0) != 0)
    umount2(board->data, MNT_DETACH);
  sync();
  reboot(RB_AUTOBOOT);
  log_error("the board does not restart: %s", strerror(errno));
}
