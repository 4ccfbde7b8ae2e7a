/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Eva's way into motion: any luma, any rate, any zone, frame after frame, at one size. WP proves every size; this is a
   second opinion by another method, which runs the code on sets of values. */
#include "motion.h"
#include "event.h"
#include "motion_blobs.h"

#define WIDTH 64
#define HEIGHT 48
#define SAMPLES (WIDTH / 2 * (HEIGHT / 2))
#define CELLS (WIDTH / MOTION_CELL * (HEIGHT / MOTION_CELL))

static uint8_t model[MOTION_PLANES * SAMPLES + WIDTH / 2 * 2 + 4]; /* motion_model_bytes() */
static uint8_t levels[CELLS], mask[CELLS], luma[WIDTH * HEIGHT], cells[CELLS];
static motion_t motion;
static motion_blobs_t blobs;
static motion_labels_t labels;
static event_t event;
static event_output_t output;
static motion_result_t result;

/* Any number from least to most. */
/*@ requires order: least <= most;
    assigns \result \from least, most;
    ensures between: least <= \result <= most;
*/
uint64_t any_number(uint64_t least, uint64_t most);

/* Any bytes. */
/*@ assigns bytes[0 .. count - 1] \from count;
    ensures known: \initialized(bytes + (0 .. count - 1));
*/
void any_bytes(uint8_t *bytes, uint64_t count);

int main(void)
{
  const motion_format_t format = {WIDTH, HEIGHT, (uint32_t)any_number(1, MOTION_RATE_MAX)};
  const motion_memory_t memory = {model, levels, mask};
  const event_timing_t timing = {300000000, 5000000000, 300000000000, 5000000000};
  any_bytes(cells, sizeof cells);
  const motion_zone_t zone = {cells, (uint8_t)any_number(0, 255), (uint32_t)any_number(0, 1000)};
  if (!motion_start(&motion, &format, &memory))
    return 1;
  (void)motion_set_zones(&motion, &zone, 1);
  event_start(&event);
  while (any_number(0, 1) == 1) {
    any_bytes(luma, sizeof luma);
    if (!motion_step(&motion, luma, sizeof luma, WIDTH, &result))
      return 1;
    motion_blobs_find(&blobs, &labels, result.mask, result.cells_wide, result.cells_high, format.rate);
    uint64_t now = any_number(0, UINT64_MAX);
    (void)event_step(&event, &timing, now, result.motion != 0, &output);
  }
  return 0;
}
