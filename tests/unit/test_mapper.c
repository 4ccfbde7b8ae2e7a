/* SPDX-License-Identifier: GPL-2.0-or-later */
/* dm-crypt by a library that is loaded when it is needed: that it is there, and what is told where something is wrong. */
#include <errno.h>
#include <string.h>

#include "linux/mapper.h"
#include "unit.h"

static const uint8_t key[64];

START_TEST(refuses_a_cipher_without_a_mode)
{
  ck_assert_int_eq(mapper_open("pinhole-test", "/dev/null", "aes", key, sizeof key), -EINVAL);
  ck_assert_int_eq(mapper_open("pinhole-test", "/dev/null", "-xts-plain64", key, sizeof key), -EINVAL);
  ck_assert_str_eq(mapper_complaint(), "");
}
END_TEST

START_TEST(tells_of_a_device_that_is_not_there)
{
  ck_assert_int_lt(mapper_open("pinhole-test", "/nowhere/at-all", "aes-xts-plain64", key, sizeof key), 0);
  ck_assert_ptr_nonnull(strstr(mapper_complaint(), "/nowhere/at-all"));
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("mapper");
  TCase *tests = tcase_create("mapper");
  tcase_add_test(tests, refuses_a_cipher_without_a_mode);
  tcase_add_test(tests, tells_of_a_device_that_is_not_there);
  suite_add_tcase(suite, tests);
  return unit_main("mapper", suite);
}
