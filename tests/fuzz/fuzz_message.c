/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any packet: refused with the message unchanged, or written again byte for byte. */
#include <string.h>

#include "fuzz.h"
#include "message.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  message_t message, before;
  uint8_t again[MESSAGE_MAX];
  memset(&message, 0x5A, sizeof message);
  memcpy(&before, &message, sizeof before);
  if (!message_decode(data, size, &message)) {
    REQUIRE(memcmp((const uint8_t *)&message, (const uint8_t *)&before, sizeof message) == 0);
    return 0;
  }
  REQUIRE(message_encode(&message, again, size - 1) == 0);
  REQUIRE(message_encode(&message, again, sizeof again) == size);
  if (fuzz_planted() && message.kind == MESSAGE_NETWORK) {
    again[size - 1] = 0; /* planted: whether a network can be used is not written */
  }
  REQUIRE(memcmp(data, again, size) == 0);
  return 0;
}
