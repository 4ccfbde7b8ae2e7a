/* SPDX-License-Identifier: BSD-2-Clause */
/* The light of a picture against that of the model: what takes each luma of the one to the other. */
#ifndef CORE_MOTION_LIGHT_H
#define CORE_MOTION_LIGHT_H

#include "motion_rows.h"

#define MOTION_BANDS 16   /* of the model's luma */
#define MOTION_RATIOS 512 /* in 1/256 */

/* What a picture is measured by. */
typedef struct {
  uint32_t ratios[MOTION_RATIOS];
  uint32_t counts[MOTION_BANDS * 256]; /* for each band, how often each luma was seen there */
  uint32_t sums[MOTION_BANDS];         /* of the model's luma in each band */
  uint8_t gain[256];                   /* luma by one ratio */
  uint8_t tone[256];                   /* luma by the medians of the bands */
} motion_light_t;

/* Samples of the picture and of the model, `total` of each. */
typedef struct {
  const uint8_t *values, *was, *was_seen, *noise;
  size_t total;
} motion_pair_t;

typedef enum {
  MOTION_LIGHT_SAME, /* nothing explains the picture better than the light it had */
  MOTION_LIGHT_GAIN, /* light->gain does */
  MOTION_LIGHT_TONE  /* light->tone does */
} motion_lit_t;

/** Measure a picture. */
/*@ requires total: pair.total <= 1920 * 1080;
    requires light: \valid(light);
    requires values: \valid_read(pair.values + (0 .. pair.total - 1));
    requires was: \valid_read(pair.was + (0 .. pair.total - 1));
    requires was_seen: \valid_read(pair.was_seen + (0 .. pair.total - 1));
    requires noise: \valid_read(pair.noise + (0 .. pair.total - 1));
    terminates \true;
    assigns *light;
*/
motion_lit_t motion_light_find(motion_light_t *light, motion_pair_t pair);

#endif
