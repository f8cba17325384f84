/* CO2e of rides. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/emission.h"

static void it_is_what_is_carried_times_distance_times_factor(void **state)
{
	static const struct {
		struct emission_factor factor;
		struct emission_load load;
		int64_t metres, grams, wtt;
	} rows[] = {
		/* 25 t over 1,000 km at 22 g a tonne-kilometre */
		{{22000, 250, EMISSION_PER_TONNE, "", ""}, {25000, 200}, 1000000, 550000, 137500},
		/* 2.25 TEU over 20,000 km at 85 g a TEU-kilometre, whatever it weighs */
		{{85000, -1, EMISSION_PER_TEU, "", ""}, {25000, 225}, 20000000, 3825000, -1},
		/* half a gram rounds up, less does not */
		{{500, 0, EMISSION_PER_TONNE, "", ""}, {1000, 100}, 1000, 1, 0},
		{{499, 0, EMISSION_PER_TONNE, "", ""}, {1000, 100}, 1000, 0, 0},
		/* a full ship around the world */
		{{30000, 0, EMISSION_PER_TONNE, "", ""}, {200000000, 100}, 40000000, INT64_C(240000000000),
			0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct emission e;

		assert_true(emission_of(&rows[i].factor, &rows[i].load, rows[i].metres, &e));
		assert_int_equal(e.grams, rows[i].grams);
		assert_int_equal(e.wtt, rows[i].wtt);
	}
}

static void without_a_factor_or_a_distance_it_is_not_known(void **state)
{
	static const struct emission_factor f = {22000, 0, EMISSION_PER_TONNE, "", ""};
	static const struct emission_load load = {25000, 200};
	struct emission e;

	(void)state;
	assert_false(emission_of(NULL, &load, 1000, &e));
	assert_false(emission_of(&f, &load, EMISSION_METRES_UNKNOWN, &e));
	assert_true(emission_of(&f, &load, 0, &e));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_what_is_carried_times_distance_times_factor),
		cmocka_unit_test(without_a_factor_or_a_distance_it_is_not_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
