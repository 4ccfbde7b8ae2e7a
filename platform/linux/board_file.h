/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The board's file: what differs from one Linux board to another (platform/linux/README.md lists the keys). */
#ifndef LINUX_BOARD_FILE_H
#define LINUX_BOARD_FILE_H

#include <stdbool.h>
#include <stddef.h>

#define BOARD_FILE_PATH "/etc/pinhole/board.conf"
#define BOARD_FILE_VARIABLE "PINHOLE_BOARD" /* names another file */
#define BOARD_FILE_MAX 16384                /* bytes of a file */
#define BOARD_FILE_VALUE 128
#define BOARD_FILE_INTERFACE 16

typedef struct {
  char button[BOARD_FILE_VALUE];
  char button_active[BOARD_FILE_VALUE]; /* low, high */
  char button_bias[BOARD_FILE_VALUE];   /* as-is, pull-up, pull-down, disabled */
  char light[BOARD_FILE_VALUE];
  char watchdog[BOARD_FILE_VALUE]; /* a path, or none */
  char vault[BOARD_FILE_VALUE];    /* partitions: a path, or PARTLABEL=name */
  char journal[BOARD_FILE_VALUE];
  char data[BOARD_FILE_VALUE];
  char factory[BOARD_FILE_VALUE];
  char cipher[BOARD_FILE_VALUE];
  char wifi[BOARD_FILE_VALUE];    /* an interface of at most 15 characters, or none */
  char bands[BOARD_FILE_VALUE];   /* all, 2.4 */
  char country[BOARD_FILE_VALUE]; /* two letters, 00 */
} board_file_t;

/** Read the text of a board's file. Returns false, with one line in `error`, where something in it is wrong. */
bool board_file_parse(const char *text, size_t length, board_file_t *file, char *error, size_t room);

/** Read the board's file at `path`. Returns as board_file_parse(); the line begins with the path. */
bool board_file_read(const char *path, board_file_t *file, char *error, size_t room);

#endif
