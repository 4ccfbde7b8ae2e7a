/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sim/disk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"

static const char *const region_names[DISK_REGIONS] = {DISK_VAULT_NAME, DISK_JOURNAL_NAME};

uint64_t disk_random(uint64_t *seed)
{
  *seed += UINT64_C(0x9e3779b97f4a7c15);
  uint64_t z = *seed;
  z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
  return z ^ (z >> 31);
}

bool disk_open(disk_t *disk, const char *state, uint64_t seed)
{
  memset(disk, 0, sizeof *disk);
  disk->seed = seed;
  disk->sectors[0] = DISK_VAULT_SECTORS;
  disk->sectors[1] = DISK_JOURNAL_SECTORS;
  for (unsigned region = 0; region < DISK_REGIONS; region++) {
    char path[4200];
    snprintf(path, sizeof path, "%s/%s", state, region_names[region]);
    disk->image[region] = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (disk->image[region] < 0)
      return false;
  }
  return true;
}

static bool in_range(const disk_t *disk, unsigned region, uint32_t index)
{
  return region < DISK_REGIONS && index < disk->sectors[region];
}

static void medium_read(const disk_t *disk, unsigned region, uint32_t index, uint8_t sector[JOURNAL_SECTOR])
{
  memset(sector, 0, JOURNAL_SECTOR);
  if (pread(disk->image[region], sector, JOURNAL_SECTOR, (off_t)index * JOURNAL_SECTOR) < 0)
    log_warning("%s: %s", region_names[region], strerror(errno));
}

static bool medium_write(const disk_t *disk, unsigned region, uint32_t index, const uint8_t *bytes,
                         size_t length)
{
  return pwrite(disk->image[region], bytes, length, (off_t)index * JOURNAL_SECTOR) == (ssize_t)length;
}

bool disk_read(disk_t *disk, unsigned region, uint32_t index, uint8_t sector[JOURNAL_SECTOR])
{
  if (!in_range(disk, region, index))
    return false;
  if (disk->dirty[region][index])
    memcpy(sector, disk->cache[region][index], JOURNAL_SECTOR);
  else
    medium_read(disk, region, index, sector);
  return true;
}

unsigned disk_unflushed(const disk_t *disk)
{
  unsigned count = 0;
  for (unsigned region = 0; region < DISK_REGIONS; region++) {
    for (uint32_t index = 0; index < disk->sectors[region]; index++)
      count += disk->dirty[region][index];
  }
  return count;
}

bool disk_write(disk_t *disk, unsigned region, uint32_t index, const uint8_t sector[JOURNAL_SECTOR])
{
  if (!in_range(disk, region, index))
    return false;
  if (disk_unflushed(disk) > disk->dirty[region][index]) {
    disk->hazards++;
    log_warning("%s: sector %u written while another is not flushed", region_names[region], index);
  }
  memcpy(disk->cache[region][index], sector, JOURNAL_SECTOR);
  disk->dirty[region][index] = true;
  return true;
}

bool disk_flush(disk_t *disk)
{
  if (disk_unflushed(disk) == 0)
    return true;
  disk->flushes++;
  if (disk->flushes == disk->ignored_flush) {
    log_warning("flush %llu is ignored, as asked for", (unsigned long long)disk->flushes);
    return true;
  }
  for (unsigned region = 0; region < DISK_REGIONS; region++) {
    bool written = false;
    for (uint32_t index = 0; index < disk->sectors[region]; index++) {
      if (!disk->dirty[region][index])
        continue;
      if (!medium_write(disk, region, index, disk->cache[region][index], JOURNAL_SECTOR))
        return false;
      disk->dirty[region][index] = false;
      written = true;
    }
    if (written && fdatasync(disk->image[region]) != 0)
      return false;
  }
  return true;
}

void disk_done(disk_t *disk)
{
  if (disk_unflushed(disk) == 0)
    return;
  disk->hazards++;
  log_warning("%u sectors count as durable and are not flushed", disk_unflushed(disk));
}

bool disk_count(disk_t *disk)
{
  disk->operations++;
  return disk->operations == disk->cut_at;
}

void disk_cut(disk_t *disk)
{
  for (unsigned region = 0; region < DISK_REGIONS; region++) {
    for (uint32_t index = 0; index < disk->sectors[region]; index++) {
      if (!disk->dirty[region][index])
        continue;
      uint64_t fate = disk_random(&disk->seed) % 3;
      size_t torn = disk_random(&disk->seed) % JOURNAL_SECTOR;
      size_t length = fate == 0 ? 0 : fate == 1 ? JOURNAL_SECTOR : torn;
      log_note("power cut: %s sector %u %s", region_names[region], index,
               fate == 0   ? "lost"
               : fate == 1 ? "kept"
                           : "torn");
      if (length > 0 && !medium_write(disk, region, index, disk->cache[region][index], length))
        log_warning("%s: %s", region_names[region], strerror(errno));
      disk->dirty[region][index] = false;
    }
  }
}
