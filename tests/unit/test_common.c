/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Clock, log, sockets and the guard's client. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/clock.h"
#include "common/guard_client.h"
#include "common/local_socket.h"
#include "common/log.h"
#include "unit.h"
#include "vocabulary.h"

/* Unscaled, the clock is the machine's; waits are rounded up and never negative but for "never". */
START_TEST(test_clock)
{
  uint64_t now = clock_now();
  ck_assert_uint_eq(clock_scale(), 1);
  ck_assert_uint_ge(clock_now(), now);
  ck_assert_int_eq(clock_wait_ms(UINT64_MAX), -1);
  ck_assert_int_eq(clock_wait_ms(now), 0);
  ck_assert_int_eq(clock_wait_ms(0), 0);
  ck_assert_int_ge(clock_wait_ms(now + 1000 * UINT64_C(1000000000)), 1000000 - UNIT_PATIENCE * 1000);
  ck_assert_int_gt(clock_wait_ms(UINT64_MAX - 1), 0);
  ck_assert_uint_eq(clock_real(12345), 12345);
}
END_TEST

/* Scaled: the same moment in both clocks, never earlier than asked. R-019: it does not run back. */
START_TEST(test_clock_scaled)
{
  ck_assert(!clock_scale_set(0));
  ck_assert(!clock_scale_set(CLOCK_SCALE_MAX + 1));
  ck_assert(clock_scale_set(20));
  ck_assert_uint_eq(clock_scale(), 20);
  uint64_t begin = clock_now();
  usleep(10000);
  uint64_t end = clock_now();
  ck_assert_uint_ge(end - begin, 200 * UINT64_C(1000000));
  /* 20000 s of this clock are 1000 s of the machine's, less what passes between the two lines. */
  ck_assert_int_ge(clock_wait_ms(end + UINT64_C(20000000000000)), 1000000 - UNIT_PATIENCE * 1000);
  ck_assert_int_le(clock_wait_ms(end + UINT64_C(20000000000000)), 1000000);
  ck_assert_uint_ge(clock_real(end), clock_real(begin) + 10 * UINT64_C(1000000));
  const char *told = getenv(CLOCK_VARIABLE);
  ck_assert(told != NULL && strncmp(told, "20:", 3) == 0);
}
END_TEST

/* What is not well formed in the environment counts as real time. */
START_TEST(test_clock_environment)
{
  static const char *const texts[] = {"",  "x", "0", "5000", "20:x", "20:1:1", "20:99999999999999999999",
                                      "-3"};
  setenv(CLOCK_VARIABLE, texts[_i], 1); /* each in a process of its own: the environment is read once */
  ck_assert_uint_eq(clock_scale(), 1);
}
END_TEST

START_TEST(test_clock_from_environment)
{
  setenv(CLOCK_VARIABLE, "7:1000", 1);
  ck_assert_uint_eq(clock_scale(), 7);
}
END_TEST

/* A message is one line, whatever is in it, and a reader that sleeps does not stop whoever logs. */
START_TEST(test_log)
{
  int ends[2];
  char text[2048];
  enum log_level level = LOG_LEVEL_ERROR;
  ck_assert(log_level_read("debug", &level));
  ck_assert_int_eq(level, LOG_LEVEL_DEBUG);
  ck_assert(!log_level_read("loud", &level));
  ck_assert_int_eq(level, LOG_LEVEL_DEBUG);
  ck_assert_int_eq(pipe(ends), 0);
  ck_assert_int_eq(dup2(ends[1], STDERR_FILENO), STDERR_FILENO);
  log_start("prog", LOG_LEVEL_NOTE);
  log_note("a\nb\t%s", "c\x1b[31m");
  log_warning("w");
  log_debug("not in force");
  ssize_t length = read(ends[0], text, sizeof text - 1);
  ck_assert_int_gt(length, 0);
  text[length] = '\0';
  ck_assert_str_eq(text, "prog: a?b?c?[31m\nprog: warning: w\n");
  memset(text, 'x', sizeof text);
  text[sizeof text - 1] = '\0';
  for (int i = 0; i < 1000; i++)
    log_note("%s", text); /* would block for ever in the pipe */
}
END_TEST

static void deep_path(char *path, size_t room, const char *base)
{
  snprintf(path, room, "%s", base);
  for (int i = 0; i < 8; i++) {
    snprintf(path + strlen(path), room - strlen(path), "/a-folder-with-a-long-name-%d", i);
    ck_assert_int_eq(mkdir(path, 0700), 0);
  }
  snprintf(path + strlen(path), room - strlen(path), "/guard.sock");
}

/* Paths longer than sun_path, a guard that answers, one that sends garbage, one that closes. */
START_TEST(test_guard_client)
{
  char base[] = "/tmp/pinhole-unit-XXXXXX";
  char path[1024];
  char command[128];
  message_t message;
  ck_assert_ptr_nonnull(mkdtemp(base));
  deep_path(path, sizeof path, base);
  ck_assert_int_gt(strlen(path), 200);
  ck_assert_int_eq(guard_client_connect(path), -1);
  int listener = local_socket_listen(path, 0600);
  ck_assert_int_ge(listener, 0);
  int client = guard_client_connect(path);
  int server = accept(listener, NULL, NULL);
  ck_assert_int_ge(client, 0);
  ck_assert_int_ge(server, 0);
  ck_assert(guard_client_hello(client, ROLE_TOOL));
  ck_assert_int_eq(guard_client_receive(server, 1000, &message), GUARD_CLIENT_MESSAGE);
  ck_assert_uint_eq(message.kind, MESSAGE_HELLO);
  ck_assert_uint_eq(message.as.hello.version, MESSAGE_VERSION);
  ck_assert_uint_eq(message.as.hello.role, ROLE_TOOL);
  ck_assert_int_eq(guard_client_receive(server, 0, &message), GUARD_CLIENT_NOTHING);
  ck_assert_int_eq(send(server, "garbage", 7, 0), 7);
  ck_assert_int_eq(guard_client_receive(client, 1000, &message), GUARD_CLIENT_MALFORMED);
  memset(&message, 0xff, sizeof message);
  ck_assert(!guard_client_send(client, &message));
  ck_assert_int_eq(errno, EINVAL);
  close(server);
  ck_assert_int_eq(guard_client_receive(client, 1000, &message), GUARD_CLIENT_CLOSED);
  ck_assert(!guard_client_ask(client, MESSAGE_RESTART));
  close(client);
  close(listener);
  snprintf(command, sizeof command, "rm -rf %s", base);
  ck_assert_int_eq(system(command), 0); /* NOLINT(cert-env33-c) */
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("common");
  TCase *tests = tcase_create("common");
  tcase_add_test(tests, test_clock);
  tcase_add_test(tests, test_clock_scaled);
  tcase_add_loop_test(tests, test_clock_environment, 0, 8);
  tcase_add_test(tests, test_clock_from_environment);
  tcase_add_test(tests, test_log);
  tcase_add_test(tests, test_guard_client);
  suite_add_tcase(suite, tests);
  return unit_main("common", suite);
}
