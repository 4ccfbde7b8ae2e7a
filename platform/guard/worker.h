/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Storage work, one job after the other, each in a process of its own: the disk may take as long as it likes. */
#ifndef GUARD_WORKER_H
#define GUARD_WORKER_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "board.h"
#include "owner.h"

#define WORKER_QUEUE 8
#define WORKER_BOOT 0 /* the job that reads all records; the others are enum command */

typedef struct {
  uint8_t command;
  owner_t owner; /* with COMMAND_STORE_OWNER */
} worker_job_t;

/* What a job came to, as it is sent through the pipe. */
typedef struct {
  uint8_t command;
  bool done;
  uint8_t intent; /* with WORKER_BOOT: enum intent */
  uint8_t vault;  /* ... enum vault */
  bool repair;    /* ... some record's copies differ */
  owner_t owner;  /* with WORKER_BOOT and COMMAND_STORE_OWNER */
  char error[256];
} worker_result_t;

typedef struct {
  const board_t *board;
  pid_t pid;    /* 0: none */
  int pipe;     /* its result; -1: none */
  size_t taken; /* bytes of the result so far */
  worker_result_t result;
  worker_job_t queue[WORKER_QUEUE]; /* the first is under way */
  unsigned count;
  uid_t camera_uid; /* who may write in the owner's storage, where it is not the guard's user */
  gid_t camera_gid;
  bool camera_apart;
} worker_t;

/** No job. */
void worker_open(worker_t *worker, const board_t *board);

/** Append a job. Returns false where the queue is full. */
bool worker_add(worker_t *worker, const worker_job_t *job);

/** Start the next job where none is under way. Returns the descriptor of its result, or -1 where nothing was started. */
int worker_start(worker_t *worker);

/** Take what is there of the result. Returns true when the job is over: worker->result says what came of it; call
    worker_next() then. */
bool worker_take(worker_t *worker);

/** Let go of the job that is over. */
void worker_next(worker_t *worker);

/* --- records.c: the jobs themselves --- */

/** Do a job, in this process, however long it takes. */
void records_work(const worker_t *worker, const worker_job_t *job, worker_result_t *result);

#endif
