/* SPDX-License-Identifier: BSD-2-Clause */
/* What an ownership record is, in words that the contracts of core/owner.h use. */
#ifndef SPEC_OWNER_ACSL_H
#define SPEC_OWNER_ACSL_H

/*@
  // Lengths and security in range, and all or nothing: whoever is claimed has a password hash and a network.
  predicate owner_whole(integer claimed, integer hash, integer ssid, integer passphrase, integer security) =
    hash <= OWNER_HASH && ssid <= OWNER_SSID && passphrase <= OWNER_PASSPHRASE && security <= SECURITY_LAST &&
    (claimed != 0 ? hash > 0 && ssid > 0 : hash == 0 && ssid == 0 && passphrase == 0);

  // Zeros from a field's length to its size.
  predicate owner_zeros{L}(uint8_t *field, integer length, integer size) =
    \forall integer i; length <= i < size ==> field[i] == 0;

  // A field as it stands in a payload: its bytes, then zeros.
  predicate owner_packed{A, B}(uint8_t *field, integer length, integer size, uint8_t *payload) =
    (\forall integer i; 0 <= i < length ==> \at(payload[i], B) == \at(field[i], A)) &&
    owner_zeros{B}(payload, length, size);

  predicate owner_bytes{A, B}(uint8_t *a, uint8_t *b, integer size) =
    \forall integer i; 0 <= i < size ==> \at(a[i], A) == \at(b[i], B);

  // A payload that an owner can have been packed into.
  predicate owner_payload{L}(uint8_t *p, integer length) =
    length == OWNER_PAYLOAD && p[0] <= 1 && p[229] <= 1 &&
    owner_whole(p[0], p[1], p[130], p[163], p[228]) &&
    owner_zeros(p + 2, p[1], OWNER_HASH) && owner_zeros(p + 131, p[130], OWNER_SSID) &&
    owner_zeros(p + 164, p[163], OWNER_PASSPHRASE) && owner_zeros(p, OWNER_PAYLOAD, JOURNAL_PAYLOAD);
*/

#endif
