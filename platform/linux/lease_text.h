/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the DHCP client tells: pinhole-lease passes udhcpc's word and environment on as lines, and the radio process reads
   them. */
#ifndef LINUX_LEASE_TEXT_H
#define LINUX_LEASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#define LEASE_VARIABLE "PINHOLE_LEASE" /* path of the radio process's socket */
#define LEASE_MAX 2048
#define LEASE_NAMES 3

enum lease_kind { LEASE_OTHER, LEASE_BOUND, LEASE_LOST };

typedef struct {
  int kind;                    /* enum lease_kind */
  char address[20];            /* 192.168.1.7/24 */
  char gateway[16];            /* empty: none */
  char names[LEASE_NAMES][16]; /* name servers */
  unsigned name_count;
} lease_t;

/** Read what pinhole-lease wrote. Returns false, with nothing to use, where it is not well formed. */
bool lease_read(const char *text, size_t length, lease_t *lease);

#endif
