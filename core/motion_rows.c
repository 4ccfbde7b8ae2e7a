/* SPDX-License-Identifier: BSD-2-Clause */
#include "motion_rows.h"

#define NOISE_AT_START 32 /* 2 luma, in 1/16 */
#define CONTRAST 12       /* the least difference that counts, in luma */
#define SAME 8            /* a candidate this close to itself has held */
#define ONSET 10          /* what one change adds to the flicker */
#define SETTLE_PARTS 4    /* sixteenths of the way that a settling model goes each frame */
#define DARK 16
#define BRIGHT 250

/*@ terminates \true;
    assigns \nothing;
    ensures distance: \result == motion_distance(a, b);
*/
static uint8_t distance(uint8_t a, uint8_t b)
{
  return a > b ? (uint8_t)(a - b) : (uint8_t)(b - a);
}

/*@ terminates \true;
    assigns \nothing;
    ensures sum: \result == motion_at_most(value + more, most);
*/
static uint8_t add_up_to(uint8_t value, uint8_t more, uint8_t most)
{
  uint32_t sum = (uint32_t)value + more;
  return sum > most ? most : (uint8_t)sum;
}

/*@ terminates \true;
    assigns \nothing;
    ensures rest: \result == \max(value - less, 0);
*/
static uint8_t take_off(uint8_t value, uint8_t less)
{
  return value > less ? (uint8_t)(value - less) : 0;
}

/* A background under a gain. */
/*@ requires gain: gain <= MOTION_GAIN_MAX;
    terminates \true;
    assigns \nothing;
    ensures product: \result == background * gain;
    ensures bounded: \result <= 65535 * MOTION_GAIN_MAX;
*/
static uint32_t times(uint16_t background, uint32_t gain)
{
  //@ assert first: background * gain <= 65535 * gain;
  return background * gain;
}

/*@ requires gain: gain <= MOTION_GAIN_MAX;
    terminates \true;
    assigns \nothing;
    ensures expected: \result == motion_expected(background, gain);
*/
static uint8_t expected(uint16_t background, uint32_t gain)
{
  uint32_t luma = times(background, gain) / 65536;
  return luma > 255 ? 255 : (uint8_t)luma;
}

/*@ requires gain: gain <= MOTION_GAIN_MAX;
    terminates \true;
    assigns \nothing;
    ensures lit: \result == motion_at_most(background * gain / 256, 65280);
*/
static uint16_t lit(uint16_t background, uint32_t gain)
{
  uint32_t luma = times(background, gain) / 256;
  return luma > 65280 ? 65280 : (uint16_t)luma;
}

/*@ terminates \true;
    assigns \nothing;
    ensures threshold: \result == motion_threshold(noise, flicker);
*/
static uint32_t threshold(uint8_t noise, uint8_t flicker)
{
  return CONTRAST + (uint32_t)noise / 4 + (uint32_t)flicker / 4;
}

/* `parts` sixteenths of the way from one luma in 1/256 to another. */
/*@ requires parts: parts <= 16;
    terminates \true;
    assigns \nothing;
    ensures part: \result == motion_approach(from, to, parts);
*/
static uint16_t approach(uint16_t from, uint16_t to, uint8_t parts)
{
  uint32_t left = 16u - parts;
  //@ assert old: from * left <= 65535 * left;
  //@ assert new: to * parts <= 65535 * parts;
  uint32_t sum = from * left + to * (uint32_t)parts;
  //@ assert whole: sum == from * left + to * parts;
  //@ assert bounded: sum / 16 <= 65535;
  return (uint16_t)(sum / 16u);
}

/*@ requires sample: \valid(sample);
    terminates \true;
    assigns *sample;
    ensures known: sample->background == 256 * value && sample->noise == NOISE_AT_START &&
      sample->flicker == 0 &&
      sample->candidate == value && sample->held == 0 && sample->trust == 0;
*/
static void sample_begin(motion_sample_t *sample, uint8_t value)
{
  sample->background = (uint16_t)(value * 256);
  sample->noise = NOISE_AT_START;
  sample->flicker = 0;
  sample->candidate = value;
  sample->held = 0;
  sample->trust = 0;
}

/*@ requires sample: \valid(sample);
    terminates \true;
    assigns *sample;
    ensures quarter: sample->background == motion_approach(\old(sample->background), 256 * value, 4);
    ensures unknown: sample->held == 0 && sample->trust == 0;
    ensures kept: sample->noise == \old(sample->noise) && sample->flicker == \old(sample->flicker) &&
      sample->candidate == \old(sample->candidate);
*/
static void sample_settle(motion_sample_t *sample, uint8_t value)
{
  sample->background = approach(sample->background, (uint16_t)(value * 256), SETTLE_PARTS);
  sample->held = 0;
  sample->trust = 0;
}

/*@ requires gain: gain <= MOTION_GAIN_MAX;
    terminates \true;
    assigns \nothing;
    ensures mark: \result == motion_mark(sample, value, gain);
*/
static uint8_t sample_mark(motion_sample_t sample, uint8_t value, uint32_t gain)
{
  uint32_t least = threshold(sample.noise, sample.flicker);
  uint32_t difference = distance(value, expected(sample.background, gain));
  if (2 * difference <= least)
    return 0;
  if (difference <= least)
    return 1;
  return difference <= 2 * least ? 2 : 3;
}

/*@ requires gain: gain <= MOTION_GAIN_MAX;
    requires ticks: 0 < ticks <= MOTION_TICKS;
    terminates \true;
    assigns \nothing;
    ensures background: \result.background == motion_next_background(sample.background, sample.candidate,
      sample.held, sample.trust, value, 0, gain, ticks);
    ensures noise: \result.noise == motion_next_noise(sample.background, sample.noise, value, 0, gain, ticks);
    ensures flicker: \result.flicker == motion_next_flicker(sample.flicker, sample.held, 0, ticks);
    ensures candidate: \result.candidate == motion_next_candidate(sample.candidate, sample.held, value, 0);
    ensures held: \result.held == motion_next_held(sample.candidate, sample.held, sample.trust, value, 0,
      ticks);
    ensures trust: \result.trust == motion_next_trust(sample.candidate, sample.held, sample.trust, value, 0,
      ticks);
*/
static motion_sample_t sample_keep(motion_sample_t sample, uint8_t value, uint32_t gain, uint8_t ticks)
{
  uint32_t difference = distance(value, expected(sample.background, gain));
  sample.background = approach(sample.background, (uint16_t)(value * 256), ticks);
  if (difference * 16 > sample.noise)
    sample.noise = add_up_to(sample.noise, ticks, MOTION_NOISE_MAX);
  else
    sample.noise = take_off(sample.noise, ticks);
  sample.flicker = take_off(sample.flicker, ticks);
  sample.held = 0;
  sample.trust = add_up_to(sample.trust, ticks, MOTION_TRUST);
  return sample;
}

/*@ requires gain: gain <= MOTION_GAIN_MAX;
    requires ticks: ticks <= MOTION_TICKS;
    terminates \true;
    assigns \nothing;
    ensures background: \result.background == motion_next_background(sample.background, sample.candidate,
      sample.held, sample.trust, value, MOTION_MARK_CHANGED, gain, ticks);
    ensures noise: \result.noise == motion_next_noise(sample.background, sample.noise, value,
      MOTION_MARK_CHANGED, gain, ticks);
    ensures flicker: \result.flicker == motion_next_flicker(sample.flicker, sample.held,
      MOTION_MARK_CHANGED, ticks);
    ensures candidate: \result.candidate == motion_next_candidate(sample.candidate, sample.held, value,
      MOTION_MARK_CHANGED);
    ensures held: \result.held == motion_next_held(sample.candidate, sample.held, sample.trust, value,
      MOTION_MARK_CHANGED, ticks);
    ensures trust: \result.trust == motion_next_trust(sample.candidate, sample.held, sample.trust, value,
      MOTION_MARK_CHANGED, ticks);
*/
static motion_sample_t sample_change(motion_sample_t sample, uint8_t value, uint32_t gain, uint8_t ticks)
{
  if (sample.held == 0)
    sample.flicker = add_up_to(sample.flicker, ONSET, 255);
  if (sample.held == 0 || distance(value, sample.candidate) > SAME) {
    sample.candidate = value;
    sample.held = 1;
  } else {
    sample.held = add_up_to(sample.held, ticks, 255);
  }
  if (sample.held > MOTION_HOLD_MIN && sample.held > sample.trust) {
    sample.background = (uint16_t)(sample.candidate * 256);
    sample.trust = 0;
    sample.held = 0;
  } else {
    sample.background = approach(sample.background, lit(sample.background, gain), ticks);
  }
  return sample;
}

/*@ requires sample: \valid(sample);
    requires gain: gain <= MOTION_GAIN_MAX;
    requires ticks: ticks <= MOTION_TICKS;
    terminates \true;
    assigns *sample;
    ensures background: sample->background == motion_next_background(\old(sample->background),
      \old(sample->candidate), \old(sample->held), \old(sample->trust), value, mark, gain, ticks);
    ensures noise: sample->noise == motion_next_noise(\old(sample->background), \old(sample->noise), value,
      mark, gain, ticks);
    ensures flicker: sample->flicker == motion_next_flicker(\old(sample->flicker), \old(sample->held), mark,
      ticks);
    ensures candidate: sample->candidate == motion_next_candidate(\old(sample->candidate),
      \old(sample->held), value, mark);
    ensures held: sample->held == motion_next_held(\old(sample->candidate), \old(sample->held),
      \old(sample->trust), value, mark, ticks);
    ensures trust: sample->trust == motion_next_trust(\old(sample->candidate), \old(sample->held),
      \old(sample->trust), value, mark, ticks);
*/
static void sample_learn(motion_sample_t *sample, uint8_t value, uint8_t mark, uint32_t gain, uint8_t ticks)
{
  if (mark >= MOTION_MARK_CHANGED)
    *sample = sample_change(*sample, value, gain, ticks);
  else if (ticks > 0)
    *sample = sample_keep(*sample, value, gain, ticks);
  else
    sample->held = 0;
}

void motion_row_halve(const uint8_t *top, const uint8_t *bottom, uint32_t wide, uint8_t *values)
{
  /*@ loop invariant range: 0 <= i <= wide;
      loop invariant mean: \forall integer k; 0 <= k < i ==>
        values[k] == (top[2 * k] + top[2 * k + 1] + bottom[2 * k] + bottom[2 * k + 1] + 2) / 4;
      loop assigns i, values[0 .. wide - 1];
      loop variant wide - i;
  */
  for (uint32_t i = 0; i < wide; i++) {
    uint32_t sum = (uint32_t)top[2 * i] + top[2 * i + 1] + bottom[2 * i] + bottom[2 * i + 1];
    values[i] = (uint8_t)((sum + 2) / 4);
  }
}

void motion_row_begin(motion_sample_t *row, const uint8_t *values, uint32_t wide)
{
  /*@ loop invariant range: 0 <= i <= wide;
      loop invariant known: \forall integer k; 0 <= k < i ==> row[k].background == 256 * values[k] &&
        row[k].trust == 0 && row[k].held == 0 && row[k].flicker == 0 && row[k].noise == NOISE_AT_START;
      loop assigns i, row[0 .. wide - 1];
      loop variant wide - i;
  */
  for (uint32_t i = 0; i < wide; i++)
    sample_begin(row + i, values[i]);
}

/* Sample i of a row. */
/*@ requires row: \valid(row + (0 .. wide - 1));
    requires sample: i < wide;
    terminates \true;
    assigns row[0 .. wide - 1];
    ensures quarter: row[i].background == motion_approach(\at(row[i].background, Pre), 256 * value, 4);
    ensures unknown: row[i].held == 0 && row[i].trust == 0;
    ensures kept: row[i].noise == \at(row[i].noise, Pre) && row[i].flicker == \at(row[i].flicker, Pre) &&
      row[i].candidate == \at(row[i].candidate, Pre);
    ensures others: \forall integer k; 0 <= k < wide && k != i ==>
      row[k].background == \at(row[k].background, Pre) && row[k].noise == \at(row[k].noise, Pre) &&
      row[k].flicker == \at(row[k].flicker, Pre) && row[k].candidate == \at(row[k].candidate, Pre) &&
      row[k].held == \at(row[k].held, Pre) && row[k].trust == \at(row[k].trust, Pre);
*/
static inline void settle_at(motion_sample_t *row, uint32_t i, uint32_t wide, uint8_t value)
{
  (void)wide;
  sample_settle(row + i, value);
}

void motion_row_settle(motion_sample_t *row, const uint8_t *values, uint32_t wide)
{
  /*@ loop invariant range: 0 <= i <= wide;
      loop invariant quarter: \forall integer k; 0 <= k < i ==>
        row[k].background == motion_approach(\at(row[k].background, Pre), 256 * values[k], 4) &&
        row[k].trust == 0 &&
        row[k].held == 0;
      loop invariant kept: \forall integer k; 0 <= k < i ==> row[k].noise == \at(row[k].noise, Pre) &&
        row[k].flicker == \at(row[k].flicker, Pre) && row[k].candidate == \at(row[k].candidate, Pre);
      loop invariant rest: \forall integer k; i <= k < wide ==> row[k].background == \at(row[k].background,
        Pre) &&
        row[k].noise == \at(row[k].noise, Pre) && row[k].flicker == \at(row[k].flicker, Pre) &&
        row[k].candidate == \at(row[k].candidate, Pre) && row[k].held == \at(row[k].held, Pre) &&
        row[k].trust == \at(row[k].trust, Pre);
      loop assigns i, row[0 .. wide - 1];
      loop variant wide - i;
  */
  for (uint32_t i = 0; i < wide; i++)
    settle_at(row, i, wide, values[i]);
}

void motion_row_mark(const motion_sample_t *row, const uint8_t *values, uint32_t wide, uint32_t gain,
                     uint8_t *marks)
{
  /*@ loop invariant range: 0 <= i <= wide;
      loop invariant far: \forall integer k; 0 <= k < i ==> marks[k] == motion_mark(row[k], values[k], gain);
      loop assigns i, marks[0 .. wide - 1];
      loop variant wide - i;
  */
  for (uint32_t i = 0; i < wide; i++)
    marks[i] = sample_mark(row[i], values[i], gain);
}

/* Sample i of a row. */
/*@ requires row: \valid(row + (0 .. wide - 1));
    requires sample: i < wide;
    requires gain: gain <= MOTION_GAIN_MAX;
    requires ticks: ticks <= MOTION_TICKS;
    terminates \true;
    assigns row[0 .. wide - 1];
    ensures background: row[i].background ==
      motion_next_background(\at(row[i].background, Pre), \at(row[i].candidate, Pre), \at(row[i].held, Pre),
      \at(row[i].trust, Pre), value, mark, gain, ticks);
    ensures noise: row[i].noise ==
      motion_next_noise(\at(row[i].background, Pre), \at(row[i].noise, Pre), value, mark, gain, ticks);
    ensures flicker: row[i].flicker ==
      motion_next_flicker(\at(row[i].flicker, Pre), \at(row[i].held, Pre), mark, ticks);
    ensures candidate: row[i].candidate ==
      motion_next_candidate(\at(row[i].candidate, Pre), \at(row[i].held, Pre), value, mark);
    ensures held: row[i].held ==
      motion_next_held(\at(row[i].candidate, Pre), \at(row[i].held, Pre), \at(row[i].trust, Pre), value,
      mark, ticks);
    ensures trust: row[i].trust ==
      motion_next_trust(\at(row[i].candidate, Pre), \at(row[i].held, Pre), \at(row[i].trust, Pre), value,
      mark, ticks);
    ensures others: \forall integer k; 0 <= k < wide && k != i ==>
      row[k].background == \at(row[k].background, Pre) && row[k].noise == \at(row[k].noise, Pre) &&
      row[k].flicker == \at(row[k].flicker, Pre) && row[k].candidate == \at(row[k].candidate, Pre) &&
      row[k].held == \at(row[k].held, Pre) && row[k].trust == \at(row[k].trust, Pre);
*/
static inline void learn_at(motion_sample_t *row, uint32_t i, uint32_t wide, uint8_t value, uint8_t mark,
                            uint32_t gain, uint8_t ticks)
{
  (void)wide;
  sample_learn(row + i, value, mark, gain, ticks);
}

void motion_row_learn(motion_sample_t *row, const uint8_t *values, const uint8_t *marks, uint32_t wide,
                      uint32_t gain, uint8_t ticks)
{
  /*@ loop invariant range: 0 <= i <= wide;
      loop invariant background: \forall integer k; 0 <= k < i ==>
        row[k].background == motion_next_background(\at(row[k].background, Pre), \at(row[k].candidate, Pre),
        \at(row[k].held, Pre), \at(row[k].trust, Pre), \at(values[k], Pre), \at(marks[k], Pre), gain, ticks);
      loop invariant noise: \forall integer k; 0 <= k < i ==>
        row[k].noise == motion_next_noise(\at(row[k].background, Pre), \at(row[k].noise, Pre),
        \at(values[k], Pre), \at(marks[k], Pre), gain, ticks);
      loop invariant flicker: \forall integer k; 0 <= k < i ==>
        row[k].flicker == motion_next_flicker(\at(row[k].flicker, Pre), \at(row[k].held, Pre), \at(marks[k],
        Pre), ticks);
      loop invariant candidate: \forall integer k; 0 <= k < i ==>
        row[k].candidate == motion_next_candidate(\at(row[k].candidate, Pre), \at(row[k].held, Pre),
        \at(values[k], Pre), \at(marks[k], Pre));
      loop invariant held: \forall integer k; 0 <= k < i ==>
        row[k].held == motion_next_held(\at(row[k].candidate, Pre), \at(row[k].held, Pre), \at(row[k].trust,
        Pre), \at(values[k], Pre), \at(marks[k], Pre), ticks);
      loop invariant trust: \forall integer k; 0 <= k < i ==>
        row[k].trust == motion_next_trust(\at(row[k].candidate, Pre), \at(row[k].held, Pre),
        \at(row[k].trust, Pre), \at(values[k], Pre), \at(marks[k], Pre), ticks);
      loop invariant rest: \forall integer k; i <= k < wide ==> row[k].background == \at(row[k].background,
        Pre) &&
        row[k].noise == \at(row[k].noise, Pre) && row[k].flicker == \at(row[k].flicker, Pre) &&
        row[k].candidate == \at(row[k].candidate, Pre) && row[k].held == \at(row[k].held, Pre) &&
        row[k].trust == \at(row[k].trust, Pre);
      loop invariant inputs: \forall integer k; 0 <= k < wide ==>
        values[k] == \at(values[k], Pre) && marks[k] == \at(marks[k], Pre);
      loop assigns i, row[0 .. wide - 1];
      loop variant wide - i;
  */
  for (uint32_t i = 0; i < wide; i++)
    learn_at(row, i, wide, values[i], marks[i], gain, ticks);
}

void motion_row_ratios(const motion_sample_t *row, const uint8_t *values, uint32_t wide, uint32_t *ratios)
{
  /*@ loop invariant range: 0 <= i <= wide;
      loop assigns i, ratios[0 .. MOTION_RATIOS - 1];
      loop variant wide - i;
  */
  for (uint32_t i = 0; i < wide; i++) {
    uint32_t luma = row[i].background;
    if (luma < DARK * 256 || luma > BRIGHT * 256 || values[i] > BRIGHT)
      continue;
    uint32_t ratio = (values[i] * 65536u + luma / 2) / luma;
    ratios[ratio > MOTION_GAIN_MAX ? MOTION_GAIN_MAX : ratio]++;
  }
}

void motion_row_collect(const uint8_t *marks, uint32_t wide, uint8_t *levels, uint32_t cells)
{
  /*@ loop invariant range: 0 <= i <= wide;
      loop invariant bounded: (\forall integer k; 0 <= k < cells ==> \at(levels[k],
        Pre) <= MOTION_LEVEL_MAX) ==>
        \forall integer k; 0 <= k < cells ==> \at(levels[k], Pre) <= levels[k] <= MOTION_LEVEL_MAX;
      loop assigns i, levels[0 .. cells - 1];
      loop variant wide - i;
  */
  for (uint32_t i = 0; i < wide && i / 4 < cells; i++)
    levels[i / 4] = add_up_to(levels[i / 4], marks[i], MOTION_LEVEL_MAX);
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
