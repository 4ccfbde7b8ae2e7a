/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "linux/lease_text.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "linux/control_text.h"

/* An IPv4 address, written anew so that it is one and nothing else. */
static bool address_write(const char *text, char *to, size_t room)
{
  struct in_addr address;
  if (inet_pton(AF_INET, text, &address) != 1 || address.s_addr == 0 || address.s_addr == INADDR_NONE)
    return false;
  return inet_ntop(AF_INET, &address, to, (socklen_t)room) != NULL;
}

/* The addresses of a list that spaces part; those that are none are passed over. Returns how many were kept. */
static unsigned list_read(const char *text, char places[][16], unsigned room)
{
  unsigned count = 0;
  while (*text != '\0' && count < room) {
    char word[16];
    size_t length = strcspn(text, " ");
    if (length > 0 && length < sizeof word) {
      snprintf(word, sizeof word, "%.*s", (int)length, text);
      count += address_write(word, places[count], 16);
    }
    text += length;
    text += *text == ' ';
  }
  return count;
}

static bool bound_read(const char *text, size_t length, lease_t *lease)
{
  char value[256];
  char address[16];
  char gateway[1][16] = {""};
  if (!control_value(text, length, "ip", value, sizeof value) ||
      !address_write(value, address, sizeof address) ||
      !control_value(text, length, "mask", value, sizeof value))
    return false;
  char *end;
  unsigned long mask = strtoul(value, &end, 10);
  if (end == value || *end != '\0' || mask < 1 || mask > 32)
    return false;
  snprintf(lease->address, sizeof lease->address, "%s/%lu", address, mask);
  if (control_value(text, length, "router", value, sizeof value) && list_read(value, gateway, 1) == 1)
    memcpy(lease->gateway, gateway[0], sizeof lease->gateway);
  if (control_value(text, length, "dns", value, sizeof value))
    lease->name_count = list_read(value, lease->names, LEASE_NAMES);
  lease->kind = LEASE_BOUND;
  return true;
}

bool lease_read(const char *text, size_t length, lease_t *lease)
{
  char event[16];
  memset(lease, 0, sizeof *lease);
  if (!control_value(text, length, "event", event, sizeof event))
    return false;
  if (strcmp(event, "bound") == 0 || strcmp(event, "renew") == 0) {
    if (bound_read(text, length, lease))
      return true;
    memset(lease, 0, sizeof *lease);
    return false;
  }
  if (strcmp(event, "deconfig") == 0)
    lease->kind = LEASE_LOST;
  return true;
}
