/* SPDX-License-Identifier: BSD-2-Clause */
/* Written by spec/generate.py from spec/lights.tsv. Do not edit. */
#include "light_table.h"

uint16_t light_table_period(uint8_t pattern)
{
  switch (pattern) {
  case LIGHT_ARMED:
    return 200;
  case LIGHT_JOINING:
    return 500;
  case LIGHT_READY:
  case LIGHT_PRESSED:
  case LIGHT_WORKING:
  case LIGHT_BOOTING:
  case LIGHT_ONLINE:
    return 1000;
  case LIGHT_UPDATING:
    return 1200;
  case LIGHT_CANCELLED:
    return 1600;
  case LIGHT_SETUP:
    return 2000;
  case LIGHT_FAULT:
    return 2100;
  case LIGHT_LOST:
    return 3000;
  case LIGHT_JOIN_FAILED:
    return 3700;
  default:
    return 0;
  }
}

bool light_table_repeats(uint8_t pattern)
{
  switch (pattern) {
  case LIGHT_FAULT:
  case LIGHT_READY:
  case LIGHT_ARMED:
  case LIGHT_PRESSED:
  case LIGHT_WORKING:
  case LIGHT_UPDATING:
  case LIGHT_BOOTING:
  case LIGHT_JOINING:
  case LIGHT_JOIN_FAILED:
  case LIGHT_SETUP:
  case LIGHT_LOST:
  case LIGHT_ONLINE:
    return true;
  default:
    return false;
  }
}

bool light_table_steady(uint8_t pattern)
{
  switch (pattern) {
  case LIGHT_READY:
  case LIGHT_PRESSED:
  case LIGHT_ONLINE:
    return true;
  default:
    return false;
  }
}

light_step_t light_table_step(uint8_t pattern, uint16_t ms)
{
  switch (pattern) {
  case LIGHT_FAULT:
    if (ms < 100) {
      return (light_step_t){1, 100};
    }
    if (ms < 250) {
      return (light_step_t){0, 250};
    }
    if (ms < 350) {
      return (light_step_t){1, 350};
    }
    if (ms < 500) {
      return (light_step_t){0, 500};
    }
    if (ms < 600) {
      return (light_step_t){1, 600};
    }
    if (ms < 750) {
      return (light_step_t){0, 750};
    }
    if (ms < 850) {
      return (light_step_t){1, 850};
    }
    if (ms < 1000) {
      return (light_step_t){0, 1000};
    }
    if (ms < 1100) {
      return (light_step_t){1, 1100};
    }
    return (light_step_t){0, 2100};
  case LIGHT_READY:
    return (light_step_t){1, 1000};
  case LIGHT_ARMED:
    if (ms < 100) {
      return (light_step_t){1, 100};
    }
    return (light_step_t){0, 200};
  case LIGHT_PRESSED:
    return (light_step_t){0, 1000};
  case LIGHT_CANCELLED:
    if (ms < 600) {
      return (light_step_t){1, 600};
    }
    if (ms < 800) {
      return (light_step_t){0, 800};
    }
    if (ms < 1400) {
      return (light_step_t){1, 1400};
    }
    return (light_step_t){0, 1600};
  case LIGHT_WORKING:
    if (ms < 900) {
      return (light_step_t){1, 900};
    }
    return (light_step_t){0, 1000};
  case LIGHT_UPDATING:
    if (ms < 300) {
      return (light_step_t){1, 300};
    }
    if (ms < 400) {
      return (light_step_t){0, 400};
    }
    if (ms < 700) {
      return (light_step_t){1, 700};
    }
    return (light_step_t){0, 1200};
  case LIGHT_BOOTING:
    if (ms < 500) {
      return (light_step_t){1, 500};
    }
    return (light_step_t){0, 1000};
  case LIGHT_JOINING:
    if (ms < 250) {
      return (light_step_t){1, 250};
    }
    return (light_step_t){0, 500};
  case LIGHT_JOIN_FAILED:
    if (ms < 600) {
      return (light_step_t){1, 600};
    }
    if (ms < 800) {
      return (light_step_t){0, 800};
    }
    if (ms < 1400) {
      return (light_step_t){1, 1400};
    }
    if (ms < 1600) {
      return (light_step_t){0, 1600};
    }
    if (ms < 2200) {
      return (light_step_t){1, 2200};
    }
    return (light_step_t){0, 3700};
  case LIGHT_SETUP:
    if (ms < 100) {
      return (light_step_t){1, 100};
    }
    if (ms < 250) {
      return (light_step_t){0, 250};
    }
    if (ms < 350) {
      return (light_step_t){1, 350};
    }
    return (light_step_t){0, 2000};
  case LIGHT_LOST:
    if (ms < 2900) {
      return (light_step_t){1, 2900};
    }
    return (light_step_t){0, 3000};
  case LIGHT_ONLINE:
    return (light_step_t){1, 1000};
  default:
    return (light_step_t){0, 0};
  }
}
