/* SPDX-License-Identifier: BSD-2-Clause */
/* What is said of the button, in the words of the requirements. Annotations only; included by core/button.h. */
/*@
  predicate timing_ordered(button_timing_t c) =
    0 < c.debounce <= c.restart < c.armed < c.ready < c.stuck;

  // Time never runs back.
  logic integer button_clock(button_t b, integer now) = now < b.now ? b.now : now;

  // The level that a hold of this length has reached.
  logic integer length_level(button_timing_t c, integer length) =
    length < c.debounce ? LEVEL_NONE : length < c.restart ? LEVEL_PRESSED :
    length < c.armed ? LEVEL_RESTARTABLE : length < c.ready ? LEVEL_ARMED :
    length < c.stuck ? LEVEL_READY : LEVEL_STUCK;

  // A state that a run with this timing can lead to: moments in order, and the level that the length tells.
  predicate button_sound(button_t b, button_timing_t c) =
    b.cs == BUTTON_BLIND || b.cs == BUTTON_IDLE ||
    (b.cs == BUTTON_BLIND_OPENING && b.edge <= b.now) ||
    (BUTTON_CLOSING <= b.cs <= BUTTON_STUCK_OPENING && b.since <= b.last <= b.now &&
     chart_level(b.cs) == length_level(c, b.last - b.since) &&
     (chart_opening(b.cs) ==> b.last <= b.edge <= b.now));

  // What is known of the contact.
  predicate idle(button_t b) = b.cs == BUTTON_IDLE;
  predicate blind_opening(button_t b) = b.cs == BUTTON_BLIND_OPENING && b.edge <= b.now;
  predicate closing(button_t b, button_timing_t c) = button_sound(b, c) && b.cs == BUTTON_CLOSING;
  predicate held(button_t b, button_timing_t c) = button_sound(b, c) && chart_holding(b.cs);
  predicate opening(button_t b, button_timing_t c) = button_sound(b, c) && chart_opening(b.cs);
  predicate blind(button_t b, button_timing_t c) = !button_sound(b, c) || b.cs == BUTTON_BLIND;

  // At t, an opening that began at `edge` has lasted for the debounce time.
  predicate settled(button_t b, button_timing_t c, integer t) = t - b.edge >= c.debounce;

  // The sample (contact, t) confirms that the button was let go.
  predicate let_go(button_t b, button_timing_t c, integer contact, integer t) =
    opening(b, c) && contact == CONTACT_OPEN && settled(b, c, t);

  // The sample shows that the press or hold goes on: no gap in its story, and no opening but a bounce.
  predicate goes_on(button_t b, button_timing_t c, integer contact, integer t) =
    contact == CONTACT_CLOSED &&
    (closing(b, c) || held(b, c) || (opening(b, c) && !settled(b, c, t)));

  // The sample shows a gap in a hold's story: an edge was lost, or nobody looked while the contact was open.
  predicate breaks(button_t b, button_timing_t c, integer contact, integer t) =
    ((held(b, c) || opening(b, c)) && contact != CONTACT_OPEN && contact != CONTACT_CLOSED) ||
    (opening(b, c) && contact == CONTACT_CLOSED && settled(b, c, t));

  logic integer moment_after(integer start, integer span) =
    start + span > TIME_NEVER ? TIME_NEVER : start + span;

  // When a sample is wanted: at the next level of a press or hold, at the end of an opening's debounce.
  logic integer button_wants(button_t b, button_timing_t c) =
    b.cs == BUTTON_CLOSING ? moment_after(b.since, c.debounce) :
    b.cs == BUTTON_PRESSED ? moment_after(b.since, c.restart) :
    b.cs == BUTTON_RESTARTABLE ? moment_after(b.since, c.armed) :
    b.cs == BUTTON_ARMED ? moment_after(b.since, c.ready) :
    b.cs == BUTTON_READY ? moment_after(b.since, c.stuck) :
    b.cs == BUTTON_BLIND_OPENING || chart_opening(b.cs) ? moment_after(b.edge, c.debounce) :
    TIME_NEVER;

  // What the light says of a state, its opening twin alike.
  logic integer button_light(integer cs) =
    cs < BUTTON_PRESSED || cs > BUTTON_STUCK_OPENING ? SIGNAL_NONE :
    cs < BUTTON_ARMED ? SIGNAL_PRESSED : cs < BUTTON_READY ? SIGNAL_ARMED : cs < BUTTON_STUCK ? SIGNAL_READY :
    SIGNAL_STUCK;
*/
