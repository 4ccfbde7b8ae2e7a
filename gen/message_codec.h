/* SPDX-License-Identifier: BSD-2-Clause */
/* Written by spec/generate_codec.py from spec/messages.tsv. Do not edit. */
#ifndef GEN_MESSAGE_CODEC_H
#define GEN_MESSAGE_CODEC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "vocabulary.h"
#include "wire.acsl.h"

/* No packet has more bytes. */
#define MESSAGE_CODEC_MOST 512

/* who is there; the first message of a connection */
typedef struct {
  uint16_t version;
  uint8_t role;
} message_hello_t;

/* the camera process is well */
typedef struct {
  uint32_t sequence;
} message_heartbeat_t;

/* send the status, and with follow 1 every change of it */
typedef struct {
  uint8_t follow;
} message_get_status_t;

/* claim the camera; the network is tried first */
typedef struct {
  uint8_t password_hash_length; /* 0 to 128 */
  uint8_t password_hash[128];
  uint8_t ssid_length; /* 0 to 32 */
  uint8_t ssid[32];
  uint8_t passphrase_length; /* 0 to 64 */
  uint8_t passphrase[64];
  uint8_t security;
  uint8_t hidden;
} message_claim_t;

/* change the home network; the new one is tried first */
typedef struct {
  uint8_t ssid_length; /* 0 to 32 */
  uint8_t ssid[32];
  uint8_t passphrase_length; /* 0 to 64 */
  uint8_t passphrase[64];
  uint8_t security;
  uint8_t hidden;
} message_change_network_t;

/* the answer to a request: reason 0 is yes */
typedef struct {
  uint8_t request;
  uint8_t reason;
} message_reply_t;

/* the state of the camera */
typedef struct {
  uint64_t time;
  uint8_t light;
  uint8_t button;
  uint8_t reset;
  uint8_t provision;
  uint8_t owned;
  uint8_t setup_open;
  uint8_t reason;
  uint8_t signal;
  uint32_t camera_restarts;
  uint8_t serial_length; /* 0 to 32 */
  uint8_t serial[32];
  uint8_t setup_ssid_length; /* 0 to 32 */
  uint8_t setup_ssid[32];
  uint8_t ssid_length; /* 0 to 32 */
  uint8_t ssid[32];
  uint8_t address_length; /* 0 to 46 */
  uint8_t address[46];
} message_status_t;

/* the ownership record, without its network */
typedef struct {
  uint8_t claimed;
  uint8_t password_hash_length; /* 0 to 128 */
  uint8_t password_hash[128];
} message_owner_t;

/* one network the radio hears; signal 0 to 100; usable: a reason, 0 is yes */
typedef struct {
  uint16_t index;
  uint16_t count;
  uint8_t ssid_length; /* 0 to 32 */
  uint8_t ssid[32];
  uint8_t bssid_length; /* 0 to 6 */
  uint8_t bssid[6];
  uint16_t frequency;
  uint8_t signal;
  uint8_t security;
  uint8_t usable;
} message_network_t;

/* A message: its kind, and the fields of that kind. Kinds that are not here have no fields. */
typedef struct {
  uint8_t kind; /* enum message */
  struct {
    message_hello_t hello;
    message_heartbeat_t heartbeat;
    message_get_status_t get_status;
    message_claim_t claim;
    message_change_network_t change_network;
    message_reply_t reply;
    message_status_t status;
    message_owner_t owner;
    message_network_t network;
  } as;
} message_t;

/*@ // For each message: whether its lengths are in range, its packet's length, and what its packet says.
    predicate message_hello_is{P, M}(uint8_t *p, message_hello_t *m) =
      wire_u16{P}(p, 1) == \at(m->version, M) &&
      \at(p[3], P) == \at(m->role, M);
    predicate message_heartbeat_is{P, M}(uint8_t *p, message_heartbeat_t *m) =
      wire_u32{P}(p, 1) == \at(m->sequence, M);
    predicate message_get_status_is{P, M}(uint8_t *p, message_get_status_t *m) =
      \at(p[1], P) == \at(m->follow, M);
    predicate message_claim_fits{L}(message_claim_t *m) = m->password_hash_length <= 128 && m->ssid_length <= 32 && m->passphrase_length <= 64;
    logic integer message_claim_size{L}(message_claim_t *m) = 9 + m->password_hash_length + m->ssid_length + m->passphrase_length;
    predicate message_claim_is{P, M}(uint8_t *p, message_claim_t *m) =
      wire_u16{P}(p, 1) == \at(m->password_hash_length, M) &&
      wire_same{P, M}(p, 1 + 2, \at(&m->password_hash[0], M), \at(m->password_hash_length, M)) &&
      wire_u16{P}(p, 3 + \at(m->password_hash_length, M)) == \at(m->ssid_length, M) &&
      wire_same{P, M}(p, 3 + \at(m->password_hash_length, M) + 2, \at(&m->ssid[0], M), \at(m->ssid_length, M)) &&
      wire_u16{P}(p, 5 + \at(m->password_hash_length, M) + \at(m->ssid_length, M)) == \at(m->passphrase_length, M) &&
      wire_same{P, M}(p, 5 + \at(m->password_hash_length, M) + \at(m->ssid_length, M) + 2, \at(&m->passphrase[0], M), \at(m->passphrase_length, M)) &&
      \at(p[7 + \at(m->password_hash_length, M) + \at(m->ssid_length, M) + \at(m->passphrase_length, M)], P) == \at(m->security, M) &&
      \at(p[8 + \at(m->password_hash_length, M) + \at(m->ssid_length, M) + \at(m->passphrase_length, M)], P) == \at(m->hidden, M);
    predicate message_change_network_fits{L}(message_change_network_t *m) = m->ssid_length <= 32 && m->passphrase_length <= 64;
    logic integer message_change_network_size{L}(message_change_network_t *m) = 7 + m->ssid_length + m->passphrase_length;
    predicate message_change_network_is{P, M}(uint8_t *p, message_change_network_t *m) =
      wire_u16{P}(p, 1) == \at(m->ssid_length, M) &&
      wire_same{P, M}(p, 1 + 2, \at(&m->ssid[0], M), \at(m->ssid_length, M)) &&
      wire_u16{P}(p, 3 + \at(m->ssid_length, M)) == \at(m->passphrase_length, M) &&
      wire_same{P, M}(p, 3 + \at(m->ssid_length, M) + 2, \at(&m->passphrase[0], M), \at(m->passphrase_length, M)) &&
      \at(p[5 + \at(m->ssid_length, M) + \at(m->passphrase_length, M)], P) == \at(m->security, M) &&
      \at(p[6 + \at(m->ssid_length, M) + \at(m->passphrase_length, M)], P) == \at(m->hidden, M);
    predicate message_reply_is{P, M}(uint8_t *p, message_reply_t *m) =
      \at(p[1], P) == \at(m->request, M) &&
      \at(p[2], P) == \at(m->reason, M);
    predicate message_status_fits{L}(message_status_t *m) = m->serial_length <= 32 && m->setup_ssid_length <= 32 && m->ssid_length <= 32 && m->address_length <= 46;
    logic integer message_status_size{L}(message_status_t *m) = 29 + m->serial_length + m->setup_ssid_length + m->ssid_length + m->address_length;
    predicate message_status_is{P, M}(uint8_t *p, message_status_t *m) =
      wire_u64{P}(p, 1) == \at(m->time, M) &&
      \at(p[9], P) == \at(m->light, M) &&
      \at(p[10], P) == \at(m->button, M) &&
      \at(p[11], P) == \at(m->reset, M) &&
      \at(p[12], P) == \at(m->provision, M) &&
      \at(p[13], P) == \at(m->owned, M) &&
      \at(p[14], P) == \at(m->setup_open, M) &&
      \at(p[15], P) == \at(m->reason, M) &&
      \at(p[16], P) == \at(m->signal, M) &&
      wire_u32{P}(p, 17) == \at(m->camera_restarts, M) &&
      wire_u16{P}(p, 21) == \at(m->serial_length, M) &&
      wire_same{P, M}(p, 21 + 2, \at(&m->serial[0], M), \at(m->serial_length, M)) &&
      wire_u16{P}(p, 23 + \at(m->serial_length, M)) == \at(m->setup_ssid_length, M) &&
      wire_same{P, M}(p, 23 + \at(m->serial_length, M) + 2, \at(&m->setup_ssid[0], M), \at(m->setup_ssid_length, M)) &&
      wire_u16{P}(p, 25 + \at(m->serial_length, M) + \at(m->setup_ssid_length, M)) == \at(m->ssid_length, M) &&
      wire_same{P, M}(p, 25 + \at(m->serial_length, M) + \at(m->setup_ssid_length, M) + 2, \at(&m->ssid[0], M), \at(m->ssid_length, M)) &&
      wire_u16{P}(p, 27 + \at(m->serial_length, M) + \at(m->setup_ssid_length, M) + \at(m->ssid_length, M)) == \at(m->address_length, M) &&
      wire_same{P, M}(p, 27 + \at(m->serial_length, M) + \at(m->setup_ssid_length, M) + \at(m->ssid_length, M) + 2, \at(&m->address[0], M), \at(m->address_length, M));
    predicate message_owner_fits{L}(message_owner_t *m) = m->password_hash_length <= 128;
    logic integer message_owner_size{L}(message_owner_t *m) = 4 + m->password_hash_length;
    predicate message_owner_is{P, M}(uint8_t *p, message_owner_t *m) =
      \at(p[1], P) == \at(m->claimed, M) &&
      wire_u16{P}(p, 2) == \at(m->password_hash_length, M) &&
      wire_same{P, M}(p, 2 + 2, \at(&m->password_hash[0], M), \at(m->password_hash_length, M));
    predicate message_network_fits{L}(message_network_t *m) = m->ssid_length <= 32 && m->bssid_length <= 6;
    logic integer message_network_size{L}(message_network_t *m) = 14 + m->ssid_length + m->bssid_length;
    predicate message_network_is{P, M}(uint8_t *p, message_network_t *m) =
      wire_u16{P}(p, 1) == \at(m->index, M) &&
      wire_u16{P}(p, 3) == \at(m->count, M) &&
      wire_u16{P}(p, 5) == \at(m->ssid_length, M) &&
      wire_same{P, M}(p, 5 + 2, \at(&m->ssid[0], M), \at(m->ssid_length, M)) &&
      wire_u16{P}(p, 7 + \at(m->ssid_length, M)) == \at(m->bssid_length, M) &&
      wire_same{P, M}(p, 7 + \at(m->ssid_length, M) + 2, \at(&m->bssid[0], M), \at(m->bssid_length, M)) &&
      wire_u16{P}(p, 9 + \at(m->ssid_length, M) + \at(m->bssid_length, M)) == \at(m->frequency, M) &&
      \at(p[11 + \at(m->ssid_length, M) + \at(m->bssid_length, M)], P) == \at(m->signal, M) &&
      \at(p[12 + \at(m->ssid_length, M) + \at(m->bssid_length, M)], P) == \at(m->security, M) &&
      \at(p[13 + \at(m->ssid_length, M) + \at(m->bssid_length, M)], P) == \at(m->usable, M);

    // For each message with bytes: how its packet is laid out.
    logic integer message_claim_after_password_hash{L}(uint8_t *p) =
      1 + 2 + wire_u16(p, 1);
    logic integer message_claim_after_ssid{L}(uint8_t *p) =
      message_claim_after_password_hash(p) + 2 + wire_u16(p, message_claim_after_password_hash(p));
    logic integer message_claim_after_passphrase{L}(uint8_t *p) =
      message_claim_after_ssid(p) + 2 + wire_u16(p, message_claim_after_ssid(p));
    predicate message_claim_form{L}(uint8_t *p, integer n) =
      wire_whole(p, n, 1, 128) &&
      wire_whole(p, n, message_claim_after_password_hash(p), 32) &&
      wire_whole(p, n, message_claim_after_ssid(p), 64) &&
      n == message_claim_after_passphrase(p) + 2;
    logic integer message_change_network_after_ssid{L}(uint8_t *p) =
      1 + 2 + wire_u16(p, 1);
    logic integer message_change_network_after_passphrase{L}(uint8_t *p) =
      message_change_network_after_ssid(p) + 2 + wire_u16(p, message_change_network_after_ssid(p));
    predicate message_change_network_form{L}(uint8_t *p, integer n) =
      wire_whole(p, n, 1, 32) &&
      wire_whole(p, n, message_change_network_after_ssid(p), 64) &&
      n == message_change_network_after_passphrase(p) + 2;
    logic integer message_status_after_serial{L}(uint8_t *p) =
      21 + 2 + wire_u16(p, 21);
    logic integer message_status_after_setup_ssid{L}(uint8_t *p) =
      message_status_after_serial(p) + 2 + wire_u16(p, message_status_after_serial(p));
    logic integer message_status_after_ssid{L}(uint8_t *p) =
      message_status_after_setup_ssid(p) + 2 + wire_u16(p, message_status_after_setup_ssid(p));
    logic integer message_status_after_address{L}(uint8_t *p) =
      message_status_after_ssid(p) + 2 + wire_u16(p, message_status_after_ssid(p));
    predicate message_status_form{L}(uint8_t *p, integer n) =
      wire_whole(p, n, 21, 32) &&
      wire_whole(p, n, message_status_after_serial(p), 32) &&
      wire_whole(p, n, message_status_after_setup_ssid(p), 32) &&
      wire_whole(p, n, message_status_after_ssid(p), 46) &&
      n == message_status_after_address(p);
    logic integer message_owner_after_password_hash{L}(uint8_t *p) =
      2 + 2 + wire_u16(p, 2);
    predicate message_owner_form{L}(uint8_t *p, integer n) =
      wire_whole(p, n, 2, 128) &&
      n == message_owner_after_password_hash(p);
    logic integer message_network_after_ssid{L}(uint8_t *p) =
      5 + 2 + wire_u16(p, 5);
    logic integer message_network_after_bssid{L}(uint8_t *p) =
      message_network_after_ssid(p) + 2 + wire_u16(p, message_network_after_ssid(p));
    predicate message_network_form{L}(uint8_t *p, integer n) =
      wire_whole(p, n, 5, 32) &&
      wire_whole(p, n, message_network_after_ssid(p), 6) &&
      n == message_network_after_bssid(p) + 5;

    // n bytes are exactly one message.
    predicate message_codec_form{L}(uint8_t *p, integer n) = n >= 1 && (
      (p[0] == MESSAGE_HELLO && n == 4) ||
      (p[0] == MESSAGE_HEARTBEAT && n == 5) ||
      (p[0] == MESSAGE_GET_STATUS && n == 2) ||
      (p[0] == MESSAGE_GET_OWNER && n == 1) ||
      (p[0] == MESSAGE_GET_NETWORKS && n == 1) ||
      (p[0] == MESSAGE_CLAIM && message_claim_form(p, n)) ||
      (p[0] == MESSAGE_CHANGE_NETWORK && message_change_network_form(p, n)) ||
      (p[0] == MESSAGE_RESTART && n == 1) ||
      (p[0] == MESSAGE_RESET && n == 1) ||
      (p[0] == MESSAGE_PHONE_SEEN && n == 1) ||
      (p[0] == MESSAGE_REPLY && n == 3) ||
      (p[0] == MESSAGE_STATUS && message_status_form(p, n)) ||
      (p[0] == MESSAGE_OWNER && message_owner_form(p, n)) ||
      (p[0] == MESSAGE_NETWORK && message_network_form(p, n)));

    // The packet of a message has n bytes; 0 stands for a message that has no packet.
    predicate message_codec_size{L}(message_t *m, integer n) =
      (m->kind == MESSAGE_HELLO ==> n == 4) &&
      (m->kind == MESSAGE_HEARTBEAT ==> n == 5) &&
      (m->kind == MESSAGE_GET_STATUS ==> n == 2) &&
      (m->kind == MESSAGE_GET_OWNER ==> n == 1) &&
      (m->kind == MESSAGE_GET_NETWORKS ==> n == 1) &&
      (m->kind == MESSAGE_CLAIM && message_claim_fits(&m->as.claim) ==> n == message_claim_size(&m->as.claim)) &&
      (m->kind == MESSAGE_CLAIM && !message_claim_fits(&m->as.claim) ==> n == 0) &&
      (m->kind == MESSAGE_CHANGE_NETWORK && message_change_network_fits(&m->as.change_network) ==> n == message_change_network_size(&m->as.change_network)) &&
      (m->kind == MESSAGE_CHANGE_NETWORK && !message_change_network_fits(&m->as.change_network) ==> n == 0) &&
      (m->kind == MESSAGE_RESTART ==> n == 1) &&
      (m->kind == MESSAGE_RESET ==> n == 1) &&
      (m->kind == MESSAGE_PHONE_SEEN ==> n == 1) &&
      (m->kind == MESSAGE_REPLY ==> n == 3) &&
      (m->kind == MESSAGE_STATUS && message_status_fits(&m->as.status) ==> n == message_status_size(&m->as.status)) &&
      (m->kind == MESSAGE_STATUS && !message_status_fits(&m->as.status) ==> n == 0) &&
      (m->kind == MESSAGE_OWNER && message_owner_fits(&m->as.owner) ==> n == message_owner_size(&m->as.owner)) &&
      (m->kind == MESSAGE_OWNER && !message_owner_fits(&m->as.owner) ==> n == 0) &&
      (m->kind == MESSAGE_NETWORK && message_network_fits(&m->as.network) ==> n == message_network_size(&m->as.network)) &&
      (m->kind == MESSAGE_NETWORK && !message_network_fits(&m->as.network) ==> n == 0) &&
      (m->kind != MESSAGE_HELLO && m->kind != MESSAGE_HEARTBEAT && m->kind != MESSAGE_GET_STATUS && m->kind != MESSAGE_GET_OWNER && m->kind != MESSAGE_GET_NETWORKS && m->kind != MESSAGE_CLAIM && m->kind != MESSAGE_CHANGE_NETWORK && m->kind != MESSAGE_RESTART && m->kind != MESSAGE_RESET && m->kind != MESSAGE_PHONE_SEEN && m->kind != MESSAGE_REPLY && m->kind != MESSAGE_STATUS && m->kind != MESSAGE_OWNER && m->kind != MESSAGE_NETWORK ==> n == 0);

    // The packet at P says what the message says at M.
    predicate message_codec_is{P, M}(uint8_t *p, message_t *m) =
      \at(p[0], P) == \at(m->kind, M) &&
      (\at(m->kind, M) == MESSAGE_HELLO ==> message_hello_is{P, M}(p, \at(&m->as.hello, M))) &&
      (\at(m->kind, M) == MESSAGE_HEARTBEAT ==> message_heartbeat_is{P, M}(p, \at(&m->as.heartbeat, M))) &&
      (\at(m->kind, M) == MESSAGE_GET_STATUS ==> message_get_status_is{P, M}(p, \at(&m->as.get_status, M))) &&
      (\at(m->kind, M) == MESSAGE_CLAIM ==> message_claim_is{P, M}(p, \at(&m->as.claim, M))) &&
      (\at(m->kind, M) == MESSAGE_CHANGE_NETWORK ==> message_change_network_is{P, M}(p, \at(&m->as.change_network, M))) &&
      (\at(m->kind, M) == MESSAGE_REPLY ==> message_reply_is{P, M}(p, \at(&m->as.reply, M))) &&
      (\at(m->kind, M) == MESSAGE_STATUS ==> message_status_is{P, M}(p, \at(&m->as.status, M))) &&
      (\at(m->kind, M) == MESSAGE_OWNER ==> message_owner_is{P, M}(p, \at(&m->as.owner, M))) &&
      (\at(m->kind, M) == MESSAGE_NETWORK ==> message_network_is{P, M}(p, \at(&m->as.network, M)));
*/

/** Length of the packet that a message makes, in bytes; 0 where its kind or a length in it is out of range. */
/*@ requires message: \valid_read(message);
    terminates \true;
    assigns \nothing;
    ensures size: message_codec_size(message, \result);
    ensures bound: \result <= MESSAGE_CODEC_MOST;
*/
size_t message_codec_length(const message_t *message);

/** Write a message whose packet has `length` bytes, which is not 0. */
/*@ requires message: \valid_read(message) && \separated(message, packet + (0 .. length - 1));
    requires packet: \valid(packet + (0 .. length - 1));
    requires size: 0 < length <= MESSAGE_CODEC_MOST && message_codec_size(message, length);
    terminates \true;
    assigns packet[0 .. length - 1];
    ensures kind: packet[0] == \old(message->kind);
*/
void message_codec_write(const message_t *message, uint8_t *packet, size_t length);

/** Whether a packet is exactly one well-formed message. */
/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    terminates \true;
    assigns \nothing;
    ensures form: \result <==> message_codec_form(packet, length);
*/
bool message_codec_valid(const uint8_t *packet, size_t length);

/** Read a packet that is one well-formed message. Fields of other kinds stay as they are. */
/*@ requires packet: length <= MESSAGE_CODEC_MOST && \valid_read(packet + (0 .. length - 1));
    requires form: message_codec_form(packet, length);
    requires message: \valid(message) && \separated(message, packet + (0 .. length - 1));
    terminates \true;
    assigns *message;
    ensures says: message_codec_is{Pre, Post}(packet, message);
*/
void message_codec_read(const uint8_t *packet, size_t length, message_t *message);

#endif
