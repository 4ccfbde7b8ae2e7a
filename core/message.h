/* SPDX-License-Identifier: BSD-2-Clause */
/* Messages of the guard's socket. The types and the codec of each message come from spec/messages.tsv. */
#ifndef CORE_MESSAGE_H
#define CORE_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "message_codec.h" /* gen/: message_t, with .kind (enum message) and .as, a struct of message_<name>_t */

#define MESSAGE_MAX MESSAGE_CODEC_MOST
#define MESSAGE_VERSION 2

/** Write a message. Returns its length, 0 where a field is out of range or room is too small: nothing is written. */
/*@ requires message: \valid_read(message) && \separated(message, packet + (0 .. room - 1));
    requires packet: \valid(packet + (0 .. room - 1));
    terminates \true;
    assigns packet[0 .. room - 1];
    ensures bound: \result <= room && \result <= MESSAGE_MAX;
    ensures size: \result != 0 ==> message_codec_size(\old(*message), \result);
    ensures form: \result != 0 ==> message_codec_form(packet, \result);
    ensures says: \result != 0 ==> message_codec_is(packet, \old(*message));
    ensures nothing: \result == 0 ==> (\forall integer k; 0 <= k < room ==> packet[k] == \old(packet[k]));
    ensures refused: \result == 0 ==>
      message_codec_size(\old(*message), 0) || (\exists integer n; n > room && message_codec_size(\old(*message), n));
*/
size_t message_encode(const message_t *message, uint8_t *packet, size_t room);

/** Read a message. Returns false, with the message unchanged, unless the packet is exactly one well-formed message. */
/*@ requires packet: \valid_read(packet + (0 .. length - 1));
    requires message: \valid(message) && \separated(message, packet + (0 .. length - 1));
    terminates \true;
    assigns *message;
    behavior refused:
      assumes length > MESSAGE_MAX || !message_codec_form(packet, length);
      assigns \nothing;
      ensures told: !\result;
    behavior read:
      assumes length <= MESSAGE_MAX && message_codec_form(packet, length);
      assigns *message;
      ensures told: \result;
      ensures says: message_codec_is{Pre}(packet, *message);
    complete behaviors;
    disjoint behaviors;
*/
bool message_decode(const uint8_t *packet, size_t length, message_t *message);

#endif
