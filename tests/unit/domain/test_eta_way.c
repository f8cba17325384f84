/* The way that a box still has: from where its last move left it, over borders and changes, to the consignee.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define stretch corridor_stretch /* of the map's lines, here beside the domain's */
#include "domain/way_made.h"
#undef stretch
#include "domain/eta_way.h"
#include "trip_made.h"

#define TRAIN "TRAIN:X8155/2026-06-15"
#define WIDE  "TRAIN:900/2026-06-21"

static const char *country(void *self, const char *place)
{
	static const char countries[][3] = {"CN", "KZ", "JP", "AZ"};

	(void)self;
	for (size_t i = 0; i < sizeof countries / sizeof *countries; i++)
		if (strncmp(place, countries[i], 2) == 0)
			return countries[i];
	return NULL;
}

static double far(void *self, const char *from, const char *to, enum mode mode)
{
	return passages_km(self, from, to, mode);
}

static size_t points(
	void *self, const char *from, const char *to, enum mode by, const struct passage_point **found)
{
	return passages_find(self, from, to, by, found);
}

static bool make(struct story *s, struct eta_way *way, enum eta_goal to)
{
	struct passages *p = made_passages(&s->arena);
	const struct stretch_world world = {p, made_complex, country, story_is_border, far};
	const struct eta_way_world w = {&world, p, points};
	const struct itinerary *i = itinerary_of(s);

	return eta_way_make(
		way, &s->arena, &w, &s->facts, &s->trips.list[s->trips.count - 1], i, to, HOURS(200));
}

/* "run CNLYG KZALA; unload KZALA!ad": goals by their first letters. */
static const char *told(struct story *s, enum eta_goal to)
{
	static const char marks[ETA_GOALS + 1] = "aupd";
	const char *text = "";
	struct eta_way way;

	if (!make(s, &way, to))
		return "over";
	for (size_t i = 0; i < way.count; i++) {
		const struct eta_way_step *x = &way.steps[i];
		bool here = strcmp(x->stretch.from, x->stretch.to) == 0;

		text = arena_printf(&s->arena, "%s%s%s %s%s%s%s%s%s", text, i ? "; " : "",
			stretch_rows[x->stretch.kind].word, x->stretch.from, here ? "" : " ",
			here ? "" : x->stretch.to, x->stretch.direction[0] ? " " : "", x->stretch.direction,
			x->goals ? "!" : "");
		for (int g = 0; g < ETA_GOALS; g++)
			if (x->goals >> g & 1)
				text = arena_printf(&s->arena, "%s%c", text, marks[g]);
	}
	return text;
}

static void bound_for(struct story *s, const char *place)
{
	struct leg legs[] = {leg(MODE_RAIL, "CNLYG", place, TRAIN, 24, 300)};

	told_itinerary(s, -10, legs, 1);
}

#define BEHIND "run dostyk-alashankou KZALA!a; unload KZALA!u; collect KZALA; delivery KZALA!d"
#define STARTS "start dostyk-alashankou; " BEHIND
#define OVER   "border dostyk-alashankou CN-KZ; " BEHIND

static void the_way_is_what_lies_behind_the_last_move(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	bound_for(&s, "KZALA");
	tell(&s, "GTIN", "CNLYG", 0);
	assert_string_equal(
		told(&s, ETA_DELIVERED), "wait CNLYG; start CNLYG; run CNLYG dostyk-alashankou; " OVER);
	assert_string_equal(told(&s, ETA_AVAILABLE),
		"wait CNLYG; start CNLYG; run CNLYG dostyk-alashankou; border dostyk-alashankou CN-KZ; "
		"run dostyk-alashankou KZALA!a; unload KZALA!u; release KZALA!p");
	by(tell(&s, "LOAD", "CNLYG", 20), MODE_RAIL, TRAIN);
	assert_string_equal(told(&s, ETA_DELIVERED), "start CNLYG; run CNLYG dostyk-alashankou; " OVER);
	by(tell(&s, "DEPA", "CNLYG", 24), MODE_RAIL, TRAIN);
	by(tell(&s, "ARRI", "CNSIA", 50), MODE_RAIL, TRAIN);
	assert_string_equal(told(&s, ETA_DELIVERED), "run CNLYG dostyk-alashankou; " OVER);
	by(tell(&s, "DEPA", "CNSIA", 53), MODE_RAIL, TRAIN);
	assert_string_equal(told(&s, ETA_DELIVERED), "run CNSIA dostyk-alashankou; " OVER);
	by(tell(&s, "ARRI", "CNAKL", 90), MODE_RAIL, TRAIN);
	assert_string_equal(told(&s, ETA_DELIVERED), OVER);
	by(tell(&s, "DEPA", "CNAKL", 120), MODE_RAIL, TRAIN);
	by(tell(&s, "DISC", "KZDOS", 124), MODE_RAIL, TRAIN);
	/* lifted over, it waits for a train as anywhere else */
	assert_string_equal(told(&s, ETA_DELIVERED), "transfer dostyk-alashankou; " STARTS);
	by(tell(&s, "LOAD", "KZDOS", 140), MODE_RAIL, WIDE);
	assert_string_equal(told(&s, ETA_DELIVERED), STARTS);
	by(tell(&s, "DEPA", "KZDOS", 144), MODE_RAIL, WIDE);
	assert_string_equal(told(&s, ETA_DELIVERED), BEHIND);
	by(tell(&s, EVENT_ABOARD, "KZDOS", 146), MODE_RAIL, WIDE); /* a list of what has left */
	assert_string_equal(told(&s, ETA_DELIVERED), BEHIND);
	by(tell(&s, "ARRI", "KZALA", 190), MODE_RAIL, WIDE);
	assert_string_equal(told(&s, ETA_DELIVERED), "unload KZALA!u; collect KZALA; delivery KZALA!d");
	by(tell(&s, "DISC", "KZALA", 194), MODE_RAIL, WIDE);
	assert_string_equal(told(&s, ETA_AVAILABLE), "release KZALA!p");
	tell(&s, "AVPU", "KZALA", 200);
	assert_string_equal(told(&s, ETA_AVAILABLE), "over");
	assert_string_equal(told(&s, ETA_DELIVERED), "collect KZALA; delivery KZALA!d");
	tell(&s, "GTOT", "KZALA", 210);
	tell(&s, "DROP", "KZALA", 214);
	assert_string_equal(told(&s, ETA_DELIVERED), "over");
	arena_free(&s.arena);
}

/* Silence begins with the last sign of it, not with the departure. */
static void it_is_under_way_since_its_departure_and_heard_of_later(void **state)
{
	struct story s = {.count = 0};
	struct eta_way way;

	(void)state;
	bound_for(&s, "KZALA");
	by(tell(&s, "LOAD", "CNLYG", 20), MODE_RAIL, TRAIN);
	by(tell(&s, "DEPA", "CNLYG", 24), MODE_RAIL, TRAIN);
	by(tell(&s, "ARRI", "CNSIA", 50), MODE_RAIL, TRAIN);
	assert_true(make(&s, &way, ETA_DELIVERED));
	assert_true(way.since == HOURS(24) && way.heard == HOURS(50));
	arena_free(&s.arena);
}

static void from_a_ship_to_a_train_it_is_transferred_and_over_a_sea_by_whatever_leads_there(void **state)
{
	struct leg legs[] = {leg(MODE_VESSEL, "JPOSA", "CNLYG", "IMO9227273/031W", 0, 60),
		leg(MODE_RAIL, "CNLYG", "KZALA", TRAIN, 96, 300)};
	struct story s = {.count = 0};

	(void)state;
	told_itinerary(&s, -10, legs, 2);
	by(tell(&s, "LOAD", "JPOSA", -4), MODE_VESSEL, "IMO9227273/031W");
	by(tell(&s, "DEPA", "JPOSA", 0), MODE_VESSEL, "IMO9227273/031W");
	assert_string_equal(told(&s, ETA_DELIVERED), "run JPOSA CNLYG; unload CNLYG; transfer CNLYG; start "
						     "CNLYG; run CNLYG dostyk-alashankou; " OVER);
	arena_free(&s.arena);
	s = (struct story){.count = 0};
	bound_for(&s, "AZTOV");
	by(tell(&s, "LOAD", "CNLYG", 20), MODE_RAIL, TRAIN);
	by(tell(&s, "DEPA", "KZDOS", 144), MODE_RAIL, WIDE);
	assert_string_equal(told(&s, ETA_AVAILABLE),
		"run dostyk-alashankou KZAAU; unload KZAAU; transfer KZAAU; start KZAAU; run KZAAU AZBAK; "
		"unload AZBAK; transfer AZBAK; start AZBAK; run AZBAK AZTOV!a; unload AZTOV!u; release "
		"AZTOV!p");
	arena_free(&s.arena);
}

static void the_plan_and_what_others_told_go_with_the_step_that_they_are_of(void **state)
{
	struct story s = {.count = 0};
	struct eta_way way;
	const struct eta_way_step *run;

	(void)state;
	by(plan(&s, "LOAD", "CNLYG", 20, -10), MODE_RAIL, TRAIN);
	by(plan(&s, "DISC", "KZALA", 300, -10), MODE_RAIL, TRAIN);
	by(plan(&s, "ARRI", "KZALA", 298, -10), MODE_RAIL, TRAIN);
	by(ahead(tell(&s, "ARRI", "KZALA", 320), CLASSIFIER_EST, 100), MODE_RAIL, TRAIN)->sender = "KTZ";
	by(tell(&s, "LOAD", "CNLYG", 20), MODE_RAIL, TRAIN);
	by(tell(&s, "DEPA", "CNLYG", 24), MODE_RAIL, TRAIN);
	assert_true(make(&s, &way, ETA_DELIVERED));
	assert_int_equal(way.count, 6);
	run = &way.steps[2];
	assert_true(run->plan.at == HOURS(298));
	assert_string_equal(
		run->plan.past.direction, "7d"); /* it still stands so long before, whenever it was said */
	assert_int_equal(run->told_count, 1);
	assert_string_equal(run->told->past.to, "ARRI KZALA");
	assert_true(run->told->at == HOURS(320) && run->told->past.kind == STRETCH_ESTIMATE);
	assert_string_equal(run->told->who, "KTZ");
	assert_true(way.steps[0].plan.at == INSTANT_NONE && way.steps[0].told_count == 0);
	arena_free(&s.arena);
}

/* The train's index tells not how far it goes. */
static void what_was_told_of_the_end_counts_where_nobody_told_how_far_the_last_leg_goes(void **state)
{
	struct story s = {.count = 0};
	struct eta_way way;

	(void)state;
	tell(&s, "GTIN", "CNLYG", 0)->destination = "KZALA";
	by(tell(&s, "LOAD", "CNLYG", 20), MODE_RAIL, TRAIN);
	by(tell(&s, "DEPA", "CNLYG", 24), MODE_RAIL, TRAIN);
	ahead(tell(&s, "ARRI", "KZALA", 300), CLASSIFIER_EST, 25)->sender = "KTZ";
	by(ahead(tell(&s, "ARRI", "KZALA", 250), CLASSIFIER_PLN, 10), MODE_RAIL, WIDE)->sender = "OTHER";
	assert_true(make(&s, &way, ETA_DELIVERED));
	assert_int_equal(way.count, 6);
	assert_int_equal(way.steps[2].told_count, 1);
	assert_string_equal(way.steps[2].told->who, "KTZ");
	assert_string_equal(way.steps[2].told->past.to, "ARRI KZALA");
	arena_free(&s.arena);
}

static void who_is_astray_or_of_whom_nobody_said_whither_has_no_way(void **state)
{
	struct story s = {.count = 0};
	struct eta_way way;

	(void)state;
	tell(&s, "GTIN", "CNLYG", 0);
	assert_false(make(&s, &way, ETA_DELIVERED));
	arena_free(&s.arena);
	s = (struct story){.count = 0};
	bound_for(&s, "KZALA");
	by(tell(&s, "LOAD", "CNLYG", 20), MODE_RAIL, TRAIN);
	by(tell(&s, "DISC", "CNTAO", 60), MODE_RAIL, TRAIN);
	assert_true(make(&s, &way, ETA_DELIVERED));
	assert_int_equal(way.count, 0);
	arena_free(&s.arena);
}

static void who_is_to_go_elsewhere_than_its_itinerary_leads_has_no_way_until_another_is_told(void **state)
{
	const struct leg anew = leg(MODE_RAIL, "CNLYG", "KZKAR", TRAIN, 24, 400);
	struct story s = {.count = 0};
	struct eta_way way;

	(void)state;
	bound_for(&s, "KZALA");
	by(tell(&s, "LOAD", "CNLYG", 20), MODE_RAIL, TRAIN);
	plan(&s, EVENT_NOTE, NULL, 30, 30)->destination = "KZKAR";
	assert_true(make(&s, &way, ETA_DELIVERED));
	assert_int_equal(s.itinerary.routing, ROUTING_MISROUTED);
	assert_int_equal(way.count, 0);
	told_itinerary(&s, 40, &anew, 1);
	assert_true(make(&s, &way, ETA_DELIVERED));
	assert_true(way.count > 0);
	arena_free(&s.arena);
}

/* Between places that no corridor joins, in two countries, nobody knows what lies: no pool stands in. */
static void what_lies_on_an_unknown_way_nobody_knows(void **state)
{
	struct story s = {.count = 0};
	struct eta_way way;

	(void)state;
	bound_for(&s, "KZXXX");
	by(tell(&s, "LOAD", "CNLYG", 20), MODE_RAIL, TRAIN);
	by(tell(&s, "DEPA", "CNLYG", 24), MODE_RAIL, TRAIN);
	assert_true(make(&s, &way, ETA_AVAILABLE));
	assert_int_equal(way.count, 3);
	assert_true(way.steps[0].alone && !way.steps[1].alone);
	arena_free(&s.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_way_is_what_lies_behind_the_last_move),
		cmocka_unit_test(it_is_under_way_since_its_departure_and_heard_of_later),
		cmocka_unit_test(
			from_a_ship_to_a_train_it_is_transferred_and_over_a_sea_by_whatever_leads_there),
		cmocka_unit_test(the_plan_and_what_others_told_go_with_the_step_that_they_are_of),
		cmocka_unit_test(what_was_told_of_the_end_counts_where_nobody_told_how_far_the_last_leg_goes),
		cmocka_unit_test(who_is_astray_or_of_whom_nobody_said_whither_has_no_way),
		cmocka_unit_test(
			who_is_to_go_elsewhere_than_its_itinerary_leads_has_no_way_until_another_is_told),
		cmocka_unit_test(what_lies_on_an_unknown_way_nobody_knows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
