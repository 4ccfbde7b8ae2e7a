/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the radio tells, and what the guard makes of it for those who ask. */
#include "guard/process.h"

#include <string.h>

#include "common/log.h"
#include "ie.h"
#include "names.h"
#include "vocabulary.h"

#define FIVE_GHZ 3000 /* MHz: above this it is no 2.4 GHz network */
#define WEAK 10

board_network_t wifi_network(const owner_t *owner)
{
  board_network_t network = {.ssid_length = owner->ssid_length,
                             .passphrase_length = owner->passphrase_length,
                             .security = owner->security,
                             .hidden = owner->hidden};
  memcpy(network.ssid, owner->ssid, sizeof network.ssid);
  memcpy(network.passphrase, owner->passphrase, sizeof network.passphrase);
  return network;
}

static uint8_t usable(const guard_process_t *process, const board_heard_t *heard, uint8_t security)
{
  if (security >= SECURITY_ENTERPRISE)
    return REASON_UNSUPPORTED_SECURITY;
  if (heard->frequency > FIVE_GHZ && !board_joins_five_ghz(process->board))
    return REASON_FIVE_GHZ_ONLY;
  return heard->signal < WEAK ? REASON_WEAK_SIGNAL : REASON_NONE;
}

static void heard_add(guard_process_t *process, const board_heard_t *heard)
{
  ie_network_t read = {0};
  if (!ie_read(heard->elements, heard->length, heard->privacy, &read)) {
    log_debug("a network with malformed elements was passed over");
    return;
  }
  if (read.ssid_length == 0 || process->heard_count == GUARD_NETWORKS)
    return; /* hidden: nothing to choose by */
  message_network_t *network = &process->heard[process->heard_count++];
  memset(network, 0, sizeof *network);
  network->ssid_length = read.ssid_length;
  memcpy(network->ssid, read.ssid, read.ssid_length);
  network->bssid_length = sizeof heard->bssid;
  memcpy(network->bssid, heard->bssid, sizeof heard->bssid);
  network->frequency = heard->frequency;
  network->signal = heard->signal;
  network->security = read.security;
  network->usable = usable(process, heard, read.security);
}

/* A network that is on both bands is listed once where the radio uses one of them only. */
static bool has_usable_twin(const guard_process_t *process, const message_network_t *network)
{
  for (uint16_t i = 0; i < process->heard_count; i++) {
    const message_network_t *other = &process->heard[i];
    if (other->ssid_length == network->ssid_length &&
        memcmp(other->ssid, network->ssid, network->ssid_length) == 0 && other->usable == REASON_NONE)
      return true;
  }
  return false;
}

static void scan_ended(guard_process_t *process)
{
  process->scanning = false;
  process->network_count = 0;
  for (uint16_t i = 0; i < process->heard_count; i++) {
    const message_network_t *network = &process->heard[i];
    if (network->usable == REASON_FIVE_GHZ_ONLY && has_usable_twin(process, network))
      continue;
    process->networks[process->network_count++] = *network;
  }
  for (uint16_t i = 0; i < process->network_count; i++) {
    process->networks[i].index = i;
    process->networks[i].count = process->network_count;
  }
  process->heard_count = 0;
  peers_networks(process);
}

static void linked(guard_process_t *process, const board_event_t *event)
{
  memcpy(process->address, event->address, sizeof process->address);
  process->signal = event->signal;
  process->stage = STAGE_ADDRESSED;
  if (event->kind == BOARD_JOINED && process->tries_candidate)
    process_event(process, EVENT_JOIN_SUCCEEDED, 0, NULL);
  else
    process_event(process, EVENT_LINK_RESTORED, 0, NULL);
}

void wifi_event(guard_process_t *process, const board_event_t *event)
{
  switch ((enum board_event_kind)event->kind) {
  case BOARD_NOTHING:
    return;
  case BOARD_JOINED:
  case BOARD_LINK_RESTORED:
    linked(process, event);
    return;
  case BOARD_STAGE:
    process->stage = event->stage;
    if (event->signal > 0)
      process->signal = event->signal;
    return;
  case BOARD_JOIN_FAILED:
    process->stage = STAGE_NONE;
    log_note("%s: %s",
             process->tries_candidate ? "the network was not joined" : "the home network was not joined",
             reason_sentence(event->reason));
    if (process->tries_candidate)
      process_event(process, EVENT_JOIN_FAILED, event->reason, NULL);
    return;
  case BOARD_LINK_LOST:
    process->address[0] = '\0';
    process->signal = 0;
    process->stage = STAGE_NONE;
    process_event(process, EVENT_LINK_LOST, 0, NULL);
    return;
  case BOARD_PHONE:
    process_event(process, EVENT_PHONE_SEEN, 0, NULL);
    return;
  case BOARD_HEARD:
    heard_add(process, &event->heard);
    return;
  case BOARD_SCANNED:
    scan_ended(process);
    return;
  case BOARD_RADIO_BROKEN:
  case BOARD_RADIO_WELL:
    process->radio_broken = event->kind == BOARD_RADIO_BROKEN;
    light_show(process, process->output.light);
    return;
  case BOARD_GONE:
    log_error("the board is gone");
    process->over = true;
    return;
  }
}
