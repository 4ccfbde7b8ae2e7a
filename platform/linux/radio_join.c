/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Joining a network: look for it, connect by wpa_supplicant, get an address by udhcpc; again and again where it is to be
   kept. Each try has its own wpa_supplicant, so that nothing of an earlier one is left. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "ie.h"
#include "linux/elements.h"
#include "linux/program.h"
#include "linux/radio.h"
#include "vocabulary.h"

#define CONNECTING (20 * RADIO_SECOND)
#define ADDRESSING (20 * RADIO_SECOND)
#define GRACE (3 * RADIO_SECOND)  /* a connection that is back by then was never lost */
#define CHECK (10 * RADIO_SECOND) /* of the signal */
#define GATEWAY (RADIO_SECOND)    /* of the gateway, until it answers */
#define GATEWAY_ASKS 8
#define BUSY (15 * RADIO_SECOND) /* while a phone is on the setup network */
#define DOUBTS 2
#define WEAK 20 /* of 100: -90 dBm */
#define FREQUENCIES 12

static void join_lost(radio_t *radio);

/* --- ending --- */

void join_stop(radio_t *radio)
{
  join_t *join = &radio->join;
  program_end(join->dhcp, RADIO_PATIENCE_MS);
  control_close(&join->control);
  program_end(join->supplicant, RADIO_PATIENCE_MS);
  if ((join->state == JOIN_ADDRESSING || join->state == JOIN_JOINED) && radio->interface != 0)
    address_set(&radio->address, radio->interface, NULL);
  join->dhcp = join->supplicant = 0;
  join->due = join->gone = join->check = RADIO_NEVER;
  join->state = JOIN_IDLE;
}

static void wait_again(radio_t *radio)
{
  static const uint8_t seconds[] = {5, 10, 20, 40, 60};
  join_t *join = &radio->join;
  unsigned last = sizeof seconds - 1;
  unsigned step = join->failures < last ? join->failures : last;
  join->failures++;
  join->state = JOIN_WAITING;
  join->due = radio_now() + seconds[step] * RADIO_SECOND;
}

/* The try failed. */
static void join_fail(radio_t *radio, uint8_t reason)
{
  join_t *join = &radio->join;
  board_event_t event = {.kind = BOARD_JOIN_FAILED, .reason = reason};
  join_stop(radio);
  if (!join->was_joined)
    radio_tell(radio, join->id, &event);
  if (join->keep)
    wait_again(radio);
  setup_settle(radio);
}

/* --- looking --- */

static void stage_tell(radio_t *radio, uint8_t stage)
{
  board_event_t event = {.kind = BOARD_STAGE, .stage = stage, .signal = radio->join.heard_signal};
  radio_tell(radio, radio->join.id, &event);
}

void join_begin(radio_t *radio)
{
  join_t *join = &radio->join;
  join->state = JOIN_SEARCHING;
  join->due = RADIO_NEVER;
  join->looks = 0;
  scan_want(radio, SCAN_FOR_JOIN);
}

static bool is_wanted(const board_network_t *wanted, const board_heard_t *heard, uint8_t *security)
{
  ie_network_t read = {0};
  if (!ie_read(heard->elements, heard->length, heard->privacy, &read) ||
      read.ssid_length != wanted->ssid_length || memcmp(read.ssid, wanted->ssid, read.ssid_length) != 0)
    return false;
  *security = read.security;
  return true;
}

/* A frequency more to connect on. */
static void frequency_add(join_t *join, unsigned frequency)
{
  char one[16];
  size_t length = strlen(join->frequencies);
  snprintf(one, sizeof one, "%u", frequency);
  if (strstr(join->frequencies, one) == NULL)
    snprintf(join->frequencies + length, sizeof join->frequencies - length, "%s%s", length > 0 ? " " : "",
             one);
}

/* Where the wanted network is, and how it is secured. Returns enum reason. */
static uint8_t network_find(radio_t *radio)
{
  join_t *join = &radio->join;
  bool other_band = false;
  uint8_t reason = REASON_NOT_FOUND;
  join->frequencies[0] = '\0';
  join->heard_signal = 0;
  for (unsigned i = 0; i < radio->scan.count; i++) {
    const board_heard_t *heard = &radio->scan.heard[i];
    control_security_t ways;
    uint8_t security;
    if (!is_wanted(&join->wanted, heard, &security))
      continue;
    if (heard->frequency > 3000 && radio->options.low_band) {
      other_band = true;
      continue;
    }
    uint8_t why = control_security(&join->wanted, security, &ways);
    if (why == REASON_NONE && heard->signal >= join->heard_signal) {
      join->heard_signal = heard->signal;
      join->security = security;
    }
    if (why == REASON_NONE)
      frequency_add(join, heard->frequency);
    reason = reason == REASON_NONE ? REASON_NONE : why;
  }
  return reason == REASON_NOT_FOUND && other_band ? REASON_FIVE_GHZ_ONLY : reason;
}

/* --- connecting --- */

static bool supplicant_start(radio_t *radio)
{
  join_t *join = &radio->join;
  char folder[RADIO_PATH];
  char path[RADIO_PATH];
  char name[64];
  radio_path(radio, "wpa", folder);
  snprintf(name, sizeof name, "wpa/%s", radio->options.interface);
  radio_path(radio, name, path);
  unlink(path); /* of one that was ended by force */
  const char *const arguments[] = {"wpa_supplicant", "-i", radio->options.interface, "-D", "nl80211", "-C",
                                   folder,           NULL};
  join->supplicant = program_start(arguments, NULL);
  if (join->supplicant > 0 &&
      control_open(&join->control, path, radio->options.run, join->supplicant, RADIO_START_MS))
    return true;
  log_error("wpa_supplicant does not start");
  return false;
}

/* Give wpa_supplicant the network, setting by setting, and let it connect. */
static bool network_give(join_t *join)
{
  static char settings[CONTROL_SETTINGS][CONTROL_SETTING];
  char request[CONTROL_SETTING + 32];
  char number[8] = "";
  control_security_t security;
  control_t *control = &join->control;
  control_security(&join->wanted, join->security, &security);
  unsigned count = control_settings(&join->wanted, &security, join->frequencies, settings);
  control_ask(control, "SET sae_pwe 2", false);
  bool good = count > 0 && control_ask(control, "ADD_NETWORK", true) && control->length > 0 &&
              control->length < sizeof number;
  if (good)
    snprintf(number, sizeof number, "%.*s", (int)strcspn(control->reply, "\n"), control->reply);
  for (unsigned i = 0; i < count && good; i++) {
    snprintf(request, sizeof request, "SET_NETWORK %s %s", number, settings[i]);
    good = control_ask(control, request, false);
    if (!good)
      log_error("wpa_supplicant does not take the network's %.*s", (int)strcspn(settings[i], " "),
                settings[i]);
  }
  snprintf(request, sizeof request, "SELECT_NETWORK %s", number);
  good = good && control_ask(control, request, false);
  explicit_bzero(settings, sizeof settings);
  explicit_bzero(request, sizeof request);
  return good;
}

static void connect_begin(radio_t *radio)
{
  join_t *join = &radio->join;
  stage_tell(radio, STAGE_FOUND);
  if (join->security == SECURITY_OPEN)
    log_warning("the network to join is open: whoever is near can listen");
  join->state = JOIN_CONNECTING;
  join->doubts = 0;
  setup_down(radio); /* the radio has but one channel */
  if (!supplicant_start(radio) || !network_give(join)) {
    radio_works(radio, false);
    join_fail(radio, REASON_TIMED_OUT);
    return;
  }
  join->due = radio_now() + CONNECTING;
}

/* Look again, longer and wider, before it is said that the network is not there. Returns whether it does. */
static bool look_again(radio_t *radio)
{
  static const unsigned looks[] = {SCAN_FOR_JOIN, SCAN_FOR_JOIN | SCAN_PATIENT, SCAN_FOR_JOIN | SCAN_WIDE,
                                   SCAN_FOR_JOIN | SCAN_WIDE | SCAN_PATIENT};
  unsigned last = radio->facts.five_ghz ? 3 : 1;
  if (radio->join.looks >= last)
    return false;
  scan_want(radio, looks[++radio->join.looks]);
  return true;
}

void join_heard(radio_t *radio)
{
  join_t *join = &radio->join;
  if (join->state != JOIN_SEARCHING)
    return;
  uint8_t reason = radio->interface == 0 ? REASON_NOT_FOUND : network_find(radio);
  if (radio->interface != 0 && reason == REASON_NOT_FOUND && look_again(radio))
    return;
  if (reason == REASON_NONE && join->keep && radio->setup.up && radio->setup.phones > 0) {
    join->state = JOIN_WAITING; /* a phone is being set up with: not now */
    join->due = radio_now() + BUSY;
    return;
  }
  if (reason == REASON_NONE)
    connect_begin(radio);
  else
    join_fail(radio, reason);
}

/* --- an address --- */

static bool dhcp_start(radio_t *radio)
{
  static char socket_path[RADIO_PATH + 32];
  static char paths[] = "PATH=" PROGRAM_PATHS;
  static char *const environment[] = {paths, socket_path, NULL};
  char hook[RADIO_PATH];
  char path[RADIO_PATH];
  ssize_t length = readlink("/proc/self/exe", hook, sizeof hook - 32);
  char *slash = length <= 0 ? NULL : memrchr(hook, '/', (size_t)length);
  if (slash == NULL)
    return false;
  memcpy(slash + 1, "pinhole-lease", 14);
  radio_path(radio, "lease.sock", path);
  snprintf(socket_path, sizeof socket_path, "%s=%s", LEASE_VARIABLE, path);
  const char *const arguments[] = {
      "udhcpc", "-f", "-i", radio->options.interface, "-s", hook, "-t", "6", "-T", "2", "-A",
      "5",      "-R", "-x", "hostname:pinhole",       NULL};
  radio->join.dhcp = program_start(arguments, environment);
  return radio->join.dhcp > 0;
}

static void connected(radio_t *radio)
{
  join_t *join = &radio->join;
  join->gone = RADIO_NEVER;
  if (join->state != JOIN_CONNECTING)
    return;
  stage_tell(radio, STAGE_ACCEPTED);
  join->state = JOIN_ADDRESSING;
  join->due = radio_now() + ADDRESSING;
  if (!dhcp_start(radio)) {
    log_error("udhcpc cannot be started: %s", strerror(errno));
    join_fail(radio, REASON_NO_ADDRESS);
  }
}

/* Whom to ask for names, for programs that do. */
static void names_write(const radio_t *radio, const lease_t *lease)
{
  char path[RADIO_PATH];
  radio_path(radio, "resolv.conf", path);
  int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644);
  for (unsigned i = 0; fd >= 0 && i < lease->name_count; i++)
    dprintf(fd, "nameserver %s\n", lease->names[i]);
  if (fd >= 0)
    close(fd);
}

/* What a joined network's gateway has shown so far. */
static uint8_t stage_joined(const join_t *join)
{
  if (join->reachable)
    return STAGE_REACHABLE;
  return join->lease.gateway[0] == '\0' || join->asked > GATEWAY_ASKS ? STAGE_NO_GATEWAY : STAGE_ADDRESSED;
}

static void joined_tell(radio_t *radio)
{
  join_t *join = &radio->join;
  board_event_t event = {.kind = join->was_joined ? BOARD_LINK_RESTORED : BOARD_JOINED,
                         .signal = join->heard_signal};
  snprintf(event.address, sizeof event.address, "%.*s", (int)strcspn(join->lease.address, "/"),
           join->lease.address);
  radio_tell(radio, join->id, &event);
  stage_tell(radio, stage_joined(join));
}

static void joined(radio_t *radio)
{
  join_t *join = &radio->join;
  join->state = JOIN_JOINED;
  join->due = RADIO_NEVER;
  join->failures = join->asked = 0;
  join->reachable = false;
  radio_works(radio, true);
  join->check = radio_now() + GATEWAY / 2;
  log_note("joined, address %s, gateway %s", join->lease.address,
           join->lease.gateway[0] == '\0' ? "none" : join->lease.gateway);
  if (join->lease.gateway[0] == '\0')
    log_warning("the network gave an address and no gateway: the camera is reached from this network alone");
  joined_tell(radio);
  join->was_joined = true;
  setup_settle(radio);
}

void join_lease(radio_t *radio, const lease_t *lease)
{
  join_t *join = &radio->join;
  bool joined_already = join->state == JOIN_JOINED;
  if (join->state != JOIN_ADDRESSING && !joined_already)
    return;
  if (lease->kind == LEASE_LOST && joined_already) {
    log_warning("the lease is lost");
    join_lost(radio);
  }
  if (lease->kind != LEASE_BOUND || (joined_already && strcmp(lease->address, join->lease.address) == 0))
    return;
  join->lease = *lease;
  int code = address_set(&radio->address, radio->interface, lease->address);
  if (code == 0 && lease->gateway[0] != '\0')
    code = address_gateway(&radio->address, radio->interface, lease->gateway);
  if (code != 0) {
    log_error("the address %s cannot be used: %s", lease->address, strerror(-code));
    join_fail(radio, REASON_NO_ADDRESS);
    return;
  }
  names_write(radio, lease);
  if (joined_already)
    joined_tell(radio); /* another address */
  else
    joined(radio);
}

/* --- while it is joined --- */

/* The network went away: tell, and look for it, for ever. */
static void join_lost(radio_t *radio)
{
  join_t *join = &radio->join;
  bool keep = join->keep;
  uint32_t id = join->id;
  log_warning("the network is lost");
  join_stop(radio);
  join->heard_signal = 0;
  radio_tell(radio, id, &(board_event_t){.kind = BOARD_LINK_LOST});
  if (keep)
    join_begin(radio);
}

static void signal_check(radio_t *radio)
{
  join_t *join = &radio->join;
  nl80211_station_t station = nl80211_stations(&radio->nl, radio->interface);
  uint8_t signal = elements_signal(station.dbm);
  if (station.count == 0)
    return;
  log_debug("signal %d dBm, %u kbit/s", station.dbm, station.bitrate);
  if (signal < WEAK && !join->weak)
    log_warning("the signal is weak (%d dBm): the camera may lose the network", station.dbm);
  join->weak = signal < WEAK;
  if (signal != join->heard_signal) {
    join->heard_signal = signal;
    stage_tell(radio, stage_joined(join));
  }
}

/* Whether the gateway is there: it answers who it is, as every host must that is spoken to. It may come later. */
static void gateway_check(radio_t *radio)
{
  join_t *join = &radio->join;
  if (join->reachable || join->lease.gateway[0] == '\0')
    return;
  join->reachable = address_answers(&radio->address, radio->interface, join->lease.gateway);
  if (join->reachable) {
    stage_tell(radio, STAGE_REACHABLE);
    return;
  }
  if (join->asked <= GATEWAY_ASKS && join->asked++ == GATEWAY_ASKS) {
    log_warning("the gateway %s does not answer", join->lease.gateway);
    stage_tell(radio, STAGE_NO_GATEWAY);
  }
  address_ask(join->lease.gateway);
}

static void joined_check(radio_t *radio, uint64_t now)
{
  join_t *join = &radio->join;
  gateway_check(radio);
  signal_check(radio);
  bool asks = !join->reachable && join->lease.gateway[0] != '\0' && join->asked <= GATEWAY_ASKS;
  join->check = now + (asks ? GATEWAY : CHECK);
}

static void doubt(radio_t *radio, uint8_t reason)
{
  join_t *join = &radio->join;
  if (join->state == JOIN_CONNECTING && ++join->doubts >= DOUBTS)
    join_fail(radio, join->heard_signal < WEAK ? REASON_WEAK_SIGNAL : reason);
}

static void disconnected(radio_t *radio)
{
  join_t *join = &radio->join;
  if (join->state == JOIN_JOINED && join->gone == RADIO_NEVER)
    join->gone = radio_now() + GRACE;
  if (join->state != JOIN_ADDRESSING)
    return;
  program_end(join->dhcp, RADIO_PATIENCE_MS);
  join->dhcp = 0;
  join->state = JOIN_CONNECTING; /* within the time that is left */
}

void join_take(radio_t *radio)
{
  join_t *join = &radio->join;
  control_event_t event;
  while (control_next(&join->control, &event)) {
    if (event.kind == CONTROL_CONNECTED)
      connected(radio);
    else if (event.kind == CONTROL_DISCONNECTED)
      disconnected(radio);
    else if (event.kind == CONTROL_FAILED && join->state == JOIN_CONNECTING)
      join_fail(radio, event.reason);
    else if (event.kind == CONTROL_DOUBTFUL)
      doubt(radio, event.reason);
  }
}

void join_gone(radio_t *radio)
{
  join_t *join = &radio->join;
  if (join->state == JOIN_JOINED)
    join_lost(radio);
  else if (join->state == JOIN_CONNECTING || join->state == JOIN_ADDRESSING)
    join_fail(radio, REASON_TIMED_OUT);
}

void join_child(radio_t *radio, pid_t pid)
{
  join_t *join = &radio->join;
  if (pid <= 0 || (pid != join->supplicant && pid != join->dhcp))
    return;
  log_error("%s ended", pid == join->dhcp ? "udhcpc" : "wpa_supplicant");
  if (pid == join->dhcp) {
    join->dhcp = 0;
    if (join->state == JOIN_ADDRESSING)
      join_fail(radio, REASON_NO_ADDRESS);
    else if (join->state == JOIN_JOINED && !dhcp_start(radio))
      join_lost(radio);
    return;
  }
  join->supplicant = 0;
  join_gone(radio);
}

void join_run(radio_t *radio, uint64_t now)
{
  join_t *join = &radio->join;
  if (now >= join->gone) {
    join->gone = RADIO_NEVER;
    join_lost(radio);
  }
  if (join->state == JOIN_JOINED && now >= join->check)
    joined_check(radio, now);
  if (now < join->due)
    return;
  join->due = RADIO_NEVER;
  if (join->state == JOIN_WAITING)
    join_begin(radio);
  else if (join->state == JOIN_CONNECTING)
    join_fail(radio, join->heard_signal < WEAK ? REASON_WEAK_SIGNAL : REASON_TIMED_OUT);
  else if (join->state == JOIN_ADDRESSING)
    join_fail(radio, REASON_NO_ADDRESS);
}

/* --- orders --- */

static bool same_network(const board_network_t *a, const board_network_t *b)
{
  return a->ssid_length == b->ssid_length && a->passphrase_length == b->passphrase_length &&
         memcmp(a->ssid, b->ssid, a->ssid_length) == 0 &&
         memcmp(a->passphrase, b->passphrase, a->passphrase_length) == 0;
}

void join_order(radio_t *radio, const radio_order_t *order)
{
  join_t *join = &radio->join;
  bool joins = order->kind == RADIO_JOIN;
  if (joins && join->state == JOIN_JOINED && same_network(&join->wanted, &order->network)) {
    join->keep = order->keep;
    join->id = order->id;
    join->was_joined = false;
    joined_tell(radio); /* it is there already */
    join->was_joined = true;
    return;
  }
  join_stop(radio);
  join->id = order->id;
  join->keep = joins && order->keep;
  join->was_joined = false;
  join->failures = 0;
  explicit_bzero(&join->wanted, sizeof join->wanted);
  if (joins) {
    join->wanted = order->network;
    join_begin(radio);
    return;
  }
  setup_settle(radio);
}
