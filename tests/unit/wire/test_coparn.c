/* COPARN: what an order to release or accept boxes says, and that its table has its directories. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "wire/cut.h"
#include "wire/edifact/coparn.h"

struct row {
	const char *name, *directory, *body;
	unsigned events;
	const char *heard[HEARD_MOST], *not_heard[NOT_HEARD_MOST];
};

#define RELEASE  "BGM+12+R1+9'"
#define ACCEPT   "BGM+11+A1+9'"
#define BOOKING  "RFF+BN:4001'"
#define EMPTY    "EQD+CN+LBRU1000011+45G1:102:5++2+4'"
#define LADEN    "EQD+CN+LBRU1000011+45G1:102:5++2+5'"
#define SOME     "EQD+CN++45G1:102:5++2+4'"
#define COLLECT  "DTM+201:202602160830:203'"
#define OUT      "LOC+98+CNLYG:139:6+DEPOT1:TER:306'"
#define PLAN(c)  "\"eventCode\":\"" c "\",\"classifier\":\"PLN\""
#define GTOT     PLAN("GTOT")
#define GTIN     PLAN("GTIN")
#define NOTE     "\"eventCode\":\"NOTE\",\"classifier\":\"ACT\""
#define RECEIVED "\"eventType\":\"SHIPMENT\",\"eventCode\":\"RECE\",\"classifier\":\"ACT\""

static const struct row rows[] = {
	/* boxes that are named */
	{"an empty is to be collected", "95B", RELEASE BOOKING EMPTY COLLECT OUT, 1,
		{GTOT, "\"happened\":{\"at\":\"2026-02-16T08:30:00+08:00\"",
			"\"place\":\"CNLYG\",\"facility\":\"DEPOT1\",\"facilityList\":\"SMDG\"",
			"\"loadState\":\"EMPTY\"", "{\"kind\":\"BKG\",\"value\":\"4001\"}",
			"\"said\":\"2026-02-15T04:00:00Z\""},
		{"\"severity\""}},
	{"an export is to be brought", "95B",
		ACCEPT BOOKING LADEN "DTM+181:202602160830:203'LOC+9+CNLYG'LOC+11+KRPUS'", 1,
		{GTIN, "\"place\":\"CNLYG\"", "\"dischargePlace\":\"KRPUS\""}, {"\"severity\""}},
	{"an empty is to be brought back", "00B", "BGM+126+A1+9'" EMPTY COLLECT "LOC+99+CNLYG'LOC+9+KRPUS'",
		1, {GTIN, "\"place\":\"CNLYG\""}, {"\"severity\""}},
	{"an import is to be collected at its port", "00B", "BGM+129+R1+9'" LADEN COLLECT "LOC+11+CNLYG'", 1,
		{GTOT, "\"place\":\"CNLYG\""}, {"\"severity\""}},
	{"a ship leaves where it loads, also behind all places", "00B",
		RELEASE
		"TDT+20+031W+1++LBL+++9123453:146'LOC+9+CNLYG'LOC+11+KRPUS'DTM+133:202602200830:203'" EMPTY
			COLLECT OUT,
		2,
		{"\"eventCode\":\"DEPA\",\"classifier\":\"EST\",\"happened\":{\"at\":\"2026-02-20T08:30:00+"
		 "08:00\""},
		{"+09:00"}},
	{"words say release", "95B", "BGM+:::Release order+R1+9'" EMPTY COLLECT OUT, 1, {GTOT},
		{"\"severity\""}},
	{"words say acceptance", "95B", "BGM+:::GATE IN ORDER+R1+9'" EMPTY COLLECT "LOC+99+CNLYG'", 1, {GTIN},
		{"\"severity\""}},
	{"an off-hire is a return", "00B", "BGM+169+R1+9'" EMPTY COLLECT "LOC+99+CNLYG'", 1, {GTIN},
		{"\"severity\""}},
	{"the terminal of the whole order", "00B", "BGM+129+R1+9'LOC+165+CNLYG'" LADEN COLLECT, 1,
		{GTOT, "\"place\":\"CNLYG\""}, {"\"severity\""}},
	{"an order without a day is a note", "95B", RELEASE BOOKING EMPTY OUT, 1,
		{NOTE, "\"remarks\":[\"ORDER:RELEASE\"]",
			"\"happened\":{\"at\":\"2026-02-15T12:00:00+08:00\"", "time-missing"},
		{GTOT, "\"severity\":\"warning\""}},
	{"neither in nor out is a note", "95B",
		"BGM+125+R1+9'DTM+137:202602151000:203'" EMPTY COLLECT "LOC+165+CNLYG'", 1,
		{NOTE, "\"remarks\":[\"ORDER:ANNOUNCEMENT\"]", "direction-unknown",
			"2026-02-15T10:00:00+08:00"},
		{"PLN"}},
	{"the earliest and the latest are no plan", "95B",
		ACCEPT EMPTY "DTM+234:202602160830:203'DTM+235:202602180830:203'LOC+99+CNLYG'", 1,
		{NOTE, "\"DTM:234 202602160830 203\",\"DTM:235 202602180830 203\",\"ORDER:ACCEPTANCE\""},
		{GTIN}},
	{"by truck", "95B", RELEASE EMPTY COLLECT OUT "TDT+1++3+31'", 1,
		{GTOT, "\"transport\":{\"mode\":\"TRUCK\"}"}, {"\"severity\""}},
	{"by train", "95B", ACCEPT EMPTY COLLECT "LOC+99+CNLYG'TDT+1+K7+2'", 1,
		{GTIN, "\"key\":\"TRAIN:K7/2026-02-16\""}, {"\"severity\""}},
	{"the ship it goes on with does not come to the gate", "95B",
		RELEASE "TDT+20+031W+1++LBL+++9123453:146'" EMPTY COLLECT OUT
			"TDT+30+1903+1++LBL+++3LB7:103'",
		1, {GTOT, "\"remarks\":[\"TDT:30 1903 1 LBL 3LB7 103\"]"}, {"\"transport\""}},
	{"when the ship calls", "95B",
		ACCEPT
		"TDT+20+031W+1++LBL+++9123453:146'LOC+88+KRPUS'LOC+9+CNLYG'DTM+133:202602200830:203'" LADEN
			COLLECT "LOC+9+CNLYG'",
		2,
		{GTIN, "\"subject\":\"IMO9123453/031W\"",
			"\"eventCode\":\"DEPA\",\"classifier\":\"EST\",\"happened\":{\"at\":\"2026-02-20T08:"
			"30:00+08:00\""},
		{"\"severity\""}},
	{"nowhere", "95B", RELEASE EMPTY COLLECT, 1, {GTOT, "place-missing", "zone-missing"}, {"\"place\""}},
	{"taken back", "95B", "BGM+12+R1+1'" EMPTY COLLECT OUT, 1, {GTOT, "\"function\":\"cancel\""},
		{"\"severity\""}},
	{"an operator, and what is his", "00B",
		RELEASE EMPTY COLLECT OUT "NAD+CF+LBL'DTM+7:202602010000:203'RFF+AAA:1'", 1,
		{GTOT, "\"operator\":\"LBL\"", "2026-02-16T08:30:00+08:00"},
		{"\"value\":\"1\"", "\"severity\""}},
	/* boxes that are counted */
	{"five of a size", "95B", RELEASE BOOKING SOME "EQN+5'" BOOKING COLLECT OUT, 1,
		{RECEIVED, "\"subjectKind\":\"document\",\"subject\":\"BKG:4001\"",
			"\"measures\":[\"N:5:45G1\"]",
			"\"references\":[{\"kind\":\"BKG\",\"value\":\"4001\"}]", "\"place\":\"CNLYG\"",
			"\"happened\":{\"at\":\"2026-02-15T12:00:00+08:00\"", "\"DTM:201 202602160830 203\""},
		{"container-unread", "\"severity\""}},
	{"one EQD each, and two sizes", "95B",
		RELEASE BOOKING SOME "EQN+1'" SOME "EQD+CN++22G1'EQN+2'" SOME "EQN+1'CNT+16:5'", 1,
		{"\"measures\":[\"N:3:45G1\",\"N:2:22G1\"]"}, {"count-mismatch"}},
	{"groups are counted by some", "95B", RELEASE BOOKING SOME "EQN+5'CNT+16:1'", 1, {"N:5:45G1"},
		{"count-mismatch"}},
	{"neither count is right", "95B", RELEASE BOOKING SOME "EQN+5'CNT+16:7'", 1,
		{"count-mismatch", "\"tag\":\"CNT\",\"element\":1,\"component\":2"}, {NULL}},
	{"two bookings, however they come", "95B",
		RELEASE SOME "RFF+BN:A'EQN+1'" SOME "RFF+BN:B'EQN+2'" SOME "RFF+BN:A'EQN+4'", 2,
		{"\"subject\":\"BKG:A\"", "\"measures\":[\"N:5:45G1\"]", "\"subject\":\"BKG:B\"",
			"\"measures\":[\"N:2:45G1\"]"},
		{"\"severity\":\"warning\""}},
	{"some named, some counted", "95B", RELEASE BOOKING EMPTY COLLECT OUT SOME "EQN+2'", 2,
		{GTOT, RECEIVED, "N:2:45G1"}, {"\"severity\":\"warning\""}},
	{"how cold it has to be", "95B", RELEASE BOOKING SOME "EQN+2'TMP+2+-18:CEL'RNG+5+CEL:-20:-15'", 1,
		{RECEIVED, "\"measures\":[\"N:2:45G1\",\"TEMP:-18:CEL\""}, {NULL}},
	{"by a bill where there is no booking", "95B", RELEASE "RFF+BM:B1'" SOME, 1,
		{"\"subject\":\"TRD:B1\"", "N:1:45G1"}, {NULL}},
	{"for nobody", "95B", RELEASE SOME "EQN+5'", 0,
		{"\"code\":\"order-unnamed\"", "\"segment\":3,\"tag\":\"EQD\",\"offset\":", "no-event"},
		{RECEIVED}},
	{"how many is not said in digits", "95B", RELEASE BOOKING SOME "EQN+FIVE'", 1,
		{"\"code\":\"count-unread\"", "\"segment\":5,\"tag\":\"EQN\",\"element\":1,\"component\":1",
			"N:1:45G1"},
		{NULL}},
	{"a rail car is none of them", "95B", RELEASE BOOKING SOME "EQD+RR++'EQN+3'", 1,
		{"equipment-ignored", "N:1:45G1"}, {NULL}},
};

static void orders_say_what_they_say(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char type[40];

		snprintf(type, sizeof type, "COPARN:D:%s:UN", rows[i].directory);
		case_holds(
			rows[i].name, type, rows[i].body, rows[i].events, rows[i].heard, rows[i].not_heard);
	}
}

/* The segments of the directories, in their order, each with the group it stands in. */
static const char *const directories[] = {
	"D.95B BGM/HEAD FTX/HEAD RFF/HEAD_REFERENCE TDT/TRANSPORT RFF/TRANSPORT LOC/CALL DTM/CALL NAD/PARTY "
	"CTA/CONTACT GID/GOODS HAN/GOODS FTX/GOODS PIA/GOODS NAD/GOODS MEA/GOODS DIM/GOODS DOC/GOODS "
	"SGP/GOODS "
	"MEA/GOODS DGS/GOODS FTX/GOODS EQD/BOX RFF/BOX EQN/BOX TMD/BOX DTM/BOX TSR/BOX LOC/BOX MEA/BOX "
	"DIM/BOX "
	"SEL/BOX FTX/BOX DGS/DANGER FTX/DANGER EQA/BOX DAM/DAMAGE COD/DAMAGE TDT/LEG LOC/LEG_CALL "
	"DTM/LEG_CALL "
	"NAD/BOX_PARTY CNT/HEAD",
	"D.00B BGM/HEAD TMD/HEAD DTM/HEAD TSR/HEAD FTX/HEAD LOC/HEAD RFF/HEAD_REFERENCE DTM/HEAD_REFERENCE "
	"TDT/TRANSPORT DTM/TRANSPORT RFF/TRANSPORT LOC/CALL DTM/CALL NAD/PARTY CTA/CONTACT COM/CONTACT "
	"RFF/HEAD_REFERENCE DTM/HEAD_REFERENCE GID/GOODS HAN/GOODS FTX/GOODS RFF/GOODS PIA/GOODS NAD/GOODS "
	"DTM/GOODS RFF/GOODS MEA/GOODS DIM/GOODS DOC/GOODS DTM/GOODS LOC/GOODS SGP/GOODS MEA/GOODS DGS/GOODS "
	"FTX/GOODS MEA/GOODS CTA/GOODS COM/GOODS TMP/GOODS RNG/GOODS EQD/BOX RFF/BOX EQN/BOX TMD/BOX DTM/BOX "
	"TSR/BOX LOC/BOX MEA/BOX DIM/BOX TMP/CLIMATE RNG/CLIMATE SEL/BOX FTX/BOX PCD/BOX DGS/DANGER "
	"FTX/DANGER "
	"MEA/DANGER CTA/DANGER_CONTACT COM/DANGER_CONTACT MOA/BOX GOR/BOX EQA/BOX COD/BOX HAN/BOX DAM/DAMAGE "
	"COD/DAMAGE TDT/LEG DTM/LEG RFF/LEG LOC/LEG_CALL DTM/LEG_CALL NAD/BOX_PARTY DTM/BOX_PARTY "
	"CTA/BOX_PARTY "
	"COM/BOX_PARTY RFF/BOX_PARTY CNT/HEAD",
};

static void every_segment_of_the_directories_has_its_row(void **state)
{
	(void)state;
	directories_hold(&coparn, directories, sizeof directories / sizeof *directories);
}

static void a_message_with_every_segment_is_accepted(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof directories / sizeof *directories; i++)
		directory_decode(&coparn, directories[i], "12", &little.world, 1);
}

static void cuts_change_nothing(void **state)
{
	(void)state;
	cut_holds("COPARN:D:95B:UN", RELEASE BOOKING EMPTY COLLECT OUT SOME
		"EQN+2'" OUT "NAD+CF+LBL'" SOME "RFF+BN:B'" LADEN "DTM+235:202602180830:203'CNT+16:4'");
}

/* Boxes are handed over as they come; a thousand bookings are the most that are counted. */
static void a_whole_depot_is_ordered(void **state)
{
	struct text body = TEXT_INIT, bytes = TEXT_INIT;
	struct heard h;

	(void)state;
	text_say(&body, RELEASE);
	for (unsigned i = 0; i < 3000; i++)
		text_printf(&body, "EQD+CN+LBR%05u+45G1++2+4'DTM+201:2026021508%02u:203'" OUT, i, i % 60);
	for (unsigned i = 0; i < 1002; i++)
		text_printf(&body, SOME "RFF+BN:B%u'EQN+%u'", i, i + 1);
	message_wrap(&bytes, "COPARN:D:95B:UN", text_string(&body));
	hear(&h, &little.world, bytes.bytes, bytes.length);
	assert_int_equal(h.events, 3999);
	assert_int_equal(h.refused, 0);
	assert_non_null(strstr(text_string(&h.out), "\"subject\":\"BKG:B998\""));
	assert_non_null(strstr(text_string(&h.out), "\"measures\":[\"N:999:45G1\"]"));
	assert_null(strstr(text_string(&h.out), "\"measures\":[\"N:1000:45G1\"]"));
	heard_free(&h);
	assert_int_equal(cut_handed(bytes.bytes, bytes.length), 3999);
	text_free(&body);
	text_free(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(orders_say_what_they_say),
		cmocka_unit_test(every_segment_of_the_directories_has_its_row),
		cmocka_unit_test(a_message_with_every_segment_is_accepted),
		cmocka_unit_test(cuts_change_nothing),
		cmocka_unit_test(a_whole_depot_is_ordered),
	};

	return cmocka_run_group_tests(tests, little_up, little_down);
}
