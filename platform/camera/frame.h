/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Pictures (I420) that several threads share, from a pool of bounded size. */
#ifndef CAMERA_FRAME_H
#define CAMERA_FRAME_H

#include <stdbool.h>
#include <stdint.h>

typedef struct frame_pool frame_pool_t;

typedef struct {
  frame_pool_t *pool;
  int references;
  uint32_t width, height; /* pixels, even */
  int stride[3];
  uint8_t *plane[3]; /* Y, U, V */
  uint8_t *pixels;   /* the frame's own room for them */
  void *lent;        /* or what they belong to; only to be looked at then */
  void (*give_back)(void *lent);
  uint8_t *mask;   /* what moves: a byte for each 8x8 pixels, row by row, 0 still; where it is known */
  bool masked;     /* it is */
  bool idle;       /* nothing has moved for a while */
  uint64_t time;   /* nanoseconds, CLOCK_MONOTONIC */
  int64_t wall;    /* Unix milliseconds */
  bool full_range; /* luma 0 to 255 instead of 16 to 235 */
  bool wants_key;  /* encode it as a keyframe */
} frame_t;

/** A pool of at most `limit` frames of a size. It lives until it is closed and its last frame is released. */
frame_pool_t *frame_pool_create(uint32_t width, uint32_t height, uint32_t limit);

/** No more frames are taken from it; NULL is allowed. */
void frame_pool_close(frame_pool_t *pool);

/** A frame with one reference, its pixels undefined. NULL where all are in use or memory is short. */
frame_t *frame_take(frame_pool_t *pool);

/** A frame with one reference whose pixels are another's, who gets `lent` back, on any thread, with the last reference. The
    caller says where they are: plane and stride. NULL where all frames are in use: nothing is lent. */
frame_t *frame_borrow(frame_pool_t *pool, void *lent, void (*give_back)(void *lent));

/** See that a frame's pixels are its own, so that they may be written. The frame has one reference. */
void frame_own(frame_t *frame);

/** One more reference; returns the frame. */
frame_t *frame_keep(frame_t *frame);

/** One reference less; with the last, the frame returns to its pool. NULL is allowed. */
void frame_release(frame_t *frame);

#endif
