/* SPDX-License-Identifier: BSD-2-Clause */
/* The ownership record: whole or not at all. */
#ifndef CORE_OWNER_H
#define CORE_OWNER_H

#include <stdbool.h>
#include <stdint.h>

#include "journal.h"

#define OWNER_HASH 128
#define OWNER_SSID 32
#define OWNER_PASSPHRASE 64

/* A record's payload holds, in this order: claimed (0 or 1), hash_length, hash (128, zero past its length),
   ssid_length, ssid (32), passphrase_length, passphrase (64), security, hidden (0 or 1): 230 bytes. */
#define OWNER_PAYLOAD 230

typedef struct {
  bool claimed;
  uint8_t hash_length; /* 0 to OWNER_HASH: the Argon2id string of the owner's password, without its NUL */
  uint8_t hash[OWNER_HASH];
  uint8_t ssid_length; /* 0 to OWNER_SSID */
  uint8_t ssid[OWNER_SSID];
  uint8_t passphrase_length; /* 0 to OWNER_PASSPHRASE */
  uint8_t passphrase[OWNER_PASSPHRASE];
  uint8_t security; /* enum security */
  bool hidden;
} owner_t;

/**
 * Pack an owner as a record's payload, with a sequence number. Returns false, with the record unchanged, where a
 * length or the security is out of range, or the record is not whole: whoever is claimed has a password hash and a
 * network, whoever is not has none.
 */
bool owner_encode(const owner_t *owner, uint64_t sequence, journal_record_t *record);

/** Unpack. Returns false, with the owner unchanged, unless the payload is one that owner_encode writes. */
bool owner_decode(const journal_record_t *record, owner_t *owner);

#endif
