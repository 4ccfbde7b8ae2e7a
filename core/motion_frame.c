/* SPDX-License-Identifier: BSD-2-Clause */
/* A frame: what it does to the model, and what moves in it. */
#include "motion.h"
#include "motion_count.h"

#define LIGHT_SETTLE 4 /* ticks after a change of light in which no motion is told */
#define RATIO_ROWS 4   /* one in so many rows of samples is looked at for the light */
#define RATIO_LEAST 64 /* fewer ratios say nothing of the light */
#define FLASH 32       /* a gain that jumps by this in one frame (1/8) may be a change of light */
#define CELL_ROWS 4    /* rows of samples in a row of cells */

/* What a frame is worked on with: a copy, so that nothing in it changes on the way. */
typedef struct {
  const uint8_t *luma;
  size_t size, stride;
  motion_sample_t *samples;
  size_t total; /* of samples */
  uint8_t *levels, *mask;
  uint32_t cells;          /* of levels and of mask */
  uint8_t *values, *marks; /* of a row of samples */
  uint32_t *ratios;
  uint32_t wide, high; /* samples of a row, rows of samples */
  uint32_t across;     /* cells of a row */
  uint8_t need;        /* the level below which nothing moves */
} work_t;

/* Where a row of samples is: its two rows of luma, its model, its row of cells. */
typedef struct {
  size_t top, bottom, first, cell;
} place_t;

/* What was made of a frame. */
typedef struct {
  motion_pace_t pace;
  bool light; /* the picture changed whole */
} seen_t;

/*@ predicate work_sized(work_t w) =
      w.wide <= MOTION_SAMPLES_WIDE && 1 <= w.across <= MOTION_CELLS_WIDE;

    predicate work_valid{L}(work_t w) =
      \valid_read(w.luma + (0 .. w.size - 1)) && \valid(w.samples + (0 .. w.total - 1)) &&
      \valid(w.levels + (0 .. w.cells - 1)) && \valid(w.mask + (0 .. w.cells - 1)) &&
      \valid(w.values + (0 .. MOTION_SAMPLES_WIDE - 1)) && \valid(w.marks + (0 .. MOTION_SAMPLES_WIDE - 1)) &&
      \valid(w.ratios + (0 .. MOTION_RATIOS - 1));

    predicate work_apart{L}(work_t w) =
      \separated(w.values + (0 .. MOTION_SAMPLES_WIDE - 1), w.luma + (0 .. w.size - 1)) &&
      \separated(w.values + (0 .. MOTION_SAMPLES_WIDE - 1), w.samples + (0 .. w.total - 1)) &&
      \separated(w.marks + (0 .. MOTION_SAMPLES_WIDE - 1), w.values + (0 .. MOTION_SAMPLES_WIDE - 1)) &&
      \separated(w.marks + (0 .. MOTION_SAMPLES_WIDE - 1), w.samples + (0 .. w.total - 1)) &&
      \separated(w.marks + (0 .. MOTION_SAMPLES_WIDE - 1), w.levels + (0 .. w.cells - 1)) &&
      \separated(w.marks + (0 .. MOTION_SAMPLES_WIDE - 1), w.mask + (0 .. w.cells - 1)) &&
      \separated(w.ratios + (0 .. MOTION_RATIOS - 1), w.values + (0 .. MOTION_SAMPLES_WIDE - 1)) &&
      \separated(w.ratios + (0 .. MOTION_RATIOS - 1), w.samples + (0 .. w.total - 1)) &&
      \separated(w.levels + (0 .. w.cells - 1), w.mask + (0 .. w.cells - 1));

    // A place is within the memory; all of its row is.
    predicate place_near(work_t w, place_t p) =
      p.top <= w.size && p.bottom <= w.size && p.first <= w.total && p.cell <= w.cells;
    predicate place_whole(work_t w, place_t p) =
      p.top + 2 * w.wide <= w.size && p.bottom + 2 * w.wide <= w.size && p.first + w.wide <= w.total &&
      p.cell + w.across <= w.cells;

    // A byte of a mask, counted from `from`, is 0 or 1.
    predicate mask_flag{L}(uint8_t *mask, integer from, integer i) = mask[from + i] <= 1;
*/

/* --- small steps --- */

/* `by` further, but not past the end. */
/*@ requires inside: at <= end;
    terminates \true;
    assigns \nothing;
    ensures inside: at <= \result <= end;
*/
static size_t advance(size_t at, size_t by, size_t end)
{
  return end - at < by ? end : at + by;
}

/*@ terminates \true;
    assigns \nothing;
    ensures near: place_near(work, \result);
*/
static place_t place_first(work_t work)
{
  place_t place;
  place.top = 0;
  place.bottom = advance(0, work.stride, work.size);
  place.first = 0;
  place.cell = 0;
  return place;
}

/* The place of the row after row y. */
/*@ requires near: place_near(work, place);
    terminates \true;
    assigns \nothing;
    ensures near: place_near(work, \result);
*/
static place_t place_next(work_t work, place_t place, uint32_t y)
{
  place_t next;
  next.top = advance(place.bottom, work.stride, work.size);
  next.bottom = advance(next.top, work.stride, work.size);
  next.first = advance(place.first, work.wide, work.total);
  next.cell = y % CELL_ROWS == CELL_ROWS - 1 ? advance(place.cell, work.across, work.cells) : place.cell;
  return next;
}

/*@ requires sized: work_sized(work);
    requires near: place_near(work, place);
    terminates \true;
    assigns \nothing;
    ensures whole: \result <==> place_whole(work, place);
*/
static bool row_whole(work_t work, place_t place)
{
  return work.size - place.top >= 2 * work.wide && work.size - place.bottom >= 2 * work.wide &&
         work.total - place.first >= work.wide && work.cells - place.cell >= work.across;
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

/* --- the light --- */

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

/* The light's gain over the model: the median ratio of the picture to it. */
/*@ requires work: work_sized(work) && work_valid(work) && work_apart(work);
    terminates \true;
    assigns work.values[0 .. MOTION_SAMPLES_WIDE - 1], work.ratios[0 .. MOTION_RATIOS - 1];
    ensures gain: \result <= MOTION_GAIN_MAX;
*/
static uint32_t gain_now(work_t work)
{
  place_t place = place_first(work);
  clear_ratios(work.ratios);
  /*@ loop invariant range: 0 <= y <= work.high;
      loop invariant near: place_near(work, place);
      loop assigns y, place, work.values[0 .. MOTION_SAMPLES_WIDE - 1], work.ratios[0 .. MOTION_RATIOS - 1];
      loop variant work.high - y;
  */
  for (uint32_t y = 0; y < work.high && row_whole(work, place); y++) {
    if (y % RATIO_ROWS == 0) {
      motion_row_halve(work.luma + place.top, work.luma + place.bottom, work.wide, work.values);
      motion_row_ratios(work.samples + place.first, work.values, work.wide, work.ratios);
    }
    place = place_next(work, place, y);
  }
  return median_ratio(work.ratios);
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

/* --- a frame --- */

/* One row of samples: marked, collected into its row of cells, learned. */
/*@ requires work: work_sized(work) && work_valid(work) && work_apart(work);
    requires place: place_whole(work, place);
    requires gain: pace.gain <= MOTION_GAIN_MAX;
    requires ticks: ticks <= MOTION_TICKS;
    terminates \true;
    assigns work.values[0 .. MOTION_SAMPLES_WIDE - 1], work.marks[0 .. MOTION_SAMPLES_WIDE - 1],
      work.samples[0 .. work.total - 1], work.levels[0 .. work.cells - 1];
*/
static void look_row(work_t work, place_t place, motion_pace_t pace, uint8_t ticks)
{
  motion_sample_t *row = work.samples + place.first;
  motion_row_halve(work.luma + place.top, work.luma + place.bottom, work.wide, work.values);
  if (!pace.begun) {
    motion_row_begin(row, work.values, work.wide);
    return;
  }
  motion_row_mark(row, work.values, work.wide, pace.gain, work.marks);
  motion_row_collect(work.marks, work.wide, work.levels + place.cell, work.across);
  if (pace.settle > 0)
    motion_row_settle(row, work.values, work.wide);
  else
    motion_row_learn(row, work.values, work.marks, work.wide, pace.gain, ticks);
}

/* All rows: the levels of all cells, and the model one frame further. */
/*@ requires work: work_sized(work) && work_valid(work) && work_apart(work);
    requires gain: pace.gain <= MOTION_GAIN_MAX;
    requires ticks: ticks <= MOTION_TICKS;
    terminates \true;
    assigns work.values[0 .. MOTION_SAMPLES_WIDE - 1], work.marks[0 .. MOTION_SAMPLES_WIDE - 1],
      work.samples[0 .. work.total - 1], work.levels[0 .. work.cells - 1];
*/
static void look(work_t work, motion_pace_t pace, uint8_t ticks)
{
  place_t place = place_first(work);
  clear(work.levels, work.cells);
  /*@ loop invariant range: 0 <= y <= work.high;
      loop invariant near: place_near(work, place);
      loop assigns y, place, work.values[0 .. MOTION_SAMPLES_WIDE - 1],
        work.marks[0 .. MOTION_SAMPLES_WIDE - 1], work.samples[0 .. work.total - 1],
        work.levels[0 .. work.cells - 1];
      loop variant work.high - y;
  */
  for (uint32_t y = 0; y < work.high && row_whole(work, place); y++) {
    look_row(work, place, pace, ticks);
    place = place_next(work, place, y);
  }
}

/* The mask of one row of cells, with no level above the first row and below the last. */
/*@ requires work: work_sized(work) && work_valid(work) && work_apart(work);
    requires cell: cell + work.across <= work.cells;
    terminates \true;
    assigns work.mask[cell .. cell + work.across - 1];
    ensures mask: \forall integer k; cell <= k < cell + work.across ==> work.mask[k] <= 1;
*/
static void clean_row(work_t work, uint32_t cell)
{
  uint32_t across = work.across;
  const uint8_t *levels = work.levels + cell;
  const uint8_t *above = cell >= across ? work.levels + (cell - across) : work.marks;
  const uint8_t *below = work.cells - cell >= 2 * across ? work.levels + (cell + across) : work.marks;
  motion_row_clean(above, levels, below, across, work.need, work.mask + cell);
  //@ assert row: \forall integer i; 0 <= i < across ==> mask_flag(work.mask, cell, i);
  //@ assert place: \forall integer k; mask_flag(work.mask, cell, k - cell) ==> work.mask[k] <= 1;
}

/* The mask of moving cells from their levels. */
/*@ requires work: work_sized(work) && work_valid(work) && work_apart(work);
    terminates \true;
    assigns work.marks[0 .. MOTION_SAMPLES_WIDE - 1], work.mask[0 .. work.cells - 1];
    ensures mask: \forall integer i; 0 <= i < work.cells ==> work.mask[i] <= 1;
*/
static void clean(work_t work)
{
  uint32_t cell = 0;
  clear(work.mask, work.cells);
  clear(work.marks, MOTION_CELLS_WIDE);
  /*@ loop invariant inside: cell <= work.cells;
      loop invariant mask: \forall integer k; 0 <= k < work.cells ==> work.mask[k] <= 1;
      loop assigns cell, work.mask[0 .. work.cells - 1];
      loop variant work.cells - cell;
  */
  while (work.cells - cell >= work.across) {
    clean_row(work, cell);
    cell += work.across;
  }
}

/* What is left of the time in which no motion is told. */
/*@ terminates \true;
    assigns \nothing;
*/
static uint32_t settle_left(uint32_t settle, uint8_t ticks, bool light)
{
  if (light)
    return LIGHT_SETTLE;
  return settle > ticks ? settle - ticks : 0;
}

/* Take the picture in: the model, the levels, the mask. */
/*@ requires work: work_sized(work) && work_valid(work) && work_apart(work);
    requires gain: pace.gain <= MOTION_GAIN_MAX;
    requires ticks: ticks <= MOTION_TICKS;
    terminates \true;
    assigns work.values[0 .. MOTION_SAMPLES_WIDE - 1], work.marks[0 .. MOTION_SAMPLES_WIDE - 1],
      work.ratios[0 .. MOTION_RATIOS - 1], work.samples[0 .. work.total - 1],
      work.levels[0 .. work.cells - 1], work.mask[0 .. work.cells - 1];
    ensures gain: \result.pace.gain <= MOTION_GAIN_MAX;
    ensures begun: \result.pace.begun;
    ensures mask: \forall integer i; 0 <= i < work.cells ==> work.mask[i] <= 1;
    ensures silent: \result.light || pace.settle > 0 ==>
      \forall integer i; 0 <= i < work.cells ==> work.mask[i] == 0;
*/
static seen_t observe(work_t work, motion_pace_t pace, uint8_t ticks)
{
  seen_t seen;
  seen.pace = pace;
  if (pace.begun)
    seen.pace.gain = gain_now(work);
  look(work, seen.pace, ticks);
  clean(work);
  uint32_t moving = motion_count_moving(work.mask, work.cells);
  seen.light = light_jumped(moving, work.cells, pace.gain, seen.pace.gain);
  if (pace.settle > 0 || seen.light)
    clear(work.mask, work.cells);
  seen.pace.settle = settle_left(pace.settle, ticks, seen.light);
  seen.pace.begun = true;
  return seen;
}

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

/* The ticks that a frame brings, the fraction of one before it being `phase`. */
/*@ requires rate: 1 <= rate <= MOTION_RATE_MAX;
    terminates \true;
    assigns \nothing;
    ensures ticks: \result <= MOTION_TICKS;
*/
static uint8_t ticks_passed(uint32_t phase, uint32_t rate)
{
  uint32_t ticks = (phase + MOTION_TICKS) / rate;
  return ticks > MOTION_TICKS ? MOTION_TICKS : (uint8_t)ticks;
}

/* The most sensitive zone's need: what is less moves nowhere. */
/*@ requires motion: \valid_read(motion) && motion_ready(motion);
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

/* Take a picture in that fits. Whether the light changed. */
/*@ requires motion: \valid(motion) && motion_ready(motion);
    requires memory: motion_memory_valid(&motion->memory, motion->samples, motion->cells) &&
      motion_memory_apart(motion);
    requires luma: \valid_read(luma + (0 .. size - 1));
    requires luma_apart: \separated(luma + (0 .. size - 1), motion);
    terminates \true;
    assigns motion->pace, motion->values[0 .. MOTION_SAMPLES_WIDE - 1],
      motion->marks[0 .. MOTION_SAMPLES_WIDE - 1], motion->ratios[0 .. MOTION_RATIOS - 1],
      motion->memory.samples[0 .. motion->samples - 1], motion->memory.levels[0 .. motion->cells - 1],
      motion->memory.mask[0 .. motion->cells - 1];
    ensures ready: motion_ready(motion);
    ensures begun: motion->pace.begun;
    ensures mask: \forall integer i; 0 <= i < motion->cells ==> motion->memory.mask[i] <= 1;
    ensures silent: \result || \old(motion->pace.settle) > 0 ==>
      \forall integer i; 0 <= i < motion->cells ==> motion->memory.mask[i] == 0;
*/
static bool take(motion_t *motion, const uint8_t *luma, size_t size, size_t stride)
{
  uint32_t rate = motion->format.rate;
  motion_pace_t pace = motion->pace;
  work_t work;
  work.luma = luma;
  work.size = size;
  work.stride = stride;
  work.samples = motion->memory.samples;
  work.total = motion->samples;
  work.levels = motion->memory.levels;
  work.mask = motion->memory.mask;
  work.cells = motion->cells;
  work.values = motion->values;
  work.marks = motion->marks;
  work.ratios = motion->ratios;
  work.wide = motion->format.width / 2;
  work.high = motion->format.height / 2;
  work.across = motion_cells_across(motion->format.width);
  work.need = least_needed(motion);
  seen_t seen = observe(work, pace, ticks_passed(pace.phase, rate));
  //@ assert format: motion_format_allowed(motion->format);
  //@ assert zones: motion->zones == \at(motion->zones, Pre) && motion->cells == \at(motion->cells, Pre);
  /*@ assert zone: \forall integer z; 0 <= z < MOTION_ZONES ==>
        motion->zone[z].sensitivity == \at(motion->zone[z].sensitivity, Pre); */
  /*@ assert smallest: \forall integer z; 0 <= z < MOTION_ZONES ==>
        motion->zone[z].smallest_cells == \at(motion->zone[z].smallest_cells, Pre); */
  //@ assert allowed: motion_zones_allowed((motion_zone_t *)motion->zone, motion->zones);
  motion->pace.phase = (pace.phase + MOTION_TICKS) % rate;
  motion->pace.settle = seen.pace.settle;
  motion->pace.gain = seen.pace.gain;
  motion->pace.begun = seen.pace.begun;
  //@ assert still_allowed: motion_zones_allowed((motion_zone_t *)motion->zone, motion->zones);
  return seen.light;
}

bool motion_step(motion_t *motion, const uint8_t *luma, size_t size, size_t stride, motion_result_t *result)
{
  if (!picture_fits(&motion->format, size, stride))
    return false;
  bool light = take(motion, luma, size, stride);
  motion_result_t report = motion_report(motion, light);
  //@ assert quiet: light || \at(motion->pace.settle, Pre) > 0 ==> report.moving == 0 && report.motion == 0;
  //@ ghost Reported: ;
  *result = report;
  //@ assert stored: result->cells_wide == report.cells_wide && result->cells_high == report.cells_high;
  //@ assert stored: result->moving == report.moving && result->light_changed == report.light_changed;
  //@ assert stored: result->motion == report.motion && result->zones == report.zones;
  //@ assert stored: result->mask == report.mask;
  //@ assert stored: \forall integer z; 0 <= z < MOTION_ZONES ==> result->zone[z] == report.zone[z];
  //@ assert format: motion->format == \at(motion->format, Reported);
  //@ assert gain: motion->pace.gain == \at(motion->pace.gain, Reported);
  //@ assert zones: motion->zones == \at(motion->zones, Reported) && motion->cells == \at(motion->cells, Reported);
  /*@ assert memory: motion->memory.mask == \at(motion->memory.mask, Reported) &&
        motion->memory.levels == \at(motion->memory.levels, Reported); */
  /*@ assert inside: \forall integer z; 0 <= z < MOTION_ZONES ==>
        motion->zone[z].cells == \at(motion->zone[z].cells, Reported); */
  /*@ assert smallest: \forall integer z; 0 <= z < MOTION_ZONES ==>
        motion->zone[z].smallest_cells == \at(motion->zone[z].smallest_cells, Reported); */
  //@ assert allowed: motion_zones_allowed((motion_zone_t *)motion->zone, motion->zones);
  /*@ assert same: \forall integer z; 0 <= z < motion->zones ==>
        (result->zone[z] >= motion->zone[z].smallest_cells <==>
         report.zone[z] >= \at(motion->zone[z].smallest_cells, Reported)); */
  return true;
}
