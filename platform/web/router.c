/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "web/router.h"

#include <stddef.h>
#include <string.h>

#include "web/request.h"

typedef struct {
  const char *method;
  const char *path; /* below /api/v1; '#' stands for a number */
  route_t route;
} entry_t;

#define READ(path, endpoint, access)                                                                         \
  {                                                                                                          \
    "GET", path,                                                                                             \
    {                                                                                                        \
      endpoint, access, BODY_NONE, false, 0                                                                  \
    }                                                                                                        \
  }
#define CHANGE(method, path, endpoint, access, body)                                                         \
  {                                                                                                          \
    method, path,                                                                                            \
    {                                                                                                        \
      endpoint, access, body, true, 0                                                                        \
    }                                                                                                        \
  }

/* An unclaimed camera shows whoever reaches its setup network what setup needs, and nothing else. */
static const entry_t entries[] = {
    READ("/status", ENDPOINT_STATUS, ACCESS_ANYONE),
    READ("/stream", ENDPOINT_STREAM, ACCESS_ANYONE),
    READ("/live.mp4", ENDPOINT_LIVE, ACCESS_OWNER),
    READ("/snapshot.jpg", ENDPOINT_SNAPSHOT, ACCESS_OWNER),
    READ("/events", ENDPOINT_EVENTS, ACCESS_OWNER),
    READ("/recordings", ENDPOINT_RECORDINGS, ACCESS_OWNER),
    READ("/recordings/#.mp4", ENDPOINT_RECORDING_VIDEO, ACCESS_OWNER),
    READ("/recordings/#.jpg", ENDPOINT_RECORDING_THUMBNAIL, ACCESS_OWNER),
    CHANGE("DELETE", "/recordings/#", ENDPOINT_RECORDING_DELETE, ACCESS_OWNER, BODY_NONE),
    READ("/settings", ENDPOINT_SETTINGS, ACCESS_OWNER),
    CHANGE("PUT", "/settings", ENDPOINT_SETTINGS_CHANGE, ACCESS_OWNER, BODY_JSON),
    READ("/networks", ENDPOINT_NETWORKS, ACCESS_SETUP),
    CHANGE("POST", "/claim", ENDPOINT_CLAIM, ACCESS_UNCLAIMED, BODY_FORM),
    CHANGE("POST", "/network", ENDPOINT_NETWORK_CHANGE, ACCESS_OWNER, BODY_FORM),
    CHANGE("POST", "/login", ENDPOINT_LOGIN, ACCESS_ANYONE, BODY_JSON),
    CHANGE("POST", "/logout", ENDPOINT_LOGOUT, ACCESS_ANYONE, BODY_NONE),
    CHANGE("POST", "/password", ENDPOINT_PASSWORD, ACCESS_OWNER, BODY_JSON),
    CHANGE("POST", "/restart", ENDPOINT_RESTART, ACCESS_OWNER, BODY_NONE),
    CHANGE("POST", "/reset", ENDPOINT_RESET, ACCESS_OWNER, BODY_JSON),
    READ("/access-log", ENDPOINT_ACCESS_LOG, ACCESS_OWNER),
    CHANGE("DELETE", "/access-log", ENDPOINT_ACCESS_LOG_DELETE, ACCESS_OWNER, BODY_NONE),
    READ("/days", ENDPOINT_DAYS, ACCESS_OWNER),
    READ("/hours", ENDPOINT_HOURS, ACCESS_OWNER),
    READ("/signal", ENDPOINT_SIGNAL, ACCESS_OWNER),
    READ("/sessions", ENDPOINT_SESSIONS, ACCESS_OWNER),
    CHANGE("DELETE", "/sessions", ENDPOINT_SESSIONS_DELETE, ACCESS_OWNER, BODY_NONE),
    CHANGE("DELETE", "/sessions/#", ENDPOINT_SESSION_DELETE, ACCESS_OWNER, BODY_NONE),
    READ("/diagnosis", ENDPOINT_DIAGNOSIS, ACCESS_OWNER),
    READ("/address.svg", ENDPOINT_ADDRESS_CODE, ACCESS_OWNER),
    READ("/wifi-code", ENDPOINT_WIFI_CODE, ACCESS_SETUP),
};

/* Whether a path is of a pattern; the number of its '#' goes to `id`. */
static bool path_matches(const char *pattern, const char *path, int64_t *id)
{
  size_t head = strcspn(pattern, "#");
  if (pattern[head] == '\0')
    return strcmp(pattern, path) == 0;
  if (strncmp(pattern, path, head) != 0)
    return false;
  size_t digits = strspn(path + head, "0123456789");
  return strcmp(pattern + head + 1, path + head + digits) == 0 && number_read(path + head, digits, id);
}

/* The methods of all entries of a path, as constant text. */
static const char *allow_text(bool get, bool put, bool post, bool delete)
{
  if (get && put)
    return "GET, HEAD, PUT";
  if (get && delete)
    return "GET, HEAD, DELETE";
  if (get)
    return "GET, HEAD";
  if (delete)
    return "DELETE";
  return post ? "POST" : "";
}

static enum route_answer route_find_api(const char *method, const char *path, route_t *route,
                                        const char **allow)
{
  bool get = false, put = false, post = false, delete = false;
  for (size_t i = 0; i < sizeof entries / sizeof entries[0]; i++) {
    const entry_t *entry = &entries[i];
    int64_t id = 0;
    if (!path_matches(entry->path, path, &id))
      continue;
    if (strcmp(entry->method, method) == 0) {
      *route = entry->route;
      route->id = id;
      return ROUTE_FOUND;
    }
    get = get || strcmp(entry->method, "GET") == 0;
    put = put || strcmp(entry->method, "PUT") == 0;
    post = post || strcmp(entry->method, "POST") == 0;
    delete = delete || strcmp(entry->method, "DELETE") == 0;
  }
  if (!get && !put && !post && !delete)
    return ROUTE_UNKNOWN;
  *allow = allow_text(get, put, post, delete);
  return ROUTE_WRONG_METHOD;
}

enum route_answer route_find(const char *method, const char *path, route_t *route, const char **allow)
{
  static const char prefix[] = "/api/v1/";
  const char *asked = strcmp(method, "HEAD") == 0 ? "GET" : method;
  if (strncmp(path, prefix, sizeof prefix - 1) == 0)
    return route_find_api(asked, path + sizeof prefix - 2, route, allow);
  if (strcmp(path, "/api") == 0 || strncmp(path, "/api/", 5) == 0)
    return ROUTE_UNKNOWN;
  if (strcmp(asked, "GET") != 0) {
    *allow = "GET, HEAD";
    return ROUTE_WRONG_METHOD;
  }
  *route = (route_t){.endpoint = ENDPOINT_PAGE, .access = ACCESS_ANYONE, .body = BODY_NONE};
  return ROUTE_FOUND;
}

bool access_granted(uint8_t access, bool claimed, bool owner)
{
  switch ((enum access)access) {
  case ACCESS_ANYONE:
    return true;
  case ACCESS_SETUP:
    return !claimed || owner;
  case ACCESS_UNCLAIMED:
    return !claimed;
  case ACCESS_OWNER:
    return claimed && owner;
  }
  return false;
}
