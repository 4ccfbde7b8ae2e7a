/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "web/wifi_code.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "camera/moment.h"
#include "common/clock.h"
#include "common/log.h"
#include "names.h"
#include "time.h"
#include "vocabulary.h"
#include "web/qr.h"

#define PERIOD_MS 500
#define TEXT_MAX 512

struct wifi_code {
  guard_link_t *guard;
  wifi_code_picture_t picture;
  void *opaque;
  pthread_t thread;
  qr_reader_t *reader;
  pthread_mutex_t lock;
  bool stopping;
  pthread_cond_t stop;
  bool seen;
  uint64_t time; /* when it was read */
  wifi_uri_t network;
  _Atomic uint64_t phone; /* when a phone asked for something last */
  bool asked;             /* the guard was asked to visit the network in sight */
  unsigned absent;        /* looks since a code was in sight */
};

static void forget(wifi_code_t *code)
{
  pthread_mutex_lock(&code->lock);
  code->seen = false;
  explicit_bzero(&code->network, sizeof code->network);
  pthread_mutex_unlock(&code->lock);
}

/* Ask for a visit, once for each time that a code is shown, and not while a phone is on the setup page. */
static void visit(wifi_code_t *code, const wifi_uri_t *network, bool same)
{
  uint64_t phone = atomic_load(&code->phone);
  if ((code->asked && same) || (phone != 0 && clock_now() - phone < WIFI_CODE_PHONE * TIME_SECOND))
    return;
  message_t message = {.kind = MESSAGE_VISIT};
  message_visit_t *fields = &message.as.visit;
  fields->ssid_length = network->ssid_length;
  memcpy(fields->ssid, network->ssid, network->ssid_length);
  fields->passphrase_length = network->secret_length;
  memcpy(fields->passphrase, network->secret, network->secret_length);
  fields->security = network->security;
  fields->hidden = network->hidden;
  uint8_t reason = guard_link_ask(code->guard, &message);
  explicit_bzero(&message, sizeof message);
  code->asked = reason != REASON_BUSY && reason != REASON_TIMED_OUT; /* which may be over soon */
  if (code->asked && reason != REASON_NONE)
    log_note("its network is not visited: %s", reason_sentence(reason));
}

static bool same_network(const wifi_uri_t *one, const wifi_uri_t *other)
{
  return one->ssid_length == other->ssid_length && memcmp(one->ssid, other->ssid, one->ssid_length) == 0 &&
         one->secret_length == other->secret_length &&
         memcmp(one->secret, other->secret, one->secret_length) == 0 && one->security == other->security &&
         one->hidden == other->hidden;
}

/* Look at the newest picture. What is no Wi-Fi text is passed over: the proved reader decides. */
static void look(wifi_code_t *code)
{
  uint8_t text[TEXT_MAX];
  wifi_uri_t network;
  uint32_t width = 0, height = 0;
  uint8_t *grey = code->picture(code->opaque, &width, &height);
  bool grey_seen = grey != NULL;
  size_t length = grey == NULL ? 0 : qr_read(code->reader, grey, width, height, text, sizeof text);
  free(grey);
  if (length > 0 && wifi_uri_read(text, length, &network)) {
    pthread_mutex_lock(&code->lock);
    bool same = code->seen && same_network(&code->network, &network);
    if (!same)
      log_note("a Wi-Fi code was shown to the camera");
    code->seen = true;
    code->time = clock_now();
    code->network = network;
    pthread_mutex_unlock(&code->lock);
    code->absent = 0;
    visit(code, &network, same);
  } else if (grey_seen && ++code->absent >= WIFI_CODE_GONE) {
    code->asked = false;
  }
  explicit_bzero(text, sizeof text);
  explicit_bzero(&network, sizeof network);
}

/* `claimed`: for sure. Returns whether to look for a code now. */
static bool wanted(const wifi_code_t *code, bool *claimed)
{
  message_status_t status;
  char hash[GUARD_LINK_HASH];
  bool owned = true;
  bool known = guard_link_owner(code->guard, &owned, hash);
  explicit_bzero(hash, sizeof hash);
  *claimed = known && owned;
  return guard_link_status(code->guard, &status, NULL) && known && !owned && status.setup_open != 0;
}

/* Waits for the next look; returns false when there is to be none. */
static bool waited(wifi_code_t *code)
{
  struct timespec until = moment_after(PERIOD_MS);
  pthread_mutex_lock(&code->lock);
  int given_up = 0;
  while (!code->stopping && given_up == 0)
    given_up = pthread_cond_timedwait(&code->stop, &code->lock, &until);
  bool goes_on = !code->stopping;
  pthread_mutex_unlock(&code->lock);
  return goes_on;
}

static void *run(void *argument)
{
  wifi_code_t *code = argument;
  do {
    bool claimed;
    bool looks = wanted(code, &claimed);
    /* A try closes the setup network for a while: what was read must outlast that. */
    if (claimed || clock_now() - code->time > (uint64_t)WIFI_CODE_MINUTES * 60 * TIME_SECOND)
      forget(code);
    if (looks)
      look(code);
  } while (waited(code));
  return NULL;
}

wifi_code_t *wifi_code_start(guard_link_t *guard, wifi_code_picture_t picture, void *opaque)
{
  wifi_code_t *code = calloc(1, sizeof *code);
  if (code == NULL)
    return NULL;
  code->guard = guard;
  code->picture = picture;
  code->opaque = opaque;
  code->reader = qr_reader_create();
  pthread_mutex_init(&code->lock, NULL);
  moment_cond_init(&code->stop);
  if (code->reader != NULL && pthread_create(&code->thread, NULL, run, code) == 0)
    return code;
  qr_reader_free(code->reader);
  pthread_cond_destroy(&code->stop);
  pthread_mutex_destroy(&code->lock);
  free(code);
  return NULL;
}

void wifi_code_stop(wifi_code_t *code)
{
  if (code == NULL)
    return;
  pthread_mutex_lock(&code->lock);
  code->stopping = true;
  pthread_cond_signal(&code->stop);
  pthread_mutex_unlock(&code->lock);
  pthread_join(code->thread, NULL);
  qr_reader_free(code->reader);
  pthread_cond_destroy(&code->stop);
  pthread_mutex_destroy(&code->lock);
  explicit_bzero(code, sizeof *code);
  free(code);
}

void wifi_code_phone(wifi_code_t *code)
{
  atomic_store(&code->phone, clock_now());
}

bool wifi_code_seen(wifi_code_t *code, wifi_uri_t *network)
{
  pthread_mutex_lock(&code->lock);
  bool seen = code->seen;
  if (seen)
    *network = code->network;
  pthread_mutex_unlock(&code->lock);
  return seen;
}
