/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The last seconds of the encoded stream, from a keyframe on, so that a recording can begin before its event. */
#ifndef CAMERA_PREROLL_H
#define CAMERA_PREROLL_H

#include "camera/packet.h"

#define PREROLL_PACKETS 4096

typedef struct {
  uint64_t span;    /* nanoseconds to reach back */
  size_t max_bytes; /* at most this much is kept, whatever the span */
  size_t bytes;
  uint32_t first, count;
  packet_t *packets[PREROLL_PACKETS];
} preroll_t;

/** Add a packet (one more reference). What no keyframe leads, or is no longer needed, is dropped. */
void preroll_push(preroll_t *preroll, packet_t *packet);

/** Index of the newest keyframe at or before `from`, else of the oldest packet. */
uint32_t preroll_find(const preroll_t *preroll, uint64_t from);

/** The packet at an index, 0 (oldest) to count - 1. */
packet_t *preroll_at(const preroll_t *preroll, uint32_t index);

/** Drop all. */
void preroll_clear(preroll_t *preroll);

#endif
