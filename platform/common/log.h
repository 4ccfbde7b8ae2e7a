/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One line a message on standard error: `pinhole-guard: warning: message`. */
#ifndef COMMON_LOG_H
#define COMMON_LOG_H

#include <stdbool.h>

enum log_level { LOG_LEVEL_ERROR, LOG_LEVEL_WARNING, LOG_LEVEL_NOTE, LOG_LEVEL_DEBUG };

/** Name the program for all lines that follow; `program` must live as long as the process. */
void log_start(const char *program, enum log_level level);

/** Read a level's name: error, warning, note or debug. Returns false, with the level unchanged, for any other. */
bool log_level_read(const char *text, enum log_level *level);

/** The name of a level, as log_level_read() takes it. */
const char *log_level_name(enum log_level level);

/** The level in force. */
enum log_level log_level_now(void);

/** Write one line if the level is in force. Control characters in it become '?', so that a line stays one.
    Never waits: a line that nobody takes is dropped. */
void log_write(enum log_level level, const char *format, ...) __attribute__((format(printf, 2, 3)));

#define log_error(...) log_write(LOG_LEVEL_ERROR, __VA_ARGS__)
#define log_warning(...) log_write(LOG_LEVEL_WARNING, __VA_ARGS__)
#define log_note(...) log_write(LOG_LEVEL_NOTE, __VA_ARGS__)
#define log_debug(...) log_write(LOG_LEVEL_DEBUG, __VA_ARGS__)

#endif
