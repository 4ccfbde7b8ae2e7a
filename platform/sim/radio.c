/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The radio, supplicant and DHCP client of the virtual board: joins end as real ones do, after as long as real ones. */
#include "sim/sim.h"

#include <string.h>

#include "common/clock.h"
#include "common/log.h"
#include "sim/wire.h"
#include "time.h"
#include "vocabulary.h"

#define SCAN (2 * TIME_SECOND)
#define RETRY (10 * TIME_SECOND)
#define BEACON_LOSS (2 * TIME_SECOND)
#define REJOIN (3 * TIME_SECOND)
#define STEP TIME_SECOND /* from one stage of a join to the next */
#define PING (TIME_SECOND / 2)
#define WEAK 10

void radio_start(sim_t *sim)
{
  radio_t *radio = &sim->radio;
  radio->setup_up = false;
  radio->state = RADIO_IDLE;
  radio->joined = -1;
  radio->stage = STAGE_NONE;
  radio->due = radio->stage_due = radio->scan_due = TIME_NEVER;
  explicit_bzero(&radio->wanted, sizeof radio->wanted);
}

static void publish(sim_t *sim)
{
  sim_publish(sim, "wifi", radio_list(sim));
}

static bool joinable_band(const radio_t *radio, const surrounding_t *network)
{
  return network->frequency < 3000 || radio->around.five_ghz;
}

static bool same_name(const surrounding_t *network, const board_network_t *wanted)
{
  return network->ssid_length == wanted->ssid_length &&
         memcmp(network->ssid, wanted->ssid, wanted->ssid_length) == 0;
}

/* The strongest network of the wanted name; `other_band`: one is there that the radio cannot use. -1: none. */
static int radio_find(const radio_t *radio, bool *other_band)
{
  int best = -1;
  *other_band = false;
  for (unsigned i = 0; i < radio->around.count; i++) {
    const surrounding_t *network = &radio->around.networks[i];
    if (!network->up || !same_name(network, &radio->wanted) || (network->hidden && !radio->wanted.hidden))
      continue;
    if (!joinable_band(radio, network))
      *other_band = true;
    else if (best < 0 || network->signal > radio->around.networks[best].signal)
      best = (int)i;
  }
  return best;
}

static bool password_fits(const surrounding_t *network, const board_network_t *wanted)
{
  size_t length = strlen(network->password);
  return wanted->passphrase_length == length && memcmp(wanted->passphrase, network->password, length) == 0;
}

/* How a join of the wanted network ends, and after how long. REASON_TIMED_OUT: it never does. */
static uint8_t radio_outcome(const radio_t *radio, int found, bool other_band, uint64_t *after)
{
  *after = 6 * TIME_SECOND;
  if (found < 0)
    return other_band ? REASON_FIVE_GHZ_ONLY : REASON_NOT_FOUND;
  const surrounding_t *network = &radio->around.networks[found];
  if (network->security >= SECURITY_ENTERPRISE)
    return REASON_UNSUPPORTED_SECURITY;
  if (network->silent)
    return REASON_TIMED_OUT;
  if (network->signal < WEAK)
    return REASON_WEAK_SIGNAL;
  *after = 3 * TIME_SECOND;
  if (network->refuses)
    return REASON_REFUSED;
  *after = 5 * TIME_SECOND;
  if (!password_fits(network, &radio->wanted))
    return REASON_WRONG_PASSWORD;
  *after = 15 * TIME_SECOND;
  if (network->address[0] == '\0')
    return REASON_NO_ADDRESS;
  *after = 4 * TIME_SECOND;
  return REASON_NONE;
}

/* How far a join gets that ends so. */
static uint8_t stage_limit(uint8_t outcome)
{
  switch (outcome) {
  case REASON_NONE:
  case REASON_NO_ADDRESS:
    return STAGE_ACCEPTED;
  case REASON_NOT_FOUND:
  case REASON_FIVE_GHZ_ONLY:
    return STAGE_SEARCHING;
  default:
    return STAGE_FOUND;
  }
}

/* After an address the gateway answers, or does not. */
static uint8_t stage_next(const radio_t *radio)
{
  bool lonely = radio->stage == STAGE_ADDRESSED && radio->around.networks[radio->joined].lonely;
  return lonely ? STAGE_NO_GATEWAY : (uint8_t)(radio->stage + 1);
}

/* Tell the guard how far it is; the next stage of a join comes after a while, and of a network that is joined the
   answer of its gateway, or that there is none. */
static void stage_reach(sim_t *sim, uint8_t stage)
{
  radio_t *radio = &sim->radio;
  bool joining = radio->state == RADIO_JOINING && stage < stage_limit(radio->outcome);
  bool pinging = stage == STAGE_ADDRESSED;
  radio->stage = stage;
  radio->stage_due = TIME_NEVER;
  if (joining || pinging)
    radio->stage_due = clock_now() + (joining ? STEP : PING);
  control_tell_guard(
      sim, json_pack("{s:s,s:i,s:I}", "tell", "stage", "stage", stage, "id", (json_int_t)radio->id));
}

static void radio_try(sim_t *sim)
{
  radio_t *radio = &sim->radio;
  bool other_band;
  uint64_t after;
  radio->joined = radio_find(radio, &other_band);
  radio->outcome = radio_outcome(radio, radio->joined, other_band, &after);
  radio->state = RADIO_JOINING;
  radio->due = radio->outcome == REASON_TIMED_OUT ? TIME_NEVER : clock_now() + after;
  stage_reach(sim, STAGE_SEARCHING);
}

void radio_join(sim_t *sim, const board_network_t *network, bool keep, int64_t id)
{
  radio_t *radio = &sim->radio;
  bool same = radio->state == RADIO_JOINED && network->ssid_length == radio->wanted.ssid_length &&
              memcmp(network->ssid, radio->wanted.ssid, network->ssid_length) == 0 &&
              network->passphrase_length == radio->wanted.passphrase_length &&
              memcmp(network->passphrase, radio->wanted.passphrase, network->passphrase_length) == 0;
  radio->wanted = *network;
  radio->keep = keep;
  radio->id = id;
  radio->was_joined = false;
  radio_try(sim);
  if (same)
    radio->due = clock_now() + TIME_MILLISECOND; /* it is there already */
  publish(sim);
}

void radio_leave(sim_t *sim)
{
  radio_t *radio = &sim->radio;
  radio->state = RADIO_IDLE;
  radio->joined = -1;
  radio->due = radio->stage_due = TIME_NEVER;
  explicit_bzero(&radio->wanted, sizeof radio->wanted);
  publish(sim);
}

static void joined(sim_t *sim)
{
  radio_t *radio = &sim->radio;
  const surrounding_t *network = &radio->around.networks[radio->joined];
  const char *tell = radio->was_joined ? "restored" : "joined";
  radio->state = RADIO_JOINED;
  radio->was_joined = true;
  control_tell_guard(sim, json_pack("{s:s,s:s,s:i,s:I}", "tell", tell, "address", network->address, "signal",
                                    network->signal, "id", (json_int_t)radio->id));
  stage_reach(sim, STAGE_ADDRESSED);
}

static void join_ended(sim_t *sim)
{
  radio_t *radio = &sim->radio;
  if (radio->outcome == REASON_NONE && radio->around.networks[radio->joined].up) {
    joined(sim);
    return;
  }
  uint8_t reason = radio->outcome == REASON_NONE ? REASON_NOT_FOUND : radio->outcome;
  bool again = radio->keep || radio->was_joined;
  radio->joined = -1;
  radio->stage_due = TIME_NEVER;
  radio->state = again ? RADIO_WAITING : RADIO_IDLE;
  radio->due = again ? clock_now() + RETRY : TIME_NEVER;
  if (!radio->was_joined)
    control_tell_guard(
        sim, json_pack("{s:s,s:i,s:I}", "tell", "failed", "reason", reason, "id", (json_int_t)radio->id));
}

static void scan_ended(sim_t *sim)
{
  const surroundings_t *around = &sim->radio.around;
  sim->radio.scan_due = TIME_NEVER;
  for (unsigned i = 0; i < around->count; i++) {
    const surrounding_t *network = &around->networks[i];
    uint8_t elements[BOARD_ELEMENTS];
    if (!network->up)
      continue;
    size_t length = surroundings_elements(network, elements);
    control_tell_guard(sim, json_pack("{s:s,s:o,s:i,s:i,s:b,s:o}", "tell", "heard", "bssid",
                                      wire_bytes(network->bssid, sizeof network->bssid), "frequency",
                                      network->frequency, "signal", network->signal, "privacy",
                                      network->security != SECURITY_OPEN, "elements",
                                      wire_bytes(elements, length)));
  }
  control_tell_guard(sim, json_pack("{s:s}", "tell", "scanned"));
}

void radio_scan(sim_t *sim)
{
  if (sim->radio.scan_due == TIME_NEVER)
    sim->radio.scan_due = clock_now() + SCAN;
}

void radio_run(sim_t *sim)
{
  radio_t *radio = &sim->radio;
  uint64_t now = clock_now();
  if (now >= radio->scan_due)
    scan_ended(sim);
  if (now >= radio->stage_due)
    stage_reach(sim, stage_next(radio));
  if (now < radio->due)
    return;
  radio->due = TIME_NEVER;
  switch ((enum radio_state)radio->state) {
  case RADIO_IDLE:
    return;
  case RADIO_JOINING:
    join_ended(sim);
    break;
  case RADIO_JOINED: /* beacons have been missing for a while */
    radio->state = RADIO_LOST;
    radio->stage_due = TIME_NEVER;
    radio->due = now + REJOIN;
    control_tell_guard(sim, json_pack("{s:s,s:I}", "tell", "lost", "id", (json_int_t)radio->id));
    break;
  case RADIO_LOST:
  case RADIO_WAITING:
    radio_try(sim);
    break;
  }
  publish(sim);
}

uint64_t radio_next(const sim_t *sim)
{
  return time_earlier(time_earlier(sim->radio.due, sim->radio.stage_due), sim->radio.scan_due);
}

json_t *radio_switch(sim_t *sim, const char *name, bool up)
{
  radio_t *radio = &sim->radio;
  unsigned found = 0;
  for (unsigned i = 0; i < radio->around.count; i++) {
    surrounding_t *network = &radio->around.networks[i];
    if (network->ssid_length != strlen(name) || memcmp(network->ssid, name, network->ssid_length) != 0)
      continue;
    network->up = up;
    found++;
    if (radio->state == RADIO_JOINED && radio->joined == (int)i)
      radio->due = up ? TIME_NEVER : clock_now() + BEACON_LOSS;
  }
  if (found == 0)
    return wire_error("not_found", "no network has this name; wifi list shows them");
  if (up && (radio->state == RADIO_WAITING || radio->state == RADIO_LOST))
    radio->due = clock_now() + REJOIN;
  publish(sim);
  return NULL;
}

/* A name as text, where it is UTF-8; as hexadecimal in any case. */
static json_t *network_json(const radio_t *radio, int index)
{
  const surrounding_t *network = &radio->around.networks[index];
  json_t *name = json_stringn((const char *)network->ssid, network->ssid_length);
  if (name == NULL)
    name = json_null();
  return json_pack("{s:o,s:o,s:o,s:i,s:i,s:i,s:b,s:b,s:b,s:b}", "name", name, "ssid",
                   wire_bytes(network->ssid, network->ssid_length), "bssid",
                   wire_bytes(network->bssid, sizeof network->bssid), "frequency", network->frequency,
                   "signal", network->signal, "security", network->security, "hidden", network->hidden,
                   "address", network->address[0] != '\0', "up", network->up, "joined",
                   radio->state == RADIO_JOINED && radio->joined == index);
}

json_t *radio_list(const sim_t *sim)
{
  const radio_t *radio = &sim->radio;
  static const char *const states[] = {"idle", "joining", "joined", "lost", "waiting"};
  json_t *networks = json_array();
  for (unsigned i = 0; i < radio->around.count; i++)
    json_array_append_new(networks, network_json(radio, (int)i));
  json_t *list = json_pack("{s:o,s:b,s:s,s:b}", "networks", networks, "five_ghz", radio->around.five_ghz,
                           "station", states[radio->state], "setup_up", radio->setup_up);
  if (radio->setup_up) {
    json_object_set_new(list, "setup_ssid", json_string(radio->setup_ssid));
    json_object_set_new(list, "setup_secret", json_string(radio->setup_secret));
  }
  return list;
}
