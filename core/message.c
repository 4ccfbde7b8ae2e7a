/* SPDX-License-Identifier: BSD-2-Clause */
#include "message.h"

size_t message_encode(const message_t *message, uint8_t *packet, size_t room)
{
  size_t length = message_codec_length(message);
  if (length == 0 || length > room) {
    return 0;
  }
  message_codec_write(message, packet, length);
  return length;
}

bool message_decode(const uint8_t *packet, size_t length, message_t *message)
{
  if (length > MESSAGE_MAX || !message_codec_valid(packet, length)) {
    return false;
  }
  message_codec_read(packet, length, message);
  return true;
}
