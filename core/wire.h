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

/** Byte i of 16 bits. */
/*@ terminates \true;
    assigns \nothing;
    ensures byte: \result == wire_byte_16(value, i);
*/
static inline uint8_t wire_byte_16(uint16_t value, size_t i)
{
  return (uint8_t)(i == 0 ? value % 256U : value / 256U);
}

/** Byte i of 32 bits. */
/*@ terminates \true;
    assigns \nothing;
    ensures byte: \result == wire_byte_32(value, i);
*/
static inline uint8_t wire_byte_32(uint32_t value, size_t i)
{
  return i < 2 ? wire_byte_16((uint16_t)(value % 65536U), i)
               : wire_byte_16((uint16_t)(value / 65536U), i - 2);
}

/** Byte i of 64 bits. */
/*@ terminates \true;
    assigns \nothing;
    ensures byte: \result == wire_byte_64(value, i);
*/
static inline uint8_t wire_byte_64(uint64_t value, size_t i)
{
  return i < 4 ? wire_byte_32((uint32_t)(value % UINT64_C(4294967296)), i)
               : wire_byte_32((uint32_t)(value / UINT64_C(4294967296)), i - 4);
}

/* For the prover alone: what stands byte by byte is the number. */
/*@ ghost
  /@ requires packet: at + 2 <= WIRE_MOST;
     requires bytes: \forall integer k; at <= k < at + 2 ==> packet[k] == wire_byte_16(value, k - at);
     terminates \true;
     assigns \nothing;
     ensures number: wire_u16(packet, at) == value;
  @/
  static inline void wire_said_16(const uint8_t *packet, size_t at, uint16_t value)
  {
  }
*/

/*@ ghost
  /@ requires packet: at + 4 <= WIRE_MOST;
     requires bytes: \forall integer k; at <= k < at + 4 ==> packet[k] == wire_byte_32(value, k - at);
     terminates \true;
     assigns \nothing;
     ensures number: wire_u32(packet, at) == value;
  @/
  static inline void wire_said_32(const uint8_t *packet, size_t at, uint32_t value)
  {
    wire_said_16(packet, at, (uint16_t)(value % 65536));
    wire_said_16(packet, at + 2, (uint16_t)(value / 65536));
  }
*/

/*@ ghost
  /@ requires packet: at + 8 <= WIRE_MOST;
     requires bytes: \forall integer k; at <= k < at + 8 ==> packet[k] == wire_byte_64(value, k - at);
     terminates \true;
     assigns \nothing;
     ensures number: wire_u64(packet, at) == value;
  @/
  static inline void wire_said_64(const uint8_t *packet, size_t at, uint64_t value)
  {
    wire_said_32(packet, at, (uint32_t)(value % 4294967296));
    wire_said_32(packet, at + 4, (uint32_t)(value / 4294967296));
  }
*/

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

/** The 16-bit length at packet[at], where it is `most` at most and that many bytes follow it within the packet's `length`;
    UINT16_MAX where not. */
/*@ requires packet: length <= WIRE_MOST && \valid_read(packet + (0 .. length - 1));
    requires most: most < UINT16_MAX;
    terminates \true;
    assigns \nothing;
    ensures whole: wire_whole(packet, length, at, most) ==> \result == wire_u16(packet, at);
    ensures none: !wire_whole(packet, length, at, most) ==> \result == UINT16_MAX;
*/
static inline uint16_t wire_count(const uint8_t *packet, size_t length, size_t at, size_t most)
{
  if (length < at || length - at < 2) {
    return UINT16_MAX;
  }
  uint16_t count = wire_get_u16(packet, at);
  return count <= most && count <= length - at - 2 ? count : UINT16_MAX;
}

#endif
