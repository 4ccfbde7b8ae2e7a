/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "camera/heartbeat.h"

#include <errno.h>
#include <stddef.h>
#include <unistd.h>

#include "common/guard_client.h"
#include "common/log.h"
#include "vocabulary.h"

void heartbeat_open(heartbeat_t *heartbeat, const char *path)
{
  *heartbeat = (heartbeat_t){.path = path, .guard = -1};
}

/* Answers are read so that they do not pile up. */
static void heartbeat_drain(heartbeat_t *heartbeat)
{
  message_t message;
  for (;;) {
    switch (guard_client_receive(heartbeat->guard, 0, &message)) {
    case GUARD_CLIENT_MESSAGE:
    case GUARD_CLIENT_MALFORMED:
      continue;
    case GUARD_CLIENT_NOTHING:
      return;
    case GUARD_CLIENT_CLOSED:
      heartbeat_close(heartbeat);
      return;
    }
  }
}

void heartbeat_beat(heartbeat_t *heartbeat)
{
  message_t message = {.kind = MESSAGE_HEARTBEAT};
  if (!heartbeat->path)
    return;
  if (heartbeat->guard < 0) {
    heartbeat->guard = guard_client_connect(heartbeat->path);
    if (heartbeat->guard < 0)
      return;
    if (!guard_client_hello(heartbeat->guard, ROLE_CAMERA)) {
      heartbeat_close(heartbeat);
      return;
    }
  }
  message.as.heartbeat.sequence = heartbeat->sequence++;
  if (!guard_client_send(heartbeat->guard, &message) && errno != EAGAIN) {
    heartbeat_close(heartbeat);
    return;
  }
  heartbeat_drain(heartbeat);
}

void heartbeat_close(heartbeat_t *heartbeat)
{
  if (heartbeat->guard >= 0)
    close(heartbeat->guard);
  heartbeat->guard = -1;
}
