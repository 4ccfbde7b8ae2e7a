/* SPDX-License-Identifier: BSD-2-Clause */
/* The commands of provisioning's effects. */
#ifndef CORE_PROVISION_EFFECTS_H
#define CORE_PROVISION_EFFECTS_H

#include "provision.h"

/**
 * Write the commands of two effects (enum provision_effect), one behind the other, COMMAND_NONE past the
 * last.
 */
/*@ requires output: \valid(output);
    terminates \true;
    assigns output->commands[0 .. PROVISION_COMMANDS - 1];
    ensures commands: \forall integer i; 0 <= i < PROVISION_COMMANDS ==>
      output->commands[i] == provision_command(first, second, i);
    ensures stores: provision_orders(output, COMMAND_STORE_OWNER) <==>
      first == PROVISION_EFFECT_STORE || second == PROVISION_EFFECT_STORE;
    ensures tries: provision_orders(output, COMMAND_JOIN_CANDIDATE) <==>
      first == PROVISION_EFFECT_TRY || second == PROVISION_EFFECT_TRY;
    ensures opens: provision_orders(output, COMMAND_OPEN_SETUP_NETWORK) <==>
      provision_names(first, COMMAND_OPEN_SETUP_NETWORK) || provision_names(second,
      COMMAND_OPEN_SETUP_NETWORK);
    ensures silent: first == PROVISION_EFFECT_NONE && second == PROVISION_EFFECT_NONE ==>
      provision_silent(output);
    ensures range: \forall integer i; 0 <= i < PROVISION_COMMANDS ==>
      output->commands[i] == COMMAND_NONE || output->commands[i] == COMMAND_STORE_OWNER ||
      COMMAND_OPEN_SETUP_NETWORK <= output->commands[i] <= COMMAND_FORGET_CANDIDATE;
*/
void provision_order(provision_output_t *output, uint8_t first, uint8_t second);

#endif
