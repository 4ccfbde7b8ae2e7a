/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The owner's password and the sessions that it opens. Sessions live in seconds of Unix time,
   since they outlive a restart; waits after wrong passwords in monotonic nanoseconds. */
#ifndef PLATFORM_WEB_AUTH_H
#define PLATFORM_WEB_AUTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define AUTH_TOKEN 32        /* characters of a session's token: 128 random bits as hexadecimal digits */
#define AUTH_HASH_ROOM 129   /* an Argon2id string with its NUL fits */
#define AUTH_PASSWORD_MIN 8  /* bytes */
#define AUTH_SESSION_DAYS 30 /* a session not used this long is over */
#define AUTH_SESSIONS 32     /* at a time; the one not used for the longest time makes room */
#define AUTH_FREE_TRIES 3    /* wrong passwords before an address must wait */
#define AUTH_LONGEST_WAIT 60 /* seconds */

#define AUTH_PEER 46 /* an address as text with its NUL */

typedef struct auth auth_t;

/* A session, as its owner may see it. */
typedef struct {
  int64_t id;           /* names it in auth_close_one(); says nothing of its token */
  int64_t opened, used; /* Unix seconds; `used` lags by up to an hour */
  char peer[AUTH_PEER]; /* who opened it */
  bool own;             /* the asker's own */
} auth_session_t;

enum auth_answer { AUTH_RIGHT, AUTH_WRONG, AUTH_WAIT, AUTH_FAILED };

/**
 * Make a set of sessions that is kept in the file `path`, of the owner's data (it goes with a factory reset); what
 * the file holds is read, and a file that is damaged counts as empty. NULL: nothing is kept. Returns NULL where there
 * is no memory.
 */
auth_t *auth_create(const char *path);

/** Free it, wiping what it held. NULL is allowed. */
void auth_free(auth_t *auth);

/** Hash a password by Argon2id into AUTH_HASH_ROOM bytes. False where memory is short. Takes about 0.1 s. */
bool auth_hash(auth_t *auth, const char *password, size_t length, char *hash);

/**
 * Check a password against the owner's hash. peer: text of the asker's address; after AUTH_FREE_TRIES wrong ones it
 * must wait 1, 2, 4 ... seconds up to AUTH_LONGEST_WAIT before the next (AUTH_WAIT, with the seconds left in `wait`;
 * the password is not looked at). AUTH_FAILED: no memory for the check.
 */
enum auth_answer auth_check(auth_t *auth, const char *hash, const char *password, size_t length,
                            const char *peer, uint64_t now, uint32_t *wait);

/**
 * Open a session of the owner whose password hash is `hash`; it is good for as long as that stays the owner's hash.
 * peer: text of the asker's address. Writes AUTH_TOKEN characters and a NUL.
 */
void auth_open(auth_t *auth, const char *hash, const char *peer, int64_t now, char *token);

/** Whether a token is a session's of the owner with this hash; the session counts as used now. */
bool auth_valid(auth_t *auth, const char *token, const char *hash, int64_t now);

/**
 * The open sessions of the owner with this hash, at most AUTH_SESSIONS, the one opened last first. token: the asker's.
 * Returns how many.
 */
size_t auth_list(auth_t *auth, const char *hash, const char *token, int64_t now, auth_session_t *sessions);

/** End the session of an id. False where there is none. */
bool auth_close_one(auth_t *auth, int64_t id);

/** End all sessions but the one of `token`. Returns how many were open. */
size_t auth_close_others(auth_t *auth, const char *token);

/** End a session. A token that is none is passed over. */
void auth_close(auth_t *auth, const char *token);

#endif
