/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A bounded queue of frames between two threads. Full, it drops its oldest: what is newest matters most. */
#ifndef CAMERA_QUEUE_H
#define CAMERA_QUEUE_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include "camera/frame.h"

#define QUEUE_MAX 8

typedef struct {
  pthread_mutex_t lock;
  pthread_cond_t filled;
  uint32_t limit, first, count;
  uint64_t dropped; /* since the start */
  bool closed;
  frame_t *frames[QUEUE_MAX];
} queue_t;

/** Make a queue of at most `limit` frames (1 to QUEUE_MAX). */
void queue_open(queue_t *queue, uint32_t limit);

/** Hand a frame and its reference over. A frame dropped for it is counted; its wish for a keyframe is passed on. */
void queue_push(queue_t *queue, frame_t *frame);

/** The oldest frame, or NULL after `timeout` milliseconds or when closed and empty. */
frame_t *queue_pop(queue_t *queue, int timeout);

/** Wake whoever waits; nothing more is taken in. */
void queue_close(queue_t *queue);

/** Whether it was closed and is empty. */
bool queue_ended(queue_t *queue);

/** Frames dropped so far. */
uint64_t queue_dropped(queue_t *queue);

/** Frames waiting. */
uint32_t queue_length(queue_t *queue);

/** Release what is left. */
void queue_free(queue_t *queue);

#endif
