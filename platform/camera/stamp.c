/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "camera/stamp.h"

#include <string.h>

#define BITS 40
#define ROWS (BITS / STAMP_COLUMNS)

static void fill(const frame_t *frame, int plane, uint32_t x, uint32_t y, uint32_t side, uint8_t value)
{
  for (uint32_t row = 0; row < side; row++)
    memset(frame->plane[plane] + (size_t)(y + row) * (size_t)frame->stride[plane] + x, value, side);
}

void stamp_draw(frame_t *frame, int64_t wall)
{
  if (frame->width < STAMP_COLUMNS * STAMP_CELL || frame->height < ROWS * STAMP_CELL)
    return;
  uint32_t time = (uint32_t)wall;
  uint32_t sum = (time >> 24) + (time >> 16 & 255) + (time >> 8 & 255) + (time & 255);
  uint64_t bits = (uint64_t)time << 8 | (sum & 255);
  for (uint32_t i = 0; i < BITS; i++) {
    uint32_t x = i % STAMP_COLUMNS * STAMP_CELL, y = i / STAMP_COLUMNS * STAMP_CELL;
    fill(frame, 0, x, y, STAMP_CELL, bits >> (BITS - 1 - i) & 1 ? 235 : 16);
    for (int plane = 1; plane < 3; plane++)
      fill(frame, plane, x / 2, y / 2, STAMP_CELL / 2, 128);
  }
}
