/* Bodies: in memory, in a file, too long, too many at once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/limits.h"
#include "http/body.h"

#include <stdlib.h>
#include <string.h>

static struct body_budget budget_of(uint64_t one, uint64_t all)
{
	return (struct body_budget){.one = one, .all = all, .spool = "/tmp"};
}

static void put(struct body *b, size_t n, char c)
{
	char piece[10000];
	struct fault f = {0};

	memset(piece, c, sizeof piece);
	for (; n; n -= n < sizeof piece ? n : sizeof piece)
		assert_int_equal(body_take(b, piece, n < sizeof piece ? n : sizeof piece, &f), BODY_ON);
}

static void bodies_come_back_whole_from_memory_and_from_a_file(void **state)
{
	static const size_t sizes[] = {0, 1, LIMIT_BODY_MEMORY, LIMIT_BODY_MEMORY + 1, 3 * LIMIT_BODY_MEMORY};

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct body_budget budget = budget_of(8u << 20, 8u << 20);
		struct body b;
		const char *bytes;
		size_t n;
		struct fault f = {0};

		body_start(&b, &budget);
		put(&b, sizes[i] / 2, 'a');
		put(&b, sizes[i] - sizes[i] / 2, 'b');
		assert_int_equal(b.fd >= 0, sizes[i] > LIMIT_BODY_MEMORY);
		assert_int_equal(atomic_load(&budget.used), sizes[i]);
		assert_true(body_whole(&b, &bytes, &n, &f));
		assert_int_equal(n, sizes[i]);
		for (size_t k = 0; k < n; k++)
			if (bytes[k] != (k < sizes[i] / 2 ? 'a' : 'b'))
				fail_msg("byte %zu of %zu", k, n);
		body_free(&b);
		assert_int_equal(atomic_load(&budget.used), 0);
	}
}

static void a_body_past_its_limit_is_too_large_and_swallowed_up_to_twice_the_limit(void **state)
{
	const size_t limit = 2u << 20;
	struct body_budget budget = budget_of(limit, 8u << 20);
	struct body b;
	struct fault f = {0};

	(void)state;
	body_start(&b, &budget);
	put(&b, limit, 'a');
	assert_int_equal(body_take(&b, "x", 1, &f), BODY_FAULT);
	assert_int_equal(f.code, FAULT_TOO_LARGE);
	assert_int_equal(body_swallow(&b, limit - 1), BODY_ON);
	assert_int_equal(body_swallow(&b, 1), BODY_CUT);
	body_free(&b);
}

static void all_bodies_share_one_budget(void **state)
{
	struct body_budget budget = budget_of(1000, 1500);
	struct body first, second;
	struct fault f = {0};
	char piece[1000] = {0};

	(void)state;
	body_start(&first, &budget);
	body_start(&second, &budget);
	assert_int_equal(body_take(&first, piece, 1000, &f), BODY_ON);
	assert_int_equal(body_take(&second, piece, 501, &f), BODY_FAULT);
	assert_int_equal(f.code, FAULT_BUSY);
	assert_int_equal(body_take(&second, piece, 400, &f), BODY_ON);
	body_free(&first);
	assert_int_equal(atomic_load(&budget.used), 400);
	body_free(&second);
	assert_int_equal(atomic_load(&budget.used), 0);
}

static void without_room_to_spool_the_fault_says_where(void **state)
{
	struct body_budget budget = budget_of(8u << 20, 8u << 20);
	struct body b;
	struct fault f = {0};
	char *piece = calloc(1, LIMIT_BODY_MEMORY + 1);

	(void)state;
	budget.spool = "/nowhere/at/all";
	body_start(&b, &budget);
	assert_int_equal(body_take(&b, piece, LIMIT_BODY_MEMORY + 1, &f), BODY_FAULT);
	assert_int_equal(f.code, FAULT_NO_ROOM);
	assert_non_null(strstr(f.text, "/nowhere/at/all"));
	body_free(&b);
	free(piece);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bodies_come_back_whole_from_memory_and_from_a_file),
		cmocka_unit_test(a_body_past_its_limit_is_too_large_and_swallowed_up_to_twice_the_limit),
		cmocka_unit_test(all_bodies_share_one_budget),
		cmocka_unit_test(without_room_to_spool_the_fault_says_where),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
