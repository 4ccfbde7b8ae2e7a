/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Fragmented MP4 (ISO/IEC 14496-12, 8.8) by libavformat: for live viewers a fragment a frame, for files one a second. */
#ifndef CAMERA_MUXER_H
#define CAMERA_MUXER_H

#include "camera/packet.h"

typedef struct muxer muxer_t;

enum muxer_kind { MUXER_LIVE, MUXER_FILE };

/** Takes finished bytes. Returns false where they could not be taken; the muxer then fails. */
typedef bool (*muxer_sink_t)(void *opaque, const uint8_t *bytes, size_t size);

/**
 * Start a stream: its initialisation segment goes to the sink. wall: Unix milliseconds of the first packet, kept in
 * the file. NULL without memory or where the sink failed.
 */
muxer_t *muxer_open(enum muxer_kind kind, const stream_t *stream, int64_t wall, muxer_sink_t sink,
                    void *opaque);

/**
 * Add a packet that is shown `at` ticks (1/90000 s, growing) from the start, for `duration` ticks. A live muxer
 * hands a fragment to the sink at once; one for files when the fragment is a second long.
 */
bool muxer_write(muxer_t *muxer, packet_t *packet, int64_t at, int64_t duration);

/** End the stream, the rest goes to the sink; frees the muxer. False where the sink failed. NULL is allowed. */
bool muxer_close(muxer_t *muxer);

#define MUXER_TICKS 90000

/** Nanoseconds as ticks. */
static inline int64_t muxer_ticks(uint64_t nanoseconds)
{
  return (int64_t)(nanoseconds / 100000 * 9 + nanoseconds % 100000 * 9 / 100000);
}

#endif
