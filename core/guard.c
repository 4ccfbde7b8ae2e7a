/* SPDX-License-Identifier: BSD-2-Clause */
#include "guard.h"

#include "guard_light.h"
#include "light.h"
#include "time.h"
#include "vocabulary.h"

/* ---- what an event means to each machine ---- */

static bool event_is_contact(uint8_t kind)
{
  return kind == EVENT_CONTACT_OPEN || kind == EVENT_CONTACT_CLOSED || kind == EVENT_CONTACT_LOST;
}

static uint8_t contact_of(uint8_t kind)
{
  if (kind == EVENT_CONTACT_OPEN)
    return CONTACT_OPEN;
  return kind == EVENT_CONTACT_CLOSED ? CONTACT_CLOSED : CONTACT_LOST;
}

/* The records as read: an intent counts first, and what cannot be read is locked. */
static uint8_t boot_input(uint8_t intent, uint8_t vault)
{
  if (intent == INTENT_STANDING)
    return RESET_BOOT_INTENT;
  if (intent == INTENT_NONE && (vault == VAULT_UNCLAIMED || vault == VAULT_OWNED))
    return RESET_BOOT_CLEAN;
  return RESET_BOOT_UNREADABLE;
}

/* Why a request for a restart or a reset does not even reach the reset machine. */
static uint8_t restart_refusal(const guard_t *guard, uint8_t kind)
{
  if (kind == EVENT_RESET_REQUESTED && guard->vault != VAULT_OWNED)
    return REASON_NOT_OWNED;
  return button_held(&guard->button) ? REASON_BUSY : REASON_NONE;
}

static uint8_t reset_input_of(const guard_t *guard, const guard_event_t *event, uint8_t signal)
{
  if (signal == SIGNAL_FACTORY_RESET)
    return RESET_ORDER;
  if (signal == SIGNAL_RESTART)
    return RESET_RESTART;
  switch (event->kind) {
  case EVENT_BOOT:
    return guard->booted ? RESET_TICK : boot_input(event->intent, event->vault);
  case EVENT_STORE_DONE:
    return event->argument != COMMAND_NONE && event->argument == reset_outstanding(&guard->reset)
               ? RESET_DONE
               : RESET_TICK;
  case EVENT_STORE_FAILED:
    return event->argument != COMMAND_NONE && event->argument == reset_outstanding(&guard->reset)
               ? RESET_FAILED
               : RESET_TICK;
  case EVENT_RESTART_REQUESTED:
    return restart_refusal(guard, event->kind) == REASON_NONE ? RESET_RESTART : RESET_TICK;
  case EVENT_RESET_REQUESTED:
    return restart_refusal(guard, event->kind) == REASON_NONE ? RESET_ORDER : RESET_TICK;
  default:
    return RESET_TICK;
  }
}

static uint8_t supervisor_input_of(uint8_t kind)
{
  if (kind == EVENT_CAMERA_EXITED)
    return SUPERVISOR_EXITED;
  return kind == EVENT_CAMERA_HEARTBEAT ? SUPERVISOR_HEARTBEAT : SUPERVISOR_TICK;
}

/* An answer is the provisioning's where it is to STORE_OWNER. */
static uint8_t provision_answer_of(uint8_t kind, uint8_t argument)
{
  if (argument != COMMAND_STORE_OWNER)
    return PROVISION_TICK;
  return kind == EVENT_STORE_DONE ? PROVISION_STORED : PROVISION_NOT_STORED;
}

static uint8_t provision_event_of(uint8_t kind, uint8_t argument)
{
  switch (kind) {
  case EVENT_PHONE_SEEN:
    return PROVISION_PHONE;
  case EVENT_CLAIM_REQUESTED:
    return PROVISION_CLAIM;
  case EVENT_CHANGE_REQUESTED:
    return PROVISION_CHANGE;
  case EVENT_JOIN_SUCCEEDED:
    return PROVISION_JOINED;
  case EVENT_JOIN_FAILED:
    return PROVISION_JOIN_FAILED;
  case EVENT_LINK_LOST:
    return PROVISION_LINK_LOST;
  case EVENT_LINK_RESTORED:
    return PROVISION_LINK_RESTORED;
  case EVENT_STORE_DONE:
  case EVENT_STORE_FAILED:
    return provision_answer_of(kind, argument);
  default:
    return PROVISION_TICK;
  }
}

static uint8_t provision_begin_of(uint8_t vault, uint8_t cause)
{
  if (vault != VAULT_OWNED)
    return PROVISION_BEGIN_UNCLAIMED;
  return cause == CAUSE_BUTTON ? PROVISION_BEGIN_OWNED_BUTTON : PROVISION_BEGIN_OWNED;
}

/* Only an operational camera provisions; what has begun is halted when the reset machine leaves that phase. */
static uint8_t provision_input_of(const guard_t *guard, const guard_event_t *event, uint8_t was, uint8_t is)
{
  if (is != RESET_OPERATIONAL)
    return provision_phase(&guard->provision) == PROVISION_STARTING ? PROVISION_TICK : PROVISION_HALT;
  if (was != RESET_OPERATIONAL)
    return provision_begin_of(guard->vault, guard->cause);
  return provision_event_of(event->kind, event->argument);
}

/* ---- commands ---- */

static void output_clear(guard_output_t *output)
{
  output->count = 0;
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
static uint8_t guard_listen(guard_t *guard, const button_timing_t *timing, const guard_event_t *event)
{
  if (!event_is_contact(event->kind))
    return SIGNAL_NONE;
  button_output_t heard;
  button_step(&guard->button, timing, event->time, contact_of(event->kind), &heard);
  guard->sample = heard.next;
  if (heard.signal == SIGNAL_CANCELLED)
    guard->cancelled = time_after(guard->now, light_duration(LIGHT_CANCELLED));
  return heard.signal;
}

/* What the boot report and the answers say of the records. A wipe leaves a camera without an owner. */
static void guard_remember(guard_t *guard, const guard_event_t *event)
{
  if (event->kind == EVENT_STORE_DONE && event->argument == COMMAND_STORE_OWNER && guard->provision.owing)
    guard->vault = VAULT_OWNED;
  if (event->kind != EVENT_BOOT || guard->booted)
    return;
  guard->booted = true;
  guard->vault = event->intent == INTENT_STANDING ? VAULT_UNCLAIMED : event->vault;
  guard->cause = event->cause;
  guard->repair = event->repair && boot_input(event->intent, event->vault) == RESET_BOOT_CLEAN;
}

/* The reset machine goes first: what it decides binds the others. */
static void guard_reset(guard_t *guard, const guard_event_t *event, uint8_t signal, reset_output_t *decided)
{
  uint8_t input = reset_input_of(guard, event, signal);
  reset_step(&guard->reset, guard->now, input, signal == SIGNAL_RESTART ? CAUSE_BUTTON : CAUSE_REQUEST,
             decided);
}

/* Records are repaired once, when the storage is open: at no other time can a repair bring back what a wipe destroyed. */
static uint8_t guard_repair(guard_t *guard, bool opened)
{
  if (!opened || !guard->repair)
    return COMMAND_NONE;
  guard->repair = false;
  return COMMAND_REPAIR_RECORDS;
}

static bool camera_gone(const guard_t *guard)
{
  return guard->supervisor.phase == SUPERVISOR_OFF || guard->supervisor.phase == SUPERVISOR_PAUSING;
}

/* A restart waits for the camera process, but not for one that is not there. */
static bool reset_waits_in_vain(const guard_t *guard)
{
  uint8_t phase = reset_phase(&guard->reset);
  return (phase == RESET_INTENDING || phase == RESET_RESTARTING) && camera_gone(guard);
}

/* The answer to a request. */
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
static uint64_t guard_wake(const guard_t *guard, uint64_t reset, uint64_t provision, uint64_t supervisor)
{
  uint64_t next = time_earlier(time_earlier(reset, provision), time_earlier(supervisor, guard->sample));
  return guard->cancelled > guard->now ? time_earlier(next, guard->cancelled) : next;
}

/* A reset's end of the camera process is left out where the supervisor orders it already, or there is none. The board
   goes down after everything else. */
static uint8_t reset_command_now(uint8_t command, uint8_t supervised, bool gone)
{
  if (command == COMMAND_RESTART_BOARD)
    return COMMAND_NONE;
  if (command == COMMAND_STOP_CAMERA && (gone || supervised == COMMAND_STOP_CAMERA))
    return COMMAND_NONE;
  return command;
}

static void add_restart(guard_output_t *output, const reset_output_t *decided)
{
  if (decided->command == COMMAND_RESTART_BOARD)
    output_add(output, COMMAND_RESTART_BOARD, decided->argument);
}

static void add_provision(guard_output_t *output, const provision_output_t *provisioned)
{
  for (uint8_t i = 0; i < PROVISION_COMMANDS; i++)
    output_add(output, provisioned->commands[i], 0);
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

bool guard_step(guard_t *guard, const guard_timing_t *timing, const guard_event_t *event,
                guard_output_t *output)
{
  output_clear(output);
  if (!guard_timing_ordered(timing))
    return false;
  if (event->time > guard->now)
    guard->now = event->time;

  output->signal = guard_listen(guard, &timing->button, event);
  uint8_t refusal = restart_refusal(guard, event->kind);
  uint8_t was = reset_phase(&guard->reset);
  reset_output_t decided;
  guard_reset(guard, event, output->signal, &decided);
  uint8_t is = reset_phase(&guard->reset);
  guard_remember(guard, event);

  bool operational = is == RESET_OPERATIONAL;
  uint8_t repair = guard_repair(guard, operational && was != RESET_OPERATIONAL);
  provision_output_t provisioned;
  provision_step(&guard->provision, &timing->provision, guard->now, provision_input_of(guard, event, was, is),
                 event->argument, &provisioned);
  supervisor_output_t supervised;
  supervisor_step(&guard->supervisor, &timing->supervisor, guard->now, supervisor_input_of(event->kind),
                  operational, &supervised);
  reset_output_t gone = {.command = COMMAND_NONE, .argument = 0, .accepted = false, .next = decided.next};
  if (reset_waits_in_vain(guard))
    reset_step(&guard->reset, guard->now, RESET_CAMERA_GONE, CAUSE_REQUEST, &gone);

  output_add(output, reset_command_now(decided.command, supervised.command, camera_gone(guard)), 0);
  output_add(output, repair, 0);
  add_provision(output, &provisioned);
  output_add(output, supervised.command, 0);
  add_restart(output, &decided);
  add_restart(output, &gone);
  output->reason = guard_answer(event->kind, refusal, decided.accepted, is, provisioned.reason);
  output->light = guard_light(guard);
  output->next = guard_wake(guard, gone.next, provisioned.next, supervised.next);
  return true;
}
