/* SPDX-License-Identifier: BSD-2-Clause */
/* From unprovisioned to joined, or back with a reason. */
#ifndef CORE_PROVISION_H
#define CORE_PROVISION_H

#include <stdbool.h>
#include <stdint.h>

#include "provision_chart.h"
#include "time.h"

/* Spans in nanoseconds, all above 0. */
typedef struct {
  uint64_t window;  /* the setup network closes this long after the last sign of a phone (15 min) */
  uint64_t trying;  /* a join is given up after this (60 s) */
  uint64_t storing; /* an answer to STORE_OWNER is no longer waited for after this (120 s) */
  uint64_t linger;  /* the setup network stays this long after success (60 s) */
  uint64_t away; /* after a button restart, home not reached for this long opens setup for the owner (60 s) */
  uint64_t failed; /* the light tells of a failed join this long (60 s) */
} provision_timing_t;

typedef struct {
  int cs;          /* enum provision_state */
  bool owing;      /* an answer to STORE_OWNER is outstanding */
  uint8_t reason;  /* why the last try failed, enum reason */
  uint64_t now;    /* the latest time seen; time never runs back for the machine */
  uint64_t since;  /* start of the state, or the last sign of a phone in it */
  uint64_t failed; /* until when the light tells of a failed try; 0: not */
} provision_t;

#define PROVISION_COMMANDS 6 /* two transitions of three at most: one by the bound, one by the input */
typedef struct {
  uint8_t commands[PROVISION_COMMANDS]; /* in order; COMMAND_NONE past the last */
  uint8_t reason;                       /* with CLAIM, CHANGE and PASSWORD: enum reason, NONE where taken */
  uint64_t next; /* when the machine next wants to be called; TIME_NEVER where only an input can matter */
} provision_output_t;

/*@
  predicate provision_ordered(provision_timing_t t) =
    t.window > 0 && t.trying > 0 && t.storing > 0 && t.linger > 0 && t.away > 0 && t.failed > 0;

  // How long a bounded state may last.
  logic integer provision_limit(provision_timing_t t, integer s) =
    provision_window(s) || s == PROVISION_STATE_VISITING ? t.window : provision_trying(s) ? t.trying : provision_storing(s) ? t.storing :
    s == PROVISION_STATE_LINGERING ? t.linger : t.away;

  logic integer provision_sum(integer start, integer span) =
    start + span > TIME_NEVER ? TIME_NEVER : start + span;

  // When a state's bound comes.
  logic integer provision_end(provision_timing_t t, integer s, integer since) =
    provision_bounded(s) ? provision_sum(since, provision_limit(t, s)) : TIME_NEVER;

  // Whether the bound is acted upon before the symbol.
  logic boolean provision_late(provision_timing_t t, integer s, integer since, integer now, integer y) =
    provision_bounded(s) && provision_end(t, s, since) <= now && !provision_left_by(s, y);

  // The state that the symbol is taken in.
  logic integer provision_met(provision_timing_t t, integer s, integer since, integer now, integer y) =
    provision_late(t, s, since, now, y) ? provision_after(s, PROVISION_OVER) : s;

  // A stay that is bounded is over when its bound has come.
  predicate provision_in_time(provision_timing_t t, provision_t p) =
    provision_bounded(p.cs) && p.now < TIME_NEVER ==> p.now < provision_end(t, p.cs, p.since);

  // What a step says, told of the whole of it: of a struct that is stored at once, the prover knows no single field.
  predicate provision_orders(provision_output_t o, integer c) =
    o.commands[0] == c || o.commands[1] == c || o.commands[2] == c || o.commands[3] == c ||
    o.commands[4] == c || o.commands[5] == c;
  predicate provision_silent(provision_output_t o) =
    o.commands[0] == COMMAND_NONE && o.commands[1] == COMMAND_NONE && o.commands[2] == COMMAND_NONE &&
    o.commands[3] == COMMAND_NONE && o.commands[4] == COMMAND_NONE && o.commands[5] == COMMAND_NONE;
  predicate provision_command_one(integer c) =
    c == COMMAND_NONE || c == COMMAND_STORE_OWNER || COMMAND_OPEN_SETUP_NETWORK <= c <= COMMAND_FORGET_CANDIDATE;
  predicate provision_commands(provision_output_t o) =
    provision_command_one(o.commands[0]) && provision_command_one(o.commands[1]) &&
    provision_command_one(o.commands[2]) && provision_command_one(o.commands[3]) &&
    provision_command_one(o.commands[4]) && provision_command_one(o.commands[5]);
  predicate provision_grants(provision_output_t o) = o.reason == REASON_NONE;
  predicate provision_says_nothing(provision_output_t o) =
    provision_silent(o) && o.reason == REASON_BUSY && o.next == TIME_NEVER;
  logic integer provision_calls(provision_output_t o) = o.next;
*/

/* What a step does: before it and after it, at `now`, told `input` (with JOIN_FAILED and `reason`), and what it says. */
/*@
  logic integer provision_state_of(provision_t b) = provision_known(b.cs);
  logic integer provision_hears(provision_t b, integer input) = provision_symbol(input, b.owing);
  // The state that the input is taken in: a bound that has come is acted upon first.
  logic integer provision_meets(provision_t b, provision_timing_t t, integer now, integer input) =
    provision_met(t, provision_state_of(b), b.since, \max(now, b.now), provision_hears(b, input));
  logic boolean provision_over_by(provision_t b, provision_timing_t t, integer now) =
    provision_bounded(provision_state_of(b)) &&
    provision_end(t, provision_state_of(b), b.since) <= \max(now, b.now);

  // time never runs back. The state follows the table.
  predicate provision_follows_table(provision_t b, provision_timing_t t, integer now, integer input, provision_t a) =
    a.now == \max(now, b.now) && provision_state(a.cs) &&
    a.cs == provision_after(provision_meets(b, t, now, input), provision_hears(b, input)) &&
    a.owing == provision_owes(b.owing, provision_meets(b, t, now, input), provision_hears(b, input)) &&
    a.since == (provision_over_by(b, t, now) ||
                provision_renews(provision_meets(b, t, now, input), provision_hears(b, input)) ? a.now : b.since);
  // every transient state is left, or begun anew, by any step at or after its bound.
  predicate provision_keeps_bounds(provision_t b, provision_timing_t t, integer now, provision_t a) =
    (provision_over_by(b, t, now) ==> a.cs != provision_state_of(b) || a.since == a.now) &&
    provision_in_time(t, a);
  // the record is stored after a successful join, with another password, or by a claim on the network that is
  // visited, and never else; an answer is owed then. R-092: another password is taken from an owned camera on its
  // network, with no record on its way; a claim there from a camera of nobody's that visits it.
  predicate provision_stores(provision_t b, integer input, provision_t a, provision_output_t o) =
    (provision_orders(o, COMMAND_STORE_OWNER) <==>
      (input == PROVISION_JOINED && provision_keeps(provision_state_of(b))) ||
      ((input == PROVISION_PASSWORD || input == PROVISION_ADOPT) && provision_grants(o))) &&
    (provision_orders(o, COMMAND_STORE_OWNER) ==> a.owing) &&
    (input == PROVISION_PASSWORD && provision_grants(o) ==>
      provision_has_owner(provision_state_of(b)) && provision_linked(provision_state_of(b)) && !b.owing &&
      a.cs == PROVISION_STATE_STORING_CHANGE_ONLINE) &&
    (input == PROVISION_ADOPT && provision_grants(o) ==>
      provision_state_of(b) == PROVISION_STATE_VISITING && !b.owing && a.cs == PROVISION_STATE_STORING_VISIT);
  // what opens the setup network; the loss of the home network is not among it.
  predicate provision_opens(provision_t b, provision_timing_t t, integer now, integer input, provision_output_t o) =
    provision_orders(o, COMMAND_OPEN_SETUP_NETWORK) ==>
      provision_may_open(provision_state_of(b), input) ||
      (provision_may_open(provision_state_of(b), PROVISION_OVER) && provision_over_by(b, t, now));
  // a candidate is tried where a request was taken, and a claim from no owned camera and no second one. R-085:
  // a new try forgets the reason of the last one.
  predicate provision_tries(provision_t b, integer input, provision_t a, provision_output_t o) =
    (provision_orders(o, COMMAND_JOIN_CANDIDATE) <==>
      provision_brings_network(input) && provision_grants(o)) &&
    (provision_orders(o, COMMAND_JOIN_CANDIDATE) ==>
      (a.cs == PROVISION_STATE_TRYING_VISIT <==> input == PROVISION_VISIT)) &&
    ((input == PROVISION_CLAIM || input == PROVISION_VISIT) && provision_grants(o) ==>
      !provision_has_owner(provision_state_of(b)) && !b.owing) &&
    (input == PROVISION_CHANGE && provision_grants(o) ==>
      provision_has_owner(provision_state_of(b)) && !b.owing) &&
    (provision_orders(o, COMMAND_JOIN_CANDIDATE) ==> a.reason == REASON_NONE && a.failed == 0);
  // a halted machine orders nothing and stays halted; before storage is open nothing is ordered but by a
  // beginning.
  predicate provision_rests(provision_t b, integer input, provision_t a, provision_output_t o) =
    (input == PROVISION_HALT || provision_state_of(b) == PROVISION_STATE_HALTED ==>
      a.cs == PROVISION_STATE_HALTED && provision_silent(o)) &&
    (provision_state_of(b) == PROVISION_STATE_START &&
      (input < PROVISION_BEGIN_UNCLAIMED || input > PROVISION_BEGIN_OWNED_BUTTON) ==> provision_silent(o)) &&
    provision_commands(o);
  // a failed join is told with its reason. The machine is called again in time.
  predicate provision_tells(provision_t b, provision_timing_t t, integer input, integer reason, provision_t a,
                            provision_output_t o) =
    (provision_trying(provision_state_of(b)) && input == PROVISION_JOIN_FAILED ==>
      a.reason == provision_given(reason) && a.failed == provision_sum(a.now, t.failed)) &&
    provision_calls(o) <= provision_end(t, a.cs, a.since) &&
    (a.now < a.failed ==> provision_calls(o) <= a.failed);

  // What the commands make of the setup network, and of what is being joined, one after the other.
  logic integer provision_setup_after(integer up, provision_output_t o) =
    provision_setup_one(provision_setup_one(provision_setup_one(provision_setup_one(provision_setup_one(
      provision_setup_one(up, o.commands[0]), o.commands[1]), o.commands[2]), o.commands[3]), o.commands[4]),
      o.commands[5]);
  logic integer provision_tried_after(integer tried, integer request, provision_output_t o) =
    provision_tried_one(provision_tried_one(provision_tried_one(provision_tried_one(provision_tried_one(
      provision_tried_one(tried, request, o.commands[0]), request, o.commands[1]), request, o.commands[2]), request,
      o.commands[3]), request, o.commands[4]), request, o.commands[5]);

  // the setup network is up where it is to be, and where the machine has left it, its commands took it down.
  predicate provision_sets_up(provision_t b, provision_t a, provision_output_t o) =
    (provision_setup_after(provision_carries(provision_state_of(b)) ? 1 : 0, o) == 1 ==> provision_carries(a.cs)) &&
    (provision_open(a.cs) ==> provision_setup_after(provision_open(provision_state_of(b)) ? 1 : 0, o) == 1);
  // a try begins with its order and goes on in silence; so does the storing of a record. The home network is
  // joined again only from states that are on none.
  predicate provision_goes_on(provision_t b, integer input, provision_t a, provision_output_t o) =
    (provision_trying(a.cs) ==> provision_orders(o, COMMAND_JOIN_CANDIDATE) ||
      (a.cs == provision_state_of(b) && provision_silent(o))) &&
    (provision_orders(o, COMMAND_JOIN_CANDIDATE) ==> provision_trying(a.cs) &&
      provision_tried_after(0, 1, o) == 1) &&
    (a.cs == PROVISION_STATE_VISITING ==> !provision_orders(o, COMMAND_JOIN_CANDIDATE) &&
      !provision_orders(o, COMMAND_FORGET_CANDIDATE) && !provision_orders(o, COMMAND_JOIN_HOME) &&
      (provision_state_of(b) == PROVISION_STATE_VISITING ||
       provision_state_of(b) == PROVISION_STATE_TRYING_VISIT)) &&
    (provision_storing(a.cs) ==> provision_orders(o, COMMAND_STORE_OWNER) ||
      (a.cs == provision_state_of(b) && provision_silent(o))) &&
    (provision_orders(o, COMMAND_JOIN_HOME) && !provision_there(input) ==> !provision_linked(a.cs)) &&
    (provision_linked(a.cs) ==> provision_linked(provision_state_of(b)) || provision_there(input));

  // where the states belong. No answer is owed during a try, as no request is taken while one is.
  predicate provision_belongs(provision_t b, integer input, provision_t a) =
    (a.cs == PROVISION_STATE_START ==> b.cs == PROVISION_STATE_START &&
      (input < PROVISION_BEGIN_UNCLAIMED || input > PROVISION_BEGIN_OWNED_BUTTON)) &&
    (b.cs == PROVISION_STATE_START ==> a.cs == PROVISION_STATE_HALTED || a.cs == provision_begun(input)) &&
    (provision_nobodys(a.cs) && b.cs != PROVISION_STATE_START ==> provision_nobodys(b.cs)) &&
    (provision_buttons(a.cs) && b.cs != PROVISION_STATE_START ==> provision_buttons(b.cs)) &&
    (provision_has_owner(b.cs) ==> provision_has_owner(a.cs) || a.cs == PROVISION_STATE_HALTED) &&
    (provision_nobodys(b.cs) ==> provision_nobodys(a.cs) || a.cs == PROVISION_STATE_HALTED ||
      (input == PROVISION_STORED && b.owing)) &&
    (provision_nobodys(b.cs) && input == PROVISION_STORED && b.owing ==>
      provision_has_owner(a.cs) || provision_trying(b.cs)) &&
    (a.cs == PROVISION_STATE_LINGERING && b.cs != a.cs ==> input == PROVISION_STORED && b.owing && !a.owing &&
      a.since == a.now && provision_carries(b.cs) && provision_storing(b.cs)) &&
    (a.cs == PROVISION_STATE_LINGERING && b.cs == a.cs ==> a.since == b.since && (a.owing ==> b.owing)) &&
    (provision_trying(a.cs) && a.owing ==> provision_trying(b.cs) && b.owing);

  predicate provision_takes(provision_t b, provision_timing_t t, integer now, integer input, integer reason,
                            provision_t a, provision_output_t o) =
    provision_follows_table(b, t, now, input, a) && provision_keeps_bounds(b, t, now, a) &&
    provision_stores(b, input, a, o) && provision_opens(b, t, now, input, o) && provision_tries(b, input, a, o) &&
    provision_rests(b, input, a, o) && provision_tells(b, t, input, reason, a, o) && provision_sets_up(b, a, o) &&
    provision_goes_on(b, input, a, o) && provision_belongs(b, input, a);
*/

/** The decided spans. */
/*@ terminates \true;
    assigns \nothing;
    ensures spans: \result.window == 900 * TIME_SECOND && \result.trying == 60 * TIME_SECOND &&
                   \result.storing == 120 * TIME_SECOND && \result.linger == 60 * TIME_SECOND &&
                   \result.away == 60 * TIME_SECOND && \result.failed == 60 * TIME_SECOND;
*/
provision_timing_t provision_timing_default(void);

/** Whether the spans are in order. */
/*@ requires timing: \valid_read(timing);
    terminates \true;
    assigns \nothing;
    ensures ordered: \result <==> provision_ordered(*timing);
*/
bool provision_timing_ordered(const provision_timing_t *timing);

/** A machine at boot. */
/*@ requires provision: \valid(provision);
    terminates \true;
    assigns *provision;
    ensures start: provision->cs == PROVISION_STATE_START && !provision->owing && provision->failed == 0;
    ensures nothing_failed: provision->reason == REASON_NONE && provision->now == 0 && provision->since == 0;
*/
void provision_start(provision_t *provision);

/**
 * Take one input (enum provision_input; any other number is a tick). Times before the latest one count as the
 * latest. A state whose bound has come is left first, unless the input is an answer that leaves it: it is an
 * answer, however late it is looked at. reason: with JOIN_FAILED, enum reason; what names no reason counts as
 * REASON_TIMED_OUT. After FORGET_CANDIDATE no result of that try may be reported any more, and each
 * STORE_OWNER is answered once by STORED or NOT_STORED, however late; one that nobody waits for changes
 * nothing. Returns false where the timing is not in order: nothing changes, nothing is ordered, a request is
 * refused as busy.
 */
/*@ requires provision: \valid(provision);
    requires timing: \valid_read(timing);
    requires output: \valid(output);
    requires separated: \separated(provision, timing, output);
    terminates \true;
    assigns *provision, *output;
    ensures result: \result <==> \old(provision_ordered(*timing));

    behavior refused:
      assumes !provision_ordered(*timing);
      ensures unchanged: *provision == \old(*provision);
      ensures silent: provision_says_nothing(*output);

    behavior taken:
      assumes provision_ordered(*timing);
      ensures taken: provision_takes(\old(*provision), \old(*timing), now, input, reason, *provision, *output);
    complete behaviors;
    disjoint behaviors;
*/
bool provision_step(provision_t *provision, const provision_timing_t *timing, uint64_t now, uint8_t input,
                    uint8_t reason, provision_output_t *output);

/** enum provision_phase. */
/*@ requires provision: \valid_read(provision);
    terminates \true;
    assigns \nothing;
    ensures phase: \result == provision_phase_of(provision->cs);
*/
uint8_t provision_phase(const provision_t *provision);

/** Whether an owner is recorded, as far as this machine knows. */
/*@ requires provision: \valid_read(provision);
    terminates \true;
    assigns \nothing;
    ensures owned: \result <==> provision_has_owner(provision->cs);
*/
bool provision_owned(const provision_t *provision);

/** Whether the setup network is to be up. */
/*@ requires provision: \valid_read(provision);
    terminates \true;
    assigns \nothing;
    ensures open: \result <==> provision_open(provision->cs);
*/
bool provision_setup_open(const provision_t *provision);

/** Whether the light should tell of a failed join. */
/*@ requires provision: \valid_read(provision);
    terminates \true;
    assigns \nothing;
    ensures tells: \result <==> now < provision->failed;
*/
bool provision_tells_failure(const provision_t *provision, uint64_t now);

#endif
