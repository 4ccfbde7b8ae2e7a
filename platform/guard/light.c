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

void light_show(guard_process_t *process, uint8_t pattern)
{
  if (pattern == process->light)
    return;
  process->light = pattern;
  process->light_since = clock_now();
  process->light_next = 0;
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
