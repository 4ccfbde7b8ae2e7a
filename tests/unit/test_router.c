/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "unit.h"
#include "web/router.h"

static enum route_answer find(const char *method, const char *path, route_t *route)
{
  const char *allow = NULL;
  memset(route, 0xff, sizeof *route);
  return route_find(method, path, route, &allow);
}

START_TEST(finds_endpoints_and_numbers)
{
  route_t route;
  ck_assert_int_eq(find("GET", "/api/v1/status", &route), ROUTE_FOUND);
  ck_assert_int_eq(route.endpoint, ENDPOINT_STATUS);
  ck_assert_int_eq(find("HEAD", "/api/v1/status", &route), ROUTE_FOUND);
  ck_assert_int_eq(find("GET", "/api/v1/recordings/17.mp4", &route), ROUTE_FOUND);
  ck_assert_int_eq(route.endpoint, ENDPOINT_RECORDING_VIDEO);
  ck_assert_int_eq(route.id, 17);
  ck_assert_int_eq(find("GET", "/api/v1/recordings/0.jpg", &route), ROUTE_FOUND);
  ck_assert_int_eq(route.endpoint, ENDPOINT_RECORDING_THUMBNAIL);
  ck_assert_int_eq(find("DELETE", "/api/v1/recordings/5", &route), ROUTE_FOUND);
  ck_assert_int_eq(route.endpoint, ENDPOINT_RECORDING_DELETE);
  ck_assert_int_eq(find("GET", "/", &route), ROUTE_FOUND);
  ck_assert_int_eq(route.endpoint, ENDPOINT_PAGE);
}
END_TEST

START_TEST(knows_nothing_else_under_api)
{
  static const char *const paths[] = {"/api",
                                      "/api/",
                                      "/api/v1",
                                      "/api/v1/",
                                      "/api/v2/status",
                                      "/api/v1/status/",
                                      "/api/v1/Status",
                                      "/api/v1/recordings/",
                                      "/api/v1/recordings/.mp4",
                                      "/api/v1/recordings/x.mp4",
                                      "/api/v1/recordings/-1.mp4",
                                      "/api/v1/recordings/1.mp4x",
                                      "/api/v1/recordings/1/2.mp4",
                                      "/api/v1/recordings/../1.mp4",
                                      "/api/v1/recordings/9999999999999999999.mp4"};
  route_t route;
  for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++)
    ck_assert_msg(find("GET", paths[i], &route) == ROUTE_UNKNOWN, "%s", paths[i]);
}
END_TEST

START_TEST(tells_which_methods_there_are)
{
  route_t route;
  const char *allow = NULL;
  ck_assert_int_eq(route_find("POST", "/api/v1/settings", &route, &allow), ROUTE_WRONG_METHOD);
  ck_assert_str_eq(allow, "GET, HEAD, PUT");
  ck_assert_int_eq(route_find("GET", "/api/v1/claim", &route, &allow), ROUTE_WRONG_METHOD);
  ck_assert_str_eq(allow, "POST");
  ck_assert_int_eq(route_find("PUT", "/api/v1/access-log", &route, &allow), ROUTE_WRONG_METHOD);
  ck_assert_str_eq(allow, "GET, HEAD, DELETE");
  ck_assert_int_eq(route_find("GET", "/api/v1/recordings/5", &route, &allow), ROUTE_WRONG_METHOD);
  ck_assert_str_eq(allow, "DELETE");
  ck_assert_int_eq(route_find("POST", "/index.html", &route, &allow), ROUTE_WRONG_METHOD);
  ck_assert_str_eq(allow, "GET, HEAD");
}
END_TEST

/* whatever changes something is the owner's, except for the claim, the login and the logout. */
START_TEST(changes_are_the_owners)
{
  static const struct {
    const char *method, *path;
    uint8_t access;
  } changes[] = {
      {"PUT", "/api/v1/settings", ACCESS_OWNER},        {"POST", "/api/v1/network", ACCESS_OWNER},
      {"POST", "/api/v1/restart", ACCESS_OWNER},        {"POST", "/api/v1/reset", ACCESS_OWNER},
      {"DELETE", "/api/v1/recordings/1", ACCESS_OWNER}, {"DELETE", "/api/v1/access-log", ACCESS_OWNER},
      {"DELETE", "/api/v1/sessions", ACCESS_OWNER},     {"DELETE", "/api/v1/sessions/7", ACCESS_OWNER},
      {"POST", "/api/v1/claim", ACCESS_UNCLAIMED},      {"POST", "/api/v1/login", ACCESS_ANYONE},
      {"POST", "/api/v1/logout", ACCESS_ANYONE}};
  route_t route;
  for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
    ck_assert_int_eq(find(changes[i].method, changes[i].path, &route), ROUTE_FOUND);
    ck_assert_msg(route.changes, "%s", changes[i].path);
    ck_assert_msg(route.access == changes[i].access, "%s", changes[i].path);
  }
}
END_TEST

/* Nothing of the owner's is shown to anybody else; setup needs the networks and a code, and nothing else. */
START_TEST(what_is_read_is_the_owners_too)
{
  static const char *const owners[] = {
      "live.mp4", "snapshot.jpg", "events",           "recordings", "recordings/1.mp4", "settings",  "days",
      "signal",   "sessions",     "recordings/1.jpg", "diagnosis",  "address.svg",      "access-log"};
  static const char *const setups[] = {"networks", "wifi-code"};
  char path[64];
  route_t route;
  for (size_t i = 0; i < sizeof owners / sizeof owners[0]; i++) {
    snprintf(path, sizeof path, "/api/v1/%s", owners[i]);
    ck_assert_int_eq(find("GET", path, &route), ROUTE_FOUND);
    ck_assert_msg(route.access == ACCESS_OWNER && !route.changes, "%s", path);
  }
  for (size_t i = 0; i < sizeof setups / sizeof setups[0]; i++) {
    snprintf(path, sizeof path, "/api/v1/%s", setups[i]);
    ck_assert_int_eq(find("GET", path, &route), ROUTE_FOUND);
    ck_assert_msg(route.access == ACCESS_SETUP && !route.changes, "%s", path);
  }
}
END_TEST

START_TEST(access_is_a_table)
{
  /* claimed, owner: no no, no yes, yes no, yes yes. */
  static const bool table[][4] = {[ACCESS_ANYONE] = {true, true, true, true},
                                  [ACCESS_SETUP] = {true, true, false, true},
                                  [ACCESS_UNCLAIMED] = {true, true, false, false},
                                  [ACCESS_OWNER] = {false, false, false, true}};
  for (uint8_t access = 0; access < 4; access++)
    for (int who = 0; who < 4; who++)
      ck_assert_int_eq(access_granted(access, who >= 2, who % 2 == 1), table[access][who]);
  ck_assert(!access_granted(200, true, true));
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("router");
  TCase *all = tcase_create("router");
  tcase_add_test(all, finds_endpoints_and_numbers);
  tcase_add_test(all, knows_nothing_else_under_api);
  tcase_add_test(all, tells_which_methods_there_are);
  tcase_add_test(all, changes_are_the_owners);
  tcase_add_test(all, what_is_read_is_the_owners_too);
  tcase_add_test(all, access_is_a_table);
  suite_add_tcase(suite, all);
  return unit_main("router", suite);
}
