/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The motion detector on small drawn pictures: what moves, what does not, and what it refuses. */
#include "motion_bench.h"

/* a still, noisy picture never moves, at any size, odd ones too. */
START_TEST(still_picture_is_still)
{
  static const uint32_t sizes[][2] = {{64, 48}, {65, 49}, {71, 63}, {320, 241}, {641, 359}, {3840, 2160}};
  bench_t bench;
  bench_open(&bench, sizes[_i][0], sizes[_i][1], 10);
  run_still(&bench, sizes[_i][0] > 2000 ? 14 : 60);
  ck_assert_uint_eq(bench.result.cells_wide, (sizes[_i][0] + 7) / 8);
  ck_assert_uint_eq(bench.result.cells_high, (sizes[_i][1] + 7) / 8);
  ck_assert_uint_eq(bench.result.moving, 0);
  bench_close(&bench);
}
END_TEST

/* a box that appears moves, where it is and nowhere else. */
START_TEST(box_moves_where_it_is)
{
  bench_t bench;
  bench_open(&bench, 320, 240, 25);
  run_still(&bench, 60);
  draw(&bench, 100);
  draw_box(&bench, 96, 80, 32, 64, 230);
  step(&bench);
  ck_assert(bench.result.motion);
  for (uint32_t y = 0; y < bench.result.cells_high; y++)
    for (uint32_t x = 0; x < bench.result.cells_wide; x++)
      ck_assert_uint_eq(bench.result.mask[y * bench.result.cells_wide + x],
                        x >= 12 && x < 16 && y >= 10 && y < 18);
  ck_assert_uint_eq(bench.result.moving, 32);
  bench_close(&bench);
}
END_TEST

/* in the first second nothing moves, whatever happens. */
START_TEST(warm_up_is_silent)
{
  bench_t bench;
  bench_open(&bench, 160, 120, 25);
  for (uint32_t i = 0; i < 25; i++) {
    draw(&bench, 100);
    draw_box(&bench, i * 4, 40, 24, 40, 230);
    step(&bench);
    ck_assert(!bench.result.motion);
  }
  bench_close(&bench);
}
END_TEST

/* one cell alone, such as a fly or a hot pixel, is no motion. */
START_TEST(lone_cell_does_not_count)
{
  bench_t bench;
  bench_open(&bench, 160, 120, 25);
  run_still(&bench, 60);
  draw(&bench, 100);
  draw_box(&bench, 80, 64, 8, 8, 240);
  step(&bench);
  ck_assert(!bench.result.motion);
  ck_assert_uint_eq(bench.result.moving, 0);
  bench_close(&bench);
}
END_TEST

/* the light growing by half within 10 s, or at once, is no motion. */
START_TEST(light_is_no_motion)
{
  bench_t bench;
  bench_open(&bench, 320, 240, 10);
  run_still(&bench, 50);
  for (uint32_t i = 0; i < 100; i++) {
    draw(&bench, 100 + i / 2);
    step(&bench);
    ck_assert(!bench.result.motion);
  }
  for (uint32_t i = 0; i < 50; i++) {
    draw(&bench, 60);
    step(&bench);
    ck_assert(!bench.result.motion);
  }
  bench_close(&bench);
}
END_TEST

/* a picture that is another one altogether (the camera was turned) is told as such and learned anew. */
START_TEST(another_picture_is_a_change_of_light)
{
  bench_t bench;
  bench_open(&bench, 320, 240, 10);
  run_still(&bench, 50);
  bool told = false;
  for (uint32_t i = 0; i < 50; i++) {
    draw(&bench, 100);
    for (size_t k = 0; k < bench.size; k++)
      bench.luma[k] = (uint8_t)(255 - bench.luma[k]);
    step(&bench);
    told = told || bench.result.light_changed;
    ck_assert(!bench.result.motion);
  }
  ck_assert(told);
  bench_close(&bench);
}
END_TEST

/* what changed the picture whole is told: the camera was covered, the cover was taken away, the camera was turned,
   the light was switched. None of it is motion, then or later. */
START_TEST(what_changed_the_picture_is_told)
{
  static const motion_change_t told[4] = {MOTION_CHANGE_COVERED, MOTION_CHANGE_LIGHT, MOTION_CHANGE_MOVED,
                                          MOTION_CHANGE_LIGHT};
  bench_t bench;
  bench_open(&bench, 320, 240, 10);
  for (uint32_t i = 0; i < 250; i++) {
    draw_blocks(&bench, i < 150 ? 0 : 67, i < 150 ? 0 : 33);
    if (i >= 50 && i < 100)
      memset(bench.luma, 18, bench.size);
    for (size_t k = 0; k < bench.size && i >= 200; k++)
      bench.luma[k] = (uint8_t)(255 - bench.luma[k]);
    step(&bench);
    ck_assert(!bench.result.motion);
    ck_assert_uint_eq(bench.result.light_changed, i >= 50 && i % 50 == 0);
    if (i >= 50 && i % 50 == 0)
      ck_assert_uint_eq(bench.result.change, told[i / 50 - 1]);
  }
  bench_close(&bench);
}
END_TEST

/* a picture that turns black all over, no light of which says anything, was covered. */
START_TEST(black_is_covered)
{
  bench_t bench;
  bench_open(&bench, 320, 240, 10);
  for (uint32_t i = 0; i < 60; i++) {
    draw_blocks(&bench, 0, 0);
    if (i >= 50)
      memset(bench.luma, 0, bench.size);
    step(&bench);
    ck_assert(!bench.result.motion);
    ck_assert_uint_eq(bench.result.change, i == 50 ? MOTION_CHANGE_COVERED : MOTION_CHANGE_NONE);
  }
  bench_close(&bench);
}
END_TEST

/* what stays becomes background within half a minute, and what was behind it again when it goes. */
START_TEST(parked_object_is_absorbed)
{
  bench_t bench;
  bench_open(&bench, 160, 120, 10);
  run_still(&bench, 400);
  for (uint32_t i = 0; i < 300; i++) {
    draw(&bench, 100);
    draw_box(&bench, 64, 40, 32, 32, 220);
    step(&bench);
    ck_assert(bench.result.motion || i > 150);
  }
  ck_assert(!bench.result.motion);
  for (uint32_t i = 0; i < 300; i++) {
    draw(&bench, 100);
    step(&bench);
  }
  ck_assert(!bench.result.motion);
  bench_close(&bench);
}
END_TEST

/* a light that jumps moves nothing, and hides nothing that moves. */
START_TEST(a_jump_of_light_hides_nothing)
{
  for (uint32_t light = 60; light <= 140; light += 40) {
    bench_t bench;
    bench_open(&bench, 320, 240, 10);
    run_still(&bench, 50);
    draw(&bench, light);
    draw_box(&bench, 0, 0, 128, 240, 240); /* four tenths of the picture */
    step(&bench);
    ck_assert(bench.result.motion && !bench.result.light_changed);
    for (uint32_t y = 2; y < 28; y++)
      for (uint32_t x = 0; x < 40; x++)
        if (x < 15 || x > 16)
          ck_assert_uint_eq(bench.result.mask[y * 40 + x], x < 15);
    bench_close(&bench);
  }
}
END_TEST

/* infrared light instead of daylight, another tone for every luma, moves nothing; nor does daylight again. */
START_TEST(another_tone_is_no_motion)
{
  bench_t bench;
  bench_open(&bench, 320, 240, 10);
  run_still(&bench, 50);
  for (uint32_t i = 0; i < 60; i++) {
    draw(&bench, 100);
    if (i < 30)
      for (size_t k = 0; k < bench.size; k++)
        bench.luma[k] = (uint8_t)(120 + bench.luma[k] * bench.luma[k] / 300);
    step(&bench);
    ck_assert(!bench.result.motion);
  }
  bench_close(&bench);
}
END_TEST

/* where all is dark there is no light to go by, and what shines in it moves all the same. */
START_TEST(dark_pictures_are_looked_at_too)
{
  bench_t bench;
  bench_open(&bench, 160, 120, 10);
  for (uint32_t i = 0; i < 50; i++) {
    draw(&bench, 5);
    step(&bench);
    ck_assert(!bench.result.motion);
  }
  draw(&bench, 5);
  draw_box(&bench, 64, 40, 32, 32, 90);
  step(&bench);
  ck_assert(bench.result.motion && !bench.result.light_changed);
  bench_close(&bench);
}
END_TEST

/* a zone counts its own cells at its own sensitivity. */
START_TEST(zones_count_their_cells)
{
  bench_t bench;
  bench_open(&bench, 160, 120, 25);
  uint8_t left[20 * 15] = {0};
  uint8_t right[20 * 15] = {0};
  for (uint32_t i = 0; i < 20 * 15; i++)
    (i % 20 < 10 ? left : right)[i] = 1;
  motion_zone_t zones[3] = {{left, 50, 4}, {right, 50, 4}, {right, 50, 13}};
  ck_assert(motion_set_zones(&bench.motion, zones, 2));
  run_still(&bench, 60);
  draw(&bench, 100);
  draw_box(&bench, 104, 40, 24, 32, 230);
  step(&bench);
  ck_assert(bench.result.motion);
  ck_assert_uint_eq(bench.result.zones, 2);
  ck_assert_uint_eq(bench.result.zone[0], 0);
  ck_assert_uint_eq(bench.result.zone[1], 12);
  ck_assert(motion_set_zones(&bench.motion, zones + 2, 1));
  draw(&bench, 100);
  draw_box(&bench, 104, 40, 24, 32, 230);
  step(&bench);
  ck_assert_uint_eq(bench.result.zone[0], 12);
  ck_assert(!bench.result.motion);
  bench_close(&bench);
}
END_TEST

/* what fills little of a cell counts at a high sensitivity and not at a low one. */
START_TEST(sensitivity_matters)
{
  uint8_t all[20 * 15];
  memset(all, 1, sizeof all);
  uint32_t found[3] = {0, 0, 0};
  static const uint8_t sensitivity[3] = {1, 50, 100};
  for (uint32_t i = 0; i < 3; i++) {
    bench_t bench;
    bench_open(&bench, 160, 120, 25);
    motion_zone_t zone = {all, sensitivity[i], 1};
    ck_assert(motion_set_zones(&bench.motion, &zone, 1));
    run_still(&bench, 60);
    draw(&bench, 100);
    for (uint32_t y = 40; y < 80; y++)
      for (uint32_t x = 46; x < 52; x++)
        bench.luma[y * bench.stride + x] = (uint8_t)(bench.luma[y * bench.stride + x] + 40);
    step(&bench);
    found[i] = bench.result.zone[0];
    bench_close(&bench);
  }
  bench_t both;
  bench_open(&both, 160, 120, 25);
  motion_zone_t zones[2] = {{all, sensitivity[0], 1}, {all, sensitivity[2], 1}};
  ck_assert(motion_set_zones(&both.motion, zones, 2));
  run_still(&both, 60);
  draw(&both, 100);
  for (uint32_t y = 40; y < 80; y++)
    for (uint32_t x = 46; x < 52; x++)
      both.luma[y * both.stride + x] = (uint8_t)(both.luma[y * both.stride + x] + 40);
  step(&both);
  ck_assert_uint_eq(both.result.zone[0], found[0]);
  ck_assert_uint_eq(both.result.zone[1], found[2]);
  bench_close(&both);
  ck_assert_uint_eq(found[0], 0);
  ck_assert_uint_ge(found[2], 5);
  ck_assert_uint_le(found[0], found[1]);
  ck_assert_uint_le(found[1], found[2]);
}
END_TEST

/* Rows longer than the picture are passed over right. */
START_TEST(stride_is_followed)
{
  bench_t bench;
  bench_open(&bench, 160, 120, 25);
  bench.stride = 200;
  bench.size = 200 * 119 + 160;
  bench.luma = realloc(bench.luma, bench.size);
  memset(bench.luma, 7, bench.size);
  run_still(&bench, 60);
  draw(&bench, 100);
  draw_box(&bench, 80, 40, 16, 40, 230);
  step(&bench);
  ck_assert_uint_eq(bench.result.moving, 10);
  ck_assert_uint_eq(bench.result.mask[5 * 20 + 10], 1);
  bench_close(&bench);
}
END_TEST

/* any size, any stride, any rate, any zones and any pictures: nothing outside the memory is touched (it is as long as
   it must be and no longer), and what is told lies within its bounds. */
START_TEST(anything_is_taken)
{
  uint32_t dice = 7 + (uint32_t)_i;
  for (int round = 0; round < 12; round++) {
    bench_t bench;
    uint32_t any[8];
    for (size_t i = 0; i < 8; i++)
      any[i] = (dice = dice * 1664525 + 1013904223) >> 12;
    bench_open(&bench, 64 + any[0] % 200, 48 + any[1] % 150, 1 + any[2] % 60);
    bench.stride = bench.format.width + any[3] % 70;
    bench.size = bench.stride * (bench.format.height - 1) + bench.format.width;
    bench.luma = realloc(bench.luma, bench.size);
    uint8_t *cells = calloc(motion_cells(&bench.format), 1);
    motion_zone_t zone[2] = {{cells, (uint8_t)(1 + any[4] % 100), 1 + any[5] % 9}, {cells, 100, 1}};
    ck_assert(bench.luma && cells && motion_set_zones(&bench.motion, zone, any[6] % 3));
    for (uint32_t i = 0; i < 60; i++) {
      uint32_t kind = (any[7] >> i % 8) % 4;
      for (size_t k = 0; k < bench.size; k++) {
        dice = dice * 1664525 + 1013904223;
        bench.luma[k] = (uint8_t)(kind == 0   ? dice >> 24
                                  : kind == 1 ? 255 * (i % 2)
                                  : kind == 2 ? k
                                              : bench.luma[k] + i);
      }
      for (uint32_t k = 0; k < motion_cells(&bench.format); k++)
        cells[k] = (uint8_t)(k % 3);
      step(&bench);
      uint32_t moving = 0;
      for (uint32_t k = 0; k < motion_cells(&bench.format); k++) {
        ck_assert_uint_le(bench.result.mask[k], 1);
        moving += bench.result.mask[k];
      }
      ck_assert_uint_eq(moving, bench.result.moving);
      ck_assert(bench.result.motion <= 1 && bench.result.change <= MOTION_CHANGE_MOVED);
    }
    free(cells);
    bench_close(&bench);
  }
}
END_TEST

/* the picture from left to right and upside down gives the mask from left to right and upside down. */
START_TEST(a_mirror_mirrors_the_mask)
{
  bench_t bench, mirror;
  bench_open(&bench, 192, 160, 25);
  bench_open(&mirror, 192, 160, 25);
  uint32_t moved = 0;
  for (uint32_t i = 0; i < 120; i++) {
    draw(&bench, i < 80 ? 100 : 90);
    if (i > 60)
      draw_box(&bench, 2 * (i - 60), 60, 24, 40, (uint8_t)(200 + i % 7));
    for (size_t k = 0; k < bench.size; k++)
      mirror.luma[bench.size - 1 - k] = bench.luma[k];
    step(&bench);
    step(&mirror);
    uint32_t cells = (uint32_t)motion_cells(&bench.format);
    for (uint32_t k = 0; k < cells; k++)
      ck_assert_uint_eq(bench.result.mask[k], mirror.result.mask[cells - 1 - k]);
    moved += bench.result.moving;
  }
  ck_assert_uint_gt(moved, 200);
  bench_close(&bench);
  bench_close(&mirror);
}
END_TEST

/* times are seconds whatever the rate: a parked object is absorbed within a tick or two of the same time. */
START_TEST(the_rate_changes_no_time)
{
  static const uint32_t rates[] = {4, 12, 25, 60};
  uint32_t still_at[4]; /* milliseconds */
  for (size_t i = 0; i < 4; i++) {
    bench_t bench;
    bench_open(&bench, 96, 80, rates[i]);
    run_still(&bench, 30 * rates[i]);
    still_at[i] = 0;
    for (uint32_t k = 0; k < 30 * rates[i]; k++) {
      draw(&bench, 100);
      draw_box(&bench, 32, 24, 32, 32, 220);
      step(&bench);
      if (bench.result.motion)
        still_at[i] = k * 1000 / rates[i];
    }
    ck_assert_uint_ge(still_at[i], 14000);
    ck_assert_uint_le(still_at[i], 19000);
    bench_close(&bench);
  }
  for (size_t i = 1; i < 4; i++)
    ck_assert_int_le(abs((int)still_at[i] - (int)still_at[0]), 1500);
}
END_TEST

/* noise of a night, up to 12 luma either way, is no motion once it is known. */
START_TEST(night_noise_is_no_motion)
{
  bench_t bench;
  bench_open(&bench, 160, 120, 15);
  for (uint32_t i = 0; i < 300; i++) {
    draw(&bench, 60);
    for (size_t k = 0; k < bench.size; k++) {
      bench.dice = bench.dice * 1664525 + 1013904223;
      bench.luma[k] = (uint8_t)(bench.luma[k] + (int)(bench.dice >> 24) % 25 - 12);
    }
    step(&bench);
    ck_assert(!bench.result.motion);
  }
  bench_close(&bench);
}
END_TEST

/* mains light that beats against the rate (a ninth up and down, once in 1.7 s) is no motion. */
START_TEST(flicker_is_no_motion)
{
  static const int wave[8] = {100, 104, 107, 104, 100, 96, 93, 96};
  bench_t bench;
  bench_open(&bench, 160, 120, 15);
  for (uint32_t i = 0; i < 300; i++) {
    draw(&bench, (uint32_t)wave[i / 3 % 8]);
    step(&bench);
    ck_assert(!bench.result.motion);
  }
  bench_close(&bench);
}
END_TEST

/* a camera that shakes by a pixel or two is no motion for long: a tenth of the frames at most. */
START_TEST(shake_is_learned)
{
  bench_t bench;
  uint32_t told = 0;
  bench_open(&bench, 320, 240, 15);
  for (uint32_t i = 0; i < 600; i++) {
    draw_blocks(&bench, 2 + i * 7 % 3, 1 + i * 5 % 2);
    step(&bench);
    told += bench.result.motion;
  }
  ck_assert_uint_le(told, 60);
  bench_close(&bench);
}
END_TEST

/* heavy rain, streaks of one frame each, makes no event: never is there motion in three frames one after the other,
   which is what an event needs, and in one of 20 at most. */
START_TEST(rain_is_no_motion)
{
  bench_t bench;
  uint32_t told = 0;
  uint32_t together = 0;
  bench_open(&bench, 320, 240, 15);
  for (uint32_t i = 0; i < 450; i++) {
    draw(&bench, 100);
    for (int drop = 0; drop < 80; drop++) {
      bench.dice = bench.dice * 1664525 + 1013904223;
      draw_box(&bench, (bench.dice >> 12) % 320, (bench.dice >> 22) % 240, 1, 14, 200);
    }
    step(&bench);
    told += bench.result.motion;
    together = bench.result.motion ? together + 1 : 0;
    ck_assert_uint_lt(together, 3);
  }
  ck_assert_uint_le(told, 450 / 20);
  bench_close(&bench);
}
END_TEST

/* the state is as long as it is said to be, and four bytes a pixel at most, whatever the size. */
START_TEST(state_is_small)
{
  for (uint32_t width = 64; width <= 3840; width += width < 200 ? 1 : 97)
    for (uint32_t height = 48; height <= 2160; height += height < 150 ? 1 : 61) {
      motion_format_t format = {width, height, 25};
      size_t size = motion_size(&format);
      ck_assert_uint_le(size, (size_t)4 * width * height);
      ck_assert_uint_eq(size, sizeof(motion_t) + sizeof(motion_blobs_t) + motion_model_bytes(&format) +
                                  2 * motion_cells(&format));
    }
}
END_TEST

/* Formats, zones and pictures out of range are refused, with nothing changed. */
START_TEST(refuses_what_is_out_of_range)
{
  static const motion_format_t bad[] = {
      {63, 48, 25},  {64, 47, 25},   {3841, 2160, 25}, {3840, 2161, 25},
      {640, 360, 0}, {640, 360, 61}, {0, 0, 0},        {UINT32_MAX, UINT32_MAX, UINT32_MAX}};
  bench_t bench;
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    motion_t motion;
    motion_memory_t memory = {NULL, NULL, NULL};
    ck_assert(!motion_start(&motion, &bad[i], &memory));
    ck_assert_uint_eq(motion_model_bytes(&bad[i]), 0);
    ck_assert_uint_eq(motion_size(&bad[i]), 0);
    ck_assert_uint_eq(motion_cells(&bad[i]), 0);
  }
  bench_open(&bench, 64, 48, 25);
  uint8_t cells[48] = {0};
  motion_zone_t zones[9] = {{cells, 0, 1}, {cells, 101, 1}, {cells, 50, 0}};
  for (uint32_t i = 0; i < 3; i++)
    ck_assert(!motion_set_zones(&bench.motion, zones + i, 1));
  ck_assert(!motion_set_zones(&bench.motion, zones, 9));
  motion_t before = bench.motion;
  ck_assert(!motion_step(&bench.motion, bench.luma, bench.size - 1, 64, &bench.result));
  ck_assert(!motion_step(&bench.motion, bench.luma, bench.size, 63, &bench.result));
  ck_assert(!motion_step(&bench.motion, bench.luma, bench.size, SIZE_MAX, &bench.result));
  ck_assert(!motion_step(&bench.motion, bench.luma, SIZE_MAX, MOTION_STRIDE_MAX + 1, &bench.result));
  ck_assert_mem_eq(&before, &bench.motion, sizeof before);
  bench_close(&bench);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("motion");
  TCase *cases = tcase_create("motion");
  tcase_add_loop_test(cases, still_picture_is_still, 0, 6);
  tcase_add_test(cases, box_moves_where_it_is);
  tcase_add_test(cases, warm_up_is_silent);
  tcase_add_test(cases, lone_cell_does_not_count);
  tcase_add_test(cases, light_is_no_motion);
  tcase_add_test(cases, another_picture_is_a_change_of_light);
  tcase_add_test(cases, what_changed_the_picture_is_told);
  tcase_add_test(cases, black_is_covered);
  tcase_add_test(cases, parked_object_is_absorbed);
  tcase_add_test(cases, a_jump_of_light_hides_nothing);
  tcase_add_test(cases, another_tone_is_no_motion);
  tcase_add_test(cases, dark_pictures_are_looked_at_too);
  tcase_add_test(cases, zones_count_their_cells);
  tcase_add_test(cases, sensitivity_matters);
  tcase_add_test(cases, stride_is_followed);
  tcase_add_loop_test(cases, anything_is_taken, 0, 4);
  tcase_add_test(cases, a_mirror_mirrors_the_mask);
  tcase_add_test(cases, the_rate_changes_no_time);
  tcase_add_test(cases, night_noise_is_no_motion);
  tcase_add_test(cases, flicker_is_no_motion);
  tcase_add_test(cases, shake_is_learned);
  tcase_add_test(cases, rain_is_no_motion);
  tcase_add_test(cases, state_is_small);
  tcase_add_test(cases, refuses_what_is_out_of_range);
  suite_add_tcase(suite, cases);
  return unit_main("motion", suite);
}
