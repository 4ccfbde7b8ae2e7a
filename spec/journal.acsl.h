/* SPDX-License-Identifier: BSD-2-Clause */
/* What a sector of the journal is, byte by byte, in words that the contracts of core/journal.h use
 */
#ifndef SPEC_JOURNAL_ACSL_H
#define SPEC_JOURNAL_ACSL_H

/*@
  // CRC-32 of IEEE 802.3, reflected: a register that is shifted by one bit, by the bits of a byte, lowest
  // first, and by some bytes; it starts with ones and is complemented at the end.
  logic integer crc_bit(integer crc, integer bit) = crc % 2 != bit ? (crc / 2) ^ 0xEDB88320 : crc / 2;
  logic integer crc_bits(integer crc, integer bits, integer n) =
    n <= 0 ? crc : crc_bits(crc_bit(crc, bits % 2), bits / 2, n - 1);
  logic integer crc_bytes{L}(uint8_t *p, integer n) =
    n <= 0 ? 0xFFFFFFFF : crc_bits(crc_bytes(p, n - 1), p[n - 1], 8);
  logic integer crc_of{L}(uint8_t *p, integer n) = 0xFFFFFFFF - crc_bytes(p, n);

  // Little-endian numbers.
  logic integer le16{L}(uint8_t *p) = p[0] + 256 * p[1];
  logic integer le32{L}(uint8_t *p) = le16(p) + 65536 * le16(p + 2);
  logic integer le64{L}(uint8_t *p) = le32(p) + 4294967296 * le32(p + 4);

  // "PHJ1", kind, version 1, a length within the payload.
  predicate journal_head{L}(integer kind, uint8_t *sector) =
    sector[0] == 0x50 && sector[1] == 0x48 && sector[2] == 0x4A && sector[3] == 0x31 &&
    sector[4] == kind && sector[5] == 1 && le16(sector + 6) <= JOURNAL_PAYLOAD;

  // Zeros past the payload's length.
  predicate journal_padding{L}(uint8_t *payload, integer length) =
    \forall integer i; length <= i < JOURNAL_PAYLOAD ==> payload[i] == 0;

  // The second half of a sector is the complement of the first.
  predicate journal_complement{L}(uint8_t *sector) =
    \forall integer i; 0 <= i < 256 ==> sector[256 + i] == 255 - sector[i];

  // A whole record of a kind.
  predicate journal_whole{L}(integer kind, uint8_t *sector) =
    journal_head(kind, sector) && journal_padding(sector + 16, le16(sector + 6)) &&
    le32(sector + 252) == crc_of(sector, 252) && journal_complement(sector);

  // A record (at B) is the one that a sector (at A) holds.
  predicate journal_holds{A, B}(uint8_t *sector, journal_record_t *record) =
    \at(record->sequence, B) == le64{A}(sector + 8) && \at(record->length, B) == le16{A}(sector + 6) &&
    (\forall integer i; 0 <= i < JOURNAL_PAYLOAD ==> \at(record->payload[i], B) == \at(sector[16 + i], A));

  // A sector is a whole record of a kind, and holds this one up to its length.
  predicate journal_sector{L}(integer kind, journal_record_t *record, uint8_t *sector) =
    journal_whole(kind, sector) && record->sequence == le64(sector + 8) &&
    record->length == le16(sector + 6) &&
    (\forall integer i; 0 <= i < record->length ==> record->payload[i] == sector[16 + i]);

  predicate journal_kept{A, B}(journal_record_t *record) =
    \at(record->sequence, A) == \at(record->sequence, B) &&
    \at(record->length, A) == \at(record->length, B) &&
    (\forall integer i; 0 <= i < JOURNAL_PAYLOAD ==>
      \at(record->payload[i], A) == \at(record->payload[i], B));

  predicate journal_zero{L}(journal_record_t *record, integer from) =
    \forall integer i; from <= i < JOURNAL_PAYLOAD ==> record->payload[i] == 0;

  predicate journal_equal{L}(uint8_t *a, uint8_t *b, integer n) =
    \forall integer i; 0 <= i < n ==> a[i] == b[i];

  // The order of writing sectors: what the cache still holds is made durable, the copies are read, and then each
  // sector is written, made durable and read back before the next one is touched.
  logic integer journal_operation(integer sectors, integer step) =
    step == 0 ? JOURNAL_FLUSH :
    step == 1 ? JOURNAL_READ :
    step >= 2 + 3 * sectors ? JOURNAL_END :
    step % 3 == 2 ? JOURNAL_WRITE :
    step % 3 == 0 ? JOURNAL_FLUSH : JOURNAL_CHECK;

  // Which sector: of two copies `first` and then the other one, of more from the first on; 0 where none is meant.
  logic integer journal_place(integer sectors, integer first, integer step) =
    journal_operation(sectors, step) != JOURNAL_WRITE && journal_operation(sectors, step) != JOURNAL_CHECK ? 0 :
    sectors <= 2 ? ((step - 2) / 3 == 0 ? first % 2 : 1 - first % 2) : (step - 2) / 3;

  // The intent that a pair amounts to: one byte, 0 or 1, or it cannot be told.
  logic integer journal_intent_of{L}(journal_pair_t *pair) =
    !pair->readable || pair->record.length != 1 || pair->record.payload[0] > 1 ? INTENT_UNREADABLE :
    pair->record.payload[0] == 1 ? INTENT_STANDING : INTENT_NONE;
*/

#endif
