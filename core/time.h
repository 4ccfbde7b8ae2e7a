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

/** How long it is from `start` to `end`; 0 where `end` lies before `start`. */
/*@ terminates \true;
    assigns \nothing;
    ensures span: \result == (end > start ? end - start : 0);
*/
static inline uint64_t time_span(uint64_t start, uint64_t end)
{
  return end > start ? end - start : 0;
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
