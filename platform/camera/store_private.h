/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the parts of the store share. */
#ifndef CAMERA_STORE_PRIVATE_H
#define CAMERA_STORE_PRIVATE_H

#include <pthread.h>
#include <sqlite3.h>

#include "camera/store.h"

struct store {
  pthread_mutex_t lock; /* held for each statement and for each change of several */
  sqlite3 *database;
  char folder[4096];
};

/** Run statements that return nothing. Call with the lock held. */
bool store_run(store_t *store, const char *sql);

/**
 * Prepare a statement and bind its parameters: 'i' int64_t, 't' const char *. Takes the lock, which store_finish()
 * gives back. NULL (without the lock) where it cannot be prepared.
 */
sqlite3_stmt *store_prepare(store_t *store, const char *sql, const char *types, ...);

/** Whether there is one more row. */
bool store_row(store_t *store, sqlite3_stmt *statement);

/** Step a statement that changes something, and finish it. Returns whether it was done. */
bool store_change(store_t *store, sqlite3_stmt *statement);

/** End a statement and give the lock back. */
void store_finish(store_t *store, sqlite3_stmt *statement);

/** The first column of the first row as a number, or 0. */
int64_t store_number(store_t *store, const char *sql);

/** Copy a text column. */
void store_text(sqlite3_stmt *statement, int column, char *text, size_t room);

#endif
