/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is refused before a request's body is read. */
#include <string.h>

#include "web/server.h"

void request_refuse(request_t *request, unsigned status, const char *code, const char *reason)
{
  request->refused = true;
  request->status = status;
  request->code = code;
  request->reason = reason;
}

static void check_route(request_t *request, const char *method)
{
  switch (route_find(method, request->path, &request->route, &request->allow)) {
  case ROUTE_FOUND:
    return;
  case ROUTE_UNKNOWN:
    request_refuse(request, MHD_HTTP_NOT_FOUND, "not_found", "There is nothing at this address.");
    return;
  case ROUTE_WRONG_METHOD:
    request_refuse(request, MHD_HTTP_METHOD_NOT_ALLOWED, "method",
                   "This address does not take that method; see Allow.");
    return;
  }
}

/* A page is sent on to HTTPS when it is answered; anything else is refused here. */
static void check_tls(request_t *request)
{
  if (request->route.endpoint != ENDPOINT_PAGE && request_wants_tls(request))
    request_refuse(request, MHD_HTTP_UPGRADE_REQUIRED, "https",
                   "The camera has an owner now and speaks HTTPS. Load its page again.");
}

/* Only the camera's own page may change something in a browser's name, and only under a name of the home. */
static void check_origin(request_t *request)
{
  const char *host = request_header(request, MHD_HTTP_HEADER_HOST);
  if (request->route.endpoint == ENDPOINT_PAGE && request->captive != CAPTIVE_NONE)
    return;
  if (!host_is_home(host)) {
    request_refuse(request, MHD_HTTP_MISDIRECTED_REQUEST, "host",
                   "Use the camera's address or its name at home: other names are refused, as they may be a "
                   "stranger's.");
    return;
  }
  if (request->route.changes && !origin_is_own(request_header(request, MHD_HTTP_HEADER_ORIGIN),
                                               request_header(request, "Sec-Fetch-Site"), host))
    request_refuse(request, MHD_HTTP_FORBIDDEN, "origin", "Only the camera's own page may change something.");
}

static void check_body(request_t *request)
{
  const char *type = request_header(request, MHD_HTTP_HEADER_CONTENT_TYPE);
  int64_t length = 0;
  const char *text = request_header(request, MHD_HTTP_HEADER_CONTENT_LENGTH);
  if (text != NULL && (!number_read(text, strlen(text), &length) || length > REQUEST_BODY_MAX))
    request_refuse(request, MHD_HTTP_CONTENT_TOO_LARGE, "body_too_large",
                   "The body is longer than 16384 bytes.");
  else if (request->route.body == BODY_JSON && !media_type_is(type, "application/json"))
    request_refuse(request, MHD_HTTP_UNSUPPORTED_MEDIA_TYPE, "media_type",
                   "The body must be application/json.");
  else if (request->route.body == BODY_FORM && !media_type_is(type, "application/x-www-form-urlencoded"))
    request_refuse(request, MHD_HTTP_UNSUPPORTED_MEDIA_TYPE, "media_type",
                   "The body must be application/x-www-form-urlencoded.");
}

static void check_access(request_t *request)
{
  identity_t who;
  if (request->route.access == ACCESS_ANYONE)
    return;
  request_identity(request, &who);
  explicit_bzero(who.hash, sizeof who.hash);
  if (!who.known)
    request_refuse(request, MHD_HTTP_SERVICE_UNAVAILABLE, "guard_away",
                   "The camera's guard does not answer. Wait a moment and try again.");
  else if (access_granted(request->route.access, who.claimed, who.owner))
    return;
  else if (request->route.access == ACCESS_UNCLAIMED)
    request_refuse(request, MHD_HTTP_CONFLICT, "already_owned",
                   "The camera has an owner. It can be claimed again after a factory reset.");
  else if (!who.claimed)
    request_refuse(request, MHD_HTTP_CONFLICT, "not_owned", "The camera has no owner yet. Set it up first.");
  else
    request_refuse(request, MHD_HTTP_UNAUTHORIZED, "login", "Log in with the owner's password first.");
}

void request_check(request_t *request, const char *method)
{
  if (request->uri_length > REQUEST_URI_MAX)
    request_refuse(request, MHD_HTTP_URI_TOO_LONG, "uri_too_long", "The address is longer than 1024 bytes.");
  if (!request->refused)
    check_route(request, method);
  if (!request->refused && request->route.endpoint == ENDPOINT_PAGE)
    request->captive = captive_of(request);
  if (!request->refused)
    check_origin(request);
  if (!request->refused)
    check_tls(request);
  if (!request->refused)
    check_body(request);
  if (!request->refused)
    check_access(request);
}
