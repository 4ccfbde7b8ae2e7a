/* SPDX-License-Identifier: BSD-2-Clause */
/* Theorem wipe_is_alone: over every trace of what the guard is told from a start of the board on (R-010, R-026, R-041 to
   nothing of the wipe is ordered where a camera process was started since, so the process is
   gone before the key; from the order to write an intent on, and while one stands, no camera process is started and
   nothing is ordered but the wipe's own, the camera's end and the board's restart; the light shows it; a soft restart
   orders nothing else either; and the board is restarted where a gesture was confirmed, or a request that was taken, and
   none is taken under a finger. The world is kept beside the machines, from what they were told and what they ordered. */
#include "guard.h"

/* The world beside the guard, since the board started. */
typedef struct {
  bool started;   /* a camera process was started */
  bool written;   /* an intent was ordered to be written */
  bool told;      /* the boot report came */
  bool down;      /* a gesture was confirmed, or a request taken, that sends the board down */
  uint8_t intent; /* as the boot report told it, enum intent; none once it is cleared */
} world_t;

/* Where both are. */
typedef struct {
  guard_t guard;
  guard_output_t output;
  world_t world;
} place_t;

/*@
  predicate ordered_among(guard_output_t o, integer c) =
    \exists integer k; 0 <= k < o.count && o.commands[k].kind == c;
  predicate is_wiping(integer c) =
    reset_is_wipe(c) || c == COMMAND_WRITE_INTENT || c == COMMAND_STOP_CAMERA || c == COMMAND_RESTART_BOARD;
  predicate none_but_wiping(guard_output_t o) =
    \forall integer k; 0 <= k < o.count ==> is_wiping(o.commands[k].kind);
  predicate none_but_going_down(guard_output_t o) = \forall integer k; 0 <= k < o.count ==>
    o.commands[k].kind == COMMAND_STOP_CAMERA || o.commands[k].kind == COMMAND_RESTART_BOARD;
  predicate none_wipes(guard_output_t o) =
    \forall integer k; 0 <= k < o.count ==> !reset_is_wipe(o.commands[k].kind);

  // An intent stands, or may: it was ordered, or the boot report told of one that is not cleared, or could not tell.
  predicate intent_stands(world_t w) = w.written != 0 || (w.told != 0 && w.intent != INTENT_NONE);

  // The world after an event: what it tells, then what is ordered.
  logic integer intent_after(world_t w, guard_event_t e) =
    e.kind == EVENT_BOOT && w.told == 0 ? e.intent :
    e.kind == EVENT_STORE_DONE && e.argument == COMMAND_CLEAR_INTENT ? INTENT_NONE : w.intent;
  predicate world_follows(world_t w, guard_event_t e, guard_output_t o, world_t n) =
    (n.started <==> w.started || ordered_among(o, COMMAND_START_CAMERA)) &&
    (n.written <==> w.written || ordered_among(o, COMMAND_WRITE_INTENT)) &&
    (n.told <==> w.told || e.kind == EVENT_BOOT) && n.intent == intent_after(w, e) &&
    (n.down <==> w.down || guard_ordered_down(o, e.kind));

  // What the reset machine's state says of the world.
  predicate told(guard_t g, world_t w) =
    (w.told <==> guard_booted(g)) &&
    (g.reset.cs == RESET_STATE_START ==> w.told == 0 && w.started == 0 && w.written == 0) &&
    (g.reset.cs == RESET_STATE_OPENING ==>
      w.told != 0 && w.intent == INTENT_NONE && w.started == 0 && w.written == 0) &&
    (g.reset.cs == RESET_STATE_OPERATIONAL ==> w.told != 0 && w.intent == INTENT_NONE && w.written == 0) &&
    (guard_phase(g.reset.cs) == RESET_WIPING ==> w.told != 0 && w.started == 0 && w.written == 0) &&
    (guard_going(guard_phase(g.reset.cs)) ==> w.down != 0);

  // What the owner is promised of an event, between the world before it and after it.
  predicate wipe_is_alone(guard_t b, guard_event_t e, guard_t g, guard_output_t o, world_t w, world_t n) =
    (w.started != 0 || n.started != 0 ==> none_wipes(o)) &&
    (intent_stands(n) ==> !ordered_among(o, COMMAND_START_CAMERA) && none_but_wiping(o)) &&
    (guard_phase(g.reset.cs) == RESET_RESTARTING ==> none_but_going_down(o)) &&
    (ordered_among(o, COMMAND_RESTART_BOARD) ==> n.down != 0) &&
    (guard_asks_down(e.kind) && guard_finger(b) ==> o.reason != REASON_NONE) &&
    guard_shows(g, o);
*/

/*@ requires count: guard_within(o);
    terminates \true;
    assigns \nothing;
    ensures orders: \result <==> ordered_among(o, command);
*/
static bool orders(guard_output_t o, uint8_t command)
{
  /*@ loop invariant range: 0 <= k <= o.count;
      loop invariant none: \forall integer j; 0 <= j < k ==> o.commands[j].kind != command;
      loop assigns k;
      loop variant o.count - k;
  */
  for (uint8_t k = 0; k < o.count; k++) {
    if (o.commands[k].kind == command)
      return true;
  }
  return false;
}

/*@ terminates \true;
    assigns \nothing;
    ensures down: \result <==> guard_ordered_down(o, kind);
*/
static bool ordered_down(guard_output_t o, uint8_t kind)
{
  return o.signal == SIGNAL_FACTORY_RESET || o.signal == SIGNAL_RESTART ||
         ((kind == EVENT_RESTART_REQUESTED || kind == EVENT_RESET_REQUESTED) && o.reason == REASON_NONE);
}

/*@ requires count: guard_within(o);
    terminates \true;
    assigns \nothing;
    ensures follows: world_follows(w, e, o, \result);
*/
static world_t world_after(world_t w, guard_event_t e, guard_output_t o)
{
  world_t next = w;
  next.started = w.started || orders(o, COMMAND_START_CAMERA);
  next.written = w.written || orders(o, COMMAND_WRITE_INTENT);
  next.told = w.told || e.kind == EVENT_BOOT;
  next.down = w.down || ordered_down(o, e.kind);
  if (e.kind == EVENT_BOOT && !w.told)
    next.intent = e.intent;
  else if (e.kind == EVENT_STORE_DONE && e.argument == COMMAND_CLEAR_INTENT)
    next.intent = INTENT_NONE;
  return next;
}

/* What guard_step() promises that this theorem needs. */
/*@
  predicate guard_promises(guard_t b, guard_event_t e, guard_t g, guard_output_t o) =
    guard_within(o) && guard_all_allowed(o, e.kind, b, g) &&
    (guard_sent_down(b, g) ==> guard_ordered_down(o, e.kind)) &&
    (guard_booted(g) <==> e.kind == EVENT_BOOT || guard_booted(b)) &&
    guard_goes_on(b.reset.cs, g.reset.cs, e, b.booted) &&
    (guard_asks_down(e.kind) && guard_finger(b) ==> o.reason != REASON_NONE) && guard_shows(g, o);
*/

typedef struct {
  guard_t guard;
  guard_output_t output;
} heeded_t;

/* The shipped step, on values. */
/*@ requires timing: \valid_read(timing) && guard_ordered(timing);
    terminates \true;
    assigns \nothing;
    ensures promises: guard_promises(guard, event, \result.guard, \result.output);
*/
static heeded_t heed(guard_t guard, const guard_timing_t *timing, guard_event_t event)
{
  guard_t stepped = guard;
  guard_event_t told = event;
  guard_output_t output;
  guard_step(&stepped, timing, &told, &output);
  heeded_t heeded = {.guard = stepped, .output = output};
  return heeded;
}

/* A command that may stand outside of opening and work is the wipe's own. */
/*@ terminates \true;
    assigns \nothing;
    ensures wiping: RESET_STATE_START <= at <= RESET_STATE_LAST && at != RESET_STATE_OPERATIONAL &&
      at != RESET_STATE_OPENING && guard_allowed(c, kind, guard_phase(at), reset_waits(at), was) ==> is_wiping(c);
    ensures soft: guard_phase(at) == RESET_RESTARTING && guard_allowed(c, kind, guard_phase(at), reset_waits(at), was) ==>
      c == COMMAND_STOP_CAMERA || c == COMMAND_RESTART_BOARD;
*/
static void one_is_wiping(uint8_t c, uint8_t kind, int at, uint8_t was)
{
  (void)c, (void)kind, (void)at, (void)was;
}

/*@ terminates \true;
    assigns \nothing;
    ensures phase: \result == guard_phase(reset.cs);
*/
static uint8_t phase_of(reset_t reset)
{
  return reset_phase(&reset);
}

/* So are all of them. */
/*@ requires allowed: guard_within(o) && guard_all_allowed(o, kind, before, after);
    terminates \true;
    assigns \nothing;
    ensures wiping: after.reset.cs != RESET_STATE_OPERATIONAL && after.reset.cs != RESET_STATE_OPENING ==>
      none_but_wiping(o);
    ensures soft: guard_phase(after.reset.cs) == RESET_RESTARTING ==> none_but_going_down(o);
*/
static void rest_is_wiping(guard_output_t o, uint8_t kind, guard_t before, guard_t after)
{
  uint8_t was = phase_of(before.reset);
  int at = after.reset.cs >= 0 && after.reset.cs <= RESET_STATE_LAST ? after.reset.cs : RESET_STATE_FAULT;
  /*@ loop invariant range: 0 <= k <= o.count;
      loop invariant wiping: after.reset.cs != RESET_STATE_OPERATIONAL && after.reset.cs != RESET_STATE_OPENING ==>
        \forall integer j; 0 <= j < k ==> is_wiping(o.commands[j].kind);
      loop invariant soft: guard_phase(after.reset.cs) == RESET_RESTARTING ==> \forall integer j; 0 <= j < k ==>
        o.commands[j].kind == COMMAND_STOP_CAMERA || o.commands[j].kind == COMMAND_RESTART_BOARD;
      loop assigns k;
      loop variant o.count - k;
  */
  for (uint8_t k = 0; k < o.count; k++)
    one_is_wiping(o.commands[k].kind, kind, at, was);
}

/* One event more: what the state tells stays true, and the promises are kept. */
/*@ requires timing: \valid_read(timing) && guard_ordered(timing);
    requires told: told(guard, world);
    terminates \true;
    assigns \nothing;
    ensures told: told(\result.guard, \result.world);
    ensures alone: wipe_is_alone(guard, event, \result.guard, \result.output, world, \result.world);
*/
static place_t advance(guard_t guard, const guard_timing_t *timing, guard_event_t event, world_t world)
{
  heeded_t heeded = heed(guard, timing, event);
  world_t next = world_after(world, event, heeded.output);
  /*@ assert starts: ordered_among(heeded.output, COMMAND_START_CAMERA) ==>
        heeded.guard.reset.cs == RESET_STATE_OPERATIONAL; */
  /*@ assert writes: ordered_among(heeded.output, COMMAND_WRITE_INTENT) ==>
        guard_phase(heeded.guard.reset.cs) == RESET_INTENDING; */
  /*@ assert wipes: !none_wipes(heeded.output) ==> guard_phase(heeded.guard.reset.cs) == RESET_WIPING; */
  //@ assert told: told(heeded.guard, next);
  /*@ assert closed: intent_stands(next) ==> heeded.guard.reset.cs != RESET_STATE_OPERATIONAL &&
        heeded.guard.reset.cs != RESET_STATE_OPENING; */
  rest_is_wiping(heeded.output, event.kind, guard, heeded.guard);
  //@ assert alone: intent_stands(next) ==> none_but_wiping(heeded.output);
  //@ assert camera: intent_stands(next) ==> !ordered_among(heeded.output, COMMAND_START_CAMERA);
  //@ assert restarts: ordered_among(heeded.output, COMMAND_RESTART_BOARD) ==> next.down != 0;
  //@ assert started: world.started != 0 || next.started != 0 ==> none_wipes(heeded.output);
  place_t place = {.guard = heeded.guard, .output = heeded.output, .world = next};
  return place;
}

/* Theorem: after n events, whatever they are. */
/*@ requires events: \valid_read(events + (0 .. n - 1));
    requires timing: \valid_read(timing) && guard_ordered(timing);
    terminates \true;
    assigns \nothing;
    ensures told: told(\result.guard, \result.world);
*/
place_t wipe_is_alone(const guard_event_t *events, uint64_t n, const guard_timing_t *timing)
{
  guard_t first;
  guard_start(&first);
  place_t so_far = {.guard = first};
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant told: told(so_far.guard, so_far.world);
      loop assigns i, so_far;
      loop variant n - i;
  */
  for (uint64_t i = 0; i < n; i++) {
    guard_t guard = so_far.guard;
    world_t world = so_far.world;
    so_far = advance(guard, timing, events[i], world);
    //@ assert alone: wipe_is_alone(guard, events[i], so_far.guard, so_far.output, world, so_far.world);
  }
  return so_far;
}
