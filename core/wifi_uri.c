/* SPDX-License-Identifier: BSD-2-Clause */
#include "wifi_uri.h"

#include "wifi_uri_chart.h"

#define TYPE_MOST 9 /* WPA2/WPA3 */
#define HIDDEN_MOST 5
#define DISABLE_MOST 8
#define NO_SECURITY 255

/* The value of one field; its bound is at most WIFI_URI_SECRET. */
typedef struct {
  bool there;
  uint8_t length;
  uint8_t bytes[WIFI_URI_SECRET];
} value_t;

/* A text half read. */
typedef struct {
  uint8_t field; /* letter of the field being read; 0: another one, passed over */
  bool named;    /* a byte of the field's name was read */
  bool id;       /* I: was there */
  bool key;      /* K: was there */
  value_t type;
  value_t ssid;
  value_t secret;
  value_t hidden;
  value_t disable; /* R: what the network has disabled of the transition to WPA3 */
} parse_t;

/*@ predicate parse_bounded{L}(parse_t *p) =
      p->type.length <= TYPE_MOST && p->ssid.length <= WIFI_URI_SSID && p->secret.length <= WIFI_URI_SECRET &&
      p->hidden.length <= HIDDEN_MOST && p->disable.length <= DISABLE_MOST;
*/

/* Begin a value. Returns false where it was there before. */
/*@ requires value: \valid(value);
    terminates \true;
    assigns value->there;
    ensures told: \result <==> !\old(value->there);
    ensures there: value->there;
*/
static bool value_begin(value_t *value)
{
  bool first = !value->there;
  value->there = true;
  return first;
}

/* Add a byte to a value of at most `most`. Returns false, with nothing changed, where it is full. */
/*@ requires value: \valid(value);
    requires bound: most <= WIFI_URI_SECRET && value->length <= most;
    terminates \true;
    assigns value->length, value->bytes[0 .. WIFI_URI_SECRET - 1];
    ensures told: \result <==> \old(value->length) < most;
    ensures length: value->length == (\result ? \old(value->length) + 1 : \old(value->length));
    ensures bound: value->length <= most;
    ensures byte: \result ==> value->bytes[\old(value->length)] == byte;
    ensures kept: \forall integer k; 0 <= k < \old(value->length) ==> value->bytes[k] == \old(value->bytes[k]);
*/
static bool value_add(value_t *value, uint8_t most, uint8_t byte)
{
  if (value->length >= most) {
    return false;
  }
  value->bytes[value->length] = byte;
  value->length++;
  return true;
}

/* Whether a value is a text of `count` bytes. */
/*@ requires value: \valid_read(value) && value->length <= WIFI_URI_SECRET;
    requires text: count <= WIFI_URI_SECRET && \valid_read(text + (0 .. count - 1));
    terminates \true;
    assigns \nothing;
    ensures same: \result <==>
      value->length == count && (\forall integer k; 0 <= k < count ==> value->bytes[k] == text[k]);
*/
static bool value_is(const value_t *value, const uint8_t *text, uint8_t count)
{
  if (value->length != count) {
    return false;
  }
  /*@ loop invariant within: 0 <= i <= count;
      loop invariant same: \forall integer k; 0 <= k < i ==> value->bytes[k] == text[k];
      loop assigns i;
      loop variant count - i;
  */
  for (uint8_t i = 0; i < count; i++) {
    if (value->bytes[i] != text[i]) {
      return false;
    }
  }
  return true;
}

/*@ terminates \true;
    assigns \nothing;
    ensures digit: \result <==> '0' <= byte <= '9' || 'A' <= byte <= 'F' || 'a' <= byte <= 'f';
*/
static bool is_hex(uint8_t byte)
{
  return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'F') || (byte >= 'a' && byte <= 'f');
}

/* Whether a value is hexadecimal digits alone. */
/*@ requires value: \valid_read(value) && value->length <= WIFI_URI_SECRET;
    terminates \true;
    assigns \nothing;
    ensures digits: \result <==> (\forall integer k; 0 <= k < value->length ==> wifi_uri_hex(value->bytes[k]));
*/
static bool value_is_hex(const value_t *value)
{
  /*@ loop invariant within: 0 <= i <= value->length;
      loop invariant digits: \forall integer k; 0 <= k < i ==> wifi_uri_hex(value->bytes[k]);
      loop assigns i;
      loop variant value->length - i;
  */
  for (uint8_t i = 0; i < value->length; i++) {
    if (!is_hex(value->bytes[i])) {
      return false;
    }
  }
  return true;
}

/* Take a byte of a field's name. A name of more than one byte is none of ours. */
/*@ requires parse: \valid(parse);
    terminates \true;
    assigns parse->field, parse->named;
*/
static void parse_name(parse_t *parse, uint8_t byte)
{
  parse->field = parse->named ? 0 : byte;
  parse->named = true;
}

/* The name is whole: begin its value. Returns false where the field was there before. */
/*@ requires parse: \valid(parse) && parse_bounded(parse);
    terminates \true;
    assigns parse->id, parse->key, parse->type.there, parse->ssid.there, parse->secret.there, parse->hidden.there,
      parse->disable.there;
    ensures bounded: parse_bounded(parse);
*/
static bool parse_field(parse_t *parse)
{
  bool first = true;
  switch (parse->field) {
  case 'T':
    return value_begin(&parse->type);
  case 'S':
    return value_begin(&parse->ssid);
  case 'P':
    return value_begin(&parse->secret);
  case 'H':
    return value_begin(&parse->hidden);
  case 'R':
    return value_begin(&parse->disable);
  case 'I':
    first = !parse->id;
    parse->id = true;
    return first;
  case 'K':
    first = !parse->key;
    parse->key = true;
    return first;
  default:
    return true;
  }
}

/* Take a byte of the value. Returns false where the value is too long. */
/*@ requires parse: \valid(parse) && parse_bounded(parse);
    terminates \true;
    assigns parse->type, parse->ssid, parse->secret, parse->hidden, parse->disable;
    ensures bounded: parse_bounded(parse);
*/
static bool parse_byte(parse_t *parse, uint8_t byte)
{
  switch (parse->field) {
  case 'T':
    return value_add(&parse->type, TYPE_MOST, byte);
  case 'S':
    return value_add(&parse->ssid, WIFI_URI_SSID, byte);
  case 'P':
    return value_add(&parse->secret, WIFI_URI_SECRET, byte);
  case 'H':
    return value_add(&parse->hidden, HIDDEN_MOST, byte);
  case 'R':
    return value_add(&parse->disable, DISABLE_MOST, byte);
  default:
    return true;
  }
}

/* Do what the chart says of a byte. Returns false where the text is malformed. */
/*@ requires parse: \valid(parse) && parse_bounded(parse);
    terminates \true;
    assigns *parse;
    ensures bounded: parse_bounded(parse);
    ensures rejected: meaning == WIFI_URI_REJECT ==> !\result;
*/
static bool parse_take(parse_t *parse, uint8_t meaning, uint8_t byte)
{
  switch (meaning) {
  case WIFI_URI_SKIP:
  case WIFI_URI_DONE:
    return true;
  case WIFI_URI_NAME:
    parse_name(parse, byte);
    return true;
  case WIFI_URI_VALUE:
    return parse_field(parse);
  case WIFI_URI_BYTE:
    return parse_byte(parse, byte);
  case WIFI_URI_END:
    parse->named = false;
    return true;
  default:
    return false;
  }
}

/* Read the whole text into its fields. */
/*@ requires text: \valid_read(text + (0 .. length - 1));
    requires parse: \valid(parse) && \separated(parse, text + (0 .. length - 1)) && parse_bounded(parse);
    terminates \true;
    assigns *parse;
    ensures bounded: parse_bounded(parse);
*/
static bool parse_text(parse_t *parse, const uint8_t *text, size_t length)
{
  int place = WIFI_URI_AT_START;
  uint8_t meaning = WIFI_URI_SKIP;
  /*@ loop invariant within: 0 <= i <= length;
      loop invariant bounded: parse_bounded(parse);
      loop assigns i, place, meaning, *parse;
      loop variant length - i;
  */
  for (size_t i = 0; i < length; i++) {
    meaning = wifi_uri_chart_feed(&place, text[i]);
    if (!parse_take(parse, meaning, text[i])) {
      return false;
    }
  }
  return meaning == WIFI_URI_DONE;
}

/* The security that T: names; NO_SECURITY where it is not known. */
/*@ requires type: \valid_read(type) && type->length <= WIFI_URI_SECRET;
    terminates \true;
    assigns \nothing;
    ensures range: \result == SECURITY_OPEN || \result == SECURITY_WPA2 || \result == SECURITY_WPA3 ||
      \result == SECURITY_WPA2_WPA3 || \result == SECURITY_WEP || \result == NO_SECURITY;
    ensures absent: type->length == 0 ==> \result == SECURITY_OPEN;
*/
static uint8_t type_security(const value_t *type)
{
  const uint8_t nopass[6] = {'n', 'o', 'p', 'a', 's', 's'};
  const uint8_t both[TYPE_MOST] = {'W', 'P', 'A', '2', '/', 'W', 'P', 'A', '3'};
  const uint8_t sae[3] = {'S', 'A', 'E'};
  const uint8_t wep[3] = {'W', 'E', 'P'};
  if (type->length == 0 || value_is(type, nopass, 6)) {
    return SECURITY_OPEN;
  }
  if (value_is(type, both, 3) || value_is(type, both, 4)) {
    return SECURITY_WPA2;
  }
  if (value_is(type, sae, 3) || value_is(type, both + 5, 4)) {
    return SECURITY_WPA3;
  }
  if (value_is(type, both, TYPE_MOST)) {
    return SECURITY_WPA2_WPA3;
  }
  return value_is(type, wep, 3) ? SECURITY_WEP : NO_SECURITY;
}

/* The security of the text; R: with its lowest bit set says that the network takes WPA3 alone. */
/*@ requires parse: \valid_read(parse) && parse_bounded(parse);
    terminates \true;
    assigns \nothing;
    ensures range: \result == SECURITY_OPEN || \result == SECURITY_WPA2 || \result == SECURITY_WPA3 ||
      \result == SECURITY_WPA2_WPA3 || \result == SECURITY_WEP || \result == NO_SECURITY;
*/
static uint8_t parse_security(const parse_t *parse)
{
  uint8_t security = type_security(&parse->type);
  const value_t *disable = &parse->disable;
  if (!value_is_hex(disable)) {
    return NO_SECURITY;
  }
  if (disable->length == 0) {
    return security;
  }
  uint8_t digit = disable->bytes[disable->length - 1];
  /* A letter's value is odd where its character code is even: 'B' is 11. */
  bool odd = digit <= '9' ? digit % 2 == 1 : digit % 2 == 0;
  if (odd && (security == SECURITY_WPA2 || security == SECURITY_WPA2_WPA3)) {
    return SECURITY_WPA3;
  }
  return security;
}

/* Whether the secret is one that the security can have. */
/*@ requires secret: \valid_read(secret) && secret->length <= WIFI_URI_SECRET;
    terminates \true;
    assigns \nothing;
    ensures fits: \result <==> wifi_uri_secret_fits(security, secret->length, &secret->bytes[0]);
*/
static bool secret_fits(const value_t *secret, uint8_t security)
{
  if (security == SECURITY_OPEN) {
    return secret->length == 0;
  }
  if (security == SECURITY_WEP) {
    return true;
  }
  return secret->length >= 8 && (secret->length < WIFI_URI_SECRET || value_is_hex(secret));
}

/* Whether H: says yes (1) or no (0); 2 where it says neither. */
/*@ requires hidden: \valid_read(hidden) && hidden->length <= WIFI_URI_SECRET;
    terminates \true;
    assigns \nothing;
    ensures range: \result <= 2;
    ensures absent: hidden->length == 0 ==> \result == 0;
*/
static uint8_t hidden_answer(const value_t *hidden)
{
  const uint8_t yes[4] = {'t', 'r', 'u', 'e'};
  const uint8_t no[HIDDEN_MOST] = {'f', 'a', 'l', 's', 'e'};
  if (hidden->length == 0 || value_is(hidden, no, HIDDEN_MOST)) {
    return 0;
  }
  return value_is(hidden, yes, 4) ? 1 : 2;
}

/* Copy the first `count` bytes, zero past them. */
/*@ requires from: count <= room && \valid_read(from + (0 .. count - 1));
    requires to: \valid(to + (0 .. room - 1)) && \separated(to + (0 .. room - 1), from + (0 .. count - 1));
    terminates \true;
    assigns to[0 .. room - 1];
    ensures copied: \forall integer k; 0 <= k < count ==> to[k] == from[k];
    ensures rest: \forall integer k; count <= k < room ==> to[k] == 0;
*/
static void bytes_copy(uint8_t *to, uint8_t room, const uint8_t *from, uint8_t count)
{
  /*@ loop invariant within: 0 <= i <= room;
      loop invariant copied: \forall integer k; 0 <= k < i && k < count ==> to[k] == from[k];
      loop invariant rest: \forall integer k; count <= k < i ==> to[k] == 0;
      loop assigns i, to[0 .. room - 1];
      loop variant room - i;
  */
  for (uint8_t i = 0; i < room; i++) {
    to[i] = i < count ? from[i] : 0;
  }
}

/* Write what was read. */
/*@ requires uri: \valid(uri) && \valid_read(parse) && \separated(uri, parse);
    requires ssid: 1 <= parse->ssid.length <= WIFI_URI_SSID;
    requires secret: parse->secret.length <= WIFI_URI_SECRET;
    requires security: security == SECURITY_OPEN || security == SECURITY_WPA2 || security == SECURITY_WPA3 ||
      security == SECURITY_WPA2_WPA3 || security == SECURITY_WEP;
    requires fits: wifi_uri_secret_fits(security, parse->secret.length, &parse->secret.bytes[0]);
    terminates \true;
    assigns *uri;
    ensures whole: wifi_uri_result(uri);
    ensures rest: \forall integer k; uri->ssid_length <= k < WIFI_URI_SSID ==> uri->ssid[k] == 0;
*/
static void uri_write(wifi_uri_t *uri, const parse_t *parse, uint8_t security, bool hidden)
{
  uint8_t secret = security == SECURITY_WEP ? 0 : parse->secret.length;
  uint8_t ssid = parse->ssid.length;
  //@ assert fits: wifi_uri_secret_fits(security, secret, &parse->secret.bytes[0]);
  bytes_copy(uri->secret, WIFI_URI_SECRET, parse->secret.bytes, secret);
  //@ assert same: \forall integer k; 0 <= k < secret ==> uri->secret[k] == \at(parse->secret.bytes[k], Pre);
  //@ assert copied: wifi_uri_secret_fits(security, secret, &uri->secret[0]);
  bytes_copy(uri->ssid, WIFI_URI_SSID, parse->ssid.bytes, ssid);
  //@ assert kept: wifi_uri_secret_fits(security, secret, &uri->secret[0]);
  uri->secret_length = secret;
  uri->ssid_length = ssid;
  uri->security = security;
  uri->hidden = hidden;
  //@ assert still: wifi_uri_secret_fits(security, secret, &uri->secret[0]);
}

bool wifi_uri_read(const uint8_t *text, size_t length, wifi_uri_t *uri)
{
  parse_t parse = {0};
  if (!parse_text(&parse, text, length) || parse.ssid.length == 0) {
    return false;
  }
  uint8_t security = parse_security(&parse);
  uint8_t hidden = hidden_answer(&parse.hidden);
  if (security == NO_SECURITY || hidden > 1 || !secret_fits(&parse.secret, security)) {
    return false;
  }
  uri_write(uri, &parse, security, hidden == 1);
  return true;
}
