#include "domain/exception.h"
#include "domain/findings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "trip_made.h"

#define SHIP       "IMO9227273/031W"
#define TRAIN      "TRAIN:X8155/2026-06-20"
#define NEXT_TRAIN "TRAIN:X8157/2026-06-22"

static instant source_heard;

static instant heard(void *self, const char *sender)
{
	(void)self;
	(void)sender;
	return source_heard;
}

static struct assessment found;
static struct findings findings;
static bool (*changes_gauge)(void *self, const char *place);

/* "misdirected@TRAIN:... silent": what is wrong at that hour. */
static const char *wrong_at(struct story *s, int hour)
{
	struct ride_world *ride = arena_alloc(&s->arena, sizeof *ride);
	struct itinerary_world *w = arena_alloc(&s->arena, sizeof *w);
	struct situation now = {.heard = heard, .said = INSTANT_NONE};
	const char *told = "";

	*ride = (struct ride_world){s, story_events_of, story_same_train, story_complex};
	*w = (struct itinerary_world){ride, s, story_is_border, story_transfer, changes_gauge};
	itinerary_of(s);
	now.facts = &s->facts;
	now.trip = &s->trips.list[s->trips.count - 1];
	now.itinerary = &s->itinerary;
	now.world = w;
	now.findings = findings.hold_count ? &findings : NULL;
	exceptions_find(&found, &s->arena, &now, HOURS(hour));
	for (size_t i = 0; i < found.count; i++)
		told = arena_printf(&s->arena, "%s%s%s%s%s", told, *told ? " " : "",
			exception_rows[found.list[i].code].code, found.list[i].cause ? "@" : "",
			found.list[i].cause ? found.list[i].cause : "");
	return told;
}

static void is_wrong(struct story *s, int hour, const char *expected)
{
	assert_string_equal(wrong_at(s, hour), expected);
}

/* Osaka to Lianyungang by ship, on to Duisburg by train. */
static void two_legs(struct story *s)
{
	struct leg legs[] = {leg(MODE_VESSEL, "JPOSA", "CNLYG", SHIP, 24, 96),
		leg(MODE_RAIL, "CNLYG", "DEDUI", TRAIN, 144, 480)};

	source_heard = HOURS(10000);
	told_itinerary(s, 0, legs, 2);
}

/* To Lianyungang at that hour, and on with the next train, two days after its own at hour 144. */
static enum rolled_by rolled_after(int came, bool first_leg, const struct hold *hold)
{
	struct story s = {.count = 0};
	struct leg one = leg(MODE_RAIL, "CNLYG", "DEDUI", TRAIN, 144, 480);
	enum rolled_by by_whom = ROLLED_BY;

	if (first_leg)
		told_itinerary(&s, 0, &one, 1);
	else
		two_legs(&s);
	source_heard = HOURS(10000);
	if (came && first_leg)
		tell(&s, "GTIN", "CNLYG", came);
	else if (came)
		by(tell(&s, "DISC", "CNLYG", came), MODE_VESSEL, SHIP);
	by(tell(&s, "LOAD", "CNLYG", 190), MODE_RAIL, NEXT_TRAIN);
	findings = (struct findings){.holds = (struct hold *)hold, .hold_count = hold != NULL};
	wrong_at(&s, 191);
	findings = (struct findings){.hold_count = 0};
	for (size_t i = 0; i < found.count; i++)
		if (found.list[i].code == EXCEPTION_ROLLED)
			by_whom = found.list[i].rolled_by;
	arena_free(&s.arena);
	return by_whom;
}

static void a_roll_over_is_carrier_or_shipper_caused(void **state)
{
	struct event held = {.happened = {.at = HOURS(120)}}, free_again = {.happened = {.at = HOURS(150)}};
	const struct hold hold = {.opened = &held, .lifted = &free_again},
			  before = {.opened = &held, .lifted = &held};

	(void)state;
	assert_int_equal(rolled_after(140, true, NULL), ROLLED_BY_CARRIER);
	assert_int_equal(rolled_after(150, true, NULL), ROLLED_BY_SHIPPER);
	assert_int_equal(rolled_after(150, false, NULL), ROLLED_BY_CONNECTION);
	assert_int_equal(rolled_after(140, true, &hold), ROLLED_BY_HOLD);
	assert_int_equal(rolled_after(140, true, &before), ROLLED_BY_CARRIER);
	assert_int_equal(rolled_after(0, true, NULL), ROLLED_BY_UNKNOWN);
}

static void nothing_is_wrong_while_all_goes_as_planned(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	two_legs(&s);
	tell(&s, "GTIN", "JPOSA", 20);
	is_wrong(&s, 21, "");
	by(tell(&s, "LOAD", "JPOSA", 24), MODE_VESSEL, SHIP);
	is_wrong(&s, 90, "");
	by(tell(&s, "DISC", "CNLYG", 97), MODE_VESSEL, SHIP);
	is_wrong(&s, 100, "");
	by(tell(&s, "LOAD", "CNLYG", 140), MODE_RAIL, TRAIN);
	is_wrong(&s, 145, "");
	arena_free(&s.arena);
}

static void misdirected_ends_with_a_new_itinerary(void **state)
{
	struct story s = {.count = 0};
	struct leg on = leg(MODE_RAIL, "CNTAO", "DEDUI", NEXT_TRAIN, 200, 500);

	(void)state;
	two_legs(&s);
	by(tell(&s, "LOAD", "JPOSA", 24), MODE_VESSEL, SHIP);
	by(tell(&s, "DISC", "CNTAO", 90), MODE_VESSEL, SHIP);
	is_wrong(&s, 91, "misdirected@" SHIP);
	told_itinerary(&s, 120, &on, 1);
	is_wrong(&s, 121, "");
	arena_free(&s.arena);
}

static void what_was_to_come_after_it_went_astray_is_not_told_apart(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	two_legs(&s);
	by(tell(&s, "LOAD", "JPOSA", 24), MODE_VESSEL, SHIP);
	by(tell(&s, "DISC", "CNTAO", 90), MODE_VESSEL, SHIP);
	call(&s, TRAIN, MODE_RAIL, "DEPA", "CNLYG", 144, 145)->classifier = CLASSIFIER_ACT;
	is_wrong(&s, 200, "misdirected@" SHIP); /* that its train left without it follows */
	arena_free(&s.arena);
}

static void a_missed_connection_is_told_ahead_and_taken_back(void **state)
{
	struct story s = {.transfer = 24 * 3600 * INSTANT_SECOND};

	(void)state;
	two_legs(&s);
	by(tell(&s, "LOAD", "JPOSA", 24), MODE_VESSEL, SHIP);
	call(&s, SHIP, MODE_VESSEL, "ARRI", "CNLYG", 130, 30);
	is_wrong(&s, 40, "missed-connection@" SHIP);
	assert_true(found.list[0].since == HOURS(30));
	assert_true(found.list[0].by == 10 * 3600 * INSTANT_SECOND);
	call(&s, SHIP, MODE_VESSEL, "ARRI", "CNLYG", 110, 50);
	is_wrong(&s, 51, "");
	arena_free(&s.arena);
}

static void a_connection_that_left_while_it_was_on_the_way_is_missed(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	two_legs(&s);
	by(tell(&s, "LOAD", "JPOSA", 24), MODE_VESSEL, SHIP);
	is_wrong(&s, 150, "overdue@" SHIP);
	call(&s, TRAIN, MODE_RAIL, "DEPA", "CNLYG", 146, 148)->classifier = CLASSIFIER_ACT;
	is_wrong(&s, 150, "missed-connection@" SHIP " not-confirmed@" TRAIN " overdue@" SHIP);
	assert_true(found.list[0].since == HOURS(146));
	arena_free(&s.arena);
}

static void or_should_have_left_and_nobody_tells_of_it(void **state)
{
	struct leg legs[] = {leg(MODE_RAIL, "CNLYG", "KZDOS", TRAIN, 0, 100),
		leg(MODE_RAIL, "KZDOS", "UZTAS", NEXT_TRAIN, 110, 300)};
	struct story s = {.count = 0};

	(void)state;
	source_heard = HOURS(10000);
	told_itinerary(&s, 0, legs, 2);
	is_wrong(&s, 122, "overdue@" TRAIN); /* it is on nothing yet */
	by(tell(&s, "LOAD", "CNLYG", 0), MODE_RAIL, TRAIN);
	by(tell(&s, "ARRI", "CNAKL", 80), MODE_RAIL, TRAIN);
	is_wrong(&s, 121, "");
	assert_true(found.again == HOURS(122));
	is_wrong(&s, 122, "missed-connection@" TRAIN);
	assert_true(found.list[0].since == HOURS(110));
	by(tell(&s, "ARRI", "KZDOS", 101), MODE_RAIL, TRAIN); /* told late */
	is_wrong(&s, 123, "");
	arena_free(&s.arena);
}

static void who_is_still_on_the_way_was_not_left_behind(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	two_legs(&s);
	by(tell(&s, "LOAD", "JPOSA", 24), MODE_VESSEL, SHIP);
	call(&s, TRAIN, MODE_RAIL, "DEPA", "CNLYG", 146, 148)->classifier = CLASSIFIER_ACT;
	is_wrong(&s, 146 + 23, "missed-connection@" SHIP " not-confirmed@" TRAIN " overdue@" SHIP);
	is_wrong(&s, 146 + 24, "missed-connection@" SHIP " overdue@" SHIP);
	by(tell(&s, "ARRI", "CNLYG", 139), MODE_VESSEL, SHIP); /* it came in time, whoever lifted it off */
	is_wrong(&s, 146 + 24, "not-loaded@" TRAIN " overdue@" SHIP);
	by(tell(&s, "DISC", "CNLYG", 140), MODE_VESSEL, SHIP);
	is_wrong(&s, 146 + 24, "not-loaded@" TRAIN " overdue@" TRAIN);
	arena_free(&s.arena);
}

static void nor_was_who_is_told_of_on_the_way_since(void **state)
{
	struct leg legs[] = {leg(MODE_RAIL, "CNLYG", "KZDOS", TRAIN, 0, 100),
		leg(MODE_RAIL, "KZDOS", "UZTAS", NEXT_TRAIN, 110, 300)};
	struct story s = {.count = 0};

	(void)state;
	source_heard = HOURS(10000);
	told_itinerary(&s, 0, legs, 2);
	by(tell(&s, "LOAD", "CNLYG", 0), MODE_RAIL, TRAIN);
	by(tell(&s, "ARRI", "KZDOS", 101), MODE_RAIL, TRAIN);
	call(&s, NEXT_TRAIN, MODE_RAIL, "DEPA", "KZDOS", 111, 112)->classifier = CLASSIFIER_ACT;
	is_wrong(&s, 111 + 24, "not-loaded@" NEXT_TRAIN);
	by(tell(&s, "WAYP", "KZALA", 134), MODE_RAIL, TRAIN); /* on another by now, whoever put it there */
	is_wrong(&s, 111 + 24, "overdue@" TRAIN);
	arena_free(&s.arena);
}

static void who_went_over_the_border_or_is_cleared_there_missed_nothing(void **state)
{
	static const char *const codes[] = {"DEPA", "CUSR"}, *const places[] = {"CNAKL", "KZDOS"};
	struct leg legs[] = {leg(MODE_RAIL, "CNLYG", "KZDOS", TRAIN, 0, 100),
		leg(MODE_RAIL, "KZDOS", "UZTAS", NEXT_TRAIN, 110, 300)};

	(void)state;
	source_heard = HOURS(10000);
	for (size_t k = 0; k < 2; k++) {
		struct story s = {.count = 0};

		told_itinerary(&s, 0, legs, 2);
		by(tell(&s, "LOAD", "CNLYG", 0), MODE_RAIL, TRAIN);
		by(tell(&s, "ARRI", "CNAKL", 80), MODE_RAIL, TRAIN);
		call(&s, NEXT_TRAIN, MODE_RAIL, "DEPA", "KZDOS", 111, 112)->classifier = CLASSIFIER_ACT;
		is_wrong(&s, 115, "missed-connection@" TRAIN " not-confirmed@" NEXT_TRAIN);
		by(tell(&s, codes[k], places[k], 100), k ? MODE_UNKNOWN : MODE_RAIL, k ? NULL : TRAIN);
		is_wrong(&s, 115, "not-confirmed@" NEXT_TRAIN);
		arena_free(&s.arena);
	}
}

static void who_left_by_a_gate_is_on_a_truck_said_or_not(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	source_heard = HOURS(10000);
	tell(&s, "GTIN", "CNLYG", 90);
	tell(&s, "GTOT", "CNLYG", 97);
	is_wrong(&s, 97 + 47, "");
	is_wrong(&s, 97 + 48, "silent");
	arena_free(&s.arena);
}

static void the_same_train_is_one_cause_for_all_that_miss_it(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	two_legs(&s);
	by(tell(&s, "DISC", "CNLYG", 97), MODE_VESSEL, SHIP);
	by(tell(&s, "LOAD", "CNLYG", 190), MODE_RAIL, NEXT_TRAIN);
	is_wrong(&s, 191, "eta-slipped@" NEXT_TRAIN " rolled-over@" TRAIN); /* two days later */
	arena_free(&s.arena);
}

static void not_loaded_only_after_a_grace_till_then_not_confirmed(void **state)
{
	struct story s = {.count = 0};
	struct event *left;

	(void)state;
	two_legs(&s);
	tell(&s, "GTIN", "JPOSA", 10);
	left = call(&s, SHIP, MODE_VESSEL, "DEPA", "JPOSA", 26, 27);
	left->classifier = CLASSIFIER_ACT;
	is_wrong(&s, 30, "not-confirmed@" SHIP);
	is_wrong(&s, 49, "not-confirmed@" SHIP);
	assert_true(found.again == HOURS(49) || found.again == HOURS(50)); /* whichever comes first */
	is_wrong(&s, 50, "not-loaded@" SHIP " overdue@" SHIP);
	by(tell(&s, "LOAD", "JPOSA", 25), MODE_VESSEL, SHIP); /* told late */
	is_wrong(&s, 51, "");
	arena_free(&s.arena);
}

static void silence_is_told_without_a_message_and_a_source_that_is_down_apart(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	two_legs(&s);
	by(tell(&s, "DISC", "CNLYG", 97), MODE_VESSEL, SHIP);
	by(tell(&s, "DEPA", "CNLYG", 144), MODE_RAIL, TRAIN);
	is_wrong(&s, 144 + 71, "");
	assert_true(found.again == HOURS(144 + 72));
	is_wrong(&s, 144 + 72, "silent");
	source_heard = HOURS(144 + 10);
	is_wrong(&s, 144 + 72, "source-down@HUB");
	arena_free(&s.arena);
}

static void at_sea_an_arrival_ahead_is_answer_enough(void **state)
{
	struct story s = {.count = 0};
	struct leg l = leg(MODE_VESSEL, "JPOSA", "DEHAM", SHIP, 24, 24 * 40);

	(void)state;
	source_heard = HOURS(10000);
	told_itinerary(&s, 0, &l, 1);
	by(tell(&s, "LOAD", "JPOSA", 24), MODE_VESSEL, SHIP);
	is_wrong(&s, 24 * 30, "");
	arena_free(&s.arena);
}

static void overdue_is_what_was_expected_a_day_ago(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	two_legs(&s);
	by(tell(&s, "LOAD", "JPOSA", 24), MODE_VESSEL, SHIP);
	is_wrong(&s, 96 + 23, "");
	assert_true(found.again == HOURS(96 + 24));
	is_wrong(&s, 96 + 24, "overdue@" SHIP);
	arena_free(&s.arena);
}

static void late_against_the_deadline_is_told_when_it_is_foreseen(void **state)
{
	struct story s = {.count = 0};
	struct event *itinerary;

	(void)state;
	two_legs(&s);
	itinerary = &s.events[0];
	itinerary->remarks[itinerary->remark_count++] = "DEADLINE:2026-07-06T00:00:00Z"; /* hour 504 */
	by(tell(&s, "DISC", "CNLYG", 97), MODE_VESSEL, SHIP);
	by(tell(&s, "LOAD", "CNLYG", 143), MODE_RAIL, TRAIN);
	is_wrong(&s, 150, "");
	call(&s, TRAIN, MODE_RAIL, "ARRI", "DEDUI", 530, 200);
	assert_non_null(strstr(wrong_at(&s, 201), "late@" TRAIN));
	arena_free(&s.arena);
}

static void slipped_is_a_day_or_more_behind_the_first_word(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	two_legs(&s);
	by(tell(&s, "DISC", "CNLYG", 97), MODE_VESSEL, SHIP);
	by(tell(&s, "LOAD", "CNLYG", 143), MODE_RAIL, TRAIN);
	call(&s, TRAIN, MODE_RAIL, "ARRI", "DEDUI", 500, 150);
	is_wrong(&s, 151, "");
	call(&s, TRAIN, MODE_RAIL, "ARRI", "DEDUI", 505, 160);
	is_wrong(&s, 161, "eta-slipped@" TRAIN);
	assert_true(found.list[0].by == 25 * 3600 * INSTANT_SECOND);
	arena_free(&s.arena);
}

static void a_queue_at_a_border_is_one_cause(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	two_legs(&s);
	by(tell(&s, "LOAD", "CNLYG", 143), MODE_RAIL, TRAIN);
	by(tell(&s, "ARRI", "CNAKL", 240), MODE_RAIL, TRAIN);
	by(tell(&s, "WAYP", "KZDOS", 250), MODE_RAIL, TRAIN);
	is_wrong(&s, 240 + 47, "");
	is_wrong(&s, 240 + 48, "border-queue@dostyk-alashankou");
	by(tell(&s, "DEPA", "KZDOS", 290), MODE_RAIL, TRAIN);
	is_wrong(&s, 291, "");
	arena_free(&s.arena);
}

static void on_the_next_train_the_queue_begins_anew_though_nobody_told_who_lifted_it_off(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	two_legs(&s);
	by(tell(&s, "LOAD", "CNLYG", 143), MODE_RAIL, TRAIN);
	by(tell(&s, "ARRI", "KZDOS", 240), MODE_RAIL, TRAIN);
	by(tell(&s, "LOAD", "KZDOS", 270), MODE_RAIL, "TRAIN:1402/2026-06-28");
	is_wrong(&s, 240 + 48, "");
	is_wrong(&s, 270 + 48, "border-queue@dostyk-alashankou");
	arena_free(&s.arena);
}

static void who_passes_a_border_does_not_stand_there(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	two_legs(&s);
	by(tell(&s, "LOAD", "CNLYG", 143), MODE_RAIL, TRAIN);
	by(tell(&s, "WAYP", "KZDOS", 250), MODE_RAIL, TRAIN);
	is_wrong(&s, 250 + 60, "");
	arena_free(&s.arena);
}

static void but_whose_train_goes_no_further_does(void **state)
{
	struct story s = {.count = 0};
	struct leg legs[] = {leg(MODE_RAIL, "CNLYG", "KZDOS", TRAIN, 144, 270),
		leg(MODE_RAIL, "KZDOS", "DEDUI", NEXT_TRAIN, 400, 600)};

	(void)state;
	source_heard = HOURS(10000);
	told_itinerary(&s, 0, legs, 2);
	by(tell(&s, "LOAD", "CNLYG", 143), MODE_RAIL, TRAIN);
	by(tell(&s, "WAYP", "CNAKL", 250), MODE_RAIL, TRAIN);
	is_wrong(&s, 250 + 47, "");
	is_wrong(&s, 250 + 48, "border-queue@dostyk-alashankou");
	arena_free(&s.arena);
}

static bool at_dostyk(void *self, const char *place)
{
	return strcmp(story_complex(self, place), "dostyk-alashankou") == 0;
}

static void nor_does_any_train_where_the_tracks_end(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	source_heard = HOURS(10000);
	changes_gauge = at_dostyk;
	two_legs(&s);
	by(tell(&s, "LOAD", "CNLYG", 143), MODE_RAIL, TRAIN);
	by(tell(&s, "WAYP", "CNAKL", 250), MODE_RAIL, TRAIN);
	is_wrong(&s, 250 + 47, "");
	is_wrong(&s, 250 + 48, "border-queue@dostyk-alashankou");
	by(tell(&s, "DISC", "CNAKL", 299), MODE_RAIL, TRAIN);
	is_wrong(&s, 300, "");
	by(tell(&s, "WAYP", "KZDOS", 301), MODE_RAIL, NULL); /* on another train, and passed */
	is_wrong(&s, 301 + 48, "");
	changes_gauge = NULL;
	arena_free(&s.arena);
}

static void what_is_lifted_off_at_a_border_waits_in_no_queue_until_it_is_on_a_train_again(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	two_legs(&s);
	by(tell(&s, "LOAD", "CNLYG", 143), MODE_RAIL, TRAIN);
	by(tell(&s, "ARRI", "CNAKL", 240), MODE_RAIL, TRAIN);
	by(tell(&s, "DISC", "KZDOS", 250), MODE_RAIL, TRAIN);
	is_wrong(&s, 310, "");
	by(tell(&s, "LOAD", "KZDOS", 320), MODE_RAIL, "TRAIN:1402/2026-06-28");
	is_wrong(&s, 367, "");
	is_wrong(&s, 368, "border-queue@dostyk-alashankou");
	arena_free(&s.arena);
}

static void what_nobody_told_enough_for_cannot_be_assessed(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	tell(&s, "GTIN", "CNLYG", 0);
	is_wrong(&s, 1, "");
	assert_true(found.not_assessed & 1u << EXCEPTION_MISDIRECTED);
	assert_true(found.not_assessed & 1u << EXCEPTION_MISROUTED);
	assert_true(found.not_assessed & 1u << EXCEPTION_LATE);
	assert_true(found.not_assessed & 1u << EXCEPTION_OVERDUE);
	arena_free(&s.arena);
}

static void a_trip_that_is_over_has_none(void **state)
{
	struct story s = {.arrangement = ARRANGEMENT_SHIPPER};

	(void)state;
	two_legs(&s);
	by(tell(&s, "DISC", "CNTAO", 90), MODE_VESSEL, SHIP);
	tell(&s, "DROP", "CNTAO", 95);
	is_wrong(&s, 2000, "");
	arena_free(&s.arena);
}

static void they_are_the_same_in_any_order(void **state)
{
	struct story s = {.transfer = 24 * 3600 * INSTANT_SECOND};

	(void)state;
	two_legs(&s);
	by(tell(&s, "LOAD", "JPOSA", 24), MODE_VESSEL, SHIP);
	call(&s, SHIP, MODE_VESSEL, "ARRI", "CNLYG", 130, 30);
	call(&s, SHIP, MODE_VESSEL, "ARRI", "CNLYG", 135, 31);
	by(tell(&s, "ARRI", "CNLYG", 135), MODE_VESSEL, SHIP);
	for (s.turn = 0; s.turn < s.count; s.turn++)
		is_wrong(&s, 137, "missed-connection@" SHIP);
	arena_free(&s.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_roll_over_is_carrier_or_shipper_caused),
		cmocka_unit_test(nothing_is_wrong_while_all_goes_as_planned),
		cmocka_unit_test(misdirected_ends_with_a_new_itinerary),
		cmocka_unit_test(a_missed_connection_is_told_ahead_and_taken_back),
		cmocka_unit_test(the_same_train_is_one_cause_for_all_that_miss_it),
		cmocka_unit_test(not_loaded_only_after_a_grace_till_then_not_confirmed),
		cmocka_unit_test(silence_is_told_without_a_message_and_a_source_that_is_down_apart),
		cmocka_unit_test(at_sea_an_arrival_ahead_is_answer_enough),
		cmocka_unit_test(overdue_is_what_was_expected_a_day_ago),
		cmocka_unit_test(late_against_the_deadline_is_told_when_it_is_foreseen),
		cmocka_unit_test(slipped_is_a_day_or_more_behind_the_first_word),
		cmocka_unit_test(a_queue_at_a_border_is_one_cause),
		cmocka_unit_test(
			on_the_next_train_the_queue_begins_anew_though_nobody_told_who_lifted_it_off),
		cmocka_unit_test(who_passes_a_border_does_not_stand_there),
		cmocka_unit_test(but_whose_train_goes_no_further_does),
		cmocka_unit_test(nor_does_any_train_where_the_tracks_end),
		cmocka_unit_test(what_was_to_come_after_it_went_astray_is_not_told_apart),
		cmocka_unit_test(a_connection_that_left_while_it_was_on_the_way_is_missed),
		cmocka_unit_test(or_should_have_left_and_nobody_tells_of_it),
		cmocka_unit_test(who_is_still_on_the_way_was_not_left_behind),
		cmocka_unit_test(nor_was_who_is_told_of_on_the_way_since),
		cmocka_unit_test(who_went_over_the_border_or_is_cleared_there_missed_nothing),
		cmocka_unit_test(who_left_by_a_gate_is_on_a_truck_said_or_not),
		cmocka_unit_test(
			what_is_lifted_off_at_a_border_waits_in_no_queue_until_it_is_on_a_train_again),
		cmocka_unit_test(what_nobody_told_enough_for_cannot_be_assessed),
		cmocka_unit_test(a_trip_that_is_over_has_none),
		cmocka_unit_test(they_are_the_same_in_any_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
