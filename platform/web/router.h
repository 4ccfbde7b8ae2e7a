/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Method and path to endpoint, and who may use it. */
#ifndef PLATFORM_WEB_ROUTER_H
#define PLATFORM_WEB_ROUTER_H

#include <stdbool.h>
#include <stdint.h>

enum endpoint {
  ENDPOINT_PAGE, /* a static file, by its path */
  ENDPOINT_STATUS,
  ENDPOINT_STREAM,
  ENDPOINT_LIVE,
  ENDPOINT_SNAPSHOT,
  ENDPOINT_EVENTS,
  ENDPOINT_RECORDINGS,
  ENDPOINT_RECORDING_VIDEO,
  ENDPOINT_RECORDING_THUMBNAIL,
  ENDPOINT_RECORDING_DELETE,
  ENDPOINT_SETTINGS,
  ENDPOINT_SETTINGS_CHANGE,
  ENDPOINT_NETWORKS,
  ENDPOINT_CLAIM,
  ENDPOINT_NETWORK_CHANGE,
  ENDPOINT_LOGIN,
  ENDPOINT_LOGOUT,
  ENDPOINT_RESTART,
  ENDPOINT_RESET,
  ENDPOINT_ACCESS_LOG,
  ENDPOINT_ACCESS_LOG_DELETE,
  ENDPOINT_DAYS,
  ENDPOINT_SIGNAL,
  ENDPOINT_SESSIONS,
  ENDPOINT_SESSION_DELETE,
  ENDPOINT_SESSIONS_DELETE,
  ENDPOINT_DIAGNOSIS,
  ENDPOINT_ADDRESS_CODE,
  ENDPOINT_WIFI_CODE,
  ENDPOINT_PASSWORD,
  ENDPOINT_HOURS,
  ENDPOINT_LAST = ENDPOINT_HOURS
};

/* Who may use an endpoint. */
enum access {
  ACCESS_ANYONE,
  ACCESS_SETUP,     /* what setup needs: whoever reaches an unclaimed camera; the owner of a claimed one */
  ACCESS_UNCLAIMED, /* only while there is no owner */
  ACCESS_OWNER      /* only the owner */
};

/* The body that an endpoint takes. */
enum body { BODY_NONE, BODY_JSON, BODY_FORM };

typedef struct {
  uint8_t endpoint; /* enum endpoint */
  uint8_t access;   /* enum access */
  uint8_t body;     /* enum body */
  bool changes;     /* it changes something: own origin only */
  int64_t id;       /* the number in the path, 0 where there is none */
} route_t;

enum route_answer { ROUTE_FOUND, ROUTE_UNKNOWN, ROUTE_WRONG_METHOD };

/**
 * Find the endpoint. HEAD counts as GET. With ROUTE_WRONG_METHOD, `allow` is what an Allow header says. Any path not
 * under /api is ENDPOINT_PAGE for GET: whether there is such a page is another question.
 */
enum route_answer route_find(const char *method, const char *path, route_t *route, const char **allow);

/** Whether an endpoint is open to somebody. claimed: the camera has an owner. owner: a valid session. */
bool access_granted(uint8_t access, bool claimed, bool owner);

#endif
