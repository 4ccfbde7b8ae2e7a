/* SPDX-License-Identifier: BSD-2-Clause */
/* Plain loops over bytes, which compilers make vector instructions of: the pointers are restrict, and every choice is an
   expression, not a branch. */
#include "motion_rows.h"

#include "motion_bytes.h"

#define MOST 11    /* of 25 */
#define DARKEST 55 /* of 128: a shadow leaves so much light at least */
#define DARK 115   /* of 128: and so much at most */
#define SAME 128   /* of 128 */
#define BRIGHTEST 175
#define FEW 16    /* samples that are looked at together where there is much to do for each */
#define EDGE 8    /* luma between neighbours that are an edge */
#define TEXTURE 5 /* luma by which a ratio may be off */

/* Whether two neighbours in a picture have the ratio that they have in the model. */
/*@ terminates \true;
    assigns \nothing;
    ensures alike: \result == motion_alike(value, was, beside, beside_was);
*/
static inline uint8_t alike(uint8_t value, uint8_t was, uint8_t beside, uint8_t beside_was)
{
  uint16_t one = (uint16_t)(value * beside_was);
  uint16_t other = (uint16_t)(beside * was);
  uint16_t off = one > other ? (uint16_t)(one - other) : (uint16_t)(other - one);
  return off <= (uint16_t)(TEXTURE * greater(was, beside_was)) ? 1 : 0;
}

/*@ terminates \true;
    assigns \nothing;
    ensures mean: \result == (a + b + 1) / 2;
*/
static inline uint8_t middle(uint8_t a, uint8_t b)
{
  return (uint8_t)((a + b + 1) / 2);
}

/* The rounded mean of four. Two means of two, each rounded up, have a mean that is one too much where it was rounded up and
   one of them was, too. */
/*@ terminates \true;
    assigns \nothing;
    ensures mean: \result == (a + b + c + d + 2) / 4;
*/
static inline uint8_t mean(uint8_t a, uint8_t b, uint8_t c, uint8_t d)
{
  uint8_t x = middle(a, b);
  uint8_t y = middle(c, d);
  uint8_t z = middle(x, y);
  uint8_t up = (uint8_t)(z - x + z - y);
  uint8_t up_x = (uint8_t)(x - a + x - b);
  uint8_t up_y = (uint8_t)(y - c + y - d);
  return (uint8_t)(z - lesser(up, greater(up_x, up_y)));
}

/* --- rows --- */

void motion_row_halve(const uint8_t *restrict top, const uint8_t *restrict bottom, uint32_t wide,
                      uint8_t *restrict values)
{
  /*@ loop invariant range: 0 <= i <= wide;
      loop invariant mean: \forall integer k; 0 <= k < i ==>
        values[k] == (top[2 * k] + top[2 * k + 1] + bottom[2 * k] + bottom[2 * k + 1] + 2) / 4;
      loop assigns i, values[0 .. wide - 1];
      loop variant wide - i;
  */
  for (size_t i = 0; i < wide; i++)
    values[i] = mean(top[2 * i], top[2 * i + 1], bottom[2 * i], bottom[2 * i + 1]);
}

void motion_row_light(motion_curve_t curve, const uint8_t *restrict was, size_t count,
                      uint8_t *restrict values)
{
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant lit: \forall integer k; 0 <= k < i ==>
        values[k] == motion_relit(\at(values[k], Pre), was[k], curve.luma[\at(values[k], Pre)]);
      loop invariant rest: \forall integer k; i <= k < count ==> values[k] == \at(values[k], Pre);
      loop assigns i, values[0 .. count - 1];
      loop variant count - i;
  */
  for (size_t i = 0; i < count; i++)
    values[i] = relit(values[i], was[i], curve.luma[values[i]]);
}

/*@ terminates \true;
    assigns \nothing;
    ensures lit: \result == motion_lit(value, was);
*/
static inline uint8_t lit(uint8_t value, uint8_t was)
{
  uint16_t light = (uint16_t)(value * SAME);
  uint8_t darkest = light >= (uint16_t)(was * DARKEST) ? 1 : 0;
  uint8_t darker = light <= (uint16_t)(was * DARK) ? darkest : 0;
  uint8_t brighter = light <= (uint16_t)(was * BRIGHTEST) ? 1 : 0;
  return value >= was ? greater(brighter, darker) : darker;
}

/* A sample and its four neighbours across, in the picture and in the model. */
typedef struct {
  uint8_t value, was, a, a_was, b, b_was, c, c_was, d, d_was;
} across_t;

/*@ terminates \true;
    assigns \nothing;
    ensures shades: \result == motion_shades(s.value, s.was, s.a, s.a_was, s.b, s.b_was, s.c, s.c_was, s.d, s.d_was);
*/
static inline uint8_t shades(across_t s)
{
  uint8_t same = (uint8_t)(alike(s.value, s.was, s.a, s.a_was) + alike(s.value, s.was, s.b, s.b_was) +
                           alike(s.value, s.was, s.c, s.c_was) + alike(s.value, s.was, s.d, s.d_was));
  return same >= 3 ? lit(s.value, s.was) : 0;
}

/*@ terminates \true;
    assigns \nothing;
    ensures mark: \result == motion_unshaded(mark, shade);
    ensures less: \result <= mark;
*/
static inline uint8_t unshaded(uint8_t mark, uint8_t shade)
{
  return shade == 1 ? 0 : mark;
}

/*@ terminates \true;
    assigns \nothing;
    ensures sum: \result == motion_sum(a, b, c, d, e);
*/
static inline uint8_t sum_of(uint8_t a, uint8_t b, uint8_t c, uint8_t d, uint8_t e)
{
  return (uint8_t)(a + b + c + d + e);
}

/*@ terminates \true;
    assigns \nothing;
    ensures most: \result == motion_most(a, b, c, d, e);
*/
static inline uint8_t most_of(uint8_t a, uint8_t b, uint8_t c, uint8_t d, uint8_t e)
{
  return sum_of(a, b, c, d, e) > MOST ? 1 : 0;
}

/*@ requires range: from <= to <= MOTION_SAMPLES_WIDE;
    requires rows: \valid_read(value + (0 .. to - 1)) && \valid_read(was + (0 .. to - 1)) &&
      \valid_read(a + (0 .. to - 1)) && \valid_read(a_was + (0 .. to - 1)) &&
      \valid_read(b + (0 .. to - 1)) && \valid_read(b_was + (0 .. to - 1)) &&
      \valid_read(c + (0 .. to - 1)) && \valid_read(c_was + (0 .. to - 1)) &&
      \valid_read(d + (0 .. to - 1)) && \valid_read(d_was + (0 .. to - 1));
    requires marks: \valid(marks + (0 .. to - 1));
    requires apart: \separated(marks + (0 .. to - 1), value + (0 .. to - 1)) &&
      \separated(marks + (0 .. to - 1), was + (0 .. to - 1)) &&
      \separated(marks + (0 .. to - 1), a + (0 .. to - 1)) && \separated(marks + (0 .. to - 1), a_was + (0 .. to - 1)) &&
      \separated(marks + (0 .. to - 1), b + (0 .. to - 1)) && \separated(marks + (0 .. to - 1), b_was + (0 .. to - 1)) &&
      \separated(marks + (0 .. to - 1), c + (0 .. to - 1)) && \separated(marks + (0 .. to - 1), c_was + (0 .. to - 1)) &&
      \separated(marks + (0 .. to - 1), d + (0 .. to - 1)) && \separated(marks + (0 .. to - 1), d_was + (0 .. to - 1));
    terminates \true;
    assigns marks[from .. to - 1];
    ensures shaded: \forall integer i; from <= i < to ==> marks[i] ==
      motion_unshaded(\old(marks[i]), motion_shades(value[i], was[i], a[i], a_was[i], b[i], b_was[i], c[i], c_was[i], d[i], d_was[i]));
*/
static inline void part_shade(const uint8_t *restrict value, const uint8_t *restrict was,
                              const uint8_t *restrict a, const uint8_t *restrict a_was,
                              const uint8_t *restrict b, const uint8_t *restrict b_was,
                              const uint8_t *restrict c, const uint8_t *restrict c_was,
                              const uint8_t *restrict d, const uint8_t *restrict d_was, size_t from,
                              size_t to, uint8_t *restrict marks)
{
  /*@ loop invariant range: from <= i <= to;
      loop invariant shaded: \forall integer k; from <= k < i ==> marks[k] ==
        motion_unshaded(\at(marks[k], Pre), motion_shades(value[k], was[k], a[k], a_was[k], b[k], b_was[k], c[k], c_was[k], d[k], d_was[k]));
      loop invariant rest: \forall integer k; i <= k < to ==> marks[k] == \at(marks[k], Pre);
      loop assigns i, marks[from .. to - 1];
      loop variant to - i;
  */
  for (size_t i = from; i < to; i++) {
    across_t across = {value[i], was[i], a[i], a_was[i], b[i], b_was[i], c[i], c_was[i], d[i], d_was[i]};
    marks[i] = unshaded(marks[i], shades(across));
  }
}

void motion_row_shade(const uint8_t *restrict value, const uint8_t *restrict was, const uint8_t *restrict a,
                      const uint8_t *restrict a_was, const uint8_t *restrict b, const uint8_t *restrict b_was,
                      const uint8_t *restrict c, const uint8_t *restrict c_was, const uint8_t *restrict d,
                      const uint8_t *restrict d_was, uint32_t wide, uint8_t *restrict marks)
{
  size_t from = 0;
  /*@ loop invariant range: 0 <= from <= wide;
      loop invariant shaded: \forall integer k; 0 <= k < from ==> marks[k] ==
        motion_unshaded(\at(marks[k], Pre), motion_shades(value[k], was[k], a[k], a_was[k], b[k], b_was[k], c[k], c_was[k], d[k], d_was[k]));
      loop invariant rest: \forall integer k; from <= k < wide ==> marks[k] == \at(marks[k], Pre);
      loop assigns from, marks[0 .. wide - 1];
      loop variant wide - from;
  */
  while (from < wide) {
    size_t to = wide - from > FEW ? from + FEW : wide;
    if (part_most(marks, from, to) > 0)
      part_shade(value, was, a, a_was, b, b_was, c, c_was, d, d_was, from, to, marks);
    from = to;
  }
}

/* The least and the greatest of three. */
/*@ terminates \true;
    assigns \nothing;
*/
static inline uint8_t least(uint8_t a, uint8_t b, uint8_t c)
{
  return lesser(lesser(a, b), c);
}

/*@ terminates \true;
    assigns \nothing;
*/
static inline uint8_t most(uint8_t a, uint8_t b, uint8_t c)
{
  return greater(greater(a, b), c);
}

void motion_row_edges(const uint8_t *restrict above_was, const uint8_t *restrict here_was,
                      const uint8_t *restrict below_was, const uint8_t *restrict values,
                      const uint8_t *restrict noise, const uint8_t *restrict flicker, uint32_t wide,
                      uint8_t *restrict marks)
{
  /*@ loop invariant range: 1 <= i <= wide - 1;
      loop invariant less: \forall integer k; 1 <= k < i ==> marks[k] <= \at(marks[k], Pre);
      loop invariant rest: \forall integer k; i <= k < wide - 1 ==> marks[k] == \at(marks[k], Pre);
      loop assigns i, marks[1 .. wide - 2];
      loop variant wide - i;
  */
  for (size_t i = 1; i < wide - 1; i++) {
    uint8_t low = least(least(above_was[i - 1], above_was[i], above_was[i + 1]),
                        least(here_was[i - 1], here_was[i], here_was[i + 1]),
                        least(below_was[i - 1], below_was[i], below_was[i + 1]));
    uint8_t high = most(most(above_was[i - 1], above_was[i], above_was[i + 1]),
                        most(here_was[i - 1], here_was[i], here_was[i + 1]),
                        most(below_was[i - 1], below_was[i], below_was[i + 1]));
    uint8_t near = threshold(noise[i], flicker[i]) / 2;
    uint8_t off = greater(minus(low, values[i]), minus(values[i], high));
    marks[i] = off <= near ? 0 : marks[i];
  }
}

/*@ terminates \true;
    assigns \nothing;
    ensures edge: \result == (motion_distance(a, b) > EDGE ? 1 : 0);
*/
static inline uint8_t edge(uint8_t a, uint8_t b)
{
  return distance(a, b) > EDGE ? 1 : 0;
}

motion_edges_t motion_row_contours(const uint8_t *values, const uint8_t *was, uint32_t wide)
{
  motion_edges_t edges = {0, 0, 0};
  /*@ loop invariant range: 0 <= i <= wide - 1;
      loop invariant bounded: edges.both <= edges.now <= i && edges.both <= edges.before <= i;
      loop assigns i, edges;
      loop variant wide - i;
  */
  for (size_t i = 0; i + 1 < wide; i++) {
    uint8_t now = edge(values[i], values[i + 1]);
    uint8_t before = edge(was[i], was[i + 1]);
    edges.now += now;
    edges.before += before;
    edges.both += lesser(now, before);
  }
  return edges;
}

void motion_row_sum(const uint8_t *restrict a, const uint8_t *restrict b, const uint8_t *restrict c,
                    const uint8_t *restrict d, const uint8_t *restrict e, uint32_t wide,
                    uint8_t *restrict sums)
{
  /*@ loop invariant range: 0 <= i <= wide;
      loop invariant middle: \forall integer k; 0 <= k < i ==> sums[k + 2] == motion_sum(a[k], b[k], c[k], d[k], e[k]);
      loop assigns i, sums[2 .. wide + 1];
      loop variant wide - i;
  */
  for (size_t i = 0; i < wide; i++)
    sums[i + 2] = sum_of(a[i], b[i], c[i], d[i], e[i]);
  sums[0] = sums[2];
  sums[1] = sums[2];
  sums[wide + 2] = sums[wide + 1];
  sums[wide + 3] = sums[wide + 1];
}

void motion_row_most(const uint8_t *restrict a, const uint8_t *restrict b, const uint8_t *restrict c,
                     const uint8_t *restrict d, const uint8_t *restrict e, uint32_t wide,
                     uint8_t *restrict moving)
{
  /*@ loop invariant range: 0 <= i <= wide;
      loop invariant most: \forall integer k; 0 <= k < i ==> moving[k] == motion_most(a[k], b[k], c[k], d[k], e[k]);
      loop assigns i, moving[0 .. wide - 1];
      loop variant wide - i;
  */
  for (size_t i = 0; i < wide; i++)
    moving[i] = most_of(a[i], b[i], c[i], d[i], e[i]);
}

/*@ terminates \true;
    assigns \nothing;
    ensures up: level <= MOTION_LEVEL_MAX ==> level <= \result <= MOTION_LEVEL_MAX;
*/
static inline uint8_t level_with(uint8_t level, uint32_t moving)
{
  uint32_t sum = level + 3 * (moving <= 4 ? moving : 4);
  return sum <= MOTION_LEVEL_MAX ? (uint8_t)sum : greater(level, MOTION_LEVEL_MAX);
}

/* For the cells that lie whole in a row of samples. */
/*@ requires range: from <= to <= MOTION_CELLS_WIDE;
    requires moving: \valid_read(moving + (0 .. 4 * to - 1));
    requires levels: \valid(levels + (0 .. to - 1));
    requires apart: \separated(levels + (0 .. to - 1), moving + (0 .. 4 * to - 1));
    terminates \true;
    assigns levels[from .. to - 1];
    ensures bounded: \forall integer i; from <= i < to ==>
      \old(levels[i]) <= MOTION_LEVEL_MAX ==> \old(levels[i]) <= levels[i] <= MOTION_LEVEL_MAX;
*/
static inline void part_collect(const uint8_t *restrict moving, uint8_t *restrict levels, size_t from,
                                size_t to)
{
  /*@ loop invariant range: from <= i <= to;
      loop invariant bounded: \forall integer k; from <= k < i ==>
        \at(levels[k], Pre) <= MOTION_LEVEL_MAX ==> \at(levels[k], Pre) <= levels[k] <= MOTION_LEVEL_MAX;
      loop invariant rest: \forall integer k; i <= k < to ==> levels[k] == \at(levels[k], Pre);
      loop assigns i, levels[from .. to - 1];
      loop variant to - i;
  */
  for (size_t i = from; i < to; i++) {
    uint32_t count = (uint32_t)moving[4 * i] + moving[4 * i + 1] + moving[4 * i + 2] + moving[4 * i + 3];
    levels[i] = level_with(levels[i], count);
  }
}

/* The cell at the end of a row that lies in part in the picture. */
/*@ requires range: 4 * whole <= wide <= MOTION_SAMPLES_WIDE;
    requires moving: \valid_read(moving + (0 .. wide - 1));
    requires level: \valid(level) && \separated(level, moving + (0 .. wide - 1));
    terminates \true;
    assigns *level;
    ensures bounded: \old(*level) <= MOTION_LEVEL_MAX ==> \old(*level) <= *level <= MOTION_LEVEL_MAX;
*/
static void rest_collect(const uint8_t *restrict moving, size_t whole, size_t wide, uint8_t *restrict level)
{
  /*@ loop invariant range: 4 * whole <= i <= wide;
      loop invariant bounded: \at(*level, Pre) <= MOTION_LEVEL_MAX ==> \at(*level, Pre) <= *level <= MOTION_LEVEL_MAX;
      loop assigns i, *level;
      loop variant wide - i;
  */
  for (size_t i = 4 * whole; i < wide; i++)
    *level = level_with(*level, moving[i]);
}

void motion_row_collect(const uint8_t *restrict moving, uint32_t wide, uint8_t *restrict levels,
                        uint32_t cells)
{
  size_t whole = wide / 4 < cells ? wide / 4 : cells;
  size_t from = 0;
  /*@ loop invariant range: 0 <= from <= whole;
      loop invariant bounded: \forall integer k; 0 <= k < from ==>
        \at(levels[k], Pre) <= MOTION_LEVEL_MAX ==> \at(levels[k], Pre) <= levels[k] <= MOTION_LEVEL_MAX;
      loop invariant rest: \forall integer k; from <= k < cells ==> levels[k] == \at(levels[k], Pre);
      loop assigns from, levels[0 .. cells - 1];
      loop variant whole - from;
  */
  while (whole - from >= BROAD / 4) {
    if (part_most(moving, 4 * from, 4 * from + BROAD) > 0)
      part_collect(moving, levels, from, from + BROAD / 4);
    from += BROAD / 4;
  }
  part_collect(moving, levels, from, whole);
  if (whole < cells)
    rest_collect(moving, whole, wide, levels + whole);
}

/*@ requires levels: \valid_read(levels + (0 .. cells - 1));
    requires cell: i < cells <= MOTION_CELLS_WIDE;
    terminates \true;
    assigns \nothing;
    ensures beside: \result <==> motion_beside(levels, i, cells, need);
*/
static bool beside(const uint8_t *levels, uint32_t i, uint32_t cells, uint8_t need)
{
  return (i > 0 && levels[i - 1] >= need) || (i + 1 < cells && levels[i + 1] >= need);
}

/*@ requires above: \valid_read(above + (0 .. cells - 1));
    requires levels: \valid_read(levels + (0 .. cells - 1));
    requires below: \valid_read(below + (0 .. cells - 1));
    requires cell: i < cells <= MOTION_CELLS_WIDE;
    terminates \true;
    assigns \nothing;
    ensures moves: \result <==> motion_moves(above, levels, below, i, cells, need);
*/
static bool moves(const uint8_t *above, const uint8_t *levels, const uint8_t *below, uint32_t i,
                  uint32_t cells, uint8_t need)
{
  uint8_t half = (uint8_t)(need / 2 + 1);
  if (levels[i] < need)
    return false;
  return above[i] >= half || below[i] >= half || beside(above, i, cells, half) ||
         beside(levels, i, cells, half) || beside(below, i, cells, half);
}

void motion_row_clean(const uint8_t *above, const uint8_t *levels, const uint8_t *below, uint32_t cells,
                      uint8_t need, uint8_t *mask)
{
  if (part_most(levels, 0, cells) < need) {
    part_clear(mask, 0, cells);
    //@ assert still: \forall integer k; 0 <= k < cells ==> !motion_moves{Pre}(above, levels, below, k, cells, need);
    /*@ assert as_now: \forall integer k; 0 <= k < cells ==>
          (motion_moves(above, levels, below, k, cells, need) <==>
           motion_moves{Pre}(above, levels, below, k, cells, need)); */
    return;
  }
  /*@ loop invariant range: 0 <= i <= cells;
      loop invariant zero_one: \forall integer k; 0 <= k < i ==> mask[k] <= 1;
      loop invariant same: \forall integer k; 0 <= k < cells ==> above[k] == \at(above[k], Pre) &&
        levels[k] == \at(levels[k], Pre) && below[k] == \at(below[k], Pre);
      loop invariant moves: \forall integer k; 0 <= k < i ==>
        (mask[k] == 1 <==> motion_moves{Pre}(above, levels, below, k, cells, need));
      loop assigns i, mask[0 .. cells - 1];
      loop variant cells - i;
  */
  for (uint32_t i = 0; i < cells; i++) {
    bool move = moves(above, levels, below, i, cells, need);
    //@ assert as_before: move <==> motion_moves{Pre}(above, levels, below, i, cells, need);
    mask[i] = move ? 1 : 0;
  }
  /*@ assert as_before: \forall integer k; 0 <= k < cells ==>
        (motion_moves(above, levels, below, k, cells, need) <==>
         motion_moves{Pre}(above, levels, below, k, cells, need)); */
}
