/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "camera/recording_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "camera/moment.h"
#include "camera/mp4_scan.h"
#include "common/log.h"

#define PATH_ROOM 4200

static void path_make(const recording_file_t *file, const char *path, const char *ending, char *whole)
{
  snprintf(whole, PATH_ROOM, "%s/%s%s", store_folder(file->store), path, ending);
}

static bool folders_make(const recording_file_t *file)
{
  char whole[PATH_ROOM];
  path_make(file, file->row.path, "", whole);
  for (char *slash = whole + strlen(store_folder(file->store)) + 1; (slash = strchr(slash, '/')); slash++) {
    *slash = '\0';
    if (mkdir(whole, 0700) != 0 && errno != EEXIST)
      return false;
    *slash = '/';
  }
  return true;
}

/* A rename or a new file is durable when its folder is. */
static bool folder_sync(const recording_file_t *file)
{
  char whole[PATH_ROOM];
  path_make(file, file->row.path, "", whole);
  *strrchr(whole, '/') = '\0';
  int folder = open(whole, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0)
    return false;
  bool good = fsync(folder) == 0;
  close(folder);
  return good;
}

static bool file_sink(void *opaque, const uint8_t *bytes, size_t size)
{
  recording_file_t *file = opaque;
  while (size > 0) {
    ssize_t written = write(file->file, bytes, size);
    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0) {
      file->error = written < 0 ? errno : ENOSPC;
      return false;
    }
    bytes += written;
    size -= (size_t)written;
    file->row.bytes += written;
    file->unsynced += written;
  }
  return true;
}

static bool file_sync(recording_file_t *file)
{
  if (fdatasync(file->file) != 0) {
    file->error = errno;
    return false;
  }
  file->synced = moment_now();
  file->unsynced = 0;
  return true;
}

static bool file_fail(recording_file_t *file, int error)
{
  file->error = error;
  return false;
}

bool recording_file_open(recording_file_t *file, store_t *store, int64_t id, int64_t event,
                         const stream_t *stream, const packet_t *first, uint32_t rate)
{
  char whole[PATH_ROOM];
  struct tm utc;
  time_t seconds = (time_t)(first->wall / 1000);
  *file = (recording_file_t){.store = store,
                             .row = {.id = id, .event = event, .start = first->wall},
                             .file = -1,
                             .first = first->time,
                             .frame = MUXER_TICKS / (rate > 0 ? rate : 1)};
  gmtime_r(&seconds, &utc);
  snprintf(file->row.path, sizeof file->row.path, "recordings/%04u/%02u/%02u/%lld.mp4",
           (unsigned)(utc.tm_year + 1900) % 10000, (unsigned)utc.tm_mon % 100 + 1,
           (unsigned)utc.tm_mday % 100, (long long)id);
  path_make(file, file->row.path, ".part", whole);
  if (!folders_make(file))
    return file_fail(file, errno);
  file->file = open(whole, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file->file < 0)
    return file_fail(file, errno);
  file->muxer = muxer_open(MUXER_FILE, stream, first->wall, file_sink, file);
  bool good = file->muxer && file_sync(file) && folder_sync(file) && store_recording_put(store, &file->row);
  if (good)
    return true;
  int error = file->error ? file->error : EIO;
  recording_file_finish(file);
  return file_fail(file, error);
}

bool recording_file_write(recording_file_t *file, packet_t *packet)
{
  if (!muxer_write(file->muxer, packet, muxer_ticks(packet->time - file->first), file->frame))
    return file_fail(file, file->error ? file->error : EIO);
  file->last = packet->time;
  bool due = file->unsynced > 0 && moment_now() - file->synced >= (uint64_t)MOMENT_SECOND;
  return !due || file_sync(file);
}

void recording_file_thumbnail(recording_file_t *file, const uint8_t *jpeg, size_t size)
{
  char whole[PATH_ROOM], path[STORE_PATH];
  snprintf(path, sizeof path, "%.*s.jpg", (int)(strlen(file->row.path) - strlen(".mp4")), file->row.path);
  path_make(file, path, "", whole);
  int picture = open(whole, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (picture < 0)
    return;
  bool good = write(picture, jpeg, size) == (ssize_t)size;
  close(picture);
  if (!good)
    unlink(whole);
  else
    memcpy(file->row.thumbnail, path, sizeof path);
}

/* After a failure only whole fragments are kept. */
static bool file_trim(recording_file_t *file)
{
  char whole[PATH_ROOM];
  mp4_scan_t scan;
  path_make(file, file->row.path, ".part", whole);
  int reader = open(whole, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  bool good = reader >= 0 && mp4_scan(reader, &scan) &&
              (!file->error || ftruncate(file->file, (off_t)scan.complete) == 0);
  if (reader >= 0)
    close(reader);
  if (!good)
    return false;
  file->row.end = file->row.start + (int64_t)scan.duration;
  if (file->error)
    file->row.bytes = (int64_t)scan.complete;
  return true;
}

static void file_remove(recording_file_t *file)
{
  char whole[PATH_ROOM];
  path_make(file, file->row.path, ".part", whole);
  unlink(whole);
  if (file->row.thumbnail[0]) {
    path_make(file, file->row.thumbnail, "", whole);
    unlink(whole);
  }
}

bool recording_file_finish(recording_file_t *file)
{
  char part[PATH_ROOM], whole[PATH_ROOM];
  if (file->file < 0)
    return false;
  path_make(file, file->row.path, ".part", part);
  path_make(file, file->row.path, "", whole);
  if (!muxer_close(file->muxer) && !file->error)
    file->error = EIO;
  file->muxer = NULL;
  bool kept = file_trim(file) && fsync(file->file) == 0 && rename(part, whole) == 0;
  close(file->file);
  file->file = -1;
  if (!kept) {
    file_remove(file);
    store_recording_forget(file->store, file->row.id);
    return false;
  }
  folder_sync(file);
  file->indexed = store_recording_put(file->store, &file->row);
  if (!file->indexed)
    log_warning("recording %lld is kept, but not in the index yet", (long long)file->row.id);
  return true;
}
