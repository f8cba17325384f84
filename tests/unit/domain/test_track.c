/* Which positions of a device can be, beside their neighbours. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/track.h"

#include <math.h>

#define HOUR (3600 * INSTANT_SECOND)

static struct track_point at(double hours, double lat, double lon)
{
	return (struct track_point){
		(instant)(hours * HOUR), (int32_t)lround(lat * 1e6), (int32_t)lround(lon * 1e6)};
}

static void metres_are_those_of_the_earth(void **state)
{
	static const struct {
		double lat, lon, lat_2, lon_2, kilometres;
	} rows[] = {
		{0, 0, 0, 0, 0},
		{0, 0, 1, 0, 111.195},
		{60, 0, 60, 1, 55.597},
		{34.75, 119.45, 45.17, 82.57, 3316}, /* Lianyungang to Alashankou */
		{0, 179.5, 0, -179.5, 111.195},
		{90, 0, -90, 0, 20015.1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct track_point a = at(0, rows[i].lat, rows[i].lon),
				   b = at(0, rows[i].lat_2, rows[i].lon_2);
		double metres = track_metres(&a, &b);

		if (fabs(metres - rows[i].kilometres * 1000) > rows[i].kilometres * 5 + 1)
			fail_msg("row %zu: %.0f m", i, metres);
	}
}

static void a_jump_agrees_with_neither_neighbour(void **state)
{
	static const struct {
		double before, here, after; /* degrees of latitude an hour apart; 99: there is none */
		bool jumps;
	} rows[] = {
		{99, 10, 99, false},
		{99, 10, 80, false}, /* the first is taken at its word */
		{10, 11, 12, false},
		{10, 13, 16, false}, /* 334 km an hour */
		{10, 14, 10, true},  /* 445 km there and back */
		{10, -10, 10, true}, /* a hemisphere mistaken */
		{10, 20, 99, true},  /* until the next one bears it out */
		{10, 20, 21, false},
		{10, 20, 50, true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct track_point before = at(1, rows[i].before, 0), here = at(2, rows[i].here, 0),
				   after = at(3, rows[i].after, 0);

		if (rows[i].before > 90)
			before.at = INSTANT_NONE;
		if (rows[i].after > 90)
			after.at = INSTANT_NONE;
		if (track_jumps(&before, &here, &after) != rows[i].jumps)
			fail_msg("row %zu", i);
	}
}

/* Fixes taken within moments of each other may lie apart as far as they are wrong. */
static void what_lies_close_is_no_jump_whenever_it_was_taken(void **state)
{
	struct track_point before = at(1, 10, 0), near = at(1, 10.017, 0), far = at(1, 10.019, 0),
			   none = {INSTANT_NONE, 0, 0};

	(void)state;
	near.at++;
	far.at++;
	assert_false(track_jumps(&before, &near, &none));
	assert_true(track_jumps(&before, &far, &none));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(metres_are_those_of_the_earth),
		cmocka_unit_test(a_jump_agrees_with_neither_neighbour),
		cmocka_unit_test(what_lies_close_is_no_jump_whenever_it_was_taken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
