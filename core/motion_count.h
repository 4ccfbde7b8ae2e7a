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

/** What was found, for the caller: the counts of the mask and of each zone, and the verdict. */
/*@ requires motion: \valid_read(motion) && motion_ready(motion);
    requires memory: motion_memory_valid(&motion->memory, motion->room, motion->cells);
    requires zones: motion_zones_valid(motion);
    terminates \true;
    assigns \nothing;
    ensures light: \result.light_changed == (light ? 1 : 0);
    ensures change: \result.change == change;
    ensures grid: \result.cells_wide == (motion->format.width + 7) / 8 &&
      \result.cells_high == (motion->format.height + 7) / 8;
    ensures mask: \result.mask == motion->memory.mask;
    ensures moving: \result.moving == motion_count((uint8_t *)motion->memory.mask, motion->cells);
    ensures zones: \result.zones == motion->zones && \forall integer z; 0 <= z < motion->zones ==>
      \result.zone[z] == motion_zone_count(motion->memory.mask, motion->memory.levels, motion->zone[z].cells,
                                           motion_need(motion->zone[z].sensitivity), motion->cells);
    ensures whole: motion->zones == 0 ==> (\result.motion == 1 <==> \result.moving >= MOTION_SMALLEST);
    ensures some_zone: motion->zones > 0 ==> (\result.motion == 1 <==>
      \exists integer z; 0 <= z < motion->zones && \result.zone[z] >= motion->zone[z].smallest_cells);
    ensures none: (\forall integer i; 0 <= i < motion->cells ==> motion->memory.mask[i] == 0) ==>
      \result.moving == 0 && \result.motion == 0;
    ensures flag: \result.motion <= 1;
*/
motion_result_t motion_report(const motion_t *motion, bool light, motion_change_t change);

#endif
