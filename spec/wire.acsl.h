/* SPDX-License-Identifier: BSD-2-Clause */
/* Numbers in a packet: little-endian, each built of two halves. */
#ifndef SPEC_WIRE_ACSL_H
#define SPEC_WIRE_ACSL_H

/*@ logic integer wire_u16{L}(uint8_t *p, integer at) = p[at] + 256 * p[at + 1];
    logic integer wire_u32{L}(uint8_t *p, integer at) = wire_u16(p, at) + 65536 * wire_u16(p, at + 2);
    logic integer wire_u64{L}(uint8_t *p, integer at) = wire_u32(p, at) + 4294967296 * wire_u32(p, at + 4);

    // Byte i of a number: 16 bits, and of more bits by halves.
    logic integer wire_byte_16(integer value, integer i) = i == 0 ? value % 256 : value / 256;
    logic integer wire_byte_32(integer value, integer i) = i < 2 ? wire_byte_16(value % 65536, i) : wire_byte_16(value / 65536, i - 2);
    logic integer wire_byte_64(integer value, integer i) =
      i < 4 ? wire_byte_32(value % 4294967296, i) : wire_byte_32(value / 4294967296, i - 4);

    // A length of 16 bits, at most `most`, and as many bytes lie within the packet's n.
    predicate wire_whole{L}(uint8_t *p, integer n, integer at, integer most) =
      at + 2 <= n && wire_u16(p, at) <= most && at + 2 + wire_u16(p, at) <= n;
*/

#endif
