/* Which dated trip a dated transport is, and what becomes of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/live.h"
#include "domain/timetable_made.h"

/* The express leaves Lianyungang each day at 4:00 UTC, the slow train on Fridays; both take days to Khorgos.
 */
static const char *const express_trains[] = {"X8155"};
static const struct live_service services[SERVICES] = {
	[FEEDER] = {.imo = "9227273", .name = "HARBOUR LIGHT"},
	[EXPRESS] = {.trains = express_trains, .train_count = 1},
	[SLOW] = {.carrier = "CR"},
};

static struct live_call call(uint32_t place, bool departs, minute at)
{
	return (struct live_call){place, departs, false, false, at, MINUTE_NEVER, utc(-100)};
}

static struct live_match match_of(struct made *m, const struct live_transport *x, size_t n, size_t which,
	struct timetable_patch **patches, size_t *count)
{
	struct live_match *matches = arena_alloc_array(&m->a, n, sizeof *matches);

	*count = live_patches(&m->a, &m->t, services, x, n, matches, patches);
	return matches[which];
}

static void a_transport_is_the_trip_that_is_near_by_name_or_by_operator_and_two_stops(void **state)
{
	static const struct {
		const char *what;
		enum carry carry;
		const char *name, *carrier;
		int32_t day;
		int calls; /* 1: departure alone, 2: and arrival */
		int hours; /* of the departure, from that Monday's midnight UTC */
		enum live_state state;
		enum live_rule rule;
		uint32_t service;
		int date;
	} rows[] = {
		{"a train by its number and day, however late", CARRY_RAIL, "x8155", "ZZ", MONDAY, 1, 4 + 20,
			LIVE_TRIP, LIVE_NAMED, EXPRESS, 0},
		{"by its number alone, the nearest", CARRY_RAIL, "X8155", NULL, INT32_MIN, 1, 4 + 24 + 5,
			LIVE_TRIP, LIVE_NAMED, EXPRESS, 1},
		{"between two days nobody knows", CARRY_RAIL, "X8155", NULL, INT32_MIN, 1, 4 + 11,
			LIVE_UNCLEAR, LIVE_NAMED, EXPRESS, 0},
		{"of the operator, at two stops", CARRY_RAIL, "X1", "CR", INT32_MIN, 2, 4 * 24 + 4 + 30,
			LIVE_TRIP, LIVE_LIKE, SLOW, 4},
		{"at one stop it may be any", CARRY_RAIL, "X1", "CR", INT32_MIN, 1, 4 * 24 + 4, LIVE_NONE,
			LIVE_VOYAGE, 0, 0},
		{"too far", CARRY_RAIL, "X1", "CR", INT32_MIN, 2, 4 * 24 + 4 + 40, LIVE_NONE, LIVE_VOYAGE, 0,
			0},
		{"of another operator", CARRY_RAIL, "X1", "KTZ", INT32_MIN, 2, 4 * 24 + 4, LIVE_NONE,
			LIVE_VOYAGE, 0, 0},
		{"on the road", CARRY_ROAD, "X8155", NULL, INT32_MIN, 2, 4, LIVE_NONE, LIVE_VOYAGE, 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct made m;
		struct timetable_patch *patches;
		size_t count;
		const struct live_call calls[2] = {call(LIANYUNGANG, true, utc(rows[i].hours)),
			call(KHORGOS, false, utc(rows[i].hours + 9 * 24))};
		const struct live_transport x = {.key = "KEY",
			.carry = rows[i].carry,
			.names = &rows[i].name,
			.name_count = 1,
			.carrier = rows[i].carrier,
			.day = rows[i].day,
			.calls = calls,
			.call_count = (size_t)rows[i].calls};
		struct live_match match;

		made_timetable(&m);
		m.services[EXPRESS].operator= "Express";
		m.services[SLOW].operator= "China Railway";
		match = match_of(&m, &x, 1, 0, &patches, &count);
		if (match.state != rows[i].state)
			fail_msg("%s: %d", rows[i].what, match.state);
		if (match.state == LIVE_TRIP) {
			assert_int_equal(match.rule, rows[i].rule);
			assert_int_equal(match.service, rows[i].service);
			assert_int_equal(match.date, MONDAY + rows[i].date);
		}
		assert_int_equal(count, match.state == LIVE_TRIP ? rows[i].calls : 0);
		arena_free(&m.a);
	}
}

/* The ship of the feeder leaves on Mondays at 9:00 UTC and arrives on Thursdays at 0:00 UTC. */
static struct live_transport ship(const struct live_call *calls, size_t n)
{
	return (struct live_transport){.key = "IMO9227273/031W",
		.carry = CARRY_VESSEL,
		.imo = "9227273",
		.voyage = "031W",
		.day = INT32_MIN,
		.calls = calls,
		.call_count = n};
}

static void it_is_moved_from_each_call_on_and_words_before_the_last_fact_are_out_of_date(void **state)
{
	struct live_call calls[2] = {call(OSAKA, true, utc(9 + 30)), call(LIANYUNGANG, false, utc(72 + 2))};
	const struct live_transport x = ship(calls, 2);
	struct made m;
	struct network *n;
	struct timetable_patch *patches;
	size_t count;
	uint32_t trip;

	(void)state;
	made_timetable(&m);
	assert_int_equal(match_of(&m, &x, 1, 0, &patches, &count).state, LIVE_TRIP);
	m.t.patches = patches;
	m.t.patch_count = count;
	n = made_network(&m);
	trip = network_trip_find(n, FEEDER, MONDAY, 0);
	assert_int_equal(network_leg(n, trip, 0).departs, utc(9 + 30));
	assert_int_equal(network_leg(n, trip, 0).arrives, utc(72 + 2));
	calls[0].fact = true;
	calls[0].said = utc(40); /* behind the estimate of the arrival */
	assert_int_equal(match_of(&m, &x, 1, 0, &patches, &count).state, LIVE_TRIP);
	assert_int_equal(count, 1);
	assert_true(patches[0].fact && patches[0].departs && patches[0].minutes == 30 * HOURS);
	arena_free(&m.a);
}

static void one_whose_calls_were_all_taken_back_is_cancelled(void **state)
{
	struct live_call calls[2] = {call(OSAKA, true, utc(9)), call(LIANYUNGANG, false, utc(72))};
	const struct live_transport x = ship(calls, 2);
	struct made m;
	struct timetable_patch *patches;
	size_t count;

	(void)state;
	made_timetable(&m);
	calls[0].taken_back = calls[1].taken_back = true;
	assert_int_equal(match_of(&m, &x, 1, 0, &patches, &count).state, LIVE_TRIP);
	assert_int_equal(count, 1);
	assert_int_equal(patches[0].what, PATCH_CANCELLED);
	calls[1].taken_back = false; /* it omits a port */
	match_of(&m, &x, 1, 0, &patches, &count);
	assert_int_equal(count, 1);
	assert_int_equal(patches[0].what, PATCH_MOVED);
	arena_free(&m.a);
}

static void a_named_one_far_from_all_dates_is_extra(void **state)
{
	/* On a Saturday: the feeder runs on Mondays, valid until the first of them. */
	const struct live_call calls[2] = {
		call(OSAKA, true, utc(19 * 24 + 10)), call(LIANYUNGANG, false, utc(21 * 24 + 20))};
	const struct live_transport x = ship(calls, 2);
	struct made m;
	struct network *n;
	struct timetable_patch *patches;
	size_t count;
	uint32_t trip;

	(void)state;
	made_timetable(&m);
	m.services[FEEDER].valid.last = MONDAY;
	assert_int_equal(match_of(&m, &x, 1, 0, &patches, &count).state, LIVE_EXTRA);
	m.t.patches = patches;
	m.t.patch_count = count;
	n = made_network(&m);
	trip = network_trip_find(n, FEEDER, MONDAY + 19, 1);
	assert_int_equal(network_leg(n, trip, 0).departs, utc(19 * 24 + 10));
	assert_int_equal(network_leg(n, trip, 0).arrives, utc(21 * 24 + 20));
	arena_free(&m.a);
}

static void a_trip_is_one_transports_and_of_two_as_near_nobody_knows(void **state)
{
	const struct live_call near[1] = {call(OSAKA, true, utc(9 + 1))},
			       nearly[1] = {call(OSAKA, true, utc(9 + 5))},
			       far[1] = {call(OSAKA, true, utc(9 + 30))};
	struct live_transport two[2] = {ship(near, 1), ship(nearly, 1)};
	struct made m;
	struct timetable_patch *patches;
	size_t count;

	(void)state;
	made_timetable(&m);
	assert_int_equal(match_of(&m, two, 2, 0, &patches, &count).state, LIVE_UNCLEAR);
	assert_int_equal(match_of(&m, two, 2, 1, &patches, &count).state, LIVE_UNCLEAR);
	assert_int_equal(count, 0);
	two[1] = ship(far, 1);
	assert_int_equal(match_of(&m, two, 2, 0, &patches, &count).state, LIVE_TRIP);
	assert_int_equal(match_of(&m, two, 2, 1, &patches, &count).state, LIVE_UNCLEAR);
	assert_int_equal(count, 1);
	arena_free(&m.a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_transport_is_the_trip_that_is_near_by_name_or_by_operator_and_two_stops),
		cmocka_unit_test(
			it_is_moved_from_each_call_on_and_words_before_the_last_fact_are_out_of_date),
		cmocka_unit_test(one_whose_calls_were_all_taken_back_is_cancelled),
		cmocka_unit_test(a_named_one_far_from_all_dates_is_extra),
		cmocka_unit_test(a_trip_is_one_transports_and_of_two_as_near_nobody_knows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
