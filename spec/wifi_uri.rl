/* SPDX-License-Identifier: BSD-2-Clause */
/* The text of a Wi-Fi QR code, one byte a call: what each byte means where it stands (R-083). */
#include "wifi_uri_chart.h"

%%{
  machine wifi_uri_chart;
  alphtype unsigned char;
  variable cs *cs;

  action skip   { meaning = WIFI_URI_SKIP; fbreak; }
  action name   { meaning = WIFI_URI_NAME; fbreak; }
  action value  { meaning = WIFI_URI_VALUE; fbreak; }
  action byte   { meaning = WIFI_URI_BYTE; fbreak; }
  action end    { meaning = WIFI_URI_END; fbreak; }
  action done   { meaning = WIFI_URI_DONE; fbreak; }
  action reject { meaning = WIFI_URI_REJECT; fbreak; }

  nul = 0;
  special = [\\;,:"];           # what a backslash may stand before
  in_name = [A-Za-z0-9];
  in_value = any - nul - [;\\];  # what stands for itself in a value
  in_quotes = any - nul - [;\\"];

  main := (
    start: (
        'W' @skip -> w
      | (any - 'W') @reject -> over
    ),
    w: (
        'I' @skip -> wi
      | (any - 'I') @reject -> over
    ),
    wi: (
        'F' @skip -> wif
      | (any - 'F') @reject -> over
    ),
    wif: (
        'I' @skip -> wifi
      | (any - 'I') @reject -> over
    ),
    wifi: (
        ':' @skip -> field
      | (any - ':') @reject -> over
    ),
    field: (
        in_name @name -> in_the_name
      | ';' @done -> over
      | (any - in_name - ';') @reject -> over
    ),
    in_the_name: (
        in_name @name -> in_the_name
      | ':' @value -> value_start
      | (any - in_name - ':') @reject -> over
    ),
    value_start: (
        '"' @skip -> quoted
      | '\\' @skip -> escape
      | ';' @end -> field
      | (in_value - '"') @byte -> in_the_value
      | nul @reject -> over
    ),
    in_the_value: (
        in_value @byte -> in_the_value
      | '\\' @skip -> escape
      | ';' @end -> field
      | nul @reject -> over
    ),
    escape: (
        special @byte -> in_the_value
      | (any - special) @reject -> over
    ),
    quoted: (
        in_quotes @byte -> quoted
      | '\\' @skip -> quoted_escape
      | '"' @skip -> unquoted
      | (nul | ';') @reject -> over
    ),
    quoted_escape: (
        special @byte -> quoted
      | (any - special) @reject -> over
    ),
    unquoted: (
        ';' @end -> field
      | (any - ';') @reject -> over
    ),
    over: (
        any @reject -> over
    )
  );
}%%

%% write data noerror nofinal;

uint8_t wifi_uri_chart_feed(int *cs, uint8_t symbol)
{
  const uint8_t *p = &symbol;
  uint8_t meaning = WIFI_URI_REJECT;

  %% write exec noend;

  return meaning;
}
