/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What waits for the recorder's thread: packets up to a bound, and everything else without loss. */
#ifndef CAMERA_RECORDER_INBOX_H
#define CAMERA_RECORDER_INBOX_H

#include <pthread.h>

#include "camera/packet.h"
#include "camera/settings.h"
#include "camera/store.h"

enum inbox_kind { INBOX_STREAM, INBOX_PACKET, INBOX_BEGAN, INBOX_ENDED, INBOX_SETTINGS };

typedef struct inbox_item {
  struct inbox_item *next;
  uint32_t kind; /* enum inbox_kind */
  uint64_t time; /* with BEGAN and ENDED */
  union {
    stream_t stream;
    packet_t *packet;
    store_event_t event;
    settings_t settings;
  } as;
} inbox_item_t;

typedef struct {
  pthread_mutex_t lock;
  pthread_cond_t filled;
  inbox_item_t *first, *last;
  size_t bytes, max_bytes; /* of packets */
  uint64_t dropped;        /* packets */
  uint32_t generation;     /* of the stream that was put in last */
  bool broken;             /* packets are missing: the next taken in must be a keyframe */
  bool closed;
} inbox_t;

/** Make an inbox that holds packets of at most so many bytes. */
void inbox_open(inbox_t *inbox, size_t max_bytes);

/** Put a packet in, after its stream where that is new; dropped and counted where the bound is reached. */
void inbox_packet(inbox_t *inbox, const stream_t *stream, packet_t *packet);

/** Put anything else in: a copy of the item. */
void inbox_put(inbox_t *inbox, const inbox_item_t *item);

/** The oldest item (free() it), or NULL after `timeout` milliseconds, or when closed and empty. */
inbox_item_t *inbox_take(inbox_t *inbox, int timeout);

/** Whether it was closed and is empty. */
bool inbox_ended(inbox_t *inbox);

/** Nothing more is taken in. */
void inbox_close(inbox_t *inbox);

/** Release what is left. */
void inbox_free(inbox_t *inbox);

#endif
