/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The motion detector on drawn scenes of what owners complain about, each with a mark. */
#include "motion_bench.h"

#define GHOST_SECONDS 2

/* A thing that was seen for long: a coat of stripes, 48x80 pixels, its left edge at `left`. */
static void draw_thing(bench_t *bench, int left)
{
  for (int x = left < 0 ? 0 : left; x < left + 48 && x < (int)bench->format.width; x++)
    draw_box(bench, (uint32_t)x, 80, 1, 80, (x - left) / 6 % 2 == 0 ? 225 : 190);
}

static void draw_ground(bench_t *bench, int ground)
{
  if (ground == 0)
    draw(bench, 100);
  else
    draw_blocks(bench, 0, 0);
}

/* Cells that move where the thing stood. */
static uint32_t left_behind(const bench_t *bench)
{
  uint32_t count = 0;
  for (uint32_t y = 10; y < 20; y++)
    for (uint32_t x = 16; x < 22; x++)
      count += bench->result.mask[y * bench->result.cells_wide + x];
  return count;
}

/* what was there from the first frame and leaves, lifted out at once or walking off, leaves no motion behind for
   longer than two seconds; nor does it where it came later, stayed until it was background, and leaves again. */
START_TEST(what_leaves_leaves_no_ghost)
{
  static const uint32_t rates[] = {5, 12, 25};
  uint32_t rate = rates[_i % 3];
  int ground = _i / 3 % 2;
  bool walks = _i / 6 % 2 == 1;
  bool came = _i / 12 == 1;
  bench_t bench;
  bench_open(&bench, 320, 240, rate);
  uint32_t stays = (came ? 70 : 20) * rate;
  uint32_t gone = stays + (walks ? rate : 0); /* it walks 60 pixels a second, and is 48 wide */
  for (uint32_t i = 0; i < stays + 8 * rate; i++) {
    draw_ground(&bench, ground);
    if (!came || i > 10 * rate)
      draw_thing(&bench, i < stays ? 128 : walks ? 128 + (int)((i - stays) * 60 / rate) : 1000);
    step(&bench);
    if (came && i == 12 * rate)
      ck_assert(bench.result.motion);
    if (i + 1 == stays)
      ck_assert(!bench.result.motion);
    if (!came && i == stays + rate / 2) /* where it came later, what is behind it is still known */
      ck_assert(bench.result.motion);
    if (i >= gone + GHOST_SECONDS * rate)
      ck_assert_uint_eq(left_behind(&bench), 0);
    if (i >= stays + 7 * rate)
      ck_assert(!bench.result.motion);
  }
  bench_close(&bench);
}
END_TEST

/* what comes and stands still goes on moving until it is absorbed: it is not taken for something that left. */
START_TEST(what_stays_is_no_ghost)
{
  bench_t bench;
  bench_open(&bench, 320, 240, 10);
  for (uint32_t i = 0; i < 180; i++) {
    draw_ground(&bench, _i % 2);
    if (i >= 100)
      draw_thing(&bench, i < 108 ? (int)(i - 100) * 16 : 128);
    step(&bench);
    if (i >= 110)
      ck_assert_uint_ge(left_behind(&bench), 50);
  }
  bench_close(&bench);
}
END_TEST

/* What infrared light makes of the blocks: every other one the darker, the brighter it was, and more noise. */
static void draw_infrared(bench_t *bench)
{
  draw_blocks(bench, 0, 0);
  for (uint32_t y = 0; y < bench->format.height; y++)
    for (uint32_t x = 0; x < bench->format.width; x++) {
      uint8_t *luma = &bench->luma[y * bench->stride + x];
      bench->dice = bench->dice * 1664525 + 1013904223;
      uint32_t tone = (x / 20 + y / 20) % 2 == 0 ? 255U - *luma : 60U + *luma * *luma / 350U;
      *luma = (uint8_t)(tone - 4 + (bench->dice >> 24) % 9);
    }
}

/* the infrared filter switched away and back makes no event, is told as light, and two seconds later what comes is
   found. */
START_TEST(infrared_is_relearned)
{
  bench_t bench;
  bench_open(&bench, 320, 240, 12);
  bool told = false;
  for (uint32_t i = 0; i < 600; i++) {
    bool infrared = i >= 200 && i < 400;
    bool comes = i % 200 >= 24 && i % 200 < 36 && i > 200;
    if (infrared)
      draw_infrared(&bench);
    else
      draw_blocks(&bench, 0, 0);
    if (comes)
      draw_thing(&bench, 128);
    step(&bench);
    told = told || (i % 200 < 12 && i >= 200 && bench.result.change == MOTION_CHANGE_LIGHT);
    if (i % 200 == 24)
      ck_assert(i < 200 || told);
    if (comes)
      ck_assert_uint_ge(left_behind(&bench), 40);
    else if (i < 200 || i % 200 < 24 || i % 200 > 60)
      ck_assert(!bench.result.motion);
    if (i % 200 == 199)
      told = false;
  }
  bench_close(&bench);
}
END_TEST

/* exposure and gain that step every five seconds, between half and twice as bright, at once or within a second, with
   what saturates saturating: no motion, and what comes a second later is found. */
START_TEST(exposure_steps_are_no_motion)
{
  static const uint32_t gains[] = {100, 140, 80, 60, 125, 200, 100, 50, 90};
  bench_t bench;
  bench_open(&bench, 320, 240, 12);
  for (uint32_t i = 0; i < 9 * 60; i++) {
    uint32_t gain = gains[i / 60];
    uint32_t before = i < 60 ? 100 : gains[i / 60 - 1];
    if (_i == 1 && i % 60 < 12)
      gain = (before * (12 - i % 60) + gain * (i % 60)) / 12;
    bool comes = i % 60 >= 24 && i % 60 < 30 && i >= 60;
    draw_blocks(&bench, 0, 0);
    if (comes)
      draw_box(&bench, 128, 80, 48, 80, 10);
    for (size_t k = 0; k < bench.size; k++) {
      uint32_t luma = bench.luma[k] * gain / 100;
      bench.luma[k] = (uint8_t)(luma > 255 ? 255 : luma);
    }
    step(&bench);
    if (comes)
      ck_assert_uint_ge(left_behind(&bench), 40);
    else
      ck_assert(!bench.result.motion);
  }
  bench_close(&bench);
}
END_TEST

/* The left edge of what passes as number k of three, at eight pixels a frame and 144 apart. */
static int passing(uint32_t frame, uint32_t k)
{
  return (int)(frame * 8 % 144 + k * 144) - 48;
}

/* a scene that is busy from the first frame (things of many tones pass, a third of the time) is told as motion where
   they are and nowhere else, and when they have passed, nothing moves two seconds later. */
START_TEST(busy_from_the_first_frame)
{
  bench_t bench;
  uint32_t found = 0;
  uint32_t shown = 0;
  bench_open(&bench, 320, 240, 12);
  for (uint32_t i = 0; i < 400; i++) {
    draw_blocks(&bench, 0, 0);
    for (uint32_t k = 0; k < 3 && i < 300; k++)
      for (int x = passing(i, k); x < passing(i, k) + 48; x++)
        if (x >= 0)
          draw_box(&bench, (uint32_t)x, 80, 1, 80, (uint8_t)(5 + (i / 18 + 900 - k) * 97 % 240));
    step(&bench);
    for (uint32_t cell = 0; cell < 40 * 30 && i >= 60 && i < 300; cell++) {
      int x = (int)(cell % 40) * 8;
      bool there = false;
      for (uint32_t k = 0; k < 3; k++)
        there = there || (x >= passing(i, k) && x + 8 <= passing(i, k) + 48);
      if (cell / 40 < 9 || cell / 40 > 20)
        ck_assert_uint_eq(bench.result.mask[cell], 0);
      shown += there && cell / 40 >= 10 && cell / 40 < 20;
      found += there && cell / 40 >= 10 && cell / 40 < 20 && bench.result.mask[cell];
    }
    if (i >= 324)
      ck_assert(!bench.result.motion);
  }
  ck_assert_uint_gt(found * 100, shown * 60);
  bench_close(&bench);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("motion_scenes");
  TCase *cases = tcase_create("motion_scenes");
  tcase_set_timeout(cases, 60);
  tcase_add_loop_test(cases, what_leaves_leaves_no_ghost, 0, 24);
  tcase_add_loop_test(cases, what_stays_is_no_ghost, 0, 2);
  tcase_add_test(cases, infrared_is_relearned);
  tcase_add_loop_test(cases, exposure_steps_are_no_motion, 0, 2);
  tcase_add_test(cases, busy_from_the_first_frame);
  suite_add_tcase(suite, cases);
  return unit_main("motion_scenes", suite);
}
