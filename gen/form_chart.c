
/* #line 1 "spec/form.rl" */
/* SPDX-License-Identifier: BSD-2-Clause */
/* A form as application/x-www-form-urlencoded, one byte a call: what each byte means where it stands. */
#include "form_chart.h"


/* #line 53 "spec/form.rl" */



/* #line 8 "gen/form_chart.c" */
static const int form_chart_start = 0;

static const int form_chart_en_main = 0;


/* #line 56 "spec/form.rl" */

uint8_t form_chart_feed(int *cs, uint8_t symbol)
{
  const uint8_t *p = &symbol;
  uint8_t meaning = FORM_REJECT;

  
/* #line 18 "gen/form_chart.c" */
	{
	switch ( ( *cs) )
	{
tr0:
/* #line 11 "spec/form.rl" */
	{ meaning = FORM_BYTE; {p++; ( *cs) = 0; goto _out;} }
	goto st0;
tr2:
/* #line 16 "spec/form.rl" */
	{ meaning = FORM_END; {p++; ( *cs) = 0; goto _out;} }
	goto st0;
tr3:
/* #line 12 "spec/form.rl" */
	{ meaning = FORM_SPACE; {p++; ( *cs) = 0; goto _out;} }
	goto st0;
tr7:
/* #line 14 "spec/form.rl" */
	{ meaning = FORM_LOW; {p++; ( *cs) = 0; goto _out;} }
	goto st0;
st0:
	p += 1;
case 0:
/* #line 36 "gen/form_chart.c" */
	switch( (*p) ) {
		case 37u: goto tr1;
		case 38u: goto tr2;
		case 43u: goto tr3;
		case 61u: goto tr4;
	}
	goto tr0;
tr1:
/* #line 10 "spec/form.rl" */
	{ meaning = FORM_ESCAPE; {p++; ( *cs) = 1; goto _out;} }
	goto st1;
st1:
	p += 1;
case 1:
/* #line 49 "gen/form_chart.c" */
	if ( (*p) < 65u ) {
		if ( 48u <= (*p) && (*p) <= 57u )
			goto tr6;
	} else if ( (*p) > 70u ) {
		if ( 97u <= (*p) && (*p) <= 102u )
			goto tr6;
	} else
		goto tr6;
	goto tr5;
tr5:
/* #line 17 "spec/form.rl" */
	{ meaning = FORM_REJECT; {p++; ( *cs) = 2; goto _out;} }
	goto st2;
st2:
	p += 1;
case 2:
/* #line 64 "gen/form_chart.c" */
	goto tr5;
tr6:
/* #line 13 "spec/form.rl" */
	{ meaning = FORM_HIGH; {p++; ( *cs) = 3; goto _out;} }
	goto st3;
st3:
	p += 1;
case 3:
/* #line 71 "gen/form_chart.c" */
	if ( (*p) < 65u ) {
		if ( 48u <= (*p) && (*p) <= 57u )
			goto tr7;
	} else if ( (*p) > 70u ) {
		if ( 97u <= (*p) && (*p) <= 102u )
			goto tr7;
	} else
		goto tr7;
	goto tr5;
tr8:
/* #line 11 "spec/form.rl" */
	{ meaning = FORM_BYTE; {p++; ( *cs) = 4; goto _out;} }
	goto st4;
tr10:
/* #line 12 "spec/form.rl" */
	{ meaning = FORM_SPACE; {p++; ( *cs) = 4; goto _out;} }
	goto st4;
tr4:
/* #line 15 "spec/form.rl" */
	{ meaning = FORM_VALUE; {p++; ( *cs) = 4; goto _out;} }
	goto st4;
tr12:
/* #line 14 "spec/form.rl" */
	{ meaning = FORM_LOW; {p++; ( *cs) = 4; goto _out;} }
	goto st4;
st4:
	p += 1;
case 4:
/* #line 95 "gen/form_chart.c" */
	switch( (*p) ) {
		case 37u: goto tr9;
		case 38u: goto tr2;
		case 43u: goto tr10;
	}
	goto tr8;
tr9:
/* #line 10 "spec/form.rl" */
	{ meaning = FORM_ESCAPE; {p++; ( *cs) = 5; goto _out;} }
	goto st5;
st5:
	p += 1;
case 5:
/* #line 107 "gen/form_chart.c" */
	if ( (*p) < 65u ) {
		if ( 48u <= (*p) && (*p) <= 57u )
			goto tr11;
	} else if ( (*p) > 70u ) {
		if ( 97u <= (*p) && (*p) <= 102u )
			goto tr11;
	} else
		goto tr11;
	goto tr5;
tr11:
/* #line 13 "spec/form.rl" */
	{ meaning = FORM_HIGH; {p++; ( *cs) = 6; goto _out;} }
	goto st6;
st6:
	p += 1;
case 6:
/* #line 122 "gen/form_chart.c" */
	if ( (*p) < 65u ) {
		if ( 48u <= (*p) && (*p) <= 57u )
			goto tr12;
	} else if ( (*p) > 70u ) {
		if ( 97u <= (*p) && (*p) <= 102u )
			goto tr12;
	} else
		goto tr12;
	goto tr5;
	}

	_out: {}
	}

/* #line 63 "spec/form.rl" */

  return meaning;
}
