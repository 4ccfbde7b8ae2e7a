/* SPDX-License-Identifier: BSD-2-Clause */
#include "motion_count.h"

uint8_t motion_level_needed(uint8_t sensitivity)
{
  return (uint8_t)(2 + (100 - sensitivity) * 3 / 10);
}

/*@ requires mask: \valid_read(mask + (0 .. cells - 1));
    requires levels: \valid_read(levels + (0 .. cells - 1));
    requires zone: \valid_read(zone + (0 .. cells - 1));
    terminates \true;
    assigns \nothing;
    ensures count: \result == motion_zone_count(mask, levels, zone, need, cells);
    ensures none: (\forall integer i; 0 <= i < cells ==> mask[i] == 0) ==> \result == 0;
*/
static uint32_t count_zone(const uint8_t *mask, const uint8_t *levels, const uint8_t *zone, uint8_t need,
                           uint32_t cells)
{
  uint32_t moving = 0;
  /*@ loop invariant range: 0 <= i <= cells;
      loop invariant count: moving == motion_zone_count(mask, levels, zone, need, i);
      loop invariant bounded: moving <= i;
      loop invariant none: (\forall integer k; 0 <= k < cells ==> mask[k] == 0) ==> moving == 0;
      loop assigns i, moving;
      loop variant cells - i;
  */
  for (uint32_t i = 0; i < cells; i++)
    if (mask[i] != 0 && zone[i] != 0 && levels[i] >= need)
      moving++;
  return moving;
}

uint32_t motion_count_moving(const uint8_t *mask, uint32_t cells)
{
  uint32_t moving = 0;
  /*@ loop invariant range: 0 <= i <= cells;
      loop invariant count: moving == motion_count(mask, i);
      loop invariant bounded: moving <= i;
      loop invariant none: (\forall integer k; 0 <= k < cells ==> mask[k] == 0) ==> moving == 0;
      loop assigns i, moving;
      loop variant cells - i;
  */
  for (uint32_t i = 0; i < cells; i++)
    if (mask[i] != 0)
      moving++;
  return moving;
}

/* A result with the moving cells of each zone, and no more. */
/*@ requires motion: \valid_read(motion) && motion_ready(motion);
    requires memory: motion_memory_valid(&motion->memory, motion->room, motion->cells);
    requires zones: motion_zones_valid(motion);
    terminates \true;
    assigns \nothing;
    ensures counts: \forall integer z; 0 <= z < motion->zones ==>
      \result.zone[z] == motion_zone_count(motion->memory.mask, motion->memory.levels, motion->zone[z].cells,
                                           motion_need(motion->zone[z].sensitivity), motion->cells);
    ensures none: (\forall integer i; 0 <= i < motion->cells ==> motion->memory.mask[i] == 0) ==>
      \forall integer z; 0 <= z < motion->zones ==> \result.zone[z] == 0;
*/
static motion_result_t count_zones(const motion_t *motion)
{
  motion_result_t counts = {0};
  /*@ loop invariant range: 0 <= z <= motion->zones;
      loop invariant counts: \forall integer k; 0 <= k < z ==>
        counts.zone[k] == motion_zone_count(motion->memory.mask, motion->memory.levels, motion->zone[k].cells,
                                            motion_need(motion->zone[k].sensitivity), motion->cells);
      loop invariant none: (\forall integer i; 0 <= i < motion->cells ==> motion->memory.mask[i] == 0) ==>
        \forall integer k; 0 <= k < z ==> counts.zone[k] == 0;
      loop assigns z, counts;
      loop variant motion->zones - z;
  */
  for (uint32_t z = 0; z < motion->zones; z++)
    counts.zone[z] = count_zone(motion->memory.mask, motion->memory.levels, motion->zone[z].cells,
                                motion_level_needed(motion->zone[z].sensitivity), motion->cells);
  return counts;
}

/* 1 where some zone has as many moving cells as it needs, else 0. */
/*@ requires motion: \valid_read(motion) && motion_ready(motion);
    terminates \true;
    assigns \nothing;
    ensures flag: \result <= 1;
    ensures some: \result == 1 <==>
      \exists integer z; 0 <= z < motion->zones && counts.zone[z] >= motion->zone[z].smallest_cells;
*/
static uint32_t some_zone(const motion_t *motion, motion_result_t counts)
{
  /*@ loop invariant range: 0 <= z <= motion->zones;
      loop invariant not_yet: \forall integer k; 0 <= k < z ==> counts.zone[k] < motion->zone[k].smallest_cells;
      loop assigns z;
      loop variant motion->zones - z;
  */
  for (uint32_t z = 0; z < motion->zones; z++)
    if (counts.zone[z] >= motion->zone[z].smallest_cells)
      return 1;
  return 0;
}

motion_result_t motion_report(const motion_t *motion, bool light, motion_change_t change)
{
  motion_result_t result = count_zones(motion);
  result.cells_wide = motion_cells_across(motion->format.width);
  result.cells_high = motion_cells_across(motion->format.height);
  result.mask = motion->memory.mask;
  result.fine = motion->memory.model + MOTION_MOVING * motion->samples;
  result.moving = motion_count_moving(motion->memory.mask, motion->cells);
  result.zones = motion->zones;
  result.light_changed = light ? 1 : 0;
  result.change = change;
  result.motion = some_zone(motion, result);
  if (motion->zones == 0) {
    result.zone[0] = result.moving;
    result.motion = result.moving >= MOTION_SMALLEST ? 1 : 0;
  }
  return result;
}
