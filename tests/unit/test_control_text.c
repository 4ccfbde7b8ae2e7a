/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What hostapd, wpa_supplicant and the DHCP client say, and what is said to them. */
#include <string.h>

#include "linux/control_text.h"
#include "linux/elements.h"
#include "linux/lease_text.h"
#include "unit.h"
#include "vocabulary.h"

static const struct {
  const char *text;
  uint8_t kind, reason;
} events[] = {
    {"<3>CTRL-EVENT-CONNECTED - Connection to 02:00:00:00:01:00 completed [id=0 id_str=]", CONTROL_CONNECTED,
     0},
    {"CTRL-EVENT-CONNECTED - ", CONTROL_CONNECTED, 0},
    {"<3>CTRL-EVENT-DISCONNECTED bssid=02:00:00:00:01:00 reason=3 locally_generated=1", CONTROL_DISCONNECTED,
     0},
    {"<3>CTRL-EVENT-SSID-TEMP-DISABLED id=0 ssid=\"Home\" auth_failures=1 duration=10 reason=WRONG_KEY",
     CONTROL_FAILED, REASON_WRONG_PASSWORD},
    {"<3>CTRL-EVENT-SSID-TEMP-DISABLED id=0 ssid=\"Home\" auth_failures=1 duration=10 reason=CONN_FAILED",
     CONTROL_DOUBTFUL, REASON_TIMED_OUT},
    {"<3>CTRL-EVENT-AUTH-REJECT 02:00:00:00:01:00 auth_type=3 auth_transaction=2 status_code=15",
     CONTROL_FAILED, REASON_WRONG_PASSWORD},
    {"<3>CTRL-EVENT-AUTH-REJECT 02:00:00:00:01:00 auth_type=0 auth_transaction=2 status_code=1",
     CONTROL_DOUBTFUL, REASON_REFUSED},
    {"<3>CTRL-EVENT-ASSOC-REJECT bssid=02:00:00:00:01:00 status_code=17", CONTROL_DOUBTFUL, REASON_REFUSED},
    {"<3>CTRL-EVENT-ASSOC-REJECT bssid=02:00:00:00:01:00 status_code=43", CONTROL_FAILED,
     REASON_UNSUPPORTED_SECURITY},
    {"<3>CTRL-EVENT-ASSOC-REJECT bssid=02:00:00:00:01:00 status_code=30", CONTROL_OTHER, 0},
    {"<3>AP-STA-CONNECTED 02:00:00:00:02:00", CONTROL_STATION, 0},
    {"<3>AP-STA-DISCONNECTED 02:00:00:00:02:00", CONTROL_STATION_GONE, 0},
    {"<3>CTRL-EVENT-TERMINATING ", CONTROL_ENDING, 0},
    {"<3>CTRL-EVENT-SCAN-RESULTS ", CONTROL_OTHER, 0},
    {"<3", CONTROL_OTHER, 0},
    {"", CONTROL_OTHER, 0}};

START_TEST(events_are_told_apart)
{
  control_event_t event = control_event_read(events[_i].text, strlen(events[_i].text));
  ck_assert_uint_eq(event.kind, events[_i].kind);
  ck_assert_uint_eq(event.reason, events[_i].reason);
}
END_TEST

START_TEST(a_network_s_name_is_no_event)
{
  /* what a neighbour may call its network does not make an event of another */
  const char *text = "<3>CTRL-EVENT-BSS-ADDED 1 CTRL-EVENT-CONNECTED reason=WRONG_KEY";
  ck_assert_uint_eq(control_event_read(text, strlen(text)).kind, CONTROL_OTHER);
}
END_TEST

START_TEST(values_of_a_reply)
{
  static const char reply[] = "state=ENABLED\nphy=phy0\nfreq=2437\nempty=\nlast=x";
  char value[8];
  ck_assert(control_value(reply, strlen(reply), "state", value, sizeof value));
  ck_assert_str_eq(value, "ENABLED");
  ck_assert(control_value(reply, strlen(reply), "freq", value, sizeof value));
  ck_assert_str_eq(value, "2437");
  ck_assert(control_value(reply, strlen(reply), "last", value, sizeof value));
  ck_assert(control_value(reply, strlen(reply), "empty", value, sizeof value));
  ck_assert_str_eq(value, "");
  ck_assert(!control_value(reply, strlen(reply), "fre", value, sizeof value));
  ck_assert(!control_value(reply, strlen(reply), "state", value, 7));
  ck_assert(!control_value("", 0, "state", value, sizeof value));
  ck_assert(control_is("OK\n", 3, "OK"));
  ck_assert(control_is("OK", 2, "OK"));
  ck_assert(!control_is("OKAY", 4, "OK"));
  ck_assert(!control_is("FAIL\n", 5, "OK"));
}
END_TEST

static board_network_t wanted_make(const char *ssid, const char *passphrase, uint8_t security)
{
  board_network_t wanted = {.ssid_length = (uint8_t)strlen(ssid),
                            .passphrase_length = (uint8_t)strlen(passphrase),
                            .security = security};
  memcpy(wanted.ssid, ssid, strlen(ssid));
  memcpy(wanted.passphrase, passphrase, strlen(passphrase));
  return wanted;
}

#define KEY "0123456789abcdef0123456789ABCDEF0123456789abcdef0123456789abcdef"
static const struct {
  const char *passphrase;
  uint8_t wanted, heard, reason;
  const char *management;
} securities[] = {
    {"password", SECURITY_WPA2, SECURITY_WPA2, REASON_NONE, "WPA-PSK"},
    {"password", SECURITY_WPA2, SECURITY_WPA3, REASON_NONE, "SAE"},
    {"password", SECURITY_WPA2_WPA3, SECURITY_WPA2_WPA3, REASON_NONE, "SAE WPA-PSK"},
    {"password", SECURITY_WPA3, SECURITY_WPA2_WPA3, REASON_NONE, "SAE"}, /* never weaker than asked for */
    {"password", SECURITY_WPA3, SECURITY_WPA2, REASON_UNSUPPORTED_SECURITY, NULL},
    {KEY, SECURITY_WPA2, SECURITY_WPA2_WPA3, REASON_NONE, "WPA-PSK"},
    {KEY, SECURITY_WPA2, SECURITY_WPA3, REASON_WRONG_PASSWORD, NULL},
    {"", SECURITY_OPEN, SECURITY_OPEN, REASON_NONE, "NONE"},
    {"", SECURITY_OPEN, SECURITY_WPA2, REASON_WRONG_PASSWORD, NULL},
    {"password", SECURITY_WPA2, SECURITY_OPEN, REASON_UNSUPPORTED_SECURITY, NULL}, /* an impostor */
    {"password", SECURITY_WPA2, SECURITY_ENTERPRISE, REASON_UNSUPPORTED_SECURITY, NULL},
    {"password", SECURITY_WPA2, SECURITY_WEP, REASON_UNSUPPORTED_SECURITY, NULL}};

START_TEST(security_is_chosen)
{
  control_security_t security;
  board_network_t wanted = wanted_make("Home", securities[_i].passphrase, securities[_i].wanted);
  ck_assert_uint_eq(control_security(&wanted, securities[_i].heard, &security), securities[_i].reason);
  if (securities[_i].management != NULL)
    ck_assert_str_eq(security.key_management, securities[_i].management);
}
END_TEST

static char settings[CONTROL_SETTINGS][CONTROL_SETTING];

static const char *setting_of(unsigned count, const char *name)
{
  for (unsigned i = 0; i < count; i++) {
    size_t length = strlen(name);
    if (strncmp(settings[i], name, length) == 0 && settings[i][length] == ' ')
      return settings[i] + length + 1;
  }
  return "";
}

START_TEST(names_and_passphrases_of_every_kind_are_given_whole)
{
  control_security_t security;
  board_network_t wanted = wanted_make("a \"b\" $c\\\n", "\"quoted\" \\ $HOME `x`", SECURITY_WPA2_WPA3);
  ck_assert_uint_eq(control_security(&wanted, SECURITY_WPA2_WPA3, &security), REASON_NONE);
  unsigned count = control_settings(&wanted, &security, "2412 2437", settings);
  ck_assert_uint_gt(count, 0);
  ck_assert_str_eq(setting_of(count, "ssid"), "61202262222024635c0a");
  ck_assert_str_eq(setting_of(count, "psk"), "\"\"quoted\" \\ $HOME `x`\"");
  ck_assert_str_eq(setting_of(count, "sae_password"), "2271756f74656422205c2024484f4d4520607860");
  ck_assert_str_eq(setting_of(count, "scan_freq"), "2412 2437");
  ck_assert_str_eq(setting_of(count, "ieee80211w"), "1");
}
END_TEST

START_TEST(the_longest_secrets_fit)
{
  control_security_t security;
  char longest[64];
  memset(longest, '~', 63);
  longest[63] = '\0';
  board_network_t wanted = wanted_make("12345678901234567890123456789012", longest, SECURITY_WPA2_WPA3);
  control_security(&wanted, SECURITY_WPA2_WPA3, &security);
  unsigned count = control_settings(&wanted, &security, "2412", settings);
  ck_assert_uint_eq(strlen(setting_of(count, "psk")), 65);
  ck_assert_uint_eq(strlen(setting_of(count, "sae_password")), 126);
  ck_assert_uint_eq(strlen(setting_of(count, "ssid")), 64);
  wanted = wanted_make("x", KEY, SECURITY_WPA2);
  control_security(&wanted, SECURITY_WPA2, &security);
  count = control_settings(&wanted, &security, "2412", settings);
  ck_assert_str_eq(setting_of(count, "psk"), KEY);
}
END_TEST

START_TEST(a_secret_with_a_line_end_is_refused)
{
  control_security_t security;
  board_network_t wanted = wanted_make("x", "password\nfoo", SECURITY_WPA2);
  control_security(&wanted, SECURITY_WPA2, &security);
  ck_assert_uint_eq(control_settings(&wanted, &security, "2412", settings), 0);
}
END_TEST

START_TEST(the_setup_network_s_configuration)
{
  char text[1024];
  control_setup_t setup = {.interface = "setup0",
                           .folder = "/run/pinhole/run/hostapd",
                           .country = "00",
                           .ssid = "Pinhole_Camera_XY12",
                           .secret = "#secret = 1",
                           .channel = 6,
                           .protects = true};
  ck_assert_uint_gt(control_setup(&setup, text, sizeof text), 0);
  ck_assert_ptr_nonnull(strstr(text, "\nssid2=50696e686f6c655f43616d6572615f58593132\n"));
  ck_assert_ptr_nonnull(strstr(text, "\nwpa_passphrase=#secret = 1\n"));
  ck_assert_ptr_nonnull(strstr(text, "wpa_key_mgmt=WPA-PSK SAE\nieee80211w=1\n"));
  ck_assert_ptr_null(strstr(text, "country_code"));
  setup.protects = false;
  setup.country = "DE";
  ck_assert_uint_gt(control_setup(&setup, text, sizeof text), 0);
  ck_assert_ptr_null(strstr(text, "SAE"));
  ck_assert_ptr_nonnull(strstr(text, "country_code=DE\n"));
  setup.secret = "secret12\nssid=evil";
  ck_assert_uint_eq(control_setup(&setup, text, sizeof text), 0);
  setup.secret = "short";
  ck_assert_uint_eq(control_setup(&setup, text, sizeof text), 0);
}
END_TEST

static lease_t lease;

static bool lease_of(const char *text)
{
  return lease_read(text, strlen(text), &lease);
}

START_TEST(leases_are_read)
{
  ck_assert(lease_of(
      "event=bound\nip=192.168.1.7\nmask=24\nrouter=192.168.1.1 192.168.1.2\ndns=9.9.9.9 x 1.1.1.1\n"));
  ck_assert_int_eq(lease.kind, LEASE_BOUND);
  ck_assert_str_eq(lease.address, "192.168.1.7/24");
  ck_assert_str_eq(lease.gateway, "192.168.1.1");
  ck_assert_uint_eq(lease.name_count, 2);
  ck_assert_str_eq(lease.names[1], "1.1.1.1");
  ck_assert(lease_of("event=renew\nip=10.0.0.1\nmask=8\n"));
  ck_assert_str_eq(lease.gateway, "");
  ck_assert(lease_of("event=deconfig\n"));
  ck_assert_int_eq(lease.kind, LEASE_LOST);
  ck_assert(lease_of("event=nak\n"));
  ck_assert_int_eq(lease.kind, LEASE_OTHER);
}
END_TEST

static const char *const bad_leases[] = {"",
                                         "ip=10.0.0.1\n",
                                         "event=bound\n",
                                         "event=bound\nip=10.0.0.1\n",
                                         "event=bound\nip=10.0.0.1\nmask=0\n",
                                         "event=bound\nip=10.0.0.1\nmask=33\n",
                                         "event=bound\nip=10.0.0.1\nmask=8x\n",
                                         "event=bound\nip=10.0.0.256\nmask=8\n",
                                         "event=bound\nip=0.0.0.0\nmask=8\n",
                                         "event=bound\nip=255.255.255.255\nmask=8\n",
                                         "event=bound\nip=10.0.0.1/8 dev eth0\nmask=8\n"};

START_TEST(bad_leases_are_refused)
{
  ck_assert(!lease_of(bad_leases[_i]));
  ck_assert_int_eq(lease.kind, LEASE_OTHER);
}
END_TEST

START_TEST(what_the_kernel_says_in_our_measures)
{
  uint8_t elements[12] = {0, 3, 'a', 'b', 'c', 1, 2, 0x82, 0x84, 3, 1, 6}, copied[12];
  ck_assert_uint_eq(elements_signal(-120), 0);
  ck_assert_uint_eq(elements_signal(-75), 50);
  ck_assert_uint_eq(elements_signal(-30), 100);
  ck_assert_uint_eq(elements_copy(elements, 12, copied, 12), 12);
  ck_assert_uint_eq(elements_copy(elements, 12, copied, 11), 9);
  ck_assert_uint_eq(elements_copy(elements, 12, copied, 4), 0);
  ck_assert_uint_eq(elements_channel(2412), 1);
  ck_assert_uint_eq(elements_channel(2472), 13);
  ck_assert_uint_eq(elements_channel(2484), 14);
  ck_assert_uint_eq(elements_channel(5180), 36);
  ck_assert_uint_eq(elements_channel(5955), 0);
  ck_assert_uint_eq(elements_channel(2413), 0);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("control_text");
  TCase *tests = tcase_create("control_text");
  tcase_add_loop_test(tests, events_are_told_apart, 0, (int)(sizeof events / sizeof *events));
  tcase_add_test(tests, a_network_s_name_is_no_event);
  tcase_add_test(tests, values_of_a_reply);
  tcase_add_loop_test(tests, security_is_chosen, 0, (int)(sizeof securities / sizeof *securities));
  tcase_add_test(tests, names_and_passphrases_of_every_kind_are_given_whole);
  tcase_add_test(tests, the_longest_secrets_fit);
  tcase_add_test(tests, a_secret_with_a_line_end_is_refused);
  tcase_add_test(tests, the_setup_network_s_configuration);
  tcase_add_test(tests, leases_are_read);
  tcase_add_loop_test(tests, bad_leases_are_refused, 0, (int)(sizeof bad_leases / sizeof *bad_leases));
  tcase_add_test(tests, what_the_kernel_says_in_our_measures);
  suite_add_tcase(suite, tests);
  return unit_main("control_text", suite);
}
