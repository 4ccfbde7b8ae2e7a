/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the core orders, carried out. Storage commands go to the worker; the rest is done at once. */
#include "guard/process.h"

#include <string.h>
#include <sys/epoll.h>

#include "common/log.h"
#include "dispatch.h"
#include "names.h"

static void storage(guard_process_t *process, uint8_t command, const owner_t *owner)
{
  worker_job_t job = {.command = command};
  if (owner != NULL)
    job.owner = *owner;
  log_debug("%s", command_name(command));
  if (!worker_add(&process->worker, &job))
    log_error("%s: too many storage commands wait", command_name(command));
  explicit_bzero(&job, sizeof job);
}

void command_write_intent(struct guard_process *process, uint8_t argument)
{
  (void)argument;
  log_note("factory reset: everything of the owner's will be wiped");
  storage(process, COMMAND_WRITE_INTENT, NULL);
}

void command_destroy_key(struct guard_process *process, uint8_t argument)
{
  (void)argument;
  log_note("wiping: key and owner");
  explicit_bzero(&process->owner, sizeof process->owner);
  storage(process, COMMAND_DESTROY_KEY, NULL);
}

void command_create_key(struct guard_process *process, uint8_t argument)
{
  (void)argument;
  storage(process, COMMAND_CREATE_KEY, NULL);
}

void command_create_files(struct guard_process *process, uint8_t argument)
{
  (void)argument;
  log_note("wiping: storage");
  storage(process, COMMAND_CREATE_FILES, NULL);
}

void command_verify_wipe(struct guard_process *process, uint8_t argument)
{
  (void)argument;
  storage(process, COMMAND_VERIFY_WIPE, NULL);
}

void command_clear_intent(struct guard_process *process, uint8_t argument)
{
  (void)argument;
  storage(process, COMMAND_CLEAR_INTENT, NULL);
}

void command_open_storage(struct guard_process *process, uint8_t argument)
{
  (void)argument;
  storage(process, COMMAND_OPEN_STORAGE, NULL);
}

void command_repair_records(struct guard_process *process, uint8_t argument)
{
  (void)argument;
  log_note("a record's copies differ, as after a power cut: repaired from the good one");
  storage(process, COMMAND_REPAIR_RECORDS, NULL);
}

/* What a request brought that was taken is the candidate, once an earlier one was forgotten. */
static void candidate_take(guard_process_t *process)
{
  if (!process->incoming_taken)
    return;
  process->candidate = process->incoming;
  process->incoming_taken = false;
}

void command_store_owner(struct guard_process *process, uint8_t argument)
{
  (void)argument;
  candidate_take(process);
  storage(process, COMMAND_STORE_OWNER, &process->candidate);
}

void command_start_camera(struct guard_process *process, uint8_t argument)
{
  (void)argument;
  process->camera_failed = !camera_start(process);
}

void command_stop_camera(struct guard_process *process, uint8_t argument)
{
  (void)argument;
  camera_stop(process);
}

void command_restart_board(struct guard_process *process, uint8_t argument)
{
  log_note("restarting (%s)", cause_name(argument));
  board_restart(process->board, argument);
}

void command_open_setup_network(struct guard_process *process, uint8_t argument)
{
  (void)argument;
  log_note("the setup network %s is open", process->setup_ssid);
  board_open_setup_network(process->board, process->setup_ssid, process->factory.label_secret);
}

void command_close_setup_network(struct guard_process *process, uint8_t argument)
{
  (void)argument;
  board_close_setup_network(process->board);
}

static void join(guard_process_t *process, const owner_t *owner, bool keep)
{
  board_network_t network = wifi_network(owner);
  process->address[0] = '\0';
  process->signal = 0;
  process->stage = STAGE_SEARCHING;
  board_join(process->board, &network, keep);
  explicit_bzero(&network, sizeof network);
}

void command_join_candidate(struct guard_process *process, uint8_t argument)
{
  (void)argument;
  candidate_take(process);
  process->tries_candidate = true;
  join(process, &process->candidate, false);
}

void command_join_home(struct guard_process *process, uint8_t argument)
{
  (void)argument;
  process->tries_candidate = false;
  join(process, &process->owner, true);
}

void command_forget_candidate(struct guard_process *process, uint8_t argument)
{
  (void)argument;
  explicit_bzero(&process->candidate, sizeof process->candidate);
  if (process->tries_candidate)
    board_leave(process->board);
  process->tries_candidate = false;
  process->address[0] = '\0';
  process->signal = 0;
  process->stage = STAGE_NONE;
}
