/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The Wi-Fi runs in a process of its own (radio.c): what it does may take a while, and what it speaks with may hang. This
   is how the guard reaches it: packets over a socket pair, both ends of one program. Where it ends it is started again
   and told what is wanted. */
#ifndef LINUX_RADIO_LINK_H
#define LINUX_RADIO_LINK_H

#include <stdbool.h>
#include <sys/types.h>

#include "board.h"
#include "linux/board_file.h"

enum radio_order_kind { RADIO_OPEN_SETUP, RADIO_CLOSE_SETUP, RADIO_JOIN, RADIO_LEAVE, RADIO_SCAN };

/* What the guard wants. */
typedef struct {
  uint8_t kind; /* enum radio_order_kind */
  char ssid[33];
  char secret[64];
  board_network_t network;
  bool keep;
  uint32_t id; /* of the join */
} radio_order_t;

/* What the radio tells. */
typedef struct {
  uint32_t id; /* of the join that it is about, 0: of none */
  bool five_ghz;
  board_event_t event;
} radio_told_t;

typedef struct {
  char interface[BOARD_FILE_INTERFACE]; /* empty: the board has no Wi-Fi */
  bool low_band;                        /* 2.4 GHz alone */
  char country[3];
  char mac[18]; /* empty: the interface's own */
  char run[512];
} radio_options_t;

typedef struct {
  radio_options_t options;
  int fd; /* -1: the process is not there */
  int timer;
  int epoll; /* of the board: where both are watched */
  pid_t pid;
  uint32_t join;
  bool five_ghz;
  bool scanning;
  bool setup_wanted, join_wanted;
  radio_order_t setup; /* as wanted last */
  radio_order_t network;
} radio_link_t;

/** Start the process, watched by `epoll`. Returns false with errno set. */
bool radio_link_open(radio_link_t *link, const radio_options_t *options, int epoll);

/** End it. */
void radio_link_close(radio_link_t *link);

/** Give an order; the number of a join is set here. */
void radio_link_order(radio_link_t *link, const radio_order_t *order);

/** The next event. Returns false where there is none. */
bool radio_link_next(radio_link_t *link, board_event_t *event);

/** The radio process: carries orders out until the guard is gone. Returns its exit status. */
int radio_run(const radio_options_t *options, int guard);

#endif
