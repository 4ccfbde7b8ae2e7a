/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "linux/factory_record.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Printable ASCII of a length: it stands in a network's name and on the label. */
static bool text_fits(const char *text, size_t least, size_t most)
{
  size_t length = text == NULL ? 0 : strlen(text);
  for (size_t i = 0; i < length; i++) {
    if (!isascii((unsigned char)text[i]) || !isprint((unsigned char)text[i]))
      return false;
  }
  return text != NULL && length >= least && length <= most;
}

static bool mac_fits(const char *text)
{
  if (text[0] == '\0')
    return true;
  if (strlen(text) != 17)
    return false;
  for (size_t i = 0; i < 17; i++) {
    if (i % 3 == 2 ? text[i] != ':' : !isxdigit((unsigned char)text[i]))
      return false;
  }
  return (strtoul(text, NULL, 16) & 1) == 0; /* no group's address */
}

static bool record_fits(const char *serial, const char *model, const char *secret, const char *mac)
{
  return text_fits(serial, 4, 32) && text_fits(model, 1, 32) && text_fits(secret, 8, 63) && mac_fits(mac);
}

bool factory_record_parse(const uint8_t block[PARTITION_BLOCK], factory_record_t *record, char *error,
                          size_t room)
{
  json_error_t trouble;
  const char *serial = NULL;
  const char *model = NULL;
  const char *secret = NULL;
  const char *mac = "";
  size_t length = strnlen((const char *)block, PARTITION_BLOCK);
  memset(record, 0, sizeof *record);
  json_t *json = json_loadb((const char *)block, length, 0, &trouble);
  bool whole = json_unpack(json, "{s:s,s:s,s:s,s?:s}", "serial", &serial, "model", &model, "label_secret",
                           &secret, "mac", &mac) == 0 &&
               record_fits(serial, model, secret, mac);
  if (whole) {
    snprintf(record->unit.serial, sizeof record->unit.serial, "%s", serial);
    snprintf(record->unit.model, sizeof record->unit.model, "%s", model);
    snprintf(record->unit.label_secret, sizeof record->unit.label_secret, "%s", secret);
    snprintf(record->mac, sizeof record->mac, "%s", mac);
  } else {
    snprintf(error, room,
             "no factory record: serial (4 to 32 characters), model, label_secret (8 to 63) and, if any, mac "
             "are expected; pinhole-commission writes one");
  }
  json_decref(json);
  return whole;
}

bool factory_record_make(const factory_record_t *record, uint8_t block[PARTITION_BLOCK])
{
  const board_factory_t *unit = &record->unit;
  memset(block, 0, PARTITION_BLOCK);
  if (!record_fits(unit->serial, unit->model, unit->label_secret, record->mac))
    return false;
  json_t *json = json_pack("{s:s,s:s,s:s,s:s}", "serial", unit->serial, "model", unit->model, "label_secret",
                           unit->label_secret, "mac", record->mac);
  size_t length = json_dumpb(json, (char *)block, PARTITION_BLOCK - 1, JSON_INDENT(2));
  json_decref(json);
  return length > 0 && length < PARTITION_BLOCK;
}

bool factory_record_read(const char *name, factory_record_t *record, char *error, size_t room)
{
  uint8_t block[PARTITION_BLOCK] = {0};
  char path[PARTITION_PATH];
  char why[256];
  int code = partition_path(name, path);
  int fd = code == 0 ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  ssize_t length = fd < 0 ? -1 : read(fd, block, sizeof block);
  code = code != 0 ? -code : errno;
  if (fd >= 0)
    close(fd);
  if (length < 0) {
    snprintf(error, room, "factory = %s: %s", name, strerror(code));
    return false;
  }
  if (factory_record_parse(block, record, why, sizeof why))
    return true;
  snprintf(error, room, "factory = %s: %s", name, why);
  return false;
}
