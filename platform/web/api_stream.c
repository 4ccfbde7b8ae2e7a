/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Server-sent events: "status" at every change and each second, "motion" with each picture that is looked at, "event". */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "common/clock.h"
#include "motion.h"
#include "time.h"
#include "web/server.h"

#define STREAM_ROOM 32768
#define MASK_ROOM ((MOTION_WIDTH_MAX / MOTION_CELL) * (MOTION_HEIGHT_MAX / MOTION_CELL))
/* At least, between two masks. Every one that is made passes: a picture is not to be shown before its own. */
#define MOTION_PERIOD (40 * TIME_MILLISECOND)
#define STREAM_WAIT_MS 100
#define LEVELS_MAX 4096 /* cells */

typedef struct {
  request_t request;
  bool granted; /* may see motion and events */
  uint64_t status_time;
  uint64_t guard_sequence;
  uint64_t motion_time;
  bool was_moving;
  uint32_t picture; /* enum camera_picture_state that was told */
  camera_motion_t motion;
  int64_t event;
  size_t length, sent; /* of text */
  char *text;          /* waits to be sent */
  uint8_t mask[MASK_ROOM];
} stream_t;

/* Queue one message; the reference is taken. Returns false, with nothing queued, without memory. */
static bool stream_put(stream_t *stream, const char *name, json_t *data)
{
  char *json = data == NULL ? NULL : json_dumps(data, JSON_COMPACT);
  json_decref(data);
  if (json == NULL)
    return false;
  int length = asprintf(&stream->text, "event: %s\ndata: %s\n\n", name, json);
  free(json);
  if (length < 0)
    stream->text = NULL;
  stream->length = stream->text == NULL ? 0 : (size_t)length;
  stream->sent = 0;
  return stream->text != NULL;
}

static bool stream_status(stream_t *stream)
{
  message_status_t status;
  uint64_t sequence = 0;
  uint64_t now = clock_now();
  if (stream->picture != stream->motion.picture) /* tell it at once */
    stream->status_time = 0;
  stream->picture = stream->motion.picture;
  guard_link_status(stream->request.web->guard, &status, &sequence);
  if (stream->status_time != 0 && sequence == stream->guard_sequence &&
      now - stream->status_time < TIME_SECOND)
    return false;
  stream->guard_sequence = sequence;
  stream->status_time = now;
  stream->granted = request_still_granted(&stream->request);
  return stream_put(stream, "status", status_json(&stream->request));
}

/* An event began or ended. */
static bool stream_event(stream_t *stream)
{
  store_event_t event;
  int64_t running = stream->motion.event;
  if (running == stream->event)
    return false;
  int64_t told = running != 0 ? running : stream->event;
  stream->event = running;
  if (!store_event_get(camera_store(stream->request.web->camera), told, &event))
    return false;
  return stream_put(stream, "event", event_json(&event));
}

/* The mask as bits, a row after the other without padding, the first cell in the highest bit. */
static json_t *mask_json(const stream_t *stream, size_t cells)
{
  size_t bytes = (cells + 7) / 8;
  uint8_t *bits = calloc(bytes + 1, 1);
  char *text = malloc(BASE64_ROOM(bytes));
  json_t *json = NULL;
  if (bits != NULL && text != NULL) {
    for (size_t i = 0; i < cells; i++)
      if (stream->mask[i] != 0)
        bits[i / 8] |= (uint8_t)(0x80 >> i % 8);
    base64_write(bits, bytes, text);
    json = json_string(text);
  }
  free(bits);
  free(text);
  return json;
}

/* How strongly each moving cell moves, in the mask's order: so that a page can tell what another sensitivity would make
   of it. Where very much moves it is left out. */
static json_t *levels_json(const stream_t *stream, size_t cells)
{
  uint8_t levels[LEVELS_MAX];
  char text[BASE64_ROOM(LEVELS_MAX)];
  size_t count = 0;
  for (size_t i = 0; i < cells; i++) {
    if (stream->mask[i] == 0)
      continue;
    if (count == LEVELS_MAX)
      return NULL;
    levels[count++] = stream->mask[i];
  }
  base64_write(levels, count, text);
  return json_string(text);
}

/* What moves as a whole: boxes, centres and speeds in pixels of the picture. */
static json_t *blobs_json(const camera_motion_t *motion)
{
  json_t *list = json_array();
  for (uint32_t i = 0; i < motion->blob_count; i++) {
    const motion_blob_t *blob = &motion->blob[i];
    json_t *box =
        json_pack("[iiii]", blob->left * MOTION_CELL, blob->top * MOTION_CELL,
                  (blob->right - blob->left + 1) * MOTION_CELL, (blob->bottom - blob->top + 1) * MOTION_CELL);
    json_array_append_new(list, json_pack("{sisososisosi}", "number", (int)blob->number, "box", box, "centre",
                                          json_pack("[ii]", blob->x, blob->y), "area", (int)blob->area,
                                          "speed", json_pack("[ii]", blob->speed_x, blob->speed_y), "age",
                                          (int)((uint64_t)blob->age * 1000 / motion->age_rate)));
  }
  return list;
}

/* Cells that count in each zone, in the settings' order; one number where no zone is drawn. */
static json_t *scores_json(const camera_motion_t *motion)
{
  json_t *list = json_array();
  uint32_t count = motion->zone_count > 0 ? motion->zone_count : 1;
  for (uint32_t i = 0; i < count; i++)
    json_array_append_new(list, json_integer(motion->score[i]));
  return list;
}

/* A still picture is told once; what moves, each time. */
static bool stream_motion(stream_t *stream)
{
  camera_motion_t *motion = &stream->motion;
  if (!camera_motion_read(stream->request.web->camera, motion, stream->mask, sizeof stream->mask,
                          STREAM_WAIT_MS))
    return false;
  uint64_t now = clock_now();
  bool moving = motion->moving > 0;
  if (now - stream->motion_time < MOTION_PERIOD || (!moving && !stream->was_moving))
    return false;
  stream->motion_time = now;
  stream->was_moving = moving;
  size_t cells = (size_t)motion->cells_wide * motion->cells_high;
  json_t *json =
      json_pack("{sIsIsisisisisbsbsI}", "time", (json_int_t)motion->time, "media_time",
                (json_int_t)motion->media_time, "wide", (int)motion->cells_wide, "high",
                (int)motion->cells_high, "moving", (int)motion->moving, "zones", (int)motion->zones, "motion",
                motion->motion, "light_changed", motion->light_changed, "event", (json_int_t)motion->event);
  if (json != NULL)
    json_object_set_new(json, "mask", mask_json(stream, cells));
  json_object_set_new(json, "blobs", blobs_json(motion));
  json_object_set_new(json, "scores", scores_json(motion));
  json_t *levels = json == NULL ? NULL : levels_json(stream, cells);
  if (levels != NULL)
    json_object_set_new(json, "levels", levels);
  return stream_put(stream, "motion", json);
}

/* Copy out what waits. */
static ssize_t stream_send(stream_t *stream, char *buffer, size_t room)
{
  size_t left = stream->length - stream->sent;
  size_t size = left < room ? left : room;
  memcpy(buffer, stream->text + stream->sent, size);
  stream->sent += size;
  if (stream->sent == stream->length) {
    free(stream->text);
    stream->text = NULL;
  }
  return (ssize_t)size;
}

static ssize_t stream_read(void *argument, uint64_t position, char *buffer, size_t room)
{
  stream_t *stream = argument;
  (void)position;
  while (stream->text == NULL) {
    if (request_over(&stream->request))
      return MHD_CONTENT_READER_END_OF_STREAM;
    if (stream_status(stream))
      break;
    if (!stream->granted) {
      nanosleep(&(struct timespec){.tv_nsec = STREAM_WAIT_MS * 1000000L}, NULL);
      continue;
    }
    if (!stream_motion(stream))
      stream_event(stream);
  }
  return stream_send(stream, buffer, room);
}

static void stream_end(void *argument)
{
  stream_t *stream = argument;
  free(stream->text);
  free(stream);
}

enum MHD_Result stream_get(const request_t *request)
{
  stream_t *stream = calloc(1, sizeof *stream);
  if (stream == NULL)
    return MHD_NO;
  stream->request = *request;
  stream->request.route.access = ACCESS_OWNER;
  struct MHD_Response *response =
      MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, STREAM_ROOM, stream_read, stream, stream_end);
  if (response == NULL)
    stream_end(stream);
  else
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, "text/event-stream");
  return reply(request, MHD_HTTP_OK, response);
}
