/* SPDX-License-Identifier: BSD-2-Clause */
/* Words of the motion detector's contracts: what a sample's model is to become, and what moves.
   Included by core/motion_rows.h, after its types; annotations only. A sample is written as its eight bytes: a, as the
   first value and for how long it was seen, b the second, c the third, noise, flicker. */
#ifndef SPEC_MOTION_ACSL_H
#define SPEC_MOTION_ACSL_H

/*@ logic integer motion_distance(integer a, integer b) = a > b ? a - b : b - a;

    logic integer motion_at_most(integer value, integer most) = value > most ? most : value;

    logic integer motion_at_least(integer value, integer least) = value < least ? least : value;

    // `step` from one value towards another, at most.
    logic integer motion_follow(integer from, integer to, integer step) =
      to > from ? from + motion_at_most(to - from, step) : from - motion_at_most(from - to, step);

    // The difference, in luma, up to which a value is the same.
    logic integer motion_threshold(integer noise, integer flicker) = 12 + noise / 8 + noise / 16 + flicker / 4;

    // 1: two values are the same.
    logic integer motion_near(integer a, integer b, integer noise, integer flicker) =
      motion_distance(a, b) <= motion_threshold(noise, flicker) ? 1 : 0;

    // How long a second or third value must have been seen to belong to the background: as long as the first, less where
    // the sample flickers, and MOTION_ABSORBED at most.
    logic integer motion_enough(integer seen, integer flicker) =
      motion_at_least(motion_at_most(seen, MOTION_ABSORBED) - 4 * motion_at_most(flicker, 63), MOTION_TRUSTED);

    // A value is none of the background.
    predicate motion_changed(integer a, integer a_seen, integer b, integer b_seen, integer c, integer c_seen,
                             integer noise, integer flicker, integer value, integer trusted) =
      !(motion_near(value, a, noise, flicker) == 1 && a_seen >= trusted) &&
      !(motion_near(value, b, noise, flicker) == 1 && b_seen >= motion_enough(a_seen, flicker)) &&
      !(motion_near(value, c, noise, flicker) == 1 && c_seen >= motion_enough(a_seen, flicker));

    // The value that a value is taken for: 1, 2, 3, or 0 for a new one.
    logic integer motion_which(integer a, integer b, integer b_seen, integer c, integer c_seen, integer noise,
                               integer flicker, integer value) =
      motion_near(value, a, noise, flicker) == 1 ? 1
      : motion_near(value, b, noise, flicker) == 1 && b_seen > 0 ? 2
      : motion_near(value, c, noise, flicker) == 1 && c_seen > 0 ? 3 : 0;

    // A value, and how long it was seen, after a frame in which it was seen (hit) or not.
    logic integer motion_moved(integer was, integer value, integer ticks, integer hit) =
      hit == 1 ? motion_follow(was, value, ticks) : was;
    logic integer motion_kept(integer seen, integer ticks, integer fade, integer hit) =
      hit == 1 ? motion_at_most(seen + ticks, 255) : motion_at_least(seen - fade, 0);

    logic integer motion_onset(integer mark, integer before, integer moving) =
      mark > before ? (moving > 0 ? 4 : 16) : 0;

    // What noise and flicker become.
    logic integer motion_next_noise(integer a, integer noise, integer flicker, integer value, integer ticks) =
      motion_near(value, a, noise, flicker) == 1
        ? motion_follow(noise, 16 * motion_at_most(motion_distance(value, a), 15), ticks) : noise;
    logic integer motion_next_flicker(integer flicker, integer onset, integer ticks) =
      onset > 0 ? motion_at_most(flicker + onset, 255) : motion_at_least(flicker - ticks, 0);

    // A value in the light of the model, where a curve says `luma` of it; saturated, it may stand for more.
    logic integer motion_relit(integer value, integer was, integer luma) =
      value >= 250 ? motion_at_least(luma, was) : luma;

    // 1: two neighbours in a picture have the ratio that they have in the model, but for 5 luma.
    logic integer motion_alike(integer value, integer was, integer beside, integer beside_was) =
      motion_distance(value * beside_was, beside * was) <= 5 * motion_at_least(was, beside_was) ? 1 : 0;

    // 1: a sample is as dark or bright as another light would make it.
    logic integer motion_lit(integer value, integer was) =
      (55 * was <= 128 * value && 128 * value <= 115 * was) || (was <= value && 128 * value <= 175 * was) ? 1 : 0;

    // 1: a sample is in another light than the model, of which three of the four neighbours across (a to d) have as much.
    logic integer motion_shades(integer value, integer was, integer a, integer a_was, integer b, integer b_was,
                                integer c, integer c_was, integer d, integer d_was) =
      motion_lit(value, was) == 1 && motion_alike(value, was, a, a_was) + motion_alike(value, was, b, b_was) +
        motion_alike(value, was, c, c_was) + motion_alike(value, was, d, d_was) >= 3 ? 1 : 0;

    // Its mark, 0 where it is.
    logic integer motion_unshaded(integer mark, integer shades) = shades == 1 ? 0 : mark;

    // The sum of five flags, or of five such sums: a byte, which holds it.
    logic integer motion_sum(integer a, integer b, integer c, integer d, integer e) = (uint8_t)(a + b + c + d + e);

    // 1: most of 25 samples are marked, given the sums of five of them each.
    logic integer motion_most(integer a, integer b, integer c, integer d, integer e) = motion_sum(a, b, c, d, e) > 11 ? 1 : 0;

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
