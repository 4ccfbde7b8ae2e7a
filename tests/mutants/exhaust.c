/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Ask a chart, or the light's table, for everything: one line for each state and symbol, first those that its contract
   speaks of, then "beyond" and numbers that are no state. Linked with the code that is asked; SUBJECT_... says which. */
#if !defined SUBJECT
#define SUBJECT_reset_chart 1 /* who only checks this file checks it for one of them */
#endif
#include <limits.h>
#include <stdint.h>
#include <stdio.h>

#include "button_chart.h"
#include "form_chart.h"
#include "light_table.h"
#include "provision.h"
#include "reset.h"
#include "wifi_uri_chart.h"

enum { BYTES = 256 };

/* Feed a chart one symbol in one state, and print what it says. */
static void ask(int state, int byte)
{
  uint8_t symbol = (uint8_t)byte;
#if defined SUBJECT_button_chart
  button_chart_t made = button_chart_feed(state, symbol);
  printf("%d %d: %d %d %d\n", state, byte, made.cs, made.signal, made.mark);
#elif defined SUBJECT_provision_chart
  provision_chart_t made = provision_chart_feed(state, symbol);
  printf("%d %d: %d %d %d\n", state, byte, made.cs, made.effect, made.answer);
#elif defined SUBJECT_light_table
  printf("%d %d: %d %d %d\n", state, byte, light_table_period(symbol), light_table_repeats(symbol),
         light_table_steady(symbol));
#else
#if defined SUBJECT_reset_chart
#define FEED reset_chart_feed
#elif defined SUBJECT_form_chart
#define FEED form_chart_feed
#elif defined SUBJECT_wifi_uri_chart
#define FEED wifi_uri_chart_feed
#endif
  int place = state;
  int told = FEED(&place, symbol);
  printf("%d %d: %d %d\n", state, byte, place, told);
#endif
}

#if defined SUBJECT_light_table
/* Print the steps of a pattern: a line for each millisecond at which the answer changes. */
static void ask_steps(int pattern)
{
  light_step_t before = {.on = UINT8_MAX, .until_ms = 0};
  for (int ms = 0; ms <= UINT16_MAX; ms++) {
    light_step_t step = light_table_step((uint8_t)pattern, (uint16_t)ms);
    if (step.on != before.on || step.until_ms != before.until_ms) {
      printf("%d at %d: %d %d\n", pattern, ms, step.on, step.until_ms);
    }
    before = step;
  }
}

int main(void)
{
  for (int pattern = 0; pattern < BYTES; pattern++) {
    ask(0, pattern);
    ask_steps(pattern);
  }
}
#else
/* The last state that the contract speaks of, from 0 on. */
#if defined SUBJECT_button_chart
#define LAST BUTTON_STUCK_OPENING
#elif defined SUBJECT_provision_chart
#define LAST PROVISION_STATE_LAST
#elif defined SUBJECT_reset_chart
#define LAST RESET_STATE_LAST
#elif defined SUBJECT_form_chart
#define LAST FORM_VALUE_LOW
#elif defined SUBJECT_wifi_uri_chart
#define LAST WIFI_URI_AT_QUOTED_ESCAPE
#endif
/* Whether the contract speaks of any number, so that those beyond the states belong to it. */
#if defined SUBJECT_form_chart || defined SUBJECT_wifi_uri_chart
#define ALL_NUMBERS 1
#else
#define ALL_NUMBERS 0
#endif

int main(void)
{
  for (int state = 0; state <= LAST; state++) {
    for (int byte = 0; byte < BYTES; byte++) {
      ask(state, byte);
    }
  }
  static const int strange[] = {INT_MIN, -2, -1, LAST + 1, LAST + 2, 100, 1000, INT_MAX};
  if (!ALL_NUMBERS) {
    puts("beyond");
  }
  for (unsigned at = 0; at < sizeof strange / sizeof strange[0]; at++) {
    for (int byte = 0; byte < BYTES; byte++) {
      ask(strange[at], byte);
    }
  }
}
#endif
