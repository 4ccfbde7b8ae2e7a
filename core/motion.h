/* SPDX-License-Identifier: BSD-2-Clause */
/* Motion from luma: an integer background model, a mask of cells, a score for each zone. */
#ifndef CORE_MOTION_H
#define CORE_MOTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MOTION_CELL 8 /* pixels of a cell's side; cells = ceil(width / 8) by ceil(height / 8), row by row */
#define MOTION_WIDTH_MIN 64
#define MOTION_WIDTH_MAX 3840
#define MOTION_HEIGHT_MIN 48
#define MOTION_HEIGHT_MAX 2160
#define MOTION_ZONES 8

typedef struct {
  uint32_t width, height; /* pixels */
  uint32_t rate;          /* frames a second, 1 to 60 */
} motion_format_t;

/* A zone is a list of cells (a byte each, row by row: 0 outside, 1 inside), made from its polygon by the platform. */
typedef struct {
  const uint8_t *cells;
  uint8_t sensitivity;     /* 1 (least) to 100 */
  uint32_t smallest_cells; /* moving cells that count as motion */
} motion_zone_t;

typedef struct {
  uint32_t cells_wide, cells_high;
  const uint8_t *mask;         /* a byte a cell, row by row: 0 still, 1 moving */
  uint32_t moving;             /* cells moving in the whole picture */
  uint32_t zone[MOTION_ZONES]; /* cells moving in each zone */
  uint32_t zones;              /* how many zones */
  bool motion;                 /* some zone has its smallest_cells or more */
  bool light_changed;          /* the picture changed whole: not motion */
} motion_result_t;

typedef struct motion motion_t; /* lives in the caller's memory */

/** Bytes of memory for a format; 0 where the format is out of range. */
size_t motion_size(const motion_format_t *format);

/** Set up in `memory` (motion_size() bytes, aligned for uint64_t). NULL where the format is out of range. */
motion_t *motion_create(void *memory, const motion_format_t *format);

/** Set the zones (0 to MOTION_ZONES; none: the whole picture is one, sensitivity 50). False where one is out of range. */
bool motion_set_zones(motion_t *motion, const motion_zone_t *zones, uint32_t count);

/** Take a frame: luma, `stride` bytes a row, at least the width. The result lives until the next call. */
const motion_result_t *motion_step(motion_t *motion, const uint8_t *luma, size_t stride);

#endif
