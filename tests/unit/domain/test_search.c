/* Ways from Osaka to Almaty.  That all ways are looked at is proved by tests/behaviour/test_plans.py. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/plan.h"
#include "domain/timetable_made.h"

#define ARRIVES (17 * 24 + 13) /* by the feeder of the second Monday, the express and the shuttle */

static void the_earliest_arrival_keeps_cut_offs_and_transfer_times(void **state)
{
	struct made m;
	struct network *n;
	struct search_query q = made_query();
	struct search_space *s;
	struct plan p;

	(void)state;
	made_timetable(&m);
	n = made_network(&m);
	s = search_space_make(&m.a, n);
	assert_true(search_earliest(s, &q, &m.a, &p));
	assert_int_equal(p.arrives, utc(ARRIVES));
	assert_int_equal(p.count, 3);
	assert_int_equal(n->trips[p.rides[0].trip].date, MONDAY + 7);
	assert_int_equal(n->trips[p.rides[1].trip].service, EXPRESS);
	assert_int_equal(p.cost.price, 30000 + 90000 + 8000);
	assert_int_equal(p.cost.grams, 3 * 400000);
	q.at -= 3 * HOURS; /* before the cut-off of the first Monday */
	assert_true(search_earliest(s, &q, &m.a, &p));
	assert_int_equal(p.arrives, utc(ARRIVES - 7 * 24));
	q.to = OSAKA;
	assert_false(search_earliest(s, &q, &m.a, &p));
	arena_free(&m.a);
}

static void the_latest_departure_is_the_last_minute_that_makes_the_deadline(void **state)
{
	struct made m;
	struct search_query q = made_query();
	struct search_space *s;
	struct plan p;

	(void)state;
	made_timetable(&m);
	s = search_space_make(&m.a, made_network(&m));
	q.deadline = utc(ARRIVES);
	assert_true(search_latest(s, &q, &m.a, &p));
	assert_int_equal(p.begins, utc(7 * 24 - 3)); /* the cut-off of the second Monday */
	assert_int_equal(p.arrives, utc(ARRIVES));
	q.max_price = 100000; /* too little for the express: by the slow train, a week before */
	assert_false(search_latest(s, &q, &m.a, &p));
	q.deadline = utc(ARRIVES + 5 * 24);
	assert_true(search_latest(s, &q, &m.a, &p));
	assert_int_equal(p.begins, utc(7 * 24 - 3));
	assert_int_equal(p.cost.price, 30000 + 50000 + 8000);
	arena_free(&m.a);
}

static void what_is_cheaper_or_unpriced_is_a_plan_beside_what_is_faster(void **state)
{
	struct made m;
	struct search_query q = made_query();
	struct search_space *s;
	struct plan *plans;

	(void)state;
	made_timetable(&m);
	s = search_space_make(&m.a, made_network(&m));
	q.horizon = 6 * DAY_MINUTES;
	assert_int_equal(search_plans(s, &q, &m.a, &plans), 2);
	assert_int_equal(plans[0].arrives, utc(ARRIVES));
	assert_int_equal(plans[1].cost.price, 88000);
	q.criteria = 0;
	assert_int_equal(search_plans(s, &q, &m.a, &plans), 1);
	q.criteria = SEARCH_PRICE;
	q.horizon = 0;
	assert_int_equal(search_plans(s, &q, &m.a, &plans), 1);
	q.horizon = 6 * DAY_MINUTES;
	m.prices[EXPRESS].size = "45G1"; /* not of this box */
	s = search_space_make(&m.a, made_network(&m));
	assert_int_equal(search_plans(s, &q, &m.a, &plans), 2);
	assert_true(plans[0].cost.unpriced);
	assert_int_equal(plans[0].cost.price, 38000);
	assert_false(plans[1].cost.unpriced);
	q.max_price = 1000000; /* what has no price is not known to be below it */
	assert_int_equal(search_plans(s, &q, &m.a, &plans), 1);
	arena_free(&m.a);
}

static void a_box_on_its_train_goes_on_from_there(void **state)
{
	struct made m;
	struct network *n;
	struct search_query q = made_query();
	struct search_space *s;
	struct plan p;

	(void)state;
	made_timetable(&m);
	m.t.patch_count = 1; /* two hours late, which the transfer has room for */
	m.patches[0] = (struct timetable_patch){PATCH_MOVED, EXPRESS, MONDAY + 11, 0, 1, false, 120, false};
	n = made_network(&m);
	s = search_space_make(&m.a, n);
	q.aboard = (struct search_aboard){network_trip_find(n, EXPRESS, MONDAY + 11, 0), 0, 0};
	assert_true(search_earliest(s, &q, &m.a, &p));
	assert_int_equal(p.count, 2);
	assert_int_equal(p.rides[0].edge, NETWORK_NONE);
	assert_int_equal(p.begins, utc(11 * 24 + 4));
	assert_int_equal(p.arrives, utc(ARRIVES));
	arena_free(&m.a);
}

static void a_plan_says_where_its_time_goes_and_what_it_missed(void **state)
{
	struct made m;
	struct network *n;
	struct search_query q = made_query();
	struct search_space *s;
	struct plan p;
	struct plan_why *why;
	struct plan_time t;

	(void)state;
	made_timetable(&m);
	n = made_network(&m);
	s = search_space_make(&m.a, n);
	assert_true(search_earliest(s, &q, &m.a, &p));
	why = plan_explain(s, &q, &p, &m.a, &t);
	assert_int_equal(t.running, (63 + 121 + 10) * HOURS);
	assert_int_equal(t.transfer, 10 * HOURS);
	assert_int_equal(t.border, 10 * HOURS);
	assert_int_equal(t.running + t.transfer + t.border + t.waiting, p.arrives - p.begins);
	assert_int_equal(why[0].missed.by, 3 * HOURS); /* the cut-off of the first Monday */
	assert_int_equal(why[0].missed.gains, 7 * DAY_MINUTES);
	assert_int_equal(n->trips[why[0].missed.trip].date, MONDAY);
	assert_int_equal(why[1].missed.by, 6 * HOURS); /* of yesterday's express */
	assert_int_equal(why[2].missed.by, 12 * HOURS);
	assert_int_equal(why[2].before.waiting, 12 * HOURS);
	assert_int_equal(why[2].before.border, 10 * HOURS);
	arena_free(&m.a);
}

static void what_is_closed_for_good_at_the_end_is_no_plan_however_cheap(void **state)
{
	struct made m;
	static int32_t always[1000];
	struct network *n;
	struct search_query q = made_query();
	struct search_space *s;
	struct plan *plans;
	size_t count;

	(void)state;
	made_timetable(&m);
	for (int i = 0; i < 1000; i++)
		always[i] = MONDAY - 300 + i;
	/* By the shuttle nobody gets out, but may go back by road and come again by road. */
	m.services[SLOW].carry = m.services[EXPRESS].carry = CARRY_ROAD;
	m.services[SLOW].weekdays = DAILY;
	m.stops[EXPRESS][0] = m.stops[SHUTTLE][0];
	m.stops[EXPRESS][1] = m.stops[SHUTTLE][1];
	m.stops[SLOW][0] = m.stops[SHUTTLE][0];
	m.stops[SLOW][1] = m.stops[SHUTTLE][1];
	m.stops[SLOW][0].place = ALMATY;
	m.stops[SLOW][1].place = KHORGOS;
	q.from = KHORGOS;
	m.transfers[0] = (struct timetable_transfer){.place = ALMATY,
		.to_place = ALMATY,
		.from = CARRY_BIT(CARRY_RAIL),
		.to = CARRY_BIT(CARRY_NONE),
		.what = TRANSFER_TERMINAL,
		.minutes = 60,
		.holidays = always,
		.holiday_count = 1000};
	n = made_network(&m);
	s = search_space_make(&m.a, n);
	count = search_plans(s, &q, &m.a, &plans);
	assert_true(count > 0);
	for (size_t i = 0; i < count; i++) {
		assert_true(plans[i].arrives < n->last);
		assert_int_equal(n->trips[plans[i].rides[plans[i].count - 1].trip].service, EXPRESS);
	}
	arena_free(&m.a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_earliest_arrival_keeps_cut_offs_and_transfer_times),
		cmocka_unit_test(the_latest_departure_is_the_last_minute_that_makes_the_deadline),
		cmocka_unit_test(what_is_cheaper_or_unpriced_is_a_plan_beside_what_is_faster),
		cmocka_unit_test(a_box_on_its_train_goes_on_from_there),
		cmocka_unit_test(what_is_closed_for_good_at_the_end_is_no_plan_however_cheap),
		cmocka_unit_test(a_plan_says_where_its_time_goes_and_what_it_missed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
