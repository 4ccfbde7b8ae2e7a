/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sim/surroundings.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "names.h"
#include "vocabulary.h"

#define LINE_ROOM 1024
#define LOOPBACK "127.0.0.1" /* where a virtual board's pages really are */

typedef struct {
  const char *at; /* what is left of the line */
  char *error;
  size_t room;
} line_t;

static bool wrong(line_t *line, const char *what)
{
  snprintf(line->error, line->room, "%s", what);
  return false;
}

/* The next word, or text in double quotes with \" and \\. Returns its length, -1 where there is none or it is bad. */
static int word_read(line_t *line, char *word, size_t room)
{
  const char *p = line->at;
  size_t length = 0;
  while (*p == ' ' || *p == '\t')
    p++;
  if (*p == '\0' || *p == '#')
    return -1;
  bool quoted = *p == '"';
  p += quoted;
  for (; *p != '\0' && (quoted ? *p != '"' : *p != ' ' && *p != '\t'); p++) {
    if (quoted && *p == '\\' && (p[1] == '"' || p[1] == '\\'))
      p++;
    if (length + 1 >= room)
      return -1;
    word[length++] = *p;
  }
  if (quoted && *p != '"')
    return -1;
  word[length] = '\0';
  line->at = p + quoted;
  return (int)length;
}

static bool number_read(const char *text, long least, long most, long *number)
{
  char *end;
  errno = 0;
  *number = strtol(text, &end, 10);
  return errno == 0 && end != text && *end == '\0' && *number >= least && *number <= most;
}

/* Two hexadecimal digits. */
static bool hex_read(const char *text, uint8_t *byte)
{
  char digits[3] = {text[0], text[0] == '\0' ? '\0' : text[1], '\0'};
  char *end = NULL;
  if (!isxdigit((unsigned char)digits[0]) || !isxdigit((unsigned char)digits[1]))
    return false;
  *byte = (uint8_t)strtoul(digits, &end, 16);
  return true;
}

static bool ssid_read(line_t *line, const char *word, int length, surrounding_t *network)
{
  bool hex = strncmp(word, "hex:", 4) == 0;
  if (!hex) {
    if (length < 1 || length > OWNER_SSID)
      return wrong(line, "a network's name has 1 to 32 bytes");
    memcpy(network->ssid, word, (size_t)length);
    network->ssid_length = (uint8_t)length;
    return true;
  }
  for (const char *p = word + 4; *p != '\0'; p += 2) {
    if (network->ssid_length == OWNER_SSID || !hex_read(p, &network->ssid[network->ssid_length]))
      return wrong(line, "hex: is followed by 1 to 32 bytes as two hexadecimal digits each");
    network->ssid_length++;
  }
  return network->ssid_length > 0 || wrong(line, "hex: is followed by 1 to 32 bytes");
}

static bool bssid_read(line_t *line, const char *word, surrounding_t *network)
{
  bool good = strlen(word) == 17;
  for (size_t i = 0; good && i < sizeof network->bssid; i++)
    good = hex_read(word + 3 * i, &network->bssid[i]) && (i == 5 || word[3 * i + 2] == ':');
  if (!good)
    return wrong(line, "bssid is six bytes, like 02:00:00:00:00:01");
  return true;
}

static bool channel_read(line_t *line, const char *word, surrounding_t *network)
{
  long channel;
  if (!number_read(word, 1, 177, &channel) || (channel > 14 && channel < 36))
    return wrong(line, "channel is 1 to 14 (2.4 GHz) or 36 to 177 (5 GHz)");
  long frequency = channel == 14 ? 2484 : channel < 14 ? 2407 + 5 * channel : 5000 + 5 * channel;
  network->frequency = (uint16_t)frequency;
  return true;
}

static bool security_read(line_t *line, const char *word, surrounding_t *network)
{
  for (uint8_t security = 0; security <= SECURITY_LAST; security++) {
    if (strcmp(word, security_name(security)) == 0) {
      network->security = security;
      return true;
    }
  }
  return wrong(line, "security is open, wpa2, wpa3, wpa2_wpa3, enterprise, wep or unknown");
}

static bool dhcp_read(line_t *line, const char *word, surrounding_t *network)
{
  uint8_t address[16];
  network->address[0] = '\0';
  if (strcmp(word, "no") == 0)
    return true;
  const char *text = strcmp(word, "yes") == 0 ? LOOPBACK : word;
  if (inet_pton(AF_INET, text, address) != 1 && inet_pton(AF_INET6, text, address) != 1)
    return wrong(line, "dhcp is yes, no or an address");
  snprintf(network->address, sizeof network->address, "%s", text);
  return true;
}

static bool value_read(line_t *line, const char *name, const char *word, surrounding_t *network)
{
  long signal;
  if (strcmp(name, "bssid") == 0)
    return bssid_read(line, word, network);
  if (strcmp(name, "channel") == 0)
    return channel_read(line, word, network);
  if (strcmp(name, "security") == 0)
    return security_read(line, word, network);
  if (strcmp(name, "dhcp") == 0)
    return dhcp_read(line, word, network);
  if (strcmp(name, "signal") == 0) {
    if (!number_read(word, 0, 100, &signal))
      return wrong(line, "signal is 0 to 100");
    network->signal = (uint8_t)signal;
    return true;
  }
  if (strcmp(name, "password") == 0) {
    if (strlen(word) < 8 || strlen(word) > OWNER_PASSPHRASE)
      return wrong(line, "password has 8 to 63 characters, or is 64 hexadecimal digits");
    snprintf(network->password, sizeof network->password, "%s", word);
    return true;
  }
  return wrong(
      line,
      "expected bssid, channel, security, password, signal, dhcp, hidden, refuses, silent, lonely or down");
}

static bool flag_read(const char *name, surrounding_t *network)
{
  if (strcmp(name, "hidden") == 0)
    network->hidden = true;
  else if (strcmp(name, "refuses") == 0)
    network->refuses = true;
  else if (strcmp(name, "silent") == 0)
    network->silent = true;
  else if (strcmp(name, "lonely") == 0)
    network->lonely = true;
  else if (strcmp(name, "down") == 0)
    network->up = false;
  else
    return false;
  return true;
}

static bool network_read(line_t *line, surrounding_t *network)
{
  char name[LINE_ROOM] = "";
  char word[LINE_ROOM] = "";
  *network = (surrounding_t){.frequency = 2437, .signal = 70, .up = true, .address = LOOPBACK};
  int length = word_read(line, word, sizeof word);
  if (length < 0)
    return wrong(line, "network is followed by its name");
  if (!ssid_read(line, word, length, network))
    return false;
  while (word_read(line, name, sizeof name) >= 0) {
    if (flag_read(name, network))
      continue;
    if (word_read(line, word, sizeof word) < 0) {
      snprintf(line->error, line->room, "%.40s is followed by a value", name);
      return false;
    }
    if (!value_read(line, name, word, network))
      return false;
  }
  bool secret = network->security >= SECURITY_WPA2 && network->security <= SECURITY_WPA2_WPA3;
  if (secret != (network->password[0] != '\0'))
    return wrong(line, "a password goes with wpa2, wpa3 and wpa2_wpa3, and with nothing else");
  return true;
}

static bool line_read(line_t *line, surroundings_t *surroundings)
{
  char word[LINE_ROOM];
  if (word_read(line, word, sizeof word) < 0)
    return *line->at == '\0' || strchr("# \t", *line->at) != NULL || wrong(line, "a quote is not closed");
  if (strcmp(word, "radio") == 0) {
    if (word_read(line, word, sizeof word) < 0 || (strcmp(word, "2.4") != 0 && strcmp(word, "2.4+5") != 0))
      return wrong(line, "radio is 2.4 or 2.4+5");
    surroundings->five_ghz = strcmp(word, "2.4+5") == 0;
    return true;
  }
  if (strcmp(word, "network") != 0)
    return wrong(line, "a line begins with radio or network");
  if (surroundings->count == SURROUNDINGS_MAX)
    return wrong(line, "more than 64 networks");
  surrounding_t *network = &surroundings->networks[surroundings->count];
  if (!network_read(line, network))
    return false;
  if (memcmp(network->bssid, (uint8_t[6]){0}, 6) == 0) {
    network->bssid[0] = 2; /* locally administered */
    network->bssid[5] = (uint8_t)(surroundings->count + 1);
  }
  surroundings->count++;
  return true;
}

bool surroundings_read(const char *path, surroundings_t *surroundings, char *error, size_t room)
{
  char text[LINE_ROOM];
  char why[200];
  *surroundings = (surroundings_t){0};
  FILE *file = fopen(path, "re");
  if (file == NULL) {
    snprintf(error, room, "%s: %s", path, strerror(errno));
    return false;
  }
  bool good = true;
  for (int number = 1; good && fgets(text, sizeof text, file) != NULL; number++) {
    text[strcspn(text, "\r\n")] = '\0';
    line_t line = {text, why, sizeof why};
    good = line_read(&line, surroundings);
    if (!good)
      snprintf(error, room, "%s:%d: %s", path, number, why);
  }
  if (good && ferror(file)) {
    good = false;
    snprintf(error, room, "%s: %s", path, strerror(errno));
  }
  fclose(file);
  return good;
}

/* An RSN element (IEEE 802.11-2020, 9.4.2.24): version 1, CCMP, the given key managements. */
static size_t rsn_write(uint8_t *p, const uint8_t *managements, uint8_t count, uint8_t capabilities)
{
  static const uint8_t head[] = {1, 0, 0x00, 0x0f, 0xac, 4, 1, 0, 0x00, 0x0f, 0xac, 4};
  size_t length = 2;
  memcpy(p + length, head, sizeof head);
  length += sizeof head;
  p[length++] = count;
  p[length++] = 0;
  for (uint8_t i = 0; i < count; i++) {
    const uint8_t suite[] = {0x00, 0x0f, 0xac, managements[i]};
    memcpy(p + length, suite, sizeof suite);
    length += sizeof suite;
  }
  p[length++] = capabilities;
  p[length++] = 0;
  p[0] = 48;
  p[1] = (uint8_t)(length - 2);
  return length;
}

static size_t security_write(uint8_t *p, uint8_t security)
{
  switch ((enum security)security) {
  case SECURITY_OPEN:
  case SECURITY_WEP: /* no RSN: the privacy bit alone */
    return 0;
  case SECURITY_WPA2:
    return rsn_write(p, (const uint8_t[]){2}, 1, 0);
  case SECURITY_WPA3:
    return rsn_write(p, (const uint8_t[]){8}, 1, 0xc0); /* frame protection capable and required */
  case SECURITY_WPA2_WPA3:
    return rsn_write(p, (const uint8_t[]){2, 8}, 2, 0x80);
  case SECURITY_ENTERPRISE:
    return rsn_write(p, (const uint8_t[]){1}, 1, 0);
  case SECURITY_UNKNOWN:
    return rsn_write(p, (const uint8_t[]){18}, 1, 0xc0); /* OWE */
  }
  return 0;
}

size_t surroundings_elements(const surrounding_t *network, uint8_t elements[BOARD_ELEMENTS])
{
  static const uint8_t rates[] = {1, 8, 0x82, 0x84, 0x8b, 0x96, 0x0c, 0x12, 0x18, 0x24};
  static const uint8_t vendor[] = {221, 7, 0x02, 0x50, 0x48, 0x01, 0xde, 0xad, 0x01};
  uint8_t name_length = network->hidden ? 0 : network->ssid_length;
  size_t length = 0;
  elements[length++] = 0; /* SSID */
  elements[length++] = name_length;
  memcpy(elements + length, network->ssid, name_length);
  length += name_length;
  memcpy(elements + length, rates, sizeof rates);
  length += sizeof rates;
  if (network->frequency < 2500) {
    elements[length++] = 3; /* DS parameter set: the channel */
    elements[length++] = 1;
    elements[length++] = (uint8_t)(network->frequency == 2484 ? 14 : (network->frequency - 2407) / 5);
  }
  length += security_write(elements + length, network->security);
  memcpy(elements + length, vendor, sizeof vendor);
  return length + sizeof vendor;
}
