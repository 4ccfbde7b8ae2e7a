/* SPDX-License-Identifier: BSD-2-Clause */
/* Written by spec/generate_codec.py from spec/messages.tsv. Do not edit. */
#ifndef GEN_MESSAGE_CODEC_H
#define GEN_MESSAGE_CODEC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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

/** Length of the packet that a message makes, in bytes; 0 where its kind or a length in it is out of range. */
size_t message_codec_length(const message_t *message);

/** Write a message whose length is not 0; `packet` has room for that length. */
void message_codec_write(const message_t *message, uint8_t *packet);

/** Whether a packet is exactly one well-formed message. */
bool message_codec_valid(const uint8_t *packet, size_t length);

/** Read a valid packet. Fields of other kinds stay as they are. */
void message_codec_read(const uint8_t *packet, message_t *message);

#endif
