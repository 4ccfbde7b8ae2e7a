/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The supervisor of the camera process: starts, pauses, hangs. */
#include "supervisor.h"

#include "time.h"
#include "unit.h"
#include "vocabulary.h"

#define S TIME_SECOND

static supervisor_t machine;
static supervisor_timing_t timing;
static supervisor_output_t output;

static void setup(void)
{
  timing = supervisor_timing_default();
  supervisor_start(&machine);
}

static void step(uint64_t now, uint8_t input, bool wanted, uint8_t command, uint64_t next)
{
  ck_assert(supervisor_step(&machine, &timing, now, input, wanted, &output));
  ck_assert_uint_eq(output.command, command);
  ck_assert_uint_eq(output.next, next);
}

START_TEST(timing_is_the_decided_one)
{
  ck_assert_uint_eq(timing.heartbeat, 10 * S);
  ck_assert_uint_eq(timing.first_pause, 1 * S);
  ck_assert_uint_eq(timing.longest_pause, 60 * S);
  ck_assert(supervisor_timing_ordered(&timing));
}
END_TEST

START_TEST(timing_out_of_order_is_refused)
{
  const supervisor_timing_t wrong[] = {{0, 1, 2}, {1, 0, 2}, {1, 3, 2}, {1, 0, 0}};
  step(100, SUPERVISOR_TICK, true, COMMAND_START_CAMERA, 100 + 10 * S);
  for (unsigned i = 0; i < 4; i++) {
    const supervisor_t before = machine;
    ck_assert(!supervisor_timing_ordered(&wrong[i]));
    ck_assert(!supervisor_step(&machine, &wrong[i], 200, SUPERVISOR_EXITED, true, &output));
    ck_assert_uint_eq(output.command, COMMAND_NONE);
    ck_assert_uint_eq(output.next, TIME_NEVER);
    ck_assert_mem_eq(&machine, &before, sizeof before);
  }
  ck_assert(supervisor_timing_ordered(&(supervisor_timing_t){1, 1, 1}));
}
END_TEST

START_TEST(starts_when_wanted_and_only_once)
{
  step(5, SUPERVISOR_TICK, false, COMMAND_NONE, TIME_NEVER);
  step(6, SUPERVISOR_EXITED, false, COMMAND_NONE, TIME_NEVER);
  step(7, SUPERVISOR_TICK, true, COMMAND_START_CAMERA, 7 + 10 * S);
  step(8, SUPERVISOR_TICK, true, COMMAND_NONE, 7 + 10 * S);
  ck_assert_uint_eq(machine.phase, SUPERVISOR_RUNNING);
  ck_assert_uint_eq(machine.restarts, 0);
}
END_TEST

/* silence is a hang; a beat puts it off. */
START_TEST(hang_is_ended_and_restarted)
{
  step(0, SUPERVISOR_TICK, true, COMMAND_START_CAMERA, 10 * S);
  step(6 * S, SUPERVISOR_HEARTBEAT, true, COMMAND_NONE, 16 * S);
  step(16 * S - 1, SUPERVISOR_TICK, true, COMMAND_NONE, 16 * S);
  step(16 * S, SUPERVISOR_TICK, true, COMMAND_STOP_CAMERA, 26 * S);
  ck_assert_uint_eq(machine.phase, SUPERVISOR_STOPPING);
  /* a last beat does not bring it back, and one that does not go is told again */
  step(17 * S, SUPERVISOR_HEARTBEAT, true, COMMAND_NONE, 26 * S);
  step(26 * S, SUPERVISOR_TICK, true, COMMAND_STOP_CAMERA, 36 * S);
  step(27 * S, SUPERVISOR_EXITED, true, COMMAND_NONE, 28 * S);
  step(28 * S - 1, SUPERVISOR_TICK, true, COMMAND_NONE, 28 * S);
  step(28 * S, SUPERVISOR_TICK, true, COMMAND_START_CAMERA, 38 * S);
  ck_assert_uint_eq(machine.restarts, 1);
}
END_TEST

/* one that dies again and again is started after 1, 2, 4, ... 60, 60 s. */
START_TEST(pauses_double)
{
  const uint64_t pauses[] = {1, 2, 4, 8, 16, 32, 60, 60, 60};
  uint64_t now = UINT64_C(1) << 63;
  step(now, SUPERVISOR_TICK, true, COMMAND_START_CAMERA, now + 10 * S);
  for (unsigned i = 0; i < sizeof pauses / sizeof pauses[0]; i++) {
    now += S / 2;
    step(now, SUPERVISOR_EXITED, true, COMMAND_NONE, now + pauses[i] * S);
    step(now + 1, SUPERVISOR_EXITED, true, COMMAND_NONE, now + pauses[i] * S);
    now += pauses[i] * S;
    step(now - 1, SUPERVISOR_TICK, true, COMMAND_NONE, now);
    step(now, SUPERVISOR_TICK, true, COMMAND_START_CAMERA, now + 10 * S);
    ck_assert_uint_eq(machine.restarts, i + 1);
  }
}
END_TEST

/* A run of more than 60 s starts the pauses anew; one of 60 s does not. */
START_TEST(long_run_shortens_the_pause)
{
  step(0, SUPERVISOR_TICK, true, COMMAND_START_CAMERA, 10 * S);
  step(1 * S, SUPERVISOR_EXITED, true, COMMAND_NONE, 2 * S);
  step(2 * S, SUPERVISOR_TICK, true, COMMAND_START_CAMERA, 12 * S);
  for (uint64_t at = 3; at <= 61; at++)
    step(at * S, SUPERVISOR_HEARTBEAT, true, COMMAND_NONE, (at + 10) * S);
  step(62 * S, SUPERVISOR_EXITED, true, COMMAND_NONE, 64 * S);
  step(64 * S, SUPERVISOR_TICK, true, COMMAND_START_CAMERA, 74 * S);
  for (uint64_t at = 65; at <= 124; at++)
    step(at * S, SUPERVISOR_HEARTBEAT, true, COMMAND_NONE, (at + 10) * S);
  step(124 * S + 1, SUPERVISOR_EXITED, true, COMMAND_NONE, 125 * S + 1);
}
END_TEST

START_TEST(not_wanted_is_stopped)
{
  step(0, SUPERVISOR_TICK, true, COMMAND_START_CAMERA, 10 * S);
  step(1 * S, SUPERVISOR_TICK, false, COMMAND_STOP_CAMERA, 11 * S);
  step(2 * S, SUPERVISOR_TICK, false, COMMAND_NONE, 11 * S);
  step(11 * S, SUPERVISOR_TICK, false, COMMAND_STOP_CAMERA, 21 * S);
  step(12 * S, SUPERVISOR_EXITED, false, COMMAND_NONE, TIME_NEVER);
  ck_assert_uint_eq(machine.phase, SUPERVISOR_OFF);
  step(13 * S, SUPERVISOR_TICK, true, COMMAND_START_CAMERA, 23 * S);
  step(14 * S, SUPERVISOR_EXITED, false, COMMAND_NONE, TIME_NEVER);
  ck_assert_uint_eq(machine.phase, SUPERVISOR_OFF);
  step(15 * S, SUPERVISOR_TICK, true, COMMAND_START_CAMERA, 25 * S);
  step(16 * S, SUPERVISOR_EXITED, true, COMMAND_NONE, 17 * S);
  step(16 * S, SUPERVISOR_TICK, false, COMMAND_NONE, TIME_NEVER);
  ck_assert_uint_eq(machine.phase, SUPERVISOR_OFF);
}
END_TEST

/* a clock that runs back or ends lengthens a span at most, and nothing wraps. */
START_TEST(clock_runs_back_and_ends)
{
  step(100 * S, SUPERVISOR_TICK, true, COMMAND_START_CAMERA, 110 * S);
  step(5 * S, SUPERVISOR_TICK, true, COMMAND_NONE, 110 * S);
  step(110 * S, SUPERVISOR_TICK, true, COMMAND_STOP_CAMERA, 120 * S);
  step(UINT64_MAX - 1, SUPERVISOR_HEARTBEAT, true, COMMAND_STOP_CAMERA, TIME_NEVER);
  step(UINT64_MAX, SUPERVISOR_EXITED, true, COMMAND_NONE, TIME_NEVER);
}
END_TEST

/* Bytes that no run can have produced: the process is ended, and started again in the end. */
START_TEST(corrupted_state_recovers)
{
  machine = (supervisor_t){
      .phase = 77, .since = UINT64_MAX, .beat = 0, .pause = UINT64_MAX, .restarts = UINT32_MAX};
  step(20 * S, SUPERVISOR_TICK, true, COMMAND_STOP_CAMERA, 30 * S);
  step(21 * S, SUPERVISOR_EXITED, true, COMMAND_NONE, 81 * S);
  step(81 * S, SUPERVISOR_TICK, true, COMMAND_START_CAMERA, 91 * S);
  ck_assert_uint_eq(machine.restarts, UINT32_MAX);

  setup(); /* a pause that is too short is lengthened to the first one */
  step(0, SUPERVISOR_TICK, true, COMMAND_START_CAMERA, 10 * S);
  machine.pause = 0;
  step(2 * S, SUPERVISOR_EXITED, true, COMMAND_NONE, 3 * S);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("supervisor");
  TCase *supervisor = tcase_create("supervisor");
  tcase_add_checked_fixture(supervisor, setup, NULL);
  tcase_add_test(supervisor, timing_is_the_decided_one);
  tcase_add_test(supervisor, timing_out_of_order_is_refused);
  tcase_add_test(supervisor, starts_when_wanted_and_only_once);
  tcase_add_test(supervisor, hang_is_ended_and_restarted);
  tcase_add_test(supervisor, pauses_double);
  tcase_add_test(supervisor, long_run_shortens_the_pause);
  tcase_add_test(supervisor, not_wanted_is_stopped);
  tcase_add_test(supervisor, clock_runs_back_and_ends);
  tcase_add_test(supervisor, corrupted_state_recovers);
  suite_add_tcase(suite, supervisor);
  return unit_main("supervisor", suite);
}
