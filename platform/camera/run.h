/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The camera's life, for the program's main. */
#ifndef CAMERA_RUN_H
#define CAMERA_RUN_H

#include "camera/camera.h"
#include "camera/failure.h"

typedef struct {
  const char *source; /* as source_open() */
  const char *data;   /* folder of the owner's data */
  bool patient;       /* the source is opened while running, and tried again, instead of ending the start */
  /* What the command line sets over the stored settings; 0 or NULL: nothing. */
  uint32_t width, height, rate, bitrate;
  const char *preset;
  bool stamp; /* draw into each picture when it was captured */
} camera_options_t;

/** Start all of the camera but its web pages. NULL with `failure`. */
camera_t *camera_start(const camera_options_t *options, failure_t *failure);

/** Whether the pipeline makes progress, or knows why it cannot (its source is absent and is tried again). */
bool camera_healthy(camera_t *camera);

/** Let viewers go, so that the web server can end before the camera does. */
void camera_end_streams(camera_t *camera);

/** Finish the recording, stop every thread, close the store. NULL is allowed. */
void camera_stop(camera_t *camera);

#endif
