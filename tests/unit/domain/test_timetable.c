/* What cannot be in a timetable is refused, with its row and field. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/timetable_made.h"

static void unknown_place(struct made *m)
{
	m->stops[EXPRESS][1].place = PLACES;
}
static void same_place(struct made *m)
{
	m->stops[EXPRESS][1].place = LIANYUNGANG;
}
static void arrives_before(struct made *m)
{
	m->stops[SHUTTLE][1].arrives = local(0, 8, 0);
}
static void arrives_before_on_another_clock(struct made *m) /* 14:00 in Almaty is 17:00 in Shanghai */
{
	m->stops[EXPRESS][0].departs = local(0, 12, 0);
	m->stops[EXPRESS][1].arrives = local(0, 9, 0);
}
static void one_stop(struct made *m)
{
	m->services[SLOW].stop_count = 1;
}
static void no_currency(struct made *m)
{
	m->prices[SHUTTLE].currency = NULL;
}
static void below_nothing(struct made *m)
{
	m->prices[SHUTTLE].amount = -1;
}
static void backwards(struct made *m)
{
	m->prices[FEEDER].from = 1;
}
static void no_mode(struct made *m)
{
	m->services[FEEDER].carry = CARRY_NONE;
}
static void late_cut_off(struct made *m)
{
	m->stops[FEEDER][0].cut_off[CUT_OFF_VGM] = 41 * DAY_MINUTES;
}
static void ends_before(struct made *m)
{
	m->services[SLOW].valid = (struct timetable_days){MONDAY, MONDAY - 1};
}
static void no_zone(struct made *m)
{
	m->places[ALMATY].zone = NULL;
}
static void two_rules(struct made *m)
{
	m->transfers[2].what = TRANSFER_CUSTOMS;
}
static void from_nowhere_to_nowhere(struct made *m)
{
	m->transfers[0].from = m->transfers[0].to = CARRY_BIT(CARRY_NONE);
}
static void closed_nowhere(struct made *m)
{
	m->t.restriction_count = 1;
	m->restrictions[0] = (struct timetable_restriction){
		.what = RESTRICTED_PLACE, .place = PLACES, .direction = DIRECTION_BOTH, .until = 1};
}
static void moved_at_no_stop(struct made *m)
{
	m->t.patch_count = 1;
	m->patches[0] = (struct timetable_patch){PATCH_MOVED, SHUTTLE, MONDAY, 0, 2, false, 60, false};
}

static void what_cannot_be_is_refused_with_row_and_field(void **state)
{
	static const struct {
		void (*spoil)(struct made *);
		const char *words;
	} rows[] = {
		{unknown_place, "express, stop 2, place: not known"},
		{same_place, "express, stop 2, place: that of the stop before"},
		{arrives_before, "shuttle, stop 2, arrives: not after it left the stop before"},
		{arrives_before_on_another_clock,
			"express, stop 2, arrives: not after it left the stop before"},
		{one_stop, "slow, stops: not from 2 to 1000"},
		{no_currency, "shuttle, price 1, currency: not three letters"},
		{below_nothing, "shuttle, price 1, amount: below 0 or too large"},
		{backwards, "feeder, price 1: not from a stop to a later one"},
		{no_mode, "feeder, mode: none that is known"},
		{late_cut_off, "feeder, stop 1, cutOffs: not from 0 to 40 days"},
		{ends_before, "slow, valid: ends before it begins"},
		{no_zone, "place KZALA: without a zone or a country"},
		{two_rules, "transfer 3: transfer 2 is of the same kind and for the same"},
		{from_nowhere_to_nowhere, "transfer 1, mode: none that is known"},
		{closed_nowhere, "restriction 1, place: not known"},
		{moved_at_no_stop, "trip 1: at no stop, or more than 400 days away"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct made m;
		struct fault f = {0};

		made_timetable(&m);
		assert_true(timetable_check(&m.t, &f));
		rows[i].spoil(&m);
		assert_false(timetable_check(&m.t, &f));
		assert_int_equal(f.code, FAULT_BAD_BODY);
		assert_string_equal(f.text, rows[i].words);
		arena_free(&m.a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(what_cannot_be_is_refused_with_row_and_field)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
