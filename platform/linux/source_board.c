/* SPDX-License-Identifier: GPL-2.0-or-later */
/* In the place of camera/source_libav.c on a board: it has a camera, and neither files nor the network are one. */
#include "camera/source.h"
#include "common/exit_status.h"

bool source_libav_open(source_t *source, const char *text, const source_wanted_t *wanted, failure_t *failure)
{
  (void)source;
  (void)wanted;
  return failure_set(failure, EXIT_SOURCE,
                     "%s is no camera: a board opens V4L2 cameras (auto, or /dev/videoN) and the drawn scene",
                     text);
}
