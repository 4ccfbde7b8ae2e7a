/* SPDX-License-Identifier: BSD-2-Clause */
/* Words of the contracts on whole frames of motion detection: what a frame is worked on with. Included by
   core/motion_planes.h, after its types; annotations only. */
#ifndef SPEC_MOTION_PLANES_ACSL_H
#define SPEC_MOTION_PLANES_ACSL_H

/*@ predicate motion_work_sized(motion_work_t w) =
      w.total <= MOTION_SAMPLES_MAX && 32 <= w.wide <= MOTION_SAMPLES_WIDE && 1 <= w.across <= MOTION_CELLS_WIDE && w.across <= w.wide &&
      w.cells <= MOTION_CELLS_MAX;

    predicate motion_work_valid{L}(motion_work_t w) =
      \valid_read(w.luma + (0 .. w.size - 1)) && \valid(w.model + (0 .. MOTION_PLANES * w.total - 1)) &&
      \valid(w.levels + (0 .. w.cells - 1)) && \valid(w.mask + (0 .. w.cells - 1)) &&
      \valid(w.sums + (0 .. w.wide + 3)) && \valid(w.blank + (0 .. w.wide - 1));

    predicate motion_work_apart{L}(motion_work_t w) =
      \separated(w.model + (0 .. MOTION_PLANES * w.total - 1), w.luma + (0 .. w.size - 1)) &&
      \separated(w.model + (0 .. MOTION_PLANES * w.total - 1), w.levels + (0 .. w.cells - 1)) &&
      \separated(w.model + (0 .. MOTION_PLANES * w.total - 1), w.mask + (0 .. w.cells - 1)) &&
      \separated(w.model + (0 .. MOTION_PLANES * w.total - 1), w.sums + (0 .. w.wide + 3)) &&
      \separated(w.model + (0 .. MOTION_PLANES * w.total - 1), w.blank + (0 .. w.wide - 1)) &&
      \separated(w.levels + (0 .. w.cells - 1), w.mask + (0 .. w.cells - 1)) &&
      \separated(w.blank + (0 .. w.wide - 1), w.levels + (0 .. w.cells - 1)) &&
      \separated(w.blank + (0 .. w.wide - 1), w.mask + (0 .. w.cells - 1));

    // A list of bytes that are 0 or 1.
    predicate motion_flags{L}(uint8_t *list, integer count) = \forall integer i; 0 <= i < count ==> list[i] <= 1;

    // One of them, counted from `from`.
    predicate motion_flag{L}(uint8_t *list, integer from, integer i) = list[from + i] <= 1;
*/

#endif
