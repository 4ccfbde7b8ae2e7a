/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "linux/program.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "common/log.h"

#define NAP_MS 20
#define NOT_FOUND 127

static void program_exec(const char *const *arguments, char *const *environment, pid_t parent)
{
  static char paths[] = "PATH=" PROGRAM_PATHS;
  static char *const plain[] = {paths, NULL};
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  signal(SIGPIPE, SIG_DFL);
  signal(SIGCHLD, SIG_DFL);
  prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  if (getppid() != parent)
    _exit(NOT_FOUND); /* the parent was gone before it could be watched */
  int nothing = open("/dev/null", O_RDWR);
  if (nothing >= 0) {
    dup2(nothing, STDIN_FILENO);
    dup2(nothing, STDOUT_FILENO);
  }
  setenv("PATH", PROGRAM_PATHS, 1); /* where execvpe() looks */
  execvpe(arguments[0], (char *const *)arguments, environment == NULL ? plain : environment);
  log_error("%s: cannot be started", arguments[0]);
  _exit(NOT_FOUND);
}

pid_t program_start(const char *const *arguments, char *const *environment)
{
  pid_t parent = getpid();
  pid_t pid = fork();
  if (pid == 0)
    program_exec(arguments, environment, parent);
  return pid;
}

static int status_of(int status)
{
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int program_run(const char *const *arguments)
{
  int status = 0;
  pid_t pid = program_start(arguments, NULL);
  if (pid < 0)
    return -1;
  while (waitpid(pid, &status, 0) < 0) {
    if (errno != EINTR)
      return -1;
  }
  return status_of(status);
}

void program_end(pid_t pid, int patience_ms)
{
  static const struct timespec nap = {.tv_nsec = NAP_MS * 1000000L};
  if (pid <= 0)
    return;
  kill(pid, SIGTERM);
  for (int waited = 0; waited < patience_ms; waited += NAP_MS) {
    pid_t gone = waitpid(pid, NULL, WNOHANG);
    if (gone == pid || (gone < 0 && errno == ECHILD))
      return;
    nanosleep(&nap, NULL);
  }
  kill(pid, SIGKILL);
  waitpid(pid, NULL, 0);
}
