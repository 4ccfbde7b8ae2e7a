/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The commands of pinholectl. Each returns an enum exit_status and has said what went wrong. */
#ifndef CTL_CTL_H
#define CTL_CTL_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "message.h"

typedef struct {
  const char *state; /* the board's state folder */
  bool json;
  int bounce_ms;
} ctl_t;

/** Ask the virtual board; takes the reference of `packet`. `answer`, where not NULL, is given what came back. */
int board_ask(const ctl_t *ctl, json_t *packet, json_t **answer);

/** Follow the board's light, contact, power and Wi-Fi, and the guard's status, until a signal. */
int watch_run(const ctl_t *ctl);

/** Connect to the guard. Returns a descriptor, or -1 after saying why. */
int guard_connect(const ctl_t *ctl);

/** Show the guard's status. */
int status_show(const ctl_t *ctl);

/** A status message as JSON. */
json_t *status_json(const message_t *message);

/** Ask the guard for a restart that changes nothing. */
int restart_ask(const ctl_t *ctl);

/** List the networks that the radio hears, as the guard reads them. */
int networks_show(const ctl_t *ctl);

/** List the recordings of STATE/data/camera.db, which is only read. */
int recordings_show(const ctl_t *ctl);

/** Write the unit's label, `format` svg or png, to a file or (NULL) standard output. */
int label_show(const ctl_t *ctl, const char *format, const char *path);

/** Print JSON on standard output; takes the reference. */
void json_show(json_t *value);

#endif
