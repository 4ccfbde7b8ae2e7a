/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The file of Wi-Fi surroundings, and the information elements made of it, which core/ie must read back. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ie.h"
#include "sim/surroundings.h"
#include "unit.h"
#include "vocabulary.h"

static surroundings_t around;
static char error[512];

static bool take(const char *text)
{
  char path[] = "/tmp/pinhole-unit-XXXXXX";
  int fd = mkstemp(path);
  ck_assert_int_ge(fd, 0);
  ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
  close(fd);
  bool good = surroundings_read(path, &around, error, sizeof error);
  unlink(path);
  return good;
}

START_TEST(test_defaults)
{
  ck_assert(take("# only a comment\n\n  network Plain  # and a name\n"));
  const surrounding_t *network = &around.networks[0];
  ck_assert_uint_eq(around.count, 1);
  ck_assert(!around.five_ghz);
  ck_assert_uint_eq(network->ssid_length, 5);
  ck_assert_mem_eq(network->ssid, "Plain", 5);
  ck_assert_uint_eq(network->security, SECURITY_OPEN);
  ck_assert_uint_eq(network->frequency, 2437);
  ck_assert_str_eq(network->address, "127.0.0.1");
  ck_assert(network->up && !network->hidden && !network->silent && !network->refuses);
}
END_TEST

START_TEST(test_all_fields)
{
  ck_assert(take(
      "radio 2.4+5\nnetwork \"a \\\"b\\\" \\\\c\" bssid 0a:1B:2c:3d:4e:5f channel 36 security wpa3 password "
      "\"long # enough\" signal 0 dhcp 192.168.7.9 hidden refuses silent down\nnetwork hex:00fF01\n"));
  const surrounding_t *network = &around.networks[0];
  ck_assert(around.five_ghz);
  ck_assert_mem_eq(network->ssid, "a \"b\" \\c", 8);
  ck_assert_uint_eq(network->ssid_length, 8);
  ck_assert_mem_eq(network->bssid, "\x0a\x1b\x2c\x3d\x4e\x5f", 6);
  ck_assert_uint_eq(network->frequency, 5180);
  ck_assert_str_eq(network->password, "long # enough");
  ck_assert_uint_eq(network->signal, 0);
  ck_assert_str_eq(network->address, "192.168.7.9");
  ck_assert(!network->up && network->hidden && network->silent && network->refuses);
  ck_assert_mem_eq(around.networks[1].ssid, "\x00\xff\x01", 3);
  ck_assert_uint_eq(around.networks[1].ssid_length, 3);
}
END_TEST

/* Each wrong line is named by its number and told what is expected. */
START_TEST(test_wrong_lines)
{
  static const char *const lines[][2] = {
      {"network", "name"},
      {"network \"open", "name"},
      {"network \"\"", "1 to 32"},
      {"network x signal 101", "signal"},
      {"network x signal -1", "signal"},
      {"network x signal", "signal"},
      {"network x channel 15", "channel"},
      {"network x channel 0", "channel"},
      {"network x channel 6x", "channel"},
      {"network x security wpa9", "security"},
      {"network x security wpa2", "password"},
      {"network x password longenough", "password"},
      {"network x security wpa2 password short", "password"},
      {"network x bssid 02:00:00:00:00", "bssid"},
      {"network x bssid 02:00:00:00:00:0g", "bssid"},
      {"network x dhcp 300.1.1.1", "dhcp"},
      {"network x sideways y", "bssid"},
      {"network hex:", "hex"},
      {"network hex:123", "hex"},
      {"radio", "radio"},
      {"radio 5", "radio"},
      {"nonsense", "radio or network"},
      {"\"", "quote"},
  };
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    char text[256];
    snprintf(text, sizeof text, "# first\n%s\n", lines[i][0]);
    ck_assert_msg(!take(text), "%s was taken", lines[i][0]);
    ck_assert_msg(strstr(error, ":2: ") != NULL && strstr(error, lines[i][1]) != NULL, "%s: %s", lines[i][0],
                  error);
  }
  ck_assert(!surroundings_read("/no/such/file", &around, error, sizeof error));
  ck_assert_ptr_nonnull(strstr(error, "/no/such/file"));
}
END_TEST

START_TEST(test_too_many)
{
  char text[65 * 16 + 1] = "";
  for (int i = 0; i < 65; i++)
    memcpy(text + (ptrdiff_t)10 * i, "network n\n", 11);
  ck_assert(!take(text));
  ck_assert_ptr_nonnull(strstr(error, ":65: "));
}
END_TEST

/* What is written in a beacon, the guard's parser reads back, for every security. */
START_TEST(test_elements_are_read_back)
{
  for (uint8_t security = 0; security <= SECURITY_LAST; security++) {
    surrounding_t network = {.ssid_length = 32, .frequency = 2484, .security = security};
    uint8_t elements[BOARD_ELEMENTS];
    ie_network_t read;
    memset(network.ssid, 0xc3, sizeof network.ssid);
    size_t length = surroundings_elements(&network, elements);
    ck_assert(ie_read(elements, length, security != SECURITY_OPEN, &read));
    ck_assert_uint_eq(read.security, security);
    ck_assert_uint_eq(read.ssid_length, 32);
    ck_assert_mem_eq(read.ssid, network.ssid, 32);
    network.hidden = true;
    length = surroundings_elements(&network, elements);
    ck_assert(ie_read(elements, length, security != SECURITY_OPEN, &read));
    ck_assert_uint_eq(read.ssid_length, 0);
  }
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("surroundings");
  TCase *tests = tcase_create("surroundings");
  tcase_add_test(tests, test_defaults);
  tcase_add_test(tests, test_all_fields);
  tcase_add_test(tests, test_wrong_lines);
  tcase_add_test(tests, test_too_many);
  tcase_add_test(tests, test_elements_are_read_back);
  suite_add_tcase(suite, tests);
  return unit_main("surroundings", suite);
}
