/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Networks, the claim, another home network. */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "form.h"
#include "names.h"
#include "vocabulary.h"
#include "web/server.h"
#include "wifi_uri.h"

/* A home network to be tried. */
typedef struct {
  uint8_t ssid_length;
  uint8_t ssid[32];
  uint8_t passphrase_length;
  uint8_t passphrase[64];
  uint8_t security; /* enum security */
  uint8_t hidden;
} candidate_t;

static json_t *network_json(const message_network_t *network)
{
  json_t *json = json_pack("{sisisssbss}", "frequency", (int)network->frequency, "signal",
                           (int)network->signal, "security", security_name(network->security), "usable",
                           network->usable == REASON_NONE, "reason", reason_name(network->usable));
  if (json == NULL)
    return NULL;
  json_object_set_new(json, "ssid", json_text(network->ssid, network->ssid_length));
  json_object_set_new(json, "ssid_hex", json_hex(network->ssid, network->ssid_length));
  json_object_set_new(json, "bssid", json_hex(network->bssid, network->bssid_length));
  if (network->usable != REASON_NONE)
    json_object_set_new(json, "message", json_string(reason_sentence(network->usable)));
  return json;
}

enum MHD_Result networks_get(const request_t *request)
{
  message_network_t *networks = calloc(GUARD_LINK_NETWORKS, sizeof *networks);
  json_t *list = json_array();
  int count = networks == NULL ? -1 : guard_link_networks(request->web->guard, networks);
  for (int i = 0; i < count; i++)
    json_array_append_new(list, network_json(&networks[i]));
  free(networks);
  if (count < 0) {
    json_decref(list);
    return reply_reason(request, REASON_TIMED_OUT);
  }
  return reply_json(request, MHD_HTTP_OK, json_pack("{so}", "networks", list), NULL);
}

/* The security of a network that was typed in by name: as heard, or what its passphrase speaks for. */
static uint8_t security_of(const request_t *request, const candidate_t *candidate)
{
  message_network_t *networks = calloc(GUARD_LINK_NETWORKS, sizeof *networks);
  int count = networks == NULL ? 0 : guard_link_networks(request->web->guard, networks);
  uint8_t security = candidate->passphrase_length == 0 ? SECURITY_OPEN : SECURITY_WPA2_WPA3;
  for (int i = 0; i < count; i++) {
    if (networks[i].ssid_length != candidate->ssid_length ||
        memcmp(networks[i].ssid, candidate->ssid, candidate->ssid_length) != 0)
      continue;
    security = networks[i].security;
    if (networks[i].usable == REASON_NONE)
      break;
  }
  free(networks);
  return security;
}

/* Why a passphrase cannot be one of this security, or NULL. */
static const char *passphrase_fault(const candidate_t *candidate)
{
  bool short_one = candidate->passphrase_length < 8;
  switch ((enum security)candidate->security) {
  case SECURITY_OPEN:
    return candidate->passphrase_length > 0 ? "This network is open and takes no password. Leave it empty."
                                            : NULL;
  case SECURITY_WPA2:
  case SECURITY_WPA3:
  case SECURITY_WPA2_WPA3:
    return short_one ? "A Wi-Fi password has 8 to 63 characters." : NULL;
  case SECURITY_ENTERPRISE:
  case SECURITY_WEP:
  case SECURITY_UNKNOWN:
    return NULL;
  }
  return NULL;
}

static void candidate_of_code(candidate_t *candidate, const wifi_uri_t *uri)
{
  candidate->ssid_length = uri->ssid_length;
  memcpy(candidate->ssid, uri->ssid, uri->ssid_length);
  candidate->passphrase_length = uri->secret_length;
  memcpy(candidate->passphrase, uri->secret, uri->secret_length);
  candidate->security = uri->security;
  candidate->hidden = uri->hidden;
}

/* The network whose code the camera was shown. Returns a fault's code, or NULL. */
static const char *candidate_seen(const request_t *request, candidate_t *candidate, const char **message)
{
  wifi_uri_t uri;
  *message = "The camera has not seen a Wi-Fi code, or it was too long ago. Show it again.";
  if (!wifi_code_seen(request->web->code, &uri))
    return "code_missing";
  candidate_of_code(candidate, &uri);
  sodium_memzero(&uri, sizeof uri);
  return NULL;
}

/* Whether the form is for the network whose code the camera was shown (claim?network=seen), or for the one that it visits
   by that code (claim?network=visited). */
static bool wants(const request_t *request, const char *which)
{
  const char *network = MHD_lookup_connection_value(request->connection, MHD_GET_ARGUMENT_KIND, "network");
  return network != NULL && strcmp(network, which) == 0;
}

enum MHD_Result wifi_code_get(const request_t *request)
{
  wifi_uri_t uri;
  if (!wifi_code_seen(request->web->code, &uri))
    return reply_json(request, MHD_HTTP_OK, json_pack("{sb}", "seen", false), NULL);
  json_t *json = json_pack("{sbss}", "seen", true, "security", security_name(uri.security));
  json_object_set_new(json, "ssid", json_text(uri.ssid, uri.ssid_length));
  sodium_memzero(&uri, sizeof uri);
  return reply_json(request, MHD_HTTP_OK, json, NULL);
}

/* The network that a form names, by its WIFI: text or by name and password. Returns a fault's code, or NULL. */
static const char *candidate_read(const request_t *request, const form_t *form, candidate_t *candidate,
                                  const char **message)
{
  wifi_uri_t uri;
  *candidate = (candidate_t){.ssid_length = form->ssid_length, .hidden = form->hidden};
  if (wants(request, "seen"))
    return candidate_seen(request, candidate, message);
  if (form->wifi_length > 0) {
    *message = "That is not the text of a Wi-Fi code: it looks like WIFI:T:WPA;S:name;P:password;;";
    if (!wifi_uri_read(form->wifi, form->wifi_length, &uri))
      return "wifi_text";
    candidate_of_code(candidate, &uri);
    sodium_memzero(&uri, sizeof uri);
    return NULL;
  }
  *message = "Choose a network, or type its name.";
  if (form->ssid_length == 0)
    return "ssid_missing";
  memcpy(candidate->ssid, form->ssid, form->ssid_length);
  candidate->passphrase_length = form->passphrase_length;
  memcpy(candidate->passphrase, form->passphrase, form->passphrase_length);
  candidate->security = security_of(request, candidate);
  *message = passphrase_fault(candidate);
  return *message == NULL ? NULL : "passphrase_length";
}

/* The form alone; on a fault it answers, with the result in `answer`, and returns false. */
static bool form_only(const request_t *request, form_t *form, enum MHD_Result *answer)
{
  memset(form, 0, sizeof *form);
  if (form_read((const uint8_t *)request->body, request->body_length, form))
    return true;
  *answer = reply_error(request, MHD_HTTP_UNPROCESSABLE_CONTENT, "form",
                        "The form is malformed: a field is too long, is there twice, or has a bad escape.");
  return false;
}

/* The form and its network; on a fault it answers, with the result in `answer`, and returns false. */
static bool form_take(const request_t *request, form_t *form, candidate_t *candidate, enum MHD_Result *answer)
{
  const char *message = NULL;
  if (!form_only(request, form, answer))
    return false;
  const char *code = candidate_read(request, form, candidate, &message);
  if (code != NULL)
    *answer = reply_error(request, MHD_HTTP_UNPROCESSABLE_CONTENT, code, message);
  return code == NULL;
}

/* The name is the owner's wish already; that the claim may fail does not make it a wrong one. */
static void name_camera(const request_t *request, const form_t *form)
{
  char error[256];
  json_t *name = json_stringn((const char *)form->name, form->name_length);
  json_t *document = name == NULL ? NULL : json_pack("{so}", "name", name);
  char *text = document == NULL ? NULL : json_dumps(document, JSON_COMPACT);
  json_decref(document);
  if (text != NULL && !camera_settings_change(request->web->camera, text, strlen(text), error, sizeof error))
    request_log(request, "name_refused", error);
  free(text);
}

/* A claim of a network to be tried. */
static message_t message_claim(const candidate_t *candidate, const char *hash)
{
  message_t message = {.kind = MESSAGE_CLAIM};
  message_claim_t *fields = &message.as.claim;
  fields->password_hash_length = (uint8_t)strlen(hash);
  memcpy(fields->password_hash, hash, strlen(hash));
  fields->ssid_length = candidate->ssid_length;
  memcpy(fields->ssid, candidate->ssid, sizeof fields->ssid);
  fields->passphrase_length = candidate->passphrase_length;
  memcpy(fields->passphrase, candidate->passphrase, sizeof fields->passphrase);
  fields->security = candidate->security;
  fields->hidden = candidate->hidden;
  return message;
}

/* A claim on the network that is visited: the form's passphrase is the setup network's, from the label. */
static message_t message_adopt(const form_t *form, const char *hash)
{
  message_t message = {.kind = MESSAGE_ADOPT};
  message_adopt_t *fields = &message.as.adopt;
  fields->password_hash_length = (uint8_t)strlen(hash);
  memcpy(fields->password_hash, hash, strlen(hash));
  fields->secret_length = form->passphrase_length;
  memcpy(fields->secret, form->passphrase, form->passphrase_length);
  return message;
}

/* Ask the guard for the claim; candidate: NULL for the network that is visited. The session is good from the moment
   that the owner is stored, and never else. */
static enum MHD_Result claim(const request_t *request, const form_t *form, const candidate_t *candidate)
{
  char hash[AUTH_HASH_ROOM], token[AUTH_TOKEN + 1], cookie[160];
  if (!auth_hash(request->web->auth, (const char *)form->password, form->password_length, hash))
    return reply_error(request, MHD_HTTP_SERVICE_UNAVAILABLE, "no_memory",
                       "The camera is short of memory. Restart it and try again.");
  message_t message = candidate == NULL ? message_adopt(form, hash) : message_claim(candidate, hash);
  uint8_t reason = guard_link_ask(request->web->guard, &message);
  sodium_memzero(&message, sizeof message);
  if (reason != REASON_NONE)
    return reply_reason(request, reason);
  if (form->name_length > 0)
    name_camera(request, form);
  request_log(request, "claim", "");
  auth_open(request->web->auth, hash, request->peer, request_now(), token);
  session_cookie(request, token, cookie, sizeof cookie);
  return reply_json(request, MHD_HTTP_ACCEPTED, json_pack("{ss}", "state", "trying"), cookie);
}

enum MHD_Result claim_post(const request_t *request)
{
  form_t form;
  candidate_t candidate;
  enum MHD_Result answer;
  bool visited = wants(request, "visited");
  if (visited ? form_only(request, &form, &answer) : form_take(request, &form, &candidate, &answer)) {
    if (form.password_length < AUTH_PASSWORD_MIN)
      answer = reply_error(request, MHD_HTTP_UNPROCESSABLE_CONTENT, "password_short",
                           "The camera's password needs at least 8 characters.");
    else
      answer = claim(request, &form, visited ? NULL : &candidate);
  }
  sodium_memzero(&form, sizeof form);
  sodium_memzero(&candidate, sizeof candidate);
  return answer;
}

enum MHD_Result network_post(const request_t *request)
{
  form_t form;
  candidate_t candidate;
  enum MHD_Result answer;
  if (form_take(request, &form, &candidate, &answer)) {
    message_t message = {.kind = MESSAGE_CHANGE_NETWORK};
    message_change_network_t *fields = &message.as.change_network;
    fields->ssid_length = candidate.ssid_length;
    memcpy(fields->ssid, candidate.ssid, sizeof fields->ssid);
    fields->passphrase_length = candidate.passphrase_length;
    memcpy(fields->passphrase, candidate.passphrase, sizeof fields->passphrase);
    fields->security = candidate.security;
    fields->hidden = candidate.hidden;
    uint8_t reason = guard_link_ask(request->web->guard, &message);
    sodium_memzero(&message, sizeof message);
    if (reason == REASON_NONE) {
      request_log(request, "network_change", "");
      answer = reply_json(request, MHD_HTTP_ACCEPTED, json_pack("{ss}", "state", "trying"), NULL);
    } else {
      answer = reply_reason(request, reason);
    }
  }
  sodium_memzero(&form, sizeof form);
  sodium_memzero(&candidate, sizeof candidate);
  return answer;
}
