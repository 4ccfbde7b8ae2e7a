/* SPDX-License-Identifier: GPL-2.0-or-later */
/* rows of motion detection beside a plain model, on samples of any values (spec/motion.acsl.h, in other words). */
#include <stdlib.h>
#include <string.h>

#include "motion_rows.h"
#include "random.h"
#include "unit.h"

#define WIDE 64
#define CELLS (WIDE / 4)
#define ROUNDS 500

static motion_sample_t row[WIDE], before[WIDE];
static uint8_t values[WIDE], marks[WIDE];

static long most(long value, long bound)
{
  return value > bound ? bound : value;
}

static long apart(long a, long b)
{
  return labs(a - b);
}

/* Any bytes, with values that lie near the background now and then: else nothing is ever as expected. */
static void fill(void)
{
  for (unsigned i = 0; i < sizeof row; i++)
    ((uint8_t *)row)[i] = (uint8_t)any();
  for (int i = 0; i < WIDE; i++) {
    values[i] = (uint8_t)any();
    if (any() % 2 == 0)
      values[i] = (uint8_t)(row[i].background / 256 + any() % 40);
    if (any() % 4 == 0)
      row[i].held = 0;
    if (any() % 4 == 0)
      row[i].candidate = (uint8_t)(values[i] + any() % 20 - 10);
    if (any() % 8 == 0)
      row[i].trust = (uint8_t)(any() % 12);
    marks[i] = (uint8_t)(any() % 4);
  }
  memcpy(before, row, sizeof row);
}

static long expected(motion_sample_t sample, long gain)
{
  return most(sample.background * gain / 65536, 255);
}

static long approach(long from, long to, long parts)
{
  return (from * (16 - parts) + to * parts) / 16;
}

static bool same(motion_sample_t a, motion_sample_t b)
{
  return a.background == b.background && a.noise == b.noise && a.flicker == b.flicker &&
         a.candidate == b.candidate && a.held == b.held && a.trust == b.trust;
}

START_TEST(halves_are_means)
{
  uint8_t top[2 * WIDE], bottom[2 * WIDE], half[WIDE + 1];
  for (int round = 0; round < ROUNDS; round++) {
    for (int i = 0; i < 2 * WIDE; i++) {
      top[i] = (uint8_t)any();
      bottom[i] = (uint8_t)any();
    }
    half[WIDE] = 77;
    motion_row_halve(top, bottom, WIDE, half);
    for (int i = 0; i < WIDE; i++)
      ck_assert_int_eq(half[i], (top[2 * i] + top[2 * i + 1] + bottom[2 * i] + bottom[2 * i + 1] + 2) / 4);
    ck_assert_int_eq(half[WIDE], 77);
  }
}
END_TEST

START_TEST(a_model_begins_and_settles)
{
  fill();
  motion_row_begin(row, values, WIDE - 1);
  for (int i = 0; i < WIDE - 1; i++)
    ck_assert(row[i].background == 256 * values[i] && row[i].candidate == values[i] && row[i].trust == 0 &&
              row[i].held == 0 && row[i].flicker == 0 && row[i].noise == 32);
  ck_assert(same(row[WIDE - 1], before[WIDE - 1]));
  for (int round = 0; round < ROUNDS; round++) {
    fill();
    motion_row_settle(row, values, WIDE);
    for (int i = 0; i < WIDE; i++) {
      ck_assert_int_eq(row[i].background, approach(before[i].background, 256 * values[i], 4));
      ck_assert(row[i].trust == 0 && row[i].held == 0 && row[i].noise == before[i].noise);
      ck_assert(row[i].flicker == before[i].flicker && row[i].candidate == before[i].candidate);
    }
  }
}
END_TEST

START_TEST(marks_tell_how_far)
{
  uint8_t told[WIDE];
  for (int round = 0; round < ROUNDS; round++) {
    fill();
    uint32_t gain = (uint32_t)any() % (MOTION_GAIN_MAX + 1);
    motion_row_mark(row, values, WIDE, gain, told);
    for (int i = 0; i < WIDE; i++) {
      long least = 12 + row[i].noise / 4 + row[i].flicker / 4;
      long far = apart(values[i], expected(row[i], gain));
      ck_assert_int_eq(told[i], (2 * far > least) + (far > least) + (far > 2 * least));
    }
  }
}
END_TEST

/* What a sample that is as expected becomes. */
static motion_sample_t kept(motion_sample_t sample, long value, long gain, int ticks)
{
  motion_sample_t next = sample;
  next.held = 0;
  next.flicker = (uint8_t)(sample.flicker > ticks ? sample.flicker - ticks : 0);
  if (ticks == 0)
    return next;
  next.background = (uint16_t)approach(sample.background, value * 256, ticks);
  next.trust = (uint8_t)most(sample.trust + ticks, MOTION_TRUST);
  next.noise = (uint8_t)(apart(value, expected(sample, gain)) * 16 > sample.noise
                             ? most(sample.noise + ticks, MOTION_NOISE_MAX)
                         : sample.noise > ticks ? sample.noise - ticks
                                                : 0);
  return next;
}

/* What a sample that is changed becomes. */
static motion_sample_t changed(motion_sample_t sample, long value, long gain, int ticks)
{
  motion_sample_t next = sample;
  bool other = sample.held == 0 || apart(value, sample.candidate) > 8;
  long holds = other ? 1 : most(sample.held + ticks, 255);
  bool replaced = holds > (sample.trust > MOTION_HOLD_MIN ? sample.trust : MOTION_HOLD_MIN);
  next.candidate = (uint8_t)(other ? value : sample.candidate);
  next.flicker = (uint8_t)(sample.held == 0 ? most(sample.flicker + 10, 255) : sample.flicker);
  next.held = (uint8_t)(replaced ? 0 : holds);
  next.trust = replaced ? 0 : sample.trust;
  next.background =
      (uint16_t)(replaced ? next.candidate * 256
                          : approach(sample.background, most(sample.background * gain / 256, 65280), ticks));
  return next;
}

START_TEST(a_model_learns)
{
  for (int round = 0; round < ROUNDS; round++) {
    fill();
    uint32_t gain = (uint32_t)any() % (MOTION_GAIN_MAX + 1);
    int ticks = any() % (MOTION_TICKS + 1);
    motion_row_learn(row, values, marks, WIDE, gain, (uint8_t)ticks);
    for (int i = 0; i < WIDE; i++) {
      motion_sample_t next = marks[i] >= MOTION_MARK_CHANGED ? changed(before[i], values[i], gain, ticks)
                                                             : kept(before[i], values[i], gain, ticks);
      if (before[i].trust <= MOTION_TRUST && before[i].noise <= MOTION_NOISE_MAX)
        ck_assert(same(row[i], next));
    }
  }
}
END_TEST

/* Ratios are of samples neither dark nor bright, rounded, and what is beyond the last counts as the last. */
START_TEST(ratios_are_counted)
{
  for (int round = 0; round < ROUNDS; round++) {
    uint32_t told[MOTION_RATIOS] = {0}, wanted[MOTION_RATIOS] = {0};
    fill();
    for (int i = 0; i < WIDE; i++) {
      if (i % 8 == 0)
        row[i].background = (uint16_t)((i % 16 == 0 ? 16 : 250) * 256 + any() % 3 - 1);
      if (i % 8 == 1)
        values[i] = (uint8_t)(249 + any() % 3);
      long luma = row[i].background;
      if (luma < 16 * 256 || luma > 250 * 256 || values[i] > 250)
        continue;
      wanted[most((values[i] * 65536L + luma / 2) / luma, MOTION_GAIN_MAX)]++;
    }
    motion_row_ratios(row, values, WIDE, told);
    ck_assert_mem_eq(told, wanted, sizeof told);
  }
}
END_TEST

START_TEST(marks_are_collected_by_fours)
{
  for (int round = 0; round < ROUNDS; round++) {
    uint8_t told[CELLS], wanted[CELLS];
    uint32_t wide = (uint32_t)any() % (WIDE + 1), cells = (uint32_t)any() % (CELLS + 1);
    fill();
    for (int i = 0; i < CELLS; i++)
      wanted[i] = told[i] = (uint8_t)(any() % (MOTION_LEVEL_MAX + 1));
    for (uint32_t i = 0; i < wide && i / 4 < cells; i++)
      wanted[i / 4] = (uint8_t)most(wanted[i / 4] + marks[i], MOTION_LEVEL_MAX);
    motion_row_collect(marks, wide, told, cells);
    ck_assert_mem_eq(told, wanted, sizeof told);
  }
}
END_TEST

START_TEST(lone_cells_are_cleaned_away)
{
  uint8_t levels[3][CELLS], mask[CELLS + 1];
  for (int round = 0; round < ROUNDS; round++) {
    uint8_t need = (uint8_t)(any() % (MOTION_LEVEL_MAX + 1));
    for (unsigned i = 0; i < sizeof levels; i++)
      ((uint8_t *)levels)[i] = (uint8_t)(any() % 3 ? any() % 8 : any() % (MOTION_LEVEL_MAX + 1));
    mask[CELLS] = 55;
    motion_row_clean(levels[0], levels[1], levels[2], CELLS, need, mask);
    for (int i = 0; i < CELLS; i++) {
      bool company = false;
      for (int y = 0; y < 3; y++) {
        for (int x = i - 1; x <= i + 1; x++)
          company = company || (x >= 0 && x < CELLS && (y != 1 || x != i) && levels[y][x] >= need / 2 + 1);
      }
      ck_assert_int_eq(mask[i] != 0, levels[1][i] >= need && company);
    }
    ck_assert_int_eq(mask[CELLS], 55);
  }
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("motion_rows");
  TCase *tests = tcase_create("motion_rows");
  tcase_set_timeout(tests, 60);
  tcase_add_test(tests, halves_are_means);
  tcase_add_test(tests, a_model_begins_and_settles);
  tcase_add_test(tests, marks_tell_how_far);
  tcase_add_test(tests, a_model_learns);
  tcase_add_test(tests, ratios_are_counted);
  tcase_add_test(tests, marks_are_collected_by_fours);
  tcase_add_test(tests, lone_cells_are_cleaned_away);
  suite_add_tcase(suite, tests);
  return unit_main("motion_rows", suite);
}
