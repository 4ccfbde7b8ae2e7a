/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the exit status of every Pinhole program means. */
#ifndef COMMON_EXIT_STATUS_H
#define COMMON_EXIT_STATUS_H

enum exit_status {
  EXIT_OK = 0,
  EXIT_FAILED = 1,        /* something went wrong; the message says what */
  EXIT_USAGE = 2,         /* the command line is wrong */
  EXIT_ANOTHER_RUNS = 3,  /* another instance uses the state folder */
  EXIT_STATE_REFUSED = 4, /* the state folder is not Pinhole's, or cannot be used */
  EXIT_PORT_IN_USE = 5,   /* an address or port to listen on is taken */
  EXIT_SOURCE = 6,        /* the video source cannot be opened */
  EXIT_NEWER_VERSION = 7, /* settings, database or records come from a newer version */
  EXIT_NOT_RUNNING = 8,   /* the tool found no board or guard to speak with */
  EXIT_REFUSED = 9,       /* the tool's request was understood and refused */
  EXIT_DATA = 10          /* the owner's data cannot be read or is damaged beyond use */
};

#endif
