/* SPDX-License-Identifier: BSD-2-Clause */
/* Theorem hold_is_heard: samples that earn a gesture get it, and none before it does: no
   burst counts, and no press splits. */
#include "button_trace.h"

/* The machine after some samples, and whether one of them gave a gesture. */
typedef struct {
  button_t button;
  bool told;
} heard_t;

/* What the last sample means, and whether one before it gave a gesture. */
typedef struct {
  uint8_t signal;
  bool told;
} ending_t;

/*@
  // A press may begin at t.
  predicate begins(button_t b, button_timing_t c, integer t) =
    closing(b, c) && b.since == t && b.last == t && b.now == t;
*/

/*@ terminates \true;
    assigns \nothing;
    ensures gesture: \result <==> is_gesture(signal);
*/
static bool gestures(uint8_t signal)
{
  return signal == SIGNAL_RESTART || signal == SIGNAL_CANCELLED || signal == SIGNAL_FACTORY_RESET;
}

/*@ requires ordered: timing_ordered(timing) && heard.button.now <= sample.time;
    terminates \true;
    assigns \nothing;
    ensures signals: \exists integer s; signals(heard.button, timing, sample.contact, sample.time, s) &&
      (\result.told <==> heard.told || is_gesture(s));
    ensures knows: knows(heard.button, timing, sample.contact, sample.time, \result.button);
    ensures marks: marks(heard.button, timing, sample.contact, sample.time, \result.button);
    ensures told: !heard.told && !let_go(heard.button, timing, sample.contact, sample.time) ==> !\result.told;
*/
static heard_t listen(heard_t heard, button_timing_t timing, sample_t sample)
{
  outcome_t outcome = hear(heard.button, timing, sample);
  heard_t next = {.button = outcome.button, .told = heard.told || gestures(outcome.signal)};
  return next;
}

/* The samples before o: whatever they were, the machine is in order; where none was open, it waits for one. */
/*@ requires trace: \valid_read(tr + (0 .. n - 1)) && in_time(tr, n) && o < n;
    requires ordered: timing_ordered(timing);
    terminates \true;
    assigns \nothing;
    ensures now: \result.now <= tr[o].time;
    ensures sound: button_sound(\result, timing);
    ensures waiting: first_opening(tr, o) ==> \result.cs == BUTTON_BLIND;
*/
static button_t before_all(const sample_t *tr, uint64_t n, button_timing_t timing, uint64_t o)
{
  (void)n;
  button_t button = {BUTTON_BLIND, 0, 0, 0, 0};
  /*@ loop invariant range: 0 <= i <= o;
      loop invariant now: button.now <= tr[i].time;
      loop invariant sound: button_sound(button, timing);
      loop invariant waiting: first_opening(tr, i) ==> button.cs == BUTTON_BLIND;
      loop assigns i, button;
      loop variant o - i;
  */
  for (uint64_t i = 0; i < o; i++) {
    button = hear(button, timing, tr[i]).button;
  }
  return button;
}

/* The samples o to m, open for the debounce time: whatever the machine was at, the contact is known open. Where m is
   closed already, and no hold went before, a press may begin there. */
/*@ requires trace: \valid_read(tr + (0 .. n - 1)) && in_time(tr, n) && o < m < n;
    requires ordered: timing_ordered(timing);
    requires start: button.now <= tr[o].time && button_sound(button, timing);
    requires open: all_open(tr, o, m) && tr[m].time - tr[o].time >= timing.debounce;
    requires known: is_open(tr, m) || (is_closed(tr, m) && button.cs == BUTTON_BLIND);
    terminates \true;
    assigns \nothing;
    ensures now: \result.now == tr[m].time && button_sound(\result, timing);
    ensures idle: is_open(tr, m) ==> idle(\result);
    ensures closing: is_closed(tr, m) ==> begins(\result, timing, tr[m].time);
*/
static button_t opens(const sample_t *tr, uint64_t n, button_timing_t timing, button_t button, uint64_t o,
                      uint64_t m)
{
  (void)n;
  button_t now = button;
  /*@ loop invariant range: o <= i <= m;
      loop invariant now: now.now <= tr[i].time;
      loop invariant sound: button_sound(now, timing);
      loop invariant start: i == o ==> now.cs == button.cs;
      loop invariant open: i > o ==> idle(now) || (blind_opening(now) && now.edge <= tr[o].time) ||
        (opening(now, timing) && now.edge <= tr[o].time && button.cs != BUTTON_BLIND);
      loop assigns i, now;
      loop variant m - i;
  */
  for (uint64_t i = o; i < m; i++) {
    //@ assert open: is_open(tr, i);
    now = hear(now, timing, tr[i]).button;
  }
  return hear(now, timing, tr[m]).button;
}

/* The samples after m up to a: nothing closed lasts, so nothing happens; at a the contact closes. */
/*@ requires trace: \valid_read(tr + (0 .. n - 1)) && in_time(tr, n) && m < a < n;
    requires ordered: timing_ordered(timing);
    requires start: button.now == tr[m].time && button_sound(button, timing) &&
      (idle(button) || (is_closed(tr, m) && begins(button, timing, tr[m].time)));
    requires quiet: none_lost(tr, m, a) && no_press(tr, m, a, timing.debounce) && is_open(tr, a - 1) &&
      is_closed(tr, a);
    terminates \true;
    assigns \nothing;
    ensures closing: begins(\result.button, timing, tr[a].time);
    ensures silent: !\result.told;
*/
static heard_t waits(const sample_t *tr, uint64_t n, button_timing_t timing, button_t button, uint64_t m,
                     uint64_t a)
{
  (void)n;
  heard_t heard = {.button = button, .told = false};
  //@ ghost uint64_t run = m;
  /*@ loop invariant range: m < i <= a;
      loop invariant now: heard.button.now == tr[i - 1].time && button_sound(heard.button, timing);
      loop invariant idle: idle(heard.button) || (closing(heard.button, timing) && m <= run < i &&
        all_closed(tr, run, i) && heard.button.since == tr[run].time);
      loop invariant silent: !heard.told;
      loop assigns i, heard, run;
      loop variant a - i;
  */
  for (uint64_t i = m + 1; i < a; i++) {
    heard_t next = listen(heard, timing, tr[i]);
    //@ ghost if (heard.button.cs == BUTTON_IDLE) run = i;
    //@ assert short: all_closed(tr, run, i + 1) ==> tr[i].time - tr[run].time < timing.debounce;
    heard = next;
  }
  //@ assert open: is_open(tr, a - 1);
  //@ assert idle: idle(heard.button);
  return listen(heard, timing, tr[a]);
}

/* The samples after a up to p, all closed and for the debounce time: the press is felt. */
/*@ requires trace: \valid_read(tr + (0 .. n - 1)) && in_time(tr, n) && a < p < n;
    requires ordered: timing_ordered(timing);
    requires closing: begins(heard.button, timing, tr[a].time) && !heard.told;
    requires felt: was_felt(tr, a, p, timing.debounce);
    terminates \true;
    assigns \nothing;
    ensures held: held(\result.button, timing) && \result.button.since == tr[a].time &&
      \result.button.last == tr[p].time && \result.button.now == tr[p].time;
    ensures silent: !\result.told;
*/
static heard_t feels(const sample_t *tr, uint64_t n, button_timing_t timing, heard_t heard, uint64_t a,
                     uint64_t p)
{
  (void)n;
  heard_t now = heard;
  /*@ loop invariant range: a < i <= p + 1;
      loop invariant now: now.button.now == tr[i - 1].time && button_sound(now.button, timing);
      loop invariant closed: (closing(now.button, timing) || held(now.button, timing)) &&
        now.button.since == tr[a].time && now.button.last == tr[i - 1].time;
      loop invariant silent: !now.told;
      loop assigns i, now;
      loop variant p - i;
  */
  for (uint64_t i = a + 1; i <= p; i++) {
    //@ assert closed: is_closed(tr, i);
    now = listen(now, timing, tr[i]);
  }
  return now;
}

/* The samples after p up to c, unbroken: the hold goes on. */
/*@ requires trace: \valid_read(tr + (0 .. n - 1)) && in_time(tr, n) && a < p < c < n;
    requires ordered: timing_ordered(timing);
    requires held: held(heard.button, timing) && heard.button.since == tr[a].time &&
      heard.button.last == tr[p].time && heard.button.now == tr[p].time && !heard.told;
    requires unbroken: unbroken(tr, a, c - 1, timing.debounce) && is_closed(tr, p);
    terminates \true;
    assigns \nothing;
    ensures held: held(\result.button, timing) && \result.button.since == tr[a].time &&
      \result.button.last == tr[c - 1].time && \result.button.now == tr[c - 1].time;
    ensures silent: !\result.told;
*/
static heard_t holds(const sample_t *tr, uint64_t n, button_timing_t timing, heard_t heard, uint64_t a,
                     uint64_t p, uint64_t c)
{
  (void)n, (void)a;
  heard_t now = heard;
  //@ ghost uint64_t from = p;
  /*@ loop invariant range: p < i <= c;
      loop invariant now: now.button.now == tr[i - 1].time && button_sound(now.button, timing);
      loop invariant since: now.button.since == tr[a].time;
      loop invariant held: (held(now.button, timing) && is_closed(tr, i - 1) && now.button.last == tr[i - 1].time) ||
        (opening(now.button, timing) && p < from < i && all_open(tr, from, i) && now.button.edge == tr[from].time);
      loop invariant silent: !now.told;
      loop assigns i, now, from;
      loop variant c - i;
  */
  for (uint64_t i = p + 1; i < c; i++) {
    //@ assert short: p < from < i && all_open(tr, from, i) ==> tr[i].time - tr[from].time < timing.debounce;
    heard_t next = listen(now, timing, tr[i]);
    /*@ ghost
        int cs = now.button.cs;
        if (cs == BUTTON_PRESSED || cs == BUTTON_RESTARTABLE || cs == BUTTON_ARMED || cs == BUTTON_READY ||
            cs == BUTTON_STUCK) from = i; */
    now = next;
  }
  //@ assert closed: is_closed(tr, c - 1);
  //@ assert at: \forall integer j, k; j < k && all_open(tr, j, k) ==> is_open(tr, k - 1);
  return now;
}

/* The samples after c - 1, all open, the last of them the first at which that has been so for the debounce time. */
/*@ requires trace: \valid_read(tr + (0 .. n - 1)) && in_time(tr, n) && 0 < c < n;
    requires ordered: timing_ordered(timing);
    requires held: held(heard.button, timing) && heard.button.last - heard.button.since < timing.stuck &&
      heard.button.now == tr[c - 1].time && !heard.told;
    requires let_go: let_go_at(tr, c, n - 1, timing.debounce);
    terminates \true;
    assigns \nothing;
    ensures gesture: \result.signal ==
      gesture(timing, heard.button.last - heard.button.since, tr[c].time - heard.button.since);
    ensures silent: !\result.told;
*/
static ending_t lets_go(const sample_t *tr, uint64_t n, button_timing_t timing, heard_t heard, uint64_t c)
{
  heard_t now = heard;
  /*@ loop invariant range: c <= i <= n - 1;
      loop invariant now: now.button.now == tr[i - 1].time && button_sound(now.button, timing);
      loop invariant same: now.button.since == heard.button.since && now.button.last == heard.button.last;
      loop invariant held: i == c ==> held(now.button, timing);
      loop invariant opening: i > c ==> opening(now.button, timing) && now.button.edge == tr[c].time;
      loop invariant silent: !now.told;
      loop assigns i, now;
      loop variant n - i;
  */
  for (uint64_t i = c; i < n - 1; i++) {
    //@ assert open: is_open(tr, i) && tr[i].time - tr[c].time < timing.debounce;
    now = listen(now, timing, tr[i]);
  }
  //@ assert open: is_open(tr, n - 1);
  ending_t ending = {.signal = hear(now.button, timing, tr[n - 1]).signal, .told = now.told};
  return ending;
}

/* Theorem: where samples of a trace tell a whole hold, of which the last is the end, that sample gives its gesture, and
   none before it since the contact was known open gives any. The contact is known open by an open sample, or, at its first
   opening since boot, by any sample that comes late enough; an opening that no sample confirms after an earlier hold
   breaks that hold, and its end must be seen first. */
/*@ requires trace: 0 < n && \valid_read(tr + (0 .. n - 1)) && in_time(tr, n);
    requires ordered: timing_ordered(timing);
    requires told: told_whole(tr, story, n - 1, timing);
    requires known: (story.known < story.press && is_open(tr, story.known)) || first_opening(tr, story.open);
    requires freed: tr[story.edge - 1].time - tr[story.press].time < timing.stuck;
    terminates \true;
    assigns \nothing;
    ensures heard: \result.signal == gesture(timing, tr[story.edge - 1].time - tr[story.press].time,
                                             tr[story.edge].time - tr[story.press].time);
    // Samples at most `gap` apart: whoever sees the contact closed for `ready` and a gap more gets the reset.
    ensures reset: \forall integer gap; tr[story.edge].time - tr[story.edge - 1].time <= gap &&
      timing.ready + gap <= tr[story.edge].time - tr[story.press].time < timing.stuck ==>
      \result.signal == SIGNAL_FACTORY_RESET;
    // No bounce, and no burst before it, gives a gesture: one press never splits.
    ensures once: !\result.told;
*/
ending_t hold_is_heard(const sample_t *tr, uint64_t n, button_timing_t timing, story_t story)
{
  button_t button = before_all(tr, n, timing, story.open);
  heard_t heard = {.button = opens(tr, n, timing, button, story.open, story.known), .told = false};
  if (story.known < story.press) {
    heard = waits(tr, n, timing, heard.button, story.known, story.press);
  }
  heard = feels(tr, n, timing, heard, story.press, story.felt);
  heard = holds(tr, n, timing, heard, story.press, story.felt, story.edge);
  return lets_go(tr, n, timing, heard, story.edge);
}
