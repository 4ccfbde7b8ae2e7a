/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <libswscale/swscale.h>

#include "camera/convert.h"

bool convert_rarely(converter_t *converter, const AVFrame *picture, const convert_target_t *to)
{
  struct SwsContext *scaler =
      sws_getCachedContext(converter->scaler, to->width, to->height, (enum AVPixelFormat)picture->format,
                           to->width, to->height, AV_PIX_FMT_YUV420P, SWS_POINT, NULL, NULL, NULL);
  converter->scaler = scaler;
  if (!scaler)
    return false;
  return sws_scale(scaler, (const uint8_t *const *)picture->data, picture->linesize, 0, to->height, to->plane,
                   to->stride) == to->height;
}

void convert_rarely_free(converter_t *converter)
{
  sws_freeContext(converter->scaler);
}
