/* SPDX-License-Identifier: BSD-2-Clause */
/* Provisioning's state chart: its states, its symbols and what a transition orders (spec/provision.rl). */
#ifndef CORE_PROVISION_CHART_H
#define CORE_PROVISION_CHART_H

#include <stdint.h>

#include "vocabulary.h"

/* The states, numbered as Ragel numbers them. */
enum provision_state {
  PROVISION_STATE_START = 0, /* storage is not open yet */
  PROVISION_STATE_SETUP = 1, /* unclaimed, the setup network is open */
  PROVISION_STATE_HALTED = 2,
  PROVISION_STATE_TRYING_CLAIM = 3,
  PROVISION_STATE_STORING_CLAIM = 4,
  PROVISION_STATE_LINGERING = 5, /* joined, and the setup network still tells the phone */
  PROVISION_STATE_LOST = 6,
  PROVISION_STATE_TRYING_CHANGE_ONLINE = 7, /* the owner's new network is tried, asked for over the old one */
  PROVISION_STATE_STORING_CHANGE_ONLINE = 8, /* its record is stored, or that of another password */
  PROVISION_STATE_CONNECTING = 9,
  PROVISION_STATE_ONLINE = 10,
  PROVISION_STATE_TRYING_VISIT = 11,  /* unclaimed; the network whose code the camera was shown is tried */
  PROVISION_STATE_VISITING = 12,      /* unclaimed, on that network, its setup network closed */
  PROVISION_STATE_STORING_VISIT = 13, /* claimed there; its record is stored */
  PROVISION_STATE_DORMANT = 14,       /* unclaimed, the setup network is closed until a restart */
  PROVISION_STATE_CONNECTING_BUTTON = 15, /* connecting, after a restart by the button */
  PROVISION_STATE_OWNER_SETUP = 16,
  PROVISION_STATE_TRYING_CHANGE_SETUP = 17, /* ... asked for over the setup network */
  PROVISION_STATE_STORING_CHANGE_SETUP = 18
};
#define PROVISION_STATE_LAST 18

/* What the machine is told. */
enum provision_input {
  PROVISION_TICK,
  PROVISION_BEGIN_UNCLAIMED,    /* storage is open, no owner */
  PROVISION_BEGIN_OWNED,        /* storage is open, an owner; the start was not by the button */
  PROVISION_BEGIN_OWNED_BUTTON, /* ... the start was by the button */
  PROVISION_HALT,               /* a reset or a restart goes on: nothing more is done until the next boot */
  PROVISION_PHONE,
  PROVISION_CLAIM,
  PROVISION_CHANGE,
  PROVISION_JOINED,
  PROVISION_JOIN_FAILED, /* with a reason */
  PROVISION_LINK_LOST,
  PROVISION_LINK_RESTORED,
  PROVISION_STORED,
  PROVISION_NOT_STORED,
  PROVISION_PASSWORD, /* the owner wants another password; the network stays */
  PROVISION_VISIT,    /* the camera was shown a network's code: join it, and keep nothing */
  PROVISION_ADOPT     /* a claim on the network that is visited, with the label's secret */
};

/* What the chart is fed beside that. */
enum provision_symbol {
  PROVISION_OVER = 17,        /* the state's bound has come */
  PROVISION_CLAIM_OWING = 18, /* CLAIM, VISIT or ADOPT, while an answer to STORE_OWNER is outstanding */
  PROVISION_CHANGE_OWING = 19,
  PROVISION_PASSWORD_OWING = 20
};

/* What a transition orders; the commands themselves are in core/provision.c. */
enum provision_effect {
  PROVISION_EFFECT_NONE,
  PROVISION_EFFECT_REACHED, /* nothing to order: the home network was reached */
  PROVISION_EFFECT_OPEN,
  PROVISION_EFFECT_CLOSE,
  PROVISION_EFFECT_TRY,
  PROVISION_EFFECT_STORE,
  PROVISION_EFFECT_HOME,
  PROVISION_EFFECT_CLOSE_HOME,
  PROVISION_EFFECT_FORGET_OPEN, /* a try failed: back to the setup network, or ... */
  PROVISION_EFFECT_FORGET_HOME, /* ... to the home network, or ... */
  PROVISION_EFFECT_FORGET_HOME_OPEN
};
#define PROVISION_EFFECT_LAST 10

typedef struct {
  int cs;         /* enum provision_state */
  uint8_t effect; /* enum provision_effect */
  uint8_t answer; /* enum reason: why a request is refused */
} provision_chart_t;

/* What others need to know of the machine. */
enum provision_phase {
  PROVISION_STARTING,  /* not begun, or halted */
  PROVISION_SETUP,     /* unclaimed, setup network open */
  PROVISION_DORMANT,   /* unclaimed, setup network closed until a restart */
  PROVISION_TRYING,    /* the candidate is tried */
  PROVISION_STORING,   /* joined with the candidate; its record is being stored */
  PROVISION_LINGERING, /* joined, setup network still up */
  PROVISION_ONLINE,
  PROVISION_CONNECTING,  /* owned, home network not reached yet */
  PROVISION_LOST,        /* owned, home network lost */
  PROVISION_OWNER_SETUP, /* owned, setup network open for the owner after a button restart */
  PROVISION_VISITING     /* unclaimed, on the network whose code it was shown */
};

#include "provision.acsl.h"

/*@
  // Where the table leads, what it orders and what it answers.
  predicate provision_chart_follows(integer s, integer y, provision_chart_t c) =
    c.cs == provision_after(s, y) && c.effect == provision_effect(s, y) && c.answer == provision_answer(s, y);
*/

/** Take one symbol in state cs (enum provision_input or provision_symbol; any other changes nothing). */
/*@ requires state: provision_state(cs);
    terminates \true;
    assigns \nothing;
    ensures follows: provision_chart_follows(cs, symbol, \result);
*/
provision_chart_t provision_chart_feed(int cs, uint8_t symbol);

#endif
