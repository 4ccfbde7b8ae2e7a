/* SPDX-License-Identifier: BSD-2-Clause */
/* What the machines say of one event, and what it comes to: commands in their order, and an answer. */
#ifndef CORE_GUARD_ORDERS_H
#define CORE_GUARD_ORDERS_H

#include <stdbool.h>
#include <stdint.h>

#include "guard.h"

typedef struct {
  uint8_t signal;  /* the button's, enum signal */
  uint8_t refusal; /* why a request did not reach the reset machine, enum reason */
  bool accepted;   /* whether the reset machine took it */
  uint8_t was;     /* the reset machine's phase before and after the event, enum reset_phase */
  uint8_t phase;
  uint8_t first;  /* the reset machine's command, but for the board's restart */
  uint8_t repair; /* COMMAND_REPAIR_RECORDS or COMMAND_NONE */
  provision_output_t provisioned;
  supervisor_output_t supervised;
  reset_output_t last; /* the reset machine's last word: the board's restart, or not */
} guard_said_t;

/*@
  // A command is among those of all machines.
  predicate said_command(guard_said_t s, integer c) =
    c != COMMAND_NONE &&
    (c == s.first || c == s.repair || provision_orders(s.provisioned, c) || c == s.supervised.command ||
     (c == COMMAND_RESTART_BOARD && s.last.command == COMMAND_RESTART_BOARD));

  // Every one of them stands where it may.
  predicate said_allowed_one(guard_said_t s, integer c, integer kind, integer waits) =
    c == COMMAND_NONE || guard_allowed(c, kind, s.phase, waits, s.was);
  predicate said_allowed(guard_said_t s, integer kind, integer waits) =
    said_allowed_one(s, s.first, kind, waits) && said_allowed_one(s, s.repair, kind, waits) &&
    said_allowed_one(s, s.provisioned.commands[0], kind, waits) &&
    said_allowed_one(s, s.provisioned.commands[1], kind, waits) &&
    said_allowed_one(s, s.provisioned.commands[2], kind, waits) &&
    said_allowed_one(s, s.provisioned.commands[3], kind, waits) &&
    said_allowed_one(s, s.provisioned.commands[4], kind, waits) &&
    said_allowed_one(s, s.provisioned.commands[5], kind, waits) &&
    said_allowed_one(s, s.supervised.command, kind, waits) &&
    (s.last.command == COMMAND_RESTART_BOARD ==> said_allowed_one(s, COMMAND_RESTART_BOARD, kind, waits));

  // What the machines may say together: the camera process is ended once, the board's restart stands last.
  predicate said_together(guard_said_t s) =
    (s.first != COMMAND_STOP_CAMERA || s.supervised.command != COMMAND_STOP_CAMERA) &&
    s.first != COMMAND_RESTART_BOARD && s.supervised.command != COMMAND_RESTART_BOARD &&
    (s.repair == COMMAND_NONE || s.repair == COMMAND_REPAIR_RECORDS) && provision_commands(s.provisioned);
*/

/** No command, requests refused as busy, the light of a fault, no further call wanted. */
/*@ terminates \true;
    assigns \nothing;
    ensures nothing: \result.count == 0 && \result.reason == REASON_BUSY && \result.signal == SIGNAL_NONE;
    ensures fault: \result.light == LIGHT_FAULT && \result.next == TIME_NEVER;
*/
guard_output_t guard_orders_none(void);

/**
 * All commands of one event, in their order, and the answer to a request. kind: enum event. light and next are
 * left to the caller.
 */
/*@ requires together: said_together(said);
    terminates \true;
    assigns \nothing;
    ensures count: \result.count <= GUARD_COMMANDS;
    ensures said: \forall integer i; 0 <= i < \result.count ==> said_command(said, \result.commands[i].kind);
    ensures last: guard_restarts_last(\result);
    ensures stopped: guard_stops_once(\result);
    ensures signal: \result.signal == said.signal;
    // nothing is provisioned but by an operational camera.
    ensures provisioned: guard_asks_record(kind) ==>
      \result.reason == (said.phase == RESET_OPERATIONAL ? said.provisioned.reason : REASON_RESETTING);
    ensures down: guard_asks_down(kind) ==> \result.reason ==
      (said.refusal != REASON_NONE ? said.refusal : said.accepted ? REASON_NONE : REASON_RESETTING);
*/
guard_output_t guard_orders(guard_said_t said, uint8_t kind);

/**
 * The reset machine's command as it is given at once: an end of the camera process is left out where the
 * supervisor orders it already, or where there is none; the board's restart comes after everything else.
 */
/*@ terminates \true;
    assigns \nothing;
    ensures command: \result == COMMAND_NONE || (\result == command && command != COMMAND_RESTART_BOARD);
    ensures once: supervised == COMMAND_STOP_CAMERA ==> \result != COMMAND_STOP_CAMERA;
    ensures storage: reset_is_storage(command) ==> \result == command;
*/
uint8_t guard_orders_first(uint8_t command, uint8_t supervised, bool gone);

#endif
