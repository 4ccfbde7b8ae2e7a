/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "camera/heartbeat.h"

#include <errno.h>
#include <stddef.h>
#include <time.h>
#include <unistd.h>

#include "common/clock.h"
#include "common/guard_client.h"
#include "common/log.h"
#include "vocabulary.h"

#define START_MOST 60 /* beats: a start that takes longer hangs */

void heartbeat_open(heartbeat_t *heartbeat, const char *path)
{
  *heartbeat = (heartbeat_t){.path = path, .guard = -1};
}

/* Answers are read so that they do not pile up. */
static void heartbeat_drain(heartbeat_t *heartbeat)
{
  message_t message;
  for (;;) {
    switch (guard_client_receive(heartbeat->guard, 0, &message)) {
    case GUARD_CLIENT_MESSAGE:
    case GUARD_CLIENT_MALFORMED:
      continue;
    case GUARD_CLIENT_NOTHING:
      return;
    case GUARD_CLIENT_CLOSED:
      heartbeat_close(heartbeat);
      return;
    }
  }
}

void heartbeat_beat(heartbeat_t *heartbeat)
{
  message_t message = {.kind = MESSAGE_HEARTBEAT};
  if (!heartbeat->path)
    return;
  if (heartbeat->guard < 0) {
    heartbeat->guard = guard_client_connect(heartbeat->path);
    if (heartbeat->guard < 0)
      return;
    if (!guard_client_hello(heartbeat->guard, ROLE_CAMERA)) {
      heartbeat_close(heartbeat);
      return;
    }
  }
  message.as.heartbeat.sequence = heartbeat->sequence++;
  if (!guard_client_send(heartbeat->guard, &message) && errno != EAGAIN) {
    heartbeat_close(heartbeat);
    return;
  }
  heartbeat_drain(heartbeat);
}

/* Wait for the end of the start, or the time of the next beat. Returns whether it still starts. */
static bool start_wait(heartbeat_t *heartbeat, uint64_t next)
{
  int wait = clock_wait_ms(next);
  struct timespec due;
  clock_gettime(CLOCK_MONOTONIC, &due);
  due.tv_sec += wait / 1000;
  due.tv_nsec += (long)(wait % 1000) * 1000000;
  due.tv_sec += due.tv_nsec / 1000000000;
  due.tv_nsec %= 1000000000;
  int code = 0;
  pthread_mutex_lock(&heartbeat->lock);
  while (heartbeat->starting && code == 0)
    code = pthread_cond_clockwait(&heartbeat->changed, &heartbeat->lock, CLOCK_MONOTONIC, &due);
  bool starting = heartbeat->starting;
  pthread_mutex_unlock(&heartbeat->lock);
  return starting;
}

static void *start_beats(void *argument)
{
  heartbeat_t *heartbeat = argument;
  uint64_t next = clock_now();
  for (unsigned beats = 0; beats < START_MOST && start_wait(heartbeat, next); beats++) {
    heartbeat_beat(heartbeat);
    next = clock_now() + GUARD_HEARTBEAT_PERIOD;
  }
  return NULL;
}

void heartbeat_start(heartbeat_t *heartbeat)
{
  heartbeat_beat(heartbeat);
  pthread_mutex_init(&heartbeat->lock, NULL);
  pthread_cond_init(&heartbeat->changed, NULL);
  heartbeat->starting = true;
  if (pthread_create(&heartbeat->thread, NULL, start_beats, heartbeat) != 0) {
    heartbeat->starting = false;
    log_warning("no heartbeat while the camera starts");
  }
}

void heartbeat_started(heartbeat_t *heartbeat)
{
  bool running = heartbeat->starting;
  if (running) {
    pthread_mutex_lock(&heartbeat->lock);
    heartbeat->starting = false;
    pthread_cond_signal(&heartbeat->changed);
    pthread_mutex_unlock(&heartbeat->lock);
    pthread_join(heartbeat->thread, NULL);
  }
  pthread_cond_destroy(&heartbeat->changed);
  pthread_mutex_destroy(&heartbeat->lock);
}

void heartbeat_close(heartbeat_t *heartbeat)
{
  if (heartbeat->guard >= 0)
    close(heartbeat->guard);
  heartbeat->guard = -1;
}
