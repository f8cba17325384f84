/* IFTSAI: what a line's schedule says of a voyage's calls, and that its table has its directories. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "wire/cut.h"
#include "wire/edifact/iftsai.h"

struct row {
	const char *name, *directory, *body;
	unsigned events;
	const char *heard[HEARD_MOST], *not_heard[NOT_HEARD_MOST];
};

#define BGM         "BGM+TS2+S1+9'"
#define SHIP        "TDT+20+031W+1++:172+++3LB7:103::BRIDGE STAR'"
#define HERE        "LOC+9+CNLYG:139:6+LNOCT:TER:306'"
#define ARRI(c, at) "\"eventCode\":\"ARRI\",\"classifier\":\"" c "\",\"happened\":{\"at\":\"" at "\""
#define DEPA(c, at) "\"eventCode\":\"DEPA\",\"classifier\":\"" c "\",\"happened\":{\"at\":\"" at "\""
#define KEY(k)      "\"subject\":\"" k "\""

static const struct row rows[] = {
	{"a rotation, told from the port it is sent to", "99B",
		BGM SHIP "RFF+SSX:031W'FTX+AAI+++LBL'" HERE
			 "DTM+132:202602150300:203'DTM+133:202602160300:203'"
			 "LOC+94+KRPUS:139:6+:BER:ZZZ'DTM+132:202602120300:203'DTM+133:202602130300:203'"
			 "LOC+152+DEHAM:139:6+CTA:BER:ZZZ'DTM+132:202603200300:203'",
		5,
		{ARRI("EST", "2026-02-15T03:00:00+08:00"), DEPA("EST", "2026-02-16T03:00:00+08:00"),
			ARRI("EST", "2026-02-12T03:00:00+09:00"), DEPA("EST", "2026-02-13T03:00:00+09:00"),
			KEY("CALLSIGN:3LB7/031W"), "\"facility\":\"CTA\",\"facilityList\":\"BER\"",
			"\"call\":\"CALLSIGN:3LB7/031W@DEHAM\"",
			"\"facility\":\"LNOCT\",\"facilityList\":\"SMDG\""},
		{"\"severity\":\"warning\"", "\"facilityList\":\"ZZZ\""}},
	{"planned, estimated and actual", "00B",
		BGM SHIP HERE "DTM+232:202602150100:203'DTM+132:202602150200:203'DTM+178:202602150300:203'"
			      "DTM+189:202602160100:203'DTM+133:202602160200:203'DTM+186:202602160300:203'",
		6,
		{ARRI("PLN", "2026-02-15T01:00:00+08:00"), ARRI("EST", "2026-02-15T02:00:00+08:00"),
			ARRI("ACT", "2026-02-15T03:00:00+08:00"), DEPA("PLN", "2026-02-16T01:00:00+08:00"),
			DEPA("EST", "2026-02-16T02:00:00+08:00"), DEPA("ACT", "2026-02-16T03:00:00+08:00")},
		{"call-order"}},
	{"a port that comes twice", "99B",
		BGM SHIP "LOC+94+KRPUS'DTM+132:202602120300:203'LOC+152+KRPUS'DTM+132:202603120300:203'", 2,
		{ARRI("EST", "2026-02-12T03:00:00+09:00"), ARRI("EST", "2026-03-12T03:00:00+09:00")},
		{"\"severity\":\"warning\""}},
	{"a voyage in a reference", "99B",
		BGM "TDT+20++1++LBL+++9123453:146'RFF+VON:031W'" HERE "DTM+132:202602150300:203'", 1,
		{KEY("IMO9123453/031W"), "\"carrier\":\"LBL\""}, {"\"severity\""}},
	{"two ships, each with its calls", "99B",
		BGM SHIP HERE "DTM+132:202602150300:203'TDT+20+007E+1++LBL+++9123453:146'LOC+9+KRPUS'"
			      "DTM+133:202602170300:203'",
		2, {KEY("CALLSIGN:3LB7/031W"), KEY("IMO9123453/007E"), "\"call\":\"IMO9123453/007E@KRPUS\""},
		{"CALLSIGN:3LB7/031W@KRPUS", "\"severity\""}},
	{"a train, by the day it leaves", "00B",
		BGM "TDT+20+K7+2'LOC+5+CNLYG'DTM+189:202602160100:203'LOC+8+KRPUS'DTM+232:202602180100:203'",
		2, {KEY("TRAIN:K7/2026-02-16"), "\"call\":\"TRAIN:K7/2026-02-16@KRPUS\""}, {"\"severity\""}},
	{"what is said of a call", "16A",
		BGM SHIP HERE "RFF+AAM:7'FTX+AAI+++BERTH 2'DTM+132:202602150300:203'FTX+AAI+++TIDE'CNT+1:1'",
		1,
		{"\"references\":[{\"kind\":\"AAM\",\"value\":\"7\"}]",
			"\"remarks\":[\"AAI:BERTH 2\",\"AAI:TIDE\"]"},
		{"\"severity\""}},
	{"a call without a time is none", "99B", BGM SHIP "LOC+94+KRPUS'" HERE "DTM+132:202602150300:203'", 1,
		{"\"place\":\"CNLYG\""}, {"KRPUS", "\"severity\""}},
	{"a place that is none is kept as it came", "99B",
		BGM SHIP "LOC+94+THE ROADS:ZZZ'DTM+132:202602120300:203'", 1,
		{"\"placeText\":\"THE ROADS\"", "place-unread", "zone-missing",
			"\"tag\":\"LOC\",\"element\":2,\"component\":1,\"offset\":"},
		{"\"call\""}},
	{"a time of the voyage that no place has", "99B",
		BGM SHIP "DTM+133:202602150300:203'" HERE "DTM+132:202602150300:203'", 1, {"call-unknown"},
		{"DEPA"}},
	{"left before it is reached", "99B",
		BGM SHIP HERE "DTM+132:202602150300:203'DTM+133:202602140300:203'", 2,
		{"\"code\":\"call-order\"", "\"segment\":6,\"tag\":\"DTM\",\"element\":1,\"component\":2",
			"CNLYG is left before it is reached"},
		{NULL}},
	{"a date that is none", "99B", BGM SHIP HERE "DTM+132:202602310300:203'DTM+133:202602160300:203'", 1,
		{"date-invalid", "\"segment\":5,\"tag\":\"DTM\",\"element\":1,\"component\":2"}, {"ARRI"}},
	{"an empty date", "99B", BGM SHIP HERE "DTM+132::203'DTM+133:202602160300:203'", 1, {"date-empty"},
		{"ARRI"}},
	{"no voyage: nothing can be told, and it is said once", "99B",
		BGM "TDT+20++1++LBL+++9123453:146'" HERE "DTM+132:202602150300:203'LOC+94+KRPUS'"
		    "DTM+132:202602120300:203'",
		0, {"transport-unnamed", "no-event"}, {"ARRI"}},
	{"who sent it, said too late", "99B", BGM SHIP HERE "DTM+132:202602150300:203'NAD+MS+OTHER'", 1,
		{"\"sender\":\"LBTERM\""}, {"OTHER"}},
	{"who sent it, said in time", "99B", BGM "NAD+MS+LBL'" SHIP HERE "DTM+132:202602150300:203'", 1,
		{"\"sender\":\"LBL\""}, {"LBTERM"}},
};

static void schedules_say_what_they_say(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char type[40];

		snprintf(type, sizeof type, "IFTSAI:D:%s:UN", rows[i].directory);
		case_holds(
			rows[i].name, type, rows[i].body, rows[i].events, rows[i].heard, rows[i].not_heard);
	}
}

/* The segments of the directories, in their order, each with the group it stands in. */
static const char *const directories[] = {
	"D.95B BGM/HEAD DTM/HEAD FTX/HEAD RFF/HEAD_REFERENCE DTM/HEAD_REFERENCE LOC/HEAD_PLACE "
	"DTM/HEAD_PLACE "
	"EQD/TERMS EQN/TERMS MEA/TERMS DIM/TERMS FTX/TERMS TDT/TRANSPORT DTM/TRANSPORT TSR/TRANSPORT "
	"FTX/TRANSPORT EQD/TRANSPORT QTY/TRANSPORT MEA/TRANSPORT LOC/STOP DTM/STOP NAD/PARTY LOC/PARTY "
	"CTA/CONTACT COM/CONTACT GID/GOODS HAN/GOODS FTX/GOODS GDS/GOODS FTX/GOODS MEA/GOODS EQN/GOODS "
	"DIM/GOODS EQN/GOODS DGS/GOODS FTX/GOODS",
	"D.99B BGM/HEAD DTM/HEAD FTX/HEAD GIS/HEAD RFF/HEAD_REFERENCE DTM/HEAD_REFERENCE LOC/HEAD_PLACE "
	"DTM/HEAD_PLACE EQD/TERMS EQN/TERMS MEA/TERMS DIM/TERMS FTX/TERMS RFF/TERMS TPL/TERMS TDT/TRANSPORT "
	"DTM/TRANSPORT TSR/TRANSPORT RFF/TRANSPORT FTX/TRANSPORT EQD/TRANSPORT QTY/TRANSPORT MEA/TRANSPORT "
	"LOC/STOP DTM/STOP RFF/STOP NAD/PARTY LOC/PARTY CTA/CONTACT COM/CONTACT GID/GOODS HAN/GOODS "
	"FTX/GOODS "
	"GDS/GOODS FTX/GOODS MEA/GOODS EQN/GOODS DIM/GOODS EQN/GOODS DGS/GOODS FTX/GOODS",
	"D.16A BGM/HEAD DTM/HEAD FTX/HEAD GEI/HEAD RFF/HEAD_REFERENCE DTM/HEAD_REFERENCE LOC/HEAD_PLACE "
	"DTM/HEAD_PLACE EQD/TERMS EQN/TERMS MEA/TERMS DIM/TERMS FTX/TERMS RFF/TERMS TPL/TERMS DTM/TERMS "
	"TDT/TRANSPORT DTM/TRANSPORT TSR/TRANSPORT RFF/TRANSPORT FTX/TRANSPORT EQD/TRANSPORT QTY/TRANSPORT "
	"MEA/TRANSPORT LOC/STOP RFF/STOP FTX/STOP DTM/STOP FTX/STOP EQD/TRANSPORT EQN/TRANSPORT CNT/HEAD "
	"NAD/PARTY LOC/PARTY CTA/CONTACT COM/CONTACT GID/GOODS HAN/GOODS FTX/GOODS GDS/GOODS FTX/GOODS "
	"MEA/GOODS "
	"EQN/GOODS DIM/GOODS EQN/GOODS DGS/GOODS FTX/GOODS DTM/GOODS",
};

static void every_segment_of_the_directories_has_its_row(void **state)
{
	(void)state;
	directories_hold(&iftsai, directories, sizeof directories / sizeof *directories);
}

static void cuts_change_nothing(void **state)
{
	(void)state;
	cut_holds("IFTSAI:D:99B:UN", BGM SHIP "RFF+SSX:031W'" HERE "DTM+132:202602150300:203'LOC+94+KRPUS'"
					      "DTM+133:202602130300:203'TDT+20+K7+2'LOC+5+CNLYG'"
					      "DTM+189:202602160100:203'NAD+CA+LBL'");
}

/* A rotation may be of any length: no more of it is held than a call. */
static void a_rotation_of_a_thousand_calls(void **state)
{
	struct text body = TEXT_INIT, bytes = TEXT_INIT;
	struct heard h;

	(void)state;
	text_say(&body, BGM SHIP);
	for (unsigned i = 0; i < 1000; i++)
		text_printf(&body, "LOC+94+%s'DTM+132:2026%02u%02u%02u00:203'DTM+133:2026%02u%02u%02u30:203'",
			i % 2 ? "KRPUS" : "CNLYG", 1 + i / 84, 1 + i / 3 % 28, i % 3 * 8, 1 + i / 84,
			1 + i / 3 % 28, i % 3 * 8);
	message_wrap(&bytes, "IFTSAI:D:99B:UN", text_string(&body));
	hear(&h, &little.world, bytes.bytes, bytes.length);
	assert_int_equal(h.events, 2000);
	assert_true(heard_has_not(&h, "\"severity\""));
	assert_true(heard_has(&h, ARRI("EST", "2026-12-26T00:00:00+09:00")));
	heard_free(&h);
	assert_int_equal(cut_handed(bytes.bytes, bytes.length), 2000);
	text_free(&body);
	text_free(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(schedules_say_what_they_say),
		cmocka_unit_test(every_segment_of_the_directories_has_its_row),
		cmocka_unit_test(cuts_change_nothing),
		cmocka_unit_test(a_rotation_of_a_thousand_calls),
	};

	return cmocka_run_group_tests(tests, little_up, little_down);
}
