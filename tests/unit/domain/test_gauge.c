#include "domain/gauge.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rail_made.h"

static const char *word(const char *s)
{
	return s ? s : "-";
}

static void tell_changes(struct text *out, struct rail_known *k)
{
	struct gauge_world w = {NULL, rail_complex, rail_changes_gauge};
	const struct event **own;
	struct gauge_change *g;
	size_t own_count = rail_own(k, &own), n = gauge_changes(k->a, own, NULL, own_count, &w, &g);

	for (size_t i = 0; i < n; i++)
		text_printf(out, "%s %s>%s %d>%d %s %s\n", word(g[i].complex), word(g[i].off_wagon),
			word(g[i].on_wagon), g[i].from, g[i].to, gauge_kind_words[g[i].kind], word(g[i].act));
	if (!n)
		text_printf(out, "none");
}

static struct event on_box(const char *code, int hour, const char *place, const char *wagon)
{
	return rail_event(BOX, code, hour, place, wagon, NULL);
}

static void assert_told(const struct event *events, size_t n, const char *expected)
{
	struct text out = TEXT_INIT;

	told_in_all_orders(&out, events, n, tell_changes);
	assert_string_equal(text_string(&out), expected);
	text_free(&out);
}

#define TOLD(events, expected) assert_told(events, sizeof(events) / sizeof *(events), expected)

static void the_length_of_a_number_tells_its_gauge(void **state)
{
	(void)state;
	assert_int_equal(gauge_of_wagon("335145512349"), 1435);
	assert_int_equal(gauge_of_wagon("5312345"), 1435);
	assert_int_equal(gauge_of_wagon("94312071"), 1520);
	assert_int_equal(gauge_of_wagon("123"), 0);
	assert_int_equal(gauge_of_wagon(NULL), 0);
}

static void two_halves_are_one_change(void **state)
{
	struct reference act = {"ACT", "318"};
	struct event events[] = {
		on_box("LOAD", 1, "XLYGB", WAGON_CR),
		on_box("DISC", 90, "CNAKL", WAGON_CR),
		on_box("LOAD", 96, "KZDOS", WAGON_RU),
		on_box("HAND", 250, "PLMAA", WAGON_RU),
		on_box("DISC", 250, "PLMAA", WAGON_RU),
		on_box("LOAD", 250, "PLMAA", "335145512349"),
	};

	(void)state;
	events[1].references = &act;
	events[1].reference_count = 1;
	TOLD(events, "dostyk-alashankou 5312345>94312071 1435>1520 lift 318\n"
		     "PLMAA 94312071>335145512349 1520>1435 lift -\n");
}

static const struct event *against(struct arena *a, struct event *events, size_t n)
{
	const struct gauge_world w = {NULL, rail_complex, rail_changes_gauge};
	const struct event **own = arena_alloc_array(a, n, sizeof *own);
	struct gauge_change *g;

	for (size_t i = 0; i < n; i++)
		own[i] = &events[i];
	assert_int_equal(gauge_changes(a, own, NULL, n, &w, &g), 1);
	return g[0].against;
}

static void a_half_that_tells_of_another_wagon_says_against_whom(void **state)
{
	struct event events[] = {
		on_box("LOAD", 1, "XLYGB", WAGON_CR),
		on_box("DISC", 90, "CNAKL", "5399999"),
		on_box("LOAD", 96, "KZDOS", WAGON_RU),
		on_box("ABRD", 97, "KZDOS", "94312999"),
	};
	struct arena a = ARENA_INIT;

	(void)state;
	assert_ptr_equal(against(&a, events, 3), &events[0]);
	events[1].transport.wagon = WAGON_CR;
	assert_null(against(&a, events, 3));
	assert_ptr_equal(against(&a, events, 4), &events[3]); /* the other half, told once more */
	arena_free(&a);
}

/* China's clock is five hours ahead of Kazakhstan's, and a sheet tells the day alone. */
static void halves_are_one_change_also_where_clocks_differ(void **state)
{
	struct event events[] = {
		on_box("LOAD", 1, "XLYGB", WAGON_CR),
		on_box("LOAD", 90, "KZDOS", WAGON_RU),
		on_box("DISC", 93, "CNAKL", WAGON_CR),
		on_box("DEPA", 94, "KZDOS", WAGON_RU),
	};
	const struct event first[] = {
		on_box("LOAD", 90, "KZDOS", WAGON_RU),
		on_box("DISC", 93, "CNAKL", WAGON_CR),
	};
	const struct event gone[] = {
		on_box("LOAD", 90, "KZDOS", WAGON_RU),
		on_box("ARRI", 91, "KZALA", WAGON_RU),
		on_box("DISC", 93, "CNAKL", WAGON_CR),
	};
	const struct event another[] = {
		on_box("LOAD", 1, "XLYGB", WAGON_CR),
		on_box("LOAD", 90, "KZDOS", WAGON_RU),
		on_box("DISC", 93, "CNAKL", "5312999"),
	};

	(void)state;
	TOLD(events, "dostyk-alashankou 5312345>94312071 1435>1520 lift -\n");
	TOLD(first, "dostyk-alashankou 5312345>94312071 1435>1520 lift -\n");
	events[2].happened = (struct moment){.at = HOURS(84), .precision = PRECISION_DAY};
	TOLD(events, "dostyk-alashankou 5312345>94312071 1435>1520 lift -\n");
	TOLD(gone, "dostyk-alashankou ->94312071 1435>1520 unknown -\n"
		   "dostyk-alashankou 5312345>- 1435>1520 unknown -\n");
	TOLD(another, "dostyk-alashankou ->94312071 1435>1520 unknown -\n"
		      "dostyk-alashankou 5312999>- 1435>1520 unknown -\n");
}

static void a_half_stands_alone_until_the_other_is_told(void **state)
{
	const struct event off[] = {
		on_box("LOAD", 1, "XLYGB", WAGON_CR),
		on_box("DISC", 90, "CNAKL", WAGON_CR),
	};
	const struct event on[] = {
		on_box("LOAD", 1, "XLYGB", WAGON_CR),
		on_box("LOAD", 96, "KZDOS", WAGON_RU),
	};
	const struct event first[] = {on_box("LOAD", 96, "KZDOS", WAGON_RU)};

	(void)state;
	TOLD(off, "dostyk-alashankou 5312345>- 1435>1520 unknown -\n");
	TOLD(on, "dostyk-alashankou ->94312071 1435>1520 unknown -\n");
	TOLD(first, "dostyk-alashankou ->94312071 1435>1520 unknown -\n");
}

static void these_are_no_changes_of_gauge(void **state)
{
	struct event gate[] = {
		on_box("GTIN", 1, "KZDOS", NULL),
		on_box("LOAD", 9, "KZDOS", WAGON_RU),
	};
	struct event away[] = {
		on_box("DISC", 1, "KZDOS", WAGON_RU),
		on_box("GTOT", 9, "KZDOS", NULL),
	};
	const struct event same[] = {
		on_box("DISC", 1, "KZDOS", WAGON_RU),
		on_box("LOAD", 9, "KZDOS", "94312089"),
	};
	const struct event inland[] = {
		on_box("DISC", 1, "CNURC", WAGON_CR),
	};
	struct event planned[] = {
		on_box("LOAD", 1, "XLYGB", WAGON_CR),
		on_box("LOAD", 96, "KZDOS", WAGON_RU),
	};

	(void)state;
	gate[0].transport.mode = away[1].transport.mode = MODE_TRUCK;
	planned[1].classifier = CLASSIFIER_PLN;
	TOLD(gate, "none");
	TOLD(away, "none");
	TOLD(same, "none");
	TOLD(inland, "none");
	TOLD(planned, "none");
}

static void halves_too_far_apart_are_two(void **state)
{
	const struct event events[] = {
		on_box("DISC", 1, "CNAKL", WAGON_CR),
		on_box("LOAD", 1 + 31 * 24, "KZDOS", WAGON_RU),
	};

	(void)state;
	TOLD(events, "dostyk-alashankou 5312345>- 1435>1520 unknown -\n"
		     "dostyk-alashankou ->94312071 1435>1520 unknown -\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_length_of_a_number_tells_its_gauge),
		cmocka_unit_test(two_halves_are_one_change),
		cmocka_unit_test(a_half_that_tells_of_another_wagon_says_against_whom),
		cmocka_unit_test(halves_are_one_change_also_where_clocks_differ),
		cmocka_unit_test(a_half_stands_alone_until_the_other_is_told),
		cmocka_unit_test(these_are_no_changes_of_gauge),
		cmocka_unit_test(halves_too_far_apart_are_two),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
