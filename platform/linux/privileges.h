/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The guard is root, and keeps of root's capabilities what its work and its children's need. */
#ifndef LINUX_PRIVILEGES_H
#define LINUX_PRIVILEGES_H

#include <stdbool.h>

/** Give up, for this process and all that it starts, every capability but those of privileges.c. Returns false with errno
    set. */
bool privileges_drop(void);

#endif
