/* SPDX-License-Identifier: BSD-2-Clause */
/* Theorems on the ends of the reset machine (core/reset.c): from any boot it is done or in a fault after a stated number
   of answered commands, and a camera whose records cannot be read stays locked until a full hold.

   What a fault shows is proved of core/guard_light.c (clause `fault`: nothing but a finger on the button hides it), and
   what the guard starts and orders outside `operational` is proved of core/guard.c. */
#include "guard_events.h"
#include "reset.h"
#include "reset_machine.h"

/* What the machine hears, one after the other. */
typedef struct {
  uint8_t input; /* enum reset_input */
  uint8_t cause;
  uint64_t now;
} heard_t;

/* After an input. */
typedef struct {
  reset_t machine;
  uint8_t command;
} said_t;

/*@
  predicate sound(reset_t m) = 0 <= m.cs <= RESET_STATE_LAST && m.failures < RESET_FAILURES;
  predicate is_reply(integer input) = input == RESET_DONE || input == RESET_FAILED;
  logic integer left(reset_t m) = reset_left(m.cs, m.failures);

  // Locked: nothing of the owner's is in use, and nothing is written.
  predicate locked(integer s) =
    s == RESET_STATE_START || s == RESET_STATE_FAULT || s == RESET_STATE_STOPPING_SOFT ||
    s == RESET_STATE_RESTARTING_SOFT;
  // What can be heard while the records cannot be read and no full hold came.
  predicate not_ordered(integer input) =
    input != RESET_ORDER && input != RESET_BOOT_CLEAN && input != RESET_BOOT_INTENT;
*/

/* The shipped step, on values. */
/*@ requires sound: sound(machine);
    terminates \true;
    assigns \nothing;
    ensures sound: sound(\result.machine);
    ensures bounded: 0 <= left(\result.machine) <= RESET_COMMANDS_MAX;
    ensures nearer: reset_waits(machine.cs) != COMMAND_NONE && is_reply(heard.input) ==>
      left(\result.machine) < left(machine);
    ensures farther: left(\result.machine) > left(machine) ==>
      machine.cs == RESET_STATE_START || heard.input == RESET_ORDER;
    ensures ended: left(\result.machine) == 0 <==> reset_waits(\result.machine.cs) == COMMAND_NONE;
    ensures boot: machine.cs == RESET_STATE_START &&
      (RESET_BOOT_CLEAN <= heard.input <= RESET_BOOT_UNREADABLE) ==>
      \result.machine.cs == (heard.input == RESET_BOOT_CLEAN ? RESET_STATE_OPENING :
        heard.input == RESET_BOOT_INTENT ? RESET_STATE_DESTROYING : RESET_STATE_FAULT);
    ensures start: \result.machine.cs == RESET_STATE_START ==> machine.cs == RESET_STATE_START;
    ensures goes_on: is_reply(heard.input) && reset_waits(machine.cs) != COMMAND_NONE &&
      machine.cs != RESET_STATE_INTENDING ==> reset_is_wipe(reset_waits(\result.machine.cs)) ||
      \result.machine.cs == RESET_STATE_OPENING || \result.machine.cs == RESET_STATE_OPERATIONAL ||
      \result.machine.cs == RESET_STATE_FAULT;
    ensures locked: locked(machine.cs) && not_ordered(heard.input) ==>
      locked(\result.machine.cs) && !reset_is_storage(\result.command) && reset_waits(\result.machine.cs) == COMMAND_NONE;
*/
static said_t hear(reset_t machine, heard_t heard)
{
  reset_t stepped = machine;
  reset_output_t output;
  reset_step(&stepped, heard.now, heard.input, heard.cause, &output);
  const said_t said = {.machine = stepped, .command = output.command};
  return said;
}

/* Theorem: whatever is heard between, of the commands of one boot no more than RESET_COMMANDS_MAX are answered before
   the machine waits for none; an order begins a count of its own. */
/*@ requires heard: \valid_read(heard + (0 .. n - 1));
    terminates \true;
    assigns \nothing;
    ensures bounded: \result <= RESET_COMMANDS_MAX; // R-044
*/
uint64_t commands_are_bounded(const heard_t *heard, uint64_t n)
{
  reset_t machine = start();
  uint64_t answered = 0;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant sound: sound(machine);
      loop invariant start: machine.cs == RESET_STATE_START ==> answered == 0;
      loop invariant count: answered + left(machine) <= RESET_COMMANDS_MAX;
      loop invariant ended: left(machine) == 0 <==> reset_waits(machine.cs) == COMMAND_NONE;
      loop assigns i, machine, answered;
      loop variant n - i;
  */
  for (uint64_t i = 0; i < n; i++) {
    const bool answer =
        awaited(machine) != COMMAND_NONE && (heard[i].input == RESET_DONE || heard[i].input == RESET_FAILED);
    if (heard[i].input == RESET_ORDER)
      answered = 0;
    else if (answer)
      answered++;
    machine = hear(machine, heard[i]).machine;
  }
  return answered;
}

/* The machine at the end, and how many commands were answered. */
typedef struct {
  reset_t machine;
  uint64_t answered;
} ended_t;

/* Theorem: from any boot, where every command is answered in whatever way, the machine is done or in a fault: after the
   wipe and the opening in at most RESET_COMMANDS_MAX answers. */
/*@ requires boot: RESET_BOOT_CLEAN <= boot.input <= RESET_BOOT_UNREADABLE;
    requires answers: \valid_read(answers + (0 .. RESET_COMMANDS_MAX - 1));
    requires replies: \forall integer i; 0 <= i < RESET_COMMANDS_MAX ==> is_reply(answers[i].input);
    terminates \true;
    assigns \nothing;
    //
    ensures ended: reset_phase_of(\result.machine.cs) == RESET_OPERATIONAL ||
      reset_phase_of(\result.machine.cs) == RESET_FAULT;
    ensures bounded: \result.answered <= RESET_COMMANDS_MAX; // R-044
*/
ended_t boot_ends(heard_t boot, const heard_t *answers)
{
  ended_t now = {.machine = hear(start(), boot).machine, .answered = 0};
  /*@ loop invariant sound: sound(now.machine);
      loop invariant count: now.answered + left(now.machine) <= RESET_COMMANDS_MAX;
      loop invariant left: 0 <= left(now.machine);
      loop invariant ended: left(now.machine) == 0 <==> reset_waits(now.machine.cs) == COMMAND_NONE;
      loop invariant state: reset_is_wipe(reset_waits(now.machine.cs)) || now.machine.cs == RESET_STATE_OPENING ||
        now.machine.cs == RESET_STATE_OPERATIONAL || now.machine.cs == RESET_STATE_FAULT;
      loop assigns now;
      loop variant left(now.machine);
  */
  while (awaited(now.machine) != COMMAND_NONE) {
    now.machine = hear(now.machine, answers[now.answered]).machine;
    now.answered++;
  }
  return now;
}

/* Theorem: while the records cannot be read, and until a factory reset is ordered, nothing of the owner's is in use and no
   storage command is given, over any number of boots. An input that is no input of the machine's stands for a crash. */
/*@ requires heard: \valid_read(heard + (0 .. n - 1));
    requires unreadable: \forall integer i; 0 <= i < n ==> not_ordered(heard[i].input);
    terminates \true;
    assigns \nothing;
    ensures locked: locked(\result.machine.cs) && reset_phase_of(\result.machine.cs) != RESET_OPERATIONAL; // R-042
    ensures silent: !reset_is_storage(\result.command); // R-042
*/
said_t unreadable_is_locked(const heard_t *heard, uint64_t n)
{
  said_t now = {.machine = start(), .command = COMMAND_NONE};
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant sound: sound(now.machine);
      loop invariant locked: locked(now.machine.cs) && !reset_is_storage(now.command);
      loop assigns i, now;
      loop variant n - i;
  */
  for (uint64_t i = 0; i < n; i++) {
    if (heard[i].input > RESET_CAMERA_GONE) {
      now.machine = start();
      now.command = COMMAND_NONE;
    } else {
      now = hear(now.machine, heard[i]);
    }
  }
  return now;
}

/* Theorem: what cannot be read is such an input, and in a camera that is locked by it a full hold alone is an order: no
   request is. (Where records cannot be read the guard counts nobody as the owner: core/guard.c.) */
/*@ requires guard: \valid_read(guard);
    requires unowned: guard->vault != VAULT_OWNED;
    requires unread: event.kind == EVENT_BOOT ==> guard_boot(event.intent, event.vault) == RESET_BOOT_UNREADABLE;
    terminates \true;
    assigns \nothing;
    ensures hold: \result == RESET_ORDER <==> signal == SIGNAL_FACTORY_RESET; // R-042
    ensures other: signal != SIGNAL_FACTORY_RESET ==> not_ordered(\result); // R-042
*/
uint8_t only_a_full_hold_unlocks(const guard_t *guard, guard_event_t event, uint8_t signal)
{
  return guard_event_reset(guard, event, signal);
}
