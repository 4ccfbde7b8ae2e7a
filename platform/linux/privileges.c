/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "linux/privileges.h"

#include <errno.h>
#include <linux/capability.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static const uint8_t kept[] = {
    CAP_SYS_ADMIN,        /* dm-crypt, mounting, discarding */
    CAP_SYS_BOOT,         /* restarting */
    CAP_MKNOD,            /* the mapped device's file */
    CAP_NET_ADMIN,        /* Wi-Fi, addresses, routes */
    CAP_NET_RAW,          /* DHCP, EAPOL */
    CAP_NET_BIND_SERVICE, /* DHCP and DNS of the setup network */
    CAP_SETUID,           /* the camera's user */
    CAP_SETGID,
    CAP_CHOWN, /* the owner's folder, the socket */
    CAP_FOWNER,
    CAP_KILL, /* the camera process */
};

static bool is_kept(unsigned capability)
{
  for (size_t i = 0; i < sizeof kept; i++) {
    if (kept[i] == capability)
      return true;
  }
  return false;
}

bool privileges_drop(void)
{
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3] = {0};
  for (unsigned capability = 0; prctl(PR_CAPBSET_READ, capability, 0, 0, 0) >= 0; capability++) {
    if (!is_kept(capability) && prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0)
      return false;
  }
  for (size_t i = 0; i < sizeof kept; i++)
    sets[CAP_TO_INDEX(kept[i])].permitted |= CAP_TO_MASK(kept[i]);
  for (size_t i = 0; i < _LINUX_CAPABILITY_U32S_3; i++)
    sets[i].effective = sets[i].permitted;
  return syscall(SYS_capset, &header, sets) == 0;
}
