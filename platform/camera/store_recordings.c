/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The index of recordings, and what the files themselves tell where the index does not know them. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "camera/mp4_scan.h"
#include "camera/store_private.h"
#include "common/log.h"

#define COLUMNS "SELECT id, start, end, bytes, event, path, thumbnail FROM recordings "
#define FOLDER "recordings"
#define PART ".mp4.part"
#define DEPTH 3 /* year, month, day */

static void recording_read(sqlite3_stmt *statement, store_recording_t *recording)
{
  recording->id = sqlite3_column_int64(statement, 0);
  recording->start = sqlite3_column_int64(statement, 1);
  recording->end = sqlite3_column_int64(statement, 2);
  recording->bytes = sqlite3_column_int64(statement, 3);
  recording->event = sqlite3_column_int64(statement, 4);
  store_text(statement, 5, recording->path, sizeof recording->path);
  store_text(statement, 6, recording->thumbnail, sizeof recording->thumbnail);
}

size_t store_recordings_within(store_t *store, const store_span_t *span, store_recording_t *recordings,
                               size_t limit)
{
  /* The longest recording is an hour long: the index on start then bounds what is looked at. */
  sqlite3_stmt *statement =
      store_prepare(store,
                    COLUMNS "WHERE id < ?1 AND end > ?2 AND start >= ?2 - 4000000 AND start < ?3 AND end > 0"
                            " ORDER BY id DESC LIMIT ?4",
                    "iiii", span->before > 0 ? span->before : INT64_MAX, span->from,
                    span->to > 0 ? span->to : INT64_MAX, (int64_t)limit);
  size_t count = 0;
  if (!statement)
    return 0;
  while (count < limit && store_row(store, statement))
    recording_read(statement, &recordings[count++]);
  store_finish(store, statement);
  return count;
}

size_t store_recordings(store_t *store, int64_t before, store_recording_t *recordings, size_t limit)
{
  return store_recordings_within(store, &(store_span_t){.before = before}, recordings, limit);
}

size_t store_days(store_t *store, store_day_t *days, size_t limit)
{
  sqlite3_stmt *statement = store_prepare(
      store,
      "SELECT day, min(start), sum(event), count(*) - sum(event), sum(bytes) FROM ("
      " SELECT date(start / 1000, 'unixepoch', 'localtime') AS day, start, 1 AS event, 0 AS bytes FROM events"
      " UNION ALL SELECT date(start / 1000, 'unixepoch', 'localtime'), start, 0, bytes FROM recordings"
      " WHERE end > 0) GROUP BY day ORDER BY day DESC LIMIT ?1",
      "i", (int64_t)limit);
  size_t count = 0;
  if (!statement)
    return 0;
  for (; count < limit && store_row(store, statement); count++) {
    store_text(statement, 0, days[count].day, sizeof days[count].day);
    days[count].start = sqlite3_column_int64(statement, 1);
    days[count].events = sqlite3_column_int64(statement, 2);
    days[count].recordings = sqlite3_column_int64(statement, 3);
    days[count].bytes = sqlite3_column_int64(statement, 4);
  }
  store_finish(store, statement);
  return count;
}

static bool recording_one(store_t *store, sqlite3_stmt *statement, store_recording_t *recording)
{
  if (!statement)
    return false;
  bool found = store_row(store, statement);
  if (found)
    recording_read(statement, recording);
  store_finish(store, statement);
  return found;
}

bool store_recording_get(store_t *store, int64_t id, store_recording_t *recording)
{
  return recording_one(store, store_prepare(store, COLUMNS "WHERE id = ?1", "i", id), recording);
}

bool store_recording_oldest(store_t *store, store_recording_t *recording)
{
  return recording_one(store, store_prepare(store, COLUMNS "WHERE end > 0 ORDER BY start, id LIMIT 1", ""),
                       recording);
}

bool store_recording_put(store_t *store, const store_recording_t *recording)
{
  return store_change(
      store, store_prepare(store,
                           "INSERT OR REPLACE INTO recordings(id, start, end, bytes, event, path, thumbnail)"
                           " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                           "iiiiitt", recording->id, recording->start, recording->end, recording->bytes,
                           recording->event, recording->path, recording->thumbnail));
}

int64_t store_recording_last(store_t *store)
{
  return store_number(store, "SELECT seq FROM sqlite_sequence WHERE name = 'recordings'");
}

int64_t store_recordings_bytes(store_t *store, int64_t *count)
{
  sqlite3_stmt *statement =
      store_prepare(store, "SELECT coalesce(sum(bytes), 0), count(*) FROM recordings WHERE end > 0", "");
  int64_t bytes = 0;
  *count = 0;
  if (!statement)
    return 0;
  if (store_row(store, statement)) {
    bytes = sqlite3_column_int64(statement, 0);
    *count = sqlite3_column_int64(statement, 1);
  }
  store_finish(store, statement);
  return bytes;
}

static bool file_remove(const store_t *store, const char *path)
{
  char whole[4200];
  snprintf(whole, sizeof whole, "%s/%s", store->folder, path);
  if (unlink(whole) == 0 || errno == ENOENT)
    return true;
  log_warning("cannot delete %s: %s", whole, strerror(errno));
  return false;
}

bool store_recording_forget(store_t *store, int64_t id)
{
  return store_change(store, store_prepare(store, "DELETE FROM recordings WHERE id = ?1", "i", id));
}

/* The day's folder goes with its last recording, and so on upwards; a folder that is not empty stays. */
static void folders_remove(const store_t *store, const char *path)
{
  char whole[4200];
  snprintf(whole, sizeof whole, "%s/%s", store->folder, path);
  for (int i = 0; i < DEPTH; i++) {
    *strrchr(whole, '/') = '\0';
    if (rmdir(whole) != 0)
      return;
  }
}

/* The files go first: a row without a file is found and removed at the next start, a file without a row would come
   back as a recording. */
bool store_recording_delete(store_t *store, int64_t id)
{
  store_recording_t recording;
  if (!store_recording_get(store, id, &recording) || recording.end == 0)
    return false;
  if (!file_remove(store, recording.path) ||
      (recording.thumbnail[0] && !file_remove(store, recording.thumbnail)))
    return false;
  folders_remove(store, recording.path);
  return store_recording_forget(store, id) &&
         store_change(store,
                      store_prepare(store, "UPDATE events SET recording = 0 WHERE recording = ?1", "i", id));
}

/* --- recovery --- */

/* Cut an unfinished file after its last whole fragment and give it its final name. */
static bool part_finish(int file, const mp4_scan_t *scan, const char *part, char *final, size_t room)
{
  snprintf(final, room, "%.*s", (int)(strlen(part) - strlen(".part")), part);
  return ftruncate(file, (off_t)scan->complete) == 0 && fsync(file) == 0 && rename(part, final) == 0;
}

static bool recording_adopt(store_t *store, const char *path, int64_t id, bool is_part)
{
  char whole[4200], final[4200], thumbnail[4200];
  struct stat info;
  mp4_scan_t scan;
  store_recording_t recording = {0};
  snprintf(whole, sizeof whole, "%s/%s", store->folder, path);
  int file = open(whole, (is_part ? O_RDWR : O_RDONLY) | O_NOFOLLOW | O_CLOEXEC);
  if (file < 0)
    return false;
  bool good = fstat(file, &info) == 0 && S_ISREG(info.st_mode) && mp4_scan(file, &scan) &&
              (!is_part || part_finish(file, &scan, whole, final, sizeof final));
  close(file);
  if (!good)
    return false;
  /* A row may know more than the file: when it began to the millisecond, and of which event it is. */
  store_recording_get(store, id, &recording);
  recording.id = id;
  if (recording.start == 0)
    recording.start =
        scan.created > 0 ? scan.created : (int64_t)info.st_mtime * 1000 - (int64_t)scan.duration;
  recording.end = recording.start + (int64_t)scan.duration;
  recording.bytes = is_part ? (int64_t)scan.complete : (int64_t)info.st_size;
  int stem = (int)(strlen(path) - strlen(is_part ? PART : ".mp4"));
  snprintf(recording.path, sizeof recording.path, "%.*s.mp4", stem, path);
  snprintf(thumbnail, sizeof thumbnail, "%s/%.*s.jpg", store->folder, stem, path);
  recording.thumbnail[0] = '\0';
  if (access(thumbnail, R_OK) == 0)
    snprintf(recording.thumbnail, sizeof recording.thumbnail, "%.*s.jpg", stem, path);
  return store_recording_put(store, &recording);
}

/* The id in a name such as 17.mp4 or 17.mp4.part; 0 for any other name. */
static int64_t name_id(const char *name, bool *is_part)
{
  char *end;
  if (name[0] < '1' || name[0] > '9')
    return 0;
  errno = 0;
  long long id = strtoll(name, &end, 10);
  *is_part = strcmp(end, PART) == 0;
  return errno == 0 && (*is_part || strcmp(end, ".mp4") == 0) ? id : 0;
}

static size_t file_recover(store_t *store, const char *folder, const char *name)
{
  char path[STORE_PATH];
  store_recording_t known;
  bool is_part;
  int64_t id = name_id(name, &is_part);
  if (id == 0 || snprintf(path, sizeof path, "%s/%s", folder, name) >= STORE_PATH)
    return 0;
  if (store_recording_get(store, id, &known) && known.end > 0 && !is_part)
    return 0;
  if (recording_adopt(store, path, id, is_part))
    return 1;
  if (!is_part) {
    log_warning("%s is not a recording; it is left alone", path);
    return 0;
  }
  log_warning("the unfinished recording %s holds no picture; it is removed", path);
  file_remove(store, path);
  store_recording_forget(store, id);
  return 0;
}

/* Depth-first over recordings/YYYY/MM/DD without following links. */
static size_t folder_recover(store_t *store, const char *folder, int depth)
{
  char whole[4200];
  size_t adopted = 0;
  snprintf(whole, sizeof whole, "%s/%s", store->folder, folder);
  int opened = open(whole, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  DIR *listing = opened >= 0 ? fdopendir(opened) : NULL;
  if (!listing) {
    if (opened >= 0)
      close(opened);
    return 0;
  }
  for (struct dirent *entry; (entry = readdir(listing));) {
    char inner[STORE_PATH];
    if (entry->d_name[0] == '.')
      continue;
    if (depth == DEPTH)
      adopted += file_recover(store, folder, entry->d_name);
    else if ((size_t)snprintf(inner, sizeof inner, "%s/%.20s", folder, entry->d_name) < sizeof inner)
      adopted += folder_recover(store, inner, depth + 1);
  }
  closedir(listing);
  return adopted;
}

/* Rows whose file is gone, and rows still unfinished after every file was looked at. */
static void rows_recover(store_t *store)
{
  store_recording_t recording;
  int64_t id = 0;
  for (;;) {
    sqlite3_stmt *statement = store_prepare(store, COLUMNS "WHERE id > ?1 ORDER BY id LIMIT 1", "i", id);
    if (!recording_one(store, statement, &recording))
      return;
    char whole[4200];
    struct stat info;
    id = recording.id;
    snprintf(whole, sizeof whole, "%s/%s", store->folder, recording.path);
    if (recording.end == 0 || (lstat(whole, &info) != 0 && errno == ENOENT))
      store_recording_forget(store, id);
  }
}

size_t store_recordings_recover(store_t *store)
{
  size_t adopted = folder_recover(store, FOLDER, 0);
  rows_recover(store);
  store_change(store, store_prepare(store,
                                    "UPDATE events SET end = coalesce((SELECT end FROM recordings"
                                    " WHERE recordings.id = events.recording), start) WHERE end = 0",
                                    ""));
  store_change(store, store_prepare(store,
                                    "UPDATE events SET recording = 0 WHERE recording NOT IN"
                                    " (SELECT id FROM recordings)",
                                    ""));
  return adopted;
}
