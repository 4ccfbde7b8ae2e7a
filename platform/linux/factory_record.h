/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the factory wrote about one unit: JSON, then zeros, in a block that is only ever read. */
#ifndef LINUX_FACTORY_RECORD_H
#define LINUX_FACTORY_RECORD_H

#include "board.h"
#include "linux/partition.h"

typedef struct {
  board_factory_t unit;
  char mac[18]; /* the Wi-Fi interface's address, 02:00:00:00:00:01; empty: its own */
} factory_record_t;

/** Read the record of a block. Returns false with one line in `error`. */
bool factory_record_parse(const uint8_t block[PARTITION_BLOCK], factory_record_t *record, char *error,
                          size_t room);

/** Make the block of a record. Returns false where a text of it is not as it should be. */
bool factory_record_make(const factory_record_t *record, uint8_t block[PARTITION_BLOCK]);

/** Read it from the partition or file that the board's file names. Returns as factory_record_parse(). */
bool factory_record_read(const char *name, factory_record_t *record, char *error, size_t room);

#endif
