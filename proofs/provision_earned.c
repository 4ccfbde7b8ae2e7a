/* SPDX-License-Identifier: BSD-2-Clause */
/* Theorem setup_is_earned: over every trace of what provisioning hears, the record is stored
   only when the network of the very request it holds was joined, or with another password on the network that there is, or
   by a claim on the network whose code the camera was shown, while it is there;
   the setup network is up only while nobody owns the camera, for its owner after a restart by the button, or for the minute
   that tells a phone of its success; a camera that was owned at its start and not restarted by the button never opens it;
   an owned camera takes no claim. The world is kept beside the machine, from what it heard and what it ordered alone. */
#include "provision.h"

/* What the machine hears. */
typedef struct {
  uint64_t time;
  uint8_t input;  /* enum provision_input */
  uint8_t reason; /* with JOIN_FAILED */
} heard_t;

/* The world beside the machine. */
typedef struct {
  uint64_t
      tried; /* the request whose network is being joined, counted from 1; 0: the home network, or none */
  uint64_t stored; /* when the last record was stored */
  uint8_t begun;   /* the first beginning that was heard; 0: none */
  uint8_t up;      /* 1: the setup network is up */
  bool owed;       /* an answer to STORE_OWNER is outstanding */
  bool owned;      /* an owner is recorded */
  bool linked;     /* the network was last heard to be joined, and no other join was ordered since */
} world_t;

/* Where both are. */
typedef struct {
  provision_t provision;
  provision_output_t output;
  world_t world;
} place_t;

/*@
  logic boolean is_beginning(integer y) =
    PROVISION_BEGIN_UNCLAIMED <= y && y <= PROVISION_BEGIN_OWNED_BUTTON;
  predicate asks_for_network(integer y) = y == PROVISION_CLAIM || y == PROVISION_CHANGE;
  predicate visits(integer s) = s == PROVISION_STATE_TRYING_VISIT || s == PROVISION_STATE_VISITING;

  // The world after the i-th thing heard, counted from 0: `now` is the machine's time, `o` what it said.
  predicate world_follows(world_t w, integer i, integer y, integer now, provision_output_t o, world_t n) =
    n.tried == provision_tried_after(w.tried, i + 1, o) &&
    n.up == provision_setup_after(w.up, o) &&
    n.begun == (w.begun == 0 && is_beginning(y) ? y : w.begun) &&
    n.stored == (y == PROVISION_STORED && w.owed != 0 ? now : w.stored) &&
    (n.owed <==> provision_orders(o, COMMAND_STORE_OWNER) ||
      (w.owed && y != PROVISION_STORED && y != PROVISION_NOT_STORED)) &&
    (n.owned <==> w.owned || (y == PROVISION_STORED && w.owed) ||
      (w.begun == 0 && (y == PROVISION_BEGIN_OWNED || y == PROVISION_BEGIN_OWNED_BUTTON))) &&
    (n.linked <==> provision_there(y) || (w.linked && y != PROVISION_LINK_LOST &&
      !provision_orders(o, COMMAND_JOIN_HOME) && !provision_orders(o, COMMAND_JOIN_CANDIDATE)));

  // What the machine's state says of the world.
  predicate tries_told{L}(heard_t *tr, integer i, provision_t p, world_t w) =
    (provision_keeps(p.cs) ==> !w.owed && 0 < w.tried <= i && asks_for_network(tr[w.tried - 1].input)) &&
    (visits(p.cs) ==> !w.owed && 0 < w.tried <= i && tr[w.tried - 1].input == PROVISION_VISIT);
  predicate owner_told(provision_t p, world_t w) =
    (provision_has_owner(p.cs) ==> w.owned) && (provision_nobodys(p.cs) ==> !w.owned);
  predicate start_told(provision_t p, world_t w) =
    (p.cs == PROVISION_STATE_START ==> w.begun == 0 && !w.owned && w.up == 0 && !w.owed) &&
    (provision_nobodys(p.cs) ==> w.begun == PROVISION_BEGIN_UNCLAIMED) &&
    (provision_buttons(p.cs) ==> w.begun == PROVISION_BEGIN_OWNED_BUTTON) &&
    (provision_has_owner(p.cs) ==> w.begun != 0);
  predicate setup_told(provision_t p, world_t w) =
    0 <= w.up <= 1 && (w.up == 1 ==> provision_carries(p.cs) && w.begun != 0 && w.begun != PROVISION_BEGIN_OWNED) &&
    (provision_open(p.cs) ==> w.up == 1);
  predicate linger_told(provision_t p, world_t w) =
    p.cs == PROVISION_STATE_LINGERING ==> !w.owed && p.since == w.stored && w.begun != PROVISION_BEGIN_OWNED;
  predicate link_told(provision_t p, world_t w) = provision_linked(p.cs) ==> w.linked;
  predicate told{L}(heard_t *tr, integer i, provision_timing_t t, provision_t p, world_t w) =
    provision_state(p.cs) && p.owing == w.owed && provision_in_time(t, p) && tries_told(tr, i, p, w) &&
    owner_told(p, w) && start_told(p, w) && setup_told(p, w) && linger_told(p, w) && link_told(p, w);

  // What the owner is promised of the i-th thing heard, between the world before it and after it.
  // the record is stored when the network of the request that it holds was joined; or it is the last request's
  // password, on the network that there is; or the last request claims the camera on the network that it visits.
  predicate stored_is_earned{L}(heard_t *tr, integer i, world_t w, provision_output_t o) =
    provision_orders(o, COMMAND_STORE_OWNER) ==>
      (tr[i].input == PROVISION_JOINED && 0 < w.tried <= i && asks_for_network(tr[w.tried - 1].input)) ||
      (tr[i].input == PROVISION_PASSWORD && provision_grants(o) && w.owned && w.linked && !w.owed) ||
      (tr[i].input == PROVISION_ADOPT && provision_grants(o) && !w.owned && w.linked && !w.owed &&
       0 < w.tried <= i && tr[w.tried - 1].input == PROVISION_VISIT);
  // who the setup network is up for, and how long a phone is told of its success.
  predicate setup_is_earned(provision_timing_t t, provision_t p, world_t w) =
    w.up == 1 ==> w.begun != PROVISION_BEGIN_OWNED &&
      (p.cs == PROVISION_STATE_HALTED || !w.owned || w.begun == PROVISION_BEGIN_OWNED_BUTTON ||
       p.now < provision_sum(w.stored, t.linger) || p.now == TIME_NEVER);
  // an owned camera takes no claim.
  predicate claim_is_earned(integer y, world_t w, provision_output_t o) =
    (y == PROVISION_CLAIM || y == PROVISION_VISIT || y == PROVISION_ADOPT) && provision_grants(o) ==>
      !w.owned && !w.owed;
*/

/*@ terminates \true;
    assigns \nothing;
    ensures one: \result == provision_setup_one(up, command);
*/
static uint8_t setup_one(uint8_t up, uint8_t command)
{
  if (command == COMMAND_OPEN_SETUP_NETWORK)
    return 1;
  return command == COMMAND_CLOSE_SETUP_NETWORK ? 0 : up;
}

/*@ terminates \true;
    assigns \nothing;
    ensures one: \result == provision_tried_one(tried, request, command);
*/
static uint64_t tried_one(uint64_t tried, uint64_t request, uint8_t command)
{
  if (command == COMMAND_JOIN_CANDIDATE)
    return request;
  return command == COMMAND_FORGET_CANDIDATE || command == COMMAND_JOIN_HOME ? 0 : tried;
}

/*@ terminates \true;
    assigns \nothing;
    ensures up: \result == provision_setup_after(up, o);
*/
static uint8_t setup_after(uint8_t up, provision_output_t o)
{
  up = setup_one(setup_one(setup_one(up, o.commands[0]), o.commands[1]), o.commands[2]);
  return setup_one(setup_one(setup_one(up, o.commands[3]), o.commands[4]), o.commands[5]);
}

/*@ terminates \true;
    assigns \nothing;
    ensures tried: \result == provision_tried_after(tried, r, o);
*/
static uint64_t tried_after(uint64_t tried, uint64_t r, provision_output_t o)
{
  tried = tried_one(tried_one(tried_one(tried, r, o.commands[0]), r, o.commands[1]), r, o.commands[2]);
  return tried_one(tried_one(tried_one(tried, r, o.commands[3]), r, o.commands[4]), r, o.commands[5]);
}

/*@ terminates \true;
    assigns \nothing;
    ensures orders: \result <==> provision_orders(o, command);
*/
static bool orders(provision_output_t o, uint8_t command)
{
  return o.commands[0] == command || o.commands[1] == command || o.commands[2] == command ||
         o.commands[3] == command || o.commands[4] == command || o.commands[5] == command;
}

/* The world after input y, the i-th thing heard, at `now`. */
/*@ requires i: i < UINT64_MAX;
    terminates \true;
    assigns \nothing;
    ensures follows: world_follows(w, i, y, now, o, \result);
*/
static world_t world_after(world_t w, uint64_t i, uint8_t y, uint64_t now, provision_output_t o)
{
  world_t next = w;
  bool begins = w.begun == 0 && y >= PROVISION_BEGIN_UNCLAIMED && y <= PROVISION_BEGIN_OWNED_BUTTON;
  bool stored = y == PROVISION_STORED && w.owed;
  bool there = y == PROVISION_JOINED || y == PROVISION_LINK_RESTORED;
  bool joins = orders(o, COMMAND_JOIN_HOME) || orders(o, COMMAND_JOIN_CANDIDATE);
  next.tried = tried_after(w.tried, i + 1, o);
  next.up = setup_after(w.up, o);
  if (begins)
    next.begun = y;
  if (stored)
    next.stored = now;
  next.owed =
      orders(o, COMMAND_STORE_OWNER) || (w.owed && y != PROVISION_STORED && y != PROVISION_NOT_STORED);
  next.owned = w.owned || stored || (begins && y != PROVISION_BEGIN_UNCLAIMED);
  next.linked = there || (w.linked && y != PROVISION_LINK_LOST && !joins);
  return next;
}

/* The shipped step, on values. */
typedef struct {
  provision_t provision;
  provision_output_t output;
} heeded_t;

/*@ requires ordered: provision_ordered(timing);
    terminates \true;
    assigns \nothing;
    ensures takes: provision_takes(provision, timing, heard.time, heard.input, heard.reason, \result.provision,
      \result.output);
*/
static heeded_t heed(provision_t provision, provision_timing_t timing, heard_t heard)
{
  provision_t stepped = provision;
  provision_timing_t spans = timing;
  provision_output_t output;
  provision_step(&stepped, &spans, heard.time, heard.input, heard.reason, &output);
  heeded_t heeded = {.provision = stepped, .output = output};
  return heeded;
}

/* One thing heard more: what the state tells stays true, and the promises are kept. */
/*@ requires trace: \valid_read(tr + (0 .. n - 1)) && i < n && n < UINT64_MAX;
    requires ordered: provision_ordered(timing);
    requires told: told(tr, i, timing, provision, world);
    terminates \true;
    assigns \nothing;
    ensures state: provision_state(\result.provision.cs) && \result.provision.owing == \result.world.owed;
    ensures in_time: provision_in_time(timing, \result.provision);
    ensures tries: tries_told(tr, i + 1, \result.provision, \result.world);
    ensures owner: owner_told(\result.provision, \result.world);
    ensures start: start_told(\result.provision, \result.world);
    ensures setup: setup_told(\result.provision, \result.world);
    ensures lingers: linger_told(\result.provision, \result.world);
    ensures linked: link_told(\result.provision, \result.world);
    ensures stored_is_earned: stored_is_earned(tr, i, world, \result.output);
    ensures setup_is_earned: setup_is_earned(timing, \result.provision, \result.world);
    ensures claim_is_earned: claim_is_earned(tr[i].input, world, \result.output);
    ensures clock: \result.provision.now == \max(tr[i].time, provision.now);
*/
static place_t advance(const heard_t *tr, uint64_t n, uint64_t i, provision_timing_t timing,
                       provision_t provision, world_t world)
{
  (void)n;
  heeded_t heeded = heed(provision, timing, tr[i]);
  world_t next = world_after(world, i, tr[i].input, heeded.provision.now, heeded.output);
  //@ assert known: provision_state_of(provision) == provision.cs;
  //@ assert owes: next.owed == heeded.provision.owing;
  place_t place = {.provision = heeded.provision, .output = heeded.output, .world = next};
  return place;
}

/* Theorem: what the last of n things heard leads to is earned. */
/*@ requires trace: 0 < n < UINT64_MAX && \valid_read(tr + (0 .. n - 1));
    requires ordered: provision_ordered(timing);
    terminates \true;
    assigns \nothing;
    ensures setup_is_earned: setup_is_earned(timing, \result.provision, \result.world);
    ensures told: told(tr, n, timing, \result.provision, \result.world);
*/
place_t setup_is_earned(const heard_t *tr, uint64_t n, provision_timing_t timing)
{
  provision_t first = {.cs = PROVISION_STATE_START};
  world_t none = {0};
  place_t so_far = {.provision = first, .world = none};
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant told: told(tr, i, timing, so_far.provision, so_far.world);
      loop invariant setup: i > 0 ==> setup_is_earned(timing, so_far.provision, so_far.world);
      loop assigns i, so_far;
      loop variant n - i;
  */
  for (uint64_t i = 0; i < n; i++) {
    world_t before = so_far.world;
    so_far = advance(tr, n, i, timing, so_far.provision, before);
    //@ assert stored_is_earned: stored_is_earned(tr, i, before, so_far.output);
    //@ assert claim_is_earned: claim_is_earned(tr[i].input, before, so_far.output);
  }
  return so_far;
}
