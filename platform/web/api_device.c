/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The state of the whole camera, and its restart. */
#include <sodium.h>
#include <stdio.h>
#include <time.h>

#include "names.h"
#include "provision.h"
#include "reset.h"
#include "vocabulary.h"
#include "web/server.h"

static const char *provision_phase_name(uint8_t phase)
{
  switch ((enum provision_phase)phase) {
  case PROVISION_STARTING:
    return "starting";
  case PROVISION_SETUP:
    return "setup";
  case PROVISION_DORMANT:
    return "dormant";
  case PROVISION_TRYING:
    return "trying";
  case PROVISION_STORING:
    return "storing";
  case PROVISION_LINGERING:
    return "lingering";
  case PROVISION_ONLINE:
    return "online";
  case PROVISION_CONNECTING:
    return "connecting";
  case PROVISION_LOST:
    return "lost";
  case PROVISION_OWNER_SETUP:
    return "owner_setup";
  case PROVISION_VISITING:
    return "visiting";
  }
  return "unknown";
}

static const char *reset_phase_name(uint8_t phase)
{
  switch ((enum reset_phase)phase) {
  case RESET_STARTING:
    return "starting";
  case RESET_OPERATIONAL:
    return "operational";
  case RESET_INTENDING:
    return "intending";
  case RESET_RESTARTING:
    return "restarting";
  case RESET_WIPING:
    return "wiping";
  case RESET_FAULT:
    return "fault";
  }
  return "unknown";
}

/* What the guard tells; `all`: to somebody who may know the network: whoever sets up, or the owner. */
static json_t *guard_json(const request_t *request, bool all)
{
  char home[96];
  message_status_t status;
  bool connected = guard_link_status(request->web->guard, &status, NULL);
  json_t *json =
      json_pack("{sbsssssssbss}", "connected", connected, "light", light_name(status.light), "reset",
                reset_phase_name(status.reset), "provision", provision_phase_name(status.provision),
                "setup_open", status.setup_open != 0, "button", signal_name(status.button));
  if (json == NULL || !all)
    return json;
  json_object_set_new(json, "reason", json_string(reason_name(status.reason)));
  if (status.reason != REASON_NONE)
    json_object_set_new(json, "message", json_string(reason_sentence(status.reason)));
  json_object_set_new(json, "stage", json_string(stage_name(status.stage)));
  json_object_set_new(json, "signal", json_integer(status.signal));
  json_object_set_new(json, "camera_restarts", json_integer(status.camera_restarts));
  json_object_set_new(json, "setup_ssid", json_text(status.setup_ssid, status.setup_ssid_length));
  json_object_set_new(json, "ssid", json_text(status.ssid, status.ssid_length));
  json_object_set_new(json, "address", json_text(status.address, status.address_length));
  if (home_address(request, home, sizeof home))
    json_object_set_new(json, "home", json_string(home));
  return json;
}

static const char *source_state_name(uint32_t state)
{
  switch ((enum camera_source_state)state) {
  case CAMERA_SOURCE_OPENING:
    return "opening";
  case CAMERA_SOURCE_RUNNING:
    return "running";
  case CAMERA_SOURCE_ABSENT:
    return "absent";
  }
  return "unknown";
}

static const char *recording_state_name(uint32_t state)
{
  switch ((enum camera_recording_state)state) {
  case CAMERA_RECORDING_OFF:
    return "off";
  case CAMERA_RECORDING_IDLE:
    return "idle";
  case CAMERA_RECORDING_ON:
    return "on";
  case CAMERA_RECORDING_RESTING:
    return "resting";
  case CAMERA_RECORDING_PAUSED:
    return "paused";
  }
  return "unknown";
}

/* The newest frame in the stream's time and in the wall's, and the wall's time now: from these a page tells how old the
   picture is that it shows. */
static json_t *clock_json(camera_t *camera)
{
  camera_motion_t motion = {.sequence = 0};
  uint8_t cell;
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  camera_motion_read(camera, &motion, &cell, sizeof cell, 0);
  return json_pack("{sIsIsI}", "now", (json_int_t)now.tv_sec * 1000 + now.tv_nsec / 1000000, "frame",
                   (json_int_t)motion.time, "media", (json_int_t)motion.media_time);
}

static const char *picture_name(uint32_t state)
{
  switch ((enum camera_picture_state)state) {
  case CAMERA_PICTURE_USUAL:
    return "usual";
  case CAMERA_PICTURE_LIGHT:
    return "light";
  case CAMERA_PICTURE_COVERED:
    return "covered";
  case CAMERA_PICTURE_MOVED:
    return "moved";
  }
  return "unknown";
}

json_t *pipeline_json(camera_t *camera)
{
  camera_status_t status;
  camera_status(camera, &status);
  json_t *video =
      json_pack("{sssssssisisfsIsIsIsfsi}", "state", source_state_name(status.source_state), "source",
                status.source, "error", status.source_error, "width", (int)status.width, "height",
                (int)status.height, "rate", status.rate, "frames", (json_int_t)status.frames, "dropped",
                (json_int_t)status.dropped, "encoded", (json_int_t)status.encoded, "bytes_per_second",
                status.bytes_per_second, "viewers", (int)status.viewers);
  json_t *motion = json_pack("{sbsbsIsssI}", "on", status.motion_on, "now", status.motion, "event",
                             (json_int_t)status.event, "picture", picture_name(status.picture),
                             "picture_since", (json_int_t)status.picture_since);
  json_t *recording =
      json_pack("{sssssIsIsIsIsI}", "state", recording_state_name(status.recording_state), "error",
                status.recording_error, "id", (json_int_t)status.recording, "used",
                (json_int_t)status.storage_used, "limit", (json_int_t)status.storage_limit, "free",
                (json_int_t)status.storage_free, "count", (json_int_t)status.recordings);
  return json_pack("{sososososI}", "clock", clock_json(camera), "video", video, "motion", motion, "recording",
                   recording, "uptime", (json_int_t)status.uptime);
}

/* What stands on the label, for whoever may set up, and what the owner chose. */
static void add_label(const request_t *request, json_t *json)
{
  json_object_set_new(json, "serial", json_string(request->web->serial));
  json_object_set_new(json, "version", json_string(request->web->version));
}

static void add_names(const request_t *request, json_t *json)
{
  settings_t settings;
  camera_settings(request->web->camera, &settings);
  json_object_set_new(json, "name", json_string(settings.name));
  json_object_set_new(json, "location", json_string(settings.location));
}

json_t *status_json(const request_t *request)
{
  identity_t who;
  request_identity(request, &who);
  bool all = who.known && access_granted(ACCESS_SETUP, who.claimed, who.owner);
  bool owner = who.known && access_granted(ACCESS_OWNER, who.claimed, who.owner);
  json_t *json =
      json_pack("{sbsbsbssss*s[ss]}", "known", who.known, "claimed", who.claimed, "session", who.owner,
                "model", request->web->model, "bench", request->web->bench, "reset_by", "button", "page");
  sodium_memzero(&who, sizeof who);
  if (json == NULL)
    return NULL;
  if (request->web->signed_in)
    json_object_set_new(json, "start", json_string("live"));
  json_object_set_new(json, "guard", guard_json(request, all));
  if (all)
    add_label(request, json);
  if (!owner)
    return json;
  add_names(request, json);
  json_object_set_new(json, "camera", pipeline_json(request->web->camera));
  return json;
}

enum MHD_Result status_get(const request_t *request)
{
  return reply_json(request, MHD_HTTP_OK, status_json(request), NULL);
}

enum MHD_Result restart_post(const request_t *request)
{
  message_t message = {.kind = MESSAGE_RESTART};
  request_log(request, "restart", "");
  uint8_t reason = guard_link_ask(request->web->guard, &message);
  if (reason != REASON_NONE)
    return reply_reason(request, reason);
  return reply_json(request, MHD_HTTP_ACCEPTED, json_pack("{ss}", "state", "restarting"), NULL);
}
