/* SPDX-License-Identifier: BSD-2-Clause */
/* Written by spec/generate.py from spec/lights.tsv. Do not edit. */
#ifndef GEN_LIGHT_TABLE_H
#define GEN_LIGHT_TABLE_H

#include <stdint.h>

#define LIGHT_STEPS_MAX 10

/* One pattern: steps of `on` or off for `ms` milliseconds, in order; period: their sum; repeats: 0 plays once. */
typedef struct {
  uint8_t count;
  uint8_t repeats;
  uint16_t period_ms;
  uint8_t on[LIGHT_STEPS_MAX];
  uint16_t ms[LIGHT_STEPS_MAX];
} light_steps_t;

/* Indexed by enum light. */
#define LIGHT_PATTERNS 13
extern const light_steps_t light_table[LIGHT_PATTERNS];

#endif
