/* SPDX-License-Identifier: BSD-2-Clause */
/* The machines composed: one event in, a few commands, the light and the next call out. */
#ifndef CORE_GUARD_H
#define CORE_GUARD_H

#include <stdbool.h>
#include <stdint.h>

#include "button.h"
#include "provision.h"
#include "reset.h"
#include "supervisor.h"

typedef struct {
  button_timing_t button;
  provision_timing_t provision;
  supervisor_timing_t supervisor;
} guard_timing_t;

/* An event. argument: as spec/events.tsv says (a command or a reason), 0 elsewhere.
   With EVENT_BOOT: intent, vault and cause are enum intent, enum vault and enum cause. */
typedef struct {
  uint64_t time;
  uint8_t kind; /* enum event */
  uint8_t argument;
  uint8_t intent;
  uint8_t vault;
  uint8_t cause;
  bool repair; /* with EVENT_BOOT: some record's copies differ */
} guard_event_t;

typedef struct {
  uint8_t kind; /* enum command */
  uint8_t argument;
} guard_command_t;

/* Two of the reset, one repair, the provisioning's, one of the supervisor. */
#define GUARD_COMMANDS (4 + PROVISION_COMMANDS)
typedef struct {
  uint8_t count;
  guard_command_t commands[GUARD_COMMANDS]; /* in the order in which they are to be carried out */
  uint8_t light;                            /* enum light */
  uint8_t reason; /* for the events that are requests: enum reason, NONE where taken */
  uint8_t signal; /* enum signal: what the button said, for the log */
  uint64_t next;  /* when the guard next wants to be called: with the contact as it is then */
} guard_output_t;

typedef struct {
  button_t button;
  reset_t reset;
  provision_t provision;
  supervisor_t supervisor;
  uint64_t now;
  uint64_t sample;    /* when the button next wants a sample of the contact */
  uint64_t cancelled; /* until when the light tells of a cancelled hold; 0: not */
  bool booted;        /* EVENT_BOOT was taken: a second one changes nothing */
  uint8_t vault;      /* enum vault: as read at boot, unclaimed after a wipe, owned after a claim */
  uint8_t cause;      /* enum cause, of this boot */
  bool repair;        /* copies differ: repair once the storage is open */
} guard_t;

/** The decided times. */
guard_timing_t guard_timing_default(void);

/** Whether all times are in order. */
bool guard_timing_ordered(const guard_timing_t *timing);

/** Everything at boot; the first event is EVENT_BOOT or a contact, whichever comes first. */
void guard_start(guard_t *guard);

/**
 * Take one event. Any event is allowed in any state; one that means nothing there only tells the time. Times before
 * the latest one count as the latest, but a contact keeps the time at which it was seen.
 *
 * At `next` the platform samples the contact and sends what it sees: EVENT_TICK moves every machine but the button,
 * which counts only what was seen. The first event of all is EVENT_BOOT or a contact.
 *
 * A request of the owner is refused with a reason: while the contact is closed nothing that comes over the socket
 * restarts the board. STORE_OWNER, REPAIR_RECORDS and the storage commands of the reset are carried out one after
 * the other, in the order in which they were given, and each is answered by its own number.
 *
 * Returns false, with nothing changed, no command and requests refused as busy, where the timing is not in order.
 */
bool guard_step(guard_t *guard, const guard_timing_t *timing, const guard_event_t *event,
                guard_output_t *output);

#endif
