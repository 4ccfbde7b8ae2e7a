/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The contact as a list of changes, some still to come. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "button.h"
#include "sim/registers.h"
#include "unit.h"

static char path[64];
static registers_t *registers;

static void setup(void)
{
  strcpy(path, "/tmp/pinhole-unit-XXXXXX");
  close(mkstemp(path));
  registers = registers_create(path);
  ck_assert_ptr_nonnull(registers);
}

static void teardown(void)
{
  registers_close(registers);
  unlink(path);
}

START_TEST(test_level_follows_the_list)
{
  ck_assert_uint_eq(registers_contact(registers, 5), CONTACT_OPEN);
  registers_append(registers, 10, CONTACT_CLOSED);
  registers_append(registers, 20, CONTACT_OPEN);
  ck_assert_uint_eq(registers_contact(registers, 9), CONTACT_OPEN);
  ck_assert_uint_eq(registers_contact(registers, 10), CONTACT_CLOSED);
  ck_assert_uint_eq(registers_contact(registers, 19), CONTACT_CLOSED);
  ck_assert_uint_eq(registers_contact(registers, 20), CONTACT_OPEN);
  ck_assert_uint_eq(registers_passed(registers, 9), 0);
  ck_assert_uint_eq(registers_passed(registers, 10), 1);
  ck_assert_uint_eq(registers_passed(registers, UINT64_MAX), 2);
  ck_assert_uint_eq(registers_last(registers), 20);
}
END_TEST

/* Time in the list never runs back. */
START_TEST(test_times_are_in_order)
{
  uint64_t time;
  uint8_t contact;
  registers_append(registers, 100, CONTACT_CLOSED);
  registers_append(registers, 50, CONTACT_OPEN);
  ck_assert(registers_edge(registers, 1, &time, &contact));
  ck_assert_uint_eq(time, 100);
  ck_assert_uint_eq(contact, CONTACT_OPEN);
  ck_assert(!registers_edge(registers, 2, &time, &contact));
}
END_TEST

/* Changes that nobody took in time are lost, and said to be. */
START_TEST(test_overflow_is_told)
{
  uint64_t time;
  uint8_t contact;
  for (uint64_t i = 0; i < REGISTERS_EDGES + 10; i++)
    registers_append(registers, i, i % 2 == 0 ? CONTACT_CLOSED : CONTACT_OPEN);
  ck_assert(!registers_edge(registers, 5, &time, &contact));
  ck_assert(!registers_edge(registers, 10, &time, &contact));
  ck_assert(registers_edge(registers, 11, &time, &contact));
  ck_assert_uint_eq(time, 11);
  ck_assert_uint_eq(registers_contact(registers, UINT64_MAX), CONTACT_OPEN);
}
END_TEST

/* A board that is not ready is not taken for one. */
START_TEST(test_ready_only_with_magic)
{
  ck_assert_ptr_null(registers_open(path));
  atomic_store(&registers->magic, REGISTERS_MAGIC);
  registers_t *other = registers_open(path);
  ck_assert_ptr_nonnull(other);
  registers_append(registers, 7, CONTACT_CLOSED);
  ck_assert_uint_eq(registers_contact(other, 8), CONTACT_CLOSED);
  registers_close(other);
  ck_assert_int_eq(truncate(path, 10), 0);
  ck_assert_ptr_null(registers_open(path));
  ck_assert_ptr_null(registers_open("/no/such/file"));
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("registers");
  TCase *tests = tcase_create("registers");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_test(tests, test_level_follows_the_list);
  tcase_add_test(tests, test_times_are_in_order);
  tcase_add_test(tests, test_overflow_is_told);
  tcase_add_test(tests, test_ready_only_with_magic);
  suite_add_tcase(suite, tests);
  return unit_main("registers", suite);
}
