/* What a box spent its time on, from its facts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/chance.h"
#include "domain/facts_made.h"
#include "domain/stretch.h"
#include "record/leg.h"

static const char *country(void *self, const char *place)
{
	static const char countries[][3] = {"CN", "KZ", "UZ", "JP"};

	(void)self;
	for (size_t i = 0; i < sizeof countries / sizeof *countries; i++)
		if (strncmp(place, countries[i], 2) == 0)
			return countries[i];
	return NULL;
}

static bool is_border(void *self, const char *place)
{
	return strcmp(complex_of(self, place), place) != 0;
}

static double km(void *self, const char *from, const char *to, enum mode mode)
{
	(void)self;
	return mode == MODE_RAIL && strcmp(from, "UNKNOWN") != 0 && strcmp(to, "UNKNOWN") != 0 ? 4000 : 0;
}

static const struct stretch_world world = {NULL, complex_of, country, is_border, km};

/* A line each: kind, from, to, mode, direction, hours, and ~ before hours that still go on, "?" for them
 * where nobody told. */
static const char *stretches_told(struct said *s, const struct stretch *ahead, instant now)
{
	struct stretch_seen *seen;
	char *told = arena_strdup(&s->arena, "");
	size_t n;

	fold_said(s);
	n = stretches_of(&s->arena, &world, "CSQU3054383", &s->facts, ahead, &seen);
	for (size_t i = 0; i < n; i++) {
		const struct stretch *x = &seen[i].stretch;
		const char *mode = mode_names[x->mode];

		told = arena_printf(&s->arena, "%s%s %s %s %s%s%s ", told, stretch_rows[x->kind].word,
			x->from, x->to, mode ? mode : "-", x->direction[0] ? " " : "", x->direction);
		told = seen[i].untold
			       ? arena_printf(&s->arena, "%s?\n", told)
			       : arena_printf(&s->arena, "%s%s%.1f\n", told, seen[i].entry.running ? "~" : "",
					 seen[i].entry.running
						 ? (double)(now - seen[i].began) / (3600.0 * INSTANT_SECOND)
						 : seen[i].entry.seconds / 3600);
	}
	return told;
}

static struct event *train(struct said *s, const char *code, int hour, const char *place)
{
	bool wide = hour >= 150; /* behind the gauge change */

	return by_rail(railway(s, code, HOURS(hour), place),
		wide ? "TRAIN:900/2026-06-21" : "TRAIN:X8155/2026-06-15", wide ? "94312071" : "5312345");
}

/* From the yard to Tashkent, over the gauge change. */
static void say_trip(struct said *s, bool all)
{
	terminal(s, "GTIN", HOURS(0), "CNLYG")->load_state = LOAD_LADEN;
	train(s, "LOAD", 20, "CNLYG");
	train(s, "DEPA", 24, "CNLYG");
	if (all)
		train(s, "WAYP", 50, "CNSIA");
	train(s, "ARRI", 120, "CNALA");
	train(s, "DISC", 130, "CNALA");
	train(s, "LOAD", 150, "KZDOS");
	if (all)
		train(s, "DEPA", 160, "KZDOS");
	train(s, "ARRI", 260, "UZTAS");
	if (all)
		train(s, "DISC", 270, "UZTAS");
	terminal(s, "GTOT", HOURS(300), "UZTAS")->load_state = LOAD_LADEN;
	say(s, SOURCE_FORWARDER, "FORWARDER", "DROP", HOURS(310), "UZTAS")->load_state = LOAD_LADEN;
}

static void a_trip_is_made_of_its_stretches(void **state)
{
	struct said s = {0};

	(void)state;
	say_trip(&s, true);
	assert_string_equal(stretches_told(&s, NULL, 0),
		"run CNLYG alashankou-dostyk RAIL 96.0\n"
		"run CNSIA alashankou-dostyk RAIL 70.0\n"
		"run alashankou-dostyk UZTAS RAIL 100.0\n"
		"unload alashankou-dostyk alashankou-dostyk RAIL 10.0\n"
		"unload UZTAS UZTAS RAIL 10.0\n"
		"collect UZTAS UZTAS RAIL 30.0\n"
		"transfer alashankou-dostyk alashankou-dostyk RAIL 20.0\n"
		"wait CNLYG CNLYG - 20.0\n"
		"start CNLYG CNLYG RAIL 4.0\n"
		"start alashankou-dostyk alashankou-dostyk RAIL 10.0\n"
		"border alashankou-dostyk alashankou-dostyk RAIL CN-KZ 40.0\n"
		"delivery UZTAS UZTAS - 10.0\n");
	forget(&s);
}

static void an_end_that_nobody_told_of_has_no_length(void **state)
{
	struct said s = {0};
	const char *told;

	(void)state;
	say_trip(&s, false);
	told = stretches_told(&s, NULL, 0);
	assert_non_null(strstr(told, "border alashankou-dostyk alashankou-dostyk RAIL CN-UZ ?\n"));
	assert_non_null(strstr(told, "unload UZTAS UZTAS RAIL ?\n"));
	assert_null(strstr(told, "collect"));
	assert_null(strstr(told, "run alashankou"));
	forget(&s);
	train(&s, "DEPA", 0, "CNLYG");
	train(&s, "DISC", 90, "CNSIA");
	assert_string_equal(stretches_told(&s, NULL, 0), "run CNLYG CNSIA RAIL ?\n");
	forget(&s);
}

/* A shuttle between the two sides is no crossing of its own, and no run goes past a border. */
static void a_border_is_entered_and_left_once(void **state)
{
	struct said s = {0};
	const char *told;

	(void)state;
	train(&s, "DEPA", 0, "UZTAS");
	train(&s, "ARRI", 100, "KZDOS");
	train(&s, "DEPA", 130, "KZDOS");
	train(&s, "ARRI", 131, "CNALA");
	train(&s, "DEPA", 149, "CNALA");
	told = stretches_told(&s, NULL, 0);
	assert_string_equal(told, "run UZTAS alashankou-dostyk RAIL 100.0\n"
				  "border alashankou-dostyk alashankou-dostyk RAIL KZ-CN 49.0\n");
	by_rail(railway(&s, "ARRI", HOURS(180), "CNSIA"), "TRAIN:X8155/2026-06-15", "5312345");
	told = stretches_told(&s, NULL, 0);
	assert_string_equal(told, "run UZTAS alashankou-dostyk RAIL 100.0\n"
				  "run alashankou-dostyk CNSIA RAIL 31.0\n"
				  "border alashankou-dostyk alashankou-dostyk RAIL KZ-CN 49.0\n");
	forget(&s);
}

static void the_stretch_under_way_runs_where_the_itinerary_leads(void **state)
{
	const struct stretch run = {STRETCH_RUN, "CNSIA", "alashankou-dostyk", MODE_RAIL, ""},
			     border = {STRETCH_BORDER, "alashankou-dostyk", "alashankou-dostyk", MODE_RAIL,
				     "CN-KZ"};
	struct said s = {0};

	(void)state;
	train(&s, "DEPA", 0, "CNLYG");
	train(&s, "WAYP", 26, "CNSIA");
	assert_string_equal(stretches_told(&s, &run, AT(HOURS(60))),
		"run CNLYG alashankou-dostyk RAIL ~60.0\nrun CNSIA alashankou-dostyk RAIL ~34.0\n");
	assert_string_equal(stretches_told(&s, NULL, AT(HOURS(60))), "");
	train(&s, "ARRI", 90, "CNALA");
	assert_non_null(strstr(stretches_told(&s, &border, AT(HOURS(130))),
		"border alashankou-dostyk alashankou-dostyk RAIL CN-KZ ~40.0\n"));
	train(&s, "DEPA", 131, "CNALA");
	train(&s, "ARRI", 132, "KZDOS");
	assert_non_null(strstr(stretches_told(&s, &border, AT(HOURS(140))),
		"border alashankou-dostyk alashankou-dostyk RAIL CN-KZ ~50.0\n"));
	forget(&s);
}

static void empties_and_what_is_gainsaid_teach_nothing(void **state)
{
	struct said s = {0};

	(void)state;
	terminal(&s, "GTIN", HOURS(0), "CNLYG")->load_state = LOAD_EMPTY;
	train(&s, "LOAD", 20, "CNLYG")->load_state = LOAD_EMPTY;
	assert_string_equal(stretches_told(&s, NULL, 0), "");
	forget(&s);
	train(&s, "LOAD", 0, "CNLYG");
	train(&s, "DEPA", 10, "CNLYG");
	by_ship(carrier(&s, "LOAD", HOURS(12), "CNLYG"), "IMO9227273/031W", "ONE");
	by_ship(carrier(&s, "DEPA", HOURS(14), "CNLYG"), "IMO9227273/031W", "ONE");
	train(&s, "ARRI", 50, "CNSIA");
	by_ship(carrier(&s, "ARRI", HOURS(60), "JPOSA"), "IMO9227273/031W", "ONE");
	assert_non_null(strstr(facts_told(&s), "LOAD! DEPA"));
	assert_string_equal(stretches_told(&s, NULL, 0), "run CNLYG CNSIA VESSEL ?\n"
							 "run CNLYG JPOSA VESSEL ?\n"
							 "start CNLYG CNLYG RAIL 10.0\n");
	forget(&s);
}

static void an_end_that_is_gainsaid_has_no_length(void **state)
{
	struct said s = {0};
	struct stretch_seen *seen;
	size_t n;

	(void)state;
	train(&s, "DEPA", 0, "CNLYG");
	train(&s, "ARRI", 50, "CNSIA");
	fold_said(&s);
	s.facts.list[1]->conflicts_with = s.facts.list[0];
	n = stretches_of(&s.arena, &world, "CSQU3054383", &s.facts, NULL, &seen);
	assert_true(n == 1 && seen->untold);
	forget(&s);
}

static void who_begins_anew_has_not_been_at_it_since_before(void **state)
{
	struct said s = {0};

	(void)state;
	train(&s, "ARRI", 0, "CNSIA");
	train(&s, "ARRI", 100, "CNSIA");
	train(&s, "DISC", 110, "CNSIA");
	assert_string_equal(stretches_told(&s, NULL, 0), "unload CNSIA CNSIA RAIL 10.0\n");
	forget(&s);
}

static void no_stretch_spans_what_lay_between(void **state)
{
	struct said s = {0};

	(void)state;
	train(&s, "ARRI", 0, "CNSIA"); /* it went on, and came back */
	train(&s, "ARRI", 60, "CNLYG");
	train(&s, "DISC", 149, "CNSIA");
	assert_string_equal(stretches_told(&s, NULL, 0), "");
	forget(&s);
	train(&s, "LOAD", 0, "CNSIA");
	train(&s, "WAYP", 60, "CNLYG");
	train(&s, "DEPA", 149, "CNSIA");
	assert_string_equal(stretches_told(&s, NULL, 0), "");
	forget(&s);
	train(&s, "ARRI", 0, "CNALA"); /* over the border, and back over it */
	train(&s, "ARRI", 50, "UZTAS");
	train(&s, "ARRI", 100, "KZDOS");
	train(&s, "DEPA", 140, "CNALA");
	assert_string_equal(stretches_told(&s, NULL, 0),
		"border alashankou-dostyk alashankou-dostyk RAIL CN-UZ ?\n"
		"border alashankou-dostyk alashankou-dostyk RAIL KZ-CN 40.0\n");
	forget(&s);
	terminal(&s, "GTOT", 0, "CNSIA")->load_state = LOAD_LADEN;
	terminal(&s, "PICK", HOURS(90), "CNLYG")->load_state = LOAD_LADEN;
	terminal(&s, "GTIN", HOURS(100), "CNLYG")->load_state = LOAD_LADEN;
	assert_non_null(strstr(stretches_told(&s, NULL, 0), "haul CNLYG CNLYG - 10.0\n"));
	assert_null(strstr(stretches_told(&s, NULL, 0), "100.0"));
	forget(&s);
}

static void what_is_told_late_is_known_to_be(void **state)
{
	struct said s = {0};
	struct stretch_seen *seen;
	struct event *e;

	(void)state;
	train(&s, "DEPA", 0, "CNLYG");
	e = train(&s, "ARRI", 50, "CNSIA");
	e->said = e->happened.at + 5 * 3600 * INSTANT_SECOND;
	fold_said(&s);
	assert_int_equal(stretches_of(&s.arena, &world, "CSQU3054383", &s.facts, NULL, &seen), 1);
	assert_true(seen->entry.told_late == 5 * 3600);
	assert_true(seen->began == AT(0));
	/* Another box of the train is the same passing. */
	assert_int_equal(stretches_of(&s.arena, &world, "MSKU1234565", &s.facts, NULL, &seen), 1);
	assert_true(seen->entry.passing == tally_passing("TRAIN:X8155/2026-06-15", 0));
	forget(&s);
}

static void in_any_order_the_same_is_learned(void **state)
{
	struct said s = {0};
	struct chance c = {11};
	char *first = NULL;

	(void)state;
	for (int round = 0; round < 20; round++) {
		const char *told;

		say_trip(&s, true);
		for (size_t i = s.count - 1; i > 0; i--) {
			size_t k = chance_below(&c, i + 1);
			struct event kept = s.events[i];

			s.events[i] = s.events[k];
			s.events[k] = kept;
		}
		told = stretches_told(&s, NULL, 0);
		first = first ? first : strdup(told);
		assert_string_equal(told, first);
		forget(&s);
	}
	free(first);
}

static struct event told_ahead(const char *sender, enum classifier c, int said, int at)
{
	struct event e = {.subject = "TRAIN:X8155/2026-06-15",
		.code = "ARRI",
		.classifier = c,
		.place = "KZDOS",
		.sender = sender,
		.said = AT(HOURS(said)),
		.happened = {.at = AT(HOURS(at))},
		.transport = {.key = "TRAIN:X8155/2026-06-15", .mode = MODE_RAIL}};

	return e;
}

static void tellings_are_held_against_what_came(void **state)
{
	struct event told[] = {told_ahead("LINE", CLASSIFIER_EST, 30, 100),
		told_ahead("LINE", CLASSIFIER_EST, 119, 118), told_ahead("KTZ", CLASSIFIER_PLN, -300, 130),
		told_ahead("LINE", CLASSIFIER_EST, 140, 150), told_ahead("LINE", CLASSIFIER_EST, 30, 100)};
	const struct event *events[] = {&told[0], &told[1], &told[2], &told[3], &told[4]};
	struct said s = {0};
	struct stretch_seen *seen;
	size_t n;

	(void)state;
	told[4].subject = told[4].transport.key = "TRAIN:OTHER/2026-06-15";
	told[1].transport.key = "TRAIN:86110123456/2026-06-15"; /* its own train, by another name */
	told[1].via = told[1].transport.key;
	say_trip(&s, true);
	fold_said(&s);
	n = stretch_tellings(&s.arena, &world, &s.facts, events, 5, &seen);
	/* said once it had come, and of another train: not of this */
	assert_int_equal(n, 5 + 3 + 1);
	for (size_t i = 0; i < 5; i++) { /* it came ten hours before: at 6 hours it did not stand any more */
		static const char *const leads[] = {"longer", "14d", "7d", "3d", "1d"};

		assert_int_equal(seen[i].stretch.kind, STRETCH_PLAN);
		assert_string_equal(seen[i].stretch.from, "KTZ");
		assert_string_equal(seen[i].stretch.direction, leads[i]);
		assert_true(seen[i].entry.seconds == -10 * 3600);
	}
	for (size_t i = 5; i < 8; i++) { /* and said anew when it was nearly there */
		static const char *const leads[] = {"3d", "1d", "6h"};

		assert_int_equal(seen[i].stretch.kind, STRETCH_ESTIMATE);
		assert_string_equal(seen[i].stretch.from, "LINE");
		assert_string_equal(seen[i].stretch.to, "ARRI alashankou-dostyk");
		assert_string_equal(seen[i].stretch.direction, leads[i - 5]);
		assert_true(seen[i].entry.seconds == 20 * 3600);
	}
	assert_string_equal(seen[8].stretch.direction, "6h");
	assert_true(seen[8].entry.seconds == 2 * 3600);
	forget(&s);
}

static struct event itinerary(struct arena *a, int said, int arrives)
{
	static const char *remarks[2];
	static int told;
	struct leg leg = {.mode = MODE_RAIL,
		.from = "CNLYG",
		.to = "KZDOS",
		.transport = "TRAIN:X1/2026-06-15",
		.departs.at = INSTANT_NONE,
		.arrives = {.at = AT(HOURS(arrives)), .precision = PRECISION_MINUTE},
		.cut_off = INSTANT_NONE};
	const char **remark = &remarks[told++ % 2];

	*remark = leg_write(a, &leg);
	return (struct event){.subject = "CSQU3054383",
		.code = EVENT_ITINERARY,
		.classifier = CLASSIFIER_PLN,
		.sender = "FORWARDER",
		.said = AT(HOURS(said)),
		.happened.at = INSTANT_NONE,
		.remarks = remark,
		.remark_count = 1};
}

/* Whatever it took; until another one was told. */
static void itineraries_are_held_against_what_came_while_they_stood(void **state)
{
	struct said s = {0};
	struct event told[] = {itinerary(&s.arena, 20, 60), itinerary(&s.arena, 40, 110)};
	const struct event *events[] = {&told[0], &told[1]};
	struct stretch_seen *seen;

	(void)state;
	say_trip(&s, true);
	fold_said(&s);
	assert_int_equal(stretch_tellings(&s.arena, &world, &s.facts, events, 2, &seen), 2 + 3);
	assert_string_equal(seen[0].stretch.direction, "3d"); /* 40 hours before, and 20 */
	assert_string_equal(seen[1].stretch.direction, "1d");
	assert_true(seen[0].entry.seconds == 60 * 3600 && seen[1].entry.seconds == 60 * 3600);
	for (size_t i = 2; i < 5; i++) {
		assert_string_equal(seen[i].stretch.from, "FORWARDER");
		assert_int_equal(seen[i].stretch.kind, STRETCH_PLAN);
		assert_true(seen[i].entry.seconds == 10 * 3600);
	}
	assert_string_equal(seen[2].stretch.direction, "3d");
	assert_string_equal(seen[4].stretch.direction, "6h");
	forget(&s);
}

static void pools_are_of_like_stretches(void **state)
{
	static const struct {
		struct stretch stretch;
		enum stretch_pool which;
		double scale;
		const char *from, *direction;
	} rows[] = {
		{{STRETCH_RUN, "CNLYG", "CNSIA", MODE_RAIL, ""}, STRETCH_OWN, 1, "CNLYG", ""},
		{{STRETCH_RUN, "CNLYG", "CNSIA", MODE_RAIL, ""}, STRETCH_CORRIDOR, 4, "", "CN-CN"},
		{{STRETCH_RUN, "CNLYG", "CNSIA", MODE_RAIL, ""}, STRETCH_MODE, 4, "", ""},
		{{STRETCH_RUN, "CNLYG", "UNKNOWN", MODE_RAIL, ""}, STRETCH_MODE, 0, "", ""},
		{{STRETCH_COLLECT, "UZTAS", "UZTAS", MODE_RAIL, ""}, STRETCH_CORRIDOR, 1, "", "UZ-UZ"},
		{{STRETCH_COLLECT, "UZTAS", "UZTAS", MODE_RAIL, ""}, STRETCH_MODE, 1, "", ""},
		{{STRETCH_BORDER, "khorgos", "khorgos", MODE_RAIL, "CN-KZ"}, STRETCH_CORRIDOR, 1, "",
			"CN-KZ"},
		{{STRETCH_BORDER, "khorgos", "khorgos", MODE_RAIL, "CN-KZ"}, STRETCH_MODE, 1, "", ""},
		{{STRETCH_ESTIMATE, "LINE", "ARRI KZALA", MODE_RAIL, "1d"}, STRETCH_CORRIDOR, 1, "LINE",
			"1d"},
		{{STRETCH_ESTIMATE, "LINE", "ARRI", MODE_RAIL, "1d"}, STRETCH_CORRIDOR, 0, NULL, NULL},
		{{STRETCH_ESTIMATE, "LINE", "ARRI KZALA", MODE_RAIL, "1d"}, STRETCH_MODE, 0, NULL, NULL},
		{{STRETCH_HELD, "", "arrival", MODE_UNKNOWN, ""}, STRETCH_CORRIDOR, 0, NULL, NULL},
	};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct stretch pool;
		double scale = stretch_pool(&world, &rows[i].stretch, rows[i].which, &a, &pool);

		if (scale != rows[i].scale ||
			(scale > 0 && (strcmp(pool.from, rows[i].from) != 0 ||
					      strcmp(pool.direction, rows[i].direction) != 0)))
			fail_msg("row %zu: %g %s %s", i, scale, pool.from, pool.direction);
	}
	arena_free(&a);
}

static void a_pool_counts_a_thousand_kilometres(void **state)
{
	static struct tally t;
	struct stretch_seen seen = {.entry = {.seconds = 40 * 3600, .passing = 1, .told_late = -1}};

	(void)state;
	stretch_count(&t, &seen, 4, 1);
	assert_int_equal(t.ended[tally_class(10 * 3600)], 1);
	seen.untold = true;
	stretch_count(&t, &seen, 4, 1);
	assert_int_equal(t.untold, 1);
	stretch_count(&t, &seen, 4, -1);
	seen.untold = false;
	stretch_count(&t, &seen, 4, -1);
	assert_memory_equal(&t, &(struct tally){0}, sizeof t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_trip_is_made_of_its_stretches),
		cmocka_unit_test(an_end_that_nobody_told_of_has_no_length),
		cmocka_unit_test(a_border_is_entered_and_left_once),
		cmocka_unit_test(the_stretch_under_way_runs_where_the_itinerary_leads),
		cmocka_unit_test(empties_and_what_is_gainsaid_teach_nothing),
		cmocka_unit_test(an_end_that_is_gainsaid_has_no_length),
		cmocka_unit_test(who_begins_anew_has_not_been_at_it_since_before),
		cmocka_unit_test(no_stretch_spans_what_lay_between),
		cmocka_unit_test(what_is_told_late_is_known_to_be),
		cmocka_unit_test(in_any_order_the_same_is_learned),
		cmocka_unit_test(tellings_are_held_against_what_came),
		cmocka_unit_test(itineraries_are_held_against_what_came_while_they_stood),
		cmocka_unit_test(pools_are_of_like_stretches),
		cmocka_unit_test(a_pool_counts_a_thousand_kilometres),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
