/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where pictures come from: a V4L2 camera, whatever libav opens, or the drawn scene. One thread uses a source. */
#ifndef CAMERA_SOURCE_H
#define CAMERA_SOURCE_H

#include "camera/failure.h"
#include "camera/frame.h"

#define SOURCE_FRAMES 12 /* in use at once, at most */

typedef struct source source_t;

enum source_result { SOURCE_FRAME, SOURCE_NOTHING, SOURCE_FAILED };

typedef struct {
  uint32_t width, height; /* pixels; 0: as the source gives */
  uint32_t rate;          /* frames a second wanted at most */
  const bool *stop;       /* set by another thread: end every wait soon */
} source_wanted_t;

/* What a kind of source can do. */
typedef struct {
  enum source_result (*read)(source_t *source, frame_t **frame, failure_t *failure);
  void (*close)(source_t *source); /* frees its own part, not the source */
} source_kind_t;

struct source {
  const source_kind_t *kind;
  void *own;
  char name[128];         /* for people */
  uint32_t width, height; /* of the frames it gives */
  uint32_t rate;          /* nominal frames a second, 1 to 60 */
  const bool *stop;
  frame_pool_t *pool;
  uint64_t missed; /* frames lost because every frame of the pool was in use */
};

/**
 * Open a source: "auto" (the first V4L2 camera), "scene", /dev/videoN, a file, a URL, or FORMAT:NAME of a libavdevice
 * input. NULL with `failure` where it cannot be opened.
 */
source_t *source_open(const char *text, const source_wanted_t *wanted, failure_t *failure);

/**
 * Wait for the next frame. SOURCE_FRAME: the caller owns the reference. SOURCE_NOTHING: none yet, call again.
 * SOURCE_FAILED: the source is of no more use; close it.
 */
enum source_result source_read(source_t *source, frame_t **frame, failure_t *failure);

/** Close; NULL is allowed. */
void source_close(source_t *source);

/* --- for the kinds --- */

/** Fill in a source with the drawn scene, troubled by kinds of weather.h ("rain,wind"; NULL: none); false with `failure`. */
bool source_scene_open(source_t *source, const char *weather, const source_wanted_t *wanted,
                       failure_t *failure);

/** The same with a V4L2 camera. */
bool source_v4l2_open(source_t *source, const char *device, const source_wanted_t *wanted,
                      failure_t *failure);

/** The same with what libav opens. */
bool source_libav_open(source_t *source, const char *text, const source_wanted_t *wanted, failure_t *failure);

/** The path of the first V4L2 camera; false where there is none. */
bool source_v4l2_first(char *path, size_t room);

/** Decide the size of the frames from the source's own (even, within what Pinhole takes) and make the pool. */
bool source_size(source_t *source, uint32_t width, uint32_t height, const source_wanted_t *wanted,
                 failure_t *failure);

/** A frame of the pool to fill; NULL, counted as missed, where all are in use. */
frame_t *source_frame(source_t *source);

/** A frame whose pixels are another's, see frame_borrow(); NULL, counted as missed, where all are in use. */
frame_t *source_borrow(source_t *source, void *lent, void (*give_back)(void *lent));

/** Sleep until a moment of CLOCK_MONOTONIC; false where the source was told to stop first. */
bool source_sleep(const source_t *source, uint64_t until);

/** Whether the source was told to stop. */
bool source_stopping(const source_t *source);

#endif
