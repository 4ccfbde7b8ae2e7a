/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The web server of the camera: pages, JSON API, live stream, server-sent events. */
#ifndef PLATFORM_WEB_WEB_H
#define PLATFORM_WEB_WEB_H

#include <stddef.h>
#include <stdint.h>

struct camera;       /* camera/camera.h */
struct guard_client; /* common/guard_client.h */

typedef struct {
  const char *address;        /* numeric address to listen on, IPv4 or IPv6: "127.0.0.1" */
  uint16_t port;              /* 0: any free one, see web_port() */
  const char *bench;          /* URL of the virtual board's bench, "http://127.0.0.1:8481"; NULL on a real board */
  const char *serial;         /* factory record: serial number, not a secret */
  const char *model;          /* factory record: model number */
  const char *version;        /* of the firmware */
  struct camera *camera;      /* outlives the server */
  struct guard_client *guard; /* outlives the server */
} web_options_t;

typedef struct web web_t;

/* Exit statuses of web_start(). */
#define WEB_STARTED 0
#define WEB_FAILED 1      /* no memory, no thread */
#define WEB_BAD_ADDRESS 2 /* the address is not numeric, or not this machine's */
#define WEB_PORT_IN_USE 5 /* somebody listens there */

/**
 * Start the server; it runs in threads of its own until web_stop(). Strings are copied.
 * Returns WEB_STARTED, or an exit status for the program, with a sentence in `message` that says what is wrong and
 * what to do.
 */
int web_start(web_t **web, const web_options_t *options, char *message, size_t room);

/** The port that the server listens on. */
uint16_t web_port(const web_t *web);

/** Stop: streams end, threads are joined, memory is freed. NULL is allowed. */
void web_stop(web_t *web);

#endif
