/* SPDX-License-Identifier: BSD-2-Clause */
#include "guard_light.h"

#include "light.h"

/* Being changed or going down. */
/*@ terminates \true;
    assigns \nothing;
    ensures works: \result <==> guard_going(phase) || phase == RESET_WIPING;
*/
static bool reset_works(uint8_t phase)
{
  return phase == RESET_INTENDING || phase == RESET_RESTARTING || phase == RESET_WIPING;
}

/*@ terminates \true;
    assigns \nothing;
    ensures joins: \result <==>
      phase == PROVISION_CONNECTING || phase == PROVISION_TRYING || phase == PROVISION_STORING;
*/
static bool provision_joins(uint8_t phase)
{
  return phase == PROVISION_CONNECTING || phase == PROVISION_TRYING || phase == PROVISION_STORING;
}

/* Without a home network, and doing nothing about it that another pattern shows. */
/*@ terminates \true;
    assigns \nothing;
    ensures lost: \result <==> phase == PROVISION_LOST || phase == PROVISION_DORMANT;
*/
static bool provision_is_lost(uint8_t phase)
{
  return phase == PROVISION_LOST || phase == PROVISION_DORMANT;
}

uint8_t guard_light(const guard_t *guard)
{
  uint8_t reset = reset_phase(&guard->reset);
  uint8_t provision = provision_phase(&guard->provision);
  light_inputs_t inputs = {.button = button_shows(&guard->button),
                           .fault = reset == RESET_FAULT,
                           .cancelled = guard->now < guard->cancelled,
                           .working = reset_works(reset),
                           .updating = false,
                           .booting = reset == RESET_STARTING || provision == PROVISION_STARTING,
                           .setup =
                               provision_setup_open(&guard->provision) || provision == PROVISION_VISITING,
                           .joining = provision_joins(provision),
                           .join_failed = provision_tells_failure(&guard->provision, guard->now),
                           .lost = provision_is_lost(provision)};
  return light_pattern(&inputs);
}
