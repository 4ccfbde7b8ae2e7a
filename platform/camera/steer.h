/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where the encoder may spend less: macroblocks in which nothing has moved for a while. */
#ifndef CAMERA_STEER_H
#define CAMERA_STEER_H

#include <stdint.h>

#define STEER_STILL 8.0f     /* added to the quantiser of what is still */
#define STEER_MOVING (-1.0f) /* and of what moves, whose background is coarser than before */

typedef struct steer steer_t;

/** For pictures of so many pixels at so many frames a second. NULL without memory. */
steer_t *steer_open(uint32_t width, uint32_t height, uint32_t rate);

/** NULL is allowed. */
void steer_close(steer_t *steer);

/** What to add to the quantiser of each macroblock (16x16 pixels, row by row), by the next frame's mask: a byte for each
    8x8 pixels, row by row, 0 still. A macroblock counts as moving while it or one beside it moves, and for half a second
    after. The list lives until the next call. */
float *steer_offsets(steer_t *steer, const uint8_t *mask);

#endif
