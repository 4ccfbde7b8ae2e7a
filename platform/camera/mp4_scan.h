/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a fragmented MP4 file holds, read from its boxes: enough to adopt one that a power cut left unfinished. */
#ifndef CAMERA_MP4_SCAN_H
#define CAMERA_MP4_SCAN_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
  uint64_t complete;  /* bytes up to the end of the last whole fragment */
  uint64_t duration;  /* milliseconds of the whole fragments */
  uint32_t fragments; /* whole ones */
  int64_t created;    /* Unix milliseconds from the movie's header; 0 where it says none */
} mp4_scan_t;

/** Read an open file of one track. False where it is no fragmented MP4 with at least one whole fragment. */
bool mp4_scan(int file, mp4_scan_t *scan);

#endif
