/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "camera/source.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "camera/moment.h"
#include "common/exit_status.h"
#include "motion.h"

#define SLICE ((uint64_t)50 * MOMENT_MILLISECOND) /* a sleeping source notices a stop within this */

static bool source_open_kind(source_t *source, const char *text, const source_wanted_t *wanted,
                             failure_t *failure)
{
  char device[64];
  if (strcmp(text, "scene") == 0)
    return source_scene_open(source, NULL, wanted, failure);
  if (strncmp(text, "scene:", 6) == 0)
    return source_scene_open(source, text + 6, wanted, failure);
  if (strcmp(text, "auto") == 0) {
    if (!source_v4l2_first(device, sizeof device))
      return failure_set(
          failure, EXIT_SOURCE,
          "no camera is connected (no /dev/video* that captures): connect one, or give --source a "
          "file, a device, a URL or scene");
    return source_v4l2_open(source, device, wanted, failure);
  }
  if (strncmp(text, "/dev/video", 10) == 0)
    return source_v4l2_open(source, text, wanted, failure);
  return source_libav_open(source, text, wanted, failure);
}

source_t *source_open(const char *text, const source_wanted_t *wanted, failure_t *failure)
{
  source_t *source = calloc(1, sizeof *source);
  if (!source) {
    failure_set(failure, EXIT_FAILED, "there is no memory for the source");
    return NULL;
  }
  source->stop = wanted->stop;
  if (source_open_kind(source, text, wanted, failure))
    return source;
  source_close(source);
  return NULL;
}

enum source_result source_read(source_t *source, frame_t **frame, failure_t *failure)
{
  return source->kind->read(source, frame, failure);
}

void source_close(source_t *source)
{
  if (!source)
    return;
  if (source->kind)
    source->kind->close(source);
  frame_pool_close(source->pool);
  free(source);
}

bool source_size(source_t *source, uint32_t width, uint32_t height, const source_wanted_t *wanted,
                 failure_t *failure)
{
  uint64_t wide = wanted->width, high = wanted->height;
  if (width == 0 || height == 0)
    return failure_set(failure, EXIT_SOURCE, "%s does not say how large its pictures are", source->name);
  if (wide == 0)
    wide = high == 0 ? width : high * width / height;
  if (high == 0)
    high = wide * height / width;
  wide &= ~UINT64_C(1);
  high &= ~UINT64_C(1);
  if (wide < MOTION_WIDTH_MIN || wide > MOTION_WIDTH_MAX || high < MOTION_HEIGHT_MIN ||
      high > MOTION_HEIGHT_MAX)
    return failure_set(
        failure, EXIT_SOURCE,
        "%s gives pictures of %ux%u; Pinhole takes %ux%u to %ux%u: choose a size with --width and "
        "--height",
        source->name, width, height, (unsigned)MOTION_WIDTH_MIN, (unsigned)MOTION_HEIGHT_MIN,
        (unsigned)MOTION_WIDTH_MAX, (unsigned)MOTION_HEIGHT_MAX);
  source->width = (uint32_t)wide;
  source->height = (uint32_t)high;
  source->pool = frame_pool_create(source->width, source->height, SOURCE_FRAMES);
  if (!source->pool)
    return failure_set(failure, EXIT_FAILED, "there is no memory for pictures");
  return true;
}

frame_t *source_frame(source_t *source)
{
  frame_t *frame = frame_take(source->pool);
  if (!frame)
    source->missed++;
  return frame;
}

frame_t *source_borrow(source_t *source, void *lent, void (*give_back)(void *lent))
{
  frame_t *frame = frame_borrow(source->pool, lent, give_back);
  if (!frame)
    source->missed++;
  return frame;
}

bool source_stopping(const source_t *source)
{
  return __atomic_load_n(source->stop, __ATOMIC_RELAXED);
}

bool source_sleep(const source_t *source, uint64_t until)
{
  while (!source_stopping(source)) {
    uint64_t now = moment_now();
    if (now >= until)
      return true;
    uint64_t slice = until - now < SLICE ? until - now : SLICE;
    struct timespec span = {0, (long)slice};
    nanosleep(&span, NULL);
  }
  return false;
}
