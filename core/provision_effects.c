/* SPDX-License-Identifier: BSD-2-Clause */
#include "provision_effects.h"

/*@ terminates \true;
    assigns \nothing;
    ensures first: \result == provision_first(effect);
*/
static uint8_t effect_first(uint8_t effect)
{
  switch (effect) {
  case PROVISION_EFFECT_OPEN:
    return COMMAND_OPEN_SETUP_NETWORK;
  case PROVISION_EFFECT_CLOSE:
  case PROVISION_EFFECT_CLOSE_HOME:
    return COMMAND_CLOSE_SETUP_NETWORK;
  case PROVISION_EFFECT_TRY:
    return COMMAND_JOIN_CANDIDATE;
  case PROVISION_EFFECT_STORE:
    return COMMAND_STORE_OWNER;
  case PROVISION_EFFECT_HOME:
    return COMMAND_JOIN_HOME;
  case PROVISION_EFFECT_FORGET_OPEN:
  case PROVISION_EFFECT_FORGET_HOME:
  case PROVISION_EFFECT_FORGET_HOME_OPEN:
    return COMMAND_FORGET_CANDIDATE;
  default:
    return COMMAND_NONE;
  }
}

/*@ terminates \true;
    assigns \nothing;
    ensures second: \result == provision_second(effect);
*/
static uint8_t effect_second(uint8_t effect)
{
  switch (effect) {
  case PROVISION_EFFECT_CLOSE_HOME:
  case PROVISION_EFFECT_FORGET_HOME:
  case PROVISION_EFFECT_FORGET_HOME_OPEN:
    return COMMAND_JOIN_HOME;
  case PROVISION_EFFECT_FORGET_OPEN:
    return COMMAND_OPEN_SETUP_NETWORK;
  default:
    return COMMAND_NONE;
  }
}

/*@ terminates \true;
    assigns \nothing;
    ensures third: \result == provision_third(effect);
*/
static uint8_t effect_third(uint8_t effect)
{
  return effect == PROVISION_EFFECT_FORGET_HOME_OPEN ? COMMAND_OPEN_SETUP_NETWORK : COMMAND_NONE;
}

/*@ terminates \true;
    assigns \nothing;
    ensures length: \result == provision_length(effect);
*/
static uint8_t effect_length(uint8_t effect)
{
  if (effect_first(effect) == COMMAND_NONE)
    return 0;
  if (effect_second(effect) == COMMAND_NONE)
    return 1;
  return effect_third(effect) == COMMAND_NONE ? 2 : 3;
}

/*@ terminates \true;
    assigns \nothing;
    ensures nth: \result == provision_nth(effect, index);
*/
static uint8_t effect_command(uint8_t effect, uint8_t index)
{
  if (index == 0)
    return effect_first(effect);
  if (index == 1)
    return effect_second(effect);
  return index == 2 ? effect_third(effect) : COMMAND_NONE;
}

/* The commands of two transitions, one behind the other. */
/*@ terminates \true;
    assigns \nothing;
    ensures command: \result == provision_command(first, second, index);
*/
static uint8_t command_at(uint8_t first, uint8_t second, uint8_t index)
{
  uint8_t length = effect_length(first);
  return index < length ? effect_command(first, index) : effect_command(second, (uint8_t)(index - length));
}

provision_output_t provision_order(uint8_t first, uint8_t second)
{
  provision_output_t output = {.commands = {command_at(first, second, 0), command_at(first, second, 1),
                                            command_at(first, second, 2), command_at(first, second, 3),
                                            command_at(first, second, 4), command_at(first, second, 5)},
                               .reason = REASON_BUSY,
                               .next = TIME_NEVER};
  return output;
}
