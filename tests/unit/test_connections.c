/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whoever keeps the server waiting is cut off; whoever is being answered is not, however long that takes. */
#include <poll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "unit.h"
#include "web/connections.h"

#define PATIENCE 400 /* ms */
#define LONG (UNIT_PATIENCE * 1000)

static connections_t *connections;
static int pairs[3][2]; /* server's end, client's end */
static connection_place_t *places[3];

static int64_t began;

static int64_t now_ms(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void setup(void)
{
  began = now_ms();
  connections = connections_start(PATIENCE);
  ck_assert_ptr_nonnull(connections);
  for (int i = 0; i < 3; i++) {
    ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, pairs[i]), 0);
    places[i] = connection_began(connections, pairs[i][0]);
    ck_assert_ptr_nonnull(places[i]);
  }
}

static void teardown(void)
{
  for (int i = 0; i < 3; i++) {
    connection_ended(connections, places[i]);
    close(pairs[i][0]);
    close(pairs[i][1]);
  }
  connections_stop(connections);
}

/* Whether the client's end was shut down within `ms`. */
static bool cut(int i, int ms)
{
  char byte;
  struct pollfd end = {.fd = pairs[i][1], .events = POLLIN};
  return poll(&end, 1, ms) == 1 && read(pairs[i][1], &byte, 1) == 0;
}

START_TEST(cuts_off_whoever_keeps_it_waiting)
{
  connection_answering(connections, places[1], true);
  ck_assert(cut(0, LONG));
  ck_assert_int_ge(now_ms() - began, PATIENCE);
  ck_assert(cut(2, LONG));
  ck_assert(!cut(1, 2 * PATIENCE));
}
END_TEST

/* Answer the first again and again until the second, which is never answered, is cut off. Returns the longest time between
   two answers, ms. */
static int64_t answer_until_cut(void)
{
  int64_t last = began, longest = 0;
  for (bool over = false; !over;) {
    over = cut(1, PATIENCE / 20);
    connection_answering(connections, places[0], true);
    connection_answering(connections, places[0], false);
    int64_t now = now_ms();
    longest = now - last > longest ? now - last : longest;
    last = now;
  }
  return longest;
}

START_TEST(an_answer_gives_new_time)
{
  while (answer_until_cut() >= PATIENCE) { /* this test itself was kept waiting: once more */
    teardown();
    setup();
  }
  ck_assert(!cut(0, 0));
  ck_assert(cut(0, LONG));
}
END_TEST

START_TEST(forgets_those_that_end)
{
  connection_ended(connections, places[1]);
  connection_ended(connections, places[0]);
  connection_ended(connections, NULL);
  places[0] = places[1] = NULL;
  ck_assert(cut(2, LONG));
  ck_assert(!cut(0, 0));
  ck_assert(!cut(1, 0));
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("connections");
  TCase *all = tcase_create("connections");
  tcase_add_checked_fixture(all, setup, teardown);
  tcase_add_test(all, cuts_off_whoever_keeps_it_waiting);
  tcase_add_test(all, an_answer_gives_new_time);
  tcase_add_test(all, forgets_those_that_end);
  suite_add_tcase(suite, all);
  return unit_main("connections", suite);
}
