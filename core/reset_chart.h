/* SPDX-License-Identifier: BSD-2-Clause */
/* The chart of the factory reset (spec/reset.rl): one symbol in, one transition, one command out. A part of
   reset.h. */
#ifndef CORE_RESET_CHART_H
#define CORE_RESET_CHART_H

#include <stdint.h>

/* The chart's states, by the numbers that Ragel gives them. */
enum reset_state {
  RESET_STATE_START,           /* the records were not read yet */
  RESET_STATE_OPENING,         /* OPEN_STORAGE is outstanding */
  RESET_STATE_INTENDING,       /* WRITE_INTENT is outstanding */
  RESET_STATE_STOPPING_WIPE,   /* the intent is durable; the camera process is being ended */
  RESET_STATE_RESTARTING_WIPE, /* the board goes down, into the wipe */
  RESET_STATE_FAULT,           /* locked or failed */
  RESET_STATE_STOPPING_SOFT,   /* the camera process is being ended, nothing else is changed */
  RESET_STATE_RESTARTING_SOFT, /* the board goes down, nothing is changed */
  RESET_STATE_OPERATIONAL,     /* the owner's data are in use */
  RESET_STATE_DESTROYING,      /* DESTROY_KEY is outstanding */
  RESET_STATE_KEYING,          /* CREATE_KEY is outstanding */
  RESET_STATE_FILING,          /* CREATE_FILES is outstanding */
  RESET_STATE_VERIFYING,       /* VERIFY_WIPE is outstanding */
  RESET_STATE_CLEARING         /* CLEAR_INTENT is outstanding */
};
#define RESET_STATE_LAST 13

/* What the chart is fed. */
enum reset_symbol {
  RESET_SYMBOL_IDLE, /* nothing that the chart has a use for */
  RESET_SYMBOL_BOOT_CLEAN,
  RESET_SYMBOL_BOOT_INTENT,
  RESET_SYMBOL_BOOT_UNREADABLE,
  RESET_SYMBOL_ORDER,
  RESET_SYMBOL_RESTART,
  RESET_SYMBOL_DONE,
  RESET_SYMBOL_FAILED,    /* the outstanding command failed and may be tried again */
  RESET_SYMBOL_EXHAUSTED, /* it failed once too often */
  RESET_SYMBOL_GONE,      /* the camera process is gone */
  RESET_SYMBOL_LATE       /* the state's deadline has passed */
};
#define RESET_SYMBOL_LAST 10

#include "reset.acsl.h"

/** Take one symbol in state *cs (0 to RESET_STATE_LAST); returns the command to carry out, enum command. */
/*@ requires state: \valid(cs) && 0 <= *cs <= RESET_STATE_LAST;
    terminates \true;
    assigns *cs;
    ensures state: 0 <= *cs <= RESET_STATE_LAST;
    ensures next: *cs == reset_next(\old(*cs), symbol); // R-010, R-016, R-042, R-044
    ensures command: \result == reset_command(\old(*cs), symbol); // R-010, R-031 to
*/
uint8_t reset_chart_feed(int *cs, uint8_t symbol);

#endif
