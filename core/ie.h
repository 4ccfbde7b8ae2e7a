/* SPDX-License-Identifier: BSD-2-Clause */
/* What the radio hears: the information elements of a beacon or probe response (IEEE 802.11-2020, 9.4.2). */
#ifndef CORE_IE_H
#define CORE_IE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "vocabulary.h"

#define IE_SSID_MAX 32

typedef struct {
  uint8_t ssid_length;       /* 0: hidden, which is also what a name of zero bytes alone comes to */
  uint8_t ssid[IE_SSID_MAX]; /* zero past the length */
  uint8_t security;          /* enum security */
} ie_network_t;

#include "ie.acsl.h"

/**
 * Read the elements of one network. privacy: the capability bit, which without RSN means WEP.
 * Returns false, with the network unchanged, where an element runs past the end, the SSID is missing, longer than
 * 32 bytes or there twice, or the RSN element (the first, where there are several) is malformed. Other elements
 * are passed over. PSK beside 802.1X counts as PSK; WPA without RSN, OWE and other key management are
 * SECURITY_UNKNOWN; an RSN element that ends before its key management is 802.1X (9.4.2.24.3).
 */
/*@ requires elements: \valid_read(elements + (0 .. length - 1));
    requires network: \valid(network) && \separated(network, elements + (0 .. length - 1));
    terminates \true;
    assigns *network;
    // what is heard is listed by its name and its security.
    ensures judged: \result <==> ie_well_formed{Pre}(elements, length);
    behavior refused:
      assumes !ie_well_formed(elements, length);
      assigns \nothing;
      ensures told: !\result;
    behavior read:
      assumes ie_well_formed(elements, length);
      assigns *network;
      ensures told: \result;
      ensures hidden: ie_nameless{Pre}(elements, ie_ssid_at{Pre}(elements, length)) ==> network->ssid_length == 0;
      ensures length: !ie_nameless{Pre}(elements, ie_ssid_at{Pre}(elements, length)) ==>
        network->ssid_length == \at(elements[ie_ssid_at{Pre}(elements, length) + 1], Pre);
      ensures name: \forall integer k; 0 <= k < network->ssid_length ==>
        network->ssid[k] == \at(elements[ie_ssid_at{Pre}(elements, length) + 2 + k], Pre);
      ensures rest: \forall integer k; network->ssid_length <= k < IE_SSID_MAX ==> network->ssid[k] == 0;
      ensures bound: network->ssid_length <= IE_SSID_MAX;
      ensures range: network->security <= SECURITY_LAST;
      ensures security: ie_means{Pre}(elements, length, privacy, network->security);
    complete behaviors;
    disjoint behaviors;
*/
bool ie_read(const uint8_t *elements, size_t length, bool privacy, ie_network_t *network);

#endif
