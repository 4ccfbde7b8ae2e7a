/* SPDX-License-Identifier: BSD-2-Clause */
#include "wifi_uri.h"

#include "wifi_uri_value.h"

/* The fields that are known. */
enum field { FIELD_TYPE, FIELD_SSID, FIELD_SECRET, FIELD_HIDDEN, FIELD_DISABLE, FIELD_ID, FIELD_KEY, FIELDS };

/* A text half read. */
typedef struct {
  uint8_t meaning;   /* of the last byte */
  uint8_t letter;    /* the field's name so far, where it is one byte; 0 */
  bool once;         /* no field was there twice */
  size_t at[FIELDS]; /* where the value of each begins; 0 where it is not there */
} fields_t;

/* What a text comes to. */
typedef struct {
  bool taken;
  wifi_uri_t network;
} reading_t;

/*@ // A value is what stands at byte i of the text.
    predicate value_of{L}(uint8_t *t, integer n, integer i, wifi_uri_value_t v) =
      v.length == (wifi_uri_value_length(t, n, i) > WIFI_URI_SECRET ? WIFI_URI_TOO_LONG : wifi_uri_value_length(t, n, i)) &&
      (\forall integer k; 0 <= k < v.length && k < WIFI_URI_SECRET ==> v.bytes[k] == wifi_uri_value_byte(t, n, i, k)) &&
      (\forall integer k; v.length <= k < WIFI_URI_SECRET ==> v.bytes[k] == 0);

    // A value is that of field f.
    predicate field_is{L}(uint8_t *t, integer n, integer f, wifi_uri_value_t v) =
      v.length == (wifi_uri_length(t, n, f) > WIFI_URI_SECRET ? WIFI_URI_TOO_LONG : wifi_uri_length(t, n, f)) &&
      (\forall integer k; 0 <= k < v.length && k < WIFI_URI_SECRET ==> v.bytes[k] == wifi_uri_char(t, n, f, k));

    // A value can be read from byte i on.
    predicate value_begins{L}(uint8_t *t, integer n, integer i) =
      i == 0 || (0 < i <= n && wifi_uri_place(t, i) == WIFI_URI_AT_VALUE);

    // A network is what an accepted text says.
    predicate ssid_of{L}(uint8_t *t, integer n, wifi_uri_t u) =
      u.ssid_length == wifi_uri_length(t, n, 'S') && 1 <= u.ssid_length <= WIFI_URI_SSID &&
      (\forall integer k; 0 <= k < u.ssid_length ==> u.ssid[k] == wifi_uri_char(t, n, 'S', k)) &&
      (\forall integer k; u.ssid_length <= k < WIFI_URI_SSID ==> u.ssid[k] == 0);
    predicate secret_of{L}(uint8_t *t, integer n, wifi_uri_t u) =
      u.secret_length == (u.security == SECURITY_WEP ? 0 : wifi_uri_length(t, n, 'P')) &&
      (\forall integer k; 0 <= k < u.secret_length ==> u.secret[k] == wifi_uri_char(t, n, 'P', k)) &&
      (\forall integer k; u.secret_length <= k < WIFI_URI_SECRET ==> u.secret[k] == 0);
*/

/* The field that a letter names; FIELDS where it is none. */
/*@ terminates \true;
    assigns \nothing;
    ensures range: \result <= FIELDS;
    ensures named: \result < FIELDS ==> letter == wifi_uri_name_of(\result);
    ensures known: \forall integer g; 0 <= g < FIELDS && wifi_uri_name_of(g) == letter ==> \result == g;
*/
static uint8_t field_named(uint8_t letter)
{
  switch (letter) {
  case 'T':
    return FIELD_TYPE;
  case 'S':
    return FIELD_SSID;
  case 'P':
    return FIELD_SECRET;
  case 'H':
    return FIELD_HIDDEN;
  case 'R':
    return FIELD_DISABLE;
  case 'I':
    return FIELD_ID;
  case 'K':
    return FIELD_KEY;
  default:
    return FIELDS;
  }
}

/* The field's name is whole; its value begins at `next`. */
/*@ terminates \true;
    assigns \nothing;
    ensures kept: \result.meaning == fields.meaning && \result.letter == fields.letter;
    ensures begun: \forall integer g; 0 <= g < FIELDS ==>
      \result.at[g] == (wifi_uri_name_of(g) == fields.letter ? next : fields.at[g]);
    ensures once: \result.once <==> fields.once &&
      (\forall integer g; 0 <= g < FIELDS && wifi_uri_name_of(g) == fields.letter ==> fields.at[g] == 0);
*/
static fields_t fields_begin(fields_t fields, size_t next)
{
  uint8_t field = field_named(fields.letter);
  if (field < FIELDS) {
    fields.once = fields.once && fields.at[field] == 0;
    fields.at[field] = next;
  }
  return fields;
}

/* Take what a byte means; `next` is where the one after it stands. */
/*@ terminates \true;
    assigns \nothing;
    ensures meaning: \result.meaning == meaning;
    ensures letter: \result.letter == (meaning == WIFI_URI_NAME && fields.meaning != WIFI_URI_NAME ? byte : 0);
    ensures begun: \forall integer g; 0 <= g < FIELDS ==> \result.at[g] ==
      (meaning == WIFI_URI_VALUE && wifi_uri_name_of(g) == fields.letter ? next : fields.at[g]);
    ensures once: \result.once <==> fields.once &&
      (meaning == WIFI_URI_VALUE ==>
        (\forall integer g; 0 <= g < FIELDS && wifi_uri_name_of(g) == fields.letter ==> fields.at[g] == 0));
*/
static fields_t fields_take(fields_t fields, uint8_t meaning, uint8_t byte, size_t next)
{
  if (meaning == WIFI_URI_VALUE) {
    fields = fields_begin(fields, next);
  }
  fields.letter = meaning == WIFI_URI_NAME && fields.meaning != WIFI_URI_NAME ? byte : 0;
  fields.meaning = meaning;
  return fields;
}

/* Read where the fields are. */
/*@ requires text: \valid_read(text + (0 .. length - 1));
    terminates \true;
    assigns \nothing;
    ensures once: \result.once <==> wifi_uri_once(text, length);
    ensures type: \result.at[FIELD_TYPE] == wifi_uri_at(text, length, 'T');
    ensures ssid: \result.at[FIELD_SSID] == wifi_uri_at(text, length, 'S');
    ensures secret: \result.at[FIELD_SECRET] == wifi_uri_at(text, length, 'P');
    ensures hidden: \result.at[FIELD_HIDDEN] == wifi_uri_at(text, length, 'H');
    ensures disable: \result.at[FIELD_DISABLE] == wifi_uri_at(text, length, 'R');
    ensures meaning: \result.meaning == (length == 0 ? WIFI_URI_SKIP : wifi_uri_says(text, length - 1));
    ensures places: \forall integer g; 0 <= g < FIELDS ==> value_begins(text, length, \result.at[g]);
*/
static fields_t fields_read(const uint8_t *text, size_t length)
{
  fields_t fields = {WIFI_URI_SKIP, 0, true, {0}};
  int place = WIFI_URI_AT_START;
  /*@ loop invariant within: 0 <= i <= length;
      loop invariant place: place == wifi_uri_place(text, i);
      loop invariant meaning: fields.meaning == (i == 0 ? WIFI_URI_SKIP : wifi_uri_says(text, i - 1));
      loop invariant letter: fields.letter == wifi_uri_letter(text, i);
      loop invariant once: fields.once <==> wifi_uri_once(text, i);
      loop invariant at: \forall integer g; 0 <= g < FIELDS ==> fields.at[g] == wifi_uri_at(text, i, wifi_uri_name_of(g));
      loop invariant places: \forall integer g; 0 <= g < FIELDS ==> value_begins(text, i, fields.at[g]);
      loop assigns i, place, fields;
      loop variant length - i;
  */
  for (size_t i = 0; i < length; i++) {
    uint8_t meaning = wifi_uri_chart_feed(&place, text[i]);
    //@ assert meaning: meaning == wifi_uri_says(text, i);
    //@ assert value: meaning == WIFI_URI_VALUE ==> place == WIFI_URI_AT_VALUE;
    /*@ assert begins: \forall integer g; 0 <= g < FIELDS ==>
          (wifi_uri_begins(text, i + 1, wifi_uri_name_of(g)) <==>
           meaning == WIFI_URI_VALUE && fields.letter == wifi_uri_name_of(g)); */
    //@ assert exact: (size_t)(i + 1) == i + 1;
    /*@ assert letter: wifi_uri_letter(text, i + 1) ==
          (meaning == WIFI_URI_NAME && fields.meaning != WIFI_URI_NAME ? text[i] : 0); */
    fields = fields_take(fields, meaning, text[i], i + 1);
  }
  //@ assert names: wifi_uri_name_of(0) == 'T' && wifi_uri_name_of(1) == 'S' && wifi_uri_name_of(2) == 'P';
  //@ assert more_names: wifi_uri_name_of(3) == 'H' && wifi_uri_name_of(4) == 'R';
  return fields;
}

/* Add a byte to a value. */
/*@ requires value: value.length <= WIFI_URI_TOO_LONG;
    terminates \true;
    assigns \nothing;
    ensures length: \result.length == (value.length < WIFI_URI_TOO_LONG ? value.length + 1 : WIFI_URI_TOO_LONG);
    ensures byte: value.length < WIFI_URI_SECRET ==> \result.bytes[value.length] == byte;
    ensures kept: \forall integer k; 0 <= k < WIFI_URI_SECRET && k != value.length ==>
      \result.bytes[k] == value.bytes[k];
*/
static wifi_uri_value_t value_add(wifi_uri_value_t value, uint8_t byte)
{
  if (value.length < WIFI_URI_SECRET) {
    value.bytes[value.length] = byte;
  }
  if (value.length < WIFI_URI_TOO_LONG) {
    value.length++;
  }
  return value;
}

/* Read the value that begins at `from`; 0: of a field that is not there. */
/*@ requires text: \valid_read(text + (0 .. length - 1));
    requires begins: value_begins(text, length, from);
    terminates \true;
    assigns \nothing;
    ensures value: value_of(text, length, from, \result);
    ensures range: \result.length <= WIFI_URI_TOO_LONG;
*/
static wifi_uri_value_t value_read(const uint8_t *text, size_t length, size_t from)
{
  wifi_uri_value_t value = {0};
  int place = WIFI_URI_AT_VALUE;
  if (from == 0) {
    return value;
  }
  /*@ loop invariant within: from <= i <= length;
      loop invariant place: place == wifi_uri_place(text, i);
      loop invariant end: wifi_uri_end(text, from, length) == wifi_uri_end(text, i, length);
      loop invariant positive: 0 <= wifi_uri_count(text, from, i);
      loop invariant length: value.length ==
        (wifi_uri_count(text, from, i) > WIFI_URI_SECRET ? WIFI_URI_TOO_LONG : wifi_uri_count(text, from, i));
      loop invariant bytes: \forall integer k; 0 <= k < value.length && k < WIFI_URI_SECRET ==>
        value.bytes[k] == wifi_uri_byte(text, from, i, k);
      loop invariant rest: \forall integer k; value.length <= k < WIFI_URI_SECRET ==> value.bytes[k] == 0;
      loop assigns i, place, value;
      loop variant length - i;
  */
  for (size_t i = from; i < length; i++) {
    uint8_t meaning = wifi_uri_chart_feed(&place, text[i]);
    //@ assert meaning: meaning == wifi_uri_says(text, i);
    if (meaning == WIFI_URI_END) {
      //@ assert here: wifi_uri_end(text, from, length) == i;
      break;
    }
    //@ assert exact: (size_t)(i + 1) == i + 1;
    //@ assert on: wifi_uri_end(text, i, length) == wifi_uri_end(text, i + 1, length);
    if (meaning == WIFI_URI_BYTE) {
      value = value_add(value, text[i]);
    }
  }
  return value;
}

/* What the text says of its security. */
/*@ requires text: \valid_read(text + (0 .. length - 1));
    requires at: value_begins(text, length, at) && at == wifi_uri_at(text, length, 'T');
    terminates \true;
    assigns \nothing;
    ensures named: \result == wifi_uri_named(text, length);
*/
static uint8_t text_type(const uint8_t *text, size_t length, size_t at)
{
  wifi_uri_value_t value = value_read(text, length, at);
  //@ assert value: field_is(text, length, 'T', value);
  //@ assert type: value_type(value) == wifi_uri_named(text, length);
  return wifi_uri_type_of(value);
}

/* What the text says of the transition to WPA3. */
/*@ requires text: \valid_read(text + (0 .. length - 1));
    requires at: value_begins(text, length, at) && at == wifi_uri_at(text, length, 'R');
    terminates \true;
    assigns \nothing;
    ensures disable: field_is(text, length, 'R', \result);
    ensures range: \result.length <= WIFI_URI_TOO_LONG;
    ensures hex: \result.length <= WIFI_URI_DISABLE ==> (value_hex(\result) <==> wifi_uri_all_hex(text, length, 'R'));
    ensures joined: \forall integer s; \result.length <= WIFI_URI_DISABLE ==> value_joined(s, \result) ==
      wifi_uri_joined(s, wifi_uri_length(text, length, 'R'),
                      wifi_uri_char(text, length, 'R', wifi_uri_length(text, length, 'R') - 1));
*/
static wifi_uri_value_t text_disable(const uint8_t *text, size_t length, size_t at)
{
  wifi_uri_value_t value = value_read(text, length, at);
  //@ assert value: field_is(text, length, 'R', value);
  /*@ assert last: 0 < value.length <= WIFI_URI_DISABLE ==> value.bytes[value.length - 1] ==
        wifi_uri_char(text, length, 'R', wifi_uri_length(text, length, 'R') - 1); */
  return value;
}

/* The security that the text comes to; WIFI_URI_NO_SECURITY where it is not known. */
/*@ requires text: \valid_read(text + (0 .. length - 1));
    requires type: value_begins(text, length, type) && type == wifi_uri_at(text, length, 'T');
    requires disable: value_begins(text, length, disable) && disable == wifi_uri_at(text, length, 'R');
    terminates \true;
    assigns \nothing;
    ensures known: \result != WIFI_URI_NO_SECURITY <==> wifi_uri_named(text, length) != 255 &&
        wifi_uri_length(text, length, 'R') <= 8 && wifi_uri_all_hex(text, length, 'R');
    ensures security: \result != WIFI_URI_NO_SECURITY ==> \result == wifi_uri_security(text, length);
    ensures range: \result == SECURITY_OPEN || \result == SECURITY_WPA2 || \result == SECURITY_WPA3 ||
      \result == SECURITY_WPA2_WPA3 || \result == SECURITY_WEP || \result == WIFI_URI_NO_SECURITY;
*/
static uint8_t text_security(const uint8_t *text, size_t length, size_t type, size_t disable)
{
  uint8_t named = text_type(text, length, type);
  wifi_uri_value_t disabled = text_disable(text, length, disable);
  //@ assert joined: disabled.length <= WIFI_URI_DISABLE ==> value_joined(named, disabled) == wifi_uri_security(text, length);
  return wifi_uri_security_of(named, disabled);
}

/* Whether the text says that the network is hidden: yes (1), no (0), neither (2). */
/*@ requires text: \valid_read(text + (0 .. length - 1));
    requires at: value_begins(text, length, at) && at == wifi_uri_at(text, length, 'H');
    terminates \true;
    assigns \nothing;
    ensures hidden: \result == wifi_uri_hidden(text, length);
*/
static uint8_t text_hidden(const uint8_t *text, size_t length, size_t at)
{
  wifi_uri_value_t value = value_read(text, length, at);
  //@ assert value: field_is(text, length, 'H', value);
  //@ assert answer: value_answer(value) == wifi_uri_hidden(text, length);
  return wifi_uri_answer_of(value);
}

/* The secret of the text; a length of WIFI_URI_TOO_LONG where the security cannot have it. */
/*@ requires text: \valid_read(text + (0 .. length - 1));
    requires at: value_begins(text, length, at) && at == wifi_uri_at(text, length, 'P');
    terminates \true;
    assigns \nothing;
    ensures fits: \result.length != WIFI_URI_TOO_LONG <==> wifi_uri_secret(text, length, security);
    ensures range: \result.length <= WIFI_URI_TOO_LONG;
    ensures length: \result.length != WIFI_URI_TOO_LONG ==>
      \result.length == (security == SECURITY_WEP ? 0 : wifi_uri_length(text, length, 'P'));
    ensures secret: \result.length != WIFI_URI_TOO_LONG ==> (\forall integer k; 0 <= k < \result.length ==>
      \result.bytes[k] == wifi_uri_char(text, length, 'P', k));
    ensures sound: \result.length != WIFI_URI_TOO_LONG && security != SECURITY_WEP ==> value_secret(security, \result);
*/
static wifi_uri_value_t text_secret(const uint8_t *text, size_t length, size_t at, uint8_t security)
{
  wifi_uri_value_t secret = value_read(text, length, at);
  //@ assert secret: field_is(text, length, 'P', secret);
  /*@ assert key: secret.length <= WIFI_URI_SECRET ==>
        (value_hex(secret) <==> wifi_uri_all_hex(text, length, 'P')); */
  //@ assert fits: value_secret(security, secret) <==> wifi_uri_secret(text, length, security);
  if (!wifi_uri_secret_fits_in(secret, security)) {
    secret.length = WIFI_URI_TOO_LONG;
  } else if (security == SECURITY_WEP) {
    secret.length = 0;
  }
  return secret;
}

/* The name of the network. */
/*@ requires text: \valid_read(text + (0 .. length - 1));
    requires at: value_begins(text, length, at) && at == wifi_uri_at(text, length, 'S');
    terminates \true;
    assigns \nothing;
    ensures fits: 1 <= \result.length <= WIFI_URI_SSID <==> 1 <= wifi_uri_length(text, length, 'S') <= 32;
    ensures length: \result.length <= WIFI_URI_SSID ==> \result.length == wifi_uri_length(text, length, 'S');
    ensures ssid: \forall integer k; 0 <= k < \result.length <= WIFI_URI_SSID ==>
      \result.bytes[k] == wifi_uri_char(text, length, 'S', k);
*/
static wifi_uri_value_t text_ssid(const uint8_t *text, size_t length, size_t at)
{
  wifi_uri_value_t value = value_read(text, length, at);
  //@ assert value: field_is(text, length, 'S', value);
  return value;
}

/* Read the text, aside. */
/*@ requires text: \valid_read(text + (0 .. length - 1));
    terminates \true;
    assigns \nothing;
    ensures taken: \result.taken <==> wifi_uri_accepts(text, length);
    ensures ssid: \result.taken ==> ssid_of(text, length, \result.network);
    ensures secret: \result.taken ==> secret_of(text, length, \result.network);
    ensures security: \result.taken ==> \result.network.security == wifi_uri_security(text, length);
    ensures hidden: \result.taken ==> \result.network.hidden == wifi_uri_hidden(text, length);
    ensures sound: \result.taken ==> network_sound(\result.network);
*/
static reading_t text_read(const uint8_t *text, size_t length)
{
  reading_t reading = {0};
  fields_t fields = fields_read(text, length);
  if (fields.meaning != WIFI_URI_DONE || !fields.once) {
    //@ assert shape: !wifi_uri_accepts(text, length);
    return reading;
  }
  uint8_t hidden = text_hidden(text, length, fields.at[FIELD_HIDDEN]);
  uint8_t security = text_security(text, length, fields.at[FIELD_TYPE], fields.at[FIELD_DISABLE]);
  if (hidden > 1 || security == WIFI_URI_NO_SECURITY) {
    //@ assert words: !wifi_uri_accepts(text, length);
    return reading;
  }
  wifi_uri_value_t ssid = text_ssid(text, length, fields.at[FIELD_SSID]);
  wifi_uri_value_t secret = text_secret(text, length, fields.at[FIELD_SECRET], security);
  if (ssid.length == 0 || ssid.length > WIFI_URI_SSID || secret.length == WIFI_URI_TOO_LONG) {
    //@ assert bounds: !wifi_uri_accepts(text, length);
    return reading;
  }
  //@ assert accepted: wifi_uri_accepts(text, length);
  wifi_uri_t made = wifi_uri_made(ssid, secret, security, hidden == 1);
  //@ assert ssid: ssid_of(text, length, made);
  //@ assert secret: secret_of(text, length, made);
  reading.taken = true;
  reading.network = made;
  return reading;
}

/* Hand a network over. */
/*@ requires uri: \valid(uri);
    requires sound: network_sound(network);
    terminates \true;
    assigns *uri;
    ensures numbers: uri->ssid_length == network.ssid_length && uri->secret_length == network.secret_length &&
      uri->security == network.security;
    ensures hidden: uri->hidden == network.hidden;
    ensures ssid: \forall integer k; 0 <= k < WIFI_URI_SSID ==> uri->ssid[k] == network.ssid[k];
    ensures secret: \forall integer k; 0 <= k < WIFI_URI_SECRET ==> uri->secret[k] == network.secret[k];
    ensures whole: wifi_uri_result(uri);
*/
static void network_hand(wifi_uri_t *uri, wifi_uri_t network)
{
  *uri = network;
  //@ assert numbers: uri->ssid_length == network.ssid_length && uri->secret_length == network.secret_length;
  //@ assert security: uri->security == network.security;
  //@ assert secret: \forall integer k; 0 <= k < WIFI_URI_SECRET ==> (&uri->secret[0])[k] == network.secret[k];
  //@ assert fits: wifi_uri_secret_fits(uri->security, uri->secret_length, &uri->secret[0]);
}

bool wifi_uri_read(const uint8_t *text, size_t length, wifi_uri_t *uri)
{
  reading_t reading = text_read(text, length);
  if (reading.taken) {
    network_hand(uri, reading.network);
  }
  return reading.taken;
}
