/* SPDX-License-Identifier: BSD-2-Clause */
/* Written by spec/generate_codec.py from spec/messages.tsv. Do not edit. */
#include "message_codec.h"

#include "wire.h"

/*@ predicate message_hello_has_1(message_hello_t m, integer k, integer b) =
      (k == 0 ==> b == MESSAGE_HELLO) &&
      (1 <= k < 3 ==> b == wire_byte_16(m.version, k - (1))) &&
      (k == 3 ==> b == m.role);
    predicate message_hello_has(message_hello_t m, integer k, integer b) =
      message_hello_has_1(m, k, b);
*/

/*@ requires within: k < 4;
    terminates \true;
    assigns \nothing;
    ensures byte: message_hello_has_1(fields, k, \result);
*/
static uint8_t hello_byte(message_hello_t fields, size_t k)
{
  if (k == 0) {
    return MESSAGE_HELLO;
  }
  if (k < 3) {
    return wire_byte_16(fields.version, k - 1);
  }
  return fields.role;
}

/*@ requires length: length == 4;
    requires packet: \valid(packet + (0 .. length - 1));
    terminates \true;
    assigns packet[0 .. length - 1];
    ensures says: packet[0] == MESSAGE_HELLO && message_hello_is(packet, fields);
*/
static void hello_write(message_hello_t fields, uint8_t *packet, size_t length)
{
  /*@ loop invariant bytes: \forall integer j; 0 <= j < k ==> message_hello_has(fields, j, packet[j]);
      loop assigns k, packet[0 .. length - 1];
      loop variant length - k;
  */
  for (size_t k = 0; k < length; k++) {
    packet[k] = hello_byte(fields, k);
  }
  //@ ghost wire_said_16(packet, 1, fields.version);
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

/*@ predicate message_heartbeat_has_1(message_heartbeat_t m, integer k, integer b) =
      (k == 0 ==> b == MESSAGE_HEARTBEAT) &&
      (1 <= k < 5 ==> b == wire_byte_32(m.sequence, k - (1)));
    predicate message_heartbeat_has(message_heartbeat_t m, integer k, integer b) =
      message_heartbeat_has_1(m, k, b);
*/

/*@ requires within: k < 5;
    terminates \true;
    assigns \nothing;
    ensures byte: message_heartbeat_has_1(fields, k, \result);
*/
static uint8_t heartbeat_byte(message_heartbeat_t fields, size_t k)
{
  if (k == 0) {
    return MESSAGE_HEARTBEAT;
  }
  return wire_byte_32(fields.sequence, k - 1);
}

/*@ requires length: length == 5;
    requires packet: \valid(packet + (0 .. length - 1));
    terminates \true;
    assigns packet[0 .. length - 1];
    ensures says: packet[0] == MESSAGE_HEARTBEAT && message_heartbeat_is(packet, fields);
*/
static void heartbeat_write(message_heartbeat_t fields, uint8_t *packet, size_t length)
{
  /*@ loop invariant bytes: \forall integer j; 0 <= j < k ==> message_heartbeat_has(fields, j, packet[j]);
      loop assigns k, packet[0 .. length - 1];
      loop variant length - k;
  */
  for (size_t k = 0; k < length; k++) {
    packet[k] = heartbeat_byte(fields, k);
  }
  //@ ghost wire_said_32(packet, 1, fields.sequence);
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

/*@ predicate message_get_status_has_1(message_get_status_t m, integer k, integer b) =
      (k == 0 ==> b == MESSAGE_GET_STATUS) &&
      (k == 1 ==> b == m.follow);
    predicate message_get_status_has(message_get_status_t m, integer k, integer b) =
      message_get_status_has_1(m, k, b);
*/

/*@ requires within: k < 2;
    terminates \true;
    assigns \nothing;
    ensures byte: message_get_status_has_1(fields, k, \result);
*/
static uint8_t get_status_byte(message_get_status_t fields, size_t k)
{
  if (k == 0) {
    return MESSAGE_GET_STATUS;
  }
  return fields.follow;
}

/*@ requires length: length == 2;
    requires packet: \valid(packet + (0 .. length - 1));
    terminates \true;
    assigns packet[0 .. length - 1];
    ensures says: packet[0] == MESSAGE_GET_STATUS && message_get_status_is(packet, fields);
*/
static void get_status_write(message_get_status_t fields, uint8_t *packet, size_t length)
{
  /*@ loop invariant bytes: \forall integer j; 0 <= j < k ==> message_get_status_has(fields, j, packet[j]);
      loop assigns k, packet[0 .. length - 1];
      loop variant length - k;
  */
  for (size_t k = 0; k < length; k++) {
    packet[k] = get_status_byte(fields, k);
  }
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

/*@ predicate message_claim_has_1(message_claim_t m, integer k, integer b) =
      (k == 0 ==> b == MESSAGE_CLAIM) &&
      (k == 1 ==> b == m.password_hash_length) &&
      (k == 2 ==> b == 0) &&
      (3 <= k < 3 + m.password_hash_length ==> b == m.password_hash[k - (3)]) &&
      (k == 3 + m.password_hash_length ==> b == m.ssid_length);
    predicate message_claim_has_2(message_claim_t m, integer k, integer b) =
      (k == 4 + m.password_hash_length ==> b == 0) &&
      (5 + m.password_hash_length <= k < 5 + m.password_hash_length + m.ssid_length ==> b == m.ssid[k - (5 + m.password_hash_length)]) &&
      (k == 5 + m.password_hash_length + m.ssid_length ==> b == m.passphrase_length) &&
      (k == 6 + m.password_hash_length + m.ssid_length ==> b == 0) &&
      (7 + m.password_hash_length + m.ssid_length <= k < 7 + m.password_hash_length + m.ssid_length + m.passphrase_length ==> b == m.passphrase[k - (7 + m.password_hash_length + m.ssid_length)]);
    predicate message_claim_has_3(message_claim_t m, integer k, integer b) =
      (k == 7 + m.password_hash_length + m.ssid_length + m.passphrase_length ==> b == m.security) &&
      (k == 8 + m.password_hash_length + m.ssid_length + m.passphrase_length ==> b == m.hidden);
    predicate message_claim_has(message_claim_t m, integer k, integer b) =
      message_claim_has_1(m, k, b) && message_claim_has_2(m, k, b) && message_claim_has_3(m, k, b);
*/

/*@ requires fits: message_claim_fits(fields);
    requires within: k < message_claim_size(fields);
    terminates \true;
    assigns \nothing;
    ensures byte: message_claim_has_1(fields, k, \result);
    ensures byte: message_claim_has_2(fields, k, \result);
    ensures byte: message_claim_has_3(fields, k, \result);
*/
static uint8_t claim_byte(message_claim_t fields, size_t k)
{
  if (k == 0) {
    return MESSAGE_CLAIM;
  }
  if (k < 2) {
    return fields.password_hash_length;
  }
  if (k < 3) {
    return 0;
  }
  size_t after_password_hash = 3U + fields.password_hash_length;
  if (k < after_password_hash) {
    return fields.password_hash[k - 3];
  }
  if (k < after_password_hash + 1) {
    return fields.ssid_length;
  }
  if (k < after_password_hash + 2) {
    return 0;
  }
  size_t after_ssid = after_password_hash + 2 + fields.ssid_length;
  if (k < after_ssid) {
    return fields.ssid[k - after_password_hash - 2];
  }
  if (k < after_ssid + 1) {
    return fields.passphrase_length;
  }
  if (k < after_ssid + 2) {
    return 0;
  }
  size_t after_passphrase = after_ssid + 2 + fields.passphrase_length;
  if (k < after_passphrase) {
    return fields.passphrase[k - after_ssid - 2];
  }
  if (k < after_passphrase + 1) {
    return fields.security;
  }
  return fields.hidden;
}

/*@ requires length: message_claim_fits(fields) && length == message_claim_size(fields);
    requires packet: \valid(packet + (0 .. length - 1));
    terminates \true;
    assigns packet[0 .. length - 1];
    ensures says: packet[0] == MESSAGE_CLAIM && message_claim_is(packet, fields) && message_claim_form(packet, length);
*/
static void claim_write(message_claim_t fields, uint8_t *packet, size_t length)
{
  /*@ loop invariant bytes: \forall integer j; 0 <= j < k ==> message_claim_has(fields, j, packet[j]);
      loop assigns k, packet[0 .. length - 1];
      loop variant length - k;
  */
  for (size_t k = 0; k < length; k++) {
    packet[k] = claim_byte(fields, k);
  }
  //@ assert laid: message_claim_laid(packet, length, fields.password_hash_length, fields.ssid_length, fields.passphrase_length);
  //@ assert password_hash: (\forall integer k; 3 <= k < 3 + fields.password_hash_length ==> packet[k] == fields.password_hash[k - (3)]);
  //@ assert ssid: (\forall integer k; 5 + fields.password_hash_length <= k < 5 + fields.password_hash_length + fields.ssid_length ==> packet[k] == fields.ssid[k - (5 + fields.password_hash_length)]);
  //@ assert passphrase: (\forall integer k; 7 + fields.password_hash_length + fields.ssid_length <= k < 7 + fields.password_hash_length + fields.ssid_length + fields.passphrase_length ==> packet[k] == fields.passphrase[k - (7 + fields.password_hash_length + fields.ssid_length)]);
}

typedef struct {
  uint8_t whole; /* 0 or 1 */
  uint8_t password_hash_length;
  size_t after_password_hash;
  uint8_t ssid_length;
  size_t after_ssid;
  uint8_t passphrase_length;
  size_t after_passphrase;
} claim_layout_t;

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    terminates \true;
    assigns \nothing;
    ensures whole: \result.whole != 0 <==> message_claim_form(packet, length);
    ensures laid: \result.whole != 0 ==> message_claim_laid(packet, length, \result.password_hash_length, \result.ssid_length, \result.passphrase_length) && \result.after_password_hash == 3 + \result.password_hash_length && \result.after_ssid == 5 + \result.password_hash_length + \result.ssid_length && \result.after_passphrase == 7 + \result.password_hash_length + \result.ssid_length + \result.passphrase_length;
*/
static claim_layout_t claim_layout(const uint8_t *packet, size_t length)
{
  claim_layout_t layout = {0};
  uint16_t password_hash_length = wire_count(packet, length, 1, 128);
  if (password_hash_length > 128) {
    //@ assert !message_claim_form(packet, length);
    return layout;
  }
  layout.password_hash_length = (uint8_t)password_hash_length;
  layout.after_password_hash = 3U + layout.password_hash_length;
  //@ assert after_password_hash: layout.after_password_hash == 3 + layout.password_hash_length;
  uint16_t ssid_length = wire_count(packet, length, layout.after_password_hash, 32);
  if (ssid_length > 32) {
    //@ assert !message_claim_form(packet, length);
    return layout;
  }
  layout.ssid_length = (uint8_t)ssid_length;
  layout.after_ssid = layout.after_password_hash + 2 + layout.ssid_length;
  //@ assert after_ssid: layout.after_ssid == 5 + layout.password_hash_length + layout.ssid_length;
  uint16_t passphrase_length = wire_count(packet, length, layout.after_ssid, 64);
  if (passphrase_length > 64) {
    //@ assert !message_claim_form(packet, length);
    return layout;
  }
  layout.passphrase_length = (uint8_t)passphrase_length;
  layout.after_passphrase = layout.after_ssid + 2 + layout.passphrase_length;
  //@ assert after_passphrase: layout.after_passphrase == 7 + layout.password_hash_length + layout.ssid_length + layout.passphrase_length;
  layout.whole = length == layout.after_passphrase + 2;
  //@ assert laid: layout.whole != 0 ==> message_claim_laid(packet, length, layout.password_hash_length, layout.ssid_length, layout.passphrase_length);
  //@ assert whole: layout.whole != 0 <==> message_claim_form(packet, length);
  return layout;
}

/*@ ghost
  /@ requires numbers: wire_u16(packet, 1) == fields.password_hash_length && wire_u16(packet, 3 + fields.password_hash_length) == fields.ssid_length && wire_u16(packet, 5 + fields.password_hash_length + fields.ssid_length) == fields.passphrase_length && packet[7 + fields.password_hash_length + fields.ssid_length + fields.passphrase_length] == fields.security && packet[8 + fields.password_hash_length + fields.ssid_length + fields.passphrase_length] == fields.hidden;
     requires password_hash: (\forall integer k; 3 <= k < 3 + fields.password_hash_length ==> packet[k] == fields.password_hash[k - (3)]);
     requires ssid: (\forall integer k; 5 + fields.password_hash_length <= k < 5 + fields.password_hash_length + fields.ssid_length ==> packet[k] == fields.ssid[k - (5 + fields.password_hash_length)]);
     requires passphrase: (\forall integer k; 7 + fields.password_hash_length + fields.ssid_length <= k < 7 + fields.password_hash_length + fields.ssid_length + fields.passphrase_length ==> packet[k] == fields.passphrase[k - (7 + fields.password_hash_length + fields.ssid_length)]);
     terminates \true;
     assigns \nothing;
     ensures says: message_claim_is(packet, fields);
  @/
  static void claim_said(const uint8_t *packet, message_claim_t fields)
  {
  }
*/

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: message_claim_form(packet, length);
    terminates \true;
    assigns \nothing;
    ensures says: message_claim_is(packet, \result);
*/
static message_claim_t claim_read(const uint8_t *packet, size_t length)
{
  claim_layout_t layout = claim_layout(packet, length);
  message_claim_t fields = {0};
  /*@ loop invariant bytes: \forall integer k; 3 <= k < 3 + i ==> packet[k] == fields.password_hash[k - (3)];
      loop assigns i, fields.password_hash[0 .. 127];
      loop variant layout.password_hash_length - i;
  */
  for (size_t i = 0; i < layout.password_hash_length; i++) {
    fields.password_hash[i] = packet[3 + i];
  }
  fields.password_hash_length = layout.password_hash_length;
  /*@ loop invariant bytes: \forall integer k; 5 + layout.password_hash_length <= k < 5 + layout.password_hash_length + i ==> packet[k] == fields.ssid[k - (5 + layout.password_hash_length)];
      loop assigns i, fields.ssid[0 .. 31];
      loop variant layout.ssid_length - i;
  */
  for (size_t i = 0; i < layout.ssid_length; i++) {
    fields.ssid[i] = packet[layout.after_password_hash + 2 + i];
  }
  fields.ssid_length = layout.ssid_length;
  /*@ loop invariant bytes: \forall integer k; 7 + layout.password_hash_length + layout.ssid_length <= k < 7 + layout.password_hash_length + layout.ssid_length + i ==> packet[k] == fields.passphrase[k - (7 + layout.password_hash_length + layout.ssid_length)];
      loop assigns i, fields.passphrase[0 .. 63];
      loop variant layout.passphrase_length - i;
  */
  for (size_t i = 0; i < layout.passphrase_length; i++) {
    fields.passphrase[i] = packet[layout.after_ssid + 2 + i];
  }
  fields.passphrase_length = layout.passphrase_length;
  fields.security = packet[layout.after_passphrase];
  fields.hidden = packet[layout.after_passphrase + 1];
  //@ ghost claim_said(packet, fields);
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

/*@ predicate message_change_network_has_1(message_change_network_t m, integer k, integer b) =
      (k == 0 ==> b == MESSAGE_CHANGE_NETWORK) &&
      (k == 1 ==> b == m.ssid_length) &&
      (k == 2 ==> b == 0) &&
      (3 <= k < 3 + m.ssid_length ==> b == m.ssid[k - (3)]) &&
      (k == 3 + m.ssid_length ==> b == m.passphrase_length);
    predicate message_change_network_has_2(message_change_network_t m, integer k, integer b) =
      (k == 4 + m.ssid_length ==> b == 0) &&
      (5 + m.ssid_length <= k < 5 + m.ssid_length + m.passphrase_length ==> b == m.passphrase[k - (5 + m.ssid_length)]) &&
      (k == 5 + m.ssid_length + m.passphrase_length ==> b == m.security) &&
      (k == 6 + m.ssid_length + m.passphrase_length ==> b == m.hidden);
    predicate message_change_network_has(message_change_network_t m, integer k, integer b) =
      message_change_network_has_1(m, k, b) && message_change_network_has_2(m, k, b);
*/

/*@ requires fits: message_change_network_fits(fields);
    requires within: k < message_change_network_size(fields);
    terminates \true;
    assigns \nothing;
    ensures byte: message_change_network_has_1(fields, k, \result);
    ensures byte: message_change_network_has_2(fields, k, \result);
*/
static uint8_t change_network_byte(message_change_network_t fields, size_t k)
{
  if (k == 0) {
    return MESSAGE_CHANGE_NETWORK;
  }
  if (k < 2) {
    return fields.ssid_length;
  }
  if (k < 3) {
    return 0;
  }
  size_t after_ssid = 3U + fields.ssid_length;
  if (k < after_ssid) {
    return fields.ssid[k - 3];
  }
  if (k < after_ssid + 1) {
    return fields.passphrase_length;
  }
  if (k < after_ssid + 2) {
    return 0;
  }
  size_t after_passphrase = after_ssid + 2 + fields.passphrase_length;
  if (k < after_passphrase) {
    return fields.passphrase[k - after_ssid - 2];
  }
  if (k < after_passphrase + 1) {
    return fields.security;
  }
  return fields.hidden;
}

/*@ requires length: message_change_network_fits(fields) && length == message_change_network_size(fields);
    requires packet: \valid(packet + (0 .. length - 1));
    terminates \true;
    assigns packet[0 .. length - 1];
    ensures says: packet[0] == MESSAGE_CHANGE_NETWORK && message_change_network_is(packet, fields) && message_change_network_form(packet, length);
*/
static void change_network_write(message_change_network_t fields, uint8_t *packet, size_t length)
{
  /*@ loop invariant bytes: \forall integer j; 0 <= j < k ==> message_change_network_has(fields, j, packet[j]);
      loop assigns k, packet[0 .. length - 1];
      loop variant length - k;
  */
  for (size_t k = 0; k < length; k++) {
    packet[k] = change_network_byte(fields, k);
  }
  //@ assert laid: message_change_network_laid(packet, length, fields.ssid_length, fields.passphrase_length);
  //@ assert ssid: (\forall integer k; 3 <= k < 3 + fields.ssid_length ==> packet[k] == fields.ssid[k - (3)]);
  //@ assert passphrase: (\forall integer k; 5 + fields.ssid_length <= k < 5 + fields.ssid_length + fields.passphrase_length ==> packet[k] == fields.passphrase[k - (5 + fields.ssid_length)]);
}

typedef struct {
  uint8_t whole; /* 0 or 1 */
  uint8_t ssid_length;
  size_t after_ssid;
  uint8_t passphrase_length;
  size_t after_passphrase;
} change_network_layout_t;

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    terminates \true;
    assigns \nothing;
    ensures whole: \result.whole != 0 <==> message_change_network_form(packet, length);
    ensures laid: \result.whole != 0 ==> message_change_network_laid(packet, length, \result.ssid_length, \result.passphrase_length) && \result.after_ssid == 3 + \result.ssid_length && \result.after_passphrase == 5 + \result.ssid_length + \result.passphrase_length;
*/
static change_network_layout_t change_network_layout(const uint8_t *packet, size_t length)
{
  change_network_layout_t layout = {0};
  uint16_t ssid_length = wire_count(packet, length, 1, 32);
  if (ssid_length > 32) {
    //@ assert !message_change_network_form(packet, length);
    return layout;
  }
  layout.ssid_length = (uint8_t)ssid_length;
  layout.after_ssid = 3U + layout.ssid_length;
  //@ assert after_ssid: layout.after_ssid == 3 + layout.ssid_length;
  uint16_t passphrase_length = wire_count(packet, length, layout.after_ssid, 64);
  if (passphrase_length > 64) {
    //@ assert !message_change_network_form(packet, length);
    return layout;
  }
  layout.passphrase_length = (uint8_t)passphrase_length;
  layout.after_passphrase = layout.after_ssid + 2 + layout.passphrase_length;
  //@ assert after_passphrase: layout.after_passphrase == 5 + layout.ssid_length + layout.passphrase_length;
  layout.whole = length == layout.after_passphrase + 2;
  //@ assert laid: layout.whole != 0 ==> message_change_network_laid(packet, length, layout.ssid_length, layout.passphrase_length);
  //@ assert whole: layout.whole != 0 <==> message_change_network_form(packet, length);
  return layout;
}

/*@ ghost
  /@ requires numbers: wire_u16(packet, 1) == fields.ssid_length && wire_u16(packet, 3 + fields.ssid_length) == fields.passphrase_length && packet[5 + fields.ssid_length + fields.passphrase_length] == fields.security && packet[6 + fields.ssid_length + fields.passphrase_length] == fields.hidden;
     requires ssid: (\forall integer k; 3 <= k < 3 + fields.ssid_length ==> packet[k] == fields.ssid[k - (3)]);
     requires passphrase: (\forall integer k; 5 + fields.ssid_length <= k < 5 + fields.ssid_length + fields.passphrase_length ==> packet[k] == fields.passphrase[k - (5 + fields.ssid_length)]);
     terminates \true;
     assigns \nothing;
     ensures says: message_change_network_is(packet, fields);
  @/
  static void change_network_said(const uint8_t *packet, message_change_network_t fields)
  {
  }
*/

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: message_change_network_form(packet, length);
    terminates \true;
    assigns \nothing;
    ensures says: message_change_network_is(packet, \result);
*/
static message_change_network_t change_network_read(const uint8_t *packet, size_t length)
{
  change_network_layout_t layout = change_network_layout(packet, length);
  message_change_network_t fields = {0};
  /*@ loop invariant bytes: \forall integer k; 3 <= k < 3 + i ==> packet[k] == fields.ssid[k - (3)];
      loop assigns i, fields.ssid[0 .. 31];
      loop variant layout.ssid_length - i;
  */
  for (size_t i = 0; i < layout.ssid_length; i++) {
    fields.ssid[i] = packet[3 + i];
  }
  fields.ssid_length = layout.ssid_length;
  /*@ loop invariant bytes: \forall integer k; 5 + layout.ssid_length <= k < 5 + layout.ssid_length + i ==> packet[k] == fields.passphrase[k - (5 + layout.ssid_length)];
      loop assigns i, fields.passphrase[0 .. 63];
      loop variant layout.passphrase_length - i;
  */
  for (size_t i = 0; i < layout.passphrase_length; i++) {
    fields.passphrase[i] = packet[layout.after_ssid + 2 + i];
  }
  fields.passphrase_length = layout.passphrase_length;
  fields.security = packet[layout.after_passphrase];
  fields.hidden = packet[layout.after_passphrase + 1];
  //@ ghost change_network_said(packet, fields);
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

/*@ predicate message_change_password_has_1(message_change_password_t m, integer k, integer b) =
      (k == 0 ==> b == MESSAGE_CHANGE_PASSWORD) &&
      (k == 1 ==> b == m.password_hash_length) &&
      (k == 2 ==> b == 0) &&
      (3 <= k < 3 + m.password_hash_length ==> b == m.password_hash[k - (3)]);
    predicate message_change_password_has(message_change_password_t m, integer k, integer b) =
      message_change_password_has_1(m, k, b);
*/

/*@ requires fits: message_change_password_fits(fields);
    requires within: k < message_change_password_size(fields);
    terminates \true;
    assigns \nothing;
    ensures byte: message_change_password_has_1(fields, k, \result);
*/
static uint8_t change_password_byte(message_change_password_t fields, size_t k)
{
  if (k == 0) {
    return MESSAGE_CHANGE_PASSWORD;
  }
  if (k < 2) {
    return fields.password_hash_length;
  }
  if (k < 3) {
    return 0;
  }
  return fields.password_hash[k - 3];
}

/*@ requires length: message_change_password_fits(fields) && length == message_change_password_size(fields);
    requires packet: \valid(packet + (0 .. length - 1));
    terminates \true;
    assigns packet[0 .. length - 1];
    ensures says: packet[0] == MESSAGE_CHANGE_PASSWORD && message_change_password_is(packet, fields) && message_change_password_form(packet, length);
*/
static void change_password_write(message_change_password_t fields, uint8_t *packet, size_t length)
{
  /*@ loop invariant bytes: \forall integer j; 0 <= j < k ==> message_change_password_has(fields, j, packet[j]);
      loop assigns k, packet[0 .. length - 1];
      loop variant length - k;
  */
  for (size_t k = 0; k < length; k++) {
    packet[k] = change_password_byte(fields, k);
  }
  //@ assert laid: message_change_password_laid(packet, length, fields.password_hash_length);
  //@ assert password_hash: (\forall integer k; 3 <= k < 3 + fields.password_hash_length ==> packet[k] == fields.password_hash[k - (3)]);
}

typedef struct {
  uint8_t whole; /* 0 or 1 */
  uint8_t password_hash_length;
  size_t after_password_hash;
} change_password_layout_t;

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    terminates \true;
    assigns \nothing;
    ensures whole: \result.whole != 0 <==> message_change_password_form(packet, length);
    ensures laid: \result.whole != 0 ==> message_change_password_laid(packet, length, \result.password_hash_length) && \result.after_password_hash == 3 + \result.password_hash_length;
*/
static change_password_layout_t change_password_layout(const uint8_t *packet, size_t length)
{
  change_password_layout_t layout = {0};
  uint16_t password_hash_length = wire_count(packet, length, 1, 128);
  if (password_hash_length > 128) {
    //@ assert !message_change_password_form(packet, length);
    return layout;
  }
  layout.password_hash_length = (uint8_t)password_hash_length;
  layout.after_password_hash = 3U + layout.password_hash_length;
  //@ assert after_password_hash: layout.after_password_hash == 3 + layout.password_hash_length;
  layout.whole = length == layout.after_password_hash;
  //@ assert laid: layout.whole != 0 ==> message_change_password_laid(packet, length, layout.password_hash_length);
  //@ assert whole: layout.whole != 0 <==> message_change_password_form(packet, length);
  return layout;
}

/*@ ghost
  /@ requires numbers: wire_u16(packet, 1) == fields.password_hash_length;
     requires password_hash: (\forall integer k; 3 <= k < 3 + fields.password_hash_length ==> packet[k] == fields.password_hash[k - (3)]);
     terminates \true;
     assigns \nothing;
     ensures says: message_change_password_is(packet, fields);
  @/
  static void change_password_said(const uint8_t *packet, message_change_password_t fields)
  {
  }
*/

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: message_change_password_form(packet, length);
    terminates \true;
    assigns \nothing;
    ensures says: message_change_password_is(packet, \result);
*/
static message_change_password_t change_password_read(const uint8_t *packet, size_t length)
{
  change_password_layout_t layout = change_password_layout(packet, length);
  message_change_password_t fields = {0};
  /*@ loop invariant bytes: \forall integer k; 3 <= k < 3 + i ==> packet[k] == fields.password_hash[k - (3)];
      loop assigns i, fields.password_hash[0 .. 127];
      loop variant layout.password_hash_length - i;
  */
  for (size_t i = 0; i < layout.password_hash_length; i++) {
    fields.password_hash[i] = packet[3 + i];
  }
  fields.password_hash_length = layout.password_hash_length;
  //@ ghost change_password_said(packet, fields);
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

/*@ predicate message_visit_has_1(message_visit_t m, integer k, integer b) =
      (k == 0 ==> b == MESSAGE_VISIT) &&
      (k == 1 ==> b == m.ssid_length) &&
      (k == 2 ==> b == 0) &&
      (3 <= k < 3 + m.ssid_length ==> b == m.ssid[k - (3)]) &&
      (k == 3 + m.ssid_length ==> b == m.passphrase_length);
    predicate message_visit_has_2(message_visit_t m, integer k, integer b) =
      (k == 4 + m.ssid_length ==> b == 0) &&
      (5 + m.ssid_length <= k < 5 + m.ssid_length + m.passphrase_length ==> b == m.passphrase[k - (5 + m.ssid_length)]) &&
      (k == 5 + m.ssid_length + m.passphrase_length ==> b == m.security) &&
      (k == 6 + m.ssid_length + m.passphrase_length ==> b == m.hidden);
    predicate message_visit_has(message_visit_t m, integer k, integer b) =
      message_visit_has_1(m, k, b) && message_visit_has_2(m, k, b);
*/

/*@ requires fits: message_visit_fits(fields);
    requires within: k < message_visit_size(fields);
    terminates \true;
    assigns \nothing;
    ensures byte: message_visit_has_1(fields, k, \result);
    ensures byte: message_visit_has_2(fields, k, \result);
*/
static uint8_t visit_byte(message_visit_t fields, size_t k)
{
  if (k == 0) {
    return MESSAGE_VISIT;
  }
  if (k < 2) {
    return fields.ssid_length;
  }
  if (k < 3) {
    return 0;
  }
  size_t after_ssid = 3U + fields.ssid_length;
  if (k < after_ssid) {
    return fields.ssid[k - 3];
  }
  if (k < after_ssid + 1) {
    return fields.passphrase_length;
  }
  if (k < after_ssid + 2) {
    return 0;
  }
  size_t after_passphrase = after_ssid + 2 + fields.passphrase_length;
  if (k < after_passphrase) {
    return fields.passphrase[k - after_ssid - 2];
  }
  if (k < after_passphrase + 1) {
    return fields.security;
  }
  return fields.hidden;
}

/*@ requires length: message_visit_fits(fields) && length == message_visit_size(fields);
    requires packet: \valid(packet + (0 .. length - 1));
    terminates \true;
    assigns packet[0 .. length - 1];
    ensures says: packet[0] == MESSAGE_VISIT && message_visit_is(packet, fields) && message_visit_form(packet, length);
*/
static void visit_write(message_visit_t fields, uint8_t *packet, size_t length)
{
  /*@ loop invariant bytes: \forall integer j; 0 <= j < k ==> message_visit_has(fields, j, packet[j]);
      loop assigns k, packet[0 .. length - 1];
      loop variant length - k;
  */
  for (size_t k = 0; k < length; k++) {
    packet[k] = visit_byte(fields, k);
  }
  //@ assert laid: message_visit_laid(packet, length, fields.ssid_length, fields.passphrase_length);
  //@ assert ssid: (\forall integer k; 3 <= k < 3 + fields.ssid_length ==> packet[k] == fields.ssid[k - (3)]);
  //@ assert passphrase: (\forall integer k; 5 + fields.ssid_length <= k < 5 + fields.ssid_length + fields.passphrase_length ==> packet[k] == fields.passphrase[k - (5 + fields.ssid_length)]);
}

typedef struct {
  uint8_t whole; /* 0 or 1 */
  uint8_t ssid_length;
  size_t after_ssid;
  uint8_t passphrase_length;
  size_t after_passphrase;
} visit_layout_t;

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    terminates \true;
    assigns \nothing;
    ensures whole: \result.whole != 0 <==> message_visit_form(packet, length);
    ensures laid: \result.whole != 0 ==> message_visit_laid(packet, length, \result.ssid_length, \result.passphrase_length) && \result.after_ssid == 3 + \result.ssid_length && \result.after_passphrase == 5 + \result.ssid_length + \result.passphrase_length;
*/
static visit_layout_t visit_layout(const uint8_t *packet, size_t length)
{
  visit_layout_t layout = {0};
  uint16_t ssid_length = wire_count(packet, length, 1, 32);
  if (ssid_length > 32) {
    //@ assert !message_visit_form(packet, length);
    return layout;
  }
  layout.ssid_length = (uint8_t)ssid_length;
  layout.after_ssid = 3U + layout.ssid_length;
  //@ assert after_ssid: layout.after_ssid == 3 + layout.ssid_length;
  uint16_t passphrase_length = wire_count(packet, length, layout.after_ssid, 64);
  if (passphrase_length > 64) {
    //@ assert !message_visit_form(packet, length);
    return layout;
  }
  layout.passphrase_length = (uint8_t)passphrase_length;
  layout.after_passphrase = layout.after_ssid + 2 + layout.passphrase_length;
  //@ assert after_passphrase: layout.after_passphrase == 5 + layout.ssid_length + layout.passphrase_length;
  layout.whole = length == layout.after_passphrase + 2;
  //@ assert laid: layout.whole != 0 ==> message_visit_laid(packet, length, layout.ssid_length, layout.passphrase_length);
  //@ assert whole: layout.whole != 0 <==> message_visit_form(packet, length);
  return layout;
}

/*@ ghost
  /@ requires numbers: wire_u16(packet, 1) == fields.ssid_length && wire_u16(packet, 3 + fields.ssid_length) == fields.passphrase_length && packet[5 + fields.ssid_length + fields.passphrase_length] == fields.security && packet[6 + fields.ssid_length + fields.passphrase_length] == fields.hidden;
     requires ssid: (\forall integer k; 3 <= k < 3 + fields.ssid_length ==> packet[k] == fields.ssid[k - (3)]);
     requires passphrase: (\forall integer k; 5 + fields.ssid_length <= k < 5 + fields.ssid_length + fields.passphrase_length ==> packet[k] == fields.passphrase[k - (5 + fields.ssid_length)]);
     terminates \true;
     assigns \nothing;
     ensures says: message_visit_is(packet, fields);
  @/
  static void visit_said(const uint8_t *packet, message_visit_t fields)
  {
  }
*/

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: message_visit_form(packet, length);
    terminates \true;
    assigns \nothing;
    ensures says: message_visit_is(packet, \result);
*/
static message_visit_t visit_read(const uint8_t *packet, size_t length)
{
  visit_layout_t layout = visit_layout(packet, length);
  message_visit_t fields = {0};
  /*@ loop invariant bytes: \forall integer k; 3 <= k < 3 + i ==> packet[k] == fields.ssid[k - (3)];
      loop assigns i, fields.ssid[0 .. 31];
      loop variant layout.ssid_length - i;
  */
  for (size_t i = 0; i < layout.ssid_length; i++) {
    fields.ssid[i] = packet[3 + i];
  }
  fields.ssid_length = layout.ssid_length;
  /*@ loop invariant bytes: \forall integer k; 5 + layout.ssid_length <= k < 5 + layout.ssid_length + i ==> packet[k] == fields.passphrase[k - (5 + layout.ssid_length)];
      loop assigns i, fields.passphrase[0 .. 63];
      loop variant layout.passphrase_length - i;
  */
  for (size_t i = 0; i < layout.passphrase_length; i++) {
    fields.passphrase[i] = packet[layout.after_ssid + 2 + i];
  }
  fields.passphrase_length = layout.passphrase_length;
  fields.security = packet[layout.after_passphrase];
  fields.hidden = packet[layout.after_passphrase + 1];
  //@ ghost visit_said(packet, fields);
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

/*@ predicate message_adopt_has_1(message_adopt_t m, integer k, integer b) =
      (k == 0 ==> b == MESSAGE_ADOPT) &&
      (k == 1 ==> b == m.password_hash_length) &&
      (k == 2 ==> b == 0) &&
      (3 <= k < 3 + m.password_hash_length ==> b == m.password_hash[k - (3)]) &&
      (k == 3 + m.password_hash_length ==> b == m.secret_length);
    predicate message_adopt_has_2(message_adopt_t m, integer k, integer b) =
      (k == 4 + m.password_hash_length ==> b == 0) &&
      (5 + m.password_hash_length <= k < 5 + m.password_hash_length + m.secret_length ==> b == m.secret[k - (5 + m.password_hash_length)]);
    predicate message_adopt_has(message_adopt_t m, integer k, integer b) =
      message_adopt_has_1(m, k, b) && message_adopt_has_2(m, k, b);
*/

/*@ requires fits: message_adopt_fits(fields);
    requires within: k < message_adopt_size(fields);
    terminates \true;
    assigns \nothing;
    ensures byte: message_adopt_has_1(fields, k, \result);
    ensures byte: message_adopt_has_2(fields, k, \result);
*/
static uint8_t adopt_byte(message_adopt_t fields, size_t k)
{
  if (k == 0) {
    return MESSAGE_ADOPT;
  }
  if (k < 2) {
    return fields.password_hash_length;
  }
  if (k < 3) {
    return 0;
  }
  size_t after_password_hash = 3U + fields.password_hash_length;
  if (k < after_password_hash) {
    return fields.password_hash[k - 3];
  }
  if (k < after_password_hash + 1) {
    return fields.secret_length;
  }
  if (k < after_password_hash + 2) {
    return 0;
  }
  return fields.secret[k - after_password_hash - 2];
}

/*@ requires length: message_adopt_fits(fields) && length == message_adopt_size(fields);
    requires packet: \valid(packet + (0 .. length - 1));
    terminates \true;
    assigns packet[0 .. length - 1];
    ensures says: packet[0] == MESSAGE_ADOPT && message_adopt_is(packet, fields) && message_adopt_form(packet, length);
*/
static void adopt_write(message_adopt_t fields, uint8_t *packet, size_t length)
{
  /*@ loop invariant bytes: \forall integer j; 0 <= j < k ==> message_adopt_has(fields, j, packet[j]);
      loop assigns k, packet[0 .. length - 1];
      loop variant length - k;
  */
  for (size_t k = 0; k < length; k++) {
    packet[k] = adopt_byte(fields, k);
  }
  //@ assert laid: message_adopt_laid(packet, length, fields.password_hash_length, fields.secret_length);
  //@ assert password_hash: (\forall integer k; 3 <= k < 3 + fields.password_hash_length ==> packet[k] == fields.password_hash[k - (3)]);
  //@ assert secret: (\forall integer k; 5 + fields.password_hash_length <= k < 5 + fields.password_hash_length + fields.secret_length ==> packet[k] == fields.secret[k - (5 + fields.password_hash_length)]);
}

typedef struct {
  uint8_t whole; /* 0 or 1 */
  uint8_t password_hash_length;
  size_t after_password_hash;
  uint8_t secret_length;
  size_t after_secret;
} adopt_layout_t;

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    terminates \true;
    assigns \nothing;
    ensures whole: \result.whole != 0 <==> message_adopt_form(packet, length);
    ensures laid: \result.whole != 0 ==> message_adopt_laid(packet, length, \result.password_hash_length, \result.secret_length) && \result.after_password_hash == 3 + \result.password_hash_length && \result.after_secret == 5 + \result.password_hash_length + \result.secret_length;
*/
static adopt_layout_t adopt_layout(const uint8_t *packet, size_t length)
{
  adopt_layout_t layout = {0};
  uint16_t password_hash_length = wire_count(packet, length, 1, 128);
  if (password_hash_length > 128) {
    //@ assert !message_adopt_form(packet, length);
    return layout;
  }
  layout.password_hash_length = (uint8_t)password_hash_length;
  layout.after_password_hash = 3U + layout.password_hash_length;
  //@ assert after_password_hash: layout.after_password_hash == 3 + layout.password_hash_length;
  uint16_t secret_length = wire_count(packet, length, layout.after_password_hash, 64);
  if (secret_length > 64) {
    //@ assert !message_adopt_form(packet, length);
    return layout;
  }
  layout.secret_length = (uint8_t)secret_length;
  layout.after_secret = layout.after_password_hash + 2 + layout.secret_length;
  //@ assert after_secret: layout.after_secret == 5 + layout.password_hash_length + layout.secret_length;
  layout.whole = length == layout.after_secret;
  //@ assert laid: layout.whole != 0 ==> message_adopt_laid(packet, length, layout.password_hash_length, layout.secret_length);
  //@ assert whole: layout.whole != 0 <==> message_adopt_form(packet, length);
  return layout;
}

/*@ ghost
  /@ requires numbers: wire_u16(packet, 1) == fields.password_hash_length && wire_u16(packet, 3 + fields.password_hash_length) == fields.secret_length;
     requires password_hash: (\forall integer k; 3 <= k < 3 + fields.password_hash_length ==> packet[k] == fields.password_hash[k - (3)]);
     requires secret: (\forall integer k; 5 + fields.password_hash_length <= k < 5 + fields.password_hash_length + fields.secret_length ==> packet[k] == fields.secret[k - (5 + fields.password_hash_length)]);
     terminates \true;
     assigns \nothing;
     ensures says: message_adopt_is(packet, fields);
  @/
  static void adopt_said(const uint8_t *packet, message_adopt_t fields)
  {
  }
*/

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: message_adopt_form(packet, length);
    terminates \true;
    assigns \nothing;
    ensures says: message_adopt_is(packet, \result);
*/
static message_adopt_t adopt_read(const uint8_t *packet, size_t length)
{
  adopt_layout_t layout = adopt_layout(packet, length);
  message_adopt_t fields = {0};
  /*@ loop invariant bytes: \forall integer k; 3 <= k < 3 + i ==> packet[k] == fields.password_hash[k - (3)];
      loop assigns i, fields.password_hash[0 .. 127];
      loop variant layout.password_hash_length - i;
  */
  for (size_t i = 0; i < layout.password_hash_length; i++) {
    fields.password_hash[i] = packet[3 + i];
  }
  fields.password_hash_length = layout.password_hash_length;
  /*@ loop invariant bytes: \forall integer k; 5 + layout.password_hash_length <= k < 5 + layout.password_hash_length + i ==> packet[k] == fields.secret[k - (5 + layout.password_hash_length)];
      loop assigns i, fields.secret[0 .. 63];
      loop variant layout.secret_length - i;
  */
  for (size_t i = 0; i < layout.secret_length; i++) {
    fields.secret[i] = packet[layout.after_password_hash + 2 + i];
  }
  fields.secret_length = layout.secret_length;
  //@ ghost adopt_said(packet, fields);
  return fields;
}

/*@ predicate message_reply_has_1(message_reply_t m, integer k, integer b) =
      (k == 0 ==> b == MESSAGE_REPLY) &&
      (k == 1 ==> b == m.request) &&
      (k == 2 ==> b == m.reason);
    predicate message_reply_has(message_reply_t m, integer k, integer b) =
      message_reply_has_1(m, k, b);
*/

/*@ requires within: k < 3;
    terminates \true;
    assigns \nothing;
    ensures byte: message_reply_has_1(fields, k, \result);
*/
static uint8_t reply_byte(message_reply_t fields, size_t k)
{
  if (k == 0) {
    return MESSAGE_REPLY;
  }
  if (k < 2) {
    return fields.request;
  }
  return fields.reason;
}

/*@ requires length: length == 3;
    requires packet: \valid(packet + (0 .. length - 1));
    terminates \true;
    assigns packet[0 .. length - 1];
    ensures says: packet[0] == MESSAGE_REPLY && message_reply_is(packet, fields);
*/
static void reply_write(message_reply_t fields, uint8_t *packet, size_t length)
{
  /*@ loop invariant bytes: \forall integer j; 0 <= j < k ==> message_reply_has(fields, j, packet[j]);
      loop assigns k, packet[0 .. length - 1];
      loop variant length - k;
  */
  for (size_t k = 0; k < length; k++) {
    packet[k] = reply_byte(fields, k);
  }
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

/*@ predicate message_status_has_1(message_status_t m, integer k, integer b) =
      (k == 0 ==> b == MESSAGE_STATUS) &&
      (1 <= k < 9 ==> b == wire_byte_64(m.time, k - (1))) &&
      (k == 9 ==> b == m.light) &&
      (k == 10 ==> b == m.button) &&
      (k == 11 ==> b == m.reset);
    predicate message_status_has_2(message_status_t m, integer k, integer b) =
      (k == 12 ==> b == m.provision) &&
      (k == 13 ==> b == m.owned) &&
      (k == 14 ==> b == m.setup_open) &&
      (k == 15 ==> b == m.reason) &&
      (k == 16 ==> b == m.stage);
    predicate message_status_has_3(message_status_t m, integer k, integer b) =
      (k == 17 ==> b == m.signal) &&
      (18 <= k < 22 ==> b == wire_byte_32(m.camera_restarts, k - (18))) &&
      (k == 22 ==> b == m.serial_length) &&
      (k == 23 ==> b == 0) &&
      (24 <= k < 24 + m.serial_length ==> b == m.serial[k - (24)]);
    predicate message_status_has_4(message_status_t m, integer k, integer b) =
      (k == 24 + m.serial_length ==> b == m.setup_ssid_length) &&
      (k == 25 + m.serial_length ==> b == 0) &&
      (26 + m.serial_length <= k < 26 + m.serial_length + m.setup_ssid_length ==> b == m.setup_ssid[k - (26 + m.serial_length)]) &&
      (k == 26 + m.serial_length + m.setup_ssid_length ==> b == m.ssid_length) &&
      (k == 27 + m.serial_length + m.setup_ssid_length ==> b == 0);
    predicate message_status_has_5(message_status_t m, integer k, integer b) =
      (28 + m.serial_length + m.setup_ssid_length <= k < 28 + m.serial_length + m.setup_ssid_length + m.ssid_length ==> b == m.ssid[k - (28 + m.serial_length + m.setup_ssid_length)]) &&
      (k == 28 + m.serial_length + m.setup_ssid_length + m.ssid_length ==> b == m.address_length) &&
      (k == 29 + m.serial_length + m.setup_ssid_length + m.ssid_length ==> b == 0) &&
      (30 + m.serial_length + m.setup_ssid_length + m.ssid_length <= k < 30 + m.serial_length + m.setup_ssid_length + m.ssid_length + m.address_length ==> b == m.address[k - (30 + m.serial_length + m.setup_ssid_length + m.ssid_length)]);
    predicate message_status_has(message_status_t m, integer k, integer b) =
      message_status_has_1(m, k, b) && message_status_has_2(m, k, b) && message_status_has_3(m, k, b) && message_status_has_4(m, k, b) && message_status_has_5(m, k, b);
*/

/*@ requires fits: message_status_fits(fields);
    requires within: k < message_status_size(fields);
    terminates \true;
    assigns \nothing;
    ensures byte: message_status_has_1(fields, k, \result);
    ensures byte: message_status_has_2(fields, k, \result);
    ensures byte: message_status_has_3(fields, k, \result);
    ensures byte: message_status_has_4(fields, k, \result);
    ensures byte: message_status_has_5(fields, k, \result);
*/
static uint8_t status_byte(message_status_t fields, size_t k)
{
  if (k == 0) {
    return MESSAGE_STATUS;
  }
  if (k < 9) {
    return wire_byte_64(fields.time, k - 1);
  }
  if (k < 10) {
    return fields.light;
  }
  if (k < 11) {
    return fields.button;
  }
  if (k < 12) {
    return fields.reset;
  }
  if (k < 13) {
    return fields.provision;
  }
  if (k < 14) {
    return fields.owned;
  }
  if (k < 15) {
    return fields.setup_open;
  }
  if (k < 16) {
    return fields.reason;
  }
  if (k < 17) {
    return fields.stage;
  }
  if (k < 18) {
    return fields.signal;
  }
  if (k < 22) {
    return wire_byte_32(fields.camera_restarts, k - 18);
  }
  if (k < 23) {
    return fields.serial_length;
  }
  if (k < 24) {
    return 0;
  }
  size_t after_serial = 24U + fields.serial_length;
  if (k < after_serial) {
    return fields.serial[k - 24];
  }
  if (k < after_serial + 1) {
    return fields.setup_ssid_length;
  }
  if (k < after_serial + 2) {
    return 0;
  }
  size_t after_setup_ssid = after_serial + 2 + fields.setup_ssid_length;
  if (k < after_setup_ssid) {
    return fields.setup_ssid[k - after_serial - 2];
  }
  if (k < after_setup_ssid + 1) {
    return fields.ssid_length;
  }
  if (k < after_setup_ssid + 2) {
    return 0;
  }
  size_t after_ssid = after_setup_ssid + 2 + fields.ssid_length;
  if (k < after_ssid) {
    return fields.ssid[k - after_setup_ssid - 2];
  }
  if (k < after_ssid + 1) {
    return fields.address_length;
  }
  if (k < after_ssid + 2) {
    return 0;
  }
  return fields.address[k - after_ssid - 2];
}

/*@ requires length: message_status_fits(fields) && length == message_status_size(fields);
    requires packet: \valid(packet + (0 .. length - 1));
    terminates \true;
    assigns packet[0 .. length - 1];
    ensures says: packet[0] == MESSAGE_STATUS && message_status_is(packet, fields) && message_status_form(packet, length);
*/
static void status_write(message_status_t fields, uint8_t *packet, size_t length)
{
  /*@ loop invariant bytes: \forall integer j; 0 <= j < k ==> message_status_has(fields, j, packet[j]);
      loop assigns k, packet[0 .. length - 1];
      loop variant length - k;
  */
  for (size_t k = 0; k < length; k++) {
    packet[k] = status_byte(fields, k);
  }
  //@ ghost wire_said_64(packet, 1, fields.time);
  //@ ghost wire_said_32(packet, 18, fields.camera_restarts);
  //@ assert laid: message_status_laid(packet, length, fields.serial_length, fields.setup_ssid_length, fields.ssid_length, fields.address_length);
  //@ assert serial: (\forall integer k; 24 <= k < 24 + fields.serial_length ==> packet[k] == fields.serial[k - (24)]);
  //@ assert setup_ssid: (\forall integer k; 26 + fields.serial_length <= k < 26 + fields.serial_length + fields.setup_ssid_length ==> packet[k] == fields.setup_ssid[k - (26 + fields.serial_length)]);
  //@ assert ssid: (\forall integer k; 28 + fields.serial_length + fields.setup_ssid_length <= k < 28 + fields.serial_length + fields.setup_ssid_length + fields.ssid_length ==> packet[k] == fields.ssid[k - (28 + fields.serial_length + fields.setup_ssid_length)]);
  //@ assert address: (\forall integer k; 30 + fields.serial_length + fields.setup_ssid_length + fields.ssid_length <= k < 30 + fields.serial_length + fields.setup_ssid_length + fields.ssid_length + fields.address_length ==> packet[k] == fields.address[k - (30 + fields.serial_length + fields.setup_ssid_length + fields.ssid_length)]);
}

typedef struct {
  uint8_t whole; /* 0 or 1 */
  uint8_t serial_length;
  size_t after_serial;
  uint8_t setup_ssid_length;
  size_t after_setup_ssid;
  uint8_t ssid_length;
  size_t after_ssid;
  uint8_t address_length;
  size_t after_address;
} status_layout_t;

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    terminates \true;
    assigns \nothing;
    ensures whole: \result.whole != 0 <==> message_status_form(packet, length);
    ensures laid: \result.whole != 0 ==> message_status_laid(packet, length, \result.serial_length, \result.setup_ssid_length, \result.ssid_length, \result.address_length) && \result.after_serial == 24 + \result.serial_length && \result.after_setup_ssid == 26 + \result.serial_length + \result.setup_ssid_length && \result.after_ssid == 28 + \result.serial_length + \result.setup_ssid_length + \result.ssid_length && \result.after_address == 30 + \result.serial_length + \result.setup_ssid_length + \result.ssid_length + \result.address_length;
*/
static status_layout_t status_layout(const uint8_t *packet, size_t length)
{
  status_layout_t layout = {0};
  uint16_t serial_length = wire_count(packet, length, 22, 32);
  if (serial_length > 32) {
    //@ assert !message_status_form(packet, length);
    return layout;
  }
  layout.serial_length = (uint8_t)serial_length;
  layout.after_serial = 24U + layout.serial_length;
  //@ assert after_serial: layout.after_serial == 24 + layout.serial_length;
  uint16_t setup_ssid_length = wire_count(packet, length, layout.after_serial, 32);
  if (setup_ssid_length > 32) {
    //@ assert !message_status_form(packet, length);
    return layout;
  }
  layout.setup_ssid_length = (uint8_t)setup_ssid_length;
  layout.after_setup_ssid = layout.after_serial + 2 + layout.setup_ssid_length;
  //@ assert after_setup_ssid: layout.after_setup_ssid == 26 + layout.serial_length + layout.setup_ssid_length;
  uint16_t ssid_length = wire_count(packet, length, layout.after_setup_ssid, 32);
  if (ssid_length > 32) {
    //@ assert !message_status_form(packet, length);
    return layout;
  }
  layout.ssid_length = (uint8_t)ssid_length;
  layout.after_ssid = layout.after_setup_ssid + 2 + layout.ssid_length;
  //@ assert after_ssid: layout.after_ssid == 28 + layout.serial_length + layout.setup_ssid_length + layout.ssid_length;
  uint16_t address_length = wire_count(packet, length, layout.after_ssid, 46);
  if (address_length > 46) {
    //@ assert !message_status_form(packet, length);
    return layout;
  }
  layout.address_length = (uint8_t)address_length;
  layout.after_address = layout.after_ssid + 2 + layout.address_length;
  //@ assert after_address: layout.after_address == 30 + layout.serial_length + layout.setup_ssid_length + layout.ssid_length + layout.address_length;
  layout.whole = length == layout.after_address;
  //@ assert laid: layout.whole != 0 ==> message_status_laid(packet, length, layout.serial_length, layout.setup_ssid_length, layout.ssid_length, layout.address_length);
  //@ assert whole: layout.whole != 0 <==> message_status_form(packet, length);
  return layout;
}

/*@ ghost
  /@ requires numbers: wire_u64(packet, 1) == fields.time && packet[9] == fields.light && packet[10] == fields.button && packet[11] == fields.reset && packet[12] == fields.provision && packet[13] == fields.owned && packet[14] == fields.setup_open && packet[15] == fields.reason && packet[16] == fields.stage && packet[17] == fields.signal && wire_u32(packet, 18) == fields.camera_restarts && wire_u16(packet, 22) == fields.serial_length && wire_u16(packet, 24 + fields.serial_length) == fields.setup_ssid_length && wire_u16(packet, 26 + fields.serial_length + fields.setup_ssid_length) == fields.ssid_length && wire_u16(packet, 28 + fields.serial_length + fields.setup_ssid_length + fields.ssid_length) == fields.address_length;
     requires serial: (\forall integer k; 24 <= k < 24 + fields.serial_length ==> packet[k] == fields.serial[k - (24)]);
     requires setup_ssid: (\forall integer k; 26 + fields.serial_length <= k < 26 + fields.serial_length + fields.setup_ssid_length ==> packet[k] == fields.setup_ssid[k - (26 + fields.serial_length)]);
     requires ssid: (\forall integer k; 28 + fields.serial_length + fields.setup_ssid_length <= k < 28 + fields.serial_length + fields.setup_ssid_length + fields.ssid_length ==> packet[k] == fields.ssid[k - (28 + fields.serial_length + fields.setup_ssid_length)]);
     requires address: (\forall integer k; 30 + fields.serial_length + fields.setup_ssid_length + fields.ssid_length <= k < 30 + fields.serial_length + fields.setup_ssid_length + fields.ssid_length + fields.address_length ==> packet[k] == fields.address[k - (30 + fields.serial_length + fields.setup_ssid_length + fields.ssid_length)]);
     terminates \true;
     assigns \nothing;
     ensures says: message_status_is(packet, fields);
  @/
  static void status_said(const uint8_t *packet, message_status_t fields)
  {
  }
*/

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: message_status_form(packet, length);
    terminates \true;
    assigns \nothing;
    ensures says: message_status_is(packet, \result);
*/
static message_status_t status_read(const uint8_t *packet, size_t length)
{
  status_layout_t layout = status_layout(packet, length);
  message_status_t fields = {0};
  /*@ loop invariant bytes: \forall integer k; 24 <= k < 24 + i ==> packet[k] == fields.serial[k - (24)];
      loop assigns i, fields.serial[0 .. 31];
      loop variant layout.serial_length - i;
  */
  for (size_t i = 0; i < layout.serial_length; i++) {
    fields.serial[i] = packet[24 + i];
  }
  fields.serial_length = layout.serial_length;
  /*@ loop invariant bytes: \forall integer k; 26 + layout.serial_length <= k < 26 + layout.serial_length + i ==> packet[k] == fields.setup_ssid[k - (26 + layout.serial_length)];
      loop assigns i, fields.setup_ssid[0 .. 31];
      loop variant layout.setup_ssid_length - i;
  */
  for (size_t i = 0; i < layout.setup_ssid_length; i++) {
    fields.setup_ssid[i] = packet[layout.after_serial + 2 + i];
  }
  fields.setup_ssid_length = layout.setup_ssid_length;
  /*@ loop invariant bytes: \forall integer k; 28 + layout.serial_length + layout.setup_ssid_length <= k < 28 + layout.serial_length + layout.setup_ssid_length + i ==> packet[k] == fields.ssid[k - (28 + layout.serial_length + layout.setup_ssid_length)];
      loop assigns i, fields.ssid[0 .. 31];
      loop variant layout.ssid_length - i;
  */
  for (size_t i = 0; i < layout.ssid_length; i++) {
    fields.ssid[i] = packet[layout.after_setup_ssid + 2 + i];
  }
  fields.ssid_length = layout.ssid_length;
  /*@ loop invariant bytes: \forall integer k; 30 + layout.serial_length + layout.setup_ssid_length + layout.ssid_length <= k < 30 + layout.serial_length + layout.setup_ssid_length + layout.ssid_length + i ==> packet[k] == fields.address[k - (30 + layout.serial_length + layout.setup_ssid_length + layout.ssid_length)];
      loop assigns i, fields.address[0 .. 45];
      loop variant layout.address_length - i;
  */
  for (size_t i = 0; i < layout.address_length; i++) {
    fields.address[i] = packet[layout.after_ssid + 2 + i];
  }
  fields.address_length = layout.address_length;
  fields.time = wire_get_u64(packet, 1);
  fields.light = packet[9];
  fields.button = packet[10];
  fields.reset = packet[11];
  fields.provision = packet[12];
  fields.owned = packet[13];
  fields.setup_open = packet[14];
  fields.reason = packet[15];
  fields.stage = packet[16];
  fields.signal = packet[17];
  fields.camera_restarts = wire_get_u32(packet, 18);
  //@ ghost status_said(packet, fields);
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

/*@ predicate message_owner_has_1(message_owner_t m, integer k, integer b) =
      (k == 0 ==> b == MESSAGE_OWNER) &&
      (k == 1 ==> b == m.claimed) &&
      (k == 2 ==> b == m.password_hash_length) &&
      (k == 3 ==> b == 0) &&
      (4 <= k < 4 + m.password_hash_length ==> b == m.password_hash[k - (4)]);
    predicate message_owner_has(message_owner_t m, integer k, integer b) =
      message_owner_has_1(m, k, b);
*/

/*@ requires fits: message_owner_fits(fields);
    requires within: k < message_owner_size(fields);
    terminates \true;
    assigns \nothing;
    ensures byte: message_owner_has_1(fields, k, \result);
*/
static uint8_t owner_byte(message_owner_t fields, size_t k)
{
  if (k == 0) {
    return MESSAGE_OWNER;
  }
  if (k < 2) {
    return fields.claimed;
  }
  if (k < 3) {
    return fields.password_hash_length;
  }
  if (k < 4) {
    return 0;
  }
  return fields.password_hash[k - 4];
}

/*@ requires length: message_owner_fits(fields) && length == message_owner_size(fields);
    requires packet: \valid(packet + (0 .. length - 1));
    terminates \true;
    assigns packet[0 .. length - 1];
    ensures says: packet[0] == MESSAGE_OWNER && message_owner_is(packet, fields) && message_owner_form(packet, length);
*/
static void owner_write(message_owner_t fields, uint8_t *packet, size_t length)
{
  /*@ loop invariant bytes: \forall integer j; 0 <= j < k ==> message_owner_has(fields, j, packet[j]);
      loop assigns k, packet[0 .. length - 1];
      loop variant length - k;
  */
  for (size_t k = 0; k < length; k++) {
    packet[k] = owner_byte(fields, k);
  }
  //@ assert laid: message_owner_laid(packet, length, fields.password_hash_length);
  //@ assert password_hash: (\forall integer k; 4 <= k < 4 + fields.password_hash_length ==> packet[k] == fields.password_hash[k - (4)]);
}

typedef struct {
  uint8_t whole; /* 0 or 1 */
  uint8_t password_hash_length;
  size_t after_password_hash;
} owner_layout_t;

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    terminates \true;
    assigns \nothing;
    ensures whole: \result.whole != 0 <==> message_owner_form(packet, length);
    ensures laid: \result.whole != 0 ==> message_owner_laid(packet, length, \result.password_hash_length) && \result.after_password_hash == 4 + \result.password_hash_length;
*/
static owner_layout_t owner_layout(const uint8_t *packet, size_t length)
{
  owner_layout_t layout = {0};
  uint16_t password_hash_length = wire_count(packet, length, 2, 128);
  if (password_hash_length > 128) {
    //@ assert !message_owner_form(packet, length);
    return layout;
  }
  layout.password_hash_length = (uint8_t)password_hash_length;
  layout.after_password_hash = 4U + layout.password_hash_length;
  //@ assert after_password_hash: layout.after_password_hash == 4 + layout.password_hash_length;
  layout.whole = length == layout.after_password_hash;
  //@ assert laid: layout.whole != 0 ==> message_owner_laid(packet, length, layout.password_hash_length);
  //@ assert whole: layout.whole != 0 <==> message_owner_form(packet, length);
  return layout;
}

/*@ ghost
  /@ requires numbers: packet[1] == fields.claimed && wire_u16(packet, 2) == fields.password_hash_length;
     requires password_hash: (\forall integer k; 4 <= k < 4 + fields.password_hash_length ==> packet[k] == fields.password_hash[k - (4)]);
     terminates \true;
     assigns \nothing;
     ensures says: message_owner_is(packet, fields);
  @/
  static void owner_said(const uint8_t *packet, message_owner_t fields)
  {
  }
*/

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: message_owner_form(packet, length);
    terminates \true;
    assigns \nothing;
    ensures says: message_owner_is(packet, \result);
*/
static message_owner_t owner_read(const uint8_t *packet, size_t length)
{
  owner_layout_t layout = owner_layout(packet, length);
  message_owner_t fields = {0};
  /*@ loop invariant bytes: \forall integer k; 4 <= k < 4 + i ==> packet[k] == fields.password_hash[k - (4)];
      loop assigns i, fields.password_hash[0 .. 127];
      loop variant layout.password_hash_length - i;
  */
  for (size_t i = 0; i < layout.password_hash_length; i++) {
    fields.password_hash[i] = packet[4 + i];
  }
  fields.password_hash_length = layout.password_hash_length;
  fields.claimed = packet[1];
  //@ ghost owner_said(packet, fields);
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

/*@ predicate message_network_has_1(message_network_t m, integer k, integer b) =
      (k == 0 ==> b == MESSAGE_NETWORK) &&
      (1 <= k < 3 ==> b == wire_byte_16(m.index, k - (1))) &&
      (3 <= k < 5 ==> b == wire_byte_16(m.count, k - (3))) &&
      (k == 5 ==> b == m.ssid_length) &&
      (k == 6 ==> b == 0);
    predicate message_network_has_2(message_network_t m, integer k, integer b) =
      (7 <= k < 7 + m.ssid_length ==> b == m.ssid[k - (7)]) &&
      (k == 7 + m.ssid_length ==> b == m.bssid_length) &&
      (k == 8 + m.ssid_length ==> b == 0) &&
      (9 + m.ssid_length <= k < 9 + m.ssid_length + m.bssid_length ==> b == m.bssid[k - (9 + m.ssid_length)]) &&
      (9 + m.ssid_length + m.bssid_length <= k < 11 + m.ssid_length + m.bssid_length ==> b == wire_byte_16(m.frequency, k - (9 + m.ssid_length + m.bssid_length)));
    predicate message_network_has_3(message_network_t m, integer k, integer b) =
      (k == 11 + m.ssid_length + m.bssid_length ==> b == m.signal) &&
      (k == 12 + m.ssid_length + m.bssid_length ==> b == m.security) &&
      (k == 13 + m.ssid_length + m.bssid_length ==> b == m.usable);
    predicate message_network_has(message_network_t m, integer k, integer b) =
      message_network_has_1(m, k, b) && message_network_has_2(m, k, b) && message_network_has_3(m, k, b);
*/

/*@ requires fits: message_network_fits(fields);
    requires within: k < message_network_size(fields);
    terminates \true;
    assigns \nothing;
    ensures byte: message_network_has_1(fields, k, \result);
    ensures byte: message_network_has_2(fields, k, \result);
    ensures byte: message_network_has_3(fields, k, \result);
*/
static uint8_t network_byte(message_network_t fields, size_t k)
{
  if (k == 0) {
    return MESSAGE_NETWORK;
  }
  if (k < 3) {
    return wire_byte_16(fields.index, k - 1);
  }
  if (k < 5) {
    return wire_byte_16(fields.count, k - 3);
  }
  if (k < 6) {
    return fields.ssid_length;
  }
  if (k < 7) {
    return 0;
  }
  size_t after_ssid = 7U + fields.ssid_length;
  if (k < after_ssid) {
    return fields.ssid[k - 7];
  }
  if (k < after_ssid + 1) {
    return fields.bssid_length;
  }
  if (k < after_ssid + 2) {
    return 0;
  }
  size_t after_bssid = after_ssid + 2 + fields.bssid_length;
  if (k < after_bssid) {
    return fields.bssid[k - after_ssid - 2];
  }
  if (k < after_bssid + 2) {
    return wire_byte_16(fields.frequency, k - after_bssid);
  }
  if (k < after_bssid + 3) {
    return fields.signal;
  }
  if (k < after_bssid + 4) {
    return fields.security;
  }
  return fields.usable;
}

/*@ requires length: message_network_fits(fields) && length == message_network_size(fields);
    requires packet: \valid(packet + (0 .. length - 1));
    terminates \true;
    assigns packet[0 .. length - 1];
    ensures says: packet[0] == MESSAGE_NETWORK && message_network_is(packet, fields) && message_network_form(packet, length);
*/
static void network_write(message_network_t fields, uint8_t *packet, size_t length)
{
  /*@ loop invariant bytes: \forall integer j; 0 <= j < k ==> message_network_has(fields, j, packet[j]);
      loop assigns k, packet[0 .. length - 1];
      loop variant length - k;
  */
  for (size_t k = 0; k < length; k++) {
    packet[k] = network_byte(fields, k);
  }
  //@ ghost wire_said_16(packet, 1, fields.index);
  //@ ghost wire_said_16(packet, 3, fields.count);
  //@ ghost wire_said_16(packet, 9U + fields.ssid_length + fields.bssid_length, fields.frequency);
  //@ assert laid: message_network_laid(packet, length, fields.ssid_length, fields.bssid_length);
  //@ assert ssid: (\forall integer k; 7 <= k < 7 + fields.ssid_length ==> packet[k] == fields.ssid[k - (7)]);
  //@ assert bssid: (\forall integer k; 9 + fields.ssid_length <= k < 9 + fields.ssid_length + fields.bssid_length ==> packet[k] == fields.bssid[k - (9 + fields.ssid_length)]);
}

typedef struct {
  uint8_t whole; /* 0 or 1 */
  uint8_t ssid_length;
  size_t after_ssid;
  uint8_t bssid_length;
  size_t after_bssid;
} network_layout_t;

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    terminates \true;
    assigns \nothing;
    ensures whole: \result.whole != 0 <==> message_network_form(packet, length);
    ensures laid: \result.whole != 0 ==> message_network_laid(packet, length, \result.ssid_length, \result.bssid_length) && \result.after_ssid == 7 + \result.ssid_length && \result.after_bssid == 9 + \result.ssid_length + \result.bssid_length;
*/
static network_layout_t network_layout(const uint8_t *packet, size_t length)
{
  network_layout_t layout = {0};
  uint16_t ssid_length = wire_count(packet, length, 5, 32);
  if (ssid_length > 32) {
    //@ assert !message_network_form(packet, length);
    return layout;
  }
  layout.ssid_length = (uint8_t)ssid_length;
  layout.after_ssid = 7U + layout.ssid_length;
  //@ assert after_ssid: layout.after_ssid == 7 + layout.ssid_length;
  uint16_t bssid_length = wire_count(packet, length, layout.after_ssid, 6);
  if (bssid_length > 6) {
    //@ assert !message_network_form(packet, length);
    return layout;
  }
  layout.bssid_length = (uint8_t)bssid_length;
  layout.after_bssid = layout.after_ssid + 2 + layout.bssid_length;
  //@ assert after_bssid: layout.after_bssid == 9 + layout.ssid_length + layout.bssid_length;
  layout.whole = length == layout.after_bssid + 5;
  //@ assert laid: layout.whole != 0 ==> message_network_laid(packet, length, layout.ssid_length, layout.bssid_length);
  //@ assert whole: layout.whole != 0 <==> message_network_form(packet, length);
  return layout;
}

/*@ ghost
  /@ requires numbers: wire_u16(packet, 1) == fields.index && wire_u16(packet, 3) == fields.count && wire_u16(packet, 5) == fields.ssid_length && wire_u16(packet, 7 + fields.ssid_length) == fields.bssid_length && wire_u16(packet, 9 + fields.ssid_length + fields.bssid_length) == fields.frequency && packet[11 + fields.ssid_length + fields.bssid_length] == fields.signal && packet[12 + fields.ssid_length + fields.bssid_length] == fields.security && packet[13 + fields.ssid_length + fields.bssid_length] == fields.usable;
     requires ssid: (\forall integer k; 7 <= k < 7 + fields.ssid_length ==> packet[k] == fields.ssid[k - (7)]);
     requires bssid: (\forall integer k; 9 + fields.ssid_length <= k < 9 + fields.ssid_length + fields.bssid_length ==> packet[k] == fields.bssid[k - (9 + fields.ssid_length)]);
     terminates \true;
     assigns \nothing;
     ensures says: message_network_is(packet, fields);
  @/
  static void network_said(const uint8_t *packet, message_network_t fields)
  {
  }
*/

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: message_network_form(packet, length);
    terminates \true;
    assigns \nothing;
    ensures says: message_network_is(packet, \result);
*/
static message_network_t network_read(const uint8_t *packet, size_t length)
{
  network_layout_t layout = network_layout(packet, length);
  message_network_t fields = {0};
  /*@ loop invariant bytes: \forall integer k; 7 <= k < 7 + i ==> packet[k] == fields.ssid[k - (7)];
      loop assigns i, fields.ssid[0 .. 31];
      loop variant layout.ssid_length - i;
  */
  for (size_t i = 0; i < layout.ssid_length; i++) {
    fields.ssid[i] = packet[7 + i];
  }
  fields.ssid_length = layout.ssid_length;
  /*@ loop invariant bytes: \forall integer k; 9 + layout.ssid_length <= k < 9 + layout.ssid_length + i ==> packet[k] == fields.bssid[k - (9 + layout.ssid_length)];
      loop assigns i, fields.bssid[0 .. 5];
      loop variant layout.bssid_length - i;
  */
  for (size_t i = 0; i < layout.bssid_length; i++) {
    fields.bssid[i] = packet[layout.after_ssid + 2 + i];
  }
  fields.bssid_length = layout.bssid_length;
  fields.index = wire_get_u16(packet, 1);
  fields.count = wire_get_u16(packet, 3);
  fields.frequency = wire_get_u16(packet, layout.after_bssid);
  fields.signal = packet[layout.after_bssid + 2];
  fields.security = packet[layout.after_bssid + 3];
  fields.usable = packet[layout.after_bssid + 4];
  //@ ghost network_said(packet, fields);
  return fields;
}

/*@ terminates \true;
    assigns \nothing;
    ensures size: message_codec_size(said, \result);
    ensures bound: \result <= MESSAGE_CODEC_MOST;
*/
static size_t length_of(message_t said)
{
  if (said.kind == MESSAGE_HELLO) {
    return 4;
  } else if (said.kind == MESSAGE_HEARTBEAT) {
    return 5;
  } else if (said.kind == MESSAGE_GET_STATUS) {
    return 2;
  } else if (said.kind == MESSAGE_GET_OWNER) {
    return 1;
  } else if (said.kind == MESSAGE_GET_NETWORKS) {
    return 1;
  } else if (said.kind == MESSAGE_CLAIM) {
    return claim_length(said.as.claim);
  } else if (said.kind == MESSAGE_CHANGE_NETWORK) {
    return change_network_length(said.as.change_network);
  } else if (said.kind == MESSAGE_RESTART) {
    return 1;
  } else if (said.kind == MESSAGE_RESET) {
    return 1;
  } else if (said.kind == MESSAGE_PHONE_SEEN) {
    return 1;
  } else if (said.kind == MESSAGE_CHANGE_PASSWORD) {
    return change_password_length(said.as.change_password);
  } else if (said.kind == MESSAGE_VISIT) {
    return visit_length(said.as.visit);
  } else if (said.kind == MESSAGE_ADOPT) {
    return adopt_length(said.as.adopt);
  } else if (said.kind == MESSAGE_REPLY) {
    return 3;
  } else if (said.kind == MESSAGE_STATUS) {
    return status_length(said.as.status);
  } else if (said.kind == MESSAGE_OWNER) {
    return owner_length(said.as.owner);
  } else if (said.kind == MESSAGE_NETWORK) {
    return network_length(said.as.network);
  } else {
    return 0;
  }
}

size_t message_codec_length(const message_t *message)
{
  return length_of(*message);
}

/*@ requires packet: \valid(packet + (0 .. length - 1));
    requires size: 0 < length <= MESSAGE_CODEC_MOST && message_codec_size(said, length);
    terminates \true;
    assigns packet[0 .. length - 1];
    ensures says: message_codec_is(packet, said) && message_codec_form(packet, length);
*/
static void write_of(message_t said, uint8_t *packet, size_t length)
{
  if (said.kind == MESSAGE_HELLO) {
    hello_write(said.as.hello, packet, length);
    //@ assert says: message_codec_is(packet, said) && message_codec_form(packet, length);
  } else if (said.kind == MESSAGE_HEARTBEAT) {
    heartbeat_write(said.as.heartbeat, packet, length);
    //@ assert says: message_codec_is(packet, said) && message_codec_form(packet, length);
  } else if (said.kind == MESSAGE_GET_STATUS) {
    get_status_write(said.as.get_status, packet, length);
    //@ assert says: message_codec_is(packet, said) && message_codec_form(packet, length);
  } else if (said.kind == MESSAGE_CLAIM) {
    claim_write(said.as.claim, packet, length);
    //@ assert says: message_codec_is(packet, said) && message_codec_form(packet, length);
  } else if (said.kind == MESSAGE_CHANGE_NETWORK) {
    change_network_write(said.as.change_network, packet, length);
    //@ assert says: message_codec_is(packet, said) && message_codec_form(packet, length);
  } else if (said.kind == MESSAGE_CHANGE_PASSWORD) {
    change_password_write(said.as.change_password, packet, length);
    //@ assert says: message_codec_is(packet, said) && message_codec_form(packet, length);
  } else if (said.kind == MESSAGE_VISIT) {
    visit_write(said.as.visit, packet, length);
    //@ assert says: message_codec_is(packet, said) && message_codec_form(packet, length);
  } else if (said.kind == MESSAGE_ADOPT) {
    adopt_write(said.as.adopt, packet, length);
    //@ assert says: message_codec_is(packet, said) && message_codec_form(packet, length);
  } else if (said.kind == MESSAGE_REPLY) {
    reply_write(said.as.reply, packet, length);
    //@ assert says: message_codec_is(packet, said) && message_codec_form(packet, length);
  } else if (said.kind == MESSAGE_STATUS) {
    status_write(said.as.status, packet, length);
    //@ assert says: message_codec_is(packet, said) && message_codec_form(packet, length);
  } else if (said.kind == MESSAGE_OWNER) {
    owner_write(said.as.owner, packet, length);
    //@ assert says: message_codec_is(packet, said) && message_codec_form(packet, length);
  } else if (said.kind == MESSAGE_NETWORK) {
    network_write(said.as.network, packet, length);
    //@ assert says: message_codec_is(packet, said) && message_codec_form(packet, length);
  } else {
    packet[0] = said.kind;
    //@ assert says: message_codec_is(packet, said) && message_codec_form(packet, length);
  }
}

void message_codec_write(const message_t *message, uint8_t *packet, size_t length)
{
  write_of(*message, packet, length);
}

bool message_codec_valid(const uint8_t *packet, size_t length)
{
  if (length == 0) {
    return false;
  }
  uint8_t kind = packet[0];
  if (kind == MESSAGE_HELLO) {
    return length == 4;
  } else if (kind == MESSAGE_HEARTBEAT) {
    return length == 5;
  } else if (kind == MESSAGE_GET_STATUS) {
    return length == 2;
  } else if (kind == MESSAGE_GET_OWNER) {
    return length == 1;
  } else if (kind == MESSAGE_GET_NETWORKS) {
    return length == 1;
  } else if (kind == MESSAGE_CLAIM) {
    return claim_layout(packet, length).whole != 0;
  } else if (kind == MESSAGE_CHANGE_NETWORK) {
    return change_network_layout(packet, length).whole != 0;
  } else if (kind == MESSAGE_RESTART) {
    return length == 1;
  } else if (kind == MESSAGE_RESET) {
    return length == 1;
  } else if (kind == MESSAGE_PHONE_SEEN) {
    return length == 1;
  } else if (kind == MESSAGE_CHANGE_PASSWORD) {
    return change_password_layout(packet, length).whole != 0;
  } else if (kind == MESSAGE_VISIT) {
    return visit_layout(packet, length).whole != 0;
  } else if (kind == MESSAGE_ADOPT) {
    return adopt_layout(packet, length).whole != 0;
  } else if (kind == MESSAGE_REPLY) {
    return length == 3;
  } else if (kind == MESSAGE_STATUS) {
    return status_layout(packet, length).whole != 0;
  } else if (kind == MESSAGE_OWNER) {
    return owner_layout(packet, length).whole != 0;
  } else if (kind == MESSAGE_NETWORK) {
    return network_layout(packet, length).whole != 0;
  } else {
    return false;
  }
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: message_codec_form(packet, length);
    terminates \true;
    assigns \nothing;
    ensures says: message_codec_is(packet, \result);
*/
static message_t read_of(const uint8_t *packet, size_t length, message_t read)
{
  read.kind = packet[0];
  if (read.kind == MESSAGE_HELLO) {
    read.as.hello = hello_read(packet, length);
    //@ assert says: message_codec_is(packet, read);
  } else if (read.kind == MESSAGE_HEARTBEAT) {
    read.as.heartbeat = heartbeat_read(packet, length);
    //@ assert says: message_codec_is(packet, read);
  } else if (read.kind == MESSAGE_GET_STATUS) {
    read.as.get_status = get_status_read(packet, length);
    //@ assert says: message_codec_is(packet, read);
  } else if (read.kind == MESSAGE_CLAIM) {
    read.as.claim = claim_read(packet, length);
    //@ assert says: message_codec_is(packet, read);
  } else if (read.kind == MESSAGE_CHANGE_NETWORK) {
    read.as.change_network = change_network_read(packet, length);
    //@ assert says: message_codec_is(packet, read);
  } else if (read.kind == MESSAGE_CHANGE_PASSWORD) {
    read.as.change_password = change_password_read(packet, length);
    //@ assert says: message_codec_is(packet, read);
  } else if (read.kind == MESSAGE_VISIT) {
    read.as.visit = visit_read(packet, length);
    //@ assert says: message_codec_is(packet, read);
  } else if (read.kind == MESSAGE_ADOPT) {
    read.as.adopt = adopt_read(packet, length);
    //@ assert says: message_codec_is(packet, read);
  } else if (read.kind == MESSAGE_REPLY) {
    read.as.reply = reply_read(packet, length);
    //@ assert says: message_codec_is(packet, read);
  } else if (read.kind == MESSAGE_STATUS) {
    read.as.status = status_read(packet, length);
    //@ assert says: message_codec_is(packet, read);
  } else if (read.kind == MESSAGE_OWNER) {
    read.as.owner = owner_read(packet, length);
    //@ assert says: message_codec_is(packet, read);
  } else if (read.kind == MESSAGE_NETWORK) {
    read.as.network = network_read(packet, length);
    //@ assert says: message_codec_is(packet, read);
  }
  return read;
}

void message_codec_read(const uint8_t *packet, size_t length, message_t *message)
{
  *message = read_of(packet, length, *message);
}
