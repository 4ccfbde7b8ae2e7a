/* SPDX-License-Identifier: BSD-2-Clause */
#include "wifi_uri_value.h"

/* Whether three bytes of a value, from `at` on, are these. */
/*@ requires at: at <= WIFI_URI_TYPE - 3;
    terminates \true;
    assigns \nothing;
    ensures three: \result <==> value.bytes[at] == a && value.bytes[at + 1] == b && value.bytes[at + 2] == c;
*/
static bool value_has(wifi_uri_value_t value, uint8_t at, uint8_t a, uint8_t b, uint8_t c)
{
  return value.bytes[at] == a && value.bytes[at + 1] == b && value.bytes[at + 2] == c;
}

/*@ terminates \true;
    assigns \nothing;
    ensures digit: \result <==> wifi_uri_hex(byte);
*/
static bool is_hex(uint8_t byte)
{
  return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'F') || (byte >= 'a' && byte <= 'f');
}

/* Whether a value is hexadecimal digits alone. */
/*@ requires value: value.length <= WIFI_URI_SECRET;
    terminates \true;
    assigns \nothing;
    ensures digits: \result <==> value_hex(value);
*/
static bool value_is_hex(wifi_uri_value_t value)
{
  /*@ loop invariant within: 0 <= i <= value.length;
      loop invariant digits: \forall integer k; 0 <= k < i ==> wifi_uri_hex(value.bytes[k]);
      loop assigns i;
      loop variant value.length - i;
  */
  for (uint8_t i = 0; i < value.length; i++) {
    if (!is_hex(value.bytes[i])) {
      return false;
    }
  }
  return true;
}

/* The security that a T: of three or four bytes names. */
/*@ requires type: type.length == 3 || type.length == 4;
    terminates \true;
    assigns \nothing;
    ensures type: \result == value_type(type);
*/
static uint8_t type_of_few(wifi_uri_value_t type)
{
  if (value_has(type, 0, 'W', 'P', 'A')) {
    if (type.length == 3 || type.bytes[3] == '2') {
      return SECURITY_WPA2;
    }
    return type.bytes[3] == '3' ? SECURITY_WPA3 : WIFI_URI_NO_SECURITY;
  }
  if (type.length == 3 && value_has(type, 0, 'S', 'A', 'E')) {
    return SECURITY_WPA3;
  }
  return type.length == 3 && value_has(type, 0, 'W', 'E', 'P') ? SECURITY_WEP : WIFI_URI_NO_SECURITY;
}

uint8_t wifi_uri_type_of(wifi_uri_value_t type)
{
  if (type.length == 3 || type.length == 4) {
    return type_of_few(type);
  }
  if (type.length == 0 ||
      (type.length == 6 && value_has(type, 0, 'n', 'o', 'p') && value_has(type, 3, 'a', 's', 's'))) {
    return SECURITY_OPEN;
  }
  bool both = type.length == WIFI_URI_TYPE && value_has(type, 0, 'W', 'P', 'A') &&
              value_has(type, 3, '2', '/', 'W') && value_has(type, 6, 'P', 'A', '3');
  return both ? SECURITY_WPA2_WPA3 : WIFI_URI_NO_SECURITY;
}

/* The security of a network whose T: names one, with what R: says: its lowest bit set, that WPA3 alone is taken. */
/*@ requires disable: disable.length <= WIFI_URI_DISABLE && value_hex(disable);
    terminates \true;
    assigns \nothing;
    ensures joined: \result == value_joined(security, disable);
*/
static uint8_t joined_security(uint8_t security, wifi_uri_value_t disable)
{
  if (disable.length == 0) {
    return security;
  }
  uint8_t digit = disable.bytes[disable.length - 1];
  /* A letter's value is odd where its character code is even: 'B' is 11. */
  bool odd = digit <= '9' ? digit % 2 == 1 : digit % 2 == 0;
  if (odd && (security == SECURITY_WPA2 || security == SECURITY_WPA2_WPA3)) {
    return SECURITY_WPA3;
  }
  return security;
}

uint8_t wifi_uri_security_of(uint8_t type, wifi_uri_value_t disable)
{
  if (disable.length > WIFI_URI_DISABLE || !value_is_hex(disable)) {
    return WIFI_URI_NO_SECURITY;
  }
  return joined_security(type, disable);
}

bool wifi_uri_secret_fits_in(wifi_uri_value_t secret, uint8_t security)
{
  if (secret.length > WIFI_URI_SECRET) {
    return false;
  }
  if (security == SECURITY_OPEN) {
    return secret.length == 0;
  }
  if (security == SECURITY_WEP) {
    return true;
  }
  return secret.length >= 8 && (secret.length < WIFI_URI_SECRET || value_is_hex(secret));
}

uint8_t wifi_uri_answer_of(wifi_uri_value_t hidden)
{
  if (hidden.length == 0 ||
      (hidden.length == 5 && value_has(hidden, 0, 'f', 'a', 'l') && value_has(hidden, 2, 'l', 's', 'e'))) {
    return 0;
  }
  return hidden.length == 4 && value_has(hidden, 0, 't', 'r', 'u') && hidden.bytes[3] == 'e' ? 1 : 2;
}

wifi_uri_t wifi_uri_made(wifi_uri_value_t ssid, wifi_uri_value_t secret, uint8_t security, bool hidden)
{
  wifi_uri_t made = {0};
  made.ssid_length = ssid.length;
  made.secret_length = secret.length;
  made.security = security;
  made.hidden = hidden;
  /*@ loop invariant within: 0 <= i <= ssid.length;
      loop invariant copied: \forall integer k; 0 <= k < i ==> made.ssid[k] == ssid.bytes[k];
      loop invariant rest: \forall integer k; i <= k < WIFI_URI_SSID ==> made.ssid[k] == 0;
      loop assigns i, made.ssid[0 .. WIFI_URI_SSID - 1];
      loop variant ssid.length - i;
  */
  for (uint8_t i = 0; i < ssid.length; i++) {
    made.ssid[i] = ssid.bytes[i];
  }
  /*@ loop invariant within: 0 <= i <= secret.length;
      loop invariant copied: \forall integer k; 0 <= k < i ==> made.secret[k] == secret.bytes[k];
      loop invariant rest: \forall integer k; i <= k < WIFI_URI_SECRET ==> made.secret[k] == 0;
      loop assigns i, made.secret[0 .. WIFI_URI_SECRET - 1];
      loop variant secret.length - i;
  */
  for (uint8_t i = 0; i < secret.length; i++) {
    made.secret[i] = secret.bytes[i];
  }
  return made;
}
