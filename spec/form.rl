/* SPDX-License-Identifier: BSD-2-Clause */
/* A form as application/x-www-form-urlencoded, one byte a call: what each byte means where it stands (R-083). */
#include "form_chart.h"

%%{
  machine form_chart;
  alphtype unsigned char;
  variable cs *cs;

  action escape { meaning = FORM_ESCAPE; fbreak; }
  action byte   { meaning = FORM_BYTE; fbreak; }
  action space  { meaning = FORM_SPACE; fbreak; }
  action high   { meaning = FORM_HIGH; fbreak; }
  action low    { meaning = FORM_LOW; fbreak; }
  action value  { meaning = FORM_VALUE; fbreak; }
  action end    { meaning = FORM_END; fbreak; }
  action reject { meaning = FORM_REJECT; fbreak; }

  main := (
    start: name: (
        '=' @value -> value
      | '&' @end -> name
      | '+' @space -> name
      | '%' @escape -> name_high
      | (any - [=&+%]) @byte -> name
    ),
    name_high: (
        xdigit @high -> name_low
      | (any - xdigit) @reject -> over
    ),
    name_low: (
        xdigit @low -> name
      | (any - xdigit) @reject -> over
    ),
    value: (
        '&' @end -> name
      | '+' @space -> value
      | '%' @escape -> value_high
      | (any - [&+%]) @byte -> value
    ),
    value_high: (
        xdigit @high -> value_low
      | (any - xdigit) @reject -> over
    ),
    value_low: (
        xdigit @low -> value
      | (any - xdigit) @reject -> over
    ),
    over: (
        any @reject -> over
    )
  );
}%%

%% write data noerror nofinal;

uint8_t form_chart_feed(int *cs, uint8_t symbol)
{
  const uint8_t *p = &symbol;
  uint8_t meaning = FORM_REJECT;

  %% write exec noend;

  return meaning;
}
