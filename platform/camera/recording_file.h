/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One recording on disk: written under a temporary name, safe to the last second, renamed when it is whole. */
#ifndef CAMERA_RECORDING_FILE_H
#define CAMERA_RECORDING_FILE_H

#include "camera/muxer.h"
#include "camera/store.h"

typedef struct {
  store_t *store;
  store_recording_t row;
  int file; /* -1: none open */
  muxer_t *muxer;
  uint64_t first;   /* time of the first packet, nanoseconds */
  uint64_t last;    /* time of the last */
  uint64_t synced;  /* when the disk was last told to keep what is written */
  int64_t unsynced; /* bytes since */
  int64_t frame;    /* nominal duration of a frame, ticks */
  bool indexed;     /* after the end: its row is stored */
  int error;        /* errno of what went wrong, 0: nothing */
} recording_file_t;

/** Begin a recording with its first packet; its row is stored as unfinished. False with file->error set. */
bool recording_file_open(recording_file_t *file, store_t *store, int64_t id, int64_t event,
                         const stream_t *stream, const packet_t *first, uint32_t rate);

/** Add a packet; once a second what was written is made durable. False with file->error set (ENOSPC: disk full). */
bool recording_file_write(recording_file_t *file, packet_t *packet);

/** Store its picture beside it. */
void recording_file_thumbnail(recording_file_t *file, const uint8_t *jpeg, size_t size);

/** Finish: durable, renamed, its row complete. A file without a single picture is removed, and false returned. */
bool recording_file_finish(recording_file_t *file);

#endif
