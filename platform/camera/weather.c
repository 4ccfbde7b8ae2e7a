/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "camera/weather.h"

#include <string.h>

#include "camera/drawing.h"

#define SWITCH_MS 1500 /* the infrared filter is switched so long before the end of a slot */
#define SLOT_MS 26000
#define STEP_MS 7000 /* between two steps of exposure */
#define RAMP_MS 400  /* of a step */
#define DUSK_MS 120000
#define FLIGHT_MS 260 /* of an insect */
#define FLIGHTS_MS 9000
#define GROUP_MS 2000 /* of a compressed film, from keyframe to keyframe */

static const char names[] =
    "night,infrared,rain,snow,wind,water,insect,web,exposure,shake,mains,dusk,blocks,busy,parked";

const char *weather_names(void)
{
  return names;
}

/* The kind whose name is so many letters of a text; 0: none. */
static uint32_t kind_named(const char *text, size_t length)
{
  uint32_t kind = 1;
  for (const char *name = names; *name; kind <<= 1) {
    size_t letters = strcspn(name, ",");
    if (letters == length && memcmp(name, text, length) == 0)
      return kind;
    name += letters + (name[letters] == ',');
  }
  return 0;
}

uint32_t weather_read(const char *text)
{
  uint32_t kinds = 0;
  for (;;) {
    size_t length = strcspn(text, ",");
    uint32_t kind = kind_named(text, length);
    if (kind == 0)
      return 0;
    kinds |= kind;
    if (text[length] == '\0')
      return kinds;
    text += length + 1;
  }
}

/* --- on the ground --- */

static void draw_water(const weather_t *weather, uint64_t ms, uint8_t *luma, int stride)
{
  uint32_t grain = at_least(weather->height / 45, 4);
  for (uint32_t y = weather->height * 57 / 100; y < weather->height * 69 / 100; y++) {
    for (uint32_t x = weather->width * 55 / 100; x < weather->width * 95 / 100; x++) {
      uint64_t along = (uint64_t)x * TURN / (grain * 3) + turned(ms, 1900);
      uint64_t across =
          (uint64_t)y * TURN / grain + (uint64_t)x * TURN / (grain * 11) - turned(ms, 1300) + TURN;
      int32_t wave = (sine(along) + sine(across)) * 30 / 1024 + texture(weather->seed + 21, x, y, grain) / 6;
      luma[(size_t)y * (size_t)stride + x] = luma_of(wave > 40 ? 190 : 110 + wave);
    }
  }
}

void weather_ground(const weather_t *weather, uint64_t ms, uint8_t *luma, int stride)
{
  if (weather->kinds & WEATHER_WATER)
    draw_water(weather, ms, luma, stride);
}

/* --- in the air --- */

static void brighten(const weather_t *weather, uint8_t *luma, int stride, int64_t x, int64_t y, int32_t to,
                     int32_t share)
{
  if (x < 0 || y < 0 || x >= (int64_t)weather->width || y >= (int64_t)weather->height)
    return;
  uint8_t *at = luma + (size_t)y * (size_t)stride + (size_t)x;
  *at = luma_of(*at + (to - *at) * share / 256);
}

/* Streaks, each in one frame alone. */
static void draw_rain(const weather_t *weather, uint64_t frame, uint8_t *luma, int stride)
{
  uint32_t drops = weather->width * weather->height / 900;
  uint32_t longest = at_least(weather->height / 12, 8);
  for (uint32_t i = 0; i < drops; i++) {
    uint64_t dice = mix(weather->seed + 22 + frame, i);
    int64_t x = (int64_t)((dice >> 8) % weather->width), y = (int64_t)((dice >> 24) % weather->height);
    int32_t share = 38 + (int32_t)(dice >> 40 & 63);
    for (uint32_t k = 0; k < 6 + (dice >> 48) % (longest - 5); k++)
      brighten(weather, luma, stride, x + k / 5, y + k, 235, share);
  }
}

/* Flakes that fall through the picture in 2 to 4 s, near ones larger. */
static void draw_snow(const weather_t *weather, uint64_t ms, uint8_t *luma, int stride)
{
  for (uint32_t i = 0; i < 180; i++) {
    uint64_t dice = mix(weather->seed + 23, i);
    uint64_t fall = 2000 + dice % 2000;
    int64_t size = (int64_t)at_least(weather->height / (fall < 2700 ? 60 : 90), 2);
    int64_t y = (int64_t)((ms + (dice >> 16) % fall) % fall * (weather->height + 8) / fall) - 4;
    int64_t x = (int64_t)((dice >> 32) % weather->width) +
                sine(turned(ms, 1700) + (dice >> 48)) * (int64_t)weather->width / 40 / 1024;
    for (int64_t v = 0; v < size; v++)
      for (int64_t u = 0; u < size; u++)
        brighten(weather, luma, stride, x + u, y + v, 235, 190);
  }
}

/* A dark disc without an edge, far out of focus, that crosses the picture within a quarter of a second. */
static void draw_insect(const weather_t *weather, uint64_t ms, uint8_t *luma, int stride)
{
  uint64_t flight = mix(weather->seed + 24, ms / FLIGHTS_MS);
  uint64_t since = ms % FLIGHTS_MS;
  if (since >= FLIGHT_MS)
    return;
  int64_t radius = weather->height / 6 + 1;
  int64_t way = (int64_t)weather->width + 2 * radius;
  int64_t x0 = way * (int64_t)since / FLIGHT_MS - radius;
  int64_t y0 = (int64_t)((flight & 1023) * weather->height / 1024);
  if (flight >> 32 & 1)
    x0 = (int64_t)weather->width - x0;
  for (int64_t y = -radius; y <= radius; y++)
    for (int64_t x = -radius; x <= radius; x++) {
      int64_t off = (x * x + y * y) * 256 / (radius * radius);
      if (off < 256)
        brighten(weather, luma, stride, x0 + x, y0 + y, 30, (int32_t)(256 - off) * 180 / 256);
    }
}

/* A bright strand from above to below, blurred, that swings in the wind. */
static void draw_web(const weather_t *weather, uint64_t ms, uint8_t *luma, int stride)
{
  int64_t thick = at_least(weather->height / 45, 3);
  for (int64_t y = 0; y < (int64_t)weather->height; y++) {
    int64_t bow = sine((uint64_t)y * TURN / 2 / weather->height); /* fast at both ends */
    int64_t swing = sine(turned(ms, 2300)) * bow / 1024 * (int64_t)weather->width / 50 / 1024;
    int64_t x =
        (int64_t)weather->width / 5 + y * (int64_t)weather->width / (3 * (int64_t)weather->height) + swing;
    for (int64_t k = -thick; k <= thick; k++)
      brighten(weather, luma, stride, x + k, y, 225, (int32_t)(150 - 130 * (k < 0 ? -k : k) / thick));
  }
}

/* --- the light --- */

/* In 1/256, between two gains so many milliseconds after a step. */
static int32_t ramp(int32_t from, int32_t to, uint64_t since)
{
  return since >= RAMP_MS ? to : from + (to - from) * (int32_t)since / RAMP_MS;
}

static int32_t exposure(uint64_t ms)
{
  static const int32_t gains[] = {256, 310, 230, 350, 205, 280};
  uint64_t step = ms / STEP_MS;
  size_t count = sizeof gains / sizeof *gains;
  return ramp(gains[(step + count - 1) % count], gains[step % count], step == 0 ? RAMP_MS : ms % STEP_MS);
}

/* The gain of a row, in 1/256. */
static int32_t gain_of(const weather_t *weather, uint64_t ms, uint32_t y)
{
  int32_t gain = 256;
  if (weather->kinds & WEATHER_EXPOSURE)
    gain = gain * exposure(ms) / 256;
  if (weather->kinds & WEATHER_DUSK)
    gain = gain * (179 + 77 * sine(turned(ms + DUSK_MS / 4, DUSK_MS)) / 1024) / 256;
  if (weather->kinds & WEATHER_MAINS)
    gain += 26 * sine((uint64_t)y * TURN * 3 / 2 / weather->height + turned(ms, 1700)) / 1024;
  if (weather->kinds & WEATHER_NIGHT)
    gain = gain * 110 / 256;
  return gain;
}

static void draw_light(const weather_t *weather, uint64_t ms, uint8_t *luma, int stride)
{
  for (uint32_t y = 0; y < weather->height; y++) {
    int32_t gain = gain_of(weather, ms, y);
    for (uint32_t x = 0; gain != 256 && x < weather->width; x++) {
      uint8_t *at = luma + (size_t)y * (size_t)stride + x;
      *at = luma_of(16 + (*at - 16) * gain / 256);
    }
  }
}

/* Another tone for every luma, flatter and brighter in the dark, and no colour. */
static void draw_infrared(const weather_t *weather, uint64_t ms, uint8_t *const plane[3], const int stride[3])
{
  if ((ms + SWITCH_MS) / SLOT_MS % 2 == 0)
    return;
  for (uint32_t y = 0; y < weather->height; y++)
    for (uint32_t x = 0; x < weather->width; x++) {
      uint8_t *at = plane[0] + (size_t)y * (size_t)stride[0] + x;
      int32_t above = *at - 16;
      *at = luma_of(58 + above - above * above / 800);
    }
  for (int i = 1; i < 3; i++)
    for (uint32_t y = 0; y < weather->height / 2; y++)
      memset(plane[i] + (size_t)y * (size_t)stride[i], 128, weather->width / 2);
}

/* --- the lens and the sensor --- */

/* The whole picture, moved by up to two pixels along and one across; what comes in at an edge is the edge. */
static void draw_shake(const weather_t *weather, uint64_t frame, uint8_t *luma, int stride)
{
  uint64_t dice = mix(weather->seed + 25, frame);
  uint32_t along = (uint32_t)(dice % 3);
  uint32_t down = (uint32_t)(dice >> 8) % 2;
  for (uint32_t y = 0; y < weather->height; y++) {
    uint32_t from = y + down < weather->height ? y + down : y;
    memmove(luma + (size_t)y * (size_t)stride, luma + (size_t)from * (size_t)stride + along,
            weather->width - along);
  }
}

/* The sum of four dice: a bell of about 9 luma. */
static void draw_noise(const weather_t *weather, uint64_t frame, uint8_t *luma, int stride)
{
  for (uint32_t y = 0; y < weather->height; y++) {
    uint8_t *row = luma + (size_t)y * (size_t)stride;
    uint64_t dice = mix(weather->seed + 26 + frame, y);
    for (uint32_t x = 0; x < weather->width; x++) {
      dice = dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
      int32_t bell = (int32_t)((dice >> 36 & 15) + (dice >> 44 & 15) + (dice >> 52 & 15) + (dice >> 60)) - 30;
      row[x] = luma_of(row[x] + bell);
    }
  }
}

/* Blocks of 8x8 pixels that lost their finest detail and are a little too dark or bright, otherwise after each keyframe. */
static void draw_block(const weather_t *weather, uint64_t group, uint32_t left, uint32_t top, uint8_t *luma,
                       int stride)
{
  int32_t error = (int32_t)(mix(weather->seed + 27 + group, (uint64_t)left << 32 | top) % 15) - 7;
  int32_t sum = 0;
  for (uint32_t y = top; y < top + 8; y++)
    for (uint32_t x = left; x < left + 8; x++)
      sum += luma[(size_t)y * (size_t)stride + x];
  for (uint32_t y = top; y < top + 8; y++)
    for (uint32_t x = left; x < left + 8; x++) {
      uint8_t *at = luma + (size_t)y * (size_t)stride + x;
      *at = luma_of((*at * 64 + sum) / 128 + error);
    }
}

static void draw_blocks(const weather_t *weather, uint64_t ms, uint8_t *luma, int stride)
{
  for (uint32_t y = 0; y + 8 <= weather->height; y += 8)
    for (uint32_t x = 0; x + 8 <= weather->width; x += 8)
      draw_block(weather, ms / GROUP_MS, x, y, luma, stride);
}

void weather_over(const weather_t *weather, uint64_t frame, uint64_t ms, uint8_t *const plane[3],
                  const int stride[3])
{
  uint8_t *luma = plane[0];
  int row = stride[0];
  if (weather->kinds & WEATHER_RAIN)
    draw_rain(weather, frame, luma, row);
  if (weather->kinds & WEATHER_SNOW)
    draw_snow(weather, ms, luma, row);
  if (weather->kinds & WEATHER_WEB)
    draw_web(weather, ms, luma, row);
  if (weather->kinds & WEATHER_INSECT)
    draw_insect(weather, ms, luma, row);
  if (weather->kinds & (WEATHER_EXPOSURE | WEATHER_DUSK | WEATHER_MAINS | WEATHER_NIGHT))
    draw_light(weather, ms, luma, row);
  if (weather->kinds & WEATHER_INFRARED)
    draw_infrared(weather, ms, plane, stride);
  if (weather->kinds & WEATHER_SHAKE)
    draw_shake(weather, frame, luma, row);
  if (weather->kinds & WEATHER_NIGHT)
    draw_noise(weather, frame, luma, row);
  if (weather->kinds & WEATHER_BLOCKS)
    draw_blocks(weather, ms, luma, row);
}
