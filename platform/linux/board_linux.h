/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the parts of the Linux board know of it. */
#ifndef LINUX_BOARD_LINUX_H
#define LINUX_BOARD_LINUX_H

#include <stdatomic.h>
#include <sys/types.h>

#include "board.h"
#include "linux/board_file.h"
#include "linux/button_line.h"
#include "linux/factory_record.h"
#include "linux/led.h"
#include "linux/radio_link.h"
#include "linux/watchdog.h"

#define BOARD_LINUX_PATH 512
#define BOARD_LINUX_CAUSE_PLACE                                                                              \
  (2 * PARTITION_BLOCK) /* in the journal's partition, after the intent's two copies */

struct board {
  board_file_t file;
  char data[BOARD_LINUX_PATH];    /* the owner's storage is mounted here */
  char factory[BOARD_LINUX_PATH]; /* what the camera may read of the factory record */
  char run[BOARD_LINUX_PATH];
  led_t led;
  button_line_t button;
  watchdog_t watchdog;
  radio_link_t radio;
  int epoll;
  _Atomic uint8_t *cause; /* enum cause; shared with the worker process that reads it */
  uint64_t restart_due;   /* CLOCK_MONOTONIC: by then the board has restarted, or is made to; 0: not asked */
};

/** Restart in an orderly way: keep the cause, write out and let go of the storage, reset. Blocks, and returns only where
    the kernel does not let the process do it. */
void board_linux_restart(const board_t *board, uint8_t cause);

/** The cause of this start, taken out of the journal's partition: once. Blocks. */
uint8_t board_linux_take_cause(const board_t *board);

#endif
