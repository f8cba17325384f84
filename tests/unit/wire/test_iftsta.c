/* IFTSTA: what a status says and about which boxes, and that its table has its directories. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "wire/directory.h"
#include "wire/edifact/iftsta.h"
#include "wire/heard.h"
#include "wire/status_book.h"

#include <stdlib.h>

static struct little_world little;
static struct status_book book;

static const struct status_code meanings[] = {
	{.sender = "", .list = "UN", .status = "1", .event = "ARRI", .name = "Arrived"},
	{.sender = "", .list = "UN", .status = "6", .name = "Booked"},
	{.sender = "", .list = "UN", .status = "12", .event = "CUSR", .name = "Cleared"},
	{.sender = "", .list = "UN", .status = "16", .event = "WAYP", .name = "Crossed"},
	{.sender = "", .list = "UN", .status = "20", .name = "Delayed"},
	{.sender = "", .list = "UN", .status = "24", .event = "DEPA", .name = "Departed"},
	{.sender = "", .list = "UN", .status = "29", .event = "DISC"},
	{.sender = "", .list = "UN", .status = "48", .event = "LOAD"},
	{.sender = "", .list = "UN", .status = "74", .event = "GTIN"},
	{.sender = "", .list = "UN", .status = "82", .event = "GTIN", .load_state = LOAD_EMPTY},
	{.sender = "", .list = "UN/5", .status = "24", .event = "HOLD"},
	{.sender = "", .list = "HS", .status = "P", .event = "DEPA", .mode = MODE_RAIL},
	{.sender = "", .list = "ZZZ", .status = "D", .event = "DEPA"},
	{.sender = "RAILCO", .list = "ZZZ", .status = "D", .event = "DISC", .mode = MODE_RAIL},
	{.sender = "RAILCO", .list = "", .status = "X9", .event = "ARRI", .classifier = CLASSIFIER_EST},
};

static const struct status_code *look_up(void *self, const struct status_asked *asked)
{
	(void)self;
	return status_book_find(&book, asked);
}

static int little_up(void **state)
{
	(void)state;
	little_world_make(&little);
	status_book_make(&book, &little.arena, meanings, sizeof meanings / sizeof *meanings);
	little.world.status = look_up;
	return 0;
}

static int little_down(void **state)
{
	(void)state;
	arena_free(&little.arena);
	return 0;
}

/* Segments between UNH and UNT, the number of events, what is heard and what is not; NULL ends a list. */
struct row {
	const char *name, *body;
	unsigned events;
	const char *heard[8], *not_heard[6];
};

#define BGM     "BGM+23+S1+9'"
#define CNI     "CNI+1+SMGS77'"
#define HERE    "LOC+175+CNLYG:139:6'"
#define WHEN    "DTM+334:202602150830:203'"
#define EQD     "EQD+CN+LBRU1000011+22G1:102:5++2+5'"
#define OTHER   "EQD+CN+LBRU2000037+45G1:102:5++2+4'"
#define STS(n)  "STS+1+" n "'" WHEN HERE
#define BOX1    "\"subject\":\"LBRU1000011\""
#define BOX2    "\"subject\":\"LBRU2000037\""
#define CODE(c) "\"eventCode\":\"" c "\""
#define AT(t)   "\"happened\":{\"at\":\"2026-02-" t "+08:00\""
#define TRAIN   "TDT+1+K8401+2++RAILCO:172:ZZZ'"
#define SHIP    "TDT+20+031W+1++LBL:172:20+++9123453:146:11:BRIDGE STAR'"

static const struct row rows[] = {
	/* what happened */
	{"a departure", BGM CNI STS("24") EQD, 1,
		{BOX1, "\"eventType\":\"TRANSPORT\"", CODE("DEPA"), "\"classifier\":\"ACT\"",
			AT("15T08:30:00"), "\"place\":\"CNLYG\"", "\"loadState\":\"LADEN\"",
			"\"remarks\":[\"STS:24 Departed\"]"},
		{"\"severity\""}},
	{"a load is of equipment", BGM CNI STS("48") EQD, 1, {CODE("LOAD"), "\"eventType\":\"EQUIPMENT\""},
		{"\"severity\""}},
	{"a gate-in", BGM CNI STS("74") EQD, 1, {CODE("GTIN"), "\"sizeType\":\"22G1\""}, {"\"severity\""}},
	{"a border", BGM CNI STS("16") EQD, 1, {CODE("WAYP"), "\"eventType\":\"EQUIPMENT\""},
		{"\"severity\""}},
	{"customs", BGM CNI STS("12") EQD, 1, {CODE("CUSR")}, {"\"severity\""}},
	{"the status knows that the box is empty", BGM CNI STS("82") EQD, 1, {"\"loadState\":\"EMPTY\""},
		{"LADEN"}},
	{"a status that moves nothing is a note", BGM CNI STS("6") EQD, 1,
		{CODE("NOTE"), "\"remarks\":[\"STS:6 Booked\"]"}, {"\"severity\""}},
	{"two notes of one moment are two", BGM CNI STS("6") EQD STS("20") EQD, 2,
		{"STS:6 Booked", "STS:20 Delayed"}, {"\"severity\""}},
	{"what nobody knows is a note, and told", BGM CNI STS("777") EQD, 1,
		{CODE("NOTE"), "\"STS:777\"", "\"code\":\"status-unknown\"", "list UN"}, {NULL}},
	{"another category has other codes", BGM CNI "STS+5+24'" WHEN HERE EQD, 1,
		{CODE("HOLD"), "\"STS:UN/5 24\""}, {"\"severity\""}},
	{"no category is transport", BGM CNI "STS++24'" WHEN HERE EQD, 1, {CODE("DEPA")}, {"\"severity\""}},
	{"the UN's list by name", BGM CNI "STS+1+24::6'" WHEN HERE EQD, 1, {CODE("DEPA"), "STS:24 Departed"},
		{"\"severity\""}},
	{"a carrier's own code, in its own words", BGM CNI "STS+1+P::HS:Rail left'" WHEN HERE EQD, 1,
		{CODE("DEPA"), "\"mode\":\"RAIL\"", "\"STS:HS P Rail left\""}, {"\"severity\""}},
	{"the same code of another list is not it", BGM CNI "STS+1+P::XX'" WHEN HERE EQD, 1,
		{CODE("NOTE"), "status-unknown", "status P of list XX"}, {NULL}},
	{"a code list stands where no agency does", BGM CNI "STS+1+P:HS'" WHEN HERE EQD, 1, {CODE("DEPA")},
		{"\"severity\""}},
	{"a partner's own meaning comes first", BGM "NAD+MS+RAILCO'" CNI "STS+1+D::ZZZ'" WHEN HERE EQD, 1,
		{CODE("DISC"), "\"mode\":\"RAIL\"", "\"sender\":\"RAILCO\""}, {"\"severity\""}},
	{"of who signs as carrier too", BGM "NAD+CA+RAILCO'" CNI "STS+1+D::ZZZ'" WHEN HERE EQD, 1,
		{CODE("DISC")}, {"\"severity\""}},
	{"of others everybody's", BGM "NAD+MS+SEACO'" CNI "STS+1+D::ZZZ'" WHEN HERE EQD, 1, {CODE("DEPA")},
		{"\"severity\""}},
	{"a partner's meaning in whatever list", BGM "NAD+MS+RAILCO'" CNI "STS+1+X9::QQ'" WHEN HERE EQD, 1,
		{CODE("ARRI"), "\"classifier\":\"EST\""}, {"\"severity\""}},
	{"reasons", BGM CNI "STS+1+24+13:::NO PAPERS+40'" WHEN HERE EQD, 1,
		{"\"REASON:13 NO PAPERS\",\"REASON:40\""}, {"\"severity\""}},
	{"no status at all", BGM CNI "STS+1'" WHEN HERE EQD, 0, {"status-missing", "no-event"}, {NULL}},
	/* about which boxes */
	{"an event for each box", BGM CNI STS("24") EQD OTHER, 2, {BOX1, BOX2, "\"loadState\":\"EMPTY\""},
		{"\"severity\""}},
	{"each status has its boxes", BGM CNI STS("24") EQD STS("1") OTHER, 2,
		{BOX1 ",\"eventType\":\"TRANSPORT\"," CODE("DEPA"),
			BOX2 ",\"eventType\":\"TRANSPORT\"," CODE("ARRI")},
		{"\"severity\""}},
	{"a box by reference", BGM CNI STS("24") "RFF+EQ:LBRU1000011'", 1, {BOX1, CODE("DEPA")},
		{"\"severity\"", "EQUIPMENT\",\"value"}},
	{"the box of EQD is the one of RFF", BGM CNI STS("24") "RFF+EQ:LBRU1000011'" EQD, 1, {BOX1},
		{"\"severity\""}},
	{"a status without boxes is about its consignment's",
		BGM CNI STS("24") STS("1") EQD OTHER STS("16") EQD, 5,
		{BOX1 ",\"eventType\":\"TRANSPORT\"," CODE("DEPA"),
			BOX2 ",\"eventType\":\"TRANSPORT\"," CODE("DEPA")},
		{"\"severity\""}},
	{"and not about another's", BGM CNI STS("24") "CNI+2+OTHER'" STS("1") EQD, 2,
		{"\"subject\":\"WAYBILL:SMGS77\",\"eventType\":\"SHIPMENT\"," CODE("DEPA"), BOX1},
		{"\"severity\""}},
	{"boxes under the consignment itself", BGM CNI EQD STS("24"), 1, {BOX1, CODE("DEPA")},
		{"\"severity\""}},
	{"the message's own box", BGM "RFF+EQ:LBRU1000011'" CNI STS("24"), 1, {BOX1}, {"\"severity\""}},
	{"a box of D.14A with its statuses",
		BGM EQD "STS+1+24'" HERE WHEN "STS+1+16'LOC+175+KRPUS'" WHEN OTHER "STS+1+1'" HERE WHEN, 3,
		{BOX1 ",\"eventType\":\"TRANSPORT\"," CODE("DEPA"),
			BOX1 ",\"eventType\":\"EQUIPMENT\"," CODE("WAYP"),
			BOX2 ",\"eventType\":\"TRANSPORT\"," CODE("ARRI"), "\"place\":\"KRPUS\""},
		{"\"severity\""}},
	{"a box of D.14A that a consignment speaks of", BGM EQD OTHER CNI STS("24"), 2, {BOX1, BOX2},
		{"\"severity\""}},
	{"no box: about the document", BGM CNI STS("24"), 1,
		{"\"subjectKind\":\"document\",\"subject\":\"WAYBILL:SMGS77\"", "\"eventType\":\"SHIPMENT\""},
		{"\"severity\""}},
	{"of several documents the bill of lading", BGM CNI STS("24") "RFF+BN:BK1'RFF+BM:BL1'", 1,
		{"\"subject\":\"TRD:BL1\"", "\"kind\":\"BKG\",\"value\":\"BK1\""}, {"\"severity\""}},
	{"about nothing", BGM "CNI+1'" STS("24"), 0, {"status-of-nothing", "no-event"}, {NULL}},
	{"a rail car is no box, and its status is nobody else's",
		BGM CNI STS("24") "EQD+RR+94012341'" STS("1") EQD, 1, {"equipment-ignored", CODE("ARRI")},
		{CODE("DEPA")}},
	{"no consignment", BGM STS("24") EQD, 1, {BOX1, CODE("DEPA")}, {"\"severity\""}},
	{"a number that fails", BGM CNI STS("24") "EQD+CN+LBRU1000012'", 1,
		{"\"numberFailed\":true", "check-digit"}, {NULL}},
	/* documents come down */
	{"references of message, consignment, status, box",
		BGM "RFF+BN:BK1'" CNI STS("24") "RFF+BM:BL1'" EQD "RFF+SQ:3'", 1,
		{"\"references\":[{\"kind\":\"SEQUENCE\",\"value\":\"3\"},{\"kind\":\"TRD\",\"value\":"
		 "\"BL1\"},"
		 "{\"kind\":\"WAYBILL\",\"value\":\"SMGS77\"},{\"kind\":\"BKG\",\"value\":\"BK1\"}]"},
		{"\"severity\""}},
	{"said twice, kept once", BGM "RFF+BN:BK1'" CNI STS("24") "RFF+BN:BK1'" EQD, 1,
		{"\"references\":[{\"kind\":\"BKG\",\"value\":\"BK1\"},{\"kind\":\"WAYBILL\",\"value\":"
		 "\"SMGS77\"}]"},
		{"\"severity\""}},
	{"a status's references are its own",
		BGM CNI STS("24") "RFF+BN:BK1'" EQD STS("1") "RFF+BN:BK2'" OTHER, 2,
		{"[{\"kind\":\"BKG\",\"value\":\"BK1\"},{\"kind\":\"WAYBILL\"",
			"[{\"kind\":\"BKG\",\"value\":\"BK2\"},{\"kind\":\"WAYBILL\""},
		{"\"severity\""}},
	{"a consignment's document is its own", BGM CNI STS("24") EQD "CNI+2+SMGS78'" STS("1") OTHER, 2,
		{"[{\"kind\":\"WAYBILL\",\"value\":\"SMGS77\"}]",
			"[{\"kind\":\"WAYBILL\",\"value\":\"SMGS78\"}]"},
		{"\"severity\""}},
	{"a document by its kind", BGM "CNI+1'" STS("24") "DOC+720+CIM9'" EQD, 1,
		{"{\"kind\":\"WAYBILL\",\"value\":\"CIM9\"}"}, {"\"severity\""}},
	{"a document of no kind of ours", BGM CNI STS("24") "DOC+270+X'" EQD, 1, {"\"DOC:270 X\""},
		{"\"severity\""}},
	/* when */
	{"a status of a day", BGM CNI "STS+1+24'DTM+334:20260215:102'" HERE EQD, 1, {"\"precision\":\"day\""},
		{"\"severity\""}},
	{"another time of the status", BGM CNI "STS+1+24'DTM+186:202602150830:203'" HERE EQD, 1,
		{AT("15T08:30:00"), "time-fallback", "DTM+186"}, {NULL}},
	{"334 before all", BGM CNI "STS+1+24'DTM+186:202602140830:203'" WHEN HERE EQD, 1, {AT("15T08:30:00")},
		{"\"severity\""}},
	{"an estimate", BGM CNI "STS+1+1'DTM+132:202602150830:203'" HERE EQD, 1, {"\"classifier\":\"EST\""},
		{NULL}},
	{"a plan", BGM CNI "STS+1+24'DTM+189:202602150830:203'" HERE EQD, 1, {"\"classifier\":\"PLN\""},
		{NULL}},
	{"the transport's time at that end",
		BGM CNI "STS+1+24'" HERE TRAIN "LOC+9+CNLYG'DTM+186:202602150830:203'LOC+11+KRPUS'"
			"DTM+178:202602160830:203'" EQD,
		1, {AT("15T08:30:00"), "DTM+186"}, {NULL}},
	{"and at the other",
		BGM CNI "STS+1+1'" HERE TRAIN "LOC+9+KRPUS'DTM+186:202602150830:203'LOC+11+CNLYG'"
			"DTM+178:202602160830:203'" EQD,
		1, {AT("16T08:30:00"), "DTM+178"}, {NULL}},
	{"only when it was said", "BGM+23+S1+9'DTM+137:202602150900:203'" CNI "STS+1+24'" HERE EQD, 1,
		{AT("15T09:00:00"), "time-fallback", "DTM+137"}, {NULL}},
	{"never", BGM CNI "STS+1+24'" HERE EQD, 0, {"time-missing"}, {NULL}},
	{"the box's own time", BGM CNI "STS+1+29'" HERE EQD "LOC+147+0010182'DTM+203:202602150831:203'", 1,
		{AT("15T08:31:00"), "\"stowage\":\"0010182\""}, {NULL}},
	{"when it was said is of the place's clock",
		"BGM+23+S1+9'DTM+137:202602150900:203'" CNI STS("24") EQD, 1,
		{"\"said\":\"2026-02-15T01:00:00Z\""}, {"\"severity\""}},
	/* where */
	{"a place by its end of the leg", BGM CNI "STS+1+24'" WHEN "LOC+5+CNLYG'LOC+8+KRPUS'" EQD, 1,
		{"\"place\":\"CNLYG\"", "\"destination\":\"KRPUS\""}, {"\"severity\""}},
	{"the transport's call", BGM CNI "STS+1+1'" WHEN TRAIN "LOC+9+KRPUS'LOC+11+CNLYG'" EQD, 1,
		{"\"place\":\"CNLYG\"", "\"loadPlace\":\"KRPUS\"", "\"dischargePlace\":\"CNLYG\""},
		{"\"severity\""}},
	{"the transport's other call", BGM CNI "STS+1+24'" WHEN TRAIN "LOC+9+CNLYG'LOC+11+KRPUS'" EQD, 1,
		{"\"place\":\"CNLYG\""}, {"\"severity\""}},
	{"the status's place is not the transport's", BGM CNI STS("24") TRAIN "LOC+9+KRPUS'" EQD, 1,
		{"\"place\":\"CNLYG\"", "\"loadPlace\":\"KRPUS\""}, {"\"severity\""}},
	{"the consignment's ends", BGM "LOC+83+DEDUI'" CNI "LOC+5+KRPUS'" STS("24") EQD, 1,
		{"\"loadPlace\":\"KRPUS\"", "\"destination\":\"DEDUI\""}, {NULL}},
	{"nowhere", BGM CNI "STS+1+24'" WHEN EQD OTHER, 2, {"place-missing", "\"zoneFrom\":\"nobody\""},
		{"\"place\":\""}},
	{"a country is no facility", BGM CNI "STS+1+24'" WHEN "LOC+175+CNLYG:139:6+CN:162'" EQD, 1,
		{"\"place\":\"CNLYG\""}, {"facility"}},
	{"a facility", BGM CNI "STS+1+24'" WHEN "LOC+175+CNLYG:139:6+LNOCT:TER:306'" EQD, 1,
		{"\"facility\":\"LNOCT\",\"facilityList\":\"SMDG\""}, {NULL}},
	/* on what */
	{"a train leaves", BGM CNI STS("24") TRAIN EQD, 1,
		{"\"key\":\"TRAIN:K8401/2026-02-15\"", "\"call\":\"TRAIN:K8401/2026-02-15@CNLYG\"",
			"\"mode\":\"RAIL\""},
		{"\"severity\""}},
	{"a train that came days later keeps its day",
		BGM CNI STS("1") "TDT+1+K8401+2'LOC+5+KRPUS'DTM+186:202602120000:203'" EQD, 1,
		{"\"key\":\"TRAIN:K8401/2026-02-12\""}, {"\"severity\""}},
	{"a train whose day nobody says", BGM CNI STS("1") TRAIN EQD, 1, {"\"train\":\"K8401\""},
		{"\"key\""}},
	{"a ship", BGM CNI STS("48") SHIP EQD, 1, {"\"key\":\"IMO9123453/031W\"", "\"name\":\"BRIDGE STAR\""},
		{"\"severity\""}},
	{"a ship's voyage beside it",
		BGM CNI STS("48") "TDT+20++1++LBL:172:20+++9123453:146:11:BRIDGE STAR'"
				  "RFF+VON:032W'" EQD,
		1, {"\"key\":\"IMO9123453/032W\""}, {"\"severity\""}},
	{"no ship comes through a gate", BGM CNI STS("74") SHIP EQD, 1, {CODE("GTIN")}, {"IMO9123453"}},
	{"no ship leaves by rail", BGM CNI "STS+1+P::HS'" WHEN HERE SHIP EQD, 1, {"\"mode\":\"RAIL\""},
		{"IMO9123453"}},
	{"of two the one that fits", BGM CNI "STS+1+P::HS'" WHEN HERE SHIP TRAIN EQD, 1,
		{"\"key\":\"TRAIN:K8401/2026-02-15\""}, {"IMO9123453"}},
	{"of two the first", BGM CNI STS("48") SHIP TRAIN "LOC+9+KRPUS'" EQD, 1, {"IMO9123453"},
		{"K8401", "KRPUS"}},
	{"each status has its own", BGM CNI STS("24") TRAIN EQD STS("16") EQD, 2, {"K8401", CODE("WAYP")},
		{CODE("WAYP") ",\"classifier\":\"ACT\"," AT("15T08:30:00") ",\"transport\""}},
	/* where it is expected */
	{"an arrival that is expected",
		BGM CNI STS("48") SHIP
		"LOC+9+CNLYG'DTM+133:202602150900:203'LOC+11+KRPUS'DTM+132:202602170600:203'" EQD,
		2,
		{CODE("LOAD"),
			CODE("ARRI") ",\"classifier\":\"EST\",\"happened\":{\"at\":\"2026-02-17T06:00:00+09:"
				     "00\"",
			"\"call\":\"IMO9123453/031W@KRPUS\""},
		{"\"severity\"", CODE("DEPA")}},
	{"one that is planned, of no ship that calls there",
		BGM CNI STS("48") SHIP "LOC+7+KRPUS'DTM+232:202602170600:203'" EQD, 2,
		{CODE("ARRI") ",\"classifier\":\"PLN\""}, {"\"severity\"", "IMO9123453/031W@KRPUS"}},
	{"the estimate that the status is",
		BGM CNI "STS+1+1'" SHIP "LOC+11+KRPUS'DTM+132:202602170600:203'" EQD, 1,
		{CODE("ARRI") ",\"classifier\":\"EST\""}, {NULL}},
	{"a document is expected nowhere", BGM CNI STS("48") SHIP "LOC+11+KRPUS'DTM+132:202602170600:203'", 1,
		{"\"eventType\":\"SHIPMENT\""}, {CODE("ARRI")}},
	/* the box, the rest */
	{"seals, weights, texts",
		BGM CNI STS("24") "FTX+AAI+++LATE'" EQD "MEA+AAE+G+KGM:15400'SEL+99+CU'TPL+1'", 1,
		{"\"seals\":[\"CU:99\"]", "\"measures\":[\"G:15400:KGM\"]",
			"\"remarks\":[\"STS:24 Departed\",\"AAI:LATE\",\"TPL:1\"]"},
		{"\"severity\""}},
	{"a seal of the genset is not the box's", BGM CNI STS("24") EQD "EQA+RG+GS1'SEL+77+CU'", 1,
		{"\"EQA:RG GS1\""}, {"seals"}},
	{"operator of the status", BGM CNI STS("24") "NAD+CF+LBL'" EQD, 1, {"\"operator\":\"LBL\""},
		{"\"severity\""}},
	{"damage of a box of D.23A", BGM EQD "STS+1+24'" HERE WHEN "DAM+1+:::DENT'COD+1:::PANEL'", 1,
		{"\"DAM:1 DENT\",\"COD:1 PANEL\""}, {"\"severity\""}},
	{"goods are passed over",
		BGM CNI STS("24") EQD "GID+1'HAN+1'SGP+LBRU1000011+3'DGS+IMD'FTX+AAA'MEA+WT'EQN+1'"
				      "DIM+1'PCI+1'GIN+1'RFF+BN:X'DTM+7:202602150830:203'",
		1, {BOX1}, {"\"severity\"", "\"X\""}},
	{"a cancellation", "BGM+23+S1+1'" CNI STS("24") EQD, 1, {"\"function\":\"cancel\""},
		{"\"severity\""}},
	{"totals are not counted against boxes", BGM "CNT+16:1'" CNI "CNT+7:20'" STS("24") EQD OTHER, 2,
		{BOX2}, {"\"severity\""}},
	{"out of any status", BGM CNI "DTM+334:202602150830:203'" STS("24") EQD, 1,
		{"segment-position", "stands under no status"}, {NULL}},
};

static void status_reports_say_what_they_say(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct row *row = &rows[i];
		struct text bytes = TEXT_INIT;
		struct heard h;

		message_wrap(&bytes, "IFTSTA:D:00B:UN", row->body);
		hear(&h, &little.world, bytes.bytes, bytes.length);
		if (h.events != row->events)
			print_message("case %s:\n%s\n", row->name, text_string(&h.out));
		assert_int_equal(h.events, row->events);
		for (size_t k = 0; k < 8 && row->heard[k]; k++)
			if (!heard_has(&h, row->heard[k]))
				fail_msg("case %s", row->name);
		for (size_t k = 0; k < 6 && row->not_heard[k]; k++)
			if (!heard_has_not(&h, row->not_heard[k]))
				fail_msg("case %s", row->name);
		heard_free(&h);
		text_free(&bytes);
	}
}

static void what_is_odd_of_a_status_is_told_once(void **state)
{
	struct text bytes = TEXT_INIT;
	struct heard h;
	const char *first;

	(void)state;
	message_wrap(&bytes, "IFTSTA:D:00B:UN", BGM CNI "STS+1+24'DTM+203:202602150830:203'" EQD OTHER);
	hear(&h, &little.world, bytes.bytes, bytes.length);
	assert_int_equal(h.events, 2);
	first = strstr(text_string(&h.out), "time-fallback");
	assert_non_null(first);
	assert_null(strstr(first + 1, "time-fallback"));
	first = strstr(text_string(&h.out), "place-missing");
	assert_non_null(first);
	assert_null(strstr(first + 1, "place-missing"));
	heard_free(&h);
	text_free(&bytes);
}

/* Statuses that wait, and boxes they wait for, are each many: what they make together has a limit. */
static void waiting_statuses_are_bounded(void **state)
{
	struct text body = TEXT_INIT, bytes = TEXT_INIT;
	struct heard h;

	(void)state;
	text_say(&body, BGM CNI);
	for (unsigned i = 0; i < 120; i++)
		text_say(&body, STS("24"));
	text_say(&body, STS("1") EQD);
	message_wrap(&bytes, "IFTSTA:D:00B:UN", text_string(&body));
	hear(&h, &little.world, bytes.bytes, bytes.length);
	assert_int_equal(h.events, 100);
	assert_true(heard_has(&h, "too-many-statuses"));
	heard_free(&h);
	text_clear(&body);
	text_clear(&bytes);
	text_say(&body, BGM CNI);
	for (unsigned i = 0; i < 99; i++)
		text_say(&body, STS("24"));
	text_say(&body, STS("1"));
	for (unsigned i = 0; i < 12000; i++)
		text_printf(&body, "EQD+CN+LBRU%07u'", i);
	message_wrap(&bytes, "IFTSTA:D:00B:UN", text_string(&body));
	hear(&h, &little.world, bytes.bytes, bytes.length);
	assert_int_equal(h.refused, 1);
	assert_int_equal(h.events, 0);
	assert_true(heard_has(&h, "message-too-large"));
	heard_free(&h);
	text_free(&body);
	text_free(&bytes);
}

static const char whole[] =
	"UNB+UNOC:3+RAILCO+HUB+260215:1200+7'UNH+1+IFTSTA:D:00B:UN'" BGM "DTM+137:202602151200:203'"
	"NAD+MS+RAILCO'CTA+IC'COM+1:TE'RFF+EQ:LBRU1000011'RFF+BN:B?'1'LOC+8+KRPUS'" CNI "LOC+5+CNLYG'" STS(
		"24") "RFF+BM:BL1'DOC+720+CIM9'FTX+AAI+++LATE'NAD+CF+LBL'PCI+1'" TRAIN
		      "DTM+186:202602150830:203'RFF+VON:1'"
		      "LOC+9+CNLYG'DTM+133:202602150830:203'" EQD
		      "MEA+AAE+G+KGM:15400'SEL+99+CU'EQA+RG+G1'SEL+1'" STS("16") "GID+1'MEA+WT'CNI+2+S2'" STS(
			      "1") "RFF+EQ:LBRU2000037'"
				   "UNT+40+1'"
				   "UNH+2+IFTSTA:D:23A:UN'" BGM EQD "STS+1+24'" HERE WHEN
				   "DGS+IMD'LOC+9+KRPUS'DTM+7:202602150830:203'"
				   "TDT+1+K1+2'LOC+7+KRPUS'DAM+1'COD+1'" CNI STS("29") "UNT+18+2'UNZ+2+7'";

static void bytes_are_taken_or_refused(const char *bytes, size_t n, size_t at)
{
	struct heard h;

	hear(&h, &little.world, bytes, n);
	if (h.accepted + h.warned + h.refused != h.messages)
		fail_msg("at %zu", at);
	heard_free(&h);
}

static void every_prefix_and_change_is_taken_or_refused(void **state)
{
	static const char marks[] = {'\'', '+', ':', '?', '\0', 'A', '9', '\xFF'};
	size_t n = sizeof whole - 1;
	char *copy = malloc(n);
	struct heard h;

	(void)state;
	hear(&h, &little.world, whole, n);
	assert_int_equal(h.accepted, 2);
	assert_int_equal(h.events, 5);
	heard_free(&h);
	for (size_t i = 0; i < n; i++) {
		bytes_are_taken_or_refused(whole, i, i);
		for (size_t k = 0; k < sizeof marks; k++) {
			memcpy(copy, whole, n);
			copy[i] = marks[k];
			bytes_are_taken_or_refused(copy, n, i);
		}
		memcpy(copy, whole, n);
		copy[i] ^= 1;
		bytes_are_taken_or_refused(copy, n, i);
	}
	free(copy);
}

/* The segments of the directories, in their order, each with the group it stands in. */
#define HEAD_OLD                                                                                             \
	"BGM/HEAD DTM/HEAD TSR/HEAD NAD/PARTY CTA/CONTACT COM/CONTACT RFF/HEAD_REFERENCE "                   \
	"DTM/HEAD_REFERENCE LOC/HEAD FTX/HEAD CNT/HEAD "
#define CONSIGNMENT_OLD                                                                                      \
	"CNI/CONSIGNMENT LOC/CONSIGNMENT CNT/CONSIGNMENT STS/STATUS RFF/STATUS DTM/STATUS DOC/STATUS "       \
	"FTX/STATUS NAD/STATUS_PARTY LOC/STATUS PCI/STATUS "
#define LEG_OLD "TDT/STATUS_LEG RFF/STATUS_LEG LOC/STATUS_CALL DTM/STATUS_CALL "
#define LEG_NEW "TDT/STATUS_LEG DTM/STATUS_LEG RFF/STATUS_LEG LOC/STATUS_CALL DTM/STATUS_CALL "
#define BOX_OLD                                                                                              \
	"EQD/STATUS_BOX MEA/STATUS_BOX DIM/STATUS_BOX SEL/STATUS_BOX TPL/STATUS_BOX "                        \
	"EQA/STATUS_BOX_ATTACHED SEL/STATUS_BOX_ATTACHED "
#define BOX_D00B                                                                                             \
	"EQD/STATUS_BOX MEA/STATUS_BOX DIM/STATUS_BOX SEL/STATUS_BOX RFF/STATUS_BOX TPL/STATUS_BOX "         \
	"TMD/STATUS_BOX "
#define ATTACHED_OLD "EQA/STATUS_BOX_ATTACHED SEL/STATUS_BOX_ATTACHED "
#define BOX_D14A                                                                                             \
	BOX_D00B                                                                                             \
	"LOC/STATUS_BOX_PLACE DTM/STATUS_BOX_PLACE " ATTACHED_OLD                                            \
	"LOC/STATUS_BOX_ATTACHED DTM/STATUS_BOX_ATTACHED "
#define ITEM_OLD                                                                                             \
	"GID/ITEM HAN/ITEM SGP/ITEM DGS/ITEM FTX/ITEM MEA/ITEM EQN/ITEM DIM/ITEM EQN/ITEM PCI/ITEM GIN/ITEM"
#define ITEM_D14A                                                                                            \
	"GID/ITEM HAN/ITEM SGP/ITEM DGS/ITEM FTX/ITEM GDS/ITEM LOC/ITEM QTY/ITEM MEA/ITEM EQN/ITEM "         \
	"DIM/ITEM EQN/ITEM RFF/ITEM DTM/ITEM PCI/ITEM GIN/ITEM"
#define HEAD_BOX_TAIL                                                                                        \
	"TDT/LEG DTM/LEG RFF/LEG LOC/LEG_CALL DTM/LEG_CALL TMP/CLIMATE RNG/CLIMATE DAM/DAMAGE COD/DAMAGE "

static const char *const directories[] = {
	"D.95B " HEAD_OLD CONSIGNMENT_OLD LEG_OLD BOX_OLD ITEM_OLD,
	"D.97B " HEAD_OLD CONSIGNMENT_OLD LEG_OLD BOX_OLD ITEM_OLD,
	"D.00B " HEAD_OLD CONSIGNMENT_OLD LEG_NEW BOX_D00B ATTACHED_OLD ITEM_OLD,
	"D.01B " HEAD_OLD "CNI/CONSIGNMENT LOC/CONSIGNMENT CNT/CONSIGNMENT STS/STATUS RFF/STATUS DTM/STATUS "
	"DOC/STATUS FTX/STATUS "
	"NAD/STATUS_PARTY CTA/STATUS_CONTACT COM/STATUS_CONTACT LOC/STATUS PCI/STATUS " LEG_NEW BOX_D00B
		ATTACHED_OLD ITEM_OLD,
	"D.14A " HEAD_OLD "EQD/BOX STS/BOX_STATUS MEA/BOX DIM/BOX SEL/BOX RFF/BOX TPL/BOX TMD/BOX DGS/DANGER "
	"FTX/DANGER LOC/BOX_PLACE DTM/BOX_PLACE EQA/ATTACHED SEL/ATTACHED LOC/ATTACHED "
	"DTM/ATTACHED " HEAD_BOX_TAIL "CNI/CONSIGNMENT LOC/CONSIGNMENT CNT/CONSIGNMENT STS/STATUS RFF/STATUS "
	"DTM/STATUS DOC/STATUS MOA/STATUS "
	"NAD/STATUS_PARTY CTA/STATUS_CONTACT COM/STATUS_CONTACT LOC/STATUS PCI/STATUS " LEG_NEW BOX_D14A
		ITEM_D14A,
	"D.16A " HEAD_OLD "EQD/BOX NAD/BOX DTM/BOX FTX/BOX MEA/BOX DIM/BOX SEL/BOX RFF/BOX TPL/BOX TMD/BOX "
	"DGS/DANGER FTX/DANGER LOC/BOX_PLACE DTM/BOX_PLACE STS/BOX_STATUS LOC/BOX_STATUS DTM/BOX_STATUS "
	"EQA/ATTACHED SEL/ATTACHED LOC/ATTACHED DTM/ATTACHED " HEAD_BOX_TAIL
	"CNI/CONSIGNMENT LOC/CONSIGNMENT CNT/CONSIGNMENT STS/STATUS RFF/STATUS DTM/STATUS DOC/STATUS "
	"MOA/STATUS "
	"EFI/EFFECT CED/EFFECT COM/EFFECT RFF/EFFECT DTM/EFFECT QTY/EFFECT NAD/STATUS_PARTY "
	"CTA/STATUS_CONTACT "
	"COM/STATUS_CONTACT LOC/STATUS PCI/STATUS " LEG_NEW BOX_D14A ITEM_D14A,
	/* RFF and DTM of a party count as the message's, which is how older directories have them */
	"D.23A BGM/HEAD DTM/HEAD TSR/HEAD LOC/HEAD FTX/HEAD CNT/HEAD RFF/HEAD_REFERENCE DTM/HEAD_REFERENCE "
	"NAD/PARTY "
	"RFF/HEAD_REFERENCE DTM/HEAD_REFERENCE NAD/PARTY CTA/CONTACT COM/CONTACT EQD/BOX MEA/BOX DIM/BOX "
	"SEL/BOX "
	"RFF/BOX TPL/BOX TMD/BOX DGS/DANGER FTX/DANGER LOC/BOX_PLACE DTM/BOX_PLACE STS/BOX_STATUS "
	"LOC/BOX_STATUS "
	"DTM/BOX_STATUS EQA/ATTACHED SEL/ATTACHED QTY/ATTACHED LOC/ATTACHED DTM/ATTACHED " HEAD_BOX_TAIL
		CONSIGNMENT_OLD "CTA/STATUS_CONTACT COM/STATUS_CONTACT " LEG_NEW BOX_D00B
	"LOC/STATUS_BOX_PLACE DTM/STATUS_BOX_PLACE " ATTACHED_OLD
	"QTY/STATUS_BOX_ATTACHED LOC/STATUS_BOX_ATTACHED DTM/STATUS_BOX_ATTACHED " ITEM_D14A,
};

static void every_segment_of_the_directories_has_its_row(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof directories / sizeof *directories; i++)
		directory_walk(&iftsta, directories[i]);
	directory_table(&iftsta, directories, sizeof directories / sizeof *directories);
}

static void a_message_with_every_segment_is_accepted(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof directories / sizeof *directories; i++)
		directory_decode(&iftsta, directories[i], "23", &little.world,
			strstr(directories[i], "EQD/BOX") ? 2 : 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(status_reports_say_what_they_say),
		cmocka_unit_test(what_is_odd_of_a_status_is_told_once),
		cmocka_unit_test(waiting_statuses_are_bounded),
		cmocka_unit_test(every_prefix_and_change_is_taken_or_refused),
		cmocka_unit_test(every_segment_of_the_directories_has_its_row),
		cmocka_unit_test(a_message_with_every_segment_is_accepted),
	};

	return cmocka_run_group_tests(tests, little_up, little_down);
}
