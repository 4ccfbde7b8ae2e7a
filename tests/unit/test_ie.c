/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the radio hears. */
#include "ie.h"

#include <stdlib.h>
#include <string.h>

#include "random.h"
#include "unit.h"

/* Elements under construction. */
static uint8_t heard[4096];
static size_t heard_length;

static void hear(uint8_t id, const void *body, size_t length)
{
  heard[heard_length++] = id;
  heard[heard_length++] = (uint8_t)length;
  memcpy(heard + heard_length, body, length);
  heard_length += length;
}

static void hear_name(const char *name)
{
  heard_length = 0;
  hear(0, name, strlen(name));
}

/* Read from an exact copy, so that the sanitizers see a read past the end. */
static bool read_heard(bool privacy, ie_network_t *network)
{
  uint8_t *copy = calloc(heard_length ? heard_length : 1, 1);
  memcpy(copy, heard, heard_length);
  bool read = ie_read(copy, heard_length, privacy, network);
  free(copy);
  return read;
}

/* Security of a network named "net" with an RSN body; 255 where it is refused. */
static uint8_t rsn_security(const void *body, size_t length)
{
  ie_network_t network;
  hear_name("net");
  hear(48, body, length);
  return read_heard(true, &network) ? network.security : 255;
}

/* RSN body with these AKM suite types. */
static uint8_t akm_security(const char *types)
{
  uint8_t body[255] = {1, 0, 0x00, 0x0F, 0xAC, 4, 1, 0, 0x00, 0x0F, 0xAC, 4};
  size_t count = strlen(types), at = 14;
  body[12] = (uint8_t)count;
  for (size_t i = 0; i < count; i++, at += 4) {
    body[at + 1] = 0x0F;
    body[at + 2] = 0xAC;
    body[at + 3] = (uint8_t)types[i];
  }
  at += 2; /* capabilities */
  return rsn_security(body, at);
}

START_TEST(test_names)
{
  ie_network_t network;
  hear_name("Caf\xC3\xA9 \"5\xE2\x82\xAC\"");
  ck_assert(read_heard(false, &network));
  ck_assert_uint_eq(network.ssid_length, 12);
  ck_assert_mem_eq(network.ssid, "Caf\xC3\xA9 \"5\xE2\x82\xAC\"", 12);
  ck_assert_uint_eq(network.ssid[12], 0);
  ck_assert_uint_eq(network.security, SECURITY_OPEN);

  hear_name("");
  ck_assert(read_heard(false, &network));
  ck_assert_uint_eq(network.ssid_length, 0);

  /* Some access points hide their name as zero bytes. */
  heard_length = 0;
  hear(0, "\0\0\0\0\0", 5);
  ck_assert(read_heard(false, &network));
  ck_assert_uint_eq(network.ssid_length, 0);

  hear_name("12345678901234567890123456789012");
  ck_assert(read_heard(false, &network));
  ck_assert_uint_eq(network.ssid_length, 32);
  hear_name("123456789012345678901234567890123");
  ck_assert(!read_heard(false, &network));
}
END_TEST

START_TEST(test_name_missing_or_twice)
{
  ie_network_t network;
  heard_length = 0;
  ck_assert(!read_heard(false, &network));
  ck_assert(!ie_read(NULL, 0, false, &network));
  hear(1, "\x82\x84\x8b\x96", 4);
  ck_assert(!read_heard(false, &network));
  hear_name("one");
  hear(1, "\x82\x84\x8b\x96", 4);
  hear(0, "two", 3);
  ck_assert(!read_heard(false, &network));
}
END_TEST

/* each kind of security by the suites that say it. */
START_TEST(test_security)
{
  ck_assert_uint_eq(akm_security("\x02"), SECURITY_WPA2);
  ck_assert_uint_eq(akm_security("\x06"), SECURITY_WPA2);
  ck_assert_uint_eq(akm_security("\x08"), SECURITY_WPA3);
  ck_assert_uint_eq(akm_security("\x18"), SECURITY_WPA3);
  ck_assert_uint_eq(akm_security("\x02\x08"), SECURITY_WPA2_WPA3);
  ck_assert_uint_eq(akm_security("\x18\x06"), SECURITY_WPA2_WPA3);
  static const char *const logins[] = {"\x01", "\x03", "\x05", "\x0B", "\x0C", "\x0D"};
  for (size_t i = 0; i < sizeof logins / sizeof *logins; i++) {
    ck_assert_uint_eq(akm_security(logins[i]), SECURITY_ENTERPRISE);
  }
  ck_assert_uint_eq(akm_security("\x01\x02"), SECURITY_WPA2);
  ck_assert_uint_eq(akm_security("\x08\x05"), SECURITY_WPA3);
  ck_assert_uint_eq(akm_security("\x12"), SECURITY_UNKNOWN); /* OWE */
  ck_assert_uint_eq(akm_security("\x12\x02"), SECURITY_WPA2);
}
END_TEST

/* Suites of other organisations mean nothing here, whatever their type. */
START_TEST(test_foreign_suite)
{
  uint8_t body[] = {1, 0, 0, 0x0F, 0xAC, 4, 1, 0, 0, 0x0F, 0xAC, 4, 1, 0, 0x00, 0x50, 0xF2, 2};
  ck_assert_uint_eq(rsn_security(body, sizeof body), SECURITY_UNKNOWN);
  static const uint8_t psk[4] = {0x00, 0x0F, 0xAC, 0x02};
  memcpy(body + 14, psk, sizeof psk);
  ck_assert_uint_eq(rsn_security(body, sizeof body), SECURITY_WPA2);
  for (size_t i = 14; i < 17; i++) {
    body[i] ^= 0x10;
    ck_assert_uint_eq(rsn_security(body, sizeof body), SECURITY_UNKNOWN);
    body[i] ^= 0x10;
  }
}
END_TEST

/* 9.4.2.24.1: every field after the version may be missing; what is missing has its default, 802.1X. */
START_TEST(test_rsn_short)
{
  static const uint8_t body[] = {1, 0,    0,    0x0F, 0xAC, 4, 1, 0, 0,    0x0F, 0xAC, 4,    1,    0,
                                 0, 0x0F, 0xAC, 2,    0,    0, 1, 0, 0xAA, 0xAA, 0,    0,    0,    0,
                                 0, 0,    0,    0,    0,    0, 0, 0, 0,    0,    0,    0x0F, 0xAC, 6};
  const size_t whole[] = {2, 6, 12, 18, 20, 38, 42};
  for (size_t length = 0; length <= sizeof body; length++) {
    uint8_t expected = 255;
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
      if (length == whole[i]) {
        expected = length < 18 ? SECURITY_ENTERPRISE : SECURITY_WPA2;
      }
    }
    ck_assert_msg(rsn_security(body, length) == expected, "at length %zu", length);
  }
}
END_TEST

START_TEST(test_rsn_malformed)
{
  static const uint8_t no_pairwise[] = {1, 0, 0, 0x0F, 0xAC, 4, 0, 0};
  static const uint8_t many_pairwise[] = {1, 0, 0, 0x0F, 0xAC, 4, 2, 0, 0, 0x0F, 0xAC, 4};
  static const uint8_t huge_pairwise[] = {1, 0, 0, 0x0F, 0xAC, 4, 0xFF, 0xFF, 0, 0x0F, 0xAC, 4};
  static const uint8_t no_akm[] = {1, 0, 0, 0x0F, 0xAC, 4, 1, 0, 0, 0x0F, 0xAC, 4, 0, 0};
  static const uint8_t huge_akm[] = {1,    0,    0, 0x0F, 0xAC, 4, 1,    0,    0,
                                     0x0F, 0xAC, 4, 1,    0x40, 0, 0x0F, 0xAC, 2};
  ck_assert_uint_eq(rsn_security(no_pairwise, sizeof no_pairwise), 255);
  ck_assert_uint_eq(rsn_security(many_pairwise, sizeof many_pairwise), 255);
  ck_assert_uint_eq(rsn_security(huge_pairwise, sizeof huge_pairwise), 255);
  ck_assert_uint_eq(rsn_security(no_akm, sizeof no_akm), 255);
  ck_assert_uint_eq(rsn_security(huge_akm, sizeof huge_akm), 255);
  ck_assert_uint_eq(rsn_security("\x02\x00", 2), SECURITY_UNKNOWN);
  ck_assert_uint_eq(rsn_security("\x01", 1), 255);
}
END_TEST

START_TEST(test_without_rsn)
{
  ie_network_t network;
  hear_name("old");
  ck_assert(read_heard(true, &network));
  ck_assert_uint_eq(network.security, SECURITY_WEP);
  hear(221, "\x00\x50\xF2\x04", 4); /* WPS is not WPA */
  hear(221, "\x00\x50\xF2", 3);
  hear(221, "\x01\x50\xF2\x01", 4); /* nor is what another organisation says */
  hear(221, "\x00\x51\xF2\x01", 4);
  hear(221, "\x00\x50\xF3\x01", 4);
  hear(222, "\x00\x50\xF2\x01", 4);
  ck_assert(read_heard(true, &network));
  ck_assert_uint_eq(network.security, SECURITY_WEP);
  hear(221, "\x00\x50\xF2\x01\x01\x00", 6);
  ck_assert(read_heard(true, &network));
  ck_assert_uint_eq(network.security, SECURITY_UNKNOWN);
}
END_TEST

/* Cut anywhere inside an element, everything is refused and the network stays as it was. */
START_TEST(test_cut)
{
  ie_network_t network, before;
  memset(&network, 0x5A, sizeof network);
  before = network;
  hear_name("home");
  size_t first = heard_length;
  hear(1, "\x82\x84\x8b\x96", 4);
  size_t second = heard_length;
  hear(48, "\x01\x00\x00\x0F\xAC\x04\x01\x00\x00\x0F\xAC\x04\x01\x00\x00\x0F\xAC\x02\x00\x00", 20);
  size_t whole = heard_length;
  for (heard_length = 0; heard_length < whole; heard_length++) {
    bool read = read_heard(true, &network);
    ck_assert_int_eq(read, heard_length == first || heard_length == second);
    if (read) {
      network = before;
    }
    ck_assert_mem_eq(&network, &before, sizeof network);
  }
}
END_TEST

/* Random bytes: never more than 32 bytes of a name, never a security that is none. */
START_TEST(test_any_bytes)
{
  unsigned taken = 0;
  for (int round = 0; round < 40000; round++) {
    heard_length = 0;
    while (heard_length < 60 && any() % 8) {
      uint8_t body[40] = {0};
      size_t length = (size_t)(any() % 40);
      for (size_t i = 0; i < length; i++) {
        body[i] = any() % 2 ? (uint8_t)(any() % 4) : (uint8_t)any();
      }
      hear(any() % 2 ? (any() % 2 ? 0 : 48) : (uint8_t)any(), body, length);
    }
    if (heard_length > 0 && any() % 4 == 0) {
      heard_length -= 1;
    }
    ie_network_t network;
    if (read_heard(any() % 2, &network)) {
      taken++;
      ck_assert_uint_le(network.ssid_length, 32);
      ck_assert_uint_le(network.security, SECURITY_LAST);
    }
  }
  ck_assert_uint_gt(taken, 1000);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("ie");
  TCase *tests = tcase_create("read");
  tcase_add_test(tests, test_names);
  tcase_add_test(tests, test_name_missing_or_twice);
  tcase_add_test(tests, test_security);
  tcase_add_test(tests, test_foreign_suite);
  tcase_add_test(tests, test_rsn_short);
  tcase_add_test(tests, test_rsn_malformed);
  tcase_add_test(tests, test_without_rsn);
  tcase_add_test(tests, test_cut);
  tcase_add_test(tests, test_any_bytes);
  suite_add_tcase(suite, tests);
  return unit_main("test_ie", suite);
}
