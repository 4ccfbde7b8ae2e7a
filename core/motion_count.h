/* SPDX-License-Identifier: BSD-2-Clause */
/* Counting the cells of motion's mask, in the picture and in zones. */
#ifndef CORE_MOTION_COUNT_H
#define CORE_MOTION_COUNT_H

#include "motion.h"

/** The level that a cell needs at a sensitivity (1 to 100). */
/*@ requires sensitivity: 1 <= sensitivity <= 100;
    terminates \true;
    assigns \nothing;
    ensures need: \result == motion_need(sensitivity);
    ensures bounded: 2 <= \result <= 31;
*/
uint8_t motion_level_needed(uint8_t sensitivity);

/** Cells set in a mask. */
/*@ requires mask: \valid_read(mask + (0 .. cells - 1));
    terminates \true;
    assigns \nothing;
    ensures count: \result == motion_count(mask, cells);
    ensures bounded: \result <= cells;
    ensures none: (\forall integer i; 0 <= i < cells ==> mask[i] == 0) ==> \result == 0;
*/
uint32_t motion_count_moving(const uint8_t *mask, uint32_t cells);

/** The moving cells of each zone. */
/*@ requires motion: \valid_read(motion) && motion_ready(motion);
    requires memory: motion_memory_valid(&motion->memory, motion->samples, motion->cells);
    requires zones: motion_zones_valid(motion);
    requires counts: \valid(counts + (0 .. MOTION_ZONES - 1));
    requires apart: \separated(counts + (0 .. MOTION_ZONES - 1), motion);
    terminates \true;
    assigns counts[0 .. MOTION_ZONES - 1];
    ensures counts: \forall integer z; 0 <= z < motion->zones ==>
      counts[z] == motion_zone_count(motion->memory.mask, motion->memory.levels, motion->zone[z].cells,
                                     motion_need(motion->zone[z].sensitivity), motion->cells);
    ensures none: (\forall integer i; 0 <= i < motion->cells ==> motion->memory.mask[i] == 0) ==>
      \forall integer z; 0 <= z < motion->zones ==> counts[z] == 0;
    ensures ready: motion_ready(motion);
*/
void motion_count_zones(const motion_t *motion, uint32_t *counts);

/** 1 where some zone has as many moving cells as it needs, else 0. */
/*@ requires motion: \valid_read(motion) && motion_ready(motion);
    requires counts: \valid_read(counts + (0 .. MOTION_ZONES - 1));
    terminates \true;
    assigns \nothing;
    ensures flag: \result <= 1;
    ensures some: \result == 1 <==>
      \exists integer z; 0 <= z < motion->zones && counts[z] >= motion->zone[z].smallest_cells;
    ensures none: (\forall integer z; 0 <= z < motion->zones ==> counts[z] == 0) ==> \result == 0;
*/
uint32_t motion_some_zone(const motion_t *motion, const uint32_t *counts);

#endif
