/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "camera/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "common/call_filter.h"
#include "common/exit_status.h"

#define THREAD 0x00010000 /* CLONE_THREAD */
#define VIDEO ((unsigned long)'V' << 8)
#define KIND_MASK 0xff00UL

/* As traced over the unit, integration and web tests, with their kin: which of them the C library chooses changes with
   its version and the processor. */
static const char *const allowed[] = {
    /* memory */
    "brk", "mmap", "munmap", "mremap", "mprotect", "madvise", "mlock", "munlock", "mincore", "membarrier",
    /* threads and time */
    "futex", "futex_waitv", "set_robust_list", "get_robust_list", "rseq", "set_tid_address", "gettid",
    "getpid", "getppid", "tgkill", "exit", "exit_group", "sched_yield", "sched_getaffinity",
    "sched_setaffinity", "sched_getparam", "sched_getscheduler", "sched_setscheduler",
    "sched_get_priority_max", "sched_get_priority_min", "getcpu", "get_mempolicy", "set_mempolicy",
    "getpriority", "setpriority", "clock_gettime", "clock_getres", "clock_nanosleep", "nanosleep",
    "gettimeofday", "time", "timerfd_create", "timerfd_settime", "timerfd_gettime", "restart_syscall",
    /* signals */
    "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "rt_sigtimedwait", "rt_sigpending", "rt_sigsuspend",
    "sigaltstack", "signalfd4",
    /* files */
    "open", "openat", "close", "close_range", "read", "readv", "pread64", "preadv", "write", "writev",
    "pwrite64", "pwritev", "lseek", "_llseek", "dup", "dup2", "dup3", "fcntl", "flock", "fsync", "fdatasync",
    "sync_file_range", "ftruncate", "fallocate", "fadvise64", "stat", "fstat", "lstat", "newfstatat", "statx",
    "statfs", "fstatfs", "access", "faccessat", "faccessat2", "getdents64", "mkdir", "mkdirat", "rmdir",
    "unlink", "unlinkat", "rename", "renameat", "renameat2", "link", "linkat", "readlink", "readlinkat",
    "chmod", "fchmod", "fchmodat", "fchown", "fchownat", "utimensat", "umask", "getcwd", "sendfile",
    "copy_file_range", "splice", "pipe", "pipe2", "eventfd2", "inotify_init1", "inotify_add_watch",
    "inotify_rm_watch",
    /* waiting */
    "poll", "ppoll", "select", "pselect6", "epoll_create", "epoll_create1", "epoll_ctl", "epoll_wait",
    "epoll_pwait",
    /* sockets; socket() itself is below */
    "socketpair", "bind", "listen", "accept", "accept4", "connect", "shutdown", "getsockname", "getpeername",
    "getsockopt", "setsockopt", "sendto", "sendmsg", "sendmmsg", "recvfrom", "recvmsg", "recvmmsg",
    /* who and where we are */
    "getuid", "geteuid", "getgid", "getegid", "getresuid", "getresgid", "getgroups", "uname", "sysinfo",
    "getrandom", "getrlimit", "prlimit64", "getrusage", "prctl", "arch_prctl"};

static const char *const deadly[] = {"execve",
                                     "execveat",
                                     "ptrace",
                                     "process_vm_readv",
                                     "process_vm_writev",
                                     "mount",
                                     "umount2",
                                     "pivot_root",
                                     "chroot",
                                     "setns",
                                     "unshare",
                                     "init_module",
                                     "finit_module",
                                     "delete_module",
                                     "kexec_load",
                                     "kexec_file_load",
                                     "reboot",
                                     "bpf",
                                     "perf_event_open",
                                     "userfaultfd",
                                     "keyctl",
                                     "add_key",
                                     "request_key",
                                     "setuid",
                                     "setgid",
                                     "setreuid",
                                     "setregid",
                                     "setresuid",
                                     "setresgid",
                                     "setgroups",
                                     "capset",
                                     "swapon",
                                     "swapoff",
                                     "sethostname",
                                     "settimeofday",
                                     "clock_settime",
                                     "open_by_handle_at",
                                     "io_uring_setup",
                                     "iopl",
                                     "ioperm",
                                     "acct",
                                     "quotactl",
                                     "syslog"};

/* Calls whose arguments say what they are for. */
static bool add_some(scmp_filter_ctx filter)
{
  static const int families[] = {AF_UNIX, AF_INET, AF_INET6};
  static const unsigned long requests[] = {0x5401 /* TCGETS */, 0x541b /* FIONREAD */, 0x5421 /* FIONBIO */};
  bool added = true;
  for (size_t i = 0; i < sizeof families / sizeof *families; i++)
    added = added && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(socket), 1,
                                      SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)families[i])) == 0;
  for (size_t i = 0; i < sizeof requests / sizeof *requests; i++)
    added = added && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1,
                                      SCMP_A1(SCMP_CMP_MASKED_EQ, 0xffffffff, requests[i])) == 0;
  return added &&
         seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1,
                          SCMP_A1(SCMP_CMP_MASKED_EQ, KIND_MASK, VIDEO)) == 0 &&
         /* threads, and no processes; clone3() hides its flags, and the C library does without it */
         seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
                          SCMP_A0(SCMP_CMP_MASKED_EQ, THREAD, THREAD)) == 0;
}

bool confine(failure_t *failure)
{
#ifdef __SANITIZE_ADDRESS__
  const bool confines = false; /* its checks make calls of their own */
#else
  const bool confines = true;
#endif
  if (!confines)
    return true;
  scmp_filter_ctx filter = call_filter_make((call_list_t){allowed, sizeof allowed / sizeof *allowed},
                                            (call_list_t){deadly, sizeof deadly / sizeof *deadly});
  if (filter != NULL && !add_some(filter)) {
    seccomp_release(filter);
    filter = NULL;
  }
  int code = call_filter_load(filter, "the camera process");
  return code == 0 ||
         failure_set(failure, EXIT_FAILED, "the camera process cannot be confined: %s", strerror(-code));
}

/* --- files --- */

#define WRITES                                                                                               \
  (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |          \
   LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |                \
   LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |             \
   LANDLOCK_ACCESS_FS_MAKE_SYM)
#define OWN                                                                                                  \
  (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |          \
   LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG)

static bool allow_below(int rules, const char *folder, uint64_t what)
{
  struct landlock_path_beneath_attr rule = {.allowed_access = what};
  rule.parent_fd = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (rule.parent_fd < 0)
    return false;
  bool added = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
  close(rule.parent_fd);
  return added;
}

bool confine_files(const char *folder, failure_t *failure)
{
  struct landlock_ruleset_attr handled = {.handled_access_fs = WRITES};
  int rules = (int)syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0);
  if (rules < 0)
    return true; /* a kernel without it */
  bool confined =
      allow_below(rules, folder, OWN) && allow_below(rules, "/dev", LANDLOCK_ACCESS_FS_WRITE_FILE) &&
      prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
  int code = errno;
  close(rules);
  return confined || failure_set(failure, EXIT_FAILED, "the camera process cannot be kept to %s: %s", folder,
                                 strerror(code));
}
