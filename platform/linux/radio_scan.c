/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "linux/radio.h"

#include <errno.h>
#include <string.h>

#include "common/log.h"

#define LONGEST (30 * RADIO_SECOND)
#define AGAIN (RADIO_SECOND / 2) /* another scan is under way: of wpa_supplicant */
#define OLD_MS 5000              /* heard so long before the scan, a network is still there */
#define TOP_2_4 3000             /* MHz */

static void guard_told(radio_t *radio)
{
  for (unsigned i = 0; i < radio->scan.count; i++) {
    board_event_t event = {.kind = BOARD_HEARD, .heard = radio->scan.heard[i]};
    radio_tell(radio, 0, &event);
  }
  radio_tell(radio, 0, &(board_event_t){.kind = BOARD_SCANNED});
}

/* The scan is over, well or not: whoever waited for it goes on with what was heard last. */
static void over(radio_t *radio)
{
  unsigned purposes = radio->scan.purposes;
  radio->scan.under_way = false;
  radio->scan.due = RADIO_NEVER;
  radio->scan.purposes = 0;
  if (purposes & SCAN_FOR_GUARD)
    guard_told(radio);
  if (purposes & SCAN_FOR_JOIN)
    join_heard(radio);
  if (purposes & SCAN_FOR_SETUP)
    setup_settle(radio);
  if (radio->scan.purposes != 0 || radio->scan.waiting == 0)
    return;
  radio->scan.purposes = radio->scan.waiting;
  radio->scan.waiting = 0;
  radio->scan.due = radio->scan.began = radio_now(); /* from the loop, not from in here */
}

static unsigned channels_choose(const radio_t *radio, uint16_t channels[NL80211_CHANNELS])
{
  bool joins = (radio->scan.purposes & SCAN_FOR_JOIN) != 0; /* 2.4 GHz first: it reaches further */
  bool brief =
      radio->scan.purposes == SCAN_FOR_SETUP && radio->facts.always_scans; /* the rest can be heard later */
  bool low = (joins || brief || radio->options.low_band) && (radio->scan.purposes & SCAN_WIDE) == 0;
  unsigned count = 0;
  for (unsigned i = 0; i < radio->facts.count; i++) {
    if (!low || radio->facts.channels[i] < TOP_2_4)
      channels[count++] = radio->facts.channels[i];
  }
  return count;
}

static void begin(radio_t *radio)
{
  scan_t *scan = &radio->scan;
  const board_network_t *wanted = &radio->join.wanted;
  bool asks = (scan->purposes & SCAN_FOR_JOIN) != 0;
  uint16_t channels[NL80211_CHANNELS];
  if (radio->interface == 0) {
    over(radio);
    return;
  }
  nl80211_radio(&radio->nl, radio->interface, &radio->facts); /* the country may have changed it */
  nl80211_scan_t wanted_scan = {.count = channels_choose(radio, channels),
                                .channels = channels,
                                .passive = (scan->purposes & SCAN_PATIENT) != 0,
                                /* a router may be another one since; looking again adds to the first look */
                                .fresh = scan->purposes == SCAN_FOR_JOIN,
                                .ssid = wanted->ssid,
                                .ssid_length = asks ? wanted->ssid_length : 0};
  int code = nl80211_scan(&radio->nl, radio->interface, &wanted_scan);
  uint64_t now = radio_now();
  if (code == 0) {
    scan->under_way = true;
    scan->began = now;
    scan->due = now + LONGEST;
  } else if (code == -EBUSY && now - scan->began < LONGEST) {
    scan->due = now + AGAIN;
  } else {
    log_warning("the radio does not scan: %s", strerror(-code));
    over(radio);
  }
}

void scan_want(radio_t *radio, unsigned purpose)
{
  scan_t *scan = &radio->scan;
  bool own = (purpose & SCAN_FOR_JOIN) != 0; /* it asks by name, and on channels of its own */
  if (scan->purposes == 0) {
    scan->purposes = purpose;
    scan->began = radio_now();
    begin(radio);
  } else if (own && scan->purposes != purpose) {
    scan->waiting |= purpose;
  } else {
    scan->purposes |= purpose;
  }
}

void scan_take(radio_t *radio)
{
  scan_t *scan = &radio->scan;
  uint64_t now = radio_now();
  radio->nl.scanned = false;
  if (!scan->under_way || radio->nl.scanned_on != radio->interface)
    return;
  if (!radio->nl.scan_failed) {
    scan->count =
        nl80211_heard(&radio->nl, radio->interface, (uint32_t)((now - scan->began) / 1000000 + OLD_MS),
                      scan->heard, NL80211_HEARD);
    scan->heard_at = now;
  }
  over(radio);
}

void scan_run(radio_t *radio, uint64_t now)
{
  if (now < radio->scan.due)
    return;
  if (radio->scan.under_way) {
    log_warning("a scan did not end in time");
    over(radio);
  } else {
    begin(radio);
  }
}
