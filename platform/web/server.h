/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Inside the web server: a request, and the answers to it. */
#ifndef PLATFORM_WEB_SERVER_H
#define PLATFORM_WEB_SERVER_H

#include <jansson.h>
#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "camera/camera.h"
#include "web/auth.h"
#include "web/captive.h"
#include "web/connections.h"
#include "web/guard_link.h"
#include "web/request.h"
#include "web/router.h"
#include "web/web.h"
#include "web/wifi_code.h"

#define PEER_TEXT 46

struct web {
  struct MHD_Daemon *daemon;
  struct MHD_Daemon *tls_daemon; /* set once, by its thread; NULL before the camera is claimed */
  pthread_t tls_thread;
  bool tls_threaded;
  int tls_listener;
  uint16_t tls_port;  /* 0: no HTTPS */
  bool signed_in;     /* whoever asks is the owner, once there is one */
  atomic_bool tls_up; /* HTTPS is served */
  camera_t *camera;
  guard_link_t *guard;
  auth_t *auth;
  wifi_code_t *code;
  connections_t *connections;
  char *bench, *serial, *model, *version;
  char *policy; /* Content-Security-Policy of every answer */
  uint16_t port;
  atomic_bool stopping;
  atomic_uint answering; /* requests that are not wholly answered */
};

/* One request, from its first line to its answer. */
typedef struct {
  web_t *web;
  struct MHD_Connection *connection;
  route_t route;
  const char *path;
  size_t uri_length;
  char peer[PEER_TEXT];
  enum captive captive; /* a phone's look whether it is on the internet */
  bool tls;             /* it came over HTTPS */
  bool head;            /* HEAD: no body is wanted, so no stream is opened */
  bool refused; /* the route or the headers are refused: the body is passed over, then `status` is sent */
  bool begun;
  unsigned status;  /* with refused: what is sent */
  const char *code; /* with refused */
  const char *reason;
  const char *allow; /* with status 405 */
  size_t body_length;
  char *body; /* REQUEST_BODY_MAX bytes and a NUL; NULL until some came */
} request_t;

/* Who asks, as far as the guard and the session tell. */
typedef struct {
  bool known; /* false: the guard does not tell whether there is an owner */
  bool claimed;
  bool owner;
  char hash[GUARD_LINK_HASH];
} identity_t;

/** Refuse a request: the body is passed over, and this is the answer. The texts are not copied. */
void request_refuse(request_t *request, unsigned status, const char *code, const char *reason);

/** Find the request's endpoint and refuse what is not allowed. */
void request_check(request_t *request, const char *method);

/** How a phone's look at the internet is answered now, see captive.h. */
enum captive captive_of(const request_t *request);

/** Who asks. */
void request_identity(const request_t *request, identity_t *identity);

/** Whether the asker may still use the route: long answers ask again and again. */
bool request_still_granted(const request_t *request);

/**
 * Whether a request that came without HTTPS has to come again with it: the camera is claimed and serves it, and no
 * phone is in the middle of setup.
 */
bool request_wants_tls(const request_t *request);

/** Whether a long answer should end: the server stops, HTTPS is wanted now, or the peer is gone. */
bool request_over(const request_t *request);

/** The time that sessions live in: Unix seconds. */
int64_t request_now(void);

/** The session's token in the request's cookie, AUTH_TOKEN characters and a NUL. False where there is none. */
bool session_token(const request_t *request, char token[AUTH_TOKEN + 1]);

/** Write a Set-Cookie header's text: for a token, or (NULL) to forget it. */
void session_cookie(const request_t *request, const char *token, char *text, size_t room);

/** A header of the request, or NULL. */
const char *request_header(const request_t *request, const char *name);

/** A number of the query; `fallback` where it is missing or none. */
int64_t request_number(const request_t *request, const char *name, int64_t fallback);

/** A line in the access log. */
void request_log(const request_t *request, const char *what, const char *detail);

/* --- answers --- */

/** Send a response with the headers that every answer has; the response is released. */
enum MHD_Result reply(const request_t *request, unsigned status, struct MHD_Response *response);

/** Send JSON; the reference is taken. `cookie`, where not NULL, is a Set-Cookie header. */
enum MHD_Result reply_json(const request_t *request, unsigned status, json_t *body, const char *cookie);

/** Send {"error": {"code", "message"}}. */
enum MHD_Result reply_error(const request_t *request, unsigned status, const char *code, const char *message);

/** Send an error that names seconds to wait (Retry-After). */
enum MHD_Result reply_wait(const request_t *request, unsigned seconds);

/** Send the error that a reason of the guard stands for. */
enum MHD_Result reply_reason(const request_t *request, uint8_t reason);

/** Send bytes, which are freed by free(). */
enum MHD_Result reply_bytes(const request_t *request, const char *type, uint8_t *bytes, size_t size);

/** Text of bytes for people: UTF-8 as it is, any other byte as U+FFFD. A new reference. */
json_t *json_text(const uint8_t *bytes, size_t length);

/** Bytes as hexadecimal digits. A new reference. */
json_t *json_hex(const uint8_t *bytes, size_t length);

/* --- endpoints --- */

/** The state as JSON: all of it for whoever may see it, the least for others. A new reference. */
json_t *status_json(const request_t *request);

/** The camera's page on the home network, as a link. False while it is not joined. */
bool home_address(const request_t *request, char *text, size_t room);

/** What the cameras' pipeline does, as JSON. A new reference. */
json_t *pipeline_json(camera_t *camera);

/** An event as JSON. A new reference. */
json_t *event_json(const store_event_t *event);

/** A static file, or 404. */
enum MHD_Result page_get(const request_t *request);
/** GET status: the state, all of it or the least. */
enum MHD_Result status_get(const request_t *request);
/** GET stream: server-sent events, without end. */
enum MHD_Result stream_get(const request_t *request);
/** GET live.mp4: the live stream, without end. */
enum MHD_Result live_get(const request_t *request);
/** GET snapshot.jpg[?width=]: the newest picture. */
enum MHD_Result snapshot_get(const request_t *request);
/** GET events[?before=&limit=&from=&to=]: newest first; from, to: Unix milliseconds. */
enum MHD_Result events_get(const request_t *request);
/** GET recordings[?before=&limit=&from=&to=]: finished ones, newest first. */
enum MHD_Result recordings_get(const request_t *request);
/** GET recordings/N.mp4[?download=1], with ranges. */
enum MHD_Result recording_video(const request_t *request);
/** GET recordings/N.jpg. */
enum MHD_Result recording_thumbnail(const request_t *request);
/** DELETE recordings/N. */
enum MHD_Result recording_delete(const request_t *request);
/** GET settings: the whole document. */
enum MHD_Result settings_get(const request_t *request);
/** PUT settings: the fields named in a document. */
enum MHD_Result settings_change(const request_t *request);
/** GET access-log[?before=]: newest first. */
enum MHD_Result access_log_get(const request_t *request);
/** DELETE access-log. */
enum MHD_Result access_log_delete(const request_t *request);
/** GET networks: what the radio hears. */
enum MHD_Result networks_get(const request_t *request);
/** POST claim: a form; the network is tried first. */
enum MHD_Result claim_post(const request_t *request);
/** POST network: a form; another home network. */
enum MHD_Result network_post(const request_t *request);
/** POST login {password}. */
enum MHD_Result login_post(const request_t *request);
/** POST logout. */
enum MHD_Result logout_post(const request_t *request);
/** POST password {password, new}: another owner's password; all other sessions end. */
enum MHD_Result password_post(const request_t *request);
/** POST restart. */
enum MHD_Result restart_post(const request_t *request);
/** GET days: how many events and recordings each day has, newest first. */
enum MHD_Result days_get(const request_t *request);
/** GET hours: how much moved in each of the last hours. */
enum MHD_Result hours_get(const request_t *request);
/** GET signal: the signal of the last hours. */
enum MHD_Result signal_get(const request_t *request);
/** GET sessions: who is logged in. */
enum MHD_Result sessions_get(const request_t *request);
/** DELETE sessions/N. */
enum MHD_Result session_delete(const request_t *request);
/** DELETE sessions: all but the asker's own. */
enum MHD_Result sessions_delete(const request_t *request);
/** GET diagnosis[?download=1]: what a supporter needs, without secrets. */
enum MHD_Result diagnosis_get(const request_t *request);
/** GET address.svg: the camera's address as a QR code. */
enum MHD_Result address_code_get(const request_t *request);
/** GET wifi-code: whether the camera has seen a Wi-Fi QR code. */
enum MHD_Result wifi_code_get(const request_t *request);
/** A phone's look at the internet, answered as request->captive says. */
enum MHD_Result captive_get(const request_t *request);
/** POST reset {password, confirm: "RESET"}. */
enum MHD_Result reset_post(const request_t *request);

#endif
