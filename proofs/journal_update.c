/* SPDX-License-Identifier: BSD-2-Clause */
/* Theorem: an update of a record, by the operations that journal_order() gives, whatever of them succeeds, with the power
   cut anywhere: the old record or the new one, never a third, and never none where there was one; reported as done, it
   is the new one in both copies. */
#include "reset_storage.h"

/* --- The sectors of the theorem are those of the disk. --- */

/*@
  // What a sector of the intent says: one byte, 0 or 1, or it cannot be told.
  logic integer sector_says{L}(uint8_t *s) = le16(s + 6) == 1 && s[16] <= 1 ? s[16] : INTENT_UNREADABLE;
  predicate amounts_to{L}(uint8_t *s, copy_t c) =
    (c.whole <==> journal_whole(JOURNAL_INTENT, s)) &&
    (c.whole ==> c.sequence == le64(s + 8) && c.value == sector_says(s));
*/

/* What the proved journal reads of two sectors is what the theorem reads of what they amount to. */
/*@ requires valid: \valid_read(sector_a + (0 .. JOURNAL_SECTOR - 1)) &&
      \valid_read(sector_b + (0 .. JOURNAL_SECTOR - 1)) && \valid(pair);
    requires apart: \separated(pair, sector_a + (0 .. JOURNAL_SECTOR - 1)) &&
      \separated(pair, sector_b + (0 .. JOURNAL_SECTOR - 1));
    requires copies: amounts_to(sector_a, a) && amounts_to(sector_b, b);
    terminates \true;
    assigns *pair;
    ensures intent: \result == reads(a, b);
    ensures first: pair->first == first_of(a, b);
    ensures readable: pair->readable <==> a.whole || b.whole;
    ensures number: pair->record.sequence == number_of(a, b);
*/
uint8_t intent_is_read(const uint8_t *sector_a, const uint8_t *sector_b, copy_t a, copy_t b,
                       journal_pair_t *pair)
{
  (void)a, (void)b;
  journal_read(JOURNAL_INTENT, sector_a, sector_b, pair);
  /*@ assert from_b: newer_b(a, b) ==> pair->record.payload[0] == sector_b[16] &&
        pair->record.length == le16{Pre}(sector_b + 6); */
  /*@ assert from_a: a.whole && !newer_b(a, b) ==> pair->record.payload[0] == sector_a[16] &&
        pair->record.length == le16{Pre}(sector_a + 6); */
  return journal_intent(pair);
}

/* --- Operations. --- */

sector_t sector_settle(sector_t sector, uint8_t fate)
{
  sector_t now = sector;
  now.dirty = false;
  if (sector.dirty && fate == FATE_LANDED)
    now.stable = sector.written;
  else if (sector.dirty && fate != FATE_LOST)
    now.stable.whole = false;
  return now;
}

pair_t pair_settle(pair_t pair, uint8_t fate_a, uint8_t fate_b)
{
  pair_t now = {.a = sector_settle(pair.a, fate_a), .b = sector_settle(pair.b, fate_b)};
  return now;
}

sector_t sector_write(sector_t sector, copy_t record, uint8_t fate)
{
  sector_t now = sector_settle(sector, fate);
  now.written = record;
  now.dirty = true;
  return now;
}

/*@ terminates \true;
    assigns \nothing;
    ensures newer: \result <==> newer_b(a, b);
*/
static bool is_newer_b(copy_t a, copy_t b)
{
  return b.whole && (!a.whole || b.sequence > a.sequence);
}

/*@ terminates \true;
    assigns \nothing;
    ensures same: \result <==> same_copy(a, b);
*/
static bool is_same(copy_t a, copy_t b)
{
  return a.whole == b.whole && a.sequence == b.sequence && a.value == b.value;
}

/* What is to be written, and where first, from the copies as they are on the disk. */
/*@ requires so_far: settled(pair) && (writing.sectors == JOURNAL_UPDATE || writing.sectors == JOURNAL_REPAIR);
    requires readable: writing.sectors == JOURNAL_REPAIR ==> pair.a.stable.whole || pair.b.stable.whole;
    terminates \true;
    assigns \nothing;
    ensures kept: \result.sectors == writing.sectors && \result.step == writing.step;
    ensures first: \result.first <= 1;
    ensures whole: \result.record.whole && (writing.sectors == JOURNAL_UPDATE ==> \result.record.value == value);
    ensures decided: decided(pair, \result);
*/
static writing_t writing_decide(pair_t pair, writing_t writing, uint8_t value)
{
  const bool b = is_newer_b(pair.a.stable, pair.b.stable);
  const copy_t read = b ? pair.b.stable : pair.a.stable;
  const uint64_t number = read.whole ? read.sequence : 0;
  const uint64_t next = number < UINT64_MAX ? number + 1 : UINT64_MAX;
  const bool repair = writing.sectors == JOURNAL_REPAIR;
  const copy_t record = {
      .whole = true, .sequence = repair ? number : next, .value = repair ? read.value : value};
  writing_t decided = writing;
  decided.first = read.whole && !b ? 1 : 0;
  decided.record = record;
  return decided;
}

/* A write of one copy, which may have failed: it may have landed all the same. */
/*@ requires copy: number <= 1;
    terminates \true;
    assigns \nothing;
    ensures written: copy_at(\result, number).dirty && same_copy(copy_at(\result, number).written, record);
    ensures stable: !copy_at(pair, number).dirty ==>
      same_copy(copy_at(\result, number).stable, copy_at(pair, number).stable);
    ensures before: same_copy(copy_at(\result, number).stable, copy_at(pair, number).stable) ||
      (copy_at(pair, number).dirty && (same_copy(copy_at(\result, number).stable, copy_at(pair, number).written) ||
      !copy_at(\result, number).stable.whole));
    ensures other: copy_at(\result, 1 - number) == copy_at(pair, 1 - number);
*/
static pair_t pair_put(pair_t pair, uint8_t number, copy_t record, chance_t chance)
{
  pair_t now = pair;
  if (number == 0)
    now.a = sector_write(pair.a, record, chance.fate_a);
  else
    now.b = sector_write(pair.b, record, chance.fate_b);
  return now;
}

/* Whether reading a copy back shows the record; of what is not flushed, chance says what is read. */
/*@ terminates \true;
    assigns \nothing;
    ensures shows: \result && !sector.dirty ==> same_copy(sector.stable, record);
*/
static bool sector_shows(sector_t sector, copy_t record, bool chance)
{
  return chance && (sector.dirty || is_same(sector.stable, record));
}

/* Never a third, for the first copy: the other one is what was read. */
/*@ requires before: decided(before, writing) && writing.first <= 1 && writing.record.whole;
    requires after: written_first(after, writing);
    requires value: writing.record.value == value || writing.sectors == JOURNAL_REPAIR;
    requires sectors: writing.sectors == JOURNAL_UPDATE || writing.sectors == JOURNAL_REPAIR;
    requires stable: same_copy(after.a.stable, before.a.stable) && same_copy(after.b.stable, before.b.stable);
    terminates \true;
    assigns \nothing;
    ensures old_or_new: \forall integer old; within(before, old, value) ==> within(after, old, value);
*/
static void first_is_no_third(pair_t before, pair_t after, writing_t writing, uint8_t value)
{
  (void)before, (void)after, (void)writing, (void)value;
  /*@ assert other: alone(copy_at(after, 1 - writing.first).stable) == reads(before.a.stable, before.b.stable); */
  /*@ assert both: reads(after.a.stable, after.b.stable) == reads(before.a.stable, before.b.stable); */
  /*@ assert new_a: writing.first == 0 ==> reads(after.a.written, after.b.stable) == writing.record.value ||
        reads(after.a.written, after.b.stable) == reads(before.a.stable, before.b.stable); */
  /*@ assert new_b: writing.first == 1 ==> reads(after.a.stable, after.b.written) == writing.record.value ||
        reads(after.a.stable, after.b.written) == reads(before.a.stable, before.b.stable); */
}

/* ... and for the second: the first one holds the record. */
/*@ requires before: settled(before) && first_holds(before, writing) && writing.first <= 1;
    requires after: written_second(after, writing);
    requires value: writing.record.whole && writing.record.value == value;
    requires stable: same_copy(after.a.stable, before.a.stable) && same_copy(after.b.stable, before.b.stable);
    terminates \true;
    assigns \nothing;
    ensures old_or_new: \forall integer old; within(before, old, value) ==> within(after, old, value);
*/
static void second_is_no_third(pair_t before, pair_t after, writing_t writing, uint8_t value)
{
  (void)before, (void)after, (void)writing, (void)value;
  /*@ assert first: alone(copy_at(after, writing.first).stable) == value; */
  /*@ assert both: reads(after.a.stable, after.b.stable) == reads(before.a.stable, before.b.stable); */
  /*@ assert new_a: writing.first == 1 ==> reads(after.a.written, after.b.stable) == value; */
  /*@ assert new_b: writing.first == 0 ==> reads(after.a.stable, after.b.written) == value; */
}

/* One operation's effect on the copies. */
/*@ requires copy: order.sector <= 1;
    requires writes: order.operation == JOURNAL_WRITE ==> on_the_way(pair, writing, value) &&
      (writing.step == 2 || writing.step == 5) && writing.step < 2 + 3 * writing.sectors &&
      order.sector == (writing.step == 2 ? writing.first : 1 - writing.first);
    terminates \true;
    assigns \nothing;
    ensures flush: order.operation == JOURNAL_FLUSH && good ==> settled(\result);
    ensures flush_a: order.operation == JOURNAL_FLUSH && !pair.a.dirty ==>
      same_copy(\result.a.stable, pair.a.stable) && !\result.a.dirty;
    ensures flush_b: order.operation == JOURNAL_FLUSH && !pair.b.dirty ==>
      same_copy(\result.b.stable, pair.b.stable) && !\result.b.dirty;
    ensures write_1: order.operation == JOURNAL_WRITE && writing.step == 2 ==> written_first(\result, writing);
    ensures write_2: order.operation == JOURNAL_WRITE && writing.step == 5 ==> written_second(\result, writing);
    ensures other: order.operation != JOURNAL_FLUSH && order.operation != JOURNAL_WRITE ==> \result == pair;
    ensures old_or_new: \forall integer old; within(pair, old, value) ==> within(\result, old, value);
    ensures gone: value != BELONGS_OWNER && writing.sectors == JOURNAL_UPDATE && none_says(pair, BELONGS_OWNER) ==>
      none_says(\result, BELONGS_OWNER);
*/
static pair_t pair_change(pair_t pair, writing_t writing, uint8_t value, journal_order_t order, bool good,
                          chance_t chance)
{
  if (order.operation == JOURNAL_FLUSH && good)
    return pair_settle(pair, chance.fate_a, chance.fate_b);
  if (order.operation != JOURNAL_WRITE)
    return pair;
  const pair_t now = pair_put(pair, order.sector, writing.record, chance);
  if (writing.step == 2)
    first_is_no_third(pair, now, writing, value);
  else
    second_is_no_third(pair, now, writing, value);
  return now;
}

progress_t pair_write(pair_t pair, writing_t writing, uint8_t value, chance_t chance)
{
  const journal_order_t order = journal_order(writing.sectors, writing.first, writing.step);
  /*@ assert first: writing.step == 2 ==> order.operation == JOURNAL_WRITE && order.sector == writing.first; */
  /*@ assert second: writing.step == 5 && writing.sectors == JOURNAL_UPDATE ==>
        order.operation == JOURNAL_WRITE && order.sector == 1 - writing.first; */
  progress_t now = {.pair = pair, .writing = writing, .state = DONE};
  bool good = chance.good;
  if (order.operation == JOURNAL_END)
    return now;
  now.state = FAILED;
  now.pair = pair_change(pair, writing, value, order, good, chance);
  if (order.operation == JOURNAL_READ) {
    good = good && (writing.sectors == JOURNAL_UPDATE || pair.a.stable.whole || pair.b.stable.whole);
    if (good)
      now.writing = writing_decide(pair, writing, value);
  }
  if (order.operation == JOURNAL_CHECK)
    good = sector_shows(order.sector == 0 ? pair.a : pair.b, writing.record, good);
  if (good) {
    now.writing.step++;
    now.state = GOING;
    /*@ assert kept: writing.step != 1 ==> now.writing.first == writing.first && now.writing.record == writing.record; */
    /*@ assert step_1: writing.step == 0 ==> settled(now.pair); */
    /*@ assert step_2: writing.step == 1 ==> decided(now.pair, now.writing); */
    /*@ assert step_3: writing.step == 2 ==> written_first(now.pair, now.writing); */
    /*@ assert step_4: writing.step == 3 ==> settled(now.pair); */
    /*@ assert step_5: writing.step == 4 ==> settled(now.pair) && first_holds(now.pair, now.writing); */
    /*@ assert step_6: writing.step == 5 ==> written_second(now.pair, now.writing); */
    /*@ assert step_7: writing.step == 6 ==> settled(now.pair) && first_holds(now.pair, now.writing); */
    /*@ assert step_8: writing.step == 7 ==> settled(now.pair) && same_copy(now.pair.a.stable, now.writing.record) &&
          same_copy(now.pair.b.stable, now.writing.record); */
  }
  return now;
}

/* --- The theorem. --- */

/* An update from any state of the disk, of which so many operations are carried out before the power goes. */
/*@ requires known: one_of(old, INTENT_NONE, INTENT_STANDING) || old == INTENT_UNREADABLE;
    requires before: within(pair, old, value);
    requires chances: \valid_read(chances + (0 .. n - 1));
    terminates \true;
    assigns \nothing;
    ensures settled: settled(\result.pair);
    ensures old_or_new: one_of(reads(\result.pair.a.stable, \result.pair.b.stable), old, value); // R-043, R-061
    ensures done: \result.state == DONE ==> both_say(\result.pair, value); // R-044
*/
progress_t update_is_whole(pair_t pair, uint8_t value, uint8_t old, const chance_t *chances, uint64_t n,
                           chance_t cut)
{
  (void)old;
  progress_t so_far = {.pair = pair, .writing = writing_begin(JOURNAL_UPDATE), .state = GOING};
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant group: so_far.writing.sectors == JOURNAL_UPDATE;
      loop invariant on: so_far.state == GOING ==> on_the_way(so_far.pair, so_far.writing, value);
      loop invariant old_or_new: within(so_far.pair, old, value);
      loop invariant done: so_far.state == DONE ==> both_say(so_far.pair, value);
      loop assigns i, so_far;
      loop variant n - i;
  */
  for (uint64_t i = 0; i < n; i++) {
    if (so_far.state == GOING)
      so_far = pair_write(so_far.pair, so_far.writing, value, chances[i]);
  }
  so_far.pair = pair_settle(so_far.pair, cut.fate_a, cut.fate_b);
  return so_far;
}
