/* SPDX-License-Identifier: GPL-2.0-or-later */
/* what owners complain about, each as a drawn scene: every figure raises exactly one event, which begins within
   half a second of its being seen and ends after it has gone; the trouble raises none. The same scenes are shown to a plain
   detector, the difference to a running mean, which must fail them where they are hard. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "camera/scene.h"
#include "event.h"
#include "motion.h"
#include "time.h"
#include "unit.h"

#define WIDTH 320
#define HEIGHT 180
#define RATE 15
#define CELLS_WIDE (WIDTH / MOTION_CELL)
#define CELLS (CELLS_WIDE * ((HEIGHT + MOTION_CELL - 1) / MOTION_CELL))
#define EVENTS 40
#define WHOLE 2 /* cells */

/* The settings that a camera starts with. */
static const event_timing_t timing = {300 * TIME_MILLISECOND, 5 * TIME_SECOND, 300 * TIME_SECOND,
                                      5 * TIME_SECOND};

typedef struct {
  scene_t *scene;
  uint8_t *plane[3];
  int stride[3];
  motion_t motion;
  motion_memory_t memory;
  motion_result_t seen;
  uint8_t mean[WIDTH * HEIGHT]; /* of the plain detector, which follows a luma a second */
  event_t event;
  uint64_t frame;
  uint64_t changed; /* the first frame at which the picture was told to have changed whole; 0: none */
} watch_t;

static void watch_open(watch_t *watch, uint32_t kinds, uint64_t seed)
{
  scene_format_t format = {WIDTH, HEIGHT, RATE, seed};
  motion_format_t looked = {WIDTH, HEIGHT, RATE};
  memset(watch, 0, sizeof *watch);
  watch->scene = scene_create(&format);
  ck_assert_ptr_nonnull(watch->scene);
  scene_set_weather(watch->scene, kinds);
  for (int i = 0; i < 3; i++) {
    watch->stride[i] = i ? WIDTH / 2 : WIDTH;
    watch->plane[i] = malloc(WIDTH * HEIGHT);
  }
  watch->memory = (motion_memory_t){malloc(motion_model_bytes(&looked)), malloc(motion_cells(&looked)),
                                    malloc(motion_cells(&looked))};
  ck_assert(motion_start(&watch->motion, &looked, &watch->memory));
  event_start(&watch->event);
}

static void watch_close(watch_t *watch)
{
  scene_free(watch->scene);
  for (int i = 0; i < 3; i++)
    free(watch->plane[i]);
  free(watch->memory.model);
  free(watch->memory.levels);
  free(watch->memory.mask);
}

/* Whether two cells or more are a quarter full of pixels unlike their mean, which they follow slowly. */
static bool plain_motion(watch_t *watch)
{
  uint8_t counts[CELLS] = {0};
  uint32_t moving = 0;
  for (uint32_t i = 0; i < WIDTH * HEIGHT; i++) {
    int off = watch->plane[0][i] - watch->mean[i];
    uint32_t cell = i / WIDTH / MOTION_CELL * CELLS_WIDE + i % WIDTH / MOTION_CELL;
    if (watch->frame == 0)
      watch->mean[i] = watch->plane[0][i];
    else if (watch->frame % RATE == 0)
      watch->mean[i] = (uint8_t)(watch->mean[i] + (off > 0) - (off < 0));
    counts[cell] = (uint8_t)(counts[cell] + (off > 12 || off < -12));
  }
  for (uint32_t i = 0; i < CELLS; i++)
    moving += counts[i] >= MOTION_CELL * MOTION_CELL / 4;
  return watch->frame > 2 * RATE && moving >= WHOLE;
}

/* The next frame, seen by the detector or the plain one; what became of the event. */
static uint8_t watch_step(watch_t *watch, bool plain)
{
  event_output_t output;
  scene_draw(watch->scene, watch->frame, watch->plane, watch->stride);
  bool motion = plain && plain_motion(watch);
  if (!plain) {
    ck_assert(motion_step(&watch->motion, watch->plane[0], WIDTH * HEIGHT, WIDTH, &watch->seen));
    motion = watch->seen.motion;
    if (watch->changed == 0 && watch->seen.change != MOTION_CHANGE_NONE)
      watch->changed = watch->frame;
  }
  ck_assert(event_step(&watch->event, &timing, watch->frame * TIME_SECOND / RATE, motion, &output));
  watch->frame++;
  return output.change;
}

/* An event in frames: its first motion, when it was told, and when its end was, the hold-off after its last motion. */
typedef struct {
  uint64_t begun, told, ended;
} found_t;

static uint32_t watch_events(watch_t *watch, uint64_t frames, bool plain, found_t found[EVENTS])
{
  uint32_t count = 0;
  while (watch->frame < frames) {
    uint8_t change = watch_step(watch, plain);
    if (change == EVENT_STARTED && count < EVENTS)
      found[count++] = (found_t){(watch->event.started * RATE + TIME_SECOND / 2) / TIME_SECOND,
                                 watch->frame - 1, UINT64_MAX};
    else if (change == EVENT_ENDED && count > 0)
      found[count - 1].ended = watch->frame - 1;
  }
  return count;
}

/* The first frame in which a cell's width of a figure is in the picture. */
static uint64_t entered(const watch_t *watch, scene_visit_t visit)
{
  while (visit.enter < visit.leave && scene_truth(watch->scene, visit.enter).box.width < MOTION_CELL)
    visit.enter++;
  return visit.enter;
}

#define SECONDS 84 /* three visits */
#define HOLD_OFF (5 * RATE)

/* What is wrong with the events, by the visits that begin after `learned` seconds; "" where nothing is. An event may end
   `late` seconds after its figure has gone, beside the hold-off. */
static const char *wrong(const watch_t *watch, const found_t *found, uint32_t count, uint64_t learned,
                         uint64_t late)
{
  static char text[160];
  uint32_t next = 0;
  while (next < count && found[next].begun < learned * RATE)
    next++;
  if (next > 0 && found[next - 1].ended >= learned * RATE + HOLD_OFF)
    return "what began while it learned goes on";
  for (uint64_t number = 0; scene_visit(watch->scene, number).enter < watch->frame; number++) {
    scene_visit_t visit = scene_visit(watch->scene, number);
    if (visit.enter >= visit.leave || visit.enter < learned * RATE)
      continue;
    const found_t *event = &found[next++];
    snprintf(text, sizeof text, "figure at %u to %u, event from %u, told at %u, ended at %u",
             (unsigned)visit.enter, (unsigned)visit.leave, next > count ? 0 : (unsigned)event->begun,
             next > count ? 0 : (unsigned)event->told, next > count ? 0 : (unsigned)event->ended);
    if (next > count || event->begun < visit.enter || event->told > entered(watch, visit) + RATE / 2 + 1 ||
        event->ended < visit.leave || event->ended > visit.leave + HOLD_OFF + late * RATE)
      return text;
  }
  return next == count ? "" : "an event without a figure";
}

/* learned: seconds after which the trouble must be known. plain: a plain detector fails here. */
static const struct {
  const char *name;
  uint64_t learned, late;
  bool plain;
} troubles[] = {
    {"night", 0, 2, true},    {"infrared", 0, 2, true}, {"rain", 0, 2, true},    {"snow", 0, 2, true},
    {"wind", 0, 2, true},     {"water", 20, 2, true},   {"insect", 0, 6, false}, {"web", 50, 2, true},
    {"exposure", 0, 2, true}, {"shake", 0, 2, true},    {"mains", 20, 2, true},  {"dusk", 0, 2, true},
    {"blocks", 0, 2, true},
};
#define TROUBLES (sizeof troubles / sizeof *troubles)
#define SEEDS 2

START_TEST(trouble_raises_no_event)
{
  static watch_t watch;
  found_t found[EVENTS];
  size_t i = (size_t)_i / SEEDS;
  watch_open(&watch, weather_read(troubles[i].name), 1 + (uint64_t)_i % SEEDS);
  uint32_t count = watch_events(&watch, SECONDS * RATE, false, found);
  const char *fault = wrong(&watch, found, count, troubles[i].learned, troubles[i].late);
  ck_assert_msg(*fault == '\0', "%s: %s", troubles[i].name, fault);
  if (strcmp(troubles[i].name, "infrared") == 0) /* and it is told what happened, at once */
    ck_assert_msg(watch.changed >= 367 && watch.changed <= 369, "told at %u", (unsigned)watch.changed);
  watch_close(&watch);
}
END_TEST

/* The marks are such that a detector without any of this misses them. */
START_TEST(a_plain_detector_fails)
{
  static watch_t watch;
  found_t found[EVENTS];
  watch_open(&watch, weather_read(troubles[_i].name), 1);
  uint32_t count = watch_events(&watch, SECONDS * RATE, true, found);
  bool fails = *wrong(&watch, found, count, troubles[_i].learned, troubles[_i].late) != '\0';
  ck_assert_msg(fails == troubles[_i].plain, "%s", troubles[_i].name);
  watch_close(&watch);
}
END_TEST

/* A crowd from the first frame on is one event; once it has gone nothing of it is left, and the next figure is found. */
START_TEST(busy_from_the_first_frame)
{
  static watch_t watch;
  found_t found[EVENTS] = {0};
  for (int plain = 0; plain < 2; plain++) {
    watch_open(&watch, WEATHER_BUSY, 1 + (uint64_t)_i);
    uint32_t count = watch_events(&watch, SECONDS * RATE, plain, found);
    uint64_t gone = SCENE_BUSY_MS / 1000 * RATE;
    bool whole = count > 0 && found[0].begun < 2 * RATE && found[0].ended >= gone &&
                 found[0].ended <= gone + HOLD_OFF + 2 * RATE &&
                 *wrong(&watch, found, count, SCENE_BUSY_MS / 1000, 2) == '\0';
    ck_assert_msg(whole == !plain, "plain: %d, %u events, the first from %u to %u", plain, count,
                  (unsigned)found[0].begun, (unsigned)found[0].ended);
    watch_close(&watch);
  }
}
END_TEST

/* A car that parks is background after 17 s and a little; when it drives off, that is an event, and 2 s after it has gone
   nothing is left. */
START_TEST(a_car_parks_and_leaves)
{
  static watch_t watch;
  found_t found[EVENTS] = {0};
  for (int plain = 0; plain < 2; plain++) {
    watch_open(&watch, WEATHER_PARKED, 1 + (uint64_t)_i);
    uint32_t count = watch_events(&watch, 100 * RATE, plain, found);
    bool whole = count == 2 && found[0].begun >= SCENE_COMES_MS * RATE / 1000 &&
                 found[0].told <= SCENE_COMES_MS * RATE / 1000 + RATE / 2 + 1 &&
                 found[0].ended <= (SCENE_PARKS_MS + 18000) * RATE / 1000 + HOLD_OFF &&
                 found[1].begun >= SCENE_LEAVES_MS * RATE / 1000 &&
                 found[1].told <= SCENE_LEAVES_MS * RATE / 1000 + RATE / 2 + 1 &&
                 found[1].ended <= (SCENE_LEFT_MS + 2000) * RATE / 1000 + HOLD_OFF;
    ck_assert_msg(whole == !plain, "plain: %d, %u events, from %u to %u, from %u to %u", plain, count,
                  (unsigned)found[0].begun, (unsigned)found[0].ended, (unsigned)found[1].begun,
                  (unsigned)found[1].ended);
    watch_close(&watch);
  }
}
END_TEST

/* Names are read, alone and together; what is none is refused. */
START_TEST(kinds_have_names)
{
  static const char *const bad[] = {"", "rain,", ",rain", "rainy", "rai", "rain,,wind", "rain wind"};
  uint32_t all = weather_read(weather_names());
  ck_assert_uint_eq(all, (1u << WEATHER_KINDS) - 1);
  ck_assert_uint_eq(weather_read("night"), WEATHER_NIGHT);
  ck_assert_uint_eq(weather_read("parked"), WEATHER_PARKED);
  ck_assert_uint_eq(weather_read("wind,rain"), WEATHER_WIND | WEATHER_RAIN);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    ck_assert_uint_eq(weather_read(bad[i]), 0);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("weather");
  TCase *cases = tcase_create("weather");
  tcase_set_timeout(cases, 240);
  tcase_add_loop_test(cases, trouble_raises_no_event, 0, (int)TROUBLES * SEEDS);
  tcase_add_loop_test(cases, a_plain_detector_fails, 0, (int)TROUBLES);
  tcase_add_loop_test(cases, busy_from_the_first_frame, 0, SEEDS);
  tcase_add_loop_test(cases, a_car_parks_and_leaves, 0, SEEDS);
  tcase_add_test(cases, kinds_have_names);
  suite_add_tcase(suite, cases);
  return unit_main("weather", suite);
}
