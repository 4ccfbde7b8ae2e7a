/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "camera/steer.h"

#include <stdlib.h>

struct steer {
  uint32_t wide, high;             /* macroblocks */
  uint32_t cells_wide, cells_high; /* cells of the mask */
  uint8_t hold;                    /* frames */
  float *offsets;
  uint8_t *left; /* frames for which each macroblock still counts as moving */
};

steer_t *steer_open(uint32_t width, uint32_t height, uint32_t rate)
{
  steer_t *steer = calloc(1, sizeof *steer);
  if (!steer)
    return NULL;
  steer->wide = (width + 15) / 16;
  steer->high = (height + 15) / 16;
  steer->cells_wide = (width + 7) / 8;
  steer->cells_high = (height + 7) / 8;
  steer->hold = (uint8_t)(rate > 200 ? 100 : rate / 2 + 1);
  steer->offsets = calloc((size_t)steer->wide * steer->high, sizeof(float));
  steer->left = calloc((size_t)steer->wide * steer->high, 1);
  if (!steer->offsets || !steer->left) {
    steer_close(steer);
    return NULL;
  }
  return steer;
}

void steer_close(steer_t *steer)
{
  if (!steer)
    return;
  free(steer->offsets);
  free(steer->left);
  free(steer);
}

/* The macroblock of a moving cell and those beside it are held. */
static void steer_hold(steer_t *steer, uint32_t x, uint32_t y)
{
  for (uint32_t v = y > 0 ? y - 1 : 0; v <= y + 1 && v < steer->high; v++)
    for (uint32_t u = x > 0 ? x - 1 : 0; u <= x + 1 && u < steer->wide; u++)
      steer->left[(size_t)v * steer->wide + u] = steer->hold;
}

float *steer_offsets(steer_t *steer, const uint8_t *mask)
{
  size_t blocks = (size_t)steer->wide * steer->high;
  for (size_t i = 0; i < blocks; i++)
    steer->left[i] = (uint8_t)(steer->left[i] - (steer->left[i] > 0));
  for (uint32_t y = 0; y < steer->cells_high; y++)
    for (uint32_t x = 0; x < steer->cells_wide; x++)
      if (mask[(size_t)y * steer->cells_wide + x] != 0)
        steer_hold(steer, x / 2, y / 2);
  for (size_t i = 0; i < blocks; i++)
    steer->offsets[i] = steer->left[i] > 0 ? STEER_MOVING : STEER_STILL;
  return steer->offsets;
}
