/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The drawn scene as a source, in real time. */
#include <stdlib.h>
#include <string.h>

#include "camera/moment.h"
#include "camera/source.h"
#include "common/exit_status.h"

#define WIDTH 640
#define HEIGHT 360
#define RATE 15

typedef struct {
  uint64_t number; /* of the next frame */
  uint64_t base;   /* moment of frame 0 */
} drawn_t;

static enum source_result scene_read(source_t *source, frame_t **frame, failure_t *failure)
{
  drawn_t *own = source->own;
  (void)failure;
  uint64_t due = own->base + own->number * (uint64_t)MOMENT_SECOND / source->rate;
  if (!source_sleep(source, due))
    return SOURCE_NOTHING;
  *frame = source_frame(source);
  if (!*frame)
    return SOURCE_NOTHING;
  memset((*frame)->plane[0], 90, (size_t)(*frame)->stride[0] * source->height);
  memset((*frame)->plane[1], 128, (size_t)(*frame)->stride[1] * source->height / 2);
  memset((*frame)->plane[2], 128, (size_t)(*frame)->stride[2] * source->height / 2);
  uint32_t x = (uint32_t)(own->number * 4 % (source->width * 2));
  for (uint32_t row = source->height / 3; row < source->height * 2 / 3; row++) {
    for (uint32_t column = x; column < x + 40 && column < source->width; column++)
      (*frame)->plane[0][row * (uint32_t)(*frame)->stride[0] + column] = 200;
  }
  own->number++;
  (*frame)->time = due;
  (*frame)->wall = moment_wall();
  return SOURCE_FRAME;
}

static void scene_close(source_t *source)
{
  free(source->own);
}

static const source_kind_t scene_kind = {scene_read, scene_close};

bool source_scene_open(source_t *source, const source_wanted_t *wanted, failure_t *failure)
{
  drawn_t *own = calloc(1, sizeof *own);
  if (!own)
    return failure_set(failure, EXIT_FAILED, "there is no memory for the scene");
  source->own = own;
  source->kind = &scene_kind;
  strcpy(source->name, "scene");
  source->rate = wanted->rate < RATE ? wanted->rate : RATE;
  own->base = moment_now();
  return source_size(source, WIDTH, HEIGHT, wanted, failure);
}
