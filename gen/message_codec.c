/* SPDX-License-Identifier: BSD-2-Clause */
/* Written by spec/generate_codec.py from spec/messages.tsv. Do not edit. */
#include "message_codec.h"

#include "vocabulary.h"
#include "wire.h"

static void hello_write(const message_hello_t *fields, uint8_t *packet)
{
  size_t at = 1;
  packet[0] = MESSAGE_HELLO;
  wire_put_u16(packet, at, fields->version);
  at += 2;
  packet[at] = fields->role;
}

static void hello_read(const uint8_t *packet, message_hello_t *fields)
{
  size_t at = 1;
  fields->version = wire_get_u16(packet, at);
  at += 2;
  fields->role = packet[at];
}

static void heartbeat_write(const message_heartbeat_t *fields, uint8_t *packet)
{
  size_t at = 1;
  packet[0] = MESSAGE_HEARTBEAT;
  wire_put_u32(packet, at, fields->sequence);
}

static void heartbeat_read(const uint8_t *packet, message_heartbeat_t *fields)
{
  size_t at = 1;
  fields->sequence = wire_get_u32(packet, at);
}

static void get_status_write(const message_get_status_t *fields, uint8_t *packet)
{
  size_t at = 1;
  packet[0] = MESSAGE_GET_STATUS;
  packet[at] = fields->follow;
}

static void get_status_read(const uint8_t *packet, message_get_status_t *fields)
{
  size_t at = 1;
  fields->follow = packet[at];
}

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

static void claim_write(const message_claim_t *fields, uint8_t *packet)
{
  size_t at = 1;
  packet[0] = MESSAGE_CLAIM;
  wire_put_u16(packet, at, fields->password_hash_length);
  wire_put_bytes(packet, at + 2, fields->password_hash, fields->password_hash_length);
  at += 2U + fields->password_hash_length;
  wire_put_u16(packet, at, fields->ssid_length);
  wire_put_bytes(packet, at + 2, fields->ssid, fields->ssid_length);
  at += 2U + fields->ssid_length;
  wire_put_u16(packet, at, fields->passphrase_length);
  wire_put_bytes(packet, at + 2, fields->passphrase, fields->passphrase_length);
  at += 2U + fields->passphrase_length;
  packet[at] = fields->security;
  at += 1;
  packet[at] = fields->hidden;
}

static bool claim_valid(const uint8_t *packet, size_t length)
{
  size_t at = 1;
  if (!wire_holds(packet, length, at, 128)) {
    return false;
  }
  at += 2U + wire_get_u16(packet, at);
  if (!wire_holds(packet, length, at, 32)) {
    return false;
  }
  at += 2U + wire_get_u16(packet, at);
  if (!wire_holds(packet, length, at, 64)) {
    return false;
  }
  at += 2U + wire_get_u16(packet, at);
  at += 1;
  at += 1;
  return at == length;
}

static void claim_read(const uint8_t *packet, message_claim_t *fields)
{
  size_t at = 1;
  fields->password_hash_length = (uint8_t)wire_get_u16(packet, at);
  wire_get_bytes(packet, at + 2, fields->password_hash, fields->password_hash_length);
  at += 2U + fields->password_hash_length;
  fields->ssid_length = (uint8_t)wire_get_u16(packet, at);
  wire_get_bytes(packet, at + 2, fields->ssid, fields->ssid_length);
  at += 2U + fields->ssid_length;
  fields->passphrase_length = (uint8_t)wire_get_u16(packet, at);
  wire_get_bytes(packet, at + 2, fields->passphrase, fields->passphrase_length);
  at += 2U + fields->passphrase_length;
  fields->security = packet[at];
  at += 1;
  fields->hidden = packet[at];
}

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

static void change_network_write(const message_change_network_t *fields, uint8_t *packet)
{
  size_t at = 1;
  packet[0] = MESSAGE_CHANGE_NETWORK;
  wire_put_u16(packet, at, fields->ssid_length);
  wire_put_bytes(packet, at + 2, fields->ssid, fields->ssid_length);
  at += 2U + fields->ssid_length;
  wire_put_u16(packet, at, fields->passphrase_length);
  wire_put_bytes(packet, at + 2, fields->passphrase, fields->passphrase_length);
  at += 2U + fields->passphrase_length;
  packet[at] = fields->security;
  at += 1;
  packet[at] = fields->hidden;
}

static bool change_network_valid(const uint8_t *packet, size_t length)
{
  size_t at = 1;
  if (!wire_holds(packet, length, at, 32)) {
    return false;
  }
  at += 2U + wire_get_u16(packet, at);
  if (!wire_holds(packet, length, at, 64)) {
    return false;
  }
  at += 2U + wire_get_u16(packet, at);
  at += 1;
  at += 1;
  return at == length;
}

static void change_network_read(const uint8_t *packet, message_change_network_t *fields)
{
  size_t at = 1;
  fields->ssid_length = (uint8_t)wire_get_u16(packet, at);
  wire_get_bytes(packet, at + 2, fields->ssid, fields->ssid_length);
  at += 2U + fields->ssid_length;
  fields->passphrase_length = (uint8_t)wire_get_u16(packet, at);
  wire_get_bytes(packet, at + 2, fields->passphrase, fields->passphrase_length);
  at += 2U + fields->passphrase_length;
  fields->security = packet[at];
  at += 1;
  fields->hidden = packet[at];
}

static void reply_write(const message_reply_t *fields, uint8_t *packet)
{
  size_t at = 1;
  packet[0] = MESSAGE_REPLY;
  packet[at] = fields->request;
  at += 1;
  packet[at] = fields->reason;
}

static void reply_read(const uint8_t *packet, message_reply_t *fields)
{
  size_t at = 1;
  fields->request = packet[at];
  at += 1;
  fields->reason = packet[at];
}

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

static void status_write(const message_status_t *fields, uint8_t *packet)
{
  size_t at = 1;
  packet[0] = MESSAGE_STATUS;
  wire_put_u64(packet, at, fields->time);
  at += 8;
  packet[at] = fields->light;
  at += 1;
  packet[at] = fields->button;
  at += 1;
  packet[at] = fields->reset;
  at += 1;
  packet[at] = fields->provision;
  at += 1;
  packet[at] = fields->owned;
  at += 1;
  packet[at] = fields->setup_open;
  at += 1;
  packet[at] = fields->reason;
  at += 1;
  packet[at] = fields->signal;
  at += 1;
  wire_put_u32(packet, at, fields->camera_restarts);
  at += 4;
  wire_put_u16(packet, at, fields->serial_length);
  wire_put_bytes(packet, at + 2, fields->serial, fields->serial_length);
  at += 2U + fields->serial_length;
  wire_put_u16(packet, at, fields->setup_ssid_length);
  wire_put_bytes(packet, at + 2, fields->setup_ssid, fields->setup_ssid_length);
  at += 2U + fields->setup_ssid_length;
  wire_put_u16(packet, at, fields->ssid_length);
  wire_put_bytes(packet, at + 2, fields->ssid, fields->ssid_length);
  at += 2U + fields->ssid_length;
  wire_put_u16(packet, at, fields->address_length);
  wire_put_bytes(packet, at + 2, fields->address, fields->address_length);
}

static bool status_valid(const uint8_t *packet, size_t length)
{
  size_t at = 1;
  at += 8;
  at += 1;
  at += 1;
  at += 1;
  at += 1;
  at += 1;
  at += 1;
  at += 1;
  at += 1;
  at += 4;
  if (!wire_holds(packet, length, at, 32)) {
    return false;
  }
  at += 2U + wire_get_u16(packet, at);
  if (!wire_holds(packet, length, at, 32)) {
    return false;
  }
  at += 2U + wire_get_u16(packet, at);
  if (!wire_holds(packet, length, at, 32)) {
    return false;
  }
  at += 2U + wire_get_u16(packet, at);
  if (!wire_holds(packet, length, at, 46)) {
    return false;
  }
  at += 2U + wire_get_u16(packet, at);
  return at == length;
}

static void status_read(const uint8_t *packet, message_status_t *fields)
{
  size_t at = 1;
  fields->time = wire_get_u64(packet, at);
  at += 8;
  fields->light = packet[at];
  at += 1;
  fields->button = packet[at];
  at += 1;
  fields->reset = packet[at];
  at += 1;
  fields->provision = packet[at];
  at += 1;
  fields->owned = packet[at];
  at += 1;
  fields->setup_open = packet[at];
  at += 1;
  fields->reason = packet[at];
  at += 1;
  fields->signal = packet[at];
  at += 1;
  fields->camera_restarts = wire_get_u32(packet, at);
  at += 4;
  fields->serial_length = (uint8_t)wire_get_u16(packet, at);
  wire_get_bytes(packet, at + 2, fields->serial, fields->serial_length);
  at += 2U + fields->serial_length;
  fields->setup_ssid_length = (uint8_t)wire_get_u16(packet, at);
  wire_get_bytes(packet, at + 2, fields->setup_ssid, fields->setup_ssid_length);
  at += 2U + fields->setup_ssid_length;
  fields->ssid_length = (uint8_t)wire_get_u16(packet, at);
  wire_get_bytes(packet, at + 2, fields->ssid, fields->ssid_length);
  at += 2U + fields->ssid_length;
  fields->address_length = (uint8_t)wire_get_u16(packet, at);
  wire_get_bytes(packet, at + 2, fields->address, fields->address_length);
}

static size_t owner_length(const message_owner_t *fields)
{
  if (fields->password_hash_length > 128) {
    return 0;
  }
  return 4U + fields->password_hash_length;
}

static void owner_write(const message_owner_t *fields, uint8_t *packet)
{
  size_t at = 1;
  packet[0] = MESSAGE_OWNER;
  packet[at] = fields->claimed;
  at += 1;
  wire_put_u16(packet, at, fields->password_hash_length);
  wire_put_bytes(packet, at + 2, fields->password_hash, fields->password_hash_length);
}

static bool owner_valid(const uint8_t *packet, size_t length)
{
  size_t at = 1;
  at += 1;
  if (!wire_holds(packet, length, at, 128)) {
    return false;
  }
  at += 2U + wire_get_u16(packet, at);
  return at == length;
}

static void owner_read(const uint8_t *packet, message_owner_t *fields)
{
  size_t at = 1;
  fields->claimed = packet[at];
  at += 1;
  fields->password_hash_length = (uint8_t)wire_get_u16(packet, at);
  wire_get_bytes(packet, at + 2, fields->password_hash, fields->password_hash_length);
}

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

static void network_write(const message_network_t *fields, uint8_t *packet)
{
  size_t at = 1;
  packet[0] = MESSAGE_NETWORK;
  wire_put_u16(packet, at, fields->index);
  at += 2;
  wire_put_u16(packet, at, fields->count);
  at += 2;
  wire_put_u16(packet, at, fields->ssid_length);
  wire_put_bytes(packet, at + 2, fields->ssid, fields->ssid_length);
  at += 2U + fields->ssid_length;
  wire_put_u16(packet, at, fields->bssid_length);
  wire_put_bytes(packet, at + 2, fields->bssid, fields->bssid_length);
  at += 2U + fields->bssid_length;
  wire_put_u16(packet, at, fields->frequency);
  at += 2;
  packet[at] = fields->signal;
  at += 1;
  packet[at] = fields->security;
  at += 1;
  packet[at] = fields->usable;
}

static bool network_valid(const uint8_t *packet, size_t length)
{
  size_t at = 1;
  at += 2;
  at += 2;
  if (!wire_holds(packet, length, at, 32)) {
    return false;
  }
  at += 2U + wire_get_u16(packet, at);
  if (!wire_holds(packet, length, at, 6)) {
    return false;
  }
  at += 2U + wire_get_u16(packet, at);
  at += 2;
  at += 1;
  at += 1;
  at += 1;
  return at == length;
}

static void network_read(const uint8_t *packet, message_network_t *fields)
{
  size_t at = 1;
  fields->index = wire_get_u16(packet, at);
  at += 2;
  fields->count = wire_get_u16(packet, at);
  at += 2;
  fields->ssid_length = (uint8_t)wire_get_u16(packet, at);
  wire_get_bytes(packet, at + 2, fields->ssid, fields->ssid_length);
  at += 2U + fields->ssid_length;
  fields->bssid_length = (uint8_t)wire_get_u16(packet, at);
  wire_get_bytes(packet, at + 2, fields->bssid, fields->bssid_length);
  at += 2U + fields->bssid_length;
  fields->frequency = wire_get_u16(packet, at);
  at += 2;
  fields->signal = packet[at];
  at += 1;
  fields->security = packet[at];
  at += 1;
  fields->usable = packet[at];
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

void message_codec_write(const message_t *message, uint8_t *packet)
{
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
  case MESSAGE_GET_OWNER:
    packet[0] = MESSAGE_GET_OWNER;
    break;
  case MESSAGE_GET_NETWORKS:
    packet[0] = MESSAGE_GET_NETWORKS;
    break;
  case MESSAGE_CLAIM:
    claim_write(&message->as.claim, packet);
    break;
  case MESSAGE_CHANGE_NETWORK:
    change_network_write(&message->as.change_network, packet);
    break;
  case MESSAGE_RESTART:
    packet[0] = MESSAGE_RESTART;
    break;
  case MESSAGE_RESET:
    packet[0] = MESSAGE_RESET;
    break;
  case MESSAGE_PHONE_SEEN:
    packet[0] = MESSAGE_PHONE_SEEN;
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

void message_codec_read(const uint8_t *packet, message_t *message)
{
  message->kind = packet[0];
  switch (packet[0]) {
  case MESSAGE_HELLO:
    hello_read(packet, &message->as.hello);
    break;
  case MESSAGE_HEARTBEAT:
    heartbeat_read(packet, &message->as.heartbeat);
    break;
  case MESSAGE_GET_STATUS:
    get_status_read(packet, &message->as.get_status);
    break;
  case MESSAGE_GET_OWNER:
    break;
  case MESSAGE_GET_NETWORKS:
    break;
  case MESSAGE_CLAIM:
    claim_read(packet, &message->as.claim);
    break;
  case MESSAGE_CHANGE_NETWORK:
    change_network_read(packet, &message->as.change_network);
    break;
  case MESSAGE_RESTART:
    break;
  case MESSAGE_RESET:
    break;
  case MESSAGE_PHONE_SEEN:
    break;
  case MESSAGE_REPLY:
    reply_read(packet, &message->as.reply);
    break;
  case MESSAGE_STATUS:
    status_read(packet, &message->as.status);
    break;
  case MESSAGE_OWNER:
    owner_read(packet, &message->as.owner);
    break;
  case MESSAGE_NETWORK:
    network_read(packet, &message->as.network);
    break;
  default:
    break;
  }
}
