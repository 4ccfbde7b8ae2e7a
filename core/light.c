/* SPDX-License-Identifier: BSD-2-Clause */
#include "light.h"

/* What the button asks for; LIGHT_ONLINE where it has nothing to say. */
/*@ terminates \true;
    assigns \nothing;
    ensures pattern: \result == (button == SIGNAL_STUCK ? LIGHT_FAULT : button == SIGNAL_READY ? LIGHT_READY :
      button == SIGNAL_ARMED ? LIGHT_ARMED : button == SIGNAL_PRESSED ? LIGHT_PRESSED : LIGHT_ONLINE);
*/
static uint8_t button_pattern(uint8_t button)
{
  switch (button) {
  case SIGNAL_STUCK:
    return LIGHT_FAULT;
  case SIGNAL_READY:
    return LIGHT_READY;
  case SIGNAL_ARMED:
    return LIGHT_ARMED;
  case SIGNAL_PRESSED:
    return LIGHT_PRESSED;
  default:
    return LIGHT_ONLINE;
  }
}

/* What the network asks for, once the camera is up. */
/*@ requires inputs: \valid_read(inputs);
    terminates \true;
    assigns \nothing;
    ensures pattern: \result == (inputs->joining ? LIGHT_JOINING : inputs->join_failed ? LIGHT_JOIN_FAILED :
      inputs->setup ? LIGHT_SETUP : inputs->lost ? LIGHT_LOST : LIGHT_ONLINE);
*/
static uint8_t network_pattern(const light_inputs_t *inputs)
{
  if (inputs->joining) {
    return LIGHT_JOINING;
  }
  if (inputs->join_failed) {
    return LIGHT_JOIN_FAILED;
  }
  if (inputs->setup) {
    return LIGHT_SETUP;
  }
  return inputs->lost ? LIGHT_LOST : LIGHT_ONLINE;
}

uint8_t light_pattern(const light_inputs_t *inputs)
{
  uint8_t button = button_pattern(inputs->button);
  if (button != LIGHT_ONLINE) {
    return button;
  }
  if (inputs->fault) {
    return LIGHT_FAULT;
  }
  if (inputs->cancelled) {
    return LIGHT_CANCELLED;
  }
  if (inputs->working) {
    return LIGHT_WORKING;
  }
  if (inputs->updating) {
    return LIGHT_UPDATING;
  }
  if (inputs->booting) {
    return LIGHT_BOOTING;
  }
  return network_pattern(inputs);
}

light_level_t light_level(uint8_t pattern, uint64_t elapsed)
{
  uint64_t duration = light_duration(pattern);
  light_level_t level = {false, TIME_NEVER};
  if (!light_table_repeats(pattern) && elapsed >= duration) {
    return level;
  }
  uint64_t position = elapsed % duration;
  light_step_t step = light_table_step(pattern, (uint16_t)(position / TIME_MILLISECOND));
  level.on = step.on != 0;
  if (!light_table_steady(pattern)) {
    level.next = time_after(elapsed, time_span(position, step.until_ms * TIME_MILLISECOND));
  }
  return level;
}

uint64_t light_duration(uint8_t pattern)
{
  return light_table_period(pattern) * TIME_MILLISECOND;
}
