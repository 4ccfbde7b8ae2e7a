/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The pipeline's insides: source -> queue -> motion -> queue -> encoder -> live viewers and recorder. */
#ifndef CAMERA_PIPELINE_H
#define CAMERA_PIPELINE_H

#include <pthread.h>

#include "camera/encoder.h"
#include "camera/live.h"
#include "camera/queue.h"
#include "camera/recorder.h"
#include "camera/run.h"
#include "camera/source.h"
#include "event.h"

#define PIPELINE_QUEUE 4 /* frames between two stages */

/* How many in the last second or so. Used with the camera's lock held. */
typedef struct {
  uint64_t since;
  uint64_t frames, bytes;
  double frame_rate, byte_rate;
} meter_t;

struct camera {
  camera_options_t options;
  store_t *store;
  recorder_t *recorder;
  live_t *live;
  queue_t captured, analysed;
  pthread_t threads[3];
  int thread_count;
  bool stop;
  bool streams_ended;
  uint64_t started;

  pthread_mutex_t lock; /* of all below */
  pthread_cond_t moved; /* a new mask */
  settings_t settings;
  uint32_t settings_serial;
  uint32_t source_state; /* enum camera_source_state */
  char source_name[128];
  char source_error[256];
  uint32_t rate; /* nominal frames a second of the source, as it is used */
  uint64_t frames, missed, encoded;
  uint64_t progressed; /* when a frame was last encoded, or the source was tried or changed its state */
  meter_t meter;
  uint32_t width, height; /* of the encoded picture */
  frame_t *newest;
  camera_motion_t motion;
  uint64_t motion_time;  /* of the mask's frame */
  int64_t picture_since; /* Unix milliseconds at which motion.picture became what it is; 0: since the start */
  uint8_t *mask;
  camera_hour_t hours[CAMERA_HOURS]; /* an hour's place is its number modulo that */

  /* Opened by the start, taken over by the capture thread. */
  source_t *source;
};

/** The settings in force: the owner's, with what the command line sets over them. Returns their serial number. */
uint32_t pipeline_settings(camera_t *camera, settings_t *settings);

/** Open the source as the settings want it. */
source_t *pipeline_open_source(camera_t *camera, const settings_t *settings, failure_t *failure);

/** Note what became of the source; error "" where all is well. */
void pipeline_source_state(camera_t *camera, uint32_t state, const char *error);

/** Open the encoder for pictures of a size. */
encoder_t *pipeline_open_encoder(camera_t *camera, const settings_t *settings, uint32_t width,
                                 uint32_t height, bool full_range, failure_t *failure);

/** The first stage, a thread's main: frames from the source. */
void *pipeline_capture(void *camera);

/** The second: motion and events. */
void *pipeline_analyse(void *camera);

/** The last: encoded frames for viewers and the recorder. */
void *pipeline_encode(void *camera);

/** Count a frame of so many bytes. Called with the lock held. */
void meter_add(meter_t *meter, uint64_t bytes);

/** The rates of the last seconds: frames and bytes. Called with the lock held. */
void meter_read(const meter_t *meter, double *frames, double *bytes);

#endif
