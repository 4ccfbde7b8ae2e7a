/* SPDX-License-Identifier: BSD-2-Clause */
/* What the factory reset and the restart promise, in words that the contracts of core/reset.h use. Written
   from the requirements; the chart (spec/reset.rl) is proved to agree with the table below, state by
   state. */
#ifndef SPEC_RESET_ACSL_H
#define SPEC_RESET_ACSL_H

/*@
  // A machine's state as it counts: one that cannot be is a fault.
  logic integer reset_state(integer cs) = 0 <= cs <= RESET_STATE_LAST ? cs : RESET_STATE_FAULT;

  // What others see of a state.
  logic integer reset_phase_of(integer s) =
    s == RESET_STATE_START || s == RESET_STATE_OPENING ? RESET_STARTING :
    s == RESET_STATE_OPERATIONAL ? RESET_OPERATIONAL :
    s == RESET_STATE_INTENDING || s == RESET_STATE_STOPPING_WIPE || s == RESET_STATE_RESTARTING_WIPE ?
      RESET_INTENDING :
    s == RESET_STATE_STOPPING_SOFT || s == RESET_STATE_RESTARTING_SOFT ? RESET_RESTARTING :
    RESET_STATE_DESTROYING <= s <= RESET_STATE_CLEARING ? RESET_WIPING : RESET_FAULT;

  // The storage command whose answer a state waits for.
  logic integer reset_waits(integer s) =
    s == RESET_STATE_OPENING ? COMMAND_OPEN_STORAGE :
    s == RESET_STATE_INTENDING ? COMMAND_WRITE_INTENT :
    s == RESET_STATE_DESTROYING ? COMMAND_DESTROY_KEY :
    s == RESET_STATE_KEYING ? COMMAND_CREATE_KEY :
    s == RESET_STATE_FILING ? COMMAND_CREATE_FILES :
    s == RESET_STATE_VERIFYING ? COMMAND_VERIFY_WIPE :
    s == RESET_STATE_CLEARING ? COMMAND_CLEAR_INTENT : COMMAND_NONE;

  // The one order of commands: what follows a storage command that was carried out.
  logic integer reset_follows(integer command) =
    command == COMMAND_WRITE_INTENT ? COMMAND_STOP_CAMERA :
    command == COMMAND_DESTROY_KEY ? COMMAND_CREATE_KEY :
    command == COMMAND_CREATE_KEY ? COMMAND_CREATE_FILES :
    command == COMMAND_CREATE_FILES ? COMMAND_VERIFY_WIPE :
    command == COMMAND_VERIFY_WIPE ? COMMAND_CLEAR_INTENT :
    command == COMMAND_CLEAR_INTENT ? COMMAND_OPEN_STORAGE : COMMAND_NONE;

  // What is tried after a storage command that failed: the same, but a wipe that left something begins again
  //
  logic integer reset_retries(integer command) =
    command == COMMAND_VERIFY_WIPE ? COMMAND_DESTROY_KEY : command;

  // The commands that destroy or make the owner's storage: the wipe's alone.
  logic boolean reset_is_wipe(integer command) =
    command == COMMAND_DESTROY_KEY || command == COMMAND_CREATE_KEY || command == COMMAND_CREATE_FILES ||
    command == COMMAND_VERIFY_WIPE || command == COMMAND_CLEAR_INTENT;

  logic boolean reset_is_storage(integer command) =
    reset_is_wipe(command) || command == COMMAND_WRITE_INTENT || command == COMMAND_OPEN_STORAGE;

  // The states with a deadline: they wait for the camera process or for the board, not for storage.
  logic boolean reset_timed(integer s) =
    s == RESET_STATE_STOPPING_WIPE || s == RESET_STATE_RESTARTING_WIPE || s == RESET_STATE_STOPPING_SOFT ||
    s == RESET_STATE_RESTARTING_SOFT;

  // The states in which a factory reset was not ordered yet, and a restart may be.
  logic boolean reset_at_rest(integer s) =
    s == RESET_STATE_START || s == RESET_STATE_OPENING || s == RESET_STATE_OPERATIONAL ||
    s == RESET_STATE_FAULT;

  // The state that waits for a storage command.
  logic integer reset_state_for(integer command) =
    command == COMMAND_OPEN_STORAGE ? RESET_STATE_OPENING :
    command == COMMAND_WRITE_INTENT ? RESET_STATE_INTENDING :
    command == COMMAND_DESTROY_KEY ? RESET_STATE_DESTROYING :
    command == COMMAND_CREATE_KEY ? RESET_STATE_KEYING :
    command == COMMAND_CREATE_FILES ? RESET_STATE_FILING :
    command == COMMAND_VERIFY_WIPE ? RESET_STATE_VERIFYING : RESET_STATE_CLEARING;

  // The table: the command that a symbol draws from a state ...
  logic integer reset_command(integer s, integer y) =
    y == RESET_SYMBOL_ORDER ?
      (reset_at_rest(s) || s == RESET_STATE_STOPPING_SOFT || s == RESET_STATE_RESTARTING_SOFT ?
         COMMAND_WRITE_INTENT : COMMAND_NONE) :
    y == RESET_SYMBOL_RESTART ? (reset_at_rest(s) ? COMMAND_STOP_CAMERA : COMMAND_NONE) :
    y == RESET_SYMBOL_DONE ? reset_follows(reset_waits(s)) :
    y == RESET_SYMBOL_FAILED ? reset_retries(reset_waits(s)) :
    y == RESET_SYMBOL_GONE ?
      (s == RESET_STATE_STOPPING_WIPE || s == RESET_STATE_STOPPING_SOFT ?
         COMMAND_RESTART_BOARD : COMMAND_NONE) :
    y == RESET_SYMBOL_LATE ? (reset_timed(s) ? COMMAND_RESTART_BOARD : COMMAND_NONE) :
    s == RESET_STATE_START && y == RESET_SYMBOL_BOOT_CLEAN ? COMMAND_OPEN_STORAGE :
    s == RESET_STATE_START && y == RESET_SYMBOL_BOOT_INTENT ? COMMAND_DESTROY_KEY : COMMAND_NONE;

  // ... and the state that it leads to.
  logic integer reset_next(integer s, integer y) =
    reset_is_storage(reset_command(s, y)) ? reset_state_for(reset_command(s, y)) :
    s == RESET_STATE_START && y == RESET_SYMBOL_BOOT_UNREADABLE ? RESET_STATE_FAULT :
    y == RESET_SYMBOL_EXHAUSTED && reset_waits(s) != COMMAND_NONE ? RESET_STATE_FAULT :
    y == RESET_SYMBOL_RESTART && reset_at_rest(s) ? RESET_STATE_STOPPING_SOFT :
    y == RESET_SYMBOL_DONE && s == RESET_STATE_INTENDING ? RESET_STATE_STOPPING_WIPE :
    y == RESET_SYMBOL_DONE && s == RESET_STATE_OPENING ? RESET_STATE_OPERATIONAL :
    (y == RESET_SYMBOL_GONE || y == RESET_SYMBOL_LATE) && s == RESET_STATE_STOPPING_WIPE ?
      RESET_STATE_RESTARTING_WIPE :
    (y == RESET_SYMBOL_GONE || y == RESET_SYMBOL_LATE) && s == RESET_STATE_STOPPING_SOFT ?
      RESET_STATE_RESTARTING_SOFT :
    s;

  // How an input counts: an order first, then a deadline that has passed, then the input itself.
  logic integer reset_symbol(integer input, boolean late, boolean last) =
    input == RESET_ORDER ? RESET_SYMBOL_ORDER :
    late ? RESET_SYMBOL_LATE :
    input == RESET_BOOT_CLEAN ? RESET_SYMBOL_BOOT_CLEAN :
    input == RESET_BOOT_INTENT ? RESET_SYMBOL_BOOT_INTENT :
    input == RESET_BOOT_UNREADABLE ? RESET_SYMBOL_BOOT_UNREADABLE :
    input == RESET_RESTART ? RESET_SYMBOL_RESTART :
    input == RESET_DONE ? RESET_SYMBOL_DONE :
    input == RESET_FAILED ? (last ? RESET_SYMBOL_EXHAUSTED : RESET_SYMBOL_FAILED) :
    input == RESET_CAMERA_GONE ? RESET_SYMBOL_GONE : RESET_SYMBOL_IDLE;

  // The most storage commands that can still be answered before operational, fault or restart: the bound of
  //
  logic integer reset_left(integer s, integer failures) =
    s == RESET_STATE_OPENING || s == RESET_STATE_INTENDING ? 3 - failures :
    s == RESET_STATE_DESTROYING ? 16 - 4 * failures :
    s == RESET_STATE_KEYING ? 15 - 4 * failures :
    s == RESET_STATE_FILING ? 14 - 4 * failures :
    s == RESET_STATE_VERIFYING ? 13 - 4 * failures :
    s == RESET_STATE_CLEARING ? 6 - failures : 0;

  // Failures as they count: within their range.
  logic integer reset_failures(integer failures) = failures < RESET_FAILURES ? failures : RESET_FAILURES - 1;

  // The failures after a transition: those of a wipe add up over all of it, those of another command over its attempts.
  logic integer reset_counted(integer from, integer to, integer y, integer failures) =
    y == RESET_SYMBOL_FAILED && reset_waits(from) != COMMAND_NONE ? failures + 1 :
    from == to || (reset_phase_of(reset_state(from)) == RESET_WIPING &&
      reset_phase_of(reset_state(to)) == RESET_WIPING) ? failures : 0;

  // The symbol that an input amounts to, for a machine with these fields.
  logic integer reset_taken(integer cs, integer failures, integer deadline, integer now, integer input) =
    reset_symbol(input, reset_timed(reset_state(cs)) && now >= deadline,
                 reset_failures(failures) == RESET_FAILURES - 1);

  // The moment a span after another, at most the clock's end.
  logic integer reset_moment(integer start, integer span) =
    start + span > UINT64_MAX ? UINT64_MAX : start + span;
*/

#endif
