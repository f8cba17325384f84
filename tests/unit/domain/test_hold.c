#include "domain/hold.h"

#include "line_made.h"

/* "customs CN held 2-5 lifted": kind, country, opened, lifted, how it ended */
static const char *holds_of(struct made *m)
{
	static const char *const stops[] = {"held", "selected", "damaged"};
	const char *out = "";
	struct hold *holds;
	size_t n = holds_find(&m->arena, made_line(m), &holds);

	for (size_t i = 0; i < n; i++)
		out = arena_printf(&m->arena, "%s%s%s %s %s %s-%s %s", out, i ? ", " : "",
			hold_kind_words[holds[i].kind], *holds[i].country ? holds[i].country : "--",
			stops[holds[i].stop], made_hour(m, holds[i].opened), made_hour(m, holds[i].lifted),
			hold_end_words[holds[i].end]);
	return out;
}

static void a_hold_has_a_country_and_a_kind_is_opened_and_lifted_and_its_history_is_kept(void **state)
{
	struct made m = {.count = 0};

	(void)state;
	made_told(&m, "DISC", "CNLYG", 1);
	made_remark(made_told(&m, "HOLD", "CNLYG", 2), "REASON:QUARANTINE OF THE PALLETS");
	made_told(&m, "RELS", "CNLYG", 5);
	made_told(&m, "ARRI", "KZDOS", 20)->transport.mode = MODE_RAIL;
	made_remark(made_told(&m, "HOLD", "KZDOS", 22), "REASON:Задержан ТАМОЖНЕЙ");
	assert_string_equal(holds_of(&m), "quarantine CN held 2-5 lifted, customs KZ held 22-- open");
	arena_free(&m.arena);
}

static void the_words_of_a_remark_tell_the_kind(void **state)
{
	static const struct {
		const char *remark, *kind;
	} rows[] = {
		{"STS:90 Stopped FREIGHT NOT PAID", "freight"}, {"REASON:运费未付", "freight"},
		{"REASON:НЕТ ОПЛАТЫ", "freight"}, {"STS:17 Refused by customs", "customs"},
		{"REASON:Таможенный досмотр", "customs"}, {"REASON:осмотр вагона", "inspection"},
		{"REASON:超载", "safety"}, {"STS:БРОШЕН без локомотива", "operation"},
		{"REASON:AWAITING INSTRUCTIONS", "other"},
		{"FACILITY:CUSTOMS TERMINAL", "other"}, /* the name of a place is no reason */
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct made m = {.count = 0};

		made_remark(made_told(&m, "HOLD", "CNLYG", 2), rows[i].remark);
		assert_string_equal(
			holds_of(&m), arena_printf(&m.arena, "%s CN held 2-- open", rows[i].kind));
		arena_free(&m.arena);
	}
}

static void customs_and_inspection_change_holds_never_the_status(void **state)
{
	struct made m = {.count = 0};
	struct hold *holds;

	(void)state;
	made_told(&m, "DISC", "CNLYG", 1);
	made_told(&m, "CUSI", "CNLYG", 2);
	made_told(&m, "INSP", "CNLYG", 3);
	made_told(&m, "CUSR", "CNLYG", 4);
	assert_string_equal(holds_of(&m), "inspection CN selected 2-4 lifted");
	assert_int_equal(holds_find(&m.arena, &m.line, &holds), 1);
	assert_string_equal(made_hour(&m, holds[0].inspected), "3");
	assert_int_equal(m.journey.status, JOURNEY_IN_TERMINAL);
	assert_string_equal(m.journey.code, "DISC");
	arena_free(&m.arena);
}

static void a_release_elsewhere_lifts_nothing(void **state)
{
	struct made m = {.count = 0};

	(void)state;
	made_told(&m, "CUSS", "CNLYG", 2);
	made_told(&m, "CUSR", "CNSHA", 3);
	assert_string_equal(holds_of(&m), "customs CN selected 2-- open");
	arena_free(&m.arena);
}

static void a_box_that_has_gone_on_was_let_go_and_damage_travels(void **state)
{
	struct made m = {.count = 0};

	(void)state;
	made_told(&m, "ARRI", "XKHORG", 1);
	made_told(&m, "HOLD", "XKHORG", 2);
	made_told(&m, "DMGD", "XKHORG", 3);
	made_told(&m, "DEPA", "XKHORG", 9);
	assert_string_equal(holds_of(&m), "other -- held 2-9 gone-on, other -- damaged 3-- open");
	arena_free(&m.arena);
}

static void what_was_taken_back_or_belongs_to_an_earlier_trip_holds_nothing(void **state)
{
	struct made m = {.count = 0};

	(void)state;
	made_told(&m, "HOLD", "CNLYG", 1);
	made_told(&m, "GTIN", "CNLYG", 2)->load_state = LOAD_EMPTY;
	made_told(&m, "GTOT", "CNLYG", 10)->load_state = LOAD_EMPTY;
	made_told(&m, "HOLD", "CNLYG", 12)->function = FUNCTION_CANCEL;
	assert_string_equal(holds_of(&m), "");
	arena_free(&m.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_hold_has_a_country_and_a_kind_is_opened_and_lifted_and_its_history_is_kept),
		cmocka_unit_test(the_words_of_a_remark_tell_the_kind),
		cmocka_unit_test(customs_and_inspection_change_holds_never_the_status),
		cmocka_unit_test(a_release_elsewhere_lifts_nothing),
		cmocka_unit_test(a_box_that_has_gone_on_was_let_go_and_damage_travels),
		cmocka_unit_test(what_was_taken_back_or_belongs_to_an_earlier_trip_holds_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
