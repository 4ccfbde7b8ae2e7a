/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A disk in memory that stands for the board's: it takes the place of platform/linux/partition.c below the guard's own
   code, keeps what was written, and writes down every write, flush and discard. */
#ifndef POWERCUT_MEDIUM_H
#define POWERCUT_MEDIUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MEDIUM_SECTOR 512u

enum { MEDIUM_VAULT, MEDIUM_JOURNAL, MEDIUM_DATA, MEDIUM_REGIONS };
#define MEDIUM_VAULT_SIZE (256u * 1024)
#define MEDIUM_JOURNAL_SIZE (16u * 1024)
#define MEDIUM_DATA_SIZE 4096u /* of the owner's storage its first block: enough to tell whose it is */
#define MEDIUM_SIZE (MEDIUM_VAULT_SIZE + MEDIUM_JOURNAL_SIZE + MEDIUM_DATA_SIZE)

/* What lies on the disk: vault, journal, data, one after the other. */
typedef struct {
  uint8_t bytes[MEDIUM_SIZE];
} medium_t;

enum { OP_WRITE, OP_FLUSH, OP_DISCARD, OP_LIE };

/* One thing that was done to the disk; a discard counts as a write of zeros, a lie is a flush that the disk only said it
   had done. */
typedef struct {
  uint8_t kind;
  uint32_t place; /* in medium_t */
  uint32_t length;
  uint8_t *data; /* with WRITE and DISCARD */
} op_t;

typedef struct {
  op_t *ops;
  size_t count;
  size_t room;
} trace_t;

/** Append an operation; its data are copied. */
void trace_add(trace_t *trace, uint8_t kind, uint32_t place, uint32_t length, const uint8_t *data);

/** Forget all operations. */
void trace_clear(trace_t *trace);

/** Carry out the first `length` bytes of a write. */
void op_apply(const op_t *op, uint32_t length, medium_t *medium);

/** The disk that the guard's code works on from now on, and where its operations are written down (or NULL). */
void medium_use(medium_t *medium, trace_t *trace);

/** Where a region begins in medium_t. */
uint32_t medium_place(int region);

/** Random numbers from here on: the same for the same seed, so that the same state is recovered in the same way. */
void medium_seed(uint64_t seed);

#endif
