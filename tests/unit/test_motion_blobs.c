/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Blobs of moving cells: their boxes against a search that fills each blob, and how they are followed. */
#include <stdlib.h>
#include <string.h>

#include "motion_blobs.h"
#include "unit.h"

#define WIDE 60
#define HIGH 34

static motion_labels_t labels;
static uint32_t dice = 1;

static uint32_t any(void)
{
  dice = dice * 1664525 + 1013904223;
  return dice >> 16;
}

static void box(uint8_t *mask, uint32_t left, uint32_t top, uint32_t wide, uint32_t high)
{
  for (uint32_t y = top; y < top + high; y++)
    for (uint32_t x = left; x < left + wide; x++)
      mask[y * WIDE + x] = 1;
}

/* The cells of the blob at a cell, taken out of the mask. */
static uint32_t fill(uint8_t *mask, int x, int y, int *left, int *top, int *right, int *bottom)
{
  if (x < 0 || y < 0 || x >= WIDE || y >= HIGH || !mask[y * WIDE + x])
    return 0;
  mask[y * WIDE + x] = 0;
  *left = x < *left ? x : *left;
  *right = x > *right ? x : *right;
  *top = y < *top ? y : *top;
  *bottom = y > *bottom ? y : *bottom;
  uint32_t area = 1;
  for (int dy = -1; dy <= 1; dy++)
    for (int dx = -1; dx <= 1; dx++)
      area += fill(mask, x + dx, y + dy, left, top, right, bottom);
  return area;
}

/* every blob found is one that filling finds, with its box and its area, and none is missing that is large enough. */
START_TEST(blobs_are_those_of_a_filling)
{
  for (int round = 0; round < 100; round++) {
    uint8_t mask[WIDE * HIGH] = {0};
    motion_blobs_t blobs = {0};
    for (int i = 0; i < 40 + 3 * round; i++)
      mask[any() % (WIDE * HIGH)] = 1;
    for (int i = 0; i < 6; i++)
      box(mask, any() % 40, any() % 20, 1 + any() % 20, 1 + any() % 14);
    motion_blobs_find(&blobs, &labels, mask, WIDE, HIGH, 25);
    uint32_t areas = 0;
    uint32_t smallest = WIDE * HIGH;
    for (uint32_t i = 0; i < blobs.count; i++) {
      areas += blobs.blob[i].area;
      smallest = blobs.blob[i].area < smallest ? blobs.blob[i].area : smallest;
    }
    uint32_t found = 0;
    for (int y = 0; y < HIGH; y++)
      for (int x = 0; x < WIDE; x++) {
        int left = WIDE, top = HIGH, right = 0, bottom = 0;
        uint32_t area = fill(mask, x, y, &left, &top, &right, &bottom);
        uint32_t here = 0;
        for (uint32_t i = 0; i < blobs.count && area > 0; i++) {
          const motion_blob_t *blob = &blobs.blob[i];
          here += blob->left == left && blob->top == top && blob->right == right && blob->bottom == bottom &&
                  blob->area == area;
        }
        ck_assert_uint_le(here, 1);
        found += here > 0;
        if (area >= MOTION_BLOB_SMALLEST && (blobs.count < MOTION_BLOBS || area > smallest))
          ck_assert_uint_ge(here, 1);
      }
    ck_assert_uint_eq(found, blobs.count);
    ck_assert_uint_le(areas, WIDE * HIGH);
  }
}
END_TEST

/* a blob keeps its number, grows older, and its speed becomes what it is: 80 pixels a second to the right. */
START_TEST(a_blob_is_followed)
{
  motion_blobs_t blobs = {0};
  uint32_t number = 0;
  for (uint32_t i = 0; i < 30; i++) {
    uint8_t mask[WIDE * HIGH] = {0};
    box(mask, 5 + i, 10, 4, 8);
    box(mask, 50, 2, 2, 2);
    motion_blobs_find(&blobs, &labels, mask, WIDE, HIGH, 10);
    ck_assert_uint_eq(blobs.count, 2);
    const motion_blob_t *moving = blobs.blob[0].area == 32 ? &blobs.blob[0] : &blobs.blob[1];
    number = i == 0 ? moving->number : number;
    ck_assert_uint_eq(moving->number, number);
    ck_assert_uint_eq(moving->age, i);
    ck_assert_uint_eq(moving->x, (5 + i) * 8 + 16);
    ck_assert_uint_eq(moving->y, 10 * 8 + 32);
  }
  const motion_blob_t *moving = blobs.blob[0].area == 32 ? &blobs.blob[0] : &blobs.blob[1];
  const motion_blob_t *still = blobs.blob[0].area == 32 ? &blobs.blob[1] : &blobs.blob[0];
  ck_assert_int_ge(moving->speed_x, 74);
  ck_assert_int_le(moving->speed_x, 80);
  ck_assert_int_eq(moving->speed_y, 0);
  ck_assert(still->speed_x == 0 && still->speed_y == 0 && still->age == 29);
}
END_TEST

/* What comes back elsewhere is another; what was one and is two keeps one number. */
START_TEST(numbers_are_not_given_twice)
{
  motion_blobs_t blobs = {0};
  uint8_t mask[WIDE * HIGH] = {0};
  box(mask, 10, 10, 9, 4);
  motion_blobs_find(&blobs, &labels, mask, WIDE, HIGH, 10);
  uint32_t first = blobs.blob[0].number;
  for (uint32_t y = 10; y < 14; y++)
    mask[y * WIDE + 14] = 0;
  motion_blobs_find(&blobs, &labels, mask, WIDE, HIGH, 10);
  ck_assert_uint_eq(blobs.count, 2);
  ck_assert((blobs.blob[0].number == first) != (blobs.blob[1].number == first));
  memset(mask, 0, sizeof mask);
  box(mask, 40, 20, 3, 3);
  motion_blobs_find(&blobs, &labels, mask, WIDE, HIGH, 10);
  ck_assert_uint_eq(blobs.count, 1);
  ck_assert_uint_gt(blobs.blob[0].number, first + 1);
  ck_assert_uint_eq(blobs.blob[0].age, 0);
}
END_TEST

/* More pieces than there are labels: those that come later are left out, and nothing else happens. */
START_TEST(too_many_pieces_are_left_out)
{
  static uint8_t mask[480 * 270];
  motion_blobs_t blobs = {0};
  for (uint32_t y = 0; y < 270; y += 3)
    for (uint32_t x = 0; x < 480; x += 3)
      mask[y * 480 + x] = mask[y * 480 + x + 1] = 1;
  motion_blobs_find(&blobs, &labels, mask, 480, 270, 60);
  ck_assert_uint_eq(blobs.count, MOTION_BLOBS);
  for (uint32_t i = 0; i < blobs.count; i++)
    ck_assert_uint_eq(blobs.blob[i].area, 2);
}
END_TEST

/* A speed beyond what the number holds is held at its bound, either way; an age too. */
START_TEST(speed_and_age_are_bounded)
{
  static uint8_t mask[480 * 4];
  for (int right = 0; right <= 1; right++) {
    motion_blobs_t blobs = {0};
    for (int frame = 0; frame < 2; frame++) {
      memset(mask, 0, sizeof mask);
      for (int i = 0; i < 480 * 4; i++) {
        int x = right ? 479 - i % 480 : i % 480;
        mask[i] = frame == 0 ? x >= 470 : i < 480 || x < 200;
      }
      motion_blobs_find(&blobs, &labels, mask, 480, 4, 60);
      ck_assert_uint_eq(blobs.count, 1);
    }
    ck_assert_int_eq(blobs.blob[0].speed_x, right ? INT16_MAX : -INT16_MAX);
    blobs.blob[0].age = UINT32_MAX;
    motion_blobs_find(&blobs, &labels, mask, 480, 4, 60);
    ck_assert_uint_eq(blobs.blob[0].age, UINT32_MAX);
  }
}
END_TEST

/* Two columns that a row below joins are one blob, whichever began further up. */
START_TEST(columns_are_joined)
{
  for (int right = 0; right <= 1; right++) {
    uint8_t mask[WIDE * HIGH] = {0};
    motion_blobs_t blobs = {0};
    box(mask, 5, right ? 6 : 2, 1, 8);
    box(mask, 9, right ? 2 : 6, 1, 8);
    box(mask, 5, 10, 5, 1);
    motion_blobs_find(&blobs, &labels, mask, WIDE, HIGH, 10);
    ck_assert_uint_eq(blobs.count, 1);
    ck_assert(blobs.blob[0].left == 5 && blobs.blob[0].right == 9 && blobs.blob[0].top == 2);
  }
}
END_TEST

/* What was far away, in any direction, was another; of two that were near, the nearer one it was. */
START_TEST(the_nearest_is_followed)
{
  static const uint32_t from[4][2] = {{2, 15}, {50, 15}, {25, 1}, {25, 30}};
  for (int i = 0; i < 4; i++) {
    motion_blobs_t blobs = {0};
    uint8_t mask[WIDE * HIGH] = {0};
    box(mask, from[i][0], from[i][1], 3, 3);
    motion_blobs_find(&blobs, &labels, mask, WIDE, HIGH, 10);
    memset(mask, 0, sizeof mask);
    box(mask, 25, 15, 3, 3);
    motion_blobs_find(&blobs, &labels, mask, WIDE, HIGH, 10);
    ck_assert(blobs.count == 1 && blobs.blob[0].age == 0 && blobs.blob[0].number == 2);
  }
  for (int right = 0; right <= 1; right++) {
    motion_blobs_t blobs = {0};
    uint8_t mask[WIDE * HIGH] = {0};
    box(mask, 10, 10, right ? 4 : 12, 4);
    box(mask, right ? 18 : 26, 10, right ? 12 : 4, 4);
    motion_blobs_find(&blobs, &labels, mask, WIDE, HIGH, 10);
    uint32_t larger = blobs.blob[0].area == 48 ? blobs.blob[0].number : blobs.blob[1].number;
    memset(mask, 0, sizeof mask);
    box(mask, 10, 10, 20, 4);
    motion_blobs_find(&blobs, &labels, mask, WIDE, HIGH, 10);
    ck_assert(blobs.count == 1 && blobs.blob[0].number == larger);
  }
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("motion_blobs");
  TCase *cases = tcase_create("motion_blobs");
  tcase_add_test(cases, blobs_are_those_of_a_filling);
  tcase_add_test(cases, a_blob_is_followed);
  tcase_add_test(cases, numbers_are_not_given_twice);
  tcase_add_test(cases, too_many_pieces_are_left_out);
  tcase_add_test(cases, speed_and_age_are_bounded);
  tcase_add_test(cases, columns_are_joined);
  tcase_add_test(cases, the_nearest_is_followed);
  suite_add_tcase(suite, cases);
  return unit_main("motion_blobs", suite);
}
