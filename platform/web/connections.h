/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Connections and how long they have kept the server waiting: a client that sends its request byte by byte, or none at
   all, is cut off, so that it cannot hold a place for ever. */
#ifndef PLATFORM_WEB_CONNECTIONS_H
#define PLATFORM_WEB_CONNECTIONS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct connections connections_t;

/** One connection's place. */
typedef struct connection_place connection_place_t;

/** Watch connections, in a thread; one that keeps the server waiting for `patience_ms` is shut down. NULL: no memory. */
connections_t *connections_start(uint32_t patience_ms);

/** End the thread and free; no place may be in use any more. NULL is allowed. */
void connections_stop(connections_t *connections);

/** A connection began on this socket: the server waits for its request. NULL: no memory, it is not watched. */
connection_place_t *connection_began(connections_t *connections, int fd);

/** Its request is whole and is being answered (true), or its answer is sent and the next is waited for (false). */
void connection_answering(connections_t *connections, connection_place_t *place, bool answering);

/** It is over; the place is freed. NULL is allowed. */
void connection_ended(connections_t *connections, connection_place_t *place);

#endif
