/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The button: a GPIO line by its name, its changes stamped by the kernel (CLOCK_MONOTONIC). */
#ifndef LINUX_BUTTON_LINE_H
#define LINUX_BUTTON_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "linux/board_file.h"
#include "linux/edges.h"

struct gpiod_line;

typedef struct {
  struct gpiod_line *line;
  int fd; /* readable when changes wait */
  edges_t edges;
} button_line_t;

/** Open the line that the board's file names. Returns false with one line in `error`. */
bool button_line_open(button_line_t *button, const board_file_t *file, char *error, size_t room);

/** Let go of it. */
void button_line_close(button_line_t *button);

/** The next change not later than `until`. Returns false where there is none. */
bool button_line_next(button_line_t *button, uint64_t until, board_edge_t *edge);

/** The level at `now`: enum contact. */
uint8_t button_line_contact(button_line_t *button, uint64_t now);

#endif
