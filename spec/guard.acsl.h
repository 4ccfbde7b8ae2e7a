/* SPDX-License-Identifier: BSD-2-Clause */
/* What the machines promise together, in words that the contracts of core/guard.h use. */
#ifndef SPEC_GUARD_ACSL_H
#define SPEC_GUARD_ACSL_H

/*@
  predicate guard_ordered{L}(guard_timing_t *t) =
    timing_ordered(t->button) && provision_ordered(t->provision) && supervisor_ordered(t->supervisor);

  logic boolean guard_is_contact(integer kind) =
    kind == EVENT_CONTACT_OPEN || kind == EVENT_CONTACT_CLOSED || kind == EVENT_CONTACT_LOST;
  logic integer guard_contact(integer kind) =
    kind == EVENT_CONTACT_OPEN ? CONTACT_OPEN : kind == EVENT_CONTACT_CLOSED ? CONTACT_CLOSED : CONTACT_LOST;

  // The event confirms that the button was let go ...
  predicate guard_let_go(guard_t g, button_timing_t t, guard_event_t e) =
    guard_is_contact(e.kind) && let_go(g.button, t, guard_contact(e.kind), button_clock(g.button, e.time));
  // ... after a hold that was seen to be long enough for a factory reset, or for a restart.
  predicate guard_held_for_reset(guard_t g, button_timing_t t) =
    t.ready <= g.button.last - g.button.since && g.button.edge - g.button.since < t.stuck;
  predicate guard_held_for_restart(guard_t g, button_timing_t t) =
    t.restart <= g.button.last - g.button.since < t.armed && g.button.edge - g.button.since < t.stuck;

  // What the reset machine is at, as others see it.
  logic integer guard_phase(integer cs) = reset_phase_of(reset_state(cs));

  // The records as read: an intent counts first, and what cannot be read is locked.
  logic integer guard_boot(integer intent, integer vault) =
    intent == INTENT_STANDING ? RESET_BOOT_INTENT :
    intent == INTENT_NONE && (vault == VAULT_UNCLAIMED || vault == VAULT_OWNED) ? RESET_BOOT_CLEAN :
    RESET_BOOT_UNREADABLE;

  // A factory reset is refused without an owner, and where the records cannot be trusted: only a full hold leaves that
  // . Any request is refused while a finger may be on the button: from the first closed sample of a press until
  // its end is confirmed. A contact that is jammed, or not known yet, refuses nothing.
  logic integer guard_refusal(guard_t g, integer kind) =
    kind == EVENT_RESET_REQUESTED && guard_phase(g.reset.cs) == RESET_FAULT ? REASON_NOT_PERMITTED :
    kind == EVENT_RESET_REQUESTED && g.vault != VAULT_OWNED ? REASON_NOT_OWNED :
    BUTTON_CLOSING <= g.button.cs <= BUTTON_READY_OPENING ? REASON_BUSY : REASON_NONE;

  // How provisioning begins: by the owner, and by who restarted the board.
  logic integer guard_begin(integer vault, integer cause) =
    vault != VAULT_OWNED ? PROVISION_BEGIN_UNCLAIMED :
    cause == CAUSE_BUTTON ? PROVISION_BEGIN_OWNED_BUTTON : PROVISION_BEGIN_OWNED;

  // What provisioning is told of an event.
  logic integer guard_told(integer kind, integer argument) =
    kind == EVENT_PHONE_SEEN ? PROVISION_PHONE :
    kind == EVENT_CLAIM_REQUESTED ? PROVISION_CLAIM :
    kind == EVENT_CHANGE_REQUESTED ? PROVISION_CHANGE :
    kind == EVENT_PASSWORD_REQUESTED ? PROVISION_PASSWORD :
    kind == EVENT_VISIT_REQUESTED ? PROVISION_VISIT :
    kind == EVENT_ADOPT_REQUESTED ? PROVISION_ADOPT :
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
    // the record of an owner is stored when the network that was tried was joined, with another password on the
    // network that there is, or by a claim on the network that is visited, and never else.
    (command == COMMAND_STORE_OWNER ==> kind == EVENT_JOIN_SUCCEEDED || kind == EVENT_PASSWORD_REQUESTED ||
      kind == EVENT_ADOPT_REQUESTED) &&
    // records are repaired when the storage was opened, which no standing intent lets happen.
    (command == COMMAND_REPAIR_RECORDS ==> phase == RESET_OPERATIONAL && was != RESET_OPERATIONAL) &&
    (command == COMMAND_START_CAMERA ==> phase == RESET_OPERATIONAL) &&
    // the board restarts where a reset or a restart was ordered.
    (command == COMMAND_RESTART_BOARD ==> guard_going(phase));

  // Every command stands where it may, between the guard before the event and after it.
  predicate guard_all_allowed(guard_output_t o, integer kind, guard_t before, guard_t after) =
    \forall integer i; 0 <= i < o.count ==>
      guard_allowed(o.commands[i].kind, kind, guard_phase(after.reset.cs), reset_waits(reset_state(after.reset.cs)),
                    guard_phase(before.reset.cs));

  // The board goes down after every other command, and the camera process is ended once.
  predicate guard_restarts_last(guard_output_t o) =
    \forall integer i; 0 <= i < o.count - 1 ==> o.commands[i].kind != COMMAND_RESTART_BOARD;
  predicate guard_stops_once(guard_output_t o) =
    \forall integer i, j; 0 <= i < j < o.count ==>
      !(o.commands[i].kind == COMMAND_STOP_CAMERA && o.commands[j].kind == COMMAND_STOP_CAMERA);

  // What is asked of provisioning.
  predicate guard_asks_record(integer kind) =
    kind == EVENT_CLAIM_REQUESTED || kind == EVENT_CHANGE_REQUESTED || kind == EVENT_PASSWORD_REQUESTED ||
    kind == EVENT_VISIT_REQUESTED || kind == EVENT_ADOPT_REQUESTED;

  // What the owner asks for, and sends the board down.
  predicate guard_asks_down(integer kind) =
    kind == EVENT_RESTART_REQUESTED || kind == EVENT_RESET_REQUESTED;

  // The board is sent down: it was not on its way, and is now.
  predicate guard_sent_down(guard_t before, guard_t after) =
    guard_going(guard_phase(after.reset.cs)) && !guard_going(guard_phase(before.reset.cs));

  // A gesture that was confirmed, or a request of the owner that was taken.
  predicate guard_ordered_down(guard_output_t o, integer kind) =
    o.signal == SIGNAL_FACTORY_RESET || o.signal == SIGNAL_RESTART ||
    (guard_asks_down(kind) && o.reason == REASON_NONE);

  // The camera is operational, and becomes so.
  predicate guard_operational(guard_t g) = guard_phase(g.reset.cs) == RESET_OPERATIONAL;
  predicate guard_opened(guard_t before, guard_t after) = guard_operational(after) && !guard_operational(before);

  // A factory reset is on its way, or at work.
  predicate guard_resets(guard_t g) =
    guard_phase(g.reset.cs) == RESET_INTENDING || guard_phase(g.reset.cs) == RESET_WIPING;

  // Where the reset machine may be after an event: in the wipe only where the boot report told of an intent, at work only
  // where it told of none, or the wipe's last command was carried out.
  predicate guard_goes_on(integer was, integer at, guard_event_t e, integer booted) =
    (guard_phase(at) == RESET_WIPING ==> guard_phase(was) == RESET_WIPING ||
      (was == RESET_STATE_START && e.kind == EVENT_BOOT && booted == 0 && e.intent == INTENT_STANDING)) &&
    (at == RESET_STATE_OPENING ==> was == RESET_STATE_OPENING ||
      (was == RESET_STATE_START && e.kind == EVENT_BOOT && booted == 0 && e.intent == INTENT_NONE) ||
      (was == RESET_STATE_CLEARING && e.kind == EVENT_STORE_DONE && e.argument == COMMAND_CLEAR_INTENT)) &&
    (at == RESET_STATE_OPERATIONAL ==> was == RESET_STATE_OPERATIONAL || was == RESET_STATE_OPENING) &&
    (at == RESET_STATE_START ==> was == RESET_STATE_START && (e.kind != EVENT_BOOT || booted != 0));

  // A finger may be on the button: from the first closed sample of a press until its end is confirmed.
  predicate guard_finger(guard_t g) = BUTTON_CLOSING <= g.button.cs <= BUTTON_READY_OPENING;

  // What the light shows of a wipe, of a restart and of a fault: only a finger, or a hold just cancelled, says more.
  predicate guard_works(guard_t g) = button_light(g.button.cs) == SIGNAL_NONE && g.cancelled <= g.now &&
    (guard_going(guard_phase(g.reset.cs)) || guard_phase(g.reset.cs) == RESET_WIPING);
  predicate guard_faulty(guard_t g) =
    button_light(g.button.cs) == SIGNAL_NONE && guard_phase(g.reset.cs) == RESET_FAULT;
  predicate guard_shows(guard_t g, guard_output_t o) =
    (guard_works(g) ==> o.light == LIGHT_WORKING) && (guard_faulty(g) ==> o.light == LIGHT_FAULT);

  // Nothing of the button changed.
  predicate guard_same_button(guard_t before, guard_t after) = after.button == before.button;

  // What an output says, told of the whole of it: of a struct that is stored at once, the prover knows no single field.
  logic integer guard_at(guard_t g) = g.reset.cs;
  predicate guard_booted(guard_t g) = g.booted != 0;
  logic integer guard_was_booted(guard_t g) = g.booted;
  logic integer guard_signal(guard_output_t o) = o.signal;
  logic integer guard_reason(guard_output_t o) = o.reason;
  predicate guard_within(guard_output_t o) = o.count <= GUARD_COMMANDS;
  predicate guard_says_nothing(guard_output_t o) =
    o.count == 0 && o.reason == REASON_BUSY && o.signal == SIGNAL_NONE;
*/

#endif
