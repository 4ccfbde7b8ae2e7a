/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "camera/recorder_inbox.h"

#include <stddef.h>

#include "camera/moment.h"
#include "common/log.h"

void inbox_open(inbox_t *inbox, size_t max_bytes)
{
  *inbox = (inbox_t){.max_bytes = max_bytes};
  pthread_mutex_init(&inbox->lock, NULL);
  moment_cond_init(&inbox->filled);
}

/* Called with the lock held. Packets are many: only the part of the item that they use is taken from memory. */
static bool inbox_append(inbox_t *inbox, const inbox_item_t *item)
{
  size_t size = item->kind == INBOX_PACKET ? offsetof(inbox_item_t, as) + sizeof(packet_t *) : sizeof *item;
  inbox_item_t *copy = inbox->closed ? NULL : malloc(size);
  if (!copy)
    return false;
  memcpy(copy, item, size);
  copy->next = NULL;
  if (inbox->last)
    inbox->last->next = copy;
  else
    inbox->first = copy;
  inbox->last = copy;
  pthread_cond_signal(&inbox->filled);
  return true;
}

/* Called with the lock held. */
static bool inbox_has_room(inbox_t *inbox, const packet_t *packet)
{
  if (inbox->bytes + packet->size > inbox->max_bytes) {
    if (!inbox->broken)
      log_warning("the disk is too slow: recorded pictures are dropped");
    inbox->broken = true;
  } else if (packet->key) {
    inbox->broken = false;
  }
  return !inbox->broken;
}

void inbox_packet(inbox_t *inbox, const stream_t *stream, packet_t *packet)
{
  inbox_item_t item = {.kind = INBOX_PACKET};
  item.as.packet = packet;
  pthread_mutex_lock(&inbox->lock);
  bool taken = inbox_has_room(inbox, packet);
  if (taken && inbox->generation != stream->generation) {
    inbox_item_t other = {.kind = INBOX_STREAM};
    other.as.stream = *stream;
    taken = inbox_append(inbox, &other);
    if (taken)
      inbox->generation = stream->generation;
  }
  if (taken && inbox_append(inbox, &item)) {
    packet_keep(packet);
    inbox->bytes += packet->size;
  } else if (!inbox->closed) {
    inbox->dropped++;
    inbox->broken = true;
  }
  pthread_mutex_unlock(&inbox->lock);
}

void inbox_put(inbox_t *inbox, const inbox_item_t *item)
{
  pthread_mutex_lock(&inbox->lock);
  inbox_append(inbox, item);
  pthread_mutex_unlock(&inbox->lock);
}

inbox_item_t *inbox_take(inbox_t *inbox, int timeout)
{
  struct timespec until = moment_after(timeout);
  pthread_mutex_lock(&inbox->lock);
  while (!inbox->first && !inbox->closed) {
    if (pthread_cond_timedwait(&inbox->filled, &inbox->lock, &until) != 0)
      break;
  }
  inbox_item_t *item = inbox->first;
  if (item) {
    inbox->first = item->next;
    if (!inbox->first)
      inbox->last = NULL;
    if (item->kind == INBOX_PACKET)
      inbox->bytes -= item->as.packet->size;
  }
  pthread_mutex_unlock(&inbox->lock);
  return item;
}

bool inbox_ended(inbox_t *inbox)
{
  pthread_mutex_lock(&inbox->lock);
  bool ended = inbox->closed && !inbox->first;
  pthread_mutex_unlock(&inbox->lock);
  return ended;
}

void inbox_close(inbox_t *inbox)
{
  pthread_mutex_lock(&inbox->lock);
  inbox->closed = true;
  pthread_cond_broadcast(&inbox->filled);
  pthread_mutex_unlock(&inbox->lock);
}

void inbox_free(inbox_t *inbox)
{
  for (inbox_item_t *item = inbox->first; item;) {
    inbox_item_t *next = item->next;
    if (item->kind == INBOX_PACKET)
      packet_release(item->as.packet);
    free(item);
    item = next;
  }
  pthread_cond_destroy(&inbox->filled);
  pthread_mutex_destroy(&inbox->lock);
}
