/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pinhole-board: the virtual board. It outlives the guard, as hardware outlives what runs on it. */
#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#include "button.h"
#include "common/clock.h"
#include "common/exit_status.h"
#include "common/log.h"
#include "names.h"
#include "sim/sim.h"
#include "sim/state_folder.h"
#include "time.h"

static const char usage[] =
    "pinhole-board: a virtual board that runs Pinhole\n"
    "\n"
    "pinhole-board --state FOLDER [options] -- [arguments of pinhole-camera]\n"
    "\n"
    "  --state FOLDER      everything that lasts; made where it is not there\n"
    "  --wifi FILE         the Wi-Fi networks around (default: none)\n"
    "  --bench PORT        the bench panel, on 127.0.0.1; 0 (default): any free port\n"
    "  --time-scale N      run the clock N times faster, 1 to 1000 (default 1)\n"
    "  --seed N            choose bounce and power cuts by this number (default: by the time)\n"
    "  --log LEVEL         error, warning, note (default) or debug\n"
    "  --guard PATH        the guard's program (default: pinhole-guard beside this one)\n"
    "  --camera PATH       the camera's program (default: pinhole-camera beside this one)\n"
    "  --camera-user USER  run the camera as this user (as root only)\n"
    "  --event-log FILE    the guard appends every event, its commands and the light\n"
    "  --stop-with-camera  stop when the camera cannot run at all, with its exit status\n"
    "  --ignore-flush N    for tests: the N-th flush of the disks is answered and not done\n"
    "  --help              this text\n"
    "\n"
    "Exit status: 0 stopped by a signal; 1 failed; 2 command line; 3 another board uses the folder; 4 the "
    "folder is not\n"
    "Pinhole's; 5 port in use; with --stop-with-camera also 6 no source, 7 a newer version's data, 10 "
    "damaged data.\n";

uint64_t sim_real(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * TIME_SECOND + (uint64_t)now.tv_nsec;
}

void sim_watch(sim_t *sim, int fd, uint32_t events)
{
  struct epoll_event event = {.events = events, .data.fd = fd};
  if (epoll_ctl(sim->epoll, EPOLL_CTL_ADD, fd, &event) != 0)
    log_error("epoll: %s", strerror(errno));
}

void sim_publish(sim_t *sim, const char *kind, json_t *data)
{
  bench_publish(sim, kind, data);
  control_publish(sim, kind, data);
  json_decref(data);
}

json_t *sim_state(sim_t *sim)
{
  const disk_t *disk = &sim->disk;
  json_t *disks = json_pack("{s:I,s:I,s:I,s:i,s:b,s:b}", "operations", (json_int_t)disk->operations,
                            "flushes", (json_int_t)disk->flushes, "hazards", (json_int_t)disk->hazards,
                            "unflushed", (int)disk_unflushed(disk), "stalled",
                            disk->stalled_until > clock_now(), "failing", disk->failing);
  json_t *state = json_pack(
      "{s:I,s:i,s:b,s:b,s:b,s:s,s:i,s:I,s:i,s:o,s:o}", "time_ns", (json_int_t)clock_now(), "scale",
      (int)clock_scale(), "light", (int)atomic_load(&sim->registers->light), "closed", contact_closed(sim),
      "on", sim->power.state != POWER_OFF, "cause", cause_name((uint8_t)atomic_load(&sim->registers->cause)),
      "boots", (int)sim->power.boots, "seed", (json_int_t)(sim->options.seed & INT64_MAX), "bench_port",
      bench_port(sim), "disk", disks, "wifi", radio_list(sim));
  json_object_set_new(state, "guard", sim->report == NULL ? json_null() : json_incref(sim->report));
  return state;
}

static int usage_error(const char *message, const char *value)
{
  log_error("%s%s%s; --help shows the options", message, value == NULL ? "" : ": ",
            value == NULL ? "" : value);
  return EXIT_USAGE;
}

static bool number_read(const char *text, uint64_t least, uint64_t most, uint64_t *number)
{
  char *end;
  errno = 0;
  unsigned long long found = strtoull(text, &end, 0);
  if (errno != 0 || end == text || *end != '\0' || *text == '-' || found < least || found > most)
    return false;
  *number = found;
  return true;
}

/* A path that stays right wherever the program goes. */
static bool path_absolute(const char *path, char absolute[4096])
{
  char here[4096];
  int length = -1;
  if (*path == '/')
    length = snprintf(absolute, 4096, "%s", path);
  else if (getcwd(here, sizeof here) != NULL)
    length = snprintf(absolute, 4096, "%s/%s", here, path);
  return *path != '\0' && length > 0 && length < 4000;
}

enum option_code {
  OPTION_STATE,
  OPTION_WIFI,
  OPTION_BENCH,
  OPTION_SCALE,
  OPTION_SEED,
  OPTION_LOG,
  OPTION_GUARD,
  OPTION_CAMERA,
  OPTION_USER,
  OPTION_EVENTS,
  OPTION_STOP,
  OPTION_IGNORE,
  OPTION_HELP
};

static int option_take(sim_options_t *options, int option, const char *value)
{
  uint64_t number = 0;
  enum log_level level = LOG_LEVEL_NOTE;
  switch ((enum option_code)option) {
  case OPTION_STATE:
    return path_absolute(value, options->state) ? EXIT_OK
                                                : usage_error("--state is not a usable path", value);
  case OPTION_WIFI:
    options->wifi = value;
    return EXIT_OK;
  case OPTION_BENCH:
    if (!number_read(value, 0, 65535, &number))
      return usage_error("--bench takes a port, 0 to 65535", value);
    options->port = (uint16_t)number;
    return EXIT_OK;
  case OPTION_SCALE:
    if (!number_read(value, 1, CLOCK_SCALE_MAX, &number))
      return usage_error("--time-scale takes a number, 1 to 1000", value);
    options->time_scale = (unsigned)number;
    return EXIT_OK;
  case OPTION_SEED:
    return number_read(value, 0, UINT64_MAX, &options->seed) ? EXIT_OK
                                                             : usage_error("--seed takes a number", value);
  case OPTION_LOG:
    if (!log_level_read(value, &level))
      return usage_error("--log takes error, warning, note or debug", value);
    options->level = value;
    log_start("pinhole-board", level);
    return EXIT_OK;
  case OPTION_GUARD:
    options->guard = value;
    return EXIT_OK;
  case OPTION_CAMERA:
    options->camera = value;
    return EXIT_OK;
  case OPTION_USER:
    options->camera_user = value;
    return EXIT_OK;
  case OPTION_EVENTS:
    options->event_log = value;
    return EXIT_OK;
  case OPTION_STOP:
    options->stop_with_camera = true;
    return EXIT_OK;
  case OPTION_IGNORE:
    return number_read(value, 1, UINT64_MAX, &options->ignored_flush)
               ? EXIT_OK
               : usage_error("--ignore-flush takes a number, from 1", value);
  case OPTION_HELP:
    break;
  }
  return EXIT_OK;
}

/* Read the command line. Returns an enum exit_status, or -1 where the help text was asked for. */
static int options_read(int argc, char **argv, sim_options_t *options)
{
  static const struct option known[] = {{"state", required_argument, NULL, OPTION_STATE},
                                        {"wifi", required_argument, NULL, OPTION_WIFI},
                                        {"bench", required_argument, NULL, OPTION_BENCH},
                                        {"time-scale", required_argument, NULL, OPTION_SCALE},
                                        {"seed", required_argument, NULL, OPTION_SEED},
                                        {"log", required_argument, NULL, OPTION_LOG},
                                        {"guard", required_argument, NULL, OPTION_GUARD},
                                        {"camera", required_argument, NULL, OPTION_CAMERA},
                                        {"camera-user", required_argument, NULL, OPTION_USER},
                                        {"event-log", required_argument, NULL, OPTION_EVENTS},
                                        {"stop-with-camera", no_argument, NULL, OPTION_STOP},
                                        {"ignore-flush", required_argument, NULL, OPTION_IGNORE},
                                        {"help", no_argument, NULL, OPTION_HELP},
                                        {NULL, 0, NULL, 0}};
  *options = (sim_options_t){.time_scale = 1, .seed = sim_real(), .level = "note"};
  opterr = 0;
  for (int option; (option = getopt_long(argc, argv, ":", known, NULL)) != -1;) {
    if (option == OPTION_HELP)
      return -1;
    if (option == ':')
      return usage_error("a value is missing after", argv[optind - 1]);
    if (option == '?')
      return usage_error("unknown option", argv[optind - 1]);
    int status = option_take(options, option, optarg);
    if (status != EXIT_OK)
      return status;
  }
  options->camera_arguments = argv + optind;
  if (options->state[0] == '\0')
    return usage_error("--state FOLDER is needed", NULL);
  bool separated = optind == argc || strcmp(argv[optind - 1], "--") == 0;
  return separated ? EXIT_OK : usage_error("arguments of the camera stand after --", argv[optind]);
}

static int signals_open(sim_t *sim)
{
  sigset_t mask;
  sigemptyset(&mask);
  sigaddset(&mask, SIGINT);
  sigaddset(&mask, SIGTERM);
  sigaddset(&mask, SIGHUP);
  sigaddset(&mask, SIGCHLD);
  sigprocmask(SIG_BLOCK, &mask, NULL);
  signal(SIGPIPE, SIG_IGN);
  int fd = signalfd(-1, &mask, SFD_NONBLOCK | SFD_CLOEXEC);
  if (fd >= 0)
    sim_watch(sim, fd, EPOLLIN);
  return fd;
}

static void signals_take(sim_t *sim, int fd)
{
  struct signalfd_siginfo info;
  while (read(fd, &info, sizeof info) == (ssize_t)sizeof info) {
    if (info.ssi_signo == SIGCHLD)
      power_child(sim);
    else
      power_stop(sim);
  }
}

/* How long to wait, in real milliseconds. */
static int wait_ms(sim_t *sim)
{
  int wait = bench_wait_ms(sim);
  int until[] = {(int)power_next_ms(sim), clock_wait_ms(radio_next(sim)), clock_wait_ms(control_next(sim))};
  for (size_t i = 0; i < sizeof until / sizeof *until; i++) {
    if (until[i] >= 0 && until[i] < wait)
      wait = until[i];
  }
  return wait;
}

static void run(sim_t *sim, int signals)
{
  while (!sim->power.over) {
    struct epoll_event events[16];
    int count = epoll_wait(sim->epoll, events, 16, wait_ms(sim));
    for (int i = 0; i < count; i++) {
      int fd = events[i].data.fd;
      if (fd == signals)
        signals_take(sim, fd);
      else
        control_ready(sim, fd, events[i].events); /* or the bench panel's, which is run in any case */
    }
    contact_run(sim);
    radio_run(sim);
    control_run(sim);
    power_run(sim);
    bench_run(sim);
  }
}

/* Everything that lasts, in the order in which it must be there. Returns an enum exit_status. */
static int sim_open(sim_t *sim)
{
  sim_options_t *options = &sim->options;
  char text[4400];
  if (options->wifi != NULL && !surroundings_read(options->wifi, &sim->radio.around, text, sizeof text)) {
    log_error("%s", text);
    return EXIT_USAGE;
  }
  int status = state_folder_open(options->state, 0);
  if (status != EXIT_OK)
    return status;
  if (!clock_scale_set(options->time_scale))
    return EXIT_USAGE;
  snprintf(text, sizeof text, "%s/run/registers", options->state);
  sim->registers = registers_create(text);
  if (sim->registers == NULL || !disk_open(&sim->disk, options->state, options->seed)) {
    log_error("%s: %s", options->state, strerror(errno));
    return EXIT_STATE_REFUSED;
  }
  sim->disk.ignored_flush = options->ignored_flush;
  status = bench_open(sim);
  if (status != EXIT_OK)
    return status;
  if (!control_open(sim))
    return EXIT_FAILED;
  radio_start(sim);
  contact_start(sim);
  atomic_store(&sim->registers->five_ghz, sim->radio.around.five_ghz);
  atomic_store(&sim->registers->magic, REGISTERS_MAGIC);
  return EXIT_OK;
}

static void sim_close(sim_t *sim)
{
  if (!disk_flush(&sim->disk))
    log_error("the disks could not be written: %s", strerror(errno));
  if (sim->report != NULL)
    json_decref(sim->report);
  bench_close(sim);
  control_close(sim);
  registers_close(sim->registers);
  close(sim->epoll);
}

int main(int argc, char **argv)
{
  static sim_t sim;
  log_start("pinhole-board", LOG_LEVEL_NOTE);
  int status = options_read(argc, argv, &sim.options);
  if (status == -1) {
    fputs(usage, stdout);
    return EXIT_OK;
  }
  if (status != EXIT_OK)
    return status;
  sim.epoll = epoll_create1(EPOLL_CLOEXEC);
  int signals = signals_open(&sim);
  if (sim.epoll < 0 || signals < 0) {
    log_error("cannot start: %s", strerror(errno));
    return EXIT_FAILED;
  }
  status = sim_open(&sim);
  if (status != EXIT_OK)
    return status;
  if (!power_start(&sim)) {
    log_error("cannot start the guard");
    return EXIT_FAILED;
  }
  log_note("state %s, bench panel http://127.0.0.1:%u, seed %llu", sim.options.state, bench_port(&sim),
           (unsigned long long)sim.options.seed);
  run(&sim, signals);
  status = sim.power.status;
  sim_close(&sim);
  return status;
}
