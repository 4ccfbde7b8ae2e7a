/* SPDX-License-Identifier: BSD-2-Clause */
/* What information elements say, as IEEE 802.11-2020 has it: 9.4.2.1 (elements), 9.4.2.2 (SSID), 9.4.2.24 (RSN). */
#ifndef SPEC_IE_ACSL_H
#define SPEC_IE_ACSL_H

/*@ // A 16-bit number, low byte first.
    logic integer ie_u16{L}(uint8_t *p, integer at) = p[at] + 256 * p[at + 1];

    // 9.4.2.1: from `at` on, elements fill the buffer exactly. An element is an id, a length and as many bytes.
    predicate ie_chain{L}(uint8_t *e, integer at, integer n) =
      at == n || (at + 2 <= n && at + 2 + e[at + 1] <= n && ie_chain(e, at + 2 + e[at + 1], n));

    // The first element of an id at or after `at`; n where there is none.
    logic integer ie_first{L}(uint8_t *e, integer at, integer n, integer id) =
      at >= n ? n : e[at] == id ? at : ie_first(e, at + 2 + e[at + 1], n, id);

    // A vendor element that begins with 00-50-F2:1 is that of WPA, the forerunner of WPA2.
    predicate ie_is_wpa{L}(uint8_t *e, integer at) =
      e[at] == 221 && e[at + 1] >= 4 && e[at + 2] == 0x00 && e[at + 3] == 0x50 && e[at + 4] == 0xF2 && e[at + 5] == 1;

    // Some element at or after `at` is that of WPA.
    predicate ie_has_wpa{L}(uint8_t *e, integer at, integer n) =
      at < n && (ie_is_wpa(e, at) || ie_has_wpa(e, at + 2 + e[at + 1], n));

    // 9.4.2.24: a list of suites of four bytes whose count, not 0, stands at `at`, lies within the body.
    predicate ie_list{L}(uint8_t *p, integer n, integer at) =
      at + 2 <= n && ie_u16(p, at) >= 1 && at + 2 + 4 * ie_u16(p, at) <= n;
    logic integer ie_list_end{L}(uint8_t *p, integer at) = at + 2 + 4 * ie_u16(p, at);

    // What may follow the lists: capabilities, PMKIDs, a group management cipher, and what is not defined yet.
    predicate ie_rsn_pmkids{L}(uint8_t *p, integer n, integer at) =
      at + 2 + 16 * ie_u16(p, at) == n || at + 2 + 16 * ie_u16(p, at) + 4 <= n;
    predicate ie_rsn_tail{L}(uint8_t *p, integer n, integer at) =
      n == at || n == at + 2 || (n >= at + 4 && ie_rsn_pmkids(p, n, at + 2));

    // The body may end after any whole field. Of another version than 1 nothing more is known.
    predicate ie_rsn_akms{L}(uint8_t *p, integer n, integer at) =
      n == at || (ie_list(p, n, at) && ie_rsn_tail(p, n, ie_list_end(p, at)));
    predicate ie_rsn{L}(uint8_t *p, integer n) =
      n >= 2 && (ie_u16(p, 0) != 1 || n == 2 || n == 6 || (ie_list(p, n, 6) && ie_rsn_akms(p, n, ie_list_end(p, 6))));

    // Suite 00-0F-AC:type is at `at`; it is the k-th of the list whose count stands at `at`; it is in that list.
    predicate ie_suite{L}(uint8_t *p, integer at, integer type) =
      p[at] == 0x00 && p[at + 1] == 0x0F && p[at + 2] == 0xAC && p[at + 3] == type;
    predicate ie_suite_is{L}(uint8_t *p, integer at, integer k, integer type) = ie_suite(p, at + 2 + 4 * k, type);
    predicate ie_offers{L}(uint8_t *p, integer at, integer type) =
      \exists integer k; 0 <= k < ie_u16(p, at) && ie_suite_is(p, at, k, type);
    predicate ie_offers_psk{L}(uint8_t *p, integer at) = ie_offers(p, at, 2) || ie_offers(p, at, 6);
    predicate ie_offers_sae{L}(uint8_t *p, integer at) = ie_offers(p, at, 8) || ie_offers(p, at, 24);
    predicate ie_offers_802_1x{L}(uint8_t *p, integer at) =
      ie_offers(p, at, 1) || ie_offers(p, at, 3) || ie_offers(p, at, 5) || ie_offers(p, at, 11) ||
      ie_offers(p, at, 12) || ie_offers(p, at, 13);

    // Table 9-151, as far as this camera knows it: what a list of AKM suites comes to.
    predicate ie_akms_mean{L}(uint8_t *p, integer at, integer security) =
      (security == SECURITY_WPA2_WPA3 <==> ie_offers_psk(p, at) && ie_offers_sae(p, at)) &&
      (security == SECURITY_WPA2 <==> ie_offers_psk(p, at) && !ie_offers_sae(p, at)) &&
      (security == SECURITY_WPA3 <==> !ie_offers_psk(p, at) && ie_offers_sae(p, at)) &&
      (security == SECURITY_ENTERPRISE <==>
        !ie_offers_psk(p, at) && !ie_offers_sae(p, at) && ie_offers_802_1x(p, at)) &&
      (security == SECURITY_UNKNOWN <==>
        !ie_offers_psk(p, at) && !ie_offers_sae(p, at) && !ie_offers_802_1x(p, at));

    // What the body of an RSN element comes to; without a list of AKM suites it is 802.1X.
    predicate ie_rsn_means{L}(uint8_t *p, integer n, integer security) =
      ie_u16(p, 0) != 1 ? security == SECURITY_UNKNOWN :
      n <= 6 || n == ie_list_end(p, 6) ? security == SECURITY_ENTERPRISE :
      ie_akms_mean(p, ie_list_end(p, 6), security);

    // The first SSID and RSN elements; n where there is none.
    logic integer ie_ssid_at{L}(uint8_t *e, integer n) = ie_first(e, 0, n, 0);
    logic integer ie_rsn_at{L}(uint8_t *e, integer n) = ie_first(e, 0, n, 48);

    // Whole elements, one SSID of at most 32 bytes, an RSN element that is well formed where there is one.
    predicate ie_one_ssid{L}(uint8_t *e, integer n) =
      ie_ssid_at(e, n) < n && e[ie_ssid_at(e, n) + 1] <= 32 &&
      ie_first(e, ie_ssid_at(e, n) + 2 + e[ie_ssid_at(e, n) + 1], n, 0) == n;
    predicate ie_good_rsn{L}(uint8_t *e, integer n) =
      ie_rsn_at(e, n) < n ==> ie_rsn(e + (ie_rsn_at(e, n) + 2), e[ie_rsn_at(e, n) + 1]);
    predicate ie_well_formed{L}(uint8_t *e, integer n) = ie_chain(e, 0, n) && ie_one_ssid(e, n) && ie_good_rsn(e, n);

    // What the elements of a network and its privacy bit come to.
    predicate ie_means{L}(uint8_t *e, integer n, integer privacy, integer security) =
      ie_rsn_at(e, n) < n ?
        ie_rsn_means(e + (ie_rsn_at(e, n) + 2), e[ie_rsn_at(e, n) + 1], security) :
      ie_has_wpa(e, 0, n) ? security == SECURITY_UNKNOWN :
      security == (privacy != 0 ? SECURITY_WEP : SECURITY_OPEN);

    // The name of a hidden network is empty, or all zero bytes.
    predicate ie_zero{L}(uint8_t *bytes, integer count) = \forall integer k; 0 <= k < count ==> bytes[k] == 0;
    predicate ie_nameless{L}(uint8_t *e, integer at) = ie_zero(e + (at + 2), e[at + 1]);
*/

#endif
