/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "camera/snapshot.h"

#include <libavcodec/avcodec.h>
#include <libyuv.h>
#include <stdlib.h>
#include <string.h>

#define QUALITY 4 /* of 1 (best) to 31 */

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

static AVCodecContext *codec_open(int width, int height)
{
  const AVCodec *jpeg = avcodec_find_encoder(AV_CODEC_ID_MJPEG);
  AVCodecContext *codec = jpeg ? avcodec_alloc_context3(jpeg) : NULL;
  if (!codec)
    return NULL;
  codec->width = width;
  codec->height = height;
  codec->pix_fmt = AV_PIX_FMT_YUVJ420P;
  codec->color_range = AVCOL_RANGE_JPEG;
  codec->time_base = (AVRational){1, 25};
  codec->flags |= AV_CODEC_FLAG_QSCALE;
  codec->global_quality = QUALITY * FF_QP2LAMBDA;
  codec->thread_count = 1;
  if (avcodec_open2(codec, jpeg, NULL) < 0)
    avcodec_free_context(&codec);
  return codec;
}

static uint8_t *codec_run(AVCodecContext *codec, AVFrame *picture, const frame_t *frame, AVPacket *packet,
                          size_t *size)
{
  picture->format = codec->pix_fmt;
  picture->width = codec->width;
  picture->height = codec->height;
  picture->quality = codec->global_quality;
  if (av_frame_get_buffer(picture, 0) < 0 || !picture_fill(picture, frame))
    return NULL;
  if (avcodec_send_frame(codec, picture) < 0 || avcodec_receive_packet(codec, packet) < 0)
    return NULL;
  *size = (size_t)packet->size;
  uint8_t *bytes = malloc(*size);
  if (bytes)
    memcpy(bytes, packet->data, *size);
  return bytes;
}

uint8_t *snapshot_jpeg(const frame_t *frame, uint32_t width, size_t *size)
{
  uint32_t wide = width == 0 || width > frame->width ? frame->width : width < 16 ? 16 : width & ~1u;
  uint32_t high = (frame->height * wide / frame->width + 1) & ~1u;
  AVCodecContext *codec = codec_open((int)wide, (int)high);
  AVFrame *picture = av_frame_alloc();
  AVPacket *packet = av_packet_alloc();
  uint8_t *bytes = codec && picture && packet ? codec_run(codec, picture, frame, packet, size) : NULL;
  av_packet_free(&packet);
  av_frame_free(&picture);
  avcodec_free_context(&codec);
  return bytes;
}
