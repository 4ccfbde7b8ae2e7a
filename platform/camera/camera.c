/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The camera as others see it: its start and its stop, status, settings; the stages are in capture.c, analyse.c and
   encode.c. */
#include "camera/camera.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "camera/moment.h"
#include "camera/pipeline.h"
#include "camera/snapshot.h"
#include "common/exit_status.h"
#include "common/log.h"

#define HANGS ((uint64_t)15 * MOMENT_SECOND) /* longer than any source that runs waits */
#define OPENING                                                                                              \
  ((uint64_t)90 * MOMENT_SECOND) /* longer than the pause and one try to open, with a slow name server */
#define METER_SPAN ((uint64_t)2 * MOMENT_SECOND)
#define METER_STALE ((uint64_t)5 * MOMENT_SECOND)

void meter_add(meter_t *meter, uint64_t bytes)
{
  uint64_t now = moment_now();
  if (meter->since == 0 || now - meter->since > METER_STALE) {
    *meter = (meter_t){.since = now};
    return;
  }
  meter->frames++;
  meter->bytes += bytes;
  if (now - meter->since < METER_SPAN)
    return;
  double seconds = (double)(now - meter->since) / 1e9;
  meter->frame_rate = (double)meter->frames / seconds;
  meter->byte_rate = (double)meter->bytes / seconds;
  meter->since = now;
  meter->frames = meter->bytes = 0;
}

void meter_read(const meter_t *meter, double *frames, double *bytes)
{
  bool stale = moment_now() - meter->since > METER_STALE;
  *frames = stale ? 0 : meter->frame_rate;
  *bytes = stale ? 0 : meter->byte_rate;
}

/* --- start and stop --- */

static frame_t *camera_newest(void *opaque)
{
  camera_t *camera = opaque;
  pthread_mutex_lock(&camera->lock);
  frame_t *frame = camera->newest ? frame_keep(camera->newest) : NULL;
  pthread_mutex_unlock(&camera->lock);
  return frame;
}

/* Local time is the process's: file names, days and the schedule follow it. */
static void follow_timezone(const settings_t *settings)
{
  static char kept[SETTINGS_TEXT];
  char text[SETTINGS_TEXT + 1];
  if (strcmp(kept, settings->timezone) == 0)
    return;
  snprintf(kept, sizeof kept, "%s", settings->timezone);
  snprintf(text, sizeof text, ":%s", settings->timezone);
  if (settings->timezone[0] != '\0')
    setenv("TZ", text, 1);
  else
    unsetenv("TZ");
  tzset();
}

/* Stored settings that cannot be read stay where they are until the owner stores others. */
static bool camera_load_settings(camera_t *camera, failure_t *failure)
{
  char *document = store_settings(camera->store);
  char error[256];
  bool good = true;
  settings_default(&camera->settings);
  if (document && settings_version(document, strlen(document)) > SETTINGS_VERSION)
    good = failure_set(
        failure, EXIT_NEWER_VERSION,
        "the stored settings have version %u, from a newer Pinhole; this one reads up to %d: install "
        "the newer firmware again, or reset the camera to start empty",
        settings_version(document, strlen(document)), SETTINGS_VERSION);
  else if (document && !settings_read(&camera->settings, document, strlen(document), error, sizeof error))
    log_warning("the stored settings are not used, the defaults are: %s", error);
  free(document);
  follow_timezone(&camera->settings);
  return good;
}

static bool camera_open_store(camera_t *camera, failure_t *failure)
{
  camera->store = store_open(camera->options.data, &failure->status, failure->text, sizeof failure->text);
  if (!camera->store)
    return false;
  size_t adopted = store_recordings_recover(camera->store);
  if (adopted > 0)
    log_note("%zu recordings that were not in the index, or not finished, were taken over", adopted);
  return camera_load_settings(camera, failure);
}

/* Open source and encoder before anything else starts, so that what is wrong with them ends the start. A patient
   camera leaves that to its capture thread: its pages and its heartbeat must not wait for a source. */
static bool camera_open_source(camera_t *camera, failure_t *failure)
{
  settings_t settings;
  if (camera->options.patient)
    return true;
  pipeline_settings(camera, &settings);
  camera->source = pipeline_open_source(camera, &settings, failure);
  if (!camera->source)
    return false;
  encoder_t *encoder =
      pipeline_open_encoder(camera, &settings, camera->source->width, camera->source->height, false, failure);
  encoder_close(encoder);
  return encoder != NULL;
}

static bool camera_run(camera_t *camera, failure_t *failure)
{
  static void *(*const stages[])(void *) = {pipeline_encode, pipeline_analyse, pipeline_capture};
  for (size_t i = 0; i < sizeof stages / sizeof *stages; i++) {
    if (pthread_create(&camera->threads[i], NULL, stages[i], camera) != 0)
      return failure_set(failure, EXIT_FAILED, "a thread cannot be started: %s", strerror(errno));
    camera->thread_count++;
  }
  return true;
}

static bool camera_open(camera_t *camera, failure_t *failure)
{
  if (!camera_open_store(camera, failure) || !camera_open_source(camera, failure))
    return false;
  camera->live = live_create();
  camera->mask = malloc(CAMERA_MASK_MAX);
  if (camera->live && camera->mask)
    camera->recorder =
        recorder_start(camera->store, &camera->settings, RECORDER_RESERVE, camera_newest, camera);
  if (!camera->recorder)
    return failure_set(failure, EXIT_FAILED, "there is no memory or no thread for the recorder");
  recorder_owned(camera->recorder, !camera->options.patient);
  return camera_run(camera, failure);
}

camera_t *camera_start(const camera_options_t *options, failure_t *failure)
{
  camera_t *camera = calloc(1, sizeof *camera);
  if (!camera) {
    failure_set(failure, EXIT_FAILED, "there is no memory");
    return NULL;
  }
  camera->options = *options;
  camera->started = camera->progressed = moment_now();
  camera->settings_serial = 1;
  camera->rate = 1;
  snprintf(camera->source_name, sizeof camera->source_name, "%s", options->source);
  pthread_mutex_init(&camera->lock, NULL);
  moment_cond_init(&camera->moved);
  queue_open(&camera->captured, PIPELINE_QUEUE);
  queue_open(&camera->analysed, PIPELINE_QUEUE);
  if (camera_open(camera, failure))
    return camera;
  camera_stop(camera);
  return NULL;
}

bool camera_healthy(camera_t *camera)
{
  pthread_mutex_lock(&camera->lock);
  uint64_t limit = camera->source_state == CAMERA_SOURCE_RUNNING ? HANGS : OPENING;
  bool healthy = moment_now() - camera->progressed < limit;
  pthread_mutex_unlock(&camera->lock);
  return healthy;
}

void camera_end_streams(camera_t *camera)
{
  __atomic_store_n(&camera->streams_ended, true, __ATOMIC_RELEASE);
  live_end(camera->live);
  pthread_mutex_lock(&camera->lock);
  pthread_cond_broadcast(&camera->moved);
  pthread_mutex_unlock(&camera->lock);
}

void camera_stop(camera_t *camera)
{
  if (!camera)
    return;
  __atomic_store_n(&camera->stop, true, __ATOMIC_RELEASE);
  if (camera->live)
    camera_end_streams(camera);
  /* Each stage ends when the one before it has; where one never started, its queue is closed for it. */
  if (camera->thread_count < 3)
    queue_close(&camera->captured);
  if (camera->thread_count < 2)
    queue_close(&camera->analysed);
  while (camera->thread_count > 0)
    pthread_join(camera->threads[--camera->thread_count], NULL);
  recorder_stop(camera->recorder);
  frame_release(camera->newest);
  queue_free(&camera->captured);
  queue_free(&camera->analysed);
  live_free(camera->live);
  store_close(camera->store);
  free(camera->mask);
  pthread_cond_destroy(&camera->moved);
  pthread_mutex_destroy(&camera->lock);
  free(camera);
}

bool camera_stopping(camera_t *camera)
{
  return __atomic_load_n(&camera->streams_ended, __ATOMIC_ACQUIRE);
}

/* --- settings --- */

uint32_t pipeline_settings(camera_t *camera, settings_t *settings)
{
  const camera_options_t *options = &camera->options;
  pthread_mutex_lock(&camera->lock);
  *settings = camera->settings;
  uint32_t serial = camera->settings_serial;
  pthread_mutex_unlock(&camera->lock);
  if (options->width > 0 || options->height > 0) {
    settings->video.width = options->width;
    settings->video.height = options->height;
  }
  if (options->rate > 0)
    settings->video.rate = options->rate;
  if (options->bitrate > 0)
    settings->video.bitrate = options->bitrate;
  if (options->preset)
    snprintf(settings->video.preset, sizeof settings->video.preset, "%s", options->preset);
  return serial;
}

void camera_settings(camera_t *camera, settings_t *settings)
{
  pthread_mutex_lock(&camera->lock);
  *settings = camera->settings;
  pthread_mutex_unlock(&camera->lock);
}

bool camera_settings_change(camera_t *camera, const char *json, size_t length, char *error, size_t room)
{
  static pthread_mutex_t changing = PTHREAD_MUTEX_INITIALIZER; /* one change after the other */
  settings_t settings;
  pthread_mutex_lock(&changing);
  camera_settings(camera, &settings);
  bool good = settings_read(&settings, json, length, error, room);
  if (good) {
    char *document = settings_write(&settings);
    good = document && store_settings_set(camera->store, document);
    free(document);
    if (!good)
      snprintf(error, room, "the settings cannot be stored: make room on the disk and try again");
  }
  if (good) {
    pthread_mutex_lock(&camera->lock);
    camera->settings = settings;
    __atomic_add_fetch(&camera->settings_serial, 1, __ATOMIC_RELEASE);
    pthread_mutex_unlock(&camera->lock);
    follow_timezone(&settings);
    recorder_settings(camera->recorder, &settings);
  }
  pthread_mutex_unlock(&changing);
  return good;
}

void camera_owned(camera_t *camera, bool owned)
{
  recorder_owned(camera->recorder, owned);
}

store_t *camera_store(camera_t *camera)
{
  return camera->store;
}

/* --- status --- */

void camera_status(camera_t *camera, camera_status_t *status)
{
  recorder_status_t recording;
  *status = (camera_status_t){.uptime = (moment_now() - camera->started) / 1000000};
  status->dropped = queue_dropped(&camera->captured) + queue_dropped(&camera->analysed);
  status->viewers = live_readers(camera->live);
  recorder_status(camera->recorder, &recording);
  status->recording_state = recording.state;
  memcpy(status->recording_error, recording.error, sizeof status->recording_error);
  status->recording = recording.recording;
  status->storage_used = recording.used;
  status->storage_limit = recording.limit;
  status->storage_free = recording.free;
  status->recordings = recording.recordings;
  pthread_mutex_lock(&camera->lock);
  status->source_state = camera->source_state;
  memcpy(status->source, camera->source_name, sizeof status->source);
  memcpy(status->source_error, camera->source_error, sizeof status->source_error);
  status->width = camera->width;
  status->height = camera->height;
  status->frames = camera->frames + camera->missed;
  status->dropped += camera->missed;
  status->encoded = camera->encoded;
  meter_read(&camera->meter, &status->rate, &status->bytes_per_second);
  status->motion_on = camera->settings.motion.on;
  status->motion = camera->motion.motion;
  status->event = camera->motion.event;
  status->picture = camera->motion.picture;
  status->picture_since = camera->picture_since;
  pthread_mutex_unlock(&camera->lock);
}

/* --- live video, pictures, motion --- */

bool camera_mime(camera_t *camera, char *text, size_t room)
{
  return live_mime(camera->live, text, room);
}

camera_live_t *camera_live_open(camera_t *camera)
{
  return live_open(camera->live);
}

ssize_t camera_live_read(camera_live_t *live, void *buffer, size_t size, int timeout)
{
  return live_read(live, buffer, size, timeout);
}

void camera_live_close(camera_live_t *live)
{
  live_close(live);
}

uint8_t *camera_snapshot_jpeg(camera_t *camera, uint32_t width, size_t *size)
{
  frame_t *frame = camera_newest(camera);
  uint8_t *jpeg = frame ? snapshot_jpeg(frame, width, size) : NULL;
  frame_release(frame);
  return jpeg;
}

uint8_t *camera_grey(camera_t *camera, uint32_t *width, uint32_t *height)
{
  frame_t *frame = camera_newest(camera);
  uint8_t *grey = frame ? malloc((size_t)frame->width * frame->height) : NULL;
  for (uint32_t row = 0; grey && row < frame->height; row++)
    memcpy(grey + (size_t)row * frame->width, frame->plane[0] + (size_t)row * (size_t)frame->stride[0],
           frame->width);
  if (grey) {
    *width = frame->width;
    *height = frame->height;
  }
  frame_release(frame);
  return grey;
}

size_t camera_hours(camera_t *camera, camera_hour_t hours[CAMERA_HOURS])
{
  int64_t newest = 0;
  size_t count = 0;
  pthread_mutex_lock(&camera->lock);
  for (size_t i = 0; i < CAMERA_HOURS; i++)
    newest = camera->hours[i].start > newest ? camera->hours[i].start : newest;
  for (int64_t ago = CAMERA_HOURS - 1; newest > 0 && ago >= 0; ago--) {
    int64_t start = newest - ago * INT64_C(3600000);
    const camera_hour_t *hour = &camera->hours[start / INT64_C(3600000) % CAMERA_HOURS];
    if (hour->start == start)
      hours[count++] = *hour;
  }
  pthread_mutex_unlock(&camera->lock);
  return count;
}

bool camera_motion_read(camera_t *camera, camera_motion_t *motion, uint8_t *mask, size_t room, int timeout)
{
  struct timespec until = moment_after(timeout);
  pthread_mutex_lock(&camera->lock);
  while (camera->motion.sequence <= motion->sequence && !camera_stopping(camera)) {
    if (timeout == 0 || pthread_cond_timedwait(&camera->moved, &camera->lock, &until) != 0)
      break;
  }
  bool news = camera->motion.sequence > motion->sequence && !camera_stopping(camera);
  uint64_t time = camera->motion_time;
  if (news) {
    *motion = camera->motion;
    size_t cells = (size_t)motion->cells_wide * motion->cells_high;
    memcpy(mask, camera->mask, cells < room ? cells : room);
  }
  pthread_mutex_unlock(&camera->lock);
  if (news)
    motion->media_time = live_media_time(camera->live, time);
  return news;
}
