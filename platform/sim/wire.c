/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sim/wire.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

bool wire_send(int fd, json_t *packet, bool wait)
{
  char *text = json_dumps(packet, JSON_COMPACT);
  json_decref(packet);
  if (text == NULL) {
    errno = ENOMEM;
    return false;
  }
  size_t length = strlen(text);
  ssize_t sent;
  do {
    sent = send(fd, text, length, MSG_NOSIGNAL | (wait ? 0 : MSG_DONTWAIT));
  } while (sent < 0 && errno == EINTR);
  explicit_bzero(text, length); /* it may carry a password or a key */
  free(text);
  return sent == (ssize_t)length;
}

enum wire_result wire_receive(int fd, bool wait, json_t **packet, char *why, size_t room)
{
  static char text[WIRE_MAX];
  ssize_t length;
  do {
    length = recv(fd, text, sizeof text, MSG_TRUNC | (wait ? 0 : MSG_DONTWAIT));
  } while (length < 0 && errno == EINTR);
  if (length < 0 && errno == EAGAIN)
    return WIRE_NOTHING;
  if (length <= 0)
    return WIRE_CLOSED;
  if ((size_t)length > sizeof text) {
    snprintf(why, room, "a packet has at most %d bytes; this one has %zd", WIRE_MAX, length);
    return WIRE_GARBAGE;
  }
  json_error_t error;
  *packet = json_loadb(text, (size_t)length, JSON_REJECT_DUPLICATES, &error);
  explicit_bzero(text, (size_t)length);
  if (*packet == NULL) {
    snprintf(why, room, "not JSON: %s", error.text);
    return WIRE_GARBAGE;
  }
  if (json_is_object(*packet))
    return WIRE_PACKET;
  json_decref(*packet);
  *packet = NULL;
  snprintf(why, room, "a packet must be a JSON object");
  return WIRE_GARBAGE;
}

json_t *wire_error(const char *code, const char *format, ...)
{
  char message[512];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  for (char *c = message; *c != '\0'; c++) {
    if (*c < 0x20 || *c == 0x7f)
      *c = '?'; /* JSON text must be UTF-8, and garbage may be quoted in it */
  }
  return json_pack("{s:{s:s,s:s}}", "error", "code", code, "message", message);
}

json_t *wire_bytes(const uint8_t *bytes, size_t length)
{
  char text[2 * 2048 + 1];
  if (length > 2048)
    return NULL;
  for (size_t i = 0; i < length; i++)
    snprintf(text + 2 * i, 3, "%02x", bytes[i]);
  text[2 * length] = '\0';
  json_t *value = json_string(text);
  explicit_bzero(text, sizeof text);
  return value;
}

static int hex_digit(char c)
{
  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 'a' && c <= 'f')
    return c - 'a' + 10;
  if (c >= 'A' && c <= 'F')
    return c - 'A' + 10;
  return -1;
}

bool wire_read_bytes(const json_t *text, uint8_t *bytes, size_t room, size_t *length)
{
  const char *hex = json_string_value(text);
  size_t digits = json_string_length(text);
  if (hex == NULL || digits % 2 != 0 || digits / 2 > room)
    return false;
  for (size_t i = 0; i < digits / 2; i++) {
    int high = hex_digit(hex[2 * i]);
    int low = hex_digit(hex[2 * i + 1]);
    if (high < 0 || low < 0)
      return false;
    bytes[i] = (uint8_t)(high * 16 + low);
  }
  *length = digits / 2;
  return true;
}

bool wire_read_number(const json_t *packet, const char *field, int64_t least, int64_t most, int64_t *value)
{
  const json_t *number = json_object_get(packet, field);
  if (!json_is_integer(number))
    return false;
  int64_t found = json_integer_value(number);
  if (found < least || found > most)
    return false;
  *value = found;
  return true;
}
