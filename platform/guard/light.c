/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "guard/process.h"

#include "common/clock.h"
#include "light.h"
#include "time.h"

static void light_set(guard_process_t *process, bool on)
{
  if (process->light_on == on)
    return;
  process->light_on = on;
  board_light(process->board, on);
}

/* A pattern that is lit, then dark, and again, can be the board's to blink: a busy guard does not disturb it then. */
static bool light_blinks(guard_process_t *process, uint8_t pattern)
{
  light_level_t first = light_level(pattern, 0);
  light_level_t second = light_level(pattern, first.next);
  light_level_t third = light_level(pattern, second.next);
  uint64_t period = light_duration(pattern);
  bool simple = first.on && !second.on && second.next == period && third.on && first.next < period &&
                light_level(pattern, 2 * period).next != TIME_NEVER;
  return simple && board_blink(process->board, (uint32_t)(first.next / TIME_MILLISECOND),
                               (uint32_t)((period - first.next) / TIME_MILLISECOND));
}

/* Without a radio that works, what the core says of networks is not so, and somebody has to look. */
static uint8_t light_true(const guard_process_t *process, uint8_t pattern)
{
  bool of_networks = pattern == LIGHT_SETUP || pattern == LIGHT_JOINING || pattern == LIGHT_JOIN_FAILED ||
                     pattern == LIGHT_LOST;
  return process->radio_broken && of_networks ? LIGHT_FAULT : pattern;
}

void light_show(guard_process_t *process, uint8_t core_pattern)
{
  uint8_t pattern = light_true(process, core_pattern);
  if (pattern == process->light)
    return;
  process->light = pattern;
  process->light_since = clock_now();
  process->light_next = 0;
  if (light_blinks(process, pattern)) {
    process->light_next = TIME_NEVER;
    process->light_blinks = true;
    return;
  }
  if (process->light_blinks) /* as it happens to be: both levels are new */
    process->light_on = !light_level(pattern, 0).on;
  process->light_blinks = false;
  light_run(process);
}

void light_run(guard_process_t *process)
{
  uint64_t now = clock_now();
  if (now < process->light_next)
    return;
  light_level_t level = light_level(process->light, now - process->light_since);
  process->light_next = time_after(process->light_since, level.next);
  light_set(process, level.on);
}
