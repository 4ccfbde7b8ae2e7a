/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The pipeline's first stage: frames from the source, which is opened again and again where it fails. */
#include <string.h>

#include "camera/moment.h"
#include "camera/pipeline.h"
#include "camera/stamp.h"
#include "common/log.h"

#define PAUSE_FIRST ((uint64_t)1 * MOMENT_SECOND)
#define PAUSE_LONGEST ((uint64_t)30 * MOMENT_SECOND)

/* Lets through at most `rate` frames a second, evenly. */
typedef struct {
  uint64_t next;
} limiter_t;

static bool limiter_passes(limiter_t *limiter, uint64_t time, uint32_t rate)
{
  uint64_t interval = (uint64_t)MOMENT_SECOND / rate;
  if (time + interval / 4 < limiter->next)
    return false;
  /* After a gap the grid starts anew. */
  limiter->next = time > limiter->next + interval ? time + interval : limiter->next + interval;
  return true;
}

source_t *pipeline_open_source(camera_t *camera, const settings_t *settings, failure_t *failure)
{
  source_wanted_t wanted = {.width = settings->video.width,
                            .height = settings->video.height,
                            .rate = settings->video.rate,
                            .stop = &camera->stop};
  source_t *source = source_open(camera->options.source, &wanted, failure);
  if (!source)
    return NULL;
  pthread_mutex_lock(&camera->lock);
  snprintf(camera->source_name, sizeof camera->source_name, "%s", source->name);
  camera->rate = source->rate < settings->video.rate ? source->rate : settings->video.rate;
  pthread_mutex_unlock(&camera->lock);
  return source;
}

void pipeline_source_state(camera_t *camera, uint32_t state, const char *error)
{
  pthread_mutex_lock(&camera->lock);
  bool news = camera->source_state != state || strcmp(camera->source_error, error) != 0;
  camera->source_state = state;
  snprintf(camera->source_error, sizeof camera->source_error, "%s", error);
  if (news)
    camera->progressed = moment_now();
  pthread_mutex_unlock(&camera->lock);
  if (news && error[0])
    log_warning("%s; trying again", error);
}

static bool video_same(const settings_t *a, const settings_t *b)
{
  return a->video.width == b->video.width && a->video.height == b->video.height &&
         a->video.rate == b->video.rate;
}

static void capture_count(camera_t *camera, uint64_t missed)
{
  pthread_mutex_lock(&camera->lock);
  camera->frames++;
  camera->missed += missed;
  pthread_mutex_unlock(&camera->lock);
}

/* Read until the source fails, the settings want another one, or the camera stops. True: open again at once. */
static bool capture_source(camera_t *camera, source_t *source, settings_t *settings, failure_t *failure)
{
  limiter_t limiter = {0};
  uint64_t missed = 0;
  uint32_t serial = 0;
  while (!source_stopping(source)) {
    frame_t *frame = NULL;
    settings_t now;
    if (serial != __atomic_load_n(&camera->settings_serial, __ATOMIC_ACQUIRE)) {
      serial = pipeline_settings(camera, &now);
      if (!video_same(&now, settings))
        return true;
    }
    enum source_result result = source_read(source, &frame, failure);
    if (result == SOURCE_FAILED)
      return false;
    if (result == SOURCE_NOTHING)
      continue;
    if (!limiter_passes(&limiter, frame->time, settings->video.rate)) {
      frame_release(frame);
      continue;
    }
    pipeline_source_state(camera, CAMERA_SOURCE_RUNNING, "");
    capture_count(camera, source->missed - missed);
    missed = source->missed;
    if (camera->options.stamp) {
      frame_own(frame);
      stamp_draw(frame, moment_wall() - (int64_t)((moment_now() - frame->time) / 1000000));
    }
    queue_push(&camera->captured, frame);
  }
  return true;
}

/* A source that is absent is no standstill as long as it is tried. */
static void capture_tries(camera_t *camera)
{
  pthread_mutex_lock(&camera->lock);
  camera->progressed = moment_now();
  pthread_mutex_unlock(&camera->lock);
}

static void capture_pause(camera_t *camera, uint64_t *pause)
{
  source_t waiting = {.stop = &camera->stop};
  source_sleep(&waiting, moment_now() + *pause);
  *pause = *pause * 2 < PAUSE_LONGEST ? *pause * 2 : PAUSE_LONGEST;
}

void *pipeline_capture(void *opaque)
{
  camera_t *camera = opaque;
  source_t *source = camera->source;
  uint64_t pause = PAUSE_FIRST;
  settings_t settings;
  pthread_setname_np(pthread_self(), "capture");
  pipeline_settings(camera, &settings);
  while (!__atomic_load_n(&camera->stop, __ATOMIC_RELAXED)) {
    failure_t failure = {0};
    bool again = false;
    capture_tries(camera);
    if (!source)
      source = pipeline_open_source(camera, &settings, &failure);
    if (source) {
      uint64_t opened = moment_now();
      again = capture_source(camera, source, &settings, &failure);
      if (moment_now() - opened > PAUSE_LONGEST)
        pause = PAUSE_FIRST;
    }
    source_close(source);
    source = NULL;
    if (!again) {
      pipeline_source_state(camera, CAMERA_SOURCE_ABSENT, failure.text);
      capture_pause(camera, &pause);
    }
    pipeline_settings(camera, &settings);
  }
  source_close(source);
  queue_close(&camera->captured);
  return NULL;
}
