/* SPDX-License-Identifier: BSD-2-Clause */
/* Ghosts: what moves only because something left that was there for long. */
#ifndef CORE_MOTION_GHOST_H
#define CORE_MOTION_GHOST_H

#include "motion_planes.h"

/** Look at places where something moves, a few of them, from the cell after `at` on, round by round; where it is a ghost,
    let the model have what is seen there now. Returns the cell looked at last. */
/*@ requires work: motion_work_sized(work) && motion_work_valid(work) && motion_work_apart(work);
    terminates \true;
    assigns work.model[0 .. MOTION_VALUES * work.total - 1];
*/
uint32_t motion_ghosts_let_go(motion_work_t work, uint32_t at);

#endif
