/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any text: refused with the result unchanged, or a network that reads the same when written anew. */
#include <string.h>

#include "fuzz.h"
#include "wifi_uri.h"

/* Append text, or bytes with a backslash before each that needs one. */
static void put(uint8_t *text, size_t *at, const char *plain)
{
  while (*plain) {
    text[(*at)++] = (uint8_t)*plain++;
  }
}

static void put_escaped(uint8_t *text, size_t *at, const uint8_t *bytes, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    if (strchr("\\;,:\"", bytes[i]) && bytes[i]) {
      text[(*at)++] = '\\';
    }
    text[(*at)++] = bytes[i];
  }
}

static size_t written(const wifi_uri_t *uri, uint8_t *text)
{
  static const char *const types[] = {"nopass", "WPA", "SAE", "WPA2/WPA3", "", "WEP"};
  size_t at = 0;
  put(text, &at, "WIFI:P:");
  put_escaped(text, &at, uri->secret, uri->secret_length);
  put(text, &at, uri->hidden ? ";H:true;T:" : ";H:false;T:");
  put(text, &at, types[uri->security]);
  put(text, &at, ";S:");
  put_escaped(text, &at, uri->ssid, uri->ssid_length);
  put(text, &at, ";;");
  return at;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  wifi_uri_t uri, before, again;
  uint8_t text[512];
  memset(&uri, 0x5A, sizeof uri);
  before = uri;
  if (!wifi_uri_read(data, size, &uri)) {
    REQUIRE(memcmp(&uri, &before, sizeof uri) == 0);
    return 0;
  }
  if (fuzz_planted() && uri.ssid_length > WIFI_URI_SSID / 2) {
    uri.ssid_length = WIFI_URI_SSID + 1; /* planted: a bound that is one too many */
  }
  REQUIRE(uri.ssid_length >= 1 && uri.ssid_length <= WIFI_URI_SSID);
  REQUIRE(uri.secret_length == 0 || (uri.secret_length >= 8 && uri.secret_length <= WIFI_URI_SECRET));
  REQUIRE(uri.security <= SECURITY_WPA2_WPA3 || uri.security == SECURITY_WEP);
  memset(&again, 0x5A, sizeof again);
  REQUIRE(wifi_uri_read(text, written(&uri, text), &again));
  REQUIRE(memcmp(&uri, &again, sizeof uri) == 0);
  return 0;
}
