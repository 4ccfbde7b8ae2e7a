/* SPDX-License-Identifier: BSD-2-Clause */
/* The button: from samples of one contact to the meaning of a hold (R-004 to R-010, R-018 to R-020). */
#include "button_chart.h"

%%{
  machine button;
  alphtype unsigned char;
  getkey symbol;

  # What a transition tells, and which moment it sets to now (enum signal, enum button_mark).
  action quiet      { signal = SIGNAL_NONE;          mark = MARK_NONE;  fbreak; }
  action begin      { signal = SIGNAL_NONE;          mark = MARK_SINCE; fbreak; }
  action hold       { signal = SIGNAL_NONE;          mark = MARK_LAST;  fbreak; }
  action press      { signal = SIGNAL_PRESSED;       mark = MARK_LAST;  fbreak; }
  action arm        { signal = SIGNAL_ARMED;         mark = MARK_LAST;  fbreak; }
  action make_ready { signal = SIGNAL_READY;         mark = MARK_LAST;  fbreak; }
  action jam        { signal = SIGNAL_STUCK;         mark = MARK_LAST;  fbreak; }
  action lift       { signal = SIGNAL_NONE;          mark = MARK_EDGE;  fbreak; }
  action release    { signal = SIGNAL_RELEASED;      mark = MARK_NONE;  fbreak; }
  action restart    { signal = SIGNAL_RESTART;       mark = MARK_NONE;  fbreak; }
  action cancel     { signal = SIGNAL_CANCELLED;     mark = MARK_NONE;  fbreak; }
  action reset      { signal = SIGNAL_FACTORY_RESET; mark = MARK_NONE;  fbreak; }
  action break_off  { signal = SIGNAL_BROKEN;        mark = MARK_NONE;  fbreak; }
  action free       { signal = SIGNAL_UNSTUCK;       mark = MARK_NONE;  fbreak; }

  # enum button_symbol. Settled: long enough after the first open sample of an opening.
  open_fresh   = 1;
  open_settled = 2;
  open_late    = 3; # settled, and the opening itself began too late: stuck by then
  is_open      = open_fresh | open_settled | open_late;

  closed_fresh   = 4..9;
  closed_settled = 10..15;
  is_closed      = closed_fresh | closed_settled;

  # Closed, and so long after the hold began.
  brief_fresh       = 4;
  pressed_fresh     = 5;
  restartable_fresh = 6;
  armed_fresh       = 7;
  ready_fresh       = 8;
  stuck_fresh       = 9;
  for_brief       = brief_fresh       | 10;
  for_pressed     = pressed_fresh     | 11;
  for_restartable = restartable_fresh | 12;
  for_armed       = armed_fresh       | 13;
  for_ready       = ready_fresh       | 14;
  for_stuck       = stuck_fresh       | 15;

  # Everything else: an edge was lost.
  is_lost = any - is_open - is_closed;

  main := (
    start: blind: (
        is_open           @lift  -> blind_opening
      | (any - is_open)   @quiet -> blind
    ),
    blind_opening: (
        open_fresh                  @quiet -> blind_opening
      | (open_settled | open_late)  @quiet -> idle
      | closed_settled              @begin -> closing
      | (closed_fresh | is_lost)    @quiet -> blind
    ),
    idle: (
        is_open           @quiet -> idle
      | is_closed         @begin -> closing
      | is_lost           @quiet -> blind
    ),
    closing: (
        is_open           @quiet -> idle
      | for_brief         @hold  -> closing
      | for_pressed       @press -> pressed
      | for_restartable   @press -> restartable
      | for_armed         @arm   -> armed
      | for_ready         @make_ready -> ready
      | for_stuck         @jam   -> stuck
      | is_lost           @quiet -> blind
    ),

    pressed: (
        is_open                    @lift -> pressed_opening
      | (for_brief | for_pressed)  @hold -> pressed
      | for_restartable            @hold -> restartable
      | for_armed                  @arm  -> armed
      | for_ready                  @make_ready -> ready
      | for_stuck                  @jam  -> stuck
      | is_lost                    @break_off -> blind
    ),
    restartable: (
        is_open           @lift -> restartable_opening
      | (for_brief | for_pressed | for_restartable)  @hold -> restartable
      | for_armed         @arm  -> armed
      | for_ready         @make_ready -> ready
      | for_stuck         @jam  -> stuck
      | is_lost           @break_off -> blind
    ),
    armed: (
        is_open           @lift -> armed_opening
      | (is_closed - for_ready - for_stuck)  @hold -> armed
      | for_ready         @make_ready -> ready
      | for_stuck         @jam  -> stuck
      | is_lost           @break_off -> blind
    ),
    ready: (
        is_open                  @lift -> ready_opening
      | (is_closed - for_stuck)  @hold -> ready
      | for_stuck                @jam  -> stuck
      | is_lost                  @break_off -> blind
    ),
    stuck: (
        is_open           @lift  -> stuck_opening
      | is_closed         @hold  -> stuck
      | is_lost           @quiet -> stuck
    ),

    pressed_opening: (
        open_fresh                     @quiet -> pressed_opening
      | (open_settled | open_late)     @release -> idle
      | (brief_fresh | pressed_fresh)  @hold -> pressed
      | restartable_fresh              @hold -> restartable
      | armed_fresh                    @arm  -> armed
      | ready_fresh                    @make_ready -> ready
      | stuck_fresh                    @jam  -> stuck
      | (closed_settled | is_lost)     @break_off -> blind
    ),
    restartable_opening: (
        open_fresh                     @quiet -> restartable_opening
      | open_settled                   @restart -> idle
      | open_late                      @release -> idle
      | (brief_fresh | pressed_fresh | restartable_fresh)  @hold -> restartable
      | armed_fresh                    @arm  -> armed
      | ready_fresh                    @make_ready -> ready
      | stuck_fresh                    @jam  -> stuck
      | (closed_settled | is_lost)     @break_off -> blind
    ),
    armed_opening: (
        open_fresh                     @quiet -> armed_opening
      | open_settled                   @cancel -> idle
      | open_late                      @release -> idle
      | (closed_fresh - ready_fresh - stuck_fresh)  @hold -> armed
      | ready_fresh                    @make_ready -> ready
      | stuck_fresh                    @jam  -> stuck
      | (closed_settled | is_lost)     @break_off -> blind
    ),
    ready_opening: (
        open_fresh                     @quiet -> ready_opening
      | open_settled                   @reset -> idle
      | open_late                      @release -> idle
      | (closed_fresh - stuck_fresh)   @hold -> ready
      | stuck_fresh                    @jam  -> stuck
      | (closed_settled | is_lost)     @break_off -> blind
    ),
    stuck_opening: (
        open_fresh                     @quiet -> stuck_opening
      | (open_settled | open_late)     @free  -> idle
      | closed_fresh                   @hold  -> stuck
      | (closed_settled | is_lost)     @quiet -> stuck
    )
  );
}%%

button_chart_t button_chart_feed(int cs, uint8_t symbol)
{
  unsigned p = 0;
  uint8_t signal = SIGNAL_NONE;
  uint8_t mark = MARK_NONE;
  %% write exec noend;
  return (button_chart_t){cs, signal, mark};
}
