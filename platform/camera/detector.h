/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The motion detector in the build that suits the processor: the same source, so the same bits, in wider instructions. */
#ifndef CAMERA_DETECTOR_H
#define CAMERA_DETECTOR_H

#include "motion.h"

/** motion_step(), R-106. */
bool detector_step(motion_t *motion, const uint8_t *luma, size_t size, size_t stride,
                   motion_result_t *result);

/** Which instructions it is made of on this processor, for people: "AVX2", or "plain". */
const char *detector_build(void);

#endif
