/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The factory record, and the light and partitions on files that stand for the kernel's. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "linux/factory_record.h"
#include "linux/led.h"
#include "linux/partition.h"
#include "unit.h"

static factory_record_t record;
static uint8_t block[PARTITION_BLOCK];
static char error[256];

static bool parse(const char *text)
{
  memset(block, 0, sizeof block);
  snprintf((char *)block, sizeof block, "%s", text);
  return factory_record_parse(block, &record, error, sizeof error);
}

START_TEST(a_record_comes_back)
{
  factory_record_t made = {.unit = {"PH12345678", "Pinhole Zero", "a \"secret\" \\ 1"},
                           .mac = "02:00:00:0a:0B:01"};
  ck_assert(factory_record_make(&made, block));
  ck_assert_msg(factory_record_parse(block, &record, error, sizeof error), "%s", error);
  ck_assert_str_eq(record.unit.serial, made.unit.serial);
  ck_assert_str_eq(record.unit.model, made.unit.model);
  ck_assert_str_eq(record.unit.label_secret, made.unit.label_secret);
  ck_assert_str_eq(record.mac, made.mac);
}
END_TEST

#define WITH(serial, secret, rest)                                                                           \
  "{\"serial\": \"" serial "\", \"model\": \"M\", \"label_secret\": \"" secret "\"" rest "}"

static const char *const wrong[] = {"",
                                    "{}",
                                    "[]",
                                    "{\"serial\": 5}",
                                    WITH("ABC", "12345678", ""),
                                    WITH("ABCD", "1234567", ""),
                                    WITH("ABCDEABCDEABCDEABCDEABCDEABCDEABC", "12345678", ""),
                                    WITH("AB\\nD", "12345678", ""),
                                    WITH("ABCD", "1234\\u00e45678", ""),
                                    WITH("ABCD", "12345678", ", \"mac\": \"02:00\""),
                                    WITH("ABCD", "12345678", ", \"mac\": \"03:00:00:00:00:01\""),
                                    WITH("ABCD", "12345678", ", \"mac\": \"02-00-00-00-00-01\""),
                                    WITH("ABCD", "12345678", ", \"mac\": 1")};

START_TEST(what_is_no_record_is_refused)
{
  ck_assert(!parse(wrong[_i]));
  ck_assert_ptr_nonnull(strstr(error, "serial (4 to 32 characters)"));
}
END_TEST

START_TEST(a_record_needs_no_mac)
{
  ck_assert(parse(WITH("ABCD", "12345678", "")));
  ck_assert_str_eq(record.mac, "");
}
END_TEST

START_TEST(a_record_that_is_not_there_is_named)
{
  ck_assert(!factory_record_read("PARTLABEL=no-such-partition", &record, error, sizeof error));
  ck_assert_str_eq(error, "factory = PARTLABEL=no-such-partition: No such file or directory");
}
END_TEST

static char folder[64];

static void put(const char *name, const char *text)
{
  char path[128];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  ck_assert_int_eq((int)write(fd, text, strlen(text)), (int)strlen(text));
  close(fd);
}

static const char *got(const char *name)
{
  static char text[64];
  char path[128];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  int fd = open(path, O_RDONLY);
  ssize_t length = read(fd, text, sizeof text - 1);
  close(fd);
  text[length > 0 ? length : 0] = '\0';
  return text;
}

static void folder_make(void)
{
  strcpy(folder, "/tmp/pinhole-unit-XXXXXX");
  ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void folder_drop(void)
{
  static const char *const names[] = {"led/max_brightness",
                                      "led/brightness",
                                      "led/trigger",
                                      "led/delay_on",
                                      "led/delay_off",
                                      "led",
                                      "disk",
                                      ""};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, names[i]);
    remove(path);
  }
}

START_TEST(the_light_is_switched_and_blinks)
{
  led_t led;
  char path[80];
  snprintf(path, sizeof path, "%s/led", folder);
  mkdir(path, 0700);
  put("led/max_brightness", "255\n");
  ck_assert(!led_open(&led, folder, "led", error, sizeof error)); /* nothing to switch it by */
  put("led/brightness", "");
  ck_assert(led_open(&led, folder, "led", error, sizeof error));
  led_set(&led, true);
  ck_assert_str_eq(got("led/brightness"), "255");
  ck_assert(!led_blink(&led, 100, 900)); /* a kernel without timer */
  put("led/trigger", "");
  put("led/delay_on", "");
  put("led/delay_off", "");
  ck_assert(led_blink(&led, 100, 900));
  ck_assert_str_eq(got("led/trigger"), "timer");
  ck_assert_str_eq(got("led/delay_on"), "100");
  ck_assert_str_eq(got("led/delay_off"), "900");
  put("led/trigger", "");
  led_set(&led, false);
  ck_assert_str_eq(got("led/trigger"), "none");
  led_close(&led);
  ck_assert(!led_open(&led, folder, "another", error, sizeof error));
  ck_assert_ptr_nonnull(strstr(error, "light = another: there is no such LED"));
}
END_TEST

START_TEST(a_partition_is_read_and_written)
{
  partition_t partition;
  char path[80];
  uint8_t bytes[PARTITION_BLOCK];
  snprintf(path, sizeof path, "%s/disk", folder);
  put("disk", "");
  ck_assert_int_eq(truncate(path, 3 * PARTITION_BLOCK), 0);
  ck_assert_int_eq(partition_open(&partition, path, true, 4 * PARTITION_BLOCK), -ENOSPC);
  ck_assert_int_eq(partition_open(&partition, path, true, PARTITION_BLOCK), 0);
  ck_assert_uint_eq(partition.size, 3 * PARTITION_BLOCK);
  memset(bytes, 7, sizeof bytes);
  ck_assert_int_eq(partition_write(&partition, PARTITION_BLOCK, bytes, sizeof bytes), 0);
  ck_assert_int_eq(partition_flush(&partition), 0);
  memset(bytes, 0, sizeof bytes);
  ck_assert_int_eq(partition_read(&partition, PARTITION_BLOCK, bytes, sizeof bytes), 0);
  ck_assert_uint_eq(bytes[4095], 7);
  ck_assert_int_eq(partition_read(&partition, 3 * PARTITION_BLOCK, bytes, sizeof bytes), -EIO);
  ck_assert(!partition_discard(&partition, 0, PARTITION_BLOCK)); /* a file forgets nothing */
  partition_close(&partition);
  ck_assert_int_eq(partition_open(&partition, "/nowhere/disk", true, 0), -ENOENT);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("factory_record");
  TCase *tests = tcase_create("factory_record");
  tcase_add_checked_fixture(tests, folder_make, folder_drop);
  tcase_add_test(tests, a_record_comes_back);
  tcase_add_loop_test(tests, what_is_no_record_is_refused, 0, (int)(sizeof wrong / sizeof *wrong));
  tcase_add_test(tests, a_record_needs_no_mac);
  tcase_add_test(tests, a_record_that_is_not_there_is_named);
  tcase_add_test(tests, the_light_is_switched_and_blinks);
  tcase_add_test(tests, a_partition_is_read_and_written);
  suite_add_tcase(suite, tests);
  return unit_main("factory_record", suite);
}
