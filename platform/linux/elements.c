/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "linux/elements.h"

#include <string.h>

uint8_t elements_signal(int dbm)
{
  if (dbm <= -100)
    return 0;
  return dbm >= -50 ? 100 : (uint8_t)(2 * (dbm + 100));
}

size_t elements_copy(const uint8_t *elements, size_t length, uint8_t *room, size_t size)
{
  size_t end = 0;
  if (length <= size) {
    memcpy(room, elements, length);
    return length;
  }
  while (end + 2 <= size && end + 2u + elements[end + 1] <= size)
    end += 2u + elements[end + 1];
  memcpy(room, elements, end);
  return end;
}

unsigned elements_channel(unsigned frequency)
{
  if (frequency == 2484)
    return 14;
  if (frequency >= 2412 && frequency <= 2472 && (frequency - 2407) % 5 == 0)
    return (frequency - 2407) / 5;
  if (frequency >= 5160 && frequency <= 5885 && frequency % 5 == 0)
    return (frequency - 5000) / 5;
  return 0;
}
