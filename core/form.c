/* SPDX-License-Identifier: BSD-2-Clause */
#include "form.h"

#include "form_name.h"

/* A form half read. */
typedef struct {
  int place;    /* where the form ends */
  size_t start; /* of the field that is being read */
  bool clean;   /* no byte was NUL */
  bool once;    /* no field was there twice */
  size_t at
      [FORM_FIELDS]; /* where the value of each begins: the form's length where it has none; 0 where it is not there */
} fields_t;

/* The lengths of the values of a form. */
typedef struct {
  size_t ssid;
  size_t passphrase;
  size_t password;
  size_t name;
  size_t wifi;
} lengths_t;

/*@ // A value can be read from byte i on.
    predicate value_begins{L}(uint8_t *t, integer n, integer i) =
      i == 0 || i == n || (0 < i < n && form_place(t, i) == FORM_IN_VALUE);

    predicate lengths_fit(lengths_t l) =
      l.ssid <= FORM_SSID && l.passphrase <= FORM_PASSPHRASE && l.password <= FORM_PASSWORD && l.name <= FORM_NAME &&
      l.wifi <= FORM_WIFI;

    // Where the fields of a form of n bytes are.
    predicate fields_of{L}(uint8_t *t, integer n, fields_t s) =
      s.place == form_place(t, n) && (s.clean <==> form_clean(t, n)) && (s.once <==> form_single(t, n)) &&
      (\forall integer f; 0 <= f < FORM_FIELDS ==> s.at[f] == form_at(t, n, f) && value_begins(t, n, s.at[f]));
*/

/* A field is there, its value begins at `at`. */
/*@ requires field: field <= FORM_FIELDS;
    terminates \true;
    assigns \nothing;
    ensures kept: \result.place == fields.place && \result.start == fields.start && \result.clean == fields.clean;
    ensures at: \forall integer f; 0 <= f < FORM_FIELDS ==> \result.at[f] == (f == field ? at : fields.at[f]);
    ensures either: \forall integer f; 0 <= f < FORM_FIELDS ==> \result.at[f] == at || \result.at[f] == fields.at[f];
    ensures once: \result.once <==> fields.once && (\forall integer f; 0 <= f < FORM_FIELDS && f == field ==> fields.at[f] == 0);
*/
static fields_t fields_note(fields_t fields, uint8_t field, size_t at)
{
  if (field < FORM_FIELDS) {
    fields.once = fields.once && fields.at[field] == 0;
    fields.at[field] = at;
  }
  return fields;
}

/* The field that byte i shows to be there; FORM_FIELDS where none. `before` is the place of byte i, `start` where its field
   begins. */
/*@ requires text: \valid_read(text + (0 .. i)) && i < SIZE_MAX;
    requires byte: meaning == form_says(text, i) && before == form_place(text, i);
    requires start: start == form_start(text, i) && start <= i && form_place(text, start) == FORM_IN_NAME;
    terminates \true;
    assigns \nothing;
    ensures field: \result == form_shows(text, i);
    ensures range: \result <= FORM_FIELDS;
*/
static uint8_t field_shown(const uint8_t *text, size_t i, size_t start, uint8_t meaning, int before)
{
  if (meaning == FORM_VALUE || (meaning == FORM_END && before == FORM_IN_NAME)) {
    return form_field_read(text, start, i);
  }
  return FORM_FIELDS;
}

/* Read where the fields are, but for one that the end of the form shows. */
/*@ requires text: \valid_read(text + (0 .. length - 1));
    terminates \true;
    assigns \nothing;
    ensures place: \result.place == form_place(text, length);
    ensures start: \result.start == form_start(text, length) && \result.start <= length &&
      form_place(text, \result.start) == FORM_IN_NAME;
    ensures clean: \result.clean <==> form_clean(text, length);
    ensures once: \result.once <==> form_once(text, length, length);
    ensures at: \forall integer f; 0 <= f < FORM_FIELDS ==> \result.at[f] == form_found(text, length, length, f);
    ensures begins: \forall integer f; 0 <= f < FORM_FIELDS ==> value_begins(text, length, \result.at[f]);
*/
static fields_t fields_scan(const uint8_t *text, size_t length)
{
  fields_t fields = {FORM_IN_NAME, 0, true, true, {0}};
  int place = FORM_IN_NAME;
  /*@ loop invariant within: 0 <= i <= length;
      loop invariant place: place == form_place(text, i);
      loop invariant start: fields.start == form_start(text, i) && fields.start <= i;
      loop invariant name: form_place(text, fields.start) == FORM_IN_NAME;
      loop invariant clean: fields.clean <==> form_clean(text, i);
      loop invariant once: fields.once <==> form_once(text, i, length);
      loop invariant at: \forall integer f; 0 <= f < FORM_FIELDS ==> fields.at[f] == form_found(text, i, length, f);
      loop invariant begins: \forall integer f; 0 <= f < FORM_FIELDS ==> value_begins(text, length, fields.at[f]);
      loop assigns i, place, fields;
      loop variant length - i;
  */
  for (size_t i = 0; i < length; i++) {
    int before = place;
    uint8_t meaning = form_chart_feed(&place, text[i]);
    //@ assert meaning: meaning == form_says(text, i);
    //@ assert exact: (size_t)(i + 1) == i + 1;
    //@ assert after: form_place(text, i + 1) == form_next(form_place(text, i), text[i]);
    //@ assert value: meaning == FORM_VALUE ==> form_place(text, i + 1) == FORM_IN_VALUE;
    //@ assert end: meaning == FORM_END ==> form_place(text, i + 1) == FORM_IN_NAME;
    uint8_t shown = field_shown(text, i, fields.start, meaning, before);
    size_t begins = meaning == FORM_VALUE ? i + 1 : length;
    //@ assert begins: value_begins(text, length, begins);
    fields = fields_note(fields, shown, begins);
    //@ assert begun: \forall integer f; 0 <= f < FORM_FIELDS ==> value_begins(text, length, fields.at[f]);
    if (meaning == FORM_END) {
      fields.start = i + 1;
    }
    if (form_byte_stands(meaning) && form_byte_decoded(text, i, meaning) == 0) {
      fields.clean = false;
    }
  }
  fields.place = place;
  return fields;
}

/* Read where the fields are. */
/*@ requires text: \valid_read(text + (0 .. length - 1));
    terminates \true;
    assigns \nothing;
    ensures place: \result.place == form_place(text, length);
    ensures clean: \result.clean <==> form_clean(text, length);
    ensures once: \result.once <==> form_single(text, length);
    ensures at: \forall integer f; 0 <= f < FORM_FIELDS ==> \result.at[f] == form_at(text, length, f);
    ensures begins: \forall integer f; 0 <= f < FORM_FIELDS ==> value_begins(text, length, \result.at[f]);
*/
static fields_t fields_read(const uint8_t *text, size_t length)
{
  fields_t fields = fields_scan(text, length);
  uint8_t last = FORM_FIELDS;
  if (fields.place == FORM_IN_NAME) {
    last = form_field_read(text, fields.start, length);
  }
  //@ assert last: last == form_last(text, length);
  fields_t all = fields_note(fields, last, length);
  //@ assert noted: \forall integer f; 0 <= f < FORM_FIELDS ==> all.at[f] == (f == last ? length : fields.at[f]);
  /*@ assert found: \forall integer f; 0 <= f < FORM_FIELDS ==>
        all.at[f] == (f == form_last(text, length) ? length : form_found(text, length, length, f)); */
  return all;
}

/* The length of the value that begins at `from`; 0: of a field that is not there. */
/*@ requires text: \valid_read(text + (0 .. length - 1));
    requires begins: value_begins(text, length, from);
    terminates \true;
    assigns \nothing;
    ensures length: \result == form_value_length(text, length, from);
    ensures range: \result <= length;
*/
static size_t value_length(const uint8_t *text, size_t length, size_t from)
{
  size_t count = 0;
  int place = FORM_IN_VALUE;
  if (from == 0) {
    return 0;
  }
  /*@ loop invariant within: from <= i <= length;
      loop invariant place: i < length ==> place == form_place(text, i);
      loop invariant end: form_end(text, from, length) == form_end(text, i, length);
      loop invariant count: count == form_count(text, from, i) && count <= i - from;
      loop assigns i, place, count;
      loop variant length - i;
  */
  for (size_t i = from; i < length; i++) {
    uint8_t meaning = form_chart_feed(&place, text[i]);
    //@ assert meaning: meaning == form_says(text, i);
    if (meaning == FORM_END) {
      //@ assert here: form_end(text, from, length) == i;
      return count;
    }
    //@ assert exact: (size_t)(i + 1) == i + 1;
    //@ assert on: form_end(text, i, length) == form_end(text, i + 1, length);
    if (form_byte_stands(meaning)) {
      count++;
    }
  }
  return count;
}

/* Byte k of the value that begins at `from`; 0 where it has none. */
/*@ requires text: \valid_read(text + (0 .. length - 1));
    requires begins: value_begins(text, length, from) && from != 0;
    terminates \true;
    assigns \nothing;
    ensures byte: \result == form_value_byte(text, length, from, k);
*/
static uint8_t value_byte(const uint8_t *text, size_t length, size_t from, size_t k)
{
  size_t count = 0;
  uint8_t byte = 0;
  int place = FORM_IN_VALUE;
  /*@ loop invariant within: from <= i <= length;
      loop invariant place: i < length ==> place == form_place(text, i);
      loop invariant end: form_end(text, from, length) == form_end(text, i, length);
      loop invariant count: count == form_count(text, from, i) && count <= i - from;
      loop invariant byte: byte == form_byte(text, from, i, k);
      loop assigns i, place, count, byte;
      loop variant length - i;
  */
  for (size_t i = from; i < length; i++) {
    uint8_t meaning = form_chart_feed(&place, text[i]);
    //@ assert meaning: meaning == form_says(text, i);
    if (meaning == FORM_END) {
      //@ assert here: form_end(text, from, length) == i;
      return byte;
    }
    //@ assert exact: (size_t)(i + 1) == i + 1;
    //@ assert on: form_end(text, i, length) == form_end(text, i + 1, length);
    if (form_byte_stands(meaning)) {
      byte = count == k ? form_byte_decoded(text, i, meaning) : byte;
      count++;
    }
  }
  return byte;
}

/* Byte k of a value of `count`; 0 where it has none. */
/*@ requires text: \valid_read(text + (0 .. length - 1));
    requires begins: value_begins(text, length, from) && (k < count ==> from != 0);
    terminates \true;
    assigns \nothing;
    ensures byte: k < count ==> \result == form_value_byte(text, length, from, k);
    ensures none: k >= count ==> \result == 0;
*/
static uint8_t byte_within(const uint8_t *text, size_t length, size_t from, size_t k, size_t count)
{
  return k < count ? value_byte(text, length, from, k) : 0;
}

/* Whether what `hidden` says, by its length and first bytes, is yes (1) or no (0); 2 where it is neither. */
/*@ terminates \true;
    assigns \nothing;
    ensures answer: \result == form_answer(count, a, b, c, d);
*/
static uint8_t hidden_answer(size_t count, uint8_t a, uint8_t b, uint8_t c, uint8_t d)
{
  if (count == 0 || (count == 1 && a == '0')) {
    return 0;
  }
  if ((count == 1 && a == '1') || (count == 2 && a == 'o' && b == 'n')) {
    return 1;
  }
  return count == 4 && a == 't' && b == 'r' && c == 'u' && d == 'e' ? 1 : 2;
}

/* Whether the form says that the network is hidden: yes (1), no (0), neither (2). */
/*@ requires text: \valid_read(text + (0 .. length - 1));
    requires at: at == form_at(text, length, 5) && value_begins(text, length, at);
    terminates \true;
    assigns \nothing;
    ensures hidden: \result == form_hidden(text, length);
*/
static uint8_t text_hidden(const uint8_t *text, size_t length, size_t at)
{
  size_t count = value_length(text, length, at);
  //@ assert count: count == form_length(text, length, 5);
  uint8_t a = byte_within(text, length, at, 0, count);
  uint8_t b = byte_within(text, length, at, 1, count);
  uint8_t c = byte_within(text, length, at, 2, count);
  uint8_t d = byte_within(text, length, at, 3, count);
  return hidden_answer(count, a, b, c, d);
}

/* Where the values of a form are, and their lengths. */
/*@ requires text: \valid_read(text + (0 .. length - 1));
    requires at: \forall integer f; 0 <= f < FORM_FIELDS ==>
      fields.at[f] == form_at(text, length, f) && value_begins(text, length, fields.at[f]);
    terminates \true;
    assigns \nothing;
    ensures ssid: \result.ssid == form_length(text, length, 0);
    ensures passphrase: \result.passphrase == form_length(text, length, 1);
    ensures password: \result.password == form_length(text, length, 2);
    ensures name: \result.name == form_length(text, length, 3);
    ensures wifi: \result.wifi == form_length(text, length, 4);
*/
static lengths_t lengths_read(const uint8_t *text, size_t length, fields_t fields)
{
  lengths_t lengths;
  lengths.ssid = value_length(text, length, fields.at[FORM_FIELD_SSID]);
  lengths.passphrase = value_length(text, length, fields.at[FORM_FIELD_PASSPHRASE]);
  lengths.password = value_length(text, length, fields.at[FORM_FIELD_PASSWORD]);
  lengths.name = value_length(text, length, fields.at[FORM_FIELD_NAME]);
  lengths.wifi = value_length(text, length, fields.at[FORM_FIELD_WIFI]);
  return lengths;
}

/* Whether every value has its room. */
/*@ terminates \true;
    assigns \nothing;
    ensures fit: \result <==> lengths_fit(lengths);
*/
static bool lengths_within(lengths_t lengths)
{
  return lengths.ssid <= FORM_SSID && lengths.passphrase <= FORM_PASSPHRASE &&
         lengths.password <= FORM_PASSWORD && lengths.name <= FORM_NAME && lengths.wifi <= FORM_WIFI;
}

/* Whether the form is taken; `fields` is where its fields are. */
/*@ requires text: \valid_read(text + (0 .. length - 1));
    requires fields: fields_of(text, length, fields);
    terminates \true;
    assigns \nothing;
    ensures accepted: \result <==> form_accepts(text, length);
*/
static bool text_accepted(const uint8_t *text, size_t length, fields_t fields)
{
  if ((fields.place != FORM_IN_NAME && fields.place != FORM_IN_VALUE) || !fields.clean || !fields.once) {
    //@ assert shape: !form_accepts(text, length);
    return false;
  }
  uint8_t hidden = text_hidden(text, length, fields.at[FORM_FIELD_HIDDEN]);
  lengths_t lengths = lengths_read(text, length, fields);
  return hidden <= 1 && lengths_within(lengths);
}

/* Byte k of the value of a field. */
/*@ requires text: \valid_read(text + (0 .. length - 1));
    requires at: at == form_at(text, length, field) && value_begins(text, length, at);
    requires within: k < form_length(text, length, field);
    terminates \true;
    assigns \nothing;
    ensures byte: \result == form_char(text, length, field, k);
*/
static uint8_t field_byte(const uint8_t *text, size_t length, uint8_t field, size_t at, size_t k)
{
  (void)field;
  return value_byte(text, length, at, k);
}

/* The form that an accepted text comes to. */
/*@ requires text: \valid_read(text + (0 .. length - 1));
    requires at: \forall integer f; 0 <= f < FORM_FIELDS ==>
      fields.at[f] == form_at(text, length, f) && value_begins(text, length, fields.at[f]);
    requires lengths: lengths_fit(lengths) && lengths.ssid == form_length(text, length, 0) &&
      lengths.passphrase == form_length(text, length, 1) && lengths.password == form_length(text, length, 2) &&
      lengths.name == form_length(text, length, 3) && lengths.wifi == form_length(text, length, 4);
    terminates \true;
    assigns \nothing;
    ensures ssid_length: \result.ssid_length == lengths.ssid;
    ensures ssid: \forall integer k; 0 <= k < lengths.ssid ==> \result.ssid[k] == form_char(text, length, 0, k);
    ensures ssid_rest: \forall integer k; lengths.ssid <= k < FORM_SSID ==> \result.ssid[k] == 0;
    ensures passphrase_length: \result.passphrase_length == lengths.passphrase;
    ensures passphrase: \forall integer k; 0 <= k < lengths.passphrase ==> \result.passphrase[k] == form_char(text, length, 1, k);
    ensures passphrase_rest: \forall integer k; lengths.passphrase <= k < FORM_PASSPHRASE ==> \result.passphrase[k] == 0;
    ensures password_length: \result.password_length == lengths.password;
    ensures password: \forall integer k; 0 <= k < lengths.password ==> \result.password[k] == form_char(text, length, 2, k);
    ensures password_rest: \forall integer k; lengths.password <= k < FORM_PASSWORD ==> \result.password[k] == 0;
    ensures name_length: \result.name_length == lengths.name;
    ensures name: \forall integer k; 0 <= k < lengths.name ==> \result.name[k] == form_char(text, length, 3, k);
    ensures name_rest: \forall integer k; lengths.name <= k < FORM_NAME ==> \result.name[k] == 0;
    ensures wifi_length: \result.wifi_length == lengths.wifi;
    ensures wifi: \forall integer k; 0 <= k < lengths.wifi ==> \result.wifi[k] == form_char(text, length, 4, k);
    ensures wifi_rest: \forall integer k; lengths.wifi <= k < FORM_WIFI ==> \result.wifi[k] == 0;
    ensures hidden: \result.hidden == hidden;
*/
static form_t form_made(const uint8_t *text, size_t length, fields_t fields, lengths_t lengths, bool hidden)
{
  //@ assert ssid_at: fields.at[FORM_FIELD_SSID] == form_at(text, length, 0) && value_begins(text, length, fields.at[FORM_FIELD_SSID]);
  //@ assert passphrase_at: fields.at[FORM_FIELD_PASSPHRASE] == form_at(text, length, 1) && value_begins(text, length, fields.at[FORM_FIELD_PASSPHRASE]);
  //@ assert password_at: fields.at[FORM_FIELD_PASSWORD] == form_at(text, length, 2) && value_begins(text, length, fields.at[FORM_FIELD_PASSWORD]);
  //@ assert name_at: fields.at[FORM_FIELD_NAME] == form_at(text, length, 3) && value_begins(text, length, fields.at[FORM_FIELD_NAME]);
  //@ assert wifi_at: fields.at[FORM_FIELD_WIFI] == form_at(text, length, 4) && value_begins(text, length, fields.at[FORM_FIELD_WIFI]);
  form_t made = {0};
  made.ssid_length = (uint8_t)lengths.ssid;
  made.passphrase_length = (uint8_t)lengths.passphrase;
  made.password_length = (uint8_t)lengths.password;
  made.name_length = (uint8_t)lengths.name;
  made.wifi_length = (uint16_t)lengths.wifi;
  made.hidden = hidden;
  /*@ loop invariant within: 0 <= k <= lengths.ssid;
      loop invariant copied: \forall integer j; 0 <= j < k ==> made.ssid[j] == form_char(text, length, 0, j);
      loop invariant rest: \forall integer j; k <= j < FORM_SSID ==> made.ssid[j] == 0;
      loop assigns k, made.ssid[0 .. FORM_SSID - 1];
      loop variant lengths.ssid - k;
  */
  for (size_t k = 0; k < lengths.ssid; k++) {
    made.ssid[k] = field_byte(text, length, FORM_FIELD_SSID, fields.at[FORM_FIELD_SSID], k);
  }
  /*@ loop invariant within: 0 <= k <= lengths.passphrase;
      loop invariant copied: \forall integer j; 0 <= j < k ==> made.passphrase[j] == form_char(text, length, 1, j);
      loop invariant rest: \forall integer j; k <= j < FORM_PASSPHRASE ==> made.passphrase[j] == 0;
      loop assigns k, made.passphrase[0 .. FORM_PASSPHRASE - 1];
      loop variant lengths.passphrase - k;
  */
  for (size_t k = 0; k < lengths.passphrase; k++) {
    made.passphrase[k] = field_byte(text, length, FORM_FIELD_PASSPHRASE, fields.at[FORM_FIELD_PASSPHRASE], k);
  }
  /*@ loop invariant within: 0 <= k <= lengths.password;
      loop invariant copied: \forall integer j; 0 <= j < k ==> made.password[j] == form_char(text, length, 2, j);
      loop invariant rest: \forall integer j; k <= j < FORM_PASSWORD ==> made.password[j] == 0;
      loop assigns k, made.password[0 .. FORM_PASSWORD - 1];
      loop variant lengths.password - k;
  */
  for (size_t k = 0; k < lengths.password; k++) {
    made.password[k] = field_byte(text, length, FORM_FIELD_PASSWORD, fields.at[FORM_FIELD_PASSWORD], k);
  }
  /*@ loop invariant within: 0 <= k <= lengths.name;
      loop invariant copied: \forall integer j; 0 <= j < k ==> made.name[j] == form_char(text, length, 3, j);
      loop invariant rest: \forall integer j; k <= j < FORM_NAME ==> made.name[j] == 0;
      loop assigns k, made.name[0 .. FORM_NAME - 1];
      loop variant lengths.name - k;
  */
  for (size_t k = 0; k < lengths.name; k++) {
    made.name[k] = field_byte(text, length, FORM_FIELD_NAME, fields.at[FORM_FIELD_NAME], k);
  }
  /*@ loop invariant within: 0 <= k <= lengths.wifi;
      loop invariant copied: \forall integer j; 0 <= j < k ==> made.wifi[j] == form_char(text, length, 4, j);
      loop invariant rest: \forall integer j; k <= j < FORM_WIFI ==> made.wifi[j] == 0;
      loop assigns k, made.wifi[0 .. FORM_WIFI - 1];
      loop variant lengths.wifi - k;
  */
  for (size_t k = 0; k < lengths.wifi; k++) {
    made.wifi[k] = field_byte(text, length, FORM_FIELD_WIFI, fields.at[FORM_FIELD_WIFI], k);
  }
  return made;
}

/* The form that an accepted text comes to; `fields` is where its fields are. */
/*@ requires text: \valid_read(text + (0 .. length - 1));
    requires fields: fields_of(text, length, fields);
    requires accepted: form_accepts(text, length);
    terminates \true;
    assigns \nothing;
    ensures bounds: \result.ssid_length <= FORM_SSID && \result.passphrase_length <= FORM_PASSPHRASE &&
      \result.password_length <= FORM_PASSWORD && \result.name_length <= FORM_NAME && \result.wifi_length <= FORM_WIFI;
    ensures ssid_length: \result.ssid_length == form_length(text, length, 0);
    ensures ssid: \forall integer k; 0 <= k < \result.ssid_length ==> \result.ssid[k] == form_char(text, length, 0, k);
    ensures ssid_rest: \forall integer k; \result.ssid_length <= k < FORM_SSID ==> \result.ssid[k] == 0;
    ensures passphrase_length: \result.passphrase_length == form_length(text, length, 1);
    ensures passphrase: \forall integer k; 0 <= k < \result.passphrase_length ==> \result.passphrase[k] == form_char(text, length, 1, k);
    ensures passphrase_rest: \forall integer k; \result.passphrase_length <= k < FORM_PASSPHRASE ==> \result.passphrase[k] == 0;
    ensures password_length: \result.password_length == form_length(text, length, 2);
    ensures password: \forall integer k; 0 <= k < \result.password_length ==> \result.password[k] == form_char(text, length, 2, k);
    ensures password_rest: \forall integer k; \result.password_length <= k < FORM_PASSWORD ==> \result.password[k] == 0;
    ensures name_length: \result.name_length == form_length(text, length, 3);
    ensures name: \forall integer k; 0 <= k < \result.name_length ==> \result.name[k] == form_char(text, length, 3, k);
    ensures name_rest: \forall integer k; \result.name_length <= k < FORM_NAME ==> \result.name[k] == 0;
    ensures wifi_length: \result.wifi_length == form_length(text, length, 4);
    ensures wifi: \forall integer k; 0 <= k < \result.wifi_length ==> \result.wifi[k] == form_char(text, length, 4, k);
    ensures wifi_rest: \forall integer k; \result.wifi_length <= k < FORM_WIFI ==> \result.wifi[k] == 0;
    ensures hidden: \result.hidden == form_hidden(text, length);
*/
static form_t text_form(const uint8_t *text, size_t length, fields_t fields)
{
  lengths_t lengths = lengths_read(text, length, fields);
  bool hidden = text_hidden(text, length, fields.at[FORM_FIELD_HIDDEN]) == 1;
  return form_made(text, length, fields, lengths, hidden);
}

/* Hand a form over. */
/*@ requires form: \valid(form);
    requires bounds: made.ssid_length <= FORM_SSID && made.passphrase_length <= FORM_PASSPHRASE &&
      made.password_length <= FORM_PASSWORD && made.name_length <= FORM_NAME && made.wifi_length <= FORM_WIFI;
    terminates \true;
    assigns *form;
    ensures bounded: form_bounded(form);
    ensures ssid_length: form->ssid_length == made.ssid_length;
    ensures ssid: \forall integer k; 0 <= k < FORM_SSID ==> form->ssid[k] == made.ssid[k];
    ensures passphrase_length: form->passphrase_length == made.passphrase_length;
    ensures passphrase: \forall integer k; 0 <= k < FORM_PASSPHRASE ==> form->passphrase[k] == made.passphrase[k];
    ensures password_length: form->password_length == made.password_length;
    ensures password: \forall integer k; 0 <= k < FORM_PASSWORD ==> form->password[k] == made.password[k];
    ensures name_length: form->name_length == made.name_length;
    ensures name: \forall integer k; 0 <= k < FORM_NAME ==> form->name[k] == made.name[k];
    ensures wifi_length: form->wifi_length == made.wifi_length;
    ensures wifi: \forall integer k; 0 <= k < FORM_WIFI ==> form->wifi[k] == made.wifi[k];
    ensures hidden: form->hidden == made.hidden;
*/
static void form_hand(form_t *form, form_t made)
{
  *form = made;
}

bool form_read(const uint8_t *body, size_t length, form_t *form)
{
  fields_t fields = fields_read(body, length);
  if (!text_accepted(body, length, fields)) {
    return false;
  }
  form_hand(form, text_form(body, length, fields));
  return true;
}
