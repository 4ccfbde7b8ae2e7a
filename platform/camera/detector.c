/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "camera/detector.h"

#ifdef DETECTOR_AVX2
/* core/core.mk makes it of core/motion*.c. */
extern bool motion_step_avx2(motion_t *motion, const uint8_t *luma, size_t size, size_t stride,
                             motion_result_t *result);

static bool wide(void)
{
  return __builtin_cpu_supports("avx2");
}

bool detector_step(motion_t *motion, const uint8_t *luma, size_t size, size_t stride, motion_result_t *result)
{
  return wide() ? motion_step_avx2(motion, luma, size, stride, result)
                : motion_step(motion, luma, size, stride, result);
}

const char *detector_build(void)
{
  return wide() ? "AVX2" : "plain";
}
#else
bool detector_step(motion_t *motion, const uint8_t *luma, size_t size, size_t stride, motion_result_t *result)
{
  return motion_step(motion, luma, size, stride, result);
}

const char *detector_build(void)
{
  return "plain";
}
#endif
