/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes as a camera's MJPEG: refused, or a picture all of whose planes are there. */
#include <string.h>

#include "camera/jpeg.h"
#include "fuzz.h"

/* Read every byte of a plane, under the sanitizers. */
static unsigned plane_sum(const AVFrame *picture, int plane, int width, int height)
{
  unsigned sum = 0;
  REQUIRE(picture->data[plane] != NULL && picture->linesize[plane] >= width);
  for (int y = 0; y < height; y++) {
    for (int x = 0; x < width; x++)
      sum += picture->data[plane][y * picture->linesize[plane] + x];
  }
  return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static jpeg_t jpeg;
  AVFrame picture;
  memset(&picture, 0, sizeof picture);
  if (!jpeg.reader)
    REQUIRE(jpeg_open(&jpeg));
  if (!jpeg_read(&jpeg, data, size, &picture))
    return 0;
  REQUIRE(picture.width > 0 && picture.height > 0);
  if (fuzz_planted())
    REQUIRE(picture.height <= picture.width); /* planted: there are no upright pictures */
  bool half = picture.format == AV_PIX_FMT_YUVJ420P;
  int wide = picture.format == AV_PIX_FMT_YUVJ444P ? picture.width : (picture.width + 1) / 2;
  int high = half ? (picture.height + 1) / 2 : picture.height;
  volatile unsigned sum = plane_sum(&picture, 0, picture.width, picture.height);
  for (int plane = 1; plane < 3 && picture.format != AV_PIX_FMT_GRAY8; plane++)
    sum += plane_sum(&picture, plane, wide, high);
  (void)sum;
  return 0;
}
