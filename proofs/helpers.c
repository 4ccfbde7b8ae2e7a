/* SPDX-License-Identifier: BSD-2-Clause */
/* The small functions that headers of the core define, proved once: every other entry leaves those of these headers out and
   goes by their contracts (proofs/wp.py). */
#include "motion_bytes.h"
#include "time.h"
