/* SPDX-License-Identifier: BSD-2-Clause */
/* Storage as the theorems on the reset see it: disks whose cache may be lost, kept or torn by a power cut until it is
   flushed. A sector is what core/journal.h reads of it (proofs/journal_update.c ties the two); the operations on it are
   those that journal_order() gives. Every choice that the world has (does an operation succeed, what becomes of what
   was not flushed) is a parameter, and so the theorems hold for all of them. */
#ifndef PROOFS_RESET_STORAGE_H
#define PROOFS_RESET_STORAGE_H

#include "journal.h"

/* What a sector amounts to: a whole record or not, its number, and what it says. */
typedef struct {
  bool whole;
  uint64_t sequence;
  uint8_t value; /* of the intent: enum intent; of the key and the ownership record: enum belongs */
} copy_t;

enum belongs { BELONGS_OWNER, BELONGS_NOBODY };

/* A sector of a disk with a cache. */
typedef struct {
  copy_t stable;  /* what the disk holds */
  copy_t written; /* while dirty: what was written over it and is not flushed */
  bool dirty;
} sector_t;

/* The two copies of a record. */
typedef struct {
  sector_t a;
  sector_t b;
} pair_t;

/* What becomes of a sector that was written and not flushed: lost, landed, or (any other value) torn, which is one of
   both or no record (proofs/journal_torn.c). A flush that succeeded settles it just so: only reading back tells how. */
enum fate { FATE_LOST, FATE_LANDED, FATE_TORN };

/* How an operation ends. */
typedef struct {
  bool good;
  uint8_t fate_a, fate_b;
} chance_t;

/* Writing a record over its copies: how far it is. */
typedef struct {
  uint8_t sectors; /* JOURNAL_UPDATE or JOURNAL_REPAIR */
  uint8_t step;    /* the next operation */
  uint8_t first;
  copy_t record;
} writing_t;

enum state { GOING, DONE, FAILED };

/* After an operation. */
typedef struct {
  pair_t pair;
  writing_t writing;
  uint8_t state;
} progress_t;

/*@
  predicate same_copy(copy_t a, copy_t b) = a.whole == b.whole && a.sequence == b.sequence && a.value == b.value;
  predicate settled(pair_t p) = !p.a.dirty && !p.b.dirty;
  logic sector_t copy_at(pair_t p, integer i) = i == 0 ? p.a : p.b;

  // What two copies amount to, which of them is overwritten first, and the number of the next record: as journal_read()
  // and journal_next_sequence() say it.
  logic boolean newer_b(copy_t a, copy_t b) = b.whole && (!a.whole || b.sequence > a.sequence);
  logic integer reads(copy_t a, copy_t b) =
    newer_b(a, b) ? b.value : a.whole ? a.value : INTENT_UNREADABLE;
  logic integer first_of(copy_t a, copy_t b) = a.whole && !newer_b(a, b) ? 1 : 0;
  logic integer number_of(copy_t a, copy_t b) = newer_b(a, b) ? b.sequence : a.whole ? a.sequence : 0;
  logic integer next_of(copy_t a, copy_t b) =
    number_of(a, b) == UINT64_MAX ? UINT64_MAX : number_of(a, b) + 1;
  // ... where the other copy is no record.
  logic integer alone(copy_t c) = c.whole ? c.value : INTENT_UNREADABLE;

  // Whatever becomes of what is not flushed, the next boot reads u or v.
  predicate one_of(integer x, integer u, integer v) = x == u || x == v;
  predicate within(pair_t p, integer u, integer v) =
    one_of(reads(p.a.stable, p.b.stable), u, v) &&
    (p.a.dirty ==> one_of(reads(p.a.written, p.b.stable), u, v) && one_of(alone(p.b.stable), u, v)) &&
    (p.b.dirty ==> one_of(reads(p.a.stable, p.b.written), u, v) && one_of(alone(p.a.stable), u, v)) &&
    (p.a.dirty && p.b.dirty ==> one_of(reads(p.a.written, p.b.written), u, v) &&
      one_of(alone(p.a.written), u, v) && one_of(alone(p.b.written), u, v) && one_of(INTENT_UNREADABLE, u, v));
  predicate only(pair_t p, integer v) = within(p, v, v);

  // Whatever becomes of what is not flushed, no copy says v.
  predicate says_not(copy_t c, integer v) = c.whole ==> c.value != v;
  predicate none_says(pair_t p, integer v) =
    says_not(p.a.stable, v) && says_not(p.b.stable, v) && (p.a.dirty ==> says_not(p.a.written, v)) &&
    (p.b.dirty ==> says_not(p.b.written, v));

  // Both copies are one durable record that says v.
  predicate both_say(pair_t p, integer v) =
    settled(p) && p.a.stable.whole && p.b.stable.whole && same_copy(p.a.stable, p.b.stable) &&
    p.a.stable.value == v;

  // Writing a record: what holds before each operation.
  predicate written_first(pair_t p, writing_t w) =
    copy_at(p, w.first).dirty && same_copy(copy_at(p, w.first).written, w.record) &&
    !copy_at(p, 1 - w.first).dirty;
  predicate first_holds(pair_t p, writing_t w) =
    !copy_at(p, w.first).dirty && same_copy(copy_at(p, w.first).stable, w.record);
  predicate written_second(pair_t p, writing_t w) =
    first_holds(p, w) && copy_at(p, 1 - w.first).dirty && same_copy(copy_at(p, 1 - w.first).written, w.record);
  predicate decided(pair_t p, writing_t w) =
    settled(p) && w.first == first_of(p.a.stable, p.b.stable) &&
    (w.sectors == JOURNAL_UPDATE ==> w.record.sequence == next_of(p.a.stable, p.b.stable)) &&
    (w.sectors == JOURNAL_REPAIR ==> w.record.sequence == number_of(p.a.stable, p.b.stable) &&
      w.record.value == reads(p.a.stable, p.b.stable) && (p.a.stable.whole || p.b.stable.whole));
  predicate on_the_way(pair_t p, writing_t w, integer value) =
    (w.sectors == JOURNAL_UPDATE || w.sectors == JOURNAL_REPAIR) && w.step <= 2 + 3 * w.sectors && w.first <= 1 &&
    (w.step == 1 || w.step == 4 || w.step == 7 ==> settled(p)) &&
    (w.step >= 2 ==> w.record.whole && (w.sectors == JOURNAL_UPDATE ==> w.record.value == value)) &&
    (w.step == 2 ==> decided(p, w)) &&
    (w.step == 3 ==> written_first(p, w)) &&
    (w.step == 5 ==> settled(p) && first_holds(p, w)) &&
    (w.step == 6 ==> written_second(p, w)) &&
    (w.step == 7 ==> first_holds(p, w)) &&
    (w.step == 8 ==> settled(p) && same_copy(p.a.stable, w.record) && same_copy(p.b.stable, w.record));
*/

/** The power goes, or a flush ends: what a sector then holds. */
/*@ terminates \true;
    assigns \nothing;
    ensures settled: !\result.dirty;
    ensures clean: !sector.dirty ==> same_copy(\result.stable, sector.stable);
    ensures dirty: same_copy(\result.stable, sector.stable) || same_copy(\result.stable, sector.written) ||
      !\result.stable.whole;
*/
sector_t sector_settle(sector_t sector, uint8_t fate);

/** ... and two copies: they can only amount to what they could before. */
/*@ terminates \true;
    assigns \nothing;
    ensures settled: settled(\result);
    ensures clean: settled(pair) ==> same_copy(\result.a.stable, pair.a.stable) &&
      same_copy(\result.b.stable, pair.b.stable);
    ensures clean_a: !pair.a.dirty ==> same_copy(\result.a.stable, pair.a.stable);
    ensures clean_b: !pair.b.dirty ==> same_copy(\result.b.stable, pair.b.stable);
    ensures landed_a: same_copy(\result.a.stable, pair.a.stable) ||
      (pair.a.dirty && (same_copy(\result.a.stable, pair.a.written) || !\result.a.stable.whole));
    ensures landed_b: same_copy(\result.b.stable, pair.b.stable) ||
      (pair.b.dirty && (same_copy(\result.b.stable, pair.b.written) || !\result.b.stable.whole));
    ensures within: \forall integer u, v; within(pair, u, v) ==> within(\result, u, v);
    ensures gone: none_says(pair, BELONGS_OWNER) ==> none_says(\result, BELONGS_OWNER);
*/
pair_t pair_settle(pair_t pair, uint8_t fate_a, uint8_t fate_b);

/** A write into the cache. What was there unflushed may have landed before, whole or torn. */
/*@ terminates \true;
    assigns \nothing;
    ensures dirty: \result.dirty && same_copy(\result.written, record);
    ensures stable: !sector.dirty ==> same_copy(\result.stable, sector.stable);
    ensures before: same_copy(\result.stable, sector.stable) ||
      (sector.dirty && (same_copy(\result.stable, sector.written) || !\result.stable.whole));
*/
sector_t sector_write(sector_t sector, copy_t record, uint8_t fate);

/** The next operation of writing a record that says `value`, as the core orders it. Never a third: what the next boot can
   read is what it could before, or the new record. */
/*@ requires so_far: on_the_way(pair, writing, value);
    terminates \true;
    assigns \nothing;
    ensures state: \result.state <= FAILED;
    ensures on: \result.state == GOING ==> on_the_way(\result.pair, \result.writing, value);
    ensures done: \result.state == DONE && writing.sectors == JOURNAL_UPDATE ==> both_say(\result.pair, value);
    ensures group: \result.writing.sectors == writing.sectors;
    ensures old_or_new: \forall integer old; within(pair, old, value) ==> within(\result.pair, old, value);
    ensures gone: value != BELONGS_OWNER && writing.sectors == JOURNAL_UPDATE && none_says(pair, BELONGS_OWNER) ==>
      none_says(\result.pair, BELONGS_OWNER);
*/
progress_t pair_write(pair_t pair, writing_t writing, uint8_t value, chance_t chance);

/* Nothing written yet. */
/*@ requires group: sectors == JOURNAL_UPDATE || sectors == JOURNAL_REPAIR;
    terminates \true;
    assigns \nothing;
    ensures begun: \result.sectors == sectors && \result.step == 0 && \result.first == 0;
*/
static inline writing_t writing_begin(uint8_t sectors)
{
  const copy_t nothing = {.whole = false, .sequence = 0, .value = 0};
  writing_t writing = {.sectors = sectors, .step = 0, .first = 0, .record = nothing};
  return writing;
}

#endif
