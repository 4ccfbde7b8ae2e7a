/* SPDX-License-Identifier: BSD-2-Clause */
/* The text of a Wi-Fi QR code: WIFI:T:WPA;S:name;P:secret;H:true;; (ZXing's form; WPA3 specification 3.4, section 7). */
#ifndef CORE_WIFI_URI_H
#define CORE_WIFI_URI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "vocabulary.h"
#include "wifi_uri_chart.h"

#define WIFI_URI_SSID 32
#define WIFI_URI_SECRET 64

typedef struct {
  uint8_t ssid_length;             /* 1 to 32 */
  uint8_t ssid[WIFI_URI_SSID];     /* zero past the length */
  uint8_t secret_length;           /* 0 (open), 8 to 63, or 64 hexadecimal digits */
  uint8_t secret[WIFI_URI_SECRET]; /* zero past the length */
  uint8_t security;                /* enum security: open, wpa2 (T:WPA), wpa3 (T:SAE), wpa2_wpa3 or wep */
  bool hidden;
} wifi_uri_t;

/*@ logic boolean wifi_uri_hex(integer c) =
      (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');

    // IEEE 802.11-2020 J.4: a passphrase has 8 to 63 bytes, a key 64 hexadecimal digits; an open network has none.
    // A WEP key may be anything: it is not kept, since WEP is not supported.
    predicate wifi_uri_secret_fits{L}(integer security, integer length, uint8_t *secret) =
      security == SECURITY_OPEN ? length == 0 :
      security == SECURITY_WEP || (8 <= length <= 63) ||
      (length == 64 && (\forall integer k; 0 <= k < 64 ==> wifi_uri_hex(secret[k])));

    // What a result may be: a network that can be named to a radio.
    predicate wifi_uri_result{L}(wifi_uri_t *uri) =
      1 <= uri->ssid_length <= WIFI_URI_SSID && uri->secret_length <= WIFI_URI_SECRET &&
      (uri->security == SECURITY_OPEN || uri->security == SECURITY_WPA2 || uri->security == SECURITY_WPA3 ||
       uri->security == SECURITY_WPA2_WPA3 || uri->security == SECURITY_WEP) &&
      (uri->security == SECURITY_WEP ==> uri->secret_length == 0) &&
      wifi_uri_secret_fits(uri->security, uri->secret_length, &uri->secret[0]);
*/

#include "wifi_uri_text.acsl.h"

/**
 * Read the text. Returns false, with the result unchanged, unless it is well formed and names a network.
 * Fields stand in any order, T S P H R I K at most once each; others are passed over. A backslash stands before
 * \ ; , : or " and nothing else; a value in double quotes is what stands between them. T: is WPA or WPA2, SAE or
 * WPA3, WPA2/WPA3, WEP, nopass, empty or absent (the last three mean open); R: with its lowest bit set turns WPA into
 * WPA3; H: is true, false, empty or absent. The key of a WEP network is not kept.
 */
/*@ requires text: \valid_read(text + (0 .. length - 1));
    requires uri: \valid(uri) && \separated(uri, text + (0 .. length - 1));
    terminates \true;
    assigns *uri;
    // what is handed over names a network, or nothing is; it is what the text says, byte by byte.
    ensures accepted: \result <==> wifi_uri_accepts{Pre}(text, length);
    ensures whole: \result ==> wifi_uri_result(uri);
    ensures length: \result ==> uri->ssid_length == wifi_uri_length{Pre}(text, length, 'S');
    ensures ssid: \result ==> (\forall integer k; 0 <= k < uri->ssid_length ==>
      uri->ssid[k] == wifi_uri_char{Pre}(text, length, 'S', k));
    ensures rest: \result ==> (\forall integer k; uri->ssid_length <= k < WIFI_URI_SSID ==> uri->ssid[k] == 0);
    ensures security: \result ==> uri->security == wifi_uri_security{Pre}(text, length);
    ensures secret_length: \result ==>
      uri->secret_length == (uri->security == SECURITY_WEP ? 0 : wifi_uri_length{Pre}(text, length, 'P'));
    ensures secret: \result ==> (\forall integer k; 0 <= k < uri->secret_length ==>
      uri->secret[k] == wifi_uri_char{Pre}(text, length, 'P', k));
    ensures secret_rest: \result ==>
      (\forall integer k; uri->secret_length <= k < WIFI_URI_SECRET ==> uri->secret[k] == 0);
    ensures hidden: \result ==> uri->hidden == wifi_uri_hidden{Pre}(text, length);
    ensures refused: !\result ==> *uri == \old(*uri);
*/
bool wifi_uri_read(const uint8_t *text, size_t length, wifi_uri_t *uri);

#endif
