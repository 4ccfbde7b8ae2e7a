/* SPDX-License-Identifier: BSD-2-Clause */
#include "motion_blobs.h"

#define NEAR 16U   /* pixels between the box of a blob and the centre that it had a frame before, at most */
#define SLOWNESS 4 /* frames in which the speed follows */

/*@ predicate piece_inside(motion_piece_t p, integer wide, integer high) =
      p.area > 0 ==> p.left <= p.right < wide && p.top <= p.bottom < high;

    predicate parents_down{L}(motion_labels_t *l) = \forall integer k; 0 <= k < 256 ==> l->parent[k] <= k;

    predicate pieces_inside{L}(motion_labels_t *l, integer wide, integer high) =
      \forall integer k; 0 <= k < 256 ==> piece_inside(l->piece[k], wide, high);
*/

/* --- pieces --- */

/*@ requires cell: x < wide <= MOTION_BLOB_SIDE && y < high <= MOTION_BLOB_SIDE;
    requires inside: piece_inside(piece, wide, high);
    terminates \true;
    assigns \nothing;
    ensures inside: piece_inside(\result, wide, high);
*/
static motion_piece_t piece_with(motion_piece_t piece, uint32_t x, uint32_t y, uint32_t wide, uint32_t high)
{
  motion_piece_t with;
  (void)wide;
  (void)high;
  bool first = piece.area == 0;
  with.left = first || x < piece.left ? (uint16_t)x : piece.left;
  with.right = first || x > piece.right ? (uint16_t)x : piece.right;
  with.top = first || y < piece.top ? (uint16_t)y : piece.top;
  with.bottom = first || y > piece.bottom ? (uint16_t)y : piece.bottom;
  with.sum_x = (first ? 0 : piece.sum_x) + x;
  with.sum_y = (first ? 0 : piece.sum_y) + y;
  with.area = piece.area + 1;
  return with;
}

/*@ requires inside: piece_inside(a, wide, high) && piece_inside(b, wide, high);
    terminates \true;
    assigns \nothing;
    ensures inside: piece_inside(\result, wide, high);
*/
static motion_piece_t piece_both(motion_piece_t a, motion_piece_t b, uint32_t wide, uint32_t high)
{
  motion_piece_t both;
  (void)wide;
  (void)high;
  if (a.area == 0)
    return b;
  if (b.area == 0)
    return a;
  both.left = a.left < b.left ? a.left : b.left;
  both.right = a.right > b.right ? a.right : b.right;
  both.top = a.top < b.top ? a.top : b.top;
  both.bottom = a.bottom > b.bottom ? a.bottom : b.bottom;
  both.sum_x = a.sum_x + b.sum_x;
  both.sum_y = a.sum_y + b.sum_y;
  both.area = a.area + b.area;
  return both;
}

/*@ requires labels: \valid(labels);
    terminates \true;
    assigns *labels;
    ensures down: parents_down(labels);
    ensures inside: pieces_inside(labels, wide, high);
*/
static void labels_clear(motion_labels_t *labels, uint32_t wide, uint32_t high)
{
  (void)wide;
  (void)high;
  labels->labels = 0;
  /*@ loop invariant range: 0 <= i <= 256;
      loop invariant down: \forall integer k; 0 <= k < i ==> labels->parent[k] <= k;
      loop invariant none: \forall integer k; 0 <= k < i ==> labels->piece[k].area == 0;
      loop assigns i, labels->parent[0 .. 255], labels->piece[0 .. 255];
      loop variant 256 - i;
  */
  for (uint32_t i = 0; i < 256; i++) {
    labels->parent[i] = (uint8_t)i;
    labels->piece[i].area = 0;
  }
  /*@ loop invariant range: 0 <= i <= MOTION_BLOB_SIDE + 2;
      loop assigns i, labels->row[0 .. MOTION_BLOB_SIDE + 1];
      loop variant MOTION_BLOB_SIDE + 2 - i;
  */
  for (uint32_t i = 0; i < MOTION_BLOB_SIDE + 2; i++)
    labels->row[i] = 0;
}

/* The label of the whole blob. */
/*@ requires labels: \valid_read(labels) && parents_down(labels);
    terminates \true;
    assigns \nothing;
    ensures root: \result <= label;
*/
static uint8_t root_of(const motion_labels_t *labels, uint8_t label)
{
  uint8_t at = label;
  /*@ loop invariant down: at <= label;
      loop assigns at;
      loop variant at;
  */
  while (labels->parent[at] < at)
    at = labels->parent[at];
  return at;
}

/* Two pieces are one blob; 0 is no piece. */
/*@ requires labels: \valid(labels) && parents_down(labels);
    terminates \true;
    assigns labels->parent[0 .. 255];
    ensures down: parents_down(labels);
*/
static void join(motion_labels_t *labels, uint8_t a, uint8_t b)
{
  if (a == 0 || b == 0)
    return;
  uint8_t one = root_of(labels, a);
  uint8_t other = root_of(labels, b);
  if (one < other)
    labels->parent[other] = one;
  else
    labels->parent[one] = other;
}

/* A label that none has, or 0 where there is none left. */
/*@ requires labels: \valid(labels);
    terminates \true;
    assigns labels->labels;
*/
static uint8_t label_new(motion_labels_t *labels)
{
  if (labels->labels >= 255)
    return 0;
  labels->labels++;
  return (uint8_t)labels->labels;
}

/* The label of a moving cell, of four neighbours that were seen before it. */
/*@ requires labels: \valid(labels) && parents_down(labels);
    terminates \true;
    assigns labels->labels, labels->parent[0 .. 255];
    ensures down: parents_down(labels);
*/
static uint8_t label_of(motion_labels_t *labels, uint8_t left, uint8_t above_left, uint8_t above,
                        uint8_t above_right)
{
  uint8_t label = above;
  label = label == 0 ? left : label;
  label = label == 0 ? above_left : label;
  label = label == 0 ? above_right : label;
  if (label == 0)
    return label_new(labels);
  join(labels, label, left);
  join(labels, label, above_left);
  join(labels, label, above_right);
  return label;
}

/* A row of cells, below the one whose labels are in labels->row: cell x at x + 1. */
/*@ requires labels: \valid(labels) && parents_down(labels) && pieces_inside(labels, wide, high);
    requires cells: wide <= MOTION_BLOB_SIDE && y < high <= MOTION_BLOB_SIDE;
    requires mask: \valid_read(mask + (0 .. wide - 1)) && \separated(labels, mask + (0 .. wide - 1));
    terminates \true;
    assigns *labels;
    ensures down: parents_down(labels);
    ensures inside: pieces_inside(labels, wide, high);
*/
static void label_row(motion_labels_t *labels, const uint8_t *mask, uint32_t wide, uint32_t y, uint32_t high)
{
  uint8_t above_left = 0;
  /*@ loop invariant range: 0 <= x <= wide;
      loop invariant down: parents_down(labels);
      loop invariant inside: pieces_inside(labels, wide, high);
      loop assigns x, above_left, *labels;
      loop variant wide - x;
  */
  for (uint32_t x = 0; x < wide; x++) {
    uint8_t above = labels->row[x + 1];
    uint8_t label = 0;
    if (mask[x] != 0) {
      label = label_of(labels, labels->row[x], above_left, above, labels->row[x + 2]);
      labels->piece[label] = piece_with(labels->piece[label], x, y, wide, high);
    }
    above_left = above;
    labels->row[x + 1] = label;
  }
}

/* One piece becomes part of another. */
/*@ requires labels: \valid(labels) && pieces_inside(labels, wide, high);
    terminates \true;
    assigns labels->piece[to];
    ensures inside: pieces_inside(labels, wide, high);
*/
static void hand(motion_labels_t *labels, uint8_t from, uint8_t to, uint32_t wide, uint32_t high)
{
  labels->piece[to] = piece_both(labels->piece[to], labels->piece[from], wide, high);
}

/* Pieces to blobs: each piece goes to its parent, the highest label first. */
/*@ requires labels: \valid(labels) && pieces_inside(labels, wide, high);
    terminates \true;
    assigns labels->piece[0 .. 255];
    ensures inside: pieces_inside(labels, wide, high);
*/
static void fold(motion_labels_t *labels, uint32_t wide, uint32_t high)
{
  /*@ loop invariant range: 0 <= i <= 255;
      loop invariant inside: pieces_inside(labels, wide, high);
      loop assigns i, labels->piece[0 .. 255];
      loop variant i;
  */
  for (uint8_t i = 255; i > 0; i--)
    if (labels->parent[i] != i)
      hand(labels, i, labels->parent[i], wide, high);
}

/* --- blobs --- */

/*@ requires inside: piece_inside(piece, wide, high) && piece.area >= MOTION_BLOB_SMALLEST;
    terminates \true;
    assigns \nothing;
    ensures inside: motion_blob_inside(\result, wide, high);
    ensures new: \result.age == 0;
*/
static motion_blob_t blob_of(motion_piece_t piece, uint32_t wide, uint32_t high)
{
  motion_blob_t blob;
  (void)wide;
  (void)high;
  blob.left = piece.left;
  blob.top = piece.top;
  blob.right = piece.right;
  blob.bottom = piece.bottom;
  blob.area = piece.area;
  blob.x = (uint16_t)(piece.sum_x * MOTION_BLOB_CELL / piece.area + MOTION_BLOB_CELL / 2);
  blob.y = (uint16_t)(piece.sum_y * MOTION_BLOB_CELL / piece.area + MOTION_BLOB_CELL / 2);
  blob.speed_x = 0;
  blob.speed_y = 0;
  blob.age = 0;
  blob.number = 0;
  return blob;
}

/* The list with one blob more; where it is full, in the place of the smallest, if that is smaller. */
/*@ requires few: found.count <= MOTION_BLOBS;
    requires inside: \forall integer i; 0 <= i < found.count ==> motion_blob_inside(found.blob[i], wide, high);
    requires blob: motion_blob_inside(blob, wide, high);
    terminates \true;
    assigns \nothing;
    ensures few: \result.count <= MOTION_BLOBS;
    ensures inside: \forall integer i; 0 <= i < \result.count ==> motion_blob_inside(\result.blob[i], wide, high);
    ensures last: \result.last == found.last;
*/
static motion_blobs_t insert(motion_blobs_t found, motion_blob_t blob, uint32_t wide, uint32_t high)
{
  (void)wide;
  (void)high;
  if (found.count < MOTION_BLOBS) {
    found.blob[found.count] = blob;
    found.count++;
    return found;
  }
  uint32_t smallest = 0;
  /*@ loop invariant range: 0 <= i <= MOTION_BLOBS && smallest < MOTION_BLOBS;
      loop assigns i, smallest;
      loop variant MOTION_BLOBS - i;
  */
  for (uint32_t i = 0; i < MOTION_BLOBS; i++)
    if (found.blob[i].area < found.blob[smallest].area)
      smallest = i;
  if (found.blob[smallest].area < blob.area)
    found.blob[smallest] = blob;
  return found;
}

/* Whether the centre that a blob had is in its box or near it. */
/*@ terminates \true;
    assigns \nothing;
*/
static bool near(motion_blob_t blob, motion_blob_t was)
{
  uint32_t left = blob.left * MOTION_BLOB_CELL;
  uint32_t right = (blob.right + 1U) * MOTION_BLOB_CELL;
  uint32_t top = blob.top * MOTION_BLOB_CELL;
  uint32_t bottom = (blob.bottom + 1U) * MOTION_BLOB_CELL;
  return was.x + NEAR >= left && was.x < right + NEAR && was.y + NEAR >= top && was.y < bottom + NEAR;
}

/*@ terminates \true;
    assigns \nothing;
*/
static uint32_t distance(motion_blob_t a, motion_blob_t b)
{
  uint32_t x = a.x > b.x ? (uint32_t)a.x - b.x : (uint32_t)b.x - a.x;
  uint32_t y = a.y > b.y ? (uint32_t)a.y - b.y : (uint32_t)b.y - a.y;
  return x + y;
}

/* The blob of the frame before that a blob was; MOTION_BLOBS where it is new. */
/*@ requires few: before.count <= MOTION_BLOBS;
    terminates \true;
    assigns \nothing;
    ensures range: \result < before.count || \result == MOTION_BLOBS;
*/
static uint32_t same_as(motion_blobs_t before, motion_blob_t blob)
{
  uint32_t best = MOTION_BLOBS;
  uint32_t least = UINT32_MAX;
  /*@ loop invariant range: 0 <= i <= before.count;
      loop invariant best: best < before.count || best == MOTION_BLOBS;
      loop assigns i, best, least;
      loop variant before.count - i;
  */
  for (uint32_t i = 0; i < before.count; i++) {
    uint32_t far = distance(blob, before.blob[i]);
    if (near(blob, before.blob[i]) && far < least) {
      best = i;
      least = far;
    }
  }
  return best;
}

/* A speed followed: from one centre to the next within a frame. */
/*@ requires rate: 1 <= rate <= MOTION_BLOB_RATE_MAX;
    terminates \true;
    assigns \nothing;
*/
static int16_t speed_next(int16_t speed, uint16_t from, uint16_t to, uint32_t rate)
{
  int32_t now = ((int32_t)to - (int32_t)from) * (int32_t)rate;
  int32_t next = speed + (now - speed) / SLOWNESS;
  if (next > INT16_MAX)
    return INT16_MAX;
  return next < -INT16_MAX ? -INT16_MAX : (int16_t)next;
}

/* A blob that is what another was a frame before. */
/*@ requires rate: 1 <= rate <= MOTION_BLOB_RATE_MAX;
    requires inside: motion_blob_inside(blob, wide, high);
    terminates \true;
    assigns \nothing;
    ensures inside: motion_blob_inside(\result, wide, high);
*/
static motion_blob_t followed(motion_blob_t blob, motion_blob_t was, uint32_t rate, uint32_t wide,
                              uint32_t high)
{
  motion_blob_t next = blob;
  (void)wide;
  (void)high;
  next.number = was.number;
  next.age = was.age < UINT32_MAX ? was.age + 1 : UINT32_MAX;
  next.speed_x = speed_next(was.speed_x, was.x, blob.x, rate);
  next.speed_y = speed_next(was.speed_y, was.y, blob.y, rate);
  return next;
}

/* The blobs, each followed from the nearest of the frame before, which nothing else then was. */
/*@ requires few: found.count <= MOTION_BLOBS && before.count <= MOTION_BLOBS;
    requires rate: 1 <= rate <= MOTION_BLOB_RATE_MAX;
    requires inside: \forall integer i; 0 <= i < found.count ==> motion_blob_inside(found.blob[i], wide, high);
    terminates \true;
    assigns \nothing;
    ensures few: \result.count == found.count;
    ensures inside: \forall integer i; 0 <= i < \result.count ==> motion_blob_inside(\result.blob[i], wide, high);
*/
static motion_blobs_t follow(motion_blobs_t found, motion_blobs_t before, uint32_t rate, uint32_t wide,
                             uint32_t high)
{
  bool taken[MOTION_BLOBS] = {false};
  /*@ loop invariant range: 0 <= i <= found.count;
      loop invariant count: found.count == \at(found.count, Pre);
      loop invariant inside: \forall integer k; 0 <= k < found.count ==> motion_blob_inside(found.blob[k], wide, high);
      loop assigns i, found, taken[0 .. MOTION_BLOBS - 1];
      loop variant found.count - i;
  */
  for (uint32_t i = 0; i < found.count; i++) {
    uint32_t was = same_as(before, found.blob[i]);
    if (was < MOTION_BLOBS && !taken[was]) {
      found.blob[i] = followed(found.blob[i], before.blob[was], rate, wide, high);
      taken[was] = true;
    } else {
      found.last++;
      found.blob[i].number = found.last;
    }
  }
  return found;
}

/* The blobs of the pieces. */
/*@ requires labels: \valid_read(labels) && pieces_inside(labels, wide, high);
    terminates \true;
    assigns \nothing;
    ensures few: \result.count <= MOTION_BLOBS;
    ensures inside: \forall integer i; 0 <= i < \result.count ==> motion_blob_inside(\result.blob[i], wide, high);
*/
static motion_blobs_t collect(const motion_labels_t *labels, uint32_t last, uint32_t wide, uint32_t high)
{
  motion_blobs_t found = {0};
  found.last = last;
  /*@ loop invariant range: 1 <= i <= 256;
      loop invariant few: found.count <= MOTION_BLOBS;
      loop invariant inside: \forall integer k; 0 <= k < found.count ==> motion_blob_inside(found.blob[k], wide, high);
      loop assigns i, found;
      loop variant 256 - i;
  */
  for (uint32_t i = 1; i < 256; i++)
    if (labels->parent[i] == i && labels->piece[i].area >= MOTION_BLOB_SMALLEST)
      found = insert(found, blob_of(labels->piece[i], wide, high), wide, high);
  return found;
}

void motion_blobs_find(motion_blobs_t *blobs, motion_labels_t *labels, const uint8_t *mask, uint32_t wide,
                       uint32_t high, uint32_t rate)
{
  motion_blobs_t before = *blobs;
  const uint8_t *row = mask;
  labels_clear(labels, wide, high);
  /*@ loop invariant range: 0 <= y <= high;
      loop invariant row: row == mask + y * wide;
      loop invariant down: parents_down(labels);
      loop invariant inside: pieces_inside(labels, wide, high);
      loop assigns y, row, *labels;
      loop variant high - y;
  */
  for (uint32_t y = 0; y < high; y++) {
    //@ assert below: (y + 1) * wide <= high * wide;
    label_row(labels, row, wide, y, high);
    row += wide;
  }
  fold(labels, wide, high);
  motion_blobs_t found = follow(collect(labels, before.last, wide, high), before, rate, wide, high);
  *blobs = found;
  //@ assert count: blobs->count == found.count;
  //@ assert stored: \forall integer i; 0 <= i < MOTION_BLOBS ==> blobs->blob[i] == found.blob[i];
  //@ assert inside: \forall integer i; 0 <= i < found.count ==> motion_blob_inside(blobs->blob[i], wide, high);
}
