#include "domain/facts_made.h"

static void observations_of_one_thing_are_one_fact(void **state)
{
	struct said s = {0};

	(void)state;
	carrier(&s, "GTIN", HOURS(10), "CNLYG");
	terminal(&s, "GTIN", HOURS(9), "CNLYG");
	assert_string_equal(facts_told(&s), "GTIN");
	assert_int_equal(s.facts.list[0]->observation_count, 2);
	forget(&s);
}

static void terminal_speaks_for_gate_and_the_loser_stays_visible(void **state)
{
	struct said s = {0};
	const struct event *late, *gate;

	(void)state;
	late = carrier(&s, "GTIN", HOURS(12), "CNLYG");
	gate = terminal(&s, "GTIN", HOURS(9), "CNLYG");
	fold_said(&s);
	assert_ptr_equal(s.facts.list[0]->speaker, gate);
	assert_ptr_equal(s.facts.list[0]->observations[1], late);
	assert_int_equal(s.journey.since.at, AT(HOURS(9)));
	forget(&s);
}

static void two_originals_of_one_sender_are_never_one_fact(void **state)
{
	struct said s = {0};

	(void)state;
	terminal(&s, "GTIN", HOURS(9), "CNLYG");
	terminal(&s, "GTIN", HOURS(10), "CNLYG");
	assert_string_equal(facts_told(&s), "GTIN GTOT? GTIN");
	forget(&s);
}

static void a_later_fact_implies_the_earlier_ones_it_needs(void **state)
{
	struct said s = {0};

	(void)state;
	terminal(&s, "GTIN", HOURS(1), "CNLYG");
	by_ship(carrier(&s, "DISC", DAYS(3), "KRPUS"), "IMO9227273/031W", "BLUE HERON");
	assert_string_equal(facts_told(&s), "GTIN LOAD? DISC");
	assert_string_equal(s.facts.list[1]->place, "CNLYG");
	assert_int_equal(s.facts.list[1]->from, AT(HOURS(1)));
	assert_ptr_equal(s.facts.list[1]->because, s.facts.list[2]);
	terminal(&s, "LOAD", HOURS(20), "CNLYG");
	assert_string_equal(facts_told(&s), "GTIN LOAD DISC");
	forget(&s);
}

static void two_vehicles_at_once_are_a_conflict(void **state)
{
	struct said s = {0};

	(void)state;
	by_ship(terminal(&s, "LOAD", HOURS(1), "CNLYG"), "IMO9227273/031W", "BLUE HERON");
	by_rail(railway(&s, "DEPA", HOURS(9), "KZDOS"), "TRAIN:X8155/2026-06-15", NULL);
	assert_string_equal(facts_told(&s), "LOAD DISC? LOAD? DEPA");
	by_ship(terminal(&s, "DISC", DAYS(2), "KRPUS"), "IMO9227273/031W", "BLUE HERON");
	fold_said(&s);
	assert_non_null(strstr(facts_told(&s), "DEPA!"));
	forget(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(observations_of_one_thing_are_one_fact),
		cmocka_unit_test(terminal_speaks_for_gate_and_the_loser_stays_visible),
		cmocka_unit_test(two_originals_of_one_sender_are_never_one_fact),
		cmocka_unit_test(a_later_fact_implies_the_earlier_ones_it_needs),
		cmocka_unit_test(two_vehicles_at_once_are_a_conflict),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
