/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whatever libav opens. A file plays at its own speed and starts again at its end, without a gap in time; a device or
   a stream gives frames as they come. */
#include <libavcodec/avcodec.h>
#include <libavdevice/avdevice.h>
#include <libavformat/avformat.h>
#include <stdlib.h>
#include <string.h>

#include "camera/convert.h"
#include "camera/moment.h"
#include "camera/source.h"
#include "common/exit_status.h"

#define PATIENCE ((uint64_t)10 * MOMENT_SECOND) /* for one call of libav */
#define LATE ((uint64_t)1 * MOMENT_SECOND)      /* a file that falls behind more than this goes on from now */
#define LEAD ((uint64_t)10 * MOMENT_MILLISECOND) /* a file's picture is decoded so long before it is due */
#define RATE_UNKNOWN 25
#define RATE_MAX 60

typedef struct {
  source_t *source;
  AVFormatContext *format;
  AVCodecContext *codec;
  AVPacket *packet;
  AVFrame *picture;
  converter_t converter;
  int stream;
  bool file;         /* paced and looped */
  bool draining;     /* the file's end was read; the decoder still holds frames */
  uint64_t deadline; /* of the call of libav under way */
  uint64_t base;     /* moment at which this pass of the file began */
  int64_t first;     /* time stamp of the pass's first frame, nanoseconds */
  int64_t shown;     /* nanoseconds from the pass's start to its newest frame */
  uint64_t frames;   /* of this pass */
  int64_t step;      /* nominal nanoseconds of a frame */
} libav_t;

static int libav_interrupted(void *opaque)
{
  const libav_t *own = opaque;
  return source_stopping(own->source) || moment_now() > own->deadline;
}

static bool libav_refuse(failure_t *failure, const char *what, const char *name, int error)
{
  char reason[AV_ERROR_MAX_STRING_SIZE];
  if (error == AVERROR_EXIT)
    strcpy(reason, "no answer in time");
  else
    av_strerror(error, reason, sizeof reason);
  return failure_set(failure, EXIT_SOURCE, "cannot %s %s: %s", what, name, reason);
}

/* A name for people: a file's without its folders, a URL without the password it may hold. */
static void libav_name(const char *text, char *name, size_t room)
{
  const char *scheme = strstr(text, "://"), *slash = strrchr(text, '/');
  const char *host = scheme ? scheme + 3 : NULL;
  const char *at = host ? memchr(host, '@', strcspn(host, "/?")) : NULL;
  if (at)
    snprintf(name, room, "%.*s%s", (int)(host - text), text, at + 1);
  else
    snprintf(name, room, "%s", !scheme && slash && slash[1] ? slash + 1 : text);
}

/* FORMAT:NAME where FORMAT is one of libavdevice's inputs (lavfi, x11grab, ...); else the text is the name. */
static const AVInputFormat *libav_device(const char *text, const char **name)
{
  char format[32];
  const char *colon = strchr(text, ':');
  *name = text;
  if (!colon || colon == text || (size_t)(colon - text) >= sizeof format || strncmp(colon, "://", 3) == 0)
    return NULL;
  snprintf(format, sizeof format, "%.*s", (int)(colon - text), text);
  avdevice_register_all();
  const AVInputFormat *found = av_find_input_format(format);
  if (!found || !(found->flags & AVFMT_NOFILE))
    return NULL;
  *name = colon + 1;
  return found;
}

static int libav_open_input(libav_t *own, const char *text)
{
  const char *name;
  const AVInputFormat *device = libav_device(text, &name);
  AVDictionary *options = NULL;
  own->format = avformat_alloc_context();
  if (!own->format)
    return AVERROR(ENOMEM);
  own->format->interrupt_callback = (AVIOInterruptCB){libav_interrupted, own};
  own->deadline = moment_now() + PATIENCE;
  av_dict_set(&options, "rtsp_transport", "tcp", 0);
  int result = avformat_open_input(&own->format, name, device, &options);
  av_dict_free(&options);
  if (result < 0)
    return result;
  result = avformat_find_stream_info(own->format, NULL);
  bool seekable = own->format->pb && (own->format->pb->seekable & AVIO_SEEKABLE_NORMAL);
  own->file = !device && (seekable || own->format->duration > 0);
  return result;
}

static int libav_open_codec(libav_t *own)
{
  const AVCodec *codec;
  own->stream = av_find_best_stream(own->format, AVMEDIA_TYPE_VIDEO, -1, -1, &codec, 0);
  if (own->stream < 0)
    return own->stream;
  for (unsigned i = 0; i < own->format->nb_streams; i++) {
    if ((int)i != own->stream)
      own->format->streams[i]->discard = AVDISCARD_ALL;
  }
  own->codec = avcodec_alloc_context3(codec);
  own->packet = av_packet_alloc();
  own->picture = av_frame_alloc();
  if (!own->codec || !own->packet || !own->picture)
    return AVERROR(ENOMEM);
  int result = avcodec_parameters_to_context(own->codec, own->format->streams[own->stream]->codecpar);
  if (result < 0)
    return result;
  own->codec->thread_count = 1;
  own->codec->pkt_timebase = own->format->streams[own->stream]->time_base;
  return avcodec_open2(own->codec, codec, NULL);
}

static uint32_t libav_rate(libav_t *own)
{
  AVRational rate = av_guess_frame_rate(own->format, own->format->streams[own->stream], NULL);
  double value = rate.num > 0 && rate.den > 0 ? av_q2d(rate) : RATE_UNKNOWN;
  own->step = (int64_t)(1e9 / (value > 0.1 ? value : 0.1));
  return value < 1 ? 1 : value > RATE_MAX ? RATE_MAX : (uint32_t)(value + 0.5);
}

static int64_t libav_stamp(const libav_t *own)
{
  int64_t stamp = own->picture->best_effort_timestamp;
  if (stamp == AV_NOPTS_VALUE)
    return AV_NOPTS_VALUE;
  return av_rescale_q(stamp, own->format->streams[own->stream]->time_base, (AVRational){1, 1000000000});
}

/* Where in its pass a frame stands; frames without a good time stamp follow at the nominal pace. */
static void libav_place(libav_t *own)
{
  int64_t stamp = libav_stamp(own);
  if (own->frames == 0) {
    own->first = stamp == AV_NOPTS_VALUE ? 0 : stamp;
    own->shown = 0;
  } else {
    int64_t place = stamp == AV_NOPTS_VALUE ? own->shown + own->step : stamp - own->first;
    own->shown =
        place > own->shown && place - own->shown < 10 * MOMENT_SECOND ? place : own->shown + own->step;
  }
  own->frames++;
}

/* Whether a decoded picture can stand as it is: it has the frame's size and layout, row after row. */
static bool libav_fits(const libav_t *own)
{
  const AVFrame *picture = own->picture;
  bool planar = picture->format == AV_PIX_FMT_YUV420P || picture->format == AV_PIX_FMT_YUVJ420P;
  bool whole = picture->width >= 0 && (uint32_t)picture->width == own->source->width &&
               picture->height >= 0 && (uint32_t)picture->height == own->source->height;
  return planar && whole && picture->buf[0] && picture->linesize[0] >= picture->width &&
         picture->linesize[1] >= picture->width / 2 && picture->linesize[2] >= picture->width / 2;
}

static void libav_take_back(void *lent)
{
  AVFrame *picture = lent;
  av_frame_free(&picture);
}

/* A frame whose pixels the decoder has lent. */
static frame_t *libav_lend(libav_t *own)
{
  AVFrame *picture = av_frame_clone(own->picture);
  frame_t *frame = picture ? source_borrow(own->source, picture, libav_take_back) : NULL;
  if (!frame) {
    av_frame_free(&picture);
    return NULL;
  }
  for (int plane = 0; plane < 3; plane++) {
    frame->plane[plane] = picture->data[plane];
    frame->stride[plane] = picture->linesize[plane];
  }
  return frame;
}

/* A frame with a copy of the picture; NULL with `failure` empty where there is no room for one now. */
static frame_t *libav_copy(libav_t *own, failure_t *failure)
{
  source_t *source = own->source;
  frame_t *frame = source_frame(source);
  if (!frame || convert_picture(&own->converter, own->picture, frame))
    return frame;
  frame_release(frame);
  failure_set(failure, EXIT_SOURCE, "%s gives pictures in a format that cannot be converted", source->name);
  return NULL;
}

static enum source_result libav_give(libav_t *own, frame_t **frame, failure_t *failure)
{
  source_t *source = own->source;
  uint64_t now = moment_now(), due = now;
  if (own->file) {
    libav_place(own);
    due = own->base + (uint64_t)own->shown;
    if (now > due + LATE) {
      own->base += now - due;
      due = now;
    }
    if (!source_sleep(source, due))
      return SOURCE_NOTHING;
  }
  *frame = libav_fits(own) ? libav_lend(own) : libav_copy(own, failure);
  if (!*frame)
    return failure->text[0] ? SOURCE_FAILED : SOURCE_NOTHING;
  (*frame)->time = due;
  (*frame)->wall = moment_wall();
  (*frame)->full_range = own->picture->color_range == AVCOL_RANGE_JPEG;
  return SOURCE_FRAME;
}

/* The file's end: from its start again, the next pass one frame after the last frame of this one. */
static enum source_result libav_rewind(libav_t *own, failure_t *failure)
{
  if (!own->file || own->frames == 0) {
    failure_set(failure, EXIT_SOURCE, own->file ? "%s holds no picture that can be decoded" : "%s has ended",
                own->source->name);
    return SOURCE_FAILED;
  }
  int64_t start = own->format->start_time == AV_NOPTS_VALUE ? 0 : own->format->start_time;
  int result = av_seek_frame(own->format, -1, start, AVSEEK_FLAG_BACKWARD);
  if (result < 0)
    result = avformat_seek_file(own->format, -1, INT64_MIN, 0, 0, AVSEEK_FLAG_BYTE);
  if (result < 0) {
    libav_refuse(failure, "start again", own->source->name, result);
    return SOURCE_FAILED;
  }
  avcodec_flush_buffers(own->codec);
  own->draining = false;
  own->base += (uint64_t)(own->shown + own->step);
  own->frames = 0;
  return SOURCE_NOTHING;
}

static enum source_result libav_feed(libav_t *own, failure_t *failure)
{
  own->deadline = moment_now() + PATIENCE;
  int result = av_read_frame(own->format, own->packet);
  if (result == AVERROR(EAGAIN)) {
    source_sleep(own->source, moment_now() + 5 * MOMENT_MILLISECOND);
    return SOURCE_NOTHING;
  }
  if (result < 0 && !own->file && result != AVERROR_EOF) {
    libav_refuse(failure, "read from", own->source->name, result);
    return SOURCE_FAILED;
  }
  /* A file broken in its middle plays up to there. */
  if (result < 0) {
    own->draining = true;
    avcodec_send_packet(own->codec, NULL);
    return SOURCE_NOTHING;
  }
  if (own->packet->stream_index == own->stream)
    avcodec_send_packet(own->codec, own->packet);
  av_packet_unref(own->packet);
  return SOURCE_NOTHING;
}

/* Wait until a file's next picture is nearly due: decoded then and not before, it is still in the cache when it is looked at.
   False where the source was told to stop. */
static bool libav_near(const libav_t *own)
{
  uint64_t ahead = (uint64_t)(own->shown + own->step);
  return !own->file || own->frames == 0 || source_sleep(own->source, own->base + ahead - LEAD);
}

static enum source_result libav_read(source_t *source, frame_t **frame, failure_t *failure)
{
  libav_t *own = source->own;
  if (!libav_near(own))
    return SOURCE_NOTHING;
  int result = avcodec_receive_frame(own->codec, own->picture);
  if (result == 0) {
    enum source_result given = libav_give(own, frame, failure);
    av_frame_unref(own->picture);
    return given;
  }
  if (result == AVERROR_EOF || own->draining)
    return libav_rewind(own, failure);
  return libav_feed(own, failure);
}

static void libav_close(source_t *source)
{
  libav_t *own = source->own;
  avcodec_free_context(&own->codec);
  avformat_close_input(&own->format);
  av_packet_free(&own->packet);
  av_frame_free(&own->picture);
  convert_free(&own->converter);
  free(own);
}

static const source_kind_t libav_kind = {libav_read, libav_close};

bool source_libav_open(source_t *source, const char *text, const source_wanted_t *wanted, failure_t *failure)
{
  libav_t *own = calloc(1, sizeof *own);
  if (!own)
    return failure_set(failure, EXIT_FAILED, "there is no memory for the source");
  av_log_set_level(AV_LOG_FATAL);
  own->source = source;
  source->own = own;
  source->kind = &libav_kind;
  libav_name(text, source->name, sizeof source->name);
  const char *shown = strstr(text, "://") ? source->name : text;
  int result = libav_open_input(own, text);
  if (result < 0)
    return libav_refuse(failure, "open the source", shown, result);
  result = libav_open_codec(own);
  if (result == AVERROR_STREAM_NOT_FOUND)
    return failure_set(failure, EXIT_SOURCE, "the source %s holds no video", shown);
  if (result < 0)
    return libav_refuse(failure, "decode the source", shown, result);
  source->rate = libav_rate(own);
  own->base = moment_now();
  return source_size(source, (uint32_t)own->codec->width, (uint32_t)own->codec->height, wanted, failure);
}
