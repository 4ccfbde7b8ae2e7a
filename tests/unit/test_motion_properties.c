/* SPDX-License-Identifier: GPL-2.0-or-later */
/* what holds of motion whatever the picture: tried on pictures, sizes and rates drawn at random, from fixed
   seeds. (Mirrors are tried in test_motion.c.) */
#include <stdlib.h>
#include <string.h>

#include "motion.h"
#include "unit.h"

typedef struct {
  motion_format_t format;
  motion_t motion;
  motion_memory_t memory;
  motion_result_t seen;
  uint8_t *still; /* the picture without noise */
  uint8_t *luma;
} look_t;

static uint32_t dice;

/* From 0 to less than `below`. */
static uint32_t roll(uint32_t below)
{
  dice = dice * 1664525 + 1013904223;
  return (uint32_t)((uint64_t)(dice >> 8) * below >> 24);
}

static void look_open(look_t *look, uint32_t width, uint32_t height, uint32_t rate)
{
  look->format = (motion_format_t){width, height, rate};
  look->memory = (motion_memory_t){malloc(motion_model_bytes(&look->format)),
                                   malloc(motion_cells(&look->format)), malloc(motion_cells(&look->format))};
  look->still = malloc((size_t)width * height);
  look->luma = malloc((size_t)width * height);
  ck_assert(motion_start(&look->motion, &look->format, &look->memory));
}

static void look_close(look_t *look)
{
  free(look->memory.model);
  free(look->memory.levels);
  free(look->memory.mask);
  free(look->still);
  free(look->luma);
}

/* Tiles of 4 to 20 pixels, from dark to bright. */
static void draw_still(look_t *look)
{
  uint32_t tile = 4 + roll(17);
  uint32_t seed = roll(1 << 20);
  for (uint32_t y = 0; y < look->format.height; y++)
    for (uint32_t x = 0; x < look->format.width; x++) {
      uint32_t mixed = ((x / tile) * 7919 + (y / tile) * 104729 + seed) * 2654435761U >> 24;
      look->still[y * look->format.width + x] = (uint8_t)(50 + mixed * 120 / 256);
    }
}

/* The still picture, with even noise up to so many luma either way. */
static void draw_noise(look_t *look, uint32_t noise)
{
  for (size_t i = 0; i < (size_t)look->format.width * look->format.height; i++)
    look->luma[i] = (uint8_t)(look->still[i] + roll(2 * noise + 1) - noise);
}

static void step(look_t *look)
{
  size_t size = (size_t)look->format.width * look->format.height;
  ck_assert(motion_step(&look->motion, look->luma, size, look->format.width, &look->seen));
}

static void learn(look_t *look, uint32_t seconds, uint32_t noise)
{
  for (uint32_t i = 0; i < seconds * look->format.rate; i++) {
    draw_noise(look, noise);
    step(look);
  }
}

/* A still picture moves nowhere, whatever it shows and however much noise there is, up to 16 luma either way. */
START_TEST(a_still_picture_never_moves)
{
  look_t look;
  dice = 100 + (uint32_t)_i;
  look_open(&look, 64 + roll(200), 48 + roll(120), 4 + roll(27));
  draw_still(&look);
  uint32_t noise = (uint32_t)_i % 9 * 2;
  for (uint32_t i = 0; i < 15 * look.format.rate; i++) {
    draw_noise(&look, noise);
    step(&look);
    ck_assert_msg(look.seen.moving == 0 && !look.seen.light_changed, "%ux%u at %u, noise %u, frame %u",
                  look.format.width, look.format.height, look.format.rate, noise, i);
  }
  look_close(&look);
}
END_TEST

typedef struct {
  uint32_t left, top, wide, high;
} block_t;

/* A bright block without texture, unlike whatever is behind it by 50 luma or more. */
static void draw_block(look_t *look, block_t block)
{
  for (uint32_t y = block.top; y < block.top + block.high; y++)
    for (uint32_t x = block.left; x < block.left + block.wide; x++)
      look->luma[(size_t)y * look->format.width + x] = (uint8_t)(225 + roll(7));
}

/* A block that appears is found in its first frame: every cell that lies in it, and none that lies a cell away. */
START_TEST(a_block_is_found_where_it_is)
{
  look_t look;
  dice = 200 + (uint32_t)_i;
  look_open(&look, 96 + 8 * roll(20), 80 + 8 * roll(10), 4 + roll(27));
  draw_still(&look);
  learn(&look, 6, 3);
  block_t block = {.wide = 24 + roll(24), .high = 24 + roll(24)};
  block.left = roll(look.format.width - block.wide);
  block.top = roll(look.format.height - block.high);
  draw_noise(&look, 3);
  draw_block(&look, block);
  step(&look);
  ck_assert(look.seen.motion && !look.seen.light_changed);
  for (uint32_t y = 0; y < look.seen.cells_high; y++)
    for (uint32_t x = 0; x < look.seen.cells_wide; x++) {
      bool moves = look.seen.mask[y * look.seen.cells_wide + x];
      bool inside = x * 8 >= block.left && x * 8 + 8 <= block.left + block.wide && y * 8 >= block.top &&
                    y * 8 + 8 <= block.top + block.high;
      bool away = x * 8 >= block.left + block.wide + 8 || x * 8 + 16 <= block.left ||
                  y * 8 >= block.top + block.high + 8 || y * 8 + 16 <= block.top;
      ck_assert_msg(!(inside && !moves) && !(away && moves), "cell %u, %u; block %u, %u, %ux%u", x, y,
                    block.left, block.top, block.wide, block.high);
    }
  look_close(&look);
}
END_TEST

/* The same frames, all of them moved by whole cells along and down, what leaves at one side coming in at the other. */
static void shift(const look_t *from, look_t *to, uint32_t along, uint32_t down)
{
  uint32_t width = from->format.width, height = from->format.height;
  for (uint32_t y = 0; y < height; y++)
    for (uint32_t x = 0; x < width; x++)
      to->luma[(y + down) % height * width + (x + along) % width] = from->luma[y * width + x];
}

/* Whether a cell lies at a border of either picture, where the neighbours are others. */
static bool at_border(uint32_t cell, uint32_t count, uint32_t moved)
{
  uint32_t there = (cell + moved) % count;
  return cell < 2 || cell + 2 >= count || there < 2 || there + 2 >= count;
}

/* A picture that is moved by cells moves the mask by as many cells. */
START_TEST(a_shift_shifts_the_mask)
{
  look_t look, other;
  dice = 300 + (uint32_t)_i;
  look_open(&look, 96 + 8 * roll(8), 80 + 8 * roll(8), 8 + roll(8));
  look_open(&other, look.format.width, look.format.height, look.format.rate);
  draw_still(&look);
  uint32_t wide = look.format.width / 8, high = look.format.height / 8;
  uint32_t along = 1 + roll(wide / 3), down = 1 + roll(high / 4), moved = 0;
  block_t block = {0, 16 + roll(24), 20, 32};
  for (uint32_t i = 0; i < 9 * look.format.rate; i++) {
    draw_noise(&look, 4);
    block.left = i > 4 * look.format.rate ? i % (look.format.width - block.wide) : 0;
    if (block.left > 0)
      draw_block(&look, block);
    shift(&look, &other, along * 8, down * 8);
    step(&look);
    step(&other);
    for (uint32_t y = 0; y < high; y++)
      for (uint32_t x = 0; x < wide; x++)
        if (!at_border(x, wide, along) && !at_border(y, high, down)) {
          uint8_t here = look.seen.mask[y * wide + x];
          moved += here;
          ck_assert_uint_eq(here, other.seen.mask[(y + down) % high * wide + (x + along) % wide]);
        }
  }
  ck_assert_uint_gt(moved, 20);
  look_close(&look);
  look_close(&other);
}
END_TEST

/* The same frame, its sides or its top and bottom exchanged. */
static void mirror(const look_t *from, look_t *to, bool down)
{
  uint32_t width = from->format.width, height = from->format.height;
  for (uint32_t y = 0; y < height; y++)
    for (uint32_t x = 0; x < width; x++) {
      size_t there = down ? (size_t)(height - 1 - y) * width + x : (size_t)y * width + (width - 1 - x);
      to->luma[there] = from->luma[(size_t)y * width + x];
    }
}

/* A shadow: so many hundredths of the light, more towards its middle row, so that its rows differ from each other. */
static void draw_shadow(look_t *look, block_t block, uint32_t light)
{
  for (uint32_t y = block.top; y < block.top + block.high; y++)
    for (uint32_t x = block.left; x < block.left + block.wide; x++) {
      uint8_t *luma = &look->luma[(size_t)y * look->format.width + x];
      *luma = (uint8_t)(*luma * (light + (y / 2 * 7 + x / 2 * 3) % 12) / 100);
    }
}

/* A picture in a mirror moves in a mirror, sample by sample: no side is looked at otherwise than the other. Shadows are in it,
   so that what is let go by its neighbours is met. */
START_TEST(a_mirror_mirrors_the_samples)
{
  look_t look, other;
  uint32_t moved = 0;
  bool down = _i % 2 == 1;
  dice = 500 + (uint32_t)_i;
  look_open(&look, 128, 96, 10);
  look_open(&other, 128, 96, 10);
  draw_still(&look);
  for (uint32_t i = 0; i < 40; i++) {
    draw_noise(&look, 4);
    if (i >= 30) {
      draw_shadow(&look, (block_t){8 + 4 * (i % 10), 10, 40, 40}, 60 + roll(20));
      draw_block(&look, (block_t){20 + 4 * (i % 10), 60, 16, 24});
    }
    mirror(&look, &other, down);
    step(&look);
    step(&other);
    for (uint32_t y = 0; y < 48; y++)
      for (uint32_t x = 0; x < 64; x++) {
        uint8_t here = look.seen.fine[y * 64 + x];
        moved += here;
        ck_assert_uint_eq(here, other.seen.fine[down ? (47 - y) * 64 + x : y * 64 + 63 - x]);
      }
  }
  ck_assert_uint_gt(moved, 500);
  look_close(&look);
  look_close(&other);
}
END_TEST

/* Tenths of seconds in which something moves, of a block that crosses the picture within 4 s. */
static uint32_t crossing(uint32_t rate)
{
  look_t look;
  uint32_t moving = 0;
  look_open(&look, 192, 96, rate);
  dice = 400;
  draw_still(&look);
  learn(&look, 8, 3);
  for (uint32_t i = 0; i < 8 * rate; i++) {
    draw_noise(&look, 3);
    if (i < 4 * rate)
      draw_block(&look, (block_t){i * 160 / (4 * rate), 32, 24, 40});
    step(&look);
    moving += look.seen.motion;
  }
  look_close(&look);
  return moving * 10 / rate;
}

/* What is found of the same motion does not depend on the rate. */
START_TEST(the_rate_changes_nothing)
{
  static const uint32_t rates[] = {3, 5, 10, 25, 30, 60};
  for (size_t i = 0; i < sizeof rates / sizeof *rates; i++) {
    uint32_t moving = crossing(rates[i]);
    ck_assert_msg(moving >= 38 && moving <= 44, "at %u frames a second it moves for %u tenths of seconds",
                  rates[i], moving);
  }
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("motion_properties");
  TCase *cases = tcase_create("motion_properties");
  tcase_set_timeout(cases, 120);
  tcase_add_loop_test(cases, a_still_picture_never_moves, 0, 18);
  tcase_add_loop_test(cases, a_block_is_found_where_it_is, 0, 30);
  tcase_add_loop_test(cases, a_shift_shifts_the_mask, 0, 6);
  tcase_add_loop_test(cases, a_mirror_mirrors_the_samples, 0, 12);
  tcase_add_test(cases, the_rate_changes_nothing);
  suite_add_tcase(suite, cases);
  return unit_main("motion_properties", suite);
}
