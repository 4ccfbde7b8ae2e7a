/* SPDX-License-Identifier: BSD-2-Clause */
/* The factory reset: intent at run time, the wipe at boot, in one order and no other. */
#ifndef CORE_RESET_H
#define CORE_RESET_H

#include <stdbool.h>
#include <stdint.h>

#include "time.h"
#include "vocabulary.h"

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

/* The states, and the words that the contracts below are written in. */
#include "reset_chart.h"

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
/*@ requires valid: \valid(reset);
    terminates \true;
    assigns *reset;
    ensures start: reset->cs == RESET_STATE_START && reset->failures == 0; // R-015
    ensures cause: reset->cause == CAUSE_POWER;
    ensures deadline: reset->deadline == TIME_NEVER;
*/
void reset_start(reset_t *reset);

/**
 * Take one input; one storage command at most is outstanding, and DONE and FAILED answer it. Inputs that a
 * state has no use for change nothing. cause: with RESTART, enum cause.
 */
/*@ requires valid: \valid(reset) && \valid(output);
    requires apart: \separated(reset, output);
    terminates \true;
    assigns *reset, *output;

    // the machine as a table
    ensures state: 0 <= reset->cs <= RESET_STATE_LAST && reset->failures < RESET_FAILURES;
    ensures next: reset->cs == reset_next(reset_state(\old(reset->cs)),
      reset_taken(\old(reset->cs), \old(reset->failures), \old(reset->deadline), now, input));
    ensures command: output->command == reset_command(reset_state(\old(reset->cs)),
      reset_taken(\old(reset->cs), \old(reset->failures), \old(reset->deadline), now, input));

    // a factory reset is always taken, and begins or goes on (R-006, R-011, R-012, R-013,
    //
    ensures order: input == RESET_ORDER ==> output->accepted &&
      (reset_phase_of(reset->cs) == RESET_INTENDING || reset_phase_of(reset->cs) == RESET_WIPING);
    // it begins with the durable intent and nothing else
    ensures intending: reset_phase_of(reset->cs) == RESET_INTENDING ==>
      reset_phase_of(reset_state(\old(reset->cs))) == RESET_INTENDING ||
      (input == RESET_ORDER && output->command == COMMAND_WRITE_INTENT);
    ensures intended: output->command != COMMAND_NONE && reset_phase_of(reset->cs) == RESET_INTENDING ==>
      output->command == COMMAND_WRITE_INTENT ||
      (reset_waits(\old(reset->cs)) == COMMAND_WRITE_INTENT && input == RESET_DONE &&
       output->command == COMMAND_STOP_CAMERA) ||
      (reset_timed(\old(reset->cs)) && output->command == COMMAND_RESTART_BOARD &&
       output->argument == CAUSE_RESET);

    // the wipe stands in the boot path alone, begins with the key's end, and goes in one order
    //
    ensures wiping: reset_phase_of(reset->cs) == RESET_WIPING ==>
      reset_phase_of(reset_state(\old(reset->cs))) == RESET_WIPING ||
      (\old(reset->cs) == RESET_STATE_START && input == RESET_BOOT_INTENT &&
       output->command == COMMAND_DESTROY_KEY);
    ensures wipe_command: reset_is_wipe(output->command) ==> reset_phase_of(reset->cs) == RESET_WIPING;
    ensures wipe_order: reset_phase_of(reset_state(\old(reset->cs))) == RESET_WIPING &&
      input == RESET_DONE ==>
      output->command == reset_follows(reset_waits(\old(reset->cs)));
    ensures wipe_step: reset_phase_of(reset_state(\old(reset->cs))) == RESET_WIPING &&
      output->command != COMMAND_NONE ==>
      (input == RESET_DONE && output->command == reset_follows(reset_waits(\old(reset->cs)))) ||
      (input == RESET_FAILED && output->command == reset_retries(reset_waits(\old(reset->cs))));
    // a wipe ends with its last command carried out, or as a fault
    ensures wiped: reset_phase_of(reset_state(\old(reset->cs))) == RESET_WIPING &&
      reset_phase_of(reset->cs) != RESET_WIPING ==>
      reset_phase_of(reset->cs) == RESET_FAULT ||
      (input == RESET_DONE && reset_waits(\old(reset->cs)) == COMMAND_CLEAR_INTENT);

    // the owner's data are in use only once storage was opened, and it is opened only without an intent
    //
    ensures operational: reset_phase_of(reset->cs) == RESET_OPERATIONAL ==>
      reset_phase_of(reset_state(\old(reset->cs))) == RESET_OPERATIONAL ||
      (input == RESET_DONE && reset_waits(\old(reset->cs)) == COMMAND_OPEN_STORAGE);
    ensures opening: reset_waits(reset->cs) == COMMAND_OPEN_STORAGE ==>
      reset_waits(\old(reset->cs)) == COMMAND_OPEN_STORAGE ||
      (\old(reset->cs) == RESET_STATE_START && input == RESET_BOOT_CLEAN) ||
      (input == RESET_DONE && reset_waits(\old(reset->cs)) == COMMAND_CLEAR_INTENT);
    ensures locked: \old(reset->cs) == RESET_STATE_START && input == RESET_BOOT_UNREADABLE ==>
      reset_phase_of(reset->cs) == RESET_FAULT && output->command == COMMAND_NONE;

    // a fault is left by a request alone
    ensures fault: reset_phase_of(reset_state(\old(reset->cs))) == RESET_FAULT &&
      input != RESET_ORDER && input != RESET_RESTART ==>
      reset_phase_of(reset->cs) == RESET_FAULT && output->command == COMMAND_NONE;

    // a soft restart orders no storage command and tells its cause
    ensures soft: reset_phase_of(reset->cs) == RESET_RESTARTING ==>
      !reset_is_storage(output->command) && reset_waits(reset->cs) == COMMAND_NONE;
    ensures restart: input == RESET_RESTART ==>
      (output->accepted <==> reset_phase_of(reset->cs) == RESET_RESTARTING);
    ensures restart_taken: input == RESET_RESTART && reset_at_rest(reset_state(\old(reset->cs))) ==>
      output->accepted && output->command == COMMAND_STOP_CAMERA && reset->cause == cause;
    ensures cause: !(input == RESET_RESTART && reset_at_rest(reset_state(\old(reset->cs)))) ==>
      reset->cause == \old(reset->cause);
    ensures argument: output->argument == (output->command != COMMAND_RESTART_BOARD ? 0 :
      reset_phase_of(reset->cs) == RESET_RESTARTING ? reset->cause : CAUSE_RESET);
    ensures nothing_else: output->accepted ==> input == RESET_ORDER || input == RESET_RESTART;

    // one storage command at most is outstanding, and it is the last that was ordered
    ensures outstanding: reset_waits(reset->cs) ==
      (reset_is_storage(output->command) ? output->command :
       reset->cs == reset_state(\old(reset->cs)) ? reset_waits(\old(reset->cs)) : COMMAND_NONE);

    // each answer brings the end nearer: done or fault within RESET_COMMANDS_MAX
    ensures bounded: reset_left(reset->cs, reset->failures) <= RESET_COMMANDS_MAX;
    ensures nearer: reset_waits(\old(reset->cs)) != COMMAND_NONE &&
      (input == RESET_DONE || input == RESET_FAILED) ==>
      0 <= reset_left(reset->cs, reset->failures) <
      reset_left(\old(reset->cs), reset_failures(\old(reset->failures)));
    // nothing but a boot or an order makes it farther
    ensures farther: reset_left(reset->cs, reset->failures) >
      reset_left(reset_state(\old(reset->cs)), reset_failures(\old(reset->failures))) ==>
      \old(reset->cs) == RESET_STATE_START || input == RESET_ORDER;
    ensures ended: reset_left(reset->cs, reset->failures) == 0 <==> reset_waits(reset->cs) == COMMAND_NONE;

    // what waits for no storage ends at its deadline
    ensures late: reset_timed(reset_state(\old(reset->cs))) && now >= \old(reset->deadline) &&
      input != RESET_ORDER ==>
      output->command == COMMAND_RESTART_BOARD;
    ensures stopping: output->command == COMMAND_STOP_CAMERA ==>
      reset->deadline == reset_moment(now, RESET_STOPPING);
    ensures restarting: output->command == COMMAND_RESTART_BOARD ==>
      reset->deadline == reset_moment(now, RESET_RESTARTING_AGAIN);
    ensures waiting: output->command == COMMAND_NONE && reset_timed(reset->cs) ==>
      reset->deadline == \old(reset->deadline);
    ensures deadline: !reset_timed(reset->cs) ==> reset->deadline == TIME_NEVER;
    ensures call: output->next == reset->deadline;
*/
void reset_step(reset_t *reset, uint64_t now, uint8_t input, uint8_t cause, reset_output_t *output);

/** enum reset_phase. */
/*@ requires valid: \valid_read(reset);
    terminates \true;
    assigns \nothing;
    ensures phase: \result == reset_phase_of(reset_state(reset->cs)); // R-030, R-042
*/
uint8_t reset_phase(const reset_t *reset);

/** The storage command that waits for its answer, or COMMAND_NONE. */
/*@ requires valid: \valid_read(reset);
    terminates \true;
    assigns \nothing;
    ensures waits: \result == reset_waits(reset->cs);
*/
uint8_t reset_outstanding(const reset_t *reset);

#endif
