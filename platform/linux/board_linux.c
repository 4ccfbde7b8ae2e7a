/* SPDX-License-Identifier: GPL-2.0-or-later */
/* platform/board.h on a board that runs Linux. */
#include "linux/board_linux.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "common/log.h"
#include "linux/filter.h"
#include "linux/privileges.h"
#include "vocabulary.h"

#define SECOND UINT64_C(1000000000)
#define RESTART_PATIENCE (10 * SECOND)
#define UNKNOWN UINT8_MAX /* the cause was not read yet */
/* What a board shows whose guard cannot start. */
#define BROKEN_ON_MS 100
#define BROKEN_OFF_MS 150

static uint64_t now_real(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * SECOND + (uint64_t)now.tv_nsec;
}

static bool folder_make(const char *path, mode_t mode, char *error, size_t room)
{
  if ((mkdir(path, mode) == 0 || errno == EEXIST) && chmod(path, mode) == 0)
    return true;
  snprintf(error, room, "%s: %s", path, strerror(errno));
  return false;
}

static bool folders_make(board_t *board, const char *state, char *error, size_t room)
{
  if (strlen(state) + 16 > BOARD_LINUX_PATH) {
    snprintf(error, room, "%s: the path is too long", state);
    return false;
  }
  snprintf(board->run, sizeof board->run, "%s/run", state);
  snprintf(board->data, sizeof board->data, "%s/data", state);
  snprintf(board->factory, sizeof board->factory, "%s/factory.json", state);
  return folder_make(state, 0711, error, room) && folder_make(board->run, 0711, error, room) &&
         folder_make(board->data, 0755, error, room);
}

/* The camera reads serial number, model and label from a file of its own. */
static bool factory_copy(const board_t *board, const factory_record_t *record, char *error, size_t room)
{
  uint8_t block[PARTITION_BLOCK];
  bool made = factory_record_make(record, block);
  size_t length = strnlen((const char *)block, sizeof block);
  int fd = open(board->factory, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644);
  made = made && fd >= 0 && write(fd, block, length) == (ssize_t)length;
  if (!made)
    snprintf(error, room, "%s: %s", board->factory, strerror(errno));
  if (fd >= 0)
    close(fd);
  return made;
}

static bool hardware_open(board_t *board, char *error, size_t room)
{
  const board_file_t *file = &board->file;
  if (!led_open(&board->led, LED_CLASS, file->light, error, room))
    return false;
  if (button_line_open(&board->button, file, error, room) &&
      watchdog_open(&board->watchdog, file->watchdog, error, room))
    return true;
  led_blink(&board->led, BROKEN_ON_MS, BROKEN_OFF_MS);
  return false;
}

static bool radio_open(board_t *board, const char *mac, char *error, size_t room)
{
  radio_options_t options = {.low_band = strcmp(board->file.bands, "2.4") == 0};
  if (strcmp(board->file.wifi, "none") != 0)
    snprintf(options.interface, sizeof options.interface, "%.15s", board->file.wifi);
  snprintf(options.country, sizeof options.country, "%.2s", board->file.country);
  snprintf(options.mac, sizeof options.mac, "%s", mac);
  snprintf(options.run, sizeof options.run, "%s", board->run);
  if (radio_link_open(&board->radio, &options, board->epoll))
    return true;
  snprintf(error, room, "the radio process cannot be started: %s", strerror(errno));
  return false;
}

static bool descriptors_open(board_t *board, char *error, size_t room)
{
  board->cause = mmap(NULL, sizeof *board->cause, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  board->epoll = epoll_create1(EPOLL_CLOEXEC);
  struct epoll_event event = {.events = EPOLLIN, .data.fd = board->button.fd};
  if ((void *)board->cause == MAP_FAILED || board->epoll < 0 ||
      epoll_ctl(board->epoll, EPOLL_CTL_ADD, board->button.fd, &event) != 0) {
    snprintf(error, room, "cannot start: %s", strerror(errno));
    return false;
  }
  atomic_store(board->cause, UNKNOWN);
  return true;
}

/* Everything in its order: the light first, which tells of the rest. */
static bool parts_open(board_t *board, const char *state, char *error, size_t room)
{
  const char *path = getenv(BOARD_FILE_VARIABLE);
  factory_record_t record;
  if (!board_file_read(path != NULL ? path : BOARD_FILE_PATH, &board->file, error, room) ||
      !folders_make(board, state, error, room) || !hardware_open(board, error, room))
    return false;
  if (!privileges_drop())
    snprintf(error, room, "privileges cannot be given up: %s", strerror(errno));
  else if (!filter_load())
    snprintf(error, room, "the guard cannot be confined: %s", strerror(errno));
  else if (factory_record_read(board->file.factory, &record, error, room) &&
           factory_copy(board, &record, error, room) && descriptors_open(board, error, room) &&
           radio_open(board, record.mac, error, room))
    return true;
  led_blink(&board->led, BROKEN_ON_MS, BROKEN_OFF_MS);
  return false;
}

board_t *board_open(const char *state, char *error, size_t room)
{
  board_t *board = sodium_init() < 0 ? NULL : calloc(1, sizeof *board);
  if (board == NULL) {
    snprintf(error, room, "out of memory");
    return NULL;
  }
  board->led.folder = board->watchdog.fd = board->epoll = board->radio.fd = -1;
  if (parts_open(board, state, error, room))
    return board;
  board_close(board);
  return NULL;
}

void board_close(board_t *board)
{
  radio_link_close(&board->radio);
  button_line_close(&board->button);
  watchdog_close(&board->watchdog);
  led_close(&board->led);
  if (board->epoll >= 0)
    close(board->epoll);
  if (board->cause != NULL && (void *)board->cause != MAP_FAILED)
    munmap((void *)board->cause, sizeof *board->cause);
  free(board);
}

int board_descriptor(const board_t *board)
{
  return board->epoll;
}

bool board_next_edge(board_t *board, uint64_t until, board_edge_t *edge)
{
  return button_line_next(&board->button, until, edge);
}

uint8_t board_contact(board_t *board, uint64_t now)
{
  return button_line_contact(&board->button, now);
}

bool board_next_event(board_t *board, board_event_t *event)
{
  return radio_link_next(&board->radio, event);
}

void board_light(board_t *board, bool on)
{
  led_set(&board->led, on);
}

bool board_blink(board_t *board, uint32_t on_ms, uint32_t off_ms)
{
  return led_blink(&board->led, on_ms, off_ms);
}

uint8_t board_cause(const board_t *board)
{
  uint8_t cause = atomic_load(board->cause);
  return cause > CAUSE_LAST ? CAUSE_POWER : cause; /* not read: the disks are out of order */
}

bool board_factory(const board_t *board, board_factory_t *factory, char *error, size_t room)
{
  factory_record_t record;
  if (!factory_record_read(board->file.factory, &record, error, room))
    return false;
  *factory = record.unit;
  return true;
}

/* A board that was told to restart and did not, since a disk hangs, is restarted without asking the disk. */
void board_feed_watchdog(board_t *board)
{
  if (board->restart_due == 0 || now_real() < board->restart_due) {
    watchdog_feed(&board->watchdog);
    return;
  }
  log_error("the board did not restart in time and is reset");
  reboot(RB_AUTOBOOT); /* where even that fails, the watchdog is no longer fed */
}

void board_restart(board_t *board, uint8_t cause)
{
  pid_t pid = fork();
  board->restart_due = now_real() + RESTART_PATIENCE;
  if (pid == 0) {
    board_linux_restart(board, cause);
    _exit(1);
  }
  if (pid < 0)
    board->restart_due = 1;
}

void board_open_setup_network(board_t *board, const char *ssid, const char *secret)
{
  radio_order_t order = {.kind = RADIO_OPEN_SETUP};
  snprintf(order.ssid, sizeof order.ssid, "%s", ssid);
  snprintf(order.secret, sizeof order.secret, "%s", secret);
  radio_link_order(&board->radio, &order);
}

void board_close_setup_network(board_t *board)
{
  radio_link_order(&board->radio, &(radio_order_t){.kind = RADIO_CLOSE_SETUP});
}

void board_join(board_t *board, const board_network_t *network, bool keep)
{
  radio_order_t order = {.kind = RADIO_JOIN, .network = *network, .keep = keep};
  radio_link_order(&board->radio, &order);
  explicit_bzero(&order, sizeof order);
}

void board_leave(board_t *board)
{
  radio_link_order(&board->radio, &(radio_order_t){.kind = RADIO_LEAVE});
}

void board_scan(board_t *board)
{
  radio_link_order(&board->radio, &(radio_order_t){.kind = RADIO_SCAN});
}

bool board_joins_five_ghz(const board_t *board)
{
  return board->radio.five_ghz;
}

void board_tell(board_t *board, const board_report_t *report)
{
  (void)board; /* a board has no bench panel */
  (void)report;
}

const char *board_data_path(const board_t *board)
{
  return board->data;
}

const char *board_factory_path(const board_t *board)
{
  return board->factory;
}
