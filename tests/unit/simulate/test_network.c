/* The network's tables hold together, and things due come in order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/calendar.h"
#include "simulate/queue.h"

#include <string.h>

static void europe_has_summer_time(void **state)
{
	static const struct {
		int month, day, hour, offset;
	} cases[] = {{3, 29, 0, 60}, {3, 29, 1, 120}, {7, 1, 12, 120}, {10, 25, 0, 120}, {10, 25, 1, 60},
		{12, 1, 0, 60}};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		minute at = (minute)(calendar_days(2026, cases[i].month, cases[i].day) * DAY) +
			    cases[i].hour * HOUR;

		assert_int_equal(place_offset(DUISBURG, at), cases[i].offset);
		assert_int_equal(place_offset(URUMQI, at), 8 * HOUR);
		assert_int_equal(place_offset(DOSTYK, at), 5 * HOUR);
	}
}

static void stretches_have_ends_and_timetables(void **state)
{
	(void)state;
	for (int s = 0; s < STRETCHES; s++) {
		int n = stretch_stops(&stretches[s]), before = 0;

		assert_in_range(n, 2, STOPS_MOST);
		for (int i = 1; i < n; i++) {
			int comes = stretch_minutes(&stretches[s], i, false);

			assert_true(comes > before);
			before = stretch_minutes(&stretches[s], i, true);
			assert_true(before >= comes);
			assert_true(
				(stretches[s].stops[i].railway == NO_RAILWAY) == (stretches[s].mode == SHIP));
		}
	}
}

/* Where one leg ends the next begins, or so near that a truck or a shunting engine closes the gap. */
static void legs_of_a_route_join(void **state)
{
	int shares = 0;

	(void)state;
	for (int r = 0; r < routes_count; r++) {
		shares += routes[r].share;
		assert_in_range(routes[r].legs, 1, LEGS_MOST);
		for (int l = 1; l < routes[r].legs; l++) {
			const struct place_row *a = &places[stretch_to(routes[r].leg[l - 1])];
			const struct place_row *b = &places[stretch_from(routes[r].leg[l])];

			assert_in_range(a->lat - b->lat + 1000, 0, 2000);
			assert_in_range(a->lon - b->lon + 1500, 0, 3000);
		}
	}
	assert_int_equal(shares, 100);
}

static void what_is_due_comes_in_order(void **state)
{
	struct queue q = {0};
	struct due d, before = {INT32_MIN, 0, 0, 0};

	(void)state;
	for (int i = 0; i < 500; i++)
		queue_put(&q, i * 7919 % 97, 1, i);
	assert_int_equal(queue_first(&q), 0);
	for (int i = 0; i < 500; i++) {
		assert_true(queue_take(&q, &d));
		assert_true(d.at > before.at || (d.at == before.at && d.whose > before.whose));
		before = d;
	}
	assert_false(queue_take(&q, &d));
	assert_int_equal(queue_first(&q), INT32_MAX);
	queue_free(&q);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(europe_has_summer_time),
		cmocka_unit_test(stretches_have_ends_and_timetables),
		cmocka_unit_test(legs_of_a_route_join),
		cmocka_unit_test(what_is_due_comes_in_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
