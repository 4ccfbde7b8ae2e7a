/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "unit.h"
#include "web/request.h"

static enum range range_of(const char *header, uint64_t size, uint64_t *first, uint64_t *last)
{
  *first = *last = 777;
  return range_read(header, size, first, last);
}

/* RFC 9110, 14.1.2: the examples of a body of 10000 bytes. */
START_TEST(range_takes_one_part)
{
  static const struct {
    const char *header;
    uint64_t first, last;
  } parts[] = {{"bytes=0-499", 0, 499},          {"bytes=500-999", 500, 999}, {"bytes=-500", 9500, 9999},
               {"bytes=9500-", 9500, 9999},      {"bytes=0-0", 0, 0},         {"bytes=-99999", 0, 9999},
               {"bytes=9999-20000", 9999, 9999}, {"Bytes=1-2", 1, 2}};
  uint64_t first, last;
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
    ck_assert_msg(range_of(parts[i].header, 10000, &first, &last) == RANGE_PART, "%s", parts[i].header);
    ck_assert_uint_eq(first, parts[i].first);
    ck_assert_uint_eq(last, parts[i].last);
  }
}
END_TEST

START_TEST(range_tells_what_lies_outside)
{
  uint64_t first, last;
  ck_assert_int_eq(range_of("bytes=10000-", 10000, &first, &last), RANGE_OUTSIDE);
  ck_assert_int_eq(range_of("bytes=-0", 10000, &first, &last), RANGE_OUTSIDE);
  ck_assert_int_eq(range_of("bytes=0-", 0, &first, &last), RANGE_OUTSIDE);
  ck_assert_int_eq(range_of("bytes=-5", 0, &first, &last), RANGE_OUTSIDE);
}
END_TEST

START_TEST(range_passes_over_what_is_malformed)
{
  static const char *const texts[] = {"",
                                      "bytes",
                                      "bytes=",
                                      "bytes=-",
                                      "bytes=a-b",
                                      "bytes=5-4",
                                      "bytes=1-2,4-5",
                                      "bytes= 1-2",
                                      "items=0-1",
                                      "bytes=1-2 ",
                                      "bytes=--1",
                                      "bytes=9999999999999999999-",
                                      "bytes=0-9999999999999999999"};
  uint64_t first, last;
  ck_assert_int_eq(range_of(NULL, 10, &first, &last), RANGE_WHOLE);
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    ck_assert_msg(range_of(texts[i], 10, &first, &last) == RANGE_WHOLE, "%s", texts[i]);
    ck_assert_uint_eq(first, 777);
  }
}
END_TEST

START_TEST(number_is_digits_and_nothing_else)
{
  int64_t number = -1;
  ck_assert(number_read("0", 1, &number));
  ck_assert_int_eq(number, 0);
  ck_assert(number_read("999999999999999999", 18, &number));
  ck_assert_int_eq(number, 999999999999999999);
  ck_assert(!number_read("", 0, &number));
  ck_assert(!number_read("-1", 2, &number));
  ck_assert(!number_read("+1", 2, &number));
  ck_assert(!number_read("1 ", 2, &number));
  ck_assert(!number_read("1000000000000000000", 19, &number));
  ck_assert_int_eq(number, 999999999999999999);
}
END_TEST

START_TEST(cookie_is_found_by_its_whole_name)
{
  char value[8];
  ck_assert(cookie_read("pinhole=abc", "pinhole", value, sizeof value));
  ck_assert_str_eq(value, "abc");
  ck_assert(cookie_read("a=1; pinhole=xyz; b=2", "pinhole", value, sizeof value));
  ck_assert_str_eq(value, "xyz");
  ck_assert(cookie_read("pinhole=", "pinhole", value, sizeof value));
  ck_assert_str_eq(value, "");
  ck_assert(cookie_read("pinhole=1234567", "pinhole", value, sizeof value));
  ck_assert(!cookie_read("pinhole=12345678", "pinhole", value, sizeof value));
  ck_assert(!cookie_read("xpinhole=1", "pinhole", value, sizeof value));
  ck_assert(!cookie_read("pinholex=1", "pinhole", value, sizeof value));
  ck_assert(!cookie_read("pinhole", "pinhole", value, sizeof value));
  ck_assert(!cookie_read(";;; ;", "pinhole", value, sizeof value));
  ck_assert(!cookie_read(NULL, "pinhole", value, sizeof value));
}
END_TEST

START_TEST(media_type_passes_over_case_and_parameters)
{
  ck_assert(media_type_is("application/json", "application/json"));
  ck_assert(media_type_is("Application/JSON; charset=utf-8", "application/json"));
  ck_assert(!media_type_is("application/jsonx", "application/json"));
  ck_assert(!media_type_is("text/plain", "application/json"));
  ck_assert(!media_type_is(NULL, "application/json"));
}
END_TEST

START_TEST(host_is_one_of_the_home)
{
  static const char *const home[] = {"127.0.0.1:8080",   "192.168.1.20", "[::1]:8080",    "[fe80::1]",
                                     "localhost:8080",   "camera",       "pinhole.local", "cam.fritz.home",
                                     "cam.home.arpa:80", "Cam.LAN"};
  static const char *const strange[] = {"evil.example",
                                        "evil.example:8080",
                                        "127.0.0.1.evil.example",
                                        "local.",
                                        "",
                                        ":8080",
                                        "[evil]",
                                        "[::1",
                                        "1.2.3.4.5",
                                        ".local",
                                        "x.local.evil.com"};
  for (size_t i = 0; i < sizeof home / sizeof home[0]; i++)
    ck_assert_msg(host_is_home(home[i]), "%s", home[i]);
  for (size_t i = 0; i < sizeof strange / sizeof strange[0]; i++)
    ck_assert_msg(!host_is_home(strange[i]), "%s", strange[i]);
  ck_assert(!host_is_home(NULL));
}
END_TEST

START_TEST(origin_is_the_own_one)
{
  ck_assert(origin_is_own(NULL, NULL, "camera"));
  ck_assert(origin_is_own("http://camera:8080", "same-origin", "camera:8080"));
  ck_assert(origin_is_own("https://camera", NULL, "camera"));
  ck_assert(!origin_is_own("http://camera:8081", NULL, "camera:8080"));
  ck_assert(!origin_is_own("http://evil.example", NULL, "camera"));
  ck_assert(!origin_is_own("null", NULL, "camera"));
  ck_assert(!origin_is_own(NULL, "cross-site", "camera"));
  ck_assert(!origin_is_own("http://camera", "same-site", "camera"));
  ck_assert(!origin_is_own("http://camera", "same-origin", NULL));
}
END_TEST

/* RFC 4648, section 10. */
START_TEST(base64_writes_the_standards_examples)
{
  static const char *const pairs[][2] = {{"", ""},
                                         {"f", "Zg=="},
                                         {"fo", "Zm8="},
                                         {"foo", "Zm9v"},
                                         {"foob", "Zm9vYg=="},
                                         {"fooba", "Zm9vYmE="},
                                         {"foobar", "Zm9vYmFy"}};
  char text[BASE64_ROOM(6)];
  for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
    size_t length = base64_write((const uint8_t *)pairs[i][0], strlen(pairs[i][0]), text);
    ck_assert_str_eq(text, pairs[i][1]);
    ck_assert_uint_eq(length, strlen(pairs[i][1]));
  }
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("request");
  TCase *all = tcase_create("request");
  tcase_add_test(all, range_takes_one_part);
  tcase_add_test(all, range_tells_what_lies_outside);
  tcase_add_test(all, range_passes_over_what_is_malformed);
  tcase_add_test(all, number_is_digits_and_nothing_else);
  tcase_add_test(all, cookie_is_found_by_its_whole_name);
  tcase_add_test(all, media_type_passes_over_case_and_parameters);
  tcase_add_test(all, host_is_one_of_the_home);
  tcase_add_test(all, origin_is_the_own_one);
  tcase_add_test(all, base64_writes_the_standards_examples);
  suite_add_tcase(suite, all);
  return unit_main("request", suite);
}
