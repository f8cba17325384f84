/* What is due comes by its time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/agenda.h"

static void what_is_due_comes_in_the_order_of_time_and_nothing_is_lost(void **state)
{
	static const uint32_t at[] = {7, 64, 0, 63, 7, 100000, 65, 7};
	struct arena a = ARENA_INIT;
	struct agenda g = {.a = &a};
	uint32_t last = 0, seen = 0, due, what;

	(void)state;
	for (int round = 0; round < 2; round++, seen = last = 0) {
		agenda_clear(&g);
		for (uint32_t i = 0; i < sizeof at / sizeof *at; i++)
			agenda_put(&g, at[i], i);
		while (agenda_take(&g, &due, &what)) {
			assert_true(due >= last);
			assert_int_equal(due, at[what]);
			assert_false(seen & 1u << what);
			seen |= 1u << what;
			last = due;
		}
		assert_int_equal(seen, (1u << sizeof at / sizeof *at) - 1);
	}
	arena_free(&a);
}

static void what_is_put_while_others_are_taken_comes_in_its_turn(void **state)
{
	struct arena a = ARENA_INIT;
	struct agenda g = {.a = &a};
	static const uint32_t then[] = {3, 4, 2};
	uint32_t due, what;

	(void)state;
	agenda_put(&g, 5, 1);
	agenda_put(&g, 9, 2);
	assert_true(agenda_take(&g, &due, &what));
	assert_int_equal(what, 1);
	agenda_put(&g, 5, 3); /* the minute that it is */
	agenda_put(&g, 7, 4);
	for (uint32_t i = 0; i < 3; i++) {
		assert_true(agenda_take(&g, &due, &what));
		assert_int_equal(what, then[i]);
	}
	assert_false(agenda_take(&g, &due, &what));
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_due_comes_in_the_order_of_time_and_nothing_is_lost),
		cmocka_unit_test(what_is_put_while_others_are_taken_comes_in_its_turn),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
