/* SPDX-License-Identifier: BSD-2-Clause */
#include "ie.h"

#define ID_SSID 0
#define ID_RSN 48
#define ID_VENDOR 221

/* Offsets in the body of an RSN element, and the sizes of its parts. */
#define RSN_PAIRWISE 6
#define SUITE 4
#define PMKID 16

/* Whether elements fill the buffer exactly. */
/*@ requires elements: \valid_read(elements + (0 .. length - 1));
    terminates \true;
    assigns \nothing;
    ensures chain: \result <==> ie_chain(elements, 0, length);
*/
static bool elements_whole(const uint8_t *elements, size_t length)
{
  size_t at = 0;
  /*@ loop invariant within: 0 <= at <= length;
      loop invariant rest: ie_chain(elements, 0, length) <==> ie_chain(elements, at, length);
      loop assigns at;
      loop variant length - at;
  */
  while (at < length) {
    if (length - at < 2 || elements[at + 1] > length - at - 2) {
      return false;
    }
    at += 2U + elements[at + 1];
  }
  return true;
}

/* The first element of an id at or after `from`; `length` where there is none. */
/*@ requires elements: \valid_read(elements + (0 .. length - 1));
    requires chain: from <= length && ie_chain(elements, from, length);
    terminates \true;
    assigns \nothing;
    ensures first: \result == ie_first(elements, from, length, id);
    ensures chain: from <= \result <= length && ie_chain(elements, \result, length);
    ensures found: \result < length ==> elements[\result] == id;
    ensures within: \result < length ==> \result + 2 + elements[\result + 1] <= length;
    ensures next: \result < length ==> ie_chain(elements, \result + 2 + elements[\result + 1], length);
*/
static size_t element_find(const uint8_t *elements, size_t length, size_t from, uint8_t id)
{
  size_t at = from;
  /*@ loop invariant within: from <= at <= length;
      loop invariant chain: ie_chain(elements, at, length);
      loop invariant rest: ie_first(elements, from, length, id) == ie_first(elements, at, length, id);
      loop assigns at;
      loop variant length - at;
  */
  while (at < length && elements[at] != id) {
    at += 2U + elements[at + 1];
  }
  return at;
}

/* Whether the element at `at` is that of WPA. */
/*@ requires element: \valid_read(elements + (at .. at + 1 + elements[at + 1]));
    requires within: at + 2 + elements[at + 1] <= SIZE_MAX;
    terminates \true;
    assigns \nothing;
    ensures wpa: \result <==> ie_is_wpa(elements, at);
*/
static bool element_is_wpa(const uint8_t *elements, size_t at)
{
  return elements[at] == ID_VENDOR && elements[at + 1] >= 4 && elements[at + 2] == 0x00 &&
         elements[at + 3] == 0x50 && elements[at + 4] == 0xF2 && elements[at + 5] == 0x01;
}

/* Whether some element is that of WPA. */
/*@ requires elements: \valid_read(elements + (0 .. length - 1));
    requires chain: ie_chain(elements, 0, length);
    terminates \true;
    assigns \nothing;
    ensures wpa: \result <==> ie_has_wpa(elements, 0, length);
*/
static bool elements_have_wpa(const uint8_t *elements, size_t length)
{
  size_t at = 0;
  /*@ loop invariant within: 0 <= at <= length;
      loop invariant chain: ie_chain(elements, at, length);
      loop invariant rest: ie_has_wpa(elements, 0, length) <==> ie_has_wpa(elements, at, length);
      loop assigns at;
      loop variant length - at;
  */
  while (at < length) {
    if (element_is_wpa(elements, at)) {
      return true;
    }
    size_t next = at + 2U + elements[at + 1];
    //@ assert next: next == at + 2 + elements[at + 1] <= length;
    //@ assert chain: ie_chain(elements, next, length);
    //@ assert rest: ie_has_wpa(elements, at, length) <==> ie_has_wpa(elements, next, length);
    at = next;
  }
  return false;
}

/*@ requires number: at <= 255 && \valid_read(bytes + (at .. at + 1));
    terminates \true;
    assigns \nothing;
    ensures number: \result == ie_u16(bytes, at);
*/
static uint16_t u16_at(const uint8_t *bytes, size_t at)
{
  return (uint16_t)(bytes[at] + 256U * bytes[at + 1]);
}

/* Whether a list of suites, its count at `at`, lies within the body. */
/*@ requires body: length <= 255 && \valid_read(body + (0 .. length - 1));
    requires within: at <= length;
    terminates \true;
    assigns \nothing;
    ensures list: \result <==> ie_list(body, length, at);
*/
static bool list_whole(const uint8_t *body, size_t length, size_t at)
{
  if (length - at < 2) {
    return false;
  }
  size_t count = u16_at(body, at);
  return count >= 1 && SUITE * count <= length - at - 2;
}

/* Whether what follows the lists, from `at` on, is well formed. */
/*@ requires body: length <= 255 && \valid_read(body + (0 .. length - 1));
    requires within: at <= length;
    terminates \true;
    assigns \nothing;
    ensures tail: \result <==> ie_rsn_tail(body, length, at);
*/
static bool rsn_tail_whole(const uint8_t *body, size_t length, size_t at)
{
  size_t left = length - at;
  if (left == 0 || left == 2) {
    return true;
  }
  if (left < 4) {
    return false;
  }
  size_t pmkids = PMKID * (size_t)u16_at(body, at + 2);
  return pmkids == left - 4 || pmkids + SUITE <= left - 4;
}

/* Whether the body of an RSN element is well formed. */
/*@ requires body: length <= 255 && \valid_read(body + (0 .. length - 1));
    terminates \true;
    assigns \nothing;
    ensures rsn: \result <==> ie_rsn(body, length);
*/
static bool rsn_whole(const uint8_t *body, size_t length)
{
  if (length < 2) {
    return false;
  }
  if (u16_at(body, 0) != 1 || length == 2 || length == RSN_PAIRWISE) {
    return true;
  }
  if (length < RSN_PAIRWISE || !list_whole(body, length, RSN_PAIRWISE)) {
    return false;
  }
  size_t akms = RSN_PAIRWISE + 2U + SUITE * (size_t)u16_at(body, RSN_PAIRWISE);
  if (akms == length) {
    return true;
  }
  if (!list_whole(body, length, akms)) {
    return false;
  }
  return rsn_tail_whole(body, length, akms + 2U + SUITE * (size_t)u16_at(body, akms));
}

/* Whether the suite at `at` is 00-0F-AC:type. */
/*@ requires suite: at <= 1 << 20 && \valid_read(body + (at .. at + 3));
    terminates \true;
    assigns \nothing;
    ensures suite: \result <==> ie_suite(body, at, type);
*/
static bool suite_is(const uint8_t *body, size_t at, uint8_t type)
{
  return body[at] == 0x00 && body[at + 1] == 0x0F && body[at + 2] == 0xAC && body[at + 3] == type;
}

/* Whether the list of suites at `at` has 00-0F-AC:type. */
/*@ requires list: at <= 255 && \valid_read(body + (at .. at + 1 + 4 * ie_u16(body, at)));
    terminates \true;
    assigns \nothing;
    ensures offers: \result <==> ie_offers(body, at, type);
*/
static bool list_offers(const uint8_t *body, size_t at, uint8_t type)
{
  size_t count = u16_at(body, at);
  //@ assert count: count == ie_u16(body, at) <= 65535;
  /*@ loop invariant within: 0 <= i <= count;
      loop invariant none: \forall integer k; 0 <= k < i ==> !ie_suite_is(body, at, k, type);
      loop assigns i;
      loop variant count - i;
  */
  for (size_t i = 0; i < count; i++) {
    size_t suite = at + 2 + SUITE * i;
    //@ assert place: suite == at + 2 + 4 * i;
    if (suite_is(body, suite, type)) {
      //@ assert here: ie_suite_is(body, at, i, type);
      return true;
    }
    //@ assert not_here: !ie_suite_is(body, at, i, type);
  }
  return false;
}

/* What the list of AKM suites at `at` comes to. */
/*@ requires list: at <= 255 && \valid_read(body + (at .. at + 1 + 4 * ie_u16(body, at)));
    terminates \true;
    assigns \nothing;
    ensures range: \result <= SECURITY_LAST;
    ensures means: ie_akms_mean(body, at, \result);
*/
static uint8_t akms_security(const uint8_t *body, size_t at)
{
  bool psk = list_offers(body, at, 2) || list_offers(body, at, 6);
  bool sae = list_offers(body, at, 8) || list_offers(body, at, 24);
  if (psk) {
    return sae ? SECURITY_WPA2_WPA3 : SECURITY_WPA2;
  }
  if (sae) {
    return SECURITY_WPA3;
  }
  bool login = list_offers(body, at, 1) || list_offers(body, at, 3) || list_offers(body, at, 5) ||
               list_offers(body, at, 11) || list_offers(body, at, 12) || list_offers(body, at, 13);
  return login ? SECURITY_ENTERPRISE : SECURITY_UNKNOWN;
}

/* What a well-formed body of an RSN element comes to. */
/*@ requires body: length <= 255 && \valid_read(body + (0 .. length - 1));
    requires rsn: ie_rsn(body, length);
    terminates \true;
    assigns \nothing;
    ensures range: \result <= SECURITY_LAST;
    ensures means: ie_rsn_means(body, length, \result);
*/
static uint8_t rsn_security(const uint8_t *body, size_t length)
{
  if (u16_at(body, 0) != 1) {
    return SECURITY_UNKNOWN;
  }
  if (length <= RSN_PAIRWISE) {
    return SECURITY_ENTERPRISE;
  }
  size_t akms = RSN_PAIRWISE + 2U + SUITE * (size_t)u16_at(body, RSN_PAIRWISE);
  if (akms == length) {
    return SECURITY_ENTERPRISE;
  }
  //@ assert akms: akms == ie_list_end(body, 6) && ie_list(body, length, akms);
  return akms_security(body, akms);
}

/* Whether the RSN element at `at` is well formed. */
/*@ requires elements: \valid_read(elements + (0 .. length - 1));
    requires within: at + 2 <= length && at + 2 + elements[at + 1] <= length;
    terminates \true;
    assigns \nothing;
    ensures rsn: \result <==> ie_rsn(elements + (at + 2), elements[at + 1]);
*/
static bool element_rsn_whole(const uint8_t *elements, size_t length, size_t at)
{
  (void)length;
  return rsn_whole(elements + (at + 2), elements[at + 1]);
}

/* What the well-formed RSN element at `at` comes to. */
/*@ requires elements: \valid_read(elements + (0 .. length - 1));
    requires within: at + 2 <= length && at + 2 + elements[at + 1] <= length;
    requires rsn: ie_rsn(elements + (at + 2), elements[at + 1]);
    terminates \true;
    assigns \nothing;
    ensures range: \result <= SECURITY_LAST;
    ensures means: ie_rsn_means(elements + (at + 2), elements[at + 1], \result);
*/
static uint8_t element_rsn_security(const uint8_t *elements, size_t length, size_t at)
{
  (void)length;
  const uint8_t *body = elements + (at + 2);
  uint8_t count = elements[at + 1];
  //@ assert body: body == elements + (at + 2);
  //@ assert count: count == elements[at + 1];
  uint8_t security = rsn_security(body, count);
  //@ assert means: ie_rsn_means(body, count, security);
  return security;
}

/* Where the SSID element is; `length` where there is not just one, of at most 32 bytes. */
/*@ requires elements: \valid_read(elements + (0 .. length - 1));
    requires chain: ie_chain(elements, 0, length);
    terminates \true;
    assigns \nothing;
    ensures one: \result < length <==> ie_one_ssid(elements, length);
    ensures first: \result < length ==> \result == ie_ssid_at(elements, length);
    ensures bound: \result < length ==> elements[\result + 1] <= IE_SSID_MAX;
    ensures within: \result < length ==> \result + 2 + elements[\result + 1] <= length;
*/
static size_t ssid_find(const uint8_t *elements, size_t length)
{
  size_t ssid = element_find(elements, length, 0, ID_SSID);
  //@ assert first: ssid == ie_ssid_at(elements, length);
  if (ssid == length) {
    return length;
  }
  uint8_t count = elements[ssid + 1];
  size_t next = ssid + 2 + count;
  //@ assert count: count == elements[ssid + 1];
  //@ assert sum: next == ssid + 2 + count;
  //@ assert next: next == ssid + 2 + elements[ssid + 1] <= length && ie_chain(elements, next, length);
  if (count > IE_SSID_MAX) {
    return length;
  }
  size_t other = element_find(elements, length, next, ID_SSID);
  //@ assert other: other == ie_first(elements, ssid + 2 + elements[ssid + 1], length, 0);
  return other < length ? length : ssid;
}

/* Whether the first RSN element is well formed, where there is one. */
/*@ requires elements: \valid_read(elements + (0 .. length - 1));
    requires chain: ie_chain(elements, 0, length);
    terminates \true;
    assigns \nothing;
    ensures rsn: \result <==> ie_good_rsn(elements, length);
*/
static bool rsn_good(const uint8_t *elements, size_t length)
{
  size_t rsn = element_find(elements, length, 0, ID_RSN);
  //@ assert first: rsn == ie_rsn_at(elements, length);
  return rsn == length || element_rsn_whole(elements, length, rsn);
}

/* Whether the elements are whole, with one SSID and a well-formed RSN element where there is one. */
/*@ requires elements: \valid_read(elements + (0 .. length - 1));
    terminates \true;
    assigns \nothing;
    ensures judged: \result <==> ie_well_formed(elements, length);
*/
static bool elements_well_formed(const uint8_t *elements, size_t length)
{
  if (!elements_whole(elements, length)) {
    return false;
  }
  return ssid_find(elements, length) < length && rsn_good(elements, length);
}

/* What well-formed elements and the privacy bit come to. */
/*@ requires elements: \valid_read(elements + (0 .. length - 1));
    requires chain: ie_chain(elements, 0, length);
    requires rsn: ie_good_rsn(elements, length);
    terminates \true;
    assigns \nothing;
    ensures range: \result <= SECURITY_LAST;
    ensures means: ie_means(elements, length, privacy, \result);
*/
static uint8_t elements_security(const uint8_t *elements, size_t length, bool privacy)
{
  size_t rsn = element_find(elements, length, 0, ID_RSN);
  //@ assert first: rsn == ie_rsn_at(elements, length);
  if (rsn < length) {
    return element_rsn_security(elements, length, rsn);
  }
  if (elements_have_wpa(elements, length)) {
    return SECURITY_UNKNOWN;
  }
  return privacy ? SECURITY_WEP : SECURITY_OPEN;
}

/* Whether all bytes are zero. */
/*@ requires bytes: \valid_read(bytes + (0 .. count - 1));
    terminates \true;
    assigns \nothing;
    ensures zero: \result <==> ie_zero(bytes, count);
*/
static bool bytes_zero(const uint8_t *bytes, size_t count)
{
  /*@ loop invariant within: 0 <= i <= count;
      loop invariant zero: \forall integer k; 0 <= k < i ==> bytes[k] == 0;
      loop assigns i;
      loop variant count - i;
  */
  for (size_t i = 0; i < count; i++) {
    if (bytes[i] != 0) {
      return false;
    }
  }
  return true;
}

/* Write the name that the SSID element's `count` bytes come to, zero past it. */
/*@ requires bytes: count <= IE_SSID_MAX && \valid_read(bytes + (0 .. count - 1));
    requires network: \valid(network) && \separated(network, bytes + (0 .. count - 1));
    terminates \true;
    assigns network->ssid_length, network->ssid[0 .. IE_SSID_MAX - 1];
    ensures hidden: \old(ie_zero(bytes, count)) ==> network->ssid_length == 0;
    ensures length: !\old(ie_zero(bytes, count)) ==> network->ssid_length == count;
    ensures name: \forall integer k; 0 <= k < network->ssid_length ==> network->ssid[k] == \old(bytes[k]);
    ensures rest: \forall integer k; network->ssid_length <= k < IE_SSID_MAX ==> network->ssid[k] == 0;
*/
static void network_name(ie_network_t *network, const uint8_t *bytes, uint8_t count)
{
  uint8_t length = bytes_zero(bytes, count) ? 0 : count;
  network->ssid_length = length;
  /*@ loop invariant within: 0 <= i <= IE_SSID_MAX;
      loop invariant kept: \forall integer k; 0 <= k < count ==> bytes[k] == \at(bytes[k], Pre);
      loop invariant name: \forall integer k; 0 <= k < i && k < length ==> network->ssid[k] == \at(bytes[k], Pre);
      loop invariant rest: \forall integer k; length <= k < i ==> network->ssid[k] == 0;
      loop assigns i, network->ssid[0 .. IE_SSID_MAX - 1];
      loop variant IE_SSID_MAX - i;
  */
  for (size_t i = 0; i < IE_SSID_MAX; i++) {
    network->ssid[i] = i < length ? bytes[i] : 0;
  }
}

bool ie_read(const uint8_t *elements, size_t length, bool privacy, ie_network_t *network)
{
  if (!elements_well_formed(elements, length)) {
    return false;
  }
  uint8_t security = elements_security(elements, length, privacy);
  size_t ssid = ssid_find(elements, length);
  uint8_t count = elements[ssid + 1];
  const uint8_t *name = elements + (ssid + 2);
  //@ assert ssid: ssid == ie_ssid_at(elements, length) && ssid + 2 + elements[ssid + 1] <= length;
  //@ assert count: count == elements[ssid + 1] <= IE_SSID_MAX;
  //@ assert place: name == elements + (ssid + 2);
  //@ assert name: \valid_read(name + (0 .. count - 1)) && \separated(network, name + (0 .. count - 1));
  //@ assert nameless: ie_zero(name, count) <==> ie_nameless(elements, ie_ssid_at(elements, length));
  network->security = security;
  network_name(network, name, count);
  return true;
}
