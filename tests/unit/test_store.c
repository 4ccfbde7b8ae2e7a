/* SPDX-License-Identifier: GPL-2.0-or-later */
/* what the camera keeps, what it does with a damaged or a newer database, and how
   recordings are found again. */
#include "camera/store.h"

#include <fcntl.h>
#include <sqlite3.h>

#include "camera_kit.h"
#include "common/exit_status.h"

static store_t *store;
static int status;
static char error[512];

static void reopen(void)
{
  store_close(store);
  store = store_open(kit_folder, &status, error, sizeof error);
}

static void setup(void)
{
  kit_setup();
  store = NULL;
  reopen();
  ck_assert_msg(store != NULL, "%s", error);
}

static void teardown(void)
{
  store_close(store);
  kit_teardown();
}

static void day_make(void)
{
  mkdir(kit_path("recordings"), 0700);
  mkdir(kit_path("recordings/2026"), 0700);
  mkdir(kit_path("recordings/2026/11"), 0700);
  mkdir(kit_path("recordings/2026/11/22"), 0700);
}

static bool there(const char *name)
{
  struct stat info;
  return lstat(kit_path(name), &info) == 0;
}

START_TEST(keeps_settings)
{
  ck_assert_ptr_null(store_settings(store));
  ck_assert(store_settings_set(store, "{\"a\":1}"));
  ck_assert(store_settings_set(store, "{\"a\":2}"));
  reopen();
  char *document = store_settings(store);
  ck_assert_str_eq(document, "{\"a\":2}");
  free(document);
}
END_TEST

START_TEST(lists_events_newest_first)
{
  store_event_t events[4];
  for (int64_t id = 1; id <= 9; id++)
    ck_assert(store_event_put(store, &(store_event_t){.id = id, .start = id * 1000, .peak = 3, .zones = 5}));
  ck_assert_uint_eq(store_events(store, 0, events, 4), 4);
  ck_assert_int_eq(events[0].id, 9);
  ck_assert_int_eq(events[3].id, 6);
  ck_assert_uint_eq(store_events(store, 3, events, 4), 2);
  ck_assert_int_eq(events[0].id, 2);
  ck_assert_uint_eq(events[0].zones, 5);
  /* Its end is written over it. */
  ck_assert(store_event_put(store, &(store_event_t){.id = 9, .start = 9000, .end = 9500, .recording = 4}));
  ck_assert(store_event_get(store, 9, events));
  ck_assert_int_eq(events[0].end, 9500);
  ck_assert(!store_event_get(store, 77, events));
  ck_assert_int_eq(store_event_last(store), 9);
}
END_TEST

/* a day of many thousands is listed by its span alone. */
START_TEST(lists_what_touches_a_span)
{
  store_event_t events[8];
  store_recording_t recordings[8];
  store_day_t days[8];
  const int64_t day = INT64_C(86400000), noon = INT64_C(1763985600000); /* 2025-11-24 12:00 UTC */
  setenv("TZ", "UTC", 1);
  tzset();
  for (int i = 1; i <= 4; i++) {
    store_event_t event = {.id = i, .start = noon + i * day, .end = noon + i * day + 5000};
    store_recording_t recording = {
        .id = i, .start = noon + i * day, .end = noon + i * day + 60000, .bytes = 10};
    ck_assert(store_event_put(store, &event));
    ck_assert(store_recording_put(store, &recording));
  }
  store_event_t running = {.id = 5, .start = noon + 4 * day + 9000};
  ck_assert(store_event_put(store, &running));
  store_span_t span = {.from = noon + 2 * day + 4999, .to = noon + 3 * day};
  ck_assert_uint_eq(store_events_within(store, &span, events, 8), 1);
  ck_assert_int_eq(events[0].id, 2);
  span.from = noon + 2 * day + 5000;
  ck_assert_uint_eq(store_events_within(store, &span, events, 8), 0);
  ck_assert_uint_eq(store_recordings_within(store, &span, recordings, 8), 1);
  ck_assert_int_eq(recordings[0].id, 2);
  span = (store_span_t){.from = noon + 3 * day, .to = noon + 9 * day, .before = 4};
  ck_assert_uint_eq(store_events_within(store, &span, events, 8), 1);
  span.before = 0;
  ck_assert_uint_eq(store_events_within(store, &span, events, 8), 3);
  ck_assert_int_eq(events[0].id, 5);
  ck_assert_uint_eq(store_days(store, days, 8), 4);
  ck_assert_str_eq(days[0].day, "2025-11-28");
  ck_assert_int_eq(days[0].events, 2);
  ck_assert_int_eq(days[0].recordings, 1);
  ck_assert_int_eq(days[3].bytes, 10);
  ck_assert_int_eq(days[3].start, noon + day);
}
END_TEST

START_TEST(deletes_files_with_their_row)
{
  store_recording_t recording = {.id = 3,
                                 .start = 1000,
                                 .bytes = 10,
                                 .path = "recordings/2026/11/22/3.mp4",
                                 .thumbnail = "recordings/2026/11/22/3.jpg"};
  int64_t count;
  day_make();
  kit_write("recordings/2026/11/22/3.mp4", "0123456789", 10);
  kit_write("recordings/2026/11/22/3.jpg", "0", 1);
  ck_assert(store_recording_put(store, &recording));
  ck_assert(!store_recording_delete(store, 3)); /* it is still written */
  ck_assert_uint_eq(store_recordings(store, 0, &recording, 1), 0);
  recording.end = 2000;
  ck_assert(store_recording_put(store, &recording));
  ck_assert(store_event_put(store, &(store_event_t){.id = 1, .start = 1000, .end = 2000, .recording = 3}));
  ck_assert_int_eq(store_recordings_bytes(store, &count), 10);
  ck_assert_int_eq(count, 1);
  ck_assert(store_recording_delete(store, 3));
  ck_assert(!there("recordings/2026/11/22/3.mp4"));
  ck_assert(!there("recordings/2026/11/22/3.jpg"));
  ck_assert(!there("recordings/2026")); /* empty folders go too */
  ck_assert(there("recordings"));
  ck_assert(!store_recording_delete(store, 3));
  store_event_t event;
  ck_assert(store_event_get(store, 1, &event));
  ck_assert_int_eq(event.recording, 0);
  /* A number is not given out again. */
  ck_assert_int_eq(store_recording_last(store), 3);
}
END_TEST

START_TEST(bounds_and_erases_the_access_log)
{
  store_access_t lines[3];
  for (int i = 0; i < 5; i++)
    ck_assert(store_access_append(store, "127.0.0.1", "login", "x"));
  ck_assert_uint_eq(store_access(store, 0, lines, 3), 3);
  ck_assert_int_eq(lines[0].id, 5);
  ck_assert_str_eq(lines[0].what, "login");
  ck_assert_int_gt(lines[0].time, 1600000000000);
  ck_assert(store_access_erase(store));
  ck_assert_uint_eq(store_access(store, 0, lines, 3), 0);
}
END_TEST

static void damage(const char *name, off_t at, size_t size)
{
  char noise[8192];
  memset(noise, 0x5a, sizeof noise);
  int file = open(kit_path(name), O_WRONLY);
  ck_assert_int_eq(pwrite(file, noise, size, at), (ssize_t)size);
  close(file);
}

START_TEST(moves_a_damaged_database_aside)
{
  static const struct {
    off_t at;
    size_t size;
  } places[] = {{0, 100}, {4096, 4096}, {100, 3900}};
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    ck_assert(store_settings_set(store, "{\"name\":\"x\"}"));
    store_close(store);
    store = NULL;
    damage("camera.db", places[i].at, places[i].size);
    reopen();
    ck_assert_msg(store != NULL, "%zu: %s", i, error);
    ck_assert(there("camera.db.damaged"));
    ck_assert_ptr_null(store_settings(store));
    ck_assert(store_settings_set(store, "{}"));
    unlink(kit_path("camera.db.damaged"));
  }
}
END_TEST

START_TEST(moves_a_file_that_is_no_database_aside)
{
  store_close(store);
  store = NULL;
  kit_write("camera.db", "this is not a database, whatever its name says; it is a line of text.", 69);
  reopen();
  ck_assert_msg(store != NULL, "%s", error);
  ck_assert(there("camera.db.damaged"));
}
END_TEST

START_TEST(refuses_a_newer_database)
{
  sqlite3 *database;
  store_close(store);
  store = NULL;
  ck_assert_int_eq(sqlite3_open(kit_path("camera.db"), &database), SQLITE_OK);
  ck_assert_int_eq(sqlite3_exec(database, "PRAGMA user_version = 2", NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close(database);
  reopen();
  ck_assert_ptr_null(store);
  ck_assert_int_eq(status, EXIT_NEWER_VERSION);
  ck_assert_msg(strstr(error, "newer") != NULL, "%s", error);
  ck_assert(!there("camera.db.damaged"));
}
END_TEST

START_TEST(a_link_to_the_folder_is_fine_and_one_in_it_is_not)
{
  char link[80];
  store_close(store);
  snprintf(link, sizeof link, "%s-link", kit_folder);
  ck_assert_int_eq(symlink(kit_folder, link), 0);
  store = store_open(link, &status, error, sizeof error);
  ck_assert_msg(store != NULL, "%s", error);
  ck_assert_str_eq(store_folder(store), kit_folder);
  store_close(store);
  unlink(link);
  ck_assert_int_eq(rename(kit_path("camera.db"), kit_path("elsewhere.db")), 0);
  ck_assert_int_eq(symlink("elsewhere.db", kit_path("camera.db")), 0);
  store = store_open(kit_folder, &status, error, sizeof error);
  ck_assert_ptr_null(store);
  ck_assert_int_eq(status, EXIT_DATA);
}
END_TEST

START_TEST(says_why_a_folder_cannot_be_used)
{
  store_t *other = store_open("/nonexistent/folder", &status, error, sizeof error);
  ck_assert_ptr_null(other);
  ck_assert_int_eq(status, EXIT_DATA);
  ck_assert_msg(strstr(error, "/nonexistent/folder") != NULL, "%s", error);
}
END_TEST

START_TEST(adopts_what_a_power_cut_left)
{
  store_recording_t recording = {
      .id = 12, .start = 1795354505287, .event = 4, .path = "recordings/2026/11/22/12.mp4"};
  day_make();
  kit_clip("recordings/2026/11/22/12.mp4.part", 35);
  ck_assert_int_eq(truncate(kit_path("recordings/2026/11/22/12.mp4.part"), 25000), 0);
  kit_write("recordings/2026/11/22/12.jpg", "0", 1);
  ck_assert(store_recording_put(store, &recording));
  ck_assert(store_event_put(store, &(store_event_t){.id = 4, .start = 1795354505287, .recording = 12}));
  ck_assert_uint_eq(store_recordings_recover(store), 1);
  ck_assert(!there("recordings/2026/11/22/12.mp4.part"));
  ck_assert(there("recordings/2026/11/22/12.mp4"));
  ck_assert(store_recording_get(store, 12, &recording));
  ck_assert_int_eq(recording.event, 4);
  ck_assert_int_eq(recording.start, 1795354505287);
  ck_assert_int_gt(recording.end, recording.start);
  ck_assert_int_eq((recording.end - recording.start) % 1000, 0); /* whole fragments of a second */
  ck_assert_str_eq(recording.thumbnail, "recordings/2026/11/22/12.jpg");
  struct stat info;
  stat(kit_path("recordings/2026/11/22/12.mp4"), &info);
  ck_assert_int_eq(info.st_size, recording.bytes);
  store_event_t event;
  ck_assert(store_event_get(store, 4, &event));
  ck_assert_int_eq(event.end, recording.end);
  /* A second look finds nothing to do. */
  ck_assert_uint_eq(store_recordings_recover(store), 0);
}
END_TEST

START_TEST(indexes_files_again_when_the_database_was_lost)
{
  store_recording_t recording;
  day_make();
  kit_clip("recordings/2026/11/22/41.mp4", 20);
  kit_write("recordings/2026/11/22/notes.txt", "a", 1);
  kit_write("recordings/2026/11/22/42.mp4", "not a film", 10);
  ck_assert_uint_eq(store_recordings_recover(store), 1);
  ck_assert(store_recording_get(store, 41, &recording));
  ck_assert_int_eq(recording.start, 1700000000000);
  ck_assert_int_eq(recording.end, 1700000002000);
  ck_assert_int_eq(store_recording_last(store), 41);
  ck_assert(there("recordings/2026/11/22/notes.txt"));
  ck_assert(there("recordings/2026/11/22/42.mp4"));
}
END_TEST

START_TEST(forgets_rows_without_a_file)
{
  store_recording_t recording = {.id = 5, .start = 1, .end = 2, .path = "recordings/2026/11/22/5.mp4"};
  ck_assert(store_recording_put(store, &recording));
  ck_assert_uint_eq(store_recordings_recover(store), 0);
  ck_assert(!store_recording_get(store, 5, &recording));
}
END_TEST

START_TEST(follows_no_link)
{
  char outside[] = "/tmp/pinhole-outside-XXXXXX";
  char target[128];
  ck_assert_ptr_nonnull(mkdtemp(outside));
  day_make();
  kit_clip("recordings/2026/11/22/9.mp4", 10);
  snprintf(target, sizeof target, "%s/8.mp4.part", outside);
  ck_assert_int_eq(rename(kit_path("recordings/2026/11/22/9.mp4"), target), 0);
  ck_assert_int_eq(symlink(target, kit_path("recordings/2026/11/22/8.mp4.part")), 0);
  ck_assert_int_eq(symlink(outside, kit_path("recordings/2026/12")), 0);
  ck_assert_uint_eq(store_recordings_recover(store), 0);
  ck_assert_int_eq(access(target, R_OK), 0);
  unlink(target);
  rmdir(outside);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("store");
  TCase *tests = tcase_create("store");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_test(tests, keeps_settings);
  tcase_add_test(tests, lists_events_newest_first);
  tcase_add_test(tests, lists_what_touches_a_span);
  tcase_add_test(tests, deletes_files_with_their_row);
  tcase_add_test(tests, bounds_and_erases_the_access_log);
  tcase_add_test(tests, moves_a_damaged_database_aside);
  tcase_add_test(tests, moves_a_file_that_is_no_database_aside);
  tcase_add_test(tests, refuses_a_newer_database);
  tcase_add_test(tests, a_link_to_the_folder_is_fine_and_one_in_it_is_not);
  tcase_add_test(tests, says_why_a_folder_cannot_be_used);
  tcase_add_test(tests, adopts_what_a_power_cut_left);
  tcase_add_test(tests, indexes_files_again_when_the_database_was_lost);
  tcase_add_test(tests, forgets_rows_without_a_file);
  tcase_add_test(tests, follows_no_link);
  suite_add_tcase(suite, tests);
  return unit_main("store", suite);
}
