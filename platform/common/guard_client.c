/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "common/guard_client.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

#include "common/local_socket.h"
#include "vocabulary.h"

int guard_client_connect(const char *path)
{
  return local_socket_connect(path);
}

bool guard_client_send(int fd, const message_t *message)
{
  uint8_t packet[MESSAGE_MAX];
  size_t length = message_encode(message, packet, sizeof packet);
  if (length == 0) {
    errno = EINVAL;
    return false;
  }
  ssize_t sent;
  do {
    sent = send(fd, packet, length, MSG_NOSIGNAL | MSG_DONTWAIT);
  } while (sent < 0 && errno == EINTR);
  explicit_bzero(packet, sizeof packet); /* a claim carries the network's password */
  return sent == (ssize_t)length;
}

bool guard_client_hello(int fd, uint8_t role)
{
  message_t hello = {.kind = MESSAGE_HELLO};
  hello.as.hello.version = MESSAGE_VERSION;
  hello.as.hello.role = role;
  return guard_client_send(fd, &hello);
}

bool guard_client_ask(int fd, uint8_t kind)
{
  message_t message = {.kind = kind};
  return guard_client_send(fd, &message);
}

enum guard_client_result guard_client_receive(int fd, int wait_ms, message_t *message)
{
  struct pollfd ready = {.fd = fd, .events = POLLIN};
  int count = poll(&ready, 1, wait_ms);
  if (count == 0 || (count < 0 && errno == EINTR))
    return GUARD_CLIENT_NOTHING;
  if (count < 0)
    return GUARD_CLIENT_CLOSED;
  uint8_t packet[MESSAGE_MAX];
  ssize_t length = recv(fd, packet, sizeof packet, MSG_DONTWAIT | MSG_TRUNC);
  if (length < 0 && (errno == EAGAIN || errno == EINTR))
    return GUARD_CLIENT_NOTHING;
  if (length <= 0)
    return GUARD_CLIENT_CLOSED;
  bool whole = (size_t)length <= sizeof packet && message_decode(packet, (size_t)length, message);
  return whole ? GUARD_CLIENT_MESSAGE : GUARD_CLIENT_MALFORMED;
}
