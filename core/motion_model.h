/* SPDX-License-Identifier: BSD-2-Clause */
/* Rows of the model: what is known of each sample, what is none of it, how it learns. */
#ifndef CORE_MOTION_MODEL_H
#define CORE_MOTION_MODEL_H

#include "motion_rows.h"

/** A model that knows nothing but these values, and has seen them for `seen` ticks. What was known best before is kept
    as second, for as long at most, so that a picture that changes back is known again; not where this is the first frame (afresh). */
/*@ requires row: \valid(first + (0 .. count - 1)) &&
      \valid(first_seen + (0 .. count - 1)) &&
      \valid(second + (0 .. count - 1)) &&
      \valid(second_seen + (0 .. count - 1)) &&
      \valid(third + (0 .. count - 1)) &&
      \valid(third_seen + (0 .. count - 1)) &&
      \valid(noise + (0 .. count - 1)) &&
      \valid(flicker + (0 .. count - 1));
    requires values: \valid_read(values + (0 .. count - 1));
    requires apart: \separated(first + (0 .. count - 1), first_seen + (0 .. count - 1), second + (0 .. count - 1), second_seen + (0 .. count - 1), third + (0 .. count - 1), third_seen + (0 .. count - 1), noise + (0 .. count - 1), flicker + (0 .. count - 1), values + (0 .. count - 1));
    terminates \true;
    assigns first[0 .. count - 1], first_seen[0 .. count - 1], second[0 .. count - 1], second_seen[0 .. count - 1], third[0 .. count - 1], third_seen[0 .. count - 1], noise[0 .. count - 1], flicker[0 .. count - 1];
    ensures first: \forall integer i; 0 <= i < count ==> first[i] == values[i] && first_seen[i] == seen;
    ensures second: \forall integer i; 0 <= i < count ==> second[i] == (afresh ? values[i] : \at(first[i], Pre));
    ensures second_seen: \forall integer i; 0 <= i < count ==>
      second_seen[i] == (afresh ? 0 : motion_at_most(\at(first_seen[i], Pre), seen));
    ensures third: \forall integer i; 0 <= i < count ==> third[i] == values[i] && third_seen[i] == 0;
    ensures calm: \forall integer i; 0 <= i < count ==> noise[i] == MOTION_NOISE && flicker[i] == 0;
*/
void motion_row_begin(uint8_t *restrict first, uint8_t *restrict first_seen, uint8_t *restrict second,
                      uint8_t *restrict second_seen, uint8_t *restrict third, uint8_t *restrict third_seen,
                      uint8_t *restrict noise, uint8_t *restrict flicker, const uint8_t *restrict values,
                      size_t count, uint8_t seen, bool afresh);

/** Mark with 1 each value that is none of the background, with 0 the others. A first value is believed once it was seen
    for `trusted` ticks. */
/*@ requires wide: wide <= MOTION_SAMPLES_WIDE;
    requires trusted: 1 <= trusted <= MOTION_TRUSTED;
    requires row: \valid_read(first + (0 .. wide - 1)) &&
      \valid_read(first_seen + (0 .. wide - 1)) &&
      \valid_read(second + (0 .. wide - 1)) &&
      \valid_read(second_seen + (0 .. wide - 1)) &&
      \valid_read(third + (0 .. wide - 1)) &&
      \valid_read(third_seen + (0 .. wide - 1)) &&
      \valid_read(noise + (0 .. wide - 1)) &&
      \valid_read(flicker + (0 .. wide - 1));
    requires values: \valid_read(values + (0 .. wide - 1));
    requires marks: \valid(marks + (0 .. wide - 1));
    requires apart: \separated(marks + (0 .. wide - 1), first + (0 .. wide - 1)) &&
      \separated(marks + (0 .. wide - 1), first_seen + (0 .. wide - 1)) &&
      \separated(marks + (0 .. wide - 1), second + (0 .. wide - 1)) &&
      \separated(marks + (0 .. wide - 1), second_seen + (0 .. wide - 1)) &&
      \separated(marks + (0 .. wide - 1), third + (0 .. wide - 1)) &&
      \separated(marks + (0 .. wide - 1), third_seen + (0 .. wide - 1)) &&
      \separated(marks + (0 .. wide - 1), noise + (0 .. wide - 1)) &&
      \separated(marks + (0 .. wide - 1), flicker + (0 .. wide - 1)) &&
      \separated(marks + (0 .. wide - 1), values + (0 .. wide - 1));
    terminates \true;
    assigns marks[0 .. wide - 1];
    ensures marked: \forall integer i; 0 <= i < wide ==> marks[i] <= 1 &&
      (marks[i] == 1 <==> motion_changed(MOTION_SAMPLE(i), values[i], trusted));
*/
void motion_row_mark(const uint8_t *restrict first, const uint8_t *restrict first_seen,
                     const uint8_t *restrict second, const uint8_t *restrict second_seen,
                     const uint8_t *restrict third, const uint8_t *restrict third_seen,
                     const uint8_t *restrict noise, const uint8_t *restrict flicker,
                     const uint8_t *restrict values, uint32_t wide, uint8_t trusted, uint8_t *restrict marks);

/** What the flicker of each sample becomes: where it is marked and was not before, it grows, by much where nothing moves,
    by little where something does; else it fades. What was before is then forgotten for what is. */
/*@ requires wide: wide <= MOTION_SAMPLES_WIDE;
    requires marks: \valid_read(marks + (0 .. wide - 1));
    requires moving: \valid_read(moving + (0 .. wide - 1));
    requires before: \valid(before + (0 .. wide - 1));
    requires flicker: \valid(flicker + (0 .. wide - 1));
    requires apart: \separated(before + (0 .. wide - 1), marks + (0 .. wide - 1), moving + (0 .. wide - 1),
      flicker + (0 .. wide - 1));
    terminates \true;
    assigns before[0 .. wide - 1], flicker[0 .. wide - 1];
    ensures before: \forall integer i; 0 <= i < wide ==> before[i] == marks[i];
    ensures flicker: \forall integer i; 0 <= i < wide ==> flicker[i] == motion_next_flicker(
      \old(flicker[i]), motion_onset(marks[i], \old(before[i]), moving[i]), ticks);
*/
void motion_row_flicker(const uint8_t *restrict marks, const uint8_t *restrict moving, uint32_t wide,
                        uint8_t ticks, uint8_t *restrict before, uint8_t *restrict flicker);

/* The time since the model last learned. */
typedef struct {
  uint8_t ticks; /* 1 to MOTION_TICKS */
  uint8_t fade;  /* what a value that is not seen loses */
} motion_time_t;

/** Let the model learn from the values; flicker follows later, see motion_row_flicker(). */
/*@ requires wide: wide <= MOTION_SAMPLES_WIDE;
    requires row: \valid(first + (0 .. wide - 1)) &&
      \valid(first_seen + (0 .. wide - 1)) &&
      \valid(second + (0 .. wide - 1)) &&
      \valid(second_seen + (0 .. wide - 1)) &&
      \valid(third + (0 .. wide - 1)) &&
      \valid(third_seen + (0 .. wide - 1)) &&
      \valid(noise + (0 .. wide - 1)) &&
      \valid_read(flicker + (0 .. wide - 1));
    requires values: \valid_read(values + (0 .. wide - 1));
    requires apart: \separated(first + (0 .. wide - 1), first_seen + (0 .. wide - 1), second + (0 .. wide - 1), second_seen + (0 .. wide - 1), third + (0 .. wide - 1), third_seen + (0 .. wide - 1), noise + (0 .. wide - 1), flicker + (0 .. wide - 1), values + (0 .. wide - 1));
    terminates \true;
    assigns first[0 .. wide - 1], first_seen[0 .. wide - 1], second[0 .. wide - 1], second_seen[0 .. wide - 1], third[0 .. wide - 1], third_seen[0 .. wide - 1], noise[0 .. wide - 1];
    ensures noise: \forall integer i; 0 <= i < wide ==> noise[i] == \old(
      motion_next_noise(first[i], noise[i], flicker[i], values[i], time.ticks));
*/
void motion_row_learn(uint8_t *restrict first, uint8_t *restrict first_seen, uint8_t *restrict second,
                      uint8_t *restrict second_seen, uint8_t *restrict third, uint8_t *restrict third_seen,
                      uint8_t *restrict noise, const uint8_t *restrict flicker,
                      const uint8_t *restrict values, uint32_t wide, motion_time_t time);

#endif
