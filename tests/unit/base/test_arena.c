/* The arena: pieces that are zeroed and aligned, and foreign things let go in the right order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"

static void pieces_are_zeroed_and_aligned_at_every_size(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t n = 1; n < 5000; n = n * 3 / 2 + 1) {
		unsigned char *p = arena_alloc(&a, n);

		assert_int_equal((uintptr_t)p % 16, 0);
		for (size_t i = 0; i < n; i++)
			assert_int_equal(p[i], 0);
		memset(p, 0xAA, n); /* the next piece must not be this one */
	}
	arena_free(&a);
}

static void memory_of_a_reset_arena_is_zeroed_again(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	memset(arena_alloc(&a, 1000), 0xFF, 1000);
	arena_reset(&a);
	assert_int_equal(a.given, 0);
	for (int i = 0; i < 10; i++) {
		unsigned char *p = arena_alloc(&a, 100);

		for (int k = 0; k < 100; k++)
			assert_int_equal(p[k], 0);
	}
	arena_free(&a);
}

static void a_piece_larger_than_a_block_is_given(void **state)
{
	struct arena a = ARENA_INIT;
	char *small = arena_strdup(&a, "small"), *large = arena_alloc(&a, 5u << 20);

	(void)state;
	large[(5u << 20) - 1] = 'x';
	assert_string_equal(small, "small");
	assert_true(a.given >= (5u << 20) + 6);
	arena_free(&a);
}

static void copies_of_strings_stand_alone(void **state)
{
	struct arena a = ARENA_INIT;
	char from[] = "CSQU3054383";
	char *whole = arena_strdup(&a, from), *part = arena_strndup(&a, from, 4);

	(void)state;
	from[0] = '?';
	assert_string_equal(whole, "CSQU3054383");
	assert_string_equal(part, "CSQU");
	assert_string_equal(arena_strndup(&a, "", 0), "");
	assert_null(arena_strdup(&a, NULL));
	assert_string_equal(arena_printf(&a, "%s/%03d", "031W", 7), "031W/007");
	assert_int_equal(strlen(arena_printf(&a, "%9000d", 1)), 9000);
	arena_free(&a);
}

static char order[8];

static void note(void *thing)
{
	size_t n = strlen(order);

	order[n] = *(char *)thing;
	order[n + 1] = '\0';
}

static void what_came_last_is_let_go_first_and_only_once(void **state)
{
	struct arena a = ARENA_INIT;
	char one = '1', two = '2', three = '3';

	(void)state;
	order[0] = '\0';
	assert_ptr_equal(arena_later(&a, note, &one), &one);
	arena_later(&a, note, &two);
	arena_later(&a, note, &three);
	assert_string_equal(order, "");
	arena_reset(&a);
	assert_string_equal(order, "321");
	arena_later(&a, note, &one);
	arena_free(&a);
	assert_string_equal(order, "3211");
	arena_free(&a);
	assert_string_equal(order, "3211");
}

static void an_array_that_grows_keeps_what_is_in_it(void **state)
{
	struct arena a = ARENA_INIT;
	int *numbers = NULL;
	size_t room = 0;

	(void)state;
	for (size_t n = 0; n < 1000; n++) {
		numbers = arena_grow(&a, numbers, n, &room, sizeof *numbers);
		assert_true(room > n);
		numbers[n] = (int)n;
	}
	for (int n = 0; n < 1000; n++)
		assert_int_equal(numbers[n], n);
	arena_free(&a);
}

static void an_arena_can_be_used_after_it_was_freed(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	arena_free(&a);
	assert_string_equal(arena_strdup(&a, "again"), "again");
	arena_free(&a);
	assert_null(a.block);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces_are_zeroed_and_aligned_at_every_size),
		cmocka_unit_test(memory_of_a_reset_arena_is_zeroed_again),
		cmocka_unit_test(a_piece_larger_than_a_block_is_given),
		cmocka_unit_test(copies_of_strings_stand_alone),
		cmocka_unit_test(what_came_last_is_let_go_first_and_only_once),
		cmocka_unit_test(an_array_that_grows_keeps_what_is_in_it),
		cmocka_unit_test(an_arena_can_be_used_after_it_was_freed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
