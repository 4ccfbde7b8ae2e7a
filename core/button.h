/* SPDX-License-Identifier: BSD-2-Clause */
/* The button: samples of one contact in, the meaning of a hold out. */
#ifndef CORE_BUTTON_H
#define CORE_BUTTON_H

#include <stdbool.h>
#include <stdint.h>

#include "button_chart.h"
#include "time.h"
#include "vocabulary.h"

/* What a sample says of the contact. */
enum contact { CONTACT_OPEN = 0, CONTACT_CLOSED = 1, CONTACT_LOST = 2 };

/* Hold times in nanoseconds; in order when 0 < debounce <= restart < armed < ready < stuck. */
typedef struct {
  uint64_t debounce; /* a shorter burst changes nothing */
  uint64_t restart;  /* held at least this long, then let go: restart */
  uint64_t armed;    /* ... : cancelled */
  uint64_t ready;    /* ... : factory reset */
  uint64_t stuck;    /* not seen open before this: nothing */
} button_timing_t;

typedef struct {
  int cs;         /* enum button_state */
  uint64_t now;   /* the latest time seen; time never runs back for the machine */
  uint64_t since; /* first closed sample of the hold */
  uint64_t last;  /* last closed sample of the hold */
  uint64_t edge;  /* first open sample of an opening not yet confirmed */
} button_t;

typedef struct {
  uint8_t signal; /* enum signal (gen/vocabulary.h) */
  uint64_t next;  /* when a sample is wanted next; TIME_NEVER: when the contact changes */
} button_output_t;

#include "button.acsl.h"

/** The decided hold times: debounce 30 ms; 1, 5, 8 and 20 s. */
/*@ terminates \true;
    assigns \nothing;
    ensures debounce: \result.debounce == 30 * TIME_MILLISECOND;
    ensures restart: \result.restart == TIME_SECOND;
    ensures armed: \result.armed == 5 * TIME_SECOND;
    ensures ready: \result.ready == 8 * TIME_SECOND;
    ensures stuck: \result.stuck == 20 * TIME_SECOND;
*/
button_timing_t button_timing_default(void);

/** Whether hold times are in order: 0 < debounce <= restart < armed < ready < stuck. */
/*@ requires timing: \valid_read(timing);
    terminates \true;
    assigns \nothing;
    ensures ordered: \result <==> timing_ordered(*timing);
*/
bool button_timing_ordered(const button_timing_t *timing);

/** A machine at boot: no contact seen yet. */
/*@ requires button: \valid(button);
    terminates \true;
    assigns *button;
    ensures blind: button->cs == BUTTON_BLIND;
    ensures times: button->now == 0 && button->since == 0 && button->last == 0 && button->edge == 0;
*/
void button_start(button_t *button);

/**
 * Take one sample of the contact, taken at `now`. Times before the latest one count as the latest one.
 * contact: enum contact; any other value counts as CONTACT_LOST.
 *
 * A press counts only after the contact was seen open, for at least `debounce`. Its length is what was
 * seen: from the first closed sample to the last one before it opened; a bounce shorter than `debounce` neither
 * ends nor shortens nor doubles it. Let go and confirmed open for `debounce`, it means: a factory reset
 * from `ready`, a cancel from `armed`, a restart from `restart`, and nothing
 * below or where the contact was not seen open before `stuck`. A hold whose story has a gap (an edge
 * lost, or nobody looked while it opened) is broken and does nothing.
 *
 * A state that no run with this timing leads to counts as at boot.
 * Returns false, with nothing changed, no signal and no wish to be called, where the timing is not in order.
 */
/*@ requires pointers: \valid(button) && \valid_read(timing) && \valid(output);
    requires separated: \separated(button, timing, output);
    terminates \true;
    assigns *button, *output;

    behavior refused:
      assumes unordered: !timing_ordered(*timing);
      assigns *output;
      ensures result: \result == \false;
      ensures output: output->signal == SIGNAL_NONE && output->next == TIME_NEVER;

    behavior taken:
      assumes ordered: timing_ordered(*timing);
      assigns *button, *output;
      ensures result: \result == \true;

      // time never runs back.
      ensures clock: button->now == (now < \old(button->now) ? \old(button->now) : now);

      // a factory reset, in this window and nowhere else.
      ensures factory_reset: output->signal == SIGNAL_FACTORY_RESET <==>
        let_go(\old(*button), *timing, contact, button_clock(\old(*button), now)) &&
        timing->ready <= \old(button->last - button->since) && \old(button->edge - button->since) < timing->stuck;
      // let go between armed and ready.
      ensures cancelled: output->signal == SIGNAL_CANCELLED <==>
        let_go(\old(*button), *timing, contact, button_clock(\old(*button), now)) &&
        timing->armed <= \old(button->last - button->since) < timing->ready &&
        \old(button->edge - button->since) < timing->stuck;
      // too short for a reset, long enough for a restart.
      ensures restart: output->signal == SIGNAL_RESTART <==>
        let_go(\old(*button), *timing, contact, button_clock(\old(*button), now)) &&
        timing->restart <= \old(button->last - button->since) < timing->armed &&
        \old(button->edge - button->since) < timing->stuck;
      // let go too early to mean anything, or seen open only when it may have been stuck.
      ensures released: output->signal == SIGNAL_RELEASED <==>
        let_go(\old(*button), *timing, contact, button_clock(\old(*button), now)) &&
        \old(button->last - button->since) < timing->stuck &&
        (\old(button->last - button->since) < timing->restart ||
         timing->stuck <= \old(button->edge - button->since));
      // a stuck contact is well again only when it is confirmed open.
      ensures unstuck: output->signal == SIGNAL_UNSTUCK <==>
        let_go(\old(*button), *timing, contact, button_clock(\old(*button), now)) &&
        timing->stuck <= \old(button->last - button->since);

      // the press is confirmed once it has lasted for the debounce time.
      ensures pressed: output->signal == SIGNAL_PRESSED <==>
        closing(\old(*button), *timing) && contact == CONTACT_CLOSED &&
        timing->debounce <= button_clock(\old(*button), now) - \old(button->since) < timing->armed;
      // each level is told once, when a closed sample first shows it.
      ensures armed: output->signal == SIGNAL_ARMED <==>
        goes_on(\old(*button), *timing, contact, button_clock(\old(*button), now)) &&
        \old(button->last - button->since) < timing->armed &&
        timing->armed <= button_clock(\old(*button), now) - \old(button->since) < timing->ready;
      ensures ready: output->signal == SIGNAL_READY <==>
        goes_on(\old(*button), *timing, contact, button_clock(\old(*button), now)) &&
        \old(button->last - button->since) < timing->ready &&
        timing->ready <= button_clock(\old(*button), now) - \old(button->since) < timing->stuck;
      ensures stuck: output->signal == SIGNAL_STUCK <==>
        goes_on(\old(*button), *timing, contact, button_clock(\old(*button), now)) &&
        \old(button->last - button->since) < timing->stuck &&
        timing->stuck <= button_clock(\old(*button), now) - \old(button->since);
      // a hold with a gap in its story means nothing.
      ensures broken: output->signal == SIGNAL_BROKEN <==>
        breaks(\old(*button), *timing, contact, button_clock(\old(*button), now)) &&
        \old(button->last - button->since) < timing->stuck;

      // What is known of the contact afterwards.
      ensures known: button_sound(*button, *timing);
      ensures is_idle: idle(*button) <==>
        contact == CONTACT_OPEN &&
        (idle(\old(*button)) || closing(\old(*button), *timing) ||
         (blind_opening(\old(*button)) && settled(\old(*button), *timing, button_clock(\old(*button), now))) ||
         let_go(\old(*button), *timing, contact, button_clock(\old(*button), now)));
      ensures is_closing: closing(*button, *timing) <==>
        contact == CONTACT_CLOSED &&
        (idle(\old(*button)) ||
         (blind_opening(\old(*button)) && settled(\old(*button), *timing, button_clock(\old(*button), now))) ||
         (closing(\old(*button), *timing) &&
          button_clock(\old(*button), now) - \old(button->since) < timing->debounce));
      ensures is_held: held(*button, *timing) <==>
        (goes_on(\old(*button), *timing, contact, button_clock(\old(*button), now)) &&
         timing->debounce <= button_clock(\old(*button), now) - \old(button->since)) ||
        (breaks(\old(*button), *timing, contact, button_clock(\old(*button), now)) &&
         timing->stuck <= \old(button->last - button->since));
      ensures is_opening: opening(*button, *timing) <==>
        contact == CONTACT_OPEN &&
        (held(\old(*button), *timing) ||
         (opening(\old(*button), *timing) && !settled(\old(*button), *timing, button_clock(\old(*button), now))));
      ensures is_blind_opening: blind_opening(*button) <==>
        contact == CONTACT_OPEN &&
        (blind(\old(*button), *timing) ||
         (blind_opening(\old(*button)) && !settled(\old(*button), *timing, button_clock(\old(*button), now))));

      // The three moments: where a hold began, was last seen, and began to open.
      ensures since: closing(*button, *timing) && !closing(\old(*button), *timing)
        ? button->since == button->now : button->since == \old(button->since);
      ensures last: closing(*button, *timing) || goes_on(\old(*button), *timing, contact, button_clock(\old(*button), now))
        ? button->last == button->now : button->last == \old(button->last);
      ensures edge: contact == CONTACT_OPEN && (held(\old(*button), *timing) || blind(\old(*button), *timing))
        ? button->edge == button->now : button->edge == \old(button->edge);

      // When the next sample is wanted: later than now, or never.
      ensures next: output->next == button_wants(*button, *timing);
      ensures later: output->next > button->now || output->next == TIME_NEVER;

    complete behaviors;
    disjoint behaviors;
*/
bool button_step(button_t *button, const button_timing_t *timing, uint64_t now, uint8_t contact,
                 button_output_t *output);

/**
 * What the light should say of the button now: SIGNAL_NONE, _PRESSED, _ARMED, _READY or _STUCK (R-020, R-023,
 * While a release is not yet confirmed, it says what it said.
 */
/*@ requires button: \valid_read(button);
    terminates \true;
    assigns \nothing;
    ensures shows: \result == button_light(button->cs);
    ensures told: \result == SIGNAL_NONE || \result == SIGNAL_PRESSED || \result == SIGNAL_ARMED ||
      \result == SIGNAL_READY || \result == SIGNAL_STUCK;
*/
uint8_t button_shows(const button_t *button);

#endif
