/* SPDX-License-Identifier: BSD-2-Clause */
/* What is said of the light. Annotations only; included by core/light.h. */

/* No pattern plays longer than this, in nanoseconds. */
#define LIGHT_LONGEST (10 * TIME_SECOND)

/*@
  // The button has nothing to say.
  predicate light_unpressed{L}(light_inputs_t *i) =
    i->button != SIGNAL_STUCK && i->button != SIGNAL_READY && i->button != SIGNAL_ARMED &&
    i->button != SIGNAL_PRESSED;
  // ... and nothing is wrong or under way.
  predicate light_calm{L}(light_inputs_t *i) = light_unpressed(i) && !i->fault && !i->cancelled && !i->working;
  // ... and the camera is up.
  predicate light_up{L}(light_inputs_t *i) = light_calm(i) && !i->updating && !i->booting;

  // The pattern is over: it plays once, and did.
  predicate light_over(integer p, integer elapsed) =
    light_repeats(p) == 0 && elapsed >= light_period_ms(p) * TIME_MILLISECOND;
  // The level stays as it is for ever.
  predicate light_settled(integer p, integer elapsed) =
    p > LIGHT_LAST || light_over(p, elapsed) || (light_repeats(p) == 1 && light_steps(p) == 1);

  // How far into its current round a pattern is.
  logic integer light_position(integer p, integer elapsed) =
    elapsed % (light_period_ms(p) * TIME_MILLISECOND);

  logic integer light_on(integer p, integer elapsed) =
    p > LIGHT_LAST ? 0 : light_repeats(p) == 0 && elapsed >= light_period_ms(p) * TIME_MILLISECOND ? 0 :
    light_on_ms(p, light_position(p, elapsed) / TIME_MILLISECOND);

  logic integer light_step_end(integer p, integer elapsed) =
    elapsed - light_position(p, elapsed) +
    light_until_ms(p, light_position(p, elapsed) / TIME_MILLISECOND) * TIME_MILLISECOND;

  // When the current step ends.
  logic integer light_change(integer p, integer elapsed) =
    p > LIGHT_LAST ? TIME_NEVER :
    light_repeats(p) == 0 && elapsed >= light_period_ms(p) * TIME_MILLISECOND ? TIME_NEVER :
    light_repeats(p) == 1 && light_steps(p) == 1 ? TIME_NEVER :
    light_step_end(p, elapsed) > TIME_NEVER ? TIME_NEVER : light_step_end(p, elapsed);
*/
