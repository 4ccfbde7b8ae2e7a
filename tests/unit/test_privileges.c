/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the guard can no longer do on a board, and what it still can. */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "linux/privileges.h"
#include "unit.h"

/* In the process that dropped them: the exit status. */
static int tried(int folder)
{
  if (!privileges_drop())
    return errno == EPERM ? 3 : 1;
  if (fchownat(folder, "file", 65534, 65534, 0) != 0 || fchmodat(folder, "file", 0600, 0) != 0)
    return 4; /* kept: to give files away */
  if (openat(folder, "file", O_RDONLY) >= 0 || errno != EACCES)
    return 5; /* given up: to read what is not its own */
  if (chroot("/") == 0 || errno != EPERM)
    return 6;
  return setuid(65534) == 0 ? 0 : 7; /* kept: to become the camera's user */
}

START_TEST(the_guard_keeps_what_it_needs_alone)
{
  char path[] = "/tmp/pinhole-unit-XXXXXX";
  int status;
  if (geteuid() != 0) {
    unit_skip("only root has privileges to give up");
    return;
  }
  ck_assert_ptr_nonnull(mkdtemp(path));
  int folder = open(path, O_RDONLY | O_DIRECTORY);
  close(openat(folder, "file", O_WRONLY | O_CREAT, 0600));
  pid_t pid = fork();
  if (pid == 0)
    _exit(tried(folder));
  ck_assert_int_eq(waitpid(pid, &status, 0), pid);
  unlinkat(folder, "file", 0);
  close(folder);
  rmdir(path);
  ck_assert(WIFEXITED(status));
  if (WEXITSTATUS(status) == 3) {
    unit_skip("this root is not allowed to give privileges up");
    return;
  }
  ck_assert_int_eq(WEXITSTATUS(status), 0);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("privileges");
  TCase *tests = tcase_create("privileges");
  tcase_add_test(tests, the_guard_keeps_what_it_needs_alone);
  suite_add_tcase(suite, tests);
  return unit_main("privileges", suite);
}
