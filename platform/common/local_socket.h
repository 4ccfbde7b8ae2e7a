/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Unix sockets that carry packets (SOCK_SEQPACKET), at paths of any length. */
#ifndef COMMON_LOCAL_SOCKET_H
#define COMMON_LOCAL_SOCKET_H

#include <sys/types.h>

/** Connect. Returns a close-on-exec socket, or -1 with errno set. */
int local_socket_connect(const char *path);

/** Listen with permissions `mode`; a socket file that stands there already is replaced, so hold a lock first.
    Returns a non-blocking close-on-exec socket, or -1 with errno set. */
int local_socket_listen(const char *path, mode_t mode);

#endif
