/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Settings and the access log. */
#include <stdlib.h>
#include <string.h>

#include "web/server.h"

#define LOG_MAX 200

static enum MHD_Result reply_settings(const request_t *request)
{
  settings_t *settings = malloc(sizeof *settings);
  if (settings == NULL)
    return MHD_NO;
  camera_settings(request->web->camera, settings);
  char *text = settings_write(settings);
  free(settings);
  if (text == NULL)
    return MHD_NO;
  return reply_bytes(request, "application/json", (uint8_t *)text, strlen(text));
}

enum MHD_Result settings_get(const request_t *request)
{
  return reply_settings(request);
}

enum MHD_Result settings_change(const request_t *request)
{
  char error[256] = "";
  if (!camera_settings_change(request->web->camera, request->body, request->body_length, error, sizeof error))
    return reply_error(request, MHD_HTTP_UNPROCESSABLE_CONTENT, "settings_refused", error);
  request_log(request, "settings_changed", "");
  return reply_settings(request);
}

enum MHD_Result access_log_get(const request_t *request)
{
  store_access_t *lines = calloc(LOG_MAX, sizeof *lines);
  json_t *list = json_array();
  if (lines == NULL || list == NULL) {
    free(lines);
    json_decref(list);
    return MHD_NO;
  }
  store_t *store = camera_store(request->web->camera);
  size_t count = store_access(store, request_number(request, "before", 0), lines, LOG_MAX);
  for (size_t i = 0; i < count; i++)
    json_array_append_new(list, json_pack("{sIsIssssss}", "id", (json_int_t)lines[i].id, "time",
                                          (json_int_t)lines[i].time, "who", lines[i].who, "what",
                                          lines[i].what, "detail", lines[i].detail));
  free(lines);
  return reply_json(request, MHD_HTTP_OK, json_pack("{so}", "lines", list), NULL);
}

enum MHD_Result access_log_delete(const request_t *request)
{
  if (!store_access_erase(camera_store(request->web->camera)))
    return reply_error(request, MHD_HTTP_INTERNAL_SERVER_ERROR, "not_stored",
                       "The access log could not be erased. See whether the storage is full or damaged.");
  return reply_json(request, MHD_HTTP_OK, json_pack("{sb}", "erased", true), NULL);
}
