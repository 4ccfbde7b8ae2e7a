/* SPDX-License-Identifier: BSD-2-Clause */
/* Motion to events: when one starts, when it ends, and how far back its recording reaches. */
#ifndef CORE_EVENT_H
#define CORE_EVENT_H

#include <stdbool.h>
#include <stdint.h>

/* Spans in nanoseconds. In order when confirm <= longest and hold_off <= longest and longest > 0. */
typedef struct {
  uint64_t confirm;  /* motion must have lasted this long */
  uint64_t hold_off; /* an event ends this long after the last motion */
  uint64_t longest;  /* an event is ended at this length; motion that goes on starts another */
  uint64_t pre_roll; /* a recording reaches this far back before the event's first motion */
} event_timing_t;

typedef struct {
  uint8_t phase;    /* enum event_phase */
  uint64_t now;     /* the latest time seen */
  uint64_t started; /* first motion of the event, or of what may become one */
  uint64_t motion;  /* last motion */
} event_t;

enum event_phase { EVENT_QUIET, EVENT_RISING, EVENT_RUNNING };
enum event_change { EVENT_NO_CHANGE, EVENT_STARTED, EVENT_ENDED };

typedef struct {
  uint8_t change; /* enum event_change */
  uint64_t from;  /* with EVENT_STARTED: from when the recording should reach; with EVENT_ENDED: the last motion */
  uint64_t next;  /* when the machine next wants to be called */
} event_output_t;

/** Whether the spans are in order. */
bool event_timing_ordered(const event_timing_t *timing);

/** A machine with nothing seen. */
void event_start(event_t *event);

/**
 * Take one frame's verdict. Exactly one end follows each start, no later than `longest` after it when called as
 * wanted. Returns false, with nothing changed, where the timing is not in order.
 */
bool event_step(event_t *event, const event_timing_t *timing, uint64_t now, bool motion, event_output_t *output);

#endif
