/* SPDX-License-Identifier: BSD-2-Clause */
/* Motion from luma: an integer background model, a mask of cells, a count for each zone. */
#ifndef CORE_MOTION_H
#define CORE_MOTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "motion_rows.h"

#define MOTION_CELL 8 /* pixels of a cell's side; cells = ceil(width / 8) by ceil(height / 8), row by row */
#define MOTION_WIDTH_MIN 64
#define MOTION_WIDTH_MAX 3840
#define MOTION_HEIGHT_MIN 48
#define MOTION_HEIGHT_MAX 2160
#define MOTION_RATE_MAX 60
#define MOTION_STRIDE_MAX 65536
#define MOTION_ZONES 8
#define MOTION_SENSITIVITY 50 /* where there is no zone */

typedef struct {
  uint32_t width, height; /* pixels */
  uint32_t rate;          /* frames a second, 1 to 60 */
} motion_format_t;

/* A zone is a list of cells (a byte each, row by row: 0 outside, else inside), made from its polygon by the platform. */
typedef struct {
  const uint8_t *cells;
  uint8_t sensitivity;     /* 1 (least) to 100 */
  uint32_t smallest_cells; /* moving cells that count as motion, at least 1 */
} motion_zone_t;

/* The caller's memory; need not be cleared. */
typedef struct {
  motion_sample_t *samples; /* motion_samples() of them */
  uint8_t *levels;          /* motion_cells() bytes */
  uint8_t *mask;            /* motion_cells() bytes */
} motion_memory_t;

typedef struct {
  uint32_t cells_wide, cells_high;
  const uint8_t *mask;         /* a byte a cell, row by row: 0 still, 1 moving; lives until the next call */
  uint32_t moving;             /* cells moving in the whole picture */
  uint32_t zone[MOTION_ZONES]; /* cells moving in each zone; with no zone set, zone[0] is the whole picture */
  uint32_t zones;              /* how many zones are set */
  bool motion;                 /* some zone has its smallest_cells or more */
  bool light_changed;          /* the picture changed whole: not motion */
} motion_result_t;

/* The detector's state. Set it up with motion_start(); its fields are not for others. */
typedef struct {
  motion_format_t format;
  motion_memory_t memory;
  motion_zone_t zone[MOTION_ZONES];
  uint32_t zones;
  uint32_t phase;  /* towards the next tick, in 1/8 frames */
  uint32_t settle; /* ticks until motion is told again (warm-up, change of light) */
  uint32_t gain;   /* of the light against the background model, 256: the same */
  bool begun;      /* a frame was taken */
  uint8_t values[MOTION_SAMPLES_WIDE];
  uint8_t marks[MOTION_SAMPLES_WIDE];
  uint32_t ratios[MOTION_RATIOS];
} motion_t;

/** Elements of memory.samples for a format; 0 where the format is out of range. */
size_t motion_samples(const motion_format_t *format);

/** Cells of a format: bytes of memory.levels, of memory.mask and of a zone; 0 where the format is out of range. */
size_t motion_cells(const motion_format_t *format);

/** Set up, with no zone. The memory is the caller's and stays in use. False where the format is out of range. */
bool motion_start(motion_t *motion, const motion_format_t *format, const motion_memory_t *memory);

/**
 * Set the zones (0 to MOTION_ZONES; none: the whole picture is one, of MOTION_SENSITIVITY and 2 cells). The list is
 * copied, each zone's cells stay in use until the next call. False, with nothing changed, where a zone is out of range.
 */
bool motion_set_zones(motion_t *motion, const motion_zone_t *zones, uint32_t count);

/**
 * Take a frame: luma of `size` bytes in rows of `stride` (the width or more, at most MOTION_STRIDE_MAX). No motion is
 * told in the first second. False, with nothing changed, where size or stride do not hold the format's picture.
 */
bool motion_step(motion_t *motion, const uint8_t *luma, size_t size, size_t stride, motion_result_t *result);

#endif
