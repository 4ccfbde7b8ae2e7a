/* SPDX-License-Identifier: BSD-2-Clause */
/* Plain loops over bytes, which compilers make vector instructions of: the pointers are restrict, and every choice is an
   expression, not a branch. */
#include "motion_model.h"

#include "motion_bytes.h"

#define ONSET 16 /* what a change adds to the flicker where nothing moves */
#define ONSET_MOVING 4

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

/*@ terminates \true;
    assigns \nothing;
    ensures noise: \result == motion_follow(noise, 16 * motion_at_most(off, 15), ticks);
*/
static inline uint8_t noise_next(uint8_t noise, uint8_t off, uint8_t ticks)
{
  return follow(noise, (uint8_t)(lesser(off, 15) * 16), ticks);
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
  uint8_t noise = noise_next(sample.noise, distance(value, sample.first), time.ticks);
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
*/
static inline motion_sample_t sample_learn(motion_sample_t sample, uint8_t value, motion_time_t time)
{
  return sample_sort(sample_see(sample, value, sample_which(sample, value), time));
}

/* --- rows --- */

/*@ requires list: \valid(list + (0 .. count - 1));
    terminates \true;
    assigns list[0 .. count - 1];
    ensures filled: \forall integer i; 0 <= i < count ==> list[i] == value;
*/
static void fill(uint8_t *list, size_t count, uint8_t value)
{
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant filled: \forall integer k; 0 <= k < i ==> list[k] == value;
      loop assigns i, list[0 .. count - 1];
      loop variant count - i;
  */
  for (size_t i = 0; i < count; i++)
    list[i] = value;
}

/* A list from another, each byte `most` at most. */
/*@ requires from: \valid_read(from + (0 .. count - 1));
    requires list: \valid(list + (0 .. count - 1));
    requires apart: \separated(list + (0 .. count - 1), from + (0 .. count - 1));
    terminates \true;
    assigns list[0 .. count - 1];
    ensures copied: \forall integer i; 0 <= i < count ==> list[i] == motion_at_most(from[i], most);
*/
static void copy(uint8_t *restrict list, const uint8_t *restrict from, size_t count, uint8_t most)
{
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant copied: \forall integer k; 0 <= k < i ==> list[k] == motion_at_most(from[k], most);
      loop assigns i, list[0 .. count - 1];
      loop variant count - i;
  */
  for (size_t i = 0; i < count; i++)
    list[i] = lesser(from[i], most);
}

void motion_row_begin(uint8_t *restrict first, uint8_t *restrict first_seen, uint8_t *restrict second,
                      uint8_t *restrict second_seen, uint8_t *restrict third, uint8_t *restrict third_seen,
                      uint8_t *restrict noise, uint8_t *restrict flicker, const uint8_t *restrict values,
                      size_t count, uint8_t seen, bool afresh)
{
  copy(second, afresh ? values : first, count, 255);
  //@ assert second: \forall integer i; 0 <= i < count ==> second[i] == (afresh ? values[i] : \at(first[i], Pre));
  copy(second_seen, first_seen, count, afresh ? 0 : seen);
  copy(first, values, count, 255);
  fill(first_seen, count, seen);
  copy(third, values, count, 255);
  fill(third_seen, count, 0);
  fill(noise, count, MOTION_NOISE);
  fill(flicker, count, 0);
}

/* 0 where each value of a part is the first, and that is believed. */
/*@ requires range: from <= to <= MOTION_SAMPLES_WIDE;
    requires row: \valid_read(first + (0 .. to - 1)) && \valid_read(first_seen + (0 .. to - 1)) &&
      \valid_read(noise + (0 .. to - 1)) && \valid_read(flicker + (0 .. to - 1)) && \valid_read(values + (0 .. to - 1));
    terminates \true;
    assigns \nothing;
    ensures still: \result == 0 ==> \forall integer i; from <= i < to ==>
      motion_near(values[i], first[i], noise[i], flicker[i]) == 1 && first_seen[i] >= trusted;
*/
static inline uint8_t part_unlike(const uint8_t *restrict first, const uint8_t *restrict first_seen,
                                  const uint8_t *restrict noise, const uint8_t *restrict flicker,
                                  const uint8_t *restrict values, size_t from, size_t to, uint8_t trusted)
{
  uint8_t off = 0;
  /*@ loop invariant range: from <= i <= to;
      loop invariant still: off == 0 ==> \forall integer k; from <= k < i ==>
        motion_near(values[k], first[k], noise[k], flicker[k]) == 1 && first_seen[k] >= trusted;
      loop assigns i, off;
      loop variant to - i;
  */
  for (size_t i = from; i < to; i++) {
    uint8_t far = minus(distance(values[i], first[i]), threshold(noise[i], flicker[i]));
    off = greater(off, greater(far, minus(trusted, first_seen[i])));
  }
  return off;
}

/*@ requires range: from <= to <= MOTION_SAMPLES_WIDE;
    requires trusted: 1 <= trusted <= MOTION_TRUSTED;
    requires row: \valid_read(first + (0 .. to - 1)) && \valid_read(first_seen + (0 .. to - 1)) &&
      \valid_read(second + (0 .. to - 1)) && \valid_read(second_seen + (0 .. to - 1)) &&
      \valid_read(third + (0 .. to - 1)) && \valid_read(third_seen + (0 .. to - 1)) &&
      \valid_read(noise + (0 .. to - 1)) && \valid_read(flicker + (0 .. to - 1)) && \valid_read(values + (0 .. to - 1));
    requires marks: \valid(marks + (0 .. to - 1));
    requires apart: \separated(marks + (0 .. to - 1), first + (0 .. to - 1)) &&
      \separated(marks + (0 .. to - 1), first_seen + (0 .. to - 1)) &&
      \separated(marks + (0 .. to - 1), second + (0 .. to - 1)) &&
      \separated(marks + (0 .. to - 1), second_seen + (0 .. to - 1)) &&
      \separated(marks + (0 .. to - 1), third + (0 .. to - 1)) &&
      \separated(marks + (0 .. to - 1), third_seen + (0 .. to - 1)) &&
      \separated(marks + (0 .. to - 1), noise + (0 .. to - 1)) &&
      \separated(marks + (0 .. to - 1), flicker + (0 .. to - 1)) &&
      \separated(marks + (0 .. to - 1), values + (0 .. to - 1));
    terminates \true;
    assigns marks[from .. to - 1];
    ensures marked: \forall integer i; from <= i < to ==> marks[i] <= 1 &&
      (marks[i] == 1 <==> motion_changed(MOTION_SAMPLE(i), values[i], trusted));
*/
static inline void part_mark(const uint8_t *restrict first, const uint8_t *restrict first_seen,
                             const uint8_t *restrict second, const uint8_t *restrict second_seen,
                             const uint8_t *restrict third, const uint8_t *restrict third_seen,
                             const uint8_t *restrict noise, const uint8_t *restrict flicker,
                             const uint8_t *restrict values, size_t from, size_t to, uint8_t trusted,
                             uint8_t *restrict marks)
{
  /*@ loop invariant range: from <= i <= to;
      loop invariant marked: \forall integer k; from <= k < i ==> marks[k] <= 1 &&
        (marks[k] == 1 <==> motion_changed(MOTION_SAMPLE(k), values[k], trusted));
      loop assigns i, marks[from .. to - 1];
      loop variant to - i;
  */
  for (size_t i = from; i < to; i++) {
    motion_sample_t sample = {MOTION_SAMPLE(i)};
    marks[i] = sample_changed(sample, values[i], trusted);
  }
}

void motion_row_mark(const uint8_t *restrict first, const uint8_t *restrict first_seen,
                     const uint8_t *restrict second, const uint8_t *restrict second_seen,
                     const uint8_t *restrict third, const uint8_t *restrict third_seen,
                     const uint8_t *restrict noise, const uint8_t *restrict flicker,
                     const uint8_t *restrict values, uint32_t wide, uint8_t trusted, uint8_t *restrict marks)
{
  size_t from = 0;
  /*@ loop invariant range: 0 <= from <= wide;
      loop invariant marked: \forall integer k; 0 <= k < from ==> marks[k] <= 1 &&
        (marks[k] == 1 <==> motion_changed(MOTION_SAMPLE(k), values[k], trusted));
      loop assigns from, marks[0 .. wide - 1];
      loop variant wide - from;
  */
  while (wide - from >= PART) {
    if (part_unlike(first, first_seen, noise, flicker, values, from, from + PART, trusted) == 0)
      part_clear(marks, from, from + PART);
    else
      part_mark(first, first_seen, second, second_seen, third, third_seen, noise, flicker, values, from,
                from + PART, trusted, marks);
    from += PART;
  }
  part_mark(first, first_seen, second, second_seen, third, third_seen, noise, flicker, values, from, wide,
            trusted, marks);
}

/* 0 where a part was and is unmarked and does not flicker. */
/*@ requires range: from <= to;
    requires rows: \valid_read(marks + (0 .. to - 1)) && \valid_read(before + (0 .. to - 1)) &&
      \valid_read(flicker + (0 .. to - 1));
    terminates \true;
    assigns \nothing;
    ensures still: \result == 0 ==> \forall integer i; from <= i < to ==> marks[i] == 0 && before[i] == 0 && flicker[i] == 0;
*/
static inline uint8_t part_restless(const uint8_t *restrict marks, const uint8_t *restrict before,
                                    const uint8_t *restrict flicker, size_t from, size_t to)
{
  uint8_t most = 0;
  /*@ loop invariant range: from <= i <= to;
      loop invariant still: most == 0 ==> \forall integer k; from <= k < i ==>
        marks[k] == 0 && before[k] == 0 && flicker[k] == 0;
      loop assigns i, most;
      loop variant to - i;
  */
  for (size_t i = from; i < to; i++)
    most = greater(most, greater(marks[i], greater(before[i], flicker[i])));
  return most;
}

/*@ requires range: from <= to;
    requires rows: \valid_read(marks + (0 .. to - 1)) && \valid_read(moving + (0 .. to - 1)) &&
      \valid(before + (0 .. to - 1)) && \valid(flicker + (0 .. to - 1));
    requires apart: \separated(before + (0 .. to - 1), marks + (0 .. to - 1), moving + (0 .. to - 1), flicker + (0 .. to - 1));
    terminates \true;
    assigns before[from .. to - 1], flicker[from .. to - 1];
    ensures before: \forall integer i; from <= i < to ==> before[i] == marks[i];
    ensures flicker: \forall integer i; from <= i < to ==> flicker[i] == motion_next_flicker(
      \old(flicker[i]), motion_onset(marks[i], \old(before[i]), moving[i]), ticks);
*/
static inline void part_flicker(const uint8_t *restrict marks, const uint8_t *restrict moving, size_t from,
                                size_t to, uint8_t ticks, uint8_t *restrict before, uint8_t *restrict flicker)
{
  /*@ loop invariant range: from <= i <= to;
      loop invariant before: \forall integer k; from <= k < i ==> before[k] == marks[k];
      loop invariant flicker: \forall integer k; from <= k < i ==> flicker[k] == motion_next_flicker(
        \at(flicker[k], Pre), motion_onset(marks[k], \at(before[k], Pre), moving[k]), ticks);
      loop invariant rest: \forall integer k; i <= k < to ==>
        before[k] == \at(before[k], Pre) && flicker[k] == \at(flicker[k], Pre);
      loop assigns i, before[from .. to - 1], flicker[from .. to - 1];
      loop variant to - i;
  */
  for (size_t i = from; i < to; i++) {
    uint8_t step = moving[i] > 0 ? ONSET_MOVING : ONSET;
    uint8_t more = plus(flicker[i], step);
    uint8_t less = minus(flicker[i], ticks);
    flicker[i] = marks[i] > before[i] ? more : less;
    before[i] = marks[i];
  }
}

void motion_row_flicker(const uint8_t *restrict marks, const uint8_t *restrict moving, uint32_t wide,
                        uint8_t ticks, uint8_t *restrict before, uint8_t *restrict flicker)
{
  size_t from = 0;
  /*@ loop invariant range: 0 <= from <= wide;
      loop invariant before: \forall integer k; 0 <= k < from ==> before[k] == marks[k];
      loop invariant flicker: \forall integer k; 0 <= k < from ==> flicker[k] == motion_next_flicker(
        \at(flicker[k], Pre), motion_onset(marks[k], \at(before[k], Pre), moving[k]), ticks);
      loop invariant rest: \forall integer k; from <= k < wide ==>
        before[k] == \at(before[k], Pre) && flicker[k] == \at(flicker[k], Pre);
      loop assigns from, before[0 .. wide - 1], flicker[0 .. wide - 1];
      loop variant wide - from;
  */
  while (wide - from >= PART) {
    if (part_restless(marks, before, flicker, from, from + PART) > 0)
      part_flicker(marks, moving, from, from + PART, ticks, before, flicker);
    from += PART;
  }
  part_flicker(marks, moving, from, wide, ticks, before, flicker);
}

/* 0 where each value of a part is the first, and the three stand in the order in which they belong: they will after that. */
/*@ requires range: from <= to <= MOTION_SAMPLES_WIDE;
    requires row: \valid_read(first + (0 .. to - 1)) && \valid_read(first_seen + (0 .. to - 1)) &&
      \valid_read(second_seen + (0 .. to - 1)) && \valid_read(third_seen + (0 .. to - 1)) &&
      \valid_read(noise + (0 .. to - 1)) && \valid_read(flicker + (0 .. to - 1)) && \valid_read(values + (0 .. to - 1));
    terminates \true;
    assigns \nothing;
    ensures still: \result == 0 ==> \forall integer i; from <= i < to ==>
      motion_near(values[i], first[i], noise[i], flicker[i]) == 1 && first_seen[i] >= second_seen[i] >= third_seen[i];
*/
static inline uint8_t part_unsettled(const uint8_t *restrict first, const uint8_t *restrict first_seen,
                                     const uint8_t *restrict second_seen, const uint8_t *restrict third_seen,
                                     const uint8_t *restrict noise, const uint8_t *restrict flicker,
                                     const uint8_t *restrict values, size_t from, size_t to)
{
  uint8_t off = 0;
  /*@ loop invariant range: from <= i <= to;
      loop invariant still: off == 0 ==> \forall integer k; from <= k < i ==>
        motion_near(values[k], first[k], noise[k], flicker[k]) == 1 && first_seen[k] >= second_seen[k] >= third_seen[k];
      loop assigns i, off;
      loop variant to - i;
  */
  for (size_t i = from; i < to; i++) {
    uint8_t far = minus(distance(values[i], first[i]), threshold(noise[i], flicker[i]));
    uint8_t order = greater(minus(third_seen[i], second_seen[i]), minus(second_seen[i], first_seen[i]));
    off = greater(off, greater(far, order));
  }
  return off;
}

/* What a frame does to a part in which each value is the first and all are in order. */
/*@ requires range: from <= to <= MOTION_SAMPLES_WIDE;
    requires row: \valid(first + (0 .. to - 1)) && \valid(first_seen + (0 .. to - 1)) &&
      \valid(second_seen + (0 .. to - 1)) && \valid(third_seen + (0 .. to - 1)) && \valid(noise + (0 .. to - 1)) &&
      \valid_read(values + (0 .. to - 1));
    requires apart: \separated(first + (0 .. to - 1), first_seen + (0 .. to - 1), second_seen + (0 .. to - 1),
      third_seen + (0 .. to - 1), noise + (0 .. to - 1), values + (0 .. to - 1));
    terminates \true;
    assigns first[from .. to - 1], first_seen[from .. to - 1], second_seen[from .. to - 1], third_seen[from .. to - 1],
      noise[from .. to - 1];
    ensures noise: \forall integer i; from <= i < to ==> noise[i] == motion_follow(
      \old(noise[i]), 16 * motion_at_most(motion_distance(values[i], \old(first[i])), 15), time.ticks);
*/
static inline void part_confirm(uint8_t *restrict first, uint8_t *restrict first_seen,
                                uint8_t *restrict second_seen, uint8_t *restrict third_seen,
                                uint8_t *restrict noise, const uint8_t *restrict values, size_t from,
                                size_t to, motion_time_t time)
{
  /*@ loop invariant range: from <= i <= to;
      loop invariant noise: \forall integer k; from <= k < i ==> noise[k] == motion_follow(\at(noise[k], Pre),
        16 * motion_at_most(motion_distance(values[k], \at(first[k], Pre)), 15), time.ticks);
      loop invariant rest: \forall integer k; i <= k < to ==>
        first[k] == \at(first[k], Pre) && noise[k] == \at(noise[k], Pre);
      loop assigns i, first[from .. to - 1], first_seen[from .. to - 1], second_seen[from .. to - 1],
        third_seen[from .. to - 1], noise[from .. to - 1];
      loop variant to - i;
  */
  for (size_t i = from; i < to; i++) {
    noise[i] = noise_next(noise[i], distance(values[i], first[i]), time.ticks);
    first[i] = follow(first[i], values[i], time.ticks);
    first_seen[i] = plus(first_seen[i], time.ticks);
    second_seen[i] = minus(second_seen[i], time.fade);
    third_seen[i] = minus(third_seen[i], time.fade);
  }
}

/* What a frame does to any part. */
/*@ requires range: from <= to <= MOTION_SAMPLES_WIDE;
    requires row: \valid(first + (0 .. to - 1)) && \valid(first_seen + (0 .. to - 1)) &&
      \valid(second + (0 .. to - 1)) && \valid(second_seen + (0 .. to - 1)) && \valid(third + (0 .. to - 1)) &&
      \valid(third_seen + (0 .. to - 1)) && \valid(noise + (0 .. to - 1)) && \valid_read(flicker + (0 .. to - 1)) &&
      \valid_read(values + (0 .. to - 1));
    requires apart: \separated(first + (0 .. to - 1), first_seen + (0 .. to - 1), second + (0 .. to - 1),
      second_seen + (0 .. to - 1), third + (0 .. to - 1), third_seen + (0 .. to - 1), noise + (0 .. to - 1),
      flicker + (0 .. to - 1), values + (0 .. to - 1));
    terminates \true;
    assigns first[from .. to - 1], first_seen[from .. to - 1], second[from .. to - 1], second_seen[from .. to - 1],
      third[from .. to - 1], third_seen[from .. to - 1], noise[from .. to - 1];
    ensures noise: \forall integer i; from <= i < to ==> noise[i] == \old(
      motion_next_noise(first[i], noise[i], flicker[i], values[i], time.ticks));
*/
static inline void part_learn(uint8_t *restrict first, uint8_t *restrict first_seen, uint8_t *restrict second,
                              uint8_t *restrict second_seen, uint8_t *restrict third,
                              uint8_t *restrict third_seen, uint8_t *restrict noise,
                              const uint8_t *restrict flicker, const uint8_t *restrict values, size_t from,
                              size_t to, motion_time_t time)
{
  size_t i = from;
  /*@ loop invariant range: from <= i <= to;
      loop invariant noise: \forall integer k; from <= k < i ==> noise[k] == \at(
        motion_next_noise(first[k], noise[k], flicker[k], values[k], time.ticks), Pre);
      loop invariant rest: \forall integer k; i <= k < to ==>
        first[k] == \at(first[k], Pre) && noise[k] == \at(noise[k], Pre);
      loop invariant same_values: \forall integer k; from <= k < to ==> values[k] == \at(values[k], Pre);
      loop invariant same_flicker: \forall integer k; from <= k < to ==> flicker[k] == \at(flicker[k], Pre);
      loop assigns i, first[from .. to - 1], first_seen[from .. to - 1], second[from .. to - 1],
        second_seen[from .. to - 1], third[from .. to - 1], third_seen[from .. to - 1], noise[from .. to - 1];
      loop variant to - i;
  */
  while (i < to) {
    motion_sample_t sample = {MOTION_SAMPLE(i)};
    motion_sample_t next = sample_learn(sample, values[i], time);
    first[i] = next.first;
    first_seen[i] = next.first_seen;
    second[i] = next.second;
    second_seen[i] = next.second_seen;
    third[i] = next.third;
    third_seen[i] = next.third_seen;
    noise[i] = next.noise;
    i++;
  }
  //@ assert end: i == to;
}

/* The same, in fewer steps where all is still. */
/*@ requires range: from <= to <= MOTION_SAMPLES_WIDE;
    requires row: \valid(first + (0 .. to - 1)) && \valid(first_seen + (0 .. to - 1)) &&
      \valid(second + (0 .. to - 1)) && \valid(second_seen + (0 .. to - 1)) && \valid(third + (0 .. to - 1)) &&
      \valid(third_seen + (0 .. to - 1)) && \valid(noise + (0 .. to - 1)) && \valid_read(flicker + (0 .. to - 1)) &&
      \valid_read(values + (0 .. to - 1));
    requires apart: \separated(first + (0 .. to - 1), first_seen + (0 .. to - 1), second + (0 .. to - 1),
      second_seen + (0 .. to - 1), third + (0 .. to - 1), third_seen + (0 .. to - 1), noise + (0 .. to - 1),
      flicker + (0 .. to - 1), values + (0 .. to - 1));
    terminates \true;
    assigns first[from .. to - 1], first_seen[from .. to - 1], second[from .. to - 1], second_seen[from .. to - 1],
      third[from .. to - 1], third_seen[from .. to - 1], noise[from .. to - 1];
    ensures noise: \forall integer i; from <= i < to ==> noise[i] == \old(
      motion_next_noise(first[i], noise[i], flicker[i], values[i], time.ticks));
*/
static inline void part_step(uint8_t *restrict first, uint8_t *restrict first_seen, uint8_t *restrict second,
                             uint8_t *restrict second_seen, uint8_t *restrict third,
                             uint8_t *restrict third_seen, uint8_t *restrict noise,
                             const uint8_t *restrict flicker, const uint8_t *restrict values, size_t from,
                             size_t to, motion_time_t time)
{
  if (part_unsettled(first, first_seen, second_seen, third_seen, noise, flicker, values, from, to) == 0)
    part_confirm(first, first_seen, second_seen, third_seen, noise, values, from, to, time);
  else
    part_learn(first, first_seen, second, second_seen, third, third_seen, noise, flicker, values, from, to,
               time);
}

void motion_row_learn(uint8_t *restrict first, uint8_t *restrict first_seen, uint8_t *restrict second,
                      uint8_t *restrict second_seen, uint8_t *restrict third, uint8_t *restrict third_seen,
                      uint8_t *restrict noise, const uint8_t *restrict flicker,
                      const uint8_t *restrict values, uint32_t wide, motion_time_t time)
{
  size_t from = 0;
  /*@ loop invariant range: 0 <= from <= wide;
      loop invariant noise: \forall integer k; 0 <= k < from ==> noise[k] == \at(
        motion_next_noise(first[k], noise[k], flicker[k], values[k], time.ticks), Pre);
      loop invariant rest_first: \forall integer k; from <= k < wide ==> first[k] == \at(first[k], Pre);
      loop invariant rest_noise: \forall integer k; from <= k < wide ==> noise[k] == \at(noise[k], Pre);
      loop invariant same_values: \forall integer k; 0 <= k < wide ==> values[k] == \at(values[k], Pre);
      loop invariant same_flicker: \forall integer k; 0 <= k < wide ==> flicker[k] == \at(flicker[k], Pre);
      loop assigns from, first[0 .. wide - 1], first_seen[0 .. wide - 1], second[0 .. wide - 1],
        second_seen[0 .. wide - 1], third[0 .. wide - 1], third_seen[0 .. wide - 1], noise[0 .. wide - 1];
      loop variant wide - from;
  */
  while (wide - from >= PART) {
    part_step(first, first_seen, second, second_seen, third, third_seen, noise, flicker, values, from,
              from + PART, time);
    from += PART;
  }
  part_learn(first, first_seen, second, second_seen, third, third_seen, noise, flicker, values, from, wide,
             time);
}
