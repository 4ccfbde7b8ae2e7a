/* SPDX-License-Identifier: BSD-2-Clause */
#include "supervisor.h"

#include "time.h"
#include "vocabulary.h"

/* How long ago a moment was; 0 where it lies ahead. */
static uint64_t supervisor_elapsed(uint64_t since, uint64_t now)
{
  return now > since ? now - since : 0;
}

/* A pause within its bounds. */
static uint64_t supervisor_bounded(const supervisor_timing_t *timing, uint64_t pause)
{
  if (pause < timing->first_pause)
    return timing->first_pause;
  return pause > timing->longest_pause ? timing->longest_pause : pause;
}

/* The pause after this one: twice as long, up to the longest. */
static uint64_t supervisor_doubled(const supervisor_timing_t *timing, uint64_t pause)
{
  return pause > timing->longest_pause - pause ? timing->longest_pause : pause + pause;
}

static uint8_t supervisor_run(supervisor_t *supervisor, uint64_t now, uint64_t pause)
{
  supervisor->phase = SUPERVISOR_RUNNING;
  supervisor->since = now;
  supervisor->beat = now;
  supervisor->pause = pause;
  return COMMAND_START_CAMERA;
}

static uint8_t supervisor_stop(supervisor_t *supervisor, uint64_t now)
{
  supervisor->phase = SUPERVISOR_STOPPING;
  supervisor->beat = now;
  return COMMAND_STOP_CAMERA;
}

/* The process is gone: rest before the next start, briefly after a run that was long enough. */
static void supervisor_exited(supervisor_t *supervisor, const supervisor_timing_t *timing, uint64_t now,
                              bool wanted)
{
  const bool lasted = supervisor_elapsed(supervisor->since, now) > timing->longest_pause;

  supervisor->phase = wanted ? SUPERVISOR_PAUSING : SUPERVISOR_OFF;
  supervisor->pause = lasted ? timing->first_pause : supervisor_bounded(timing, supervisor->pause);
  supervisor->since = now;
}

static uint8_t supervisor_running(supervisor_t *supervisor, const supervisor_timing_t *timing, uint64_t now,
                                  uint8_t input, bool wanted)
{
  if (input == SUPERVISOR_EXITED) {
    supervisor_exited(supervisor, timing, now, wanted);
    return COMMAND_NONE;
  }
  if (input == SUPERVISOR_HEARTBEAT)
    supervisor->beat = now;
  if (!wanted || supervisor_elapsed(supervisor->beat, now) >= timing->heartbeat)
    return supervisor_stop(supervisor, now);
  return COMMAND_NONE;
}

static uint8_t supervisor_stopping(supervisor_t *supervisor, const supervisor_timing_t *timing, uint64_t now,
                                   uint8_t input, bool wanted)
{
  if (input == SUPERVISOR_EXITED) {
    supervisor_exited(supervisor, timing, now, wanted);
    return COMMAND_NONE;
  }
  if (supervisor_elapsed(supervisor->beat, now) >= timing->heartbeat)
    return supervisor_stop(supervisor, now);
  return COMMAND_NONE;
}

static uint8_t supervisor_pausing(supervisor_t *supervisor, const supervisor_timing_t *timing, uint64_t now,
                                  bool wanted)
{
  const uint64_t pause = supervisor_bounded(timing, supervisor->pause);

  if (!wanted) {
    supervisor->phase = SUPERVISOR_OFF;
    return COMMAND_NONE;
  }
  if (supervisor_elapsed(supervisor->since, now) < pause)
    return COMMAND_NONE;
  if (supervisor->restarts < UINT32_MAX)
    supervisor->restarts++;
  return supervisor_run(supervisor, now, supervisor_doubled(timing, pause));
}

/* When the supervisor next wants to be called. */
static uint64_t supervisor_next(const supervisor_t *supervisor, const supervisor_timing_t *timing)
{
  if (supervisor->phase == SUPERVISOR_OFF)
    return TIME_NEVER;
  if (supervisor->phase == SUPERVISOR_PAUSING)
    return time_after(supervisor->since, supervisor_bounded(timing, supervisor->pause));
  return time_after(supervisor->beat, timing->heartbeat);
}

supervisor_timing_t supervisor_timing_default(void)
{
  const supervisor_timing_t timing = {
      .heartbeat = 10 * TIME_SECOND,
      .first_pause = 1 * TIME_SECOND,
      .longest_pause = 60 * TIME_SECOND,
  };

  return timing;
}

bool supervisor_timing_ordered(const supervisor_timing_t *timing)
{
  return timing->heartbeat > 0 && timing->first_pause > 0 && timing->first_pause <= timing->longest_pause;
}

void supervisor_start(supervisor_t *supervisor)
{
  supervisor->phase = SUPERVISOR_OFF;
  supervisor->since = 0;
  supervisor->beat = 0;
  supervisor->pause = 0;
  supervisor->restarts = 0;
}

bool supervisor_step(supervisor_t *supervisor, const supervisor_timing_t *timing, uint64_t now, uint8_t input,
                     bool wanted, supervisor_output_t *output)
{
  output->command = COMMAND_NONE;
  output->next = TIME_NEVER;
  if (!supervisor_timing_ordered(timing))
    return false;
  switch (supervisor->phase) {
  case SUPERVISOR_OFF:
    if (wanted)
      output->command = supervisor_run(supervisor, now, timing->first_pause);
    break;
  case SUPERVISOR_RUNNING:
    output->command = supervisor_running(supervisor, timing, now, input, wanted);
    break;
  case SUPERVISOR_PAUSING:
    output->command = supervisor_pausing(supervisor, timing, now, wanted);
    break;
  default: /* stopping; a phase that cannot be is ended as well */
    supervisor->phase = SUPERVISOR_STOPPING;
    output->command = supervisor_stopping(supervisor, timing, now, input, wanted);
    break;
  }
  output->next = supervisor_next(supervisor, timing);
  return true;
}
