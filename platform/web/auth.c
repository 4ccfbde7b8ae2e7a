/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "web/auth.h"

#include <fcntl.h>
#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SECOND UINT64_C(1000000000)
#define SESSION_LENGTH (AUTH_SESSION_DAYS * INT64_C(86400))
#define KEEP_PERIOD 3600 /* seconds: how far the kept time of use may lag */
#define DIGEST 32
#define PEERS 16
#define HASH_PASSES 3
#define HASH_MEMORY 33554432 /* bytes */

/* What is kept of a token is its digest: whoever reads the memory cannot use it. */
typedef struct {
  uint8_t open; /* 0 or 1 */
  uint8_t token[DIGEST];
  uint8_t owner[DIGEST];
  int64_t opened, used; /* Unix seconds */
  char peer[AUTH_PEER];
} session_t;

/* Wrong passwords from an address. */
typedef struct {
  char peer[AUTH_PEER];
  uint32_t failures;
  uint64_t next; /* not before */
} tries_t;

/* The file: this head, then the sessions as they lie in memory. It is never moved between machines. */
#define FILE_MAGIC "PHS2"

struct auth {
  char *path; /* NULL: not kept */
  pthread_mutex_t lock;
  pthread_mutex_t hashing; /* one hash at a time: memory stays bounded */
  session_t sessions[AUTH_SESSIONS];
  tries_t tries[PEERS];
};

/* Read the kept sessions: whole, or none. */
static void sessions_read(auth_t *auth)
{
  struct {
    char magic[4];
    uint32_t size;
    session_t sessions[AUTH_SESSIONS];
  } file;
  int fd = auth->path == NULL ? -1 : open(auth->path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0)
    return;
  memset(&file, 0, sizeof file);
  ssize_t size = read(fd, &file, sizeof file);
  close(fd);
  if (size == (ssize_t)sizeof file && memcmp(file.magic, FILE_MAGIC, 4) == 0 && file.size == sizeof file)
    memcpy(auth->sessions, file.sessions, sizeof file.sessions);
  sodium_memzero(&file, sizeof file);
}

/* Keep the sessions: the old file or the new one, whatever happens. Where that fails they last until a restart. */
static void sessions_keep(const auth_t *auth)
{
  char fresh[4096];
  uint32_t size = (uint32_t)(8 + sizeof auth->sessions);
  if (auth->path == NULL || snprintf(fresh, sizeof fresh, "%s.new", auth->path) >= (int)sizeof fresh)
    return;
  int fd = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0)
    return;
  bool whole = write(fd, FILE_MAGIC, 4) == 4 && write(fd, &size, sizeof size) == (ssize_t)sizeof size &&
               write(fd, auth->sessions, sizeof auth->sessions) == (ssize_t)sizeof auth->sessions &&
               fsync(fd) == 0;
  close(fd);
  if (whole)
    whole = rename(fresh, auth->path) == 0;
  if (!whole)
    unlink(fresh);
}

auth_t *auth_create(const char *path)
{
  if (sodium_init() < 0)
    return NULL;
  auth_t *auth = calloc(1, sizeof *auth);
  if (auth == NULL)
    return NULL;
  auth->path = path == NULL ? NULL : strdup(path);
  if (path != NULL && auth->path == NULL) {
    free(auth);
    return NULL;
  }
  sessions_read(auth);
  pthread_mutex_init(&auth->lock, NULL);
  pthread_mutex_init(&auth->hashing, NULL);
  return auth;
}

void auth_free(auth_t *auth)
{
  if (auth == NULL)
    return;
  pthread_mutex_destroy(&auth->lock);
  pthread_mutex_destroy(&auth->hashing);
  free(auth->path);
  sodium_memzero(auth, sizeof *auth);
  free(auth);
}

bool auth_hash(auth_t *auth, const char *password, size_t length, char *hash)
{
  _Static_assert(crypto_pwhash_STRBYTES <= AUTH_HASH_ROOM, "an Argon2id string fits");
  pthread_mutex_lock(&auth->hashing);
  int failed = crypto_pwhash_str(hash, password, length, HASH_PASSES, HASH_MEMORY);
  pthread_mutex_unlock(&auth->hashing);
  return failed == 0;
}

/* The entry of an address; the one that may try soonest makes room for a new one. */
static tries_t *tries_of(auth_t *auth, const char *peer)
{
  tries_t *oldest = &auth->tries[0];
  for (size_t i = 0; i < PEERS; i++) {
    if (strncmp(auth->tries[i].peer, peer, AUTH_PEER - 1) == 0)
      return &auth->tries[i];
    if (auth->tries[i].next < oldest->next)
      oldest = &auth->tries[i];
  }
  *oldest = (tries_t){.failures = 0};
  strncpy(oldest->peer, peer, AUTH_PEER - 1);
  return oldest;
}

/* Count a try as failed before it is made, so that many at once gain nothing. Returns the seconds left to wait. */
static uint32_t try_begin(auth_t *auth, const char *peer, uint64_t now)
{
  pthread_mutex_lock(&auth->lock);
  tries_t *tries = tries_of(auth, peer);
  uint32_t wait = tries->next > now ? (uint32_t)((tries->next - now + SECOND - 1) / SECOND) : 0;
  if (wait == 0) {
    tries->failures++;
    uint32_t over = tries->failures < AUTH_FREE_TRIES ? 0 : tries->failures - AUTH_FREE_TRIES + 1;
    uint64_t pause = over == 0 ? 0 : over > 6 ? AUTH_LONGEST_WAIT : UINT64_C(1) << (over - 1);
    tries->next = now + pause * SECOND;
  }
  pthread_mutex_unlock(&auth->lock);
  return wait;
}

static void try_succeeded(auth_t *auth, const char *peer)
{
  pthread_mutex_lock(&auth->lock);
  tries_t *tries = tries_of(auth, peer);
  tries->failures = 0;
  tries->next = 0;
  pthread_mutex_unlock(&auth->lock);
}

enum auth_answer auth_check(auth_t *auth, const char *hash, const char *password, size_t length,
                            const char *peer, uint64_t now, uint32_t *wait)
{
  *wait = try_begin(auth, peer, now);
  if (*wait > 0)
    return AUTH_WAIT;
  if (strncmp(hash, crypto_pwhash_STRPREFIX, strlen(crypto_pwhash_STRPREFIX)) != 0)
    return AUTH_FAILED;
  pthread_mutex_lock(&auth->hashing);
  int wrong = crypto_pwhash_str_verify(hash, password, length);
  pthread_mutex_unlock(&auth->hashing);
  if (wrong != 0)
    return AUTH_WRONG;
  try_succeeded(auth, peer);
  return AUTH_RIGHT;
}

static void digest(const char *text, uint8_t *bytes)
{
  crypto_generichash(bytes, DIGEST, (const uint8_t *)text, strlen(text), NULL, 0);
}

void auth_open(auth_t *auth, const char *hash, const char *peer, int64_t now, char *token)
{
  uint8_t random[AUTH_TOKEN / 2];
  randombytes_buf(random, sizeof random);
  sodium_bin2hex(token, AUTH_TOKEN + 1, random, sizeof random);
  pthread_mutex_lock(&auth->lock);
  session_t *session = &auth->sessions[0];
  for (size_t i = 0; i < AUTH_SESSIONS && session->open; i++)
    if (!auth->sessions[i].open || auth->sessions[i].used < session->used)
      session = &auth->sessions[i];
  session->open = true;
  session->opened = session->used = now;
  snprintf(session->peer, sizeof session->peer, "%s", peer);
  digest(token, session->token);
  digest(hash, session->owner);
  sessions_keep(auth);
  pthread_mutex_unlock(&auth->lock);
}

/* The session of a token, NULL where there is none. The lock is held. */
static session_t *session_of(auth_t *auth, const char *token)
{
  uint8_t wanted[DIGEST];
  digest(token, wanted);
  for (size_t i = 0; i < AUTH_SESSIONS; i++)
    if (auth->sessions[i].open && sodium_memcmp(auth->sessions[i].token, wanted, DIGEST) == 0)
      return &auth->sessions[i];
  return NULL;
}

bool auth_valid(auth_t *auth, const char *token, const char *hash, int64_t now)
{
  uint8_t owner[DIGEST];
  digest(hash, owner);
  pthread_mutex_lock(&auth->lock);
  session_t *session = session_of(auth, token);
  bool valid = session != NULL && sodium_memcmp(session->owner, owner, DIGEST) == 0;
  if (session != NULL && now - session->used > SESSION_LENGTH)
    valid = false;
  if (valid && now - session->used > KEEP_PERIOD) {
    session->used = now;
    sessions_keep(auth);
  }
  pthread_mutex_unlock(&auth->lock);
  return valid;
}

/* Digests are random bytes: some of them name a session without telling its token. */
static int64_t session_id(const session_t *session)
{
  int64_t id = 0;
  for (int i = 0; i < 6; i++)
    id = id * 256 + session->token[i];
  return id;
}

static bool session_runs(const session_t *session, const uint8_t *owner, int64_t now)
{
  return session->open && sodium_memcmp(session->owner, owner, DIGEST) == 0 &&
         now - session->used <= SESSION_LENGTH;
}

size_t auth_list(auth_t *auth, const char *hash, const char *token, int64_t now, auth_session_t *sessions)
{
  uint8_t owner[DIGEST];
  size_t count = 0;
  digest(hash, owner);
  pthread_mutex_lock(&auth->lock);
  const session_t *own = session_of(auth, token);
  for (size_t i = 0; i < AUTH_SESSIONS; i++) {
    const session_t *session = &auth->sessions[i];
    if (!session_runs(session, owner, now))
      continue;
    size_t place = count++;
    for (; place > 0 && sessions[place - 1].opened < session->opened; place--)
      sessions[place] = sessions[place - 1];
    sessions[place] = (auth_session_t){
        .id = session_id(session), .opened = session->opened, .used = session->used, .own = session == own};
    memcpy(sessions[place].peer, session->peer, sizeof session->peer);
  }
  pthread_mutex_unlock(&auth->lock);
  return count;
}

bool auth_close_one(auth_t *auth, int64_t id)
{
  bool found = false;
  pthread_mutex_lock(&auth->lock);
  for (size_t i = 0; i < AUTH_SESSIONS; i++) {
    if (!auth->sessions[i].open || session_id(&auth->sessions[i]) != id)
      continue;
    auth->sessions[i] = (session_t){.open = false};
    found = true;
  }
  if (found)
    sessions_keep(auth);
  pthread_mutex_unlock(&auth->lock);
  return found;
}

size_t auth_close_others(auth_t *auth, const char *token)
{
  size_t count = 0;
  pthread_mutex_lock(&auth->lock);
  const session_t *own = session_of(auth, token);
  for (size_t i = 0; i < AUTH_SESSIONS; i++) {
    if (!auth->sessions[i].open || &auth->sessions[i] == own)
      continue;
    auth->sessions[i] = (session_t){.open = false};
    count++;
  }
  sessions_keep(auth);
  pthread_mutex_unlock(&auth->lock);
  return count;
}

void auth_close(auth_t *auth, const char *token)
{
  pthread_mutex_lock(&auth->lock);
  session_t *session = session_of(auth, token);
  if (session != NULL) {
    *session = (session_t){.open = false};
    sessions_keep(auth);
  }
  pthread_mutex_unlock(&auth->lock);
}
