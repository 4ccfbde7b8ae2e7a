/* SPDX-License-Identifier: GPL-2.0-or-later */
/* what the encoder makes is decoded to the pictures that were put in. */
#include <libavcodec/avcodec.h>
#include <math.h>

#include "camera_kit.h"
#include "common/exit_status.h"

static double difference(const AVFrame *picture, const frame_t *frame)
{
  double sum = 0;
  for (uint32_t row = 0; row < frame->height; row++) {
    for (uint32_t column = 0; column < frame->width; column++) {
      int a = picture->data[0][row * (uint32_t)picture->linesize[0] + column];
      int b = frame->plane[0][row * (uint32_t)frame->stride[0] + column];
      sum += (a - b) * (a - b);
    }
  }
  return sum / (frame->width * frame->height);
}

static AVCodecContext *decoder_open(const stream_t *stream)
{
  AVCodecContext *decoder = avcodec_alloc_context3(avcodec_find_decoder(AV_CODEC_ID_H264));
  decoder->extradata = av_mallocz(stream->header_size + AV_INPUT_BUFFER_PADDING_SIZE);
  memcpy(decoder->extradata, stream->header, stream->header_size);
  decoder->extradata_size = (int)stream->header_size;
  decoder->flags |= AV_CODEC_FLAG_LOW_DELAY;
  decoder->thread_count = 1;
  ck_assert_int_eq(avcodec_open2(decoder, NULL, NULL), 0);
  return decoder;
}

START_TEST(each_frame_comes_back_at_once)
{
  failure_t failure;
  encoder_options_t options = {
      .width = 162, .height = 98, .rate = 10, .bitrate = 4000, .preset = "superfast"};
  encoder_t *encoder = encoder_open(&options, 3, &failure);
  frame_pool_t *pool = frame_pool_create(162, 98, 2);
  const stream_t *stream = encoder_stream(encoder);
  AVCodecContext *decoder = decoder_open(stream);
  AVPacket *in = av_packet_alloc();
  AVFrame *picture = av_frame_alloc();
  ck_assert_uint_eq(stream->generation, 3);
  for (int i = 0; i < 12; i++) {
    frame_t *frame = frame_take(pool);
    kit_draw(frame, i * 8);
    frame->time = (uint64_t)i;
    packet_t *packet = encoder_encode(encoder, frame, i == 6);
    ck_assert_ptr_nonnull(packet);
    ck_assert(packet->key == (i == 0 || i == 6));
    ck_assert_uint_eq(packet->time, (uint64_t)i);
    in->data = packet->data;
    in->size = (int)packet->size;
    ck_assert_int_eq(avcodec_send_packet(decoder, in), 0);
    ck_assert_int_eq(avcodec_receive_frame(decoder, picture), 0);
    ck_assert_int_eq(picture->width, 162);
    ck_assert_int_eq(picture->height, 98);
    /* 60 is a peak signal-to-noise ratio of 30 dB. */
    ck_assert_double_lt(difference(picture, frame), 60);
    av_frame_unref(picture);
    packet_release(packet);
    frame_release(frame);
  }
  av_packet_free(&in);
  av_frame_free(&picture);
  avcodec_free_context(&decoder);
  frame_pool_close(pool);
  encoder_close(encoder);
}
END_TEST

START_TEST(a_still_scene_costs_far_less)
{
  size_t still = 0, moving = 0;
  uint32_t seed = 1;
  for (int kind = 0; kind < 2; kind++) {
    kit_stream_t stream = kit_stream(1);
    for (int i = 0; i < 20; i++) {
      frame_t *frame = frame_take(stream.pool);
      kit_draw(frame, 40);
      for (uint32_t at = 0; kind == 1 && at < (uint32_t)frame->stride[0] * frame->height; at += 3)
        frame->plane[0][at] = (uint8_t)(80 + (seed = seed * 1664525 + 1013904223) % 61);
      packet_t *packet = encoder_encode(stream.encoder, frame, i == 0);
      if (i > 0)
        *(kind == 0 ? &still : &moving) += packet->size;
      packet_release(packet);
      frame_release(frame);
    }
    kit_stream_free(&stream);
  }
  ck_assert_uint_lt(still * 4, moving);
}
END_TEST

START_TEST(says_what_it_refuses)
{
  failure_t failure = {0};
  encoder_options_t options = {
      .width = 161, .height = 97, .rate = 10, .bitrate = 1000, .preset = "superfast"};
  ck_assert_ptr_null(encoder_open(&options, 1, &failure));
  ck_assert_int_eq(failure.status, EXIT_SOURCE);
  ck_assert_msg(strstr(failure.text, "161x97") != NULL, "%s", failure.text);
  options = (encoder_options_t){.width = 160, .height = 96, .rate = 10, .bitrate = 1000, .preset = "fastest"};
  ck_assert_ptr_null(encoder_open(&options, 1, &failure));
  ck_assert_int_eq(failure.status, EXIT_USAGE);
  ck_assert_msg(strstr(failure.text, "fastest") != NULL, "%s", failure.text);
  ck_assert(encoder_preset_known("medium"));
  ck_assert(!encoder_preset_known("fastest"));
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("encoder");
  TCase *tests = tcase_create("encoder");
  tcase_add_test(tests, each_frame_comes_back_at_once);
  tcase_add_test(tests, a_still_scene_costs_far_less);
  tcase_add_test(tests, says_what_it_refuses);
  suite_add_tcase(suite, tests);
  return unit_main("encoder", suite);
}
