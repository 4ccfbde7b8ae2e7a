/* SPDX-License-Identifier: BSD-2-Clause */
/* Written by spec/generate_codec.py from spec/messages.tsv. Do not edit. */
/* For proofs/message_roundtrip.c alone: what it says of each kind of message. */
#ifndef GEN_MESSAGE_SAME_H
#define GEN_MESSAGE_SAME_H

#include "message_codec.h"

/*@ predicate message_hello_same(message_hello_t a, message_hello_t b) =
      a.version == b.version &&
      a.role == b.role;
    predicate message_heartbeat_same(message_heartbeat_t a, message_heartbeat_t b) =
      a.sequence == b.sequence;
    predicate message_get_status_same(message_get_status_t a, message_get_status_t b) =
      a.follow == b.follow;
    predicate message_claim_same(message_claim_t a, message_claim_t b) =
      a.password_hash_length == b.password_hash_length &&
      (\forall integer k; 0 <= k < a.password_hash_length ==> a.password_hash[k] == b.password_hash[k]) &&
      a.ssid_length == b.ssid_length &&
      (\forall integer k; 0 <= k < a.ssid_length ==> a.ssid[k] == b.ssid[k]) &&
      a.passphrase_length == b.passphrase_length &&
      (\forall integer k; 0 <= k < a.passphrase_length ==> a.passphrase[k] == b.passphrase[k]) &&
      a.security == b.security &&
      a.hidden == b.hidden;
    predicate message_change_network_same(message_change_network_t a, message_change_network_t b) =
      a.ssid_length == b.ssid_length &&
      (\forall integer k; 0 <= k < a.ssid_length ==> a.ssid[k] == b.ssid[k]) &&
      a.passphrase_length == b.passphrase_length &&
      (\forall integer k; 0 <= k < a.passphrase_length ==> a.passphrase[k] == b.passphrase[k]) &&
      a.security == b.security &&
      a.hidden == b.hidden;
    predicate message_change_password_same(message_change_password_t a, message_change_password_t b) =
      a.password_hash_length == b.password_hash_length &&
      (\forall integer k; 0 <= k < a.password_hash_length ==> a.password_hash[k] == b.password_hash[k]);
    predicate message_visit_same(message_visit_t a, message_visit_t b) =
      a.ssid_length == b.ssid_length &&
      (\forall integer k; 0 <= k < a.ssid_length ==> a.ssid[k] == b.ssid[k]) &&
      a.passphrase_length == b.passphrase_length &&
      (\forall integer k; 0 <= k < a.passphrase_length ==> a.passphrase[k] == b.passphrase[k]) &&
      a.security == b.security &&
      a.hidden == b.hidden;
    predicate message_adopt_same(message_adopt_t a, message_adopt_t b) =
      a.password_hash_length == b.password_hash_length &&
      (\forall integer k; 0 <= k < a.password_hash_length ==> a.password_hash[k] == b.password_hash[k]) &&
      a.secret_length == b.secret_length &&
      (\forall integer k; 0 <= k < a.secret_length ==> a.secret[k] == b.secret[k]);
    predicate message_reply_same(message_reply_t a, message_reply_t b) =
      a.request == b.request &&
      a.reason == b.reason;
    predicate message_status_same(message_status_t a, message_status_t b) =
      a.time == b.time &&
      a.light == b.light &&
      a.button == b.button &&
      a.reset == b.reset &&
      a.provision == b.provision &&
      a.owned == b.owned &&
      a.setup_open == b.setup_open &&
      a.reason == b.reason &&
      a.stage == b.stage &&
      a.signal == b.signal &&
      a.camera_restarts == b.camera_restarts &&
      a.serial_length == b.serial_length &&
      (\forall integer k; 0 <= k < a.serial_length ==> a.serial[k] == b.serial[k]) &&
      a.setup_ssid_length == b.setup_ssid_length &&
      (\forall integer k; 0 <= k < a.setup_ssid_length ==> a.setup_ssid[k] == b.setup_ssid[k]) &&
      a.ssid_length == b.ssid_length &&
      (\forall integer k; 0 <= k < a.ssid_length ==> a.ssid[k] == b.ssid[k]) &&
      a.address_length == b.address_length &&
      (\forall integer k; 0 <= k < a.address_length ==> a.address[k] == b.address[k]);
    predicate message_owner_same(message_owner_t a, message_owner_t b) =
      a.claimed == b.claimed &&
      a.password_hash_length == b.password_hash_length &&
      (\forall integer k; 0 <= k < a.password_hash_length ==> a.password_hash[k] == b.password_hash[k]);
    predicate message_network_same(message_network_t a, message_network_t b) =
      a.index == b.index &&
      a.count == b.count &&
      a.ssid_length == b.ssid_length &&
      (\forall integer k; 0 <= k < a.ssid_length ==> a.ssid[k] == b.ssid[k]) &&
      a.bssid_length == b.bssid_length &&
      (\forall integer k; 0 <= k < a.bssid_length ==> a.bssid[k] == b.bssid[k]) &&
      a.frequency == b.frequency &&
      a.signal == b.signal &&
      a.security == b.security &&
      a.usable == b.usable;
    predicate message_same(message_t a, message_t b) = a.kind == b.kind &&
      (a.kind == MESSAGE_HELLO ==> message_hello_same(a.as.hello, b.as.hello)) &&
      (a.kind == MESSAGE_HEARTBEAT ==> message_heartbeat_same(a.as.heartbeat, b.as.heartbeat)) &&
      (a.kind == MESSAGE_GET_STATUS ==> message_get_status_same(a.as.get_status, b.as.get_status)) &&
      (a.kind == MESSAGE_CLAIM ==> message_claim_same(a.as.claim, b.as.claim)) &&
      (a.kind == MESSAGE_CHANGE_NETWORK ==> message_change_network_same(a.as.change_network, b.as.change_network)) &&
      (a.kind == MESSAGE_CHANGE_PASSWORD ==> message_change_password_same(a.as.change_password, b.as.change_password)) &&
      (a.kind == MESSAGE_VISIT ==> message_visit_same(a.as.visit, b.as.visit)) &&
      (a.kind == MESSAGE_ADOPT ==> message_adopt_same(a.as.adopt, b.as.adopt)) &&
      (a.kind == MESSAGE_REPLY ==> message_reply_same(a.as.reply, b.as.reply)) &&
      (a.kind == MESSAGE_STATUS ==> message_status_same(a.as.status, b.as.status)) &&
      (a.kind == MESSAGE_OWNER ==> message_owner_same(a.as.owner, b.as.owner)) &&
      (a.kind == MESSAGE_NETWORK ==> message_network_same(a.as.network, b.as.network));
    predicate message_same_bytes{L}(uint8_t *p, uint8_t *q, integer n) = \forall integer k; 0 <= k < n ==> p[k] == q[k];
*/

/*@ requires message_hello_is(packet, said);
    terminates \true;
    assigns \nothing;
    ensures numbers: wire_u16(packet, 1) == said.version && packet[3] == said.role;
*/
static inline void hello_told(const uint8_t *packet, message_hello_t said)
{
}

/*@ requires message_hello_is(packet, said);
    terminates \true;
    assigns \nothing;
    ensures numbers: wire_u16(packet, 1) == said.version && packet[3] == said.role;
*/
static inline void hello_counted(const uint8_t *packet, message_hello_t said)
{
}

/*@ requires numbers: wire_u16(packet, 1) == said.version && packet[3] == said.role;
    requires numbers: wire_u16(packet, 1) == heard.version && packet[3] == heard.role;
    terminates \true;
    assigns \nothing;
    ensures same: message_hello_same(said, heard);
*/
static inline void hello_one_message(const uint8_t *packet, message_hello_t said, message_hello_t heard)
{
}

/*@ requires size: length == 4;
    requires numbers: wire_u16(packet, 1) == said.version && packet[3] == said.role;
    requires numbers: wire_u16(again, 1) == said.version && again[3] == said.role;
    requires kind: packet[0] == again[0];
    terminates \true;
    assigns \nothing;
    ensures same: message_same_bytes(packet, again, length);
*/
static inline void hello_one_packet(const uint8_t *packet, const uint8_t *again, size_t length, message_hello_t said)
{
  //@ assert version: packet[1] == again[1] && packet[2] == again[2];
  //@ assert version: \forall integer k; 0 <= k < 3 ==> packet[k] == again[k];
  //@ assert role: \forall integer k; 0 <= k < 4 ==> packet[k] == again[k];
}

/*@ requires says: message_hello_is(packet, said) && message_hello_is(packet, heard);
    terminates \true;
    assigns \nothing;
    ensures same: message_hello_same(said, heard);
*/
static inline void hello_means_one(const uint8_t *packet, message_hello_t said, message_hello_t heard)
{
  hello_counted(packet, said);
  hello_counted(packet, heard);
  hello_one_message(packet, said, heard);
}

/*@ requires says: message_hello_is(packet, said) && message_hello_is(again, said) && packet[0] == again[0];
    requires form: length == 4 && written == 4;
    terminates \true;
    assigns \nothing;
    ensures same: length == written && message_same_bytes(packet, again, length);
*/
static inline void hello_stands_in_one(const uint8_t *packet, size_t length, const uint8_t *again, size_t written, message_hello_t said)
{
  hello_told(packet, said);
  hello_told(again, said);
  hello_one_packet(packet, again, length, said);
}

/*@ requires message_heartbeat_is(packet, said);
    terminates \true;
    assigns \nothing;
    ensures numbers: wire_u32(packet, 1) == said.sequence;
*/
static inline void heartbeat_told(const uint8_t *packet, message_heartbeat_t said)
{
}

/*@ requires message_heartbeat_is(packet, said);
    terminates \true;
    assigns \nothing;
    ensures numbers: wire_u32(packet, 1) == said.sequence;
*/
static inline void heartbeat_counted(const uint8_t *packet, message_heartbeat_t said)
{
}

/*@ requires numbers: wire_u32(packet, 1) == said.sequence;
    requires numbers: wire_u32(packet, 1) == heard.sequence;
    terminates \true;
    assigns \nothing;
    ensures same: message_heartbeat_same(said, heard);
*/
static inline void heartbeat_one_message(const uint8_t *packet, message_heartbeat_t said, message_heartbeat_t heard)
{
}

/*@ requires size: length == 5;
    requires numbers: wire_u32(packet, 1) == said.sequence;
    requires numbers: wire_u32(again, 1) == said.sequence;
    requires kind: packet[0] == again[0];
    terminates \true;
    assigns \nothing;
    ensures same: message_same_bytes(packet, again, length);
*/
static inline void heartbeat_one_packet(const uint8_t *packet, const uint8_t *again, size_t length, message_heartbeat_t said)
{
  //@ assert sequence: packet[1] == again[1] && packet[2] == again[2] && packet[3] == again[3] && packet[4] == again[4];
  //@ assert sequence: \forall integer k; 0 <= k < 3 ==> packet[k] == again[k];
  //@ assert sequence: \forall integer k; 0 <= k < 5 ==> packet[k] == again[k];
}

/*@ requires says: message_heartbeat_is(packet, said) && message_heartbeat_is(packet, heard);
    terminates \true;
    assigns \nothing;
    ensures same: message_heartbeat_same(said, heard);
*/
static inline void heartbeat_means_one(const uint8_t *packet, message_heartbeat_t said, message_heartbeat_t heard)
{
  heartbeat_counted(packet, said);
  heartbeat_counted(packet, heard);
  heartbeat_one_message(packet, said, heard);
}

/*@ requires says: message_heartbeat_is(packet, said) && message_heartbeat_is(again, said) && packet[0] == again[0];
    requires form: length == 5 && written == 5;
    terminates \true;
    assigns \nothing;
    ensures same: length == written && message_same_bytes(packet, again, length);
*/
static inline void heartbeat_stands_in_one(const uint8_t *packet, size_t length, const uint8_t *again, size_t written, message_heartbeat_t said)
{
  heartbeat_told(packet, said);
  heartbeat_told(again, said);
  heartbeat_one_packet(packet, again, length, said);
}

/*@ requires message_get_status_is(packet, said);
    terminates \true;
    assigns \nothing;
    ensures numbers: packet[1] == said.follow;
*/
static inline void get_status_told(const uint8_t *packet, message_get_status_t said)
{
}

/*@ requires message_get_status_is(packet, said);
    terminates \true;
    assigns \nothing;
    ensures numbers: packet[1] == said.follow;
*/
static inline void get_status_counted(const uint8_t *packet, message_get_status_t said)
{
}

/*@ requires numbers: packet[1] == said.follow;
    requires numbers: packet[1] == heard.follow;
    terminates \true;
    assigns \nothing;
    ensures same: message_get_status_same(said, heard);
*/
static inline void get_status_one_message(const uint8_t *packet, message_get_status_t said, message_get_status_t heard)
{
}

/*@ requires size: length == 2;
    requires numbers: packet[1] == said.follow;
    requires numbers: again[1] == said.follow;
    requires kind: packet[0] == again[0];
    terminates \true;
    assigns \nothing;
    ensures same: message_same_bytes(packet, again, length);
*/
static inline void get_status_one_packet(const uint8_t *packet, const uint8_t *again, size_t length, message_get_status_t said)
{
  //@ assert follow: \forall integer k; 0 <= k < 2 ==> packet[k] == again[k];
}

/*@ requires says: message_get_status_is(packet, said) && message_get_status_is(packet, heard);
    terminates \true;
    assigns \nothing;
    ensures same: message_get_status_same(said, heard);
*/
static inline void get_status_means_one(const uint8_t *packet, message_get_status_t said, message_get_status_t heard)
{
  get_status_counted(packet, said);
  get_status_counted(packet, heard);
  get_status_one_message(packet, said, heard);
}

/*@ requires says: message_get_status_is(packet, said) && message_get_status_is(again, said) && packet[0] == again[0];
    requires form: length == 2 && written == 2;
    terminates \true;
    assigns \nothing;
    ensures same: length == written && message_same_bytes(packet, again, length);
*/
static inline void get_status_stands_in_one(const uint8_t *packet, size_t length, const uint8_t *again, size_t written, message_get_status_t said)
{
  get_status_told(packet, said);
  get_status_told(again, said);
  get_status_one_packet(packet, again, length, said);
}

/*@ requires message_claim_is(packet, said);
    terminates \true;
    assigns \nothing;
    ensures numbers: wire_u16(packet, 1) == said.password_hash_length && wire_u16(packet, 3 + said.password_hash_length) == said.ssid_length && wire_u16(packet, 5 + said.password_hash_length + said.ssid_length) == said.passphrase_length && packet[7 + said.password_hash_length + said.ssid_length + said.passphrase_length] == said.security && packet[8 + said.password_hash_length + said.ssid_length + said.passphrase_length] == said.hidden;
    ensures password_hash: (\forall integer k; 3 <= k < 3 + said.password_hash_length ==> packet[k] == said.password_hash[k - (3)]);
    ensures ssid: (\forall integer k; 5 + said.password_hash_length <= k < 5 + said.password_hash_length + said.ssid_length ==> packet[k] == said.ssid[k - (5 + said.password_hash_length)]);
    ensures passphrase: (\forall integer k; 7 + said.password_hash_length + said.ssid_length <= k < 7 + said.password_hash_length + said.ssid_length + said.passphrase_length ==> packet[k] == said.passphrase[k - (7 + said.password_hash_length + said.ssid_length)]);
*/
static inline void claim_told(const uint8_t *packet, message_claim_t said)
{
}

/*@ requires message_claim_is(packet, said);
    terminates \true;
    assigns \nothing;
    ensures numbers: wire_u16(packet, 1) == said.password_hash_length && wire_u16(packet, 3 + said.password_hash_length) == said.ssid_length && wire_u16(packet, 5 + said.password_hash_length + said.ssid_length) == said.passphrase_length && packet[7 + said.password_hash_length + said.ssid_length + said.passphrase_length] == said.security && packet[8 + said.password_hash_length + said.ssid_length + said.passphrase_length] == said.hidden;
    ensures password_hash: \forall integer k; 0 <= k < said.password_hash_length ==> packet[3 + k] == said.password_hash[k];
    ensures ssid: \forall integer k; 0 <= k < said.ssid_length ==> packet[5 + said.password_hash_length + k] == said.ssid[k];
    ensures passphrase: \forall integer k; 0 <= k < said.passphrase_length ==> packet[7 + said.password_hash_length + said.ssid_length + k] == said.passphrase[k];
*/
static inline void claim_counted(const uint8_t *packet, message_claim_t said)
{
}

/*@ requires form: message_claim_form(packet, length);
    requires lengths: wire_u16(packet, 1) == said.password_hash_length && wire_u16(packet, 3 + said.password_hash_length) == said.ssid_length && wire_u16(packet, 5 + said.password_hash_length + said.ssid_length) == said.passphrase_length;
    terminates \true;
    assigns \nothing;
    ensures size: message_claim_fits(said) && length == message_claim_size(said);
*/
static inline void claim_sized(const uint8_t *packet, size_t length, message_claim_t said)
{
}

/*@ requires numbers: wire_u16(packet, 1) == said.password_hash_length && wire_u16(packet, 3 + said.password_hash_length) == said.ssid_length && wire_u16(packet, 5 + said.password_hash_length + said.ssid_length) == said.passphrase_length && packet[7 + said.password_hash_length + said.ssid_length + said.passphrase_length] == said.security && packet[8 + said.password_hash_length + said.ssid_length + said.passphrase_length] == said.hidden;
    requires password_hash: \forall integer k; 0 <= k < said.password_hash_length ==> packet[3 + k] == said.password_hash[k];
    requires ssid: \forall integer k; 0 <= k < said.ssid_length ==> packet[5 + said.password_hash_length + k] == said.ssid[k];
    requires passphrase: \forall integer k; 0 <= k < said.passphrase_length ==> packet[7 + said.password_hash_length + said.ssid_length + k] == said.passphrase[k];
    requires numbers: wire_u16(packet, 1) == heard.password_hash_length && wire_u16(packet, 3 + heard.password_hash_length) == heard.ssid_length && wire_u16(packet, 5 + heard.password_hash_length + heard.ssid_length) == heard.passphrase_length && packet[7 + heard.password_hash_length + heard.ssid_length + heard.passphrase_length] == heard.security && packet[8 + heard.password_hash_length + heard.ssid_length + heard.passphrase_length] == heard.hidden;
    requires password_hash: \forall integer k; 0 <= k < heard.password_hash_length ==> packet[3 + k] == heard.password_hash[k];
    requires ssid: \forall integer k; 0 <= k < heard.ssid_length ==> packet[5 + heard.password_hash_length + k] == heard.ssid[k];
    requires passphrase: \forall integer k; 0 <= k < heard.passphrase_length ==> packet[7 + heard.password_hash_length + heard.ssid_length + k] == heard.passphrase[k];
    terminates \true;
    assigns \nothing;
    ensures same: message_claim_same(said, heard);
*/
static inline void claim_one_message(const uint8_t *packet, message_claim_t said, message_claim_t heard)
{
  //@ assert password_hash: said.password_hash_length == heard.password_hash_length;
  //@ assert password_hash: \forall integer k; 0 <= k < said.password_hash_length ==> said.password_hash[k] == heard.password_hash[k];
  //@ assert ssid: said.ssid_length == heard.ssid_length;
  //@ assert ssid: \forall integer k; 0 <= k < said.ssid_length ==> said.ssid[k] == heard.ssid[k];
  //@ assert passphrase: said.passphrase_length == heard.passphrase_length;
  //@ assert passphrase: \forall integer k; 0 <= k < said.passphrase_length ==> said.passphrase[k] == heard.passphrase[k];
}

/*@ requires size: message_claim_fits(said) && length == message_claim_size(said);
    requires numbers: wire_u16(packet, 1) == said.password_hash_length && wire_u16(packet, 3 + said.password_hash_length) == said.ssid_length && wire_u16(packet, 5 + said.password_hash_length + said.ssid_length) == said.passphrase_length && packet[7 + said.password_hash_length + said.ssid_length + said.passphrase_length] == said.security && packet[8 + said.password_hash_length + said.ssid_length + said.passphrase_length] == said.hidden;
    requires password_hash: (\forall integer k; 3 <= k < 3 + said.password_hash_length ==> packet[k] == said.password_hash[k - (3)]);
    requires ssid: (\forall integer k; 5 + said.password_hash_length <= k < 5 + said.password_hash_length + said.ssid_length ==> packet[k] == said.ssid[k - (5 + said.password_hash_length)]);
    requires passphrase: (\forall integer k; 7 + said.password_hash_length + said.ssid_length <= k < 7 + said.password_hash_length + said.ssid_length + said.passphrase_length ==> packet[k] == said.passphrase[k - (7 + said.password_hash_length + said.ssid_length)]);
    requires numbers: wire_u16(again, 1) == said.password_hash_length && wire_u16(again, 3 + said.password_hash_length) == said.ssid_length && wire_u16(again, 5 + said.password_hash_length + said.ssid_length) == said.passphrase_length && again[7 + said.password_hash_length + said.ssid_length + said.passphrase_length] == said.security && again[8 + said.password_hash_length + said.ssid_length + said.passphrase_length] == said.hidden;
    requires password_hash: (\forall integer k; 3 <= k < 3 + said.password_hash_length ==> again[k] == said.password_hash[k - (3)]);
    requires ssid: (\forall integer k; 5 + said.password_hash_length <= k < 5 + said.password_hash_length + said.ssid_length ==> again[k] == said.ssid[k - (5 + said.password_hash_length)]);
    requires passphrase: (\forall integer k; 7 + said.password_hash_length + said.ssid_length <= k < 7 + said.password_hash_length + said.ssid_length + said.passphrase_length ==> again[k] == said.passphrase[k - (7 + said.password_hash_length + said.ssid_length)]);
    requires kind: packet[0] == again[0];
    terminates \true;
    assigns \nothing;
    ensures same: message_same_bytes(packet, again, length);
*/
static inline void claim_one_packet(const uint8_t *packet, const uint8_t *again, size_t length, message_claim_t said)
{
  //@ assert password_hash: packet[1] == again[1] && packet[2] == again[2];
  //@ assert password_hash: \forall integer k; 0 <= k < 3 ==> packet[k] == again[k];
  //@ assert password_hash: \forall integer k; 0 <= k < 3 + said.password_hash_length ==> packet[k] == again[k];
  //@ assert ssid: packet[3 + said.password_hash_length] == again[3 + said.password_hash_length] && packet[4 + said.password_hash_length] == again[4 + said.password_hash_length];
  //@ assert ssid: \forall integer k; 0 <= k < 5 + said.password_hash_length ==> packet[k] == again[k];
  //@ assert ssid: \forall integer k; 0 <= k < 5 + said.password_hash_length + said.ssid_length ==> packet[k] == again[k];
  //@ assert passphrase: packet[5 + said.password_hash_length + said.ssid_length] == again[5 + said.password_hash_length + said.ssid_length] && packet[6 + said.password_hash_length + said.ssid_length] == again[6 + said.password_hash_length + said.ssid_length];
  //@ assert passphrase: \forall integer k; 0 <= k < 7 + said.password_hash_length + said.ssid_length ==> packet[k] == again[k];
  //@ assert passphrase: \forall integer k; 0 <= k < 7 + said.password_hash_length + said.ssid_length + said.passphrase_length ==> packet[k] == again[k];
  //@ assert security: \forall integer k; 0 <= k < 8 + said.password_hash_length + said.ssid_length + said.passphrase_length ==> packet[k] == again[k];
  //@ assert hidden: \forall integer k; 0 <= k < 9 + said.password_hash_length + said.ssid_length + said.passphrase_length ==> packet[k] == again[k];
}

/*@ requires says: message_claim_is(packet, said) && message_claim_is(packet, heard);
    terminates \true;
    assigns \nothing;
    ensures same: message_claim_same(said, heard);
*/
static inline void claim_means_one(const uint8_t *packet, message_claim_t said, message_claim_t heard)
{
  claim_counted(packet, said);
  claim_counted(packet, heard);
  claim_one_message(packet, said, heard);
}

/*@ requires says: message_claim_is(packet, said) && message_claim_is(again, said) && packet[0] == again[0];
    requires form: message_claim_form(packet, length) && message_claim_form(again, written);
    terminates \true;
    assigns \nothing;
    ensures same: length == written && message_same_bytes(packet, again, length);
*/
static inline void claim_stands_in_one(const uint8_t *packet, size_t length, const uint8_t *again, size_t written, message_claim_t said)
{
  claim_told(packet, said);
  claim_told(again, said);
  claim_sized(packet, length, said);
  claim_sized(again, written, said);
  claim_one_packet(packet, again, length, said);
}

/*@ requires message_change_network_is(packet, said);
    terminates \true;
    assigns \nothing;
    ensures numbers: wire_u16(packet, 1) == said.ssid_length && wire_u16(packet, 3 + said.ssid_length) == said.passphrase_length && packet[5 + said.ssid_length + said.passphrase_length] == said.security && packet[6 + said.ssid_length + said.passphrase_length] == said.hidden;
    ensures ssid: (\forall integer k; 3 <= k < 3 + said.ssid_length ==> packet[k] == said.ssid[k - (3)]);
    ensures passphrase: (\forall integer k; 5 + said.ssid_length <= k < 5 + said.ssid_length + said.passphrase_length ==> packet[k] == said.passphrase[k - (5 + said.ssid_length)]);
*/
static inline void change_network_told(const uint8_t *packet, message_change_network_t said)
{
}

/*@ requires message_change_network_is(packet, said);
    terminates \true;
    assigns \nothing;
    ensures numbers: wire_u16(packet, 1) == said.ssid_length && wire_u16(packet, 3 + said.ssid_length) == said.passphrase_length && packet[5 + said.ssid_length + said.passphrase_length] == said.security && packet[6 + said.ssid_length + said.passphrase_length] == said.hidden;
    ensures ssid: \forall integer k; 0 <= k < said.ssid_length ==> packet[3 + k] == said.ssid[k];
    ensures passphrase: \forall integer k; 0 <= k < said.passphrase_length ==> packet[5 + said.ssid_length + k] == said.passphrase[k];
*/
static inline void change_network_counted(const uint8_t *packet, message_change_network_t said)
{
}

/*@ requires form: message_change_network_form(packet, length);
    requires lengths: wire_u16(packet, 1) == said.ssid_length && wire_u16(packet, 3 + said.ssid_length) == said.passphrase_length;
    terminates \true;
    assigns \nothing;
    ensures size: message_change_network_fits(said) && length == message_change_network_size(said);
*/
static inline void change_network_sized(const uint8_t *packet, size_t length, message_change_network_t said)
{
}

/*@ requires numbers: wire_u16(packet, 1) == said.ssid_length && wire_u16(packet, 3 + said.ssid_length) == said.passphrase_length && packet[5 + said.ssid_length + said.passphrase_length] == said.security && packet[6 + said.ssid_length + said.passphrase_length] == said.hidden;
    requires ssid: \forall integer k; 0 <= k < said.ssid_length ==> packet[3 + k] == said.ssid[k];
    requires passphrase: \forall integer k; 0 <= k < said.passphrase_length ==> packet[5 + said.ssid_length + k] == said.passphrase[k];
    requires numbers: wire_u16(packet, 1) == heard.ssid_length && wire_u16(packet, 3 + heard.ssid_length) == heard.passphrase_length && packet[5 + heard.ssid_length + heard.passphrase_length] == heard.security && packet[6 + heard.ssid_length + heard.passphrase_length] == heard.hidden;
    requires ssid: \forall integer k; 0 <= k < heard.ssid_length ==> packet[3 + k] == heard.ssid[k];
    requires passphrase: \forall integer k; 0 <= k < heard.passphrase_length ==> packet[5 + heard.ssid_length + k] == heard.passphrase[k];
    terminates \true;
    assigns \nothing;
    ensures same: message_change_network_same(said, heard);
*/
static inline void change_network_one_message(const uint8_t *packet, message_change_network_t said, message_change_network_t heard)
{
  //@ assert ssid: said.ssid_length == heard.ssid_length;
  //@ assert ssid: \forall integer k; 0 <= k < said.ssid_length ==> said.ssid[k] == heard.ssid[k];
  //@ assert passphrase: said.passphrase_length == heard.passphrase_length;
  //@ assert passphrase: \forall integer k; 0 <= k < said.passphrase_length ==> said.passphrase[k] == heard.passphrase[k];
}

/*@ requires size: message_change_network_fits(said) && length == message_change_network_size(said);
    requires numbers: wire_u16(packet, 1) == said.ssid_length && wire_u16(packet, 3 + said.ssid_length) == said.passphrase_length && packet[5 + said.ssid_length + said.passphrase_length] == said.security && packet[6 + said.ssid_length + said.passphrase_length] == said.hidden;
    requires ssid: (\forall integer k; 3 <= k < 3 + said.ssid_length ==> packet[k] == said.ssid[k - (3)]);
    requires passphrase: (\forall integer k; 5 + said.ssid_length <= k < 5 + said.ssid_length + said.passphrase_length ==> packet[k] == said.passphrase[k - (5 + said.ssid_length)]);
    requires numbers: wire_u16(again, 1) == said.ssid_length && wire_u16(again, 3 + said.ssid_length) == said.passphrase_length && again[5 + said.ssid_length + said.passphrase_length] == said.security && again[6 + said.ssid_length + said.passphrase_length] == said.hidden;
    requires ssid: (\forall integer k; 3 <= k < 3 + said.ssid_length ==> again[k] == said.ssid[k - (3)]);
    requires passphrase: (\forall integer k; 5 + said.ssid_length <= k < 5 + said.ssid_length + said.passphrase_length ==> again[k] == said.passphrase[k - (5 + said.ssid_length)]);
    requires kind: packet[0] == again[0];
    terminates \true;
    assigns \nothing;
    ensures same: message_same_bytes(packet, again, length);
*/
static inline void change_network_one_packet(const uint8_t *packet, const uint8_t *again, size_t length, message_change_network_t said)
{
  //@ assert ssid: packet[1] == again[1] && packet[2] == again[2];
  //@ assert ssid: \forall integer k; 0 <= k < 3 ==> packet[k] == again[k];
  //@ assert ssid: \forall integer k; 0 <= k < 3 + said.ssid_length ==> packet[k] == again[k];
  //@ assert passphrase: packet[3 + said.ssid_length] == again[3 + said.ssid_length] && packet[4 + said.ssid_length] == again[4 + said.ssid_length];
  //@ assert passphrase: \forall integer k; 0 <= k < 5 + said.ssid_length ==> packet[k] == again[k];
  //@ assert passphrase: \forall integer k; 0 <= k < 5 + said.ssid_length + said.passphrase_length ==> packet[k] == again[k];
  //@ assert security: \forall integer k; 0 <= k < 6 + said.ssid_length + said.passphrase_length ==> packet[k] == again[k];
  //@ assert hidden: \forall integer k; 0 <= k < 7 + said.ssid_length + said.passphrase_length ==> packet[k] == again[k];
}

/*@ requires says: message_change_network_is(packet, said) && message_change_network_is(packet, heard);
    terminates \true;
    assigns \nothing;
    ensures same: message_change_network_same(said, heard);
*/
static inline void change_network_means_one(const uint8_t *packet, message_change_network_t said, message_change_network_t heard)
{
  change_network_counted(packet, said);
  change_network_counted(packet, heard);
  change_network_one_message(packet, said, heard);
}

/*@ requires says: message_change_network_is(packet, said) && message_change_network_is(again, said) && packet[0] == again[0];
    requires form: message_change_network_form(packet, length) && message_change_network_form(again, written);
    terminates \true;
    assigns \nothing;
    ensures same: length == written && message_same_bytes(packet, again, length);
*/
static inline void change_network_stands_in_one(const uint8_t *packet, size_t length, const uint8_t *again, size_t written, message_change_network_t said)
{
  change_network_told(packet, said);
  change_network_told(again, said);
  change_network_sized(packet, length, said);
  change_network_sized(again, written, said);
  change_network_one_packet(packet, again, length, said);
}

/*@ requires message_change_password_is(packet, said);
    terminates \true;
    assigns \nothing;
    ensures numbers: wire_u16(packet, 1) == said.password_hash_length;
    ensures password_hash: (\forall integer k; 3 <= k < 3 + said.password_hash_length ==> packet[k] == said.password_hash[k - (3)]);
*/
static inline void change_password_told(const uint8_t *packet, message_change_password_t said)
{
}

/*@ requires message_change_password_is(packet, said);
    terminates \true;
    assigns \nothing;
    ensures numbers: wire_u16(packet, 1) == said.password_hash_length;
    ensures password_hash: \forall integer k; 0 <= k < said.password_hash_length ==> packet[3 + k] == said.password_hash[k];
*/
static inline void change_password_counted(const uint8_t *packet, message_change_password_t said)
{
}

/*@ requires form: message_change_password_form(packet, length);
    requires lengths: wire_u16(packet, 1) == said.password_hash_length;
    terminates \true;
    assigns \nothing;
    ensures size: message_change_password_fits(said) && length == message_change_password_size(said);
*/
static inline void change_password_sized(const uint8_t *packet, size_t length, message_change_password_t said)
{
}

/*@ requires numbers: wire_u16(packet, 1) == said.password_hash_length;
    requires password_hash: \forall integer k; 0 <= k < said.password_hash_length ==> packet[3 + k] == said.password_hash[k];
    requires numbers: wire_u16(packet, 1) == heard.password_hash_length;
    requires password_hash: \forall integer k; 0 <= k < heard.password_hash_length ==> packet[3 + k] == heard.password_hash[k];
    terminates \true;
    assigns \nothing;
    ensures same: message_change_password_same(said, heard);
*/
static inline void change_password_one_message(const uint8_t *packet, message_change_password_t said, message_change_password_t heard)
{
  //@ assert password_hash: said.password_hash_length == heard.password_hash_length;
  //@ assert password_hash: \forall integer k; 0 <= k < said.password_hash_length ==> said.password_hash[k] == heard.password_hash[k];
}

/*@ requires size: message_change_password_fits(said) && length == message_change_password_size(said);
    requires numbers: wire_u16(packet, 1) == said.password_hash_length;
    requires password_hash: (\forall integer k; 3 <= k < 3 + said.password_hash_length ==> packet[k] == said.password_hash[k - (3)]);
    requires numbers: wire_u16(again, 1) == said.password_hash_length;
    requires password_hash: (\forall integer k; 3 <= k < 3 + said.password_hash_length ==> again[k] == said.password_hash[k - (3)]);
    requires kind: packet[0] == again[0];
    terminates \true;
    assigns \nothing;
    ensures same: message_same_bytes(packet, again, length);
*/
static inline void change_password_one_packet(const uint8_t *packet, const uint8_t *again, size_t length, message_change_password_t said)
{
  //@ assert password_hash: packet[1] == again[1] && packet[2] == again[2];
  //@ assert password_hash: \forall integer k; 0 <= k < 3 ==> packet[k] == again[k];
  //@ assert password_hash: \forall integer k; 0 <= k < 3 + said.password_hash_length ==> packet[k] == again[k];
}

/*@ requires says: message_change_password_is(packet, said) && message_change_password_is(packet, heard);
    terminates \true;
    assigns \nothing;
    ensures same: message_change_password_same(said, heard);
*/
static inline void change_password_means_one(const uint8_t *packet, message_change_password_t said, message_change_password_t heard)
{
  change_password_counted(packet, said);
  change_password_counted(packet, heard);
  change_password_one_message(packet, said, heard);
}

/*@ requires says: message_change_password_is(packet, said) && message_change_password_is(again, said) && packet[0] == again[0];
    requires form: message_change_password_form(packet, length) && message_change_password_form(again, written);
    terminates \true;
    assigns \nothing;
    ensures same: length == written && message_same_bytes(packet, again, length);
*/
static inline void change_password_stands_in_one(const uint8_t *packet, size_t length, const uint8_t *again, size_t written, message_change_password_t said)
{
  change_password_told(packet, said);
  change_password_told(again, said);
  change_password_sized(packet, length, said);
  change_password_sized(again, written, said);
  change_password_one_packet(packet, again, length, said);
}

/*@ requires message_visit_is(packet, said);
    terminates \true;
    assigns \nothing;
    ensures numbers: wire_u16(packet, 1) == said.ssid_length && wire_u16(packet, 3 + said.ssid_length) == said.passphrase_length && packet[5 + said.ssid_length + said.passphrase_length] == said.security && packet[6 + said.ssid_length + said.passphrase_length] == said.hidden;
    ensures ssid: (\forall integer k; 3 <= k < 3 + said.ssid_length ==> packet[k] == said.ssid[k - (3)]);
    ensures passphrase: (\forall integer k; 5 + said.ssid_length <= k < 5 + said.ssid_length + said.passphrase_length ==> packet[k] == said.passphrase[k - (5 + said.ssid_length)]);
*/
static inline void visit_told(const uint8_t *packet, message_visit_t said)
{
}

/*@ requires message_visit_is(packet, said);
    terminates \true;
    assigns \nothing;
    ensures numbers: wire_u16(packet, 1) == said.ssid_length && wire_u16(packet, 3 + said.ssid_length) == said.passphrase_length && packet[5 + said.ssid_length + said.passphrase_length] == said.security && packet[6 + said.ssid_length + said.passphrase_length] == said.hidden;
    ensures ssid: \forall integer k; 0 <= k < said.ssid_length ==> packet[3 + k] == said.ssid[k];
    ensures passphrase: \forall integer k; 0 <= k < said.passphrase_length ==> packet[5 + said.ssid_length + k] == said.passphrase[k];
*/
static inline void visit_counted(const uint8_t *packet, message_visit_t said)
{
}

/*@ requires form: message_visit_form(packet, length);
    requires lengths: wire_u16(packet, 1) == said.ssid_length && wire_u16(packet, 3 + said.ssid_length) == said.passphrase_length;
    terminates \true;
    assigns \nothing;
    ensures size: message_visit_fits(said) && length == message_visit_size(said);
*/
static inline void visit_sized(const uint8_t *packet, size_t length, message_visit_t said)
{
}

/*@ requires numbers: wire_u16(packet, 1) == said.ssid_length && wire_u16(packet, 3 + said.ssid_length) == said.passphrase_length && packet[5 + said.ssid_length + said.passphrase_length] == said.security && packet[6 + said.ssid_length + said.passphrase_length] == said.hidden;
    requires ssid: \forall integer k; 0 <= k < said.ssid_length ==> packet[3 + k] == said.ssid[k];
    requires passphrase: \forall integer k; 0 <= k < said.passphrase_length ==> packet[5 + said.ssid_length + k] == said.passphrase[k];
    requires numbers: wire_u16(packet, 1) == heard.ssid_length && wire_u16(packet, 3 + heard.ssid_length) == heard.passphrase_length && packet[5 + heard.ssid_length + heard.passphrase_length] == heard.security && packet[6 + heard.ssid_length + heard.passphrase_length] == heard.hidden;
    requires ssid: \forall integer k; 0 <= k < heard.ssid_length ==> packet[3 + k] == heard.ssid[k];
    requires passphrase: \forall integer k; 0 <= k < heard.passphrase_length ==> packet[5 + heard.ssid_length + k] == heard.passphrase[k];
    terminates \true;
    assigns \nothing;
    ensures same: message_visit_same(said, heard);
*/
static inline void visit_one_message(const uint8_t *packet, message_visit_t said, message_visit_t heard)
{
  //@ assert ssid: said.ssid_length == heard.ssid_length;
  //@ assert ssid: \forall integer k; 0 <= k < said.ssid_length ==> said.ssid[k] == heard.ssid[k];
  //@ assert passphrase: said.passphrase_length == heard.passphrase_length;
  //@ assert passphrase: \forall integer k; 0 <= k < said.passphrase_length ==> said.passphrase[k] == heard.passphrase[k];
}

/*@ requires size: message_visit_fits(said) && length == message_visit_size(said);
    requires numbers: wire_u16(packet, 1) == said.ssid_length && wire_u16(packet, 3 + said.ssid_length) == said.passphrase_length && packet[5 + said.ssid_length + said.passphrase_length] == said.security && packet[6 + said.ssid_length + said.passphrase_length] == said.hidden;
    requires ssid: (\forall integer k; 3 <= k < 3 + said.ssid_length ==> packet[k] == said.ssid[k - (3)]);
    requires passphrase: (\forall integer k; 5 + said.ssid_length <= k < 5 + said.ssid_length + said.passphrase_length ==> packet[k] == said.passphrase[k - (5 + said.ssid_length)]);
    requires numbers: wire_u16(again, 1) == said.ssid_length && wire_u16(again, 3 + said.ssid_length) == said.passphrase_length && again[5 + said.ssid_length + said.passphrase_length] == said.security && again[6 + said.ssid_length + said.passphrase_length] == said.hidden;
    requires ssid: (\forall integer k; 3 <= k < 3 + said.ssid_length ==> again[k] == said.ssid[k - (3)]);
    requires passphrase: (\forall integer k; 5 + said.ssid_length <= k < 5 + said.ssid_length + said.passphrase_length ==> again[k] == said.passphrase[k - (5 + said.ssid_length)]);
    requires kind: packet[0] == again[0];
    terminates \true;
    assigns \nothing;
    ensures same: message_same_bytes(packet, again, length);
*/
static inline void visit_one_packet(const uint8_t *packet, const uint8_t *again, size_t length, message_visit_t said)
{
  //@ assert ssid: packet[1] == again[1] && packet[2] == again[2];
  //@ assert ssid: \forall integer k; 0 <= k < 3 ==> packet[k] == again[k];
  //@ assert ssid: \forall integer k; 0 <= k < 3 + said.ssid_length ==> packet[k] == again[k];
  //@ assert passphrase: packet[3 + said.ssid_length] == again[3 + said.ssid_length] && packet[4 + said.ssid_length] == again[4 + said.ssid_length];
  //@ assert passphrase: \forall integer k; 0 <= k < 5 + said.ssid_length ==> packet[k] == again[k];
  //@ assert passphrase: \forall integer k; 0 <= k < 5 + said.ssid_length + said.passphrase_length ==> packet[k] == again[k];
  //@ assert security: \forall integer k; 0 <= k < 6 + said.ssid_length + said.passphrase_length ==> packet[k] == again[k];
  //@ assert hidden: \forall integer k; 0 <= k < 7 + said.ssid_length + said.passphrase_length ==> packet[k] == again[k];
}

/*@ requires says: message_visit_is(packet, said) && message_visit_is(packet, heard);
    terminates \true;
    assigns \nothing;
    ensures same: message_visit_same(said, heard);
*/
static inline void visit_means_one(const uint8_t *packet, message_visit_t said, message_visit_t heard)
{
  visit_counted(packet, said);
  visit_counted(packet, heard);
  visit_one_message(packet, said, heard);
}

/*@ requires says: message_visit_is(packet, said) && message_visit_is(again, said) && packet[0] == again[0];
    requires form: message_visit_form(packet, length) && message_visit_form(again, written);
    terminates \true;
    assigns \nothing;
    ensures same: length == written && message_same_bytes(packet, again, length);
*/
static inline void visit_stands_in_one(const uint8_t *packet, size_t length, const uint8_t *again, size_t written, message_visit_t said)
{
  visit_told(packet, said);
  visit_told(again, said);
  visit_sized(packet, length, said);
  visit_sized(again, written, said);
  visit_one_packet(packet, again, length, said);
}

/*@ requires message_adopt_is(packet, said);
    terminates \true;
    assigns \nothing;
    ensures numbers: wire_u16(packet, 1) == said.password_hash_length && wire_u16(packet, 3 + said.password_hash_length) == said.secret_length;
    ensures password_hash: (\forall integer k; 3 <= k < 3 + said.password_hash_length ==> packet[k] == said.password_hash[k - (3)]);
    ensures secret: (\forall integer k; 5 + said.password_hash_length <= k < 5 + said.password_hash_length + said.secret_length ==> packet[k] == said.secret[k - (5 + said.password_hash_length)]);
*/
static inline void adopt_told(const uint8_t *packet, message_adopt_t said)
{
}

/*@ requires message_adopt_is(packet, said);
    terminates \true;
    assigns \nothing;
    ensures numbers: wire_u16(packet, 1) == said.password_hash_length && wire_u16(packet, 3 + said.password_hash_length) == said.secret_length;
    ensures password_hash: \forall integer k; 0 <= k < said.password_hash_length ==> packet[3 + k] == said.password_hash[k];
    ensures secret: \forall integer k; 0 <= k < said.secret_length ==> packet[5 + said.password_hash_length + k] == said.secret[k];
*/
static inline void adopt_counted(const uint8_t *packet, message_adopt_t said)
{
}

/*@ requires form: message_adopt_form(packet, length);
    requires lengths: wire_u16(packet, 1) == said.password_hash_length && wire_u16(packet, 3 + said.password_hash_length) == said.secret_length;
    terminates \true;
    assigns \nothing;
    ensures size: message_adopt_fits(said) && length == message_adopt_size(said);
*/
static inline void adopt_sized(const uint8_t *packet, size_t length, message_adopt_t said)
{
}

/*@ requires numbers: wire_u16(packet, 1) == said.password_hash_length && wire_u16(packet, 3 + said.password_hash_length) == said.secret_length;
    requires password_hash: \forall integer k; 0 <= k < said.password_hash_length ==> packet[3 + k] == said.password_hash[k];
    requires secret: \forall integer k; 0 <= k < said.secret_length ==> packet[5 + said.password_hash_length + k] == said.secret[k];
    requires numbers: wire_u16(packet, 1) == heard.password_hash_length && wire_u16(packet, 3 + heard.password_hash_length) == heard.secret_length;
    requires password_hash: \forall integer k; 0 <= k < heard.password_hash_length ==> packet[3 + k] == heard.password_hash[k];
    requires secret: \forall integer k; 0 <= k < heard.secret_length ==> packet[5 + heard.password_hash_length + k] == heard.secret[k];
    terminates \true;
    assigns \nothing;
    ensures same: message_adopt_same(said, heard);
*/
static inline void adopt_one_message(const uint8_t *packet, message_adopt_t said, message_adopt_t heard)
{
  //@ assert password_hash: said.password_hash_length == heard.password_hash_length;
  //@ assert password_hash: \forall integer k; 0 <= k < said.password_hash_length ==> said.password_hash[k] == heard.password_hash[k];
  //@ assert secret: said.secret_length == heard.secret_length;
  //@ assert secret: \forall integer k; 0 <= k < said.secret_length ==> said.secret[k] == heard.secret[k];
}

/*@ requires size: message_adopt_fits(said) && length == message_adopt_size(said);
    requires numbers: wire_u16(packet, 1) == said.password_hash_length && wire_u16(packet, 3 + said.password_hash_length) == said.secret_length;
    requires password_hash: (\forall integer k; 3 <= k < 3 + said.password_hash_length ==> packet[k] == said.password_hash[k - (3)]);
    requires secret: (\forall integer k; 5 + said.password_hash_length <= k < 5 + said.password_hash_length + said.secret_length ==> packet[k] == said.secret[k - (5 + said.password_hash_length)]);
    requires numbers: wire_u16(again, 1) == said.password_hash_length && wire_u16(again, 3 + said.password_hash_length) == said.secret_length;
    requires password_hash: (\forall integer k; 3 <= k < 3 + said.password_hash_length ==> again[k] == said.password_hash[k - (3)]);
    requires secret: (\forall integer k; 5 + said.password_hash_length <= k < 5 + said.password_hash_length + said.secret_length ==> again[k] == said.secret[k - (5 + said.password_hash_length)]);
    requires kind: packet[0] == again[0];
    terminates \true;
    assigns \nothing;
    ensures same: message_same_bytes(packet, again, length);
*/
static inline void adopt_one_packet(const uint8_t *packet, const uint8_t *again, size_t length, message_adopt_t said)
{
  //@ assert password_hash: packet[1] == again[1] && packet[2] == again[2];
  //@ assert password_hash: \forall integer k; 0 <= k < 3 ==> packet[k] == again[k];
  //@ assert password_hash: \forall integer k; 0 <= k < 3 + said.password_hash_length ==> packet[k] == again[k];
  //@ assert secret: packet[3 + said.password_hash_length] == again[3 + said.password_hash_length] && packet[4 + said.password_hash_length] == again[4 + said.password_hash_length];
  //@ assert secret: \forall integer k; 0 <= k < 5 + said.password_hash_length ==> packet[k] == again[k];
  //@ assert secret: \forall integer k; 0 <= k < 5 + said.password_hash_length + said.secret_length ==> packet[k] == again[k];
}

/*@ requires says: message_adopt_is(packet, said) && message_adopt_is(packet, heard);
    terminates \true;
    assigns \nothing;
    ensures same: message_adopt_same(said, heard);
*/
static inline void adopt_means_one(const uint8_t *packet, message_adopt_t said, message_adopt_t heard)
{
  adopt_counted(packet, said);
  adopt_counted(packet, heard);
  adopt_one_message(packet, said, heard);
}

/*@ requires says: message_adopt_is(packet, said) && message_adopt_is(again, said) && packet[0] == again[0];
    requires form: message_adopt_form(packet, length) && message_adopt_form(again, written);
    terminates \true;
    assigns \nothing;
    ensures same: length == written && message_same_bytes(packet, again, length);
*/
static inline void adopt_stands_in_one(const uint8_t *packet, size_t length, const uint8_t *again, size_t written, message_adopt_t said)
{
  adopt_told(packet, said);
  adopt_told(again, said);
  adopt_sized(packet, length, said);
  adopt_sized(again, written, said);
  adopt_one_packet(packet, again, length, said);
}

/*@ requires message_reply_is(packet, said);
    terminates \true;
    assigns \nothing;
    ensures numbers: packet[1] == said.request && packet[2] == said.reason;
*/
static inline void reply_told(const uint8_t *packet, message_reply_t said)
{
}

/*@ requires message_reply_is(packet, said);
    terminates \true;
    assigns \nothing;
    ensures numbers: packet[1] == said.request && packet[2] == said.reason;
*/
static inline void reply_counted(const uint8_t *packet, message_reply_t said)
{
}

/*@ requires numbers: packet[1] == said.request && packet[2] == said.reason;
    requires numbers: packet[1] == heard.request && packet[2] == heard.reason;
    terminates \true;
    assigns \nothing;
    ensures same: message_reply_same(said, heard);
*/
static inline void reply_one_message(const uint8_t *packet, message_reply_t said, message_reply_t heard)
{
}

/*@ requires size: length == 3;
    requires numbers: packet[1] == said.request && packet[2] == said.reason;
    requires numbers: again[1] == said.request && again[2] == said.reason;
    requires kind: packet[0] == again[0];
    terminates \true;
    assigns \nothing;
    ensures same: message_same_bytes(packet, again, length);
*/
static inline void reply_one_packet(const uint8_t *packet, const uint8_t *again, size_t length, message_reply_t said)
{
  //@ assert request: \forall integer k; 0 <= k < 2 ==> packet[k] == again[k];
  //@ assert reason: \forall integer k; 0 <= k < 3 ==> packet[k] == again[k];
}

/*@ requires says: message_reply_is(packet, said) && message_reply_is(packet, heard);
    terminates \true;
    assigns \nothing;
    ensures same: message_reply_same(said, heard);
*/
static inline void reply_means_one(const uint8_t *packet, message_reply_t said, message_reply_t heard)
{
  reply_counted(packet, said);
  reply_counted(packet, heard);
  reply_one_message(packet, said, heard);
}

/*@ requires says: message_reply_is(packet, said) && message_reply_is(again, said) && packet[0] == again[0];
    requires form: length == 3 && written == 3;
    terminates \true;
    assigns \nothing;
    ensures same: length == written && message_same_bytes(packet, again, length);
*/
static inline void reply_stands_in_one(const uint8_t *packet, size_t length, const uint8_t *again, size_t written, message_reply_t said)
{
  reply_told(packet, said);
  reply_told(again, said);
  reply_one_packet(packet, again, length, said);
}

/*@ requires message_status_is(packet, said);
    terminates \true;
    assigns \nothing;
    ensures numbers: wire_u64(packet, 1) == said.time && packet[9] == said.light && packet[10] == said.button && packet[11] == said.reset && packet[12] == said.provision && packet[13] == said.owned && packet[14] == said.setup_open && packet[15] == said.reason && packet[16] == said.stage && packet[17] == said.signal && wire_u32(packet, 18) == said.camera_restarts && wire_u16(packet, 22) == said.serial_length && wire_u16(packet, 24 + said.serial_length) == said.setup_ssid_length && wire_u16(packet, 26 + said.serial_length + said.setup_ssid_length) == said.ssid_length && wire_u16(packet, 28 + said.serial_length + said.setup_ssid_length + said.ssid_length) == said.address_length;
    ensures serial: (\forall integer k; 24 <= k < 24 + said.serial_length ==> packet[k] == said.serial[k - (24)]);
    ensures setup_ssid: (\forall integer k; 26 + said.serial_length <= k < 26 + said.serial_length + said.setup_ssid_length ==> packet[k] == said.setup_ssid[k - (26 + said.serial_length)]);
    ensures ssid: (\forall integer k; 28 + said.serial_length + said.setup_ssid_length <= k < 28 + said.serial_length + said.setup_ssid_length + said.ssid_length ==> packet[k] == said.ssid[k - (28 + said.serial_length + said.setup_ssid_length)]);
    ensures address: (\forall integer k; 30 + said.serial_length + said.setup_ssid_length + said.ssid_length <= k < 30 + said.serial_length + said.setup_ssid_length + said.ssid_length + said.address_length ==> packet[k] == said.address[k - (30 + said.serial_length + said.setup_ssid_length + said.ssid_length)]);
*/
static inline void status_told(const uint8_t *packet, message_status_t said)
{
}

/*@ requires message_status_is(packet, said);
    terminates \true;
    assigns \nothing;
    ensures numbers: wire_u64(packet, 1) == said.time && packet[9] == said.light && packet[10] == said.button && packet[11] == said.reset && packet[12] == said.provision && packet[13] == said.owned && packet[14] == said.setup_open && packet[15] == said.reason && packet[16] == said.stage && packet[17] == said.signal && wire_u32(packet, 18) == said.camera_restarts && wire_u16(packet, 22) == said.serial_length && wire_u16(packet, 24 + said.serial_length) == said.setup_ssid_length && wire_u16(packet, 26 + said.serial_length + said.setup_ssid_length) == said.ssid_length && wire_u16(packet, 28 + said.serial_length + said.setup_ssid_length + said.ssid_length) == said.address_length;
    ensures serial: \forall integer k; 0 <= k < said.serial_length ==> packet[24 + k] == said.serial[k];
    ensures setup_ssid: \forall integer k; 0 <= k < said.setup_ssid_length ==> packet[26 + said.serial_length + k] == said.setup_ssid[k];
    ensures ssid: \forall integer k; 0 <= k < said.ssid_length ==> packet[28 + said.serial_length + said.setup_ssid_length + k] == said.ssid[k];
    ensures address: \forall integer k; 0 <= k < said.address_length ==> packet[30 + said.serial_length + said.setup_ssid_length + said.ssid_length + k] == said.address[k];
*/
static inline void status_counted(const uint8_t *packet, message_status_t said)
{
}

/*@ requires form: message_status_form(packet, length);
    requires lengths: wire_u16(packet, 22) == said.serial_length && wire_u16(packet, 24 + said.serial_length) == said.setup_ssid_length && wire_u16(packet, 26 + said.serial_length + said.setup_ssid_length) == said.ssid_length && wire_u16(packet, 28 + said.serial_length + said.setup_ssid_length + said.ssid_length) == said.address_length;
    terminates \true;
    assigns \nothing;
    ensures size: message_status_fits(said) && length == message_status_size(said);
*/
static inline void status_sized(const uint8_t *packet, size_t length, message_status_t said)
{
}

/*@ requires numbers: wire_u64(packet, 1) == said.time && packet[9] == said.light && packet[10] == said.button && packet[11] == said.reset && packet[12] == said.provision && packet[13] == said.owned && packet[14] == said.setup_open && packet[15] == said.reason && packet[16] == said.stage && packet[17] == said.signal && wire_u32(packet, 18) == said.camera_restarts && wire_u16(packet, 22) == said.serial_length && wire_u16(packet, 24 + said.serial_length) == said.setup_ssid_length && wire_u16(packet, 26 + said.serial_length + said.setup_ssid_length) == said.ssid_length && wire_u16(packet, 28 + said.serial_length + said.setup_ssid_length + said.ssid_length) == said.address_length;
    requires serial: \forall integer k; 0 <= k < said.serial_length ==> packet[24 + k] == said.serial[k];
    requires setup_ssid: \forall integer k; 0 <= k < said.setup_ssid_length ==> packet[26 + said.serial_length + k] == said.setup_ssid[k];
    requires ssid: \forall integer k; 0 <= k < said.ssid_length ==> packet[28 + said.serial_length + said.setup_ssid_length + k] == said.ssid[k];
    requires address: \forall integer k; 0 <= k < said.address_length ==> packet[30 + said.serial_length + said.setup_ssid_length + said.ssid_length + k] == said.address[k];
    requires numbers: wire_u64(packet, 1) == heard.time && packet[9] == heard.light && packet[10] == heard.button && packet[11] == heard.reset && packet[12] == heard.provision && packet[13] == heard.owned && packet[14] == heard.setup_open && packet[15] == heard.reason && packet[16] == heard.stage && packet[17] == heard.signal && wire_u32(packet, 18) == heard.camera_restarts && wire_u16(packet, 22) == heard.serial_length && wire_u16(packet, 24 + heard.serial_length) == heard.setup_ssid_length && wire_u16(packet, 26 + heard.serial_length + heard.setup_ssid_length) == heard.ssid_length && wire_u16(packet, 28 + heard.serial_length + heard.setup_ssid_length + heard.ssid_length) == heard.address_length;
    requires serial: \forall integer k; 0 <= k < heard.serial_length ==> packet[24 + k] == heard.serial[k];
    requires setup_ssid: \forall integer k; 0 <= k < heard.setup_ssid_length ==> packet[26 + heard.serial_length + k] == heard.setup_ssid[k];
    requires ssid: \forall integer k; 0 <= k < heard.ssid_length ==> packet[28 + heard.serial_length + heard.setup_ssid_length + k] == heard.ssid[k];
    requires address: \forall integer k; 0 <= k < heard.address_length ==> packet[30 + heard.serial_length + heard.setup_ssid_length + heard.ssid_length + k] == heard.address[k];
    terminates \true;
    assigns \nothing;
    ensures same: message_status_same(said, heard);
*/
static inline void status_one_message(const uint8_t *packet, message_status_t said, message_status_t heard)
{
  //@ assert serial: said.serial_length == heard.serial_length;
  //@ assert serial: \forall integer k; 0 <= k < said.serial_length ==> said.serial[k] == heard.serial[k];
  //@ assert setup_ssid: said.setup_ssid_length == heard.setup_ssid_length;
  //@ assert setup_ssid: \forall integer k; 0 <= k < said.setup_ssid_length ==> said.setup_ssid[k] == heard.setup_ssid[k];
  //@ assert ssid: said.ssid_length == heard.ssid_length;
  //@ assert ssid: \forall integer k; 0 <= k < said.ssid_length ==> said.ssid[k] == heard.ssid[k];
  //@ assert address: said.address_length == heard.address_length;
  //@ assert address: \forall integer k; 0 <= k < said.address_length ==> said.address[k] == heard.address[k];
}

/*@ requires size: message_status_fits(said) && length == message_status_size(said);
    requires numbers: wire_u64(packet, 1) == said.time && packet[9] == said.light && packet[10] == said.button && packet[11] == said.reset && packet[12] == said.provision && packet[13] == said.owned && packet[14] == said.setup_open && packet[15] == said.reason && packet[16] == said.stage && packet[17] == said.signal && wire_u32(packet, 18) == said.camera_restarts && wire_u16(packet, 22) == said.serial_length && wire_u16(packet, 24 + said.serial_length) == said.setup_ssid_length && wire_u16(packet, 26 + said.serial_length + said.setup_ssid_length) == said.ssid_length && wire_u16(packet, 28 + said.serial_length + said.setup_ssid_length + said.ssid_length) == said.address_length;
    requires serial: (\forall integer k; 24 <= k < 24 + said.serial_length ==> packet[k] == said.serial[k - (24)]);
    requires setup_ssid: (\forall integer k; 26 + said.serial_length <= k < 26 + said.serial_length + said.setup_ssid_length ==> packet[k] == said.setup_ssid[k - (26 + said.serial_length)]);
    requires ssid: (\forall integer k; 28 + said.serial_length + said.setup_ssid_length <= k < 28 + said.serial_length + said.setup_ssid_length + said.ssid_length ==> packet[k] == said.ssid[k - (28 + said.serial_length + said.setup_ssid_length)]);
    requires address: (\forall integer k; 30 + said.serial_length + said.setup_ssid_length + said.ssid_length <= k < 30 + said.serial_length + said.setup_ssid_length + said.ssid_length + said.address_length ==> packet[k] == said.address[k - (30 + said.serial_length + said.setup_ssid_length + said.ssid_length)]);
    requires numbers: wire_u64(again, 1) == said.time && again[9] == said.light && again[10] == said.button && again[11] == said.reset && again[12] == said.provision && again[13] == said.owned && again[14] == said.setup_open && again[15] == said.reason && again[16] == said.stage && again[17] == said.signal && wire_u32(again, 18) == said.camera_restarts && wire_u16(again, 22) == said.serial_length && wire_u16(again, 24 + said.serial_length) == said.setup_ssid_length && wire_u16(again, 26 + said.serial_length + said.setup_ssid_length) == said.ssid_length && wire_u16(again, 28 + said.serial_length + said.setup_ssid_length + said.ssid_length) == said.address_length;
    requires serial: (\forall integer k; 24 <= k < 24 + said.serial_length ==> again[k] == said.serial[k - (24)]);
    requires setup_ssid: (\forall integer k; 26 + said.serial_length <= k < 26 + said.serial_length + said.setup_ssid_length ==> again[k] == said.setup_ssid[k - (26 + said.serial_length)]);
    requires ssid: (\forall integer k; 28 + said.serial_length + said.setup_ssid_length <= k < 28 + said.serial_length + said.setup_ssid_length + said.ssid_length ==> again[k] == said.ssid[k - (28 + said.serial_length + said.setup_ssid_length)]);
    requires address: (\forall integer k; 30 + said.serial_length + said.setup_ssid_length + said.ssid_length <= k < 30 + said.serial_length + said.setup_ssid_length + said.ssid_length + said.address_length ==> again[k] == said.address[k - (30 + said.serial_length + said.setup_ssid_length + said.ssid_length)]);
    requires kind: packet[0] == again[0];
    terminates \true;
    assigns \nothing;
    ensures same: message_same_bytes(packet, again, length);
*/
static inline void status_one_packet(const uint8_t *packet, const uint8_t *again, size_t length, message_status_t said)
{
  //@ assert time: packet[1] == again[1] && packet[2] == again[2] && packet[3] == again[3] && packet[4] == again[4] && packet[5] == again[5] && packet[6] == again[6] && packet[7] == again[7] && packet[8] == again[8];
  //@ assert time: \forall integer k; 0 <= k < 3 ==> packet[k] == again[k];
  //@ assert time: \forall integer k; 0 <= k < 5 ==> packet[k] == again[k];
  //@ assert time: \forall integer k; 0 <= k < 7 ==> packet[k] == again[k];
  //@ assert time: \forall integer k; 0 <= k < 9 ==> packet[k] == again[k];
  //@ assert light: \forall integer k; 0 <= k < 10 ==> packet[k] == again[k];
  //@ assert button: \forall integer k; 0 <= k < 11 ==> packet[k] == again[k];
  //@ assert reset: \forall integer k; 0 <= k < 12 ==> packet[k] == again[k];
  //@ assert provision: \forall integer k; 0 <= k < 13 ==> packet[k] == again[k];
  //@ assert owned: \forall integer k; 0 <= k < 14 ==> packet[k] == again[k];
  //@ assert setup_open: \forall integer k; 0 <= k < 15 ==> packet[k] == again[k];
  //@ assert reason: \forall integer k; 0 <= k < 16 ==> packet[k] == again[k];
  //@ assert stage: \forall integer k; 0 <= k < 17 ==> packet[k] == again[k];
  //@ assert signal: \forall integer k; 0 <= k < 18 ==> packet[k] == again[k];
  //@ assert camera_restarts: packet[18] == again[18] && packet[19] == again[19] && packet[20] == again[20] && packet[21] == again[21];
  //@ assert camera_restarts: \forall integer k; 0 <= k < 20 ==> packet[k] == again[k];
  //@ assert camera_restarts: \forall integer k; 0 <= k < 22 ==> packet[k] == again[k];
  //@ assert serial: packet[22] == again[22] && packet[23] == again[23];
  //@ assert serial: \forall integer k; 0 <= k < 24 ==> packet[k] == again[k];
  //@ assert serial: \forall integer k; 0 <= k < 24 + said.serial_length ==> packet[k] == again[k];
  //@ assert setup_ssid: packet[24 + said.serial_length] == again[24 + said.serial_length] && packet[25 + said.serial_length] == again[25 + said.serial_length];
  //@ assert setup_ssid: \forall integer k; 0 <= k < 26 + said.serial_length ==> packet[k] == again[k];
  //@ assert setup_ssid: \forall integer k; 0 <= k < 26 + said.serial_length + said.setup_ssid_length ==> packet[k] == again[k];
  //@ assert ssid: packet[26 + said.serial_length + said.setup_ssid_length] == again[26 + said.serial_length + said.setup_ssid_length] && packet[27 + said.serial_length + said.setup_ssid_length] == again[27 + said.serial_length + said.setup_ssid_length];
  //@ assert ssid: \forall integer k; 0 <= k < 28 + said.serial_length + said.setup_ssid_length ==> packet[k] == again[k];
  //@ assert ssid: \forall integer k; 0 <= k < 28 + said.serial_length + said.setup_ssid_length + said.ssid_length ==> packet[k] == again[k];
  //@ assert address: packet[28 + said.serial_length + said.setup_ssid_length + said.ssid_length] == again[28 + said.serial_length + said.setup_ssid_length + said.ssid_length] && packet[29 + said.serial_length + said.setup_ssid_length + said.ssid_length] == again[29 + said.serial_length + said.setup_ssid_length + said.ssid_length];
  //@ assert address: \forall integer k; 0 <= k < 30 + said.serial_length + said.setup_ssid_length + said.ssid_length ==> packet[k] == again[k];
  //@ assert address: \forall integer k; 0 <= k < 30 + said.serial_length + said.setup_ssid_length + said.ssid_length + said.address_length ==> packet[k] == again[k];
}

/*@ requires says: message_status_is(packet, said) && message_status_is(packet, heard);
    terminates \true;
    assigns \nothing;
    ensures same: message_status_same(said, heard);
*/
static inline void status_means_one(const uint8_t *packet, message_status_t said, message_status_t heard)
{
  status_counted(packet, said);
  status_counted(packet, heard);
  status_one_message(packet, said, heard);
}

/*@ requires says: message_status_is(packet, said) && message_status_is(again, said) && packet[0] == again[0];
    requires form: message_status_form(packet, length) && message_status_form(again, written);
    terminates \true;
    assigns \nothing;
    ensures same: length == written && message_same_bytes(packet, again, length);
*/
static inline void status_stands_in_one(const uint8_t *packet, size_t length, const uint8_t *again, size_t written, message_status_t said)
{
  status_told(packet, said);
  status_told(again, said);
  status_sized(packet, length, said);
  status_sized(again, written, said);
  status_one_packet(packet, again, length, said);
}

/*@ requires message_owner_is(packet, said);
    terminates \true;
    assigns \nothing;
    ensures numbers: packet[1] == said.claimed && wire_u16(packet, 2) == said.password_hash_length;
    ensures password_hash: (\forall integer k; 4 <= k < 4 + said.password_hash_length ==> packet[k] == said.password_hash[k - (4)]);
*/
static inline void owner_told(const uint8_t *packet, message_owner_t said)
{
}

/*@ requires message_owner_is(packet, said);
    terminates \true;
    assigns \nothing;
    ensures numbers: packet[1] == said.claimed && wire_u16(packet, 2) == said.password_hash_length;
    ensures password_hash: \forall integer k; 0 <= k < said.password_hash_length ==> packet[4 + k] == said.password_hash[k];
*/
static inline void owner_counted(const uint8_t *packet, message_owner_t said)
{
}

/*@ requires form: message_owner_form(packet, length);
    requires lengths: wire_u16(packet, 2) == said.password_hash_length;
    terminates \true;
    assigns \nothing;
    ensures size: message_owner_fits(said) && length == message_owner_size(said);
*/
static inline void owner_sized(const uint8_t *packet, size_t length, message_owner_t said)
{
}

/*@ requires numbers: packet[1] == said.claimed && wire_u16(packet, 2) == said.password_hash_length;
    requires password_hash: \forall integer k; 0 <= k < said.password_hash_length ==> packet[4 + k] == said.password_hash[k];
    requires numbers: packet[1] == heard.claimed && wire_u16(packet, 2) == heard.password_hash_length;
    requires password_hash: \forall integer k; 0 <= k < heard.password_hash_length ==> packet[4 + k] == heard.password_hash[k];
    terminates \true;
    assigns \nothing;
    ensures same: message_owner_same(said, heard);
*/
static inline void owner_one_message(const uint8_t *packet, message_owner_t said, message_owner_t heard)
{
  //@ assert password_hash: said.password_hash_length == heard.password_hash_length;
  //@ assert password_hash: \forall integer k; 0 <= k < said.password_hash_length ==> said.password_hash[k] == heard.password_hash[k];
}

/*@ requires size: message_owner_fits(said) && length == message_owner_size(said);
    requires numbers: packet[1] == said.claimed && wire_u16(packet, 2) == said.password_hash_length;
    requires password_hash: (\forall integer k; 4 <= k < 4 + said.password_hash_length ==> packet[k] == said.password_hash[k - (4)]);
    requires numbers: again[1] == said.claimed && wire_u16(again, 2) == said.password_hash_length;
    requires password_hash: (\forall integer k; 4 <= k < 4 + said.password_hash_length ==> again[k] == said.password_hash[k - (4)]);
    requires kind: packet[0] == again[0];
    terminates \true;
    assigns \nothing;
    ensures same: message_same_bytes(packet, again, length);
*/
static inline void owner_one_packet(const uint8_t *packet, const uint8_t *again, size_t length, message_owner_t said)
{
  //@ assert claimed: \forall integer k; 0 <= k < 2 ==> packet[k] == again[k];
  //@ assert password_hash: packet[2] == again[2] && packet[3] == again[3];
  //@ assert password_hash: \forall integer k; 0 <= k < 4 ==> packet[k] == again[k];
  //@ assert password_hash: \forall integer k; 0 <= k < 4 + said.password_hash_length ==> packet[k] == again[k];
}

/*@ requires says: message_owner_is(packet, said) && message_owner_is(packet, heard);
    terminates \true;
    assigns \nothing;
    ensures same: message_owner_same(said, heard);
*/
static inline void owner_means_one(const uint8_t *packet, message_owner_t said, message_owner_t heard)
{
  owner_counted(packet, said);
  owner_counted(packet, heard);
  owner_one_message(packet, said, heard);
}

/*@ requires says: message_owner_is(packet, said) && message_owner_is(again, said) && packet[0] == again[0];
    requires form: message_owner_form(packet, length) && message_owner_form(again, written);
    terminates \true;
    assigns \nothing;
    ensures same: length == written && message_same_bytes(packet, again, length);
*/
static inline void owner_stands_in_one(const uint8_t *packet, size_t length, const uint8_t *again, size_t written, message_owner_t said)
{
  owner_told(packet, said);
  owner_told(again, said);
  owner_sized(packet, length, said);
  owner_sized(again, written, said);
  owner_one_packet(packet, again, length, said);
}

/*@ requires message_network_is(packet, said);
    terminates \true;
    assigns \nothing;
    ensures numbers: wire_u16(packet, 1) == said.index && wire_u16(packet, 3) == said.count && wire_u16(packet, 5) == said.ssid_length && wire_u16(packet, 7 + said.ssid_length) == said.bssid_length && wire_u16(packet, 9 + said.ssid_length + said.bssid_length) == said.frequency && packet[11 + said.ssid_length + said.bssid_length] == said.signal && packet[12 + said.ssid_length + said.bssid_length] == said.security && packet[13 + said.ssid_length + said.bssid_length] == said.usable;
    ensures ssid: (\forall integer k; 7 <= k < 7 + said.ssid_length ==> packet[k] == said.ssid[k - (7)]);
    ensures bssid: (\forall integer k; 9 + said.ssid_length <= k < 9 + said.ssid_length + said.bssid_length ==> packet[k] == said.bssid[k - (9 + said.ssid_length)]);
*/
static inline void network_told(const uint8_t *packet, message_network_t said)
{
}

/*@ requires message_network_is(packet, said);
    terminates \true;
    assigns \nothing;
    ensures numbers: wire_u16(packet, 1) == said.index && wire_u16(packet, 3) == said.count && wire_u16(packet, 5) == said.ssid_length && wire_u16(packet, 7 + said.ssid_length) == said.bssid_length && wire_u16(packet, 9 + said.ssid_length + said.bssid_length) == said.frequency && packet[11 + said.ssid_length + said.bssid_length] == said.signal && packet[12 + said.ssid_length + said.bssid_length] == said.security && packet[13 + said.ssid_length + said.bssid_length] == said.usable;
    ensures ssid: \forall integer k; 0 <= k < said.ssid_length ==> packet[7 + k] == said.ssid[k];
    ensures bssid: \forall integer k; 0 <= k < said.bssid_length ==> packet[9 + said.ssid_length + k] == said.bssid[k];
*/
static inline void network_counted(const uint8_t *packet, message_network_t said)
{
}

/*@ requires form: message_network_form(packet, length);
    requires lengths: wire_u16(packet, 5) == said.ssid_length && wire_u16(packet, 7 + said.ssid_length) == said.bssid_length;
    terminates \true;
    assigns \nothing;
    ensures size: message_network_fits(said) && length == message_network_size(said);
*/
static inline void network_sized(const uint8_t *packet, size_t length, message_network_t said)
{
}

/*@ requires numbers: wire_u16(packet, 1) == said.index && wire_u16(packet, 3) == said.count && wire_u16(packet, 5) == said.ssid_length && wire_u16(packet, 7 + said.ssid_length) == said.bssid_length && wire_u16(packet, 9 + said.ssid_length + said.bssid_length) == said.frequency && packet[11 + said.ssid_length + said.bssid_length] == said.signal && packet[12 + said.ssid_length + said.bssid_length] == said.security && packet[13 + said.ssid_length + said.bssid_length] == said.usable;
    requires ssid: \forall integer k; 0 <= k < said.ssid_length ==> packet[7 + k] == said.ssid[k];
    requires bssid: \forall integer k; 0 <= k < said.bssid_length ==> packet[9 + said.ssid_length + k] == said.bssid[k];
    requires numbers: wire_u16(packet, 1) == heard.index && wire_u16(packet, 3) == heard.count && wire_u16(packet, 5) == heard.ssid_length && wire_u16(packet, 7 + heard.ssid_length) == heard.bssid_length && wire_u16(packet, 9 + heard.ssid_length + heard.bssid_length) == heard.frequency && packet[11 + heard.ssid_length + heard.bssid_length] == heard.signal && packet[12 + heard.ssid_length + heard.bssid_length] == heard.security && packet[13 + heard.ssid_length + heard.bssid_length] == heard.usable;
    requires ssid: \forall integer k; 0 <= k < heard.ssid_length ==> packet[7 + k] == heard.ssid[k];
    requires bssid: \forall integer k; 0 <= k < heard.bssid_length ==> packet[9 + heard.ssid_length + k] == heard.bssid[k];
    terminates \true;
    assigns \nothing;
    ensures same: message_network_same(said, heard);
*/
static inline void network_one_message(const uint8_t *packet, message_network_t said, message_network_t heard)
{
  //@ assert ssid: said.ssid_length == heard.ssid_length;
  //@ assert ssid: \forall integer k; 0 <= k < said.ssid_length ==> said.ssid[k] == heard.ssid[k];
  //@ assert bssid: said.bssid_length == heard.bssid_length;
  //@ assert bssid: \forall integer k; 0 <= k < said.bssid_length ==> said.bssid[k] == heard.bssid[k];
}

/*@ requires size: message_network_fits(said) && length == message_network_size(said);
    requires numbers: wire_u16(packet, 1) == said.index && wire_u16(packet, 3) == said.count && wire_u16(packet, 5) == said.ssid_length && wire_u16(packet, 7 + said.ssid_length) == said.bssid_length && wire_u16(packet, 9 + said.ssid_length + said.bssid_length) == said.frequency && packet[11 + said.ssid_length + said.bssid_length] == said.signal && packet[12 + said.ssid_length + said.bssid_length] == said.security && packet[13 + said.ssid_length + said.bssid_length] == said.usable;
    requires ssid: (\forall integer k; 7 <= k < 7 + said.ssid_length ==> packet[k] == said.ssid[k - (7)]);
    requires bssid: (\forall integer k; 9 + said.ssid_length <= k < 9 + said.ssid_length + said.bssid_length ==> packet[k] == said.bssid[k - (9 + said.ssid_length)]);
    requires numbers: wire_u16(again, 1) == said.index && wire_u16(again, 3) == said.count && wire_u16(again, 5) == said.ssid_length && wire_u16(again, 7 + said.ssid_length) == said.bssid_length && wire_u16(again, 9 + said.ssid_length + said.bssid_length) == said.frequency && again[11 + said.ssid_length + said.bssid_length] == said.signal && again[12 + said.ssid_length + said.bssid_length] == said.security && again[13 + said.ssid_length + said.bssid_length] == said.usable;
    requires ssid: (\forall integer k; 7 <= k < 7 + said.ssid_length ==> again[k] == said.ssid[k - (7)]);
    requires bssid: (\forall integer k; 9 + said.ssid_length <= k < 9 + said.ssid_length + said.bssid_length ==> again[k] == said.bssid[k - (9 + said.ssid_length)]);
    requires kind: packet[0] == again[0];
    terminates \true;
    assigns \nothing;
    ensures same: message_same_bytes(packet, again, length);
*/
static inline void network_one_packet(const uint8_t *packet, const uint8_t *again, size_t length, message_network_t said)
{
  //@ assert index: packet[1] == again[1] && packet[2] == again[2];
  //@ assert index: \forall integer k; 0 <= k < 3 ==> packet[k] == again[k];
  //@ assert count: packet[3] == again[3] && packet[4] == again[4];
  //@ assert count: \forall integer k; 0 <= k < 5 ==> packet[k] == again[k];
  //@ assert ssid: packet[5] == again[5] && packet[6] == again[6];
  //@ assert ssid: \forall integer k; 0 <= k < 7 ==> packet[k] == again[k];
  //@ assert ssid: \forall integer k; 0 <= k < 7 + said.ssid_length ==> packet[k] == again[k];
  //@ assert bssid: packet[7 + said.ssid_length] == again[7 + said.ssid_length] && packet[8 + said.ssid_length] == again[8 + said.ssid_length];
  //@ assert bssid: \forall integer k; 0 <= k < 9 + said.ssid_length ==> packet[k] == again[k];
  //@ assert bssid: \forall integer k; 0 <= k < 9 + said.ssid_length + said.bssid_length ==> packet[k] == again[k];
  //@ assert frequency: packet[9 + said.ssid_length + said.bssid_length] == again[9 + said.ssid_length + said.bssid_length] && packet[10 + said.ssid_length + said.bssid_length] == again[10 + said.ssid_length + said.bssid_length];
  //@ assert frequency: \forall integer k; 0 <= k < 11 + said.ssid_length + said.bssid_length ==> packet[k] == again[k];
  //@ assert signal: \forall integer k; 0 <= k < 12 + said.ssid_length + said.bssid_length ==> packet[k] == again[k];
  //@ assert security: \forall integer k; 0 <= k < 13 + said.ssid_length + said.bssid_length ==> packet[k] == again[k];
  //@ assert usable: \forall integer k; 0 <= k < 14 + said.ssid_length + said.bssid_length ==> packet[k] == again[k];
}

/*@ requires says: message_network_is(packet, said) && message_network_is(packet, heard);
    terminates \true;
    assigns \nothing;
    ensures same: message_network_same(said, heard);
*/
static inline void network_means_one(const uint8_t *packet, message_network_t said, message_network_t heard)
{
  network_counted(packet, said);
  network_counted(packet, heard);
  network_one_message(packet, said, heard);
}

/*@ requires says: message_network_is(packet, said) && message_network_is(again, said) && packet[0] == again[0];
    requires form: message_network_form(packet, length) && message_network_form(again, written);
    terminates \true;
    assigns \nothing;
    ensures same: length == written && message_same_bytes(packet, again, length);
*/
static inline void network_stands_in_one(const uint8_t *packet, size_t length, const uint8_t *again, size_t written, message_network_t said)
{
  network_told(packet, said);
  network_told(again, said);
  network_sized(packet, length, said);
  network_sized(again, written, said);
  network_one_packet(packet, again, length, said);
}

/*@ requires says: message_codec_is(packet, said) && message_codec_is(packet, heard);
    terminates \true;
    assigns \nothing;
    ensures same: message_same(said, heard);
*/
static inline void message_means_one(const uint8_t *packet, message_t said, message_t heard)
{
  if (said.kind == MESSAGE_HELLO) {
    hello_means_one(packet, said.as.hello, heard.as.hello);
    //@ assert same: message_same(said, heard);
  } else if (said.kind == MESSAGE_HEARTBEAT) {
    heartbeat_means_one(packet, said.as.heartbeat, heard.as.heartbeat);
    //@ assert same: message_same(said, heard);
  } else if (said.kind == MESSAGE_GET_STATUS) {
    get_status_means_one(packet, said.as.get_status, heard.as.get_status);
    //@ assert same: message_same(said, heard);
  } else if (said.kind == MESSAGE_CLAIM) {
    claim_means_one(packet, said.as.claim, heard.as.claim);
    //@ assert same: message_same(said, heard);
  } else if (said.kind == MESSAGE_CHANGE_NETWORK) {
    change_network_means_one(packet, said.as.change_network, heard.as.change_network);
    //@ assert same: message_same(said, heard);
  } else if (said.kind == MESSAGE_CHANGE_PASSWORD) {
    change_password_means_one(packet, said.as.change_password, heard.as.change_password);
    //@ assert same: message_same(said, heard);
  } else if (said.kind == MESSAGE_VISIT) {
    visit_means_one(packet, said.as.visit, heard.as.visit);
    //@ assert same: message_same(said, heard);
  } else if (said.kind == MESSAGE_ADOPT) {
    adopt_means_one(packet, said.as.adopt, heard.as.adopt);
    //@ assert same: message_same(said, heard);
  } else if (said.kind == MESSAGE_REPLY) {
    reply_means_one(packet, said.as.reply, heard.as.reply);
    //@ assert same: message_same(said, heard);
  } else if (said.kind == MESSAGE_STATUS) {
    status_means_one(packet, said.as.status, heard.as.status);
    //@ assert same: message_same(said, heard);
  } else if (said.kind == MESSAGE_OWNER) {
    owner_means_one(packet, said.as.owner, heard.as.owner);
    //@ assert same: message_same(said, heard);
  } else if (said.kind == MESSAGE_NETWORK) {
    network_means_one(packet, said.as.network, heard.as.network);
    //@ assert same: message_same(said, heard);
  }
}

/*@ requires packet: message_codec_form(packet, length) && message_codec_is(packet, said);
    requires again: message_codec_form(again, written) && message_codec_is(again, said);
    terminates \true;
    assigns \nothing;
    ensures same: length == written && message_same_bytes(packet, again, length);
*/
static inline void message_stands_in_one(const uint8_t *packet, size_t length, const uint8_t *again, size_t written, message_t said)
{
  if (said.kind == MESSAGE_HELLO) {
    hello_stands_in_one(packet, length, again, written, said.as.hello);
    //@ assert same: length == written && message_same_bytes(packet, again, length);
  } else if (said.kind == MESSAGE_HEARTBEAT) {
    heartbeat_stands_in_one(packet, length, again, written, said.as.heartbeat);
    //@ assert same: length == written && message_same_bytes(packet, again, length);
  } else if (said.kind == MESSAGE_GET_STATUS) {
    get_status_stands_in_one(packet, length, again, written, said.as.get_status);
    //@ assert same: length == written && message_same_bytes(packet, again, length);
  } else if (said.kind == MESSAGE_CLAIM) {
    claim_stands_in_one(packet, length, again, written, said.as.claim);
    //@ assert same: length == written && message_same_bytes(packet, again, length);
  } else if (said.kind == MESSAGE_CHANGE_NETWORK) {
    change_network_stands_in_one(packet, length, again, written, said.as.change_network);
    //@ assert same: length == written && message_same_bytes(packet, again, length);
  } else if (said.kind == MESSAGE_CHANGE_PASSWORD) {
    change_password_stands_in_one(packet, length, again, written, said.as.change_password);
    //@ assert same: length == written && message_same_bytes(packet, again, length);
  } else if (said.kind == MESSAGE_VISIT) {
    visit_stands_in_one(packet, length, again, written, said.as.visit);
    //@ assert same: length == written && message_same_bytes(packet, again, length);
  } else if (said.kind == MESSAGE_ADOPT) {
    adopt_stands_in_one(packet, length, again, written, said.as.adopt);
    //@ assert same: length == written && message_same_bytes(packet, again, length);
  } else if (said.kind == MESSAGE_REPLY) {
    reply_stands_in_one(packet, length, again, written, said.as.reply);
    //@ assert same: length == written && message_same_bytes(packet, again, length);
  } else if (said.kind == MESSAGE_STATUS) {
    status_stands_in_one(packet, length, again, written, said.as.status);
    //@ assert same: length == written && message_same_bytes(packet, again, length);
  } else if (said.kind == MESSAGE_OWNER) {
    owner_stands_in_one(packet, length, again, written, said.as.owner);
    //@ assert same: length == written && message_same_bytes(packet, again, length);
  } else if (said.kind == MESSAGE_NETWORK) {
    network_stands_in_one(packet, length, again, written, said.as.network);
    //@ assert same: length == written && message_same_bytes(packet, again, length);
  } else {
    //@ assert alone: packet[0] == again[0] && length == 1 && written == 1;
    (void)said;
    //@ assert same: length == written && message_same_bytes(packet, again, length);
  }
}

#endif
