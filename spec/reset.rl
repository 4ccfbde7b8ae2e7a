/* SPDX-License-Identifier: BSD-2-Clause */
/* The factory reset and the restart as a state chart (R-004 to R-017, R-031 to R-048, R-055, R-056, R-068).
   At run time a reset only writes its intent and restarts the board; the wipe stands in the boot path alone.
   Every state takes every symbol; what it has no use for changes nothing. */
#include "reset.h"

%%{
  machine reset_chart;
  alphtype unsigned char;
  variable cs (*cs);

  action nothing        { command = COMMAND_NONE; fbreak; }
  action locked         { command = COMMAND_NONE; fbreak; } # keeps `fault` a state apart from `operational`
  action write_intent   { command = COMMAND_WRITE_INTENT; fbreak; }
  action destroy_key    { command = COMMAND_DESTROY_KEY; fbreak; }
  action create_key     { command = COMMAND_CREATE_KEY; fbreak; }
  action create_files   { command = COMMAND_CREATE_FILES; fbreak; }
  action verify_wipe    { command = COMMAND_VERIFY_WIPE; fbreak; }
  action clear_intent   { command = COMMAND_CLEAR_INTENT; fbreak; }
  action open_storage   { command = COMMAND_OPEN_STORAGE; fbreak; }
  action stop_camera    { command = COMMAND_STOP_CAMERA; fbreak; }
  action restart_board  { command = COMMAND_RESTART_BOARD; fbreak; }

  boot_clean      = 1;
  boot_intent     = 2;
  boot_unreadable = 3;
  order           = 4;
  restart         = 5;
  done            = 6;
  failed          = 7;
  exhausted       = 8;
  gone            = 9;
  late            = 10;

  main := (
    start: starting: (
        boot_clean      @open_storage  -> opening
      | boot_intent     @destroy_key   -> destroying
      | boot_unreadable @nothing       -> fault
      | order           @write_intent  -> intending
      | restart         @stop_camera   -> stopping_soft
      | (any - boot_clean - boot_intent - boot_unreadable - order - restart) @nothing -> starting
    ),

    # the owner's data
    opening: (
        done      @nothing      -> operational
      | failed    @open_storage -> opening
      | exhausted @nothing      -> fault
      | order     @write_intent -> intending
      | restart   @stop_camera  -> stopping_soft
      | (any - done - failed - exhausted - order - restart) @nothing -> opening
    ),
    operational: (
        order   @write_intent -> intending
      | restart @stop_camera  -> stopping_soft
      | (any - order - restart) @nothing -> operational
    ),
    fault: (
        order   @write_intent -> intending
      | restart @stop_camera  -> stopping_soft
      | (any - order - restart) @locked -> fault
    ),

    # a factory reset at run time
    intending: (
        done      @stop_camera  -> stopping_wipe
      | failed    @write_intent -> intending
      | exhausted @nothing      -> fault
      | (any - done - failed - exhausted) @nothing -> intending
    ),
    stopping_wipe: (
        (gone | late) @restart_board -> restarting_wipe
      | (any - gone - late) @nothing -> stopping_wipe
    ),
    restarting_wipe: (
        late         @restart_board -> restarting_wipe
      | (any - late) @nothing       -> restarting_wipe
    ),

    # a restart that changes nothing; a factory reset that comes in time wins
    stopping_soft: (
        (gone | late) @restart_board -> restarting_soft
      | order         @write_intent  -> intending
      | (any - gone - late - order) @nothing -> stopping_soft
    ),
    restarting_soft: (
        late  @restart_board -> restarting_soft
      | order @write_intent  -> intending
      | (any - late - order) @nothing -> restarting_soft
    ),

    # the wipe
    destroying: (
        done      @create_key  -> keying
      | failed    @destroy_key -> destroying
      | exhausted @nothing     -> fault
      | (any - done - failed - exhausted) @nothing -> destroying
    ),
    keying: (
        done      @create_files -> filing
      | failed    @create_key   -> keying
      | exhausted @nothing      -> fault
      | (any - done - failed - exhausted) @nothing -> keying
    ),
    filing: (
        done      @verify_wipe  -> verifying
      | failed    @create_files -> filing
      | exhausted @nothing      -> fault
      | (any - done - failed - exhausted) @nothing -> filing
    ),
    verifying: (
        done      @clear_intent -> clearing
      | failed    @destroy_key  -> destroying
      | exhausted @nothing      -> fault
      | (any - done - failed - exhausted) @nothing -> verifying
    ),
    clearing: (
        done      @open_storage -> opening
      | failed    @clear_intent -> clearing
      | exhausted @nothing      -> fault
      | (any - done - failed - exhausted) @nothing -> clearing
    )
  );
}%%

%% write data noerror nofinal noentry;

uint8_t reset_chart_feed(int *cs, uint8_t symbol)
{
  uint8_t command = COMMAND_NONE;
  const unsigned char *p = &symbol;
  %% write exec noend;
  return command;
}
