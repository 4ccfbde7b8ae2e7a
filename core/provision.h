/* SPDX-License-Identifier: BSD-2-Clause */
/* From unprovisioned to joined, or back with a reason. */
#ifndef CORE_PROVISION_H
#define CORE_PROVISION_H

#include <stdbool.h>
#include <stdint.h>

#include "provision_chart.h"

/* Spans in nanoseconds, all above 0. */
typedef struct {
  uint64_t window;  /* the setup network closes this long after the last sign of a phone (15 min) */
  uint64_t trying;  /* a join is given up after this (60 s) */
  uint64_t storing; /* an answer to STORE_OWNER is no longer waited for after this (120 s) */
  uint64_t linger;  /* the setup network stays this long after success (60 s) */
  uint64_t away; /* after a button restart, home not reached for this long opens setup for the owner (60 s) */
  uint64_t failed; /* the light tells of a failed join this long (60 s) */
} provision_timing_t;

/* What others need to know of the machine. */
enum provision_phase {
  PROVISION_STARTING,  /* not begun, or halted */
  PROVISION_SETUP,     /* unclaimed, setup network open */
  PROVISION_DORMANT,   /* unclaimed, setup network closed until a restart */
  PROVISION_TRYING,    /* the candidate is tried */
  PROVISION_STORING,   /* joined with the candidate; its record is being stored */
  PROVISION_LINGERING, /* joined, setup network still up */
  PROVISION_ONLINE,
  PROVISION_CONNECTING, /* owned, home network not reached yet */
  PROVISION_LOST,       /* owned, home network lost */
  PROVISION_OWNER_SETUP /* owned, setup network open for the owner after a button restart */
};

typedef struct {
  int cs;          /* enum provision_state */
  bool owing;      /* an answer to STORE_OWNER is outstanding */
  uint8_t reason;  /* why the last try failed, enum reason */
  uint64_t now;    /* the latest time seen; time never runs back for the machine */
  uint64_t since;  /* start of the state, or the last sign of a phone in it */
  uint64_t failed; /* until when the light tells of a failed try; 0: not */
} provision_t;

#define PROVISION_COMMANDS 6 /* two transitions of three at most: one by the bound, one by the input */
typedef struct {
  uint8_t commands[PROVISION_COMMANDS]; /* in order; COMMAND_NONE past the last */
  uint8_t reason;                       /* with CLAIM and CHANGE: enum reason, NONE where taken */
  uint64_t next; /* when the machine next wants to be called; TIME_NEVER where only an input can matter */
} provision_output_t;

/** The decided spans. */
provision_timing_t provision_timing_default(void);

/** Whether the spans are in order. */
bool provision_timing_ordered(const provision_timing_t *timing);

/** A machine at boot. */
void provision_start(provision_t *provision);

/**
 * Take one input (enum provision_input; any other number is a tick). Times before the latest one count as the latest.
 * A state whose bound has come is left first, unless the input is one that leaves it: an answer is an answer, however
 * late it is looked at. reason: with JOIN_FAILED, enum reason; what names no reason counts as REASON_TIMED_OUT.
 * After FORGET_CANDIDATE no result of that try may be reported any more, and each STORE_OWNER is answered once by
 * STORED or NOT_STORED, however late; one that nobody waits for changes nothing.
 * Returns false where the timing is not in order: nothing changes, nothing is ordered, a request is refused as busy.
 */
bool provision_step(provision_t *provision, const provision_timing_t *timing, uint64_t now, uint8_t input,
                    uint8_t reason, provision_output_t *output);

/** enum provision_phase. */
uint8_t provision_phase(const provision_t *provision);

/** Whether an owner is recorded, as far as this machine knows. */
bool provision_owned(const provision_t *provision);

/** Whether the setup network is to be up. */
bool provision_setup_open(const provision_t *provision);

/** Whether the light should tell of a failed join. */
bool provision_tells_failure(const provision_t *provision, uint64_t now);

#endif
