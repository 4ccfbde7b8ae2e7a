/* SPDX-License-Identifier: BSD-2-Clause */
/* The shipped machine of the factory reset on values, as the theorems on it use it. */
#ifndef PROOFS_RESET_MACHINE_H
#define PROOFS_RESET_MACHINE_H

#include "reset.h"

/* The machine at boot. */
/*@ terminates \true;
    assigns \nothing;
    ensures start: \result.cs == RESET_STATE_START && \result.failures < RESET_FAILURES;
*/
static inline reset_t start(void)
{
  reset_t machine;
  reset_start(&machine);
  return machine;
}

/* The command whose answer the machine waits for. */
/*@ terminates \true;
    assigns \nothing;
    ensures waits: \result == reset_waits(machine.cs);
*/
static inline uint8_t awaited(reset_t machine)
{
  reset_t asked = machine;
  return reset_outstanding(&asked);
}

#endif
