/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The web server's line to the guard: the newest status, the owner's hash, requests. */
#ifndef PLATFORM_WEB_GUARD_LINK_H
#define PLATFORM_WEB_GUARD_LINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "message.h"

#define GUARD_LINK_NETWORKS 64
#define GUARD_LINK_HASH 129 /* the longest hash with its NUL */

typedef struct guard_link guard_link_t;

/** Told whenever the guard says whether there is an owner; from the link's thread. */
typedef void (*guard_link_told_t)(void *opaque, bool claimed);

/**
 * Follow the guard at this path, in a thread; a lost guard is looked for again and again. told: may be NULL.
 * Returns NULL without memory.
 */
guard_link_t *guard_link_start(const char *path, guard_link_told_t told, void *opaque);

/** End the thread and free. NULL is allowed. */
void guard_link_stop(guard_link_t *link);

/**
 * The newest status. Returns false while the guard is not reached (status: as it was last). `sequence`, where not
 * NULL, grows with every change of either.
 */
bool guard_link_status(guard_link_t *link, message_status_t *status, uint64_t *sequence);

/**
 * The owner: whether there is one, and the password's hash as text. Returns false while the guard does not tell;
 * then nobody may be taken for the owner, nor the camera for unclaimed.
 */
bool guard_link_owner(guard_link_t *link, bool *claimed, char hash[GUARD_LINK_HASH]);

/**
 * Ask the guard for the owner anew, up to 5 s: after a change of the password, which it does not tell by itself. Until
 * it answers the owner is not known.
 */
void guard_link_owner_again(guard_link_t *link);

/** Send a request and wait for its reply, up to 5 s. Returns enum reason; REASON_TIMED_OUT where none came. */
uint8_t guard_link_ask(guard_link_t *link, const message_t *request);

/** The networks that the radio hears, at most GUARD_LINK_NETWORKS. Returns their number, -1 where none came. */
int guard_link_networks(guard_link_t *link, message_network_t *networks);

#define GUARD_LINK_SAMPLES 720 /* twelve hours */

typedef struct {
  int64_t time;   /* Unix seconds */
  uint8_t signal; /* 0 to 100; 0: not joined */
} guard_link_sample_t;

/** The signal, a sample a minute, oldest first, at most GUARD_LINK_SAMPLES. Returns their number. */
size_t guard_link_signal(guard_link_t *link, guard_link_sample_t *samples);

/** Tell the guard that a phone spoke to the setup page; at most once in 10 s, more calls are passed over. */
void guard_link_phone_seen(guard_link_t *link);

#endif
