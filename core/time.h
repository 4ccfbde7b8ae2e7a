/* SPDX-License-Identifier: BSD-2-Clause */
/* Time in the core: nanoseconds of a monotonic clock that may start anywhere. */
#ifndef CORE_TIME_H
#define CORE_TIME_H

#include <stdint.h>

#define TIME_MILLISECOND UINT64_C(1000000)
#define TIME_SECOND UINT64_C(1000000000)
/* A moment that never comes: "no further call wanted". */
#define TIME_NEVER UINT64_MAX

/** The moment `span` after `start`, or TIME_NEVER where that lies past the clock's end. */
/*@ terminates \true;
    assigns \nothing;
    ensures sum: \result == (start + span > TIME_NEVER ? TIME_NEVER : start + span);
*/
static inline uint64_t time_after(uint64_t start, uint64_t span)
{
  return span > TIME_NEVER - start ? TIME_NEVER : start + span;
}

/** The earlier of two moments. */
/*@ terminates \true;
    assigns \nothing;
    ensures earlier: \result == (a < b ? a : b);
*/
static inline uint64_t time_earlier(uint64_t a, uint64_t b)
{
  return a < b ? a : b;
}

#endif
