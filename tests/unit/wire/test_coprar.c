/* COPRAR: what an order to discharge or load says, and that its table has its directories. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "wire/cases.h"
#include "wire/edifact/coprar.h"

struct row {
	const char *name, *directory, *body;
	unsigned events;
	const char *heard[HEARD_MOST], *not_heard[NOT_HEARD_MOST];
};

#define SHIP  "TDT+20+031W+1++LBL:172:20+++3LB7:103::BRIDGE STAR'"
#define FROM  "LOC+9+CNLYG:139:6'"
#define TO    "LOC+11+CNLYG:139:6'"
#define ETA   "DTM+132:202606150300:203'"
#define ETD   "DTM+133:202606151830:203'"
#define ONE   "EQD+CN+LBRU1000011+45G1:102:5++6+5'"
#define AWAY  "LOC+11+KRPUS:139:6'LOC+7+DEHAM:139:6'"
#define LOAD  "\"eventCode\":\"LOAD\",\"classifier\":\"PLN\""
#define DISC  "\"eventCode\":\"DISC\",\"classifier\":\"PLN\""
#define AT(t) ",\"happened\":{\"at\":\"" t ":00+08:00\""

static const struct row rows[] = {
	/* which order */
	{"45 is an order to load", "95B",
		"BGM+45+O7+9+AB'FTX+OSI++L'" SHIP FROM ETA ETD "NAD+CA+LBL:160:20'" ONE "RFF+BN:LB123'" AWAY
		"MEA+AAE+G+KGM:11740'MEA+AAE+VGM+KGM:11740'FTX+AAA+++THINGS'NAD+CF+LBL'",
		3,
		{LOAD AT("2026-06-15T18:30"), "\"place\":\"CNLYG\"", "\"key\":\"CALLSIGN:3LB7/031W\"",
			"\"movement\":\"TRANSSHIPMENT\",\"operator\":\"LBL\",\"loadPlace\":\"CNLYG\","
			"\"dischargePlace\":\"KRPUS\",\"destination\":\"DEHAM\"",
			"\"measures\":[\"G:11740:KGM\",\"VGM:11740:KGM\"],\"remarks\":[\"AAA:THINGS\"]",
			"\"eventCode\":\"ARRI\",\"classifier\":\"EST\"",
			"\"eventCode\":\"DEPA\",\"classifier\":\"EST\""},
		{"\"severity\"", "ACT"}},
	{"121 is one", "00B", "BGM+121+O7+9'" SHIP FROM ETD ONE, 2, {LOAD}, {"\"severity\"", "DISC"}},
	{"43 is an order to discharge", "95B", "BGM+43+O7+9'" SHIP TO ETA ETD ONE "LOC+9+KRPUS'", 3,
		{DISC AT("2026-06-15T03:00"), "\"loadPlace\":\"KRPUS\"", "\"dischargePlace\":\"CNLYG\""},
		{"\"severity\"", "LOAD"}},
	{"118 is one", "00B", "BGM+118+O7+9'" SHIP TO ETA ONE, 2, {DISC}, {"\"severity\"", "LOAD"}},
	{"words say which", "95B", "BGM+:::LOADING ORDER+O7+9'" SHIP FROM ETD ONE, 2, {LOAD},
		{"\"severity\""}},
	{"the head's port says which", "95B", "BGM+98+O7+9'" SHIP TO ETA ONE, 2, {DISC}, {"\"severity\""}},
	{"the box says which", "95B",
		"BGM+98+O7+9'" SHIP FROM "LOC+11+KRPUS'" ETD
		"EQD+CN+LBRU1000011+45G1++2+5'EQD+CN+LBRU1000027+45G1++3+5'",
		3, {LOAD, DISC, "time-fallback"}, {"warning"}},
	{"a shifter is both", "95B", "BGM+45+O7+9'" SHIP FROM ETD "EQD+CN+LBRU1000011+45G1++5+5'", 3,
		{LOAD, DISC, "RESTOW"}, {"\"severity\""}},
	{"what stays on board is not ordered", "95B",
		"BGM+43+O7+9'" SHIP TO ETA "EQD+CN+LBRU1000011+45G1++4+5'" ONE, 2, {"not-moved"},
		{"warning"}},
	{"nobody says which: no guess", "95B", "BGM+98+O7+9'" SHIP FROM "LOC+11+KRPUS'" ETD ONE, 1,
		{"direction-unknown"}, {LOAD, DISC}},
	/* when */
	{"the box's own time", "00B", "BGM+45+O7+9'" SHIP FROM ETD ONE "DTM+203:202606151100:203'", 2,
		{LOAD AT("2026-06-15T11:00")}, {"\"severity\""}},
	{"a loading, and only the arrival is known", "95B", "BGM+45+O7+9'" SHIP FROM ETA ONE, 2,
		{LOAD AT("2026-06-15T03:00")}, {"\"severity\""}},
	{"a day in a minute's format", "95B", "BGM+45+O7+9'" SHIP FROM "DTM+133:20260615:203'" ONE, 2,
		{LOAD AT("2026-06-15T00:00") ",\"local\":\"20260615\",\"precision\":\"day\"", "date-format"},
		{NULL}},
	{"no time of the call: the message's day, said once", "00B",
		"BGM+45+O7+9'DTM+137:202606121200:203'" SHIP FROM ONE ONE, 2,
		{LOAD AT("2026-06-12T00:00"), "\"precision\":\"day\"", "time-fallback"}, {"warning"}},
	{"before D.00B the times are the ordered call's", "95B",
		"BGM+45+O7+9'" SHIP FROM "LOC+11+KRPUS'" ETD ONE, 2,
		{"@CNLYG", LOAD AT("2026-06-15T18:30"), "\"eventCode\":\"DEPA\""}, {"@KRPUS"}},
	/* boxes without numbers */
	{"boxes without numbers are counted once", "95B",
		"BGM+45+O7+9'" SHIP FROM ETD "EQD+CN++45G1:102:5++2+4'EQN+3:2'" ONE
		"EQD+CN++22G1:102:5++2+4'CNT+16:3'",
		2, {LOAD, "no-number", "4 containers are ordered without their numbers"},
		{"warning", "container-unread", "count-mismatch"}},
	{"one of them", "95B", "BGM+45+O7+9'" SHIP FROM ETD "EQD+CN++45G1:102:5++2+4'" ONE, 2,
		{"1 container is ordered without a number"}, {"warning"}},
	{"a number of a box that is there is none of those", "95B",
		"BGM+45+O7+9'" SHIP FROM ETD ONE "EQN+1:2'", 2, {LOAD}, {"\"severity\""}},
};

static void orders_say_what_they_say(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char type[40];

		snprintf(type, sizeof type, "COPRAR:D:%s:UN", rows[i].directory);
		case_holds(
			rows[i].name, type, rows[i].body, rows[i].events, rows[i].heard, rows[i].not_heard);
	}
}

/* As terminals get it: no envelope, and counts that nobody keeps. */
static void an_order_without_envelope_is_taken_with_warnings(void **state)
{
	static const char bytes[] = "UNH+12+COPRAR:D:95B:UN'BGM+45+20260612+9+AB'RFF+XXX:1'" SHIP FROM
				    "DTM+132:20260615:203'" ONE "RFF+BN:LB123'" AWAY "CNT+16:5'UNT+56+12'";
	struct heard h;

	(void)state;
	hear(&h, &little.world, bytes, sizeof bytes - 1);
	assert_int_equal(h.warned, 1);
	assert_int_equal(h.events, 2);
	assert_true(heard_has(&h, "unb-missing"));
	assert_true(heard_has(&h, "UNT says 56 segments, the message has 12"));
	assert_true(heard_has(&h, "CNT says 5 containers, the message has 1"));
	assert_true(heard_has(&h, LOAD));
	assert_true(heard_has_not(&h, "\"severity\":\"error\""));
	heard_free(&h);
}

/* The segments of the directories, in their order, each with the group it stands in. */
static const char *const directories[] = {
	"D.95B BGM/HEAD FTX/HEAD RFF/HEAD_REFERENCE TDT/TRANSPORT RFF/TRANSPORT LOC/CALL DTM/CALL NAD/PARTY "
	"CTA/CONTACT EQD/BOX RFF/BOX EQN/BOX TMD/BOX DTM/BOX LOC/BOX_PLACE MEA/BOX DIM/BOX TMP/CLIMATE "
	"RNG/CLIMATE SEL/BOX FTX/BOX DGS/DANGER EQA/BOX HAN/BOX DAM/DAMAGE COD/DAMAGE TDT/LEG LOC/LEG_CALL "
	"DTM/LEG_CALL NAD/BOX CNT/HEAD",
	"D.00B BGM/HEAD DTM/HEAD FTX/HEAD RFF/HEAD_REFERENCE DTM/HEAD_REFERENCE TDT/TRANSPORT DTM/TRANSPORT "
	"RFF/TRANSPORT FTX/TRANSPORT LOC/CALL DTM/CALL NAD/PARTY CTA/CONTACT COM/CONTACT EQD/BOX RFF/BOX "
	"EQN/BOX TMD/BOX DTM/BOX LOC/BOX_PLACE DTM/BOX_PLACE MEA/BOX DIM/BOX TMP/CLIMATE RNG/CLIMATE SEL/BOX "
	"FTX/BOX PCD/BOX DGS/DANGER FTX/DANGER MEA/DANGER CTA/DANGER_CONTACT COM/DANGER_CONTACT EQA/BOX "
	"PIA/BOX COD/BOX HAN/BOX DAM/DAMAGE COD/DAMAGE TDT/LEG DTM/LEG RFF/LEG LOC/LEG_CALL DTM/LEG_CALL "
	"NAD/BOX CNT/HEAD",
	"D.23A BGM/HEAD DTM/HEAD FTX/HEAD RFF/HEAD_REFERENCE DTM/HEAD_REFERENCE TDT/TRANSPORT DTM/TRANSPORT "
	"RFF/TRANSPORT LOC/CALL DTM/CALL NAD/PARTY CTA/CONTACT COM/CONTACT EQD/BOX RFF/BOX EQN/BOX GDS/BOX "
	"TMD/BOX DTM/BOX LOC/BOX_PLACE DTM/BOX_PLACE MEA/BOX DIM/BOX TMP/CLIMATE RNG/CLIMATE SEL/BOX ATT/BOX "
	"FTX/BOX PCD/BOX DGS/DANGER ATT/DANGER FTX/DANGER MEA/DANGER CTA/DANGER_CONTACT COM/DANGER_CONTACT "
	"EQA/BOX PIA/BOX COD/BOX HAN/BOX DAM/DAMAGE COD/DAMAGE TDT/LEG DTM/LEG LOC/LEG_CALL DTM/LEG_CALL "
	"NAD/BOX CNT/HEAD",
};

static void every_segment_of_the_directories_has_its_row(void **state)
{
	(void)state;
	directories_hold(&coprar, directories, sizeof directories / sizeof *directories);
}

static void a_message_with_every_segment_is_accepted(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof directories / sizeof *directories; i++)
		directory_decode(&coprar, directories[i], "45", &little.world, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(orders_say_what_they_say),
		cmocka_unit_test(an_order_without_envelope_is_taken_with_warnings),
		cmocka_unit_test(every_segment_of_the_directories_has_its_row),
		cmocka_unit_test(a_message_with_every_segment_is_accepted),
	};

	return cmocka_run_group_tests(tests, little_up, little_down);
}
