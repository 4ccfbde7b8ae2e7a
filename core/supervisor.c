/* SPDX-License-Identifier: BSD-2-Clause */
#include "supervisor.h"

/* How long ago a moment was; 0 where it lies ahead. */
/*@ terminates \true;
    assigns \nothing;
    ensures ago: \result == supervisor_ago(since, now);
*/
static uint64_t supervisor_elapsed(uint64_t since, uint64_t now)
{
  return now > since ? now - since : 0;
}

/* A pause within its bounds. */
/*@ requires valid: \valid_read(timing);
    terminates \true;
    assigns \nothing;
    ensures pause: \result == supervisor_pause(timing, pause);
*/
static uint64_t supervisor_bounded(const supervisor_timing_t *timing, uint64_t pause)
{
  if (pause < timing->first_pause)
    return timing->first_pause;
  return pause > timing->longest_pause ? timing->longest_pause : pause;
}

/* The pause after this one: twice as long, up to the longest. */
/*@ requires valid: \valid_read(timing) && pause <= timing->longest_pause;
    terminates \true;
    assigns \nothing;
    ensures longer: \result == supervisor_longer(timing, pause);
*/
static uint64_t supervisor_doubled(const supervisor_timing_t *timing, uint64_t pause)
{
  return pause > timing->longest_pause - pause ? timing->longest_pause : pause + pause;
}

/*@ requires valid: \valid(supervisor);
    terminates \true;
    assigns supervisor->phase, supervisor->since, supervisor->beat, supervisor->pause;
    ensures running: supervisor->phase == SUPERVISOR_RUNNING && \result == COMMAND_START_CAMERA;
    ensures times: supervisor->since == now && supervisor->beat == now && supervisor->pause == pause;
*/
static uint8_t supervisor_run(supervisor_t *supervisor, uint64_t now, uint64_t pause)
{
  supervisor->phase = SUPERVISOR_RUNNING;
  supervisor->since = now;
  supervisor->beat = now;
  supervisor->pause = pause;
  return COMMAND_START_CAMERA;
}

/*@ requires valid: \valid(supervisor);
    terminates \true;
    assigns supervisor->phase, supervisor->beat;
    ensures stopping: supervisor->phase == SUPERVISOR_STOPPING && \result == COMMAND_STOP_CAMERA;
    ensures beat: supervisor->beat == now;
*/
static uint8_t supervisor_stop(supervisor_t *supervisor, uint64_t now)
{
  supervisor->phase = SUPERVISOR_STOPPING;
  supervisor->beat = now;
  return COMMAND_STOP_CAMERA;
}

/* The process is gone: rest before the next start, briefly after a run that was long enough. */
/*@ requires valid: \valid(supervisor) && \valid_read(timing) && \separated(supervisor, timing);
    terminates \true;
    assigns supervisor->phase, supervisor->since, supervisor->pause;
    ensures phase: supervisor->phase == (wanted ? SUPERVISOR_PAUSING : SUPERVISOR_OFF);
    ensures since: supervisor->since == now;
    ensures pause: supervisor->pause ==
      (supervisor_ago(\old(supervisor->since), now) > timing->longest_pause ? timing->first_pause :
       supervisor_pause(timing, \old(supervisor->pause)));
*/
static void supervisor_exited(supervisor_t *supervisor, const supervisor_timing_t *timing, uint64_t now,
                              bool wanted)
{
  const bool lasted = supervisor_elapsed(supervisor->since, now) > timing->longest_pause;

  supervisor->phase = wanted ? SUPERVISOR_PAUSING : SUPERVISOR_OFF;
  supervisor->pause = lasted ? timing->first_pause : supervisor_bounded(timing, supervisor->pause);
  supervisor->since = now;
}

/*@ requires valid: \valid(supervisor) && \valid_read(timing) && \separated(supervisor, timing);
    requires phase: supervisor->phase == SUPERVISOR_RUNNING;
    terminates \true;
    assigns supervisor->phase, supervisor->since, supervisor->beat, supervisor->pause;
    behavior exited:
      assumes input == SUPERVISOR_EXITED;
      ensures command: \result == COMMAND_NONE && supervisor->beat == \old(supervisor->beat);
      ensures phase: supervisor->phase == (wanted ? SUPERVISOR_PAUSING : SUPERVISOR_OFF);
      ensures since: supervisor->since == now;
      ensures pause: supervisor->pause ==
        (supervisor_ago(\old(supervisor->since), now) > timing->longest_pause ? timing->first_pause :
         supervisor_pause(timing, \old(supervisor->pause)));
    behavior beaten:
      assumes input == SUPERVISOR_HEARTBEAT && wanted && 0 < timing->heartbeat;
      ensures command: \result == COMMAND_NONE && supervisor->phase == SUPERVISOR_RUNNING;
      ensures beat: supervisor->beat == now;
      ensures kept: supervisor->since == \old(supervisor->since) &&
        supervisor->pause == \old(supervisor->pause);
    behavior ended:
      assumes input != SUPERVISOR_EXITED && !(input == SUPERVISOR_HEARTBEAT && wanted) &&
        (!wanted || supervisor_ago(supervisor->beat, now) >= timing->heartbeat);
      ensures command: \result == COMMAND_STOP_CAMERA && supervisor->phase == SUPERVISOR_STOPPING;
      ensures beat: supervisor->beat == now;
      ensures kept: supervisor->since == \old(supervisor->since) &&
        supervisor->pause == \old(supervisor->pause);
    behavior running:
      assumes input != SUPERVISOR_EXITED && input != SUPERVISOR_HEARTBEAT && wanted &&
        supervisor_ago(supervisor->beat, now) < timing->heartbeat;
      ensures unchanged: \result == COMMAND_NONE && supervisor_unchanged{Pre, Post}(supervisor);
*/
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

/*@ requires valid: \valid(supervisor) && \valid_read(timing) && \separated(supervisor, timing);
    requires phase: supervisor->phase == SUPERVISOR_STOPPING;
    terminates \true;
    assigns supervisor->phase, supervisor->since, supervisor->beat, supervisor->pause;
    behavior exited:
      assumes input == SUPERVISOR_EXITED;
      ensures command: \result == COMMAND_NONE && supervisor->beat == \old(supervisor->beat);
      ensures phase: supervisor->phase == (wanted ? SUPERVISOR_PAUSING : SUPERVISOR_OFF);
      ensures since: supervisor->since == now;
      ensures pause: supervisor->pause ==
        (supervisor_ago(\old(supervisor->since), now) > timing->longest_pause ? timing->first_pause :
         supervisor_pause(timing, \old(supervisor->pause)));
    behavior again:
      assumes input != SUPERVISOR_EXITED && supervisor_ago(supervisor->beat, now) >= timing->heartbeat;
      ensures command: \result == COMMAND_STOP_CAMERA && supervisor->phase == SUPERVISOR_STOPPING;
      ensures beat: supervisor->beat == now;
      ensures kept: supervisor->since == \old(supervisor->since) &&
        supervisor->pause == \old(supervisor->pause);
    behavior waiting:
      assumes input != SUPERVISOR_EXITED && supervisor_ago(supervisor->beat, now) < timing->heartbeat;
      ensures unchanged: \result == COMMAND_NONE && supervisor_unchanged{Pre, Post}(supervisor);
    complete behaviors;
    disjoint behaviors;
*/
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

/*@ requires valid: \valid(supervisor) && \valid_read(timing) && \separated(supervisor, timing);
    requires ordered: supervisor_ordered(timing);
    requires phase: supervisor->phase == SUPERVISOR_PAUSING;
    terminates \true;
    assigns *supervisor;
    behavior dropped:
      assumes !wanted;
      ensures off: supervisor->phase == SUPERVISOR_OFF && \result == COMMAND_NONE;
      ensures restarts: supervisor->restarts == \old(supervisor->restarts);
    behavior pausing:
      assumes wanted && supervisor_ago(supervisor->since, now) < supervisor_pause(timing, supervisor->pause);
      ensures unchanged: \result == COMMAND_NONE && supervisor_unchanged{Pre, Post}(supervisor);
    behavior rested:
      assumes wanted && supervisor_ago(supervisor->since, now) >= supervisor_pause(timing, supervisor->pause);
      ensures command: \result == COMMAND_START_CAMERA && supervisor->phase == SUPERVISOR_RUNNING;
      ensures times: supervisor->since == now && supervisor->beat == now;
      ensures pause: supervisor->pause ==
        supervisor_longer(timing, supervisor_pause(timing, \old(supervisor->pause)));
      ensures restarts: supervisor->restarts ==
        (\old(supervisor->restarts) < UINT32_MAX ? \old(supervisor->restarts) + 1 : UINT32_MAX);
    complete behaviors;
    disjoint behaviors;
*/
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
/*@ requires valid: \valid_read(supervisor) && \valid_read(timing);
    terminates \true;
    assigns \nothing;
    ensures call: \result == supervisor_call(supervisor, timing);
*/
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
