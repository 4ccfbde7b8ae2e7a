/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the drawn scene may be troubled by: the weather, the light, the lens, the sensor. Each is drawn by seed and moment
   alone, and is no motion by the scene's truth. In a scene with any of them no lamp is switched. */
#ifndef CAMERA_WEATHER_H
#define CAMERA_WEATHER_H

#include <stdbool.h>
#include <stdint.h>

enum weather_kind {
  WEATHER_NIGHT = 1 << 0,    /* a dark picture whose sensor's noise is strong */
  WEATHER_INFRARED = 1 << 1, /* every 26 s the infrared filter is switched, in a pause between figures */
  WEATHER_RAIN = 1 << 2,
  WEATHER_SNOW = 1 << 3,
  WEATHER_WIND = 1 << 4,     /* leaves sway much more */
  WEATHER_WATER = 1 << 5,    /* a pond that glitters */
  WEATHER_INSECT = 1 << 6,   /* now and then one flies past, close to the lens */
  WEATHER_WEB = 1 << 7,      /* a strand of a spider's web sways before the lens */
  WEATHER_EXPOSURE = 1 << 8, /* the camera's own steps of exposure and gain, every 7 s */
  WEATHER_SHAKE = 1 << 9,    /* the camera shakes by a pixel or two */
  WEATHER_MAINS = 1 << 10,   /* bands of mains light beat against the rate */
  WEATHER_DUSK = 1 << 11,    /* the light goes slowly to four tenths, and comes back: a minute each */
  WEATHER_BLOCKS = 1 << 12,  /* what a strong compression leaves, another every 2 s */
  WEATHER_BUSY =
      1 << 13, /* a crowd from the first frame on, for 15 s; then figures as always, without the first */
  WEATHER_PARKED = 1 << 14, /* instead of figures a car that comes at 30 s, parks, and leaves at 80 s */
  WEATHER_KINDS = 15
};

typedef struct {
  uint32_t kinds;         /* of enum weather_kind */
  uint32_t width, height; /* pixels */
  uint64_t seed;
} weather_t;

/** The kinds that a text names, "rain,wind"; 0 where some of it is no kind's name. */
uint32_t weather_read(const char *text);

/** All names, with commas between them. */
const char *weather_names(void);

/** Draw what lies on the ground behind the figures. ms: milliseconds since frame 0. */
void weather_ground(const weather_t *weather, uint64_t ms, uint8_t *luma, int stride);

/** Draw what is before the figures, the light, the lens and the sensor, in the order in which they come. */
void weather_over(const weather_t *weather, uint64_t frame, uint64_t ms, uint8_t *const plane[3],
                  const int stride[3]);

#endif
