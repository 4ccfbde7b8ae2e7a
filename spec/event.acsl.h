/* SPDX-License-Identifier: BSD-2-Clause */
/* What is said of events, in the words of the requirements. Annotations only; included by core/event.h. */
/*@
  predicate event_ordered(event_timing_t c) =
    c.confirm <= c.longest && c.hold_off <= c.longest && 0 < c.longest;

  // A state with its moments in order.
  predicate event_sound(event_t e) = e.phase <= EVENT_RUNNING && e.started <= e.motion <= e.now;

  // Time never runs back; the moments of a state count as lying before it, and in order.
  logic integer event_clock(event_t e, integer now) = now < e.now ? e.now : now;
  logic integer event_motion(event_t e, integer t) = e.motion < t ? e.motion : t;
  logic integer event_first(event_t e, integer t) =
    e.started < event_motion(e, t) ? e.started : event_motion(e, t);

  // At t, motion that is not yet an event goes on.
  predicate event_rises(event_t e, event_timing_t c, integer t) =
    e.phase == EVENT_RISING && t - event_motion(e, t) < c.confirm;
  // At t, an event is over.
  predicate event_ends(event_t e, event_timing_t c, integer t) =
    e.phase == EVENT_RUNNING &&
    (t - event_motion(e, t) >= c.hold_off || t - event_first(e, t) >= c.longest);
  // At t, the first motion stays what it was.
  predicate event_goes_on(event_t e, event_timing_t c, integer t) =
    event_rises(e, c, t) || (e.phase == EVENT_RUNNING && !event_ends(e, c, t));
  // At t, a frame starts an event.
  predicate event_starts(event_t e, event_timing_t c, integer t, integer motion) =
    motion != 0 && e.phase != EVENT_RUNNING &&
    (c.confirm == 0 || (event_rises(e, c, t) && t - event_first(e, t) >= c.confirm));

  logic integer event_after(integer start, integer span) = start + span > TIME_NEVER ? TIME_NEVER : start + span;
  // When an event ends by itself.
  logic integer event_deadline(event_t e, event_timing_t c) =
    event_after(e.motion, c.hold_off) < event_after(e.started, c.longest) ?
    event_after(e.motion, c.hold_off) : event_after(e.started, c.longest);
  // Where a recording begins.
  logic integer event_from(integer first, integer pre_roll) = first > pre_roll ? first - pre_roll : 0;
*/
