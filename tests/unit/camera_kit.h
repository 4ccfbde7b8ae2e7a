/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the tests of the camera share: a folder of their own, drawn frames, an encoded stream. */
#ifndef TESTS_CAMERA_KIT_H
#define TESTS_CAMERA_KIT_H

#include <ftw.h>
#include <libavformat/avformat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "camera/encoder.h"
#include "camera/frame.h"
#include "camera/muxer.h"
#include "camera/packet.h"
#include "unit.h"

#define KIT_WIDTH 160
#define KIT_HEIGHT 96
#define KIT_RATE 10
#define KIT_FRAME UINT64_C(100000000) /* nanoseconds */

static char kit_folder[64];

static inline void kit_setup(void)
{
  strcpy(kit_folder, "/tmp/pinhole-test-XXXXXX");
  ck_assert_ptr_nonnull(mkdtemp(kit_folder));
}

static inline int kit_remove(const char *path, const struct stat *info, int kind, struct FTW *place)
{
  (void)info, (void)kind, (void)place;
  return remove(path);
}

static inline void kit_teardown(void)
{
  nftw(kit_folder, kit_remove, 16, FTW_DEPTH | FTW_PHYS);
}

static inline const char *kit_path(const char *name)
{
  static char paths[4][512];
  static int next;
  char *path = paths[next++ % 4];
  snprintf(path, sizeof paths[0], "%s/%s", kit_folder, name);
  return path;
}

static inline void kit_write(const char *name, const void *bytes, size_t size)
{
  FILE *file = fopen(kit_path(name), "wb");
  ck_assert_ptr_nonnull(file);
  ck_assert_uint_eq(fwrite(bytes, 1, size, file), size);
  fclose(file);
}

/* A grey picture with a texture, and a bright square at x; x < 0: none. */
static inline void kit_draw(frame_t *frame, int x)
{
  for (uint32_t row = 0; row < frame->height; row++) {
    uint8_t *line = frame->plane[0] + row * (uint32_t)frame->stride[0];
    for (uint32_t column = 0; column < frame->width; column++) {
      bool inside = x >= 0 && (int)column >= x && (int)column < x + 32 && row >= 32 && row < 64;
      line[column] = inside ? 220 : (uint8_t)(80 + (row * 7 + column * 3) % 32);
    }
  }
  for (int plane = 1; plane < 3; plane++)
    memset(frame->plane[plane], 128, (size_t)frame->stride[plane] * frame->height / 2);
}

typedef struct {
  frame_pool_t *pool;
  encoder_t *encoder;
  uint64_t count;
} kit_stream_t;

static inline kit_stream_t kit_stream(uint32_t generation)
{
  failure_t failure;
  encoder_options_t options = {
      .width = KIT_WIDTH, .height = KIT_HEIGHT, .rate = KIT_RATE, .bitrate = 1000, .preset = "superfast"};
  kit_stream_t stream = {.pool = frame_pool_create(KIT_WIDTH, KIT_HEIGHT, 4)};
  stream.encoder = encoder_open(&options, generation, &failure);
  ck_assert_ptr_nonnull(stream.encoder);
  return stream;
}

/* The next packet of a stream, a tenth of a second after the one before; the first is at one second. */
static inline packet_t *kit_packet(kit_stream_t *stream, bool key)
{
  frame_t *frame = frame_take(stream->pool);
  ck_assert_ptr_nonnull(frame);
  kit_draw(frame, (int)(stream->count * 3 % KIT_WIDTH));
  frame->time = (10 + stream->count) * KIT_FRAME;
  frame->wall = 1700000000000 + (int64_t)stream->count * 100;
  stream->count++;
  packet_t *packet = encoder_encode(stream->encoder, frame, key);
  frame_release(frame);
  ck_assert_ptr_nonnull(packet);
  return packet;
}

static inline void kit_stream_free(kit_stream_t *stream)
{
  encoder_close(stream->encoder);
  frame_pool_close(stream->pool);
}

static inline bool kit_sink(void *opaque, const uint8_t *bytes, size_t size)
{
  return fwrite(bytes, 1, size, opaque) == size;
}

/* Write a fragmented MP4 of so many frames, a keyframe a second. */
static inline void kit_clip(const char *name, uint64_t frames)
{
  kit_stream_t stream = kit_stream(1);
  FILE *file = fopen(kit_path(name), "wb");
  ck_assert_ptr_nonnull(file);
  muxer_t *muxer = muxer_open(MUXER_FILE, encoder_stream(stream.encoder), 1700000000000, kit_sink, file);
  ck_assert_ptr_nonnull(muxer);
  for (uint64_t i = 0; i < frames; i++) {
    packet_t *packet = kit_packet(&stream, i % KIT_RATE == 0);
    ck_assert(muxer_write(muxer, packet, (int64_t)i * MUXER_TICKS / KIT_RATE, MUXER_TICKS / KIT_RATE));
    packet_release(packet);
  }
  ck_assert(muxer_close(muxer));
  fclose(file);
  kit_stream_free(&stream);
}

/* Open a recording by libav and count its frames; the first must be a keyframe at its start. */
static inline int kit_frames_in(const char *path)
{
  AVFormatContext *format = NULL;
  int count = 0;
  ck_assert_int_eq(avformat_open_input(&format, path, NULL, NULL), 0);
  ck_assert_int_ge(avformat_find_stream_info(format, NULL), 0);
  AVPacket *packet = av_packet_alloc();
  for (; av_read_frame(format, packet) == 0; count++) {
    if (count == 0) {
      ck_assert(packet->flags & AV_PKT_FLAG_KEY);
      ck_assert_int_eq(packet->pts, 0);
    }
    av_packet_unref(packet);
  }
  av_packet_free(&packet);
  avformat_close_input(&format);
  return count;
}

#endif
