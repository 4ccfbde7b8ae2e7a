/* SPDX-License-Identifier: BSD-2-Clause */
/* What the radio hears: the information elements of a beacon or probe response (IEEE 802.11-2020, 9.4.2). */
#ifndef CORE_IE_H
#define CORE_IE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define IE_SSID_MAX 32

typedef struct {
  uint8_t ssid_length; /* 0: hidden */
  uint8_t ssid[IE_SSID_MAX];
  uint8_t security; /* enum security */
} ie_network_t;

/**
 * Read the elements of one network. privacy: the capability bit, which without RSN means WEP.
 * Returns false, with the network unchanged, where an element runs past the end, the SSID is missing, longer than
 * 32 bytes or there twice, or an RSN element is malformed. Other elements are passed over.
 */
bool ie_read(const uint8_t *elements, size_t length, bool privacy, ie_network_t *network);

#endif
