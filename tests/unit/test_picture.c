/* SPDX-License-Identifier: GPL-2.0-or-later */
/* what became of the picture whole: what the owner is told of it, and for how long. */
#include "camera/picture.h"
#include "motion.h"
#include "unit.h"

#define SECOND UINT64_C(1000000000)
#define FRAME (SECOND / 10)

typedef struct {
  picture_t picture;
  uint64_t now;
  uint32_t news; /* how often the state became another one */
} told_t;

/* So many seconds of frames with the same verdict; whole: of the first alone. */
static void see(told_t *told, uint32_t change, bool whole, uint32_t seconds)
{
  for (uint64_t i = 0; i < seconds * SECOND / FRAME; i++, told->now += FRAME)
    told->news += picture_step(&told->picture, change, whole && i == 0, told->now);
}

static told_t begin(void)
{
  told_t told = {.now = 1000 * SECOND};
  see(&told, MOTION_CHANGE_NONE, false, 5);
  ck_assert_uint_eq(told.picture.state, CAMERA_PICTURE_USUAL);
  ck_assert_uint_eq(told.news, 0);
  return told;
}

START_TEST(a_switched_light_is_told_for_ten_seconds)
{
  for (int whole = 0; whole < 2; whole++) {
    told_t told = begin();
    see(&told, MOTION_CHANGE_LIGHT, whole, 1);
    ck_assert_uint_eq(told.picture.state, CAMERA_PICTURE_LIGHT);
    see(&told, MOTION_CHANGE_NONE, false, 8);
    ck_assert_uint_eq(told.picture.state, CAMERA_PICTURE_LIGHT);
    see(&told, MOTION_CHANGE_NONE, false, 2);
    ck_assert_uint_eq(told.picture.state, CAMERA_PICTURE_USUAL);
    ck_assert_uint_eq(told.news, 2);
  }
}
END_TEST

/* A lamp that burns all night, and one that flickers, are told when they begin. */
START_TEST(light_that_stays_is_told_once)
{
  told_t told = begin();
  see(&told, MOTION_CHANGE_LIGHT, false, 60);
  ck_assert_uint_eq(told.picture.state, CAMERA_PICTURE_USUAL);
  for (int i = 0; i < 60; i++)
    see(&told, i % 2 ? MOTION_CHANGE_LIGHT : MOTION_CHANGE_NONE, false, 1);
  ck_assert_uint_eq(told.picture.state, CAMERA_PICTURE_USUAL);
  ck_assert_uint_eq(told.news, 2);
  see(&told, MOTION_CHANGE_NONE, false, 4);
  see(&told, MOTION_CHANGE_LIGHT, false, 1);
  ck_assert_uint_eq(told.picture.state, CAMERA_PICTURE_LIGHT);
}
END_TEST

START_TEST(a_cover_is_told_until_it_is_gone)
{
  told_t told = begin();
  see(&told, MOTION_CHANGE_COVERED, true, 600);
  ck_assert_uint_eq(told.picture.state, CAMERA_PICTURE_COVERED);
  see(&told, MOTION_CHANGE_LIGHT, false, 5); /* light seeps in */
  ck_assert_uint_eq(told.picture.state, CAMERA_PICTURE_COVERED);
  see(&told, MOTION_CHANGE_LIGHT, true, 1);
  ck_assert_uint_eq(told.picture.state, CAMERA_PICTURE_LIGHT);
  see(&told, MOTION_CHANGE_NONE, false, 11);
  ck_assert_uint_eq(told.picture.state, CAMERA_PICTURE_USUAL);
}
END_TEST

START_TEST(a_turned_camera_is_told)
{
  told_t told = begin();
  see(&told, MOTION_CHANGE_MOVED, true, 1);
  see(&told, MOTION_CHANGE_LIGHT, false, 5); /* the new place's light does not hide it */
  ck_assert_uint_eq(told.picture.state, CAMERA_PICTURE_MOVED);
  see(&told, MOTION_CHANGE_NONE, false, 6);
  ck_assert_uint_eq(told.picture.state, CAMERA_PICTURE_USUAL);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("picture");
  TCase *tests = tcase_create("picture");
  tcase_add_test(tests, a_switched_light_is_told_for_ten_seconds);
  tcase_add_test(tests, light_that_stays_is_told_once);
  tcase_add_test(tests, a_cover_is_told_until_it_is_gone);
  tcase_add_test(tests, a_turned_camera_is_told);
  suite_add_tcase(suite, tests);
  return unit_main("picture", suite);
}
