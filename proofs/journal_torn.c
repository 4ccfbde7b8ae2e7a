/* SPDX-License-Identifier: BSD-2-Clause */
/* Theorems about the journal, as functions whose contracts are the claims. They hold
   for the functions of core/journal.c by their contracts; none of them needs that two records have different
   CRCs. */
#include "journal.h"

/*@
  predicate sectors{L}(uint8_t *a, uint8_t *b) =
    \valid_read(a + (0 .. JOURNAL_SECTOR - 1)) && \valid_read(b + (0 .. JOURNAL_SECTOR - 1));

  // A write torn at a byte: the beginning of one sector on the end of another.
  predicate torn_between{L}(uint8_t *torn, uint8_t *beginning, uint8_t *end, integer cut) =
    (\forall integer i; 0 <= i < cut ==> torn[i] == beginning[i]) &&
    (\forall integer i; cut <= i < JOURNAL_SECTOR ==> torn[i] == end[i]);

  // Two sectors that hold the same record.
  predicate same_record{L}(uint8_t *a, uint8_t *b) =
    le16(a + 6) == le16(b + 6) && le64(a + 8) == le64(b + 8) && journal_equal(a, b, JOURNAL_SECTOR);
*/

/* Equal sectors hold the same record. */
/*@ requires valid: sectors(a, b);
    requires equal: journal_equal(a, b, JOURNAL_SECTOR);
    terminates \true;
    assigns \nothing;
    ensures same: same_record(a, b);
*/
static void sectors_equal(const uint8_t *a, const uint8_t *b)
{
  /*@ assert a[6] == b[6] && a[7] == b[7]; */
  /*@ assert a[8] == b[8] && a[9] == b[9] && a[10] == b[10] && a[11] == b[11]; */
  /*@ assert a[12] == b[12] && a[13] == b[13] && a[14] == b[14] && a[15] == b[15]; */
  /*@ assert le16(a + 6) == le16(b + 6); */
  /*@ assert le16(a + 8) == le16(b + 8) && le16(a + 10) == le16(b + 10); */
  /*@ assert le16(a + 12) == le16(b + 12) && le16(a + 14) == le16(b + 14); */
  /*@ assert le32(a + 8) == le32(b + 8) && le32(a + 12) == le32(b + 12); */
  /*@ assert le64(a + 8) == le64(b + 8); */
}

/* What begins as a sector does, beyond its middle, and is complemented as it is, is that sector. */
/*@ requires valid: sectors(beginning, torn);
    requires complement: journal_complement(beginning) && journal_complement(torn);
    requires torn: 256 <= cut <= JOURNAL_SECTOR && \forall integer i; 0 <= i < cut ==> torn[i] == beginning[i];
    terminates \true;
    assigns \nothing;
    ensures decided: journal_equal(torn, beginning, JOURNAL_SECTOR);
*/
static void first_half_decides(const uint8_t *beginning, const uint8_t *torn, unsigned cut)
{
  (void)cut;
  /*@ loop invariant range: 0 <= i <= 256;
      loop invariant low: \forall integer j; 0 <= j < i ==> torn[j] == beginning[j];
      loop invariant high: \forall integer j; 256 <= j < 256 + i ==> torn[j] == beginning[j];
      loop assigns i;
      loop variant 256 - i;
  */
  for (unsigned i = 0; i < 256; i++) {
    /*@ assert torn[i] == beginning[i]; */
    /*@ assert torn[i] == beginning[i] && torn[256 + i] == beginning[256 + i]; */
  }
  /*@ assert journal_equal(torn, beginning, JOURNAL_SECTOR); */
}

/* A sector whose second half is the complement of its first, torn between two such, is one of them: the half
   that the tear left whole decides. */
/*@ requires valid: sectors(beginning, end) && \valid_read(torn + (0 .. JOURNAL_SECTOR - 1));
    requires complement: journal_complement(beginning) && journal_complement(end) && journal_complement(torn);
    requires torn: 0 <= cut <= JOURNAL_SECTOR && torn_between(torn, beginning, end, cut);
    terminates \true;
    assigns \nothing;
    ensures decided: cut <= 256 ? journal_equal(torn, end, JOURNAL_SECTOR) :
      journal_equal(torn, beginning, JOURNAL_SECTOR);
*/
static void half_decides(const uint8_t *beginning, const uint8_t *end, const uint8_t *torn, unsigned cut)
{
  if (cut <= 256) {
    /*@ loop invariant range: 0 <= i <= 256;
        loop invariant low: \forall integer j; 0 <= j < i ==> torn[j] == end[j];
        loop invariant high: \forall integer j; 256 <= j < 256 + i ==> torn[j] == end[j];
        loop assigns i;
        loop variant 256 - i;
    */
    for (unsigned i = 0; i < 256; i++) {
      /*@ assert torn[256 + i] == end[256 + i]; */
      /*@ assert torn[i] == end[i] && torn[256 + i] == end[256 + i]; */
    }
    /*@ assert journal_equal(torn, end, JOURNAL_SECTOR); */
    return;
  }
  first_half_decides(beginning, torn, cut);
}

/*@ requires valid: \valid_read(sector + (0 .. JOURNAL_SECTOR - 1));
    terminates \true;
    assigns \nothing;
    ensures complement: \result <==> journal_complement(sector);
*/
static bool complemented(const uint8_t *sector)
{
  /*@ loop invariant range: 0 <= i <= 256;
      loop invariant complement: \forall integer j; 0 <= j < i ==> sector[256 + j] == 255 - sector[j];
      loop assigns i;
      loop variant 256 - i;
  */
  for (unsigned i = 0; i < 256; i++) {
    if (sector[256 + i] != 255 - sector[i])
      return false;
  }
  return true;
}

/* So a torn sector that is a record at all holds one of the two. */
/*@ requires valid: sectors(beginning, end) && \valid_read(torn + (0 .. JOURNAL_SECTOR - 1));
    requires complement: journal_complement(beginning) && journal_complement(end);
    requires torn: 0 <= cut <= JOURNAL_SECTOR && torn_between(torn, beginning, end, cut);
    terminates \true;
    assigns \nothing;
    ensures bytes: journal_complement(torn) ==>
      journal_equal(torn, beginning, JOURNAL_SECTOR) || journal_equal(torn, end, JOURNAL_SECTOR);
    ensures record: journal_complement(torn) ==> same_record(torn, beginning) || same_record(torn, end);
*/
static void torn_is_one(const uint8_t *beginning, const uint8_t *end, const uint8_t *torn, unsigned cut)
{
  if (!complemented(torn))
    return;
  half_decides(beginning, end, torn, cut);
  if (cut <= 256)
    sectors_equal(torn, end);
  else
    sectors_equal(torn, beginning);
}

/* What was encoded is decoded: decode(encode(x)) = x. */
/*@ requires valid: \valid_read(record) && \valid(sector + (0 .. JOURNAL_SECTOR - 1)) && \valid(read);
    requires apart: \separated(record, sector + (0 .. JOURNAL_SECTOR - 1), read);
    requires range: record->length <= JOURNAL_PAYLOAD;
    terminates \true;
    assigns sector[0 .. JOURNAL_SECTOR - 1], *read;
    ensures decoded: \result;
    ensures sequence: read->sequence == record->sequence; // R-061
    ensures length: read->length == record->length; // R-061
    //
    ensures payload: \forall integer i; 0 <= i < record->length ==> read->payload[i] == record->payload[i];
*/
bool journal_round_trip(uint8_t kind, const journal_record_t *record, uint8_t *sector, journal_record_t *read)
{
  (void)journal_encode(kind, record, sector);
  /*@ assert written: journal_sector(kind, record, sector); */
  /*@ assert whole: journal_whole(kind, sector); */
  /*@ assert sequence: le64(sector + 8) == record->sequence; */
Encoded:;
  const bool decoded = journal_decode(kind, sector, read);
  /*@ assert sequence: read->sequence == le64{Encoded}(sector + 8); */
  return decoded;
}

/* A write torn anywhere is one of the two records or none: never a third. (With `one` as the new record and
   `other` as the old, or the reverse.) */
/*@ requires valid: sectors(one, other) && \valid_read(torn + (0 .. JOURNAL_SECTOR - 1)) && \valid(read);
    requires apart: \separated(read, one + (0 .. JOURNAL_SECTOR - 1)) &&
      \separated(read, other + (0 .. JOURNAL_SECTOR - 1)) &&
      \separated(read, torn + (0 .. JOURNAL_SECTOR - 1));
    requires whole: journal_whole(kind, one) && journal_whole(kind, other);
    requires torn: 0 <= cut <= JOURNAL_SECTOR && torn_between(torn, one, other, cut);
    terminates \true;
    assigns *read;
    ensures one_or_other: \result ==>
      journal_equal{Pre}(torn, one, JOURNAL_SECTOR) ||
      journal_equal{Pre}(torn, other, JOURNAL_SECTOR); // R-043
    ensures none: !\result ==> journal_kept{Pre, Post}(read);
*/
bool journal_torn(uint8_t kind, const uint8_t *one, const uint8_t *other, const uint8_t *torn, unsigned cut,
                  journal_record_t *read)
{
  torn_is_one(one, other, torn, cut);
  return journal_decode(kind, torn, read);
}

/*@ requires valid: sectors(whole, blank) && \valid_read(torn + (0 .. JOURNAL_SECTOR - 1));
    requires whole: journal_complement(whole);
    requires blank: \forall integer i; 0 <= i < JOURNAL_SECTOR ==> blank[i] == 0;
    requires torn: 0 <= cut <= JOURNAL_SECTOR &&
      (forward ? torn_between(torn, whole, blank, cut) : torn_between(torn, blank, whole, cut));
    terminates \true;
    assigns \nothing;
    ensures bytes: journal_complement(torn) && torn[0] == 0x50 ==> journal_equal(torn, whole, JOURNAL_SECTOR);
*/
static void torn_blank_is_one(const uint8_t *whole, const uint8_t *blank, const uint8_t *torn, unsigned cut,
                              bool forward)
{
  (void)blank;
  if (!complemented(torn) || torn[0] != 0x50)
    return;
  if (!forward) {
    /*@ assert all: cut == 0; */
    return;
  }
  /*@ assert middle: torn[256] == 255 - torn[0]; */
  /*@ assert late: 256 < cut; */
  first_half_decides(whole, torn, cut);
}

/* The same where a record is erased, or written where nothing was: torn anywhere it is the record or none. (The record as
   the beginning and the zeros as the end, or the reverse.) */
/*@ requires valid: sectors(whole, blank) && \valid_read(torn + (0 .. JOURNAL_SECTOR - 1)) && \valid(read);
    requires apart: \separated(read, whole + (0 .. JOURNAL_SECTOR - 1)) &&
      \separated(read, blank + (0 .. JOURNAL_SECTOR - 1)) &&
      \separated(read, torn + (0 .. JOURNAL_SECTOR - 1));
    requires whole: journal_whole(kind, whole);
    requires blank: \forall integer i; 0 <= i < JOURNAL_SECTOR ==> blank[i] == 0;
    requires torn: 0 <= cut <= JOURNAL_SECTOR &&
      (forward ? torn_between(torn, whole, blank, cut) : torn_between(torn, blank, whole, cut));
    terminates \true;
    assigns *read;
    ensures one: \result ==> journal_equal{Pre}(torn, whole, JOURNAL_SECTOR); // R-041, R-043
    ensures none: !\result ==> journal_kept{Pre, Post}(read);
*/
bool journal_torn_blank(uint8_t kind, const uint8_t *whole, const uint8_t *blank, const uint8_t *torn,
                        unsigned cut, bool forward, journal_record_t *read)
{
  torn_blank_is_one(whole, blank, torn, cut, forward);
  return journal_decode(kind, torn, read);
}

/* The power fails while an update writes the first copy, where that is copy 0 (copy 1 is newer): what is read
   is what copy 1 holds or the update. */
/*@ requires valid: sectors(a, b) && sectors(update, torn) && \valid(pair);
    requires apart: \separated(pair, a + (0 .. JOURNAL_SECTOR - 1)) &&
      \separated(pair, b + (0 .. JOURNAL_SECTOR - 1)) &&
      \separated(pair, update + (0 .. JOURNAL_SECTOR - 1)) &&
      \separated(pair, torn + (0 .. JOURNAL_SECTOR - 1));
    requires whole: journal_whole(kind, a) && journal_whole(kind, b) && journal_whole(kind, update);
    requires newer: le64(a + 8) < le64(b + 8) <= le64(update + 8);
    requires torn: 0 <= cut <= JOURNAL_SECTOR &&
      (forward ? torn_between(torn, update, a, cut) : torn_between(torn, a, update, cut));
    terminates \true;
    assigns *pair;
    ensures readable: pair->readable;
    ensures old_or_new: journal_holds{Pre, Post}(b, &pair->record) ||
      journal_holds{Pre, Post}(update, &pair->record); // R-043, R-061
*/
void journal_cut_copy_0(uint8_t kind, const uint8_t *a, const uint8_t *b, const uint8_t *update,
                        const uint8_t *torn, unsigned cut, bool forward, journal_pair_t *pair)
{
  if (forward)
    torn_is_one(update, a, torn, cut);
  else
    torn_is_one(a, update, torn, cut);
  /*@ assert whole: journal_whole(kind, torn) ==> same_record(torn, update) || same_record(torn, a); */
  journal_read(kind, torn, b, pair);
  /*@ assert same: same_record{Pre}(torn, update) && journal_holds{Pre, Here}(torn, &pair->record) ==>
        journal_holds{Pre, Here}(update, &pair->record); */
  /*@ assert bad: !journal_whole{Pre}(kind, torn) ==> journal_holds{Pre, Here}(b, &pair->record); */
  /*@ assert new: journal_whole{Pre}(kind, torn) && same_record{Pre}(torn, update) ==>
        journal_holds{Pre, Here}(torn, &pair->record) || journal_holds{Pre, Here}(b, &pair->record); */
  /*@ assert old: journal_whole{Pre}(kind, torn) && same_record{Pre}(torn, a) ==>
        journal_holds{Pre, Here}(b, &pair->record); */
}

/* The same, where the first copy is copy 1 (copy 0 is newer or equal). */
/*@ requires valid: sectors(a, b) && sectors(update, torn) && \valid(pair);
    requires apart: \separated(pair, a + (0 .. JOURNAL_SECTOR - 1)) &&
      \separated(pair, b + (0 .. JOURNAL_SECTOR - 1)) &&
      \separated(pair, update + (0 .. JOURNAL_SECTOR - 1)) &&
      \separated(pair, torn + (0 .. JOURNAL_SECTOR - 1));
    requires whole: journal_whole(kind, a) && journal_whole(kind, b) && journal_whole(kind, update);
    requires newer: le64(b + 8) <= le64(a + 8) <= le64(update + 8);
    requires torn: 0 <= cut <= JOURNAL_SECTOR &&
      (forward ? torn_between(torn, update, b, cut) : torn_between(torn, b, update, cut));
    terminates \true;
    assigns *pair;
    ensures readable: pair->readable;
    ensures old_or_new: journal_holds{Pre, Post}(a, &pair->record) ||
      journal_holds{Pre, Post}(update, &pair->record); // R-043, R-061
*/
void journal_cut_copy_1(uint8_t kind, const uint8_t *a, const uint8_t *b, const uint8_t *update,
                        const uint8_t *torn, unsigned cut, bool forward, journal_pair_t *pair)
{
  if (forward)
    torn_is_one(update, b, torn, cut);
  else
    torn_is_one(b, update, torn, cut);
  /*@ assert whole: journal_whole(kind, torn) ==> same_record(torn, update) || same_record(torn, b); */
  journal_read(kind, a, torn, pair);
  /*@ assert same: same_record{Pre}(torn, update) && journal_holds{Pre, Here}(torn, &pair->record) ==>
        journal_holds{Pre, Here}(update, &pair->record); */
  /*@ assert bad: !journal_whole{Pre}(kind, torn) ==> journal_holds{Pre, Here}(a, &pair->record); */
  /*@ assert new: journal_whole{Pre}(kind, torn) && same_record{Pre}(torn, update) ==>
        journal_holds{Pre, Here}(torn, &pair->record) || journal_holds{Pre, Here}(a, &pair->record); */
  /*@ assert old: journal_whole{Pre}(kind, torn) && same_record{Pre}(torn, b) ==>
        journal_holds{Pre, Here}(a, &pair->record); */
}

/* The power fails while an update writes the second copy: the first one holds the update already. What is
   read is the update, or, where sequence numbers have come to their end, the record before it. */
/*@ requires valid: sectors(old, update) && \valid_read(torn + (0 .. JOURNAL_SECTOR - 1)) && \valid(pair);
    requires apart: \separated(pair, old + (0 .. JOURNAL_SECTOR - 1)) &&
      \separated(pair, update + (0 .. JOURNAL_SECTOR - 1)) &&
      \separated(pair, torn + (0 .. JOURNAL_SECTOR - 1));
    requires whole: journal_whole(kind, old) && journal_whole(kind, update);
    requires newer: le64(old + 8) <= le64(update + 8);
    requires torn: 0 <= cut <= JOURNAL_SECTOR &&
      (forward ? torn_between(torn, update, old, cut) : torn_between(torn, old, update, cut));
    terminates \true;
    assigns *pair;
    ensures readable: pair->readable;
    ensures old_or_new: journal_holds{Pre, Post}(old, &pair->record) ||
      journal_holds{Pre, Post}(update, &pair->record); // R-043, R-061
    ensures new: le64{Pre}(old + 8) < le64{Pre}(update + 8) ==>
      journal_holds{Pre, Post}(update, &pair->record);
*/
void journal_cut_second(uint8_t kind, const uint8_t *old, const uint8_t *update, const uint8_t *torn,
                        unsigned cut, bool forward, bool swapped, journal_pair_t *pair)
{
  if (forward)
    torn_is_one(update, old, torn, cut);
  else
    torn_is_one(old, update, torn, cut);
  /*@ assert whole: journal_whole(kind, torn) ==> same_record(torn, update) || same_record(torn, old); */
  if (swapped)
    journal_read(kind, torn, update, pair);
  else
    journal_read(kind, update, torn, pair);
  /*@ assert one: journal_holds{Pre, Here}(torn, &pair->record) ||
        journal_holds{Pre, Here}(update, &pair->record); */
  /*@ assert is_new: same_record{Pre}(torn, update) && journal_holds{Pre, Here}(torn, &pair->record) ==>
        journal_holds{Pre, Here}(update, &pair->record); */
  /*@ assert is_old: same_record{Pre}(torn, old) && journal_holds{Pre, Here}(torn, &pair->record) ==>
        journal_holds{Pre, Here}(old, &pair->record); */
}
