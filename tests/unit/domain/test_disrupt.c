/* A way followed with and without a restriction, and the room that is shared. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "domain/disrupt.h"
#include "domain/timetable_made.h"

static const struct search_cargo forty = {"45G1", {20000, 200}, false, false, NULL};

/* From Lianyungang on Monday by the express and the shuttle. */
static struct disrupt_way made_way(struct disrupt_ride rides[2])
{
	rides[0] = (struct disrupt_ride){EXPRESS, MONDAY, 0, 0, 1, false};
	rides[1] = (struct disrupt_ride){SHUTTLE, MONDAY + 6, 0, 0, 1, false};
	return (struct disrupt_way){
		.place = LIANYUNGANG, .ready = utc(0), .to = ALMATY, .rides = rides, .count = 2};
}

static struct timetable_restriction made_closed(int from, int until)
{
	return (struct timetable_restriction){.issuer = "KTZ",
		.what = RESTRICTED_PLACE,
		.place = KHORGOS,
		.direction = DIRECTION_FORTH,
		.from = utc(from),
		.until = utc(until)};
}

static struct disrupt_followed follow(struct made *m, const struct network *n, const struct search_left *left)
{
	struct disrupt_ride rides[2];
	const struct disrupt_way w = made_way(rides);
	struct disrupt_followed f;

	disrupt_follow(n, left, &forty, &w, &m->a, &f);
	return f;
}

static void a_way_is_followed_as_it_was_told_where_nothing_is_in_its_way(void **state)
{
	struct made m;
	struct disrupt_followed f;

	(void)state;
	made_timetable(&m);
	f = follow(&m, made_network(&m), NULL);
	assert_int_equal(f.legs[0].departs, utc(4)); /* noon in China */
	assert_int_equal(f.legs[0].arrives, utc(5 * 24 + 5));
	assert_int_equal(f.legs[1].ready, utc(5 * 24 + 15)); /* gauge and customs */
	assert_int_equal(f.arrives, utc(6 * 24 + 13));
	assert_false(f.legs[0].other || f.legs[1].other);
	arena_free(&m.a);
}

static void before_what_is_closed_it_waits_and_then_takes_the_next_train_of_the_route(void **state)
{
	struct disrupt_followed was, is;
	struct network *before, *after;
	struct disrupt_ride rides[2];
	const struct disrupt_way w = made_way(rides);
	struct made m;

	(void)state;
	made_timetable(&m);
	before = made_network(&m);
	was = follow(&m, before, NULL);
	m.restrictions[0] = made_closed(5 * 24, 8 * 24);
	m.t.restriction_count = 1;
	after = made_network(&m);
	is = follow(&m, after, NULL);
	assert_true(is.legs[0].arrives >= utc(8 * 24));
	assert_true(is.legs[1].other && is.legs[1].departs >= is.legs[1].ready);
	assert_int_equal((is.arrives - was.arrives) % DAY_MINUTES, 0);
	assert_true(is.arrives > was.arrives);
	assert_true(disrupt_hits(before, &was, after, &is, &w));
	assert_false(disrupt_hits(before, &was, before, &was, &w));
	m.restrictions[0].until = MINUTE_NEVER;
	is = follow(&m, made_network(&m), NULL);
	assert_int_equal(is.arrives, MINUTE_NEVER);
	assert_int_equal(is.stuck, 0);
	arena_free(&m.a);
}

static void a_train_that_a_quota_holds_is_waited_for(void **state)
{
	struct made m;
	struct disrupt_followed was, is;

	(void)state;
	made_timetable(&m);
	was = follow(&m, made_network(&m), NULL);
	m.restrictions[0] = made_closed(0, 10 * 24);
	m.restrictions[0].trains = 1;
	m.t.restriction_count = 1;
	m.services[SLOW].weekdays = DAILY; /* two a day come there, one passes */
	m.stops[SLOW][1].arrives = local(5, 9, 0);
	is = follow(&m, made_network(&m), NULL);
	assert_true(is.legs[0].arrives > was.legs[0].arrives);
	assert_int_equal((is.legs[0].arrives - was.legs[0].arrives) % DAY_MINUTES, 0);
	assert_false(is.legs[0].other);
	arena_free(&m.a);
}

static void aboard_it_goes_on_from_the_stop_that_it_has_left(void **state)
{
	struct disrupt_ride rides[2];
	struct disrupt_way w = made_way(rides);
	struct disrupt_followed f;
	struct network *n;
	struct made m;

	(void)state;
	made_timetable(&m);
	n = made_network(&m);
	w.aboard = true;
	w.ready = utc(3 * 24); /* long after it has left */
	disrupt_follow(n, NULL, &forty, &w, &m.a, &f);
	assert_int_equal(f.legs[0].departs, utc(4));
	assert_int_equal(f.arrives, utc(6 * 24 + 13));
	w.aboard = false;
	disrupt_follow(n, NULL, &forty, &w, &m.a, &f);
	assert_true(f.legs[0].other && f.legs[0].departs == utc(3 * 24 + 4));
	arena_free(&m.a);
}

static void what_is_to_come_to_a_closed_place_comes_when_it_is_open(void **state)
{
	static const struct search_cargo bad = {"45G1", {20000, 200}, false, true, NULL};
	struct timetable_restriction r = made_closed(24, 48);

	(void)state;
	assert_int_equal(disrupt_comes(&r, &forty, KHORGOS, utc(30)), utc(48));
	assert_int_equal(disrupt_comes(&r, &forty, KHORGOS, utc(48)), utc(48));
	assert_int_equal(disrupt_comes(&r, &forty, KHORGOS, utc(23)), utc(23));
	assert_int_equal(disrupt_comes(&r, &forty, ALMATY, utc(30)), utc(30));
	r.dangerous = true;
	assert_int_equal(disrupt_comes(&r, &forty, KHORGOS, utc(30)), utc(30));
	assert_int_equal(disrupt_comes(&r, &bad, KHORGOS, utc(30)), utc(48));
	r.direction = DIRECTION_BACK;
	assert_int_equal(disrupt_comes(&r, &bad, KHORGOS, utc(30)), utc(30));
}

/* Whoever comes: no train takes more than it has room for, and who finds none on one is on the next. */
static void no_train_is_given_more_than_it_has_room_for(void **state)
{
	(void)state;
	for (unsigned seed = 1; seed <= 50; seed++) {
		struct search_left *left, *first;
		int32_t *teu, *plugs;
		struct network *n;
		struct made m;

		made_timetable(&m);
		srand(seed);
		m.services[EXPRESS].teu = rand() % 1000;
		m.services[EXPRESS].plugs = rand() % 3;
		m.services[SHUTTLE].teu = 200 + rand() % 500;
		n = made_network(&m);
		first = arena_alloc_array(&m.a, n->trip_count, sizeof *first);
		for (size_t i = 0; i < n->trip_count; i++) {
			const struct timetable_service *s = &m.services[n->trips[i].service];

			first[i] = (struct search_left){s->teu, s->kg, s->plugs};
		}
		left = disrupt_left(&m.a, n, first, n);
		teu = arena_alloc_array(&m.a, n->trip_count, sizeof *teu);
		plugs = arena_alloc_array(&m.a, n->trip_count, sizeof *plugs);
		for (int box = 0; box < 60; box++) {
			const struct search_cargo c = {
				"45R1", {20000, rand() % 2 ? 200 : 100}, rand() % 3 == 0, false, NULL};
			struct disrupt_ride rides[2];
			const struct disrupt_way w = made_way(rides);
			struct disrupt_followed f;

			disrupt_follow(n, left, &c, &w, &m.a, &f);
			for (size_t i = 0; i < 2 && f.arrives != MINUTE_NEVER; i++) {
				const struct search_left room = disrupt_room(&c);

				disrupt_take(&left[f.legs[i].trip], &room);
				teu[f.legs[i].trip] += c.load.teu_hundredths;
				plugs[f.legs[i].trip] += c.reefer;
			}
		}
		for (size_t i = 0; i < n->trip_count; i++) {
			assert_true(first[i].teu < 0 || teu[i] <= first[i].teu);
			assert_true(first[i].plugs < 0 || plugs[i] <= first[i].plugs);
		}
		arena_free(&m.a);
	}
}

static void who_has_a_deadline_comes_first_then_what_few_trains_take_then_who_would_be_last(void **state)
{
	static const struct disrupt_claim in_turn[] = {{100, false, false, 50, "E"},
		{200, false, false, 60, "D"}, {MINUTE_NEVER, true, false, 10, "C"},
		{MINUTE_NEVER, false, true, 10, "B"}, {MINUTE_NEVER, false, false, MINUTE_NEVER, "Z"},
		{MINUTE_NEVER, false, false, 90, "Y"}, {MINUTE_NEVER, false, false, 80, "A"},
		{MINUTE_NEVER, false, false, 80, "X"}};
	const size_t n = sizeof in_turn / sizeof *in_turn;

	(void)state;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < n; k++) {
			int d = disrupt_turn(&in_turn[i], &in_turn[k]);

			assert_true(i < k ? d < 0 : i > k ? d > 0 : d == 0);
		}
}

static bool swaps_on(const struct network *n, uint32_t first, int32_t date, uint32_t second, int32_t then)
{
	struct plan_ride rides[2] = {{.trip = network_trip_find(n, first, date, 0), .alight = 1},
		{.trip = network_trip_find(n, second, then, 0), .alight = 1}};
	const struct plan p = {.rides = rides, .count = 2};

	return disrupt_swaps(n, &p);
}

static void off_a_train_and_on_to_another_of_the_route_that_stands_there_is_no_other_way(void **state)
{
	struct made m;
	const struct network *n;

	(void)state;
	made_timetable(&m);
	n = made_network(&m);
	assert_false(swaps_on(n, EXPRESS, MONDAY, SHUTTLE, MONDAY + 6));
	assert_false(swaps_on(n, EXPRESS, MONDAY, EXPRESS, MONDAY + 1)); /* a night between the two */
	assert_true(swaps_on(n, EXPRESS, MONDAY + 1, EXPRESS, MONDAY));  /* which was there before */
	m.restrictions[0] = (struct timetable_restriction){.issuer = "KTZ",
		.what = RESTRICTED_PLACE,
		.place = KHORGOS,
		.direction = DIRECTION_FORTH,
		.from = utc(0),
		.until = utc(30 * 24),
		.trains = 1};
	m.t.restriction_count = 1;
	m.services[SLOW].weekdays = DAILY; /* so that they stand in a row */
	n = made_network(&m);
	assert_true(n->hold_count > 0);
	assert_true(swaps_on(
		n, n->holds[0].service, n->holds[0].date - 1, n->holds[0].service, n->holds[0].date));
	arena_free(&m.a);
}

static void room_that_is_given_back_and_taken_again_is_as_it_was(void **state)
{
	const struct search_left room =
		disrupt_room(&(struct search_cargo){"42R1", {9000, 200}, true, false, NULL});
	struct search_left left = {500, SEARCH_NO_LIMIT, 0};

	(void)state;
	assert_memory_equal(&room, (&(struct search_left){200, 9000, 1}), sizeof room);
	disrupt_give(&left, &room);
	assert_memory_equal(&left, (&(struct search_left){700, SEARCH_NO_LIMIT, 1}), sizeof left);
	disrupt_take(&left, &room);
	assert_memory_equal(&left, (&(struct search_left){500, SEARCH_NO_LIMIT, 0}), sizeof left);
	disrupt_take(&left, &room);
	disrupt_take(&left, &room);
	disrupt_take(&left, &room);
	assert_memory_equal(&left, (&(struct search_left){0, SEARCH_NO_LIMIT, 0}), sizeof left);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_way_is_followed_as_it_was_told_where_nothing_is_in_its_way),
		cmocka_unit_test(before_what_is_closed_it_waits_and_then_takes_the_next_train_of_the_route),
		cmocka_unit_test(a_train_that_a_quota_holds_is_waited_for),
		cmocka_unit_test(aboard_it_goes_on_from_the_stop_that_it_has_left),
		cmocka_unit_test(what_is_to_come_to_a_closed_place_comes_when_it_is_open),
		cmocka_unit_test(
			off_a_train_and_on_to_another_of_the_route_that_stands_there_is_no_other_way),
		cmocka_unit_test(room_that_is_given_back_and_taken_again_is_as_it_was),
		cmocka_unit_test(no_train_is_given_more_than_it_has_room_for),
		cmocka_unit_test(
			who_has_a_deadline_comes_first_then_what_few_trains_take_then_who_would_be_last),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
