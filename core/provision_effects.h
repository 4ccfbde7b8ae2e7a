/* SPDX-License-Identifier: BSD-2-Clause */
/* The commands of provisioning's effects. */
#ifndef CORE_PROVISION_EFFECTS_H
#define CORE_PROVISION_EFFECTS_H

#include "provision.h"

/**
 * The commands of two effects (enum provision_effect), one behind the other, COMMAND_NONE past the last; requests are
 * refused as busy, and nobody is called again.
 */
/*@ terminates \true;
    assigns \nothing;
    ensures commands: \forall integer i; 0 <= i < PROVISION_COMMANDS ==>
      \result.commands[i] == provision_command(first, second, i);
    ensures stores: provision_orders(\result, COMMAND_STORE_OWNER) <==>
      first == PROVISION_EFFECT_STORE || second == PROVISION_EFFECT_STORE;
    ensures tries: provision_orders(\result, COMMAND_JOIN_CANDIDATE) <==>
      first == PROVISION_EFFECT_TRY || second == PROVISION_EFFECT_TRY;
    ensures opens: provision_orders(\result, COMMAND_OPEN_SETUP_NETWORK) <==>
      provision_names(first, COMMAND_OPEN_SETUP_NETWORK) || provision_names(second,
      COMMAND_OPEN_SETUP_NETWORK);
    ensures homes: provision_orders(\result, COMMAND_JOIN_HOME) <==>
      provision_names(first, COMMAND_JOIN_HOME) || provision_names(second, COMMAND_JOIN_HOME);
    ensures setup_up: provision_setup_after(1, \result) ==
      provision_setup_by(provision_setup_by(1, first), second);
    ensures setup_down: provision_setup_after(0, \result) ==
      provision_setup_by(provision_setup_by(0, first), second);
    ensures tried: second == PROVISION_EFFECT_TRY ==> provision_tried_after(0, 1, \result) == 1;
    ensures silent: first == PROVISION_EFFECT_NONE && second == PROVISION_EFFECT_NONE ==>
      provision_silent(\result);
    ensures range: provision_commands(\result);
    ensures rest: \result.reason == REASON_BUSY && \result.next == TIME_NEVER;
*/
provision_output_t provision_order(uint8_t first, uint8_t second);

#endif
