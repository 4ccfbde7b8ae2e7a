/* SPDX-License-Identifier: BSD-2-Clause */
#include "journal.h"

#define CRC_POLYNOMIAL UINT32_C(0xEDB88320)
#define CRC_START UINT32_C(0xFFFFFFFF)

/* Where each field stands in a sector. */
#define AT_KIND 4
#define AT_VERSION 5
#define AT_LENGTH 6
#define AT_SEQUENCE 8
#define AT_PAYLOAD 16
#define AT_CRC (AT_PAYLOAD + JOURNAL_PAYLOAD)
#define BODY (AT_CRC + 4)

#define JOURNAL_VERSION 1

/*@ requires valid: \valid(to + (0 .. 1));
    terminates \true;
    assigns to[0 .. 1];
    ensures written: le16(to) == value;
*/
static void put_le16(uint16_t value, uint8_t *to)
{
  to[0] = (uint8_t)(value % 256);
  to[1] = (uint8_t)(value / 256);
}

/*@ requires valid: \valid(to + (0 .. 3));
    terminates \true;
    assigns to[0 .. 3];
    ensures written: le32(to) == value;
*/
static void put_le32(uint32_t value, uint8_t *to)
{
  put_le16((uint16_t)(value % 65536), to);
  put_le16((uint16_t)(value / 65536), to + 2);
}

/*@ requires valid: \valid(to + (0 .. 7));
    terminates \true;
    assigns to[0 .. 7];
    ensures written: le64(to) == value;
*/
static void put_le64(uint64_t value, uint8_t *to)
{
  put_le32((uint32_t)(value % 4294967296), to);
  put_le32((uint32_t)(value / 4294967296), to + 4);
}

/*@ requires valid: \valid_read(from + (0 .. 1));
    terminates \true;
    assigns \nothing;
    ensures read: \result == le16(from);
*/
static uint16_t get_le16(const uint8_t *from)
{
  return (uint16_t)(from[0] + 256 * from[1]);
}

/*@ requires valid: \valid_read(from + (0 .. 3));
    terminates \true;
    assigns \nothing;
    ensures read: \result == le32(from);
*/
static uint32_t get_le32(const uint8_t *from)
{
  return get_le16(from) + UINT32_C(65536) * get_le16(from + 2);
}

/*@ requires valid: \valid_read(from + (0 .. 7));
    terminates \true;
    assigns \nothing;
    ensures read: \result == le64(from);
*/
static uint64_t get_le64(const uint8_t *from)
{
  return get_le32(from) + UINT64_C(4294967296) * get_le32(from + 4);
}

/* One shift of the register; bit: the bit that comes in. */
/*@ terminates \true;
    assigns \nothing;
    ensures bit: \result == crc_bit(crc, bit);
*/
static uint32_t crc_bit(uint32_t crc, uint8_t bit)
{
  return crc % 2 != bit ? crc / 2 ^ CRC_POLYNOMIAL : crc / 2;
}

/*@ terminates \true;
    assigns \nothing;
    ensures byte: \result == crc_bits(crc, byte, 8);
*/
static uint32_t crc_byte(uint32_t crc, uint8_t byte)
{
  /*@ loop invariant range: 0 <= i <= 8;
      loop invariant bits: crc_bits(crc, byte, 8 - i) == crc_bits(\at(crc, Pre), \at(byte, Pre), 8);
      loop assigns i, crc, byte;
      loop variant 8 - i;
  */
  for (unsigned i = 0; i < 8; i++) {
    crc = crc_bit(crc, byte % 2);
    byte = byte / 2;
  }
  return crc;
}

uint32_t journal_crc(const uint8_t *bytes, uint32_t length)
{
  uint32_t crc = CRC_START;

  /*@ loop invariant range: 0 <= i <= length;
      loop invariant bytes: crc == crc_bytes(bytes, i);
      loop assigns i, crc;
      loop variant length - i;
  */
  for (uint32_t i = 0; i < length; i++)
    crc = crc_byte(crc, bytes[i]);
  return UINT32_MAX - crc;
}

/*@ requires valid: \valid_read(record) && \valid(sector + (0 .. 15)) && record->length <= JOURNAL_PAYLOAD;
    requires apart: \separated(record, sector + (0 .. 15));
    terminates \true;
    assigns sector[0 .. 15];
    ensures head: journal_head(kind, sector);
    ensures numbers: le16(sector + 6) == record->length && le64(sector + 8) == record->sequence;
*/
static void journal_put_head(uint8_t kind, const journal_record_t *record, uint8_t *sector)
{
  sector[0] = 'P';
  sector[1] = 'H';
  sector[2] = 'J';
  sector[3] = '1';
  sector[AT_KIND] = kind;
  sector[AT_VERSION] = JOURNAL_VERSION;
  put_le16(record->length, sector + AT_LENGTH);
  put_le64(record->sequence, sector + AT_SEQUENCE);
}

/* The payload, zero past its length. */
/*@ requires valid: \valid_read(record) && \valid(payload + (0 .. JOURNAL_PAYLOAD - 1));
    requires apart: \separated(record, payload + (0 .. JOURNAL_PAYLOAD - 1));
    requires range: record->length <= JOURNAL_PAYLOAD;
    terminates \true;
    assigns payload[0 .. JOURNAL_PAYLOAD - 1];
    ensures bytes: \forall integer i; 0 <= i < record->length ==> payload[i] == record->payload[i];
    ensures padding: journal_padding(payload, record->length);
*/
static void journal_put_payload(const journal_record_t *record, uint8_t *payload)
{
  /*@ loop invariant range: 0 <= i <= JOURNAL_PAYLOAD;
      loop invariant bytes: \forall integer j; 0 <= j < i && j < record->length ==>
        payload[j] == record->payload[j];
      loop invariant padding: \forall integer j; record->length <= j < i ==> payload[j] == 0;
      loop assigns i, payload[0 .. JOURNAL_PAYLOAD - 1];
      loop variant JOURNAL_PAYLOAD - i;
  */
  for (unsigned i = 0; i < JOURNAL_PAYLOAD; i++)
    payload[i] = i < record->length ? record->payload[i] : 0;
}

/* The second half: the complement of the first. */
/*@ requires valid: \valid(sector + (0 .. 511));
    terminates \true;
    assigns sector[256 .. 511];
    ensures complement: journal_complement(sector);
*/
static void journal_put_complement(uint8_t *sector)
{
  /*@ loop invariant range: 0 <= i <= 256;
      loop invariant complement: \forall integer j; 0 <= j < i ==> sector[256 + j] == 255 - sector[j];
      loop assigns i, sector[256 .. 511];
      loop variant 256 - i;
  */
  for (unsigned i = 0; i < BODY; i++)
    sector[BODY + i] = (uint8_t)(255 - sector[i]);
}

/* The checks over what stands before them. */
/*@ requires valid: \valid(sector + (0 .. 511));
    terminates \true;
    assigns sector[252 .. 511];
    ensures crc: le32(sector + 252) == crc_of(sector, 252);
    ensures complement: journal_complement(sector);
*/
static void journal_put_checks(uint8_t *sector)
{
  put_le32(journal_crc(sector, AT_CRC), sector + AT_CRC);
  journal_put_complement(sector);
  /* the CRC is still that of the bytes before it: they did not change */
  /*@ ghost
      /@ loop invariant range: 0 <= i <= 252;
         loop invariant same: crc_bytes(sector, i) == crc_bytes{Pre}(sector, i);
         loop assigns i;
         loop variant 252 - i;
      @/
      for (int i = 0; i < 252; i++)
        ;
  */
}

bool journal_encode(uint8_t kind, const journal_record_t *record, uint8_t sector[JOURNAL_SECTOR])
{
  if (record->length > JOURNAL_PAYLOAD)
    return false;
  journal_put_head(kind, record, sector);
  journal_put_payload(record, sector + AT_PAYLOAD);
  /*@ assert head: journal_head(kind, sector); */
  /*@ assert length: le16(sector + 6) == record->length; */
  /*@ assert sequence: le64(sector + 8) == record->sequence; */
  journal_put_checks(sector);
  /*@ assert head: journal_head(kind, sector); */
  /*@ assert length: le16(sector + 6) == record->length; */
  /*@ assert sequence: le64(sector + 8) == record->sequence; */
  /*@ assert padding: journal_padding(sector + 16, record->length); */
  /*@ assert bytes: \forall integer i; 0 <= i < record->length ==> record->payload[i] == sector[16 + i]; */
  return true;
}

/*@ requires valid: \valid_read(sector + (0 .. 15));
    terminates \true;
    assigns \nothing;
    ensures head: \result <==> journal_head(kind, sector);
*/
static bool journal_head_good(uint8_t kind, const uint8_t *sector)
{
  return sector[0] == 'P' && sector[1] == 'H' && sector[2] == 'J' && sector[3] == '1' &&
         sector[AT_KIND] == kind && sector[AT_VERSION] == JOURNAL_VERSION &&
         get_le16(sector + AT_LENGTH) <= JOURNAL_PAYLOAD;
}

/*@ requires valid: \valid_read(payload + (0 .. JOURNAL_PAYLOAD - 1)) && length <= JOURNAL_PAYLOAD;
    terminates \true;
    assigns \nothing;
    ensures padding: \result <==> journal_padding(payload, length);
*/
static bool journal_padded(const uint8_t *payload, unsigned length)
{
  /*@ loop invariant range: length <= i <= JOURNAL_PAYLOAD;
      loop invariant zero: \forall integer j; length <= j < i ==> payload[j] == 0;
      loop assigns i;
      loop variant JOURNAL_PAYLOAD - i;
  */
  for (unsigned i = length; i < JOURNAL_PAYLOAD; i++) {
    if (payload[i] != 0)
      return false;
  }
  return true;
}

/*@ requires valid: \valid_read(sector + (0 .. 511));
    terminates \true;
    assigns \nothing;
    ensures complement: \result <==> journal_complement(sector);
*/
static bool journal_complemented(const uint8_t *sector)
{
  /*@ loop invariant range: 0 <= i <= 256;
      loop invariant complement: \forall integer j; 0 <= j < i ==> sector[256 + j] == 255 - sector[j];
      loop assigns i;
      loop variant 256 - i;
  */
  for (unsigned i = 0; i < BODY; i++) {
    if (sector[BODY + i] != 255 - sector[i])
      return false;
  }
  return true;
}

/* Whether a sector is a whole record of that kind. */
/*@ requires valid: \valid_read(sector + (0 .. 511));
    terminates \true;
    assigns \nothing;
    ensures whole: \result <==> journal_whole(kind, sector);
*/
static bool journal_good(uint8_t kind, const uint8_t *sector)
{
  if (!journal_head_good(kind, sector))
    return false;
  if (!journal_padded(sector + AT_PAYLOAD, get_le16(sector + AT_LENGTH)))
    return false;
  if (get_le32(sector + AT_CRC) != journal_crc(sector, AT_CRC))
    return false;
  return journal_complemented(sector);
}

/* The record of a good sector. */
/*@ requires valid: \valid_read(sector + (0 .. 511)) && \valid(record);
    requires apart: \separated(record, sector + (0 .. 511));
    terminates \true;
    assigns *record;
    ensures read: journal_holds{Pre, Post}(sector, record);
*/
static void journal_take(const uint8_t *sector, journal_record_t *record)
{
  record->sequence = get_le64(sector + AT_SEQUENCE);
  record->length = get_le16(sector + AT_LENGTH);
  /*@ loop invariant range: 0 <= i <= JOURNAL_PAYLOAD;
      loop invariant bytes: \forall integer j; 0 <= j < i ==> record->payload[j] == sector[16 + j];
      loop assigns i, record->payload[0 .. JOURNAL_PAYLOAD - 1];
      loop variant JOURNAL_PAYLOAD - i;
  */
  for (unsigned i = 0; i < JOURNAL_PAYLOAD; i++)
    record->payload[i] = sector[AT_PAYLOAD + i];
}

bool journal_decode(uint8_t kind, const uint8_t sector[JOURNAL_SECTOR], journal_record_t *record)
{
  if (!journal_good(kind, sector))
    return false;
  journal_take(sector, record);
  return true;
}

/*@ requires valid: \valid(record);
    terminates \true;
    assigns *record;
    ensures empty: record->sequence == 0 && record->length == 0 && journal_zero(record, 0);
*/
static void journal_clear(journal_record_t *record)
{
  record->sequence = 0;
  record->length = 0;
  /*@ loop invariant range: 0 <= i <= JOURNAL_PAYLOAD;
      loop invariant zero: \forall integer j; 0 <= j < i ==> record->payload[j] == 0;
      loop assigns i, record->payload[0 .. JOURNAL_PAYLOAD - 1];
      loop variant JOURNAL_PAYLOAD - i;
  */
  for (unsigned i = 0; i < JOURNAL_PAYLOAD; i++)
    record->payload[i] = 0;
}

/*@ requires valid: \valid_read(a + (0 .. 511)) && \valid_read(b + (0 .. 511));
    terminates \true;
    assigns \nothing;
    ensures equal: \result <==> journal_equal(a, b, JOURNAL_SECTOR);
*/
static bool journal_equal(const uint8_t *a, const uint8_t *b)
{
  /*@ loop invariant range: 0 <= i <= JOURNAL_SECTOR;
      loop invariant equal: journal_equal(a, b, i);
      loop assigns i;
      loop variant JOURNAL_SECTOR - i;
  */
  for (unsigned i = 0; i < JOURNAL_SECTOR; i++) {
    if (a[i] != b[i])
      return false;
  }
  return true;
}

void journal_read(uint8_t kind, const uint8_t a[JOURNAL_SECTOR], const uint8_t b[JOURNAL_SECTOR],
                  journal_pair_t *pair)
{
  const bool good_a = journal_good(kind, a);
  const bool good_b = journal_good(kind, b);
  const bool same = good_a && good_b && journal_equal(a, b);
  const bool newer_b = good_b && (!good_a || get_le64(b + AT_SEQUENCE) > get_le64(a + AT_SEQUENCE));

  if (newer_b)
    journal_take(b, &pair->record);
  else if (good_a)
    journal_take(a, &pair->record);
  else
    journal_clear(&pair->record);
  pair->readable = good_a || good_b;
  pair->differ = pair->readable && !same;
  pair->first = good_a && !newer_b ? 1 : 0;
}

uint64_t journal_next_sequence(const journal_pair_t *pair)
{
  if (!pair->readable)
    return 1;
  return pair->record.sequence < UINT64_MAX ? pair->record.sequence + 1 : UINT64_MAX;
}

/* What is done with each sector in its turn. */
/*@ requires range: turn < 3;
    terminates \true;
    assigns \nothing;
    ensures turn: \result == (turn == 0 ? JOURNAL_WRITE : turn == 1 ? JOURNAL_FLUSH : JOURNAL_CHECK);
*/
static uint8_t journal_turn(unsigned turn)
{
  if (turn == 0)
    return JOURNAL_WRITE;
  return turn == 1 ? JOURNAL_FLUSH : JOURNAL_CHECK;
}

journal_order_t journal_order(uint8_t sectors, uint8_t first, uint8_t step)
{
  journal_order_t order = {.operation = JOURNAL_FLUSH, .sector = 0};
  if (step < 2) {
    order.operation = step == 0 ? JOURNAL_FLUSH : JOURNAL_READ;
    return order;
  }
  const unsigned written = (step - 2u) / 3;
  if (written >= sectors) {
    order.operation = JOURNAL_END;
    return order;
  }
  order.operation = journal_turn((step - 2u) % 3);
  if (order.operation != JOURNAL_FLUSH)
    order.sector = (uint8_t)(sectors <= 2 ? (written + first) % 2 : written);
  return order;
}

uint8_t journal_intent(const journal_pair_t *pair)
{
  if (!pair->readable || pair->record.length != 1 || pair->record.payload[0] > 1)
    return INTENT_UNREADABLE;
  return pair->record.payload[0] == 1 ? INTENT_STANDING : INTENT_NONE;
}

void journal_make_intent(bool standing, uint64_t sequence, journal_record_t *record)
{
  journal_clear(record);
  record->sequence = sequence;
  record->length = 1;
  record->payload[0] = standing ? 1 : 0;
}
