/* SPDX-License-Identifier: GPL-2.0-or-later */
/* rows of motion detection beside a plain model, on samples of any values (spec/motion.acsl.h, in other words). */
#include <stdlib.h>
#include <string.h>

#include "motion_model.h"
#include "random.h"
#include "unit.h"

#define WIDE 301 /* parts that are looked at together, and a rest */
#define STILL 70 /* samples in a stretch that is all alike, in some rounds */
#define ROUNDS 1500

static uint8_t plane[8][WIDE + 1], before[8][WIDE + 1], values[WIDE + 1], marks[WIDE + 1], other[WIDE + 1];

static int least(int a, int b)
{
  return a < b ? a : b;
}

static int most(int a, int b)
{
  return a > b ? a : b;
}

/* Values close together and far apart, so that each case is met. */
static uint8_t any_luma(int round)
{
  return (uint8_t)(round % 3 == 0 ? any() : 100 + any() % 40);
}

/* A sample that was seen for long and is seen now: nearly as it was, its other values hardly known; and that does not flicker. */
static void settle(int i, bool flickers)
{
  values[i] = (uint8_t)least(plane[0][i] + (int)(any() % 12), 255);
  plane[1][i] = (uint8_t)(200 + any() % 56);
  plane[3][i] = (uint8_t)(20 + any() % 180);
  plane[5][i] = (uint8_t)(any() % 21);
  plane[7][i] = (uint8_t)(flickers ? any() % 30 : 0);
  marks[i] = other[i] = 0;
}

static void fill(int round)
{
  for (int p = 0; p < 8; p++)
    for (int i = 0; i <= WIDE; i++)
      plane[p][i] =
          p == 0 || p == 2 || p == 4 ? any_luma(round) : (uint8_t)(any() % 4 == 0 ? any() % 3 : any());
  for (int i = 0; i <= WIDE; i++) {
    values[i] = any_luma(round);
    marks[i] = (uint8_t)(any() % 2);
    other[i] = (uint8_t)(any() % 2);
  }
  for (int i = 0; round % 4 != 0 && i < WIDE; i++)
    if (i / STILL % 2 == 1)
      settle(i, round % 4 == 2);
  memcpy(before, plane, sizeof plane);
}

static int threshold(int i)
{
  return 12 + before[6][i] / 8 + before[6][i] / 16 + before[7][i] / 4;
}

static bool near_to(int p, int i)
{
  return abs(values[i] - before[p][i]) <= threshold(i);
}

START_TEST(marks_tell_what_is_not_background)
{
  for (int round = 0; round < ROUNDS; round++) {
    fill(round);
    uint8_t trusted = (uint8_t)(1 + any() % MOTION_TRUSTED);
    uint8_t told[WIDE + 1];
    told[WIDE] = 77;
    motion_row_mark(plane[0], plane[1], plane[2], plane[3], plane[4], plane[5], plane[6], plane[7], values,
                    WIDE, trusted, told);
    for (int i = 0; i < WIDE; i++) {
      int enough = most(least(before[1][i], 200) - 4 * least(before[7][i], 63), 16);
      bool still = (near_to(0, i) && before[1][i] >= trusted) || (near_to(2, i) && before[3][i] >= enough) ||
                   (near_to(4, i) && before[5][i] >= enough);
      ck_assert_int_eq(told[i], still ? 0 : 1);
    }
    ck_assert_int_eq(told[WIDE], 77);
  }
}
END_TEST

static int follow(int from, int to, int step)
{
  return from < to ? least(from + step, to) : most(from - step, to);
}

START_TEST(the_model_learns)
{
  for (int round = 0; round < ROUNDS; round++) {
    fill(round);
    motion_time_t time = {(uint8_t)(1 + any() % MOTION_TICKS), (uint8_t)(any() % 3)};
    motion_row_learn(plane[0], plane[1], plane[2], plane[3], plane[4], plane[5], plane[6], plane[7], values,
                     WIDE, time);
    for (int i = 0; i < WIDE; i++) {
      int luma[3] = {before[0][i], before[2][i], before[4][i]};
      int seen[3] = {before[1][i], before[3][i], before[5][i]};
      int hit = -1;
      for (int k = 2; k >= 0; k--)
        if (near_to(2 * k, i) && (k == 0 || seen[k] > 0))
          hit = k;
      for (int k = 0; k < 3; k++) {
        if (k == hit) {
          luma[k] = follow(luma[k], values[i], time.ticks);
          seen[k] = least(seen[k] + time.ticks, 255);
        } else if (k > 0) {
          seen[k] = most(seen[k] - time.fade, 0);
        }
      }
      if (hit < 0) {
        luma[2] = values[i];
        seen[2] = 1;
      }
      for (int k = 2; k > 0; k--) {
        if (seen[k] > seen[k - 1]) {
          int swap = luma[k];
          luma[k] = luma[k - 1];
          luma[k - 1] = swap;
          swap = seen[k];
          seen[k] = seen[k - 1];
          seen[k - 1] = swap;
        }
      }
      for (int k = 0; k < 3; k++) {
        ck_assert_int_eq(plane[2 * k][i], luma[k]);
        ck_assert_int_eq(plane[2 * k + 1][i], seen[k]);
      }
      int deviation = 16 * least(abs(values[i] - before[0][i]), 15);
      ck_assert_int_eq(plane[6][i], hit == 0 ? follow(before[6][i], deviation, time.ticks) : before[6][i]);
      ck_assert_int_eq(plane[7][i], before[7][i]);
    }
    for (int p = 0; p < 8; p++)
      ck_assert_int_eq(plane[p][WIDE], before[p][WIDE]);
  }
}
END_TEST

START_TEST(flicker_grows_and_fades)
{
  for (int round = 0; round < ROUNDS; round++) {
    fill(round);
    uint8_t ticks = (uint8_t)(1 + any() % MOTION_TICKS), moving[WIDE], was[WIDE + 1];
    for (int i = 0; i < WIDE; i++)
      moving[i] = (uint8_t)(any() % 2);
    memcpy(was, other, sizeof was);
    motion_row_flicker(marks, moving, WIDE, ticks, other, plane[7]);
    for (int i = 0; i < WIDE; i++) {
      bool onset = marks[i] > was[i];
      ck_assert_int_eq(plane[7][i], onset ? least(before[7][i] + (moving[i] ? 4 : 16), 255)
                                          : most(before[7][i] - ticks, 0));
      ck_assert_int_eq(other[i], marks[i]);
    }
    ck_assert(plane[7][WIDE] == before[7][WIDE] && other[WIDE] == was[WIDE]);
  }
}
END_TEST

START_TEST(a_model_begins)
{
  for (int round = 0; round < 100; round++) {
    fill(round);
    bool afresh = round % 2 == 0;
    motion_row_begin(plane[0], plane[1], plane[2], plane[3], plane[4], plane[5], plane[6], plane[7], values,
                     WIDE, 16, afresh);
    for (int i = 0; i < WIDE; i++) {
      ck_assert(plane[0][i] == values[i] && plane[1][i] == 16 && plane[5][i] == 0 && plane[7][i] == 0);
      ck_assert_int_eq(plane[2][i], afresh ? values[i] : before[0][i]);
      ck_assert_int_eq(plane[3][i], afresh ? 0 : least(before[1][i], 16));
    }
  }
}
END_TEST

static bool alike(const uint8_t *now, const uint8_t *was, int i, const uint8_t *beside,
                  const uint8_t *beside_was, int k)
{
  return abs(now[i] * beside_was[k] - beside[k] * was[i]) <= 5 * most(was[i], beside_was[k]);
}

START_TEST(other_lights_are_let_go)
{
  int let_go = 0;
  for (int round = 0; round < ROUNDS; round++) {
    uint8_t now[3][WIDE], was[3][WIDE], told[WIDE];
    int light = 30 + (int)(any() % 120);
    for (int r = 0; r < 3; r++)
      for (int i = 0; i < WIDE; i++) {
        was[r][i] = any_luma(round);
        now[r][i] = (uint8_t)least(was[r][i] * light / 100 + (int)(any() % 4), 255);
      }
    for (int i = 0; i < WIDE; i++)
      told[i] = marks[i] = (uint8_t)(any() % 2);
    motion_row_shade(now[1] + 1, was[1] + 1, now[0], was[0], now[0] + 2, was[0] + 2, now[2], was[2],
                     now[2] + 2, was[2] + 2, WIDE - 2, told + 1);
    for (int i = 1; i < WIDE - 1; i++) {
      int same =
          alike(now[1], was[1], i, now[0], was[0], i - 1) + alike(now[1], was[1], i, now[0], was[0], i + 1) +
          alike(now[1], was[1], i, now[2], was[2], i - 1) + alike(now[1], was[1], i, now[2], was[2], i + 1);
      int a = 128 * now[1][i];
      bool lit =
          (a >= 55 * was[1][i] && a <= 115 * was[1][i]) || (now[1][i] >= was[1][i] && a <= 175 * was[1][i]);
      ck_assert_int_eq(told[i], lit && same >= 3 ? 0 : marks[i]);
      let_go += lit && same >= 3;
    }
    ck_assert(told[0] == marks[0] && told[WIDE - 1] == marks[WIDE - 1]);
  }
  ck_assert_int_gt(let_go, ROUNDS);
}
END_TEST

START_TEST(most_of_the_neighbours_decide)
{
  for (int round = 0; round < ROUNDS; round++) {
    uint8_t row[5][WIDE], sums[WIDE + 4], moving[WIDE];
    for (int r = 0; r < 5; r++)
      for (int i = 0; i < WIDE; i++)
        row[r][i] = (uint8_t)(any() % 2);
    motion_row_sum(row[0], row[1], row[2], row[3], row[4], WIDE, sums);
    motion_row_most(sums, sums + 1, sums + 2, sums + 3, sums + 4, WIDE, moving);
    for (int i = 0; i < WIDE; i++) {
      int count = 0;
      for (int r = 0; r < 5; r++)
        for (int k = i - 2; k <= i + 2; k++)
          count += row[r][most(0, least(k, WIDE - 1))];
      ck_assert_int_eq(moving[i], count >= 12);
    }
  }
}
END_TEST

START_TEST(cells_collect)
{
  for (int round = 0; round < ROUNDS; round++) {
    fill(round);
    uint8_t levels[WIDE / 4 + 2];
    int wide = 1 + (int)(any() % WIDE);
    uint32_t cells = (uint32_t)(wide + 3) / 4;
    memset(levels, 24, sizeof levels);
    motion_row_collect(marks, (uint32_t)wide, levels, cells);
    for (int c = 0; c < WIDE / 4 + 2; c++) {
      int level = 24;
      for (int i = 4 * c; i < 4 * c + 4 && i < wide; i++)
        level += 3 * marks[i];
      ck_assert_int_eq(levels[c], level);
    }
  }
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("motion_rows");
  TCase *cases = tcase_create("rows");
  tcase_add_test(cases, marks_tell_what_is_not_background);
  tcase_add_test(cases, the_model_learns);
  tcase_add_test(cases, flicker_grows_and_fades);
  tcase_add_test(cases, a_model_begins);
  tcase_add_test(cases, other_lights_are_let_go);
  tcase_add_test(cases, most_of_the_neighbours_decide);
  tcase_add_test(cases, cells_collect);
  suite_add_tcase(suite, cases);
  return unit_main("motion_rows", suite);
}
