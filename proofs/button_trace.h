/* SPDX-License-Identifier: BSD-2-Clause */
/* The button over whole traces: the words of the theorems in button_earned.c and button_heard.c, and the shipped step on
   values. They hold for every finite sequence of samples whose times do not run back, and for every timing in order. */
#ifndef PROOFS_BUTTON_TRACE_H
#define PROOFS_BUTTON_TRACE_H

#include "button.h"

/* A sample: when the contact was seen, and how (enum contact). */
typedef struct {
  uint64_t time;
  uint8_t contact;
} sample_t;

/* Samples of a trace that tell one hold. */
typedef struct {
  uint64_t open;  /* from here on the contact was open ... */
  uint64_t known; /* ... and here it had been so for the debounce time */
  uint64_t press; /* first closed sample */
  uint64_t felt;  /* closed without a break since, and for the debounce time */
  uint64_t edge;  /* first open sample of the opening that ended it */
} story_t;

/*@
  predicate in_time{L}(sample_t *tr, integer n) =
    \forall integer i, j; 0 <= i <= j < n ==> tr[i].time <= tr[j].time;
  predicate is_open{L}(sample_t *tr, integer i) = tr[i].contact == CONTACT_OPEN;
  predicate is_closed{L}(sample_t *tr, integer i) = tr[i].contact == CONTACT_CLOSED;

  // The samples i to j - 1.
  predicate all_open{L}(sample_t *tr, integer i, integer j) = \forall integer k; i <= k < j ==> is_open(tr, k);
  predicate all_closed{L}(sample_t *tr, integer i, integer j) = \forall integer k; i <= k < j ==> is_closed(tr, k);
  predicate none_lost{L}(sample_t *tr, integer i, integer j) =
    \forall integer k; i <= k < j ==> is_open(tr, k) || is_closed(tr, k);
  // Nothing that was closed from one sample to another of them lasted for d.
  predicate no_press{L}(sample_t *tr, integer i, integer j, integer d) =
    \forall integer k, l; i <= k <= l < j && all_closed(tr, k, l + 1) ==> tr[l].time - tr[k].time < d;

  // The contact was open from o on, and had been for d when sample m was taken; from there to a, which is closed
  // after an open sample, no edge was lost and nothing closed lasted.
  predicate was_open{L}(sample_t *tr, integer o, integer m, integer a, integer d) =
    0 <= o < m <= a && all_open(tr, o, m) && tr[m].time - tr[o].time >= d &&
    none_lost(tr, o, a) && is_open(tr, a - 1) && no_press(tr, m, a, d);

  // Before o the contact was never seen open: o is its first opening since boot.
  predicate first_opening{L}(sample_t *tr, integer o) = \forall integer k; 0 <= k < o ==> !is_open(tr, k);

  // From a on the contact was closed without a break, and had been for d when sample p was taken.
  predicate was_felt{L}(sample_t *tr, integer a, integer p, integer d) =
    0 <= a < p && all_closed(tr, a, p + 1) && tr[p].time - tr[a].time >= d;

  // Between the samples a and b, both closed, no edge was lost, and the contact opened for less than d at a time.
  predicate unbroken{L}(sample_t *tr, integer a, integer b, integer d) =
    0 <= a <= b && is_closed(tr, a) && is_closed(tr, b) && none_lost(tr, a, b) &&
    (\forall integer i, k; a < i < k <= b && all_open(tr, i, k) ==> tr[k].time - tr[i].time < d);

  // The contact was open from c to e, and sample e is the first that shows it to have been so for d.
  predicate let_go_at{L}(sample_t *tr, integer c, integer e, integer d) =
    c < e && all_open(tr, c, e + 1) && tr[e].time - tr[c].time >= d && tr[e - 1].time - tr[c].time < d;

  // Sample e confirms the end of the hold that the story tells.
  predicate told_whole{L}(sample_t *tr, story_t s, integer e, button_timing_t c) =
    was_open(tr, s.open, s.known, s.press, c.debounce) && was_felt(tr, s.press, s.felt, c.debounce) &&
    s.felt < s.edge && unbroken(tr, s.press, s.edge - 1, c.debounce) && let_go_at(tr, s.edge, e, c.debounce);

  // What a hold means: seen closed for `length`, seen open `until` after it began.
  logic integer gesture(button_timing_t c, integer length, integer until) =
    until >= c.stuck || length < c.restart ? SIGNAL_RELEASED :
    length < c.armed ? SIGNAL_RESTART : length < c.ready ? SIGNAL_CANCELLED : SIGNAL_FACTORY_RESET;
  predicate is_gesture(integer signal) =
    signal == SIGNAL_RESTART || signal == SIGNAL_CANCELLED || signal == SIGNAL_FACTORY_RESET;

  // What button_step() promises of a sample that is not earlier than the one before.
  predicate signals(button_t b, button_timing_t c, integer contact, integer t, integer signal) =
    (is_gesture(signal) || signal == SIGNAL_RELEASED ==> let_go(b, c, contact, t) && b.last - b.since < c.stuck) &&
    (let_go(b, c, contact, t) && b.last - b.since < c.stuck ==>
      signal == gesture(c, b.last - b.since, b.edge - b.since)) &&
    (signal == SIGNAL_ARMED || signal == SIGNAL_READY || signal == SIGNAL_STUCK ==> contact == CONTACT_CLOSED);
  predicate knows(button_t b, button_timing_t c, integer contact, integer t, button_t next) =
    button_sound(next, c) && next.now == t &&
    (idle(next) <==> contact == CONTACT_OPEN &&
      (idle(b) || closing(b, c) || (blind_opening(b) && settled(b, c, t)) || let_go(b, c, contact, t))) &&
    (closing(next, c) <==> contact == CONTACT_CLOSED &&
      (idle(b) || (blind_opening(b) && settled(b, c, t)) || (closing(b, c) && t - b.since < c.debounce))) &&
    (held(next, c) <==> (goes_on(b, c, contact, t) && c.debounce <= t - b.since) ||
      (breaks(b, c, contact, t) && c.stuck <= b.last - b.since)) &&
    (opening(next, c) <==> contact == CONTACT_OPEN && (held(b, c) || (opening(b, c) && !settled(b, c, t)))) &&
    (blind_opening(next) <==> contact == CONTACT_OPEN &&
      (blind(b, c) || (blind_opening(b) && !settled(b, c, t))));
  predicate marks(button_t b, button_timing_t c, integer contact, integer t, button_t next) =
    (closing(next, c) && !closing(b, c) ? next.since == t : next.since == b.since) &&
    (closing(next, c) || goes_on(b, c, contact, t) ? next.last == t : next.last == b.last) &&
    (contact == CONTACT_OPEN && (held(b, c) || blind(b, c)) ? next.edge == t : next.edge == b.edge);
*/

/* A sample's outcome: the machine after it, and what it means. */
typedef struct {
  button_t button;
  uint8_t signal;
} outcome_t;

/* The shipped step, on values. */
/*@ requires ordered: timing_ordered(timing) && button.now <= sample.time;
    terminates \true;
    assigns \nothing;
    ensures signals: signals(button, timing, sample.contact, sample.time, \result.signal);
    ensures knows: knows(button, timing, sample.contact, sample.time, \result.button);
    ensures marks: marks(button, timing, sample.contact, sample.time, \result.button);
*/
static inline outcome_t hear(button_t button, button_timing_t timing, sample_t sample)
{
  button_t stepped = button;
  button_timing_t times = timing;
  button_output_t output;
  button_step(&stepped, &times, sample.time, sample.contact, &output);
  outcome_t outcome = {.button = stepped, .signal = output.signal};
  return outcome;
}

#endif
