/* SPDX-License-Identifier: BSD-2-Clause */
#include "motion_light.h"

#define LOOKS 8192      /* about so many samples of a picture are looked at */
#define WELL 94         /* percent of samples that are as expected in a light that has not changed */
#define BETTER 2        /* percent of samples by which another light must be better */
#define KNOWN 2         /* ticks for which a sample was seen */
#define RATIOS_LEAST 64 /* fewer say nothing */
#define DARK 16
#define BRIGHT 250
#define GAIN_LEAST 64 /* a quarter */
#define BAND_LEAST 20 /* samples without which a band says nothing */
#define BAND_SHARE 3  /* percent of all samples */
#define SPREAD 12     /* half of a band's samples are so close to their median, or it says nothing */

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

/*@ terminates \true;
    assigns \nothing;
    ensures distance: \result == motion_distance(a, b);
*/
static uint8_t apart(uint8_t a, uint8_t b)
{
  return a > b ? (uint8_t)(a - b) : (uint8_t)(b - a);
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
    near += apart(pair.values[i], pair.was[i]) <= 3 + pair.noise[i] / 24 ? 1 : 0;
  return near;
}

/*@ requires total: pair.total <= 1920 * 1080;
    requires pair: \valid_read(pair.values + (0 .. pair.total - 1)) &&
      \valid_read(pair.was + (0 .. pair.total - 1)) && \valid_read(pair.noise + (0 .. pair.total - 1));
    requires curve: \valid_read(curve + (0 .. 255));
    terminates \true;
    assigns \nothing;
    ensures bounded: \result <= 1920 * 1080 + 512;
*/
static uint32_t near_under(motion_pair_t pair, const uint8_t *curve)
{
  size_t stride = stride_of(pair.total);
  uint32_t near = 0;
  /*@ loop invariant range: near <= i <= pair.total + stride;
      loop assigns i, near;
      loop variant pair.total + stride - i;
  */
  for (size_t i = 0; i < pair.total; i += stride)
    near += apart(curve[pair.values[i]], pair.was[i]) <= 3 + pair.noise[i] / 24 ? 1 : 0;
  return near;
}

/*@ requires counts: \valid(counts + (0 .. length - 1));
    terminates \true;
    assigns counts[0 .. length - 1];
*/
static void clear(uint32_t *counts, uint32_t length)
{
  /*@ loop invariant range: 0 <= i <= length;
      loop assigns i, counts[0 .. length - 1];
      loop variant length - i;
  */
  for (uint32_t i = 0; i < length; i++)
    counts[i] = 0;
}

/* Count one sample. */
/*@ requires light: \valid(light);
    terminates \true;
    assigns light->counts[0 .. MOTION_BANDS * 256 - 1], light->sums[0 .. MOTION_BANDS - 1],
      light->ratios[0 .. MOTION_RATIOS - 1];
*/
static void count_sample(motion_light_t *light, uint32_t was, uint32_t value)
{
  if (was > 255 || value > 255)
    return;
  light->counts[was / 16 * 256 + value]++;
  light->sums[was / 16] += was;
  if (was < DARK || was > BRIGHT || value > BRIGHT)
    return;
  uint32_t ratio = (value * 256 + was / 2) / was;
  light->ratios[ratio < MOTION_RATIOS ? ratio : MOTION_RATIOS - 1]++;
}

/*@ requires total: pair.total <= 1920 * 1080;
    requires light: \valid(light);
    requires pair: \valid_read(pair.values + (0 .. pair.total - 1)) && \valid_read(pair.was + (0 .. pair.total - 1)) &&
      \valid_read(pair.was_seen + (0 .. pair.total - 1));
    terminates \true;
    assigns light->counts[0 .. MOTION_BANDS * 256 - 1], light->sums[0 .. MOTION_BANDS - 1],
      light->ratios[0 .. MOTION_RATIOS - 1];
*/
static void count(motion_light_t *light, motion_pair_t pair)
{
  size_t stride = stride_of(pair.total);
  clear(light->ratios, MOTION_RATIOS);
  clear(light->counts, MOTION_BANDS * 256);
  clear(light->sums, MOTION_BANDS);
  /*@ loop invariant range: i <= pair.total + stride;
      loop assigns i, light->counts[0 .. MOTION_BANDS * 256 - 1], light->sums[0 .. MOTION_BANDS - 1],
        light->ratios[0 .. MOTION_RATIOS - 1];
      loop variant pair.total + stride - i;
  */
  for (size_t i = 0; i < pair.total; i += stride)
    if (pair.was_seen[i] >= KNOWN)
      count_sample(light, pair.was[i], pair.values[i]);
}

/* The least index at which half of the counts is reached. */
/*@ requires length: length >= 1;
    requires counts: \valid_read(counts + (0 .. length - 1));
    terminates \true;
    assigns \nothing;
    ensures inside: \result < length;
*/
static uint32_t median(const uint32_t *counts, uint32_t length, uint32_t total)
{
  uint32_t seen = 0;
  /*@ loop invariant range: 0 <= i <= length;
      loop assigns i, seen;
      loop variant length - i;
  */
  for (uint32_t i = 0; i < length; i++) {
    seen += counts[i];
    if (seen >= total - seen)
      return i;
  }
  return length - 1;
}

/*@ requires range: last < 4096;
    requires counts: \valid_read(counts + (first .. last));
    terminates \true;
    assigns \nothing;
*/
static uint32_t sum(const uint32_t *counts, uint32_t first, uint32_t last)
{
  uint32_t total = 0;
  /*@ loop invariant range: first <= i && (i <= last + 1 || i == first);
      loop assigns i, total;
      loop variant last + 1 - i;
  */
  for (uint32_t i = first; i <= last; i++)
    total += counts[i];
  return total;
}

/*@ requires light: \valid(light);
    terminates \true;
    assigns light->gain[0 .. 255];
*/
static void make_gain(motion_light_t *light)
{
  uint32_t total = sum(light->ratios, 0, MOTION_RATIOS - 1);
  uint32_t gain = total < RATIOS_LEAST ? 256 : median(light->ratios, MOTION_RATIOS, total);
  gain = gain < GAIN_LEAST ? GAIN_LEAST : gain;
  /*@ loop invariant range: 0 <= i <= 256;
      loop assigns i, light->gain[0 .. 255];
      loop variant 256 - i;
  */
  for (uint32_t i = 0; i < 256; i++) {
    uint32_t luma = (i * 256 + gain / 2) / gain;
    light->gain[i] = luma > 255 ? 255 : (uint8_t)luma;
  }
}

/* A band's median in the picture; 256 where the band says nothing. */
/*@ requires counts: \valid_read(counts + (0 .. 255));
    terminates \true;
    assigns \nothing;
    ensures luma: \result <= 256;
*/
static uint32_t band_median(const uint32_t *counts, uint32_t total, uint32_t all)
{
  if (total < BAND_LEAST || total * 100 < all * BAND_SHARE)
    return 256;
  uint32_t now = median(counts, 256, total);
  uint32_t inside = sum(counts, now < SPREAD ? 0 : now - SPREAD, now > 255 - SPREAD ? 255 : now + SPREAD);
  return inside * 2 < total ? 256 : now;
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

/*@ requires light: \valid_read(light);
    terminates \true;
    assigns \nothing;
    ensures points: points_rise(\result);
*/
static points_t find_points(const motion_light_t *light, uint32_t all)
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
    uint32_t total = sum(light->counts + band * 256, 0, 255);
    uint32_t now = band_median(light->counts + band * 256, total, all);
    if (now > 255 || total == 0)
      continue;
    points = point_added(points, now, (light->sums[band] + total / 2) / total);
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

/* Whether the bands say enough for a tone, which is then made. */
/*@ requires light: \valid(light);
    terminates \true;
    assigns light->tone[0 .. 255];
*/
static bool make_tone(motion_light_t *light, uint32_t all)
{
  points_t points = find_points(light, all);
  if (points.count == 0)
    return false;
  /*@ loop invariant range: 0 <= i <= 256;
      loop assigns i, light->tone[0 .. 255];
      loop variant 256 - i;
  */
  for (uint32_t i = 0; i < 256; i++)
    light->tone[i] = tone_of(points, i);
  return true;
}

motion_lit_t motion_light_find(motion_light_t *light, motion_pair_t pair)
{
  uint32_t looks = (uint32_t)((pair.total + stride_of(pair.total) - 1) / stride_of(pair.total));
  uint32_t better = looks * BETTER / 100;
  uint32_t best = near_as_is(pair);
  if (best * 100 >= looks * WELL)
    return MOTION_LIGHT_SAME;
  motion_lit_t lit = MOTION_LIGHT_SAME;
  count(light, pair);
  make_gain(light);
  uint32_t near = near_under(pair, light->gain);
  if (near > best + better) {
    best = near;
    lit = MOTION_LIGHT_GAIN;
  }
  if (!make_tone(light, looks))
    return lit;
  return near_under(pair, light->tone) > best + better ? MOTION_LIGHT_TONE : lit;
}
