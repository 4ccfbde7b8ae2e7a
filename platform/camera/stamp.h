/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The moment of its capture, drawn into a frame: so that what shows the picture can tell how late it is. */
#ifndef CAMERA_STAMP_H
#define CAMERA_STAMP_H

#include "camera/frame.h"

#define STAMP_CELL 16    /* pixels a side: so large that the encoder keeps it */
#define STAMP_COLUMNS 20 /* cells a row; two rows, from the top left corner */

/**
 * Draw Unix milliseconds (their low 32 bits, the highest first, then the 8 bits of the sum of their four bytes) as
 * white (1) and black (0) cells. A frame too small for them stays as it is. The frame must be nobody else's yet.
 */
void stamp_draw(frame_t *frame, int64_t wall);

#endif
