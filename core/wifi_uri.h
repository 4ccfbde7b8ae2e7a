/* SPDX-License-Identifier: BSD-2-Clause */
/* The text of a Wi-Fi QR code: WIFI:T:WPA;S:name;P:secret;H:true;; (ZXing's form; WPA3 specification 3.4, section 7). */
#ifndef CORE_WIFI_URI_H
#define CORE_WIFI_URI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WIFI_URI_SSID 32
#define WIFI_URI_SECRET 64

typedef struct {
  uint8_t ssid_length; /* 1 to 32 */
  uint8_t ssid[WIFI_URI_SSID];
  uint8_t secret_length; /* 0 (open), 8 to 63, or 64 hexadecimal digits */
  uint8_t secret[WIFI_URI_SECRET];
  uint8_t security; /* enum security: open, wpa2 (T:WPA), wpa3 (T:SAE), wpa2_wpa3 or wep */
  bool hidden;
} wifi_uri_t;

/** Read the text. Returns false, with the result unchanged, unless it is well formed and names a network. */
bool wifi_uri_read(const uint8_t *text, size_t length, wifi_uri_t *uri);

#endif
