/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The button, sample by sample: what a person does with a paper clip, and what a bad contact or a late guard does. */
#include "unit.h"

#include "button.h"
#include "names.h"

#define MS TIME_MILLISECOND
#define S TIME_SECOND

static button_timing_t timing;
static button_t button;
static button_output_t output;

static void begin(void)
{
  timing = button_timing_default();
  button_start(&button);
}

/* One sample; the signal it gave. */
static uint8_t sample(uint64_t time, uint8_t contact)
{
  ck_assert(button_step(&button, &timing, time, contact, &output));
  return output.signal;
}

#define tell(time, contact, expected)                                                                        \
  ck_assert_str_eq(signal_name(sample(time, contact)), signal_name(expected))

/* Seen open since boot, long enough. */
static void see_open(uint64_t time)
{
  tell(time, CONTACT_OPEN, SIGNAL_NONE);
  tell(time + 30 * MS, CONTACT_OPEN, SIGNAL_NONE);
  ck_assert(button.cs == BUTTON_IDLE);
}

/* A clean press at `from`, polled when the machine asks for it, let go at `to`: the gesture. */
static uint8_t press(uint64_t from, uint64_t to)
{
  tell(from, CONTACT_OPEN, SIGNAL_NONE); /* the platform tells of an edge by both of its sides */
  tell(from, CONTACT_CLOSED, SIGNAL_NONE);
  while (output.next < to) {
    uint64_t wanted = output.next;
    sample(wanted, CONTACT_CLOSED);
    ck_assert_uint_gt(output.next, wanted);
  }
  sample(to, CONTACT_CLOSED);
  sample(to, CONTACT_OPEN);
  uint64_t confirmed = output.next;
  return confirmed == TIME_NEVER ? SIGNAL_NONE : sample(confirmed, CONTACT_OPEN);
}

#define press_means(held, expected)                                                                          \
  do {                                                                                                       \
    begin();                                                                                                 \
    see_open(0);                                                                                             \
    ck_assert_str_eq(signal_name(press(S, S + (held))), signal_name(expected));                              \
    ck_assert(button.cs == BUTTON_IDLE);                                                                     \
    ck_assert_uint_eq(output.next, TIME_NEVER);                                                              \
  } while (0)

/* Nothing of what was there before the boot is left. */
START_TEST(a_start_forgets_everything)
{
  memset(&button, 0xA5, sizeof button);
  button_start(&button);
  ck_assert_int_eq(button.cs, BUTTON_BLIND);
  ck_assert(button.now == 0 && button.since == 0 && button.last == 0 && button.edge == 0);
}
END_TEST

/* every window, at its first and at its last nanosecond. */
START_TEST(each_window_has_its_gesture)
{
  press_means(0, SIGNAL_NONE);
  press_means(30 * MS - 1, SIGNAL_NONE);
  press_means(30 * MS, SIGNAL_RELEASED);
  press_means(S - 1, SIGNAL_RELEASED);
  press_means(S, SIGNAL_RESTART);
  press_means(5 * S - 1, SIGNAL_RESTART);
  press_means(5 * S, SIGNAL_CANCELLED);
  press_means(8 * S - 1, SIGNAL_CANCELLED);
  press_means(8 * S, SIGNAL_FACTORY_RESET);
  press_means(10 * S, SIGNAL_FACTORY_RESET);
  press_means(20 * S - 1, SIGNAL_FACTORY_RESET);
  press_means(20 * S, SIGNAL_UNSTUCK);
  press_means(600 * S, SIGNAL_UNSTUCK);
}
END_TEST

/* the levels are told once each, and the light follows them, also while it opens. */
START_TEST(each_level_is_told_once)
{
  begin();
  see_open(0);
  ck_assert_uint_eq(button_shows(&button), SIGNAL_NONE);
  tell(S, CONTACT_CLOSED, SIGNAL_NONE);
  ck_assert_uint_eq(button_shows(&button), SIGNAL_NONE);
  ck_assert_uint_eq(output.next, S + 30 * MS);
  tell(S + 30 * MS, CONTACT_CLOSED, SIGNAL_PRESSED);
  ck_assert_uint_eq(button_shows(&button), SIGNAL_PRESSED);
  ck_assert_uint_eq(output.next, 2 * S);
  tell(2 * S, CONTACT_CLOSED, SIGNAL_NONE);
  ck_assert_uint_eq(button_shows(&button), SIGNAL_PRESSED);
  ck_assert_uint_eq(output.next, 6 * S);
  tell(6 * S, CONTACT_CLOSED, SIGNAL_ARMED);
  tell(7 * S, CONTACT_CLOSED, SIGNAL_NONE);
  ck_assert_uint_eq(button_shows(&button), SIGNAL_ARMED);
  ck_assert_uint_eq(output.next, 9 * S);
  tell(9 * S, CONTACT_CLOSED, SIGNAL_READY);
  ck_assert_uint_eq(button_shows(&button), SIGNAL_READY);
  ck_assert_uint_eq(output.next, 21 * S);
  tell(10 * S, CONTACT_OPEN, SIGNAL_NONE);
  ck_assert_uint_eq(button_shows(&button), SIGNAL_READY);
  tell(10 * S + 1, CONTACT_CLOSED, SIGNAL_NONE);
  ck_assert_uint_eq(button_shows(&button), SIGNAL_READY);
  tell(21 * S, CONTACT_CLOSED, SIGNAL_STUCK);
  ck_assert_uint_eq(button_shows(&button), SIGNAL_STUCK);
  ck_assert_uint_eq(output.next, TIME_NEVER);
  tell(3600 * S, CONTACT_CLOSED, SIGNAL_NONE);
}
END_TEST

/* a contact closed since boot means nothing, however long, until it was seen open. */
START_TEST(a_press_at_boot_means_nothing)
{
  begin();
  for (uint64_t time = 0; time < 60; time++) {
    tell(time * S, CONTACT_CLOSED, SIGNAL_NONE);
    ck_assert(button.cs != BUTTON_IDLE);
    ck_assert_uint_eq(output.next, TIME_NEVER);
  }
  tell(60 * S, CONTACT_OPEN, SIGNAL_NONE);
  ck_assert_uint_eq(output.next, 60 * S + 30 * MS);
  tell(60 * S + 10 * MS, CONTACT_CLOSED, SIGNAL_NONE); /* only a burst: still closed since boot */
  tell(70 * S, CONTACT_CLOSED, SIGNAL_NONE);
  tell(70 * S, CONTACT_OPEN, SIGNAL_NONE);
  tell(70 * S + 30 * MS, CONTACT_OPEN, SIGNAL_NONE);
  ck_assert(button.cs == BUTTON_IDLE);
  ck_assert_str_eq(signal_name(press(80 * S, 90 * S)), "factory_reset");
}
END_TEST

/* an open contact seen once, and closed only much later, was seen open. */
START_TEST(open_once_and_closed_later_is_a_press)
{
  begin();
  tell(0, CONTACT_OPEN, SIGNAL_NONE);
  tell(S, CONTACT_CLOSED, SIGNAL_NONE);
  tell(2 * S, CONTACT_CLOSED, SIGNAL_PRESSED);
  ck_assert_uint_eq(button.since, S);
}
END_TEST

/* bounce at both ends of a press neither shortens nor lengthens nor doubles it. */
START_TEST(bounce_changes_nothing)
{
  begin();
  see_open(0);
  for (uint64_t time = 0; time < 10 * MS; time += MS) {
    tell(S + time, CONTACT_CLOSED, SIGNAL_NONE);
    tell(S + time + MS / 2, CONTACT_OPEN, SIGNAL_NONE);
  }
  uint64_t start = S + 10 * MS;
  tell(start, CONTACT_CLOSED, SIGNAL_NONE);
  tell(start + 30 * MS, CONTACT_CLOSED, SIGNAL_PRESSED);
  tell(start + 3 * S, CONTACT_OPEN, SIGNAL_NONE); /* the tool slips for 29 ms */
  tell(start + 3 * S + 29 * MS, CONTACT_CLOSED, SIGNAL_NONE);
  ck_assert_uint_eq(output.next, start + 5 * S);
  tell(start + 5 * S, CONTACT_CLOSED, SIGNAL_ARMED);
  tell(start + 8 * S, CONTACT_CLOSED, SIGNAL_READY);
  uint64_t end = start + 9 * S;
  for (uint64_t time = 0; time < 10 * MS; time += MS) {
    tell(end + time, CONTACT_OPEN, SIGNAL_NONE);
    tell(end + time + MS / 2, CONTACT_CLOSED, SIGNAL_NONE);
  }
  tell(end + 10 * MS, CONTACT_OPEN, SIGNAL_NONE);
  tell(end + 40 * MS - 1, CONTACT_OPEN, SIGNAL_NONE);
  tell(end + 40 * MS, CONTACT_OPEN, SIGNAL_FACTORY_RESET);
  tell(end + 80 * MS, CONTACT_OPEN, SIGNAL_NONE);
}
END_TEST

/* bursts shorter than the debounce time on an open contact are no press. */
START_TEST(bursts_are_no_press)
{
  begin();
  see_open(0);
  for (uint64_t time = S; time < 20 * S; time += 50 * MS) {
    tell(time, CONTACT_CLOSED, SIGNAL_NONE);
    tell(time + 29 * MS, CONTACT_CLOSED, SIGNAL_NONE);
    tell(time + 29 * MS, CONTACT_OPEN, SIGNAL_NONE);
    ck_assert(button.cs == BUTTON_IDLE);
  }
}
END_TEST

/* A hold is as long as it was seen: a late look must not turn a cancel into a wipe. */
START_TEST(a_late_look_never_lengthens)
{
  begin();
  see_open(0);
  tell(S, CONTACT_CLOSED, SIGNAL_NONE);
  tell(7 * S, CONTACT_CLOSED, SIGNAL_ARMED); /* levels in between are skipped */
  tell(10500 * MS, CONTACT_OPEN, SIGNAL_NONE);
  tell(11 * S, CONTACT_OPEN, SIGNAL_CANCELLED); /* known closed for 6 s only */

  begin();
  see_open(0);
  tell(S, CONTACT_CLOSED, SIGNAL_NONE);
  tell(9 * S, CONTACT_CLOSED, SIGNAL_READY);
  tell(21 * S, CONTACT_OPEN, SIGNAL_NONE); /* first known open when it may have been stuck */
  tell(22 * S, CONTACT_OPEN, SIGNAL_RELEASED);
}
END_TEST

/* a gap in the story breaks a hold; a press counts again only after the contact was seen open. */
START_TEST(a_gap_breaks_a_hold)
{
  begin();
  see_open(0);
  tell(S, CONTACT_CLOSED, SIGNAL_NONE);
  tell(10 * S, CONTACT_CLOSED, SIGNAL_READY);
  tell(11 * S, CONTACT_LOST, SIGNAL_BROKEN);
  ck_assert_uint_eq(button_shows(&button), SIGNAL_NONE);
  ck_assert(button.cs != BUTTON_IDLE);
  tell(12 * S, CONTACT_CLOSED, SIGNAL_NONE);
  tell(12 * S, CONTACT_OPEN, SIGNAL_NONE);
  tell(13 * S, CONTACT_OPEN, SIGNAL_NONE);
  ck_assert(button.cs == BUTTON_IDLE);

  begin(); /* two presses that nobody saw the end of between them are not one hold */
  see_open(0);
  tell(S, CONTACT_CLOSED, SIGNAL_NONE);
  tell(5 * S, CONTACT_CLOSED, SIGNAL_PRESSED);
  tell(5 * S, CONTACT_OPEN, SIGNAL_NONE);
  tell(5 * S + 30 * MS, CONTACT_CLOSED, SIGNAL_BROKEN);
  tell(15 * S, CONTACT_OPEN, SIGNAL_NONE);
  tell(16 * S, CONTACT_OPEN, SIGNAL_NONE);
}
END_TEST

/* A loss where nothing is held tells nothing, but the contact must be seen open again. */
START_TEST(a_loss_is_remembered)
{
  begin();
  see_open(0);
  tell(S, CONTACT_LOST, SIGNAL_NONE);
  tell(2 * S, CONTACT_CLOSED, SIGNAL_NONE);
  tell(12 * S, CONTACT_CLOSED, SIGNAL_NONE);
  ck_assert_uint_eq(output.next, TIME_NEVER);

  begin();
  see_open(0);
  tell(S, CONTACT_CLOSED, SIGNAL_NONE);
  tell(S + MS, 200, SIGNAL_NONE); /* a value that is no contact counts as lost */
  tell(2 * S, CONTACT_CLOSED, SIGNAL_NONE);
  ck_assert_uint_eq(button.cs, BUTTON_BLIND);
}
END_TEST

/* a stuck contact stays a fault until it is confirmed open, whatever is lost meanwhile; nothing follows. */
START_TEST(stuck_until_seen_open)
{
  begin();
  see_open(0);
  tell(S, CONTACT_CLOSED, SIGNAL_NONE);
  tell(60 * S, CONTACT_CLOSED, SIGNAL_STUCK);
  tell(61 * S, CONTACT_LOST, SIGNAL_NONE);
  ck_assert_uint_eq(button_shows(&button), SIGNAL_STUCK);
  tell(62 * S, CONTACT_OPEN, SIGNAL_NONE);
  tell(62 * S + MS, CONTACT_CLOSED, SIGNAL_NONE);
  tell(63 * S, CONTACT_OPEN, SIGNAL_NONE);
  tell(70 * S, CONTACT_CLOSED, SIGNAL_NONE); /* open at 63 s was never confirmed */
  ck_assert_uint_eq(button_shows(&button), SIGNAL_STUCK);
  tell(71 * S, CONTACT_OPEN, SIGNAL_NONE);
  ck_assert_uint_eq(button_shows(&button), SIGNAL_STUCK);
  tell(71 * S + 30 * MS, CONTACT_OPEN, SIGNAL_UNSTUCK);
  ck_assert_uint_eq(button_shows(&button), SIGNAL_NONE);
  ck_assert_str_eq(signal_name(press(80 * S, 83 * S)), "restart");
}
END_TEST

/* a reset by the button can be repeated. */
START_TEST(a_gesture_can_be_repeated)
{
  begin();
  see_open(0);
  for (uint64_t time = S; time < 200 * S; time += 20 * S) {
    ck_assert_str_eq(signal_name(press(time, time + 9 * S)), "factory_reset");
  }
}
END_TEST

/* the clock may start anywhere, and may seem to run back. */
START_TEST(the_clock_may_do_what_it_likes)
{
  begin();
  uint64_t origin = UINT64_MAX - 30 * S;
  see_open(origin);
  ck_assert_str_eq(signal_name(press(origin + S, origin + 10 * S)), "factory_reset");
  tell(origin + 29 * S, CONTACT_CLOSED, SIGNAL_NONE);
  tell(origin + 29 * S + 30 * MS, CONTACT_CLOSED, SIGNAL_PRESSED);
  tell(UINT64_MAX, CONTACT_CLOSED, SIGNAL_NONE);
  ck_assert_uint_eq(output.next, TIME_NEVER); /* the next level lies past the clock's end */
  tell(0, CONTACT_CLOSED, SIGNAL_NONE);
  ck_assert_uint_eq(button.now, UINT64_MAX);

  begin();
  see_open(0);
  tell(10 * S, CONTACT_CLOSED, SIGNAL_NONE);
  tell(S, CONTACT_CLOSED, SIGNAL_NONE); /* counts as 10 s */
  tell(10 * S + 30 * MS, CONTACT_CLOSED, SIGNAL_PRESSED);
  ck_assert_uint_eq(button.since, 10 * S);
}
END_TEST

/* Hold times out of order are refused, and nothing changes. */
START_TEST(unordered_timing_is_refused)
{
  begin();
  see_open(0);
  tell(S, CONTACT_CLOSED, SIGNAL_NONE);
  button_timing_t good = timing;
  uint64_t *fields[] = {&timing.debounce, &timing.restart, &timing.armed, &timing.ready, &timing.stuck};
  uint64_t wrong[] = {0, timing.debounce - 1, timing.restart, timing.armed, timing.ready};
  for (int index = 0; index < 5; index++) {
    timing = good;
    *fields[index] = wrong[index];
    ck_assert(!button_timing_ordered(&timing));
    button_t before = button;
    output = (button_output_t){77, 77};
    ck_assert(!button_step(&button, &timing, 9 * S, CONTACT_OPEN, &output));
    ck_assert_mem_eq(&before, &button, sizeof before);
    ck_assert_uint_eq(output.signal, SIGNAL_NONE);
    ck_assert_uint_eq(output.next, TIME_NEVER);
  }
  timing = good;
  timing.restart = timing.debounce; /* equal is in order: every confirmed press restarts */
  ck_assert(button_timing_ordered(&timing));
}
END_TEST

/* a damaged state, or one of other hold times, counts as at boot: a reset cannot come out of it. */
START_TEST(damaged_state_counts_as_boot)
{
  begin();
  button =
      (button_t){BUTTON_READY_OPENING, 20 * S, S, 2 * S, 10 * S}; /* says ready, but was seen for 1 s only */
  tell(21 * S, CONTACT_OPEN, SIGNAL_NONE);
  ck_assert_uint_eq(button.cs, BUTTON_BLIND_OPENING);
  button = (button_t){BUTTON_READY_OPENING, 20 * S, 19 * S, S, 10 * S};
  tell(21 * S, CONTACT_OPEN, SIGNAL_NONE);
  button = (button_t){BUTTON_READY_OPENING, 20 * S, S, 10 * S, 30 * S};
  tell(21 * S, CONTACT_OPEN, SIGNAL_NONE);
  button = (button_t){BUTTON_READY_OPENING, 20 * S, S, 10 * S, 5 * S}; /* opened before it was last closed */
  tell(21 * S, CONTACT_OPEN, SIGNAL_NONE);
  button = (button_t){BUTTON_READY, 20 * S, S, 25 * S, 0}; /* last seen closed after now */
  tell(21 * S, CONTACT_CLOSED, SIGNAL_NONE);
  ck_assert_uint_eq(button.cs, BUTTON_BLIND);
  const int strange[] = {-1, 14, 1000, INT32_MIN, INT32_MAX};
  for (int index = 0; index < 5; index++) {
    button = (button_t){strange[index], 0, 0, 0, 0};
    ck_assert_uint_eq(button_shows(&button), SIGNAL_NONE);
    ck_assert(button.cs != BUTTON_IDLE);
    tell(9 * S, CONTACT_CLOSED, SIGNAL_NONE);
    ck_assert_uint_eq(button.cs, BUTTON_BLIND);
  }

  begin(); /* hold times that change within a hold break it off without a word */
  see_open(0);
  tell(S, CONTACT_CLOSED, SIGNAL_NONE);
  tell(7 * S, CONTACT_CLOSED, SIGNAL_ARMED);
  timing.ready = 6 * S;
  tell(7 * S + 1, CONTACT_OPEN, SIGNAL_NONE);
  tell(8 * S, CONTACT_OPEN, SIGNAL_NONE);
}
END_TEST

/* The guard's own polls and the two sides of an edge at the same moment agree, in any order of arrival. */
START_TEST(edges_tell_both_sides)
{
  begin();
  see_open(0);
  tell(S, CONTACT_OPEN, SIGNAL_NONE);
  tell(S, CONTACT_CLOSED, SIGNAL_NONE);
  tell(9 * S, CONTACT_CLOSED, SIGNAL_READY); /* the edge at 9 s: closed until then, open from then */
  tell(9 * S, CONTACT_OPEN, SIGNAL_NONE);
  tell(12 * S, CONTACT_OPEN, SIGNAL_FACTORY_RESET); /* the next edge confirms it: open until then */
  tell(12 * S, CONTACT_CLOSED, SIGNAL_NONE);
  ck_assert_uint_eq(button.since, 12 * S);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("button");
  TCase *tests = tcase_create("button");
  tcase_add_test(tests, a_start_forgets_everything);
  tcase_add_test(tests, each_window_has_its_gesture);
  tcase_add_test(tests, each_level_is_told_once);
  tcase_add_test(tests, a_press_at_boot_means_nothing);
  tcase_add_test(tests, open_once_and_closed_later_is_a_press);
  tcase_add_test(tests, bounce_changes_nothing);
  tcase_add_test(tests, bursts_are_no_press);
  tcase_add_test(tests, a_late_look_never_lengthens);
  tcase_add_test(tests, a_gap_breaks_a_hold);
  tcase_add_test(tests, a_loss_is_remembered);
  tcase_add_test(tests, stuck_until_seen_open);
  tcase_add_test(tests, a_gesture_can_be_repeated);
  tcase_add_test(tests, the_clock_may_do_what_it_likes);
  tcase_add_test(tests, unordered_timing_is_refused);
  tcase_add_test(tests, damaged_state_counts_as_boot);
  tcase_add_test(tests, edges_tell_both_sides);
  suite_add_tcase(suite, tests);
  return unit_main("button", suite);
}
