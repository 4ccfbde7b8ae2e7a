/* SPDX-License-Identifier: BSD-2-Clause */
/* Rows of motion detection: what happens to the samples of a row, each from what is known of it. */
#ifndef CORE_MOTION_ROWS_H
#define CORE_MOTION_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A sample is the mean of 2x2 pixels; a cell has 4x4 samples. */
#define MOTION_SAMPLES_WIDE 1920
#define MOTION_CELLS_WIDE 480
#define MOTION_TICKS 12   /* ticks a second: the unit of the model's times */
#define MOTION_TRUSTED 16 /* a value seen for so many ticks (1.3 s) is believed */
#define MOTION_ABSORBED                                                                                      \
  200                  /* a value seen for so many (17 s) belongs to the background whatever was before */
#define MOTION_NOISE 8 /* at the start: half a luma, in 1/16 */
#define MOTION_LEVEL_MAX 48 /* 16 samples of a cell, 3 each */

/* What is known of one sample: three values that it had, the one seen longest first, and for how many ticks each was
   seen; how far it is from the first where nothing moves, in 1/16; how much it flickers. */
typedef struct {
  uint8_t first, first_seen, second, second_seen, third, third_seen, noise, flicker;
} motion_sample_t;

/* For each luma of a picture that of the model's light. */
typedef struct {
  uint8_t luma[256];
} motion_curve_t;

/* The bytes of a sample in lists that have a byte for each sample of a row. */
#define MOTION_SAMPLE(i)                                                                                     \
  first[i], first_seen[i], second[i], second_seen[i], third[i], third_seen[i], noise[i], flicker[i]

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
void motion_row_halve(const uint8_t *restrict top, const uint8_t *restrict bottom, uint32_t wide,
                      uint8_t *restrict values);

/** Each value as it would be in the light of the model, which has `was`; see motion_relit(). */
/*@ requires was: \valid_read(was + (0 .. count - 1));
    requires values: \valid(values + (0 .. count - 1));
    requires apart: \separated(values + (0 .. count - 1), was + (0 .. count - 1));
    terminates \true;
    assigns values[0 .. count - 1];
    ensures lit: \forall integer i; 0 <= i < count ==>
      values[i] == motion_relit(\at(values[i], Pre), was[i], curve.luma[\at(values[i], Pre)]);
*/
void motion_row_light(motion_curve_t curve, const uint8_t *restrict was, size_t count,
                      uint8_t *restrict values);

/** Take the marks off samples in another light: darker or brighter by a ratio that they share with their neighbours
    across. Each list starts at the first sample's value or at that neighbour's, in the picture or (_was) in the model. */
/*@ requires wide: wide <= MOTION_SAMPLES_WIDE;
    requires rows: \valid_read(value + (0 .. wide - 1)) &&
      \valid_read(was + (0 .. wide - 1)) &&
      \valid_read(a + (0 .. wide - 1)) &&
      \valid_read(a_was + (0 .. wide - 1)) &&
      \valid_read(b + (0 .. wide - 1)) &&
      \valid_read(b_was + (0 .. wide - 1)) &&
      \valid_read(c + (0 .. wide - 1)) &&
      \valid_read(c_was + (0 .. wide - 1)) &&
      \valid_read(d + (0 .. wide - 1)) &&
      \valid_read(d_was + (0 .. wide - 1));
    requires marks: \valid(marks + (0 .. wide - 1));
    requires apart: \separated(marks + (0 .. wide - 1), value + (0 .. wide - 1)) &&
      \separated(marks + (0 .. wide - 1), was + (0 .. wide - 1)) &&
      \separated(marks + (0 .. wide - 1), a + (0 .. wide - 1)) &&
      \separated(marks + (0 .. wide - 1), a_was + (0 .. wide - 1)) &&
      \separated(marks + (0 .. wide - 1), b + (0 .. wide - 1)) &&
      \separated(marks + (0 .. wide - 1), b_was + (0 .. wide - 1)) &&
      \separated(marks + (0 .. wide - 1), c + (0 .. wide - 1)) &&
      \separated(marks + (0 .. wide - 1), c_was + (0 .. wide - 1)) &&
      \separated(marks + (0 .. wide - 1), d + (0 .. wide - 1)) &&
      \separated(marks + (0 .. wide - 1), d_was + (0 .. wide - 1));
    terminates \true;
    assigns marks[0 .. wide - 1];
    ensures shaded: \forall integer i; 0 <= i < wide ==> marks[i] ==
      motion_unshaded(\at(marks[i], Pre), motion_shades(value[i], was[i], a[i], a_was[i], b[i], b_was[i], c[i], c_was[i], d[i], d_was[i]));
    ensures less: \forall integer i; 0 <= i < wide ==> marks[i] <= \at(marks[i], Pre);
*/
void motion_row_shade(const uint8_t *restrict value, const uint8_t *restrict was, const uint8_t *restrict a,
                      const uint8_t *restrict a_was, const uint8_t *restrict b, const uint8_t *restrict b_was,
                      const uint8_t *restrict c, const uint8_t *restrict c_was, const uint8_t *restrict d,
                      const uint8_t *restrict d_was, uint32_t wide, uint8_t *restrict marks);

/** Take the marks off samples whose value lies, within half the threshold, between the least and the greatest that the
    model has around them: edges that another light has moved. Ends of the row keep their marks. */
/*@ requires wide: 2 <= wide <= MOTION_SAMPLES_WIDE;
    requires rows: \valid_read(above_was + (0 .. wide - 1)) && \valid_read(here_was + (0 .. wide - 1)) &&
      \valid_read(below_was + (0 .. wide - 1)) && \valid_read(values + (0 .. wide - 1)) &&
      \valid_read(noise + (0 .. wide - 1)) && \valid_read(flicker + (0 .. wide - 1));
    requires marks: \valid(marks + (0 .. wide - 1));
    requires apart: \separated(marks + (0 .. wide - 1), above_was + (0 .. wide - 1)) &&
      \separated(marks + (0 .. wide - 1), here_was + (0 .. wide - 1)) &&
      \separated(marks + (0 .. wide - 1), below_was + (0 .. wide - 1)) &&
      \separated(marks + (0 .. wide - 1), values + (0 .. wide - 1)) &&
      \separated(marks + (0 .. wide - 1), noise + (0 .. wide - 1)) &&
      \separated(marks + (0 .. wide - 1), flicker + (0 .. wide - 1));
    terminates \true;
    assigns marks[1 .. wide - 2];
    ensures less: \forall integer i; 1 <= i < wide - 1 ==> marks[i] <= \at(marks[i], Pre);
*/
void motion_row_edges(const uint8_t *restrict above_was, const uint8_t *restrict here_was,
                      const uint8_t *restrict below_was, const uint8_t *restrict values,
                      const uint8_t *restrict noise, const uint8_t *restrict flicker, uint32_t wide,
                      uint8_t *restrict marks);

/* How many samples of the picture differ from the one beside them (edges), how many of the model do, how many of both. */
typedef struct {
  uint32_t now, before, both;
} motion_edges_t;

/** Edges along a row, and none at its last sample. */
/*@ requires wide: 1 <= wide <= MOTION_SAMPLES_WIDE;
    requires rows: \valid_read(values + (0 .. wide - 1)) && \valid_read(was + (0 .. wide - 1));
    terminates \true;
    assigns \nothing;
    ensures bounded: \result.both <= \result.now < wide && \result.both <= \result.before < wide;
*/
motion_edges_t motion_row_contours(const uint8_t *values, const uint8_t *was, uint32_t wide);

/** Sums of five rows of marks, with two more at either end: the same as at that end. */
/*@ requires wide: 1 <= wide <= MOTION_SAMPLES_WIDE;
    requires rows: \valid_read(a + (0 .. wide - 1)) && \valid_read(b + (0 .. wide - 1)) &&
      \valid_read(c + (0 .. wide - 1)) && \valid_read(d + (0 .. wide - 1)) && \valid_read(e + (0 .. wide - 1));
    requires sums: \valid(sums + (0 .. wide + 3));
    requires apart: \separated(sums + (0 .. wide + 3), a + (0 .. wide - 1)) &&
      \separated(sums + (0 .. wide + 3), b + (0 .. wide - 1)) && \separated(sums + (0 .. wide + 3), c + (0 .. wide - 1)) &&
      \separated(sums + (0 .. wide + 3), d + (0 .. wide - 1)) && \separated(sums + (0 .. wide + 3), e + (0 .. wide - 1));
    terminates \true;
    assigns sums[0 .. wide + 3];
    ensures middle: \forall integer i; 0 <= i < wide ==> sums[i + 2] == motion_sum(a[i], b[i], c[i], d[i], e[i]);
    ensures ends: sums[0] == sums[2] && sums[1] == sums[2] && sums[wide + 2] == sums[wide + 1] &&
      sums[wide + 3] == sums[wide + 1];
*/
void motion_row_sum(const uint8_t *restrict a, const uint8_t *restrict b, const uint8_t *restrict c,
                    const uint8_t *restrict d, const uint8_t *restrict e, uint32_t wide,
                    uint8_t *restrict sums);

/** A sample moves when most of the 5x5 around it are marked: 1, else 0. The sums of the five columns around each sample are
    five lists, which may be one list from five places on. */
/*@ requires wide: wide <= MOTION_SAMPLES_WIDE;
    requires sums: \valid_read(a + (0 .. wide - 1)) && \valid_read(b + (0 .. wide - 1)) &&
      \valid_read(c + (0 .. wide - 1)) && \valid_read(d + (0 .. wide - 1)) && \valid_read(e + (0 .. wide - 1));
    requires moving: \valid(moving + (0 .. wide - 1));
    requires apart: \separated(moving + (0 .. wide - 1), a + (0 .. wide - 1)) &&
      \separated(moving + (0 .. wide - 1), b + (0 .. wide - 1)) && \separated(moving + (0 .. wide - 1), c + (0 .. wide - 1)) &&
      \separated(moving + (0 .. wide - 1), d + (0 .. wide - 1)) && \separated(moving + (0 .. wide - 1), e + (0 .. wide - 1));
    terminates \true;
    assigns moving[0 .. wide - 1];
    ensures most: \forall integer i; 0 <= i < wide ==> moving[i] == motion_most(a[i], b[i], c[i], d[i], e[i]);
*/
void motion_row_most(const uint8_t *restrict a, const uint8_t *restrict b, const uint8_t *restrict c,
                     const uint8_t *restrict d, const uint8_t *restrict e, uint32_t wide,
                     uint8_t *restrict moving);

/** Add 3 for each moving sample of a row to the levels of its row of cells, at most MOTION_LEVEL_MAX each. */
/*@ requires wide: wide <= MOTION_SAMPLES_WIDE;
    requires moving: \valid_read(moving + (0 .. wide - 1));
    requires levels: \valid(levels + (0 .. cells - 1));
    requires apart: \separated(levels + (0 .. cells - 1), moving + (0 .. wide - 1));
    terminates \true;
    assigns levels[0 .. cells - 1];
    ensures bounded: (\forall integer i; 0 <= i < cells ==> \at(levels[i], Pre) <= MOTION_LEVEL_MAX) ==>
      \forall integer i; 0 <= i < cells ==> \at(levels[i], Pre) <= levels[i] <= MOTION_LEVEL_MAX;
*/
void motion_row_collect(const uint8_t *restrict moving, uint32_t wide, uint8_t *restrict levels,
                        uint32_t cells);

/** A cell moves when its level reaches `need` and a cell beside it, of the eight, reaches more than half of that. */
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
