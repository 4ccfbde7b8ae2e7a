/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The bench panel's HTTP: the hardware in a browser's hands, on the loopback interface only. */
#include "sim/sim.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common/exit_status.h"
#include "common/log.h"
#include "sim/wire.h"

#define BODY_MAX 4096
#define STREAMS 8
#define STREAM_ROOM 65536
#define KEEP_ALIVE_MS 15000
#define ORIGIN_MAX 128

typedef struct {
  struct MHD_Connection *connection; /* NULL: free */
  char *text;
  size_t length;
  bool suspended;
  bool overflowed;
  struct bench *bench;
} stream_t;

typedef struct {
  char body[BODY_MAX + 1];
  size_t length;
  bool too_long;
} request_t;

struct bench {
  struct MHD_Daemon *daemon;
  uint16_t port;
  uint64_t alive; /* real time of the last keep-alive comment */
  stream_t streams[STREAMS];
};

/* http:// or https://, then 127.0.0.1, localhost or [::1], with any port. */
static bool loopback_origin(const char *origin)
{
  static const char *const heads[] = {"http://127.0.0.1",  "http://localhost",  "http://[::1]",
                                      "https://127.0.0.1", "https://localhost", "https://[::1]"};
  for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
    size_t length = strlen(heads[i]);
    if (strncmp(origin, heads[i], length) != 0)
      continue;
    const char *rest = origin + length;
    if (*rest == '\0' || (*rest == ':' && rest[1 + strspn(rest + 1, "0123456789")] == '\0'))
      return strlen(origin) < ORIGIN_MAX;
  }
  return false;
}

/* A name in Host that is not the loopback's means that somebody's page resolves its own name to here. */
static bool loopback_host(const char *host)
{
  char origin[ORIGIN_MAX + 16];
  if (host == NULL || strlen(host) >= ORIGIN_MAX)
    return false;
  snprintf(origin, sizeof origin, "http://%s", host);
  return loopback_origin(origin);
}

static void headers_add(struct MHD_Connection *connection, struct MHD_Response *response)
{
  const char *origin = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Origin");
  MHD_add_response_header(response, "Cache-Control", "no-store");
  MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
  MHD_add_response_header(response, "Vary", "Origin");
  if (origin != NULL && loopback_origin(origin))
    MHD_add_response_header(response, "Access-Control-Allow-Origin", origin);
}

/* Answer with JSON; takes the reference. */
static enum MHD_Result answer(struct MHD_Connection *connection, unsigned status, json_t *data)
{
  char *text = json_dumps(data, JSON_COMPACT);
  json_decref(data);
  if (text == NULL)
    return MHD_NO;
  struct MHD_Response *response = MHD_create_response_from_buffer(strlen(text), text, MHD_RESPMEM_MUST_FREE);
  if (response == NULL)
    return MHD_NO;
  MHD_add_response_header(response, "Content-Type", "application/json");
  headers_add(connection, response);
  enum MHD_Result result = MHD_queue_response(connection, status, response);
  MHD_destroy_response(response);
  return result;
}

/* What a browser asks before it sends JSON from another origin. */
static enum MHD_Result preflight(struct MHD_Connection *connection)
{
  struct MHD_Response *response = MHD_create_response_from_buffer(0, (void *)"", MHD_RESPMEM_PERSISTENT);
  if (response == NULL)
    return MHD_NO;
  headers_add(connection, response);
  MHD_add_response_header(response, "Access-Control-Allow-Methods", "GET, POST");
  MHD_add_response_header(response, "Access-Control-Allow-Headers", "Content-Type");
  MHD_add_response_header(response, "Access-Control-Max-Age", "600");
  enum MHD_Result result = MHD_queue_response(connection, MHD_HTTP_NO_CONTENT, response);
  MHD_destroy_response(response);
  return result;
}

static void stream_append(stream_t *stream, const char *text)
{
  size_t length = strlen(text);
  if (stream->overflowed || stream->length + length > STREAM_ROOM) {
    stream->overflowed = true; /* it does not read: its connection ends, and the browser comes back */
  } else {
    memcpy(stream->text + stream->length, text, length);
    stream->length += length;
  }
  if (stream->suspended) {
    stream->suspended = false;
    MHD_resume_connection(stream->connection);
  }
}

static ssize_t stream_read(void *closure, uint64_t position, char *buffer, size_t size)
{
  (void)position;
  stream_t *stream = closure;
  if (stream->overflowed)
    return MHD_CONTENT_READER_END_OF_STREAM;
  if (stream->length == 0) {
    stream->suspended = true;
    MHD_suspend_connection(stream->connection);
    return 0;
  }
  size_t count = stream->length < size ? stream->length : size;
  memcpy(buffer, stream->text, count);
  stream->length -= count;
  memmove(stream->text, stream->text + count, stream->length);
  return (ssize_t)count;
}

static void stream_free(void *closure)
{
  stream_t *stream = closure;
  free(stream->text);
  *stream = (stream_t){.bench = stream->bench};
}

/* One event of the stream as text; NULL where memory is short. free() it. */
static char *event_text(const char *kind, const json_t *data)
{
  char *json = json_dumps(data, JSON_COMPACT);
  char *text = NULL;
  if (json != NULL && asprintf(&text, "event: %s\ndata: %s\n\n", kind, json) < 0)
    text = NULL;
  free(json);
  return text;
}

static enum MHD_Result stream_open(sim_t *sim, struct MHD_Connection *connection)
{
  stream_t *stream = NULL;
  for (int i = 0; i < STREAMS && stream == NULL; i++) {
    if (sim->bench->streams[i].connection == NULL)
      stream = &sim->bench->streams[i];
  }
  char *memory = stream == NULL ? NULL : malloc(STREAM_ROOM);
  if (memory == NULL)
    return answer(connection, MHD_HTTP_SERVICE_UNAVAILABLE, wire_error("busy", "too many streams are open"));
  *stream = (stream_t){.connection = connection, .text = memory, .bench = sim->bench};
  json_t *state = sim_state(sim);
  char *first = event_text("state", state);
  json_decref(state);
  if (first != NULL)
    stream_append(stream, first);
  free(first);
  struct MHD_Response *response =
      MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 4096, stream_read, stream, stream_free);
  if (response == NULL) {
    stream_free(stream);
    return MHD_NO;
  }
  MHD_add_response_header(response, "Content-Type", "text/event-stream");
  headers_add(connection, response);
  enum MHD_Result result = MHD_queue_response(connection, MHD_HTTP_OK, response);
  MHD_destroy_response(response);
  return result;
}

static unsigned status_of(const json_t *packet)
{
  const char *code = json_string_value(json_object_get(json_object_get(packet, "error"), "code"));
  if (code == NULL)
    return MHD_HTTP_OK;
  if (strcmp(code, "busy") == 0)
    return MHD_HTTP_CONFLICT;
  return strcmp(code, "not_found") == 0 ? MHD_HTTP_NOT_FOUND : MHD_HTTP_BAD_REQUEST;
}

static bool sends_json(struct MHD_Connection *connection)
{
  const char *type = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Content-Type");
  size_t length = strlen("application/json");
  return type != NULL && strncasecmp(type, "application/json", length) == 0 &&
         (type[length] == '\0' || type[length] == ';' || type[length] == ' ');
}

static enum MHD_Result post(sim_t *sim, struct MHD_Connection *connection, const char *name,
                            const request_t *request)
{
  static const char *const allowed[] = {"contact", "press", "power-cut", "wifi", "disk-stall", "disk-fail"};
  bool known = false;
  for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
    known = known || strcmp(name, allowed[i]) == 0;
  if (!known)
    return answer(connection, MHD_HTTP_NOT_FOUND,
                  wire_error("not_found", "the bench panel has no such page"));
  if (!sends_json(connection))
    return answer(connection, MHD_HTTP_UNSUPPORTED_MEDIA_TYPE,
                  wire_error("unsupported_type", "Content-Type: application/json is expected"));
  if (request->too_long)
    return answer(connection, MHD_HTTP_CONTENT_TOO_LARGE,
                  wire_error("too_long", "a request has at most %d bytes", BODY_MAX));
  json_error_t error;
  json_t *packet = request->length == 0
                       ? json_object()
                       : json_loadb(request->body, request->length, JSON_REJECT_DUPLICATES, &error);
  if (!json_is_object(packet)) {
    json_decref(packet);
    return answer(connection, MHD_HTTP_BAD_REQUEST, wire_error("malformed", "a JSON object is expected"));
  }
  json_t *data = control_answer(sim, name, packet);
  json_decref(packet);
  return answer(connection, status_of(data), data);
}

static enum MHD_Result route(sim_t *sim, struct MHD_Connection *connection, const char *url,
                             const char *method, const request_t *request)
{
  const char *origin = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Origin");
  if (!loopback_host(MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Host")) ||
      (origin != NULL && !loopback_origin(origin)))
    return answer(connection, MHD_HTTP_FORBIDDEN,
                  wire_error("not_permitted", "the bench panel answers pages of this machine only"));
  if (strncmp(url, "/bench/", 7) != 0)
    return answer(connection, MHD_HTTP_NOT_FOUND,
                  wire_error("not_found", "the bench panel has no such page"));
  const char *name = url + 7;
  if (strcmp(method, "OPTIONS") == 0)
    return preflight(connection);
  if (strcmp(method, "POST") == 0)
    return post(sim, connection, name, request);
  if (strcmp(method, "GET") != 0)
    return answer(connection, MHD_HTTP_METHOD_NOT_ALLOWED,
                  wire_error("bad_request", "GET or POST is expected"));
  if (strcmp(name, "state") == 0)
    return answer(connection, MHD_HTTP_OK, sim_state(sim));
  if (strcmp(name, "networks") == 0)
    return answer(connection, MHD_HTTP_OK, radio_list(sim));
  if (strcmp(name, "stream") == 0)
    return stream_open(sim, connection);
  return answer(connection, MHD_HTTP_NOT_FOUND, wire_error("not_found", "the bench panel has no such page"));
}

/* Called with the headers, then with each part of the body, then once more at its end. */
static enum MHD_Result serve(void *closure, struct MHD_Connection *connection, const char *url,
                             const char *method, const char *version, const char *data, size_t *size,
                             void **context)
{
  (void)version;
  request_t *request = *context;
  if (request == NULL) {
    *context = calloc(1, sizeof *request);
    return *context == NULL ? MHD_NO : MHD_YES;
  }
  if (*size > 0) {
    request->too_long = request->too_long || request->length + *size > BODY_MAX;
    if (!request->too_long) {
      memcpy(request->body + request->length, data, *size);
      request->length += *size;
    }
    *size = 0;
    return MHD_YES;
  }
  return route(closure, connection, url, method, request);
}

static void completed(void *closure, struct MHD_Connection *connection, void **context,
                      enum MHD_RequestTerminationCode code)
{
  (void)closure;
  (void)connection;
  (void)code;
  free(*context);
  *context = NULL;
}

int bench_open(sim_t *sim)
{
  struct bench *bench = calloc(1, sizeof *bench);
  if (bench == NULL)
    return EXIT_FAILED;
  sim->bench = bench;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(sim->options.port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  /* Bound here, so that what is wrong can be told. */
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  int on = 1;
  socklen_t length = sizeof address;
  if (fd >= 0)
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof address) != 0 || listen(fd, 16) != 0 ||
      getsockname(fd, (struct sockaddr *)&address, &length) != 0) {
    bool taken = errno == EADDRINUSE;
    log_error("bench panel: 127.0.0.1:%u: %s%s", sim->options.port, strerror(errno),
              taken ? "; use another port with --bench, or 0 for any" : "");
    if (fd >= 0)
      close(fd);
    return taken ? EXIT_PORT_IN_USE : EXIT_FAILED;
  }
  bench->port = ntohs(address.sin_port);
  bench->daemon = MHD_start_daemon(MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, serve, sim,
                                   MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_NOTIFY_COMPLETED, completed, NULL,
                                   MHD_OPTION_CONNECTION_LIMIT, 32u, MHD_OPTION_CONNECTION_TIMEOUT, 60u,
                                   MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)16384, MHD_OPTION_END);
  if (bench->daemon == NULL) {
    log_error("bench panel: the HTTP server cannot start");
    close(fd);
    return EXIT_FAILED;
  }
  const union MHD_DaemonInfo *info = MHD_get_daemon_info(bench->daemon, MHD_DAEMON_INFO_EPOLL_FD);
  sim_watch(sim, info->epoll_fd, EPOLLIN);
  return EXIT_OK;
}

void bench_close(sim_t *sim)
{
  for (int i = 0; i < STREAMS; i++) {
    stream_t *stream = &sim->bench->streams[i];
    if (stream->connection != NULL) {
      stream->overflowed = true;
      if (stream->suspended)
        MHD_resume_connection(stream->connection);
      stream->suspended = false;
    }
  }
  if (sim->bench->daemon != NULL) {
    MHD_run(sim->bench->daemon);
    MHD_stop_daemon(sim->bench->daemon);
  }
  free(sim->bench);
  sim->bench = NULL;
}

void bench_run(sim_t *sim)
{
  uint64_t now = sim_real();
  if (now - sim->bench->alive > KEEP_ALIVE_MS * UINT64_C(1000000)) {
    sim->bench->alive = now;
    for (int i = 0; i < STREAMS; i++) {
      if (sim->bench->streams[i].connection != NULL)
        stream_append(&sim->bench->streams[i], ": still here\n\n");
    }
  }
  MHD_run(sim->bench->daemon);
}

int bench_wait_ms(sim_t *sim)
{
  MHD_UNSIGNED_LONG_LONG wait = 0;
  if (MHD_get_timeout(sim->bench->daemon, &wait) != MHD_YES || wait > KEEP_ALIVE_MS)
    return KEEP_ALIVE_MS;
  return (int)wait;
}

uint16_t bench_port(const sim_t *sim)
{
  return sim->bench->port;
}

void bench_publish(sim_t *sim, const char *kind, json_t *data)
{
  char *text = event_text(kind, data);
  for (int i = 0; i < STREAMS && text != NULL; i++) {
    if (sim->bench->streams[i].connection != NULL)
      stream_append(&sim->bench->streams[i], text);
  }
  free(text);
}
