/* SPDX-License-Identifier: BSD-2-Clause */
/* Motion to events: when one starts, when it ends, and how far back its recording reaches. */
#ifndef CORE_EVENT_H
#define CORE_EVENT_H

#include <stdbool.h>
#include <stdint.h>

#include "time.h"

/* Spans in nanoseconds. In order when confirm <= longest and hold_off <= longest and longest > 0. */
typedef struct {
  uint64_t confirm;  /* motion goes on for this long, without so long a gap */
  uint64_t hold_off; /* an event ends this long after the last motion */
  uint64_t longest;  /* an event is ended at this length; motion that goes on starts another */
  uint64_t pre_roll; /* a recording reaches this far back before the event's first motion */
} event_timing_t;

typedef struct {
  uint8_t phase;    /* enum event_phase; any other value counts as EVENT_QUIET */
  uint64_t now;     /* the latest time seen */
  uint64_t started; /* first motion of the event, or of what may become one */
  uint64_t motion;  /* last motion */
} event_t;

enum event_phase { EVENT_QUIET, EVENT_RISING, EVENT_RUNNING };
enum event_change { EVENT_NO_CHANGE, EVENT_STARTED, EVENT_ENDED };

typedef struct {
  uint8_t change; /* enum event_change */
  uint64_t from;  /* EVENT_STARTED: where the recording begins; EVENT_ENDED: the last motion */
  uint64_t next;  /* when the machine next wants to be called */
} event_output_t;

#include "event.acsl.h"

/** Whether the spans are in order. */
/*@ requires timing: \valid_read(timing);
    terminates \true;
    assigns \nothing;
    ensures ordered: \result <==> event_ordered(*timing);
*/
bool event_timing_ordered(const event_timing_t *timing);

/** A machine with nothing seen. */
/*@ requires event: \valid(event);
    terminates \true;
    assigns *event;
    ensures quiet: event->phase == EVENT_QUIET;
    ensures times: event->now == 0 && event->started == 0 && event->motion == 0;
*/
void event_start(event_t *event);

/**
 * Take one frame's verdict, or with `motion` false a call asked for by `next`. Times before the latest one count
 * as the latest one.
 *
 * Motion that went on for `confirm`, with no gap as long as `confirm`, starts an event: frames must come more often
 * than that. Exactly one end follows each start: `hold_off` after the last motion, and no later than `longest`
 * after the first when called as wanted. Motion that goes on then counts as the first of the next event,
 * so that recordings meet.
 * Returns false, with nothing changed and no wish to be called, where the timing is not in order.
 */
/*@ requires pointers: \valid(event) && \valid_read(timing) && \valid(output);
    requires separated: \separated(event, timing, output);
    terminates \true;
    assigns *event, *output;

    behavior refused:
      assumes unordered: !event_ordered(*timing);
      assigns *output;
      ensures result: \result == \false;
      ensures output: output->change == EVENT_NO_CHANGE && output->from == 0 && output->next == TIME_NEVER;

    behavior taken:
      assumes ordered: event_ordered(*timing);
      assigns *event, *output;
      ensures result: \result == \true;
      // time never runs back, and the moments stay in order.
      ensures clock: event->now == event_clock(\old(*event), now);
      ensures known: event_sound(*event);

      // an event starts when motion has gone on for `confirm`.
      ensures starts: output->change == EVENT_STARTED <==>
        event_starts(\old(*event), *timing, event_clock(\old(*event), now), motion);
      // it ends `hold_off` after the last motion, or at its longest.
      ensures ends: output->change == EVENT_ENDED <==>
        event_ends(\old(*event), *timing, event_clock(\old(*event), now));
      ensures change: EVENT_NO_CHANGE <= output->change <= EVENT_ENDED;
      // exactly one end for each start: running is what lies between them.
      ensures running: event->phase == EVENT_RUNNING <==>
        output->change == EVENT_STARTED || (\old(event->phase) == EVENT_RUNNING && output->change != EVENT_ENDED);
      ensures start_once: output->change == EVENT_STARTED ==> \old(event->phase) != EVENT_RUNNING;
      ensures end_once: output->change == EVENT_ENDED ==> \old(event->phase) == EVENT_RUNNING;
      // Motion that is not yet an event: it goes on, or begins, with every frame of motion that starts none.
      ensures rising: event->phase == EVENT_RISING <==> event->phase != EVENT_RUNNING &&
        (motion || event_rises(\old(*event), *timing, event_clock(\old(*event), now)));

      // the recording reaches back before the first motion, no further than time itself.
      ensures from: output->from ==
        (output->change == EVENT_STARTED ? event_from(event->started, timing->pre_roll) :
         output->change == EVENT_ENDED ? event_motion(\old(*event), event_clock(\old(*event), now)) : 0);
      ensures motion: motion ==> event->motion == event->now;
      ensures still: !motion && event->phase != EVENT_QUIET ==>
        event->motion == event_motion(\old(*event), event_clock(\old(*event), now));
      ensures started: event->phase != EVENT_QUIET ==>
        (event_goes_on(\old(*event), *timing, event_clock(\old(*event), now))
           ? event->started == event_first(\old(*event), event_clock(\old(*event), now))
           : event->started == event->now);

      // called as wanted, no event lasts longer than `longest`, nor `hold_off` beyond its last motion.
      ensures next: output->next ==
        (event->phase == EVENT_RUNNING ? event_deadline(*event, *timing) :
         event->phase == EVENT_RISING ? event_after(event->motion, timing->confirm) : TIME_NEVER);
    complete behaviors;
    disjoint behaviors;
*/
bool event_step(event_t *event, const event_timing_t *timing, uint64_t now, bool motion,
                event_output_t *output);

#endif
