/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "camera/picture.h"

#include "motion.h"

static bool picture_become(picture_t *picture, enum camera_picture_state state, uint64_t now)
{
  bool another = picture->state != state;
  picture->state = state;
  picture->since = now;
  return another;
}

/* Whether another light begins with this frame. */
static bool picture_lit(picture_t *picture, uint32_t change, bool whole, uint64_t now)
{
  if (change != MOTION_CHANGE_LIGHT)
    return false;
  bool begins = whole || picture->lit == 0 || now - picture->lit >= PICTURE_AGAIN;
  picture->lit = now;
  return begins;
}

bool picture_step(picture_t *picture, uint32_t change, bool whole, uint64_t now)
{
  bool lit = picture_lit(picture, change, whole, now);
  if (whole && change == MOTION_CHANGE_COVERED)
    return picture_become(picture, CAMERA_PICTURE_COVERED, now);
  if (whole && change == MOTION_CHANGE_MOVED)
    return picture_become(picture, CAMERA_PICTURE_MOVED, now);
  if (lit && (whole || picture->state == CAMERA_PICTURE_USUAL || picture->state == CAMERA_PICTURE_LIGHT))
    return picture_become(picture, CAMERA_PICTURE_LIGHT, now);
  bool over = picture->state != CAMERA_PICTURE_COVERED && now - picture->since >= PICTURE_TOLD;
  return over && picture_become(picture, CAMERA_PICTURE_USUAL, now);
}
