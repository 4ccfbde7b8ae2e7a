/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How the guard shows a pattern: by the board itself where it can blink, step by step where it cannot, and
   never what is not so. */
#include <string.h>

#include "common/clock.h"
#include "guard/process.h"
#include "light.h"
#include "time.h"
#include "unit.h"

static struct {
  bool can_blink;
  unsigned blinks, switches;
  uint32_t on_ms, off_ms;
  bool lit;
} board;

static guard_process_t process;

void board_light(board_t *unused, bool on)
{
  (void)unused;
  board.switches++;
  board.lit = on;
}

bool board_blink(board_t *unused, uint32_t on_ms, uint32_t off_ms)
{
  (void)unused;
  board.blinks += board.can_blink;
  board.on_ms = on_ms;
  board.off_ms = off_ms;
  return board.can_blink;
}

static void setup(void)
{
  memset(&board, 0, sizeof board);
  memset(&process, 0, sizeof process);
  process.light = UINT8_MAX;
  board.can_blink = true;
}

static const struct {
  uint32_t pattern;
  uint32_t on_ms, off_ms; /* 0: not the board's to blink */
  bool lit;               /* at once, where it is the guard's */
} patterns[] = {
    {LIGHT_ARMED, 100, 100, false},   {LIGHT_WORKING, 900, 100, false}, {LIGHT_BOOTING, 500, 500, false},
    {LIGHT_JOINING, 250, 250, false}, {LIGHT_LOST, 2900, 100, false},   {LIGHT_READY, 0, 0, true},
    {LIGHT_PRESSED, 0, 0, false},     {LIGHT_ONLINE, 0, 0, true},       {LIGHT_SETUP, 0, 0, true},
    {LIGHT_FAULT, 0, 0, true},        {LIGHT_CANCELLED, 0, 0, true},    {LIGHT_JOIN_FAILED, 0, 0, true}};

START_TEST(a_plain_rhythm_is_the_board_s)
{
  light_show(&process, (uint8_t)patterns[_i].pattern);
  ck_assert_uint_eq(board.blinks, patterns[_i].on_ms > 0);
  if (patterns[_i].on_ms > 0) {
    ck_assert_uint_eq(board.on_ms, patterns[_i].on_ms);
    ck_assert_uint_eq(board.off_ms, patterns[_i].off_ms);
    ck_assert_uint_eq(process.light_next, TIME_NEVER);
    light_run(&process);
    ck_assert_uint_eq(board.switches, 0);
  } else {
    ck_assert_int_eq(board.lit, patterns[_i].lit);
  }
}
END_TEST

START_TEST(a_board_that_cannot_blink_is_switched)
{
  board.can_blink = false;
  uint64_t before = clock_now();
  light_show(&process, LIGHT_ARMED);
  ck_assert(board.lit);
  ck_assert_uint_gt(process.light_next, before);
  ck_assert_uint_le(process.light_next, clock_now() + 100 * TIME_MILLISECOND);
}
END_TEST

START_TEST(after_blinking_the_light_is_switched_whatever_it_was)
{
  light_show(&process, LIGHT_ARMED);
  light_show(&process, LIGHT_READY);
  ck_assert_uint_eq(board.switches, 1);
  ck_assert(board.lit);
  light_show(&process, LIGHT_ARMED);
  light_show(&process, LIGHT_PRESSED);
  ck_assert_uint_eq(board.switches, 2);
  ck_assert(!board.lit);
}
END_TEST

START_TEST(the_same_pattern_again_changes_nothing)
{
  light_show(&process, LIGHT_ARMED);
  light_show(&process, LIGHT_ARMED);
  ck_assert_uint_eq(board.blinks, 1);
}
END_TEST

START_TEST(a_broken_radio_is_a_fault_where_networks_are_told_of)
{
  process.radio_broken = true;
  light_show(&process, LIGHT_SETUP);
  ck_assert_uint_eq(process.light, LIGHT_FAULT);
  light_show(&process, LIGHT_LOST);
  ck_assert_uint_eq(process.light, LIGHT_FAULT);
  light_show(&process, LIGHT_ARMED); /* a finger is answered all the same */
  ck_assert_uint_eq(process.light, LIGHT_ARMED);
  light_show(&process, LIGHT_WORKING);
  ck_assert_uint_eq(process.light, LIGHT_WORKING);
  process.radio_broken = false;
  light_show(&process, LIGHT_SETUP);
  ck_assert_uint_eq(process.light, LIGHT_SETUP);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("light_show");
  TCase *tests = tcase_create("light_show");
  tcase_add_checked_fixture(tests, setup, NULL);
  tcase_add_loop_test(tests, a_plain_rhythm_is_the_board_s, 0, (int)(sizeof patterns / sizeof *patterns));
  tcase_add_test(tests, a_board_that_cannot_blink_is_switched);
  tcase_add_test(tests, after_blinking_the_light_is_switched_whatever_it_was);
  tcase_add_test(tests, the_same_pattern_again_changes_nothing);
  tcase_add_test(tests, a_broken_radio_is_a_fault_where_networks_are_told_of);
  suite_add_tcase(suite, tests);
  return unit_main("light_show", suite);
}
