/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Other programs, run as children without a shell. */
#ifndef LINUX_PROGRAM_H
#define LINUX_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#define PROGRAM_PATHS "/usr/sbin:/usr/bin:/sbin:/bin"

/** Start a program of PROGRAM_PATHS with these arguments (the first is its name, the last NULL) and this environment
    (NULL: PATH alone). It ends with its parent. What it prints goes to /dev/null, its complaints to standard error.
    Returns its process id, or -1 with errno set. */
pid_t program_start(const char *const *arguments, char *const *environment);

/** Run a program and wait for its end. Returns its exit status, 128 + its signal, or -1 with errno set. */
int program_run(const char *const *arguments);

/** End a child: politely, and by force after `patience_ms`. Waits for it. 0 and -1 are no child. */
void program_end(pid_t pid, int patience_ms);

#endif
