/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "linux/radio_link.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "common/log.h"
#include "linux/program.h"

#define PAUSE_SECONDS 2 /* before the process is started again */
#define PATIENCE_MS 1000

static void watch(const radio_link_t *link, int fd)
{
  struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
  epoll_ctl(link->epoll, EPOLL_CTL_ADD, fd, &event);
}

static void radio_main(const radio_options_t *options, int guard, pid_t parent)
{
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  prctl(PR_SET_NAME, "pinhole-radio", 0, 0, 0);
  prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0);
  if (dup2(guard, STDERR_FILENO + 1) < 0) /* nothing else of the guard's is its business */
    _exit(1);
  guard = STDERR_FILENO + 1;
  close_range(STDERR_FILENO + 2, ~0U, 0);
  log_start("pinhole-radio", log_level_now());
  _exit(getppid() == parent ? radio_run(options, guard) : 1);
}

static bool start(radio_link_t *link)
{
  int ends[2];
  pid_t parent = getpid();
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
    return false;
  link->pid = fork();
  if (link->pid == 0) {
    close(ends[0]);
    radio_main(&link->options, ends[1], parent);
  }
  close(ends[1]);
  if (link->pid < 0) {
    close(ends[0]);
    return false;
  }
  link->fd = ends[0];
  watch(link, link->fd);
  return true;
}

bool radio_link_open(radio_link_t *link, const radio_options_t *options, int epoll)
{
  *link = (radio_link_t){.options = *options, .fd = -1, .epoll = epoll};
  link->timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
  if (link->timer < 0)
    return false;
  watch(link, link->timer);
  return start(link);
}

void radio_link_close(radio_link_t *link)
{
  if (link->fd >= 0) {
    close(link->fd); /* it ends when the guard is gone */
    program_end(link->pid, PATIENCE_MS);
  }
  if (link->timer > 0)
    close(link->timer);
  link->fd = -1;
  explicit_bzero(&link->network, sizeof link->network);
}

static void tell(const radio_link_t *link, const radio_order_t *order)
{
  if (link->fd >= 0 &&
      send(link->fd, order, sizeof *order, MSG_DONTWAIT | MSG_NOSIGNAL) != (ssize_t)sizeof *order)
    log_warning("the radio process did not take an order: %s", strerror(errno));
}

void radio_link_order(radio_link_t *link, const radio_order_t *order)
{
  radio_order_t told = *order;
  if (order->kind == RADIO_JOIN || order->kind == RADIO_LEAVE) {
    told.id = ++link->join;
    link->join_wanted = order->kind == RADIO_JOIN;
    link->network = told;
  } else if (order->kind == RADIO_SCAN) {
    link->scanning = true;
  } else {
    link->setup_wanted = order->kind == RADIO_OPEN_SETUP;
    link->setup = told;
  }
  tell(link, &told);
  explicit_bzero(&told, sizeof told);
}

/* The process is gone: a scan is over with it, and the rest is asked for again when it is back. */
static void lost(radio_link_t *link)
{
  struct itimerspec when = {.it_value.tv_sec = PAUSE_SECONDS};
  log_error("the radio process ended; it is started again");
  close(link->fd);
  link->fd = -1;
  timerfd_settime(link->timer, 0, &when, NULL);
}

static void restart(radio_link_t *link)
{
  uint64_t expirations;
  if (read(link->timer, &expirations, sizeof expirations) <= 0)
    return;
  if (!start(link)) {
    struct itimerspec when = {.it_value.tv_sec = PAUSE_SECONDS};
    log_error("the radio process cannot be started: %s", strerror(errno));
    timerfd_settime(link->timer, 0, &when, NULL);
    return;
  }
  if (link->setup_wanted)
    tell(link, &link->setup);
  if (link->join_wanted)
    tell(link, &link->network);
}

static bool take(radio_link_t *link, const radio_told_t *told, board_event_t *event)
{
  link->five_ghz = told->five_ghz;
  if (told->id != 0 && told->id != link->join)
    return false; /* of a join that is given up */
  *event = told->event;
  if (event->kind == BOARD_SCANNED)
    link->scanning = false;
  return event->kind != BOARD_NOTHING;
}

bool radio_link_next(radio_link_t *link, board_event_t *event)
{
  radio_told_t told;
  if (link->fd < 0)
    restart(link);
  while (link->fd >= 0) {
    ssize_t length = recv(link->fd, &told, sizeof told, MSG_DONTWAIT);
    if (length < 0 && (errno == EAGAIN || errno == EINTR))
      return false;
    if (length != (ssize_t)sizeof told) {
      lost(link);
      break;
    }
    if (take(link, &told, event))
      return true;
  }
  if (link->fd >= 0 || !link->scanning)
    return false;
  link->scanning = false;
  *event = (board_event_t){.kind = BOARD_SCANNED};
  return true;
}
