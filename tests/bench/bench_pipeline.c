/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the pipeline costs beside x264 alone: the same frames, the same encoder settings, processor time of the whole
   process, the two taking turns; all at 1280x720, the encoder steered by the mask as in the camera, or not.
   usage: bench_pipeline FILE|scene [FRAMES] [ROUNDS] [unsteered] */
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <x264.h>

#include "camera/convert.h"
#include "camera/detector.h"
#include "camera/encoder.h"
#include "camera/live.h"
#include "camera/recorder.h"
#include "camera/scene.h"
#include "motion.h"
#include "motion_blobs.h"

#define FRAMES 200
#define ROUNDS 5
#define ROUNDS_MAX 50
#define RATE 15
#define FRAME_NS (UINT64_C(1000000000) / RATE)
#define BITRATE 2000
#define KEY_FRAMES (2 * RATE)
#define FILM_WIDTH 1280
#define FILM_HEIGHT 720
#define PRESET "superfast"
#define MUST 1.2

typedef struct {
  frame_pool_t *pool;
  frame_t **frames;
  uint32_t count, width, height;
  bool steered;
} film_t;

/* Milliseconds a frame of each part. */
typedef struct {
  double x264, copy, motion, encode, live, record, whole;
  double x264_bytes, bytes;
} cost_t;

static void die(const char *what)
{
  fprintf(stderr, "bench_pipeline: %s\n", what);
  exit(1);
}

static double now(void)
{
  struct timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void film_room(film_t *film, uint32_t limit, uint32_t width, uint32_t height)
{
  film->width = width & ~1u;
  film->height = height & ~1u;
  film->pool = frame_pool_create(film->width, film->height, limit + 4);
  film->frames = calloc(limit, sizeof(frame_t *));
  if (!film->pool || !film->frames)
    die("no memory for the film");
}

static void film_scene(film_t *film, uint32_t limit)
{
  scene_format_t format = {FILM_WIDTH, FILM_HEIGHT, RATE, 1};
  scene_t *scene = scene_create(&format);
  film_room(film, limit, FILM_WIDTH, FILM_HEIGHT);
  uint64_t first = scene ? scene_visit(scene, 0).enter : 0;
  for (; scene && film->count < limit; film->count++) {
    film->frames[film->count] = frame_take(film->pool);
    if (!film->frames[film->count])
      die("no memory for the film");
    scene_draw(scene, first + film->count, film->frames[film->count]->plane,
               film->frames[film->count]->stride);
  }
  scene_free(scene);
}

static void film_take(film_t *film, uint32_t limit, converter_t *converter, const AVFrame *picture)
{
  if (!film->pool)
    film_room(film, limit, FILM_WIDTH, FILM_HEIGHT);
  frame_t *frame = frame_take(film->pool);
  if (!frame || !convert_picture(converter, picture, frame))
    die("a picture cannot be converted");
  film->frames[film->count++] = frame;
}

static void film_file(film_t *film, uint32_t limit, const char *path)
{
  AVFormatContext *format = NULL;
  const AVCodec *codec;
  converter_t converter = {0};
  if (avformat_open_input(&format, path, NULL, NULL) < 0 || avformat_find_stream_info(format, NULL) < 0)
    die("the film cannot be opened");
  int stream = av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, &codec, 0);
  AVCodecContext *decoder = stream >= 0 ? avcodec_alloc_context3(codec) : NULL;
  if (!decoder || avcodec_parameters_to_context(decoder, format->streams[stream]->codecpar) < 0 ||
      avcodec_open2(decoder, codec, NULL) < 0)
    die("the film cannot be decoded");
  AVPacket *packet = av_packet_alloc();
  AVFrame *picture = av_frame_alloc();
  while (film->count < limit && av_read_frame(format, packet) == 0) {
    if (packet->stream_index == stream && avcodec_send_packet(decoder, packet) == 0) {
      while (film->count < limit && avcodec_receive_frame(decoder, picture) == 0)
        film_take(film, limit, &converter, picture);
    }
    av_packet_unref(packet);
  }
  convert_free(&converter);
  av_packet_free(&packet);
  av_frame_free(&picture);
  avcodec_free_context(&decoder);
  avformat_close_input(&format);
}

/* The peer: nothing but x264, its output thrown away. */
static void run_x264(const film_t *film, cost_t *cost)
{
  x264_param_t parameters;
  x264_picture_t in, out;
  x264_nal_t *nals;
  int count;
  if (x264_param_default_preset(&parameters, PRESET, "zerolatency") < 0)
    die("x264 has no preset " PRESET);
  parameters.i_width = (int)film->width;
  parameters.i_height = (int)film->height;
  parameters.i_fps_num = RATE;
  parameters.i_threads = 1;
  parameters.i_keyint_max = X264_KEYINT_MAX_INFINITE;
  parameters.i_scenecut_threshold = 0;
  parameters.rc.i_rc_method = X264_RC_CRF;
  parameters.rc.f_rf_constant = 24;
  parameters.rc.i_vbv_max_bitrate = parameters.rc.i_vbv_buffer_size = BITRATE;
  parameters.i_log_level = X264_LOG_NONE;
  x264_param_apply_profile(&parameters, "high");
  x264_t *x264 = x264_encoder_open(&parameters);
  if (!x264)
    die("x264 refuses the film");
  double start = now();
  for (uint32_t i = 0; i < film->count; i++) {
    x264_picture_init(&in);
    in.img.i_csp = X264_CSP_I420;
    in.img.i_plane = 3;
    for (int plane = 0; plane < 3; plane++) {
      in.img.plane[plane] = film->frames[i]->plane[plane];
      in.img.i_stride[plane] = film->frames[i]->stride[plane];
    }
    in.i_type = i % KEY_FRAMES == 0 ? X264_TYPE_IDR : X264_TYPE_AUTO;
    in.i_pts = i;
    cost->x264_bytes += x264_encoder_encode(x264, &nals, &count, &in, &out);
  }
  cost->x264 += now() - start;
  x264_encoder_close(x264);
}

typedef struct {
  motion_t motion;
  motion_memory_t memory;
  motion_blobs_t blobs;
  motion_labels_t labels;
  encoder_t *encoder;
  live_t *live;
  live_reader_t *viewer;
  recorder_t *recorder;
  store_t *store;
  char folder[64];
} pipeline_t;

static frame_t *no_picture(void *opaque)
{
  (void)opaque;
  return NULL;
}

static void pipeline_open(pipeline_t *pipeline, const film_t *film)
{
  static uint32_t generation;
  failure_t failure;
  settings_t settings;
  int status;
  char error[256];
  motion_format_t format = {film->width, film->height, RATE};
  encoder_options_t options = {
      .width = film->width, .height = film->height, .rate = RATE, .bitrate = BITRATE, .preset = PRESET};
  strcpy(pipeline->folder,
         "/tmp/pinhole-bench-XXXXXX"); /* NOLINT(clang-analyzer-security.insecureAPI.strcpy) */
  if (!mkdtemp(pipeline->folder))
    die("no folder in /tmp");
  pipeline->memory = (motion_memory_t){calloc(motion_model_bytes(&format), 1),
                                       calloc(motion_cells(&format), 1), calloc(motion_cells(&format), 1)};
  settings_default(&settings);
  settings.recording.mode = SETTINGS_CONTINUOUS;
  settings.recording.max_days = 0;
  pipeline->encoder = encoder_open(&options, ++generation, &failure);
  pipeline->live = live_create();
  pipeline->viewer = live_open(pipeline->live);
  pipeline->store = store_open(pipeline->folder, &status, error, sizeof error);
  pipeline->recorder = recorder_start(pipeline->store, &settings, 0, no_picture, NULL);
  if (!motion_start(&pipeline->motion, &format, &pipeline->memory) || !pipeline->encoder ||
      !pipeline->recorder)
    die("the pipeline cannot be opened");
}

static void pipeline_close(pipeline_t *pipeline)
{
  char command[128];
  live_close(pipeline->viewer);
  live_free(pipeline->live);
  encoder_close(pipeline->encoder);
  recorder_stop(pipeline->recorder);
  store_close(pipeline->store);
  free(pipeline->memory.model);
  free(pipeline->memory.levels);
  free(pipeline->memory.mask);
  snprintf(command, sizeof command, "rm -rf '%s'", pipeline->folder);
  if (system(command) != 0) /* NOLINT(cert-env33-c,bugprone-command-processor): a path of our own */
    fprintf(stderr, "bench_pipeline: %s is left\n", pipeline->folder);
}

static void copy_frame(const frame_t *from, frame_t *to)
{
  converter_t converter = {0};
  AVFrame picture = {.format = AV_PIX_FMT_YUV420P, .width = (int)from->width, .height = (int)from->height};
  for (int plane = 0; plane < 3; plane++) {
    picture.data[plane] = from->plane[plane];
    picture.linesize[plane] = from->stride[plane];
  }
  convert_picture(&converter, &picture, to);
}

/* One frame through every stage, as the camera's threads do it: copied into the pipeline, looked at, encoded once,
   given to a viewer and to the recorder. */
static void run_frame(pipeline_t *pipeline, const film_t *film, uint32_t i, uint64_t time, cost_t *cost)
{
  static uint8_t buffer[1 << 20];
  motion_result_t result;
  double start = now();
  frame_t *frame = frame_take(film->pool);
  copy_frame(film->frames[i], frame);
  frame->time = time;
  frame->wall = (int64_t)(time / 1000000);
  double copied = now();
  detector_step(&pipeline->motion, frame->plane[0], (size_t)frame->stride[0] * frame->height,
                (size_t)frame->stride[0], &result);
  motion_blobs_find(&pipeline->blobs, &pipeline->labels, result.mask, result.cells_wide, result.cells_high,
                    RATE);
  frame->masked = film->steered && pipeline->motion.pace.settle == 0;
  memcpy(frame->mask, result.mask, (size_t)result.cells_wide * result.cells_high);
  double seen = now();
  packet_t *packet = encoder_encode(pipeline->encoder, frame, i % KEY_FRAMES == 0);
  double encoded = now();
  const stream_t *stream = encoder_stream(pipeline->encoder);
  live_push(pipeline->live, stream, packet, FRAME_NS);
  while (live_read(pipeline->viewer, buffer, sizeof buffer, 0) > 0)
    continue;
  double viewed = now();
  recorder_packet(pipeline->recorder, stream, packet);
  cost->bytes += (double)packet->size;
  packet_release(packet);
  frame_release(frame);
  cost->copy += copied - start;
  cost->motion += seen - copied;
  cost->encode += encoded - seen;
  cost->live += viewed - encoded;
}

static void run_pipeline(const film_t *film, cost_t *cost)
{
  static pipeline_t pipeline;
  pipeline.blobs = (motion_blobs_t){.count = 0};
  pipeline_open(&pipeline, film);
  double parts = cost->copy + cost->motion + cost->encode + cost->live;
  double start = now();
  for (uint32_t i = 0; i < film->count; i++)
    run_frame(&pipeline, film, i, 1000000000 + i * FRAME_NS, cost);
  recorder_stop(pipeline.recorder);
  double took = now() - start;
  pipeline.recorder = NULL;
  cost->whole += took;
  /* What is left is the recorder's thread: index, file, fsync. */
  cost->record += took - (cost->copy + cost->motion + cost->encode + cost->live - parts);
  pipeline_close(&pipeline);
}

static int by_size(const void *a, const void *b)
{
  double difference = *(const double *)a - *(const double *)b;
  return difference > 0 ? 1 : difference < 0 ? -1 : 0;
}

static void print_part(const char *name, double milliseconds, double all, double x264)
{
  printf("  %-34s %8.3f ms  %6.3f\n", name, milliseconds / all, milliseconds / x264);
}

static void report(const film_t *film, const cost_t *cost, double *ratios, uint32_t rounds)
{
  double all = (double)film->count * rounds;
  qsort(ratios, rounds, sizeof *ratios, by_size);
  printf("pipeline, %ux%u, %u frames, %u rounds, preset %s\n", film->width, film->height, film->count, rounds,
         PRESET);
  printf("  %-34s %11s  %6s\n", "processor time of a frame", "", "ratio");
  print_part("x264 alone (the peer)", cost->x264, all, cost->x264);
  print_part("copy into the pipeline", cost->copy, all, cost->x264);
  print_part("motion", cost->motion, all, cost->x264);
  print_part("encode", cost->encode, all, cost->x264);
  print_part("live fragment and one viewer", cost->live, all, cost->x264);
  print_part("recorder (file, index, fsync)", cost->record, all, cost->x264);
  print_part("pipeline whole", cost->whole, all, cost->x264);
  printf("  bytes of a frame: x264 %.0f, pipeline %.0f\n", cost->x264_bytes / all, cost->bytes / all);
  printf("bench: pipeline / x264 alone%s: median %.3f, least %.3f, most %.3f; must: at most %.2f: %s\n",
         film->steered ? "" : ", not steered", ratios[rounds / 2], ratios[0], ratios[rounds - 1], MUST,
         ratios[rounds / 2] <= MUST ? "met" : "NOT MET");
}

int main(int count, char **arguments)
{
  double ratios[ROUNDS_MAX];
  film_t film = {0};
  cost_t cost = {0};
  uint32_t limit = count > 2 ? (uint32_t)strtoul(arguments[2], NULL, 10) : FRAMES;
  uint32_t rounds = count > 3 ? (uint32_t)strtoul(arguments[3], NULL, 10) : ROUNDS;
  film.steered = count < 5 || strcmp(arguments[4], "unsteered") != 0;
  if (count < 2 || count > 5 || (count == 5 && film.steered) || limit == 0 || rounds == 0 ||
      rounds > ROUNDS_MAX) {
    fprintf(stderr, "usage: bench_pipeline FILE|scene [FRAMES] [ROUNDS, at most %d] [unsteered]\n",
            ROUNDS_MAX);
    return 2;
  }
  av_log_set_level(AV_LOG_FATAL);
  if (strcmp(arguments[1], "scene") == 0)
    film_scene(&film, limit);
  else
    film_file(&film, limit, arguments[1]);
  if (film.count == 0)
    die("the film holds no picture");
  for (uint32_t i = 0; i < rounds; i++) {
    double x264 = cost.x264, whole = cost.whole;
    run_x264(&film, &cost);
    run_pipeline(&film, &cost);
    ratios[i] = (cost.whole - whole) / (cost.x264 - x264);
  }
  report(&film, &cost, ratios, rounds);
  for (uint32_t i = 0; i < film.count; i++)
    frame_release(film.frames[i]);
  frame_pool_close(film.pool);
  free(film.frames);
  return 0;
}
