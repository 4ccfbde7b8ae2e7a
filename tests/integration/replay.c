/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Replay a guard's event log (platform/guard/event_log.c) through the core and compare everything that came of it.
   replay FILE ... ; exit status 0: all the same, 1: a difference, 2: a file cannot be read. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "guard.h"

typedef struct {
  guard_t core;
  guard_timing_t timing;
  unsigned long runs, steps;
  bool started;
} replay_t;

/* The next whole number of a line, up to `most`. */
static bool number_take(const char **at, uint64_t most, uint64_t *number)
{
  char *end = NULL;
  errno = 0;
  unsigned long long value = strtoull(*at, &end, 10);
  if (errno != 0 || end == *at || value > most)
    return false;
  *at = end;
  *number = value;
  return true;
}

static bool run_start(replay_t *replay, const char *line)
{
  static const char head[] = "# pinhole-events 1 heartbeat ";
  const char *at = line + sizeof head - 1;
  uint64_t heartbeat;
  if (strncmp(line, head, sizeof head - 1) != 0 || !number_take(&at, UINT64_MAX, &heartbeat))
    return false;
  replay->timing = guard_timing_default();
  replay->timing.supervisor.heartbeat = heartbeat;
  guard_start(&replay->core);
  replay->started = true;
  replay->runs++;
  return true;
}

static bool event_read(const char *line, guard_event_t *event)
{
  uint64_t fields[6];
  const char *at = line;
  if (!number_take(&at, UINT64_MAX, &event->time))
    return false;
  for (int i = 0; i < 6; i++) {
    if (!number_take(&at, UINT8_MAX, &fields[i]))
      return false;
  }
  event->kind = (uint8_t)fields[0];
  event->argument = (uint8_t)fields[1];
  event->intent = (uint8_t)fields[2];
  event->vault = (uint8_t)fields[3];
  event->cause = (uint8_t)fields[4];
  event->repair = fields[5] != 0;
  return strncmp(at, " > ", 3) == 0;
}

/* What the core makes of the line's event, written as the log writes it. */
static bool step(replay_t *replay, const char *line, char *expected, size_t room)
{
  guard_event_t event = {0};
  guard_output_t output;
  char commands[128] = "-";
  int length = 0;
  if (!replay->started || !event_read(line, &event) ||
      !guard_step(&replay->core, &replay->timing, &event, &output))
    return false;
  for (uint8_t i = 0; i < output.count; i++)
    length += snprintf(commands + length, sizeof commands - (size_t)length, "%s%u:%u", i == 0 ? "" : ",",
                       output.commands[i].kind, output.commands[i].argument);
  snprintf(expected, room, "> %s %u %u %u %" PRIu64, commands, output.light, output.reason, output.signal,
           output.next);
  replay->steps++;
  return true;
}

static int replay_file(replay_t *replay, const char *path)
{
  char line[512];
  char expected[512];
  FILE *file = fopen(path, "r");
  if (file == NULL) {
    perror(path);
    return 2;
  }
  int status = 0;
  for (unsigned number = 1; status == 0 && fgets(line, sizeof line, file) != NULL; number++) {
    line[strcspn(line, "\n")] = '\0';
    if (line[0] == '#' ? run_start(replay, line) : step(replay, line, expected, sizeof expected)) {
      const char *told = strchr(line, '>');
      if (line[0] == '#' || (told != NULL && strcmp(told, expected) == 0))
        continue;
      printf("%s:%u: the guard logged  %s\n%s:%u: the core now says %s\n", path, number,
             told == NULL ? line : told, path, number, expected);
      status = 1;
    } else {
      printf("%s:%u: not a line of an event log: %s\n", path, number, line);
      status = 1;
    }
  }
  fclose(file);
  return status;
}

int main(int argc, char **argv)
{
  replay_t replay = {0};
  int status = argc < 2 ? 2 : 0;
  for (int i = 1; i < argc && status == 0; i++)
    status = replay_file(&replay, argv[i]);
  printf("replay: %lu runs, %lu steps%s\n", replay.runs, replay.steps, status == 0 ? ", all the same" : "");
  return status;
}
