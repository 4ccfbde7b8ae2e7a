/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "linux/radio.h"

#include <errno.h>
#include <net/if.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "common/log.h"
#include "linux/program.h"

#define LOOK (RADIO_SECOND / 2)  /* for an interface that is not there */
#define LATE (20 * RADIO_SECOND) /* after the start: there is none */

uint64_t radio_now(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * RADIO_SECOND + (uint64_t)now.tv_nsec;
}

void radio_tell(radio_t *radio, uint32_t id, const board_event_t *event)
{
  radio_told_t told = {.id = id, .event = *event};
  told.five_ghz = radio->facts.five_ghz && !radio->options.low_band;
  if (send(radio->guard, &told, sizeof told, MSG_NOSIGNAL) != (ssize_t)sizeof told)
    radio->over = true;
}

void radio_works(radio_t *radio, bool works)
{
  if (radio->told && radio->works == works)
    return;
  radio->told = true;
  radio->works = works;
  radio_tell(radio, 0, &(board_event_t){.kind = works ? BOARD_RADIO_WELL : BOARD_RADIO_BROKEN});
}

void radio_path(const radio_t *radio, const char *name, char path[RADIO_PATH])
{
  snprintf(path, RADIO_PATH, "%s/%s", radio->options.run, name);
}

/* --- the interface --- */

static void facts_log(const radio_t *radio)
{
  const nl80211_radio_t *facts = &radio->facts;
  log_note("%s: %u channels, %s, %s, %s", radio->options.interface, facts->count,
           facts->five_ghz ? "5 GHz too" : "2.4 GHz alone",
           facts->access_point ? "can be an access point" : "cannot be an access point",
           facts->protects ? "WPA3" : "no WPA3");
  if (!facts->access_point)
    log_error("wifi = %s: the radio cannot be an access point: there is no setup network",
              radio->options.interface);
  if (access("/lib/firmware/regulatory.db", R_OK) != 0)
    log_warning(
        "/lib/firmware/regulatory.db is missing: the world's domain is in force, and 5 GHz may not be");
}

/* The interface is there: make it ready. Returns a negative errno where it is not. */
static int interface_ready(radio_t *radio, unsigned interface)
{
  if (!radio->kernel && !nl80211_open(&radio->nl))
    return -errno;
  radio->kernel = true;
  int code = address_link(&radio->address, interface, true, radio->options.mac);
  if (code == 0 && strcmp(radio->options.country, "00") != 0 &&
      nl80211_country(&radio->nl, radio->options.country) != 0)
    log_warning("country = %s: the kernel does not take it", radio->options.country);
  return code == 0 ? nl80211_radio(&radio->nl, interface, &radio->facts) : code;
}

static void interface_look(radio_t *radio, uint64_t now)
{
  const char *name = radio->options.interface;
  radio->look = now + LOOK;
  unsigned interface = name[0] == '\0' ? 0 : if_nametoindex(name);
  int code = interface == 0 ? -ENODEV : interface_ready(radio, interface);
  if (code == 0) {
    radio->interface = interface;
    radio->look = RADIO_NEVER;
    facts_log(radio);
    radio_tell(radio, 0, &(board_event_t){.kind = BOARD_NOTHING}); /* what the radio can */
    radio_works(radio, true);
    setup_settle(radio);
    if (radio->join.state == JOIN_WAITING)
      join_begin(radio);
    return;
  }
  if (!radio->missed && now > LATE) {
    radio->missed = true;
    radio_works(radio, false);
    log_error("wifi = %s: %s; waiting for it", name[0] == '\0' ? "none" : name,
              code == -ENODEV ? "there is no such interface" : strerror(-code));
  }
}

/* An interface that is gone (a dongle pulled out) ends what runs on it. */
static void interface_check(radio_t *radio)
{
  if (radio->interface == 0 || if_nametoindex(radio->options.interface) == radio->interface)
    return;
  log_error("wifi = %s: the interface is gone; waiting for it", radio->options.interface);
  radio->interface = 0;
  radio->look = 0;
  radio_works(radio, false);
  setup_down(radio);
  join_gone(radio);
}

/* --- the loop --- */

static void order_take(radio_t *radio)
{
  radio_order_t order;
  ssize_t length = recv(radio->guard, &order, sizeof order, MSG_DONTWAIT);
  if (length < 0 && (errno == EAGAIN || errno == EINTR))
    return;
  if (length != (ssize_t)sizeof order) {
    radio->over = true; /* the guard is gone */
    return;
  }
  switch ((enum radio_order_kind)order.kind) {
  case RADIO_OPEN_SETUP:
    memcpy(radio->setup.ssid, order.ssid, sizeof radio->setup.ssid);
    memcpy(radio->setup.secret, order.secret, sizeof radio->setup.secret);
    radio->setup.wanted = true;
    setup_settle(radio);
    break;
  case RADIO_CLOSE_SETUP:
    radio->setup.wanted = false;
    setup_settle(radio);
    break;
  case RADIO_JOIN:
  case RADIO_LEAVE:
    join_order(radio, &order);
    break;
  case RADIO_SCAN:
    scan_want(radio, SCAN_FOR_GUARD);
    break;
  }
  explicit_bzero(&order, sizeof order);
}

static void signals_take(radio_t *radio)
{
  struct signalfd_siginfo info;
  while (read(radio->signals, &info, sizeof info) == (ssize_t)sizeof info) {
    if (info.ssi_signo == SIGTERM)
      radio->over = true;
  }
  for (pid_t pid; (pid = waitpid(-1, NULL, WNOHANG)) > 0;) {
    setup_child(radio, pid);
    join_child(radio, pid);
  }
}

static void lease_take(radio_t *radio)
{
  char text[LEASE_MAX];
  lease_t lease;
  ssize_t length = recv(radio->leases, text, sizeof text, MSG_DONTWAIT);
  if (length <= 0)
    return;
  if (lease_read(text, (size_t)length, &lease))
    join_lease(radio, &lease);
  else
    log_warning("the DHCP client told of a lease that is none");
}

static uint64_t earliest(const radio_t *radio)
{
  const uint64_t dues[] = {radio->look,     radio->scan.due,  radio->setup.due, radio->setup.look_at,
                           radio->join.due, radio->join.gone, radio->join.check};
  uint64_t first = RADIO_NEVER;
  for (size_t i = 0; i < sizeof dues / sizeof *dues; i++)
    first = dues[i] < first ? dues[i] : first;
  return first;
}

static int wait_ms(const radio_t *radio)
{
  uint64_t due = earliest(radio);
  uint64_t now = radio_now();
  if (due == RADIO_NEVER)
    return -1;
  return due <= now ? 0 : (int)((due - now) / 1000000 + 1);
}

static void turn(radio_t *radio)
{
  struct pollfd ready[] = {{radio->guard, POLLIN, 0},
                           {radio->signals, POLLIN, 0},
                           {radio->leases, POLLIN, 0},
                           {radio->kernel ? nl80211_descriptor(&radio->nl) : -1, POLLIN, 0},
                           {control_descriptor(&radio->setup.control), POLLIN, 0},
                           {control_descriptor(&radio->join.control), POLLIN, 0}};
  if (poll(ready, sizeof ready / sizeof *ready, wait_ms(radio)) < 0 && errno != EINTR)
    radio->over = true;
  if (ready[0].revents != 0)
    order_take(radio);
  if (ready[1].revents != 0)
    signals_take(radio);
  if (ready[2].revents != 0)
    lease_take(radio);
  if (ready[3].revents != 0)
    nl80211_take(&radio->nl);
  if (radio->kernel && radio->nl.scanned)
    scan_take(radio);
  if (ready[4].revents != 0)
    setup_take(radio);
  if (ready[5].revents != 0)
    join_take(radio);
  uint64_t now = radio_now();
  interface_check(radio);
  if (now >= radio->look)
    interface_look(radio, now);
  scan_run(radio, now);
  setup_run(radio, now);
  join_run(radio, now);
}

/* Where pinhole-lease sends what it is told. */
static int leases_open(const radio_t *radio)
{
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  char path[RADIO_PATH];
  radio_path(radio, "lease.sock", path);
  if (strlen(path) >= sizeof address.sun_path) {
    errno = ENAMETOOLONG;
    return -1;
  }
  memcpy(address.sun_path, path, strlen(path));
  int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  unlink(path);
  if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof address) != 0 || chmod(path, 0600) != 0)
    return -1;
  return fd;
}

static bool radio_open(radio_t *radio)
{
  sigset_t mask;
  sigemptyset(&mask);
  sigaddset(&mask, SIGCHLD);
  sigaddset(&mask, SIGTERM);
  sigprocmask(SIG_SETMASK, &mask, NULL);
  signal(SIGPIPE, SIG_IGN);
  radio->signals = signalfd(-1, &mask, SFD_NONBLOCK | SFD_CLOEXEC);
  radio->leases = leases_open(radio);
  if (radio->signals >= 0 && radio->leases >= 0 && address_open(&radio->address))
    return true;
  log_error("the radio process cannot start: %s", strerror(errno));
  return false;
}

int radio_run(const radio_options_t *options, int guard)
{
  static radio_t radio;
  radio.options = *options;
  radio.guard = guard;
  radio.scan.due = radio.setup.due = radio.setup.look_at = RADIO_NEVER;
  radio.join.due = radio.join.gone = radio.join.check = RADIO_NEVER;
  if (!radio_open(&radio))
    return 1;
  while (!radio.over)
    turn(&radio);
  radio.setup.wanted = false;
  setup_down(&radio);
  join_stop(&radio);
  explicit_bzero(&radio.join.wanted, sizeof radio.join.wanted);
  return 0;
}
