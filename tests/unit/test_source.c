/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sources give frames at their own pace, loop without a gap, and say clearly what is wrong with them. */
#include "camera/source.h"

#include "camera/moment.h"
#include "camera_kit.h"
#include "common/exit_status.h"

static bool stop;
static failure_t failure;
static const source_wanted_t as_it_is = {.rate = 30, .stop = &stop};

static void setup(void)
{
  kit_setup();
  stop = false;
  memset(&failure, 0, sizeof failure);
}

static frame_t *next(source_t *source)
{
  frame_t *frame = NULL;
  for (int i = 0; i < 1000; i++) {
    enum source_result result = source_read(source, &frame, &failure);
    ck_assert_msg(result != SOURCE_FAILED, "%s", failure.text);
    if (result == SOURCE_FRAME)
      return frame;
  }
  ck_abort_msg("no frame");
  return NULL;
}

static void refused(const char *text, const char *says)
{
  source_t *source = source_open(text, &as_it_is, &failure);
  ck_assert_msg(source == NULL, "%s was opened", text);
  ck_assert_int_eq(failure.status, EXIT_SOURCE);
  ck_assert_msg(strstr(failure.text, says) != NULL, "%s: %s", text, failure.text);
}

START_TEST(a_file_plays_at_its_own_pace_and_loops_without_a_gap)
{
  kit_clip("clip.mp4", 8); /* ten frames a second */
  source_t *source = source_open(kit_path("clip.mp4"), &as_it_is, &failure);
  ck_assert_msg(source != NULL, "%s", failure.text);
  ck_assert_uint_eq(source->width, KIT_WIDTH);
  ck_assert_uint_eq(source->height, KIT_HEIGHT);
  ck_assert_uint_eq(source->rate, KIT_RATE);
  ck_assert_str_eq(source->name, "clip.mp4");
  uint64_t before = moment_now(), last = 0;
  for (int i = 0; i < 20; i++) {
    frame_t *frame = next(source);
    if (i > 0) {
      int64_t gap = (int64_t)(frame->time - last) - (int64_t)KIT_FRAME;
      bool late =
          moment_now() > last + KIT_FRAME + (uint64_t)MOMENT_SECOND; /* a file then goes on from now */
      ck_assert_msg(llabs(gap) < 2 * MOMENT_MILLISECOND || (late && gap > 0),
                    "frame %d came %lld us off its time", i, (long long)gap / 1000);
    }
    last = frame->time;
    frame_release(frame);
  }
  ck_assert_uint_ge(moment_now() - before, 18 * KIT_FRAME);
  source_close(source);
}
END_TEST

START_TEST(pictures_are_scaled_as_wanted)
{
  kit_clip("clip.mp4", 3);
  source_wanted_t half = {.width = 80, .rate = 30, .stop = &stop};
  source_t *source = source_open(kit_path("clip.mp4"), &half, &failure);
  ck_assert_msg(source != NULL, "%s", failure.text);
  ck_assert_uint_eq(source->width, 80);
  ck_assert_uint_eq(source->height, 48);
  frame_t *frame = next(source);
  ck_assert_uint_eq(frame->width, 80);
  uint32_t sum = 0;
  for (uint32_t i = 0; i < 80; i++)
    sum += frame->plane[0][4 * (uint32_t)frame->stride[0] + i];
  ck_assert_uint_gt(sum / 80, 85); /* the texture's mean is 95 */
  ck_assert_uint_lt(sum / 80, 105);
  frame_release(frame);
  source_close(source);
}
END_TEST

START_TEST(says_what_is_wrong_with_a_source)
{
  kit_write("text", "This is no film.", 16);
  kit_clip("cut.mp4", 10);
  ck_assert_int_eq(truncate(kit_path("cut.mp4"), 400), 0);
  refused("/nonexistent/film.mp4", "No such file");
  refused(kit_path("text"), "cannot open the source");
  refused(kit_path("cut.mp4"), "cut.mp4");
  refused(kit_folder, kit_folder);
  refused("/dev/video63", "/dev/video63");
  refused("/dev/null", "/dev/null");
}
END_TEST

START_TEST(a_size_out_of_range_is_refused)
{
  kit_clip("clip.mp4", 3);
  source_wanted_t small = {.width = 32, .rate = 30, .stop = &stop};
  ck_assert_ptr_null(source_open(kit_path("clip.mp4"), &small, &failure));
  ck_assert_int_eq(failure.status, EXIT_SOURCE);
  ck_assert_msg(strstr(failure.text, "64x48") != NULL, "%s", failure.text);
}
END_TEST

START_TEST(an_odd_size_loses_its_last_row_and_column)
{
  source_t *source = source_open("lavfi:testsrc=size=161x97:rate=20", &as_it_is, &failure);
  ck_assert_msg(source != NULL, "%s", failure.text);
  ck_assert_uint_eq(source->width, 160);
  ck_assert_uint_eq(source->height, 96);
  frame_t *frame = next(source);
  frame_release(frame);
  source_close(source);
}
END_TEST

START_TEST(many_pixel_formats_are_read)
{
  /* A grey of 128 in each format comes out as luma 126, give or take the rounding of its conversion. */
  static const char *const formats[] = {"yuv420p", "nv12",  "yuyv422", "uyvy422", "yuv422p",     "yuv444p",
                                        "rgb24",   "bgr24", "rgba",    "bgra",    "yuv420p10le", "rgb565le"};
  for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
    char text[128];
    snprintf(text, sizeof text, "lavfi:color=gray:size=96x64:rate=50,format=%s", formats[i]);
    source_t *source = source_open(text, &as_it_is, &failure);
    ck_assert_msg(source != NULL, "%s: %s", formats[i], failure.text);
    frame_t *frame = next(source);
    for (int row = 0; row < 64; row += 21) {
      ck_assert_msg(abs(frame->plane[0][row * frame->stride[0] + 50] - 126) <= 4, "%s: luma %d", formats[i],
                    frame->plane[0][row * frame->stride[0] + 50]);
      ck_assert_msg(abs(frame->plane[1][row / 2 * frame->stride[1] + 25] - 128) <= 4, "%s: chroma",
                    formats[i]);
    }
    frame_release(frame);
    source_close(source);
  }
}
END_TEST

START_TEST(the_scene_is_a_source)
{
  source_t *source = source_open("scene", &as_it_is, &failure);
  ck_assert_msg(source != NULL, "%s", failure.text);
  frame_t *first = next(source), *second = next(source);
  ck_assert_uint_gt(second->time, first->time);
  uint32_t darkest = 255, brightest = 0;
  for (uint32_t i = 0; i < first->width; i++) {
    uint32_t luma = first->plane[0][(first->height - 20) * (uint32_t)first->stride[0] + i];
    darkest = luma < darkest ? luma : darkest;
    brightest = luma > brightest ? luma : brightest;
  }
  ck_assert_uint_gt(brightest, darkest);
  frame_release(first);
  frame_release(second);
  source_close(source);
}
END_TEST

/* The weather of a scene is named; what is no name is refused, with the names. */
START_TEST(a_scene_has_weather)
{
  static const char *const bad[] = {"scene:", "scene:rane", "scene:rain;wind"};
  source_t *source = source_open("scene:rain,wind", &as_it_is, &failure);
  frame_t *frame = NULL;
  ck_assert_msg(source != NULL, "%s", failure.text);
  ck_assert_int_eq(source_read(source, &frame, &failure), SOURCE_FRAME);
  frame_release(frame);
  source_close(source);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    ck_assert_ptr_null(source_open(bad[i], &as_it_is, &failure));
    ck_assert_msg(strstr(failure.text, bad[i]) && strstr(failure.text, "rain,"), "%s", failure.text);
  }
}
END_TEST

START_TEST(a_stop_ends_every_wait)
{
  source_t *source = source_open("lavfi:testsrc=size=96x64:rate=1", &as_it_is, &failure);
  frame_t *frame = NULL;
  stop = true;
  uint64_t before = moment_now();
  source_sleep(source, before + 3600 * (uint64_t)MOMENT_SECOND);
  ck_assert_uint_lt(moment_now() - before, UNIT_PATIENCE * (uint64_t)MOMENT_SECOND);
  if (source_read(source, &frame, &failure) == SOURCE_FRAME)
    frame_release(frame);
  source_close(source);
}
END_TEST

START_TEST(a_pool_in_use_is_counted_as_missed_frames)
{
  source_t *source = source_open("lavfi:testsrc=size=96x64:rate=60", &as_it_is, &failure);
  frame_t *frames[SOURCE_FRAMES], *none = NULL;
  for (int i = 0; i < SOURCE_FRAMES; i++)
    frames[i] = next(source);
  for (int i = 0; i < 5; i++)
    ck_assert_int_eq(source_read(source, &none, &failure), SOURCE_NOTHING);
  ck_assert_uint_gt(source->missed, 0);
  for (int i = 0; i < SOURCE_FRAMES; i++)
    frame_release(frames[i]);
  source_close(source);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("source");
  TCase *tests = tcase_create("source");
  tcase_add_checked_fixture(tests, setup, kit_teardown);
  tcase_add_test(tests, a_file_plays_at_its_own_pace_and_loops_without_a_gap);
  tcase_add_test(tests, pictures_are_scaled_as_wanted);
  tcase_add_test(tests, says_what_is_wrong_with_a_source);
  tcase_add_test(tests, a_size_out_of_range_is_refused);
  tcase_add_test(tests, an_odd_size_loses_its_last_row_and_column);
  tcase_add_test(tests, many_pixel_formats_are_read);
  tcase_add_test(tests, the_scene_is_a_source);
  tcase_add_test(tests, a_scene_has_weather);
  tcase_add_test(tests, a_stop_ends_every_wait);
  tcase_add_test(tests, a_pool_in_use_is_counted_as_missed_frames);
  suite_add_tcase(suite, tests);
  return unit_main("source", suite);
}
