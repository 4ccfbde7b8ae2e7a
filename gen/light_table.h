/* SPDX-License-Identifier: BSD-2-Clause */
/* Written by spec/generate.py from spec/lights.tsv. Do not edit. */
#ifndef GEN_LIGHT_TABLE_H
#define GEN_LIGHT_TABLE_H

#include <stdbool.h>
#include <stdint.h>

#include "vocabulary.h"

/* One step of a pattern. */
typedef struct {
  uint8_t on;
  uint16_t until_ms; /* when the step ends, in milliseconds since the pattern began */
} light_step_t;

/*@
  logic integer light_period_ms(integer p) =
    p == LIGHT_FAULT ? 2100 :
    p == LIGHT_READY ? 1000 :
    p == LIGHT_ARMED ? 200 :
    p == LIGHT_PRESSED ? 1000 :
    p == LIGHT_CANCELLED ? 1600 :
    p == LIGHT_WORKING ? 1000 :
    p == LIGHT_UPDATING ? 1200 :
    p == LIGHT_BOOTING ? 1000 :
    p == LIGHT_JOINING ? 500 :
    p == LIGHT_JOIN_FAILED ? 3700 :
    p == LIGHT_SETUP ? 2000 :
    p == LIGHT_LOST ? 3000 :
    p == LIGHT_ONLINE ? 1000 : 0;
  logic integer light_steps(integer p) =
    p == LIGHT_FAULT ? 10 :
    p == LIGHT_READY ? 1 :
    p == LIGHT_ARMED ? 2 :
    p == LIGHT_PRESSED ? 1 :
    p == LIGHT_CANCELLED ? 4 :
    p == LIGHT_WORKING ? 2 :
    p == LIGHT_UPDATING ? 4 :
    p == LIGHT_BOOTING ? 2 :
    p == LIGHT_JOINING ? 2 :
    p == LIGHT_JOIN_FAILED ? 6 :
    p == LIGHT_SETUP ? 4 :
    p == LIGHT_LOST ? 2 :
    p == LIGHT_ONLINE ? 1 : 0;
  logic integer light_repeats(integer p) =
    p == LIGHT_FAULT ? 1 :
    p == LIGHT_READY ? 1 :
    p == LIGHT_ARMED ? 1 :
    p == LIGHT_PRESSED ? 1 :
    p == LIGHT_CANCELLED ? 0 :
    p == LIGHT_WORKING ? 1 :
    p == LIGHT_UPDATING ? 1 :
    p == LIGHT_BOOTING ? 1 :
    p == LIGHT_JOINING ? 1 :
    p == LIGHT_JOIN_FAILED ? 1 :
    p == LIGHT_SETUP ? 1 :
    p == LIGHT_LOST ? 1 :
    p == LIGHT_ONLINE ? 1 : 0;
  logic integer light_on_ms(integer p, integer ms) =
    p == LIGHT_FAULT ? (ms < 100 ? 1 : ms < 250 ? 0 : ms < 350 ? 1 : ms < 500 ? 0 : ms < 600 ? 1 : ms < 750 ? 0 : ms < 850 ? 1 : ms < 1000 ? 0 : ms < 1100 ? 1 : 0) :
    p == LIGHT_READY ? (1) :
    p == LIGHT_ARMED ? (ms < 100 ? 1 : 0) :
    p == LIGHT_PRESSED ? (0) :
    p == LIGHT_CANCELLED ? (ms < 600 ? 1 : ms < 800 ? 0 : ms < 1400 ? 1 : 0) :
    p == LIGHT_WORKING ? (ms < 900 ? 1 : 0) :
    p == LIGHT_UPDATING ? (ms < 300 ? 1 : ms < 400 ? 0 : ms < 700 ? 1 : 0) :
    p == LIGHT_BOOTING ? (ms < 500 ? 1 : 0) :
    p == LIGHT_JOINING ? (ms < 250 ? 1 : 0) :
    p == LIGHT_JOIN_FAILED ? (ms < 600 ? 1 : ms < 800 ? 0 : ms < 1400 ? 1 : ms < 1600 ? 0 : ms < 2200 ? 1 : 0) :
    p == LIGHT_SETUP ? (ms < 100 ? 1 : ms < 250 ? 0 : ms < 350 ? 1 : 0) :
    p == LIGHT_LOST ? (ms < 2900 ? 1 : 0) :
    p == LIGHT_ONLINE ? (1) : 0;
  logic integer light_until_ms(integer p, integer ms) =
    p == LIGHT_FAULT ? (ms < 100 ? 100 : ms < 250 ? 250 : ms < 350 ? 350 : ms < 500 ? 500 : ms < 600 ? 600 : ms < 750 ? 750 : ms < 850 ? 850 : ms < 1000 ? 1000 : ms < 1100 ? 1100 : 2100) :
    p == LIGHT_READY ? (1000) :
    p == LIGHT_ARMED ? (ms < 100 ? 100 : 200) :
    p == LIGHT_PRESSED ? (1000) :
    p == LIGHT_CANCELLED ? (ms < 600 ? 600 : ms < 800 ? 800 : ms < 1400 ? 1400 : 1600) :
    p == LIGHT_WORKING ? (ms < 900 ? 900 : 1000) :
    p == LIGHT_UPDATING ? (ms < 300 ? 300 : ms < 400 ? 400 : ms < 700 ? 700 : 1200) :
    p == LIGHT_BOOTING ? (ms < 500 ? 500 : 1000) :
    p == LIGHT_JOINING ? (ms < 250 ? 250 : 500) :
    p == LIGHT_JOIN_FAILED ? (ms < 600 ? 600 : ms < 800 ? 800 : ms < 1400 ? 1400 : ms < 1600 ? 1600 : ms < 2200 ? 2200 : 3700) :
    p == LIGHT_SETUP ? (ms < 100 ? 100 : ms < 250 ? 250 : ms < 350 ? 350 : 2000) :
    p == LIGHT_LOST ? (ms < 2900 ? 2900 : 3000) :
    p == LIGHT_ONLINE ? (1000) : 0;
*/

/** How long a pattern plays once, in milliseconds; 0 for a number that names no pattern. */
/*@ terminates \true;
    assigns \nothing;
    ensures period: \result == light_period_ms(pattern);
    ensures some: pattern <= LIGHT_LAST ==> \result > 0;
*/
uint16_t light_table_period(uint8_t pattern);

/** Whether a pattern plays again and again. */
/*@ terminates \true;
    assigns \nothing;
    ensures repeats: \result <==> light_repeats(pattern) == 1;
*/
bool light_table_repeats(uint8_t pattern);

/** Whether a pattern never changes: it has one step, and plays again and again. */
/*@ terminates \true;
    assigns \nothing;
    ensures steady: \result <==> light_repeats(pattern) == 1 && light_steps(pattern) == 1;
*/
bool light_table_steady(uint8_t pattern);

/** The step of a pattern, `ms` milliseconds after it began; past its end, the last one. */
/*@ terminates \true;
    assigns \nothing;
    ensures on: \result.on == light_on_ms(pattern, ms);
    ensures until: \result.until_ms == light_until_ms(pattern, ms);
*/
light_step_t light_table_step(uint8_t pattern, uint16_t ms);

#endif
