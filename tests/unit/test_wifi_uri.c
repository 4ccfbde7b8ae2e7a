/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The WIFI: text of a QR code. */
#include "wifi_uri.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "random.h"
#include "unit.h"

static wifi_uri_t uri;

/* Read from an exact copy, so that the sanitizers see a read past the end. */
static bool read_bytes(const void *text, size_t length)
{
  uint8_t *copy = malloc(length ? length : 1);
  memcpy(copy, text, length);
  bool read = wifi_uri_read(copy, length, &uri);
  free(copy);
  return read;
}

static bool read_text(const char *text)
{
  return read_bytes(text, strlen(text));
}

static void expect(const char *text, const char *ssid, const char *secret, uint8_t security, bool hidden)
{
  ck_assert_msg(read_text(text), "%s is refused", text);
  ck_assert_uint_eq(uri.ssid_length, strlen(ssid));
  ck_assert_mem_eq(uri.ssid, ssid, strlen(ssid));
  ck_assert_uint_eq(uri.secret_length, strlen(secret));
  ck_assert_mem_eq(uri.secret, secret, strlen(secret));
  ck_assert_uint_eq(uri.security, security);
  ck_assert_int_eq(uri.hidden, hidden);
}

static void refuse(const char *text)
{
  memset(&uri, 0x5A, sizeof uri);
  wifi_uri_t before = uri;
  ck_assert_msg(!read_text(text), "%s is taken", text);
  ck_assert_mem_eq(&uri, &before, sizeof uri);
}

START_TEST(test_usual)
{
  expect("WIFI:T:WPA;S:mynetwork;P:mypassword;;", "mynetwork", "mypassword", SECURITY_WPA2, false);
  expect("WIFI:S:mynetwork;T:WPA;P:mypassword;H:true;;", "mynetwork", "mypassword", SECURITY_WPA2, true);
  expect("WIFI:T:SAE;S:n;P:mypassword;H:false;;", "n", "mypassword", SECURITY_WPA3, false);
  expect("WIFI:T:WPA3;S:n;P:mypassword;H:;;", "n", "mypassword", SECURITY_WPA3, false);
  expect("WIFI:T:WPA2;S:n;P:mypassword;;", "n", "mypassword", SECURITY_WPA2, false);
  expect("WIFI:T:WPA2/WPA3;S:n;P:mypassword;;", "n", "mypassword", SECURITY_WPA2_WPA3, false);
  expect("WIFI:T:nopass;S:n;P:;;", "n", "", SECURITY_OPEN, false);
  expect("WIFI:S:n;;", "n", "", SECURITY_OPEN, false);
  expect("WIFI:T:;S:n;;", "n", "", SECURITY_OPEN, false);
  expect("WIFI:T:WEP;S:n;P:abcde;;", "n", "", SECURITY_WEP, false);
}
END_TEST

/* The words of T: and H:, and no others: each with one byte changed is refused. */
START_TEST(test_words_byte_by_byte)
{
  static const char *const texts[] = {"WIFI:T:WPA;S:n;P:mypassword;;",
                                      "WIFI:T:WPA2;S:n;P:mypassword;;",
                                      "WIFI:T:WPA3;S:n;P:mypassword;;",
                                      "WIFI:T:SAE;S:n;P:mypassword;;",
                                      "WIFI:T:WEP;S:n;P:abcde;;",
                                      "WIFI:T:nopass;S:n;;",
                                      "WIFI:T:WPA2/WPA3;S:n;P:mypassword;;",
                                      "WIFI:H:true;S:n;;",
                                      "WIFI:H:false;S:n;;"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    char text[64];
    snprintf(text, sizeof text, "%s", texts[i]);
    ck_assert_msg(read_text(text), "%s is refused", text);
    for (size_t at = strlen("WIFI:T:"); text[at] != ';'; at++) {
      text[at] ^= 4;
      refuse(text);
      text[at] ^= 4;
    }
  }
  refuse("WIFI:T:SAEX;S:n;P:mypassword;;");
  refuse("WIFI:T:WEPX;S:n;P:abcde;;");
  refuse("WIFI:T:nopas;S:n;;");
  refuse("WIFI:H:tru;S:n;;");
}
END_TEST

/* WPA3 specification, section 7: R:1 says that the network takes WPA3 alone; I: and K: are passed over. */
START_TEST(test_wpa3_fields)
{
  expect("WIFI:T:WPA;R:1;S:n;P:mypassword;;", "n", "mypassword", SECURITY_WPA3, false);
  expect("WIFI:T:WPA;R:B;S:n;P:mypassword;;", "n", "mypassword", SECURITY_WPA3, false);
  expect("WIFI:T:WPA;R:a;S:n;P:mypassword;;", "n", "mypassword", SECURITY_WPA2, false);
  expect("WIFI:T:WPA;R:2;S:n;P:mypassword;;", "n", "mypassword", SECURITY_WPA2, false);
  expect("WIFI:T:SAE;S:n;P:mypassword;I:me;K:MDkwEwYHKoZIzj0C+/=;;", "n", "mypassword", SECURITY_WPA3, false);
  expect("WIFI:X:y;Long:\\;z;X:again;S:n;;", "n", "", SECURITY_OPEN, false);
  expect("WIFI:T:WPA2/WPA3;R:f;S:n;P:mypassword;;", "n", "mypassword", SECURITY_WPA3, false);
  expect("WIFI:T:WPA2/WPA3;R:F2;S:n;P:mypassword;;", "n", "mypassword", SECURITY_WPA2_WPA3, false);
  expect("WIFI:T:WEP;R:1;S:n;P:abcde;;", "n", "", SECURITY_WEP, false);
  refuse("WIFI:T:WPA;R:/;S:n;P:mypassword;;");
  refuse("WIFI:T:WPA;R:G;S:n;P:mypassword;;");
  refuse("WIFI:T:WPA;R:@;S:n;P:mypassword;;");
  refuse("WIFI:T:WPA;R:`;S:n;P:mypassword;;");
  refuse("WIFI:T:WPA;R:x;S:n;P:mypassword;;");
  refuse("WIFI:T:WPA;R:123456789;S:n;P:mypassword;;");
}
END_TEST

/* Names are bytes: escapes, quotes, emoji. */
START_TEST(test_bytes)
{
  expect("WIFI:S:a\\;b\\:c\\\\d\\,e\\\"f;;", "a;b:c\\d,e\"f", "", SECURITY_OPEN, false);
  expect("WIFI:S:\"ABCD\";;", "ABCD", "", SECURITY_OPEN, false);
  expect("WIFI:S:\"a\\;b\\\"\";;", "a;b\"", "", SECURITY_OPEN, false);
  expect("WIFI:S:\\\"quoted\\\";;", "\"quoted\"", "", SECURITY_OPEN, false);
  expect("WIFI:S:5\" disk, a:b;;", "5\" disk, a:b", "", SECURITY_OPEN, false);
  expect("WIFI:S:\xF0\x9F\x93\xB7 caf\xC3\xA9;;", "\xF0\x9F\x93\xB7 caf\xC3\xA9", "", SECURITY_OPEN, false);
  expect("WIFI:S:12345678901234567890123456789012;;", "12345678901234567890123456789012", "", SECURITY_OPEN,
         false);
}
END_TEST

START_TEST(test_refused)
{
  refuse("");
  refuse("WIFI");
  refuse("WIFI:");
  refuse("WIFI:;");
  refuse("wifi:S:n;;");
  refuse("WIFI:S:n;");
  refuse("WIFI:S:n");
  refuse("WIFI:S:n;;\n");
  refuse("WIFI:S:n;;;");
  refuse("WIFI:S:;;");
  refuse("WIFI:T:WPA;P:mypassword;;");
  refuse("WIFI:S:n;S:n;;");
  refuse("WIFI:T:;T:;S:n;;");
  refuse("WIFI:H:;H:;S:n;;");
  refuse("WIFI:K:a;K:a;S:n;;");
  refuse("WIFI:I:a;I:a;S:n;;");
  refuse("WIFI:S:a\\b;;");
  refuse("WIFI:S:a\\");
  refuse("WIFI:S:\"a;;");
  refuse("WIFI:S:\"a\"b;;");
  refuse("WIFI:S:\"\";;");
  refuse("WIFI:S:123456789012345678901234567890123;;");
  refuse("WIFI:T:EAP;S:n;P:mypassword;;");
  refuse("WIFI:T:WPA2/WPA34;S:n;P:mypassword;;");
  refuse("WIFI:S:n;H:yes;;");
  refuse("WIFI:S:n;H:falsey;;");
  refuse("WIFI::n;;");
  refuse("WIFI: S:n;;");
  ck_assert(!read_bytes("WIFI:S:a\0b;;", 12));
  ck_assert(!read_bytes("WIFI:S:\"a\0b\";;", 14));
  ck_assert(!read_bytes("WIFI:X:\0;S:n;;", 14));
}
END_TEST

/* 802.11: 8 to 63 bytes, or 64 hexadecimal digits. */
START_TEST(test_secrets)
{
  char text[128];
  for (size_t length = 0; length <= 66; length++) {
    char secret[80] = {0};
    memset(secret, 'g', length);
    snprintf(text, sizeof text, "WIFI:T:WPA;S:n;P:%s;;", secret);
    ck_assert_msg(read_text(text) == (length >= 8 && length <= 63), "length %zu", length);
    memset(secret, 'F', length);
    snprintf(text, sizeof text, "WIFI:T:SAE;S:n;P:%s;;", secret);
    ck_assert_msg(read_text(text) == (length >= 8 && length <= 64), "length %zu", length);
  }
  refuse("WIFI:S:n;P:mypassword;;");
  refuse("WIFI:T:nopass;S:n;P:x;;");
  refuse("WIFI:T:WPA;S:n;;");
}
END_TEST

/* Cut anywhere, the text is refused. */
START_TEST(test_cut)
{
  const char *text = "WIFI:T:WPA;S:a\\;b;P:\"my\\\"password\";H:true;X:1;;";
  ck_assert(read_text(text));
  for (size_t length = 0; length < strlen(text); length++) {
    ck_assert(!read_bytes(text, length));
  }
}
END_TEST

/* What is taken is always a network: mutate good texts. */
START_TEST(test_mutated)
{
  unsigned taken = 0;
  for (int round = 0; round < 40000; round++) {
    char text[] = "WIFI:T:WPA;S:a\\;b;P:\"my\\\"password\";H:true;X:1;;";
    for (int change = any() % 4; change >= 0; change--) {
      text[(size_t)any() % strlen(text)] =
          any() % 2 ? "WIFI:;\\\"TSPHRIK1"[any() % 16] : (char)(1 + any() % 255);
    }
    if (read_text(text)) {
      taken++;
      ck_assert_uint_ge(uri.ssid_length, 1);
      ck_assert_uint_le(uri.ssid_length, 32);
      ck_assert(uri.secret_length == 0 || (uri.secret_length >= 8 && uri.secret_length <= 64));
      ck_assert_uint_le(uri.security, SECURITY_WEP);
      ck_assert(!memchr(uri.ssid, 0, uri.ssid_length));
    }
  }
  ck_assert_uint_gt(taken, 1000);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("wifi_uri");
  TCase *tests = tcase_create("read");
  tcase_add_test(tests, test_usual);
  tcase_add_test(tests, test_wpa3_fields);
  tcase_add_test(tests, test_bytes);
  tcase_add_test(tests, test_refused);
  tcase_add_test(tests, test_words_byte_by_byte);
  tcase_add_test(tests, test_secrets);
  tcase_add_test(tests, test_cut);
  tcase_add_test(tests, test_mutated);
  suite_add_tcase(suite, tests);
  return unit_main("test_wifi_uri", suite);
}
