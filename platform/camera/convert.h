/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From what a decoder gives to the pipeline's I420, by libyuv (what it does not know: by libswscale). */
#ifndef CAMERA_CONVERT_H
#define CAMERA_CONVERT_H

#include <libavutil/frame.h>

#include "camera/frame.h"

typedef struct {
  void *scaler;  /* of libswscale, for rare formats */
  uint8_t *room; /* the picture in its own size, where it is scaled */
  size_t room_size;
} converter_t;

/** Convert and scale a picture (any libav pixel format) into the frame. False where it cannot be done. */
bool convert_picture(converter_t *converter, const AVFrame *picture, frame_t *frame);

/** Free what the converter holds. */
void convert_free(converter_t *converter);

#endif
