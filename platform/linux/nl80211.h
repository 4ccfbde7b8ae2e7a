/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The kernel's Wi-Fi, by generic netlink: what the radio can, scans, stations, interfaces. */
#ifndef LINUX_NL80211_H
#define LINUX_NL80211_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "board.h"

#define NL80211_CHANNELS 64
#define NL80211_HEARD 64

struct nl_sock;

typedef struct {
  struct nl_sock *requests;
  struct nl_sock *events;
  int family;
  bool scanned;        /* a scan has ended since the last look */
  bool scan_failed;    /* ... without results */
  unsigned scanned_on; /* the interface that it was of */
} nl80211_t;

/* What the radio of an interface can. */
typedef struct {
  uint32_t wiphy;
  bool access_point; /* it can be one */
  bool protects;     /* management frames (802.11w), which WPA3 needs */
  bool five_ghz;
  bool always_scans;                   /* also while it is an access point */
  uint16_t channels[NL80211_CHANNELS]; /* MHz, those that the country allows to listen on */
  bool silent[NL80211_CHANNELS];       /* ... where nothing may be sent first */
  unsigned count;
} nl80211_radio_t;

/* What to scan. */
typedef struct {
  const uint16_t *channels; /* MHz */
  unsigned count;           /* 0: all there are */
  bool passive;             /* listen, and ask nobody */
  bool fresh;               /* forget what was heard before */
  const uint8_t *ssid;      /* a hidden network to ask for as well */
  size_t ssid_length;       /* 0: none */
} nl80211_scan_t;

/* How a station is heard. */
typedef struct {
  unsigned count;    /* of stations: 1 where the interface is joined to a network */
  int dbm;           /* of the last of them */
  uint32_t bitrate;  /* kbit/s */
  uint32_t inactive; /* ms since the last sign of any of them */
} nl80211_station_t;

/** Open. Returns false with errno set; ENOENT: the kernel has no Wi-Fi (yet). */
bool nl80211_open(nl80211_t *nl);

/** Let go of it. */
void nl80211_close(nl80211_t *nl);

/** The descriptor that is readable when events wait. */
int nl80211_descriptor(const nl80211_t *nl);

/** Take the events that wait. */
void nl80211_take(nl80211_t *nl);

/** What the radio can. Returns 0 or a negative errno. */
int nl80211_radio(nl80211_t *nl, unsigned interface, nl80211_radio_t *radio);

/** Set the regulatory domain; it is in force a moment later. Returns 0 or a negative errno. */
int nl80211_country(nl80211_t *nl, const char country[3]);

/** Start a scan. Returns 0 or a negative errno: -EBUSY where one is under way. */
int nl80211_scan(nl80211_t *nl, unsigned interface, const nl80211_scan_t *scan);

/** What was heard within the last `ms` milliseconds: at most `room` networks. Returns their number. */
unsigned nl80211_heard(nl80211_t *nl, unsigned interface, uint32_t ms, board_heard_t *heard, unsigned room);

/** The stations of an interface. */
nl80211_station_t nl80211_stations(nl80211_t *nl, unsigned interface);

/** Make an interface that is to be an access point. Returns 0 or a negative errno. */
int nl80211_interface_make(nl80211_t *nl, uint32_t wiphy, const char *name);

#endif
