/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "recover.h"

#include <setjmp.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "guard.h"
#include "guard/worker.h"
#include "linux/board_linux.h"
#include "vocabulary.h"

#define JOBS_MOST 64
#define TIME_STEP (50 * TIME_MILLISECOND)

static _Atomic uint8_t cause = CAUSE_POWER;
static board_t board = {
    .file = {.vault = "vault", .journal = "journal", .data = "data", .cipher = "aes-xts-plain64"},
    .cause = &cause};
static worker_t worker = {.board = &board};

const char *board_data_path(const board_t *unused)
{
  (void)unused;
  return "/nowhere";
}

bool watchdog_bit(const watchdog_t *unused)
{
  (void)unused;
  return false;
}

/* What a restart does beside the disk (linked with --wrap). */
static jmp_buf down;

void __wrap_sync(void);
void __wrap_sync(void)
{
}

int __wrap_umount2(const char *path, int flags);
int __wrap_umount2(const char *path, int flags)
{
  (void)path, (void)flags;
  return 0;
}

int __wrap_reboot(int how);
int __wrap_reboot(int how)
{
  (void)how;
  longjmp(down, 1); /* nothing runs after it */
}

static bool is_storage(uint8_t command)
{
  return (command >= COMMAND_WRITE_INTENT && command <= COMMAND_REPAIR_RECORDS) ||
         command == COMMAND_STORE_OWNER;
}

/* The core's orders that a disk carries out, in a queue as the guard's worker has it. */
typedef struct {
  guard_t core;
  guard_timing_t timing;
  guard_output_t output;
  uint64_t now;
  uint8_t jobs[JOBS_MOST];
  unsigned count;
  unsigned done;
} run_t;

static void step(run_t *run, const guard_event_t *event)
{
  run->now += TIME_STEP;
  guard_event_t at = *event;
  at.time = run->now;
  guard_step(&run->core, &run->timing, &at, &run->output);
  for (uint8_t i = 0; i < run->output.count; i++) {
    if (is_storage(run->output.commands[i].kind) && run->count < JOBS_MOST)
      run->jobs[run->count++] = run->output.commands[i].kind;
  }
}

void board_start(start_t *start)
{
  run_t run = {.timing = guard_timing_default()};
  worker_job_t job = {.command = WORKER_BOOT};
  worker_result_t result = {0};
  memset(start, 0, sizeof *start);
  guard_start(&run.core);
  atomic_store(&cause, UINT8_MAX); /* not read yet */
  records_work(&worker, &job, &result);
  start->intent = result.intent;
  start->vault = result.vault;
  guard_event_t boot = {.kind = EVENT_BOOT,
                        .intent = result.intent,
                        .vault = result.vault,
                        .cause = atomic_load(&cause),
                        .repair = result.repair};
  step(&run, &boot);
  while (run.done < run.count) {
    job = (worker_job_t){.command = run.jobs[run.done++]};
    memset(&result, 0, sizeof result);
    records_work(&worker, &job, &result);
    if (!result.done)
      snprintf(start->error, sizeof start->error, "%s", result.error);
    guard_event_t answer = {.kind = result.done ? EVENT_STORE_DONE : EVENT_STORE_FAILED,
                            .argument = job.command};
    step(&run, &answer);
  }
  start->jobs = run.done;
  start->operational = reset_phase(&run.core.reset) == RESET_OPERATIONAL;
}

bool board_do(uint8_t command, const owner_t *owner)
{
  worker_job_t job = {.command = command};
  worker_result_t result = {0};
  if (owner != NULL)
    job.owner = *owner;
  records_work(&worker, &job, &result);
  return result.done;
}

void board_goes_down(uint8_t why)
{
  if (setjmp(down) == 0)
    board_linux_restart(&board, why);
}

static void pair_read(board_disk_t *disk, uint8_t kind, enum board_region region, uint32_t first,
                      journal_pair_t *pair)
{
  uint8_t sectors[2][JOURNAL_SECTOR] = {{0}};
  board_sector_read(disk, region, first, sectors[0]);
  board_sector_read(disk, region, first + 1, sectors[1]);
  journal_read(kind, sectors[0], sectors[1], pair);
}

void disk_says(says_t *says)
{
  journal_pair_t intent, key, owner;
  atomic_store(&cause, CAUSE_POWER); /* reading must not take the cause out of the journal */
  board_disk_t *disk = board_disk_open(&board);
  pair_read(disk, JOURNAL_INTENT, BOARD_JOURNAL, 0, &intent);
  pair_read(disk, JOURNAL_KEY, BOARD_VAULT, 0, &key);
  pair_read(disk, JOURNAL_OWNER, BOARD_VAULT, 2, &owner);
  board_disk_close(disk);
  memset(says, 0, sizeof *says);
  says->intent = journal_intent(&intent);
  says->whole = key.readable && owner.readable && key.record.length == sizeof says->key;
  says->same = says->whole && !key.differ && !owner.differ;
  if (key.readable)
    memcpy(says->key, key.record.payload, sizeof says->key);
  if (owner.readable)
    memcpy(says->owner, owner.record.payload, OWNER_PAYLOAD);
}
