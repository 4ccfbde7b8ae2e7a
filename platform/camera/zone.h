/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From the zones that the owner drew to lists of cells for the motion detector. */
#ifndef CAMERA_ZONE_H
#define CAMERA_ZONE_H

#include "camera/settings.h"
#include "motion.h"

#define ZONE_ONE 65536 /* the picture's side in a zone's own integers */

typedef struct {
  int32_t x, y; /* 0 to ZONE_ONE */
} zone_point_t;

/**
 * Mark the cells whose centre lies inside a polygon (even-odd rule) with `value`: a byte each, row by row. A polygon
 * too thin to hold any centre marks the cells that its corners lie in.
 */
void zone_fill(const zone_point_t *points, uint32_t count, uint32_t cells_wide, uint32_t cells_high,
               uint8_t value, uint8_t *cells);

/* Zones made from settings, ready for motion_set_zones(). */
typedef struct {
  motion_zone_t zones[MOTION_ZONES];
  uint32_t setting[MOTION_ZONES]; /* which of the settings' zones each is; 0 where none was drawn */
  uint32_t count;
  uint8_t *cells; /* of all zones */
} zone_set_t;

/**
 * Make the zones of a picture of this many cells. Zones that exclude are cut out of all others; with none that
 * includes, the rest of the picture is one zone. Returns false without memory. Free with zone_set_free().
 */
bool zone_set_make(zone_set_t *set, const settings_t *settings, uint32_t cells_wide, uint32_t cells_high);

/** Free what zone_set_make() made. */
void zone_set_free(zone_set_t *set);

#endif
