/* SPDX-License-Identifier: BSD-2-Clause */
/* Plain loops over bytes, which compilers make vector instructions of: the pointers are restrict, and every choice is an
   expression, not a branch. */
#include "motion_rows.h"

#define CONTRAST 12 /* the least difference that counts, in luma */
#define ONSET 16    /* what a change adds to the flicker where nothing moves */
#define ONSET_MOVING 4
#define MOST 11    /* of 25 */
#define DARKEST 55 /* of 128: a shadow leaves so much light at least */
#define DARK 115   /* of 128: and so much at most */
#define SAME 128   /* of 128 */
#define BRIGHTEST 175
#define EDGE 8    /* luma between neighbours that are an edge */
#define TEXTURE 5 /* luma by which a ratio may be off */

/* --- bytes --- */

/*@ terminates \true;
    assigns \nothing;
    ensures distance: \result == motion_distance(a, b);
*/
static inline uint8_t distance(uint8_t a, uint8_t b)
{
  return a > b ? (uint8_t)(a - b) : (uint8_t)(b - a);
}

/*@ terminates \true;
    assigns \nothing;
    ensures least: \result == motion_at_most(a, b);
*/
static inline uint8_t lesser(uint8_t a, uint8_t b)
{
  return a < b ? a : b;
}

/*@ terminates \true;
    assigns \nothing;
    ensures most: \result == motion_at_least(a, b);
*/
static inline uint8_t greater(uint8_t a, uint8_t b)
{
  return a > b ? a : b;
}

/*@ terminates \true;
    assigns \nothing;
    ensures sum: \result == motion_at_most(value + more, 255);
*/
static inline uint8_t plus(uint8_t value, uint8_t more)
{
  return (uint8_t)(value + lesser(more, (uint8_t)(255 - value)));
}

/*@ terminates \true;
    assigns \nothing;
    ensures rest: \result == motion_at_least(value - less, 0);
*/
static inline uint8_t minus(uint8_t value, uint8_t less)
{
  return (uint8_t)(value - lesser(less, value));
}

/* `step` from one value to another, at most. */
/*@ terminates \true;
    assigns \nothing;
    ensures step: \result == motion_follow(from, to, step);
*/
static inline uint8_t follow(uint8_t from, uint8_t to, uint8_t step)
{
  return to > from ? (uint8_t)(from + lesser((uint8_t)(to - from), step))
                   : (uint8_t)(from - lesser((uint8_t)(from - to), step));
}

/*@ terminates \true;
    assigns \nothing;
    ensures threshold: \result == motion_threshold(noise, flicker);
*/
static inline uint8_t threshold(uint8_t noise, uint8_t flicker)
{
  return (uint8_t)(CONTRAST + noise / 8 + noise / 16 + flicker / 4);
}

/* --- one sample --- */

/*@ requires trusted: 1 <= trusted <= MOTION_TRUSTED;
    terminates \true;
    assigns \nothing;
    ensures flag: \result <= 1;
    ensures changed: \result == 1 <==> motion_changed(sample.first, sample.first_seen, sample.second, sample.second_seen,
      sample.third, sample.third_seen, sample.noise, sample.flicker, value, trusted);
*/
static inline uint8_t sample_changed(motion_sample_t sample, uint8_t value, uint8_t trusted)
{
  uint8_t near = threshold(sample.noise, sample.flicker);
  uint8_t often = lesser(sample.flicker, 63);
  uint8_t longest = lesser(sample.first_seen, MOTION_ABSORBED);
  uint8_t enough = greater(minus(longest, (uint8_t)(4 * often)), MOTION_TRUSTED);
  uint8_t first = distance(value, sample.first) <= near ? sample.first_seen : 0;
  uint8_t second = distance(value, sample.second) <= near ? sample.second_seen : 0;
  uint8_t third = distance(value, sample.third) <= near ? sample.third_seen : 0;
  uint8_t other = greater(second, third);
  uint8_t still = first >= trusted ? 1 : 0;
  return other >= enough ? 0 : (uint8_t)(1 - still);
}

/* The value of the three that a value is taken for: 1, 2, 3, or 0 for a new one. */
/*@ terminates \true;
    assigns \nothing;
    ensures which: \result == motion_which(sample.first, sample.second, sample.second_seen, sample.third,
      sample.third_seen, sample.noise, sample.flicker, value);
*/
static inline uint8_t sample_which(motion_sample_t sample, uint8_t value)
{
  uint8_t near = threshold(sample.noise, sample.flicker);
  uint8_t third = sample.third_seen > 0 ? 3 : 0;
  uint8_t second = sample.second_seen > 0 ? 2 : 0;
  uint8_t which = distance(value, sample.third) <= near ? third : 0;
  uint8_t closer = distance(value, sample.second) <= near ? second : 0;
  which = closer > 0 ? closer : which;
  return distance(value, sample.first) <= near ? 1 : which;
}

/* The value that is seen follows, the others fade; a new one takes the place of the third. */
/*@ requires which: which == 1 <==> motion_near(value, sample.first, sample.noise, sample.flicker) == 1;
    terminates \true;
    assigns \nothing;
    ensures noise: \result.noise == motion_next_noise(sample.first, sample.noise, sample.flicker, value, time.ticks);
    ensures first: \result.first == motion_moved(sample.first, value, time.ticks, (which == 1 ? 1 : 0)) &&
      \result.first_seen == motion_kept(sample.first_seen, time.ticks, 0, (which == 1 ? 1 : 0));
    ensures second: \result.second == motion_moved(sample.second, value, time.ticks, (which == 2 ? 1 : 0)) &&
      \result.second_seen == motion_kept(sample.second_seen, time.ticks, time.fade, (which == 2 ? 1 : 0));
    ensures third: which != 0 ==> \result.third == motion_moved(sample.third, value, time.ticks, (which == 3 ? 1 : 0)) &&
      \result.third_seen == motion_kept(sample.third_seen, time.ticks, time.fade, (which == 3 ? 1 : 0));
    ensures new: which == 0 ==> \result.third == value && \result.third_seen == 1;
*/
static inline motion_sample_t sample_see(motion_sample_t sample, uint8_t value, uint8_t which,
                                         motion_time_t time)
{
  motion_sample_t seen;
  uint8_t deviation = lesser(distance(value, sample.first), 15);
  uint8_t noise = follow(sample.noise, (uint8_t)(deviation * 16), time.ticks);
  seen.noise = which == 1 ? noise : sample.noise;
  seen.flicker = sample.flicker;
  seen.first = which == 1 ? follow(sample.first, value, time.ticks) : sample.first;
  seen.first_seen = which == 1 ? plus(sample.first_seen, time.ticks) : sample.first_seen;
  seen.second = which == 2 ? follow(sample.second, value, time.ticks) : sample.second;
  seen.second_seen = which == 2 ? plus(sample.second_seen, time.ticks) : minus(sample.second_seen, time.fade);
  uint8_t third = which == 3 ? follow(sample.third, value, time.ticks) : sample.third;
  uint8_t third_seen = which == 3 ? plus(sample.third_seen, time.ticks) : minus(sample.third_seen, time.fade);
  seen.third = which == 0 ? value : third;
  seen.third_seen = which == 0 ? 1 : third_seen;
  return seen;
}

/* The three values by how long each was seen: one step towards it. */
/*@ terminates \true;
    assigns \nothing;
    ensures first: \result.first_seen >= sample.first_seen && \result.first_seen >= sample.second_seen &&
      \result.first_seen >= sample.third_seen;
    ensures noise: \result.noise == sample.noise;
*/
static inline motion_sample_t sample_sort(motion_sample_t sample)
{
  motion_sample_t sorted = sample;
  uint8_t up = sample.third_seen > sample.second_seen ? 1 : 0;
  uint8_t middle = up ? sample.third : sample.second;
  uint8_t middle_seen = up ? sample.third_seen : sample.second_seen;
  sorted.third = up ? sample.second : sample.third;
  sorted.third_seen = up ? sample.second_seen : sample.third_seen;
  uint8_t over = middle_seen > sample.first_seen ? 1 : 0;
  sorted.first = over ? middle : sample.first;
  sorted.first_seen = over ? middle_seen : sample.first_seen;
  sorted.second = over ? sample.first : middle;
  sorted.second_seen = over ? sample.first_seen : middle_seen;
  return sorted;
}

/*@ terminates \true;
    assigns \nothing;
    ensures noise: \result.noise == motion_next_noise(sample.first, sample.noise, sample.flicker, value, time.ticks);
    ensures flicker: \result.flicker == motion_next_flicker(sample.flicker, onset, time.ticks);
*/
static inline motion_sample_t sample_learn(motion_sample_t sample, uint8_t value, uint8_t onset,
                                           motion_time_t time)
{
  motion_sample_t learned = sample_sort(sample_see(sample, value, sample_which(sample, value), time));
  learned.flicker = onset > 0 ? plus(sample.flicker, onset) : minus(sample.flicker, time.ticks);
  return learned;
}

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

void motion_row_light(const uint8_t *curve, size_t count, uint8_t *restrict values)
{
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant lit: \forall integer k; 0 <= k < i ==> values[k] == curve[\at(values[k], Pre)];
      loop invariant rest: \forall integer k; i <= k < count ==> values[k] == \at(values[k], Pre);
      loop assigns i, values[0 .. count - 1];
      loop variant count - i;
  */
  for (size_t i = 0; i < count; i++)
    values[i] = curve[values[i]];
}

void motion_row_begin(uint8_t *restrict first, uint8_t *restrict first_seen, uint8_t *restrict second,
                      uint8_t *restrict second_seen, uint8_t *restrict third, uint8_t *restrict third_seen,
                      uint8_t *restrict noise, uint8_t *restrict flicker, const uint8_t *restrict values,
                      size_t count, uint8_t seen, bool afresh)
{
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant first: \forall integer k; 0 <= k < i ==> first[k] == values[k] && first_seen[k] == seen;
      loop invariant second: \forall integer k; 0 <= k < i ==>
        second[k] == (afresh ? values[k] : \at(first[k], Pre)) &&
        second_seen[k] == (afresh ? 0 : motion_at_most(\at(first_seen[k], Pre), seen));
      loop invariant third: \forall integer k; 0 <= k < i ==> third[k] == values[k] && third_seen[k] == 0;
      loop invariant calm: \forall integer k; 0 <= k < i ==> noise[k] == MOTION_NOISE && flicker[k] == 0;
      loop invariant rest: \forall integer k; i <= k < count ==>
        first[k] == \at(first[k], Pre) && first_seen[k] == \at(first_seen[k], Pre);
      loop assigns i, first[0 .. count - 1], first_seen[0 .. count - 1], second[0 .. count - 1], second_seen[0 .. count - 1], third[0 .. count - 1], third_seen[0 .. count - 1], noise[0 .. count - 1], flicker[0 .. count - 1];
      loop variant count - i;
  */
  for (size_t i = 0; i < count; i++) {
    second[i] = afresh ? values[i] : first[i];
    second_seen[i] = afresh ? 0 : lesser(first_seen[i], seen);
    first[i] = values[i];
    first_seen[i] = seen;
    third[i] = values[i];
    third_seen[i] = 0;
    noise[i] = MOTION_NOISE;
    flicker[i] = 0;
  }
}

void motion_row_mark(const uint8_t *restrict first, const uint8_t *restrict first_seen,
                     const uint8_t *restrict second, const uint8_t *restrict second_seen,
                     const uint8_t *restrict third, const uint8_t *restrict third_seen,
                     const uint8_t *restrict noise, const uint8_t *restrict flicker,
                     const uint8_t *restrict values, uint32_t wide, uint8_t trusted, uint8_t *restrict marks)
{
  /*@ loop invariant range: 0 <= i <= wide;
      loop invariant marked: \forall integer k; 0 <= k < i ==> marks[k] <= 1 &&
        (marks[k] == 1 <==> motion_changed(MOTION_SAMPLE(k), values[k], trusted));
      loop assigns i, marks[0 .. wide - 1];
      loop variant wide - i;
  */
  for (size_t i = 0; i < wide; i++) {
    motion_sample_t sample = {MOTION_SAMPLE(i)};
    marks[i] = sample_changed(sample, values[i], trusted);
  }
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

void motion_row_onsets(const uint8_t *restrict marks, const uint8_t *restrict moving, uint32_t wide,
                       uint8_t *restrict before, uint8_t *restrict onsets)
{
  /*@ loop invariant range: 0 <= i <= wide;
      loop invariant before: \forall integer k; 0 <= k < i ==> before[k] == marks[k];
      loop invariant onsets: \forall integer k; 0 <= k < i ==>
        onsets[k] == motion_onset(marks[k], \at(before[k], Pre), moving[k]);
      loop invariant rest: \forall integer k; i <= k < wide ==> before[k] == \at(before[k], Pre);
      loop assigns i, before[0 .. wide - 1], onsets[0 .. wide - 1];
      loop variant wide - i;
  */
  for (size_t i = 0; i < wide; i++) {
    uint8_t onset = moving[i] > 0 ? ONSET_MOVING : ONSET;
    onsets[i] = marks[i] > before[i] ? onset : 0;
    before[i] = marks[i];
  }
}

void motion_row_learn(uint8_t *restrict first, uint8_t *restrict first_seen, uint8_t *restrict second,
                      uint8_t *restrict second_seen, uint8_t *restrict third, uint8_t *restrict third_seen,
                      uint8_t *restrict noise, uint8_t *restrict flicker, const uint8_t *restrict values,
                      const uint8_t *restrict onsets, uint32_t wide, motion_time_t time)
{
  /*@ loop invariant range: 0 <= i <= wide;
      loop invariant noise: \forall integer k; 0 <= k < i ==> noise[k] == \at(
        motion_next_noise(first[k], noise[k], flicker[k], values[k], time.ticks), Pre);
      loop invariant flicker: \forall integer k; 0 <= k < i ==> flicker[k] == \at(
        motion_next_flicker(flicker[k], onsets[k], time.ticks), Pre);
      loop invariant rest: \forall integer k; i <= k < wide ==>
        first[k] == \at(first[k], Pre) &&
        first_seen[k] == \at(first_seen[k], Pre) &&
        second[k] == \at(second[k], Pre) &&
        second_seen[k] == \at(second_seen[k], Pre) &&
        third[k] == \at(third[k], Pre) &&
        third_seen[k] == \at(third_seen[k], Pre) &&
        noise[k] == \at(noise[k], Pre) &&
        flicker[k] == \at(flicker[k], Pre);
      loop invariant same_values: \forall integer k; 0 <= k < wide ==> values[k] == \at(values[k], Pre);
      loop invariant same_onsets: \forall integer k; 0 <= k < wide ==> onsets[k] == \at(onsets[k], Pre);
      loop assigns i, first[0 .. wide - 1], first_seen[0 .. wide - 1], second[0 .. wide - 1], second_seen[0 .. wide - 1], third[0 .. wide - 1], third_seen[0 .. wide - 1], noise[0 .. wide - 1], flicker[0 .. wide - 1];
      loop variant wide - i;
  */
  for (size_t i = 0; i < wide; i++) {
    motion_sample_t sample = {MOTION_SAMPLE(i)};
    motion_sample_t next = sample_learn(sample, values[i], onsets[i], time);
    first[i] = next.first;
    first_seen[i] = next.first_seen;
    second[i] = next.second;
    second_seen[i] = next.second_seen;
    third[i] = next.third;
    third_seen[i] = next.third_seen;
    noise[i] = next.noise;
    flicker[i] = next.flicker;
  }
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
