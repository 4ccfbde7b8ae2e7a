/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A board's start on a disk in memory: the guard's core gives the orders, the guard's records.c and the Linux board's
   disk_linux.c carry them out. */
#ifndef POWERCUT_RECOVER_H
#define POWERCUT_RECOVER_H

#include "medium.h"
#include "owner.h"

/* What a start came to. */
typedef struct {
  bool operational; /* the owner's storage is open */
  uint8_t intent;   /* enum intent, as read at the start */
  uint8_t vault;    /* enum vault */
  unsigned jobs;    /* storage commands that it took */
  char error[256];  /* of the last that failed */
} start_t;

/* What a disk says: the records as the guard would read them. */
typedef struct {
  uint8_t intent;  /* enum intent */
  bool whole;      /* key and ownership record can be read */
  bool same;       /* both copies of each are the same */
  uint8_t key[48]; /* key and identity */
  uint8_t owner[OWNER_PAYLOAD];
} says_t;

/** Start the board: all until the core has no storage command left. */
void board_start(start_t *start);

/** One storage command by itself, as at run time: WRITE_INTENT, STORE_OWNER (with its owner). Returns whether done. */
bool board_do(uint8_t command, const owner_t *owner);

/** Restart the board, as far as the disk is concerned; enum cause. */
void board_goes_down(uint8_t why);

/** Read what the disk says; nothing is written. */
void disk_says(says_t *says);

#endif
