/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The guard's socket, from the other side: one message a packet (core/message.h).

   A conversation: connect, send HELLO (answered by REPLY), then any requests. GET_STATUS is answered by STATUS, and with
   follow 1 by a further STATUS at every change. GET_OWNER is answered by OWNER. GET_NETWORKS is answered by one NETWORK
   each, index 0 to count - 1, and then a REPLY (so a REPLY alone says that none is heard). CLAIM, CHANGE_NETWORK,
   RESTART and RESET are answered by REPLY; how a join ended is then told by STATUS. HEARTBEAT and PHONE_SEEN are not
   answered. Anything that the role may not ask is answered by REPLY with not_permitted; a packet that is no message by
   REPLY with malformed and a closed connection.

   What the guard gives the camera process in its environment: */
#ifndef COMMON_GUARD_CLIENT_H
#define COMMON_GUARD_CLIENT_H

#include <stdbool.h>
#include <stdint.h>

#include "message.h"

#define GUARD_SOCKET_VARIABLE "PINHOLE_GUARD" /* path of the guard's socket */
#define GUARD_DATA_VARIABLE "PINHOLE_DATA" /* folder of the owner's data; the only place to keep anything */
#define GUARD_FACTORY_VARIABLE                                                                               \
  "PINHOLE_FACTORY" /* path of factory.json: serial, model, label secret; read only */
#define GUARD_BENCH_VARIABLE                                                                                 \
  "PINHOLE_BENCH" /* the bench panel's origin, http://127.0.0.1:PORT; unset on a real board */

/* How often the camera process says that it is well, in nanoseconds of clock_now(). */
#define GUARD_HEARTBEAT_PERIOD UINT64_C(1000000000)

enum guard_client_result {
  GUARD_CLIENT_MESSAGE,  /* a message was received */
  GUARD_CLIENT_NOTHING,  /* none within the time */
  GUARD_CLIENT_CLOSED,   /* the guard closed the connection, or it failed (errno) */
  GUARD_CLIENT_MALFORMED /* a packet that this version does not understand; the connection still stands */
};

/** Connect. Returns a socket for poll(), or -1 with errno set. */
int guard_client_connect(const char *path);

/** Send a message without waiting. Returns false, with errno set, where it could not be sent (EAGAIN: the guard is
    behind; EINVAL: a field is out of range). */
bool guard_client_send(int fd, const message_t *message);

/** Send HELLO for a role (enum role). Returns false as guard_client_send(). */
bool guard_client_hello(int fd, uint8_t role);

/** Send a message that has no fields (GET_OWNER, GET_NETWORKS, RESTART, RESET, PHONE_SEEN). */
bool guard_client_ask(int fd, uint8_t kind);

/** Receive a message, waiting at most `wait_ms` real milliseconds (0: not at all, -1: for ever). */
enum guard_client_result guard_client_receive(int fd, int wait_ms, message_t *message);

#endif
