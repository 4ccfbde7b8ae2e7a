/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Real time, for patience with processes of this machine; decisions run on clock_now(). */
#ifndef GUARD_REAL_TIME_H
#define GUARD_REAL_TIME_H

#include <stdint.h>
#include <time.h>

/** CLOCK_MONOTONIC in nanoseconds. */
static inline uint64_t real_now(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * UINT64_C(1000000000) + (uint64_t)now.tv_nsec;
}

#endif
