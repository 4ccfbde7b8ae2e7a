/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "web/listen.h"

#include <errno.h>
#include <netdb.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common/exit_status.h"

int listen_on(const char *address, uint16_t port_number, bool later, int *status, char *message, size_t room)
{
  char port[8];
  struct addrinfo *found = NULL;
  struct addrinfo hints = {.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE,
                           .ai_socktype = SOCK_STREAM};
  snprintf(port, sizeof port, "%u", port_number);
  if (getaddrinfo(address, port, &hints, &found) != 0) {
    snprintf(message, room, "%s is no numeric address to listen on; 127.0.0.1 or :: is one", address);
    *status = EXIT_USAGE;
    return -1;
  }
  int yes = 1;
  int fd = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd >= 0)
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  bool bound = fd >= 0 && bind(fd, found->ai_addr, found->ai_addrlen) == 0;
  bool listens = bound && (later || listen(fd, LISTEN_BACKLOG) == 0);
  int error = errno;
  freeaddrinfo(found);
  if (listens)
    return fd;
  if (fd >= 0)
    close(fd);
  *status = error == EADDRINUSE                         ? EXIT_PORT_IN_USE
            : error == EADDRNOTAVAIL || error == EACCES ? EXIT_USAGE
                                                        : EXIT_FAILED;
  if (error == EADDRINUSE)
    snprintf(message, room, "port %s of %s is in use; stop what listens there or choose another port", port,
             address);
  else
    snprintf(message, room, "cannot listen on %s port %s: %s", address, port, strerror(error));
  return -1;
}

uint16_t listen_port(int fd)
{
  struct sockaddr_storage bound = {.ss_family = AF_UNSPEC};
  socklen_t length = sizeof bound;
  if (getsockname(fd, (struct sockaddr *)&bound, &length) != 0)
    return 0;
  char port[8] = "0";
  getnameinfo((struct sockaddr *)&bound, length, NULL, 0, port, sizeof port, NI_NUMERICSERV);
  return (uint16_t)strtoul(port, NULL, 10);
}
