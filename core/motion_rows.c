/* SPDX-License-Identifier: BSD-2-Clause */
#include "motion_rows.h"

#define NOISE_AT_START 32 /* 2 luma, in 1/16 */
#define NOISE_MAX 240
#define CONTRAST 12       /* the least difference that counts, in luma */
#define SAME 8            /* a candidate this close to itself has held */
#define ONSET 10          /* what one change adds to the flicker */
#define DARK 16
#define BRIGHT 250

static uint8_t distance(uint8_t a, uint8_t b)
{
  return a > b ? (uint8_t)(a - b) : (uint8_t)(b - a);
}

static uint8_t add_up_to(uint8_t value, uint8_t more, uint8_t most)
{
  uint32_t sum = (uint32_t)value + more;
  return sum > most ? most : (uint8_t)sum;
}

static uint8_t expected(uint16_t background, uint32_t gain)
{
  uint32_t luma = (background * gain) / 65536;
  return luma > 255 ? 255 : (uint8_t)luma;
}

static uint32_t threshold(uint8_t noise, uint8_t flicker)
{
  return CONTRAST + (uint32_t)noise / 4 + (uint32_t)flicker / 4;
}

/* `parts` sixteenths of the way from one luma in 1/256 to another. */
static uint16_t approach(uint16_t from, uint16_t to, uint8_t parts)
{
  return (uint16_t)((from * (16u - parts) + to * (uint32_t)parts) / 16u);
}

static uint16_t lit(uint16_t background, uint32_t gain)
{
  uint32_t luma = (background * gain) / 256;
  return luma > 65280 ? 65280 : (uint16_t)luma;
}

static motion_sample_t sample_begin(uint8_t value)
{
  motion_sample_t sample = { (uint16_t)(value * 256), NOISE_AT_START, 0, value, 0, 0 };
  return sample;
}

static motion_sample_t sample_still(motion_sample_t sample, uint8_t value, uint32_t gain, uint8_t ticks)
{
  uint8_t difference = distance(value, expected(sample.background, gain));
  sample.held = 0;
  sample.background = approach(sample.background, (uint16_t)(value * 256), ticks);
  if (difference * 16 > sample.noise)
    sample.noise = add_up_to(sample.noise, ticks, NOISE_MAX);
  else
    sample.noise = sample.noise > ticks ? (uint8_t)(sample.noise - ticks) : 0;
  sample.flicker = sample.flicker > ticks ? (uint8_t)(sample.flicker - ticks) : 0;
  sample.trust = add_up_to(sample.trust, ticks, MOTION_TRUST);
  return sample;
}

static motion_sample_t sample_changed(motion_sample_t sample, uint8_t value, uint32_t gain, uint8_t ticks)
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
    return sample;
  }
  sample.background = approach(sample.background, lit(sample.background, gain), ticks);
  return sample;
}

void motion_row_halve(const uint8_t *top, const uint8_t *bottom, uint32_t wide, uint8_t *values)
{
  for (uint32_t i = 0; i < wide; i++) {
    uint32_t sum = (uint32_t)top[2 * i] + top[2 * i + 1] + bottom[2 * i] + bottom[2 * i + 1];
    values[i] = (uint8_t)((sum + 2) / 4);
  }
}

void motion_row_begin(motion_sample_t *row, const uint8_t *values, uint32_t wide)
{
  for (uint32_t i = 0; i < wide; i++)
    row[i] = sample_begin(values[i]);
}

void motion_row_settle(motion_sample_t *row, const uint8_t *values, uint32_t wide)
{
  for (uint32_t i = 0; i < wide; i++) {
    row[i].background = approach(row[i].background, (uint16_t)(values[i] * 256), 4);
    row[i].held = 0;
    row[i].trust = 0;
  }
}

void motion_row_mark(const motion_sample_t *row, const uint8_t *values, uint32_t wide, uint32_t gain, uint8_t *marks)
{
  for (uint32_t i = 0; i < wide; i++) {
    uint32_t least = threshold(row[i].noise, row[i].flicker);
    uint32_t difference = distance(values[i], expected(row[i].background, gain));
    marks[i] = (uint8_t)((2 * difference > least) + (difference > least) + (difference > 2 * least));
  }
}

void motion_row_learn(motion_sample_t *row, const uint8_t *values, const uint8_t *marks, uint32_t wide, uint32_t gain,
                      uint8_t ticks)
{
  for (uint32_t i = 0; i < wide; i++) {
    if (marks[i] >= MOTION_MARK_CHANGED)
      row[i] = sample_changed(row[i], values[i], gain, ticks);
    else if (ticks > 0)
      row[i] = sample_still(row[i], values[i], gain, ticks);
    else
      row[i].held = 0;
  }
}

void motion_row_ratios(const motion_sample_t *row, const uint8_t *values, uint32_t wide, uint32_t *ratios)
{
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
  for (uint32_t i = 0; i < wide && i / 4 < cells; i++)
    levels[i / 4] = add_up_to(levels[i / 4], marks[i], MOTION_LEVEL_MAX);
}

static bool beside(const uint8_t *levels, uint32_t i, uint32_t cells, uint8_t need)
{
  return (i > 0 && levels[i - 1] >= need) || (i + 1 < cells && levels[i + 1] >= need);
}

void motion_row_clean(const uint8_t *above, const uint8_t *levels, const uint8_t *below, uint32_t cells, uint8_t need,
                      uint8_t *mask)
{
  uint8_t half = (uint8_t)(need / 2 + 1);
  for (uint32_t i = 0; i < cells; i++) {
    bool company = above[i] >= half || below[i] >= half || beside(above, i, cells, half) ||
                   beside(levels, i, cells, half) || beside(below, i, cells, half);
    mask[i] = levels[i] >= need && company ? 1 : 0;
  }
}
