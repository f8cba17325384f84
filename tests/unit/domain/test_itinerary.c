#include "domain/itinerary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "trip_made.h"

#define SHIP       "IMO9227273/031W"
#define SHIP2      "IMO9227273/032W"
#define TRAIN      "TRAIN:X8155/2026-06-20"
#define NEXT_TRAIN "TRAIN:X8157/2026-06-22"

/* Osaka to Lianyungang by ship, on to Duisburg by train. */
static void two_legs(struct story *s, int said)
{
	struct leg legs[] = {leg(MODE_VESSEL, "JPOSA", "CNLYG", SHIP, 24, 96),
		leg(MODE_RAIL, "CNLYG", "DEDUI", TRAIN, 144, 480)};

	told_itinerary(s, said, legs, 2);
}

static const char *expected_told(struct story *s)
{
	const struct itinerary *i = &s->itinerary;
	char *told = arena_strdup(&s->arena, "");

	for (size_t k = 0; k < i->expected_count; k++)
		if (i->expected[k].counts)
			told = arena_printf(&s->arena, "%s%s%s%s", told, k ? " " : "", i->expected[k].code,
				i->expected[k].state == EXPECTED_DONE      ? "!"
				: i->expected[k].state == EXPECTED_IMPLIED ? "?"
									   : "");
	return told;
}

static void next_is(struct story *s, const char *code, const char *place)
{
	const struct itinerary *i = itinerary_of(s);

	assert_non_null(i->next);
	assert_string_equal(i->next->code, code);
	if (place)
		assert_string_equal(i->next->place, place);
}

static void expected_are_gate_in_load_and_discharge_and_gates_at_every_boundary_inside_a_hub(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	two_legs(&s, 0);
	itinerary_of(&s);
	assert_string_equal(expected_told(&s), "GTIN LOAD DISC GTOT GTIN LOAD DISC GTOT DROP");
	arena_free(&s.arena);
	s = (struct story){.arrangement = ARRANGEMENT_LINE};
	two_legs(&s, 0);
	itinerary_of(&s);
	assert_string_equal(expected_told(&s), "PICK GTIN LOAD DISC GTOT GTIN LOAD DISC GTOT DROP GTIN");
	arena_free(&s.arena);
}

static void from_train_to_train_a_box_is_lifted_over_and_passes_no_gate(void **state)
{
	struct story s = {.count = 0};
	struct leg legs[] = {leg(MODE_RAIL, "CNLYG", "CNAKL", TRAIN, 0, 100),
		leg(MODE_RAIL, "KZDOS", "UZTAS", "TRAIN:1402/2026-06-20", 120, 300)};

	(void)state;
	told_itinerary(&s, 0, legs, 2);
	itinerary_of(&s);
	assert_string_equal(expected_told(&s), "GTIN LOAD DISC LOAD DISC GTOT DROP");
	arena_free(&s.arena);
}

static void what_goes_over_a_border_is_not_what_goes_on_behind_it(void **state)
{
	struct story s = {.count = 0};
	struct leg legs[] = {leg(MODE_RAIL, "CNLYG", "KZDOS", TRAIN, 0, 100),
		leg(MODE_RAIL, "KZDOS", "UZTAS", "TRAIN:1402/2026-06-20", 120, 300)};

	(void)state;
	told_itinerary(&s, 0, legs, 2);
	by(tell(&s, "LOAD", "CNLYG", 1), MODE_RAIL, TRAIN);
	by(tell(&s, "ARRI", "CNAKL", 90), MODE_RAIL, TRAIN);
	by(tell(&s, "DEPA", "CNAKL", 99), MODE_RAIL, NULL)->transport.train =
		"X8157"; /* its wagon was put into it */
	next_is(&s, "DISC", "KZDOS");
	arena_free(&s.arena);
}

static void a_train_that_leaves_past_midnight_is_the_one_that_was_planned(void **state)
{
	struct story s = {.count = 0};
	struct leg on = leg(MODE_RAIL, "CNLYG", "DEDUI", "TRAIN:X8155/2026-06-20", 140, 480);

	(void)state;
	told_itinerary(&s, 0, &on, 1);
	by(tell(&s, "LOAD", "CNLYG", 145), MODE_RAIL, "TRAIN:X8155/2026-06-21");
	itinerary_of(&s);
	assert_int_equal(s.itinerary.states[0].replanned, REPLANNED_NOT);
	arena_free(&s.arena);
	s = (struct story){.count = 0};
	told_itinerary(&s, 0, &on, 1);
	by(tell(&s, "LOAD", "CNLYG", 162), MODE_RAIL, "TRAIN:X8155/2026-06-21"); /* the next day's */
	itinerary_of(&s);
	assert_int_equal(s.itinerary.states[0].replanned, REPLANNED_ROLLED);
	arena_free(&s.arena);
}

static void and_one_that_leaves_much_later_but_before_the_next_one(void **state)
{
	static const struct {
		const char *code;
		int hour;
		enum replanned is;
	} rows[] = {{"LOAD", 156, REPLANNED_ROLLED}, {"ABRD", 156, REPLANNED_NOT},
		{"ABRD", 159, REPLANNED_ROLLED}};
	struct leg on = leg(MODE_RAIL, "CNLYG", "DEDUI", "TRAIN:X8155/2026-06-20", 140, 480);

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct story s = {.count = 0};

		told_itinerary(&s, 0, &on, 1);
		by(tell(&s, rows[i].code, "CNLYG", rows[i].hour), MODE_RAIL, "TRAIN:X8155/2026-06-21");
		itinerary_of(&s);
		assert_int_equal(s.itinerary.states[0].replanned, rows[i].is);
		arena_free(&s.arena);
	}
}

static void a_leg_by_road_goes_from_gate_to_gate(void **state)
{
	struct story s = {.count = 0};
	struct leg legs[] = {leg(MODE_RAIL, "CNLYG", "KZALA", TRAIN, 0, 100),
		leg(MODE_TRUCK, "KZALA", "KGFRU", NULL, 110, 120)};

	(void)state;
	told_itinerary(&s, 0, legs, 2);
	itinerary_of(&s);
	assert_string_equal(expected_told(&s), "GTIN LOAD DISC GTOT GTIN DROP");
	arena_free(&s.arena);
}

static void what_happened_is_done_and_what_it_needs_is_implied(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	two_legs(&s, 0);
	by(tell(&s, "DISC", "CNLYG", 95), MODE_VESSEL, SHIP);
	next_is(&s, "GTOT", "CNLYG");
	assert_string_equal(expected_told(&s), "GTIN? LOAD? DISC! GTOT GTIN LOAD DISC GTOT DROP");
	tell(&s, "GTIN", "CNLYG", 110);
	next_is(&s, "LOAD", "CNLYG");
	assert_string_equal(expected_told(&s), "GTIN? LOAD? DISC! GTOT? GTIN! LOAD DISC GTOT DROP");
	arena_free(&s.arena);
}

static void a_place_visited_twice_is_matched_by_its_position(void **state)
{
	struct story s = {.count = 0};
	struct leg legs[] = {leg(MODE_VESSEL, "CNLYG", "KRPUS", SHIP, 0, 40),
		leg(MODE_VESSEL, "KRPUS", "CNLYG", SHIP2, 60, 100)};

	(void)state;
	told_itinerary(&s, 0, legs, 2);
	tell(&s, "GTIN", "CNLYG", 1);
	by(tell(&s, "LOAD", "CNLYG", 2), MODE_VESSEL, SHIP);
	by(tell(&s, "DISC", "KRPUS", 41), MODE_VESSEL, SHIP);
	by(tell(&s, "LOAD", "KRPUS", 61), MODE_VESSEL, SHIP2);
	next_is(&s, "DISC", "CNLYG");
	by(tell(&s, "DISC", "CNLYG", 101), MODE_VESSEL, SHIP2);
	next_is(&s, "GTOT", "CNLYG");
	arena_free(&s.arena);
}

static void border_complexes_match_as_one_place(void **state)
{
	struct story s = {.count = 0};
	struct leg legs[] = {leg(MODE_RAIL, "CNLYG", "CNAKL", TRAIN, 0, 100),
		leg(MODE_RAIL, "KZDOS", "UZTAS", "TRAIN:1402/2026-06-20", 120, 300)};

	(void)state;
	told_itinerary(&s, 0, legs, 2);
	by(tell(&s, "LOAD", "CNLYG", 2), MODE_RAIL, TRAIN);
	by(tell(&s, "DISC", "KZDOS", 101), MODE_RAIL, TRAIN); /* told of the other side */
	next_is(&s, "LOAD", "KZDOS");
	assert_string_equal(expected_told(&s), "GTIN? LOAD! DISC! LOAD DISC GTOT DROP");
	arena_free(&s.arena);
}

static void on_a_later_train_of_the_same_leg_it_is_rolled(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	two_legs(&s, 0);
	by(tell(&s, "DISC", "CNLYG", 95), MODE_VESSEL, SHIP);
	by(tell(&s, "LOAD", "CNLYG", 190), MODE_RAIL, NEXT_TRAIN);
	next_is(&s, "DISC", "DEDUI");
	assert_int_equal(s.itinerary.states[1].replanned, REPLANNED_ROLLED);
	assert_string_equal(s.itinerary.states[1].taken, NEXT_TRAIN);
	assert_null(s.itinerary.misdirected);
	arena_free(&s.arena);
}

static void on_an_earlier_one_it_is_advanced(void **state)
{
	struct story s = {.count = 0};
	struct leg legs[] = {leg(MODE_RAIL, "CNLYG", "DEDUI", TRAIN, 144, 480)};

	(void)state;
	told_itinerary(&s, 0, legs, 1);
	by(tell(&s, "LOAD", "CNLYG", 90), MODE_RAIL, "TRAIN:X8153/2026-06-18");
	itinerary_of(&s);
	assert_int_equal(s.itinerary.states[0].replanned, REPLANNED_ADVANCED);
	arena_free(&s.arena);
}

static void misdirected_is_what_is_unloaded_where_no_leg_ends(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	two_legs(&s, 0);
	by(tell(&s, "LOAD", "JPOSA", 24), MODE_VESSEL, SHIP);
	by(tell(&s, "DISC", "CNTAO", 90), MODE_VESSEL, SHIP);
	itinerary_of(&s);
	assert_non_null(s.itinerary.misdirected);
	assert_string_equal(s.itinerary.misdirected->place, "CNTAO");
	assert_null(s.itinerary.next);
	arena_free(&s.arena);
}

static void or_what_is_on_a_transport_that_does_not_serve_the_next_required_place(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	two_legs(&s, 0);
	by(tell(&s, "DISC", "CNLYG", 95), MODE_VESSEL, SHIP);
	call(&s, NEXT_TRAIN, MODE_RAIL, "ARRI", "UZTAS", 400, 100);
	by(tell(&s, "LOAD", "CNLYG", 150), MODE_RAIL, NEXT_TRAIN);
	/* its leg begins here, so that it is another train of it; that it goes elsewhere makes it none */
	itinerary_of(&s);
	assert_non_null(s.itinerary.misdirected);
	arena_free(&s.arena);
}

static void misdirection_ends_with_an_itinerary_that_starts_where_the_box_is(void **state)
{
	struct story s = {.count = 0};
	struct leg legs[] = {leg(MODE_RAIL, "CNTAO", "DEDUI", NEXT_TRAIN, 200, 500)};

	(void)state;
	two_legs(&s, 0);
	by(tell(&s, "LOAD", "JPOSA", 24), MODE_VESSEL, SHIP);
	by(tell(&s, "DISC", "CNTAO", 90), MODE_VESSEL, SHIP);
	told_itinerary(&s, 120, legs, 1);
	next_is(&s, "LOAD", "CNTAO");
	assert_null(s.itinerary.misdirected);
	arena_free(&s.arena);
}

static void what_it_was_on_when_an_itinerary_was_told_leads_it_not_astray(void **state)
{
	(void)state;
	for (int said = 100; said <= 160; said += 60) { /* before it was loaded; after */
		struct story s = {.count = 0};
		struct leg legs[] = {leg(MODE_RAIL, "CNLYG", "DEDUI", TRAIN, 144, 480)};

		tell(&s, "GTIN", "CNLYG", 95);
		call(&s, NEXT_TRAIN, MODE_RAIL, "ARRI", "UZTAS", 400, 90);
		by(tell(&s, "LOAD", "CNLYG", 150), MODE_RAIL, NEXT_TRAIN);
		told_itinerary(&s, said, legs, 1);
		itinerary_of(&s);
		assert_int_equal(s.itinerary.misdirected != NULL, said < 150);
		arena_free(&s.arena);
	}
}

static void ordered(struct story *s, const char *train, const char *to, int departs, int said)
{
	by(plan(s, "LOAD", "CNLYG", departs, said), MODE_RAIL, train)->discharge_place = to;
}

static void a_later_order_for_another_train_takes_the_place_of_the_one_before(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	ordered(&s, TRAIN, "KZDOS", 48, 20);
	ordered(&s, NEXT_TRAIN, "KZDOS", 96, 60);
	next_is(&s, "GTIN", "CNLYG");
	assert_int_equal(s.itinerary.leg_count, 1);
	assert_string_equal(s.itinerary.legs[0].transport, NEXT_TRAIN);
	assert_int_equal(s.itinerary.states[0].replanned, REPLANNED_ROLLED);
	assert_false(s.itinerary.states[0].missed);
	arena_free(&s.arena);
}

static void so_does_the_train_that_it_took_where_that_goes_there_too(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	ordered(&s, TRAIN, "KZDOS", 48, 20);
	by(tell(&s, "LOAD", "CNLYG", 90), MODE_RAIL, NEXT_TRAIN)->discharge_place = "KZDOS";
	s.events[1].said = INSTANT_NONE; /* a sheet */
	next_is(&s, "DISC", "KZDOS");
	assert_int_equal(s.itinerary.leg_count, 1);
	assert_int_equal(s.itinerary.states[0].replanned, REPLANNED_ROLLED);
	assert_null(s.itinerary.misdirected);
	arena_free(&s.arena);
}

static void on_one_that_goes_elsewhere_than_ordered_it_is_misdirected_until_it_is_back(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	ordered(&s, TRAIN, "KZDOS", 48, 20);
	call(&s, NEXT_TRAIN, MODE_RAIL, "ARRI", "XKALT", 200, 10);
	by(tell(&s, "LOAD", "CNLYG", 90), MODE_RAIL, NEXT_TRAIN);
	assert_non_null(itinerary_of(&s)->misdirected);
	by(tell(&s, "DISC", "XKALT", 205), MODE_RAIL, NEXT_TRAIN);
	tell(&s, "GTOT", "XKALT", 240)->transport.mode = MODE_TRUCK;
	assert_non_null(itinerary_of(&s)->misdirected);
	tell(&s, "GTIN", "CNLYG", 300)->transport.mode = MODE_TRUCK;
	assert_null(itinerary_of(&s)->misdirected);
	arena_free(&s.arena);
}

static void a_gate_that_it_cannot_have_passed_meanwhile_is_no_return(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	ordered(&s, TRAIN, "KZDOS", 48, 20);
	call(&s, NEXT_TRAIN, MODE_RAIL, "ARRI", "XKALT", 200, 10);
	tell(&s, "GTIN", "CNLYG", 40)->transport.mode = MODE_TRUCK;
	by(tell(&s, "LOAD", "CNLYG", 90), MODE_RAIL, NEXT_TRAIN);
	tell(&s, "GTIN", "CNLYG", 120)->transport.mode = MODE_TRUCK; /* another's number */
	by(tell(&s, "DISC", "XKALT", 205), MODE_RAIL, NEXT_TRAIN);
	assert_non_null(itinerary_of(&s)->misdirected);
	arena_free(&s.arena);
}

static void planned_anew_from_where_it_went_astray_it_is_not_loaded_yet(void **state)
{
	struct story s = {.count = 0};
	struct leg on = leg(MODE_RAIL, "CNLYG", "KZDOS", "TRAIN:X8161/2026-06-28", 330, 450);

	(void)state;
	tell(&s, "GTIN", "CNLYG", 40);
	by(tell(&s, "LOAD", "CNLYG", 90), MODE_RAIL, NEXT_TRAIN);
	by(tell(&s, "DISC", "XKALT", 205), MODE_RAIL, NEXT_TRAIN);
	told_itinerary(&s, 240, &on, 1);
	next_is(&s, "GTIN", "CNLYG");
	by(tell(&s, "LOAD", "CNLYG", 325), MODE_RAIL, "TRAIN:X8161/2026-06-28");
	next_is(&s, "DISC", "KZDOS");
	arena_free(&s.arena);
}

static void once_back_it_goes_with_the_train_of_then(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	ordered(&s, TRAIN, "KZDOS", 48, 20);
	call(&s, NEXT_TRAIN, MODE_RAIL, "ARRI", "XKALT", 200, 10);
	by(tell(&s, "LOAD", "CNLYG", 90), MODE_RAIL, NEXT_TRAIN);
	by(tell(&s, "DISC", "XKALT", 205), MODE_RAIL, NEXT_TRAIN);
	tell(&s, "GTIN", "CNLYG", 300)->transport.mode = MODE_TRUCK;
	by(tell(&s, "LOAD", "CNLYG", 330), MODE_RAIL, "TRAIN:X8161/2026-06-28");
	assert_null(itinerary_of(&s)->misdirected);
	assert_int_equal(s.itinerary.leg_count, 1);
	assert_string_equal(s.itinerary.states[0].taken, "TRAIN:X8161/2026-06-28");
	assert_int_equal(s.itinerary.states[0].replanned, REPLANNED_ROLLED);
	arena_free(&s.arena);
}

static void a_list_that_has_it_on_the_train_that_was_ordered_does_not_hide_that_it_went_astray(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	ordered(&s, TRAIN, "KZDOS", 48, 20);
	call(&s, NEXT_TRAIN, MODE_RAIL, "ARRI", "XKALT", 200, 10);
	by(tell(&s, "LOAD", "CNLYG", 60), MODE_RAIL, TRAIN); /* it was not */
	assert_null(itinerary_of(&s)->misdirected);
	by(tell(&s, "LOAD", "CNLYG", 90), MODE_RAIL, NEXT_TRAIN);
	assert_non_null(itinerary_of(&s)->misdirected);
	assert_string_equal(s.itinerary.misdirected->transport->key, NEXT_TRAIN);
	arena_free(&s.arena);
}

static void a_loading_that_came_to_nothing_leads_nobody_anywhere(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	by(tell(&s, "LOAD", "CNLYG", 30), MODE_RAIL, "TRAIN:X8153/2026-06-16"); /* a list that is wrong */
	ordered(&s, TRAIN, "KZDOS", 48, 35);
	call(&s, NEXT_TRAIN, MODE_RAIL, "ARRI", "XKALT", 200, 10);
	by(tell(&s, "LOAD", "CNLYG", 90), MODE_RAIL, NEXT_TRAIN);
	assert_non_null(itinerary_of(&s)->misdirected);
	assert_string_equal(s.itinerary.misdirected->transport->key, NEXT_TRAIN);
	arena_free(&s.arena);
}

static void on_its_own_train_whither_nobody_told_it_is_not_misdirected(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	ordered(&s, TRAIN, "KZDOS", 48, 20);
	by(tell(&s, "LOAD", "CNLYG", 46), MODE_RAIL, TRAIN);
	by(tell(&s, "DISC", "KZDOS", 200), MODE_RAIL, TRAIN);
	tell(&s, "LOAD", "KZDOS", 250)->transport.mode = MODE_RAIL;
	by(tell(&s, "ABRD", "KZDOS", 255), MODE_RAIL, NEXT_TRAIN);
	call(&s, NEXT_TRAIN, MODE_RAIL, "ARRI", "XKMOI", 290, 256);
	assert_null(itinerary_of(&s)->misdirected);
	arena_free(&s.arena);
}

static void legs_that_nobody_told_of_lead_nobody_astray(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	empty(tell(&s, "GTOT", "CNLYG", 1))->transport.mode = MODE_TRUCK;
	ordered(&s, TRAIN, "XKALT", 48, 20);
	tell(&s, "GTIN", "CNLYG", 40)->transport.mode = MODE_TRUCK;
	by(tell(&s, "LOAD", "CNLYG", 46), MODE_RAIL, TRAIN);
	by(tell(&s, "DISC", "XKALT", 200), MODE_RAIL, TRAIN);
	tell(&s, "DISC", "XKAKP", 300)->transport.mode = MODE_RAIL;
	by(tell(&s, "LOAD", "KZAAU", 320), MODE_VESSEL, SHIP); /* whither is not known */
	assert_null(itinerary_of(&s)->misdirected);
	assert_int_equal(s.itinerary.expected[1].state, EXPECTED_DONE);
	arena_free(&s.arena);
}

static void a_train_that_is_unloaded_under_another_name_is_one_leg(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	by(tell(&s, "LOAD", "XKALT", 10), MODE_RAIL, TRAIN);
	by(tell(&s, "GTIN", "XUCHU", 90), MODE_RAIL, "TRAIN:2679/2026-06-18");
	itinerary_of(&s);
	assert_int_equal(s.itinerary.leg_count, 1);
	assert_string_equal(s.itinerary.legs[0].from, "XKALT");
	assert_string_equal(s.itinerary.legs[0].to, "XUCHU");
	next_is(&s, "GTOT", "XUCHU");
	arena_free(&s.arena);
}

static void what_no_leg_names_is_not_the_end_of_a_leg_that_goes_nobody_knows_where(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	tell(&s, "LOAD", "XKALT", 10)->transport.mode = MODE_RAIL;
	tell(&s, "ARRI", "XKAKP", 60)->transport.mode = MODE_RAIL;
	by(tell(&s, "LOAD", "AZALA", 90), MODE_RAIL, TRAIN);
	next_is(&s, "DISC", NULL);
	assert_int_equal(s.itinerary.leg_count, 1);
	assert_int_equal(s.itinerary.expected[1].state, EXPECTED_DONE);
	arena_free(&s.arena);
}

static void a_box_that_is_lifted_over_at_a_border_is_not_misdirected(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	two_legs(&s, 0);
	by(tell(&s, "LOAD", "CNLYG", 144), MODE_RAIL, TRAIN);
	by(tell(&s, "DISC", "CNAKL", 240), MODE_RAIL, TRAIN);
	next_is(&s, "DISC", "DEDUI");
	assert_null(s.itinerary.misdirected);
	arena_free(&s.arena);
}

static void a_late_call_pushes_what_follows(void **state)
{
	struct story s = {.count = 0};
	const struct itinerary *i;

	(void)state;
	two_legs(&s, 0);
	by(tell(&s, "LOAD", "JPOSA", 24), MODE_VESSEL, SHIP);
	call(&s, SHIP, MODE_VESSEL, "ARRI", "CNLYG", 120, 30);
	i = itinerary_of(&s);
	assert_false(i->states[1].missed); /* two days were enough */
	assert_string_equal(i->next->code, "DISC");
	assert_true(i->next->due == HOURS(120));
	arena_free(&s.arena);
}

static void when_it_eats_the_transfer_time_it_is_a_missed_connection_found_before_it_happens(void **state)
{
	struct story s = {.transfer = 24 * 3600 * INSTANT_SECOND};
	const struct itinerary *i;

	(void)state;
	two_legs(&s, 0);
	by(tell(&s, "LOAD", "JPOSA", 24), MODE_VESSEL, SHIP);
	call(&s, SHIP, MODE_VESSEL, "ARRI", "CNLYG", 130, 30); /* the train goes at 144 */
	i = itinerary_of(&s);
	assert_true(i->states[1].missed);
	assert_true(i->states[1].short_by == 10 * 3600 * INSTANT_SECOND);
	/* a later word takes it back */
	call(&s, SHIP, MODE_VESSEL, "ARRI", "CNLYG", 118, 40);
	i = itinerary_of(&s);
	assert_false(i->states[1].missed);
	arena_free(&s.arena);
}

static void the_cut_off_is_what_is_missed_where_there_is_one(void **state)
{
	struct story s = {.count = 0};
	struct leg legs[] = {leg(MODE_VESSEL, "JPOSA", "CNLYG", SHIP, 24, 96),
		leg(MODE_RAIL, "CNLYG", "DEDUI", TRAIN, 144, 480)};

	(void)state;
	legs[1].cut_off = HOURS(120);
	told_itinerary(&s, 0, legs, 2);
	by(tell(&s, "LOAD", "JPOSA", 24), MODE_VESSEL, SHIP);
	call(&s, SHIP, MODE_VESSEL, "ARRI", "CNLYG", 130, 30);
	assert_true(itinerary_of(&s)->states[1].missed);
	arena_free(&s.arena);
}

static void a_transport_that_left_late_arrives_late_until_somebody_says_otherwise(void **state)
{
	struct story s = {.count = 0};
	const struct itinerary *i;

	(void)state;
	two_legs(&s, 0);
	by(tell(&s, "DISC", "CNLYG", 95), MODE_VESSEL, SHIP);
	by(tell(&s, "DEPA", "CNLYG", 164), MODE_RAIL, TRAIN); /* twenty hours late */
	i = itinerary_of(&s);
	assert_string_equal(i->next->code, "DISC");
	assert_true(i->next->due == HOURS(500));
	assert_true(i->next->pushed);
	arena_free(&s.arena);
}

static void routed_is_the_same_destination_and_an_arrival_strictly_before_the_deadline(void **state)
{
	struct story s = {.count = 0};
	struct event *itinerary;

	(void)state;
	two_legs(&s, 0);
	itinerary = &s.events[0];
	assert_int_equal(itinerary_of(&s)->routing, ROUTING_ROUTED);
	itinerary->remarks[itinerary->remark_count++] = "DEADLINE:2026-07-06T00:00:00Z"; /* hour 504 */
	assert_int_equal(itinerary_of(&s)->routing, ROUTING_ROUTED);
	itinerary->remarks[itinerary->remark_count - 1] = "DEADLINE:2026-07-05T00:00:00Z"; /* 480 */
	assert_int_equal(itinerary_of(&s)->routing, ROUTING_MISROUTED);
	itinerary->remark_count--;
	/* a change of destination under way: the itinerary stays, misrouted */
	tell(&s, "GTIN", "JPOSA", 20)->destination = "PLMAA";
	assert_int_equal(itinerary_of(&s)->routing, ROUTING_MISROUTED);
	assert_string_equal(s.itinerary.destination, "PLMAA");
	arena_free(&s.arena);
	s = (struct story){.count = 0};
	tell(&s, "GTIN", "JPOSA", 20);
	assert_int_equal(itinerary_of(&s)->routing, ROUTING_NONE);
	arena_free(&s.arena);
}

static void a_ships_port_of_discharge_on_the_way_is_not_where_the_box_is_to_go(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	two_legs(&s, 0);
	by(tell(&s, "LOAD", "JPOSA", 24), MODE_VESSEL, SHIP)->discharge_place = "CNLYG";
	assert_int_equal(itinerary_of(&s)->routing, ROUTING_ROUTED);
	assert_string_equal(s.itinerary.destination, "DEDUI");
	by(tell(&s, "ABRD", "JPOSA", 25), MODE_VESSEL, SHIP)->discharge_place = "CNTAO";
	assert_int_equal(itinerary_of(&s)->routing, ROUTING_MISROUTED);
	/* what the itinerary is told with as its destination goes before that */
	s.events[0].destination = "DEDUI";
	assert_int_equal(itinerary_of(&s)->routing, ROUTING_ROUTED);
	arena_free(&s.arena);
}

static void a_gate_on_the_way_is_due_by_the_cut_off_and_where_nobody_said_when_nothing_is_due(void **state)
{
	struct story s = {.count = 0};
	struct leg legs[] = {leg(MODE_VESSEL, "JPOSA", "CNLYG", SHIP, 24, 96),
		leg(MODE_RAIL, "XLYGB", "DEDUI", TRAIN, 144, 480)};

	(void)state;
	legs[1].cut_off = HOURS(130);
	told_itinerary(&s, 0, legs, 2);
	by(tell(&s, "DISC", "CNLYG", 95), MODE_VESSEL, SHIP);
	next_is(&s, "GTOT", "CNLYG"); /* off the quay, not out of the rail yard */
	assert_true(s.itinerary.next->due == HOURS(130));
	tell(&s, "GTIN", "XLYGB", 110);
	by(tell(&s, "LOAD", "XLYGB", 140), MODE_RAIL, TRAIN);
	by(tell(&s, "DISC", "DEDUI", 490), MODE_RAIL, TRAIN);
	next_is(&s, "GTOT", "DEDUI");
	assert_true(s.itinerary.next->due == INSTANT_NONE);
	arena_free(&s.arena);
}

static void a_truck_is_missed_like_a_train(void **state)
{
	struct story s = {.count = 0};
	struct leg legs[] = {leg(MODE_RAIL, "CNLYG", "KZALA", TRAIN, 0, 100),
		leg(MODE_TRUCK, "KZALA", "KGFRU", NULL, 110, 120)};

	(void)state;
	told_itinerary(&s, 0, legs, 2);
	by(tell(&s, "LOAD", "CNLYG", 0), MODE_RAIL, TRAIN);
	assert_false(itinerary_of(&s)->states[1].missed);
	call(&s, TRAIN, MODE_RAIL, "ARRI", "KZALA", 115, 50);
	assert_true(itinerary_of(&s)->states[1].missed);
	assert_true(s.itinerary.states[1].short_by == HOURS(5) - HOURS(0));
	arena_free(&s.arena);
}

static void who_knows_only_a_trains_number_takes_its_day_of_arrival_for_its_day(void **state)
{
	struct story s = {.count = 0};
	struct leg legs[] = {leg(MODE_RAIL, "CNLYG", "KZALA", "TRAIN:X8155/2026-06-15", 0, 100)};

	(void)state;
	told_itinerary(&s, 0, legs, 1);
	by(tell(&s, "LOAD", "CNLYG", 0), MODE_RAIL, "TRAIN:X8155/2026-06-15");
	by(tell(&s, "DISC", "KZALA", 100), MODE_RAIL, "TRAIN:X8155/2026-06-19");
	next_is(&s, "GTOT", "KZALA");
	arena_free(&s.arena);
}

static void a_train_instead_of_the_planned_one_takes_no_ships_place(void **state)
{
	struct story s = {.count = 0};
	struct leg legs[] = {leg(MODE_RAIL, "CNLYG", "KZAAU", TRAIN, 0, 100),
		leg(MODE_VESSEL, "KZAAU", "AZALA", SHIP, 144, 170)};

	(void)state;
	told_itinerary(&s, 0, legs, 2);
	by(tell(&s, "LOAD", "CNLYG", 0), MODE_RAIL, TRAIN);
	by(tell(&s, "ABRD", NULL, 20), MODE_RAIL, "TRAIN:70850421301/2026-06-16");
	next_is(&s, "DISC", "KZAAU");
	/* by the gate on another train is loaded on another train */
	s.count = 1;
	by(tell(&s, "GTOT", "CNLYG", 30), MODE_RAIL, "TRAIN:X8199/2026-06-16");
	next_is(&s, "DISC", "KZAAU");
	assert_int_equal(s.itinerary.states[0].replanned, REPLANNED_ROLLED);
	arena_free(&s.arena);
}

static void a_wagon_that_is_put_in_a_later_train_takes_the_box_with_it(void **state)
{
	struct story s = {.count = 0};
	struct leg legs[] = {leg(MODE_RAIL, "CNLYG", "KZALA", TRAIN, 0, 100)};

	(void)state;
	told_itinerary(&s, -1, legs, 1);
	by(tell(&s, "LOAD", "CNLYG", 47), MODE_RAIL, NULL); /* on a wagon of which nobody knows the train */
	next_is(&s, "DISC", "KZALA");
	assert_true(s.itinerary.next->due == HOURS(147));
	by(tell(&s, "ABRD", "CNLYG", 48), MODE_RAIL, NEXT_TRAIN);
	by(tell(&s, "DEPA", "CNLYG", 50), MODE_RAIL, NEXT_TRAIN);
	next_is(&s, "DISC", "KZALA");
	assert_int_equal(s.itinerary.states[0].replanned, REPLANNED_ROLLED);
	assert_string_equal(s.itinerary.states[0].taken, NEXT_TRAIN);
	assert_true(s.itinerary.next->due == HOURS(150));
	arena_free(&s.arena);
}

static void what_the_boxs_own_messages_say_of_where_it_goes_leads_it_astray_as_well(void **state)
{
	struct story s = {.count = 0};
	struct leg legs[] = {leg(MODE_RAIL, "CNLYG", "KGALA", TRAIN, 0, 100)};

	(void)state;
	told_itinerary(&s, 0, legs, 1);
	by(tell(&s, "LOAD", "CNLYG", 2), MODE_RAIL, "TRAIN:X9999/2026-06-15");
	by(ahead(tell(&s, "ARRI", "UZTAS", 90), CLASSIFIER_EST, 3), MODE_RAIL, "TRAIN:X9999/2026-06-15");
	assert_non_null(itinerary_of(&s)->misdirected);
	assert_null(s.itinerary.next);
	arena_free(&s.arena);
}

static void without_an_itinerary_single_plans_make_one(void **state)
{
	struct story s = {.count = 0};
	const struct itinerary *i;

	(void)state;
	by(plan(&s, "LOAD", "JPOSA", 24, 0), MODE_VESSEL, SHIP);
	by(plan(&s, "DISC", "CNLYG", 96, 0), MODE_VESSEL, SHIP);
	by(plan(&s, "LOAD", "CNLYG", 144, 0), MODE_RAIL, TRAIN)->discharge_place = "DEDUI";
	i = itinerary_of(&s);
	assert_int_equal(i->leg_count, 2);
	assert_null(i->told);
	assert_string_equal(i->legs[0].from, "JPOSA");
	assert_string_equal(i->legs[0].to, "CNLYG");
	assert_string_equal(i->legs[1].to, "DEDUI");
	by(tell(&s, "LOAD", "JPOSA", 25), MODE_VESSEL, SHIP);
	next_is(&s, "DISC", "CNLYG");
	assert_true(s.itinerary.next->due == HOURS(96) + HOURS(1) - HOURS(0)); /* left an hour late */
	arena_free(&s.arena);
}

static void what_only_happened_is_no_plan_to_go_astray_from(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	by(tell(&s, "LOAD", "CNLYG", 0), MODE_RAIL, TRAIN);
	by(tell(&s, "DISC", "KZALA", 100), MODE_RAIL, TRAIN);
	assert_null(itinerary_of(&s)->misdirected);
	arena_free(&s.arena);
}

static void a_gate_that_it_goes_through_on_a_train_is_as_good_as_loaded_or_unloaded(void **state)
{
	struct story s = {.count = 0};
	const struct itinerary *i;

	(void)state;
	by(tell(&s, "GTOT", "CNLYG", 0), MODE_RAIL, TRAIN)->destination = "UZTAS";
	by(tell(&s, "GTIN", "KZALA", 100), MODE_RAIL, TRAIN);
	i = itinerary_of(&s);
	assert_int_equal(i->leg_count, 2); /* how it goes on nobody told, but whither */
	assert_string_equal(i->legs[0].from, "CNLYG");
	assert_string_equal(i->legs[0].to, "KZALA");
	assert_string_equal(i->legs[1].to, "UZTAS");
	assert_string_equal(i->next->code, "LOAD");
	assert_string_equal(i->next->place, "KZALA");
	arena_free(&s.arena);
}

static void a_leg_survives_its_text(void **state)
{
	struct arena a = ARENA_INIT;
	struct leg l = leg(MODE_RAIL, "CNLYG", "DEDUI", TRAIN, 144, 480), back;

	(void)state;
	l.vehicle = "X8155";
	l.departs.offset = 8 * 3600;
	l.cut_off = HOURS(120);
	assert_true(leg_read(&a, leg_write(&a, &l), &back));
	assert_int_equal(back.mode, MODE_RAIL);
	assert_string_equal(back.from, "CNLYG");
	assert_string_equal(back.to, "DEDUI");
	assert_string_equal(back.transport, TRAIN);
	assert_string_equal(back.vehicle, "X8155");
	assert_null(back.voyage);
	assert_null(back.service);
	assert_true(back.departs.at == l.departs.at && back.departs.offset == 8 * 3600);
	assert_true(back.arrives.at == l.arrives.at && back.cut_off == l.cut_off);
	l.service = "lyg-duisburg";
	l.service_name = "Lianyungang - Duisburg";
	assert_true(leg_read(&a, leg_write(&a, &l), &back));
	assert_string_equal(back.service, "lyg-duisburg");
	assert_string_equal(back.service_name, "Lianyungang - Duisburg");
	assert_null(back.service_date);
	l.service_date = "2026-06-15";
	l.service_name = NULL;
	assert_true(leg_read(&a, leg_write(&a, &l), &back));
	assert_null(back.service_name);
	assert_string_equal(back.service_date, "2026-06-15");
	assert_true(back.cut_off == l.cut_off);
	assert_false(leg_read(&a, "AAA:GENERAL CARGO", &back));
	assert_true(leg_read(&a, "LEG:", &back));
	assert_null(back.from);
	assert_true(back.departs.at == INSTANT_NONE);
	arena_free(&a);
}

static void any_order_gives_the_same_itinerary(void **state)
{
	struct story s = {.transfer = 24 * 3600 * INSTANT_SECOND};
	const char *first = NULL;

	(void)state;
	two_legs(&s, 0);
	by(tell(&s, "LOAD", "JPOSA", 24), MODE_VESSEL, SHIP);
	by(plan(&s, "DISC", "CNLYG", 97, 3), MODE_VESSEL, SHIP);
	by(tell(&s, "DISC", "CNLYG", 99), MODE_VESSEL, SHIP);
	tell(&s, "GTIN", "CNLYG", 110);
	call(&s, TRAIN, MODE_RAIL, "DEPA", "CNLYG", 150, 30);
	for (s.turn = 0; s.turn < s.count; s.turn++) {
		const struct itinerary *i = itinerary_of(&s);
		const char *now = expected_told(&s);

		first = first ? first : now;
		assert_string_equal(now, first);
		assert_string_equal(i->next->code, "LOAD");
		assert_true(i->next->due == HOURS(150));
	}
	arena_free(&s.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			expected_are_gate_in_load_and_discharge_and_gates_at_every_boundary_inside_a_hub),
		cmocka_unit_test(from_train_to_train_a_box_is_lifted_over_and_passes_no_gate),
		cmocka_unit_test(a_leg_by_road_goes_from_gate_to_gate),
		cmocka_unit_test(what_happened_is_done_and_what_it_needs_is_implied),
		cmocka_unit_test(a_place_visited_twice_is_matched_by_its_position),
		cmocka_unit_test(border_complexes_match_as_one_place),
		cmocka_unit_test(what_goes_over_a_border_is_not_what_goes_on_behind_it),
		cmocka_unit_test(a_train_that_leaves_past_midnight_is_the_one_that_was_planned),
		cmocka_unit_test(and_one_that_leaves_much_later_but_before_the_next_one),
		cmocka_unit_test(on_a_later_train_of_the_same_leg_it_is_rolled),
		cmocka_unit_test(on_an_earlier_one_it_is_advanced),
		cmocka_unit_test(misdirected_is_what_is_unloaded_where_no_leg_ends),
		cmocka_unit_test(or_what_is_on_a_transport_that_does_not_serve_the_next_required_place),
		cmocka_unit_test(misdirection_ends_with_an_itinerary_that_starts_where_the_box_is),
		cmocka_unit_test(what_it_was_on_when_an_itinerary_was_told_leads_it_not_astray),
		cmocka_unit_test(a_later_order_for_another_train_takes_the_place_of_the_one_before),
		cmocka_unit_test(so_does_the_train_that_it_took_where_that_goes_there_too),
		cmocka_unit_test(on_one_that_goes_elsewhere_than_ordered_it_is_misdirected_until_it_is_back),
		cmocka_unit_test(a_gate_that_it_cannot_have_passed_meanwhile_is_no_return),
		cmocka_unit_test(planned_anew_from_where_it_went_astray_it_is_not_loaded_yet),
		cmocka_unit_test(once_back_it_goes_with_the_train_of_then),
		cmocka_unit_test(
			a_list_that_has_it_on_the_train_that_was_ordered_does_not_hide_that_it_went_astray),
		cmocka_unit_test(a_loading_that_came_to_nothing_leads_nobody_anywhere),
		cmocka_unit_test(on_its_own_train_whither_nobody_told_it_is_not_misdirected),
		cmocka_unit_test(legs_that_nobody_told_of_lead_nobody_astray),
		cmocka_unit_test(a_train_that_is_unloaded_under_another_name_is_one_leg),
		cmocka_unit_test(what_no_leg_names_is_not_the_end_of_a_leg_that_goes_nobody_knows_where),
		cmocka_unit_test(a_box_that_is_lifted_over_at_a_border_is_not_misdirected),
		cmocka_unit_test(a_late_call_pushes_what_follows),
		cmocka_unit_test(
			when_it_eats_the_transfer_time_it_is_a_missed_connection_found_before_it_happens),
		cmocka_unit_test(the_cut_off_is_what_is_missed_where_there_is_one),
		cmocka_unit_test(a_transport_that_left_late_arrives_late_until_somebody_says_otherwise),
		cmocka_unit_test(routed_is_the_same_destination_and_an_arrival_strictly_before_the_deadline),
		cmocka_unit_test(a_ships_port_of_discharge_on_the_way_is_not_where_the_box_is_to_go),
		cmocka_unit_test(
			a_gate_on_the_way_is_due_by_the_cut_off_and_where_nobody_said_when_nothing_is_due),
		cmocka_unit_test(a_truck_is_missed_like_a_train),
		cmocka_unit_test(who_knows_only_a_trains_number_takes_its_day_of_arrival_for_its_day),
		cmocka_unit_test(a_train_instead_of_the_planned_one_takes_no_ships_place),
		cmocka_unit_test(a_wagon_that_is_put_in_a_later_train_takes_the_box_with_it),
		cmocka_unit_test(what_the_boxs_own_messages_say_of_where_it_goes_leads_it_astray_as_well),
		cmocka_unit_test(without_an_itinerary_single_plans_make_one),
		cmocka_unit_test(what_only_happened_is_no_plan_to_go_astray_from),
		cmocka_unit_test(a_gate_that_it_goes_through_on_a_train_is_as_good_as_loaded_or_unloaded),
		cmocka_unit_test(a_leg_survives_its_text),
		cmocka_unit_test(any_order_gives_the_same_itinerary),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
