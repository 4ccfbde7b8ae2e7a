/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What became of the picture whole: a state that the owner is told, and no motion. */
#ifndef CAMERA_PICTURE_H
#define CAMERA_PICTURE_H

#include <stdbool.h>
#include <stdint.h>

#include "camera/camera.h"

/* Cleared to zeros before the first frame. Moments in nanoseconds. */
typedef struct {
  enum camera_picture_state state;
  uint64_t since; /* when it became that */
  uint64_t lit;   /* when another light was last seen; 0: never */
} picture_t;

/** Take one frame's verdict: `change` (enum motion_change_t) and whether it changed the picture whole with this frame.
    Another light and a turned camera are told for PICTURE_TOLD, a cover until the next change. Light that is different
    for long, or flickers, is told once, when it begins. Returns whether the state is another one now. */
bool picture_step(picture_t *picture, uint32_t change, bool whole, uint64_t now);

#define PICTURE_TOLD UINT64_C(10000000000) /* nanoseconds */
#define PICTURE_AGAIN UINT64_C(3000000000) /* light that was as usual for so long and changes is told again */

#endif
