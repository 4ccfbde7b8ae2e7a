/* SPDX-License-Identifier: BSD-2-Clause */
/* The values of a WIFI: text's fields, by value: what core/wifi_uri.c makes of them. */
#ifndef CORE_WIFI_URI_VALUE_H
#define CORE_WIFI_URI_VALUE_H

#include "wifi_uri.h"

#define WIFI_URI_TYPE 9    /* bytes of the longest T: that is known, WPA2/WPA3 */
#define WIFI_URI_DISABLE 8 /* digits of R: at most */
#define WIFI_URI_NO_SECURITY 255
#define WIFI_URI_TOO_LONG (WIFI_URI_SECRET + 1)

/* The bytes of one value, as far as any is read. */
typedef struct {
  uint8_t length; /* WIFI_URI_TOO_LONG where it has more than there is room for */
  uint8_t bytes[WIFI_URI_SECRET];
} wifi_uri_value_t;

/*@ // A value is hexadecimal digits alone.
    predicate value_hex(wifi_uri_value_t v) = \forall integer k; 0 <= k < v.length ==> wifi_uri_hex(v.bytes[k]);

    logic integer value_type(wifi_uri_value_t v) =
      wifi_uri_type(v.length, v.bytes[0], v.bytes[1], v.bytes[2], v.bytes[3], v.bytes[4], v.bytes[5], v.bytes[6],
                    v.bytes[7], v.bytes[8]);
    logic integer value_answer(wifi_uri_value_t v) =
      wifi_uri_answer(v.length, v.bytes[0], v.bytes[1], v.bytes[2], v.bytes[3], v.bytes[4]);
    logic integer value_joined(integer security, wifi_uri_value_t v) = wifi_uri_joined(security, v.length, v.bytes[v.length - 1]);
    predicate value_secret(integer security, wifi_uri_value_t v) =
      v.length <= WIFI_URI_SECRET &&
      (security == SECURITY_OPEN ? v.length == 0 :
       security == SECURITY_WEP || 8 <= v.length <= 63 || (v.length == 64 && value_hex(v)));

    // A network that can be named to a radio (wifi_uri_result).
    predicate network_sound(wifi_uri_t u) =
      1 <= u.ssid_length <= WIFI_URI_SSID && u.secret_length <= WIFI_URI_SECRET &&
      (u.security == SECURITY_OPEN ? u.secret_length == 0 :
       u.security == SECURITY_WEP ? u.secret_length == 0 :
       (u.security == SECURITY_WPA2 || u.security == SECURITY_WPA3 || u.security == SECURITY_WPA2_WPA3) &&
       (8 <= u.secret_length <= 63 ||
        (u.secret_length == 64 && (\forall integer k; 0 <= k < 64 ==> wifi_uri_hex(u.secret[k])))));
*/

/** The security that T: names; WIFI_URI_NO_SECURITY where it is not known. */
/*@ requires type: type.length <= WIFI_URI_TOO_LONG;
    terminates \true;
    assigns \nothing;
    ensures type: \result == value_type(type);
*/
uint8_t wifi_uri_type_of(wifi_uri_value_t type);

/** The security that T: and R: come to; WIFI_URI_NO_SECURITY where one of them is not known. */
/*@ requires disable: disable.length <= WIFI_URI_TOO_LONG;
    terminates \true;
    assigns \nothing;
    ensures known: \result != WIFI_URI_NO_SECURITY <==>
      type != WIFI_URI_NO_SECURITY && disable.length <= WIFI_URI_DISABLE && value_hex(disable);
    ensures joined: \result != WIFI_URI_NO_SECURITY ==> \result == value_joined(type, disable);
*/
uint8_t wifi_uri_security_of(uint8_t type, wifi_uri_value_t disable);

/** Whether the secret is one that the security can have. */
/*@ requires secret: secret.length <= WIFI_URI_TOO_LONG;
    terminates \true;
    assigns \nothing;
    ensures fits: \result <==> value_secret(security, secret);
*/
bool wifi_uri_secret_fits_in(wifi_uri_value_t secret, uint8_t security);

/** Whether H: says yes (1) or no (0); 2 where it says neither. */
/*@ requires hidden: hidden.length <= WIFI_URI_TOO_LONG;
    terminates \true;
    assigns \nothing;
    ensures answer: \result == value_answer(hidden);
*/
uint8_t wifi_uri_answer_of(wifi_uri_value_t hidden);

/** The network that values come to. */
/*@ requires ssid: 1 <= ssid.length <= WIFI_URI_SSID;
    requires secret: secret.length <= WIFI_URI_SECRET;
    requires security: security == SECURITY_OPEN || security == SECURITY_WPA2 || security == SECURITY_WPA3 ||
      security == SECURITY_WPA2_WPA3 || security == SECURITY_WEP;
    requires fits: security == SECURITY_WEP ? secret.length == 0 : value_secret(security, secret);
    terminates \true;
    assigns \nothing;
    ensures lengths: \result.ssid_length == ssid.length && \result.secret_length == secret.length;
    ensures ssid: \forall integer k; 0 <= k < WIFI_URI_SSID ==> \result.ssid[k] == (k < ssid.length ? ssid.bytes[k] : 0);
    ensures secret: \forall integer k; 0 <= k < WIFI_URI_SECRET ==>
      \result.secret[k] == (k < secret.length ? secret.bytes[k] : 0);
    ensures rest: \result.security == security && \result.hidden == hidden;
    ensures sound: network_sound(\result);
*/
wifi_uri_t wifi_uri_made(wifi_uri_value_t ssid, wifi_uri_value_t secret, uint8_t security, bool hidden);

#endif
