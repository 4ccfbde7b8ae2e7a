/* SPDX-License-Identifier: BSD-2-Clause */
#include "owner.h"

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
/*@ requires valid: \valid_read(field + (0 .. size - 1)) && length <= size <= JOURNAL_PAYLOAD;
    terminates \true;
    assigns \nothing;
    ensures zeros: \result <==> owner_zeros(field, length, size);
*/
static bool owner_padded(const uint8_t *field, unsigned length, unsigned size)
{
  /*@ loop invariant range: length <= i <= size;
      loop invariant zeros: owner_zeros(field, length, i);
      loop assigns i;
      loop variant size - i;
  */
  for (unsigned i = length; i < size; i++) {
    if (field[i] != 0)
      return false;
  }
  return true;
}

/* Copy a field of `length` bytes, and zeros up to its size. */
/*@ requires valid: \valid_read(from + (0 .. size - 1)) && \valid(to + (0 .. size - 1));
    requires apart: \separated(from + (0 .. size - 1), to + (0 .. size - 1));
    requires range: length <= size <= JOURNAL_PAYLOAD;
    terminates \true;
    assigns to[0 .. size - 1];
    ensures packed: owner_packed{Pre, Post}(from, length, size, to);
*/
static void owner_copy(const uint8_t *from, unsigned length, unsigned size, uint8_t *to)
{
  /*@ loop invariant range: 0 <= i <= size;
      loop invariant bytes: \forall integer j; 0 <= j < i && j < length ==> to[j] == \at(from[j], Pre);
      loop invariant zeros: owner_zeros(to, length, i);
      loop assigns i, to[0 .. size - 1];
      loop variant size - i;
  */
  for (unsigned i = 0; i < size; i++)
    to[i] = i < length ? from[i] : 0;
}

/* The bytes past an owner. */
/*@ requires valid: \valid(payload + (0 .. JOURNAL_PAYLOAD - 1));
    terminates \true;
    assigns payload[OWNER_PAYLOAD .. JOURNAL_PAYLOAD - 1];
    ensures zeros: owner_zeros(payload, OWNER_PAYLOAD, JOURNAL_PAYLOAD);
*/
static void owner_pad(uint8_t *payload)
{
  /*@ loop invariant range: OWNER_PAYLOAD <= i <= JOURNAL_PAYLOAD;
      loop invariant zeros: owner_zeros(payload, OWNER_PAYLOAD, i);
      loop assigns i, payload[OWNER_PAYLOAD .. JOURNAL_PAYLOAD - 1];
      loop variant JOURNAL_PAYLOAD - i;
  */
  for (unsigned i = OWNER_PAYLOAD; i < JOURNAL_PAYLOAD; i++)
    payload[i] = 0;
}

/* A length and a security in range, and all or nothing of an owner. */
/*@ terminates \true;
    assigns \nothing;
    ensures whole: \result <==> owner_whole(claimed, hash, ssid, passphrase, security);
*/
static bool owner_whole(bool claimed, uint8_t hash, uint8_t ssid, uint8_t passphrase, uint8_t security)
{
  if (hash > OWNER_HASH || ssid > OWNER_SSID || passphrase > OWNER_PASSPHRASE || security > SECURITY_LAST)
    return false;
  return claimed ? hash > 0 && ssid > 0 : hash == 0 && ssid == 0 && passphrase == 0;
}

/* Whether a payload is one that owner_encode writes. */
/*@ requires valid: \valid_read(payload + (0 .. JOURNAL_PAYLOAD - 1));
    terminates \true;
    assigns \nothing;
    ensures well_formed: \result <==> owner_payload(payload, length);
*/
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

/* The bytes of a payload that stand by themselves. */
/*@ requires valid: \valid_read(owner) && \valid(payload + (0 .. JOURNAL_PAYLOAD - 1));
    requires apart: \separated(owner, payload + (0 .. JOURNAL_PAYLOAD - 1));
    terminates \true;
    assigns payload[0], payload[1], payload[130], payload[163], payload[228], payload[229];
    ensures flags: payload[0] == \old(owner->claimed) && payload[228] == \old(owner->security) &&
      payload[229] == \old(owner->hidden);
    ensures lengths: payload[1] == \old(owner->hash_length) && payload[130] == \old(owner->ssid_length) &&
      payload[163] == \old(owner->passphrase_length);
*/
static void owner_put_bytes(const owner_t *owner, uint8_t *payload)
{
  const uint8_t claimed = owner->claimed ? 1 : 0;
  const uint8_t hidden = owner->hidden ? 1 : 0;
  const uint8_t hash = owner->hash_length;
  const uint8_t ssid = owner->ssid_length;
  const uint8_t passphrase = owner->passphrase_length;
  const uint8_t security = owner->security;

  payload[AT_CLAIMED] = claimed;
  payload[AT_HASH_LENGTH] = hash;
  payload[AT_SSID_LENGTH] = ssid;
  payload[AT_PASSPHRASE_LENGTH] = passphrase;
  payload[AT_SECURITY] = security;
  payload[AT_HIDDEN] = hidden;
}

/* The fields of a payload that have a length. */
/*@ requires valid: \valid_read(owner) && \valid(payload + (0 .. JOURNAL_PAYLOAD - 1));
    requires apart: \separated(owner, payload + (0 .. JOURNAL_PAYLOAD - 1));
    requires range: hash <= OWNER_HASH && ssid <= OWNER_SSID && passphrase <= OWNER_PASSPHRASE;
    terminates \true;
    assigns payload[2 .. 129], payload[131 .. 162], payload[164 .. 227];
    ensures hash: owner_packed{Pre, Post}(&owner->hash[0], hash, OWNER_HASH, payload + 2);
    ensures ssid: owner_packed{Pre, Post}(&owner->ssid[0], ssid, OWNER_SSID, payload + 131);
    ensures passphrase: owner_packed{Pre, Post}(&owner->passphrase[0], passphrase, OWNER_PASSPHRASE,
      payload + 164);
*/
static void owner_put_fields(const owner_t *owner, uint8_t hash, uint8_t ssid, uint8_t passphrase,
                             uint8_t *payload)
{
  owner_copy(owner->hash, hash, OWNER_HASH, payload + AT_HASH);
  owner_copy(owner->ssid, ssid, OWNER_SSID, payload + AT_SSID);
  /*@ assert hash: owner_packed{Pre, Here}(&owner->hash[0], hash, OWNER_HASH, payload + 2); */
  /*@ assert ssid: owner_packed{Pre, Here}(&owner->ssid[0], ssid, OWNER_SSID, payload + 131); */
  owner_copy(owner->passphrase, passphrase, OWNER_PASSPHRASE, payload + AT_PASSPHRASE);
}

bool owner_encode(const owner_t *owner, uint64_t sequence, journal_record_t *record)
{
  const uint8_t hash = owner->hash_length;
  const uint8_t ssid = owner->ssid_length;
  const uint8_t passphrase = owner->passphrase_length;

  if (!owner_whole(owner->claimed, hash, ssid, passphrase, owner->security))
    return false;
  owner_put_fields(owner, hash, ssid, passphrase, record->payload);
  owner_put_bytes(owner, record->payload);
  /*@ assert hash: owner_packed{Pre, Here}(&owner->hash[0], hash, OWNER_HASH, &record->payload[2]); */
  /*@ assert ssid: owner_packed{Pre, Here}(&owner->ssid[0], ssid, OWNER_SSID, &record->payload[131]); */
  /*@ assert passphrase: owner_packed{Pre, Here}(&owner->passphrase[0], passphrase, OWNER_PASSPHRASE,
        &record->payload[164]); */
  owner_pad(record->payload);
  /*@ assert lengths: record->payload[1] == hash && record->payload[130] == ssid &&
        record->payload[163] == passphrase; */
  /*@ assert flags: record->payload[0] <= 1 && record->payload[229] <= 1; */
  /*@ assert whole: owner_whole(record->payload[0], hash, ssid, passphrase, record->payload[228]); */
  /*@ assert hash_zeros: owner_zeros(&record->payload[2], hash, OWNER_HASH); */
  /*@ assert ssid_zeros: owner_zeros(&record->payload[131], ssid, OWNER_SSID); */
  /*@ assert passphrase_zeros: owner_zeros(&record->payload[164], passphrase, OWNER_PASSPHRASE); */
  /*@ assert end_zeros: owner_zeros(&record->payload[0], OWNER_PAYLOAD, JOURNAL_PAYLOAD); */
  record->sequence = sequence;
  record->length = OWNER_PAYLOAD;
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
