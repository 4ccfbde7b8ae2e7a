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
