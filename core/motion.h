/* SPDX-License-Identifier: BSD-2-Clause */
/* Motion from luma: an integer background model, a mask of cells, a count for each zone. */
#ifndef CORE_MOTION_H
#define CORE_MOTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "motion_blobs.h"
#include "motion_planes.h"

#define MOTION_CELL 8 /* pixels of a cell's side; cells = ceil(width / 8) by ceil(height / 8), row by row */
#define MOTION_WIDTH_MIN 64
#define MOTION_WIDTH_MAX 3840
#define MOTION_HEIGHT_MIN 48
#define MOTION_HEIGHT_MAX 2160
#define MOTION_RATE_MAX 60
#define MOTION_STRIDE_MAX 65536
#define MOTION_ZONES 8
#define MOTION_SENSITIVITY 50               /* where no zone is set */
#define MOTION_SMALLEST 2                   /* moving cells that are motion where no zone is set */
#define MOTION_WARM_UP (MOTION_TRUSTED + 2) /* ticks */

typedef struct {
  uint32_t width, height; /* pixels */
  uint32_t rate;          /* frames a second, 1 to 60 */
} motion_format_t;

/* A zone is a list of cells (a byte each, row by row: 0 outside, else inside), made from its polygon by the
   platform. */
typedef struct {
  const uint8_t *cells;
  uint8_t sensitivity;     /* 1 (least) to 100 */
  uint32_t smallest_cells; /* moving cells that count as motion, at least 1 */
} motion_zone_t;

/* The caller's memory; need not be cleared. */
typedef struct {
  uint8_t *model;  /* motion_model_bytes() */
  uint8_t *levels; /* motion_cells() bytes */
  uint8_t *mask;   /* motion_cells() bytes */
} motion_memory_t;

typedef struct {
  uint32_t cells_wide, cells_high;
  const uint8_t *mask;         /* a byte a cell, row by row: 0 still, 1 moving; lives until the next call */
  const uint8_t *fine;         /* the same for each sample: 2x2 pixels, rows of width / 2 */
  uint32_t moving;             /* cells moving in the whole picture */
  uint32_t zone[MOTION_ZONES]; /* cells moving in each zone; with no zone set, zone[0] is the whole picture */
  uint32_t zones;              /* how many zones are set */
  uint32_t motion;             /* 1: some zone has its smallest_cells or more; else 0 */
  uint32_t light_changed;      /* 1: the picture changed whole, which is no motion; else 0 */
  motion_change_t
      change; /* what changed it whole; also LIGHT as long as another light than the model's is told from motion */
} motion_result_t;

/* What goes on from frame to frame. */
typedef struct {
  uint32_t phase;  /* towards the next tick */
  uint32_t settle; /* ticks until motion is told again (warm-up, change of light) */
  uint32_t usual;  /* marked samples, followed slowly */
  uint32_t fade;   /* ticks towards the next fading of what is not seen */
  uint32_t ghost;  /* the cell at which ghosts were looked for last */
  bool begun;      /* a frame was taken */
} motion_pace_t;

/* The detector's state. Set it up with motion_start(); its fields are not for others. */
typedef struct {
  motion_format_t format;
  motion_memory_t memory;
  motion_zone_t zone[MOTION_ZONES];
  uint32_t zones;
  size_t samples; /* of a picture */
  size_t room;    /* bytes of memory.model */
  uint32_t cells; /* bytes of memory.levels, of memory.mask and of a zone */
  motion_pace_t pace;
} motion_t;

#include "motion_frame.acsl.h"

/** Cells along so many pixels. */
/*@ requires pixels: pixels <= MOTION_WIDTH_MAX;
    terminates \true;
    assigns \nothing;
    ensures up: \result == (pixels + 7) / 8;
    ensures bounded: \result <= MOTION_CELLS_WIDE;
*/
uint32_t motion_cells_across(uint32_t pixels);

/** Samples of a format (a byte of `fine` each); 0 where the format is out of range. */
/*@ requires format: \valid_read(format);
    terminates \true;
    assigns \nothing;
    ensures samples: motion_format_allowed(*format) ==> \result == motion_sample_total(*format);
    ensures none: !motion_format_allowed(*format) ==> \result == 0;
    ensures bounded: \result <= MOTION_SAMPLES_MAX;
*/
size_t motion_samples(const motion_format_t *format);

/** Bytes of memory.model for a format; 0 where the format is out of range. */
/*@ requires format: \valid_read(format);
    terminates \true;
    assigns \nothing;
    ensures bytes: motion_format_allowed(*format) ==> \result == motion_model_total(*format);
    ensures none: !motion_format_allowed(*format) ==> \result == 0;
    ensures bounded: \result <= MOTION_PLANES * MOTION_SAMPLES_MAX + 2 * MOTION_SAMPLES_WIDE + 4;
*/
size_t motion_model_bytes(const motion_format_t *format);

/** Cells of a format (bytes of memory.levels, of memory.mask, of a zone); 0 where it is out of range. */
/*@ requires format: \valid_read(format);
    terminates \true;
    assigns \nothing;
    ensures cells: motion_format_allowed(*format) ==> \result == motion_cell_total(*format);
    ensures none: !motion_format_allowed(*format) ==> \result == 0;
    ensures bounded: \result <= MOTION_CELLS_MAX;
*/
size_t motion_cells(const motion_format_t *format);

/** Bytes of all that is kept from frame to frame: motion_t, its memory, and the blobs; 0 where the format is out of range. At
    most four for each pixel, at any size. */
/*@ requires format: \valid_read(format);
    terminates \true;
    assigns \nothing;
    ensures bytes: motion_format_allowed(*format) ==> \result == sizeof(motion_t) + sizeof(motion_blobs_t) +
      motion_model_total(*format) + 2 * motion_cell_total(*format);
    ensures few: \result <= 4 * format->width * format->height;
    ensures none: !motion_format_allowed(*format) ==> \result == 0;
*/
size_t motion_size(const motion_format_t *format);

/** Set up, with no zone. The memory stays the caller's and in use. False where the format is out of range. */
/*@ requires motion: \valid(motion);
    requires format: \valid_read(format);
    requires memory: \valid_read(memory);
    requires apart: \separated(motion, format) && \separated(motion, memory);
    terminates \true;
    assigns *motion;
    behavior refused:
      assumes out_of_range: !motion_format_allowed(*format);
      assigns \nothing;
      ensures refused: !\result;
    behavior started:
      assumes in_range: motion_format_allowed(*format);
      assigns *motion;
      ensures started: \result && motion_ready(motion) && motion->zones == 0 && !motion->pace.begun;
      ensures kept: motion->format == *format && motion->memory.model == memory->model &&
        motion->memory.levels == memory->levels && motion->memory.mask == memory->mask;
      ensures sizes: motion->samples == motion_sample_total(*format) && motion->room == motion_model_total(*format) && motion->cells ==
        motion_cell_total(*format);
      ensures warm_up: motion->pace.settle == MOTION_WARM_UP;
    complete behaviors;
    disjoint behaviors;
*/
bool motion_start(motion_t *motion, const motion_format_t *format, const motion_memory_t *memory);

/**
 * Set the zones (0 to MOTION_ZONES; none: the whole picture is one, of MOTION_SENSITIVITY and MOTION_SMALLEST
 * cells). The list is copied; each zone's cells (motion_cells() bytes) stay in use until the next call.
 * False, with nothing changed, where a zone is out of range.
 */
/*@ requires motion: \valid(motion);
    requires zones: \valid_read(zones + (0 .. count - 1));
    requires apart: \separated(motion, zones + (0 .. count - 1));
    requires ready: motion_ready(motion);
    terminates \true;
    assigns motion->zone[0 .. MOTION_ZONES - 1], motion->zones;
    behavior refused:
      assumes out_of_range: !motion_zones_allowed(zones, count);
      assigns \nothing;
      ensures refused: !\result;
    behavior set:
      assumes in_range: motion_zones_allowed(zones, count);
      assigns motion->zone[0 .. MOTION_ZONES - 1], motion->zones;
      ensures set: \result && motion->zones == count;
      ensures copied: \forall integer i; 0 <= i < count ==> motion->zone[i].cells == zones[i].cells &&
        motion->zone[i].sensitivity == zones[i].sensitivity && motion->zone[i].smallest_cells ==
        zones[i].smallest_cells;
      ensures ready: motion_ready(motion);
    complete behaviors;
    disjoint behaviors;
*/
bool motion_set_zones(motion_t *motion, const motion_zone_t *zones, uint32_t count);

/**
 * Take a frame: luma of `size` bytes in rows of `stride` (the width or more, at most MOTION_STRIDE_MAX). No
 * motion is told in the first second, nor for half a second after the light changed. False, with nothing
 * changed, where size or stride do not hold the format's picture.
 */
/*@ requires motion: \valid(motion) && motion_ready(motion);
    requires memory: motion_memory_valid(&motion->memory, motion->room, motion->cells) &&
      motion_memory_apart(motion);
    requires zones: motion_zones_valid(motion);
    requires luma: \valid_read(luma + (0 .. size - 1));
    requires luma_apart: \separated(luma + (0 .. size - 1), motion) &&
      \separated(luma + (0 .. size - 1), motion->memory.model + (0 .. motion->room - 1)) &&
      \separated(luma + (0 .. size - 1), motion->memory.levels + (0 .. motion->cells - 1)) &&
      \separated(luma + (0 .. size - 1), motion->memory.mask + (0 .. motion->cells - 1));
    requires result: \valid(result) && \separated(result, motion) && \separated(result, luma +
      (0 .. size - 1)) &&
      \separated(result, motion->memory.model + (0 .. motion->room - 1)) &&
      \separated(result, motion->memory.levels + (0 .. motion->cells - 1)) &&
      \separated(result, motion->memory.mask + (0 .. motion->cells - 1));
    requires result_apart: \forall integer z; 0 <= z < motion->zones ==>
      \separated(result, motion->zone[z].cells + (0 .. motion->cells - 1));
    terminates \true;
    assigns *result, motion->pace,
      motion->memory.model[0 .. motion->room - 1],
      motion->memory.levels[0 .. motion->cells - 1], motion->memory.mask[0 .. motion->cells - 1];
    behavior refused:
      assumes too_small: !motion_fits(motion->format, size, stride);
      assigns \nothing;
      ensures refused: !\result;
    behavior taken:
      assumes fits: motion_fits(motion->format, size, stride);
      assigns *result, motion->pace,
      motion->memory.model[0 .. motion->room - 1],
        motion->memory.levels[0 .. motion->cells - 1], motion->memory.mask[0 .. motion->cells - 1];
      ensures taken: \result;
      ensures grid: result->cells_wide == (motion->format.width + 7) / 8 &&
        result->cells_high == (motion->format.height + 7) / 8;
      ensures begun: motion->pace.begun;
      ensures ready: motion_ready(motion);
      ensures mask: result->mask == motion->memory.mask &&
        \forall integer i; 0 <= i < motion->cells ==> motion->memory.mask[i] <= 1;
      ensures moving: result->moving == motion_count((uint8_t *)motion->memory.mask, motion->cells);
      ensures zones: result->zones == motion->zones && \forall integer z; 0 <= z < motion->zones ==>
        result->zone[z] == motion_zone_count(motion->memory.mask, motion->memory.levels,
        motion->zone[z].cells,
                                             motion_need(motion->zone[z].sensitivity), motion->cells);
      ensures whole: motion->zones == 0 ==> (result->motion == 1 <==> result->moving >= MOTION_SMALLEST);
      ensures some_zone: motion->zones > 0 ==> (result->motion == 1 <==>
        \exists integer z; 0 <= z < motion->zones && result->zone[z] >= motion->zone[z].smallest_cells);
      ensures flags: result->motion <= 1 && result->light_changed <= 1;
      ensures change: result->change <= MOTION_CHANGE_MOVED &&
        (result->light_changed == 1 ==> result->change >= MOTION_CHANGE_LIGHT);
      ensures light: result->light_changed == 1 ==> result->motion == 0 && result->moving == 0;
      ensures warm: \old(motion->pace.settle) > 0 ==> result->motion == 0 && result->moving == 0;
    complete behaviors;
    disjoint behaviors;
*/
bool motion_step(motion_t *motion, const uint8_t *luma, size_t size, size_t stride, motion_result_t *result);

#endif
