/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The setup form. */
#include "form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "random.h"
#include "unit.h"

static form_t form;

/* Read from an exact copy, so that the sanitizers see a read past the end. */
static bool read_bytes(const void *body, size_t length)
{
  uint8_t *copy = malloc(length ? length : 1);
  memcpy(copy, body, length);
  bool read = form_read(copy, length, &form);
  free(copy);
  return read;
}

static bool read_text(const char *body)
{
  return read_bytes(body, strlen(body));
}

static void refuse(const char *body)
{
  memset(&form, 0x5A, sizeof form);
  form_t before = form;
  ck_assert_msg(!read_text(body), "%s is taken", body);
  ck_assert_mem_eq(&form, &before, sizeof form);
}

#define IS(field, text)                                                                                      \
  do {                                                                                                       \
    ck_assert_uint_eq(form.field##_length, strlen(text));                                                    \
    ck_assert_mem_eq(form.field, text, strlen(text));                                                        \
  } while (0)

START_TEST(test_usual)
{
  ck_assert(read_text("ssid=My+Home&passphrase=p%26ss+word%21&password=l%C3%B6ng&name=Front+Door&hidden=on"));
  IS(ssid, "My Home");
  IS(passphrase, "p&ss word!");
  IS(password, "l\xC3\xB6ng");
  IS(name, "Front Door");
  IS(wifi, "");
  ck_assert(form.hidden);
  ck_assert(read_text("wifi=WIFI%3AT%3AWPA%3BS%3An%3B%3B"));
  IS(wifi, "WIFI:T:WPA;S:n;;");
  IS(ssid, "");
  ck_assert(!form.hidden);
}
END_TEST

START_TEST(test_shapes)
{
  ck_assert(read_text(""));
  ck_assert(form_read(NULL, 0, &form));
  ck_assert(read_text("&&=&a&=b&&"));
  ck_assert(read_text("ssid"));
  IS(ssid, "");
  ck_assert(read_text("ssid=a=b=c&name=%3d%3D"));
  IS(ssid, "a=b=c");
  IS(name, "==");
  ck_assert(read_text("ssid=%4a%4A%6f%6F%30%39"));
  IS(ssid, "JJoo09");
  ck_assert(read_text("%73sid=encoded+name"));
  IS(ssid, "encoded name");
  ck_assert(read_text("unknown=1&unknown=2&passphraseX=3&SSID=4&=5&ssid=ok"));
  IS(ssid, "ok");
  IS(passphrase, "");
  ck_assert(read_text("ssid=\xF0\x9F\x93\xB7;"));
  IS(ssid, "\xF0\x9F\x93\xB7;");
}
END_TEST

/* A name with one byte changed is another name; what it says is passed over. */
START_TEST(test_names_byte_by_byte)
{
  static const char *const names[] = {"ssid", "name", "wifi", "hidden", "password", "passphrase"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    for (size_t at = 0; at < strlen(names[i]); at++) {
      char body[32];
      snprintf(body, sizeof body, "%s=1", names[i]);
      body[at] ^= 1;
      ck_assert_msg(read_text(body), "%s is refused", body);
      ck_assert_msg(form.ssid_length + form.name_length + form.wifi_length + form.password_length +
                                form.passphrase_length ==
                            0 &&
                        !form.hidden,
                    "%s is taken for %s", body, names[i]);
    }
  }
  ck_assert(read_text("passworX=1&hiddenX=1&passphrasX=1&pass=1&passw=1&hidde=1&pas=1"));
  IS(password, "");
  IS(passphrase, "");
}
END_TEST

/* Whether a network is hidden: these words and no other. */
START_TEST(test_hidden_byte_by_byte)
{
  static const char *const words[] = {"1", "on", "true"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    char body[32];
    snprintf(body, sizeof body, "hidden=%s", words[i]);
    ck_assert(read_text(body) && form.hidden);
    for (size_t at = strlen("hidden="); at < strlen(body); at++) {
      body[at] ^= 2;
      refuse(body);
      body[at] ^= 2;
    }
  }
  ck_assert(read_text("hidden=0") && !form.hidden);
  ck_assert(read_text("hidden=") && !form.hidden);
  refuse("hidden=onn");
  refuse("hidden=truee");
}
END_TEST

START_TEST(test_refused)
{
  refuse("ssid=a%");
  refuse("ssid=a%4");
  refuse("ssid=a%4g");
  refuse("ssid=a%g4");
  refuse("ssid=%%41");
  refuse("%zz=1");
  refuse("other=%1");
  refuse("%");
  refuse("%4");
  refuse("ssid=a%00b");
  refuse("other=%00");
  refuse("ssid=a&ssid=b");
  refuse("ssid&ssid");
  refuse("ssid=&ssid=");
  refuse("ssid=a&%73sid=b");
  refuse("hidden=&hidden=");
  refuse("wifi=a&wifi=b");
  ck_assert(!read_bytes("ssid=a\0b", 8));
}
END_TEST

START_TEST(test_hidden)
{
  static const char *const yes[] = {"hidden=1", "hidden=on", "hidden=true", "hidden=%31"};
  static const char *const no[] = {"hidden=0", "hidden=", "hidden", "ssid=1"};
  for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
    ck_assert(read_text(yes[i]) && form.hidden);
  }
  for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
    ck_assert(read_text(no[i]) && !form.hidden);
  }
  refuse("hidden=2");
  refuse("hidden=yes");
  refuse("hidden=ON");
  refuse("hidden=truee");
}
END_TEST

/* Each field up to its bound, and not one byte more. */
START_TEST(test_bounds)
{
  static const struct {
    const char *name;
    size_t most;
  } fields[] = {{"ssid", 32}, {"passphrase", 64}, {"password", 128}, {"name", 64}, {"wifi", 256}};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
    char body[300] = {0};
    snprintf(body, sizeof body, "%s=", fields[i].name);
    size_t at = strlen(body);
    memset(body + at, 'x', fields[i].most);
    ck_assert_msg(read_text(body), "%s of %zu bytes is refused", fields[i].name, fields[i].most);
    body[at + fields[i].most] = '+';
    refuse(body);
  }
}
END_TEST

/* A value of any length is passed over where its name is not known. */
START_TEST(test_long_unknown)
{
  char *body = malloc(100001);
  memset(body, 'a', 100000);
  body[50000] = '=';
  snprintf(body + 99990, 11, "&ssid=home");
  ck_assert(read_bytes(body, 100000));
  IS(ssid, "home");
  free(body);
}
END_TEST

/* Whatever is sent: lengths stay within their bounds. */
START_TEST(test_any_bytes)
{
  unsigned taken = 0;
  static const char *const parts[] = {
      "ssid=", "passphrase=", "name=", "wifi=", "password=", "hidden=", "1",   "%41",
      "%",     "&",           "&",     "=",     "+",         "\xFF",    "abc", "on"};
  for (int round = 0; round < 40000; round++) {
    char body[200] = "";
    for (int part = any() % 12; part > 0; part--) {
      size_t at = strlen(body);
      snprintf(body + at, sizeof body - at, "%s", parts[any() % 16]);
    }
    if (read_text(body)) {
      taken++;
      ck_assert_uint_le(form.ssid_length, FORM_SSID);
      ck_assert_uint_le(form.passphrase_length, FORM_PASSPHRASE);
      ck_assert_uint_le(form.password_length, FORM_PASSWORD);
      ck_assert_uint_le(form.name_length, FORM_NAME);
      ck_assert_uint_le(form.wifi_length, FORM_WIFI);
    }
  }
  ck_assert_uint_gt(taken, 1000);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("form");
  TCase *tests = tcase_create("read");
  tcase_add_test(tests, test_usual);
  tcase_add_test(tests, test_shapes);
  tcase_add_test(tests, test_refused);
  tcase_add_test(tests, test_names_byte_by_byte);
  tcase_add_test(tests, test_hidden_byte_by_byte);
  tcase_add_test(tests, test_hidden);
  tcase_add_test(tests, test_bounds);
  tcase_add_test(tests, test_long_unknown);
  tcase_add_test(tests, test_any_bytes);
  suite_add_tcase(suite, tests);
  return unit_main("test_form", suite);
}
