/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The moment of capture in a picture: it can be read back, and nothing else is drawn over. */
#include "camera/stamp.h"

#include <stddef.h>
#include <string.h>

#include "unit.h"

#define WIDTH 352
#define HEIGHT 64

/* The 40 bits as they are drawn, from the middle of each cell. */
static uint64_t bits_of(const frame_t *frame)
{
  uint64_t bits = 0;
  for (uint32_t i = 0; i < 40; i++) {
    uint32_t x = i % STAMP_COLUMNS * STAMP_CELL + STAMP_CELL / 2;
    uint32_t y = i / STAMP_COLUMNS * STAMP_CELL + STAMP_CELL / 2;
    uint8_t luma = frame->plane[0][y * (uint32_t)frame->stride[0] + x];
    ck_assert(luma == 16 || luma == 235);
    bits = bits << 1 | (luma == 235);
  }
  return bits;
}

START_TEST(is_read_back_and_leaves_the_rest)
{
  frame_pool_t *pool = frame_pool_create(WIDTH, HEIGHT, 1);
  frame_t *frame = frame_take(pool);
  for (int plane = 0; plane < 3; plane++)
    memset(frame->plane[plane], 77, (size_t)frame->stride[plane] * (plane == 0 ? HEIGHT : HEIGHT / 2));
  stamp_draw(frame, INT64_C(0x1234567890ab));
  ck_assert_uint_eq(bits_of(frame), (UINT64_C(0x567890ab) << 8) | ((0x56 + 0x78 + 0x90 + 0xab) & 255));
  ck_assert_uint_eq(frame->plane[0][STAMP_COLUMNS * STAMP_CELL], 77);
  ck_assert_uint_eq(frame->plane[0][(ptrdiff_t)2 * STAMP_CELL * frame->stride[0]], 77);
  ck_assert_uint_eq(frame->plane[1][0], 128);
  ck_assert_uint_eq(frame->plane[2][(ptrdiff_t)STAMP_CELL * frame->stride[2]], 77);
  frame_release(frame);
  frame_pool_close(pool);
}
END_TEST

START_TEST(a_small_picture_stays_as_it_is)
{
  frame_pool_t *pool = frame_pool_create(STAMP_COLUMNS * STAMP_CELL - 2, HEIGHT, 1);
  frame_t *frame = frame_take(pool);
  memset(frame->plane[0], 77, (size_t)frame->stride[0] * HEIGHT);
  stamp_draw(frame, 1);
  for (int i = 0; i < frame->stride[0] * HEIGHT; i++)
    ck_assert_uint_eq(frame->plane[0][i], 77);
  frame_release(frame);
  frame_pool_close(pool);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("stamp");
  TCase *all = tcase_create("stamp");
  tcase_add_test(all, is_read_back_and_leaves_the_rest);
  tcase_add_test(all, a_small_picture_stays_as_it_is);
  suite_add_tcase(suite, all);
  return unit_main("stamp", suite);
}
