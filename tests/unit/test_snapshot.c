/* SPDX-License-Identifier: GPL-2.0-or-later */
/* a frame as a JPEG picture, its shades as they are seen. */
#include "camera/snapshot.h"

#include <libavcodec/avcodec.h>

#include "camera_kit.h"

static AVFrame *decode(const uint8_t *jpeg, size_t size)
{
  AVCodecContext *decoder = avcodec_alloc_context3(avcodec_find_decoder(AV_CODEC_ID_MJPEG));
  AVPacket *packet = av_packet_alloc();
  AVFrame *picture = av_frame_alloc();
  ck_assert_int_eq(avcodec_open2(decoder, NULL, NULL), 0);
  ck_assert_int_eq(av_new_packet(packet, (int)size), 0);
  memcpy(packet->data, jpeg, size);
  ck_assert_int_eq(avcodec_send_packet(decoder, packet), 0);
  ck_assert_int_eq(avcodec_receive_frame(decoder, picture), 0);
  av_packet_free(&packet);
  avcodec_free_context(&decoder);
  return picture;
}

static void shade(uint8_t luma, bool full_range, uint32_t width, int expected)
{
  size_t size;
  frame_pool_t *pool = frame_pool_create(128, 96, 1);
  frame_t *frame = frame_take(pool);
  memset(frame->plane[0], luma, (size_t)frame->stride[0] * 96);
  memset(frame->plane[1], 128, (size_t)frame->stride[1] * 48);
  memset(frame->plane[2], 128, (size_t)frame->stride[2] * 48);
  frame->full_range = full_range;
  uint8_t *jpeg = snapshot_jpeg(frame, width, &size);
  ck_assert_ptr_nonnull(jpeg);
  AVFrame *picture = decode(jpeg, size);
  ck_assert_int_eq(picture->width, width == 0 ? 128 : (int)width);
  ck_assert_int_eq(picture->height, picture->width * 96 / 128);
  ck_assert_msg(abs(picture->data[0][picture->linesize[0] * 10 + 10] - expected) <= 3, "luma %d became %d",
                luma, picture->data[0][picture->linesize[0] * 10 + 10]);
  av_frame_free(&picture);
  free(jpeg);
  frame_release(frame);
  frame_pool_close(pool);
}

START_TEST(black_is_black_and_white_is_white)
{
  shade(16, false, 0, 0);
  shade(235, false, 0, 255);
  shade(126, false, 0, 128);
  shade(16, true, 0, 16);
  shade(235, true, 0, 235);
}
END_TEST

START_TEST(is_made_smaller)
{
  shade(126, false, 64, 128);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("snapshot");
  TCase *tests = tcase_create("snapshot");
  tcase_add_test(tests, black_is_black_and_white_is_white);
  tcase_add_test(tests, is_made_smaller);
  suite_add_tcase(suite, tests);
  return unit_main("snapshot", suite);
}
