/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "web/guard_link.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/clock.h"
#include "common/guard_client.h"
#include "provision.h"
#include "time.h"
#include "vocabulary.h"

#define ANSWER_MS 5000   /* longest wait for a reply */
#define LOOK_MS 200      /* between two looks whether to stop, and between two tries to connect */
#define SAMPLE_PERIOD 60 /* seconds */
#define PHONE_PERIOD (10 * TIME_SECOND)

struct guard_link {
  char *path;
  guard_link_told_t told;
  void *opaque;
  pthread_t thread;
  atomic_bool stopping;
  pthread_mutex_t lock;
  bool connected;
  bool owner_known;
  uint64_t sequence;
  message_status_t status;
  message_owner_t owner;
  unsigned renewed; /* how often guard_link_owner_again() was called, */
  unsigned asked;   /* and how often it had been when the followed connection last asked for the owner */
  uint64_t phone_seen;
  guard_link_sample_t samples[GUARD_LINK_SAMPLES]; /* a ring */
  size_t sampled;                                  /* ever */
};

/* Connect and say hello. Returns a socket, or -1. */
static int link_open(const guard_link_t *link)
{
  message_t answer;
  int fd = guard_client_connect(link->path);
  if (fd < 0)
    return -1;
  if (guard_client_hello(fd, ROLE_CAMERA) &&
      guard_client_receive(fd, ANSWER_MS, &answer) == GUARD_CLIENT_MESSAGE && answer.kind == MESSAGE_REPLY &&
      answer.as.reply.reason == REASON_NONE)
    return fd;
  close(fd);
  return -1;
}

static void link_lost(guard_link_t *link)
{
  pthread_mutex_lock(&link->lock);
  link->connected = false;
  link->owner_known = false;
  link->sequence++;
  pthread_mutex_unlock(&link->lock);
}

/* Take a status. A change of ownership, and whatever was stored, makes what is known of the owner stale: ask for it
   before believing either. */
static void take_status(guard_link_t *link, int fd, const message_status_t *status)
{
  pthread_mutex_lock(&link->lock);
  bool stored = link->status.provision == PROVISION_STORING && status->provision != PROVISION_STORING;
  bool ask = !link->owner_known || status->owned != link->owner.claimed || stored;
  if (ask) {
    link->owner_known = false;
    link->asked = link->renewed;
  }
  link->status = *status;
  link->connected = true;
  link->sequence++;
  pthread_mutex_unlock(&link->lock);
  if (ask)
    guard_client_ask(fd, MESSAGE_GET_OWNER);
}

static void take_owner(guard_link_t *link, const message_owner_t *owner)
{
  pthread_mutex_lock(&link->lock);
  link->owner = *owner;
  link->owner_known = true;
  link->sequence++;
  pthread_mutex_unlock(&link->lock);
  if (link->told != NULL)
    link->told(link->opaque, owner->claimed != 0);
}

/* An owner that the followed connection was told of: not to be believed where it was asked for before it changed. Ask again
   then. */
static void take_followed(guard_link_t *link, int fd, const message_owner_t *owner)
{
  pthread_mutex_lock(&link->lock);
  bool stale = link->asked != link->renewed;
  link->asked = link->renewed;
  pthread_mutex_unlock(&link->lock);
  if (stale)
    guard_client_ask(fd, MESSAGE_GET_OWNER);
  else
    take_owner(link, owner);
}

/* The newest status once a minute: the signal's history. */
static void take_sample(guard_link_t *link, int64_t now)
{
  pthread_mutex_lock(&link->lock);
  const guard_link_sample_t *last =
      &link->samples[(link->sampled + GUARD_LINK_SAMPLES - 1) % GUARD_LINK_SAMPLES];
  if (link->connected && (link->sampled == 0 || now - last->time >= SAMPLE_PERIOD || now < last->time))
    link->samples[link->sampled++ % GUARD_LINK_SAMPLES] =
        (guard_link_sample_t){.time = now, .signal = link->status.signal};
  pthread_mutex_unlock(&link->lock);
}

size_t guard_link_signal(guard_link_t *link, guard_link_sample_t *samples)
{
  pthread_mutex_lock(&link->lock);
  size_t count = link->sampled < GUARD_LINK_SAMPLES ? link->sampled : GUARD_LINK_SAMPLES;
  for (size_t i = 0; i < count; i++)
    samples[i] = link->samples[(link->sampled - count + i) % GUARD_LINK_SAMPLES];
  pthread_mutex_unlock(&link->lock);
  return count;
}

/* Follow the status on one connection until it ends. */
static void link_follow(guard_link_t *link, int fd)
{
  message_t message = {.kind = MESSAGE_GET_STATUS, .as.get_status.follow = 1};
  if (!guard_client_send(fd, &message))
    return;
  while (!atomic_load(&link->stopping)) {
    enum guard_client_result result = guard_client_receive(fd, LOOK_MS, &message);
    take_sample(link, (int64_t)time(NULL));
    if (result == GUARD_CLIENT_CLOSED)
      return;
    if (result != GUARD_CLIENT_MESSAGE)
      continue;
    if (message.kind == MESSAGE_STATUS)
      take_status(link, fd, &message.as.status);
    if (message.kind == MESSAGE_OWNER)
      take_followed(link, fd, &message.as.owner);
  }
}

static void *link_run(void *argument)
{
  guard_link_t *link = argument;
  while (!atomic_load(&link->stopping)) {
    int fd = link_open(link);
    if (fd >= 0) {
      link_follow(link, fd);
      close(fd);
      link_lost(link);
    }
    nanosleep(&(struct timespec){.tv_nsec = LOOK_MS * 1000000L}, NULL);
  }
  return NULL;
}

guard_link_t *guard_link_start(const char *path, guard_link_told_t told, void *opaque)
{
  guard_link_t *link = calloc(1, sizeof *link);
  if (link == NULL)
    return NULL;
  link->path = strdup(path);
  link->told = told;
  link->opaque = opaque;
  pthread_mutex_init(&link->lock, NULL);
  if (link->path != NULL && pthread_create(&link->thread, NULL, link_run, link) == 0)
    return link;
  pthread_mutex_destroy(&link->lock);
  free(link->path);
  free(link);
  return NULL;
}

void guard_link_stop(guard_link_t *link)
{
  if (link == NULL)
    return;
  atomic_store(&link->stopping, true);
  pthread_join(link->thread, NULL);
  pthread_mutex_destroy(&link->lock);
  explicit_bzero(&link->owner, sizeof link->owner);
  free(link->path);
  free(link);
}

bool guard_link_status(guard_link_t *link, message_status_t *status, uint64_t *sequence)
{
  pthread_mutex_lock(&link->lock);
  *status = link->status;
  if (sequence != NULL)
    *sequence = link->sequence;
  bool connected = link->connected;
  pthread_mutex_unlock(&link->lock);
  return connected;
}

bool guard_link_owner(guard_link_t *link, bool *claimed, char hash[GUARD_LINK_HASH])
{
  pthread_mutex_lock(&link->lock);
  bool known = link->owner_known;
  *claimed = link->owner.claimed != 0;
  memcpy(hash, link->owner.password_hash, link->owner.password_hash_length);
  hash[link->owner.password_hash_length] = '\0';
  pthread_mutex_unlock(&link->lock);
  return known;
}

/* Wait for a message of a kind, or a reply. False where none came in time. */
static bool link_await(int fd, uint8_t kind, message_t *message)
{
  uint64_t end = clock_now() + (uint64_t)ANSWER_MS * TIME_MILLISECOND * clock_scale();
  while (clock_now() < end) {
    enum guard_client_result result = guard_client_receive(fd, LOOK_MS, message);
    if (result == GUARD_CLIENT_CLOSED)
      return false;
    if (result == GUARD_CLIENT_MESSAGE && (message->kind == kind || message->kind == MESSAGE_REPLY))
      return true;
  }
  return false;
}

uint8_t guard_link_ask(guard_link_t *link, const message_t *request)
{
  message_t answer;
  int fd = link_open(link);
  if (fd < 0)
    return REASON_TIMED_OUT;
  bool answered = guard_client_send(fd, request) && link_await(fd, MESSAGE_REPLY, &answer);
  close(fd);
  return answered ? answer.as.reply.reason : REASON_TIMED_OUT;
}

void guard_link_owner_again(guard_link_t *link)
{
  message_t answer;
  /* Until the guard has told it, nobody is believed to be the owner; where it does not, the next status asks again. */
  pthread_mutex_lock(&link->lock);
  link->owner_known = false;
  link->renewed++;
  pthread_mutex_unlock(&link->lock);
  int fd = link_open(link);
  if (fd < 0)
    return;
  if (guard_client_ask(fd, MESSAGE_GET_OWNER) && link_await(fd, MESSAGE_OWNER, &answer) &&
      answer.kind == MESSAGE_OWNER)
    take_owner(link, &answer.as.owner);
  close(fd);
  explicit_bzero(&answer, sizeof answer);
}

int guard_link_networks(guard_link_t *link, message_network_t *networks)
{
  message_t answer;
  int count = 0;
  int fd = link_open(link);
  if (fd < 0)
    return -1;
  if (!guard_client_ask(fd, MESSAGE_GET_NETWORKS))
    count = -1;
  while (count >= 0) {
    if (!link_await(fd, MESSAGE_NETWORK, &answer) ||
        (answer.kind == MESSAGE_REPLY && answer.as.reply.reason != REASON_NONE)) {
      count = -1;
      break;
    }
    if (answer.kind == MESSAGE_REPLY)
      break;
    if (count < GUARD_LINK_NETWORKS)
      networks[count++] = answer.as.network;
  }
  close(fd);
  return count;
}

void guard_link_phone_seen(guard_link_t *link)
{
  uint64_t now = clock_now();
  pthread_mutex_lock(&link->lock);
  bool due = link->connected && link->status.setup_open &&
             (link->phone_seen == 0 || now - link->phone_seen >= PHONE_PERIOD);
  if (due)
    link->phone_seen = now;
  pthread_mutex_unlock(&link->lock);
  int fd = due ? link_open(link) : -1;
  if (fd < 0)
    return;
  guard_client_ask(fd, MESSAGE_PHONE_SEEN);
  close(fd);
}
