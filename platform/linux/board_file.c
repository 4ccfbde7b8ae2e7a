/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "linux/board_file.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  const char *key;
  size_t place;          /* of the value in board_file_t */
  const char *otherwise; /* NULL: the key is needed */
  const char *choices;   /* NULL: any text; else |one|or|the|other| */
} setting_t;

static const setting_t keys[] = {
    {"button", offsetof(board_file_t, button), NULL, NULL},
    {"button-active", offsetof(board_file_t, button_active), "low", "|low|high|"},
    {"button-bias", offsetof(board_file_t, button_bias), "as-is", "|as-is|pull-up|pull-down|disabled|"},
    {"light", offsetof(board_file_t, light), NULL, NULL},
    {"watchdog", offsetof(board_file_t, watchdog), NULL, NULL},
    {"vault", offsetof(board_file_t, vault), NULL, NULL},
    {"journal", offsetof(board_file_t, journal), NULL, NULL},
    {"data", offsetof(board_file_t, data), NULL, NULL},
    {"factory", offsetof(board_file_t, factory), NULL, NULL},
    {"cipher", offsetof(board_file_t, cipher), "aes-xts-plain64",
     "|aes-xts-plain64|xchacha12,aes-adiantum-plain64|"},
    {"wifi", offsetof(board_file_t, wifi), NULL, NULL},
    {"bands", offsetof(board_file_t, bands), "all", "|all|2.4|"},
    {"country", offsetof(board_file_t, country), "00", NULL},
};
#define KEYS (sizeof keys / sizeof *keys)

static char *value_of(board_file_t *file, const setting_t *key)
{
  return (char *)file + key->place;
}

static const setting_t *key_find(const char *name, size_t length)
{
  for (size_t i = 0; i < KEYS; i++) {
    if (strlen(keys[i].key) == length && memcmp(keys[i].key, name, length) == 0)
      return &keys[i];
  }
  return NULL;
}

static bool is_choice(const char *choices, const char *value)
{
  char wanted[BOARD_FILE_VALUE + 3];
  snprintf(wanted, sizeof wanted, "|%s|", value);
  return strchr(value, '|') == NULL && strstr(choices, wanted) != NULL;
}

/* What is wrong with a value, NULL: nothing. */
static const char *value_wrong(const setting_t *key, const char *value)
{
  if (key->choices != NULL)
    return is_choice(key->choices, value) ? NULL : "is none of those that can be chosen";
  if (strcmp(key->key, "country") == 0)
    return strlen(value) == 2 && isalnum((unsigned char)value[0]) && isalnum((unsigned char)value[1])
               ? NULL
               : "two letters are expected";
  if (strcmp(key->key, "light") == 0 && (strchr(value, '/') != NULL || value[0] == '.'))
    return "the name of a folder in /sys/class/leds is expected";
  if (strcmp(key->key, "wifi") == 0 &&
      (strlen(value) >= BOARD_FILE_INTERFACE || strpbrk(value, "/ :") != NULL || value[0] == '.'))
    return "the name of an interface, or none, is expected";
  if (strcmp(key->key, "watchdog") == 0 && strcmp(value, "none") != 0 && value[0] != '/')
    return "a path, or none, is expected";
  bool partition = strcmp(key->key, "vault") == 0 || strcmp(key->key, "journal") == 0 ||
                   strcmp(key->key, "data") == 0 || strcmp(key->key, "factory") == 0;
  if (partition && value[0] != '/' && (strncmp(value, "PARTLABEL=", 10) != 0 || value[10] == '\0'))
    return "a path, or PARTLABEL=name, is expected";
  return NULL;
}

static void trim(const char **start, const char **end)
{
  while (*start < *end && (**start == ' ' || **start == '\t'))
    (*start)++;
  while (*end > *start && ((*end)[-1] == ' ' || (*end)[-1] == '\t' || (*end)[-1] == '\r'))
    (*end)--;
}

/* Read one line, `#` and what follows it left out. */
static bool line_take(const char *start, const char *end, unsigned number, board_file_t *file, char *error,
                      size_t room)
{
  const char *comment = memchr(start, '#', (size_t)(end - start));
  end = comment != NULL ? comment : end;
  trim(&start, &end);
  if (start == end)
    return true;
  const char *equals = memchr(start, '=', (size_t)(end - start));
  if (equals == NULL) {
    snprintf(error, room, "line %u: key = value is expected", number);
    return false;
  }
  const char *name_end = equals;
  const char *value = equals + 1;
  trim(&start, &name_end);
  trim(&value, &end);
  const setting_t *key = key_find(start, (size_t)(name_end - start));
  if (key == NULL) {
    snprintf(error, room, "line %u: there is no such key: %.*s", number, (int)(name_end - start), start);
    return false;
  }
  char *place = value_of(file, key);
  size_t length = (size_t)(end - value);
  bool printable = length > 0 && length < BOARD_FILE_VALUE;
  for (size_t i = 0; i < length && printable; i++)
    printable = isprint((unsigned char)value[i]) != 0;
  if (!printable || place[0] != '\0') {
    snprintf(error, room, "line %u: %s: %s", number, key->key,
             printable ? "is there twice" : "1 to 127 printable characters are expected");
    return false;
  }
  memcpy(place, value, length);
  const char *wrong = value_wrong(key, place);
  if (wrong != NULL)
    snprintf(error, room, "line %u: %s = %s: %s", number, key->key, place, wrong);
  return wrong == NULL;
}

bool board_file_parse(const char *text, size_t length, board_file_t *file, char *error, size_t room)
{
  const char *end = text + length;
  unsigned number = 0;
  memset(file, 0, sizeof *file);
  while (text < end) {
    const char *stop = memchr(text, '\n', (size_t)(end - text));
    stop = stop != NULL ? stop : end;
    if (!line_take(text, stop, ++number, file, error, room))
      return false;
    text = stop + (stop < end);
  }
  for (size_t i = 0; i < KEYS; i++) {
    char *value = value_of(file, &keys[i]);
    if (value[0] != '\0')
      continue;
    if (keys[i].otherwise == NULL) {
      snprintf(error, room, "%s is missing", keys[i].key);
      return false;
    }
    snprintf(value, BOARD_FILE_VALUE, "%s", keys[i].otherwise);
  }
  return true;
}

bool board_file_read(const char *path, board_file_t *file, char *error, size_t room)
{
  char text[BOARD_FILE_MAX + 1];
  char why[256];
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  ssize_t length = fd < 0 ? -1 : read(fd, text, sizeof text);
  int code = errno;
  if (fd >= 0)
    close(fd);
  if (length < 0) {
    snprintf(error, room, "%s: %s", path, strerror(code));
    return false;
  }
  if (length > BOARD_FILE_MAX) {
    snprintf(error, room, "%s: longer than %d bytes", path, BOARD_FILE_MAX);
    return false;
  }
  if (board_file_parse(text, (size_t)length, file, why, sizeof why))
    return true;
  snprintf(error, room, "%s: %s", path, why);
  return false;
}
