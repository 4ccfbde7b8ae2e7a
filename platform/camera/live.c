/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "camera/live.h"

#include <pthread.h>
#include <stdio.h>

#include "camera/moment.h"
#include "camera/muxer.h"

#define RING 512               /* fragments kept at most */
#define RING_BYTES (12u << 20) /* and their bytes */
#define BEHIND                                                                                               \
  ((uint64_t)3 * MOMENT_SECOND) /* a viewer further behind the newest keyframe is moved on to it */

/* Bytes that readers share: a fragment or an initialisation segment. */
typedef struct {
  int references;
  uint32_t generation;
  uint64_t time;
  bool key;
  size_t size;
  uint8_t bytes[];
} piece_t;

struct live {
  pthread_mutex_t lock;
  pthread_cond_t grown;
  muxer_t *muxer;
  stream_t stream;
  uint64_t epoch; /* time of the first frame ever */
  int64_t at;     /* ticks: where the next fragment begins */
  uint8_t *pending;
  size_t pending_size, pending_room;
  piece_t *start; /* the initialisation segment */
  piece_t *ring[RING];
  uint64_t head, tail; /* numbers of the next and of the oldest fragment */
  uint64_t key;        /* number of the newest keyframe's fragment; meaningful with has_key */
  bool has_key, ended;
  bool rested; /* the next frame does not go on where the last one ended */
  size_t bytes;
  uint32_t readers;
};

struct camera_live {
  live_t *live;
  uint64_t next;       /* number of the fragment to read next */
  bool placed;         /* next is set */
  uint32_t generation; /* of the initialisation segment given; 0: none */
  piece_t *current;
  size_t given; /* bytes of current */
};

static piece_t *piece_create(const uint8_t *bytes, size_t size)
{
  piece_t *piece = malloc(sizeof *piece + size);
  if (!piece)
    return NULL;
  *piece = (piece_t){.references = 1, .size = size};
  memcpy(piece->bytes, bytes, size);
  return piece;
}

static piece_t *piece_keep(piece_t *piece)
{
  __atomic_add_fetch(&piece->references, 1, __ATOMIC_RELAXED);
  return piece;
}

static void piece_release(piece_t *piece)
{
  if (piece && __atomic_sub_fetch(&piece->references, 1, __ATOMIC_ACQ_REL) == 0)
    free(piece);
}

live_t *live_create(void)
{
  live_t *live = calloc(1, sizeof *live);
  if (!live)
    return NULL;
  pthread_mutex_init(&live->lock, NULL);
  moment_cond_init(&live->grown);
  return live;
}

void live_free(live_t *live)
{
  if (!live)
    return;
  muxer_close(live->muxer);
  for (; live->tail < live->head; live->tail++)
    piece_release(live->ring[live->tail % RING]);
  piece_release(live->start);
  free(live->pending);
  pthread_cond_destroy(&live->grown);
  pthread_mutex_destroy(&live->lock);
  free(live);
}

/* Only the encoder's thread writes, and only it sees pending. */
static bool live_sink(void *opaque, const uint8_t *bytes, size_t size)
{
  live_t *live = opaque;
  if (live->pending_size + size > live->pending_room) {
    size_t room = (live->pending_size + size) * 2;
    uint8_t *pending = realloc(live->pending, room);
    if (!pending)
      return false;
    live->pending = pending;
    live->pending_room = room;
  }
  memcpy(live->pending + live->pending_size, bytes, size);
  live->pending_size += size;
  return true;
}

static piece_t *live_pending(live_t *live)
{
  piece_t *piece = live->pending_size > 0 ? piece_create(live->pending, live->pending_size) : NULL;
  live->pending_size = 0;
  return piece;
}

static bool live_begin(live_t *live, const stream_t *stream, const packet_t *packet)
{
  muxer_close(live->muxer);
  live->pending_size = 0;
  live->muxer = muxer_open(MUXER_LIVE, stream, packet->wall, live_sink, live);
  piece_t *start = live->muxer ? live_pending(live) : NULL;
  if (!start)
    return false;
  start->generation = stream->generation;
  pthread_mutex_lock(&live->lock);
  if (live->epoch == 0)
    live->epoch = packet->time;
  piece_release(live->start);
  live->start = start;
  live->stream = *stream;
  live->has_key = false;
  pthread_mutex_unlock(&live->lock);
  return true;
}

/* Called with the lock held. */
static void live_add(live_t *live, piece_t *piece)
{
  while (live->tail < live->head &&
         (live->head - live->tail == RING || live->bytes + piece->size > RING_BYTES)) {
    piece_t *oldest = live->ring[live->tail++ % RING];
    live->bytes -= oldest->size;
    piece_release(oldest);
  }
  if (live->has_key && live->key < live->tail)
    live->has_key = false;
  if (piece->key) {
    live->key = live->head;
    live->has_key = true;
  }
  live->ring[live->head++ % RING] = piece;
  live->bytes += piece->size;
  pthread_cond_broadcast(&live->grown);
}

/* A fragment must say how long it lasts before the next frame is known. It says: until one frame's time after now;
   so what one frame guessed wrong, the next one sets right, and the stream never drifts from the clock. */
bool live_push(live_t *live, const stream_t *stream, packet_t *packet, uint64_t frame_time)
{
  if (live->stream.generation != packet->generation || !live->muxer) {
    if (!live_begin(live, stream, packet))
      return false;
  }
  int64_t end = muxer_ticks(packet->time - live->epoch + frame_time);
  if (live->rested && live->at < muxer_ticks(packet->time - live->epoch))
    live->at = muxer_ticks(packet->time - live->epoch);
  live->rested = false;
  int64_t duration = end > live->at ? end - live->at : 1;
  bool written = muxer_write(live->muxer, packet, live->at, duration);
  piece_t *piece = written ? live_pending(live) : NULL;
  if (!piece) {
    /* A muxer that failed stays failed: the next packet gets another. */
    muxer_close(live->muxer);
    live->muxer = NULL;
    return false;
  }
  live->at += duration;
  piece->generation = packet->generation;
  piece->time = packet->time;
  piece->key = packet->key;
  pthread_mutex_lock(&live->lock);
  live_add(live, piece);
  pthread_mutex_unlock(&live->lock);
  return true;
}

void live_rest(live_t *live)
{
  live->rested = true;
  pthread_mutex_lock(&live->lock);
  live->has_key = false; /* a new viewer is not to begin with what was long ago */
  pthread_mutex_unlock(&live->lock);
}

void live_end(live_t *live)
{
  pthread_mutex_lock(&live->lock);
  live->ended = true;
  pthread_cond_broadcast(&live->grown);
  pthread_mutex_unlock(&live->lock);
}

uint64_t live_media_time(live_t *live, uint64_t time)
{
  pthread_mutex_lock(&live->lock);
  uint64_t epoch = live->epoch;
  pthread_mutex_unlock(&live->lock);
  return epoch > 0 && time > epoch ? (time - epoch) / 1000 : 0;
}

bool live_mime(live_t *live, char *text, size_t room)
{
  pthread_mutex_lock(&live->lock);
  bool known = live->start != NULL;
  if (known)
    snprintf(text, room, "video/mp4; codecs=\"%s\"", live->stream.codec);
  pthread_mutex_unlock(&live->lock);
  return known;
}

uint32_t live_readers(live_t *live)
{
  pthread_mutex_lock(&live->lock);
  uint32_t readers = live->readers;
  pthread_mutex_unlock(&live->lock);
  return readers;
}

live_reader_t *live_open(live_t *live)
{
  live_reader_t *reader = calloc(1, sizeof *reader);
  if (!reader)
    return NULL;
  reader->live = live;
  pthread_mutex_lock(&live->lock);
  live->readers++;
  pthread_mutex_unlock(&live->lock);
  return reader;
}

/* The next piece for a reader, or NULL where it must wait. Called with the lock held. */
static piece_t *live_next(live_t *live, live_reader_t *reader)
{
  if (!live->has_key)
    return NULL;
  const piece_t *newest_key = live->ring[live->key % RING];
  if (reader->generation != newest_key->generation) {
    reader->generation = newest_key->generation;
    reader->next = live->key;
    reader->placed = true;
    return piece_keep(live->start);
  }
  bool lost = !reader->placed || reader->next < live->tail;
  bool behind =
      !lost && reader->next < live->key && newest_key->time - live->ring[reader->next % RING]->time > BEHIND;
  if (lost || behind) {
    reader->next = live->key;
    reader->placed = true;
  }
  if (reader->next == live->head)
    return NULL;
  return piece_keep(live->ring[reader->next++ % RING]);
}

static bool live_wait(live_t *live, live_reader_t *reader, int timeout)
{
  struct timespec until = moment_after(timeout);
  pthread_mutex_lock(&live->lock);
  while (!live->ended && !(reader->current = live_next(live, reader))) {
    if (timeout == 0 || pthread_cond_timedwait(&live->grown, &live->lock, &until) != 0)
      break;
  }
  bool ended = live->ended;
  pthread_mutex_unlock(&live->lock);
  reader->given = 0;
  return !ended;
}

ssize_t live_read(live_reader_t *reader, void *buffer, size_t size, int timeout)
{
  if (!reader->current && !live_wait(reader->live, reader, timeout))
    return -1;
  piece_t *piece = reader->current;
  if (!piece)
    return 0;
  size_t part = piece->size - reader->given;
  if (part > size)
    part = size;
  memcpy(buffer, piece->bytes + reader->given, part);
  reader->given += part;
  if (reader->given == piece->size) {
    piece_release(piece);
    reader->current = NULL;
  }
  return (ssize_t)part;
}

void live_close(live_reader_t *reader)
{
  if (!reader)
    return;
  piece_release(reader->current);
  pthread_mutex_lock(&reader->live->lock);
  reader->live->readers--;
  pthread_mutex_unlock(&reader->live->lock);
  free(reader);
}
