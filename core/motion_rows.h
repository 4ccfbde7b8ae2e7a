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
#define MOTION_TICKS 8        /* ticks a second: the unit of the model's times */
#define MOTION_TRUST 160      /* a background seen this many ticks is as well known as can be (20 s) */
#define MOTION_HOLD_MIN 8     /* an unknown background is replaced after this many ticks (1 s) */
#define MOTION_NOISE_MAX 240  /* 15 luma, in 1/16 */
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

#include "motion.acsl.h"

/** Means of 2x2 pixels of two rows, rounded. */
/*@ requires wide: wide <= MOTION_SAMPLES_WIDE;
    requires top: \valid_read(top + (0 .. 2 * wide - 1));
    requires bottom: \valid_read(bottom + (0 .. 2 * wide - 1));
    requires values: \valid(values + (0 .. wide - 1));
    requires apart: \separated(values + (0 .. wide - 1), top + (0 .. 2 * wide - 1)) &&
                    \separated(values + (0 .. wide - 1), bottom + (0 .. 2 * wide - 1));
    terminates \true;
    assigns values[0 .. wide - 1];
    ensures mean: \forall integer i; 0 <= i < wide ==>
      values[i] == (top[2 * i] + top[2 * i + 1] + bottom[2 * i] + bottom[2 * i + 1] + 2) / 4;
*/
void motion_row_halve(const uint8_t *top, const uint8_t *bottom, uint32_t wide, uint8_t *values);

/** A model that knows nothing but these values. */
/*@ requires row: \valid(row + (0 .. wide - 1));
    requires values: \valid_read(values + (0 .. wide - 1));
    requires apart: \separated(row + (0 .. wide - 1), values + (0 .. wide - 1));
    terminates \true;
    assigns row[0 .. wide - 1];
    ensures known: \forall integer i; 0 <= i < wide ==> row[i].background == 256 * values[i] &&
      row[i].trust == 0 &&
      row[i].held == 0 && row[i].flicker == 0 && row[i].noise == 32;
*/
void motion_row_begin(motion_sample_t *row, const uint8_t *values, uint32_t wide);

/** Move the model quickly towards these values, whatever they are. */
/*@ requires row: \valid(row + (0 .. wide - 1));
    requires values: \valid_read(values + (0 .. wide - 1));
    requires apart: \separated(row + (0 .. wide - 1), values + (0 .. wide - 1));
    terminates \true;
    assigns row[0 .. wide - 1];
    ensures quarter: \forall integer i; 0 <= i < wide ==>
      row[i].background == motion_approach(\at(row[i].background, Pre), 256 * values[i], 4) &&
      row[i].trust == 0 &&
      row[i].held == 0;
    ensures kept: \forall integer i; 0 <= i < wide ==> row[i].noise == \at(row[i].noise, Pre) &&
      row[i].flicker == \at(row[i].flicker, Pre) && row[i].candidate == \at(row[i].candidate, Pre);
*/
void motion_row_settle(motion_sample_t *row, const uint8_t *values, uint32_t wide);

/** How far each value is from the model under the light's gain: 0 (as expected) to MOTION_MARK_MAX. */
/*@ requires row: \valid_read(row + (0 .. wide - 1));
    requires values: \valid_read(values + (0 .. wide - 1));
    requires marks: \valid(marks + (0 .. wide - 1));
    requires gain: gain <= MOTION_GAIN_MAX;
    requires apart: \separated(marks + (0 .. wide - 1), values + (0 .. wide - 1)) &&
                    \separated(marks + (0 .. wide - 1), row + (0 .. wide - 1));
    terminates \true;
    assigns marks[0 .. wide - 1];
    ensures far: \forall integer i; 0 <= i < wide ==> marks[i] == motion_mark(row[i], values[i], gain);
*/
void motion_row_mark(const motion_sample_t *row, const uint8_t *values, uint32_t wide, uint32_t gain,
                     uint8_t *marks);

/** Let the model learn from the values, `ticks` (0 to MOTION_TICKS) after the last time. */
/*@ requires row: \valid(row + (0 .. wide - 1));
    requires values: \valid_read(values + (0 .. wide - 1));
    requires marks: \valid_read(marks + (0 .. wide - 1));
    requires gain: gain <= MOTION_GAIN_MAX;
    requires ticks: ticks <= MOTION_TICKS;
    requires apart: \separated(row + (0 .. wide - 1), values + (0 .. wide - 1)) &&
                    \separated(row + (0 .. wide - 1), marks + (0 .. wide - 1));
    terminates \true;
    assigns row[0 .. wide - 1];
    ensures background: \forall integer i; 0 <= i < wide ==>
      row[i].background == motion_next_background(\at(row[i].background, Pre), \at(row[i].candidate, Pre),
      \at(row[i].held, Pre), \at(row[i].trust, Pre), values[i], marks[i], gain, ticks);
    ensures noise: \forall integer i; 0 <= i < wide ==>
      row[i].noise == motion_next_noise(\at(row[i].background, Pre), \at(row[i].noise, Pre), values[i],
      marks[i], gain, ticks);
    ensures flicker: \forall integer i; 0 <= i < wide ==>
      row[i].flicker == motion_next_flicker(\at(row[i].flicker, Pre), \at(row[i].held, Pre), marks[i], ticks);
    ensures candidate: \forall integer i; 0 <= i < wide ==>
      row[i].candidate == motion_next_candidate(\at(row[i].candidate, Pre), \at(row[i].held, Pre),
      values[i], marks[i]);
    ensures held: \forall integer i; 0 <= i < wide ==>
      row[i].held == motion_next_held(\at(row[i].candidate, Pre), \at(row[i].held, Pre), \at(row[i].trust,
      Pre), values[i], marks[i], ticks);
    ensures trust: \forall integer i; 0 <= i < wide ==>
      row[i].trust == motion_next_trust(\at(row[i].candidate, Pre), \at(row[i].held, Pre), \at(row[i].trust,
      Pre), values[i], marks[i], ticks);
*/
void motion_row_learn(motion_sample_t *row, const uint8_t *values, const uint8_t *marks, uint32_t wide,
                      uint32_t gain, uint8_t ticks);

/** Count the ratios of values to the model, in 1/256, of samples neither dark nor bright. */
/*@ requires row: \valid_read(row + (0 .. wide - 1));
    requires values: \valid_read(values + (0 .. wide - 1));
    requires ratios: \valid(ratios + (0 .. MOTION_RATIOS - 1));
    requires apart: \separated(ratios + (0 .. MOTION_RATIOS - 1), values + (0 .. wide - 1)) &&
                    \separated(ratios + (0 .. MOTION_RATIOS - 1), row + (0 .. wide - 1));
    terminates \true;
    assigns ratios[0 .. MOTION_RATIOS - 1];
*/
void motion_row_ratios(const motion_sample_t *row, const uint8_t *values, uint32_t wide, uint32_t *ratios);

/** Add the marks of a row of samples to the levels of its row of cells, at most MOTION_LEVEL_MAX each. */
/*@ requires marks: \valid_read(marks + (0 .. wide - 1));
    requires levels: \valid(levels + (0 .. cells - 1));
    requires apart: \separated(levels + (0 .. cells - 1), marks + (0 .. wide - 1));
    terminates \true;
    assigns levels[0 .. cells - 1];
    ensures bounded: (\forall integer i; 0 <= i < cells ==> \at(levels[i], Pre) <= MOTION_LEVEL_MAX) ==>
      \forall integer i; 0 <= i < cells ==> \at(levels[i], Pre) <= levels[i] <= MOTION_LEVEL_MAX;
*/
void motion_row_collect(const uint8_t *marks, uint32_t wide, uint8_t *levels, uint32_t cells);

/** A cell moves when its level reaches `need` and a cell beside it, of the eight,
  reaches more than half of that. */
/*@ requires above: \valid_read(above + (0 .. cells - 1));
    requires levels: \valid_read(levels + (0 .. cells - 1));
    requires below: \valid_read(below + (0 .. cells - 1));
    requires mask: \valid(mask + (0 .. cells - 1));
    requires cells: cells <= MOTION_CELLS_WIDE;
    requires apart: \separated(mask + (0 .. cells - 1), above + (0 .. cells - 1)) &&
                    \separated(mask + (0 .. cells - 1), levels + (0 .. cells - 1)) &&
                    \separated(mask + (0 .. cells - 1), below + (0 .. cells - 1));
    terminates \true;
    assigns mask[0 .. cells - 1];
    ensures zero_one: \forall integer i; 0 <= i < cells ==> mask[i] <= 1;
    ensures moves: \forall integer i; 0 <= i < cells ==> (mask[i] == 1 <==> motion_moves(above, levels,
      below, i, cells, need));
*/
void motion_row_clean(const uint8_t *above, const uint8_t *levels, const uint8_t *below, uint32_t cells,
                      uint8_t need, uint8_t *mask);

#endif
