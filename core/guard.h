/* SPDX-License-Identifier: BSD-2-Clause */
/* The machines composed: one event in, a few commands, the light and the next call out. */
#ifndef CORE_GUARD_H
#define CORE_GUARD_H

#include <stdbool.h>
#include <stdint.h>

#include "button.h"
#include "button_chart.h"
#include "provision.h"
#include "reset.h"
#include "reset_chart.h"
#include "supervisor.h"

typedef struct {
  button_timing_t button;
  provision_timing_t provision;
  supervisor_timing_t supervisor;
} guard_timing_t;

/* An event. argument: as spec/events.tsv says (a command or a reason), 0 elsewhere. With EVENT_BOOT: intent,
   vault and cause are enum intent, enum vault and enum cause. */
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

#include "guard.acsl.h"

/** The decided times. */
/*@ terminates \true;
    assigns \nothing;
    ensures button: \result.button.debounce == 30 * TIME_MILLISECOND &&
      \result.button.ready == 8 * TIME_SECOND;
    ensures provision: \result.provision.window == 900 * TIME_SECOND;
    ensures supervisor: \result.supervisor.heartbeat == 10 * TIME_SECOND;
*/
guard_timing_t guard_timing_default(void);

/** Whether all times are in order. */
/*@ requires timing: \valid_read(timing);
    terminates \true;
    assigns \nothing;
    ensures ordered: \result <==> guard_ordered(timing);
*/
bool guard_timing_ordered(const guard_timing_t *timing);

/** Everything at boot; the first event is EVENT_BOOT or a contact, whichever comes first. */
/*@ requires guard: \valid(guard);
    terminates \true;
    assigns *guard;
    ensures starting: guard->reset.cs == RESET_STATE_START && guard->provision.cs == PROVISION_STATE_START;
    ensures button: guard->button.cs == BUTTON_BLIND; // R-015
    ensures idle: guard->supervisor.phase == SUPERVISOR_OFF && guard->supervisor.restarts == 0;
    ensures unknown: !guard->booted && !guard->repair && guard->now == 0 && guard->cancelled == 0;
    ensures nothing_told: guard->vault == VAULT_UNCLAIMED && guard->cause == CAUSE_POWER && guard->sample == TIME_NEVER;
*/
void guard_start(guard_t *guard);

/**
 * Take one event. Any event is allowed in any state; one that means nothing there only tells the time. Times
 * before the latest one count as the latest, but a contact keeps the time at which it was seen.
 *
 * At `next` the platform samples the contact and sends what it sees: EVENT_TICK moves every machine but the
 * button, which counts only what was seen. The first event of all is EVENT_BOOT or a contact.
 *
 * A request of the owner is refused with a reason: while a finger may be on the button nothing that comes over
 * the socket restarts the board; a contact that is jammed refuses nothing. STORE_OWNER, REPAIR_RECORDS and the
 * storage commands of the reset are carried out one after the other, in the order in which they were given, and
 * each is answered by its own number.
 *
 * Returns false, with nothing changed, no command and requests refused as busy, where the timing is not in
 * order.
 */
/*@ requires guard: \valid(guard);
    requires timing: \valid_read(timing);
    requires event: \valid_read(event);
    requires output: \valid(output);
    requires separated: \separated(guard, timing, event, output);
    terminates \true;
    assigns *guard, *output;
    ensures result: \result <==> \old(guard_ordered(timing));

    behavior refused:
      assumes !guard_ordered(timing);
      assigns *output;
      ensures nothing: guard_says_nothing(*output);

    behavior taken:
      assumes guard_ordered(timing);
      // time never runs back.
      ensures now: guard->now == \max(\old(event->time), \old(guard->now));
      // only what was seen of the contact moves the button.
      ensures button: !guard_is_contact(\old(event->kind)) ==>
        guard_same_button(\old(*guard), *guard) && guard_signal(*output) == SIGNAL_NONE;
      // the gestures are the button's, whatever state the other machines are in.
      ensures factory_reset: guard_signal(*output) == SIGNAL_FACTORY_RESET <==>
        guard_let_go(\old(*guard), \old(timing->button), \old(*event)) &&
        guard_held_for_reset(\old(*guard), \old(timing->button));
      ensures restart: guard_signal(*output) == SIGNAL_RESTART <==>
        guard_let_go(\old(*guard), \old(timing->button), \old(*event)) &&
        guard_held_for_restart(\old(*guard), \old(timing->button));
      ensures resets: guard_signal(*output) == SIGNAL_FACTORY_RESET ==> guard_resets(*guard);
      // Every command stands where it may, whatever state the machines were in.
      ensures count: guard_within(*output);
      ensures allowed: guard_all_allowed(*output, \old(event->kind), \old(*guard), *guard);
      ensures last: guard_restarts_last(*output);
      ensures stopped: guard_stops_once(*output);
      // nothing but a confirmed gesture or a request that was taken sends the board
      // down.
      ensures down: guard_sent_down(\old(*guard), *guard) ==> guard_ordered_down(*output, \old(event->kind));
      // the owner's data are in use only when the storage was opened.
      ensures operational: guard_opened(\old(*guard), *guard) ==>
        \old(event->kind) == EVENT_STORE_DONE && \old(event->argument) == COMMAND_OPEN_STORAGE;
      // no request to provision is taken but from an operational camera.
      ensures resetting: guard_asks_record(\old(event->kind)) &&
        !guard_operational(*guard) ==> guard_reason(*output) == REASON_RESETTING;
      // nothing that comes over the socket sends the board down under a finger.
      ensures finger: guard_asks_down(\old(event->kind)) && guard_finger(\old(*guard)) ==>
        guard_reason(*output) != REASON_NONE;
      // the wipe and the work begin where the boot report lets them.
      ensures booted: guard_booted(*guard) <==> (\old(event->kind) == EVENT_BOOT || guard_booted(\old(*guard)));
      ensures goes: guard_goes_on(guard_at(\old(*guard)), guard_at(*guard), \old(*event), guard_was_booted(\old(*guard)));
      // the light shows a wipe, a restart and a fault.
      ensures light: guard_shows(*guard, *output);
      // The guard is called when the button wants a sample, and when the light has told of a cancelled hold.
      ensures sample: output->next <= guard->sample;
      ensures cancelled: guard->cancelled > guard->now ==> output->next <= guard->cancelled;
    complete behaviors;
    disjoint behaviors;
*/
bool guard_step(guard_t *guard, const guard_timing_t *timing, const guard_event_t *event,
                guard_output_t *output);

#endif
