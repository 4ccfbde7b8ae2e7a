
/* #line 1 "spec/reset.rl" */
/* SPDX-License-Identifier: BSD-2-Clause */
/* The factory reset and the restart as a state chart.
   At run time a reset only writes its intent and restarts the board; the wipe stands in the boot path alone.
   Every state takes every symbol; what it has no use for changes nothing. */
#include "reset.h"


/* #line 125 "spec/reset.rl" */



/* #line 10 "gen/reset_chart.c" */
static const int reset_chart_start = 0;


/* #line 128 "spec/reset.rl" */

uint8_t reset_chart_feed(int *cs, uint8_t symbol)
{
  uint8_t command = COMMAND_NONE;
  const unsigned char *p = &symbol;
  
/* #line 17 "gen/reset_chart.c" */
	{
	switch ( ( (*cs)) )
	{
tr0:
/* #line 12 "spec/reset.rl" */
	{ command = COMMAND_NONE; {p++; ( (*cs)) = 0; goto _out;} }
	goto st0;
st0:
	p += 1;
case 0:
/* #line 26 "gen/reset_chart.c" */
	switch( (*p) ) {
		case 1u: goto tr1;
		case 2u: goto tr2;
		case 3u: goto tr3;
		case 4u: goto tr4;
		case 5u: goto tr5;
	}
	goto tr0;
tr6:
/* #line 12 "spec/reset.rl" */
	{ command = COMMAND_NONE; {p++; ( (*cs)) = 1; goto _out;} }
	goto st1;
tr1:
/* #line 20 "spec/reset.rl" */
	{ command = COMMAND_OPEN_STORAGE; {p++; ( (*cs)) = 1; goto _out;} }
	goto st1;
st1:
	p += 1;
case 1:
/* #line 43 "gen/reset_chart.c" */
	switch( (*p) ) {
		case 4u: goto tr4;
		case 5u: goto tr5;
		case 6u: goto tr7;
		case 7u: goto tr1;
		case 8u: goto tr3;
	}
	goto tr6;
tr8:
/* #line 12 "spec/reset.rl" */
	{ command = COMMAND_NONE; {p++; ( (*cs)) = 2; goto _out;} }
	goto st2;
tr4:
/* #line 14 "spec/reset.rl" */
	{ command = COMMAND_WRITE_INTENT; {p++; ( (*cs)) = 2; goto _out;} }
	goto st2;
st2:
	p += 1;
case 2:
/* #line 60 "gen/reset_chart.c" */
	switch( (*p) ) {
		case 6u: goto tr9;
		case 7u: goto tr4;
		case 8u: goto tr3;
	}
	goto tr8;
tr10:
/* #line 12 "spec/reset.rl" */
	{ command = COMMAND_NONE; {p++; ( (*cs)) = 3; goto _out;} }
	goto st3;
tr9:
/* #line 21 "spec/reset.rl" */
	{ command = COMMAND_STOP_CAMERA; {p++; ( (*cs)) = 3; goto _out;} }
	goto st3;
st3:
	p += 1;
case 3:
/* #line 75 "gen/reset_chart.c" */
	if ( 9u <= (*p) && (*p) <= 10u )
		goto tr11;
	goto tr10;
tr12:
/* #line 12 "spec/reset.rl" */
	{ command = COMMAND_NONE; {p++; ( (*cs)) = 4; goto _out;} }
	goto st4;
tr11:
/* #line 22 "spec/reset.rl" */
	{ command = COMMAND_RESTART_BOARD; {p++; ( (*cs)) = 4; goto _out;} }
	goto st4;
st4:
	p += 1;
case 4:
/* #line 87 "gen/reset_chart.c" */
	if ( (*p) == 10u )
		goto tr11;
	goto tr12;
tr3:
/* #line 12 "spec/reset.rl" */
	{ command = COMMAND_NONE; {p++; ( (*cs)) = 5; goto _out;} }
	goto st5;
tr13:
/* #line 13 "spec/reset.rl" */
	{ command = COMMAND_NONE; {p++; ( (*cs)) = 5; goto _out;} }
	goto st5;
st5:
	p += 1;
case 5:
/* #line 99 "gen/reset_chart.c" */
	switch( (*p) ) {
		case 4u: goto tr4;
		case 5u: goto tr5;
	}
	goto tr13;
tr14:
/* #line 12 "spec/reset.rl" */
	{ command = COMMAND_NONE; {p++; ( (*cs)) = 6; goto _out;} }
	goto st6;
tr5:
/* #line 21 "spec/reset.rl" */
	{ command = COMMAND_STOP_CAMERA; {p++; ( (*cs)) = 6; goto _out;} }
	goto st6;
st6:
	p += 1;
case 6:
/* #line 113 "gen/reset_chart.c" */
	if ( (*p) == 4u )
		goto tr4;
	if ( 9u <= (*p) && (*p) <= 10u )
		goto tr15;
	goto tr14;
tr16:
/* #line 12 "spec/reset.rl" */
	{ command = COMMAND_NONE; {p++; ( (*cs)) = 7; goto _out;} }
	goto st7;
tr15:
/* #line 22 "spec/reset.rl" */
	{ command = COMMAND_RESTART_BOARD; {p++; ( (*cs)) = 7; goto _out;} }
	goto st7;
st7:
	p += 1;
case 7:
/* #line 127 "gen/reset_chart.c" */
	switch( (*p) ) {
		case 4u: goto tr4;
		case 10u: goto tr15;
	}
	goto tr16;
tr7:
/* #line 12 "spec/reset.rl" */
	{ command = COMMAND_NONE; {p++; ( (*cs)) = 8; goto _out;} }
	goto st8;
st8:
	p += 1;
case 8:
/* #line 138 "gen/reset_chart.c" */
	switch( (*p) ) {
		case 4u: goto tr4;
		case 5u: goto tr5;
	}
	goto tr7;
tr17:
/* #line 12 "spec/reset.rl" */
	{ command = COMMAND_NONE; {p++; ( (*cs)) = 9; goto _out;} }
	goto st9;
tr2:
/* #line 15 "spec/reset.rl" */
	{ command = COMMAND_DESTROY_KEY; {p++; ( (*cs)) = 9; goto _out;} }
	goto st9;
st9:
	p += 1;
case 9:
/* #line 152 "gen/reset_chart.c" */
	switch( (*p) ) {
		case 6u: goto tr18;
		case 7u: goto tr2;
		case 8u: goto tr3;
	}
	goto tr17;
tr19:
/* #line 12 "spec/reset.rl" */
	{ command = COMMAND_NONE; {p++; ( (*cs)) = 10; goto _out;} }
	goto st10;
tr18:
/* #line 16 "spec/reset.rl" */
	{ command = COMMAND_CREATE_KEY; {p++; ( (*cs)) = 10; goto _out;} }
	goto st10;
st10:
	p += 1;
case 10:
/* #line 167 "gen/reset_chart.c" */
	switch( (*p) ) {
		case 6u: goto tr20;
		case 7u: goto tr18;
		case 8u: goto tr3;
	}
	goto tr19;
tr21:
/* #line 12 "spec/reset.rl" */
	{ command = COMMAND_NONE; {p++; ( (*cs)) = 11; goto _out;} }
	goto st11;
tr20:
/* #line 17 "spec/reset.rl" */
	{ command = COMMAND_CREATE_FILES; {p++; ( (*cs)) = 11; goto _out;} }
	goto st11;
st11:
	p += 1;
case 11:
/* #line 182 "gen/reset_chart.c" */
	switch( (*p) ) {
		case 6u: goto tr22;
		case 7u: goto tr20;
		case 8u: goto tr3;
	}
	goto tr21;
tr23:
/* #line 12 "spec/reset.rl" */
	{ command = COMMAND_NONE; {p++; ( (*cs)) = 12; goto _out;} }
	goto st12;
tr22:
/* #line 18 "spec/reset.rl" */
	{ command = COMMAND_VERIFY_WIPE; {p++; ( (*cs)) = 12; goto _out;} }
	goto st12;
st12:
	p += 1;
case 12:
/* #line 197 "gen/reset_chart.c" */
	switch( (*p) ) {
		case 6u: goto tr24;
		case 7u: goto tr2;
		case 8u: goto tr3;
	}
	goto tr23;
tr25:
/* #line 12 "spec/reset.rl" */
	{ command = COMMAND_NONE; {p++; ( (*cs)) = 13; goto _out;} }
	goto st13;
tr24:
/* #line 19 "spec/reset.rl" */
	{ command = COMMAND_CLEAR_INTENT; {p++; ( (*cs)) = 13; goto _out;} }
	goto st13;
st13:
	p += 1;
case 13:
/* #line 212 "gen/reset_chart.c" */
	switch( (*p) ) {
		case 6u: goto tr1;
		case 7u: goto tr24;
		case 8u: goto tr3;
	}
	goto tr25;
	}

	_out: {}
	}

/* #line 134 "spec/reset.rl" */
  return command;
}
