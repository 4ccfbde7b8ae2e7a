/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The virtual board's two small disks with their volatile write cache: what was written sits in memory until it is
   flushed, and a power cut keeps, drops or tears each sector of it by the seed. */
#ifndef SIM_DISK_H
#define SIM_DISK_H

#include <stdbool.h>
#include <stdint.h>

#include "journal.h"

#define DISK_VAULT_NAME "vault"
#define DISK_JOURNAL_NAME "journal"
#define DISK_VAULT_SECTORS 4 /* key A, key B, owner A, owner B */
#define DISK_JOURNAL_SECTORS 2
#define DISK_REGIONS 2
#define DISK_SECTORS 4 /* the most of a region */

typedef struct {
  int image[DISK_REGIONS]; /* descriptors of the image files */
  uint32_t sectors[DISK_REGIONS];
  bool dirty[DISK_REGIONS][DISK_SECTORS];
  uint8_t cache[DISK_REGIONS][DISK_SECTORS][JOURNAL_SECTOR];
  uint64_t seed;
  uint64_t operations;    /* writes, flushes of something and steps so far */
  uint64_t flushes;       /* of something, asked for so far */
  uint64_t ignored_flush; /* a planted fault: this flush (1 is the first) is answered and not done; 0: none */
  uint64_t hazards; /* moments at which a power cut could have lost what counts as safe; see disk_write() */
  uint64_t cut_at;  /* the power is cut in this operation; 0: in none */
  uint64_t stalled_until; /* clock_now(): answers nothing before */
  bool failing;           /* every write and flush is an error */
} disk_t;

/** The next number of a seed's sequence (splitmix64). */
uint64_t disk_random(uint64_t *seed);

/** Open the images in a state folder. Returns false with errno set. */
bool disk_open(disk_t *disk, const char *state, uint64_t seed);

/** Read a sector, what is in the cache included. Zeros past the image's end. False where there is no such sector. */
bool disk_read(disk_t *disk, unsigned region, uint32_t index, uint8_t sector[JOURNAL_SECTOR]);

/** Write a sector into the cache. A hazard is counted where another sector is not yet flushed: the guard makes each
    one durable before the next, since a cut could tear both. False where there is no such sector. */
bool disk_write(disk_t *disk, unsigned region, uint32_t index, const uint8_t sector[JOURNAL_SECTOR]);

/** Write the cache out, durable; nothing happens and nothing is counted where it holds nothing. False with errno set where an image cannot be written. */
bool disk_flush(disk_t *disk);

/** A worker says that what it wrote is durable: a hazard is counted where something is not flushed. */
void disk_done(disk_t *disk);

/** Count an operation. Returns true where the power is to be cut in it. */
bool disk_count(disk_t *disk);

/** Sectors written and not flushed. */
unsigned disk_unflushed(const disk_t *disk);

/** The power goes: each sector not flushed is kept, dropped or torn (a beginning of the new on the old), by the seed. */
void disk_cut(disk_t *disk);

#endif
