/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The Wi-Fi networks around a virtual board, from a text file; platform/sim/networks.wifi explains its form. */
#ifndef SIM_SURROUNDINGS_H
#define SIM_SURROUNDINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "board.h"

#define SURROUNDINGS_MAX 64

typedef struct {
  uint8_t ssid_length; /* 1 to 32 */
  uint8_t ssid[OWNER_SSID];
  uint8_t bssid[6];
  uint16_t frequency; /* MHz */
  uint8_t security;   /* enum security */
  char password[OWNER_PASSPHRASE + 1];
  uint8_t signal; /* 0 to 100 */
  bool hidden;    /* its beacons do not carry its name */
  bool refuses;   /* it turns every station away */
  bool silent;    /* it never answers */
  bool lonely;    /* its gateway does not answer */
  bool up;
  char address[BOARD_ADDRESS + 1]; /* what its DHCP server gives; "" for none */
} surrounding_t;

typedef struct {
  bool five_ghz; /* the radio joins 5 GHz networks; it hears them in any case */
  unsigned count;
  surrounding_t networks[SURROUNDINGS_MAX];
} surroundings_t;

/** Read the file. Returns false with one line of text in `error`, naming the line that is wrong. */
bool surroundings_read(const char *path, surroundings_t *surroundings, char *error, size_t room);

/** Write the information elements of a network's beacon. Returns their length; `elements` holds BOARD_ELEMENTS. */
size_t surroundings_elements(const surrounding_t *network, uint8_t elements[BOARD_ELEMENTS]);

#endif
