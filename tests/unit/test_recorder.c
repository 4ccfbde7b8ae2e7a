/* SPDX-License-Identifier: GPL-2.0-or-later */
/* what is recorded, from where to where, and what happens when there is no room. */
#include "camera/recorder.h"

#include <dirent.h>
#include <sched.h>
#include <sys/mount.h>

#include "camera/moment.h"
#include "camera/preroll.h"
#include "camera/recorder_inbox.h"
#include "camera/recording_file.h"
#include "camera_kit.h"

static store_t *store;
static recorder_t *recorder;
static settings_t settings;
static kit_stream_t stream;

/* How often the disk was told to keep what is written (the program is linked with --wrap). */
static int data_syncs, whole_syncs;

int __real_fdatasync(int file);
int __real_fsync(int file);
int __wrap_fdatasync(int file);
int __wrap_fsync(int file);

int __wrap_fdatasync(int file)
{
  __atomic_add_fetch(&data_syncs, 1, __ATOMIC_RELAXED);
  return __real_fdatasync(file);
}

int __wrap_fsync(int file)
{
  __atomic_add_fetch(&whole_syncs, 1, __ATOMIC_RELAXED);
  return __real_fsync(file);
}

/* The recorder's thread asks for thumbnails: from a pool that outlives every stream. */
static frame_pool_t *pictures;

static frame_t *picture(void *opaque)
{
  (void)opaque;
  frame_t *frame = frame_take(pictures);
  if (frame)
    kit_draw(frame, 10);
  return frame;
}

static void open_store(void)
{
  int status;
  char error[256];
  store = store_open(kit_folder, &status, error, sizeof error);
  ck_assert_msg(store != NULL, "%s", error);
}

static void setup(void)
{
  kit_setup();
  open_store();
  settings_default(&settings);
  settings.video.rate = KIT_RATE;
  settings.recording.pre_roll = 1;
  pictures = frame_pool_create(KIT_WIDTH, KIT_HEIGHT, 4);
  stream = kit_stream(1);
}

static void teardown(void)
{
  recorder_stop(recorder);
  store_close(store);
  kit_stream_free(&stream);
  frame_pool_close(pictures);
  kit_teardown();
}

static void start(int64_t reserve)
{
  recorder = recorder_start(store, &settings, reserve, picture, NULL);
  ck_assert_ptr_nonnull(recorder);
}

static void stop(void)
{
  recorder_stop(recorder);
  recorder = NULL;
}

/* Feed packets, a keyframe a second; returns the time of the last. */
static uint64_t feed(int count)
{
  uint64_t time = 0;
  for (int i = 0; i < count; i++) {
    packet_t *packet = kit_packet(&stream, stream.count % KIT_RATE == 0);
    time = packet->time;
    recorder_packet(recorder, encoder_stream(stream.encoder), packet);
    packet_release(packet);
  }
  return time;
}

static uint64_t time_of(uint64_t frame)
{
  return (10 + frame) * KIT_FRAME;
}

static void wait_for(uint32_t state)
{
  recorder_status_t status;
  for (int i = 0; i < UNIT_PATIENCE * 100; i++) {
    recorder_status(recorder, &status);
    if (status.state == state)
      return;
    usleep(10000);
  }
  ck_abort_msg("state %u, not %u", status.state, state);
}

static int frames_in(const store_recording_t *recording)
{
  return kit_frames_in(kit_path(recording->path));
}

static store_recording_t only_recording(void)
{
  store_recording_t recordings[4] = {{0}};
  ck_assert_uint_eq(store_recordings(store, 0, recordings, 4), 1);
  return recordings[0];
}

START_TEST(records_an_event_with_what_came_before)
{
  store_event_t event = {.id = 7, .start = 1700000003500};
  start(0);
  feed(40);
  /* First motion at frame 35, told at frame 40; one second of pre-roll: from frame 25, so the keyframe at 20. */
  recorder_event_began(recorder, &event, time_of(25));
  feed(40);
  event.end = 1700000007000;
  recorder_event_ended(recorder, &event, time_of(85));
  feed(40);
  stop();
  store_recording_t recording = only_recording();
  ck_assert_int_eq(recording.event, 7);
  ck_assert_int_eq(recording.start, 1700000002000);
  ck_assert_int_eq(frames_in(&recording), 65); /* frames 20 to 84 */
  ck_assert_int_eq(recording.end - recording.start, 6500);
  struct stat info;
  ck_assert_int_eq(stat(kit_path(recording.path), &info), 0);
  ck_assert_int_eq(info.st_size, recording.bytes);
  ck_assert_int_eq(stat(kit_path(recording.thumbnail), &info), 0);
  ck_assert(store_event_get(store, 7, &event));
  ck_assert_int_eq(event.recording, recording.id);
  ck_assert_int_eq(event.end, 1700000007000);
}
END_TEST

START_TEST(keeps_events_but_no_film_when_off)
{
  store_event_t event = {.id = 1, .start = 1};
  store_recording_t recording;
  settings.recording.mode = SETTINGS_OFF;
  start(0);
  feed(20);
  recorder_event_began(recorder, &event, time_of(15));
  feed(20);
  wait_for(CAMERA_RECORDING_OFF);
  stop();
  ck_assert_uint_eq(store_recordings(store, 0, &recording, 1), 0);
  ck_assert(store_event_get(store, 1, &event));
  ck_assert_int_eq(event.recording, 0);
}
END_TEST

/* outside its hours nothing is recorded; when they come, an event that still goes on is. */
START_TEST(records_in_the_hours_of_the_schedule_alone)
{
  store_recording_t recording;
  store_event_t event = {.id = 1, .start = 1};
  for (int day = 0; day < SETTINGS_DAYS; day++)
    settings.recording.schedule[day] = 0;
  start(0);
  feed(10);
  recorder_event_began(recorder, &event, time_of(5));
  feed(20);
  wait_for(CAMERA_RECORDING_RESTING);
  ck_assert_uint_eq(store_recording_last(store), 0);
  settings.recording.mode = SETTINGS_CONTINUOUS;
  recorder_settings(recorder, &settings);
  feed(20);
  wait_for(CAMERA_RECORDING_RESTING);
  for (int day = 0; day < SETTINGS_DAYS; day++)
    settings.recording.schedule[day] = SETTINGS_WHOLE_DAY;
  recorder_settings(recorder, &settings);
  feed(20);
  wait_for(CAMERA_RECORDING_ON);
  for (int day = 0; day < SETTINGS_DAYS; day++)
    settings.recording.schedule[day] = 0;
  recorder_settings(recorder, &settings);
  feed(20);
  wait_for(CAMERA_RECORDING_RESTING);
  stop();
  ck_assert_uint_eq(store_recordings(store, 0, &recording, 1), 1);
  ck_assert_int_eq(frames_in(&recording), 20);
}
END_TEST

/* A camera that has no owner yet keeps nothing of whoever unpacks it; from the claim on it does. */
START_TEST(keeps_nothing_without_an_owner)
{
  store_recording_t recording;
  store_event_t event = {.id = 1, .start = 1};
  start(0);
  recorder_owned(recorder, false);
  wait_for(CAMERA_RECORDING_RESTING);
  feed(10);
  recorder_event_began(recorder, &event, time_of(5));
  feed(20);
  wait_for(CAMERA_RECORDING_RESTING);
  ck_assert(!store_event_get(store, 1, &event));
  recorder_owned(recorder, true);
  wait_for(CAMERA_RECORDING_IDLE);
  feed(20);
  wait_for(CAMERA_RECORDING_ON);
  stop();
  ck_assert(store_event_get(store, 1, &event));
  ck_assert_uint_eq(store_recordings(store, 0, &recording, 1), 1);
  ck_assert_int_eq(recording.event, 1);
  ck_assert_int_le(frames_in(&recording), 20);
}
END_TEST

START_TEST(records_continuously_in_segments)
{
  store_recording_t recordings[4];
  settings.recording.mode = SETTINGS_CONTINUOUS;
  start(0);
  feed(50);
  stream.count += 6000; /* ten minutes later */
  feed(30);
  stop();
  ck_assert_uint_eq(store_recordings(store, 0, recordings, 4), 2);
  ck_assert_int_eq(frames_in(&recordings[1]), 50);
  ck_assert_int_eq(frames_in(&recordings[0]), 30);
  ck_assert_int_eq(recordings[0].event, 0);
}
END_TEST

START_TEST(two_events_in_a_row_are_two_recordings)
{
  store_recording_t recordings[4];
  store_event_t event = {.id = 1, .start = 1};
  start(0);
  feed(10);
  recorder_event_began(recorder, &event, time_of(5));
  feed(10);
  event.end = 2;
  recorder_event_ended(recorder, &event, time_of(20));
  event = (store_event_t){.id = 2, .start = 3};
  recorder_event_began(recorder, &event, time_of(15));
  feed(20);
  stop();
  ck_assert_uint_eq(store_recordings(store, 0, recordings, 4), 2);
  ck_assert_int_eq(recordings[0].event, 2);
  ck_assert_int_eq(recordings[1].event, 1);
}
END_TEST

START_TEST(an_unfinished_recording_can_be_played)
{
  settings.recording.mode = SETTINGS_CONTINUOUS;
  start(0);
  feed(55);
  wait_for(CAMERA_RECORDING_ON);
  /* What is on the disk at any time is what a power cut would leave: whole fragments of a second. */
  store_recording_t recording;
  ck_assert(store_recording_get(store, 1, &recording));
  ck_assert_int_eq(recording.end, 0);
  snprintf(recording.path + strlen(recording.path), sizeof recording.path - strlen(recording.path), ".part");
  for (int i = 0; i < UNIT_PATIENCE * 10 && frames_in(&recording) < 40; i++) {
    feed(KIT_RATE); /* a recording without packets is finished soon */
    usleep(100000);
  }
  ck_assert_int_ge(frames_in(&recording), 40);
}
END_TEST

START_TEST(each_second_is_made_durable_and_so_is_the_end)
{
  settings.recording.mode = SETTINGS_CONTINUOUS;
  data_syncs = whole_syncs = 0;
  start(0);
  feed(11);
  wait_for(CAMERA_RECORDING_ON);
  int begun = whole_syncs; /* the folder that names the new file */
  ck_assert_int_ge(begun, 1);
  ck_assert_int_ge(data_syncs, 1); /* the header */
  for (int i = 0; i < 3; i++) {
    usleep(1050000);
    int before = data_syncs;
    feed(11); /* the second that ends with these is written */
    for (int j = 1; j < UNIT_PATIENCE * 100 && __atomic_load_n(&data_syncs, __ATOMIC_RELAXED) == before;
         j++) {
      usleep(10000);
      if (j % 120 == 0)
        feed(11); /* a slow disk: its second began when the last sync was over */
    }
    ck_assert_int_eq(__atomic_load_n(&data_syncs, __ATOMIC_RELAXED), before + 1);
  }
  stop();
  ck_assert_int_ge(whole_syncs, begun + 2); /* the file, and the folder after the rename */
}
END_TEST

START_TEST(the_oldest_go_when_the_limit_is_reached)
{
  int64_t count;
  settings.recording.max_bytes = 10000000;
  settings.recording.max_days = 0;
  mkdir(kit_path("recordings"), 0700);
  for (int64_t id = 1; id <= 4; id++) {
    store_recording_t old = {.id = id, .start = id * 1000, .end = id * 1000 + 500, .bytes = 4000000};
    snprintf(old.path, sizeof old.path, "recordings/%d.mp4", (int)id);
    kit_write(old.path, "x", 1);
    ck_assert(store_recording_put(store, &old));
  }
  start(0);
  stop();
  ck_assert_int_eq(store_recordings_bytes(store, &count), 8000000);
  store_recording_t oldest;
  ck_assert(store_recording_oldest(store, &oldest));
  ck_assert_int_eq(oldest.id, 3);
  ck_assert_int_ne(access(kit_path("recordings/2.mp4"), F_OK), 0);
  ck_assert_int_eq(access(kit_path("recordings/3.mp4"), F_OK), 0);
}
END_TEST

START_TEST(those_too_old_go)
{
  int64_t count, now = moment_wall();
  settings.recording.max_days = 2;
  mkdir(kit_path("recordings"), 0700);
  for (int64_t id = 1; id <= 4; id++) {
    store_recording_t old = {.id = id, .start = now - (5 - id) * 86400000, .bytes = 1};
    old.end = old.start + 1000;
    snprintf(old.path, sizeof old.path, "recordings/%d.mp4", (int)id);
    ck_assert(store_recording_put(store, &old));
  }
  start(0);
  stop();
  store_recordings_bytes(store, &count);
  ck_assert_int_eq(count, 2); /* of four, three, two and one day ago: those of two days ago are just within */
}
END_TEST

START_TEST(a_full_disk_pauses_and_says_so)
{
  recorder_status_t status;
  settings.recording.mode = SETTINGS_CONTINUOUS;
  start(INT64_MAX); /* never enough room */
  feed(20);
  wait_for(CAMERA_RECORDING_PAUSED);
  recorder_status(recorder, &status);
  ck_assert_msg(strstr(status.error, "disk is full") != NULL, "%s", status.error);
  stop();
  store_recording_t recording;
  ck_assert_uint_eq(store_recordings(store, 0, &recording, 1), 0);
}
END_TEST

/* A file system of 3 MB of one's own, where the machine allows it. */
static bool small_disk(void)
{
  return unshare(CLONE_NEWNS) == 0 && mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
         mount("pinhole", kit_folder, "tmpfs", 0, "size=3m") == 0;
}

START_TEST(writing_until_the_disk_is_full_loses_nothing_finished)
{
  store_close(store);
  store = NULL;
  if (!small_disk()) {
    open_store();
    unit_skip("a small file system can be mounted by root alone");
    return;
  }
  open_store();
  static char ballast[500000];
  kit_write("ballast", ballast, sizeof ballast);
  settings.recording.mode = SETTINGS_CONTINUOUS;
  start(0); /* no reserve: the write itself must fail */
  for (int i = 0; i < 80; i++) {
    recorder_status_t status;
    feed(100);
    usleep(20000);
    recorder_status(recorder, &status);
    if (status.state == CAMERA_RECORDING_PAUSED)
      break;
  }
  wait_for(CAMERA_RECORDING_PAUSED);
  stop();
  /* The index may have had no room either; with room again, it is complete. */
  unlink(kit_path("ballast"));
  store_recordings_recover(store);
  store_recording_t recording = only_recording();
  ck_assert_int_gt(frames_in(&recording), 100);
  ck_assert_int_gt(recording.bytes, 1000000);
  store_close(store);
  store = NULL;
  ck_assert_int_eq(umount2(kit_folder, MNT_DETACH), 0);
}
END_TEST

START_TEST(a_folder_that_cannot_be_written_pauses)
{
  recorder_status_t status;
  settings.recording.mode = SETTINGS_CONTINUOUS;
  kit_write("recordings", "in the way", 10);
  start(0);
  feed(20);
  wait_for(CAMERA_RECORDING_PAUSED);
  recorder_status(recorder, &status);
  ck_assert_msg(strstr(status.error, "recordings: Not a directory") != NULL, "%s", status.error);
}
END_TEST

START_TEST(other_settings_end_what_they_do_not_want)
{
  settings.recording.mode = SETTINGS_CONTINUOUS;
  start(0);
  feed(30);
  wait_for(CAMERA_RECORDING_ON);
  settings.recording.mode = SETTINGS_OFF;
  recorder_settings(recorder, &settings);
  wait_for(CAMERA_RECORDING_OFF);
  feed(30);
  stop();
  store_recording_t recording = only_recording();
  ck_assert_int_eq(frames_in(&recording), 30);
}
END_TEST

START_TEST(another_encoder_begins_another_file)
{
  store_recording_t recordings[4];
  settings.recording.mode = SETTINGS_CONTINUOUS;
  start(0);
  feed(20);
  uint64_t count = stream.count;
  kit_stream_free(&stream);
  stream = kit_stream(2);
  stream.count = count;
  feed(20);
  stop();
  ck_assert_uint_eq(store_recordings(store, 0, recordings, 4), 2);
}
END_TEST

START_TEST(the_pre_roll_is_bounded_and_begins_with_a_keyframe)
{
  static preroll_t preroll;
  preroll = (preroll_t){.span = 2 * (uint64_t)MOMENT_SECOND, .max_bytes = 1 << 20};
  for (int i = 0; i < 200; i++) {
    packet_t *packet = kit_packet(&stream, stream.count % KIT_RATE == 3);
    preroll_push(&preroll, packet);
    if (preroll.count > 0) {
      ck_assert(preroll_at(&preroll, 0)->key);
      ck_assert_uint_le(packet->time - preroll_at(&preroll, 0)->time, 3 * (uint64_t)MOMENT_SECOND);
    }
    if (i > 40)
      ck_assert_uint_ge(packet->time - preroll_at(&preroll, 0)->time, 2 * (uint64_t)MOMENT_SECOND);
    packet_release(packet);
  }
  uint32_t found = preroll_find(&preroll, time_of(195));
  ck_assert_uint_eq(preroll_at(&preroll, found)->time, time_of(193));
  preroll.max_bytes = 1;
  packet_t *packet = kit_packet(&stream, true);
  preroll_push(&preroll, packet);
  ck_assert_uint_eq(preroll.count, 1);
  packet_release(packet);
  preroll_clear(&preroll);
  ck_assert_uint_eq(preroll.bytes, 0);
}
END_TEST

START_TEST(a_disk_too_slow_loses_packets_up_to_the_next_keyframe)
{
  inbox_t inbox;
  int packets = 0, events = 0;
  bool whole = true, after_loss = false;
  uint64_t last = 0;
  inbox_open(&inbox, 20000);
  for (int i = 0; i < 300; i++) {
    packet_t *packet = kit_packet(&stream, i % KIT_RATE == 0);
    inbox_packet(&inbox, encoder_stream(stream.encoder), packet);
    packet_release(packet);
    ck_assert_uint_le(inbox.bytes, 20000);
    if (i == 150)
      inbox_put(&inbox, &(inbox_item_t){.kind = INBOX_ENDED}); /* never lost */
    if (i == 200) { /* the disk is back: half of what waits is taken */
      for (int j = 0; j < 20; j++) {
        inbox_item_t *item = inbox_take(&inbox, 0);
        if (item->kind == INBOX_PACKET)
          packet_release(item->as.packet);
        free(item);
      }
    }
  }
  ck_assert_uint_gt(inbox.dropped, 0);
  for (inbox_item_t *item; (item = inbox_take(&inbox, 0));) {
    events += item->kind == INBOX_ENDED;
    if (item->kind == INBOX_PACKET) {
      bool follows = last == 0 || item->as.packet->time == last + KIT_FRAME;
      whole = whole && (follows || item->as.packet->key);
      after_loss = after_loss || !follows;
      last = item->as.packet->time;
      packets++;
      packet_release(item->as.packet);
    }
    free(item);
  }
  ck_assert_int_gt(packets, 0);
  ck_assert_int_eq(events, 1);
  ck_assert(after_loss); /* there was a gap, */
  ck_assert(whole);      /* and a keyframe after it */
  inbox_free(&inbox);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("recorder");
  TCase *tests = tcase_create("recorder");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_test(tests, records_an_event_with_what_came_before);
  tcase_add_test(tests, keeps_events_but_no_film_when_off);
  tcase_add_test(tests, records_in_the_hours_of_the_schedule_alone);
  tcase_add_test(tests, keeps_nothing_without_an_owner);
  tcase_add_test(tests, records_continuously_in_segments);
  tcase_add_test(tests, two_events_in_a_row_are_two_recordings);
  tcase_add_test(tests, an_unfinished_recording_can_be_played);
  tcase_add_test(tests, each_second_is_made_durable_and_so_is_the_end);
  tcase_add_test(tests, the_oldest_go_when_the_limit_is_reached);
  tcase_add_test(tests, those_too_old_go);
  tcase_add_test(tests, a_full_disk_pauses_and_says_so);
  tcase_add_test(tests, writing_until_the_disk_is_full_loses_nothing_finished);
  tcase_add_test(tests, a_folder_that_cannot_be_written_pauses);
  tcase_add_test(tests, other_settings_end_what_they_do_not_want);
  tcase_add_test(tests, another_encoder_begins_another_file);
  tcase_add_test(tests, the_pre_roll_is_bounded_and_begins_with_a_keyframe);
  tcase_add_test(tests, a_disk_too_slow_loses_packets_up_to_the_next_keyframe);
  suite_add_tcase(suite, tests);
  return unit_main("recorder", suite);
}
