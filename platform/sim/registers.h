/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The virtual board's registers, mapped by board and guard: what on a real one is read from hardware at any time,
   whatever the board's process is doing. The contact is a list of changes with exact times, some of them still to
   come; its level at a moment follows from the list alone. */
#ifndef SIM_REGISTERS_H
#define SIM_REGISTERS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define REGISTERS_MAGIC UINT32_C(0x50485631) /* "PHV1" */
#define REGISTERS_EDGES 4096 /* older changes are overwritten: lost, where nobody took them in time */

typedef struct {
  _Atomic uint64_t time;
  _Atomic uint32_t contact; /* enum contact */
  uint32_t reserved;
} register_edge_t;

typedef struct {
  _Atomic uint32_t magic; /* written last: the board is ready */
  _Atomic uint32_t cause; /* enum cause of the last start */
  _Atomic uint32_t light;
  _Atomic uint32_t five_ghz; /* the radio joins 5 GHz networks */
  _Atomic uint64_t fed;      /* real time (CLOCK_MONOTONIC) of the watchdog's last feeding */
  _Atomic uint64_t edges;    /* changes so far, those to come included */
  register_edge_t edge[REGISTERS_EDGES];
} registers_t;

/** Make the file anew and map it. Returns NULL with errno set. */
registers_t *registers_create(const char *path);

/** Map the file that a running board made. Returns NULL with errno set (EAGAIN: not ready). */
registers_t *registers_open(const char *path);

/** Unmap. */
void registers_close(registers_t *registers);

/** Append a change; its time counts as no earlier than that of the last one. */
void registers_append(registers_t *registers, uint64_t time, uint8_t contact);

/** Time of the last change, those to come included; 0 where there is none. */
uint64_t registers_last(const registers_t *registers);

/** Number of changes not later than `until`: the index of the first one still to come. */
uint64_t registers_passed(const registers_t *registers, uint64_t until);

/** Read change number `index`. Returns false where it was overwritten (or is not there). */
bool registers_edge(const registers_t *registers, uint64_t index, uint64_t *time, uint8_t *contact);

/** The contact's level at a moment: enum contact; open before the first change. */
uint8_t registers_contact(const registers_t *registers, uint64_t now);

#endif
