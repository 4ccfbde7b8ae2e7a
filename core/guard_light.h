/* SPDX-License-Identifier: BSD-2-Clause */
/* The light of the whole camera: what each machine has to say to it. */
#ifndef CORE_GUARD_LIGHT_H
#define CORE_GUARD_LIGHT_H

#include <stdint.h>

#include "guard.h"

/*@
  // No finger on the button, and no cancelled hold to tell of.
  predicate guard_quiet{L}(guard_t *g) = button_light(g->button.cs) == SIGNAL_NONE && g->cancelled <= g->now;

  // ... and the camera is operational.
  predicate guard_calm{L}(guard_t *g) = guard_quiet(g) && guard_phase(g->reset.cs) == RESET_OPERATIONAL;
*/

/** The pattern to show at guard->now, enum light. A camera that nobody claimed in time shows LIGHT_LOST. */
/*@ requires guard: \valid_read(guard);
    terminates \true;
    assigns \nothing;
    ensures range: LIGHT_FAULT <= \result <= LIGHT_LAST;
    // a finger on the button is always answered.
    ensures stuck: button_light(guard->button.cs) == SIGNAL_STUCK ==> \result == LIGHT_FAULT;
    ensures ready: button_light(guard->button.cs) == SIGNAL_READY ==> \result == LIGHT_READY;
    ensures armed: button_light(guard->button.cs) == SIGNAL_ARMED ==> \result == LIGHT_ARMED;
    ensures pressed: button_light(guard->button.cs) == SIGNAL_PRESSED ==> \result == LIGHT_PRESSED;
    // a fault is never hidden but by a finger.
    ensures fault: button_light(guard->button.cs) == SIGNAL_NONE &&
      guard_phase(guard->reset.cs) == RESET_FAULT ==>
      \result == LIGHT_FAULT;
    // a wipe and a restart show, however they were ordered.
    ensures working: guard_quiet(guard) &&
      (guard_going(guard_phase(guard->reset.cs)) || guard_phase(guard->reset.cs) == RESET_WIPING) ==>
      \result == LIGHT_WORKING;
    ensures booting: guard_quiet(guard) &&
      guard_phase(guard->reset.cs) == RESET_STARTING ==> \result == LIGHT_BOOTING;
    // what provisioning is at.
    ensures joining: guard_calm(guard) && (provision_phase_of(guard->provision.cs) == PROVISION_CONNECTING ||
      provision_trying(guard->provision.cs) || provision_storing(guard->provision.cs)) ==>
        \result == LIGHT_JOINING;
    ensures setup: guard_calm(guard) &&
      (provision_open(guard->provision.cs) || guard->provision.cs == PROVISION_STATE_VISITING) ==>
      \result == (guard->now < guard->provision.failed ? LIGHT_JOIN_FAILED : LIGHT_SETUP);
    ensures lost: guard_calm(guard) && (guard->provision.cs == PROVISION_STATE_LOST ||
      guard->provision.cs == PROVISION_STATE_DORMANT) ==>
      \result == (guard->now < guard->provision.failed ? LIGHT_JOIN_FAILED : LIGHT_LOST);
    ensures online: guard_calm(guard) && guard->provision.cs == PROVISION_STATE_ONLINE ==> // R-022
      \result == (guard->now < guard->provision.failed ? LIGHT_JOIN_FAILED : LIGHT_ONLINE);
*/
uint8_t guard_light(const guard_t *guard);

#endif
