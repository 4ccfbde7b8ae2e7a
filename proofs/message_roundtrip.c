/* SPDX-License-Identifier: BSD-2-Clause */
/* No two packets mean the same message, and no two messages are written as the same packet. Two messages are the same
   where all their fields are; of bytes, as many as their length says (message_same in gen/message_same.h). */
#include "message.h"
#include "message_same.h"

/* A packet of the form of a message is read, and as what it says. */
/*@ requires packet: length <= MESSAGE_MAX && \valid_read(packet + (0 .. length - 1));
    requires form: message_codec_form(packet, length);
    terminates \true;
    assigns \nothing;
    ensures says: message_codec_is{Pre}(packet, \result);
*/
static message_t heard_of(const uint8_t *packet, size_t length)
{
  message_t message = {0};
  bool read = message_decode(packet, length, &message);
  //@ assert read: read;
  return message;
}

/* decode(encode(m)) = m: a message that is written is read as it was; and every message that has a packet is written where
   there is room for it. */
/*@ requires message: \valid_read(message);
    requires packet: \valid(packet + (0 .. MESSAGE_MAX - 1)) && \separated(message, packet + (0 .. MESSAGE_MAX - 1));
    terminates \true;
    assigns packet[0 .. MESSAGE_MAX - 1];
    ensures same: message_codec_size(\old(*message), 0) || message_same(\old(*message), \result);
*/
message_t written_then_read(const message_t *message, uint8_t *packet)
{
  message_t said = *message;
  size_t length = message_encode(message, packet, MESSAGE_MAX);
  if (length == 0) {
    return said;
  }
  message_t heard = heard_of(packet, length);
  message_means_one(packet, said, heard);
  return heard;
}

/* encode(decode(p)) = p: a packet that was read as a message, and whatever that message is written as, are the same bytes. */
/*@ requires packet: length <= MESSAGE_MAX && \valid_read(packet + (0 .. length - 1));
    requires read: message_codec_form(packet, length) && message_codec_is(packet, said);
    requires written: message_codec_form(again, written) && message_codec_is(again, said);
    terminates \true;
    assigns \nothing;
    ensures same: length == written && message_same_bytes(packet, again, length);
*/
void read_then_written(const uint8_t *packet, size_t length, message_t said, const uint8_t *again,
                       size_t written)
{
  message_stands_in_one(packet, length, again, written, said);
}
