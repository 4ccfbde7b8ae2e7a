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

/* change the owner's password; the reply comes when the record is stored, or was not */
typedef struct {
  uint8_t password_hash_length; /* 0 to 128 */
  uint8_t password_hash[128];
} message_change_password_t;

/* join the network whose Wi-Fi code an unclaimed camera was shown, and keep nothing */
typedef struct {
  uint8_t ssid_length; /* 0 to 32 */
  uint8_t ssid[32];
  uint8_t passphrase_length; /* 0 to 64 */
  uint8_t passphrase[64];
  uint8_t security;
  uint8_t hidden;
} message_visit_t;

/* claim the camera on the network that it visits; the secret is the label's */
typedef struct {
  uint8_t password_hash_length; /* 0 to 128 */
  uint8_t password_hash[128];
  uint8_t secret_length; /* 0 to 64 */
  uint8_t secret[64];
} message_adopt_t;

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
  uint8_t stage;
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
    message_change_password_t change_password;
    message_visit_t visit;
    message_adopt_t adopt;
    message_reply_t reply;
    message_status_t status;
    message_owner_t owner;
    message_network_t network;
  } as;
} message_t;

/*@ // For each message: how its packet is laid out, whether its lengths are in range, its packet's length, and what its
    // packet says.
    predicate message_hello_is{L}(uint8_t *p, message_hello_t m) =
      wire_u16(p, 1) == m.version &&
      p[3] == m.role;
    predicate message_heartbeat_is{L}(uint8_t *p, message_heartbeat_t m) =
      wire_u32(p, 1) == m.sequence;
    predicate message_get_status_is{L}(uint8_t *p, message_get_status_t m) =
      p[1] == m.follow;
    predicate message_claim_laid{L}(uint8_t *p, integer n, integer password_hash_length, integer ssid_length, integer passphrase_length) =
      password_hash_length == wire_u16(p, 1) && password_hash_length <= 128 &&
      ssid_length == wire_u16(p, 3 + password_hash_length) && ssid_length <= 32 &&
      passphrase_length == wire_u16(p, 5 + password_hash_length + ssid_length) && passphrase_length <= 64 &&
      n == 9 + password_hash_length + ssid_length + passphrase_length;
    predicate message_claim_form{L}(uint8_t *p, integer n) =
      \exists integer password_hash_length, ssid_length, passphrase_length; message_claim_laid(p, n, password_hash_length, ssid_length, passphrase_length);
    predicate message_claim_fits(message_claim_t m) = m.password_hash_length <= 128 && m.ssid_length <= 32 && m.passphrase_length <= 64;
    logic integer message_claim_size(message_claim_t m) = 9 + m.password_hash_length + m.ssid_length + m.passphrase_length;
    predicate message_claim_is{L}(uint8_t *p, message_claim_t m) =
      wire_u16(p, 1) == m.password_hash_length &&
      (\forall integer k; 3 <= k < 3 + m.password_hash_length ==> p[k] == m.password_hash[k - (3)]) &&
      wire_u16(p, 3 + m.password_hash_length) == m.ssid_length &&
      (\forall integer k; 5 + m.password_hash_length <= k < 5 + m.password_hash_length + m.ssid_length ==> p[k] == m.ssid[k - (5 + m.password_hash_length)]) &&
      wire_u16(p, 5 + m.password_hash_length + m.ssid_length) == m.passphrase_length &&
      (\forall integer k; 7 + m.password_hash_length + m.ssid_length <= k < 7 + m.password_hash_length + m.ssid_length + m.passphrase_length ==> p[k] == m.passphrase[k - (7 + m.password_hash_length + m.ssid_length)]) &&
      p[7 + m.password_hash_length + m.ssid_length + m.passphrase_length] == m.security &&
      p[8 + m.password_hash_length + m.ssid_length + m.passphrase_length] == m.hidden;
    predicate message_change_network_laid{L}(uint8_t *p, integer n, integer ssid_length, integer passphrase_length) =
      ssid_length == wire_u16(p, 1) && ssid_length <= 32 &&
      passphrase_length == wire_u16(p, 3 + ssid_length) && passphrase_length <= 64 &&
      n == 7 + ssid_length + passphrase_length;
    predicate message_change_network_form{L}(uint8_t *p, integer n) =
      \exists integer ssid_length, passphrase_length; message_change_network_laid(p, n, ssid_length, passphrase_length);
    predicate message_change_network_fits(message_change_network_t m) = m.ssid_length <= 32 && m.passphrase_length <= 64;
    logic integer message_change_network_size(message_change_network_t m) = 7 + m.ssid_length + m.passphrase_length;
    predicate message_change_network_is{L}(uint8_t *p, message_change_network_t m) =
      wire_u16(p, 1) == m.ssid_length &&
      (\forall integer k; 3 <= k < 3 + m.ssid_length ==> p[k] == m.ssid[k - (3)]) &&
      wire_u16(p, 3 + m.ssid_length) == m.passphrase_length &&
      (\forall integer k; 5 + m.ssid_length <= k < 5 + m.ssid_length + m.passphrase_length ==> p[k] == m.passphrase[k - (5 + m.ssid_length)]) &&
      p[5 + m.ssid_length + m.passphrase_length] == m.security &&
      p[6 + m.ssid_length + m.passphrase_length] == m.hidden;
    predicate message_change_password_laid{L}(uint8_t *p, integer n, integer password_hash_length) =
      password_hash_length == wire_u16(p, 1) && password_hash_length <= 128 &&
      n == 3 + password_hash_length;
    predicate message_change_password_form{L}(uint8_t *p, integer n) =
      \exists integer password_hash_length; message_change_password_laid(p, n, password_hash_length);
    predicate message_change_password_fits(message_change_password_t m) = m.password_hash_length <= 128;
    logic integer message_change_password_size(message_change_password_t m) = 3 + m.password_hash_length;
    predicate message_change_password_is{L}(uint8_t *p, message_change_password_t m) =
      wire_u16(p, 1) == m.password_hash_length &&
      (\forall integer k; 3 <= k < 3 + m.password_hash_length ==> p[k] == m.password_hash[k - (3)]);
    predicate message_visit_laid{L}(uint8_t *p, integer n, integer ssid_length, integer passphrase_length) =
      ssid_length == wire_u16(p, 1) && ssid_length <= 32 &&
      passphrase_length == wire_u16(p, 3 + ssid_length) && passphrase_length <= 64 &&
      n == 7 + ssid_length + passphrase_length;
    predicate message_visit_form{L}(uint8_t *p, integer n) =
      \exists integer ssid_length, passphrase_length; message_visit_laid(p, n, ssid_length, passphrase_length);
    predicate message_visit_fits(message_visit_t m) = m.ssid_length <= 32 && m.passphrase_length <= 64;
    logic integer message_visit_size(message_visit_t m) = 7 + m.ssid_length + m.passphrase_length;
    predicate message_visit_is{L}(uint8_t *p, message_visit_t m) =
      wire_u16(p, 1) == m.ssid_length &&
      (\forall integer k; 3 <= k < 3 + m.ssid_length ==> p[k] == m.ssid[k - (3)]) &&
      wire_u16(p, 3 + m.ssid_length) == m.passphrase_length &&
      (\forall integer k; 5 + m.ssid_length <= k < 5 + m.ssid_length + m.passphrase_length ==> p[k] == m.passphrase[k - (5 + m.ssid_length)]) &&
      p[5 + m.ssid_length + m.passphrase_length] == m.security &&
      p[6 + m.ssid_length + m.passphrase_length] == m.hidden;
    predicate message_adopt_laid{L}(uint8_t *p, integer n, integer password_hash_length, integer secret_length) =
      password_hash_length == wire_u16(p, 1) && password_hash_length <= 128 &&
      secret_length == wire_u16(p, 3 + password_hash_length) && secret_length <= 64 &&
      n == 5 + password_hash_length + secret_length;
    predicate message_adopt_form{L}(uint8_t *p, integer n) =
      \exists integer password_hash_length, secret_length; message_adopt_laid(p, n, password_hash_length, secret_length);
    predicate message_adopt_fits(message_adopt_t m) = m.password_hash_length <= 128 && m.secret_length <= 64;
    logic integer message_adopt_size(message_adopt_t m) = 5 + m.password_hash_length + m.secret_length;
    predicate message_adopt_is{L}(uint8_t *p, message_adopt_t m) =
      wire_u16(p, 1) == m.password_hash_length &&
      (\forall integer k; 3 <= k < 3 + m.password_hash_length ==> p[k] == m.password_hash[k - (3)]) &&
      wire_u16(p, 3 + m.password_hash_length) == m.secret_length &&
      (\forall integer k; 5 + m.password_hash_length <= k < 5 + m.password_hash_length + m.secret_length ==> p[k] == m.secret[k - (5 + m.password_hash_length)]);
    predicate message_reply_is{L}(uint8_t *p, message_reply_t m) =
      p[1] == m.request &&
      p[2] == m.reason;
    predicate message_status_laid{L}(uint8_t *p, integer n, integer serial_length, integer setup_ssid_length, integer ssid_length, integer address_length) =
      serial_length == wire_u16(p, 22) && serial_length <= 32 &&
      setup_ssid_length == wire_u16(p, 24 + serial_length) && setup_ssid_length <= 32 &&
      ssid_length == wire_u16(p, 26 + serial_length + setup_ssid_length) && ssid_length <= 32 &&
      address_length == wire_u16(p, 28 + serial_length + setup_ssid_length + ssid_length) && address_length <= 46 &&
      n == 30 + serial_length + setup_ssid_length + ssid_length + address_length;
    predicate message_status_form{L}(uint8_t *p, integer n) =
      \exists integer serial_length, setup_ssid_length, ssid_length, address_length; message_status_laid(p, n, serial_length, setup_ssid_length, ssid_length, address_length);
    predicate message_status_fits(message_status_t m) = m.serial_length <= 32 && m.setup_ssid_length <= 32 && m.ssid_length <= 32 && m.address_length <= 46;
    logic integer message_status_size(message_status_t m) = 30 + m.serial_length + m.setup_ssid_length + m.ssid_length + m.address_length;
    predicate message_status_is{L}(uint8_t *p, message_status_t m) =
      wire_u64(p, 1) == m.time &&
      p[9] == m.light &&
      p[10] == m.button &&
      p[11] == m.reset &&
      p[12] == m.provision &&
      p[13] == m.owned &&
      p[14] == m.setup_open &&
      p[15] == m.reason &&
      p[16] == m.stage &&
      p[17] == m.signal &&
      wire_u32(p, 18) == m.camera_restarts &&
      wire_u16(p, 22) == m.serial_length &&
      (\forall integer k; 24 <= k < 24 + m.serial_length ==> p[k] == m.serial[k - (24)]) &&
      wire_u16(p, 24 + m.serial_length) == m.setup_ssid_length &&
      (\forall integer k; 26 + m.serial_length <= k < 26 + m.serial_length + m.setup_ssid_length ==> p[k] == m.setup_ssid[k - (26 + m.serial_length)]) &&
      wire_u16(p, 26 + m.serial_length + m.setup_ssid_length) == m.ssid_length &&
      (\forall integer k; 28 + m.serial_length + m.setup_ssid_length <= k < 28 + m.serial_length + m.setup_ssid_length + m.ssid_length ==> p[k] == m.ssid[k - (28 + m.serial_length + m.setup_ssid_length)]) &&
      wire_u16(p, 28 + m.serial_length + m.setup_ssid_length + m.ssid_length) == m.address_length &&
      (\forall integer k; 30 + m.serial_length + m.setup_ssid_length + m.ssid_length <= k < 30 + m.serial_length + m.setup_ssid_length + m.ssid_length + m.address_length ==> p[k] == m.address[k - (30 + m.serial_length + m.setup_ssid_length + m.ssid_length)]);
    predicate message_owner_laid{L}(uint8_t *p, integer n, integer password_hash_length) =
      password_hash_length == wire_u16(p, 2) && password_hash_length <= 128 &&
      n == 4 + password_hash_length;
    predicate message_owner_form{L}(uint8_t *p, integer n) =
      \exists integer password_hash_length; message_owner_laid(p, n, password_hash_length);
    predicate message_owner_fits(message_owner_t m) = m.password_hash_length <= 128;
    logic integer message_owner_size(message_owner_t m) = 4 + m.password_hash_length;
    predicate message_owner_is{L}(uint8_t *p, message_owner_t m) =
      p[1] == m.claimed &&
      wire_u16(p, 2) == m.password_hash_length &&
      (\forall integer k; 4 <= k < 4 + m.password_hash_length ==> p[k] == m.password_hash[k - (4)]);
    predicate message_network_laid{L}(uint8_t *p, integer n, integer ssid_length, integer bssid_length) =
      ssid_length == wire_u16(p, 5) && ssid_length <= 32 &&
      bssid_length == wire_u16(p, 7 + ssid_length) && bssid_length <= 6 &&
      n == 14 + ssid_length + bssid_length;
    predicate message_network_form{L}(uint8_t *p, integer n) =
      \exists integer ssid_length, bssid_length; message_network_laid(p, n, ssid_length, bssid_length);
    predicate message_network_fits(message_network_t m) = m.ssid_length <= 32 && m.bssid_length <= 6;
    logic integer message_network_size(message_network_t m) = 14 + m.ssid_length + m.bssid_length;
    predicate message_network_is{L}(uint8_t *p, message_network_t m) =
      wire_u16(p, 1) == m.index &&
      wire_u16(p, 3) == m.count &&
      wire_u16(p, 5) == m.ssid_length &&
      (\forall integer k; 7 <= k < 7 + m.ssid_length ==> p[k] == m.ssid[k - (7)]) &&
      wire_u16(p, 7 + m.ssid_length) == m.bssid_length &&
      (\forall integer k; 9 + m.ssid_length <= k < 9 + m.ssid_length + m.bssid_length ==> p[k] == m.bssid[k - (9 + m.ssid_length)]) &&
      wire_u16(p, 9 + m.ssid_length + m.bssid_length) == m.frequency &&
      p[11 + m.ssid_length + m.bssid_length] == m.signal &&
      p[12 + m.ssid_length + m.bssid_length] == m.security &&
      p[13 + m.ssid_length + m.bssid_length] == m.usable;

    // n bytes are exactly one message.
    predicate message_codec_form{L}(uint8_t *p, integer n) = n >= 1 &&
      (p[0] == MESSAGE_HELLO || p[0] == MESSAGE_HEARTBEAT || p[0] == MESSAGE_GET_STATUS || p[0] == MESSAGE_GET_OWNER || p[0] == MESSAGE_GET_NETWORKS || p[0] == MESSAGE_CLAIM || p[0] == MESSAGE_CHANGE_NETWORK || p[0] == MESSAGE_RESTART || p[0] == MESSAGE_RESET || p[0] == MESSAGE_PHONE_SEEN || p[0] == MESSAGE_CHANGE_PASSWORD || p[0] == MESSAGE_VISIT || p[0] == MESSAGE_ADOPT || p[0] == MESSAGE_REPLY || p[0] == MESSAGE_STATUS || p[0] == MESSAGE_OWNER || p[0] == MESSAGE_NETWORK) &&
      (p[0] == MESSAGE_HELLO ==> n == 4) &&
      (p[0] == MESSAGE_HEARTBEAT ==> n == 5) &&
      (p[0] == MESSAGE_GET_STATUS ==> n == 2) &&
      (p[0] == MESSAGE_GET_OWNER ==> n == 1) &&
      (p[0] == MESSAGE_GET_NETWORKS ==> n == 1) &&
      (p[0] == MESSAGE_CLAIM ==> message_claim_form(p, n)) &&
      (p[0] == MESSAGE_CHANGE_NETWORK ==> message_change_network_form(p, n)) &&
      (p[0] == MESSAGE_RESTART ==> n == 1) &&
      (p[0] == MESSAGE_RESET ==> n == 1) &&
      (p[0] == MESSAGE_PHONE_SEEN ==> n == 1) &&
      (p[0] == MESSAGE_CHANGE_PASSWORD ==> message_change_password_form(p, n)) &&
      (p[0] == MESSAGE_VISIT ==> message_visit_form(p, n)) &&
      (p[0] == MESSAGE_ADOPT ==> message_adopt_form(p, n)) &&
      (p[0] == MESSAGE_REPLY ==> n == 3) &&
      (p[0] == MESSAGE_STATUS ==> message_status_form(p, n)) &&
      (p[0] == MESSAGE_OWNER ==> message_owner_form(p, n)) &&
      (p[0] == MESSAGE_NETWORK ==> message_network_form(p, n));

    // The packet of a message has n bytes; 0 stands for a message that has no packet.
    predicate message_codec_size(message_t m, integer n) =
      (m.kind == MESSAGE_HELLO ==> n == 4) &&
      (m.kind == MESSAGE_HEARTBEAT ==> n == 5) &&
      (m.kind == MESSAGE_GET_STATUS ==> n == 2) &&
      (m.kind == MESSAGE_GET_OWNER ==> n == 1) &&
      (m.kind == MESSAGE_GET_NETWORKS ==> n == 1) &&
      (m.kind == MESSAGE_CLAIM ==> (message_claim_fits(m.as.claim) ==> n == message_claim_size(m.as.claim)) && (!message_claim_fits(m.as.claim) ==> n == 0)) &&
      (m.kind == MESSAGE_CHANGE_NETWORK ==> (message_change_network_fits(m.as.change_network) ==> n == message_change_network_size(m.as.change_network)) && (!message_change_network_fits(m.as.change_network) ==> n == 0)) &&
      (m.kind == MESSAGE_RESTART ==> n == 1) &&
      (m.kind == MESSAGE_RESET ==> n == 1) &&
      (m.kind == MESSAGE_PHONE_SEEN ==> n == 1) &&
      (m.kind == MESSAGE_CHANGE_PASSWORD ==> (message_change_password_fits(m.as.change_password) ==> n == message_change_password_size(m.as.change_password)) && (!message_change_password_fits(m.as.change_password) ==> n == 0)) &&
      (m.kind == MESSAGE_VISIT ==> (message_visit_fits(m.as.visit) ==> n == message_visit_size(m.as.visit)) && (!message_visit_fits(m.as.visit) ==> n == 0)) &&
      (m.kind == MESSAGE_ADOPT ==> (message_adopt_fits(m.as.adopt) ==> n == message_adopt_size(m.as.adopt)) && (!message_adopt_fits(m.as.adopt) ==> n == 0)) &&
      (m.kind == MESSAGE_REPLY ==> n == 3) &&
      (m.kind == MESSAGE_STATUS ==> (message_status_fits(m.as.status) ==> n == message_status_size(m.as.status)) && (!message_status_fits(m.as.status) ==> n == 0)) &&
      (m.kind == MESSAGE_OWNER ==> (message_owner_fits(m.as.owner) ==> n == message_owner_size(m.as.owner)) && (!message_owner_fits(m.as.owner) ==> n == 0)) &&
      (m.kind == MESSAGE_NETWORK ==> (message_network_fits(m.as.network) ==> n == message_network_size(m.as.network)) && (!message_network_fits(m.as.network) ==> n == 0)) &&
      (m.kind != MESSAGE_HELLO && m.kind != MESSAGE_HEARTBEAT && m.kind != MESSAGE_GET_STATUS && m.kind != MESSAGE_GET_OWNER && m.kind != MESSAGE_GET_NETWORKS && m.kind != MESSAGE_CLAIM && m.kind != MESSAGE_CHANGE_NETWORK && m.kind != MESSAGE_RESTART && m.kind != MESSAGE_RESET && m.kind != MESSAGE_PHONE_SEEN && m.kind != MESSAGE_CHANGE_PASSWORD && m.kind != MESSAGE_VISIT && m.kind != MESSAGE_ADOPT && m.kind != MESSAGE_REPLY && m.kind != MESSAGE_STATUS && m.kind != MESSAGE_OWNER && m.kind != MESSAGE_NETWORK ==> n == 0);

    // The packet says what the message says.
    predicate message_codec_is{L}(uint8_t *p, message_t m) =
      p[0] == m.kind &&
      (m.kind == MESSAGE_HELLO ==> message_hello_is(p, m.as.hello)) &&
      (m.kind == MESSAGE_HEARTBEAT ==> message_heartbeat_is(p, m.as.heartbeat)) &&
      (m.kind == MESSAGE_GET_STATUS ==> message_get_status_is(p, m.as.get_status)) &&
      (m.kind == MESSAGE_CLAIM ==> message_claim_is(p, m.as.claim)) &&
      (m.kind == MESSAGE_CHANGE_NETWORK ==> message_change_network_is(p, m.as.change_network)) &&
      (m.kind == MESSAGE_CHANGE_PASSWORD ==> message_change_password_is(p, m.as.change_password)) &&
      (m.kind == MESSAGE_VISIT ==> message_visit_is(p, m.as.visit)) &&
      (m.kind == MESSAGE_ADOPT ==> message_adopt_is(p, m.as.adopt)) &&
      (m.kind == MESSAGE_REPLY ==> message_reply_is(p, m.as.reply)) &&
      (m.kind == MESSAGE_STATUS ==> message_status_is(p, m.as.status)) &&
      (m.kind == MESSAGE_OWNER ==> message_owner_is(p, m.as.owner)) &&
      (m.kind == MESSAGE_NETWORK ==> message_network_is(p, m.as.network));
*/

/** Length of the packet that a message makes, in bytes; 0 where its kind or a length in it is out of range. */
/*@ requires message: \valid_read(message);
    terminates \true;
    assigns \nothing;
    ensures size: message_codec_size(*message, \result);
    ensures bound: \result <= MESSAGE_CODEC_MOST;
*/
size_t message_codec_length(const message_t *message);

/** Write a message whose packet has `length` bytes, which is not 0. */
/*@ requires message: \valid_read(message) && \separated(message, packet + (0 .. length - 1));
    requires packet: \valid(packet + (0 .. length - 1));
    requires size: 0 < length <= MESSAGE_CODEC_MOST && message_codec_size(*message, length);
    terminates \true;
    assigns packet[0 .. length - 1];
    ensures says: message_codec_is(packet, \old(*message));
    ensures form: message_codec_form(packet, length);
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
    ensures says: message_codec_is{Pre}(packet, *message);
*/
void message_codec_read(const uint8_t *packet, size_t length, message_t *message);

#endif
