/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "linux/filter.h"

#include "common/call_filter.h"

/* What the bench's scenarios exercise, with its kin: which of them the C library chooses changes with its version and the
   processor. */
static const char *const allowed[] = {
    /* memory */
    "brk", "mmap", "munmap", "mremap", "mprotect", "madvise", "mlock", "mlock2", "munlock", "mlockall",
    "munlockall", "mincore", "membarrier", "memfd_create",
    /* processes and threads */
    "clone", "clone3", "fork", "vfork", "execve", "wait4", "waitid", "kill", "tkill", "tgkill", "exit",
    "exit_group", "setpgid", "getpgid", "getpgrp", "setsid", "getsid", "prctl", "arch_prctl", "futex",
    "futex_waitv", "set_robust_list", "get_robust_list", "rseq", "set_tid_address", "gettid", "getpid",
    "getppid", "sched_yield", "sched_getaffinity", "sched_setaffinity", "sched_getparam",
    "sched_getscheduler", "sched_setscheduler", "sched_get_priority_max", "sched_get_priority_min", "getcpu",
    "get_mempolicy", "set_mempolicy", "getpriority", "setpriority", "getrlimit", "setrlimit", "prlimit64",
    "getrusage", "times", "personality",
    /* time */
    "clock_gettime", "clock_getres", "clock_nanosleep", "nanosleep", "gettimeofday", "time", "alarm",
    "getitimer", "setitimer", "timerfd_create", "timerfd_settime", "timerfd_gettime", "timer_create",
    "timer_settime", "timer_gettime", "timer_delete", "restart_syscall",
    /* signals */
    "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "rt_sigtimedwait", "rt_sigpending", "rt_sigsuspend",
    "sigaltstack", "signalfd", "signalfd4", "pause",
    /* files */
    "open", "openat", "openat2", "creat", "close", "close_range", "read", "readv", "pread64", "preadv",
    "write", "writev", "pwrite64", "pwritev", "lseek", "_llseek", "dup", "dup2", "dup3", "fcntl", "ioctl",
    "flock", "sync", "syncfs", "fsync", "fdatasync", "sync_file_range", "truncate", "ftruncate", "fallocate",
    "fadvise64", "stat", "fstat", "lstat", "newfstatat", "statx", "statfs", "fstatfs", "access", "faccessat",
    "faccessat2", "getdents", "getdents64", "mkdir", "mkdirat", "rmdir", "unlink", "unlinkat", "rename",
    "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat", "readlink", "readlinkat", "chmod",
    "fchmod", "fchmodat", "chown", "fchown", "lchown", "fchownat", "utimensat", "umask", "getcwd", "chdir",
    "fchdir", "mknod", "mknodat", "getxattr", "lgetxattr", "fgetxattr", "sendfile", "copy_file_range",
    "splice", "pipe", "pipe2", "eventfd", "eventfd2", "inotify_init", "inotify_init1", "inotify_add_watch",
    "inotify_rm_watch",
    /* the owner's storage: mounting, and the semaphores of libdevmapper */
    "mount", "umount2", "semget", "semop", "semtimedop", "semctl",
    /* waiting */
    "poll", "ppoll", "select", "pselect6", "epoll_create", "epoll_create1", "epoll_ctl", "epoll_wait",
    "epoll_pwait",
    /* sockets */
    "socket", "socketpair", "bind", "listen", "accept", "accept4", "connect", "shutdown", "getsockname",
    "getpeername", "getsockopt", "setsockopt", "sendto", "sendmsg", "sendmmsg", "recvfrom", "recvmsg",
    "recvmmsg",
    /* who and where we are, and becoming less: the camera's user, its own filter and its own folder */
    "getuid", "geteuid", "getgid", "getegid", "getresuid", "getresgid", "getgroups", "setuid", "setgid",
    "setreuid", "setregid", "setresuid", "setresgid", "setgroups", "setfsuid", "setfsgid", "capget", "capset",
    "uname", "sysinfo", "getrandom", "seccomp", "landlock_create_ruleset", "landlock_add_rule",
    "landlock_restrict_self",
    /* the end */
    "reboot"};

static const char *const deadly[] = {"ptrace",
                                     "process_vm_readv",
                                     "process_vm_writev",
                                     "pivot_root",
                                     "chroot",
                                     "setns",
                                     "unshare",
                                     "init_module",
                                     "finit_module",
                                     "delete_module",
                                     "kexec_load",
                                     "kexec_file_load",
                                     "bpf",
                                     "perf_event_open",
                                     "userfaultfd",
                                     "swapon",
                                     "swapoff",
                                     "sethostname",
                                     "settimeofday",
                                     "clock_settime",
                                     "adjtimex",
                                     "clock_adjtime",
                                     "open_by_handle_at",
                                     "io_uring_setup",
                                     "iopl",
                                     "ioperm",
                                     "acct",
                                     "quotactl",
                                     "syslog"};

bool filter_load(void)
{
  scmp_filter_ctx filter = call_filter_make((call_list_t){allowed, sizeof allowed / sizeof *allowed},
                                            (call_list_t){deadly, sizeof deadly / sizeof *deadly});
  if (filter != NULL) /* an old kernel tells nothing, and filters all the same */
    (void)seccomp_attr_set(filter, SCMP_FLTATR_CTL_LOG, 1);
  int code = call_filter_load(filter, "the guard");
  if (code != 0)
    errno = -code;
  return code == 0;
}
