/* One case a sentence of the rules: which observations are one fact, and whose word counts. */
#include "domain/facts_made.h"

static void observations_of_one_code_place_and_day_are_one_fact(void **state)
{
	struct said s = {0};

	(void)state;
	carrier(&s, "GTIN", HOURS(10), "CNLYG");
	terminal(&s, "GTIN", HOURS(9), "CNLYG");
	assert_string_equal(facts_told(&s), "GTIN");
	assert_int_equal(s.facts.list[0]->observation_count, 2);
	forget(&s);
}

/* What the second of two gate-ins or loadings says otherwise, and whether they are one fact all the same. */
static void another_facility_load_state_direction_or_vehicle_is_another_fact(void **state)
{
	static const struct {
		const char *about, *code;
		bool one;
		struct event first, second;
	} rows[] = {
		{"no facility said", "GTIN", true, {.facility = "LNOCT"}, {.facility = NULL}},
		{"another facility", "GTIN", false, {.facility = "LNOCT"}, {.facility = "LYGRT"}},
		{"another list of facilities", "GTIN", true, {.facility = "LNOCT", .facility_list = "SMDG"},
			{.facility = "3", .facility_list = "OWN"}},
		{"empty and laden", "GTIN", false, {.load_state = LOAD_EMPTY}, {.load_state = LOAD_LADEN}},
		{"laden and not said", "GTIN", true, {.load_state = LOAD_LADEN},
			{.load_state = LOAD_UNKNOWN}},
		{"a restow", "LOAD", false, {.movement = "EXPORT"}, {.movement = "RESTOW"}},
		{"direction not said", "LOAD", true, {.movement = "EXPORT"}, {.movement = NULL}},
		{"the same ship, another voyage", "LOAD", true,
			{.transport = {.mode = MODE_VESSEL, .key = "IMO9227273/031W"}},
			{.transport = {.mode = MODE_VESSEL, .key = "IMO9227273/032E"}}},
		{"another ship", "LOAD", false,
			{.transport = {.mode = MODE_VESSEL, .key = "IMO9227273/031W"}},
			{.transport = {.mode = MODE_VESSEL, .key = "IMO9074729/7E"}}},
		{"a ship that is not told", "LOAD", true,
			{.transport = {.mode = MODE_VESSEL, .key = "IMO9227273/031W"}}, {.subject = NULL}},
		{"one train by two names", "DEPA", true,
			{.transport = {.mode = MODE_RAIL, .key = "TRAIN:X8155/2026-06-15"}},
			{.transport = {.mode = MODE_RAIL, .key = "TRAIN:41020/2026-06-18"}}},
		{"another train", "DEPA", false,
			{.transport = {.mode = MODE_RAIL, .key = "TRAIN:X8155/2026-06-15"}},
			{.transport = {.mode = MODE_RAIL, .key = "TRAIN:X9001/2026-06-15"}}},
		{"another wagon", "LOAD", false, {.transport = {.mode = MODE_RAIL, .wagon = "94312071"}},
			{.transport = {.mode = MODE_RAIL, .wagon = "5312345"}}},
		{"gates name what they like", "GTIN", true,
			{.transport = {.mode = MODE_TRUCK, .wagon = "A1"}},
			{.transport = {.mode = MODE_TRUCK, .wagon = "B2"}}},
		{"by gate and by train", "GTIN", false, {.transport = {.mode = MODE_TRUCK}},
			{.transport = {.mode = MODE_RAIL}}},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct event *told[] = {&rows[i].first, &rows[i].second};
		struct said s = {0};

		for (int k = 0; k < 2; k++) {
			struct event *e = k ? carrier(&s, rows[i].code, HOURS(9), "CNLYG")
					    : terminal(&s, rows[i].code, HOURS(8), "CNLYG");

			e->facility = told[k]->facility;
			e->facility_list = told[k]->facility_list;
			e->load_state = told[k]->load_state;
			e->movement = told[k]->movement;
			e->transport = told[k]->transport;
		}
		fold_said(&s);
		if ((s.facts.list[0]->observation_count == 2) != rows[i].one)
			fail_msg("%s", rows[i].about);
		forget(&s);
	}
}

static void another_paper_of_the_same_kind_is_another_fact(void **state)
{
	static const struct {
		struct reference first[2], second;
		size_t observations;
	} rows[] = {
		{{{"BKG", "1"}, {"SEAL", "7"}}, {"BKG", "2"}, 1},
		{{{"BKG", "1"}, {"SEAL", "7"}}, {"BKG", "1"}, 2},
		{{{"HBL", "1"}, {"HBL", "2"}}, {"HBL", "2"}, 2}, /* cargo of several shippers */
		{{{"HBL", "1"}, {"HBL", "2"}}, {"HBL", "3"}, 1},
		{{{"BKG", "1"}, {"SEAL", "7"}}, {"TRD", "2"}, 2},
		{{{"BKG", "1"}, {"SEAL", "7"}}, {"SEAL", "8"}, 2}, /* no paper */
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct reference first[2] = {rows[i].first[0], rows[i].first[1]}, second = rows[i].second;
		struct said s = {0};
		struct event *e = terminal(&s, "GTIN", HOURS(8), "CNLYG");

		e->references = first;
		e->reference_count = 2;
		e = carrier(&s, "GTIN", HOURS(9), "CNLYG");
		e->references = &second;
		e->reference_count = 1;
		fold_said(&s);
		assert_int_equal(s.facts.list[0]->observation_count, rows[i].observations);
		forget(&s);
	}
}

static void a_border_complex_is_one_place(void **state)
{
	struct said s = {0};

	(void)state;
	railway(&s, "WAYP", HOURS(8), "CNALA");
	carrier(&s, "WAYP", HOURS(10), "KZDOS");
	carrier(&s, "WAYP", HOURS(11), "CNLYG")->sender = "ANOTHER";
	assert_string_equal(facts_told(&s), "WAYP WAYP");
	assert_int_equal(s.facts.list[0]->observation_count, 2);
	forget(&s);
}

static void the_window_is_of_the_pair_of_sources_48_hours_from_the_earliest_else(void **state)
{
	static const struct {
		enum source_kind a, b;
		int hours;
	} rows[] = {{SOURCE_TERMINAL, SOURCE_CARRIER, 48}, {SOURCE_TERMINAL, SOURCE_TERMINAL, 12},
		{SOURCE_RAILWAY, SOURCE_TERMINAL, 24}, {SOURCE_TRACKER, SOURCE_RAILWAY, 12},
		{SOURCE_UNKNOWN, SOURCE_UNKNOWN, 48}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (int more = 0; more < 2; more++) {
			struct said s = {0};

			say(&s, rows[i].a, "ONE", "GTIN", 0, "CNLYG");
			say(&s, rows[i].b, "OTHER", "GTIN", HOURS(rows[i].hours) + more, "CNLYG");
			fold_said(&s);
			assert_int_equal(s.facts.list[0]->observation_count, 2 - more);
			forget(&s);
		}
}

/* A chain of words, each within the window of the one before: the earliest counts. */
static void a_fact_does_not_creep(void **state)
{
	struct said s = {0};

	(void)state;
	say(&s, SOURCE_CARRIER, "A", "DISC", 0, "CNLYG");
	say(&s, SOURCE_CARRIER, "B", "DISC", HOURS(30), "CNLYG");
	say(&s, SOURCE_CARRIER, "C", "DISC", HOURS(60), "CNLYG");
	fold_said(&s);
	assert_int_equal(s.facts.list[0]->observation_count, 2);
	forget(&s);
}

static void between_observations_of_one_fact_there_is_no_opposite_move(void **state)
{
	static const char *const pairs[][2] = {
		{"GTIN", "GTOT"}, {"LOAD", "DISC"}, {"ARRI", "DEPA"}, {"PICK", "DROP"}, {"ABRD", "DISC"}};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct said s = {0};
		size_t facts = 0;

		terminal(&s, pairs[i][0], HOURS(1), "CNLYG");
		terminal(&s, pairs[i][1], HOURS(2), "CNLYG");
		carrier(&s, pairs[i][0], HOURS(3), "CNLYG");
		fold_said(&s);
		for (size_t k = 0; k < s.facts.count; k++)
			facts += s.facts.list[k]->speaker != NULL;
		assert_int_equal(facts, 3);
		forget(&s);
	}
}

/* Only the day of the railway's word is known: the gate-out of that day is not surely before it. */
static void an_opposite_move_that_may_have_been_outside_parts_nothing(void **state)
{
	struct said s = {0};

	(void)state;
	terminal(&s, "GTIN", HOURS(8), "CNLYG");
	terminal(&s, "GTOT", HOURS(11), "CNLYG");
	railway(&s, "GTIN", 0, "CNLYG")->happened.precision = PRECISION_DAY;
	assert_string_equal(facts_told(&s), "GTIN GTOT");
	forget(&s);
}

static void two_originals_of_one_sender_are_never_one_fact(void **state)
{
	struct said s = {0};

	(void)state;
	terminal(&s, "GTIN", HOURS(9), "CNLYG");
	terminal(&s, "GTIN", HOURS(10), "CNLYG");
	carrier(&s, "GTIN", HOURS(11), "CNLYG");
	assert_string_equal(facts_told(&s), "GTIN GTOT? GTIN");
	assert_int_equal(s.facts.list[2]->observation_count, 2); /* the carrier's is the later one */
	forget(&s);
}

static void drayage_rejections_shuttles_and_restows_stay_apart(void **state)
{
	struct said s = {0};

	(void)state;
	terminal(&s, "GTIN", HOURS(1), "CNLYG")->facility = "QUAY";
	terminal(&s, "GTOT", HOURS(2), "CNLYG")->facility = "QUAY"; /* rejected */
	terminal(&s, "GTIN", HOURS(5), "CNLYG")->facility = "QUAY";
	terminal(&s, "GTOT", HOURS(8), "CNLYG")->facility = "QUAY";
	railway(&s, "GTIN", HOURS(9), "CNLYG")->facility = "YARD"; /* the shuttle */
	assert_string_equal(facts_told(&s), "GTIN GTOT GTIN GTOT GTIN");
	forget(&s);
}

static void holds_notes_damage_and_seals_are_each_their_own(void **state)
{
	static const char *const codes[] = {"HOLD", "RELS", "NOTE", "DMGD", "RSEA"};

	(void)state;
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		struct said s = {0};

		terminal(&s, codes[i], HOURS(1), "CNLYG");
		carrier(&s, codes[i], HOURS(1), "CNLYG");
		fold_said(&s);
		assert_int_equal(s.facts.count, 2);
		forget(&s);
	}
}

static void plans_and_what_was_taken_back_are_no_facts(void **state)
{
	struct said s = {0};
	struct event *e;

	(void)state;
	terminal(&s, "GTIN", HOURS(1), "CNLYG")->document = "G1";
	terminal(&s, "LOAD", HOURS(9), "CNLYG")->classifier = CLASSIFIER_PLN;
	carrier(&s, "GTIN", HOURS(2), "CNLYG");
	assert_string_equal(facts_told(&s), "GTIN");
	assert_int_equal(s.facts.list[0]->speaker->source, SOURCE_TERMINAL);
	e = terminal(&s, "GTIN", HOURS(1), "CNLYG");
	e->document = "G1";
	e->function = FUNCTION_CANCEL;
	e->said += INSTANT_DAY;
	assert_string_equal(facts_told(&s), "GTIN");
	assert_int_equal(s.facts.list[0]->speaker->source, SOURCE_CARRIER); /* who is left speaks */
	forget(&s);
}

/* ---- whose word counts ---- */

static void rank_decides_who_speaks(void **state)
{
	static const struct {
		const char *codes;
		enum source_kind first, second;
	} rows[] = {
		{"GTIN GTOT LOAD DISC PICK DROP", SOURCE_TERMINAL, SOURCE_RAILWAY},
		{"ARRI DEPA WAYP ABRD HAND", SOURCE_RAILWAY, SOURCE_TERMINAL},
		{"CUSR CUSI CUSS", SOURCE_CUSTOMS, SOURCE_TERMINAL},
	};
	static const enum source_kind rest[] = {
		SOURCE_CARRIER, SOURCE_FORWARDER, SOURCE_TRACKER, SOURCE_UNKNOWN};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (size_t at = 0; at < strlen(rows[i].codes); at += 5) {
			char code[5] = {0};
			unsigned rank;

			memcpy(code, rows[i].codes + at, 4);
			assert_int_equal(fact_rank(code, SOURCE_PERSON), 0);
			assert_int_equal(fact_rank(code, rows[i].first), 1);
			assert_int_equal(fact_rank(code, rows[i].second), 2);
			rank = 2;
			for (size_t k = 0; k < sizeof rest / sizeof *rest; k++) {
				assert_true(fact_rank(code, rest[k]) > rank);
				rank = fact_rank(code, rest[k]);
			}
		}
}

static void the_terminal_speaks_for_the_gate_and_the_losers_stay_visible(void **state)
{
	struct said s = {0};
	const struct event *late, *gate, *third;

	(void)state;
	late = carrier(&s, "GTIN", HOURS(12), "CNLYG");
	gate = terminal(&s, "GTIN", HOURS(9), "CNLYG");
	third = say(&s, SOURCE_FORWARDER, "FORWARDER", "GTIN", HOURS(8), "CNLYG");
	fold_said(&s);
	assert_int_equal(s.facts.count, 1);
	assert_ptr_equal(s.facts.list[0]->speaker, gate);
	assert_ptr_equal(s.facts.list[0]->observations[1], late);
	assert_ptr_equal(s.facts.list[0]->observations[2], third);
	assert_int_equal(s.facts.list[0]->when.at, AT(HOURS(9)));
	forget(&s);
}

static void of_equal_rank_the_finer_then_the_later_word_speaks(void **state)
{
	struct said s = {0};

	(void)state;
	say(&s, SOURCE_CARRIER, "A", "DISC", 0, "CNLYG")->happened.precision = PRECISION_DAY;
	say(&s, SOURCE_CARRIER, "B", "DISC", HOURS(3), "CNLYG");
	fold_said(&s);
	assert_string_equal(s.facts.list[0]->speaker->sender, "B");
	say(&s, SOURCE_CARRIER, "C", "DISC", HOURS(2), "CNLYG")->said = AT(DAYS(3));
	fold_said(&s);
	assert_string_equal(s.facts.list[0]->speaker->sender, "C");
	forget(&s);
}

static void what_the_speaker_does_not_say_the_others_do(void **state)
{
	struct said s = {0};
	struct event *e;

	(void)state;
	terminal(&s, "GTIN", HOURS(9), "CNLYG");
	e = carrier(&s, "GTIN", HOURS(10), "CNLYG");
	e->load_state = LOAD_EMPTY;
	e->facility = "LNOCT";
	fold_said(&s);
	assert_int_equal(s.facts.list[0]->load_state, LOAD_EMPTY);
	assert_string_equal(s.facts.list[0]->facility, "LNOCT");
	assert_int_equal(s.journey.status, JOURNEY_EMPTY_RETURNED);
	forget(&s);
}

/* ---- the state ---- */

static void a_carriers_later_time_for_the_terminals_gate_in_does_not_win(void **state)
{
	struct said s = {0};

	(void)state;
	terminal(&s, "GTIN", HOURS(9), "CNLYG");
	carrier(&s, "GTIN", HOURS(12), "CNLYG");
	fold_said(&s);
	assert_int_equal(s.journey.since.at, AT(HOURS(9)));
	forget(&s);
}

static void a_late_word_on_an_earlier_fact_does_not_move_the_box_back(void **state)
{
	struct said s = {0};

	(void)state;
	terminal(&s, "GTIN", HOURS(9), "CNLYG");
	terminal(&s, "LOAD", HOURS(11), "CNLYG");
	carrier(&s, "GTIN", HOURS(15), "CNLYG");
	fold_said(&s);
	assert_string_equal(s.journey.code, "LOAD");
	assert_int_equal(s.journey.status, JOURNEY_ON_BOARD);
	forget(&s);
}

static void what_is_told_of_the_way_without_a_vehicle_is_of_the_one_it_is_on(void **state)
{
	static const struct {
		const char *code; /* between the departure and the word of the way */
		enum mode mode;   /* of that word */
		const char *vehicle;
	} rows[] = {
		{NULL, MODE_VESSEL, "BLUE HERON"},
		{NULL, MODE_UNKNOWN, "BLUE HERON"},
		{NULL, MODE_RAIL, NULL},
		{"DISC", MODE_VESSEL, NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct said s = {0};

		by_ship(terminal(&s, "LOAD", HOURS(9), "KRPUS"), "IMO9227273/031W", "BLUE HERON");
		if (rows[i].code)
			by_ship(terminal(&s, rows[i].code, HOURS(20), "CNLYG"), "IMO9227273/031W",
				"BLUE HERON");
		carrier(&s, "WAYP", HOURS(30), "CNQDG")->transport.mode = rows[i].mode;
		fold_said(&s);
		assert_int_equal(s.journey.status, JOURNEY_ON_BOARD);
		assert_true(s.journey.vehicle == rows[i].vehicle ||
			    strcmp(s.journey.vehicle, rows[i].vehicle) == 0);
		forget(&s);
	}
}

static void what_is_stripped_on_the_road_was_delivered_there(void **state)
{
	struct said s = {0};

	(void)state;
	terminal(&s, "GTOT", HOURS(9), "CNLYG");
	carrier(&s, "STRP", HOURS(20), "CNXUZ");
	fold_said(&s);
	assert_int_equal(s.journey.status, JOURNEY_DELIVERED);
	assert_string_equal(s.journey.place, "CNXUZ");
	assert_int_equal(s.facts.count, 3);
	assert_string_equal(s.facts.list[1]->code, "DROP");
	assert_null(s.facts.list[1]->speaker);
	forget(&s);
}

static void what_is_stripped_in_a_terminal_stays_there(void **state)
{
	struct said s = {0};

	(void)state;
	terminal(&s, "GTIN", HOURS(9), "CNLYG");
	terminal(&s, "STRP", HOURS(20), "CNLYG");
	fold_said(&s);
	assert_int_equal(s.journey.status, JOURNEY_IN_TERMINAL);
	assert_string_equal(s.journey.code, "GTIN");
	assert_int_equal(s.facts.count, 2);
	forget(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(observations_of_one_code_place_and_day_are_one_fact),
		cmocka_unit_test(another_facility_load_state_direction_or_vehicle_is_another_fact),
		cmocka_unit_test(another_paper_of_the_same_kind_is_another_fact),
		cmocka_unit_test(a_border_complex_is_one_place),
		cmocka_unit_test(the_window_is_of_the_pair_of_sources_48_hours_from_the_earliest_else),
		cmocka_unit_test(a_fact_does_not_creep),
		cmocka_unit_test(between_observations_of_one_fact_there_is_no_opposite_move),
		cmocka_unit_test(an_opposite_move_that_may_have_been_outside_parts_nothing),
		cmocka_unit_test(two_originals_of_one_sender_are_never_one_fact),
		cmocka_unit_test(drayage_rejections_shuttles_and_restows_stay_apart),
		cmocka_unit_test(holds_notes_damage_and_seals_are_each_their_own),
		cmocka_unit_test(plans_and_what_was_taken_back_are_no_facts),
		cmocka_unit_test(rank_decides_who_speaks),
		cmocka_unit_test(the_terminal_speaks_for_the_gate_and_the_losers_stay_visible),
		cmocka_unit_test(of_equal_rank_the_finer_then_the_later_word_speaks),
		cmocka_unit_test(what_the_speaker_does_not_say_the_others_do),
		cmocka_unit_test(a_carriers_later_time_for_the_terminals_gate_in_does_not_win),
		cmocka_unit_test(a_late_word_on_an_earlier_fact_does_not_move_the_box_back),
		cmocka_unit_test(what_is_told_of_the_way_without_a_vehicle_is_of_the_one_it_is_on),
		cmocka_unit_test(what_is_stripped_on_the_road_was_delivered_there),
		cmocka_unit_test(what_is_stripped_in_a_terminal_stays_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
