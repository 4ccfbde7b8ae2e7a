/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "common/clock.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define NANOSECONDS UINT64_C(1000000000)

static bool clock_known;
static unsigned clock_factor = 1;
static uint64_t clock_origin;

static uint64_t real_now(void)
{
  struct timespec now;
  if (clock_gettime(CLOCK_MONOTONIC, &now) != 0)
    abort(); /* cannot fail with this clock */
  return (uint64_t)now.tv_sec * NANOSECONDS + (uint64_t)now.tv_nsec;
}

/* Read the environment once; what is not well formed counts as real time. */
static void clock_read_environment(void)
{
  clock_known = true;
  const char *text = getenv(CLOCK_VARIABLE);
  char *end = NULL;
  if (text == NULL)
    return;
  errno = 0;
  unsigned long scale = strtoul(text, &end, 10);
  unsigned long long origin = *end == ':' ? strtoull(end + 1, &end, 10) : 0;
  if (errno != 0 || *end != '\0' || scale < 1 || scale > CLOCK_SCALE_MAX || origin > real_now())
    return;
  clock_factor = (unsigned)scale;
  clock_origin = origin;
}

uint64_t clock_now(void)
{
  if (!clock_known)
    clock_read_environment();
  return clock_origin + (real_now() - clock_origin) * clock_factor;
}

unsigned clock_scale(void)
{
  if (!clock_known)
    clock_read_environment();
  return clock_factor;
}

uint64_t clock_real(uint64_t moment)
{
  if (!clock_known)
    clock_read_environment();
  if (moment <= clock_origin)
    return moment;
  uint64_t span = moment - clock_origin;
  return clock_origin + span / clock_factor + (span % clock_factor != 0);
}

int clock_wait_ms(uint64_t moment)
{
  if (moment == UINT64_MAX)
    return -1;
  uint64_t now = real_now();
  uint64_t then = clock_real(moment);
  if (then <= now)
    return 0;
  uint64_t wait = (then - now - 1) / 1000000 + 1;
  return wait > INT_MAX ? INT_MAX : (int)wait;
}

bool clock_scale_set(unsigned scale)
{
  if (scale < 1 || scale > CLOCK_SCALE_MAX)
    return false;
  char text[64];
  uint64_t origin = real_now();
  snprintf(text, sizeof text, "%u:%" PRIu64, scale, origin);
  if (setenv(CLOCK_VARIABLE, text, 1) != 0)
    return false;
  clock_known = true;
  clock_factor = scale;
  clock_origin = origin;
  return true;
}
