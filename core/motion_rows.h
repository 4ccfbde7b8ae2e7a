/* SPDX-License-Identifier: BSD-2-Clause */
/* Rows of motion detection: what happens to one sample of the picture, and to a row of them. */
#ifndef CORE_MOTION_ROWS_H
#define CORE_MOTION_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A sample is the mean of 2x2 pixels; a cell has 4x4 samples. */
#define MOTION_SAMPLES_WIDE 1920
#define MOTION_CELLS_WIDE 480
#define MOTION_RATIOS 512
#define MOTION_GAIN_SAME 256
#define MOTION_GAIN_MAX 511
#define MOTION_TICKS 8      /* ticks a second: the unit of the model's times */
#define MOTION_TRUST 160    /* a background seen this many ticks is as well known as can be (20 s) */
#define MOTION_HOLD_MIN 8   /* an unknown background is replaced after this many ticks (1 s) */
#define MOTION_MARK_CHANGED 2 /* from this mark on a sample is changed */
#define MOTION_MARK_MAX 3
#define MOTION_LEVEL_MAX 48 /* 16 samples of a cell, each marked 0 to 3 */

/* The background model of one sample. */
typedef struct {
  uint16_t background; /* luma in 1/256 */
  uint8_t noise;       /* median difference from the background where nothing moves, in 1/16 */
  uint8_t flicker;     /* grows each time the sample changes, decays with time: leaves, water */
  uint8_t candidate;   /* what is seen while the sample is changed */
  uint8_t held;        /* changed: 1 and the ticks that the candidate has held, saturating; 0: not changed */
  uint8_t trust;       /* ticks that the background was seen, at most MOTION_TRUST */
} motion_sample_t;

/** Means of 2x2 pixels of two rows, rounded. */
void motion_row_halve(const uint8_t *top, const uint8_t *bottom, uint32_t wide, uint8_t *values);

/** A model that knows nothing but these values. */
void motion_row_begin(motion_sample_t *row, const uint8_t *values, uint32_t wide);

/** Move the model quickly towards these values, whatever they are. */
void motion_row_settle(motion_sample_t *row, const uint8_t *values, uint32_t wide);

/** How far each value is from the model under the light's gain: 0 (as expected) to MOTION_MARK_MAX. */
void motion_row_mark(const motion_sample_t *row, const uint8_t *values, uint32_t wide, uint32_t gain, uint8_t *marks);

/** Let the model learn from the values, `ticks` (0 to MOTION_TICKS) after the last time. */
void motion_row_learn(motion_sample_t *row, const uint8_t *values, const uint8_t *marks, uint32_t wide, uint32_t gain,
                      uint8_t ticks);

/** Count the ratios of values to the model, in 1/256, of samples neither dark nor bright. */
void motion_row_ratios(const motion_sample_t *row, const uint8_t *values, uint32_t wide, uint32_t *ratios);

/** Add the marks of a row of samples to the levels of its row of cells, at most MOTION_LEVEL_MAX each. */
void motion_row_collect(const uint8_t *marks, uint32_t wide, uint8_t *levels, uint32_t cells);

/** A cell moves when its level reaches `need` and a cell beside it, of the eight, reaches half of that. */
void motion_row_clean(const uint8_t *above, const uint8_t *levels, const uint8_t *below, uint32_t cells, uint8_t need,
                      uint8_t *mask);

#endif
