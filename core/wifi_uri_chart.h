/* SPDX-License-Identifier: BSD-2-Clause */
/* The chart of spec/wifi_uri.rl: its states by name, and what it says of each byte. */
#ifndef CORE_WIFI_URI_CHART_H
#define CORE_WIFI_URI_CHART_H

#include <stdint.h>

/* Places in the text, numbered as Ragel numbers the chart's states. */
enum wifi_uri_place {
  WIFI_URI_AT_START = 0,
  WIFI_URI_OVER = 1,
  WIFI_URI_AT_W = 2,
  WIFI_URI_AT_WI = 3,
  WIFI_URI_AT_WIF = 4,
  WIFI_URI_AT_WIFI = 5,
  WIFI_URI_AT_FIELD = 6,
  WIFI_URI_IN_NAME = 7,
  WIFI_URI_AT_VALUE = 8,
  WIFI_URI_IN_VALUE = 9,
  WIFI_URI_AT_ESCAPE = 10,
  WIFI_URI_IN_QUOTES = 11,
  WIFI_URI_PAST_QUOTES = 12,
  WIFI_URI_AT_QUOTED_ESCAPE = 13
};

/* What a byte means. */
enum wifi_uri_meaning {
  WIFI_URI_SKIP,  /* nothing by itself */
  WIFI_URI_NAME,  /* a byte of a field's name */
  WIFI_URI_VALUE, /* the name is whole; a value follows */
  WIFI_URI_BYTE,  /* a byte of a value */
  WIFI_URI_END,   /* the value is whole */
  WIFI_URI_DONE,  /* the text is whole */
  WIFI_URI_REJECT /* the text is malformed */
};

#include "wifi_uri.acsl.h"

/** Take one byte at the place *cs. Returns enum wifi_uri_meaning; a place that is none rejects and stays. */
/*@ requires state: \valid(cs);
    terminates \true;
    assigns *cs;
    ensures place: *cs == wifi_uri_next(\old(*cs), symbol);
    ensures meaning: \result == wifi_uri_meaning(\old(*cs), symbol);
*/
uint8_t wifi_uri_chart_feed(int *cs, uint8_t symbol);

#endif
