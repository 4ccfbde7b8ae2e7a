/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A camera process for tests of the guard: it speaks the guard's socket and misbehaves as it is told.

   camera_double [--late MS] [--crash MS | --hang MS | --exit STATUS | --deaf | --record] [--control PATH]

   --late MS    does nothing for so long, as a program that is loaded from a slow card;
   --crash MS   ends with status 1 after MS milliseconds of clock time; --hang MS: its heartbeat stops then;
   --exit N     ends at once with status N; --deaf: ignores SIGTERM; --record: writes a file in the data folder;
   --control P  a named pipe: each line is a request to send (see order_take()); answers are printed on standard error */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/clock.h"
#include "common/guard_client.h"
#include "names.h"
#include "vocabulary.h"

static uint64_t crash_at = UINT64_MAX;
static uint64_t hang_at = UINT64_MAX;

static void say_message(const message_t *message)
{
  if (message->kind == MESSAGE_REPLY)
    fprintf(stderr, "double: reply %s %s\n", message_name(message->as.reply.request),
            reason_name(message->as.reply.reason));
  if (message->kind == MESSAGE_STATUS)
    fprintf(stderr, "double: stage %s\n", stage_name(message->as.status.stage));
  if (message->kind == MESSAGE_OWNER)
    fprintf(stderr, "double: owner %u %.*s\n", message->as.owner.claimed,
            message->as.owner.password_hash_length, (const char *)message->as.owner.password_hash);
  if (message->kind == MESSAGE_NETWORK)
    fprintf(stderr, "double: network %u/%u %.*s %s %s\n", message->as.network.index,
            message->as.network.count, message->as.network.ssid_length,
            (const char *)message->as.network.ssid, security_name(message->as.network.security),
            reason_name(message->as.network.usable));
}

static uint8_t bytes_put(uint8_t *field, size_t room, const char *text)
{
  size_t length = strnlen(text, room);
  memcpy(field, text, length);
  return (uint8_t)length;
}

/* "claim|SSID|PASSPHRASE|SECURITY", the same with "change" or "visit", "adopt|SECRET", "password|HASH", "follow", or the
   name of a message without fields. */
static void order_take(int guard, char *line)
{
  char *rest = NULL;
  const char *word = strtok_r(line, "|", &rest);
  message_t message = {0};
  if (word == NULL)
    return;
  bool claim = strcmp(word, "claim") == 0;
  bool visit = strcmp(word, "visit") == 0;
  if (claim || visit || strcmp(word, "change") == 0) {
    char *fields[3] = {rest, (char *)"", (char *)"0"};
    for (int i = 0; i < 3; i++)
      fields[i] = strsep(&rest, "|");
    message.kind = claim ? MESSAGE_CLAIM : visit ? MESSAGE_VISIT : MESSAGE_CHANGE_NETWORK;
    message_claim_t *c = &message.as.claim;
    message_change_network_t *n = &message.as.change_network;
    message_visit_t *v = &message.as.visit;
    c->password_hash_length = bytes_put(c->password_hash, 128, "$argon2id$test");
    c->ssid_length = n->ssid_length = bytes_put(c->ssid, 32, fields[0] == NULL ? "" : fields[0]);
    c->passphrase_length = n->passphrase_length =
        bytes_put(c->passphrase, 64, fields[1] == NULL ? "" : fields[1]);
    memcpy(n->ssid, c->ssid, 32);
    memcpy(n->passphrase, c->passphrase, 64);
    c->security = n->security = (uint8_t)strtoul(fields[2] == NULL ? "0" : fields[2], NULL, 10);
    v->ssid_length = n->ssid_length;
    v->passphrase_length = n->passphrase_length;
    memcpy(v->ssid, n->ssid, 32);
    memcpy(v->passphrase, n->passphrase, 64);
    v->security = n->security;
  }
  if (strcmp(word, "adopt") == 0) {
    message.kind = MESSAGE_ADOPT;
    message_adopt_t *a = &message.as.adopt;
    a->password_hash_length = bytes_put(a->password_hash, 128, "$argon2id$test");
    a->secret_length = bytes_put(a->secret, 64, rest == NULL ? "" : rest);
  }
  if (strcmp(word, "follow") == 0)
    message = (message_t){.kind = MESSAGE_GET_STATUS, .as.get_status.follow = 1};
  if (strcmp(word, "password") == 0) {
    message.kind = MESSAGE_CHANGE_PASSWORD;
    message_change_password_t *p = &message.as.change_password;
    p->password_hash_length = bytes_put(p->password_hash, 128, rest == NULL ? "" : rest);
  }
  for (uint8_t kind = 1; kind <= MESSAGE_LAST && message.kind == 0; kind++) {
    if (strcmp(word, message_name(kind)) == 0)
      message.kind = kind;
  }
  if (!guard_client_send(guard, &message))
    fprintf(stderr, "double: not sent: %s\n", strerror(errno));
}

static void record(void)
{
  char path[4096];
  const char *data = getenv(GUARD_DATA_VARIABLE);
  snprintf(path, sizeof path, "%s/recordings.bin", data == NULL ? "." : data);
  int fd = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (fd >= 0) {
    ssize_t written = write(fd, "private\n", 8);
    (void)written;
    close(fd);
  }
}

/* Lines of the control pipe, of which a read may bring several. */
static void orders_take(int guard, int control)
{
  char text[1024];
  ssize_t length = read(control, text, sizeof text - 1);
  char *rest = NULL;
  if (length <= 0)
    return;
  text[length] = '\0';
  for (char *line = strtok_r(text, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest))
    order_take(guard, line);
}

static int run(int guard, int control)
{
  message_t beat = {.kind = MESSAGE_HEARTBEAT};
  uint64_t next = 0;
  for (;;) {
    uint64_t now = clock_now();
    if (now >= crash_at)
      return 1;
    if (now >= next && now < hang_at) {
      beat.as.heartbeat.sequence++;
      guard_client_send(guard, &beat);
      next = now + GUARD_HEARTBEAT_PERIOD;
    }
    struct pollfd ready[2] = {{.fd = guard, .events = POLLIN}, {.fd = control, .events = POLLIN}};
    poll(ready, 2, 10);
    message_t message;
    if ((ready[1].revents & POLLIN) != 0)
      orders_take(guard, control);
    if (ready[0].revents == 0)
      continue;
    enum guard_client_result result = guard_client_receive(guard, 0, &message);
    if (result == GUARD_CLIENT_CLOSED)
      return 1;
    if (result == GUARD_CLIENT_MESSAGE)
      say_message(&message);
  }
}

int main(int argc, char **argv)
{
  int control = -1;
  for (int i = 1; i < argc; i++) {
    const char *value = i + 1 < argc ? argv[i + 1] : "0";
    if (strcmp(argv[i], "--late") == 0)
      poll(NULL, 0, (int)strtol(value, NULL, 10));
    else if (strcmp(argv[i], "--crash") == 0)
      crash_at = clock_now() + strtoull(value, NULL, 10) * 1000000;
    else if (strcmp(argv[i], "--hang") == 0)
      hang_at = clock_now() + strtoull(value, NULL, 10) * 1000000;
    else if (strcmp(argv[i], "--exit") == 0)
      return (int)strtol(value, NULL, 10);
    else if (strcmp(argv[i], "--deaf") == 0)
      signal(SIGTERM, SIG_IGN);
    else if (strcmp(argv[i], "--record") == 0)
      record();
    else if (strcmp(argv[i], "--control") == 0)
      control = open(value, O_RDWR | O_NONBLOCK | O_CLOEXEC);
  }
  const char *path = getenv(GUARD_SOCKET_VARIABLE);
  int guard = path == NULL ? -1 : guard_client_connect(path);
  if (guard < 0 || !guard_client_hello(guard, ROLE_CAMERA))
    return 1;
  return run(guard, control);
}
