/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Power, reset line and watchdog of the virtual board. Guard, camera and workers are this process's descendants (it is
   their subreaper), so that a cut ends all of them and nothing else. */
#include "sim/sim.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/clock.h"
#include "common/exit_status.h"
#include "common/guard_client.h"
#include "common/log.h"
#include "names.h"
#include "time.h"
#include "vocabulary.h"

#define BOOTLOADER (300 * TIME_MILLISECOND)
#define WATCHDOG (10 * TIME_SECOND)     /* real time */
#define CRASH_WINDOW (60 * TIME_SECOND) /* real time */
#define STOP_PATIENCE (8 * TIME_SECOND) /* real time */
#define CRASHES (sizeof((power_t *)0)->crashes / sizeof(uint64_t))

/* A program beside this one. */
static bool sibling(const char *name, char path[4096])
{
  ssize_t length = readlink("/proc/self/exe", path, 4000);
  if (length <= 0)
    return false;
  path[length] = '\0';
  char *slash = strrchr(path, '/');
  if (slash == NULL)
    return false;
  snprintf(slash + 1, 4096 - (size_t)(slash + 1 - path), "%s", name);
  return true;
}

static void guard_exec(const sim_t *sim)
{
  char guard[4096];
  char camera[4096];
  const sim_options_t *options = &sim->options;
  const char *arguments[256] = {"pinhole-guard", "--state",      options->state,
                                "--log",         options->level, "--camera"};
  size_t count = 6;
  if (!sibling("pinhole-guard", guard) || !sibling("pinhole-camera", camera))
    _exit(EXIT_FAILED);
  arguments[count++] = options->camera != NULL ? options->camera : camera;
  if (options->camera_user != NULL) {
    arguments[count++] = "--camera-user";
    arguments[count++] = options->camera_user;
  }
  if (options->event_log != NULL) {
    arguments[count++] = "--event-log";
    arguments[count++] = options->event_log;
  }
  arguments[count++] = "--";
  for (char **argument = options->camera_arguments; *argument != NULL && count < 255; argument++)
    arguments[count++] = *argument;
  arguments[count] = NULL;
  const char *path = options->guard != NULL ? options->guard : guard;
  execv(path, (char *const *)arguments);
  log_error("%s: %s", path, strerror(errno));
  _exit(EXIT_USAGE);
}

static bool guard_spawn(sim_t *sim)
{
  power_t *power = &sim->power;
  char bench[64];
  snprintf(bench, sizeof bench, "http://127.0.0.1:%u", bench_port(sim));
  setenv(GUARD_BENCH_VARIABLE, bench, 1);
  atomic_store(&sim->registers->cause, power->cause);
  atomic_store(&sim->registers->light, 0);
  atomic_store(&sim->registers->fed, sim_real());
  pid_t pid = fork();
  if (pid < 0) {
    log_error("cannot start the guard: %s", strerror(errno));
    return false;
  }
  if (pid == 0) {
    sigset_t mask; /* an order to stop waits until the guard takes it */
    sigemptyset(&mask);
    sigaddset(&mask, SIGTERM);
    sigprocmask(SIG_SETMASK, &mask, NULL);
    setpgid(0, 0); /* Ctrl-C is the board's, and the board stops the guard in good order */
    guard_exec(sim);
  }
  power->guard = pid;
  power->state = POWER_ON;
  power->boots++;
  log_debug("start %u, cause %s", power->boots, cause_name(power->cause));
  sim_publish(sim, "power", json_pack("{s:b,s:s}", "on", 1, "cause", cause_name(power->cause)));
  return true;
}

/* End every descendant, whoever started it. */
static void kill_all(void)
{
  for (;;) {
    char text[4096];
    int fd = open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
    ssize_t length = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
    if (fd >= 0)
      close(fd);
    if (length > 0) {
      text[length] = '\0';
      char *rest = NULL;
      for (char *word = strtok_r(text, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest))
        kill((pid_t)strtol(word, NULL, 10), SIGKILL);
    }
    if (waitpid(-1, NULL, 0) < 0 && errno != EINTR)
      return; /* ECHILD: none is left */
  }
}

static void go_down(sim_t *sim, uint8_t cause, uint64_t off)
{
  kill_all();
  control_drop_machines(sim);
  radio_start(sim);
  if (sim->report != NULL)
    json_decref(sim->report);
  sim->report = NULL;
  sim->power.guard = 0;
  sim->power.state = POWER_OFF;
  sim->power.cause = cause;
  sim->power.due = clock_now() + off;
  atomic_store(&sim->registers->light, 0);
  sim_publish(sim, "light", json_pack("{s:b,s:I}", "on", 0, "time_ns", (json_int_t)clock_now()));
  sim_publish(sim, "power", json_pack("{s:b}", "on", 0));
}

bool power_start(sim_t *sim)
{
  if (prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0)
    return false;
  sim->power.cause = CAUSE_POWER;
  return guard_spawn(sim);
}

void power_reset(sim_t *sim, uint8_t cause)
{
  if (sim->power.state != POWER_ON)
    return;
  log_note("restart (%s)", cause_name(cause));
  go_down(sim, cause, BOOTLOADER);
}

void power_cut(sim_t *sim, uint64_t off)
{
  if (sim->power.state == POWER_STOPPING)
    return;
  log_note("power cut");
  sim->disk.cut_at = 0;
  go_down(sim, CAUSE_POWER, off);
  disk_cut(&sim->disk);
}

static void end(sim_t *sim, int status)
{
  kill_all();
  sim->power.guard = 0;
  sim->power.over = true;
  sim->power.status = status;
}

/* The guard ended by itself. */
static void guard_died(sim_t *sim, int wait_status)
{
  power_t *power = &sim->power;
  int status = WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : 128 + WTERMSIG(wait_status);
  power->guard = 0;
  if (power->state == POWER_STOPPING) {
    end(sim, status == EXIT_OK ? power->status : EXIT_FAILED);
    return;
  }
  if (status == EXIT_USAGE || status == EXIT_STATE_REFUSED) {
    log_error("pinhole-guard cannot run (exit status %d); the board stops", status);
    end(sim, status);
    return;
  }
  uint64_t oldest = power->crashes[0];
  memmove(power->crashes, power->crashes + 1, (CRASHES - 1) * sizeof *power->crashes);
  power->crashes[CRASHES - 1] = sim_real();
  if (oldest != 0 && sim_real() - oldest < CRASH_WINDOW) {
    log_error("pinhole-guard ended %zu times within a minute (last with status %d); the board stops",
              CRASHES + 1, status);
    end(sim, EXIT_FAILED);
    return;
  }
  log_warning("pinhole-guard ended unexpectedly (status %d): the watchdog restarts the board", status);
  go_down(sim, CAUSE_WATCHDOG, BOOTLOADER);
}

void power_child(sim_t *sim)
{
  int status;
  pid_t pid;
  while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
    if (pid == sim->power.guard) {
      guard_died(sim, status);
      return; /* the others were ended and waited for */
    }
  }
}

void power_stop(sim_t *sim)
{
  power_t *power = &sim->power;
  if (power->state == POWER_STOPPING)
    return;
  if (power->guard == 0) {
    end(sim, power->status);
    return;
  }
  power->state = POWER_STOPPING;
  power->stop_due = sim_real() + STOP_PATIENCE;
  kill(power->guard, SIGTERM);
}

void power_run(sim_t *sim)
{
  power_t *power = &sim->power;
  uint64_t fed;
  switch ((enum power_state)power->state) {
  case POWER_OFF:
    if (clock_now() >= power->due && !guard_spawn(sim))
      end(sim, EXIT_FAILED);
    break;
  case POWER_ON:
    fed = atomic_load(&sim->registers->fed); /* the guard may feed it at this very moment: compare sums */
    if (power->guard != 0 && sim_real() > fed + WATCHDOG) {
      log_warning("pinhole-guard does not feed the watchdog: the board restarts");
      go_down(sim, CAUSE_WATCHDOG, BOOTLOADER);
    }
    break;
  case POWER_STOPPING:
    if (sim_real() >= power->stop_due) {
      log_warning("pinhole-guard did not stop in time and was ended");
      end(sim, EXIT_FAILED);
    }
    break;
  }
}

uint64_t power_next_ms(const sim_t *sim)
{
  if (sim->power.state != POWER_OFF)
    return 500;
  int wait = clock_wait_ms(sim->power.due);
  return wait < 0 ? 500 : (uint64_t)wait;
}
