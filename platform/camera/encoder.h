/* SPDX-License-Identifier: GPL-2.0-or-later */
/* H.264 by x264: no frame of delay, quality held constant, the bit rate capped. */
#ifndef CAMERA_ENCODER_H
#define CAMERA_ENCODER_H

#include "camera/failure.h"
#include "camera/frame.h"
#include "camera/packet.h"

typedef struct encoder encoder_t;

typedef struct {
  uint32_t width, height; /* pixels, even */
  uint32_t rate;          /* nominal frames a second */
  uint32_t bitrate;       /* most kilobits a second */
  const char *preset;
  bool full_range;
} encoder_options_t;

/** Whether x264 has a preset of this name. */
bool encoder_preset_known(const char *preset);

/** Open an encoder. NULL with `failure` where x264 refuses the options. */
encoder_t *encoder_open(const encoder_options_t *options, uint32_t generation, failure_t *failure);

/** What it makes. */
const stream_t *encoder_stream(const encoder_t *encoder);

/** Encode a frame. NULL where x264 failed. */
packet_t *encoder_encode(encoder_t *encoder, const frame_t *frame, bool key);

/** Close; NULL is allowed. */
void encoder_close(encoder_t *encoder);

#endif
