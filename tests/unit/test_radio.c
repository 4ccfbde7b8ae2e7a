/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The radio process where there is no radio: every order is answered, and the process comes back when it ends. */
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "common/log.h"
#include "linux/radio_link.h"
#include "unit.h"
#include "vocabulary.h"

static radio_link_t radio;
static int epoll;
static char folder[64];

static void setup(void)
{
  radio_options_t options = {.country = "00"};
  log_start("test", LOG_LEVEL_ERROR);
  strcpy(folder, "/tmp/pinhole-unit-XXXXXX");
  ck_assert_ptr_nonnull(mkdtemp(folder));
  snprintf(options.run, sizeof options.run, "%s", folder);
  epoll = epoll_create1(0);
  ck_assert(radio_link_open(&radio, &options, epoll));
}

static void teardown(void)
{
  char path[128];
  radio_link_close(&radio);
  close(epoll);
  snprintf(path, sizeof path, "%s/lease.sock", folder);
  remove(path);
  ck_assert_int_eq(rmdir(folder), 0);
}

/* Wait for an event of this kind; others pass. */
static board_event_t wait_for(uint8_t kind)
{
  board_event_t event;
  for (int i = 0; i < UNIT_PATIENCE * 10; i++) {
    struct epoll_event ready;
    while (radio_link_next(&radio, &event)) {
      if (event.kind == kind)
        return event;
    }
    epoll_wait(epoll, &ready, 1, 100);
  }
  ck_abort_msg("no event %u within %d s", kind, UNIT_PATIENCE);
  return event;
}

static void join(const char *ssid)
{
  radio_order_t order = {.kind = RADIO_JOIN, .network = {.ssid_length = (uint8_t)strlen(ssid)}};
  snprintf((char *)order.network.ssid, sizeof order.network.ssid, "%s", ssid);
  radio_link_order(&radio, &order);
}

START_TEST(a_missing_radio_is_told)
{
  wait_for(BOARD_RADIO_BROKEN);
}
END_TEST

START_TEST(orders_without_a_radio_are_answered)
{
  radio_link_order(&radio, &(radio_order_t){.kind = RADIO_SCAN});
  wait_for(BOARD_SCANNED);
  radio_link_order(
      &radio,
      &(radio_order_t){.kind = RADIO_OPEN_SETUP, .ssid = "Pinhole_Camera_1234", .secret = "12345678"});
  join("Home");
  ck_assert_uint_eq(wait_for(BOARD_JOIN_FAILED).reason, REASON_NOT_FOUND);
  radio_link_order(&radio, &(radio_order_t){.kind = RADIO_CLOSE_SETUP});
  radio_link_order(&radio, &(radio_order_t){.kind = RADIO_LEAVE});
  radio_link_order(&radio, &(radio_order_t){.kind = RADIO_SCAN});
  wait_for(BOARD_SCANNED);
}
END_TEST

START_TEST(a_join_that_is_given_up_tells_nothing)
{
  board_event_t event;
  join("Home");
  radio_link_order(&radio, &(radio_order_t){.kind = RADIO_LEAVE});
  radio_link_order(&radio, &(radio_order_t){.kind = RADIO_SCAN});
  for (int i = 0; i < UNIT_PATIENCE * 10; i++) {
    struct epoll_event ready;
    while (radio_link_next(&radio, &event)) {
      ck_assert_uint_ne(event.kind, BOARD_JOIN_FAILED);
      if (event.kind == BOARD_SCANNED)
        return;
    }
    epoll_wait(epoll, &ready, 1, 100);
  }
  ck_abort_msg("the scan is not over");
}
END_TEST

START_TEST(a_radio_process_that_ends_comes_back)
{
  wait_for(BOARD_RADIO_BROKEN);
  pid_t before = radio.pid;
  radio_link_order(&radio, &(radio_order_t){.kind = RADIO_SCAN});
  wait_for(BOARD_SCANNED);
  join("Home");
  wait_for(BOARD_JOIN_FAILED);
  kill(before, SIGKILL);
  wait_for(BOARD_JOIN_FAILED); /* what was wanted is asked for again */
  ck_assert_int_ne(radio.pid, before);
}
END_TEST

START_TEST(a_scan_under_way_ends_with_the_process)
{
  kill(radio.pid, SIGSTOP);
  radio_link_order(&radio, &(radio_order_t){.kind = RADIO_SCAN});
  kill(radio.pid, SIGKILL);
  wait_for(BOARD_SCANNED);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("radio");
  TCase *tests = tcase_create("radio");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_test(tests, a_missing_radio_is_told);
  tcase_add_test(tests, orders_without_a_radio_are_answered);
  tcase_add_test(tests, a_join_that_is_given_up_tells_nothing);
  tcase_add_test(tests, a_radio_process_that_ends_comes_back);
  tcase_add_test(tests, a_scan_under_way_ends_with_the_process);
  suite_add_tcase(suite, tests);
  return unit_main("radio", suite);
}
