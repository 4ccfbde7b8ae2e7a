/* SPDX-License-Identifier: BSD-2-Clause */
/* Provisioning (R-053, R-079 to R-093, R-101 to R-103): one symbol in, one transition out. The names of states,
   symbols and effects are in core/provision_chart.h; what the machine owes its owner is in spec/provision.acsl.h. */
#include "provision_chart.h"

%%{
  machine provision;
  alphtype unsigned char;
  getkey symbol;

  # what is ordered
  action none            { effect = PROVISION_EFFECT_NONE; fbreak; }
  action reached         { effect = PROVISION_EFFECT_REACHED; fbreak; }
  action open            { effect = PROVISION_EFFECT_OPEN; fbreak; }
  action close           { effect = PROVISION_EFFECT_CLOSE; fbreak; }
  action try             { effect = PROVISION_EFFECT_TRY; fbreak; }
  action store           { effect = PROVISION_EFFECT_STORE; fbreak; }
  action home            { effect = PROVISION_EFFECT_HOME; fbreak; }
  action close_home      { effect = PROVISION_EFFECT_CLOSE_HOME; fbreak; }
  action forget_open     { effect = PROVISION_EFFECT_FORGET_OPEN; fbreak; }
  action forget_home     { effect = PROVISION_EFFECT_FORGET_HOME; fbreak; }
  action forget_home_open { effect = PROVISION_EFFECT_FORGET_HOME_OPEN; fbreak; }

  # why a request is refused
  action busy            { answer = REASON_BUSY; fbreak; }
  action resetting       { answer = REASON_RESETTING; fbreak; }
  action already_owned   { answer = REASON_ALREADY_OWNED; fbreak; }
  action not_owned       { answer = REASON_NOT_OWNED; fbreak; }
  action not_permitted   { answer = REASON_NOT_PERMITTED; fbreak; }

  # enum provision_input and, from 17 on, enum provision_symbol
  BEGIN_UNCLAIMED    = 1;
  BEGIN_OWNED        = 2;
  BEGIN_OWNED_BUTTON = 3;
  HALT               = 4;
  PHONE              = 5;
  CLAIM              = 6;
  CHANGE             = 7;
  JOINED             = 8;
  JOIN_FAILED        = 9;
  LINK_LOST          = 10;
  LINK_RESTORED      = 11;
  STORED             = 12;
  NOT_STORED         = 13;
  PASSWORD           = 14;
  VISIT              = 15;
  ADOPT              = 16;
  OVER               = 17; # the state's bound has come
  CLAIM_OWING        = 18; # a request while an answer to STORE_OWNER is outstanding
  CHANGE_OWING       = 19;
  PASSWORD_OWING     = 20;

  claim    = CLAIM | CLAIM_OWING | VISIT | ADOPT; # what only a camera of nobody's may be asked for
  password = PASSWORD | PASSWORD_OWING;
  change   = CHANGE | CHANGE_OWING | password; # what only an owner may ask for
  unready  = CHANGE_OWING | password;
  owing    = CHANGE_OWING | PASSWORD_OWING;
  request  = claim | change;
  there   = JOINED | LINK_RESTORED;
  failed  = JOIN_FAILED | OVER;
  unkept  = NOT_STORED | LINK_LOST | OVER;

  main := (
    start: ( # storage is not open yet
        BEGIN_UNCLAIMED      @open             -> setup
      | BEGIN_OWNED          @home             -> connecting
      | BEGIN_OWNED_BUTTON   @home             -> connecting_button
      | HALT                 @none             -> halted
      | request              @busy             -> start
      | (any - BEGIN_UNCLAIMED - BEGIN_OWNED - BEGIN_OWNED_BUTTON - HALT - request)
                             @none             -> start
    ),

    setup: ( # unclaimed, the setup network is open
        OVER                 @close            -> dormant
      | CLAIM                @try              -> trying_claim
      | VISIT                @try              -> trying_visit
      | STORED               @close_home       -> connecting
      | HALT                 @none             -> halted
      | ADOPT                @not_permitted    -> setup
      | CLAIM_OWING          @busy             -> setup
      | change               @not_owned        -> setup
      | (any - OVER - STORED - HALT - claim - change)
                             @none             -> setup
    ),

    dormant: ( # unclaimed, the setup network is closed until a restart
        STORED               @home             -> connecting
      | HALT                 @none             -> halted
      | CLAIM                @not_permitted    -> dormant
      | VISIT                @not_permitted    -> dormant
      | ADOPT                @not_permitted    -> dormant
      | CLAIM_OWING          @busy             -> dormant
      | change               @not_owned        -> dormant
      | (any - STORED - HALT - claim - change)
                             @none             -> dormant
    ),

    trying_claim: (
        JOINED               @store            -> storing_claim
      | failed               @forget_open      -> setup
      | HALT                 @none             -> halted
      | claim                @busy             -> trying_claim
      | change               @not_owned        -> trying_claim
      | (any - JOINED - failed - HALT - claim - change)
                             @none             -> trying_claim
    ),

    storing_claim: (
        STORED               @open             -> lingering
      | unkept               @forget_open      -> setup
      | HALT                 @none             -> halted
      | claim                @busy             -> storing_claim
      | change               @not_owned        -> storing_claim
      | (any - STORED - unkept - HALT - claim - change)
                             @none             -> storing_claim
    ),

    trying_visit: ( # unclaimed, the network whose code the camera was shown is tried
        JOINED               @close            -> visiting
      | failed               @forget_open      -> setup
      | HALT                 @none             -> halted
      | claim                @busy             -> trying_visit
      | change               @not_owned        -> trying_visit
      | (any - JOINED - failed - HALT - claim - change)
                             @none             -> trying_visit
    ),

    visiting: ( # unclaimed, on that network, until somebody claims it there with the label's secret
        ADOPT                @store            -> storing_visit
      | (LINK_LOST | OVER)   @forget_open      -> setup
      | STORED               @home             -> connecting
      | HALT                 @none             -> halted
      | CLAIM                @not_permitted    -> visiting
      | VISIT                @busy             -> visiting
      | CLAIM_OWING          @busy             -> visiting
      | change               @not_owned        -> visiting
      | (any - LINK_LOST - OVER - STORED - HALT - claim - change)
                             @none             -> visiting
    ),

    storing_visit: ( # claimed there
        STORED               @none             -> online
      | unkept               @forget_open      -> setup
      | HALT                 @none             -> halted
      | claim                @busy             -> storing_visit
      | change               @not_owned        -> storing_visit
      | (any - STORED - unkept - HALT - claim - change)
                             @none             -> storing_visit
    ),

    lingering: ( # joined, and the setup network still tells the phone
        OVER                 @close            -> online
      | LINK_LOST            @close_home       -> lost
      | HALT                 @none             -> halted
      | claim                @already_owned    -> lingering
      | change               @busy             -> lingering
      | (any - OVER - LINK_LOST - HALT - claim - change)
                             @none             -> lingering
    ),

    online: (
        LINK_LOST            @home             -> lost
      | CHANGE               @try              -> trying_change_online
      | PASSWORD             @store            -> storing_change_online
      | STORED               @home             -> connecting
      | HALT                 @none             -> halted
      | claim                @already_owned    -> online
      | owing                @busy             -> online
      | (any - LINK_LOST - CHANGE - PASSWORD - STORED - HALT - claim - owing)
                             @none             -> online
    ),

    connecting: ( # owned, the home network is not reached yet
        there                @reached          -> online
      | CHANGE               @try              -> trying_change_online
      | STORED               @home             -> connecting
      | HALT                 @none             -> halted
      | claim                @already_owned    -> connecting
      | unready              @busy             -> connecting
      | (any - there - CHANGE - STORED - HALT - claim - unready)
                             @none             -> connecting
    ),

    connecting_button: ( # the same after a restart by the button: the owner may stand there with a new router
        there                @reached          -> online
      | OVER                 @open             -> owner_setup
      | CHANGE               @try              -> trying_change_online
      | STORED               @home             -> connecting
      | HALT                 @none             -> halted
      | claim                @already_owned    -> connecting_button
      | unready              @busy             -> connecting_button
      | (any - there - OVER - CHANGE - STORED - HALT - claim - unready)
                             @none             -> connecting_button
    ),

    lost: ( # owned, the home network was there and went away
        there                @reached          -> online
      | LINK_LOST            @home             -> lost
      | CHANGE               @try              -> trying_change_online
      | STORED               @home             -> connecting
      | HALT                 @none             -> halted
      | claim                @already_owned    -> lost
      | unready              @busy             -> lost
      | (any - there - LINK_LOST - CHANGE - STORED - HALT - claim - unready)
                             @none             -> lost
    ),

    owner_setup: ( # owned, the setup network is open for the owner
        there                @close            -> online
      | OVER                 @close_home       -> connecting
      | CHANGE               @try              -> trying_change_setup
      | STORED               @close_home       -> connecting
      | HALT                 @none             -> halted
      | claim                @already_owned    -> owner_setup
      | unready              @busy             -> owner_setup
      | (any - there - OVER - CHANGE - STORED - HALT - claim - unready)
                             @none             -> owner_setup
    ),

    trying_change_setup: (
        JOINED               @store            -> storing_change_setup
      | failed               @forget_home_open -> owner_setup
      | HALT                 @none             -> halted
      | claim                @already_owned    -> trying_change_setup
      | change               @busy             -> trying_change_setup
      | (any - JOINED - failed - HALT - claim - change)
                             @none             -> trying_change_setup
    ),

    storing_change_setup: (
        STORED               @open             -> lingering
      | unkept               @forget_home_open -> owner_setup
      | HALT                 @none             -> halted
      | claim                @already_owned    -> storing_change_setup
      | change               @busy             -> storing_change_setup
      | (any - STORED - unkept - HALT - claim - change)
                             @none             -> storing_change_setup
    ),

    trying_change_online: (
        JOINED               @store            -> storing_change_online
      | failed               @forget_home      -> connecting
      | HALT                 @none             -> halted
      | claim                @already_owned    -> trying_change_online
      | change               @busy             -> trying_change_online
      | (any - JOINED - failed - HALT - claim - change)
                             @none             -> trying_change_online
    ),

    storing_change_online: ( # another network, or another password on the same one
        STORED               @none             -> online
      | unkept               @forget_home      -> connecting
      | HALT                 @none             -> halted
      | claim                @already_owned    -> storing_change_online
      | change               @busy             -> storing_change_online
      | (any - STORED - unkept - HALT - claim - change)
                             @none             -> storing_change_online
    ),

    halted: ( # a reset or a restart goes on
        request              @resetting        -> halted
      | (any - request)
                             @none             -> halted
    )
  );
}%%

provision_chart_t provision_chart_feed(int cs, uint8_t symbol)
{
  unsigned p = 0;
  uint8_t effect = PROVISION_EFFECT_NONE;
  uint8_t answer = REASON_NONE;
  %% write exec noend;
  return (provision_chart_t){cs, effect, answer};
}
