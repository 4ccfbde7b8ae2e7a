/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit.h"
#include "web/auth.h"

#define SECOND UINT64_C(1000000000)
#define DAY INT64_C(86400)
#define NOW 1795000000

static const char *const hash_a = "$argon2id$v=19$m=32768,t=3,p=1$aaaa$bbbb";
static const char *const hash_b = "$argon2id$v=19$m=32768,t=3,p=1$cccc$dddd";

/* the right password opens, any other does not. */
START_TEST(checks_passwords)
{
  auth_t *auth = auth_create(NULL);
  char hash[AUTH_HASH_ROOM];
  uint32_t wait = 9;
  ck_assert(auth_hash(auth, "correct horse", 13, hash));
  ck_assert_int_eq(strncmp(hash, "$argon2id$", 10), 0);
  ck_assert_int_eq(auth_check(auth, hash, "correct horse", 13, "10.0.0.1", SECOND, &wait), AUTH_RIGHT);
  ck_assert_uint_eq(wait, 0);
  ck_assert_int_eq(auth_check(auth, hash, "correct hors", 12, "10.0.0.1", SECOND, &wait), AUTH_WRONG);
  ck_assert_int_eq(auth_check(auth, hash, "", 0, "10.0.0.1", SECOND, &wait), AUTH_WRONG);
  ck_assert_int_eq(auth_check(auth, "", "", 0, "10.0.0.2", SECOND, &wait), AUTH_FAILED);
  auth_free(auth);
}
END_TEST

/* The third wrong password in a row makes an address wait 1 s, then 2, 4 ... 60; another one need not. */
START_TEST(wrong_passwords_slow_an_address)
{
  static const uint32_t waits[] = {0, 0, 1, 2, 4, 8, 16, 32, 60, 60};
  auth_t *auth = auth_create(NULL);
  uint64_t now = 1000 * SECOND;
  uint32_t wait = 0;
  for (size_t i = 0; i < sizeof waits / sizeof waits[0]; i++) {
    ck_assert_int_eq(auth_check(auth, "none", "x", 1, "10.0.0.1", now, &wait), AUTH_FAILED);
    if (waits[i] > 0) {
      ck_assert_int_eq(auth_check(auth, "none", "x", 1, "10.0.0.1", now + 1, &wait), AUTH_WAIT);
      ck_assert_uint_eq(wait, waits[i]);
    }
    now += waits[i] * SECOND;
  }
  ck_assert_int_eq(auth_check(auth, "none", "x", 1, "10.0.0.1", now - SECOND, &wait), AUTH_WAIT);
  ck_assert_int_eq(auth_check(auth, "none", "x", 1, "10.0.0.2", now - SECOND, &wait), AUTH_FAILED);
  auth_free(auth);
}
END_TEST

START_TEST(the_longest_wait_is_a_minute)
{
  auth_t *auth = auth_create(NULL);
  uint64_t now = SECOND;
  uint32_t wait = 0;
  for (int i = 0; i < 40; i++, now += 61 * SECOND)
    ck_assert_int_eq(auth_check(auth, "none", "x", 1, "10.0.0.1", now, &wait), AUTH_FAILED);
  ck_assert_int_eq(auth_check(auth, "none", "x", 1, "10.0.0.1", now - 61 * SECOND + 1, &wait), AUTH_WAIT);
  ck_assert_uint_eq(wait, AUTH_LONGEST_WAIT);
  auth_free(auth);
}
END_TEST

START_TEST(the_right_password_forgets_the_wrong_ones)
{
  auth_t *auth = auth_create(NULL);
  char hash[AUTH_HASH_ROOM];
  uint32_t wait = 0;
  ck_assert(auth_hash(auth, "password", 8, hash));
  for (int i = 0; i < 4; i++) {
    ck_assert_int_eq(auth_check(auth, hash, "wrong", 5, "peer", SECOND, &wait), AUTH_WRONG);
    ck_assert_int_eq(auth_check(auth, hash, "password", 8, "peer", SECOND, &wait), AUTH_RIGHT);
  }
  auth_free(auth);
}
END_TEST

/* A session is the owner's with that hash and of nobody else: a claim that failed opens nothing for the next owner. */
START_TEST(a_session_belongs_to_one_owner)
{
  auth_t *auth = auth_create(NULL);
  char token[AUTH_TOKEN + 1], other[AUTH_TOKEN + 1];
  auth_open(auth, hash_a, "192.0.2.1", NOW, token);
  auth_open(auth, hash_a, "192.0.2.1", NOW, other);
  ck_assert_uint_eq(strlen(token), AUTH_TOKEN);
  ck_assert_uint_eq(strspn(token, "0123456789abcdef"), AUTH_TOKEN);
  ck_assert_str_ne(token, other);
  ck_assert(auth_valid(auth, token, hash_a, NOW));
  ck_assert(!auth_valid(auth, token, hash_b, NOW));
  ck_assert(!auth_valid(auth, token, "", NOW));
  ck_assert(!auth_valid(auth, "", hash_a, NOW));
  ck_assert(!auth_valid(auth, "00000000000000000000000000000000", hash_a, NOW));
  auth_close(auth, token);
  ck_assert(!auth_valid(auth, token, hash_a, NOW));
  ck_assert(auth_valid(auth, other, hash_a, NOW));
  auth_close(auth, "no token");
  auth_free(auth);
}
END_TEST

/* The owner sees who is logged in, and ends one session or all others. */
START_TEST(sessions_are_listed_and_ended)
{
  auth_t *auth = auth_create(NULL);
  auth_session_t list[AUTH_SESSIONS];
  char tokens[3][AUTH_TOKEN + 1], strange[AUTH_TOKEN + 1];
  auth_open(auth, hash_b, "192.0.2.9", NOW, strange);
  for (int i = 0; i < 3; i++)
    auth_open(auth, hash_a, "2001:db8::1", NOW + i, tokens[i]);
  ck_assert_uint_eq(auth_list(auth, hash_a, tokens[1], NOW + 9, list), 3);
  for (int i = 0; i < 3; i++) {
    ck_assert_int_eq(list[i].opened, NOW + 2 - i);
    ck_assert_str_eq(list[i].peer, "2001:db8::1");
    ck_assert_int_eq(list[i].own, i == 1);
    ck_assert_int_gt(list[i].id, 0);
  }
  ck_assert_int_ne(list[0].id, list[1].id);
  ck_assert(auth_close_one(auth, list[0].id));
  ck_assert(!auth_close_one(auth, list[0].id));
  ck_assert(!auth_valid(auth, tokens[2], hash_a, NOW));
  ck_assert(auth_valid(auth, tokens[0], hash_a, NOW));
  ck_assert_uint_eq(auth_close_others(auth, tokens[1]), 2);
  ck_assert(auth_valid(auth, tokens[1], hash_a, NOW));
  ck_assert(!auth_valid(auth, tokens[0], hash_a, NOW));
  ck_assert(!auth_valid(auth, strange, hash_b, NOW));
  ck_assert_uint_eq(auth_list(auth, hash_a, "", NOW + AUTH_SESSION_DAYS * DAY + 9, list), 0);
  auth_free(auth);
}
END_TEST

START_TEST(a_session_unused_for_a_month_is_over)
{
  auth_t *auth = auth_create(NULL);
  char token[AUTH_TOKEN + 1];
  int64_t now = NOW;
  auth_open(auth, hash_a, "192.0.2.1", now, token);
  for (int i = 0; i < 12; i++)
    ck_assert(auth_valid(auth, token, hash_a, now += (AUTH_SESSION_DAYS - 1) * DAY));
  ck_assert(!auth_valid(auth, token, hash_a, now + AUTH_SESSION_DAYS * DAY + 1));
  auth_free(auth);
}
END_TEST

START_TEST(the_session_unused_longest_makes_room)
{
  auth_t *auth = auth_create(NULL);
  char tokens[AUTH_SESSIONS + 1][AUTH_TOKEN + 1];
  for (int i = 0; i <= AUTH_SESSIONS; i++)
    auth_open(auth, hash_a, "192.0.2.1", NOW + i, tokens[i]);
  ck_assert(!auth_valid(auth, tokens[0], hash_a, NOW + 100));
  for (int i = 1; i <= AUTH_SESSIONS; i++)
    ck_assert(auth_valid(auth, tokens[i], hash_a, NOW + 100));
  auth_free(auth);
}
END_TEST

/* sessions outlive a restart; the file says nothing that opens one. */
START_TEST(sessions_are_kept_and_their_tokens_are_not)
{
  char path[] = "/tmp/pinhole-auth-XXXXXX", text[8192], token[AUTH_TOKEN + 1];
  int fd = mkstemp(path);
  ck_assert_int_ge(fd, 0);
  auth_t *auth = auth_create(path);
  auth_open(auth, hash_a, "192.0.2.1", NOW, token);
  auth_free(auth);
  close(fd);
  fd = open(path, O_RDONLY);
  ssize_t size = read(fd, text, sizeof text);
  struct stat status;
  ck_assert_int_eq(fstat(fd, &status), 0);
  close(fd);
  ck_assert_int_eq(status.st_mode & 0777, 0600);
  ck_assert_int_gt(size, 100);
  ck_assert_ptr_null(memmem(text, (size_t)size, token, AUTH_TOKEN));
  ck_assert_ptr_null(memmem(text, (size_t)size, "argon2", 6));
  auth = auth_create(path);
  ck_assert(auth_valid(auth, token, hash_a, NOW + 60));
  auth_close(auth, token);
  auth_free(auth);
  auth = auth_create(path);
  ck_assert(!auth_valid(auth, token, hash_a, NOW + 60));
  auth_free(auth);
  unlink(path);
}
END_TEST

START_TEST(a_damaged_file_counts_as_empty)
{
  static const char *const texts[] = {"", "P", "PHS1", "garbage that is no file of sessions"};
  char path[] = "/tmp/pinhole-auth-XXXXXX", token[AUTH_TOKEN + 1];
  close(mkstemp(path));
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    int fd = open(path, O_WRONLY | O_TRUNC);
    ck_assert_int_eq(write(fd, texts[i], strlen(texts[i])), (ssize_t)strlen(texts[i]));
    close(fd);
    auth_t *auth = auth_create(path);
    ck_assert(!auth_valid(auth, "", "", NOW));
    auth_open(auth, hash_a, "192.0.2.1", NOW, token);
    ck_assert(auth_valid(auth, token, hash_a, NOW));
    auth_free(auth);
  }
  unlink(path);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("auth");
  TCase *all = tcase_create("auth");
  tcase_add_test(all, checks_passwords);
  tcase_add_test(all, wrong_passwords_slow_an_address);
  tcase_add_test(all, the_longest_wait_is_a_minute);
  tcase_add_test(all, the_right_password_forgets_the_wrong_ones);
  tcase_add_test(all, a_session_belongs_to_one_owner);
  tcase_add_test(all, sessions_are_listed_and_ended);
  tcase_add_test(all, a_session_unused_for_a_month_is_over);
  tcase_add_test(all, the_session_unused_longest_makes_room);
  tcase_add_test(all, sessions_are_kept_and_their_tokens_are_not);
  tcase_add_test(all, a_damaged_file_counts_as_empty);
  suite_add_tcase(suite, all);
  return unit_main("auth", suite);
}
