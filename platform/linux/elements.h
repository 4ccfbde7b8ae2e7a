/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the kernel says of a network that is heard, in the measures of platform/board.h. */
#ifndef LINUX_ELEMENTS_H
#define LINUX_ELEMENTS_H

#include <stddef.h>
#include <stdint.h>

/** A strength in dBm as 0 to 100: -100 dBm and less is 0, -50 dBm and more is 100. */
uint8_t elements_signal(int dbm);

/** Copy information elements, as many as fit whole. A last one that is cut off already is copied as it is, to be refused
    by its reader. Returns the bytes copied. */
size_t elements_copy(const uint8_t *elements, size_t length, uint8_t *room, size_t size);

/** The channel number of a frequency in MHz, 2.4 or 5 GHz; 0 for any other (IEEE 802.11-2020, annex E). */
unsigned elements_channel(unsigned frequency);

#endif
