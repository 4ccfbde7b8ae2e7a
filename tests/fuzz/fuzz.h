/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What every fuzz target shares: libFuzzer's entry, and a requirement that ends the run where it is broken. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/** libFuzzer calls this with one input after another; returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Whether the target is to break what it tries (FUZZ_PLANTED=1 in the environment), in a way that few inputs show: so
   tests/fuzz/run sees that each target can fail. */
static inline bool fuzz_planted(void)
{
  static int planted = -1;
  if (planted < 0) {
    planted = getenv("FUZZ_PLANTED") != NULL;
  }
  return planted == 1;
}

/* End the run, and have libFuzzer keep the input, where a condition does not hold. */
#define REQUIRE(condition)                                                                                   \
  do {                                                                                                       \
    if (!(condition)) {                                                                                      \
      fprintf(stderr, "%s:%d: broken: %s\n", __FILE__, __LINE__, #condition);                                \
      abort();                                                                                               \
    }                                                                                                        \
  } while (0)

#endif
