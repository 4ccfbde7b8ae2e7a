/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sim/sim.h"

#include "button.h"
#include "common/clock.h"
#include "sim/wire.h"
#include "time.h"

/* A change is announced a moment before it happens, so that the guard never has looked at that moment already. */
#define AHEAD (20 * TIME_MILLISECOND)
#define PANEL_PATIENCE (2 * TIME_SECOND) /* real time */
#define TRANSITIONS_MAX 64

void contact_start(sim_t *sim)
{
  sim->contact = (contact_t){.seed = sim->options.seed ^ UINT64_C(0x627574746f6e)};
  registers_append(sim->registers, clock_now(), CONTACT_OPEN);
}

/* An edge to `contact` at `time`, followed by an even number of transitions at moments chosen by the seed. Returns the
   last of them. */
static uint64_t edge_add(sim_t *sim, uint64_t time, uint8_t contact, uint64_t bounce, unsigned transitions)
{
  registers_append(sim->registers, time, contact);
  uint64_t last = time;
  for (unsigned i = 0; i < transitions && bounce > 0; i++) {
    uint64_t step = bounce / transitions;
    last = time + i * step + 1 + disk_random(&sim->contact.seed) % (step > 0 ? step : 1);
    registers_append(sim->registers, last,
                     (contact == CONTACT_CLOSED) == (i % 2 == 1) ? CONTACT_CLOSED : CONTACT_OPEN);
  }
  return last;
}

static void announce(sim_t *sim, uint64_t closes, uint64_t opens)
{
  control_tell_guard(sim, json_pack("{s:s}", "tell", "contact"));
  sim_publish(sim, "contact",
              json_pack("{s:b,s:I,s:I}", "closed", contact_closed(sim), "closes_ns", (json_int_t)closes,
                        "opens_ns", (json_int_t)opens));
}

json_t *contact_press(sim_t *sim, uint64_t hold, uint64_t bounce, unsigned transitions)
{
  if (sim->contact.busy_until > clock_now() || sim->contact.held)
    return wire_error("busy", "the button is being pressed; wait until it is let go");
  if (bounce >= hold)
    return wire_error("bad_request", "the bounce must be shorter than the press");
  unsigned even = transitions > TRANSITIONS_MAX ? TRANSITIONS_MAX : transitions & ~1u;
  uint64_t closes = clock_now() + AHEAD;
  edge_add(sim, closes, CONTACT_CLOSED, bounce, even);
  sim->contact.busy_until = edge_add(sim, closes + hold, CONTACT_OPEN, bounce, even) + AHEAD;
  announce(sim, closes, closes + hold);
  return NULL;
}

json_t *contact_hold(sim_t *sim, bool closed)
{
  if (sim->contact.busy_until > clock_now() && !sim->contact.held)
    return wire_error("busy", "the button is being pressed; wait until it is let go");
  sim->contact.refreshed = sim_real();
  if (sim->contact.held == closed)
    return NULL;
  uint64_t time = clock_now() + AHEAD;
  sim->contact.held = closed;
  registers_append(sim->registers, time, closed ? CONTACT_CLOSED : CONTACT_OPEN);
  announce(sim, closed ? time : 0, closed ? 0 : time);
  return NULL;
}

void contact_run(sim_t *sim)
{
  if (sim->contact.held && sim_real() - sim->contact.refreshed > PANEL_PATIENCE)
    contact_hold(sim, false);
}

bool contact_closed(const sim_t *sim)
{
  return registers_contact(sim->registers, clock_now()) == CONTACT_CLOSED;
}
