/* SPDX-License-Identifier: BSD-2-Clause */
/* The chart of spec/form.rl: its states by name, and what it says of each byte. */
#ifndef CORE_FORM_CHART_H
#define CORE_FORM_CHART_H

#include <stdint.h>

/* Places in the form, numbered as Ragel numbers the chart's states. */
enum form_place {
  FORM_IN_NAME = 0,
  FORM_NAME_HIGH = 1,
  FORM_OVER = 2,
  FORM_NAME_LOW = 3,
  FORM_IN_VALUE = 4,
  FORM_VALUE_HIGH = 5,
  FORM_VALUE_LOW = 6
};

/* What a byte means. */
enum form_meaning {
  FORM_BYTE,   /* a byte that stands for itself */
  FORM_SPACE,  /* a space */
  FORM_ESCAPE, /* nothing by itself: two hexadecimal digits follow */
  FORM_HIGH,   /* the first digit */
  FORM_LOW,    /* the second digit: the byte is whole */
  FORM_VALUE,  /* the name is whole; a value follows */
  FORM_END,    /* the field is whole */
  FORM_REJECT  /* the form is malformed */
};

#include "form.acsl.h"

/** Take one byte at the place *cs. Returns enum form_meaning; a place that is none rejects and stays. */
/*@ requires state: \valid(cs);
    terminates \true;
    assigns *cs;
    ensures place: *cs == form_next(\old(*cs), symbol);
    ensures meaning: \result == form_meaning(\old(*cs), symbol);
*/
uint8_t form_chart_feed(int *cs, uint8_t symbol);

#endif
