/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "camera/jpeg.h"

#include <stdlib.h>
#include <string.h>
#include <turbojpeg.h>

#define PIXELS_MOST (1 << 24)
#define PLANES 3

typedef struct {
  int width, height, sampling, colours;
} facts_t;

bool jpeg_open(jpeg_t *jpeg)
{
  jpeg->reader = tjInitDecompress();
  return jpeg->reader != NULL;
}

void jpeg_close(jpeg_t *jpeg)
{
  if (jpeg->reader)
    tjDestroy(jpeg->reader);
  free(jpeg->room);
  *jpeg = (jpeg_t){0};
}

static enum AVPixelFormat format_of(const facts_t *facts)
{
  if (facts->colours == TJCS_GRAY)
    return AV_PIX_FMT_GRAY8;
  if (facts->colours != TJCS_YCbCr)
    return AV_PIX_FMT_NONE;
  switch (facts->sampling) {
  case TJSAMP_420:
    return AV_PIX_FMT_YUVJ420P;
  case TJSAMP_422:
    return AV_PIX_FMT_YUVJ422P;
  case TJSAMP_444:
    return AV_PIX_FMT_YUVJ444P;
  default: /* a number of libturbojpeg's, not an enum */
    return AV_PIX_FMT_NONE;
  }
}

/* Cameras fill up what they send with zeros. */
static bool is_whole(const uint8_t *bytes, size_t size)
{
  while (size > 0 && bytes[size - 1] == 0)
    size--;
  return size >= 2 && bytes[size - 2] == 0xff && bytes[size - 1] == 0xd9;
}

/* Room for the planes, one after the other. */
static bool planes_lay(jpeg_t *jpeg, const facts_t *facts, AVFrame *picture)
{
  size_t places[PLANES], size = 0;
  int planes = facts->colours == TJCS_GRAY ? 1 : PLANES;
  for (int i = 0; i < planes; i++) {
    int width = tjPlaneWidth(i, facts->width, facts->sampling);
    int height = tjPlaneHeight(i, facts->height, facts->sampling);
    if (width <= 0 || height <= 0)
      return false;
    places[i] = size;
    size += (size_t)width * (size_t)height;
    picture->linesize[i] = width;
  }
  if (size > jpeg->room_size) {
    free(jpeg->room);
    jpeg->room = malloc(size);
    jpeg->room_size = jpeg->room ? size : 0;
  }
  for (int i = 0; i < planes && jpeg->room; i++)
    picture->data[i] = jpeg->room + places[i];
  return jpeg->room != NULL;
}

static bool picture_read(jpeg_t *jpeg, const uint8_t *bytes, size_t size, AVFrame *picture)
{
  facts_t facts = {0};
  if (tjDecompressHeader3(jpeg->reader, bytes, (unsigned long)size, &facts.width, &facts.height,
                          &facts.sampling, &facts.colours) != 0 ||
      facts.width <= 0 || facts.height <= 0 || facts.width > PIXELS_MOST / facts.height)
    return false;
  picture->format = format_of(&facts);
  picture->width = facts.width;
  picture->height = facts.height;
  picture->color_range = AVCOL_RANGE_JPEG;
  if (picture->format == AV_PIX_FMT_NONE || !planes_lay(jpeg, &facts, picture))
    return false;
  int code = tjDecompressToYUVPlanes(jpeg->reader, bytes, (unsigned long)size, picture->data, 0,
                                     picture->linesize, 0, TJFLAG_FASTDCT);
  /* Stray bytes between the markers are a camera's habit, and only worth a warning. */
  return is_whole(bytes, size) && (code == 0 || tjGetErrorCode(jpeg->reader) == TJERR_WARNING);
}

bool jpeg_read(jpeg_t *jpeg, const uint8_t *bytes, size_t size, AVFrame *picture)
{
  if (!jpeg->reader && !jpeg_open(jpeg))
    return false;
  if (picture_read(jpeg, bytes, size, picture))
    return true;
  tjDestroy(jpeg->reader); /* after a header that is damaged it reads no other one */
  jpeg->reader = NULL;
  return false;
}

uint8_t *jpeg_write(const AVFrame *picture, int quality, size_t *size)
{
  const unsigned char *planes[PLANES] = {picture->data[0], picture->data[1], picture->data[2]};
  unsigned long length = tjBufSize(picture->width, picture->height, TJSAMP_420);
  uint8_t *bytes = length == (unsigned long)-1 ? NULL : malloc(length);
  tjhandle writer = tjInitCompress();
  bool made = bytes && writer &&
              tjCompressFromYUVPlanes(writer, planes, picture->width, picture->linesize, picture->height,
                                      TJSAMP_420, &bytes, &length, quality, TJFLAG_NOREALLOC) == 0;
  if (writer)
    tjDestroy(writer);
  if (!made) {
    free(bytes);
    return NULL;
  }
  *size = length;
  return bytes;
}
