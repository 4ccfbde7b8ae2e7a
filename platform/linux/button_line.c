/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "linux/button_line.h"

#include <errno.h>
#include <fcntl.h>
#include <gpiod.h>
#include <stdio.h>
#include <string.h>

#include "button.h"
#include "common/log.h"

#define QUEUE 16 /* changes that the kernel keeps for the line; what comes then is dropped by it */

static int flags_of(const board_file_t *file)
{
  int flags = strcmp(file->button_active, "low") == 0 ? GPIOD_LINE_REQUEST_FLAG_ACTIVE_LOW : 0;
  if (strcmp(file->button_bias, "pull-up") == 0)
    flags |= GPIOD_LINE_REQUEST_FLAG_BIAS_PULL_UP;
  else if (strcmp(file->button_bias, "pull-down") == 0)
    flags |= GPIOD_LINE_REQUEST_FLAG_BIAS_PULL_DOWN;
  else if (strcmp(file->button_bias, "disabled") == 0)
    flags |= GPIOD_LINE_REQUEST_FLAG_BIAS_DISABLE;
  return flags;
}

/* A line that cannot be read counts as lost: nothing is held then. */
static uint8_t level_read(const button_line_t *button)
{
  int value = gpiod_line_get_value(button->line);
  if (value < 0)
    return CONTACT_LOST;
  return value != 0 ? CONTACT_CLOSED : CONTACT_OPEN;
}

bool button_line_open(button_line_t *button, const board_file_t *file, char *error, size_t room)
{
  memset(button, 0, sizeof *button);
  button->fd = -1;
  button->line = gpiod_line_find(file->button);
  if (button->line == NULL) {
    snprintf(error, room, "button = %s: no GPIO line has that name (%s)", file->button, strerror(errno));
    return false;
  }
  if (gpiod_line_request_both_edges_events_flags(button->line, "pinhole-guard", flags_of(file)) != 0) {
    snprintf(error, room, "button = %s: %s", file->button,
             errno == EBUSY ? "another driver or program uses the line" : strerror(errno));
    return false;
  }
  button->fd = gpiod_line_event_get_fd(button->line);
  if (button->fd < 0 || fcntl(button->fd, F_SETFL, fcntl(button->fd, F_GETFL) | O_NONBLOCK) != 0) {
    snprintf(error, room, "button = %s: %s", file->button, strerror(errno));
    return false;
  }
  edges_start(&button->edges, level_read(button));
  return true;
}

void button_line_close(button_line_t *button)
{
  if (button->line != NULL)
    gpiod_line_close_chip(button->line);
  button->line = NULL;
}

/* Take what the kernel has. A full queue means that more may have come than it keeps. */
static void take(button_line_t *button)
{
  struct gpiod_line_event events[QUEUE];
  int count = gpiod_line_event_read_fd_multiple(button->fd, events, QUEUE);
  for (int i = 0; i < count; i++) {
    uint64_t time = (uint64_t)events[i].ts.tv_sec * UINT64_C(1000000000) + (uint64_t)events[i].ts.tv_nsec;
    bool closed = events[i].event_type == GPIOD_LINE_EVENT_RISING_EDGE;
    edges_add(&button->edges, time, closed ? CONTACT_CLOSED : CONTACT_OPEN);
  }
  if (count < QUEUE)
    return;
  log_warning("the button changed more than %d times before it was looked at", QUEUE - 1);
  edges_lose(&button->edges, 0, level_read(button));
}

bool button_line_next(button_line_t *button, uint64_t until, board_edge_t *edge)
{
  take(button);
  return edges_next(&button->edges, until, edge);
}

uint8_t button_line_contact(button_line_t *button, uint64_t now)
{
  return edges_contact(&button->edges, now, level_read(button));
}
