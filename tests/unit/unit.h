/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What every unit test program ends with: run a suite, print one line of counts, tell failure by the exit status. */
#ifndef TESTS_UNIT_H
#define TESTS_UNIT_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

/* How long a test waits, in seconds, for what must happen: no verdict is to depend on how busy the machine is. */
#define UNIT_PATIENCE 60

/* Check itself ends a test after four seconds, which are soon over on a busy machine. */
__attribute__((constructor)) static void unit_be_patient(void)
{
  setenv("CK_DEFAULT_TIMEOUT", "200", 0);
}

/* How many tests could not run here; shared with the processes that run them. */
static int *unit_skips;

/** Count the test under way as skipped, and say why. It is to return then. */
static inline void unit_skip(const char *why)
{
  printf("skipped: %s\n", why);
  (*unit_skips)++;
}

/** Run a suite; prints "NAME: N passed, N failed, N skipped". Returns the exit status of the program. */
static inline int unit_main(const char *name, Suite *suite)
{
  unit_skips = mmap(NULL, sizeof *unit_skips, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (unit_skips == MAP_FAILED)
    return EXIT_FAILURE;
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int run = srunner_ntests_run(runner);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  printf("%s: %d passed, %d failed, %d skipped\n", name, run - failed - *unit_skips, failed, *unit_skips);
  return failed == 0 && run > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
