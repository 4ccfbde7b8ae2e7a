/* SPDX-License-Identifier: BSD-2-Clause */
/* The light: one pattern for the state of the whole camera, and its level at any moment. */
#ifndef CORE_LIGHT_H
#define CORE_LIGHT_H

#include <stdbool.h>
#include <stdint.h>

#include "light_table.h"
#include "time.h"
#include "vocabulary.h"

/* All that the light can speak of. Any combination is allowed. */
typedef struct {
  uint8_t button; /* button_shows(): SIGNAL_NONE, _PRESSED, _ARMED, _READY or _STUCK; others count as _NONE */
  bool fault;     /* a fault that needs a person */
  bool cancelled; /* a hold was cancelled less than one pattern ago */
  bool working;   /* wiping or restarting */
  bool updating;
  bool booting;
  bool setup; /* the setup network is open */
  bool joining;
  bool join_failed; /* and less than its time ago */
  bool lost;        /* the home network is lost */
} light_inputs_t;

typedef struct {
  bool on;
  uint64_t next; /* nanoseconds into the pattern at which the level may next change; TIME_NEVER: it stays */
} light_level_t;

#include "light.acsl.h"

/**
 * The one pattern to show: by the priority of spec/lights.tsv, except that a finger on the button is answered
 * (ready, armed, pressed) even where a fault stands, and only a stuck contact comes before all. With nothing to
 * tell, the camera is connected: LIGHT_ONLINE. Returns enum light.
 */
/*@ requires inputs: \valid_read(inputs);
    terminates \true;
    assigns \nothing;
    ensures range: LIGHT_FAULT <= \result <= LIGHT_LAST;

    behavior stuck: // R-020
      assumes inputs->button == SIGNAL_STUCK;
      ensures \result == LIGHT_FAULT;
    behavior ready: // R-005, R-024, R-025
      assumes inputs->button == SIGNAL_READY;
      ensures \result == LIGHT_READY;
    behavior armed: // R-023
      assumes inputs->button == SIGNAL_ARMED;
      ensures \result == LIGHT_ARMED;
    behavior pressed: // R-028
      assumes inputs->button == SIGNAL_PRESSED;
      ensures \result == LIGHT_PRESSED;
    behavior fault: // R-028
      assumes light_unpressed(inputs) && inputs->fault;
      ensures \result == LIGHT_FAULT;
    behavior cancelled: // R-008
      assumes light_unpressed(inputs) && !inputs->fault && inputs->cancelled;
      ensures \result == LIGHT_CANCELLED;
    behavior working: // R-026, R-027
      assumes light_unpressed(inputs) && !inputs->fault && !inputs->cancelled && inputs->working;
      ensures \result == LIGHT_WORKING;
    behavior updating: // R-030
      assumes light_calm(inputs) && inputs->updating;
      ensures \result == LIGHT_UPDATING;
    behavior booting: // R-030
      assumes light_calm(inputs) && !inputs->updating && inputs->booting;
      ensures \result == LIGHT_BOOTING;
    behavior joining: // R-030
      assumes light_up(inputs) && inputs->joining;
      ensures \result == LIGHT_JOINING;
    behavior join_failed: // R-030: never hidden by the setup network, which opens again after a failure
      assumes light_up(inputs) && !inputs->joining && inputs->join_failed;
      ensures \result == LIGHT_JOIN_FAILED;
    behavior setup: // R-030
      assumes light_up(inputs) && !inputs->joining && !inputs->join_failed && inputs->setup;
      ensures \result == LIGHT_SETUP;
    behavior lost: // R-030
      assumes light_up(inputs) && !inputs->joining && !inputs->join_failed && !inputs->setup && inputs->lost;
      ensures \result == LIGHT_LOST;
    behavior online: // R-022
      assumes light_up(inputs) && !inputs->joining && !inputs->join_failed && !inputs->setup && !inputs->lost;
      ensures \result == LIGHT_ONLINE;
    complete behaviors;
    disjoint behaviors;
*/
uint8_t light_pattern(const light_inputs_t *inputs);

/**
 * The level of a pattern `elapsed` nanoseconds after it began. A number that names no pattern is off; a pattern
 * that plays once is off when it is over.
 */
/*@ terminates \true;
    assigns \nothing;
    ensures on: \result.on <==> light_on(pattern, elapsed) == 1;
    ensures next: \result.next == light_change(pattern, elapsed);
    ensures later: \result.next > elapsed || \result.next == TIME_NEVER;
    ensures steady: \result.next == TIME_NEVER && elapsed < TIME_NEVER - LIGHT_LONGEST ==>
      light_settled(pattern, elapsed);
*/
light_level_t light_level(uint8_t pattern, uint64_t elapsed);

/** How long a pattern plays once, in nanoseconds; 0 for a number that names no pattern. */
/*@ terminates \true;
    assigns \nothing;
    ensures duration: \result == light_period_ms(pattern) * TIME_MILLISECOND;
    ensures bounded: \result <= LIGHT_LONGEST;
*/
uint64_t light_duration(uint8_t pattern);

#endif
