/* SPDX-License-Identifier: BSD-2-Clause */
/* Words of the motion detector's contracts: what a sample's model is to become, and when a
   cell moves.
   Included by core/motion_rows.h, after its types; annotations only. */
#ifndef SPEC_MOTION_ACSL_H
#define SPEC_MOTION_ACSL_H

/*@ logic integer motion_distance(integer a, integer b) = a > b ? a - b : b - a;

    logic integer motion_at_most(integer value, integer most) = value > most ? most : value;

    // The luma that the model expects under the light's gain (in 1/256).
    logic integer motion_expected(integer background, integer gain) =
      motion_at_most(background * gain / 65536, 255);

    // The difference, in luma, above which a sample counts as changed.
    logic integer motion_threshold(integer noise, integer flicker) = 12 + noise / 4 + flicker / 4;

    // 0: less than half the threshold, 1: up to it, 2: above it, 3: above twice.
    logic integer motion_mark(motion_sample_t s, integer value, integer gain) =
      (2 * motion_distance(value, motion_expected(s.background, gain)) > motion_threshold(s.noise,
      s.flicker) ? 1 : 0) +
      (motion_distance(value, motion_expected(s.background, gain)) > motion_threshold(s.noise, s.flicker) ?
      1 : 0) +
      (motion_distance(value, motion_expected(s.background, gain)) > 2 * motion_threshold(s.noise,
      s.flicker) ? 1 : 0);

    // `parts` sixteenths of the way.
    logic integer motion_approach(integer from, integer to, integer parts) = (from * (16 - parts) +
      to * parts) / 16;

    // What a sample's model becomes, field by field. A mark of MOTION_MARK_CHANGED or more: it is changed.
    // Where it is as expected, background and noise follow, trust grows, flicker fades. Where it is changed,
    // the background only follows the light, until the candidate has held for longer than the background
    // was seen before, and replaces it.
    logic integer motion_next_candidate(integer candidate, integer held, integer value, integer mark) =
      mark >= MOTION_MARK_CHANGED && (held == 0 || motion_distance(value, candidate) > 8) ? value : candidate;

    // How long the candidate of a changed sample has now held, and how long it must: longer than that.
    logic integer motion_holds(integer candidate, integer held, integer value, integer ticks) =
      held == 0 || motion_distance(value, candidate) > 8 ? 1 : motion_at_most(held + ticks, 255);
    logic integer motion_patience(integer trust) = trust > MOTION_HOLD_MIN ? trust : MOTION_HOLD_MIN;

    logic integer motion_next_held(integer candidate, integer held, integer trust, integer value,
      integer mark,
                                   integer ticks) =
      mark < MOTION_MARK_CHANGED || motion_holds(candidate, held, value, ticks) > motion_patience(trust)
        ? 0 : motion_holds(candidate, held, value, ticks);

    logic integer motion_next_trust(integer candidate, integer held, integer trust, integer value,
      integer mark,
                                    integer ticks) =
      mark >= MOTION_MARK_CHANGED
        ? (motion_holds(candidate, held, value, ticks) > motion_patience(trust) ? 0 : trust)
        : (ticks > 0 ? motion_at_most(trust + ticks, MOTION_TRUST) : trust);

    logic integer motion_next_flicker(integer flicker, integer held, integer mark, integer ticks) =
      mark < MOTION_MARK_CHANGED ? (flicker > ticks ? flicker - ticks : 0)
                                 : (held == 0 ? motion_at_most(flicker + 10, 255) : flicker);

    logic integer motion_next_noise(integer background, integer noise, integer value, integer mark,
      integer gain,
                                    integer ticks) =
      mark >= MOTION_MARK_CHANGED || ticks == 0 ? noise
      : motion_distance(value, motion_expected(background, gain)) * 16 > noise
        ? motion_at_most(noise + ticks, MOTION_NOISE_MAX)
        : (noise > ticks ? noise - ticks : 0);

    logic integer motion_next_background(integer background, integer candidate, integer held, integer trust,
                                         integer value, integer mark, integer gain, integer ticks) =
      mark < MOTION_MARK_CHANGED
        ? (ticks > 0 ? motion_approach(background, value * 256, ticks) : background)
        : (motion_holds(candidate, held, value, ticks) > motion_patience(trust)
             ? motion_next_candidate(candidate, held, value, mark) * 256
             : motion_approach(background, motion_at_most(background * gain / 256, 65280), ticks));

    // A level of at least `need` beside cell i in a row of cells.
    predicate motion_beside{L}(uint8_t *levels, integer i, integer cells, integer need) =
      (0 < i && levels[i - 1] >= need) || (i + 1 < cells && levels[i + 1] >= need);

    // A cell moves: it reaches the need, and one of the eight beside it reaches more than half.
    predicate motion_moves{L}(uint8_t *above, uint8_t *levels, uint8_t *below, integer i, integer cells,
      integer need) =
      levels[i] >= need &&
      (above[i] >= need / 2 + 1 || below[i] >= need / 2 + 1 || motion_beside(above, i, cells, need / 2 + 1) ||
       motion_beside(levels, i, cells, need / 2 + 1) || motion_beside(below, i, cells, need / 2 + 1));
*/

#endif
