/* SPDX-License-Identifier: GPL-2.0-or-later */
/* JPEG pictures by libturbojpeg: a camera's MJPEG, and snapshots. */
#ifndef CAMERA_JPEG_H
#define CAMERA_JPEG_H

#include <libavutil/frame.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
  void *reader;  /* of libturbojpeg */
  uint8_t *room; /* the picture's planes */
  size_t room_size;
} jpeg_t;

/** Whether there can be a reader; `jpeg` begins as zeros. */
bool jpeg_open(jpeg_t *jpeg);

/**
 * Read a picture: grey, or YCbCr with 4:2:0, 4:2:2 or 4:4:4, of 16 megapixels at most; one without its own Huffman
 * tables, as cameras send it, has the usual ones. `picture` points into the reader until its next picture. False for
 * anything else, and for a picture that ends early.
 */
bool jpeg_read(jpeg_t *jpeg, const uint8_t *bytes, size_t size, AVFrame *picture);

/** Write a picture of 4:2:0 whose values use the whole byte; quality 1 to 100. free() it; NULL where it cannot be made. */
uint8_t *jpeg_write(const AVFrame *picture, int quality, size_t *size);

/** Free what the reader holds. */
void jpeg_close(jpeg_t *jpeg);

#endif
