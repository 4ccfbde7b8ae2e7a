/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The one clock of all programs: nanoseconds, monotonic. The virtual board may run it faster than real time:
   PINHOLE_TIME_SCALE=N:ORIGIN in the environment makes it ORIGIN + N x (CLOCK_MONOTONIC - ORIGIN), so that every
   process started by one board sees the same time. Never use it for a date. */
#ifndef COMMON_CLOCK_H
#define COMMON_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#define CLOCK_VARIABLE "PINHOLE_TIME_SCALE"
#define CLOCK_SCALE_MAX 1000

/** Nanoseconds since some moment; never runs back. */
uint64_t clock_now(void);

/** How many times faster than real time the clock runs, 1 to CLOCK_SCALE_MAX. */
unsigned clock_scale(void);

/** Milliseconds of real time until the clock shows `moment`, rounded up; 0 if it has; -1 for UINT64_MAX (never).
    Suits poll() and epoll_wait(). */
int clock_wait_ms(uint64_t moment);

/** The value of CLOCK_MONOTONIC, in nanoseconds, at which the clock shows `moment`; suits an absolute timerfd. */
uint64_t clock_real(uint64_t moment);

/** Run the clock `scale` times faster from now on, in this process and, by the environment, in its children.
    Returns false where the scale is out of range. */
bool clock_scale_set(unsigned scale);

#endif
