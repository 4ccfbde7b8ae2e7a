/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Clocks: the monotonic one for everything that is measured, the wall's for what a person reads. */
#ifndef CAMERA_MOMENT_H
#define CAMERA_MOMENT_H

#include <pthread.h>
#include <stdint.h>
#include <time.h>

#define MOMENT_SECOND INT64_C(1000000000)
#define MOMENT_MILLISECOND INT64_C(1000000)

/** Nanoseconds of CLOCK_MONOTONIC. */
static inline uint64_t moment_now(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000U + (uint64_t)now.tv_nsec;
}

/** Unix milliseconds. */
static inline int64_t moment_wall(void)
{
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/** The moment `milliseconds` from now, for pthread_cond_timedwait() on a moment_cond_init() condition. */
static inline struct timespec moment_after(int milliseconds)
{
  struct timespec until;
  clock_gettime(CLOCK_MONOTONIC, &until);
  until.tv_sec += milliseconds / 1000;
  until.tv_nsec += (long)(milliseconds % 1000) * 1000000;
  if (until.tv_nsec >= 1000000000) {
    until.tv_sec++;
    until.tv_nsec -= 1000000000;
  }
  return until;
}

/** A condition that counts its time on the monotonic clock. */
static inline void moment_cond_init(pthread_cond_t *condition)
{
  pthread_condattr_t attributes;
  pthread_condattr_init(&attributes);
  pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
  pthread_cond_init(condition, &attributes);
  pthread_condattr_destroy(&attributes);
}

#endif
