/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The label: what it says is read back by a scanner of QR codes and by the core's own reader. */
#include <png.h>
#include <stdlib.h>
#include <string.h>

#include "ctl/font.h"
#include "ctl/label.h"
#include "unit.h"
#include "web/qr.h"
#include "wifi_uri.h"

static const label_unit_t plain = {"PH12345678", "Pinhole", "ABCDEFGH2345"};
static const label_unit_t strange = {"PH1234;,:\"", "Pinhole <&>",
                                     "a\\b;c,d:e\"f $1`2' ~ 63 characters long, all a label may hold up"};

static void scanned(const label_unit_t *unit, const label_picture_t *picture)
{
  uint8_t text[LABEL_TEXT];
  char name[40];
  wifi_uri_t uri;
  qr_reader_t *reader = qr_reader_create();
  size_t length = qr_read(reader, picture->pixels, picture->width, picture->height, text, sizeof text);
  qr_reader_free(reader);
  ck_assert_uint_gt(length, 0);
  ck_assert(wifi_uri_read(text, length, &uri));
  snprintf(name, sizeof name, "Pinhole_Camera_%s", unit->serial + strlen(unit->serial) - 4);
  ck_assert_uint_eq(uri.ssid_length, strlen(name));
  ck_assert_mem_eq(uri.ssid, name, strlen(name));
  ck_assert_uint_eq(uri.secret_length, strlen(unit->secret));
  ck_assert_mem_eq(uri.secret, unit->secret, strlen(unit->secret));
}

START_TEST(a_scanner_reads_the_network)
{
  label_picture_t picture;
  ck_assert(label_draw(&plain, &picture));
  scanned(&plain, &picture);
  free(picture.pixels);
  ck_assert_uint_eq(strlen(strange.secret), 63);
  ck_assert(label_draw(&strange, &picture));
  scanned(&strange, &picture);
  free(picture.pixels);
}
END_TEST

START_TEST(the_png_is_the_picture)
{
  char path[] = "/tmp/pinhole-unit-XXXXXX";
  FILE *out = fdopen(mkstemp(path), "w+");
  label_picture_t read;
  png_image image = {.version = PNG_IMAGE_VERSION};
  ck_assert(label_png(&plain, out));
  rewind(out);
  ck_assert_int_ne(png_image_begin_read_from_stdio(&image, out), 0);
  image.format = PNG_FORMAT_GRAY;
  read = (label_picture_t){image.width, image.height, malloc(PNG_IMAGE_SIZE(image))};
  ck_assert_int_ne(png_image_finish_read(&image, NULL, read.pixels, 0, NULL), 0);
  scanned(&plain, &read);
  free(read.pixels);
  fclose(out);
  remove(path);
}
END_TEST

START_TEST(the_svg_says_everything_as_text_too)
{
  char *svg = NULL;
  size_t size = 0;
  FILE *out = open_memstream(&svg, &size);
  ck_assert(label_svg(&plain, out));
  fclose(out);
  ck_assert_ptr_nonnull(strstr(svg, ">Pinhole_Camera_5678<"));
  ck_assert_ptr_nonnull(strstr(svg, ">ABCDEFGH2345<"));
  ck_assert_ptr_nonnull(strstr(svg, ">PH12345678<"));
  free(svg);
  out = open_memstream(&svg, &size);
  ck_assert(label_svg(&strange, out));
  fclose(out);
  ck_assert_ptr_nonnull(strstr(svg, "Pinhole &#60;&#38;&#62;"));
  free(svg);
}
END_TEST

START_TEST(letters_differ)
{
  for (int a = ' '; a <= '~'; a++)
    for (int b = a + 1; b <= '~'; b++) {
      bool same = true;
      for (int y = 0; y < FONT_HEIGHT; y++)
        for (int x = 0; x < FONT_WIDTH; x++)
          same = same && font_dot((char)a, x, y) == font_dot((char)b, x, y);
      ck_assert_msg(!same, "%c and %c look the same", a, b);
    }
  ck_assert(font_dot('\n', 0, 0) && !font_dot('\n', 1, 1) && !font_dot('A', -1, 0) && !font_dot('A', 0, 7));
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("label");
  TCase *tests = tcase_create("label");
  tcase_add_test(tests, a_scanner_reads_the_network);
  tcase_add_test(tests, the_png_is_the_picture);
  tcase_add_test(tests, the_svg_says_everything_as_text_too);
  tcase_add_test(tests, letters_differ);
  suite_add_tcase(suite, tests);
  return unit_main("label", suite);
}
