/* SPDX-License-Identifier: BSD-2-Clause */
/* What each byte of a WIFI: text means, as a table: written from ZXing's description, not from wifi_uri.rl. */
#ifndef SPEC_WIFI_URI_ACSL_H
#define SPEC_WIFI_URI_ACSL_H

/*@ // Letters and digits make the name of a field.
    logic boolean wifi_uri_in_name(integer c) =
      (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');

    // What a backslash may stand before.
    logic boolean wifi_uri_special(integer c) = c == '\\' || c == ';' || c == ',' || c == ':' || c == '"';

    // The place in the text that follows after a byte c at a place.
    logic integer wifi_uri_next(integer place, integer c) =
      place == WIFI_URI_AT_START ? (c == 'W' ? WIFI_URI_AT_W : WIFI_URI_OVER) :
      place == WIFI_URI_AT_W ? (c == 'I' ? WIFI_URI_AT_WI : WIFI_URI_OVER) :
      place == WIFI_URI_AT_WI ? (c == 'F' ? WIFI_URI_AT_WIF : WIFI_URI_OVER) :
      place == WIFI_URI_AT_WIF ? (c == 'I' ? WIFI_URI_AT_WIFI : WIFI_URI_OVER) :
      place == WIFI_URI_AT_WIFI ? (c == ':' ? WIFI_URI_AT_FIELD : WIFI_URI_OVER) :
      place == WIFI_URI_AT_FIELD ? (wifi_uri_in_name(c) ? WIFI_URI_IN_NAME : WIFI_URI_OVER) :
      place == WIFI_URI_IN_NAME ?
        (wifi_uri_in_name(c) ? WIFI_URI_IN_NAME : c == ':' ? WIFI_URI_AT_VALUE : WIFI_URI_OVER) :
      place == WIFI_URI_AT_VALUE || place == WIFI_URI_IN_VALUE ?
        (c == 0 ? WIFI_URI_OVER :
         c == ';' ? WIFI_URI_AT_FIELD :
         c == '\\' ? WIFI_URI_AT_ESCAPE :
         c == '"' && place == WIFI_URI_AT_VALUE ? WIFI_URI_IN_QUOTES : WIFI_URI_IN_VALUE) :
      place == WIFI_URI_AT_ESCAPE ? (wifi_uri_special(c) ? WIFI_URI_IN_VALUE : WIFI_URI_OVER) :
      place == WIFI_URI_IN_QUOTES ?
        (c == 0 || c == ';' ? WIFI_URI_OVER :
         c == '\\' ? WIFI_URI_AT_QUOTED_ESCAPE :
         c == '"' ? WIFI_URI_PAST_QUOTES : WIFI_URI_IN_QUOTES) :
      place == WIFI_URI_AT_QUOTED_ESCAPE ? (wifi_uri_special(c) ? WIFI_URI_IN_QUOTES : WIFI_URI_OVER) :
      place == WIFI_URI_PAST_QUOTES ? (c == ';' ? WIFI_URI_AT_FIELD : WIFI_URI_OVER) :
      place == WIFI_URI_OVER ? WIFI_URI_OVER : place;

    // What the byte c means at a place; it depends on where it leads.
    logic integer wifi_uri_meaning(integer place, integer c) =
      place < WIFI_URI_AT_START || place > WIFI_URI_AT_QUOTED_ESCAPE ? WIFI_URI_REJECT :
      place == WIFI_URI_AT_FIELD && c == ';' ? WIFI_URI_DONE :
      wifi_uri_next(place, c) == WIFI_URI_OVER ? WIFI_URI_REJECT :
      wifi_uri_next(place, c) == WIFI_URI_IN_NAME ? WIFI_URI_NAME :
      wifi_uri_next(place, c) == WIFI_URI_AT_VALUE ? WIFI_URI_VALUE :
      wifi_uri_next(place, c) == WIFI_URI_IN_VALUE ? WIFI_URI_BYTE :
      wifi_uri_next(place, c) == WIFI_URI_IN_QUOTES && place != WIFI_URI_AT_VALUE ? WIFI_URI_BYTE :
      wifi_uri_next(place, c) == WIFI_URI_AT_FIELD && place != WIFI_URI_AT_WIFI ? WIFI_URI_END : WIFI_URI_SKIP;
*/

#endif
