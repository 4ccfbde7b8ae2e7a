/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Small arithmetic of the drawn scene: integers only, so that every machine draws the same. */
#ifndef CAMERA_DRAWING_H
#define CAMERA_DRAWING_H

#include <stdint.h>

#define TURN 65536 /* a full angle */

/* A well-mixed number from two (splitmix64). */
static inline uint64_t mix(uint64_t a, uint64_t b)
{
  uint64_t z = a * UINT64_C(0x9e3779b97f4a7c15) + b + UINT64_C(0x632be59bd9b4e019);
  z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/* -1024 to 1024; an angle of TURN is a full turn (Bhaskara's approximation). */
static inline int32_t sine(uint64_t angle)
{
  int64_t half = TURN / 2;
  int64_t x = (int64_t)(angle % TURN);
  int64_t p = x % half;
  int64_t t = p * (half - p);
  int64_t value = 1024 * 16 * t / (5 * half * half - 4 * t);
  return (int32_t)(x < half ? value : -value);
}

/* The angle of something that turns once in `period` milliseconds. */
static inline uint64_t turned(uint64_t ms, uint64_t period)
{
  return ms % period * TURN / period;
}

static inline uint8_t luma_of(int32_t value)
{
  return (uint8_t)(value < 16 ? 16 : value > 235 ? 235 : value);
}

/* Smooth noise, -64 to 63, of a grain given in pixels. */
static inline int32_t texture(uint64_t seed, uint32_t x, uint32_t y, uint32_t grain)
{
  uint32_t cx = x / grain;
  uint32_t cy = y / grain;
  int32_t fx = (int32_t)(x % grain);
  int32_t fy = (int32_t)(y % grain);
  int32_t g = (int32_t)grain;
  int32_t corner[4];
  for (uint32_t i = 0; i < 4; i++)
    corner[i] = (int32_t)(mix(seed, (uint64_t)(cx + (i & 1)) << 32 | (cy + (i >> 1))) & 127) - 64;
  int32_t above = (corner[0] * (g - fx) + corner[1] * fx) / g;
  int32_t below = (corner[2] * (g - fx) + corner[3] * fx) / g;
  return (above * (g - fy) + below * fy) / g;
}

static inline uint32_t at_least(uint32_t value, uint32_t least)
{
  return value < least ? least : value;
}

#endif
