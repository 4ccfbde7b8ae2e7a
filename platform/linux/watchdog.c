/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "linux/watchdog.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/watchdog.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "common/log.h"

#define PERIOD UINT64_C(1000000000)

bool watchdog_open(watchdog_t *watchdog, const char *path, char *error, size_t room)
{
  *watchdog = (watchdog_t){.fd = -1};
  if (strcmp(path, "none") == 0)
    return true;
  watchdog->fd = open(path, O_WRONLY | O_CLOEXEC);
  if (watchdog->fd < 0) {
    snprintf(error, room, "watchdog = %s: %s", path,
             errno == EBUSY ? "another program feeds it" : strerror(errno));
    return false;
  }
  int seconds = WATCHDOG_SECONDS;
  if (ioctl(watchdog->fd, WDIOC_SETTIMEOUT, &seconds) != 0 &&
      (ioctl(watchdog->fd, WDIOC_GETTIMEOUT, &seconds) != 0 || seconds < 2)) {
    snprintf(error, room, "watchdog = %s: cannot be set to %d s: %s", path, WATCHDOG_SECONDS,
             strerror(errno));
    watchdog_close(watchdog);
    return false;
  }
  if (seconds != WATCHDOG_SECONDS)
    log_note("the watchdog takes %d s, not %d", seconds, WATCHDOG_SECONDS);
  return true;
}

void watchdog_close(watchdog_t *watchdog)
{
  if (watchdog->fd >= 0)
    close(watchdog->fd);
  watchdog->fd = -1;
}

void watchdog_feed(watchdog_t *watchdog)
{
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  uint64_t now = (uint64_t)time.tv_sec * PERIOD + (uint64_t)time.tv_nsec;
  if (watchdog->fd < 0 || now - watchdog->fed < PERIOD / 2)
    return;
  watchdog->fed = now;
  if (ioctl(watchdog->fd, WDIOC_KEEPALIVE, NULL) != 0)
    log_warning("the watchdog cannot be fed: %s", strerror(errno));
}

bool watchdog_bit(const watchdog_t *watchdog)
{
  int status = 0;
  return watchdog->fd >= 0 && ioctl(watchdog->fd, WDIOC_GETBOOTSTATUS, &status) == 0 &&
         (status & WDIOF_CARDRESET) != 0;
}
