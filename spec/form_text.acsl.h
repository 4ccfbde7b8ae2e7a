/* SPDX-License-Identifier: BSD-2-Clause */
/* What a form says, and when it is taken: by what each of its bytes means (spec/form.acsl.h), which tests/grammar
   compares with spec/form.abnf. */
#ifndef SPEC_FORM_TEXT_ACSL_H
#define SPEC_FORM_TEXT_ACSL_H

/*@ // The place in the form before byte i, and what that byte means there.
    logic integer form_place{L}(uint8_t *t, integer i) =
      i <= 0 ? FORM_IN_NAME : form_next(form_place(t, i - 1), t[i - 1]);
    logic integer form_says{L}(uint8_t *t, integer i) = form_meaning(form_place(t, i), t[i]);

    // Byte i completes a byte of a name or of a value; which one. None up to byte i is NUL.
    logic boolean form_stands{L}(uint8_t *t, integer i) =
      form_says(t, i) == FORM_BYTE || form_says(t, i) == FORM_SPACE || form_says(t, i) == FORM_LOW;
    logic integer form_decoded{L}(uint8_t *t, integer i) =
      form_says(t, i) == FORM_SPACE ? ' ' :
      form_says(t, i) == FORM_LOW ? 16 * form_digit(t[i - 1]) + form_digit(t[i]) : t[i];
    predicate form_clean{L}(uint8_t *t, integer i) =
      i <= 0 || (form_clean(t, i - 1) && !(form_stands(t, i - 1) && form_decoded(t, i - 1) == 0));

    // How many bytes stand between i and j; the k-th of them.
    logic integer form_count{L}(uint8_t *t, integer i, integer j) =
      j <= i ? 0 : form_count(t, i, j - 1) + (form_stands(t, j - 1) ? 1 : 0);
    logic integer form_byte{L}(uint8_t *t, integer i, integer j, integer k) =
      j <= i ? 0 : form_stands(t, j - 1) && form_count(t, i, j - 1) == k ? form_decoded(t, j - 1) :
      form_byte(t, i, j - 1, k);

    // Where the field begins that byte i is of; where the value ends that is being read at byte i.
    logic integer form_start{L}(uint8_t *t, integer i) =
      i <= 0 ? 0 : form_says(t, i - 1) == FORM_END ? i : form_start(t, i - 1);
    logic integer form_end{L}(uint8_t *t, integer i, integer n) =
      i >= n ? n : form_says(t, i) == FORM_END ? i : form_end(t, i + 1, n);

    // The field that a name is, of a length and its first ten bytes: ssid, passphrase, password, name, wifi, hidden; 6
    // where it is none of them.
    logic integer form_field(integer m, integer a, integer b, integer c, integer d, integer e, integer f, integer g,
                             integer h, integer i, integer j) =
      m == 4 && a == 's' && b == 's' && c == 'i' && d == 'd' ? 0 :
      m == 10 && a == 'p' && b == 'a' && c == 's' && d == 's' && e == 'p' && f == 'h' && g == 'r' && h == 'a' &&
        i == 's' && j == 'e' ? 1 :
      m == 8 && a == 'p' && b == 'a' && c == 's' && d == 's' && e == 'w' && f == 'o' && g == 'r' && h == 'd' ? 2 :
      m == 4 && a == 'n' && b == 'a' && c == 'm' && d == 'e' ? 3 :
      m == 4 && a == 'w' && b == 'i' && c == 'f' && d == 'i' ? 4 :
      m == 6 && a == 'h' && b == 'i' && c == 'd' && d == 'd' && e == 'e' && f == 'n' ? 5 : 6;
    // The field that the bytes from i to j name.
    logic integer form_named{L}(uint8_t *t, integer i, integer j) =
      form_field(form_count(t, i, j), form_byte(t, i, j, 0), form_byte(t, i, j, 1), form_byte(t, i, j, 2),
                 form_byte(t, i, j, 3), form_byte(t, i, j, 4), form_byte(t, i, j, 5), form_byte(t, i, j, 6),
                 form_byte(t, i, j, 7), form_byte(t, i, j, 8), form_byte(t, i, j, 9));

    // The field that byte i, or the end of a form of n bytes, shows to be there; 6 where none.
    logic integer form_shows{L}(uint8_t *t, integer i) =
      form_says(t, i) == FORM_VALUE || (form_says(t, i) == FORM_END && form_place(t, i) == FORM_IN_NAME)
      ? form_named(t, form_start(t, i), i) : 6;
    logic integer form_last{L}(uint8_t *t, integer n) =
      form_place(t, n) == FORM_IN_NAME ? form_named(t, form_start(t, n), n) : 6;

    // Where the value of field f begins, as far as the first i bytes say; n where it has none; 0 where it is not there.
    logic integer form_found{L}(uint8_t *t, integer i, integer n, integer f) =
      i <= 0 ? 0 : form_shows(t, i - 1) == f ? (form_says(t, i - 1) == FORM_VALUE ? i : n) : form_found(t, i - 1, n, f);
    logic integer form_at{L}(uint8_t *t, integer n, integer f) =
      form_last(t, n) == f ? n : form_found(t, n, n, f);
    // No field is there twice.
    predicate form_once{L}(uint8_t *t, integer i, integer n) =
      i <= 0 || (form_once(t, i - 1, n) &&
        (\forall integer f; 0 <= f < 6 && form_shows(t, i - 1) == f ==> form_found(t, i - 1, n, f) == 0));
    predicate form_single{L}(uint8_t *t, integer n) =
      form_once(t, n, n) && (\forall integer f; 0 <= f < 6 && form_last(t, n) == f ==> form_found(t, n, n, f) == 0);

    // The value that begins at byte i of a form of n, and that of field f; it is empty where it is not there.
    logic integer form_value_length{L}(uint8_t *t, integer n, integer i) =
      i == 0 ? 0 : form_count(t, i, form_end(t, i, n));
    logic integer form_value_byte{L}(uint8_t *t, integer n, integer i, integer k) =
      form_byte(t, i, form_end(t, i, n), k);
    logic integer form_length{L}(uint8_t *t, integer n, integer f) = form_value_length(t, n, form_at(t, n, f));
    logic integer form_char{L}(uint8_t *t, integer n, integer f, integer k) =
      form_value_byte(t, n, form_at(t, n, f), k);

    // What `hidden` says, of a length and its first four bytes: yes (1), no (0) or neither (2).
    logic integer form_answer(integer m, integer a, integer b, integer c, integer d) =
      m == 0 || (m == 1 && a == '0') ? 0 :
      (m == 1 && a == '1') || (m == 2 && a == 'o' && b == 'n') ||
        (m == 4 && a == 't' && b == 'r' && c == 'u' && d == 'e') ? 1 : 2;
    logic integer form_hidden{L}(uint8_t *t, integer n) =
      form_answer(form_length(t, n, 5), form_char(t, n, 5, 0), form_char(t, n, 5, 1), form_char(t, n, 5, 2),
                  form_char(t, n, 5, 3));

    // The form of n bytes is taken.
    predicate form_accepts{L}(uint8_t *t, integer n) =
      (form_place(t, n) == FORM_IN_NAME || form_place(t, n) == FORM_IN_VALUE) && form_clean(t, n) && form_single(t, n) &&
      form_length(t, n, 0) <= 32 && form_length(t, n, 1) <= 64 && form_length(t, n, 2) <= 128 &&
      form_length(t, n, 3) <= 64 && form_length(t, n, 4) <= 256 && form_hidden(t, n) != 2;
*/

#endif
