/* SPDX-License-Identifier: BSD-2-Clause */
#include "motion_planes.h"

#include "motion_bytes.h"

#define CELL_ROWS 4 /* rows of samples in a row of cells */
#define FEW 8       /* one edge in so many is next to none */
#define PLANE(k) (work.model + (k)*work.total)
#define VALUES PLANE(MOTION_VALUES)
#define MARKS PLANE(MOTION_MARKS)
#define BEFORE PLANE(MOTION_BEFORE)
#define MOVING PLANE(MOTION_MOVING)

/* The planes of the model, from a sample on. */
#define MODEL_FROM(i)                                                                                        \
  PLANE(0) + (i), PLANE(1) + (i), PLANE(2) + (i), PLANE(3) + (i), PLANE(4) + (i), PLANE(5) + (i),            \
      PLANE(6) + (i), PLANE(7) + (i)

/* --- small steps --- */

/* `by` further, but not past the end. */
/*@ requires inside: at <= end;
    terminates \true;
    assigns \nothing;
    ensures inside: at <= \result <= end;
*/
static size_t advance(size_t at, size_t by, size_t end)
{
  return end - at < by ? end : at + by;
}

/*@ requires bytes: \valid(bytes + (0 .. count - 1));
    terminates \true;
    assigns bytes[0 .. count - 1];
    ensures clear: \forall integer i; 0 <= i < count ==> bytes[i] == 0;
*/
static void clear(uint8_t *bytes, size_t count)
{
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant clear: \forall integer k; 0 <= k < i ==> bytes[k] == 0;
      loop assigns i, bytes[0 .. count - 1];
      loop variant count - i;
  */
  for (size_t i = 0; i < count; i++)
    bytes[i] = 0;
}

/* So many rows further up or down, but not beyond the first or the last. */
/*@ requires sized: motion_work_sized(work);
    requires few: rows <= 2;
    requires row: first + work.wide <= work.total;
    terminates \true;
    assigns \nothing;
    ensures row: \result + work.wide <= work.total;
*/
static size_t row_up(motion_work_t work, size_t first, uint32_t rows)
{
  size_t far = rows == 2 ? 2 * (size_t)work.wide : work.wide;
  return first >= far ? first - far : 0;
}

/*@ requires sized: motion_work_sized(work);
    requires few: rows <= 2;
    requires row: first + work.wide <= work.total;
    terminates \true;
    assigns \nothing;
    ensures row: \result + work.wide <= work.total;
*/
static size_t row_down(motion_work_t work, size_t first, uint32_t rows)
{
  size_t far = rows == 2 ? 2 * (size_t)work.wide : work.wide;
  size_t last = work.total - work.wide;
  return last - first >= far ? first + far : last;
}

/* --- the picture --- */

void motion_planes_halve(motion_work_t work)
{
  size_t top = 0;
  size_t first = 0;
  /*@ loop invariant inside: top <= work.size && first <= work.total;
      loop assigns y, top, first, work.model[MOTION_VALUES * work.total .. MOTION_MARKS * work.total - 1];
      loop variant work.high - y;
  */
  for (uint32_t y = 0; y < work.high; y++) {
    size_t bottom = advance(top, work.stride, work.size);
    if (work.size - top < 2 * work.wide || work.size - bottom < 2 * work.wide ||
        work.total - first < work.wide)
      return;
    motion_row_halve(work.luma + top, work.luma + bottom, work.wide, VALUES + first);
    top = advance(bottom, work.stride, work.size);
    first += work.wide;
  }
}

void motion_planes_begin(motion_work_t work, bool afresh)
{
  uint8_t seen = afresh ? 1 : MOTION_TRUSTED;
  motion_row_begin(MODEL_FROM(0), VALUES, work.total, seen, afresh);
}

motion_lit_t motion_planes_relight(motion_work_t work)
{
  motion_pair_t pair;
  pair.values = VALUES;
  pair.was = PLANE(0);
  pair.was_seen = PLANE(1);
  pair.noise = PLANE(6);
  pair.total = work.total;
  motion_light_t light = motion_light_find(pair);
  if (light.lit != MOTION_LIGHT_SAME)
    motion_row_light(light.curve, PLANE(0), work.total, VALUES);
  return light.lit;
}

/* --- what moves --- */

/*@ requires range: from <= to <= MOTION_SAMPLES_WIDE;
    requires marks: \valid_read(marks + (0 .. to - 1));
    terminates \true;
    assigns \nothing;
    ensures bounded: \result <= to - from;
*/
static inline uint32_t part_count(const uint8_t *marks, size_t from, size_t to)
{
  uint32_t sum = 0;
  /*@ loop invariant range: from <= i <= to;
      loop invariant bounded: sum <= i - from;
      loop assigns i, sum;
      loop variant to - i;
  */
  for (size_t i = from; i < to; i++)
    sum += marks[i] > 0 ? 1 : 0;
  return sum;
}

/* How many of a row's samples are marked. */
/*@ requires count: count <= MOTION_SAMPLES_WIDE;
    requires marks: \valid_read(marks + (0 .. count - 1));
    terminates \true;
    assigns \nothing;
    ensures bounded: \result <= count;
*/
static uint32_t count_marks(const uint8_t *marks, uint32_t count)
{
  uint32_t sum = 0;
  size_t from = 0;
  /*@ loop invariant range: 0 <= from <= count;
      loop invariant bounded: sum <= from;
      loop assigns from, sum;
      loop variant count - from;
  */
  while (count - from >= BROAD) {
    if (part_most(marks, from, from + BROAD) > 0)
      sum += part_count(marks, from, from + BROAD);
    from += BROAD;
  }
  return sum + part_count(marks, from, count);
}

/* Let go of a row's samples that are in another light. */
/*@ requires work: motion_work_sized(work) && motion_work_valid(work) && motion_work_apart(work);
    requires row: first + work.wide <= work.total;
    terminates \true;
    assigns work.model[MOTION_MARKS * work.total + first .. MOTION_MARKS * work.total + first + work.wide - 1];
*/
static void unmark_row(motion_work_t work, size_t first, motion_lit_t lit)
{
  size_t above = row_up(work, first, 1);
  size_t below = row_down(work, first, 1);
  const uint8_t *now = VALUES;
  const uint8_t *was = PLANE(0);
  uint8_t *marks = MARKS + first;
  motion_row_shade(now + first + 1, was + first + 1, now + above, was + above, now + above + 2,
                   was + above + 2, now + below, was + below, now + below + 2, was + below + 2, work.wide - 2,
                   marks + 1);
  if (lit == MOTION_LIGHT_TONE)
    motion_row_edges(was + above, was + first, was + below, now + first, PLANE(6) + first, PLANE(7) + first,
                     work.wide, marks);
}

/* How many samples of a row are marked before those in another light are let go. */
/*@ requires work: motion_work_sized(work) && motion_work_valid(work) && motion_work_apart(work);
    requires row: first + work.wide <= work.total;
    requires trusted: 1 <= trusted <= MOTION_TRUSTED;
    terminates \true;
    assigns work.model[MOTION_MARKS * work.total + first .. MOTION_MARKS * work.total + first + work.wide - 1];
    ensures bounded: \result <= work.wide;
*/
static uint32_t mark_row(motion_work_t work, size_t first, motion_lit_t lit, uint8_t trusted)
{
  uint8_t *marks = MARKS + first;
  motion_row_mark(MODEL_FROM(first), VALUES + first, work.wide, trusted, marks);
  uint32_t marked = count_marks(marks, work.wide);
  if (marked > 0)
    unmark_row(work, first, lit);
  return marked;
}

uint32_t motion_planes_mark(motion_work_t work, motion_lit_t lit, uint8_t trusted)
{
  uint32_t marked = 0;
  size_t first = 0;
  /*@ loop invariant inside: marked <= first <= work.total;
      loop assigns first, marked, work.model[MOTION_MARKS * work.total .. MOTION_BEFORE * work.total - 1];
      loop variant work.total - first;
  */
  while (work.total - first >= work.wide) {
    marked += mark_row(work, first, lit, trusted);
    first += work.wide;
  }
  return marked;
}

motion_change_t motion_planes_change(motion_work_t work)
{
  motion_edges_t edges = {0, 0, 0};
  size_t first = 0;
  /*@ loop invariant inside: first <= work.total;
      loop invariant bounded: edges.both <= edges.now <= first && edges.both <= edges.before <= first;
      loop assigns first, edges;
      loop variant work.total - first;
  */
  while (work.total - first >= work.wide) {
    motion_edges_t row = motion_row_contours(VALUES + first, PLANE(0) + first, work.wide);
    edges.now += row.now;
    edges.before += row.before;
    edges.both += row.both;
    first += work.wide;
  }
  uint32_t fewer = edges.now < edges.before ? edges.now : edges.before;
  if (edges.now * FEW < edges.before)
    return MOTION_CHANGE_COVERED;
  return fewer * FEW < edges.now || edges.both * 2 >= fewer ? MOTION_CHANGE_LIGHT : MOTION_CHANGE_MOVED;
}

void motion_planes_gather(motion_work_t work)
{
  uint32_t y = 0;
  size_t cell = 0;
  size_t first = 0;
  clear(work.levels, work.cells);
  /*@ loop invariant inside: first <= work.total && cell <= work.cells;
      loop assigns first, y, cell, work.model[MOTION_MOVING * work.total .. MOTION_PLANES * work.total - 1],
        work.sums[0 .. work.wide + 3], work.levels[0 .. work.cells - 1];
      loop variant work.total - first;
  */
  while (work.total - first >= work.wide) {
    motion_row_sum(MARKS + row_up(work, first, 2), MARKS + row_up(work, first, 1), MARKS + first,
                   MARKS + row_down(work, first, 1), MARKS + row_down(work, first, 2), work.wide, work.sums);
    motion_row_most(work.sums, work.sums + 1, work.sums + 2, work.sums + 3, work.sums + 4, work.wide,
                    MOVING + first);
    if (work.cells - cell >= work.across)
      motion_row_collect(MOVING + first, work.wide, work.levels + cell, work.across);
    first += work.wide;
    y++;
    if (y % CELL_ROWS == 0)
      cell = advance(cell, work.across, work.cells);
  }
}

/* The mask of one row of cells, with no level above the first row and below the last. */
/*@ requires work: motion_work_sized(work) && motion_work_valid(work) && motion_work_apart(work);
    requires cell: cell + work.across <= work.cells;
    terminates \true;
    assigns work.mask[cell .. cell + work.across - 1];
    ensures mask: \forall integer k; cell <= k < cell + work.across ==> work.mask[k] <= 1;
*/
static void clean_row(motion_work_t work, uint32_t cell)
{
  uint32_t across = work.across;
  const uint8_t *levels = work.levels + cell;
  const uint8_t *above = cell >= across ? work.levels + (cell - across) : work.blank;
  const uint8_t *below = work.cells - cell >= 2 * across ? work.levels + (cell + across) : work.blank;
  motion_row_clean(above, levels, below, across, work.need, work.mask + cell);
  //@ assert row: \forall integer i; 0 <= i < across ==> motion_flag(work.mask, cell, i);
  //@ assert place: \forall integer k; motion_flag(work.mask, cell, k - cell) ==> work.mask[k] <= 1;
}

void motion_planes_clean(motion_work_t work)
{
  uint32_t cell = 0;
  clear(work.mask, work.cells);
  clear(work.blank, work.across);
  /*@ loop invariant inside: cell <= work.cells;
      loop invariant mask: \forall integer k; 0 <= k < work.cells ==> work.mask[k] <= 1;
      loop assigns cell, work.mask[0 .. work.cells - 1];
      loop variant work.cells - cell;
  */
  while (work.cells - cell >= work.across) {
    clean_row(work, cell);
    cell += work.across;
  }
}

/* --- the model --- */

void motion_planes_learn(motion_work_t work, motion_time_t time)
{
  size_t first = 0;
  /*@ loop invariant inside: first <= work.total;
      loop assigns first, work.model[0 .. MOTION_VALUES * work.total - 1],
        work.model[MOTION_BEFORE * work.total .. MOTION_MOVING * work.total - 1];
      loop variant work.total - first;
  */
  while (work.total - first >= work.wide) {
    motion_row_learn(MODEL_FROM(first), VALUES + first, work.wide, time);
    motion_row_flicker(MARKS + first, MOVING + first, work.wide, time.ticks, BEFORE + first,
                       PLANE(7) + first);
    first += work.wide;
  }
}

void motion_planes_silence(motion_work_t work)
{
  clear(MOVING, work.total);
  clear(work.mask, work.cells);
}
