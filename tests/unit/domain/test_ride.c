#include "domain/ride.h"

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

static void tell_hour(struct text *out, instant at)
{
	if (at == INSTANT_NONE)
		text_add(out, " still", 6);
	else
		text_printf(out, " %d", (int)((at - HOURS(0)) / INSTANT_SECOND / 3600));
}

static void tell_spans(struct text *out, const struct ride_span *spans, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		text_printf(
			out, "%s %s %s", word(spans[i].wagon), word(spans[i].train), word(spans[i].place));
		tell_hour(out, spans[i].since);
		tell_hour(out, spans[i].until);
		text_printf(out, "%s\n", spans[i].classifier == CLASSIFIER_ACT ? "" : " planned");
	}
}

static void tell_rides(struct text *out, struct rail_known *k)
{
	const struct event **own;
	struct ride_span *spans;
	size_t n = rail_own(k, &own);

	tell_spans(out, spans, ride_spans(k->a, own, NULL, n, &spans));
}

static void tell_consist(struct text *out, struct rail_known *k)
{
	const struct event *const *own;
	struct ride_span *spans;
	size_t n = rail_events_of(k, RIDE_WAGON WAGON_RU, &own);

	tell_spans(out, spans, consist_spans(k->a, own, NULL, n, &spans));
}

/* The timeline: own events and what is borrowed, in order. */
static void tell_timeline(struct text *out, struct rail_known *k)
{
	struct ride_world w = rail_world(k);
	const struct event **own, **all;
	struct event *borrowed;
	size_t n = rail_own(k, &own), more = ride_borrow(k->a, &w, BOX, own, NULL, n, &borrowed);
	struct journey j;

	all = arena_alloc_array(k->a, n + more + 1, sizeof *all);
	for (size_t i = 0; i < n; i++)
		all[i] = own[i];
	for (size_t i = 0; i < more; i++)
		all[n + i] = &borrowed[i];
	journey_fold(&j, k->a, NULL, all, n + more, NULL);
	for (size_t i = 0; i < n + more; i++)
		text_printf(out, "%s %s%s%s\n", all[i]->code, word(all[i]->place), all[i]->via ? " via " : "",
			all[i]->via ? all[i]->via : "");
	text_printf(out, "%s %s on %s\n", journey_status_words[j.status], word(j.place), word(j.wagon));
}

static struct event on_box(
	const char *code, int hour, const char *place, const char *wagon, const char *train)
{
	return rail_event(BOX, code, hour, place, wagon, train);
}

static struct event on_wagon(const char *code, int hour, const char *place, const char *train)
{
	return rail_event(RIDE_WAGON WAGON_RU, code, hour, place, NULL, train);
}

static struct event planned(struct event e)
{
	e.classifier = CLASSIFIER_PLN;
	return e;
}

static struct event placed(struct event e, const char *place)
{
	e.stowage = place;
	return e;
}

static void assert_told(const struct event *events, size_t n, rail_teller *tell, const char *expected)
{
	struct text out = TEXT_INIT;

	told_in_all_orders(&out, events, n, tell);
	assert_string_equal(text_string(&out), expected);
	text_free(&out);
}

#define TOLD(events, tell, expected) assert_told(events, sizeof(events) / sizeof *(events), tell, expected)

static void a_box_rides_from_its_loading_to_its_unloading(void **state)
{
	const struct event events[] = {
		placed(on_box("LOAD", 1, "XLYGB", WAGON_CR, X8155), "2x20:1"),
		on_box("ARRI", 70, "CNAKL", "5312345", NULL),
		on_box("DISC", 90, "CNAKL", WAGON_CR, NULL),
		placed(on_box("LOAD", 96, "KZDOS", "94 312 071", NULL), "2x20:2"),
		on_box("ABRD", 97, "KZDOS", NULL, INDEX042),
	};

	(void)state;
	TOLD(events, tell_rides,
		WAGON_CR " " X8155 " 2x20:1 1 90\n" WAGON_RU " " INDEX042 " 2x20:2 96 still\n");
}

static void another_wagon_ends_a_ride_and_so_does_a_truck(void **state)
{
	const struct event events[] = {
		on_box("LOAD", 1, "XLYGB", WAGON_CR, NULL),
		on_box("WAYP", 20, "CNURC", "5312346", NULL),
		rail_event(BOX, "GTOT", 40, "CNURC", NULL, NULL),
	};
	struct event by_truck[3];

	(void)state;
	memcpy(by_truck, events, sizeof by_truck);
	by_truck[2].transport.mode = MODE_TRUCK;
	TOLD(by_truck, tell_rides, WAGON_CR " - - 1 20\n5312346 - - 20 40\n");
}

static void who_unloads_another_wagon_speaks_of_what_was(void **state)
{
	const struct event events[] = {
		on_box("LOAD", 1, "XLYGB", WAGON_CR, NULL),
		on_box("LOAD", 96, "KZDOS", WAGON_RU, NULL),
		on_box("HAND", 97, "KZDOS", WAGON_CR, NULL),
		on_box("DISC", 98, "CNAKL", WAGON_CR, NULL),
	};

	(void)state;
	TOLD(events, tell_rides, WAGON_CR " - - 1 96\n" WAGON_RU " - - 96 still\n");
}

static void who_unloads_another_wagon_of_that_gauge_has_it_off_whatever_the_list_said(void **state)
{
	const struct event events[] = {
		on_box("LOAD", 1, "XLYGB", WAGON_CR, NULL),
		on_box("DISC", 96, "KZDOS", "5399999", NULL),
		rail_event(RIDE_WAGON WAGON_CR, "ARRI", 100, "CNXZH", NULL, NULL),
	};

	(void)state;
	TOLD(events, tell_rides, WAGON_CR " - - 1 96\n");
	TOLD(events, tell_timeline, "LOAD XLYGB\nDISC KZDOS\nin-terminal KZDOS on -\n");
}

static void a_plan_ends_no_actual_ride(void **state)
{
	const struct event events[] = {
		on_box("LOAD", 1, "XLYGB", WAGON_CR, X8155),
		planned(on_box("DISC", 50, "CNAKL", WAGON_CR, NULL)),
		planned(on_box("LOAD", 60, "KZDOS", WAGON_RU, NULL)),
		rail_event(RIDE_WAGON WAGON_CR, "ARRI", 70, "CNAKL", NULL, NULL),
		on_wagon("DEPA", 80, "KZDOS", NULL),
	};

	(void)state;
	TOLD(events, tell_rides, WAGON_CR " " X8155 " - 1 still\n" WAGON_RU " - - 60 still planned\n");
	TOLD(events, tell_timeline,
		"LOAD XLYGB\nDISC CNAKL\nLOAD KZDOS\nARRI CNAKL via WAGON:5312345\non-board CNAKL on "
		"5312345\n");
}

static void road_vehicles_and_odd_numbers_are_no_wagons(void **state)
{
	struct event events[] = {
		on_box("GTOT", 1, "CNURC", "1234567", NULL),
		on_box("LOAD", 2, "CNURC", "ABC", NULL),
		on_box("LOAD", 3, "CNURC", "X70 5312345", NULL),
		on_box("LOAD", 4, "CNURC", "33 51 4551 234-9", NULL),
	};

	(void)state;
	events[0].transport.mode = MODE_TRUCK;
	TOLD(events, tell_rides, "5312345 - - 3 4\n335145512349 - - 4 still\n");
	assert_false(ride_names(&events[0]));
	assert_false(ride_names(&events[1]));
	assert_true(ride_names(&events[2]));
}

static void a_wagon_is_in_a_train_until_it_is_set_out(void **state)
{
	const struct event events[] = {
		placed(on_wagon("ABRD", 97, "KZDOS", INDEX042), "01"),
		on_wagon("WAYP", 120, "KZAGY", NULL),
		on_wagon("DISC", 150, "KZPAV", INDEX042),
		on_wagon("DEPA", 170, "KZPAV", "TRAIN:2204/2026-06-22"),
		planned(on_wagon("ABRD", 180, "RUOMS", "TRAIN:2206/2026-06-23")),
	};

	(void)state;
	TOLD(events, tell_consist,
		WAGON_RU " " INDEX042 " 01 97 150\n" WAGON_RU " TRAIN:2204/2026-06-22 - 170 still\n" WAGON_RU
			 " TRAIN:2206/2026-06-23 - 180 still planned\n");
}

static void what_a_wagon_and_its_train_tell_is_the_boxs_too(void **state)
{
	const struct event events[] = {
		on_box("LOAD", 96, "KZDOS", WAGON_RU, NULL),
		on_wagon("ARRI", 95, "KZDOS", NULL), /* before it was on it */
		on_wagon("ABRD", 97, "KZDOS", INDEX042), on_wagon("WAYP", 120, "KZAGY", NULL),
		rail_event(INDEX042, "ARRI", 200, "XBYBS", NULL, NULL),
		on_box("DISC", 210, "XBYBS", WAGON_RU, NULL),
		on_wagon("DEPA", 220, "XBYBS", NULL), /* without it */
	};

	(void)state;
	TOLD(events, tell_timeline,
		"LOAD KZDOS\nABRD KZDOS via WAGON:94312071\nWAYP KZAGY via WAGON:94312071\n"
		"ARRI XBYBS via " INDEX042 "\nDISC XBYBS\nin-terminal XBYBS on -\n");
}

static void a_box_stays_with_its_wagon_when_that_is_set_out(void **state)
{
	const struct event events[] = {
		on_box("LOAD", 1, "XLYGB", WAGON_RU, X8155),
		rail_event(X8155, "DEPA", 5, "XLYGB", NULL, NULL),
		rail_event(X8155, "ARRI", 20, "CNURC", NULL, NULL),
		on_wagon("DISC", 21, "CNURC", X8155),
		rail_event(X8155, "ARRI", 70, "CNAKL", NULL, NULL),
		on_wagon("DEPA", 80, "CNURC", NULL),
	};

	(void)state;
	TOLD(events, tell_timeline,
		"LOAD XLYGB\nDEPA XLYGB via " X8155 "\nARRI CNURC via " X8155
		"\nDEPA CNURC via WAGON:94312071\non-board CNURC on 94312071\n");
}

static void what_the_box_tells_itself_is_not_borrowed(void **state)
{
	const struct event events[] = {
		on_box("LOAD", 1, "XLYGB", WAGON_RU, X8155),
		on_wagon("ABRD", 2, "XLYGB", X8155), /* the loading says so */
		on_box("ARRI", 70, "CNAKL", WAGON_RU, NULL),
		on_wagon("ARRI", 60, "KZDOS", NULL),                /* the same border, within two days */
		rail_event(X8155, "ARRI", 71, "CNAKL", NULL, NULL), /* its train's arrival */
		on_wagon("ARRI", 130, "CNAKL", NULL),               /* another time */
	};

	(void)state;
	TOLD(events, tell_timeline,
		"LOAD XLYGB\nARRI CNAKL\nARRI CNAKL via WAGON:94312071\non-board CNAKL on 94312071\n");
}

static void one_fact_told_twice_of_a_wagon_is_borrowed_once(void **state)
{
	struct event events[] = {
		on_box("LOAD", 1, "XLYGB", WAGON_RU, X8155), on_wagon("ARRI", 70, "CNAKL", NULL),
		on_wagon("ARRI", 70, "CNAKL", NULL), rail_event(X8155, "ARRI", 72, "CNAKL", NULL, NULL),
		on_wagon("ARRI", 72, "CNURC", NULL), /* elsewhere */
	};

	(void)state;
	events[2].said = HOURS(90);
	events[2].id[0] ^= 1;
	TOLD(events, tell_timeline,
		"LOAD XLYGB\nARRI CNAKL via WAGON:94312071\nARRI CNURC via WAGON:94312071\n"
		"on-board CNURC on 94312071\n");
}

static void what_was_taken_back_of_a_wagon_is_not_borrowed(void **state)
{
	struct event events[] = {
		on_box("LOAD", 1, "XLYGB", WAGON_RU, NULL),
		on_wagon("ARRI", 70, "CNAKL", NULL),
		on_wagon("ARRI", 71, "CNAKL", NULL),
		on_wagon("WAYP", 40, "CNURC", NULL),
	};

	(void)state;
	events[1].document = events[2].document = "D1";
	events[2].function = FUNCTION_CANCEL;
	/* a wagon's replacement takes back nothing of the box */
	events[3].function = FUNCTION_REPLACE;
	events[3].document = events[0].document = "D2";
	TOLD(events, tell_timeline,
		"LOAD XLYGB\nWAYP CNURC via WAGON:94312071\non-board CNURC on 94312071\n");
}

static void a_ride_without_an_end_is_forgotten(void **state)
{
	const struct event events[] = {
		on_box("LOAD", 1, "XLYGB", WAGON_RU, NULL),
		on_wagon("ARRI", 60 * 24, "CNAKL", NULL),
		on_wagon("ARRI", 61 * 24, "CNURC", NULL),
	};

	(void)state;
	TOLD(events, tell_timeline,
		"LOAD XLYGB\nARRI CNAKL via WAGON:94312071\non-board CNAKL on 94312071\n");
}

static void a_borrowed_event_tells_of_the_box(void **state)
{
	struct event load = on_box("LOAD", 1, "XLYGB", WAGON_RU, X8155),
		     wayp = on_wagon("WAYP", 40, "CNURC", NULL);
	const struct event *list[] = {&load, &wayp}, *own[] = {&load};
	struct arena a = ARENA_INIT;
	struct rail_known k = {&a, list, 2};
	struct ride_world w = rail_world(&k);
	struct event *borrowed;

	(void)state;
	load.load_state = LOAD_LADEN;
	load.stowage = "2x20:2";
	wayp.size_type = "X70";
	assert_int_equal(ride_borrow(&a, &w, BOX, own, NULL, 1, &borrowed), 1);
	assert_string_equal(borrowed->subject, BOX);
	assert_int_equal(borrowed->subject_kind, SUBJECT_CONTAINER);
	assert_int_equal(borrowed->load_state, LOAD_LADEN);
	assert_string_equal(borrowed->transport.wagon, WAGON_RU);
	assert_string_equal(borrowed->transport.key, X8155);
	assert_string_equal(borrowed->stowage, "2x20:2");
	assert_null(borrowed->size_type);
	assert_memory_equal(borrowed->id, wayp.id, 16);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_box_rides_from_its_loading_to_its_unloading),
		cmocka_unit_test(another_wagon_ends_a_ride_and_so_does_a_truck),
		cmocka_unit_test(who_unloads_another_wagon_speaks_of_what_was),
		cmocka_unit_test(who_unloads_another_wagon_of_that_gauge_has_it_off_whatever_the_list_said),
		cmocka_unit_test(a_plan_ends_no_actual_ride),
		cmocka_unit_test(road_vehicles_and_odd_numbers_are_no_wagons),
		cmocka_unit_test(a_wagon_is_in_a_train_until_it_is_set_out),
		cmocka_unit_test(what_a_wagon_and_its_train_tell_is_the_boxs_too),
		cmocka_unit_test(a_box_stays_with_its_wagon_when_that_is_set_out),
		cmocka_unit_test(what_the_box_tells_itself_is_not_borrowed),
		cmocka_unit_test(one_fact_told_twice_of_a_wagon_is_borrowed_once),
		cmocka_unit_test(what_was_taken_back_of_a_wagon_is_not_borrowed),
		cmocka_unit_test(a_ride_without_an_end_is_forgotten),
		cmocka_unit_test(a_borrowed_event_tells_of_the_box),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
