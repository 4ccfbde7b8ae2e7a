/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "camera/frame.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

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

static uint32_t aligned(uint32_t bytes)
{
  return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

/* The planes in the frame's own room; returns the bytes before the mask. */
static size_t frame_lay_out(frame_t *frame)
{
  uint32_t luma_stride = aligned(frame->width), chroma_stride = aligned(frame->width / 2);
  size_t luma = (size_t)luma_stride * frame->height;
  size_t chroma = (size_t)chroma_stride * (frame->height / 2);
  frame->stride[0] = (int)luma_stride;
  frame->stride[1] = frame->stride[2] = (int)chroma_stride;
  frame->plane[0] = frame->pixels;
  frame->plane[1] = frame->pixels + luma;
  frame->plane[2] = frame->pixels + luma + chroma;
  return luma + 2 * chroma;
}

static frame_t *frame_make(frame_pool_t *pool)
{
  size_t luma = (size_t)aligned(pool->width) * pool->height;
  size_t chroma = (size_t)aligned(pool->width / 2) * (pool->height / 2);
  size_t cells = (size_t)((pool->width + 7) / 8) * ((pool->height + 7) / 8);
  size_t bytes = (luma + 2 * chroma + cells + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  frame_t *frame = calloc(1, sizeof *frame);
  uint8_t *pixels = frame ? aligned_alloc(ALIGNMENT, bytes) : NULL;
  if (!pixels) {
    free(frame);
    return NULL;
  }
  *frame = (frame_t){.pool = pool, .width = pool->width, .height = pool->height, .pixels = pixels};
  frame->mask = pixels + frame_lay_out(frame);
  return frame;
}

static void frame_free(frame_t *frame)
{
  free(frame->pixels);
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

frame_t *frame_borrow(frame_pool_t *pool, void *lent, void (*give_back)(void *lent))
{
  frame_t *frame = frame_take(pool);
  if (!frame)
    return NULL;
  frame->lent = lent;
  frame->give_back = give_back;
  return frame;
}

static void frame_return(frame_t *frame)
{
  if (!frame->lent)
    return;
  frame->give_back(frame->lent);
  frame->lent = NULL;
  frame_lay_out(frame);
}

void frame_own(frame_t *frame)
{
  if (!frame->lent)
    return;
  frame_t own = *frame;
  frame_lay_out(&own);
  for (int plane = 0; plane < 3; plane++) {
    size_t width = plane == 0 ? frame->width : frame->width / 2;
    uint32_t height = plane == 0 ? frame->height : frame->height / 2;
    for (uint32_t row = 0; row < height; row++)
      memcpy(own.plane[plane] + (size_t)row * (size_t)own.stride[plane],
             frame->plane[plane] + (size_t)row * (size_t)frame->stride[plane], width);
  }
  frame_return(frame);
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
  frame_return(frame);
  pthread_mutex_lock(&pool->lock);
  pool->used--;
  if (pool->closed)
    frame_free(frame);
  else
    pool->frames[pool->idle++] = frame;
  pool_leave(pool);
}
