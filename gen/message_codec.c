/* SPDX-License-Identifier: BSD-2-Clause */
/* Written by spec/generate_codec.py from spec/messages.tsv. Do not edit. */
#include "message_codec.h"

#include "wire.h"

/*@ requires fields: \valid_read(fields);
    requires packet: \valid(packet + (1 .. 4 - 1));
    requires apart: \separated(fields, packet + (1 .. 4 - 1));
    terminates \true;
    assigns packet[1 .. 4 - 1];
    ensures says: message_hello_is{Post, Pre}(packet, fields);
*/
static void hello_write(const message_hello_t *fields, uint8_t *packet)
{
  wire_put_u16(packet, 1, fields->version);
  packet[3] = fields->role;
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: length == 4;
    requires fields: \valid(fields) && \separated(fields, packet + (0 .. length - 1));
    terminates \true;
    assigns *fields;
    ensures says: message_hello_is{Pre, Post}(packet, fields);
*/
static void hello_read(const uint8_t *packet, size_t length, message_hello_t *fields)
{
  (void)length;
  fields->version = wire_get_u16(packet, 1);
  fields->role = packet[3];
}

/*@ requires fields: \valid_read(fields);
    requires packet: \valid(packet + (1 .. 5 - 1));
    requires apart: \separated(fields, packet + (1 .. 5 - 1));
    terminates \true;
    assigns packet[1 .. 5 - 1];
    ensures says: message_heartbeat_is{Post, Pre}(packet, fields);
*/
static void heartbeat_write(const message_heartbeat_t *fields, uint8_t *packet)
{
  wire_put_u32(packet, 1, fields->sequence);
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: length == 5;
    requires fields: \valid(fields) && \separated(fields, packet + (0 .. length - 1));
    terminates \true;
    assigns *fields;
    ensures says: message_heartbeat_is{Pre, Post}(packet, fields);
*/
static void heartbeat_read(const uint8_t *packet, size_t length, message_heartbeat_t *fields)
{
  (void)length;
  fields->sequence = wire_get_u32(packet, 1);
}

/*@ requires fields: \valid_read(fields);
    requires packet: \valid(packet + (1 .. 2 - 1));
    requires apart: \separated(fields, packet + (1 .. 2 - 1));
    terminates \true;
    assigns packet[1 .. 2 - 1];
    ensures says: message_get_status_is{Post, Pre}(packet, fields);
*/
static void get_status_write(const message_get_status_t *fields, uint8_t *packet)
{
  packet[1] = fields->follow;
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: length == 2;
    requires fields: \valid(fields) && \separated(fields, packet + (0 .. length - 1));
    terminates \true;
    assigns *fields;
    ensures says: message_get_status_is{Pre, Post}(packet, fields);
*/
static void get_status_read(const uint8_t *packet, size_t length, message_get_status_t *fields)
{
  (void)length;
  fields->follow = packet[1];
}

/*@ requires fields: \valid_read(fields);
    terminates \true;
    assigns \nothing;
    ensures fits: message_claim_fits(fields) ==> \result == message_claim_size(fields);
    ensures none: !message_claim_fits(fields) ==> \result == 0;
    ensures bound: \result <= MESSAGE_CODEC_MOST;
*/
static size_t claim_length(const message_claim_t *fields)
{
  if (fields->password_hash_length > 128) {
    return 0;
  }
  if (fields->ssid_length > 32) {
    return 0;
  }
  if (fields->passphrase_length > 64) {
    return 0;
  }
  return 9U + fields->password_hash_length + fields->ssid_length + fields->passphrase_length;
}

/*@ requires fields: \valid_read(fields) && message_claim_fits(fields);
    requires packet: \valid(packet + (1 .. message_claim_size(fields) - 1));
    requires apart: \separated(fields, packet + (1 .. message_claim_size(fields) - 1));
    terminates \true;
    assigns packet[1 .. message_claim_size(fields) - 1];
*/
static void claim_write(const message_claim_t *fields, uint8_t *packet)
{
  size_t password_hash_length = fields->password_hash_length;
  size_t after_password_hash = 1 + 2U + password_hash_length;
  //@ assert after_password_hash: after_password_hash == 3 + fields->password_hash_length;
  size_t ssid_length = fields->ssid_length;
  size_t after_ssid = after_password_hash + 2U + ssid_length;
  //@ assert after_ssid: after_ssid == 5 + fields->password_hash_length + fields->ssid_length;
  size_t passphrase_length = fields->passphrase_length;
  size_t after_passphrase = after_ssid + 2U + passphrase_length;
  //@ assert after_passphrase: after_passphrase == 7 + fields->password_hash_length + fields->ssid_length + fields->passphrase_length;
  wire_put_u16(packet, 1, fields->password_hash_length);
  //@ assert kept: fields->password_hash_length == password_hash_length;
  wire_put_bytes(packet, 3, fields->password_hash, password_hash_length);
  wire_put_u16(packet, after_password_hash, fields->ssid_length);
  //@ assert kept: fields->ssid_length == ssid_length;
  wire_put_bytes(packet, after_password_hash + 2, fields->ssid, ssid_length);
  wire_put_u16(packet, after_ssid, fields->passphrase_length);
  //@ assert kept: fields->passphrase_length == passphrase_length;
  wire_put_bytes(packet, after_ssid + 2, fields->passphrase, passphrase_length);
  packet[after_passphrase] = fields->security;
  packet[after_passphrase + 1] = fields->hidden;
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
  size_t after_password_hash = 1 + 2U + wire_get_u16(packet, 1);
  //@ assert after_password_hash: after_password_hash == message_claim_after_password_hash(packet);
  if (!wire_holds(packet, length, after_password_hash, 32)) {
    return false;
  }
  size_t after_ssid = after_password_hash + 2U + wire_get_u16(packet, after_password_hash);
  //@ assert after_ssid: after_ssid == message_claim_after_ssid(packet);
  if (!wire_holds(packet, length, after_ssid, 64)) {
    return false;
  }
  size_t after_passphrase = after_ssid + 2U + wire_get_u16(packet, after_ssid);
  //@ assert after_passphrase: after_passphrase == message_claim_after_passphrase(packet);
  return length == after_passphrase + 2;
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: message_claim_form(packet, length);
    requires fields: \valid(fields) && \separated(fields, packet + (0 .. length - 1));
    terminates \true;
    assigns *fields;
    ensures says: message_claim_is{Pre, Post}(packet, fields);
*/
static void claim_read(const uint8_t *packet, size_t length, message_claim_t *fields)
{
  (void)length;
  uint16_t password_hash_length = wire_get_u16(packet, 1);
  //@ assert password_hash_length: password_hash_length <= 128 && 1 + 2 + password_hash_length <= length;
  size_t after_password_hash = 1 + 2U + password_hash_length;
  //@ assert after_password_hash: after_password_hash == message_claim_after_password_hash(packet);
  uint16_t ssid_length = wire_get_u16(packet, after_password_hash);
  //@ assert ssid_length: ssid_length <= 32 && after_password_hash + 2 + ssid_length <= length;
  size_t after_ssid = after_password_hash + 2U + ssid_length;
  //@ assert after_ssid: after_ssid == message_claim_after_ssid(packet);
  uint16_t passphrase_length = wire_get_u16(packet, after_ssid);
  //@ assert passphrase_length: passphrase_length <= 64 && after_ssid + 2 + passphrase_length <= length;
  size_t after_passphrase = after_ssid + 2U + passphrase_length;
  //@ assert after_passphrase: after_passphrase == message_claim_after_passphrase(packet);
  fields->password_hash_length = (uint8_t)password_hash_length;
  wire_get_bytes(packet, 3, fields->password_hash, password_hash_length);
  fields->ssid_length = (uint8_t)ssid_length;
  wire_get_bytes(packet, after_password_hash + 2, fields->ssid, ssid_length);
  fields->passphrase_length = (uint8_t)passphrase_length;
  wire_get_bytes(packet, after_ssid + 2, fields->passphrase, passphrase_length);
  fields->security = packet[after_passphrase];
  fields->hidden = packet[after_passphrase + 1];
}

/*@ requires fields: \valid_read(fields);
    terminates \true;
    assigns \nothing;
    ensures fits: message_change_network_fits(fields) ==> \result == message_change_network_size(fields);
    ensures none: !message_change_network_fits(fields) ==> \result == 0;
    ensures bound: \result <= MESSAGE_CODEC_MOST;
*/
static size_t change_network_length(const message_change_network_t *fields)
{
  if (fields->ssid_length > 32) {
    return 0;
  }
  if (fields->passphrase_length > 64) {
    return 0;
  }
  return 7U + fields->ssid_length + fields->passphrase_length;
}

/*@ requires fields: \valid_read(fields) && message_change_network_fits(fields);
    requires packet: \valid(packet + (1 .. message_change_network_size(fields) - 1));
    requires apart: \separated(fields, packet + (1 .. message_change_network_size(fields) - 1));
    terminates \true;
    assigns packet[1 .. message_change_network_size(fields) - 1];
*/
static void change_network_write(const message_change_network_t *fields, uint8_t *packet)
{
  size_t ssid_length = fields->ssid_length;
  size_t after_ssid = 1 + 2U + ssid_length;
  //@ assert after_ssid: after_ssid == 3 + fields->ssid_length;
  size_t passphrase_length = fields->passphrase_length;
  size_t after_passphrase = after_ssid + 2U + passphrase_length;
  //@ assert after_passphrase: after_passphrase == 5 + fields->ssid_length + fields->passphrase_length;
  wire_put_u16(packet, 1, fields->ssid_length);
  //@ assert kept: fields->ssid_length == ssid_length;
  wire_put_bytes(packet, 3, fields->ssid, ssid_length);
  wire_put_u16(packet, after_ssid, fields->passphrase_length);
  //@ assert kept: fields->passphrase_length == passphrase_length;
  wire_put_bytes(packet, after_ssid + 2, fields->passphrase, passphrase_length);
  packet[after_passphrase] = fields->security;
  packet[after_passphrase + 1] = fields->hidden;
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
  size_t after_ssid = 1 + 2U + wire_get_u16(packet, 1);
  //@ assert after_ssid: after_ssid == message_change_network_after_ssid(packet);
  if (!wire_holds(packet, length, after_ssid, 64)) {
    return false;
  }
  size_t after_passphrase = after_ssid + 2U + wire_get_u16(packet, after_ssid);
  //@ assert after_passphrase: after_passphrase == message_change_network_after_passphrase(packet);
  return length == after_passphrase + 2;
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: message_change_network_form(packet, length);
    requires fields: \valid(fields) && \separated(fields, packet + (0 .. length - 1));
    terminates \true;
    assigns *fields;
    ensures says: message_change_network_is{Pre, Post}(packet, fields);
*/
static void change_network_read(const uint8_t *packet, size_t length, message_change_network_t *fields)
{
  (void)length;
  uint16_t ssid_length = wire_get_u16(packet, 1);
  //@ assert ssid_length: ssid_length <= 32 && 1 + 2 + ssid_length <= length;
  size_t after_ssid = 1 + 2U + ssid_length;
  //@ assert after_ssid: after_ssid == message_change_network_after_ssid(packet);
  uint16_t passphrase_length = wire_get_u16(packet, after_ssid);
  //@ assert passphrase_length: passphrase_length <= 64 && after_ssid + 2 + passphrase_length <= length;
  size_t after_passphrase = after_ssid + 2U + passphrase_length;
  //@ assert after_passphrase: after_passphrase == message_change_network_after_passphrase(packet);
  fields->ssid_length = (uint8_t)ssid_length;
  wire_get_bytes(packet, 3, fields->ssid, ssid_length);
  fields->passphrase_length = (uint8_t)passphrase_length;
  wire_get_bytes(packet, after_ssid + 2, fields->passphrase, passphrase_length);
  fields->security = packet[after_passphrase];
  fields->hidden = packet[after_passphrase + 1];
}

/*@ requires fields: \valid_read(fields);
    requires packet: \valid(packet + (1 .. 3 - 1));
    requires apart: \separated(fields, packet + (1 .. 3 - 1));
    terminates \true;
    assigns packet[1 .. 3 - 1];
    ensures says: message_reply_is{Post, Pre}(packet, fields);
*/
static void reply_write(const message_reply_t *fields, uint8_t *packet)
{
  packet[1] = fields->request;
  packet[2] = fields->reason;
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: length == 3;
    requires fields: \valid(fields) && \separated(fields, packet + (0 .. length - 1));
    terminates \true;
    assigns *fields;
    ensures says: message_reply_is{Pre, Post}(packet, fields);
*/
static void reply_read(const uint8_t *packet, size_t length, message_reply_t *fields)
{
  (void)length;
  fields->request = packet[1];
  fields->reason = packet[2];
}

/*@ requires fields: \valid_read(fields);
    terminates \true;
    assigns \nothing;
    ensures fits: message_status_fits(fields) ==> \result == message_status_size(fields);
    ensures none: !message_status_fits(fields) ==> \result == 0;
    ensures bound: \result <= MESSAGE_CODEC_MOST;
*/
static size_t status_length(const message_status_t *fields)
{
  if (fields->serial_length > 32) {
    return 0;
  }
  if (fields->setup_ssid_length > 32) {
    return 0;
  }
  if (fields->ssid_length > 32) {
    return 0;
  }
  if (fields->address_length > 46) {
    return 0;
  }
  return 29U + fields->serial_length + fields->setup_ssid_length + fields->ssid_length + fields->address_length;
}

/*@ requires fields: \valid_read(fields) && message_status_fits(fields);
    requires packet: \valid(packet + (1 .. message_status_size(fields) - 1));
    requires apart: \separated(fields, packet + (1 .. message_status_size(fields) - 1));
    terminates \true;
    assigns packet[1 .. message_status_size(fields) - 1];
*/
static void status_write(const message_status_t *fields, uint8_t *packet)
{
  size_t serial_length = fields->serial_length;
  size_t after_serial = 21 + 2U + serial_length;
  //@ assert after_serial: after_serial == 23 + fields->serial_length;
  size_t setup_ssid_length = fields->setup_ssid_length;
  size_t after_setup_ssid = after_serial + 2U + setup_ssid_length;
  //@ assert after_setup_ssid: after_setup_ssid == 25 + fields->serial_length + fields->setup_ssid_length;
  size_t ssid_length = fields->ssid_length;
  size_t after_ssid = after_setup_ssid + 2U + ssid_length;
  //@ assert after_ssid: after_ssid == 27 + fields->serial_length + fields->setup_ssid_length + fields->ssid_length;
  size_t address_length = fields->address_length;
  wire_put_u64(packet, 1, fields->time);
  packet[9] = fields->light;
  packet[10] = fields->button;
  packet[11] = fields->reset;
  packet[12] = fields->provision;
  packet[13] = fields->owned;
  packet[14] = fields->setup_open;
  packet[15] = fields->reason;
  packet[16] = fields->signal;
  wire_put_u32(packet, 17, fields->camera_restarts);
  wire_put_u16(packet, 21, fields->serial_length);
  //@ assert kept: fields->serial_length == serial_length;
  wire_put_bytes(packet, 23, fields->serial, serial_length);
  wire_put_u16(packet, after_serial, fields->setup_ssid_length);
  //@ assert kept: fields->setup_ssid_length == setup_ssid_length;
  wire_put_bytes(packet, after_serial + 2, fields->setup_ssid, setup_ssid_length);
  wire_put_u16(packet, after_setup_ssid, fields->ssid_length);
  //@ assert kept: fields->ssid_length == ssid_length;
  wire_put_bytes(packet, after_setup_ssid + 2, fields->ssid, ssid_length);
  wire_put_u16(packet, after_ssid, fields->address_length);
  //@ assert kept: fields->address_length == address_length;
  wire_put_bytes(packet, after_ssid + 2, fields->address, address_length);
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    terminates \true;
    assigns \nothing;
    ensures form: \result <==> message_status_form(packet, length);
*/
static bool status_valid(const uint8_t *packet, size_t length)
{
  if (!wire_holds(packet, length, 21, 32)) {
    return false;
  }
  size_t after_serial = 21 + 2U + wire_get_u16(packet, 21);
  //@ assert after_serial: after_serial == message_status_after_serial(packet);
  if (!wire_holds(packet, length, after_serial, 32)) {
    return false;
  }
  size_t after_setup_ssid = after_serial + 2U + wire_get_u16(packet, after_serial);
  //@ assert after_setup_ssid: after_setup_ssid == message_status_after_setup_ssid(packet);
  if (!wire_holds(packet, length, after_setup_ssid, 32)) {
    return false;
  }
  size_t after_ssid = after_setup_ssid + 2U + wire_get_u16(packet, after_setup_ssid);
  //@ assert after_ssid: after_ssid == message_status_after_ssid(packet);
  if (!wire_holds(packet, length, after_ssid, 46)) {
    return false;
  }
  size_t after_address = after_ssid + 2U + wire_get_u16(packet, after_ssid);
  //@ assert after_address: after_address == message_status_after_address(packet);
  return length == after_address;
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: message_status_form(packet, length);
    requires fields: \valid(fields) && \separated(fields, packet + (0 .. length - 1));
    terminates \true;
    assigns *fields;
    ensures says: message_status_is{Pre, Post}(packet, fields);
*/
static void status_read(const uint8_t *packet, size_t length, message_status_t *fields)
{
  (void)length;
  uint16_t serial_length = wire_get_u16(packet, 21);
  //@ assert serial_length: serial_length <= 32 && 21 + 2 + serial_length <= length;
  size_t after_serial = 21 + 2U + serial_length;
  //@ assert after_serial: after_serial == message_status_after_serial(packet);
  uint16_t setup_ssid_length = wire_get_u16(packet, after_serial);
  //@ assert setup_ssid_length: setup_ssid_length <= 32 && after_serial + 2 + setup_ssid_length <= length;
  size_t after_setup_ssid = after_serial + 2U + setup_ssid_length;
  //@ assert after_setup_ssid: after_setup_ssid == message_status_after_setup_ssid(packet);
  uint16_t ssid_length = wire_get_u16(packet, after_setup_ssid);
  //@ assert ssid_length: ssid_length <= 32 && after_setup_ssid + 2 + ssid_length <= length;
  size_t after_ssid = after_setup_ssid + 2U + ssid_length;
  //@ assert after_ssid: after_ssid == message_status_after_ssid(packet);
  uint16_t address_length = wire_get_u16(packet, after_ssid);
  //@ assert address_length: address_length <= 46 && after_ssid + 2 + address_length <= length;
  fields->time = wire_get_u64(packet, 1);
  fields->light = packet[9];
  fields->button = packet[10];
  fields->reset = packet[11];
  fields->provision = packet[12];
  fields->owned = packet[13];
  fields->setup_open = packet[14];
  fields->reason = packet[15];
  fields->signal = packet[16];
  fields->camera_restarts = wire_get_u32(packet, 17);
  fields->serial_length = (uint8_t)serial_length;
  wire_get_bytes(packet, 23, fields->serial, serial_length);
  fields->setup_ssid_length = (uint8_t)setup_ssid_length;
  wire_get_bytes(packet, after_serial + 2, fields->setup_ssid, setup_ssid_length);
  fields->ssid_length = (uint8_t)ssid_length;
  wire_get_bytes(packet, after_setup_ssid + 2, fields->ssid, ssid_length);
  fields->address_length = (uint8_t)address_length;
  wire_get_bytes(packet, after_ssid + 2, fields->address, address_length);
}

/*@ requires fields: \valid_read(fields);
    terminates \true;
    assigns \nothing;
    ensures fits: message_owner_fits(fields) ==> \result == message_owner_size(fields);
    ensures none: !message_owner_fits(fields) ==> \result == 0;
    ensures bound: \result <= MESSAGE_CODEC_MOST;
*/
static size_t owner_length(const message_owner_t *fields)
{
  if (fields->password_hash_length > 128) {
    return 0;
  }
  return 4U + fields->password_hash_length;
}

/*@ requires fields: \valid_read(fields) && message_owner_fits(fields);
    requires packet: \valid(packet + (1 .. message_owner_size(fields) - 1));
    requires apart: \separated(fields, packet + (1 .. message_owner_size(fields) - 1));
    terminates \true;
    assigns packet[1 .. message_owner_size(fields) - 1];
*/
static void owner_write(const message_owner_t *fields, uint8_t *packet)
{
  size_t password_hash_length = fields->password_hash_length;
  packet[1] = fields->claimed;
  wire_put_u16(packet, 2, fields->password_hash_length);
  //@ assert kept: fields->password_hash_length == password_hash_length;
  wire_put_bytes(packet, 4, fields->password_hash, password_hash_length);
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
  size_t after_password_hash = 2 + 2U + wire_get_u16(packet, 2);
  //@ assert after_password_hash: after_password_hash == message_owner_after_password_hash(packet);
  return length == after_password_hash;
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: message_owner_form(packet, length);
    requires fields: \valid(fields) && \separated(fields, packet + (0 .. length - 1));
    terminates \true;
    assigns *fields;
    ensures says: message_owner_is{Pre, Post}(packet, fields);
*/
static void owner_read(const uint8_t *packet, size_t length, message_owner_t *fields)
{
  (void)length;
  uint16_t password_hash_length = wire_get_u16(packet, 2);
  //@ assert password_hash_length: password_hash_length <= 128 && 2 + 2 + password_hash_length <= length;
  fields->claimed = packet[1];
  fields->password_hash_length = (uint8_t)password_hash_length;
  wire_get_bytes(packet, 4, fields->password_hash, password_hash_length);
}

/*@ requires fields: \valid_read(fields);
    terminates \true;
    assigns \nothing;
    ensures fits: message_network_fits(fields) ==> \result == message_network_size(fields);
    ensures none: !message_network_fits(fields) ==> \result == 0;
    ensures bound: \result <= MESSAGE_CODEC_MOST;
*/
static size_t network_length(const message_network_t *fields)
{
  if (fields->ssid_length > 32) {
    return 0;
  }
  if (fields->bssid_length > 6) {
    return 0;
  }
  return 14U + fields->ssid_length + fields->bssid_length;
}

/*@ requires fields: \valid_read(fields) && message_network_fits(fields);
    requires packet: \valid(packet + (1 .. message_network_size(fields) - 1));
    requires apart: \separated(fields, packet + (1 .. message_network_size(fields) - 1));
    terminates \true;
    assigns packet[1 .. message_network_size(fields) - 1];
*/
static void network_write(const message_network_t *fields, uint8_t *packet)
{
  size_t ssid_length = fields->ssid_length;
  size_t after_ssid = 5 + 2U + ssid_length;
  //@ assert after_ssid: after_ssid == 7 + fields->ssid_length;
  size_t bssid_length = fields->bssid_length;
  size_t after_bssid = after_ssid + 2U + bssid_length;
  //@ assert after_bssid: after_bssid == 9 + fields->ssid_length + fields->bssid_length;
  wire_put_u16(packet, 1, fields->index);
  wire_put_u16(packet, 3, fields->count);
  wire_put_u16(packet, 5, fields->ssid_length);
  //@ assert kept: fields->ssid_length == ssid_length;
  wire_put_bytes(packet, 7, fields->ssid, ssid_length);
  wire_put_u16(packet, after_ssid, fields->bssid_length);
  //@ assert kept: fields->bssid_length == bssid_length;
  wire_put_bytes(packet, after_ssid + 2, fields->bssid, bssid_length);
  wire_put_u16(packet, after_bssid, fields->frequency);
  packet[after_bssid + 2] = fields->signal;
  packet[after_bssid + 3] = fields->security;
  packet[after_bssid + 4] = fields->usable;
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
  size_t after_ssid = 5 + 2U + wire_get_u16(packet, 5);
  //@ assert after_ssid: after_ssid == message_network_after_ssid(packet);
  if (!wire_holds(packet, length, after_ssid, 6)) {
    return false;
  }
  size_t after_bssid = after_ssid + 2U + wire_get_u16(packet, after_ssid);
  //@ assert after_bssid: after_bssid == message_network_after_bssid(packet);
  return length == after_bssid + 5;
}

/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: message_network_form(packet, length);
    requires fields: \valid(fields) && \separated(fields, packet + (0 .. length - 1));
    terminates \true;
    assigns *fields;
    ensures says: message_network_is{Pre, Post}(packet, fields);
*/
static void network_read(const uint8_t *packet, size_t length, message_network_t *fields)
{
  (void)length;
  uint16_t ssid_length = wire_get_u16(packet, 5);
  //@ assert ssid_length: ssid_length <= 32 && 5 + 2 + ssid_length <= length;
  size_t after_ssid = 5 + 2U + ssid_length;
  //@ assert after_ssid: after_ssid == message_network_after_ssid(packet);
  uint16_t bssid_length = wire_get_u16(packet, after_ssid);
  //@ assert bssid_length: bssid_length <= 6 && after_ssid + 2 + bssid_length <= length;
  size_t after_bssid = after_ssid + 2U + bssid_length;
  //@ assert after_bssid: after_bssid == message_network_after_bssid(packet);
  fields->index = wire_get_u16(packet, 1);
  fields->count = wire_get_u16(packet, 3);
  fields->ssid_length = (uint8_t)ssid_length;
  wire_get_bytes(packet, 7, fields->ssid, ssid_length);
  fields->bssid_length = (uint8_t)bssid_length;
  wire_get_bytes(packet, after_ssid + 2, fields->bssid, bssid_length);
  fields->frequency = wire_get_u16(packet, after_bssid);
  fields->signal = packet[after_bssid + 2];
  fields->security = packet[after_bssid + 3];
  fields->usable = packet[after_bssid + 4];
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
    return claim_length(&message->as.claim);
  case MESSAGE_CHANGE_NETWORK:
    return change_network_length(&message->as.change_network);
  case MESSAGE_RESTART:
    return 1;
  case MESSAGE_RESET:
    return 1;
  case MESSAGE_PHONE_SEEN:
    return 1;
  case MESSAGE_REPLY:
    return 3;
  case MESSAGE_STATUS:
    return status_length(&message->as.status);
  case MESSAGE_OWNER:
    return owner_length(&message->as.owner);
  case MESSAGE_NETWORK:
    return network_length(&message->as.network);
  default:
    return 0;
  }
}

void message_codec_write(const message_t *message, uint8_t *packet, size_t length)
{
  (void)length;
  packet[0] = message->kind;
  switch (message->kind) {
  case MESSAGE_HELLO:
    hello_write(&message->as.hello, packet);
    break;
  case MESSAGE_HEARTBEAT:
    heartbeat_write(&message->as.heartbeat, packet);
    break;
  case MESSAGE_GET_STATUS:
    get_status_write(&message->as.get_status, packet);
    break;
  case MESSAGE_CLAIM:
    claim_write(&message->as.claim, packet);
    break;
  case MESSAGE_CHANGE_NETWORK:
    change_network_write(&message->as.change_network, packet);
    break;
  case MESSAGE_REPLY:
    reply_write(&message->as.reply, packet);
    break;
  case MESSAGE_STATUS:
    status_write(&message->as.status, packet);
    break;
  case MESSAGE_OWNER:
    owner_write(&message->as.owner, packet);
    break;
  case MESSAGE_NETWORK:
    network_write(&message->as.network, packet);
    break;
  default:
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
    hello_read(packet, length, &message->as.hello);
    break;
  case MESSAGE_HEARTBEAT:
    heartbeat_read(packet, length, &message->as.heartbeat);
    break;
  case MESSAGE_GET_STATUS:
    get_status_read(packet, length, &message->as.get_status);
    break;
  case MESSAGE_CLAIM:
    claim_read(packet, length, &message->as.claim);
    break;
  case MESSAGE_CHANGE_NETWORK:
    change_network_read(packet, length, &message->as.change_network);
    break;
  case MESSAGE_REPLY:
    reply_read(packet, length, &message->as.reply);
    break;
  case MESSAGE_STATUS:
    status_read(packet, length, &message->as.status);
    break;
  case MESSAGE_OWNER:
    owner_read(packet, length, &message->as.owner);
    break;
  case MESSAGE_NETWORK:
    network_read(packet, length, &message->as.network);
    break;
  default:
    break;
  }
  message->kind = kind;
}
