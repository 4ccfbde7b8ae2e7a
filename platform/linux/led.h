/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The light: a LED of the kernel's LED class. */
#ifndef LINUX_LED_H
#define LINUX_LED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LED_CLASS "/sys/class/leds"

typedef struct {
  int folder;
  unsigned brightest;
  bool blinks; /* the kernel's timer is at work on it */
} led_t;

/** Open the LED of that name in `folder` (LED_CLASS), dark. Returns false with one line in `error`. */
bool led_open(led_t *led, const char *folder, const char *name, char *error, size_t room);

/** Let go of it, as it is. */
void led_close(led_t *led);

/** Switch it. */
void led_set(led_t *led, bool on);

/** Have the kernel blink it, from now on and beginning lit. Returns false where the kernel cannot. */
bool led_blink(led_t *led, uint32_t on_ms, uint32_t off_ms);

#endif
