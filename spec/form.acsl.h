/* SPDX-License-Identifier: BSD-2-Clause */
/* What each byte of a form means, as a table: written from the WHATWG URL standard, section 5, not from form.rl. */
#ifndef SPEC_FORM_ACSL_H
#define SPEC_FORM_ACSL_H

/*@ logic boolean form_hex(integer c) =
      (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');

    // The value of a hexadecimal digit.
    logic integer form_digit(integer c) = c <= '9' ? c - '0' : c <= 'F' ? c - 'A' + 10 : c - 'a' + 10;

    // The place in the form that follows after a byte c at a place.
    logic integer form_next(integer place, integer c) =
      place == FORM_IN_NAME ?
        (c == '=' ? FORM_IN_VALUE : c == '%' ? FORM_NAME_HIGH : FORM_IN_NAME) :
      place == FORM_NAME_HIGH ? (form_hex(c) ? FORM_NAME_LOW : FORM_OVER) :
      place == FORM_NAME_LOW ? (form_hex(c) ? FORM_IN_NAME : FORM_OVER) :
      place == FORM_IN_VALUE ?
        (c == '&' ? FORM_IN_NAME : c == '%' ? FORM_VALUE_HIGH : FORM_IN_VALUE) :
      place == FORM_VALUE_HIGH ? (form_hex(c) ? FORM_VALUE_LOW : FORM_OVER) :
      place == FORM_VALUE_LOW ? (form_hex(c) ? FORM_IN_VALUE : FORM_OVER) : place;

    // What the byte c means at a place.
    logic integer form_meaning(integer place, integer c) =
      place == FORM_IN_NAME || place == FORM_IN_VALUE ?
        (c == '&' ? FORM_END :
         c == '+' ? FORM_SPACE :
         c == '%' ? FORM_ESCAPE :
         c == '=' && place == FORM_IN_NAME ? FORM_VALUE : FORM_BYTE) :
      place == FORM_NAME_HIGH || place == FORM_VALUE_HIGH ? (form_hex(c) ? FORM_HIGH : FORM_REJECT) :
      place == FORM_NAME_LOW || place == FORM_VALUE_LOW ? (form_hex(c) ? FORM_LOW : FORM_REJECT) : FORM_REJECT;
*/

#endif
