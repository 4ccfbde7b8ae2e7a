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

  predicate provision_unchanged{A, B}(provision_t *p) =
    \at(p->cs, A) == \at(p->cs, B) && \at(p->owing, A) == \at(p->owing, B) &&
    \at(p->reason, A) == \at(p->reason, B) && \at(p->now, A) == \at(p->now, B) &&
    \at(p->since, A) == \at(p->since, B) && \at(p->failed, A) == \at(p->failed, B);

  // How long a bounded state may last.
  logic integer provision_limit(provision_timing_t t, integer s) =
    provision_window(s) ? t.window : provision_trying(s) ? t.trying : provision_storing(s) ? t.storing :
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

  predicate provision_orders{L}(provision_output_t *o, integer c) =
    o->commands[0] == c || o->commands[1] == c || o->commands[2] == c || o->commands[3] == c ||
    o->commands[4] == c || o->commands[5] == c;

  predicate provision_silent{L}(provision_output_t *o) =
    \forall integer i; 0 <= i < PROVISION_COMMANDS ==> o->commands[i] == COMMAND_NONE;
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
    ensures nothing_failed: provision->reason == REASON_NONE && provision->now == 0;
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
      ensures unchanged: provision_unchanged{Pre, Post}(provision);
      ensures silent: provision_silent(output) && output->reason == REASON_BUSY && output->next == TIME_NEVER;

    behavior taken:
      assumes provision_ordered(*timing);
      // time never runs back.
      ensures now: provision->now == \max(now, \old(provision->now));
      // The state follows the table, after the bound where that has come first.
      ensures state: \let s = provision_known(\old(provision->cs));
        \let y = provision_symbol(input, \old(provision->owing));
        provision->cs ==
          provision_after(provision_met(\old(*timing), s, \old(provision->since), provision->now, y), y);
      // every transient state is left, or begun anew, by any step at or after its bound.
      ensures bound: \let s = provision_known(\old(provision->cs));
        provision_bounded(s) && provision_end(\old(*timing), s, \old(provision->since)) <= provision->now ==>
          provision->cs != s || provision->since == provision->now;
      // the record is stored after a successful join, or with another password, and never else.
      ensures stored: provision_orders(output, COMMAND_STORE_OWNER) <==>
        (input == PROVISION_JOINED && provision_trying(provision_known(\old(provision->cs)))) ||
        (input == PROVISION_PASSWORD && output->reason == REASON_NONE);
      // another password is taken from an owned camera on its network, with no record on its way.
      ensures password: input == PROVISION_PASSWORD && output->reason == REASON_NONE ==>
        provision_has_owner(provision_known(\old(provision->cs))) && !\old(provision->owing) &&
        provision->cs == PROVISION_STATE_STORING_CHANGE_ONLINE;
      ensures owing: provision_orders(output, COMMAND_STORE_OWNER) ==> provision->owing;
      // what opens the setup network; the loss of the home network is not among it.
      ensures opened: \let s = provision_known(\old(provision->cs));
        provision_orders(output, COMMAND_OPEN_SETUP_NETWORK) ==>
          provision_may_open(s, input) ||
          (provision_may_open(s, PROVISION_OVER) &&
           provision_end(\old(*timing), s, \old(provision->since)) <= provision->now);
      // a candidate is tried where a request was taken, and a claim from no owned camera and no second
      // one.
      ensures tried: provision_orders(output, COMMAND_JOIN_CANDIDATE) <==>
        (input == PROVISION_CLAIM || input == PROVISION_CHANGE) && output->reason == REASON_NONE;
      ensures unowned: input == PROVISION_CLAIM && output->reason == REASON_NONE ==>
        !provision_has_owner(provision_known(\old(provision->cs))) && !\old(provision->owing);
      ensures owned: input == PROVISION_CHANGE && output->reason == REASON_NONE ==>
        provision_has_owner(provision_known(\old(provision->cs))) && !\old(provision->owing);
      // a halted machine orders nothing and stays halted.
      ensures halted: input == PROVISION_HALT ||
        provision_known(\old(provision->cs)) == PROVISION_STATE_HALTED ==>
        provision->cs == PROVISION_STATE_HALTED && provision_silent(output);
      // Before storage is open nothing is ordered but by a beginning.
      ensures waiting: provision_known(\old(provision->cs)) == PROVISION_STATE_START &&
        (input < PROVISION_BEGIN_UNCLAIMED || input > PROVISION_BEGIN_OWNED_BUTTON) ==>
          provision_silent(output);
      ensures commands: \forall integer i; 0 <= i < PROVISION_COMMANDS ==>
        output->commands[i] == COMMAND_NONE || output->commands[i] == COMMAND_STORE_OWNER ||
        COMMAND_OPEN_SETUP_NETWORK <= output->commands[i] <= COMMAND_FORGET_CANDIDATE;
      // a failed join is told with its reason; a new try forgets it.
      ensures failed: provision_trying(provision_known(\old(provision->cs))) &&
        input == PROVISION_JOIN_FAILED ==>
        provision->reason == provision_given(reason) &&
        provision->failed == provision_sum(provision->now, \old(timing->failed));
      ensures forgotten: provision_orders(output, COMMAND_JOIN_CANDIDATE) ==>
        provision->reason == REASON_NONE && provision->failed == 0;
      // The machine is called again in time.
      ensures next: output->next <= provision_end(\old(*timing), provision->cs, provision->since);
      ensures told: provision->now < provision->failed ==> output->next <= provision->failed;

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
