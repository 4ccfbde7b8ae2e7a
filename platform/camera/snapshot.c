/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "camera/snapshot.h"

#include <libyuv.h>
#include <stdlib.h>
#include <string.h>

#include "camera/jpeg.h"

#define QUALITY 85 /* of 1 to 100 (best) */

static bool picture_fill(AVFrame *picture, const frame_t *frame)
{
  if (I420Scale(frame->plane[0], frame->stride[0], frame->plane[1], frame->stride[1], frame->plane[2],
                frame->stride[2], (int)frame->width, (int)frame->height, picture->data[0],
                picture->linesize[0], picture->data[1], picture->linesize[1], picture->data[2],
                picture->linesize[2], picture->width, picture->height, kFilterBox) != 0)
    return false;
  if (frame->full_range)
    return true;
  /* JPEG's values use the whole byte (JFIF 1.02). */
  uint8_t luma[256], chroma[256];
  for (int i = 0; i < 256; i++) {
    int y = ((i - 16) * 255 + 109) / 219;
    int c = 128 + ((i - 128) * 255 + (i < 128 ? -112 : 112)) / 224;
    luma[i] = (uint8_t)(y < 0 ? 0 : y > 255 ? 255 : y);
    chroma[i] = (uint8_t)(c < 0 ? 0 : c > 255 ? 255 : c);
  }
  for (int plane = 0; plane < 3; plane++) {
    const uint8_t *map = plane == 0 ? luma : chroma;
    int wide = plane == 0 ? picture->width : picture->width / 2;
    int high = plane == 0 ? picture->height : picture->height / 2;
    for (int row = 0; row < high; row++) {
      uint8_t *line = picture->data[plane] + (ptrdiff_t)row * picture->linesize[plane];
      for (int i = 0; i < wide; i++)
        line[i] = map[line[i]];
    }
  }
  return true;
}

uint8_t *snapshot_jpeg(const frame_t *frame, uint32_t width, size_t *size)
{
  uint32_t wide = width == 0 || width > frame->width ? frame->width : width < 16 ? 16 : width & ~1u;
  uint32_t high = (frame->height * wide / frame->width + 1) & ~1u;
  AVFrame *picture = av_frame_alloc();
  uint8_t *bytes = NULL;
  if (!picture)
    return NULL;
  picture->format = AV_PIX_FMT_YUVJ420P;
  picture->width = (int)wide;
  picture->height = (int)high;
  if (av_frame_get_buffer(picture, 0) == 0 && picture_fill(picture, frame))
    bytes = jpeg_write(picture, QUALITY, size);
  av_frame_free(&picture);
  return bytes;
}
