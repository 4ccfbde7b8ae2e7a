/* SPDX-License-Identifier: BSD-2-Clause */
/* The camera process: started, watched by its heartbeat, restarted with growing pauses. */
#ifndef CORE_SUPERVISOR_H
#define CORE_SUPERVISOR_H

#include <stdbool.h>
#include <stdint.h>

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

/** The decided spans: 10 s of silence, pauses from 1 s to 60 s. */
supervisor_timing_t supervisor_timing_default(void);

/** Whether the spans are in order. */
bool supervisor_timing_ordered(const supervisor_timing_t *timing);

/** No camera process, none wanted. */
void supervisor_start(supervisor_t *supervisor);

/**
 * Take one input. wanted: whether the camera process should run. Returns false, with nothing changed and no command,
 * where the timing is not in order.
 */
bool supervisor_step(supervisor_t *supervisor, const supervisor_timing_t *timing, uint64_t now, uint8_t input,
                     bool wanted, supervisor_output_t *output);

#endif
