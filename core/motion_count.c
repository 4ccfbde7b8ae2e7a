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

void motion_count_zones(const motion_t *motion, uint32_t *counts)
{
  const uint8_t *mask = motion->memory.mask;
  const uint8_t *levels = motion->memory.levels;
  uint32_t cells = motion->cells;
  uint32_t zones = motion->zones;
  /*@ loop invariant range: 0 <= z <= zones;
      loop invariant counts: \forall integer k; 0 <= k < z ==>
        counts[k] == motion_zone_count(mask, levels, motion->zone[k].cells,
                                       motion_need(motion->zone[k].sensitivity), cells);
      loop invariant none: (\forall integer k; 0 <= k < cells ==> mask[k] == 0) ==>
        \forall integer k; 0 <= k < z ==> counts[k] == 0;
      loop assigns z, counts[0 .. MOTION_ZONES - 1];
      loop variant zones - z;
  */
  for (uint32_t z = 0; z < zones; z++)
    counts[z] = count_zone(mask, levels, motion->zone[z].cells,
                           motion_level_needed(motion->zone[z].sensitivity), cells);
}

uint32_t motion_some_zone(const motion_t *motion, const uint32_t *counts)
{
  /*@ loop invariant range: 0 <= z <= motion->zones;
      loop invariant not_yet: \forall integer k; 0 <= k < z ==> counts[k] < motion->zone[k].smallest_cells;
      loop assigns z;
      loop variant motion->zones - z;
  */
  for (uint32_t z = 0; z < motion->zones; z++)
    if (counts[z] >= motion->zone[z].smallest_cells)
      return 1;
  return 0;
}
