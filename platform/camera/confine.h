/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The camera process gives up what it never needs: whoever takes it over can start no program, reach no other process and
   change nothing of the machine. */
#ifndef CAMERA_CONFINE_H
#define CAMERA_CONFINE_H

#include <stdbool.h>

#include "camera/failure.h"

/**
 * Allow from now on, in this thread and those it starts, only the system calls that a camera uses. What a program that was
 * taken over would try first ends the process (SIGSYS); anything else is refused as unknown to the kernel. A kernel
 * without seccomp is told of and lived with. Returns false with `failure` where a filter cannot be made. Builds under
 * the address sanitizer, whose leak check looks into the process from outside, are left as they are.
 */
bool confine(failure_t *failure);

/**
 * Allow from now on, in this thread and those it starts, writing and making files in one folder and below, and to device
 * files, and nowhere else; reading is left to the files' permissions. To be called before confine(). A kernel without
 * Landlock is lived with. Returns false with `failure` where the folder cannot be opened.
 */
bool confine_files(const char *folder, failure_t *failure);

#endif
