/* SPDX-License-Identifier: BSD-2-Clause */
/* The light of the whole camera: what each machine has to say to it. */
#ifndef CORE_GUARD_LIGHT_H
#define CORE_GUARD_LIGHT_H

#include <stdint.h>

#include "guard.h"

/** The pattern to show at guard->now, enum light. A camera that nobody claimed in time shows LIGHT_LOST. */
uint8_t guard_light(const guard_t *guard);

#endif
