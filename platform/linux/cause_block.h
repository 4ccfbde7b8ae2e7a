/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Why the board restarts, kept over the restart in a block of the journal's partition: it works on every board, with no
   help of bootloader or firmware, and what is written there was durable before the reset line is pulled. Memory that
   survives a reset (pstore, reboot-mode) is there on some boards only. The first look takes the cause away, so that a
   power cut after it is one. */
#ifndef LINUX_CAUSE_BLOCK_H
#define LINUX_CAUSE_BLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "linux/partition.h"

/** Make the block that names a cause (enum cause). */
void cause_block_encode(uint8_t cause, uint8_t block[PARTITION_BLOCK]);

/** The cause that a block names: enum cause; CAUSE_POWER for anything that is no such block. */
uint8_t cause_block_decode(const uint8_t block[PARTITION_BLOCK]);

#endif
