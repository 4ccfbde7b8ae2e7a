/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "camera/recorder.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/statvfs.h>

#include "camera/moment.h"
#include "camera/preroll.h"
#include "camera/recorder_inbox.h"
#include "camera/recording_file.h"
#include "camera/snapshot.h"
#include "common/log.h"

#define INBOX_BYTES (16u << 20)
#define PREROLL_BYTES (24u << 20)
#define SECOND ((uint64_t)MOMENT_SECOND)
#define CONFIRM (4 * SECOND)   /* an event is told of this long after its first motion, at most */
#define SEGMENT (600 * SECOND) /* of continuous recording */
#define RETRY (5 * SECOND)     /* after a failure */
#define SILENCE (3 * SECOND)   /* without packets: what is open is finished */
#define TENDING (10 * SECOND)  /* between looks at limits */
#define DAY_MS INT64_C(86400000)
#define CLOCK_SET                                                                                            \
  INT64_C(1704067200000) /* 2024-01-01: recordings from before it were made with a clock not set */
#define THUMBNAIL_WIDTH 320

struct recorder {
  store_t *store;
  recorder_picture_t picture;
  void *opaque;
  int64_t reserve;
  pthread_t thread;
  inbox_t inbox;
  atomic_bool owned;
  pthread_mutex_t lock; /* of status */
  recorder_status_t status;
  /* All below is the thread's own. */
  settings_t settings; /* recording.mode: as it is now, see `chosen` */
  uint32_t chosen;     /* the owner's mode; outside the schedule the mode is SETTINGS_OFF */
  uint64_t scheduled;  /* when the schedule was looked at */
  stream_t stream;
  preroll_t preroll;
  recording_file_t file;
  store_event_t event; /* the running one, id 0: none */
  uint64_t from;       /* where its recording should begin */
  uint64_t until;      /* it has ended: record up to here; 0: it has not */
  bool wanted;         /* an event's recording is due */
  int64_t next_id;
  uint64_t heard; /* the newest packet's arrival */
  uint64_t retry; /* no new file before this */
  uint64_t tended;
  bool full;                   /* paused because the disk is full */
  store_recording_t unindexed; /* a finished one whose row could not be stored yet; id 0: none */
};

static bool recorder_writing(const recorder_t *recorder)
{
  return recorder->file.file >= 0;
}

/* --- status and room --- */

/* Only the recorder's thread writes the status; the lock is for its readers. Called with the lock held. */
static void recorder_show(recorder_t *recorder)
{
  recorder_status_t *status = &recorder->status;
  status->recording = recorder_writing(recorder) ? recorder->file.row.id : 0;
  if (recorder->chosen == SETTINGS_OFF)
    status->state = CAMERA_RECORDING_OFF;
  else if (recorder->settings.recording.mode == SETTINGS_OFF)
    status->state = CAMERA_RECORDING_RESTING;
  else if (status->error[0])
    status->state = CAMERA_RECORDING_PAUSED;
  else
    status->state = recorder_writing(recorder) ? CAMERA_RECORDING_ON : CAMERA_RECORDING_IDLE;
}

/* Tell what keeps the recorder from recording; "": nothing does. */
static void recorder_say(recorder_t *recorder, const char *error)
{
  pthread_mutex_lock(&recorder->lock);
  bool changed = strcmp(recorder->status.error, error) != 0;
  if (changed)
    snprintf(recorder->status.error, sizeof recorder->status.error, "%s", error);
  recorder_show(recorder);
  pthread_mutex_unlock(&recorder->lock);
  if (changed && error[0])
    log_warning("recording is paused: %s", error);
  if (changed && !error[0])
    log_note("recording goes on");
}

static int64_t disk_free(const recorder_t *recorder)
{
  struct statvfs info;
  if (statvfs(store_folder(recorder->store), &info) != 0)
    return INT64_MAX;
  return (int64_t)(info.f_bavail * info.f_frsize);
}

/* Whether finished recordings must go: too old, too many bytes, or the disk too full. */
static bool recorder_over(const recorder_t *recorder, const store_recording_t *oldest, int64_t used)
{
  int64_t days = recorder->settings.recording.max_days;
  uint64_t most = recorder->settings.recording.max_bytes;
  if (days > 0 && oldest->end > CLOCK_SET && oldest->end < moment_wall() - days * DAY_MS)
    return true;
  if (most > 0 && (uint64_t)used > most)
    return true;
  return disk_free(recorder) < recorder->reserve;
}

/* Delete the oldest recordings while the limits ask for it, and note what is used. */
static void recorder_tend(recorder_t *recorder)
{
  store_recording_t oldest;
  int64_t count, open = recorder_writing(recorder) ? recorder->file.row.bytes : 0;
  int64_t used = store_recordings_bytes(recorder->store, &count);
  while (store_recording_oldest(recorder->store, &oldest) && recorder_over(recorder, &oldest, used + open)) {
    if (!store_recording_delete(recorder->store, oldest.id))
      break;
    log_note("recording %lld was deleted to make room", (long long)oldest.id);
    used = store_recordings_bytes(recorder->store, &count);
  }
  recorder->tended = moment_now();
  pthread_mutex_lock(&recorder->lock);
  recorder->status.used = used;
  recorder->status.recordings = count;
  recorder->status.limit = (int64_t)recorder->settings.recording.max_bytes;
  recorder->status.free = disk_free(recorder);
  pthread_mutex_unlock(&recorder->lock);
}

static void recorder_pause(recorder_t *recorder, int error)
{
  char text[256];
  recorder->full = error == ENOSPC || error == EDQUOT;
  if (recorder->full)
    snprintf(text, sizeof text, "the disk is full; make room on it, or lower the limit of recordings");
  else
    snprintf(text, sizeof text, "cannot write in %s/recordings: %s", store_folder(recorder->store),
             strerror(error));
  recorder->retry = moment_now() + RETRY;
  recorder_say(recorder, text);
}

/* --- files --- */

static void recorder_finish(recorder_t *recorder)
{
  if (!recorder_writing(recorder))
    return;
  bool kept = recording_file_finish(&recorder->file);
  if (kept && !recorder->file.indexed)
    recorder->unindexed = recorder->file.row;
  if (kept)
    log_note("recording %lld: %.1f s, %.1f MB", (long long)recorder->file.row.id,
             (double)(recorder->file.row.end - recorder->file.row.start) / 1000,
             (double)recorder->file.row.bytes / 1e6);
  recorder_tend(recorder);
  pthread_mutex_lock(&recorder->lock);
  recorder_show(recorder);
  pthread_mutex_unlock(&recorder->lock);
}

static void recorder_fail(recorder_t *recorder)
{
  int error = recorder->file.error;
  recorder_finish(recorder);
  recorder_pause(recorder, error);
}

static void recorder_thumbnail(recorder_t *recorder)
{
  size_t size;
  frame_t *frame = recorder->picture(recorder->opaque);
  uint8_t *jpeg = frame ? snapshot_jpeg(frame, THUMBNAIL_WIDTH, &size) : NULL;
  if (jpeg)
    recording_file_thumbnail(&recorder->file, jpeg, size);
  free(jpeg);
  frame_release(frame);
}

static void recorder_note_event(recorder_t *recorder)
{
  if (recorder->event.id == 0 || !atomic_load(&recorder->owned))
    return;
  if (recorder->event.recording == 0 && recorder_writing(recorder))
    recorder->event.recording = recorder->file.row.id;
  store_event_put(recorder->store, &recorder->event);
}

/* Open a file and write what the pre-roll holds from the wanted moment on; its newest packet is the current one. */
static void recorder_begin(recorder_t *recorder, uint64_t from)
{
  preroll_t *preroll = &recorder->preroll;
  if (preroll->count == 0 || moment_now() < recorder->retry)
    return;
  recorder_tend(recorder);
  if (disk_free(recorder) < recorder->reserve) {
    recorder_pause(recorder, ENOSPC);
    return;
  }
  uint32_t index = preroll_find(preroll, from);
  bool open =
      recording_file_open(&recorder->file, recorder->store, recorder->next_id, recorder->event.id,
                          &recorder->stream, preroll_at(preroll, index), recorder->settings.video.rate);
  recorder->next_id++;
  if (!open) {
    recorder_pause(recorder, recorder->file.error);
    return;
  }
  recorder_thumbnail(recorder);
  for (; index < preroll->count; index++) {
    if (!recording_file_write(&recorder->file, preroll_at(preroll, index))) {
      recorder_fail(recorder);
      return;
    }
  }
  recorder_note_event(recorder);
  recorder_say(recorder, "");
}

/* Whether the open file should give way to another at this keyframe. */
static bool recorder_splits(const recorder_t *recorder, const packet_t *packet)
{
  uint64_t most = recorder->settings.recording.max_bytes;
  if (!packet->key)
    return false;
  if (most > 0 && (uint64_t)recorder->file.row.bytes > most / 4)
    return true;
  return recorder->settings.recording.mode == SETTINGS_CONTINUOUS &&
         packet->time - recorder->file.first >= SEGMENT;
}

/* The disk is filled by others too: whatever is recorded must not take the last of it. */
static void recorder_look_around(recorder_t *recorder)
{
  if (moment_now() - recorder->tended < TENDING)
    return;
  recorder_tend(recorder);
  if (recorder->unindexed.id > 0 && store_recording_put(recorder->store, &recorder->unindexed))
    recorder->unindexed.id = 0;
  bool full = disk_free(recorder) < recorder->reserve;
  if (recorder_writing(recorder) && full) {
    recorder_finish(recorder);
    recorder_pause(recorder, ENOSPC);
  } else if (recorder->full && !full) {
    recorder->full = false;
    recorder_say(recorder, "");
  }
}

/* Go over to a mode: what is open is finished. */
static void recorder_set_mode(recorder_t *recorder, uint32_t mode)
{
  if (mode == recorder->settings.recording.mode)
    return;
  recorder_finish(recorder);
  recorder->settings.recording.mode = mode;
  recorder->wanted = recorder->wanted && recorder->event.id != 0 && recorder->until == 0;
  recorder->from = moment_now();
}

static uint32_t recorder_mode(const recorder_t *recorder)
{
  bool open = atomic_load(&recorder->owned) && settings_scheduled(&recorder->settings, moment_wall());
  return open ? recorder->chosen : SETTINGS_OFF;
}

static void recorder_follow_schedule(recorder_t *recorder)
{
  if (moment_now() - recorder->scheduled < SECOND)
    return;
  recorder->scheduled = moment_now();
  if (recorder_mode(recorder) == recorder->settings.recording.mode)
    return;
  recorder_set_mode(recorder, recorder_mode(recorder));
  recorder_say(recorder, "");
}

static void recorder_take_packet(recorder_t *recorder, packet_t *packet)
{
  recorder_follow_schedule(recorder);
  uint32_t mode = recorder->settings.recording.mode;
  bool over = recorder->until > 0 && packet->time >= recorder->until;
  recorder->heard = moment_now();
  preroll_push(&recorder->preroll, packet);
  if (mode == SETTINGS_MOTION && over) {
    recorder_finish(recorder);
    recorder->wanted = false;
    recorder->until = 0;
  }
  if (recorder_writing(recorder) && recorder_splits(recorder, packet)) {
    recorder_finish(recorder);
    recorder->from = packet->time;
  }
  if (recorder_writing(recorder)) {
    if (!recording_file_write(&recorder->file, packet))
      recorder_fail(recorder);
  } else if (mode == SETTINGS_CONTINUOUS) {
    recorder_begin(recorder, packet->time);
  } else if (mode == SETTINGS_MOTION && recorder->wanted) {
    recorder_begin(recorder, recorder->from);
  }
  recorder_look_around(recorder);
}

/* --- what comes in --- */

static void recorder_take_settings(recorder_t *recorder, const settings_t *settings)
{
  uint32_t mode = recorder->settings.recording.mode;
  if (settings->recording.mode != recorder->chosen) {
    recorder_finish(recorder);
    recorder->wanted = false;
    recorder->until = 0;
  }
  recorder->settings = *settings;
  recorder->chosen = settings->recording.mode;
  recorder->settings.recording.mode = mode;
  recorder_set_mode(recorder, recorder_mode(recorder));
  recorder->preroll.span = settings->recording.pre_roll * SECOND + CONFIRM;
  recorder->retry = 0;
  recorder_tend(recorder);
  recorder_say(recorder, "");
}

static void recorder_take_event(recorder_t *recorder, const inbox_item_t *item)
{
  bool same = recorder->event.id == item->as.event.id;
  int64_t recording = same ? recorder->event.recording : 0;
  recorder->event = item->as.event;
  recorder->event.recording = recording;
  if (item->kind == INBOX_BEGAN) {
    /* One that follows on the heels of another gets a file of its own. */
    if (recorder->settings.recording.mode == SETTINGS_MOTION)
      recorder_finish(recorder);
    recorder->from = item->time;
    recorder->until = 0;
    recorder->wanted = true;
  } else {
    recorder->until = item->time;
  }
  recorder_note_event(recorder);
  if (item->kind == INBOX_ENDED)
    recorder->event = (store_event_t){0};
}

static void recorder_take(recorder_t *recorder, const inbox_item_t *item)
{
  switch ((enum inbox_kind)item->kind) {
  case INBOX_STREAM:
    recorder_finish(recorder);
    preroll_clear(&recorder->preroll);
    recorder->stream = item->as.stream;
    break;
  case INBOX_PACKET:
    recorder_take_packet(recorder, item->as.packet);
    packet_release(item->as.packet);
    break;
  case INBOX_BEGAN:
  case INBOX_ENDED:
    recorder_take_event(recorder, item);
    break;
  case INBOX_SETTINGS:
    recorder_take_settings(recorder, &item->as.settings);
    break;
  }
}

static void recorder_idle(recorder_t *recorder)
{
  recorder_follow_schedule(recorder);
  if (moment_now() - recorder->heard > SILENCE) {
    recorder_finish(recorder);
    if (recorder->until > 0)
      recorder->wanted = false;
  }
  recorder_look_around(recorder);
}

static void *recorder_run(void *opaque)
{
  recorder_t *recorder = opaque;
  pthread_setname_np(pthread_self(), "recorder");
  while (!inbox_ended(&recorder->inbox)) {
    inbox_item_t *item = inbox_take(&recorder->inbox, 1000);
    if (item)
      recorder_take(recorder, item);
    else
      recorder_idle(recorder);
    free(item);
  }
  recorder_finish(recorder);
  return NULL;
}

/* --- for the other threads --- */

static void recorder_free(recorder_t *recorder)
{
  preroll_clear(&recorder->preroll);
  inbox_free(&recorder->inbox);
  pthread_mutex_destroy(&recorder->lock);
  free(recorder);
}

recorder_t *recorder_start(store_t *store, const settings_t *settings, int64_t reserve,
                           recorder_picture_t picture, void *opaque)
{
  recorder_t *recorder = calloc(1, sizeof *recorder);
  if (!recorder)
    return NULL;
  recorder->store = store;
  recorder->reserve = reserve;
  recorder->picture = picture;
  recorder->opaque = opaque;
  recorder->file.file = -1;
  recorder->preroll.max_bytes = PREROLL_BYTES;
  recorder->next_id = store_recording_last(store) + 1;
  pthread_mutex_init(&recorder->lock, NULL);
  inbox_open(&recorder->inbox, INBOX_BYTES);
  recorder->settings = *settings;
  atomic_store(&recorder->owned, true);
  recorder_take_settings(recorder, settings);
  if (pthread_create(&recorder->thread, NULL, recorder_run, recorder) == 0)
    return recorder;
  recorder_free(recorder);
  return NULL;
}

void recorder_packet(recorder_t *recorder, const stream_t *stream, packet_t *packet)
{
  inbox_packet(&recorder->inbox, stream, packet);
}

static void recorder_put_event(recorder_t *recorder, uint32_t kind, const store_event_t *event, uint64_t time)
{
  inbox_item_t item = {.kind = kind, .time = time};
  item.as.event = *event;
  inbox_put(&recorder->inbox, &item);
}

void recorder_event_began(recorder_t *recorder, const store_event_t *event, uint64_t from)
{
  recorder_put_event(recorder, INBOX_BEGAN, event, from);
}

void recorder_event_ended(recorder_t *recorder, const store_event_t *event, uint64_t at)
{
  recorder_put_event(recorder, INBOX_ENDED, event, at);
}

void recorder_settings(recorder_t *recorder, const settings_t *settings)
{
  inbox_item_t item = {.kind = INBOX_SETTINGS};
  item.as.settings = *settings;
  inbox_put(&recorder->inbox, &item);
}

void recorder_owned(recorder_t *recorder, bool owned)
{
  atomic_store(&recorder->owned, owned);
}

void recorder_status(recorder_t *recorder, recorder_status_t *status)
{
  pthread_mutex_lock(&recorder->lock);
  *status = recorder->status;
  pthread_mutex_unlock(&recorder->lock);
  pthread_mutex_lock(&recorder->inbox.lock);
  status->dropped = recorder->inbox.dropped;
  pthread_mutex_unlock(&recorder->inbox.lock);
}

void recorder_stop(recorder_t *recorder)
{
  if (!recorder)
    return;
  inbox_close(&recorder->inbox);
  pthread_join(recorder->thread, NULL);
  recorder_free(recorder);
}
