/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The web server's line to the guard, with a guard played by a thread on a real socket. */
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "common/clock.h"
#include "common/guard_client.h"
#include "common/local_socket.h"
#include "time.h"
#include "unit.h"
#include "vocabulary.h"
#include "web/guard_link.h"

#define PEERS 16

/* What the played guard answers. */
static struct {
  char folder[32], path[64];
  int listener;
  pthread_t thread;
  atomic_bool stopping;
  atomic_bool mute;      /* requests are not answered */
  atomic_uint claimed;   /* told in STATUS and OWNER */
  atomic_uint hash;      /* last character of the password's hash */
  atomic_uint phones;    /* PHONE_SEEN that came */
  atomic_uint networks;  /* how many are heard */
  atomic_uint last_kind; /* of the last request */
  atomic_bool
      late; /* what the first peer asks of the owner is answered when this ends, as it was when it was asked */
  atomic_uint held;  /* the hash's last character as it was then; 0: nothing is held */
  atomic_uint asked; /* how often the first peer asked for the owner */
} guard;

/* Whoever asked may be gone. */
static void send_message(int fd, const message_t *message)
{
  (void)guard_client_send(fd, message);
}

static void send_reply(int fd, uint8_t request, uint8_t reason)
{
  send_message(fd, &(message_t){.kind = MESSAGE_REPLY, .as.reply = {.request = request, .reason = reason}});
}

static void send_status(int fd)
{
  message_t message = {.kind = MESSAGE_STATUS};
  message.as.status.light = LIGHT_SETUP;
  message.as.status.setup_open = 1;
  message.as.status.signal = 61;
  message.as.status.owned = (uint8_t)atomic_load(&guard.claimed);
  send_message(fd, &message);
}

static void send_owner(int fd, unsigned hash)
{
  message_t message = {.kind = MESSAGE_OWNER};
  message.as.owner.claimed = (uint8_t)atomic_load(&guard.claimed);
  if (message.as.owner.claimed) {
    memcpy(message.as.owner.password_hash, "$argon2id$x", 11);
    message.as.owner.password_hash[10] = (uint8_t)hash;
    message.as.owner.password_hash_length = 11;
  }
  send_message(fd, &message);
}

static void send_networks(int fd)
{
  uint16_t count = (uint16_t)atomic_load(&guard.networks);
  for (uint16_t i = 0; i < count; i++) {
    message_t message = {.kind = MESSAGE_NETWORK};
    message.as.network = (message_network_t){.index = i, .count = count, .ssid_length = 1, .bssid_length = 6};
    message.as.network.ssid[0] = (uint8_t)('a' + i % 26);
    send_message(fd, &message);
  }
  send_reply(fd, MESSAGE_GET_NETWORKS, REASON_NONE);
}

static void answer_owner(int fd, bool first)
{
  unsigned hash = atomic_load(&guard.hash);
  if (first && atomic_load(&guard.late))
    atomic_store(&guard.held, hash);
  else
    send_owner(fd, hash);
  atomic_fetch_add(&guard.asked, first);
}

static void answer(int fd, const message_t *message, bool first)
{
  if (message->kind == MESSAGE_PHONE_SEEN)
    atomic_fetch_add(&guard.phones, 1);
  if (message->kind != MESSAGE_HELLO)
    atomic_store(&guard.last_kind, message->kind);
  if (message->kind == MESSAGE_HELLO)
    send_reply(fd, MESSAGE_HELLO, message->as.hello.role == ROLE_CAMERA ? REASON_NONE : REASON_NOT_PERMITTED);
  else if (atomic_load(&guard.mute))
    return;
  else if (message->kind == MESSAGE_GET_STATUS)
    send_status(fd);
  else if (message->kind == MESSAGE_GET_OWNER)
    answer_owner(fd, first);
  else if (message->kind == MESSAGE_GET_NETWORKS)
    send_networks(fd);
  else if (message->kind == MESSAGE_CLAIM)
    send_reply(fd, MESSAGE_CLAIM, REASON_ALREADY_OWNED);
  else if (message->kind == MESSAGE_RESTART)
    send_reply(fd, MESSAGE_RESTART, REASON_NONE);
}

static void *guard_play(void *unused)
{
  struct pollfd fds[PEERS] = {{.fd = guard.listener, .events = POLLIN}};
  nfds_t count = 1;
  unsigned claimed = atomic_load(&guard.claimed);
  while (!atomic_load(&guard.stopping)) {
    poll(fds, count, 10);
    for (nfds_t i = 1; i < count; i++) {
      message_t message;
      enum guard_client_result result =
          fds[i].fd < 0 ? GUARD_CLIENT_NOTHING : guard_client_receive(fds[i].fd, 0, &message);
      if (result == GUARD_CLIENT_MESSAGE)
        answer(fds[i].fd, &message, i == 1);
      if (result == GUARD_CLIENT_CLOSED) {
        close(fds[i].fd);
        fds[i] = fds[--count];
      }
    }
    if (!atomic_load(&guard.late) && atomic_load(&guard.held) != 0)
      send_owner(fds[1].fd, atomic_exchange(&guard.held, 0));
    int fd = (fds[0].revents & POLLIN) && count < PEERS ? accept(guard.listener, NULL, NULL) : -1;
    if (fd >= 0)
      fds[count++] = (struct pollfd){.fd = fd, .events = POLLIN};
    if (count > 1 && atomic_load(&guard.claimed) != claimed) { /* the first peer follows the status */
      claimed = atomic_load(&guard.claimed);
      send_status(fds[1].fd);
    }
  }
  for (nfds_t i = 1; i < count; i++)
    close(fds[i].fd);
  return unused;
}

static void guard_begin(void)
{
  guard.listener = local_socket_listen(guard.path, 0600);
  ck_assert_int_ge(guard.listener, 0);
  atomic_store(&guard.stopping, false);
  ck_assert_int_eq(pthread_create(&guard.thread, NULL, guard_play, NULL), 0);
}

static void guard_end(void)
{
  atomic_store(&guard.stopping, true);
  pthread_join(guard.thread, NULL);
  close(guard.listener);
}

static void set_up(void)
{
  memset(&guard, 0, sizeof guard);
  atomic_store(&guard.hash, 'x');
  strcpy(guard.folder, "/tmp/pinhole-link-XXXXXX");
  ck_assert_ptr_nonnull(mkdtemp(guard.folder));
  snprintf(guard.path, sizeof guard.path, "%s/guard", guard.folder);
  guard_begin();
}

static void tear_down(void)
{
  unlink(guard.path);
  rmdir(guard.folder);
}

/* Wait until the link is connected or not, and knows the owner or not. */
static bool await(guard_link_t *link, bool connected, bool owner, bool claimed)
{
  for (int i = 0; i < UNIT_PATIENCE * 100; i++, usleep(10000)) {
    message_status_t status;
    char hash[GUARD_LINK_HASH];
    bool now_claimed = false;
    bool is_connected = guard_link_status(link, &status, NULL);
    bool is_known = guard_link_owner(link, &now_claimed, hash);
    if (is_connected == connected && is_known == owner && (!owner || now_claimed == claimed))
      return true;
  }
  return false;
}

/* a change of ownership is followed; in between nobody counts as the owner, nor the camera as unclaimed. */
static void count_owner(void *opaque, bool claimed)
{
  atomic_int *told = opaque;
  atomic_fetch_add(&told[claimed], 1);
}

START_TEST(follows_status_and_owner)
{
  atomic_int told[2] = {0, 0};
  guard_link_t *link = guard_link_start(guard.path, count_owner, told);
  message_status_t status;
  char hash[GUARD_LINK_HASH];
  uint64_t before, after;
  bool claimed;
  ck_assert(await(link, true, true, false));
  ck_assert(guard_link_status(link, &status, &before));
  ck_assert_uint_eq(status.light, LIGHT_SETUP);
  atomic_store(&guard.claimed, 1);
  ck_assert(await(link, true, true, true));
  guard_link_status(link, &status, &after);
  ck_assert_uint_gt(after, before);
  ck_assert(guard_link_owner(link, &claimed, hash));
  ck_assert_str_eq(hash, "$argon2id$x");
  for (int i = 0; i < UNIT_PATIENCE * 100 && atomic_load(&told[1]) == 0; i++) /* told after it is known */
    usleep(10000);
  ck_assert_int_ge(atomic_load(&told[0]), 1);
  ck_assert_int_ge(atomic_load(&told[1]), 1);
  guard_link_stop(link);
  guard_end();
}
END_TEST

/* the guard does not tell by itself that the password is another one. */
START_TEST(another_password_is_asked_for)
{
  guard_link_t *link = guard_link_start(guard.path, NULL, NULL);
  char hash[GUARD_LINK_HASH];
  bool claimed;
  atomic_store(&guard.claimed, 1);
  ck_assert(await(link, true, true, true));
  atomic_store(&guard.hash, 'y');
  guard_link_owner_again(link);
  ck_assert(guard_link_owner(link, &claimed, hash));
  ck_assert(claimed);
  ck_assert_str_eq(hash, "$argon2id$y");
  atomic_store(&guard.mute, true);
  guard_link_owner_again(link);
  ck_assert(!guard_link_owner(link, &claimed, hash));
  guard_link_stop(link);
  guard_end();
}
END_TEST

/* ... and an answer that was given before the password changed, and comes after it, is not believed. */
START_TEST(an_answer_from_before_is_not_believed)
{
  guard_link_t *link = guard_link_start(guard.path, NULL, NULL);
  char hash[GUARD_LINK_HASH];
  bool claimed;
  ck_assert(await(link, true, true, false));
  atomic_store(&guard.late, true);
  atomic_store(&guard.claimed, 1);
  for (int i = 0; i < UNIT_PATIENCE * 100 && atomic_load(&guard.held) == 0; i++)
    usleep(10000);
  ck_assert_uint_eq(atomic_load(&guard.held), 'x');
  unsigned asked = atomic_load(&guard.asked);
  atomic_store(&guard.hash, 'y');
  guard_link_owner_again(link);
  atomic_store(&guard.late, false);
  for (int i = 0; i < UNIT_PATIENCE * 100 && atomic_load(&guard.asked) == asked; i++) {
    if (guard_link_owner(link, &claimed, hash))
      ck_assert_str_eq(hash, "$argon2id$y");
    usleep(1000);
  }
  ck_assert_uint_gt(atomic_load(&guard.asked), asked);
  ck_assert(await(link, true, true, true));
  guard_link_owner(link, &claimed, hash);
  ck_assert_str_eq(hash, "$argon2id$y");
  guard_link_stop(link);
  guard_end();
}
END_TEST

/* the signal is sampled once a minute, beginning at once. */
START_TEST(the_signal_has_a_history)
{
  static guard_link_sample_t samples[GUARD_LINK_SAMPLES];
  int64_t began = time(NULL);
  guard_link_t *link = guard_link_start(guard.path, NULL, NULL);
  ck_assert(await(link, true, true, false));
  size_t count = 0;
  for (int i = 0; i < UNIT_PATIENCE * 50 && count == 0; i++) {
    usleep(20000);
    count = guard_link_signal(link, samples);
  }
  usleep(500000);
  count = guard_link_signal(link, samples);
  int64_t end = time(NULL);
  ck_assert_uint_eq(samples[0].signal, 61);
  ck_assert_int_ge(samples[0].time, began);
  ck_assert_uint_ge(count, 1);
  ck_assert_uint_le(count, 1 + (size_t)(end - began) / 60);
  guard_link_stop(link);
  guard_end();
}
END_TEST

START_TEST(a_guard_that_goes_is_missed_and_found_again)
{
  guard_link_t *link = guard_link_start(guard.path, NULL, NULL);
  ck_assert(await(link, true, true, false));
  guard_end();
  ck_assert(await(link, false, false, false));
  atomic_store(&guard.claimed, 1);
  guard_begin();
  ck_assert(await(link, true, true, true));
  guard_link_stop(link);
  guard_end();
}
END_TEST

START_TEST(requests_get_their_reasons)
{
  guard_link_t *link = guard_link_start(guard.path, NULL, NULL);
  ck_assert(await(link, true, true, false));
  ck_assert_uint_eq(guard_link_ask(link, &(message_t){.kind = MESSAGE_CLAIM}), REASON_ALREADY_OWNED);
  ck_assert_uint_eq(guard_link_ask(link, &(message_t){.kind = MESSAGE_RESTART}), REASON_NONE);
  ck_assert_uint_eq(atomic_load(&guard.last_kind), MESSAGE_RESTART);
  atomic_store(&guard.mute, true);
  ck_assert_uint_eq(guard_link_ask(link, &(message_t){.kind = MESSAGE_RESTART}), REASON_TIMED_OUT);
  guard_end();
  ck_assert_uint_eq(guard_link_ask(link, &(message_t){.kind = MESSAGE_RESTART}), REASON_TIMED_OUT);
  guard_link_stop(link);
}
END_TEST

START_TEST(networks_are_listed_whole_or_as_many_as_fit)
{
  static message_network_t networks[GUARD_LINK_NETWORKS];
  guard_link_t *link = guard_link_start(guard.path, NULL, NULL);
  ck_assert_int_eq(guard_link_networks(link, networks), 0);
  atomic_store(&guard.networks, 3);
  ck_assert_int_eq(guard_link_networks(link, networks), 3);
  ck_assert_uint_eq(networks[2].ssid[0], 'c');
  atomic_store(&guard.networks, GUARD_LINK_NETWORKS + 20);
  ck_assert_int_eq(guard_link_networks(link, networks), GUARD_LINK_NETWORKS);
  guard_end();
  ck_assert_int_eq(guard_link_networks(link, networks), -1);
  guard_link_stop(link);
}
END_TEST

/* a phone counts at once, and then once in ten seconds. */
START_TEST(a_phone_is_told_once_in_a_while)
{
  guard_link_t *link = guard_link_start(guard.path, NULL, NULL);
  ck_assert(await(link, true, true, false));
  uint64_t before = clock_now();
  for (int i = 0; i < 5; i++)
    guard_link_phone_seen(link);
  uint64_t most = 1 + (clock_now() - before) / (10 * TIME_SECOND);
  for (int i = 0; i < UNIT_PATIENCE * 100 && atomic_load(&guard.phones) == 0; i++)
    usleep(10000);
  usleep(100000);
  ck_assert_uint_ge(atomic_load(&guard.phones), 1);
  ck_assert_uint_le(atomic_load(&guard.phones), most);
  guard_link_stop(link);
  guard_end();
}
END_TEST

START_TEST(without_a_guard_it_starts_and_stops)
{
  guard_end();
  message_status_t status;
  char hash[GUARD_LINK_HASH];
  bool claimed;
  guard_link_t *link = guard_link_start("/nonexistent/guard", NULL, NULL);
  ck_assert_ptr_nonnull(link);
  ck_assert(!guard_link_status(link, &status, NULL));
  ck_assert(!guard_link_owner(link, &claimed, hash));
  guard_link_phone_seen(link);
  guard_link_stop(link);
  guard_link_stop(NULL);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("guard_link");
  TCase *all = tcase_create("guard_link");
  tcase_add_checked_fixture(all, set_up, tear_down);
  tcase_add_test(all, follows_status_and_owner);
  tcase_add_test(all, another_password_is_asked_for);
  tcase_add_test(all, an_answer_from_before_is_not_believed);
  tcase_add_test(all, the_signal_has_a_history);
  tcase_add_test(all, a_guard_that_goes_is_missed_and_found_again);
  tcase_add_test(all, requests_get_their_reasons);
  tcase_add_test(all, networks_are_listed_whole_or_as_many_as_fit);
  tcase_add_test(all, a_phone_is_told_once_in_a_while);
  tcase_add_test(all, without_a_guard_it_starts_and_stops);
  suite_add_tcase(suite, all);
  return unit_main("guard_link", suite);
}
