/* SPDX-License-Identifier: BSD-2-Clause */
#include "button.h"

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
/*@ requires timing: \valid_read(timing);
    terminates \true;
    assigns \nothing;
    ensures level: \result == length_level(timing, length);
    ensures range: LEVEL_NONE <= \result <= LEVEL_STUCK;
*/
static uint8_t level_of(const button_timing_t *timing, uint64_t length)
{
  if (length < timing->debounce) {
    return LEVEL_NONE;
  }
  if (length < timing->restart) {
    return LEVEL_PRESSED;
  }
  if (length < timing->armed) {
    return LEVEL_RESTARTABLE;
  }
  if (length < timing->ready) {
    return LEVEL_ARMED;
  }
  return length < timing->stuck ? LEVEL_READY : LEVEL_STUCK;
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
/*@ requires pointers: \valid_read(button) && \valid_read(timing);
    terminates \true;
    assigns \nothing;
    ensures sound: \result <==> button_sound(button, timing);
*/
static bool state_sound(const button_t *button, const button_timing_t *timing)
{
  if (button->cs == BUTTON_BLIND || button->cs == BUTTON_IDLE) {
    return true;
  }
  if (button->cs == BUTTON_BLIND_OPENING) {
    return button->edge <= button->now;
  }
  if (button->cs < BUTTON_CLOSING || button->cs > BUTTON_STUCK_OPENING) {
    return false;
  }
  if (button->since > button->last || button->last > button->now) {
    return false;
  }
  if (state_opening(button->cs) && (button->edge < button->last || button->edge > button->now)) {
    return false;
  }
  return state_level(button->cs) == level_of(timing, button->last - button->since);
}

/* A sample taken at button->now as the chart's symbol (enum button_symbol). */
/*@ requires pointers: \valid_read(button) && \valid_read(timing);
    terminates \true;
    assigns \nothing;
    ensures range: BUTTON_LOST <= \result <= BUTTON_CLOSED_SETTLED + LEVEL_STUCK;
    ensures open: symbol_open(\result) <==> contact == CONTACT_OPEN;
    ensures closed: symbol_closed(\result) <==> contact == CONTACT_CLOSED;
    ensures settled: contact == CONTACT_OPEN || contact == CONTACT_CLOSED ==> button->edge <= button->now ==>
      (symbol_settled(\result) <==> settled(button, timing, button->now));
    ensures late: contact == CONTACT_OPEN && symbol_settled(\result) && button->since <= button->edge ==>
      (\result == BUTTON_OPEN_SETTLED_LATE <==> button->edge - button->since >= timing->stuck);
    ensures level: contact == CONTACT_CLOSED && button->since <= button->now ==>
      symbol_level(\result) == length_level(timing, button->now - button->since);
*/
static uint8_t sample_symbol(const button_t *button, const button_timing_t *timing, uint8_t contact)
{
  bool settled = time_span(button->edge, button->now) >= timing->debounce;
  if (contact == CONTACT_OPEN) {
    if (!settled) {
      return BUTTON_OPEN;
    }
    return time_span(button->since, button->edge) >= timing->stuck ? BUTTON_OPEN_SETTLED_LATE
                                                                   : BUTTON_OPEN_SETTLED;
  }
  if (contact == CONTACT_CLOSED) {
    uint8_t level = level_of(timing, time_span(button->since, button->now));
    return (uint8_t)((settled ? BUTTON_CLOSED_SETTLED : BUTTON_CLOSED) + level);
  }
  return BUTTON_LOST;
}

/* Set the moments that a transition asks for to now. */
/*@ requires button: \valid(button);
    terminates \true;
    assigns button->since, button->last, button->edge;
    ensures since: button->since == (mark == MARK_SINCE ? button->now : \old(button->since));
    ensures last: button->last == (mark == MARK_SINCE || mark == MARK_LAST ? button->now : \old(button->last));
    ensures edge: button->edge == (mark == MARK_EDGE ? button->now : \old(button->edge));
*/
static void mark_moment(button_t *button, uint8_t mark)
{
  if (mark == MARK_SINCE) {
    button->since = button->now;
  }
  if (mark == MARK_SINCE || mark == MARK_LAST) {
    button->last = button->now;
  }
  if (mark == MARK_EDGE) {
    button->edge = button->now;
  }
}

/* When the machine next wants a sample. */
/*@ requires pointers: \valid_read(button) && \valid_read(timing);
    terminates \true;
    assigns \nothing;
    ensures wants: \result == button_wants(button, timing);
*/
static uint64_t next_sample(const button_t *button, const button_timing_t *timing)
{
  switch (button->cs) {
  case BUTTON_CLOSING:
    return time_after(button->since, timing->debounce);
  case BUTTON_PRESSED:
    return time_after(button->since, timing->restart);
  case BUTTON_RESTARTABLE:
    return time_after(button->since, timing->armed);
  case BUTTON_ARMED:
    return time_after(button->since, timing->ready);
  case BUTTON_READY:
    return time_after(button->since, timing->stuck);
  case BUTTON_BLIND_OPENING:
  case BUTTON_PRESSED_OPENING:
  case BUTTON_RESTARTABLE_OPENING:
  case BUTTON_ARMED_OPENING:
  case BUTTON_READY_OPENING:
  case BUTTON_STUCK_OPENING:
    return time_after(button->edge, timing->debounce);
  default:
    return TIME_NEVER;
  }
}

/* Let time pass; a state that no run leads to becomes that of boot. */
/*@ requires pointers: \valid(button) && \valid_read(timing) && \separated(button, timing);
    terminates \true;
    assigns button->cs, button->now;
    ensures clock: button->now == button_clock{Old}(button, now);
    ensures sound: button_sound(button, timing);
    ensures idle: idle(button) <==> idle{Old}(button);
    ensures blind: button->cs == BUTTON_BLIND <==> blind{Old}(button, timing);
    ensures blind_opening: blind_opening(button) <==> blind_opening{Old}(button);
    ensures closing: closing(button, timing) <==> closing{Old}(button, timing);
    ensures held: held(button, timing) <==> held{Old}(button, timing);
    ensures opening: opening(button, timing) <==> opening{Old}(button, timing);
*/
static void settle(button_t *button, const button_timing_t *timing, uint64_t now)
{
  if (!state_sound(button, timing)) {
    button->cs = BUTTON_BLIND;
  }
  if (now > button->now) {
    button->now = now;
  }
}

/* Take a sample at button->now; what it means. The clauses are those of button_step. */
/*@ requires pointers: \valid(button) && \valid_read(timing) && \separated(button, timing);
    requires ordered: timing_ordered(timing);
    requires sound: button_sound(button, timing);
    terminates \true;
    assigns button->cs, button->since, button->last, button->edge;
    ensures factory_reset: \result == SIGNAL_FACTORY_RESET <==>
      let_go{Old}(button, timing, contact, button->now) &&
      timing->ready <= \old(button->last - button->since) && \old(button->edge - button->since) < timing->stuck;
    ensures cancelled: \result == SIGNAL_CANCELLED <==>
      let_go{Old}(button, timing, contact, button->now) &&
      timing->armed <= \old(button->last - button->since) < timing->ready &&
      \old(button->edge - button->since) < timing->stuck;
    ensures restart: \result == SIGNAL_RESTART <==>
      let_go{Old}(button, timing, contact, button->now) &&
      timing->restart <= \old(button->last - button->since) < timing->armed &&
      \old(button->edge - button->since) < timing->stuck;
    ensures released: \result == SIGNAL_RELEASED <==>
      let_go{Old}(button, timing, contact, button->now) &&
      \old(button->last - button->since) < timing->stuck &&
      (\old(button->last - button->since) < timing->restart ||
       timing->stuck <= \old(button->edge - button->since));
    ensures unstuck: \result == SIGNAL_UNSTUCK <==>
      let_go{Old}(button, timing, contact, button->now) &&
      timing->stuck <= \old(button->last - button->since);
    ensures pressed: \result == SIGNAL_PRESSED <==>
      closing{Old}(button, timing) && contact == CONTACT_CLOSED &&
      timing->debounce <= button->now - \old(button->since) < timing->armed;
    ensures armed: \result == SIGNAL_ARMED <==>
      goes_on{Old}(button, timing, contact, button->now) &&
      \old(button->last - button->since) < timing->armed &&
      timing->armed <= button->now - \old(button->since) < timing->ready;
    ensures ready: \result == SIGNAL_READY <==>
      goes_on{Old}(button, timing, contact, button->now) &&
      \old(button->last - button->since) < timing->ready &&
      timing->ready <= button->now - \old(button->since) < timing->stuck;
    ensures stuck: \result == SIGNAL_STUCK <==>
      goes_on{Old}(button, timing, contact, button->now) &&
      \old(button->last - button->since) < timing->stuck &&
      timing->stuck <= button->now - \old(button->since);
    ensures broken: \result == SIGNAL_BROKEN <==>
      breaks{Old}(button, timing, contact, button->now) &&
      \old(button->last - button->since) < timing->stuck;
    ensures known: button_sound(button, timing);
    ensures is_idle: idle(button) <==>
      contact == CONTACT_OPEN &&
      (idle{Old}(button) || closing{Old}(button, timing) ||
       (blind_opening{Old}(button) && settled{Old}(button, timing, button->now)) ||
       let_go{Old}(button, timing, contact, button->now));
    ensures is_closing: closing(button, timing) <==>
      contact == CONTACT_CLOSED &&
      (idle{Old}(button) || (blind_opening{Old}(button) && settled{Old}(button, timing, button->now)) ||
       (closing{Old}(button, timing) && button->now - \old(button->since) < timing->debounce));
    ensures is_held: held(button, timing) <==>
      (goes_on{Old}(button, timing, contact, button->now) &&
       timing->debounce <= button->now - \old(button->since)) ||
      (breaks{Old}(button, timing, contact, button->now) &&
       timing->stuck <= \old(button->last - button->since));
    ensures is_opening: opening(button, timing) <==>
      contact == CONTACT_OPEN &&
      (held{Old}(button, timing) ||
       (opening{Old}(button, timing) && !settled{Old}(button, timing, button->now)));
    ensures is_blind_opening: blind_opening(button) <==>
      contact == CONTACT_OPEN &&
      (blind{Old}(button, timing) ||
       (blind_opening{Old}(button) && !settled{Old}(button, timing, button->now)));
    ensures since: closing(button, timing) && !closing{Old}(button, timing)
      ? button->since == button->now : button->since == \old(button->since);
    ensures last: closing(button, timing) || goes_on{Old}(button, timing, contact, button->now)
      ? button->last == button->now : button->last == \old(button->last);
    ensures edge: contact == CONTACT_OPEN && (held{Old}(button, timing) || blind{Old}(button, timing))
      ? button->edge == button->now : button->edge == \old(button->edge);
    ensures fresh: button_wants(button, timing) > button->now || button_wants(button, timing) == TIME_NEVER;
*/
static uint8_t take(button_t *button, const button_timing_t *timing, uint8_t contact)
{
  button_chart_t chart = button_chart_feed(button->cs, sample_symbol(button, timing, contact));
  mark_moment(button, chart.mark);
  button->cs = chart.cs;
  return chart.signal;
}

bool button_step(button_t *button, const button_timing_t *timing, uint64_t now, uint8_t contact,
                 button_output_t *output)
{
  output->signal = SIGNAL_NONE;
  output->next = TIME_NEVER;
  if (!button_timing_ordered(timing)) {
    return false;
  }
  settle(button, timing, now);
  /*@ assert let_go: let_go(button, timing, contact, button->now) <==>
        let_go{Pre}(button, timing, contact, button_clock{Pre}(button, now)); */
  /*@ assert goes_on: goes_on(button, timing, contact, button->now) <==>
        goes_on{Pre}(button, timing, contact, button_clock{Pre}(button, now)); */
  /*@ assert breaks: breaks(button, timing, contact, button->now) <==>
        breaks{Pre}(button, timing, contact, button_clock{Pre}(button, now)); */
  /*@ assert opens: held(button, timing) || blind(button, timing) <==>
        held{Pre}(button, timing) || blind{Pre}(button, timing); */
  output->signal = take(button, timing, contact);
  /*@ assert is_held: chart_holding(button->cs) <==>
        (goes_on{Pre}(button, timing, contact, button->now) &&
         timing->debounce <= button->now - \at(button->since, Pre)) ||
        (breaks{Pre}(button, timing, contact, button->now) &&
         timing->stuck <= \at(button->last - button->since, Pre)); */
  output->next = next_sample(button, timing);
  /*@ assert known: button_sound(button, timing); */
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

bool button_held(const button_t *button)
{
  return button->cs != BUTTON_IDLE;
}
