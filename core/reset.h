/* SPDX-License-Identifier: BSD-2-Clause */
/* The factory reset: intent at run time, the wipe at boot, in one order and no other. */
#ifndef CORE_RESET_H
#define CORE_RESET_H

#include <stdbool.h>
#include <stdint.h>

#include "time.h"

/* Failures that end an opening, an intent or a whole wipe in a fault. */
#define RESET_FAILURES 3
/* From any boot, the machine is operational or in a fault after at most so many answered storage commands. */
#define RESET_COMMANDS_MAX 16
/* The camera process is waited for this long, ns; the board is told again to go down after this long, ns. */
#define RESET_STOPPING (5 * TIME_SECOND)
#define RESET_RESTARTING_AGAIN (10 * TIME_SECOND)

enum reset_input {
  RESET_TICK,
  RESET_BOOT_CLEAN,      /* no intent stands, key and ownership record are readable */
  RESET_BOOT_INTENT,     /* an intent stands */
  RESET_BOOT_UNREADABLE, /* intent, key or ownership record cannot be read: locked */
  RESET_ORDER,           /* a factory reset, by the button or by an authorised request */
  RESET_RESTART,         /* a restart, by the button or by request; cause in `cause` */
  RESET_DONE,            /* the outstanding storage command was carried out */
  RESET_FAILED,          /* ... was not */
  RESET_CAMERA_GONE
};

/* What others need to know of the machine. */
enum reset_phase {
  RESET_STARTING,    /* records not read, or storage being opened */
  RESET_OPERATIONAL, /* owner's data in use */
  RESET_INTENDING,   /* the intent is being written, or it is durable and the board goes down for the wipe */
  RESET_RESTARTING,  /* going down for a soft restart */
  RESET_WIPING,
  RESET_FAULT /* locked or failed: nothing of the owner's is in use; a restart or a factory reset leaves it */
};

typedef struct {
  int cs;            /* state of the chart (core/reset_chart.h) */
  uint8_t failures;  /* of the opening, the intent or the wipe under way */
  uint8_t cause;     /* of the restart under way, enum cause */
  uint64_t deadline; /* of a state that does not wait for storage; TIME_NEVER elsewhere */
} reset_t;

typedef struct {
  uint8_t command;  /* enum command: storage commands, STOP_CAMERA, RESTART_BOARD, or NONE */
  uint8_t argument; /* with RESTART_BOARD: enum cause */
  bool accepted;    /* with ORDER and RESTART: it was taken (or is already under way) */
  uint64_t next;
} reset_output_t;

/** A machine at boot, before the records were read. */
void reset_start(reset_t *reset);

/**
 * Take one input; one storage command at most is outstanding, and DONE and FAILED answer it. Inputs that a state
 * has no use for change nothing. cause: with RESTART, enum cause.
 */
void reset_step(reset_t *reset, uint64_t now, uint8_t input, uint8_t cause, reset_output_t *output);

/** enum reset_phase. */
uint8_t reset_phase(const reset_t *reset);

/** The storage command that waits for its answer, or COMMAND_NONE. */
uint8_t reset_outstanding(const reset_t *reset);

#endif
