/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reset machine: order of commands, bounds, restarts, faults. */
#include "reset.h"

#include <string.h>

#include "unit.h"
#include "vocabulary.h"

#define S TIME_SECOND

static reset_t machine;
static reset_output_t output;

static void start(void)
{
  reset_start(&machine);
}

/* One input; its command is compared. */
static void step(uint64_t now, uint8_t input, uint8_t command)
{
  reset_step(&machine, now, input, CAUSE_REQUEST, &output);
  ck_assert_uint_eq(output.command, command);
  ck_assert_uint_eq(output.next, machine.deadline);
}

static void boot_operational(void)
{
  start();
  step(1, RESET_BOOT_CLEAN, COMMAND_OPEN_STORAGE);
  ck_assert_uint_eq(reset_phase(&machine), RESET_STARTING);
  step(2, RESET_DONE, COMMAND_NONE);
  ck_assert_uint_eq(reset_phase(&machine), RESET_OPERATIONAL);
}

/* Each state, reached by inputs alone, by its number. */
static void reach(int state)
{
  start();
  if (state == RESET_STATE_START)
    return;
  const bool wipe = state >= RESET_STATE_DESTROYING;
  const bool fault = state == RESET_STATE_FAULT;
  reset_step(&machine, 1,
             wipe    ? RESET_BOOT_INTENT
             : fault ? RESET_BOOT_UNREADABLE
                     : RESET_BOOT_CLEAN,
             0, &output);
  if (wipe) {
    for (int at = RESET_STATE_DESTROYING; at < state; at++)
      reset_step(&machine, 2, RESET_DONE, 0, &output);
  } else if (state == RESET_STATE_OPERATIONAL) {
    reset_step(&machine, 2, RESET_DONE, 0, &output);
  } else if (state == RESET_STATE_STOPPING_SOFT || state == RESET_STATE_RESTARTING_SOFT) {
    reset_step(&machine, 2, RESET_RESTART, CAUSE_BUTTON, &output);
    if (state == RESET_STATE_RESTARTING_SOFT)
      reset_step(&machine, 3, RESET_CAMERA_GONE, 0, &output);
  } else if (state != RESET_STATE_OPENING && !fault) {
    reset_step(&machine, 2, RESET_ORDER, 0, &output);
    if (state != RESET_STATE_INTENDING)
      reset_step(&machine, 3, RESET_DONE, 0, &output);
    if (state == RESET_STATE_RESTARTING_WIPE)
      reset_step(&machine, 4, RESET_CAMERA_GONE, 0, &output);
  }
}

/* The chart's numbers are those that core/reset_chart.h names, and each state waits for what it says. */
START_TEST(states_are_named_right)
{
  const uint8_t phases[] = {RESET_STARTING,    RESET_STARTING, RESET_INTENDING,  RESET_INTENDING,
                            RESET_INTENDING,   RESET_FAULT,    RESET_RESTARTING, RESET_RESTARTING,
                            RESET_OPERATIONAL, RESET_WIPING,   RESET_WIPING,     RESET_WIPING,
                            RESET_WIPING,      RESET_WIPING};
  const uint8_t waits[] = {0,
                           COMMAND_OPEN_STORAGE,
                           COMMAND_WRITE_INTENT,
                           0,
                           0,
                           0,
                           0,
                           0,
                           0,
                           COMMAND_DESTROY_KEY,
                           COMMAND_CREATE_KEY,
                           COMMAND_CREATE_FILES,
                           COMMAND_VERIFY_WIPE,
                           COMMAND_CLEAR_INTENT};
  for (int state = 0; state <= RESET_STATE_LAST; state++) {
    reach(state);
    ck_assert_int_eq(machine.cs, state);
    ck_assert_uint_eq(reset_phase(&machine), phases[state]);
    ck_assert_uint_eq(reset_outstanding(&machine), waits[state]);
  }
}
END_TEST

/* an intent at boot is carried out in one order, and only then is storage opened. */
START_TEST(wipe_in_order)
{
  start();
  step(1, RESET_BOOT_INTENT, COMMAND_DESTROY_KEY);
  step(2, RESET_DONE, COMMAND_CREATE_KEY);
  step(3, RESET_DONE, COMMAND_CREATE_FILES);
  step(4, RESET_DONE, COMMAND_VERIFY_WIPE);
  step(5, RESET_DONE, COMMAND_CLEAR_INTENT);
  ck_assert_uint_eq(reset_phase(&machine), RESET_WIPING);
  step(6, RESET_DONE, COMMAND_OPEN_STORAGE);
  ck_assert_uint_eq(reset_phase(&machine), RESET_STARTING);
  step(7, RESET_DONE, COMMAND_NONE);
  ck_assert_uint_eq(reset_phase(&machine), RESET_OPERATIONAL);
}
END_TEST

/* a factory reset at run time is an intent, then the camera process, then the board. */
START_TEST(order_at_run_time)
{
  boot_operational();
  step(10, RESET_ORDER, COMMAND_WRITE_INTENT);
  ck_assert(output.accepted);
  ck_assert_uint_eq(reset_phase(&machine), RESET_INTENDING);
  step(11, RESET_CAMERA_GONE, COMMAND_NONE);
  step(12, RESET_DONE, COMMAND_STOP_CAMERA);
  ck_assert_uint_eq(output.next, 12 + 5 * S);
  step(13, RESET_CAMERA_GONE, COMMAND_RESTART_BOARD);
  ck_assert_uint_eq(output.argument, CAUSE_RESET);
  ck_assert_uint_eq(reset_phase(&machine), RESET_INTENDING);
}
END_TEST

/* it is taken before the records are read, while storage is opened, and in a fault. */
START_TEST(order_is_taken_whatever_is_broken)
{
  for (int state = 0; state <= RESET_STATE_LAST; state++) {
    reach(state);
    const uint8_t phase = reset_phase(&machine);
    reset_step(&machine, 10, RESET_ORDER, 0, &output);
    ck_assert(output.accepted);
    if (phase == RESET_INTENDING || phase == RESET_WIPING) {
      ck_assert_int_eq(machine.cs, state); /* it is under way already */
      ck_assert_uint_eq(output.command, COMMAND_NONE);
    } else {
      ck_assert_uint_eq(output.command, COMMAND_WRITE_INTENT);
      ck_assert_uint_eq(reset_phase(&machine), RESET_INTENDING);
    }
  }
}
END_TEST

/* a camera process that does not go is waited for 5 s, and a board that stays up is told again. */
START_TEST(deadlines)
{
  boot_operational();
  step(10, RESET_ORDER, COMMAND_WRITE_INTENT);
  step(20, RESET_DONE, COMMAND_STOP_CAMERA);
  step(19 + 5 * S, RESET_TICK, COMMAND_NONE);
  step(20 + 5 * S, RESET_TICK, COMMAND_RESTART_BOARD);
  ck_assert_uint_eq(output.next, 20 + 15 * S);
  step(19 + 15 * S, RESET_TICK, COMMAND_NONE);
  step(20 + 15 * S, RESET_TICK, COMMAND_RESTART_BOARD);
  ck_assert_uint_eq(output.argument, CAUSE_RESET);
  /* a late look still counts, whatever it brings */
  step(100 * S, RESET_DONE, COMMAND_RESTART_BOARD);
  ck_assert_uint_eq(output.next, 110 * S);
}
END_TEST

/* a restart orders no storage command, and tells its cause. */
START_TEST(soft_restart)
{
  const int from[] = {RESET_STATE_START, RESET_STATE_OPENING, RESET_STATE_OPERATIONAL, RESET_STATE_FAULT};
  for (unsigned i = 0; i < 4; i++) {
    reach(from[i]);
    reset_step(&machine, 10, RESET_RESTART, CAUSE_BUTTON, &output);
    ck_assert(output.accepted);
    ck_assert_uint_eq(output.command, COMMAND_STOP_CAMERA);
    ck_assert_uint_eq(reset_phase(&machine), RESET_RESTARTING);
    ck_assert_uint_eq(reset_outstanding(&machine), COMMAND_NONE);
    /* a second request is under way already, and does not change the cause */
    reset_step(&machine, 11, RESET_RESTART, CAUSE_REQUEST, &output);
    ck_assert(output.accepted);
    ck_assert_uint_eq(output.command, COMMAND_NONE);
    step(12, RESET_CAMERA_GONE, COMMAND_RESTART_BOARD);
    ck_assert_uint_eq(output.argument, CAUSE_BUTTON);
    step(12 + 10 * S, RESET_TICK, COMMAND_RESTART_BOARD);
    ck_assert_uint_eq(output.argument, CAUSE_BUTTON);
  }
}
END_TEST

/* a factory reset that comes during a restart wins. */
START_TEST(order_beats_restart)
{
  reach(RESET_STATE_STOPPING_SOFT);
  step(10, RESET_ORDER, COMMAND_WRITE_INTENT);
  step(11, RESET_DONE, COMMAND_STOP_CAMERA);
  step(12, RESET_CAMERA_GONE, COMMAND_RESTART_BOARD);
  ck_assert_uint_eq(output.argument, CAUSE_RESET);
  reach(RESET_STATE_STOPPING_SOFT);
  step(100 * S, RESET_ORDER, COMMAND_WRITE_INTENT);
}
END_TEST

START_TEST(restart_is_refused_in_a_reset)
{
  for (int state = 0; state <= RESET_STATE_LAST; state++) {
    reach(state);
    const uint8_t phase = reset_phase(&machine);
    if (phase != RESET_INTENDING && phase != RESET_WIPING)
      continue;
    reset_step(&machine, 10, RESET_RESTART, CAUSE_BUTTON, &output);
    ck_assert(!output.accepted);
    ck_assert_uint_eq(output.command, COMMAND_NONE);
    ck_assert_int_eq(machine.cs, state);
  }
}
END_TEST

/* Nothing but an order and a restart is ever "accepted". */
START_TEST(only_requests_are_accepted)
{
  for (int state = 0; state <= RESET_STATE_LAST; state++) {
    for (unsigned input = 0; input < 256; input++) {
      reach(state);
      reset_step(&machine, 10, (uint8_t)input, 0, &output);
      if (input != RESET_ORDER && input != RESET_RESTART)
        ck_assert(!output.accepted);
      ck_assert(machine.cs >= 0 && machine.cs <= RESET_STATE_LAST);
      ck_assert_uint_lt(machine.failures, RESET_FAILURES);
    }
  }
}
END_TEST

/* records that cannot be read lock the camera. */
START_TEST(unreadable_is_a_fault)
{
  start();
  step(1, RESET_BOOT_UNREADABLE, COMMAND_NONE);
  ck_assert_uint_eq(reset_phase(&machine), RESET_FAULT);
  step(2, RESET_BOOT_CLEAN, COMMAND_NONE);
  step(2, RESET_DONE, COMMAND_NONE);
  ck_assert_uint_eq(reset_phase(&machine), RESET_FAULT);
}
END_TEST

/* what was read at boot counts once. */
START_TEST(boot_counts_only_at_the_start)
{
  for (int state = 1; state <= RESET_STATE_LAST; state++) {
    for (int input = RESET_BOOT_CLEAN; input <= RESET_BOOT_UNREADABLE; input++) {
      reach(state);
      step(5, (uint8_t)input, COMMAND_NONE);
      ck_assert_int_eq(machine.cs, state);
    }
  }
}
END_TEST

/* failures are tried again, and the third ends in a fault; so does a wipe whose verification keeps
   failing. */
START_TEST(failures_end_in_a_fault)
{
  const int states[] = {RESET_STATE_OPENING, RESET_STATE_INTENDING, RESET_STATE_DESTROYING,
                        RESET_STATE_KEYING,  RESET_STATE_FILING,    RESET_STATE_CLEARING};
  for (unsigned i = 0; i < 6; i++) {
    reach(states[i]);
    const uint8_t command = reset_outstanding(&machine);
    step(10, RESET_FAILED, command);
    step(11, RESET_FAILED, command);
    ck_assert_int_eq(machine.cs, states[i]);
    step(12, RESET_FAILED, COMMAND_NONE);
    ck_assert_uint_eq(reset_phase(&machine), RESET_FAULT);
    ck_assert_uint_eq(machine.failures, 0);
  }
  reach(RESET_STATE_VERIFYING);
  step(10, RESET_FAILED, COMMAND_DESTROY_KEY);
  for (unsigned i = 0; i < 3; i++)
    reset_step(&machine, 11, RESET_DONE, 0, &output);
  ck_assert_uint_eq(reset_outstanding(&machine), COMMAND_VERIFY_WIPE);
  step(10, RESET_FAILED, COMMAND_DESTROY_KEY);
  for (unsigned i = 0; i < 3; i++)
    reset_step(&machine, 11, RESET_DONE, 0, &output);
  step(12, RESET_FAILED, COMMAND_NONE);
  ck_assert_uint_eq(reset_phase(&machine), RESET_FAULT);
}
END_TEST

/* A success between failures does not start the count of a wipe anew; a finished activity does. */
START_TEST(failures_of_a_wipe_add_up)
{
  start();
  step(1, RESET_BOOT_INTENT, COMMAND_DESTROY_KEY);
  step(2, RESET_FAILED, COMMAND_DESTROY_KEY);
  step(3, RESET_DONE, COMMAND_CREATE_KEY);
  step(4, RESET_FAILED, COMMAND_CREATE_KEY);
  step(5, RESET_DONE, COMMAND_CREATE_FILES);
  step(6, RESET_DONE, COMMAND_VERIFY_WIPE);
  step(7, RESET_DONE, COMMAND_CLEAR_INTENT);
  step(8, RESET_DONE, COMMAND_OPEN_STORAGE);
  ck_assert_uint_eq(machine.failures, 0);
  step(9, RESET_FAILED, COMMAND_OPEN_STORAGE);
  step(10, RESET_FAILED, COMMAND_OPEN_STORAGE);
  step(11, RESET_DONE, COMMAND_NONE);
  ck_assert_uint_eq(reset_phase(&machine), RESET_OPERATIONAL);
}
END_TEST

/* Over every sequence of answers: done or fault within RESET_COMMANDS_MAX, which is reached; once an intent
   stands, operational only after CLEAR_INTENT was done. */
static unsigned explore(reset_t at, bool intent, unsigned depth)
{
  unsigned most = depth;
  ck_assert_uint_le(depth, RESET_COMMANDS_MAX);
  if (reset_phase(&at) == RESET_OPERATIONAL)
    ck_assert(!intent);
  if (reset_outstanding(&at) == COMMAND_NONE)
    return depth;
  for (unsigned answer = 0; answer < 2; answer++) {
    reset_t next = at;
    reset_output_t said;
    const bool cleared = !answer && reset_outstanding(&at) == COMMAND_CLEAR_INTENT;
    reset_step(&next, depth, answer ? RESET_FAILED : RESET_DONE, 0, &said);
    const unsigned found = explore(next, intent && !cleared, depth + 1);
    if (found > most)
      most = found;
  }
  return most;
}

START_TEST(every_boot_ends)
{
  reset_t at;
  reset_output_t said;
  reset_start(&at);
  reset_step(&at, 0, RESET_BOOT_INTENT, 0, &said);
  ck_assert_uint_eq(explore(at, true, 0), RESET_COMMANDS_MAX);
  reset_start(&at);
  reset_step(&at, 0, RESET_BOOT_CLEAN, 0, &said);
  ck_assert_uint_eq(explore(at, false, 0), RESET_FAILURES);
}
END_TEST

/* a state that cannot be is a fault, from which a factory reset leads. */
START_TEST(corrupted_state_is_a_fault)
{
  const int states[] = {-1, RESET_STATE_LAST + 1, INT32_MAX, INT32_MIN};
  for (unsigned i = 0; i < 4; i++) {
    machine = (reset_t){.cs = states[i], .failures = 255, .deadline = 3};
    ck_assert_uint_eq(reset_phase(&machine), RESET_FAULT);
    ck_assert_uint_eq(reset_outstanding(&machine), COMMAND_NONE);
    step(10, RESET_DONE, COMMAND_NONE);
    ck_assert_int_eq(machine.cs, RESET_STATE_FAULT);
    ck_assert_uint_lt(machine.failures, RESET_FAILURES);
    machine.cs = states[i];
    step(10, RESET_ORDER, COMMAND_WRITE_INTENT);
    step(10, RESET_FAILED, COMMAND_WRITE_INTENT);
  }
}
END_TEST

/* the clock may start anywhere, and near its end a deadline does not wrap. */
START_TEST(clock_near_its_end)
{
  boot_operational();
  step(UINT64_MAX - 1, RESET_RESTART, COMMAND_STOP_CAMERA);
  ck_assert_uint_eq(output.next, TIME_NEVER);
  step(UINT64_MAX - 1, RESET_TICK, COMMAND_NONE);
  step(UINT64_MAX, RESET_TICK, COMMAND_RESTART_BOARD);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("reset");
  TCase *reset = tcase_create("reset");
  tcase_add_test(reset, states_are_named_right);
  tcase_add_test(reset, wipe_in_order);
  tcase_add_test(reset, order_at_run_time);
  tcase_add_test(reset, order_is_taken_whatever_is_broken);
  tcase_add_test(reset, deadlines);
  tcase_add_test(reset, soft_restart);
  tcase_add_test(reset, order_beats_restart);
  tcase_add_test(reset, restart_is_refused_in_a_reset);
  tcase_add_test(reset, only_requests_are_accepted);
  tcase_add_test(reset, unreadable_is_a_fault);
  tcase_add_test(reset, boot_counts_only_at_the_start);
  tcase_add_test(reset, failures_end_in_a_fault);
  tcase_add_test(reset, failures_of_a_wipe_add_up);
  tcase_add_test(reset, every_boot_ends);
  tcase_add_test(reset, corrupted_state_is_a_fault);
  tcase_add_test(reset, clock_near_its_end);
  suite_add_tcase(suite, reset);
  return unit_main("reset", suite);
}
