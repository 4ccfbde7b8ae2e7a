/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The drawn scene as a source, in real time. */
#include <stdlib.h>
#include <string.h>

#include "camera/moment.h"
#include "camera/scene.h"
#include "camera/source.h"
#include "common/exit_status.h"

#define WIDTH 640
#define HEIGHT 360
#define RATE 15
#define SEED 1

typedef struct {
  scene_t *scene;
  uint64_t number; /* of the next frame */
  uint64_t base;   /* moment of frame 0 */
} drawn_t;

/* A machine too slow to draw every frame leaves some out: the scene keeps its pace. */
static enum source_result scene_read(source_t *source, frame_t **frame, failure_t *failure)
{
  drawn_t *own = source->own;
  (void)failure;
  uint64_t late = (moment_now() - own->base) * source->rate / (uint64_t)MOMENT_SECOND;
  if (late > own->number + source->rate) {
    source->missed += late - own->number;
    own->number = late;
  }
  uint64_t due = own->base + own->number * (uint64_t)MOMENT_SECOND / source->rate;
  if (!source_sleep(source, due))
    return SOURCE_NOTHING;
  uint64_t number = own->number++;
  *frame = source_frame(source);
  if (!*frame)
    return SOURCE_NOTHING;
  scene_draw(own->scene, number, (*frame)->plane, (*frame)->stride);
  (*frame)->time = due;
  (*frame)->wall = moment_wall();
  return SOURCE_FRAME;
}

static void scene_close(source_t *source)
{
  drawn_t *own = source->own;
  scene_free(own->scene);
  free(own);
}

static const source_kind_t scene_kind = {scene_read, scene_close};

bool source_scene_open(source_t *source, const char *weather, const source_wanted_t *wanted,
                       failure_t *failure)
{
  uint32_t kinds = weather ? weather_read(weather) : 0;
  if (weather && kinds == 0)
    return failure_set(failure, EXIT_SOURCE,
                       "scene:%.40s is no drawn scene: after \"scene:\" come some of %s", weather,
                       weather_names());
  drawn_t *own = calloc(1, sizeof *own);
  if (!own)
    return failure_set(failure, EXIT_FAILED, "there is no memory for the scene");
  source->own = own;
  source->kind = &scene_kind;
  strcpy(source->name, "scene");
  source->rate = wanted->rate < RATE ? wanted->rate : RATE;
  if (!source_size(source, WIDTH, HEIGHT, wanted, failure))
    return false;
  scene_format_t format = {source->width, source->height, source->rate, SEED};
  own->scene = scene_create(&format);
  own->base = moment_now();
  if (own->scene)
    scene_set_weather(own->scene, kinds);
  return own->scene || failure_set(failure, EXIT_FAILED, "there is no memory for the scene");
}
