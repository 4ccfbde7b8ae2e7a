/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The second way in: the network whose code an unclaimed camera was shown is visited, and the camera claimed there. */
#include "guard.h"
#include "light.h"
#include "provision_machine.h"

static void refused(double at, uint8_t input, uint8_t reason)
{
  say(at, input);
  ordered(0, 0, 0);
  ck_assert_uint_eq(out.reason, reason);
}

static void trying(void)
{
  say(0, PROVISION_BEGIN_UNCLAIMED);
  say(10, PROVISION_VISIT);
}

static void visiting(void)
{
  trying();
  say(15, PROVISION_JOINED);
}

static void storing(void)
{
  visiting();
  say(20, PROVISION_ADOPT);
}

/* nothing is stored by a visit; what is claimed there is, and the setup network stays closed. */
START_TEST(a_visit_is_claimed)
{
  trying();
  ck_assert_uint_eq(out.reason, REASON_NONE);
  ordered(COMMAND_JOIN_CANDIDATE, 0, 0);
  is(PROVISION_TRYING);
  say(15, PROVISION_JOINED);
  ordered(COMMAND_CLOSE_SETUP_NETWORK, 0, 0);
  is(PROVISION_VISITING);
  ck_assert(!provision_owned(&machine) && !provision_setup_open(&machine));
  say(20, PROVISION_ADOPT);
  ck_assert_uint_eq(out.reason, REASON_NONE);
  ordered(COMMAND_STORE_OWNER, 0, 0);
  is(PROVISION_STORING);
  ck_assert(!provision_owned(&machine));
  say(21, PROVISION_STORED);
  ordered(0, 0, 0);
  is(PROVISION_ONLINE);
  ck_assert(provision_owned(&machine) && !provision_setup_open(&machine));
}
END_TEST

/* a visit that fails is back in setup with its reason. */
START_TEST(a_visit_fails)
{
  trying();
  say_why(15, PROVISION_JOIN_FAILED, REASON_WRONG_PASSWORD);
  ordered(COMMAND_FORGET_CANDIDATE, COMMAND_OPEN_SETUP_NETWORK, 0);
  is(PROVISION_SETUP);
  ck_assert_uint_eq(machine.reason, REASON_WRONG_PASSWORD);
  say(20, PROVISION_VISIT);
  ordered(COMMAND_JOIN_CANDIDATE, 0, 0);
  say(80, PROVISION_TICK);
  ordered(COMMAND_FORGET_CANDIDATE, COMMAND_OPEN_SETUP_NETWORK, 0);
  ck_assert_uint_eq(machine.reason, REASON_TIMED_OUT);
}
END_TEST

/* a visit that nobody claims ends with its window, whoever shows himself; a lost network ends it too. */
START_TEST(a_visit_ends)
{
  visiting();
  ck_assert_uint_eq(out.next, EPOCH + 915 * TIME_SECOND);
  say(500, PROVISION_PHONE);
  ordered(0, 0, 0);
  say(914.9, PROVISION_TICK);
  is(PROVISION_VISITING);
  say(915, PROVISION_TICK);
  ordered(COMMAND_FORGET_CANDIDATE, COMMAND_OPEN_SETUP_NETWORK, 0);
  is(PROVISION_SETUP);
  ck_assert_uint_eq(machine.reason, REASON_UNCLAIMED);
  say(920, PROVISION_VISIT);
  say(925, PROVISION_JOINED);
  say(930, PROVISION_LINK_LOST);
  ordered(COMMAND_FORGET_CANDIDATE, COMMAND_OPEN_SETUP_NETWORK, 0);
  ck_assert_uint_eq(machine.reason, REASON_TIMED_OUT);
}
END_TEST

/* A claim that comes with the bound finds the visit over; the network's loss is heard as what it is. */
START_TEST(the_bound_comes_first)
{
  visiting();
  say(915, PROVISION_ADOPT);
  ordered(COMMAND_FORGET_CANDIDATE, COMMAND_OPEN_SETUP_NETWORK, 0);
  ck_assert_uint_eq(out.reason, REASON_NOT_PERMITTED);
  say(920, PROVISION_VISIT);
  say(925, PROVISION_JOINED);
  say(5000, PROVISION_LINK_LOST);
  ordered(COMMAND_FORGET_CANDIDATE, COMMAND_OPEN_SETUP_NETWORK, 0);
  ck_assert_uint_eq(machine.reason, REASON_TIMED_OUT);
}
END_TEST

/* what is not stored, not in time, or without its network, claims nothing. */
START_TEST(a_claim_is_not_stored)
{
  static const uint8_t ends[] = {PROVISION_NOT_STORED, PROVISION_LINK_LOST, PROVISION_TICK};
  static const uint8_t reasons[] = {REASON_NOT_STORED, REASON_TIMED_OUT, REASON_NOT_STORED};
  for (size_t i = 0; i < sizeof ends; i++) {
    setup();
    storing();
    say(ends[i] == PROVISION_TICK ? 140 : 30, ends[i]);
    ordered(COMMAND_FORGET_CANDIDATE, COMMAND_OPEN_SETUP_NETWORK, 0);
    is(PROVISION_SETUP);
    ck_assert(!provision_owned(&machine));
    ck_assert_uint_eq(machine.reason, reasons[i]);
  }
}
END_TEST

/* each request only where it may be. */
START_TEST(requests_at_the_wrong_time)
{
  refused(0, PROVISION_VISIT, REASON_BUSY);
  refused(0, PROVISION_ADOPT, REASON_BUSY);
  trying();
  refused(11, PROVISION_VISIT, REASON_BUSY);
  refused(11, PROVISION_ADOPT, REASON_BUSY);
  refused(11, PROVISION_CLAIM, REASON_BUSY);
  refused(11, PROVISION_CHANGE, REASON_NOT_OWNED);
  say(15, PROVISION_JOINED);
  refused(16, PROVISION_VISIT, REASON_BUSY);
  refused(16, PROVISION_CLAIM, REASON_NOT_PERMITTED);
  refused(16, PROVISION_PASSWORD, REASON_NOT_OWNED);
  is(PROVISION_VISITING);
  say(20, PROVISION_ADOPT);
  refused(21, PROVISION_ADOPT, REASON_BUSY);
  refused(21, PROVISION_CHANGE, REASON_NOT_OWNED);
  say(22, PROVISION_STORED);
  refused(23, PROVISION_VISIT, REASON_ALREADY_OWNED);
  refused(23, PROVISION_ADOPT, REASON_ALREADY_OWNED);
  say(24, PROVISION_HALT);
  refused(25, PROVISION_VISIT, REASON_RESETTING);
  refused(25, PROVISION_ADOPT, REASON_RESETTING);
}
END_TEST

/* A claim needs the visit: over the setup network, and once it is closed, there is none. */
START_TEST(no_visit_no_claim_there)
{
  say(0, PROVISION_BEGIN_UNCLAIMED);
  refused(1, PROVISION_ADOPT, REASON_NOT_PERMITTED);
  is(PROVISION_SETUP);
  say(900, PROVISION_TICK);
  is(PROVISION_DORMANT);
  refused(901, PROVISION_VISIT, REASON_NOT_PERMITTED);
  refused(901, PROVISION_ADOPT, REASON_NOT_PERMITTED);
}
END_TEST

/* while the answer to an earlier claim is owed, nothing new is begun. */
START_TEST(an_answer_is_owed)
{
  say(0, PROVISION_BEGIN_UNCLAIMED);
  say(1, PROVISION_CLAIM);
  say(5, PROVISION_JOINED);
  say(125, PROVISION_TICK);
  is(PROVISION_SETUP);
  refused(126, PROVISION_VISIT, REASON_BUSY);
  refused(126, PROVISION_ADOPT, REASON_BUSY);
  say(127, PROVISION_STORED);
  is(PROVISION_CONNECTING);
}
END_TEST

/* Halted in each of its states, and what means nothing there changes nothing. */
START_TEST(halted_and_idle)
{
  static void (*const states[])(void) = {trying, visiting, storing};
  static const uint8_t phases[] = {PROVISION_TRYING, PROVISION_VISITING, PROVISION_STORING};
  for (size_t i = 0; i < sizeof phases; i++) {
    setup();
    states[i]();
    say(25, PROVISION_LINK_RESTORED);
    ordered(0, 0, 0);
    is(phases[i]);
    say(26, PROVISION_HALT);
    ordered(0, 0, 0);
    is(PROVISION_STARTING);
  }
}
END_TEST

/* the guard hands both on; while the camera is visiting, its light says that it waits to be set up. */
START_TEST(through_the_guard)
{
  static guard_t guard;
  guard_output_t said;
  guard_timing_t spans = guard_timing_default();
  const guard_event_t events[] = {{.kind = EVENT_BOOT, .intent = INTENT_NONE, .vault = VAULT_UNCLAIMED},
                                  {.kind = EVENT_VISIT_REQUESTED}, /* storage is not open yet */
                                  {.kind = EVENT_STORE_DONE, .argument = COMMAND_OPEN_STORAGE},
                                  {.kind = EVENT_VISIT_REQUESTED},
                                  {.kind = EVENT_JOIN_SUCCEEDED},
                                  {.kind = EVENT_ADOPT_REQUESTED},
                                  {.kind = EVENT_STORE_DONE, .argument = COMMAND_STORE_OWNER}};
  static const uint8_t answers[] = {REASON_NONE, REASON_RESETTING, REASON_NONE, REASON_NONE,
                                    REASON_NONE, REASON_NONE,      REASON_NONE};
  static const uint8_t lights[] = {LIGHT_BOOTING, LIGHT_BOOTING, LIGHT_SETUP, LIGHT_JOINING,
                                   LIGHT_SETUP,   LIGHT_JOINING, LIGHT_ONLINE};
  guard_start(&guard);
  for (size_t i = 0; i < sizeof answers; i++) {
    guard_event_t event = events[i];
    event.time = EPOCH + i * TIME_SECOND;
    ck_assert(guard_step(&guard, &spans, &event, &said));
    ck_assert_msg(said.reason == answers[i], "event %zu answers %u", i, said.reason);
    ck_assert_msg(said.light == lights[i], "event %zu shows %u", i, said.light);
  }
  ck_assert_uint_eq(guard.vault, VAULT_OWNED);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("visit");
  TCase *cases = tcase_create("visit");
  tcase_add_checked_fixture(cases, setup, NULL);
  tcase_add_test(cases, a_visit_is_claimed);
  tcase_add_test(cases, a_visit_fails);
  tcase_add_test(cases, a_visit_ends);
  tcase_add_test(cases, the_bound_comes_first);
  tcase_add_test(cases, a_claim_is_not_stored);
  tcase_add_test(cases, requests_at_the_wrong_time);
  tcase_add_test(cases, no_visit_no_claim_there);
  tcase_add_test(cases, an_answer_is_owed);
  tcase_add_test(cases, halted_and_idle);
  tcase_add_test(cases, through_the_guard);
  suite_add_tcase(suite, cases);
  return unit_main("visit", suite);
}
