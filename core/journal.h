/* SPDX-License-Identifier: BSD-2-Clause */
/* Small records that must survive a power cut: two copies, each one sector, checked
 */
#ifndef CORE_JOURNAL_H
#define CORE_JOURNAL_H

#include <stdbool.h>
#include <stdint.h>

#include "vocabulary.h"

#define JOURNAL_SECTOR 512 /* bytes of one copy */
#define JOURNAL_PAYLOAD 236

enum journal_kind { JOURNAL_INTENT = 1, JOURNAL_KEY = 2, JOURNAL_OWNER = 3 };

/* A record. In a sector, little-endian: magic "PHJ1", kind u8, version u8 (1), length u16, sequence u64,
   payload (236, zero past length), CRC-32 of all before it; then the complement of those 256 bytes, so that a
   write torn anywhere (a new beginning on an old end, or the reverse) is the old record or the new one, and
   never a third. */
typedef struct {
  uint64_t sequence;
  uint16_t length; /* 0 to JOURNAL_PAYLOAD */
  uint8_t payload[JOURNAL_PAYLOAD];
} journal_record_t;

/* What two copies amount to. An update writes copy `first` with the next sequence number, makes it durable,
   then writes the other one: at every moment a good copy of the old or of the new record stands. */
typedef struct {
  bool readable; /* at least one copy is good; record is the newer one, of equals copy 0 */
  bool differ;   /* readable, and one copy is bad, older or otherwise: to be repaired once no intent stands */
  uint8_t first; /* the copy (0 or 1) that an update must overwrite first: never the only good one */
  journal_record_t record; /* zeros where nothing is readable */
} journal_pair_t;

/* What is done on a disk with a volatile cache, one operation after the other, to write sectors so that a power
   cut in any of them leaves at most one sector torn. */
enum journal_operation {
  JOURNAL_FLUSH, /* make durable all that was written */
  JOURNAL_READ,  /* read the copies, and make of them what is to be written and `first` */
  JOURNAL_WRITE, /* write the sector */
  JOURNAL_CHECK, /* read it back from the disk: it must hold what was written */
  JOURNAL_END    /* every sector was written and is durable */
};

typedef struct {
  uint8_t operation; /* enum journal_operation */
  uint8_t sector;    /* with WRITE and CHECK: which one, from the first of the group */
} journal_order_t;

/* The sectors of a group that an order can be for: one copy of a pair alone (a repair), both copies (an update), the
   vault's four (all are erased). */
#define JOURNAL_REPAIR 1
#define JOURNAL_UPDATE 2
#define JOURNAL_ERASE 4

/* The words that the contracts below are written in. */
#include "journal.acsl.h"

/** CRC-32 (IEEE 802.3, reflected, as in gzip) of some bytes. */
/*@ requires valid: \valid_read(bytes + (0 .. length - 1));
    terminates \true;
    assigns \nothing;
    ensures crc: \result == crc_of(bytes, length); // R-042
*/
uint32_t journal_crc(const uint8_t *bytes, uint32_t length);

/**
 * Write a record as a sector; its payload past `length` is written as zeros. A length above JOURNAL_PAYLOAD
 * is refused: returns false, sector unchanged.
 */
/*@ requires valid: \valid_read(record) && \valid(sector + (0 .. JOURNAL_SECTOR - 1));
    requires apart: \separated(record, sector + (0 .. JOURNAL_SECTOR - 1));
    terminates \true;
    assigns sector[0 .. JOURNAL_SECTOR - 1];
    ensures range: \result <==> record->length <= JOURNAL_PAYLOAD;
    ensures written: \result ==> journal_sector(kind, record, sector); // R-061
    ensures refused: !\result ==> \forall integer i; 0 <= i < JOURNAL_SECTOR ==> sector[i] == \old(sector[i]);
*/
bool journal_encode(uint8_t kind, const journal_record_t *record, uint8_t sector[JOURNAL_SECTOR]);

/** Read a sector. Returns false, with the record unchanged, unless it is a whole record of that kind. */
/*@ requires valid: \valid_read(sector + (0 .. JOURNAL_SECTOR - 1)) && \valid(record);
    requires apart: \separated(record, sector + (0 .. JOURNAL_SECTOR - 1));
    terminates \true;
    assigns *record;
    ensures whole: \result <==> journal_whole{Pre}(kind, sector); // R-042
    ensures read: \result ==> journal_holds{Pre, Post}(sector, record); // R-061
    ensures refused: !\result ==> journal_kept{Pre, Post}(record);
*/
bool journal_decode(uint8_t kind, const uint8_t sector[JOURNAL_SECTOR], journal_record_t *record);

/** Read both copies of a record. */
/*@ requires valid: \valid_read(a + (0 .. JOURNAL_SECTOR - 1)) &&
      \valid_read(b + (0 .. JOURNAL_SECTOR - 1)) && \valid(pair);
    requires apart: \separated(pair, a + (0 .. JOURNAL_SECTOR - 1)) &&
      \separated(pair, b + (0 .. JOURNAL_SECTOR - 1));
    terminates \true;
    assigns *pair;
    ensures readable: pair->readable <==> journal_whole{Pre}(kind, a) || journal_whole{Pre}(kind, b);
    ensures differ: pair->differ <==> pair->readable &&
      !(journal_whole{Pre}(kind, a) && journal_whole{Pre}(kind, b) &&
        journal_equal{Pre}(a, b, JOURNAL_SECTOR));
    // the only good copy is never overwritten
    ensures keeps_a: journal_whole{Pre}(kind, a) && !journal_whole{Pre}(kind, b) ==> pair->first == 1;
    ensures keeps_b: journal_whole{Pre}(kind, b) && !journal_whole{Pre}(kind, a) ==> pair->first == 0;

    behavior nothing:
      assumes !journal_whole(kind, a) && !journal_whole(kind, b);
      ensures first: pair->first == 0;
      ensures empty: pair->record.sequence == 0 && pair->record.length == 0 && journal_zero(&pair->record, 0);

    behavior newer_a: // R-061: of equals, copy 0
      assumes journal_whole(kind, a) && (!journal_whole(kind, b) || le64(a + 8) >= le64(b + 8));
      ensures first: pair->first == 1;
      ensures read: journal_holds{Pre, Post}(a, &pair->record);

    behavior newer_b: // R-061
      assumes journal_whole(kind, b) && (!journal_whole(kind, a) || le64(b + 8) > le64(a + 8));
      ensures first: pair->first == 0;
      ensures read: journal_holds{Pre, Post}(b, &pair->record);

    complete behaviors;
    disjoint behaviors;
*/
void journal_read(uint8_t kind, const uint8_t a[JOURNAL_SECTOR], const uint8_t b[JOURNAL_SECTOR],
                  journal_pair_t *pair);

/**
 * The sequence number of the record after this pair's: one more, 1 where nothing is readable. It stays at
 * UINT64_MAX, where an update is still the old or the new record: of equals, the copy that is not
 * overwritten yet is read.
 */
/*@ requires valid: \valid_read(pair);
    terminates \true;
    assigns \nothing;
    ensures next: \result == (!pair->readable ? 1 :
      pair->record.sequence == UINT64_MAX ? UINT64_MAX : pair->record.sequence + 1); // R-061
*/
uint64_t journal_next_sequence(const journal_pair_t *pair);

/**
 * Operation number `step` (from 0) of writing `sectors` sectors (JOURNAL_REPAIR, _UPDATE or _ERASE), beginning with
 * number `first` (0 or 1; 0 before READ was carried out). An operation that fails ends the whole: the next attempt begins
 * at step 0, which makes durable what an earlier one left in the cache before anything is read or overwritten.
 */
/*@ terminates \true;
    assigns \nothing;
    ensures operation: \result.operation == journal_operation(sectors, step); // R-043, R-044
    ensures sector: \result.sector == journal_place(sectors, first, step); // R-043
*/
journal_order_t journal_order(uint8_t sectors, uint8_t first, uint8_t step);

/** The reset intent that two copies amount to, enum intent: unreadable unless one byte, 0 or 1. */
/*@ requires valid: \valid_read(pair);
    terminates \true;
    assigns \nothing;
    ensures intent: \result == journal_intent_of(pair); // R-044
*/
uint8_t journal_intent(const journal_pair_t *pair);

/** An intent's record: standing or none. */
/*@ requires valid: \valid(record);
    terminates \true;
    assigns *record;
    ensures number: record->sequence == sequence && record->length == 1;
    ensures intent: record->payload[0] == (standing ? 1 : 0); // R-044
    ensures padding: journal_zero(record, 1);
*/
void journal_make_intent(bool standing, uint64_t sequence, journal_record_t *record);

/* The ownership record is declared in owner.h; its users find it here as well. */
#include "owner.h"

#endif
