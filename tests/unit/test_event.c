/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Motion events: when one starts, how far back its recording reaches, and that exactly one end follows. */
#include "unit.h"

#include "event.h"

#define MS TIME_MILLISECOND
#define S TIME_SECOND

static event_timing_t timing;
static event_t event;
static event_output_t output;

static void begin(void)
{
  timing = (event_timing_t){.confirm = 300 * MS, .hold_off = 5 * S, .longest = 60 * S, .pre_roll = 4 * S};
  event_start(&event);
}

static uint8_t frame(uint64_t time, bool motion)
{
  ck_assert(event_step(&event, &timing, time, motion, &output));
  return output.change;
}

#define tell(time, motion, expected) ck_assert_int_eq(frame(time, motion), expected)

/* motion that lasts starts one event, whose recording reaches back before the first motion. */
START_TEST(motion_that_lasts_is_an_event)
{
  begin();
  tell(10 * S, false, EVENT_NO_CHANGE);
  ck_assert_uint_eq(output.next, TIME_NEVER);
  tell(11 * S, true, EVENT_NO_CHANGE);
  ck_assert_uint_eq(output.next, 11 * S + 300 * MS);
  tell(11 * S + 100 * MS, true, EVENT_NO_CHANGE);
  tell(11 * S + 200 * MS, true, EVENT_NO_CHANGE);
  tell(11 * S + 300 * MS, true, EVENT_STARTED);
  ck_assert_uint_eq(output.from, 7 * S);
  ck_assert_uint_eq(output.next, 16 * S + 300 * MS);
  tell(12 * S, true, EVENT_NO_CHANGE);
  tell(13 * S, false, EVENT_NO_CHANGE);
  tell(17 * S - 1, false, EVENT_NO_CHANGE);
  ck_assert_uint_eq(output.next, 17 * S);
  tell(17 * S, false, EVENT_ENDED);
  ck_assert_uint_eq(output.from, 12 * S);
  ck_assert_uint_eq(output.next, TIME_NEVER);
  tell(30 * S, false, EVENT_NO_CHANGE);
}
END_TEST

/* flicker that does not last is none; a short gap in what lasts does not matter. */
START_TEST(flicker_is_no_event)
{
  begin();
  for (uint64_t time = S; time < 60 * S; time += S) {
    tell(time, true, EVENT_NO_CHANGE);
    tell(time + 100 * MS, true, EVENT_NO_CHANGE);
    tell(time + 300 * MS, false, EVENT_NO_CHANGE);
    tell(time + 400 * MS, false, EVENT_NO_CHANGE);
    ck_assert_int_eq(event.phase, EVENT_QUIET);
  }
  tell(60 * S, true, EVENT_NO_CHANGE);
  tell(60 * S + 100 * MS, false, EVENT_NO_CHANGE);
  tell(60 * S + 299 * MS, true, EVENT_NO_CHANGE);
  tell(60 * S + 400 * MS, true, EVENT_STARTED);
}
END_TEST

/* Frames further apart than `confirm` say nothing of what lay between them. */
START_TEST(far_frames_do_not_add_up)
{
  begin();
  for (uint64_t time = S; time < 10 * S; time += 300 * MS) {
    tell(time, true, EVENT_NO_CHANGE);
    ck_assert_uint_eq(event.started, time);
  }
}
END_TEST

/* An event that pauses is one event; motion after the hold-off is another. */
START_TEST(a_pause_is_no_end)
{
  begin();
  timing.confirm = 0;
  tell(S, true, EVENT_STARTED);
  ck_assert_uint_eq(output.from, 0); /* the recording cannot reach back before time began */
  tell(5 * S, true, EVENT_NO_CHANGE);
  tell(9 * S, true, EVENT_NO_CHANGE);
  tell(14 * S, true, EVENT_ENDED); /* called too late: the end comes first */
  ck_assert_uint_eq(output.from, 9 * S);
  tell(14 * S + 100 * MS, true, EVENT_STARTED);
  tell(30 * S, false, EVENT_ENDED);
  ck_assert_uint_eq(output.from, 14 * S + 100 * MS);
}
END_TEST

/* an event ends at its longest, and motion that goes on is the next, without a hole between recordings. */
START_TEST(endless_motion_is_cut)
{
  begin();
  uint64_t ended = 0;
  int starts = 0;
  int ends = 0;
  for (uint64_t time = 0; time <= 600 * S; time += 100 * MS) {
    uint8_t change = frame(time, true);
    if (change == EVENT_STARTED) {
      ck_assert_int_eq(starts++, ends);
      ck_assert_uint_le(output.from, ended);
    }
    if (change == EVENT_ENDED) {
      ck_assert_int_eq(++ends, starts);
      ended = output.from;
    }
    ck_assert_uint_le(event.now - event.started, 60 * S);
  }
  ck_assert_int_eq(starts, 10);
}
END_TEST

/* exactly one end follows each start, whatever the frames; ends come in time when called as wanted. */
START_TEST(starts_and_ends_alternate)
{
  begin();
  uint32_t random = 1;
  bool running = false;
  uint64_t time = 0;
  int starts = 0;
  for (int step = 0; step < 20000; step++) {
    random = random * 1664525 + 1013904223;
    uint64_t ahead = (random >> 8) % 200 * MS;
    bool motion = (random >> 24) < ((step / 500) % 2 ? 200u : 20u);
    if (output.next < time + ahead) {
      time = output.next;
      motion = false;
    } else {
      time += ahead;
    }
    uint64_t last = event.motion;
    uint64_t first = event.started;
    uint8_t change = frame(time, motion);
    ck_assert(change != EVENT_STARTED || !running);
    ck_assert(change != EVENT_ENDED || running);
    if (change == EVENT_ENDED) {
      ck_assert(time == last + timing.hold_off || time == first + timing.longest);
    }
    starts += change == EVENT_STARTED;
    running = change == EVENT_STARTED || (running && change != EVENT_ENDED);
    ck_assert_int_eq(running, event.phase == EVENT_RUNNING);
  }
  ck_assert_int_gt(starts, 20);
}
END_TEST

/* the clock may start anywhere and may seem to run back; at its end nothing overflows. */
START_TEST(the_clock_may_do_what_it_likes)
{
  begin();
  tell(UINT64_MAX - S, true, EVENT_NO_CHANGE);
  tell(0, true, EVENT_NO_CHANGE);
  tell(UINT64_MAX - S + 250 * MS, true, EVENT_NO_CHANGE);
  tell(UINT64_MAX - S + 300 * MS, true, EVENT_STARTED);
  ck_assert_uint_eq(output.from, UINT64_MAX - 5 * S);
  ck_assert_uint_eq(output.next, TIME_NEVER);
  tell(UINT64_MAX, false, EVENT_NO_CHANGE);
}
END_TEST

/* Spans out of order are refused, and nothing changes. */
START_TEST(unordered_timing_is_refused)
{
  begin();
  tell(S, true, EVENT_NO_CHANGE);
  const event_timing_t wrong[] = {{61 * S, 5 * S, 60 * S, 0}, {0, 61 * S, 60 * S, 0}, {0, 0, 0, 0}};
  for (int index = 0; index < 3; index++) {
    event_t before = event;
    ck_assert(!event_timing_ordered(&wrong[index]));
    ck_assert(!event_step(&event, &wrong[index], 2 * S, true, &output));
    ck_assert_mem_eq(&before, &event, sizeof before);
    ck_assert_int_eq(output.change, EVENT_NO_CHANGE);
    ck_assert_uint_eq(output.next, TIME_NEVER);
  }
  const event_timing_t right[] = {{60 * S, 5 * S, 60 * S, 0}, {0, 60 * S, 60 * S, 0}, {0, 0, 1, 0}};
  for (int index = 0; index < 3; index++)
    ck_assert(event_timing_ordered(&right[index]));
}
END_TEST

/* a damaged state is put in order; a running event still gets its one end. */
START_TEST(damaged_state_is_put_in_order)
{
  begin();
  event = (event_t){200, 5 * S, 9 * S, 7 * S};
  tell(6 * S, false, EVENT_NO_CHANGE);
  ck_assert_int_eq(event.phase, EVENT_QUIET);
  event = (event_t){EVENT_RUNNING, 5 * S, UINT64_MAX, UINT64_MAX};
  tell(6 * S, false, EVENT_NO_CHANGE);
  ck_assert_uint_eq(output.next, 11 * S);
  ck_assert_uint_le(event.started, event.motion);
  tell(11 * S, false, EVENT_ENDED);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("event");
  TCase *tests = tcase_create("event");
  tcase_add_test(tests, motion_that_lasts_is_an_event);
  tcase_add_test(tests, flicker_is_no_event);
  tcase_add_test(tests, far_frames_do_not_add_up);
  tcase_add_test(tests, a_pause_is_no_end);
  tcase_add_test(tests, endless_motion_is_cut);
  tcase_add_test(tests, starts_and_ends_alternate);
  tcase_add_test(tests, the_clock_may_do_what_it_likes);
  tcase_add_test(tests, unordered_timing_is_refused);
  tcase_add_test(tests, damaged_state_is_put_in_order);
  suite_add_tcase(suite, tests);
  return unit_main("event", suite);
}
