/* SPDX-License-Identifier: BSD-2-Clause */
#include "guard_events.h"

bool guard_event_is_contact(uint8_t kind)
{
  return kind == EVENT_CONTACT_OPEN || kind == EVENT_CONTACT_CLOSED || kind == EVENT_CONTACT_LOST;
}

uint8_t guard_event_contact(uint8_t kind)
{
  if (kind == EVENT_CONTACT_OPEN)
    return CONTACT_OPEN;
  return kind == EVENT_CONTACT_CLOSED ? CONTACT_CLOSED : CONTACT_LOST;
}

uint8_t guard_event_boot(uint8_t intent, uint8_t vault)
{
  if (intent == INTENT_STANDING)
    return RESET_BOOT_INTENT;
  if (intent == INTENT_NONE && (vault == VAULT_UNCLAIMED || vault == VAULT_OWNED))
    return RESET_BOOT_CLEAN;
  return RESET_BOOT_UNREADABLE;
}

uint8_t guard_event_refusal(const guard_t *guard, uint8_t kind)
{
  if (kind == EVENT_RESET_REQUESTED && reset_phase(&guard->reset) == RESET_FAULT)
    return REASON_NOT_PERMITTED;
  if (kind == EVENT_RESET_REQUESTED && guard->vault != VAULT_OWNED)
    return REASON_NOT_OWNED;
  bool finger = guard->button.cs >= BUTTON_CLOSING && guard->button.cs <= BUTTON_READY_OPENING;
  return finger ? REASON_BUSY : REASON_NONE;
}

/* Whether an answer is the one that the reset machine waits for. */
/*@ requires guard: \valid_read(guard);
    terminates \true;
    assigns \nothing;
    ensures answers: \result <==> command != COMMAND_NONE && command == reset_waits(guard->reset.cs);
*/
static bool answers_reset(const guard_t *guard, uint8_t command)
{
  return command != COMMAND_NONE && command == reset_outstanding(&guard->reset);
}

uint8_t guard_event_reset(const guard_t *guard, guard_event_t event, uint8_t signal)
{
  if (signal == SIGNAL_FACTORY_RESET)
    return RESET_ORDER;
  if (signal == SIGNAL_RESTART)
    return RESET_RESTART;
  switch (event.kind) {
  case EVENT_BOOT:
    return guard->booted ? RESET_TICK : guard_event_boot(event.intent, event.vault);
  case EVENT_STORE_DONE:
    return answers_reset(guard, event.argument) ? RESET_DONE : RESET_TICK;
  case EVENT_STORE_FAILED:
    return answers_reset(guard, event.argument) ? RESET_FAILED : RESET_TICK;
  case EVENT_RESTART_REQUESTED:
    return guard_event_refusal(guard, event.kind) == REASON_NONE ? RESET_RESTART : RESET_TICK;
  case EVENT_RESET_REQUESTED:
    return guard_event_refusal(guard, event.kind) == REASON_NONE ? RESET_ORDER : RESET_TICK;
  default:
    return RESET_TICK;
  }
}

uint8_t guard_event_supervisor(uint8_t kind)
{
  if (kind == EVENT_CAMERA_EXITED)
    return SUPERVISOR_EXITED;
  return kind == EVENT_CAMERA_HEARTBEAT ? SUPERVISOR_HEARTBEAT : SUPERVISOR_TICK;
}

/* An answer is the provisioning's where it is to STORE_OWNER. */
/*@ terminates \true;
    assigns \nothing;
    ensures answer: \result == (argument != COMMAND_STORE_OWNER ? PROVISION_TICK :
      kind == EVENT_STORE_DONE ? PROVISION_STORED : PROVISION_NOT_STORED);
*/
static uint8_t provision_answer_of(uint8_t kind, uint8_t argument)
{
  if (argument != COMMAND_STORE_OWNER)
    return PROVISION_TICK;
  return kind == EVENT_STORE_DONE ? PROVISION_STORED : PROVISION_NOT_STORED;
}

/*@ terminates \true;
    assigns \nothing;
    ensures event: \result == guard_told(kind, argument);
*/
static uint8_t provision_event_of(uint8_t kind, uint8_t argument)
{
  switch (kind) {
  case EVENT_PHONE_SEEN:
    return PROVISION_PHONE;
  case EVENT_CLAIM_REQUESTED:
    return PROVISION_CLAIM;
  case EVENT_CHANGE_REQUESTED:
    return PROVISION_CHANGE;
  case EVENT_PASSWORD_REQUESTED:
    return PROVISION_PASSWORD;
  case EVENT_VISIT_REQUESTED:
    return PROVISION_VISIT;
  case EVENT_ADOPT_REQUESTED:
    return PROVISION_ADOPT;
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

uint8_t guard_event_begin(uint8_t vault, uint8_t cause)
{
  if (vault != VAULT_OWNED)
    return PROVISION_BEGIN_UNCLAIMED;
  return cause == CAUSE_BUTTON ? PROVISION_BEGIN_OWNED_BUTTON : PROVISION_BEGIN_OWNED;
}

uint8_t guard_event_provision(const provision_t *provision, guard_event_t event, uint8_t begin, uint8_t was,
                              uint8_t is)
{
  if (is != RESET_OPERATIONAL)
    return provision_phase(provision) == PROVISION_STARTING ? PROVISION_TICK : PROVISION_HALT;
  if (was != RESET_OPERATIONAL)
    return begin;
  return provision_event_of(event.kind, event.argument);
}
