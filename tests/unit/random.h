/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbers that look random and are the same in every run, so that a failure can be seen again. */
#ifndef TESTS_RANDOM_H
#define TESTS_RANDOM_H

#include <stdint.h>

/** The next number, 0 to 2^31 - 1 (xorshift64*, Vigna 2016). */
static inline int any(void)
{
  static uint64_t state = UINT64_C(0x9E3779B97F4A7C15);
  state ^= state >> 12;
  state ^= state << 25;
  state ^= state >> 27;
  return (int)((state * UINT64_C(0x2545F4914F6CDD1D)) >> 33);
}

#endif
