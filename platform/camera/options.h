/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The command line of pinhole-camera, and what the guard gives it in its environment. */
#ifndef CAMERA_OPTIONS_H
#define CAMERA_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "camera/failure.h"
#include "camera/run.h"

typedef struct {
  camera_options_t camera;
  char address[64]; /* numeric, to listen on */
  uint16_t port;
  uint32_t tls_port;   /* 0: no HTTPS */
  bool tls_told;       /* --tls was given */
  const char *guard;   /* path of the guard's socket, NULL: it runs alone */
  const char *bench;   /* the bench panel's origin, or NULL */
  const char *factory; /* path of factory.json, or NULL */
  bool signed_in;      /* whoever asks is the owner: on this machine alone, to try the camera out */
  bool help;
} options_t;

/** Read the arguments over the environment. False with `failure` (EXIT_USAGE) naming what is wrong. */
bool options_read(options_t *options, int count, char **arguments, failure_t *failure);

/** The text of --help. */
extern const char options_help[];

#endif
