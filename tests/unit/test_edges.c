/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The contact's changes from the kernel: in order, none invented, a lost one breaks the hold. */
#include "button.h"
#include "linux/edges.h"
#include "unit.h"

static edges_t edges;
static board_edge_t edge;

static void expect(uint64_t time, uint8_t contact)
{
  ck_assert(edges_next(&edges, UINT64_MAX / 2, &edge));
  ck_assert_uint_eq(edge.time, time);
  ck_assert_uint_eq(edge.contact, contact);
}

START_TEST(changes_come_in_their_order_at_their_times)
{
  edges_start(&edges, CONTACT_OPEN);
  edges_add(&edges, 100, CONTACT_CLOSED);
  edges_add(&edges, 200, CONTACT_OPEN);
  ck_assert(!edges_next(&edges, 99, &edge));
  ck_assert_uint_eq(edges_contact(&edges, 99, CONTACT_OPEN), CONTACT_OPEN);
  ck_assert(edges_next(&edges, 150, &edge));
  ck_assert_uint_eq(edge.time, 100);
  ck_assert_uint_eq(edge.contact, CONTACT_CLOSED);
  ck_assert(!edges_next(&edges, 150, &edge));
  ck_assert_uint_eq(edges_contact(&edges, 150, CONTACT_OPEN), CONTACT_CLOSED);
  expect(200, CONTACT_OPEN);
  ck_assert(!edges_next(&edges, UINT64_MAX / 2, &edge));
}
END_TEST

START_TEST(a_change_told_late_is_not_before_what_was_answered)
{
  edges_start(&edges, CONTACT_OPEN);
  ck_assert(!edges_next(&edges, 500, &edge));
  edges_add(&edges, 490, CONTACT_CLOSED);
  expect(500, CONTACT_CLOSED);
}
END_TEST

START_TEST(a_bounce_too_fast_to_read_is_told_as_one)
{
  edges_start(&edges, CONTACT_OPEN);
  edges_add(&edges, 100, CONTACT_CLOSED);
  edges_add(&edges, 101, CONTACT_CLOSED);
  expect(100, CONTACT_CLOSED);
  expect(101, CONTACT_OPEN);
  expect(101, CONTACT_CLOSED);
}
END_TEST

START_TEST(lost_changes_are_told)
{
  edges_start(&edges, CONTACT_OPEN);
  edges_add(&edges, 100, CONTACT_CLOSED);
  edges_lose(&edges, 0, CONTACT_CLOSED);
  expect(100, CONTACT_CLOSED);
  expect(100, CONTACT_LOST);
  ck_assert_uint_eq(edges_contact(&edges, 200, CONTACT_CLOSED), CONTACT_CLOSED);
}
END_TEST

START_TEST(more_changes_than_there_is_room_for_are_lost_and_told)
{
  bool lost = false;
  unsigned count = 0;
  edges_start(&edges, CONTACT_OPEN);
  for (unsigned i = 0; i < 3 * EDGES_ROOM; i++)
    edges_add(&edges, 100 + i, i % 2 == 0 ? CONTACT_CLOSED : CONTACT_OPEN);
  for (uint64_t last = 0; edges_next(&edges, UINT64_MAX / 2, &edge); count++) {
    ck_assert_uint_ge(edge.time, last);
    last = edge.time;
    lost = lost || edge.contact == CONTACT_LOST;
  }
  ck_assert(lost);
  ck_assert_uint_le(count, EDGES_ROOM);
  ck_assert_uint_eq(edges_contact(&edges, UINT64_MAX / 2, CONTACT_OPEN), CONTACT_OPEN);
}
END_TEST

START_TEST(a_level_that_no_change_explains_is_a_lost_change)
{
  edges_start(&edges, CONTACT_CLOSED);
  ck_assert_uint_eq(edges_contact(&edges, 1000, CONTACT_OPEN), CONTACT_CLOSED);
  ck_assert_uint_eq(edges_contact(&edges, 1000 + EDGES_LAG - 1, CONTACT_OPEN), CONTACT_CLOSED);
  ck_assert_uint_eq(edges_contact(&edges, 1000 + EDGES_LAG, CONTACT_OPEN), CONTACT_LOST);
  ck_assert_uint_eq(edges_contact(&edges, 1001 + EDGES_LAG, CONTACT_OPEN), CONTACT_OPEN);
}
END_TEST

START_TEST(a_level_that_a_change_explains_soon_is_none)
{
  edges_start(&edges, CONTACT_CLOSED);
  ck_assert_uint_eq(edges_contact(&edges, 1000, CONTACT_OPEN), CONTACT_CLOSED);
  edges_add(&edges, 999, CONTACT_OPEN);
  ck_assert(edges_next(&edges, 2000, &edge));
  ck_assert_uint_eq(edges_contact(&edges, 1000 + 2 * EDGES_LAG, CONTACT_OPEN), CONTACT_OPEN);
}
END_TEST

START_TEST(a_line_that_cannot_be_read_is_never_closed)
{
  edges_start(&edges, CONTACT_LOST);
  ck_assert_uint_eq(edges_contact(&edges, 1000, CONTACT_LOST), CONTACT_LOST);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("edges");
  TCase *tests = tcase_create("edges");
  tcase_add_test(tests, changes_come_in_their_order_at_their_times);
  tcase_add_test(tests, a_change_told_late_is_not_before_what_was_answered);
  tcase_add_test(tests, a_bounce_too_fast_to_read_is_told_as_one);
  tcase_add_test(tests, lost_changes_are_told);
  tcase_add_test(tests, more_changes_than_there_is_room_for_are_lost_and_told);
  tcase_add_test(tests, a_level_that_no_change_explains_is_a_lost_change);
  tcase_add_test(tests, a_level_that_a_change_explains_soon_is_none);
  tcase_add_test(tests, a_line_that_cannot_be_read_is_never_closed);
  suite_add_tcase(suite, tests);
  return unit_main("edges", suite);
}
