/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A sector of the vault, spread over 64 KiB so that it can be destroyed for good. The slot is random bytes and, at its
   end, the sector hidden by a keystream whose key is a hash of all those bytes: whoever lacks any part of them, since it
   was overwritten or its flash block erased, has nothing. A slot of zeros is a sector of zeros: destroyed, or never
   written. A torn slot reads as noise, which core/journal refuses like a torn sector. */
#ifndef LINUX_SLOT_H
#define LINUX_SLOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "journal.h"

#define SLOT_SIZE ((size_t)65536)

/** Make the slot of a sector, with new random bytes. Returns false where the machine has none. */
bool slot_encode(const uint8_t sector[JOURNAL_SECTOR], uint8_t slot[SLOT_SIZE]);

/** Read the sector of a slot. */
void slot_decode(const uint8_t slot[SLOT_SIZE], uint8_t sector[JOURNAL_SECTOR]);

#endif
