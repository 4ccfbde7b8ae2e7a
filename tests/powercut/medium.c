/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "medium.h"

#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "linux/partition.h"

static const uint32_t places[MEDIUM_REGIONS + 1] = {0, MEDIUM_VAULT_SIZE,
                                                    MEDIUM_VAULT_SIZE + MEDIUM_JOURNAL_SIZE, MEDIUM_SIZE};
static const char *const names[MEDIUM_REGIONS] = {"vault", "journal", "data"};

static medium_t *disk;
static trace_t *written;
static uint64_t random_seed;
static uint64_t random_count;

uint32_t medium_place(int region)
{
  return places[region];
}

void medium_use(medium_t *medium, trace_t *trace)
{
  disk = medium;
  written = trace;
}

void medium_seed(uint64_t seed)
{
  random_seed = seed;
  random_count = 0;
}

/* Takes the place of the kernel's (linked with --wrap). */
ssize_t __wrap_getrandom(void *bytes, size_t length, unsigned flags);
ssize_t __wrap_getrandom(void *bytes, size_t length, unsigned flags)
{
  uint64_t numbers[4] = {random_seed, random_count++, 0, 0};
  unsigned char seed[randombytes_SEEDBYTES];
  (void)flags;
  memcpy(seed, numbers, sizeof seed);
  randombytes_buf_deterministic(bytes, length, seed);
  return (ssize_t)length;
}

void trace_add(trace_t *trace, uint8_t kind, uint32_t place, uint32_t length, const uint8_t *data)
{
  op_t op = {.kind = kind, .place = place, .length = length};
  if (trace->count == trace->room) {
    trace->room = trace->room * 2 + 64;
    trace->ops = realloc(trace->ops, trace->room * sizeof *trace->ops);
  }
  if (length > 0) {
    op.data = calloc(1, length);
    if (trace->ops == NULL || op.data == NULL)
      abort();
    if (data != NULL)
      memcpy(op.data, data, length);
  }
  trace->ops[trace->count++] = op;
}

void trace_clear(trace_t *trace)
{
  for (size_t i = 0; i < trace->count; i++)
    free(trace->ops[i].data);
  free(trace->ops);
  *trace = (trace_t){0};
}

void op_apply(const op_t *op, uint32_t length, medium_t *medium)
{
  if (op->kind == OP_WRITE || op->kind == OP_DISCARD)
    memcpy(medium->bytes + op->place, op->data, length < op->length ? length : op->length);
}

/* --- platform/linux/partition.h --- */

int partition_path(const char *name, char path[PARTITION_PATH])
{
  (void)name;
  path[0] = '\0';
  return -ENOENT; /* nothing here is a device */
}

int partition_open(partition_t *partition, const char *name, bool writable, uint64_t least)
{
  (void)writable;
  for (int region = 0; region < MEDIUM_REGIONS; region++) {
    if (strcmp(name, names[region]) == 0) {
      *partition = (partition_t){.fd = region, .device = true, .size = places[region + 1] - places[region]};
      return partition->size < least ? -ENOSPC : 0;
    }
  }
  return -ENOENT;
}

void partition_close(partition_t *partition)
{
  partition->fd = -1;
}

static bool lies_inside(const partition_t *partition, uint64_t place, size_t length)
{
  return partition->fd >= 0 && place + length <= partition->size;
}

int partition_read(const partition_t *partition, uint64_t place, void *bytes, size_t length)
{
  if (!lies_inside(partition, place, length))
    return -EIO;
  memcpy(bytes, disk->bytes + places[partition->fd] + place, length);
  return 0;
}

int partition_write(const partition_t *partition, uint64_t place, const void *bytes, size_t length)
{
  if (!lies_inside(partition, place, length))
    return -EIO;
  uint32_t at = places[partition->fd] + (uint32_t)place;
  memcpy(disk->bytes + at, bytes, length);
  if (written != NULL)
    trace_add(written, OP_WRITE, at, (uint32_t)length, bytes);
  return 0;
}

int partition_flush(const partition_t *partition)
{
  (void)partition; /* one disk: a flush of a part of it is a flush of all */
  if (written != NULL && (written->count == 0 || written->ops[written->count - 1].kind != OP_FLUSH))
    trace_add(written, OP_FLUSH, 0, 0, NULL);
  return 0;
}

bool partition_discard(const partition_t *partition, uint64_t place, uint64_t length)
{
  uint32_t at = places[partition->fd] + (uint32_t)place;
  uint64_t inside = place + length <= partition->size ? length : partition->size - place;
  memset(disk->bytes + at, 0, inside);
  if (written != NULL)
    trace_add(written, OP_DISCARD, at, (uint32_t)inside, NULL);
  return true;
}
