/* SPDX-License-Identifier: BSD-2-Clause */
/* Arithmetic of bytes, and what one sample's model says of a value; for the rows of motion detection alone. Every choice is
   an expression, not a branch, so that loops over it become vector instructions. */
#ifndef CORE_MOTION_BYTES_H
#define CORE_MOTION_BYTES_H

#include "motion_rows.h"

#define PART 32   /* samples of a row that are looked at together: where all are still, less is done; */
#define BROAD 128 /* so many where a look costs most of it */
#define SATURATED 250
#define CONTRAST 12 /* the least difference that counts, in luma */

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
    ensures distance: \result == motion_distance(a, b);
*/
static inline uint8_t distance(uint8_t a, uint8_t b)
{
  return (uint8_t)(greater(a, b) - lesser(a, b));
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
  return lesser(greater(to, minus(from, step)), plus(from, step));
}

/*@ terminates \true;
    assigns \nothing;
    ensures threshold: \result == motion_threshold(noise, flicker);
*/
static inline uint8_t threshold(uint8_t noise, uint8_t flicker)
{
  return (uint8_t)(CONTRAST + noise / 8 + noise / 16 + flicker / 4);
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

/* The greatest byte of a part of a list. */
/*@ requires range: from <= to;
    requires list: \valid_read(list + (0 .. to - 1));
    terminates \true;
    assigns \nothing;
    ensures bounded: \forall integer i; from <= i < to ==> list[i] <= \result;
*/
static inline uint8_t part_most(const uint8_t *list, size_t from, size_t to)
{
  uint8_t most = 0;
  /*@ loop invariant range: from <= i <= to;
      loop invariant bounded: \forall integer k; from <= k < i ==> list[k] <= most;
      loop assigns i, most;
      loop variant to - i;
  */
  for (size_t i = from; i < to; i++)
    most = greater(most, list[i]);
  return most;
}

/*@ requires range: from <= to;
    requires list: \valid(list + (0 .. to - 1));
    terminates \true;
    assigns list[from .. to - 1];
    ensures clear: \forall integer i; from <= i < to ==> list[i] == 0;
*/
static inline void part_clear(uint8_t *list, size_t from, size_t to)
{
  /*@ loop invariant range: from <= i <= to;
      loop invariant clear: \forall integer k; from <= k < i ==> list[k] == 0;
      loop assigns i, list[from .. to - 1];
      loop variant to - i;
  */
  for (size_t i = from; i < to; i++)
    list[i] = 0;
}

/* A value as it would be in the light of the model, where the curve says `luma` of it. Where it is as bright as can be, the
   light may be brighter than what is seen: what the model has is as good. */
/*@ terminates \true;
    assigns \nothing;
    ensures relit: \result == motion_relit(value, was, luma);
*/
static inline uint8_t relit(uint8_t value, uint8_t was, uint8_t luma)
{
  uint8_t brighter = greater(was, luma);
  return value >= SATURATED ? brighter : luma;
}

#endif
