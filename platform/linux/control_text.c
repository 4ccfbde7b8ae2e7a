/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "linux/control_text.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "vocabulary.h"

#define AUTHENTICATION_SAE 3     /* auth_type (IEEE 802.11-2020, 9.4.1.1) */
#define STATUS_CHALLENGE_FAIL 15 /* status codes (9.4.1.9) */
#define STATUS_TRY_LATER 30
#define STATUS_POLICY 31
#define STATUS_AKM_FIRST 40 /* 40 to 46: the security elements do not fit */
#define STATUS_AKM_LAST 46
#define HEX_KEY 64

static bool begins(const char *text, size_t length, const char *with)
{
  size_t wanted = strlen(with);
  return length >= wanted && memcmp(text, with, wanted) == 0;
}

/* Where `part` is in the text, or NULL. */
static const char *part_find(const char *text, size_t length, const char *part)
{
  return memmem(text, length, part, strlen(part));
}

/* The number after " key=", or -1. */
static int number_of(const char *text, size_t length, const char *key)
{
  char part[32];
  snprintf(part, sizeof part, "%s=", key);
  const char *found = part_find(text, length, part);
  const char *end = text + length;
  int number = 0;
  if (found == NULL)
    return -1;
  found += strlen(part);
  if (found == end || !isdigit((unsigned char)*found))
    return -1;
  for (; found < end && isdigit((unsigned char)*found) && number < 100000; found++)
    number = number * 10 + (*found - '0');
  return number;
}

static control_event_t rejected(int status)
{
  if (status == STATUS_TRY_LATER)
    return (control_event_t){CONTROL_OTHER, REASON_NONE};
  if (status == STATUS_POLICY || (status >= STATUS_AKM_FIRST && status <= STATUS_AKM_LAST))
    return (control_event_t){CONTROL_FAILED, REASON_UNSUPPORTED_SECURITY};
  return (control_event_t){CONTROL_DOUBTFUL, REASON_REFUSED};
}

static control_event_t authentication_rejected(const char *text, size_t length)
{
  bool sae = number_of(text, length, "auth_type") == AUTHENTICATION_SAE;
  int status = number_of(text, length, "status_code");
  if (sae && (status == STATUS_CHALLENGE_FAIL || status == 1))
    return (control_event_t){CONTROL_FAILED, REASON_WRONG_PASSWORD};
  return rejected(status);
}

static control_event_t disabled(const char *text, size_t length)
{
  if (part_find(text, length, "reason=WRONG_KEY") != NULL)
    return (control_event_t){CONTROL_FAILED, REASON_WRONG_PASSWORD};
  return (control_event_t){CONTROL_DOUBTFUL, REASON_TIMED_OUT};
}

control_event_t control_event_read(const char *text, size_t length)
{
  control_event_t event = {CONTROL_OTHER, REASON_NONE};
  const char *level = length > 0 && text[0] == '<' ? memchr(text, '>', length) : NULL;
  if (level != NULL) {
    length -= (size_t)(level + 1 - text);
    text = level + 1;
  }
  if (begins(text, length, "CTRL-EVENT-CONNECTED "))
    event.kind = CONTROL_CONNECTED;
  else if (begins(text, length, "CTRL-EVENT-DISCONNECTED "))
    event.kind = CONTROL_DISCONNECTED;
  else if (begins(text, length, "CTRL-EVENT-TERMINATING"))
    event.kind = CONTROL_ENDING;
  else if (begins(text, length, "AP-STA-CONNECTED "))
    event.kind = CONTROL_STATION;
  else if (begins(text, length, "AP-STA-DISCONNECTED "))
    event.kind = CONTROL_STATION_GONE;
  else if (begins(text, length, "CTRL-EVENT-ASSOC-REJECT "))
    event = rejected(number_of(text, length, "status_code"));
  else if (begins(text, length, "CTRL-EVENT-AUTH-REJECT "))
    event = authentication_rejected(text, length);
  else if (begins(text, length, "CTRL-EVENT-SSID-TEMP-DISABLED "))
    event = disabled(text, length);
  return event;
}

bool control_value(const char *text, size_t length, const char *key, char *value, size_t room)
{
  size_t wanted = strlen(key);
  while (length > 0) {
    const char *end = memchr(text, '\n', length);
    size_t line = end == NULL ? length : (size_t)(end - text);
    if (line > wanted && text[wanted] == '=' && memcmp(text, key, wanted) == 0) {
      size_t size = line - wanted - 1;
      if (size >= room || memchr(text + wanted + 1, '\0', size) != NULL)
        return false;
      memcpy(value, text + wanted + 1, size);
      value[size] = '\0';
      return true;
    }
    line += end != NULL;
    text += line;
    length -= line;
  }
  return false;
}

bool control_is(const char *text, size_t length, const char *word)
{
  size_t wanted = strlen(word);
  return begins(text, length, word) && (length == wanted || (length == wanted + 1 && text[wanted] == '\n'));
}

void control_hex(const uint8_t *bytes, size_t length, char *text)
{
  static const char digits[] = "0123456789abcdef";
  for (size_t i = 0; i < length; i++) {
    *text++ = digits[bytes[i] >> 4];
    *text++ = digits[bytes[i] & 15];
  }
  *text = '\0';
}

/* --- a network to join --- */

uint8_t control_security(const board_network_t *wanted, uint8_t heard, control_security_t *security)
{
  bool key = wanted->passphrase_length == HEX_KEY; /* the key itself, which SAE cannot use */
  *security = (control_security_t){.key_management = "NONE"};
  if (heard >= SECURITY_ENTERPRISE)
    return REASON_UNSUPPORTED_SECURITY;
  if (heard == SECURITY_OPEN) /* an open network of that name is not the one with a password */
    return wanted->security == SECURITY_OPEN ? REASON_NONE : REASON_UNSUPPORTED_SECURITY;
  if (wanted->passphrase_length == 0)
    return REASON_WRONG_PASSWORD;
  security->psk = heard != SECURITY_WPA3 && wanted->security != SECURITY_WPA3;
  security->sae = heard != SECURITY_WPA2 && !key;
  if (!security->psk && !security->sae)
    return key ? REASON_WRONG_PASSWORD : REASON_UNSUPPORTED_SECURITY;
  security->key_management = security->psk && security->sae ? "SAE WPA-PSK"
                             : security->sae                ? "SAE"
                                                            : "WPA-PSK";
  security->protection = security->psk ? 1 : 2;
  return REASON_NONE;
}

static void setting_add(char settings[CONTROL_SETTINGS][CONTROL_SETTING], unsigned *count, const char *name,
                        const char *value)
{
  int length = snprintf(settings[*count], CONTROL_SETTING, "%s %s", name, value);
  if (length > 0 && length < CONTROL_SETTING)
    (*count)++;
}

/* A passphrase in quotes: wpa_supplicant takes all up to the last quote, and no control characters. 64 digits stand as
   they are. */
static bool psk_write(const board_network_t *wanted, char value[CONTROL_SETTING])
{
  size_t length = wanted->passphrase_length;
  bool key = length == HEX_KEY;
  for (size_t i = 0; i < length; i++) {
    uint8_t byte = wanted->passphrase[i];
    if (key ? !isxdigit(byte) : byte < 32 || byte == 127)
      return false;
  }
  snprintf(value, CONTROL_SETTING, key ? "%.*s" : "\"%.*s\"", (int)length, (const char *)wanted->passphrase);
  return length >= 8;
}

unsigned control_settings(const board_network_t *wanted, const control_security_t *security,
                          const char *frequencies, char settings[CONTROL_SETTINGS][CONTROL_SETTING])
{
  char value[CONTROL_SETTING];
  unsigned count = 0;
  control_hex(wanted->ssid, wanted->ssid_length, value);
  setting_add(settings, &count, "ssid", value);
  setting_add(settings, &count, "scan_ssid", "1");
  setting_add(settings, &count, "key_mgmt", security->key_management);
  setting_add(settings, &count, "scan_freq", frequencies);
  if (security->psk || security->sae) {
    setting_add(settings, &count, "proto", "RSN");
    setting_add(settings, &count, "ieee80211w", security->protection == 2 ? "2" : "1");
  }
  if (security->psk) {
    if (!psk_write(wanted, value))
      return 0;
    setting_add(settings, &count, "psk", value);
  }
  if (security->sae) {
    control_hex(wanted->passphrase, wanted->passphrase_length, value);
    setting_add(settings, &count, "sae_password", value);
  }
  explicit_bzero(value, sizeof value);
  return count;
}

/* --- the setup network --- */

static bool is_printable(const char *text)
{
  for (const char *at = text; *at != '\0'; at++) {
    if (*at < 32 || *at > 126)
      return false;
  }
  return *text != '\0';
}

size_t control_setup(const control_setup_t *setup, char *text, size_t room)
{
  char ssid[65];
  size_t name = strlen(setup->ssid);
  size_t secret = strlen(setup->secret);
  if (name > 32 || secret < 8 || secret > 63 || !is_printable(setup->ssid) || !is_printable(setup->secret) ||
      !is_printable(setup->interface) || !is_printable(setup->folder) || !is_printable(setup->country))
    return 0;
  control_hex((const uint8_t *)setup->ssid, name, ssid);
  int length = snprintf(
      text, room,
      "interface=%s\ndriver=nl80211\nctrl_interface=%s\nssid2=%s\nhw_mode=%s\nchannel=%u\n"
      "ieee80211n=1\nwmm_enabled=1\nauth_algs=1\nmax_num_sta=8\nap_isolate=1\n"
      "wpa=2\nrsn_pairwise=CCMP\nwpa_passphrase=%s\n%s%s%s%s",
      setup->interface, setup->folder, ssid, setup->five_ghz ? "a" : "g", setup->channel, setup->secret,
      setup->protects ? "wpa_key_mgmt=WPA-PSK SAE\nieee80211w=1\nsae_require_mfp=1\nsae_pwe=2\n"
                      : "wpa_key_mgmt=WPA-PSK\n",
      strcmp(setup->country, "00") == 0 ? "" : "ieee80211d=1\ncountry_code=",
      strcmp(setup->country, "00") == 0 ? "" : setup->country, strcmp(setup->country, "00") == 0 ? "" : "\n");
  return length > 0 && (size_t)length < room ? (size_t)length : 0;
}
