/* SPDX-License-Identifier: BSD-2-Clause */
/* What a WIFI: text says, and when it is taken: by what each of its bytes means (spec/wifi_uri.acsl.h), which
   tests/grammar compares with spec/wifi_uri.abnf. */
#ifndef SPEC_WIFI_URI_TEXT_ACSL_H
#define SPEC_WIFI_URI_TEXT_ACSL_H

/*@ // The place in the text before byte i, and what that byte means there.
    logic integer wifi_uri_place{L}(uint8_t *t, integer i) =
      i <= 0 ? WIFI_URI_AT_START : wifi_uri_next(wifi_uri_place(t, i - 1), t[i - 1]);
    logic integer wifi_uri_says{L}(uint8_t *t, integer i) = wifi_uri_meaning(wifi_uri_place(t, i), t[i]);

    // The fields that are known, by number.
    logic integer wifi_uri_name_of(integer g) =
      g == 0 ? 'T' : g == 1 ? 'S' : g == 2 ? 'P' : g == 3 ? 'H' : g == 4 ? 'R' : g == 5 ? 'I' : 'K';

    // The name that ends before byte i, where it is one letter; else 0.
    logic integer wifi_uri_letter{L}(uint8_t *t, integer i) =
      i >= 1 && wifi_uri_says(t, i - 1) == WIFI_URI_NAME && !(i >= 2 && wifi_uri_says(t, i - 2) == WIFI_URI_NAME)
      ? t[i - 1] : 0;

    // The value of field f begins at byte i; the last such byte up to i, or 0; no known field has begun twice.
    logic boolean wifi_uri_begins{L}(uint8_t *t, integer i, integer f) =
      i >= 1 && wifi_uri_says(t, i - 1) == WIFI_URI_VALUE && wifi_uri_letter(t, i - 1) == f;
    logic integer wifi_uri_at{L}(uint8_t *t, integer i, integer f) =
      i <= 0 ? 0 : wifi_uri_begins(t, i, f) ? i : wifi_uri_at(t, i - 1, f);
    predicate wifi_uri_once{L}(uint8_t *t, integer i) =
      i <= 0 || (wifi_uri_once(t, i - 1) && (\forall integer g; 0 <= g < 7 && wifi_uri_begins(t, i, wifi_uri_name_of(g)) ==>
        wifi_uri_at(t, i - 1, wifi_uri_name_of(g)) == 0));

    // Where a value that is being read at byte i ends; how many bytes it has between i and j; the k-th of them.
    logic integer wifi_uri_end{L}(uint8_t *t, integer i, integer n) =
      i >= n ? n : wifi_uri_says(t, i) == WIFI_URI_END ? i : wifi_uri_end(t, i + 1, n);
    logic integer wifi_uri_count{L}(uint8_t *t, integer i, integer j) =
      j <= i ? 0 : wifi_uri_count(t, i, j - 1) + (wifi_uri_says(t, j - 1) == WIFI_URI_BYTE ? 1 : 0);
    logic integer wifi_uri_byte{L}(uint8_t *t, integer i, integer j, integer k) =
      j <= i ? 0 : wifi_uri_says(t, j - 1) == WIFI_URI_BYTE && wifi_uri_count(t, i, j - 1) == k ? t[j - 1] :
      wifi_uri_byte(t, i, j - 1, k);

    // The value that begins at byte i of a text of n; of a field that is not there (i is 0) it is empty.
    logic integer wifi_uri_value_length{L}(uint8_t *t, integer n, integer i) =
      i == 0 ? 0 : wifi_uri_count(t, i, wifi_uri_end(t, i, n));
    logic integer wifi_uri_value_byte{L}(uint8_t *t, integer n, integer i, integer k) =
      wifi_uri_byte(t, i, wifi_uri_end(t, i, n), k);
    // The value of field f.
    logic integer wifi_uri_length{L}(uint8_t *t, integer n, integer f) = wifi_uri_value_length(t, n, wifi_uri_at(t, n, f));
    logic integer wifi_uri_char{L}(uint8_t *t, integer n, integer f, integer k) =
      wifi_uri_value_byte(t, n, wifi_uri_at(t, n, f), k);
    predicate wifi_uri_all_hex{L}(uint8_t *t, integer n, integer f) =
      \forall integer k; 0 <= k < wifi_uri_length(t, n, f) ==> wifi_uri_hex(wifi_uri_char(t, n, f, k));

    // The security that T: names, of a length and its first nine bytes; 255 where it is none that is known.
    logic integer wifi_uri_type(integer m, integer a, integer b, integer c, integer d, integer e, integer f, integer g,
                                integer h, integer i) =
      m == 0 || (m == 6 && a == 'n' && b == 'o' && c == 'p' && d == 'a' && e == 's' && f == 's') ? SECURITY_OPEN :
      m == 3 && a == 'W' && b == 'P' && c == 'A' ? SECURITY_WPA2 :
      m == 4 && a == 'W' && b == 'P' && c == 'A' && d == '2' ? SECURITY_WPA2 :
      m == 3 && a == 'S' && b == 'A' && c == 'E' ? SECURITY_WPA3 :
      m == 4 && a == 'W' && b == 'P' && c == 'A' && d == '3' ? SECURITY_WPA3 :
      m == 9 && a == 'W' && b == 'P' && c == 'A' && d == '2' && e == '/' && f == 'W' && g == 'P' && h == 'A' && i == '3'
      ? SECURITY_WPA2_WPA3 :
      m == 3 && a == 'W' && b == 'E' && c == 'P' ? SECURITY_WEP : 255;

    // What H: says, of a length and its first five bytes: yes (1), no (0) or neither (2).
    logic integer wifi_uri_answer(integer m, integer a, integer b, integer c, integer d, integer e) =
      m == 0 || (m == 5 && a == 'f' && b == 'a' && c == 'l' && d == 's' && e == 'e') ? 0 :
      m == 4 && a == 't' && b == 'r' && c == 'u' && d == 'e' ? 1 : 2;

    // WPA3 specification, section 7: R: is a hexadecimal number; its lowest bit, set, says that WPA2 is disabled.
    logic integer wifi_uri_digit(integer c) = c <= '9' ? c - '0' : c <= 'F' ? c - 'A' + 10 : c - 'a' + 10;
    logic integer wifi_uri_joined(integer type, integer m, integer last) =
      m > 0 && wifi_uri_digit(last) % 2 == 1 && (type == SECURITY_WPA2 || type == SECURITY_WPA2_WPA3)
      ? SECURITY_WPA3 : type;

    logic integer wifi_uri_named{L}(uint8_t *t, integer n) =
      wifi_uri_type(wifi_uri_length(t, n, 'T'), wifi_uri_char(t, n, 'T', 0), wifi_uri_char(t, n, 'T', 1),
                    wifi_uri_char(t, n, 'T', 2), wifi_uri_char(t, n, 'T', 3), wifi_uri_char(t, n, 'T', 4),
                    wifi_uri_char(t, n, 'T', 5), wifi_uri_char(t, n, 'T', 6), wifi_uri_char(t, n, 'T', 7),
                    wifi_uri_char(t, n, 'T', 8));
    logic integer wifi_uri_hidden{L}(uint8_t *t, integer n) =
      wifi_uri_answer(wifi_uri_length(t, n, 'H'), wifi_uri_char(t, n, 'H', 0), wifi_uri_char(t, n, 'H', 1),
                      wifi_uri_char(t, n, 'H', 2), wifi_uri_char(t, n, 'H', 3), wifi_uri_char(t, n, 'H', 4));
    logic integer wifi_uri_security{L}(uint8_t *t, integer n) =
      wifi_uri_joined(wifi_uri_named(t, n), wifi_uri_length(t, n, 'R'),
                      wifi_uri_char(t, n, 'R', wifi_uri_length(t, n, 'R') - 1));

    // The secret of a network (see wifi_uri_secret_fits).
    predicate wifi_uri_secret{L}(uint8_t *t, integer n, integer security) =
      wifi_uri_length(t, n, 'P') <= 64 &&
      (security == SECURITY_OPEN ? wifi_uri_length(t, n, 'P') == 0 :
       security == SECURITY_WEP || 8 <= wifi_uri_length(t, n, 'P') <= 63 ||
       (wifi_uri_length(t, n, 'P') == 64 && wifi_uri_all_hex(t, n, 'P')));

    // The text of n bytes is taken.
    predicate wifi_uri_accepts{L}(uint8_t *t, integer n) =
      n > 0 && wifi_uri_says(t, n - 1) == WIFI_URI_DONE && wifi_uri_once(t, n) &&
      1 <= wifi_uri_length(t, n, 'S') <= 32 &&
      wifi_uri_named(t, n) != 255 &&
      wifi_uri_length(t, n, 'R') <= 8 && wifi_uri_all_hex(t, n, 'R') &&
      wifi_uri_hidden(t, n) != 2 &&
      wifi_uri_secret(t, n, wifi_uri_security(t, n));
*/

#endif
