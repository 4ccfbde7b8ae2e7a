/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A machine of provisioning under test: what it is told, and what it says. */
#ifndef TESTS_UNIT_PROVISION_MACHINE_H
#define TESTS_UNIT_PROVISION_MACHINE_H

#include "provision.h"
#include "time.h"
#include "unit.h"
#include "vocabulary.h"

#define EPOCH (UINT64_C(77) * TIME_SECOND) /* the clock may start anywhere */

static provision_timing_t timing;
static provision_t machine;
static provision_output_t out;

static void setup(void)
{
  timing = provision_timing_default();
  provision_start(&machine);
}

/* One input at a time counted from EPOCH in seconds, with a reason. */
static void say_why(double at, uint8_t input, uint8_t reason)
{
  ck_assert(provision_step(&machine, &timing, EPOCH + (uint64_t)(at * 1e9), input, reason, &out));
}

static void say(double at, uint8_t input)
{
  say_why(at, input, REASON_NONE);
}

/* Exactly these commands, in order; the rest is empty. */
static void ordered(uint8_t a, uint8_t b, uint8_t c)
{
  const uint8_t expected[PROVISION_COMMANDS] = {a, b, c};
  for (int i = 0; i < PROVISION_COMMANDS; i++)
    ck_assert_msg(out.commands[i] == expected[i], "command %d is %d, expected %d", i, out.commands[i],
                  expected[i]);
}

static void is(uint8_t phase)
{
  ck_assert_uint_eq(provision_phase(&machine), phase);
}

#endif
