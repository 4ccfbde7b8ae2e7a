/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the camera process can do once it is confined, and what ends it. Each try is in a process of its own. */
#include <errno.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <pthread.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "camera/confine.h"
#include "unit.h"

#define CONFINED 2 /* of PR_GET_SECCOMP: by a filter */

static void *nothing(void *argument)
{
  return argument;
}

static bool starts_a_thread(void)
{
  pthread_t thread;
  return pthread_create(&thread, NULL, nothing, NULL) == 0 && pthread_join(thread, NULL) == 0;
}

static bool opens_files_and_sockets(void)
{
  int file = open("/dev/null", O_RDWR), udp = socket(AF_INET6, SOCK_DGRAM, 0),
      local = socket(AF_UNIX, SOCK_STREAM, 0);
  return file >= 0 && write(file, "x", 1) == 1 && (udp >= 0 || errno == EAFNOSUPPORT) && local >= 0;
}

static bool asks_a_camera(void)
{
  struct v4l2_capability capability;
  int file = open("/dev/null", O_RDWR);
  return ioctl(file, VIDIOC_QUERYCAP, &capability) < 0 && errno != ENOSYS;
}

static bool opens_no_netlink(void)
{
  return socket(AF_NETLINK, SOCK_RAW, 0) < 0 && errno == ENOSYS;
}

static bool types_into_no_terminal(void)
{
  return ioctl(0, 0x5412 /* TIOCSTI */, "x") < 0 && errno == ENOSYS;
}

static bool forks_not(void)
{
  return fork() < 0 && errno == ENOSYS;
}

static bool runs_a_program(void)
{
  return execl("/bin/true", "true", (char *)NULL) == 0;
}

static bool traces(void)
{
  return ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0;
}

static bool mounts(void)
{
  return mount("none", "/mnt", "tmpfs", 0, NULL) == 0;
}

static bool becomes_root(void)
{
  return setuid(0) == 0;
}

/* Files: in a folder of its own, and nowhere else. */
static int files_tried(const char *folder)
{
  failure_t failure = {0};
  char path[128];
  if (!confine_files(folder, &failure))
    return 1;
  if (!prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0))
    return 3; /* a kernel without Landlock */
  snprintf(path, sizeof path, "%s/made", folder);
  int made = open(path, O_WRONLY | O_CREAT, 0600);
  if (made < 0 || write(made, "x", 1) != 1 || unlink(path) != 0)
    return 4;
  snprintf(path, sizeof path, "%s.elsewhere", folder);
  if (open(path, O_WRONLY | O_CREAT, 0600) >= 0 || errno != EACCES)
    return 5;
  if (open("/etc/passwd", O_WRONLY | O_APPEND) >= 0 || open("/etc/passwd", O_RDONLY) < 0)
    return 6;
  return open("/dev/null", O_RDWR) >= 0 ? 0 : 7;
}

START_TEST(a_process_kept_to_its_folder)
{
  char folder[] = "/tmp/pinhole-unit-XXXXXX";
  int status;
  ck_assert_ptr_nonnull(mkdtemp(folder));
  pid_t pid = fork();
  if (pid == 0)
    _exit(files_tried(folder));
  ck_assert_int_eq(waitpid(pid, &status, 0), pid);
  ck_assert_int_eq(rmdir(folder), 0);
  ck_assert(WIFEXITED(status));
  if (WEXITSTATUS(status) == 3)
    unit_skip("this kernel has no Landlock");
  else
    ck_assert_int_eq(WEXITSTATUS(status), 0);
}
END_TEST

static const struct {
  bool (*what)(void);
  bool ends;
} tries[] = {{starts_a_thread, false},
             {opens_files_and_sockets, false},
             {asks_a_camera, false},
             {opens_no_netlink, false},
             {types_into_no_terminal, false},
             {forks_not, false},
             {runs_a_program, true},
             {traces, true},
             {mounts, true},
             {becomes_root, true}};

START_TEST(a_confined_process)
{
  int status;
  pid_t pid = fork();
  if (pid == 0) {
    failure_t failure = {0};
    if (!confine(&failure))
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
  Suite *suite = suite_create("confine");
  TCase *tests = tcase_create("confine");
#ifdef __SANITIZE_ADDRESS__ /* it is not confined then: the sanitizers make calls of their own */
  (void)a_confined_process;
#else
  tcase_add_loop_test(tests, a_confined_process, 0, (int)(sizeof tries / sizeof *tries));
#endif
  tcase_add_test(tests, a_process_kept_to_its_folder);
  suite_add_tcase(suite, tests);
  return unit_main("confine", suite);
}
