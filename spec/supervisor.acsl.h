/* SPDX-License-Identifier: BSD-2-Clause */
/* What the supervisor promises, in words that the contracts of core/supervisor.h use. */
#ifndef SPEC_SUPERVISOR_ACSL_H
#define SPEC_SUPERVISOR_ACSL_H

/*@
  predicate supervisor_ordered(supervisor_timing_t t) =
    0 < t.heartbeat && 0 < t.first_pause <= t.longest_pause;

  // Whether the camera process runs, or may. A phase that cannot be counts as one in which it is being ended.
  logic boolean supervisor_has_process(integer phase) =
    phase != SUPERVISOR_OFF && phase != SUPERVISOR_PAUSING;

  // How long ago a moment was; 0 where it lies ahead.
  logic integer supervisor_ago(integer moment, integer now) = now > moment ? now - moment : 0;

  // A pause as it counts: within its bounds.
  logic integer supervisor_pause(supervisor_timing_t t, integer pause) =
    pause < t.first_pause ? t.first_pause : pause > t.longest_pause ? t.longest_pause : pause;

  // The pause after a pause.
  logic integer supervisor_longer(supervisor_timing_t t, integer pause) =
    2 * pause > t.longest_pause ? t.longest_pause : 2 * pause;

  logic integer supervisor_moment(integer start, integer span) =
    start + span > UINT64_MAX ? UINT64_MAX : start + span;

  // The machine wants to be called when the state that it is in could end.
  logic integer supervisor_call(supervisor_t s, supervisor_timing_t t) =
    s.phase == SUPERVISOR_OFF ? UINT64_MAX :
    s.phase == SUPERVISOR_PAUSING ? supervisor_moment(s.since, supervisor_pause(t, s.pause)) :
    supervisor_moment(s.beat, t.heartbeat);
*/

#endif
