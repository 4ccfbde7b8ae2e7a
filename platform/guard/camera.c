/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The camera process: started without privileges, ended politely and then by force. */
#include "guard/process.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/exit_status.h"
#include "common/guard_client.h"
#include "common/log.h"
#include "guard/real_time.h"
#include "time.h"
#include "vocabulary.h"

#define PATIENCE (3 * TIME_SECOND) /* real time: closing a recording takes what it takes */
#define ARGUMENTS 256
/* Loading a hundred libraries from a slow card takes longer than a heart may stand still: until the first beat, the guard
   vouches for the process, and not for ever. Real time. */
#define VOUCH_PERIOD (3 * TIME_SECOND)
#define VOUCH_MOST (60 * TIME_SECOND)

int camera_open(guard_process_t *process)
{
  guard_camera_t *camera = &process->camera;
  *camera = (guard_camera_t){
      .status = -1, .kill_due = TIME_NEVER, .vouch_due = TIME_NEVER, .uid = geteuid(), .gid = getegid()};
  const char *name = process->options.camera_user;
  if (name == NULL)
    return EXIT_OK;
  const struct passwd *user = getpwnam(name);
  if (user == NULL) {
    log_error("--camera-user %s: there is no such user", name);
    return EXIT_USAGE;
  }
  if (geteuid() != 0 && user->pw_uid != geteuid()) {
    log_error("--camera-user %s: only root can start the camera as another user", name);
    return EXIT_USAGE;
  }
  camera->uid = user->pw_uid;
  camera->gid = user->pw_gid;
  camera->own_user = user->pw_uid != geteuid();
  return EXIT_OK;
}

/* In the new process: no privileges, no core dumps, the environment that common/guard_client.h tells of. */
static void camera_exec(const guard_process_t *process)
{
  const guard_camera_t *camera = &process->camera;
  char socket_path[4200];
  char *arguments[ARGUMENTS] = {(char *)"pinhole-camera"};
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  signal(SIGPIPE, SIG_DFL);
  setpgid(0, 0);
  snprintf(socket_path, sizeof socket_path, "%s/run/guard.sock", process->options.state);
  setenv(GUARD_SOCKET_VARIABLE, socket_path, 1);
  setenv(GUARD_DATA_VARIABLE, board_data_path(process->board), 1);
  setenv(GUARD_FACTORY_VARIABLE, board_factory_path(process->board), 1);
  for (int i = 0; i < ARGUMENTS - 2 && process->options.camera_arguments[i] != NULL; i++)
    arguments[i + 1] = process->options.camera_arguments[i];
  int nothing = open("/dev/null", O_RDONLY);
  if (nothing >= 0)
    dup2(nothing, STDIN_FILENO);
  bool dropped = !camera->own_user || (initgroups(process->options.camera_user, camera->gid) == 0 &&
                                       setgid(camera->gid) == 0 && setuid(camera->uid) == 0);
  if (!dropped || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
      prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0) != 0) {
    log_error("the camera's privileges cannot be dropped: %s", strerror(errno));
    _exit(EXIT_FAILED);
  }
  execv(process->options.camera, arguments);
  log_error("%s: %s", process->options.camera, strerror(errno));
  _exit(EXIT_USAGE);
}

bool camera_start(guard_process_t *process)
{
  guard_camera_t *camera = &process->camera;
  if (camera->pid != 0)
    return true;
  pid_t pid = fork();
  if (pid == 0)
    camera_exec(process);
  if (pid < 0) {
    log_error("the camera process cannot be started: %s", strerror(errno));
    return false;
  }
  setpgid(pid, pid); /* in both processes, so that it is done whoever comes first */
  camera->pid = pid;
  camera->beats = false;
  camera->stopping = false;
  camera->kill_due = TIME_NEVER;
  camera->vouch_due = real_now() + VOUCH_PERIOD;
  camera->vouch_end = real_now() + VOUCH_MOST;
  log_debug("camera process %d", (int)pid);
  return true;
}

void camera_stop(guard_process_t *process)
{
  guard_camera_t *camera = &process->camera;
  if (camera->pid == 0)
    return;
  kill(-camera->pid, camera->stopping ? SIGKILL : SIGTERM);
  if (!camera->stopping)
    camera->kill_due = real_now() + PATIENCE;
  camera->stopping = true;
}

/* The start of a process that has not beaten yet. */
static void camera_vouch(guard_process_t *process)
{
  guard_camera_t *camera = &process->camera;
  uint64_t now = real_now();
  if (camera->pid == 0 || camera->stopping || camera->beats || now >= camera->vouch_end) {
    camera->vouch_due = TIME_NEVER;
    return;
  }
  if (now < camera->vouch_due)
    return;
  camera->vouch_due = now + VOUCH_PERIOD;
  process_event(process, EVENT_CAMERA_HEARTBEAT, 0, NULL);
}

void camera_run(guard_process_t *process)
{
  guard_camera_t *camera = &process->camera;
  camera_vouch(process);
  if (camera->pid == 0 || real_now() < camera->kill_due)
    return;
  log_warning("the camera process did not end when asked and is ended by force");
  camera->kill_due = TIME_NEVER;
  kill(-camera->pid, SIGKILL);
}

void camera_ended(guard_process_t *process, int wait_status)
{
  guard_camera_t *camera = &process->camera;
  pid_t pid = camera->pid;
  camera->status = WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : 128 + WTERMSIG(wait_status);
  if (!camera->stopping)
    log_warning("the camera process ended unexpectedly (status %d)", camera->status);
  kill(-pid, SIGKILL); /* what it may have started */
  camera->pid = 0;
  camera->kill_due = TIME_NEVER;
  peers_forget(process, pid);
}
