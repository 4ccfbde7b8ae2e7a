/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The motion detector on raw luma, and drawn scenes to try it on; for tests/bench/motion.

   usage: detect run WIDTH HEIGHT RATE < luma > masks
          detect draw WIDTH HEIGHT RATE FRAMES SEED [WEATHER] > luma   WEATHER: kinds of camera/weather.h, "rain,wind"

   run: for each frame a mask, a byte (0 or 1) for each sample, row by row; on standard error a line with a sample's side in
   pixels, the bytes of state, then one with the nanoseconds of processor time that each frame took.
   draw: on standard error, for each frame, the figure's box "X Y WIDTH HEIGHT FULL" or "-". */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "camera/detector.h"
#include "camera/scene.h"
#include "motion.h"
#include "motion_blobs.h"

static void die(const char *what)
{
  fprintf(stderr, "detect: %s\n", what);
  exit(1);
}

static uint32_t number(const char *text, const char *name, unsigned long most)
{
  char *end = NULL;
  unsigned long value = strtoul(text, &end, 10);
  if (*text < '0' || *text > '9' || *end || value < 1 || value > most) {
    fprintf(stderr, "detect: %s is \"%s\", expected is a number from 1 to %lu\n", name, text, most);
    exit(1);
  }
  return (uint32_t)value;
}

static double now(void)
{
  struct timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static void *room(size_t bytes)
{
  void *memory = calloc(bytes + 1, 1);
  if (!memory)
    die("no memory");
  return memory;
}

static void run(const motion_format_t *format)
{
  motion_t *motion = room(sizeof *motion);
  motion_blobs_t *blobs = room(sizeof *blobs);
  motion_labels_t *labels = room(sizeof *labels);
  motion_memory_t memory = {room(motion_model_bytes(format)), room(motion_cells(format)),
                            room(motion_cells(format))};
  size_t size = (size_t)format->width * format->height;
  uint8_t *luma = room(size);
  if (!motion_start(motion, format, &memory))
    die("a format out of range");
  fprintf(stderr, "%u %zu\n", 2u, motion_size(format));
  while (fread(luma, 1, size, stdin) == size) {
    motion_result_t result;
    double start = now();
    detector_step(motion, luma, size, format->width, &result);
    motion_blobs_find(blobs, labels, result.mask, result.cells_wide, result.cells_high, format->rate);
    fprintf(stderr, "%.0f ", now() - start);
    if (fwrite(result.fine, 1, motion_samples(format), stdout) != motion_samples(format))
      die("the masks cannot be written");
  }
  fputs("\n", stderr);
  free(memory.model);
  free(memory.levels);
  free(memory.mask);
  free(luma);
  free(labels);
  free(blobs);
  free(motion);
}

static void draw(const scene_format_t *format, uint32_t frames, const char *weather)
{
  scene_t *scene = scene_create(format);
  uint32_t kinds = weather ? weather_read(weather) : 0;
  size_t size = (size_t)format->width * format->height;
  uint8_t *luma = room(size);
  uint8_t *chroma = room(size);
  if (!scene)
    die("a scene out of range");
  if (weather && kinds == 0) {
    fprintf(stderr, "detect: WEATHER is \"%s\", expected are some of %s\n", weather, weather_names());
    exit(1);
  }
  scene_set_weather(scene, kinds);
  uint8_t *const plane[3] = {luma, chroma, chroma};
  int wide = (int)format->width;
  const int stride[3] = {wide, wide / 2, wide / 2};
  for (uint32_t i = 0; i < frames; i++) {
    scene_draw(scene, i, plane, stride);
    scene_truth_t truth = scene_truth(scene, i);
    if (truth.present)
      fprintf(stderr, "%u %u %u %u %d\n", truth.box.x, truth.box.y, truth.box.width, truth.box.height,
              truth.must_be_found);
    else
      fputs("-\n", stderr);
    if (fwrite(luma, 1, size, stdout) != size)
      die("the frames cannot be written");
  }
  scene_free(scene);
  free(luma);
  free(chroma);
}

int main(int argc, char **argv)
{
  if (argc == 5 && strcmp(argv[1], "run") == 0) {
    motion_format_t format = {number(argv[2], "WIDTH", MOTION_WIDTH_MAX),
                              number(argv[3], "HEIGHT", MOTION_HEIGHT_MAX),
                              number(argv[4], "RATE", MOTION_RATE_MAX)};
    run(&format);
    return 0;
  }
  if ((argc == 7 || argc == 8) && strcmp(argv[1], "draw") == 0) {
    scene_format_t format = {number(argv[2], "WIDTH", SCENE_SIDE_MAX),
                             number(argv[3], "HEIGHT", SCENE_SIDE_MAX),
                             number(argv[4], "RATE", MOTION_RATE_MAX), number(argv[6], "SEED", UINT32_MAX)};
    draw(&format, number(argv[5], "FRAMES", 1000000), argv[7]);
    return 0;
  }
  fputs("usage: detect run WIDTH HEIGHT RATE | detect draw WIDTH HEIGHT RATE FRAMES SEED [WEATHER]\n",
        stderr);
  return 1;
}
