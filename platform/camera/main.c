/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pinhole-camera: everything that moves pixels or faces the network. It runs without privileges. */
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "camera/confine.h"
#include "camera/heartbeat.h"
#include "camera/options.h"
#include "common/clock.h"
#include "common/exit_status.h"
#include "common/guard_client.h"
#include "common/log.h"
#include "web/web.h"

#ifndef PINHOLE_VERSION
#define PINHOLE_VERSION "0.1"
#endif

static int fail(const failure_t *failure)
{
  bool hint = failure->status == EXIT_SOURCE && !strstr(failure->text, "--");
  log_error("%s%s", failure->text, hint ? "; --source takes a file, a device, a URL, auto or scene" : "");
  return failure->status;
}

/* One camera a folder: the lock goes with the process. */
static bool data_lock(const char *path, failure_t *failure)
{
  if (mkdir(path, 0700) != 0 && errno != EEXIST)
    return failure_set(failure, EXIT_STATE_REFUSED, "cannot make the folder %s: %s", path, strerror(errno));
  int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0 || access(path, W_OK) != 0)
    return failure_set(failure, EXIT_STATE_REFUSED, "cannot use the folder %s: %s", path, strerror(errno));
  if (flock(folder, LOCK_EX | LOCK_NB) == 0)
    return true;
  if (errno == EWOULDBLOCK)
    return failure_set(failure, EXIT_ANOTHER_RUNS,
                       "another camera uses the folder %s: end it, or choose another "
                       "with --data",
                       path);
  return failure_set(failure, EXIT_STATE_REFUSED, "cannot lock the folder %s: %s", path, strerror(errno));
}

static const char *factory_text(json_t *factory, const char *field)
{
  return json_string_value(json_object_get(factory, field));
}

/* Run until a signal asks for the end. */
static void watch(camera_t *camera, heartbeat_t *heartbeat, const sigset_t *signals)
{
  bool well = true;
  uint64_t next = clock_now();
  for (;;) {
    bool healthy = camera_healthy(camera);
    if (healthy)
      heartbeat_beat(heartbeat);
    if (well && !healthy)
      log_error("the pipeline makes no progress");
    well = healthy;
    next += GUARD_HEARTBEAT_PERIOD;
    int wait = clock_wait_ms(next);
    struct timespec span = {wait / 1000, (long)(wait % 1000) * 1000000};
    if (wait == 0)
      next = clock_now();
    if (sigtimedwait(signals, NULL, &span) > 0)
      break;
  }
}

static int serve(camera_t *camera, const options_t *options, heartbeat_t *heartbeat, const sigset_t *signals)
{
  char message[256];
  web_t *web;
  json_t *factory = options->factory ? json_load_file(options->factory, 0, NULL) : NULL;
  web_options_t pages = {.address = options->address,
                         .port = options->port,
                         .tls_port = (uint16_t)options->tls_port,
                         .signed_in = options->signed_in,
                         .guard = options->guard ? options->guard : "",
                         .bench = options->bench,
                         .serial = factory_text(factory, "serial"),
                         .model = factory_text(factory, "model"),
                         .version = PINHOLE_VERSION,
                         .camera = camera};
  int status = web_start(&web, &pages, message, sizeof message);
  json_decref(factory);
  if (status != EXIT_OK) {
    log_error("%s", message);
    return status;
  }
  bool six = strchr(options->address, ':') != NULL;
  log_note("the camera's page is at http://%s%s%s:%u/", six ? "[" : "", options->address, six ? "]" : "",
           web_port(web));
  watch(camera, heartbeat, signals);
  log_note("ending");
  camera_end_streams(camera);
  web_stop(web);
  return EXIT_OK;
}

int main(int count, char **arguments)
{
  options_t options;
  failure_t failure = {0};
  sigset_t signals;
  log_start("pinhole-camera", LOG_LEVEL_NOTE);
  if (!options_read(&options, count, arguments, &failure))
    return fail(&failure);
  if (options.help) {
    fputs(options_help, stdout);
    return EXIT_OK;
  }
  /* Every thread inherits the mask: signals are taken by the main loop alone. */
  umask(077);
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  sigprocmask(SIG_BLOCK, &signals, NULL);
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);
  setenv("SQLITE_TMPDIR", options.camera.data, 1); /* what it puts aside is the owner's as well */
  if (!data_lock(options.camera.data, &failure) || !confine_files(options.camera.data, &failure) ||
      !confine(&failure))
    return fail(&failure);
  heartbeat_t heartbeat;
  heartbeat_open(&heartbeat, options.guard);
  heartbeat_start(&heartbeat); /* on a slow board, with a large database, that takes a while */
  camera_t *camera = camera_start(&options.camera, &failure);
  heartbeat_started(&heartbeat);
  if (!camera)
    return fail(&failure);
  heartbeat_beat(&heartbeat);
  int status = serve(camera, &options, &heartbeat, &signals);
  heartbeat_close(&heartbeat);
  camera_stop(camera);
  return status;
}
