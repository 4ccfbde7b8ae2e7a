/* SPDX-License-Identifier: GPL-2.0-or-later */
/* a recording that a power cut left unfinished is read up to its last whole fragment. */
#include "camera/mp4_scan.h"

#include <fcntl.h>

#include "camera_kit.h"

#define FRAMES 35 /* fragments of a second: 10, 10, 10 and 5 frames */

static uint8_t whole[1 << 20];
static size_t size;
static int file;

static void setup(void)
{
  kit_setup();
  kit_clip("clip.mp4", FRAMES);
  file = open(kit_path("clip.mp4"), O_RDWR);
  size = (size_t)read(file, whole, sizeof whole);
  ck_assert_uint_lt(size, sizeof whole);
}

static void teardown(void)
{
  close(file);
  kit_teardown();
}

START_TEST(reads_a_whole_file)
{
  mp4_scan_t scan;
  ck_assert(mp4_scan(file, &scan));
  ck_assert_uint_eq(scan.fragments, 4);
  ck_assert_uint_eq(scan.duration, FRAMES * 1000 / KIT_RATE);
  ck_assert_int_eq(scan.created, 1700000000000);
  ck_assert_uint_le(scan.complete, size);
}
END_TEST

START_TEST(finds_the_last_whole_fragment_wherever_it_is_cut)
{
  mp4_scan_t scan;
  uint64_t complete = 0, duration = 0;
  uint32_t fragments = 0;
  for (size_t cut = 0; cut <= size; cut += cut < 2000 ? 1 : 97) {
    ck_assert_int_eq(ftruncate(file, 0), 0);
    ck_assert_int_eq(pwrite(file, whole, cut, 0), (ssize_t)cut);
    bool found = mp4_scan(file, &scan);
    ck_assert(found == (scan.fragments > 0));
    ck_assert_uint_le(scan.complete, cut);
    /* More bytes never tell of less. */
    ck_assert_uint_ge(scan.fragments, fragments);
    ck_assert_uint_ge(scan.complete, complete);
    ck_assert_uint_ge(scan.duration, duration);
    ck_assert_uint_eq(scan.duration, scan.fragments < 4 ? scan.fragments * 1000 : 3500);
    fragments = scan.fragments;
    complete = scan.complete;
    duration = scan.duration;
  }
  ck_assert_uint_ge(fragments, 3);
}
END_TEST

START_TEST(takes_no_harm_from_damage)
{
  /* Each byte of the header and of the first fragment's header is damaged in turn; the answer may be wrong, the
     reader must end, and never claim more than the file holds. */
  mp4_scan_t scan;
  uint32_t seed = 1;
  for (size_t at = 0; at < 2500 && at < size; at++) {
    seed = seed * 1664525 + 1013904223;
    uint8_t wrong = at % 3 == 0 ? 0xff : at % 3 == 1 ? 0 : (uint8_t)(seed >> 24);
    ck_assert_int_eq(pwrite(file, whole, size, 0), (ssize_t)size);
    ck_assert_int_eq(pwrite(file, &wrong, 1, (off_t)at), 1);
    if (mp4_scan(file, &scan))
      ck_assert_uint_le(scan.complete, size);
  }
}
END_TEST

START_TEST(refuses_what_is_no_recording)
{
  mp4_scan_t scan;
  uint8_t noise[4096];
  for (size_t i = 0; i < sizeof noise; i++)
    noise[i] = (uint8_t)(i * 131 >> 3);
  kit_write("noise", noise, sizeof noise);
  int other = open(kit_path("noise"), O_RDONLY);
  ck_assert(!mp4_scan(other, &scan));
  close(other);
  kit_write("empty", noise, 0);
  other = open(kit_path("empty"), O_RDONLY);
  ck_assert(!mp4_scan(other, &scan));
  close(other);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("mp4_scan");
  TCase *tests = tcase_create("mp4_scan");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_test(tests, reads_a_whole_file);
  tcase_add_test(tests, finds_the_last_whole_fragment_wherever_it_is_cut);
  tcase_add_test(tests, takes_no_harm_from_damage);
  tcase_add_test(tests, refuses_what_is_no_recording);
  suite_add_tcase(suite, tests);
  return unit_main("mp4_scan", suite);
}
