/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The web server of the camera: pages, JSON API, live stream, server-sent events. */
#ifndef PLATFORM_WEB_WEB_H
#define PLATFORM_WEB_WEB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct camera; /* camera/camera.h */

typedef struct {
  const char *address; /* numeric address to listen on, IPv4 or IPv6: "127.0.0.1" */
  uint16_t port;       /* 0: any free one, see web_port() */
  uint16_t tls_port;   /* for HTTPS, once the camera is claimed; 0: none */
  bool signed_in;     /* once the camera is claimed, whoever asks is its owner; on a loopback address alone */
  const char *guard;  /* path of the guard's socket (GUARD_SOCKET_VARIABLE) */
  const char *bench;  /* origin of the virtual board's bench, "http://127.0.0.1:8481"; NULL on a real board */
  const char *serial; /* factory record: serial number, not a secret; NULL: not known */
  const char *model;  /* factory record: model number; NULL: not known */
  const char *version;   /* of the firmware; NULL: not known */
  struct camera *camera; /* outlives the server */
} web_options_t;

typedef struct web web_t;

/**
 * Start the server; it runs in threads of its own until web_stop(). Strings are copied.
 * Returns EXIT_OK, or (common/exit_status.h) EXIT_USAGE where the address is not numeric or not this machine's,
 * EXIT_PORT_IN_USE where somebody listens there, EXIT_FAILED else, with a sentence in `message` that says what is
 * wrong and what to do.
 */
int web_start(web_t **web, const web_options_t *options, char *message, size_t room);

/** The port that the server listens on. */
uint16_t web_port(const web_t *web);

/** Stop: streams end, threads are joined, memory is freed. NULL is allowed. */
void web_stop(web_t *web);

#endif
