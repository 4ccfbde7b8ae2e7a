/* SPDX-License-Identifier: BSD-2-Clause */
/* What moves as a whole: cells of the mask that touch, followed from frame to frame. */
#ifndef CORE_MOTION_BLOBS_H
#define CORE_MOTION_BLOBS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MOTION_BLOBS 16         /* the largest of them are told */
#define MOTION_BLOB_SMALLEST 2  /* cells */
#define MOTION_BLOB_SIDE 480    /* cells of a row or a column, at most */
#define MOTION_BLOB_CELL 8      /* pixels of a cell's side */
#define MOTION_BLOB_RATE_MAX 60 /* frames a second */

typedef struct {
  uint16_t left, top, right, bottom; /* its box in cells, both ends belong to it */
  uint32_t area;                     /* cells that move */
  uint16_t x, y;                     /* its centre, in pixels */
  int16_t speed_x, speed_y;          /* pixels a second, to the right and down; followed slowly */
  uint32_t age;                      /* frames for which it was followed; 0: it is new */
  uint32_t number;                   /* the same from frame to frame */
} motion_blob_t;

/* The blobs of a frame. Cleared to zeros before the first frame. */
typedef struct {
  motion_blob_t blob[MOTION_BLOBS];
  uint32_t count;
  uint32_t last; /* the number given last */
} motion_blobs_t;

/* A piece of a blob: cells that touch, from above to below. */
typedef struct {
  uint32_t area, sum_x, sum_y;
  uint16_t left, top, right, bottom;
} motion_piece_t;

/* Room to work in; what is in it means nothing between calls. */
typedef struct {
  uint8_t parent[256]; /* a label that belongs to the same blob, no greater; itself: the blob's own */
  uint8_t row[MOTION_BLOB_SIDE + 2];
  uint32_t labels; /* given so far: 1 to this */
  motion_piece_t piece[256];
} motion_labels_t;

/*@ predicate motion_blob_inside(motion_blob_t b, integer wide, integer high) =
      b.left <= b.right < wide && b.top <= b.bottom < high && b.area >= MOTION_BLOB_SMALLEST;
*/

/** The blobs of a mask (a byte a cell, row by row; 0 still), the largest MOTION_BLOBS of those that have
    MOTION_BLOB_SMALLEST cells or more, followed from those of the frame before. Cells touch at sides and corners.
    Of more than 255 pieces, those that come later are left out. */
/*@ requires size: 1 <= wide <= MOTION_BLOB_SIDE && 1 <= high <= MOTION_BLOB_SIDE;
    requires rate: 1 <= rate <= MOTION_BLOB_RATE_MAX;
    requires mask: \valid_read(mask + (0 .. wide * high - 1));
    requires blobs: \valid(blobs) && blobs->count <= MOTION_BLOBS;
    requires labels: \valid(labels);
    requires apart: \separated(labels, mask + (0 .. wide * high - 1)) && \separated(labels, blobs);
    terminates \true;
    assigns *blobs, *labels;
    ensures few: blobs->count <= MOTION_BLOBS;
    ensures inside: \forall integer i; 0 <= i < blobs->count ==> motion_blob_inside(blobs->blob[i], wide, high);
*/
void motion_blobs_find(motion_blobs_t *blobs, motion_labels_t *labels, const uint8_t *mask, uint32_t wide,
                       uint32_t high, uint32_t rate);

#endif
