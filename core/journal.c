/* SPDX-License-Identifier: BSD-2-Clause */
#include "journal.h"

#include "vocabulary.h"

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

static void put_le16(uint16_t value, uint8_t *to)
{
  to[0] = (uint8_t)(value % 256);
  to[1] = (uint8_t)(value / 256);
}

static void put_le32(uint32_t value, uint8_t *to)
{
  put_le16((uint16_t)(value % 65536), to);
  put_le16((uint16_t)(value / 65536), to + 2);
}

static void put_le64(uint64_t value, uint8_t *to)
{
  put_le32((uint32_t)(value % 4294967296), to);
  put_le32((uint32_t)(value / 4294967296), to + 4);
}

static uint16_t get_le16(const uint8_t *from)
{
  return (uint16_t)(from[0] + 256 * from[1]);
}

static uint32_t get_le32(const uint8_t *from)
{
  return get_le16(from) + UINT32_C(65536) * get_le16(from + 2);
}

static uint64_t get_le64(const uint8_t *from)
{
  return get_le32(from) + UINT64_C(4294967296) * get_le32(from + 4);
}

static uint32_t crc_bit(uint32_t crc)
{
  return crc % 2 == 1 ? crc / 2 ^ CRC_POLYNOMIAL : crc / 2;
}

static uint32_t crc_byte(uint32_t crc, uint8_t byte)
{
  crc ^= byte;
  for (unsigned i = 0; i < 8; i++)
    crc = crc_bit(crc);
  return crc;
}

uint32_t journal_crc(const uint8_t *bytes, uint32_t length)
{
  uint32_t crc = CRC_START;

  for (uint32_t i = 0; i < length; i++)
    crc = crc_byte(crc, bytes[i]);
  return crc ^ CRC_START;
}

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
static void journal_put_payload(const journal_record_t *record, uint8_t *sector)
{
  for (unsigned i = 0; i < JOURNAL_PAYLOAD; i++)
    sector[AT_PAYLOAD + i] = i < record->length ? record->payload[i] : 0;
}

/* The second half: the complement of the first. */
static void journal_put_complement(uint8_t *sector)
{
  for (unsigned i = 0; i < BODY; i++)
    sector[BODY + i] = (uint8_t)(255 - sector[i]);
}

bool journal_encode(uint8_t kind, const journal_record_t *record, uint8_t sector[JOURNAL_SECTOR])
{
  if (record->length > JOURNAL_PAYLOAD)
    return false;
  journal_put_head(kind, record, sector);
  journal_put_payload(record, sector);
  put_le32(journal_crc(sector, AT_CRC), sector + AT_CRC);
  journal_put_complement(sector);
  return true;
}

static bool journal_head_good(uint8_t kind, const uint8_t *sector)
{
  return sector[0] == 'P' && sector[1] == 'H' && sector[2] == 'J' && sector[3] == '1' &&
         sector[AT_KIND] == kind && sector[AT_VERSION] == JOURNAL_VERSION &&
         get_le16(sector + AT_LENGTH) <= JOURNAL_PAYLOAD;
}

static bool journal_padded(const uint8_t *sector, unsigned length)
{
  for (unsigned i = length; i < JOURNAL_PAYLOAD; i++) {
    if (sector[AT_PAYLOAD + i] != 0)
      return false;
  }
  return true;
}

static bool journal_complemented(const uint8_t *sector)
{
  for (unsigned i = 0; i < BODY; i++) {
    if (sector[BODY + i] != 255 - sector[i])
      return false;
  }
  return true;
}

/* Whether a sector is a whole record of that kind. */
static bool journal_good(uint8_t kind, const uint8_t *sector)
{
  if (!journal_head_good(kind, sector))
    return false;
  if (!journal_padded(sector, get_le16(sector + AT_LENGTH)))
    return false;
  if (get_le32(sector + AT_CRC) != journal_crc(sector, AT_CRC))
    return false;
  return journal_complemented(sector);
}

/* The record of a good sector. */
static void journal_take(const uint8_t *sector, journal_record_t *record)
{
  record->sequence = get_le64(sector + AT_SEQUENCE);
  record->length = get_le16(sector + AT_LENGTH);
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

static void journal_clear(journal_record_t *record)
{
  record->sequence = 0;
  record->length = 0;
  for (unsigned i = 0; i < JOURNAL_PAYLOAD; i++)
    record->payload[i] = 0;
}

static bool journal_equal(const uint8_t *a, const uint8_t *b)
{
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
  const bool same = good_a && journal_equal(a, b);
  const bool newer_b = good_b && (!good_a || get_le64(b + AT_SEQUENCE) > get_le64(a + AT_SEQUENCE));

  pair->readable = good_a || good_b;
  pair->differ = pair->readable && !same;
  pair->first = good_a && !newer_b ? 1 : 0;
  if (newer_b)
    journal_take(b, &pair->record);
  else if (good_a)
    journal_take(a, &pair->record);
  else
    journal_clear(&pair->record);
}

uint64_t journal_next_sequence(const journal_pair_t *pair)
{
  if (!pair->readable)
    return 1;
  return pair->record.sequence < UINT64_MAX ? pair->record.sequence + 1 : UINT64_MAX;
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
