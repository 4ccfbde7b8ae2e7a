/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Provisioning: setup, claim, change of the home network, and what happens when nothing answers. */
#include <string.h>

#include "provision_machine.h"

#define SECOND TIME_SECOND

static void nothing_ordered(void)
{
  ordered(COMMAND_NONE, COMMAND_NONE, COMMAND_NONE);
}

static void next_at(double at)
{
  ck_assert_uint_eq(out.next, EPOCH + (uint64_t)(at * 1e9));
}

static void unclaimed(void)
{
  say(0, PROVISION_BEGIN_UNCLAIMED);
}

static void trying(void)
{
  unclaimed();
  say(10, PROVISION_CLAIM);
}

static void storing(void)
{
  trying();
  say(15, PROVISION_JOINED);
}

static void online(void)
{
  say(0, PROVISION_BEGIN_OWNED);
  say(5, PROVISION_JOINED);
}

static void owner_setup(void)
{
  say(0, PROVISION_BEGIN_OWNED_BUTTON);
  say(60, PROVISION_TICK);
}

/* an unclaimed camera opens its setup network at boot; it closes after the window and stays closed. */
START_TEST(setup_opens_and_closes)
{
  unclaimed();
  ordered(COMMAND_OPEN_SETUP_NETWORK, 0, 0);
  is(PROVISION_SETUP);
  ck_assert(provision_setup_open(&machine));
  ck_assert(!provision_owned(&machine));
  next_at(900);
  say(899.9, PROVISION_TICK);
  nothing_ordered();
  is(PROVISION_SETUP);
  say(900, PROVISION_TICK);
  ordered(COMMAND_CLOSE_SETUP_NETWORK, 0, 0);
  is(PROVISION_DORMANT);
  ck_assert(!provision_setup_open(&machine));
  ck_assert_uint_eq(out.next, TIME_NEVER);
  say(5000, PROVISION_PHONE);
  nothing_ordered();
  is(PROVISION_DORMANT);
}
END_TEST

/* each sign of a phone moves the end of the window; one that comes too late finds it closed. */
START_TEST(a_phone_keeps_setup_open)
{
  unclaimed();
  say(800, PROVISION_PHONE);
  nothing_ordered();
  next_at(1700);
  say(1600, PROVISION_PHONE);
  next_at(2500);
  say(2500, PROVISION_PHONE);
  ordered(COMMAND_CLOSE_SETUP_NETWORK, 0, 0);
  is(PROVISION_DORMANT);
}
END_TEST

/* tried, stored, told, and then the setup network goes away. */
START_TEST(a_claim_goes_through)
{
  trying();
  ck_assert_uint_eq(out.reason, REASON_NONE);
  ordered(COMMAND_JOIN_CANDIDATE, 0, 0);
  is(PROVISION_TRYING);
  next_at(70);
  say(15, PROVISION_JOINED);
  ordered(COMMAND_STORE_OWNER, 0, 0);
  is(PROVISION_STORING);
  next_at(135);
  ck_assert(!provision_owned(&machine));
  say(16, PROVISION_STORED);
  ordered(COMMAND_OPEN_SETUP_NETWORK, 0, 0);
  is(PROVISION_LINGERING);
  ck_assert(provision_owned(&machine));
  ck_assert(provision_setup_open(&machine));
  next_at(76);
  say(76, PROVISION_TICK);
  ordered(COMMAND_CLOSE_SETUP_NETWORK, 0, 0);
  is(PROVISION_ONLINE);
  ck_assert_uint_eq(out.next, TIME_NEVER);
}
END_TEST

/* a wrong password is told, for its time and as the reason, and the claim can be made again. */
START_TEST(a_failed_join_returns_to_setup_with_its_reason)
{
  trying();
  say_why(15, PROVISION_JOIN_FAILED, REASON_WRONG_PASSWORD);
  ordered(COMMAND_FORGET_CANDIDATE, COMMAND_OPEN_SETUP_NETWORK, 0);
  is(PROVISION_SETUP);
  ck_assert_uint_eq(machine.reason, REASON_WRONG_PASSWORD);
  ck_assert(provision_tells_failure(&machine, EPOCH + 15 * SECOND));
  ck_assert(provision_tells_failure(&machine, EPOCH + 75 * SECOND - 1));
  ck_assert(!provision_tells_failure(&machine, EPOCH + 75 * SECOND));
  next_at(75);
  say(20, PROVISION_CLAIM);
  ck_assert_uint_eq(out.reason, REASON_NONE);
  ordered(COMMAND_JOIN_CANDIDATE, 0, 0);
  ck_assert_uint_eq(machine.reason, REASON_NONE);
  ck_assert(!provision_tells_failure(&machine, EPOCH + 21 * SECOND));
}
END_TEST

/* a failure without a reason, or with one that does not exist, still has one. */
START_TEST(a_reason_is_always_one)
{
  static const uint8_t wrong[] = {REASON_NONE, REASON_LAST + 1, 255};
  for (size_t i = 0; i < sizeof wrong; i++) {
    setup();
    trying();
    say_why(15, PROVISION_JOIN_FAILED, wrong[i]);
    ck_assert_uint_eq(machine.reason, REASON_TIMED_OUT);
  }
}
END_TEST

/* a network that never answers leaves the camera in setup. */
START_TEST(a_try_is_bounded)
{
  trying();
  say(69.999, PROVISION_TICK);
  nothing_ordered();
  say(70, PROVISION_TICK);
  ordered(COMMAND_FORGET_CANDIDATE, COMMAND_OPEN_SETUP_NETWORK, 0);
  is(PROVISION_SETUP);
  ck_assert_uint_eq(machine.reason, REASON_TIMED_OUT);
  say(71, PROVISION_JOINED); /* no result of a forgotten candidate counts */
  nothing_ordered();
  is(PROVISION_SETUP);
}
END_TEST

/* any input past the bound finds the state over, here a second claim, taken as a new one. */
START_TEST(any_input_past_the_bound_finds_the_state_over)
{
  trying();
  say(80, PROVISION_CLAIM);
  ordered(COMMAND_FORGET_CANDIDATE, COMMAND_OPEN_SETUP_NETWORK, COMMAND_JOIN_CANDIDATE);
  ck_assert_uint_eq(out.reason, REASON_NONE);
  is(PROVISION_TRYING);
  next_at(140);
}
END_TEST

/* an answer that is looked at late is an answer all the same. */
START_TEST(a_late_answer_is_an_answer)
{
  trying();
  say(100, PROVISION_JOINED);
  ordered(COMMAND_STORE_OWNER, 0, 0);
  say(300, PROVISION_STORED);
  ordered(COMMAND_OPEN_SETUP_NETWORK, 0, 0);
  is(PROVISION_LINGERING);
}
END_TEST

/* what could not be stored is not kept, and the owner hears why. */
START_TEST(not_stored_returns_to_setup)
{
  storing();
  say(16, PROVISION_NOT_STORED);
  ordered(COMMAND_FORGET_CANDIDATE, COMMAND_OPEN_SETUP_NETWORK, 0);
  is(PROVISION_SETUP);
  ck_assert_uint_eq(machine.reason, REASON_NOT_STORED);
  say(17, PROVISION_CLAIM);
  ck_assert_uint_eq(out.reason, REASON_NONE);
}
END_TEST

/* a disk that stalls: no second claim while the first may yet be stored, and if it is, it counts. */
START_TEST(a_stalled_disk_keeps_one_claim)
{
  storing();
  say(135, PROVISION_TICK);
  ordered(COMMAND_FORGET_CANDIDATE, COMMAND_OPEN_SETUP_NETWORK, 0);
  is(PROVISION_SETUP);
  ck_assert_uint_eq(machine.reason, REASON_NOT_STORED);
  say(136, PROVISION_CLAIM);
  ck_assert_uint_eq(out.reason, REASON_BUSY);
  nothing_ordered();
  say(140, PROVISION_STORED);
  ordered(COMMAND_CLOSE_SETUP_NETWORK, COMMAND_JOIN_HOME, 0);
  is(PROVISION_CONNECTING);
  ck_assert(provision_owned(&machine));
  ck_assert_uint_eq(machine.reason, REASON_NONE);
  ck_assert(!provision_tells_failure(&machine, EPOCH + 140 * SECOND));
  say(141, PROVISION_STORED); /* nobody waits for a second answer */
  nothing_ordered();
}
END_TEST

/* ... and if it is not, the next claim is taken; also after the setup window went by. */
START_TEST(a_stalled_disk_that_fails_frees_the_claim)
{
  storing();
  say(135, PROVISION_TICK);
  say(140, PROVISION_NOT_STORED);
  nothing_ordered();
  say(141, PROVISION_CLAIM);
  ck_assert_uint_eq(out.reason, REASON_NONE);

  setup();
  storing();
  say(135, PROVISION_TICK);
  say(1035, PROVISION_TICK);
  is(PROVISION_DORMANT);
  say(1040, PROVISION_CLAIM);
  ck_assert_uint_eq(out.reason, REASON_BUSY);
  say(1050, PROVISION_STORED);
  ordered(COMMAND_JOIN_HOME, 0, 0);
  is(PROVISION_CONNECTING);
}
END_TEST

/* a link lost while its record is stored is not told as success; the record counts once it is there. */
START_TEST(a_link_lost_while_storing)
{
  storing();
  say(16, PROVISION_LINK_LOST);
  is(PROVISION_SETUP);
  ck_assert_uint_eq(machine.reason, REASON_TIMED_OUT);
  say(17, PROVISION_STORED);
  is(PROVISION_CONNECTING);
  ordered(COMMAND_CLOSE_SETUP_NETWORK, COMMAND_JOIN_HOME, 0);
}
END_TEST

/* owned is owned, whoever asks. */
START_TEST(a_claim_of_an_owned_camera_is_refused)
{
  online();
  say(10, PROVISION_CLAIM);
  ck_assert_uint_eq(out.reason, REASON_ALREADY_OWNED);
  nothing_ordered();
  say(11, PROVISION_LINK_LOST);
  say(12, PROVISION_CLAIM);
  ck_assert_uint_eq(out.reason, REASON_ALREADY_OWNED);
  setup();
  owner_setup();
  say(61, PROVISION_CLAIM);
  ck_assert_uint_eq(out.reason, REASON_ALREADY_OWNED);
  nothing_ordered();
  is(PROVISION_OWNER_SETUP);
}
END_TEST

/* owned from the moment at which the record is stored, in every state. */
START_TEST(owned_in_every_state)
{
  const int unowned[] = {
      PROVISION_STATE_START,        PROVISION_STATE_SETUP,         PROVISION_STATE_DORMANT,
      PROVISION_STATE_TRYING_CLAIM, PROVISION_STATE_STORING_CLAIM, PROVISION_STATE_TRYING_VISIT,
      PROVISION_STATE_VISITING,     PROVISION_STATE_STORING_VISIT, PROVISION_STATE_HALTED};
  for (int state = -1; state <= PROVISION_STATE_LAST + 1; state++) {
    bool expected = state >= 0 && state <= PROVISION_STATE_LAST;
    for (size_t i = 0; i < sizeof unowned / sizeof unowned[0]; i++)
      expected = expected && unowned[i] != state;
    machine.cs = state;
    ck_assert_msg(provision_owned(&machine) == expected, "state %d", state);
  }
}
END_TEST

/* a change needs an owner; requests during one wait for its end. */
START_TEST(requests_at_the_wrong_time)
{
  say(0, PROVISION_CLAIM);
  ck_assert_uint_eq(out.reason, REASON_BUSY);
  unclaimed();
  say(1, PROVISION_CHANGE);
  ck_assert_uint_eq(out.reason, REASON_NOT_OWNED);
  say(2, PROVISION_CLAIM);
  say(3, PROVISION_CLAIM);
  ck_assert_uint_eq(out.reason, REASON_BUSY);
  say(4, PROVISION_JOINED);
  say(5, PROVISION_CLAIM);
  ck_assert_uint_eq(out.reason, REASON_BUSY);
  say(6, PROVISION_STORED);
  say(7, PROVISION_CHANGE);
  ck_assert_uint_eq(out.reason, REASON_BUSY);
  say(66, PROVISION_TICK);
  say(67, PROVISION_CHANGE);
  ck_assert_uint_eq(out.reason, REASON_NONE);
  say(68, PROVISION_CHANGE);
  ck_assert_uint_eq(out.reason, REASON_BUSY);
  say(69, PROVISION_HALT);
  say(70, PROVISION_CLAIM);
  ck_assert_uint_eq(out.reason, REASON_RESETTING);
}
END_TEST

/* The virtual board can speak to a camera whose window is over: it must be restarted first. */
START_TEST(a_dormant_camera_is_not_claimed)
{
  unclaimed();
  say(900, PROVISION_CLAIM);
  ordered(COMMAND_CLOSE_SETUP_NETWORK, 0, 0);
  ck_assert_uint_eq(out.reason, REASON_NOT_PERMITTED);
  is(PROVISION_DORMANT);
}
END_TEST

/* the stored network is joined at start and again after each loss; losing it opens nothing. */
START_TEST(home_comes_and_goes)
{
  say(0, PROVISION_BEGIN_OWNED);
  ordered(COMMAND_JOIN_HOME, 0, 0);
  is(PROVISION_CONNECTING);
  ck_assert(provision_owned(&machine));
  ck_assert_uint_eq(out.next, TIME_NEVER);
  say_why(30, PROVISION_JOIN_FAILED, REASON_NOT_FOUND);
  nothing_ordered();
  ck_assert_uint_eq(machine.reason, REASON_NOT_FOUND);
  say(100000, PROVISION_TICK);
  is(PROVISION_CONNECTING);
  ck_assert(!provision_setup_open(&machine));
  say(100001, PROVISION_JOINED);
  is(PROVISION_ONLINE);
  ck_assert_uint_eq(machine.reason, REASON_NONE);
  say(100002, PROVISION_LINK_LOST);
  ordered(COMMAND_JOIN_HOME, 0, 0);
  is(PROVISION_LOST);
  say(900000, PROVISION_TICK);
  nothing_ordered();
  is(PROVISION_LOST);
  ck_assert(!provision_setup_open(&machine));
  say(900001, PROVISION_LINK_RESTORED);
  is(PROVISION_ONLINE);
}
END_TEST

/* a restart by the button opens setup for the owner after a minute without the home network, for a while. */
START_TEST(a_new_router_after_a_button_restart)
{
  say(0, PROVISION_BEGIN_OWNED_BUTTON);
  ordered(COMMAND_JOIN_HOME, 0, 0);
  is(PROVISION_CONNECTING);
  next_at(60);
  say(60, PROVISION_TICK);
  ordered(COMMAND_OPEN_SETUP_NETWORK, 0, 0);
  is(PROVISION_OWNER_SETUP);
  next_at(960);
  say(960, PROVISION_TICK);
  ordered(COMMAND_CLOSE_SETUP_NETWORK, COMMAND_JOIN_HOME, 0);
  is(PROVISION_CONNECTING);
  ck_assert_uint_eq(out.next, TIME_NEVER); /* and it does not open again */
}
END_TEST

/* ... but not when the home network is reached in time, even if that is looked at late; and it closes once it is. */
START_TEST(the_old_router_after_a_button_restart)
{
  say(0, PROVISION_BEGIN_OWNED_BUTTON);
  say(61, PROVISION_LINK_RESTORED);
  nothing_ordered();
  is(PROVISION_ONLINE);
  setup();
  owner_setup();
  say(70, PROVISION_JOINED);
  ordered(COMMAND_CLOSE_SETUP_NETWORK, 0, 0);
  is(PROVISION_ONLINE);
}
END_TEST

/* a change over the setup network, good and bad. */
START_TEST(a_change_in_owner_setup)
{
  owner_setup();
  say(70, PROVISION_CHANGE);
  ordered(COMMAND_JOIN_CANDIDATE, 0, 0);
  ck_assert_uint_eq(out.reason, REASON_NONE);
  say_why(75, PROVISION_JOIN_FAILED, REASON_NO_ADDRESS);
  ordered(COMMAND_FORGET_CANDIDATE, COMMAND_JOIN_HOME, COMMAND_OPEN_SETUP_NETWORK);
  is(PROVISION_OWNER_SETUP);
  ck_assert_uint_eq(machine.reason, REASON_NO_ADDRESS);
  say(80, PROVISION_CHANGE);
  say(81, PROVISION_JOINED);
  ordered(COMMAND_STORE_OWNER, 0, 0);
  ck_assert(provision_owned(&machine));
  say(82, PROVISION_STORED);
  ordered(COMMAND_OPEN_SETUP_NETWORK, 0, 0);
  is(PROVISION_LINGERING);
  say(142, PROVISION_TICK);
  is(PROVISION_ONLINE);
}
END_TEST

/* a change over the home network: the old one is joined again where the new one fails, and opens no setup. */
START_TEST(a_change_online)
{
  online();
  say(70, PROVISION_CHANGE);
  ordered(COMMAND_JOIN_CANDIDATE, 0, 0);
  say(71, PROVISION_LINK_LOST); /* the old link goes down for the try */
  is(PROVISION_TRYING);
  say_why(75, PROVISION_JOIN_FAILED, REASON_WRONG_PASSWORD);
  ordered(COMMAND_FORGET_CANDIDATE, COMMAND_JOIN_HOME, 0);
  is(PROVISION_CONNECTING);
  say_why(76, PROVISION_JOIN_FAILED, REASON_NOT_FOUND);
  ck_assert_uint_eq(machine.reason, REASON_WRONG_PASSWORD); /* still to be told */
  say(78, PROVISION_JOINED);
  is(PROVISION_ONLINE);
  ck_assert_uint_eq(machine.reason, REASON_WRONG_PASSWORD);
  next_at(135); /* the end of telling it */
  say(80, PROVISION_CHANGE);
  say(81, PROVISION_JOINED);
  ordered(COMMAND_STORE_OWNER, 0, 0);
  say(82, PROVISION_STORED);
  nothing_ordered();
  is(PROVISION_ONLINE);
}
END_TEST

/* a change whose record is stored late replaces the home network then. */
START_TEST(a_change_stored_late)
{
  online();
  say(10, PROVISION_CHANGE);
  say(11, PROVISION_JOINED);
  say(131, PROVISION_TICK);
  ordered(COMMAND_FORGET_CANDIDATE, COMMAND_JOIN_HOME, 0);
  is(PROVISION_CONNECTING);
  say(132, PROVISION_JOINED);
  is(PROVISION_ONLINE);
  say(133, PROVISION_CHANGE);
  ck_assert_uint_eq(out.reason, REASON_BUSY);
  say(134, PROVISION_STORED);
  ordered(COMMAND_JOIN_HOME, 0, 0);
  is(PROVISION_CONNECTING);
}
END_TEST

/* lost right after the claim: the setup network goes, the home network is joined again. */
START_TEST(lost_while_lingering)
{
  storing();
  say(16, PROVISION_STORED);
  say(20, PROVISION_LINK_LOST);
  ordered(COMMAND_CLOSE_SETUP_NETWORK, COMMAND_JOIN_HOME, 0);
  is(PROVISION_LOST);
}
END_TEST

/* once a reset goes on, nothing is ordered any more, whatever comes, from any state. */
START_TEST(halted_is_silent)
{
  for (int cs = PROVISION_STATE_START; cs <= PROVISION_STATE_LAST; cs++) {
    setup();
    unclaimed();
    machine.cs = cs;
    say(100000, PROVISION_HALT);
    nothing_ordered();
    is(PROVISION_STARTING);
    ck_assert(!provision_setup_open(&machine));
    for (unsigned input = 0; input < 256; input++) {
      say(200000, (uint8_t)input);
      nothing_ordered();
      is(PROVISION_STARTING);
    }
  }
}
END_TEST

/* another password is stored on the network that there is; the camera is online again then. */
START_TEST(a_password_is_stored)
{
  online();
  say(20, PROVISION_PASSWORD);
  ck_assert_uint_eq(out.reason, REASON_NONE);
  ordered(COMMAND_STORE_OWNER, 0, 0);
  is(PROVISION_STORING);
  ck_assert(provision_owned(&machine));
  next_at(140);
  say(21, PROVISION_PASSWORD);
  ck_assert_uint_eq(out.reason, REASON_BUSY);
  say(21, PROVISION_CHANGE);
  ck_assert_uint_eq(out.reason, REASON_BUSY);
  say(21, PROVISION_CLAIM);
  ck_assert_uint_eq(out.reason, REASON_ALREADY_OWNED);
  nothing_ordered();
  say(22, PROVISION_STORED);
  nothing_ordered();
  is(PROVISION_ONLINE);
  ck_assert_uint_eq(machine.reason, REASON_NONE);
}
END_TEST

/* a password that is not stored is told, the old record stays, and the network is joined as before. */
START_TEST(a_password_is_not_stored)
{
  online();
  say(20, PROVISION_PASSWORD);
  say(21, PROVISION_NOT_STORED);
  ordered(COMMAND_FORGET_CANDIDATE, COMMAND_JOIN_HOME, 0);
  is(PROVISION_CONNECTING);
  ck_assert(provision_owned(&machine));
  ck_assert_uint_eq(machine.reason, REASON_NOT_STORED);
  say(22, PROVISION_JOINED);
  is(PROVISION_ONLINE);
  say(30, PROVISION_PASSWORD);
  ordered(COMMAND_STORE_OWNER, 0, 0);
  say(150, PROVISION_TICK); /* the disk hangs */
  ordered(COMMAND_FORGET_CANDIDATE, COMMAND_JOIN_HOME, 0);
  say(151, PROVISION_JOINED);
  say(152, PROVISION_PASSWORD);
  ck_assert_uint_eq(out.reason, REASON_BUSY); /* until it answers */
  nothing_ordered();
  say(153, PROVISION_STORED);
  ordered(COMMAND_JOIN_HOME, 0, 0);
  say(154, PROVISION_JOINED);
  say(155, PROVISION_PASSWORD);
  ck_assert_uint_eq(out.reason, REASON_NONE);
}
END_TEST

/* a password is changed by the owner of a camera that is on its network, and by nobody else. */
START_TEST(a_password_is_refused)
{
  say(0, PROVISION_PASSWORD);
  ck_assert_uint_eq(out.reason, REASON_BUSY);
  unclaimed();
  say(1, PROVISION_PASSWORD);
  ck_assert_uint_eq(out.reason, REASON_NOT_OWNED);
  say(2, PROVISION_CLAIM);
  say(3, PROVISION_PASSWORD);
  ck_assert_uint_eq(out.reason, REASON_NOT_OWNED);
  say(4, PROVISION_JOINED);
  say(5, PROVISION_STORED);
  is(PROVISION_LINGERING);
  say(6, PROVISION_PASSWORD);
  ck_assert_uint_eq(out.reason, REASON_BUSY);
  say(70, PROVISION_LINK_LOST);
  say(71, PROVISION_PASSWORD);
  ck_assert_uint_eq(out.reason, REASON_BUSY);
  nothing_ordered();
  say(72, PROVISION_HALT);
  say(73, PROVISION_PASSWORD);
  ck_assert_uint_eq(out.reason, REASON_RESETTING);
  nothing_ordered();
}
END_TEST

/* from every state, by every input, early and late: STORE_OWNER follows a successful join, a claim on a network
   that is visited, or another password that was taken, and nothing else. */
START_TEST(store_follows_a_join_only)
{
  for (int cs = PROVISION_STATE_START; cs <= PROVISION_STATE_LAST; cs++)
    for (unsigned input = 0; input < 256; input++)
      for (int late = 0; late < 2; late++)
        for (int owing = 0; owing < 2; owing++) {
          setup();
          say(0, PROVISION_TICK);
          machine.cs = cs;
          machine.owing = owing != 0;
          machine.since = EPOCH;
          uint8_t before = provision_phase(&machine);
          say(late ? 10000 : 1, (uint8_t)input);
          bool stores = false;
          for (int i = 0; i < PROVISION_COMMANDS; i++)
            stores = stores || out.commands[i] == COMMAND_STORE_OWNER;
          bool joined =
              before == PROVISION_TRYING && input == PROVISION_JOINED && cs != PROVISION_STATE_TRYING_VISIT;
          bool adopted =
              before == PROVISION_VISITING && input == PROVISION_ADOPT && out.reason == REASON_NONE;
          bool password = input == PROVISION_PASSWORD && out.reason == REASON_NONE;
          ck_assert(stores == (joined || adopted || password));
          if (password)
            ck_assert(before == PROVISION_ONLINE || (late && before == PROVISION_LINGERING));
          if (stores)
            ck_assert(machine.owing);
        }
}
END_TEST

/* from every state with a bound, by every input at or past it, that stay ends. */
START_TEST(every_bound_is_kept)
{
  for (int cs = PROVISION_STATE_START; cs <= PROVISION_STATE_LAST; cs++)
    for (unsigned input = 0; input < 256; input++) {
      setup();
      say(0, PROVISION_TICK);
      machine.cs = cs;
      machine.since = EPOCH;
      say(0, PROVISION_TICK);
      if (out.next == TIME_NEVER)
        continue;
      double bound = (double)(out.next - EPOCH) / 1e9;
      say(bound, (uint8_t)input);
      ck_assert(machine.cs != cs || machine.since == EPOCH + (uint64_t)(bound * 1e9));
    }
}
END_TEST

/* time that runs back counts as no time; a clock at its very end still leaves every state. */
START_TEST(the_clock_may_misbehave)
{
  trying();
  ck_assert(provision_step(&machine, &timing, 0, PROVISION_TICK, 0, &out));
  nothing_ordered();
  is(PROVISION_TRYING);
  ck_assert_uint_eq(machine.now, EPOCH + 10 * SECOND);
  setup();
  ck_assert(provision_step(&machine, &timing, UINT64_MAX - 1, PROVISION_BEGIN_UNCLAIMED, 0, &out));
  ck_assert_uint_eq(out.next, TIME_NEVER);
  ck_assert(provision_step(&machine, &timing, UINT64_MAX, PROVISION_TICK, 0, &out));
  is(PROVISION_DORMANT);
}
END_TEST

/* A configuration out of order is refused, each span for itself, and changes nothing. */
START_TEST(disordered_times_are_refused)
{
  uint64_t *spans[] = {&timing.window, &timing.trying, &timing.storing,
                       &timing.linger, &timing.away,   &timing.failed};
  unclaimed();
  for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
    timing = provision_timing_default();
    ck_assert(provision_timing_ordered(&timing));
    *spans[i] = 0;
    ck_assert(!provision_timing_ordered(&timing));
    provision_t before = machine;
    ck_assert(!provision_step(&machine, &timing, EPOCH + 10000 * SECOND, PROVISION_CLAIM, 0, &out));
    ck_assert_mem_eq(&before, &machine, sizeof before);
    nothing_ordered();
    ck_assert_uint_eq(out.reason, REASON_BUSY);
  }
}
END_TEST

/* A state that cannot be (a broken memory) is halted until the next boot. */
START_TEST(an_unknown_state_is_halted)
{
  machine.cs = PROVISION_STATE_LAST + 1;
  say(1, PROVISION_BEGIN_UNCLAIMED);
  nothing_ordered();
  is(PROVISION_STARTING);
  machine.cs = -1;
  say(2, PROVISION_CLAIM);
  ck_assert_uint_eq(out.reason, REASON_RESETTING);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("provision");
  TCase *cases = tcase_create("provision");
  tcase_add_checked_fixture(cases, setup, NULL);
  tcase_add_test(cases, setup_opens_and_closes);
  tcase_add_test(cases, a_phone_keeps_setup_open);
  tcase_add_test(cases, a_claim_goes_through);
  tcase_add_test(cases, a_failed_join_returns_to_setup_with_its_reason);
  tcase_add_test(cases, a_reason_is_always_one);
  tcase_add_test(cases, a_try_is_bounded);
  tcase_add_test(cases, any_input_past_the_bound_finds_the_state_over);
  tcase_add_test(cases, a_late_answer_is_an_answer);
  tcase_add_test(cases, not_stored_returns_to_setup);
  tcase_add_test(cases, a_stalled_disk_keeps_one_claim);
  tcase_add_test(cases, a_stalled_disk_that_fails_frees_the_claim);
  tcase_add_test(cases, a_link_lost_while_storing);
  tcase_add_test(cases, a_claim_of_an_owned_camera_is_refused);
  tcase_add_test(cases, owned_in_every_state);
  tcase_add_test(cases, requests_at_the_wrong_time);
  tcase_add_test(cases, a_dormant_camera_is_not_claimed);
  tcase_add_test(cases, home_comes_and_goes);
  tcase_add_test(cases, a_new_router_after_a_button_restart);
  tcase_add_test(cases, the_old_router_after_a_button_restart);
  tcase_add_test(cases, a_change_in_owner_setup);
  tcase_add_test(cases, a_change_online);
  tcase_add_test(cases, a_change_stored_late);
  tcase_add_test(cases, lost_while_lingering);
  tcase_add_test(cases, halted_is_silent);
  tcase_add_test(cases, a_password_is_stored);
  tcase_add_test(cases, a_password_is_not_stored);
  tcase_add_test(cases, a_password_is_refused);
  tcase_add_test(cases, store_follows_a_join_only);
  tcase_add_test(cases, every_bound_is_kept);
  tcase_add_test(cases, the_clock_may_misbehave);
  tcase_add_test(cases, disordered_times_are_refused);
  tcase_add_test(cases, an_unknown_state_is_halted);
  suite_add_tcase(suite, cases);
  return unit_main("provision", suite);
}
