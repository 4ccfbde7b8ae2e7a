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

/* The words that the contracts below are written in. */
#include "owner.acsl.h"

/**
 * Pack an owner as a record's payload, with a sequence number. Returns false, with the record unchanged,
 * where a length or the security is out of range, or the record is not whole: whoever is claimed has a
 * password hash and a network, whoever is not has none.
 */
/*@ requires valid: \valid_read(owner) && \valid(record);
    requires apart: \separated(owner, record);
    terminates \true;
    assigns *record;
    ensures whole: \result <==> owner_whole(\old(owner->claimed), \old(owner->hash_length),
      \old(owner->ssid_length), \old(owner->passphrase_length), \old(owner->security)); // R-083, R-092
    ensures number: \result ==> record->sequence == sequence && record->length == OWNER_PAYLOAD;
    ensures flags: \result ==> record->payload[0] == \old(owner->claimed) &&
      record->payload[228] == \old(owner->security) &&
      record->payload[229] == \old(owner->hidden);
    ensures lengths: \result ==> record->payload[1] == \old(owner->hash_length) &&
      record->payload[130] == \old(owner->ssid_length) &&
      record->payload[163] == \old(owner->passphrase_length);
    ensures hash: \result ==>
      owner_packed{Pre, Post}(&owner->hash[0], \old(owner->hash_length), OWNER_HASH, &record->payload[2]);
    ensures ssid: \result ==>
      owner_packed{Pre, Post}(&owner->ssid[0], \old(owner->ssid_length), OWNER_SSID, &record->payload[131]);
    ensures passphrase: \result ==>
      owner_packed{Pre, Post}(&owner->passphrase[0], \old(owner->passphrase_length),
      OWNER_PASSPHRASE, &record->payload[164]);
    ensures well_formed: \result ==> owner_payload(&record->payload[0], record->length);
    ensures refused: !\result ==> journal_kept{Pre, Post}(record);
*/
bool owner_encode(const owner_t *owner, uint64_t sequence, journal_record_t *record);

/** Unpack. Returns false, with the owner unchanged, unless the payload is one that owner_encode writes. */
/*@ requires valid: \valid_read(record) && \valid(owner);
    requires apart: \separated(owner, record);
    terminates \true;
    assigns *owner;
    ensures well_formed: \result <==> owner_payload{Pre}(&record->payload[0], record->length); // R-042
    ensures whole: \result ==> owner_whole(owner->claimed, owner->hash_length, owner->ssid_length,
      owner->passphrase_length, owner->security); // R-092
    ensures flags: \result ==> owner->claimed == record->payload[0] &&
      owner->security == record->payload[228] &&
      owner->hidden == record->payload[229];
    ensures lengths: \result ==> owner->hash_length == record->payload[1] &&
      owner->ssid_length == record->payload[130] && owner->passphrase_length == record->payload[163];
    ensures hash: \result ==> owner_bytes{Post, Pre}(&owner->hash[0], &record->payload[2], OWNER_HASH);
    ensures ssid: \result ==> owner_bytes{Post, Pre}(&owner->ssid[0], &record->payload[131], OWNER_SSID);
    ensures passphrase: \result ==>
      owner_bytes{Post, Pre}(&owner->passphrase[0], &record->payload[164], OWNER_PASSPHRASE);
    ensures refused: !\result ==> owner->claimed == \old(owner->claimed) &&
      owner->hidden == \old(owner->hidden) &&
      owner->security == \old(owner->security) && owner->hash_length == \old(owner->hash_length) &&
      owner->ssid_length == \old(owner->ssid_length) &&
      owner->passphrase_length == \old(owner->passphrase_length);
    ensures refused_bytes: !\result ==>
      owner_bytes{Post, Pre}(&owner->hash[0], &owner->hash[0], OWNER_HASH) &&
      owner_bytes{Post, Pre}(&owner->ssid[0], &owner->ssid[0], OWNER_SSID) &&
      owner_bytes{Post, Pre}(&owner->passphrase[0], &owner->passphrase[0], OWNER_PASSPHRASE);
*/
bool owner_decode(const journal_record_t *record, owner_t *owner);

#endif
