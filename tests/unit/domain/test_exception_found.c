/* Each sentence of the rules about what is found of a box: when it is an exception, and when it ends. */
#include "domain/exception.h"
#include "domain/findings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "trip_made.h"

#define TRAIN "TRAIN:X8155/2026-06-20"
#define ALL   8

static struct assessment found;

static struct told {
	struct line_paper papers[ALL];
	size_t paper_count;
	struct term terms[ALL];
	size_t term_count;
	struct reefer_watch watch;
	const char *size_type;
	const struct event *mate_held;
	instant mate_since;
} told;

static bool same_spot(void *self, const char *a, const char *b)
{
	return strcmp(story_complex(self, a), story_complex(self, b)) == 0;
}

static int eight_hours(void *self, const char *place, instant t)
{
	(void)self;
	(void)place;
	(void)t;
	return 8 * 3600;
}

static const struct findings *findings_of(struct story *s, int hour)
{
	const struct findings_world w = {
		{s, same_spot}, {s, eight_hours}, {s, story_complex, story_is_border}};
	const struct line l = {s->sorted, s->voided, s->own, 0};
	const struct findings_of of = {.line = &l,
		.facts = &s->facts,
		.papers = told.papers,
		.paper_count = told.paper_count,
		.terms = told.terms,
		.term_count = told.term_count,
		.size_type = told.size_type,
		.watch = &told.watch,
		.world = &w};
	struct findings *f = arena_alloc(&s->arena, sizeof *f);

	findings_find(f, &s->arena, &of, HOURS(hour));
	return f;
}

static bool is_of_way(enum exception_code c)
{
	return c < EXCEPTION_CUSTOMS_HOLD;
}

/* "customs-hold weight": what is wrong with it at that hour, but for its way. */
static const char *wrong_at(struct story *s, int hour)
{
	struct ride_world *ride = arena_alloc(&s->arena, sizeof *ride);
	struct itinerary_world *w = arena_alloc(&s->arena, sizeof *w);
	const char *codes = "";

	*ride = (struct ride_world){s, story_events_of, story_same_train, story_complex};
	*w = (struct itinerary_world){
		.ride = ride, .self = s, .is_border = story_is_border, .transfer = story_transfer};
	itinerary_of(s);
	exceptions_find(&found, &s->arena,
		&(struct situation){.facts = &s->facts,
			.mate_held = told.mate_held,
			.mate_since = told.mate_since,
			.trip = &s->trips.list[s->trips.count - 1],
			.itinerary = &s->itinerary,
			.findings = findings_of(s, hour),
			.world = w,
			.said = INSTANT_NONE},
		HOURS(hour));
	for (size_t i = 0; i < found.count; i++)
		if (!is_of_way(found.list[i].code))
			codes = arena_printf(&s->arena, "%s%s%s", codes, *codes ? " " : "",
				exception_rows[found.list[i].code].code);
	return codes;
}

static void is_wrong(struct story *s, int hour, const char *expected)
{
	assert_string_equal(wrong_at(s, hour), expected);
}

static bool is_unknown(enum exception_code c)
{
	return found.not_assessed >> c & 1;
}

static const struct exception *first(void)
{
	for (size_t i = 0; i < found.count; i++)
		if (!is_of_way(found.list[i].code))
			return &found.list[i];
	return NULL;
}

static struct event *remarked(struct event *e, const char *remark)
{
	e->remarks[e->remark_count++] = remark;
	return e;
}

static struct event *sealed(struct event *e, const char **seal)
{
	e->seals = seal;
	e->seal_count = 1;
	return e;
}

static struct event *measured(struct event *e, const char **measure)
{
	e->measures = measure;
	e->measure_count = 1;
	return e;
}

static struct event *on_wagon(struct event *e, const char *wagon)
{
	e->transport.mode = MODE_RAIL;
	e->transport.wagon = wagon;
	return e;
}

static void begun(struct story *s)
{

	told = (struct told){.watch.wrong = INSTANT_NONE};
	tell(s, "GTIN", "CNLYG", 0);
}

static void a_hold_is_one_until_it_is_lifted_and_says_whose_it_is(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	begun(&s);
	remarked(tell(&s, "HOLD", "CNLYG", 5), "REASON:customs");
	is_wrong(&s, 6, "customs-hold");
	assert_true(first()->since == HOURS(5));
	tell(&s, "RELS", "CNLYG", 9);
	is_wrong(&s, 10, "");
	remarked(tell(&s, "HOLD", "CNLYG", 12), "REASON:freight not paid");
	is_wrong(&s, 13, "held");
	arena_free(&s.arena);
}

static void an_authority_needs_no_words_for_its_hold(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	begun(&s);
	tell(&s, "HOLD", "CNLYG", 5)->source = SOURCE_CUSTOMS;
	is_wrong(&s, 6, "customs-hold");
	arena_free(&s.arena);
}

static void an_inspection_is_one_when_it_takes_two_days_and_fires_without_a_message(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	begun(&s);
	tell(&s, "CUSI", "CNLYG", 5);
	is_wrong(&s, 6, "");
	assert_true(found.again == HOURS(53));
	is_wrong(&s, 53, "inspection");
	tell(&s, "CUSR", "CNLYG", 54);
	is_wrong(&s, 55, "");
	arena_free(&s.arena);
}

static void damage_is_one_but_a_broken_seal_is_told_as_that(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	begun(&s);
	remarked(tell(&s, "DMGD", "CNLYG", 5), "AAI:seal broken");
	is_wrong(&s, 6, "seal-broken");
	remarked(tell(&s, "DMGD", "CNLYG", 7), "AAI:door dented");
	is_wrong(&s, 8, "damaged seal-broken");
	arena_free(&s.arena);
}

static struct line_paper transit(const char *to, int until)
{
	return (struct line_paper){.kind = "T1",
		.number = "26PL1000000025T1",
		.office_to = to,
		.issued = HOURS(4),
		.until = until ? HOURS(until) : INSTANT_NONE};
}

static void a_transit_limit_is_near_then_past_and_ends_with_the_arrival(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	begun(&s);
	told.papers[told.paper_count++] = transit("DEDUI", 200);
	is_wrong(&s, 151, "");
	assert_true(found.again == HOURS(152));
	is_wrong(&s, 152, "transit-limit-near");
	assert_true(found.again <= HOURS(200) + 1);
	is_wrong(&s, 201, "transit-limit");
	by(tell(&s, "ARRI", "DEDUI", 210), MODE_RAIL, TRAIN);
	is_wrong(&s, 211, "");
	arena_free(&s.arena);
}

static void arrived_but_not_discharged_is_one_after_a_grace(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	begun(&s);
	told.papers[told.paper_count++] = transit("DEDUI", 200);
	by(tell(&s, "ARRI", "DEDUI", 100), MODE_RAIL, TRAIN);
	is_wrong(&s, 147, "");
	assert_true(found.again == HOURS(148));
	is_wrong(&s, 148, "undischarged");
	tell(&s, "CUSR", "DEDUI", 149);
	is_wrong(&s, 150, "");
	arena_free(&s.arena);
}

static void without_an_office_its_destination_is_where_a_transit_ends(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	begun(&s);
	told.papers[told.paper_count++] = transit(NULL, 50);
	is_wrong(&s, 60, "");
	assert_true(is_unknown(EXCEPTION_TRANSIT_PAST));
	s.events[0].destination = "DEDUI";
	is_wrong(&s, 60, "transit-limit");
	assert_false(is_unknown(EXCEPTION_TRANSIT_PAST));
	by(tell(&s, "DISC", "DEDUI", 61), MODE_RAIL, TRAIN);
	is_wrong(&s, 62, "");
	arena_free(&s.arena);
}

static void a_transit_without_a_limit_cannot_be_assessed(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	begun(&s);
	told.papers[told.paper_count++] = transit("DEDUI", 0);
	is_wrong(&s, 500, "");
	assert_true(is_unknown(EXCEPTION_TRANSIT_PAST));
	arena_free(&s.arena);
}

static void a_broken_seal_ends_with_a_reseal(void **state)
{
	static const char *was[] = {"CA:LG000111"}, *is[] = {"CA:LG000222"};
	struct story s = {.count = 0};

	(void)state;
	begun(&s);
	sealed(&s.events[0], was);
	remarked(tell(&s, "NOTE", "CNLYG", 5), "STS:SEAL BROKEN");
	is_wrong(&s, 6, "seal-broken");
	sealed(tell(&s, "RSEA", "CNLYG", 8), is);
	is_wrong(&s, 9, "");
	arena_free(&s.arena);
}

static void a_seal_that_changed_without_a_reseal_is_another(void **state)
{
	static const char *was[] = {"CA:LG000111"}, *is[] = {"CA:LG000222"};
	struct story s = {.count = 0};

	(void)state;
	begun(&s);
	sealed(&s.events[0], was);
	sealed(tell(&s, "GTOT", "CNLYG", 5), is);
	is_wrong(&s, 6, "seal-other");
	assert_true(first()->since == HOURS(5));
	arena_free(&s.arena);
}

static void a_seal_that_no_paper_of_it_names_is_another(void **state)
{
	static const char *was[] = {"CA:LG000111"};
	struct story s = {.count = 0};

	(void)state;
	begun(&s);
	sealed(&s.events[0], was);
	told.papers[told.paper_count++] = (struct line_paper){.kind = "SMGS",
		.number = "27145566",
		.seals = "LG000999",
		.issued = HOURS(3),
		.until = INSTANT_NONE};
	is_wrong(&s, 6, "seal-other");
	told.papers[0].seals = "LG000111";
	is_wrong(&s, 6, "");
	arena_free(&s.arena);
}

static void overload_and_weights_apart_are_one_and_no_weight_cannot_be_assessed(void **state)
{
	static const char *heavy[] = {"G:33000:KGM"}, *light[] = {"G:20000:KGM"};
	struct story s = {.count = 0};

	(void)state;
	begun(&s);
	is_wrong(&s, 1, "");
	assert_true(is_unknown(EXCEPTION_WEIGHT));
	measured(&s.events[0], light);
	is_wrong(&s, 1, "");
	assert_false(is_unknown(EXCEPTION_WEIGHT));
	told.size_type = "45G1";
	s.events[0].measures = heavy;
	is_wrong(&s, 1, "weight");
	s.events[0].measures = light;
	told.papers[told.paper_count++] = (struct line_paper){.kind = "SMGS",
		.number = "27145566",
		.gross = "17000",
		.gross_unit = "KGM",
		.issued = HOURS(3),
		.until = INSTANT_NONE};
	is_wrong(&s, 4, ""); /* waybills bind on rail */
	on_wagon(tell(&s, "LOAD", "CNLYG", 5), "5312345");
	is_wrong(&s, 6, "weight");
	assert_true(first()->since == HOURS(3));
	arena_free(&s.arena);
}

static void a_hold_of_a_mate_on_its_wagon_is_one_of_its_own(void **state)
{
	struct story s = {.count = 0};
	struct event held = {.code = EVENT_HELD, .place = "KZDOS"};

	(void)state;
	begun(&s);
	on_wagon(tell(&s, "LOAD", "CNLYG", 5), "5312345");
	told.mate_held = &held;
	told.mate_since = HOURS(60);
	is_wrong(&s, 61, "mate-held");
	assert_true(first()->since == HOURS(60) && exception_event(first()) == &held);
	told.mate_held = NULL;
	is_wrong(&s, 62, "");
	arena_free(&s.arena);
}

static void halves_of_a_gauge_change_that_tell_of_another_wagon_are_one(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	begun(&s);
	on_wagon(tell(&s, "LOAD", "CNLYG", 5), "5312345");
	on_wagon(tell(&s, "DISC", "CNAKL", 90), "5399999");
	on_wagon(tell(&s, "LOAD", "KZDOS", 96), "94312071");
	is_wrong(&s, 97, "other-wagon");
	s.events[2].transport.wagon = "5312345";
	is_wrong(&s, 97, "");
	arena_free(&s.arena);
}

static void a_reefer_whose_power_is_off_is_one_until_it_is_on_again(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	begun(&s);
	told.size_type = "45R1";
	is_wrong(&s, 1, "");
	assert_true(is_unknown(EXCEPTION_REEFER)); /* nobody watches it */
	remarked(tell(&s, "NOTE", "CNLYG", 5), "AAI:reefer unplugged");
	is_wrong(&s, 6, "reefer");
	remarked(tell(&s, "NOTE", "CNLYG", 7), "AAI:plugged in");
	is_wrong(&s, 8, "");
	assert_false(is_unknown(EXCEPTION_REEFER));
	told.watch = (struct reefer_watch){true, HOURS(20)};
	is_wrong(&s, 21, "reefer");
	assert_true(first()->since == HOURS(20));
	told.size_type = "45G1";
	is_wrong(&s, 21, "");
	arena_free(&s.arena);
}

static void the_last_free_day_is_near_two_days_before_and_dwell_is_beyond_it(void **state)
{
	struct story s = {.count = 0};

	(void)state;
	begun(&s);
	is_wrong(&s, 1, "");
	assert_true(is_unknown(EXCEPTION_LAST_FREE_DAY) && is_unknown(EXCEPTION_DWELL)); /* no terms */
	told.terms[told.term_count++] = (struct term){.name = "port",
		.kind = CLOCK_STORAGE,
		.place = "CNLYG",
		.free_days = 5,
		.start = "GTIN",
		.stop = "GTOT",
		.until = INT64_MAX};
	/* in on the 15th, so the 20th is the last free day; it ends at 16:00 UTC */
	is_wrong(&s, 87, "");
	assert_false(is_unknown(EXCEPTION_LAST_FREE_DAY));
	assert_true(found.again == HOURS(88));
	is_wrong(&s, 88, "last-free-day");
	assert_true(found.again == HOURS(136));
	is_wrong(&s, 135, "last-free-day");
	is_wrong(&s, 136, "dwell");
	tell(&s, "GTOT", "CNLYG", 137);
	is_wrong(&s, 138, "");
	arena_free(&s.arena);
}

static void they_are_the_same_in_any_order(void **state)
{
	static const char *was[] = {"CA:LG000111"}, *is[] = {"CA:LG000222"};
	struct story s = {.count = 0};

	(void)state;
	begun(&s);
	sealed(&s.events[0], was);
	remarked(tell(&s, "HOLD", "CNLYG", 5), "REASON:customs");
	sealed(tell(&s, "GTOT", "CNLYG", 6), is);
	remarked(tell(&s, "HOLD", "XLYGB", 8), "REASON:overload");
	for (s.turn = 0; s.turn < s.count; s.turn++)
		is_wrong(&s, 9, "customs-hold held seal-other");
	arena_free(&s.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_hold_is_one_until_it_is_lifted_and_says_whose_it_is),
		cmocka_unit_test(an_authority_needs_no_words_for_its_hold),
		cmocka_unit_test(an_inspection_is_one_when_it_takes_two_days_and_fires_without_a_message),
		cmocka_unit_test(damage_is_one_but_a_broken_seal_is_told_as_that),
		cmocka_unit_test(a_transit_limit_is_near_then_past_and_ends_with_the_arrival),
		cmocka_unit_test(arrived_but_not_discharged_is_one_after_a_grace),
		cmocka_unit_test(without_an_office_its_destination_is_where_a_transit_ends),
		cmocka_unit_test(a_transit_without_a_limit_cannot_be_assessed),
		cmocka_unit_test(a_broken_seal_ends_with_a_reseal),
		cmocka_unit_test(a_seal_that_changed_without_a_reseal_is_another),
		cmocka_unit_test(a_seal_that_no_paper_of_it_names_is_another),
		cmocka_unit_test(overload_and_weights_apart_are_one_and_no_weight_cannot_be_assessed),
		cmocka_unit_test(a_hold_of_a_mate_on_its_wagon_is_one_of_its_own),
		cmocka_unit_test(halves_of_a_gauge_change_that_tell_of_another_wagon_are_one),
		cmocka_unit_test(a_reefer_whose_power_is_off_is_one_until_it_is_on_again),
		cmocka_unit_test(the_last_free_day_is_near_two_days_before_and_dwell_is_beyond_it),
		cmocka_unit_test(they_are_the_same_in_any_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
