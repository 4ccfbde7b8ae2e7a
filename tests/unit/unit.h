/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What every unit test program ends with: run a suite, print one line of counts, tell failure by the exit status. */
#ifndef TESTS_UNIT_H
#define TESTS_UNIT_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

/** Run a suite; prints "NAME: N passed, N failed, N skipped". Returns the exit status of the program. */
static inline int unit_main(const char *name, Suite *suite)
{
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int run = srunner_ntests_run(runner);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  printf("%s: %d passed, %d failed, 0 skipped\n", name, run - failed, failed);
  return failed == 0 && run > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
