/* Dated legs from a timetable: clocks, calendars, what became of trips, transfers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/calendar.h"
#include "domain/timetable_made.h"

static bool runs(const struct network *n, uint32_t service, int32_t date)
{
	return network_trip_find(n, service, date, 0) != NETWORK_NONE;
}

static struct network_leg leg_of(const struct network *n, uint32_t service, int32_t date, int number)
{
	uint32_t trip = network_trip_find(n, service, date, number);

	assert_int_not_equal(trip, NETWORK_NONE);
	return network_leg(n, trip, 0);
}

static bool is_closed(const struct network *n, int32_t date, const char *commodity)
{
	const struct network_leg l = leg_of(n, SHUTTLE, date, 0);

	return network_closed(n, &l, commodity, false);
}

static void times_are_those_of_the_place_where_clocks_change_too(void **state)
{
	static const struct {
		int month, day, hour, past; /* in Duisburg */
		int utc_hour, utc_minute;
	} rows[] = {
		{3, 28, 2, 30, 1, 30},   /* the day before */
		{3, 29, 1, 59, 0, 59},   /* the last minute of winter time */
		{3, 29, 2, 30, 1, 30},   /* does not exist: by the offset before */
		{3, 29, 3, 30, 1, 30},   /* the same minute */
		{10, 25, 1, 59, -1, 59}, /* summer time: the day before in UTC */
		{10, 25, 2, 30, 0, 30},  /* is there twice: the first */
		{10, 25, 3, 0, 2, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int32_t date = (int32_t)calendar_days(2026, rows[i].month, rows[i].day);
		struct made m;
		struct network *n;

		made_timetable(&m);
		m.stops[SLOW][0].place = DUISBURG;
		m.stops[SLOW][0].departs = local(0, rows[i].hour, rows[i].past);
		m.services[SLOW].weekdays = DAILY;
		n = network_make(&m.a, &m.t, date - 2, date + 2);
		assert_int_equal(leg_of(n, SLOW, date, 0).departs,
			date * DAY_MINUTES + rows[i].utc_hour * 60 + rows[i].utc_minute);
		arena_free(&m.a);
	}
}

static void a_service_runs_by_its_calendar(void **state)
{
	static const int32_t added[] = {MONDAY + 1, MONDAY + 50}, cancelled[] = {MONDAY + 7, MONDAY + 50};
	struct made m;
	struct network *n;

	(void)state;
	made_timetable(&m);
	m.services[FEEDER].added = added;
	m.services[FEEDER].cancelled = cancelled;
	m.services[FEEDER].added_count = m.services[FEEDER].cancelled_count = 2;
	m.services[EXPRESS].weekdays = 0;
	m.services[EXPRESS].every = 3;
	m.services[EXPRESS].every_from = MONDAY + 2;
	m.services[SHUTTLE].valid = (struct timetable_days){MONDAY + 3, MONDAY + 4};
	n = made_network(&m);
	assert_true(runs(n, FEEDER, MONDAY));
	assert_true(runs(n, FEEDER, MONDAY + 1));   /* added */
	assert_false(runs(n, FEEDER, MONDAY + 7));  /* cancelled */
	assert_false(runs(n, FEEDER, MONDAY + 50)); /* both */
	assert_false(runs(n, EXPRESS, MONDAY - 1)); /* the third day before the first */
	assert_true(runs(n, EXPRESS, MONDAY + 2));
	assert_false(runs(n, EXPRESS, MONDAY + 3));
	assert_true(runs(n, EXPRESS, MONDAY + 5));
	assert_false(runs(n, SHUTTLE, MONDAY + 2));
	assert_true(runs(n, SHUTTLE, MONDAY + 3));
	assert_false(runs(n, SHUTTLE, MONDAY + 5));
	arena_free(&m.a);
}

static void a_trip_is_cancelled_moved_or_added(void **state)
{
	struct made m;
	struct network *n;

	(void)state;
	made_timetable(&m);
	m.t.patch_count = 2;
	m.patches[0] = (struct timetable_patch){PATCH_CANCELLED, SHUTTLE, MONDAY + 1, 0, 0, false, 0, false};
	m.patches[1] = (struct timetable_patch){PATCH_MOVED, SHUTTLE, MONDAY + 2, 0, 1, false, 90, false};
	n = made_network(&m);
	assert_false(runs(n, SHUTTLE, MONDAY + 1));
	assert_int_equal(leg_of(n, SHUTTLE, MONDAY + 2, 0).departs, utc(48 + 3));
	assert_int_equal(leg_of(n, SHUTTLE, MONDAY + 2, 0).arrives, utc(48 + 13) + 90);
	m.patches[0] = (struct timetable_patch){PATCH_ADDED, SHUTTLE, MONDAY + 1, 1, 0, false, 30, false};
	m.patches[1] = (struct timetable_patch){PATCH_MOVED, SHUTTLE, MONDAY + 1, 1, 1, false, -2000, false};
	n = made_network(&m);
	assert_int_equal(leg_of(n, SHUTTLE, MONDAY + 1, 0).departs, utc(24 + 3));
	assert_int_equal(leg_of(n, SHUTTLE, MONDAY + 1, 1).departs, utc(24 + 3) + 30);
	assert_int_equal(leg_of(n, SHUTTLE, MONDAY + 1, 1).arrives, utc(24 + 3) + 31); /* a minute at least */
	arena_free(&m.a);
}

static void trips_of_a_pattern_run_alike_in_the_order_of_departure(void **state)
{
	struct made m;
	struct network *n;
	size_t legs = 0;

	(void)state;
	made_timetable(&m);
	n = made_network(&m);
	for (uint32_t i = 0; i < n->pattern_count; i++) {
		const struct network_pattern *p = &n->patterns[i];

		assert_true(p->trip < p->trip_end);
		legs += (p->trip_end - p->trip) * (size_t)(p->stops - 1);
		for (uint32_t t = p->trip; t < p->trip_end; t++) {
			assert_true(t == p->trip || n->departs[t - 1] <= n->departs[t]);
			assert_int_equal(n->trips[t].pattern, i);
			assert_int_equal(n->trips[t].service, p->service);
			assert_int_equal(
				network_trip_find(n, p->service, n->trips[t].date, n->trips[t].number), t);
			assert_int_equal(network_next(n, p->trip, p->trip_end, n->departs[t] + 1), t + 1);
			for (unsigned k = 0; k + 1u < p->stops; k++) {
				assert_int_equal(network_leg(n, t, k).departs - n->departs[t],
					n->calls[p->call + k].departs);
				assert_true(network_leg(n, t, k).arrives > network_leg(n, t, k).departs);
			}
		}
	}
	assert_int_equal(legs, n->leg_count);
	assert_true(n->leg_count > 120);
	arena_free(&m.a);
}

/* For a day and a bit nothing of a kind may go on from Khorgos. */
static void made_closed(struct made *m)
{
	m->t.restriction_count = 1;
	m->restrictions[0] = (struct timetable_restriction){.what = RESTRICTED_STRETCH,
		.place = KHORGOS,
		.to_place = ALMATY,
		.direction = DIRECTION_FORTH,
		.commodity = "31",
		.from = utc(24),
		.until = utc(48 + 3)};
}

static void trips_that_cost_or_are_closed_otherwise_are_not_of_one_pattern(void **state)
{
	struct made m;
	struct network *n;
	uint32_t before, then, behind;

	(void)state;
	made_timetable(&m);
	m.prices[SHUTTLE].valid.last = MONDAY + 20;
	made_closed(&m);
	n = made_network(&m);
	before = n->trips[network_trip_find(n, SHUTTLE, MONDAY, 0)].pattern;
	then = n->trips[network_trip_find(n, SHUTTLE, MONDAY + 1, 0)].pattern; /* closed */
	behind = n->trips[network_trip_find(n, SHUTTLE, MONDAY + 21, 0)].pattern;
	assert_int_not_equal(before, then);
	assert_int_not_equal(before, behind);
	assert_int_not_equal(then, behind);
	assert_int_equal(n->trips[network_trip_find(n, SHUTTLE, MONDAY + 4, 0)].pattern, before);
	arena_free(&m.a);
}

static void it_is_never_nearer_than_the_bounds_say(void **state)
{
	struct made m;
	struct network *n;
	struct search_space *s;
	struct plan p;
	int found = 0, closed = 0;

	(void)state;
	made_timetable(&m);
	n = made_network(&m);
	s = search_space_make(&m.a, n);
	for (uint32_t from = 0; from < PLACES; from++)
		for (uint32_t to = 0; to < PLACES; to++) {
			struct search_query q = made_query();
			const uint32_t goal = network_node(n, to, CARRY_NONE);
			const struct network_bound bound = network_goal(n, goal);
			const int32_t far = network_far(n, network_node(n, from, CARRY_NONE), &bound);

			if (from == to)
				continue;
			q.from = from;
			q.to = to;
			for (q.at = utc(0); q.at < utc(14 * 24); q.at += 7 * HOURS)
				if (search_earliest(s, &q, &m.a, &p)) {
					assert_true(far <= p.arrives - q.at);
					found++;
				}
			closed += far == NETWORK_FAR;
		}
	assert_true(found > 100);
	assert_true(closed > 0); /* where nothing leads to is known without a search */
	arena_free(&m.a);
}

static const struct network_edge *edge_of(
	const struct network *n, uint32_t place, enum carry from, enum carry to)
{
	const struct network_node *node = &n->nodes[network_node(n, place, from)];

	for (uint32_t i = node->out; i < node[1].out; i++)
		if (n->edges[i].to == network_node(n, place, to))
			return &n->edges[i];
	return NULL;
}

static void steps_of_a_transfer_come_in_their_order_and_wait_for_opening_hours(void **state)
{
	/* The gauge is changed in 6 hours, then customs take 4, begun from 8:00 to 20:00 (3:00 to 15:00 UTC),
	 * not on Sundays.  Hours of that Monday. */
	static const struct {
		int at, done;
	} rows[] = {
		{0, 10}, {8, 18}, {9, 24 + 7}, {-12, 7}, {5 * 24 + 8, 5 * 24 + 18}, {5 * 24 + 9, 7 * 24 + 7}};
	struct made m;
	struct network *n;
	const struct network_edge *e;

	(void)state;
	made_timetable(&m);
	n = made_network(&m);
	e = edge_of(n, KHORGOS, CARRY_RAIL, CARRY_RAIL);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(network_done(n, e, utc(rows[i].at)), utc(rows[i].done));
	assert_int_equal(edge_of(n, LIANYUNGANG, CARRY_VESSEL, CARRY_RAIL)->minutes, 600);
	assert_int_equal(edge_of(n, LIANYUNGANG, CARRY_RAIL, CARRY_RAIL)->minutes, 60); /* no rule says */
	assert_int_equal(edge_of(n, LIANYUNGANG, CARRY_NONE, CARRY_RAIL)->minutes, 0);
	arena_free(&m.a);
}

static void it_never_pays_to_come_later_and_the_latest_minute_is_the_last_that_does(void **state)
{
	struct made m;
	struct network *n;
	const struct network_edge *e;
	static const int32_t holidays[] = {MONDAY + 2, MONDAY + 8};

	(void)state;
	made_timetable(&m);
	m.transfers[1].holidays = holidays;
	m.transfers[1].holiday_count = 2;
	n = made_network(&m);
	e = edge_of(n, KHORGOS, CARRY_RAIL, CARRY_RAIL);
	for (minute at = utc(0); at < utc(20 * 24); at += 7) {
		minute done = network_done(n, e, at), begun = network_begun(n, e, done);

		assert_true(done <= network_done(n, e, at + 1));
		assert_true(begun >= at);
		assert_true(network_done(n, e, begun) <= done && network_done(n, e, begun + 1) > done);
	}
	arena_free(&m.a);
}

static void a_restriction_closes_legs_of_its_time_direction_and_cargo(void **state)
{
	struct made m;
	struct network *n;

	(void)state;
	made_timetable(&m);
	made_closed(&m);
	n = made_network(&m);
	assert_false(is_closed(n, MONDAY, "3102"));
	assert_true(is_closed(n, MONDAY + 1, "3102"));
	assert_false(is_closed(n, MONDAY + 1, "3002"));
	assert_false(is_closed(n, MONDAY + 1, NULL));
	assert_false(is_closed(n, MONDAY + 2, "3102")); /* at its end */
	m.restrictions[0].direction = DIRECTION_BACK;
	n = made_network(&m);
	assert_false(is_closed(n, MONDAY + 1, "3102"));
	m.restrictions[0].direction = DIRECTION_BOTH;
	m.restrictions[0].trains = 3; /* a quota closes nothing */
	n = made_network(&m);
	assert_false(is_closed(n, MONDAY + 1, "3102"));
	arena_free(&m.a);
}

/* Two shuttles a day, of which one may pass on Tuesday and Wednesday. */
static void made_rationed(struct made *m)
{
	made_timetable(m);
	m->services[EXPRESS].weekdays = m->services[SLOW].weekdays = m->services[FEEDER].weekdays = 0;
	m->stops[EXPRESS][0].place = KHORGOS; /* the second shuttle, at 20:00 */
	m->stops[EXPRESS][1].place = ALMATY;
	m->stops[EXPRESS][0].departs = local(0, 20, 0);
	m->stops[EXPRESS][1].arrives = local(1, 6, 0);
	m->services[EXPRESS].weekdays = DAILY;
	m->t.restriction_count = 1;
	m->restrictions[0] = (struct timetable_restriction){.issuer = "KTZ",
		.telegram = "NC-1",
		.what = RESTRICTED_STRETCH,
		.place = KHORGOS,
		.to_place = ALMATY,
		.direction = DIRECTION_FORTH,
		.from = utc(24 - 5),
		.until = utc(72 - 5), /* by the clock of Almaty */
		.trains = 1};
}

static void a_quota_lets_so_many_pass_a_day_and_the_others_wait_in_their_order(void **state)
{
	/* Days waited by each shuttle of a date after Monday: Tuesday's second waits for Wednesday, and no
	 * room is left for Wednesday's two, which go when it has ended, on Thursday. */
	static const struct {
		uint32_t service;
		int date, days;
	} rows[] = {{SHUTTLE, 0, 0}, {EXPRESS, 0, 0}, {SHUTTLE, 1, 0}, {EXPRESS, 1, 1}, {SHUTTLE, 2, 1},
		{EXPRESS, 2, 1}, {SHUTTLE, 3, 0}, {EXPRESS, 3, 0}};
	struct made m;
	struct network *n;

	(void)state;
	made_rationed(&m);
	n = made_network(&m);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const uint32_t trip = network_trip_find(n, rows[i].service, MONDAY + rows[i].date, 0);
		const int hour = rows[i].date * 24 + (rows[i].service == SHUTTLE ? 3 : 15);
		size_t count;
		const struct network_hold *h = network_holds(n, trip, &count);

		assert_int_equal(network_leg(n, trip, 0).departs, utc(hour + 24 * rows[i].days));
		assert_int_equal(network_leg(n, trip, 0).arrives, utc(hour + 10 + 24 * rows[i].days));
		assert_int_equal(count, rows[i].days > 0);
		if (count) {
			assert_int_equal(h->minutes, rows[i].days * DAY_MINUTES);
			assert_int_equal(h->restriction, 0);
		}
	}
	arena_free(&m.a);
}

static void who_finds_no_room_while_the_network_reaches_does_not_run(void **state)
{
	struct made m;
	struct network *n;

	(void)state;
	made_rationed(&m);
	m.restrictions[0].until = MINUTE_NEVER;
	n = made_network(&m);
	/* One that left on Sunday, both of Monday, and then one a day of 59. */
	assert_int_equal(n->trip_count, 1 + 2 + 59);
	arena_free(&m.a);
}

static void only_trains_are_rationed_where_a_place_is(void **state)
{
	struct made m;

	(void)state;
	made_rationed(&m);
	m.services[EXPRESS].carry = CARRY_ROAD;
	assert_int_equal(made_network(&m)->hold_count, 0);
	m.restrictions[0].what = RESTRICTED_SERVICE;
	m.restrictions[0].service = EXPRESS;
	assert_int_equal(made_network(&m)->hold_count, 0); /* one a day it has */
	arena_free(&m.a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(times_are_those_of_the_place_where_clocks_change_too),
		cmocka_unit_test(a_service_runs_by_its_calendar),
		cmocka_unit_test(a_trip_is_cancelled_moved_or_added),
		cmocka_unit_test(trips_of_a_pattern_run_alike_in_the_order_of_departure),
		cmocka_unit_test(trips_that_cost_or_are_closed_otherwise_are_not_of_one_pattern),
		cmocka_unit_test(it_is_never_nearer_than_the_bounds_say),
		cmocka_unit_test(steps_of_a_transfer_come_in_their_order_and_wait_for_opening_hours),
		cmocka_unit_test(it_never_pays_to_come_later_and_the_latest_minute_is_the_last_that_does),
		cmocka_unit_test(a_restriction_closes_legs_of_its_time_direction_and_cargo),
		cmocka_unit_test(a_quota_lets_so_many_pass_a_day_and_the_others_wait_in_their_order),
		cmocka_unit_test(who_finds_no_room_while_the_network_reaches_does_not_run),
		cmocka_unit_test(only_trains_are_rationed_where_a_place_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
