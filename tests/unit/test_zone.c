/* SPDX-License-Identifier: GPL-2.0-or-later */
/* zones that the owner drew become cells. */
#include <string.h>

#include "camera/zone.h"
#include "unit.h"

#define WIDE ((size_t)8)
#define HIGH ((size_t)4)

static uint32_t marked(const uint8_t *cells)
{
  uint32_t count = 0;
  for (uint32_t i = 0; i < WIDE * HIGH; i++)
    count += cells[i];
  return count;
}

START_TEST(fills_a_rectangle_by_centres)
{
  /* The left half, exactly: cells whose centre lies left of the middle. */
  const zone_point_t left[] = {{0, 0}, {ZONE_ONE / 2, 0}, {ZONE_ONE / 2, ZONE_ONE}, {0, ZONE_ONE}};
  uint8_t cells[WIDE * HIGH] = {0};
  zone_fill(left, 4, WIDE, HIGH, 1, cells);
  for (uint32_t i = 0; i < WIDE * HIGH; i++)
    ck_assert_uint_eq(cells[i], i % WIDE < WIDE / 2);
}
END_TEST

START_TEST(does_not_depend_on_the_direction)
{
  const zone_point_t one[] = {{0, 0}, {ZONE_ONE, 0}, {0, ZONE_ONE}};
  const zone_point_t other[] = {{0, ZONE_ONE}, {ZONE_ONE, 0}, {0, 0}};
  uint8_t a[WIDE * HIGH] = {0}, b[WIDE * HIGH] = {0};
  zone_fill(one, 3, WIDE, HIGH, 1, a);
  zone_fill(other, 3, WIDE, HIGH, 1, b);
  ck_assert_mem_eq(a, b, sizeof a);
  /* A triangle of half the picture, above its diagonal: rows of 7, 5, 3, 1 cells' centres, those on the edge aside. */
  ck_assert_uint_eq(a[0], 1);
  ck_assert_uint_eq(a[WIDE * HIGH - 1], 0);
  ck_assert_uint_ge(marked(a), 12);
  ck_assert_uint_le(marked(a), 20);
}
END_TEST

START_TEST(leaves_a_hole_where_an_outline_crosses_itself)
{
  /* A bow tie: its upper and lower quarter are outside. */
  const zone_point_t bow[] = {{0, 0}, {ZONE_ONE, ZONE_ONE}, {ZONE_ONE, 0}, {0, ZONE_ONE}};
  uint8_t cells[WIDE * HIGH] = {0};
  zone_fill(bow, 4, WIDE, HIGH, 1, cells);
  ck_assert_uint_eq(cells[WIDE * 2], 1);
  ck_assert_uint_eq(cells[WIDE * 2 + WIDE - 1], 1);
  ck_assert_uint_eq(cells[WIDE / 2], 0);
  ck_assert_uint_eq(cells[WIDE * 3 + WIDE / 2], 0);
}
END_TEST

START_TEST(marks_something_however_thin)
{
  const zone_point_t line[] = {{0, 0}, {ZONE_ONE, ZONE_ONE}, {ZONE_ONE, ZONE_ONE}};
  uint8_t cells[WIDE * HIGH] = {0};
  zone_fill(line, 3, WIDE, HIGH, 1, cells);
  ck_assert_uint_gt(marked(cells), 0);
  ck_assert_uint_eq(cells[0], 1);
  ck_assert_uint_eq(cells[WIDE * HIGH - 1], 1);
}
END_TEST

static void zone_rectangle(settings_zone_t *zone, double left, double right, bool include)
{
  *zone = (settings_zone_t){.count = 4,
                            .points = {{left, 0}, {right, 0}, {right, 1}, {left, 1}},
                            .include = include,
                            .sensitivity = 60,
                            .smallest = 12.5};
}

START_TEST(makes_the_whole_picture_one_zone)
{
  settings_t settings;
  zone_set_t set;
  settings_default(&settings);
  settings.motion.sensitivity = 33;
  ck_assert(zone_set_make(&set, &settings, WIDE, HIGH));
  ck_assert_uint_eq(set.count, 1);
  ck_assert_uint_eq(set.zones[0].sensitivity, 33);
  ck_assert_uint_eq(marked(set.zones[0].cells), WIDE * HIGH);
  ck_assert_uint_ge(set.zones[0].smallest_cells, 1);
  zone_set_free(&set);
}
END_TEST

START_TEST(cuts_excluded_zones_out_of_all_others)
{
  settings_t settings;
  zone_set_t set;
  settings_default(&settings);
  settings.motion.zone_count = 3;
  zone_rectangle(&settings.motion.zones[0], 0.5, 0.75, false);
  zone_rectangle(&settings.motion.zones[1], 0, 0.75, true);
  zone_rectangle(&settings.motion.zones[2], 0.5, 1, true);
  ck_assert(zone_set_make(&set, &settings, WIDE, HIGH));
  ck_assert_uint_eq(set.count, 2);
  ck_assert_uint_eq(set.setting[0], 1);
  ck_assert_uint_eq(set.setting[1], 2);
  ck_assert_uint_eq(marked(set.zones[0].cells), 4 * HIGH);
  ck_assert_uint_eq(marked(set.zones[1].cells), 2 * HIGH);
  ck_assert_uint_eq(set.zones[0].smallest_cells, 4);
  zone_set_free(&set);
  /* With nothing included, the rest of the picture counts. */
  settings.motion.zone_count = 1;
  ck_assert(zone_set_make(&set, &settings, WIDE, HIGH));
  ck_assert_uint_eq(set.count, 1);
  ck_assert_uint_eq(marked(set.zones[0].cells), 6 * HIGH);
  zone_set_free(&set);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("zone");
  TCase *tests = tcase_create("zone");
  tcase_add_test(tests, fills_a_rectangle_by_centres);
  tcase_add_test(tests, does_not_depend_on_the_direction);
  tcase_add_test(tests, leaves_a_hole_where_an_outline_crosses_itself);
  tcase_add_test(tests, marks_something_however_thin);
  tcase_add_test(tests, makes_the_whole_picture_one_zone);
  tcase_add_test(tests, cuts_excluded_zones_out_of_all_others);
  suite_add_tcase(suite, tests);
  return unit_main("zone", suite);
}
