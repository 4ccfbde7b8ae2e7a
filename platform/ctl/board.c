/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/exit_status.h"
#include "common/guard_client.h"
#include "common/local_socket.h"
#include "common/log.h"
#include "ctl/ctl.h"
#include "names.h"
#include "sim/wire.h"
#include "vocabulary.h"

static volatile sig_atomic_t interrupted;

static int board_connect(const ctl_t *ctl)
{
  char path[4200];
  snprintf(path, sizeof path, "%s/run/board.sock", ctl->state);
  int fd = local_socket_connect(path);
  if (fd < 0)
    log_error("%s: no virtual board runs there (%s); name its folder with --state", ctl->state,
              strerror(errno));
  return fd;
}

/* Say what an error packet says. Returns whether it is one. */
static bool board_refuses(const json_t *packet)
{
  const char *message = json_string_value(json_object_get(json_object_get(packet, "error"), "message"));
  if (message != NULL)
    log_error("%s", message);
  return message != NULL;
}

static int ask(int fd, json_t *packet, json_t **answer)
{
  char why[200] = "it closed the connection";
  json_t *found = NULL;
  if (!wire_send(fd, packet, true) || wire_receive(fd, true, &found, why, sizeof why) != WIRE_PACKET) {
    log_error("the board did not answer: %s", why);
    return EXIT_FAILED;
  }
  bool refused = board_refuses(found);
  if (answer != NULL && !refused)
    *answer = found;
  else
    json_decref(found);
  return refused ? EXIT_REFUSED : EXIT_OK;
}

int board_ask(const ctl_t *ctl, json_t *packet, json_t **answer)
{
  int fd = board_connect(ctl);
  if (fd < 0) {
    json_decref(packet);
    return EXIT_NOT_RUNNING;
  }
  int status = ask(fd, packet, answer);
  close(fd);
  return status;
}

void json_show(json_t *value)
{
  json_dumpf(value, stdout, JSON_COMPACT | JSON_PRESERVE_ORDER);
  putchar('\n');
  fflush(stdout);
  json_decref(value);
}

static void watch_show(const ctl_t *ctl, const char *kind, json_t *data)
{
  if (ctl->json) {
    json_show(json_pack("{s:s,s:O}", "event", kind, "data", data));
    return;
  }
  if (strcmp(kind, "light") == 0)
    printf("light    %s\n", json_is_true(json_object_get(data, "on")) ? "on" : "off");
  else if (strcmp(kind, "contact") == 0)
    printf("contact  pressed or let go\n");
  else if (strcmp(kind, "power") == 0)
    printf("power    %s\n", json_is_true(json_object_get(data, "on")) ? "on" : "off");
  else if (strcmp(kind, "wifi") == 0)
    printf("wifi     %s%s\n", json_string_value(json_object_get(data, "station")),
           json_is_true(json_object_get(data, "setup_up")) ? ", setup network open" : "");
  else if (strcmp(kind, "guard") == 0)
    printf("guard    light %s, reset %" JSON_INTEGER_FORMAT ", provision %" JSON_INTEGER_FORMAT "\n",
           light_name((uint8_t)json_integer_value(json_object_get(data, "light"))),
           json_integer_value(json_object_get(data, "reset")),
           json_integer_value(json_object_get(data, "provision")));
  fflush(stdout);
}

static void interrupt(int signal_number)
{
  (void)signal_number;
  interrupted = 1;
}

int watch_run(const ctl_t *ctl)
{
  int fd = board_connect(ctl);
  if (fd < 0)
    return EXIT_NOT_RUNNING;
  struct sigaction action = {.sa_handler = interrupt};
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
  int status = ask(fd, json_pack("{s:s}", "do", "watch"), NULL);
  struct pollfd ready = {.fd = fd, .events = POLLIN};
  while (status == EXIT_OK && !interrupted) {
    json_t *packet = NULL;
    char why[200];
    if (poll(&ready, 1, -1) < 0)
      continue; /* a signal */
    enum wire_result result = wire_receive(fd, false, &packet, why, sizeof why);
    if (result == WIRE_CLOSED) {
      log_error("the board has stopped");
      status = EXIT_NOT_RUNNING;
    }
    if (result != WIRE_PACKET)
      continue;
    const char *kind = json_string_value(json_object_get(packet, "tell"));
    if (kind != NULL)
      watch_show(ctl, kind, json_object_get(packet, "data"));
    json_decref(packet);
  }
  close(fd);
  return status;
}
