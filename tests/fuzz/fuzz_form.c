/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any body: refused with the form unchanged, or a form that reads the same when written anew. */
#include <string.h>

#include "form.h"
#include "fuzz.h"

/* Append one field, every byte of its value as a percent escape. */
static void put(char *body, size_t room, const char *name, const uint8_t *bytes, size_t count)
{
  size_t at = strlen(body);
  at += (size_t)snprintf(body + at, room - at, "&%s=", name);
  for (size_t i = 0; i < count; i++) {
    at += (size_t)snprintf(body + at, room - at, i % 2 ? "%%%02x" : "%%%02X", (unsigned)bytes[i]);
  }
}

/* Whether two forms are the same in every field, with what stands past their lengths. */
static bool same(const form_t *a, const form_t *b)
{
  return a->ssid_length == b->ssid_length && memcmp(a->ssid, b->ssid, FORM_SSID) == 0 &&
         a->passphrase_length == b->passphrase_length &&
         memcmp(a->passphrase, b->passphrase, FORM_PASSPHRASE) == 0 &&
         a->password_length == b->password_length && memcmp(a->password, b->password, FORM_PASSWORD) == 0 &&
         a->name_length == b->name_length && memcmp(a->name, b->name, FORM_NAME) == 0 &&
         a->wifi_length == b->wifi_length && memcmp(a->wifi, b->wifi, FORM_WIFI) == 0 &&
         a->hidden == b->hidden;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  form_t form, before, again;
  char body[2048] = "";
  memset(&form, 1, sizeof form);
  before = form;
  if (!form_read(data, size, &form)) {
    REQUIRE(same(&form, &before));
    return 0;
  }
  if (fuzz_planted() && form.name_length > FORM_NAME / 2) {
    form.name_length = FORM_NAME + 1; /* planted: a bound that is one too many */
  }
  REQUIRE(form.ssid_length <= FORM_SSID && form.passphrase_length <= FORM_PASSPHRASE);
  REQUIRE(form.password_length <= FORM_PASSWORD && form.name_length <= FORM_NAME);
  REQUIRE(form.wifi_length <= FORM_WIFI);
  put(body, sizeof body, "ssid", form.ssid, form.ssid_length);
  put(body, sizeof body, "passphrase", form.passphrase, form.passphrase_length);
  put(body, sizeof body, "password", form.password, form.password_length);
  put(body, sizeof body, "name", form.name, form.name_length);
  put(body, sizeof body, "wifi", form.wifi, form.wifi_length);
  put(body, sizeof body, "hidden", (const uint8_t *)"1", form.hidden ? 1 : 0);
  memset(&again, 1, sizeof again);
  REQUIRE(form_read((const uint8_t *)body, strlen(body), &again));
  REQUIRE(same(&form, &again));
  return 0;
}
