/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What hostapd and wpa_supplicant say on their control sockets, and what is said to them. Texts are of any content and
   need not end in NUL. */
#ifndef LINUX_CONTROL_TEXT_H
#define LINUX_CONTROL_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "board.h"

enum control_event {
  CONTROL_OTHER,        /* nothing that matters here */
  CONTROL_CONNECTED,    /* the network took the camera */
  CONTROL_DISCONNECTED, /* it is not connected any more */
  CONTROL_FAILED,       /* it does not take the camera, for a reason */
  CONTROL_DOUBTFUL,     /* a try failed, for a reason that may pass: the second one counts */
  CONTROL_STATION,      /* a phone joined the setup network */
  CONTROL_STATION_GONE,
  CONTROL_ENDING /* the program is about to end */
};

typedef struct {
  uint8_t kind;   /* enum control_event */
  uint8_t reason; /* with FAILED and DOUBTFUL: enum reason */
} control_event_t;

/** Read an event: a level like <3>, and a line. */
control_event_t control_event_read(const char *text, size_t length);

/** The value of `key` in a reply of key=value lines. Returns false where it is not there or longer than `room` holds. */
bool control_value(const char *text, size_t length, const char *key, char *value, size_t room);

/** Whether a reply is the word alone ("OK"), a line end after it or not. */
bool control_is(const char *text, size_t length, const char *word);

/** Write bytes as hexadecimal digits and a NUL; `text` holds 2 * length + 1. */
void control_hex(const uint8_t *bytes, size_t length, char *text);

/** How a network is to be joined, from what is heard of it. */
typedef struct {
  const char *key_management;
  uint8_t protection; /* of management frames: 0 none, 1 may be, 2 must be */
  bool psk, sae;      /* which secrets are given */
} control_security_t;

/** Choose. Returns enum reason: NONE, or why the network cannot be joined as it is wanted. */
uint8_t control_security(const board_network_t *wanted, uint8_t heard, control_security_t *security);

#define CONTROL_SETTINGS 12
#define CONTROL_SETTING 192

/** The settings of a network for wpa_supplicant, each as "name value". `frequencies` is a list of MHz. Returns their
    number, 0 where the secret cannot be one. */
unsigned control_settings(const board_network_t *wanted, const control_security_t *security,
                          const char *frequencies, char settings[CONTROL_SETTINGS][CONTROL_SETTING]);

/** The configuration of hostapd. */
typedef struct {
  const char *interface, *folder, *country;
  const char *ssid, *secret;
  unsigned channel;
  bool five_ghz; /* of the channel */
  bool protects; /* the radio can do WPA3 */
} control_setup_t;

/** Write the configuration. Returns its length, 0 where a text of it is not printable ASCII or there is no room. */
size_t control_setup(const control_setup_t *setup, char *text, size_t room);

#endif
