/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The control socket of hostapd or wpa_supplicant: requests, and events on a second connection. */
#ifndef LINUX_CONTROL_H
#define LINUX_CONTROL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "linux/control_text.h"

#define CONTROL_REPLY 2048

struct wpa_ctrl;

typedef struct {
  struct wpa_ctrl *requests;
  struct wpa_ctrl *events;
  char reply[CONTROL_REPLY];
  size_t length;
} control_t;

/** Connect to the socket at `path`, our own ends in `folder`; wait for it as long as `patience_ms` and its
    program `pid` runs. Returns false where nobody answers. */
bool control_open(control_t *control, const char *path, const char *folder, pid_t pid, int patience_ms);

/** Let go of it. */
void control_close(control_t *control);

/** The descriptor that is readable when events wait, -1 where it is not open. */
int control_descriptor(const control_t *control);

/** Send a request. Returns whether it was answered: with OK, or, where `any`, with anything, which lies in
    control->reply. */
bool control_ask(control_t *control, const char *request, bool any);

/** The next event that waits. Returns false where there is none. */
bool control_next(control_t *control, control_event_t *event);

#endif
