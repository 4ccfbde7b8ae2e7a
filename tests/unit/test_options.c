/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The command line of pinhole-camera: what is wrong is named. */
#include "camera/options.h"

#include <string.h>

#include "common/exit_status.h"
#include "common/guard_client.h"
#include "unit.h"

static options_t options;
static failure_t failure;

#define READ(...) read_all((char *[]){"pinhole-camera", __VA_ARGS__, NULL})

static bool read_all(char **arguments)
{
  int count = 0;
  while (arguments[count])
    count++;
  return options_read(&options, count, arguments, &failure);
}

static void setup(void)
{
  unsetenv(GUARD_DATA_VARIABLE);
  unsetenv(GUARD_SOCKET_VARIABLE);
  unsetenv(GUARD_BENCH_VARIABLE);
}

START_TEST(reads_all_options)
{
  ck_assert_msg(READ("--source", "scene", "--data", "/d", "--listen", "[::1]:81", "--width", "640",
                     "--height", "360", "--rate", "12", "--bitrate", "800", "--preset", "faster", "--bench",
                     "http://b"),
                "%s", failure.text);
  ck_assert_str_eq(options.camera.source, "scene");
  ck_assert_str_eq(options.address, "::1");
  ck_assert_uint_eq(options.port, 81);
  ck_assert_uint_eq(options.camera.width, 640);
  ck_assert_uint_eq(options.camera.bitrate, 800);
  ck_assert_str_eq(options.camera.preset, "faster");
  ck_assert(!options.camera.patient);
}
END_TEST

START_TEST(lets_in_on_this_machine_alone)
{
  ck_assert(READ("--data", "/d"));
  ck_assert(!options.signed_in);
  ck_assert(READ("--data", "/d", "--listen", "127.0.0.2:80", "--signed-in"));
  ck_assert(options.signed_in);
  ck_assert(READ("--data", "/d", "--signed-in", "--listen", "[::1]:80"));
  ck_assert(!READ("--data", "/d", "--signed-in", "--listen", "0.0.0.0:80"));
  ck_assert_int_eq(failure.status, EXIT_USAGE);
  ck_assert_msg(strstr(failure.text, "this machine alone") != NULL, "%s", failure.text);
}
END_TEST

START_TEST(speaks_https_wherever_others_listen)
{
  ck_assert(READ("--data", "/d"));
  ck_assert_uint_eq(options.tls_port, 0);
  ck_assert(READ("--data", "/d", "--listen", "0.0.0.0:80"));
  ck_assert_uint_eq(options.tls_port, 443);
  ck_assert(READ("--data", "/d", "--listen", "[::]:8080"));
  ck_assert_uint_eq(options.tls_port, 8443);
  ck_assert(READ("--data", "/d", "--listen", "0.0.0.0:80", "--tls", "off"));
  ck_assert_uint_eq(options.tls_port, 0);
  ck_assert(READ("--data", "/d", "--tls", "4433"));
  ck_assert_uint_eq(options.tls_port, 4433);
  for (const char *const *wrong = (const char *const[]){"0", "65536", "on", "", NULL}; *wrong; wrong++) {
    ck_assert(!READ("--data", "/d", "--tls", (char *)*wrong));
    ck_assert_int_eq(failure.status, EXIT_USAGE);
    ck_assert_msg(strstr(failure.text, "or off") != NULL, "%s", failure.text);
  }
}
END_TEST

START_TEST(takes_what_the_guard_gives)
{
  setenv(GUARD_DATA_VARIABLE, "/data", 1);
  setenv(GUARD_SOCKET_VARIABLE, "/guard", 1);
  ck_assert(READ("--rate", "5"));
  ck_assert_str_eq(options.camera.data, "/data");
  ck_assert_str_eq(options.guard, "/guard");
  ck_assert_str_eq(options.camera.source, "auto");
  ck_assert_str_eq(options.address, "127.0.0.1");
  ck_assert_uint_eq(options.port, 8080);
  ck_assert(options.camera.patient);
}
END_TEST

static void refused(bool read, const char *says)
{
  ck_assert(!read);
  ck_assert_int_eq(failure.status, EXIT_USAGE);
  ck_assert_msg(strstr(failure.text, says) != NULL, "\"%s\" does not name %s", failure.text, says);
}

START_TEST(names_what_is_wrong)
{
  refused(READ("--source", "scene"), "--data");
  refused(READ("--data", "/d", "--width", "641"),
          "--width must be an even number from 64 to 3840, not \"641\"");
  refused(READ("--data", "/d", "--height", "12"), "--height");
  refused(READ("--data", "/d", "--rate", "0"), "--rate must be a number from 1 to 60");
  refused(READ("--data", "/d", "--rate", "ten"), "ten");
  refused(READ("--data", "/d", "--bitrate", "99"), "--bitrate");
  refused(READ("--data", "/d", "--preset", "quick"), "quick");
  refused(READ("--data", "/d", "--listen", "8080"), "ADDRESS:PORT");
  refused(READ("--data", "/d", "--listen", "::1:80"), "[::1]");
  refused(READ("--data", "/d", "--listen", "127.0.0.1:70000"), "--listen");
  refused(READ("--data", "/d", "--colour"), "--colour");
  refused(READ("--data"), "--data");
  refused(READ("--data", "/d", "scene"), "\"scene\"");
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("options");
  TCase *tests = tcase_create("options");
  tcase_add_checked_fixture(tests, setup, NULL);
  tcase_add_test(tests, reads_all_options);
  tcase_add_test(tests, lets_in_on_this_machine_alone);
  tcase_add_test(tests, speaks_https_wherever_others_listen);
  tcase_add_test(tests, takes_what_the_guard_gives);
  tcase_add_test(tests, names_what_is_wrong);
  suite_add_tcase(suite, tests);
  return unit_main("options", suite);
}
