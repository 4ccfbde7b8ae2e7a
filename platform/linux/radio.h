/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The radio process: one loop, three things at work in it. It may block for a moment (a program that starts, a kernel that
   answers), never for long, and everything that could hang is a child that can be ended. */
#ifndef LINUX_RADIO_H
#define LINUX_RADIO_H

#include "linux/address.h"
#include "linux/control.h"
#include "linux/lease_text.h"
#include "linux/nl80211.h"
#include "linux/radio_link.h"

#define RADIO_NEVER UINT64_MAX
#define RADIO_SECOND UINT64_C(1000000000)
#define RADIO_PATH 640
#define RADIO_SETUP_INTERFACE "setup0"
#define RADIO_PATIENCE_MS 3000 /* for a program that ends */
#define RADIO_START_MS 15000   /* for one that starts, on a slow card */

/* What a scan is for; several may wait for one. */
enum radio_scan {
  SCAN_FOR_GUARD = 1,
  SCAN_FOR_JOIN = 2, /* asks for the wanted network by name too */
  SCAN_FOR_SETUP = 4,
  SCAN_WIDE = 8,    /* with JOIN: 5 GHz too, whatever the bands to use */
  SCAN_PATIENT = 16 /* with JOIN: only listens, and longer on each channel: for who answers late */
};

enum join_state { JOIN_IDLE, JOIN_SEARCHING, JOIN_CONNECTING, JOIN_ADDRESSING, JOIN_JOINED, JOIN_WAITING };

typedef struct {
  unsigned purposes; /* of enum radio_scan, of the scan at hand; 0: there is none */
  unsigned waiting;  /* of the one after it */
  bool under_way;
  uint64_t began;
  uint64_t due;      /* it has failed, or is tried again */
  uint64_t heard_at; /* 0: never */
  board_heard_t heard[NL80211_HEARD];
  unsigned count;
} scan_t;

typedef struct {
  bool wanted;
  bool scanned; /* since it is wanted */
  bool up;
  char ssid[33];
  char secret[64];
  char name[BOARD_FILE_INTERFACE]; /* of its interface */
  unsigned interface;
  pid_t hostapd, dnsmasq;
  control_t control;
  uint64_t due;     /* it is tried again */
  uint64_t look_at; /* for phones */
  unsigned phones;
} setup_t;

typedef struct {
  uint8_t state; /* enum join_state */
  board_network_t wanted;
  bool keep;
  uint32_t id;
  bool was_joined;
  uint64_t due;   /* the state ends, badly */
  uint64_t gone;  /* joined, but not connected: lost then */
  uint64_t check; /* joined: look at signal and gateway */
  unsigned looks, failures, doubts, asked;
  uint8_t heard_signal;
  uint8_t security; /* heard: enum security */
  char frequencies[96];
  pid_t supplicant, dhcp;
  control_t control;
  lease_t lease;
  bool reachable, weak;
} join_t;

typedef struct {
  radio_options_t options;
  int guard, signals, leases;
  bool over;
  nl80211_t nl;
  address_t address;
  bool kernel; /* nl is open */
  unsigned interface;
  uint64_t look; /* for the interface */
  bool missed;   /* it was told that there is none */
  bool told;     /* the guard knows whether it works */
  bool works;
  nl80211_radio_t facts;
  scan_t scan;
  setup_t setup;
  join_t join;
} radio_t;

/** CLOCK_MONOTONIC in nanoseconds. */
uint64_t radio_now(void);

/** Tell the guard; `id` of the join that it is about, 0 of none. */
void radio_tell(radio_t *radio, uint32_t id, const board_event_t *event);

/** Tell the guard whether the radio does what is asked of it, where that has changed. */
void radio_works(radio_t *radio, bool works);

/** A path in the run folder. */
void radio_path(const radio_t *radio, const char *name, char path[RADIO_PATH]);

/* --- radio_scan.c --- */

/** Scan for a purpose, of enum radio_scan. */
void scan_want(radio_t *radio, unsigned purpose);

/** A scan has ended. */
void scan_take(radio_t *radio);

/** What is due. */
void scan_run(radio_t *radio, uint64_t now);

/* --- radio_setup.c --- */

/** Bring the setup network up, or take it down, as it is wanted and can be now. */
void setup_settle(radio_t *radio);

/** Take it down, for now. */
void setup_down(radio_t *radio);

/** hostapd has something to say. */
void setup_take(radio_t *radio);

/** A child has ended. */
void setup_child(radio_t *radio, pid_t pid);

/** What is due. */
void setup_run(radio_t *radio, uint64_t now);

/* --- radio_join.c --- */

/** Carry out an order to join or to leave. */
void join_order(radio_t *radio, const radio_order_t *order);

/** Begin a try. */
void join_begin(radio_t *radio);

/** The scan for the join is over. */
void join_heard(radio_t *radio);

/** wpa_supplicant has something to say. */
void join_take(radio_t *radio);

/** The DHCP client told of the lease. */
void join_lease(radio_t *radio, const lease_t *lease);

/** A child has ended. */
void join_child(radio_t *radio, pid_t pid);

/** What is due. */
void join_run(radio_t *radio, uint64_t now);

/** The interface is gone. */
void join_gone(radio_t *radio);

/** Stop at once, telling nothing. */
void join_stop(radio_t *radio);

#endif
