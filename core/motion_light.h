/* SPDX-License-Identifier: BSD-2-Clause */
/* The light of a picture against that of the model: what takes each luma of the one to the other. */
#ifndef CORE_MOTION_LIGHT_H
#define CORE_MOTION_LIGHT_H

#include "motion_rows.h"

#define MOTION_BANDS 16 /* of the model's luma */

/* Samples of the picture and of the model, `total` of each. */
typedef struct {
  const uint8_t *values, *was, *was_seen, *noise;
  size_t total;
} motion_pair_t;

typedef enum {
  MOTION_LIGHT_SAME, /* nothing explains the picture better than the light it had */
  MOTION_LIGHT_GAIN, /* one ratio does */
  MOTION_LIGHT_TONE  /* a tone curve does, through the medians of bands of the model's luma */
} motion_lit_t;

typedef struct {
  motion_lit_t lit;
  motion_curve_t curve; /* where it is not the same */
} motion_light_t;

/** Measure a picture. */
/*@ requires total: pair.total <= 1920 * 1080;
    requires values: \valid_read(pair.values + (0 .. pair.total - 1));
    requires was: \valid_read(pair.was + (0 .. pair.total - 1));
    requires was_seen: \valid_read(pair.was_seen + (0 .. pair.total - 1));
    requires noise: \valid_read(pair.noise + (0 .. pair.total - 1));
    terminates \true;
    assigns \nothing;
*/
motion_light_t motion_light_find(motion_pair_t pair);

#endif
