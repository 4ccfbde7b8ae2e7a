/* SPDX-License-Identifier: BSD-2-Clause */
#include "provision.h"

#include "provision_effects.h"
#include "time.h"
#include "vocabulary.h"

/* What a transition makes of the machine, and what it orders and answers. */
typedef struct {
  provision_t provision;
  uint8_t effect; /* enum provision_effect */
  uint8_t answer; /* enum reason */
} moved_t;

/* What a step makes of the machine, and what it says. */
typedef struct {
  provision_t provision;
  provision_output_t output;
} taken_t;

/*@ terminates \true;
    assigns \nothing;
    ensures trying: \result <==> provision_trying(cs);
*/
static bool state_trying(int cs)
{
  return cs == PROVISION_STATE_TRYING_CLAIM || cs == PROVISION_STATE_TRYING_CHANGE_SETUP ||
         cs == PROVISION_STATE_TRYING_CHANGE_ONLINE || cs == PROVISION_STATE_TRYING_VISIT;
}

/*@ terminates \true;
    assigns \nothing;
    ensures storing: \result <==> provision_storing(cs);
*/
static bool state_storing(int cs)
{
  return cs == PROVISION_STATE_STORING_CLAIM || cs == PROVISION_STATE_STORING_CHANGE_SETUP ||
         cs == PROVISION_STATE_STORING_CHANGE_ONLINE || cs == PROVISION_STATE_STORING_VISIT;
}

/* Owned, and waiting for the home network. */
/*@ terminates \true;
    assigns \nothing;
    ensures away: \result <==> provision_away(cs);
*/
static bool state_away(int cs)
{
  return cs == PROVISION_STATE_CONNECTING || cs == PROVISION_STATE_CONNECTING_BUTTON ||
         cs == PROVISION_STATE_LOST;
}

/* Open for a phone, and longer at each sign of one. */
/*@ terminates \true;
    assigns \nothing;
    ensures window: \result <==> provision_window(cs);
*/
static bool state_window(int cs)
{
  return cs == PROVISION_STATE_SETUP || cs == PROVISION_STATE_OWNER_SETUP;
}

/*@ terminates \true;
    assigns \nothing;
    ensures bounded: \result <==> provision_bounded(cs);
*/
static bool state_bounded(int cs)
{
  return state_window(cs) || state_trying(cs) || state_storing(cs) || cs == PROVISION_STATE_LINGERING ||
         cs == PROVISION_STATE_CONNECTING_BUTTON || cs == PROVISION_STATE_VISITING;
}

/* How long a state may last; TIME_NEVER: as long as it likes. */
/*@ terminates \true;
    assigns \nothing;
    ensures span: \result == (provision_bounded(cs) ? provision_limit(timing, cs) : TIME_NEVER);
*/
static uint64_t state_span(int cs, provision_timing_t timing)
{
  if (state_window(cs) || cs == PROVISION_STATE_VISITING)
    return timing.window;
  if (state_trying(cs))
    return timing.trying;
  if (state_storing(cs))
    return timing.storing;
  if (cs == PROVISION_STATE_LINGERING)
    return timing.linger;
  return cs == PROVISION_STATE_CONNECTING_BUTTON ? timing.away : TIME_NEVER;
}

/* Whether an input leaves a bounded state by itself. */
/*@ terminates \true;
    assigns \nothing;
    ensures left: provision_bounded(cs) && symbol != PROVISION_OVER ==>
      (\result <==> provision_left_by(cs, symbol));
*/
static bool state_left_by(int cs, uint8_t symbol)
{
  if (symbol == PROVISION_HALT)
    return true;
  if (state_trying(cs))
    return symbol == PROVISION_JOINED || symbol == PROVISION_JOIN_FAILED;
  if (state_storing(cs))
    return symbol == PROVISION_STORED || symbol == PROVISION_NOT_STORED || symbol == PROVISION_LINK_LOST;
  if (cs == PROVISION_STATE_LINGERING)
    return symbol == PROVISION_LINK_LOST;
  if (cs == PROVISION_STATE_VISITING)
    return symbol == PROVISION_LINK_LOST || symbol == PROVISION_STORED;
  if (symbol == PROVISION_STORED)
    return true;
  return cs != PROVISION_STATE_SETUP && (symbol == PROVISION_JOINED || symbol == PROVISION_LINK_RESTORED);
}

/* An input as the chart takes it: whether an answer is owed decides over requests and answers. */
/*@ terminates \true;
    assigns \nothing;
    ensures symbol: \result == provision_symbol(input, owing);
*/
static uint8_t symbol_of(uint8_t input, bool owing)
{
  if (input > PROVISION_ADOPT)
    return PROVISION_TICK;
  if (owing && (input == PROVISION_CLAIM || input == PROVISION_VISIT || input == PROVISION_ADOPT))
    return PROVISION_CLAIM_OWING;
  if (owing && input == PROVISION_CHANGE)
    return PROVISION_CHANGE_OWING;
  if (owing && input == PROVISION_PASSWORD)
    return PROVISION_PASSWORD_OWING;
  if (!owing && (input == PROVISION_STORED || input == PROVISION_NOT_STORED))
    return PROVISION_TICK;
  return input;
}

/* What names no reason counts as a network that did not answer. */
/*@ terminates \true;
    assigns \nothing;
    ensures given: \result == provision_given(reason);
*/
static uint8_t reason_of(uint8_t reason)
{
  return reason == REASON_NONE || reason > REASON_LAST ? REASON_TIMED_OUT : reason;
}

/* The reason that a failed try leaves. */
/*@ terminates \true;
    assigns \nothing;
    ensures why: \result == provision_why(cs, symbol, reason);
*/
static uint8_t failure_of(int cs, uint8_t symbol, uint8_t reason)
{
  if (symbol == PROVISION_JOIN_FAILED)
    return reason;
  if (cs == PROVISION_STATE_VISITING && symbol == PROVISION_OVER)
    return REASON_UNCLAIMED;
  return state_storing(cs) && symbol != PROVISION_LINK_LOST ? REASON_NOT_STORED : REASON_TIMED_OUT;
}

/*@ terminates \true;
    assigns \nothing;
    ensures fails: \result <==> PROVISION_EFFECT_FORGET_OPEN <= effect <= PROVISION_EFFECT_FORGET_HOME_OPEN;
*/
static bool effect_fails(uint8_t effect)
{
  return effect == PROVISION_EFFECT_FORGET_OPEN || effect == PROVISION_EFFECT_FORGET_HOME ||
         effect == PROVISION_EFFECT_FORGET_HOME_OPEN;
}

/* Whether the told failure, if any, is over. */
/*@ terminates \true;
    assigns \nothing;
    ensures over: \result <==> provision.failed <= provision.now;
*/
static bool telling_over(provision_t provision)
{
  return provision.failed <= provision.now;
}

/* The reason to remember: that of the last try, until it was told, then that of the home network, until it is
   reached. */
/*@ requires state: provision_state(before.cs);
    requires chart: chart.cs == provision_after(before.cs, symbol) &&
                    chart.effect == provision_effect(before.cs, symbol);
    terminates \true;
    assigns \nothing;
    ensures reason: \result ==
      provision_reason(before.cs, symbol, before.now < before.failed, before.reason, reason);
*/
static uint8_t reason_after(provision_t before, provision_chart_t chart, uint8_t symbol, uint8_t reason)
{
  if (effect_fails(chart.effect))
    return failure_of(before.cs, symbol, reason);
  if (chart.effect == PROVISION_EFFECT_TRY || symbol == PROVISION_STORED)
    return REASON_NONE;
  if (!telling_over(before))
    return before.reason;
  if (symbol == PROVISION_JOIN_FAILED && state_away(before.cs))
    return reason;
  if (chart.effect == PROVISION_EFFECT_REACHED ||
      (chart.effect == PROVISION_EFFECT_CLOSE && chart.cs == PROVISION_STATE_ONLINE))
    return REASON_NONE;
  return before.reason;
}

/*@ terminates \true;
    assigns \nothing;
    ensures failed: \result ==
      (PROVISION_EFFECT_FORGET_OPEN <= effect <= PROVISION_EFFECT_FORGET_HOME_OPEN ?
         provision_sum(before.now, timing.failed) :
       effect == PROVISION_EFFECT_TRY || symbol == PROVISION_STORED ? 0 : before.failed);
*/
static uint64_t failed_after(provision_t before, provision_timing_t timing, uint8_t effect, uint8_t symbol)
{
  if (effect_fails(effect))
    return time_after(before.now, timing.failed);
  return effect == PROVISION_EFFECT_TRY || symbol == PROVISION_STORED ? 0 : before.failed;
}

/*@ terminates \true;
    assigns \nothing;
    ensures owing: \result <==> effect == PROVISION_EFFECT_STORE ||
                                (owing && symbol != PROVISION_STORED && symbol != PROVISION_NOT_STORED);
*/
static bool owing_after(bool owing, uint8_t effect, uint8_t symbol)
{
  if (effect == PROVISION_EFFECT_STORE)
    return true;
  return owing && symbol != PROVISION_STORED && symbol != PROVISION_NOT_STORED;
}

/* One transition. */
/*@ requires state: provision_state(before.cs);
    terminates \true;
    assigns \nothing;
    ensures state: \result.provision.cs == provision_after(before.cs, symbol);
    ensures known: provision_state(\result.provision.cs);
    ensures now: \result.provision.now == before.now;
    ensures effect: \result.effect == provision_effect(before.cs, symbol);
    ensures answer: \result.answer == provision_answer(before.cs, symbol);
    ensures since: \result.provision.since ==
      (provision_renews(before.cs, symbol) ? before.now : before.since);
    ensures owing: \result.provision.owing == provision_owes(before.owing, before.cs, symbol);
    ensures reason: \result.provision.reason ==
      provision_reason(before.cs, symbol, before.now < before.failed, before.reason, reason);
    ensures failed: \result.provision.failed ==
      (provision_fails(before.cs, symbol) ? provision_sum(before.now, timing.failed) :
       \result.effect == PROVISION_EFFECT_TRY || symbol == PROVISION_STORED ? 0 : before.failed);
    ensures stores: \result.effect == PROVISION_EFFECT_STORE <==>
      (symbol == PROVISION_JOINED && provision_keeps(before.cs)) ||
      ((symbol == PROVISION_PASSWORD || symbol == PROVISION_ADOPT) && \result.answer == REASON_NONE);
    ensures tries: \result.effect == PROVISION_EFFECT_TRY <==>
      provision_brings_network(symbol) && \result.answer == REASON_NONE;
    ensures opens: provision_names(\result.effect, COMMAND_OPEN_SETUP_NETWORK) ==>
      provision_may_open(before.cs, symbol);
    ensures range: \result.effect <= PROVISION_EFFECT_LAST;
    ensures left: provision_bounded(before.cs) && symbol == PROVISION_OVER ==>
      \result.provision.cs != before.cs;
    ensures leads: provision_leads(before.cs, symbol, \result.provision.cs);
    ensures steers: provision_steers(before.cs, symbol, \result.provision.cs, \result.effect);
*/
static moved_t provision_move(provision_t before, provision_timing_t timing, uint8_t symbol, uint8_t reason)
{
  provision_chart_t chart = provision_chart_feed(before.cs, symbol);
  provision_t after = before;
  after.cs = chart.cs;
  after.reason = reason_after(before, chart, symbol, reason);
  after.failed = failed_after(before, timing, chart.effect, symbol);
  after.owing = owing_after(before.owing, chart.effect, symbol);
  if (chart.cs != before.cs || (symbol == PROVISION_PHONE && state_window(chart.cs)))
    after.since = before.now;
  moved_t moved = {.provision = after, .effect = chart.effect, .answer = chart.answer};
  return moved;
}

/*@ terminates \true;
    assigns \nothing;
    ensures end: \result == provision_end(timing, provision.cs, provision.since);
*/
static uint64_t provision_bound(provision_t provision, provision_timing_t timing)
{
  return time_after(provision.since, state_span(provision.cs, timing));
}

/*@ terminates \true;
    assigns \nothing;
    ensures end: \result <= provision_end(timing, provision.cs, provision.since);
    ensures told: provision.now < provision.failed ==> \result <= provision.failed;
    ensures one: \result == provision_end(timing, provision.cs, provision.since) ||
      \result == provision.failed;
*/
static uint64_t provision_next(provision_t provision, provision_timing_t timing)
{
  uint64_t bound = provision_bound(provision, timing);
  return telling_over(provision) ? bound : time_earlier(bound, provision.failed);
}

provision_timing_t provision_timing_default(void)
{
  provision_timing_t timing = {.window = 900 * TIME_SECOND,
                               .trying = 60 * TIME_SECOND,
                               .storing = 120 * TIME_SECOND,
                               .linger = 60 * TIME_SECOND,
                               .away = 60 * TIME_SECOND,
                               .failed = 60 * TIME_SECOND};
  return timing;
}

/*@ terminates \true;
    assigns \nothing;
    ensures ordered: \result <==> provision_ordered(timing);
*/
static bool spans_ordered(provision_timing_t timing)
{
  return timing.window > 0 && timing.trying > 0 && timing.storing > 0 && timing.linger > 0 &&
         timing.away > 0 && timing.failed > 0;
}

bool provision_timing_ordered(const provision_timing_t *timing)
{
  return spans_ordered(*timing);
}

void provision_start(provision_t *provision)
{
  provision->cs = PROVISION_STATE_START;
  provision->owing = false;
  provision->reason = REASON_NONE;
  provision->now = 0;
  provision->since = 0;
  provision->failed = 0;
}

/* A later time is taken over; a state that no chart knows (a broken memory) does nothing more. */
/*@ terminates \true;
    assigns \nothing;
    ensures now: \result.now == \max(now, before.now);
    ensures known: \result.cs == provision_known(before.cs) && provision_state(\result.cs);
    ensures rest: \result.owing == before.owing && \result.reason == before.reason &&
      \result.since == before.since && \result.failed == before.failed;
*/
static provision_t provision_meet(provision_t before, uint64_t now)
{
  provision_t met = before;
  if (now > before.now)
    met.now = now;
  if (before.cs < PROVISION_STATE_START || before.cs > PROVISION_STATE_LAST)
    met.cs = PROVISION_STATE_HALTED;
  return met;
}

/* A bound that has come is acted upon first, unless the symbol leaves the state by itself. */
/*@ requires state: provision_state(before.cs);
    requires symbol: symbol <= PROVISION_PASSWORD_OWING && symbol != PROVISION_OVER;
    terminates \true;
    assigns \nothing;
    ensures known: provision_state(\result.provision.cs);
    ensures same: \result.provision.owing == before.owing && \result.provision.now == before.now;
    behavior late:
      assumes provision_late(timing, before.cs, before.since, before.now, symbol);
      ensures state: \result.provision.cs == provision_after(before.cs, PROVISION_OVER);
      ensures left: \result.provision.cs != before.cs && \result.provision.since == before.now;
      ensures effect: \result.effect == provision_effect(before.cs, PROVISION_OVER);
      ensures neither: \result.effect != PROVISION_EFFECT_STORE && \result.effect != PROVISION_EFFECT_TRY;
      ensures opens: provision_names(\result.effect, COMMAND_OPEN_SETUP_NETWORK) ==>
        provision_may_open(before.cs, PROVISION_OVER);
      ensures leads: provision_leads(before.cs, PROVISION_OVER, \result.provision.cs);
      ensures steers: provision_steers(before.cs, PROVISION_OVER, \result.provision.cs, \result.effect);
    behavior in_time:
      assumes !provision_late(timing, before.cs, before.since, before.now, symbol);
      ensures unchanged: \result.provision == before;
      ensures effect: \result.effect == PROVISION_EFFECT_NONE;
    complete behaviors;
    disjoint behaviors;
*/
static moved_t provision_overdue(provision_t before, provision_timing_t timing, uint8_t symbol,
                                 uint8_t reason)
{
  moved_t still = {.provision = before, .effect = PROVISION_EFFECT_NONE, .answer = REASON_NONE};
  if (!state_bounded(before.cs) || provision_bound(before, timing) > before.now)
    return still;
  if (state_left_by(before.cs, symbol))
    return still;
  return provision_move(before, timing, PROVISION_OVER, reason);
}

/* One symbol in a known state at before.now. */
/*@ requires state: provision_state(before.cs);
    requires timing: provision_ordered(timing);
    requires symbol: symbol <= PROVISION_PASSWORD_OWING && symbol != PROVISION_OVER;
    terminates \true;
    assigns \nothing;
    ensures now: \result.provision.now == before.now;
    ensures known: provision_state(\result.provision.cs);
    ensures state: \result.provision.cs ==
      provision_after(provision_met(timing, before.cs, before.since, before.now, symbol), symbol);
    ensures since: \result.provision.since ==
      ((provision_bounded(before.cs) && provision_end(timing, before.cs, before.since) <= before.now) ||
       provision_renews(provision_met(timing, before.cs, before.since, before.now, symbol), symbol) ?
         before.now : before.since);
    ensures in_time: provision_in_time(timing, \result.provision);
    ensures owing: \result.provision.owing == provision_owes(before.owing,
      provision_met(timing, before.cs, before.since, before.now, symbol), symbol);
    ensures stored: provision_orders(\result.output, COMMAND_STORE_OWNER) <==>
      (symbol == PROVISION_JOINED && provision_keeps(before.cs)) ||
      ((symbol == PROVISION_PASSWORD || symbol == PROVISION_ADOPT) && provision_grants(\result.output));
    ensures owed: provision_orders(\result.output, COMMAND_STORE_OWNER) ==> \result.provision.owing;
    ensures password: symbol == PROVISION_PASSWORD && provision_grants(\result.output) ==>
      provision_has_owner(before.cs) && provision_linked(before.cs) && \result.provision.cs == PROVISION_STATE_STORING_CHANGE_ONLINE;
    ensures adopted: symbol == PROVISION_ADOPT && provision_grants(\result.output) ==>
      before.cs == PROVISION_STATE_VISITING && \result.provision.cs == PROVISION_STATE_STORING_VISIT;
    ensures opened: provision_orders(\result.output, COMMAND_OPEN_SETUP_NETWORK) ==>
      provision_may_open(before.cs, symbol) ||
      (provision_may_open(before.cs, PROVISION_OVER) &&
       provision_late(timing, before.cs, before.since, before.now, symbol));
    ensures tried: provision_orders(\result.output, COMMAND_JOIN_CANDIDATE) <==>
      provision_brings_network(symbol) && provision_grants(\result.output);
    ensures unowned: (symbol == PROVISION_CLAIM || symbol == PROVISION_VISIT) && provision_grants(\result.output) ==>
      !provision_has_owner(before.cs);
    ensures tried_for: provision_orders(\result.output, COMMAND_JOIN_CANDIDATE) ==>
      (\result.provision.cs == PROVISION_STATE_TRYING_VISIT <==> symbol == PROVISION_VISIT);
    ensures owned: symbol == PROVISION_CHANGE && provision_grants(\result.output) ==>
      provision_has_owner(before.cs);
    ensures refused: PROVISION_CLAIM_OWING <= symbol <= PROVISION_PASSWORD_OWING ==>
      !provision_grants(\result.output);
    ensures halted: symbol == PROVISION_HALT || before.cs == PROVISION_STATE_HALTED ==>
      \result.provision.cs == PROVISION_STATE_HALTED && provision_silent(\result.output);
    ensures waiting: before.cs == PROVISION_STATE_START &&
      (symbol < PROVISION_BEGIN_UNCLAIMED || symbol > PROVISION_BEGIN_OWNED_BUTTON) ==>
        provision_silent(\result.output);
    ensures commands: provision_commands(\result.output);
    ensures failed: provision_trying(before.cs) && symbol == PROVISION_JOIN_FAILED ==>
      \result.provision.reason == reason &&
      \result.provision.failed == provision_sum(before.now, timing.failed);
    ensures forgotten: provision_orders(\result.output, COMMAND_JOIN_CANDIDATE) ==>
      \result.provision.reason == REASON_NONE && \result.provision.failed == 0;
    ensures next: provision_calls(\result.output) <=
      provision_end(timing, \result.provision.cs, \result.provision.since);
    ensures sets_up: provision_sets_up(before, \result.provision, \result.output);
    ensures goes_on: provision_goes_on(before, symbol, \result.provision, \result.output);
    ensures belongs: provision_leads(before.cs, symbol, \result.provision.cs);
    ensures lingers: \result.provision.cs == PROVISION_STATE_LINGERING && before.cs == \result.provision.cs ==>
      \result.provision.since == before.since;
    ensures told: before.now < \result.provision.failed ==>
      provision_calls(\result.output) <= \result.provision.failed;
*/
static taken_t provision_take(provision_t before, provision_timing_t timing, uint8_t symbol, uint8_t reason)
{
  moved_t over = provision_overdue(before, timing, symbol, reason);
  moved_t moved = provision_move(over.provision, timing, symbol, reason);
  provision_output_t output = provision_order(over.effect, moved.effect);
  output.reason = moved.answer;
  output.next = provision_next(moved.provision, timing);
  taken_t taken = {.provision = moved.provision, .output = output};
  return taken;
}

/* A step, on values. */
/*@ requires timing: provision_ordered(timing);
    terminates \true;
    assigns \nothing;
    ensures follows: provision_follows_table(before, timing, now, input, \result.provision);
    ensures bounds: provision_keeps_bounds(before, timing, now, \result.provision);
    ensures stores: provision_stores(before, input, \result.provision, \result.output);
    ensures opens: provision_opens(before, timing, now, input, \result.output);
    ensures tries: provision_tries(before, input, \result.provision, \result.output);
    ensures rests: provision_rests(before, input, \result.provision, \result.output);
    ensures tells: provision_tells(before, timing, input, reason, \result.provision, \result.output);
    ensures sets_up: provision_sets_up(before, \result.provision, \result.output);
    ensures goes_on: provision_goes_on(before, input, \result.provision, \result.output);
    ensures belongs: provision_belongs(before, input, \result.provision);
*/
static taken_t provision_hear(provision_t before, provision_timing_t timing, uint64_t now, uint8_t input,
                              uint8_t reason)
{
  provision_t met = provision_meet(before, now);
  return provision_take(met, timing, symbol_of(input, met.owing), reason_of(reason));
}

bool provision_step(provision_t *provision, const provision_timing_t *timing, uint64_t now, uint8_t input,
                    uint8_t reason, provision_output_t *output)
{
  provision_timing_t spans = *timing;
  if (!spans_ordered(spans)) {
    *output = provision_order(PROVISION_EFFECT_NONE, PROVISION_EFFECT_NONE);
    return false;
  }
  taken_t taken = provision_hear(*provision, spans, now, input, reason);
  *provision = taken.provision;
  *output = taken.output;
  return true;
}

uint8_t provision_phase(const provision_t *provision)
{
  if (state_trying(provision->cs))
    return PROVISION_TRYING;
  if (state_storing(provision->cs))
    return PROVISION_STORING;
  switch (provision->cs) {
  case PROVISION_STATE_SETUP:
    return PROVISION_SETUP;
  case PROVISION_STATE_DORMANT:
    return PROVISION_DORMANT;
  case PROVISION_STATE_VISITING:
    return PROVISION_VISITING;
  case PROVISION_STATE_LINGERING:
    return PROVISION_LINGERING;
  case PROVISION_STATE_ONLINE:
    return PROVISION_ONLINE;
  case PROVISION_STATE_CONNECTING:
  case PROVISION_STATE_CONNECTING_BUTTON:
    return PROVISION_CONNECTING;
  case PROVISION_STATE_LOST:
    return PROVISION_LOST;
  case PROVISION_STATE_OWNER_SETUP:
    return PROVISION_OWNER_SETUP;
  default:
    return PROVISION_STARTING;
  }
}

bool provision_owned(const provision_t *provision)
{
  if (state_trying(provision->cs))
    return provision->cs != PROVISION_STATE_TRYING_CLAIM && provision->cs != PROVISION_STATE_TRYING_VISIT;
  if (state_storing(provision->cs))
    return provision->cs != PROVISION_STATE_STORING_CLAIM && provision->cs != PROVISION_STATE_STORING_VISIT;
  return state_away(provision->cs) || provision->cs == PROVISION_STATE_ONLINE ||
         provision->cs == PROVISION_STATE_LINGERING || provision->cs == PROVISION_STATE_OWNER_SETUP;
}

bool provision_setup_open(const provision_t *provision)
{
  return state_window(provision->cs) || provision->cs == PROVISION_STATE_LINGERING;
}

bool provision_tells_failure(const provision_t *provision, uint64_t now)
{
  return now < provision->failed;
}
