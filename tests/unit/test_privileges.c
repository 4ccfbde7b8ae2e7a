/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the guard can no longer do on a board, and what it still can. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "linux/filter.h"
#include "linux/privileges.h"
#include "unit.h"

#define CONFINED 2 /* of PR_GET_SECCOMP: by a filter */

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

static bool starts_a_program(void)
{
  int status;
  pid_t pid = fork();
  if (pid == 0) {
    execl("/bin/true", "true", (char *)NULL);
    _exit(1);
  }
  return waitpid(pid, &status, 0) == pid && status == 0;
}

static bool speaks_with_the_kernel(void)
{
  return socket(AF_NETLINK, SOCK_RAW, 0) >= 0;
}

static bool may_try_to_mount(void)
{
  return mount("none", "/nowhere/at/all", "tmpfs", 0, NULL) != 0 && errno != ENOSYS;
}

static bool gains_nothing(void)
{
  return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1;
}

static bool has_no_keyring(void)
{
  return syscall(SYS_add_key, "user", "name", "x", 1, -3) < 0 && errno == ENOSYS;
}

static bool traces(void)
{
  return ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0;
}

static bool loads_a_driver(void)
{
  return syscall(SYS_finit_module, -1, "", 0) == 0;
}

static bool leaves_its_root(void)
{
  return chroot("/") == 0;
}

static const struct {
  bool (*what)(void);
  bool ends;
} tries[] = {{starts_a_program, false}, {speaks_with_the_kernel, false}, {may_try_to_mount, false},
             {gains_nothing, false},    {has_no_keyring, false},         {traces, true},
             {loads_a_driver, true},    {leaves_its_root, true}};

START_TEST(the_guard_makes_the_calls_that_it_needs_alone)
{
  int status;
  pid_t pid = fork();
  if (pid == 0) {
    if (!filter_load())
      _exit(1);
    if (prctl(PR_GET_SECCOMP) != CONFINED)
      _exit(3); /* a kernel without */
    _exit(tries[_i].what() ? 0 : 2);
  }
  ck_assert_int_eq(waitpid(pid, &status, 0), pid);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 3) {
    unit_skip("this kernel confines nothing");
    return;
  }
  if (tries[_i].ends)
    ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS);
  else
    ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("privileges");
  TCase *tests = tcase_create("privileges");
  tcase_add_test(tests, the_guard_keeps_what_it_needs_alone);
#ifdef __SANITIZE_ADDRESS__ /* the sanitizers make calls of their own */
  (void)the_guard_makes_the_calls_that_it_needs_alone;
#else
  tcase_add_loop_test(tests, the_guard_makes_the_calls_that_it_needs_alone, 0,
                      (int)(sizeof tries / sizeof *tries));
#endif
  suite_add_tcase(suite, tests);
  return unit_main("privileges", suite);
}
