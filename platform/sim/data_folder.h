/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The owner's storage as a plain folder, STATE/data: made and marked by the guard, and no other is ever wiped. It is
   not encrypted: on a development machine whoever can read the disk can read it. */
#ifndef SIM_DATA_FOLDER_H
#define SIM_DATA_FOLDER_H

#include <stddef.h>
#include <stdint.h>

#define DATA_FOLDER_NAME "data"
#define DATA_FOLDER_MARKER ".pinhole"
#define DATA_FOLDER_ID 16

/* Called before each step that changes the folder, so that a test can cut the power there. */
typedef void data_folder_step_t(void *context, const char *step);

/** Remove everything in STATE/data, make it if it is not there, mark it with an id; durable. Refused (-EPERM) where it
    is neither empty nor marked; a link is removed and never followed, another file system is refused (-EXDEV).
    Returns 0 or a negative errno with one line of text in `error`. */
int data_folder_create(const char *state, const uint8_t id[DATA_FOLDER_ID], data_folder_step_t *step,
                       void *context, char *error, size_t room);

/** Read back that the folder holds nothing but the marker of that id. Returns as data_folder_create(). */
int data_folder_verify(const char *state, const uint8_t id[DATA_FOLDER_ID], char *error, size_t room);

/** Check that the folder is there and marked with that id. Returns as data_folder_create(). */
int data_folder_open(const char *state, const uint8_t id[DATA_FOLDER_ID], char *error, size_t room);

#endif
