/* SPDX-License-Identifier: GPL-2.0-or-later */
/* from a film to live video, a mask, one event and its recording; and what happens when the
   source goes away, when settings change, and when the camera stops. */
#include <math.h>
#include <pthread.h>

#include "camera/moment.h"
#include "camera/run.h"
#include "camera/scene.h"
#include "camera_kit.h"
#include "common/exit_status.h"

#define SCENE_RATE 15

static camera_t *camera;
static failure_t failure;
static camera_options_t options;

/* A scene of blocks, dark to bright: or a hand over the lens. */
static void draw_cover(frame_t *frame, bool covered)
{
  for (uint32_t y = 0; y < frame->height; y++)
    for (uint32_t x = 0; x < frame->width; x++) {
      uint8_t *luma = frame->plane[0] + y * (uint32_t)frame->stride[0] + x;
      uint32_t block = x / 12 * 7919 + y / 12 * 104729;
      *luma = (uint8_t)(covered ? 24 : *luma < 200 ? 40 + block * 2654435761U / 16777216 * 150 / 256 : *luma);
    }
}

/* A still picture for 2.5 s, a square that crosses it in 2 s, a still picture again; and covered from a frame on. */
static void film(const char *name, uint64_t frames, uint64_t covered)
{
  kit_stream_t stream = kit_stream(1);
  FILE *file = fopen(kit_path(name), "wb");
  muxer_t *muxer = muxer_open(MUXER_FILE, encoder_stream(stream.encoder), 1700000000000, kit_sink, file);
  for (uint64_t i = 0; i < frames; i++) {
    frame_t *frame = frame_take(stream.pool);
    kit_draw(frame, i >= 25 && i < 45 ? (int)(i - 25) * 8 : -1);
    if (covered < UINT64_MAX)
      draw_cover(frame, i >= covered);
    packet_t *packet = encoder_encode(stream.encoder, frame, i % 50 == 0);
    ck_assert(muxer_write(muxer, packet, (int64_t)i * MUXER_TICKS / KIT_RATE, MUXER_TICKS / KIT_RATE));
    packet_release(packet);
    frame_release(frame);
  }
  ck_assert(muxer_close(muxer));
  fclose(file);
  kit_stream_free(&stream);
}

static void setup(void)
{
  static char source[512];
  kit_setup();
  film("film.mp4", 120, UINT64_MAX);
  snprintf(source, sizeof source, "%s", kit_path("film.mp4"));
  options = (camera_options_t){.source = source, .data = kit_folder};
}

static void start(void)
{
  camera = camera_start(&options, &failure);
  ck_assert_msg(camera != NULL, "%s", failure.text);
}

static void teardown(void)
{
  camera_stop(camera);
  camera = NULL;
  kit_teardown();
}

static bool change(const char *json, char *error, size_t room)
{
  return camera_settings_change(camera, json, strlen(json), error, room);
}

static camera_status_t status_now(void)
{
  camera_status_t status;
  camera_status(camera, &status);
  return status;
}

/* Whether the machine was too slow for every frame to be looked at and recorded: what it made of the rest says nothing then. */
static bool lost_frames(void)
{
  bool lost = status_now().dropped > 0;
  if (lost)
    puts("pipeline: the machine lost frames; what depends on each of them is not looked at");
  return lost;
}

#define UNTIL(condition)                                                                                     \
  do {                                                                                                       \
    uint64_t limit = moment_now() + UNIT_PATIENCE * (uint64_t)MOMENT_SECOND;                                 \
    while (!(condition)) {                                                                                   \
      ck_assert_msg(moment_now() < limit, "not within %d s: %s", UNIT_PATIENCE, #condition);                 \
      usleep(20000);                                                                                         \
    }                                                                                                        \
  } while (0)

/* Whether a keyframe lies between two moments of a recording (milliseconds) that is none of those that come every 2 s. */
static bool key_between(const char *path, int64_t from, int64_t to)
{
  AVFormatContext *format = NULL;
  AVPacket *packet = av_packet_alloc();
  int64_t before = -1;
  bool found = false;
  ck_assert_int_eq(avformat_open_input(&format, path, NULL, NULL), 0);
  ck_assert_int_ge(avformat_find_stream_info(format, NULL), 0);
  while (av_read_frame(format, packet) >= 0) {
    int64_t at = av_rescale_q(packet->pts, format->streams[0]->time_base, (AVRational){1, 1000});
    if (packet->flags & AV_PKT_FLAG_KEY) {
      found = found || (before >= 0 && at - before < 1900 && at >= from && at <= to);
      before = at;
    }
    av_packet_unref(packet);
  }
  av_packet_free(&packet);
  avformat_close_input(&format);
  return found;
}

START_TEST(one_figure_is_one_event_with_a_recording)
{
  char error[256];
  static uint8_t mask[CAMERA_MASK_MAX];
  camera_motion_t motion = {0};
  bool moved = false;
  store_event_t events[4];
  store_recording_t recording;
  start();
  ck_assert_msg(change("{\"recording\":{\"hold_off\":2,\"pre_roll\":1}}", error, sizeof error), "%s", error);
  while (motion.sequence < 100) {
    if (!camera_motion_read(camera, &motion, mask, sizeof mask, 1000))
      continue;
    ck_assert_uint_eq(motion.cells_wide, KIT_WIDTH / 8);
    ck_assert_uint_eq(motion.cells_high, KIT_HEIGHT / 8);
    uint32_t cells = 0;
    for (uint32_t i = 0; i < motion.cells_wide * motion.cells_high; i++)
      cells += mask[i] != 0;
    ck_assert_uint_eq(cells, motion.moving);
    moved = moved || motion.motion;
    /* What moves has a box; all of it counts in the one zone there is. */
    ck_assert_uint_eq(motion.blob_count > 0, motion.moving > 1);
    ck_assert_uint_eq(motion.zone_count, 0);
    ck_assert_uint_le(motion.score[0], motion.moving);
    ck_assert(!motion.motion || motion.score[0] > 0);
  }
  if (lost_frames())
    return;
  ck_assert(moved);
  ck_assert_uint_eq(store_events(camera_store(camera), 0, events, 4), 1);
  ck_assert_int_gt(events[0].end, events[0].start);
  ck_assert_int_lt(events[0].end - events[0].start, 6000);
  ck_assert_uint_gt(events[0].peak, 3);
  ck_assert_uint_eq(events[0].zones, 1);
  UNTIL(store_recording_get(camera_store(camera), events[0].recording, &recording) && recording.end > 0);
  ck_assert_int_eq(recording.event, events[0].id);
  /* From a second and at most a keyframe's interval before, to the hold-off after. */
  ck_assert_int_le(recording.start, events[0].start - 500);
  ck_assert_int_ge(recording.start, events[0].start - 5000);
  ck_assert_int_ge(recording.end, events[0].end + 1000);
  int64_t into = events[0].start - recording.start;
  ck_assert_msg(key_between(kit_path(recording.path), into - 200, into + 1500), "no keyframe %d ms into it",
                (int)into);
}
END_TEST

/* a cover over the lens is told for as long as it lies there, and is no event. */
START_TEST(a_cover_is_told_and_is_no_event)
{
  store_event_t event;
  film("film.mp4", 160, 80);
  start();
  UNTIL(status_now().picture == CAMERA_PICTURE_COVERED);
  camera_status_t status = status_now();
  ck_assert_int_ge(status.picture_since, moment_wall() - 1000 * UNIT_PATIENCE);
  ck_assert_int_le(status.picture_since, moment_wall());
  ck_assert(!status.motion);
  UNTIL(status_now().frames > 130);
  ck_assert_uint_eq(status_now().picture, CAMERA_PICTURE_COVERED);
  ck_assert_uint_eq(store_events(camera_store(camera), 0, &event, 1), 1); /* the figure's */
}
END_TEST

/* Where the owner wants it, fewer frames are encoded while nothing moves; without, all are. */
START_TEST(fewer_frames_while_nothing_moves)
{
  char error[256];
  start();
  if (_i)
    ck_assert(change("{\"video\":{\"idle_rate\":2},\"recording\":{\"hold_off\":1}}", error, sizeof error));
  UNTIL(status_now().frames > 35);
  camera_status_t moving = status_now();
  UNTIL(status_now().frames > 110);
  camera_status_t status = status_now();
  if (moving.frames < 45) /* it moves still; but for those on their way */
    ck_assert_uint_ge(moving.encoded + moving.dropped + 6, moving.frames);
  ck_assert_uint_eq(status.encoded + status.dropped + 25 < status.frames, _i == 1);
}
END_TEST

/* The scene's visitors come one at a time, with pauses between them. */
START_TEST(each_visitor_of_the_scene_is_one_event_with_a_recording)
{
  enum { VISITS = 2 };
  char error[256];
  static uint8_t mask[CAMERA_MASK_MAX];
  camera_motion_t motion = {0};
  int64_t zero = INT64_MAX; /* Unix milliseconds of frame 0: frames may come late, and never early */
  store_event_t events[8];
  scene_format_t format = {options.width = 320, options.height = 180, SCENE_RATE, 1};
  scene_t *scene = scene_create(&format);
  uint64_t last = scene_visit(scene, VISITS - 1).leave;
  options.source = "scene";
  start();
  ck_assert(change("{\"recording\":{\"hold_off\":2}}", error, sizeof error));
  while (zero == INT64_MAX || motion.time < zero + (int64_t)last * 1000 / SCENE_RATE + 4000) {
    if (!camera_motion_read(camera, &motion, mask, sizeof mask, 1000))
      continue;
    int64_t found = motion.time - (int64_t)(motion.sequence - 1) * 1000 / SCENE_RATE;
    zero = found < zero ? found : zero;
  }
  scene_visit_t visits[VISITS];
  for (uint64_t i = 0; i < VISITS; i++)
    visits[i] = scene_visit(scene, i);
  scene_free(scene);
  if (lost_frames())
    return;
  ck_assert_uint_eq(store_events(camera_store(camera), 0, events, 8), VISITS);
  for (uint64_t i = 0; i < VISITS; i++) {
    store_recording_t recording;
    const store_event_t *event = &events[VISITS - 1 - i];
    scene_visit_t visit = visits[i];
    ck_assert_int_ge(event->start, zero + (int64_t)visit.enter * 1000 / SCENE_RATE - 300);
    ck_assert_int_le(event->start, zero + (int64_t)visit.enter * 1000 / SCENE_RATE + 2500);
    ck_assert_int_le(event->end, zero + (int64_t)visit.leave * 1000 / SCENE_RATE + 1500);
    ck_assert(store_recording_get(camera_store(camera), event->recording, &recording));
    ck_assert_int_gt(recording.end, event->end);
    ck_assert_int_ge(kit_frames_in(kit_path(recording.path)),
                     (int)(recording.end - recording.start) * SCENE_RATE / 1200);
  }
}
END_TEST

/* Nothing is encoded where nobody records or watches; who comes then begins with a new picture. */
START_TEST(encodes_for_somebody_alone)
{
  static uint8_t buffer[1 << 20];
  char error[256];
  start();
  ck_assert(change("{\"recording\":{\"mode\":\"off\"}}", error, sizeof error));
  UNTIL(status_now().frames > 40);
  camera_status_t status = status_now();
  ck_assert_uint_le(status.encoded, 15);
  ck_assert(camera_healthy(camera));
  camera_live_t *live = camera_live_open(camera);
  ck_assert_int_gt(camera_live_read(live, buffer, sizeof buffer, UNIT_PATIENCE * 1000), 0);
  ck_assert_mem_eq(buffer + 4, "ftyp", 4);
  for (int i = 0; i < 5; i++) {
    ck_assert_int_gt(camera_live_read(live, buffer, sizeof buffer, UNIT_PATIENCE * 1000), 0);
    ck_assert_mem_eq(buffer + 4, "moof", 4);
  }
  ck_assert_uint_ge(status_now().encoded, status.encoded + 4);
  camera_live_close(live);
}
END_TEST

START_TEST(motion_outside_the_zones_is_no_event)
{
  char error[256];
  store_event_t event;
  const char *zone = "{\"motion\":{\"zones\":[{\"name\":\"Sky\",\"points\":[[0,0],[1,0],[1,0.2],[0,0.2]]}]}}";
  start();
  ck_assert(change(zone, error, sizeof error));
  UNTIL(status_now().encoded > 60);
  ck_assert_uint_eq(store_events(camera_store(camera), 0, &event, 1), 0);
}
END_TEST

START_TEST(viewers_snapshots_and_status_agree)
{
  static uint8_t buffer[1 << 20];
  char mime[64];
  size_t size;
  start();
  UNTIL(camera_mime(camera, mime, sizeof mime));
  camera_live_t *live = camera_live_open(camera);
  ck_assert_int_gt(camera_live_read(live, buffer, sizeof buffer, UNIT_PATIENCE * 1000), 0);
  ck_assert_mem_eq(buffer + 4, "ftyp", 4);
  for (int i = 0; i < 5; i++) {
    ck_assert_int_gt(camera_live_read(live, buffer, sizeof buffer, UNIT_PATIENCE * 1000), 0);
    ck_assert_mem_eq(buffer + 4, "moof", 4);
  }
  uint8_t *jpeg = camera_snapshot_jpeg(camera, 80, &size);
  ck_assert_ptr_nonnull(jpeg);
  ck_assert_uint_eq(jpeg[0] << 8 | jpeg[1], 0xffd8);
  free(jpeg);
  UNTIL(fabs(status_now().rate - KIT_RATE) <= 2);
  camera_status_t status = status_now();
  ck_assert_uint_eq(status.source_state, CAMERA_SOURCE_RUNNING);
  ck_assert_str_eq(status.source, "film.mp4");
  ck_assert_uint_eq(status.width, KIT_WIDTH);
  ck_assert_uint_eq(status.viewers, 1);
  ck_assert(camera_healthy(camera));
  camera_live_close(live);
  ck_assert_uint_eq(status_now().viewers, 0);
}
END_TEST

START_TEST(another_size_takes_effect_while_running)
{
  char error[256];
  start();
  UNTIL(status_now().width == KIT_WIDTH);
  const char *small = "{\"video\":{\"width\":80,\"height\":48,\"rate\":5}}";
  ck_assert(change(small, error, sizeof error));
  UNTIL(status_now().width == 80 && status_now().height == 48);
  UNTIL(status_now().rate > 3 && status_now().rate < 7);
  /* What is refused changes nothing. */
  ck_assert(!change("{\"video\":{\"rate\":0}}", error, sizeof error));
  ck_assert_msg(strstr(error, "video.rate") != NULL, "%s", error);
  settings_t settings;
  camera_settings(camera, &settings);
  ck_assert_uint_eq(settings.video.rate, 5);
}
END_TEST

START_TEST(settings_are_kept)
{
  char error[256];
  settings_t settings;
  start();
  ck_assert(change("{\"name\":\"Porch\"}", error, sizeof error));
  camera_stop(camera);
  start();
  camera_settings(camera, &settings);
  ck_assert_str_eq(settings.name, "Porch");
}
END_TEST

START_TEST(a_source_that_fails_is_tried_again)
{
  char film_path[512], away[512];
  snprintf(film_path, sizeof film_path, "%s", kit_path("film.mp4"));
  snprintf(away, sizeof away, "%s", kit_path("away.mp4"));
  rename(film_path, away);
  options.patient = true;
  start();
  UNTIL(status_now().source_state == CAMERA_SOURCE_ABSENT);
  ck_assert_msg(strstr(status_now().source_error, "No such file") != NULL, "%s", status_now().source_error);
  ck_assert(camera_healthy(camera));
  rename(away, film_path);
  UNTIL(status_now().source_state == CAMERA_SOURCE_RUNNING);
  ck_assert_str_eq(status_now().source_error, "");
  UNTIL(status_now().encoded > 0);
}
END_TEST

static void refused(int status, const char *says)
{
  camera = camera_start(&options, &failure);
  ck_assert_ptr_null(camera);
  ck_assert_int_eq(failure.status, status);
  ck_assert_msg(strstr(failure.text, says) != NULL, "%s", failure.text);
}

START_TEST(what_is_wrong_ends_the_start)
{
  options.source = "/nonexistent.mp4";
  refused(EXIT_SOURCE, "/nonexistent.mp4");
  options.data = "/nonexistent";
  refused(EXIT_DATA, "/nonexistent");
}
END_TEST

START_TEST(settings_from_a_newer_version_are_not_touched)
{
  int status;
  char error[256];
  store_t *store = store_open(kit_folder, &status, error, sizeof error);
  ck_assert(store_settings_set(store, "{\"version\":99,\"future\":true}"));
  store_close(store);
  refused(EXIT_NEWER_VERSION, "99");
  store = store_open(kit_folder, &status, error, sizeof error);
  char *document = store_settings(store);
  ck_assert_str_eq(document, "{\"version\":99,\"future\":true}");
  free(document);
  store_close(store);
}
END_TEST

static void *watch(void *opaque)
{
  uint8_t buffer[512];
  (void)opaque;
  camera_live_t *live = camera_live_open(camera);
  while (camera_live_read(live, buffer, sizeof buffer, 3600000) >= 0) /* the end must wake it */
    continue;
  camera_live_close(live);
  return NULL;
}

START_TEST(a_stop_waits_for_no_viewer_and_finishes_the_recording)
{
  char error[256];
  pthread_t viewer;
  store_recording_t recording;
  int status;
  start();
  ck_assert(change("{\"recording\":{\"mode\":\"continuous\"}}", error, sizeof error));
  UNTIL(status_now().recording_state == CAMERA_RECORDING_ON);
  pthread_create(&viewer, NULL, watch, NULL);
  UNTIL(status_now().encoded > 30);
  camera_end_streams(camera);
  pthread_join(viewer, NULL);
  camera_stop(camera);
  camera = NULL;
  store_t *store = store_open(kit_folder, &status, error, sizeof error);
  ck_assert_uint_eq(store_recordings(store, 0, &recording, 1), 1);
  ck_assert_int_gt(recording.end, recording.start + 500);
  ck_assert_int_eq(access(kit_path(recording.path), R_OK), 0);
  store_close(store);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("pipeline");
  TCase *tests = tcase_create("pipeline");
  TCase *visitors = tcase_create("visitors"),
        *films = tcase_create("films"); /* tests/unit/run runs these by themselves */
  tcase_set_tags(visitors, "visitors");
  tcase_set_tags(films, "films");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_checked_fixture(visitors, setup, teardown);
  tcase_add_checked_fixture(films, setup, teardown);
  tcase_add_test(visitors, each_visitor_of_the_scene_is_one_event_with_a_recording);
  tcase_add_test(films, one_figure_is_one_event_with_a_recording);
  tcase_add_test(films, a_cover_is_told_and_is_no_event);
  tcase_add_loop_test(films, fewer_frames_while_nothing_moves, 0, 2);
  tcase_add_test(tests, encodes_for_somebody_alone);
  tcase_add_test(tests, motion_outside_the_zones_is_no_event);
  tcase_add_test(tests, viewers_snapshots_and_status_agree);
  tcase_add_test(tests, another_size_takes_effect_while_running);
  tcase_add_test(tests, settings_are_kept);
  tcase_add_test(tests, a_source_that_fails_is_tried_again);
  tcase_add_test(tests, what_is_wrong_ends_the_start);
  tcase_add_test(tests, settings_from_a_newer_version_are_not_touched);
  tcase_add_test(tests, a_stop_waits_for_no_viewer_and_finishes_the_recording);
  suite_add_tcase(suite, tests);
  suite_add_tcase(suite, visitors);
  suite_add_tcase(suite, films);
  return unit_main("pipeline", suite);
}
