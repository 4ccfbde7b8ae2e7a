/* SPDX-License-Identifier: BSD-2-Clause */
#include "guard_orders.h"

guard_output_t guard_orders_none(void)
{
  guard_output_t output = {
      .count = 0, .light = LIGHT_FAULT, .reason = REASON_BUSY, .signal = SIGNAL_NONE, .next = TIME_NEVER};
  return output;
}

uint8_t guard_orders_first(uint8_t command, uint8_t supervised, bool gone)
{
  if (command == COMMAND_RESTART_BOARD)
    return COMMAND_NONE;
  if (command == COMMAND_STOP_CAMERA && (gone || supervised == COMMAND_STOP_CAMERA))
    return COMMAND_NONE;
  return command;
}

/* With a command more, unless it is none. */
/*@ requires room: output.count < GUARD_COMMANDS;
    terminates \true;
    assigns \nothing;
    ensures none: kind == COMMAND_NONE ==> \result.count == output.count;
    ensures added: kind != COMMAND_NONE ==>
      \result.count == output.count + 1 && \result.commands[output.count].kind == kind &&
      \result.commands[output.count].argument == argument;
    ensures kept: \forall integer i; 0 <= i < output.count ==>
      \result.commands[i].kind == output.commands[i].kind && \result.commands[i].argument == output.commands[i].argument;
*/
static guard_output_t with_command(guard_output_t output, uint8_t kind, uint8_t argument)
{
  if (kind == COMMAND_NONE)
    return output;
  output.commands[output.count].kind = kind;
  output.commands[output.count].argument = argument;
  output.count++;
  return output;
}

// How many of the first n commands are some.
/*@ logic integer commands_among(provision_output_t o, integer n) =
      n <= 0 ? 0 : commands_among(o, n - 1) + (o.commands[n - 1] != COMMAND_NONE ? 1 : 0);
*/
/*@ requires room: output.count + PROVISION_COMMANDS <= GUARD_COMMANDS;
    terminates \true;
    assigns \nothing;
    ensures bound: output.count <= \result.count <= output.count + PROVISION_COMMANDS;
    ensures count: \result.count == output.count + commands_among(provisioned, PROVISION_COMMANDS);
    ensures added: \forall integer i; output.count <= i < \result.count ==>
      \result.commands[i].kind != COMMAND_NONE && provision_orders(provisioned, \result.commands[i].kind) &&
      \result.commands[i].argument == 0;
    ensures kept: \forall integer i; 0 <= i < output.count ==>
      \result.commands[i].kind == output.commands[i].kind && \result.commands[i].argument == output.commands[i].argument;
*/
static guard_output_t with_provision(guard_output_t output, provision_output_t provisioned)
{
  /*@ loop invariant i: 0 <= i <= PROVISION_COMMANDS;
      loop invariant bound: \at(output.count, Pre) <= output.count <= \at(output.count, Pre) + i;
      loop invariant count: output.count == \at(output.count, Pre) + commands_among(provisioned, i);
      loop invariant added: \forall integer k; \at(output.count, Pre) <= k < output.count ==>
        output.commands[k].kind != COMMAND_NONE && provision_orders(provisioned, output.commands[k].kind) &&
        output.commands[k].argument == 0;
      loop invariant kept: \forall integer k; 0 <= k < \at(output.count, Pre) ==>
        output.commands[k].kind == \at(output.commands[k].kind, Pre) &&
        output.commands[k].argument == \at(output.commands[k].argument, Pre);
      loop assigns i, output;
      loop variant PROVISION_COMMANDS - i;
  */
  for (uint8_t i = 0; i < PROVISION_COMMANDS; i++)
    output = with_command(output, provisioned.commands[i], 0);
  return output;
}

/*@ requires together: said_together(said);
    terminates \true;
    assigns \nothing;
    ensures count: \result.count <= GUARD_COMMANDS;
    ensures said: \forall integer i; 0 <= i < \result.count ==> said_command(said, \result.commands[i].kind);
    ensures last: guard_restarts_last(\result);
    ensures stopped: guard_stops_once(\result);
    ensures argument: \forall integer i; 0 <= i < \result.count ==>
      \result.commands[i].argument == (\result.commands[i].kind == COMMAND_RESTART_BOARD ? said.last.argument : 0);
    ensures whole: \result.count == commands_among(said.provisioned, PROVISION_COMMANDS) +
      (said.first != COMMAND_NONE ? 1 : 0) + (said.repair != COMMAND_NONE ? 1 : 0) +
      (said.supervised.command != COMMAND_NONE ? 1 : 0) + (said.last.command == COMMAND_RESTART_BOARD ? 1 : 0);
*/
static guard_output_t commands_of(guard_said_t said)
{
  guard_output_t output = guard_orders_none();
  output = with_command(output, said.first, 0);
  output = with_command(output, said.repair, 0);
  output = with_provision(output, said.provisioned);
  /*@ assert first: \forall integer i; 0 <= i < output.count &&
        output.commands[i].kind == COMMAND_STOP_CAMERA ==> i == 0 && said.first == COMMAND_STOP_CAMERA; */
  output = with_command(output, said.supervised.command, 0);
  /*@ assert stopped: guard_stops_once(output); */
  /*@ assert up: \forall integer i; 0 <= i < output.count ==> output.commands[i].kind != COMMAND_RESTART_BOARD; */
  if (said.last.command == COMMAND_RESTART_BOARD)
    output = with_command(output, COMMAND_RESTART_BOARD, said.last.argument);
  return output;
}

/*@ terminates \true;
    assigns \nothing;
    ensures provisioned: guard_asks_record(kind) ==>
      \result == (said.phase == RESET_OPERATIONAL ? said.provisioned.reason : REASON_RESETTING);
    ensures down: guard_asks_down(kind) ==>
      \result == (said.refusal != REASON_NONE ? said.refusal : said.accepted ? REASON_NONE : REASON_RESETTING);
    ensures other: !guard_asks_record(kind) && !guard_asks_down(kind) ==> \result == REASON_NONE;
*/
static uint8_t answer_to(uint8_t kind, guard_said_t said)
{
  switch (kind) {
  case EVENT_CLAIM_REQUESTED:
  case EVENT_CHANGE_REQUESTED:
  case EVENT_PASSWORD_REQUESTED:
  case EVENT_VISIT_REQUESTED:
  case EVENT_ADOPT_REQUESTED:
    return said.phase == RESET_OPERATIONAL ? said.provisioned.reason : REASON_RESETTING;
  case EVENT_RESTART_REQUESTED:
  case EVENT_RESET_REQUESTED:
    if (said.refusal != REASON_NONE)
      return said.refusal;
    return said.accepted ? REASON_NONE : REASON_RESETTING;
  default:
    return REASON_NONE;
  }
}

guard_output_t guard_orders(guard_said_t said, uint8_t kind)
{
  guard_output_t output = commands_of(said);
  output.reason = answer_to(kind, said);
  output.signal = said.signal;
  return output;
}
