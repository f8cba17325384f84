/* Which trip of a route a leg is that is planned on it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "domain/planned.h"
#include "domain/timetable_made.h"

/* The express leaves Lianyungang each day at 4:00 UTC, the slow train on Fridays. */
#define NO_DATE  PLANNED_NO_DATE
#define NO_TIME  MINUTE_NEVER
#define NOTHING  INT32_MAX
#define AT(hour) (MONDAY * DAY_MINUTES + (hour)*HOURS)

static void it_is_the_trip_of_its_date_else_the_one_that_leaves_near_to_that_time(void **state)
{
	static const struct {
		const char *what;
		uint32_t service;
		int32_t date;
		minute departs;
		int32_t is; /* days from that Monday */
		int number;
	} rows[] = {
		{"by its date, whenever it was to leave", EXPRESS, MONDAY + 1, AT(72 + 4), 1, 0},
		{"by its date alone", EXPRESS, MONDAY + 1, NO_TIME, 1, 0},
		{"on that date none runs", SLOW, MONDAY + 1, AT(24 + 4), NOTHING, 0},
		{"cancelled", EXPRESS, MONDAY + 3, AT(72 + 4), NOTHING, 0},
		{"by the timetable", EXPRESS, NO_DATE, AT(24 + 9), 1, 0},
		{"late as it is", EXPRESS, NO_DATE, AT(48 + 4 + 16), 2, 0},
		{"as it was to be", EXPRESS, NO_DATE, AT(48 + 4), 2, 0},
		{"near none", SLOW, NO_DATE, AT(4), NOTHING, 0},
		{"nothing is told", EXPRESS, NO_DATE, NO_TIME, NOTHING, 0},
		{"an extra one of that date", EXPRESS, MONDAY + 4, AT(96 + 13), 4, 1},
		{"and the other one", EXPRESS, MONDAY + 4, AT(96 + 5), 4, 0},
		{"an extra one by its time", EXPRESS, NO_DATE, AT(96 + 14), 4, 1},
	};
	struct timetable_patch patches[3] = {
		{.what = PATCH_CANCELLED, .service = EXPRESS, .date = MONDAY + 3},
		{.what = PATCH_MOVED,
			.service = EXPRESS,
			.date = MONDAY + 2,
			.departs = true,
			.minutes = 16 * HOURS},
		{.what = PATCH_ADDED,
			.service = EXPRESS,
			.date = MONDAY + 4,
			.number = 1,
			.minutes = 10 * HOURS},
	};
	struct network *n;
	struct made m;

	(void)state;
	made_timetable(&m);
	m.t.patches = patches;
	m.t.patch_count = 3;
	n = made_network(&m);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const uint32_t trip = planned_trip(n, rows[i].service, 0, rows[i].date, rows[i].departs);

		if ((trip == NETWORK_NONE) != (rows[i].is == NOTHING))
			fail_msg("%s: %u", rows[i].what, trip);
		if (trip == NETWORK_NONE)
			continue;
		if (n->trips[trip].date != MONDAY + rows[i].is || n->trips[trip].number != rows[i].number)
			fail_msg("%s: %d, %d", rows[i].what, n->trips[trip].date - MONDAY,
				n->trips[trip].number);
	}
	arena_free(&m.a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_the_trip_of_its_date_else_the_one_that_leaves_near_to_that_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
