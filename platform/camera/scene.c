/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "camera/scene.h"

#include <stdlib.h>
#include <string.h>

#include "camera/drawing.h"

#define SLOT_MS 26000   /* each slot has one visit and may end with a switch of the light */
#define FIRST_MS 6000   /* into its slot a visit starts here, or up to 2 s later */
#define SWITCH_MS 24500 /* into its slot */
#define SWITCH_EVERY 3  /* slots */
#define CLOUDS_MS 90000 /* period of the slow change of light */
#define GUST_MS 17000   /* period of the wind */
#define SWAY_MS 1300    /* period of a leaf */
#define NOISE_SIZE 8192 /* bytes of prepared noise */
#define CROWD 3
#define SMALLEST 28 /* pixels of a figure's height: a few cells of the detector */

struct scene {
  scene_format_t format;
  uint8_t *plane[3]; /* the background in full light */
  uint8_t *foliage;  /* luma of the tree, wider than its box so that it can sway */
  scene_box_t tree;  /* where it stands */
  uint32_t *inset;   /* for each row of the tree: how far in from its box leaves begin */
  uint32_t sway;     /* how far leaves move, in pixels */
  uint32_t reach;    /* how far they can */
  weather_t weather;
  int8_t noise[NOISE_SIZE]; /* of the sensor */
};

typedef struct {
  int64_t left, top; /* may lie outside the picture */
  int64_t width, height;
  bool car;
  bool leftwards;
  uint8_t luma, legs, u, v;
  uint32_t stride_angle; /* of the legs, in 1/65536 turns */
} figure_t;

/* --- the background --- */

static int32_t ground_luma(const scene_t *scene, uint32_t x, uint32_t y)
{
  uint32_t height = scene->format.height;
  uint64_t seed = scene->format.seed;
  uint32_t grain = at_least(height / 90, 2);
  if (y < height * 3 / 10) /* sky */
    return 190 - (int32_t)(y * 30 / height) + texture(seed, x, y, grain * 16) / 12;
  if (y < height * 55 / 100) { /* wall of bricks */
    uint32_t course = y / (grain * 3);
    bool joint = y % (grain * 3) == 0 || (x + course % 2 * grain * 4) % (grain * 8) == 0;
    return (joint ? 150 : 118) + texture(seed + 1, x, y, grain * 4) / 5;
  }
  if (y > height * 70 / 100 && y < height * 88 / 100) /* path */
    return 140 + texture(seed + 2, x, y, grain) / 8 + texture(seed + 3, x, y, grain * 12) / 8;
  return 86 + texture(seed + 4, x, y, grain) / 3; /* grass */
}

static void ground_chroma(const scene_t *scene, uint32_t y, uint8_t *u, uint8_t *v)
{
  uint32_t height = scene->format.height;
  bool sky = y < height * 3 / 10;
  bool wall = !sky && y < height * 55 / 100;
  bool path = y > height * 70 / 100 && y < height * 88 / 100;
  *u = sky ? 142 : wall ? 118 : path ? 126 : 110;
  *v = sky ? 116 : wall ? 146 : path ? 130 : 118;
}

static void paint_background(scene_t *scene)
{
  uint32_t width = scene->format.width;
  uint32_t height = scene->format.height;
  for (uint32_t y = 0; y < height; y++) {
    for (uint32_t x = 0; x < width; x++)
      scene->plane[0][(size_t)y * width + x] = luma_of(ground_luma(scene, x, y));
  }
  for (uint32_t y = 0; y < height / 2; y++) {
    uint8_t u;
    uint8_t v;
    ground_chroma(scene, 2 * y, &u, &v);
    memset(scene->plane[1] + (size_t)y * (width / 2), u, width / 2);
    memset(scene->plane[2] + (size_t)y * (width / 2), v, width / 2);
  }
}

/* A round crown with a ragged edge. */
static void shape_tree(scene_t *scene)
{
  uint64_t wide = scene->tree.width;
  uint64_t high = scene->tree.height;
  for (uint64_t y = 0; y < high; y++) {
    uint64_t down = 2 * y > high ? 2 * y - high : high - 2 * y;
    uint64_t x = 0;
    while (2 * x < wide && (wide - 2 * x) * (wide - 2 * x) * high * high + down * down * wide * wide >
                               wide * wide * high * high)
      x++;
    x += mix(scene->format.seed + 8, y / at_least((uint32_t)high / 24, 1)) % at_least((uint32_t)wide / 16, 1);
    scene->inset[y] = (uint32_t)(2 * x < wide ? x : wide / 2);
  }
}

static void paint_trunk(scene_t *scene)
{
  uint32_t width = scene->format.width;
  uint32_t thick = at_least(scene->tree.width / 10, 2) / 2 * 2;
  uint32_t left = (scene->tree.x + scene->tree.width / 2 - thick / 2) / 2 * 2;
  for (uint32_t y = scene->tree.y + scene->tree.height / 2; y < scene->format.height * 64 / 100; y++) {
    for (uint32_t x = left; x < left + thick; x++)
      scene->plane[0][(size_t)y * width + x] = luma_of(62 + texture(scene->format.seed + 9, x, y, 3) / 6);
    memset(scene->plane[1] + (size_t)(y / 2) * (width / 2) + left / 2, 116, thick / 2);
    memset(scene->plane[2] + (size_t)(y / 2) * (width / 2) + left / 2, 142, thick / 2);
  }
}

static void paint_tree(scene_t *scene)
{
  uint32_t height = scene->format.height;
  uint32_t grain = at_least(height / 90, 2);
  uint32_t wide = scene->tree.width + 2 * scene->reach;
  for (uint32_t y = 0; y < scene->tree.height; y++) {
    for (uint32_t x = 0; x < wide; x++)
      scene->foliage[(size_t)y * wide + x] = luma_of(70 + texture(scene->format.seed + 5, x, y, grain) / 2);
  }
  for (uint32_t y = 0; y < scene->tree.height; y++) {
    size_t at =
        (size_t)((scene->tree.y + y) / 2) * (scene->format.width / 2) + (scene->tree.x + scene->inset[y]) / 2;
    size_t leaves = (scene->tree.width - 2 * scene->inset[y]) / 2;
    memset(scene->plane[1] + at, 112, leaves);
    memset(scene->plane[2] + at, 114, leaves);
  }
}

/* A bell of about 2 luma: the sum of four even dice. */
static void prepare_noise(scene_t *scene)
{
  for (uint32_t i = 0; i < NOISE_SIZE; i++) {
    uint64_t dice = mix(scene->format.seed + 6, i);
    scene->noise[i] =
        (int8_t)((int32_t)((dice & 3) + (dice >> 8 & 3) + (dice >> 16 & 3) + (dice >> 24 & 3)) - 6);
  }
}

/* --- the light --- */

static uint64_t milliseconds(const scene_t *scene, uint64_t frame)
{
  return frame / scene->format.rate * 1000 + frame % scene->format.rate * 1000 / scene->format.rate;
}

/* How often the light was switched up to a moment. */
static uint64_t switches(const scene_t *scene, uint64_t ms)
{
  if (scene->weather.kinds != 0)
    return 0;
  uint64_t slots = (ms + SLOT_MS - SWITCH_MS) / SLOT_MS; /* slots whose moment to switch is past */
  return (slots + 1) / SWITCH_EVERY;
}

/* The light in 1/256: clouds pass slowly, a lamp is switched suddenly. */
static uint32_t light(const scene_t *scene, uint64_t ms)
{
  int32_t clouds = sine(ms % CLOUDS_MS * TURN / CLOUDS_MS) * 20 / 1024;
  return (uint32_t)((switches(scene, ms) % 2 ? 176 : 236) + clouds);
}

/* --- figures --- */

static uint64_t visit_seed(const scene_t *scene, uint64_t number)
{
  return mix(scene->format.seed + 7, number);
}

static uint64_t visit_start(const scene_t *scene, uint64_t number)
{
  return number * SLOT_MS + FIRST_MS + visit_seed(scene, number) % 2000;
}

static uint64_t visit_length(const scene_t *scene, uint64_t number)
{
  uint64_t seed = visit_seed(scene, number);
  bool car = seed >> 40 & 1;
  return car ? 3500 + seed % 1500 : 7500 + seed % 2500;
}

/* The figure of a visit at a moment within it. */
static figure_t figure_at(const scene_t *scene, uint64_t number, uint64_t ms)
{
  uint64_t seed = visit_seed(scene, number);
  int64_t wide = scene->format.width;
  int64_t high = scene->format.height;
  int64_t depth = (int64_t)(seed >> 16 & 255);
  figure_t figure = {.car = seed >> 40 & 1, .leftwards = seed >> 41 & 1};
  figure.height = figure.car ? high * 24 / 100 : high * (24 * 256 + 22 * depth) / 25600;
  if (figure.height < SMALLEST)
    figure.height = SMALLEST;
  figure.width = figure.car ? figure.height * 2 : figure.height * 4 / 10;
  figure.top = (figure.car ? high * 86 / 100 : high * (72 * 256 + 22 * depth) / 25600) - figure.height;
  int64_t way = wide + figure.width;
  int64_t gone = way * (int64_t)(ms - visit_start(scene, number)) / (int64_t)visit_length(scene, number);
  figure.left = figure.leftwards ? wide - gone : gone - figure.width;
  bool bright = seed >> 42 & 1;
  figure.luma = bright ? (uint8_t)(205 + seed % 20) : (uint8_t)(30 + seed % 15);
  figure.legs = bright ? 45 : 60;
  figure.u = (uint8_t)(100 + (seed >> 48) % 56);
  figure.v = (uint8_t)(100 + (seed >> 54) % 56);
  figure.stride_angle = (uint32_t)(ms % 1100 * TURN / 1100);
  return figure;
}

/* The visit of a moment's slot, and whether it goes on at that moment. */
static bool visit_now(const scene_t *scene, uint64_t ms, uint64_t *number)
{
  *number = ms / SLOT_MS;
  if (*number == 0 && scene->weather.kinds & WEATHER_BUSY)
    return false;
  uint64_t start = visit_start(scene, *number);
  return ms >= start && ms < start + visit_length(scene, *number);
}

/* Somebody of the crowd, who walks to and fro; each at another height of the path. */
static figure_t crowd_at(const scene_t *scene, uint32_t who, uint64_t ms)
{
  figure_t figure = figure_at(scene, 0, visit_start(scene, 0));
  int64_t wide = scene->format.width;
  int64_t high = scene->format.height;
  figure.car = false;
  figure.height = at_least((uint32_t)(high * (24 + 6 * who) / 100), SMALLEST);
  figure.width = figure.height * 4 / 10;
  figure.top = high * (72 + 7 * who) / 100 - figure.height;
  figure.left = (wide - figure.width) * (1024 + sine(turned(ms, 5000 + 900 * who) + who * TURN / 3)) / 2048;
  figure.luma = who % 2 ? 215 : 36;
  figure.legs = who % 2 ? 45 : 60;
  figure.stride_angle = (uint32_t)turned(ms, 1100);
  return figure;
}

/* How far the parking car came, in 1/1024 of its way to its place (1024) and on (2048). */
static uint64_t parked_way(uint64_t ms)
{
  if (ms < SCENE_PARKS_MS)
    return (ms - SCENE_COMES_MS) * 1024 / (SCENE_PARKS_MS - SCENE_COMES_MS);
  if (ms < SCENE_LEAVES_MS)
    return 1024;
  return 1024 + (ms - SCENE_LEAVES_MS) * 1024 / (SCENE_LEFT_MS - SCENE_LEAVES_MS);
}

static figure_t parked_at(const scene_t *scene, uint64_t ms)
{
  figure_t figure = figure_at(scene, 0, visit_start(scene, 0));
  int64_t wide = scene->format.width;
  figure.car = true;
  figure.height = at_least(scene->format.height * 24 / 100, SMALLEST);
  figure.width = figure.height * 2;
  figure.top = scene->format.height * 86 / 100 - figure.height;
  figure.left = (wide + figure.width) * (int64_t)parked_way(ms) / 2048 - figure.width;
  figure.luma = 215;
  figure.legs = 45;
  return figure;
}

/* Who is in the picture at a moment; how many. */
static uint32_t figures_at(const scene_t *scene, uint64_t ms, figure_t figures[CROWD])
{
  uint64_t number;
  if (scene->weather.kinds & WEATHER_PARKED) {
    if (ms < SCENE_COMES_MS || ms >= SCENE_LEFT_MS)
      return 0;
    figures[0] = parked_at(scene, ms);
    return 1;
  }
  if (scene->weather.kinds & WEATHER_BUSY && ms < SCENE_BUSY_MS) {
    for (uint32_t i = 0; i < CROWD; i++)
      figures[i] = crowd_at(scene, i, ms);
    return CROWD;
  }
  if (!visit_now(scene, ms, &number))
    return 0;
  figures[0] = figure_at(scene, number, ms);
  return 1;
}

/* Whether a point of a person, both in 1/256 of its box, belongs to it; legs: below the waist. */
static bool person_covers(const figure_t *figure, int64_t x, int64_t y, bool *legs)
{
  *legs = y > 135;
  int64_t middle = x - 128;
  if (y < 40) /* head */
    return middle * middle * 100 / (60 * 60) + (y - 20) * (y - 20) * 100 / (20 * 20) <= 100;
  if (y <= 135) /* body and arms */
    return middle >= -85 && middle <= 85;
  int64_t swing = sine(figure->stride_angle) * 70 / 1024 * (y - 135) / 121;
  return (middle - swing >= -34 && middle - swing <= 34) || (middle + swing >= -34 && middle + swing <= 34);
}

static bool car_covers(int64_t x, int64_t y, bool *legs)
{
  *legs = y > 200;
  if (y < 100) /* cabin */
    return x > 60 && x < 205;
  if (y <= 200)
    return true;
  return (x > 30 && x < 90) || (x > 170 && x < 230);
}

static scene_box_t cut(const figure_t *figure, const scene_format_t *format)
{
  int64_t left = figure->left < 0 ? 0 : figure->left;
  int64_t top = figure->top < 0 ? 0 : figure->top;
  int64_t right = figure->left + figure->width;
  int64_t bottom = figure->top + figure->height;
  right = right > (int64_t)format->width ? (int64_t)format->width : right;
  bottom = bottom > (int64_t)format->height ? (int64_t)format->height : bottom;
  scene_box_t box = {0, 0, 0, 0};
  if (right > left && bottom > top)
    box = (scene_box_t){(uint32_t)left, (uint32_t)top, (uint32_t)(right - left), (uint32_t)(bottom - top)};
  return box;
}

static void draw_figure(const scene_t *scene, const figure_t *figure, uint32_t gain, uint8_t *const plane[3],
                        const int stride[3])
{
  scene_box_t box = cut(figure, &scene->format);
  for (uint32_t y = box.y; y < box.y + box.height; y++) {
    for (uint32_t x = box.x; x < box.x + box.width; x++) {
      int64_t inside_x = ((int64_t)x - figure->left) * 256 / figure->width;
      int64_t inside_y = ((int64_t)y - figure->top) * 256 / figure->height;
      bool legs;
      if (!(figure->car ? car_covers(inside_x, inside_y, &legs)
                        : person_covers(figure, inside_x, inside_y, &legs)))
        continue;
      int32_t luma = legs ? figure->legs : figure->luma + (int32_t)(inside_x / 16) - 8;
      plane[0][(size_t)y * (size_t)stride[0] + x] = luma_of(16 + (luma_of(luma) - 16) * (int32_t)gain / 256);
      bool head = !figure->car && inside_y < 40;
      plane[1][(size_t)(y / 2) * (size_t)stride[1] + x / 2] = head ? 116 : figure->u;
      plane[2][(size_t)(y / 2) * (size_t)stride[2] + x / 2] = head ? 146 : figure->v;
    }
  }
}

/* --- a frame --- */

/* How far a row of leaves is moved, within the sway. */
static uint32_t leaf_shift(const scene_t *scene, uint32_t row, uint64_t ms)
{
  int32_t gust = 512 + sine(turned(ms, GUST_MS)) / 2; /* 0 to 1024 */
  uint32_t sway = scene->weather.kinds & WEATHER_WIND ? scene->reach : scene->sway;
  uint64_t angle = ms % SWAY_MS * TURN / SWAY_MS + (uint64_t)row * TURN / at_least(scene->tree.height / 3, 1);
  int32_t shift = sine(angle) * gust / 1024 * (int32_t)sway / 1024;
  return (uint32_t)((int32_t)scene->reach + shift);
}

static void light_row(uint8_t *out, const uint8_t *in, uint32_t width, const uint8_t *lit)
{
  for (uint32_t x = 0; x < width; x++)
    out[x] = lit[in[x]];
}

static void noise_row(uint8_t *row, uint32_t width, const int8_t *noise, uint32_t start)
{
  for (uint32_t x = 0; x < width;) {
    uint32_t run = NOISE_SIZE - start < width - x ? NOISE_SIZE - start : width - x;
    for (uint32_t i = 0; i < run; i++)
      row[x + i] = (uint8_t)(row[x + i] + noise[start + i]); /* 16 to 235: six more or less never wraps */
    x += run;
    start = 0;
  }
}

void scene_draw(scene_t *scene, uint64_t frame, uint8_t *const plane[3], const int stride[3])
{
  uint32_t width = scene->format.width;
  uint32_t height = scene->format.height;
  uint64_t ms = milliseconds(scene, frame);
  uint32_t gain = light(scene, ms);
  uint8_t lit[256];
  for (uint32_t i = 0; i < 256; i++)
    lit[i] = luma_of(16 + ((int32_t)i - 16) * (int32_t)gain / 256);
  for (uint32_t y = 0; y < height; y++)
    light_row(plane[0] + (size_t)y * (size_t)stride[0], scene->plane[0] + (size_t)y * width, width, lit);
  for (uint32_t y = 0; y < scene->tree.height; y++) {
    uint8_t *row = plane[0] + (size_t)(scene->tree.y + y) * (size_t)stride[0] + scene->tree.x;
    size_t wide = scene->tree.width + 2 * scene->reach;
    uint32_t inset = scene->inset[y];
    light_row(row + inset, scene->foliage + y * wide + leaf_shift(scene, y, ms) + inset,
              scene->tree.width - 2 * inset, lit);
  }
  for (int i = 1; i < 3; i++)
    for (uint32_t y = 0; y < height / 2; y++)
      memcpy(plane[i] + (size_t)y * (size_t)stride[i], scene->plane[i] + (size_t)y * (width / 2), width / 2);
  weather_ground(&scene->weather, ms, plane[0], stride[0]);
  figure_t figures[CROWD];
  uint32_t count = figures_at(scene, ms, figures);
  for (uint32_t i = 0; i < count; i++)
    draw_figure(scene, &figures[i], gain, plane, stride);
  for (uint32_t y = 0; y < height; y++)
    noise_row(plane[0] + (size_t)y * (size_t)stride[0], width, scene->noise,
              (uint32_t)(mix(frame, y) % NOISE_SIZE));
  weather_over(&scene->weather, frame, ms, plane, stride);
}

scene_truth_t scene_truth(const scene_t *scene, uint64_t frame)
{
  scene_truth_t truth = {false, false, {0, 0, 0, 0}, false};
  uint64_t ms = milliseconds(scene, frame);
  figure_t figures[CROWD];
  truth.light_jumps = frame > 0 && switches(scene, ms) != switches(scene, milliseconds(scene, frame - 1));
  if (figures_at(scene, ms, figures) == 0)
    return truth;
  truth.box = cut(&figures[0], &scene->format);
  truth.present = truth.box.width > 0;
  truth.must_be_found = truth.box.width == figures[0].width && truth.box.height == figures[0].height;
  return truth;
}

/* The first frame at or after a moment. */
static uint64_t frame_at(const scene_t *scene, uint64_t ms)
{
  uint64_t rate = scene->format.rate;
  uint64_t frame = ms / 1000 * rate + (ms % 1000 * rate + 999) / 1000;
  while (milliseconds(scene, frame) < ms)
    frame++;
  return frame;
}

scene_visit_t scene_visit(const scene_t *scene, uint64_t number)
{
  uint64_t start = visit_start(scene, number);
  scene_visit_t visit = {frame_at(scene, start), frame_at(scene, start + visit_length(scene, number))};
  while (visit.enter < visit.leave && !scene_truth(scene, visit.enter).present)
    visit.enter++;
  while (visit.leave > visit.enter && !scene_truth(scene, visit.leave - 1).present)
    visit.leave--;
  return visit;
}

static bool format_allowed(const scene_format_t *format)
{
  return format->width >= SCENE_WIDTH_MIN && format->width <= SCENE_SIDE_MAX &&
         format->height >= SCENE_HEIGHT_MIN && format->height <= SCENE_SIDE_MAX && format->width % 2 == 0 &&
         format->height % 2 == 0 && format->rate >= 1 && format->rate <= 60;
}

scene_t *scene_create(const scene_format_t *format)
{
  if (!format_allowed(format))
    return NULL;
  scene_t *scene = calloc(1, sizeof *scene);
  if (!scene)
    return NULL;
  scene->format = *format;
  scene->sway = at_least(format->height / 180, 1);
  scene->tree =
      (scene_box_t){format->width / 16, format->height / 16, format->width / 4, format->height * 2 / 5};
  size_t pixels = (size_t)format->width * format->height;
  scene->plane[0] = malloc(pixels);
  scene->plane[1] = malloc(pixels / 4);
  scene->plane[2] = malloc(pixels / 4);
  scene->reach = 3 * scene->sway + 1;
  scene->weather = (weather_t){.width = format->width, .height = format->height, .seed = format->seed};
  scene->foliage = malloc((size_t)(scene->tree.width + 2 * scene->reach) * scene->tree.height);
  scene->inset = malloc(scene->tree.height * sizeof *scene->inset);
  if (!scene->inset || !scene->plane[0] || !scene->plane[1] || !scene->plane[2] || !scene->foliage) {
    scene_free(scene);
    return NULL;
  }
  shape_tree(scene);
  paint_background(scene);
  paint_trunk(scene);
  paint_tree(scene);
  prepare_noise(scene);
  return scene;
}

void scene_set_weather(scene_t *scene, uint32_t kinds)
{
  scene->weather.kinds = kinds;
}

void scene_free(scene_t *scene)
{
  if (!scene)
    return;
  for (int i = 0; i < 3; i++)
    free(scene->plane[i]);
  free(scene->foliage);
  free(scene->inset);
  free(scene);
}
