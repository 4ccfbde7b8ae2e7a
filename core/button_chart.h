/* SPDX-License-Identifier: BSD-2-Clause */
/* The button's state chart: its states, its symbols and what a transition asks for (spec/button.rl). */
#ifndef CORE_BUTTON_CHART_H
#define CORE_BUTTON_CHART_H

#include <stdint.h>

#include "vocabulary.h"

/* The states, numbered as Ragel numbers them. Each level of a hold has a twin: open, and not yet for long enough. */
enum button_state {
  BUTTON_BLIND = 0, /* not seen open since boot, or since the contact's story was lost */
  BUTTON_BLIND_OPENING = 1,
  BUTTON_IDLE = 2,    /* open */
  BUTTON_CLOSING = 3, /* closed, and not yet for long enough */
  BUTTON_PRESSED = 4, /* held, too short to mean anything */
  BUTTON_PRESSED_OPENING = 5,
  BUTTON_RESTARTABLE = 6,
  BUTTON_RESTARTABLE_OPENING = 7,
  BUTTON_ARMED = 8,
  BUTTON_ARMED_OPENING = 9,
  BUTTON_READY = 10,
  BUTTON_READY_OPENING = 11,
  BUTTON_STUCK = 12,
  BUTTON_STUCK_OPENING = 13
};

/* How long a hold has lasted. */
enum button_level { LEVEL_NONE, LEVEL_PRESSED, LEVEL_RESTARTABLE, LEVEL_ARMED, LEVEL_READY, LEVEL_STUCK };

/* One sample as the chart sees it. Settled: at least `debounce` after the first open sample of an opening. */
enum button_symbol {
  BUTTON_LOST = 0,
  BUTTON_OPEN = 1,
  BUTTON_OPEN_SETTLED = 2,
  BUTTON_OPEN_SETTLED_LATE = 3, /* ... which itself came `stuck` or more after the hold began */
  BUTTON_CLOSED = 4,            /* + enum button_level */
  BUTTON_CLOSED_SETTLED = 10    /* + enum button_level */
};

/* Which moment a transition sets to now. */
enum button_mark {
  MARK_NONE,
  MARK_SINCE, /* a hold begins: since and last */
  MARK_LAST,  /* the hold goes on: last */
  MARK_EDGE   /* an opening begins: edge */
};

typedef struct {
  int cs;         /* enum button_state */
  uint8_t signal; /* enum signal */
  uint8_t mark;   /* enum button_mark */
} button_chart_t;

/* The table that the generated C is proved to follow, state by state: it repeats the chart in other words. */
/*@
  // The states of a hold, and how far it has come in them (enum button_level).
  logic boolean chart_holding(integer s) =
    s == BUTTON_PRESSED || s == BUTTON_RESTARTABLE || s == BUTTON_ARMED || s == BUTTON_READY || s == BUTTON_STUCK;
  logic boolean chart_opening(integer s) =
    s == BUTTON_PRESSED_OPENING || s == BUTTON_RESTARTABLE_OPENING || s == BUTTON_ARMED_OPENING ||
    s == BUTTON_READY_OPENING || s == BUTTON_STUCK_OPENING;
  logic integer chart_level(integer s) =
    s >= BUTTON_STUCK ? LEVEL_STUCK : s >= BUTTON_READY ? LEVEL_READY : s >= BUTTON_ARMED ? LEVEL_ARMED :
    s >= BUTTON_RESTARTABLE ? LEVEL_RESTARTABLE : s >= BUTTON_PRESSED ? LEVEL_PRESSED : LEVEL_NONE;
  logic integer chart_held(integer level) =
    level == LEVEL_STUCK ? BUTTON_STUCK : level == LEVEL_READY ? BUTTON_READY : level == LEVEL_ARMED ? BUTTON_ARMED :
    level == LEVEL_RESTARTABLE ? BUTTON_RESTARTABLE : level == LEVEL_PRESSED ? BUTTON_PRESSED : BUTTON_CLOSING;

  logic boolean symbol_open(integer y) = BUTTON_OPEN <= y && y <= BUTTON_OPEN_SETTLED_LATE;
  logic boolean symbol_closed(integer y) = BUTTON_CLOSED <= y && y <= BUTTON_CLOSED_SETTLED + LEVEL_STUCK;
  logic boolean symbol_settled(integer y) =
    y == BUTTON_OPEN_SETTLED || y == BUTTON_OPEN_SETTLED_LATE ||
    (BUTTON_CLOSED_SETTLED <= y && y <= BUTTON_CLOSED_SETTLED + LEVEL_STUCK);
  logic integer symbol_level(integer y) = y >= BUTTON_CLOSED_SETTLED ? y - BUTTON_CLOSED_SETTLED : y - BUTTON_CLOSED;

  // A closed sample that goes on with the hold, and the level that the hold has then.
  logic boolean chart_goes_on(integer s, integer y) =
    symbol_closed(y) && (chart_holding(s) || (chart_opening(s) && !symbol_settled(y)));
  logic integer chart_reached(integer s, integer y) =
    symbol_level(y) > chart_level(s) ? symbol_level(y) : chart_level(s);

  logic integer chart_next(integer s, integer y) =
    s == BUTTON_BLIND ? (symbol_open(y) ? BUTTON_BLIND_OPENING : BUTTON_BLIND) :
    s == BUTTON_BLIND_OPENING ?
      (symbol_open(y) ? (symbol_settled(y) ? BUTTON_IDLE : BUTTON_BLIND_OPENING)
       : symbol_closed(y) && symbol_settled(y) ? BUTTON_CLOSING : BUTTON_BLIND) :
    s == BUTTON_IDLE ? (symbol_open(y) ? BUTTON_IDLE : symbol_closed(y) ? BUTTON_CLOSING : BUTTON_BLIND) :
    s == BUTTON_CLOSING ?
      (symbol_open(y) ? BUTTON_IDLE : symbol_closed(y) ? chart_held(symbol_level(y)) : BUTTON_BLIND) :
    chart_goes_on(s, y) ? chart_held(chart_reached(s, y)) :
    symbol_open(y) ?
      (chart_holding(s) ? s + 1 : symbol_settled(y) ? BUTTON_IDLE : s) :
    chart_level(s) == LEVEL_STUCK ? BUTTON_STUCK : BUTTON_BLIND;

  logic integer level_signal(integer level) =
    level == LEVEL_ARMED ? SIGNAL_ARMED : level == LEVEL_READY ? SIGNAL_READY :
    level == LEVEL_STUCK ? SIGNAL_STUCK : SIGNAL_NONE;
  logic integer level_gesture(integer level) =
    level == LEVEL_RESTARTABLE ? SIGNAL_RESTART : level == LEVEL_ARMED ? SIGNAL_CANCELLED :
    level == LEVEL_READY ? SIGNAL_FACTORY_RESET : SIGNAL_RELEASED;

  logic integer chart_signal(integer s, integer y) =
    s < BUTTON_CLOSING ? SIGNAL_NONE :
    s == BUTTON_CLOSING ?
      (symbol_closed(y) && symbol_level(y) > LEVEL_NONE ?
         (symbol_level(y) < LEVEL_ARMED ? SIGNAL_PRESSED : level_signal(symbol_level(y))) : SIGNAL_NONE) :
    chart_goes_on(s, y) ? (symbol_level(y) > chart_level(s) ? level_signal(symbol_level(y)) : SIGNAL_NONE) :
    symbol_open(y) ?
      (chart_holding(s) || !symbol_settled(y) ? SIGNAL_NONE :
       chart_level(s) == LEVEL_STUCK ? SIGNAL_UNSTUCK :
       y == BUTTON_OPEN_SETTLED_LATE ? SIGNAL_RELEASED : level_gesture(chart_level(s))) :
    chart_level(s) == LEVEL_STUCK ? SIGNAL_NONE : SIGNAL_BROKEN;

  logic integer chart_mark(integer s, integer y) =
    s == BUTTON_BLIND ? (symbol_open(y) ? MARK_EDGE : MARK_NONE) :
    s == BUTTON_BLIND_OPENING ? (symbol_closed(y) && symbol_settled(y) ? MARK_SINCE : MARK_NONE) :
    s == BUTTON_IDLE ? (symbol_closed(y) ? MARK_SINCE : MARK_NONE) :
    s == BUTTON_CLOSING ? (symbol_closed(y) ? MARK_LAST : MARK_NONE) :
    chart_goes_on(s, y) ? MARK_LAST :
    symbol_open(y) && chart_holding(s) ? MARK_EDGE : MARK_NONE;
*/

/**
 * Take one symbol: where the chart goes from `cs`, and what signal and mark say of it.
 * symbol: enum button_symbol, with a level added to the closed ones; any other number counts as BUTTON_LOST.
 */
/*@ requires state: BUTTON_BLIND <= cs <= BUTTON_STUCK_OPENING;
    terminates \true;
    assigns \nothing;
    ensures state: \result.cs == chart_next(cs, symbol);
    ensures signal: \result.signal == chart_signal(cs, symbol);
    ensures mark: \result.mark == chart_mark(cs, symbol);
*/
button_chart_t button_chart_feed(int cs, uint8_t symbol);

#endif
