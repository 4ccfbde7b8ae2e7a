/* SPDX-License-Identifier: BSD-2-Clause */
/* Theorem: the factory reset, over every crash. The shipped machine (core/reset.c) drives a storage
   whose writes may be lost, kept or torn until they are flushed, by the operations that the shipped journal_order()
   gives. Any number of events, in any order, with any outcome; the power may go between any two of them.

   - At each boot either nothing had been touched, or the wipe goes on, or it is complete.
   - While an intent is durable the camera is not operational; once one was, it is not so again with anything of the
     owner's left.
   - After the wipe's first command no copy of the owner's key or record is left, whatever was not flushed.
   - The intent never becomes unreadable, and nothing is repaired while one stands.
   - A wipe that ends always ends in the same storage, however often it was begun: it is idempotent.

   The bound on the number of commands, and that an unreadable intent is locked, are proofs/reset_ends.c. What a torn
   sector amounts to is proofs/journal_torn.c. */
#include "guard_events.h"
#include "reset.h"
#include "reset_machine.h"
#include "reset_storage.h"

/* What the owner's storage holds. */
enum files { FILES_OWNER, FILES_EMPTY }; /* any other value: made by half */

typedef struct {
  pair_t key;
  pair_t owner;
  uint8_t files;
} belongings_t;

typedef struct {
  reset_t machine;
  pair_t intent;
  belongings_t belongings;
  uint8_t doing;   /* the storage command that is being carried out, or COMMAND_NONE */
  bool owner_next; /* of COMMAND_CREATE_KEY the key is made, the ownership record is next */
  writing_t writing;
  bool
      running; /* operational since this boot: what belongs to the owner may be used, and changed in any way */
  bool touched;  /* the wipe has touched what belongs to the owner since then */
  bool due;      /* an intent was durable since then: a wipe is owed */
  bool readable; /* the intent could be read at the very beginning */
} world_t;

/* What happens next. */
enum turn_kind { TURN_INPUT, TURN_BOOT, TURN_BEGIN, TURN_REPAIR, TURN_WORK, TURN_USE, TURN_CRASH };

typedef struct {
  uint8_t kind;  /* enum turn_kind; any other value is a crash as well */
  uint8_t input; /* with INPUT: enum reset_input, but for boots and answers */
  uint8_t cause;
  uint64_t now;
  uint8_t vault;           /* with BOOT: enum vault, as it was read */
  chance_t chance;         /* with WORK; with CRASH, of the intent's copies */
  chance_t key, owner;     /* the same for the vault */
  bool ends;               /* with WORK on the files: the command is over */
  uint8_t files;           /* ... and what it left of them */
  belongings_t belongings; /* with USE: what it changed them to */
} turn_t;

/*@
  predicate belongs_to_nobody(belongings_t b) =
    both_say(b.key, BELONGS_NOBODY) && both_say(b.owner, BELONGS_NOBODY) && b.files == FILES_EMPTY;
  predicate erased(sector_t s) = !s.dirty && !s.stable.whole;
  // Erasing the vault: what holds before each operation.
  predicate erasing(belongings_t b, integer step) =
    step <= 14 && (step == 4 ==> !b.key.a.dirty) && (step >= 5 ==> erased(b.key.a)) &&
    (step == 7 ==> !b.key.b.dirty) && (step >= 8 ==> erased(b.key.b)) &&
    (step == 10 ==> !b.owner.a.dirty) && (step >= 11 ==> erased(b.owner.a)) &&
    (step == 13 ==> !b.owner.b.dirty) && (step >= 14 ==> erased(b.owner.b));

  predicate wiping(integer s) = RESET_STATE_DESTROYING <= s <= RESET_STATE_CLEARING;
  predicate wipe_owed(integer s) =
    s == RESET_STATE_STOPPING_WIPE || s == RESET_STATE_RESTARTING_WIPE || s == RESET_STATE_DESTROYING ||
    s == RESET_STATE_KEYING || s == RESET_STATE_FILING || s == RESET_STATE_VERIFYING;
  predicate in_use(integer s) = s == RESET_STATE_OPENING || s == RESET_STATE_OPERATIONAL;

  // The invariant, part by part.
  predicate known_state(world_t w) = 0 <= w.machine.cs <= RESET_STATE_LAST && w.machine.failures < RESET_FAILURES;
  predicate no_intent_in_use(world_t w) = in_use(w.machine.cs) ==> only(w.intent, INTENT_NONE);
  predicate intent_stands(world_t w) = wipe_owed(w.machine.cs) ==> only(w.intent, INTENT_STANDING);
  predicate cleared_when_clean(world_t w) =
    w.machine.cs == RESET_STATE_CLEARING ==>
      w.due && belongs_to_nobody(w.belongings) && within(w.intent, INTENT_NONE, INTENT_STANDING);
  predicate debt_kept(world_t w) =
    w.due ==> only(w.intent, INTENT_STANDING) ||
      (belongs_to_nobody(w.belongings) && within(w.intent, INTENT_NONE, INTENT_STANDING));
  predicate debt_noted(world_t w) = only(w.intent, INTENT_STANDING) ==> w.due;
  predicate key_gone(world_t w) =
    RESET_STATE_KEYING <= w.machine.cs <= RESET_STATE_CLEARING ==>
      none_says(w.belongings.key, BELONGS_OWNER) && none_says(w.belongings.owner, BELONGS_OWNER);
  predicate key_new(world_t w) =
    RESET_STATE_FILING <= w.machine.cs <= RESET_STATE_CLEARING ==>
      both_say(w.belongings.key, BELONGS_NOBODY) && both_say(w.belongings.owner, BELONGS_NOBODY);
  predicate at_start(world_t w) =
    w.machine.cs == RESET_STATE_START ==> settled(w.intent) && w.doing == COMMAND_NONE && !w.running;
  predicate used_when_running(world_t w) =
    w.running ==> !wiping(w.machine.cs) && w.machine.cs != RESET_STATE_START && w.machine.cs != RESET_STATE_OPENING;
  predicate touched_when_due(world_t w) = w.touched ==> w.due;
  predicate stays_readable(world_t w) = w.readable ==> within(w.intent, INTENT_NONE, INTENT_STANDING);
  predicate one_command(world_t w) =
    w.doing == COMMAND_NONE || w.doing == COMMAND_OPEN_STORAGE || w.doing == COMMAND_REPAIR_RECORDS ||
    w.doing == reset_waits(w.machine.cs);
  // No repair while an intent stands.
  predicate repaired_without_intent(world_t w) = w.doing == COMMAND_REPAIR_RECORDS ==>
    only(w.intent, INTENT_NONE) && (w.machine.cs == RESET_STATE_OPERATIONAL || w.machine.cs == RESET_STATE_INTENDING ||
      w.machine.cs == RESET_STATE_STOPPING_SOFT || w.machine.cs == RESET_STATE_RESTARTING_SOFT);
  predicate under_way(world_t w) =
    (w.doing == COMMAND_WRITE_INTENT ==> w.writing.sectors == JOURNAL_UPDATE &&
      on_the_way(w.intent, w.writing, INTENT_STANDING)) &&
    (w.doing == COMMAND_CLEAR_INTENT ==> w.writing.sectors == JOURNAL_UPDATE &&
      on_the_way(w.intent, w.writing, INTENT_NONE)) &&
    (w.doing == COMMAND_REPAIR_RECORDS ==> w.writing.sectors == JOURNAL_REPAIR &&
      on_the_way(w.intent, w.writing, INTENT_NONE)) &&
    (w.doing == COMMAND_DESTROY_KEY ==> erasing(w.belongings, w.writing.step)) &&
    (w.doing == COMMAND_CREATE_KEY ==> w.writing.sectors == JOURNAL_UPDATE &&
      (w.owner_next ? both_say(w.belongings.key, BELONGS_NOBODY) &&
        on_the_way(w.belongings.owner, w.writing, BELONGS_NOBODY) :
        on_the_way(w.belongings.key, w.writing, BELONGS_NOBODY)));
  predicate safe_between(world_t w) =
    known_state(w) && no_intent_in_use(w) && intent_stands(w) && cleared_when_clean(w) && debt_kept(w) &&
    key_gone(w) && key_new(w) && at_start(w) && used_when_running(w) && touched_when_due(w) && stays_readable(w) &&
    one_command(w) && repaired_without_intent(w);
  predicate safe(world_t w) = safe_between(w) && under_way(w);

  predicate is_answer(integer input) =
    input == RESET_DONE || input == RESET_FAILED || RESET_BOOT_CLEAN <= input <= RESET_BOOT_UNREADABLE;
  // What the machine makes of an input: its table (core/reset.h), as the theorem needs it.
  predicate goes_on(integer s, integer next) =
    next == s ||
    (next == RESET_STATE_INTENDING && (reset_at_rest(s) || s == RESET_STATE_STOPPING_SOFT ||
      s == RESET_STATE_RESTARTING_SOFT)) ||
    (next == RESET_STATE_STOPPING_SOFT && reset_at_rest(s)) ||
    (next == RESET_STATE_RESTARTING_WIPE && s == RESET_STATE_STOPPING_WIPE) ||
    (next == RESET_STATE_RESTARTING_SOFT && s == RESET_STATE_STOPPING_SOFT);
  logic integer after_done(integer s) =
    s == RESET_STATE_OPENING ? RESET_STATE_OPERATIONAL : s == RESET_STATE_INTENDING ? RESET_STATE_STOPPING_WIPE :
    s == RESET_STATE_DESTROYING ? RESET_STATE_KEYING : s == RESET_STATE_KEYING ? RESET_STATE_FILING :
    s == RESET_STATE_FILING ? RESET_STATE_VERIFYING : s == RESET_STATE_VERIFYING ? RESET_STATE_CLEARING :
    RESET_STATE_OPENING;
*/

/* The shipped step, on values. */
/*@ requires state: 0 <= machine.cs <= RESET_STATE_LAST;
    terminates \true;
    assigns \nothing;
    ensures state: 0 <= \result.cs <= RESET_STATE_LAST && \result.failures < RESET_FAILURES;
    ensures other: !is_answer(input) ==> goes_on(machine.cs, \result.cs);
    ensures done: input == RESET_DONE && reset_waits(machine.cs) != COMMAND_NONE ==>
      \result.cs == after_done(machine.cs);
    ensures failed: input == RESET_FAILED && reset_waits(machine.cs) != COMMAND_NONE ==>
      \result.cs == machine.cs || \result.cs == RESET_STATE_FAULT ||
      (machine.cs == RESET_STATE_VERIFYING && \result.cs == RESET_STATE_DESTROYING);
    ensures boot: machine.cs == RESET_STATE_START ==>
      (input == RESET_BOOT_CLEAN ==> \result.cs == RESET_STATE_OPENING) &&
      (input == RESET_BOOT_INTENT ==> \result.cs == RESET_STATE_DESTROYING) &&
      (input == RESET_BOOT_UNREADABLE ==> \result.cs == RESET_STATE_FAULT);
*/
static reset_t hear(reset_t machine, uint64_t now, uint8_t input, uint8_t cause)
{
  reset_t stepped = machine;
  reset_output_t output;
  reset_step(&stepped, now, input, cause, &output);
  return stepped;
}

/* What two copies amount to at boot, when nothing is unflushed. */
/*@ terminates \true;
    assigns \nothing;
    ensures intent: \result == reads(pair.a.stable, pair.b.stable);
*/
static uint8_t intent_read(pair_t pair)
{
  const copy_t a = pair.a.stable;
  const copy_t b = pair.b.stable;
  if (b.whole && (!a.whole || b.sequence > a.sequence))
    return b.value;
  return a.whole ? a.value : INTENT_UNREADABLE;
}

/*@ terminates \true;
    assigns \nothing;
    ensures value: \result == alone(copy);
*/
static uint8_t intent_alone(copy_t copy)
{
  return copy.whole ? copy.value : INTENT_UNREADABLE;
}

/*@ terminates \true;
    assigns \nothing;
    ensures value: \result == reads(a, b);
*/
static uint8_t intent_of(copy_t a, copy_t b)
{
  const pair_t pair = {.a = {a, a, false}, .b = {b, b, false}};
  return intent_read(pair);
}

/* Whether the intent is durable: whatever becomes of what is not flushed, it stands. */
/*@ terminates \true;
    assigns \nothing;
    ensures durable: \result <==> only(pair, INTENT_STANDING);
*/
static bool is_durable(pair_t pair)
{
  bool durable = intent_read(pair) == INTENT_STANDING;
  if (pair.a.dirty)
    durable = durable && intent_of(pair.a.written, pair.b.stable) == INTENT_STANDING &&
              intent_alone(pair.b.stable) == INTENT_STANDING;
  if (pair.b.dirty)
    durable = durable && intent_of(pair.a.stable, pair.b.written) == INTENT_STANDING &&
              intent_alone(pair.a.stable) == INTENT_STANDING;
  return durable && !(pair.a.dirty && pair.b.dirty);
}

/* Once the intent is durable, a wipe is owed. */
/*@ requires safe: safe_between(world);
    terminates \true;
    assigns \nothing;
    ensures safe: safe_between(\result);
    ensures noted: debt_noted(\result) && (world.due ==> \result.due);
    ensures kept: \result == {world \with .due = \result.due};
    ensures storage: \result.belongings == world.belongings && \result.touched == world.touched;
*/
static world_t noted(world_t world)
{
  world_t next = world;
  if (is_durable(world.intent))
    next.due = true;
  return next;
}

/* --- The storage carries a command out. --- */

typedef struct {
  world_t world;
  uint8_t state; /* enum state */
} worked_t;

/* The intent is written, cleared or repaired. */
/*@ requires safe: safe(world);
    requires command: world.doing == COMMAND_WRITE_INTENT || world.doing == COMMAND_CLEAR_INTENT ||
      world.doing == COMMAND_REPAIR_RECORDS;
    terminates \true;
    assigns \nothing;
    ensures state: \result.state <= FAILED;
    ensures kept: \result.world == {{world \with .intent = \result.world.intent} \with
      .writing = \result.world.writing};
    ensures on: \result.state == GOING ==> under_way(\result.world);
    ensures written: \result.state == DONE && world.doing == COMMAND_WRITE_INTENT ==>
      only(\result.world.intent, INTENT_STANDING);
    ensures cleared: \result.state == DONE && world.doing == COMMAND_CLEAR_INTENT ==>
      only(\result.world.intent, INTENT_NONE);
    ensures stands: world.doing == COMMAND_WRITE_INTENT && only(world.intent, INTENT_STANDING) ==>
      only(\result.world.intent, INTENT_STANDING);
    ensures none: world.doing == COMMAND_REPAIR_RECORDS ==> only(\result.world.intent, INTENT_NONE);
    ensures either: within(world.intent, INTENT_NONE, INTENT_STANDING) ==>
      within(\result.world.intent, INTENT_NONE, INTENT_STANDING);
*/
static worked_t work_on_intent(world_t world, chance_t chance)
{
  const uint8_t value = world.doing == COMMAND_WRITE_INTENT ? INTENT_STANDING : INTENT_NONE;
  const progress_t now = pair_write(world.intent, world.writing, value, chance);
  worked_t worked = {.world = world, .state = now.state};
  worked.world.intent = now.pair;
  worked.world.writing = now.writing;
  /*@ assert standing: within(world.intent, INTENT_STANDING, value) ==> within(now.pair, INTENT_STANDING, value); */
  /*@ assert none: within(world.intent, INTENT_NONE, value) ==> within(now.pair, INTENT_NONE, value); */
  return worked;
}

typedef struct {
  belongings_t belongings;
  uint8_t state; /* enum state */
} erased_t;

/*@ requires sector: number <= 3;
    terminates \true;
    assigns \nothing;
    ensures sector: \result == (number == 0 ? b.key.a : number == 1 ? b.key.b : number == 2 ? b.owner.a : b.owner.b);
*/
static sector_t vault_sector(belongings_t b, uint8_t number)
{
  if (number < 2)
    return number == 0 ? b.key.a : b.key.b;
  return number == 2 ? b.owner.a : b.owner.b;
}

/* One sector of the vault is overwritten, in the cache. */
/*@ requires sector: number <= 3;
    terminates \true;
    assigns \nothing;
    ensures key_a: number != 0 ==> \result.key.a == b.key.a;
    ensures key_b: number != 1 ==> \result.key.b == b.key.b;
    ensures owner_a: number != 2 ==> \result.owner.a == b.owner.a;
    ensures owner_b: number != 3 ==> \result.owner.b == b.owner.b;
*/
static belongings_t vault_overwrite(belongings_t b, uint8_t number, uint8_t fate)
{
  const copy_t nothing = {.whole = false, .sequence = 0, .value = 0};
  const sector_t sector = sector_write(vault_sector(b, number), nothing, fate);
  belongings_t now = b;
  if (number == 0)
    now.key.a = sector;
  if (number == 1)
    now.key.b = sector;
  if (number == 2)
    now.owner.a = sector;
  if (number == 3)
    now.owner.b = sector;
  return now;
}

/* The next operation of erasing the vault, as the core orders it. */
/*@ requires so_far: erasing(b, step);
    terminates \true;
    assigns \nothing;
    ensures state: \result.state <= FAILED;
    ensures on: \result.state == GOING ==> step < 14 && erasing(\result.belongings, step + 1);
    ensures gone: \result.state == DONE ==> none_says(\result.belongings.key, BELONGS_OWNER) &&
      none_says(\result.belongings.owner, BELONGS_OWNER);
*/
static erased_t vault_erase(belongings_t b, uint8_t step, chance_t key, chance_t owner)
{
  const journal_order_t order = journal_order(JOURNAL_ERASE, 0, step);
  /*@ assert write: order.operation == JOURNAL_WRITE <==> step == 2 || step == 5 || step == 8 || step == 11; */
  /*@ assert flush: order.operation == JOURNAL_FLUSH <==>
        step == 0 || step == 3 || step == 6 || step == 9 || step == 12; */
  /*@ assert check: order.operation == JOURNAL_CHECK <==> step == 4 || step == 7 || step == 10 || step == 13; */
  /*@ assert place: order.operation == JOURNAL_WRITE || order.operation == JOURNAL_CHECK ==>
        order.sector == (step < 5 ? 0 : step < 8 ? 1 : step < 11 ? 2 : 3); */
  erased_t now = {.belongings = b, .state = DONE};
  bool good = key.good;
  if (order.operation == JOURNAL_END)
    return now;
  if (order.operation == JOURNAL_WRITE)
    now.belongings = vault_overwrite(b, order.sector, key.fate_a);
  if (order.operation == JOURNAL_FLUSH && good) {
    now.belongings.key = pair_settle(b.key, key.fate_a, key.fate_b);
    now.belongings.owner = pair_settle(b.owner, owner.fate_a, owner.fate_b);
  }
  if (order.operation == JOURNAL_CHECK) {
    const sector_t sector = vault_sector(b, order.sector);
    good = good && (sector.dirty || !sector.stable.whole);
  }
  now.state = good ? GOING : FAILED;
  return now;
}

/* What the wipe's work leaves alone. */
/*@
  predicate wipe_work(world_t w, world_t now) =
    now.machine == w.machine && now.intent == w.intent && now.doing == w.doing && now.running == w.running &&
    now.due == w.due && now.readable == w.readable && now.touched == \true;
*/

/*@ requires safe: safe(world) && world.doing == COMMAND_DESTROY_KEY;
    terminates \true;
    assigns \nothing;
    ensures state: \result.state <= FAILED;
    ensures kept: wipe_work(world, \result.world);
    ensures on: \result.state == GOING ==> under_way(\result.world);
    ensures gone: \result.state == DONE ==> none_says(\result.world.belongings.key, BELONGS_OWNER) &&
      none_says(\result.world.belongings.owner, BELONGS_OWNER);
*/
static worked_t work_on_key(world_t world, chance_t key, chance_t owner)
{
  const erased_t now = vault_erase(world.belongings, world.writing.step, key, owner);
  worked_t worked = {.world = world, .state = now.state};
  worked.world.belongings = now.belongings;
  worked.world.touched = true;
  if (now.state == GOING)
    worked.world.writing.step++;
  return worked;
}

/* A new key, then an ownership record of nobody. */
/*@ requires safe: safe(world) && world.doing == COMMAND_CREATE_KEY;
    terminates \true;
    assigns \nothing;
    ensures state: \result.state <= FAILED;
    ensures kept: wipe_work(world, \result.world) && \result.world.belongings.files == world.belongings.files;
    ensures on: \result.state == GOING ==> under_way(\result.world);
    ensures gone: none_says(\result.world.belongings.key, BELONGS_OWNER) &&
      none_says(\result.world.belongings.owner, BELONGS_OWNER);
    ensures done: \result.state == DONE ==> both_say(\result.world.belongings.key, BELONGS_NOBODY) &&
      both_say(\result.world.belongings.owner, BELONGS_NOBODY);
*/
static worked_t work_on_new_key(world_t world, chance_t chance)
{
  worked_t worked = {.world = world, .state = GOING};
  worked.world.touched = true;
  if (world.owner_next) {
    const progress_t owner = pair_write(world.belongings.owner, world.writing, BELONGS_NOBODY, chance);
    worked.world.belongings.owner = owner.pair;
    worked.world.writing = owner.writing;
    worked.state = owner.state;
    return worked;
  }
  const progress_t key = pair_write(world.belongings.key, world.writing, BELONGS_NOBODY, chance);
  worked.world.belongings.key = key.pair;
  worked.world.writing = key.writing;
  worked.state = key.state;
  if (key.state == DONE) {
    worked.world.owner_next = true;
    worked.world.writing = writing_begin(JOURNAL_UPDATE);
    worked.state = GOING;
  }
  return worked;
}

/* The files are made anew: whatever comes of it. What is reported as done may not be: reading back is to tell. */
/*@ requires safe: safe(world) && world.doing == COMMAND_CREATE_FILES;
    terminates \true;
    assigns \nothing;
    ensures state: \result.state <= FAILED;
    ensures kept: wipe_work(world, \result.world) && \result.world.belongings.key == world.belongings.key &&
      \result.world.belongings.owner == world.belongings.owner;
    ensures on: under_way(\result.world);
*/
static worked_t work_on_files(world_t world, turn_t turn)
{
  worked_t worked = {.world = world, .state = GOING};
  worked.world.touched = true;
  worked.world.belongings.files = turn.files;
  if (turn.ends)
    worked.state = turn.chance.good ? DONE : FAILED;
  return worked;
}

/* Reading back: passes only where nothing is left. */
/*@ requires doing: world.doing == COMMAND_VERIFY_WIPE;
    terminates \true;
    assigns \nothing;
    ensures state: \result == DONE || \result == FAILED;
    ensures empty: \result == DONE ==> world.belongings.files == FILES_EMPTY;
*/
static uint8_t work_on_reading_back(world_t world, chance_t chance)
{
  return chance.good && world.belongings.files == FILES_EMPTY ? DONE : FAILED;
}

/* What a command that was carried out has brought about. */
/*@
  predicate brought_about(world_t w) =
    (w.doing == COMMAND_WRITE_INTENT ==> only(w.intent, INTENT_STANDING)) &&
    (w.doing == COMMAND_CLEAR_INTENT ==> only(w.intent, INTENT_NONE)) &&
    (w.doing == COMMAND_DESTROY_KEY ==> none_says(w.belongings.key, BELONGS_OWNER) &&
      none_says(w.belongings.owner, BELONGS_OWNER)) &&
    (w.doing == COMMAND_CREATE_KEY ==> both_say(w.belongings.key, BELONGS_NOBODY) &&
      both_say(w.belongings.owner, BELONGS_NOBODY)) &&
    (w.doing == COMMAND_VERIFY_WIPE ==> w.belongings.files == FILES_EMPTY);
*/

/* The storage goes on with its command: an operation, with any outcome. */
/*@ requires safe: safe(world) && debt_noted(world) && world.doing != COMMAND_NONE;
    terminates \true;
    assigns \nothing;
    ensures state: \result.state <= FAILED;
    ensures machine: \result.world.machine == world.machine && \result.world.doing == world.doing;
    ensures safe: safe_between(\result.world);
    ensures on: \result.state == GOING ==> under_way(\result.world);
    ensures done: \result.state == DONE ==> brought_about(\result.world);
    // what belongs to the owner is touched by the wipe alone, and then an intent is durable
    ensures intact: !\result.world.touched ==> \result.world.belongings == world.belongings; // R-043
    ensures readable: \result.world.readable == world.readable;
*/
static worked_t carry_out(world_t world, turn_t turn)
{
  worked_t worked = {.world = world, .state = turn.chance.good ? DONE : FAILED};
  switch (world.doing) {
  case COMMAND_WRITE_INTENT:
  case COMMAND_CLEAR_INTENT:
  case COMMAND_REPAIR_RECORDS:
    return work_on_intent(world, turn.chance);
  case COMMAND_DESTROY_KEY:
    return work_on_key(world, turn.key, turn.owner);
  case COMMAND_CREATE_KEY:
    return work_on_new_key(world, turn.chance);
  case COMMAND_CREATE_FILES:
    return work_on_files(world, turn);
  case COMMAND_VERIFY_WIPE:
    worked.state = work_on_reading_back(world, turn.chance);
    return worked;
  default: /* opening the storage changes nothing */
    return worked;
  }
}

/* --- The turns. --- */

/* The machine hears that a command ended; where it no longer waits for it, nothing. */
/*@ requires safe: safe_between(world) && debt_noted(world) && world.doing != COMMAND_NONE;
    requires done: done != 0 ==> brought_about(world);
    terminates \true;
    assigns \nothing;
    ensures safe: safe(\result);
    ensures intact: \result.belongings == world.belongings && \result.touched == world.touched;
    ensures readable: \result.readable == world.readable;
*/
static world_t answered(world_t world, bool done, uint64_t now)
{
  world_t next = world;
  uint8_t input = RESET_TICK;
  if (world.doing == awaited(world.machine))
    input = done ? RESET_DONE : RESET_FAILED;
  next.machine = hear(world.machine, now, input, CAUSE_POWER);
  next.doing = COMMAND_NONE;
  if (next.machine.cs == RESET_STATE_OPERATIONAL)
    next.running = true;
  return next;
}

/* An operation is over, and with it the command or not. */
/*@ requires safe: safe_between(world) && debt_noted(world) && world.doing != COMMAND_NONE;
    requires on: state == GOING ==> under_way(world);
    requires done: state == DONE ==> brought_about(world);
    terminates \true;
    assigns \nothing;
    ensures safe: safe(\result);
    ensures intact: \result.belongings == world.belongings && \result.touched == world.touched;
    ensures readable: \result.readable == world.readable;
*/
static world_t work_over(world_t world, uint8_t state, uint64_t now)
{
  return state == GOING ? world : answered(world, state == DONE, now);
}

/*@ requires safe: safe(world) && debt_noted(world);
    terminates \true;
    assigns \nothing;
    ensures safe: safe(\result);
    ensures intact: !\result.touched ==> \result.belongings == world.belongings;
    ensures readable: \result.readable == world.readable;
*/
static world_t turn_work(world_t world, turn_t turn)
{
  if (world.doing == COMMAND_NONE)
    return world;
  const worked_t worked = carry_out(world, turn);
  const world_t next = noted(worked.world);
  return work_over(next, worked.state, turn.now);
}

/* The machine hears of anything else: time, an order, a restart, the camera process. */
/*@ requires safe: safe(world);
    terminates \true;
    assigns \nothing;
    ensures safe: safe(\result);
    ensures intact: \result.belongings == world.belongings && \result.touched == world.touched;
    ensures readable: \result.readable == world.readable;
*/
static world_t turn_input(world_t world, turn_t turn)
{
  world_t next = world;
  uint8_t input = turn.input;
  if (input == RESET_DONE || input == RESET_FAILED || input == RESET_BOOT_CLEAN ||
      input == RESET_BOOT_INTENT || input == RESET_BOOT_UNREADABLE)
    input = RESET_TICK;
  next.machine = hear(world.machine, turn.now, input, turn.cause);
  return next;
}

/* The records were read. */
/*@ requires safe: safe(world) && debt_noted(world);
    terminates \true;
    assigns \nothing;
    ensures safe: safe(\result);
    ensures intact: \result.belongings == world.belongings && \result.touched == world.touched;
    // the wipe goes on, or it is complete
    ensures goes_on: world.machine.cs == RESET_STATE_START && world.due ==>
      \result.machine.cs == RESET_STATE_DESTROYING || belongs_to_nobody(world.belongings);
    ensures readable: \result.readable == world.readable;
*/
static world_t turn_boot(world_t world, turn_t turn)
{
  if (world.machine.cs != RESET_STATE_START)
    return world;
  world_t next = world;
  const uint8_t input = guard_event_boot(intent_read(world.intent), turn.vault);
  next.machine = hear(world.machine, turn.now, input, CAUSE_POWER);
  return next;
}

/* The storage takes up the command that is waited for, or a repair; it does one after the other. */
/*@ requires safe: safe(world);
    terminates \true;
    assigns \nothing;
    ensures safe: safe(\result);
    ensures intact: \result.belongings == world.belongings && \result.touched == world.touched;
    ensures readable: \result.readable == world.readable;
*/
static world_t turn_begin(world_t world, bool repair)
{
  world_t next = world;
  const uint8_t command = awaited(world.machine);
  if (world.doing != COMMAND_NONE)
    return world;
  next.doing = command;
  next.owner_next = false;
  next.writing = writing_begin(JOURNAL_UPDATE);
  if (repair && world.machine.cs == RESET_STATE_OPERATIONAL) {
    next.doing = COMMAND_REPAIR_RECORDS;
    next.writing = writing_begin(JOURNAL_REPAIR);
  }
  return next;
}

/* What belongs to the owner is used, and changes in any way: a life after the last wipe. */
/*@ requires safe: safe(world) && debt_noted(world);
    terminates \true;
    assigns \nothing;
    ensures safe: safe(\result);
    ensures readable: \result.readable == world.readable;
*/
static world_t turn_use(world_t world, turn_t turn)
{
  if (!world.running)
    return world;
  world_t next = world;
  next.belongings = turn.belongings;
  next.touched = false;
  next.due = is_durable(world.intent);
  return next;
}

/* The power goes, or the board restarts: what was not flushed is lost, landed or torn. */
/*@ requires safe: safe(world);
    terminates \true;
    assigns \nothing;
    ensures safe: safe(\result);
    ensures start: \result.machine.cs == RESET_STATE_START && \result.touched == world.touched;
    ensures readable: \result.readable == world.readable;
*/
static world_t turn_crash(world_t world, turn_t turn)
{
  world_t next = world;
  next.machine = start();
  next.intent = pair_settle(world.intent, turn.chance.fate_a, turn.chance.fate_b);
  next.belongings.key = pair_settle(world.belongings.key, turn.key.fate_a, turn.key.fate_b);
  next.belongings.owner = pair_settle(world.belongings.owner, turn.owner.fate_a, turn.owner.fate_b);
  next.doing = COMMAND_NONE;
  next.running = false;
  return next;
}

/* A turn of any kind. */
/*@ requires safe: safe(world) && debt_noted(world);
    terminates \true;
    assigns \nothing;
    ensures safe: safe(\result);
    ensures noted: debt_noted(\result);
    // what belongs to the owner is changed by its use and by the wipe alone
    ensures intact: !\result.touched && turn.kind < TURN_USE ==> \result.belongings == world.belongings;
    ensures readable: \result.readable == world.readable;
*/
static world_t turn_taken(world_t world, turn_t turn)
{
  world_t next;
  switch (turn.kind) {
  case TURN_INPUT:
    next = turn_input(world, turn);
    break;
  case TURN_BOOT:
    next = turn_boot(world, turn);
    break;
  case TURN_BEGIN:
  case TURN_REPAIR:
    next = turn_begin(world, turn.kind == TURN_REPAIR);
    break;
  case TURN_WORK:
    next = turn_work(world, turn);
    break;
  case TURN_USE:
    next = turn_use(world, turn);
    break;
  default:
    next = turn_crash(world, turn);
  }
  return noted(next);
}

/* The storage at the very beginning: anything, with nothing unflushed, and the camera off. */
/*@ requires settled: settled(intent);
    terminates \true;
    assigns \nothing;
    ensures safe: safe(\result) && debt_noted(\result);
    ensures storage: \result.intent == intent && \result.belongings == belongings && !\result.touched;
    ensures readable: reads(intent.a.stable, intent.b.stable) <= INTENT_STANDING <==> \result.readable;
*/
static world_t beginning(pair_t intent, belongings_t belongings)
{
  world_t world;
  world.machine = start();
  world.intent = intent;
  world.belongings = belongings;
  world.doing = COMMAND_NONE;
  world.owner_next = false;
  world.writing = writing_begin(JOURNAL_UPDATE);
  world.running = false;
  world.touched = false;
  world.due = is_durable(intent);
  world.readable = intent_read(intent) <= INTENT_STANDING;
  return world;
}

/* Theorem: what holds after any n turns, from any storage. */
/*@ requires settled: settled(intent);
    requires turns: \valid_read(turns + (0 .. n - 1));
    terminates \true;
    assigns \nothing;
    // the next boot begins or takes up the wipe, unless it is complete ...
    ensures goes_on: \result.machine.cs == RESET_STATE_START && \result.due ==>
      reads(\result.intent.a.stable, \result.intent.b.stable) == INTENT_STANDING ||
      belongs_to_nobody(\result.belongings);
    // ... or nothing was touched
    ensures intact: \result.touched ==> \result.due;
    // an intent that is durable, or may yet be, and a camera in use do not go together
    ensures apart: reset_phase_of(\result.machine.cs) == RESET_OPERATIONAL || \result.machine.cs == RESET_STATE_OPENING ==>
      only(\result.intent, INTENT_NONE);
    // once an intent was durable, the camera is in use again with nothing of the owner's alone: the same storage from
    // whatever was there before, and however often the wipe was begun
    ensures unreachable: \result.due && (reset_phase_of(\result.machine.cs) == RESET_OPERATIONAL ||
      \result.machine.cs == RESET_STATE_OPENING) ==> belongs_to_nobody(\result.belongings);
    // after the wipe's first command no copy of the owner's key or record is left
    ensures key_first: RESET_STATE_KEYING <= \result.machine.cs <= RESET_STATE_CLEARING ==>
      none_says(\result.belongings.key, BELONGS_OWNER) && none_says(\result.belongings.owner, BELONGS_OWNER);
    // the intent is never lost: what could be read can be read, and before the wipe is complete it stands
    ensures readable: reads(intent.a.stable, intent.b.stable) <= INTENT_STANDING ==>
      within(\result.intent, INTENT_NONE, INTENT_STANDING);
    ensures owed: \result.due && !belongs_to_nobody(\result.belongings) ==> only(\result.intent, INTENT_STANDING);
    // no repair while an intent stands
    ensures repair: \result.doing == COMMAND_REPAIR_RECORDS ==> only(\result.intent, INTENT_NONE);
*/
world_t reset_survives_every_crash(pair_t intent, belongings_t belongings, const turn_t *turns, uint64_t n)
{
  world_t world = beginning(intent, belongings);
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant safe: safe(world) && debt_noted(world);
      loop invariant readable: reads(intent.a.stable, intent.b.stable) <= INTENT_STANDING <==> world.readable;
      loop assigns i, world;
      loop variant n - i;
  */
  for (uint64_t i = 0; i < n; i++)
    world = turn_taken(world, turns[i]);
  return world;
}
