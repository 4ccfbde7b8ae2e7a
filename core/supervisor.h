/* SPDX-License-Identifier: BSD-2-Clause */
/* The camera process: started, watched by its heartbeat, restarted with growing pauses. */
#ifndef CORE_SUPERVISOR_H
#define CORE_SUPERVISOR_H

#include <stdbool.h>
#include <stdint.h>

#include "time.h"
#include "vocabulary.h"

/* Spans in nanoseconds; in order when 0 < heartbeat, 0 < first_pause <= longest_pause. */
typedef struct {
  uint64_t heartbeat;   /* silent this long: it hangs, and is ended */
  uint64_t first_pause; /* before the first restart; doubles with each that did not run for `longest_pause` */
  uint64_t longest_pause;
} supervisor_timing_t;

enum supervisor_phase { SUPERVISOR_OFF, SUPERVISOR_RUNNING, SUPERVISOR_STOPPING, SUPERVISOR_PAUSING };

typedef struct {
  uint8_t phase;     /* enum supervisor_phase */
  uint64_t since;    /* start of the run or of the pause */
  uint64_t beat;     /* last sign of life; while stopping, when the stop was last ordered */
  uint64_t pause;    /* length of this pause, or of the next */
  uint32_t restarts; /* since boot, saturating */
} supervisor_t;

enum supervisor_input { SUPERVISOR_TICK, SUPERVISOR_EXITED, SUPERVISOR_HEARTBEAT };

typedef struct {
  uint8_t command; /* COMMAND_START_CAMERA, COMMAND_STOP_CAMERA or COMMAND_NONE */
  uint64_t next;
} supervisor_output_t;

/* The words that the contracts below are written in. */
#include "supervisor.acsl.h"

/** The decided spans: 10 s of silence, pauses from 1 s to 60 s. */
/*@ terminates \true;
    assigns \nothing;
    ensures spans: \result.heartbeat == 10000000000 && \result.first_pause == 1000000000 &&
      \result.longest_pause == 60000000000;
*/
supervisor_timing_t supervisor_timing_default(void);

/** Whether the spans are in order. */
/*@ requires valid: \valid_read(timing);
    terminates \true;
    assigns \nothing;
    ensures ordered: \result <==> supervisor_ordered(*timing);
*/
bool supervisor_timing_ordered(const supervisor_timing_t *timing);

/** No camera process, none wanted. */
/*@ requires valid: \valid(supervisor);
    terminates \true;
    assigns *supervisor;
    ensures off: supervisor->phase == SUPERVISOR_OFF && supervisor->since == 0 && supervisor->beat == 0 &&
      supervisor->pause == 0 && supervisor->restarts == 0;
*/
void supervisor_start(supervisor_t *supervisor);

/**
 * Take one input. wanted: whether the camera process should run. Returns false, with nothing changed and no
 * command, where the timing is not in order.
 */
/*@ requires valid: \valid(supervisor) && \valid_read(timing) && \valid(output);
    requires apart: \separated(supervisor, timing, output);
    terminates \true;
    assigns *supervisor, *output;
    ensures result: \result <==> supervisor_ordered(*timing);
    ensures call: \result ==> output->next == supervisor_call(*supervisor, *timing);
    // one process at most: started only where none runs, stopped only where one may
    ensures start: output->command == COMMAND_START_CAMERA ==>
      !supervisor_has_process(\old(supervisor->phase)) && supervisor->phase == SUPERVISOR_RUNNING && wanted;
    ensures stop: output->command == COMMAND_STOP_CAMERA ==>
      supervisor_has_process(\old(supervisor->phase)) && supervisor->phase == SUPERVISOR_STOPPING;
    ensures gone: supervisor_has_process(\old(supervisor->phase)) &&
      !supervisor_has_process(supervisor->phase) ==>
      input == SUPERVISOR_EXITED;

    behavior refused:
      assumes !supervisor_ordered(*timing);
      ensures unchanged: *supervisor == \old(*supervisor);
      ensures nothing: output->command == COMMAND_NONE && output->next == TIME_NEVER;

    behavior wanted: // R-060: started at once
      assumes supervisor_ordered(*timing) && supervisor->phase == SUPERVISOR_OFF && wanted;
      ensures command: output->command == COMMAND_START_CAMERA && supervisor->phase == SUPERVISOR_RUNNING;
      ensures times: supervisor->since == now && supervisor->beat == now &&
        supervisor->pause == timing->first_pause;
      ensures restarts: supervisor->restarts == \old(supervisor->restarts);

    behavior off:
      assumes supervisor_ordered(*timing) && supervisor->phase == SUPERVISOR_OFF && !wanted;
      ensures unchanged: *supervisor == \old(*supervisor);
      ensures nothing: output->command == COMMAND_NONE;

    behavior exited: // R-060: rest before the next start, briefly after a run that lasted
      assumes supervisor_ordered(*timing) && supervisor_has_process(supervisor->phase) &&
        input == SUPERVISOR_EXITED;
      ensures command: output->command == COMMAND_NONE;
      ensures phase: supervisor->phase == (wanted ? SUPERVISOR_PAUSING : SUPERVISOR_OFF);
      ensures since: supervisor->since == now;
      ensures pause: supervisor->pause ==
        (supervisor_ago(\old(supervisor->since), now) > timing->longest_pause ? timing->first_pause :
         supervisor_pause(*timing, \old(supervisor->pause)));
      ensures restarts: supervisor->restarts == \old(supervisor->restarts);

    behavior beaten: // R-105: a sign of life
      assumes supervisor_ordered(*timing) && supervisor->phase == SUPERVISOR_RUNNING &&
        input == SUPERVISOR_HEARTBEAT && wanted;
      ensures command: output->command == COMMAND_NONE && supervisor->phase == SUPERVISOR_RUNNING;
      ensures beat: supervisor->beat == now;
      ensures kept: supervisor->since == \old(supervisor->since) &&
        supervisor->pause == \old(supervisor->pause) &&
        supervisor->restarts == \old(supervisor->restarts);

    behavior ended: // R-105: silent for too long, or not wanted any more
      assumes supervisor_ordered(*timing) && supervisor->phase == SUPERVISOR_RUNNING &&
        input != SUPERVISOR_EXITED && !(input == SUPERVISOR_HEARTBEAT && wanted) &&
        (!wanted || supervisor_ago(supervisor->beat, now) >= timing->heartbeat);
      ensures command: output->command == COMMAND_STOP_CAMERA && supervisor->phase == SUPERVISOR_STOPPING;
      ensures beat: supervisor->beat == now;
      ensures kept: supervisor->since == \old(supervisor->since) &&
        supervisor->pause == \old(supervisor->pause) &&
        supervisor->restarts == \old(supervisor->restarts);

    behavior running:
      assumes supervisor_ordered(*timing) && supervisor->phase == SUPERVISOR_RUNNING &&
        input != SUPERVISOR_EXITED && input != SUPERVISOR_HEARTBEAT &&
        wanted && supervisor_ago(supervisor->beat, now) < timing->heartbeat;
      ensures unchanged: *supervisor == \old(*supervisor);
      ensures nothing: output->command == COMMAND_NONE;

    behavior stopping: // R-060: ended again and again until it is gone
      assumes supervisor_ordered(*timing) && supervisor_has_process(supervisor->phase) &&
        supervisor->phase != SUPERVISOR_RUNNING && input != SUPERVISOR_EXITED;
      ensures phase: supervisor->phase == SUPERVISOR_STOPPING;
      ensures command: output->command ==
        (supervisor_ago(\old(supervisor->beat), now) >= timing->heartbeat ?
         COMMAND_STOP_CAMERA : COMMAND_NONE);
      ensures beat: supervisor->beat ==
        (supervisor_ago(\old(supervisor->beat), now) >= timing->heartbeat ? now : \old(supervisor->beat));
      ensures kept: supervisor->since == \old(supervisor->since) &&
        supervisor->pause == \old(supervisor->pause) &&
        supervisor->restarts == \old(supervisor->restarts);

    behavior dropped:
      assumes supervisor_ordered(*timing) && supervisor->phase == SUPERVISOR_PAUSING && !wanted;
      ensures phase: supervisor->phase == SUPERVISOR_OFF && output->command == COMMAND_NONE;
      ensures restarts: supervisor->restarts == \old(supervisor->restarts);

    behavior pausing:
      assumes supervisor_ordered(*timing) && supervisor->phase == SUPERVISOR_PAUSING && wanted &&
        supervisor_ago(supervisor->since, now) < supervisor_pause(*timing, supervisor->pause);
      ensures unchanged: *supervisor == \old(*supervisor);
      ensures nothing: output->command == COMMAND_NONE;

    behavior rested: // R-060: restarted, and the next pause is twice as long
      assumes supervisor_ordered(*timing) && supervisor->phase == SUPERVISOR_PAUSING && wanted &&
        supervisor_ago(supervisor->since, now) >= supervisor_pause(*timing, supervisor->pause);
      ensures command: output->command == COMMAND_START_CAMERA && supervisor->phase == SUPERVISOR_RUNNING;
      ensures times: supervisor->since == now && supervisor->beat == now;
      ensures pause: supervisor->pause ==
        supervisor_longer(*timing, supervisor_pause(*timing, \old(supervisor->pause)));
      ensures restarts: supervisor->restarts ==
        (\old(supervisor->restarts) < UINT32_MAX ? \old(supervisor->restarts) + 1 : UINT32_MAX);

    complete behaviors;
    disjoint behaviors;
*/
bool supervisor_step(supervisor_t *supervisor, const supervisor_timing_t *timing, uint64_t now, uint8_t input,
                     bool wanted, supervisor_output_t *output);

#endif
