/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every text that a Linux board reads: its file, the factory record, what hostapd, wpa_supplicant and the DHCP client
   say. The first byte chooses which. */
#include <arpa/inet.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "fuzz.h"
#include "linux/board_file.h"
#include "linux/control_text.h"
#include "linux/elements.h"
#include "linux/factory_record.h"
#include "linux/lease_text.h"
#include "vocabulary.h"

static void board_file(const char *text, size_t size)
{
  board_file_t file;
  char error[256] = "";
  if (!board_file_parse(text, size, &file, error, sizeof error)) {
    REQUIRE(error[0] != '\0');
    return;
  }
  REQUIRE(file.button[0] != '\0' && file.vault[0] != '\0' && strlen(file.country) == 2);
  REQUIRE(strlen(file.wifi) < BOARD_FILE_INTERFACE && strchr(file.light, '/') == NULL);
}

static void factory(const uint8_t *data, size_t size)
{
  static uint8_t block[PARTITION_BLOCK], again[PARTITION_BLOCK];
  factory_record_t record, second;
  char error[256];
  memset(block, 0, sizeof block);
  memcpy(block, data, size < sizeof block ? size : sizeof block);
  if (!factory_record_parse(block, &record, error, sizeof error))
    return;
  REQUIRE(factory_record_make(&record, again));
  REQUIRE(factory_record_parse(again, &second, error, sizeof error));
  REQUIRE(strcmp(record.unit.label_secret, second.unit.label_secret) == 0 &&
          strcmp(record.mac, second.mac) == 0);
}

static void lease(const char *text, size_t size)
{
  lease_t lease;
  struct in_addr address;
  if (!lease_read(text, size, &lease) || lease.kind != LEASE_BOUND)
    return;
  char *slash = strchr(lease.address, '/');
  REQUIRE(slash != NULL);
  *slash = '\0';
  REQUIRE(inet_pton(AF_INET, lease.address, &address) == 1);
  REQUIRE(lease.gateway[0] == '\0' || inet_pton(AF_INET, lease.gateway, &address) == 1);
  REQUIRE(lease.name_count <= LEASE_NAMES);
}

static void event(const char *text, size_t size)
{
  char value[32];
  control_event_t read = control_event_read(text, size);
  if (fuzz_planted() && read.kind == CONTROL_DOUBTFUL)
    read.reason = REASON_NONE; /* planted: a doubt without a reason */
  REQUIRE(read.kind <= CONTROL_ENDING && read.reason <= REASON_LAST);
  REQUIRE((read.reason != REASON_NONE) == (read.kind == CONTROL_FAILED || read.kind == CONTROL_DOUBTFUL));
  if (control_value(text, size, "state", value, sizeof value))
    REQUIRE(strchr(value, '\n') == NULL);
}

/* A network of any name and secret: each setting is one line without a second meaning. */
static void network(const uint8_t *data, size_t size)
{
  static char settings[CONTROL_SETTINGS][CONTROL_SETTING];
  board_network_t wanted = {0};
  control_security_t security;
  if (size < 4)
    return;
  wanted.ssid_length = (uint8_t)(data[0] % 32 + 1);
  wanted.passphrase_length = data[1] % (OWNER_PASSPHRASE + 1);
  wanted.security = data[2] % (SECURITY_LAST + 1);
  uint8_t heard = data[3] % (SECURITY_LAST + 1);
  data += 4;
  size -= 4;
  memcpy(wanted.ssid, data, size < 32 ? size : 32);
  memcpy(wanted.passphrase, data, size < OWNER_PASSPHRASE ? size : OWNER_PASSPHRASE);
  if (control_security(&wanted, heard, &security) != REASON_NONE)
    return;
  unsigned count = control_settings(&wanted, &security, "2412", settings);
  for (unsigned i = 0; i < count; i++)
    REQUIRE(strpbrk(settings[i], "\n\r") == NULL && strlen(settings[i]) < CONTROL_SETTING);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static uint8_t copied[64];
  if (size == 0)
    return 0;
  const char *text = (const char *)data + 1;
  switch (data[0] % 6) {
  case 0:
    board_file(text, size - 1);
    break;
  case 1:
    factory(data + 1, size - 1);
    break;
  case 2:
    lease(text, size - 1);
    break;
  case 3:
    event(text, size - 1);
    break;
  case 4:
    network(data + 1, size - 1);
    break;
  default:
    REQUIRE(elements_copy(data + 1, size - 1, copied, sizeof copied) <= sizeof copied);
  }
  return 0;
}
