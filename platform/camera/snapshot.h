/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A frame as a JPEG picture. */
#ifndef CAMERA_SNAPSHOT_H
#define CAMERA_SNAPSHOT_H

#include <stddef.h>

#include "camera/frame.h"

/** Encode at most `width` pixels wide (0: as it is). free() the picture; NULL where it cannot be made. */
uint8_t *snapshot_jpeg(const frame_t *frame, uint32_t width, size_t *size);

#endif
