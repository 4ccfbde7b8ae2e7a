/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Why something could not be done: one sentence for a person, and the exit status where it ends the program. */
#ifndef CAMERA_FAILURE_H
#define CAMERA_FAILURE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

typedef struct {
  int status; /* enum exit_status */
  char text[256];
} failure_t;

/** Note a failure; returns false, so that `return failure_set(...)` reads well. */
__attribute__((format(printf, 3, 4))) static inline bool failure_set(failure_t *failure, int status,
                                                                     const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  failure->status = status;
  vsnprintf(failure->text, sizeof failure->text, format, arguments);
  va_end(arguments);
  return false;
}

#endif
