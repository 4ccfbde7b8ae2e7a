/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The drawn scene: a garden with a wall, a path and a tree, drawn by seed and frame number alone, and its
   truth. */
#ifndef CAMERA_SCENE_H
#define CAMERA_SCENE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "camera/weather.h"

#define SCENE_WIDTH_MIN 64
#define SCENE_HEIGHT_MIN 48
#define SCENE_SIDE_MAX 3840

typedef struct scene scene_t;

typedef struct {
  uint32_t width, height; /* pixels, even, from SCENE_WIDTH_MIN x SCENE_HEIGHT_MIN to SCENE_SIDE_MAX */
  uint32_t rate;          /* frames a second, 1 to 60 */
  uint64_t seed;
} scene_format_t;

/* A box of pixels, cut to the picture. */
typedef struct {
  uint32_t x, y, width, height;
} scene_box_t;

/* What is in a frame. */
typedef struct {
  bool present;       /* some of the figure (of a crowd, of the first) is in the picture */
  bool must_be_found; /* all of it is */
  scene_box_t box;    /* where present */
  bool light_jumps;   /* the light was switched with this frame */
} scene_truth_t;

/* A figure that walks or drives through the picture, alone; between two there is a pause of 10 s or more. */
typedef struct {
  uint64_t enter; /* first frame with some of it */
  uint64_t leave; /* first frame without it */
} scene_visit_t;

/** A scene. NULL where the format is out of range or memory is short. */
scene_t *scene_create(const scene_format_t *format);

/* Milliseconds since frame 0 at which, in scenes that have them, the crowd is gone, the car comes, parks, drives off and is
   gone. */
#define SCENE_BUSY_MS 15000
#define SCENE_COMES_MS 30000
#define SCENE_PARKS_MS 33000
#define SCENE_LEAVES_MS 80000
#define SCENE_LEFT_MS 83000

/** Trouble it by kinds of enum weather_kind, from now on; a new scene has none. */
void scene_set_weather(scene_t *scene, uint32_t kinds);

/** NULL is allowed. */
void scene_free(scene_t *scene);

/** Draw a frame, any frame, as I420 (luma 16 to 235). plane, stride: Y, U,
  V; the strides at least the widths. */
void scene_draw(scene_t *scene, uint64_t frame, uint8_t *const plane[3], const int stride[3]);

/** What is in a frame. */
scene_truth_t scene_truth(const scene_t *scene, uint64_t frame);

/** The visit `number`, from 0; they go on for ever. Without WEATHER_PARKED; with WEATHER_BUSY from 1. */
scene_visit_t scene_visit(const scene_t *scene, uint64_t number);

#endif
