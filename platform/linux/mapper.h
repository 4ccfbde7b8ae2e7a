/* SPDX-License-Identifier: GPL-2.0-or-later */
/* dm-crypt in plain mode, by libcryptsetup. The library is loaded by the process that needs it, when it does: it brings
   OpenSSL, and linking both would take half of the time until the guard watches the button. */
#ifndef LINUX_MAPPER_H
#define LINUX_MAPPER_H

#include <stddef.h>
#include <stdint.h>

/** Map a partition under /dev/mapper/`name`.
    device: its path; cipher: as the kernel names it, cipher-mode; key: `length` bytes.
    Returns 0 or a negative errno; then mapper_complaint() says more. */
int mapper_open(const char *name, const char *device, const char *cipher, const uint8_t *key, size_t length);

/** Take a mapping away. Returns 0, also where there is none, or a negative errno. */
int mapper_close(const char *name);

/** What libcryptsetup, or the loader, complained of last; "" where nothing. */
const char *mapper_complaint(void);

#endif
