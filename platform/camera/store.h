/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The owner's data in SQLite: settings, events, the index of recordings, the access log.
   Every function may be called from any thread. Times are Unix milliseconds. */
#ifndef CAMERA_STORE_H
#define CAMERA_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define STORE_VERSION 1
#define STORE_PATH 64

typedef struct store store_t;

typedef struct {
  int64_t id;         /* grows with time, from 1 */
  int64_t start, end; /* end is 0 while it goes on */
  uint32_t peak;      /* most moving cells of a frame */
  uint32_t zones;     /* bit n: zone n saw motion */
  int64_t recording;  /* 0: none */
} store_event_t;

typedef struct {
  int64_t id;
  int64_t start, end; /* end is 0 while it is written */
  int64_t bytes;
  int64_t event;              /* 0: none (continuous recording) */
  char path[STORE_PATH];      /* under the data folder: recordings/2026/11/22/17.mp4 */
  char thumbnail[STORE_PATH]; /* the same for its picture; "" where there is none */
} store_recording_t;

/* Which rows a list shows: newest first, of those below an id and that touch a span of time. */
typedef struct {
  int64_t before;   /* ids below; 0: from the newest */
  int64_t from, to; /* Unix milliseconds, `to` exclusive; `to` 0: any time */
} store_span_t;

typedef struct {
  char day[12]; /* "2026-11-22", by the camera's local time */
  int64_t start, events, recordings, bytes;
} store_day_t;

typedef struct {
  int64_t id;
  int64_t time;
  char who[64];  /* address of the peer, or "camera" */
  char what[64]; /* login, login_failed, settings_changed, ... */
  char detail[160];
} store_access_t;

/**
 * Open or make DATA/camera.db. A damaged database is moved aside and a new one made, its recordings indexed again
 * from the files. Returns NULL with `status` one of enum exit_status (a newer version: EXIT_NEWER_VERSION) and
 * `error` the message.
 */
store_t *store_open(const char *data, int *status, char *error, size_t room);

/** Close; NULL is allowed. */
void store_close(store_t *store);

/** The folder given to store_open(). */
const char *store_folder(const store_t *store);

/** The settings document (free() it), or NULL where none was stored. */
char *store_settings(store_t *store);

/** Store it, durably. As all that return bool here: false where the database refused, which is logged. */
bool store_settings_set(store_t *store, const char *json);

/** Events newest first, ids below `before` (0: from the newest). Returns how many were filled, at most `limit`. */
size_t store_events(store_t *store, int64_t before, store_event_t *events, size_t limit);

/** Events of a span, newest first. Returns how many were filled, at most `limit`. */
size_t store_events_within(store_t *store, const store_span_t *span, store_event_t *events, size_t limit);

/** One event; false where there is none. */
bool store_event_get(store_t *store, int64_t id, store_event_t *event);

/** Insert or replace. */
bool store_event_put(store_t *store, const store_event_t *event);

/** The highest id ever given, 0: none. */
int64_t store_event_last(store_t *store);

/** Finished recordings newest first, as store_events(). */
size_t store_recordings(store_t *store, int64_t before, store_recording_t *recordings, size_t limit);

/** Finished recordings of a span, as store_events_within(). */
size_t store_recordings_within(store_t *store, const store_span_t *span, store_recording_t *recordings,
                               size_t limit);

/** Days that have events or recordings, newest first. Returns how many were filled, at most `limit`. */
size_t store_days(store_t *store, store_day_t *days, size_t limit);

/** One recording, finished or not; false where there is none. */
bool store_recording_get(store_t *store, int64_t id, store_recording_t *recording);

/** Insert or replace. */
bool store_recording_put(store_t *store, const store_recording_t *recording);

/** The highest id ever given, 0: none. */
int64_t store_recording_last(store_t *store);
/** The finished recording that started first. */
bool store_recording_oldest(store_t *store, store_recording_t *recording);
/** Delete a finished recording: its files and its row. False where there is none. Events keep their row. */
bool store_recording_delete(store_t *store, int64_t id);
/** Delete a row alone: the recording that it was for came to nothing. */
bool store_recording_forget(store_t *store, int64_t id);
/** Bytes and number of finished recordings. */
int64_t store_recordings_bytes(store_t *store, int64_t *count);
/** Adopt or remove what an earlier run left unfinished; index files that have no row. Returns how many were adopted. */
size_t store_recordings_recover(store_t *store);

/** The access log; it keeps the newest 10,000 lines. */
bool store_access_append(store_t *store, const char *who, const char *what, const char *detail);

/** Its lines newest first, as store_events(). */
size_t store_access(store_t *store, int64_t before, store_access_t *lines, size_t limit);

/** Erase it. */
bool store_access_erase(store_t *store);

#endif
