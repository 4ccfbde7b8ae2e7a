/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The owner's settings: one JSON document with a version, checked field by field. */
#ifndef CAMERA_SETTINGS_H
#define CAMERA_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SETTINGS_VERSION 1
#define SETTINGS_TEXT 64 /* bytes of a name, with its NUL */
#define SETTINGS_ZONES 8
#define SETTINGS_POINTS 32
#define SETTINGS_DAYS 7
#define SETTINGS_HOURS 24
#define SETTINGS_WHOLE_DAY ((UINT32_C(1) << SETTINGS_HOURS) - 1)

typedef struct {
  double x, y; /* 0 to 1, from the left and from the top */
} settings_point_t;

typedef struct {
  char name[SETTINGS_TEXT];
  uint32_t count; /* of points: 3 to SETTINGS_POINTS */
  settings_point_t points[SETTINGS_POINTS];
  bool include;         /* false: motion here does not count */
  uint32_t sensitivity; /* 1 (least) to 100 */
  double smallest;      /* share of the picture that must move, in percent: 0 to 100 */
} settings_zone_t;

enum settings_mode { SETTINGS_OFF, SETTINGS_MOTION, SETTINGS_CONTINUOUS };

typedef struct {
  char name[SETTINGS_TEXT];
  char location[SETTINGS_TEXT];
  char timezone[SETTINGS_TEXT]; /* of the schedule, "Europe/Berlin"; "": as the system has it */
  struct {
    uint32_t width, height; /* pixels, even; 0: as the source gives */
    uint32_t rate;          /* most frames a second: 1 to 60 */
    uint32_t bitrate;       /* most kilobits a second: 100 to 50000 */
    uint32_t idle_rate;     /* frames a second that are encoded while nothing moves: 1 to 60; 0: all */
    char preset[16];        /* of x264 */
  } video;
  struct {
    bool on;
    uint32_t sensitivity; /* of the whole picture, where no zone is drawn */
    uint32_t zone_count;
    settings_zone_t zones[SETTINGS_ZONES];
  } motion;
  struct {
    uint32_t mode;      /* enum settings_mode */
    uint32_t pre_roll;  /* seconds, 0 to 30 */
    uint32_t hold_off;  /* seconds, 1 to 60: also what a recording goes on after the last motion */
    uint32_t longest;   /* seconds, 10 to 3600 */
    uint64_t max_bytes; /* of all recordings; 0: what the disk holds */
    uint32_t max_days;  /* 0: for ever */
    uint32_t schedule[SETTINGS_DAYS]; /* Monday first; bit n: recording is on from hour n to n + 1 */
  } recording;
} settings_t;

/** Settings of a camera fresh from the box. */
void settings_default(settings_t *settings);

/**
 * Read a JSON document over `settings`: fields that it does not name stay as they are. Returns false, with nothing
 * changed and `error` naming the field and what is expected, where anything is wrong or the version is newer.
 */
bool settings_read(settings_t *settings, const char *json, size_t length, char *error, size_t room);

/** The document as JSON text (free() it); NULL only without memory. */
char *settings_write(const settings_t *settings);

/** Whether the schedule lets record in the hour of this moment (Unix milliseconds), by the process's local time. */
bool settings_scheduled(const settings_t *settings, int64_t wall);

/** The version a document names: 0 where it is not JSON or names none. */
uint32_t settings_version(const char *json, size_t length);

#endif
