/* SPDX-License-Identifier: BSD-2-Clause */
#include "provision.h"

#include "provision_effects.h"
#include "time.h"
#include "vocabulary.h"

/*@ terminates \true;
    assigns \nothing;
    ensures trying: \result <==> provision_trying(cs);
*/
static bool state_trying(int cs)
{
  return cs == PROVISION_STATE_TRYING_CLAIM || cs == PROVISION_STATE_TRYING_CHANGE_SETUP ||
         cs == PROVISION_STATE_TRYING_CHANGE_ONLINE;
}

/*@ terminates \true;
    assigns \nothing;
    ensures storing: \result <==> provision_storing(cs);
*/
static bool state_storing(int cs)
{
  return cs == PROVISION_STATE_STORING_CLAIM || cs == PROVISION_STATE_STORING_CHANGE_SETUP ||
         cs == PROVISION_STATE_STORING_CHANGE_ONLINE;
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
         cs == PROVISION_STATE_CONNECTING_BUTTON;
}

/* How long a state may last; TIME_NEVER: as long as it likes. */
/*@    terminates \true;
    assigns \nothing;
    ensures span: \result == (provision_bounded(cs) ? provision_limit(timing, cs) : TIME_NEVER);
*/
static uint64_t state_span(int cs, provision_timing_t timing)
{
  if (state_window(cs))
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
  if (input > PROVISION_PASSWORD)
    return PROVISION_TICK;
  if (owing && input == PROVISION_CLAIM)
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
/*@ requires provision: \valid_read(provision);
    terminates \true;
    assigns \nothing;
    ensures over: \result <==> provision->failed <= provision->now;
*/
static bool telling_over(const provision_t *provision)
{
  return provision->failed <= provision->now;
}

/* The reason to remember: that of the last try, until it was told, then that of the home network, until it is
   reached. */
/*@ requires provision: \valid_read(provision) && provision_state(provision->cs);
    requires chart: \valid_read(chart) && chart->cs == provision_after(provision->cs, symbol) &&
                    chart->effect == provision_effect(provision->cs, symbol);
    terminates \true;
    assigns \nothing;
    ensures reason: \result == provision_reason(provision->cs, symbol, provision->now < provision->failed,
                                                provision->reason, reason);
*/
static uint8_t reason_after(const provision_t *provision, const provision_chart_t *chart, uint8_t symbol,
                            uint8_t reason)
{
  if (effect_fails(chart->effect))
    return failure_of(provision->cs, symbol, reason);
  if (chart->effect == PROVISION_EFFECT_TRY || symbol == PROVISION_STORED)
    return REASON_NONE;
  if (!telling_over(provision))
    return provision->reason;
  if (symbol == PROVISION_JOIN_FAILED && state_away(provision->cs))
    return reason;
  if (chart->effect == PROVISION_EFFECT_REACHED ||
      (chart->effect == PROVISION_EFFECT_CLOSE && chart->cs == PROVISION_STATE_ONLINE))
    return REASON_NONE;
  return provision->reason;
}

/*@ requires provision: \valid_read(provision);
    terminates \true;
    assigns \nothing;
    ensures failed: \result ==
      (PROVISION_EFFECT_FORGET_OPEN <= effect <= PROVISION_EFFECT_FORGET_HOME_OPEN ?
         provision_sum(provision->now, timing.failed) :
       effect == PROVISION_EFFECT_TRY || symbol == PROVISION_STORED ? 0 : provision->failed);
*/
static uint64_t failed_after(const provision_t *provision, provision_timing_t timing, uint8_t effect,
                             uint8_t symbol)
{
  if (effect_fails(effect))
    return time_after(provision->now, timing.failed);
  return effect == PROVISION_EFFECT_TRY || symbol == PROVISION_STORED ? 0 : provision->failed;
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

/* One transition. The chart's effect and answer are left in *chart. */
/*@ requires provision: \valid(provision) && provision_state(provision->cs);
    requires chart: \valid(chart);
    requires separated: \separated(provision, chart);
    terminates \true;
    assigns provision->cs, provision->owing, provision->reason, provision->since, provision->failed, *chart;
    ensures state: provision->cs == provision_after(\old(provision->cs), symbol);
    ensures known: provision_state(provision->cs);
    ensures effect: chart->effect == provision_effect(\old(provision->cs), symbol);
    ensures answer: chart->answer == provision_answer(\old(provision->cs), symbol);
    ensures since: provision->since ==
      (provision_renews(\old(provision->cs), symbol) ? provision->now : \old(provision->since));
    ensures owing: provision->owing == provision_owes(\old(provision->owing), \old(provision->cs), symbol);
    ensures reason: provision->reason ==
      provision_reason(\old(provision->cs), symbol, provision->now < \old(provision->failed),
                       \old(provision->reason), reason);
    ensures failed: provision->failed ==
      (provision_fails(\old(provision->cs), symbol) ? provision_sum(provision->now, timing.failed) :
       chart->effect == PROVISION_EFFECT_TRY || symbol == PROVISION_STORED ? 0 : \old(provision->failed));
    ensures stores: chart->effect == PROVISION_EFFECT_STORE <==>
      (symbol == PROVISION_JOINED && provision_trying(\old(provision->cs))) ||
      (symbol == PROVISION_PASSWORD && chart->answer == REASON_NONE);
    ensures tries: chart->effect == PROVISION_EFFECT_TRY <==>
      (symbol == PROVISION_CLAIM || symbol == PROVISION_CHANGE) && chart->answer == REASON_NONE;
    ensures opens: provision_names(chart->effect, COMMAND_OPEN_SETUP_NETWORK) ==>
      provision_may_open(\old(provision->cs), symbol);
    ensures range: chart->effect <= PROVISION_EFFECT_LAST;
    ensures left: provision_bounded(\old(provision->cs)) && symbol == PROVISION_OVER ==>
      provision->cs != \old(provision->cs);
*/
static void provision_move(provision_t *provision, provision_timing_t timing, uint8_t symbol, uint8_t reason,
                           provision_chart_t *chart)
{
  chart->cs = provision->cs;
  provision_chart_feed(chart, symbol);
  provision->reason = reason_after(provision, chart, symbol, reason);
  provision->failed = failed_after(provision, timing, chart->effect, symbol);
  provision->owing = owing_after(provision->owing, chart->effect, symbol);
  if (chart->cs != provision->cs || (symbol == PROVISION_PHONE && state_window(chart->cs)))
    provision->since = provision->now;
  provision->cs = chart->cs;
}

/*@ requires provision: \valid_read(provision);
    terminates \true;
    assigns \nothing;
    ensures end: \result == provision_end(timing, provision->cs, provision->since);
*/
static uint64_t provision_bound(const provision_t *provision, provision_timing_t timing)
{
  return time_after(provision->since, state_span(provision->cs, timing));
}

/*@ requires provision: \valid_read(provision);
    terminates \true;
    assigns \nothing;
    ensures end: \result <= provision_end(timing, provision->cs, provision->since);
    ensures told: provision->now < provision->failed ==> \result <= provision->failed;
    ensures one: \result == provision_end(timing, provision->cs, provision->since) ||
      \result == provision->failed;
*/
static uint64_t provision_next(const provision_t *provision, provision_timing_t timing)
{
  uint64_t bound = provision_bound(provision, timing);
  return telling_over(provision) ? bound : time_earlier(bound, provision->failed);
}

/*@ requires output: \valid(output);
    terminates \true;
    assigns *output;
    ensures silent: provision_silent(output);
    ensures rest: output->reason == REASON_BUSY && output->next == TIME_NEVER;
*/
static void output_clear(provision_output_t *output)
{
  /*@ loop invariant 0 <= i <= PROVISION_COMMANDS;
      loop invariant \forall integer k; 0 <= k < i ==> output->commands[k] == COMMAND_NONE;
      loop assigns i, output->commands[0 .. PROVISION_COMMANDS - 1];
      loop variant PROVISION_COMMANDS - i;
  */
  for (uint8_t i = 0; i < PROVISION_COMMANDS; i++)
    output->commands[i] = COMMAND_NONE;
  output->reason = REASON_BUSY;
  output->next = TIME_NEVER;
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
/*@ requires provision: \valid(provision);
    terminates \true;
    assigns provision->now, provision->cs;
    ensures now: provision->now == \max(now, \old(provision->now));
    ensures known: provision->cs == provision_known(\old(provision->cs)) && provision_state(provision->cs);
*/
static void provision_meet(provision_t *provision, uint64_t now)
{
  if (now > provision->now)
    provision->now = now;
  if (provision->cs < PROVISION_STATE_START || provision->cs > PROVISION_STATE_LAST)
    provision->cs = PROVISION_STATE_HALTED;
}

/* A bound that has come is acted upon first, unless the symbol leaves the state by itself. Returns the
   effect. */
/*@ requires provision: \valid(provision) && provision_state(provision->cs);
    requires symbol: symbol <= PROVISION_PASSWORD_OWING && symbol != PROVISION_OVER;
    terminates \true;
    assigns provision->cs, provision->owing, provision->reason, provision->since, provision->failed;
    ensures known: provision_state(provision->cs);
    ensures owing: provision->owing == \old(provision->owing);
    behavior late:
      assumes provision_late(timing, provision->cs, provision->since, provision->now, symbol);
      ensures state: provision->cs == provision_after(\old(provision->cs), PROVISION_OVER);
      ensures left: provision->cs != \old(provision->cs) && provision->since == provision->now;
      ensures effect: \result == provision_effect(\old(provision->cs), PROVISION_OVER);
      ensures neither: \result != PROVISION_EFFECT_STORE && \result != PROVISION_EFFECT_TRY;
      ensures opens: provision_names(\result, COMMAND_OPEN_SETUP_NETWORK) ==>
        provision_may_open(\old(provision->cs), PROVISION_OVER);
    behavior in_time:
      assumes !provision_late(timing, provision->cs, provision->since, provision->now, symbol);
      ensures unchanged: provision_unchanged{Pre, Post}(provision);
      ensures effect: \result == PROVISION_EFFECT_NONE;
    complete behaviors;
    disjoint behaviors;
*/
static uint8_t provision_overdue(provision_t *provision, provision_timing_t timing, uint8_t symbol,
                                 uint8_t reason)
{
  provision_chart_t chart;
  if (!state_bounded(provision->cs) || provision_bound(provision, timing) > provision->now)
    return PROVISION_EFFECT_NONE;
  if (state_left_by(provision->cs, symbol))
    return PROVISION_EFFECT_NONE;
  provision_move(provision, timing, PROVISION_OVER, reason, &chart);
  return chart.effect;
}

/* One symbol in a known state at provision->now. */
/*@ requires provision: \valid(provision) && provision_state(provision->cs);
    requires timing: provision_ordered(timing);
    requires output: \valid(output);
    requires separated: \separated(provision, output);
    requires symbol: symbol <= PROVISION_PASSWORD_OWING && symbol != PROVISION_OVER;
    terminates \true;
    assigns provision->cs, provision->owing, provision->reason, provision->since, provision->failed, *output;
    ensures state: provision->cs ==
      provision_after(provision_met(timing, \old(provision->cs), \old(provision->since), provision->now,
        symbol),
                      symbol);
    ensures bound: provision_bounded(\old(provision->cs)) &&
      provision_end(timing, \old(provision->cs), \old(provision->since)) <= provision->now ==>
        provision->cs != \old(provision->cs) || provision->since == provision->now;
    ensures stored: provision_orders(output, COMMAND_STORE_OWNER) <==>
      (symbol == PROVISION_JOINED && provision_trying(\old(provision->cs))) ||
      (symbol == PROVISION_PASSWORD && output->reason == REASON_NONE);
    ensures password: symbol == PROVISION_PASSWORD && output->reason == REASON_NONE ==>
      provision_has_owner(\old(provision->cs)) && provision->cs == PROVISION_STATE_STORING_CHANGE_ONLINE;
    ensures owing: provision_orders(output, COMMAND_STORE_OWNER) ==> provision->owing;
    ensures opened: provision_orders(output, COMMAND_OPEN_SETUP_NETWORK) ==>
      provision_may_open(\old(provision->cs), symbol) ||
      (provision_may_open(\old(provision->cs), PROVISION_OVER) &&
       provision_late(timing, \old(provision->cs), \old(provision->since), provision->now, symbol));
    ensures tried: provision_orders(output, COMMAND_JOIN_CANDIDATE) <==>
      (symbol == PROVISION_CLAIM || symbol == PROVISION_CHANGE) && output->reason == REASON_NONE;
    ensures unowned: symbol == PROVISION_CLAIM && output->reason == REASON_NONE ==>
      !provision_has_owner(\old(provision->cs));
    ensures owned: symbol == PROVISION_CHANGE && output->reason == REASON_NONE ==>
      provision_has_owner(\old(provision->cs));
    ensures refused: PROVISION_CLAIM_OWING <= symbol <= PROVISION_PASSWORD_OWING ==>
      output->reason != REASON_NONE;
    ensures halted: symbol == PROVISION_HALT || \old(provision->cs) == PROVISION_STATE_HALTED ==>
      provision->cs == PROVISION_STATE_HALTED && provision_silent(output);
    ensures waiting: \old(provision->cs) == PROVISION_STATE_START &&
      (symbol < PROVISION_BEGIN_UNCLAIMED || symbol > PROVISION_BEGIN_OWNED_BUTTON) ==>
        provision_silent(output);
    ensures commands: \forall integer i; 0 <= i < PROVISION_COMMANDS ==>
      output->commands[i] == COMMAND_NONE || output->commands[i] == COMMAND_STORE_OWNER ||
      COMMAND_OPEN_SETUP_NETWORK <= output->commands[i] <= COMMAND_FORGET_CANDIDATE;
    ensures failed: provision_trying(\old(provision->cs)) && symbol == PROVISION_JOIN_FAILED ==>
      provision->reason == reason && provision->failed == provision_sum(provision->now, timing.failed);
    ensures forgotten: provision_orders(output, COMMAND_JOIN_CANDIDATE) ==>
      provision->reason == REASON_NONE && provision->failed == 0;
    ensures next: output->next <= provision_end(timing, provision->cs, provision->since);
    ensures told: provision->now < provision->failed ==> output->next <= provision->failed;
*/
static void provision_take(provision_t *provision, provision_timing_t timing, uint8_t symbol, uint8_t reason,
                           provision_output_t *output)
{
  provision_chart_t chart;
  uint8_t first = provision_overdue(provision, timing, symbol, reason);
  provision_move(provision, timing, symbol, reason, &chart);
  provision_order(output, first, chart.effect);
  output->reason = chart.answer;
  output->next = provision_next(provision, timing);
}

bool provision_step(provision_t *provision, const provision_timing_t *timing, uint64_t now, uint8_t input,
                    uint8_t reason, provision_output_t *output)
{
  provision_timing_t spans = *timing;
  if (!spans_ordered(spans)) {
    output_clear(output);
    return false;
  }
  provision_meet(provision, now);
  provision_take(provision, spans, symbol_of(input, provision->owing), reason_of(reason), output);
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
    return provision->cs != PROVISION_STATE_TRYING_CLAIM;
  if (state_storing(provision->cs))
    return provision->cs != PROVISION_STATE_STORING_CLAIM;
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
