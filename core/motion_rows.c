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
    values[i] = (uint8_t)((top[2 * i] + top[2 * i + 1] + bottom[2 * i] + bottom[2 * i + 1] + 2) / 4);
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

void motion_row_shade(const uint8_t *restrict value, const uint8_t *restrict was, const uint8_t *restrict a,
                      const uint8_t *restrict a_was, const uint8_t *restrict b, const uint8_t *restrict b_was,
                      const uint8_t *restrict c, const uint8_t *restrict c_was, const uint8_t *restrict d,
                      const uint8_t *restrict d_was, uint32_t wide, uint8_t *restrict marks)
{
  /*@ loop invariant range: 0 <= i <= wide;
      loop invariant shaded: \forall integer k; 0 <= k < i ==> marks[k] ==
        motion_unshaded(\at(marks[k], Pre), motion_shades(value[k], was[k], a[k], a_was[k], b[k], b_was[k], c[k], c_was[k], d[k], d_was[k]));
      loop invariant less: \forall integer k; 0 <= k < i ==> marks[k] <= \at(marks[k], Pre);
      loop invariant rest: \forall integer k; i <= k < wide ==> marks[k] == \at(marks[k], Pre);
      loop assigns i, marks[0 .. wide - 1];
      loop variant wide - i;
  */
  for (size_t i = 0; i < wide; i++) {
    across_t across = {value[i], was[i], a[i], a_was[i], b[i], b_was[i], c[i], c_was[i], d[i], d_was[i]};
    marks[i] = unshaded(marks[i], shades(across));
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

void motion_row_collect(const uint8_t *restrict moving, uint32_t wide, uint8_t *restrict levels,
                        uint32_t cells)
{
  uint32_t whole = wide / 4 < cells ? wide / 4 : cells;
  /*@ loop invariant range: 0 <= i <= whole;
      loop invariant bounded: (\forall integer k; 0 <= k < cells ==> \at(levels[k], Pre) <= MOTION_LEVEL_MAX) ==>
        \forall integer k; 0 <= k < cells ==> \at(levels[k], Pre) <= levels[k] <= MOTION_LEVEL_MAX;
      loop assigns i, levels[0 .. cells - 1];
      loop variant whole - i;
  */
  for (size_t i = 0; i < whole; i++) {
    uint32_t count = (uint32_t)moving[4 * i] + moving[4 * i + 1] + moving[4 * i + 2] + moving[4 * i + 3];
    levels[i] = level_with(levels[i], count);
  }
  if (whole == cells)
    return;
  /*@ loop invariant range: 4 * whole <= i <= wide;
      loop invariant bounded: (\forall integer k; 0 <= k < cells ==> \at(levels[k], Pre) <= MOTION_LEVEL_MAX) ==>
        \forall integer k; 0 <= k < cells ==> \at(levels[k], Pre) <= levels[k] <= MOTION_LEVEL_MAX;
      loop assigns i, levels[0 .. cells - 1];
      loop variant wide - i;
  */
  for (uint32_t i = 4 * whole; i < wide; i++)
    levels[whole] = level_with(levels[whole], moving[i]);
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
  bool company = above[i] >= half || below[i] >= half || beside(above, i, cells, half) ||
                 beside(levels, i, cells, half) || beside(below, i, cells, half);
  return levels[i] >= need && company;
}

void motion_row_clean(const uint8_t *above, const uint8_t *levels, const uint8_t *below, uint32_t cells,
                      uint8_t need, uint8_t *mask)
{
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
