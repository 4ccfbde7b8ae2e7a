/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "web/request.h"

#include <arpa/inet.h>
#include <string.h>
#include <strings.h>

static bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

bool number_read(const char *text, size_t length, int64_t *number)
{
  if (length < 1 || length > 18)
    return false;
  int64_t value = 0;
  for (size_t i = 0; i < length; i++) {
    if (!is_digit(text[i]))
      return false;
    value = value * 10 + (text[i] - '0');
  }
  *number = value;
  return true;
}

/* The number at `*text`, which is moved past it; false where there is none. */
static bool number_take(const char **text, int64_t *number)
{
  size_t length = 0;
  while (is_digit((*text)[length]))
    length++;
  if (!number_read(*text, length, number))
    return false;
  *text += length;
  return true;
}

/* "-N": the last N bytes. */
static enum range range_suffix(const char *text, uint64_t size, uint64_t *first, uint64_t *last)
{
  int64_t count;
  if (!number_take(&text, &count) || *text != '\0')
    return RANGE_WHOLE;
  if (count == 0 || size == 0)
    return RANGE_OUTSIDE;
  *first = (uint64_t)count >= size ? 0 : size - (uint64_t)count;
  *last = size - 1;
  return RANGE_PART;
}

enum range range_read(const char *header, uint64_t size, uint64_t *first, uint64_t *last)
{
  if (header == NULL || strncasecmp(header, "bytes=", 6) != 0)
    return RANGE_WHOLE;
  const char *text = header + 6;
  if (*text == '-')
    return range_suffix(text + 1, size, first, last);
  int64_t from;
  if (!number_take(&text, &from) || *text++ != '-')
    return RANGE_WHOLE;
  int64_t to = INT64_MAX;
  if (*text != '\0' && (!number_take(&text, &to) || *text != '\0' || to < from))
    return RANGE_WHOLE;
  if ((uint64_t)from >= size)
    return RANGE_OUTSIDE;
  *first = (uint64_t)from;
  *last = (uint64_t)to >= size ? size - 1 : (uint64_t)to;
  return RANGE_PART;
}

bool cookie_read(const char *header, const char *name, char *value, size_t room)
{
  size_t wanted = strlen(name);
  for (const char *at = header; at != NULL && *at != '\0';) {
    at += strspn(at, " \t;");
    size_t pair = strcspn(at, ";");
    if (pair > wanted && strncmp(at, name, wanted) == 0 && at[wanted] == '=') {
      size_t length = pair - wanted - 1;
      if (length >= room)
        return false;
      memcpy(value, at + wanted + 1, length);
      value[length] = '\0';
      return true;
    }
    at += pair;
  }
  return false;
}

bool media_type_is(const char *header, const char *type)
{
  if (header == NULL)
    return false;
  size_t length = strlen(type);
  if (strncasecmp(header, type, length) != 0)
    return false;
  return header[length] == '\0' || header[length] == ';' || header[length] == ' ';
}

/* The host of a Host header, without its port and without the brackets of IPv6. */
static bool host_take(const char *header, char *host, size_t room)
{
  const char *start = header[0] == '[' ? header + 1 : header;
  size_t length = strcspn(start, header[0] == '[' ? "]" : ":");
  if (length == 0 || length >= room || (header[0] == '[' && start[length] != ']'))
    return false;
  memcpy(host, start, length);
  host[length] = '\0';
  return true;
}

static bool name_ends_with(const char *name, const char *ending)
{
  size_t length = strlen(name);
  size_t wanted = strlen(ending);
  return length > wanted && strcasecmp(name + length - wanted, ending) == 0;
}

bool host_is_home(const char *host)
{
  static const char *const endings[] = {".local", ".lan", ".home", ".internal", ".home.arpa", ".localhost"};
  char name[256];
  uint8_t address[16];
  if (host == NULL || !host_take(host, name, sizeof name))
    return false;
  if (inet_pton(AF_INET, name, address) == 1)
    return true;
  if (host[0] == '[')
    return inet_pton(AF_INET6, name, address) == 1;
  if (strchr(name, '.') == NULL)
    return true;
  for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
    if (name_ends_with(name, endings[i]))
      return true;
  return false;
}

bool origin_is_own(const char *origin, const char *fetch_site, const char *host)
{
  if (fetch_site != NULL && strcmp(fetch_site, "same-origin") != 0)
    return false;
  if (origin == NULL)
    return true;
  if (host == NULL)
    return false;
  if (strncmp(origin, "http://", 7) == 0)
    return strcasecmp(origin + 7, host) == 0;
  if (strncmp(origin, "https://", 8) == 0)
    return strcasecmp(origin + 8, host) == 0;
  return false;
}

size_t base64_write(const uint8_t *bytes, size_t length, char *text)
{
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  size_t out = 0;
  for (size_t i = 0; i < length; i += 3) {
    size_t left = length - i;
    uint32_t group = (uint32_t)bytes[i] << 16;
    group |= left > 1 ? (uint32_t)bytes[i + 1] << 8 : 0;
    group |= left > 2 ? bytes[i + 2] : 0;
    text[out++] = digits[group >> 18];
    text[out++] = digits[group >> 12 & 63];
    text[out++] = left > 1 ? digits[group >> 6 & 63] : '=';
    text[out++] = left > 2 ? digits[group & 63] : '=';
  }
  text[out] = '\0';
  return out;
}
