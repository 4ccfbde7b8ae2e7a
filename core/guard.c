/* SPDX-License-Identifier: BSD-2-Clause */
#include "guard.h"

#include "guard_events.h"
#include "guard_light.h"
#include "light.h"
#include "time.h"
#include "vocabulary.h"

/* ---- commands ---- */

/*@ requires output: \valid(output);
    terminates \true;
    assigns *output;
    ensures nothing: output->count == 0 && output->reason == REASON_BUSY && output->signal == SIGNAL_NONE;
*/
static void output_clear(guard_output_t *output)
{
  output->count = 0;
  /*@ loop invariant 0 <= i <= GUARD_COMMANDS;
      loop assigns i, output->commands[0 .. GUARD_COMMANDS - 1];
      loop variant GUARD_COMMANDS - i;
  */
  for (uint8_t i = 0; i < GUARD_COMMANDS; i++) {
    output->commands[i].kind = COMMAND_NONE;
    output->commands[i].argument = 0;
  }
  output->light = LIGHT_FAULT;
  output->reason = REASON_BUSY;
  output->signal = SIGNAL_NONE;
  output->next = TIME_NEVER;
}

/* Append a command, unless it is none. */
/*@ requires output: \valid(output) && output->count < GUARD_COMMANDS;
    terminates \true;
    assigns output->count, output->commands[output->count];
    ensures none: kind == COMMAND_NONE ==> output->count == \old(output->count);
    ensures added: kind != COMMAND_NONE ==> output->count == \old(output->count) + 1 &&
      output->commands[\old(output->count)].kind == kind &&
      output->commands[\old(output->count)].argument == argument;
*/
static void output_add(guard_output_t *output, uint8_t kind, uint8_t argument)
{
  if (kind == COMMAND_NONE)
    return;
  output->commands[output->count].kind = kind;
  output->commands[output->count].argument = argument;
  output->count++;
}

/* ---- one event through each machine ---- */

/* The button, at the time at which the contact was seen: it may be earlier than what other events told. */
/*@ requires guard: \valid(guard);
    requires timing: \valid_read(timing);
    requires separated: \separated(guard, timing);
    terminates \true;
    assigns guard->button, guard->sample, guard->cancelled;
    behavior contact:
      assumes guard_is_contact(event.kind);
      // the gestures are the button's.
      ensures factory_reset: \result == SIGNAL_FACTORY_RESET ==>
        let_go{Old}(&guard->button, timing, guard_contact(event.kind), button_clock{Old}(&guard->button,
          event.time)) &&
        timing->ready <= \old(guard->button.last - guard->button.since);
      ensures restart: \result == SIGNAL_RESTART ==>
        let_go{Old}(&guard->button, timing, guard_contact(event.kind), button_clock{Old}(&guard->button,
          event.time)) &&
        timing->restart <= \old(guard->button.last - guard->button.since);
    behavior other: // R-018: only what was seen of the contact counts
      assumes !guard_is_contact(event.kind);
      assigns \nothing;
      ensures none: \result == SIGNAL_NONE;
    complete behaviors;
    disjoint behaviors;
*/
static uint8_t guard_listen(guard_t *guard, const button_timing_t *timing, guard_event_t event)
{
  if (!guard_event_is_contact(event.kind))
    return SIGNAL_NONE;
  button_output_t heard;
  button_step(&guard->button, timing, event.time, guard_event_contact(event.kind), &heard);
  guard->sample = heard.next;
  if (heard.signal == SIGNAL_CANCELLED)
    guard->cancelled = time_after(guard->now, light_duration(LIGHT_CANCELLED));
  return heard.signal;
}

/* The reset machine goes first: what it decides binds the others. */
/*@ requires guard: \valid(guard);
    terminates \true;
    assigns guard->reset;
    ensures button: guard->button.cs == \old(guard->button.cs) &&
      guard->button.since == \old(guard->button.since) && guard->button.last == \old(guard->button.last);
    // Nothing but a confirmed gesture or a request that was taken sends the board down.
    ensures down: guard_going(guard_phase(guard->reset.cs)) &&
      !guard_going(\old(guard_phase(guard->reset.cs))) ==>
      signal == SIGNAL_FACTORY_RESET || signal == SIGNAL_RESTART ||
      (\result.accepted && (event.kind == EVENT_RESTART_REQUESTED || event.kind == EVENT_RESET_REQUESTED) &&
       guard_refusal{Old}(guard, event.kind) == REASON_NONE);
    ensures operational: guard_phase(guard->reset.cs) == RESET_OPERATIONAL &&
      \old(guard_phase(guard->reset.cs)) != RESET_OPERATIONAL ==>
      event.kind == EVENT_STORE_DONE && event.argument == COMMAND_OPEN_STORAGE;
    ensures command: \result.command == COMMAND_NONE || \result.command == COMMAND_STOP_CAMERA ||
      (\result.command == COMMAND_RESTART_BOARD && guard_going(guard_phase(guard->reset.cs))) ||
      (reset_is_storage(\result.command) && \result.command == reset_waits(reset_state(guard->reset.cs)));
*/
static reset_output_t guard_reset(guard_t *guard, guard_event_t event, uint8_t signal)
{
  reset_output_t decided;
  uint8_t input = guard_event_reset(guard, event, signal);
  reset_step(&guard->reset, guard->now, input, signal == SIGNAL_RESTART ? CAUSE_BUTTON : CAUSE_REQUEST,
             &decided);
  return decided;
}

/* What the boot report and the answers say of the records. A wipe leaves a camera without an owner. */
/*@ requires guard: \valid(guard);
    terminates \true;
    assigns guard->booted, guard->vault, guard->cause, guard->repair;
    // owned by a record that was awaited and is stored, or by what stood there at boot.
    ensures owned: guard->vault == VAULT_OWNED && \old(guard->vault) != VAULT_OWNED ==>
      (event.kind == EVENT_STORE_DONE && event.argument == COMMAND_STORE_OWNER && guard->provision.owing) ||
      (event.kind == EVENT_BOOT && event.intent != INTENT_STANDING && event.vault == VAULT_OWNED);
    // nothing is to be repaired where an intent stands, or something cannot be read.
    ensures repair: guard->repair && !\old(guard->repair) ==> event.kind == EVENT_BOOT && event.repair &&
      guard_boot(event.intent, event.vault) == RESET_BOOT_CLEAN;
    ensures reset: guard->reset.cs == \old(guard->reset.cs);
    ensures button: guard->button.cs == \old(guard->button.cs) &&
      guard->button.since == \old(guard->button.since) && guard->button.last == \old(guard->button.last);
    ensures booted: event.kind == EVENT_BOOT || \old(guard->booted) ==> guard->booted;
*/
static void guard_remember(guard_t *guard, guard_event_t event)
{
  if (event.kind == EVENT_STORE_DONE && event.argument == COMMAND_STORE_OWNER && guard->provision.owing)
    guard->vault = VAULT_OWNED;
  if (event.kind != EVENT_BOOT || guard->booted)
    return;
  guard->booted = true;
  guard->vault = event.intent == INTENT_STANDING ? VAULT_UNCLAIMED : event.vault;
  guard->cause = event.cause;
  guard->repair = event.repair && guard_event_boot(event.intent, event.vault) == RESET_BOOT_CLEAN;
}

/* Records are repaired once, when the storage is open: at no other time can a repair bring back what a wipe
   destroyed. */
/*@ requires guard: \valid(guard);
    terminates \true;
    assigns guard->repair;
    ensures command: \result == (opened && \old(guard->repair) ? COMMAND_REPAIR_RECORDS : COMMAND_NONE);
    ensures once: \result == COMMAND_REPAIR_RECORDS ==> !guard->repair;
    ensures reset: guard->reset.cs == \old(guard->reset.cs);
    ensures button: guard->button.cs == \old(guard->button.cs) &&
      guard->button.since == \old(guard->button.since) && guard->button.last == \old(guard->button.last);
*/
static uint8_t guard_repair(guard_t *guard, bool opened)
{
  if (!opened || !guard->repair)
    return COMMAND_NONE;
  guard->repair = false;
  return COMMAND_REPAIR_RECORDS;
}

/* Only an operational camera provisions; what has begun is halted when the reset machine leaves that phase.
   */
/*@ requires guard: \valid(guard);
    requires timing: \valid_read(timing);
    requires provisioned: \valid(provisioned);
    requires separated: \separated(guard, timing, provisioned);
    terminates \true;
    assigns guard->provision, *provisioned;
    ensures reset: guard->reset.cs == \old(guard->reset.cs);
    ensures button: guard->button.cs == \old(guard->button.cs) &&
      guard->button.since == \old(guard->button.since) && guard->button.last == \old(guard->button.last);
    ensures silent: is != RESET_OPERATIONAL ==> provision_silent(provisioned); // R-044
    ensures commands: \forall integer i; 0 <= i < PROVISION_COMMANDS ==>
      provisioned->commands[i] == COMMAND_NONE || guard_provisions(provisioned->commands[i]);
    ensures stored: provision_orders(provisioned, COMMAND_STORE_OWNER) ==> // R-083
      event.kind == EVENT_JOIN_SUCCEEDED && provision_trying(provision_known(\old(guard->provision.cs)));
*/
static void guard_provision(guard_t *guard, const provision_timing_t *timing, guard_event_t event,
                            uint8_t was, uint8_t is, provision_output_t *provisioned)
{
  uint8_t input = guard_event_provision(guard, event, was, is);
  /*@ assert begun: provision_phase_of(guard->provision.cs) == PROVISION_STARTING ==>
        provision_known(guard->provision.cs) == PROVISION_STATE_START ||
        provision_known(guard->provision.cs) == PROVISION_STATE_HALTED;
  */
  /*@ assert told: is != RESET_OPERATIONAL ==> input == PROVISION_HALT ||
        provision_known(guard->provision.cs) == PROVISION_STATE_HALTED ||
        (provision_known(guard->provision.cs) == PROVISION_STATE_START && input == PROVISION_TICK);
  */
  provision_step(&guard->provision, timing, guard->now, input, event.argument, provisioned);
}

/* The camera process is wanted while the camera is operational. */
/*@ requires guard: \valid(guard);
    requires timing: \valid_read(timing);
    requires separated: \separated(guard, timing);
    terminates \true;
    assigns guard->supervisor;
    ensures command: \result.command == COMMAND_NONE || \result.command == COMMAND_STOP_CAMERA ||
      (\result.command == COMMAND_START_CAMERA && wanted);
    ensures reset: guard->reset.cs == \old(guard->reset.cs);
    ensures button: guard->button.cs == \old(guard->button.cs) &&
      guard->button.since == \old(guard->button.since) && guard->button.last == \old(guard->button.last);
*/
static supervisor_output_t guard_supervise(guard_t *guard, const supervisor_timing_t *timing, uint8_t kind,
                                           bool wanted)
{
  supervisor_output_t supervised;
  supervisor_step(&guard->supervisor, timing, guard->now, guard_event_supervisor(kind), wanted, &supervised);
  return supervised;
}

/*@ requires guard: \valid_read(guard);
    terminates \true;
    assigns \nothing;
    ensures gone: \result <==> !supervisor_has_process(guard->supervisor.phase);
*/
static bool camera_gone(const guard_t *guard)
{
  return guard->supervisor.phase == SUPERVISOR_OFF || guard->supervisor.phase == SUPERVISOR_PAUSING;
}

/* A restart waits for the camera process, but not for one that is not there. Returns what the reset machine
   says last. */
/*@ requires guard: \valid(guard);
    requires going: decided.command == COMMAND_RESTART_BOARD ==> guard_going(guard_phase(guard->reset.cs));
    terminates \true;
    assigns guard->reset;
    ensures button: guard->button.cs == \old(guard->button.cs) &&
      guard->button.since == \old(guard->button.since) && guard->button.last == \old(guard->button.last);
    ensures phase: guard_phase(guard->reset.cs) == \old(guard_phase(guard->reset.cs));
    ensures waits: reset_waits(reset_state(guard->reset.cs)) ==
      reset_waits(reset_state(\old(guard->reset.cs)));
    ensures restart: \result.command == COMMAND_RESTART_BOARD ==> guard_going(guard_phase(guard->reset.cs));
*/
static reset_output_t guard_go_on(guard_t *guard, reset_output_t decided)
{
  reset_output_t last;
  uint8_t phase = reset_phase(&guard->reset);
  bool waiting = phase == RESET_INTENDING || phase == RESET_RESTARTING;
  if (decided.command == COMMAND_RESTART_BOARD || !waiting || !camera_gone(guard))
    return decided;
  reset_step(&guard->reset, guard->now, RESET_CAMERA_GONE, CAUSE_REQUEST, &last);
  return last;
}

/* The answer to a request. */
/*@ terminates \true;
    assigns \nothing;
    ensures provisioned: kind == EVENT_CLAIM_REQUESTED || kind == EVENT_CHANGE_REQUESTED ==>
      \result == (phase == RESET_OPERATIONAL ? provision_reason : REASON_RESETTING);
    ensures restarted: kind == EVENT_RESTART_REQUESTED || kind == EVENT_RESET_REQUESTED ==>
      \result == (refusal != REASON_NONE ? refusal : accepted ? REASON_NONE : REASON_RESETTING);
*/
static uint8_t guard_answer(uint8_t kind, uint8_t refusal, bool accepted, uint8_t phase,
                            uint8_t provision_reason)
{
  switch (kind) {
  case EVENT_CLAIM_REQUESTED:
  case EVENT_CHANGE_REQUESTED:
    return phase == RESET_OPERATIONAL ? provision_reason : REASON_RESETTING;
  case EVENT_RESTART_REQUESTED:
  case EVENT_RESET_REQUESTED:
    if (refusal != REASON_NONE)
      return refusal;
    return accepted ? REASON_NONE : REASON_RESETTING;
  default:
    return REASON_NONE;
  }
}

/* When the guard next wants to be called. */
/*@ requires guard: \valid_read(guard);
    terminates \true;
    assigns \nothing;
    ensures earliest: \result <= reset && \result <= provision && \result <= supervisor &&
      \result <= guard->sample;
    ensures cancelled: guard->cancelled > guard->now ==> \result <= guard->cancelled;
*/
static uint64_t guard_wake(const guard_t *guard, uint64_t reset, uint64_t provision, uint64_t supervisor)
{
  uint64_t next = time_earlier(time_earlier(reset, provision), time_earlier(supervisor, guard->sample));
  return guard->cancelled > guard->now ? time_earlier(next, guard->cancelled) : next;
}

/* ---- commands in their order ---- */

/* A reset's end of the camera process is left out where the supervisor orders it already, or there is none.
   The board goes down after everything else. */
/*@ terminates \true;
    assigns \nothing;
    ensures command: \result == COMMAND_NONE || (\result == command && command != COMMAND_RESTART_BOARD);
    ensures once: supervised == COMMAND_STOP_CAMERA ==> \result != COMMAND_STOP_CAMERA;
    ensures storage: reset_is_storage(command) ==> \result == command;
*/
static uint8_t reset_command_now(uint8_t command, uint8_t supervised, bool gone)
{
  if (command == COMMAND_RESTART_BOARD)
    return COMMAND_NONE;
  if (command == COMMAND_STOP_CAMERA && (gone || supervised == COMMAND_STOP_CAMERA))
    return COMMAND_NONE;
  return command;
}

/*@ requires output: \valid(output) && output->count + PROVISION_COMMANDS <= GUARD_COMMANDS;
    requires provisioned: \valid_read(provisioned);
    requires separated: \separated(output, provisioned);
    terminates \true;
    assigns output->count, output->commands[output->count .. output->count + PROVISION_COMMANDS - 1];
    ensures count: \old(output->count) <= output->count <= \old(output->count) + PROVISION_COMMANDS;
    ensures added: \forall integer i; \old(output->count) <= i < output->count ==>
      output->commands[i].kind != COMMAND_NONE && provision_orders(provisioned, output->commands[i].kind);
*/
static void add_provision(guard_output_t *output, const provision_output_t *provisioned)
{
  /*@ loop invariant 0 <= i <= PROVISION_COMMANDS;
      loop invariant \at(output->count, Pre) <= output->count <= \at(output->count, Pre) + i;
      loop invariant \forall integer k; \at(output->count, Pre) <= k < output->count ==>
        output->commands[k].kind != COMMAND_NONE && provision_orders(provisioned, output->commands[k].kind);
      loop assigns i, output->count,
        output->commands[\at(output->count, Pre) .. \at(output->count, Pre) + PROVISION_COMMANDS - 1];
      loop variant PROVISION_COMMANDS - i;
  */
  for (uint8_t i = 0; i < PROVISION_COMMANDS; i++)
    output_add(output, provisioned->commands[i], 0);
}

/* All commands of one event. */
/*@ requires output: \valid(output) && output->count == 0;
    requires provisioned: \valid_read(provisioned);
    requires separated: \separated(output, provisioned);
    requires once: first != COMMAND_STOP_CAMERA || supervised != COMMAND_STOP_CAMERA;
    requires first: first != COMMAND_RESTART_BOARD && supervised != COMMAND_RESTART_BOARD;
    requires repair: repair == COMMAND_NONE || repair == COMMAND_REPAIR_RECORDS;
    requires provisions: \forall integer i; 0 <= i < PROVISION_COMMANDS ==>
      provisioned->commands[i] == COMMAND_NONE || guard_provisions(provisioned->commands[i]);
    terminates \true;
    assigns output->count, output->commands[0 .. GUARD_COMMANDS - 1];
    ensures count: output->count <= GUARD_COMMANDS;
    ensures sources: \forall integer i; 0 <= i < output->count ==> output->commands[i].kind != COMMAND_NONE &&
      (output->commands[i].kind == first || output->commands[i].kind == repair ||
       output->commands[i].kind == supervised || provision_orders(provisioned, output->commands[i].kind) ||
       (output->commands[i].kind == COMMAND_RESTART_BOARD && last.command == COMMAND_RESTART_BOARD));
    ensures last: guard_restarts_last(output);
    ensures stopped: guard_stops_once(output);
*/
static void guard_order(guard_output_t *output, uint8_t first, uint8_t repair,
                        const provision_output_t *provisioned, uint8_t supervised, reset_output_t last)
{
  output_add(output, first, 0);
  output_add(output, repair, 0);
  add_provision(output, provisioned);
  output_add(output, supervised, 0);
  if (last.command == COMMAND_RESTART_BOARD)
    output_add(output, COMMAND_RESTART_BOARD, last.argument);
}

guard_timing_t guard_timing_default(void)
{
  guard_timing_t timing = {.button = button_timing_default(),
                           .provision = provision_timing_default(),
                           .supervisor = supervisor_timing_default()};
  return timing;
}

bool guard_timing_ordered(const guard_timing_t *timing)
{
  return button_timing_ordered(&timing->button) && provision_timing_ordered(&timing->provision) &&
         supervisor_timing_ordered(&timing->supervisor);
}

void guard_start(guard_t *guard)
{
  button_start(&guard->button);
  reset_start(&guard->reset);
  provision_start(&guard->provision);
  supervisor_start(&guard->supervisor);
  guard->now = 0;
  guard->sample = TIME_NEVER;
  guard->cancelled = 0;
  guard->booted = false;
  guard->vault = VAULT_UNCLAIMED;
  guard->cause = CAUSE_POWER;
  guard->repair = false;
}

/* One event at guard->now, to each machine in its turn. */
/*@ requires guard: \valid(guard);
    requires timing: \valid_read(timing);
    requires output: \valid(output);
    requires separated: \separated(guard, timing, output);
    terminates \true;
    assigns guard->button, guard->reset, guard->provision, guard->supervisor, guard->sample, guard->cancelled,
      guard->booted, guard->vault, guard->cause, guard->repair, *output;
    ensures button: !guard_is_contact(event.kind) ==>
      guard->button.cs == \old(guard->button.cs) && guard->button.since == \old(guard->button.since) &&
        guard->button.last == \old(guard->button.last) && output->signal == SIGNAL_NONE;
    ensures count: output->count <= GUARD_COMMANDS;
    ensures allowed: \forall integer i; 0 <= i < output->count ==>
      guard_allowed(output->commands[i].kind, event.kind, guard_phase(guard->reset.cs),
                    reset_waits(reset_state(guard->reset.cs)),
                    \old(guard_phase(guard->reset.cs)));
    ensures last: guard_restarts_last(output);
    ensures stopped: guard_stops_once(output);
    ensures down: guard_going(guard_phase(guard->reset.cs)) &&
      !guard_going(\old(guard_phase(guard->reset.cs))) ==>
      guard_ordered_down(output->signal, event.kind, output->reason);
    ensures operational: guard_phase(guard->reset.cs) == RESET_OPERATIONAL &&
      \old(guard_phase(guard->reset.cs)) != RESET_OPERATIONAL ==>
      event.kind == EVENT_STORE_DONE && event.argument == COMMAND_OPEN_STORAGE;
    ensures resetting: (event.kind == EVENT_CLAIM_REQUESTED || event.kind == EVENT_CHANGE_REQUESTED) &&
      guard_phase(guard->reset.cs) != RESET_OPERATIONAL ==> output->reason == REASON_RESETTING;
    ensures sample: output->next <= guard->sample;
    ensures cancelled: guard->cancelled > guard->now ==> output->next <= guard->cancelled;
*/
static void guard_take(guard_t *guard, const guard_timing_t *timing, guard_event_t event,
                       guard_output_t *output)
{
  uint8_t signal = guard_listen(guard, &timing->button, event);
  uint8_t refusal = guard_event_refusal(guard, event.kind);
  uint8_t was = reset_phase(&guard->reset);
  reset_output_t decided = guard_reset(guard, event, signal);
  uint8_t is = reset_phase(&guard->reset);
  guard_remember(guard, event);

  bool operational = is == RESET_OPERATIONAL;
  bool opened = operational && was != RESET_OPERATIONAL;
  uint8_t repair = guard_repair(guard, opened);
  provision_output_t provisioned;
  guard_provision(guard, &timing->provision, event, was, is, &provisioned);
  supervisor_output_t supervised = guard_supervise(guard, &timing->supervisor, event.kind, operational);
  reset_output_t last = guard_go_on(guard, decided);

  uint8_t first = reset_command_now(decided.command, supervised.command, camera_gone(guard));
  /*@ ghost uint8_t kind = event.kind; */
  /*@ ghost int cs = guard->reset.cs; */
  /*@ ghost int contact = guard->button.cs; */
  /*@ ghost uint64_t held_since = guard->button.since; */
  /*@ ghost uint64_t held_last = guard->button.last; */
  /*@ assert heard: !guard_is_contact(kind) ==> contact == \at(guard->button.cs, Pre) &&
        held_since == \at(guard->button.since, Pre) && held_last == \at(guard->button.last, Pre); */
  /*@ assert phase: reset_phase_of(reset_state(cs)) == is; */
  /*@ assert first: first == COMMAND_NONE ||
    guard_allowed(first, kind, is, reset_waits(reset_state(cs)), was); */
  /*@ assert repair: repair == COMMAND_NONE ||
        guard_allowed(repair, kind, is, reset_waits(reset_state(cs)), was); */
  /*@ assert provisioned: \forall integer i; 0 <= i < PROVISION_COMMANDS ==>
        provisioned.commands[i] == COMMAND_NONE ||
        guard_allowed(provisioned.commands[i], kind, is, reset_waits(reset_state(cs)), was); */
  /*@ assert supervised: supervised.command == COMMAND_NONE ||
        guard_allowed(supervised.command, kind, is, reset_waits(reset_state(cs)), was); */
  /*@ assert last: last.command == COMMAND_RESTART_BOARD ==>
        guard_allowed(COMMAND_RESTART_BOARD, kind, is, reset_waits(reset_state(cs)), was); */
  output_clear(output);
  output->reason = guard_answer(event.kind, refusal, decided.accepted, is, provisioned.reason);
  output->signal = signal;
  output->light = guard_light(guard);
  output->next = guard_wake(guard, last.next, provisioned.next, supervised.next);
  guard_order(output, first, repair, &provisioned, supervised.command, last);
  /*@ assert kept: guard->reset.cs == cs; */
  /*@ assert untouched: guard->button.cs == contact && guard->button.since == held_since &&
        guard->button.last == held_last; */
  /*@ assert allowed: \forall integer i; 0 <= i < output->count ==>
        guard_allowed(output->commands[i].kind, kind, is, reset_waits(reset_state(cs)), was); */
}

bool guard_step(guard_t *guard, const guard_timing_t *timing, const guard_event_t *event,
                guard_output_t *output)
{
  if (!guard_timing_ordered(timing)) {
    output_clear(output);
    return false;
  }
  if (event->time > guard->now)
    guard->now = event->time;
  guard_take(guard, timing, *event, output);
  return true;
}
