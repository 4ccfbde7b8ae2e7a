/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The names of what is numbered: each its own, and "unknown" for a number that names none. */
#include "names.h"
#include "unit.h"
#include "vocabulary.h"

START_TEST(securities)
{
  const char *names[] = {"open", "wpa2", "wpa3", "wpa2_wpa3", "enterprise", "wep", "unknown"};
  for (uint8_t security = 0; security <= SECURITY_LAST; security++)
    ck_assert_str_eq(security_name(security), names[security]);
  ck_assert_str_eq(security_name(SECURITY_LAST + 1), "unknown");
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("names");
  TCase *all = tcase_create("names");
  tcase_add_test(all, securities);
  suite_add_tcase(suite, all);
  return unit_main("names", suite);
}
