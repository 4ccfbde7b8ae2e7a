/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The pipeline's last stage: each frame is encoded once, for all viewers and the recorder. */
#include <string.h>

#include "camera/moment.h"
#include "camera/pipeline.h"
#include "common/log.h"

#define KEY_INTERVAL ((uint64_t)2 * MOMENT_SECOND) /* a new viewer's picture is at most this old */
#define WAIT_MS 250

/* What the open encoder was made for. */
typedef struct {
  uint32_t width, height, rate, bitrate, idle_rate, serial;
  bool full_range;
  bool records; /* the recorder takes every frame, for its pre-roll too */
  char preset[16];
} made_for_t;

typedef struct {
  camera_t *camera;
  encoder_t *encoder;
  made_for_t made;
  bool refused;  /* no encoder for `made` */
  uint64_t key;  /* time of the last keyframe */
  uint64_t last; /* and of the last frame */
  bool rests;    /* nobody watches or records */
} encoding_t;

encoder_t *pipeline_open_encoder(camera_t *camera, const settings_t *settings, uint32_t width,
                                 uint32_t height, bool full_range, failure_t *failure)
{
  static uint32_t generation;
  encoder_options_t options = {.width = width,
                               .height = height,
                               .rate = camera->rate,
                               .bitrate = settings->video.bitrate,
                               .preset = settings->video.preset,
                               .full_range = full_range};
  return encoder_open(&options, __atomic_add_fetch(&generation, 1, __ATOMIC_RELAXED), failure);
}

static void encoding_wanted(encoding_t *encoding, const frame_t *frame, settings_t *settings,
                            made_for_t *wanted)
{
  camera_t *camera = encoding->camera;
  memset(wanted, 0, sizeof *wanted);
  wanted->serial = pipeline_settings(camera, settings);
  pthread_mutex_lock(&camera->lock);
  wanted->rate = camera->rate;
  pthread_mutex_unlock(&camera->lock);
  wanted->width = frame->width;
  wanted->height = frame->height;
  wanted->full_range = frame->full_range;
  wanted->bitrate = settings->video.bitrate;
  wanted->idle_rate = settings->video.idle_rate;
  wanted->records = settings->recording.mode != SETTINGS_OFF;
  snprintf(wanted->preset, sizeof wanted->preset, "%s", settings->video.preset);
}

static bool made_same(const made_for_t *a, const made_for_t *b)
{
  return a->width == b->width && a->height == b->height && a->rate == b->rate && a->bitrate == b->bitrate &&
         a->full_range == b->full_range && strcmp(a->preset, b->preset) == 0;
}

/* See that the encoder fits the frame and the settings. */
static bool encoding_follow(encoding_t *encoding, const frame_t *frame)
{
  settings_t settings;
  made_for_t wanted;
  failure_t failure = {0};
  encoding_wanted(encoding, frame, &settings, &wanted);
  bool same = made_same(&wanted, &encoding->made);
  encoding->made = wanted;
  if (same && (encoding->encoder || encoding->refused))
    return !encoding->refused;
  encoder_close(encoding->encoder);
  encoding->encoder = pipeline_open_encoder(encoding->camera, &settings, frame->width, frame->height,
                                            frame->full_range, &failure);
  encoding->refused = !encoding->encoder;
  encoding->key = 0;
  if (encoding->refused)
    pipeline_source_state(encoding->camera, CAMERA_SOURCE_ABSENT, failure.text);
  return !encoding->refused;
}

static void encoding_count(camera_t *camera, const stream_t *stream, size_t bytes)
{
  pthread_mutex_lock(&camera->lock);
  camera->encoded++;
  camera->width = stream->width;
  camera->height = stream->height;
  camera->progressed = moment_now();
  meter_add(&camera->meter, bytes);
  pthread_mutex_unlock(&camera->lock);
}

/* The time between two frames that are encoded, in nanoseconds. */
static uint64_t encoding_pace(const encoding_t *encoding, const frame_t *frame)
{
  bool slow = frame->idle && encoding->made.idle_rate > 0 && encoding->made.idle_rate < encoding->made.rate;
  return (uint64_t)MOMENT_SECOND / (slow ? encoding->made.idle_rate : encoding->made.rate);
}

/* Whether a frame is left out: nothing moves, and the owner wants fewer then. */
static bool encoding_skips(const encoding_t *encoding, const frame_t *frame)
{
  uint64_t frame_time = (uint64_t)MOMENT_SECOND / encoding->made.rate;
  uint64_t pace = encoding_pace(encoding, frame);
  return pace > frame_time && !frame->wants_key && encoding->key > 0 &&
         frame->time + frame_time / 2 < encoding->last + pace;
}

/* Whether nobody wants the frame. The first one of an encoder is made in any case: it tells what the stream is. */
static bool encoding_rests(encoding_t *encoding)
{
  camera_t *camera = encoding->camera;
  bool rests = encoding->key > 0 && !encoding->made.records && live_readers(camera->live) == 0;
  if (rests && !encoding->rests)
    live_rest(camera->live);
  if (rests) {
    pthread_mutex_lock(&camera->lock);
    camera->progressed = moment_now();
    pthread_mutex_unlock(&camera->lock);
  }
  bool begins = encoding->rests && !rests;
  encoding->rests = rests;
  if (begins)
    encoding->key = 0;
  return rests;
}

static void encoding_frame(encoding_t *encoding, const frame_t *frame)
{
  camera_t *camera = encoding->camera;
  if (!encoding_follow(encoding, frame) || encoding_rests(encoding) || encoding_skips(encoding, frame))
    return;
  bool key = frame->wants_key || encoding->key == 0 || frame->time - encoding->key >= KEY_INTERVAL;
  packet_t *packet = encoder_encode(encoding->encoder, frame, key);
  if (!packet) {
    log_warning("a frame could not be encoded");
    return;
  }
  if (packet->key)
    encoding->key = frame->time;
  encoding->last = frame->time;
  const stream_t *stream = encoder_stream(encoding->encoder);
  if (!live_push(camera->live, stream, packet, encoding_pace(encoding, frame)))
    log_warning("a frame was lost to viewers: no memory");
  recorder_packet(camera->recorder, stream, packet);
  encoding_count(camera, stream, packet->size);
  packet_release(packet);
}

void *pipeline_encode(void *opaque)
{
  camera_t *camera = opaque;
  encoding_t encoding = {.camera = camera};
  pthread_setname_np(pthread_self(), "encode");
  while (!queue_ended(&camera->analysed)) {
    frame_t *frame = queue_pop(&camera->analysed, WAIT_MS);
    if (frame)
      encoding_frame(&encoding, frame);
    frame_release(frame);
  }
  encoder_close(encoding.encoder);
  return NULL;
}
