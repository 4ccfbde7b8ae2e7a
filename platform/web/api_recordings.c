/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Events and recordings. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "web/server.h"

#define LIST_MAX 1000
#define DAYS_MAX 400
#define LIST_USUAL 50

json_t *event_json(const store_event_t *event)
{
  return json_pack("{sIsIsIsisisI}", "id", (json_int_t)event->id, "start", (json_int_t)event->start, "end",
                   (json_int_t)event->end, "peak", (int)event->peak, "zones", (int)event->zones, "recording",
                   (json_int_t)event->recording);
}

static json_t *recording_json(const store_recording_t *recording)
{
  return json_pack("{sIsIsIsIsIsb}", "id", (json_int_t)recording->id, "start", (json_int_t)recording->start,
                   "end", (json_int_t)recording->end, "bytes", (json_int_t)recording->bytes, "event",
                   (json_int_t)recording->event, "thumbnail", recording->thumbnail[0] != '\0');
}

/* How many rows are asked for: 1 to LIST_MAX. */
static size_t list_limit(const request_t *request)
{
  int64_t limit = request_number(request, "limit", LIST_USUAL);
  return limit < 1 ? 1 : limit > LIST_MAX ? LIST_MAX : (size_t)limit;
}

static store_span_t list_span(const request_t *request)
{
  return (store_span_t){.before = request_number(request, "before", 0),
                        .from = request_number(request, "from", 0),
                        .to = request_number(request, "to", 0)};
}

enum MHD_Result events_get(const request_t *request)
{
  store_span_t span = list_span(request);
  size_t limit = list_limit(request);
  store_event_t *events = calloc(limit + 1, sizeof *events);
  json_t *list = json_array();
  if (events == NULL || list == NULL) {
    free(events);
    json_decref(list);
    return MHD_NO;
  }
  store_t *store = camera_store(request->web->camera);
  size_t count = store_events_within(store, &span, events, limit + 1);
  for (size_t i = 0; i < count && i < limit; i++)
    json_array_append_new(list, event_json(&events[i]));
  free(events);
  return reply_json(request, MHD_HTTP_OK, json_pack("{sosb}", "events", list, "more", count > limit), NULL);
}

enum MHD_Result recordings_get(const request_t *request)
{
  store_span_t span = list_span(request);
  size_t limit = list_limit(request);
  store_recording_t *recordings = calloc(limit + 1, sizeof *recordings);
  json_t *list = json_array();
  if (recordings == NULL || list == NULL) {
    free(recordings);
    json_decref(list);
    return MHD_NO;
  }
  store_t *store = camera_store(request->web->camera);
  size_t count = store_recordings_within(store, &span, recordings, limit + 1);
  for (size_t i = 0; i < count && i < limit; i++)
    json_array_append_new(list, recording_json(&recordings[i]));
  free(recordings);
  return reply_json(request, MHD_HTTP_OK, json_pack("{sosb}", "recordings", list, "more", count > limit),
                    NULL);
}

enum MHD_Result hours_get(const request_t *request)
{
  camera_hour_t hours[CAMERA_HOURS];
  size_t count = camera_hours(request->web->camera, hours);
  json_t *list = json_array();
  for (size_t i = 0; i < count; i++)
    json_array_append_new(list, json_pack("{sIsisisisfsf}", "start", (json_int_t)hours[i].start, "looks",
                                          (int)hours[i].looks, "moved", (int)hours[i].moved, "triggered",
                                          (int)hours[i].triggered, "most", hours[i].most / 100.0,
                                          "most_still", hours[i].most_still / 100.0));
  return reply_json(request, MHD_HTTP_OK, json_pack("{so}", "hours", list), NULL);
}

enum MHD_Result days_get(const request_t *request)
{
  store_day_t *days = calloc(DAYS_MAX, sizeof *days);
  json_t *list = json_array();
  if (days == NULL || list == NULL) {
    free(days);
    json_decref(list);
    return MHD_NO;
  }
  size_t count = store_days(camera_store(request->web->camera), days, DAYS_MAX);
  for (size_t i = 0; i < count; i++)
    json_array_append_new(list,
                          json_pack("{sssIsIsIsI}", "day", days[i].day, "start", (json_int_t)days[i].start,
                                    "events", (json_int_t)days[i].events, "recordings",
                                    (json_int_t)days[i].recordings, "bytes", (json_int_t)days[i].bytes));
  free(days);
  return reply_json(request, MHD_HTTP_OK, json_pack("{so}", "days", list), NULL);
}

/* Open a file of the store. Returns -1 where it is gone or is none. */
static int file_open(const request_t *request, const char *path, uint64_t *size)
{
  char full[4096];
  struct stat status;
  const char *folder = store_folder(camera_store(request->web->camera));
  if (path[0] == '\0' || snprintf(full, sizeof full, "%s/%s", folder, path) >= (int)sizeof full)
    return -1;
  int fd = open(full, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0)
    return -1;
  if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
    close(fd);
    return -1;
  }
  *size = (uint64_t)status.st_size;
  return fd;
}

/* A name for the downloaded file, from when the recording began. */
static void add_disposition(struct MHD_Response *response, const store_recording_t *recording)
{
  char name[80];
  struct tm when;
  time_t seconds = (time_t)(recording->start / 1000);
  localtime_r(&seconds, &when);
  strftime(name, sizeof name, "attachment; filename=\"pinhole-%Y-%m-%d-%H%M%S.mp4\"", &when);
  MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_DISPOSITION, name);
}

static enum MHD_Result reply_outside(const request_t *request, int fd, uint64_t size)
{
  char text[64];
  close(fd);
  struct MHD_Response *response = MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
  snprintf(text, sizeof text, "bytes */%llu", (unsigned long long)size);
  if (response != NULL)
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_RANGE, text);
  return reply(request, MHD_HTTP_RANGE_NOT_SATISFIABLE, response);
}

enum MHD_Result recording_video(const request_t *request)
{
  store_recording_t recording;
  uint64_t size = 0, first = 0, last = 0;
  char text[96];
  int fd = -1;
  if (store_recording_get(camera_store(request->web->camera), request->route.id, &recording))
    fd = file_open(request, recording.path, &size);
  if (fd < 0)
    return reply_error(request, MHD_HTTP_NOT_FOUND, "no_recording", "There is no such recording (any more).");
  enum range range = range_read(request_header(request, MHD_HTTP_HEADER_RANGE), size, &first, &last);
  if (range == RANGE_OUTSIDE)
    return reply_outside(request, fd, size);
  if (range == RANGE_WHOLE && size > 0)
    last = size - 1;
  struct MHD_Response *response =
      MHD_create_response_from_fd_at_offset64(size == 0 ? 0 : last - first + 1, fd, first);
  if (response == NULL) {
    close(fd);
    return MHD_NO;
  }
  MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, "video/mp4");
  MHD_add_response_header(response, MHD_HTTP_HEADER_ACCEPT_RANGES, "bytes");
  if (request_number(request, "download", 0) == 1)
    add_disposition(response, &recording);
  if (range == RANGE_WHOLE)
    return reply(request, MHD_HTTP_OK, response);
  snprintf(text, sizeof text, "bytes %llu-%llu/%llu", (unsigned long long)first, (unsigned long long)last,
           (unsigned long long)size);
  MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_RANGE, text);
  return reply(request, MHD_HTTP_PARTIAL_CONTENT, response);
}

enum MHD_Result recording_thumbnail(const request_t *request)
{
  store_recording_t recording;
  uint64_t size = 0;
  int fd = -1;
  if (store_recording_get(camera_store(request->web->camera), request->route.id, &recording))
    fd = file_open(request, recording.thumbnail, &size);
  if (fd < 0)
    return reply_error(request, MHD_HTTP_NOT_FOUND, "no_thumbnail",
                       "There is no picture of such a recording.");
  struct MHD_Response *response = MHD_create_response_from_fd64(size, fd);
  if (response == NULL) {
    close(fd);
    return MHD_NO;
  }
  MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, "image/jpeg");
  return reply(request, MHD_HTTP_OK, response);
}

enum MHD_Result recording_delete(const request_t *request)
{
  char detail[32];
  if (!store_recording_delete(camera_store(request->web->camera), request->route.id))
    return reply_error(request, MHD_HTTP_NOT_FOUND, "no_recording", "There is no such finished recording.");
  snprintf(detail, sizeof detail, "%lld", (long long)request->route.id);
  request_log(request, "recording_deleted", detail);
  return reply_json(request, MHD_HTTP_OK, json_pack("{sI}", "deleted", (json_int_t)request->route.id), NULL);
}
