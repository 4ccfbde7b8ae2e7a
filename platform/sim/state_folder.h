/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The state folder of a virtual board: locked, marked as Pinhole's, filled at its first start as a factory would. */
#ifndef SIM_STATE_FOLDER_H
#define SIM_STATE_FOLDER_H

#include <stdint.h>

/** Lock the folder and make it what a fresh camera's is, where it is new or empty: factory.json, vault, and a journal
    with a standing intent, so that the first boot makes key and storage by the one wipe path. Refused where it holds
    files and is not marked. Returns an enum exit_status; what is wrong was logged then. */
int state_folder_open(const char *path, uint64_t seed);

#endif
