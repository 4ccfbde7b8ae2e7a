/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "camera/settings.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define ZONES_FOLDER "/usr/share/zoneinfo/"
#define SIDE_MAX 3840

static const char *const mode_names[] = {"off", "motion", "continuous"};
static const char *const preset_names[] = {"ultrafast", "superfast", "veryfast", "faster", "fast", "medium"};

/* Where a reader stands: the field's path for messages, and the first thing found wrong. */
typedef struct {
  char path[96];
  char *error;
  size_t room;
  bool wrong;
} reader_t;

void settings_default(settings_t *settings)
{
  *settings = (settings_t){.name = "Pinhole camera"};
  settings->video.rate = 30;
  settings->video.bitrate = 2000;
  strcpy(settings->video.preset, "superfast");
  settings->motion.on = true;
  settings->motion.sensitivity = 50;
  settings->recording.mode = SETTINGS_MOTION;
  settings->recording.pre_roll = 3;
  settings->recording.hold_off = 5;
  settings->recording.longest = 300;
  settings->recording.max_bytes = UINT64_C(8000000000);
  settings->recording.max_days = 30;
  for (int day = 0; day < SETTINGS_DAYS; day++)
    settings->recording.schedule[day] = SETTINGS_WHOLE_DAY;
}

bool settings_scheduled(const settings_t *settings, int64_t wall)
{
  struct tm when;
  time_t seconds = (time_t)(wall / 1000);
  if (!localtime_r(&seconds, &when))
    return true;
  return settings->recording.schedule[(when.tm_wday + 6) % SETTINGS_DAYS] >> when.tm_hour & 1;
}

__attribute__((format(printf, 3, 4))) static void refuse(reader_t *reader, const char *field,
                                                         const char *format, ...)
{
  char expected[128];
  va_list arguments;
  if (reader->wrong)
    return;
  reader->wrong = true;
  va_start(arguments, format);
  vsnprintf(expected, sizeof expected, format, arguments);
  va_end(arguments);
  snprintf(reader->error, reader->room, "settings: %s%s %s", reader->path, field, expected);
}

static bool text_clean(const char *text)
{
  for (; *text; text++) {
    if ((unsigned char)*text < 0x20 || *text == 0x7f)
      return false;
  }
  return true;
}

static void read_text(reader_t *reader, json_t *object, const char *field, char *text, size_t room)
{
  json_t *value = json_object_get(object, field);
  if (!value)
    return;
  const char *string = json_string_value(value);
  if (!string || json_string_length(value) >= room || strlen(string) != json_string_length(value) ||
      !text_clean(string)) {
    refuse(reader, field, "must be text of at most %zu bytes without control characters", room - 1);
    return;
  }
  snprintf(text, room, "%s", string);
}

/* A time zone of the system's database; its name may not lead out of that folder. */
static void read_timezone(reader_t *reader, json_t *root, settings_t *settings)
{
  char path[sizeof ZONES_FOLDER + SETTINGS_TEXT];
  char name[SETTINGS_TEXT];
  snprintf(name, sizeof name, "%s", settings->timezone);
  read_text(reader, root, "timezone", name, sizeof name);
  bool plain =
      strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/") == strlen(name);
  snprintf(path, sizeof path, ZONES_FOLDER "%s", name);
  struct stat found;
  if (!plain || name[0] == '/' || (name[0] != '\0' && (stat(path, &found) != 0 || !S_ISREG(found.st_mode))))
    refuse(reader, "timezone", "must be a time zone that this camera knows, such as Europe/Berlin, or empty");
  else
    snprintf(settings->timezone, sizeof settings->timezone, "%s", name);
}

static void read_bool(reader_t *reader, json_t *object, const char *field, bool *flag)
{
  json_t *value = json_object_get(object, field);
  if (!value)
    return;
  if (!json_is_boolean(value))
    refuse(reader, field, "must be true or false");
  else
    *flag = json_is_true(value);
}

static void read_number(reader_t *reader, json_t *object, const char *field, uint64_t least, uint64_t most,
                        uint64_t *number)
{
  json_t *value = json_object_get(object, field);
  if (!value)
    return;
  json_int_t read = json_integer_value(value);
  if (!json_is_integer(value) || read < 0 || (uint64_t)read < least || (uint64_t)read > most)
    refuse(reader, field, "must be a whole number from %" PRIu64 " to %" PRIu64, least, most);
  else
    *number = (uint64_t)read;
}

static void read_u32(reader_t *reader, json_t *object, const char *field, uint32_t least, uint32_t most,
                     uint32_t *number)
{
  uint64_t read = *number;
  read_number(reader, object, field, least, most, &read);
  *number = (uint32_t)read;
}

static void read_choice(reader_t *reader, json_t *object, const char *field, const char *const *names,
                        uint32_t count, uint32_t *chosen)
{
  json_t *value = json_object_get(object, field);
  char list[96] = "";
  if (!value)
    return;
  for (uint32_t i = 0; i < count; i++) {
    if (json_is_string(value) && strcmp(json_string_value(value), names[i]) == 0) {
      *chosen = i;
      return;
    }
    size_t used = strlen(list);
    snprintf(list + used, sizeof list - used, "%s%s", i > 0 ? ", " : "", names[i]);
  }
  refuse(reader, field, "must be one of %s", list);
}

static bool read_real(json_t *value, double least, double most, double *number)
{
  double read = json_number_value(value);
  if (!json_is_number(value) || !(read >= least && read <= most))
    return false;
  *number = read;
  return true;
}

/* An object of known fields, or nothing where it is missing. */
static json_t *read_object(reader_t *reader, json_t *parent, const char *field, const char *const *known)
{
  json_t *object = field ? json_object_get(parent, field) : parent;
  const char *key;
  json_t *value;
  if (!object)
    return NULL;
  if (!json_is_object(object)) {
    refuse(reader, field ? field : "", "must be an object");
    return NULL;
  }
  json_object_foreach(object, key, value)
  {
    const char *const *name = known;
    while (*name && strcmp(*name, key) != 0)
      name++;
    if (!*name) {
      char path[96];
      snprintf(path, sizeof path, "%.40s%s%.40s", field ? field : "", field ? "." : "", key);
      refuse(reader, path, "is not a setting");
    }
  }
  return object;
}

static void read_side(reader_t *reader, json_t *video, const char *field, uint32_t least, uint32_t *side)
{
  uint32_t read = *side;
  read_u32(reader, video, field, 0, SIDE_MAX, &read);
  if (read != 0 && (read < least || read % 2 != 0))
    refuse(reader, field, "must be 0 (as the source) or an even number from %u to %u", least,
           (unsigned)SIDE_MAX);
  *side = read;
}

static void read_video(reader_t *reader, json_t *root, settings_t *settings)
{
  static const char *const known[] = {"width", "height", "rate", "bitrate", "idle_rate", "preset", NULL};
  json_t *video = read_object(reader, root, "video", known);
  uint32_t preset = UINT32_MAX;
  if (!video)
    return;
  strcpy(reader->path, "video.");
  read_side(reader, video, "width", 64, &settings->video.width);
  read_side(reader, video, "height", 48, &settings->video.height);
  read_u32(reader, video, "rate", 1, 60, &settings->video.rate);
  read_u32(reader, video, "bitrate", 100, 50000, &settings->video.bitrate);
  read_u32(reader, video, "idle_rate", 0, 60, &settings->video.idle_rate);
  read_choice(reader, video, "preset", preset_names, sizeof preset_names / sizeof *preset_names, &preset);
  if (preset != UINT32_MAX)
    snprintf(settings->video.preset, sizeof settings->video.preset, "%s", preset_names[preset]);
  reader->path[0] = '\0';
}

static void read_points(reader_t *reader, json_t *object, settings_zone_t *zone)
{
  json_t *points = json_object_get(object, "points");
  size_t count = json_array_size(points);
  if (!json_is_array(points) || count < 3 || count > SETTINGS_POINTS) {
    refuse(reader, "points", "must be a list of 3 to %d points", SETTINGS_POINTS);
    return;
  }
  for (size_t i = 0; i < count; i++) {
    json_t *point = json_array_get(points, i);
    if (json_array_size(point) != 2 || !read_real(json_array_get(point, 0), 0, 1, &zone->points[i].x) ||
        !read_real(json_array_get(point, 1), 0, 1, &zone->points[i].y)) {
      refuse(reader, "points", "must be pairs [x, y] of numbers from 0 to 1");
      return;
    }
  }
  zone->count = (uint32_t)count;
}

static void read_zone(reader_t *reader, json_t *value, size_t index, settings_zone_t *zone)
{
  static const char *const known[] = {"name", "points", "include", "sensitivity", "smallest", NULL};
  *zone = (settings_zone_t){.include = true, .sensitivity = 50, .smallest = 0.1};
  snprintf(zone->name, sizeof zone->name, "Zone %zu", index + 1);
  snprintf(reader->path, sizeof reader->path, "motion.zones[%zu].", index);
  json_t *object = read_object(reader, value, NULL, known);
  if (!object)
    return;
  read_text(reader, object, "name", zone->name, sizeof zone->name);
  read_bool(reader, object, "include", &zone->include);
  read_u32(reader, object, "sensitivity", 1, 100, &zone->sensitivity);
  json_t *smallest = json_object_get(object, "smallest");
  if (smallest && !read_real(smallest, 0, 100, &zone->smallest))
    refuse(reader, "smallest", "must be a number from 0 to 100 (percent of the picture)");
  read_points(reader, object, zone);
}

static void read_motion(reader_t *reader, json_t *root, settings_t *settings)
{
  static const char *const known[] = {"on", "sensitivity", "zones", NULL};
  json_t *motion = read_object(reader, root, "motion", known);
  if (!motion)
    return;
  strcpy(reader->path, "motion.");
  read_bool(reader, motion, "on", &settings->motion.on);
  read_u32(reader, motion, "sensitivity", 1, 100, &settings->motion.sensitivity);
  json_t *zones = json_object_get(motion, "zones");
  size_t count = json_array_size(zones);
  if (zones && (!json_is_array(zones) || count > SETTINGS_ZONES)) {
    refuse(reader, "zones", "must be a list of at most %d zones", SETTINGS_ZONES);
  } else if (zones) {
    settings->motion.zone_count = (uint32_t)count;
    for (size_t i = 0; i < count; i++)
      read_zone(reader, json_array_get(zones, i), i, &settings->motion.zones[i]);
  }
  reader->path[0] = '\0';
}

/* Seven texts of 24 digits, 1 for an hour in which it records. */
static void read_schedule(reader_t *reader, json_t *recording, settings_t *settings)
{
  json_t *days = json_object_get(recording, "schedule");
  if (!days)
    return;
  bool whole = json_is_array(days) && json_array_size(days) == SETTINGS_DAYS;
  for (size_t day = 0; whole && day < SETTINGS_DAYS; day++) {
    const char *hours = json_string_value(json_array_get(days, day));
    whole = hours && strlen(hours) == SETTINGS_HOURS && strspn(hours, "01") == SETTINGS_HOURS;
    settings->recording.schedule[day] = 0;
    for (uint32_t hour = 0; whole && hour < SETTINGS_HOURS; hour++)
      settings->recording.schedule[day] |= (uint32_t)(hours[hour] - '0') << hour;
  }
  if (!whole)
    refuse(reader, "schedule", "must be %d texts of %d digits 0 or 1, Monday first", SETTINGS_DAYS,
           SETTINGS_HOURS);
}

static json_t *write_schedule(const settings_t *settings)
{
  json_t *days = json_array();
  for (int day = 0; day < SETTINGS_DAYS; day++) {
    char hours[SETTINGS_HOURS + 1] = "";
    for (int hour = 0; hour < SETTINGS_HOURS; hour++)
      hours[hour] = (char)('0' + (settings->recording.schedule[day] >> hour & 1));
    json_array_append_new(days, json_string(hours));
  }
  return days;
}

static void read_recording(reader_t *reader, json_t *root, settings_t *settings)
{
  static const char *const known[] = {"mode",      "pre_roll", "hold_off", "longest",
                                      "max_bytes", "max_days", "schedule", NULL};
  json_t *recording = read_object(reader, root, "recording", known);
  if (!recording)
    return;
  strcpy(reader->path, "recording.");
  read_choice(reader, recording, "mode", mode_names, 3, &settings->recording.mode);
  read_u32(reader, recording, "pre_roll", 0, 30, &settings->recording.pre_roll);
  read_u32(reader, recording, "hold_off", 1, 60, &settings->recording.hold_off);
  read_u32(reader, recording, "longest", 10, 3600, &settings->recording.longest);
  if (settings->recording.longest < settings->recording.hold_off)
    refuse(reader, "longest", "must not be less than recording.hold_off");
  read_number(reader, recording, "max_bytes", 0, INT64_MAX, &settings->recording.max_bytes);
  if (settings->recording.max_bytes > 0 && settings->recording.max_bytes < 10000000)
    refuse(reader, "max_bytes", "must be 0 (what the disk holds) or at least 10000000");
  read_u32(reader, recording, "max_days", 0, 3650, &settings->recording.max_days);
  read_schedule(reader, recording, settings);
  reader->path[0] = '\0';
}

static json_t *settings_parse(reader_t *reader, const char *json, size_t length)
{
  json_error_t wrong;
  json_t *root = json_loadb(json, length, JSON_REJECT_DUPLICATES, &wrong);
  if (!root)
    snprintf(reader->error, reader->room, "settings: not JSON at line %d, column %d: %s", wrong.line,
             wrong.column, wrong.text);
  reader->wrong = !root;
  return root;
}

static void read_version(reader_t *reader, json_t *root)
{
  json_t *version = json_object_get(root, "version");
  if (!version)
    return;
  if (!json_is_integer(version) || json_integer_value(version) < 1)
    refuse(reader, "version", "must be a whole number from 1 to %d", SETTINGS_VERSION);
  else if (json_integer_value(version) > SETTINGS_VERSION)
    refuse(reader, "version", "is %" JSON_INTEGER_FORMAT ", from a newer Pinhole; this one reads up to %d",
           json_integer_value(version), SETTINGS_VERSION);
}

/* NOLINTNEXTLINE(readability-non-const-parameter): error is written through the reader */
bool settings_read(settings_t *settings, const char *json, size_t length, char *error, size_t room)
{
  static const char *const known[] = {"version", "name",   "location",  "timezone",
                                      "video",   "motion", "recording", NULL};
  reader_t reader = {.error = error, .room = room};
  settings_t read = *settings;
  json_t *root = settings_parse(&reader, json, length);
  if (!root)
    return false;
  if (!json_is_object(root))
    refuse(&reader, "the document", "must be an object");
  read_version(&reader, root);
  if (!reader.wrong && read_object(&reader, root, NULL, known)) {
    read_text(&reader, root, "name", read.name, sizeof read.name);
    read_text(&reader, root, "location", read.location, sizeof read.location);
    read_timezone(&reader, root, &read);
    read_video(&reader, root, &read);
    read_motion(&reader, root, &read);
    read_recording(&reader, root, &read);
  }
  json_decref(root);
  if (!reader.wrong)
    *settings = read;
  return !reader.wrong;
}

static json_t *write_zone(const settings_zone_t *zone)
{
  json_t *points = json_array();
  for (uint32_t i = 0; i < zone->count; i++)
    json_array_append_new(points, json_pack("[f,f]", zone->points[i].x, zone->points[i].y));
  return json_pack("{s:s,s:o,s:b,s:i,s:f}", "name", zone->name, "points", points, "include", zone->include,
                   "sensitivity", (int)zone->sensitivity, "smallest", zone->smallest);
}

char *settings_write(const settings_t *settings)
{
  json_t *zones = json_array();
  for (uint32_t i = 0; i < settings->motion.zone_count; i++)
    json_array_append_new(zones, write_zone(&settings->motion.zones[i]));
  json_t *video = json_pack("{s:i,s:i,s:i,s:i,s:i,s:s}", "width", (int)settings->video.width, "height",
                            (int)settings->video.height, "rate", (int)settings->video.rate, "bitrate",
                            (int)settings->video.bitrate, "idle_rate", (int)settings->video.idle_rate,
                            "preset", settings->video.preset);
  json_t *motion = json_pack("{s:b,s:i,s:o}", "on", settings->motion.on, "sensitivity",
                             (int)settings->motion.sensitivity, "zones", zones);
  json_t *recording =
      json_pack("{s:s,s:i,s:i,s:i,s:I,s:i,s:o}", "mode", mode_names[settings->recording.mode], "pre_roll",
                (int)settings->recording.pre_roll, "hold_off", (int)settings->recording.hold_off, "longest",
                (int)settings->recording.longest, "max_bytes", (json_int_t)settings->recording.max_bytes,
                "max_days", (int)settings->recording.max_days, "schedule", write_schedule(settings));
  json_t *root = json_pack("{s:i,s:s,s:s,s:s,s:o,s:o,s:o}", "version", SETTINGS_VERSION, "name",
                           settings->name, "location", settings->location, "timezone", settings->timezone,
                           "video", video, "motion", motion, "recording", recording);
  char *text = root ? json_dumps(root, JSON_INDENT(2) | JSON_REAL_PRECISION(6)) : NULL;
  json_decref(root);
  return text;
}

uint32_t settings_version(const char *json, size_t length)
{
  json_t *root = json_loadb(json, length, 0, NULL);
  json_int_t version = json_integer_value(json_object_get(root, "version"));
  json_decref(root);
  return version > 0 && version <= UINT32_MAX ? (uint32_t)version : 0;
}
