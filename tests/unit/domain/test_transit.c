#include "domain/transit.h"

#include "line_made.h"

struct scene {
	struct made m;
	struct line_paper papers[3];
	size_t paper_count;
	bool bonded;
};

static bool same_border(void *self, const char *a, const char *b)
{
	(void)self;
	return strcmp(a, b) == 0 || (strcmp(a, "KZDOS") == 0 && strcmp(b, "CNAKL") == 0);
}

/* "eaeu 10702030/120626/0001234 arrived 40- limit kept, ..." */
static const char *transits_of(struct scene *s, int now)
{
	const struct transit_world w = {NULL, same_border};
	struct arena *a = &s->m.arena;
	struct transit *t;
	size_t n = transits_find(a, made_line(&s->m), s->papers, s->paper_count, &w, AT(now), &t, &s->bonded);
	const char *out = "";

	for (size_t i = 0; i < n; i++)
		out = arena_printf(a, "%s%s%s %s %s %s %s limit %s", out, i ? ", " : "",
			transit_kind_words[t[i].kind], t[i].number, transit_state_words[t[i].state],
			made_hour(&s->m, t[i].arrived), made_hour(&s->m, t[i].discharged),
			transit_limit_words[t[i].limit]);
	return out;
}

static void add_paper(struct scene *s, const char *kind, const char *number, int issued, int until)
{
	s->papers[s->paper_count++] = (struct line_paper){.kind = kind,
		.number = number,
		.issued = AT(issued),
		.until = until ? AT(until) : INSTANT_NONE,
		.office_from = "KZDOS",
		.office_to = "UZTAS"};
}

static void the_release_that_opens_it_does_not_discharge_it(void **state)
{
	struct scene s = {.paper_count = 0};

	(void)state;
	add_paper(&s, "EAEU-TRANSIT", "1070200000025T1", 2, 240);
	made_refers(&s.m, made_told(&s.m, "CUSR", "KZDOS", 2), "CUSTOMS", "1070200000025T1");
	assert_string_equal(transits_of(&s, 10), "eaeu 1070200000025T1 opened - - limit far");
	made_refers(&s.m, made_told(&s.m, "CUSR", "UZTAS", 120), "CUSTOMS", "1070200000025T1");
	assert_string_equal(transits_of(&s, 130), "eaeu 1070200000025T1 discharged - 120 limit kept");
	arena_free(&s.m.arena);
}

static void a_transit_procedure_is_opened_arrives_and_is_discharged(void **state)
{
	struct scene s = {.paper_count = 0};

	(void)state;
	add_paper(&s, "EAEU-TRANSIT", "10702030/150626/0001234", 2, 240);
	made_told(&s.m, "DEPA", "KZDOS", 3);
	assert_string_equal(transits_of(&s, 10), "eaeu 10702030/150626/0001234 opened - - limit far");
	assert_true(s.bonded);
	made_told(&s.m, "ARRI", "UZTAS", 100);
	assert_string_equal(transits_of(&s, 110), "eaeu 10702030/150626/0001234 arrived 100 - limit kept");
	assert_true(s.bonded);
	made_told(&s.m, "CUSR", "UZTAS", 120);
	assert_string_equal(
		transits_of(&s, 130), "eaeu 10702030/150626/0001234 discharged 100 120 limit kept");
	assert_false(s.bonded);
	arena_free(&s.m.arena);
}

static void its_limit_is_near_and_then_past(void **state)
{
	static const struct {
		int now;
		const char *limit;
	} rows[] = {{0, "far"}, {191, "far"}, {192, "near"}, {240, "near"}, {241, "past"}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct scene s = {.paper_count = 0};

		add_paper(&s, "T1", "X", 0, 240);
		assert_string_equal(transits_of(&s, rows[i].now),
			arena_printf(&s.m.arena, "union X opened - - limit %s", rows[i].limit));
		arena_free(&s.m.arena);
	}
}

static void arrived_too_late_is_past_for_good(void **state)
{
	struct scene s = {.paper_count = 0};

	(void)state;
	add_paper(&s, "T1", "X", 0, 90);
	made_told(&s.m, "ARRI", "UZTAS", 100);
	made_told(&s.m, "CUSR", "UZTAS", 110);
	assert_string_equal(transits_of(&s, 500), "union X discharged 100 110 limit past");
	arena_free(&s.m.arena);
}

static void a_border_complex_is_one_office(void **state)
{
	struct scene s = {.paper_count = 0};

	(void)state;
	add_paper(&s, "CN-TRANSIT", "C1", 0, 0);
	s.papers[0].office_to = "CNAKL";
	made_told(&s.m, "ARRI", "KZDOS", 50);
	assert_string_equal(transits_of(&s, 60), "china C1 arrived 50 - limit not-told");
	arena_free(&s.m.arena);
}

static void a_release_elsewhere_discharges_only_what_it_names(void **state)
{
	struct scene s = {.paper_count = 0};
	struct event *e;

	(void)state;
	add_paper(&s, "TIR", "XC12345678", 0, 0);
	made_told(&s.m, "CUSR", "KZALA", 20);
	assert_string_equal(transits_of(&s, 60), "tir XC12345678 opened - - limit not-told");
	e = made_told(&s.m, "CUSR", "KZALA", 30);
	made_refers(&s.m, e, "CUSTOMS", "xc 1234-5678");
	assert_string_equal(transits_of(&s, 60), "tir XC12345678 discharged - 30 limit not-told");
	arena_free(&s.m.arena);
}

static void a_number_that_can_be_nothing_else_opens_one_without_a_paper(void **state)
{
	static const struct {
		const char *number;
		enum transit_kind kind;
	} rows[] = {
		{"26PL1234567890A0J3", TRANSIT_KINDS},
		{"26PL1234567890A0J4", TRANSIT_KINDS},
		{"26PL1234567890A0A3", TRANSIT_KINDS}, /* an export */
		{"XC12345678", TRANSIT_TIR},
		{"10702030/150626/0001234", TRANSIT_KINDS}, /* an import looks the same */
		{"", TRANSIT_KINDS},
	};
	size_t unions = 0;

	(void)state;
	for (size_t i = 2; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(transit_of_number(rows[i].number), rows[i].kind);
	for (char digit = '0'; digit <= '9'; digit++) {
		char number[] = "26PL1234567890A0J?";

		number[17] = digit;
		unions += transit_of_number(number) == TRANSIT_UNION;
	}
	assert_int_equal(unions, 1); /* its check digit */
}

static void a_reference_and_its_paper_are_one_procedure(void **state)
{
	struct scene s = {.paper_count = 0};

	(void)state;
	add_paper(&s, "TIR", "XC12345678", 0, 0);
	made_refers(&s.m, made_told(&s.m, "GTIN", "KZALA", 3), "CUSTOMS", "XC 12345678");
	made_refers(&s.m, made_told(&s.m, "LOAD", "KZALA", 4), "CUSTOMS", "AB00000001");
	assert_string_equal(transits_of(&s, 5),
		"tir XC12345678 opened - - limit not-told, tir AB00000001 opened - - limit not-told");
	arena_free(&s.m.arena);
}

static void a_paper_that_is_over_is_discharged(void **state)
{
	struct scene s = {.paper_count = 0};

	(void)state;
	add_paper(&s, "T1", "X", 0, 10);
	s.papers[0].over = true;
	assert_string_equal(transits_of(&s, 5), "union X discharged - - limit kept");
	assert_false(s.bonded);
	arena_free(&s.m.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_transit_procedure_is_opened_arrives_and_is_discharged),
		cmocka_unit_test(the_release_that_opens_it_does_not_discharge_it),
		cmocka_unit_test(its_limit_is_near_and_then_past),
		cmocka_unit_test(arrived_too_late_is_past_for_good),
		cmocka_unit_test(a_border_complex_is_one_office),
		cmocka_unit_test(a_release_elsewhere_discharges_only_what_it_names),
		cmocka_unit_test(a_number_that_can_be_nothing_else_opens_one_without_a_paper),
		cmocka_unit_test(a_reference_and_its_paper_are_one_procedure),
		cmocka_unit_test(a_paper_that_is_over_is_discharged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
