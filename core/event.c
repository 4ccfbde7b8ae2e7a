/* SPDX-License-Identifier: BSD-2-Clause */
#include "event.h"

/* A machine and what it says. */
typedef struct {
  event_t event;
  event_output_t output;
} event_made_t;

bool event_timing_ordered(const event_timing_t *timing)
{
  return timing->confirm <= timing->longest && timing->hold_off <= timing->longest && timing->longest > 0;
}

void event_start(event_t *event)
{
  event->phase = EVENT_QUIET;
  event->now = 0;
  event->started = 0;
  event->motion = 0;
}

/* Let time pass, and put the moments of a damaged state in order. */
/*@ terminates \true;
    assigns \nothing;
    ensures clock: \result.now == event_clock(event, now);
    ensures motion: \result.motion == event_motion(event, \result.now);
    ensures started: \result.started == event_first(event, \result.now);
    ensures phase: \result.phase == (event.phase > EVENT_RUNNING ? EVENT_QUIET : event.phase);
    ensures sound: event_sound(\result);
*/
static event_t settled(event_t event, uint64_t now)
{
  if (event.phase > EVENT_RUNNING) {
    event.phase = EVENT_QUIET;
  }
  if (event.now < now) {
    event.now = now;
  }
  event.motion = time_earlier(event.motion, event.now);
  event.started = time_earlier(event.started, event.motion);
  return event;
}

/* Whether a running event is over now. */
/*@ requires sound: event_sound(event);
    terminates \true;
    assigns \nothing;
    ensures over: \result <==> event.now - event.motion >= timing.hold_off ||
      event.now - event.started >= timing.longest;
*/
static bool is_over(event_t event, event_timing_t timing)
{
  return event.now - event.motion >= timing.hold_off || event.now - event.started >= timing.longest;
}

/* Take a frame while no event runs. */
/*@ requires sound: event_sound(event) && event.phase != EVENT_RUNNING;
    terminates \true;
    assigns \nothing;
    ensures clock: \result.event.now == event.now;
    ensures sound: event_sound(\result.event);
    ensures starts: \result.event.phase == EVENT_RUNNING <==> event_starts(event, timing, event.now, motion);
    ensures rising: \result.event.phase == EVENT_RISING <==> \result.event.phase != EVENT_RUNNING &&
      (motion || event_rises(event, timing, event.now));
    ensures started: \result.event.phase != EVENT_QUIET ==>
      (event_goes_on(event, timing, event.now)
         ? \result.event.started == event.started : \result.event.started == event.now);
    ensures motion: \result.event.motion == (motion ? event.now : event.motion);
    ensures told: \result.event.phase == EVENT_RUNNING
      ? \result.output.change == EVENT_STARTED &&
        \result.output.from == event_from(\result.event.started, timing.pre_roll)
      : \result.output.change == EVENT_NO_CHANGE && \result.output.from == 0;
*/
static event_made_t watched(event_t event, event_timing_t timing, bool motion)
{
  event_made_t made = {event, {EVENT_NO_CHANGE, 0, TIME_NEVER}};
  bool rises = event.phase == EVENT_RISING && event.now - event.motion < timing.confirm;
  if (!motion) {
    made.event.phase = rises ? EVENT_RISING : EVENT_QUIET;
    return made;
  }
  made.event.phase = EVENT_RISING;
  made.event.motion = event.now;
  made.event.started = rises ? event.started : event.now;
  if (event.now - made.event.started >= timing.confirm) {
    made.event.phase = EVENT_RUNNING;
    made.output.change = EVENT_STARTED;
    made.output.from = time_span(timing.pre_roll, made.event.started);
  }
  return made;
}

/* Take a frame while an event runs. */
/*@ requires sound: event_sound(event) && event.phase == EVENT_RUNNING;
    terminates \true;
    assigns \nothing;
    ensures clock: \result.event.now == event.now;
    ensures sound: event_sound(\result.event);
    ensures ends: \result.event.phase != EVENT_RUNNING <==> event_ends(event, timing, event.now);
    ensures phase: \result.event.phase != EVENT_RUNNING ==>
      \result.event.phase == (motion ? EVENT_RISING : EVENT_QUIET);
    ensures started: \result.event.phase != EVENT_QUIET ==>
      (event_goes_on(event, timing, event.now)
         ? \result.event.started == event.started : \result.event.started == event.now);
    ensures motion: \result.event.motion == (motion ? event.now : event.motion);
    ensures told: \result.event.phase == EVENT_RUNNING
      ? \result.output.change == EVENT_NO_CHANGE && \result.output.from == 0
      : \result.output.change == EVENT_ENDED && \result.output.from == event.motion;
*/
static event_made_t followed(event_t event, event_timing_t timing, bool motion)
{
  event_made_t made = {event, {EVENT_NO_CHANGE, 0, TIME_NEVER}};
  if (is_over(event, timing)) {
    made.output.change = EVENT_ENDED;
    made.output.from = event.motion;
    made.event.phase = motion ? EVENT_RISING : EVENT_QUIET;
    made.event.started = motion ? event.now : event.started;
  }
  if (motion) {
    made.event.motion = event.now;
  }
  return made;
}

/* When the machine next wants to be called. */
/*@ terminates \true;
    assigns \nothing;
    ensures next: \result == (event.phase == EVENT_RUNNING ? event_deadline(event, timing) :
      event.phase == EVENT_RISING ? event_after(event.motion, timing.confirm) : TIME_NEVER);
*/
static uint64_t next_call(event_t event, event_timing_t timing)
{
  if (event.phase == EVENT_RUNNING) {
    return time_earlier(time_after(event.motion, timing.hold_off), time_after(event.started, timing.longest));
  }
  return event.phase == EVENT_RISING ? time_after(event.motion, timing.confirm) : TIME_NEVER;
}

/* Take a frame at a time. */
/*@ terminates \true;
    assigns \nothing;
    ensures clock: \result.event.now == event_clock(event, now);
    ensures known: event_sound(\result.event);
    ensures starts: \result.output.change == EVENT_STARTED <==> event_starts(event, timing, event_clock(event, now), motion);
    ensures ends: \result.output.change == EVENT_ENDED <==> event_ends(event, timing, event_clock(event, now));
    ensures change: EVENT_NO_CHANGE <= \result.output.change <= EVENT_ENDED;
    ensures running: \result.event.phase == EVENT_RUNNING <==> \result.output.change == EVENT_STARTED ||
      (event.phase == EVENT_RUNNING && \result.output.change != EVENT_ENDED);
    ensures rising: \result.event.phase == EVENT_RISING <==> \result.event.phase != EVENT_RUNNING &&
      (motion || event_rises(event, timing, event_clock(event, now)));
    ensures from: \result.output.from ==
      (\result.output.change == EVENT_STARTED ? event_from(\result.event.started, timing.pre_roll) :
       \result.output.change == EVENT_ENDED ? event_motion(event, event_clock(event, now)) : 0);
    ensures motion: \result.event.motion ==
      (motion ? \result.event.now : event_motion(event, event_clock(event, now)));
    ensures started: \result.event.phase != EVENT_QUIET ==>
      (event_goes_on(event, timing, event_clock(event, now))
         ? \result.event.started == event_first(event, event_clock(event, now))
         : \result.event.started == \result.event.now);
    ensures next: \result.output.next ==
      (\result.event.phase == EVENT_RUNNING ? event_deadline(\result.event, timing) :
       \result.event.phase == EVENT_RISING ? event_after(\result.event.motion, timing.confirm) : TIME_NEVER);
*/
static event_made_t stepped(event_t event, event_timing_t timing, uint64_t now, bool motion)
{
  event_t at = settled(event, now);
  //@ assert rises: event_rises(at, timing, at.now) <==> event_rises(event, timing, event_clock(event, now));
  //@ assert ends: event_ends(at, timing, at.now) <==> event_ends(event, timing, event_clock(event, now));
  //@ assert goes_on: event_goes_on(at, timing, at.now) <==> event_goes_on(event, timing, event_clock(event, now));
  event_made_t made = at.phase == EVENT_RUNNING ? followed(at, timing, motion) : watched(at, timing, motion);
  made.output.next = next_call(made.event, timing);
  return made;
}

bool event_step(event_t *event, const event_timing_t *timing, uint64_t now, bool motion,
                event_output_t *output)
{
  if (!event_timing_ordered(timing)) {
    output->change = EVENT_NO_CHANGE;
    output->from = 0;
    output->next = TIME_NEVER;
    return false;
  }
  event_made_t made = stepped(*event, *timing, now, motion);
  *event = made.event;
  *output = made.output;
  return true;
}
