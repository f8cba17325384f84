/* COARRI: what a discharge or loading report says, and that its table has its directories. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "wire/cases.h"
#include "wire/edifact/coarri.h"

struct row {
	const char *name, *directory, *body;
	unsigned events;
	const char *heard[HEARD_MOST], *not_heard[NOT_HEARD_MOST];
};

#define SHIP    "TDT+20+031W+1+13+LBL:172:20+++9123453:146:11:BRIDGE STAR'"
#define AT      "LOC+11+CNLYG:139:6+LNOCT:TER:306'"
#define FROM    "LOC+9+CNLYG:139:6+LNOCT:TER:306'"
#define WHEN    "DTM+203:202602150830:203'"
#define IMPORT  "EQD+CN+LBRU1000011+45G1:102:5++3+5'" WHEN
#define EXPORT  "EQD+CN+LBRU1000011+45G1:102:5++2+5'" WHEN
#define TRANS   "EQD+CN+LBRU1000011+45G1:102:5++6+5'" WHEN
#define SHIFTER "EQD+CN+LBRU1000011+45G1:102:5++5+5'" WHEN
#define DISC    "\"eventCode\":\"DISC\""
#define LOAD    "\"eventCode\":\"LOAD\""
#define KEY(k)  "\"transport\":{\"key\":\"" k "\""

static const struct row rows[] = {
	/* direction */
	{"44 is a discharge", "95B", "BGM+44+D+9'" SHIP AT IMPORT, 1,
		{DISC, "\"happened\":{\"at\":\"2026-02-15T08:30:00+08:00\"", "\"place\":\"CNLYG\"",
			"\"facility\":\"LNOCT\"", KEY("IMO9123453/031W"),
			"\"call\":\"IMO9123453/031W@CNLYG\"", "\"dischargePlace\":\"CNLYG\"",
			"\"movement\":\"IMPORT\""},
		{"\"severity\""}},
	{"119 is a discharge", "23A", "BGM+119+D+9'" SHIP AT IMPORT, 1, {DISC}, {"\"severity\""}},
	{"46 is a loading", "95B", "BGM+46+D+9'" SHIP FROM EXPORT, 1, {LOAD, "\"loadPlace\":\"CNLYG\""},
		{"\"severity\""}},
	{"122 is a loading", "23A", "BGM+122+D+9'" SHIP FROM EXPORT, 1, {LOAD}, {"\"severity\""}},
	{"words say discharge", "95B", "BGM+:::DISCHARGE REPORT+D+9'" SHIP AT TRANS, 1, {DISC},
		{"\"severity\""}},
	{"words say load", "95B", "BGM+:::Loading report+D+9'" SHIP FROM TRANS, 1, {LOAD}, {"\"severity\""}},
	{"unloading is no loading", "95B", "BGM+:::UNLOADING+D+9'" SHIP AT TRANS, 1, {DISC},
		{"\"severity\""}},
	{"BGM goes before the rest", "95B", "BGM+44+D+9'" SHIP AT EXPORT, 1, {DISC}, {LOAD}},
	{"98 and a port of discharge", "95B", "BGM+98+D+9'" SHIP AT TRANS, 1, {DISC}, {LOAD}},
	{"270 and a port of loading", "95B", "BGM+270+D+9'" SHIP FROM TRANS, 1, {LOAD}, {DISC}},
	{"both ports, and the sender is at one", "95B",
		"BGM+98+D+9'" SHIP "LOC+9+KRPUS'" AT "NAD+MS+CNLYGLNOCT'" TRANS, 1,
		{DISC, "\"loadPlace\":\"KRPUS\"", "\"place\":\"CNLYG\""}, {LOAD}},
	{"both ports, and the terminal is at one", "95B",
		"BGM+98+D+9'" SHIP FROM "LOC+11+KRPUS'NAD+TR+CNLYGLNOCT'" TRANS, 1,
		{LOAD, "\"place\":\"CNLYG\""}, {DISC}},
	{"both ports, and a port of call is one", "95B",
		"BGM+98+D+9'" SHIP "LOC+9+KRPUS'LOC+11+CNLYG'LOC+153+CNLYG'" TRANS, 1, {DISC}, {LOAD}},
	{"a port of call and the box's own ports", "95B",
		"BGM+98+D+9'" SHIP "LOC+153+CNLYG'" TRANS "LOC+9+CNLYG'LOC+11+KRPUS'", 1,
		{LOAD, "\"dischargePlace\":\"KRPUS\""}, {DISC}},
	{"both ports, none the reporter's: an export is loaded", "95B",
		"BGM+98+D+9'" SHIP "LOC+9+CNLYG'LOC+11+KRPUS'" EXPORT, 1, {LOAD, "\"place\":\"CNLYG\""},
		{DISC}},
	{"both ports, none the reporter's: an import is discharged", "95B",
		"BGM+98+D+9'" SHIP "LOC+9+CNLYG'LOC+11+KRPUS'" IMPORT, 1, {DISC, "\"place\":\"KRPUS\""},
		{LOAD}},
	{"an overlanded box is discharged", "95B",
		"BGM+98+D+9'" SHIP "EQD+CN+LBRU1000011+45G1++8+5'" WHEN "LOC+11+CNLYG'", 1,
		{DISC, "\"place\":\"CNLYG\"", "\"movement\":\"OVERLANDED\""}, {LOAD}},
	{"nobody says which: no guess", "95B", "BGM+98+D+9'" SHIP "LOC+9+CNLYG'LOC+11+KRPUS'" TRANS, 0,
		{"direction-unknown", "no-event"}, {LOAD, DISC}},
	{"loaded and discharged at one port says nothing", "95B",
		"BGM+98+D+9'" SHIP FROM AT "NAD+MS+CNLYGLNOCT'" TRANS, 0, {"direction-unknown"},
		{LOAD, DISC}},
	{"a box from and to the port of call says nothing", "95B",
		"BGM+98+D+9'" SHIP "LOC+153+CNLYG'" TRANS "LOC+9+CNLYG'LOC+11+CNLYG'", 0,
		{"direction-unknown"}, {LOAD, DISC}},
	{"one of two says nothing", "95B", "BGM+98+D+9'" SHIP TRANS "EQD+CN+LBRU2000037+45G1++3+5'" WHEN, 1,
		{"direction-unknown", "\"subject\":\"LBRU2000037\"", DISC}, {"no-event"}},
	/* moves that are two, or none */
	{"a shifter on a discharge report is off", "95B", "BGM+44+D+9'" SHIP AT SHIFTER, 1,
		{DISC, "\"movement\":\"RESTOW\""}, {"\"severity\"", LOAD, "dischargePlace"}},
	{"a shifter on a loading report is on again", "95B", "BGM+46+D+9'" SHIP FROM SHIFTER, 1,
		{LOAD, "\"place\":\"CNLYG\"", "\"movement\":\"RESTOW\""}, {"\"severity\"", DISC}},
	{"a shifter on a report that says no side is both", "95B",
		"BGM+98+D+9'" SHIP "LOC+153+CNLYG'" SHIFTER, 2, {DISC, LOAD, "\"movement\":\"RESTOW\""},
		{"\"severity\""}},
	{"discharged and reloaded", "00B", "BGM+46+D+9'" SHIP FROM "EQD+CN+LBRU1000011+45G1++14+5'" WHEN, 2,
		{DISC, LOAD, "\"movement\":\"RESTOW\""}, {"\"severity\""}},
	{"what stays on board does not move", "95B",
		"BGM+44+D+9'" SHIP AT IMPORT "EQD+CN+LBRU2000037+45G1++4+5'" WHEN, 1, {"not-moved"},
		{"\"subject\":\"LBRU2000037\""}},
	{"what was not landed does not move", "00B",
		"BGM+44+D+9'" SHIP AT "EQD+CN+LBRU2000037+45G1++7+5'" WHEN, 0, {"not-moved", "no-event"},
		{NULL}},
	/* ships */
	{"a ship by its call sign", "95B",
		"BGM+44+D+9'TDT+20+031W+1+13+LBL:172:20+++3LB7:103::BRIDGE STAR'" AT IMPORT, 1,
		{KEY("CALLSIGN:3LB7/031W"), "\"callSign\":\"3LB7\",\"name\":\"BRIDGE STAR\"",
			"\"carrier\":\"LBL\""},
		{"\"severity\"", "\"imo\""}},
	{"a ship by its name", "95B", "BGM+44+D+9'TDT+20+031w+1++LBL+++:::Bridge Star'" AT IMPORT, 1,
		{KEY("VESSEL:BRIDGE STAR/031W"), "\"name\":\"Bridge Star\""}, {"\"severity\""}},
	{"a call sign of which nobody says that it is one", "95B",
		"BGM+44+D+9'TDT+20+031W+1++LBL+++3LB7'" AT IMPORT, 1, {KEY("CALLSIGN:3LB7/031W")},
		{"\"severity\""}},
	{"a name where its code belongs", "95B", "BGM+44+D+9'TDT+20+031W+1++LBL+++BRIDGE STAR'" AT IMPORT, 1,
		{KEY("VESSEL:BRIDGE STAR/031W")}, {"\"severity\""}},
	{"an IMO number with its letters", "95B", "BGM+44+D+9'TDT+20+031W+1++LBL+++IMO9123453:146'" AT IMPORT,
		1, {KEY("IMO9123453/031W"), "\"imo\":\"9123453\""}, {"\"severity\""}},
	{"an IMO number that fails leaves the name", "95B",
		"BGM+44+D+9'TDT+20+031W+1++LBL+++9123454:146::BRIDGE STAR'" AT IMPORT, 1,
		{KEY("VESSEL:BRIDGE STAR/031W"), "imo-number"}, {"\"imo\""}},
	{"a voyage in a reference", "95B", "BGM+44+D+9'TDT+20++1++LBL+++9123453:146'RFF+VON:031W'" AT IMPORT,
		1, {KEY("IMO9123453/031W"), "\"voyage\":\"031W\""}, {"\"severity\""}},
	{"no voyage: no dated transport", "95B", "BGM+44+D+9'TDT+20++1++LBL+++9123453:146'" AT IMPORT, 1,
		{"\"imo\":\"9123453\""}, {"\"key\"", "\"call\""}},
	{"no ship", "95B", "BGM+44+D+9'EQD+CN+LBRU1000011+45G1++3+5'" WHEN "LOC+11+CNLYG'", 1,
		{DISC, "\"place\":\"CNLYG\""}, {"\"transport\""}},
	{"a carrier from its party", "95B",
		"BGM+44+D+9'TDT+20+031W+1++++++9123453:146'" AT "NAD+CA+LBL'" IMPORT, 1,
		{"\"carrier\":\"LBL\"", "\"operator\":\"LBL\""}, {"severity\":\"error"}},
	{"a train that leaves on its day", "00B",
		"BGM+46+D+9'TDT+20+K7+2'LOC+9+CNLYG'DTM+189:202602160100:203'" EXPORT, 2,
		{KEY("TRAIN:K7/2026-02-16"), "\"subject\":\"TRAIN:K7/2026-02-16\"", "\"train\":\"K7\""},
		{"\"severity\""}},
	{"a train whose day only the boxes tell", "00B", "BGM+46+D+9'TDT+20+K7+2'LOC+9+CNLYG'" EXPORT, 1,
		{KEY("TRAIN:K7/2026-02-15"), "\"call\":\"TRAIN:K7/2026-02-15@CNLYG\""}, {"\"severity\""}},
	{"the next leg is not the ship", "95B", "BGM+44+D+9'" SHIP AT IMPORT "TDT+30++9+31'LOC+7+DEHAM'", 1,
		{KEY("IMO9123453/031W"), "\"destination\":\"DEHAM\"", "\"TDT:30 9 31\""}, {"TRUCK"}},
	/* calls */
	{"one call, all its times", "95B",
		"BGM+44+D+9'" SHIP AT
		"DTM+132:202602150300:203'DTM+178:202602150310:203'DTM+232:202602150200:203'"
		"DTM+133:202602160300:203'DTM+186:202602160310:203'DTM+189:202602160200:203'DTM+136:"
		"202602160300:203'" IMPORT,
		7,
		{"\"eventCode\":\"ARRI\",\"classifier\":\"EST\",\"happened\":{\"at\":\"2026-02-15T03:00:00+"
		 "08:00\"",
			"\"eventCode\":\"ARRI\",\"classifier\":\"ACT\",\"happened\":{\"at\":\"2026-02-15T03:"
			"10:00+08:00\"",
			"\"eventCode\":\"ARRI\",\"classifier\":\"PLN\",\"happened\":{\"at\":\"2026-02-15T02:"
			"00:00+08:00\"",
			"\"eventCode\":\"DEPA\",\"classifier\":\"EST\",\"happened\":{\"at\":\"2026-02-16T03:"
			"00:00+08:00\"",
			"\"eventCode\":\"DEPA\",\"classifier\":\"ACT\",\"happened\":{\"at\":\"2026-02-16T03:"
			"10:00+08:00\"",
			"\"eventCode\":\"DEPA\",\"classifier\":\"PLN\",\"happened\":{\"at\":\"2026-02-16T02:"
			"00:00+08:00\"",
			"\"subjectKind\":\"transport\",\"subject\":\"IMO9123453/031W\""},
		{"\"severity\""}},
	{"before D.00B the times are the reported call's", "95B",
		"BGM+46+D+9'" SHIP FROM "LOC+11+KRPUS'DTM+133:202602160300:203'" EXPORT, 2,
		{"\"call\":\"IMO9123453/031W@CNLYG\"", "\"happened\":{\"at\":\"2026-02-16T03:00:00+08:00\""},
		{"IMO9123453/031W@KRPUS"}},
	{"before D.00B, too, times may stand each under its place", "95B",
		"BGM+46+D+9'" SHIP FROM
		"DTM+133:202602160300:203'LOC+11+KRPUS'DTM+132:202602170300:203'" EXPORT,
		3,
		{"\"eventCode\":\"ARRI\",\"classifier\":\"EST\",\"happened\":{\"at\":\"2026-02-17T03:00:00+"
		 "09:00\"",
			"\"call\":\"IMO9123453/031W@KRPUS\"", "\"call\":\"IMO9123453/031W@CNLYG\""},
		{NULL}},
	{"from D.00B on they are the place's above them", "00B",
		"BGM+46+D+9'" SHIP FROM "LOC+11+KRPUS'DTM+132:202602160300:203'" EXPORT, 2,
		{"\"call\":\"IMO9123453/031W@KRPUS\"", "\"happened\":{\"at\":\"2026-02-16T03:00:00+09:00\""},
		{NULL}},
	{"before any place they are the reported call's", "00B",
		"BGM+46+D+9'" SHIP "DTM+133:202602160300:203'" FROM "LOC+11+KRPUS'" EXPORT, 2,
		{"\"eventCode\":\"DEPA\"", "\"happened\":{\"at\":\"2026-02-16T03:00:00+08:00\""},
		{"IMO9123453/031W@KRPUS"}},
	{"times without any place", "00B",
		"BGM+46+D+9'" SHIP "DTM+133:202602160300:203'" EXPORT "LOC+9+CNLYG'", 1, {"call-unknown"},
		{"DEPA"}},
	/* the box */
	{"ports, cell and destination", "95B",
		"BGM+44+D+9'" SHIP AT IMPORT "LOC+9+KRPUS:139:6'LOC+147+0380886::5'LOC+8+DEHAM:139:6'", 1,
		{"\"loadPlace\":\"KRPUS\",\"dischargePlace\":\"CNLYG\",\"destination\":\"DEHAM\",\"stowage\":"
		 "\"0380886\""},
		{"\"severity\""}},
	{"a cell of nought", "95B", "BGM+44+D+9'" SHIP AT IMPORT "LOC+147+0'", 1, {"\"stowage\":\"0\""},
		{"\"severity\""}},
	{"the box's time behind its place", "00B",
		"BGM+44+D+9'" SHIP AT "EQD+CN+LBRU1000011+45G1++3+5'LOC+9+KRPUS'" WHEN, 1,
		{"2026-02-15T08:30:00+08:00"}, {"\"severity\""}},
	{"7 where 203 is missing", "95B",
		"BGM+44+D+9'" SHIP AT "EQD+CN+LBRU1000011+45G1++3+5'DTM+7:202602150830:203'", 1,
		{"2026-02-15T08:30:00+08:00", "time-fallback"}, {NULL}},
	{"the day of the message and no more", "00B",
		"BGM+44+D+9'DTM+137:20260215:102'" SHIP AT "EQD+CN+LBRU1000011'", 1,
		{"\"precision\":\"day\"", "time-fallback", "\"said\":\"2026-02-14T16:00:00Z\""}, {NULL}},
	{"orders the message refers to", "00B", "BGM+44+D+9'RFF+XXX:77'DTM+171:20260201:102'" SHIP AT IMPORT,
		1, {"{\"kind\":\"XXX\",\"value\":\"77\"}"}, {"\"severity\""}},
	{"goods and what is in them", "00B",
		"BGM+44+D+9'" SHIP AT IMPORT
		"GDS+1'TMD+3'SEL+A+SH'PIA+5+720839:HS'EQA+RG+GEN1'HAN+KTL'PCD+50:45'",
		1,
		{"\"remarks\":[\"GDS:1\",\"TMD:3\",\"PIA:5 720839 HS\",\"EQA:RG GEN1\",\"HAN:KTL\",\"PCD:50 "
		 "45\"]"},
		{"\"severity\""}},
	{"dangerous goods and their own weight", "00B",
		"BGM+44+D+9'" SHIP AT IMPORT
		"MEA+AAE+G+KGM:9000'DGS+IMD+3+1203'FTX+AAD+++PETROL'MEA+AAE+AAF+KGM:100'",
		1, {"\"measures\":[\"G:9000:KGM\"]", "\"remarks\":[\"DGS:IMD 3 1203\",\"AAD:PETROL\"]"},
		{"\"severity\""}},
};

static void port_reports_say_what_they_say(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char type[40];

		snprintf(type, sizeof type, "COARRI:D:%s:UN", rows[i].directory);
		case_holds(
			rows[i].name, type, rows[i].body, rows[i].events, rows[i].heard, rows[i].not_heard);
	}
}

/* The segments of the directories, in their order, each with the group it stands in. */
static const char *const directories[] = {
	"D.95B BGM/HEAD FTX/HEAD RFF/HEAD_REFERENCE TDT/TRANSPORT RFF/TRANSPORT LOC/CALL DTM/CALL NAD/PARTY "
	"CTA/CONTACT "
	"EQD/BOX RFF/BOX TMD/BOX DTM/BOX LOC/BOX_PLACE MEA/BOX DIM/BOX TMP/CLIMATE RNG/CLIMATE SEL/BOX "
	"FTX/BOX "
	"DGS/DANGER EQA/BOX PIA/BOX DAM/DAMAGE COD/DAMAGE TDT/LEG LOC/LEG_CALL DTM/LEG_CALL NAD/BOX CNT/HEAD",
	"D.00B BGM/HEAD DTM/HEAD FTX/HEAD RFF/HEAD_REFERENCE DTM/HEAD_REFERENCE TDT/TRANSPORT DTM/TRANSPORT "
	"RFF/TRANSPORT "
	"LOC/CALL DTM/CALL NAD/PARTY CTA/CONTACT COM/CONTACT EQD/BOX RFF/BOX GDS/BOX TMD/BOX DTM/BOX "
	"LOC/BOX_PLACE "
	"DTM/BOX_PLACE MEA/BOX DIM/BOX TMP/CLIMATE RNG/CLIMATE SEL/BOX FTX/BOX PCD/BOX DGS/DANGER FTX/DANGER "
	"MEA/DANGER "
	"CTA/DANGER_CONTACT COM/DANGER_CONTACT EQA/BOX PIA/BOX COD/BOX HAN/BOX DAM/DAMAGE COD/DAMAGE TDT/LEG "
	"LOC/LEG_CALL "
	"DTM/LEG_CALL NAD/BOX CNT/HEAD",
	"D.16A BGM/HEAD DTM/HEAD FTX/HEAD RFF/HEAD_REFERENCE DTM/HEAD_REFERENCE TDT/TRANSPORT DTM/TRANSPORT "
	"RFF/TRANSPORT "
	"LOC/CALL DTM/CALL NAD/PARTY CTA/CONTACT COM/CONTACT EQD/BOX RFF/BOX GDS/BOX TMD/BOX DTM/BOX "
	"LOC/BOX_PLACE "
	"DTM/BOX_PLACE MEA/BOX DIM/BOX TMP/CLIMATE RNG/CLIMATE SEL/BOX FTX/BOX PCD/BOX DGS/DANGER FTX/DANGER "
	"MEA/DANGER "
	"CTA/DANGER_CONTACT COM/DANGER_CONTACT EQA/BOX PIA/BOX COD/BOX HAN/BOX DAM/DAMAGE COD/DAMAGE TDT/LEG "
	"DTM/LEG "
	"LOC/LEG_CALL DTM/LEG_CALL NAD/BOX CNT/HEAD",
	"D.23A BGM/HEAD DTM/HEAD FTX/HEAD RFF/HEAD_REFERENCE DTM/HEAD_REFERENCE TDT/TRANSPORT DTM/TRANSPORT "
	"RFF/TRANSPORT "
	"LOC/CALL DTM/CALL NAD/PARTY CTA/CONTACT COM/CONTACT EQD/BOX RFF/BOX GDS/BOX TMD/BOX DTM/BOX "
	"LOC/BOX_PLACE "
	"DTM/BOX_PLACE MEA/BOX DIM/BOX TMP/CLIMATE RNG/CLIMATE SEL/BOX ATT/BOX FTX/BOX PCD/BOX DGS/DANGER "
	"ATT/DANGER "
	"FTX/DANGER MEA/DANGER CTA/DANGER_CONTACT COM/DANGER_CONTACT EQA/BOX PIA/BOX COD/BOX HAN/BOX "
	"DAM/DAMAGE COD/DAMAGE "
	"TDT/LEG DTM/LEG LOC/LEG_CALL DTM/LEG_CALL NAD/BOX CNT/HEAD",
};

static void every_segment_of_the_directories_has_its_row(void **state)
{
	(void)state;
	directories_hold(&coarri, directories, sizeof directories / sizeof *directories);
}

static void a_message_with_every_segment_is_accepted(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof directories / sizeof *directories; i++)
		directory_decode(&coarri, directories[i], "44", &little.world, 1);
}

/* Many boxes in one message keep their order and their own things. */
static void a_whole_ship_is_discharged(void **state)
{
	struct text body = TEXT_INIT, bytes = TEXT_INIT;
	char line[100];
	struct heard h;

	(void)state;
	text_say(&body, "BGM+44+D+9'" SHIP AT);
	for (unsigned i = 0; i < 3000; i++)
		text_printf(&body,
			"EQD+CN+LBR%05u+45G1++3+5'DTM+203:2026021508%02u:203'SEL+S%u+CA'RFF+BN:B%u'", i,
			i % 60, i, i);
	text_say(&body, "CNT+16:3000'");
	message_wrap(&bytes, "COARRI:D:95B:UN", text_string(&body));
	hear(&h, &little.world, bytes.bytes, bytes.length);
	assert_int_equal(h.events, 3000);
	assert_true(heard_has_not(&h, "count-mismatch"));
	for (unsigned i = 0; i < 3000; i += 113) {
		snprintf(line, sizeof line, "\"subject\":\"LBR%05u\",\"eventType\":\"EQUIPMENT\"", i);
		assert_true(heard_has(&h, line));
		snprintf(line, sizeof line,
			"\"references\":[{\"kind\":\"BKG\",\"value\":\"B%u\"}],\"seals\":[\"CA:S%u\"]", i, i);
		assert_true(heard_has(&h, line));
	}
	heard_free(&h);
	text_free(&body);
	text_free(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(port_reports_say_what_they_say),
		cmocka_unit_test(every_segment_of_the_directories_has_its_row),
		cmocka_unit_test(a_message_with_every_segment_is_accepted),
		cmocka_unit_test(a_whole_ship_is_discharged),
	};

	return cmocka_run_group_tests(tests, little_up, little_down);
}
