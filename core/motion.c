/* SPDX-License-Identifier: BSD-2-Clause */
#include "motion.h"

#define WHOLE_SMALLEST 2        /* moving cells that are motion where no zone is set */
#define WARM_UP MOTION_TICKS    /* ticks at the start in which no motion is told */
#define LIGHT_SETTLE 4          /* ticks after a change of light in which no motion is told */
#define RATIO_ROWS 4            /* every so many rows of samples are looked at for the light */
#define FLASH 32                /* a gain that jumps by this much in a frame (1/8) is a change of light */

static bool format_allowed(const motion_format_t *format)
{
  return format->width >= MOTION_WIDTH_MIN && format->width <= MOTION_WIDTH_MAX &&
         format->height >= MOTION_HEIGHT_MIN && format->height <= MOTION_HEIGHT_MAX && format->rate >= 1 &&
         format->rate <= MOTION_RATE_MAX;
}

static uint32_t cells_across(uint32_t pixels)
{
  return (pixels + MOTION_CELL - 1) / MOTION_CELL;
}

size_t motion_samples(const motion_format_t *format)
{
  if (!format_allowed(format))
    return 0;
  return (size_t)(format->width / 2) * (format->height / 2);
}

size_t motion_cells(const motion_format_t *format)
{
  if (!format_allowed(format))
    return 0;
  return (size_t)cells_across(format->width) * cells_across(format->height);
}

bool motion_start(motion_t *motion, const motion_format_t *format, const motion_memory_t *memory)
{
  if (!format_allowed(format))
    return false;
  motion->format = *format;
  motion->memory = *memory;
  motion->zones = 0;
  motion->phase = 0;
  motion->settle = WARM_UP;
  motion->gain = MOTION_GAIN_SAME;
  motion->begun = false;
  return true;
}

bool motion_set_zones(motion_t *motion, const motion_zone_t *zones, uint32_t count)
{
  if (count > MOTION_ZONES)
    return false;
  for (uint32_t i = 0; i < count; i++)
    if (zones[i].sensitivity < 1 || zones[i].sensitivity > 100 || zones[i].smallest_cells < 1)
      return false;
  for (uint32_t i = 0; i < count; i++)
    motion->zone[i] = zones[i];
  motion->zones = count;
  return true;
}

/* The level a cell needs: 41 at sensitivity 1 down to 2 at 100, 22 at 50. */
static uint8_t level_needed(uint8_t sensitivity)
{
  return (uint8_t)(2 + (100 - sensitivity) * 2 / 5);
}

static uint8_t least_needed(const motion_t *motion)
{
  uint8_t least = motion->zones == 0 ? level_needed(MOTION_SENSITIVITY) : MOTION_LEVEL_MAX;
  for (uint32_t i = 0; i < motion->zones; i++) {
    uint8_t need = level_needed(motion->zone[i].sensitivity);
    if (need < least)
      least = need;
  }
  return least;
}

static uint8_t ticks_passed(motion_t *motion)
{
  motion->phase += MOTION_TICKS;
  uint32_t ticks = motion->phase / motion->format.rate;
  motion->phase = motion->phase % motion->format.rate;
  return (uint8_t)ticks;
}

static uint32_t median_ratio(const uint32_t *ratios)
{
  uint32_t count = 0;
  for (uint32_t i = 0; i < MOTION_RATIOS; i++)
    count += ratios[i];
  if (count < 64)
    return MOTION_GAIN_SAME;
  uint32_t seen = 0;
  for (uint32_t i = 0; i < MOTION_RATIOS; i++) {
    seen += ratios[i];
    if (seen > count / 2)
      return i;
  }
  return MOTION_GAIN_SAME;
}

static uint32_t gain_now(motion_t *motion, const uint8_t *luma, size_t stride)
{
  uint32_t wide = motion->format.width / 2;
  for (uint32_t i = 0; i < MOTION_RATIOS; i++)
    motion->ratios[i] = 0;
  for (uint32_t y = 0; y < motion->format.height / 2; y += RATIO_ROWS) {
    const uint8_t *top = luma + 2 * y * stride;
    motion_row_halve(top, top + stride, wide, motion->values);
    motion_row_ratios(motion->memory.samples + (size_t)y * wide, motion->values, wide, motion->ratios);
  }
  return median_ratio(motion->ratios);
}

static void look(motion_t *motion, const uint8_t *luma, size_t stride, uint8_t ticks)
{
  uint32_t wide = motion->format.width / 2;
  uint32_t across = cells_across(motion->format.width);
  for (size_t i = 0; i < motion_cells(&motion->format); i++)
    motion->memory.levels[i] = 0;
  for (uint32_t y = 0; y < motion->format.height / 2; y++) {
    const uint8_t *top = luma + 2 * y * stride;
    motion_sample_t *row = motion->memory.samples + (size_t)y * wide;
    motion_row_halve(top, top + stride, wide, motion->values);
    if (!motion->begun) {
      motion_row_begin(row, motion->values, wide);
      continue;
    }
    motion_row_mark(row, motion->values, wide, motion->gain, motion->marks);
    motion_row_collect(motion->marks, wide, motion->memory.levels + (size_t)(y / 4) * across, across);
    if (motion->settle > 0)
      motion_row_settle(row, motion->values, wide);
    else
      motion_row_learn(row, motion->values, motion->marks, wide, motion->gain, ticks);
  }
}

bool motion_step(motion_t *motion, const uint8_t *luma, size_t size, size_t stride, motion_result_t *result)
{
  (void)size;
  uint32_t across = cells_across(motion->format.width);
  uint32_t down = cells_across(motion->format.height);
  uint8_t ticks = ticks_passed(motion);
  uint32_t gain_before = motion->gain;
  motion->gain = motion->begun ? gain_now(motion, luma, stride) : MOTION_GAIN_SAME;
  look(motion, luma, stride, ticks);
  motion->begun = true;

  static const uint8_t none[MOTION_CELLS_WIDE];
  uint8_t need = least_needed(motion);
  uint8_t *levels = motion->memory.levels;
  uint32_t moving = 0;
  for (uint32_t y = 0; y < down; y++) {
    uint8_t *row = levels + (size_t)y * across;
    uint8_t *mask = motion->memory.mask + (size_t)y * across;
    motion_row_clean(y > 0 ? row - across : none, row, y + 1 < down ? row + across : none, across, need, mask);
    for (uint32_t i = 0; i < across; i++)
      moving += mask[i];
  }
  uint32_t jump = motion->gain > gain_before ? motion->gain - gain_before : gain_before - motion->gain;
  result->light_changed = moving > across * down / 2 || (jump >= FLASH && moving > across * down / 10);
  if (motion->settle > 0) {
    motion->settle = motion->settle > ticks ? motion->settle - ticks : 0;
    moving = 0;
    for (size_t i = 0; i < (size_t)across * down; i++)
      motion->memory.mask[i] = 0;
  }
  if (result->light_changed) {
    moving = 0;
    motion->settle = LIGHT_SETTLE;
    for (size_t i = 0; i < (size_t)across * down; i++)
      motion->memory.mask[i] = 0;
  }
  result->cells_wide = across;
  result->cells_high = down;
  result->mask = motion->memory.mask;
  result->moving = moving;
  result->zones = motion->zones;
  result->zone[0] = moving;
  result->motion = moving >= WHOLE_SMALLEST;
  return true;
}
