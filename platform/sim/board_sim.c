/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The virtual board as the guard sees it: registers mapped, everything else asked of pinhole-board by its socket. */
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "board.h"
#include "button.h"
#include "common/clock.h"
#include "common/local_socket.h"
#include "common/log.h"
#include "sim/board_sim.h"
#include "sim/data_folder.h"
#include "sim/registers.h"
#include "sim/wire.h"
#include "time.h"
#include "vocabulary.h"

struct board {
  char state[BOARD_PATH];
  char data[BOARD_PATH];
  char factory[BOARD_PATH];
  char socket_path[BOARD_PATH];
  registers_t *registers;
  uint64_t taken; /* changes of the contact handed on so far */
  int epoll;
  int socket;
  int timer; /* the next change of the contact */
  bool gone;
  int64_t join; /* number of the join that counts; what comes of earlier ones is dropped */
};

static bool path_make(char path[BOARD_PATH], const char *state, const char *name)
{
  int length = snprintf(path, BOARD_PATH, "%s/%s", state, name);
  return length > 0 && length < BOARD_PATH;
}

static void watch(const board_t *board, int fd)
{
  struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
  epoll_ctl(board->epoll, EPOLL_CTL_ADD, fd, &event);
}

/* Wake up at the next change of the contact that is known already. */
static void timer_arm(const board_t *board)
{
  struct itimerspec when = {0};
  uint64_t time;
  uint8_t contact;
  if (registers_edge(board->registers, board->taken, &time, &contact)) {
    uint64_t real = clock_real(time);
    when.it_value.tv_sec = (time_t)(real / TIME_SECOND);
    when.it_value.tv_nsec = (long)(real % TIME_SECOND) + (real == 0);
  }
  timerfd_settime(board->timer, TFD_TIMER_ABSTIME, &when, NULL);
}

/* Greet the board and wait for its answer. */
static bool greet(int fd, const char *as, char *error, size_t room)
{
  json_t *answer = NULL;
  char why[200];
  if (!wire_send(fd, json_pack("{s:s}", "do", as), true) ||
      wire_receive(fd, true, &answer, why, sizeof why) != WIRE_PACKET) {
    snprintf(error, room, "the board does not answer");
    return false;
  }
  const char *message = NULL;
  bool refused = json_unpack(answer, "{s:{s:s}}", "error", "message", &message) == 0;
  if (refused)
    snprintf(error, room, "the board refuses: %s", message);
  json_decref(answer);
  return !refused;
}

board_t *board_open(const char *state, char *error, size_t room)
{
  board_t *board = calloc(1, sizeof *board);
  if (board == NULL) {
    snprintf(error, room, "out of memory");
    return NULL;
  }
  char path[BOARD_PATH];
  board->epoll = board->socket = board->timer = -1;
  if (strlen(state) >= BOARD_PATH || !path_make(board->data, state, DATA_FOLDER_NAME) ||
      !path_make(board->factory, state, "factory.json") ||
      !path_make(board->socket_path, state, "run/board.sock") || !path_make(path, state, "run/registers")) {
    snprintf(error, room, "%s: the path is too long", state);
    board_close(board);
    return NULL;
  }
  snprintf(board->state, sizeof board->state, "%s", state);
  board->registers = registers_open(path);
  board->socket = board->registers == NULL ? -1 : local_socket_connect(board->socket_path);
  if (board->socket < 0) {
    snprintf(error, room, "%s: no virtual board runs there (%s); start pinhole-board", state,
             strerror(errno));
    board_close(board);
    return NULL;
  }
  board->epoll = epoll_create1(EPOLL_CLOEXEC);
  board->timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
  if (board->epoll < 0 || board->timer < 0 || !greet(board->socket, "guard", error, room)) {
    board_close(board);
    return NULL;
  }
  watch(board, board->socket);
  watch(board, board->timer);
  board->taken = registers_passed(board->registers, clock_now());
  timer_arm(board);
  return board;
}

void board_close(board_t *board)
{
  if (board->registers != NULL)
    registers_close(board->registers);
  int descriptors[] = {board->epoll, board->socket, board->timer};
  for (size_t i = 0; i < sizeof descriptors / sizeof *descriptors; i++) {
    if (descriptors[i] >= 0)
      close(descriptors[i]);
  }
  free(board);
}

int board_descriptor(const board_t *board)
{
  return board->epoll;
}

bool board_next_edge(board_t *board, uint64_t until, board_edge_t *edge)
{
  uint64_t time;
  uint8_t contact;
  if (registers_edge(board->registers, board->taken, &time, &contact)) {
    if (time <= until) {
      board->taken++;
      *edge = (board_edge_t){time, contact};
      return true;
    }
  } else if (board->taken < atomic_load(&board->registers->edges)) {
    board->taken = registers_passed(board->registers, until);
    *edge = (board_edge_t){until, CONTACT_LOST};
    return true;
  }
  uint64_t expirations;
  while (read(board->timer, &expirations, sizeof expirations) > 0) {
  }
  timer_arm(board);
  return false;
}

uint8_t board_contact(board_t *board, uint64_t now)
{
  return registers_contact(board->registers, now);
}

static void ask(board_t *board, json_t *packet)
{
  if (board->gone || wire_send(board->socket, packet, false))
    return;
  log_warning("the board did not take a request: %s", strerror(errno));
}

static void read_heard(const json_t *packet, board_event_t *event)
{
  board_heard_t *heard = &event->heard;
  int64_t frequency = 0;
  int64_t signal = 0;
  size_t bssid = 0;
  size_t elements = 0;
  if (!wire_read_number(packet, "frequency", 1, 65535, &frequency) ||
      !wire_read_number(packet, "signal", 0, 100, &signal) ||
      !wire_read_bytes(json_object_get(packet, "bssid"), heard->bssid, sizeof heard->bssid, &bssid) ||
      !wire_read_bytes(json_object_get(packet, "elements"), heard->elements, sizeof heard->elements,
                       &elements))
    return;
  heard->frequency = (uint16_t)frequency;
  heard->signal = (uint8_t)signal;
  heard->length = (uint16_t)elements;
  heard->privacy = json_is_true(json_object_get(packet, "privacy"));
  event->kind = BOARD_HEARD;
}

static void read_link(const json_t *packet, board_event_t *event, uint8_t kind)
{
  int64_t signal = 0;
  const char *address = json_string_value(json_object_get(packet, "address"));
  wire_read_number(packet, "signal", 0, 100, &signal);
  event->signal = (uint8_t)signal;
  snprintf(event->address, sizeof event->address, "%s", address == NULL ? "" : address);
  event->kind = kind;
}

/* What a packet of the board means; BOARD_NOTHING where it is only a wake-up or an answer. */
static void read_event(const board_t *board, const json_t *packet, board_event_t *event)
{
  int64_t id = 0;
  if (json_object_get(packet, "id") != NULL &&
      (!wire_read_number(packet, "id", 0, INT64_MAX, &id) || id != board->join))
    return;
  const char *tell = json_string_value(json_object_get(packet, "tell"));
  int64_t reason = 0;
  int64_t stage = 0;
  if (tell == NULL)
    return;
  if (strcmp(tell, "heard") == 0)
    read_heard(packet, event);
  else if (strcmp(tell, "scanned") == 0)
    event->kind = BOARD_SCANNED;
  else if (strcmp(tell, "joined") == 0)
    read_link(packet, event, BOARD_JOINED);
  else if (strcmp(tell, "restored") == 0)
    read_link(packet, event, BOARD_LINK_RESTORED);
  else if (strcmp(tell, "lost") == 0)
    event->kind = BOARD_LINK_LOST;
  else if (strcmp(tell, "phone") == 0)
    event->kind = BOARD_PHONE;
  else if (strcmp(tell, "stage") == 0 && wire_read_number(packet, "stage", 0, STAGE_LAST, &stage)) {
    event->kind = BOARD_STAGE;
    event->stage = (uint8_t)stage;
  } else if (strcmp(tell, "failed") == 0 && wire_read_number(packet, "reason", 1, REASON_LAST, &reason)) {
    event->kind = BOARD_JOIN_FAILED;
    event->reason = (uint8_t)reason;
  }
}

bool board_next_event(board_t *board, board_event_t *event)
{
  memset(event, 0, sizeof *event);
  while (!board->gone) {
    json_t *packet = NULL;
    char why[200];
    switch (wire_receive(board->socket, false, &packet, why, sizeof why)) {
    case WIRE_NOTHING:
      return false;
    case WIRE_GARBAGE:
      log_warning("the board sent a packet that is %s", why);
      continue;
    case WIRE_CLOSED:
      board->gone = true;
      epoll_ctl(board->epoll, EPOLL_CTL_DEL, board->socket, NULL);
      event->kind = BOARD_GONE;
      return true;
    case WIRE_PACKET:
      read_event(board, packet, event);
      json_decref(packet);
      if (event->kind != BOARD_NOTHING)
        return true;
      break;
    }
  }
  return false;
}

void board_light(board_t *board, bool on)
{
  atomic_store(&board->registers->light, on);
  ask(board, json_pack("{s:s,s:b,s:I}", "do", "light", "on", on, "time_ns", (json_int_t)clock_now()));
}

bool board_blink(board_t *board, uint32_t on_ms, uint32_t off_ms)
{
  (void)board; /* each change of the light is told to the bench panel */
  (void)on_ms;
  (void)off_ms;
  return false;
}

uint8_t board_cause(const board_t *board)
{
  return (uint8_t)atomic_load(&board->registers->cause);
}

bool board_factory(const board_t *board, board_factory_t *factory, char *error, size_t room)
{
  json_error_t trouble;
  const char *serial = NULL;
  const char *model = NULL;
  const char *secret = NULL;
  json_t *file = json_load_file(board->factory, 0, &trouble);
  bool whole =
      json_unpack(file, "{s:s,s:s,s:s}", "serial", &serial, "model", &model, "label_secret", &secret) == 0;
  whole = whole && strlen(serial) >= 4 && strlen(serial) < sizeof factory->serial &&
          strlen(model) < sizeof factory->model && strlen(secret) >= 8 &&
          strlen(secret) < sizeof factory->label_secret;
  if (whole) {
    snprintf(factory->serial, sizeof factory->serial, "%s", serial);
    snprintf(factory->model, sizeof factory->model, "%s", model);
    snprintf(factory->label_secret, sizeof factory->label_secret, "%s", secret);
  } else {
    snprintf(error, room, "%s: serial (4 to 32 characters), model and label_secret (8 to 63) are expected",
             board->factory);
  }
  json_decref(file);
  return whole;
}

void board_feed_watchdog(board_t *board)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  atomic_store(&board->registers->fed, (uint64_t)now.tv_sec * TIME_SECOND + (uint64_t)now.tv_nsec);
}

void board_restart(board_t *board, uint8_t cause)
{
  ask(board, json_pack("{s:s,s:i}", "do", "restart", "cause", cause));
}

void board_open_setup_network(board_t *board, const char *ssid, const char *secret)
{
  ask(board, json_pack("{s:s,s:b,s:s,s:s}", "do", "setup", "up", 1, "ssid", ssid, "secret", secret));
}

void board_close_setup_network(board_t *board)
{
  ask(board, json_pack("{s:s,s:b}", "do", "setup", "up", 0));
}

void board_join(board_t *board, const board_network_t *network, bool keep)
{
  board->join++;
  ask(board, json_pack("{s:s,s:I,s:o,s:o,s:i,s:b,s:b}", "do", "join", "id", (json_int_t)board->join, "ssid",
                       wire_bytes(network->ssid, network->ssid_length), "passphrase",
                       wire_bytes(network->passphrase, network->passphrase_length), "security",
                       network->security, "hidden", network->hidden, "keep", keep));
}

void board_leave(board_t *board)
{
  board->join++;
  ask(board, json_pack("{s:s}", "do", "leave"));
}

void board_scan(board_t *board)
{
  ask(board, json_pack("{s:s}", "do", "scan"));
}

bool board_joins_five_ghz(const board_t *board)
{
  return atomic_load(&board->registers->five_ghz) != 0;
}

void board_tell(board_t *board, const board_report_t *report)
{
  ask(board, json_pack("{s:s,s:i,s:i,s:i,s:i,s:b,s:b,s:b,s:i,s:I}", "do", "report", "light", report->light,
                       "button", report->button, "reset", report->reset, "provision", report->provision,
                       "owned", report->owned, "setup_open", report->setup_open, "camera_beats",
                       report->camera_beats, "camera_status", report->camera_status, "camera_restarts",
                       (json_int_t)report->camera_restarts));
}

const char *board_data_path(const board_t *board)
{
  return board->data;
}

const char *board_factory_path(const board_t *board)
{
  return board->factory;
}

const char *board_sim_state(const board_t *board)
{
  return board->state;
}

int board_sim_connect_disk(const board_t *board)
{
  char error[200];
  int fd = local_socket_connect(board->socket_path);
  if (fd < 0)
    return -1;
  if (greet(fd, "disk", error, sizeof error))
    return fd;
  close(fd);
  errno = EIO;
  return -1;
}
