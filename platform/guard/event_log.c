/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every step of the core, one line each, for replay (tests/integration/replay.c). Version 1:

     # pinhole-events 1 heartbeat NANOSECONDS        a start of the guard; all below is of that run
     TIME EVENT ARGUMENT INTENT VAULT CAUSE REPAIR > COMMAND:ARGUMENT ... LIGHT REASON SIGNAL NEXT

   with the numbers of spec/, times in nanoseconds of clock_now(), commands in their order (none: -), and NEXT as
   the core gave it. No secret is in it. Writing it may block: it is for tests and for finding faults. */
#include "guard/process.h"

#include <fcntl.h>
#include <inttypes.h>
#include <unistd.h>

bool event_log_open(guard_process_t *process)
{
  if (process->options.event_log == NULL)
    return true;
  process->event_log = fopen(process->options.event_log, "ae");
  if (process->event_log == NULL)
    return false;
  setvbuf(process->event_log, NULL, _IOLBF, 0); /* a line is whole or not there, whenever the power goes */
  fprintf(process->event_log, "# pinhole-events 1 heartbeat %" PRIu64 "\n",
          process->timing.supervisor.heartbeat);
  return true;
}

void event_log_step(guard_process_t *process, const guard_event_t *event, const guard_output_t *output)
{
  FILE *log = process->event_log;
  char commands[GUARD_COMMANDS * 8 + 2] = "-";
  int length = 0;
  if (log == NULL)
    return;
  for (uint8_t i = 0; i < output->count && i < GUARD_COMMANDS; i++)
    length += snprintf(commands + length, sizeof commands - (size_t)length, "%s%u:%u", i == 0 ? "" : ",",
                       output->commands[i].kind, output->commands[i].argument);
  fprintf(log, "%" PRIu64 " %u %u %u %u %u %u > %s %u %u %u %" PRIu64 "\n", event->time, event->kind,
          event->argument, event->intent, event->vault, event->cause, event->repair, commands, output->light,
          output->reason, output->signal, output->next);
}
