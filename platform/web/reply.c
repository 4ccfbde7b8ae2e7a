/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "names.h"
#include "vocabulary.h"
#include "web/server.h"

/* API answers are never kept by a browser: after a factory reset nothing of the old owner's may come from a cache. */
enum MHD_Result reply(const request_t *request, unsigned status, struct MHD_Response *response)
{
  if (response == NULL)
    return MHD_NO;
  MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
  MHD_add_response_header(response, "Referrer-Policy", "no-referrer");
  MHD_add_response_header(response, "Cross-Origin-Resource-Policy", "same-origin");
  MHD_add_response_header(response, "Content-Security-Policy", request->web->policy);
  if (MHD_get_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL) == NULL)
    MHD_add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store");
  enum MHD_Result result = MHD_queue_response(request->connection, status, response);
  MHD_destroy_response(response);
  return result;
}

static struct MHD_Response *json_response(json_t *body)
{
  char *text = body == NULL ? NULL : json_dumps(body, JSON_COMPACT);
  json_decref(body);
  if (text == NULL)
    return NULL;
  struct MHD_Response *response = MHD_create_response_from_buffer(strlen(text), text, MHD_RESPMEM_MUST_FREE);
  if (response == NULL)
    return NULL;
  MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, "application/json");
  return response;
}

enum MHD_Result reply_json(const request_t *request, unsigned status, json_t *body, const char *cookie)
{
  struct MHD_Response *response = json_response(body);
  if (response != NULL && cookie != NULL)
    MHD_add_response_header(response, MHD_HTTP_HEADER_SET_COOKIE, cookie);
  return reply(request, status, response);
}

enum MHD_Result reply_error(const request_t *request, unsigned status, const char *code, const char *message)
{
  json_t *body = json_pack("{s{ssss}}", "error", "code", code, "message", message);
  struct MHD_Response *response = json_response(body);
  if (response != NULL && request->allow != NULL)
    MHD_add_response_header(response, MHD_HTTP_HEADER_ALLOW, request->allow);
  return reply(request, status, response);
}

enum MHD_Result reply_wait(const request_t *request, unsigned seconds)
{
  char text[96];
  char header[16];
  snprintf(text, sizeof text, "Too many wrong passwords. Try again in %u s.", seconds);
  snprintf(header, sizeof header, "%u", seconds);
  json_t *body =
      json_pack("{s{ssss},si}", "error", "code", "slow_down", "message", text, "wait", (int)seconds);
  struct MHD_Response *response = json_response(body);
  if (response != NULL)
    MHD_add_response_header(response, MHD_HTTP_HEADER_RETRY_AFTER, header);
  return reply(request, MHD_HTTP_TOO_MANY_REQUESTS, response);
}

enum MHD_Result reply_reason(const request_t *request, uint8_t reason)
{
  unsigned status = MHD_HTTP_CONFLICT;
  if (reason == REASON_TIMED_OUT)
    return reply_error(request, MHD_HTTP_SERVICE_UNAVAILABLE, "guard_away",
                       "The camera's guard does not answer. Wait a moment and try again.");
  if (reason == REASON_MALFORMED || reason == REASON_UNSUPPORTED_SECURITY)
    status = MHD_HTTP_UNPROCESSABLE_CONTENT;
  if (reason == REASON_NOT_PERMITTED || reason == REASON_WRONG_SECRET)
    status = MHD_HTTP_FORBIDDEN;
  return reply_error(request, status, reason_name(reason), reason_sentence(reason));
}

enum MHD_Result reply_bytes(const request_t *request, const char *type, uint8_t *bytes, size_t size)
{
  struct MHD_Response *response = MHD_create_response_from_buffer(size, bytes, MHD_RESPMEM_MUST_FREE);
  if (response == NULL)
    free(bytes);
  else
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, type);
  return reply(request, MHD_HTTP_OK, response);
}

json_t *json_text(const uint8_t *bytes, size_t length)
{
  json_t *whole = json_stringn((const char *)bytes, length);
  if (whole != NULL)
    return whole;
  char text[3 * 128 + 1];
  size_t out = 0;
  for (size_t i = 0; i < length && out + 3 < sizeof text; i++) {
    bool plain = bytes[i] < 0x80;
    text[out++] = plain ? (char)bytes[i] : '\xef';
    if (!plain) {
      text[out++] = '\xbf';
      text[out++] = '\xbd';
    }
  }
  return json_stringn(text, out);
}

json_t *json_hex(const uint8_t *bytes, size_t length)
{
  char text[2 * 128 + 1] = "";
  for (size_t i = 0; i < length && i < 128; i++)
    snprintf(text + 2 * i, 3, "%02x", bytes[i]);
  return json_string(text);
}
