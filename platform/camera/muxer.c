/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "camera/muxer.h"

#include <libavformat/avformat.h>
#include <libavutil/opt.h>
#include <stdio.h>
#include <time.h>

#define ROOM 65536
#define FLAGS_LIVE "empty_moov+default_base_moof+frag_custom+frag_discont"
#define FLAGS_FILE "empty_moov+default_base_moof"

struct muxer {
  enum muxer_kind kind;
  AVFormatContext *format;
  AVPacket *packet;
  muxer_sink_t sink;
  void *opaque;
  bool failed;
};

static int muxer_sink(void *opaque, uint8_t *bytes, int size)
{
  muxer_t *muxer = opaque;
  if (muxer->failed || !muxer->sink(muxer->opaque, bytes, (size_t)size)) {
    muxer->failed = true;
    return AVERROR(EIO);
  }
  return size;
}

static bool muxer_describe(muxer_t *muxer, const stream_t *stream, int64_t wall)
{
  AVStream *video = avformat_new_stream(muxer->format, NULL);
  if (!video)
    return false;
  AVCodecParameters *parameters = video->codecpar;
  video->time_base = (AVRational){1, MUXER_TICKS};
  parameters->codec_type = AVMEDIA_TYPE_VIDEO;
  parameters->codec_id = AV_CODEC_ID_H264;
  parameters->width = (int)stream->width;
  parameters->height = (int)stream->height;
  parameters->extradata = av_mallocz(stream->header_size + AV_INPUT_BUFFER_PADDING_SIZE);
  if (!parameters->extradata)
    return false;
  memcpy(parameters->extradata, stream->header, stream->header_size);
  parameters->extradata_size = (int)stream->header_size;
  char created[32];
  struct tm utc;
  time_t seconds = (time_t)(wall / 1000);
  gmtime_r(&seconds, &utc);
  strftime(created, sizeof created, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return av_dict_set(&muxer->format->metadata, "creation_time", created, 0) >= 0;
}

static bool muxer_begin(muxer_t *muxer, const stream_t *stream, int64_t wall)
{
  AVDictionary *options = NULL;
  if (avformat_alloc_output_context2(&muxer->format, NULL, "mp4", NULL) < 0)
    return false;
  uint8_t *room = av_malloc(ROOM);
  muxer->packet = av_packet_alloc();
  muxer->format->pb = room ? avio_alloc_context(room, ROOM, 1, muxer, NULL, muxer_sink, NULL) : NULL;
  if (!muxer->packet || !muxer->format->pb) {
    av_free(room);
    return false;
  }
  muxer->format->flags |= AVFMT_FLAG_CUSTOM_IO;
  muxer->format->avoid_negative_ts =
      AVFMT_AVOID_NEG_TS_DISABLED; /* a live stream goes on where another ended */
  if (!muxer_describe(muxer, stream, wall))
    return false;
  av_dict_set(&options, "movflags", muxer->kind == MUXER_LIVE ? FLAGS_LIVE : FLAGS_FILE, 0);
  av_dict_set(&options, "use_editlist", "0", 0);
  if (muxer->kind == MUXER_FILE)
    av_dict_set(&options, "frag_duration", "1000000", 0);
  int result = avformat_write_header(muxer->format, &options);
  av_dict_free(&options);
  avio_flush(muxer->format->pb);
  return result >= 0 && !muxer->failed;
}

static void muxer_free(muxer_t *muxer)
{
  if (muxer->format && muxer->format->pb) {
    av_freep(&muxer->format->pb->buffer);
    avio_context_free(&muxer->format->pb);
  }
  avformat_free_context(muxer->format);
  av_packet_free(&muxer->packet);
  free(muxer);
}

muxer_t *muxer_open(enum muxer_kind kind, const stream_t *stream, int64_t wall, muxer_sink_t sink,
                    void *opaque)
{
  muxer_t *muxer = calloc(1, sizeof *muxer);
  if (!muxer)
    return NULL;
  *muxer = (muxer_t){.kind = kind, .sink = sink, .opaque = opaque};
  if (muxer_begin(muxer, stream, wall))
    return muxer;
  muxer_free(muxer);
  return NULL;
}

bool muxer_write(muxer_t *muxer, packet_t *packet, int64_t at, int64_t duration)
{
  AVPacket *out = muxer->packet;
  if (muxer->failed)
    return false;
  /* Borrowed: av_write_frame() makes its own copy where it must keep the bytes. */
  out->data = packet->data;
  out->size = (int)packet->size;
  out->pts = out->dts = at;
  out->duration = duration;
  out->flags = packet->key ? AV_PKT_FLAG_KEY : 0;
  int result = av_write_frame(muxer->format, out);
  if (result >= 0 && muxer->kind == MUXER_LIVE)
    result = av_write_frame(muxer->format, NULL);
  avio_flush(muxer->format->pb);
  return result >= 0 && !muxer->failed;
}

bool muxer_close(muxer_t *muxer)
{
  if (!muxer)
    return true;
  bool good = av_write_trailer(muxer->format) >= 0;
  avio_flush(muxer->format->pb);
  good = good && !muxer->failed;
  muxer_free(muxer);
  return good;
}
