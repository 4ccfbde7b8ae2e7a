/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The board's file: what is right is read, and each thing that is wrong is named. */
#include <string.h>

#include "linux/board_file.h"
#include "unit.h"

#define WHOLE                                                                                                \
  "button = reset-btn\nlight=pinhole:status # the green one\n watchdog = /dev/watchdog0\n\n"                 \
  "vault = PARTLABEL=vault\njournal = /dev/mmcblk0p3\ndata = PARTLABEL=data\nfactory = /dev/vda2\n"          \
  "wifi = wlan0\r\n"

static board_file_t file;
static char error[256];

static bool parse(const char *text)
{
  error[0] = '\0';
  return board_file_parse(text, strlen(text), &file, error, sizeof error);
}

START_TEST(whole_files_are_read)
{
  ck_assert_msg(parse(WHOLE), "%s", error);
  ck_assert_str_eq(file.button, "reset-btn");
  ck_assert_str_eq(file.light, "pinhole:status");
  ck_assert_str_eq(file.vault, "PARTLABEL=vault");
  ck_assert_str_eq(file.wifi, "wlan0");
  ck_assert_str_eq(file.button_active, "low");
  ck_assert_str_eq(file.cipher, "aes-xts-plain64");
  ck_assert_str_eq(file.bands, "all");
  ck_assert_str_eq(file.country, "00");
  ck_assert(parse(WHOLE "country = DE\nbands = 2.4\nbutton-active = high\nbutton-bias = pull-up\n"));
  ck_assert_str_eq(file.country, "DE");
  ck_assert_str_eq(file.bands, "2.4");
  ck_assert_str_eq(file.button_bias, "pull-up");
}
END_TEST

static const struct {
  const char *text, *says;
} wrong[] = {{"button = x\n", "light is missing"},
             {"what is this\n", "line 1: key = value is expected"},
             {WHOLE "colour = green\n", "line 10: there is no such key: colour"},
             {WHOLE "button = y\n", "line 10: button: is there twice"},
             {WHOLE "bands = 5\n", "bands = 5: is none of those that can be chosen"},
             {WHOLE "bands = |\n", "bands = |"},
             {WHOLE "country = D\n", "two letters"},
             {WHOLE "cipher = none\n", "cipher = none"},
             {"button =\n", "button: 1 to 127 printable characters"},
             {"button = a\001b\n", "button: 1 to 127 printable characters"},
             {"light = ../x\n", "/sys/class/leds"},
             {"wifi = wlan0123456789abc\n", "name of an interface"},
             {"watchdog = dev\n", "a path, or none"},
             {"vault = PARTLABEL=\n", "PARTLABEL=name"}};

START_TEST(what_is_wrong_is_named)
{
  ck_assert(!parse(wrong[_i].text));
  ck_assert_msg(strstr(error, wrong[_i].says) != NULL, "'%s' is not in '%s'", wrong[_i].says, error);
}
END_TEST

START_TEST(a_value_that_is_too_long_is_refused)
{
  char text[200] = "button = ";
  memset(text + 9, 'a', BOARD_FILE_VALUE);
  ck_assert(!parse(text));
  text[9 + BOARD_FILE_VALUE - 1] = '\0';
  ck_assert(!parse(text)); /* what follows is missing, but the value is taken */
  ck_assert_str_eq(error, "light is missing");
}
END_TEST

START_TEST(a_file_that_is_not_there_is_named)
{
  ck_assert(!board_file_read("/nowhere/board.conf", &file, error, sizeof error));
  ck_assert_str_eq(error, "/nowhere/board.conf: No such file or directory");
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("board_file");
  TCase *tests = tcase_create("board_file");
  tcase_add_test(tests, whole_files_are_read);
  tcase_add_loop_test(tests, what_is_wrong_is_named, 0, (int)(sizeof wrong / sizeof *wrong));
  tcase_add_test(tests, a_value_that_is_too_long_is_refused);
  tcase_add_test(tests, a_file_that_is_not_there_is_named);
  suite_add_tcase(suite, tests);
  return unit_main("board_file", suite);
}
