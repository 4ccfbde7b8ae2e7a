/* SPDX-License-Identifier: BSD-2-Clause */
/* What provisioning owes its owner, in the prover's words. It is ordered by what happens, where
   spec/provision.rl is ordered by state; neither is derived from the other. Included after
   core/provision_chart.h and gen/vocabulary.h. */
#ifndef SPEC_PROVISION_ACSL_H
#define SPEC_PROVISION_ACSL_H

/* Groups of states. */
/*@
  logic boolean provision_state(integer s) = PROVISION_STATE_START <= s && s <= PROVISION_STATE_LAST;

  logic boolean provision_trying(integer s) =
    s == PROVISION_STATE_TRYING_CLAIM || s == PROVISION_STATE_TRYING_CHANGE_SETUP ||
    s == PROVISION_STATE_TRYING_CHANGE_ONLINE || s == PROVISION_STATE_TRYING_VISIT;

  // Whose success is a record to be stored; a visit keeps nothing.
  logic boolean provision_keeps(integer s) = provision_trying(s) && s != PROVISION_STATE_TRYING_VISIT;

  logic boolean provision_storing(integer s) =
    s == PROVISION_STATE_STORING_CLAIM || s == PROVISION_STATE_STORING_CHANGE_SETUP ||
    s == PROVISION_STATE_STORING_CHANGE_ONLINE || s == PROVISION_STATE_STORING_VISIT;

  // Owned, and waiting for the home network.
  logic boolean provision_away(integer s) =
    s == PROVISION_STATE_CONNECTING || s == PROVISION_STATE_CONNECTING_BUTTON || s == PROVISION_STATE_LOST;

  // The setup network is open, and each sign of a phone keeps it so.
  logic boolean provision_window(integer s) = s == PROVISION_STATE_SETUP || s == PROVISION_STATE_OWNER_SETUP;

  // The setup network is open.
  logic boolean provision_open(integer s) = provision_window(s) || s == PROVISION_STATE_LINGERING;

  // The setup network may still be up: what was asked for over it is tried, or the board goes down.
  logic boolean provision_carries(integer s) =
    provision_open(s) || s == PROVISION_STATE_TRYING_CLAIM || s == PROVISION_STATE_STORING_CLAIM ||
    s == PROVISION_STATE_TRYING_VISIT || s == PROVISION_STATE_TRYING_CHANGE_SETUP || s == PROVISION_STATE_STORING_CHANGE_SETUP ||
    s == PROVISION_STATE_HALTED;

  // The camera is on a network: the home network, the one that it visits, or the one whose record is being stored or
  // told of.
  logic boolean provision_linked(integer s) =
    s == PROVISION_STATE_ONLINE || s == PROVISION_STATE_LINGERING || s == PROVISION_STATE_VISITING ||
    provision_storing(s);

  // An owner is recorded.
  logic boolean provision_has_owner(integer s) =
    provision_away(s) || s == PROVISION_STATE_ONLINE || s == PROVISION_STATE_LINGERING ||
    s == PROVISION_STATE_OWNER_SETUP || s == PROVISION_STATE_TRYING_CHANGE_SETUP ||
    s == PROVISION_STATE_STORING_CHANGE_SETUP || s == PROVISION_STATE_TRYING_CHANGE_ONLINE ||
    s == PROVISION_STATE_STORING_CHANGE_ONLINE;

  // Nobody owns the camera.
  logic boolean provision_nobodys(integer s) =
    s == PROVISION_STATE_SETUP || s == PROVISION_STATE_DORMANT || s == PROVISION_STATE_TRYING_CLAIM ||
    s == PROVISION_STATE_STORING_CLAIM || s == PROVISION_STATE_TRYING_VISIT || s == PROVISION_STATE_VISITING ||
    s == PROVISION_STATE_STORING_VISIT;

  // For the owner who restarted the camera by its button.
  logic boolean provision_buttons(integer s) =
    s == PROVISION_STATE_CONNECTING_BUTTON || s == PROVISION_STATE_OWNER_SETUP ||
    s == PROVISION_STATE_TRYING_CHANGE_SETUP || s == PROVISION_STATE_STORING_CHANGE_SETUP;

  // May not last for ever.
  logic boolean provision_bounded(integer s) =
    provision_window(s) || provision_trying(s) || provision_storing(s) || s == PROVISION_STATE_LINGERING ||
    s == PROVISION_STATE_CONNECTING_BUTTON || s == PROVISION_STATE_VISITING;

  // From where a change of the home network is taken.
  logic boolean provision_takes_change(integer s) =
    provision_away(s) || s == PROVISION_STATE_ONLINE || s == PROVISION_STATE_OWNER_SETUP;
*/

/*@
  // Another password is taken from an owned camera that is on its network: the record is stored as it is then, with
  // the network that it has.
  logic boolean provision_takes_password(integer s, integer y) =
    s == PROVISION_STATE_ONLINE && y == PROVISION_PASSWORD;

  // A claim on the network that is visited: the record is stored with that network.
  logic boolean provision_takes_adopt(integer s, integer y) =
    s == PROVISION_STATE_VISITING && y == PROVISION_ADOPT;
*/

/* What follows on what: the state after a symbol. */
/*@
  // A try that fails leads back to where it was asked for.
  logic integer provision_back(integer s) =
    s == PROVISION_STATE_TRYING_CLAIM || s == PROVISION_STATE_STORING_CLAIM || s == PROVISION_STATE_TRYING_VISIT ||
      s == PROVISION_STATE_VISITING || s == PROVISION_STATE_STORING_VISIT ? PROVISION_STATE_SETUP :
    s == PROVISION_STATE_TRYING_CHANGE_SETUP || s == PROVISION_STATE_STORING_CHANGE_SETUP ?
      PROVISION_STATE_OWNER_SETUP : PROVISION_STATE_CONNECTING;

  // A try that succeeds is stored; a visit stays.
  logic integer provision_kept(integer s) =
    s == PROVISION_STATE_TRYING_VISIT ? PROVISION_STATE_VISITING :
    s == PROVISION_STATE_TRYING_CLAIM ? PROVISION_STATE_STORING_CLAIM :
    s == PROVISION_STATE_TRYING_CHANGE_SETUP ? PROVISION_STATE_STORING_CHANGE_SETUP :
    PROVISION_STATE_STORING_CHANGE_ONLINE;

  logic boolean provision_fails(integer s, integer y) =
    (provision_trying(s) && (y == PROVISION_JOIN_FAILED || y == PROVISION_OVER)) ||
    (provision_storing(s) && (y == PROVISION_NOT_STORED || y == PROVISION_LINK_LOST || y == PROVISION_OVER)) ||
    (s == PROVISION_STATE_VISITING && (y == PROVISION_LINK_LOST || y == PROVISION_OVER));

  logic boolean provision_there(integer y) = y == PROVISION_JOINED || y == PROVISION_LINK_RESTORED;

  logic integer provision_begun(integer y) =
    y == PROVISION_BEGIN_UNCLAIMED ? PROVISION_STATE_SETUP :
    y == PROVISION_BEGIN_OWNED ? PROVISION_STATE_CONNECTING :
    y == PROVISION_BEGIN_OWNED_BUTTON ? PROVISION_STATE_CONNECTING_BUTTON : PROVISION_STATE_START;

  // A record that is stored counts, however late that is heard.
  logic integer provision_stored(integer s) =
    s == PROVISION_STATE_STORING_CHANGE_ONLINE || s == PROVISION_STATE_STORING_VISIT ? PROVISION_STATE_ONLINE :
    provision_storing(s) ? PROVISION_STATE_LINGERING :
    provision_trying(s) || s == PROVISION_STATE_LINGERING ? s : PROVISION_STATE_CONNECTING;

  // What the end of a bounded state leads to.
  logic integer provision_over(integer s) =
    s == PROVISION_STATE_SETUP ? PROVISION_STATE_DORMANT :
    s == PROVISION_STATE_LINGERING ? PROVISION_STATE_ONLINE :
    s == PROVISION_STATE_CONNECTING_BUTTON ? PROVISION_STATE_OWNER_SETUP :
    s == PROVISION_STATE_OWNER_SETUP ? PROVISION_STATE_CONNECTING : s;

  logic integer provision_after(integer s, integer y) =
    y == PROVISION_HALT || s == PROVISION_STATE_HALTED ? PROVISION_STATE_HALTED :
    s == PROVISION_STATE_START ? provision_begun(y) :
    provision_fails(s, y) ? provision_back(s) :
    y == PROVISION_OVER ? provision_over(s) :
    y == PROVISION_STORED ? provision_stored(s) :
    y == PROVISION_JOINED && provision_trying(s) ? provision_kept(s) :
    provision_there(y) && (provision_away(s) || s == PROVISION_STATE_OWNER_SETUP) ? PROVISION_STATE_ONLINE :
    y == PROVISION_LINK_LOST && (s == PROVISION_STATE_LINGERING || s == PROVISION_STATE_ONLINE) ?
      PROVISION_STATE_LOST :
    y == PROVISION_CLAIM && s == PROVISION_STATE_SETUP ? PROVISION_STATE_TRYING_CLAIM :
    y == PROVISION_VISIT && s == PROVISION_STATE_SETUP ? PROVISION_STATE_TRYING_VISIT :
    provision_takes_adopt(s, y) ? PROVISION_STATE_STORING_VISIT :
    y == PROVISION_CHANGE && provision_takes_change(s) ?
      (s == PROVISION_STATE_OWNER_SETUP ? PROVISION_STATE_TRYING_CHANGE_SETUP :
       PROVISION_STATE_TRYING_CHANGE_ONLINE) :
    provision_takes_password(s, y) ? PROVISION_STATE_STORING_CHANGE_ONLINE : s;
*/

/* What is ordered, and what a request is answered. */
/*@
  // After a failed try: back to the setup network, to the home network, or both.
  logic integer provision_effect_back(integer s) =
    provision_back(s) == PROVISION_STATE_SETUP ? PROVISION_EFFECT_FORGET_OPEN :
    provision_back(s) == PROVISION_STATE_OWNER_SETUP ? PROVISION_EFFECT_FORGET_HOME_OPEN :
    PROVISION_EFFECT_FORGET_HOME;

  // Told on the setup network where the owner stands there; a late record leads home.
  logic integer provision_effect_stored(integer s) =
    s == PROVISION_STATE_STORING_CLAIM || s == PROVISION_STATE_STORING_CHANGE_SETUP ? PROVISION_EFFECT_OPEN :
    provision_storing(s) || provision_trying(s) || s == PROVISION_STATE_LINGERING ? PROVISION_EFFECT_NONE :
    provision_window(s) ? PROVISION_EFFECT_CLOSE_HOME : PROVISION_EFFECT_HOME;

  logic integer provision_effect_over(integer s) =
    s == PROVISION_STATE_SETUP || s == PROVISION_STATE_LINGERING ? PROVISION_EFFECT_CLOSE :
    s == PROVISION_STATE_OWNER_SETUP ? PROVISION_EFFECT_CLOSE_HOME :
    s == PROVISION_STATE_CONNECTING_BUTTON ? PROVISION_EFFECT_OPEN : PROVISION_EFFECT_NONE;

  // The stored network is joined at start.
  logic integer provision_effect_begun(integer y) =
    y == PROVISION_BEGIN_UNCLAIMED ? PROVISION_EFFECT_OPEN :
    y == PROVISION_BEGIN_OWNED || y == PROVISION_BEGIN_OWNED_BUTTON ? PROVISION_EFFECT_HOME :
    PROVISION_EFFECT_NONE;

  logic integer provision_effect(integer s, integer y) =
    y == PROVISION_HALT || s == PROVISION_STATE_HALTED ? PROVISION_EFFECT_NONE :
    s == PROVISION_STATE_START ? provision_effect_begun(y) :
    provision_fails(s, y) ? provision_effect_back(s) :
    y == PROVISION_OVER ? provision_effect_over(s) :
    y == PROVISION_STORED ? provision_effect_stored(s) :
    (y == PROVISION_JOINED && provision_keeps(s)) || provision_takes_password(s, y) ||
      provision_takes_adopt(s, y) ? PROVISION_EFFECT_STORE :
    y == PROVISION_JOINED && s == PROVISION_STATE_TRYING_VISIT ? PROVISION_EFFECT_CLOSE :
    provision_there(y) ?
      (s == PROVISION_STATE_OWNER_SETUP ? PROVISION_EFFECT_CLOSE :
       provision_away(s) ? PROVISION_EFFECT_REACHED : PROVISION_EFFECT_NONE) :
    y == PROVISION_LINK_LOST ? // R-101
      (s == PROVISION_STATE_LINGERING ? PROVISION_EFFECT_CLOSE_HOME :
       s == PROVISION_STATE_ONLINE || s == PROVISION_STATE_LOST ? PROVISION_EFFECT_HOME :
       PROVISION_EFFECT_NONE) :
    ((y == PROVISION_CLAIM || y == PROVISION_VISIT) && s == PROVISION_STATE_SETUP) ||
      (y == PROVISION_CHANGE && provision_takes_change(s)) ? PROVISION_EFFECT_TRY : PROVISION_EFFECT_NONE;

  logic boolean provision_claims(integer y) =
    y == PROVISION_CLAIM || y == PROVISION_VISIT || y == PROVISION_ADOPT || y == PROVISION_CLAIM_OWING;
  logic boolean provision_changes(integer y) = y == PROVISION_CHANGE || y == PROVISION_CHANGE_OWING;
  // Which requests bring a network to be tried.
  logic boolean provision_brings_network(integer y) =
    y == PROVISION_CLAIM || y == PROVISION_CHANGE || y == PROVISION_VISIT;
  logic boolean provision_passwords(integer y) = y == PROVISION_PASSWORD || y == PROVISION_PASSWORD_OWING;
  logic boolean provision_asks(integer y) =
    provision_claims(y) || provision_changes(y) || provision_passwords(y);

  // A claim is taken from a camera without an owner, in its window, while no record is on its way (R-091,
  // R-092); one on a visited network only there, and no other there.
  logic integer provision_claim_answer(integer s, integer y) =
    provision_has_owner(s) ? REASON_ALREADY_OWNED :
    y == PROVISION_CLAIM_OWING || provision_trying(s) || provision_storing(s) ? REASON_BUSY :
    s == PROVISION_STATE_VISITING ?
      (y == PROVISION_ADOPT ? REASON_NONE : y == PROVISION_VISIT ? REASON_BUSY : REASON_NOT_PERMITTED) :
    s == PROVISION_STATE_SETUP && y != PROVISION_ADOPT ? REASON_NONE : REASON_NOT_PERMITTED;

  // A change is taken from an owned camera that is not busy with another.
  logic integer provision_change_answer(integer s, integer y) =
    !provision_has_owner(s) ? REASON_NOT_OWNED :
    y == PROVISION_CHANGE && provision_takes_change(s) ? REASON_NONE : REASON_BUSY;

  logic integer provision_password_answer(integer s, integer y) =
    !provision_has_owner(s) ? REASON_NOT_OWNED :
    provision_takes_password(s, y) ? REASON_NONE : REASON_BUSY;

  logic integer provision_answer(integer s, integer y) =
    !provision_asks(y) ? REASON_NONE :
    s == PROVISION_STATE_HALTED ? REASON_RESETTING :
    s == PROVISION_STATE_START ? REASON_BUSY :
    provision_claims(y) ? provision_claim_answer(s, y) :
    provision_changes(y) ? provision_change_answer(s, y) : provision_password_answer(s, y);
*/

/* What the machine around the chart adds: what an answer owed means, reasons, and commands. */
/*@
  // A request while an answer to STORE_OWNER is owed, and an answer that is not, mean something else.
  logic integer provision_symbol(integer input, integer owing) =
    input > PROVISION_ADOPT ? PROVISION_TICK :
    owing != 0 && provision_claims(input) ? PROVISION_CLAIM_OWING :
    owing != 0 && input == PROVISION_CHANGE ? PROVISION_CHANGE_OWING :
    owing != 0 && input == PROVISION_PASSWORD ? PROVISION_PASSWORD_OWING :
    owing == 0 && (input == PROVISION_STORED || input == PROVISION_NOT_STORED) ? PROVISION_TICK : input;

  // What leaves a bounded state by itself, and is no request, is taken as that however late it is looked at.
  logic boolean provision_left_by(integer s, integer y) =
    !provision_asks(y) && provision_after(s, y) != s;

  // A stay that begins, or is prolonged by a phone.
  logic boolean provision_renews(integer s, integer y) =
    provision_after(s, y) != s || (y == PROVISION_PHONE && provision_window(s));

  logic integer provision_owes(integer owing, integer s, integer y) =
    provision_effect(s, y) == PROVISION_EFFECT_STORE ? 1 :
    y == PROVISION_STORED || y == PROVISION_NOT_STORED ? 0 : owing;

  // Why a try failed.
  logic integer provision_why(integer s, integer y, integer given) =
    y == PROVISION_JOIN_FAILED ? given :
    s == PROVISION_STATE_VISITING && y == PROVISION_OVER ? REASON_UNCLAIMED :
    provision_storing(s) && y != PROVISION_LINK_LOST ? REASON_NOT_STORED : REASON_TIMED_OUT;

  // What is remembered: the last try's reason until it was told, then the home network's until that is
  // reached.
  logic integer provision_reason(integer s, integer y, boolean told, integer reason, integer given) =
    provision_fails(s, y) ? provision_why(s, y, given) :
    provision_effect(s, y) == PROVISION_EFFECT_TRY || y == PROVISION_STORED ? REASON_NONE :
    told ? reason :
    y == PROVISION_JOIN_FAILED && provision_away(s) ? given :
    provision_after(s, y) == PROVISION_STATE_ONLINE && s != PROVISION_STATE_ONLINE ? REASON_NONE : reason;

  logic integer provision_given(integer reason) =
    REASON_NONE < reason && reason <= REASON_LAST ? reason : REASON_TIMED_OUT;

  // The commands of an effect, in order.
  logic integer provision_first(integer e) =
    e == PROVISION_EFFECT_OPEN ? COMMAND_OPEN_SETUP_NETWORK :
    e == PROVISION_EFFECT_CLOSE || e == PROVISION_EFFECT_CLOSE_HOME ? COMMAND_CLOSE_SETUP_NETWORK :
    e == PROVISION_EFFECT_TRY ? COMMAND_JOIN_CANDIDATE :
    e == PROVISION_EFFECT_STORE ? COMMAND_STORE_OWNER :
    e == PROVISION_EFFECT_HOME ? COMMAND_JOIN_HOME :
    e == PROVISION_EFFECT_FORGET_OPEN || e == PROVISION_EFFECT_FORGET_HOME ||
      e == PROVISION_EFFECT_FORGET_HOME_OPEN ? COMMAND_FORGET_CANDIDATE : COMMAND_NONE;
  logic integer provision_second(integer e) =
    e == PROVISION_EFFECT_CLOSE_HOME || e == PROVISION_EFFECT_FORGET_HOME ||
      e == PROVISION_EFFECT_FORGET_HOME_OPEN ? COMMAND_JOIN_HOME :
    e == PROVISION_EFFECT_FORGET_OPEN ? COMMAND_OPEN_SETUP_NETWORK : COMMAND_NONE;
  logic integer provision_third(integer e) =
    e == PROVISION_EFFECT_FORGET_HOME_OPEN ? COMMAND_OPEN_SETUP_NETWORK : COMMAND_NONE;
  logic integer provision_length(integer e) =
    provision_first(e) == COMMAND_NONE ? 0 : provision_second(e) == COMMAND_NONE ? 1 :
    provision_third(e) == COMMAND_NONE ? 2 : 3;
  logic integer provision_nth(integer e, integer i) =
    i == 0 ? provision_first(e) : i == 1 ? provision_second(e) : i == 2 ? provision_third(e) : COMMAND_NONE;

  // The commands of two effects, one behind the other.
  logic integer provision_command(integer first, integer second, integer i) =
    i < provision_length(first) ? provision_nth(first, i) : provision_nth(second, i -
    provision_length(first));

  logic boolean provision_names(integer e, integer c) =
    provision_first(e) == c || provision_second(e) == c || provision_third(e) == c;

  // What becomes of the setup network by a command, and by those of an effect; of what is being joined (0: the home
  // network, or none), where a try is that of `request`.
  logic integer provision_setup_one(integer up, integer c) =
    c == COMMAND_OPEN_SETUP_NETWORK ? 1 : c == COMMAND_CLOSE_SETUP_NETWORK ? 0 : up;
  logic integer provision_setup_by(integer up, integer e) =
    provision_setup_one(provision_setup_one(provision_setup_one(up, provision_first(e)), provision_second(e)),
                        provision_third(e));
  logic integer provision_tried_one(integer tried, integer request, integer c) =
    c == COMMAND_JOIN_CANDIDATE ? request :
    c == COMMAND_FORGET_CANDIDATE || c == COMMAND_JOIN_HOME ? 0 : tried;

  // What may open the setup network: the first start, the end of a visit or of a try that was asked for over it, and, after
  // a restart by the button, a home network that is not reached in time. The loss of the home network is not
  // among it.
  logic boolean provision_may_open(integer s, integer y) =
    (s == PROVISION_STATE_START && y == PROVISION_BEGIN_UNCLAIMED) ||
    ((provision_trying(s) || provision_storing(s) || s == PROVISION_STATE_VISITING) &&
      provision_back(s) != PROVISION_STATE_CONNECTING) ||
    (s == PROVISION_STATE_CONNECTING_BUTTON && y == PROVISION_OVER);

  logic integer provision_known(integer cs) = provision_state(cs) ? cs : PROVISION_STATE_HALTED;

  // As others see it.
  logic integer provision_phase_of(integer cs) =
    cs == PROVISION_STATE_SETUP ? PROVISION_SETUP :
    cs == PROVISION_STATE_DORMANT ? PROVISION_DORMANT :
    cs == PROVISION_STATE_VISITING ? PROVISION_VISITING :
    provision_trying(cs) ? PROVISION_TRYING :
    provision_storing(cs) ? PROVISION_STORING :
    cs == PROVISION_STATE_LINGERING ? PROVISION_LINGERING :
    cs == PROVISION_STATE_ONLINE ? PROVISION_ONLINE :
    cs == PROVISION_STATE_LOST ? PROVISION_LOST :
    provision_away(cs) ? PROVISION_CONNECTING :
    cs == PROVISION_STATE_OWNER_SETUP ? PROVISION_OWNER_SETUP : PROVISION_STARTING;
*/

/* What the table comes to. */
/*@
  // Where a state belongs: a camera becomes nobody's, or its owner's after a press, by a beginning alone; it gets an
  // owner by a record that is stored, and loses it only with the board.
  predicate provision_leads(integer s, integer y, integer n) =
    (n == PROVISION_STATE_START ==>
      s == PROVISION_STATE_START && (y < PROVISION_BEGIN_UNCLAIMED || y > PROVISION_BEGIN_OWNED_BUTTON)) &&
    (s == PROVISION_STATE_START ==> n == PROVISION_STATE_HALTED || n == provision_begun(y)) &&
    (s == PROVISION_STATE_HALTED ==> n == PROVISION_STATE_HALTED) &&
    (provision_nobodys(n) && s != PROVISION_STATE_START ==> provision_nobodys(s)) &&
    (provision_buttons(n) && s != PROVISION_STATE_START ==> provision_buttons(s)) &&
    (provision_has_owner(s) ==> provision_has_owner(n) || n == PROVISION_STATE_HALTED) &&
    (provision_nobodys(s) ==> provision_nobodys(n) || n == PROVISION_STATE_HALTED || y == PROVISION_STORED) &&
    (provision_nobodys(s) && y == PROVISION_STORED ==> provision_has_owner(n) || provision_trying(s)) &&
    (n == PROVISION_STATE_LINGERING && s != n ==> y == PROVISION_STORED && provision_carries(s) && provision_storing(s));

  // The setup network is up where it is to be; a try and the storing of a record begin with their order and go on in
  // silence; who is on a network was on one, or hears of it; who joins the home network is on none.
  predicate provision_steers(integer s, integer y, integer n, integer e) =
    (provision_setup_by(provision_carries(s) ? 1 : 0, e) == 1 ==> provision_carries(n)) &&
    (provision_open(n) ==> provision_setup_by(provision_open(s) ? 1 : 0, e) == 1) &&
    (provision_trying(n) ==> e == PROVISION_EFFECT_TRY || (n == s && e == PROVISION_EFFECT_NONE)) &&
    (e == PROVISION_EFFECT_TRY ==> provision_trying(n) && (n == PROVISION_STATE_TRYING_VISIT <==> y == PROVISION_VISIT)) &&
    (n == PROVISION_STATE_VISITING ==> (s == n && e == PROVISION_EFFECT_NONE) ||
      (s == PROVISION_STATE_TRYING_VISIT && e == PROVISION_EFFECT_CLOSE)) &&
    (provision_storing(n) ==> e == PROVISION_EFFECT_STORE || (n == s && e == PROVISION_EFFECT_NONE)) &&
    (provision_linked(n) ==> provision_linked(s) || provision_there(y)) &&
    (provision_names(e, COMMAND_JOIN_HOME) ==> !provision_linked(n));
*/

#endif
