#include "domain/available.h"

#include "line_made.h"

struct scene {
	struct made m;
	struct event bill;
	bool has_bill;
};

/* "no: discharged 1, released -?, freight-cleared not-told, no-hold 3!": ? not told, ! no */
static const char *available_of(struct scene *s)
{
	const struct event *documents[] = {&s->bill};
	struct arena *a = &s->m.arena;
	const struct line *l = made_line(&s->m);
	struct available v;
	struct hold *holds;
	size_t n = holds_find(a, l, &holds);
	const char *out;

	available_make(&v, l, holds, n, documents, (const bool[]){false}, s->has_bill);
	if (!v.applies)
		return "not to be collected";
	out = arena_printf(a, "%s:", known_words[v.is]);
	for (enum condition c = 0; c < CONDITIONS; c++)
		out = arena_printf(a, "%s %s %s %s", out, condition_words[c], known_words[v.conditions[c].is],
			made_hour(&s->m, v.conditions[c].by));
	if (v.is == KNOWN_YES)
		out = arena_printf(a, "%s since %d", out, (int)((v.since.at - AT(0)) / (AT(1) - AT(0))));
	return out;
}

static struct event *tell(struct scene *s, const char *code, int hour)
{
	struct event *e = made_told(&s->m, code, "CNLYG", hour);

	if (strcmp(code, "DISC") == 0 || strcmp(code, "ARRI") == 0)
		e->transport.mode = MODE_VESSEL;
	return e;
}

static void tell_bill(struct scene *s, const char *code, int hour)
{
	s->has_bill = true;
	s->bill = (struct event){.subject_kind = SUBJECT_DOCUMENT,
		.subject = "TRD:COSU123456",
		.code = code,
		.happened = {.at = AT(hour), .precision = PRECISION_MINUTE},
		.sender = "LINE"};
}

static void available_for_pick_up_is_discharged_and_released_and_freight_cleared_and_no_hold(void **state)
{
	struct scene s = {.has_bill = false};

	(void)state;
	tell(&s, "ARRI", 1);
	assert_string_equal(available_of(&s),
		"no: discharged no - released not-told - freight-cleared not-told - no-hold yes -");
	tell(&s, "DISC", 2);
	assert_string_equal(available_of(&s),
		"not-told: discharged yes 2 released not-told - freight-cleared not-told - no-hold yes -");
	tell(&s, "CUSR", 4);
	made_remark(tell(&s, "HOLD", 5), "REASON:QUARANTINE");
	tell_bill(&s, "SURR", 3);
	assert_string_equal(
		available_of(&s), "no: discharged yes 2 released yes 4 freight-cleared yes 3 no-hold no 5");
	tell(&s, "RELS", 8);
	assert_string_equal(available_of(&s),
		"yes: discharged yes 2 released yes 4 freight-cleared yes 3 no-hold yes 8 since 8");
	arena_free(&s.m.arena);
}

static void what_is_shifted_on_the_quay_was_not_discharged(void **state)
{
	struct scene s = {.has_bill = false};

	(void)state;
	tell(&s, "ARRI", 1);
	tell(&s, "DISC", 2)->movement = MOVEMENT_RESTOW;
	tell(&s, "CUSR", 3);
	tell_bill(&s, "SURR", 1);
	assert_string_equal(
		available_of(&s), "no: discharged no - released yes 3 freight-cleared yes 1 no-hold yes -");
	arena_free(&s.m.arena);
}

static void customs_that_select_it_have_not_released_it(void **state)
{
	struct scene s = {.has_bill = false};

	(void)state;
	tell(&s, "DISC", 2);
	tell(&s, "CUSR", 3);
	tell(&s, "CUSI", 4);
	tell_bill(&s, "RELS", 1);
	assert_string_equal(
		available_of(&s), "no: discharged yes 2 released no 4 freight-cleared yes 1 no-hold no 4");
	tell(&s, "CUSR", 6);
	assert_string_equal(available_of(&s),
		"yes: discharged yes 2 released yes 6 freight-cleared yes 1 no-hold yes 6 since 6");
	arena_free(&s.m.arena);
}

static void freight_is_cleared_by_an_order_by_the_bill_by_its_payment_or_by_lifting_its_hold(void **state)
{
	static const struct {
		const char *code, *remark, *reference, *bill;
		enum classifier classifier;
		const char *freight;
	} rows[] = {
		{"NOTE", "STS:38 Freight paid", NULL, NULL, CLASSIFIER_ACT, "yes 5"},
		{"NOTE", "ORDER:RELEASE", NULL, NULL, CLASSIFIER_ACT, "yes 5"},
		{"GTOT", NULL, "RELEASE", NULL, CLASSIFIER_PLN, "yes 5"},
		{"GTOT", NULL, NULL, NULL, CLASSIFIER_PLN, "not-told -"},
		{"HOLD", "REASON:FREIGHT NOT PAID", NULL, NULL, CLASSIFIER_ACT, "no 5"},
		{NULL, NULL, NULL, "HOLD", CLASSIFIER_ACT, "no 3"},
		{NULL, NULL, NULL, "ISSU", CLASSIFIER_ACT, "not-told -"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct scene s = {.has_bill = false};
		const char *told;
		struct event *e;

		tell(&s, "DISC", 2);
		if (rows[i].code) {
			e = tell(&s, rows[i].code, 5);
			e->classifier = rows[i].classifier;
			if (rows[i].remark)
				made_remark(e, rows[i].remark);
			if (rows[i].reference)
				made_refers(&s.m, e, rows[i].reference, "4711");
		}
		if (rows[i].bill)
			tell_bill(&s, rows[i].bill, 3);
		told = strstr(available_of(&s), "freight-cleared ") + 16;
		assert_string_equal(arena_printf(&s.m.arena, "%.*s", (int)strlen(rows[i].freight), told),
			rows[i].freight);
		arena_free(&s.m.arena);
	}
}

static void a_lifted_freight_hold_clears_the_freight(void **state)
{
	struct scene s = {.has_bill = false};

	(void)state;
	tell(&s, "DISC", 2);
	made_remark(tell(&s, "HOLD", 3), "REASON:FREIGHT NOT PAID");
	tell(&s, "RELS", 6);
	assert_string_equal(available_of(&s),
		"not-told: discharged yes 2 released not-told - freight-cleared yes 6 no-hold yes 6");
	arena_free(&s.m.arena);
}

static void available_said_is_all_four_until_something_else_is_told(void **state)
{
	struct scene s = {.has_bill = false};

	(void)state;
	tell(&s, "DISC", 2);
	tell(&s, "AVPU", 5);
	assert_string_equal(available_of(&s),
		"yes: discharged yes 2 released yes 5 freight-cleared yes 5 no-hold yes - since 5");
	tell(&s, "HOLD", 7);
	assert_string_equal(
		available_of(&s), "no: discharged yes 2 released yes 5 freight-cleared yes 5 no-hold no 7");
	arena_free(&s.m.arena);
}

static void what_was_not_brought_or_was_collected_is_not_to_be_collected(void **state)
{
	struct scene s = {.has_bill = false};

	(void)state;
	tell(&s, "GTIN", 1)->transport.mode = MODE_TRUCK; /* for export */
	assert_string_equal(available_of(&s), "not to be collected");
	tell(&s, "DISC", 2);
	tell(&s, "GTOT", 9)->transport.mode = MODE_TRUCK;
	assert_string_equal(available_of(&s), "not to be collected");
	arena_free(&s.m.arena);
}

static void any_order_of_telling_gives_the_same(void **state)
{
	(void)state;
	for (uint64_t shuffled = 0; shuffled < 40; shuffled++) {
		struct scene s = {.m.shuffled = shuffled};

		tell(&s, "DISC", 2);
		made_remark(tell(&s, "HOLD", 3), "REASON:FREIGHT NOT PAID");
		tell(&s, "CUSS", 4);
		tell(&s, "CUSR", 5)->sender = "CUSTOMS";
		tell(&s, "RELS", 6);
		made_remark(tell(&s, "NOTE", 7), "STS:38 Freight paid");
		assert_string_equal(available_of(&s),
			"yes: discharged yes 2 released yes 5 freight-cleared yes 7 no-hold yes 6 since 7");
		arena_free(&s.m.arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			available_for_pick_up_is_discharged_and_released_and_freight_cleared_and_no_hold),
		cmocka_unit_test(what_is_shifted_on_the_quay_was_not_discharged),
		cmocka_unit_test(customs_that_select_it_have_not_released_it),
		cmocka_unit_test(
			freight_is_cleared_by_an_order_by_the_bill_by_its_payment_or_by_lifting_its_hold),
		cmocka_unit_test(a_lifted_freight_hold_clears_the_freight),
		cmocka_unit_test(available_said_is_all_four_until_something_else_is_told),
		cmocka_unit_test(what_was_not_brought_or_was_collected_is_not_to_be_collected),
		cmocka_unit_test(any_order_of_telling_gives_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
