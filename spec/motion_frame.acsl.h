/* SPDX-License-Identifier: BSD-2-Clause */
/* Words of the motion detector's contracts: when it is set up, which picture it takes, how moving
   cells are counted. Included by core/motion.h, after its types; annotations only. */
#ifndef SPEC_MOTION_FRAME_ACSL_H
#define SPEC_MOTION_FRAME_ACSL_H

/*@ predicate motion_format_allowed(motion_format_t f) =
      MOTION_WIDTH_MIN <= f.width <= MOTION_WIDTH_MAX && MOTION_HEIGHT_MIN <= f.height <= MOTION_HEIGHT_MAX &&
      1 <= f.rate <= MOTION_RATE_MAX;

    logic integer motion_sample_total(motion_format_t f) = (f.width / 2) * (f.height / 2);
    logic integer motion_cell_total(motion_format_t f) = ((f.width + 7) / 8) * ((f.height + 7) / 8);

    // The planes, and two rows of samples to work in.
    logic integer motion_model_total(motion_format_t f) =
      MOTION_PLANES * motion_sample_total(f) + 2 * (f.width / 2) + 4;

    // A picture of the format lies within `size` bytes in rows of `stride`.
    predicate motion_fits(motion_format_t f, integer size, integer stride) =
      f.width <= stride <= MOTION_STRIDE_MAX && (f.height - 1) * stride + f.width <= size;

    predicate motion_zones_allowed{L}(motion_zone_t *zones, integer count) =
      count <= MOTION_ZONES &&
      \forall integer i; 0 <= i < count ==> 1 <= zones[i].sensitivity <= 100 && 1 <= zones[i].smallest_cells;

    // What motion_start() and motion_set_zones() leave, and motion_step() needs and keeps.
    predicate motion_ready{L}(motion_t *m) =
      motion_format_allowed(m->format) && m->samples == motion_sample_total(m->format) && m->room == motion_model_total(m->format) &&
      m->pace.usual <= m->samples && m->samples <= MOTION_SAMPLES_MAX && m->cells <= MOTION_CELLS_MAX &&
      motion_zones_allowed((motion_zone_t *)m->zone, m->zones);

    predicate motion_memory_valid{L}(motion_memory_t *memory, integer room, integer cells) =
      \valid(memory->model + (0 .. room - 1)) && \valid(memory->levels + (0 .. cells - 1)) &&
      \valid(memory->mask + (0 .. cells - 1)) &&
      \separated(memory->model + (0 .. room - 1), memory->levels + (0 .. cells - 1)) &&
      \separated(memory->model + (0 .. room - 1), memory->mask + (0 .. cells - 1)) &&
      \separated(memory->levels + (0 .. cells - 1), memory->mask + (0 .. cells - 1));

    predicate motion_memory_apart{L}(motion_t *m) =
      \separated(m, m->memory.model + (0 .. m->room - 1)) && \separated(m, m->memory.levels +
      (0 .. m->cells - 1)) &&
      \separated(m, m->memory.mask + (0 .. m->cells - 1));

    predicate motion_zones_valid{L}(motion_t *m) =
      \forall integer z; 0 <= z < m->zones ==>
        \valid_read(m->zone[z].cells + (0 .. m->cells - 1)) &&
        \separated(m->zone[z].cells + (0 .. m->cells - 1), m) &&
        \separated(m->zone[z].cells + (0 .. m->cells - 1), m->memory.model + (0 .. m->room - 1)) &&
        \separated(m->zone[z].cells + (0 .. m->cells - 1), m->memory.levels + (0 .. m->cells - 1)) &&
        \separated(m->zone[z].cells + (0 .. m->cells - 1), m->memory.mask + (0 .. m->cells - 1));

    // The level that a cell needs at a sensitivity.
    logic integer motion_need(integer sensitivity) = 2 + (100 - sensitivity) * 3 / 10;

    // Cells set among the first n of a mask.
    logic integer motion_count{L}(uint8_t *mask, integer n) =
      n <= 0 ? 0 : motion_count(mask, n - 1) + (mask[n - 1] != 0 ? 1 : 0);

    // Cells set among the first n of a mask that lie in a zone and reach its need.
    logic integer motion_zone_count{L}(uint8_t *mask, uint8_t *levels, uint8_t *zone, integer need,
      integer n) =
      n <= 0 ? 0
             : motion_zone_count(mask, levels, zone, need, n - 1) +
               (mask[n - 1] != 0 && zone[n - 1] != 0 && levels[n - 1] >= need ? 1 : 0);
*/

#endif
