/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The camera's sign of life to the guard. */
#ifndef CAMERA_HEARTBEAT_H
#define CAMERA_HEARTBEAT_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct {
  const char *path; /* of the guard's socket; NULL: there is no guard */
  int guard;        /* -1: not connected */
  uint32_t sequence;
  pthread_t thread; /* beats while the camera starts */
  pthread_mutex_t lock;
  pthread_cond_t changed;
  bool starting;
} heartbeat_t;

/** Prepare; the guard is reached with the first beat. */
void heartbeat_open(heartbeat_t *heartbeat, const char *path);

/** Tell the guard that the camera is well. A guard that is gone is looked for again with the next beat. */
void heartbeat_beat(heartbeat_t *heartbeat);

/** Let the heart beat by itself from now on, since what comes next takes its time; for a minute at most. Nothing else may
    be called before heartbeat_started(). */
void heartbeat_start(heartbeat_t *heartbeat);

/** The start is over, well or not. */
void heartbeat_started(heartbeat_t *heartbeat);

/** Close the connection. */
void heartbeat_close(heartbeat_t *heartbeat);

#endif
