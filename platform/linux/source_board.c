/* SPDX-License-Identifier: GPL-2.0-or-later */
/* In the place of camera/source_libav.c and camera/convert_rarely.c on a board: it has a camera, and neither files nor the
   network are one; what a camera gives, libyuv and libturbojpeg know. libav is there for the recordings' files alone. */
#include "camera/convert.h"
#include "camera/source.h"
#include "common/exit_status.h"

bool source_libav_open(source_t *source, const char *text, const source_wanted_t *wanted, failure_t *failure)
{
  (void)source;
  (void)wanted;
  return failure_set(failure, EXIT_SOURCE,
                     "%s is no camera: a board opens V4L2 cameras (auto, or /dev/videoN) and the drawn scene",
                     text);
}

bool convert_rarely(converter_t *converter, const AVFrame *picture, const convert_target_t *to)
{
  (void)converter;
  (void)picture;
  (void)to;
  return false;
}

void convert_rarely_free(converter_t *converter)
{
  (void)converter;
}
