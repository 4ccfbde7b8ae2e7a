/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The guard's socket messages: what goes in comes out, and nothing else is let in. */
#include "message.h"

#include <stdlib.h>
#include <string.h>

#include "random.h"
#include "unit.h"
#include "vocabulary.h"

static const uint8_t kinds[] = {MESSAGE_HELLO,     MESSAGE_HEARTBEAT,      MESSAGE_GET_STATUS,
                                MESSAGE_GET_OWNER, MESSAGE_GET_NETWORKS,   MESSAGE_CLAIM,
                                MESSAGE_RESTART,   MESSAGE_RESET,          MESSAGE_PHONE_SEEN,
                                MESSAGE_REPLY,     MESSAGE_CHANGE_NETWORK, MESSAGE_CHANGE_PASSWORD,
                                MESSAGE_STATUS,    MESSAGE_OWNER,          MESSAGE_NETWORK};

static message_t full_claim(void)
{
  message_t message;
  memset(&message, 0xA5, sizeof message);
  message.kind = MESSAGE_CLAIM;
  message.as.claim.password_hash_length = 128;
  message.as.claim.ssid_length = 32;
  message.as.claim.passphrase_length = 64;
  message.as.claim.security = SECURITY_WPA2_WPA3;
  message.as.claim.hidden = 1;
  return message;
}

/* A claim with every field at its bound has the length its table says, and comes back whole. */
START_TEST(test_claim_full)
{
  message_t message = full_claim(), read;
  uint8_t packet[MESSAGE_MAX];
  size_t length = message_encode(&message, packet, sizeof packet);
  ck_assert_uint_eq(length, 1 + 2 + 128 + 2 + 32 + 2 + 64 + 1 + 1);
  memset(&read, 0, sizeof read);
  ck_assert(message_decode(packet, length, &read));
  ck_assert_mem_eq(&read.as.claim, &message.as.claim, sizeof read.as.claim);
}
END_TEST

/* The bytes on the wire are those of spec/messages.tsv: little-endian, in order. */
START_TEST(test_bytes)
{
  uint8_t packet[MESSAGE_MAX];
  message_t message = {.kind = MESSAGE_HELLO};
  message.as.hello.version = 0x1234;
  message.as.hello.role = ROLE_TOOL;
  static const uint8_t hello[] = {1, 0x34, 0x12, 2};
  ck_assert_uint_eq(message_encode(&message, packet, sizeof packet), sizeof hello);
  ck_assert_mem_eq(packet, hello, sizeof hello);

  message = (message_t){.kind = MESSAGE_OWNER};
  message.as.owner.claimed = 1;
  message.as.owner.password_hash_length = 3;
  memcpy(message.as.owner.password_hash, "abc", 3);
  static const uint8_t owner[] = {34, 1, 3, 0, 'a', 'b', 'c'};
  ck_assert_uint_eq(message_encode(&message, packet, sizeof packet), sizeof owner);
  ck_assert_mem_eq(packet, owner, sizeof owner);

  message = (message_t){.kind = MESSAGE_CHANGE_PASSWORD};
  message.as.change_password.password_hash_length = 2;
  memcpy(message.as.change_password.password_hash, "xy", 2);
  static const uint8_t password[] = {11, 2, 0, 'x', 'y'};
  ck_assert_uint_eq(message_encode(&message, packet, sizeof packet), sizeof password);
  ck_assert_mem_eq(packet, password, sizeof password);

  message = (message_t){.kind = MESSAGE_STATUS};
  message.as.status.time = UINT64_C(0x0102030405060708);
  message.as.status.camera_restarts = 0x0A0B0C0D;
  ck_assert_uint_eq(message_encode(&message, packet, sizeof packet), 30);
  static const uint8_t time[] = {33, 8, 7, 6, 5, 4, 3, 2, 1};
  ck_assert_mem_eq(packet, time, sizeof time);
  static const uint8_t restarts[] = {0x0D, 0x0C, 0x0B, 0x0A};
  ck_assert_mem_eq(packet + 18, restarts, sizeof restarts);
}
END_TEST

/* Room for one byte less than a message takes writes nothing. */
START_TEST(test_room)
{
  message_t message = full_claim();
  uint8_t packet[MESSAGE_MAX];
  memset(packet, 0x5A, sizeof packet);
  for (size_t room = 0; room < 233; room++) {
    ck_assert_uint_eq(message_encode(&message, packet, room), 0);
  }
  for (size_t i = 0; i < sizeof packet; i++) {
    ck_assert_uint_eq(packet[i], 0x5A);
  }
  ck_assert_uint_eq(message_encode(&message, packet, 233), 233);
  ck_assert_uint_eq(packet[233], 0x5A);
}
END_TEST

/* A field longer than its bound, and a kind that is none, cannot be written. */
START_TEST(test_encode_refuses)
{
  uint8_t packet[MESSAGE_MAX];
  message_t message = full_claim();
  message.as.claim.password_hash_length = 129;
  ck_assert_uint_eq(message_encode(&message, packet, sizeof packet), 0);
  message = full_claim();
  message.as.claim.ssid_length = 33;
  ck_assert_uint_eq(message_encode(&message, packet, sizeof packet), 0);
  message = full_claim();
  message.as.claim.passphrase_length = 255;
  ck_assert_uint_eq(message_encode(&message, packet, sizeof packet), 0);
  for (unsigned kind = 0; kind < 256; kind++) {
    if (!memchr(kinds, (int)kind, sizeof kinds)) {
      message.kind = (uint8_t)kind;
      ck_assert_uint_eq(message_encode(&message, packet, sizeof packet), 0);
    }
  }
}
END_TEST

/* Cut short anywhere, or with a byte too many, a packet is refused and the message stays as it was. */
START_TEST(test_cut)
{
  for (size_t k = 0; k < sizeof kinds; k++) {
    message_t message = full_claim(), read, before;
    message.kind = kinds[k];
    message.as.change_network.ssid_length = 7;
    message.as.change_network.passphrase_length = 0;
    message.as.status.serial_length = 9;
    message.as.status.setup_ssid_length = 0;
    message.as.status.ssid_length = 32;
    message.as.status.address_length = 46;
    message.as.owner.password_hash_length = 77;
    if (kinds[k] == MESSAGE_CHANGE_PASSWORD)
      message.as.change_password.password_hash_length = 128;
    message.as.network.ssid_length = 1;
    message.as.network.bssid_length = 6;
    uint8_t packet[MESSAGE_MAX + 1] = {0};
    size_t length = message_encode(&message, packet, sizeof packet);
    ck_assert_uint_gt(length, 0);
    memset(&read, 0xC3, sizeof read);
    before = read;
    for (size_t cut = 0; cut < length; cut++) {
      /* An exact copy, so that the sanitizers see a read past the end. */
      uint8_t *part = malloc(cut ? cut : 1);
      memcpy(part, packet, cut);
      ck_assert(!message_decode(part, cut, &read));
      free(part);
    }
    ck_assert(!message_decode(packet, length + 1, &read));
    ck_assert(!message_decode(packet, sizeof packet, &read));
    ck_assert_mem_eq(&read, &before, sizeof read);
    ck_assert(message_decode(packet, length, &read));
    ck_assert_uint_eq(read.kind, kinds[k]);
  }
}
END_TEST

/* A length in the packet above the field's bound is refused even where the bytes are there. */
START_TEST(test_length_lies)
{
  uint8_t packet[MESSAGE_MAX] = {MESSAGE_OWNER, 1, 129, 0};
  message_t read = {.kind = 77};
  ck_assert(!message_decode(packet, 4 + 129, &read));
  packet[2] = 128;
  ck_assert(message_decode(packet, 4 + 128, &read));
  packet[2] = 0;
  packet[3] = 1; /* 256 */
  ck_assert(!message_decode(packet, 4 + 256, &read));
  packet[2] = 0xFF;
  packet[3] = 0xFF;
  ck_assert(!message_decode(packet, sizeof packet, &read));
  ck_assert(!message_decode(packet, SIZE_MAX, &read));
}
END_TEST

/* Whatever bytes arrive: either they are refused, or writing what was read gives the same bytes. */
START_TEST(test_any_bytes)
{
  unsigned taken = 0;
  for (int round = 0; round < 40000; round++) {
    uint8_t packet[MESSAGE_MAX], again[MESSAGE_MAX];
    size_t length = (size_t)(any() % 80);
    for (size_t i = 0; i < length; i++) {
      packet[i] = any() % 3 ? (uint8_t)(any() % 12) : (uint8_t)any();
    }
    if (length > 0) {
      packet[0] = kinds[(size_t)any() % sizeof kinds];
    }
    message_t message;
    if (message_decode(packet, length, &message)) {
      taken++;
      ck_assert_uint_eq(message_encode(&message, again, sizeof again), length);
      ck_assert_mem_eq(packet, again, length);
    }
  }
  ck_assert_uint_gt(taken, 100);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("message");
  TCase *tests = tcase_create("codec");
  tcase_add_test(tests, test_claim_full);
  tcase_add_test(tests, test_bytes);
  tcase_add_test(tests, test_room);
  tcase_add_test(tests, test_encode_refuses);
  tcase_add_test(tests, test_cut);
  tcase_add_test(tests, test_length_lies);
  tcase_add_test(tests, test_any_bytes);
  suite_add_tcase(suite, tests);
  return unit_main("test_message", suite);
}
