/* The clocks of the machine.  Its zones are tested with base/test_zone.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "system/clock.h"

static void now_is_the_machines_time(void **state)
{
	time_t before = time(NULL) - 1, after; /* the two may tick a moment apart */
	instant now = clock_now();

	(void)state;
	after = time(NULL) + 1;
	assert_true(now >= before * INSTANT_SECOND && now <= after * INSTANT_SECOND);
}

static void the_monotonic_clock_never_goes_back(void **state)
{
	int64_t last = clock_monotonic_ms();

	(void)state;
	for (int i = 0; i < 10000; i++) {
		int64_t next = clock_monotonic_ms();

		assert_true(next >= last);
		last = next;
	}
}

static void chance_fills_all_that_was_asked_for(void **state)
{
	uint8_t bytes[64] = {0}, again[64] = {0};
	unsigned seen[4] = {0};

	(void)state;
	/* A quarter that stays zero has a chance of 2^-128. */
	assert_true(clock_random(bytes, sizeof bytes));
	for (size_t i = 0; i < sizeof bytes; i++)
		seen[i / 16] |= bytes[i];
	assert_true(seen[0] && seen[1] && seen[2] && seen[3]);
	assert_true(clock_random(again, sizeof again));
	assert_memory_not_equal(bytes, again, sizeof bytes);
	assert_true(clock_random(again, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(now_is_the_machines_time),
		cmocka_unit_test(the_monotonic_clock_never_goes_back),
		cmocka_unit_test(chance_fills_all_that_was_asked_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
