/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "common/local_socket.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define BACKLOG 16

/* An address that reaches `path` through its opened folder, since sun_path holds 107 bytes only.
   Returns the folder's descriptor, or -1. */
static int address_make(const char *path, struct sockaddr_un *address)
{
  const char *slash = strrchr(path, '/');
  const char *name = slash == NULL ? path : slash + 1;
  char folder[4096];
  size_t length = slash == NULL ? 0 : (size_t)(slash - path);
  if (length >= sizeof folder || *name == '\0') {
    errno = ENAMETOOLONG;
    return -1;
  }
  memcpy(folder, path, length);
  folder[length] = '\0';
  int fd = open(slash == NULL ? "." : length == 0 ? "/" : folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    return -1;
  memset(address, 0, sizeof *address);
  address->sun_family = AF_UNIX;
  int written = snprintf(address->sun_path, sizeof address->sun_path, "/proc/self/fd/%d/%s", fd, name);
  if (written < 0 || (size_t)written >= sizeof address->sun_path) {
    close(fd);
    errno = ENAMETOOLONG;
    return -1;
  }
  return fd;
}

/* Close what a failed call leaves open, keeping its errno. */
static int give_up(int first, int second)
{
  int saved = errno;
  if (first >= 0)
    close(first);
  if (second >= 0)
    close(second);
  errno = saved;
  return -1;
}

int local_socket_connect(const char *path)
{
  struct sockaddr_un address;
  int folder = address_make(path, &address);
  if (folder < 0)
    return -1;
  int fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
  if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) != 0)
    return give_up(fd, folder);
  close(folder);
  return fd;
}

int local_socket_listen(const char *path, mode_t mode)
{
  struct sockaddr_un address;
  int folder = address_make(path, &address);
  if (folder < 0)
    return -1;
  if (unlink(address.sun_path) != 0 && errno != ENOENT)
    return give_up(-1, folder);
  int fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof address) != 0)
    return give_up(fd, folder);
  if (chmod(address.sun_path, mode) != 0 || listen(fd, BACKLOG) != 0)
    return give_up(fd, folder);
  close(folder);
  return fd;
}
