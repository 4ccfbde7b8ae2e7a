
/* #line 1 "spec/wifi_uri.rl" */
/* SPDX-License-Identifier: BSD-2-Clause */
/* The text of a Wi-Fi QR code, one byte a call: what each byte means where it stands. */
#include "wifi_uri_chart.h"


/* #line 90 "spec/wifi_uri.rl" */



/* #line 8 "gen/wifi_uri_chart.c" */
static const int wifi_uri_chart_start = 0;

static const int wifi_uri_chart_en_main = 0;


/* #line 93 "spec/wifi_uri.rl" */

uint8_t wifi_uri_chart_feed(int *cs, uint8_t symbol)
{
  const uint8_t *p = &symbol;
  uint8_t meaning = WIFI_URI_REJECT;

  
/* #line 18 "gen/wifi_uri_chart.c" */
	{
	switch ( ( *cs) )
	{
case 0:
	if ( (*p) == 87u )
		goto tr1;
	goto tr0;
tr0:
/* #line 16 "spec/wifi_uri.rl" */
	{ meaning = WIFI_URI_REJECT; {p++; ( *cs) = 1; goto _out;} }
	goto st1;
tr7:
/* #line 15 "spec/wifi_uri.rl" */
	{ meaning = WIFI_URI_DONE; {p++; ( *cs) = 1; goto _out;} }
	goto st1;
st1:
	p += 1;
case 1:
/* #line 34 "gen/wifi_uri_chart.c" */
	goto tr0;
tr1:
/* #line 10 "spec/wifi_uri.rl" */
	{ meaning = WIFI_URI_SKIP; {p++; ( *cs) = 2; goto _out;} }
	goto st2;
st2:
	p += 1;
case 2:
/* #line 41 "gen/wifi_uri_chart.c" */
	if ( (*p) == 73u )
		goto tr2;
	goto tr0;
tr2:
/* #line 10 "spec/wifi_uri.rl" */
	{ meaning = WIFI_URI_SKIP; {p++; ( *cs) = 3; goto _out;} }
	goto st3;
st3:
	p += 1;
case 3:
/* #line 50 "gen/wifi_uri_chart.c" */
	if ( (*p) == 70u )
		goto tr3;
	goto tr0;
tr3:
/* #line 10 "spec/wifi_uri.rl" */
	{ meaning = WIFI_URI_SKIP; {p++; ( *cs) = 4; goto _out;} }
	goto st4;
st4:
	p += 1;
case 4:
/* #line 59 "gen/wifi_uri_chart.c" */
	if ( (*p) == 73u )
		goto tr4;
	goto tr0;
tr4:
/* #line 10 "spec/wifi_uri.rl" */
	{ meaning = WIFI_URI_SKIP; {p++; ( *cs) = 5; goto _out;} }
	goto st5;
st5:
	p += 1;
case 5:
/* #line 68 "gen/wifi_uri_chart.c" */
	if ( (*p) == 58u )
		goto tr5;
	goto tr0;
tr5:
/* #line 10 "spec/wifi_uri.rl" */
	{ meaning = WIFI_URI_SKIP; {p++; ( *cs) = 6; goto _out;} }
	goto st6;
tr11:
/* #line 14 "spec/wifi_uri.rl" */
	{ meaning = WIFI_URI_END; {p++; ( *cs) = 6; goto _out;} }
	goto st6;
st6:
	p += 1;
case 6:
/* #line 80 "gen/wifi_uri_chart.c" */
	if ( (*p) == 59u )
		goto tr7;
	if ( (*p) < 65u ) {
		if ( 48u <= (*p) && (*p) <= 57u )
			goto tr6;
	} else if ( (*p) > 90u ) {
		if ( 97u <= (*p) && (*p) <= 122u )
			goto tr6;
	} else
		goto tr6;
	goto tr0;
tr6:
/* #line 11 "spec/wifi_uri.rl" */
	{ meaning = WIFI_URI_NAME; {p++; ( *cs) = 7; goto _out;} }
	goto st7;
st7:
	p += 1;
case 7:
/* #line 97 "gen/wifi_uri_chart.c" */
	if ( (*p) == 58u )
		goto tr8;
	if ( (*p) < 65u ) {
		if ( 48u <= (*p) && (*p) <= 57u )
			goto tr6;
	} else if ( (*p) > 90u ) {
		if ( 97u <= (*p) && (*p) <= 122u )
			goto tr6;
	} else
		goto tr6;
	goto tr0;
tr8:
/* #line 12 "spec/wifi_uri.rl" */
	{ meaning = WIFI_URI_VALUE; {p++; ( *cs) = 8; goto _out;} }
	goto st8;
st8:
	p += 1;
case 8:
/* #line 114 "gen/wifi_uri_chart.c" */
	switch( (*p) ) {
		case 0u: goto tr0;
		case 34u: goto tr10;
		case 59u: goto tr11;
		case 92u: goto tr12;
	}
	goto tr9;
tr9:
/* #line 13 "spec/wifi_uri.rl" */
	{ meaning = WIFI_URI_BYTE; {p++; ( *cs) = 9; goto _out;} }
	goto st9;
st9:
	p += 1;
case 9:
/* #line 127 "gen/wifi_uri_chart.c" */
	switch( (*p) ) {
		case 0u: goto tr0;
		case 59u: goto tr11;
		case 92u: goto tr12;
	}
	goto tr9;
tr12:
/* #line 10 "spec/wifi_uri.rl" */
	{ meaning = WIFI_URI_SKIP; {p++; ( *cs) = 10; goto _out;} }
	goto st10;
st10:
	p += 1;
case 10:
/* #line 139 "gen/wifi_uri_chart.c" */
	switch( (*p) ) {
		case 34u: goto tr9;
		case 44u: goto tr9;
		case 92u: goto tr9;
	}
	if ( 58u <= (*p) && (*p) <= 59u )
		goto tr9;
	goto tr0;
tr10:
/* #line 10 "spec/wifi_uri.rl" */
	{ meaning = WIFI_URI_SKIP; {p++; ( *cs) = 11; goto _out;} }
	goto st11;
tr13:
/* #line 13 "spec/wifi_uri.rl" */
	{ meaning = WIFI_URI_BYTE; {p++; ( *cs) = 11; goto _out;} }
	goto st11;
st11:
	p += 1;
case 11:
/* #line 156 "gen/wifi_uri_chart.c" */
	switch( (*p) ) {
		case 0u: goto tr0;
		case 34u: goto tr14;
		case 59u: goto tr0;
		case 92u: goto tr15;
	}
	goto tr13;
tr14:
/* #line 10 "spec/wifi_uri.rl" */
	{ meaning = WIFI_URI_SKIP; {p++; ( *cs) = 12; goto _out;} }
	goto st12;
st12:
	p += 1;
case 12:
/* #line 169 "gen/wifi_uri_chart.c" */
	if ( (*p) == 59u )
		goto tr11;
	goto tr0;
tr15:
/* #line 10 "spec/wifi_uri.rl" */
	{ meaning = WIFI_URI_SKIP; {p++; ( *cs) = 13; goto _out;} }
	goto st13;
st13:
	p += 1;
case 13:
/* #line 178 "gen/wifi_uri_chart.c" */
	switch( (*p) ) {
		case 34u: goto tr13;
		case 44u: goto tr13;
		case 92u: goto tr13;
	}
	if ( 58u <= (*p) && (*p) <= 59u )
		goto tr13;
	goto tr0;
	}

	_out: {}
	}

/* #line 100 "spec/wifi_uri.rl" */

  return meaning;
}
