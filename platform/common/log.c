/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "common/log.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LINE_MAX_BYTES 1024

static const char *log_program = "pinhole";
static enum log_level log_limit = LOG_LEVEL_NOTE;

static const char *const level_names[] = {"error", "warning", "note", "debug"};

void log_start(const char *program, enum log_level level)
{
  log_program = program;
  log_limit = level;
}

bool log_level_read(const char *text, enum log_level *level)
{
  for (unsigned i = 0; i < sizeof level_names / sizeof *level_names; i++) {
    if (strcmp(text, level_names[i]) == 0) {
      *level = (enum log_level)i;
      return true;
    }
  }
  return false;
}

const char *log_level_name(enum log_level level)
{
  return level_names[level];
}

enum log_level log_level_now(void)
{
  return log_limit;
}

/* One write, so that lines of several processes do not mix. Where nobody takes them they are dropped: a reader that
   sleeps must not stop whoever logs. */
static void line_write(const char *line, size_t length)
{
  struct pollfd ready = {.fd = STDERR_FILENO, .events = POLLOUT};
  if (poll(&ready, 1, 0) != 1 || (ready.revents & POLLOUT) == 0)
    return;
  ssize_t written = write(STDERR_FILENO, line, length);
  (void)written;
}

void log_write(enum log_level level, const char *format, ...)
{
  if (level > log_limit)
    return;
  int saved = errno;
  char line[LINE_MAX_BYTES];
  bool plain = level == LOG_LEVEL_NOTE || level == LOG_LEVEL_ERROR;
  int head = snprintf(line, sizeof line, "%s: %s%s", log_program, plain ? "" : level_names[level],
                      plain ? "" : ": ");
  if (head < 0 || (size_t)head >= sizeof line)
    return;
  va_list arguments;
  va_start(arguments, format);
  errno = saved; /* for %m */
  int body = vsnprintf(line + head, sizeof line - (size_t)head, format, arguments);
  va_end(arguments);
  size_t length = body < 0 ? (size_t)head : (size_t)head + (size_t)body;
  if (length > sizeof line - 2)
    length = sizeof line - 2;
  for (size_t i = 0; i < length; i++) {
    if ((unsigned char)line[i] < 0x20 || line[i] == 0x7f)
      line[i] = '?';
  }
  line[length++] = '\n';
  line_write(line, length);
  errno = saved;
}
