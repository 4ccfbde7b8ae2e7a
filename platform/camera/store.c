/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "camera/store.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "camera/moment.h"
#include "camera/store_private.h"
#include "common/exit_status.h"
#include "common/log.h"

#define NAME "camera.db"
#define ACCESS_LINES 10000
#define BUSY_MS 2000

static const char schema[] =
    "BEGIN IMMEDIATE;"
    "CREATE TABLE settings(id INTEGER PRIMARY KEY CHECK(id = 1), document TEXT NOT NULL);"
    "CREATE TABLE events(id INTEGER PRIMARY KEY AUTOINCREMENT, start INTEGER NOT NULL, end INTEGER NOT NULL,"
    " peak INTEGER NOT NULL, zones INTEGER NOT NULL, recording INTEGER NOT NULL);"
    "CREATE TABLE recordings(id INTEGER PRIMARY KEY AUTOINCREMENT, start INTEGER NOT NULL, end INTEGER NOT "
    "NULL,"
    " bytes INTEGER NOT NULL, event INTEGER NOT NULL, path TEXT NOT NULL, thumbnail TEXT NOT NULL);"
    "CREATE INDEX recordings_start ON recordings(start);"
    "CREATE TABLE access_log(id INTEGER PRIMARY KEY AUTOINCREMENT, time INTEGER NOT NULL, who TEXT NOT NULL,"
    " what TEXT NOT NULL, detail TEXT NOT NULL);"
    "PRAGMA user_version = 1;"
    "COMMIT;";

bool store_run(store_t *store, const char *sql)
{
  char *error = NULL;
  if (sqlite3_exec(store->database, sql, NULL, NULL, &error) == SQLITE_OK)
    return true;
  log_warning("database: %s", error ? error : sqlite3_errmsg(store->database));
  sqlite3_free(error);
  return false;
}

static void store_complain(store_t *store)
{
  log_warning("database: %s", sqlite3_errmsg(store->database));
}

sqlite3_stmt *store_prepare(store_t *store, const char *sql, const char *types, ...)
{
  sqlite3_stmt *statement;
  va_list values;
  pthread_mutex_lock(&store->lock);
  if (sqlite3_prepare_v2(store->database, sql, -1, &statement, NULL) != SQLITE_OK) {
    store_complain(store);
    pthread_mutex_unlock(&store->lock);
    return NULL;
  }
  va_start(values, types);
  for (int i = 0; types[i]; i++) {
    if (types[i] == 'i')
      sqlite3_bind_int64(statement, i + 1, va_arg(values, int64_t));
    else
      sqlite3_bind_text(statement, i + 1, va_arg(values, const char *), -1, SQLITE_TRANSIENT);
  }
  va_end(values);
  return statement;
}

bool store_row(store_t *store, sqlite3_stmt *statement)
{
  int result = sqlite3_step(statement);
  if (result != SQLITE_ROW && result != SQLITE_DONE)
    store_complain(store);
  return result == SQLITE_ROW;
}

void store_finish(store_t *store, sqlite3_stmt *statement)
{
  sqlite3_finalize(statement);
  pthread_mutex_unlock(&store->lock);
}

bool store_change(store_t *store, sqlite3_stmt *statement)
{
  if (!statement)
    return false;
  bool done = sqlite3_step(statement) == SQLITE_DONE;
  if (!done)
    store_complain(store);
  store_finish(store, statement);
  return done;
}

int64_t store_number(store_t *store, const char *sql)
{
  sqlite3_stmt *statement = store_prepare(store, sql, "");
  if (!statement)
    return 0;
  int64_t number = store_row(store, statement) ? sqlite3_column_int64(statement, 0) : 0;
  store_finish(store, statement);
  return number;
}

void store_text(sqlite3_stmt *statement, int column, char *text, size_t room)
{
  const unsigned char *value = sqlite3_column_text(statement, column);
  snprintf(text, room, "%s", value ? (const char *)value : "");
}

/* --- opening --- */

enum opened { OPENED_WELL, OPENED_DAMAGED, OPENED_NEWER, OPENED_FAILED };

static bool store_sound(sqlite3 *database)
{
  sqlite3_stmt *statement;
  bool sound = false;
  if (sqlite3_prepare_v2(database, "PRAGMA quick_check(1)", -1, &statement, NULL) != SQLITE_OK)
    return false;
  if (sqlite3_step(statement) == SQLITE_ROW)
    sound = strcmp((const char *)sqlite3_column_text(statement, 0), "ok") == 0;
  sqlite3_finalize(statement);
  return sound;
}

static bool database_damaged(int result)
{
  return (result & 0xff) == SQLITE_CORRUPT || (result & 0xff) == SQLITE_NOTADB;
}

/* Whether the tables are there with their columns, in a database whose version says so. */
static bool store_shaped(store_t *store)
{
  static const char *const queries[] = {
      "SELECT document FROM settings", "SELECT id, start, end, peak, zones, recording FROM events",
      "SELECT id, start, end, bytes, event, path, thumbnail FROM recordings",
      "SELECT id, time, who, what, detail FROM access_log"};
  for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(store->database, queries[i], -1, &statement, NULL) != SQLITE_OK)
      return false;
    sqlite3_finalize(statement);
  }
  return true;
}

static enum opened store_attach(store_t *store, const char *path, int64_t *version, char *error, size_t room)
{
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_FULLMUTEX;
  int result = sqlite3_open_v2(path, &store->database, flags, NULL);
  if (result == SQLITE_OK) {
    sqlite3_busy_timeout(store->database, BUSY_MS);
    result = sqlite3_exec(store->database, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;", NULL,
                          NULL, NULL);
  }
  if (result != SQLITE_OK) {
    snprintf(error, room, "cannot use the database %s: %s; check the folder's rights and the disk", path,
             sqlite3_errmsg(store->database));
    return database_damaged(result) ? OPENED_DAMAGED : OPENED_FAILED;
  }
  if (!store_sound(store->database))
    return OPENED_DAMAGED;
  *version = store_number(store, "PRAGMA user_version");
  if (*version > STORE_VERSION)
    return OPENED_NEWER;
  if (*version == 0 && store_number(store, "SELECT count(*) FROM sqlite_master") == 0)
    return store_run(store, schema) ? OPENED_WELL : OPENED_FAILED;
  return *version == STORE_VERSION && store_shaped(store) ? OPENED_WELL : OPENED_DAMAGED;
}

static void store_detach(store_t *store)
{
  sqlite3_close(store->database);
  store->database = NULL;
}

/* One damaged database is kept, the newest, for whoever wants to look at it. */
static bool store_move_aside(const char *path)
{
  static const char *const parts[] = {"", "-wal", "-shm"};
  bool moved = false;
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    char from[4200], to[4220];
    snprintf(from, sizeof from, "%s%s", path, parts[i]);
    snprintf(to, sizeof to, "%s.damaged%s", path, parts[i]);
    remove(to);
    bool done = rename(from, to) == 0;
    moved = moved || (i == 0 && done);
  }
  return moved;
}

static enum opened store_attach_or_replace(store_t *store, const char *path, char *error, size_t room)
{
  int64_t version = 0;
  enum opened opened = store_attach(store, path, &version, error, room);
  if (opened == OPENED_NEWER)
    snprintf(
        error, room,
        "the database %s has version %lld, from a newer Pinhole; this one reads up to %d: install the newer "
        "firmware again, or reset the camera to start empty",
        path, (long long)version, STORE_VERSION);
  if (opened != OPENED_DAMAGED)
    return opened;
  store_detach(store);
  if (!store_move_aside(path)) {
    snprintf(error, room, "the database %s is damaged and cannot be moved aside; check the folder's rights",
             path);
    return OPENED_FAILED;
  }
  log_warning(
      "the database %s was damaged; it was moved to %s.damaged and a new one is made: settings, events and "
      "the access log are lost, recordings are kept",
      path, path);
  return store_attach(store, path, &version, error, room);
}

store_t *store_open(const char *data, int *status, char *error, size_t room)
{
  store_t *store = calloc(1, sizeof *store);
  char path[4110];
  *status = EXIT_FAILED;
  snprintf(error, room, "there is no memory for the database");
  if (!store)
    return NULL;
  pthread_mutex_init(&store->lock, NULL);
  /* Links on the way to the folder are the owner's; none is followed inside it. */
  if (!realpath(data, store->folder))
    snprintf(store->folder, sizeof store->folder, "%s", data);
  snprintf(path, sizeof path, "%s/%s", store->folder, NAME);
  enum opened opened = store_attach_or_replace(store, path, error, room);
  if (opened == OPENED_WELL) {
    *status = EXIT_OK;
    return store;
  }
  if (opened == OPENED_DAMAGED)
    snprintf(error, room, "the database %s cannot be made; check the disk", path);
  *status = opened == OPENED_NEWER ? EXIT_NEWER_VERSION : EXIT_DATA;
  store_close(store);
  return NULL;
}

void store_close(store_t *store)
{
  if (!store)
    return;
  sqlite3_close(store->database);
  pthread_mutex_destroy(&store->lock);
  free(store);
}

const char *store_folder(const store_t *store)
{
  return store->folder;
}

/* --- settings --- */

char *store_settings(store_t *store)
{
  sqlite3_stmt *statement = store_prepare(store, "SELECT document FROM settings WHERE id = 1", "");
  if (!statement)
    return NULL;
  char *document = NULL;
  if (store_row(store, statement))
    document = strdup((const char *)sqlite3_column_text(statement, 0));
  store_finish(store, statement);
  return document;
}

bool store_settings_set(store_t *store, const char *json)
{
  return store_change(
      store, store_prepare(store, "INSERT OR REPLACE INTO settings(id, document) VALUES(1, ?1)", "t", json));
}

/* --- events --- */

#define EVENT_COLUMNS "SELECT id, start, end, peak, zones, recording FROM events "

static void event_read(sqlite3_stmt *statement, store_event_t *event)
{
  *event = (store_event_t){.id = sqlite3_column_int64(statement, 0),
                           .start = sqlite3_column_int64(statement, 1),
                           .end = sqlite3_column_int64(statement, 2),
                           .peak = (uint32_t)sqlite3_column_int64(statement, 3),
                           .zones = (uint32_t)sqlite3_column_int64(statement, 4),
                           .recording = sqlite3_column_int64(statement, 5)};
}

size_t store_events_within(store_t *store, const store_span_t *span, store_event_t *events, size_t limit)
{
  sqlite3_stmt *statement = store_prepare(
      store, EVENT_COLUMNS "WHERE id < ?1 AND start < ?3 AND (end > ?2 OR end = 0) ORDER BY id DESC LIMIT ?4",
      "iiii", span->before > 0 ? span->before : INT64_MAX, span->from, span->to > 0 ? span->to : INT64_MAX,
      (int64_t)limit);
  size_t count = 0;
  if (!statement)
    return 0;
  while (count < limit && store_row(store, statement))
    event_read(statement, &events[count++]);
  store_finish(store, statement);
  return count;
}

size_t store_events(store_t *store, int64_t before, store_event_t *events, size_t limit)
{
  return store_events_within(store, &(store_span_t){.before = before}, events, limit);
}

bool store_event_get(store_t *store, int64_t id, store_event_t *event)
{
  sqlite3_stmt *statement = store_prepare(store, EVENT_COLUMNS "WHERE id = ?1", "i", id);
  if (!statement)
    return false;
  bool found = store_row(store, statement);
  if (found)
    event_read(statement, event);
  store_finish(store, statement);
  return found;
}

bool store_event_put(store_t *store, const store_event_t *event)
{
  return store_change(store,
                      store_prepare(store,
                                    "INSERT OR REPLACE INTO events(id, start, end, peak, zones, recording)"
                                    " VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
                                    "iiiiii", event->id, event->start, event->end, (int64_t)event->peak,
                                    (int64_t)event->zones, event->recording));
}

int64_t store_event_last(store_t *store)
{
  return store_number(store, "SELECT seq FROM sqlite_sequence WHERE name = 'events'");
}

/* --- access log --- */

bool store_access_append(store_t *store, const char *who, const char *what, const char *detail)
{
  bool kept = store_change(store, store_prepare(store,
                                                "INSERT INTO access_log(time, who, what, detail)"
                                                " VALUES(?1, ?2, ?3, ?4)",
                                                "ittt", moment_wall(), who, what, detail));
  return kept && store_change(store, store_prepare(store,
                                                   "DELETE FROM access_log WHERE id <="
                                                   " (SELECT max(id) FROM access_log) - ?1",
                                                   "i", (int64_t)ACCESS_LINES));
}

size_t store_access(store_t *store, int64_t before, store_access_t *lines, size_t limit)
{
  sqlite3_stmt *statement = store_prepare(store,
                                          "SELECT id, time, who, what, detail FROM access_log WHERE id < ?1"
                                          " ORDER BY id DESC LIMIT ?2",
                                          "ii", before > 0 ? before : INT64_MAX, (int64_t)limit);
  size_t count = 0;
  if (!statement)
    return 0;
  for (; count < limit && store_row(store, statement); count++) {
    store_access_t *line = &lines[count];
    line->id = sqlite3_column_int64(statement, 0);
    line->time = sqlite3_column_int64(statement, 1);
    store_text(statement, 2, line->who, sizeof line->who);
    store_text(statement, 3, line->what, sizeof line->what);
    store_text(statement, 4, line->detail, sizeof line->detail);
  }
  store_finish(store, statement);
  return count;
}

bool store_access_erase(store_t *store)
{
  return store_change(store, store_prepare(store, "DELETE FROM access_log", ""));
}
