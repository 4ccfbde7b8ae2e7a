/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "guard/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "common/log.h"

void worker_open(worker_t *worker, const board_t *board)
{
  memset(worker, 0, sizeof *worker);
  worker->board = board;
  worker->pipe = -1;
}

bool worker_add(worker_t *worker, const worker_job_t *job)
{
  if (worker->count == WORKER_QUEUE)
    return false;
  worker->queue[worker->count++] = *job;
  return true;
}

/* The worker process: do the job, send the result, end. */
static void worker_main(const worker_t *worker, int pipe)
{
  worker_result_t result;
  sigset_t none;
  sigemptyset(&none);
  signal(SIGPIPE, SIG_DFL);
  sigprocmask(SIG_SETMASK, &none, NULL);
  prctl(PR_SET_NAME, "pinhole-worker", 0, 0, 0);
  memset(&result, 0, sizeof result);
  records_work(worker, &worker->queue[0], &result);
  ssize_t written = write(pipe, &result, sizeof result); /* fits a pipe, and so is whole */
  _exit(written == (ssize_t)sizeof result ? 0 : 1);
}

int worker_start(worker_t *worker)
{
  int ends[2];
  if (worker->pipe >= 0 || worker->count == 0 || pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
    return -1;
  pid_t pid = fork();
  if (pid == 0)
    worker_main(worker, ends[1]);
  close(ends[1]); /* without a worker the result is an end at once: failed */
  if (pid < 0)
    log_error("no worker process can be started: %s", strerror(errno));
  worker->pid = pid > 0 ? pid : 0;
  worker->pipe = ends[0];
  worker->taken = 0;
  return ends[0];
}

bool worker_take(worker_t *worker)
{
  uint8_t *bytes = (uint8_t *)&worker->result;
  for (;;) {
    ssize_t length = read(worker->pipe, bytes + worker->taken, sizeof worker->result - worker->taken);
    if (length < 0 && errno == EINTR)
      continue;
    if (length < 0 && errno == EAGAIN)
      return false;
    if (length > 0)
      worker->taken += (size_t)length;
    bool whole = worker->taken == sizeof worker->result;
    if (length > 0 && !whole)
      continue;
    if (!whole || worker->result.command != worker->queue[0].command) {
      memset(&worker->result, 0, sizeof worker->result);
      worker->result.command = worker->queue[0].command;
      snprintf(worker->result.error, sizeof worker->result.error, "the worker process ended early");
    }
    return true;
  }
}

void worker_next(worker_t *worker)
{
  close(worker->pipe);
  worker->pipe = -1;
  worker->pid = 0;
  worker->count--;
  memmove(worker->queue, worker->queue + 1, worker->count * sizeof *worker->queue);
  explicit_bzero(&worker->queue[worker->count], sizeof *worker->queue);
  explicit_bzero(&worker->result, sizeof worker->result);
}
