/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "camera/preroll.h"

packet_t *preroll_at(const preroll_t *preroll, uint32_t index)
{
  return preroll->packets[(preroll->first + index) % PREROLL_PACKETS];
}

static void preroll_drop(preroll_t *preroll)
{
  packet_t *oldest = preroll_at(preroll, 0);
  preroll->first = (preroll->first + 1) % PREROLL_PACKETS;
  preroll->count--;
  preroll->bytes -= oldest->size;
  packet_release(oldest);
}

/* Drop the oldest keyframe and what hangs on it. */
static void preroll_drop_group(preroll_t *preroll)
{
  do
    preroll_drop(preroll);
  while (preroll->count > 0 && !preroll_at(preroll, 0)->key);
}

/* Whether the oldest group ends before the span begins. */
static bool preroll_stale(const preroll_t *preroll, uint64_t now)
{
  for (uint32_t i = 1; i < preroll->count; i++) {
    const packet_t *packet = preroll_at(preroll, i);
    if (packet->key)
      return packet->time + preroll->span <= now;
  }
  return false;
}

void preroll_push(preroll_t *preroll, packet_t *packet)
{
  if (preroll->count == 0 && !packet->key)
    return;
  if (preroll->count == PREROLL_PACKETS)
    preroll_drop_group(preroll);
  if (preroll->count == 0 && !packet->key)
    return;
  preroll->packets[(preroll->first + preroll->count++) % PREROLL_PACKETS] = packet_keep(packet);
  preroll->bytes += packet->size;
  while (preroll->count > 1 && (preroll->bytes > preroll->max_bytes || preroll_stale(preroll, packet->time)))
    preroll_drop_group(preroll);
}

uint32_t preroll_find(const preroll_t *preroll, uint64_t from)
{
  uint32_t found = 0;
  for (uint32_t i = 0; i < preroll->count; i++) {
    const packet_t *packet = preroll_at(preroll, i);
    if (packet->key && packet->time <= from)
      found = i;
  }
  return found;
}

void preroll_clear(preroll_t *preroll)
{
  while (preroll->count > 0)
    preroll_drop(preroll);
}
