#include "domain/seal.h"

#include "line_made.h"

struct scene {
	struct made m;
	struct line_paper papers[4];
	size_t paper_count;
	struct seals seals;
};

static struct event *tell(struct scene *s, const char *code, int hour, const char *seal)
{
	struct event *e = made_told(&s->m, code, "CNLYG", hour);

	if (seal) {
		e->seals = arena_alloc_array(&s->m.arena, 1, sizeof *e->seals);
		e->seals[0] = seal;
		e->seal_count = 1;
	}
	return e;
}

/* "applied 1 CA:A1, different 5 CA:B2<A1; on it B2; WRONG" */
static const char *seals_of(struct scene *s)
{
	struct arena *a = &s->m.arena;
	const char *out = "";

	seals_find(&s->seals, a, made_line(&s->m), s->papers, s->paper_count);
	for (size_t i = 0; i < s->seals.change_count; i++) {
		const struct seal_change *c = &s->seals.changes[i];

		out = arena_printf(a, "%s%s%s %s %s", out, i ? ", " : "", seal_rows[c->step].word,
			made_hour(&s->m, c->told), c->number ? c->number : "?");
		if (c->before)
			out = arena_printf(a, "%s<%s", out, c->before);
		if (c->gauge)
			out = arena_printf(a, "%s gauge", out);
		if (c->paper)
			out = arena_printf(a, "%s on %s", out, c->paper->number);
	}
	out = arena_printf(a, "%s; now", out);
	for (size_t i = 0; i < s->seals.now_count; i++)
		out = arena_printf(a, "%s %s", out, s->seals.now[i].number);
	return arena_printf(a, "%s%s", out, s->seals.wrong ? "; wrong" : "");
}

#define SEALS(s, expected)                                                                                   \
	do {                                                                                                 \
		assert_string_equal(seals_of(&(s)), expected);                                               \
		arena_free(&(s).m.arena);                                                                    \
	} while (0)

static void seals_are_applied_and_changed_with_a_reseal_event(void **state)
{
	struct scene s = {.paper_count = 0};

	(void)state;
	tell(&s, "STUF", 1, "CA:A-1");
	tell(&s, "GTIN", 2, "CA:a1"); /* the same, written otherwise */
	tell(&s, "RSEA", 5, "CA:B2");
	tell(&s, "LOAD", 6, "CA:B2");
	SEALS(s, "applied 1 A-1, changed 5 B2<A-1; now B2");
}

static void another_seal_that_nobody_told_of_is_found_different(void **state)
{
	struct scene s = {.paper_count = 0};

	(void)state;
	tell(&s, "GTIN", 1, "CA:A1");
	tell(&s, "DISC", 9, "CA:B2");
	SEALS(s, "applied 1 A1, different 9 B2<A1; now B2; wrong");
}

static void a_reseal_told_later_puts_it_right(void **state)
{
	struct scene s = {.paper_count = 0};

	(void)state;
	tell(&s, "GTIN", 1, "CA:A1");
	tell(&s, "DISC", 9, "CA:B2");
	tell(&s, "RSEA", 12, "CA:C3");
	SEALS(s, "applied 1 A1, different 9 B2<A1, changed 12 C3<B2; now C3");
}

static void a_reseal_without_its_number_is_the_next_number_told(void **state)
{
	struct scene s = {.paper_count = 0};

	(void)state;
	tell(&s, "GTIN", 1, "CA:A1");
	tell(&s, "RSEA", 5, NULL);
	tell(&s, "LOAD", 6, "CA:B2");
	SEALS(s, "applied 1 A1, changed 5 B2<A1; now B2");
}

static void whoever_opens_the_doors_puts_on_another_seal(void **state)
{
	static const char *const openings[] = {"INSP", "CUSI", "RMVD"};

	(void)state;
	for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
		struct scene s = {.paper_count = 0};

		tell(&s, "GTIN", 1, "CA:A1");
		tell(&s, openings[i], 5, NULL);
		tell(&s, "LOAD", 6, "CA:B2");
		seals_of(&s);
		assert_false(s.seals.wrong);
		assert_string_equal(s.seals.now[0].number, "B2");
		arena_free(&s.m.arena);
	}
}

static void a_broken_seal_is_told_by_the_words_of_a_remark(void **state)
{
	static const char *const remarks[] = {
		"AAI:SEAL BROKEN AT RIGHT DOOR", "AAI:铅封破损", "REASON:ЗПУ СОРВАНО"};

	(void)state;
	for (size_t i = 0; i < sizeof remarks / sizeof *remarks; i++) {
		struct scene s = {.paper_count = 0};

		tell(&s, "GTIN", 1, "CA:A1");
		made_remark(tell(&s, "DMGD", 5, NULL), remarks[i]);
		assert_string_equal(seals_of(&s), "applied 1 A1, broken 5 A1; now A1; wrong");
		tell(&s, "RSEA", 8, "CU:C9");
		seals_of(&s);
		assert_false(s.seals.wrong);
		arena_free(&s.m.arena);
	}
}

static void seals_of_two_issuers_stand_beside_each_other(void **state)
{
	struct scene s = {.paper_count = 0};

	(void)state;
	tell(&s, "GTIN", 1, "CA:A1");
	tell(&s, "LOAD", 4, "CU:K7");
	tell(&s, "DISC", 9, "CA:A1");
	SEALS(s, "applied 1 A1, applied 4 K7; now A1 K7");
}

static void who_goes_on_telling_the_seal_before_finds_nothing_different(void **state)
{
	struct scene s = {.paper_count = 0};

	(void)state;
	tell(&s, "GTIN", 1, "CA:A1");
	tell(&s, "RSEA", 5, "CA:B2");
	tell(&s, "LOAD", 6, "CA:A1");
	SEALS(s, "applied 1 A1, changed 5 B2<A1; now B2");
}

static void navigation_seals_are_activated_and_removed(void **state)
{
	struct scene s = {.paper_count = 0};

	(void)state;
	tell(&s, "GTIN", 1, "CA:A1");
	made_remark(tell(&s, "LOAD", 2, "CA:N100"), "AAI:Навигационная пломба");
	made_remark(tell(&s, "RMVD", 30, NULL), "AAI:навигационная пломба снята");
	assert_string_equal(seals_of(&s), "applied 1 A1, activated 2 N100, deactivated 30 N100; now A1");
	assert_int_equal(s.seals.changes[1].sort, SEAL_NAVIGATION);
	arena_free(&s.m.arena);
}

static void seals_before_and_after_a_change_of_gauge_are_told_by_who_saw_both(void **state)
{
	struct scene s = {.paper_count = 0};

	(void)state;
	tell(&s, "LOAD", 1, "CA:A1");
	made_by(tell(&s, "DISC", 20, "CA:A1"), MODE_RAIL, "5312345");
	made_by(tell(&s, "LOAD", 21, "CA:B2"), MODE_RAIL, "94312071");
	SEALS(s, "applied 1 A1, changed 21 B2<A1 gauge; now B2");
}

static void two_railways_that_read_two_seals_at_the_change_of_gauge_find_it_different(void **state)
{
	struct scene s = {.paper_count = 0};

	(void)state;
	made_by(tell(&s, "DISC", 20, "CA:A1"), MODE_RAIL, "5312345");
	made_by(tell(&s, "LOAD", 21, "CA:B2"), MODE_RAIL, "94312071")->sender = "KTZ";
	SEALS(s, "applied 20 A1, different 21 B2<A1; now B2; wrong");
}

static void an_act_of_the_railway_witnesses_the_change(void **state)
{
	struct scene s = {.paper_count = 0};

	(void)state;
	tell(&s, "DISC", 20, "CA:A1");
	made_refers(&s.m, tell(&s, "LOAD", 21, "CA:B2"), "GU-23", "3318")->sender = "KTZ";
	SEALS(s, "applied 20 A1, changed 21 B2<A1; now B2");
}

static void a_seal_says_on_which_paper_it_stands_and_a_paper_that_names_others_is_apart(void **state)
{
	struct scene s = {.paper_count = 2};

	(void)state;
	s.papers[0] = (struct line_paper){.kind = "SMGS", .number = "27145566", .seals = "K5; A-1"};
	s.papers[1] = (struct line_paper){.kind = "CIM", .number = "55147310", .seals = "Z9"};
	tell(&s, "GTIN", 1, "CA:A1");
	assert_string_equal(seals_of(&s), "applied 1 A1 on 27145566; now A1; wrong");
	assert_int_equal(s.seals.apart_count, 1);
	assert_string_equal(s.seals.apart[0]->number, "55147310");
	s.papers[1].over = true; /* another note took its place */
	assert_string_equal(seals_of(&s), "applied 1 A1 on 27145566; now A1");
	arena_free(&s.m.arena);
}

static void an_emptied_box_has_no_seals_and_what_was_taken_back_none_either(void **state)
{
	struct scene s = {.paper_count = 0};

	(void)state;
	tell(&s, "GTIN", 1, "CA:A1")->document = "D1";
	tell(&s, "GTIN", 1, "CA:X1")->document = "D2";
	s.m.events[1].function = FUNCTION_CANCEL;
	tell(&s, "STRP", 9, NULL);
	SEALS(s, "applied 1 A1; now");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(seals_are_applied_and_changed_with_a_reseal_event),
		cmocka_unit_test(another_seal_that_nobody_told_of_is_found_different),
		cmocka_unit_test(a_reseal_told_later_puts_it_right),
		cmocka_unit_test(a_reseal_without_its_number_is_the_next_number_told),
		cmocka_unit_test(whoever_opens_the_doors_puts_on_another_seal),
		cmocka_unit_test(a_broken_seal_is_told_by_the_words_of_a_remark),
		cmocka_unit_test(seals_of_two_issuers_stand_beside_each_other),
		cmocka_unit_test(who_goes_on_telling_the_seal_before_finds_nothing_different),
		cmocka_unit_test(navigation_seals_are_activated_and_removed),
		cmocka_unit_test(seals_before_and_after_a_change_of_gauge_are_told_by_who_saw_both),
		cmocka_unit_test(two_railways_that_read_two_seals_at_the_change_of_gauge_find_it_different),
		cmocka_unit_test(an_act_of_the_railway_witnesses_the_change),
		cmocka_unit_test(a_seal_says_on_which_paper_it_stands_and_a_paper_that_names_others_is_apart),
		cmocka_unit_test(an_emptied_box_has_no_seals_and_what_was_taken_back_none_either),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
