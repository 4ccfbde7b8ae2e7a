/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The guard's socket: who asks, and what that peer may ask. */
#include "guard/process.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common/clock.h"
#include "common/exit_status.h"
#include "common/guard_client.h"
#include "common/local_socket.h"
#include "common/log.h"
#include "dispatch.h"
#include "names.h"
#include "time.h"

int peers_open(guard_process_t *process)
{
  char path[4200];
  const guard_camera_t *camera = &process->camera;
  for (int i = 0; i < GUARD_PEERS; i++)
    process->peers[i].fd = -1;
  snprintf(path, sizeof path, "%s/run/guard.sock", process->options.state);
  process->listener = local_socket_listen(path, camera->own_user ? 0660 : 0600);
  if (process->listener < 0 || (camera->own_user && chown(path, (uid_t)-1, camera->gid) != 0)) {
    log_error("%s: %s", path, strerror(errno));
    return EXIT_FAILED;
  }
  process_watch(process, process->listener, EPOLLIN);
  return EXIT_OK;
}

static void peer_close(struct guard_peer *peer)
{
  if (peer->fd >= 0)
    close(peer->fd); /* which takes it out of the epoll set */
  *peer = (struct guard_peer){.fd = -1};
}

void peers_close(guard_process_t *process)
{
  for (int i = 0; i < GUARD_PEERS; i++)
    peer_close(&process->peers[i]);
  close(process->listener);
}

void peers_forget(guard_process_t *process, pid_t pid)
{
  for (int i = 0; i < GUARD_PEERS; i++) {
    if (process->peers[i].fd >= 0 && process->peers[i].pid == pid)
      peer_close(&process->peers[i]);
  }
}

/* A peer that does not read its answers is let go. */
static void peer_send(struct guard_peer *peer, const message_t *message)
{
  if (!guard_client_send(peer->fd, message))
    peer->closing = true;
}

void peers_reply(guard_process_t *process, struct guard_peer *peer, uint8_t request, uint8_t reason)
{
  (void)process;
  message_t message = {.kind = MESSAGE_REPLY};
  message.as.reply.request = request;
  message.as.reply.reason = reason;
  peer_send(peer, &message);
}

/* Who may ask for what: the sender column of spec/messages.tsv. */
static bool permitted(const struct guard_peer *peer, uint8_t kind)
{
  switch (kind) {
  case MESSAGE_HELLO:
  case MESSAGE_GET_STATUS:
  case MESSAGE_GET_NETWORKS:
  case MESSAGE_RESTART:
    return true;
  case MESSAGE_HEARTBEAT:
  case MESSAGE_GET_OWNER:
  case MESSAGE_CLAIM:
  case MESSAGE_CHANGE_NETWORK:
  case MESSAGE_CHANGE_PASSWORD:
  case MESSAGE_VISIT:
  case MESSAGE_ADOPT:
  case MESSAGE_RESET:
  case MESSAGE_PHONE_SEEN:
    return peer->role == ROLE_CAMERA;
  default: /* a number, not an enum: what only the guard sends */
    return false;
  }
}

/* --- the status --- */

static void text_put(uint8_t *field, uint8_t *length, size_t room, const char *text)
{
  size_t count = strnlen(text, room);
  memcpy(field, text, count);
  *length = (uint8_t)count;
}

static void status_make(const guard_process_t *process, message_t *message)
{
  const guard_t *core = &process->core;
  const owner_t *network = process->tries_candidate ? &process->candidate : &process->owner;
  memset(message, 0, sizeof *message);
  message->kind = MESSAGE_STATUS;
  message_status_t *status = &message->as.status;
  status->light = process->light;
  status->button = button_shows(&core->button);
  status->reset = reset_phase(&core->reset);
  status->provision = provision_phase(&core->provision);
  status->owned = process->owner.claimed;
  status->setup_open = provision_setup_open(&core->provision);
  status->reason = core->provision.reason;
  status->stage = process->stage;
  status->signal = process->signal;
  status->camera_restarts = core->supervisor.restarts;
  text_put(status->serial, &status->serial_length, sizeof status->serial, process->factory.serial);
  text_put(status->setup_ssid, &status->setup_ssid_length, sizeof status->setup_ssid, process->setup_ssid);
  text_put(status->address, &status->address_length, sizeof status->address, process->address);
  status->ssid_length = network->ssid_length;
  memcpy(status->ssid, network->ssid, sizeof status->ssid);
}

/* Send the status, or leave it for later: only the newest one matters. */
static void status_send(const guard_process_t *process, struct guard_peer *peer)
{
  message_t message = process->status;
  message.as.status.time = clock_now();
  bool sent = guard_client_send(peer->fd, &message);
  bool later = !sent && errno == EAGAIN;
  if (!sent && !later)
    peer->closing = true;
  if (later == peer->status_due)
    return;
  peer->status_due = later;
  struct epoll_event event = {.events = EPOLLIN | (later ? EPOLLOUT : 0), .data.fd = peer->fd};
  epoll_ctl(process->epoll, EPOLL_CTL_MOD, peer->fd, &event);
}

/* Close those whose time has come; not earlier, since a caller may still hold one. */
static void sweep(guard_process_t *process)
{
  for (int i = 0; i < GUARD_PEERS; i++) {
    if (process->peers[i].fd >= 0 && process->peers[i].closing)
      peer_close(&process->peers[i]);
  }
}

void peers_follow(guard_process_t *process)
{
  uint8_t packet[MESSAGE_MAX];
  status_make(process, &process->status);
  size_t length = message_encode(&process->status, packet, sizeof packet);
  bool changed = length != process->told_length || memcmp(packet, process->told, length) != 0;
  memcpy(process->told, packet, length);
  process->told_length = length;
  for (int i = 0; i < GUARD_PEERS && changed; i++) {
    struct guard_peer *peer = &process->peers[i];
    if (peer->fd >= 0 && peer->follows && !peer->status_due)
      status_send(process, peer);
  }
  sweep(process);
}

/* --- networks --- */

void peers_networks(guard_process_t *process)
{
  for (int i = 0; i < GUARD_PEERS; i++) {
    struct guard_peer *peer = &process->peers[i];
    if (peer->fd < 0 || !peer->networks_due)
      continue;
    peer->networks_due = false;
    for (uint16_t n = 0; n < process->network_count && !peer->closing; n++) {
      message_t message = {.kind = MESSAGE_NETWORK};
      message.as.network = process->networks[n];
      peer_send(peer, &message);
    }
    peers_reply(process, peer, MESSAGE_GET_NETWORKS, REASON_NONE);
  }
}

/* --- requests --- */

void peers_stored(guard_process_t *process, bool stored)
{
  for (int i = 0; i < GUARD_PEERS; i++) {
    struct guard_peer *peer = &process->peers[i];
    if (peer->fd < 0 || !peer->stored_due)
      continue;
    peer->stored_due = false;
    peers_reply(process, peer, MESSAGE_CHANGE_PASSWORD, stored ? REASON_NONE : REASON_NOT_STORED);
  }
}

void handle_hello(struct guard_process *process, struct guard_peer *peer, const message_t *message)
{
  const message_hello_t *hello = &message->as.hello;
  uint8_t reason = REASON_NONE;
  if (hello->version != MESSAGE_VERSION || (hello->role != ROLE_CAMERA && hello->role != ROLE_TOOL))
    reason = REASON_MALFORMED;
  else if (hello->role == ROLE_CAMERA && peer->pid != process->camera.pid)
    reason = REASON_NOT_PERMITTED; /* the camera is the process that the guard started, and no other */
  peers_reply(process, peer, MESSAGE_HELLO, reason);
  if (reason != REASON_NONE) {
    log_warning("process %d said hello and was turned away: %s", (int)peer->pid, reason_name(reason));
    peer->closing = true;
    return;
  }
  peer->role = hello->role;
}

void handle_heartbeat(struct guard_process *process, struct guard_peer *peer, const message_t *message)
{
  (void)peer;
  (void)message;
  process->camera.beats = true;
  process_event(process, EVENT_CAMERA_HEARTBEAT, 0, NULL);
}

void handle_get_status(struct guard_process *process, struct guard_peer *peer, const message_t *message)
{
  status_make(process, &process->status);
  peer->follows = message->as.get_status.follow != 0;
  status_send(process, peer);
}

void handle_get_owner(struct guard_process *process, struct guard_peer *peer, const message_t *message)
{
  (void)message;
  message_t answer = {.kind = MESSAGE_OWNER};
  const owner_t *owner = &process->owner;
  answer.as.owner.claimed = owner->claimed;
  answer.as.owner.password_hash_length = owner->hash_length;
  memcpy(answer.as.owner.password_hash, owner->hash, sizeof owner->hash);
  peer_send(peer, &answer);
  explicit_bzero(&answer, sizeof answer);
}

void handle_get_networks(struct guard_process *process, struct guard_peer *peer, const message_t *message)
{
  (void)message;
  peer->networks_due = true;
  if (process->scanning)
    return;
  process->scanning = true;
  process->heard_count = 0;
  board_scan(process->board);
}

/* A name of 1 to 32 bytes, and a passphrase that goes with the security (IEEE 802.11: 8 to 63 characters, or 64
   hexadecimal digits). */
static bool network_fits(const owner_t *owner)
{
  if (owner->ssid_length == 0)
    return false;
  switch ((enum security)owner->security) {
  case SECURITY_OPEN:
    return owner->passphrase_length == 0;
  case SECURITY_WPA2:
  case SECURITY_WPA3:
  case SECURITY_WPA2_WPA3:
    return owner->passphrase_length >= 8;
  case SECURITY_ENTERPRISE:
  case SECURITY_WEP:
  case SECURITY_UNKNOWN:
    return true; /* the join will say that it is not supported */
  }
  return false;
}

void handle_claim(struct guard_process *process, struct guard_peer *peer, const message_t *message)
{
  const message_claim_t *claim = &message->as.claim;
  owner_t *owner = &process->incoming;
  *owner = (owner_t){.claimed = true,
                     .hash_length = claim->password_hash_length,
                     .ssid_length = claim->ssid_length,
                     .passphrase_length = claim->passphrase_length,
                     .security = claim->security,
                     .hidden = claim->hidden != 0};
  memcpy(owner->hash, claim->password_hash, owner->hash_length);
  memcpy(owner->ssid, claim->ssid, owner->ssid_length);
  memcpy(owner->passphrase, claim->passphrase, owner->passphrase_length);
  if (owner->hash_length > 0 && network_fits(owner)) {
    process_event(process, EVENT_CLAIM_REQUESTED, 0, peer);
    return;
  }
  explicit_bzero(owner, sizeof *owner);
  peers_reply(process, peer, MESSAGE_CLAIM, REASON_MALFORMED);
}

void handle_change_network(struct guard_process *process, struct guard_peer *peer, const message_t *message)
{
  const message_change_network_t *change = &message->as.change_network;
  owner_t *owner = &process->incoming;
  *owner = process->owner;
  owner->ssid_length = change->ssid_length;
  owner->passphrase_length = change->passphrase_length;
  owner->security = change->security;
  owner->hidden = change->hidden != 0;
  memset(owner->ssid, 0, sizeof owner->ssid);
  memset(owner->passphrase, 0, sizeof owner->passphrase);
  memcpy(owner->ssid, change->ssid, owner->ssid_length);
  memcpy(owner->passphrase, change->passphrase, owner->passphrase_length);
  if (network_fits(owner)) {
    process_event(process, EVENT_CHANGE_REQUESTED, 0, peer);
    return;
  }
  explicit_bzero(owner, sizeof *owner);
  peers_reply(process, peer, MESSAGE_CHANGE_NETWORK, REASON_MALFORMED);
}

void handle_change_password(struct guard_process *process, struct guard_peer *peer, const message_t *message)
{
  const message_change_password_t *change = &message->as.change_password;
  owner_t *owner = &process->incoming;
  if (change->password_hash_length == 0) {
    peers_reply(process, peer, MESSAGE_CHANGE_PASSWORD, REASON_MALFORMED);
    return;
  }
  *owner = process->owner; /* the network stays as it is */
  owner->hash_length = change->password_hash_length;
  memset(owner->hash, 0, sizeof owner->hash);
  memcpy(owner->hash, change->password_hash, owner->hash_length);
  process_event(process, EVENT_PASSWORD_REQUESTED, 0, peer);
}

void handle_visit(struct guard_process *process, struct guard_peer *peer, const message_t *message)
{
  const message_visit_t *visit = &message->as.visit;
  owner_t *owner = &process->incoming;
  *owner = (owner_t){.ssid_length = visit->ssid_length,
                     .passphrase_length = visit->passphrase_length,
                     .security = visit->security,
                     .hidden = visit->hidden != 0};
  memcpy(owner->ssid, visit->ssid, owner->ssid_length);
  memcpy(owner->passphrase, visit->passphrase, owner->passphrase_length);
  if (network_fits(owner)) {
    process_event(process, EVENT_VISIT_REQUESTED, 0, peer);
    return;
  }
  explicit_bzero(owner, sizeof *owner);
  peers_reply(process, peer, MESSAGE_VISIT, REASON_MALFORMED);
}

/* Compared in a time that does not tell where they differ. */
static bool same_bytes(const uint8_t *one, const uint8_t *other, size_t length)
{
  uint8_t difference = 0;
  for (size_t i = 0; i < length; i++)
    difference |= one[i] ^ other[i];
  return difference == 0;
}

/* Whether the label's secret was given. Whoever guesses waits 1, 2, 4 ... seconds up to a minute after each wrong one
   from the third on. */
static uint8_t secret_check(guard_process_t *process, const message_adopt_t *adopt)
{
  uint8_t secret[sizeof adopt->secret] = {0};
  uint64_t now = clock_now();
  if (now < process->secret_after)
    return REASON_BUSY;
  strncpy((char *)secret, process->factory.label_secret, sizeof secret);
  bool right = adopt->secret_length == strnlen((char *)secret, sizeof secret) &&
               same_bytes(secret, adopt->secret, sizeof secret);
  explicit_bzero(secret, sizeof secret);
  if (right) {
    process->wrong_secrets = 0;
    return REASON_NONE;
  }
  unsigned wait = process->wrong_secrets < 2   ? 0
                  : process->wrong_secrets < 8 ? 1U << (process->wrong_secrets - 2)
                                               : 60;
  process->wrong_secrets++;
  process->secret_after = now + (uint64_t)wait * TIME_SECOND;
  log_warning("a claim gave a wrong secret");
  return REASON_WRONG_SECRET;
}

void handle_adopt(struct guard_process *process, struct guard_peer *peer, const message_t *message)
{
  const message_adopt_t *adopt = &message->as.adopt;
  uint8_t reason = adopt->password_hash_length == 0 ? REASON_MALFORMED : secret_check(process, adopt);
  if (reason != REASON_NONE) {
    peers_reply(process, peer, MESSAGE_ADOPT, reason);
    return;
  }
  owner_t *owner = &process->incoming;
  *owner = process->candidate; /* the network that is visited */
  owner->claimed = true;
  owner->hash_length = adopt->password_hash_length;
  memset(owner->hash, 0, sizeof owner->hash);
  memcpy(owner->hash, adopt->password_hash, owner->hash_length);
  process_event(process, EVENT_ADOPT_REQUESTED, 0, peer);
}

void handle_restart(struct guard_process *process, struct guard_peer *peer, const message_t *message)
{
  (void)message;
  process_event(process, EVENT_RESTART_REQUESTED, 0, peer);
}

void handle_reset(struct guard_process *process, struct guard_peer *peer, const message_t *message)
{
  (void)message;
  process_event(process, EVENT_RESET_REQUESTED, 0, peer);
}

void handle_phone_seen(struct guard_process *process, struct guard_peer *peer, const message_t *message)
{
  (void)peer;
  (void)message;
  process_event(process, EVENT_PHONE_SEEN, 0, NULL);
}

/* --- connections --- */

static void peer_accept(guard_process_t *process)
{
  int fd = accept4(process->listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
  struct guard_peer *peer = NULL;
  struct ucred who = {0};
  socklen_t length = sizeof who;
  if (fd < 0)
    return;
  for (int i = 0; i < GUARD_PEERS && peer == NULL; i++) {
    if (process->peers[i].fd < 0)
      peer = &process->peers[i];
  }
  bool known = getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &length) == 0 &&
               (who.uid == geteuid() || who.uid == process->camera.uid || who.uid == 0);
  struct guard_peer refused = {.fd = fd};
  if (!known || peer == NULL) {
    peers_reply(process, &refused, MESSAGE_HELLO, known ? REASON_BUSY : REASON_NOT_PERMITTED);
    close(fd);
    return;
  }
  *peer = (struct guard_peer){.fd = fd, .pid = who.pid};
  process_watch(process, fd, EPOLLIN);
}

static void peer_request(guard_process_t *process, struct guard_peer *peer, const message_t *message)
{
  bool greeting = message->kind == MESSAGE_HELLO;
  if (greeting != (peer->role == 0)) { /* HELLO comes first, and once */
    peers_reply(process, peer, message->kind, REASON_MALFORMED);
    peer->closing = true;
    return;
  }
  if (!permitted(peer, message->kind)) {
    peers_reply(process, peer, message->kind, REASON_NOT_PERMITTED);
    return;
  }
  dispatch_message(process, peer, message);
}

static void peer_ready(guard_process_t *process, struct guard_peer *peer)
{
  message_t message = {0};
  switch (guard_client_receive(peer->fd, 0, &message)) {
  case GUARD_CLIENT_NOTHING:
    return;
  case GUARD_CLIENT_CLOSED:
    peer->closing = true;
    return;
  case GUARD_CLIENT_MALFORMED:
    log_warning("process %d sent a packet that is no message", (int)peer->pid);
    peers_reply(process, peer, 0, REASON_MALFORMED);
    peer->closing = true;
    return;
  case GUARD_CLIENT_MESSAGE:
    peer_request(process, peer, &message);
    explicit_bzero(&message, sizeof message);
    return;
  }
}

bool peers_ready(guard_process_t *process, int fd, uint32_t events)
{
  if (fd == process->listener) {
    peer_accept(process);
    return true;
  }
  for (int i = 0; i < GUARD_PEERS; i++) {
    struct guard_peer *peer = &process->peers[i];
    if (peer->fd != fd)
      continue;
    if ((events & EPOLLOUT) != 0 && peer->status_due)
      status_send(process, peer);
    if ((events & ~(uint32_t)EPOLLOUT) != 0 && !peer->closing)
      peer_ready(process, peer);
    sweep(process);
    return true;
  }
  return false;
}
