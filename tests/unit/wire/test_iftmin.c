/* IFTMIN: what a transport instruction becomes, its paper, and that its table has its directories. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "wire/cut.h"
#include "wire/edifact/iftmin.h"

struct row {
	const char *name, *body;
	unsigned events;
	const char *heard[HEARD_MOST], *not_heard[NOT_HEARD_MOST];
};

#define INSTRUCTION "BGM+340+I1+9'DTM+137:202602151000:203'"
#define NOTE        "BGM+722+27145566+9'DTM+137:202602151000:203'"
#define PARTIES     "NAD+CZ+++LYG TRADE'CTA+IC+:WANG'COM+1:TE'NAD+CN+A7'"
#define GOODS_OF    "GID+1+10:CT'FTX+AAA+++TYRES'MEA+WT+G+KGM:9'RFF+ON:7'"
#define BOXES       "EQD+CN+LBRU1000011+45G1'MEA+AAE+G+KGM:21000'SEL+S1+SH'EQD+CN+LBRU2000037+22G1'"
#define RECEIVED    "\"subjectKind\":\"document\",\"subject\":\""
#define RECE        "\"eventType\":\"SHIPMENT\",\"eventCode\":\"RECE\",\"classifier\":\"ACT\""
#define EQ(n)       "{\"kind\":\"EQUIPMENT\",\"value\":\"" n "\"}"

static const struct row rows[] = {
	{"of its bill of lading, with its boxes",
		INSTRUCTION
		"LOC+88+CNLYG'LOC+9+CNLYG'LOC+11+KRPUS'LOC+8+XLONE'RFF+BN:4001'RFF+BM:B7'" PARTIES GOODS_OF
			BOXES,
		1,
		{RECEIVED "TRD:B7\"," RECE, "\"happened\":{\"at\":\"2026-02-15T10:00:00+08:00\"",
			"\"loadPlace\":\"CNLYG\",\"dischargePlace\":\"KRPUS\",\"destination\":\"XLONE\"",
			"{\"kind\":\"BKG\",\"value\":\"4001\"},{\"kind\":\"TRD\",\"value\":\"B7\"}," EQ(
				"LBRU1000011") "," EQ("LBRU2000037"),
			"\"document\":\"I1\",\"loadPlace\"", "\"segment\":2,"},
		{"\"severity\"", "\"place\":", "WAYBILL"}},
	{"of its consignment note", INSTRUCTION "LOC+9+CNLYG'RFF+BN:4001'RFF+AAS:W7'" BOXES, 1,
		{RECEIVED "WAYBILL:W7\"," RECE}, {"\"severity\""}},
	{"a note that is the message itself", NOTE "LOC+5+CNLYG'LOC+8+KRPUS'RFF+BN:4001'" BOXES, 1,
		{RECEIVED "WAYBILL:27145566\",", "{\"kind\":\"BKG\",\"value\":\"4001\"},{\"kind\":"
						 "\"WAYBILL\",\"value\":\"27145566\"}"},
		{"\"severity\""}},
	{"of its booking", INSTRUCTION "LOC+9+CNLYG'RFF+BN:4001'" BOXES, 1, {RECEIVED "BKG:4001\","},
		{"\"severity\""}},
	{"of the instruction itself", INSTRUCTION "LOC+9+CNLYG'" BOXES, 1, {RECEIVED "SHI:I1\","},
		{"\"severity\""}},
	{"of nothing", "BGM+340++9'LOC+9+CNLYG'" BOXES, 0, {"document-missing", "no-event"}, {"RECE\""}},
	{"a box that is named twice is one", INSTRUCTION "LOC+9+CNLYG'RFF+EQ:LBRU1000011'RFF+BN:4001'" BOXES,
		1, {EQ("LBRU1000011") ",{\"kind\":\"BKG\",\"value\":\"4001\"}," EQ("LBRU2000037")},
		{EQ("LBRU1000011") "," EQ("LBRU2000037")}},
	{"what is of goods and boxes is not of the whole",
		INSTRUCTION "LOC+9+CNLYG'RFF+BN:4001'" GOODS_OF "EQD+CN+LBRU1000011+45G1'RFF+BN:9'", 1,
		{"\"value\":\"4001\""}, {"\"value\":\"7\"", "\"value\":\"9\""}},
	{"when its ship calls, not what brings it there",
		INSTRUCTION "LOC+9+CNLYG'RFF+BN:4001'TDT+10++3'LOC+9+KRPUS'DTM+133:202602160830:203'"
			    "TDT+20+031W+1++LBL+++9123453:146'LOC+9+CNLYG'DTM+133:202602200830:203'TDT+30++2'"
			    "LOC+11+KRPUS'"
			    "DTM+132:202603200830:203'" BOXES,
		2,
		{"\"eventCode\":\"DEPA\",\"classifier\":\"EST\",\"happened\":{\"at\":\"2026-02-20T08:30:00+"
		 "08:00\"",
			"\"transport\":{\"key\":\"IMO9123453/031W\""},
		{"ARRI", "@KRPUS"}},
	{"behind the terms of delivery come its references",
		INSTRUCTION "LOC+9+CNLYG'TOD+6++FOB'LOC+1+XLONE'RFF+BN:4001'" BOXES, 1,
		{RECEIVED "BKG:4001\","}, {"XLONE", "\"severity\""}},
	{"taken back", "BGM+340+I1+1'LOC+9+CNLYG'RFF+BN:4001'" BOXES, 1, {"\"function\":\"cancel\""},
		{"\"severity\""}},
	{"a count that does not hold", INSTRUCTION "CNT+16:3'LOC+9+CNLYG'RFF+BN:4001'" BOXES, 1,
		{"count-mismatch", "\"segment\":4,\"tag\":\"CNT\",\"element\":1,\"component\":2"}, {NULL}},
	{"a number that fails", INSTRUCTION "LOC+9+CNLYG'RFF+BN:4001'EQD+CN+LBRU1000012+45G1'", 1,
		{"check-digit", "\"segment\":6,\"tag\":\"EQD\",\"element\":2,\"component\":1",
			EQ("LBRU1000012")},
		{NULL}},
	{"boxes without a number are not told of", INSTRUCTION "LOC+9+CNLYG'RFF+BN:4001'EQD+CN++45G1'EQN+2'",
		1, {"container-unread"}, {"EQUIPMENT"}},
};

static void instructions_say_what_they_say(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		case_holds(rows[i].name, "IFTMIN:D:00B:UN", rows[i].body, rows[i].events, rows[i].heard,
			rows[i].not_heard);
}

/* What a message's paper says, as text. */
static bool paper_heard(void *self, const struct message *m)
{
	struct text *out = self;

	for (size_t i = 0; i < m->paper_count; i++) {
		const struct paper *p = &m->papers[i];

		text_printf(out, "%s %s %s %s at %s %s of", paper_words[p->kind], p->number,
			function_names[p->function], p->issued.text ? p->issued.text : "-",
			p->place ? p->place : "-", p->detail);
		for (size_t k = 0; k < p->subject_count; k++)
			text_printf(out, " %s", p->subjects[k]);
		text_byte(out, '\n');
	}
	return true;
}

static void diagnostic_passed(void *self, const struct diagnostic *d)
{
	(void)self, (void)d;
}

static void paper_is(const char *body, const char *said)
{
	struct text bytes = TEXT_INIT, out = TEXT_INIT;
	struct decode_sink sink = {.self = &out, .message = paper_heard, .diagnostic = diagnostic_passed};
	struct decoder *d = decoder_new("EDIFACT", &little.world, NULL, &sink);

	message_wrap(&bytes, "IFTMIN:D:00B:UN", body);
	assert_true(decoder_feed(d, bytes.bytes, bytes.length) && decoder_end(d));
	assert_string_equal(text_string(&out), said);
	decoder_free(d);
	text_free(&bytes);
	text_free(&out);
}

static void a_consignment_note_is_a_paper(void **state)
{
	(void)state;
	paper_is(NOTE "LOC+5+CNLYG'LOC+8+KRPUS'" PARTIES GOODS_OF BOXES,
		"SMGS 27145566 original 202602151000 at CNLYG "
		"{\"consignor\":\"LYG "
		"TRADE\",\"consignee\":\"A7\",\"from\":\"CNLYG\",\"to\":\"KRPUS\",\"goods\":["
		"\"TYRES\"],"
		"\"containers\":[{\"number\":\"LBRU1000011\",\"sizeType\":\"45G1\",\"seals\":[\"SH:S1\"],"
		"\"measures\":["
		"\"G:21000:KGM\"]},{\"number\":\"LBRU2000037\",\"sizeType\":\"22G1\"}]} of LBRU1000011 "
		"LBRU2000037\n");
	paper_is("BGM+:::CIM CONSIGNMENT NOTE+C9+5'LOC+9+CNLYG'" BOXES,
		"CIM C9 replace - at - "
		"{\"from\":\"CNLYG\",\"containers\":[{\"number\":\"LBRU1000011\",\"sizeType\":\"45G1\","
		"\"seals\":["
		"\"SH:S1\"],\"measures\":[\"G:21000:KGM\"]},{\"number\":\"LBRU2000037\",\"sizeType\":"
		"\"22G1\"}]} of "
		"LBRU1000011 LBRU2000037\n");
	paper_is("BGM+:::CIM/SMGS+C9+9'", "CIM-SMGS C9 original - at - {\"containers\":[]} of\n");
	paper_is("BGM+340+I1+9'RFF+AAS:W7'", "OTHER W7 original - at - {\"containers\":[]} of\n");
	paper_is("BGM+730+R4+9'", "OTHER R4 original - at - {\"containers\":[]} of\n");
	/* no note, no paper; a refused message has none either */
	paper_is(INSTRUCTION "RFF+BN:4001'" BOXES, "");
	paper_is(NOTE "UNH+2+CODECO:D:95B:UN'", "");
}

static const char *const directories[] = {
	"D.00B BGM/HEAD CTA/HEAD COM/HEAD DTM/HEAD TSR/HEAD CUX/HEAD MOA/HEAD FTX/HEAD CNT/HEAD DOC/HEAD "
	"GDS/HEAD "
	"LOC/HEAD_PLACE DTM/HEAD_PLACE TOD/DELIVERY LOC/DELIVERY RFF/HEAD_REFERENCE DTM/HEAD_REFERENCE "
	"GOR/TERMS "
	"DTM/TERMS "
	"LOC/TERMS SEL/TERMS FTX/TERMS DOC/TERMS DTM/TERMS CPI/TERMS RFF/TERMS CUX/TERMS LOC/TERMS MOA/TERMS "
	"TCC/TERMS "
	"LOC/TERMS FTX/TERMS CUX/TERMS PRI/TERMS EQN/TERMS PCD/TERMS MOA/TERMS QTY/TERMS TDT/TERMS DTM/TERMS "
	"TSR/TERMS "
	"LOC/TERMS DTM/TERMS RFF/TERMS TDT+20/TRANSPORT DTM/TRANSPORT TSR/TRANSPORT LOC/CALL DTM/CALL "
	"RFF/TRANSPORT "
	"DTM/TRANSPORT NAD/PARTY LOC/PARTY MOA/PARTY CTA/CONTACT COM/CONTACT DOC/PARTY DTM/PARTY TCC/PARTY "
	"CUX/PARTY "
	"PRI/PARTY EQN/PARTY PCD/PARTY MOA/PARTY QTY/PARTY RFF/PARTY DTM/PARTY CPI/PARTY RFF/PARTY CUX/PARTY "
	"LOC/PARTY "
	"MOA/PARTY TSR/PARTY RFF/PARTY LOC/PARTY TPL/PARTY FTX/PARTY GID/GOODS HAN/GOODS TMP/GOODS RNG/GOODS "
	"TMD/GOODS "
	"LOC/GOODS MOA/GOODS PIA/GOODS FTX/GOODS PCD/GOODS NAD/GOODS DTM/GOODS LOC/GOODS GDS/GOODS MEA/GOODS "
	"EQN/GOODS "
	"DIM/GOODS EQN/GOODS RFF/GOODS DTM/GOODS PCI/GOODS RFF/GOODS DTM/GOODS GIN/GOODS DOC/GOODS DTM/GOODS "
	"GOR/GOODS "
	"DTM/GOODS LOC/GOODS SEL/GOODS FTX/GOODS DOC/GOODS DTM/GOODS TPL/GOODS MEA/GOODS EQN/GOODS SGP/GOODS "
	"MEA/GOODS "
	"EQN/GOODS TCC/GOODS CUX/GOODS PRI/GOODS EQN/GOODS PCD/GOODS MOA/GOODS QTY/GOODS LOC/GOODS DGS/GOODS "
	"FTX/GOODS "
	"CTA/GOODS COM/GOODS MEA/GOODS EQN/GOODS SGP/GOODS MEA/GOODS EQN/GOODS EQD/BOX EQN/BOX TMD/BOX "
	"MEA/BOX DIM/BOX "
	"SEL/BOX TPL/BOX HAN/BOX TMP/BOX FTX/BOX RFF/BOX TCC/BOX_TERMS CUX/BOX_TERMS PRI/BOX_TERMS "
	"EQN/BOX_TERMS "
	"PCD/BOX_TERMS MOA/BOX_TERMS QTY/BOX_TERMS NAD/BOX_PARTY DTM/BOX_PARTY CTA/BOX_PARTY COM/BOX_PARTY "
	"EQA/BOX EQN/BOX "
	"DGS/DANGER FTX/DANGER CTA/DANGER_CONTACT COM/DANGER_CONTACT",
	"D.16A BGM/HEAD DTM/HEAD LOC/HEAD_PLACE RFF/HEAD_REFERENCE TDT+20/TRANSPORT DTM/TRANSPORT "
	"TSR/TRANSPORT "
	"SCC/TRANSPORT LOC/CALL DTM/CALL RFF/TRANSPORT TDT/TERMS TSR/TERMS SCC/TERMS NAD/PARTY EFI/PARTY "
	"CED/PARTY "
	"COM/PARTY RFF/PARTY DTM/PARTY QTY/PARTY GID/GOODS EQD/BOX",
};

static void every_segment_of_the_directories_has_its_row(void **state)
{
	(void)state;
	directories_hold(&iftmin, directories, sizeof directories / sizeof *directories);
}

static void a_message_with_every_segment_is_accepted(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof directories / sizeof *directories; i++)
		directory_decode(&iftmin, directories[i], "340", &little.world, 1);
}

static void cuts_change_nothing(void **state)
{
	(void)state;
	cut_holds("IFTMIN:D:00B:UN", NOTE "LOC+5+CNLYG'RFF+BN:4001'" PARTIES GOODS_OF BOXES);
}

/* No more boxes than the directory has are kept of one consignment. */
static void a_consignment_has_an_end(void **state)
{
	struct text body = TEXT_INIT, bytes = TEXT_INIT;
	struct heard h;

	(void)state;
	text_say(&body, INSTRUCTION "LOC+9+CNLYG'RFF+BN:4001'");
	for (unsigned i = 0; i < 1001; i++)
		text_printf(&body, "EQD+CN+LBX%05u+45G1'", i);
	message_wrap(&bytes, "IFTMIN:D:00B:UN", text_string(&body));
	hear(&h, &little.world, bytes.bytes, bytes.length);
	assert_int_equal(h.events, 1);
	assert_non_null(strstr(text_string(&h.out), EQ("LBX00998")));
	assert_null(strstr(text_string(&h.out), EQ("LBX00999")));
	heard_free(&h);
	text_free(&body);
	text_free(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(instructions_say_what_they_say),
		cmocka_unit_test(a_consignment_note_is_a_paper),
		cmocka_unit_test(every_segment_of_the_directories_has_its_row),
		cmocka_unit_test(a_message_with_every_segment_is_accepted),
		cmocka_unit_test(cuts_change_nothing),
		cmocka_unit_test(a_consignment_has_an_end),
	};

	return cmocka_run_group_tests(tests, little_up, little_down);
}
