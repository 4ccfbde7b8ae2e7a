/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Boxes: ISO/IEC 14496-12. Nothing here trusts the file: every length is checked against what holds it. */
#include "camera/mp4_scan.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEADER_MAX (1u << 20)     /* bytes of a moov or moof that is read */
#define EPOCH INT64_C(2082844800) /* seconds from 1904 to 1970 */

#define BOX(a, b, c, d) ((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (uint32_t)(d))

/* Bytes of a box, and the box found next in them. */
typedef struct {
  const uint8_t *bytes;
  size_t size;
} span_t;

typedef struct {
  uint32_t timescale; /* of the track's media */
  uint32_t default_duration;
  uint64_t end; /* media time at which the last whole fragment ends */
  int64_t created;
} movie_t;

static uint32_t read32(const uint8_t *bytes)
{
  return BOX(bytes[0], bytes[1], bytes[2], bytes[3]);
}

static uint64_t read64(const uint8_t *bytes)
{
  return (uint64_t)read32(bytes) << 32 | read32(bytes + 4);
}

/* Take the next box from `from`: its type and its body. */
static bool box_next(span_t *from, uint32_t *type, span_t *body)
{
  if (from->size < 8)
    return false;
  size_t size = read32(from->bytes);
  if (size < 8 || size > from->size)
    return false;
  *type = read32(from->bytes + 4);
  *body = (span_t){from->bytes + 8, size - 8};
  from->bytes += size;
  from->size -= size;
  return true;
}

static bool box_find(span_t in, uint32_t wanted, span_t *body)
{
  uint32_t type;
  while (box_next(&in, &type, body)) {
    if (type == wanted)
      return true;
  }
  return false;
}

/* moov: when it was made, and the ticks of its one track's media. */
static void moov_read(span_t moov, movie_t *movie)
{
  span_t mvhd, trak, mdia, mdhd, mvex, trex;
  if (box_find(moov, BOX('m', 'v', 'h', 'd'), &mvhd) && mvhd.size >= 12) {
    bool large = mvhd.bytes[0] == 1;
    uint64_t seconds = large ? read64(mvhd.bytes + 4) : read32(mvhd.bytes + 4);
    if (seconds > (uint64_t)EPOCH && seconds < (uint64_t)EPOCH * 4)
      movie->created = ((int64_t)seconds - EPOCH) * 1000;
  }
  if (box_find(moov, BOX('t', 'r', 'a', 'k'), &trak) && box_find(trak, BOX('m', 'd', 'i', 'a'), &mdia) &&
      box_find(mdia, BOX('m', 'd', 'h', 'd'), &mdhd) && mdhd.size >= 24)
    movie->timescale = read32(mdhd.bytes + (mdhd.bytes[0] == 1 ? 20 : 12));
  if (box_find(moov, BOX('m', 'v', 'e', 'x'), &mvex) && box_find(mvex, BOX('t', 'r', 'e', 'x'), &trex) &&
      trex.size >= 16)
    movie->default_duration = read32(trex.bytes + 12);
}

static uint32_t tfhd_duration(span_t tfhd, uint32_t otherwise)
{
  if (tfhd.size < 8)
    return otherwise;
  uint32_t flags = read32(tfhd.bytes) & 0xffffff;
  size_t at = 8 + (flags & 1 ? 8u : 0u) + (flags & 2 ? 4u : 0u);
  return (flags & 8) && tfhd.size >= at + 4 ? read32(tfhd.bytes + at) : otherwise;
}

static uint64_t trun_duration(span_t trun, uint32_t otherwise)
{
  if (trun.size < 8)
    return 0;
  uint32_t flags = read32(trun.bytes) & 0xffffff;
  uint32_t count = read32(trun.bytes + 4);
  size_t at = 8 + (flags & 1 ? 4u : 0u) + (flags & 4 ? 4u : 0u);
  size_t entry = (flags & 0x100 ? 4u : 0u) + (flags & 0x200 ? 4u : 0u) + (flags & 0x400 ? 4u : 0u) +
                 (flags & 0x800 ? 4u : 0u);
  uint64_t sum = 0;
  if (!(flags & 0x100))
    return (uint64_t)count * otherwise;
  for (; count > 0 && at + entry <= trun.size; count--, at += entry)
    sum += read32(trun.bytes + at);
  return sum;
}

/* moof: where its samples end in time. */
static bool moof_read(span_t moof, const movie_t *movie, uint64_t *end)
{
  span_t traf, tfhd, tfdt, box;
  uint32_t type;
  if (!box_find(moof, BOX('t', 'r', 'a', 'f'), &traf) || !box_find(traf, BOX('t', 'f', 'h', 'd'), &tfhd) ||
      !box_find(traf, BOX('t', 'f', 'd', 't'), &tfdt) || tfdt.size < 8)
    return false;
  bool large = tfdt.bytes[0] == 1;
  if (large && tfdt.size < 12)
    return false;
  uint32_t each = tfhd_duration(tfhd, movie->default_duration);
  *end = large ? read64(tfdt.bytes + 4) : read32(tfdt.bytes + 4);
  while (box_next(&traf, &type, &box)) {
    if (type == BOX('t', 'r', 'u', 'n'))
      *end += trun_duration(box, each);
  }
  return true;
}

static bool body_read(int file, uint64_t at, uint64_t size, uint8_t **bytes)
{
  if (size > HEADER_MAX)
    return false;
  *bytes = malloc(size + 1);
  if (*bytes && pread(file, *bytes, size, (off_t)at) == (ssize_t)size)
    return true;
  free(*bytes);
  *bytes = NULL;
  return false;
}

/* A box's header at a place of the file; false where it does not lie in the file whole. */
static bool header_read(int file, uint64_t at, uint64_t length, uint32_t *type, uint64_t *head,
                        uint64_t *size)
{
  uint8_t bytes[16];
  if (length - at < 8 || pread(file, bytes, 8, (off_t)at) != 8)
    return false;
  *size = read32(bytes);
  *type = read32(bytes + 4);
  *head = 8;
  if (*size == 1) {
    if (length - at < 16 || pread(file, bytes, 16, (off_t)at) != 16)
      return false;
    *size = read64(bytes + 8);
    *head = 16;
  }
  return *size >= *head && *size <= length - at;
}

bool mp4_scan(int file, mp4_scan_t *scan)
{
  struct stat info;
  movie_t movie = {0};
  uint64_t head, size, end = 0;
  uint32_t type;
  bool has_moov = false, has_moof = false;
  *scan = (mp4_scan_t){0};
  if (fstat(file, &info) != 0 || info.st_size < 0)
    return false;
  uint64_t length = (uint64_t)info.st_size;
  for (uint64_t at = 0; header_read(file, at, length, &type, &head, &size); at += size) {
    uint8_t *bytes = NULL;
    bool moov = type == BOX('m', 'o', 'o', 'v'), moof = type == BOX('m', 'o', 'o', 'f');
    if ((moov || moof) && !body_read(file, at + head, size - head, &bytes))
      break;
    span_t body = {bytes, size - head};
    if (moov) {
      moov_read(body, &movie);
      has_moov = movie.timescale > 0;
    }
    if (moof)
      has_moof = moof_read(body, &movie, &end);
    free(bytes);
    if (type == BOX('m', 'd', 'a', 't') && has_moov && has_moof) {
      scan->fragments++;
      scan->complete = at + size;
      movie.end = end;
      has_moof = false;
    }
  }
  scan->created = movie.created;
  scan->duration = movie.timescale > 0 ? movie.end * 1000 / movie.timescale : 0;
  return scan->fragments > 0;
}
