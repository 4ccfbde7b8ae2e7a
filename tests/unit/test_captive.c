/* SPDX-License-Identifier: GPL-2.0-or-later */
/* a phone that looks for the internet on the setup network is led to the setup page, and let go after. */
#include <string.h>

#include "unit.h"
#include "web/captive.h"

static const char *const asked[] = {"/generate_204",    "/gen_204",        "/hotspot-detect.html",
                                    "/connecttest.txt", "/ncsi.txt",       "/library/test/success.html",
                                    "/success.txt",     "/canonical.html", "/kindle-wifi/wifistub.html"};

START_TEST(every_maker_is_known)
{
  for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++) {
    const captive_probe_t *probe = captive_probe(asked[i]);
    ck_assert_msg(probe != NULL, "%s", asked[i]);
    ck_assert_msg((probe->status == 204) == (probe->body[0] == '\0'), "%s", asked[i]);
    ck_assert_msg((probe->type == NULL) == (probe->body[0] == '\0'), "%s", asked[i]);
  }
  ck_assert_ptr_null(captive_probe("/"));
  ck_assert_ptr_null(captive_probe("/generate_204/"));
  ck_assert_str_eq(captive_probe("/connecttest.txt")->body, "Microsoft Connect Test");
  ck_assert_str_eq(captive_probe("/success.txt")->body, "success\n");
}
END_TEST

START_TEST(leads_to_the_page_while_it_is_set_up)
{
  for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++)
    for (int home = 0; home < 2; home++) {
      ck_assert_int_eq(captive_decide(asked[i], home, true, false, false), CAPTIVE_REDIRECT);
      ck_assert_int_eq(captive_decide(asked[i], home, true, true, true), CAPTIVE_REDIRECT);
    }
  ck_assert_int_eq(captive_decide("/redirect", false, true, false, false), CAPTIVE_REDIRECT);
  ck_assert_int_eq(captive_decide("/", false, true, false, false), CAPTIVE_REDIRECT);
}
END_TEST

START_TEST(answers_as_expected_once_it_is_claimed)
{
  for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++)
    ck_assert_int_eq(captive_decide(asked[i], false, true, true, false), CAPTIVE_EXPECTED);
  ck_assert_int_eq(captive_decide("/", false, true, true, false), CAPTIVE_REDIRECT);
}
END_TEST

START_TEST(is_nothing_special_where_the_setup_network_is_closed)
{
  for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++)
    for (int claimed = 0; claimed < 2; claimed++)
      ck_assert_int_eq(captive_decide(asked[i], claimed, false, claimed, false), CAPTIVE_NONE);
  ck_assert_int_eq(captive_decide("/", true, true, false, false), CAPTIVE_NONE);
  ck_assert_int_eq(captive_decide("/app.js", true, true, true, false), CAPTIVE_NONE);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("captive");
  TCase *all = tcase_create("captive");
  tcase_add_test(all, every_maker_is_known);
  tcase_add_test(all, leads_to_the_page_while_it_is_set_up);
  tcase_add_test(all, answers_as_expected_once_it_is_claimed);
  tcase_add_test(all, is_nothing_special_where_the_setup_network_is_closed);
  suite_add_tcase(suite, all);
  return unit_main("captive", suite);
}
