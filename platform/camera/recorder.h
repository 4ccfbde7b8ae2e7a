/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The recorder: a thread of its own that keeps what the settings want, within limits of bytes, age and the disk. */
#ifndef CAMERA_RECORDER_H
#define CAMERA_RECORDER_H

#include "camera/camera.h"
#include "camera/frame.h"
#include "camera/packet.h"

typedef struct recorder recorder_t;

typedef struct {
  uint32_t state; /* enum camera_recording_state */
  char error[256];
  int64_t recording;                     /* being written, 0: none */
  int64_t used, limit, free, recordings; /* as in camera_status_t */
  uint64_t dropped;                      /* packets that the disk was too slow for */
} recorder_status_t;

/** Gives the newest frame (a reference) for a recording's picture, or NULL. */
typedef frame_t *(*recorder_picture_t)(void *opaque);

#define RECORDER_RESERVE (INT64_C(8) << 20) /* bytes, for the database and what else there is */

/**
 * Start the recorder. reserve: bytes of the disk to leave free, usually RECORDER_RESERVE. NULL without memory or
 * thread.
 */
recorder_t *recorder_start(store_t *store, const settings_t *settings, int64_t reserve,
                           recorder_picture_t picture, void *opaque);

/** Hand over an encoded packet (one more reference). Never waits: where the disk is too slow, packets are dropped. */
void recorder_packet(recorder_t *recorder, const stream_t *stream, packet_t *packet);

/** An event began: its row, and the moment (CLOCK_MONOTONIC, ns) its recording should reach back to. */
void recorder_event_began(recorder_t *recorder, const store_event_t *event, uint64_t from);

/** It ended, at this moment: its row. */
void recorder_event_ended(recorder_t *recorder, const store_event_t *event, uint64_t at);

/** Other settings from now on. */
void recorder_settings(recorder_t *recorder, const settings_t *settings);

/** Whether the camera has an owner; without one nothing is kept. It begins with one. */
void recorder_owned(recorder_t *recorder, bool owned);

/** Its state now. */
void recorder_status(recorder_t *recorder, recorder_status_t *status);

/** Finish what is being written and end. NULL is allowed. */
void recorder_stop(recorder_t *recorder);

#endif
