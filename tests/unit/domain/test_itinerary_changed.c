/* What comes otherwise than the itinerary has it: ordered since, in a train without a name, back again. */
#include "domain/itinerary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "trip_made.h"

#define TRAIN      "TRAIN:X8155/2026-06-21"
#define NEXT_TRAIN "TRAIN:X8157/2026-06-23"
#define BEHIND     "TRAIN:1709/2026-06-28"

/* By train to the border, and by another on from there. */
static void over_the_border(struct story *s, int said)
{
	struct leg legs[] = {leg(MODE_RAIL, "CNLYG", "KZDOS", TRAIN, 144, 270),
		leg(MODE_RAIL, "KZDOS", "PLMAA", BEHIND, 320, 480)};

	told_itinerary(s, said, legs, 2);
	tell(s, "GTIN", "CNLYG", said);
}

static void on_wagon(struct event *e, const char *wagon)
{
	e->transport.mode = MODE_RAIL;
	e->transport.wagon = wagon;
}

static const struct expected *expected(const struct story *s, enum expected_at kind, size_t leg)
{
	for (size_t k = 0; k < s->itinerary.expected_count; k++)
		if (s->itinerary.expected[k].kind == kind && s->itinerary.expected[k].leg == leg)
			return &s->itinerary.expected[k];
	return NULL;
}

static void an_order_for_another_train_said_since_changes_its_leg(void **state)
{
	struct story s = {.count = 0};
	const struct itinerary *i;

	(void)state;
	over_the_border(&s, 0);
	by(plan(&s, "LOAD", "CNLYG", 140, -1), MODE_RAIL, "TRAIN:X8153/2026-06-21"); /* said before */
	by(plan(&s, "LOAD", "CNLYG", 192, 100), MODE_RAIL, NEXT_TRAIN);
	i = itinerary_of(&s);
	assert_string_equal(i->legs[0].transport, NEXT_TRAIN);
	assert_int_equal(i->states[0].replanned, REPLANNED_ROLLED);
	assert_true(expected(&s, EXPECTED_START_LOAD, 0)->due == HOURS(192));
	assert_true(expected(&s, EXPECTED_END_ARRI, 0)->due == HOURS(270 + 48)); /* as long under way */
	assert_string_equal(i->legs[1].transport, BEHIND);
	arena_free(&s.arena);
}

static void but_not_where_it_was_loaded_as_was_told(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	over_the_border(&s, 0);
	by(tell(&s, "LOAD", "CNLYG", 143), MODE_RAIL, TRAIN);
	by(plan(&s, "LOAD", "CNLYG", 192, 145), MODE_RAIL, NEXT_TRAIN);
	itinerary_of(&s);
	assert_string_equal(s.itinerary.legs[0].transport, TRAIN);
	assert_int_equal(s.itinerary.states[0].replanned, REPLANNED_NOT);
	arena_free(&s.arena);
}

static void on_a_wagon_a_day_late_it_is_rolled_onto_a_train_that_nobody_names(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	over_the_border(&s, 0);
	on_wagon(tell(&s, "LOAD", "CNLYG", 144 + 23), "5312345");
	itinerary_of(&s);
	assert_int_equal(s.itinerary.states[0].replanned, REPLANNED_NOT);
	s.events[s.count - 1].happened.at = HOURS(144 + 25);
	call(&s, TRAIN, MODE_RAIL, "ARRI", "KZDOS", 265, 170);
	itinerary_of(&s);
	assert_int_equal(s.itinerary.states[0].replanned, REPLANNED_ROLLED);
	assert_null(itinerary_carrier(&s.itinerary, 0));
	assert_int_equal(expected(&s, EXPECTED_END_ARRI, 0)->estimate_count, 0); /* that train is another */
	call(&s, TRAIN, MODE_RAIL, "DEPA", "CNLYG", 144 + 20, 150);
	itinerary_of(&s);
	assert_int_equal(s.itinerary.states[0].replanned, REPLANNED_NOT); /* it was to leave so late */
	arena_free(&s.arena);
}

static void who_is_back_by_road_is_to_be_loaded_again(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	over_the_border(&s, 0);
	by(tell(&s, "LOAD", "CNLYG", 130), MODE_RAIL, NEXT_TRAIN);
	on_wagon(tell(&s, "DISC", "CNXZH", 150), "5312345");
	itinerary_of(&s);
	assert_string_equal(s.itinerary.states[0].taken, NEXT_TRAIN);
	assert_non_null(s.itinerary.misdirected);
	tell(&s, "GTIN", "CNLYG", 190);
	itinerary_of(&s);
	assert_null(s.itinerary.misdirected);
	assert_string_equal(s.itinerary.next->code, "LOAD");
	assert_null(s.itinerary.states[0].taken);
	by(tell(&s, "LOAD", "CNLYG", 200), MODE_RAIL, "TRAIN:X8161/2026-06-23");
	itinerary_of(&s);
	assert_int_equal(s.itinerary.states[0].replanned, REPLANNED_ROLLED);
	arena_free(&s.arena);
}

static void it_has_come_where_its_leg_ends_and_not_at_the_other_side_of_the_border(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	over_the_border(&s, 0);
	by(tell(&s, "LOAD", "CNLYG", 143), MODE_RAIL, TRAIN);
	by(tell(&s, "ARRI", "CNAKL", 265), MODE_RAIL, TRAIN);
	itinerary_of(&s);
	assert_true(expected(&s, EXPECTED_END_ARRI, 0)->due == HOURS(265));
	by(tell(&s, "DEPA", "CNAKL", 340), MODE_RAIL, TRAIN);
	by(tell(&s, "ARRI", "KZDOS", 342), MODE_RAIL, TRAIN);
	itinerary_of(&s);
	assert_true(expected(&s, EXPECTED_END_ARRI, 0)->due == HOURS(342));
	assert_true(s.itinerary.states[1].missed);
	arena_free(&s.arena);
}

static void a_list_that_has_it_on_a_train_that_it_did_not_take_leaves_it_to_the_next(void **state)
{
	struct story s = {.count = 0};
	struct event *list;

	(void)state;
	tell(&s, "GTIN", "CNLYG", 0);
	by(plan(&s, "LOAD", "CNLYG", 144, 100), MODE_RAIL, TRAIN)->discharge_place = "KZDOS";
	list = by(tell(&s, "ABRD", "CNLYG", 143), MODE_RAIL, TRAIN);
	list->source = SOURCE_RAILWAY;
	by(plan(&s, "LOAD", "CNLYG", 192, 170), MODE_RAIL, NEXT_TRAIN)->discharge_place = "KZDOS";
	by(tell(&s, "LOAD", "CNLYG", 190), MODE_RAIL, NEXT_TRAIN);
	itinerary_of(&s);
	assert_string_equal(s.itinerary.legs[0].transport, NEXT_TRAIN);
	assert_int_equal(s.itinerary.states[0].replanned, REPLANNED_ROLLED);
	assert_int_equal(s.itinerary.leg_count, 1);
	arena_free(&s.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_order_for_another_train_said_since_changes_its_leg),
		cmocka_unit_test(but_not_where_it_was_loaded_as_was_told),
		cmocka_unit_test(on_a_wagon_a_day_late_it_is_rolled_onto_a_train_that_nobody_names),
		cmocka_unit_test(a_list_that_has_it_on_a_train_that_it_did_not_take_leaves_it_to_the_next),
		cmocka_unit_test(who_is_back_by_road_is_to_be_loaded_again),
		cmocka_unit_test(it_has_come_where_its_leg_ends_and_not_at_the_other_side_of_the_border),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
