/* SPDX-License-Identifier: GPL-2.0-or-later */
/* one encode serves every viewer; a slow viewer is moved on and delays nobody. */
#include "camera/live.h"

#include "camera_kit.h"

static live_t *live;
static kit_stream_t stream;
static uint8_t buffer[1 << 20];

static void setup(void)
{
  live = live_create();
  stream = kit_stream(7);
}

static void teardown(void)
{
  live_free(live);
  kit_stream_free(&stream);
}

static void push(bool key)
{
  packet_t *packet = kit_packet(&stream, key);
  ck_assert(live_push(live, encoder_stream(stream.encoder), packet, KIT_FRAME));
  packet_release(packet);
}

static uint32_t box_at(size_t at)
{
  return (uint32_t)buffer[at] << 24 | (uint32_t)buffer[at + 1] << 16 | (uint32_t)buffer[at + 2] << 8 |
         buffer[at + 3];
}

static bool box_is(size_t at, const char *type)
{
  return memcmp(buffer + at + 4, type, 4) == 0;
}

/* Media time of the fragment in the buffer, ticks. */
static uint64_t fragment_time(size_t size)
{
  for (size_t at = 0; at + 16 < size; at++) {
    if (memcmp(buffer + at, "tfdt", 4) == 0)
      return (uint64_t)box_at(at + 8) << 32 | box_at(at + 12);
  }
  ck_abort_msg("no tfdt");
  return 0;
}

static bool is_key(size_t size)
{
  for (size_t at = 0; at + 5 < size; at++) {
    if (memcmp(buffer + at, "mdat", 4) == 0) {
      for (size_t nal = at + 4; nal + 4 < size; nal += 4 + box_at(nal))
        if ((buffer[nal + 4] & 31) == 5)
          return true;
    }
  }
  return false;
}

START_TEST(gives_nothing_before_the_first_frame)
{
  char mime[64];
  live_reader_t *reader = live_open(live);
  ck_assert(!live_mime(live, mime, sizeof mime));
  ck_assert_int_eq(live_read(reader, buffer, sizeof buffer, 0), 0);
  ck_assert_int_eq(live_read(reader, buffer, sizeof buffer, 30), 0);
  live_close(reader);
}
END_TEST

START_TEST(begins_with_the_header_and_a_keyframe)
{
  char mime[64];
  for (int i = 0; i < 7; i++)
    push(i % 5 == 0); /* the newest keyframe is the sixth frame */
  live_reader_t *reader = live_open(live);
  ck_assert_uint_eq(live_readers(live), 1);
  ssize_t size = live_read(reader, buffer, sizeof buffer, 0);
  ck_assert_int_gt(size, 100);
  ck_assert(box_is(0, "ftyp"));
  ck_assert(box_is(box_at(0), "moov"));
  size = live_read(reader, buffer, sizeof buffer, 0);
  ck_assert(box_is(0, "moof"));
  ck_assert(is_key((size_t)size));
  ck_assert_uint_eq(fragment_time((size_t)size), 5 * MUXER_TICKS / KIT_RATE);
  size = live_read(reader, buffer, sizeof buffer, 0);
  ck_assert_uint_eq(fragment_time((size_t)size), 6 * MUXER_TICKS / KIT_RATE);
  ck_assert(!is_key((size_t)size));
  ck_assert_int_eq(live_read(reader, buffer, sizeof buffer, 0), 0);
  ck_assert(live_mime(live, mime, sizeof mime));
  ck_assert_msg(strncmp(mime, "video/mp4; codecs=\"avc1.64", 26) == 0, "%s", mime);
  live_close(reader);
  ck_assert_uint_eq(live_readers(live), 0);
}
END_TEST

START_TEST(gives_a_fragment_in_parts)
{
  static uint8_t whole[1 << 20];
  push(true);
  live_reader_t *one = live_open(live), *other = live_open(live);
  size_t size = 0;
  for (ssize_t part; (part = live_read(one, whole + size, sizeof whole - size, 0)) > 0;)
    size += (size_t)part;
  size_t given = 0;
  for (ssize_t part; (part = live_read(other, buffer + given, 7, 0)) > 0;)
    given += (size_t)part;
  ck_assert_uint_eq(given, size);
  ck_assert_mem_eq(whole, buffer, size);
  live_close(one);
  live_close(other);
}
END_TEST

START_TEST(moves_a_slow_viewer_to_the_newest_keyframe)
{
  push(true);
  live_reader_t *slow = live_open(live);
  live_read(slow, buffer, sizeof buffer, 0);            /* the header */
  ck_assert_int_eq(live_read(slow, buffer, 10, 0), 10); /* a part of the first fragment */
  for (int i = 1; i < 100; i++)
    push(i % 10 == 0);
  /* It is given the rest of what it began, then the newest keyframe. */
  ck_assert_int_gt(live_read(slow, buffer, sizeof buffer, 0), 0);
  ssize_t size = live_read(slow, buffer, sizeof buffer, 0);
  ck_assert_uint_eq(fragment_time((size_t)size), 90 * MUXER_TICKS / KIT_RATE);
  ck_assert(is_key((size_t)size));
  live_close(slow);
}
END_TEST

START_TEST(survives_a_viewer_that_fell_off_the_ring)
{
  push(true);
  live_reader_t *lost = live_open(live);
  live_read(lost, buffer, sizeof buffer, 0);
  live_read(lost, buffer, sizeof buffer, 0);
  for (int i = 1; i < 1200; i++)
    push(i % 100 == 0);
  ssize_t size = live_read(lost, buffer, sizeof buffer, 0);
  ck_assert_uint_eq(fragment_time((size_t)size), 1100 * MUXER_TICKS / KIT_RATE);
  live_close(lost);
}
END_TEST

START_TEST(starts_anew_with_another_encoder)
{
  push(true);
  live_reader_t *reader = live_open(live);
  live_read(reader, buffer, sizeof buffer, 0);
  live_read(reader, buffer, sizeof buffer, 0);
  kit_stream_t other = kit_stream(8);
  other.count = 1;
  packet_t *packet = kit_packet(&other, true);
  ck_assert(live_push(live, encoder_stream(other.encoder), packet, KIT_FRAME));
  packet_release(packet);
  live_read(reader, buffer, sizeof buffer, 0);
  ck_assert(box_is(0, "ftyp"));
  ssize_t size = live_read(reader, buffer, sizeof buffer, 0);
  /* Time goes on where it was. */
  ck_assert_uint_eq(fragment_time((size_t)size), MUXER_TICKS / KIT_RATE);
  live_close(reader);
  kit_stream_free(&other);
}
END_TEST

START_TEST(never_drifts_from_the_clock)
{
  /* Frames come half as often as the encoder was told, some are missing, all with jitter. */
  uint64_t time = 5000000000, first = time, last_end = 0;
  live_reader_t *reader = live_open(live);
  for (int i = 0; i < 60; i++) {
    packet_t *packet = kit_packet(&stream, i == 0);
    packet->time = time;
    ck_assert(live_push(live, encoder_stream(stream.encoder), packet, KIT_FRAME));
    packet_release(packet);
    if (i == 0)
      live_read(reader, buffer, sizeof buffer, 0);
    ssize_t size = live_read(reader, buffer, sizeof buffer, 0);
    int64_t shown = (int64_t)fragment_time((size_t)size), due = muxer_ticks(time - first);
    /* At most the guess of one frame, and the longest gap, away; never growing. */
    ck_assert_int_le(llabs(shown - due), MUXER_TICKS);
    if (i > 0)
      ck_assert_uint_gt((uint64_t)shown, last_end);
    last_end = (uint64_t)shown;
    time += 2 * KIT_FRAME + (uint64_t)(i * 7919 % 41) * 1000000 + (i == 30 ? 700000000 : 0);
  }
  live_close(reader);
}
END_TEST

START_TEST(ends_for_every_viewer)
{
  push(true);
  live_reader_t *reader = live_open(live);
  live_end(live);
  ck_assert_int_eq(live_read(reader, buffer, sizeof buffer, 1000), -1);
  live_close(reader);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("live");
  TCase *tests = tcase_create("live");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_test(tests, gives_nothing_before_the_first_frame);
  tcase_add_test(tests, begins_with_the_header_and_a_keyframe);
  tcase_add_test(tests, gives_a_fragment_in_parts);
  tcase_add_test(tests, moves_a_slow_viewer_to_the_newest_keyframe);
  tcase_add_test(tests, survives_a_viewer_that_fell_off_the_ring);
  tcase_add_test(tests, starts_anew_with_another_encoder);
  tcase_add_test(tests, never_drifts_from_the_clock);
  tcase_add_test(tests, ends_for_every_viewer);
  suite_add_tcase(suite, tests);
  return unit_main("live", suite);
}
