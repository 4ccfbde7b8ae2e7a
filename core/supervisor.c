/* SPDX-License-Identifier: BSD-2-Clause */
#include "supervisor.h"

/* What an input makes of the machine, and what it orders. */
typedef struct {
  supervisor_t supervisor;
  uint8_t command;
} kept_t;

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
/*@ terminates \true;
    assigns \nothing;
    ensures pause: \result == supervisor_pause(timing, pause);
*/
static uint64_t supervisor_bounded(supervisor_timing_t timing, uint64_t pause)
{
  if (pause < timing.first_pause)
    return timing.first_pause;
  return pause > timing.longest_pause ? timing.longest_pause : pause;
}

/* The pause after this one: twice as long, up to the longest. */
/*@ requires pause: pause <= timing.longest_pause;
    terminates \true;
    assigns \nothing;
    ensures longer: \result == supervisor_longer(timing, pause);
*/
static uint64_t supervisor_doubled(supervisor_timing_t timing, uint64_t pause)
{
  return pause > timing.longest_pause - pause ? timing.longest_pause : pause + pause;
}

/*@ terminates \true;
    assigns \nothing;
    ensures running: \result.supervisor.phase == SUPERVISOR_RUNNING && \result.command ==
      COMMAND_START_CAMERA;
    ensures times: \result.supervisor.since == now && \result.supervisor.beat == now &&
      \result.supervisor.pause == pause && \result.supervisor.restarts == supervisor.restarts;
*/
static kept_t supervisor_run(supervisor_t supervisor, uint64_t now, uint64_t pause)
{
  kept_t kept = {.supervisor = supervisor, .command = COMMAND_START_CAMERA};
  kept.supervisor.phase = SUPERVISOR_RUNNING;
  kept.supervisor.since = now;
  kept.supervisor.beat = now;
  kept.supervisor.pause = pause;
  return kept;
}

/*@ terminates \true;
    assigns \nothing;
    ensures stopping: \result.supervisor.phase == SUPERVISOR_STOPPING && \result.command ==
      COMMAND_STOP_CAMERA;
    ensures rest: \result.supervisor.beat == now && \result.supervisor.since == supervisor.since &&
      \result.supervisor.pause == supervisor.pause && \result.supervisor.restarts == supervisor.restarts;
*/
static kept_t supervisor_stop(supervisor_t supervisor, uint64_t now)
{
  kept_t kept = {.supervisor = supervisor, .command = COMMAND_STOP_CAMERA};
  kept.supervisor.phase = SUPERVISOR_STOPPING;
  kept.supervisor.beat = now;
  return kept;
}

/* The process is gone: rest before the next start, briefly after a run that was long enough. */
/*@ terminates \true;
    assigns \nothing;
    ensures phase: \result.supervisor.phase == (wanted ? SUPERVISOR_PAUSING : SUPERVISOR_OFF);
    ensures since: \result.supervisor.since == now;
    ensures kept: \result.command == COMMAND_NONE && \result.supervisor.beat == supervisor.beat &&
      \result.supervisor.restarts == supervisor.restarts;
    ensures pause: \result.supervisor.pause == (supervisor_ago(supervisor.since, now) >
      timing.longest_pause ? timing.first_pause : supervisor_pause(timing, supervisor.pause));
*/
static kept_t supervisor_exited(supervisor_t supervisor, supervisor_timing_t timing, uint64_t now,
                                bool wanted)
{
  const bool lasted = supervisor_elapsed(supervisor.since, now) > timing.longest_pause;
  kept_t kept = {.supervisor = supervisor, .command = COMMAND_NONE};
  kept.supervisor.phase = wanted ? SUPERVISOR_PAUSING : SUPERVISOR_OFF;
  kept.supervisor.pause = lasted ? timing.first_pause : supervisor_bounded(timing, supervisor.pause);
  kept.supervisor.since = now;
  return kept;
}

/*@ requires phase: supervisor.phase == SUPERVISOR_RUNNING;
    terminates \true;
    assigns \nothing;
    ensures restarts: \result.supervisor.restarts == supervisor.restarts;
    behavior exited:
      assumes input == SUPERVISOR_EXITED;
      ensures command: \result.command == COMMAND_NONE && \result.supervisor.beat == supervisor.beat;
      ensures phase: \result.supervisor.phase == (wanted ? SUPERVISOR_PAUSING : SUPERVISOR_OFF);
      ensures since: \result.supervisor.since == now;
      ensures pause: \result.supervisor.pause == (supervisor_ago(supervisor.since, now) >
        timing.longest_pause ? timing.first_pause : supervisor_pause(timing, supervisor.pause));
    behavior beaten:
      assumes input == SUPERVISOR_HEARTBEAT && wanted && 0 < timing.heartbeat;
      ensures command: \result.command == COMMAND_NONE && \result.supervisor.phase == SUPERVISOR_RUNNING;
      ensures beat: \result.supervisor.beat == now;
      ensures kept: \result.supervisor.since == supervisor.since && \result.supervisor.pause ==
        supervisor.pause;
    behavior ended:
      assumes input != SUPERVISOR_EXITED && !(input == SUPERVISOR_HEARTBEAT && wanted) && (!wanted ||
        supervisor_ago(supervisor.beat, now) >= timing.heartbeat);
      ensures command: \result.command == COMMAND_STOP_CAMERA && \result.supervisor.phase ==
        SUPERVISOR_STOPPING;
      ensures beat: \result.supervisor.beat == now;
      ensures kept: \result.supervisor.since == supervisor.since && \result.supervisor.pause ==
        supervisor.pause;
    behavior running:
      assumes input != SUPERVISOR_EXITED && input != SUPERVISOR_HEARTBEAT && wanted &&
        supervisor_ago(supervisor.beat, now) < timing.heartbeat;
      ensures unchanged: \result.command == COMMAND_NONE && \result.supervisor == supervisor;
*/
static kept_t supervisor_running(supervisor_t supervisor, supervisor_timing_t timing, uint64_t now,
                                 uint8_t input, bool wanted)
{
  if (input == SUPERVISOR_EXITED)
    return supervisor_exited(supervisor, timing, now, wanted);
  kept_t kept = {.supervisor = supervisor, .command = COMMAND_NONE};
  if (input == SUPERVISOR_HEARTBEAT)
    kept.supervisor.beat = now;
  if (!wanted || supervisor_elapsed(kept.supervisor.beat, now) >= timing.heartbeat)
    return supervisor_stop(supervisor, now);
  return kept;
}

/*@ requires phase: supervisor.phase == SUPERVISOR_STOPPING;
    terminates \true;
    assigns \nothing;
    ensures restarts: \result.supervisor.restarts == supervisor.restarts;
    behavior exited:
      assumes input == SUPERVISOR_EXITED;
      ensures command: \result.command == COMMAND_NONE && \result.supervisor.beat == supervisor.beat;
      ensures phase: \result.supervisor.phase == (wanted ? SUPERVISOR_PAUSING : SUPERVISOR_OFF);
      ensures since: \result.supervisor.since == now;
      ensures pause: \result.supervisor.pause == (supervisor_ago(supervisor.since, now) >
        timing.longest_pause ? timing.first_pause : supervisor_pause(timing, supervisor.pause));
    behavior again:
      assumes input != SUPERVISOR_EXITED && supervisor_ago(supervisor.beat, now) >= timing.heartbeat;
      ensures command: \result.command == COMMAND_STOP_CAMERA && \result.supervisor.phase ==
        SUPERVISOR_STOPPING;
      ensures beat: \result.supervisor.beat == now;
      ensures kept: \result.supervisor.since == supervisor.since && \result.supervisor.pause ==
        supervisor.pause;
    behavior waiting:
      assumes input != SUPERVISOR_EXITED && supervisor_ago(supervisor.beat, now) < timing.heartbeat;
      ensures unchanged: \result.command == COMMAND_NONE && \result.supervisor == supervisor;
    complete behaviors;
    disjoint behaviors;
*/
static kept_t supervisor_stopping(supervisor_t supervisor, supervisor_timing_t timing, uint64_t now,
                                  uint8_t input, bool wanted)
{
  if (input == SUPERVISOR_EXITED)
    return supervisor_exited(supervisor, timing, now, wanted);
  if (supervisor_elapsed(supervisor.beat, now) >= timing.heartbeat)
    return supervisor_stop(supervisor, now);
  kept_t kept = {.supervisor = supervisor, .command = COMMAND_NONE};
  return kept;
}

/*@ requires ordered: supervisor_ordered(timing);
    requires phase: supervisor.phase == SUPERVISOR_PAUSING;
    terminates \true;
    assigns \nothing;
    behavior dropped:
      assumes !wanted;
      ensures off: \result.supervisor.phase == SUPERVISOR_OFF && \result.command == COMMAND_NONE;
      ensures restarts: \result.supervisor.restarts == supervisor.restarts;
    behavior pausing:
      assumes wanted && supervisor_ago(supervisor.since, now) < supervisor_pause(timing,
        supervisor.pause);
      ensures unchanged: \result.command == COMMAND_NONE && \result.supervisor == supervisor;
    behavior rested:
      assumes wanted && supervisor_ago(supervisor.since, now) >= supervisor_pause(timing,
        supervisor.pause);
      ensures command: \result.command == COMMAND_START_CAMERA && \result.supervisor.phase ==
        SUPERVISOR_RUNNING;
      ensures times: \result.supervisor.since == now && \result.supervisor.beat == now;
      ensures pause: \result.supervisor.pause == supervisor_longer(timing, supervisor_pause(timing,
        supervisor.pause));
      ensures restarts: \result.supervisor.restarts == (supervisor.restarts < UINT32_MAX ?
        supervisor.restarts + 1 : UINT32_MAX);
    complete behaviors;
    disjoint behaviors;
*/
static kept_t supervisor_pausing(supervisor_t supervisor, supervisor_timing_t timing, uint64_t now,
                                 bool wanted)
{
  const uint64_t pause = supervisor_bounded(timing, supervisor.pause);
  kept_t kept = {.supervisor = supervisor, .command = COMMAND_NONE};
  if (!wanted) {
    kept.supervisor.phase = SUPERVISOR_OFF;
    return kept;
  }
  if (supervisor_elapsed(supervisor.since, now) < pause)
    return kept;
  if (supervisor.restarts < UINT32_MAX)
    kept.supervisor.restarts++;
  return supervisor_run(kept.supervisor, now, supervisor_doubled(timing, pause));
}

/* When the supervisor next wants to be called. */
/*@ terminates \true;
    assigns \nothing;
    ensures call: \result == supervisor_call(supervisor, timing);
*/
static uint64_t supervisor_next(supervisor_t supervisor, supervisor_timing_t timing)
{
  if (supervisor.phase == SUPERVISOR_OFF)
    return TIME_NEVER;
  if (supervisor.phase == SUPERVISOR_PAUSING)
    return time_after(supervisor.since, supervisor_bounded(timing, supervisor.pause));
  return time_after(supervisor.beat, timing.heartbeat);
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

/* What an input makes of the machine at `now`. */
/*@ requires ordered: supervisor_ordered(timing);
    terminates \true;
    assigns \nothing;
    ensures start: \result.command == COMMAND_START_CAMERA ==> !supervisor_has_process(supervisor.phase)
      && \result.supervisor.phase == SUPERVISOR_RUNNING && wanted;
    ensures stop: \result.command == COMMAND_STOP_CAMERA ==> supervisor_has_process(supervisor.phase) &&
      \result.supervisor.phase == SUPERVISOR_STOPPING;
    ensures gone: supervisor_has_process(supervisor.phase) &&
      !supervisor_has_process(\result.supervisor.phase) ==> input == SUPERVISOR_EXITED;
    behavior wanted:
      assumes supervisor.phase == SUPERVISOR_OFF && wanted;
      ensures command: \result.command == COMMAND_START_CAMERA && \result.supervisor.phase ==
        SUPERVISOR_RUNNING;
      ensures times: \result.supervisor.since == now && \result.supervisor.beat == now &&
        \result.supervisor.pause == timing.first_pause;
      ensures restarts: \result.supervisor.restarts == supervisor.restarts;
    behavior off:
      assumes supervisor.phase == SUPERVISOR_OFF && !wanted;
      ensures unchanged: \result.supervisor == supervisor;
      ensures nothing: \result.command == COMMAND_NONE;
    behavior exited:
      assumes supervisor_has_process(supervisor.phase) && input == SUPERVISOR_EXITED;
      ensures command: \result.command == COMMAND_NONE;
      ensures phase: \result.supervisor.phase == (wanted ? SUPERVISOR_PAUSING : SUPERVISOR_OFF);
      ensures since: \result.supervisor.since == now;
      ensures pause: \result.supervisor.pause == (supervisor_ago(supervisor.since, now) >
        timing.longest_pause ? timing.first_pause : supervisor_pause(timing, supervisor.pause));
      ensures restarts: \result.supervisor.restarts == supervisor.restarts;
    behavior beaten:
      assumes supervisor.phase == SUPERVISOR_RUNNING && input == SUPERVISOR_HEARTBEAT && wanted;
      ensures command: \result.command == COMMAND_NONE && \result.supervisor.phase == SUPERVISOR_RUNNING;
      ensures beat: \result.supervisor.beat == now;
      ensures kept: \result.supervisor.since == supervisor.since && \result.supervisor.pause ==
        supervisor.pause && \result.supervisor.restarts == supervisor.restarts;
    behavior ended:
      assumes supervisor.phase == SUPERVISOR_RUNNING && input != SUPERVISOR_EXITED && !(input ==
        SUPERVISOR_HEARTBEAT && wanted) && (!wanted || supervisor_ago(supervisor.beat, now) >=
        timing.heartbeat);
      ensures command: \result.command == COMMAND_STOP_CAMERA && \result.supervisor.phase ==
        SUPERVISOR_STOPPING;
      ensures beat: \result.supervisor.beat == now;
      ensures kept: \result.supervisor.since == supervisor.since && \result.supervisor.pause ==
        supervisor.pause && \result.supervisor.restarts == supervisor.restarts;
    behavior running:
      assumes supervisor.phase == SUPERVISOR_RUNNING && input != SUPERVISOR_EXITED && input !=
        SUPERVISOR_HEARTBEAT && wanted && supervisor_ago(supervisor.beat, now) < timing.heartbeat;
      ensures unchanged: \result.supervisor == supervisor;
      ensures nothing: \result.command == COMMAND_NONE;
    behavior stopping:
      assumes supervisor_has_process(supervisor.phase) && supervisor.phase != SUPERVISOR_RUNNING && input
        != SUPERVISOR_EXITED;
      ensures phase: \result.supervisor.phase == SUPERVISOR_STOPPING;
      ensures command: \result.command == (supervisor_ago(supervisor.beat, now) >= timing.heartbeat ?
        COMMAND_STOP_CAMERA : COMMAND_NONE);
      ensures beat: \result.supervisor.beat == (supervisor_ago(supervisor.beat, now) >= timing.heartbeat ?
        now : supervisor.beat);
      ensures kept: \result.supervisor.since == supervisor.since && \result.supervisor.pause ==
        supervisor.pause && \result.supervisor.restarts == supervisor.restarts;
    behavior dropped:
      assumes supervisor.phase == SUPERVISOR_PAUSING && !wanted;
      ensures phase: \result.supervisor.phase == SUPERVISOR_OFF && \result.command == COMMAND_NONE;
      ensures restarts: \result.supervisor.restarts == supervisor.restarts;
    behavior pausing:
      assumes supervisor.phase == SUPERVISOR_PAUSING && wanted && supervisor_ago(supervisor.since, now) <
        supervisor_pause(timing, supervisor.pause);
      ensures unchanged: \result.supervisor == supervisor;
      ensures nothing: \result.command == COMMAND_NONE;
    behavior rested:
      assumes supervisor.phase == SUPERVISOR_PAUSING && wanted && supervisor_ago(supervisor.since, now) >=
        supervisor_pause(timing, supervisor.pause);
      ensures command: \result.command == COMMAND_START_CAMERA && \result.supervisor.phase ==
        SUPERVISOR_RUNNING;
      ensures times: \result.supervisor.since == now && \result.supervisor.beat == now;
      ensures pause: \result.supervisor.pause == supervisor_longer(timing, supervisor_pause(timing,
        supervisor.pause));
      ensures restarts: \result.supervisor.restarts == (supervisor.restarts < UINT32_MAX ?
        supervisor.restarts + 1 : UINT32_MAX);
    complete behaviors;
    disjoint behaviors;
*/
static kept_t supervisor_take(supervisor_t supervisor, supervisor_timing_t timing, uint64_t now,
                              uint8_t input, bool wanted)
{
  kept_t kept = {.supervisor = supervisor, .command = COMMAND_NONE};
  if (supervisor.phase == SUPERVISOR_OFF && wanted)
    return supervisor_run(supervisor, now, timing.first_pause);
  if (supervisor.phase == SUPERVISOR_OFF)
    return kept;
  if (supervisor.phase == SUPERVISOR_RUNNING)
    return supervisor_running(supervisor, timing, now, input, wanted);
  if (supervisor.phase == SUPERVISOR_PAUSING)
    return supervisor_pausing(supervisor, timing, now, wanted);
  kept.supervisor.phase = SUPERVISOR_STOPPING; /* a phase that cannot be is ended as well */
  return supervisor_stopping(kept.supervisor, timing, now, input, wanted);
}

bool supervisor_step(supervisor_t *supervisor, const supervisor_timing_t *timing, uint64_t now, uint8_t input,
                     bool wanted, supervisor_output_t *output)
{
  output->command = COMMAND_NONE;
  output->next = TIME_NEVER;
  if (!supervisor_timing_ordered(timing))
    return false;
  supervisor_timing_t spans = *timing;
  kept_t kept = supervisor_take(*supervisor, spans, now, input, wanted);
  *supervisor = kept.supervisor;
  output->command = kept.command;
  output->next = supervisor_next(kept.supervisor, spans);
  return true;
}
