/* SPDX-License-Identifier: BSD-2-Clause */
/* From frame to frame: what a frame does to the detector, and what it tells of it. */
#include "motion.h"
#include "motion_count.h"
#include "motion_ghost.h"

#define LIGHT_SETTLE 6 /* ticks after a change of light in which no motion is told */
#define USUAL 64       /* ticks in which what moves usually may change from nothing to all */
#define FADE 8         /* ticks after which a value that is not seen is trusted a tick less */

/* What was made of a frame. */
typedef struct {
  motion_pace_t pace;
  bool light; /* the picture changed whole */
  motion_change_t change;
} seen_t;

typedef struct {
  bool light;
  motion_change_t change;
} told_t;

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

/* The usual number of marked samples follows the marked ones, within USUAL ticks at most. */
/*@ requires total: total <= 1920 * 1080;
    requires ticks: ticks <= MOTION_TICKS;
    requires usual: usual <= total && marked <= total;
    terminates \true;
    assigns \nothing;
    ensures usual: \result <= total;
*/
static uint32_t usual_next(uint32_t usual, uint32_t marked, uint32_t total, uint8_t ticks)
{
  uint32_t step = (total / USUAL + 1) * ticks;
  if (marked > usual)
    return marked - usual > step ? usual + step : marked;
  return usual - marked > step ? usual - step : marked;
}

/*@ terminates \true;
    assigns \nothing;
*/
static motion_time_t time_of(uint8_t ticks, uint32_t fade)
{
  motion_time_t time;
  time.ticks = ticks;
  time.fade = (uint8_t)((fade + ticks) / FADE);
  return time;
}

/* The picture in samples and in the light of the model, which begins with the first. */
/*@ requires work: motion_work_sized(work) && motion_work_valid(work) && motion_work_apart(work);
    terminates \true;
    assigns work.model[0 .. MOTION_MARKS * work.total - 1];
*/
static motion_lit_t see(motion_work_t work, bool begun)
{
  motion_planes_halve(work);
  if (!begun)
    motion_planes_begin(work, true);
  return motion_planes_relight(work);
}

/* What moves in it; how many samples are marked. */
/*@ requires work: motion_work_sized(work) && motion_work_valid(work) && motion_work_apart(work);
    terminates \true;
    assigns work.model[MOTION_MARKS * work.total .. MOTION_PLANES * work.total - 1],
      work.levels[0 .. work.cells - 1], work.mask[0 .. work.cells - 1],
      work.sums[0 .. work.wide + 3], work.blank[0 .. work.wide - 1];
    ensures marked: \result <= work.total;
    ensures mask: motion_flags(work.mask, work.cells);
*/
static uint32_t find(motion_work_t work, motion_lit_t lit, uint32_t settle)
{
  uint32_t marked = motion_planes_mark(work, lit, settle > 0 ? 1 : MOTION_TRUSTED);
  motion_planes_gather(work);
  motion_planes_clean(work);
  return marked;
}

/* The model anew; what changed the picture whole. */
/*@ requires work: motion_work_sized(work) && motion_work_valid(work) && motion_work_apart(work);
    terminates \true;
    assigns work.model[0 .. MOTION_MARKS * work.total - 1];
    ensures change: MOTION_CHANGE_LIGHT <= \result <= MOTION_CHANGE_MOVED;
*/
static motion_change_t relearn(motion_work_t work)
{
  motion_planes_halve(work);
  motion_change_t change = motion_planes_change(work);
  motion_planes_begin(work, false);
  return change;
}

/* The model a frame further; the cell at which ghosts were looked for last. */
/*@ requires work: motion_work_sized(work) && motion_work_valid(work) && motion_work_apart(work);
    terminates \true;
    assigns work.model[0 .. MOTION_VALUES * work.total - 1],
      work.model[MOTION_BEFORE * work.total .. MOTION_MOVING * work.total - 1];
*/
static uint32_t learn(motion_work_t work, motion_pace_t pace, uint8_t ticks)
{
  uint32_t ghost = pace.settle == 0 ? motion_ghosts_let_go(work, pace.ghost) : pace.ghost;
  motion_planes_learn(work, time_of(ticks, pace.fade));
  return ghost;
}

/* How it goes on after a frame. */
/*@ requires total: total <= 1920 * 1080;
    requires ticks: ticks <= MOTION_TICKS;
    requires usual: pace.usual <= total && marked <= total;
    terminates \true;
    assigns \nothing;
    ensures usual: \result.usual <= total;
    ensures begun: \result.begun;
    ensures phase: \result.phase == pace.phase;
*/
static motion_pace_t pace_next(motion_pace_t pace, uint32_t marked, uint32_t total, uint8_t ticks, bool light)
{
  motion_pace_t next = pace;
  next.usual = usual_next(pace.usual, marked, total, ticks);
  next.fade = (pace.fade + ticks) % FADE;
  next.settle = settle_left(pace.settle, ticks, light);
  next.begun = true;
  return next;
}

/* Take the picture in: what moves, and the model one frame further. */
/*@ requires work: motion_work_sized(work) && motion_work_valid(work) && motion_work_apart(work);
    requires usual: pace.usual <= work.total;
    requires ticks: ticks <= MOTION_TICKS;
    terminates \true;
    assigns work.model[0 .. MOTION_PLANES * work.total - 1], work.levels[0 .. work.cells - 1],
      work.mask[0 .. work.cells - 1], work.sums[0 .. work.wide + 3],
      work.blank[0 .. work.wide - 1];
    ensures usual: \result.pace.usual <= work.total;
    ensures begun: \result.pace.begun;
    ensures change: \result.change <= MOTION_CHANGE_MOVED;
    ensures told: \result.light ==> \result.change >= MOTION_CHANGE_LIGHT;
    ensures mask: motion_flags(work.mask, work.cells);
    ensures silent: \result.light || pace.settle > 0 ==>
      \forall integer i; 0 <= i < work.cells ==> work.mask[i] == 0;
*/
static seen_t observe(motion_work_t work, motion_pace_t pace, uint8_t ticks)
{
  motion_lit_t lit = see(work, pace.begun);
  uint32_t marked = find(work, lit, pace.settle);
  bool light = pace.settle == 0 && marked > pace.usual && marked - pace.usual > work.total / 2;
  motion_change_t change = lit == MOTION_LIGHT_SAME ? MOTION_CHANGE_NONE : MOTION_CHANGE_LIGHT;
  uint32_t ghost = pace.ghost;
  if (light)
    change = relearn(work);
  else if (ticks > 0)
    ghost = learn(work, pace, ticks);
  if (light || pace.settle > 0)
    motion_planes_silence(work);
  seen_t seen;
  seen.light = light;
  seen.change = change;
  seen.pace = pace_next(pace, marked, (uint32_t)work.total, ticks, light);
  seen.pace.ghost = ghost;
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

/* What a frame of the detector is worked on with. */
/*@ requires motion: \valid(motion) && motion_ready(motion);
    requires memory: motion_memory_valid(&motion->memory, motion->room, motion->cells) &&
      motion_memory_apart(motion);
    requires luma: \valid_read(luma + (0 .. size - 1));
    requires luma_apart: \separated(luma + (0 .. size - 1), motion->memory.model + (0 .. motion->room - 1));
    terminates \true;
    assigns \nothing;
    ensures sized: motion_work_sized(\result);
    ensures valid: motion_work_valid(\result);
    ensures apart: motion_work_apart(\result);
    ensures memory: \result.model == motion->memory.model &&  \result.levels == motion->memory.levels &&
      \result.mask == motion->memory.mask && \result.total == motion->samples && \result.cells == motion->cells;
    ensures own: \result.sums == motion->memory.model + MOTION_PLANES * motion->samples &&
      \result.blank == \result.sums + \result.wide + 4 && \result.wide == motion->format.width / 2;
*/
static motion_work_t work_of(motion_t *motion, const uint8_t *luma, size_t size, size_t stride)
{
  motion_work_t work;
  work.luma = luma;
  work.size = size;
  work.stride = stride;
  work.model = motion->memory.model;
  work.total = motion->samples;
  work.levels = motion->memory.levels;
  work.mask = motion->memory.mask;
  work.cells = motion->cells;
  work.sums = motion->memory.model + MOTION_PLANES * motion->samples;
  work.wide = motion->format.width / 2;
  work.blank = work.sums + work.wide + 4;
  work.high = motion->format.height / 2;
  work.across = motion_cells_across(motion->format.width);
  work.need = least_needed(motion);
  return work;
}

/* Take a picture in that fits. Whether it changed whole, and what did. */
/*@ requires motion: \valid(motion) && motion_ready(motion);
    requires memory: motion_memory_valid(&motion->memory, motion->room, motion->cells) &&
      motion_memory_apart(motion);
    requires luma: \valid_read(luma + (0 .. size - 1));
    requires luma_apart: \separated(luma + (0 .. size - 1), motion->memory.model + (0 .. motion->room - 1));
    terminates \true;
    assigns motion->pace,
      motion->memory.model[0 .. motion->room - 1], motion->memory.levels[0 .. motion->cells - 1],
      motion->memory.mask[0 .. motion->cells - 1];
    ensures ready: motion_ready(motion);
    ensures begun: motion->pace.begun;
    ensures mask: \forall integer i; 0 <= i < motion->cells ==> motion->memory.mask[i] <= 1;
    ensures change: \result.change <= MOTION_CHANGE_MOVED && (\result.light ==> \result.change >= MOTION_CHANGE_LIGHT);
    ensures silent: \result.light || \old(motion->pace.settle) > 0 ==>
      \forall integer i; 0 <= i < motion->cells ==> motion->memory.mask[i] == 0;
*/
static told_t take(motion_t *motion, const uint8_t *luma, size_t size, size_t stride)
{
  uint32_t rate = motion->format.rate;
  motion_pace_t pace = motion->pace;
  motion_work_t work = work_of(motion, luma, size, stride);
  seen_t seen = observe(work, pace, ticks_passed(pace.phase, rate));
  //@ assert format: motion->format == \at(motion->format, Pre);
  //@ assert sizes: motion->samples == \at(motion->samples, Pre) && motion->cells == \at(motion->cells, Pre);
  //@ assert memory: motion->memory == \at(motion->memory, Pre);
  //@ assert zones: motion->zones == \at(motion->zones, Pre);
  /*@ assert zone: \forall integer z; 0 <= z < MOTION_ZONES ==>
        motion->zone[z].sensitivity == \at(motion->zone[z].sensitivity, Pre); */
  /*@ assert smallest: \forall integer z; 0 <= z < MOTION_ZONES ==>
        motion->zone[z].smallest_cells == \at(motion->zone[z].smallest_cells, Pre); */
  //@ assert allowed: motion_zones_allowed((motion_zone_t *)motion->zone, motion->zones);
  seen.pace.phase = (pace.phase + MOTION_TICKS) % rate;
  motion->pace = seen.pace;
  //@ assert still_allowed: motion_zones_allowed((motion_zone_t *)motion->zone, motion->zones);
  told_t told;
  told.light = seen.light;
  told.change = seen.change;
  return told;
}

bool motion_step(motion_t *motion, const uint8_t *luma, size_t size, size_t stride, motion_result_t *result)
{
  if (!picture_fits(&motion->format, size, stride))
    return false;
  told_t told = take(motion, luma, size, stride);
  motion_result_t report = motion_report(motion, told.light, told.change);
  //@ assert quiet: told.light || \at(motion->pace.settle, Pre) > 0 ==> report.moving == 0 && report.motion == 0;
  //@ ghost Reported: ;
  *result = report;
  //@ assert stored: result->cells_wide == report.cells_wide && result->cells_high == report.cells_high;
  //@ assert stored: result->moving == report.moving && result->light_changed == report.light_changed;
  //@ assert stored: result->motion == report.motion && result->zones == report.zones;
  //@ assert stored: result->mask == report.mask && result->change == report.change;
  //@ assert stored: \forall integer z; 0 <= z < MOTION_ZONES ==> result->zone[z] == report.zone[z];
  //@ assert format: motion->format == \at(motion->format, Reported);
  //@ assert pace: motion->pace == \at(motion->pace, Reported) && motion->samples == \at(motion->samples, Reported);
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
