/* SPDX-License-Identifier: BSD-2-Clause */
/* Little-endian integers in a packet. */
#ifndef CORE_WIRE_H
#define CORE_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wire.acsl.h"

/* No packet is longer. */
#define WIRE_MOST 512

/** Write 16 bits at packet[at] and packet[at + 1]. */
/*@ requires packet: at + 1 <= SIZE_MAX && \valid(packet + (at .. at + 1));
    terminates \true;
    assigns packet[at .. at + 1];
    ensures before: \forall integer k; 0 <= k < at ==> packet[k] == \old(packet[k]);
    ensures value: wire_u16(packet, at) == value;
*/
static inline void wire_put_u16(uint8_t *packet, size_t at, uint16_t value)
{
  packet[at] = (uint8_t)(value % 256U);
  packet[at + 1] = (uint8_t)(value / 256U);
}

/** Write 32 bits at packet[at] to packet[at + 3]. */
/*@ requires packet: at + 3 <= SIZE_MAX && \valid(packet + (at .. at + 3));
    terminates \true;
    assigns packet[at .. at + 3];
    ensures before: \forall integer k; 0 <= k < at ==> packet[k] == \old(packet[k]);
    ensures value: wire_u32(packet, at) == value;
*/
static inline void wire_put_u32(uint8_t *packet, size_t at, uint32_t value)
{
  wire_put_u16(packet, at, (uint16_t)(value % 65536U));
  wire_put_u16(packet, at + 2, (uint16_t)(value / 65536U));
}

/** Write 64 bits at packet[at] to packet[at + 7]. */
/*@ requires packet: at + 7 <= SIZE_MAX && \valid(packet + (at .. at + 7));
    terminates \true;
    assigns packet[at .. at + 7];
    ensures before: \forall integer k; 0 <= k < at ==> packet[k] == \old(packet[k]);
    ensures value: wire_u64(packet, at) == value;
*/
static inline void wire_put_u64(uint8_t *packet, size_t at, uint64_t value)
{
  wire_put_u32(packet, at, (uint32_t)(value % UINT64_C(4294967296)));
  wire_put_u32(packet, at + 4, (uint32_t)(value / UINT64_C(4294967296)));
}

/** The 16 bits at packet[at] and packet[at + 1]. */
/*@ requires packet: at + 1 <= SIZE_MAX && \valid_read(packet + (at .. at + 1));
    terminates \true;
    assigns \nothing;
    ensures value: \result == wire_u16(packet, at);
*/
static inline uint16_t wire_get_u16(const uint8_t *packet, size_t at)
{
  return (uint16_t)(packet[at] + 256U * packet[at + 1]);
}

/** The 32 bits at packet[at] to packet[at + 3]. */
/*@ requires packet: at + 3 <= SIZE_MAX && \valid_read(packet + (at .. at + 3));
    terminates \true;
    assigns \nothing;
    ensures value: \result == wire_u32(packet, at);
*/
static inline uint32_t wire_get_u32(const uint8_t *packet, size_t at)
{
  return wire_get_u16(packet, at) + UINT32_C(65536) * wire_get_u16(packet, at + 2);
}

/** The 64 bits at packet[at] to packet[at + 7]. */
/*@ requires packet: at + 7 <= SIZE_MAX && \valid_read(packet + (at .. at + 7));
    terminates \true;
    assigns \nothing;
    ensures value: \result == wire_u64(packet, at);
*/
static inline uint64_t wire_get_u64(const uint8_t *packet, size_t at)
{
  return wire_get_u32(packet, at) + UINT64_C(4294967296) * wire_get_u32(packet, at + 4);
}

/** Whether a 16-bit length at packet[at] and that many bytes, `most` at most, lie within the packet's `length`. */
/*@ requires packet: length <= WIRE_MOST && \valid_read(packet + (0 .. length - 1));
    terminates \true;
    assigns \nothing;
    ensures whole: \result <==> wire_whole(packet, length, at, most);
*/
static inline bool wire_holds(const uint8_t *packet, size_t length, size_t at, size_t most)
{
  if (length < at || length - at < 2) {
    return false;
  }
  uint16_t count = wire_get_u16(packet, at);
  return count <= most && count <= length - at - 2;
}

#endif
