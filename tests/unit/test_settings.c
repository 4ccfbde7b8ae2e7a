/* SPDX-License-Identifier: GPL-2.0-or-later */
/* the owner's settings are read whole or not at all, and what is wrong is named. */
#include <string.h>
#include <time.h>

#include "camera/settings.h"
#include "unit.h"

static settings_t settings;
static char error[256];

static bool read_text(const char *json)
{
  error[0] = '\0';
  return settings_read(&settings, json, strlen(json), error, sizeof error);
}

static void setup(void)
{
  settings_default(&settings);
}

/* The document must be refused, nothing may change, and the message must name the field and what is expected. */
static void refused(const char *json, const char *field, const char *expected)
{
  char *before = settings_write(&settings);
  ck_assert_msg(!read_text(json), "%s was taken", json);
  char *after = settings_write(&settings);
  ck_assert_msg(strcmp(before, after) == 0, "%s changed something", json);
  free(before);
  free(after);
  ck_assert_msg(strstr(error, field) && strstr(error, expected), "%s: \"%s\" does not name %s and %s", json,
                error, field, expected);
}

START_TEST(writes_what_it_reads)
{
  const char *json =
      "{\"version\":1,\"name\":\"Front "
      "\\u00e9\",\"location\":\"Porch\",\"video\":{\"width\":640,\"height\":360,"
      "\"rate\":12,\"bitrate\":900,\"idle_rate\":2,\"preset\":\"veryfast\"},\"motion\":{\"on\":false,"
      "\"sensitivity\":77,\"zones\":["
      "{\"name\":\"Drive\",\"points\":[[0,0],[1,0],[0.5,1]],\"include\":false,\"sensitivity\":"
      "9,\"smallest\":2.5}]},"
      "\"recording\":{\"mode\":\"continuous\",\"pre_roll\":7,\"hold_off\":8,\"longest\":90,"
      "\"max_bytes\":50000000,"
      "\"max_days\":3}}";
  ck_assert_msg(read_text(json), "%s", error);
  settings_t first = settings;
  char *text = settings_write(&settings);
  ck_assert_ptr_nonnull(text);
  ck_assert_uint_eq(settings_version(text, strlen(text)), SETTINGS_VERSION);
  settings_default(&settings);
  ck_assert_msg(read_text(text), "%s", error);
  free(text);
  ck_assert_str_eq(settings.name, "Front \xc3\xa9");
  ck_assert_uint_eq(settings.video.rate, 12);
  ck_assert_uint_eq(settings.video.idle_rate, 2);
  ck_assert_uint_eq(settings.recording.mode, SETTINGS_CONTINUOUS);
  ck_assert_uint_eq(settings.recording.max_bytes, 50000000);
  ck_assert_uint_eq(settings.motion.zone_count, 1);
  ck_assert(!settings.motion.zones[0].include && !settings.motion.on);
  ck_assert_double_eq_tol(settings.motion.zones[0].points[2].x, 0.5, 1e-6);
  ck_assert_double_eq_tol(settings.motion.zones[0].smallest, first.motion.zones[0].smallest, 1e-6);
}
END_TEST

START_TEST(keeps_what_a_document_does_not_name)
{
  ck_assert(read_text("{\"name\":\"Garden\"}"));
  ck_assert(read_text("{\"recording\":{\"pre_roll\":9}}"));
  ck_assert_str_eq(settings.name, "Garden");
  ck_assert_uint_eq(settings.recording.pre_roll, 9);
  ck_assert_uint_eq(settings.recording.hold_off, 5);
  ck_assert_uint_eq(settings.video.idle_rate, 0);
}
END_TEST

START_TEST(names_the_field_that_is_wrong)
{
  refused("{\"video\":{\"rate\":0}}", "video.rate", "1 to 60");
  refused("{\"video\":{\"rate\":61}}", "video.rate", "1 to 60");
  refused("{\"video\":{\"rate\":\"12\"}}", "video.rate", "whole number");
  refused("{\"video\":{\"idle_rate\":61}}", "video.idle_rate", "0 to 60");
  refused("{\"video\":{\"width\":641}}", "video.width", "even");
  refused("{\"video\":{\"width\":2}}", "video.width", "64 to 3840");
  refused("{\"video\":{\"preset\":\"quick\"}}", "video.preset", "superfast");
  refused("{\"video\":[]}", "video", "object");
  refused("{\"video\":{\"bitrates\":1}}", "bitrates", "not a setting");
  refused("{\"motion\":{\"on\":1}}", "motion.on", "true or false");
  refused("{\"motion\":{\"sensitivity\":101}}", "motion.sensitivity", "1 to 100");
  refused("{\"recording\":{\"mode\":\"always\"}}", "recording.mode", "continuous");
  refused("{\"recording\":{\"longest\":10,\"hold_off\":20}}", "recording.longest", "hold_off");
  refused("{\"recording\":{\"max_bytes\":5}}", "recording.max_bytes", "10000000");
  refused("{\"recording\":{\"pre_roll\":-1}}", "recording.pre_roll", "0 to 30");
  refused("{\"recording\":{\"pre_roll\":1.5}}", "recording.pre_roll", "whole number");
  refused("{\"colour\":\"red\"}", "colour", "not a setting");
  refused("{\"name\":\"a\\u0007b\"}", "name", "control characters");
  refused("{\"name\":\"0123456789012345678901234567890123456789012345678901234567890123\"}", "name",
          "63 bytes");
  refused("{\"name\":12}", "name", "text");
}
END_TEST

#define DAY "\"111111110000000000001111\","
#define WEEK "[\"000000000000000000000000\"," DAY DAY DAY DAY DAY "\"111111111111111111111111\"]"

/* the hours of the week, Monday first, by the owner's own clock. */
START_TEST(knows_the_hours_of_the_schedule)
{
  const int64_t monday = INT64_C(1763942400000); /* 2025-11-24 00:00 UTC */
  const int64_t hour = 3600000;
  setenv("TZ", "UTC", 1);
  tzset();
  ck_assert(settings_scheduled(&settings, monday));
  ck_assert_msg(read_text("{\"recording\":{\"schedule\":" WEEK "}}"), "%s", error);
  char *text = settings_write(&settings);
  ck_assert_ptr_nonnull(strstr(text, "\"111111110000000000001111\""));
  free(text);
  ck_assert(!settings_scheduled(&settings, monday));
  ck_assert(!settings_scheduled(&settings, monday + 24 * hour - 1));
  ck_assert(settings_scheduled(&settings, monday + 24 * hour));
  ck_assert(settings_scheduled(&settings, monday + 32 * hour - 1));
  ck_assert(!settings_scheduled(&settings, monday + 32 * hour));
  ck_assert(settings_scheduled(&settings, monday + 44 * hour));
  ck_assert(settings_scheduled(&settings, monday + 6 * 24 * hour + 12 * hour));
  setenv("TZ", "UTC-2", 1); /* two hours east */
  tzset();
  ck_assert(settings_scheduled(&settings, monday + 22 * hour));
  ck_assert(!settings_scheduled(&settings, monday + 30 * hour));
}
END_TEST

START_TEST(refuses_a_schedule_that_is_none)
{
  refused("{\"recording\":{\"schedule\":[]}}", "recording.schedule", "7 texts of 24 digits");
  refused("{\"recording\":{\"schedule\":[\"1\",\"1\",\"1\",\"1\",\"1\",\"1\",\"1\"]}}", "recording.schedule",
          "24 digits");
  refused("{\"recording\":{\"schedule\":[1,2,3,4,5,6,7]}}", "recording.schedule", "24 digits");
  refused("{\"recording\":{\"schedule\":[" DAY DAY DAY DAY DAY DAY "\"11111111000000000000111x\"]}}",
          "recording.schedule", "0 or 1");
}
END_TEST

START_TEST(takes_time_zones_of_the_system_alone)
{
  ck_assert_msg(read_text("{\"timezone\":\"\"}"), "%s", error);
  refused("{\"timezone\":\"/etc/passwd\"}", "timezone", "Europe/Berlin");
  refused("{\"timezone\":\"../../../etc/passwd\"}", "timezone", "Europe/Berlin");
  refused("{\"timezone\":\"Europe\"}", "timezone", "Europe/Berlin");
  refused("{\"timezone\":\"Nowhere/Atlantis\"}", "timezone", "Europe/Berlin");
}
END_TEST

START_TEST(names_the_zone_that_is_wrong)
{
  refused("{\"motion\":{\"zones\":{}}}", "motion.zones", "list");
  refused("{\"motion\":{\"zones\":[{\"points\":[[0,0],[1,1]]}]}}", "motion.zones[0].points", "3 to 32");
  refused("{\"motion\":{\"zones\":[{}]}}", "motion.zones[0].points", "3 to 32");
  refused("{\"motion\":{\"zones\":[{\"points\":[[0,0],[1,1],[2,0]]}]}}", "motion.zones[0].points", "0 to 1");
  refused("{\"motion\":{\"zones\":[{\"points\":[[0,0],[1,1],[0]]}]}}", "motion.zones[0].points", "pairs");
  refused("{\"motion\":{\"zones\":[{\"points\":[[0,0],[1,1],[1,0]],\"smallest\":200}]}}",
          "motion.zones[0].smallest", "0 to 100");
  refused("{\"motion\":{\"zones\":[7]}}", "motion.zones[0]", "object");
  refused("{\"motion\":{\"zones\":[1,2,3,4,5,6,7,8,9]}}", "motion.zones", "at most 8");
}
END_TEST

START_TEST(refuses_a_newer_version)
{
  refused("{\"version\":2}", "version", "newer");
  refused("{\"version\":0}", "version", "from 1");
  ck_assert_uint_eq(settings_version("{\"version\":9}", 13), 9);
  ck_assert_uint_eq(settings_version("{", 1), 0);
}
END_TEST

START_TEST(refuses_what_is_not_a_document)
{
  refused("", "not JSON", "line 1");
  refused("{\"name\":", "not JSON", "line 1");
  refused("[1]", "document", "object");
  refused("{\"name\":\"a\",\"name\":\"b\"}", "not JSON", "duplicate");
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("settings");
  TCase *tests = tcase_create("settings");
  tcase_add_checked_fixture(tests, setup, NULL);
  tcase_add_test(tests, writes_what_it_reads);
  tcase_add_test(tests, keeps_what_a_document_does_not_name);
  tcase_add_test(tests, names_the_field_that_is_wrong);
  tcase_add_test(tests, knows_the_hours_of_the_schedule);
  tcase_add_test(tests, refuses_a_schedule_that_is_none);
  tcase_add_test(tests, takes_time_zones_of_the_system_alone);
  tcase_add_test(tests, names_the_zone_that_is_wrong);
  tcase_add_test(tests, refuses_a_newer_version);
  tcase_add_test(tests, refuses_what_is_not_a_document);
  suite_add_tcase(suite, tests);
  return unit_main("settings", suite);
}
