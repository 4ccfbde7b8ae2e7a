
/* #line 1 "spec/button.rl" */
/* SPDX-License-Identifier: BSD-2-Clause */
/* The button: from samples of one contact to the meaning of a hold. */
#include "button_chart.h"


/* #line 160 "spec/button.rl" */


button_chart_t button_chart_feed(int cs, uint8_t symbol)
{
  unsigned p = 0;
  uint8_t signal = SIGNAL_NONE;
  uint8_t mark = MARK_NONE;
  
/* #line 13 "gen/button_chart.c" */
	{
	switch ( cs )
	{
tr0:
/* #line 11 "spec/button.rl" */
	{ signal = SIGNAL_NONE;          mark = MARK_NONE;  {p++; cs = 0; goto _out;} }
	goto st0;
tr11:
/* #line 23 "spec/button.rl" */
	{ signal = SIGNAL_BROKEN;        mark = MARK_NONE;  {p++; cs = 0; goto _out;} }
	goto st0;
st0:
	p += 1;
case 0:
/* #line 25 "gen/button_chart.c" */
	if ( 1u <= ( symbol) && ( symbol) <= 3u )
		goto tr1;
	goto tr0;
tr2:
/* #line 11 "spec/button.rl" */
	{ signal = SIGNAL_NONE;          mark = MARK_NONE;  {p++; cs = 1; goto _out;} }
	goto st1;
tr1:
/* #line 18 "spec/button.rl" */
	{ signal = SIGNAL_NONE;          mark = MARK_EDGE;  {p++; cs = 1; goto _out;} }
	goto st1;
st1:
	p += 1;
case 1:
/* #line 37 "gen/button_chart.c" */
	if ( ( symbol) == 1u )
		goto tr2;
	if ( ( symbol) > 3u ) {
		if ( 10u <= ( symbol) && ( symbol) <= 15u )
			goto tr4;
	} else if ( ( symbol) >= 2u )
		goto tr3;
	goto tr0;
tr3:
/* #line 11 "spec/button.rl" */
	{ signal = SIGNAL_NONE;          mark = MARK_NONE;  {p++; cs = 2; goto _out;} }
	goto st2;
tr16:
/* #line 19 "spec/button.rl" */
	{ signal = SIGNAL_RELEASED;      mark = MARK_NONE;  {p++; cs = 2; goto _out;} }
	goto st2;
tr19:
/* #line 20 "spec/button.rl" */
	{ signal = SIGNAL_RESTART;       mark = MARK_NONE;  {p++; cs = 2; goto _out;} }
	goto st2;
tr23:
/* #line 21 "spec/button.rl" */
	{ signal = SIGNAL_CANCELLED;     mark = MARK_NONE;  {p++; cs = 2; goto _out;} }
	goto st2;
tr27:
/* #line 22 "spec/button.rl" */
	{ signal = SIGNAL_FACTORY_RESET; mark = MARK_NONE;  {p++; cs = 2; goto _out;} }
	goto st2;
tr32:
/* #line 24 "spec/button.rl" */
	{ signal = SIGNAL_UNSTUCK;       mark = MARK_NONE;  {p++; cs = 2; goto _out;} }
	goto st2;
st2:
	p += 1;
case 2:
/* #line 66 "gen/button_chart.c" */
	if ( ( symbol) > 3u ) {
		if ( 4u <= ( symbol) && ( symbol) <= 15u )
			goto tr4;
	} else if ( ( symbol) >= 1u )
		goto tr3;
	goto tr0;
tr4:
/* #line 12 "spec/button.rl" */
	{ signal = SIGNAL_NONE;          mark = MARK_SINCE; {p++; cs = 3; goto _out;} }
	goto st3;
tr5:
/* #line 13 "spec/button.rl" */
	{ signal = SIGNAL_NONE;          mark = MARK_LAST;  {p++; cs = 3; goto _out;} }
	goto st3;
st3:
	p += 1;
case 3:
/* #line 81 "gen/button_chart.c" */
	switch( ( symbol) ) {
		case 5u: goto tr6;
		case 6u: goto tr7;
		case 7u: goto tr8;
		case 8u: goto tr9;
		case 9u: goto tr10;
		case 11u: goto tr6;
		case 12u: goto tr7;
		case 13u: goto tr8;
		case 14u: goto tr9;
		case 15u: goto tr10;
	}
	if ( ( symbol) > 3u ) {
		if ( 4u <= ( symbol) && ( symbol) <= 10u )
			goto tr5;
	} else if ( ( symbol) >= 1u )
		goto tr3;
	goto tr0;
tr13:
/* #line 13 "spec/button.rl" */
	{ signal = SIGNAL_NONE;          mark = MARK_LAST;  {p++; cs = 4; goto _out;} }
	goto st4;
tr6:
/* #line 14 "spec/button.rl" */
	{ signal = SIGNAL_PRESSED;       mark = MARK_LAST;  {p++; cs = 4; goto _out;} }
	goto st4;
st4:
	p += 1;
case 4:
/* #line 108 "gen/button_chart.c" */
	switch( ( symbol) ) {
		case 6u: goto tr14;
		case 7u: goto tr8;
		case 8u: goto tr9;
		case 9u: goto tr10;
		case 12u: goto tr14;
		case 13u: goto tr8;
		case 14u: goto tr9;
		case 15u: goto tr10;
	}
	if ( ( symbol) > 3u ) {
		if ( 4u <= ( symbol) && ( symbol) <= 11u )
			goto tr13;
	} else if ( ( symbol) >= 1u )
		goto tr12;
	goto tr11;
tr15:
/* #line 11 "spec/button.rl" */
	{ signal = SIGNAL_NONE;          mark = MARK_NONE;  {p++; cs = 5; goto _out;} }
	goto st5;
tr12:
/* #line 18 "spec/button.rl" */
	{ signal = SIGNAL_NONE;          mark = MARK_EDGE;  {p++; cs = 5; goto _out;} }
	goto st5;
st5:
	p += 1;
case 5:
/* #line 133 "gen/button_chart.c" */
	switch( ( symbol) ) {
		case 1u: goto tr15;
		case 6u: goto tr14;
		case 7u: goto tr8;
		case 8u: goto tr9;
		case 9u: goto tr10;
	}
	if ( ( symbol) > 3u ) {
		if ( 4u <= ( symbol) && ( symbol) <= 5u )
			goto tr13;
	} else if ( ( symbol) >= 2u )
		goto tr16;
	goto tr11;
tr14:
/* #line 13 "spec/button.rl" */
	{ signal = SIGNAL_NONE;          mark = MARK_LAST;  {p++; cs = 6; goto _out;} }
	goto st6;
tr7:
/* #line 14 "spec/button.rl" */
	{ signal = SIGNAL_PRESSED;       mark = MARK_LAST;  {p++; cs = 6; goto _out;} }
	goto st6;
st6:
	p += 1;
case 6:
/* #line 155 "gen/button_chart.c" */
	switch( ( symbol) ) {
		case 7u: goto tr8;
		case 8u: goto tr9;
		case 9u: goto tr10;
		case 13u: goto tr8;
		case 14u: goto tr9;
		case 15u: goto tr10;
	}
	if ( ( symbol) > 3u ) {
		if ( 4u <= ( symbol) && ( symbol) <= 12u )
			goto tr14;
	} else if ( ( symbol) >= 1u )
		goto tr17;
	goto tr11;
tr18:
/* #line 11 "spec/button.rl" */
	{ signal = SIGNAL_NONE;          mark = MARK_NONE;  {p++; cs = 7; goto _out;} }
	goto st7;
tr17:
/* #line 18 "spec/button.rl" */
	{ signal = SIGNAL_NONE;          mark = MARK_EDGE;  {p++; cs = 7; goto _out;} }
	goto st7;
st7:
	p += 1;
case 7:
/* #line 178 "gen/button_chart.c" */
	switch( ( symbol) ) {
		case 1u: goto tr18;
		case 2u: goto tr19;
		case 3u: goto tr16;
		case 7u: goto tr8;
		case 8u: goto tr9;
		case 9u: goto tr10;
	}
	if ( 4u <= ( symbol) && ( symbol) <= 6u )
		goto tr14;
	goto tr11;
tr21:
/* #line 13 "spec/button.rl" */
	{ signal = SIGNAL_NONE;          mark = MARK_LAST;  {p++; cs = 8; goto _out;} }
	goto st8;
tr8:
/* #line 15 "spec/button.rl" */
	{ signal = SIGNAL_ARMED;         mark = MARK_LAST;  {p++; cs = 8; goto _out;} }
	goto st8;
st8:
	p += 1;
case 8:
/* #line 198 "gen/button_chart.c" */
	switch( ( symbol) ) {
		case 8u: goto tr9;
		case 9u: goto tr10;
		case 14u: goto tr9;
		case 15u: goto tr10;
	}
	if ( ( symbol) > 3u ) {
		if ( 4u <= ( symbol) && ( symbol) <= 13u )
			goto tr21;
	} else if ( ( symbol) >= 1u )
		goto tr20;
	goto tr11;
tr22:
/* #line 11 "spec/button.rl" */
	{ signal = SIGNAL_NONE;          mark = MARK_NONE;  {p++; cs = 9; goto _out;} }
	goto st9;
tr20:
/* #line 18 "spec/button.rl" */
	{ signal = SIGNAL_NONE;          mark = MARK_EDGE;  {p++; cs = 9; goto _out;} }
	goto st9;
st9:
	p += 1;
case 9:
/* #line 219 "gen/button_chart.c" */
	switch( ( symbol) ) {
		case 1u: goto tr22;
		case 2u: goto tr23;
		case 3u: goto tr16;
		case 8u: goto tr9;
		case 9u: goto tr10;
	}
	if ( 4u <= ( symbol) && ( symbol) <= 7u )
		goto tr21;
	goto tr11;
tr25:
/* #line 13 "spec/button.rl" */
	{ signal = SIGNAL_NONE;          mark = MARK_LAST;  {p++; cs = 10; goto _out;} }
	goto st10;
tr9:
/* #line 16 "spec/button.rl" */
	{ signal = SIGNAL_READY;         mark = MARK_LAST;  {p++; cs = 10; goto _out;} }
	goto st10;
st10:
	p += 1;
case 10:
/* #line 238 "gen/button_chart.c" */
	switch( ( symbol) ) {
		case 9u: goto tr10;
		case 15u: goto tr10;
	}
	if ( ( symbol) > 3u ) {
		if ( 4u <= ( symbol) && ( symbol) <= 14u )
			goto tr25;
	} else if ( ( symbol) >= 1u )
		goto tr24;
	goto tr11;
tr26:
/* #line 11 "spec/button.rl" */
	{ signal = SIGNAL_NONE;          mark = MARK_NONE;  {p++; cs = 11; goto _out;} }
	goto st11;
tr24:
/* #line 18 "spec/button.rl" */
	{ signal = SIGNAL_NONE;          mark = MARK_EDGE;  {p++; cs = 11; goto _out;} }
	goto st11;
st11:
	p += 1;
case 11:
/* #line 257 "gen/button_chart.c" */
	switch( ( symbol) ) {
		case 1u: goto tr26;
		case 2u: goto tr27;
		case 3u: goto tr16;
		case 9u: goto tr10;
	}
	if ( 4u <= ( symbol) && ( symbol) <= 8u )
		goto tr25;
	goto tr11;
tr28:
/* #line 11 "spec/button.rl" */
	{ signal = SIGNAL_NONE;          mark = MARK_NONE;  {p++; cs = 12; goto _out;} }
	goto st12;
tr30:
/* #line 13 "spec/button.rl" */
	{ signal = SIGNAL_NONE;          mark = MARK_LAST;  {p++; cs = 12; goto _out;} }
	goto st12;
tr10:
/* #line 17 "spec/button.rl" */
	{ signal = SIGNAL_STUCK;         mark = MARK_LAST;  {p++; cs = 12; goto _out;} }
	goto st12;
st12:
	p += 1;
case 12:
/* #line 278 "gen/button_chart.c" */
	if ( ( symbol) > 3u ) {
		if ( 4u <= ( symbol) && ( symbol) <= 15u )
			goto tr30;
	} else if ( ( symbol) >= 1u )
		goto tr29;
	goto tr28;
tr31:
/* #line 11 "spec/button.rl" */
	{ signal = SIGNAL_NONE;          mark = MARK_NONE;  {p++; cs = 13; goto _out;} }
	goto st13;
tr29:
/* #line 18 "spec/button.rl" */
	{ signal = SIGNAL_NONE;          mark = MARK_EDGE;  {p++; cs = 13; goto _out;} }
	goto st13;
st13:
	p += 1;
case 13:
/* #line 293 "gen/button_chart.c" */
	if ( ( symbol) == 1u )
		goto tr31;
	if ( ( symbol) > 3u ) {
		if ( 4u <= ( symbol) && ( symbol) <= 9u )
			goto tr30;
	} else if ( ( symbol) >= 2u )
		goto tr32;
	goto tr28;
	}

	_out: {}
	}

/* #line 168 "spec/button.rl" */
  return (button_chart_t){cs, signal, mark};
}
