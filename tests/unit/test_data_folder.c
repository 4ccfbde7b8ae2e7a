/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The owner's storage as a folder: what is wiped, and above all what is not. */
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/data_folder.h"
#include "unit.h"

static char state[64];
static char error[256];
static const uint8_t id_a[DATA_FOLDER_ID] = {1, 2, 3};
static const uint8_t id_b[DATA_FOLDER_ID] = {9, 8, 7};
static int steps;

static void shell(const char *command)
{
  char text[512];
  snprintf(text, sizeof text, "cd %s && %s", state, command);
  ck_assert_int_eq(system(text), 0); /* NOLINT(cert-env33-c): a test's own commands */
}

static bool there(const char *name)
{
  char path[256];
  struct stat status;
  snprintf(path, sizeof path, "%s/%s", state, name);
  return lstat(path, &status) == 0;
}

static void count_step(void *context, const char *step)
{
  (void)step;
  steps++;
  if (context != NULL && steps == *(int *)context)
    _exit(77); /* the power goes */
}

static int create(const uint8_t *id)
{
  steps = 0;
  error[0] = '\0';
  return data_folder_create(state, id, count_step, NULL, error, sizeof error);
}

static void setup(void)
{
  strcpy(state, "/tmp/pinhole-unit-XXXXXX");
  ck_assert_ptr_nonnull(mkdtemp(state));
}

static void teardown(void)
{
  char text[128];
  snprintf(text, sizeof text, "rm -rf %s", state);
  ck_assert_int_eq(system(text), 0); /* NOLINT(cert-env33-c) */
}

START_TEST(test_made_and_opened)
{
  ck_assert_int_eq(data_folder_open(state, id_a, error, sizeof error), -ENOENT);
  ck_assert_int_eq(create(id_a), 0);
  ck_assert_int_eq(data_folder_open(state, id_a, error, sizeof error), 0);
  ck_assert_int_eq(data_folder_verify(state, id_a, error, sizeof error), 0);
  ck_assert_int_eq(data_folder_open(state, id_b, error, sizeof error), -EPERM);
  ck_assert_ptr_nonnull(strstr(error, "another key"));
}
END_TEST

/* Everything goes, whatever it is called and however deep; the marker is of the new key then. */
START_TEST(test_wiped)
{
  ck_assert_int_eq(create(id_a), 0);
  shell("mkdir -p data/a/b/c data/.hidden && touch data/a/b/c/f data/.hidden/g 'data/with space' data/-rf && "
        "mkfifo "
        "data/pipe && chmod 000 data/a/b/c/f");
  ck_assert_int_eq(data_folder_verify(state, id_a, error, sizeof error), -ENOTEMPTY);
  ck_assert_int_eq(create(id_b), 0);
  ck_assert_int_eq(data_folder_verify(state, id_b, error, sizeof error), 0);
  ck_assert_int_eq(data_folder_open(state, id_a, error, sizeof error), -EPERM);
}
END_TEST

/* Links go; what they point at stays. */
START_TEST(test_links_are_not_followed)
{
  ck_assert_int_eq(create(id_a), 0);
  shell("mkdir outside && touch outside/precious && ln -s ../outside data/link && ln -s ../../outside "
        "data/.pinhole2 && "
        "ln -s /nowhere data/dangling");
  ck_assert_int_eq(create(id_b), 0);
  ck_assert(there("outside/precious"));
  ck_assert(!there("data/link") && !there("data/dangling"));
}
END_TEST

/* A folder that is not marked, or whose marker is not ours, is left alone. */
START_TEST(test_foreign_folders_are_refused)
{
  const char *const others[] = {"touch data/thesis", "echo hello > data/.pinhole", "mkdir data/.pinhole",
                                "ln -s ../marker data/.pinhole && touch data/thesis",
                                "head -c 40 marker > data/.pinhole && touch data/thesis"};
  ck_assert_int_eq(create(id_a), 0);
  shell("cp data/.pinhole marker");
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
    shell("rm -rf data && mkdir data && touch data/precious");
    shell(others[i]);
    ck_assert_int_eq(create(id_b), -EPERM);
    ck_assert_ptr_nonnull(strstr(error, "move it away"));
    ck_assert(there("data/precious"));
    ck_assert_int_ne(data_folder_open(state, id_a, error, sizeof error), 0);
  }
}
END_TEST

/* A link or a file in the folder's place is not followed and not removed. */
START_TEST(test_folder_in_disguise)
{
  shell("mkdir outside && touch outside/precious && ln -s outside data");
  ck_assert_int_ne(create(id_a), 0);
  ck_assert(there("outside/precious") && there("data"));
  shell("rm data && touch data");
  ck_assert_int_eq(create(id_a), -ENOTDIR);
  ck_assert(there("data"));
}
END_TEST

/* Broken off before any step, it can be taken up again: the marker stays until the end. */
START_TEST(test_taken_up_again)
{
  for (int at = 1; at <= 7; at++) {
    shell("rm -rf data");
    ck_assert_int_eq(create(id_a), 0);
    shell("mkdir data/a && touch data/a/f data/g data/h");
    pid_t pid = fork();
    if (pid == 0) {
      steps = 0;
      data_folder_create(state, id_b, count_step, &at, error, sizeof error);
      _exit(0);
    }
    int status = 0;
    ck_assert_int_eq(waitpid(pid, &status, 0), pid);
    ck_assert_int_eq(create(id_b), 0);
    ck_assert_int_eq(data_folder_verify(state, id_b, error, sizeof error), 0);
  }
}
END_TEST

/* A marker half written is no obstacle in a folder that holds nothing else. */
START_TEST(test_marker_broken_off)
{
  shell("mkdir data && echo half > data/.pinhole.new");
  ck_assert_int_eq(create(id_a), 0);
  ck_assert(!there("data/.pinhole.new"));
  ck_assert_int_eq(data_folder_verify(state, id_a, error, sizeof error), 0);
}
END_TEST

START_TEST(test_too_deep)
{
  ck_assert_int_eq(create(id_a), 0);
  shell("mkdir -p data/$(printf 'd/%.0s' $(seq 80))");
  ck_assert_int_eq(create(id_b), -ELOOP);
  ck_assert_ptr_nonnull(strstr(error, "by hand"));
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("data_folder");
  TCase *tests = tcase_create("data_folder");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_test(tests, test_made_and_opened);
  tcase_add_test(tests, test_wiped);
  tcase_add_test(tests, test_links_are_not_followed);
  tcase_add_test(tests, test_foreign_folders_are_refused);
  tcase_add_test(tests, test_folder_in_disguise);
  tcase_add_test(tests, test_taken_up_again);
  tcase_add_test(tests, test_marker_broken_off);
  tcase_add_test(tests, test_too_deep);
  suite_add_tcase(suite, tests);
  return unit_main("data_folder", suite);
}
