/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The drawn scene against the detector: every figure raises exactly one event, nothing else raises any. */
#include <stdlib.h>
#include <string.h>

#include "camera/scene.h"
#include "event.h"
#include "motion.h"
#include "time.h"
#include "unit.h"

typedef struct {
  scene_t *scene;
  uint32_t width, height;
  uint8_t *plane[3];
  int stride[3];
} canvas_t;

static void canvas_open(canvas_t *canvas, uint32_t width, uint32_t height, uint32_t rate, uint64_t seed)
{
  scene_format_t format = {width, height, rate, seed};
  canvas->scene = scene_create(&format);
  ck_assert_ptr_nonnull(canvas->scene);
  canvas->width = width;
  canvas->height = height;
  for (int i = 0; i < 3; i++) {
    canvas->stride[i] = (int)(i ? width / 2 : width);
    canvas->plane[i] = malloc((size_t)canvas->stride[i] * (i ? height / 2 : height));
  }
}

static void canvas_close(canvas_t *canvas)
{
  scene_free(canvas->scene);
  for (int i = 0; i < 3; i++)
    free(canvas->plane[i]);
}

/* The settings that a camera starts with. */
static const event_timing_t timing = {300 * TIME_MILLISECOND, 5 * TIME_SECOND, 300 * TIME_SECOND,
                                      5 * TIME_SECOND};

typedef struct {
  uint64_t started, ended; /* frames */
} found_t;

/* Events in the first `frames` frames; running ones count with an end of 0. */
static uint32_t find_events(canvas_t *canvas, const motion_format_t *format, uint64_t frames, found_t *found,
                            uint32_t room)
{
  motion_memory_t memory = {malloc(motion_model_bytes(format)), malloc(motion_cells(format)),
                            malloc(motion_cells(format))};
  motion_t *motion = malloc(sizeof *motion);
  event_t event;
  uint32_t count = 0;
  ck_assert(motion_start(motion, format, &memory));
  event_start(&event);
  for (uint64_t i = 0; i < frames; i++) {
    motion_result_t result;
    event_output_t output;
    scene_draw(canvas->scene, i, canvas->plane, canvas->stride);
    ck_assert(motion_step(motion, canvas->plane[0], (size_t)format->width * format->height, format->width,
                          &result));
    ck_assert(event_step(&event, &timing, i * TIME_SECOND / format->rate, result.motion, &output));
    if (output.change == EVENT_STARTED) {
      ck_assert_uint_lt(count, room);
      found[count++] = (found_t){i, 0};
    } else if (output.change == EVENT_ENDED) {
      ck_assert_uint_gt(count, 0);
      found[count - 1].ended = i;
    }
  }
  free(motion);
  free(memory.model);
  free(memory.levels);
  free(memory.mask);
  return count;
}

#define VISITS 7
static const struct {
  uint32_t width, height, rate;
  uint64_t seed;
} runs[] = {{640, 360, 15, 1}, {640, 360, 25, 2}, {320, 240, 10, 3}, {320, 240, 15, 4}, {160, 120, 10, 5},
            {320, 180, 25, 6}, {768, 576, 10, 7}, {640, 480, 5, 8},  {96, 64, 15, 9},   {1280, 720, 10, 10}};

/* each figure raises exactly one event, which starts while it is there and ends after it has
   gone;
   leaves, noise, clouds and a lamp raise none. */
START_TEST(every_figure_is_one_event)
{
  canvas_t canvas;
  motion_format_t format = {runs[_i].width, runs[_i].height, runs[_i].rate};
  found_t found[VISITS * 4];
  uint32_t visits = runs[_i].width > 1000 ? 3 : VISITS;
  canvas_open(&canvas, format.width, format.height, format.rate, runs[_i].seed);
  uint64_t frames = scene_visit(canvas.scene, visits - 1).leave + 9 * format.rate;
  uint32_t count = find_events(&canvas, &format, frames, found, VISITS * 4);
  for (uint32_t i = 0; i < count; i++) {
    scene_visit_t visit = scene_visit(canvas.scene, i);
    ck_assert_msg(found[i].started >= visit.enter && found[i].started < visit.leave,
                  "event %u starts at frame %u, figure %u is there from %u to %u", i,
                  (unsigned)found[i].started, i, (unsigned)visit.enter, (unsigned)visit.leave);
    ck_assert_msg(found[i].ended >= visit.leave && found[i].ended < visit.leave + 9 * format.rate,
                  "event %u ends at frame %u, figure %u leaves at %u", i, (unsigned)found[i].ended, i,
                  (unsigned)visit.leave);
  }
  ck_assert_uint_eq(count, visits);
  canvas_close(&canvas);
}
END_TEST

/* Any frame can be drawn at any time, and is the same for the same seed, another for another. */
START_TEST(drawn_by_seed_and_number_alone)
{
  canvas_t canvas[3];
  static const uint64_t seeds[3] = {5, 5, 6};
  for (int i = 0; i < 3; i++)
    canvas_open(&canvas[i], 160, 120, 25, seeds[i]);
  for (uint64_t frame = 0; frame < 2000; frame += 97)
    scene_draw(canvas[0].scene, frame, canvas[0].plane, canvas[0].stride);
  for (int i = 0; i < 3; i++)
    scene_draw(canvas[i].scene, 200, canvas[i].plane, canvas[i].stride);
  for (int i = 0; i < 3; i++)
    ck_assert_mem_eq(canvas[0].plane[i], canvas[1].plane[i], (size_t)canvas[0].stride[i] * (i ? 60 : 120));
  ck_assert_mem_ne(canvas[0].plane[0], canvas[2].plane[0], 160 * 120);
  for (int i = 0; i < 3; i++)
    canvas_close(&canvas[i]);
}
END_TEST

/* The truth agrees with itself and with the visits, which leave 10 s between them. */
START_TEST(truth_agrees_with_visits)
{
  canvas_t canvas;
  canvas_open(&canvas, 320, 240, 15, (uint64_t)_i + 20);
  for (uint64_t number = 0; number < 20; number++) {
    scene_visit_t visit = scene_visit(canvas.scene, number);
    scene_visit_t next = scene_visit(canvas.scene, number + 1);
    ck_assert_uint_lt(visit.enter, visit.leave);
    ck_assert_uint_ge(next.enter, visit.leave + 10 * 15);
    bool whole = false;
    for (uint64_t frame = visit.enter; frame < visit.leave; frame++) {
      scene_truth_t truth = scene_truth(canvas.scene, frame);
      ck_assert(truth.present && !truth.light_jumps);
      ck_assert_uint_le(truth.box.x + truth.box.width, 320);
      ck_assert_uint_le(truth.box.y + truth.box.height, 240);
      whole = whole || truth.must_be_found;
    }
    ck_assert(whole);
    for (uint64_t frame = visit.leave; frame < next.enter; frame++)
      ck_assert(!scene_truth(canvas.scene, frame).present);
  }
  canvas_close(&canvas);
}
END_TEST

/* The light is switched, in pauses only. */
START_TEST(light_is_switched_in_pauses)
{
  canvas_t canvas;
  canvas_open(&canvas, 64, 48, 10, 1);
  uint32_t jumps = 0;
  for (uint64_t frame = 0; frame < 10 * 26 * 9; frame++)
    jumps += scene_truth(canvas.scene, frame).light_jumps;
  ck_assert_uint_eq(jumps, 3);
  canvas_close(&canvas);
}
END_TEST

START_TEST(refuses_formats_out_of_range)
{
  static const scene_format_t bad[] = {{62, 48, 25, 1},   {64, 46, 25, 1}, {65, 48, 25, 1},
                                       {3842, 48, 25, 1}, {64, 48, 0, 1},  {64, 48, 61, 1}};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    ck_assert_ptr_null(scene_create(&bad[i]));
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("scene");
  TCase *cases = tcase_create("scene");
  tcase_set_timeout(cases, 240);
  tcase_add_loop_test(cases, every_figure_is_one_event, 0, sizeof runs / sizeof *runs);
  tcase_add_test(cases, drawn_by_seed_and_number_alone);
  tcase_add_loop_test(cases, truth_agrees_with_visits, 0, 4);
  tcase_add_test(cases, light_is_switched_in_pauses);
  tcase_add_test(cases, refuses_formats_out_of_range);
  suite_add_tcase(suite, cases);
  return unit_main("scene", suite);
}
