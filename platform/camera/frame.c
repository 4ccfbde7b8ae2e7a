/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "camera/frame.h"

#include <pthread.h>
#include <stdlib.h>

#define ALIGNMENT 64

struct frame_pool {
  pthread_mutex_t lock;
  uint32_t width, height;
  uint32_t limit, made, used, idle;
  bool closed;
  frame_t *frames[]; /* idle ones */
};

frame_pool_t *frame_pool_create(uint32_t width, uint32_t height, uint32_t limit)
{
  frame_pool_t *pool = calloc(1, sizeof *pool + limit * sizeof(frame_t *));
  if (!pool)
    return NULL;
  pthread_mutex_init(&pool->lock, NULL);
  pool->width = width;
  pool->height = height;
  pool->limit = limit;
  return pool;
}

static frame_t *frame_make(frame_pool_t *pool)
{
  uint32_t luma_stride = (pool->width + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  uint32_t chroma_stride = (pool->width / 2 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  size_t luma = (size_t)luma_stride * pool->height;
  size_t chroma = (size_t)chroma_stride * (pool->height / 2);
  frame_t *frame = calloc(1, sizeof *frame);
  size_t cells = (size_t)((pool->width + 7) / 8) * ((pool->height + 7) / 8);
  size_t bytes = (luma + 2 * chroma + cells + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  uint8_t *pixels = frame ? aligned_alloc(ALIGNMENT, bytes) : NULL;
  if (!pixels) {
    free(frame);
    return NULL;
  }
  *frame = (frame_t){.pool = pool,
                     .width = pool->width,
                     .height = pool->height,
                     .stride = {(int)luma_stride, (int)chroma_stride, (int)chroma_stride},
                     .plane = {pixels, pixels + luma, pixels + luma + chroma},
                     .mask = pixels + luma + 2 * chroma};
  return frame;
}

static void frame_free(frame_t *frame)
{
  free(frame->plane[0]);
  free(frame);
}

/* Called with the lock held; returns without it. */
static void pool_leave(frame_pool_t *pool)
{
  bool last = pool->closed && pool->used == 0;
  pthread_mutex_unlock(&pool->lock);
  if (!last)
    return;
  pthread_mutex_destroy(&pool->lock);
  free(pool);
}

void frame_pool_close(frame_pool_t *pool)
{
  if (!pool)
    return;
  pthread_mutex_lock(&pool->lock);
  pool->closed = true;
  while (pool->idle > 0)
    frame_free(pool->frames[--pool->idle]);
  pool_leave(pool);
}

frame_t *frame_take(frame_pool_t *pool)
{
  frame_t *frame = NULL;
  pthread_mutex_lock(&pool->lock);
  if (pool->idle > 0) {
    frame = pool->frames[--pool->idle];
  } else if (pool->made < pool->limit) {
    frame = frame_make(pool);
    if (frame)
      pool->made++;
  }
  if (frame)
    pool->used++;
  pthread_mutex_unlock(&pool->lock);
  if (!frame)
    return NULL;
  frame->references = 1;
  frame->full_range = false;
  frame->wants_key = false;
  frame->masked = false;
  return frame;
}

frame_t *frame_keep(frame_t *frame)
{
  __atomic_add_fetch(&frame->references, 1, __ATOMIC_RELAXED);
  return frame;
}

void frame_release(frame_t *frame)
{
  if (!frame || __atomic_sub_fetch(&frame->references, 1, __ATOMIC_ACQ_REL) > 0)
    return;
  frame_pool_t *pool = frame->pool;
  pthread_mutex_lock(&pool->lock);
  pool->used--;
  if (pool->closed)
    frame_free(frame);
  else
    pool->frames[pool->idle++] = frame;
  pool_leave(pool);
}
