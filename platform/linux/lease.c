/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pinhole-lease: what udhcpc calls with each change of the lease. It passes word and values on to the radio process, and
   decides nothing. udhcpc runs it with the event as its argument and the lease in the environment. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "common/exit_status.h"
#include "common/log.h"
#include "linux/lease_text.h"

/* A line of the packet; what has a line end in it, as no lease has, is left out. */
static size_t line_add(char *text, size_t at, const char *name, const char *value)
{
  if (value == NULL || strpbrk(value, "\n\r") != NULL)
    return at;
  int length = snprintf(text + at, LEASE_MAX - at, "%s=%s\n", name, value);
  return length > 0 && at + (size_t)length < LEASE_MAX ? at + (size_t)length : at;
}

int main(int argc, char **argv)
{
  static const char *const names[] = {"ip", "mask", "router", "dns"};
  struct sockaddr_un to = {.sun_family = AF_UNIX};
  char text[LEASE_MAX];
  const char *path = getenv(LEASE_VARIABLE);
  log_start("pinhole-lease", LOG_LEVEL_NOTE);
  if (argc != 2 || path == NULL || strlen(path) >= sizeof to.sun_path) {
    log_error("udhcpc calls this, with an event, and " LEASE_VARIABLE " names a socket");
    return EXIT_USAGE;
  }
  size_t length = line_add(text, 0, "event", argv[1]);
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    length = line_add(text, length, names[i], getenv(names[i]));
  memcpy(to.sun_path, path, strlen(path));
  int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  bool sent = fd >= 0 && sendto(fd, text, length, 0, (struct sockaddr *)&to, sizeof to) == (ssize_t)length;
  if (fd >= 0)
    close(fd);
  return sent ? EXIT_OK : EXIT_FAILED;
}
