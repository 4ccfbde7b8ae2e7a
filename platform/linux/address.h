/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Links, addresses and routes, by rtnetlink. */
#ifndef LINUX_ADDRESS_H
#define LINUX_ADDRESS_H

#include <stdbool.h>
#include <stdint.h>

struct nl_sock;

typedef struct {
  struct nl_sock *socket;
} address_t;

/** Open. Returns false where the kernel does not. */
bool address_open(address_t *address);

/** Let go of it. */
void address_close(address_t *address);

/** Set an interface up or down; `mac`, where not empty, is given to it before. Returns 0 or a negative errno. */
int address_link(address_t *address, unsigned interface, bool up, const char *mac);

/** Give an interface its only IPv4 address, "192.168.93.1/24"; NULL: take every one away. Returns 0 or a negative
    errno. */
int address_set(address_t *address, unsigned interface, const char *text);

/** Route everything over a gateway. Returns 0 or a negative errno. */
int address_gateway(address_t *address, unsigned interface, const char *gateway);

/** Ask a neighbour for its hardware address; the kernel learns the answer. */
void address_ask(const char *neighbour);

/** Whether a neighbour has answered lately. */
bool address_answers(address_t *address, unsigned interface, const char *neighbour);

#endif
