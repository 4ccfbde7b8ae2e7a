/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The board's own socket: the guard's requests, its workers' disk requests, and what tools ask. */
#include "sim/sim.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common/clock.h"
#include "common/exit_status.h"
#include "common/local_socket.h"
#include "common/log.h"
#include "sim/wire.h"
#include "time.h"
#include "vocabulary.h"

#define PEERS 32

enum peer_kind { PEER_FREE, PEER_TOOL, PEER_WATCH, PEER_GUARD, PEER_DISK };

typedef struct {
  int fd;
  uint8_t kind; /* enum peer_kind */
  pid_t pid;
  json_t *waiting; /* a disk request that a stalled disk does not answer yet */
} peer_t;

struct control {
  int listener;
  peer_t peers[PEERS];
};

bool control_open(sim_t *sim)
{
  char path[4200];
  snprintf(path, sizeof path, "%s/run/board.sock", sim->options.state);
  sim->control = calloc(1, sizeof *sim->control);
  if (sim->control == NULL)
    return false;
  sim->control->listener = local_socket_listen(path, 0600);
  if (sim->control->listener < 0) {
    log_error("%s: %s", path, strerror(errno));
    return false;
  }
  sim_watch(sim, sim->control->listener, EPOLLIN);
  return true;
}

static void peer_close(peer_t *peer)
{
  if (peer->waiting != NULL)
    json_decref(peer->waiting);
  close(peer->fd); /* which takes it out of the epoll set */
  *peer = (peer_t){0};
}

void control_close(sim_t *sim)
{
  for (int i = 0; i < PEERS; i++) {
    if (sim->control->peers[i].kind != PEER_FREE)
      peer_close(&sim->control->peers[i]);
  }
  close(sim->control->listener);
  free(sim->control);
  sim->control = NULL;
}

static void peer_send(peer_t *peer, json_t *packet)
{
  if (!wire_send(peer->fd, packet, false))
    peer_close(peer); /* gone, or it does not read what it is sent */
}

void control_tell_guard(sim_t *sim, json_t *packet)
{
  for (int i = 0; i < PEERS; i++) {
    if (sim->control->peers[i].kind == PEER_GUARD) {
      peer_send(&sim->control->peers[i], packet);
      return;
    }
  }
  json_decref(packet);
}

void control_publish(sim_t *sim, const char *kind, json_t *data)
{
  for (int i = 0; i < PEERS; i++) {
    if (sim->control->peers[i].kind == PEER_WATCH)
      peer_send(&sim->control->peers[i], json_pack("{s:s,s:O}", "tell", kind, "data", data));
  }
}

void control_drop_machines(sim_t *sim)
{
  for (int i = 0; i < PEERS; i++) {
    peer_t *peer = &sim->control->peers[i];
    if (peer->kind == PEER_GUARD || peer->kind == PEER_DISK)
      peer_close(peer);
  }
}

static json_t *done(void)
{
  return json_pack("{s:b}", "ok", 1);
}

static json_t *disk_error(void)
{
  return wire_error("io", "the disk reports an error");
}

/* Carry out a disk request. Returns its answer, or NULL where the power went in it. */
static json_t *disk_answer(sim_t *sim, const char *request, const json_t *packet)
{
  uint8_t sector[JOURNAL_SECTOR];
  int64_t region = 0;
  int64_t index = 0;
  size_t length = 0;
  bool write = strcmp(request, "write") == 0;
  if (write || strcmp(request, "read") == 0) {
    if (!wire_read_number(packet, "region", 0, DISK_REGIONS - 1, &region) ||
        !wire_read_number(packet, "sector", 0, DISK_SECTORS - 1, &index))
      return wire_error("bad_request", "region and sector are expected");
  }
  if (strcmp(request, "read") == 0) {
    if (!disk_read(&sim->disk, (unsigned)region, (uint32_t)index, sector))
      return wire_error("bad_request", "there is no such sector");
    json_t *answer = json_pack("{s:b,s:o}", "ok", 1, "data", wire_bytes(sector, sizeof sector));
    explicit_bzero(sector, sizeof sector);
    return answer;
  }
  if (strcmp(request, "done") == 0) {
    if (!sim->disk.failing)
      disk_done(&sim->disk);
    return done();
  }
  bool idle = strcmp(request, "flush") == 0 && disk_unflushed(&sim->disk) == 0;
  bool cut = !idle && disk_count(&sim->disk);
  bool good = true;
  if (sim->disk.failing && strcmp(request, "step") != 0)
    return disk_error();
  if (write) {
    good = wire_read_bytes(json_object_get(packet, "data"), sector, sizeof sector, &length) &&
           length == sizeof sector && disk_write(&sim->disk, (unsigned)region, (uint32_t)index, sector);
    explicit_bzero(sector, sizeof sector);
  }
  if (cut) {
    power_cut(sim, TIME_SECOND);
    return NULL;
  }
  if (strcmp(request, "flush") == 0)
    good = disk_flush(&sim->disk);
  else if (!write && strcmp(request, "step") != 0)
    return wire_error("unknown", "a disk takes read, write, flush, step and done");
  return good ? done() : disk_error();
}

static json_t *tool_press(sim_t *sim, const json_t *packet)
{
  int64_t ms = 0;
  int64_t bounce = 0;
  int64_t transitions = 6;
  if (!wire_read_number(packet, "ms", 1, 3600000, &ms))
    return wire_error("bad_request", "ms: 1 to 3600000 milliseconds are expected");
  if (json_object_get(packet, "bounce_ms") != NULL &&
      !wire_read_number(packet, "bounce_ms", 0, 1000, &bounce))
    return wire_error("bad_request", "bounce_ms: 0 to 1000 milliseconds are expected");
  if (json_object_get(packet, "bounces") != NULL && !wire_read_number(packet, "bounces", 0, 64, &transitions))
    return wire_error("bad_request", "bounces: 0 to 64 transitions are expected");
  json_t *error = contact_press(sim, (uint64_t)ms * TIME_MILLISECOND, (uint64_t)bounce * TIME_MILLISECOND,
                                (unsigned)transitions);
  return error != NULL ? error : done();
}

static json_t *tool_contact(sim_t *sim, const json_t *packet)
{
  const json_t *closed = json_object_get(packet, "closed");
  if (!json_is_boolean(closed))
    return wire_error("bad_request", "closed: true or false is expected");
  json_t *error = contact_hold(sim, json_is_true(closed));
  return error != NULL ? error : done();
}

static json_t *tool_power_cut(sim_t *sim, const json_t *packet)
{
  int64_t off = 1000;
  int64_t after = 0;
  if (json_object_get(packet, "off_ms") != NULL && !wire_read_number(packet, "off_ms", 0, 600000, &off))
    return wire_error("bad_request", "off_ms: 0 to 600000 milliseconds are expected");
  if (json_object_get(packet, "operation") != NULL) {
    if (!wire_read_number(packet, "operation", 1, 1000000, &after))
      return wire_error("bad_request",
                        "operation: the power is cut in the n-th disk operation from now, 1 to 1000000");
    sim->disk.cut_at = sim->disk.operations + (uint64_t)after;
    return done();
  }
  power_cut(sim, (uint64_t)off * TIME_MILLISECOND);
  return done();
}

static json_t *tool_disk(sim_t *sim, const char *request, const json_t *packet)
{
  int64_t ms = 0;
  if (strcmp(request, "disk-fail") == 0) {
    if (!json_is_boolean(json_object_get(packet, "on")))
      return wire_error("bad_request", "on: true or false is expected");
    sim->disk.failing = json_is_true(json_object_get(packet, "on"));
    return done();
  }
  if (!wire_read_number(packet, "ms", 0, 3600000, &ms))
    return wire_error("bad_request", "ms: 0 to 3600000 milliseconds are expected");
  sim->disk.stalled_until = clock_now() + (uint64_t)ms * TIME_MILLISECOND;
  return done();
}

static json_t *tool_wifi(sim_t *sim, const json_t *packet)
{
  const char *name = json_string_value(json_object_get(packet, "name"));
  const json_t *up = json_object_get(packet, "up");
  if (name == NULL || !json_is_boolean(up))
    return wire_error("bad_request", "name (text) and up (true or false) are expected");
  json_t *error = radio_switch(sim, name, json_is_true(up));
  return error != NULL ? error : done();
}

json_t *control_answer(sim_t *sim, const char *request, json_t *packet)
{
  if (strcmp(request, "press") == 0)
    return tool_press(sim, packet);
  if (strcmp(request, "contact") == 0)
    return tool_contact(sim, packet);
  if (strcmp(request, "power-cut") == 0)
    return tool_power_cut(sim, packet);
  if (strcmp(request, "disk-stall") == 0 || strcmp(request, "disk-fail") == 0)
    return tool_disk(sim, request, packet);
  if (strcmp(request, "wifi") == 0)
    return tool_wifi(sim, packet);
  if (strcmp(request, "networks") == 0)
    return json_pack("{s:b,s:o}", "ok", 1, "data", radio_list(sim));
  if (strcmp(request, "state") == 0)
    return json_pack("{s:b,s:o}", "ok", 1, "data", sim_state(sim));
  if (strcmp(request, "phone") == 0) {
    control_tell_guard(sim, json_pack("{s:s}", "tell", "phone"));
    return done();
  }
  return wire_error("unknown", "the board does not know the request %.40s", request);
}

static void guard_setup(sim_t *sim, const json_t *packet)
{
  radio_t *radio = &sim->radio;
  const char *ssid = json_string_value(json_object_get(packet, "ssid"));
  const char *secret = json_string_value(json_object_get(packet, "secret"));
  radio->setup_up = json_is_true(json_object_get(packet, "up")) && ssid != NULL && secret != NULL;
  if (radio->setup_up) {
    snprintf(radio->setup_ssid, sizeof radio->setup_ssid, "%s", ssid);
    snprintf(radio->setup_secret, sizeof radio->setup_secret, "%s", secret);
  }
  sim_publish(sim, "wifi", radio_list(sim));
}

static void guard_join(sim_t *sim, const json_t *packet)
{
  board_network_t network = {0};
  size_t ssid = 0;
  size_t passphrase = 0;
  int64_t security = 0;
  int64_t id = 0;
  if (!wire_read_bytes(json_object_get(packet, "ssid"), network.ssid, sizeof network.ssid, &ssid) ||
      !wire_read_bytes(json_object_get(packet, "passphrase"), network.passphrase, sizeof network.passphrase,
                       &passphrase) ||
      !wire_read_number(packet, "security", 0, SECURITY_LAST, &security) ||
      !wire_read_number(packet, "id", 0, INT64_MAX, &id)) {
    log_warning("the guard asked for a join that is malformed");
    return;
  }
  network.ssid_length = (uint8_t)ssid;
  network.passphrase_length = (uint8_t)passphrase;
  network.security = (uint8_t)security;
  network.hidden = json_is_true(json_object_get(packet, "hidden"));
  radio_join(sim, &network, json_is_true(json_object_get(packet, "keep")), id);
  explicit_bzero(&network, sizeof network);
}

static void guard_report(sim_t *sim, json_t *packet)
{
  int64_t status = -1;
  json_object_del(packet, "do");
  if (sim->report != NULL)
    json_decref(sim->report);
  sim->report = json_incref(packet);
  sim_publish(sim, "guard", json_incref(packet));
  wire_read_number(packet, "camera_status", 0, 255, &status);
  bool hopeless = status == EXIT_USAGE || status == EXIT_PORT_IN_USE || status == EXIT_SOURCE ||
                  status == EXIT_NEWER_VERSION || status == EXIT_DATA;
  if (sim->options.stop_with_camera && hopeless) {
    log_error("pinhole-camera cannot run (exit status %d); the board stops", (int)status);
    sim->power.status = (int)status;
    power_stop(sim);
  }
}

/* What the guard orders; nothing of it is answered. */
static void guard_request(sim_t *sim, const char *request, json_t *packet)
{
  int64_t cause = 0;
  if (strcmp(request, "light") == 0)
    sim_publish(sim, "light",
                json_pack("{s:b,s:O}", "on", json_is_true(json_object_get(packet, "on")), "time_ns",
                          json_object_get(packet, "time_ns")));
  else if (strcmp(request, "report") == 0)
    guard_report(sim, packet);
  else if (strcmp(request, "setup") == 0)
    guard_setup(sim, packet);
  else if (strcmp(request, "join") == 0)
    guard_join(sim, packet);
  else if (strcmp(request, "leave") == 0)
    radio_leave(sim);
  else if (strcmp(request, "scan") == 0)
    radio_scan(sim);
  else if (strcmp(request, "restart") == 0 && wire_read_number(packet, "cause", 0, CAUSE_LAST, &cause))
    power_reset(sim, (uint8_t)cause);
  else
    log_warning("the guard asked for something unknown: %.40s", request);
}

/* A connection's first request may make it the guard's, a worker's or a watcher's. Returns whether it did. */
static bool peer_becomes(sim_t *sim, peer_t *peer, const char *request)
{
  if (strcmp(request, "watch") == 0) {
    peer->kind = PEER_WATCH;
    peer_send(peer, json_pack("{s:b,s:o}", "ok", 1, "data", sim_state(sim)));
    return true;
  }
  bool guard = strcmp(request, "guard") == 0;
  if (!guard && strcmp(request, "disk") != 0)
    return false;
  if (guard && peer->pid != sim->power.guard) {
    peer_send(peer, wire_error("not_permitted", "only the guard that this board started may be its guard"));
    return true;
  }
  peer->kind = guard ? PEER_GUARD : PEER_DISK;
  peer_send(peer, done());
  return true;
}

static void disk_request(sim_t *sim, peer_t *peer, json_t *packet)
{
  const char *request = json_string_value(json_object_get(packet, "do"));
  if (clock_now() < sim->disk.stalled_until) {
    peer->waiting = json_incref(packet);
    return;
  }
  json_t *answer = disk_answer(sim, request, packet);
  if (answer != NULL)
    peer_send(peer, answer);
}

static void peer_request(sim_t *sim, peer_t *peer, json_t *packet)
{
  const char *request = json_string_value(json_object_get(packet, "do"));
  if (request == NULL) {
    peer_send(peer, wire_error("bad_request", "a request is an object with \"do\""));
    return;
  }
  switch ((enum peer_kind)peer->kind) {
  case PEER_FREE:
    return;
  case PEER_GUARD:
    guard_request(sim, request, packet);
    return;
  case PEER_DISK:
    disk_request(sim, peer, packet);
    return;
  case PEER_TOOL:
  case PEER_WATCH:
    if (!peer_becomes(sim, peer, request)) {
      json_t *answer = control_answer(sim, request, packet);
      peer_send(peer, answer);
    }
    return;
  }
}

/* One packet at most: what it does may close any connection. */
static void peer_ready(sim_t *sim, peer_t *peer, uint32_t events)
{
  json_t *packet = NULL;
  char why[200];
  if (peer->waiting != NULL) { /* one request at a time */
    if ((events & (EPOLLHUP | EPOLLERR)) != 0)
      peer_close(peer);
    return;
  }
  switch (wire_receive(peer->fd, false, &packet, why, sizeof why)) {
  case WIRE_NOTHING:
    return;
  case WIRE_CLOSED:
    peer_close(peer);
    return;
  case WIRE_GARBAGE:
    wire_send(peer->fd, wire_error("malformed", "%s", why), false);
    peer_close(peer);
    return;
  case WIRE_PACKET:
    peer_request(sim, peer, packet);
    json_decref(packet);
    return;
  }
}

static void peer_accept(sim_t *sim)
{
  int fd = accept4(sim->control->listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
  if (fd < 0)
    return;
  struct ucred who = {0};
  socklen_t length = sizeof who;
  bool known = getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &length) == 0;
  peer_t *peer = NULL;
  for (int i = 0; i < PEERS && peer == NULL; i++) {
    if (sim->control->peers[i].kind == PEER_FREE)
      peer = &sim->control->peers[i];
  }
  if (!known || (who.uid != geteuid() && who.uid != 0) || peer == NULL) {
    wire_send(fd,
              peer == NULL ? wire_error("busy", "too many connections")
                           : wire_error("not_permitted", "another user's board"),
              false);
    close(fd);
    return;
  }
  *peer = (peer_t){.fd = fd, .kind = PEER_TOOL, .pid = who.pid};
  sim_watch(sim, fd, EPOLLIN);
}

bool control_ready(sim_t *sim, int fd, uint32_t events)
{
  if (fd == sim->control->listener) {
    peer_accept(sim);
    return true;
  }
  for (int i = 0; i < PEERS; i++) {
    peer_t *peer = &sim->control->peers[i];
    if (peer->kind != PEER_FREE && peer->fd == fd) {
      peer_ready(sim, peer, events);
      return true;
    }
  }
  return false;
}

void control_run(sim_t *sim)
{
  if (clock_now() < sim->disk.stalled_until)
    return;
  for (int i = 0; i < PEERS; i++) {
    peer_t *peer = &sim->control->peers[i];
    if (peer->waiting == NULL)
      continue;
    json_t *packet = peer->waiting;
    peer->waiting = NULL;
    disk_request(sim, peer, packet);
    json_decref(packet);
  }
}

uint64_t control_next(const sim_t *sim)
{
  for (int i = 0; i < PEERS; i++) {
    if (sim->control->peers[i].waiting != NULL)
      return sim->disk.stalled_until;
  }
  return TIME_NEVER;
}
