/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The board's watchdog, by the kernel's driver. */
#ifndef LINUX_WATCHDOG_H
#define LINUX_WATCHDOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WATCHDOG_SECONDS 10

typedef struct {
  int fd; /* -1: the board has none */
  uint64_t fed;
} watchdog_t;

/** Open and start it. Returns false with one line in `error`. "none": no watchdog. */
bool watchdog_open(watchdog_t *watchdog, const char *path, char *error, size_t room);

/** Let go of it. It is not disarmed: without food the board restarts. */
void watchdog_close(watchdog_t *watchdog);

/** Feed it; more often than once a second changes nothing. */
void watchdog_feed(watchdog_t *watchdog);

/** Whether the driver says that it was the watchdog that restarted the board. */
bool watchdog_bit(const watchdog_t *watchdog);

#endif
