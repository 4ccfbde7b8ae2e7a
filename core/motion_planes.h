/* SPDX-License-Identifier: BSD-2-Clause */
/* What becomes of all samples of a frame, row by row. The model is a list of planes: a byte of each sample. */
#ifndef CORE_MOTION_PLANES_H
#define CORE_MOTION_PLANES_H

#include "motion_light.h"
#include "motion_model.h"
#include "motion_rows.h"

#define MOTION_PLANES 12 /* first to flicker of motion_sample_t in its order, then: */
#define MOTION_VALUES 8
#define MOTION_MARKS 9
#define MOTION_BEFORE 10 /* marks of the frame before */
#define MOTION_MOVING 11
#define MOTION_SAMPLES_MAX (1920 * 1080)
#define MOTION_CELLS_MAX (480 * 270)

/* What a frame is worked on with: a copy, so that nothing in it changes on the way. */
typedef struct {
  const uint8_t *luma;
  size_t size, stride;
  uint8_t *model; /* MOTION_PLANES of `total` bytes */
  size_t total;   /* samples */
  uint8_t *levels, *mask;
  uint32_t cells;        /* of levels and of mask */
  uint8_t *sums, *blank; /* of a row of samples: wide + 4 bytes, and wide that stand for no level at all */
  uint32_t wide, high;   /* samples of a row, rows of samples */
  uint32_t across;       /* cells of a row */
  uint8_t need;          /* the level below which nothing moves */
} motion_work_t;

/* What changed a picture whole. */
typedef enum {
  MOTION_CHANGE_NONE,
  MOTION_CHANGE_LIGHT,   /* the edges are where they were */
  MOTION_CHANGE_COVERED, /* there are next to no edges left */
  MOTION_CHANGE_MOVED    /* there are other edges */
} motion_change_t;

#include "motion_planes.acsl.h"

/** The picture in samples: the plane of values. */
/*@ requires work: motion_work_sized(work) && motion_work_valid(work) && motion_work_apart(work);
    terminates \true;
    assigns work.model[MOTION_VALUES * work.total .. MOTION_MARKS * work.total - 1];
*/
void motion_planes_halve(motion_work_t work);

/** A model that knows nothing but the values; see motion_row_begin(). */
/*@ requires work: motion_work_sized(work) && motion_work_valid(work) && motion_work_apart(work);
    terminates \true;
    assigns work.model[0 .. MOTION_VALUES * work.total - 1];
*/
void motion_planes_begin(motion_work_t work, bool afresh);

/** The values as they would be in the light of the model, and what light that took. */
/*@ requires work: motion_work_sized(work) && motion_work_valid(work) && motion_work_apart(work);
    terminates \true;
    assigns work.model[MOTION_VALUES * work.total .. MOTION_MARKS * work.total - 1];
*/
motion_lit_t motion_planes_relight(motion_work_t work);

/** Mark what is none of the background; how many samples were, before those in another light were let go. A first value
    is believed once it was seen for `trusted` ticks. */
/*@ requires work: motion_work_sized(work) && motion_work_valid(work) && motion_work_apart(work);
    requires trusted: 1 <= trusted <= MOTION_TRUSTED;
    terminates \true;
    assigns work.model[MOTION_MARKS * work.total .. MOTION_BEFORE * work.total - 1];
    ensures bounded: \result <= work.total;
*/
uint32_t motion_planes_mark(motion_work_t work, motion_lit_t lit, uint8_t trusted);

/** What changed a picture that is another one whole: of the values, in their own light, and the model. */
/*@ requires work: motion_work_sized(work) && motion_work_valid(work) && motion_work_apart(work);
    terminates \true;
    assigns \nothing;
    ensures some: MOTION_CHANGE_LIGHT <= \result <= MOTION_CHANGE_MOVED;
*/
motion_change_t motion_planes_change(motion_work_t work);

/** The samples that move, and how many do in each cell: its level. */
/*@ requires work: motion_work_sized(work) && motion_work_valid(work) && motion_work_apart(work);
    terminates \true;
    assigns work.model[MOTION_MOVING * work.total .. MOTION_PLANES * work.total - 1],
      work.sums[0 .. work.wide + 3], work.levels[0 .. work.cells - 1];
*/
void motion_planes_gather(motion_work_t work);

/** The mask of moving cells from their levels. */
/*@ requires work: motion_work_sized(work) && motion_work_valid(work) && motion_work_apart(work);
    terminates \true;
    assigns work.blank[0 .. work.wide - 1], work.mask[0 .. work.cells - 1];
    ensures mask: motion_flags(work.mask, work.cells);
*/
void motion_planes_clean(motion_work_t work);

/** Let the model learn from the values. */
/*@ requires work: motion_work_sized(work) && motion_work_valid(work) && motion_work_apart(work);
    terminates \true;
    assigns work.model[0 .. MOTION_VALUES * work.total - 1],
      work.model[MOTION_BEFORE * work.total .. MOTION_MOVING * work.total - 1];
*/
void motion_planes_learn(motion_work_t work, motion_time_t time);

/** Nothing moves: neither a cell nor a sample. */
/*@ requires work: motion_work_sized(work) && motion_work_valid(work) && motion_work_apart(work);
    terminates \true;
    assigns work.mask[0 .. work.cells - 1], work.model[MOTION_MOVING * work.total .. MOTION_PLANES * work.total - 1];
    ensures none: \forall integer i; 0 <= i < work.cells ==> work.mask[i] == 0;
*/
void motion_planes_silence(motion_work_t work);

#endif
