/* SPDX-License-Identifier: BSD-2-Clause */
/* What the machines promise together, in words that the contracts of core/guard.h use. */
#ifndef SPEC_GUARD_ACSL_H
#define SPEC_GUARD_ACSL_H

/*@
  predicate guard_ordered{L}(guard_timing_t *t) =
    timing_ordered(&t->button) && provision_ordered(t->provision) && supervisor_ordered(&t->supervisor);

  logic boolean guard_is_contact(integer kind) =
    kind == EVENT_CONTACT_OPEN || kind == EVENT_CONTACT_CLOSED || kind == EVENT_CONTACT_LOST;
  logic integer guard_contact(integer kind) =
    kind == EVENT_CONTACT_OPEN ? CONTACT_OPEN : kind == EVENT_CONTACT_CLOSED ? CONTACT_CLOSED : CONTACT_LOST;

  // What the reset machine is at, as others see it.
  logic integer guard_phase(integer cs) = reset_phase_of(reset_state(cs));

  // The records as read: an intent counts first, and what cannot be read is locked.
  logic integer guard_boot(integer intent, integer vault) =
    intent == INTENT_STANDING ? RESET_BOOT_INTENT :
    intent == INTENT_NONE && (vault == VAULT_UNCLAIMED || vault == VAULT_OWNED) ? RESET_BOOT_CLEAN :
    RESET_BOOT_UNREADABLE;

  // A request is refused without an owner, and under a finger on the button.
  logic integer guard_refusal{L}(guard_t *g, integer kind) =
    kind == EVENT_RESET_REQUESTED && g->vault != VAULT_OWNED ? REASON_NOT_OWNED :
    g->button.cs == BUTTON_IDLE ? REASON_NONE : REASON_BUSY;

  // How provisioning begins: by the owner, and by who restarted the board.
  logic integer guard_begin(integer vault, integer cause) =
    vault != VAULT_OWNED ? PROVISION_BEGIN_UNCLAIMED :
    cause == CAUSE_BUTTON ? PROVISION_BEGIN_OWNED_BUTTON : PROVISION_BEGIN_OWNED;

  // What provisioning is told of an event.
  logic integer guard_told(integer kind, integer argument) =
    kind == EVENT_PHONE_SEEN ? PROVISION_PHONE :
    kind == EVENT_CLAIM_REQUESTED ? PROVISION_CLAIM :
    kind == EVENT_CHANGE_REQUESTED ? PROVISION_CHANGE :
    kind == EVENT_JOIN_SUCCEEDED ? PROVISION_JOINED :
    kind == EVENT_JOIN_FAILED ? PROVISION_JOIN_FAILED :
    kind == EVENT_LINK_LOST ? PROVISION_LINK_LOST :
    kind == EVENT_LINK_RESTORED ? PROVISION_LINK_RESTORED :
    kind == EVENT_STORE_DONE && argument == COMMAND_STORE_OWNER ? PROVISION_STORED :
    kind == EVENT_STORE_FAILED && argument == COMMAND_STORE_OWNER ? PROVISION_NOT_STORED : PROVISION_TICK;

  // The board is on its way down: for a wipe, or for a restart that changes nothing.
  predicate guard_going(integer phase) = phase == RESET_INTENDING || phase == RESET_RESTARTING;

  // Commands that provision: Wi-Fi and the ownership record.
  predicate guard_provisions(integer command) =
    command == COMMAND_STORE_OWNER ||
    (COMMAND_OPEN_SETUP_NETWORK <= command && command <= COMMAND_FORGET_CANDIDATE);

  // A command that stands where it may: `phase` is the reset machine's after the event, `waits` the storage
  // command that it waits for then, `was` the phase before.
  predicate guard_allowed(integer command, integer kind, integer phase, integer waits, integer was) =
    (COMMAND_NONE < command <= COMMAND_LAST) &&
    // of the storage commands none but the one that the reset waits for, and its answer is
    // awaited.
    (reset_is_storage(command) ==> command == waits) &&
    // no credential is stored, and no network joined or opened, but by an operational camera.
    (guard_provisions(command) ==> phase == RESET_OPERATIONAL) &&
    // the record of an owner is stored when the network that was tried was joined, and never else.
    (command == COMMAND_STORE_OWNER ==> kind == EVENT_JOIN_SUCCEEDED) &&
    // records are repaired when the storage was opened, which no standing intent lets happen.
    (command == COMMAND_REPAIR_RECORDS ==> phase == RESET_OPERATIONAL && was != RESET_OPERATIONAL) &&
    (command == COMMAND_START_CAMERA ==> phase == RESET_OPERATIONAL) &&
    // the board restarts where a reset or a restart was ordered.
    (command == COMMAND_RESTART_BOARD ==> guard_going(phase));

  // The board goes down after every other command, and the camera process is ended once.
  predicate guard_restarts_last{L}(guard_output_t *o) =
    \forall integer i; 0 <= i < o->count - 1 ==> o->commands[i].kind != COMMAND_RESTART_BOARD;
  predicate guard_stops_once{L}(guard_output_t *o) =
    \forall integer i, j; 0 <= i < j < o->count ==>
      !(o->commands[i].kind == COMMAND_STOP_CAMERA && o->commands[j].kind == COMMAND_STOP_CAMERA);

  // A gesture that was confirmed, or a request of the owner that was taken.
  predicate guard_ordered_down(integer signal, integer kind, integer reason) =
    signal == SIGNAL_FACTORY_RESET || signal == SIGNAL_RESTART ||
    ((kind == EVENT_RESTART_REQUESTED || kind == EVENT_RESET_REQUESTED) && reason == REASON_NONE);
*/

#endif
