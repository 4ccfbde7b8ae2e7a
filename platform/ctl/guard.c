/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/exit_status.h"
#include "common/guard_client.h"
#include "common/log.h"
#include "ctl/ctl.h"
#include "names.h"
#include "provision.h"
#include "reset.h"
#include "sim/wire.h"
#include "vocabulary.h"

#define PATIENCE_MS 5000
#define SCAN_PATIENCE_MS 15000

static const char *reset_text(uint8_t phase)
{
  static const char *const names[] = {"starting",   "operational", "intending",
                                      "restarting", "wiping",      "fault"};
  return phase < sizeof names / sizeof *names ? names[phase] : "unknown";
}

static const char *provision_text(uint8_t phase)
{
  static const char *const names[] = {"starting",  "setup",  "dormant",    "trying", "storing",
                                      "lingering", "online", "connecting", "lost",   "owner_setup"};
  return phase < sizeof names / sizeof *names ? names[phase] : "unknown";
}

int guard_connect(const ctl_t *ctl)
{
  char path[4200];
  message_t message;
  snprintf(path, sizeof path, "%s/run/guard.sock", ctl->state);
  int fd = guard_client_connect(path);
  if (fd < 0) {
    log_error("%s: no guard answers there (%s); name the state folder with --state", ctl->state,
              strerror(errno));
    return -1;
  }
  if (guard_client_hello(fd, ROLE_TOOL) &&
      guard_client_receive(fd, PATIENCE_MS, &message) == GUARD_CLIENT_MESSAGE &&
      message.kind == MESSAGE_REPLY && message.as.reply.reason == REASON_NONE)
    return fd;
  log_error("the guard does not answer, or is of another version");
  close(fd);
  return -1;
}

/* Bytes as text where they are UTF-8, else as hexadecimal digits. */
static json_t *text_json(const uint8_t *bytes, uint8_t length)
{
  json_t *text = json_stringn((const char *)bytes, length);
  return text != NULL ? text : wire_bytes(bytes, length);
}

json_t *status_json(const message_t *message)
{
  const message_status_t *s = &message->as.status;
  return json_pack("{s:s,s:s,s:s,s:s,s:b,s:b,s:s,s:s,s:i,s:I,s:o,s:o,s:o,s:o,s:I}", "light",
                   light_name(s->light), "button", signal_name(s->button), "reset", reset_text(s->reset),
                   "provision", provision_text(s->provision), "owned", s->owned, "setup_open", s->setup_open,
                   "reason", reason_name(s->reason), "stage", stage_name(s->stage), "signal", s->signal,
                   "camera_restarts", (json_int_t)s->camera_restarts, "serial",
                   text_json(s->serial, s->serial_length), "setup_ssid",
                   text_json(s->setup_ssid, s->setup_ssid_length), "ssid", text_json(s->ssid, s->ssid_length),
                   "address", text_json(s->address, s->address_length), "time_ns", (json_int_t)s->time);
}

static void status_print(const json_t *status)
{
  static const char *const fields[][2] = {
      {"serial", "serial number"}, {"light", "light"},           {"reset", "state"},
      {"provision", "network"},    {"setup_ssid", "setup name"}, {"ssid", "home network"},
      {"stage", "joining"},        {"address", "address"},       {"reason", "last failure"}};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
    const char *value = json_string_value(json_object_get(status, fields[i][0]));
    printf("%-16s%s\n", fields[i][1], value == NULL || *value == '\0' ? "-" : value);
  }
  printf("%-16s%s\n", "owner", json_is_true(json_object_get(status, "owned")) ? "yes" : "no");
  printf("%-16s%s\n", "setup network",
         json_is_true(json_object_get(status, "setup_open")) ? "open" : "closed");
  printf("%-16s%" JSON_INTEGER_FORMAT "\n", "camera restarts",
         json_integer_value(json_object_get(status, "camera_restarts")));
}

int status_show(const ctl_t *ctl)
{
  int fd = guard_connect(ctl);
  if (fd < 0)
    return EXIT_NOT_RUNNING;
  message_t message = {.kind = MESSAGE_GET_STATUS};
  bool answered = guard_client_send(fd, &message) &&
                  guard_client_receive(fd, PATIENCE_MS, &message) == GUARD_CLIENT_MESSAGE &&
                  message.kind == MESSAGE_STATUS;
  close(fd);
  if (!answered) {
    log_error("the guard did not tell its status");
    return EXIT_FAILED;
  }
  json_t *status = status_json(&message);
  if (ctl->json) {
    json_show(status);
    return EXIT_OK;
  }
  status_print(status);
  json_decref(status);
  return EXIT_OK;
}

int restart_ask(const ctl_t *ctl)
{
  int fd = guard_connect(ctl);
  if (fd < 0)
    return EXIT_NOT_RUNNING;
  message_t message;
  bool answered = guard_client_ask(fd, MESSAGE_RESTART) &&
                  guard_client_receive(fd, PATIENCE_MS, &message) == GUARD_CLIENT_MESSAGE &&
                  message.kind == MESSAGE_REPLY;
  close(fd);
  if (!answered) {
    log_error("the guard did not answer");
    return EXIT_FAILED;
  }
  if (message.as.reply.reason == REASON_NONE)
    return EXIT_OK;
  log_error("no restart: %s", reason_sentence(message.as.reply.reason));
  return EXIT_REFUSED;
}

static json_t *network_json(const message_network_t *network)
{
  return json_pack("{s:o,s:o,s:o,s:i,s:i,s:s,s:s}", "name", text_json(network->ssid, network->ssid_length),
                   "ssid", wire_bytes(network->ssid, network->ssid_length), "bssid",
                   wire_bytes(network->bssid, network->bssid_length), "frequency", network->frequency,
                   "signal", network->signal, "security", security_name(network->security), "usable",
                   reason_name(network->usable));
}

int networks_show(const ctl_t *ctl)
{
  int fd = guard_connect(ctl);
  if (fd < 0)
    return EXIT_NOT_RUNNING;
  json_t *list = json_array();
  message_t message;
  bool more = guard_client_ask(fd, MESSAGE_GET_NETWORKS);
  bool whole = false;
  while (more && guard_client_receive(fd, SCAN_PATIENCE_MS, &message) == GUARD_CLIENT_MESSAGE) {
    more = message.kind == MESSAGE_NETWORK;
    whole = message.kind == MESSAGE_REPLY;
    if (more)
      json_array_append_new(list, network_json(&message.as.network));
  }
  close(fd);
  if (!whole) {
    log_error("the guard did not tell the networks");
    json_decref(list);
    return EXIT_FAILED;
  }
  if (ctl->json) {
    json_show(list);
    return EXIT_OK;
  }
  for (size_t i = 0; i < json_array_size(list); i++) {
    const json_t *network = json_array_get(list, i);
    const char *usable = json_string_value(json_object_get(network, "usable"));
    printf("%-34s%5" JSON_INTEGER_FORMAT " MHz %4" JSON_INTEGER_FORMAT " %%  %-12s%s\n",
           json_string_value(json_object_get(network, "name")),
           json_integer_value(json_object_get(network, "frequency")),
           json_integer_value(json_object_get(network, "signal")),
           json_string_value(json_object_get(network, "security")),
           strcmp(usable, "none") == 0 ? "" : usable);
  }
  json_decref(list);
  return EXIT_OK;
}
