/* SPDX-License-Identifier: BSD-2-Clause */
/* Theorem determined: the contract of a chart, and of the light's table, leaves no choice: for the same state and symbol,
   two answers that both satisfy it are equal in every field. So code that answers otherwise anywhere than the code that is
   proved cannot satisfy the contract, and one place where it does is a counter-example to it: tests/mutants/exhaust.py.
   Each function below asks another one twice, and counts the fields that differ; of either answer nothing is known but
   the contract. */
#include "button_chart.h"
#include "form_chart.h"
#include "light_table.h"
#include "provision.h"
#include "reset.h"
#include "wifi_uri_chart.h"

/*@ requires state: BUTTON_BLIND <= cs <= BUTTON_STUCK_OPENING;
    assigns \nothing;
    ensures same: \result == 0;
*/
int button_chart_determined(int cs, uint8_t symbol)
{
  button_chart_t one = button_chart_feed(cs, symbol);
  button_chart_t other = button_chart_feed(cs, symbol);
  return (one.cs != other.cs) + (one.signal != other.signal) + (one.mark != other.mark);
}

/*@ requires state: 0 <= cs <= RESET_STATE_LAST;
    assigns \nothing;
    ensures same: \result == 0;
*/
int reset_chart_determined(int cs, uint8_t symbol)
{
  int one = cs;
  int other = cs;
  uint8_t first = reset_chart_feed(&one, symbol);
  uint8_t second = reset_chart_feed(&other, symbol);
  return (one != other) + (first != second);
}

/*@ requires state: provision_state(cs);
    assigns \nothing;
    ensures same: \result == 0;
*/
int provision_chart_determined(int cs, uint8_t symbol)
{
  provision_chart_t one = provision_chart_feed(cs, symbol);
  provision_chart_t other = provision_chart_feed(cs, symbol);
  return (one.cs != other.cs) + (one.effect != other.effect) + (one.answer != other.answer);
}

/*@ assigns \nothing;
    ensures same: \result == 0;
*/
int form_chart_determined(int cs, uint8_t symbol)
{
  int one = cs;
  int other = cs;
  uint8_t first = form_chart_feed(&one, symbol);
  uint8_t second = form_chart_feed(&other, symbol);
  return (one != other) + (first != second);
}

/*@ assigns \nothing;
    ensures same: \result == 0;
*/
int wifi_uri_chart_determined(int cs, uint8_t symbol)
{
  int one = cs;
  int other = cs;
  uint8_t first = wifi_uri_chart_feed(&one, symbol);
  uint8_t second = wifi_uri_chart_feed(&other, symbol);
  return (one != other) + (first != second);
}

/*@ assigns \nothing;
    ensures same: \result == 0;
*/
int light_table_determined(uint8_t pattern, uint16_t ms)
{
  light_step_t one = light_table_step(pattern, ms);
  light_step_t other = light_table_step(pattern, ms);
  uint16_t period_one = light_table_period(pattern);
  uint16_t period_other = light_table_period(pattern);
  bool repeats_one = light_table_repeats(pattern);
  bool repeats_other = light_table_repeats(pattern);
  bool steady_one = light_table_steady(pattern);
  bool steady_other = light_table_steady(pattern);
  return (one.on != other.on) + (one.until_ms != other.until_ms) + (period_one != period_other) +
         (repeats_one != repeats_other) + (steady_one != steady_other);
}
