/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Listening sockets. */
#ifndef PLATFORM_WEB_LISTEN_H
#define PLATFORM_WEB_LISTEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LISTEN_BACKLOG 64

/**
 * A socket that listens on a numeric address and port; `later`: that has them for itself, and listens once listen() is
 * called on it. Returns -1 with the exit status and a sentence in `message`.
 */
int listen_on(const char *address, uint16_t port_number, bool later, int *status, char *message, size_t room);

/** The port that a socket listens on; 0 where that cannot be told. */
uint16_t listen_port(int fd);

#endif
