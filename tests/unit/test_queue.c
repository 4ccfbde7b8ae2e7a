/* SPDX-License-Identifier: GPL-2.0-or-later */
/* frames wait in bounded queues; what cannot keep up loses the oldest frames, counted. */
#include "camera/moment.h"
#include "camera/queue.h"
#include "unit.h"

static frame_pool_t *pool;
static queue_t queue;

static void setup(void)
{
  pool = frame_pool_create(64, 48, 6);
  queue_open(&queue, 3);
}

static void teardown(void)
{
  queue_free(&queue);
  frame_pool_close(pool);
}

static frame_t *numbered(uint64_t number)
{
  frame_t *frame = frame_take(pool);
  ck_assert_ptr_nonnull(frame);
  frame->time = number;
  return frame;
}

START_TEST(gives_frames_in_order)
{
  for (uint64_t i = 0; i < 3; i++)
    queue_push(&queue, numbered(i));
  ck_assert_uint_eq(queue_length(&queue), 3);
  for (uint64_t i = 0; i < 3; i++) {
    frame_t *frame = queue_pop(&queue, 0);
    ck_assert_uint_eq(frame->time, i);
    frame_release(frame);
  }
  ck_assert_uint_eq(queue_dropped(&queue), 0);
}
END_TEST

START_TEST(drops_the_oldest_and_counts_it)
{
  for (uint64_t i = 0; i < 10; i++)
    queue_push(&queue, numbered(i));
  ck_assert_uint_eq(queue_length(&queue), 3);
  ck_assert_uint_eq(queue_dropped(&queue), 7);
  frame_t *frame = queue_pop(&queue, 0);
  ck_assert_uint_eq(frame->time, 7);
  frame_release(frame);
}
END_TEST

START_TEST(passes_a_dropped_wish_for_a_keyframe_on)
{
  frame_t *first = numbered(0);
  first->wants_key = true;
  queue_push(&queue, first);
  for (uint64_t i = 1; i < 4; i++)
    queue_push(&queue, numbered(i));
  frame_t *frame = queue_pop(&queue, 0);
  ck_assert_uint_eq(frame->time, 1);
  ck_assert(frame->wants_key);
  frame_release(frame);
}
END_TEST

START_TEST(waits_no_longer_than_asked)
{
  uint64_t before = moment_now();
  ck_assert_ptr_null(queue_pop(&queue, 60));
  uint64_t waited = moment_now() - before;
  ck_assert_uint_ge(waited, 55 * MOMENT_MILLISECOND);
  ck_assert_uint_lt(waited, UNIT_PATIENCE * MOMENT_SECOND);
}
END_TEST

START_TEST(gives_what_is_left_after_the_close)
{
  queue_push(&queue, numbered(1));
  queue_close(&queue);
  ck_assert(!queue_ended(&queue));
  queue_push(&queue, numbered(2)); /* not taken in, and not leaked */
  frame_t *frame = queue_pop(&queue, 1000);
  ck_assert_uint_eq(frame->time, 1);
  frame_release(frame);
  ck_assert(queue_ended(&queue));
  ck_assert_ptr_null(queue_pop(&queue, 1000));
}
END_TEST

START_TEST(a_pool_has_a_bound)
{
  frame_t *frames[6];
  for (int i = 0; i < 6; i++)
    frames[i] = numbered(0);
  ck_assert_ptr_null(frame_take(pool));
  frame_release(frames[3]);
  frames[3] = frame_take(pool);
  ck_assert_ptr_nonnull(frames[3]);
  for (int i = 0; i < 6; i++)
    frame_release(frames[i]);
}
END_TEST

START_TEST(a_frame_outlives_its_closed_pool)
{
  frame_pool_t *other = frame_pool_create(64, 48, 2);
  frame_t *frame = frame_take(other);
  frame_keep(frame);
  frame_pool_close(other);
  frame_release(frame);
  frame->plane[0][0] = 1; /* still there: one reference is left */
  frame_release(frame);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("queue");
  TCase *tests = tcase_create("queue");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_test(tests, gives_frames_in_order);
  tcase_add_test(tests, drops_the_oldest_and_counts_it);
  tcase_add_test(tests, passes_a_dropped_wish_for_a_keyframe_on);
  tcase_add_test(tests, waits_no_longer_than_asked);
  tcase_add_test(tests, gives_what_is_left_after_the_close);
  tcase_add_test(tests, a_pool_has_a_bound);
  tcase_add_test(tests, a_frame_outlives_its_closed_pool);
  suite_add_tcase(suite, tests);
  return unit_main("queue", suite);
}
