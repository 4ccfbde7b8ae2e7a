/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Shared by the two files that implement platform/board.h for the virtual board. */
#ifndef SIM_BOARD_SIM_H
#define SIM_BOARD_SIM_H

#include "board.h"

#define BOARD_PATH 4096

/** The board's state folder. */
const char *board_sim_state(const board_t *board);

/** A connection of its own to the board's disks. Returns a descriptor, or -1 with errno set. */
int board_sim_connect_disk(const board_t *board);

#endif
