/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The contact's changes on their way from the kernel to the guard: in order, none invented, a lost one told. */
#ifndef LINUX_EDGES_H
#define LINUX_EDGES_H

#include <stdbool.h>
#include <stdint.h>

#include "board.h"

#define EDGES_ROOM 64
#define EDGES_LAG                                                                                            \
  UINT64_C(100000000) /* ns: a level that differs this long from the changes proves one lost */

typedef struct {
  board_edge_t ring[EDGES_ROOM];
  unsigned first, count;
  uint8_t newest; /* level after all changes: enum contact */
  uint8_t given;  /* level after those handed out */
  uint64_t
      last; /* time of the newest change, and at least that of the latest answer: nothing earlier comes after */
  uint64_t differs; /* since when the line's level is another one than `newest`; 0: it is not */
} edges_t;

/** None yet; the contact is at `level`. */
void edges_start(edges_t *edges, uint8_t level);

/**
 * The kernel tells of a change at `time`, after which the line was read as `contact`. Where that is what it was
 * before, the contact went back and forth faster than the kernel could read it: both changes are at `time`.
 */
void edges_add(edges_t *edges, uint64_t time, uint8_t contact);

/** Changes were lost at or before `time`, after which the line is read as `contact`. */
void edges_lose(edges_t *edges, uint64_t time, uint8_t contact);

/** The next change not later than `until`. Returns false where there is none. */
bool edges_next(edges_t *edges, uint64_t until, board_edge_t *edge);

/** The contact's level at `now`, which the line says is `read`: CONTACT_LOST where the changes do not lead there. */
uint8_t edges_contact(edges_t *edges, uint64_t now, uint8_t read);

#endif
