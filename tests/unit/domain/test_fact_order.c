/* The order of facts, what follows from them and what excludes what: a case a sentence of the rules. */
#include "domain/facts_made.h"

static struct event *to_the_day(struct event *e)
{
	e->happened.precision = PRECISION_DAY;
	return e;
}

/* ---- the order ---- */

static void a_day_does_not_sort_as_its_midnight(void **state)
{
	struct said s = {0};

	(void)state;
	terminal(&s, "GTIN", HOURS(8), "CNLYG");
	to_the_day(railway(&s, "LOAD", 0, "CNLYG"));
	assert_string_equal(facts_told(&s), "GTIN LOAD");
	forget(&s);
}

/* GTIN at 8, LOAD at 16, and a departure of that day. */
static void what_is_known_to_the_day_stands_where_it_is_feasible(void **state)
{
	struct said s = {0};

	(void)state;
	terminal(&s, "GTIN", HOURS(8), "CNLYG");
	terminal(&s, "LOAD", HOURS(16), "CNLYG");
	to_the_day(railway(&s, "DEPA", 0, "CNLYG"));
	assert_string_equal(facts_told(&s), "GTIN LOAD DEPA");
	assert_string_equal(s.journey.code, "DEPA");
	forget(&s);
}

static void what_left_and_came_on_one_day_has_come(void **state)
{
	static const char *const train = "TRAIN:X8155/2026-06-15";
	struct said s = {0};

	(void)state;
	to_the_day(by_rail(railway(&s, "DEPA", 0, "CNLYG"), train, NULL));
	to_the_day(by_rail(railway(&s, "ARRI", 0, "CNXUZ"), train, NULL));
	assert_string_equal(facts_told(&s), "DEPA ARRI");
	to_the_day(by_rail(railway(&s, "LOAD", 0, "CNLYG"), train, NULL));
	assert_string_equal(facts_told(&s), "LOAD DEPA ARRI");
	to_the_day(by_rail(railway(&s, "DEPA", 0, "CNXUZ"), train, NULL));
	assert_string_equal(facts_told(&s), "LOAD DEPA ARRI DEPA");
	assert_string_equal(s.journey.place, "CNXUZ");
	forget(&s);
}

static void nor_does_it_matter_who_told_which_of_them_first(void **state)
{
	static const struct {
		const char *code, *place;
	} moves[] = {{"ARRI", "CNLYG"}, {"DEPA", "CNLYG"}, {"ARRI", "CNXUZ"}};

	(void)state;
	for (size_t turn = 0; turn < 6; turn++) {
		struct said s = {0};

		for (size_t i = 0; i < 3; i++) {
			size_t k = (turn < 3 ? i + turn : turn - i) % 3;

			to_the_day(by_rail(railway(&s, moves[k].code, 0, moves[k].place),
				"TRAIN:X8155/2026-06-15", NULL));
			s.events[i].said = AT(DAYS(1)) + (instant)i;
		}
		assert_string_equal(facts_told(&s), "ARRI DEPA ARRI");
		assert_string_equal(s.journey.place, "CNXUZ");
		forget(&s);
	}
}

static void where_no_place_is_feasible_it_stands_at_noon(void **state)
{
	struct said s = {0};

	(void)state;
	terminal(&s, "GTIN", HOURS(8), "CNLYG");
	terminal(&s, "GTOT", HOURS(16), "CNLYG");
	to_the_day(railway(&s, "DEPA", 0, "CNLYG"));
	fold_said(&s);
	assert_string_equal(s.journey.code, "GTOT");
	forget(&s);
}

static void an_hour_sorts_in_its_middle(void **state)
{
	const struct moment hour = {.at = AT(HOURS(8)), .precision = PRECISION_HOUR};

	(void)state;
	assert_true(moment_sorts(&hour) == AT(HOURS(8) + 30));
}

static void of_one_time_what_was_said_later_comes_later_whatever_its_number(void **state)
{
	(void)state;
	for (int later = 0; later < 2; later++) {
		struct said s = {0};
		struct event *a = terminal(&s, "GTIN", HOURS(8), "CNLYG");
		struct event *b = carrier(&s, "GTIN", HOURS(8), "CNXUZ");

		(later ? a : b)->said += INSTANT_DAY;
		fold_said(&s);
		assert_string_equal(s.journey.place, later ? "CNLYG" : "CNXUZ");
		forget(&s);
	}
}

static void it_never_leaves_its_day(void **state)
{
	struct said s = {0};

	(void)state;
	to_the_day(railway(&s, "DEPA", 0, "CNLYG"));
	terminal(&s, "LOAD", DAYS(1) + HOURS(1), "CNLYG");
	fold_said(&s);
	assert_string_equal(s.journey.code, "LOAD");
	forget(&s);
}

/* Discharged and loaded on one day: from the ground it was loaded first, from a ship discharged. */
static void ties_go_by_what_is_feasible_from_the_state_before(void **state)
{
	static const struct {
		const char *before, *last;
	} rows[] = {{"GTIN", "DISC"}, {"DEPA", "LOAD"}};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct said s = {0};

		terminal(&s, rows[i].before, DAYS(-2), "CNLYG");
		to_the_day(terminal(&s, "LOAD", 0, "CNLYG"));
		to_the_day(carrier(&s, "DISC", 0, "CNLYG"));
		fold_said(&s);
		assert_string_equal(s.journey.code, rows[i].last);
		forget(&s);
	}
}

static void inside_one_transfer_the_order_is_arrived_discharged_out_in_loaded_departed(void **state)
{
	static const char *const codes[] = {"DEPA", "LOAD", "GTIN", "GTOT", "DISC", "ARRI"};
	struct said s = {0};

	(void)state;
	for (size_t i = 0; i < 6; i++)
		to_the_day(terminal(&s, codes[i], 0, "CNLYG"));
	assert_string_equal(facts_told(&s), "ARRI DISC GTOT GTIN LOAD DEPA");
	forget(&s);
}

static void an_empty_pick_up_comes_before_the_laden_gate_in(void **state)
{
	struct said s = {0};

	(void)state;
	to_the_day(terminal(&s, "GTIN", 0, "CNLYG"))->load_state = LOAD_LADEN;
	to_the_day(terminal(&s, "GTOT", 0, "CNLYG"))->load_state = LOAD_EMPTY;
	fold_said(&s);
	assert_string_equal(s.facts.list[0]->code, "GTOT");
	assert_int_equal(s.journey.status, JOURNEY_IN_TERMINAL);
	forget(&s);
}

/* ---- inferred ---- */

static void what_nobody_reported_is_inferred(void **state)
{
	static const struct {
		const char *about, *first, *then, *told;
		const char *place, *next; /* of either */
	} rows[] = {
		{"loaded in between", "GTIN", "DEPA", "GTIN LOAD? DEPA", "CNLYG", "CNLYG"},
		{"discharged where it arrived", "ARRI", "GTOT", "ARRI DISC? GTOT", "CNLYG", "CNLYG"},
		{"came in by gate", "GTOT", "LOAD", "GTOT GTIN? LOAD", "CNLYG", "CNLYG"},
		{"by road to another place", "DISC", "LOAD", "DISC GTOT? GTIN? LOAD", "CNLYG", "CNTAO"},
		{"from one side of a border to the other", "DISC", "LOAD", "DISC LOAD", "CNALA", "KZDOS"},
		{"picked up where it was delivered", "DROP", "GTIN", "DROP PICK? GTIN", "CNXIY", "CNLYG"},
		{"nothing that was not needed", "GTIN", "GTOT", "GTIN GTOT", "CNLYG", "CNLYG"},
		{"customs need nothing", "ARRI", "CUSR", "ARRI CUSR", "CNLYG", "CNLYG"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct said s = {0};

		terminal(&s, rows[i].first, 0, rows[i].place);
		terminal(&s, rows[i].then, DAYS(4), rows[i].next);
		if (strcmp(facts_told(&s), rows[i].told) != 0)
			fail_msg("%s: %s", rows[i].about, facts_told(&s));
		forget(&s);
	}
}

static void loaded_on_b_implies_discharged_from_a_and_the_way_from_quay_to_yard(void **state)
{
	struct said s = {0};
	struct event *e;

	(void)state;
	e = by_ship(terminal(&s, "ARRI", 0, "CNLYG"), "IMO9227273/031W", "BLUE HERON");
	e->facility = "QUAY";
	e = by_rail(railway(&s, "LOAD", DAYS(2), "CNLYG"), "TRAIN:X8155/2026-06-15", NULL);
	e->facility = "YARD";
	assert_string_equal(facts_told(&s), "ARRI DISC? GTOT? GTIN? LOAD");
	assert_string_equal(s.facts.list[1]->facility, "QUAY");
	assert_string_equal(s.facts.list[1]->transport->name, "BLUE HERON");
	assert_string_equal(s.facts.list[3]->facility, "YARD");
	forget(&s);
}

static void who_lifts_it_off_another_wagon_of_that_gauge_read_one_wrong_and_loaded_nothing(void **state)
{
	struct said s = {0};

	(void)state;
	by_rail(railway(&s, "LOAD", 0, "CNLYG"), "TRAIN:X8155/2026-06-15", "5312345");
	by_rail(railway(&s, "ARRI", DAYS(5), "CNALA"), "TRAIN:X8155/2026-06-15", "5312345");
	by_rail(railway(&s, "DISC", DAYS(6), "CNALA"), NULL, "5312349");
	assert_string_equal(facts_told(&s), "LOAD ARRI DISC");
	s.events[2].transport.wagon = "94312071"; /* of the other gauge: it was put onto that before */
	assert_string_equal(facts_told(&s), "LOAD ARRI DISC? LOAD? DISC");
	forget(&s);
}

static void an_inferred_fact_has_a_range_and_what_implied_it(void **state)
{
	struct said s = {0};
	const struct fact *load;

	(void)state;
	terminal(&s, "GTIN", HOURS(1), "CNLYG");
	by_ship(carrier(&s, "DISC", DAYS(3), "KRPUS"), "IMO9227273/031W", "BLUE HERON");
	assert_string_equal(facts_told(&s), "GTIN LOAD? DISC");
	load = s.facts.list[1];
	assert_string_equal(load->place, "CNLYG");
	assert_int_equal(load->when.at, INSTANT_NONE);
	assert_int_equal(load->from, AT(HOURS(1)));
	assert_true(load->until >= AT(DAYS(3)));
	assert_ptr_equal(load->after, s.facts.list[0]);
	assert_ptr_equal(load->because, s.facts.list[2]);
	forget(&s);
}

static struct event *in_stock(struct said *s, int minute, const char *place)
{
	static const char *slot[] = {"SLOT:A0123"};
	struct event *e = terminal(s, EVENT_NOTE, minute, place);

	e->remarks = slot;
	e->remark_count = 1;
	return e;
}

static void what_a_yards_stock_has_came_though_nobody_told_of_the_gate_in(void **state)
{
	struct said s = {0};

	(void)state;
	terminal(&s, "GTOT", HOURS(8), "CNLYG");
	in_stock(&s, HOURS(20), "CNXIA");
	assert_string_equal(facts_told(&s), "GTOT GTIN? NOTE");
	assert_int_equal(s.journey.status, JOURNEY_IN_TERMINAL);
	assert_string_equal(s.journey.place, "CNXIA");
	assert_string_equal(s.facts.list[1]->place, "CNXIA");
	in_stock(&s, HOURS(44), "CNXIA"); /* once */
	assert_string_equal(facts_told(&s), "GTOT GTIN? NOTE NOTE");
	terminal(&s, "GTIN", HOURS(15), "CNXIA");
	assert_string_equal(facts_told(&s), "GTOT GTIN NOTE NOTE");
	assert_string_equal(s.journey.code, "GTIN");
	forget(&s);
}

static void what_came_in_on_a_train_and_is_in_the_stock_was_unloaded(void **state)
{
	struct said s = {0};

	(void)state;
	by_rail(railway(&s, "ARRI", HOURS(8), "CNLYG"), "TRAIN:X8155/2026-06-15", NULL);
	in_stock(&s, HOURS(20), "CNLYG");
	assert_string_equal(facts_told(&s), "ARRI DISC? NOTE");
	assert_int_equal(s.journey.status, JOURNEY_IN_TERMINAL);
	forget(&s);
}

static void a_stock_that_is_older_than_it_says_brings_nothing_back(void **state)
{
	static const char *const leaves[] = {"GTOT", "LOAD", "DEPA"};

	(void)state;
	for (size_t i = 0; i < sizeof leaves / sizeof *leaves; i++) {
		struct said s = {0};

		terminal(&s, "GTIN", HOURS(1), "CNLYG");
		by_rail(terminal(&s, leaves[i], HOURS(8), "CNLYG"), "TRAIN:X8155/2026-06-15", NULL);
		in_stock(&s, HOURS(9), "CNLYG");
		fold_said(&s);
		assert_string_equal(s.journey.code, leaves[i]);
		assert_null(s.facts.list[s.facts.count - 1]->conflicts_with);
		terminal(&s, "GTIN", HOURS(8) + 30, "XLYGB"); /* over to another yard */
		fold_said(&s);
		assert_string_equal(s.journey.code, "GTIN");
		forget(&s);
	}
}

static void it_gives_way_to_a_late_report(void **state)
{
	struct said s = {0};

	(void)state;
	terminal(&s, "GTIN", HOURS(1), "CNLYG");
	by_ship(carrier(&s, "DISC", DAYS(3), "KRPUS"), "IMO9227273/031W", "BLUE HERON");
	assert_string_equal(facts_told(&s), "GTIN LOAD? DISC");
	terminal(&s, "LOAD", HOURS(20), "CNLYG");
	assert_string_equal(facts_told(&s), "GTIN LOAD DISC");
	forget(&s);
}

/* The box stays on its wagon. */
static void a_train_that_changes_its_number_unloads_nothing(void **state)
{
	struct said s = {0};

	(void)state;
	by_rail(railway(&s, "DEPA", 0, "CNLYG"), "TRAIN:X8155/2026-06-15", "5312345");
	by_rail(railway(&s, "DEPA", DAYS(3), "CNURC"), "TRAIN:X9001/2026-06-18", NULL);
	assert_string_equal(facts_told(&s), "DEPA DEPA");
	by_rail(railway(&s, "DEPA", DAYS(5), "KZDOS"), "TRAIN:1404/2026-06-20", "94312071");
	assert_string_equal(facts_told(&s), "DEPA DEPA DEPA");
	by_rail(railway(&s, "LOAD", DAYS(4), "KZDOS"), NULL, "94312071");
	assert_string_equal(facts_told(&s), "DEPA DEPA DISC? LOAD DEPA");
	forget(&s);
}

static void nothing_is_inferred_across_two_trips(void **state)
{
	struct said s = {0};

	(void)state;
	terminal(&s, "GTIN", 0, "CNLYG");
	terminal(&s, "GTIN", DAYS(90), "CNLYG");
	assert_string_equal(facts_told(&s), "GTIN GTIN");
	forget(&s);
}

/* ---- conflict ---- */

static void two_stays_on_vehicles_that_overlap_are_a_conflict(void **state)
{
	struct said s = {0};

	(void)state;
	by_ship(terminal(&s, "LOAD", HOURS(1), "CNLYG"), "IMO9227273/031W", "BLUE HERON");
	by_rail(railway(&s, "DEPA", HOURS(9), "KZDOS"), "TRAIN:X8155/2026-06-15", NULL);
	by_ship(terminal(&s, "DISC", DAYS(2), "KRPUS"), "IMO9227273/031W", "BLUE HERON");
	fold_said(&s);
	for (size_t i = 0; i < s.facts.count; i++) {
		const struct fact *f = s.facts.list[i];

		if (strcmp(f->code, "DEPA") == 0)
			assert_string_equal(f->conflicts_with->code, "DISC");
		if (f->speaker && strcmp(f->code, "DISC") == 0)
			assert_string_equal(f->conflicts_with->code, "DEPA");
	}
	assert_string_equal(facts_told(&s), "LOAD DEPA! DISC!"); /* and nothing follows from it */
	forget(&s);
}

static void what_is_missing_is_no_conflict(void **state)
{
	struct said s = {0};

	(void)state;
	by_ship(terminal(&s, "LOAD", HOURS(1), "CNLYG"), "IMO9227273/031W", "BLUE HERON");
	by_rail(railway(&s, "DEPA", HOURS(9), "KZDOS"), "TRAIN:X8155/2026-06-15", NULL);
	assert_null(strchr(facts_told(&s), '!'));
	forget(&s);
}

static void on_a_vehicle_and_on_the_ground_elsewhere_is_a_conflict(void **state)
{
	struct said s = {0};

	(void)state;
	terminal(&s, "GTIN", HOURS(1), "CNLYG");
	by_ship(carrier(&s, "DEPA", HOURS(5), "KRPUS"), "IMO9227273/031W", "BLUE HERON");
	terminal(&s, "GTOT", HOURS(9), "CNLYG");
	assert_non_null(strstr(facts_told(&s), "DEPA!"));
	forget(&s);
}

static void times_that_may_be_apart_are_no_conflict(void **state)
{
	struct said s = {0};

	(void)state;
	terminal(&s, "GTIN", HOURS(1), "CNLYG");
	to_the_day(by_ship(carrier(&s, "DEPA", 0, "CNLYG"), "IMO9227273/031W", "BLUE HERON"));
	terminal(&s, "LOAD", HOURS(20), "CNLYG");
	assert_null(strchr(facts_told(&s), '!'));
	forget(&s);
}

static void one_train_by_two_names_is_no_conflict(void **state)
{
	struct said s = {0};

	(void)state;
	by_rail(railway(&s, "LOAD", HOURS(1), "CNLYG"), "TRAIN:X8155/2026-06-15", NULL);
	by_rail(carrier(&s, "WAYP", DAYS(2), "KZDOS"), "TRAIN:41020/2026-06-18", NULL);
	by_rail(railway(&s, "ARRI", DAYS(4), "KZALA"), "TRAIN:X8155/2026-06-15", NULL);
	assert_null(strchr(facts_told(&s), '!'));
	forget(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_day_does_not_sort_as_its_midnight),
		cmocka_unit_test(what_is_known_to_the_day_stands_where_it_is_feasible),
		cmocka_unit_test(what_left_and_came_on_one_day_has_come),
		cmocka_unit_test(nor_does_it_matter_who_told_which_of_them_first),
		cmocka_unit_test(where_no_place_is_feasible_it_stands_at_noon),
		cmocka_unit_test(an_hour_sorts_in_its_middle),
		cmocka_unit_test(of_one_time_what_was_said_later_comes_later_whatever_its_number),
		cmocka_unit_test(it_never_leaves_its_day),
		cmocka_unit_test(ties_go_by_what_is_feasible_from_the_state_before),
		cmocka_unit_test(inside_one_transfer_the_order_is_arrived_discharged_out_in_loaded_departed),
		cmocka_unit_test(an_empty_pick_up_comes_before_the_laden_gate_in),
		cmocka_unit_test(what_nobody_reported_is_inferred),
		cmocka_unit_test(loaded_on_b_implies_discharged_from_a_and_the_way_from_quay_to_yard),
		cmocka_unit_test(
			who_lifts_it_off_another_wagon_of_that_gauge_read_one_wrong_and_loaded_nothing),
		cmocka_unit_test(an_inferred_fact_has_a_range_and_what_implied_it),
		cmocka_unit_test(what_a_yards_stock_has_came_though_nobody_told_of_the_gate_in),
		cmocka_unit_test(what_came_in_on_a_train_and_is_in_the_stock_was_unloaded),
		cmocka_unit_test(a_stock_that_is_older_than_it_says_brings_nothing_back),
		cmocka_unit_test(it_gives_way_to_a_late_report),
		cmocka_unit_test(a_train_that_changes_its_number_unloads_nothing),
		cmocka_unit_test(nothing_is_inferred_across_two_trips),
		cmocka_unit_test(two_stays_on_vehicles_that_overlap_are_a_conflict),
		cmocka_unit_test(what_is_missing_is_no_conflict),
		cmocka_unit_test(on_a_vehicle_and_on_the_ground_elsewhere_is_a_conflict),
		cmocka_unit_test(times_that_may_be_apart_are_no_conflict),
		cmocka_unit_test(one_train_by_two_names_is_no_conflict),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
