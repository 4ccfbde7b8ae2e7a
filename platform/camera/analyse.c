/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The pipeline's second stage: motion in each frame, and from motion to events. */
#include <stdlib.h>
#include <string.h>

#include "camera/detector.h"
#include "camera/moment.h"
#include "camera/picture.h"
#include "camera/pipeline.h"
#include "camera/zone.h"
#include "common/log.h"
#include "time.h"

#define CONFIRM (300 * TIME_MILLISECOND)
#define CONFIRM_FRAMES 3
#define WAIT_MS 250
#define MILLISECONDS_AN_HOUR INT64_C(3600000)
#define IDLE_AFTER (2 * TIME_SECOND) /* of no motion */
#define LOOKS 15 /* a second at most: of a faster source, every second or third frame is looked at */

typedef struct {
  camera_t *camera;
  settings_t settings;
  uint32_t serial;
  uint32_t every, passed; /* of so many frames one is looked at; frames passed since */
  motion_t motion;
  motion_memory_t memory;
  bool ready;     /* motion and its memory fit the format */
  bool steers;    /* the mask says what is still */
  uint64_t moved; /* when something last moved, or might have */
  motion_format_t format;
  zone_set_t zones;
  motion_blobs_t blobs;
  motion_labels_t labels;
  picture_t picture;
  event_t machine;
  event_timing_t timing;
  store_event_t event; /* id 0: none runs */
  int64_t next_event;
} analysis_t;

/* Motion must be seen in several frames: with few frames a second that takes longer. */
static event_timing_t event_timing(const settings_t *settings, uint32_t rate)
{
  uint64_t frames = CONFIRM_FRAMES * TIME_SECOND / (rate > 0 ? rate : 1);
  return (event_timing_t){.confirm = frames > CONFIRM ? frames : CONFIRM,
                          .hold_off = settings->recording.hold_off * TIME_SECOND,
                          .longest = settings->recording.longest * TIME_SECOND,
                          .pre_roll = settings->recording.pre_roll * TIME_SECOND};
}

static void analysis_close_motion(analysis_t *analysis)
{
  free(analysis->memory.model);
  free(analysis->memory.levels);
  free(analysis->memory.mask);
  analysis->memory = (motion_memory_t){0};
  analysis->ready = false;
  memset(&analysis->blobs, 0, sizeof analysis->blobs);
  analysis->picture = (picture_t){0};
  zone_set_free(&analysis->zones);
}

static bool analysis_set_zones(analysis_t *analysis)
{
  zone_set_t zones;
  uint32_t cells_wide = (analysis->format.width + MOTION_CELL - 1) / MOTION_CELL;
  uint32_t cells_high = (analysis->format.height + MOTION_CELL - 1) / MOTION_CELL;
  if (!zone_set_make(&zones, &analysis->settings, cells_wide, cells_high))
    return false;
  bool set = motion_set_zones(&analysis->motion, zones.zones, zones.count);
  zone_set_free(&analysis->zones);
  analysis->zones = zones;
  return set;
}

static void analysis_open_motion(analysis_t *analysis, const motion_format_t *format)
{
  size_t cells = motion_cells(format);
  analysis_close_motion(analysis);
  analysis->format = *format;
  analysis->memory = (motion_memory_t){.model = calloc(motion_model_bytes(format) + 1, 1),
                                       .levels = calloc(cells + 1, 1),
                                       .mask = calloc(cells + 1, 1)};
  analysis->ready = analysis->memory.model && analysis->memory.levels && analysis->memory.mask &&
                    motion_start(&analysis->motion, format, &analysis->memory) &&
                    analysis_set_zones(analysis);
  if (!analysis->ready)
    log_error("motion cannot be detected in pictures of %ux%u: no memory", format->width, format->height);
}

/* Settings that changed and frames of another size take effect here, between two frames. */
static void analysis_follow(analysis_t *analysis, const frame_t *frame)
{
  camera_t *camera = analysis->camera;
  bool changed = analysis->serial != __atomic_load_n(&camera->settings_serial, __ATOMIC_ACQUIRE);
  if (changed)
    analysis->serial = pipeline_settings(camera, &analysis->settings);
  pthread_mutex_lock(&camera->lock);
  uint32_t rate = camera->rate;
  pthread_mutex_unlock(&camera->lock);
  analysis->every = (rate + LOOKS - 1) / LOOKS;
  rate = rate / analysis->every;
  analysis->timing = event_timing(&analysis->settings, rate);
  if (!frame)
    return;
  motion_format_t format = {frame->width, frame->height, rate};
  if (memcmp(&format, &analysis->format, sizeof format) != 0)
    analysis_open_motion(analysis, &format);
  else if (changed && analysis->ready)
    analysis_set_zones(analysis);
}

static uint32_t zone_bits(const analysis_t *analysis, const motion_result_t *result)
{
  uint32_t bits = 0;
  for (uint32_t i = 0; i < result->zones && i < analysis->zones.count; i++) {
    if (result->zone[i] >= analysis->zones.zones[i].smallest_cells)
      bits |= 1u << analysis->zones.setting[i];
  }
  return bits;
}

/* Called with the camera's lock held. */
static void analysis_count(camera_t *camera, const motion_result_t *result, int64_t wall)
{
  int64_t number = wall / MILLISECONDS_AN_HOUR;
  camera_hour_t *hour = &camera->hours[number % CAMERA_HOURS];
  uint64_t cells = (uint64_t)result->cells_wide * result->cells_high;
  uint32_t share = cells == 0 ? 0 : (uint32_t)((uint64_t)result->moving * 10000 / cells);
  if (hour->start != number * MILLISECONDS_AN_HOUR)
    *hour = (camera_hour_t){.start = number * MILLISECONDS_AN_HOUR};
  hour->looks++;
  hour->moved += result->moving > 0;
  hour->triggered += result->motion;
  if (share > hour->most)
    hour->most = share;
  if (!result->motion && share > hour->most_still)
    hour->most_still = share;
}

/* How strongly each moving cell moves; a still one has 0. */
static void analysis_levels(const analysis_t *analysis, const motion_result_t *result, uint8_t *mask)
{
  size_t cells = (size_t)result->cells_wide * result->cells_high;
  for (size_t i = 0; i < cells; i++) {
    uint8_t level = analysis->memory.levels[i];
    mask[i] = result->mask[i] == 0 ? 0 : level > 0 ? level : 1;
  }
}

/* What is known of the picture whole. */
static void analysis_picture(analysis_t *analysis, const motion_result_t *result, uint64_t time)
{
  if (!picture_step(&analysis->picture, result->change, result->light_changed != 0, time))
    return;
  if (analysis->picture.state == CAMERA_PICTURE_COVERED)
    log_warning("the camera is covered");
  if (analysis->picture.state == CAMERA_PICTURE_MOVED)
    log_warning("the camera was moved");
  pthread_mutex_lock(&analysis->camera->lock);
  analysis->camera->picture_since = moment_wall();
  pthread_mutex_unlock(&analysis->camera->lock);
}

/* All of a frame that its viewers are told, but for the event. */
static void analysis_tell(const analysis_t *analysis, const motion_result_t *result, uint32_t zones,
                          int64_t wall, camera_motion_t *told)
{
  *told = (camera_motion_t){.sequence = told->sequence + 1,
                            .time = wall,
                            .cells_wide = result->cells_wide,
                            .cells_high = result->cells_high,
                            .moving = result->moving,
                            .zones = zones,
                            .motion = result->motion,
                            .light_changed = result->light_changed,
                            .picture = analysis->picture.state,
                            .zone_count = analysis->settings.motion.zone_count,
                            .blob_count = analysis->blobs.count,
                            .age_rate = analysis->format.rate};
  for (uint32_t i = 0; i < result->zones && i < analysis->zones.count; i++)
    told->score[analysis->zones.setting[i]] = result->zone[i];
  memcpy(told->blob, analysis->blobs.blob, sizeof told->blob);
}

static void analysis_publish(analysis_t *analysis, const motion_result_t *result, uint32_t zones,
                             const frame_t *frame)
{
  camera_t *camera = analysis->camera;
  pthread_mutex_lock(&camera->lock);
  if (result) {
    analysis_tell(analysis, result, zones, frame->wall, &camera->motion);
    camera->motion_time = frame->time;
    analysis_levels(analysis, result, camera->mask);
    if (!result->light_changed && frame->wall > 0)
      analysis_count(camera, result, frame->wall);
    pthread_cond_broadcast(&camera->moved);
  } else {
    camera->motion.motion = false;
    camera->motion.picture = CAMERA_PICTURE_USUAL;
    analysis->picture = (picture_t){0};
  }
  camera->motion.event = analysis->event.id;
  pthread_mutex_unlock(&camera->lock);
}

static void camera_set_newest(camera_t *camera, frame_t *frame)
{
  pthread_mutex_lock(&camera->lock);
  frame_t *before = camera->newest;
  camera->newest = frame_keep(frame);
  pthread_mutex_unlock(&camera->lock);
  frame_release(before);
}

static void analysis_end_event(analysis_t *analysis, uint64_t now, uint64_t last_motion)
{
  int64_t since = (int64_t)((now - last_motion) / TIME_MILLISECOND);
  analysis->event.end = moment_wall() - since;
  if (analysis->event.end <= analysis->event.start)
    analysis->event.end = analysis->event.start + 1;
  recorder_event_ended(analysis->camera->recorder, &analysis->event, now);
  analysis->event = (store_event_t){0};
}

/* Step the event machine. Returns whether an event began. */
static bool analysis_event(analysis_t *analysis, uint64_t now, bool motion)
{
  event_output_t output;
  if (!event_step(&analysis->machine, &analysis->timing, now, motion, &output))
    return false;
  if (output.change == EVENT_ENDED && analysis->event.id > 0)
    analysis_end_event(analysis, now, output.from);
  if (output.change != EVENT_STARTED)
    return false;
  int64_t ago = (int64_t)((now - analysis->machine.started) / TIME_MILLISECOND);
  analysis->event = (store_event_t){.id = analysis->next_event++, .start = moment_wall() - ago};
  recorder_event_began(analysis->camera->recorder, &analysis->event, output.from);
  return true;
}

static void analysis_look(analysis_t *analysis, frame_t *frame)
{
  motion_result_t seen;
  const motion_result_t *result = NULL;
  uint32_t zones = 0;
  size_t stride = (size_t)frame->stride[0];
  if (analysis->settings.motion.on && analysis->ready &&
      detector_step(&analysis->motion, frame->plane[0], stride * (frame->height - 1) + frame->width, stride,
                    &seen)) {
    result = &seen;
    zones = zone_bits(analysis, result);
    motion_blobs_find(&analysis->blobs, &analysis->labels, result->mask, result->cells_wide,
                      result->cells_high, analysis->format.rate);
    analysis_picture(analysis, result, frame->time);
  }
  analysis->steers = result && analysis->motion.pace.settle == 0;
  if (!analysis->steers || result->moving > 0)
    analysis->moved = frame->time;
  frame->wants_key = analysis_event(analysis, frame->time, result && result->motion) || frame->wants_key;
  if (analysis->event.id > 0 && result) {
    analysis->event.zones |= zones;
    if (result->moving > analysis->event.peak)
      analysis->event.peak = result->moving;
  }
  analysis_publish(analysis, result, zones, frame);
}

/* The encoder is to spend less where nothing moves. Where the light changed nothing is known to be still. */
static void analysis_steer(const analysis_t *analysis, frame_t *frame)
{
  size_t cells = (size_t)((frame->width + MOTION_CELL - 1) / MOTION_CELL) *
                 ((frame->height + MOTION_CELL - 1) / MOTION_CELL);
  frame->masked = analysis->steers;
  frame->idle = frame->masked && analysis->event.id == 0 && frame->time - analysis->moved >= IDLE_AFTER;
  if (frame->masked)
    memcpy(frame->mask, analysis->memory.mask, cells);
}

static void analysis_frame(analysis_t *analysis, frame_t *frame)
{
  if (++analysis->passed >= analysis->every) {
    analysis->passed = 0;
    analysis_look(analysis, frame);
  }
  analysis_steer(analysis, frame);
  camera_set_newest(analysis->camera, frame);
  queue_push(&analysis->camera->analysed, frame);
}

void *pipeline_analyse(void *opaque)
{
  analysis_t analysis = {.camera = opaque}; /* some 20 kB */
  camera_t *camera = opaque;
  pthread_setname_np(pthread_self(), "analyse");
  analysis.next_event = store_event_last(camera->store) + 1;
  event_start(&analysis.machine);
  while (!queue_ended(&camera->captured)) {
    frame_t *frame = queue_pop(&camera->captured, WAIT_MS);
    analysis_follow(&analysis, frame);
    if (frame)
      analysis_frame(&analysis, frame);
    else
      analysis_event(&analysis, moment_now(), false);
  }
  if (analysis.event.id > 0)
    analysis_end_event(&analysis, moment_now(), moment_now());
  analysis_close_motion(&analysis);
  queue_close(&camera->analysed);
  return NULL;
}
