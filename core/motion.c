/* SPDX-License-Identifier: BSD-2-Clause */
#include "motion.h"

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

uint32_t motion_cells_across(uint32_t pixels)
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

size_t motion_model_bytes(const motion_format_t *format)
{
  size_t samples = motion_samples(format);
  if (samples == 0)
    return 0;
  return MOTION_PLANES * samples + 2 * (size_t)(format->width / 2) + 4;
}

size_t motion_cells(const motion_format_t *format)
{
  if (!format_allowed(format))
    return 0;
  uint32_t across = motion_cells_across(format->width);
  uint32_t down = motion_cells_across(format->height);
  //@ assert down: down <= 270;
  //@ assert bounded: across * down <= 480 * down;
  return (size_t)across * down;
}

size_t motion_size(const motion_format_t *format)
{
  if (!format_allowed(format))
    return 0;
  //@ ghost uint32_t width = format->width;
  //@ ghost uint32_t height = format->height;
  //@ assert planes: (2 * (width / 2)) * (2 * (height / 2)) <= width * (2 * (height / 2));
  //@ assert planes: width * (2 * (height / 2)) <= width * height;
  //@ assert planes: 4 * motion_sample_total(*format) <= width * height;
  //@ assert narrow: 6 * ((width + 7) / 8) <= width && 6 * ((height + 7) / 8) <= height;
  //@ assert cells: (6 * ((width + 7) / 8)) * (6 * ((height + 7) / 8)) <= width * (6 * ((height + 7) / 8));
  //@ assert cells: width * (6 * ((height + 7) / 8)) <= width * height;
  //@ assert cells: 36 * motion_cell_total(*format) <= width * height;
  //@ assert rows: 48 * width <= width * height;
  return sizeof(motion_t) + sizeof(motion_blobs_t) + motion_model_bytes(format) + 2 * motion_cells(format);
}

bool motion_start(motion_t *motion, const motion_format_t *format, const motion_memory_t *memory)
{
  if (!format_allowed(format))
    return false;
  motion->format = *format;
  motion->memory = *memory;
  motion->zones = 0;
  motion->samples = motion_samples(format);
  motion->room = motion_model_bytes(format);
  motion->cells = (uint32_t)motion_cells(format);
  motion->pace.phase = 0;
  motion->pace.settle = MOTION_WARM_UP;
  motion->pace.usual = 0;
  motion->pace.fade = 0;
  motion->pace.ghost = 0;
  motion->pace.begun = false;
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
