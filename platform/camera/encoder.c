/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "camera/encoder.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <x264.h>

#include "camera/steer.h"
#include "common/exit_status.h"

/* Quality that a viewer finds clear; a still scene then costs far less than the cap. */
#define RATE_FACTOR 24.0f
#define PROFILE "high"
#define ONE_THREAD (UINT64_C(1280) * 720 * 30) /* pixels a second that one thread is given */

struct encoder {
  x264_t *x264;
  steer_t *steer;
  stream_t stream;
  int64_t count;
  char complaint[160]; /* what x264 last said of an error */
};

static void encoder_log(void *opaque, int level, const char *format, va_list arguments)
{
  encoder_t *encoder = opaque;
  if (level != X264_LOG_ERROR)
    return;
  vsnprintf(encoder->complaint, sizeof encoder->complaint, format, arguments);
  encoder->complaint[strcspn(encoder->complaint, "\n")] = '\0';
}

bool encoder_preset_known(const char *preset)
{
  for (const char *const *name = x264_preset_names; *name; name++) {
    if (strcmp(*name, preset) == 0)
      return true;
  }
  return false;
}

static bool encoder_parameters(encoder_t *encoder, const encoder_options_t *options, x264_param_t *parameters)
{
  if (!encoder_preset_known(options->preset) ||
      x264_param_default_preset(parameters, options->preset, "zerolatency") < 0)
    return false;
  parameters->i_width = (int)options->width;
  parameters->i_height = (int)options->height;
  parameters->i_csp = X264_CSP_I420;
  parameters->vui.b_fullrange = options->full_range;
  parameters->i_fps_num = options->rate;
  parameters->i_fps_den = 1;
  parameters->b_vfr_input = 0;
  parameters->b_annexb = 0;
  parameters->b_repeat_headers = 0;
  parameters->b_aud = 0;
  /* One thread is cheapest; large pictures need more to be in time. */
  parameters->i_threads = (uint64_t)options->width * options->height * options->rate > ONE_THREAD ? 0 : 1;
  /* Keyframes come by the clock and by events: see pipeline.c. */
  parameters->i_keyint_max = X264_KEYINT_MAX_INFINITE;
  parameters->i_scenecut_threshold = 0;
  parameters->rc.i_rc_method = X264_RC_CRF;
  parameters->rc.f_rf_constant = RATE_FACTOR;
  parameters->rc.i_vbv_max_bitrate = (int)options->bitrate;
  parameters->rc.i_vbv_buffer_size = (int)options->bitrate;
  parameters->i_log_level = X264_LOG_ERROR;
  parameters->pf_log = encoder_log;
  parameters->p_log_private = encoder;
  return x264_param_apply_profile(parameters, PROFILE) == 0;
}

/* The record holds one SPS and one PPS, as x264 writes them; each NAL comes after its length in four bytes. */
static bool encoder_header(encoder_t *encoder)
{
  x264_nal_t *nals;
  int count;
  stream_t *stream = &encoder->stream;
  const x264_nal_t *sps = NULL, *pps = NULL;
  if (x264_encoder_headers(encoder->x264, &nals, &count) < 0)
    return false;
  for (int i = 0; i < count; i++) {
    if (nals[i].i_type == NAL_SPS)
      sps = &nals[i];
    if (nals[i].i_type == NAL_PPS)
      pps = &nals[i];
  }
  if (!sps || !pps || sps->i_payload < 8 || pps->i_payload < 5)
    return false;
  size_t sps_size = (size_t)sps->i_payload - 4, pps_size = (size_t)pps->i_payload - 4;
  if (11 + sps_size + pps_size + 4 > sizeof stream->header)
    return false;
  const uint8_t *profile = sps->p_payload + 5;
  uint8_t *out = stream->header;
  const uint8_t start[] = {1, profile[0], profile[1], profile[2], 0xff, 0xe1};
  memcpy(out, start, sizeof start);
  out += sizeof start;
  *out++ = (uint8_t)(sps_size >> 8);
  *out++ = (uint8_t)sps_size;
  memcpy(out, sps->p_payload + 4, sps_size);
  out += sps_size;
  *out++ = 1;
  *out++ = (uint8_t)(pps_size >> 8);
  *out++ = (uint8_t)pps_size;
  memcpy(out, pps->p_payload + 4, pps_size);
  out += pps_size;
  if (profile[0] >= 100) {
    const uint8_t chroma[] = {0xfd, 0xf8, 0xf8, 0}; /* 4:2:0, 8 bits, 8 bits, no extension */
    memcpy(out, chroma, sizeof chroma);
    out += sizeof chroma;
  }
  stream->header_size = (size_t)(out - stream->header);
  snprintf(stream->codec, sizeof stream->codec, "avc1.%02x%02x%02x", profile[0], profile[1], profile[2]);
  return true;
}

encoder_t *encoder_open(const encoder_options_t *options, uint32_t generation, failure_t *failure)
{
  x264_param_t parameters;
  encoder_t *encoder = calloc(1, sizeof *encoder);
  if (!encoder) {
    failure_set(failure, EXIT_FAILED, "there is no memory for the encoder");
    return NULL;
  }
  encoder->stream = (stream_t){.generation = generation,
                               .width = options->width,
                               .height = options->height,
                               .full_range = options->full_range};
  if (options->width % 2 != 0 || options->height % 2 != 0) {
    failure_set(failure, EXIT_SOURCE, "pictures of %ux%u cannot be encoded: both sides must be even",
                options->width, options->height);
    free(encoder);
    return NULL;
  }
  if (!encoder_parameters(encoder, options, &parameters)) {
    failure_set(failure, EXIT_USAGE, "x264 has no preset \"%s\": superfast, veryfast or faster are some",
                options->preset);
    free(encoder);
    return NULL;
  }
  encoder->x264 = x264_encoder_open(&parameters);
  encoder->steer = steer_open(options->width, options->height, options->rate);
  x264_param_cleanup(&parameters);
  if (!encoder->steer) {
    failure_set(failure, EXIT_FAILED, "there is no memory for the encoder");
    encoder_close(encoder);
    return NULL;
  }
  if (!encoder->x264 || !encoder_header(encoder)) {
    failure_set(failure, EXIT_SOURCE, "x264 refuses %ux%u pixels at %u frames a second: %s", options->width,
                options->height, options->rate,
                encoder->complaint[0] ? encoder->complaint : "no reason given");
    encoder_close(encoder);
    return NULL;
  }
  return encoder;
}

const stream_t *encoder_stream(const encoder_t *encoder)
{
  return &encoder->stream;
}

packet_t *encoder_encode(encoder_t *encoder, const frame_t *frame, bool key)
{
  x264_picture_t input, output;
  x264_nal_t *nals;
  int count;
  x264_picture_init(&input);
  input.img.i_csp = X264_CSP_I420;
  input.img.i_plane = 3;
  for (int i = 0; i < 3; i++) {
    input.img.plane[i] = frame->plane[i];
    input.img.i_stride[i] = frame->stride[i];
  }
  input.i_type = key ? X264_TYPE_IDR : X264_TYPE_AUTO;
  input.i_pts = encoder->count++;
  if (frame->masked)
    input.prop.quant_offsets = steer_offsets(encoder->steer, frame->mask);
  int size = x264_encoder_encode(encoder->x264, &nals, &count, &input, &output);
  if (size <= 0)
    return NULL;
  packet_t *packet = packet_create(nals[0].p_payload, (size_t)size);
  if (!packet)
    return NULL;
  packet->generation = encoder->stream.generation;
  packet->time = frame->time;
  packet->wall = frame->wall;
  packet->key = output.b_keyframe;
  return packet;
}

void encoder_close(encoder_t *encoder)
{
  if (!encoder)
    return;
  if (encoder->x264)
    x264_encoder_close(encoder->x264);
  steer_close(encoder->steer);
  free(encoder);
}
