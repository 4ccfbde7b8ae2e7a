/* SPDX-License-Identifier: BSD-2-Clause */
#include "event.h"

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
/*@ requires event: \valid(event);
    terminates \true;
    assigns *event;
    ensures clock: event->now == event_clock{Old}(event, now);
    ensures motion: event->motion == event_motion{Old}(event, event->now);
    ensures started: event->started == event_first{Old}(event, event->now);
    ensures phase: event->phase == (\old(event->phase) > EVENT_RUNNING ? EVENT_QUIET : \old(event->phase));
    ensures sound: event_sound(event);
*/
static void settle(event_t *event, uint64_t now)
{
  if (event->phase > EVENT_RUNNING) {
    event->phase = EVENT_QUIET;
  }
  if (event->now < now) {
    event->now = now;
  }
  event->motion = time_earlier(event->motion, event->now);
  event->started = time_earlier(event->started, event->motion);
}

/* Whether a running event is over now. */
/*@ requires pointers: \valid_read(event) && \valid_read(timing);
    requires sound: event_sound(event);
    terminates \true;
    assigns \nothing;
    ensures over: \result <==> event->now - event->motion >= timing->hold_off ||
      event->now - event->started >= timing->longest;
*/
static bool is_over(const event_t *event, const event_timing_t *timing)
{
  return event->now - event->motion >= timing->hold_off || event->now - event->started >= timing->longest;
}

/* Take a frame while no event runs. */
/*@ requires pointers: \valid(event) && \valid_read(timing) && \valid(output);
    requires separated: \separated(event, timing, output);
    requires sound: event_sound(event) && event->phase != EVENT_RUNNING;
    terminates \true;
    assigns event->phase, event->started, event->motion, output->change, output->from;
    ensures sound: event_sound(event);
    ensures change: output->change == \old(output->change) || output->change == EVENT_STARTED;
    ensures starts: event->phase == EVENT_RUNNING <==> event_starts{Old}(event, timing, event->now, motion);
    ensures rising: event->phase == EVENT_RISING <==> event->phase != EVENT_RUNNING &&
      (motion || event_rises{Old}(event, timing, event->now));
    ensures started: event->phase != EVENT_QUIET ==>
      (event_goes_on{Old}(event, timing, event->now)
         ? event->started == \old(event->started) : event->started == event->now);
    ensures motion: event->motion == (motion ? event->now : \old(event->motion));
    ensures told: event->phase == EVENT_RUNNING
      ? output->change == EVENT_STARTED && output->from == event_from(event->started, timing->pre_roll)
      : output->change == \old(output->change) && output->from == \old(output->from);
*/
static void watch(event_t *event, const event_timing_t *timing, bool motion, event_output_t *output)
{
  bool rises = event->phase == EVENT_RISING && event->now - event->motion < timing->confirm;
  if (!motion) {
    event->phase = rises ? EVENT_RISING : EVENT_QUIET;
    return;
  }
  event->phase = EVENT_RISING;
  event->motion = event->now;
  if (!rises) {
    event->started = event->now;
  }
  if (event->now - event->started >= timing->confirm) {
    event->phase = EVENT_RUNNING;
    output->change = EVENT_STARTED;
    output->from = time_span(timing->pre_roll, event->started);
  }
}

/* Take a frame while an event runs. */
/*@ requires pointers: \valid(event) && \valid_read(timing) && \valid(output);
    requires separated: \separated(event, timing, output);
    requires sound: event_sound(event) && event->phase == EVENT_RUNNING;
    terminates \true;
    assigns event->phase, event->started, event->motion, output->change, output->from;
    ensures sound: event_sound(event);
    ensures ends: event->phase != EVENT_RUNNING <==> event_ends{Old}(event, timing, event->now);
    ensures phase: event->phase != EVENT_RUNNING ==> event->phase == (motion ? EVENT_RISING : EVENT_QUIET);
    ensures started: event->phase != EVENT_QUIET ==>
      (event_goes_on{Old}(event, timing, event->now)
         ? event->started == \old(event->started) : event->started == event->now);
    ensures motion: event->motion == (motion ? event->now : \old(event->motion));
    ensures told: event->phase == EVENT_RUNNING
      ? output->change == \old(output->change) && output->from == \old(output->from)
      : output->change == EVENT_ENDED && output->from == \old(event->motion);
*/
static void follow(event_t *event, const event_timing_t *timing, bool motion, event_output_t *output)
{
  if (is_over(event, timing)) {
    output->change = EVENT_ENDED;
    output->from = event->motion;
    event->phase = motion ? EVENT_RISING : EVENT_QUIET;
    event->started = motion ? event->now : event->started;
  }
  if (motion) {
    event->motion = event->now;
  }
}

/* When the machine next wants to be called. */
/*@ requires pointers: \valid_read(event) && \valid_read(timing);
    terminates \true;
    assigns \nothing;
    ensures next: \result == (event->phase == EVENT_RUNNING ? event_deadline(event, timing) :
      event->phase == EVENT_RISING ? event_after(event->motion, timing->confirm) : TIME_NEVER);
*/
static uint64_t next_call(const event_t *event, const event_timing_t *timing)
{
  if (event->phase == EVENT_RUNNING) {
    return time_earlier(time_after(event->motion, timing->hold_off),
                        time_after(event->started, timing->longest));
  }
  return event->phase == EVENT_RISING ? time_after(event->motion, timing->confirm) : TIME_NEVER;
}

bool event_step(event_t *event, const event_timing_t *timing, uint64_t now, bool motion,
                event_output_t *output)
{
  output->change = EVENT_NO_CHANGE;
  output->from = 0;
  output->next = TIME_NEVER;
  if (!event_timing_ordered(timing)) {
    return false;
  }
  settle(event, now);
  /*@ assert rises: event_rises(event, timing, event->now) <==>
        event_rises{Pre}(event, timing, event_clock{Pre}(event, now)); */
  /*@ assert ends: event_ends(event, timing, event->now) <==>
        event_ends{Pre}(event, timing, event_clock{Pre}(event, now)); */
  /*@ assert goes_on: event_goes_on(event, timing, event->now) <==>
        event_goes_on{Pre}(event, timing, event_clock{Pre}(event, now)); */
  if (event->phase == EVENT_RUNNING) {
    follow(event, timing, motion, output);
  } else {
    watch(event, timing, motion, output);
  }
  output->next = next_call(event, timing);
  return true;
}
