/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Filters of system calls, by libseccomp. In a header: programs without a filter need not be linked with the library. */
#ifndef COMMON_CALL_FILTER_H
#define COMMON_CALL_FILTER_H

#include <errno.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stddef.h>

#include "common/log.h"

/** Names of system calls; those that this processor does not have are left out. */
typedef struct {
  const char *const *names;
  size_t count;
} call_list_t;

/** Adds `action` for each of the calls to a filter. Returns whether all could be added. */
static inline bool call_filter_add(scmp_filter_ctx filter, uint32_t action, call_list_t calls)
{
  for (size_t i = 0; i < calls.count; i++) {
    int number = seccomp_syscall_resolve_name(calls.names[i]);
    if (number >= 0 && seccomp_rule_add(filter, action, number, 0) != 0)
      return false;
  }
  return true;
}

/** Makes a filter that allows some calls, ends the process at others (SIGSYS) and fails the rest with ENOSYS. Returns NULL
    where it cannot be made; call_filter_load() releases it. */
static inline scmp_filter_ctx call_filter_make(call_list_t allowed, call_list_t deadly)
{
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(ENOSYS));
  if (filter != NULL && call_filter_add(filter, SCMP_ACT_ALLOW, allowed) &&
      call_filter_add(filter, SCMP_ACT_KILL_PROCESS, deadly))
    return filter;
  seccomp_release(filter);
  return NULL;
}

/** Confines this thread, and all that it starts from now on, by a filter (NULL: none could be made), and releases it.
    Returns 0 or a negated errno. A kernel without seccomp is told of, naming `who` stays unconfined, and lived with: 0. */
static inline int call_filter_load(scmp_filter_ctx filter, const char *who)
{
  int code = filter != NULL ? seccomp_load(filter) : -ENOMEM;
  seccomp_release(filter);
  if (code != -EINVAL && code != -ENOSYS && code != -EOPNOTSUPP)
    return code;
  log_warning("this kernel has no seccomp: %s is not confined", who);
  return 0;
}

#endif
