/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "camera/convert.h"

#include <libyuv.h>
#include <stdlib.h>

#define TARGET(t) (t)->plane[0], (t)->stride[0], (t)->plane[1], (t)->stride[1], (t)->plane[2], (t)->stride[2]
#define PACKED(p) (p)->data[0], (p)->linesize[0]
#define PLANAR(p)                                                                                            \
  (p)->data[0], (p)->linesize[0], (p)->data[1], (p)->linesize[1], (p)->data[2], (p)->linesize[2]

/* Returns 0 where libyuv did it. */
static int convert_by_libyuv(const AVFrame *picture, const convert_target_t *to)
{
  int width = to->width, height = to->height;
  switch (picture->format) {
  case AV_PIX_FMT_YUV420P:
  case AV_PIX_FMT_YUVJ420P:
    return I420Copy(PLANAR(picture), TARGET(to), width, height);
  case AV_PIX_FMT_YUV422P:
  case AV_PIX_FMT_YUVJ422P:
    return I422ToI420(PLANAR(picture), TARGET(to), width, height);
  case AV_PIX_FMT_YUV444P:
  case AV_PIX_FMT_YUVJ444P:
    return I444ToI420(PLANAR(picture), TARGET(to), width, height);
  case AV_PIX_FMT_GRAY8:
    return I400ToI420(PACKED(picture), TARGET(to), width, height);
  case AV_PIX_FMT_NV12:
    return NV12ToI420(PACKED(picture), picture->data[1], picture->linesize[1], TARGET(to), width, height);
  case AV_PIX_FMT_YUYV422:
    return YUY2ToI420(PACKED(picture), TARGET(to), width, height);
  case AV_PIX_FMT_UYVY422:
    return UYVYToI420(PACKED(picture), TARGET(to), width, height);
  case AV_PIX_FMT_BGR24:
    return RGB24ToI420(PACKED(picture), TARGET(to), width, height);
  case AV_PIX_FMT_RGB24:
    return RAWToI420(PACKED(picture), TARGET(to), width, height);
  case AV_PIX_FMT_BGRA:
  case AV_PIX_FMT_BGR0:
    return ARGBToI420(PACKED(picture), TARGET(to), width, height);
  case AV_PIX_FMT_RGBA:
  case AV_PIX_FMT_RGB0:
    return ABGRToI420(PACKED(picture), TARGET(to), width, height);
  default: /* libav has some two hundred formats */
    return -1;
  }
}

static bool target_in_room(converter_t *converter, int width, int height, convert_target_t *to)
{
  size_t luma = (size_t)width * (size_t)height;
  if (converter->room_size < luma * 3 / 2) {
    free(converter->room);
    converter->room = malloc(luma * 3 / 2);
    converter->room_size = converter->room ? luma * 3 / 2 : 0;
  }
  if (!converter->room)
    return false;
  *to = (convert_target_t){
      .plane = {converter->room, converter->room + luma, converter->room + luma + luma / 4},
      .stride = {width, width / 2, width / 2},
      .width = width,
      .height = height};
  return true;
}

static bool convert_to(converter_t *converter, const AVFrame *picture, const convert_target_t *to)
{
  return convert_by_libyuv(picture, to) == 0 || convert_rarely(converter, picture, to);
}

bool convert_picture(converter_t *converter, const AVFrame *picture, frame_t *frame)
{
  int width = picture->width & ~1, height = picture->height & ~1; /* an odd last row or column is left out */
  convert_target_t to = {.plane = {frame->plane[0], frame->plane[1], frame->plane[2]},
                         .stride = {frame->stride[0], frame->stride[1], frame->stride[2]},
                         .width = (int)frame->width,
                         .height = (int)frame->height};
  if (width == to.width && height == to.height)
    return convert_to(converter, picture, &to);
  convert_target_t own;
  if (width <= 0 || height <= 0)
    return false;
  if (picture->format == AV_PIX_FMT_YUV420P || picture->format == AV_PIX_FMT_YUVJ420P)
    return I420Scale(PLANAR(picture), width, height, TARGET(&to), to.width, to.height, kFilterBox) == 0;
  return target_in_room(converter, width, height, &own) && convert_to(converter, picture, &own) &&
         I420Scale(TARGET(&own), width, height, TARGET(&to), to.width, to.height, kFilterBox) == 0;
}

void convert_free(converter_t *converter)
{
  convert_rarely_free(converter);
  free(converter->room);
  *converter = (converter_t){0};
}
