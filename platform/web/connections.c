/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "web/connections.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

#define LOOK_MS 200 /* between two looks */

struct connection_place {
  connection_place_t *next, *before;
  int fd;
  bool answering;
  uint64_t since; /* milliseconds: waited for since then */
};

struct connections {
  pthread_t thread;
  pthread_mutex_t lock;
  atomic_bool stopping;
  uint64_t patience;
  connection_place_t *first;
};

static uint64_t now_ms(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

/* The socket is shut down and not closed: the server closes it, and tells by connection_ended(). */
static void *watch(void *argument)
{
  connections_t *connections = argument;
  while (!atomic_load(&connections->stopping)) {
    nanosleep(&(struct timespec){.tv_nsec = LOOK_MS * 1000000L}, NULL);
    pthread_mutex_lock(&connections->lock);
    for (connection_place_t *place = connections->first; place != NULL; place = place->next)
      if (!place->answering && now_ms() - place->since > connections->patience)
        shutdown(place->fd, SHUT_RDWR);
    pthread_mutex_unlock(&connections->lock);
  }
  return NULL;
}

connections_t *connections_start(uint32_t patience_ms)
{
  connections_t *connections = calloc(1, sizeof *connections);
  if (connections == NULL)
    return NULL;
  connections->patience = patience_ms;
  pthread_mutex_init(&connections->lock, NULL);
  if (pthread_create(&connections->thread, NULL, watch, connections) == 0)
    return connections;
  pthread_mutex_destroy(&connections->lock);
  free(connections);
  return NULL;
}

void connections_stop(connections_t *connections)
{
  if (connections == NULL)
    return;
  atomic_store(&connections->stopping, true);
  pthread_join(connections->thread, NULL);
  pthread_mutex_destroy(&connections->lock);
  free(connections);
}

connection_place_t *connection_began(connections_t *connections, int fd)
{
  connection_place_t *place = calloc(1, sizeof *place);
  if (place == NULL)
    return NULL;
  place->fd = fd;
  place->since = now_ms();
  pthread_mutex_lock(&connections->lock);
  place->next = connections->first;
  if (place->next != NULL)
    place->next->before = place;
  connections->first = place;
  pthread_mutex_unlock(&connections->lock);
  return place;
}

void connection_answering(connections_t *connections, connection_place_t *place, bool answering)
{
  pthread_mutex_lock(&connections->lock);
  place->answering = answering;
  place->since = now_ms();
  pthread_mutex_unlock(&connections->lock);
}

void connection_ended(connections_t *connections, connection_place_t *place)
{
  if (place == NULL)
    return;
  pthread_mutex_lock(&connections->lock);
  if (place->before != NULL)
    place->before->next = place->next;
  else
    connections->first = place->next;
  if (place->next != NULL)
    place->next->before = place->before;
  pthread_mutex_unlock(&connections->lock);
  free(place);
}
