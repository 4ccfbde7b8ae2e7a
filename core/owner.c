/* SPDX-License-Identifier: BSD-2-Clause */
#include "owner.h"

#include "vocabulary.h"

/* Where each field stands in the payload. */
#define AT_CLAIMED 0
#define AT_HASH_LENGTH 1
#define AT_HASH 2
#define AT_SSID_LENGTH (AT_HASH + OWNER_HASH)
#define AT_SSID (AT_SSID_LENGTH + 1)
#define AT_PASSPHRASE_LENGTH (AT_SSID + OWNER_SSID)
#define AT_PASSPHRASE (AT_PASSPHRASE_LENGTH + 1)
#define AT_SECURITY (AT_PASSPHRASE + OWNER_PASSPHRASE)
#define AT_HIDDEN (AT_SECURITY + 1)

/* Whether the bytes past a field's length are zero. */
static bool owner_padded(const uint8_t *field, unsigned length, unsigned size)
{
  for (unsigned i = length; i < size; i++) {
    if (field[i] != 0)
      return false;
  }
  return true;
}

/* Copy a field of `length` bytes, and zeros up to its size. */
static void owner_copy(const uint8_t *from, unsigned length, unsigned size, uint8_t *to)
{
  for (unsigned i = 0; i < size; i++)
    to[i] = i < length ? from[i] : 0;
}

/* A length and a security in range, and all or nothing of an owner. */
static bool owner_whole(bool claimed, uint8_t hash, uint8_t ssid, uint8_t passphrase, uint8_t security)
{
  if (hash > OWNER_HASH || ssid > OWNER_SSID || passphrase > OWNER_PASSPHRASE || security > SECURITY_LAST)
    return false;
  return claimed ? hash > 0 && ssid > 0 : hash == 0 && ssid == 0 && passphrase == 0;
}

/* Whether a payload is one that owner_encode writes. */
static bool owner_well_formed(const uint8_t *payload, uint16_t length)
{
  if (length != OWNER_PAYLOAD || payload[AT_CLAIMED] > 1 || payload[AT_HIDDEN] > 1)
    return false;
  if (!owner_whole(payload[AT_CLAIMED] == 1, payload[AT_HASH_LENGTH], payload[AT_SSID_LENGTH],
                   payload[AT_PASSPHRASE_LENGTH], payload[AT_SECURITY]))
    return false;
  return owner_padded(payload + AT_HASH, payload[AT_HASH_LENGTH], OWNER_HASH) &&
         owner_padded(payload + AT_SSID, payload[AT_SSID_LENGTH], OWNER_SSID) &&
         owner_padded(payload + AT_PASSPHRASE, payload[AT_PASSPHRASE_LENGTH], OWNER_PASSPHRASE) &&
         owner_padded(payload, OWNER_PAYLOAD, JOURNAL_PAYLOAD);
}

bool owner_encode(const owner_t *owner, uint64_t sequence, journal_record_t *record)
{
  if (!owner_whole(owner->claimed, owner->hash_length, owner->ssid_length, owner->passphrase_length,
                   owner->security))
    return false;
  record->sequence = sequence;
  record->length = OWNER_PAYLOAD;
  record->payload[AT_CLAIMED] = owner->claimed ? 1 : 0;
  record->payload[AT_HASH_LENGTH] = owner->hash_length;
  owner_copy(owner->hash, owner->hash_length, OWNER_HASH, record->payload + AT_HASH);
  record->payload[AT_SSID_LENGTH] = owner->ssid_length;
  owner_copy(owner->ssid, owner->ssid_length, OWNER_SSID, record->payload + AT_SSID);
  record->payload[AT_PASSPHRASE_LENGTH] = owner->passphrase_length;
  owner_copy(owner->passphrase, owner->passphrase_length, OWNER_PASSPHRASE, record->payload + AT_PASSPHRASE);
  record->payload[AT_SECURITY] = owner->security;
  record->payload[AT_HIDDEN] = owner->hidden ? 1 : 0;
  owner_copy(record->payload, 0, JOURNAL_PAYLOAD - OWNER_PAYLOAD, record->payload + OWNER_PAYLOAD);
  return true;
}

bool owner_decode(const journal_record_t *record, owner_t *owner)
{
  const uint8_t *payload = record->payload;

  if (!owner_well_formed(payload, record->length))
    return false;
  owner->claimed = payload[AT_CLAIMED] == 1;
  owner->hash_length = payload[AT_HASH_LENGTH];
  owner_copy(payload + AT_HASH, OWNER_HASH, OWNER_HASH, owner->hash);
  owner->ssid_length = payload[AT_SSID_LENGTH];
  owner_copy(payload + AT_SSID, OWNER_SSID, OWNER_SSID, owner->ssid);
  owner->passphrase_length = payload[AT_PASSPHRASE_LENGTH];
  owner_copy(payload + AT_PASSPHRASE, OWNER_PASSPHRASE, OWNER_PASSPHRASE, owner->passphrase);
  owner->security = payload[AT_SECURITY];
  owner->hidden = payload[AT_HIDDEN] == 1;
  return true;
}
