/* SPDX-License-Identifier: BSD-2-Clause */
#include "guard.h"

#include "guard_events.h"
#include "guard_light.h"
#include "guard_orders.h"
#include "light.h"
#include "time.h"
#include "vocabulary.h"

/* What a machine makes of an event: itself as it is then, and what it says. Of the button: the guard with it. */
typedef struct {
  guard_t guard;
  uint8_t signal;
} guard_heard_t;

typedef struct {
  reset_t reset;
  reset_output_t output;
} guard_reset_t;

typedef struct {
  provision_t provision;
  provision_output_t output;
} guard_provision_t;

typedef struct {
  supervisor_t supervisor;
  supervisor_output_t output;
} guard_supervisor_t;

/* What is remembered of the records. */
typedef struct {
  bool booted;
  uint8_t vault;
  uint8_t cause;
  bool repair;
} guard_records_t;

/* The guard after an event, and what its machines said; what it comes to. */
typedef struct {
  guard_t guard;
  guard_said_t said;
} guard_asked_t;

typedef struct {
  guard_t guard;
  guard_output_t output;
} guard_turned_t;

/*@
  // The button is all that a contact moves.
  predicate button_alone(guard_t a, guard_t b) =
    a.reset == b.reset && a.provision == b.provision && a.supervisor == b.supervisor && a.now == b.now &&
    a.booted == b.booted && a.vault == b.vault && a.cause == b.cause && a.repair == b.repair;
  // What the reset machine may decide: a storage command is the one that it waits for then.
  predicate reset_decides(guard_reset_t d) =
    d.reset.cs == reset_state(d.reset.cs) &&
    (d.output.command == COMMAND_NONE || d.output.command == COMMAND_STOP_CAMERA ||
     (d.output.command == COMMAND_RESTART_BOARD && guard_going(guard_phase(d.reset.cs))) ||
     (reset_is_storage(d.output.command) && d.output.command == reset_waits(d.reset.cs)));
  // Where it may be after an input: in the wipe or at work only by the way that leads there.
  predicate reset_goes(integer was, integer at, integer input) =
    (guard_phase(at) == RESET_WIPING ==>
      guard_phase(was) == RESET_WIPING || (was == RESET_STATE_START && input == RESET_BOOT_INTENT)) &&
    (at == RESET_STATE_OPENING ==> was == RESET_STATE_OPENING ||
      (was == RESET_STATE_START && input == RESET_BOOT_CLEAN) ||
      (input == RESET_DONE && was == RESET_STATE_CLEARING)) &&
    (at == RESET_STATE_OPERATIONAL ==> was == RESET_STATE_OPERATIONAL || was == RESET_STATE_OPENING) &&
    (at == RESET_STATE_START ==> was == RESET_STATE_START &&
      (input < RESET_BOOT_CLEAN || input > RESET_BOOT_UNREADABLE));
  // It waits for the camera process, which is gone: so it goes on.
  predicate reset_unhindered(guard_reset_t d, integer gone) =
    guard_going(guard_phase(d.reset.cs)) && d.output.command != COMMAND_RESTART_BOARD && gone != 0;
  // What it may say last, after it has decided.
  predicate reset_ends(guard_reset_t d, guard_reset_t l) =
    guard_phase(l.reset.cs) == guard_phase(d.reset.cs) &&
    reset_waits(reset_state(l.reset.cs)) == reset_waits(reset_state(d.reset.cs)) &&
    (l.output.command == COMMAND_RESTART_BOARD ==> guard_going(guard_phase(l.reset.cs)));
  // The first report of the records, and what it says of their owner.
  logic boolean records_first(guard_t g, guard_event_t e) = e.kind == EVENT_BOOT && !g.booted;
  logic integer records_vault(integer intent, integer vault) =
    guard_boot(intent, vault) == RESET_BOOT_CLEAN ? vault :
    guard_boot(intent, vault) == RESET_BOOT_INTENT ? VAULT_UNCLAIMED : VAULT_UNREADABLE;
  // the record of an owner that was awaited is stored.
  logic boolean records_owned(guard_t g, guard_event_t e) =
    e.kind == EVENT_STORE_DONE && e.argument == COMMAND_STORE_OWNER && g.provision.owing;
  // What the others may say, where the reset machine was and is in these phases.
  predicate repair_follows(integer c, integer was, integer at) =
    c == COMMAND_NONE ||
    (c == COMMAND_REPAIR_RECORDS && at == RESET_OPERATIONAL && was != RESET_OPERATIONAL);
  predicate provision_follows(provision_output_t o, integer kind, integer at) =
    provision_commands(o) && (at != RESET_OPERATIONAL ==> provision_silent(o)) && // R-044
    (provision_orders(o, COMMAND_STORE_OWNER) ==> // R-083
      kind == EVENT_JOIN_SUCCEEDED || kind == EVENT_PASSWORD_REQUESTED || kind == EVENT_ADOPT_REQUESTED);
  predicate supervisor_follows(supervisor_output_t o, integer at) =
    o.command == COMMAND_NONE || o.command == COMMAND_STOP_CAMERA ||
    (o.command == COMMAND_START_CAMERA && at == RESET_OPERATIONAL);
*/

/* ---- one event through each machine ---- */

/* What the button made of a contact. That a hold was cancelled is shown for as long as its pattern plays. */
/*@ terminates \true;
    assigns \nothing;
    ensures button: \result.guard.button == button;
    ensures said: \result.guard.sample == output.next && \result.signal == output.signal;
    ensures told: output.signal == SIGNAL_CANCELLED ==> \result.guard.cancelled ==
      \min(guard.now + light_period_ms(LIGHT_CANCELLED) * TIME_MILLISECOND, TIME_NEVER);
    ensures rest: output.signal != SIGNAL_CANCELLED ==> \result.guard.cancelled == guard.cancelled;
    ensures alone: button_alone(\result.guard, guard);
*/
static guard_heard_t guard_hear(guard_t guard, button_t button, button_output_t output)
{
  guard_heard_t heard = {guard, output.signal};
  heard.guard.button = button;
  heard.guard.sample = output.next;
  if (output.signal == SIGNAL_CANCELLED)
    heard.guard.cancelled = time_after(guard.now, light_duration(LIGHT_CANCELLED));
  return heard;
}

/* The button, at the time at which the contact was seen: it may be earlier than what other events told. */
/*@ requires timing: \valid_read(timing) && timing_ordered(*timing);
    terminates \true;
    assigns \nothing;
    ensures alone: button_alone(\result.guard, guard);
    behavior contact: // R-006, R-007: the gestures are the button's, whatever the other machines do
      assumes guard_is_contact(event.kind);
      ensures factory_reset: \result.signal == SIGNAL_FACTORY_RESET <==>
        guard_let_go(guard, *timing, event) && guard_held_for_reset(guard, *timing);
      ensures restart: \result.signal == SIGNAL_RESTART <==>
        guard_let_go(guard, *timing, event) && guard_held_for_restart(guard, *timing);
    behavior other: // R-018: only what was seen of the contact counts
      assumes !guard_is_contact(event.kind);
      ensures none: \result.signal == SIGNAL_NONE;
      ensures rest: \result.guard == guard;
    complete behaviors;
    disjoint behaviors;
*/
static guard_heard_t guard_listen(guard_t guard, const button_timing_t *timing, guard_event_t event)
{
  if (!guard_event_is_contact(event.kind)) {
    guard_heard_t nothing = {guard, SIGNAL_NONE};
    return nothing;
  }
  button_t button = guard.button;
  button_output_t output;
  button_step(&button, timing, event.time, guard_event_contact(event.kind), &output);
  return guard_hear(guard, button, output);
}

/*@ terminates \true;
    assigns \nothing;
    ensures refusal: \result == guard_refusal(guard, kind);
*/
static uint8_t refusal_of(guard_t guard, uint8_t kind)
{
  return guard_event_refusal(&guard, kind);
}

/*@ terminates \true;
    assigns \nothing;
    ensures order: \result == RESET_ORDER <==> signal == SIGNAL_FACTORY_RESET ||
      (signal != SIGNAL_RESTART && event.kind == EVENT_RESET_REQUESTED &&
       guard_refusal(guard, event.kind) == REASON_NONE);
    ensures restart: \result == RESET_RESTART <==> signal == SIGNAL_RESTART ||
      (signal != SIGNAL_FACTORY_RESET && event.kind == EVENT_RESTART_REQUESTED &&
       guard_refusal(guard, event.kind) == REASON_NONE);
    ensures done: \result == RESET_DONE ==> event.kind == EVENT_STORE_DONE &&
      event.argument != COMMAND_NONE && event.argument == reset_waits(guard.reset.cs);
    ensures boot: RESET_BOOT_CLEAN <= \result <= RESET_BOOT_UNREADABLE ==> event.kind == EVENT_BOOT &&
      !guard.booted && \result == guard_boot(event.intent, event.vault);
    ensures booted: event.kind == EVENT_BOOT && !guard.booted && signal == SIGNAL_NONE ==>
      \result == guard_boot(event.intent, event.vault);
*/
static uint8_t reset_told(guard_t guard, guard_event_t event, uint8_t signal)
{
  return guard_event_reset(&guard, event, signal);
}

/*@ terminates \true;
    assigns \nothing;
    ensures phase: \result == guard_phase(reset.cs);
*/
static uint8_t phase_of(reset_t reset)
{
  return reset_phase(&reset);
}

/*@ terminates \true;
    assigns \nothing;
    ensures down: guard_going(guard_phase(\result.reset.cs)) && !guard_going(guard_phase(reset.cs)) ==>
      (input == RESET_ORDER || input == RESET_RESTART) && \result.output.accepted;
    ensures order: input == RESET_ORDER ==> \result.output.accepted &&
      (guard_phase(\result.reset.cs) == RESET_INTENDING || guard_phase(\result.reset.cs) == RESET_WIPING);
    ensures operational: guard_phase(\result.reset.cs) == RESET_OPERATIONAL &&
      guard_phase(reset.cs) != RESET_OPERATIONAL ==>
      input == RESET_DONE && reset_waits(reset.cs) == COMMAND_OPEN_STORAGE;
    ensures command: \result.output.command == COMMAND_NONE || \result.output.command == COMMAND_STOP_CAMERA ||
      (\result.output.command == COMMAND_RESTART_BOARD && guard_going(guard_phase(\result.reset.cs))) ||
      (reset_is_storage(\result.output.command) && \result.output.command == reset_waits(\result.reset.cs));
    ensures state: \result.reset.cs == reset_state(\result.reset.cs);
    ensures gone: input == RESET_CAMERA_GONE ==> guard_phase(\result.reset.cs) == guard_phase(reset.cs) &&
      reset_waits(\result.reset.cs) == reset_waits(reset_state(reset.cs));
    ensures goes: reset_goes(reset.cs, \result.reset.cs, input);
*/
static guard_reset_t reset_take(reset_t reset, uint64_t now, uint8_t input, uint8_t cause)
{
  reset_output_t output;
  reset_step(&reset, now, input, cause, &output);
  guard_reset_t taken = {reset, output};
  return taken;
}

/* Who restarts the board: the button, or else a request. */
/*@ terminates \true;
    assigns \nothing;
    ensures cause: \result == (signal == SIGNAL_RESTART ? CAUSE_BUTTON : CAUSE_REQUEST); // R-053
*/
static uint8_t cause_of(uint8_t signal)
{
  return signal == SIGNAL_RESTART ? CAUSE_BUTTON : CAUSE_REQUEST;
}

/* The reset machine goes first: what it decides binds the others. */
/*@ terminates \true;
    assigns \nothing;
    // Nothing but a confirmed gesture or a request that was taken sends the board down.
    ensures down: guard_going(guard_phase(\result.reset.cs)) && !guard_going(guard_phase(guard.reset.cs)) ==>
      signal == SIGNAL_FACTORY_RESET || signal == SIGNAL_RESTART ||
      (\result.output.accepted && guard_asks_down(event.kind) &&
       guard_refusal(guard, event.kind) == REASON_NONE);
    // and a factory reset by the button is always taken.
    ensures order: signal == SIGNAL_FACTORY_RESET ==>
      guard_phase(\result.reset.cs) == RESET_INTENDING || guard_phase(\result.reset.cs) == RESET_WIPING;
    ensures operational: guard_phase(\result.reset.cs) == RESET_OPERATIONAL &&
      guard_phase(guard.reset.cs) != RESET_OPERATIONAL ==>
      event.kind == EVENT_STORE_DONE && event.argument == COMMAND_OPEN_STORAGE;
    ensures decides: reset_decides(\result);
    ensures goes: guard_is_contact(event.kind) || signal == SIGNAL_NONE ==>
      guard_goes_on(guard.reset.cs, \result.reset.cs, event, guard.booted);
*/
static guard_reset_t guard_reset(guard_t guard, guard_event_t event, uint8_t signal)
{
  uint8_t input = reset_told(guard, event, signal);
  return reset_take(guard.reset, guard.now, input, cause_of(signal));
}

/* What the boot report and the answers say of the records. A wipe leaves a camera without an owner; where anything
   cannot be read, nothing of it counts: no request wipes such a camera, not even while it restarts. */
/*@ terminates \true;
    assigns \nothing;
    ensures vault: \result.vault == (records_first(guard, event) ? records_vault(event.intent, event.vault) :
      records_owned(guard, event) ? VAULT_OWNED : guard.vault);
    ensures cause: \result.cause == (records_first(guard, event) ? event.cause : guard.cause);
    // nothing is to be repaired where an intent stands, or something cannot be read.
    ensures repair: \result.repair <==> (records_first(guard, event) ?
      event.repair && guard_boot(event.intent, event.vault) == RESET_BOOT_CLEAN : guard.repair);
    ensures booted: \result.booted <==> (event.kind == EVENT_BOOT || guard.booted);
*/
static guard_records_t guard_remember(guard_t guard, guard_event_t event)
{
  guard_records_t records = {guard.booted, guard.vault, guard.cause, guard.repair};
  if (event.kind == EVENT_STORE_DONE && event.argument == COMMAND_STORE_OWNER && guard.provision.owing)
    records.vault = VAULT_OWNED;
  if (event.kind != EVENT_BOOT || guard.booted)
    return records;
  records.booted = true;
  uint8_t boot = guard_event_boot(event.intent, event.vault);
  records.vault = boot == RESET_BOOT_INTENT ? VAULT_UNCLAIMED : VAULT_UNREADABLE;
  if (boot == RESET_BOOT_CLEAN)
    records.vault = event.vault;
  records.cause = event.cause;
  records.repair = event.repair && boot == RESET_BOOT_CLEAN;
  return records;
}

/*@ requires timing: \valid_read(timing) && provision_ordered(*timing);
    terminates \true;
    assigns \nothing;
    ensures halted: input == PROVISION_HALT || provision_known(provision.cs) == PROVISION_STATE_HALTED ==>
      provision_silent(\result.output);
    ensures waiting: input == PROVISION_TICK && provision_known(provision.cs) == PROVISION_STATE_START ==>
      provision_silent(\result.output);
    ensures commands: provision_commands(\result.output);
    ensures stored: provision_orders(\result.output, COMMAND_STORE_OWNER) ==>
      input == PROVISION_JOINED || input == PROVISION_PASSWORD || input == PROVISION_ADOPT;
*/
static guard_provision_t provision_take(provision_t provision, const provision_timing_t *timing, uint64_t now,
                                        uint8_t input, uint8_t reason)
{
  provision_output_t output;
  /*@ assert ordered: provision_ordered(*timing); */
  provision_step(&provision, timing, now, input, reason, &output);
  guard_provision_t taken = {provision, output};
  return taken;
}

/*@ terminates \true;
    assigns \nothing;
    ensures halted: is != RESET_OPERATIONAL ==> \result ==
      (provision_phase_of(provision.cs) == PROVISION_STARTING ? PROVISION_TICK : PROVISION_HALT);
    ensures begun: is == RESET_OPERATIONAL && was != RESET_OPERATIONAL ==> \result == begin;
    ensures told: is == RESET_OPERATIONAL && was == RESET_OPERATIONAL ==>
      \result == guard_told(event.kind, event.argument);
*/
static uint8_t provision_told(provision_t provision, guard_event_t event, uint8_t begin, uint8_t was,
                              uint8_t is)
{
  return guard_event_provision(&provision, event, begin, was, is);
}

/* Only an operational camera provisions; what has begun is halted when the reset machine leaves that phase. */
/*@ requires timing: \valid_read(timing) && provision_ordered(*timing);
    requires begin: begin != PROVISION_JOINED && begin != PROVISION_PASSWORD && begin != PROVISION_ADOPT;
    terminates \true;
    assigns \nothing;
    ensures follows: provision_follows(\result.output, event.kind, is);
*/
static guard_provision_t guard_provision(guard_t guard, const provision_timing_t *timing, guard_event_t event,
                                         uint8_t begin, uint8_t was, uint8_t is)
{
  uint8_t input = provision_told(guard.provision, event, begin, was, is);
  /*@ assert begun: provision_phase_of(guard.provision.cs) == PROVISION_STARTING ==>
        provision_known(guard.provision.cs) == PROVISION_STATE_START ||
        provision_known(guard.provision.cs) == PROVISION_STATE_HALTED; */
  /*@ assert idle: is != RESET_OPERATIONAL ==> input == PROVISION_HALT ||
        provision_known(guard.provision.cs) == PROVISION_STATE_HALTED ||
        (provision_known(guard.provision.cs) == PROVISION_STATE_START && input == PROVISION_TICK); */
  guard_provision_t taken = provision_take(guard.provision, timing, guard.now, input, event.argument);
  /*@ assert silent: is != RESET_OPERATIONAL ==> provision_silent(taken.output); */
  /*@ assert stored: provision_orders(taken.output, COMMAND_STORE_OWNER) ==>
        event.kind == EVENT_JOIN_SUCCEEDED || event.kind == EVENT_PASSWORD_REQUESTED ||
        event.kind == EVENT_ADOPT_REQUESTED; */
  return taken;
}

/* The camera process is wanted while the camera is operational. */
/*@ requires timing: \valid_read(timing);
    terminates \true;
    assigns \nothing;
    ensures follows: supervisor_follows(\result.output, is);
*/
static guard_supervisor_t guard_supervise(guard_t guard, const supervisor_timing_t *timing, uint8_t kind,
                                          uint8_t is)
{
  supervisor_t supervisor = guard.supervisor;
  supervisor_output_t output;
  supervisor_step(&supervisor, timing, guard.now, guard_event_supervisor(kind), is == RESET_OPERATIONAL,
                  &output);
  guard_supervisor_t taken = {supervisor, output};
  return taken;
}

/* Records are repaired once, when the storage is open: at no other time can a repair bring back what a wipe
   destroyed. */
/*@ terminates \true;
    assigns \nothing;
    ensures follows: repair_follows(\result, was, is);
    ensures once: \result == COMMAND_NONE <==> !(repair && is == RESET_OPERATIONAL && was != RESET_OPERATIONAL);
*/
static uint8_t guard_repair(bool repair, uint8_t was, uint8_t is)
{
  return repair && is == RESET_OPERATIONAL && was != RESET_OPERATIONAL ? COMMAND_REPAIR_RECORDS
                                                                       : COMMAND_NONE;
}

/*@ terminates \true;
    assigns \nothing;
    ensures gone: \result <==> !supervisor_has_process(supervisor.phase);
*/
static bool camera_gone(supervisor_t supervisor)
{
  return supervisor.phase == SUPERVISOR_OFF || supervisor.phase == SUPERVISOR_PAUSING;
}

/*@ terminates \true;
    assigns \nothing;
    ensures unhindered: \result <==> reset_unhindered(decided, gone);
*/
static bool unhindered(guard_reset_t decided, bool gone)
{
  uint8_t phase = phase_of(decided.reset);
  bool waiting = phase == RESET_INTENDING || phase == RESET_RESTARTING;
  return waiting && gone && decided.output.command != COMMAND_RESTART_BOARD;
}

/* A restart waits for the camera process, but not for one that is not there. */
/*@ requires decides: reset_decides(decided);
    terminates \true;
    assigns \nothing;
    ensures ends: reset_ends(decided, \result);
    ensures waits: !reset_unhindered(decided, gone) ==> \result == decided;
*/
static guard_reset_t guard_go_on(guard_reset_t decided, uint64_t now, bool gone)
{
  return unhindered(decided, gone) ? reset_take(decided.reset, now, RESET_CAMERA_GONE, CAUSE_REQUEST)
                                   : decided;
}

/* When the guard next wants to be called. */
/*@ terminates \true;
    assigns \nothing;
    ensures sample: \result <= guard.sample;
    ensures machines: \result <= said.last.next && \result <= said.provisioned.next &&
      \result <= said.supervised.next;
    ensures cancelled: guard.cancelled > guard.now ==> \result <= guard.cancelled;
    ensures wanted: \result == guard.sample || \result == said.last.next || \result == said.provisioned.next ||
      \result == said.supervised.next || (guard.cancelled > guard.now && \result == guard.cancelled);
*/
static uint64_t guard_wake(guard_t guard, guard_said_t said)
{
  uint64_t next = time_earlier(time_earlier(said.last.next, said.provisioned.next),
                               time_earlier(said.supervised.next, guard.sample));
  return guard.cancelled > guard.now ? time_earlier(next, guard.cancelled) : next;
}

/*@ terminates \true;
    assigns \nothing;
    ensures working: guard_works(guard) ==> \result == LIGHT_WORKING;
    ensures fault: guard_faulty(guard) ==> \result == LIGHT_FAULT;
*/
static uint8_t light_of(guard_t guard)
{
  return guard_light(&guard);
}

guard_timing_t guard_timing_default(void)
{
  guard_timing_t timing = {.button = button_timing_default(),
                           .provision = provision_timing_default(),
                           .supervisor = supervisor_timing_default()};
  return timing;
}

bool guard_timing_ordered(const guard_timing_t *timing)
{
  return button_timing_ordered(&timing->button) && provision_timing_ordered(&timing->provision) &&
         supervisor_timing_ordered(&timing->supervisor);
}

void guard_start(guard_t *guard)
{
  button_start(&guard->button);
  reset_start(&guard->reset);
  provision_start(&guard->provision);
  supervisor_start(&guard->supervisor);
  guard->now = 0;
  guard->sample = TIME_NEVER;
  guard->cancelled = 0;
  guard->booted = false;
  guard->vault = VAULT_UNCLAIMED;
  guard->cause = CAUSE_POWER;
  guard->repair = false;
}

/* What all of them said of an event. was, is: the reset machine's phase before it and after. */
/*@ requires decides: reset_decides(decided) && is == guard_phase(decided.reset.cs);
    requires ends: reset_ends(decided, last);
    requires repair: repair_follows(repair, was, is);
    requires provision: provision_follows(provisioned, kind, is);
    requires supervisor: supervisor_follows(supervised, is);
    terminates \true;
    assigns \nothing;
    ensures together: said_together(\result);
    ensures allowed: said_allowed(\result, kind, reset_waits(reset_state(last.reset.cs)));
    ensures phases: \result.was == was && \result.phase == is;
    ensures answer: \result.accepted == decided.output.accepted && \result.refusal == refusal &&
      \result.signal == signal;
*/
static guard_said_t guard_say(uint8_t kind, uint8_t signal, uint8_t refusal, uint8_t was, uint8_t is,
                              guard_reset_t decided, guard_reset_t last, uint8_t repair,
                              provision_output_t provisioned, supervisor_output_t supervised, bool gone)
{
  (void)kind;
  guard_said_t said = {.signal = signal,
                       .refusal = refusal,
                       .accepted = decided.output.accepted,
                       .was = was,
                       .phase = is,
                       .first = guard_orders_first(decided.output.command, supervised.command, gone),
                       .repair = repair,
                       .provisioned = provisioned,
                       .supervised = supervised,
                       .last = last.output};
  return said;
}

/* Records are repaired once: then no repair is left to do. */
/*@ terminates \true;
    assigns \nothing;
    ensures button: \result.button == guard.button && \result.sample == guard.sample &&
      \result.cancelled == guard.cancelled && \result.now == guard.now;
    ensures machines: \result.reset == reset && \result.provision == provision && \result.supervisor == supervisor;
    ensures records: \result.booted == records.booted && \result.vault == records.vault &&
      \result.cause == records.cause && (\result.repair <==> records.repair && repair == COMMAND_NONE);
*/
static guard_t guard_with(guard_t guard, reset_t reset, provision_t provision, supervisor_t supervisor,
                          guard_records_t records, uint8_t repair)
{
  guard.reset = reset;
  guard.provision = provision;
  guard.supervisor = supervisor;
  guard.booted = records.booted;
  guard.vault = records.vault;
  guard.cause = records.cause;
  guard.repair = records.repair && repair == COMMAND_NONE;
  return guard;
}

/* One event at guard.now, to each machine in its turn. */
/*@ requires timing: \valid_read(timing) && guard_ordered(timing);
    terminates \true;
    assigns \nothing;
    ensures now: \result.guard.now == guard.now;
    ensures quiet: !guard_is_contact(event.kind) ==>
      \result.said.signal == SIGNAL_NONE && guard_same_button(guard, \result.guard);
    ensures factory_reset: \result.said.signal == SIGNAL_FACTORY_RESET <==>
      guard_let_go(guard, timing->button, event) && guard_held_for_reset(guard, timing->button);
    ensures restart: \result.said.signal == SIGNAL_RESTART <==>
      guard_let_go(guard, timing->button, event) && guard_held_for_restart(guard, timing->button);
    ensures together: said_together(\result.said);
    ensures was: \result.said.was == guard_phase(guard.reset.cs);
    ensures phase: \result.said.phase == guard_phase(\result.guard.reset.cs);
    ensures allowed: said_allowed(\result.said, event.kind, reset_waits(reset_state(\result.guard.reset.cs)));
    ensures down: guard_sent_down(guard, \result.guard) ==>
      \result.said.signal == SIGNAL_FACTORY_RESET || \result.said.signal == SIGNAL_RESTART ||
      (guard_asks_down(event.kind) && \result.said.accepted && \result.said.refusal == REASON_NONE);
    ensures resets: \result.said.signal == SIGNAL_FACTORY_RESET ==> guard_resets(\result.guard);
    ensures operational: guard_opened(guard, \result.guard) ==>
      event.kind == EVENT_STORE_DONE && event.argument == COMMAND_OPEN_STORAGE;
    ensures booted: \result.guard.booted <==> (event.kind == EVENT_BOOT || guard.booted);
    ensures goes: guard_goes_on(guard.reset.cs, \result.guard.reset.cs, event, guard.booted);
    ensures finger: guard_asks_down(event.kind) && guard_finger(guard) ==> \result.said.refusal != REASON_NONE;
*/
static guard_asked_t guard_ask(guard_t guard, const guard_timing_t *timing, guard_event_t event)
{
  guard_heard_t heard = guard_listen(guard, &timing->button, event);
  uint8_t refusal = refusal_of(heard.guard, event.kind);
  uint8_t was = phase_of(guard.reset);
  guard_reset_t decided = guard_reset(heard.guard, event, heard.signal);
  uint8_t is = phase_of(decided.reset);
  guard_records_t records = guard_remember(guard, event);
  uint8_t repair = guard_repair(records.repair, was, is);
  uint8_t begin = guard_event_begin(records.vault, records.cause);
  guard_provision_t provisioned = guard_provision(guard, &timing->provision, event, begin, was, is);
  guard_supervisor_t supervised = guard_supervise(guard, &timing->supervisor, event.kind, is);
  bool gone = camera_gone(supervised.supervisor);
  guard_reset_t last = guard_go_on(decided, guard.now, gone);
  guard_t next =
      guard_with(heard.guard, last.reset, provisioned.provision, supervised.supervisor, records, repair);
  guard_asked_t asked = {.guard = next,
                         .said = guard_say(event.kind, heard.signal, refusal, was, is, decided, last, repair,
                                           provisioned.output, supervised.output, gone)};
  return asked;
}

/* The same, and what it comes to. */
/*@ requires timing: \valid_read(timing) && guard_ordered(timing);
    terminates \true;
    assigns \nothing;
    ensures now: \result.guard.now == guard.now;
    ensures quiet: !guard_is_contact(event.kind) ==>
      \result.output.signal == SIGNAL_NONE && guard_same_button(guard, \result.guard);
    ensures factory_reset: \result.output.signal == SIGNAL_FACTORY_RESET <==>
      guard_let_go(guard, timing->button, event) && guard_held_for_reset(guard, timing->button);
    ensures restart: \result.output.signal == SIGNAL_RESTART <==>
      guard_let_go(guard, timing->button, event) && guard_held_for_restart(guard, timing->button);
    ensures resets: \result.output.signal == SIGNAL_FACTORY_RESET ==> guard_resets(\result.guard);
    ensures count: \result.output.count <= GUARD_COMMANDS;
    ensures allowed: guard_all_allowed(\result.output, event.kind, guard, \result.guard);
    ensures last: guard_restarts_last(\result.output);
    ensures stopped: guard_stops_once(\result.output);
    ensures down: guard_sent_down(guard, \result.guard) ==> guard_ordered_down(\result.output, event.kind);
    ensures operational: guard_opened(guard, \result.guard) ==>
      event.kind == EVENT_STORE_DONE && event.argument == COMMAND_OPEN_STORAGE;
    ensures resetting: guard_asks_record(event.kind) &&
      guard_phase(\result.guard.reset.cs) != RESET_OPERATIONAL ==> \result.output.reason == REASON_RESETTING;
    ensures booted: \result.guard.booted <==> (event.kind == EVENT_BOOT || guard.booted);
    ensures goes: guard_goes_on(guard.reset.cs, \result.guard.reset.cs, event, guard.booted);
    ensures finger: guard_asks_down(event.kind) && guard_finger(guard) ==> guard_reason(\result.output) != REASON_NONE;
    ensures light: guard_shows(\result.guard, \result.output);
    ensures sample: \result.output.next <= \result.guard.sample;
    ensures cancelled: \result.guard.cancelled > \result.guard.now ==>
      \result.output.next <= \result.guard.cancelled;
*/
static guard_turned_t guard_turn(guard_t guard, const guard_timing_t *timing, guard_event_t event)
{
  guard_asked_t asked = guard_ask(guard, timing, event);
  guard_turned_t turned = {.guard = asked.guard, .output = guard_orders(asked.said, event.kind)};
  turned.output.light = light_of(asked.guard);
  turned.output.next = guard_wake(asked.guard, asked.said);
  return turned;
}

bool guard_step(guard_t *guard, const guard_timing_t *timing, const guard_event_t *event,
                guard_output_t *output)
{
  if (!guard_timing_ordered(timing)) {
    *output = guard_orders_none();
    return false;
  }
  guard_t before = *guard;
  if (event->time > before.now)
    before.now = event->time;
  guard_turned_t turned = guard_turn(before, timing, *event);
  *guard = turned.guard;
  *output = turned.output;
  return true;
}
