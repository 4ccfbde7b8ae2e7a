/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The light: which pattern shows, that no two can be taken for each other, and when each changes. */
#include "unit.h"

#include "light.h"
#include "names.h"

#define MS TIME_MILLISECOND

/* Everything at once, but for the button. */
static const light_inputs_t everything = {.fault = true,
                                          .cancelled = true,
                                          .working = true,
                                          .updating = true,
                                          .booting = true,
                                          .setup = true,
                                          .joining = true,
                                          .join_failed = true,
                                          .lost = true};

#define shows(inputs, expected) ck_assert_str_eq(light_name(light_pattern(&(inputs))), expected)

/* R-020, R-023 to R-026, R-028, R-030: the order of the patterns. */
START_TEST(one_pattern_by_priority)
{
  light_inputs_t inputs = everything;
  inputs.button = SIGNAL_STUCK;
  shows(inputs, "fault");
  inputs.button = SIGNAL_READY; /* a finger on the button is answered even where a fault stands */
  shows(inputs, "ready");
  inputs.button = SIGNAL_ARMED;
  shows(inputs, "armed");
  inputs.button = SIGNAL_PRESSED;
  shows(inputs, "pressed");
  inputs.button = SIGNAL_NONE;
  shows(inputs, "fault");
  inputs.fault = false;
  shows(inputs, "cancelled");
  inputs.cancelled = false;
  shows(inputs, "working");
  inputs.working = false;
  shows(inputs, "updating");
  inputs.updating = false;
  shows(inputs, "booting");
  inputs.booting = false;
  shows(inputs, "joining");
  inputs.joining = false;
  shows(inputs, "join_failed"); /* R-085: not hidden by the setup network, which is open again by then */
  inputs.join_failed = false;
  shows(inputs, "setup");
  inputs.setup = false;
  shows(inputs, "lost");
  inputs.lost = false;
  shows(inputs, "online"); /* R-022: nothing to tell */
}
END_TEST

/* Each thing to tell is told when it stands alone. */
START_TEST(each_thing_alone)
{
  shows(((light_inputs_t){.button = SIGNAL_STUCK}), "fault");
  shows(((light_inputs_t){.fault = true}), "fault");
  shows(((light_inputs_t){.button = SIGNAL_READY}), "ready");
  shows(((light_inputs_t){.button = SIGNAL_ARMED}), "armed");
  shows(((light_inputs_t){.button = SIGNAL_PRESSED}), "pressed");
  shows(((light_inputs_t){.cancelled = true}), "cancelled");
  shows(((light_inputs_t){.working = true}), "working");
  shows(((light_inputs_t){.updating = true}), "updating");
  shows(((light_inputs_t){.booting = true}), "booting");
  shows(((light_inputs_t){.setup = true}), "setup");
  shows(((light_inputs_t){.joining = true}), "joining");
  shows(((light_inputs_t){.join_failed = true}), "join_failed");
  shows(((light_inputs_t){.lost = true}), "lost");
}
END_TEST

/* What the button says besides its levels is no finger on it. */
START_TEST(other_signals_are_no_finger)
{
  for (int signal = 0; signal < 256; signal++) {
    if (signal < SIGNAL_PRESSED || signal > SIGNAL_STUCK) {
      light_inputs_t inputs = {.button = (uint8_t)signal, .lost = true};
      shows(inputs, "lost");
    }
  }
}
END_TEST

/* R-023, R-026, R-052: the rhythms as requirements.md gives them, sampled in the middle of every step of 50 ms. */
START_TEST(rhythms_are_as_written)
{
  const struct {
    uint8_t pattern;
    const char *rhythm; /* a character for each 50 ms: on or off */
  } written[] = {
      {LIGHT_FAULT, "##...##...##...##...##...................."},
      {LIGHT_READY, "####"},
      {LIGHT_ARMED, "##..##..##.."},
      {LIGHT_PRESSED, "...."},
      {LIGHT_CANCELLED, "############....############...................................."},
      {LIGHT_WORKING, "##################..##################.."},
      {LIGHT_UPDATING, "######..######..........######..######.........."},
      {LIGHT_BOOTING, "##########..........##########.........."},
      {LIGHT_SETUP, "##...##.................................##...##................................."},
      {LIGHT_JOINING, "#####.....#####....."},
      {LIGHT_JOIN_FAILED, "############....############....############.............................."},
      {LIGHT_LOST, "##########################################################.."},
      {LIGHT_ONLINE, "####"},
  };
  for (size_t index = 0; index < sizeof written / sizeof written[0]; index++) {
    for (size_t slot = 0; written[index].rhythm[slot] != '\0'; slot++) {
      light_level_t level = light_level(written[index].pattern, slot * 50 * MS + 25 * MS);
      ck_assert_msg(level.on == (written[index].rhythm[slot] == '#'), "%s at %zu ms",
                    light_name(written[index].pattern), slot * 50 + 25);
    }
  }
}
END_TEST

/* R-030: no pattern, begun at whatever moment, looks like another; ready and online are equal on purpose. */
START_TEST(patterns_stay_distinct)
{
  for (uint8_t a = 0; a <= LIGHT_LAST; a++) {
    for (uint8_t b = (uint8_t)(a + 1); b <= LIGHT_LAST; b++) {
      bool same = false;
      for (unsigned shift = 0; shift < 4000 && !same; shift += 50) {
        unsigned at = 0;
        while (at < 12000 && light_level(a, at * MS).on == light_level(b, (at + shift) * MS).on) {
          at += 50;
        }
        same = at >= 12000;
      }
      /* A cancelled pattern that is over is off, as a pressed one is: it shows before that. */
      bool over = a == LIGHT_PRESSED && b == LIGHT_CANCELLED;
      bool equal = a == LIGHT_READY && b == LIGHT_ONLINE;
      ck_assert_msg(same == (equal || over), "%s and %s", light_name(a), light_name(b));
    }
  }
}
END_TEST

/* R-029: a healthy camera is never dark for long, but under a finger: no rhythm is off for two seconds. */
START_TEST(a_dark_light_means_a_dead_unit)
{
  for (uint8_t pattern = 0; pattern <= LIGHT_LAST; pattern++) {
    if (pattern == LIGHT_PRESSED || pattern == LIGHT_CANCELLED) {
      continue; /* answers to a finger; the second is over after 1.6 s */
    }
    for (unsigned start = 0; start < 6000; start += 50) {
      bool lit = false;
      for (unsigned at = start; at < start + 2000; at += 50) {
        lit = lit || light_level(pattern, at * MS).on;
      }
      ck_assert_msg(lit, "%s is dark from %u ms on", light_name(pattern), start);
    }
  }
}
END_TEST

/* The level changes when it says and not before; following `next` sees every change. */
START_TEST(next_is_the_next_change)
{
  for (int pattern = 0; pattern < 256; pattern++) {
    uint64_t at = 0;
    for (int change = 0; change < 60; change++) {
      light_level_t level = light_level((uint8_t)pattern, at);
      if (level.next == TIME_NEVER) {
        for (uint64_t later = at; later < at + 5 * TIME_SECOND; later += 50 * MS) {
          ck_assert(light_level((uint8_t)pattern, later).on == level.on);
        }
        break;
      }
      ck_assert_uint_gt(level.next, at);
      ck_assert(light_level((uint8_t)pattern, level.next - 1).on == level.on);
      ck_assert_uint_eq(light_level((uint8_t)pattern, level.next - 1).next, level.next);
      at = level.next;
    }
  }
}
END_TEST

/* Steady patterns, a finished one, an unknown one and the end of time want no further call. */
START_TEST(nothing_more_to_come)
{
  ck_assert_uint_eq(light_level(LIGHT_ONLINE, 0).next, TIME_NEVER);
  ck_assert_uint_eq(light_level(LIGHT_READY, 0).next, TIME_NEVER);
  ck_assert_uint_eq(light_level(LIGHT_PRESSED, 0).next, TIME_NEVER);
  ck_assert_uint_eq(light_level(LIGHT_CANCELLED, 1400 * MS).next, 1600 * MS);
  ck_assert_uint_eq(light_level(LIGHT_CANCELLED, 1600 * MS).next, TIME_NEVER);
  ck_assert(!light_level(LIGHT_CANCELLED, 1600 * MS).on);
  ck_assert(!light_level(LIGHT_LAST + 1, 0).on);
  ck_assert_uint_eq(light_level(LIGHT_BOOTING, UINT64_MAX).next, TIME_NEVER);
  ck_assert_uint_eq(light_duration(LIGHT_CANCELLED), 1600 * MS);
  ck_assert_uint_eq(light_duration(LIGHT_FAULT), 2100 * MS);
  ck_assert_uint_eq(light_duration(LIGHT_LAST + 1), 0);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("light");
  TCase *tests = tcase_create("light");
  tcase_add_test(tests, one_pattern_by_priority);
  tcase_add_test(tests, each_thing_alone);
  tcase_add_test(tests, other_signals_are_no_finger);
  tcase_add_test(tests, rhythms_are_as_written);
  tcase_add_test(tests, patterns_stay_distinct);
  tcase_add_test(tests, a_dark_light_means_a_dead_unit);
  tcase_add_test(tests, next_is_the_next_change);
  tcase_add_test(tests, nothing_more_to_come);
  suite_add_tcase(suite, tests);
  return unit_main("light", suite);
}
