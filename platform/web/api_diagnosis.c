/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is wrong with the camera, told apart, and one file for whoever helps, without secrets. */
#include <glob.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "provision.h"
#include "web/server.h"

#define LOG_LINES 200
#define WEAK 35          /* of 100 */
#define WARM 75          /* degrees Celsius */
#define HOT 90           /* degrees Celsius */
#define LITTLE 100000000 /* bytes */

/* --- what the board tells --- */

/* The largest number in the files of a pattern; false where there is none. */
static bool largest(const char *pattern, long *number)
{
  glob_t found;
  bool any = false;
  if (glob(pattern, 0, NULL, &found) != 0)
    return false;
  for (size_t i = 0; i < found.gl_pathc; i++) {
    char text[32] = "";
    char *end = text;
    FILE *file = fopen(found.gl_pathv[i], "re");
    if (file == NULL)
      continue;
    long value = fgets(text, sizeof text, file) == NULL ? 0 : strtol(text, &end, 10);
    if (end != text && (!any || value > *number)) {
      *number = value;
      any = true;
    }
    fclose(file);
  }
  globfree(&found);
  return any;
}

/* --- the checks, each a sentence --- */

__attribute__((format(printf, 4, 5))) static void add(json_t *checks, const char *name, const char *state,
                                                      const char *format, ...)
{
  char text[384];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  json_array_append_new(checks, json_pack("{ssssss}", "name", name, "state", state, "text", text));
}

static void check_network(json_t *checks, const message_status_t *status, bool connected)
{
  if (!connected)
    add(checks, "network", "bad", "The guard, which looks after the network, does not answer.");
  else if (status->provision == PROVISION_LOST || status->provision == PROVISION_CONNECTING ||
           status->provision == PROVISION_OWNER_SETUP)
    add(checks, "network", "bad",
        "The home network is not reached. See whether the router is on and in reach.");
  else if (status->signal > 0 && status->signal < WEAK)
    add(checks, "network", "warn", "Joined, with a weak signal of %u of 100. Bring camera and router closer.",
        status->signal);
  else if (status->stage == STAGE_NO_GATEWAY)
    add(checks, "network", "warn",
        "Joined, signal %u of 100, but the network's router does not answer: nothing beyond this network is "
        "reached.",
        status->signal);
  else
    add(checks, "network", "ok", "Joined, signal %u of 100.", status->signal);
}

static void check_storage(json_t *checks, const camera_status_t *status)
{
  if (status->recording_error[0] != '\0')
    add(checks, "storage", "bad", "Recording is paused: %s.", status->recording_error);
  else if (status->storage_free < LITTLE)
    add(checks, "storage", "warn", "Less than 100 MB are free. The oldest recordings make room.");
  else
    add(checks, "storage", "ok", "%lld recordings, %lld MB; %lld MB are free.", (long long)status->recordings,
        (long long)(status->storage_used / 1000000), (long long)(status->storage_free / 1000000));
}

static void check_camera(json_t *checks, const camera_status_t *status, uint32_t restarts)
{
  uint64_t many = status->frames / 20;
  if (status->source_state == CAMERA_SOURCE_ABSENT)
    add(checks, "camera", "bad", "There is no picture: %s.", status->source_error);
  else if (status->source_state != CAMERA_SOURCE_RUNNING)
    add(checks, "camera", "warn", "The picture is being opened.");
  else if (restarts > 0)
    add(checks, "camera", "warn", "The camera's program was restarted %u times since the camera started.",
        restarts);
  else if (status->dropped > many && status->dropped > 50)
    add(checks, "camera", "warn", "%llu of %llu pictures were dropped: the processor is too slow for them.",
        (unsigned long long)status->dropped, (unsigned long long)status->frames);
  else
    add(checks, "camera", "ok", "%u by %u, %.0f pictures a second.", status->width, status->height,
        status->rate);
}

/* Boards that watch their supply raise an alarm when its voltage is too low (Linux hwmon). */
static void check_power(json_t *checks)
{
  long alarm = 0;
  if (!largest("/sys/class/hwmon/hwmon*/in0_lcrit_alarm", &alarm))
    add(checks, "power", "unknown",
        "This board does not measure its supply. A weak adapter or cable shows as restarts without a "
        "reason.");
  else if (alarm != 0)
    add(checks, "power", "bad",
        "The supply's voltage is too low. Use a stronger adapter and a shorter cable.");
  else
    add(checks, "power", "ok", "The supply's voltage is good.");
}

static void check_temperature(json_t *checks)
{
  long thousandths = 0;
  if (!largest("/sys/class/thermal/thermal_zone*/temp", &thousandths))
    add(checks, "temperature", "unknown", "This board does not measure its temperature.");
  else if (thousandths > WARM * 1000)
    add(checks, "temperature", thousandths > HOT * 1000 ? "bad" : "warn",
        "%ld degrees Celsius. Move the camera out of the sun, and let air pass.", thousandths / 1000);
  else
    add(checks, "temperature", "ok", "%ld degrees Celsius.", thousandths / 1000);
}

static json_t *checks_json(const request_t *request)
{
  message_status_t guard;
  camera_status_t camera;
  json_t *checks = json_array();
  bool connected = guard_link_status(request->web->guard, &guard, NULL);
  camera_status(request->web->camera, &camera);
  check_network(checks, &guard, connected);
  check_storage(checks, &camera);
  check_camera(checks, &camera, guard.camera_restarts);
  check_power(checks);
  check_temperature(checks);
  return checks;
}

/* --- the file --- */

/* What somebody could log in with somewhere: user and password of an address, and where on the net it is. */
static void hide_addresses(json_t *object)
{
  const char *key;
  json_t *value;
  json_object_foreach(object, key, value)
  {
    if (json_is_string(value) && strstr(json_string_value(value), "://") != NULL)
      json_string_set(value, "(an address, left out)");
    else if (json_is_object(value))
      hide_addresses(value);
  }
}

static json_t *settings_json(const request_t *request)
{
  settings_t settings;
  camera_settings(request->web->camera, &settings);
  char *text = settings_write(&settings);
  json_t *json = text == NULL ? NULL : json_loads(text, 0, NULL);
  free(text);
  json_object_del(json, "name");
  json_object_del(json, "location");
  return json;
}

/* What happened, without who did it from where. */
static json_t *log_json(const request_t *request)
{
  json_t *list = json_array();
  store_access_t *lines = calloc(LOG_LINES, sizeof *lines);
  size_t count = lines == NULL ? 0 : store_access(camera_store(request->web->camera), 0, lines, LOG_LINES);
  for (size_t i = 0; i < count; i++)
    json_array_append_new(list, json_pack("[Is]", (json_int_t)lines[i].time, lines[i].what));
  free(lines);
  return list;
}

static json_t *file_json(const request_t *request)
{
  json_t *status = status_json(request);
  json_t *guard = json_object_get(status, "guard");
  json_object_del(guard, "ssid");
  json_object_del(guard, "address");
  json_object_del(guard, "home");
  json_object_del(guard, "setup_ssid");
  json_object_del(status, "name");
  json_object_del(status, "location");
  json_object_del(status, "bench");
  hide_addresses(status);
  return json_pack("{sIsososo}", "made", (json_int_t)time(NULL), "status", status, "settings",
                   settings_json(request), "log", log_json(request));
}

enum MHD_Result diagnosis_get(const request_t *request)
{
  json_t *checks = checks_json(request);
  if (request_number(request, "download", 0) != 1)
    return reply_json(request, MHD_HTTP_OK, json_pack("{so}", "checks", checks), NULL);
  json_t *file = file_json(request);
  json_object_set_new(file, "checks", checks);
  char *text = file == NULL ? NULL : json_dumps(file, JSON_INDENT(2));
  json_decref(file);
  if (text == NULL)
    return MHD_NO;
  struct MHD_Response *response = MHD_create_response_from_buffer(strlen(text), text, MHD_RESPMEM_MUST_FREE);
  if (response == NULL) {
    free(text);
    return MHD_NO;
  }
  MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, "application/json");
  MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_DISPOSITION,
                          "attachment; filename=\"pinhole-diagnosis.json\"");
  return reply(request, MHD_HTTP_OK, response);
}
