/* Lists against reality: what was ordered and listed, and what was loaded and discharged. */
#include "domain/listed.h"

#include "domain/exception.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "trip_made.h"

#define SHIP  "IMO9227273/031W"
#define TRAIN "TRAIN:X8155/2026-06-20"
#define ALSO  "TRAIN:70850421301/2026-06-20" /* the same train */

static struct assessment found;
static struct listing lists[8];
static size_t list_count;
static struct departure departures[2];
static size_t departure_count;

static bool one_train(void *self, const char *a, const char *b)
{
	return story_same_train(self, strcmp(a, ALSO) == 0 ? TRAIN : a, strcmp(b, ALSO) == 0 ? TRAIN : b);
}

/* "short@IMO9227273/031W over@...": what is wrong of lists at that hour. */
static const char *wrong_at(struct story *s, int hour)
{
	struct ride_world *ride = arena_alloc(&s->arena, sizeof *ride);
	struct itinerary_world *w = arena_alloc(&s->arena, sizeof *w);
	const struct listings l = {lists, list_count, departures, departure_count, ride};
	const char *codes = "";

	*ride = (struct ride_world){s, story_events_of, one_train, story_complex};
	*w = (struct itinerary_world){
		.ride = ride, .self = s, .is_border = story_is_border, .transfer = story_transfer};
	itinerary_of(s);
	exceptions_find(&found, &s->arena,
		&(struct situation){.facts = &s->facts,
			.trip = &s->trips.list[s->trips.count - 1],
			.itinerary = &s->itinerary,
			.lists = &l,
			.world = w,
			.said = INSTANT_NONE},
		HOURS(hour));
	for (size_t i = 0; i < found.count; i++) {
		enum exception_code c = found.list[i].code;

		if (c != EXCEPTION_NOT_LOADED && c != EXCEPTION_NOT_CONFIRMED && c < EXCEPTION_SHORT)
			continue;
		codes = arena_printf(&s->arena, "%s%s%s@%s", codes, *codes ? " " : "", exception_rows[c].code,
			found.list[i].cause);
	}
	return codes;
}

static void is_wrong(struct story *s, int hour, const char *expected)
{
	assert_string_equal(wrong_at(s, hour), expected);
}

static struct listing *list(const char *transport, const char *place, const char *code,
	enum classifier classifier, const char *document, int said)
{
	struct listing *l = &lists[list_count++];

	*l = (struct listing){.transport = transport,
		.place = place,
		.code = code,
		.classifier = classifier,
		.sender = "LINE",
		.document = document,
		.said = HOURS(said)};
	return l;
}

/* A row of that list. */
static struct event *row(struct story *s, const struct listing *l, int hour)
{
	struct event *e = by(tell(s, l->code, l->place, hour),
		strcmp(l->transport, SHIP) == 0 ? MODE_VESSEL : MODE_RAIL, l->transport);

	e->sender = "LINE";
	e->source = SOURCE_CARRIER;
	e->document = l->document;
	e->classifier = l->classifier;
	e->said = l->said;
	return e;
}

/* By ship from Osaka at hour 24 to Lianyungang at hour 96. */
static void by_ship(struct story *s)
{
	struct leg l = leg(MODE_VESSEL, "JPOSA", "CNLYG", SHIP, 24, 96);

	told_itinerary(s, 0, &l, 1);
	tell(s, "GTIN", "JPOSA", 10);
}

static struct event *leaves(struct story *s, const char *place, int hour)
{
	struct event *e = call(s, SHIP, MODE_VESSEL, "DEPA", place, hour, hour + 1);

	e->classifier = CLASSIFIER_ACT;
	return e;
}

static void not_loaded_waits_for_the_grace_of_who_loads_till_then_not_confirmed(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	by_ship(&s);
	leaves(&s, "JPOSA", 26);
	is_wrong(&s, 30, "not-confirmed@" SHIP);
	is_wrong(&s, 49, "not-confirmed@" SHIP);
	is_wrong(&s, 50, "not-loaded@" SHIP);
	arena_free(&s.arena);
}

static void a_closed_list_that_does_not_have_it_needs_no_grace(void **state)
{
	struct story s = {.count = 0};
	struct listing *bayplan = list(SHIP, "JPOSA", "ABRD", CLASSIFIER_ACT, "B1", 28);

	(void)state;
	by_ship(&s);
	leaves(&s, "JPOSA", 26);
	is_wrong(&s, 30, "not-loaded@" SHIP);
	row(&s, bayplan, 26);
	is_wrong(&s, 30, "");
	arena_free(&s.arena);
}

static void a_closed_list_alone_tells_of_who_is_not_on_it_after_the_grace(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	by_ship(&s);
	list(SHIP, "JPOSA", "ABRD", CLASSIFIER_ACT, "B1", 28);
	is_wrong(&s, 51, "");
	is_wrong(&s, 52, "not-loaded@" SHIP);
	arena_free(&s.arena);
}

static void short_is_ordered_and_left_behind(void **state)
{
	struct story s = {.count = 0};
	struct listing *order = list(SHIP, "JPOSA", "LOAD", CLASSIFIER_PLN, "L1", 12);

	(void)state;
	by_ship(&s);
	row(&s, order, 24);
	is_wrong(&s, 30, ""); /* it lies still there */
	leaves(&s, "JPOSA", 26);
	is_wrong(&s, 30, "not-confirmed@" SHIP);
	is_wrong(&s, 50, "short@" SHIP);
	list(SHIP, "JPOSA", "ABRD", CLASSIFIER_ACT, "B1", 28);
	is_wrong(&s, 30, "short@" SHIP);
	by(tell(&s, "LOAD", "JPOSA", 25), MODE_VESSEL, SHIP); /* told late */
	is_wrong(&s, 51, "");
	arena_free(&s.arena);
}

static void an_order_that_was_cancelled_is_none(void **state)
{
	struct story s = {.count = 0};
	struct listing *order = list(SHIP, "JPOSA", "LOAD", CLASSIFIER_PLN, "L1", 12);

	(void)state;
	by_ship(&s);
	row(&s, order, 24);
	order->function = FUNCTION_CANCEL;
	leaves(&s, "JPOSA", 26);
	is_wrong(&s, 50, "not-loaded@" SHIP);
	arena_free(&s.arena);
}

static void a_train_of_which_its_wagons_alone_tell_has_left_too(void **state)
{
	struct story s = {.count = 0};
	struct leg l = leg(MODE_RAIL, "CNLYG", "DEDUI", TRAIN, 24, 480);

	(void)state;
	told_itinerary(&s, 0, &l, 1);
	tell(&s, "GTIN", "CNLYG", 10);
	is_wrong(&s, 30, "");
	departures[departure_count++] = (struct departure){TRAIN, "CNLYG", HOURS(26)};
	is_wrong(&s, 30, "not-confirmed@" TRAIN);
	is_wrong(&s, 50, "not-loaded@" TRAIN);
	departures[0].transport = ALSO;
	is_wrong(&s, 50, "not-loaded@" TRAIN);
	departures[0].place = "CNAKL";
	is_wrong(&s, 50, "");
	arena_free(&s.arena);
}

static void short_is_also_what_was_to_be_discharged_and_sailed_on(void **state)
{
	struct story s = {.count = 0};
	struct listing *order = list(SHIP, "CNLYG", "DISC", CLASSIFIER_PLN, "D1", 90);

	(void)state;
	by_ship(&s);
	by(tell(&s, "LOAD", "JPOSA", 24), MODE_VESSEL, SHIP);
	row(&s, order, 96);
	is_wrong(&s, 110, "");
	leaves(&s, "CNLYG", 120);
	is_wrong(&s, 143, "");
	is_wrong(&s, 144, "short@" SHIP);
	by(tell(&s, "DISC", "CNLYG", 118), MODE_VESSEL, SHIP);
	is_wrong(&s, 145, "");
	arena_free(&s.arena);
}

static void a_list_alone_has_it_aboard_and_the_yard_has_it_still(void **state)
{
	struct story s = {.count = 0};
	struct listing *train;
	struct event *yard;

	(void)state;
	tell(&s, "GTIN", "XLYGB", 10);
	train = list(TRAIN, "XLYGB", "LOAD", CLASSIFIER_ACT, "", 22);
	row(&s, train, 20)->document = NULL;
	is_wrong(&s, 30, "");
	yard = tell(&s, "NOTE", "XLYGB", 18);
	yard->remarks[yard->remark_count++] = "SLOT:25-05-1";
	is_wrong(&s, 30, ""); /* before it was loaded */
	yard->happened.at = HOURS(40);
	is_wrong(&s, 41, "short@" TRAIN);
	tell(&s, "LOAD", "XLYGB", 20)->transport =
		(struct transport_ref){.key = TRAIN, .mode = MODE_RAIL}; /* who loaded it says so too */
	is_wrong(&s, 41, "");
	arena_free(&s.arena);
}

static void over_is_loaded_and_on_no_list(void **state)
{
	struct story s = {.count = 0};
	struct listing *order = list(SHIP, "JPOSA", "LOAD", CLASSIFIER_PLN, "L1", 12);

	(void)state;
	by_ship(&s);
	by(tell(&s, "LOAD", "JPOSA", 24), MODE_VESSEL, SHIP);
	is_wrong(&s, 35, "");
	assert_true(found.again == HOURS(36)); /* without a message */
	is_wrong(&s, 36, "over@" SHIP);
	row(&s, order, 24);
	is_wrong(&s, 36, "");
	order->function = FUNCTION_REPLACE; /* and the list that took its place has it no more */
	order->said = HOURS(30);
	is_wrong(&s, 36, "over@" SHIP);
	list_count = 0; /* where there are no lists nothing can be said */
	is_wrong(&s, 36, "");
	arena_free(&s.arena);
}

static void over_is_also_what_was_discharged_without_an_order(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	by_ship(&s);
	list(SHIP, "CNLYG", "DISC", CLASSIFIER_PLN, "D1", 90);
	by(tell(&s, "LOAD", "JPOSA", 24), MODE_VESSEL, SHIP);
	by(tell(&s, "DISC", "CNLYG", 97), MODE_VESSEL, SHIP);
	is_wrong(&s, 109, "over@" SHIP);
	tell(&s, "GTOT", "CNLYG", 110); /* let go */
	is_wrong(&s, 111, "");
	arena_free(&s.arena);
}

static void misplaced_is_on_a_list_for_another_port(void **state)
{
	struct story s = {.count = 0};
	struct listing *order = list(SHIP, "JPOSA", "LOAD", CLASSIFIER_PLN, "L1", 12);
	struct event *loaded;

	(void)state;
	by_ship(&s);
	row(&s, order, 24)->discharge_place = "CNLYG";
	loaded = by(tell(&s, "LOAD", "JPOSA", 24), MODE_VESSEL, SHIP);
	loaded->discharge_place = "CNTAO";
	is_wrong(&s, 25, "misplaced@" SHIP);
	loaded->discharge_place = "CNLYG";
	is_wrong(&s, 25, "");
	arena_free(&s.arena);
}

static void misplaced_is_in_another_cell_than_the_bayplan_has_and_a_planned_cell_is_a_wish(void **state)
{
	struct story s = {.count = 0};
	struct listing *order = list(SHIP, "JPOSA", "LOAD", CLASSIFIER_PLN, "L1", 12);
	struct listing *bayplan = list(SHIP, "JPOSA", "ABRD", CLASSIFIER_ACT, "B1", 28);
	struct event *loaded, *aboard;

	(void)state;
	by_ship(&s);
	row(&s, order, 24)->stowage = "0010204";
	aboard = row(&s, bayplan, 26);
	aboard->stowage = "0070863";
	loaded = by(tell(&s, "LOAD", "JPOSA", 24), MODE_VESSEL, SHIP);
	loaded->stowage = "0070863";
	is_wrong(&s, 29, "");
	aboard->stowage = "0070865";
	is_wrong(&s, 29, "misplaced@" SHIP);
	arena_free(&s.arena);
}

static void misplaced_is_on_another_wagon_than_the_train_list_has(void **state)
{
	struct story s = {.count = 0};
	struct listing *train;
	struct event *listed, *loaded;

	(void)state;
	tell(&s, "GTIN", "XLYGB", 10);
	train = list(TRAIN, "XLYGB", "LOAD", CLASSIFIER_ACT, "", 22);
	listed = row(&s, train, 20);
	listed->document = NULL;
	listed->transport.wagon = "5312345";
	loaded = by(tell(&s, "LOAD", "XLYGB", 20), MODE_RAIL, TRAIN);
	loaded->transport.wagon = "5399999";
	is_wrong(&s, 23, "misplaced@" TRAIN);
	loaded->transport.wagon = "5312345";
	is_wrong(&s, 23, "");
	arena_free(&s.arena);
}

static void a_list_under_another_name_of_the_train_is_its_list(void **state)
{
	struct story s = {.count = 0};
	struct listing *order;

	(void)state;
	tell(&s, "GTIN", "XLYGB", 10);
	order = list(ALSO, "XLYGB", "LOAD", CLASSIFIER_PLN, "T1", 12);
	by(tell(&s, "LOAD", "XLYGB", 20), MODE_RAIL, TRAIN);
	is_wrong(&s, 32, "over@" TRAIN);
	row(&s, order, 20);
	is_wrong(&s, 32, "");
	arena_free(&s.arena);
}

static const struct fact *last_fact(const struct story *s)
{
	return s->facts.list[s->facts.count - 1];
}

static struct event *shifted(struct story *s, const char *code, int hour)
{
	struct event *e = by(tell(s, code, "KRPUS", hour), MODE_VESSEL, SHIP);

	e->movement = MOVEMENT_RESTOW;
	return e;
}

/* On the ship from Osaka to Lianyungang, shifted at Busan. */
static void shifted_on_its_way(struct story *s)
{
	by_ship(s);
	by(tell(s, "LOAD", "JPOSA", 20), MODE_VESSEL, SHIP);
	shifted(s, "DISC", 40);
}

static void a_shifter_is_on_the_quay_for_the_same_ship_and_not_in_the_terminal(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	shifted_on_its_way(&s);
	is_wrong(&s, 41, "");
	assert_int_equal(s.trips.list[0].status, JOURNEY_ON_BOARD);
	assert_null(s.itinerary.misdirected);
	assert_string_equal(s.itinerary.next->code, "DISC");
	assert_string_equal(s.itinerary.next->place, "CNLYG");
	shifted(&s, "LOAD", 44);
	is_wrong(&s, 45, "");
	assert_null(s.itinerary.misdirected);
	assert_string_equal(s.itinerary.next->place, "CNLYG");
	/* of neither half anything follows: it was never ashore */
	assert_string_equal(last_fact(&s)->code, "LOAD");
	for (size_t i = s.trips.list[0].first; i < s.facts.count; i++)
		assert_true(s.facts.list[i]->speaker || s.facts.list[i]->until <= HOURS(20));
	arena_free(&s.arena);
}

static void a_ship_that_leaves_without_a_report_of_the_re_load_leaves_a_shifter_unconfirmed(void **state)
{
	struct story s = {.count = 0};
	struct listing *bayplan;

	(void)state;
	shifted_on_its_way(&s);
	leaves(&s, "KRPUS", 50);
	is_wrong(&s, 49 + 200, "not-confirmed@" SHIP); /* whatever time passes */
	/* the bayplan of the departure settles it: it is not on it, or it is */
	bayplan = list(SHIP, "KRPUS", "ABRD", CLASSIFIER_ACT, "B7", 51);
	is_wrong(&s, 52, "not-loaded@" SHIP);
	row(&s, bayplan, 50);
	is_wrong(&s, 52, "");
	arena_free(&s.arena);
}

static void what_was_shifted_and_is_told_to_be_back_aboard_was_not_left_behind(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	shifted_on_its_way(&s);
	shifted(&s, "LOAD", 44);
	leaves(&s, "KRPUS", 50);
	is_wrong(&s, 60, "");
	arena_free(&s.arena);
}

static void what_is_shifted_is_not_over_on_the_lists_of_that_port(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	list(SHIP, "KRPUS", "DISC", CLASSIFIER_PLN, "O1", 30);
	shifted_on_its_way(&s);
	is_wrong(&s, 60, "");
	arena_free(&s.arena);
}

static int no_lists(void **state)
{
	(void)state;
	list_count = departure_count = 0;
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(
			not_loaded_waits_for_the_grace_of_who_loads_till_then_not_confirmed, no_lists),
		cmocka_unit_test_setup(a_closed_list_that_does_not_have_it_needs_no_grace, no_lists),
		cmocka_unit_test_setup(
			a_closed_list_alone_tells_of_who_is_not_on_it_after_the_grace, no_lists),
		cmocka_unit_test_setup(short_is_ordered_and_left_behind, no_lists),
		cmocka_unit_test_setup(an_order_that_was_cancelled_is_none, no_lists),
		cmocka_unit_test_setup(a_train_of_which_its_wagons_alone_tell_has_left_too, no_lists),
		cmocka_unit_test_setup(short_is_also_what_was_to_be_discharged_and_sailed_on, no_lists),
		cmocka_unit_test_setup(a_list_alone_has_it_aboard_and_the_yard_has_it_still, no_lists),
		cmocka_unit_test_setup(over_is_loaded_and_on_no_list, no_lists),
		cmocka_unit_test_setup(a_list_under_another_name_of_the_train_is_its_list, no_lists),
		cmocka_unit_test_setup(over_is_also_what_was_discharged_without_an_order, no_lists),
		cmocka_unit_test_setup(misplaced_is_on_a_list_for_another_port, no_lists),
		cmocka_unit_test_setup(
			misplaced_is_in_another_cell_than_the_bayplan_has_and_a_planned_cell_is_a_wish,
			no_lists),
		cmocka_unit_test_setup(
			a_shifter_is_on_the_quay_for_the_same_ship_and_not_in_the_terminal, no_lists),
		cmocka_unit_test_setup(
			a_ship_that_leaves_without_a_report_of_the_re_load_leaves_a_shifter_unconfirmed,
			no_lists),
		cmocka_unit_test_setup(
			what_was_shifted_and_is_told_to_be_back_aboard_was_not_left_behind, no_lists),
		cmocka_unit_test_setup(what_is_shifted_is_not_over_on_the_lists_of_that_port, no_lists),
		cmocka_unit_test_setup(misplaced_is_on_another_wagon_than_the_train_list_has, no_lists),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
