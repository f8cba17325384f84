/* Learned times of borders beside what a plan has for them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/plan_border.h"
#include "domain/timetable_made.h"

/* From Lianyungang by the express to Khorgos, on by the shuttle: at Khorgos on Saturday 5:00 UTC, ready 10
 * hours later, on at 3:00 UTC on Sunday. */
static size_t borders_of(struct made *m, int32_t likely, const char *into, struct plan_border **list,
	minute *arrives, struct plan *p)
{
	static uint32_t complex_of[PLACES] = {NETWORK_NONE, NETWORK_NONE, 7, NETWORK_NONE, NETWORK_NONE};
	static struct border_past past[1];
	const struct borders b = {complex_of, past, 1, utc(0), 10080};
	struct search_query q = made_query();
	struct network *n;

	*past = (struct border_past){7, "CN", into, CARRY_RAIL, likely, likely * 2, 1, 40, false};
	made_timetable(m);
	n = made_network(m);
	q.from = LIANYUNGANG;
	assert_true(search_earliest(search_space_make(&m->a, n), &q, &m->a, p));
	return plan_borders(n, &b, &q, p, &m->a, list, arrives);
}

static void what_the_border_takes_moves_the_arrival_to_that_of_the_next_train_that_is_caught(void **state)
{
	static const struct {
		int32_t likely; /* minutes */
		int days;       /* that the plan comes later */
	} rows[] = {{60, 0}, {22 * 60, 0}, {22 * 60 + 1, 1}, {70 * 60, 2}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct made m;
		struct plan_border *list;
		struct plan p;
		minute arrives;

		assert_int_equal(borders_of(&m, rows[i].likely, "KZ", &list, &arrives, &p), 1);
		assert_int_equal(list[0].place, KHORGOS);
		assert_int_equal(list[0].scheduled, 22 * 60);
		assert_int_equal(list[0].late, 2 * rows[i].likely);
		assert_int_equal(arrives, p.arrives + rows[i].days * DAY_MINUTES);
		arena_free(&m.a);
	}
}

static void where_nothing_is_learned_nothing_is_said(void **state)
{
	struct made m;
	struct plan_border *list;
	struct plan p;
	minute arrives;

	(void)state;
	assert_int_equal(borders_of(&m, 60, "RU", &list, &arrives, &p), 0);
	assert_int_equal(arrives, MINUTE_NEVER);
	arena_free(&m.a);
}

/* One train that stands at the border: it leaves not before its time. */
static void who_stays_aboard_is_as_late_as_the_border_takes_longer(void **state)
{
	static uint32_t complex_of[PLACES] = {NETWORK_NONE, NETWORK_NONE, 7, NETWORK_NONE, NETWORK_NONE};
	static const struct timetable_stop stops[3] = {{.place = LIANYUNGANG, .departs = 720},
		{.place = KHORGOS, .arrives = 5 * 1440, .departs = 5 * 1440 + 600},
		{.place = ALMATY, .arrives = 6 * 1440}};
	struct border_past past = {7, "CN", "KZ", CARRY_RAIL, 900, 1200, 1, 40, false};
	const struct borders b = {complex_of, &past, 1, utc(0), 10080};
	struct search_query q = made_query();
	struct plan_border *list;
	struct network *n;
	struct made m;
	struct plan p;
	minute arrives;

	(void)state;
	made_timetable(&m);
	m.services[EXPRESS].stops = stops;
	m.services[EXPRESS].stop_count = 3;
	m.services[EXPRESS].price_count = 0;
	m.services[SHUTTLE].weekdays = 0;
	n = made_network(&m);
	q.from = LIANYUNGANG;
	assert_true(search_earliest(search_space_make(&m.a, n), &q, &m.a, &p));
	assert_int_equal(plan_borders(n, &b, &q, &p, &m.a, &list, &arrives), 1);
	assert_int_equal(list[0].scheduled, 600);
	assert_int_equal(arrives, p.arrives + 300);
	/* Of late twice as long; of that half is left a week ahead: from a Monday to a Saturday five days. */
	past.level = 2;
	plan_borders(n, &b, &q, &p, &m.a, &list, &arrives);
	assert_true(list[0].likely > 900 * 1.4 && list[0].likely < 900 * 1.6);
	past.level = 1;
	past.likely = 500;
	plan_borders(n, &b, &q, &p, &m.a, &list, &arrives);
	assert_int_equal(arrives, p.arrives);
	arena_free(&m.a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			what_the_border_takes_moves_the_arrival_to_that_of_the_next_train_that_is_caught),
		cmocka_unit_test(where_nothing_is_learned_nothing_is_said),
		cmocka_unit_test(who_stays_aboard_is_as_late_as_the_border_takes_longer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
