/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "camera/queue.h"

#include "camera/moment.h"

void queue_open(queue_t *queue, uint32_t limit)
{
  *queue = (queue_t){.limit = limit};
  pthread_mutex_init(&queue->lock, NULL);
  moment_cond_init(&queue->filled);
}

void queue_push(queue_t *queue, frame_t *frame)
{
  frame_t *extra = NULL;
  pthread_mutex_lock(&queue->lock);
  if (queue->closed) {
    extra = frame;
  } else {
    if (queue->count == queue->limit) {
      extra = queue->frames[queue->first];
      queue->first = (queue->first + 1) % QUEUE_MAX;
      queue->count--;
      queue->dropped++;
      if (extra->wants_key)
        (queue->count > 0 ? queue->frames[queue->first] : frame)->wants_key = true;
    }
    queue->frames[(queue->first + queue->count++) % QUEUE_MAX] = frame;
    pthread_cond_signal(&queue->filled);
  }
  pthread_mutex_unlock(&queue->lock);
  frame_release(extra);
}

frame_t *queue_pop(queue_t *queue, int timeout)
{
  frame_t *frame = NULL;
  struct timespec until = moment_after(timeout);
  pthread_mutex_lock(&queue->lock);
  while (queue->count == 0 && !queue->closed) {
    if (pthread_cond_timedwait(&queue->filled, &queue->lock, &until) != 0)
      break;
  }
  if (queue->count > 0) {
    frame = queue->frames[queue->first];
    queue->first = (queue->first + 1) % QUEUE_MAX;
    queue->count--;
  }
  pthread_mutex_unlock(&queue->lock);
  return frame;
}

void queue_close(queue_t *queue)
{
  pthread_mutex_lock(&queue->lock);
  queue->closed = true;
  pthread_cond_broadcast(&queue->filled);
  pthread_mutex_unlock(&queue->lock);
}

bool queue_ended(queue_t *queue)
{
  pthread_mutex_lock(&queue->lock);
  bool ended = queue->closed && queue->count == 0;
  pthread_mutex_unlock(&queue->lock);
  return ended;
}

uint64_t queue_dropped(queue_t *queue)
{
  pthread_mutex_lock(&queue->lock);
  uint64_t dropped = queue->dropped;
  pthread_mutex_unlock(&queue->lock);
  return dropped;
}

uint32_t queue_length(queue_t *queue)
{
  pthread_mutex_lock(&queue->lock);
  uint32_t length = queue->count;
  pthread_mutex_unlock(&queue->lock);
  return length;
}

void queue_free(queue_t *queue)
{
  for (; queue->count > 0; queue->count--, queue->first = (queue->first + 1) % QUEUE_MAX)
    frame_release(queue->frames[queue->first]);
  pthread_cond_destroy(&queue->filled);
  pthread_mutex_destroy(&queue->lock);
}
