/* BAPLIE: what a bayplan says, in each of its dialects, and that its table has its directories. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/chance.h"
#include "wire/cases.h"
#include "wire/edifact/baplie.h"

struct row {
	const char *name, *type, *body;
	unsigned events;
	const char *heard[HEARD_MOST], *not_heard[NOT_HEARD_MOST];
};

#define OLD     "BAPLIE:D:95B:UN:SMDG20"
#define NEW     "BAPLIE:D:13B:UN:SMDG31"
#define BGM     "BGM++PLAN7'DTM+137:202606151900:203'"
#define SHIP    "TDT+20+031W+++LBL:172:182+++3LB7:103:ZZZ:BRIDGE STAR'"
#define AT      "LOC+5+CNLYG:139:6'"
#define NEXT    "LOC+61+KRPUS:139:6'"
#define LEFT    "DTM+136:202606151830:203'"
#define VOYAGE  BGM SHIP AT LEFT
#define PORTS   "LOC+9+CNLYG:139:6'LOC+11+KRPUS:139:6'"
#define BAY(n)  "LOC+147+" n "::5'"
#define FULL(n) "EQD+CN+" n "+45G1+++5'"
#define FIRST   "LBRU1000011"
#define SECOND  "LBRU1000027"
#define ABRD    "\"eventCode\":\"ABRD\",\"classifier\":\"ACT\""
#define OF(n)   "\"subject\":\"" n "\""

static const struct row rows[] = {
	/* dialects */
	{"2.x: the cell opens, the box lies in it", OLD,
		VOYAGE BAY("0180682") "MEA+WT++KGM:21700'" PORTS
				      "LOC+83+DEHAM:139:6'RFF+BM:LB77'" FULL(FIRST) "NAD+CA+LBL:172:20'",
		2,
		{ABRD, OF(FIRST),
			"\"happened\":{\"at\":\"2026-06-15T18:30:00+08:00\",\"local\":\"202606151830\"",
			"\"place\":\"CNLYG\",\"transport\":{\"key\":\"CALLSIGN:3LB7/031W\",\"mode\":"
			"\"VESSEL\"",
			"\"loadState\":\"LADEN\",\"sizeType\":\"45G1\",\"operator\":\"LBL\",\"loadPlace\":"
			"\"CNLYG\",\"dischargePlace\":\"KRPUS\",\"destination\":\"DEHAM\",\"stowage\":"
			"\"0180682\"",
			"\"references\":[{\"kind\":\"TRD\",\"value\":\"LB77\"}],\"measures\":[\"WT:21700:"
			"KGM\"]",
			"\"eventCode\":\"DEPA\",\"classifier\":\"ACT\""},
		{"\"severity\""}},
	{"3.x: the box opens, its cell lies in it", NEW,
		"BGM+659+PLAN8+9'DTM+137:202606151900:203'TDT+20+031W+1++LBL:LINES:306+++9227273::11:BRIDGE "
		"STAR'" AT "DTM+136:202606151830:203'" NEXT
		"DTM+132:202606171000:203'EQD+CN+LBRU1000011+45R1:6346:5+++5'" BAY("0180682") PORTS
		"MEA+AAE+VGM+KGM:25300'TMP+2+-18:CEL'DGS+IMD+3+1203'NAD+CF+LBL:LINES:306'",
		3,
		{ABRD, OF(FIRST), "\"key\":\"IMO9227273/031W\"", "\"stowage\":\"0180682\"",
			"\"measures\":[\"VGM:25300:KGM\",\"TEMP:-18:CEL\"]",
			"\"remarks\":[\"DGS:IMD 3 1203\"]",
			"\"eventCode\":\"ARRI\",\"classifier\":\"EST\",\"happened\":{\"at\":\"2026-06-17T10:"
			"00:00+09:00\"",
			"\"call\":\"IMO9227273/031W@KRPUS\""},
		{"\"severity\""}},
	{"what is declared decides nothing: a cell that opens in 3.x", NEW,
		VOYAGE BAY("0180682") FULL(FIRST) "NAD+CF+LBL'MEA+AAE+VGM+KGM:25300'" PORTS BAY("0180684")
			FULL(SECOND) PORTS,
		3,
		{OF(FIRST), OF(SECOND), "\"stowage\":\"0180682\",\"measures\":[\"VGM:25300:KGM\"]",
			"\"stowage\":\"0180684\",\"segment\""},
		{"\"severity\""}},
	{"and a box that opens in 2.x", OLD,
		VOYAGE FULL(FIRST) BAY("0180682") PORTS FULL(SECOND) BAY("0180684") PORTS, 3,
		{OF(FIRST), OF(SECOND), "\"stowage\":\"0180682\"", "\"stowage\":\"0180684\""},
		{"\"severity\""}},
	/* cells */
	{"an empty cell makes nothing", OLD,
		VOYAGE BAY("0180680") BAY("0180682") PORTS FULL(FIRST) BAY("0180684") "FTX+OSI+++LOST'", 2,
		{OF(FIRST), "\"stowage\":\"0180682\""}, {"0180680", "0180684", "\"severity\""}},
	{"a port of a box opens no cell", OLD, VOYAGE BAY("0180682") FULL(FIRST) PORTS "LOC+13+SGSIN'", 2,
		{OF(FIRST), "\"remarks\":[\"LOC:13 SGSIN\"]", "\"stowage\":\"0180682\""}, {"\"severity\""}},
	{"a bundle: all boxes of a cell", OLD,
		VOYAGE BAY("0180682") "MEA+WT++KGM:9000'" PORTS
				      "EQD+CN+LBRU1000011+45P3+++4'NAD+CA+LBL'EQD+CN+LBRU1000027+45P3+++4'",
		3,
		{OF(FIRST), OF(SECOND),
			"\"loadState\":\"EMPTY\",\"sizeType\":\"45P3\",\"operator\":\"LBL\",\"loadPlace\":"
			"\"CNLYG\",\"dischargePlace\":\"KRPUS\",\"stowage\":\"0180682\""},
		{"\"severity\""}},
	{"break-bulk is no box", OLD, VOYAGE BAY("0180682") "EQD+BB'" BAY("0180684") FULL(FIRST), 2,
		{"equipment-ignored", OF(FIRST)}, {"0180682", "warning"}},
	{"a filler is no bill of lading", OLD, VOYAGE BAY("0180682") "RFF+BM:1'" FULL(FIRST), 2, {OF(FIRST)},
		{"references", "\"severity\""}},
	{"dangerous goods behind the box", OLD,
		VOYAGE BAY("0180682") FULL(FIRST) "DGS+IMD+3.1+1203'FTX+AAD+++PETROL'" BAY("0180684")
			FULL(SECOND),
		3, {"\"remarks\":[\"DGS:IMD 3.1 1203\",\"AAD:PETROL\"]", OF(SECOND)}, {"\"severity\""}},
	/* when */
	{"the actual departure before the estimated one", OLD,
		BGM SHIP AT "DTM+133:202606151700:203'DTM+136:202606151830:203'" BAY("1") FULL(FIRST), 3,
		{ABRD ",\"happened\":{\"at\":\"2026-06-15T18:30"}, {"\"severity\""}},
	{"the estimated one, where the list is written before it", OLD,
		BGM SHIP AT "DTM+178:202606150300:203'DTM+133:202606152330:203'" BAY("1") FULL(FIRST), 3,
		{ABRD ",\"happened\":{\"at\":\"2026-06-15T23:30",
			"\"eventCode\":\"ARRI\",\"classifier\":\"ACT\"",
			"\"eventCode\":\"DEPA\",\"classifier\":\"EST\""},
		{"\"severity\""}},
	{"a forecast of days is not when it is on board", OLD,
		BGM SHIP AT "DTM+133:202606181200:203'" BAY("1") FULL(FIRST), 2,
		{ABRD ",\"happened\":{\"at\":\"2026-06-15T19:00", "\"eventCode\":\"DEPA\""},
		{"\"severity\""}},
	{"nor where only the interchange says when it was written", OLD,
		"BGM++PLAN7'" SHIP AT "DTM+133:202602181200:203'" BAY("1") FULL(FIRST), 2,
		{ABRD ",\"happened\":{\"at\":\"2026-02-15T00:00:00+08:00\",\"precision\":\"day\""},
		{"\"severity\""}},
	{"the arrival before it", OLD, BGM SHIP AT "DTM+178:202606150300:203'" BAY("1") FULL(FIRST), 2,
		{ABRD ",\"happened\":{\"at\":\"2026-06-15T03:00"}, {"\"severity\""}},
	{"the list's own", OLD, BGM SHIP AT BAY("1") FULL(FIRST), 1,
		{ABRD ",\"happened\":{\"at\":\"2026-06-15T19:00"}, {"\"severity\""}},
	{"its own is empty: the ship's", OLD,
		"BGM++PLAN7'DTM+137::201'" SHIP AT "DTM+133:202602140900:203'RFF+031'" BAY("1") FULL(FIRST),
		2, {ABRD ",\"happened\":{\"at\":\"2026-02-14T09:00", "date-empty"}, {"warning"}},
	{"no time at all: the day of the interchange", OLD, "BGM++PLAN7'" SHIP AT BAY("1") FULL(FIRST), 1,
		{ABRD ",\"happened\":{\"at\":\"2026-02-15T00:00:00+08:00\",\"precision\":\"day\""},
		{"\"severity\""}},
	/* the voyage */
	{"2.x: times behind both ports are each its own port's", OLD,
		BGM SHIP AT NEXT
		"DTM+178:202606150300:203'DTM+133:202606151830:203'DTM+132:202606171000:203'" BAY("1")
			FULL(FIRST),
		4,
		{"\"eventCode\":\"ARRI\",\"classifier\":\"ACT\",\"happened\":{\"at\":\"2026-06-15T03:00:00+"
		 "08:00\"",
			"\"eventCode\":\"DEPA\",\"classifier\":\"EST\",\"happened\":{\"at\":\"2026-06-15T18:"
			"30:00+08:00\"",
			"\"eventCode\":\"ARRI\",\"classifier\":\"EST\",\"happened\":{\"at\":\"2026-06-17T10:"
			"00:00+09:00\"",
			ABRD ",\"happened\":{\"at\":\"2026-06-15T18:30:00+08:00\""},
		{"\"severity\""}},
	{"2.x: an arrival at a next port that nobody names is none here", OLD,
		BGM SHIP AT "DTM+132:202606171000:203'" BAY("1") FULL(FIRST), 1, {ABRD, "call-unknown"},
		{"ARRI", "warning"}},
	{"a ship that only has a name", "BAPLIE:D:15A:UN",
		"BGM+172+P+9'DTM+137:202606151900:203'TDT+20+031W+1++LBL+++BRIDGE "
		"STAR:CN'LOC+5+CNLYG+LNOCT'EQD+CN+LBRU1000011+45G1:102:5++2+5'LOC+147+0200404'",
		1,
		{ABRD, "\"place\":\"CNLYG\",\"facility\":\"LNOCT\"", "\"key\":\"VESSEL:BRIDGE STAR/031W\"",
			"\"stowage\":\"0200404\""},
		{"\"severity\""}},
	{"no port of departure", OLD, BGM SHIP BAY("1") FULL(FIRST) BAY("2") FULL(SECOND), 2,
		{ABRD, "place-missing", OF(SECOND)}, {"\"place\"", "warning"}},
	/* boxes */
	{"a number that fails stays, with a warning", OLD, VOYAGE BAY("1") FULL("LBRU1000012"), 2,
		{OF("LBRU1000012"), "check-digit", "\"numberFailed\":true"}, {NULL}},
	{"a count that does not hold", NEW, VOYAGE FULL(FIRST) BAY("1") "CNT+16:2'", 2,
		{"CNT says 2 containers, the message has 1"}, {NULL}},
	{"an empty ship", OLD, VOYAGE BAY("0180680") BAY("0180682"), 1, {"\"eventCode\":\"DEPA\""},
		{ABRD, "\"severity\""}},
};

static void bayplans_say_what_they_say(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		case_holds(rows[i].name, rows[i].type, rows[i].body, rows[i].events, rows[i].heard,
			rows[i].not_heard);
}

/* 1.5 and 2.x (D.95B), and 3.x as boxes that open and as cells that open. */
static const char *const directories[] = {
	"D.95B BGM/HEAD DTM/HEAD RFF/HEAD_REFERENCE NAD/PARTY TDT/TRANSPORT LOC/CALL LOC/CALL DTM/CALL "
	"RFF/TRANSPORT FTX/TRANSPORT LOC+147/CELL GID/CELL GDS/CELL FTX/CELL MEA/CELL DIM/CELL TMP/CELL "
	"RNG/CELL LOC/CELL RFF/CELL EQD/CELL_BOX EQA/CELL_BOX NAD/CELL_BOX DGS/CELL_DANGER FTX/CELL_DANGER "
	"LOC+147/CELL",
	"D.13B BGM/HEAD DTM/HEAD RFF/HEAD_REFERENCE DTM/HEAD_REFERENCE NAD/PARTY CTA/CONTACT COM/CONTACT "
	"TDT/TRANSPORT DTM/TRANSPORT LOC/CALL DTM/CALL RFF/TRANSPORT FTX/TRANSPORT EQD/BOX LOC+147/BOX "
	"GDS/BOX TMD/BOX MEA/BOX DIM/BOX SEL/BOX LOC/BOX DTM/BOX RFF/BOX TMP/BOX RNG/BOX FTX/BOX PCD/BOX "
	"HAN/BOX ATT/BOX PIA/BOX EQA/BOX NAD/BOX DGS/DANGER ATT/DANGER FTX/DANGER MEA/DANGER "
	"CTA/DANGER_CONTACT COM/DANGER_CONTACT CNT/HEAD",
	"D.19A BGM/HEAD DTM/HEAD TDT/TRANSPORT LOC/CALL DTM/CALL LOC+147/CELL FTX/CELL EQD/CELL_BOX "
	"NAD/CELL_BOX MEA/CELL_BOX DIM/CELL_BOX SEL/CELL_BOX LOC/CELL_BOX RFF/CELL_BOX TMP/CELL_BOX "
	"HAN/CELL_BOX EQA/CELL_BOX DGS/CELL_DANGER MEA/CELL_DANGER LOC+147/CELL CNT/HEAD",
};

static void every_segment_of_the_directories_has_its_row(void **state)
{
	(void)state;
	directories_hold(&baplie, directories, sizeof directories / sizeof *directories);
}

static void a_message_with_every_segment_is_accepted(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof directories / sizeof *directories; i++)
		directory_decode(&baplie, directories[i], "659", &little.world, 1);
}

/* ---- handed over in pieces ---- */

struct taken {
	struct text events; /* of the message under way */
	size_t count, times, most;
};

static bool take_events(void *self, const struct message *m, const struct event *e, size_t n)
{
	struct taken *t = self;

	(void)m;
	t->times++;
	t->count += n;
	t->most = n > t->most ? n : t->most;
	for (size_t i = 0; i < n; i++) {
		struct json j = {&t->events, false};

		event_write(&j, &e[i]);
		text_byte(&t->events, '\n');
	}
	return true;
}

static bool take_message(void *self, const struct message *m)
{
	struct taken *t = self;

	assert_int_not_equal(m->verdict, VERDICT_REJECTED);
	assert_int_equal(m->event_count, t->count);
	return true;
}

static void many(struct text *out, unsigned boxes, bool cells)
{
	struct text body = TEXT_INIT;

	text_say(&body, VOYAGE);
	for (unsigned i = 0; i < boxes; i++) {
		char cell[64];

		snprintf(cell, sizeof cell, "LOC+147+%07u::5'", i);
		if (cells && i % 3 == 0)
			text_say(&body, "LOC+147+9999999::5'");
		if (cells)
			text_printf(
				&body, "%sMEA+WT++KGM:%u'" PORTS "RFF+BM:B%u'", cell, 4000 + i % 20000, i);
		text_printf(&body, "EQD+CN+LBT%07u+22G1+++5'NAD+CA+LBL:172:20'", i);
		if (!cells)
			text_say(&body, cell);
		if (i % 5 == 0)
			text_say(&body, "DGS+IMD+3+1203'FTX+AAD+++PETROL'");
	}
	message_wrap(out, cells ? OLD : NEW, text_string(&body));
	text_free(&body);
}

static void a_whole_ship_comes_in_pieces(void **state)
{
	(void)state;
	for (unsigned cells = 0; cells < 2; cells++) {
		struct text bytes = TEXT_INIT;
		struct taken t = {.events = TEXT_INIT};
		struct decode_sink sink = {.self = &t, .message = take_message};
		struct decoder *d = decoder_new("EDIFACT", &little.world, NULL, &sink);
		struct heard whole;
		const char *first, *last;

		many(&bytes, 3000, cells);
		decoder_hand_over(d, take_events);
		for (size_t at = 0; at < bytes.length; at += 1000)
			assert_true(decoder_feed(
				d, bytes.bytes + at, bytes.length - at < 1000 ? bytes.length - at : 1000));
		assert_true(decoder_end(d));
		assert_int_equal(t.count, 3001);
		assert_true(t.times > 10);
		assert_true(t.most <= 300);
		/* and they are the same as all at once */
		hear(&whole, &little.world, bytes.bytes, bytes.length);
		first = strchr(text_string(&whole.out), '\n') + 1;
		last = strstr(first, "\n{\"severity\"");
		assert_memory_equal(text_string(&t.events), first, t.events.length);
		assert_true(!last || (size_t)(last + 1 - first) == t.events.length);
		decoder_free(d);
		heard_free(&whole);
		text_free(&t.events);
		text_free(&bytes);
	}
}

static void cuts_change_nothing(void **state)
{
	struct chance chance = {147};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct text bytes = TEXT_INIT;
		struct heard whole;

		message_wrap(&bytes, rows[i].type, rows[i].body);
		hear(&whole, &little.world, bytes.bytes, bytes.length);
		for (size_t cut = 0; cut <= bytes.length; cut += 7) {
			size_t cuts[2] = {cut, cut + chance_below(&chance, bytes.length - cut + 1)};
			struct heard pieces = {.out = TEXT_INIT};

			hear_cut(&pieces, &little.world, bytes.bytes, bytes.length, cuts, 2);
			assert_string_equal(text_string(&whole.out), text_string(&pieces.out));
			heard_free(&pieces);
		}
		heard_free(&whole);
		text_free(&bytes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bayplans_say_what_they_say),
		cmocka_unit_test(every_segment_of_the_directories_has_its_row),
		cmocka_unit_test(a_message_with_every_segment_is_accepted),
		cmocka_unit_test(a_whole_ship_comes_in_pieces),
		cmocka_unit_test(cuts_change_nothing),
	};

	return cmocka_run_group_tests(tests, little_up, little_down);
}
