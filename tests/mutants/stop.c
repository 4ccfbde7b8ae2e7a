/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Ends a unit test at the first check that fails, where libcheck would go on with the next test: one is enough to notice a
   mutant. Linked in front of libcheck. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp): the name is libcheck's
void _ck_assert_failed(const char *file, int line, const char *expression, const char *message, ...)
{
  (void)message;
  const char *name = strrchr(file, '/');
  printf("stopped at %s:%d: %s\n", name ? name + 1 : file, line, expression);
  exit(EXIT_FAILURE);
}
