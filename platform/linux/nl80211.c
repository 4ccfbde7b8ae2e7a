/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "linux/nl80211.h"

#include <errno.h>
#include <linux/nl80211.h>
#include <net/if.h>
#include <netlink/genl/ctrl.h>
#include <netlink/genl/genl.h>
#include <netlink/netlink.h>
#include <string.h>

#include "common/log.h"
#include "linux/elements.h"

#define CIPHER_CMAC 0x000fac06 /* BIP-CMAC-128: protects management frames */
#define PRIVACY 0x0010         /* of the capability field */

/* --- asking --- */

static int take_end(struct nl_msg *message, void *argument)
{
  (void)message;
  *(int *)argument = 0;
  return NL_STOP;
}

static int take_finish(struct nl_msg *message, void *argument)
{
  (void)message;
  *(int *)argument = 0;
  return NL_SKIP;
}

static int take_error(struct sockaddr_nl *from, struct nlmsgerr *error, void *argument)
{
  (void)from;
  *(int *)argument = error->error;
  return NL_STOP;
}

/* Send a request and take its answers, each by `take`; lets go of the message. Returns 0 or a negative errno. */
static int exchange(nl80211_t *nl, struct nl_msg *message, nl_recvmsg_msg_cb_t take, void *argument)
{
  int code = 1;
  struct nl_cb *callbacks = nl_cb_alloc(NL_CB_DEFAULT);
  if (callbacks == NULL || message == NULL) {
    nlmsg_free(message);
    nl_cb_put(callbacks);
    return -ENOMEM;
  }
  nl_cb_err(callbacks, NL_CB_CUSTOM, take_error, &code);
  nl_cb_set(callbacks, NL_CB_FINISH, NL_CB_CUSTOM, take_finish, &code);
  nl_cb_set(callbacks, NL_CB_ACK, NL_CB_CUSTOM, take_end, &code);
  if (take != NULL)
    nl_cb_set(callbacks, NL_CB_VALID, NL_CB_CUSTOM, take, argument);
  if (nl_send_auto(nl->requests, message) < 0)
    code = -EIO;
  while (code > 0) {
    int received = nl_recvmsgs(nl->requests, callbacks);
    if (received < 0 && code > 0)
      code = -EIO;
  }
  nlmsg_free(message);
  nl_cb_put(callbacks);
  return code;
}

static struct nl_msg *request(const nl80211_t *nl, uint8_t command, int flags, unsigned interface)
{
  struct nl_msg *message = nlmsg_alloc();
  if (message == NULL)
    return NULL;
  genlmsg_put(message, NL_AUTO_PORT, NL_AUTO_SEQ, nl->family, 0, flags, command, 0);
  if (interface != 0)
    nla_put_u32(message, NL80211_ATTR_IFINDEX, interface);
  return message;
}

static void attributes_of(struct nl_msg *message, struct nlattr *attributes[NL80211_ATTR_MAX + 1])
{
  struct genlmsghdr *header = genlmsg_hdr(nlmsg_hdr(message));
  nla_parse(attributes, NL80211_ATTR_MAX, genlmsg_attrdata(header, 0), genlmsg_attrlen(header, 0), NULL);
}

/* --- opening and events --- */

static int event_take(struct nl_msg *message, void *argument)
{
  nl80211_t *nl = argument;
  struct nlattr *attributes[NL80211_ATTR_MAX + 1];
  const struct genlmsghdr *header = genlmsg_hdr(nlmsg_hdr(message));
  attributes_of(message, attributes);
  if (header->cmd == NL80211_CMD_REG_CHANGE)
    log_debug("the regulatory domain has changed");
  if (header->cmd != NL80211_CMD_NEW_SCAN_RESULTS && header->cmd != NL80211_CMD_SCAN_ABORTED)
    return NL_SKIP;
  nl->scanned = true;
  nl->scan_failed = header->cmd == NL80211_CMD_SCAN_ABORTED;
  nl->scanned_on =
      attributes[NL80211_ATTR_IFINDEX] == NULL ? 0 : nla_get_u32(attributes[NL80211_ATTR_IFINDEX]);
  return NL_SKIP;
}

static bool events_open(nl80211_t *nl)
{
  static const char *const groups[] = {NL80211_MULTICAST_GROUP_SCAN, NL80211_MULTICAST_GROUP_REG};
  nl->events = nl_socket_alloc();
  if (nl->events == NULL || genl_connect(nl->events) != 0)
    return false;
  nl_socket_disable_seq_check(nl->events);
  nl_socket_modify_cb(nl->events, NL_CB_VALID, NL_CB_CUSTOM, event_take, nl);
  for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
    int group = genl_ctrl_resolve_grp(nl->requests, NL80211_GENL_NAME, groups[i]);
    if (group < 0 || nl_socket_add_membership(nl->events, group) != 0)
      return false;
  }
  return nl_socket_set_nonblocking(nl->events) == 0;
}

bool nl80211_open(nl80211_t *nl)
{
  *nl = (nl80211_t){.requests = nl_socket_alloc()};
  errno = ENOENT;
  if (nl->requests != NULL && genl_connect(nl->requests) == 0) {
    nl->family = genl_ctrl_resolve(nl->requests, NL80211_GENL_NAME);
    if (nl->family > 0 && events_open(nl))
      return true;
  }
  nl80211_close(nl);
  errno = ENOENT;
  return false;
}

void nl80211_close(nl80211_t *nl)
{
  nl_socket_free(nl->requests);
  nl_socket_free(nl->events);
  *nl = (nl80211_t){0};
}

int nl80211_descriptor(const nl80211_t *nl)
{
  return nl_socket_get_fd(nl->events);
}

void nl80211_take(nl80211_t *nl)
{
  while (nl_recvmsgs_default(nl->events) == 0 && !nl->scanned) {
  }
}

/* --- what the radio can --- */

static void channels_take(struct nlattr *band, nl80211_radio_t *radio)
{
  struct nlattr *kinds[NL80211_BAND_ATTR_MAX + 1];
  struct nlattr *one;
  int left;
  nla_parse_nested(kinds, NL80211_BAND_ATTR_MAX, band, NULL);
  if (kinds[NL80211_BAND_ATTR_FREQS] == NULL)
    return;
  nla_for_each_nested(one, kinds[NL80211_BAND_ATTR_FREQS], left)
  {
    struct nlattr *facts[NL80211_FREQUENCY_ATTR_MAX + 1];
    nla_parse_nested(facts, NL80211_FREQUENCY_ATTR_MAX, one, NULL);
    if (facts[NL80211_FREQUENCY_ATTR_FREQ] == NULL || facts[NL80211_FREQUENCY_ATTR_DISABLED] != NULL)
      continue;
    uint32_t frequency = nla_get_u32(facts[NL80211_FREQUENCY_ATTR_FREQ]);
    if (elements_channel(frequency) == 0 || radio->count == NL80211_CHANNELS)
      continue; /* below 1 GHz and 6 GHz are not used */
    radio->five_ghz = radio->five_ghz || frequency > 3000;
    radio->silent[radio->count] = facts[NL80211_FREQUENCY_ATTR_NO_IR] != NULL;
    radio->channels[radio->count++] = (uint16_t)frequency;
  }
}

static void types_take(struct nlattr *types, nl80211_radio_t *radio)
{
  struct nlattr *one;
  int left;
  nla_for_each_nested(one, types, left)
  {
    radio->access_point = radio->access_point || nla_type(one) == NL80211_IFTYPE_AP;
  }
}

static void bands_take(struct nlattr *bands, nl80211_radio_t *radio)
{
  struct nlattr *one;
  int left;
  nla_for_each_nested(one, bands, left)
  {
    channels_take(one, radio);
  }
}

static void ciphers_take(struct nlattr *suites, nl80211_radio_t *radio)
{
  const uint32_t *ciphers = nla_data(suites);
  size_t count = (size_t)nla_len(suites) / sizeof *ciphers;
  for (size_t i = 0; i < count; i++)
    radio->protects = radio->protects || ciphers[i] == CIPHER_CMAC;
}

static int radio_take(struct nl_msg *message, void *argument)
{
  nl80211_radio_t *radio = argument;
  struct nlattr *attributes[NL80211_ATTR_MAX + 1];
  attributes_of(message, attributes);
  if (attributes[NL80211_ATTR_WIPHY] != NULL)
    radio->wiphy = nla_get_u32(attributes[NL80211_ATTR_WIPHY]);
  if (attributes[NL80211_ATTR_FEATURE_FLAGS] != NULL)
    radio->always_scans =
        (nla_get_u32(attributes[NL80211_ATTR_FEATURE_FLAGS]) & NL80211_FEATURE_AP_SCAN) != 0;
  if (attributes[NL80211_ATTR_SUPPORTED_IFTYPES] != NULL)
    types_take(attributes[NL80211_ATTR_SUPPORTED_IFTYPES], radio);
  if (attributes[NL80211_ATTR_CIPHER_SUITES] != NULL)
    ciphers_take(attributes[NL80211_ATTR_CIPHER_SUITES], radio);
  if (attributes[NL80211_ATTR_WIPHY_BANDS] != NULL)
    bands_take(attributes[NL80211_ATTR_WIPHY_BANDS], radio);
  return NL_SKIP;
}

int nl80211_radio(nl80211_t *nl, unsigned interface, nl80211_radio_t *radio)
{
  struct nl_msg *message = request(nl, NL80211_CMD_GET_WIPHY, NLM_F_DUMP, interface);
  *radio = (nl80211_radio_t){0};
  if (message != NULL)
    nla_put_flag(message, NL80211_ATTR_SPLIT_WIPHY_DUMP);
  return exchange(nl, message, radio_take, radio);
}

int nl80211_country(nl80211_t *nl, const char country[3])
{
  struct nl_msg *message = request(nl, NL80211_CMD_REQ_SET_REG, 0, 0);
  if (message != NULL)
    nla_put_string(message, NL80211_ATTR_REG_ALPHA2, country);
  return exchange(nl, message, NULL, NULL);
}

/* --- scans --- */

int nl80211_scan(nl80211_t *nl, unsigned interface, const nl80211_scan_t *scan)
{
  struct nl_msg *message = request(nl, NL80211_CMD_TRIGGER_SCAN, 0, interface);
  struct nlattr *list;
  if (message == NULL)
    return -ENOMEM;
  if (scan->fresh)
    nla_put_u32(message, NL80211_ATTR_SCAN_FLAGS, NL80211_SCAN_FLAG_FLUSH);
  if (!scan->passive) {
    list = nla_nest_start(message, NL80211_ATTR_SCAN_SSIDS);
    nla_put(message, 1, 0, "");
    if (scan->ssid_length > 0)
      nla_put(message, 2, (int)scan->ssid_length, scan->ssid);
    nla_nest_end(message, list);
  }
  if (scan->count > 0) {
    list = nla_nest_start(message, NL80211_ATTR_SCAN_FREQUENCIES);
    for (unsigned i = 0; i < scan->count; i++)
      nla_put_u32(message, (int)i + 1, scan->channels[i]);
    nla_nest_end(message, list);
  }
  return exchange(nl, message, NULL, NULL);
}

typedef struct {
  board_heard_t *heard;
  unsigned count, room;
  uint32_t ms;
} listing_t;

static bool heard_read(struct nlattr *facts[NL80211_BSS_MAX + 1], board_heard_t *heard)
{
  struct nlattr *elements = facts[NL80211_BSS_INFORMATION_ELEMENTS];
  memset(heard, 0, sizeof *heard);
  if (facts[NL80211_BSS_BSSID] == NULL || facts[NL80211_BSS_FREQUENCY] == NULL || elements == NULL ||
      nla_len(facts[NL80211_BSS_BSSID]) != (int)sizeof heard->bssid)
    return false;
  memcpy(heard->bssid, nla_data(facts[NL80211_BSS_BSSID]), sizeof heard->bssid);
  heard->frequency = (uint16_t)nla_get_u32(facts[NL80211_BSS_FREQUENCY]);
  if (facts[NL80211_BSS_SIGNAL_MBM] != NULL)
    heard->signal = elements_signal((int)nla_get_u32(facts[NL80211_BSS_SIGNAL_MBM]) / 100);
  else if (facts[NL80211_BSS_SIGNAL_UNSPEC] != NULL)
    heard->signal = nla_get_u8(facts[NL80211_BSS_SIGNAL_UNSPEC]);
  heard->signal = heard->signal > 100 ? 100 : heard->signal;
  heard->privacy =
      facts[NL80211_BSS_CAPABILITY] != NULL && (nla_get_u16(facts[NL80211_BSS_CAPABILITY]) & PRIVACY) != 0;
  heard->length = (uint16_t)elements_copy(nla_data(elements), (size_t)nla_len(elements), heard->elements,
                                          sizeof heard->elements);
  return true;
}

static int heard_take(struct nl_msg *message, void *argument)
{
  listing_t *listing = argument;
  struct nlattr *attributes[NL80211_ATTR_MAX + 1];
  struct nlattr *facts[NL80211_BSS_MAX + 1];
  attributes_of(message, attributes);
  if (attributes[NL80211_ATTR_BSS] == NULL || listing->count == listing->room)
    return NL_SKIP;
  nla_parse_nested(facts, NL80211_BSS_MAX, attributes[NL80211_ATTR_BSS], NULL);
  bool old =
      facts[NL80211_BSS_SEEN_MS_AGO] != NULL && nla_get_u32(facts[NL80211_BSS_SEEN_MS_AGO]) > listing->ms;
  if (!old && heard_read(facts, &listing->heard[listing->count]))
    listing->count++;
  return NL_SKIP;
}

unsigned nl80211_heard(nl80211_t *nl, unsigned interface, uint32_t ms, board_heard_t *heard, unsigned room)
{
  listing_t listing = {.heard = heard, .room = room, .ms = ms};
  int code = exchange(nl, request(nl, NL80211_CMD_GET_SCAN, NLM_F_DUMP, interface), heard_take, &listing);
  if (code != 0)
    log_warning("what the radio hears cannot be read: %s", strerror(-code));
  return listing.count;
}

/* --- stations and interfaces --- */

static int signed_byte(uint8_t byte)
{
  return byte > INT8_MAX ? byte - 256 : byte;
}

static int station_take(struct nl_msg *message, void *argument)
{
  nl80211_station_t *station = argument;
  struct nlattr *attributes[NL80211_ATTR_MAX + 1];
  struct nlattr *facts[NL80211_STA_INFO_MAX + 1];
  struct nlattr *rate[NL80211_RATE_INFO_MAX + 1];
  attributes_of(message, attributes);
  if (attributes[NL80211_ATTR_STA_INFO] == NULL)
    return NL_SKIP;
  nla_parse_nested(facts, NL80211_STA_INFO_MAX, attributes[NL80211_ATTR_STA_INFO], NULL);
  station->count++;
  if (facts[NL80211_STA_INFO_SIGNAL] != NULL)
    station->dbm = signed_byte(nla_get_u8(facts[NL80211_STA_INFO_SIGNAL]));
  if (facts[NL80211_STA_INFO_INACTIVE_TIME] != NULL) {
    uint32_t inactive = nla_get_u32(facts[NL80211_STA_INFO_INACTIVE_TIME]);
    station->inactive = inactive < station->inactive ? inactive : station->inactive;
  }
  if (facts[NL80211_STA_INFO_TX_BITRATE] == NULL)
    return NL_SKIP;
  nla_parse_nested(rate, NL80211_RATE_INFO_MAX, facts[NL80211_STA_INFO_TX_BITRATE], NULL);
  if (rate[NL80211_RATE_INFO_BITRATE32] != NULL)
    station->bitrate = nla_get_u32(rate[NL80211_RATE_INFO_BITRATE32]) * 100;
  return NL_SKIP;
}

nl80211_station_t nl80211_stations(nl80211_t *nl, unsigned interface)
{
  nl80211_station_t station = {.dbm = -100, .inactive = UINT32_MAX};
  exchange(nl, request(nl, NL80211_CMD_GET_STATION, NLM_F_DUMP, interface), station_take, &station);
  return station;
}

int nl80211_interface_make(nl80211_t *nl, uint32_t wiphy, const char *name)
{
  struct nl_msg *message = request(nl, NL80211_CMD_NEW_INTERFACE, 0, 0);
  if (message == NULL)
    return -ENOMEM;
  nla_put_u32(message, NL80211_ATTR_WIPHY, wiphy);
  nla_put_string(message, NL80211_ATTR_IFNAME, name);
  nla_put_u32(message, NL80211_ATTR_IFTYPE, NL80211_IFTYPE_AP);
  return exchange(nl, message, NULL, NULL);
}
