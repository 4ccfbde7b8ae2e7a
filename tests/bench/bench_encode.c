/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What steering the encoder by the mask saves: the same frames encoded with and without it, as the camera does; bytes, and
   the PSNR of the part that moves and of the rest, of what a player decodes.
   usage: bench_encode WIDTH HEIGHT RATE [SEED] < luma   frames from a program, grey
          bench_encode scene WIDTH HEIGHT RATE FRAMES SEED   the drawn scene */
#include <libavcodec/avcodec.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "camera/detector.h"
#include "camera/encoder.h"
#include "camera/scene.h"
#include "motion.h"

#define BITRATE 20000 /* no cap: quality is constant */
#define PRESET "superfast"
#define KEY_SECONDS 2
#define WARM_UP 3 /* seconds left out */

typedef struct {
  double bytes, moving_error, moving_pixels, still_error, still_pixels, milliseconds;
} sum_t;

typedef struct {
  encoder_t *encoder;
  AVCodecContext *decoder;
  AVFrame *picture;
  AVPacket *packet;
  sum_t sum;
} run_t;

static void die(const char *what)
{
  fprintf(stderr, "bench_encode: %s\n", what);
  exit(1);
}

static double now(void)
{
  struct timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void run_open(run_t *run, uint32_t width, uint32_t height, uint32_t rate, uint32_t generation)
{
  failure_t failure;
  encoder_options_t options = {
      .width = width, .height = height, .rate = rate, .bitrate = BITRATE, .preset = PRESET};
  run->encoder = encoder_open(&options, generation, &failure);
  run->decoder = avcodec_alloc_context3(avcodec_find_decoder(AV_CODEC_ID_H264));
  run->picture = av_frame_alloc();
  run->packet = av_packet_alloc();
  if (!run->encoder || !run->decoder || !run->picture || !run->packet)
    die("the encoder or the decoder cannot be opened");
  const stream_t *stream = encoder_stream(run->encoder);
  run->decoder->extradata = av_mallocz(stream->header_size + AV_INPUT_BUFFER_PADDING_SIZE);
  if (!run->decoder->extradata)
    die("no memory");
  memcpy(run->decoder->extradata, stream->header, stream->header_size);
  run->decoder->extradata_size = (int)stream->header_size;
  run->decoder->flags |= AV_CODEC_FLAG_LOW_DELAY;
  run->decoder->thread_count = 1;
  if (avcodec_open2(run->decoder, NULL, NULL) < 0)
    die("the decoder cannot be opened");
}

static void run_close(run_t *run)
{
  encoder_close(run->encoder);
  avcodec_free_context(&run->decoder);
  av_frame_free(&run->picture);
  av_packet_free(&run->packet);
}

/* Squared errors of the decoded luma, of cells that move and of the others. */
static void compare(run_t *run, const frame_t *frame, const uint8_t *mask)
{
  uint32_t wide = (frame->width + MOTION_CELL - 1) / MOTION_CELL;
  for (uint32_t y = 0; y < frame->height; y++) {
    const uint8_t *was = frame->plane[0] + (size_t)y * (size_t)frame->stride[0];
    const uint8_t *is = run->picture->data[0] + (ptrdiff_t)y * run->picture->linesize[0];
    for (uint32_t x = 0; x < frame->width; x++) {
      double error = (double)was[x] - is[x];
      if (mask[y / MOTION_CELL * wide + x / MOTION_CELL]) {
        run->sum.moving_error += error * error;
        run->sum.moving_pixels++;
      } else {
        run->sum.still_error += error * error;
        run->sum.still_pixels++;
      }
    }
  }
}

static void run_frame(run_t *run, const frame_t *frame, const uint8_t *mask, bool key, bool counts)
{
  double start = now();
  packet_t *packet = encoder_encode(run->encoder, frame, key);
  double took = now() - start;
  if (!packet || av_new_packet(run->packet, (int)packet->size) < 0)
    die("a frame cannot be encoded");
  memcpy(run->packet->data, packet->data, packet->size);
  if (avcodec_send_packet(run->decoder, run->packet) < 0 ||
      avcodec_receive_frame(run->decoder, run->picture) < 0)
    die("a frame cannot be decoded");
  av_packet_unref(run->packet);
  if (counts) {
    run->sum.bytes += (double)packet->size;
    run->sum.milliseconds += took;
    compare(run, frame, mask);
  }
  packet_release(packet);
}

static double psnr(double error, double pixels)
{
  return pixels > 0 && error > 0 ? 10 * log10(255.0 * 255.0 * pixels / error) : 99;
}

static void report(const run_t *plain, const run_t *steered, uint32_t frames)
{
  const sum_t *a = &plain->sum, *b = &steered->sum;
  printf("encode, %u frames, %.1f %% of the picture moving, preset %s\n", frames,
         100 * a->moving_pixels / (a->moving_pixels + a->still_pixels), PRESET);
  printf("  %-24s %14s %14s\n", "", "as x264 likes", "by the mask");
  printf("  %-24s %14.0f %14.0f\n", "bytes of a frame", a->bytes / frames, b->bytes / frames);
  printf("  %-24s %14.2f %14.2f\n", "PSNR of what moves, dB", psnr(a->moving_error, a->moving_pixels),
         psnr(b->moving_error, b->moving_pixels));
  printf("  %-24s %14.2f %14.2f\n", "PSNR of the rest, dB", psnr(a->still_error, a->still_pixels),
         psnr(b->still_error, b->still_pixels));
  printf("  %-24s %14.3f %14.3f\n", "ms of a frame", a->milliseconds / frames, b->milliseconds / frames);
  printf("bench: bytes by the mask / as x264 likes: %.3f\n", b->bytes / a->bytes);
}

typedef struct {
  uint32_t width, height, rate, frames;
  scene_t *scene; /* NULL: standard input */
} film_t;

static bool film_next(const film_t *film, uint32_t i, frame_t *frame)
{
  if (film->scene) {
    scene_draw(film->scene, scene_visit(film->scene, 0).enter + i, frame->plane, frame->stride);
    return i < film->frames;
  }
  for (uint32_t y = 0; y < film->height; y++)
    if (fread(frame->plane[0] + (size_t)y * (size_t)frame->stride[0], 1, film->width, stdin) != film->width)
      return false;
  for (int plane = 1; plane < 3; plane++)
    memset(frame->plane[plane], 128, (size_t)frame->stride[plane] * (film->height / 2));
  return true;
}

static void measure(const film_t *film)
{
  static motion_t motion;
  static run_t plain, steered;
  motion_format_t format = {film->width, film->height, film->rate};
  motion_memory_t memory = {calloc(motion_model_bytes(&format) + 1, 1), calloc(motion_cells(&format) + 1, 1),
                            calloc(motion_cells(&format) + 1, 1)};
  frame_pool_t *pool = frame_pool_create(film->width, film->height, 1);
  frame_t *frame = pool ? frame_take(pool) : NULL;
  if (!frame || !memory.model || !memory.levels || !memory.mask || !motion_start(&motion, &format, &memory))
    die("a format out of range, or no memory");
  run_open(&plain, film->width, film->height, film->rate, 1);
  run_open(&steered, film->width, film->height, film->rate, 2);
  uint32_t counted = 0;
  for (uint32_t i = 0; film_next(film, i, frame); i++) {
    motion_result_t result;
    bool key = i % (KEY_SECONDS * film->rate) == 0;
    bool counts = i >= WARM_UP * film->rate;
    detector_step(&motion, frame->plane[0], (size_t)frame->stride[0] * film->height, (size_t)frame->stride[0],
                  &result);
    frame->masked = false;
    run_frame(&plain, frame, result.mask, key, counts);
    memcpy(frame->mask, result.mask, motion_cells(&format));
    frame->masked = motion.pace.settle == 0;
    run_frame(&steered, frame, result.mask, key, counts);
    counted += counts;
  }
  if (counted == 0)
    die("too few frames");
  report(&plain, &steered, counted);
  run_close(&plain);
  run_close(&steered);
  frame_release(frame);
  frame_pool_close(pool);
  free(memory.model);
  free(memory.levels);
  free(memory.mask);
}

static uint32_t number(const char *text)
{
  char *end;
  unsigned long value = strtoul(text, &end, 10);
  if (end == text || *end || value == 0 || value > 1000000)
    die("a number from 1 to 1000000 is expected");
  return (uint32_t)value;
}

int main(int count, char **arguments)
{
  bool drawn = count == 7 && strcmp(arguments[1], "scene") == 0;
  if (count != 4 && !drawn) {
    fputs("usage: bench_encode WIDTH HEIGHT RATE < luma | bench_encode scene WIDTH HEIGHT RATE FRAMES SEED\n",
          stderr);
    return 2;
  }
  char **at = arguments + (drawn ? 2 : 1);
  film_t film = {.width = number(at[0]) & ~1u, .height = number(at[1]) & ~1u, .rate = number(at[2])};
  av_log_set_level(AV_LOG_FATAL);
  if (drawn) {
    film.frames = number(at[3]);
    scene_format_t format = {film.width, film.height, film.rate, number(at[4])};
    film.scene = scene_create(&format);
    if (!film.scene)
      die("a scene out of range");
  }
  measure(&film);
  scene_free(film.scene);
  return 0;
}
