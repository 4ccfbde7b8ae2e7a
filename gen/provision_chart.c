
/* #line 1 "spec/provision.rl" */
/* SPDX-License-Identifier: BSD-2-Clause */
/* Provisioning: one symbol in, one transition out. The names of states,
   symbols and effects are in core/provision_chart.h; what the machine owes its owner is in spec/provision.acsl.h. */
#include "provision_chart.h"


/* #line 267 "spec/provision.rl" */


provision_chart_t provision_chart_feed(int cs, uint8_t symbol)
{
  unsigned p = 0;
  uint8_t effect = PROVISION_EFFECT_NONE;
  uint8_t answer = REASON_NONE;
  
/* #line 14 "gen/provision_chart.c" */
	{
	switch ( cs )
	{
tr0:
/* #line 12 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_NONE; {p++; cs = 0; goto _out;} }
	goto st0;
tr5:
/* #line 25 "spec/provision.rl" */
	{ answer = REASON_BUSY; {p++; cs = 0; goto _out;} }
	goto st0;
st0:
	p += 1;
case 0:
/* #line 26 "gen/provision_chart.c" */
	switch( ( symbol) ) {
		case 1u: goto tr1;
		case 2u: goto tr2;
		case 3u: goto tr3;
		case 4u: goto tr4;
	}
	if ( ( symbol) < 14u ) {
		if ( 6u <= ( symbol) && ( symbol) <= 7u )
			goto tr5;
	} else if ( ( symbol) > 16u ) {
		if ( 18u <= ( symbol) && ( symbol) <= 20u )
			goto tr5;
	} else
		goto tr5;
	goto tr0;
tr6:
/* #line 12 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_NONE; {p++; cs = 1; goto _out;} }
	goto st1;
tr1:
/* #line 14 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_OPEN; {p++; cs = 1; goto _out;} }
	goto st1;
tr13:
/* #line 25 "spec/provision.rl" */
	{ answer = REASON_BUSY; {p++; cs = 1; goto _out;} }
	goto st1;
tr8:
/* #line 28 "spec/provision.rl" */
	{ answer = REASON_NOT_OWNED; {p++; cs = 1; goto _out;} }
	goto st1;
tr11:
/* #line 29 "spec/provision.rl" */
	{ answer = REASON_NOT_PERMITTED; {p++; cs = 1; goto _out;} }
	goto st1;
tr19:
/* #line 20 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_FORGET_OPEN; {p++; cs = 1; goto _out;} }
	goto st1;
st1:
	p += 1;
case 1:
/* #line 62 "gen/provision_chart.c" */
	switch( ( symbol) ) {
		case 4u: goto tr4;
		case 6u: goto tr7;
		case 7u: goto tr8;
		case 12u: goto tr9;
		case 15u: goto tr10;
		case 16u: goto tr11;
		case 17u: goto tr12;
		case 18u: goto tr13;
	}
	if ( 14u <= ( symbol) && ( symbol) <= 20u )
		goto tr8;
	goto tr6;
tr4:
/* #line 12 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_NONE; {p++; cs = 2; goto _out;} }
	goto st2;
tr14:
/* #line 26 "spec/provision.rl" */
	{ answer = REASON_RESETTING; {p++; cs = 2; goto _out;} }
	goto st2;
st2:
	p += 1;
case 2:
/* #line 84 "gen/provision_chart.c" */
	if ( ( symbol) < 14u ) {
		if ( 6u <= ( symbol) && ( symbol) <= 7u )
			goto tr14;
	} else if ( ( symbol) > 16u ) {
		if ( 18u <= ( symbol) && ( symbol) <= 20u )
			goto tr14;
	} else
		goto tr14;
	goto tr4;
tr15:
/* #line 12 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_NONE; {p++; cs = 3; goto _out;} }
	goto st3;
tr16:
/* #line 25 "spec/provision.rl" */
	{ answer = REASON_BUSY; {p++; cs = 3; goto _out;} }
	goto st3;
tr7:
/* #line 16 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_TRY; {p++; cs = 3; goto _out;} }
	goto st3;
tr17:
/* #line 28 "spec/provision.rl" */
	{ answer = REASON_NOT_OWNED; {p++; cs = 3; goto _out;} }
	goto st3;
st3:
	p += 1;
case 3:
/* #line 108 "gen/provision_chart.c" */
	switch( ( symbol) ) {
		case 4u: goto tr4;
		case 6u: goto tr16;
		case 7u: goto tr17;
		case 8u: goto tr18;
		case 9u: goto tr19;
		case 14u: goto tr17;
		case 17u: goto tr19;
	}
	if ( ( symbol) > 18u ) {
		if ( 19u <= ( symbol) && ( symbol) <= 20u )
			goto tr17;
	} else if ( ( symbol) >= 15u )
		goto tr16;
	goto tr15;
tr20:
/* #line 12 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_NONE; {p++; cs = 4; goto _out;} }
	goto st4;
tr21:
/* #line 25 "spec/provision.rl" */
	{ answer = REASON_BUSY; {p++; cs = 4; goto _out;} }
	goto st4;
tr22:
/* #line 28 "spec/provision.rl" */
	{ answer = REASON_NOT_OWNED; {p++; cs = 4; goto _out;} }
	goto st4;
tr18:
/* #line 17 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_STORE; {p++; cs = 4; goto _out;} }
	goto st4;
st4:
	p += 1;
case 4:
/* #line 138 "gen/provision_chart.c" */
	switch( ( symbol) ) {
		case 4u: goto tr4;
		case 6u: goto tr21;
		case 7u: goto tr22;
		case 10u: goto tr19;
		case 12u: goto tr23;
		case 13u: goto tr19;
		case 14u: goto tr22;
		case 17u: goto tr19;
	}
	if ( ( symbol) > 18u ) {
		if ( 19u <= ( symbol) && ( symbol) <= 20u )
			goto tr22;
	} else if ( ( symbol) >= 15u )
		goto tr21;
	goto tr20;
tr24:
/* #line 12 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_NONE; {p++; cs = 5; goto _out;} }
	goto st5;
tr23:
/* #line 14 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_OPEN; {p++; cs = 5; goto _out;} }
	goto st5;
tr26:
/* #line 25 "spec/provision.rl" */
	{ answer = REASON_BUSY; {p++; cs = 5; goto _out;} }
	goto st5;
tr25:
/* #line 27 "spec/provision.rl" */
	{ answer = REASON_ALREADY_OWNED; {p++; cs = 5; goto _out;} }
	goto st5;
st5:
	p += 1;
case 5:
/* #line 169 "gen/provision_chart.c" */
	switch( ( symbol) ) {
		case 4u: goto tr4;
		case 6u: goto tr25;
		case 7u: goto tr26;
		case 10u: goto tr27;
		case 14u: goto tr26;
		case 17u: goto tr28;
	}
	if ( ( symbol) > 18u ) {
		if ( 19u <= ( symbol) && ( symbol) <= 20u )
			goto tr26;
	} else if ( ( symbol) >= 15u )
		goto tr25;
	goto tr24;
tr29:
/* #line 12 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_NONE; {p++; cs = 6; goto _out;} }
	goto st6;
tr33:
/* #line 18 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_HOME; {p++; cs = 6; goto _out;} }
	goto st6;
tr34:
/* #line 25 "spec/provision.rl" */
	{ answer = REASON_BUSY; {p++; cs = 6; goto _out;} }
	goto st6;
tr27:
/* #line 19 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_CLOSE_HOME; {p++; cs = 6; goto _out;} }
	goto st6;
tr30:
/* #line 27 "spec/provision.rl" */
	{ answer = REASON_ALREADY_OWNED; {p++; cs = 6; goto _out;} }
	goto st6;
st6:
	p += 1;
case 6:
/* #line 201 "gen/provision_chart.c" */
	switch( ( symbol) ) {
		case 4u: goto tr4;
		case 6u: goto tr30;
		case 7u: goto tr31;
		case 8u: goto tr32;
		case 10u: goto tr33;
		case 11u: goto tr32;
		case 12u: goto tr2;
		case 14u: goto tr34;
		case 18u: goto tr30;
	}
	if ( ( symbol) > 16u ) {
		if ( 19u <= ( symbol) && ( symbol) <= 20u )
			goto tr34;
	} else if ( ( symbol) >= 15u )
		goto tr30;
	goto tr29;
tr35:
/* #line 12 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_NONE; {p++; cs = 7; goto _out;} }
	goto st7;
tr37:
/* #line 25 "spec/provision.rl" */
	{ answer = REASON_BUSY; {p++; cs = 7; goto _out;} }
	goto st7;
tr31:
/* #line 16 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_TRY; {p++; cs = 7; goto _out;} }
	goto st7;
tr36:
/* #line 27 "spec/provision.rl" */
	{ answer = REASON_ALREADY_OWNED; {p++; cs = 7; goto _out;} }
	goto st7;
st7:
	p += 1;
case 7:
/* #line 233 "gen/provision_chart.c" */
	switch( ( symbol) ) {
		case 4u: goto tr4;
		case 6u: goto tr36;
		case 7u: goto tr37;
		case 8u: goto tr38;
		case 9u: goto tr39;
		case 14u: goto tr37;
		case 17u: goto tr39;
	}
	if ( ( symbol) > 18u ) {
		if ( 19u <= ( symbol) && ( symbol) <= 20u )
			goto tr37;
	} else if ( ( symbol) >= 15u )
		goto tr36;
	goto tr35;
tr40:
/* #line 12 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_NONE; {p++; cs = 8; goto _out;} }
	goto st8;
tr42:
/* #line 25 "spec/provision.rl" */
	{ answer = REASON_BUSY; {p++; cs = 8; goto _out;} }
	goto st8;
tr38:
/* #line 17 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_STORE; {p++; cs = 8; goto _out;} }
	goto st8;
tr41:
/* #line 27 "spec/provision.rl" */
	{ answer = REASON_ALREADY_OWNED; {p++; cs = 8; goto _out;} }
	goto st8;
st8:
	p += 1;
case 8:
/* #line 263 "gen/provision_chart.c" */
	switch( ( symbol) ) {
		case 4u: goto tr4;
		case 6u: goto tr41;
		case 7u: goto tr42;
		case 10u: goto tr39;
		case 12u: goto tr43;
		case 13u: goto tr39;
		case 14u: goto tr42;
		case 17u: goto tr39;
	}
	if ( ( symbol) > 18u ) {
		if ( 19u <= ( symbol) && ( symbol) <= 20u )
			goto tr42;
	} else if ( ( symbol) >= 15u )
		goto tr41;
	goto tr40;
tr44:
/* #line 12 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_NONE; {p++; cs = 9; goto _out;} }
	goto st9;
tr2:
/* #line 18 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_HOME; {p++; cs = 9; goto _out;} }
	goto st9;
tr46:
/* #line 25 "spec/provision.rl" */
	{ answer = REASON_BUSY; {p++; cs = 9; goto _out;} }
	goto st9;
tr9:
/* #line 19 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_CLOSE_HOME; {p++; cs = 9; goto _out;} }
	goto st9;
tr45:
/* #line 27 "spec/provision.rl" */
	{ answer = REASON_ALREADY_OWNED; {p++; cs = 9; goto _out;} }
	goto st9;
tr39:
/* #line 21 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_FORGET_HOME; {p++; cs = 9; goto _out;} }
	goto st9;
st9:
	p += 1;
case 9:
/* #line 300 "gen/provision_chart.c" */
	switch( ( symbol) ) {
		case 4u: goto tr4;
		case 6u: goto tr45;
		case 7u: goto tr31;
		case 8u: goto tr32;
		case 11u: goto tr32;
		case 12u: goto tr2;
		case 14u: goto tr46;
		case 18u: goto tr45;
	}
	if ( ( symbol) > 16u ) {
		if ( 19u <= ( symbol) && ( symbol) <= 20u )
			goto tr46;
	} else if ( ( symbol) >= 15u )
		goto tr45;
	goto tr44;
tr43:
/* #line 12 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_NONE; {p++; cs = 10; goto _out;} }
	goto st10;
tr48:
/* #line 25 "spec/provision.rl" */
	{ answer = REASON_BUSY; {p++; cs = 10; goto _out;} }
	goto st10;
tr28:
/* #line 15 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_CLOSE; {p++; cs = 10; goto _out;} }
	goto st10;
tr47:
/* #line 27 "spec/provision.rl" */
	{ answer = REASON_ALREADY_OWNED; {p++; cs = 10; goto _out;} }
	goto st10;
tr32:
/* #line 13 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_REACHED; {p++; cs = 10; goto _out;} }
	goto st10;
st10:
	p += 1;
case 10:
/* #line 334 "gen/provision_chart.c" */
	switch( ( symbol) ) {
		case 4u: goto tr4;
		case 6u: goto tr47;
		case 7u: goto tr31;
		case 10u: goto tr33;
		case 12u: goto tr2;
		case 14u: goto tr38;
		case 18u: goto tr47;
	}
	if ( ( symbol) > 16u ) {
		if ( 19u <= ( symbol) && ( symbol) <= 20u )
			goto tr48;
	} else if ( ( symbol) >= 15u )
		goto tr47;
	goto tr43;
tr49:
/* #line 12 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_NONE; {p++; cs = 11; goto _out;} }
	goto st11;
tr50:
/* #line 25 "spec/provision.rl" */
	{ answer = REASON_BUSY; {p++; cs = 11; goto _out;} }
	goto st11;
tr10:
/* #line 16 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_TRY; {p++; cs = 11; goto _out;} }
	goto st11;
tr51:
/* #line 28 "spec/provision.rl" */
	{ answer = REASON_NOT_OWNED; {p++; cs = 11; goto _out;} }
	goto st11;
st11:
	p += 1;
case 11:
/* #line 364 "gen/provision_chart.c" */
	switch( ( symbol) ) {
		case 4u: goto tr4;
		case 6u: goto tr50;
		case 7u: goto tr51;
		case 8u: goto tr52;
		case 9u: goto tr19;
		case 14u: goto tr51;
		case 17u: goto tr19;
	}
	if ( ( symbol) > 18u ) {
		if ( 19u <= ( symbol) && ( symbol) <= 20u )
			goto tr51;
	} else if ( ( symbol) >= 15u )
		goto tr50;
	goto tr49;
tr53:
/* #line 12 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_NONE; {p++; cs = 12; goto _out;} }
	goto st12;
tr56:
/* #line 25 "spec/provision.rl" */
	{ answer = REASON_BUSY; {p++; cs = 12; goto _out;} }
	goto st12;
tr55:
/* #line 28 "spec/provision.rl" */
	{ answer = REASON_NOT_OWNED; {p++; cs = 12; goto _out;} }
	goto st12;
tr54:
/* #line 29 "spec/provision.rl" */
	{ answer = REASON_NOT_PERMITTED; {p++; cs = 12; goto _out;} }
	goto st12;
tr52:
/* #line 15 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_CLOSE; {p++; cs = 12; goto _out;} }
	goto st12;
st12:
	p += 1;
case 12:
/* #line 397 "gen/provision_chart.c" */
	switch( ( symbol) ) {
		case 4u: goto tr4;
		case 6u: goto tr54;
		case 7u: goto tr55;
		case 10u: goto tr19;
		case 12u: goto tr2;
		case 15u: goto tr56;
		case 16u: goto tr57;
		case 17u: goto tr19;
		case 18u: goto tr56;
	}
	if ( 14u <= ( symbol) && ( symbol) <= 20u )
		goto tr55;
	goto tr53;
tr58:
/* #line 12 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_NONE; {p++; cs = 13; goto _out;} }
	goto st13;
tr59:
/* #line 25 "spec/provision.rl" */
	{ answer = REASON_BUSY; {p++; cs = 13; goto _out;} }
	goto st13;
tr60:
/* #line 28 "spec/provision.rl" */
	{ answer = REASON_NOT_OWNED; {p++; cs = 13; goto _out;} }
	goto st13;
tr57:
/* #line 17 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_STORE; {p++; cs = 13; goto _out;} }
	goto st13;
st13:
	p += 1;
case 13:
/* #line 426 "gen/provision_chart.c" */
	switch( ( symbol) ) {
		case 4u: goto tr4;
		case 6u: goto tr59;
		case 7u: goto tr60;
		case 10u: goto tr19;
		case 12u: goto tr43;
		case 13u: goto tr19;
		case 14u: goto tr60;
		case 17u: goto tr19;
	}
	if ( ( symbol) > 18u ) {
		if ( 19u <= ( symbol) && ( symbol) <= 20u )
			goto tr60;
	} else if ( ( symbol) >= 15u )
		goto tr59;
	goto tr58;
tr61:
/* #line 12 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_NONE; {p++; cs = 14; goto _out;} }
	goto st14;
tr64:
/* #line 25 "spec/provision.rl" */
	{ answer = REASON_BUSY; {p++; cs = 14; goto _out;} }
	goto st14;
tr63:
/* #line 28 "spec/provision.rl" */
	{ answer = REASON_NOT_OWNED; {p++; cs = 14; goto _out;} }
	goto st14;
tr62:
/* #line 29 "spec/provision.rl" */
	{ answer = REASON_NOT_PERMITTED; {p++; cs = 14; goto _out;} }
	goto st14;
tr12:
/* #line 15 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_CLOSE; {p++; cs = 14; goto _out;} }
	goto st14;
st14:
	p += 1;
case 14:
/* #line 460 "gen/provision_chart.c" */
	switch( ( symbol) ) {
		case 4u: goto tr4;
		case 6u: goto tr62;
		case 7u: goto tr63;
		case 12u: goto tr2;
		case 14u: goto tr63;
		case 18u: goto tr64;
	}
	if ( ( symbol) > 16u ) {
		if ( 19u <= ( symbol) && ( symbol) <= 20u )
			goto tr63;
	} else if ( ( symbol) >= 15u )
		goto tr62;
	goto tr61;
tr65:
/* #line 12 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_NONE; {p++; cs = 15; goto _out;} }
	goto st15;
tr3:
/* #line 18 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_HOME; {p++; cs = 15; goto _out;} }
	goto st15;
tr67:
/* #line 25 "spec/provision.rl" */
	{ answer = REASON_BUSY; {p++; cs = 15; goto _out;} }
	goto st15;
tr66:
/* #line 27 "spec/provision.rl" */
	{ answer = REASON_ALREADY_OWNED; {p++; cs = 15; goto _out;} }
	goto st15;
st15:
	p += 1;
case 15:
/* #line 489 "gen/provision_chart.c" */
	switch( ( symbol) ) {
		case 4u: goto tr4;
		case 6u: goto tr66;
		case 7u: goto tr31;
		case 8u: goto tr32;
		case 11u: goto tr32;
		case 12u: goto tr2;
		case 14u: goto tr67;
		case 17u: goto tr68;
	}
	if ( ( symbol) > 18u ) {
		if ( 19u <= ( symbol) && ( symbol) <= 20u )
			goto tr67;
	} else if ( ( symbol) >= 15u )
		goto tr66;
	goto tr65;
tr69:
/* #line 12 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_NONE; {p++; cs = 16; goto _out;} }
	goto st16;
tr68:
/* #line 14 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_OPEN; {p++; cs = 16; goto _out;} }
	goto st16;
tr72:
/* #line 25 "spec/provision.rl" */
	{ answer = REASON_BUSY; {p++; cs = 16; goto _out;} }
	goto st16;
tr70:
/* #line 27 "spec/provision.rl" */
	{ answer = REASON_ALREADY_OWNED; {p++; cs = 16; goto _out;} }
	goto st16;
tr77:
/* #line 22 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_FORGET_HOME_OPEN; {p++; cs = 16; goto _out;} }
	goto st16;
st16:
	p += 1;
case 16:
/* #line 523 "gen/provision_chart.c" */
	switch( ( symbol) ) {
		case 4u: goto tr4;
		case 6u: goto tr70;
		case 7u: goto tr71;
		case 8u: goto tr28;
		case 11u: goto tr28;
		case 12u: goto tr9;
		case 14u: goto tr72;
		case 17u: goto tr9;
	}
	if ( ( symbol) > 18u ) {
		if ( 19u <= ( symbol) && ( symbol) <= 20u )
			goto tr72;
	} else if ( ( symbol) >= 15u )
		goto tr70;
	goto tr69;
tr73:
/* #line 12 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_NONE; {p++; cs = 17; goto _out;} }
	goto st17;
tr75:
/* #line 25 "spec/provision.rl" */
	{ answer = REASON_BUSY; {p++; cs = 17; goto _out;} }
	goto st17;
tr71:
/* #line 16 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_TRY; {p++; cs = 17; goto _out;} }
	goto st17;
tr74:
/* #line 27 "spec/provision.rl" */
	{ answer = REASON_ALREADY_OWNED; {p++; cs = 17; goto _out;} }
	goto st17;
st17:
	p += 1;
case 17:
/* #line 554 "gen/provision_chart.c" */
	switch( ( symbol) ) {
		case 4u: goto tr4;
		case 6u: goto tr74;
		case 7u: goto tr75;
		case 8u: goto tr76;
		case 9u: goto tr77;
		case 14u: goto tr75;
		case 17u: goto tr77;
	}
	if ( ( symbol) > 18u ) {
		if ( 19u <= ( symbol) && ( symbol) <= 20u )
			goto tr75;
	} else if ( ( symbol) >= 15u )
		goto tr74;
	goto tr73;
tr78:
/* #line 12 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_NONE; {p++; cs = 18; goto _out;} }
	goto st18;
tr80:
/* #line 25 "spec/provision.rl" */
	{ answer = REASON_BUSY; {p++; cs = 18; goto _out;} }
	goto st18;
tr76:
/* #line 17 "spec/provision.rl" */
	{ effect = PROVISION_EFFECT_STORE; {p++; cs = 18; goto _out;} }
	goto st18;
tr79:
/* #line 27 "spec/provision.rl" */
	{ answer = REASON_ALREADY_OWNED; {p++; cs = 18; goto _out;} }
	goto st18;
st18:
	p += 1;
case 18:
/* #line 584 "gen/provision_chart.c" */
	switch( ( symbol) ) {
		case 4u: goto tr4;
		case 6u: goto tr79;
		case 7u: goto tr80;
		case 10u: goto tr77;
		case 12u: goto tr23;
		case 13u: goto tr77;
		case 14u: goto tr80;
		case 17u: goto tr77;
	}
	if ( ( symbol) > 18u ) {
		if ( 19u <= ( symbol) && ( symbol) <= 20u )
			goto tr80;
	} else if ( ( symbol) >= 15u )
		goto tr79;
	goto tr78;
	}

	_out: {}
	}

/* #line 275 "spec/provision.rl" */
  return (provision_chart_t){cs, effect, answer};
}
