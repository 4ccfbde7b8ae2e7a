/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What asks for the owner's password: login, another password, factory reset. */
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "common/clock.h"
#include "vocabulary.h"
#include "web/server.h"

#define PASSWORD_MAX 128 /* bytes, as in the claim's form */

/* A text field of a JSON body; "" where it is missing. */
static const char *text_field(const json_t *body, const char *name)
{
  const char *text = json_string_value(json_object_get(body, name));
  return text == NULL ? "" : text;
}

/* The owner's password in a body. On a fault it answers, with the result in `answer`, and returns false. */
static bool password_right(const request_t *request, const json_t *body, enum MHD_Result *answer)
{
  identity_t who;
  uint32_t wait = 0;
  const char *password = text_field(body, "password");
  request_identity(request, &who);
  if (!who.known || !who.claimed) {
    *answer = reply_reason(request, who.known ? REASON_NOT_OWNED : REASON_TIMED_OUT);
    return false;
  }
  enum auth_answer result =
      auth_check(request->web->auth, who.hash, password, strlen(password), request->peer, clock_now(), &wait);
  sodium_memzero(&who, sizeof who);
  switch (result) {
  case AUTH_RIGHT:
    return true;
  case AUTH_WRONG:
    request_log(request, "password_wrong", "");
    *answer = reply_error(request, MHD_HTTP_FORBIDDEN, "password_wrong", "The password is wrong.");
    return false;
  case AUTH_WAIT:
    *answer = reply_wait(request, wait);
    return false;
  case AUTH_FAILED:
    break;
  }
  *answer = reply_error(request, MHD_HTTP_SERVICE_UNAVAILABLE, "no_memory",
                        "The camera could not check the password. Restart it and try again.");
  return false;
}

static json_t *body_read(const request_t *request)
{
  json_t *body = json_loadb(request->body == NULL ? "" : request->body, request->body_length, 0, NULL);
  if (json_is_object(body))
    return body;
  json_decref(body);
  return NULL;
}

static enum MHD_Result reply_not_json(const request_t *request)
{
  return reply_error(request, MHD_HTTP_BAD_REQUEST, "json", "The body must be a JSON object.");
}

enum MHD_Result login_post(const request_t *request)
{
  identity_t who;
  enum MHD_Result answer = MHD_NO;
  json_t *body = body_read(request);
  if (body == NULL)
    return reply_not_json(request);
  if (password_right(request, body, &answer)) {
    char token[AUTH_TOKEN + 1], cookie[160];
    request_identity(request, &who);
    auth_open(request->web->auth, who.hash, request->peer, request_now(), token);
    sodium_memzero(&who, sizeof who);
    session_cookie(request, token, cookie, sizeof cookie);
    request_log(request, "login", "");
    answer = reply_json(request, MHD_HTTP_OK, json_pack("{sb}", "session", true), cookie);
  }
  json_decref(body);
  return answer;
}

enum MHD_Result logout_post(const request_t *request)
{
  char token[AUTH_TOKEN + 1], cookie[160];
  if (session_token(request, token))
    auth_close(request->web->auth, token);
  session_cookie(request, NULL, cookie, sizeof cookie);
  return reply_json(request, MHD_HTTP_OK, json_pack("{sb}", "session", false), cookie);
}

/* Whether a new password may be one; if not, it answers, with the result in `answer`. */
static bool password_fits(const request_t *request, const char *password, enum MHD_Result *answer)
{
  size_t length = strlen(password);
  if (length >= AUTH_PASSWORD_MIN && length <= PASSWORD_MAX)
    return true;
  if (length < AUTH_PASSWORD_MIN)
    *answer = reply_error(request, MHD_HTTP_UNPROCESSABLE_CONTENT, "password_short",
                          "The camera's password needs at least 8 characters.");
  else
    *answer = reply_error(request, MHD_HTTP_UNPROCESSABLE_CONTENT, "password_long",
                          "The camera's password has at most 128 bytes.");
  return false;
}

/* Store another password. Every session was the old one's; the asker gets a new one. */
static enum MHD_Result password_change(const request_t *request, const char *password)
{
  char hash[AUTH_HASH_ROOM], token[AUTH_TOKEN + 1], cookie[160];
  message_t message = {.kind = MESSAGE_CHANGE_PASSWORD};
  message_change_password_t *fields = &message.as.change_password;
  if (!auth_hash(request->web->auth, password, strlen(password), hash))
    return reply_error(request, MHD_HTTP_SERVICE_UNAVAILABLE, "no_memory",
                       "The camera is short of memory. Restart it and try again.");
  fields->password_hash_length = (uint8_t)strlen(hash);
  memcpy(fields->password_hash, hash, strlen(hash));
  uint8_t reason = guard_link_ask(request->web->guard, &message);
  sodium_memzero(&message, sizeof message);
  guard_link_owner_again(request->web->guard);
  if (reason == REASON_NOT_STORED)
    return reply_error(request, MHD_HTTP_CONFLICT, "not_stored",
                       "The new password could not be stored; the old one stays.");
  if (reason != REASON_NONE)
    return reply_reason(request, reason);
  auth_open(request->web->auth, hash, request->peer, request_now(), token);
  auth_close_others(request->web->auth, token);
  session_cookie(request, token, cookie, sizeof cookie);
  request_log(request, "password_changed", "");
  return reply_json(request, MHD_HTTP_OK, json_pack("{sb}", "changed", true), cookie);
}

enum MHD_Result password_post(const request_t *request)
{
  enum MHD_Result answer = MHD_NO;
  json_t *body = body_read(request);
  if (body == NULL)
    return reply_not_json(request);
  const char *fresh = text_field(body, "new");
  if (password_fits(request, fresh, &answer) && password_right(request, body, &answer))
    answer = password_change(request, fresh);
  json_decref(body);
  return answer;
}

/* The guard says yes before it goes down, and its stop of this process leaves the time to send that on. */
enum MHD_Result reset_post(const request_t *request)
{
  enum MHD_Result answer = MHD_NO;
  message_t message = {.kind = MESSAGE_RESET};
  json_t *body = body_read(request);
  if (body == NULL)
    return reply_not_json(request);
  if (strcmp(text_field(body, "confirm"), "RESET") != 0) {
    answer = reply_error(request, MHD_HTTP_UNPROCESSABLE_CONTENT, "confirm", "Type RESET to confirm.");
  } else if (password_right(request, body, &answer)) {
    uint8_t reason = guard_link_ask(request->web->guard, &message);
    if (reason != REASON_NONE)
      answer = reply_reason(request, reason);
    else
      answer = reply_json(request, MHD_HTTP_ACCEPTED, json_pack("{ss}", "state", "resetting"), NULL);
  }
  json_decref(body);
  return answer;
}
