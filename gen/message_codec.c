/* SPDX-License-Identifier: BSD-2-Clause */
/* Written by spec/generate_codec.py from spec/messages.tsv. Do not edit. */
#include "message_codec.h"

#include "wire.h"

/*@ requires packet: \valid(packet + (0 .. 4 - 1));
    terminates \true;
    assigns packet[0 .. 4 - 1];
    ensures kind: packet[0] == MESSAGE_HELLO;
    ensures says: message_hello_is(packet, fields);
*/
static void hello_write(message_hello_t fields, uint8_t *packet)
{
  packet[0] = MESSAGE_HELLO;
  wire_put_u16(packet, 1, fields.version);
  packet[3] = fields.role;
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: length == 4;
    terminates \true;
    assigns \nothing;
    ensures says: message_hello_is(packet, \result);
*/
static message_hello_t hello_read(const uint8_t *packet, size_t length)
{
  (void)length;
  message_hello_t fields = {0};
  fields.version = wire_get_u16(packet, 1);
  fields.role = packet[3];
  return fields;
}

/*@ requires packet: \valid(packet + (0 .. 5 - 1));
    terminates \true;
    assigns packet[0 .. 5 - 1];
    ensures kind: packet[0] == MESSAGE_HEARTBEAT;
    ensures says: message_heartbeat_is(packet, fields);
*/
static void heartbeat_write(message_heartbeat_t fields, uint8_t *packet)
{
  packet[0] = MESSAGE_HEARTBEAT;
  wire_put_u32(packet, 1, fields.sequence);
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: length == 5;
    terminates \true;
    assigns \nothing;
    ensures says: message_heartbeat_is(packet, \result);
*/
static message_heartbeat_t heartbeat_read(const uint8_t *packet, size_t length)
{
  (void)length;
  message_heartbeat_t fields = {0};
  fields.sequence = wire_get_u32(packet, 1);
  return fields;
}

/*@ requires packet: \valid(packet + (0 .. 2 - 1));
    terminates \true;
    assigns packet[0 .. 2 - 1];
    ensures kind: packet[0] == MESSAGE_GET_STATUS;
    ensures says: message_get_status_is(packet, fields);
*/
static void get_status_write(message_get_status_t fields, uint8_t *packet)
{
  packet[0] = MESSAGE_GET_STATUS;
  packet[1] = fields.follow;
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: length == 2;
    terminates \true;
    assigns \nothing;
    ensures says: message_get_status_is(packet, \result);
*/
static message_get_status_t get_status_read(const uint8_t *packet, size_t length)
{
  (void)length;
  message_get_status_t fields = {0};
  fields.follow = packet[1];
  return fields;
}

/*@ terminates \true;
    assigns \nothing;
    ensures fits: message_claim_fits(fields) ==> \result == message_claim_size(fields);
    ensures none: !message_claim_fits(fields) ==> \result == 0;
    ensures bound: \result <= MESSAGE_CODEC_MOST;
*/
static size_t claim_length(message_claim_t fields)
{
  if (fields.password_hash_length > 128) {
    return 0;
  }
  if (fields.ssid_length > 32) {
    return 0;
  }
  if (fields.passphrase_length > 64) {
    return 0;
  }
  return 9U + fields.password_hash_length + fields.ssid_length + fields.passphrase_length;
}

/*@ ghost
  /@ requires laid: message_claim_laid(packet, length, password_hash_length, ssid_length, passphrase_length);
     terminates \true;
     assigns \nothing;
     ensures form: message_claim_form(packet, length);
  @/
  static void claim_form(const uint8_t *packet, size_t length, uint16_t password_hash_length, uint16_t ssid_length, uint16_t passphrase_length)
  {
  }
*/

/*@ requires fits: message_claim_fits(fields);
    requires packet: \valid(packet + (0 .. message_claim_size(fields) - 1));
    requires kind: packet[0] == MESSAGE_CLAIM;
    terminates \true;
    assigns packet[1 .. 1 + 1 + fields.password_hash_length];
    ensures kind: packet[0] == MESSAGE_CLAIM;
    ensures password_hash: message_claim_password_hash_is(packet, fields, fields);
*/
static void claim_write_password_hash(message_claim_t fields, uint8_t *packet)
{
  wire_put_u16(packet, 1, fields.password_hash_length);
  uint8_t *bytes = packet + 1 + 2;
  /*@ loop invariant within: 0 <= i <= fields.password_hash_length;
      loop invariant bytes: \forall integer k; 0 <= k < i ==> bytes[k] == fields.password_hash[k];
      loop assigns i, bytes[0 .. fields.password_hash_length - 1];
      loop variant fields.password_hash_length - i;
  */
  for (size_t i = 0; i < fields.password_hash_length; i++) {
    bytes[i] = fields.password_hash[i];
  }
  //@ assert before: \forall integer k; 0 <= k < 1 ==> packet[k] == \at(packet[k], Pre);
}

/*@ requires fits: message_claim_fits(fields);
    requires packet: \valid(packet + (0 .. message_claim_size(fields) - 1));
    requires kind: packet[0] == MESSAGE_CLAIM;
    requires password_hash: message_claim_password_hash_is(packet, fields, fields);
    terminates \true;
    assigns packet[3 + fields.password_hash_length .. 3 + fields.password_hash_length + 1 + fields.ssid_length];
    ensures kind: packet[0] == MESSAGE_CLAIM;
    ensures password_hash: message_claim_password_hash_is(packet, fields, fields);
    ensures ssid: message_claim_ssid_is(packet, fields, fields);
*/
static void claim_write_ssid(message_claim_t fields, uint8_t *packet)
{
  size_t at = 3U + fields.password_hash_length;
  //@ assert at: at == 3 + fields.password_hash_length;
  wire_put_u16(packet, at, fields.ssid_length);
  uint8_t *bytes = packet + at + 2;
  /*@ loop invariant within: 0 <= i <= fields.ssid_length;
      loop invariant bytes: \forall integer k; 0 <= k < i ==> bytes[k] == fields.ssid[k];
      loop assigns i, bytes[0 .. fields.ssid_length - 1];
      loop variant fields.ssid_length - i;
  */
  for (size_t i = 0; i < fields.ssid_length; i++) {
    bytes[i] = fields.ssid[i];
  }
  //@ assert before: \forall integer k; 0 <= k < 3 + fields.password_hash_length ==> packet[k] == \at(packet[k], Pre);
}

/*@ requires fits: message_claim_fits(fields);
    requires packet: \valid(packet + (0 .. message_claim_size(fields) - 1));
    requires kind: packet[0] == MESSAGE_CLAIM;
    requires password_hash: message_claim_password_hash_is(packet, fields, fields);
    requires ssid: message_claim_ssid_is(packet, fields, fields);
    terminates \true;
    assigns packet[5 + fields.password_hash_length + fields.ssid_length .. 5 + fields.password_hash_length + fields.ssid_length + 1 + fields.passphrase_length];
    ensures kind: packet[0] == MESSAGE_CLAIM;
    ensures password_hash: message_claim_password_hash_is(packet, fields, fields);
    ensures ssid: message_claim_ssid_is(packet, fields, fields);
    ensures passphrase: message_claim_passphrase_is(packet, fields, fields);
*/
static void claim_write_passphrase(message_claim_t fields, uint8_t *packet)
{
  size_t at = 5U + fields.password_hash_length + fields.ssid_length;
  //@ assert at: at == 5 + fields.password_hash_length + fields.ssid_length;
  wire_put_u16(packet, at, fields.passphrase_length);
  uint8_t *bytes = packet + at + 2;
  /*@ loop invariant within: 0 <= i <= fields.passphrase_length;
      loop invariant bytes: \forall integer k; 0 <= k < i ==> bytes[k] == fields.passphrase[k];
      loop assigns i, bytes[0 .. fields.passphrase_length - 1];
      loop variant fields.passphrase_length - i;
  */
  for (size_t i = 0; i < fields.passphrase_length; i++) {
    bytes[i] = fields.passphrase[i];
  }
  //@ assert before: \forall integer k; 0 <= k < 5 + fields.password_hash_length + fields.ssid_length ==> packet[k] == \at(packet[k], Pre);
}

/*@ requires fits: message_claim_fits(fields);
    requires packet: \valid(packet + (0 .. message_claim_size(fields) - 1));
    requires kind: packet[0] == MESSAGE_CLAIM;
    requires password_hash: message_claim_password_hash_is(packet, fields, fields);
    requires ssid: message_claim_ssid_is(packet, fields, fields);
    requires passphrase: message_claim_passphrase_is(packet, fields, fields);
    terminates \true;
    assigns packet[7 + fields.password_hash_length + fields.ssid_length + fields.passphrase_length .. 7 + fields.password_hash_length + fields.ssid_length + fields.passphrase_length + 1];
    ensures kind: packet[0] == MESSAGE_CLAIM;
    ensures password_hash: message_claim_password_hash_is(packet, fields, fields);
    ensures ssid: message_claim_ssid_is(packet, fields, fields);
    ensures passphrase: message_claim_passphrase_is(packet, fields, fields);
    ensures from_security: message_claim_from_security_is(packet, fields, fields);
*/
static void claim_write_from_security(message_claim_t fields, uint8_t *packet)
{
  size_t at = 7U + fields.password_hash_length + fields.ssid_length + fields.passphrase_length;
  //@ assert at: at == 7 + fields.password_hash_length + fields.ssid_length + fields.passphrase_length;
  packet[at] = fields.security;
  packet[at + 1] = fields.hidden;
}

/*@ requires fits: message_claim_fits(fields);
    requires packet: \valid(packet + (0 .. message_claim_size(fields) - 1));
    terminates \true;
    assigns packet[0 .. message_claim_size(fields) - 1];
    ensures kind: packet[0] == MESSAGE_CLAIM;
    ensures says: message_claim_is(packet, fields);
    ensures form: message_claim_form(packet, message_claim_size(fields));
*/
static void claim_write(message_claim_t fields, uint8_t *packet)
{
  packet[0] = MESSAGE_CLAIM;
  claim_write_password_hash(fields, packet);
  claim_write_ssid(fields, packet);
  claim_write_passphrase(fields, packet);
  claim_write_from_security(fields, packet);
  //@ assert laid: message_claim_laid(packet, message_claim_size(fields), fields.password_hash_length, fields.ssid_length, fields.passphrase_length);
  //@ ghost claim_form(packet, 9U + fields.password_hash_length + fields.ssid_length + fields.passphrase_length, fields.password_hash_length, fields.ssid_length, fields.passphrase_length);
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    terminates \true;
    assigns \nothing;
    ensures form: \result <==> message_claim_form(packet, length);
*/
static bool claim_valid(const uint8_t *packet, size_t length)
{
  if (!wire_holds(packet, length, 1, 128)) {
    return false;
  }
  uint16_t password_hash_length = wire_get_u16(packet, 1);
  size_t after_password_hash = 3U + password_hash_length;
  //@ assert after_password_hash: after_password_hash == 3 + password_hash_length;
  if (!wire_holds(packet, length, after_password_hash, 32)) {
    return false;
  }
  uint16_t ssid_length = wire_get_u16(packet, after_password_hash);
  size_t after_ssid = after_password_hash + 2U + ssid_length;
  //@ assert after_ssid: after_ssid == 5 + password_hash_length + ssid_length;
  if (!wire_holds(packet, length, after_ssid, 64)) {
    return false;
  }
  uint16_t passphrase_length = wire_get_u16(packet, after_ssid);
  size_t after_passphrase = after_ssid + 2U + passphrase_length;
  //@ assert after_passphrase: after_passphrase == 7 + password_hash_length + ssid_length + passphrase_length;
  if (length != after_passphrase + 2) {
    return false;
  }
  //@ ghost claim_form(packet, length, password_hash_length, ssid_length, passphrase_length);
  return true;
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: message_claim_form(packet, length);
    terminates \true;
    assigns \nothing;
    ensures lengths: message_claim_lengths_are(packet, \result);
    ensures size: message_claim_size(\result) == length;
*/
static message_claim_t claim_lengths(const uint8_t *packet, size_t length)
{
  (void)length;
  message_claim_t fields = {0};
  fields.password_hash_length = (uint8_t)wire_get_u16(packet, 1);
  size_t after_password_hash = 3U + fields.password_hash_length;
  //@ assert after_password_hash: after_password_hash == 3 + fields.password_hash_length;
  fields.ssid_length = (uint8_t)wire_get_u16(packet, after_password_hash);
  size_t after_ssid = after_password_hash + 2U + fields.ssid_length;
  //@ assert after_ssid: after_ssid == 5 + fields.password_hash_length + fields.ssid_length;
  fields.passphrase_length = (uint8_t)wire_get_u16(packet, after_ssid);
  return fields;
}

/*@ requires lengths: message_claim_lengths_are(packet, lengths);
    requires packet: \valid_read(packet + (0 .. message_claim_size(lengths) - 1));
    terminates \true;
    assigns \nothing;
    ensures password_hash: message_claim_password_hash_is(packet, lengths, \result);
*/
static message_claim_t claim_read_password_hash(message_claim_t fields, message_claim_t lengths, const uint8_t *packet)
{
  const uint8_t *bytes = packet + 3;
  /*@ loop invariant within: 0 <= i <= lengths.password_hash_length;
      loop invariant bytes: \forall integer k; 0 <= k < i ==> bytes[k] == fields.password_hash[k];
      loop assigns i, fields.password_hash[0 .. lengths.password_hash_length - 1];
      loop variant lengths.password_hash_length - i;
  */
  for (size_t i = 0; i < lengths.password_hash_length; i++) {
    fields.password_hash[i] = bytes[i];
  }
  return fields;
}

/*@ requires lengths: message_claim_lengths_are(packet, lengths);
    requires packet: \valid_read(packet + (0 .. message_claim_size(lengths) - 1));
    requires password_hash: message_claim_password_hash_is(packet, lengths, fields);
    terminates \true;
    assigns \nothing;
    ensures password_hash: message_claim_password_hash_is(packet, lengths, \result);
    ensures ssid: message_claim_ssid_is(packet, lengths, \result);
*/
static message_claim_t claim_read_ssid(message_claim_t fields, message_claim_t lengths, const uint8_t *packet)
{
  const uint8_t *bytes = packet + 5 + lengths.password_hash_length;
  /*@ loop invariant within: 0 <= i <= lengths.ssid_length;
      loop invariant bytes: \forall integer k; 0 <= k < i ==> bytes[k] == fields.ssid[k];
      loop assigns i, fields.ssid[0 .. lengths.ssid_length - 1];
      loop variant lengths.ssid_length - i;
  */
  for (size_t i = 0; i < lengths.ssid_length; i++) {
    fields.ssid[i] = bytes[i];
  }
  return fields;
}

/*@ requires lengths: message_claim_lengths_are(packet, lengths);
    requires packet: \valid_read(packet + (0 .. message_claim_size(lengths) - 1));
    requires password_hash: message_claim_password_hash_is(packet, lengths, fields);
    requires ssid: message_claim_ssid_is(packet, lengths, fields);
    terminates \true;
    assigns \nothing;
    ensures password_hash: message_claim_password_hash_is(packet, lengths, \result);
    ensures ssid: message_claim_ssid_is(packet, lengths, \result);
    ensures passphrase: message_claim_passphrase_is(packet, lengths, \result);
*/
static message_claim_t claim_read_passphrase(message_claim_t fields, message_claim_t lengths, const uint8_t *packet)
{
  const uint8_t *bytes = packet + 7 + lengths.password_hash_length + lengths.ssid_length;
  /*@ loop invariant within: 0 <= i <= lengths.passphrase_length;
      loop invariant bytes: \forall integer k; 0 <= k < i ==> bytes[k] == fields.passphrase[k];
      loop assigns i, fields.passphrase[0 .. lengths.passphrase_length - 1];
      loop variant lengths.passphrase_length - i;
  */
  for (size_t i = 0; i < lengths.passphrase_length; i++) {
    fields.passphrase[i] = bytes[i];
  }
  return fields;
}

/*@ requires lengths: message_claim_lengths_are(packet, lengths);
    requires packet: \valid_read(packet + (0 .. message_claim_size(lengths) - 1));
    requires password_hash: message_claim_password_hash_is(packet, lengths, fields);
    requires ssid: message_claim_ssid_is(packet, lengths, fields);
    requires passphrase: message_claim_passphrase_is(packet, lengths, fields);
    terminates \true;
    assigns \nothing;
    ensures password_hash: message_claim_password_hash_is(packet, lengths, \result);
    ensures ssid: message_claim_ssid_is(packet, lengths, \result);
    ensures passphrase: message_claim_passphrase_is(packet, lengths, \result);
    ensures from_security: message_claim_from_security_is(packet, lengths, \result);
*/
static message_claim_t claim_read_from_security(message_claim_t fields, message_claim_t lengths, const uint8_t *packet)
{
  size_t at = 7U + lengths.password_hash_length + lengths.ssid_length + lengths.passphrase_length;
  //@ assert at: at == 7 + lengths.password_hash_length + lengths.ssid_length + lengths.passphrase_length;
  fields.security = packet[at];
  fields.hidden = packet[at + 1];
  return fields;
}

/*@ requires password_hash: message_claim_password_hash_is(packet, lengths, fields);
    requires ssid: message_claim_ssid_is(packet, lengths, fields);
    requires passphrase: message_claim_passphrase_is(packet, lengths, fields);
    requires from_security: message_claim_from_security_is(packet, lengths, fields);
    terminates \true;
    assigns \nothing;
    ensures password_hash: wire_u16(packet, 1) == \result.password_hash_length;
    ensures password_hash: (\forall integer k; 3 <= k < 3 + \result.password_hash_length ==> packet[k] == \result.password_hash[k - (3)]);
    ensures ssid: wire_u16(packet, 3 + \result.password_hash_length) == \result.ssid_length;
    ensures ssid: (\forall integer k; 5 + \result.password_hash_length <= k < 5 + \result.password_hash_length + \result.ssid_length ==> packet[k] == \result.ssid[k - (5 + \result.password_hash_length)]);
    ensures passphrase: wire_u16(packet, 5 + \result.password_hash_length + \result.ssid_length) == \result.passphrase_length;
    ensures passphrase: (\forall integer k; 7 + \result.password_hash_length + \result.ssid_length <= k < 7 + \result.password_hash_length + \result.ssid_length + \result.passphrase_length ==> packet[k] == \result.passphrase[k - (7 + \result.password_hash_length + \result.ssid_length)]);
    ensures from_security: packet[7 + \result.password_hash_length + \result.ssid_length + \result.passphrase_length] == \result.security;
    ensures from_security: packet[8 + \result.password_hash_length + \result.ssid_length + \result.passphrase_length] == \result.hidden;
*/
static message_claim_t claim_with_lengths(message_claim_t fields, message_claim_t lengths, const uint8_t *packet)
{
  (void)packet;
  fields.password_hash_length = lengths.password_hash_length;
  fields.ssid_length = lengths.ssid_length;
  fields.passphrase_length = lengths.passphrase_length;
  return fields;
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: message_claim_form(packet, length);
    terminates \true;
    assigns \nothing;
    ensures says: message_claim_is(packet, \result);
*/
static message_claim_t claim_read(const uint8_t *packet, size_t length)
{
  message_claim_t lengths = claim_lengths(packet, length);
  message_claim_t fields = {0};
  fields = claim_read_password_hash(fields, lengths, packet);
  fields = claim_read_ssid(fields, lengths, packet);
  fields = claim_read_passphrase(fields, lengths, packet);
  fields = claim_read_from_security(fields, lengths, packet);
  fields = claim_with_lengths(fields, lengths, packet);
  //@ assert password_hash: message_claim_password_hash_is(packet, fields, fields);
  //@ assert ssid: message_claim_ssid_is(packet, fields, fields);
  //@ assert passphrase: message_claim_passphrase_is(packet, fields, fields);
  //@ assert from_security: message_claim_from_security_is(packet, fields, fields);
  return fields;
}

/*@ terminates \true;
    assigns \nothing;
    ensures fits: message_change_network_fits(fields) ==> \result == message_change_network_size(fields);
    ensures none: !message_change_network_fits(fields) ==> \result == 0;
    ensures bound: \result <= MESSAGE_CODEC_MOST;
*/
static size_t change_network_length(message_change_network_t fields)
{
  if (fields.ssid_length > 32) {
    return 0;
  }
  if (fields.passphrase_length > 64) {
    return 0;
  }
  return 7U + fields.ssid_length + fields.passphrase_length;
}

/*@ ghost
  /@ requires laid: message_change_network_laid(packet, length, ssid_length, passphrase_length);
     terminates \true;
     assigns \nothing;
     ensures form: message_change_network_form(packet, length);
  @/
  static void change_network_form(const uint8_t *packet, size_t length, uint16_t ssid_length, uint16_t passphrase_length)
  {
  }
*/

/*@ requires fits: message_change_network_fits(fields);
    requires packet: \valid(packet + (0 .. message_change_network_size(fields) - 1));
    requires kind: packet[0] == MESSAGE_CHANGE_NETWORK;
    terminates \true;
    assigns packet[1 .. 1 + 1 + fields.ssid_length];
    ensures kind: packet[0] == MESSAGE_CHANGE_NETWORK;
    ensures ssid: message_change_network_ssid_is(packet, fields, fields);
*/
static void change_network_write_ssid(message_change_network_t fields, uint8_t *packet)
{
  wire_put_u16(packet, 1, fields.ssid_length);
  uint8_t *bytes = packet + 1 + 2;
  /*@ loop invariant within: 0 <= i <= fields.ssid_length;
      loop invariant bytes: \forall integer k; 0 <= k < i ==> bytes[k] == fields.ssid[k];
      loop assigns i, bytes[0 .. fields.ssid_length - 1];
      loop variant fields.ssid_length - i;
  */
  for (size_t i = 0; i < fields.ssid_length; i++) {
    bytes[i] = fields.ssid[i];
  }
  //@ assert before: \forall integer k; 0 <= k < 1 ==> packet[k] == \at(packet[k], Pre);
}

/*@ requires fits: message_change_network_fits(fields);
    requires packet: \valid(packet + (0 .. message_change_network_size(fields) - 1));
    requires kind: packet[0] == MESSAGE_CHANGE_NETWORK;
    requires ssid: message_change_network_ssid_is(packet, fields, fields);
    terminates \true;
    assigns packet[3 + fields.ssid_length .. 3 + fields.ssid_length + 1 + fields.passphrase_length];
    ensures kind: packet[0] == MESSAGE_CHANGE_NETWORK;
    ensures ssid: message_change_network_ssid_is(packet, fields, fields);
    ensures passphrase: message_change_network_passphrase_is(packet, fields, fields);
*/
static void change_network_write_passphrase(message_change_network_t fields, uint8_t *packet)
{
  size_t at = 3U + fields.ssid_length;
  //@ assert at: at == 3 + fields.ssid_length;
  wire_put_u16(packet, at, fields.passphrase_length);
  uint8_t *bytes = packet + at + 2;
  /*@ loop invariant within: 0 <= i <= fields.passphrase_length;
      loop invariant bytes: \forall integer k; 0 <= k < i ==> bytes[k] == fields.passphrase[k];
      loop assigns i, bytes[0 .. fields.passphrase_length - 1];
      loop variant fields.passphrase_length - i;
  */
  for (size_t i = 0; i < fields.passphrase_length; i++) {
    bytes[i] = fields.passphrase[i];
  }
  //@ assert before: \forall integer k; 0 <= k < 3 + fields.ssid_length ==> packet[k] == \at(packet[k], Pre);
}

/*@ requires fits: message_change_network_fits(fields);
    requires packet: \valid(packet + (0 .. message_change_network_size(fields) - 1));
    requires kind: packet[0] == MESSAGE_CHANGE_NETWORK;
    requires ssid: message_change_network_ssid_is(packet, fields, fields);
    requires passphrase: message_change_network_passphrase_is(packet, fields, fields);
    terminates \true;
    assigns packet[5 + fields.ssid_length + fields.passphrase_length .. 5 + fields.ssid_length + fields.passphrase_length + 1];
    ensures kind: packet[0] == MESSAGE_CHANGE_NETWORK;
    ensures ssid: message_change_network_ssid_is(packet, fields, fields);
    ensures passphrase: message_change_network_passphrase_is(packet, fields, fields);
    ensures from_security: message_change_network_from_security_is(packet, fields, fields);
*/
static void change_network_write_from_security(message_change_network_t fields, uint8_t *packet)
{
  size_t at = 5U + fields.ssid_length + fields.passphrase_length;
  //@ assert at: at == 5 + fields.ssid_length + fields.passphrase_length;
  packet[at] = fields.security;
  packet[at + 1] = fields.hidden;
}

/*@ requires fits: message_change_network_fits(fields);
    requires packet: \valid(packet + (0 .. message_change_network_size(fields) - 1));
    terminates \true;
    assigns packet[0 .. message_change_network_size(fields) - 1];
    ensures kind: packet[0] == MESSAGE_CHANGE_NETWORK;
    ensures says: message_change_network_is(packet, fields);
    ensures form: message_change_network_form(packet, message_change_network_size(fields));
*/
static void change_network_write(message_change_network_t fields, uint8_t *packet)
{
  packet[0] = MESSAGE_CHANGE_NETWORK;
  change_network_write_ssid(fields, packet);
  change_network_write_passphrase(fields, packet);
  change_network_write_from_security(fields, packet);
  //@ assert laid: message_change_network_laid(packet, message_change_network_size(fields), fields.ssid_length, fields.passphrase_length);
  //@ ghost change_network_form(packet, 7U + fields.ssid_length + fields.passphrase_length, fields.ssid_length, fields.passphrase_length);
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    terminates \true;
    assigns \nothing;
    ensures form: \result <==> message_change_network_form(packet, length);
*/
static bool change_network_valid(const uint8_t *packet, size_t length)
{
  if (!wire_holds(packet, length, 1, 32)) {
    return false;
  }
  uint16_t ssid_length = wire_get_u16(packet, 1);
  size_t after_ssid = 3U + ssid_length;
  //@ assert after_ssid: after_ssid == 3 + ssid_length;
  if (!wire_holds(packet, length, after_ssid, 64)) {
    return false;
  }
  uint16_t passphrase_length = wire_get_u16(packet, after_ssid);
  size_t after_passphrase = after_ssid + 2U + passphrase_length;
  //@ assert after_passphrase: after_passphrase == 5 + ssid_length + passphrase_length;
  if (length != after_passphrase + 2) {
    return false;
  }
  //@ ghost change_network_form(packet, length, ssid_length, passphrase_length);
  return true;
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: message_change_network_form(packet, length);
    terminates \true;
    assigns \nothing;
    ensures lengths: message_change_network_lengths_are(packet, \result);
    ensures size: message_change_network_size(\result) == length;
*/
static message_change_network_t change_network_lengths(const uint8_t *packet, size_t length)
{
  (void)length;
  message_change_network_t fields = {0};
  fields.ssid_length = (uint8_t)wire_get_u16(packet, 1);
  size_t after_ssid = 3U + fields.ssid_length;
  //@ assert after_ssid: after_ssid == 3 + fields.ssid_length;
  fields.passphrase_length = (uint8_t)wire_get_u16(packet, after_ssid);
  return fields;
}

/*@ requires lengths: message_change_network_lengths_are(packet, lengths);
    requires packet: \valid_read(packet + (0 .. message_change_network_size(lengths) - 1));
    terminates \true;
    assigns \nothing;
    ensures ssid: message_change_network_ssid_is(packet, lengths, \result);
*/
static message_change_network_t change_network_read_ssid(message_change_network_t fields, message_change_network_t lengths, const uint8_t *packet)
{
  const uint8_t *bytes = packet + 3;
  /*@ loop invariant within: 0 <= i <= lengths.ssid_length;
      loop invariant bytes: \forall integer k; 0 <= k < i ==> bytes[k] == fields.ssid[k];
      loop assigns i, fields.ssid[0 .. lengths.ssid_length - 1];
      loop variant lengths.ssid_length - i;
  */
  for (size_t i = 0; i < lengths.ssid_length; i++) {
    fields.ssid[i] = bytes[i];
  }
  return fields;
}

/*@ requires lengths: message_change_network_lengths_are(packet, lengths);
    requires packet: \valid_read(packet + (0 .. message_change_network_size(lengths) - 1));
    requires ssid: message_change_network_ssid_is(packet, lengths, fields);
    terminates \true;
    assigns \nothing;
    ensures ssid: message_change_network_ssid_is(packet, lengths, \result);
    ensures passphrase: message_change_network_passphrase_is(packet, lengths, \result);
*/
static message_change_network_t change_network_read_passphrase(message_change_network_t fields, message_change_network_t lengths, const uint8_t *packet)
{
  const uint8_t *bytes = packet + 5 + lengths.ssid_length;
  /*@ loop invariant within: 0 <= i <= lengths.passphrase_length;
      loop invariant bytes: \forall integer k; 0 <= k < i ==> bytes[k] == fields.passphrase[k];
      loop assigns i, fields.passphrase[0 .. lengths.passphrase_length - 1];
      loop variant lengths.passphrase_length - i;
  */
  for (size_t i = 0; i < lengths.passphrase_length; i++) {
    fields.passphrase[i] = bytes[i];
  }
  return fields;
}

/*@ requires lengths: message_change_network_lengths_are(packet, lengths);
    requires packet: \valid_read(packet + (0 .. message_change_network_size(lengths) - 1));
    requires ssid: message_change_network_ssid_is(packet, lengths, fields);
    requires passphrase: message_change_network_passphrase_is(packet, lengths, fields);
    terminates \true;
    assigns \nothing;
    ensures ssid: message_change_network_ssid_is(packet, lengths, \result);
    ensures passphrase: message_change_network_passphrase_is(packet, lengths, \result);
    ensures from_security: message_change_network_from_security_is(packet, lengths, \result);
*/
static message_change_network_t change_network_read_from_security(message_change_network_t fields, message_change_network_t lengths, const uint8_t *packet)
{
  size_t at = 5U + lengths.ssid_length + lengths.passphrase_length;
  //@ assert at: at == 5 + lengths.ssid_length + lengths.passphrase_length;
  fields.security = packet[at];
  fields.hidden = packet[at + 1];
  return fields;
}

/*@ requires ssid: message_change_network_ssid_is(packet, lengths, fields);
    requires passphrase: message_change_network_passphrase_is(packet, lengths, fields);
    requires from_security: message_change_network_from_security_is(packet, lengths, fields);
    terminates \true;
    assigns \nothing;
    ensures ssid: wire_u16(packet, 1) == \result.ssid_length;
    ensures ssid: (\forall integer k; 3 <= k < 3 + \result.ssid_length ==> packet[k] == \result.ssid[k - (3)]);
    ensures passphrase: wire_u16(packet, 3 + \result.ssid_length) == \result.passphrase_length;
    ensures passphrase: (\forall integer k; 5 + \result.ssid_length <= k < 5 + \result.ssid_length + \result.passphrase_length ==> packet[k] == \result.passphrase[k - (5 + \result.ssid_length)]);
    ensures from_security: packet[5 + \result.ssid_length + \result.passphrase_length] == \result.security;
    ensures from_security: packet[6 + \result.ssid_length + \result.passphrase_length] == \result.hidden;
*/
static message_change_network_t change_network_with_lengths(message_change_network_t fields, message_change_network_t lengths, const uint8_t *packet)
{
  (void)packet;
  fields.ssid_length = lengths.ssid_length;
  fields.passphrase_length = lengths.passphrase_length;
  return fields;
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: message_change_network_form(packet, length);
    terminates \true;
    assigns \nothing;
    ensures says: message_change_network_is(packet, \result);
*/
static message_change_network_t change_network_read(const uint8_t *packet, size_t length)
{
  message_change_network_t lengths = change_network_lengths(packet, length);
  message_change_network_t fields = {0};
  fields = change_network_read_ssid(fields, lengths, packet);
  fields = change_network_read_passphrase(fields, lengths, packet);
  fields = change_network_read_from_security(fields, lengths, packet);
  fields = change_network_with_lengths(fields, lengths, packet);
  //@ assert ssid: message_change_network_ssid_is(packet, fields, fields);
  //@ assert passphrase: message_change_network_passphrase_is(packet, fields, fields);
  //@ assert from_security: message_change_network_from_security_is(packet, fields, fields);
  return fields;
}

/*@ terminates \true;
    assigns \nothing;
    ensures fits: message_change_password_fits(fields) ==> \result == message_change_password_size(fields);
    ensures none: !message_change_password_fits(fields) ==> \result == 0;
    ensures bound: \result <= MESSAGE_CODEC_MOST;
*/
static size_t change_password_length(message_change_password_t fields)
{
  if (fields.password_hash_length > 128) {
    return 0;
  }
  return 3U + fields.password_hash_length;
}

/*@ ghost
  /@ requires laid: message_change_password_laid(packet, length, password_hash_length);
     terminates \true;
     assigns \nothing;
     ensures form: message_change_password_form(packet, length);
  @/
  static void change_password_form(const uint8_t *packet, size_t length, uint16_t password_hash_length)
  {
  }
*/

/*@ requires fits: message_change_password_fits(fields);
    requires packet: \valid(packet + (0 .. message_change_password_size(fields) - 1));
    requires kind: packet[0] == MESSAGE_CHANGE_PASSWORD;
    terminates \true;
    assigns packet[1 .. 1 + 1 + fields.password_hash_length];
    ensures kind: packet[0] == MESSAGE_CHANGE_PASSWORD;
    ensures password_hash: message_change_password_password_hash_is(packet, fields, fields);
*/
static void change_password_write_password_hash(message_change_password_t fields, uint8_t *packet)
{
  wire_put_u16(packet, 1, fields.password_hash_length);
  uint8_t *bytes = packet + 1 + 2;
  /*@ loop invariant within: 0 <= i <= fields.password_hash_length;
      loop invariant bytes: \forall integer k; 0 <= k < i ==> bytes[k] == fields.password_hash[k];
      loop assigns i, bytes[0 .. fields.password_hash_length - 1];
      loop variant fields.password_hash_length - i;
  */
  for (size_t i = 0; i < fields.password_hash_length; i++) {
    bytes[i] = fields.password_hash[i];
  }
  //@ assert before: \forall integer k; 0 <= k < 1 ==> packet[k] == \at(packet[k], Pre);
}

/*@ requires fits: message_change_password_fits(fields);
    requires packet: \valid(packet + (0 .. message_change_password_size(fields) - 1));
    terminates \true;
    assigns packet[0 .. message_change_password_size(fields) - 1];
    ensures kind: packet[0] == MESSAGE_CHANGE_PASSWORD;
    ensures says: message_change_password_is(packet, fields);
    ensures form: message_change_password_form(packet, message_change_password_size(fields));
*/
static void change_password_write(message_change_password_t fields, uint8_t *packet)
{
  packet[0] = MESSAGE_CHANGE_PASSWORD;
  change_password_write_password_hash(fields, packet);
  //@ assert laid: message_change_password_laid(packet, message_change_password_size(fields), fields.password_hash_length);
  //@ ghost change_password_form(packet, 3U + fields.password_hash_length, fields.password_hash_length);
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    terminates \true;
    assigns \nothing;
    ensures form: \result <==> message_change_password_form(packet, length);
*/
static bool change_password_valid(const uint8_t *packet, size_t length)
{
  if (!wire_holds(packet, length, 1, 128)) {
    return false;
  }
  uint16_t password_hash_length = wire_get_u16(packet, 1);
  if (length != 3U + password_hash_length) {
    return false;
  }
  //@ ghost change_password_form(packet, length, password_hash_length);
  return true;
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: message_change_password_form(packet, length);
    terminates \true;
    assigns \nothing;
    ensures lengths: message_change_password_lengths_are(packet, \result);
    ensures size: message_change_password_size(\result) == length;
*/
static message_change_password_t change_password_lengths(const uint8_t *packet, size_t length)
{
  (void)length;
  message_change_password_t fields = {0};
  fields.password_hash_length = (uint8_t)wire_get_u16(packet, 1);
  return fields;
}

/*@ requires lengths: message_change_password_lengths_are(packet, lengths);
    requires packet: \valid_read(packet + (0 .. message_change_password_size(lengths) - 1));
    terminates \true;
    assigns \nothing;
    ensures password_hash: message_change_password_password_hash_is(packet, lengths, \result);
*/
static message_change_password_t change_password_read_password_hash(message_change_password_t fields, message_change_password_t lengths, const uint8_t *packet)
{
  const uint8_t *bytes = packet + 3;
  /*@ loop invariant within: 0 <= i <= lengths.password_hash_length;
      loop invariant bytes: \forall integer k; 0 <= k < i ==> bytes[k] == fields.password_hash[k];
      loop assigns i, fields.password_hash[0 .. lengths.password_hash_length - 1];
      loop variant lengths.password_hash_length - i;
  */
  for (size_t i = 0; i < lengths.password_hash_length; i++) {
    fields.password_hash[i] = bytes[i];
  }
  return fields;
}

/*@ requires password_hash: message_change_password_password_hash_is(packet, lengths, fields);
    terminates \true;
    assigns \nothing;
    ensures password_hash: wire_u16(packet, 1) == \result.password_hash_length;
    ensures password_hash: (\forall integer k; 3 <= k < 3 + \result.password_hash_length ==> packet[k] == \result.password_hash[k - (3)]);
*/
static message_change_password_t change_password_with_lengths(message_change_password_t fields, message_change_password_t lengths, const uint8_t *packet)
{
  (void)packet;
  fields.password_hash_length = lengths.password_hash_length;
  return fields;
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: message_change_password_form(packet, length);
    terminates \true;
    assigns \nothing;
    ensures says: message_change_password_is(packet, \result);
*/
static message_change_password_t change_password_read(const uint8_t *packet, size_t length)
{
  message_change_password_t lengths = change_password_lengths(packet, length);
  message_change_password_t fields = {0};
  fields = change_password_read_password_hash(fields, lengths, packet);
  fields = change_password_with_lengths(fields, lengths, packet);
  //@ assert password_hash: message_change_password_password_hash_is(packet, fields, fields);
  return fields;
}

/*@ terminates \true;
    assigns \nothing;
    ensures fits: message_visit_fits(fields) ==> \result == message_visit_size(fields);
    ensures none: !message_visit_fits(fields) ==> \result == 0;
    ensures bound: \result <= MESSAGE_CODEC_MOST;
*/
static size_t visit_length(message_visit_t fields)
{
  if (fields.ssid_length > 32) {
    return 0;
  }
  if (fields.passphrase_length > 64) {
    return 0;
  }
  return 7U + fields.ssid_length + fields.passphrase_length;
}

/*@ ghost
  /@ requires laid: message_visit_laid(packet, length, ssid_length, passphrase_length);
     terminates \true;
     assigns \nothing;
     ensures form: message_visit_form(packet, length);
  @/
  static void visit_form(const uint8_t *packet, size_t length, uint16_t ssid_length, uint16_t passphrase_length)
  {
  }
*/

/*@ requires fits: message_visit_fits(fields);
    requires packet: \valid(packet + (0 .. message_visit_size(fields) - 1));
    requires kind: packet[0] == MESSAGE_VISIT;
    terminates \true;
    assigns packet[1 .. 1 + 1 + fields.ssid_length];
    ensures kind: packet[0] == MESSAGE_VISIT;
    ensures ssid: message_visit_ssid_is(packet, fields, fields);
*/
static void visit_write_ssid(message_visit_t fields, uint8_t *packet)
{
  wire_put_u16(packet, 1, fields.ssid_length);
  uint8_t *bytes = packet + 1 + 2;
  /*@ loop invariant within: 0 <= i <= fields.ssid_length;
      loop invariant bytes: \forall integer k; 0 <= k < i ==> bytes[k] == fields.ssid[k];
      loop assigns i, bytes[0 .. fields.ssid_length - 1];
      loop variant fields.ssid_length - i;
  */
  for (size_t i = 0; i < fields.ssid_length; i++) {
    bytes[i] = fields.ssid[i];
  }
  //@ assert before: \forall integer k; 0 <= k < 1 ==> packet[k] == \at(packet[k], Pre);
}

/*@ requires fits: message_visit_fits(fields);
    requires packet: \valid(packet + (0 .. message_visit_size(fields) - 1));
    requires kind: packet[0] == MESSAGE_VISIT;
    requires ssid: message_visit_ssid_is(packet, fields, fields);
    terminates \true;
    assigns packet[3 + fields.ssid_length .. 3 + fields.ssid_length + 1 + fields.passphrase_length];
    ensures kind: packet[0] == MESSAGE_VISIT;
    ensures ssid: message_visit_ssid_is(packet, fields, fields);
    ensures passphrase: message_visit_passphrase_is(packet, fields, fields);
*/
static void visit_write_passphrase(message_visit_t fields, uint8_t *packet)
{
  size_t at = 3U + fields.ssid_length;
  //@ assert at: at == 3 + fields.ssid_length;
  wire_put_u16(packet, at, fields.passphrase_length);
  uint8_t *bytes = packet + at + 2;
  /*@ loop invariant within: 0 <= i <= fields.passphrase_length;
      loop invariant bytes: \forall integer k; 0 <= k < i ==> bytes[k] == fields.passphrase[k];
      loop assigns i, bytes[0 .. fields.passphrase_length - 1];
      loop variant fields.passphrase_length - i;
  */
  for (size_t i = 0; i < fields.passphrase_length; i++) {
    bytes[i] = fields.passphrase[i];
  }
  //@ assert before: \forall integer k; 0 <= k < 3 + fields.ssid_length ==> packet[k] == \at(packet[k], Pre);
}

/*@ requires fits: message_visit_fits(fields);
    requires packet: \valid(packet + (0 .. message_visit_size(fields) - 1));
    requires kind: packet[0] == MESSAGE_VISIT;
    requires ssid: message_visit_ssid_is(packet, fields, fields);
    requires passphrase: message_visit_passphrase_is(packet, fields, fields);
    terminates \true;
    assigns packet[5 + fields.ssid_length + fields.passphrase_length .. 5 + fields.ssid_length + fields.passphrase_length + 1];
    ensures kind: packet[0] == MESSAGE_VISIT;
    ensures ssid: message_visit_ssid_is(packet, fields, fields);
    ensures passphrase: message_visit_passphrase_is(packet, fields, fields);
    ensures from_security: message_visit_from_security_is(packet, fields, fields);
*/
static void visit_write_from_security(message_visit_t fields, uint8_t *packet)
{
  size_t at = 5U + fields.ssid_length + fields.passphrase_length;
  //@ assert at: at == 5 + fields.ssid_length + fields.passphrase_length;
  packet[at] = fields.security;
  packet[at + 1] = fields.hidden;
}

/*@ requires fits: message_visit_fits(fields);
    requires packet: \valid(packet + (0 .. message_visit_size(fields) - 1));
    terminates \true;
    assigns packet[0 .. message_visit_size(fields) - 1];
    ensures kind: packet[0] == MESSAGE_VISIT;
    ensures says: message_visit_is(packet, fields);
    ensures form: message_visit_form(packet, message_visit_size(fields));
*/
static void visit_write(message_visit_t fields, uint8_t *packet)
{
  packet[0] = MESSAGE_VISIT;
  visit_write_ssid(fields, packet);
  visit_write_passphrase(fields, packet);
  visit_write_from_security(fields, packet);
  //@ assert laid: message_visit_laid(packet, message_visit_size(fields), fields.ssid_length, fields.passphrase_length);
  //@ ghost visit_form(packet, 7U + fields.ssid_length + fields.passphrase_length, fields.ssid_length, fields.passphrase_length);
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    terminates \true;
    assigns \nothing;
    ensures form: \result <==> message_visit_form(packet, length);
*/
static bool visit_valid(const uint8_t *packet, size_t length)
{
  if (!wire_holds(packet, length, 1, 32)) {
    return false;
  }
  uint16_t ssid_length = wire_get_u16(packet, 1);
  size_t after_ssid = 3U + ssid_length;
  //@ assert after_ssid: after_ssid == 3 + ssid_length;
  if (!wire_holds(packet, length, after_ssid, 64)) {
    return false;
  }
  uint16_t passphrase_length = wire_get_u16(packet, after_ssid);
  size_t after_passphrase = after_ssid + 2U + passphrase_length;
  //@ assert after_passphrase: after_passphrase == 5 + ssid_length + passphrase_length;
  if (length != after_passphrase + 2) {
    return false;
  }
  //@ ghost visit_form(packet, length, ssid_length, passphrase_length);
  return true;
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: message_visit_form(packet, length);
    terminates \true;
    assigns \nothing;
    ensures lengths: message_visit_lengths_are(packet, \result);
    ensures size: message_visit_size(\result) == length;
*/
static message_visit_t visit_lengths(const uint8_t *packet, size_t length)
{
  (void)length;
  message_visit_t fields = {0};
  fields.ssid_length = (uint8_t)wire_get_u16(packet, 1);
  size_t after_ssid = 3U + fields.ssid_length;
  //@ assert after_ssid: after_ssid == 3 + fields.ssid_length;
  fields.passphrase_length = (uint8_t)wire_get_u16(packet, after_ssid);
  return fields;
}

/*@ requires lengths: message_visit_lengths_are(packet, lengths);
    requires packet: \valid_read(packet + (0 .. message_visit_size(lengths) - 1));
    terminates \true;
    assigns \nothing;
    ensures ssid: message_visit_ssid_is(packet, lengths, \result);
*/
static message_visit_t visit_read_ssid(message_visit_t fields, message_visit_t lengths, const uint8_t *packet)
{
  const uint8_t *bytes = packet + 3;
  /*@ loop invariant within: 0 <= i <= lengths.ssid_length;
      loop invariant bytes: \forall integer k; 0 <= k < i ==> bytes[k] == fields.ssid[k];
      loop assigns i, fields.ssid[0 .. lengths.ssid_length - 1];
      loop variant lengths.ssid_length - i;
  */
  for (size_t i = 0; i < lengths.ssid_length; i++) {
    fields.ssid[i] = bytes[i];
  }
  return fields;
}

/*@ requires lengths: message_visit_lengths_are(packet, lengths);
    requires packet: \valid_read(packet + (0 .. message_visit_size(lengths) - 1));
    requires ssid: message_visit_ssid_is(packet, lengths, fields);
    terminates \true;
    assigns \nothing;
    ensures ssid: message_visit_ssid_is(packet, lengths, \result);
    ensures passphrase: message_visit_passphrase_is(packet, lengths, \result);
*/
static message_visit_t visit_read_passphrase(message_visit_t fields, message_visit_t lengths, const uint8_t *packet)
{
  const uint8_t *bytes = packet + 5 + lengths.ssid_length;
  /*@ loop invariant within: 0 <= i <= lengths.passphrase_length;
      loop invariant bytes: \forall integer k; 0 <= k < i ==> bytes[k] == fields.passphrase[k];
      loop assigns i, fields.passphrase[0 .. lengths.passphrase_length - 1];
      loop variant lengths.passphrase_length - i;
  */
  for (size_t i = 0; i < lengths.passphrase_length; i++) {
    fields.passphrase[i] = bytes[i];
  }
  return fields;
}

/*@ requires lengths: message_visit_lengths_are(packet, lengths);
    requires packet: \valid_read(packet + (0 .. message_visit_size(lengths) - 1));
    requires ssid: message_visit_ssid_is(packet, lengths, fields);
    requires passphrase: message_visit_passphrase_is(packet, lengths, fields);
    terminates \true;
    assigns \nothing;
    ensures ssid: message_visit_ssid_is(packet, lengths, \result);
    ensures passphrase: message_visit_passphrase_is(packet, lengths, \result);
    ensures from_security: message_visit_from_security_is(packet, lengths, \result);
*/
static message_visit_t visit_read_from_security(message_visit_t fields, message_visit_t lengths, const uint8_t *packet)
{
  size_t at = 5U + lengths.ssid_length + lengths.passphrase_length;
  //@ assert at: at == 5 + lengths.ssid_length + lengths.passphrase_length;
  fields.security = packet[at];
  fields.hidden = packet[at + 1];
  return fields;
}

/*@ requires ssid: message_visit_ssid_is(packet, lengths, fields);
    requires passphrase: message_visit_passphrase_is(packet, lengths, fields);
    requires from_security: message_visit_from_security_is(packet, lengths, fields);
    terminates \true;
    assigns \nothing;
    ensures ssid: wire_u16(packet, 1) == \result.ssid_length;
    ensures ssid: (\forall integer k; 3 <= k < 3 + \result.ssid_length ==> packet[k] == \result.ssid[k - (3)]);
    ensures passphrase: wire_u16(packet, 3 + \result.ssid_length) == \result.passphrase_length;
    ensures passphrase: (\forall integer k; 5 + \result.ssid_length <= k < 5 + \result.ssid_length + \result.passphrase_length ==> packet[k] == \result.passphrase[k - (5 + \result.ssid_length)]);
    ensures from_security: packet[5 + \result.ssid_length + \result.passphrase_length] == \result.security;
    ensures from_security: packet[6 + \result.ssid_length + \result.passphrase_length] == \result.hidden;
*/
static message_visit_t visit_with_lengths(message_visit_t fields, message_visit_t lengths, const uint8_t *packet)
{
  (void)packet;
  fields.ssid_length = lengths.ssid_length;
  fields.passphrase_length = lengths.passphrase_length;
  return fields;
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: message_visit_form(packet, length);
    terminates \true;
    assigns \nothing;
    ensures says: message_visit_is(packet, \result);
*/
static message_visit_t visit_read(const uint8_t *packet, size_t length)
{
  message_visit_t lengths = visit_lengths(packet, length);
  message_visit_t fields = {0};
  fields = visit_read_ssid(fields, lengths, packet);
  fields = visit_read_passphrase(fields, lengths, packet);
  fields = visit_read_from_security(fields, lengths, packet);
  fields = visit_with_lengths(fields, lengths, packet);
  //@ assert ssid: message_visit_ssid_is(packet, fields, fields);
  //@ assert passphrase: message_visit_passphrase_is(packet, fields, fields);
  //@ assert from_security: message_visit_from_security_is(packet, fields, fields);
  return fields;
}

/*@ terminates \true;
    assigns \nothing;
    ensures fits: message_adopt_fits(fields) ==> \result == message_adopt_size(fields);
    ensures none: !message_adopt_fits(fields) ==> \result == 0;
    ensures bound: \result <= MESSAGE_CODEC_MOST;
*/
static size_t adopt_length(message_adopt_t fields)
{
  if (fields.password_hash_length > 128) {
    return 0;
  }
  if (fields.secret_length > 64) {
    return 0;
  }
  return 5U + fields.password_hash_length + fields.secret_length;
}

/*@ ghost
  /@ requires laid: message_adopt_laid(packet, length, password_hash_length, secret_length);
     terminates \true;
     assigns \nothing;
     ensures form: message_adopt_form(packet, length);
  @/
  static void adopt_form(const uint8_t *packet, size_t length, uint16_t password_hash_length, uint16_t secret_length)
  {
  }
*/

/*@ requires fits: message_adopt_fits(fields);
    requires packet: \valid(packet + (0 .. message_adopt_size(fields) - 1));
    requires kind: packet[0] == MESSAGE_ADOPT;
    terminates \true;
    assigns packet[1 .. 1 + 1 + fields.password_hash_length];
    ensures kind: packet[0] == MESSAGE_ADOPT;
    ensures password_hash: message_adopt_password_hash_is(packet, fields, fields);
*/
static void adopt_write_password_hash(message_adopt_t fields, uint8_t *packet)
{
  wire_put_u16(packet, 1, fields.password_hash_length);
  uint8_t *bytes = packet + 1 + 2;
  /*@ loop invariant within: 0 <= i <= fields.password_hash_length;
      loop invariant bytes: \forall integer k; 0 <= k < i ==> bytes[k] == fields.password_hash[k];
      loop assigns i, bytes[0 .. fields.password_hash_length - 1];
      loop variant fields.password_hash_length - i;
  */
  for (size_t i = 0; i < fields.password_hash_length; i++) {
    bytes[i] = fields.password_hash[i];
  }
  //@ assert before: \forall integer k; 0 <= k < 1 ==> packet[k] == \at(packet[k], Pre);
}

/*@ requires fits: message_adopt_fits(fields);
    requires packet: \valid(packet + (0 .. message_adopt_size(fields) - 1));
    requires kind: packet[0] == MESSAGE_ADOPT;
    requires password_hash: message_adopt_password_hash_is(packet, fields, fields);
    terminates \true;
    assigns packet[3 + fields.password_hash_length .. 3 + fields.password_hash_length + 1 + fields.secret_length];
    ensures kind: packet[0] == MESSAGE_ADOPT;
    ensures password_hash: message_adopt_password_hash_is(packet, fields, fields);
    ensures secret: message_adopt_secret_is(packet, fields, fields);
*/
static void adopt_write_secret(message_adopt_t fields, uint8_t *packet)
{
  size_t at = 3U + fields.password_hash_length;
  //@ assert at: at == 3 + fields.password_hash_length;
  wire_put_u16(packet, at, fields.secret_length);
  uint8_t *bytes = packet + at + 2;
  /*@ loop invariant within: 0 <= i <= fields.secret_length;
      loop invariant bytes: \forall integer k; 0 <= k < i ==> bytes[k] == fields.secret[k];
      loop assigns i, bytes[0 .. fields.secret_length - 1];
      loop variant fields.secret_length - i;
  */
  for (size_t i = 0; i < fields.secret_length; i++) {
    bytes[i] = fields.secret[i];
  }
  //@ assert before: \forall integer k; 0 <= k < 3 + fields.password_hash_length ==> packet[k] == \at(packet[k], Pre);
}

/*@ requires fits: message_adopt_fits(fields);
    requires packet: \valid(packet + (0 .. message_adopt_size(fields) - 1));
    terminates \true;
    assigns packet[0 .. message_adopt_size(fields) - 1];
    ensures kind: packet[0] == MESSAGE_ADOPT;
    ensures says: message_adopt_is(packet, fields);
    ensures form: message_adopt_form(packet, message_adopt_size(fields));
*/
static void adopt_write(message_adopt_t fields, uint8_t *packet)
{
  packet[0] = MESSAGE_ADOPT;
  adopt_write_password_hash(fields, packet);
  adopt_write_secret(fields, packet);
  //@ assert laid: message_adopt_laid(packet, message_adopt_size(fields), fields.password_hash_length, fields.secret_length);
  //@ ghost adopt_form(packet, 5U + fields.password_hash_length + fields.secret_length, fields.password_hash_length, fields.secret_length);
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    terminates \true;
    assigns \nothing;
    ensures form: \result <==> message_adopt_form(packet, length);
*/
static bool adopt_valid(const uint8_t *packet, size_t length)
{
  if (!wire_holds(packet, length, 1, 128)) {
    return false;
  }
  uint16_t password_hash_length = wire_get_u16(packet, 1);
  size_t after_password_hash = 3U + password_hash_length;
  //@ assert after_password_hash: after_password_hash == 3 + password_hash_length;
  if (!wire_holds(packet, length, after_password_hash, 64)) {
    return false;
  }
  uint16_t secret_length = wire_get_u16(packet, after_password_hash);
  if (length != after_password_hash + 2U + secret_length) {
    return false;
  }
  //@ ghost adopt_form(packet, length, password_hash_length, secret_length);
  return true;
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: message_adopt_form(packet, length);
    terminates \true;
    assigns \nothing;
    ensures lengths: message_adopt_lengths_are(packet, \result);
    ensures size: message_adopt_size(\result) == length;
*/
static message_adopt_t adopt_lengths(const uint8_t *packet, size_t length)
{
  (void)length;
  message_adopt_t fields = {0};
  fields.password_hash_length = (uint8_t)wire_get_u16(packet, 1);
  size_t after_password_hash = 3U + fields.password_hash_length;
  //@ assert after_password_hash: after_password_hash == 3 + fields.password_hash_length;
  fields.secret_length = (uint8_t)wire_get_u16(packet, after_password_hash);
  return fields;
}

/*@ requires lengths: message_adopt_lengths_are(packet, lengths);
    requires packet: \valid_read(packet + (0 .. message_adopt_size(lengths) - 1));
    terminates \true;
    assigns \nothing;
    ensures password_hash: message_adopt_password_hash_is(packet, lengths, \result);
*/
static message_adopt_t adopt_read_password_hash(message_adopt_t fields, message_adopt_t lengths, const uint8_t *packet)
{
  const uint8_t *bytes = packet + 3;
  /*@ loop invariant within: 0 <= i <= lengths.password_hash_length;
      loop invariant bytes: \forall integer k; 0 <= k < i ==> bytes[k] == fields.password_hash[k];
      loop assigns i, fields.password_hash[0 .. lengths.password_hash_length - 1];
      loop variant lengths.password_hash_length - i;
  */
  for (size_t i = 0; i < lengths.password_hash_length; i++) {
    fields.password_hash[i] = bytes[i];
  }
  return fields;
}

/*@ requires lengths: message_adopt_lengths_are(packet, lengths);
    requires packet: \valid_read(packet + (0 .. message_adopt_size(lengths) - 1));
    requires password_hash: message_adopt_password_hash_is(packet, lengths, fields);
    terminates \true;
    assigns \nothing;
    ensures password_hash: message_adopt_password_hash_is(packet, lengths, \result);
    ensures secret: message_adopt_secret_is(packet, lengths, \result);
*/
static message_adopt_t adopt_read_secret(message_adopt_t fields, message_adopt_t lengths, const uint8_t *packet)
{
  const uint8_t *bytes = packet + 5 + lengths.password_hash_length;
  /*@ loop invariant within: 0 <= i <= lengths.secret_length;
      loop invariant bytes: \forall integer k; 0 <= k < i ==> bytes[k] == fields.secret[k];
      loop assigns i, fields.secret[0 .. lengths.secret_length - 1];
      loop variant lengths.secret_length - i;
  */
  for (size_t i = 0; i < lengths.secret_length; i++) {
    fields.secret[i] = bytes[i];
  }
  return fields;
}

/*@ requires password_hash: message_adopt_password_hash_is(packet, lengths, fields);
    requires secret: message_adopt_secret_is(packet, lengths, fields);
    terminates \true;
    assigns \nothing;
    ensures password_hash: wire_u16(packet, 1) == \result.password_hash_length;
    ensures password_hash: (\forall integer k; 3 <= k < 3 + \result.password_hash_length ==> packet[k] == \result.password_hash[k - (3)]);
    ensures secret: wire_u16(packet, 3 + \result.password_hash_length) == \result.secret_length;
    ensures secret: (\forall integer k; 5 + \result.password_hash_length <= k < 5 + \result.password_hash_length + \result.secret_length ==> packet[k] == \result.secret[k - (5 + \result.password_hash_length)]);
*/
static message_adopt_t adopt_with_lengths(message_adopt_t fields, message_adopt_t lengths, const uint8_t *packet)
{
  (void)packet;
  fields.password_hash_length = lengths.password_hash_length;
  fields.secret_length = lengths.secret_length;
  return fields;
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: message_adopt_form(packet, length);
    terminates \true;
    assigns \nothing;
    ensures says: message_adopt_is(packet, \result);
*/
static message_adopt_t adopt_read(const uint8_t *packet, size_t length)
{
  message_adopt_t lengths = adopt_lengths(packet, length);
  message_adopt_t fields = {0};
  fields = adopt_read_password_hash(fields, lengths, packet);
  fields = adopt_read_secret(fields, lengths, packet);
  fields = adopt_with_lengths(fields, lengths, packet);
  //@ assert password_hash: message_adopt_password_hash_is(packet, fields, fields);
  //@ assert secret: message_adopt_secret_is(packet, fields, fields);
  return fields;
}

/*@ requires packet: \valid(packet + (0 .. 3 - 1));
    terminates \true;
    assigns packet[0 .. 3 - 1];
    ensures kind: packet[0] == MESSAGE_REPLY;
    ensures says: message_reply_is(packet, fields);
*/
static void reply_write(message_reply_t fields, uint8_t *packet)
{
  packet[0] = MESSAGE_REPLY;
  packet[1] = fields.request;
  packet[2] = fields.reason;
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: length == 3;
    terminates \true;
    assigns \nothing;
    ensures says: message_reply_is(packet, \result);
*/
static message_reply_t reply_read(const uint8_t *packet, size_t length)
{
  (void)length;
  message_reply_t fields = {0};
  fields.request = packet[1];
  fields.reason = packet[2];
  return fields;
}

/*@ terminates \true;
    assigns \nothing;
    ensures fits: message_status_fits(fields) ==> \result == message_status_size(fields);
    ensures none: !message_status_fits(fields) ==> \result == 0;
    ensures bound: \result <= MESSAGE_CODEC_MOST;
*/
static size_t status_length(message_status_t fields)
{
  if (fields.serial_length > 32) {
    return 0;
  }
  if (fields.setup_ssid_length > 32) {
    return 0;
  }
  if (fields.ssid_length > 32) {
    return 0;
  }
  if (fields.address_length > 46) {
    return 0;
  }
  return 30U + fields.serial_length + fields.setup_ssid_length + fields.ssid_length + fields.address_length;
}

/*@ ghost
  /@ requires laid: message_status_laid(packet, length, serial_length, setup_ssid_length, ssid_length, address_length);
     terminates \true;
     assigns \nothing;
     ensures form: message_status_form(packet, length);
  @/
  static void status_form(const uint8_t *packet, size_t length, uint16_t serial_length, uint16_t setup_ssid_length, uint16_t ssid_length, uint16_t address_length)
  {
  }
*/

/*@ requires fits: message_status_fits(fields);
    requires packet: \valid(packet + (0 .. message_status_size(fields) - 1));
    requires kind: packet[0] == MESSAGE_STATUS;
    terminates \true;
    assigns packet[1 .. 1 + 10];
    ensures kind: packet[0] == MESSAGE_STATUS;
    ensures from_time: message_status_from_time_is(packet, fields, fields);
*/
static void status_write_from_time(message_status_t fields, uint8_t *packet)
{
  wire_put_u64(packet, 1, fields.time);
  packet[9] = fields.light;
  packet[10] = fields.button;
  packet[11] = fields.reset;
}

/*@ requires fits: message_status_fits(fields);
    requires packet: \valid(packet + (0 .. message_status_size(fields) - 1));
    requires kind: packet[0] == MESSAGE_STATUS;
    requires from_time: message_status_from_time_is(packet, fields, fields);
    terminates \true;
    assigns packet[12 .. 12 + 3];
    ensures kind: packet[0] == MESSAGE_STATUS;
    ensures from_time: message_status_from_time_is(packet, fields, fields);
    ensures from_provision: message_status_from_provision_is(packet, fields, fields);
*/
static void status_write_from_provision(message_status_t fields, uint8_t *packet)
{
  packet[12] = fields.provision;
  packet[13] = fields.owned;
  packet[14] = fields.setup_open;
  packet[15] = fields.reason;
}

/*@ requires fits: message_status_fits(fields);
    requires packet: \valid(packet + (0 .. message_status_size(fields) - 1));
    requires kind: packet[0] == MESSAGE_STATUS;
    requires from_time: message_status_from_time_is(packet, fields, fields);
    requires from_provision: message_status_from_provision_is(packet, fields, fields);
    terminates \true;
    assigns packet[16 .. 16 + 5];
    ensures kind: packet[0] == MESSAGE_STATUS;
    ensures from_time: message_status_from_time_is(packet, fields, fields);
    ensures from_provision: message_status_from_provision_is(packet, fields, fields);
    ensures from_stage: message_status_from_stage_is(packet, fields, fields);
*/
static void status_write_from_stage(message_status_t fields, uint8_t *packet)
{
  packet[16] = fields.stage;
  packet[17] = fields.signal;
  wire_put_u32(packet, 18, fields.camera_restarts);
}

/*@ requires fits: message_status_fits(fields);
    requires packet: \valid(packet + (0 .. message_status_size(fields) - 1));
    requires kind: packet[0] == MESSAGE_STATUS;
    requires from_time: message_status_from_time_is(packet, fields, fields);
    requires from_provision: message_status_from_provision_is(packet, fields, fields);
    requires from_stage: message_status_from_stage_is(packet, fields, fields);
    terminates \true;
    assigns packet[22 .. 22 + 1 + fields.serial_length];
    ensures kind: packet[0] == MESSAGE_STATUS;
    ensures from_time: message_status_from_time_is(packet, fields, fields);
    ensures from_provision: message_status_from_provision_is(packet, fields, fields);
    ensures from_stage: message_status_from_stage_is(packet, fields, fields);
    ensures serial: message_status_serial_is(packet, fields, fields);
*/
static void status_write_serial(message_status_t fields, uint8_t *packet)
{
  wire_put_u16(packet, 22, fields.serial_length);
  uint8_t *bytes = packet + 22 + 2;
  /*@ loop invariant within: 0 <= i <= fields.serial_length;
      loop invariant bytes: \forall integer k; 0 <= k < i ==> bytes[k] == fields.serial[k];
      loop assigns i, bytes[0 .. fields.serial_length - 1];
      loop variant fields.serial_length - i;
  */
  for (size_t i = 0; i < fields.serial_length; i++) {
    bytes[i] = fields.serial[i];
  }
  //@ assert before: \forall integer k; 0 <= k < 22 ==> packet[k] == \at(packet[k], Pre);
}

/*@ requires fits: message_status_fits(fields);
    requires packet: \valid(packet + (0 .. message_status_size(fields) - 1));
    requires kind: packet[0] == MESSAGE_STATUS;
    requires from_time: message_status_from_time_is(packet, fields, fields);
    requires from_provision: message_status_from_provision_is(packet, fields, fields);
    requires from_stage: message_status_from_stage_is(packet, fields, fields);
    requires serial: message_status_serial_is(packet, fields, fields);
    terminates \true;
    assigns packet[24 + fields.serial_length .. 24 + fields.serial_length + 1 + fields.setup_ssid_length];
    ensures kind: packet[0] == MESSAGE_STATUS;
    ensures from_time: message_status_from_time_is(packet, fields, fields);
    ensures from_provision: message_status_from_provision_is(packet, fields, fields);
    ensures from_stage: message_status_from_stage_is(packet, fields, fields);
    ensures serial: message_status_serial_is(packet, fields, fields);
    ensures setup_ssid: message_status_setup_ssid_is(packet, fields, fields);
*/
static void status_write_setup_ssid(message_status_t fields, uint8_t *packet)
{
  size_t at = 24U + fields.serial_length;
  //@ assert at: at == 24 + fields.serial_length;
  wire_put_u16(packet, at, fields.setup_ssid_length);
  uint8_t *bytes = packet + at + 2;
  /*@ loop invariant within: 0 <= i <= fields.setup_ssid_length;
      loop invariant bytes: \forall integer k; 0 <= k < i ==> bytes[k] == fields.setup_ssid[k];
      loop assigns i, bytes[0 .. fields.setup_ssid_length - 1];
      loop variant fields.setup_ssid_length - i;
  */
  for (size_t i = 0; i < fields.setup_ssid_length; i++) {
    bytes[i] = fields.setup_ssid[i];
  }
  //@ assert before: \forall integer k; 0 <= k < 24 + fields.serial_length ==> packet[k] == \at(packet[k], Pre);
}

/*@ requires fits: message_status_fits(fields);
    requires packet: \valid(packet + (0 .. message_status_size(fields) - 1));
    requires kind: packet[0] == MESSAGE_STATUS;
    requires from_time: message_status_from_time_is(packet, fields, fields);
    requires from_provision: message_status_from_provision_is(packet, fields, fields);
    requires from_stage: message_status_from_stage_is(packet, fields, fields);
    requires serial: message_status_serial_is(packet, fields, fields);
    requires setup_ssid: message_status_setup_ssid_is(packet, fields, fields);
    terminates \true;
    assigns packet[26 + fields.serial_length + fields.setup_ssid_length .. 26 + fields.serial_length + fields.setup_ssid_length + 1 + fields.ssid_length];
    ensures kind: packet[0] == MESSAGE_STATUS;
    ensures from_time: message_status_from_time_is(packet, fields, fields);
    ensures from_provision: message_status_from_provision_is(packet, fields, fields);
    ensures from_stage: message_status_from_stage_is(packet, fields, fields);
    ensures serial: message_status_serial_is(packet, fields, fields);
    ensures setup_ssid: message_status_setup_ssid_is(packet, fields, fields);
    ensures ssid: message_status_ssid_is(packet, fields, fields);
*/
static void status_write_ssid(message_status_t fields, uint8_t *packet)
{
  size_t at = 26U + fields.serial_length + fields.setup_ssid_length;
  //@ assert at: at == 26 + fields.serial_length + fields.setup_ssid_length;
  wire_put_u16(packet, at, fields.ssid_length);
  uint8_t *bytes = packet + at + 2;
  /*@ loop invariant within: 0 <= i <= fields.ssid_length;
      loop invariant bytes: \forall integer k; 0 <= k < i ==> bytes[k] == fields.ssid[k];
      loop assigns i, bytes[0 .. fields.ssid_length - 1];
      loop variant fields.ssid_length - i;
  */
  for (size_t i = 0; i < fields.ssid_length; i++) {
    bytes[i] = fields.ssid[i];
  }
  //@ assert before: \forall integer k; 0 <= k < 26 + fields.serial_length + fields.setup_ssid_length ==> packet[k] == \at(packet[k], Pre);
}

/*@ requires fits: message_status_fits(fields);
    requires packet: \valid(packet + (0 .. message_status_size(fields) - 1));
    requires kind: packet[0] == MESSAGE_STATUS;
    requires from_time: message_status_from_time_is(packet, fields, fields);
    requires from_provision: message_status_from_provision_is(packet, fields, fields);
    requires from_stage: message_status_from_stage_is(packet, fields, fields);
    requires serial: message_status_serial_is(packet, fields, fields);
    requires setup_ssid: message_status_setup_ssid_is(packet, fields, fields);
    requires ssid: message_status_ssid_is(packet, fields, fields);
    terminates \true;
    assigns packet[28 + fields.serial_length + fields.setup_ssid_length + fields.ssid_length .. 28 + fields.serial_length + fields.setup_ssid_length + fields.ssid_length + 1 + fields.address_length];
    ensures kind: packet[0] == MESSAGE_STATUS;
    ensures from_time: message_status_from_time_is(packet, fields, fields);
    ensures from_provision: message_status_from_provision_is(packet, fields, fields);
    ensures from_stage: message_status_from_stage_is(packet, fields, fields);
    ensures serial: message_status_serial_is(packet, fields, fields);
    ensures setup_ssid: message_status_setup_ssid_is(packet, fields, fields);
    ensures ssid: message_status_ssid_is(packet, fields, fields);
    ensures address: message_status_address_is(packet, fields, fields);
*/
static void status_write_address(message_status_t fields, uint8_t *packet)
{
  size_t at = 28U + fields.serial_length + fields.setup_ssid_length + fields.ssid_length;
  //@ assert at: at == 28 + fields.serial_length + fields.setup_ssid_length + fields.ssid_length;
  wire_put_u16(packet, at, fields.address_length);
  uint8_t *bytes = packet + at + 2;
  /*@ loop invariant within: 0 <= i <= fields.address_length;
      loop invariant bytes: \forall integer k; 0 <= k < i ==> bytes[k] == fields.address[k];
      loop assigns i, bytes[0 .. fields.address_length - 1];
      loop variant fields.address_length - i;
  */
  for (size_t i = 0; i < fields.address_length; i++) {
    bytes[i] = fields.address[i];
  }
  //@ assert before: \forall integer k; 0 <= k < 28 + fields.serial_length + fields.setup_ssid_length + fields.ssid_length ==> packet[k] == \at(packet[k], Pre);
}

/*@ requires fits: message_status_fits(fields);
    requires packet: \valid(packet + (0 .. message_status_size(fields) - 1));
    terminates \true;
    assigns packet[0 .. message_status_size(fields) - 1];
    ensures kind: packet[0] == MESSAGE_STATUS;
    ensures says: message_status_is(packet, fields);
    ensures form: message_status_form(packet, message_status_size(fields));
*/
static void status_write(message_status_t fields, uint8_t *packet)
{
  packet[0] = MESSAGE_STATUS;
  status_write_from_time(fields, packet);
  status_write_from_provision(fields, packet);
  status_write_from_stage(fields, packet);
  status_write_serial(fields, packet);
  status_write_setup_ssid(fields, packet);
  status_write_ssid(fields, packet);
  status_write_address(fields, packet);
  //@ assert laid: message_status_laid(packet, message_status_size(fields), fields.serial_length, fields.setup_ssid_length, fields.ssid_length, fields.address_length);
  //@ ghost status_form(packet, 30U + fields.serial_length + fields.setup_ssid_length + fields.ssid_length + fields.address_length, fields.serial_length, fields.setup_ssid_length, fields.ssid_length, fields.address_length);
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    terminates \true;
    assigns \nothing;
    ensures form: \result <==> message_status_form(packet, length);
*/
static bool status_valid(const uint8_t *packet, size_t length)
{
  if (!wire_holds(packet, length, 22, 32)) {
    return false;
  }
  uint16_t serial_length = wire_get_u16(packet, 22);
  size_t after_serial = 24U + serial_length;
  //@ assert after_serial: after_serial == 24 + serial_length;
  if (!wire_holds(packet, length, after_serial, 32)) {
    return false;
  }
  uint16_t setup_ssid_length = wire_get_u16(packet, after_serial);
  size_t after_setup_ssid = after_serial + 2U + setup_ssid_length;
  //@ assert after_setup_ssid: after_setup_ssid == 26 + serial_length + setup_ssid_length;
  if (!wire_holds(packet, length, after_setup_ssid, 32)) {
    return false;
  }
  uint16_t ssid_length = wire_get_u16(packet, after_setup_ssid);
  size_t after_ssid = after_setup_ssid + 2U + ssid_length;
  //@ assert after_ssid: after_ssid == 28 + serial_length + setup_ssid_length + ssid_length;
  if (!wire_holds(packet, length, after_ssid, 46)) {
    return false;
  }
  uint16_t address_length = wire_get_u16(packet, after_ssid);
  if (length != after_ssid + 2U + address_length) {
    return false;
  }
  //@ ghost status_form(packet, length, serial_length, setup_ssid_length, ssid_length, address_length);
  return true;
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: message_status_form(packet, length);
    terminates \true;
    assigns \nothing;
    ensures lengths: message_status_lengths_are(packet, \result);
    ensures size: message_status_size(\result) == length;
*/
static message_status_t status_lengths(const uint8_t *packet, size_t length)
{
  (void)length;
  message_status_t fields = {0};
  fields.serial_length = (uint8_t)wire_get_u16(packet, 22);
  size_t after_serial = 24U + fields.serial_length;
  //@ assert after_serial: after_serial == 24 + fields.serial_length;
  fields.setup_ssid_length = (uint8_t)wire_get_u16(packet, after_serial);
  size_t after_setup_ssid = after_serial + 2U + fields.setup_ssid_length;
  //@ assert after_setup_ssid: after_setup_ssid == 26 + fields.serial_length + fields.setup_ssid_length;
  fields.ssid_length = (uint8_t)wire_get_u16(packet, after_setup_ssid);
  size_t after_ssid = after_setup_ssid + 2U + fields.ssid_length;
  //@ assert after_ssid: after_ssid == 28 + fields.serial_length + fields.setup_ssid_length + fields.ssid_length;
  fields.address_length = (uint8_t)wire_get_u16(packet, after_ssid);
  return fields;
}

/*@ requires lengths: message_status_lengths_are(packet, lengths);
    requires packet: \valid_read(packet + (0 .. message_status_size(lengths) - 1));
    terminates \true;
    assigns \nothing;
    ensures from_time: message_status_from_time_is(packet, lengths, \result);
*/
static message_status_t status_read_from_time(message_status_t fields, message_status_t lengths, const uint8_t *packet)
{
  (void)lengths;
  fields.time = wire_get_u64(packet, 1);
  fields.light = packet[9];
  fields.button = packet[10];
  fields.reset = packet[11];
  return fields;
}

/*@ requires lengths: message_status_lengths_are(packet, lengths);
    requires packet: \valid_read(packet + (0 .. message_status_size(lengths) - 1));
    requires from_time: message_status_from_time_is(packet, lengths, fields);
    terminates \true;
    assigns \nothing;
    ensures from_time: message_status_from_time_is(packet, lengths, \result);
    ensures from_provision: message_status_from_provision_is(packet, lengths, \result);
*/
static message_status_t status_read_from_provision(message_status_t fields, message_status_t lengths, const uint8_t *packet)
{
  (void)lengths;
  fields.provision = packet[12];
  fields.owned = packet[13];
  fields.setup_open = packet[14];
  fields.reason = packet[15];
  return fields;
}

/*@ requires lengths: message_status_lengths_are(packet, lengths);
    requires packet: \valid_read(packet + (0 .. message_status_size(lengths) - 1));
    requires from_time: message_status_from_time_is(packet, lengths, fields);
    requires from_provision: message_status_from_provision_is(packet, lengths, fields);
    terminates \true;
    assigns \nothing;
    ensures from_time: message_status_from_time_is(packet, lengths, \result);
    ensures from_provision: message_status_from_provision_is(packet, lengths, \result);
    ensures from_stage: message_status_from_stage_is(packet, lengths, \result);
*/
static message_status_t status_read_from_stage(message_status_t fields, message_status_t lengths, const uint8_t *packet)
{
  (void)lengths;
  fields.stage = packet[16];
  fields.signal = packet[17];
  fields.camera_restarts = wire_get_u32(packet, 18);
  return fields;
}

/*@ requires lengths: message_status_lengths_are(packet, lengths);
    requires packet: \valid_read(packet + (0 .. message_status_size(lengths) - 1));
    requires from_time: message_status_from_time_is(packet, lengths, fields);
    requires from_provision: message_status_from_provision_is(packet, lengths, fields);
    requires from_stage: message_status_from_stage_is(packet, lengths, fields);
    terminates \true;
    assigns \nothing;
    ensures from_time: message_status_from_time_is(packet, lengths, \result);
    ensures from_provision: message_status_from_provision_is(packet, lengths, \result);
    ensures from_stage: message_status_from_stage_is(packet, lengths, \result);
    ensures serial: message_status_serial_is(packet, lengths, \result);
*/
static message_status_t status_read_serial(message_status_t fields, message_status_t lengths, const uint8_t *packet)
{
  const uint8_t *bytes = packet + 24;
  /*@ loop invariant within: 0 <= i <= lengths.serial_length;
      loop invariant bytes: \forall integer k; 0 <= k < i ==> bytes[k] == fields.serial[k];
      loop assigns i, fields.serial[0 .. lengths.serial_length - 1];
      loop variant lengths.serial_length - i;
  */
  for (size_t i = 0; i < lengths.serial_length; i++) {
    fields.serial[i] = bytes[i];
  }
  return fields;
}

/*@ requires lengths: message_status_lengths_are(packet, lengths);
    requires packet: \valid_read(packet + (0 .. message_status_size(lengths) - 1));
    requires from_time: message_status_from_time_is(packet, lengths, fields);
    requires from_provision: message_status_from_provision_is(packet, lengths, fields);
    requires from_stage: message_status_from_stage_is(packet, lengths, fields);
    requires serial: message_status_serial_is(packet, lengths, fields);
    terminates \true;
    assigns \nothing;
    ensures from_time: message_status_from_time_is(packet, lengths, \result);
    ensures from_provision: message_status_from_provision_is(packet, lengths, \result);
    ensures from_stage: message_status_from_stage_is(packet, lengths, \result);
    ensures serial: message_status_serial_is(packet, lengths, \result);
    ensures setup_ssid: message_status_setup_ssid_is(packet, lengths, \result);
*/
static message_status_t status_read_setup_ssid(message_status_t fields, message_status_t lengths, const uint8_t *packet)
{
  const uint8_t *bytes = packet + 26 + lengths.serial_length;
  /*@ loop invariant within: 0 <= i <= lengths.setup_ssid_length;
      loop invariant bytes: \forall integer k; 0 <= k < i ==> bytes[k] == fields.setup_ssid[k];
      loop assigns i, fields.setup_ssid[0 .. lengths.setup_ssid_length - 1];
      loop variant lengths.setup_ssid_length - i;
  */
  for (size_t i = 0; i < lengths.setup_ssid_length; i++) {
    fields.setup_ssid[i] = bytes[i];
  }
  return fields;
}

/*@ requires lengths: message_status_lengths_are(packet, lengths);
    requires packet: \valid_read(packet + (0 .. message_status_size(lengths) - 1));
    requires from_time: message_status_from_time_is(packet, lengths, fields);
    requires from_provision: message_status_from_provision_is(packet, lengths, fields);
    requires from_stage: message_status_from_stage_is(packet, lengths, fields);
    requires serial: message_status_serial_is(packet, lengths, fields);
    requires setup_ssid: message_status_setup_ssid_is(packet, lengths, fields);
    terminates \true;
    assigns \nothing;
    ensures from_time: message_status_from_time_is(packet, lengths, \result);
    ensures from_provision: message_status_from_provision_is(packet, lengths, \result);
    ensures from_stage: message_status_from_stage_is(packet, lengths, \result);
    ensures serial: message_status_serial_is(packet, lengths, \result);
    ensures setup_ssid: message_status_setup_ssid_is(packet, lengths, \result);
    ensures ssid: message_status_ssid_is(packet, lengths, \result);
*/
static message_status_t status_read_ssid(message_status_t fields, message_status_t lengths, const uint8_t *packet)
{
  const uint8_t *bytes = packet + 28 + lengths.serial_length + lengths.setup_ssid_length;
  /*@ loop invariant within: 0 <= i <= lengths.ssid_length;
      loop invariant bytes: \forall integer k; 0 <= k < i ==> bytes[k] == fields.ssid[k];
      loop assigns i, fields.ssid[0 .. lengths.ssid_length - 1];
      loop variant lengths.ssid_length - i;
  */
  for (size_t i = 0; i < lengths.ssid_length; i++) {
    fields.ssid[i] = bytes[i];
  }
  return fields;
}

/*@ requires lengths: message_status_lengths_are(packet, lengths);
    requires packet: \valid_read(packet + (0 .. message_status_size(lengths) - 1));
    requires from_time: message_status_from_time_is(packet, lengths, fields);
    requires from_provision: message_status_from_provision_is(packet, lengths, fields);
    requires from_stage: message_status_from_stage_is(packet, lengths, fields);
    requires serial: message_status_serial_is(packet, lengths, fields);
    requires setup_ssid: message_status_setup_ssid_is(packet, lengths, fields);
    requires ssid: message_status_ssid_is(packet, lengths, fields);
    terminates \true;
    assigns \nothing;
    ensures from_time: message_status_from_time_is(packet, lengths, \result);
    ensures from_provision: message_status_from_provision_is(packet, lengths, \result);
    ensures from_stage: message_status_from_stage_is(packet, lengths, \result);
    ensures serial: message_status_serial_is(packet, lengths, \result);
    ensures setup_ssid: message_status_setup_ssid_is(packet, lengths, \result);
    ensures ssid: message_status_ssid_is(packet, lengths, \result);
    ensures address: message_status_address_is(packet, lengths, \result);
*/
static message_status_t status_read_address(message_status_t fields, message_status_t lengths, const uint8_t *packet)
{
  const uint8_t *bytes = packet + 30 + lengths.serial_length + lengths.setup_ssid_length + lengths.ssid_length;
  /*@ loop invariant within: 0 <= i <= lengths.address_length;
      loop invariant bytes: \forall integer k; 0 <= k < i ==> bytes[k] == fields.address[k];
      loop assigns i, fields.address[0 .. lengths.address_length - 1];
      loop variant lengths.address_length - i;
  */
  for (size_t i = 0; i < lengths.address_length; i++) {
    fields.address[i] = bytes[i];
  }
  return fields;
}

/*@ requires from_time: message_status_from_time_is(packet, lengths, fields);
    requires from_provision: message_status_from_provision_is(packet, lengths, fields);
    requires from_stage: message_status_from_stage_is(packet, lengths, fields);
    requires serial: message_status_serial_is(packet, lengths, fields);
    requires setup_ssid: message_status_setup_ssid_is(packet, lengths, fields);
    requires ssid: message_status_ssid_is(packet, lengths, fields);
    requires address: message_status_address_is(packet, lengths, fields);
    terminates \true;
    assigns \nothing;
    ensures from_time: wire_u64(packet, 1) == \result.time;
    ensures from_time: packet[9] == \result.light;
    ensures from_time: packet[10] == \result.button;
    ensures from_time: packet[11] == \result.reset;
    ensures from_provision: packet[12] == \result.provision;
    ensures from_provision: packet[13] == \result.owned;
    ensures from_provision: packet[14] == \result.setup_open;
    ensures from_provision: packet[15] == \result.reason;
    ensures from_stage: packet[16] == \result.stage;
    ensures from_stage: packet[17] == \result.signal;
    ensures from_stage: wire_u32(packet, 18) == \result.camera_restarts;
    ensures serial: wire_u16(packet, 22) == \result.serial_length;
    ensures serial: (\forall integer k; 24 <= k < 24 + \result.serial_length ==> packet[k] == \result.serial[k - (24)]);
    ensures setup_ssid: wire_u16(packet, 24 + \result.serial_length) == \result.setup_ssid_length;
    ensures setup_ssid: (\forall integer k; 26 + \result.serial_length <= k < 26 + \result.serial_length + \result.setup_ssid_length ==> packet[k] == \result.setup_ssid[k - (26 + \result.serial_length)]);
    ensures ssid: wire_u16(packet, 26 + \result.serial_length + \result.setup_ssid_length) == \result.ssid_length;
    ensures ssid: (\forall integer k; 28 + \result.serial_length + \result.setup_ssid_length <= k < 28 + \result.serial_length + \result.setup_ssid_length + \result.ssid_length ==> packet[k] == \result.ssid[k - (28 + \result.serial_length + \result.setup_ssid_length)]);
    ensures address: wire_u16(packet, 28 + \result.serial_length + \result.setup_ssid_length + \result.ssid_length) == \result.address_length;
    ensures address: (\forall integer k; 30 + \result.serial_length + \result.setup_ssid_length + \result.ssid_length <= k < 30 + \result.serial_length + \result.setup_ssid_length + \result.ssid_length + \result.address_length ==> packet[k] == \result.address[k - (30 + \result.serial_length + \result.setup_ssid_length + \result.ssid_length)]);
*/
static message_status_t status_with_lengths(message_status_t fields, message_status_t lengths, const uint8_t *packet)
{
  (void)packet;
  fields.serial_length = lengths.serial_length;
  fields.setup_ssid_length = lengths.setup_ssid_length;
  fields.ssid_length = lengths.ssid_length;
  fields.address_length = lengths.address_length;
  return fields;
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: message_status_form(packet, length);
    terminates \true;
    assigns \nothing;
    ensures says: message_status_is(packet, \result);
*/
static message_status_t status_read(const uint8_t *packet, size_t length)
{
  message_status_t lengths = status_lengths(packet, length);
  message_status_t fields = {0};
  fields = status_read_from_time(fields, lengths, packet);
  fields = status_read_from_provision(fields, lengths, packet);
  fields = status_read_from_stage(fields, lengths, packet);
  fields = status_read_serial(fields, lengths, packet);
  fields = status_read_setup_ssid(fields, lengths, packet);
  fields = status_read_ssid(fields, lengths, packet);
  fields = status_read_address(fields, lengths, packet);
  fields = status_with_lengths(fields, lengths, packet);
  //@ assert from_time: message_status_from_time_is(packet, fields, fields);
  //@ assert from_provision: message_status_from_provision_is(packet, fields, fields);
  //@ assert from_stage: message_status_from_stage_is(packet, fields, fields);
  //@ assert serial: message_status_serial_is(packet, fields, fields);
  //@ assert setup_ssid: message_status_setup_ssid_is(packet, fields, fields);
  //@ assert ssid: message_status_ssid_is(packet, fields, fields);
  //@ assert address: message_status_address_is(packet, fields, fields);
  return fields;
}

/*@ terminates \true;
    assigns \nothing;
    ensures fits: message_owner_fits(fields) ==> \result == message_owner_size(fields);
    ensures none: !message_owner_fits(fields) ==> \result == 0;
    ensures bound: \result <= MESSAGE_CODEC_MOST;
*/
static size_t owner_length(message_owner_t fields)
{
  if (fields.password_hash_length > 128) {
    return 0;
  }
  return 4U + fields.password_hash_length;
}

/*@ ghost
  /@ requires laid: message_owner_laid(packet, length, password_hash_length);
     terminates \true;
     assigns \nothing;
     ensures form: message_owner_form(packet, length);
  @/
  static void owner_form(const uint8_t *packet, size_t length, uint16_t password_hash_length)
  {
  }
*/

/*@ requires fits: message_owner_fits(fields);
    requires packet: \valid(packet + (0 .. message_owner_size(fields) - 1));
    requires kind: packet[0] == MESSAGE_OWNER;
    terminates \true;
    assigns packet[1 .. 1 + 0];
    ensures kind: packet[0] == MESSAGE_OWNER;
    ensures from_claimed: message_owner_from_claimed_is(packet, fields, fields);
*/
static void owner_write_from_claimed(message_owner_t fields, uint8_t *packet)
{
  packet[1] = fields.claimed;
}

/*@ requires fits: message_owner_fits(fields);
    requires packet: \valid(packet + (0 .. message_owner_size(fields) - 1));
    requires kind: packet[0] == MESSAGE_OWNER;
    requires from_claimed: message_owner_from_claimed_is(packet, fields, fields);
    terminates \true;
    assigns packet[2 .. 2 + 1 + fields.password_hash_length];
    ensures kind: packet[0] == MESSAGE_OWNER;
    ensures from_claimed: message_owner_from_claimed_is(packet, fields, fields);
    ensures password_hash: message_owner_password_hash_is(packet, fields, fields);
*/
static void owner_write_password_hash(message_owner_t fields, uint8_t *packet)
{
  wire_put_u16(packet, 2, fields.password_hash_length);
  uint8_t *bytes = packet + 2 + 2;
  /*@ loop invariant within: 0 <= i <= fields.password_hash_length;
      loop invariant bytes: \forall integer k; 0 <= k < i ==> bytes[k] == fields.password_hash[k];
      loop assigns i, bytes[0 .. fields.password_hash_length - 1];
      loop variant fields.password_hash_length - i;
  */
  for (size_t i = 0; i < fields.password_hash_length; i++) {
    bytes[i] = fields.password_hash[i];
  }
  //@ assert before: \forall integer k; 0 <= k < 2 ==> packet[k] == \at(packet[k], Pre);
}

/*@ requires fits: message_owner_fits(fields);
    requires packet: \valid(packet + (0 .. message_owner_size(fields) - 1));
    terminates \true;
    assigns packet[0 .. message_owner_size(fields) - 1];
    ensures kind: packet[0] == MESSAGE_OWNER;
    ensures says: message_owner_is(packet, fields);
    ensures form: message_owner_form(packet, message_owner_size(fields));
*/
static void owner_write(message_owner_t fields, uint8_t *packet)
{
  packet[0] = MESSAGE_OWNER;
  owner_write_from_claimed(fields, packet);
  owner_write_password_hash(fields, packet);
  //@ assert laid: message_owner_laid(packet, message_owner_size(fields), fields.password_hash_length);
  //@ ghost owner_form(packet, 4U + fields.password_hash_length, fields.password_hash_length);
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    terminates \true;
    assigns \nothing;
    ensures form: \result <==> message_owner_form(packet, length);
*/
static bool owner_valid(const uint8_t *packet, size_t length)
{
  if (!wire_holds(packet, length, 2, 128)) {
    return false;
  }
  uint16_t password_hash_length = wire_get_u16(packet, 2);
  if (length != 4U + password_hash_length) {
    return false;
  }
  //@ ghost owner_form(packet, length, password_hash_length);
  return true;
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: message_owner_form(packet, length);
    terminates \true;
    assigns \nothing;
    ensures lengths: message_owner_lengths_are(packet, \result);
    ensures size: message_owner_size(\result) == length;
*/
static message_owner_t owner_lengths(const uint8_t *packet, size_t length)
{
  (void)length;
  message_owner_t fields = {0};
  fields.password_hash_length = (uint8_t)wire_get_u16(packet, 2);
  return fields;
}

/*@ requires lengths: message_owner_lengths_are(packet, lengths);
    requires packet: \valid_read(packet + (0 .. message_owner_size(lengths) - 1));
    terminates \true;
    assigns \nothing;
    ensures from_claimed: message_owner_from_claimed_is(packet, lengths, \result);
*/
static message_owner_t owner_read_from_claimed(message_owner_t fields, message_owner_t lengths, const uint8_t *packet)
{
  (void)lengths;
  fields.claimed = packet[1];
  return fields;
}

/*@ requires lengths: message_owner_lengths_are(packet, lengths);
    requires packet: \valid_read(packet + (0 .. message_owner_size(lengths) - 1));
    requires from_claimed: message_owner_from_claimed_is(packet, lengths, fields);
    terminates \true;
    assigns \nothing;
    ensures from_claimed: message_owner_from_claimed_is(packet, lengths, \result);
    ensures password_hash: message_owner_password_hash_is(packet, lengths, \result);
*/
static message_owner_t owner_read_password_hash(message_owner_t fields, message_owner_t lengths, const uint8_t *packet)
{
  const uint8_t *bytes = packet + 4;
  /*@ loop invariant within: 0 <= i <= lengths.password_hash_length;
      loop invariant bytes: \forall integer k; 0 <= k < i ==> bytes[k] == fields.password_hash[k];
      loop assigns i, fields.password_hash[0 .. lengths.password_hash_length - 1];
      loop variant lengths.password_hash_length - i;
  */
  for (size_t i = 0; i < lengths.password_hash_length; i++) {
    fields.password_hash[i] = bytes[i];
  }
  return fields;
}

/*@ requires from_claimed: message_owner_from_claimed_is(packet, lengths, fields);
    requires password_hash: message_owner_password_hash_is(packet, lengths, fields);
    terminates \true;
    assigns \nothing;
    ensures from_claimed: packet[1] == \result.claimed;
    ensures password_hash: wire_u16(packet, 2) == \result.password_hash_length;
    ensures password_hash: (\forall integer k; 4 <= k < 4 + \result.password_hash_length ==> packet[k] == \result.password_hash[k - (4)]);
*/
static message_owner_t owner_with_lengths(message_owner_t fields, message_owner_t lengths, const uint8_t *packet)
{
  (void)packet;
  fields.password_hash_length = lengths.password_hash_length;
  return fields;
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: message_owner_form(packet, length);
    terminates \true;
    assigns \nothing;
    ensures says: message_owner_is(packet, \result);
*/
static message_owner_t owner_read(const uint8_t *packet, size_t length)
{
  message_owner_t lengths = owner_lengths(packet, length);
  message_owner_t fields = {0};
  fields = owner_read_from_claimed(fields, lengths, packet);
  fields = owner_read_password_hash(fields, lengths, packet);
  fields = owner_with_lengths(fields, lengths, packet);
  //@ assert from_claimed: message_owner_from_claimed_is(packet, fields, fields);
  //@ assert password_hash: message_owner_password_hash_is(packet, fields, fields);
  return fields;
}

/*@ terminates \true;
    assigns \nothing;
    ensures fits: message_network_fits(fields) ==> \result == message_network_size(fields);
    ensures none: !message_network_fits(fields) ==> \result == 0;
    ensures bound: \result <= MESSAGE_CODEC_MOST;
*/
static size_t network_length(message_network_t fields)
{
  if (fields.ssid_length > 32) {
    return 0;
  }
  if (fields.bssid_length > 6) {
    return 0;
  }
  return 14U + fields.ssid_length + fields.bssid_length;
}

/*@ ghost
  /@ requires laid: message_network_laid(packet, length, ssid_length, bssid_length);
     terminates \true;
     assigns \nothing;
     ensures form: message_network_form(packet, length);
  @/
  static void network_form(const uint8_t *packet, size_t length, uint16_t ssid_length, uint16_t bssid_length)
  {
  }
*/

/*@ requires fits: message_network_fits(fields);
    requires packet: \valid(packet + (0 .. message_network_size(fields) - 1));
    requires kind: packet[0] == MESSAGE_NETWORK;
    terminates \true;
    assigns packet[1 .. 1 + 3];
    ensures kind: packet[0] == MESSAGE_NETWORK;
    ensures from_index: message_network_from_index_is(packet, fields, fields);
*/
static void network_write_from_index(message_network_t fields, uint8_t *packet)
{
  wire_put_u16(packet, 1, fields.index);
  wire_put_u16(packet, 3, fields.count);
}

/*@ requires fits: message_network_fits(fields);
    requires packet: \valid(packet + (0 .. message_network_size(fields) - 1));
    requires kind: packet[0] == MESSAGE_NETWORK;
    requires from_index: message_network_from_index_is(packet, fields, fields);
    terminates \true;
    assigns packet[5 .. 5 + 1 + fields.ssid_length];
    ensures kind: packet[0] == MESSAGE_NETWORK;
    ensures from_index: message_network_from_index_is(packet, fields, fields);
    ensures ssid: message_network_ssid_is(packet, fields, fields);
*/
static void network_write_ssid(message_network_t fields, uint8_t *packet)
{
  wire_put_u16(packet, 5, fields.ssid_length);
  uint8_t *bytes = packet + 5 + 2;
  /*@ loop invariant within: 0 <= i <= fields.ssid_length;
      loop invariant bytes: \forall integer k; 0 <= k < i ==> bytes[k] == fields.ssid[k];
      loop assigns i, bytes[0 .. fields.ssid_length - 1];
      loop variant fields.ssid_length - i;
  */
  for (size_t i = 0; i < fields.ssid_length; i++) {
    bytes[i] = fields.ssid[i];
  }
  //@ assert before: \forall integer k; 0 <= k < 5 ==> packet[k] == \at(packet[k], Pre);
}

/*@ requires fits: message_network_fits(fields);
    requires packet: \valid(packet + (0 .. message_network_size(fields) - 1));
    requires kind: packet[0] == MESSAGE_NETWORK;
    requires from_index: message_network_from_index_is(packet, fields, fields);
    requires ssid: message_network_ssid_is(packet, fields, fields);
    terminates \true;
    assigns packet[7 + fields.ssid_length .. 7 + fields.ssid_length + 1 + fields.bssid_length];
    ensures kind: packet[0] == MESSAGE_NETWORK;
    ensures from_index: message_network_from_index_is(packet, fields, fields);
    ensures ssid: message_network_ssid_is(packet, fields, fields);
    ensures bssid: message_network_bssid_is(packet, fields, fields);
*/
static void network_write_bssid(message_network_t fields, uint8_t *packet)
{
  size_t at = 7U + fields.ssid_length;
  //@ assert at: at == 7 + fields.ssid_length;
  wire_put_u16(packet, at, fields.bssid_length);
  uint8_t *bytes = packet + at + 2;
  /*@ loop invariant within: 0 <= i <= fields.bssid_length;
      loop invariant bytes: \forall integer k; 0 <= k < i ==> bytes[k] == fields.bssid[k];
      loop assigns i, bytes[0 .. fields.bssid_length - 1];
      loop variant fields.bssid_length - i;
  */
  for (size_t i = 0; i < fields.bssid_length; i++) {
    bytes[i] = fields.bssid[i];
  }
  //@ assert before: \forall integer k; 0 <= k < 7 + fields.ssid_length ==> packet[k] == \at(packet[k], Pre);
}

/*@ requires fits: message_network_fits(fields);
    requires packet: \valid(packet + (0 .. message_network_size(fields) - 1));
    requires kind: packet[0] == MESSAGE_NETWORK;
    requires from_index: message_network_from_index_is(packet, fields, fields);
    requires ssid: message_network_ssid_is(packet, fields, fields);
    requires bssid: message_network_bssid_is(packet, fields, fields);
    terminates \true;
    assigns packet[9 + fields.ssid_length + fields.bssid_length .. 9 + fields.ssid_length + fields.bssid_length + 4];
    ensures kind: packet[0] == MESSAGE_NETWORK;
    ensures from_index: message_network_from_index_is(packet, fields, fields);
    ensures ssid: message_network_ssid_is(packet, fields, fields);
    ensures bssid: message_network_bssid_is(packet, fields, fields);
    ensures from_frequency: message_network_from_frequency_is(packet, fields, fields);
*/
static void network_write_from_frequency(message_network_t fields, uint8_t *packet)
{
  size_t at = 9U + fields.ssid_length + fields.bssid_length;
  //@ assert at: at == 9 + fields.ssid_length + fields.bssid_length;
  wire_put_u16(packet, at, fields.frequency);
  packet[at + 2] = fields.signal;
  packet[at + 3] = fields.security;
  packet[at + 4] = fields.usable;
}

/*@ requires fits: message_network_fits(fields);
    requires packet: \valid(packet + (0 .. message_network_size(fields) - 1));
    terminates \true;
    assigns packet[0 .. message_network_size(fields) - 1];
    ensures kind: packet[0] == MESSAGE_NETWORK;
    ensures says: message_network_is(packet, fields);
    ensures form: message_network_form(packet, message_network_size(fields));
*/
static void network_write(message_network_t fields, uint8_t *packet)
{
  packet[0] = MESSAGE_NETWORK;
  network_write_from_index(fields, packet);
  network_write_ssid(fields, packet);
  network_write_bssid(fields, packet);
  network_write_from_frequency(fields, packet);
  //@ assert laid: message_network_laid(packet, message_network_size(fields), fields.ssid_length, fields.bssid_length);
  //@ ghost network_form(packet, 14U + fields.ssid_length + fields.bssid_length, fields.ssid_length, fields.bssid_length);
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    terminates \true;
    assigns \nothing;
    ensures form: \result <==> message_network_form(packet, length);
*/
static bool network_valid(const uint8_t *packet, size_t length)
{
  if (!wire_holds(packet, length, 5, 32)) {
    return false;
  }
  uint16_t ssid_length = wire_get_u16(packet, 5);
  size_t after_ssid = 7U + ssid_length;
  //@ assert after_ssid: after_ssid == 7 + ssid_length;
  if (!wire_holds(packet, length, after_ssid, 6)) {
    return false;
  }
  uint16_t bssid_length = wire_get_u16(packet, after_ssid);
  size_t after_bssid = after_ssid + 2U + bssid_length;
  //@ assert after_bssid: after_bssid == 9 + ssid_length + bssid_length;
  if (length != after_bssid + 5) {
    return false;
  }
  //@ ghost network_form(packet, length, ssid_length, bssid_length);
  return true;
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: message_network_form(packet, length);
    terminates \true;
    assigns \nothing;
    ensures lengths: message_network_lengths_are(packet, \result);
    ensures size: message_network_size(\result) == length;
*/
static message_network_t network_lengths(const uint8_t *packet, size_t length)
{
  (void)length;
  message_network_t fields = {0};
  fields.ssid_length = (uint8_t)wire_get_u16(packet, 5);
  size_t after_ssid = 7U + fields.ssid_length;
  //@ assert after_ssid: after_ssid == 7 + fields.ssid_length;
  fields.bssid_length = (uint8_t)wire_get_u16(packet, after_ssid);
  return fields;
}

/*@ requires lengths: message_network_lengths_are(packet, lengths);
    requires packet: \valid_read(packet + (0 .. message_network_size(lengths) - 1));
    terminates \true;
    assigns \nothing;
    ensures from_index: message_network_from_index_is(packet, lengths, \result);
*/
static message_network_t network_read_from_index(message_network_t fields, message_network_t lengths, const uint8_t *packet)
{
  (void)lengths;
  fields.index = wire_get_u16(packet, 1);
  fields.count = wire_get_u16(packet, 3);
  return fields;
}

/*@ requires lengths: message_network_lengths_are(packet, lengths);
    requires packet: \valid_read(packet + (0 .. message_network_size(lengths) - 1));
    requires from_index: message_network_from_index_is(packet, lengths, fields);
    terminates \true;
    assigns \nothing;
    ensures from_index: message_network_from_index_is(packet, lengths, \result);
    ensures ssid: message_network_ssid_is(packet, lengths, \result);
*/
static message_network_t network_read_ssid(message_network_t fields, message_network_t lengths, const uint8_t *packet)
{
  const uint8_t *bytes = packet + 7;
  /*@ loop invariant within: 0 <= i <= lengths.ssid_length;
      loop invariant bytes: \forall integer k; 0 <= k < i ==> bytes[k] == fields.ssid[k];
      loop assigns i, fields.ssid[0 .. lengths.ssid_length - 1];
      loop variant lengths.ssid_length - i;
  */
  for (size_t i = 0; i < lengths.ssid_length; i++) {
    fields.ssid[i] = bytes[i];
  }
  return fields;
}

/*@ requires lengths: message_network_lengths_are(packet, lengths);
    requires packet: \valid_read(packet + (0 .. message_network_size(lengths) - 1));
    requires from_index: message_network_from_index_is(packet, lengths, fields);
    requires ssid: message_network_ssid_is(packet, lengths, fields);
    terminates \true;
    assigns \nothing;
    ensures from_index: message_network_from_index_is(packet, lengths, \result);
    ensures ssid: message_network_ssid_is(packet, lengths, \result);
    ensures bssid: message_network_bssid_is(packet, lengths, \result);
*/
static message_network_t network_read_bssid(message_network_t fields, message_network_t lengths, const uint8_t *packet)
{
  const uint8_t *bytes = packet + 9 + lengths.ssid_length;
  /*@ loop invariant within: 0 <= i <= lengths.bssid_length;
      loop invariant bytes: \forall integer k; 0 <= k < i ==> bytes[k] == fields.bssid[k];
      loop assigns i, fields.bssid[0 .. lengths.bssid_length - 1];
      loop variant lengths.bssid_length - i;
  */
  for (size_t i = 0; i < lengths.bssid_length; i++) {
    fields.bssid[i] = bytes[i];
  }
  return fields;
}

/*@ requires lengths: message_network_lengths_are(packet, lengths);
    requires packet: \valid_read(packet + (0 .. message_network_size(lengths) - 1));
    requires from_index: message_network_from_index_is(packet, lengths, fields);
    requires ssid: message_network_ssid_is(packet, lengths, fields);
    requires bssid: message_network_bssid_is(packet, lengths, fields);
    terminates \true;
    assigns \nothing;
    ensures from_index: message_network_from_index_is(packet, lengths, \result);
    ensures ssid: message_network_ssid_is(packet, lengths, \result);
    ensures bssid: message_network_bssid_is(packet, lengths, \result);
    ensures from_frequency: message_network_from_frequency_is(packet, lengths, \result);
*/
static message_network_t network_read_from_frequency(message_network_t fields, message_network_t lengths, const uint8_t *packet)
{
  size_t at = 9U + lengths.ssid_length + lengths.bssid_length;
  //@ assert at: at == 9 + lengths.ssid_length + lengths.bssid_length;
  fields.frequency = wire_get_u16(packet, at);
  fields.signal = packet[at + 2];
  fields.security = packet[at + 3];
  fields.usable = packet[at + 4];
  return fields;
}

/*@ requires from_index: message_network_from_index_is(packet, lengths, fields);
    requires ssid: message_network_ssid_is(packet, lengths, fields);
    requires bssid: message_network_bssid_is(packet, lengths, fields);
    requires from_frequency: message_network_from_frequency_is(packet, lengths, fields);
    terminates \true;
    assigns \nothing;
    ensures from_index: wire_u16(packet, 1) == \result.index;
    ensures from_index: wire_u16(packet, 3) == \result.count;
    ensures ssid: wire_u16(packet, 5) == \result.ssid_length;
    ensures ssid: (\forall integer k; 7 <= k < 7 + \result.ssid_length ==> packet[k] == \result.ssid[k - (7)]);
    ensures bssid: wire_u16(packet, 7 + \result.ssid_length) == \result.bssid_length;
    ensures bssid: (\forall integer k; 9 + \result.ssid_length <= k < 9 + \result.ssid_length + \result.bssid_length ==> packet[k] == \result.bssid[k - (9 + \result.ssid_length)]);
    ensures from_frequency: wire_u16(packet, 9 + \result.ssid_length + \result.bssid_length) == \result.frequency;
    ensures from_frequency: packet[11 + \result.ssid_length + \result.bssid_length] == \result.signal;
    ensures from_frequency: packet[12 + \result.ssid_length + \result.bssid_length] == \result.security;
    ensures from_frequency: packet[13 + \result.ssid_length + \result.bssid_length] == \result.usable;
*/
static message_network_t network_with_lengths(message_network_t fields, message_network_t lengths, const uint8_t *packet)
{
  (void)packet;
  fields.ssid_length = lengths.ssid_length;
  fields.bssid_length = lengths.bssid_length;
  return fields;
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: message_network_form(packet, length);
    terminates \true;
    assigns \nothing;
    ensures says: message_network_is(packet, \result);
*/
static message_network_t network_read(const uint8_t *packet, size_t length)
{
  message_network_t lengths = network_lengths(packet, length);
  message_network_t fields = {0};
  fields = network_read_from_index(fields, lengths, packet);
  fields = network_read_ssid(fields, lengths, packet);
  fields = network_read_bssid(fields, lengths, packet);
  fields = network_read_from_frequency(fields, lengths, packet);
  fields = network_with_lengths(fields, lengths, packet);
  //@ assert from_index: message_network_from_index_is(packet, fields, fields);
  //@ assert ssid: message_network_ssid_is(packet, fields, fields);
  //@ assert bssid: message_network_bssid_is(packet, fields, fields);
  //@ assert from_frequency: message_network_from_frequency_is(packet, fields, fields);
  return fields;
}

size_t message_codec_length(const message_t *message)
{
  switch (message->kind) {
  case MESSAGE_HELLO:
    return 4;
  case MESSAGE_HEARTBEAT:
    return 5;
  case MESSAGE_GET_STATUS:
    return 2;
  case MESSAGE_GET_OWNER:
    return 1;
  case MESSAGE_GET_NETWORKS:
    return 1;
  case MESSAGE_CLAIM:
    return claim_length(message->as.claim);
  case MESSAGE_CHANGE_NETWORK:
    return change_network_length(message->as.change_network);
  case MESSAGE_RESTART:
    return 1;
  case MESSAGE_RESET:
    return 1;
  case MESSAGE_PHONE_SEEN:
    return 1;
  case MESSAGE_CHANGE_PASSWORD:
    return change_password_length(message->as.change_password);
  case MESSAGE_VISIT:
    return visit_length(message->as.visit);
  case MESSAGE_ADOPT:
    return adopt_length(message->as.adopt);
  case MESSAGE_REPLY:
    return 3;
  case MESSAGE_STATUS:
    return status_length(message->as.status);
  case MESSAGE_OWNER:
    return owner_length(message->as.owner);
  case MESSAGE_NETWORK:
    return network_length(message->as.network);
  default:
    return 0;
  }
}

void message_codec_write(const message_t *message, uint8_t *packet, size_t length)
{
  (void)length;
  switch (message->kind) {
  case MESSAGE_HELLO:
    hello_write(message->as.hello, packet);
    break;
  case MESSAGE_HEARTBEAT:
    heartbeat_write(message->as.heartbeat, packet);
    break;
  case MESSAGE_GET_STATUS:
    get_status_write(message->as.get_status, packet);
    break;
  case MESSAGE_CLAIM:
    claim_write(message->as.claim, packet);
    break;
  case MESSAGE_CHANGE_NETWORK:
    change_network_write(message->as.change_network, packet);
    break;
  case MESSAGE_CHANGE_PASSWORD:
    change_password_write(message->as.change_password, packet);
    break;
  case MESSAGE_VISIT:
    visit_write(message->as.visit, packet);
    break;
  case MESSAGE_ADOPT:
    adopt_write(message->as.adopt, packet);
    break;
  case MESSAGE_REPLY:
    reply_write(message->as.reply, packet);
    break;
  case MESSAGE_STATUS:
    status_write(message->as.status, packet);
    break;
  case MESSAGE_OWNER:
    owner_write(message->as.owner, packet);
    break;
  case MESSAGE_NETWORK:
    network_write(message->as.network, packet);
    break;
  default:
    packet[0] = message->kind;
    break;
  }
}

bool message_codec_valid(const uint8_t *packet, size_t length)
{
  if (length == 0) {
    return false;
  }
  switch (packet[0]) {
  case MESSAGE_HELLO:
    return length == 4;
  case MESSAGE_HEARTBEAT:
    return length == 5;
  case MESSAGE_GET_STATUS:
    return length == 2;
  case MESSAGE_GET_OWNER:
    return length == 1;
  case MESSAGE_GET_NETWORKS:
    return length == 1;
  case MESSAGE_CLAIM:
    return claim_valid(packet, length);
  case MESSAGE_CHANGE_NETWORK:
    return change_network_valid(packet, length);
  case MESSAGE_RESTART:
    return length == 1;
  case MESSAGE_RESET:
    return length == 1;
  case MESSAGE_PHONE_SEEN:
    return length == 1;
  case MESSAGE_CHANGE_PASSWORD:
    return change_password_valid(packet, length);
  case MESSAGE_VISIT:
    return visit_valid(packet, length);
  case MESSAGE_ADOPT:
    return adopt_valid(packet, length);
  case MESSAGE_REPLY:
    return length == 3;
  case MESSAGE_STATUS:
    return status_valid(packet, length);
  case MESSAGE_OWNER:
    return owner_valid(packet, length);
  case MESSAGE_NETWORK:
    return network_valid(packet, length);
  default:
    return false;
  }
}

void message_codec_read(const uint8_t *packet, size_t length, message_t *message)
{
  uint8_t kind = packet[0];
  switch (kind) {
  case MESSAGE_HELLO:
    message->as.hello = hello_read(packet, length);
    break;
  case MESSAGE_HEARTBEAT:
    message->as.heartbeat = heartbeat_read(packet, length);
    break;
  case MESSAGE_GET_STATUS:
    message->as.get_status = get_status_read(packet, length);
    break;
  case MESSAGE_CLAIM:
    message->as.claim = claim_read(packet, length);
    break;
  case MESSAGE_CHANGE_NETWORK:
    message->as.change_network = change_network_read(packet, length);
    break;
  case MESSAGE_CHANGE_PASSWORD:
    message->as.change_password = change_password_read(packet, length);
    break;
  case MESSAGE_VISIT:
    message->as.visit = visit_read(packet, length);
    break;
  case MESSAGE_ADOPT:
    message->as.adopt = adopt_read(packet, length);
    break;
  case MESSAGE_REPLY:
    message->as.reply = reply_read(packet, length);
    break;
  case MESSAGE_STATUS:
    message->as.status = status_read(packet, length);
    break;
  case MESSAGE_OWNER:
    message->as.owner = owner_read(packet, length);
    break;
  case MESSAGE_NETWORK:
    message->as.network = network_read(packet, length);
    break;
  default:
    break;
  }
  message->kind = kind;
}
