/* SPDX-License-Identifier: BSD-2-Clause */
#include "form.h"

#include "form_chart.h"

#define NAME_MOST 10  /* passphrase */
#define HIDDEN_MOST 4 /* true */

/* The field being read. */
enum field {
  FIELD_OTHER,
  FIELD_SSID,
  FIELD_PASSPHRASE,
  FIELD_PASSWORD,
  FIELD_NAME,
  FIELD_WIFI,
  FIELD_HIDDEN
};

/* Which fields were there. */
typedef struct {
  bool ssid;
  bool passphrase;
  bool password;
  bool name;
  bool wifi;
  bool hidden;
} seen_t;

/* A form half read. */
typedef struct {
  uint8_t field;      /* enum field, of the value being read */
  uint8_t high;       /* of an escape: the first digit's value, 0 to 15 */
  bool valued;        /* the field's name is whole */
  bool named;         /* the field's name has a byte */
  bool long_name;     /* ... and more than any that is known */
  uint8_t key_length; /* of the field's name */
  uint8_t key[NAME_MOST];
  uint8_t hidden_length;
  uint8_t hidden[HIDDEN_MOST];
  seen_t seen;
  form_t form;
} parse_t;

/*@ predicate parse_bounded{L}(parse_t *p) =
      p->key_length <= NAME_MOST && p->hidden_length <= HIDDEN_MOST && p->high <= 15 && form_bounded(&p->form);
*/

/* Whether two texts are the same. */
/*@ requires texts: \valid_read(a + (0 .. a_length - 1)) && \valid_read(b + (0 .. b_length - 1));
    terminates \true;
    assigns \nothing;
    ensures same: \result <==>
      a_length == b_length && (\forall integer k; 0 <= k < a_length ==> a[k] == b[k]);
*/
static bool text_same(const uint8_t *a, uint8_t a_length, const uint8_t *b, uint8_t b_length)
{
  if (a_length != b_length) {
    return false;
  }
  /*@ loop invariant within: 0 <= i <= a_length;
      loop invariant same: \forall integer k; 0 <= k < i ==> a[k] == b[k];
      loop assigns i;
      loop variant a_length - i;
  */
  for (uint8_t i = 0; i < a_length; i++) {
    if (a[i] != b[i]) {
      return false;
    }
  }
  return true;
}

/* Add a byte to a text of at most `most`. Returns false, with nothing changed, where it is full. */
/*@ requires text: \valid(bytes + (0 .. most - 1)) && \valid(length) && \separated(length, bytes + (0 .. most - 1));
    requires bound: *length <= most;
    terminates \true;
    assigns *length, bytes[0 .. most - 1];
    ensures told: \result <==> \old(*length) < most;
    ensures length: *length == (\result ? \old(*length) + 1 : \old(*length));
    ensures bound: *length <= most;
    ensures byte: \result ==> bytes[\old(*length)] == byte;
    ensures kept: \forall integer k; 0 <= k < \old(*length) ==> bytes[k] == \old(bytes[k]);
*/
static bool text_add(uint8_t *bytes, uint8_t *length, uint8_t most, uint8_t byte)
{
  if (*length >= most) {
    return false;
  }
  bytes[*length] = byte;
  (*length)++;
  return true;
}

/* Which field a name is: enum field. */
/*@ requires key: length <= NAME_MOST && \valid_read(key + (0 .. length - 1));
    terminates \true;
    assigns \nothing;
    ensures range: \result <= FIELD_HIDDEN;
*/
static uint8_t field_named(const uint8_t *key, uint8_t length)
{
  const uint8_t ssid[4] = {'s', 's', 'i', 'd'};
  const uint8_t passphrase[10] = {'p', 'a', 's', 's', 'p', 'h', 'r', 'a', 's', 'e'};
  const uint8_t password[8] = {'p', 'a', 's', 's', 'w', 'o', 'r', 'd'};
  const uint8_t name[4] = {'n', 'a', 'm', 'e'};
  const uint8_t wifi[4] = {'w', 'i', 'f', 'i'};
  const uint8_t hidden[6] = {'h', 'i', 'd', 'd', 'e', 'n'};
  if (text_same(key, length, ssid, sizeof ssid)) {
    return FIELD_SSID;
  }
  if (text_same(key, length, passphrase, sizeof passphrase)) {
    return FIELD_PASSPHRASE;
  }
  if (text_same(key, length, password, sizeof password)) {
    return FIELD_PASSWORD;
  }
  if (text_same(key, length, name, sizeof name)) {
    return FIELD_NAME;
  }
  if (text_same(key, length, wifi, sizeof wifi)) {
    return FIELD_WIFI;
  }
  return text_same(key, length, hidden, sizeof hidden) ? FIELD_HIDDEN : FIELD_OTHER;
}

/* Note that something is there. Returns false where it was there before. */
/*@ requires seen: \valid(seen);
    terminates \true;
    assigns *seen;
    ensures told: \result <==> !\old(*seen);
    ensures there: *seen;
*/
static bool note(bool *seen)
{
  bool first = !*seen;
  *seen = true;
  return first;
}

/* Note that a field is there. Returns false where a known one was there before. */
/*@ requires seen: \valid(seen);
    terminates \true;
    assigns *seen;
    ensures other: field == FIELD_OTHER ==> \result;
*/
static bool seen_note(seen_t *seen, uint8_t field)
{
  switch (field) {
  case FIELD_SSID:
    return note(&seen->ssid);
  case FIELD_PASSPHRASE:
    return note(&seen->passphrase);
  case FIELD_PASSWORD:
    return note(&seen->password);
  case FIELD_NAME:
    return note(&seen->name);
  case FIELD_WIFI:
    return note(&seen->wifi);
  case FIELD_HIDDEN:
    return note(&seen->hidden);
  default:
    return true;
  }
}

/* The field's name is whole. Returns false where the field was there before. */
/*@ requires parse: \valid(parse) && parse_bounded(parse);
    terminates \true;
    assigns parse->field, parse->valued, parse->seen;
    ensures valued: parse->valued;
*/
static bool parse_value(parse_t *parse)
{
  parse->valued = true;
  parse->field = parse->long_name ? FIELD_OTHER : field_named(parse->key, parse->key_length);
  return seen_note(&parse->seen, parse->field);
}

/* The field is whole. Returns false where it has no value, and was there before. */
/*@ requires parse: \valid(parse) && parse_bounded(parse);
    terminates \true;
    assigns parse->field, parse->valued, parse->named, parse->long_name, parse->key_length, parse->seen;
    ensures bounded: parse_bounded(parse);
*/
static bool parse_end(parse_t *parse)
{
  bool first = parse->valued || !parse->named || parse_value(parse);
  parse->field = FIELD_OTHER;
  parse->valued = false;
  parse->named = false;
  parse->long_name = false;
  parse->key_length = 0;
  return first;
}

/* Add a byte to the WIFI: text. */
/*@ requires form: \valid(form) && form->wifi_length <= FORM_WIFI;
    terminates \true;
    assigns form->wifi_length, form->wifi[0 .. FORM_WIFI - 1];
    ensures told: \result <==> \old(form->wifi_length) < FORM_WIFI;
    ensures bound: form->wifi_length <= FORM_WIFI;
*/
static bool wifi_add(form_t *form, uint8_t byte)
{
  if (form->wifi_length >= FORM_WIFI) {
    return false;
  }
  form->wifi[form->wifi_length] = byte;
  form->wifi_length++;
  return true;
}

/* Take a byte of the field's name. */
/*@ requires parse: \valid(parse) && parse_bounded(parse);
    terminates \true;
    assigns parse->named, parse->long_name, parse->key_length, parse->key[0 .. NAME_MOST - 1];
    ensures bounded: parse_bounded(parse);
*/
static void parse_key(parse_t *parse, uint8_t byte)
{
  parse->named = true;
  if (!text_add(parse->key, &parse->key_length, NAME_MOST, byte)) {
    parse->long_name = true;
  }
}

/* Take a byte of the value. Returns false where the value is too long. */
/*@ requires parse: \valid(parse) && parse_bounded(parse);
    terminates \true;
    assigns parse->form, parse->hidden_length, parse->hidden[0 .. HIDDEN_MOST - 1];
    ensures bounded: parse_bounded(parse);
*/
static bool parse_text(parse_t *parse, uint8_t byte)
{
  form_t *form = &parse->form;
  switch (parse->field) {
  case FIELD_SSID:
    return text_add(form->ssid, &form->ssid_length, FORM_SSID, byte);
  case FIELD_PASSPHRASE:
    return text_add(form->passphrase, &form->passphrase_length, FORM_PASSPHRASE, byte);
  case FIELD_PASSWORD:
    return text_add(form->password, &form->password_length, FORM_PASSWORD, byte);
  case FIELD_NAME:
    return text_add(form->name, &form->name_length, FORM_NAME, byte);
  case FIELD_WIFI:
    return wifi_add(form, byte);
  case FIELD_HIDDEN:
    return text_add(parse->hidden, &parse->hidden_length, HIDDEN_MOST, byte);
  default:
    return true;
  }
}

/* Take a decoded byte. Returns false where it is NUL or the value is too long. */
/*@ requires parse: \valid(parse) && parse_bounded(parse);
    terminates \true;
    assigns *parse;
    ensures bounded: parse_bounded(parse);
    ensures nul: byte == 0 ==> !\result;
*/
static bool parse_byte(parse_t *parse, uint8_t byte)
{
  if (byte == 0) {
    return false;
  }
  if (parse->valued) {
    return parse_text(parse, byte);
  }
  parse_key(parse, byte);
  return true;
}

/* The value of a hexadecimal digit; 0 for what is none. */
/*@ terminates \true;
    assigns \nothing;
    ensures range: \result <= 15;
    ensures digit: form_hex(byte) ==> \result == form_digit(byte);
*/
static uint8_t digit_value(uint8_t byte)
{
  if (byte >= '0' && byte <= '9') {
    return (uint8_t)(byte - '0');
  }
  if (byte >= 'A' && byte <= 'F') {
    return (uint8_t)(byte - 'A' + 10);
  }
  return byte >= 'a' && byte <= 'f' ? (uint8_t)(byte - 'a' + 10) : 0;
}

/* Do what the chart says of a byte. Returns false where the form is malformed. */
/*@ requires parse: \valid(parse) && parse_bounded(parse);
    terminates \true;
    assigns *parse;
    ensures bounded: parse_bounded(parse);
    ensures rejected: meaning == FORM_REJECT ==> !\result;
*/
static bool parse_take(parse_t *parse, uint8_t meaning, uint8_t byte)
{
  switch (meaning) {
  case FORM_BYTE:
    return parse_byte(parse, byte);
  case FORM_SPACE:
    return parse_byte(parse, ' ');
  case FORM_ESCAPE:
    return true;
  case FORM_HIGH:
    parse->high = digit_value(byte);
    return true;
  case FORM_LOW:
    return parse_byte(parse, (uint8_t)(16 * parse->high + digit_value(byte)));
  case FORM_VALUE:
    return parse_value(parse);
  case FORM_END:
    return parse_end(parse);
  default:
    return false;
  }
}

/* Read the whole body into its fields. */
/*@ requires body: \valid_read(body + (0 .. length - 1));
    requires parse: \valid(parse) && \separated(parse, body + (0 .. length - 1)) && parse_bounded(parse);
    terminates \true;
    assigns *parse;
    ensures bounded: parse_bounded(parse);
*/
static bool parse_body(parse_t *parse, const uint8_t *body, size_t length)
{
  int place = FORM_IN_NAME;
  /*@ loop invariant within: 0 <= i <= length;
      loop invariant bounded: parse_bounded(parse);
      loop assigns i, place, *parse;
      loop variant length - i;
  */
  for (size_t i = 0; i < length; i++) {
    uint8_t meaning = form_chart_feed(&place, body[i]);
    if (!parse_take(parse, meaning, body[i])) {
      return false;
    }
  }
  return (place == FORM_IN_NAME || place == FORM_IN_VALUE) && parse_end(parse);
}

/* Whether `hidden` says yes (1) or no (0); 2 where it says neither. */
/*@ requires hidden: length <= HIDDEN_MOST && \valid_read(hidden + (0 .. length - 1));
    terminates \true;
    assigns \nothing;
    ensures range: \result <= 2;
    ensures absent: length == 0 ==> \result == 0;
*/
static uint8_t hidden_answer(const uint8_t *hidden, uint8_t length)
{
  const uint8_t yes[4] = {'t', 'r', 'u', 'e'};
  const uint8_t on[2] = {'o', 'n'};
  const uint8_t one[1] = {'1'};
  const uint8_t zero[1] = {'0'};
  if (length == 0 || text_same(hidden, length, zero, sizeof zero)) {
    return 0;
  }
  bool said = text_same(hidden, length, one, sizeof one) || text_same(hidden, length, on, sizeof on) ||
              text_same(hidden, length, yes, sizeof yes);
  return said ? 1 : 2;
}

bool form_read(const uint8_t *body, size_t length, form_t *form)
{
  parse_t parse = {0};
  if (!parse_body(&parse, body, length)) {
    return false;
  }
  uint8_t hidden = hidden_answer(parse.hidden, parse.hidden_length);
  if (hidden > 1) {
    return false;
  }
  parse.form.hidden = hidden == 1;
  *form = parse.form;
  return true;
}
