/* SPDX-License-Identifier: BSD-2-Clause */
#include "button.h"

/* What a sample made of the machine, and what it means (enum signal). */
typedef struct {
  button_t button;
  uint8_t signal;
} taken_t;

button_timing_t button_timing_default(void)
{
  button_timing_t timing = {
      .debounce = 30 * TIME_MILLISECOND,
      .restart = TIME_SECOND,
      .armed = 5 * TIME_SECOND,
      .ready = 8 * TIME_SECOND,
      .stuck = 20 * TIME_SECOND,
  };
  return timing;
}

bool button_timing_ordered(const button_timing_t *timing)
{
  return 0 < timing->debounce && timing->debounce <= timing->restart && timing->restart < timing->armed &&
         timing->armed < timing->ready && timing->ready < timing->stuck;
}

void button_start(button_t *button)
{
  button->cs = BUTTON_BLIND;
  button->now = 0;
  button->since = 0;
  button->last = 0;
  button->edge = 0;
}

/* The level (enum button_level) that a hold of this length has reached. */
/*@ terminates \true;
    assigns \nothing;
    ensures level: \result == length_level(timing, length);
    ensures range: LEVEL_NONE <= \result <= LEVEL_STUCK;
*/
static uint8_t level_of(button_timing_t timing, uint64_t length)
{
  if (length < timing.debounce) {
    return LEVEL_NONE;
  }
  if (length < timing.restart) {
    return LEVEL_PRESSED;
  }
  if (length < timing.armed) {
    return LEVEL_RESTARTABLE;
  }
  if (length < timing.ready) {
    return LEVEL_ARMED;
  }
  return length < timing.stuck ? LEVEL_READY : LEVEL_STUCK;
}

/* The level that a state of the chart stands for. */
/*@ terminates \true;
    assigns \nothing;
    ensures level: \result == chart_level(cs);
*/
static uint8_t state_level(int cs)
{
  if (cs >= BUTTON_STUCK) {
    return LEVEL_STUCK;
  }
  if (cs >= BUTTON_READY) {
    return LEVEL_READY;
  }
  if (cs >= BUTTON_ARMED) {
    return LEVEL_ARMED;
  }
  if (cs >= BUTTON_RESTARTABLE) {
    return LEVEL_RESTARTABLE;
  }
  return cs >= BUTTON_PRESSED ? LEVEL_PRESSED : LEVEL_NONE;
}

/* Whether a state is the opening twin of a level. */
/*@ terminates \true;
    assigns \nothing;
    ensures opening: \result <==> chart_opening(cs);
*/
static bool state_opening(int cs)
{
  switch (cs) {
  case BUTTON_PRESSED_OPENING:
  case BUTTON_RESTARTABLE_OPENING:
  case BUTTON_ARMED_OPENING:
  case BUTTON_READY_OPENING:
  case BUTTON_STUCK_OPENING:
    return true;
  default:
    return false;
  }
}

/* Whether a run with this timing can lead to this state. */
/*@ terminates \true;
    assigns \nothing;
    ensures sound: \result <==> button_sound(button, timing);
*/
static bool state_sound(button_t button, button_timing_t timing)
{
  if (button.cs == BUTTON_BLIND || button.cs == BUTTON_IDLE) {
    return true;
  }
  if (button.cs == BUTTON_BLIND_OPENING) {
    return button.edge <= button.now;
  }
  if (button.cs < BUTTON_CLOSING || button.cs > BUTTON_STUCK_OPENING) {
    return false;
  }
  if (button.since > button.last || button.last > button.now) {
    return false;
  }
  if (state_opening(button.cs) && (button.edge < button.last || button.edge > button.now)) {
    return false;
  }
  return state_level(button.cs) == level_of(timing, button.last - button.since);
}

/* A sample taken at button.now as the chart's symbol (enum button_symbol). */
/*@ terminates \true;
    assigns \nothing;
    ensures range: BUTTON_LOST <= \result <= BUTTON_CLOSED_SETTLED + LEVEL_STUCK;
    ensures open: symbol_open(\result) <==> contact == CONTACT_OPEN;
    ensures closed: symbol_closed(\result) <==> contact == CONTACT_CLOSED;
    ensures settled: contact == CONTACT_OPEN || contact == CONTACT_CLOSED ==> button.edge <= button.now ==>
      (symbol_settled(\result) <==> settled(button, timing, button.now));
    ensures late: contact == CONTACT_OPEN && symbol_settled(\result) && button.since <= button.edge ==>
      (\result == BUTTON_OPEN_SETTLED_LATE <==> button.edge - button.since >= timing.stuck);
    ensures level: contact == CONTACT_CLOSED && button.since <= button.now ==>
      symbol_level(\result) == length_level(timing, button.now - button.since);
*/
static uint8_t sample_symbol(button_t button, button_timing_t timing, uint8_t contact)
{
  bool settled = time_span(button.edge, button.now) >= timing.debounce;
  if (contact == CONTACT_OPEN) {
    if (!settled) {
      return BUTTON_OPEN;
    }
    return time_span(button.since, button.edge) >= timing.stuck ? BUTTON_OPEN_SETTLED_LATE
                                                                : BUTTON_OPEN_SETTLED;
  }
  if (contact == CONTACT_CLOSED) {
    uint8_t level = level_of(timing, time_span(button.since, button.now));
    return (uint8_t)((settled ? BUTTON_CLOSED_SETTLED : BUTTON_CLOSED) + level);
  }
  return BUTTON_LOST;
}

/* When the machine next wants a sample. */
/*@ terminates \true;
    assigns \nothing;
    ensures wants: \result == button_wants(button, timing);
*/
static uint64_t next_sample(button_t button, button_timing_t timing)
{
  switch (button.cs) {
  case BUTTON_CLOSING:
    return time_after(button.since, timing.debounce);
  case BUTTON_PRESSED:
    return time_after(button.since, timing.restart);
  case BUTTON_RESTARTABLE:
    return time_after(button.since, timing.armed);
  case BUTTON_ARMED:
    return time_after(button.since, timing.ready);
  case BUTTON_READY:
    return time_after(button.since, timing.stuck);
  case BUTTON_BLIND_OPENING:
  case BUTTON_PRESSED_OPENING:
  case BUTTON_RESTARTABLE_OPENING:
  case BUTTON_ARMED_OPENING:
  case BUTTON_READY_OPENING:
  case BUTTON_STUCK_OPENING:
    return time_after(button.edge, timing.debounce);
  default:
    return TIME_NEVER;
  }
}

/* A state with the time passed to `now`; one that no run leads to becomes that of boot. */
/*@ terminates \true;
    assigns \nothing;
    ensures clock: \result.now == button_clock(button, now);
    ensures state: button_sound(button, timing) ? \result.cs == button.cs : \result.cs == BUTTON_BLIND;
    ensures moments: \result.since == button.since && \result.last == button.last && \result.edge == button.edge;
*/
static button_t settle(button_t button, button_timing_t timing, uint64_t now)
{
  if (!state_sound(button, timing)) {
    button.cs = BUTTON_BLIND;
  }
  if (now > button.now) {
    button.now = now;
  }
  return button;
}

/* A state with the moments that a transition asks for set to now. */
/*@ terminates \true;
    assigns \nothing;
    ensures same: \result.cs == cs && \result.now == button.now;
    ensures since: \result.since == (mark == MARK_SINCE ? button.now : button.since);
    ensures last: \result.last == (mark == MARK_SINCE || mark == MARK_LAST ? button.now : button.last);
    ensures edge: \result.edge == (mark == MARK_EDGE ? button.now : button.edge);
*/
static button_t state_after(button_t button, int cs, uint8_t mark)
{
  button.cs = cs;
  if (mark == MARK_SINCE) {
    button.since = button.now;
  }
  if (mark == MARK_SINCE || mark == MARK_LAST) {
    button.last = button.now;
  }
  if (mark == MARK_EDGE) {
    button.edge = button.now;
  }
  return button;
}

/* Take a sample at button.now; what it means. The clauses are those of button_step. */
/*@ requires ordered: timing_ordered(timing);
    requires sound: button_sound(button, timing);
    terminates \true;
    assigns \nothing;
    ensures now: \result.button.now == button.now;
    ensures factory_reset: \result.signal == SIGNAL_FACTORY_RESET <==>
      let_go(button, timing, contact, button.now) &&
      timing.ready <= button.last - button.since && button.edge - button.since < timing.stuck;
    ensures cancelled: \result.signal == SIGNAL_CANCELLED <==>
      let_go(button, timing, contact, button.now) &&
      timing.armed <= button.last - button.since < timing.ready &&
      button.edge - button.since < timing.stuck;
    ensures restart: \result.signal == SIGNAL_RESTART <==>
      let_go(button, timing, contact, button.now) &&
      timing.restart <= button.last - button.since < timing.armed &&
      button.edge - button.since < timing.stuck;
    ensures released: \result.signal == SIGNAL_RELEASED <==>
      let_go(button, timing, contact, button.now) &&
      button.last - button.since < timing.stuck &&
      (button.last - button.since < timing.restart ||
       timing.stuck <= button.edge - button.since);
    ensures unstuck: \result.signal == SIGNAL_UNSTUCK <==>
      let_go(button, timing, contact, button.now) &&
      timing.stuck <= button.last - button.since;
    ensures pressed: \result.signal == SIGNAL_PRESSED <==>
      closing(button, timing) && contact == CONTACT_CLOSED &&
      timing.debounce <= button.now - button.since < timing.armed;
    ensures armed: \result.signal == SIGNAL_ARMED <==>
      goes_on(button, timing, contact, button.now) &&
      button.last - button.since < timing.armed &&
      timing.armed <= button.now - button.since < timing.ready;
    ensures ready: \result.signal == SIGNAL_READY <==>
      goes_on(button, timing, contact, button.now) &&
      button.last - button.since < timing.ready &&
      timing.ready <= button.now - button.since < timing.stuck;
    ensures stuck: \result.signal == SIGNAL_STUCK <==>
      goes_on(button, timing, contact, button.now) &&
      button.last - button.since < timing.stuck &&
      timing.stuck <= button.now - button.since;
    ensures broken: \result.signal == SIGNAL_BROKEN <==>
      breaks(button, timing, contact, button.now) &&
      button.last - button.since < timing.stuck;
    ensures known: button_sound(\result.button, timing);
    ensures is_idle: idle(\result.button) <==>
      contact == CONTACT_OPEN &&
      (idle(button) || closing(button, timing) ||
       (blind_opening(button) && settled(button, timing, button.now)) ||
       let_go(button, timing, contact, button.now));
    ensures is_closing: closing(\result.button, timing) <==>
      contact == CONTACT_CLOSED &&
      (idle(button) || (blind_opening(button) && settled(button, timing, button.now)) ||
       (closing(button, timing) && button.now - button.since < timing.debounce));
    ensures is_held: held(\result.button, timing) <==>
      (goes_on(button, timing, contact, button.now) &&
       timing.debounce <= button.now - button.since) ||
      (breaks(button, timing, contact, button.now) &&
       timing.stuck <= button.last - button.since);
    ensures is_opening: opening(\result.button, timing) <==>
      contact == CONTACT_OPEN &&
      (held(button, timing) ||
       (opening(button, timing) && !settled(button, timing, button.now)));
    ensures is_blind_opening: blind_opening(\result.button) <==>
      contact == CONTACT_OPEN &&
      (blind(button, timing) ||
       (blind_opening(button) && !settled(button, timing, button.now)));
    ensures since: closing(\result.button, timing) && !closing(button, timing)
      ? \result.button.since == button.now : \result.button.since == button.since;
    ensures last: closing(\result.button, timing) || goes_on(button, timing, contact, button.now)
      ? \result.button.last == button.now : \result.button.last == button.last;
    ensures edge: contact == CONTACT_OPEN && (held(button, timing) || blind(button, timing))
      ? \result.button.edge == button.now : \result.button.edge == button.edge;
    ensures fresh: button_wants(\result.button, timing) > button.now ||
      button_wants(\result.button, timing) == TIME_NEVER;
*/
static taken_t take(button_t button, button_timing_t timing, uint8_t contact)
{
  button_chart_t chart = button_chart_feed(button.cs, sample_symbol(button, timing, contact));
  taken_t taken = {.button = state_after(button, chart.cs, chart.mark), .signal = chart.signal};
  return taken;
}

bool button_step(button_t *button, const button_timing_t *timing, uint64_t now, uint8_t contact,
                 button_output_t *output)
{
  output->signal = SIGNAL_NONE;
  output->next = TIME_NEVER;
  if (!button_timing_ordered(timing)) {
    return false;
  }
  button_timing_t times = *timing;
  button_t before = *button;
  button_t settled = settle(before, times, now);
  //@ assert let_go: let_go(settled, times, contact, settled.now) <==> let_go(before, times, contact, settled.now);
  //@ assert goes_on: goes_on(settled, times, contact, settled.now) <==> goes_on(before, times, contact, settled.now);
  //@ assert breaks: breaks(settled, times, contact, settled.now) <==> breaks(before, times, contact, settled.now);
  //@ assert closing: closing(settled, times) <==> closing(before, times);
  //@ assert held: held(settled, times) <==> held(before, times);
  //@ assert opening: opening(settled, times) <==> opening(before, times);
  //@ assert blind: blind(settled, times) <==> blind(before, times);
  //@ assert blind_opening: blind_opening(settled) <==> blind_opening(before);
  taken_t taken = take(settled, times, contact);
  *button = taken.button;
  output->signal = taken.signal;
  output->next = next_sample(taken.button, times);
  return true;
}

uint8_t button_shows(const button_t *button)
{
  if (button->cs < BUTTON_PRESSED || button->cs > BUTTON_STUCK_OPENING) {
    return SIGNAL_NONE;
  }
  if (button->cs < BUTTON_ARMED) {
    return SIGNAL_PRESSED;
  }
  if (button->cs < BUTTON_READY) {
    return SIGNAL_ARMED;
  }
  return button->cs < BUTTON_STUCK ? SIGNAL_READY : SIGNAL_STUCK;
}
