/* SPDX-License-Identifier: BSD-2-Clause */
/* Messages of the guard's socket. The types and the codec of each message come from spec/messages.tsv. */
#ifndef CORE_MESSAGE_H
#define CORE_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "message_codec.h" /* gen/: message_t, with .kind (enum message) and .as, a struct of message_<name>_t */

#define MESSAGE_MAX 512
#define MESSAGE_VERSION 1

/** Write a message. Returns its length, 0 where a field is out of range or room is too small. */
size_t message_encode(const message_t *message, uint8_t *packet, size_t room);

/** Read a message. Returns false, with the message unchanged, unless the packet is exactly one well-formed message. */
bool message_decode(const uint8_t *packet, size_t length, message_t *message);

#endif
