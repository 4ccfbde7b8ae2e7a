/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "web/web.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "common/exit_status.h"
#include "common/log.h"
#include "web/listen.h"
#include "web/server.h"
#include "web/tls.h"

#define CONNECTIONS 256 /* at a time */
#define CONNECTIONS_PER_PEER 128
#define CONNECTION_TIMEOUT 20 /* seconds without a byte either way */
#define PATIENCE_MS 20000     /* for a whole request, from the connection's begin or its last answer */
#define CONNECTION_MEMORY (48 * 1024)
#define THREAD_STACK (512 * 1024)
#define COOKIE "pinhole"
#define FINISH_MS 1500 /* at most, for answers under way when the server stops */

/* --- the request --- */

const char *request_header(const request_t *request, const char *name)
{
  return MHD_lookup_connection_value(request->connection, MHD_HEADER_KIND, name);
}

int64_t request_number(const request_t *request, const char *name, int64_t fallback)
{
  int64_t number = fallback;
  const char *text = MHD_lookup_connection_value(request->connection, MHD_GET_ARGUMENT_KIND, name);
  if (text != NULL)
    number_read(text, strlen(text), &number);
  return number;
}

int64_t request_now(void)
{
  return (int64_t)time(NULL);
}

bool session_token(const request_t *request, char token[AUTH_TOKEN + 1])
{
  return cookie_read(request_header(request, MHD_HTTP_HEADER_COOKIE), COOKIE, token, AUTH_TOKEN + 1);
}

void session_cookie(const request_t *request, const char *token, char *text, size_t room)
{
  snprintf(text, room, COOKIE "=%s; Path=/; HttpOnly; SameSite=Strict; Max-Age=%d%s",
           token == NULL ? "" : token, token == NULL ? 0 : AUTH_SESSION_DAYS * 24 * 3600,
           request->tls ? "; Secure" : "");
}

void request_identity(const request_t *request, identity_t *identity)
{
  char token[AUTH_TOKEN + 1];
  memset(identity, 0, sizeof *identity);
  identity->known = guard_link_owner(request->web->guard, &identity->claimed, identity->hash);
  if (identity->known && identity->claimed && request->web->signed_in)
    identity->owner = true;
  else if (identity->known && identity->claimed && session_token(request, token))
    identity->owner = auth_valid(request->web->auth, token, identity->hash, request_now());
}

bool request_still_granted(const request_t *request)
{
  identity_t who;
  request_identity(request, &who);
  explicit_bzero(who.hash, sizeof who.hash);
  return who.known && access_granted(request->route.access, who.claimed, who.owner);
}

bool request_wants_tls(const request_t *request)
{
  message_status_t status;
  if (request->tls || !atomic_load(&request->web->tls_up))
    return false;
  bool connected = guard_link_status(request->web->guard, &status, NULL);
  return connected && status.owned != 0 && status.setup_open == 0;
}

bool request_over(const request_t *request)
{
  if (request_wants_tls(request))
    return true;
  if (atomic_load(&request->web->stopping) || camera_stopping(request->web->camera))
    return true;
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info(request->connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  struct pollfd peer = {.fd = info == NULL ? -1 : info->connect_fd, .events = POLLRDHUP};
  return poll(&peer, 1, 0) > 0;
}

void request_log(const request_t *request, const char *what, const char *detail)
{
  if (!store_access_append(camera_store(request->web->camera), request->peer, what, detail))
    log_warning("the access log could not be written: %s by %s", what, request->peer);
}

static void peer_text(struct MHD_Connection *connection, char *text)
{
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  snprintf(text, PEER_TEXT, "unknown");
  if (info == NULL || info->client_addr == NULL)
    return;
  socklen_t length =
      info->client_addr->sa_family == AF_INET6 ? sizeof(struct sockaddr_in6) : sizeof(struct sockaddr_in);
  getnameinfo(info->client_addr, length, text, PEER_TEXT, NULL, 0, NI_NUMERICHOST);
}

/* --- the daemon --- */

static enum MHD_Result dispatch(const request_t *request)
{
  switch ((enum endpoint)request->route.endpoint) {
  case ENDPOINT_PAGE:
    return page_get(request);
  case ENDPOINT_STATUS:
    return status_get(request);
  case ENDPOINT_STREAM:
    return stream_get(request);
  case ENDPOINT_LIVE:
    return live_get(request);
  case ENDPOINT_SNAPSHOT:
    return snapshot_get(request);
  case ENDPOINT_EVENTS:
    return events_get(request);
  case ENDPOINT_RECORDINGS:
    return recordings_get(request);
  case ENDPOINT_RECORDING_VIDEO:
    return recording_video(request);
  case ENDPOINT_RECORDING_THUMBNAIL:
    return recording_thumbnail(request);
  case ENDPOINT_RECORDING_DELETE:
    return recording_delete(request);
  case ENDPOINT_SETTINGS:
    return settings_get(request);
  case ENDPOINT_SETTINGS_CHANGE:
    return settings_change(request);
  case ENDPOINT_NETWORKS:
    return networks_get(request);
  case ENDPOINT_CLAIM:
    return claim_post(request);
  case ENDPOINT_NETWORK_CHANGE:
    return network_post(request);
  case ENDPOINT_LOGIN:
    return login_post(request);
  case ENDPOINT_LOGOUT:
    return logout_post(request);
  case ENDPOINT_RESTART:
    return restart_post(request);
  case ENDPOINT_RESET:
    return reset_post(request);
  case ENDPOINT_ACCESS_LOG:
    return access_log_get(request);
  case ENDPOINT_ACCESS_LOG_DELETE:
    return access_log_delete(request);
  case ENDPOINT_DAYS:
    return days_get(request);
  case ENDPOINT_SIGNAL:
    return signal_get(request);
  case ENDPOINT_SESSIONS:
    return sessions_get(request);
  case ENDPOINT_SESSION_DELETE:
    return session_delete(request);
  case ENDPOINT_SESSIONS_DELETE:
    return sessions_delete(request);
  case ENDPOINT_DIAGNOSIS:
    return diagnosis_get(request);
  case ENDPOINT_ADDRESS_CODE:
    return address_code_get(request);
  case ENDPOINT_WIFI_CODE:
    return wifi_code_get(request);
  case ENDPOINT_HOURS:
    return hours_get(request);
  case ENDPOINT_PASSWORD:
    return password_post(request);
  }
  return MHD_NO;
}

/* How the connection of a request stands: waited for, or being answered. */
static void tell_connection(web_t *web, struct MHD_Connection *connection, bool answering)
{
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  if (info != NULL && info->socket_context != NULL)
    connection_answering(web->connections, info->socket_context, answering);
}

static void connection_notice(void *argument, struct MHD_Connection *connection, void **context,
                              enum MHD_ConnectionNotificationCode code)
{
  web_t *web = argument;
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  switch (code) {
  case MHD_CONNECTION_NOTIFY_STARTED:
    *context = info == NULL ? NULL : connection_began(web->connections, info->connect_fd);
    break;
  case MHD_CONNECTION_NOTIFY_CLOSED:
    connection_ended(web->connections, *context);
    *context = NULL;
    break;
  }
}

static void *request_begin(void *argument, const char *uri, struct MHD_Connection *connection)
{
  request_t *request = calloc(1, sizeof *request);
  if (request == NULL)
    return NULL;
  request->web = argument;
  request->connection = connection;
  request->tls = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_PROTOCOL) != NULL;
  request->uri_length = strlen(uri);
  atomic_fetch_add(&request->web->answering, 1);
  return request;
}

/* Take a part of the body. What is refused anyway is passed over. */
static void body_take(request_t *request, const char *data, size_t size)
{
  if (request->refused)
    return;
  if (size > REQUEST_BODY_MAX - request->body_length) {
    request_refuse(request, MHD_HTTP_CONTENT_TOO_LARGE, "body_too_large",
                   "The body is longer than 16384 bytes.");
    return;
  }
  if (request->body == NULL)
    request->body = calloc(1, REQUEST_BODY_MAX + 1);
  if (request->body == NULL) {
    request_refuse(request, MHD_HTTP_SERVICE_UNAVAILABLE, "no_memory",
                   "The camera is short of memory. Try again.");
    return;
  }
  memcpy(request->body + request->body_length, data, size);
  request->body_length += size;
}

static enum MHD_Result request_answer(void *argument, struct MHD_Connection *connection, const char *path,
                                      const char *method, const char *version, const char *data, size_t *size,
                                      void **state)
{
  (void)argument;
  (void)version;
  request_t *request = *state;
  if (request == NULL)
    return MHD_NO;
  request->path = path;
  if (!request->begun) {
    request->begun = true;
    request->head = strcmp(method, MHD_HTTP_METHOD_HEAD) == 0;
    peer_text(connection, request->peer);
    request_check(request, method);
    guard_link_phone_seen(request->web->guard);
    wifi_code_phone(request->web->code);
    /* A refusal is sent at once, before a body that may be long. */
    return request->refused ? reply_error(request, request->status, request->code, request->reason) : MHD_YES;
  }
  if (*size > 0) {
    body_take(request, data, *size);
    *size = 0;
    return MHD_YES;
  }
  tell_connection(request->web, connection, true);
  if (request->refused)
    return reply_error(request, request->status, request->code, request->reason);
  if (request->body == NULL)
    request->body = calloc(1, 1);
  return request->body == NULL ? MHD_NO : dispatch(request);
}

static void request_end(void *argument, struct MHD_Connection *connection, void **state,
                        enum MHD_RequestTerminationCode code)
{
  (void)argument;
  (void)code;
  request_t *request = *state;
  if (request == NULL)
    return;
  tell_connection(request->web, connection, false);
  atomic_fetch_sub(&request->web->answering, 1);
  if (request->body != NULL)
    explicit_bzero(request->body, request->body_length);
  free(request->body);
  free(request);
  *state = NULL;
}

static void daemon_log(void *argument, const char *format, va_list arguments)
{
  char text[256];
  (void)argument;
  vsnprintf(text, sizeof text, format, arguments);
  text[strcspn(text, "\n")] = '\0';
  log_debug("web server: %s", text);
}

/* --- start and stop --- */

/* What a page may load: its own files and, on the virtual board, the bench; nothing inline, nothing foreign. */
static char *policy_make(const char *bench)
{
  char *policy = NULL;
  int length =
      asprintf(&policy,
               "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
               "media-src 'self' blob:; connect-src 'self'%s%s; manifest-src 'self'; base-uri 'none'; "
               "form-action 'none'; frame-ancestors 'none'",
               bench == NULL ? "" : " ", bench == NULL ? "" : bench);
  return length < 0 ? NULL : policy;
}

#define DAEMON_FLAGS                                                                                         \
  (MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION | MHD_USE_POLL | MHD_USE_ERROR_LOG)

/* The server on a listening socket; with a pair of key and certificate, over TLS. */
static struct MHD_Daemon *daemon_start(web_t *web, int fd, const tls_pair_t *pair)
{
  struct MHD_OptionItem secure[] = {
      {MHD_OPTION_HTTPS_MEM_KEY, 0, pair == NULL ? NULL : pair->key},
      {MHD_OPTION_HTTPS_MEM_CERT, 0, pair == NULL ? NULL : pair->certificate},
      {MHD_OPTION_HTTPS_PRIORITIES, 0, "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"},
      {MHD_OPTION_END, 0, NULL}};
  struct MHD_OptionItem none[] = {{MHD_OPTION_END, 0, NULL}};
  return MHD_start_daemon(
      DAEMON_FLAGS | (pair == NULL ? 0 : MHD_USE_TLS), 0, NULL, NULL, request_answer, web,
      MHD_OPTION_EXTERNAL_LOGGER, daemon_log, NULL, MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_URI_LOG_CALLBACK,
      request_begin, web, MHD_OPTION_NOTIFY_COMPLETED, request_end, NULL, MHD_OPTION_NOTIFY_CONNECTION,
      connection_notice, web, MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS,
      MHD_OPTION_PER_IP_CONNECTION_LIMIT, (unsigned)CONNECTIONS_PER_PEER, MHD_OPTION_CONNECTION_TIMEOUT,
      (unsigned)CONNECTION_TIMEOUT, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
      MHD_OPTION_THREAD_STACK_SIZE, (size_t)THREAD_STACK, MHD_OPTION_ARRAY, pair == NULL ? none : secure,
      MHD_OPTION_END);
}

static bool is_claimed(const web_t *web)
{
  char hash[GUARD_LINK_HASH];
  bool claimed = false;
  bool known = guard_link_owner(web->guard, &claimed, hash);
  explicit_bzero(hash, sizeof hash);
  return known && claimed;
}

/* Wait for an owner, then make the key and serve HTTPS. Without a key the pages stay as they are, and the log says so. */
static void *tls_run(void *argument)
{
  web_t *web = argument;
  tls_pair_t pair = {.key = NULL};
  while (!atomic_load(&web->stopping) && !is_claimed(web))
    nanosleep(&(struct timespec){.tv_nsec = 100000000}, NULL);
  if (atomic_load(&web->stopping))
    return NULL;
  if (tls_pair(store_folder(camera_store(web->camera)), web->serial, &pair) &&
      listen(web->tls_listener, LISTEN_BACKLOG) == 0)
    web->tls_daemon = daemon_start(web, web->tls_listener, &pair);
  tls_pair_free(&pair);
  if (web->tls_daemon == NULL)
    log_error("HTTPS cannot be served: no key could be made or kept");
  else
    atomic_store(&web->tls_up, true);
  return NULL;
}

static char *copy(const char *text)
{
  return strdup(text == NULL ? "" : text);
}

/* Sessions are the owner's data, and go with it in a factory reset. */
static auth_t *auth_make(camera_t *camera)
{
  char path[4096];
  if (snprintf(path, sizeof path, "%s/sessions", store_folder(camera_store(camera))) >= (int)sizeof path)
    return NULL;
  return auth_create(path);
}

static void owner_told(void *camera, bool claimed)
{
  camera_owned(camera, claimed);
}

static uint8_t *grey(void *camera, uint32_t *width, uint32_t *height)
{
  return camera_grey(camera, width, height);
}

static web_t *web_make(const web_options_t *options)
{
  web_t *web = calloc(1, sizeof *web);
  if (web == NULL)
    return NULL;
  web->camera = options->camera;
  web->bench = options->bench == NULL ? NULL : strdup(options->bench);
  web->serial = copy(options->serial);
  web->model = copy(options->model);
  web->version = copy(options->version);
  web->policy = policy_make(options->bench);
  web->auth = auth_make(options->camera);
  web->guard = guard_link_start(options->guard, owner_told, options->camera);
  web->connections = connections_start(PATIENCE_MS);
  web->code = web->guard == NULL ? NULL : wifi_code_start(web->guard, grey, web->camera);
  bool whole = web->code != NULL && web->connections != NULL && web->serial != NULL && web->model != NULL &&
               web->version != NULL && web->policy != NULL && web->auth != NULL && web->guard != NULL &&
               (options->bench == NULL || web->bench != NULL);
  if (whole)
    return web;
  web_stop(web);
  return NULL;
}

int web_start(web_t **web, const web_options_t *options, char *message, size_t room)
{
  int status = EXIT_FAILED;
  int fd = listen_on(options->address, options->port, false, &status, message, room);
  int tls = fd < 0 || options->tls_port == 0
                ? -1
                : listen_on(options->address, options->tls_port, true, &status, message, room);
  if (fd >= 0 && options->tls_port != 0 && tls < 0)
    close(fd);
  if (fd < 0 || (options->tls_port != 0 && tls < 0))
    return status;
  web_t *made = web_make(options);
  if (made != NULL) {
    made->port = listen_port(fd);
    made->daemon = daemon_start(made, fd, NULL);
    made->tls_listener = tls;
    made->tls_port = options->tls_port;
    made->signed_in = options->signed_in;
  }
  if (made != NULL && made->daemon != NULL && tls >= 0)
    made->tls_threaded = pthread_create(&made->tls_thread, NULL, tls_run, made) == 0;
  if (made == NULL || made->daemon == NULL) {
    snprintf(message, room, "the web server could not be started: short of memory or threads");
    close(fd);
    web_stop(made);
    return EXIT_FAILED;
  }
  *web = made;
  return EXIT_OK;
}

uint16_t web_port(const web_t *web)
{
  return web->port;
}

/* Let what is being answered go out, so that whoever asked for a reset learns that it has begun. */
static void answers_finish(web_t *web)
{
  struct MHD_Daemon *daemons[] = {web->daemon, web->tls_daemon};
  for (size_t i = 0; i < 2; i++) {
    MHD_socket listener = daemons[i] == NULL ? MHD_INVALID_SOCKET : MHD_quiesce_daemon(daemons[i]);
    if (listener != MHD_INVALID_SOCKET)
      close(listener);
  }
  for (int i = 0; i < FINISH_MS / 10 && atomic_load(&web->answering) > 0; i++)
    nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
}

void web_stop(web_t *web)
{
  if (web == NULL)
    return;
  atomic_store(&web->stopping, true);
  if (web->tls_threaded)
    pthread_join(web->tls_thread, NULL);
  if (web->daemon != NULL) {
    answers_finish(web);
    MHD_stop_daemon(web->daemon);
  }
  if (web->tls_daemon != NULL)
    MHD_stop_daemon(web->tls_daemon);
  else if (web->tls_listener > 0)
    close(web->tls_listener);
  connections_stop(web->connections);
  wifi_code_stop(web->code);
  guard_link_stop(web->guard);
  auth_free(web->auth);
  free(web->bench);
  free(web->serial);
  free(web->model);
  free(web->version);
  free(web->policy);
  free(web);
}
