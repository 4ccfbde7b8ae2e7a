/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An encoded picture that live viewers and the recorder share, and what a stream of them is. */
#ifndef CAMERA_PACKET_H
#define CAMERA_PACKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define STREAM_HEADER 512

/* What a player must know before the first packet. */
typedef struct {
  uint32_t generation; /* changes with the encoder */
  uint32_t width, height;
  bool full_range;
  size_t header_size;
  uint8_t header[STREAM_HEADER]; /* AVCDecoderConfigurationRecord (ISO/IEC 14496-15, 5.3.3.1) */
  char codec[16];                /* avc1.PPCCLL (RFC 6381) */
} stream_t;

typedef struct {
  int references;
  uint32_t generation;
  uint64_t time; /* nanoseconds, CLOCK_MONOTONIC, of the frame */
  int64_t wall;  /* Unix milliseconds */
  bool key;
  size_t size;
  uint8_t data[]; /* NAL units, each after its length in four bytes */
} packet_t;

/** A packet with one reference and a copy of the bytes; NULL without memory. */
static inline packet_t *packet_create(const uint8_t *data, size_t size)
{
  packet_t *packet = malloc(sizeof *packet + size);
  if (!packet)
    return NULL;
  *packet = (packet_t){.references = 1, .size = size};
  memcpy(packet->data, data, size);
  return packet;
}

/** One more reference; returns the packet. */
static inline packet_t *packet_keep(packet_t *packet)
{
  __atomic_add_fetch(&packet->references, 1, __ATOMIC_RELAXED);
  return packet;
}

/** One reference less. */
static inline void packet_release(packet_t *packet)
{
  if (packet && __atomic_sub_fetch(&packet->references, 1, __ATOMIC_ACQ_REL) == 0)
    free(packet);
}

#endif
