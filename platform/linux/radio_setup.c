/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The setup network: hostapd, and dnsmasq for addresses and names. */
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/log.h"
#include "linux/elements.h"
#include "linux/program.h"
#include "linux/radio.h"

#define AGAIN (5 * RADIO_SECOND)
#define LOOK (10 * RADIO_SECOND)  /* for phones */
#define FRESH (30 * RADIO_SECOND) /* what was heard so long ago is still good to choose a channel by */
#define ADDRESS "192.168.93.1"
#define PORTAL "--dhcp-option=114,http://192.168.93.1/" /* RFC 8910 */
#define EVERY_NAME "--address=/#/192.168.93.1"
#define NAP_MS 50

void setup_down(radio_t *radio)
{
  setup_t *setup = &radio->setup;
  if (setup->hostapd > 0 || setup->dnsmasq > 0)
    log_debug("the setup network goes down");
  program_end(setup->dnsmasq, RADIO_PATIENCE_MS);
  control_close(&setup->control);
  program_end(setup->hostapd, RADIO_PATIENCE_MS);
  if (setup->up && radio->interface != 0)
    address_set(&radio->address, setup->interface, NULL);
  setup->hostapd = setup->dnsmasq = 0;
  setup->up = false;
  setup->phones = 0;
  setup->due = setup->look_at = RADIO_NEVER;
}

/* An interface of its own, beside the one that joins networks; a radio that cannot have two uses the one, and joins
   nothing meanwhile. */
static bool interface_choose(radio_t *radio)
{
  setup_t *setup = &radio->setup;
  unsigned interface = if_nametoindex(RADIO_SETUP_INTERFACE);
  if (interface == 0) {
    int code = nl80211_interface_make(&radio->nl, radio->facts.wiphy, RADIO_SETUP_INTERFACE);
    interface = code == 0 ? if_nametoindex(RADIO_SETUP_INTERFACE) : 0;
  }
  if (interface == 0 && radio->join.state != JOIN_IDLE && radio->join.state != JOIN_WAITING) {
    log_warning("this radio cannot join a network and have a setup network at once");
    return false;
  }
  snprintf(setup->name, sizeof setup->name, "%s",
           interface != 0 ? RADIO_SETUP_INTERFACE : radio->options.interface);
  setup->interface = interface != 0 ? interface : radio->interface;
  return true;
}

/* The channel of the network that is joined, since the radio has but one; else the emptiest of the three that do not
   overlap. In MHz. */
static unsigned frequency_choose(radio_t *radio)
{
  static const unsigned choices[] = {2412, 2437, 2462};
  unsigned crowd[3] = {0};
  char value[16];
  if (radio->join.state == JOIN_JOINED && control_ask(&radio->join.control, "STATUS", true) &&
      control_value(radio->join.control.reply, radio->join.control.length, "freq", value, sizeof value))
    return (unsigned)strtoul(value, NULL, 10);
  for (unsigned i = 0; i < radio->scan.count; i++) {
    for (unsigned choice = 0; choice < 3; choice++) {
      int apart = abs((int)radio->scan.heard[i].frequency - (int)choices[choice]);
      crowd[choice] += apart < 25 ? 1u + radio->scan.heard[i].signal : 0;
    }
  }
  unsigned best = crowd[1] < crowd[0] ? 1 : 0;
  return choices[crowd[2] < crowd[best] ? 2 : best];
}

/* Write hostapd's configuration: in memory, for root alone. */
static bool configuration_write(radio_t *radio, const char *path)
{
  char text[2048];
  char folder[RADIO_PATH];
  unsigned frequency = frequency_choose(radio);
  radio_path(radio, "hostapd", folder);
  control_setup_t wanted = {.interface = radio->setup.name,
                            .folder = folder,
                            .country = radio->options.country,
                            .ssid = radio->setup.ssid,
                            .secret = radio->setup.secret,
                            .channel = elements_channel(frequency),
                            .five_ghz = frequency > 3000,
                            .protects = radio->facts.protects};
  size_t length = control_setup(&wanted, text, sizeof text);
  int fd = length == 0 ? -1 : open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
  bool written = fd >= 0 && write(fd, text, length) == (ssize_t)length;
  if (fd >= 0)
    close(fd);
  explicit_bzero(text, sizeof text);
  return written;
}

/* Wait until hostapd says that the network is there. */
static bool hostapd_waits(radio_t *radio)
{
  static const struct timespec nap = {.tv_nsec = NAP_MS * 1000000L};
  control_t *control = &radio->setup.control;
  char path[RADIO_PATH];
  char value[32] = "no answer";
  char name[64];
  snprintf(name, sizeof name, "hostapd/%s", radio->setup.name);
  radio_path(radio, name, path);
  if (!control_open(control, path, radio->options.run, radio->setup.hostapd, RADIO_START_MS)) {
    log_error("hostapd does not start");
    return false;
  }
  for (int waited = 0; waited < RADIO_START_MS; waited += NAP_MS) {
    if (!control_ask(control, "STATUS", true) ||
        !control_value(control->reply, control->length, "state", value, sizeof value))
      break;
    if (strcmp(value, "ENABLED") == 0)
      return true;
    nanosleep(&nap, NULL);
  }
  log_error("hostapd does not open the setup network (%s)", value);
  return false;
}

static bool hostapd_start(radio_t *radio)
{
  char path[RADIO_PATH];
  radio_path(radio, "hostapd.conf", path);
  if (!configuration_write(radio, path)) {
    log_error("%s: cannot be written", path);
    return false;
  }
  const char *const arguments[] = {"hostapd", path, NULL};
  radio->setup.hostapd = program_start(arguments, NULL);
  return radio->setup.hostapd > 0 && hostapd_waits(radio);
}

/* Every name is the camera's: a phone that looks whether it is online is led to the setup page. */
static bool dnsmasq_start(radio_t *radio)
{
  char interface[64];
  char leases[RADIO_PATH + 32];
  char path[RADIO_PATH];
  radio_path(radio, "setup.leases", path);
  snprintf(leases, sizeof leases, "--dhcp-leasefile=%s", path);
  snprintf(interface, sizeof interface, "--interface=%s", radio->setup.name);
  const char *const arguments[] = {"dnsmasq",
                                   "--keep-in-foreground",
                                   "--conf-file=/dev/null",
                                   "--pid-file",
                                   "--no-resolv",
                                   "--no-hosts",
                                   "--no-ping",
                                   "--bind-interfaces",
                                   "--except-interface=lo",
                                   "--user=root",
                                   "--dhcp-authoritative",
                                   "--dhcp-range=192.168.93.10,192.168.93.99,255.255.255.0,1h",
                                   PORTAL,
                                   EVERY_NAME,
                                   interface,
                                   leases,
                                   NULL};
  radio->setup.dnsmasq = program_start(arguments, NULL);
  return radio->setup.dnsmasq > 0;
}

static bool bring_up(radio_t *radio)
{
  setup_t *setup = &radio->setup;
  if (!hostapd_start(radio))
    return false;
  int code = address_set(&radio->address, setup->interface, ADDRESS "/24");
  if (code != 0)
    log_error("%s: the address " ADDRESS " cannot be set: %s", setup->name, strerror(-code));
  setup->up = code == 0 && dnsmasq_start(radio);
  return setup->up;
}

static bool joins_now(const radio_t *radio)
{
  return radio->join.state == JOIN_CONNECTING || radio->join.state == JOIN_ADDRESSING;
}

void setup_settle(radio_t *radio)
{
  setup_t *setup = &radio->setup;
  if (!setup->wanted) {
    setup_down(radio);
    setup->scanned = false;
    explicit_bzero(setup->secret, sizeof setup->secret);
    return;
  }
  if (setup->up || radio->interface == 0 || joins_now(radio))
    return;
  if (!radio->facts.access_point) {
    radio_works(radio, false);
    return;
  }
  bool fresh = radio->scan.heard_at != 0 && radio_now() - radio->scan.heard_at < FRESH;
  if (!fresh && !setup->scanned) { /* many radios cannot scan once they are an access point */
    setup->scanned = true;
    scan_want(radio, SCAN_FOR_SETUP);
    return;
  }
  if (((radio->scan.purposes | radio->scan.waiting) & SCAN_FOR_SETUP) != 0)
    return;
  setup_down(radio);
  if (!interface_choose(radio)) {
    setup->due = radio_now() + AGAIN;
    return;
  }
  if (bring_up(radio)) {
    log_note("the setup network %s is up", setup->ssid);
    radio_works(radio, true);
    setup->look_at = radio_now() + LOOK;
    return;
  }
  radio_works(radio, false);
  setup_down(radio);
  setup->due = radio_now() + AGAIN;
}

static void phone_seen(radio_t *radio)
{
  radio_tell(radio, 0, &(board_event_t){.kind = BOARD_PHONE});
}

void setup_take(radio_t *radio)
{
  control_event_t event;
  while (control_next(&radio->setup.control, &event)) {
    if (event.kind == CONTROL_STATION) {
      radio->setup.phones++;
      log_note("a phone joined the setup network");
      phone_seen(radio);
    } else if (event.kind == CONTROL_STATION_GONE && radio->setup.phones > 0) {
      radio->setup.phones--;
    }
  }
}

void setup_child(radio_t *radio, pid_t pid)
{
  setup_t *setup = &radio->setup;
  if (pid <= 0 || (pid != setup->hostapd && pid != setup->dnsmasq))
    return;
  log_error("%s ended; the setup network is opened again", pid == setup->hostapd ? "hostapd" : "dnsmasq");
  if (pid == setup->hostapd)
    setup->hostapd = 0;
  else
    setup->dnsmasq = 0;
  setup_down(radio);
  setup->due = radio_now() + RADIO_SECOND;
}

void setup_run(radio_t *radio, uint64_t now)
{
  setup_t *setup = &radio->setup;
  if (now >= setup->due) {
    setup->due = RADIO_NEVER;
    setup_settle(radio);
  }
  if (now < setup->look_at)
    return;
  setup->look_at = now + LOOK;
  nl80211_station_t phones = nl80211_stations(&radio->nl, setup->interface);
  setup->phones = phones.count;
  if (phones.count > 0 && (uint64_t)phones.inactive * 1000000 < LOOK)
    phone_seen(radio);
}
