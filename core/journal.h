/* SPDX-License-Identifier: BSD-2-Clause */
/* Small records that must survive a power cut: two copies, each one sector, checked. */
#ifndef CORE_JOURNAL_H
#define CORE_JOURNAL_H

#include <stdbool.h>
#include <stdint.h>

#define JOURNAL_SECTOR 512 /* bytes of one copy */
#define JOURNAL_PAYLOAD 236

enum journal_kind { JOURNAL_INTENT = 1, JOURNAL_KEY = 2, JOURNAL_OWNER = 3 };

/* A record. In a sector, little-endian: magic "PHJ1", kind u8, version u8 (1), length u16, sequence u64, payload
   (236, zero past length), CRC-32 of all before it; then the complement of those 256 bytes, so that a write torn
   anywhere (a new beginning on an old end, or the reverse) is the old record or the new one, and never a third. */
typedef struct {
  uint64_t sequence;
  uint16_t length; /* 0 to JOURNAL_PAYLOAD */
  uint8_t payload[JOURNAL_PAYLOAD];
} journal_record_t;

/** CRC-32 (IEEE 802.3, reflected, as in gzip) of some bytes. */
uint32_t journal_crc(const uint8_t *bytes, uint32_t length);

/**
 * Write a record as a sector; its payload past `length` is written as zeros. A length above JOURNAL_PAYLOAD is
 * refused: returns false, sector unchanged.
 */
bool journal_encode(uint8_t kind, const journal_record_t *record, uint8_t sector[JOURNAL_SECTOR]);

/** Read a sector. Returns false, with the record unchanged, unless it is a whole record of that kind. */
bool journal_decode(uint8_t kind, const uint8_t sector[JOURNAL_SECTOR], journal_record_t *record);

/* What two copies amount to. An update writes copy `first` with the next sequence number, makes it durable, then
   writes the other one: at every moment a good copy of the old or of the new record stands. */
typedef struct {
  bool readable; /* at least one copy is good; record is the newer one, of equals copy 0 */
  bool differ;   /* readable, and one copy is bad, older or otherwise: to be repaired once no intent stands */
  uint8_t first; /* the copy (0 or 1) that an update must overwrite first: never the only good one */
  journal_record_t record; /* zeros where nothing is readable */
} journal_pair_t;

/** Read both copies of a record. */
void journal_read(uint8_t kind, const uint8_t a[JOURNAL_SECTOR], const uint8_t b[JOURNAL_SECTOR],
                  journal_pair_t *pair);

/**
 * The sequence number of the record after this pair's: one more, 1 where nothing is readable. It stays at
 * UINT64_MAX, where an update is still the old or the new record: of equals, the copy not yet overwritten is read.
 */
uint64_t journal_next_sequence(const journal_pair_t *pair);

/** The reset intent that two copies amount to, enum intent: unreadable unless one byte, 0 or 1. */
uint8_t journal_intent(const journal_pair_t *pair);

/** An intent's record: standing or none. */
void journal_make_intent(bool standing, uint64_t sequence, journal_record_t *record);

/* The ownership record is declared in owner.h; its users find it here as well. */
#include "owner.h"

#endif
