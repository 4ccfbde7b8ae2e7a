/* SPDX-License-Identifier: BSD-2-Clause */
/* What left leaves a place whose contour is an edge in the model and none in the picture, in which nothing goes on moving; what
   came and stays has its contour in the picture and not in the model. */
#include "motion_ghost.h"

#include "motion_bytes.h"

#define LOOKS 4  /* places of a frame that are looked at, */
#define SHARE 8  /* but no more once they are an eighth of the picture */
#define STEADY 6 /* ticks for which a value was seen that stays */
#define FAINT 4  /* luma across a contour that says nothing */
#define SIDE 4   /* samples of a cell's side */
#define PLANE(k) (work.model + (k)*work.total)
#define MODEL_FROM(i)                                                                                        \
  PLANE(0) + (i), PLANE(1) + (i), PLANE(2) + (i), PLANE(3) + (i), PLANE(4) + (i), PLANE(5) + (i),            \
      PLANE(6) + (i), PLANE(7) + (i)

/* Cells, both ends belong to it. */
typedef struct {
  uint32_t left, top, right, bottom;
} box_t;

/* Samples that move, and those among them whose value stays. */
typedef struct {
  uint32_t moving, steady;
} calm_t;

/* Pairs of samples across a contour: how far apart they are in the picture, and in the model. */
typedef struct {
  uint32_t pairs, now, was;
} contour_t;

/*@ predicate box_inside(box_t b, integer across, integer down) =
      b.left <= b.right < across && b.top <= b.bottom < down;

    predicate box_around(box_t outer, box_t inner) =
      outer.left <= inner.left && outer.top <= inner.top && inner.right <= outer.right && inner.bottom <= outer.bottom;

    logic integer box_room(box_t b, integer across, integer down) =
      b.left + b.top + (across - b.right) + (down - b.bottom);
*/

/* --- places --- */

/*@ requires work: motion_work_sized(work) && motion_work_valid(work);
    terminates \true;
    assigns \nothing;
*/
static bool moves_at(motion_work_t work, uint32_t x, uint32_t y)
{
  uint64_t cell = (uint64_t)y * work.across + x;
  return cell < work.cells && work.mask[cell] != 0;
}

/*@ requires work: motion_work_sized(work) && motion_work_valid(work);
    requires box: box.right < MOTION_CELLS_MAX && box.bottom < MOTION_CELLS_MAX;
    terminates \true;
    assigns \nothing;
*/
static bool moves_in(motion_work_t work, box_t box)
{
  /*@ loop invariant range: box.top <= y;
      loop assigns y;
      loop variant MOTION_CELLS_MAX - y;
  */
  for (uint32_t y = box.top; y <= box.bottom; y++) {
    /*@ loop invariant range: box.left <= x;
        loop assigns x;
        loop variant MOTION_CELLS_MAX - x;
    */
    for (uint32_t x = box.left; x <= box.right; x++)
      if (moves_at(work, x, y))
        return true;
  }
  return false;
}

/* One cell wider on each side on which something moves beside it. */
/*@ requires work: motion_work_sized(work) && motion_work_valid(work);
    requires box: box_inside(box, work.across, down) && down <= MOTION_CELLS_MAX;
    terminates \true;
    assigns \nothing;
    ensures inside: box_inside(\result, work.across, down);
    ensures around: box_around(\result, box);
*/
static box_t grown(motion_work_t work, uint32_t down, box_t box)
{
  box_t wide;
  wide.left = box.left > 0 ? box.left - 1 : 0;
  wide.top = box.top > 0 ? box.top - 1 : 0;
  wide.right = box.right + 1 < work.across ? box.right + 1 : box.right;
  wide.bottom = box.bottom + 1 < down ? box.bottom + 1 : box.bottom;
  box_t left = {wide.left, wide.top, wide.left, wide.bottom};
  box_t right = {wide.right, wide.top, wide.right, wide.bottom};
  box_t top = {wide.left, wide.top, wide.right, wide.top};
  box_t bottom = {wide.left, wide.bottom, wide.right, wide.bottom};
  box_t next;
  next.left = moves_in(work, left) ? wide.left : box.left;
  next.right = moves_in(work, right) ? wide.right : box.right;
  next.top = moves_in(work, top) ? wide.top : box.top;
  next.bottom = moves_in(work, bottom) ? wide.bottom : box.bottom;
  return next;
}

/*@ terminates \true;
    assigns \nothing;
    ensures same: \result <==> a.left == b.left && a.top == b.top && a.right == b.right && a.bottom == b.bottom;
*/
static bool same_box(box_t a, box_t b)
{
  return a.left == b.left && a.top == b.top && a.right == b.right && a.bottom == b.bottom;
}

/* The box of all that moves and touches a cell, directly or by what touches it. */
/*@ requires work: motion_work_sized(work) && motion_work_valid(work);
    requires cell: x < work.across && y < down <= MOTION_CELLS_MAX;
    terminates \true;
    assigns \nothing;
    ensures inside: box_inside(\result, work.across, down);
*/
static box_t place_of(motion_work_t work, uint32_t down, uint32_t x, uint32_t y)
{
  box_t box = {x, y, x, y};
  box_t next = grown(work, down, box);
  /*@ loop invariant inside: box_inside(box, work.across, down) && box_inside(next, work.across, down);
      loop invariant around: box_around(next, box);
      loop assigns box, next;
      loop variant box_room(box, work.across, down);
  */
  while (!same_box(next, box)) {
    box = next;
    next = grown(work, down, box);
  }
  return box;
}

/* --- rows --- */

/* For how long the value was seen that a value is taken for; the first was seen long. */
/*@ terminates \true;
    assigns \nothing;
*/
static inline uint8_t seen_for(motion_sample_t sample, uint8_t value)
{
  uint8_t which = sample_which(sample, value);
  uint8_t other = which == 2 ? sample.second_seen : sample.third_seen;
  uint8_t any = which == 1 ? 255 : other;
  return which == 0 ? 0 : any;
}

/*@ requires count: count <= MOTION_SAMPLES_WIDE;
    requires row: \valid_read(first + (0 .. count - 1)) && \valid_read(first_seen + (0 .. count - 1)) &&
      \valid_read(second + (0 .. count - 1)) && \valid_read(second_seen + (0 .. count - 1)) &&
      \valid_read(third + (0 .. count - 1)) && \valid_read(third_seen + (0 .. count - 1)) &&
      \valid_read(noise + (0 .. count - 1)) && \valid_read(flicker + (0 .. count - 1));
    requires values: \valid_read(values + (0 .. count - 1)) && \valid_read(moving + (0 .. count - 1));
    terminates \true;
    assigns \nothing;
    ensures bounded: \result.steady <= \result.moving <= count;
*/
static calm_t row_calm(const uint8_t *first, const uint8_t *first_seen, const uint8_t *second,
                       const uint8_t *second_seen, const uint8_t *third, const uint8_t *third_seen,
                       const uint8_t *noise, const uint8_t *flicker, const uint8_t *values,
                       const uint8_t *moving, uint32_t count)
{
  calm_t calm = {0, 0};
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant bounded: calm.steady <= calm.moving <= i;
      loop assigns i, calm;
      loop variant count - i;
  */
  for (uint32_t i = 0; i < count; i++) {
    motion_sample_t sample = {MOTION_SAMPLE(i)};
    uint32_t steady = seen_for(sample, values[i]) >= STEADY ? 1 : 0;
    calm.moving += moving[i] > 0 ? 1 : 0;
    calm.steady += moving[i] > 0 ? steady : 0;
  }
  return calm;
}

/* Pairs (a, b) of which one moves and the other does not. */
/*@ requires count: count <= MOTION_SAMPLES_WIDE;
    requires rows: \valid_read(a + (0 .. count - 1)) && \valid_read(b + (0 .. count - 1)) &&
      \valid_read(now_a + (0 .. count - 1)) && \valid_read(now_b + (0 .. count - 1)) &&
      \valid_read(was_a + (0 .. count - 1)) && \valid_read(was_b + (0 .. count - 1));
    terminates \true;
    assigns \nothing;
    ensures bounded: \result.pairs <= count && \result.now <= 255 * \result.pairs && \result.was <= 255 * \result.pairs;
*/
static contour_t row_contour(const uint8_t *a, const uint8_t *b, const uint8_t *now_a, const uint8_t *now_b,
                             const uint8_t *was_a, const uint8_t *was_b, uint32_t count)
{
  contour_t contour = {0, 0, 0};
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant bounded: contour.pairs <= i && contour.now <= 255 * contour.pairs && contour.was <= 255 * contour.pairs;
      loop assigns i, contour;
      loop variant count - i;
  */
  for (uint32_t i = 0; i < count; i++) {
    if (a[i] == b[i])
      continue;
    contour.pairs++;
    contour.now += distance(now_a[i], now_b[i]);
    contour.was += distance(was_a[i], was_b[i]);
  }
  return contour;
}

/* Whatever was seen for longer than a value that stays and is not the first, was not: the next time the model learns, what
   stays is the first. */
/*@ requires count: count <= MOTION_SAMPLES_WIDE;
    requires row: \valid_read(first + (0 .. count - 1)) && \valid(first_seen + (0 .. count - 1)) &&
      \valid_read(second + (0 .. count - 1)) && \valid(second_seen + (0 .. count - 1)) &&
      \valid_read(third + (0 .. count - 1)) && \valid_read(third_seen + (0 .. count - 1)) &&
      \valid_read(noise + (0 .. count - 1)) && \valid_read(flicker + (0 .. count - 1));
    requires values: \valid_read(values + (0 .. count - 1));
    requires apart: \separated(first_seen + (0 .. count - 1), first + (0 .. count - 1), second + (0 .. count - 1),
      second_seen + (0 .. count - 1), third + (0 .. count - 1), third_seen + (0 .. count - 1), noise + (0 .. count - 1),
      flicker + (0 .. count - 1), values + (0 .. count - 1));
    terminates \true;
    assigns first_seen[0 .. count - 1], second_seen[0 .. count - 1];
*/
static void row_let_go(const uint8_t *restrict first, uint8_t *restrict first_seen,
                       const uint8_t *restrict second, uint8_t *restrict second_seen,
                       const uint8_t *restrict third, const uint8_t *restrict third_seen,
                       const uint8_t *restrict noise, const uint8_t *restrict flicker,
                       const uint8_t *restrict values, uint32_t count)
{
  /*@ loop invariant range: 0 <= i <= count;
      loop assigns i, first_seen[0 .. count - 1], second_seen[0 .. count - 1];
      loop variant count - i;
  */
  for (uint32_t i = 0; i < count; i++) {
    motion_sample_t sample = {MOTION_SAMPLE(i)};
    uint8_t which = sample_which(sample, values[i]);
    uint8_t seen = seen_for(sample, values[i]);
    if (seen < STEADY)
      continue;
    first_seen[i] = lesser(first_seen[i], seen);
    second_seen[i] = which == 3 ? lesser(second_seen[i], seen) : second_seen[i];
  }
}

/* --- ghosts --- */

/* The samples of a row that lie in a box of cells: where they begin, and how many they are. */
typedef struct {
  size_t first;
  uint32_t count;
} part_t;

/* So many samples to the left of a box begin a row's part, and so many to its right end it; none where that is not all in
   the picture, with `rows` more rows below it. */
/*@ requires sized: motion_work_sized(work);
    requires box: box.left <= box.right < MOTION_CELLS_WIDE && y <= MOTION_SAMPLES_MAX;
    requires few: rows <= 2 && around <= 1;
    terminates \true;
    assigns \nothing;
    ensures inside: \result.count == 0 || around <= \result.first &&
      \result.first + rows * work.wide + \result.count + 2 * around <= work.total;
    ensures bounded: \result.count <= work.wide;
*/
static part_t part_of(motion_work_t work, box_t box, uint32_t y, uint32_t rows, uint32_t around)
{
  part_t part = {0, 0};
  size_t row = (size_t)y * work.wide;
  uint32_t left = box.left * SIDE + around;
  uint32_t right = box.right * SIDE + SIDE;
  right = right + 2 * around <= work.wide ? right : work.wide - 2 * around;
  if (left >= right || row + (rows + 1) * (size_t)work.wide > work.total)
    return part;
  part.first = row + left;
  part.count = right - left;
  return part;
}

/*@ requires work: motion_work_sized(work) && motion_work_valid(work);
    requires box: box.left <= box.right < MOTION_CELLS_WIDE && box.top <= box.bottom < MOTION_CELLS_MAX;
    terminates \true;
    assigns \nothing;
*/
static calm_t calm_of(motion_work_t work, box_t box)
{
  calm_t calm = {0, 0};
  /*@ loop invariant range: box.top * SIDE <= y <= box.bottom * SIDE + SIDE;
      loop assigns y, calm;
      loop variant box.bottom * SIDE + SIDE - y;
  */
  for (uint32_t y = box.top * SIDE; y < box.bottom * SIDE + SIDE; y++) {
    part_t part = part_of(work, box, y, 0, 0);
    calm_t row = {0, 0};
    if (part.count > 0)
      row = row_calm(MODEL_FROM(part.first), PLANE(MOTION_VALUES) + part.first,
                     PLANE(MOTION_MOVING) + part.first, part.count);
    calm.moving += row.moving;
    calm.steady += row.steady;
  }
  return calm;
}

/* The contour between a row and the one below it, of samples a row above and one further below; and that between samples
   beside each other. */
/*@ requires work: motion_work_sized(work) && motion_work_valid(work);
    requires part: part.count <= work.wide && work.wide + 1 <= part.first &&
      part.first + 2 * work.wide + part.count + 2 <= work.total;
    terminates \true;
    assigns \nothing;
*/
static contour_t contour_at(motion_work_t work, part_t part)
{
  const uint8_t *moving = PLANE(MOTION_MOVING) + part.first;
  const uint8_t *now = PLANE(MOTION_VALUES) + part.first;
  const uint8_t *was = PLANE(0) + part.first;
  size_t wide = work.wide;
  contour_t beside = row_contour(moving, moving + 1, now - 1, now + 2, was - 1, was + 2, part.count);
  contour_t below =
      row_contour(moving, moving + wide, now - wide, now + 2 * wide, was - wide, was + 2 * wide, part.count);
  contour_t both = {beside.pairs + below.pairs, beside.now + below.now, beside.was + below.was};
  return both;
}

/*@ requires work: motion_work_sized(work) && motion_work_valid(work);
    requires box: box.left <= box.right < MOTION_CELLS_WIDE && box.top <= box.bottom < MOTION_CELLS_MAX;
    terminates \true;
    assigns \nothing;
*/
static contour_t contour_of(motion_work_t work, box_t box)
{
  contour_t contour = {0, 0, 0};
  /*@ loop invariant range: box.top * SIDE <= y <= box.bottom * SIDE + SIDE;
      loop assigns y, contour;
      loop variant box.bottom * SIDE + SIDE - y;
  */
  for (uint32_t y = box.top * SIDE; y < box.bottom * SIDE + SIDE; y++) {
    part_t part = part_of(work, box, y, 2, 1);
    if (part.count == 0 || part.first < work.wide + 1)
      continue;
    contour_t row = contour_at(work, part);
    contour.pairs += row.pairs;
    contour.now += row.now;
    contour.was += row.was;
  }
  return contour;
}

/*@ requires work: motion_work_sized(work) && motion_work_valid(work) && motion_work_apart(work);
    requires box: box.left <= box.right < MOTION_CELLS_WIDE && box.top <= box.bottom < MOTION_CELLS_MAX;
    terminates \true;
    assigns work.model[0 .. MOTION_VALUES * work.total - 1];
*/
static void let_go(motion_work_t work, box_t box)
{
  /*@ loop invariant range: box.top * SIDE <= y <= box.bottom * SIDE + SIDE;
      loop assigns y, work.model[0 .. MOTION_VALUES * work.total - 1];
      loop variant box.bottom * SIDE + SIDE - y;
  */
  for (uint32_t y = box.top * SIDE; y < box.bottom * SIDE + SIDE; y++) {
    part_t part = part_of(work, box, y, 0, 0);
    if (part.count > 0)
      row_let_go(MODEL_FROM(part.first), PLANE(MOTION_VALUES) + part.first, part.count);
  }
}

/* Three quarters of what moves stays as it is, and the contour is half as strong again in the model as in the picture. */
/*@ requires work: motion_work_sized(work) && motion_work_valid(work);
    requires box: box.left <= box.right < MOTION_CELLS_WIDE && box.top <= box.bottom < MOTION_CELLS_MAX;
    terminates \true;
    assigns \nothing;
*/
static bool is_ghost(motion_work_t work, box_t box)
{
  calm_t calm = calm_of(work, box);
  if (calm.steady * 4 < calm.moving * 3)
    return false;
  contour_t contour = contour_of(work, box);
  return contour.was > contour.pairs * FAINT && contour.was * 2 >= contour.now * 3;
}

/* Of a cell that moves: none of those beside it that come before it moves. */
/*@ requires work: motion_work_sized(work) && motion_work_valid(work);
    requires cell: x < work.across && y <= MOTION_CELLS_MAX;
    terminates \true;
    assigns \nothing;
*/
static bool begins(motion_work_t work, uint32_t x, uint32_t y)
{
  box_t above = {x > 0 ? x - 1 : 0, y > 0 ? y - 1 : 0, x + 1 < work.across ? x + 1 : x, y > 0 ? y - 1 : 0};
  if (x > 0 && moves_at(work, x - 1, y))
    return false;
  return y == 0 || !moves_in(work, above);
}

uint32_t motion_ghosts_let_go(motion_work_t work, uint32_t at)
{
  uint32_t down = work.cells / work.across;
  uint32_t cell = at;
  uint32_t looks = 0;
  uint32_t looked = 0;
  /*@ loop invariant range: 0 <= i <= work.cells;
      loop assigns i, cell, looks, looked, work.model[0 .. MOTION_VALUES * work.total - 1];
      loop variant work.cells - i;
  */
  for (uint32_t i = 0; i < work.cells && looks < LOOKS && looked < work.cells / SHARE; i++) {
    cell = cell + 1 < work.cells ? cell + 1 : 0;
    if (work.mask[cell] == 0)
      continue;
    uint32_t x = cell % work.across;
    uint32_t y = cell / work.across;
    if (y >= down || !begins(work, x, y))
      continue;
    box_t box = place_of(work, down, x, y);
    if (is_ghost(work, box))
      let_go(work, box);
    looks++;
    looked += (box.right - box.left + 1) * (box.bottom - box.top + 1);
  }
  return cell;
}
