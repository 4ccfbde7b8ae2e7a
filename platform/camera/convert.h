/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From what a decoder gives to the pipeline's I420, by libyuv (what it does not know: by libswscale, and not on a board). */
#ifndef CAMERA_CONVERT_H
#define CAMERA_CONVERT_H

#include <libavutil/frame.h>

#include "camera/frame.h"

typedef struct {
  void *scaler;  /* of libswscale, for rare formats */
  uint8_t *room; /* the picture in its own size, where it is scaled */
  size_t room_size;
} converter_t;

/* Where the I420 goes: the frame itself, or room for a picture that is then scaled. */
typedef struct {
  uint8_t *plane[3];
  int stride[3];
  int width, height;
} convert_target_t;

/** Convert and scale a picture (any libav pixel format) into the frame. False where it cannot be done. */
bool convert_picture(converter_t *converter, const AVFrame *picture, frame_t *frame);

/** Free what the converter holds. */
void convert_free(converter_t *converter);

/* --- convert_rarely.c: formats that no camera gives --- */

/** Convert a picture of the target's size. False where it cannot be done. */
bool convert_rarely(converter_t *converter, const AVFrame *picture, const convert_target_t *to);

/** Free what that holds. */
void convert_rarely_free(converter_t *converter);

#endif
