/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The live stream: the newest fragments in a bounded ring, read by any number of viewers at their own speed. */
#ifndef CAMERA_LIVE_H
#define CAMERA_LIVE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "camera/packet.h"

typedef struct live live_t;
typedef struct camera_live live_reader_t;

/** A stream with nothing in it yet. NULL without memory. */
live_t *live_create(void);

/** Free it; every reader must have been closed. NULL is allowed. */
void live_free(live_t *live);

/** Add an encoded frame; a new generation starts a new initialisation segment. frame_time: nominal, nanoseconds. */
bool live_push(live_t *live, const stream_t *stream, packet_t *packet, uint64_t frame_time);

/** Nobody watches, and no frame comes until somebody does: that one must be a keyframe. */
void live_rest(live_t *live);

/** End the stream: readers get -1. */
void live_end(live_t *live);

/** Microseconds in the stream of a moment of CLOCK_MONOTONIC (nanoseconds). */
uint64_t live_media_time(live_t *live, uint64_t time);

/** The stream's MIME type; false before the first frame. */
bool live_mime(live_t *live, char *text, size_t room);

/** Readers open now. */
uint32_t live_readers(live_t *live);

/** As camera_live_open() of camera.h. */
live_reader_t *live_open(live_t *live);

/** As camera_live_read(). */
ssize_t live_read(live_reader_t *reader, void *buffer, size_t size, int timeout);

/** As camera_live_close(). */
void live_close(live_reader_t *reader);

#endif
