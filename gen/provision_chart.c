
/* #line 1 "spec/provision.rl" */
/* SPDX-License-Identifier: BSD-2-Clause */
/* Provisioning: one symbol in, one transition out. The names of states,
   symbols and effects are in core/provision_chart.h; what the machine owes its owner is in spec/provision.acsl.h. */
#include "provision_chart.h"


/* #line 228 "spec/provision.rl" */


void provision_chart_feed(provision_chart_t *chart, uint8_t symbol)
{
  const unsigned char *p = &symbol;
  chart->effect = PROVISION_EFFECT_NONE;
  chart->answer = REASON_NONE;
  
/* #line 14 "gen/provision_chart.c" */
	{
	switch (  chart->cs )
	{
tr0:
/* #line 12 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_NONE; {p++;  chart->cs = 0; goto _out;} }
	goto st0;
tr5:
/* #line 25 "spec/provision.rl" */
	{ chart->answer = REASON_BUSY; {p++;  chart->cs = 0; goto _out;} }
	goto st0;
st0:
	p += 1;
case 0:
/* #line 26 "gen/provision_chart.c" */
	switch( (*p) ) {
		case 1u: goto tr1;
		case 2u: goto tr2;
		case 3u: goto tr3;
		case 4u: goto tr4;
		case 14u: goto tr5;
	}
	if ( (*p) > 7u ) {
		if ( 16u <= (*p) && (*p) <= 18u )
			goto tr5;
	} else if ( (*p) >= 6u )
		goto tr5;
	goto tr0;
tr6:
/* #line 12 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_NONE; {p++;  chart->cs = 1; goto _out;} }
	goto st1;
tr1:
/* #line 14 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_OPEN; {p++;  chart->cs = 1; goto _out;} }
	goto st1;
tr11:
/* #line 25 "spec/provision.rl" */
	{ chart->answer = REASON_BUSY; {p++;  chart->cs = 1; goto _out;} }
	goto st1;
tr8:
/* #line 28 "spec/provision.rl" */
	{ chart->answer = REASON_NOT_OWNED; {p++;  chart->cs = 1; goto _out;} }
	goto st1;
tr17:
/* #line 20 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_FORGET_OPEN; {p++;  chart->cs = 1; goto _out;} }
	goto st1;
st1:
	p += 1;
case 1:
/* #line 57 "gen/provision_chart.c" */
	switch( (*p) ) {
		case 4u: goto tr4;
		case 6u: goto tr7;
		case 7u: goto tr8;
		case 12u: goto tr9;
		case 15u: goto tr10;
		case 16u: goto tr11;
	}
	if ( 14u <= (*p) && (*p) <= 18u )
		goto tr8;
	goto tr6;
tr4:
/* #line 12 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_NONE; {p++;  chart->cs = 2; goto _out;} }
	goto st2;
tr12:
/* #line 26 "spec/provision.rl" */
	{ chart->answer = REASON_RESETTING; {p++;  chart->cs = 2; goto _out;} }
	goto st2;
st2:
	p += 1;
case 2:
/* #line 77 "gen/provision_chart.c" */
	if ( (*p) == 14u )
		goto tr12;
	if ( (*p) > 7u ) {
		if ( 16u <= (*p) && (*p) <= 18u )
			goto tr12;
	} else if ( (*p) >= 6u )
		goto tr12;
	goto tr4;
tr13:
/* #line 12 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_NONE; {p++;  chart->cs = 3; goto _out;} }
	goto st3;
tr14:
/* #line 25 "spec/provision.rl" */
	{ chart->answer = REASON_BUSY; {p++;  chart->cs = 3; goto _out;} }
	goto st3;
tr7:
/* #line 16 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_TRY; {p++;  chart->cs = 3; goto _out;} }
	goto st3;
tr15:
/* #line 28 "spec/provision.rl" */
	{ chart->answer = REASON_NOT_OWNED; {p++;  chart->cs = 3; goto _out;} }
	goto st3;
st3:
	p += 1;
case 3:
/* #line 100 "gen/provision_chart.c" */
	switch( (*p) ) {
		case 4u: goto tr4;
		case 6u: goto tr14;
		case 7u: goto tr15;
		case 8u: goto tr16;
		case 9u: goto tr17;
		case 15u: goto tr17;
		case 16u: goto tr14;
	}
	if ( 14u <= (*p) && (*p) <= 18u )
		goto tr15;
	goto tr13;
tr18:
/* #line 12 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_NONE; {p++;  chart->cs = 4; goto _out;} }
	goto st4;
tr19:
/* #line 25 "spec/provision.rl" */
	{ chart->answer = REASON_BUSY; {p++;  chart->cs = 4; goto _out;} }
	goto st4;
tr20:
/* #line 28 "spec/provision.rl" */
	{ chart->answer = REASON_NOT_OWNED; {p++;  chart->cs = 4; goto _out;} }
	goto st4;
tr16:
/* #line 17 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_STORE; {p++;  chart->cs = 4; goto _out;} }
	goto st4;
st4:
	p += 1;
case 4:
/* #line 127 "gen/provision_chart.c" */
	switch( (*p) ) {
		case 4u: goto tr4;
		case 6u: goto tr19;
		case 7u: goto tr20;
		case 10u: goto tr17;
		case 12u: goto tr21;
		case 14u: goto tr20;
		case 16u: goto tr19;
	}
	if ( (*p) > 15u ) {
		if ( 17u <= (*p) && (*p) <= 18u )
			goto tr20;
	} else if ( (*p) >= 13u )
		goto tr17;
	goto tr18;
tr22:
/* #line 12 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_NONE; {p++;  chart->cs = 5; goto _out;} }
	goto st5;
tr21:
/* #line 14 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_OPEN; {p++;  chart->cs = 5; goto _out;} }
	goto st5;
tr24:
/* #line 25 "spec/provision.rl" */
	{ chart->answer = REASON_BUSY; {p++;  chart->cs = 5; goto _out;} }
	goto st5;
tr23:
/* #line 27 "spec/provision.rl" */
	{ chart->answer = REASON_ALREADY_OWNED; {p++;  chart->cs = 5; goto _out;} }
	goto st5;
st5:
	p += 1;
case 5:
/* #line 157 "gen/provision_chart.c" */
	switch( (*p) ) {
		case 4u: goto tr4;
		case 6u: goto tr23;
		case 7u: goto tr24;
		case 10u: goto tr25;
		case 15u: goto tr26;
		case 16u: goto tr23;
	}
	if ( 14u <= (*p) && (*p) <= 18u )
		goto tr24;
	goto tr22;
tr27:
/* #line 12 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_NONE; {p++;  chart->cs = 6; goto _out;} }
	goto st6;
tr31:
/* #line 18 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_HOME; {p++;  chart->cs = 6; goto _out;} }
	goto st6;
tr32:
/* #line 25 "spec/provision.rl" */
	{ chart->answer = REASON_BUSY; {p++;  chart->cs = 6; goto _out;} }
	goto st6;
tr25:
/* #line 19 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_CLOSE_HOME; {p++;  chart->cs = 6; goto _out;} }
	goto st6;
tr28:
/* #line 27 "spec/provision.rl" */
	{ chart->answer = REASON_ALREADY_OWNED; {p++;  chart->cs = 6; goto _out;} }
	goto st6;
st6:
	p += 1;
case 6:
/* #line 186 "gen/provision_chart.c" */
	switch( (*p) ) {
		case 4u: goto tr4;
		case 6u: goto tr28;
		case 7u: goto tr29;
		case 8u: goto tr30;
		case 10u: goto tr31;
		case 11u: goto tr30;
		case 12u: goto tr2;
		case 14u: goto tr32;
		case 16u: goto tr28;
	}
	if ( 17u <= (*p) && (*p) <= 18u )
		goto tr32;
	goto tr27;
tr33:
/* #line 12 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_NONE; {p++;  chart->cs = 7; goto _out;} }
	goto st7;
tr35:
/* #line 25 "spec/provision.rl" */
	{ chart->answer = REASON_BUSY; {p++;  chart->cs = 7; goto _out;} }
	goto st7;
tr29:
/* #line 16 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_TRY; {p++;  chart->cs = 7; goto _out;} }
	goto st7;
tr34:
/* #line 27 "spec/provision.rl" */
	{ chart->answer = REASON_ALREADY_OWNED; {p++;  chart->cs = 7; goto _out;} }
	goto st7;
st7:
	p += 1;
case 7:
/* #line 215 "gen/provision_chart.c" */
	switch( (*p) ) {
		case 4u: goto tr4;
		case 6u: goto tr34;
		case 7u: goto tr35;
		case 8u: goto tr36;
		case 9u: goto tr37;
		case 15u: goto tr37;
		case 16u: goto tr34;
	}
	if ( 14u <= (*p) && (*p) <= 18u )
		goto tr35;
	goto tr33;
tr38:
/* #line 12 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_NONE; {p++;  chart->cs = 8; goto _out;} }
	goto st8;
tr40:
/* #line 25 "spec/provision.rl" */
	{ chart->answer = REASON_BUSY; {p++;  chart->cs = 8; goto _out;} }
	goto st8;
tr36:
/* #line 17 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_STORE; {p++;  chart->cs = 8; goto _out;} }
	goto st8;
tr39:
/* #line 27 "spec/provision.rl" */
	{ chart->answer = REASON_ALREADY_OWNED; {p++;  chart->cs = 8; goto _out;} }
	goto st8;
st8:
	p += 1;
case 8:
/* #line 242 "gen/provision_chart.c" */
	switch( (*p) ) {
		case 4u: goto tr4;
		case 6u: goto tr39;
		case 7u: goto tr40;
		case 10u: goto tr37;
		case 12u: goto tr41;
		case 14u: goto tr40;
		case 16u: goto tr39;
	}
	if ( (*p) > 15u ) {
		if ( 17u <= (*p) && (*p) <= 18u )
			goto tr40;
	} else if ( (*p) >= 13u )
		goto tr37;
	goto tr38;
tr42:
/* #line 12 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_NONE; {p++;  chart->cs = 9; goto _out;} }
	goto st9;
tr2:
/* #line 18 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_HOME; {p++;  chart->cs = 9; goto _out;} }
	goto st9;
tr44:
/* #line 25 "spec/provision.rl" */
	{ chart->answer = REASON_BUSY; {p++;  chart->cs = 9; goto _out;} }
	goto st9;
tr9:
/* #line 19 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_CLOSE_HOME; {p++;  chart->cs = 9; goto _out;} }
	goto st9;
tr43:
/* #line 27 "spec/provision.rl" */
	{ chart->answer = REASON_ALREADY_OWNED; {p++;  chart->cs = 9; goto _out;} }
	goto st9;
tr37:
/* #line 21 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_FORGET_HOME; {p++;  chart->cs = 9; goto _out;} }
	goto st9;
st9:
	p += 1;
case 9:
/* #line 278 "gen/provision_chart.c" */
	switch( (*p) ) {
		case 4u: goto tr4;
		case 6u: goto tr43;
		case 7u: goto tr29;
		case 8u: goto tr30;
		case 11u: goto tr30;
		case 12u: goto tr2;
		case 14u: goto tr44;
		case 16u: goto tr43;
	}
	if ( 17u <= (*p) && (*p) <= 18u )
		goto tr44;
	goto tr42;
tr41:
/* #line 12 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_NONE; {p++;  chart->cs = 10; goto _out;} }
	goto st10;
tr46:
/* #line 25 "spec/provision.rl" */
	{ chart->answer = REASON_BUSY; {p++;  chart->cs = 10; goto _out;} }
	goto st10;
tr26:
/* #line 15 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_CLOSE; {p++;  chart->cs = 10; goto _out;} }
	goto st10;
tr45:
/* #line 27 "spec/provision.rl" */
	{ chart->answer = REASON_ALREADY_OWNED; {p++;  chart->cs = 10; goto _out;} }
	goto st10;
tr30:
/* #line 13 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_REACHED; {p++;  chart->cs = 10; goto _out;} }
	goto st10;
st10:
	p += 1;
case 10:
/* #line 309 "gen/provision_chart.c" */
	switch( (*p) ) {
		case 4u: goto tr4;
		case 6u: goto tr45;
		case 7u: goto tr29;
		case 10u: goto tr31;
		case 12u: goto tr2;
		case 14u: goto tr36;
		case 16u: goto tr45;
	}
	if ( 17u <= (*p) && (*p) <= 18u )
		goto tr46;
	goto tr41;
tr47:
/* #line 12 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_NONE; {p++;  chart->cs = 11; goto _out;} }
	goto st11;
tr50:
/* #line 25 "spec/provision.rl" */
	{ chart->answer = REASON_BUSY; {p++;  chart->cs = 11; goto _out;} }
	goto st11;
tr49:
/* #line 28 "spec/provision.rl" */
	{ chart->answer = REASON_NOT_OWNED; {p++;  chart->cs = 11; goto _out;} }
	goto st11;
tr10:
/* #line 15 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_CLOSE; {p++;  chart->cs = 11; goto _out;} }
	goto st11;
tr48:
/* #line 29 "spec/provision.rl" */
	{ chart->answer = REASON_NOT_PERMITTED; {p++;  chart->cs = 11; goto _out;} }
	goto st11;
st11:
	p += 1;
case 11:
/* #line 339 "gen/provision_chart.c" */
	switch( (*p) ) {
		case 4u: goto tr4;
		case 6u: goto tr48;
		case 7u: goto tr49;
		case 12u: goto tr2;
		case 14u: goto tr49;
		case 16u: goto tr50;
	}
	if ( 17u <= (*p) && (*p) <= 18u )
		goto tr49;
	goto tr47;
tr51:
/* #line 12 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_NONE; {p++;  chart->cs = 12; goto _out;} }
	goto st12;
tr3:
/* #line 18 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_HOME; {p++;  chart->cs = 12; goto _out;} }
	goto st12;
tr53:
/* #line 25 "spec/provision.rl" */
	{ chart->answer = REASON_BUSY; {p++;  chart->cs = 12; goto _out;} }
	goto st12;
tr52:
/* #line 27 "spec/provision.rl" */
	{ chart->answer = REASON_ALREADY_OWNED; {p++;  chart->cs = 12; goto _out;} }
	goto st12;
st12:
	p += 1;
case 12:
/* #line 365 "gen/provision_chart.c" */
	switch( (*p) ) {
		case 4u: goto tr4;
		case 6u: goto tr52;
		case 7u: goto tr29;
		case 8u: goto tr30;
		case 11u: goto tr30;
		case 12u: goto tr2;
		case 15u: goto tr54;
		case 16u: goto tr52;
	}
	if ( 14u <= (*p) && (*p) <= 18u )
		goto tr53;
	goto tr51;
tr55:
/* #line 12 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_NONE; {p++;  chart->cs = 13; goto _out;} }
	goto st13;
tr54:
/* #line 14 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_OPEN; {p++;  chart->cs = 13; goto _out;} }
	goto st13;
tr58:
/* #line 25 "spec/provision.rl" */
	{ chart->answer = REASON_BUSY; {p++;  chart->cs = 13; goto _out;} }
	goto st13;
tr56:
/* #line 27 "spec/provision.rl" */
	{ chart->answer = REASON_ALREADY_OWNED; {p++;  chart->cs = 13; goto _out;} }
	goto st13;
tr63:
/* #line 22 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_FORGET_HOME_OPEN; {p++;  chart->cs = 13; goto _out;} }
	goto st13;
st13:
	p += 1;
case 13:
/* #line 396 "gen/provision_chart.c" */
	switch( (*p) ) {
		case 4u: goto tr4;
		case 6u: goto tr56;
		case 7u: goto tr57;
		case 8u: goto tr26;
		case 11u: goto tr26;
		case 12u: goto tr9;
		case 15u: goto tr9;
		case 16u: goto tr56;
	}
	if ( 14u <= (*p) && (*p) <= 18u )
		goto tr58;
	goto tr55;
tr59:
/* #line 12 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_NONE; {p++;  chart->cs = 14; goto _out;} }
	goto st14;
tr61:
/* #line 25 "spec/provision.rl" */
	{ chart->answer = REASON_BUSY; {p++;  chart->cs = 14; goto _out;} }
	goto st14;
tr57:
/* #line 16 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_TRY; {p++;  chart->cs = 14; goto _out;} }
	goto st14;
tr60:
/* #line 27 "spec/provision.rl" */
	{ chart->answer = REASON_ALREADY_OWNED; {p++;  chart->cs = 14; goto _out;} }
	goto st14;
st14:
	p += 1;
case 14:
/* #line 424 "gen/provision_chart.c" */
	switch( (*p) ) {
		case 4u: goto tr4;
		case 6u: goto tr60;
		case 7u: goto tr61;
		case 8u: goto tr62;
		case 9u: goto tr63;
		case 15u: goto tr63;
		case 16u: goto tr60;
	}
	if ( 14u <= (*p) && (*p) <= 18u )
		goto tr61;
	goto tr59;
tr64:
/* #line 12 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_NONE; {p++;  chart->cs = 15; goto _out;} }
	goto st15;
tr66:
/* #line 25 "spec/provision.rl" */
	{ chart->answer = REASON_BUSY; {p++;  chart->cs = 15; goto _out;} }
	goto st15;
tr62:
/* #line 17 "spec/provision.rl" */
	{ chart->effect = PROVISION_EFFECT_STORE; {p++;  chart->cs = 15; goto _out;} }
	goto st15;
tr65:
/* #line 27 "spec/provision.rl" */
	{ chart->answer = REASON_ALREADY_OWNED; {p++;  chart->cs = 15; goto _out;} }
	goto st15;
st15:
	p += 1;
case 15:
/* #line 451 "gen/provision_chart.c" */
	switch( (*p) ) {
		case 4u: goto tr4;
		case 6u: goto tr65;
		case 7u: goto tr66;
		case 10u: goto tr63;
		case 12u: goto tr21;
		case 14u: goto tr66;
		case 16u: goto tr65;
	}
	if ( (*p) > 15u ) {
		if ( 17u <= (*p) && (*p) <= 18u )
			goto tr66;
	} else if ( (*p) >= 13u )
		goto tr63;
	goto tr64;
	}

	_out: {}
	}

/* #line 236 "spec/provision.rl" */
}
