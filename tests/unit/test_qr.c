/* SPDX-License-Identifier: GPL-2.0-or-later */
/* a code that is drawn can be read; a Wi-Fi code shown to the camera gives its network, anything else nothing. */
#include <qrencode.h>
#include <string.h>

#include "unit.h"
#include "web/qr.h"
#include "wifi_uri.h"

#define WIDE 320
#define HIGH 240

static uint8_t grey[WIDE * HIGH];
static qr_reader_t *reader;

static void setup(void)
{
  memset(grey, 200, sizeof grey);
  reader = qr_reader_create();
  ck_assert_ptr_nonnull(reader);
}

static void teardown(void)
{
  qr_reader_free(reader);
}

/* Hold a code before the lens: dark on light, `dot` pixels a module. */
static void show(const char *text, int dot)
{
  QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_L);
  ck_assert_ptr_nonnull(code);
  int left = (WIDE - code->width * dot) / 2, top = (HIGH - code->width * dot) / 2;
  for (int y = 0; y < code->width * dot; y++)
    for (int x = 0; x < code->width * dot; x++)
      if (code->data[y / dot * code->width + x / dot] & 1)
        grey[(top + y) * WIDE + left + x] = 30;
  QRcode_free(code);
}

START_TEST(reads_what_is_shown)
{
  uint8_t bytes[512];
  static const char text[] = "WIFI:T:WPA;S:Home;P:correct horse;;";
  wifi_uri_t network;
  show(text, 5);
  ck_assert_uint_eq(qr_read(reader, grey, WIDE, HIGH, bytes, sizeof bytes), strlen(text));
  ck_assert_int_eq(memcmp(bytes, text, strlen(text)), 0);
  ck_assert(wifi_uri_read(bytes, strlen(text), &network));
  ck_assert_uint_eq(network.ssid_length, 4);
  ck_assert_uint_eq(network.secret_length, 13);
  ck_assert_uint_eq(qr_read(reader, grey, WIDE, HIGH, bytes, 4), 0);
}
END_TEST

START_TEST(sees_nothing_where_there_is_nothing)
{
  uint8_t bytes[512];
  ck_assert_uint_eq(qr_read(reader, grey, WIDE, HIGH, bytes, sizeof bytes), 0);
  uint32_t seed = 1;
  for (size_t i = 0; i < sizeof grey; i++)
    grey[i] = (uint8_t)((seed = seed * 1664525 + 1013904223) >> 24);
  ck_assert_uint_eq(qr_read(reader, grey, WIDE, HIGH, bytes, sizeof bytes), 0);
  ck_assert_uint_eq(qr_read(reader, grey, 1, 1, bytes, sizeof bytes), 0);
}
END_TEST

/* Draw an SVG of 1 by 1 squares back into pixels, and read that. */
START_TEST(draws_what_can_be_read)
{
  static const char text[] = "http://192.168.1.77:8080";
  uint8_t bytes[512];
  char *svg = qr_svg(text);
  ck_assert_ptr_nonnull(svg);
  const char *box = strstr(svg, "viewBox=\"0 0 ");
  ck_assert_ptr_nonnull(box);
  ck_assert_int_gt(strtol(box + 13, NULL, 10), 21 + 7);
  memset(grey, 255, sizeof grey);
  for (char *at = strchr(strstr(svg, "<path d="), 'M'); at != NULL; at = strchr(at, 'M')) {
    long x = strtol(at + 1, &at, 10), y = strtol(at, &at, 10);
    for (int i = 0; i < 36; i++)
      grey[(y * 6 + i / 6) * WIDE + x * 6 + i % 6] = 0;
  }
  free(svg);
  ck_assert_uint_eq(qr_read(reader, grey, WIDE, HIGH, bytes, sizeof bytes), strlen(text));
  ck_assert_int_eq(memcmp(bytes, text, strlen(text)), 0);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("qr");
  TCase *all = tcase_create("qr");
  tcase_add_checked_fixture(all, setup, teardown);
  tcase_add_test(all, reads_what_is_shown);
  tcase_add_test(all, sees_nothing_where_there_is_nothing);
  tcase_add_test(all, draws_what_can_be_read);
  suite_add_tcase(suite, all);
  return unit_main("qr", suite);
}
