/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A motion detector with pictures drawn for it; for the unit tests of the detector. */
#ifndef TESTS_MOTION_BENCH_H
#define TESTS_MOTION_BENCH_H

#include <stdlib.h>
#include <string.h>

#include "motion.h"
#include "unit.h"

typedef struct {
  motion_format_t format;
  motion_memory_t memory;
  motion_t motion;
  motion_result_t result;
  uint8_t *luma;
  size_t size, stride;
  uint32_t dice;
} bench_t;

static inline void bench_open(bench_t *bench, uint32_t width, uint32_t height, uint32_t rate)
{
  memset(bench, 0, sizeof *bench);
  bench->format = (motion_format_t){width, height, rate};
  bench->memory.model = malloc(motion_model_bytes(&bench->format));
  bench->memory.levels = malloc(motion_cells(&bench->format));
  bench->memory.mask = malloc(motion_cells(&bench->format));
  bench->stride = width;
  bench->size = (size_t)width * height;
  bench->luma = malloc(bench->size);
  ck_assert(motion_start(&bench->motion, &bench->format, &bench->memory));
}

static inline void bench_close(bench_t *bench)
{
  free(bench->memory.model);
  free(bench->memory.levels);
  free(bench->memory.mask);
  free(bench->luma);
}

/* A still picture of soft stripes, with noise of up to 2 luma. */
static inline void draw(bench_t *bench, uint32_t light)
{
  for (uint32_t y = 0; y < bench->format.height; y++) {
    for (uint32_t x = 0; x < bench->format.width; x++) {
      bench->dice = bench->dice * 1664525 + 1013904223;
      uint32_t value = (80 + (x / 16 + y / 16) % 4 * 20) * light / 100 + (bench->dice >> 24) % 5;
      bench->luma[y * bench->stride + x] = (uint8_t)(value > 255 ? 255 : value);
    }
  }
}

static inline void draw_box(bench_t *bench, uint32_t left, uint32_t top, uint32_t wide, uint32_t high,
                            uint8_t value)
{
  for (uint32_t y = top; y < top + high && y < bench->format.height; y++)
    for (uint32_t x = left; x < left + wide && x < bench->format.width; x++)
      bench->luma[y * bench->stride + x] = value;
}

static inline void step(bench_t *bench)
{
  ck_assert(motion_step(&bench->motion, bench->luma, bench->size, bench->stride, &bench->result));
}

static inline void run_still(bench_t *bench, uint32_t frames)
{
  for (uint32_t i = 0; i < frames; i++) {
    draw(bench, 100);
    step(bench);
    ck_assert(!bench->result.motion);
  }
}

/* Blocks of many tones, seen from (left, top). */
static inline void draw_blocks(bench_t *bench, uint32_t left, uint32_t top)
{
  for (uint32_t y = 0; y < bench->format.height; y++) {
    for (uint32_t x = 0; x < bench->format.width; x++) {
      uint32_t block = (x + left) / 20 * 7919 + (y + top) / 20 * 104729;
      bench->dice = bench->dice * 1664525 + 1013904223;
      bench->luma[y * bench->stride + x] =
          (uint8_t)(40 + block * 2654435761U / 16777216 * 150 / 256 + (bench->dice >> 24) % 5);
    }
  }
}

#endif
