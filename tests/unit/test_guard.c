/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The machines composed: what one event does to the whole camera. */
#include <string.h>

#include "guard.h"
#include "light.h"
#include "time.h"
#include "unit.h"
#include "vocabulary.h"

#define EPOCH (UINT64_C(1000) * TIME_SECOND) /* the clock may start anywhere */

static guard_timing_t timing;
static guard_t guard;
static guard_output_t out;
static double clock_now; /* seconds after EPOCH */

static void setup(void)
{
  timing = guard_timing_default();
  guard_start(&guard);
  clock_now = 0;
}

static uint64_t at(double seconds)
{
  return EPOCH + (uint64_t)(seconds * 1e9);
}

static void give(guard_event_t event)
{
  event.time = at(clock_now);
  ck_assert(guard_step(&guard, &timing, &event, &out));
}

/* One event at the present time. */
static void say_with(uint8_t kind, uint8_t argument)
{
  give((guard_event_t){.kind = kind, .argument = argument});
}

static void say(uint8_t kind)
{
  say_with(kind, 0);
}

static void later(double seconds)
{
  clock_now += seconds;
}

static bool orders(uint8_t command)
{
  for (int i = 0; i < out.count; i++)
    if (out.commands[i].kind == command)
      return true;
  return false;
}

/* Exactly these commands in this order. */
static void ordered(uint8_t a, uint8_t b, uint8_t c)
{
  const uint8_t expected[] = {a, b, c};
  int count = 0;
  while (count < 3 && expected[count] != COMMAND_NONE)
    count++;
  ck_assert_int_eq(out.count, count);
  for (int i = 0; i < count; i++)
    ck_assert_msg(out.commands[i].kind == expected[i], "command %d is %d, expected %d", i,
                  out.commands[i].kind, expected[i]);
}

static void boot_with(uint8_t intent, uint8_t vault, uint8_t cause, bool repair)
{
  give((guard_event_t){
      .kind = EVENT_BOOT, .intent = intent, .vault = vault, .cause = cause, .repair = repair});
}

/* The contact as it is, sampled every 10 ms for a while; the last signal that was one is kept. */
static uint8_t contact_for(uint8_t kind, double seconds)
{
  uint8_t signal = SIGNAL_NONE;
  const int samples = (int)(seconds * 100 + 0.5);
  for (int taken = 0; taken < samples; taken++) {
    say(kind);
    if (out.signal != SIGNAL_NONE)
      signal = out.signal;
    if (out.count > 0)
      return signal;
    later(0.01);
  }
  return signal;
}

/* Pressed for a while, let go, and watched until that is confirmed. */
static uint8_t hold(double seconds)
{
  contact_for(EVENT_CONTACT_OPEN, 0.1);
  contact_for(EVENT_CONTACT_CLOSED, seconds);
  return contact_for(EVENT_CONTACT_OPEN, 0.1);
}

static void operational(uint8_t vault, uint8_t cause)
{
  boot_with(INTENT_NONE, vault, cause, false);
  say_with(EVENT_STORE_DONE, COMMAND_OPEN_STORAGE);
}

static void unclaimed(void)
{
  operational(VAULT_UNCLAIMED, CAUSE_POWER);
}

static void owned(void)
{
  operational(VAULT_OWNED, CAUSE_POWER);
  say(EVENT_JOIN_SUCCEEDED);
  contact_for(EVENT_CONTACT_OPEN, 0.1);
}

/* a clean boot opens the storage, joins the home network and starts the camera process. */
START_TEST(a_clean_boot)
{
  boot_with(INTENT_NONE, VAULT_OWNED, CAUSE_POWER, false);
  ordered(COMMAND_OPEN_STORAGE, 0, 0);
  ck_assert_uint_eq(out.light, LIGHT_BOOTING);
  say_with(EVENT_STORE_DONE, COMMAND_OPEN_STORAGE);
  ordered(COMMAND_JOIN_HOME, COMMAND_START_CAMERA, 0);
  ck_assert_uint_eq(out.light, LIGHT_JOINING);
  say(EVENT_JOIN_SUCCEEDED);
  ordered(0, 0, 0);
  ck_assert_uint_eq(out.light, LIGHT_ONLINE);
}
END_TEST

/* unclaimed, it comes up in setup. */
START_TEST(an_unclaimed_boot)
{
  unclaimed();
  ordered(COMMAND_OPEN_SETUP_NETWORK, COMMAND_START_CAMERA, 0);
  ck_assert_uint_eq(out.light, LIGHT_SETUP);
}
END_TEST

/* copies that differ are repaired once, when no intent stands and the storage is open. */
START_TEST(records_are_repaired_once)
{
  boot_with(INTENT_NONE, VAULT_OWNED, CAUSE_POWER, true);
  ck_assert(!orders(COMMAND_REPAIR_RECORDS));
  say_with(EVENT_STORE_DONE, COMMAND_OPEN_STORAGE);
  ordered(COMMAND_REPAIR_RECORDS, COMMAND_JOIN_HOME, COMMAND_START_CAMERA);
  say_with(EVENT_STORE_DONE, COMMAND_REPAIR_RECORDS);
  ordered(0, 0, 0);
  say_with(EVENT_STORE_FAILED, COMMAND_REPAIR_RECORDS);
  ordered(0, 0, 0);
}
END_TEST

/* an intent that stands is wiped first, with nothing repaired, and ends in setup, without an owner. */
START_TEST(an_intent_is_wiped)
{
  static const uint8_t steps[] = {COMMAND_DESTROY_KEY, COMMAND_CREATE_KEY,   COMMAND_CREATE_FILES,
                                  COMMAND_VERIFY_WIPE, COMMAND_CLEAR_INTENT, COMMAND_OPEN_STORAGE};
  boot_with(INTENT_STANDING, VAULT_OWNED, CAUSE_RESET, true);
  for (size_t i = 0; i < sizeof steps; i++) {
    ordered(steps[i], 0, 0);
    ck_assert_uint_eq(out.light, steps[i] == COMMAND_OPEN_STORAGE ? LIGHT_BOOTING : LIGHT_WORKING);
    say(EVENT_CLAIM_REQUESTED);
    ck_assert_uint_eq(out.reason, REASON_RESETTING);
    ordered(0, 0, 0);
    say(EVENT_RESET_REQUESTED);
    ck_assert_uint_eq(out.reason, REASON_NOT_OWNED);
    say_with(EVENT_STORE_DONE, steps[i]);
  }
  ordered(COMMAND_OPEN_SETUP_NETWORK, COMMAND_START_CAMERA, 0);
  ck_assert_uint_eq(out.light, LIGHT_SETUP);
}
END_TEST

/* what cannot be read is locked, and says so; a full hold leaves it. */
START_TEST(unreadable_records_lock_the_camera)
{
  static const uint8_t wrong[][2] = {
      {INTENT_UNREADABLE, VAULT_OWNED}, {INTENT_NONE, VAULT_UNREADABLE}, {7, VAULT_OWNED}, {INTENT_NONE, 7}};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    setup();
    boot_with(wrong[i][0], wrong[i][1], CAUSE_POWER, true);
    ordered(0, 0, 0);
    ck_assert_uint_eq(out.light, LIGHT_FAULT);
    say(EVENT_RESET_REQUESTED);
    ordered(0, 0, 0);
    ck_assert_uint_eq(out.reason, REASON_NOT_PERMITTED);
    say(EVENT_RESTART_REQUESTED); /* a request for a wipe is refused on the way down, too */
    ordered(COMMAND_RESTART_BOARD, 0, 0);
    say(EVENT_RESET_REQUESTED);
    ordered(0, 0, 0);
    ck_assert_uint_eq(out.reason, REASON_NOT_OWNED);
    ck_assert_uint_eq(hold(9), SIGNAL_FACTORY_RESET);
    ordered(COMMAND_WRITE_INTENT, 0, 0);
  }
}
END_TEST

/* the button works before the records are read. */
START_TEST(a_hold_before_the_boot_report)
{
  ck_assert_uint_eq(hold(9), SIGNAL_FACTORY_RESET);
  ordered(COMMAND_WRITE_INTENT, 0, 0);
  boot_with(INTENT_NONE, VAULT_OWNED, CAUSE_POWER, true);
  ordered(0, 0, 0);
  say_with(EVENT_STORE_DONE, COMMAND_WRITE_INTENT);
  ordered(COMMAND_RESTART_BOARD, 0, 0);
  ck_assert_uint_eq(out.commands[0].argument, CAUSE_RESET);
}
END_TEST

/* held to the steady light and let go: intent, camera stopped, restart, and nothing else. */
START_TEST(a_full_hold_resets)
{
  owned();
  contact_for(EVENT_CONTACT_CLOSED, 3);
  ck_assert_uint_eq(out.light, LIGHT_PRESSED);
  contact_for(EVENT_CONTACT_CLOSED, 3);
  ck_assert_uint_eq(out.light, LIGHT_ARMED);
  contact_for(EVENT_CONTACT_CLOSED, 3);
  ck_assert_uint_eq(out.light, LIGHT_READY);
  ck_assert_uint_eq(contact_for(EVENT_CONTACT_OPEN, 0.1), SIGNAL_FACTORY_RESET);
  ordered(COMMAND_WRITE_INTENT, COMMAND_STOP_CAMERA, 0);
  ck_assert_uint_eq(out.light, LIGHT_WORKING);
  say_with(EVENT_STORE_DONE, COMMAND_WRITE_INTENT);
  ordered(COMMAND_STOP_CAMERA, 0, 0);
  say(EVENT_CAMERA_EXITED);
  ordered(COMMAND_RESTART_BOARD, 0, 0);
  ck_assert_uint_eq(out.commands[0].argument, CAUSE_RESET);
  later(1);
  say(EVENT_TICK);
  ordered(0, 0, 0);
}
END_TEST

/* a camera process that does not go holds nothing up. */
START_TEST(a_hanging_camera_does_not_stop_a_reset)
{
  owned();
  hold(9);
  say_with(EVENT_STORE_DONE, COMMAND_WRITE_INTENT);
  for (int i = 0; i < 20 && !orders(COMMAND_RESTART_BOARD); i++) {
    later(1);
    say(EVENT_TICK);
  }
  ck_assert(orders(COMMAND_RESTART_BOARD));
}
END_TEST

/* a camera process that is gone already is not waited for. */
START_TEST(a_reset_without_a_camera_process)
{
  owned();
  say(EVENT_CAMERA_EXITED);
  say(EVENT_RESET_REQUESTED);
  ordered(COMMAND_WRITE_INTENT, 0, 0);
  say_with(EVENT_STORE_DONE, COMMAND_WRITE_INTENT);
  ordered(COMMAND_RESTART_BOARD, 0, 0);
}
END_TEST

/* a short press restarts, with its cause, and orders no storage. */
START_TEST(a_short_hold_restarts)
{
  owned();
  ck_assert_uint_eq(hold(3), SIGNAL_RESTART);
  ordered(COMMAND_STOP_CAMERA, 0, 0);
  ck_assert_uint_eq(out.light, LIGHT_WORKING);
  say(EVENT_CAMERA_EXITED);
  ordered(COMMAND_RESTART_BOARD, 0, 0);
  ck_assert_uint_eq(out.commands[0].argument, CAUSE_BUTTON);
}
END_TEST

/* let go while it flashes: cancelled, and the light says so for its two flashes. */
START_TEST(a_cancelled_hold)
{
  owned();
  contact_for(EVENT_CONTACT_CLOSED, 6);
  uint8_t signal = SIGNAL_NONE;
  while (signal == SIGNAL_NONE) {
    say(EVENT_CONTACT_OPEN);
    signal = out.signal;
    later(0.01);
  }
  ck_assert_uint_eq(signal, SIGNAL_CANCELLED);
  ordered(0, 0, 0);
  ck_assert_uint_eq(out.light, LIGHT_CANCELLED);
  ck_assert_uint_le(out.next, guard.now + light_duration(LIGHT_CANCELLED));
  later((double)light_duration(LIGHT_CANCELLED) / 1e9 - 0.02);
  say(EVENT_TICK);
  ck_assert_uint_eq(out.light, LIGHT_CANCELLED);
  later(0.02);
  say(EVENT_TICK);
  ck_assert_uint_eq(out.light, LIGHT_ONLINE);
}
END_TEST

/* only what was seen of the contact counts; ticks do not. */
START_TEST(ticks_do_not_hold_the_button)
{
  owned();
  say(EVENT_CONTACT_CLOSED);
  button_t before = guard.button;
  for (int i = 0; i < 100; i++) {
    later(0.09);
    say(EVENT_TICK);
    ordered(0, 0, 0);
  }
  ck_assert_mem_eq(&before, &guard.button, sizeof before);
  ck_assert_uint_le(out.next, guard.now); /* a sample is overdue */
  ck_assert_uint_eq(contact_for(EVENT_CONTACT_OPEN, 0.1), SIGNAL_NONE);
}
END_TEST

/* a contact keeps the time at which it was seen, even where another event told a later one. */
START_TEST(a_contact_keeps_its_time)
{
  owned();
  contact_for(EVENT_CONTACT_CLOSED, 7.9);
  double opened = clock_now;
  later(0.2);
  say(EVENT_TICK);
  clock_now = opened;
  say(EVENT_CONTACT_OPEN);
  ck_assert_uint_eq(guard.button.edge, at(opened));
  ck_assert_uint_gt(guard.now, at(opened));
  later(0.2);
  say(EVENT_CONTACT_OPEN);
  ck_assert_uint_eq(out.signal, SIGNAL_CANCELLED);
}
END_TEST

/* the owner's requests start what the button starts. */
START_TEST(requests_of_the_owner)
{
  owned();
  say(EVENT_RESTART_REQUESTED);
  ck_assert_uint_eq(out.reason, REASON_NONE);
  ordered(COMMAND_STOP_CAMERA, 0, 0);
  say(EVENT_RESTART_REQUESTED); /* it is going on already */
  ck_assert_uint_eq(out.reason, REASON_NONE);
  say(EVENT_CAMERA_EXITED);
  ordered(COMMAND_RESTART_BOARD, 0, 0);
  ck_assert_uint_eq(out.commands[0].argument, CAUSE_REQUEST);

  setup();
  owned();
  say(EVENT_RESET_REQUESTED);
  ck_assert_uint_eq(out.reason, REASON_NONE);
  ordered(COMMAND_WRITE_INTENT, COMMAND_STOP_CAMERA, 0);
  say(EVENT_RESTART_REQUESTED);
  ck_assert_uint_eq(out.reason, REASON_RESETTING);
  ordered(0, 0, 0);
}
END_TEST

/* a jammed contact, and one not known yet, do not keep the owner from asking. */
START_TEST(requests_with_a_jammed_contact)
{
  owned();
  for (int second = 0; second < 25; second++)
    contact_for(EVENT_CONTACT_CLOSED, 1);
  ck_assert_uint_eq(out.light, LIGHT_FAULT);
  say(EVENT_RESTART_REQUESTED);
  ck_assert_uint_eq(out.reason, REASON_NONE);

  setup();
  owned();
  guard.button.cs = BUTTON_BLIND;
  say(EVENT_RESET_REQUESTED);
  ck_assert_uint_eq(out.reason, REASON_NONE);
  ordered(COMMAND_WRITE_INTENT, COMMAND_STOP_CAMERA, 0);
}
END_TEST

/* A finger on the button: nothing that comes over the socket restarts the board. */
START_TEST(no_request_under_a_finger)
{
  owned();
  contact_for(EVENT_CONTACT_CLOSED, 0.5);
  say(EVENT_RESTART_REQUESTED);
  ck_assert_uint_eq(out.reason, REASON_BUSY);
  ordered(0, 0, 0);
  say(EVENT_RESET_REQUESTED);
  ck_assert_uint_eq(out.reason, REASON_BUSY);
  ordered(0, 0, 0);
  say(EVENT_CAMERA_EXITED);
  ordered(0, 0, 0);
  ck_assert_uint_eq(out.light, LIGHT_PRESSED);
}
END_TEST

/* without an owner nobody may ask for a reset; the button may. */
START_TEST(a_reset_request_needs_an_owner)
{
  unclaimed();
  contact_for(EVENT_CONTACT_OPEN, 0.1);
  say(EVENT_RESET_REQUESTED);
  ck_assert_uint_eq(out.reason, REASON_NOT_OWNED);
  ordered(0, 0, 0);
}
END_TEST

static void claim(void)
{
  unclaimed();
  contact_for(EVENT_CONTACT_OPEN, 0.1);
  say(EVENT_CLAIM_REQUESTED);
  ck_assert_uint_eq(out.reason, REASON_NONE);
  ordered(COMMAND_JOIN_CANDIDATE, 0, 0);
  ck_assert_uint_eq(out.light, LIGHT_JOINING);
  say(EVENT_JOIN_SUCCEEDED);
  ordered(COMMAND_STORE_OWNER, 0, 0);
}

/* claimed, stored, and from then on owned: a reset may be asked for, a claim not. */
START_TEST(a_claim)
{
  claim();
  say_with(EVENT_STORE_DONE, COMMAND_STORE_OWNER);
  ordered(COMMAND_OPEN_SETUP_NETWORK, 0, 0);
  ck_assert_uint_eq(guard.vault, VAULT_OWNED);
  say(EVENT_CLAIM_REQUESTED);
  ck_assert_uint_eq(out.reason, REASON_ALREADY_OWNED);
  say(EVENT_RESET_REQUESTED);
  ck_assert_uint_eq(out.reason, REASON_NONE);
}
END_TEST

/* another password is stored, or refused with a reason; not once a reset goes on. */
START_TEST(a_password)
{
  claim();
  say(EVENT_PASSWORD_REQUESTED);
  ck_assert_uint_eq(out.reason, REASON_NOT_OWNED);
  say_with(EVENT_STORE_DONE, COMMAND_STORE_OWNER);
  later(61);
  say(EVENT_TICK);
  say(EVENT_PASSWORD_REQUESTED);
  ck_assert_uint_eq(out.reason, REASON_NONE);
  ordered(COMMAND_STORE_OWNER, 0, 0);
  say_with(EVENT_STORE_FAILED, COMMAND_STORE_OWNER);
  ordered(COMMAND_FORGET_CANDIDATE, COMMAND_JOIN_HOME, 0);
  ck_assert_uint_eq(guard.vault, VAULT_OWNED);
  say(EVENT_LINK_RESTORED);
  say(EVENT_RESET_REQUESTED);
  say(EVENT_PASSWORD_REQUESTED);
  ck_assert_uint_eq(out.reason, REASON_RESETTING);
  ck_assert_uint_eq(out.count, 0);
}
END_TEST

/* a failed join is told on the light while the setup network is open again. */
START_TEST(a_failed_claim)
{
  unclaimed();
  contact_for(EVENT_CONTACT_OPEN, 0.1);
  say(EVENT_CLAIM_REQUESTED);
  say_with(EVENT_JOIN_FAILED, REASON_WRONG_PASSWORD);
  ordered(COMMAND_FORGET_CANDIDATE, COMMAND_OPEN_SETUP_NETWORK, 0);
  ck_assert_uint_eq(guard.provision.reason, REASON_WRONG_PASSWORD);
  ck_assert_uint_eq(out.light, LIGHT_JOIN_FAILED);
  later(60);
  say(EVENT_TICK);
  ck_assert_uint_eq(out.light, LIGHT_SETUP);
}
END_TEST

/* No credential is stored between the intent and the restart: a join that succeeds then goes nowhere. */
START_TEST(no_credential_after_the_intent)
{
  unclaimed();
  contact_for(EVENT_CONTACT_OPEN, 0.1);
  contact_for(EVENT_CONTACT_CLOSED, 9);
  say(EVENT_CLAIM_REQUESTED);
  ordered(COMMAND_JOIN_CANDIDATE, 0, 0);
  ck_assert_uint_eq(contact_for(EVENT_CONTACT_OPEN, 0.1), SIGNAL_FACTORY_RESET);
  ordered(COMMAND_WRITE_INTENT, COMMAND_STOP_CAMERA, 0);
  static const uint8_t kinds[] = {EVENT_JOIN_SUCCEEDED,  EVENT_JOIN_FAILED,   EVENT_PHONE_SEEN,
                                  EVENT_LINK_LOST,       EVENT_LINK_RESTORED, EVENT_CLAIM_REQUESTED,
                                  EVENT_CHANGE_REQUESTED};
  for (size_t i = 0; i < sizeof kinds; i++) {
    say(kinds[i]);
    ordered(0, 0, 0);
  }
  ck_assert_uint_eq(out.reason, REASON_RESETTING);
}
END_TEST

/* An answer that nobody waits for, or to another command, is nothing. */
START_TEST(stale_answers)
{
  boot_with(INTENT_STANDING, VAULT_OWNED, CAUSE_RESET, false);
  say_with(EVENT_STORE_DONE, COMMAND_CREATE_KEY);
  ordered(0, 0, 0);
  say_with(EVENT_STORE_DONE, COMMAND_NONE);
  ordered(0, 0, 0);
  say_with(EVENT_STORE_FAILED, COMMAND_NONE);
  ordered(0, 0, 0);
  say_with(EVENT_STORE_DONE, COMMAND_STORE_OWNER);
  ordered(0, 0, 0);
  ck_assert_uint_eq(guard.vault, VAULT_UNCLAIMED);
  say_with(EVENT_STORE_DONE, COMMAND_DESTROY_KEY);
  ordered(COMMAND_CREATE_KEY, 0, 0);
}
END_TEST

/* The boot is reported once; a second report changes nothing. */
START_TEST(a_second_boot_report)
{
  owned();
  boot_with(INTENT_STANDING, VAULT_UNCLAIMED, CAUSE_BUTTON, true);
  ordered(0, 0, 0);
  ck_assert_uint_eq(guard.vault, VAULT_OWNED);
  ck_assert_uint_eq(guard.cause, CAUSE_POWER);
  ck_assert(!guard.repair);
}
END_TEST

/* only a restart by the button opens setup for the owner. */
START_TEST(setup_for_the_owner)
{
  for (uint8_t cause = CAUSE_POWER; cause <= CAUSE_LAST; cause++) {
    setup();
    operational(VAULT_OWNED, cause);
    ordered(COMMAND_JOIN_HOME, COMMAND_START_CAMERA, 0);
    for (int second = 0; second < 100 && !orders(COMMAND_OPEN_SETUP_NETWORK); second++) {
      later(1);
      say(EVENT_CAMERA_HEARTBEAT);
    }
    ck_assert(orders(COMMAND_OPEN_SETUP_NETWORK) == (cause == CAUSE_BUTTON));
    ck_assert_uint_eq(out.light, cause == CAUSE_BUTTON ? LIGHT_SETUP : LIGHT_JOINING);
  }
}
END_TEST

/* the camera process is started again; a hold under way does not notice. */
START_TEST(a_crashing_camera_does_not_disturb_a_hold)
{
  owned();
  uint8_t signal = SIGNAL_NONE;
  int started = 0;
  for (int i = 0; i < 900; i++) {
    say(EVENT_CONTACT_CLOSED);
    if (i % 50 == 7) {
      say(EVENT_CAMERA_EXITED);
      started += orders(COMMAND_START_CAMERA);
    }
    started += orders(COMMAND_START_CAMERA);
    ck_assert(!orders(COMMAND_RESTART_BOARD));
    later(0.01);
  }
  ck_assert_int_ge(started, 1);
  signal = contact_for(EVENT_CONTACT_OPEN, 0.1);
  ck_assert_uint_eq(signal, SIGNAL_FACTORY_RESET);
}
END_TEST

/* an unclaimed camera whose window is over shows that it is not connected. */
START_TEST(a_dormant_camera)
{
  unclaimed();
  later(901);
  say(EVENT_CAMERA_HEARTBEAT);
  ck_assert(orders(COMMAND_CLOSE_SETUP_NETWORK));
  ck_assert_uint_eq(out.light, LIGHT_LOST);
}
END_TEST

/* Whatever happens: commands are in bounds and known, none is ordered twice but the wait's, and only an operational
   camera provisions. A long walk by a fixed seed. */
START_TEST(a_random_walk)
{
  uint64_t seed = 88172645463325252u;
  unsigned restarts = 0;
  for (int run = 0; run < 200; run++) {
    setup();
    uint8_t pending = 0;
    bool down = false; /* the board was told to go down */
    for (int step = 0; step < 400 && !down; step++) {
      seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
      guard_event_t event = {.kind = (uint8_t)(seed % 20),
                             .argument = (uint8_t)(seed >> 8) % 12,
                             .intent = (uint8_t)(seed >> 16) % 4 % 3,
                             .vault = (uint8_t)(seed >> 24) % 3,
                             .cause = (uint8_t)(seed >> 32) % 5,
                             .repair = seed >> 63 != 0};
      if (event.kind == EVENT_BOOT && seed >> 60 != 0)
        event.vault = VAULT_OWNED, event.intent = INTENT_NONE;
      if (event.kind == EVENT_STORE_DONE && seed >> 61 != 0)
        event.argument = pending;
      later((double)(seed >> 40 & 0xffff) / 65536 * (seed >> 58 & 7 ? 1 : 100));
      give(event);
      ck_assert_uint_le(out.count, GUARD_COMMANDS);
      ck_assert_uint_le(out.light, LIGHT_LAST);
      ck_assert_uint_le(out.reason, REASON_LAST);
      bool up = reset_phase(&guard.reset) == RESET_OPERATIONAL;
      int stops = 0;
      for (int i = 0; i < out.count; i++) {
        uint8_t kind = out.commands[i].kind;
        ck_assert(kind > COMMAND_NONE && kind <= COMMAND_LAST);
        if (kind <= COMMAND_STORE_OWNER)
          pending = kind;
        if (kind == COMMAND_STORE_OWNER)
          ck_assert(event.kind == EVENT_JOIN_SUCCEEDED ||
                    ((event.kind == EVENT_PASSWORD_REQUESTED || event.kind == EVENT_ADOPT_REQUESTED) &&
                     out.reason == REASON_NONE));
        if (kind == COMMAND_STORE_OWNER || kind >= COMMAND_OPEN_SETUP_NETWORK ||
            kind == COMMAND_START_CAMERA || kind == COMMAND_REPAIR_RECORDS)
          ck_assert(up);
        if (kind == COMMAND_RESTART_BOARD) {
          ck_assert_int_eq(i, out.count - 1);
          down = true;
          restarts++;
        }
        stops += kind == COMMAND_STOP_CAMERA;
      }
      ck_assert_int_le(stops, 1);
      for (int i = out.count; i < GUARD_COMMANDS; i++)
        ck_assert_uint_eq(out.commands[i].kind, COMMAND_NONE);
    }
  }
  ck_assert_uint_gt(restarts, 10); /* the walk gets around */
}
END_TEST

/* A configuration out of order is refused whole and changes nothing. */
START_TEST(disordered_times_are_refused)
{
  owned();
  guard_t before = guard;
  uint64_t *spans[] = {&timing.button.debounce, &timing.provision.trying, &timing.supervisor.heartbeat};
  for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
    timing = guard_timing_default();
    ck_assert(guard_timing_ordered(&timing));
    *spans[i] = 0;
    ck_assert(!guard_timing_ordered(&timing));
    guard_event_t event = {.time = at(clock_now + 5), .kind = EVENT_RESTART_REQUESTED};
    ck_assert(!guard_step(&guard, &timing, &event, &out));
    ck_assert_mem_eq(&before, &guard, sizeof before);
    ordered(0, 0, 0);
    ck_assert_uint_eq(out.reason, REASON_BUSY);
  }
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("guard");
  TCase *cases = tcase_create("guard");
  tcase_add_checked_fixture(cases, setup, NULL);
  tcase_add_test(cases, a_clean_boot);
  tcase_add_test(cases, an_unclaimed_boot);
  tcase_add_test(cases, records_are_repaired_once);
  tcase_add_test(cases, an_intent_is_wiped);
  tcase_add_test(cases, unreadable_records_lock_the_camera);
  tcase_add_test(cases, a_hold_before_the_boot_report);
  tcase_add_test(cases, a_full_hold_resets);
  tcase_add_test(cases, a_hanging_camera_does_not_stop_a_reset);
  tcase_add_test(cases, a_reset_without_a_camera_process);
  tcase_add_test(cases, a_short_hold_restarts);
  tcase_add_test(cases, a_cancelled_hold);
  tcase_add_test(cases, ticks_do_not_hold_the_button);
  tcase_add_test(cases, a_contact_keeps_its_time);
  tcase_add_test(cases, requests_of_the_owner);
  tcase_add_test(cases, requests_with_a_jammed_contact);
  tcase_add_test(cases, no_request_under_a_finger);
  tcase_add_test(cases, a_reset_request_needs_an_owner);
  tcase_add_test(cases, a_claim);
  tcase_add_test(cases, a_password);
  tcase_add_test(cases, a_failed_claim);
  tcase_add_test(cases, no_credential_after_the_intent);
  tcase_add_test(cases, stale_answers);
  tcase_add_test(cases, a_second_boot_report);
  tcase_add_test(cases, setup_for_the_owner);
  tcase_add_test(cases, a_crashing_camera_does_not_disturb_a_hold);
  tcase_add_test(cases, a_dormant_camera);
  tcase_add_test(cases, a_random_walk);
  tcase_add_test(cases, disordered_times_are_refused);
  suite_add_tcase(suite, cases);
  return unit_main("guard", suite);
}
