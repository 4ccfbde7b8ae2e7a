/* SPDX-License-Identifier: BSD-2-Clause */
/* The light: one pattern for the state of the whole camera, and its level at any moment. */
#ifndef CORE_LIGHT_H
#define CORE_LIGHT_H

#include <stdbool.h>
#include <stdint.h>

/* All that the light can speak of. Any combination is allowed. */
typedef struct {
  uint8_t button; /* button_shows(): SIGNAL_NONE, _PRESSED, _ARMED, _READY or _STUCK */
  bool fault;     /* a fault that needs a person */
  bool cancelled; /* a hold was cancelled less than one pattern ago */
  bool working;   /* wiping or restarting */
  bool updating;
  bool booting;
  bool setup;       /* the setup network is open */
  bool joining;
  bool join_failed; /* and less than its time ago */
  bool lost;        /* the home network is lost */
} light_inputs_t;

/**
 * The one pattern to show: by the priority of spec/lights.tsv, except that a finger on the button is answered
 * (ready, armed, pressed) even where a fault stands. Returns enum light.
 */
uint8_t light_pattern(const light_inputs_t *inputs);

typedef struct {
  bool on;
  uint64_t next; /* nanoseconds into the pattern at which the level may next change; TIME_NEVER: it stays */
} light_level_t;

/** The level of a pattern `elapsed` nanoseconds after it began. A number that names no pattern is off. */
light_level_t light_level(uint8_t pattern, uint64_t elapsed);

/** How long a pattern plays once, in nanoseconds. */
uint64_t light_duration(uint8_t pattern);

#endif
