/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The camera as its pages and services see it: the live stream, the newest picture and mask, status and settings.
   Every function may be called from any thread; none of them ever delays the pipeline. */
#ifndef CAMERA_CAMERA_H
#define CAMERA_CAMERA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "camera/settings.h"
#include "camera/store.h"
#include "motion_blobs.h"

typedef struct camera camera_t;

/* --- status --- */

enum camera_source_state {
  CAMERA_SOURCE_OPENING,
  CAMERA_SOURCE_RUNNING,
  CAMERA_SOURCE_ABSENT /* it failed; it is tried again and again */
};

enum camera_recording_state {
  CAMERA_RECORDING_OFF,     /* by the settings */
  CAMERA_RECORDING_IDLE,    /* waits for motion */
  CAMERA_RECORDING_ON,      /* a file is being written */
  CAMERA_RECORDING_RESTING, /* by the schedule */
  CAMERA_RECORDING_PAUSED   /* it should record and cannot: see recording_error */
};

/* What became of the picture whole, which is no motion. */
enum camera_picture_state {
  CAMERA_PICTURE_USUAL,
  CAMERA_PICTURE_LIGHT,   /* the light changed, a moment ago */
  CAMERA_PICTURE_COVERED, /* the camera is covered */
  CAMERA_PICTURE_MOVED    /* the camera was turned, a moment ago */
};

typedef struct {
  uint32_t source_state;   /* enum camera_source_state */
  char source[128];        /* what it is: "vtest.avi", "/dev/video0 (Integrated Camera)", "scene" */
  char source_error[256];  /* why it is absent; "" otherwise */
  uint32_t width, height;  /* of the encoded picture; 0 before the first frame */
  double rate;             /* frames a second, measured over the last seconds */
  uint64_t frames;         /* taken from the source */
  uint64_t dropped;        /* of those, dropped because a later stage could not keep up */
  uint64_t encoded;        /* frames */
  double bytes_per_second; /* encoded, measured */
  uint32_t viewers;
  bool motion_on;           /* by the settings */
  bool motion;              /* something moves now */
  int64_t event;            /* the running event, 0: none */
  uint32_t picture;         /* enum camera_picture_state */
  int64_t picture_since;    /* Unix milliseconds; 0: since the start */
  uint32_t recording_state; /* enum camera_recording_state */
  char recording_error[256];
  int64_t recording;     /* being written, 0: none */
  int64_t storage_used;  /* bytes of finished recordings */
  int64_t storage_limit; /* bytes; 0: what the disk holds */
  int64_t storage_free;  /* bytes of the disk */
  int64_t recordings;    /* finished */
  uint64_t uptime;       /* milliseconds */
} camera_status_t;

/** Fill in the state of this moment. */
void camera_status(camera_t *camera, camera_status_t *status);

/* --- live video: fragmented MP4, one encode for all viewers --- */

typedef struct camera_live camera_live_t;

/** The stream's type for Media Source Extensions, video/mp4; codecs="avc1.640028". False before the first frame. */
bool camera_mime(camera_t *camera, char *text, size_t room);

/** A new viewer. It is given the initialisation segment, then fragments from the newest keyframe on. */
camera_live_t *camera_live_open(camera_t *camera);

/**
 * Wait up to `timeout` milliseconds (0: do not wait) for more of the stream. Returns bytes written, 0 where nothing
 * came in time, -1 when the stream has ended. A viewer that is too slow is moved on to the newest keyframe, at a
 * fragment's boundary. After a change of size a new initialisation segment comes in line.
 */
ssize_t camera_live_read(camera_live_t *live, void *buffer, size_t size, int timeout);

/** End a viewer; NULL is allowed. */
void camera_live_close(camera_live_t *live);

/* --- pictures and motion --- */

/** The newest picture as JPEG, at most `width` wide (0: full size). free() it. NULL before the first frame. */
uint8_t *camera_snapshot_jpeg(camera_t *camera, uint32_t width, size_t *size);

/** The newest picture's brightness, a byte a pixel, row by row. free() it. NULL before the first frame. */
uint8_t *camera_grey(camera_t *camera, uint32_t *width, uint32_t *height);

#define CAMERA_MASK_MAX ((size_t)(3840 / 8) * (2160 / 8)) /* bytes of the largest mask */

typedef struct {
  uint64_t sequence;   /* in: the last one seen (0: none); out: this one */
  int64_t time;        /* Unix milliseconds of the frame */
  uint64_t media_time; /* the frame's place in the live stream, in microseconds */
  uint32_t cells_wide, cells_high;
  uint32_t moving; /* cells */
  uint32_t zones;  /* bit n: zone n has motion */
  bool motion;
  bool light_changed;
  uint32_t picture; /* enum camera_picture_state */
  uint32_t zone_count;
  uint32_t score[SETTINGS_ZONES]; /* cells that count in each zone; [0] of the rest where none includes */
  uint32_t blob_count;
  motion_blob_t blob[MOTION_BLOBS]; /* what moves as a whole */
  uint32_t age_rate;                /* frames a second in which a blob's age counts */
  int64_t event;                    /* the running event, 0: none */
} camera_motion_t;

/**
 * Wait up to `timeout` milliseconds for a mask newer than motion->sequence. `mask` takes a byte a cell (0 still, else
 * how strongly it moves: a zone counts cells of motion_level_needed() and more), row by row, at most `room` bytes
 * (CAMERA_MASK_MAX is always enough). False where none came in time or the camera stops.
 */
bool camera_motion_read(camera_t *camera, camera_motion_t *motion, uint8_t *mask, size_t room, int timeout);

#define CAMERA_HOURS 24

/* How much moved in an hour since the camera started. Shares are of the picture, in ten-thousandths. */
typedef struct {
  int64_t start;       /* Unix milliseconds of the hour's begin */
  uint32_t looks;      /* pictures looked at */
  uint32_t moved;      /* of them, those in which something moved */
  uint32_t triggered;  /* and those in which it counted as motion */
  uint32_t most;       /* the largest share that moved */
  uint32_t most_still; /* the largest that moved and did not count */
} camera_hour_t;

/** The last hours, oldest first; an hour in which nothing was looked at is left out. Returns how many. */
size_t camera_hours(camera_t *camera, camera_hour_t hours[CAMERA_HOURS]);

/* --- settings and stored data --- */

/** A copy of the settings. */
void camera_settings(camera_t *camera, settings_t *settings);

/**
 * Change the settings by a JSON document (fields that it does not name stay), store them and put them to work.
 * Returns false with `error` where the document is refused or cannot be stored; then nothing changed.
 */
bool camera_settings_change(camera_t *camera, const char *json, size_t length, char *error, size_t room);

/** Whether the camera has an owner: without one it keeps no event and records nothing. With a guard it begins without. */
void camera_owned(camera_t *camera, bool owned);

/** The camera's store: events, recordings, access log. */
store_t *camera_store(camera_t *camera);

/** Whether the camera is about to stop: long answers should end. */
bool camera_stopping(camera_t *camera);

#endif
