#include "domain/trips.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "trip_made.h"

static void told(struct story *s, const char *expected)
{
	fold(s);
	assert_string_equal(trips_told(s), expected);
	arena_free(&s->arena);
}

/* The line's box: out empty, in laden, over sea, out laden, back empty. */
static void line_trip(struct story *s, int hour)
{
	empty(tell(s, "GTOT", "CNLYG", hour));
	tell(s, "GTIN", "CNLYG", hour + 10);
	by(tell(s, "LOAD", "CNLYG", hour + 20), MODE_VESSEL, "IMO9227273/031W");
	by(tell(s, "DISC", "KRPUS", hour + 60), MODE_VESSEL, "IMO9227273/031W");
	tell(s, "GTOT", "KRPUS", hour + 80);
}

static void the_lines_box_is_on_its_trip_until_it_came_back_empty(void **state)
{
	struct story s = {.arrangement = ARRANGEMENT_LINE};

	(void)state;
	line_trip(&s, 0);
	told(&s, "5+0");
	s = (struct story){.arrangement = ARRANGEMENT_LINE};
	line_trip(&s, 0);
	tell(&s, "DROP", "KRPUS", 90);
	told(&s, "6+0");
	s = (struct story){.arrangement = ARRANGEMENT_LINE};
	line_trip(&s, 0);
	tell(&s, "DROP", "KRPUS", 90);
	empty(tell(&s, "GTIN", "KRINC", 120)); /* any agreed depot */
	told(&s, "7+0 returned");
}

/* The arrangement is told by a plan, which belongs to a trip only once that is known. */
static void a_lines_box_whose_itinerary_says_so_is_not_over_with_its_delivery(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	paper(told_itinerary(&s, 0, NULL, 0), REFERENCE_ARRANGEMENT, "line");
	line_trip(&s, 1);
	tell(&s, "DROP", "KRPUS", 90);
	told(&s, "6+1");
	arena_free(&s.arena);
}

static void a_box_stays_whose_it_is_but_is_leased_one_way_once(void **state)
{
	static const struct {
		enum arrangement told, next;
	} rows[] = {{ARRANGEMENT_SHIPPER, ARRANGEMENT_SHIPPER}, {ARRANGEMENT_RAILWAY, ARRANGEMENT_RAILWAY},
		{ARRANGEMENT_ONE_WAY, ARRANGEMENT_UNKNOWN}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct story s = {.arrangement = rows[i].told};

		line_trip(&s, 0);
		tell(&s, "DROP", "KRPUS", 90);
		line_trip(&s, 1000);
		fold(&s);
		assert_int_equal(s.trips.count, 2);
		assert_int_equal(s.trips.list[0].arrangement, rows[i].told);
		assert_int_equal(s.trips.list[1].arrangement, rows[i].next);
		arena_free(&s.arena);
	}
}

static void a_shippers_own_box_is_closed_by_delivery(void **state)
{
	static const enum arrangement closed[] = {
		ARRANGEMENT_SHIPPER, ARRANGEMENT_RAILWAY, ARRANGEMENT_ONE_WAY};

	(void)state;
	for (size_t i = 0; i < sizeof closed / sizeof *closed; i++) {
		struct story s = {.arrangement = closed[i]};

		line_trip(&s, 0);
		tell(&s, "DROP", "KRPUS", 90);
		told(&s, "6+0 delivered");
	}
}

static void or_by_stripping_and_some_days(void **state)
{
	struct story s = {.arrangement = ARRANGEMENT_SHIPPER};

	(void)state;
	line_trip(&s, 0);
	empty(tell(&s, "STRP", "KRPUS", 100));
	fold(&s);
	assert_string_equal(trips_told(&s), "6+0 stripped");
	assert_true(s.trips.list[0].closed == HOURS(100 + 14 * 24));
	arena_free(&s.arena);
}

static void or_by_the_next_trips_first_event(void **state)
{
	struct story s = {.arrangement = ARRANGEMENT_LINE};

	(void)state;
	line_trip(&s, 0);
	empty(tell(&s, "GTOT", "KRINC", 300)); /* nobody told of its return */
	tell(&s, "GTIN", "KRINC", 320);
	told(&s, "5+0 next | 2+0");
}

static void a_laden_box_with_other_papers_is_on_another_trip(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	paper(tell(&s, "GTIN", "CNLYG", 0), "BKG", "A1");
	by(tell(&s, "LOAD", "CNLYG", 20), MODE_RAIL, "TRAIN:X8155/2026-06-15");
	by(tell(&s, "DISC", "DEDUI", 400), MODE_RAIL, "TRAIN:X8155/2026-06-15");
	paper(tell(&s, "GTIN", "DEHAM", 800), "BKG", "B2");
	told(&s, "3+0 next | 1+0");
}

static void what_is_stuffed_again_is_on_another_trip(void **state)
{
	struct story s = {.arrangement = ARRANGEMENT_RAILWAY};

	(void)state;
	tell(&s, "STUF", "CNLYG", 0);
	by(tell(&s, "LOAD", "CNLYG", 20), MODE_RAIL, "TRAIN:X8155/2026-06-15");
	by(tell(&s, "DISC", "UZTAS", 300), MODE_RAIL, "TRAIN:X8155/2026-06-15");
	tell(&s, "STUF", "UZTAS", 500);
	told(&s, "3+0 next | 1+0");
}

static void a_person_says_where_a_trip_begins_and_ends(void **state)
{
	struct story s = {.count = 0};
	const struct event *word;

	(void)state;
	tell(&s, "GTIN", "CNLYG", 0);
	by(tell(&s, "LOAD", "CNLYG", 20), MODE_VESSEL, "IMO9227273/031W");
	word = tell(&s, EVENT_BEGINS, NULL, 30);
	by(tell(&s, "DISC", "KRPUS", 60), MODE_VESSEL, "IMO9227273/031W");
	fold(&s);
	assert_string_equal(trips_told(&s), "2+0 next | 2+0");
	assert_memory_equal(s.trips.list[1].id, word->id, 16);
	arena_free(&s.arena);
	s = (struct story){.count = 0};
	tell(&s, "GTIN", "CNLYG", 0);
	tell(&s, EVENT_ENDS, NULL, 10);
	by(tell(&s, "LOAD", "CNLYG", 20), MODE_VESSEL, "IMO9227273/031W");
	told(&s, "2+0 said | 1+0");
}

static void and_that_it_goes_on(void **state)
{
	struct story s = {.arrangement = ARRANGEMENT_LINE};

	(void)state;
	line_trip(&s, 0);
	empty(tell(&s, "GTIN", "KRINC", 120));
	tell(&s, EVENT_GOES_ON, NULL, 125);
	tell(&s, "GTOT", "KRINC", 130);
	told(&s, "8+0 returned");
}

static void plans_are_of_the_trip_whose_paper_they_name(void **state)
{
	struct story s = {.arrangement = ARRANGEMENT_LINE};

	(void)state;
	line_trip(&s, 0);
	paper(&s.events[1], "BKG", "A1");
	empty(tell(&s, "GTIN", "KRINC", 120));
	paper(empty(tell(&s, "GTOT", "KRINC", 300)), "BKG", "B2");
	/* told while the first was under way, of the second's booking */
	paper(plan(&s, "LOAD", "KRINC", 350, 70), "BKG", "B2");
	told(&s, "6+0 returned | 1+1");
}

static void plans_of_no_trip_are_one_that_has_not_begun(void **state)
{
	struct story s = {.arrangement = ARRANGEMENT_LINE};
	const struct event *first;

	(void)state;
	first = plan(&s, "GTIN", "CNLYG", 10, 0);
	plan(&s, "LOAD", "CNLYG", 20, 0);
	fold(&s);
	assert_string_equal(trips_told(&s), "0+2");
	assert_memory_equal(s.trips.list[0].id, first->id, 16);
	assert_int_equal(s.trips.list[0].status, JOURNEY_NOTHING);
	/* once it has, it is found by what it was known by */
	tell(&s, "GTIN", "CNLYG", 12);
	fold(&s);
	assert_string_equal(trips_told(&s), "1+2");
	assert_ptr_equal(trips_find(&s.trips, &s.facts, first->id), &s.trips.list[0]);
	arena_free(&s.arena);
}

static void a_word_of_the_way_leaves_it_on_what_it_is_on(void **state)
{
	struct story s = {.arrangement = ARRANGEMENT_LINE};

	(void)state;
	by(tell(&s, "LOAD", "CNLYG", 20), MODE_RAIL, "TRAIN:X8155/2026-06-15");
	tell(&s, "WAYP", "CNXZH", 30);
	fold(&s);
	assert_int_equal(s.trips.list[0].status, JOURNEY_ON_BOARD);
	arena_free(&s.arena);
}

static void what_moves_nothing_begins_no_trip(void **state)
{
	struct story s = {.arrangement = ARRANGEMENT_LINE};

	(void)state;
	plan(&s, "LOAD", "CNLYG", 20, 0);
	tell(&s, "NOTE", "CNLYG", 9000);
	fold(&s);
	assert_string_equal(trips_told(&s), "1+1");
	assert_true(s.trips.list[0].opened == INSTANT_NONE);
	arena_free(&s.arena);
}

static void a_late_estimate_is_of_the_trip_in_which_it_was_said(void **state)
{
	struct story s = {.arrangement = ARRANGEMENT_LINE};

	(void)state;
	line_trip(&s, 0);
	empty(tell(&s, "GTIN", "KRINC", 120));
	ahead(tell(&s, "ARRI", "KRPUS", 200), CLASSIFIER_EST, 50); /* it came far sooner */
	empty(tell(&s, "GTOT", "KRINC", 300));
	told(&s, "6+1 returned | 1+0");
}

static void an_event_says_how_the_box_travels(void **state)
{
	struct story s = {.arrangement = ARRANGEMENT_LINE};

	(void)state;
	line_trip(&s, 0);
	tell(&s, "DROP", "KRPUS", 90);
	paper(tell(&s, "NOTE", "KRPUS", 95), "ARRANGEMENT", "one-way");
	told(&s, "7+0 delivered");
}

static void any_order_and_repetition_gives_the_same_trips(void **state)
{
	const char *first = NULL;
	struct story s = {.arrangement = ARRANGEMENT_LINE};

	(void)state;
	line_trip(&s, 0);
	plan(&s, "DISC", "KRPUS", 61, 5);
	empty(tell(&s, "GTIN", "KRINC", 120));
	line_trip(&s, 300);
	plan(&s, "GTIN", "KRINC", 500, 310);
	for (s.turn = 0; s.turn < s.count; s.turn++) {
		const char *now;

		fold(&s);
		now = trips_told(&s);
		first = first ? first : now;
		assert_string_equal(now, first);
	}
	assert_string_equal(first, "6+1 returned | 5+1");
	arena_free(&s.arena);
}

static void nothing_said_is_no_trip(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	s.trips = trips_make(&s.arena, &s.facts, NULL, NULL, 0);
	assert_int_equal(s.trips.count, 0);
	arena_free(&s.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_lines_box_is_on_its_trip_until_it_came_back_empty),
		cmocka_unit_test(a_lines_box_whose_itinerary_says_so_is_not_over_with_its_delivery),
		cmocka_unit_test(a_box_stays_whose_it_is_but_is_leased_one_way_once),
		cmocka_unit_test(a_shippers_own_box_is_closed_by_delivery),
		cmocka_unit_test(or_by_stripping_and_some_days),
		cmocka_unit_test(or_by_the_next_trips_first_event),
		cmocka_unit_test(a_laden_box_with_other_papers_is_on_another_trip),
		cmocka_unit_test(what_is_stuffed_again_is_on_another_trip),
		cmocka_unit_test(a_person_says_where_a_trip_begins_and_ends),
		cmocka_unit_test(and_that_it_goes_on),
		cmocka_unit_test(plans_are_of_the_trip_whose_paper_they_name),
		cmocka_unit_test(plans_of_no_trip_are_one_that_has_not_begun),
		cmocka_unit_test(a_word_of_the_way_leaves_it_on_what_it_is_on),
		cmocka_unit_test(what_moves_nothing_begins_no_trip),
		cmocka_unit_test(a_late_estimate_is_of_the_trip_in_which_it_was_said),
		cmocka_unit_test(an_event_says_how_the_box_travels),
		cmocka_unit_test(any_order_and_repetition_gives_the_same_trips),
		cmocka_unit_test(nothing_said_is_no_trip),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
