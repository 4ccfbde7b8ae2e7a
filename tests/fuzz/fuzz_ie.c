/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any elements: refused with the network unchanged, or read as a plain second reader reads the name. */
#include <string.h>

#include "fuzz.h"
#include "ie.h"

/* The one SSID element by a walk of its own; NULL where the elements are not whole or do not have just one. */
static const uint8_t *only_name(const uint8_t *at, size_t left)
{
  const uint8_t *name = NULL;
  while (left > 0) {
    if (left < 2 || left < 2U + at[1]) {
      return NULL;
    }
    if (at[0] == 0 && name) {
      return NULL;
    }
    if (at[0] == 0) {
      name = at;
    }
    left -= 2U + at[1];
    at += 2U + at[1];
  }
  return name && name[1] <= IE_SSID_MAX ? name : NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const uint8_t zeros[IE_SSID_MAX];
  ie_network_t network, before;
  memset(&network, 0x5A, sizeof network);
  before = network;
  if (size == 0) {
    return 0;
  }
  bool privacy = data[0] & 1;
  const uint8_t *name = only_name(data + 1, size - 1);
  if (!ie_read(data + 1, size - 1, privacy, &network)) {
    REQUIRE(memcmp(&network, &before, sizeof network) == 0);
    return 0;
  }
  REQUIRE(name);
  bool nameless = memcmp(name + 2, zeros, name[1]) == 0;
  if (fuzz_planted() && nameless && name[1] > 4) {
    network.ssid_length = name[1]; /* planted: many zeros count as a name */
  }
  REQUIRE(network.ssid_length == (nameless ? 0 : name[1]));
  REQUIRE(memcmp(network.ssid, name + 2, network.ssid_length) == 0);
  REQUIRE(memcmp(network.ssid + network.ssid_length, zeros, (size_t)(IE_SSID_MAX - network.ssid_length)) ==
          0);
  REQUIRE(network.security <= SECURITY_LAST);
  return 0;
}
