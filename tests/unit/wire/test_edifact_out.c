/* Events handed out as EDIFACT: what stands in the bytes, and that they come back as they were. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/fault.h"
#include "service/world.h"
#include "wire/edifact/own.h"
#include "wire/edifact_out/statuses.h"
#include "wire/emit.h"
#include "wire/histories.h"
#include "wire/keys.h"

static struct world *world;
static struct decode_world known;

static int world_up(void **state)
{
	struct fault fault;

	(void)state;
	world = world_embedded(&fault);
	if (!world)
		return -1;
	known = world_decode(world);
	return 0;
}

static int world_down(void **state)
{
	(void)state;
	world_release(world);
	return 0;
}

static const struct emit_head head = {
	.recipient = "LINE", .reference = "7", .now = INT64_C(1781510700000000)};

static struct text handed_out(const char *format, const struct history *h, struct emit_told *told)
{
	struct text out = TEXT_INIT;

	*told = (struct emit_told){0, 0};
	emit_format_named(format)->write(&out, &head, h->events, h->count, told);
	return out;
}

static void assert_bytes(const char *format, const struct history *h, const char *bytes)
{
	struct emit_told told;
	struct text out = handed_out(format, h, &told);

	assert_string_equal(text_string(&out), bytes);
	text_free(&out);
}

/* ---- what stands in the bytes ---- */

static struct event gate_in(void)
{
	struct event e = {.subject_kind = SUBJECT_CONTAINER,
		.subject = "CSQU3054383",
		.type = EVENT_EQUIPMENT,
		.code = "GTIN",
		.said = INT64_C(1781481900000000), /* 2026-06-15T00:05Z */
		.said_offset = 8 * 3600,
		.sender = "LYGTERM",
		.document = "GATE77",
		.happened = {INT64_C(1781481600000000), 8 * 3600, PRECISION_MINUTE, ZONE_OF_PLACE,
			"202606150800"},
		.place = "CNLYG"};

	return e;
}

static void a_gate_move(void **state)
{
	static struct reference references[] = {{"BKG", "BK4711"}, {"CALL", "SC-1"}};
	static const char *seals[] = {"CA:AB'12", ":77"}, *measures[] = {"G:15400:KGM", "TEMP:-18:CEL"};
	static const char *remarks[] = {
		"AAA:Käse + Wurst: 50 %?", "STS:24 Departed", "DGS:IMD 3 1203", "TMD:3"};
	struct event e = gate_in();
	struct history h = HISTORY_INIT;

	(void)state;
	e.facility = "LNOCT";
	e.facility_list = "SMDG";
	e.transport = (struct transport_ref){.mode = MODE_TRUCK, .wagon = "SU-G 4711"};
	e.load_state = LOAD_LADEN;
	e.size_type = "45R1";
	e.movement = "EXPORT";
	e.operator_code = "OOL";
	e.discharge_place = "KRPUS";
	e.references = references;
	e.reference_count = 2;
	e.seals = seals;
	e.seal_count = 2;
	e.measures = measures;
	e.measure_count = 2;
	e.remarks = remarks;
	e.remark_count = 4;
	history_add(&h, &e);
	assert_bytes("CODECO", &h,
		"UNB+UNOC:3+LANDBRIDGE+LINE+260615:0805+7'\n"
		"UNH+1+CODECO:D:00B:UN:SMDG21+LANDBRIDGE'\n"
		"BGM+34+GATE77+9'\n"
		"DTM+137:202606150805?+08:303'\n"
		"NAD+MS+LYGTERM'\n"
		"EQD+CN+CSQU3054383+45R1:102:5++2+5'\n"
		"RFF+BN:BK4711'\n"
		"TMD+3'\n"
		"DTM+7:202606150800:203'\n"
		"LOC+165+CNLYG:139:6+LNOCT::306'\n"
		"LOC+11+KRPUS:139:6'\n"
		"MEA+AAE+G+KGM:15400'\n"
		"SEL+AB?'12+CA'\n"
		"SEL+77'\n"
		"FTX+AAA+++K\xE4se ?+ Wurst?: 50 %?\?'\n"
		"FTX+ZZZ++REMARK:LANDBRIDGE:ZZZ+STS?:24 Departed'\n"
		"FTX+ZZZ++REFERENCE:LANDBRIDGE:ZZZ+CALL?:SC-1'\n"
		"TDT+1++3+++++SU-G 4711'\n"
		"NAD+CF+OOL:160:ZZZ'\n"
		"DGS+IMD+3+1203'\n"
		"TMP+2+-18:CEL'\n"
		"CNT+16:1'\n"
		"UNT+22+1'\n"
		"UNZ+1+7'\n");
	history_free(&h);
}

/* What a list's long name leaves in 17 characters is read back as another list's: it goes where that one
 * goes. */
static void a_lists_long_name_goes_out_as_what_is_left_of_it(void **state)
{
	static const struct {
		const char *list, *component;
	} cases[] = {{"5UI                0601", "LNOCT::5UI'"}, {"SMDG               x", "LNOCT::306"},
		{"306                x", "LNOCT:306'"}, {"TERMINALS OF THE PORT", "LNOCT:TERMINALS OF THE'"},
		{"站站站站站站站站站站站站站站站站站站", "LNOCT:站站站站站站站站站站站站站站站站站'"}};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct event e = gate_in();
		struct history h = HISTORY_INIT;
		struct emit_told told;
		struct text out;

		e.facility = "LNOCT";
		e.facility_list = cases[i].list;
		history_add(&h, &e);
		out = handed_out("CODECO", &h, &told);
		assert_non_null(strstr(text_string(&out), cases[i].component));
		text_free(&out);
		history_free(&h);
	}
}

static void text_in_other_letters_goes_out_as_utf8(void **state)
{
	struct event e = gate_in();
	struct history h = HISTORY_INIT;

	(void)state;
	e.sender = "Порт\tВосточный\n";
	e.document = "连云港";
	e.happened = (struct moment){INT64_C(1781481600250000), 8 * 3600, PRECISION_SECOND, ZONE_IN_MESSAGE,
		"2026-06-15T08:00:00.250+08:00"};
	history_add(&h, &e);
	assert_bytes("IFTSTA", &h,
		"UNB+UNOY:4+LANDBRIDGE+LINE+20260615:0805+7'\n"
		"UNH+1+IFTSTA:D:00B:UN+LANDBRIDGE'\n"
		"BGM+23+连云港+9'\n"
		"DTM+137:202606150805?+08:303'\n"
		"NAD+MS+Порт Восточный'\n"
		"CNI+1'\n"
		"STS+1+GI:LANDBRIDGE:ZZZ'\n"
		"DTM+334:20260615080000?+08:304'\n"
		"FTX+ZZZ++WHEN:LANDBRIDGE:ZZZ+2026-06-15T08?:00?:00.250?+08?:00'\n"
		"LOC+175+CNLYG:139:6'\n"
		"EQD+CN+CSQU3054383'\n"
		"UNT+11+1'\n"
		"UNZ+1+7'\n");
	history_free(&h);
}

static void what_is_said_once_heads_one_message(void **state)
{
	struct event ship = gate_in(), first = gate_in(), second = gate_in(), other = gate_in();
	struct history h = HISTORY_INIT;

	(void)state;
	first.code = second.code = other.code = "DISC";
	first.transport = (struct transport_ref){.key = "IMO9314703/024W",
		.mode = MODE_VESSEL,
		.imo = "9314703",
		.name = "EASTERN GATEWAY",
		.voyage = "024W",
		.carrier = "LBL"};
	second.transport = other.transport = ship.transport = first.transport;
	first.discharge_place = second.discharge_place = other.discharge_place = "CNLYG";
	second.subject = "LBDU4102331";
	other.function = FUNCTION_REPLACE;
	ship.subject_kind = SUBJECT_TRANSPORT;
	ship.type = EVENT_TRANSPORT;
	ship.subject = "IMO9314703/024W";
	ship.code = "ARRI";
	ship.classifier = CLASSIFIER_EST;
	history_add(&h, &other);
	history_add(&h, &second);
	history_add(&h, &ship);
	history_add(&h, &first);
	assert_bytes("COARRI", &h,
		"UNB+UNOC:3+LANDBRIDGE+LINE+260615:0805+7'\n"
		"UNH+1+COARRI:D:00B:UN:SMDG21+LANDBRIDGE'\n"
		"BGM+119+GATE77+5'\n"
		"DTM+137:202606150805?+08:303'\n"
		"TDT+20+024W+1++LBL:172:ZZZ+++9314703:146:11:EASTERN GATEWAY'\n"
		"LOC+11+CNLYG:139:6'\n"
		"NAD+MS+LYGTERM'\n"
		"EQD+CN+CSQU3054383'\n"
		"DTM+203:202606150800:203'\n"
		"LOC+11+CNLYG:139:6'\n"
		"CNT+16:1'\n"
		"UNT+11+1'\n"
		"UNH+2+COARRI:D:00B:UN:SMDG21+LANDBRIDGE'\n"
		"BGM+119+GATE77+9'\n"
		"DTM+137:202606150805?+08:303'\n"
		"TDT+20+024W+1++LBL:172:ZZZ+++9314703:146:11:EASTERN GATEWAY'\n"
		"LOC+153+CNLYG:139:6'\n"
		"DTM+132:202606150800:203'\n"
		"NAD+MS+LYGTERM'\n"
		"CNT+16:0'\n"
		"UNT+9+2'\n"
		"UNH+3+COARRI:D:00B:UN:SMDG21+LANDBRIDGE'\n"
		"BGM+119+GATE77+9'\n"
		"DTM+137:202606150805?+08:303'\n"
		"TDT+20+024W+1++LBL:172:ZZZ+++9314703:146:11:EASTERN GATEWAY'\n"
		"LOC+11+CNLYG:139:6'\n"
		"NAD+MS+LYGTERM'\n"
		"EQD+CN+CSQU3054383'\n"
		"DTM+203:202606150800:203'\n"
		"LOC+11+CNLYG:139:6'\n"
		"EQD+CN+LBDU4102331'\n"
		"DTM+203:202606150800:203'\n"
		"LOC+11+CNLYG:139:6'\n"
		"CNT+16:2'\n"
		"UNT+14+3'\n"
		"UNZ+3+7'\n");
	history_free(&h);
}

static void a_restow_is_one_box_of_two_events(void **state)
{
	struct event off = gate_in(), on = gate_in();
	struct history h = HISTORY_INIT;
	struct emit_told told;
	struct text out;

	(void)state;
	off.code = "DISC";
	on.code = "LOAD";
	off.movement = on.movement = "RESTOW";
	history_add(&h, &on);
	history_add(&h, &off);
	out = handed_out("COARRI", &h, &told);
	assert_non_null(strstr(text_string(&out), "EQD+CN+CSQU3054383+++14'"));
	assert_non_null(strstr(text_string(&out), "CNT+16:1'"));
	assert_int_equal(told.said, 2);
	text_free(&out);
	h.count = 1;
	out = handed_out("COARRI", &h, &told);
	assert_non_null(strstr(text_string(&out), "BGM+122+"));
	assert_non_null(strstr(text_string(&out), "EQD+CN+CSQU3054383+++5'"));
	text_free(&out);
	history_free(&h);
}

static void what_a_format_has_no_word_for_is_counted(void **state)
{
	struct event gate = gate_in(), planned = gate_in(), load = gate_in(), nameless = gate_in(),
		     timeless = gate_in();
	struct history h = HISTORY_INIT;
	struct emit_told told;
	struct text out;

	(void)state;
	planned.classifier = CLASSIFIER_PLN;
	load.code = "LOAD";
	nameless.subject = "NONE";
	timeless.happened.at = INSTANT_NONE;
	history_add(&h, &gate);
	history_add(&h, &planned);
	history_add(&h, &load);
	history_add(&h, &nameless);
	history_add(&h, &timeless);
	out = handed_out("CODECO", &h, &told);
	assert_int_equal(told.said, 1);
	assert_int_equal(told.left_out, 4);
	text_free(&out);
	out = handed_out("COARRI", &h, &told);
	assert_int_equal(told.said, 1);
	text_free(&out);
	out = handed_out("IFTSTA", &h, &told);
	assert_int_equal(told.said, 3);
	assert_int_equal(told.left_out, 2);
	text_free(&out);
	history_free(&h);
	out = handed_out("IFTSTA", &h, &told);
	assert_string_equal(text_string(&out), "UNB+UNOC:3+LANDBRIDGE+LINE+260615:0805+7'\nUNZ+0+7'\n");
	text_free(&out);
}

/* Every status that is written is in the table, and means the event and nothing more. */
static void statuses_are_rows_of_the_table(void **state)
{
	const struct status_out *s;

	(void)state;
	for (size_t i = 0; (s = status_out_at(i)); i++)
		for (unsigned c = 0; c < CLASSIFIERS; c++) {
			struct status_asked asked = {
				.list = s->code[c] && status_is_own(s, c) ? OWN_NAME : "UN",
				.status = s->code[c]};
			const struct status_code *means;

			if (!s->code[c])
				continue;
			means = known.status(known.self, &asked);
			assert_non_null(means);
			if (s->event && strcmp(s->event, EVENT_NOTE) != 0)
				assert_string_equal(means->event, s->event);
			assert_int_equal(means->classifier, c);
			assert_int_equal(means->mode, MODE_UNKNOWN);
			assert_int_equal(means->load_state, LOAD_UNKNOWN);
		}
}

/* ---- that they come back ---- */

/* Prints the first line that differs. */
static bool same_lines(const char *before, const char *after)
{
	while (*before && strcspn(before, "\n") == strcspn(after, "\n") &&
		strncmp(before, after, strcspn(before, "\n")) == 0) {
		before += strcspn(before, "\n") + 1;
		after += strcspn(after, "\n") + (after[strcspn(after, "\n")] == '\n');
	}
	if (!*before && !*after)
		return true;
	printf("was %.*s\nis  %.*s\n", (int)strcspn(before, "\n"), before, (int)strcspn(after, "\n"), after);
	return false;
}

static void comes_back(const char *format, struct history *h, uint64_t seed)
{
	struct history back = HISTORY_INIT;
	struct emit_told told;
	struct text once = handed_out(format, h, &told), twice, before, after;

	history_decode(&back, &known, once.bytes, once.length);
	before = history_lines(h);
	after = history_lines(&back);
	assert_string_equal(text_string(&back.complaints), "");
	if (!same_lines(text_string(&before), text_string(&after)))
		fail_msg("%s of seed %llu does not come back", format, (unsigned long long)seed);
	assert_int_equal(told.said, h->count);
	assert_int_equal(told.left_out, 0);
	twice = handed_out(format, &back, &told);
	assert_int_equal(twice.length, once.length);
	assert_memory_equal(twice.bytes, once.bytes, once.length);
	text_free(&once);
	text_free(&twice);
	text_free(&before);
	text_free(&after);
	history_free(&back);
}

static void histories_come_back(void **state)
{
	static const char *const formats[] = {"CODECO", "COARRI", "IFTSTA"};

	(void)state;
	for (uint64_t seed = 1; seed <= 240; seed++)
		for (size_t f = 0; f < 3; f++) {
			struct history h = HISTORY_INIT;

			history_make(&h, &known, formats[f], seed);
			comes_back(formats[f], &h, seed);
			history_free(&h);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_gate_move),
		cmocka_unit_test(a_lists_long_name_goes_out_as_what_is_left_of_it),
		cmocka_unit_test(text_in_other_letters_goes_out_as_utf8),
		cmocka_unit_test(what_is_said_once_heads_one_message),
		cmocka_unit_test(a_restow_is_one_box_of_two_events),
		cmocka_unit_test(what_a_format_has_no_word_for_is_counted),
		cmocka_unit_test(statuses_are_rows_of_the_table),
		cmocka_unit_test(histories_come_back),
	};

	return cmocka_run_group_tests(tests, world_up, world_down);
}
