/* SPDX-License-Identifier: BSD-2-Clause */
#include "reset.h"

#include "time.h"
#include "vocabulary.h"

/* A state that nobody can have reached is a corrupted one: locked, and a factory reset still
   works. */
/*@ terminates \true;
    assigns \nothing;
    ensures state: \result == reset_state(cs);
*/
static int reset_state_known(int cs)
{
  return cs >= 0 && cs <= RESET_STATE_LAST ? cs : RESET_STATE_FAULT;
}

/* The states that wait for the camera process or for the board, by a deadline. */
/*@ terminates \true;
    assigns \nothing;
    ensures timed: \result <==> reset_timed(cs);
*/
static bool reset_state_timed(int cs)
{
  return cs == RESET_STATE_STOPPING_WIPE || cs == RESET_STATE_RESTARTING_WIPE ||
         cs == RESET_STATE_STOPPING_SOFT || cs == RESET_STATE_RESTARTING_SOFT;
}

/* The states of the wipe. */
/*@ terminates \true;
    assigns \nothing;
    ensures wiping: \result <==> reset_phase_of(reset_state(cs)) == RESET_WIPING;
*/
static bool reset_state_wiping(int cs)
{
  return cs >= RESET_STATE_DESTROYING && cs <= RESET_STATE_CLEARING;
}

/* The storage command that a state waits for. */
/*@ terminates \true;
    assigns \nothing;
    ensures waits: \result == reset_waits(cs);
*/
static uint8_t reset_state_waits(int cs)
{
  switch (cs) {
  case RESET_STATE_OPENING:
    return COMMAND_OPEN_STORAGE;
  case RESET_STATE_INTENDING:
    return COMMAND_WRITE_INTENT;
  case RESET_STATE_DESTROYING:
    return COMMAND_DESTROY_KEY;
  case RESET_STATE_KEYING:
    return COMMAND_CREATE_KEY;
  case RESET_STATE_FILING:
    return COMMAND_CREATE_FILES;
  case RESET_STATE_VERIFYING:
    return COMMAND_VERIFY_WIPE;
  case RESET_STATE_CLEARING:
    return COMMAND_CLEAR_INTENT;
  default:
    return COMMAND_NONE;
  }
}

/* The chart's symbol for an input. An order is never put off for a deadline: it is fed first. */
/*@ terminates \true;
    assigns \nothing;
    ensures symbol: \result == reset_symbol(input, late != 0, last != 0);
*/
static uint8_t reset_symbol_of(uint8_t input, bool late, bool last)
{
  if (input == RESET_ORDER)
    return RESET_SYMBOL_ORDER;
  if (late)
    return RESET_SYMBOL_LATE;
  switch (input) {
  case RESET_BOOT_CLEAN:
    return RESET_SYMBOL_BOOT_CLEAN;
  case RESET_BOOT_INTENT:
    return RESET_SYMBOL_BOOT_INTENT;
  case RESET_BOOT_UNREADABLE:
    return RESET_SYMBOL_BOOT_UNREADABLE;
  case RESET_RESTART:
    return RESET_SYMBOL_RESTART;
  case RESET_DONE:
    return RESET_SYMBOL_DONE;
  case RESET_FAILED:
    return last ? RESET_SYMBOL_EXHAUSTED : RESET_SYMBOL_FAILED;
  case RESET_CAMERA_GONE:
    return RESET_SYMBOL_GONE;
  default:
    return RESET_SYMBOL_IDLE;
  }
}

/* Failures as they count. */
/*@ terminates \true;
    assigns \nothing;
    ensures failures: \result == reset_failures(failures);
*/
static uint8_t reset_failures_known(uint8_t failures)
{
  return failures < RESET_FAILURES ? failures : RESET_FAILURES - 1;
}

/* The failures counted after a transition: those of a wipe add up over all of it, so that it ends. */
/*@ requires range: failures < RESET_FAILURES;
    requires retry: symbol == RESET_SYMBOL_FAILED ==> failures < RESET_FAILURES - 1;
    terminates \true;
    assigns \nothing;
    ensures range: \result < RESET_FAILURES;
    ensures count: \result == reset_counted(from, to, symbol, failures);
*/
static uint8_t reset_count(int from, int to, uint8_t symbol, uint8_t failures)
{
  if (symbol == RESET_SYMBOL_FAILED && reset_state_waits(from) != COMMAND_NONE)
    return (uint8_t)(failures + 1);
  if (from == to || (reset_state_wiping(from) && reset_state_wiping(to)))
    return failures;
  return 0;
}

/* The deadline after a transition. */
/*@ terminates \true;
    assigns \nothing;
    ensures deadline: \result ==
      (command == COMMAND_STOP_CAMERA ? reset_moment(now, RESET_STOPPING) :
       command == COMMAND_RESTART_BOARD ? reset_moment(now, RESET_RESTARTING_AGAIN) :
       reset_timed(to) ? deadline : TIME_NEVER);
*/
static uint64_t reset_deadline(int to, uint8_t command, uint64_t now, uint64_t deadline)
{
  if (command == COMMAND_STOP_CAMERA)
    return time_after(now, RESET_STOPPING);
  if (command == COMMAND_RESTART_BOARD)
    return time_after(now, RESET_RESTARTING_AGAIN);
  return reset_state_timed(to) ? deadline : TIME_NEVER;
}

void reset_start(reset_t *reset)
{
  reset->cs = RESET_STATE_START;
  reset->failures = 0;
  reset->cause = CAUSE_POWER;
  reset->deadline = TIME_NEVER;
}

/* A transition: the state that it leads to, and its command. */
typedef struct {
  int to;
  uint8_t command;
} reset_taken_t;

/*@ requires state: 0 <= from <= RESET_STATE_LAST;
    terminates \true;
    assigns \nothing;
    ensures state: 0 <= \result.to <= RESET_STATE_LAST;
    ensures next: \result.to == reset_next(from, symbol);
    ensures command: \result.command == reset_command(from, symbol);
*/
static reset_taken_t reset_feed(int from, uint8_t symbol)
{
  int to = from;
  const uint8_t command = reset_chart_feed(&to, symbol);
  const reset_taken_t taken = {.to = to, .command = command};
  return taken;
}

/* What a command is to be carried out with. */
/*@ terminates \true;
    assigns \nothing;
    ensures argument: \result == (command != COMMAND_RESTART_BOARD ? 0 :
      to == RESET_STATE_RESTARTING_SOFT ? cause : CAUSE_RESET);
*/
static uint8_t reset_argument(int to, uint8_t command, uint8_t cause)
{
  if (command != COMMAND_RESTART_BOARD)
    return 0;
  return to == RESET_STATE_RESTARTING_SOFT ? cause : CAUSE_RESET;
}

/* Whether a request was taken, by the state that it led to. */
/*@ terminates \true;
    assigns \nothing;
    ensures accepted: \result <==> input == RESET_ORDER || (input == RESET_RESTART &&
      (to == RESET_STATE_STOPPING_SOFT || to == RESET_STATE_RESTARTING_SOFT));
*/
static bool reset_accepted(uint8_t input, int to)
{
  return input == RESET_ORDER ||
         (input == RESET_RESTART && (to == RESET_STATE_STOPPING_SOFT || to == RESET_STATE_RESTARTING_SOFT));
}

/* The machine and its output after an input. */
typedef struct {
  reset_t reset;
  reset_output_t output;
} reset_made_t;

/* By values: what reset_step() does, in one equation a field. */
/*@
  logic integer reset_symbol_for(reset_t r, integer now, integer input) =
    reset_taken(r.cs, r.failures, r.deadline, now, input);
*/
/*@ terminates \true;
    assigns \nothing;
    ensures state: 0 <= \result.reset.cs <= RESET_STATE_LAST && \result.reset.failures < RESET_FAILURES;
    ensures next: \result.reset.cs == reset_next(reset_state(reset.cs), reset_symbol_for(reset, now, input));
    ensures command: \result.output.command ==
      reset_command(reset_state(reset.cs), reset_symbol_for(reset, now, input));
    ensures failures: \result.reset.failures == reset_counted(reset_state(reset.cs), \result.reset.cs,
      reset_symbol_for(reset, now, input), reset_failures(reset.failures));
    ensures cause: \result.reset.cause == (reset_state(reset.cs) != \result.reset.cs &&
      \result.reset.cs == RESET_STATE_STOPPING_SOFT ? cause : reset.cause);
    ensures deadline: \result.reset.deadline == (\result.output.command == COMMAND_STOP_CAMERA ?
      reset_moment(now, RESET_STOPPING) : \result.output.command == COMMAND_RESTART_BOARD ?
      reset_moment(now, RESET_RESTARTING_AGAIN) : reset_timed(\result.reset.cs) ? reset.deadline : TIME_NEVER);
    ensures argument: \result.output.argument == (\result.output.command != COMMAND_RESTART_BOARD ? 0 :
      \result.reset.cs == RESET_STATE_RESTARTING_SOFT ? \result.reset.cause : CAUSE_RESET);
    ensures accepted: \result.output.accepted <==> input == RESET_ORDER || (input == RESET_RESTART &&
      (\result.reset.cs == RESET_STATE_STOPPING_SOFT || \result.reset.cs == RESET_STATE_RESTARTING_SOFT));
    ensures call: \result.output.next == \result.reset.deadline;
*/
static reset_made_t reset_make(reset_t reset, uint64_t now, uint8_t input, uint8_t cause)
{
  const int from = reset_state_known(reset.cs);
  const bool late = reset_state_timed(from) && now >= reset.deadline;
  const uint8_t failures = reset_failures_known(reset.failures);
  const uint8_t symbol = reset_symbol_of(input, late, failures == RESET_FAILURES - 1);
  const reset_taken_t taken = reset_feed(from, symbol);
  reset_made_t made;

  made.reset.cs = taken.to;
  made.reset.failures = reset_count(from, taken.to, symbol, failures);
  made.reset.cause = from != taken.to && taken.to == RESET_STATE_STOPPING_SOFT ? cause : reset.cause;
  made.reset.deadline = reset_deadline(taken.to, taken.command, now, reset.deadline);
  made.output.command = taken.command;
  made.output.argument = reset_argument(taken.to, taken.command, made.reset.cause);
  made.output.accepted = reset_accepted(input, taken.to);
  made.output.next = made.reset.deadline;
  return made;
}

void reset_step(reset_t *reset, uint64_t now, uint8_t input, uint8_t cause, reset_output_t *output)
{
  /* field by field, as the provers like it */
  const reset_t before = {
      .cs = reset->cs, .failures = reset->failures, .cause = reset->cause, .deadline = reset->deadline};
  const reset_made_t made = reset_make(before, now, input, cause);

  reset->cs = made.reset.cs;
  reset->failures = made.reset.failures;
  reset->cause = made.reset.cause;
  reset->deadline = made.reset.deadline;
  output->command = made.output.command;
  output->argument = made.output.argument;
  output->accepted = made.output.accepted;
  output->next = made.output.next;
}

uint8_t reset_phase(const reset_t *reset)
{
  switch (reset->cs) {
  case RESET_STATE_START:
  case RESET_STATE_OPENING:
    return RESET_STARTING;
  case RESET_STATE_OPERATIONAL:
    return RESET_OPERATIONAL;
  case RESET_STATE_INTENDING:
  case RESET_STATE_STOPPING_WIPE:
  case RESET_STATE_RESTARTING_WIPE:
    return RESET_INTENDING;
  case RESET_STATE_STOPPING_SOFT:
  case RESET_STATE_RESTARTING_SOFT:
    return RESET_RESTARTING;
  case RESET_STATE_DESTROYING:
  case RESET_STATE_KEYING:
  case RESET_STATE_FILING:
  case RESET_STATE_VERIFYING:
  case RESET_STATE_CLEARING:
    return RESET_WIPING;
  default:
    return RESET_FAULT;
  }
}

uint8_t reset_outstanding(const reset_t *reset)
{
  return reset_state_waits(reset->cs);
}
