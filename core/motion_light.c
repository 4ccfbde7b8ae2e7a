/* SPDX-License-Identifier: BSD-2-Clause */
#include "motion_light.h"

#include "motion_bytes.h"

#define LOOKS 8192      /* about so many samples of a picture are looked at */
#define WELL 94         /* percent of samples that are as expected in a light that has not changed */
#define BETTER 2        /* percent of samples by which another light must be better */
#define KNOWN 2         /* ticks for which a sample was seen */
#define RATIOS_LEAST 64 /* fewer say nothing */
#define RATIOS 512      /* in 1/256 */
#define BAND 16         /* luma of a band of the model */
#define BIN 4           /* luma of the picture that are counted together */
#define BINS 64
#define COUNTS (MOTION_BANDS * BINS)
#define DARK 16
#define BRIGHT 250
#define GAIN_LEAST 64 /* a quarter */
#define BAND_LEAST 20 /* samples without which a band says nothing */
#define BAND_SHARE 3  /* percent of all samples */
#define SPREAD 3 /* half of a band's samples are within so many bins of their median, or it says nothing */

/* Medians of the bands that say something, both lists rising. */
typedef struct {
  uint32_t was[MOTION_BANDS], now[MOTION_BANDS];
  uint32_t count;
} points_t;

/*@ predicate points_rise(points_t p) =
      p.count <= MOTION_BANDS &&
      (\forall integer k; 0 <= k < p.count ==> p.now[k] <= 255 + k) &&
      (\forall integer k; 0 < k < p.count ==> p.now[k - 1] < p.now[k]);
*/

/*@ requires total: total <= 1920 * 1080;
    terminates \true;
    assigns \nothing;
    ensures bounded: 1 <= \result <= total / LOOKS + 1;
*/
static size_t stride_of(size_t total)
{
  return total / LOOKS / 2 * 2 + 1;
}

/*@ requires total: pair.total <= 1920 * 1080;
    requires pair: \valid_read(pair.values + (0 .. pair.total - 1)) &&
      \valid_read(pair.was + (0 .. pair.total - 1)) && \valid_read(pair.noise + (0 .. pair.total - 1));
    terminates \true;
    assigns \nothing;
    ensures bounded: \result <= 1920 * 1080 + 512;
*/
static uint32_t near_as_is(motion_pair_t pair)
{
  size_t stride = stride_of(pair.total);
  uint32_t near = 0;
  /*@ loop invariant range: near <= i <= pair.total + stride;
      loop assigns i, near;
      loop variant pair.total + stride - i;
  */
  for (size_t i = 0; i < pair.total; i += stride)
    near += distance(pair.values[i], pair.was[i]) <= 3 + pair.noise[i] / 24 ? 1 : 0;
  return near;
}

/*@ requires total: pair.total <= 1920 * 1080;
    requires pair: \valid_read(pair.values + (0 .. pair.total - 1)) &&
      \valid_read(pair.was + (0 .. pair.total - 1)) && \valid_read(pair.noise + (0 .. pair.total - 1));
    terminates \true;
    assigns \nothing;
    ensures bounded: \result <= 1920 * 1080 + 512;
*/
static uint32_t near_under(motion_pair_t pair, motion_curve_t curve)
{
  size_t stride = stride_of(pair.total);
  uint32_t near = 0;
  /*@ loop invariant range: near <= i <= pair.total + stride;
      loop assigns i, near;
      loop variant pair.total + stride - i;
  */
  for (size_t i = 0; i < pair.total; i += stride)
    near += distance(relit(pair.values[i], pair.was[i], curve.luma[pair.values[i]]), pair.was[i]) <=
                    3 + pair.noise[i] / 24
                ? 1
                : 0;
  return near;
}

/* How often each of RATIOS ratios was seen; or in each band of the model's luma each of BINS parts of the picture's, and the
   sums of the model's luma there. */
typedef struct {
  uint16_t of[COUNTS];
  uint32_t sum[MOTION_BANDS];
} counts_t;

/*@ terminates \true;
    assigns \nothing;
*/
static counts_t counts_none(void)
{
  counts_t none = {{0}, {0}};
  return none;
}

/*@ requires total: pair.total <= 1920 * 1080;
    requires pair: \valid_read(pair.values + (0 .. pair.total - 1)) &&
      \valid_read(pair.was + (0 .. pair.total - 1)) && \valid_read(pair.was_seen + (0 .. pair.total - 1));
    terminates \true;
    assigns \nothing;
*/
static counts_t count_ratios(motion_pair_t pair)
{
  size_t stride = stride_of(pair.total);
  counts_t counts = counts_none();
  /*@ loop invariant range: i <= pair.total + stride;
      loop assigns i, counts;
      loop variant pair.total + stride - i;
  */
  for (size_t i = 0; i < pair.total; i += stride) {
    uint32_t was = pair.was[i];
    uint32_t value = pair.values[i];
    if (pair.was_seen[i] < KNOWN || was < DARK || was > BRIGHT || value > BRIGHT)
      continue;
    uint32_t ratio = (value * 256 + was / 2) / was;
    counts.of[ratio < RATIOS ? ratio : RATIOS - 1]++;
  }
  return counts;
}

/*@ requires total: pair.total <= 1920 * 1080;
    requires pair: \valid_read(pair.values + (0 .. pair.total - 1)) &&
      \valid_read(pair.was + (0 .. pair.total - 1)) && \valid_read(pair.was_seen + (0 .. pair.total - 1));
    terminates \true;
    assigns \nothing;
*/
static counts_t count_bands(motion_pair_t pair)
{
  size_t stride = stride_of(pair.total);
  counts_t counts = counts_none();
  /*@ loop invariant range: i <= pair.total + stride;
      loop assigns i, counts;
      loop variant pair.total + stride - i;
  */
  for (size_t i = 0; i < pair.total; i += stride) {
    uint32_t band = pair.was[i] / BAND;
    if (pair.was_seen[i] < KNOWN)
      continue;
    counts.of[band * BINS + pair.values[i] / BIN]++;
    counts.sum[band] += pair.was[i];
  }
  return counts;
}

/* The counts from `first` to `last`, added up. */
/*@ requires counts: \valid_read(counts);
    requires range: last < COUNTS;
    terminates \true;
    assigns \nothing;
*/
static uint32_t sum(const counts_t *counts, uint32_t first, uint32_t last)
{
  uint32_t total = 0;
  /*@ loop invariant range: first <= i && (i <= last + 1 || i == first);
      loop assigns i, total;
      loop variant last + 1 - i;
  */
  for (uint32_t i = first; i <= last; i++)
    total += counts->of[i];
  return total;
}

/* Where half of `length` counts from `first` on, whose sum is `total`, is reached: in steps of a `fine`th of a count. */
/*@ requires counts: \valid_read(counts);
    requires length: length >= 1 && first + length <= COUNTS;
    requires fine: 1 <= fine <= BIN;
    terminates \true;
    assigns \nothing;
    ensures inside: \result < length * fine;
*/
static uint32_t median(const counts_t *counts, uint32_t first, uint32_t length, uint32_t total, uint32_t fine)
{
  uint32_t seen = 0;
  /*@ loop invariant range: 0 <= i <= length;
      loop assigns i, seen;
      loop variant length - i;
  */
  for (uint32_t i = 0; i < length; i++) {
    uint32_t here = counts->of[first + i];
    uint32_t before = total / 2 > seen ? total / 2 - seen : 0;
    if (here > before)
      return i * fine + before * fine / here;
    seen += here;
  }
  return length * fine - 1;
}

/* Luma by one ratio: the median. */
/*@ requires total: pair.total <= 1920 * 1080;
    requires pair: \valid_read(pair.values + (0 .. pair.total - 1)) &&
      \valid_read(pair.was + (0 .. pair.total - 1)) && \valid_read(pair.was_seen + (0 .. pair.total - 1));
    terminates \true;
    assigns \nothing;
*/
static motion_curve_t gain_of(motion_pair_t pair)
{
  counts_t ratios = count_ratios(pair);
  uint32_t total = sum(&ratios, 0, RATIOS - 1);
  uint32_t gain = total < RATIOS_LEAST ? 256 : median(&ratios, 0, RATIOS, total, 1);
  motion_curve_t curve = {{0}};
  gain = gain < GAIN_LEAST ? GAIN_LEAST : gain;
  /*@ loop invariant range: 0 <= i <= 256;
      loop assigns i, curve;
      loop variant 256 - i;
  */
  for (uint32_t i = 0; i < 256; i++) {
    uint32_t luma = (i * 256 + gain / 2) / gain;
    curve.luma[i] = luma > 255 ? 255 : (uint8_t)luma;
  }
  return curve;
}

/* The median in the picture of a band; 256 where the band says nothing. */
/*@ requires counts: \valid_read(counts);
    requires band: band < MOTION_BANDS;
    terminates \true;
    assigns \nothing;
    ensures luma: \result <= 256;
*/
static uint32_t band_median(const counts_t *counts, uint32_t band, uint32_t total, uint32_t all)
{
  uint32_t first = band * BINS;
  if (total < BAND_LEAST || total * 100 < all * BAND_SHARE)
    return 256;
  uint32_t now = median(counts, first, BINS, total, BIN);
  uint32_t bin = now / BIN;
  uint32_t low = bin < SPREAD ? 0 : bin - SPREAD;
  uint32_t high = bin + SPREAD >= BINS ? BINS - 1 : bin + SPREAD;
  return sum(counts, first + low, first + high) * 2 < total ? 256 : now;
}

/* The points with one more, whose luma lies above that of the last. */
/*@ requires points: points_rise(points) && points.count < MOTION_BANDS && now <= 255;
    terminates \true;
    assigns \nothing;
    ensures points: points_rise(\result);
    ensures more: \result.count == points.count + 1;
*/
static points_t point_added(points_t points, uint32_t now, uint32_t was)
{
  uint32_t count = points.count;
  uint32_t above = now;
  if (count > 0 && now <= points.now[count - 1])
    above = points.now[count - 1] + 1;
  //@ assert bound: above <= 255 + count;
  //@ assert above: count > 0 ==> points.now[count - 1] < above;
  points_t more = points;
  more.now[count] = above;
  more.was[count] = was;
  more.count = count + 1;
  //@ assert kept: \forall integer k; 0 <= k < count ==> more.now[k] == points.now[k];
  //@ assert bounds: \forall integer k; 0 <= k < more.count ==> more.now[k] <= 255 + k;
  //@ assert last: count > 0 ==> more.now[count - 1] < more.now[count];
  //@ assert rise: \forall integer k; 0 < k < count ==> more.now[k - 1] < more.now[k];
  //@ assert whole: \forall integer k; 0 < k < more.count ==> more.now[k - 1] < more.now[k];
  return more;
}

/*@ requires counts: \valid_read(counts);
    terminates \true;
    assigns \nothing;
    ensures points: points_rise(\result);
*/
static points_t find_points(const counts_t *counts, uint32_t all)
{
  points_t points;
  points.count = 0;
  /*@ loop invariant range: 0 <= band <= MOTION_BANDS;
      loop invariant few: points.count <= band;
      loop invariant points: points_rise(points);
      loop assigns band, points;
      loop variant MOTION_BANDS - band;
  */
  for (uint32_t band = 0; band < MOTION_BANDS; band++) {
    uint32_t total = sum(counts, band * BINS, band * BINS + BINS - 1);
    uint32_t now = band_median(counts, band, total, all);
    if (now > 255 || total == 0)
      continue;
    points = point_added(points, now, (counts->sum[band] + total / 2) / total);
  }
  return points;
}

/* The first point at a luma or above it, or the last. */
/*@ requires points: points_rise(points) && points.count >= 1;
    terminates \true;
    assigns \nothing;
    ensures inside: \result < points.count;
    ensures above: \result > 0 ==> luma > points.now[\result - 1];
*/
static uint32_t point_at(points_t points, uint32_t luma)
{
  uint32_t next = 0;
  /*@ loop invariant range: next < points.count;
      loop invariant above: next > 0 ==> luma > points.now[next - 1];
      loop assigns next;
      loop variant points.count - next;
  */
  while (next + 1 < points.count && luma > points.now[next])
    next++;
  return next;
}

/* A luma of the model for a luma of the picture: straight between two points, in proportion beyond them. */
/*@ requires points: points_rise(points) && points.count >= 1;
    terminates \true;
    assigns \nothing;
*/
static uint8_t tone_of(points_t points, uint32_t luma)
{
  uint32_t next = point_at(points, luma);
  uint32_t now = points.now[next];
  uint32_t was = points.was[next];
  uint32_t value;
  if (next == 0 || luma > now) {
    value = now > 0 ? (luma * was + now / 2) / now : luma;
  } else {
    uint32_t from = points.was[next - 1];
    uint32_t span = now - points.now[next - 1];
    value = from + ((luma - points.now[next - 1]) * (was - from) + span / 2) / span;
  }
  return value > 255 ? 255 : (uint8_t)value;
}

/* Luma by the points. */
/*@ requires points: points_rise(points) && points.count >= 1;
    terminates \true;
    assigns \nothing;
*/
static motion_curve_t tone_by(points_t points)
{
  motion_curve_t curve = {{0}};
  /*@ loop invariant range: 0 <= i <= 256;
      loop assigns i, curve;
      loop variant 256 - i;
  */
  for (uint32_t i = 0; i < 256; i++)
    curve.luma[i] = tone_of(points, i);
  return curve;
}

motion_light_t motion_light_find(motion_pair_t pair)
{
  motion_light_t light = {MOTION_LIGHT_SAME, {{0}}};
  uint32_t looks = (uint32_t)((pair.total + stride_of(pair.total) - 1) / stride_of(pair.total));
  uint32_t better = looks * BETTER / 100;
  uint32_t best = near_as_is(pair);
  if (best * 100 >= looks * WELL)
    return light;
  motion_curve_t gain = gain_of(pair);
  uint32_t near = near_under(pair, gain);
  if (near > best + better) {
    best = near;
    light.lit = MOTION_LIGHT_GAIN;
    light.curve = gain;
  }
  counts_t counts = count_bands(pair);
  points_t points = find_points(&counts, looks);
  if (points.count == 0)
    return light;
  motion_curve_t tone = tone_by(points);
  if (near_under(pair, tone) > best + better) {
    light.lit = MOTION_LIGHT_TONE;
    light.curve = tone;
  }
  return light;
}
