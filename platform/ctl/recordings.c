/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <errno.h>
#include <jansson.h>
#include <sqlite3.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "common/exit_status.h"
#include "common/log.h"
#include "ctl/ctl.h"

static const char query[] =
    "SELECT id, start, end, bytes, path FROM recordings WHERE end <> 0 ORDER BY start";

static json_t *row_json(sqlite3_stmt *row)
{
  return json_pack(
      "{s:I,s:I,s:I,s:I,s:s}", "id", (json_int_t)sqlite3_column_int64(row, 0), "start_ms",
      (json_int_t)sqlite3_column_int64(row, 1), "end_ms", (json_int_t)sqlite3_column_int64(row, 2), "bytes",
      (json_int_t)sqlite3_column_int64(row, 3), "path", (const char *)sqlite3_column_text(row, 4));
}

static void row_print(sqlite3_stmt *row)
{
  char text[32] = "?";
  time_t start = (time_t)(sqlite3_column_int64(row, 1) / 1000);
  struct tm parts;
  if (localtime_r(&start, &parts) != NULL)
    strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &parts);
  double seconds = (double)(sqlite3_column_int64(row, 2) - sqlite3_column_int64(row, 1)) / 1000;
  printf("%6lld  %s  %8.1f s  %10lld bytes  %s\n", (long long)sqlite3_column_int64(row, 0), text, seconds,
         (long long)sqlite3_column_int64(row, 3), (const char *)sqlite3_column_text(row, 4));
}

static int rows_show(const ctl_t *ctl, sqlite3_stmt *row)
{
  json_t *list = json_array();
  int step;
  while ((step = sqlite3_step(row)) == SQLITE_ROW) {
    if (ctl->json)
      json_array_append_new(list, row_json(row));
    else
      row_print(row);
  }
  if (ctl->json && step == SQLITE_DONE)
    json_show(json_incref(list));
  json_decref(list);
  return step == SQLITE_DONE ? EXIT_OK : EXIT_DATA;
}

/* A camera that has recorded nothing yet. */
static int nothing_show(const ctl_t *ctl)
{
  if (ctl->json)
    json_show(json_array());
  return EXIT_OK;
}

int recordings_show(const ctl_t *ctl)
{
  char path[4200];
  sqlite3 *database = NULL;
  sqlite3_stmt *row = NULL;
  snprintf(path, sizeof path, "%s/data/camera.db", ctl->state);
  if (access(path, R_OK) != 0) {
    char folder[4200];
    snprintf(folder, sizeof folder, "%s/data", ctl->state);
    if (errno == ENOENT && access(folder, F_OK) == 0)
      return nothing_show(ctl);
    log_error("%s: %m; --state names the state folder", path);
    return EXIT_DATA;
  }
  int status = EXIT_DATA;
  if (sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK) {
    sqlite3_busy_timeout(database, 5000);
    if (sqlite3_prepare_v2(database, query, -1, &row, NULL) == SQLITE_OK)
      status = rows_show(ctl, row);
  }
  if (status != EXIT_OK)
    log_error("%s: %s", path, sqlite3_errmsg(database));
  sqlite3_finalize(row);
  sqlite3_close(database);
  return status;
}
