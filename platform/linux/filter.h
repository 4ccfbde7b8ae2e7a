/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which system calls the guard's process may make, and all that it starts: hostapd, wpa_supplicant, dnsmasq, udhcpc,
   mke2fs, and the camera, which confines itself further (camera/confine.h). */
#ifndef LINUX_FILTER_H
#define LINUX_FILTER_H

#include <stdbool.h>

/** Confine this process and all that it starts from now on to the calls of filter.c, and let none of them gain privileges
    by a program that it starts. A call that is not among them fails with ENOSYS and is told in the kernel's log; those
    that serve an attacker alone end the process. Returns false with errno set. */
bool filter_load(void);

#endif
