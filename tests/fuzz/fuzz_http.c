/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any path, header or body: what the web server reads of a request. The first byte chooses the reader. */
#include <string.h>
#include <strings.h>

#include "fuzz.h"
#include "web/request.h"
#include "web/router.h"

/* A number decides nothing but a recording; a path under /api never becomes a file's. */
static void fuzz_route(const char *text)
{
  static const char *const methods[] = {"GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS"};
  for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++) {
    route_t route = {.id = -1};
    const char *allow = NULL;
    enum route_answer answer = route_find(methods[i], text, &route, &allow);
    REQUIRE(answer != ROUTE_WRONG_METHOD || (allow != NULL && allow[0] != '\0'));
    if (answer != ROUTE_FOUND)
      continue;
    REQUIRE(route.id >= 0 && route.access <= ACCESS_OWNER && route.body <= BODY_FORM);
    REQUIRE(route.endpoint <= ENDPOINT_LAST);
    REQUIRE(route.endpoint != ENDPOINT_PAGE || strncmp(text, "/api/", 5) != 0);
    REQUIRE(route.changes == (strcmp(methods[i], "GET") != 0 && strcmp(methods[i], "HEAD") != 0));
  }
}

/* A part lies in the body; anything else changes nothing. */
static void fuzz_range(const char *text)
{
  static const uint64_t sizes[] = {0, 1, 2, 1000, UINT64_C(1) << 40, UINT64_MAX};
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
    uint64_t first = 7, last = 3;
    enum range range = range_read(text, sizes[i], &first, &last);
    if (fuzz_planted() && range == RANGE_PART && last == 999)
      last++; /* planted: a part that ends with the body has one byte more */
    REQUIRE(range == RANGE_PART ? first <= last && last < sizes[i] : first == 7 && last == 3);
  }
}

/* A value found is in the header, holds no ';', and fits. */
static void fuzz_cookie(const char *text)
{
  char value[33] = "unset";
  if (!cookie_read(text, "pinhole", value, sizeof value))
    return;
  REQUIRE(strlen(value) < sizeof value && strchr(value, ';') == NULL);
  REQUIRE(value[0] == '\0' || strstr(text, value) != NULL);
}

/* An origin that is taken for the own one names the host. */
static void fuzz_origin(const char *text)
{
  char *split = strchr(text, '\n');
  char *host = split == NULL ? NULL : split + 1;
  if (split != NULL)
    *split = '\0';
  if (origin_is_own(text, NULL, host)) {
    REQUIRE(host != NULL && strncmp(text, "http", 4) == 0);
    REQUIRE(strcasecmp(text + strlen(text) - strlen(host), host) == 0);
  }
  REQUIRE(!origin_is_own(text, "cross-site", host));
}

/* A name with a dot is an address or ends as names at home do. */
static void fuzz_host(const char *text)
{
  if (!host_is_home(text))
    return;
  size_t length = strcspn(text, ":");
  REQUIRE(length > 0 || text[0] == '[');
}

static void fuzz_small(const char *text, size_t size)
{
  int64_t number = -5;
  REQUIRE(number_read(text, size, &number) ? number >= 0 : number == -5);
  media_type_is(text, "application/json");
  char *encoded = malloc(BASE64_ROOM(size));
  REQUIRE(encoded != NULL);
  REQUIRE(base64_write((const uint8_t *)text, size, encoded) == BASE64_ROOM(size) - 1);
  free(encoded);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  if (size == 0)
    return 0;
  char *text = malloc(size);
  REQUIRE(text != NULL);
  memcpy(text, data + 1, size - 1);
  text[size - 1] = '\0';
  switch (data[0] % 6) {
  case 0:
    fuzz_route(text);
    break;
  case 1:
    fuzz_range(text);
    break;
  case 2:
    fuzz_cookie(text);
    break;
  case 3:
    fuzz_origin(text);
    break;
  case 4:
    fuzz_host(text);
    break;
  default:
    fuzz_small(text, size - 1);
    break;
  }
  free(text);
  return 0;
}
