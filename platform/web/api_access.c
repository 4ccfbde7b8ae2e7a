/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who is logged in; the signal and the address by which they reach the camera. */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "web/qr.h"
#include "web/server.h"

enum MHD_Result sessions_get(const request_t *request)
{
  auth_session_t sessions[AUTH_SESSIONS];
  char token[AUTH_TOKEN + 1] = "";
  identity_t who;
  json_t *list = json_array();
  session_token(request, token);
  request_identity(request, &who);
  size_t count = auth_list(request->web->auth, who.hash, token, request_now(), sessions);
  sodium_memzero(&who, sizeof who);
  for (size_t i = 0; i < count; i++)
    json_array_append_new(list,
                          json_pack("{sIsIsIsssb}", "id", (json_int_t)sessions[i].id, "opened",
                                    (json_int_t)sessions[i].opened, "used", (json_int_t)sessions[i].used,
                                    "who", sessions[i].peer, "own", sessions[i].own));
  return reply_json(request, MHD_HTTP_OK, json_pack("{so}", "sessions", list), NULL);
}

enum MHD_Result session_delete(const request_t *request)
{
  if (!auth_close_one(request->web->auth, request->route.id))
    return reply_error(request, MHD_HTTP_NOT_FOUND, "no_session", "There is no such session (any more).");
  request_log(request, "session_ended", "");
  return reply_json(request, MHD_HTTP_OK, json_pack("{si}", "ended", 1), NULL);
}

enum MHD_Result sessions_delete(const request_t *request)
{
  char token[AUTH_TOKEN + 1] = "";
  session_token(request, token);
  size_t count = auth_close_others(request->web->auth, token);
  request_log(request, "sessions_ended", "");
  return reply_json(request, MHD_HTTP_OK, json_pack("{sI}", "ended", (json_int_t)count), NULL);
}

enum MHD_Result signal_get(const request_t *request)
{
  guard_link_sample_t *samples = calloc(GUARD_LINK_SAMPLES, sizeof *samples);
  json_t *list = json_array();
  size_t count = samples == NULL ? 0 : guard_link_signal(request->web->guard, samples);
  for (size_t i = 0; i < count; i++)
    json_array_append_new(list, json_pack("[Ii]", (json_int_t)samples[i].time, (int)samples[i].signal));
  free(samples);
  return reply_json(request, MHD_HTTP_OK, json_pack("{so}", "samples", list), NULL);
}

bool home_address(const request_t *request, char *text, size_t room)
{
  message_status_t status;
  bool connected = guard_link_status(request->web->guard, &status, NULL);
  if (!connected || status.address_length == 0)
    return false;
  bool six = memchr(status.address, ':', status.address_length) != NULL;
  bool tls = atomic_load(&request->web->tls_up);
  unsigned port = tls ? request->web->tls_port : request->web->port;
  int length = snprintf(text, room, "http%s://%s%.*s%s", tls ? "s" : "", six ? "[" : "",
                        (int)status.address_length, (const char *)status.address, six ? "]" : "");
  if (port != (tls ? 443 : 80))
    snprintf(text + length, room - (size_t)length, ":%u", port);
  return true;
}

enum MHD_Result address_code_get(const request_t *request)
{
  char address[96];
  if (!home_address(request, address, sizeof address))
    return reply_error(request, MHD_HTTP_CONFLICT, "no_address",
                       "The camera is not on the home network now.");
  char *svg = qr_svg(address);
  if (svg == NULL)
    return MHD_NO;
  return reply_bytes(request, "image/svg+xml", (uint8_t *)svg, strlen(svg));
}
