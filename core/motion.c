/* SPDX-License-Identifier: BSD-2-Clause */
#include "motion.h"
#include "motion_count.h"

#define LIGHT_SETTLE 4 /* ticks after a change of light in which no motion is told */
#define RATIO_ROWS 4   /* one in so many rows of samples is looked at for the light */
#define RATIO_LEAST 64 /* fewer ratios say nothing of the light */
#define FLASH 32       /* a gain that jumps by this in one frame (1/8) may be a change of light */

/* --- set-up --- */

/*@ requires format: \valid_read(format);
    terminates \true;
    assigns \nothing;
    ensures allowed: \result <==> motion_format_allowed(*format);
*/
static bool format_allowed(const motion_format_t *format)
{
  return format->width >= MOTION_WIDTH_MIN && format->width <= MOTION_WIDTH_MAX &&
         format->height >= MOTION_HEIGHT_MIN && format->height <= MOTION_HEIGHT_MAX && format->rate >= 1 &&
         format->rate <= MOTION_RATE_MAX;
}

/*@ requires pixels: pixels <= MOTION_WIDTH_MAX;
    terminates \true;
    assigns \nothing;
    ensures up: \result == (pixels + 7) / 8;
    ensures bounded: \result <= MOTION_CELLS_WIDE;
*/
static uint32_t cells_across(uint32_t pixels)
{
  return (pixels + MOTION_CELL - 1) / MOTION_CELL;
}

size_t motion_samples(const motion_format_t *format)
{
  if (!format_allowed(format))
    return 0;
  //@ assert bounded: (format->width / 2) * (format->height / 2) <= 1920 * (format->height / 2);
  return (size_t)(format->width / 2) * (format->height / 2);
}

size_t motion_cells(const motion_format_t *format)
{
  if (!format_allowed(format))
    return 0;
  uint32_t across = cells_across(format->width);
  uint32_t down = cells_across(format->height);
  //@ assert down: down <= 270;
  //@ assert bounded: across * down <= 480 * down;
  return (size_t)across * down;
}

bool motion_start(motion_t *motion, const motion_format_t *format, const motion_memory_t *memory)
{
  if (!format_allowed(format))
    return false;
  motion->format = *format;
  motion->memory = *memory;
  motion->zones = 0;
  motion->samples = motion_samples(format);
  motion->cells = (uint32_t)motion_cells(format);
  motion->phase = 0;
  motion->settle = MOTION_WARM_UP;
  motion->gain = MOTION_GAIN_SAME;
  motion->begun = false;
  return true;
}

/*@ requires zones: \valid_read(zones + (0 .. count - 1));
    terminates \true;
    assigns \nothing;
    ensures allowed: \result <==> motion_zones_allowed(zones, count);
*/
static bool zones_allowed(const motion_zone_t *zones, uint32_t count)
{
  if (count > MOTION_ZONES)
    return false;
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant allowed: \forall integer k; 0 <= k < i ==>
        1 <= zones[k].sensitivity <= 100 && 1 <= zones[k].smallest_cells;
      loop assigns i;
      loop variant count - i;
  */
  for (uint32_t i = 0; i < count; i++)
    if (zones[i].sensitivity < 1 || zones[i].sensitivity > 100 || zones[i].smallest_cells < 1)
      return false;
  return true;
}

bool motion_set_zones(motion_t *motion, const motion_zone_t *zones, uint32_t count)
{
  if (!zones_allowed(zones, count))
    return false;
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant copied: \forall integer k; 0 <= k < i ==> motion->zone[k].cells == zones[k].cells &&
        motion->zone[k].sensitivity == zones[k].sensitivity &&
        motion->zone[k].smallest_cells == zones[k].smallest_cells;
      loop assigns i, motion->zone[0 .. MOTION_ZONES - 1];
      loop variant count - i;
  */
  for (uint32_t i = 0; i < count; i++) {
    motion->zone[i].cells = zones[i].cells;
    motion->zone[i].sensitivity = zones[i].sensitivity;
    motion->zone[i].smallest_cells = zones[i].smallest_cells;
  }
  motion->zones = count;
  return true;
}

/* --- small steps --- */

/* `by` further, but not past the end. */
/*@ requires inside: at <= end;
    terminates \true;
    assigns \nothing;
    ensures inside: at <= \result <= end;
    ensures further: end - at >= by ==> \result == at + by;
*/
static size_t advance(size_t at, size_t by, size_t end)
{
  return end - at < by ? end : at + by;
}

/* Whether `count` elements lie between `at` and the end. */
/*@ requires inside: at <= end;
    terminates \true;
    assigns \nothing;
    ensures room: \result <==> at + count <= end;
*/
static bool room(size_t at, size_t count, size_t end)
{
  return end - at >= count;
}

/*@ requires bytes: \valid(bytes + (0 .. count - 1));
    terminates \true;
    assigns bytes[0 .. count - 1];
    ensures clear: \forall integer i; 0 <= i < count ==> bytes[i] == 0;
*/
static void clear(uint8_t *bytes, uint32_t count)
{
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant clear: \forall integer k; 0 <= k < i ==> bytes[k] == 0;
      loop assigns i, bytes[0 .. count - 1];
      loop variant count - i;
  */
  for (uint32_t i = 0; i < count; i++)
    bytes[i] = 0;
}

/*@ requires ratios: \valid(ratios + (0 .. MOTION_RATIOS - 1));
    terminates \true;
    assigns ratios[0 .. MOTION_RATIOS - 1];
*/
static void clear_ratios(uint32_t *ratios)
{
  /*@ loop invariant range: 0 <= i <= MOTION_RATIOS;
      loop assigns i, ratios[0 .. MOTION_RATIOS - 1];
      loop variant MOTION_RATIOS - i;
  */
  for (uint32_t i = 0; i < MOTION_RATIOS; i++)
    ratios[i] = 0;
}

/*@ requires ratios: \valid_read(ratios + (0 .. MOTION_RATIOS - 1));
    terminates \true;
    assigns \nothing;
    ensures gain: \result <= MOTION_GAIN_MAX;
*/
static uint32_t median_ratio(const uint32_t *ratios)
{
  uint32_t count = 0;
  /*@ loop invariant range: 0 <= i <= MOTION_RATIOS;
      loop assigns i, count;
      loop variant MOTION_RATIOS - i;
  */
  for (uint32_t i = 0; i < MOTION_RATIOS; i++)
    count += ratios[i];
  if (count < RATIO_LEAST)
    return MOTION_GAIN_SAME;
  uint32_t seen = 0;
  /*@ loop invariant range: 0 <= i <= MOTION_RATIOS;
      loop assigns i, seen;
      loop variant MOTION_RATIOS - i;
  */
  for (uint32_t i = 0; i < MOTION_RATIOS; i++) {
    seen += ratios[i];
    if (seen > count / 2)
      return i;
  }
  return MOTION_GAIN_SAME;
}

/* --- a frame --- */

/*@ requires format: \valid_read(format) && motion_format_allowed(*format);
    terminates \true;
    assigns \nothing;
    ensures fits: \result <==> motion_fits(*format, size, stride);
*/
static bool picture_fits(const motion_format_t *format, size_t size, size_t stride)
{
  if (stride < format->width || stride > MOTION_STRIDE_MAX)
    return false;
  //@ assert bounded: (format->height - 1) * stride <= 2159 * stride;
  return (format->height - 1) * stride + format->width <= size;
}

/*@ requires motion: \valid(motion) && motion_ready(motion);
    terminates \true;
    assigns motion->phase;
    ensures ready: motion_ready(motion);
    ensures ticks: \result <= MOTION_TICKS;
*/
static uint8_t ticks_passed(motion_t *motion)
{
  uint32_t phase = motion->phase + MOTION_TICKS;
  uint32_t ticks = phase / motion->format.rate;
  motion->phase = phase % motion->format.rate;
  return ticks > MOTION_TICKS ? MOTION_TICKS : (uint8_t)ticks;
}

/* The most sensitive zone's need: what is less moves nowhere. */
/*@ requires motion: \valid_read(motion) && motion_zones_allowed((motion_zone_t *)motion->zone,
  motion->zones);
    terminates \true;
    assigns \nothing;
*/
static uint8_t least_needed(const motion_t *motion)
{
  if (motion->zones == 0)
    return motion_level_needed(MOTION_SENSITIVITY);
  uint8_t least = MOTION_LEVEL_MAX;
  /*@ loop invariant range: 0 <= i <= motion->zones;
      loop assigns i, least;
      loop variant motion->zones - i;
  */
  for (uint32_t i = 0; i < motion->zones; i++) {
    uint8_t need = motion_level_needed(motion->zone[i].sensitivity);
    if (need < least)
      least = need;
  }
  return least;
}

/*@ predicate frame_valid{L}(motion_t *m, uint8_t *luma, integer size) =
      \valid(m) && motion_ready(m) && motion_memory_valid(&m->memory, m->samples, m->cells) &&
      motion_memory_apart(m) && \valid_read(luma + (0 .. size - 1)) && \separated(luma + (0 .. size - 1),
      m) &&
      \separated(luma + (0 .. size - 1), m->memory.samples + (0 .. m->samples - 1)) &&
      \separated(luma + (0 .. size - 1), m->memory.levels + (0 .. m->cells - 1)) &&
      \separated(luma + (0 .. size - 1), m->memory.mask + (0 .. m->cells - 1));
*/

/* The light's gain over the model: the median ratio of the picture to it. */
/*@ requires frame: frame_valid(motion, luma, size);
    terminates \true;
    assigns motion->values[0 .. MOTION_SAMPLES_WIDE - 1], motion->ratios[0 .. MOTION_RATIOS - 1];
    ensures gain: \result <= MOTION_GAIN_MAX;
*/
static uint32_t gain_now(motion_t *motion, const uint8_t *luma, size_t size, size_t stride)
{
  const motion_sample_t *samples = motion->memory.samples;
  size_t total = motion->samples;
  uint32_t wide = motion->format.width / 2;
  uint32_t high = motion->format.height / 2;
  size_t at = 0;
  size_t first = 0;
  clear_ratios(motion->ratios);
  /*@ loop invariant range: 0 <= y <= high;
      loop invariant inside: at <= size && first <= total;
      loop assigns y, at, first, motion->values[0 .. MOTION_SAMPLES_WIDE - 1],
        motion->ratios[0 .. MOTION_RATIOS - 1];
      loop variant high - y;
  */
  for (uint32_t y = 0; y < high; y++) {
    size_t below = advance(at, stride, size);
    if (!room(at, 2 * (size_t)wide, size) || !room(below, 2 * (size_t)wide, size) ||
        !room(first, wide, total))
      break;
    if (y % RATIO_ROWS == 0) {
      motion_row_halve(luma + at, luma + below, wide, motion->values);
      motion_row_ratios(samples + first, motion->values, wide, motion->ratios);
    }
    at = advance(below, stride, size);
    first = advance(first, wide, total);
  }
  return median_ratio(motion->ratios);
}

/* One row of samples: marked, collected into its row of cells, learned. */
/*@ requires motion: \valid(motion) && motion->gain <= MOTION_GAIN_MAX;
    requires wide: wide <= MOTION_SAMPLES_WIDE;
    requires ticks: ticks <= MOTION_TICKS;
    requires row: \valid(row + (0 .. wide - 1));
    requires row_apart: \separated(row + (0 .. wide - 1), motion);
    requires levels: \valid(levels + (0 .. cells - 1));
    requires levels_apart: \separated(levels + (0 .. cells - 1), motion);
    requires levels_row: \separated(levels + (0 .. cells - 1), row + (0 .. wide - 1));
    terminates \true;
    assigns motion->marks[0 .. MOTION_SAMPLES_WIDE - 1], row[0 .. wide - 1], levels[0 .. cells - 1];
*/
static void look_row(motion_t *motion, motion_sample_t *row, uint32_t wide, uint8_t *levels, uint32_t cells,
                     uint8_t ticks)
{
  if (!motion->begun) {
    motion_row_begin(row, motion->values, wide);
    return;
  }
  motion_row_mark(row, motion->values, wide, motion->gain, motion->marks);
  motion_row_collect(motion->marks, wide, levels, cells);
  if (motion->settle > 0)
    motion_row_settle(row, motion->values, wide);
  else
    motion_row_learn(row, motion->values, motion->marks, wide, motion->gain, ticks);
}

/* All rows: the levels of all cells, and the model one frame further. */
/*@ requires frame: frame_valid(motion, luma, size);
    requires ticks: ticks <= MOTION_TICKS;
    terminates \true;
    assigns motion->values[0 .. MOTION_SAMPLES_WIDE - 1], motion->marks[0 .. MOTION_SAMPLES_WIDE - 1],
      motion->memory.samples[0 .. motion->samples - 1], motion->memory.levels[0 .. motion->cells - 1];
    ensures ready: motion_ready(motion);
*/
static void look(motion_t *motion, const uint8_t *luma, size_t size, size_t stride, uint8_t ticks)
{
  motion_sample_t *samples = motion->memory.samples;
  uint8_t *levels = motion->memory.levels;
  size_t total = motion->samples;
  size_t cells = motion->cells;
  uint32_t wide = motion->format.width / 2;
  uint32_t high = motion->format.height / 2;
  uint32_t across = cells_across(motion->format.width);
  size_t at = 0;
  size_t first = 0;
  size_t cell = 0;
  clear(levels, motion->cells);
  /*@ loop invariant range: 0 <= y <= high;
      loop invariant inside: at <= size && first <= total && cell <= cells;
      loop assigns y, at, first, cell, motion->values[0 .. MOTION_SAMPLES_WIDE - 1],
        motion->marks[0 .. MOTION_SAMPLES_WIDE - 1], samples[0 .. total - 1], levels[0 .. cells - 1];
      loop variant high - y;
  */
  for (uint32_t y = 0; y < high; y++) {
    size_t below = advance(at, stride, size);
    if (!room(at, 2 * (size_t)wide, size) || !room(below, 2 * (size_t)wide, size) ||
        !room(first, wide, total) || !room(cell, across, cells))
      break;
    motion_row_halve(luma + at, luma + below, wide, motion->values);
    look_row(motion, samples + first, wide, levels + cell, across, ticks);
    at = advance(below, stride, size);
    first = advance(first, wide, total);
    if (y % 4 == 3)
      cell = advance(cell, across, cells);
  }
}

/* The mask of moving cells from their levels. */
/*@ requires motion: \valid(motion) && motion_ready(motion);
    requires memory: motion_memory_valid(&motion->memory, motion->samples, motion->cells) &&
      motion_memory_apart(motion);
    terminates \true;
    assigns motion->marks[0 .. MOTION_SAMPLES_WIDE - 1], motion->memory.mask[0 .. motion->cells - 1];
    ensures mask: \forall integer i; 0 <= i < motion->cells ==> motion->memory.mask[i] <= 1;
    ensures ready: motion_ready(motion);
*/
static void clean(motion_t *motion)
{
  const uint8_t *levels = motion->memory.levels;
  uint8_t *mask = motion->memory.mask;
  const uint8_t *none = motion->marks;
  uint32_t cells = motion->cells;
  uint32_t across = cells_across(motion->format.width);
  uint8_t need = least_needed(motion);
  size_t cell = 0;
  clear(mask, cells);
  clear(motion->marks, MOTION_CELLS_WIDE);
  /*@ loop invariant inside: cell <= cells;
      loop invariant mask: \forall integer k; 0 <= k < cells ==> mask[k] <= 1;
      loop assigns cell, mask[0 .. cells - 1];
      loop variant cells - cell;
  */
  while (room(cell, across, cells)) {
    const uint8_t *above = cell >= across ? levels + (cell - across) : none;
    const uint8_t *below = room(cell, 2 * (size_t)across, cells) ? levels + (cell + across) : none;
    motion_row_clean(above, levels + cell, below, across, need, mask + cell);
    //@ assert row: \forall integer k; 0 <= k < across ==> mask[cell + k] <= 1;
    //@ assert rows: \forall integer k; cell <= k < cell + across ==> mask[cell + (k - cell)] <= 1;
    cell += across;
  }
}

/* Whether the picture changed whole: half of the cells, or a tenth with a jump of the light's gain. */
/*@ terminates \true;
    assigns \nothing;
*/
static bool light_jumped(uint32_t moving, uint32_t cells, uint32_t before, uint32_t gain)
{
  uint32_t jump = gain > before ? gain - before : before - gain;
  return moving > cells / 2 || (jump >= FLASH && moving > cells / 10);
}

/* No motion is told while the model settles; what is left of that. */
/*@ requires motion: \valid(motion) && motion_ready(motion);
    terminates \true;
    assigns motion->settle;
    ensures ready: motion_ready(motion);
    ensures settling: \result <==> \old(motion->settle) > 0 || light;
*/
static bool settle(motion_t *motion, uint8_t ticks, bool light)
{
  bool settling = motion->settle > 0 || light;
  if (light)
    motion->settle = LIGHT_SETTLE;
  else
    motion->settle = motion->settle > ticks ? motion->settle - ticks : 0;
  return settling;
}

/* What was found, for the caller. */
/*@ requires motion: \valid_read(motion) && motion_ready(motion);
    requires memory: motion_memory_valid(&motion->memory, motion->samples, motion->cells);
    requires zones: motion_zones_valid(motion);
    requires result: \valid(result) && \separated(result, motion) &&
      \separated(result, motion->memory.levels + (0 .. motion->cells - 1)) &&
      \separated(result, motion->memory.mask + (0 .. motion->cells - 1)) &&
      \forall integer z; 0 <= z < motion->zones ==>
        \separated(result, motion->zone[z].cells + (0 .. motion->cells - 1));
    terminates \true;
    assigns *result;
    ensures light: result->light_changed == (light ? 1 : 0);
    ensures same_mask: result->mask == motion->memory.mask;
    ensures kept: \forall integer i; 0 <= i < motion->cells ==>
      motion->memory.mask[i] == \old(motion->memory.mask[i]);
    ensures ready: motion_ready(motion);
    ensures begun: motion->begun == \old(motion->begun);
    ensures moving: result->moving == motion_count((uint8_t *)motion->memory.mask, motion->cells);
    ensures zones: result->zones == motion->zones && \forall integer z; 0 <= z < motion->zones ==>
      result->zone[z] == motion_zone_count(motion->memory.mask, motion->memory.levels, motion->zone[z].cells,
                                           motion_need(motion->zone[z].sensitivity), motion->cells);
    ensures whole: motion->zones == 0 ==> (result->motion == 1 <==> result->moving >= MOTION_SMALLEST);
    ensures some_zone: motion->zones > 0 ==> (result->motion == 1 <==>
      \exists integer z; 0 <= z < motion->zones && result->zone[z] >= motion->zone[z].smallest_cells);
    ensures none: (\forall integer i; 0 <= i < motion->cells ==> motion->memory.mask[i] == 0) ==>
      result->moving == 0 && result->motion == 0;
    ensures flags: result->motion <= 1;
*/
static void report(const motion_t *motion, bool light, motion_result_t *result)
{
  uint32_t moving = motion_count_moving(motion->memory.mask, motion->cells);
  result->cells_wide = cells_across(motion->format.width);
  result->cells_high = cells_across(motion->format.height);
  result->moving = moving;
  result->zones = motion->zones;
  result->zone[0] = moving;
  motion_count_zones(motion, result->zone);
  if (motion->zones == 0)
    result->motion = moving >= MOTION_SMALLEST ? 1 : 0;
  else
    result->motion = motion_some_zone(motion, result->zone);
  result->light_changed = light ? 1 : 0;
  result->mask = motion->memory.mask;
}

/* Take the picture in: the model, the levels, the mask. Whether the light changed. */
/*@ requires frame: frame_valid(motion, luma, size);
    terminates \true;
    assigns motion->phase, motion->settle, motion->gain, motion->begun,
      motion->values[0 .. MOTION_SAMPLES_WIDE - 1],
      motion->marks[0 .. MOTION_SAMPLES_WIDE - 1], motion->ratios[0 .. MOTION_RATIOS - 1],
      motion->memory.samples[0 .. motion->samples - 1], motion->memory.levels[0 .. motion->cells - 1],
      motion->memory.mask[0 .. motion->cells - 1];
    ensures ready: motion_ready(motion);
    ensures begun: motion->begun;
    ensures mask: \forall integer i; 0 <= i < motion->cells ==> motion->memory.mask[i] <= 1;
    ensures silent: \result || \old(motion->settle) > 0 ==>
      \forall integer i; 0 <= i < motion->cells ==> motion->memory.mask[i] == 0;
*/
static bool observe(motion_t *motion, const uint8_t *luma, size_t size, size_t stride)
{
  uint8_t ticks = ticks_passed(motion);
  uint32_t before = motion->gain;
  if (motion->begun)
    motion->gain = gain_now(motion, luma, size, stride);
  //@ assert lit: motion_ready(motion);
  look(motion, luma, size, stride, ticks);
  motion->begun = true;
  //@ assert looked: motion_ready(motion);
  clean(motion);
  uint32_t moving = motion_count_moving(motion->memory.mask, motion->cells);
  bool light = light_jumped(moving, motion->cells, before, motion->gain);
  if (settle(motion, ticks, light))
    clear(motion->memory.mask, motion->cells);
  return light;
}

bool motion_step(motion_t *motion, const uint8_t *luma, size_t size, size_t stride, motion_result_t *result)
{
  if (!picture_fits(&motion->format, size, stride))
    return false;
  bool light = observe(motion, luma, size, stride);
  report(motion, light, result);
  return true;
}
