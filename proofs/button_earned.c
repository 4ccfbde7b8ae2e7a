/* SPDX-License-Identifier: BSD-2-Clause */
/* Theorem gesture_is_earned: a gesture is issued only where samples of the trace earned it (R-004 to,
   no bounce lengthens a hold, and presses with an opening between them that lasts for the debounce time never
   merge. */
#include "button_trace.h"

/*@
  // What the machine's state says of the first i samples.
  predicate blind_told{L}(sample_t *tr, integer i, button_t b, story_t s) =
    blind_opening(b) ==> s.open < i && all_open(tr, s.open, i) && b.edge == tr[s.open].time;
  predicate idle_told{L}(sample_t *tr, integer i, button_t b, button_timing_t c, story_t s) =
    idle(b) ==> s.known < i && was_open(tr, s.open, s.known, i, c.debounce);
  predicate press_told{L}(sample_t *tr, integer i, button_t b, button_timing_t c, story_t s) =
    s.press < i && was_open(tr, s.open, s.known, s.press, c.debounce) && b.since == tr[s.press].time;
  predicate closing_told{L}(sample_t *tr, integer i, button_t b, button_timing_t c, story_t s) =
    closing(b, c) ==> press_told(tr, i, b, c, s) && all_closed(tr, s.press, i) && b.last == tr[i - 1].time;
  predicate hold_told{L}(sample_t *tr, integer i, button_t b, button_timing_t c, story_t s) =
    held(b, c) && b.last - b.since < c.stuck ==>
      press_told(tr, i, b, c, s) && was_felt(tr, s.press, s.felt, c.debounce) && s.felt < i &&
      unbroken(tr, s.press, i - 1, c.debounce) && b.last == tr[i - 1].time;
  predicate opened_told{L}(sample_t *tr, integer i, button_t b, button_timing_t c, story_t s) =
    opening(b, c) ==> s.edge < i && all_open(tr, s.edge, i) && b.edge == tr[s.edge].time;
  predicate opening_told{L}(sample_t *tr, integer i, button_t b, button_timing_t c, story_t s) =
    opening(b, c) && b.last - b.since < c.stuck ==>
      press_told(tr, i, b, c, s) && was_felt(tr, s.press, s.felt, c.debounce) && s.felt < s.edge < i &&
      unbroken(tr, s.press, s.edge - 1, c.debounce) && tr[i - 1].time - tr[s.edge].time < c.debounce &&
      b.last == tr[s.edge - 1].time;
  predicate told{L}(sample_t *tr, integer i, button_t b, button_timing_t c, story_t s) =
    button_sound(b, c) && blind_told(tr, i, b, s) && idle_told(tr, i, b, c, s) && closing_told(tr, i, b, c, s) &&
    hold_told(tr, i, b, c, s) && opened_told(tr, i, b, c, s) && opening_told(tr, i, b, c, s);

  // The story with sample i in it, where the states before and after say that something began there.
  predicate story_goes_on(story_t s, integer i, integer before, integer after, story_t next) =
    next.open == (after == BUTTON_BLIND_OPENING && before != BUTTON_BLIND_OPENING ? i :
      after == BUTTON_IDLE && before > BUTTON_CLOSING ? s.edge : s.open) &&
    next.known == ((after == BUTTON_IDLE || after == BUTTON_CLOSING) && before != BUTTON_IDLE &&
      before != BUTTON_CLOSING ? i : s.known) &&
    next.press == (after == BUTTON_CLOSING && before != BUTTON_CLOSING ? i : s.press) &&
    next.felt == (before == BUTTON_CLOSING && chart_holding(after) ? i : s.felt) &&
    next.edge == (chart_opening(after) && !chart_opening(before) ? i : s.edge);
*/

/* Whether a state is that of a hold. */
/*@ terminates \true;
    assigns \nothing;
    ensures holding: \result <==> chart_holding(cs);
*/
static bool is_holding(int cs)
{
  return cs == BUTTON_PRESSED || cs == BUTTON_RESTARTABLE || cs == BUTTON_ARMED || cs == BUTTON_READY ||
         cs == BUTTON_STUCK;
}

/* Whether a state is that of an opening not yet confirmed. */
/*@ terminates \true;
    assigns \nothing;
    ensures opening: \result <==> chart_opening(cs);
*/
static bool is_opening(int cs)
{
  return cs == BUTTON_PRESSED_OPENING || cs == BUTTON_RESTARTABLE_OPENING || cs == BUTTON_ARMED_OPENING ||
         cs == BUTTON_READY_OPENING || cs == BUTTON_STUCK_OPENING;
}

/* The story with sample i in it, where the machine's states before and after say that something began there. */
/*@ terminates \true;
    assigns \nothing;
    ensures story: story_goes_on(story, i, before, after, \result);
*/
static story_t noted(story_t story, uint64_t i, int before, int after)
{
  story_t next = story;
  if (after == BUTTON_BLIND_OPENING && before != BUTTON_BLIND_OPENING) {
    next.open = i;
  }
  if (after == BUTTON_IDLE && before > BUTTON_CLOSING) {
    next.open = story.edge;
  }
  if ((after == BUTTON_IDLE || after == BUTTON_CLOSING) && before != BUTTON_IDLE &&
      before != BUTTON_CLOSING) {
    next.known = i;
  }
  if (after == BUTTON_CLOSING && before != BUTTON_CLOSING) {
    next.press = i;
  }
  if (before == BUTTON_CLOSING && is_holding(after)) {
    next.felt = i;
  }
  if (is_opening(after) && !is_opening(before)) {
    next.edge = i;
  }
  return next;
}

/* A sample's outcome, and the story so far. */
typedef struct {
  button_t button;
  uint8_t signal;
  story_t story;
} chapter_t;

/* Facts about traces, for the proof alone. */

/* A closed sample after an opening shorter than d goes on with what was unbroken. */
/*@ requires trace: \valid_read(tr + (0 .. n - 1)) && in_time(tr, n) && i < n;
    terminates \true;
    assigns \nothing;
    ensures unbroken: 0 <= a < c < i && unbroken(tr, a, c - 1, d) && all_open(tr, c, i) && is_closed(tr, i) &&
      tr[i].time - tr[c].time < d ==> unbroken(tr, a, i, d);
*/
static void bounce_breaks_nothing(const sample_t *tr, uint64_t n, uint64_t a, uint64_t c, uint64_t i,
                                  uint64_t d)
{
  (void)tr, (void)n, (void)a, (void)c, (void)i, (void)d;
  //@ assert inside: \forall integer j, k; j <= c - 1 < k && all_open(tr, j, k) ==> is_open(tr, c - 1);
  //@ assert later: \forall integer j, k; c <= j < k <= i ==> tr[k].time - tr[j].time <= tr[i].time - tr[c].time;
}

/* What was closed for less than d, and opens again, was no press. */
/*@ requires trace: \valid_read(tr + (0 .. n - 1)) && in_time(tr, n) && i < n;
    terminates \true;
    assigns \nothing;
    ensures open: was_open(tr, o, m, a, d) && a < i && all_closed(tr, a, i) && tr[i - 1].time - tr[a].time < d &&
      is_open(tr, i) ==> was_open(tr, o, m, i + 1, d);
*/
static void burst_is_no_press(const sample_t *tr, uint64_t n, uint64_t o, uint64_t m, uint64_t a, uint64_t i,
                              uint64_t d)
{
  (void)tr, (void)n, (void)o, (void)m, (void)a, (void)i, (void)d;
  //@ assert before: \forall integer k, l; 0 < a && k < a <= l && is_open(tr, a - 1) ==> !all_closed(tr, k, l + 1);
  /*@ assert within: \forall integer k, l; a <= k <= l < i ==>
        tr[l].time - tr[k].time <= tr[i - 1].time - tr[a].time; */
  //@ assert last: \forall integer k; k <= i && is_open(tr, i) ==> !all_closed(tr, k, i + 1);
}

/* An open sample more, after what was open or after an opening that lasted. */
/*@ requires trace: \valid_read(tr + (0 .. n - 1)) && in_time(tr, n) && i < n;
    terminates \true;
    assigns \nothing;
    ensures more: was_open(tr, o, m, i, d) && is_open(tr, i) ==> was_open(tr, o, m, i + 1, d);
    ensures first: c < i && all_open(tr, c, i) && is_open(tr, i) && tr[i].time - tr[c].time >= d ==>
      was_open(tr, c, i, i + 1, d);
*/
static void open_stays_open(const sample_t *tr, uint64_t n, uint64_t o, uint64_t m, uint64_t c, uint64_t i,
                            uint64_t d)
{
  (void)tr, (void)n, (void)o, (void)m, (void)c, (void)i, (void)d;
  //@ assert at: \forall integer k, l; k <= l && all_closed(tr, k, l + 1) ==> is_closed(tr, l);
  //@ assert quiet: was_open(tr, o, m, i, d) && is_open(tr, i) ==> no_press(tr, m, i + 1, d);
}

/* A closed sample more. */
/*@ requires trace: \valid_read(tr + (0 .. n - 1)) && in_time(tr, n) && i < n;
    terminates \true;
    assigns \nothing;
    ensures all: 0 <= a <= i && all_closed(tr, a, i + 1) ==> unbroken(tr, a, i, d);
    ensures more: 0 <= a < i && unbroken(tr, a, i - 1, d) && is_closed(tr, i) ==> unbroken(tr, a, i, d);
*/
static void closed_stays_closed(const sample_t *tr, uint64_t n, uint64_t a, uint64_t i, uint64_t d)
{
  (void)tr, (void)n, (void)a, (void)i, (void)d;
  //@ assert at: \forall integer j, k; j < k && all_open(tr, j, k) ==> is_open(tr, j);
  //@ assert last: \forall integer j; 0 <= j < i && is_closed(tr, i - 1) ==> !all_open(tr, j, i);
}

/*@ requires trace: \valid_read(tr + (0 .. n - 1)) && in_time(tr, n) && i < n;
    requires ordered: timing_ordered(timing) && button.now <= tr[i].time;
    requires told: told(tr, i, button, timing, story);
    requires knows: knows(button, timing, tr[i].contact, tr[i].time, outcome.button);
    requires marks: marks(button, timing, tr[i].contact, tr[i].time, outcome.button);
    requires story: story_goes_on(story, i, button.cs, outcome.button.cs, next);
    terminates \true;
    assigns \nothing;
    ensures idle: idle_told(tr, i + 1, outcome.button, timing, next);
*/
static void idle_stays_told(const sample_t *tr, uint64_t n, uint64_t i, button_t button,
                            button_timing_t timing, story_t story, outcome_t outcome, story_t next)
{
  (void)button, (void)outcome, (void)next;
  burst_is_no_press(tr, n, story.open, story.known, story.press, i, timing.debounce);
  open_stays_open(tr, n, story.open, story.known, story.edge, i, timing.debounce);
  //@ assert brief: closing(button, timing) ==> tr[i - 1].time - tr[story.press].time < timing.debounce;
  //@ assert burst: closing(button, timing) && is_open(tr, i) ==> idle_told(tr, i + 1, outcome.button, timing, next);
  //@ assert idle: idle(button) && is_open(tr, i) ==> idle_told(tr, i + 1, outcome.button, timing, next);
  //@ assert blind: blind_opening(button) && is_open(tr, i) ==> idle_told(tr, i + 1, outcome.button, timing, next);
  /*@ assert let_go: opening(button, timing) && is_open(tr, i) && idle(outcome.button) ==>
        settled(button, timing, tr[i].time) && next.open == story.edge && next.known == i; */
  //@ assert hold: opening(button, timing) && is_open(tr, i) ==> idle_told(tr, i + 1, outcome.button, timing, next);
}

/*@ requires trace: \valid_read(tr + (0 .. n - 1)) && in_time(tr, n) && i < n;
    requires ordered: timing_ordered(timing) && button.now <= tr[i].time;
    requires told: told(tr, i, button, timing, story);
    requires knows: knows(button, timing, tr[i].contact, tr[i].time, outcome.button);
    requires marks: marks(button, timing, tr[i].contact, tr[i].time, outcome.button);
    requires story: story_goes_on(story, i, button.cs, outcome.button.cs, next);
    terminates \true;
    assigns \nothing;
    ensures hold: hold_told(tr, i + 1, outcome.button, timing, next);
*/
static void hold_stays_told(const sample_t *tr, uint64_t n, uint64_t i, button_t button,
                            button_timing_t timing, story_t story, outcome_t outcome, story_t next)
{
  (void)button, (void)outcome, (void)next;
  bounce_breaks_nothing(tr, n, story.press, story.edge, i, timing.debounce);
  closed_stays_closed(tr, n, story.press, i, timing.debounce);
  //@ assert felt: closing(button, timing) ==> hold_told(tr, i + 1, outcome.button, timing, next);
  /*@ assert on: held(button, timing) && held(outcome.button, timing) && outcome.button.last - outcome.button.since
        < timing.stuck ==> goes_on(button, timing, tr[i].contact, tr[i].time) && next == story; */
  /*@ assert whole: held(button, timing) && held(outcome.button, timing) && outcome.button.last - outcome.button.since
        < timing.stuck ==> unbroken(tr, story.press, i, timing.debounce) && story.felt < i &&
        press_told(tr, i, button, timing, story) && was_felt(tr, story.press, story.felt, timing.debounce); */
  //@ assert held: held(button, timing) ==> hold_told(tr, i + 1, outcome.button, timing, next);
  /*@ assert bounced: opening(button, timing) && held(outcome.button, timing) &&
        outcome.button.last - outcome.button.since < timing.stuck ==>
        goes_on(button, timing, tr[i].contact, tr[i].time) && next == story; */
  /*@ assert mended: opening(button, timing) && held(outcome.button, timing) && outcome.button.last - outcome.button.since
        < timing.stuck ==> unbroken(tr, story.press, i, timing.debounce) && story.felt < i &&
        press_told(tr, i, button, timing, story) && was_felt(tr, story.press, story.felt, timing.debounce); */
  //@ assert opening: opening(button, timing) ==> hold_told(tr, i + 1, outcome.button, timing, next);
}

/* One sample more: what the state tells stays true, and a gesture is earned. */
/*@ requires trace: \valid_read(tr + (0 .. n - 1)) && in_time(tr, n);
    requires ordered: timing_ordered(timing);
    requires here: i < n && (i > 0 ? button.now == tr[i - 1].time : button.now == 0);
    requires told: told(tr, i, button, timing, story);
    terminates \true;
    assigns \nothing;
    ensures now: \result.button.now == tr[i].time;
    ensures sound: button_sound(\result.button, timing);
    ensures blind: blind_told(tr, i + 1, \result.button, \result.story);
    ensures idle: idle_told(tr, i + 1, \result.button, timing, \result.story);
    ensures closing: closing_told(tr, i + 1, \result.button, timing, \result.story);
    ensures hold: hold_told(tr, i + 1, \result.button, timing, \result.story);
    ensures opened: opened_told(tr, i + 1, \result.button, timing, \result.story);
    ensures opening: opening_told(tr, i + 1, \result.button, timing, \result.story);
    ensures earned: is_gesture(\result.signal) ==> told_whole(tr, story, i, timing) &&
      \result.signal == gesture(timing, tr[story.edge - 1].time - tr[story.press].time,
                                tr[story.edge].time - tr[story.press].time);
    ensures levels: \result.signal == SIGNAL_ARMED || \result.signal == SIGNAL_READY ||
      \result.signal == SIGNAL_STUCK ==> is_closed(tr, i);
*/
static chapter_t advance(const sample_t *tr, uint64_t n, uint64_t i, button_t button, button_timing_t timing,
                         story_t story)
{
  (void)n;
  outcome_t outcome = hear(button, timing, tr[i]);
  story_t next = noted(story, i, button.cs, outcome.button.cs);
  idle_stays_told(tr, n, i, button, timing, story, outcome, next);
  hold_stays_told(tr, n, i, button, timing, story, outcome, next);
  chapter_t chapter = {.button = outcome.button, .signal = outcome.signal, .story = next};
  return chapter;
}

/* Theorem: where the last of n samples gives a gesture, the story names the samples that earned it. */
/*@ requires trace: 0 < n && \valid_read(tr + (0 .. n - 1)) && in_time(tr, n);
    requires ordered: timing_ordered(timing);
    terminates \true;
    assigns \nothing;
    ensures earned: is_gesture(\result.signal) ==> told_whole(tr, \result.story, n - 1, timing) &&
      \result.signal == gesture(timing, tr[\result.story.edge - 1].time - tr[\result.story.press].time,
                                tr[\result.story.edge].time - tr[\result.story.press].time);
    ensures levels: \result.signal == SIGNAL_ARMED || \result.signal == SIGNAL_READY ||
      \result.signal == SIGNAL_STUCK ==> is_closed(tr, n - 1);
*/
chapter_t gesture_is_earned(const sample_t *tr, uint64_t n, button_timing_t timing)
{
  story_t none = {0, 0, 0, 0, 0};
  button_t first = {BUTTON_BLIND, 0, 0, 0, 0};
  chapter_t so_far = {first, SIGNAL_NONE, none};
  /*@ loop invariant range: 0 <= i < n;
      loop invariant now: i > 0 ? so_far.button.now == tr[i - 1].time : so_far.button.now == 0;
      loop invariant sound: button_sound(so_far.button, timing);
      loop invariant blind: blind_told(tr, i, so_far.button, so_far.story);
      loop invariant idle: idle_told(tr, i, so_far.button, timing, so_far.story);
      loop invariant closing: closing_told(tr, i, so_far.button, timing, so_far.story);
      loop invariant hold: hold_told(tr, i, so_far.button, timing, so_far.story);
      loop invariant opened: opened_told(tr, i, so_far.button, timing, so_far.story);
      loop invariant opening: opening_told(tr, i, so_far.button, timing, so_far.story);
      loop assigns i, so_far;
      loop variant n - i;
  */
  for (uint64_t i = 0; i < n - 1; i++) {
    so_far = advance(tr, n, i, so_far.button, timing, so_far.story);
  }
  chapter_t last = advance(tr, n, n - 1, so_far.button, timing, so_far.story);
  last.story = so_far.story;
  return last;
}
