/* A few bytes are copied and compared as the library does it, whatever their number. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/bytes.h"

#define MOST 70

static void nothing_but_the_bytes_is_copied(void **state)
{
	char from[MOST], to[MOST + 2], wanted[MOST + 2];

	(void)state;
	for (size_t i = 0; i < MOST; i++)
		from[i] = (char)(i + 1);
	for (size_t n = 0; n <= MOST; n++) {
		memset(to, '#', sizeof to);
		memset(wanted, '#', sizeof wanted);
		memcpy(wanted + 1, from, n);
		bytes_copy(to + 1, from, n);
		assert_memory_equal(to, wanted, sizeof to);
	}
}

static void one_byte_of_another_is_seen_wherever_it_stands(void **state)
{
	char a[MOST + 1], b[MOST + 1];

	(void)state;
	memset(a, 'x', sizeof a);
	for (size_t n = 0; n <= MOST; n++) {
		memset(b, 'x', sizeof b);
		b[n] = 'y'; /* behind them */
		assert_true(bytes_same(a, b, n));
		for (size_t i = 0; i < n; i++) {
			b[i] = 'z';
			assert_false(bytes_same(a, b, n));
			b[i] = 'x';
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_but_the_bytes_is_copied),
		cmocka_unit_test(one_byte_of_another_is_seen_wherever_it_stands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
