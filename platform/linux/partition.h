/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A partition, or a file that stands for one, read and written past the kernel's cache. */
#ifndef LINUX_PARTITION_H
#define LINUX_PARTITION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PARTITION_BLOCK ((size_t)4096) /* places and lengths are multiples of it */
#define PARTITION_PATH 256

typedef struct {
  int fd;
  bool device;   /* a block device; else a file */
  uint64_t size; /* bytes */
} partition_t;

/** The path of a partition as the board's file names it; PARTLABEL=name is looked up in sysfs. Returns 0 or -ENOENT. */
int partition_path(const char *name, char path[PARTITION_PATH]);

/** Open it, of at least `least` bytes. Returns 0 or a negative errno (-ENOSPC: it is smaller). */
int partition_open(partition_t *partition, const char *name, bool writable, uint64_t least);

/** Let go of it. */
void partition_close(partition_t *partition);

/** Read from the medium. Returns 0 or a negative errno. */
int partition_read(const partition_t *partition, uint64_t place, void *bytes, size_t length);

/** Write; durable after partition_flush(). Returns 0 or a negative errno. */
int partition_write(const partition_t *partition, uint64_t place, const void *bytes, size_t length);

/** Make what was written durable, in the device as well. Returns 0 or a negative errno. */
int partition_flush(const partition_t *partition);

/** Have the device forget a range for good where it offers that (secure discard, else discard). What is read there
    afterwards is not known. Returns whether it did. */
bool partition_discard(const partition_t *partition, uint64_t place, uint64_t length);

#endif
