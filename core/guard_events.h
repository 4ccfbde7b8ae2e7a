/* SPDX-License-Identifier: BSD-2-Clause */
/* What an event means to each machine. */
#ifndef CORE_GUARD_EVENTS_H
#define CORE_GUARD_EVENTS_H

#include "guard.h"

/** Whether an event tells of the contact. */
/*@ terminates \true;
    assigns \nothing;
    ensures contact: \result <==> guard_is_contact(kind);
*/
bool guard_event_is_contact(uint8_t kind);

/** The contact that an event tells of, enum contact. */
/*@ terminates \true;
    assigns \nothing;
    ensures contact: \result == guard_contact(kind);
*/
uint8_t guard_event_contact(uint8_t kind);

/**
 * The records as read at boot, enum reset_input: an intent counts first, and what cannot be read is locked.
 */
/*@ terminates \true;
    assigns \nothing;
    ensures boot: \result == guard_boot(intent, vault); // R-042, R-044
*/
uint8_t guard_event_boot(uint8_t intent, uint8_t vault);

/**
 * Why a request for a restart or a reset does not even reach the reset machine; REASON_NONE where it does.
 */
/*@ requires guard: \valid_read(guard);
    terminates \true;
    assigns \nothing;
    ensures refusal: \result == guard_refusal(*guard, kind); // R-067
*/
uint8_t guard_event_refusal(const guard_t *guard, uint8_t kind);

/** What the reset machine is told, enum reset_input. signal: what the button said, enum signal. */
/*@ requires guard: \valid_read(guard);
    terminates \true;
    assigns \nothing;
    // a factory reset is ordered by the button, or by a request that is not refused.
    ensures order: \result == RESET_ORDER <==> signal == SIGNAL_FACTORY_RESET ||
      (signal != SIGNAL_RESTART && event.kind == EVENT_RESET_REQUESTED &&
       guard_refusal(*guard, event.kind) == REASON_NONE);
    // so is a restart.
    ensures restart: \result == RESET_RESTART <==> signal == SIGNAL_RESTART ||
      (signal != SIGNAL_FACTORY_RESET && event.kind == EVENT_RESTART_REQUESTED &&
       guard_refusal(*guard, event.kind) == REASON_NONE);
    // an answer counts where it is the one that is waited for.
    ensures done: \result == RESET_DONE ==> event.kind == EVENT_STORE_DONE &&
      event.argument != COMMAND_NONE && event.argument == reset_waits(guard->reset.cs);
    ensures failed: \result == RESET_FAILED ==> event.kind == EVENT_STORE_FAILED &&
      event.argument != COMMAND_NONE && event.argument == reset_waits(guard->reset.cs);
    ensures boot: RESET_BOOT_CLEAN <= \result <= RESET_BOOT_UNREADABLE ==> event.kind == EVENT_BOOT &&
      !guard->booted && \result == guard_boot(event.intent, event.vault);
    ensures booted: event.kind == EVENT_BOOT && !guard->booted && signal != SIGNAL_FACTORY_RESET &&
      signal != SIGNAL_RESTART ==> \result == guard_boot(event.intent, event.vault);
    ensures range: \result <= RESET_FAILED;
*/
uint8_t guard_event_reset(const guard_t *guard, guard_event_t event, uint8_t signal);

/** What the supervisor is told, enum supervisor_input. */
/*@ terminates \true;
    assigns \nothing;
    ensures exited: \result == SUPERVISOR_EXITED <==> kind == EVENT_CAMERA_EXITED;
    ensures beat: \result == SUPERVISOR_HEARTBEAT <==> kind == EVENT_CAMERA_HEARTBEAT;
*/
uint8_t guard_event_supervisor(uint8_t kind);

/** How provisioning begins, enum provision_input: by the owner, and by who restarted the board. */
/*@ terminates \true;
    assigns \nothing;
    ensures begin: \result == guard_begin(vault, cause); // R-053, R-103
*/
uint8_t guard_event_begin(uint8_t vault, uint8_t cause);

/**
 * What the provisioning is told, enum provision_input. begin: how it begins. was, is: the reset machine's phase
 * before and after the event. Only an operational camera provisions; what has begun is halted when the reset
 * machine leaves that phase.
 */
/*@ requires provision: \valid_read(provision);
    terminates \true;
    assigns \nothing;
    ensures halted: is != RESET_OPERATIONAL ==> \result == // R-044
      (provision_phase_of(provision->cs) == PROVISION_STARTING ? PROVISION_TICK : PROVISION_HALT);
    ensures begun: is == RESET_OPERATIONAL && was != RESET_OPERATIONAL ==> \result == begin;
    ensures told: is == RESET_OPERATIONAL && was == RESET_OPERATIONAL ==>
      \result == guard_told(event.kind, event.argument);
*/
uint8_t guard_event_provision(const provision_t *provision, guard_event_t event, uint8_t begin, uint8_t was,
                              uint8_t is);

#endif
