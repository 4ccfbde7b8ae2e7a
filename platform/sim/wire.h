/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The virtual board's socket: one JSON object a packet (SOCK_SEQPACKET). A request has "do"; its answer has "ok" or
   "error": {"code", "message"}; what the board tells by itself has "tell". */
#ifndef SIM_WIRE_H
#define SIM_WIRE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WIRE_MAX 65536 /* bytes of a packet */

enum wire_result { WIRE_PACKET, WIRE_NOTHING, WIRE_CLOSED, WIRE_GARBAGE };

/** Send a packet and let go of it. Returns false, with errno set, where it was not sent. wait: wait for room. */
bool wire_send(int fd, json_t *packet, bool wait);

/** Receive a packet (a new reference). wait: wait for one. With WIRE_GARBAGE, `why` says what is wrong. */
enum wire_result wire_receive(int fd, bool wait, json_t **packet, char *why, size_t room);

/** {"error": {"code": code, "message": message}} */
json_t *wire_error(const char *code, const char *format, ...) __attribute__((format(printf, 2, 3)));

/** Bytes as lower-case hexadecimal text. */
json_t *wire_bytes(const uint8_t *bytes, size_t length);

/** Hexadecimal text as bytes. Returns false unless `text` is that, of at most `room` bytes. */
bool wire_read_bytes(const json_t *text, uint8_t *bytes, size_t room, size_t *length);

/** A whole number of a field within [least, most]. Returns false, with the value unchanged, for anything else. */
bool wire_read_number(const json_t *packet, const char *field, int64_t least, int64_t most, int64_t *value);

#endif
