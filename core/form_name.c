/* SPDX-License-Identifier: BSD-2-Clause */
#include "form_name.h"

#define WORD_MOST 10 /* passphrase */
#define WORD_TOO_LONG (WORD_MOST + 1)

/* A short text: a field's name, or what `hidden` says. */
typedef struct {
  uint8_t length; /* WORD_TOO_LONG where it has more */
  uint8_t bytes[WORD_MOST];
} word_t;

/*@ // A word is what stands between two bytes of the form.
    predicate word_of{L}(uint8_t *t, integer i, integer j, word_t w) =
      w.length == (form_count(t, i, j) > WORD_MOST ? WORD_TOO_LONG : form_count(t, i, j)) &&
      (\forall integer k; 0 <= k < w.length && k < WORD_MOST ==> w.bytes[k] == form_byte(t, i, j, k));

    logic integer word_field(word_t w) =
      form_field(w.length, w.bytes[0], w.bytes[1], w.bytes[2], w.bytes[3], w.bytes[4], w.bytes[5], w.bytes[6],
                 w.bytes[7], w.bytes[8], w.bytes[9]);
*/

/* The value of a hexadecimal digit. */
/*@ requires digit: form_hex(byte);
    terminates \true;
    assigns \nothing;
    ensures digit: \result == form_digit(byte);
    ensures range: \result <= 15;
*/
static uint8_t digit_value(uint8_t byte)
{
  if (byte <= '9') {
    return (uint8_t)(byte - '0');
  }
  return (uint8_t)(byte <= 'F' ? byte - 'A' + 10 : byte - 'a' + 10);
}

bool form_byte_stands(uint8_t meaning)
{
  return meaning == FORM_BYTE || meaning == FORM_SPACE || meaning == FORM_LOW;
}

uint8_t form_byte_decoded(const uint8_t *text, size_t i, uint8_t meaning)
{
  if (meaning == FORM_SPACE) {
    return ' ';
  }
  if (meaning != FORM_LOW) {
    return text[i];
  }
  //@ assert low: form_place(text, i) == FORM_NAME_LOW || form_place(text, i) == FORM_VALUE_LOW;
  //@ assert before: i >= 1 && form_place(text, i) == form_next(form_place(text, i - 1), text[i - 1]);
  //@ assert digits: form_hex(text[i - 1]) && form_hex(text[i]);
  return (uint8_t)(16 * digit_value(text[i - 1]) + digit_value(text[i]));
}

/* Add a byte to a word. */
/*@ requires word: word.length <= WORD_TOO_LONG;
    terminates \true;
    assigns \nothing;
    ensures length: \result.length == (word.length < WORD_TOO_LONG ? word.length + 1 : WORD_TOO_LONG);
    ensures byte: word.length < WORD_MOST ==> \result.bytes[word.length] == byte;
    ensures kept: \forall integer k; 0 <= k < WORD_MOST && k != word.length ==> \result.bytes[k] == word.bytes[k];
*/
static word_t word_add(word_t word, uint8_t byte)
{
  if (word.length < WORD_MOST) {
    word.bytes[word.length] = byte;
  }
  if (word.length < WORD_TOO_LONG) {
    word.length++;
  }
  return word;
}

/* Read what stands from a field's beginning on, before `to`. */
/*@ requires text: \valid_read(text + (0 .. to - 1));
    requires from: from <= to && form_place(text, from) == FORM_IN_NAME;
    terminates \true;
    assigns \nothing;
    ensures word: word_of(text, from, to, \result);
*/
static word_t word_read(const uint8_t *text, size_t from, size_t to)
{
  word_t word = {0};
  int place = FORM_IN_NAME;
  /*@ loop invariant within: from <= i <= to;
      loop invariant place: place == form_place(text, i);
      loop invariant positive: 0 <= form_count(text, from, i);
      loop invariant length: word.length ==
        (form_count(text, from, i) > WORD_MOST ? WORD_TOO_LONG : form_count(text, from, i));
      loop invariant bytes: \forall integer k; 0 <= k < word.length && k < WORD_MOST ==>
        word.bytes[k] == form_byte(text, from, i, k);
      loop assigns i, place, word;
      loop variant to - i;
  */
  for (size_t i = from; i < to; i++) {
    uint8_t meaning = form_chart_feed(&place, text[i]);
    //@ assert meaning: meaning == form_says(text, i);
    //@ assert exact: (size_t)(i + 1) == i + 1;
    if (form_byte_stands(meaning)) {
      word = word_add(word, form_byte_decoded(text, i, meaning));
    }
  }
  return word;
}

/* Whether four bytes of a word, from `at` on, are these. */
/*@ requires at: at <= WORD_MOST - 4;
    terminates \true;
    assigns \nothing;
    ensures four: \result <==> word.bytes[at] == a && word.bytes[at + 1] == b && word.bytes[at + 2] == c &&
      word.bytes[at + 3] == d;
*/
static bool word_has(word_t word, uint8_t at, uint8_t a, uint8_t b, uint8_t c, uint8_t d)
{
  return word.bytes[at] == a && word.bytes[at + 1] == b && word.bytes[at + 2] == c && word.bytes[at + 3] == d;
}

/* Which field a name of four letters is: enum form_field. */
/*@ requires word: word.length == 4;
    terminates \true;
    assigns \nothing;
    ensures field: \result == word_field(word);
    ensures range: \result <= FORM_FIELDS;
*/
static uint8_t field_of_four(word_t word)
{
  if (word_has(word, 0, 's', 's', 'i', 'd')) {
    return FORM_FIELD_SSID;
  }
  if (word_has(word, 0, 'n', 'a', 'm', 'e')) {
    return FORM_FIELD_NAME;
  }
  return word_has(word, 0, 'w', 'i', 'f', 'i') ? FORM_FIELD_WIFI : FORM_FIELDS;
}

/* Which field a name is: enum form_field. */
/*@ terminates \true;
    assigns \nothing;
    ensures field: \result == word_field(word);
    ensures range: \result <= FORM_FIELDS;
*/
static uint8_t field_named(word_t word)
{
  if (word.length == 4) {
    return field_of_four(word);
  }
  if (word.length == 6 && word_has(word, 0, 'h', 'i', 'd', 'd') && word_has(word, 2, 'd', 'd', 'e', 'n')) {
    return FORM_FIELD_HIDDEN;
  }
  if (!word_has(word, 0, 'p', 'a', 's', 's')) {
    return FORM_FIELDS;
  }
  if (word.length == 8 && word_has(word, 4, 'w', 'o', 'r', 'd')) {
    return FORM_FIELD_PASSWORD;
  }
  bool passphrase =
      word.length == 10 && word_has(word, 4, 'p', 'h', 'r', 'a') && word_has(word, 6, 'r', 'a', 's', 'e');
  return passphrase ? FORM_FIELD_PASSPHRASE : FORM_FIELDS;
}

uint8_t form_field_read(const uint8_t *text, size_t from, size_t to)
{
  word_t word = word_read(text, from, to);
  //@ assert field: word_field(word) == form_named(text, from, to);
  return field_named(word);
}
