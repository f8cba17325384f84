/* Chance from a seed, and numbers with check digits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "simulate/chance.h"
#include "simulate/number.h"

#include <string.h>

static void the_same_seed_draws_the_same(void **state)
{
	struct chance a = chance_begin(7, 1), b = chance_begin(7, 1), other = chance_begin(8, 1),
		      stream = chance_begin(7, 2);
	uint64_t first = chance_draw(&a);

	(void)state;
	assert_true(first == chance_draw(&b));
	assert_true(first != chance_draw(&other));
	assert_true(first != chance_draw(&stream));
	assert_true(chance_draw(&a) == UINT64_C(0x675708a180164bd0)); /* on any machine */
}

static void bounds_hold(void **state)
{
	struct chance c = chance_begin(1, 1);
	int least = 99, most = -99;

	(void)state;
	for (int i = 0; i < 2000; i++) {
		int n = chance_between(&c, -2, 3);

		least = n < least ? n : least;
		most = n > most ? n : most;
	}
	assert_int_equal(least, -2);
	assert_int_equal(most, 3);
	assert_int_equal(chance_below(&c, 1), 0);
	assert_int_equal(chance_below(&c, 0), 0);
	assert_false(chance_in(&c, 0, 10));
	assert_true(chance_in(&c, 10, 10));
}

static void a_spread_has_its_quantiles(void **state)
{
	static const struct spread s = {10, 20, 50, 100, 400, 2000};
	static const struct {
		int up_to, least, most; /* of ten thousand draws */
	} cases[] = {{20, 900, 1100}, {50, 4800, 5200}, {100, 8850, 9150}, {400, 9850, 9950},
		{2000, 10000, 10000}};
	struct chance c = chance_begin(3, 1);
	int counts[5] = {0};

	(void)state;
	for (int i = 0; i < 10000; i++) {
		int n = chance_spread(&c, &s);

		assert_in_range(n, 10, 2000);
		for (int k = 0; k < 5; k++)
			counts[k] += n <= cases[k].up_to;
	}
	for (int k = 0; k < 5; k++)
		assert_in_range(counts[k], cases[k].least, cases[k].most);
}

static void containers_have_their_check_digit(void **state)
{
	char number[NUMBER_CONTAINER], wrong[NUMBER_CONTAINER];
	int differ = 0;

	(void)state;
	number_container(number, "CSQU", 305438);
	assert_string_equal(number, "CSQU3054383");
	number_container(number, "FCIU", 990803);
	assert_string_equal(number, "FCIU9908030");
	number_container(number, "KOSU", 495471);
	assert_string_equal(number, "KOSU4954710"); /* 10 counts as 0 */
	number_mistyped(wrong, number, 4);
	for (size_t i = 0; i < strlen(number); i++)
		differ += number[i] != wrong[i];
	assert_int_equal(differ, 1);
}

static void wagons_have_theirs(void **state)
{
	char number[NUMBER_WAGON];

	(void)state;
	number_wagon(number, GAUGE_BROAD, 1234);
	assert_string_equal(number, "94012341");
	number_wagon(number, GAUGE_CHINA, 234567);
	assert_string_equal(number, "5234567");
	number_wagon(number, GAUGE_EUROPE, 551610);
	assert_string_equal(number, "335145516100");
	number_wagon(number, GAUGE_BROAD, 101234);
	assert_string_equal(number, "94012341"); /* there are no more: they come again */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_seed_draws_the_same),
		cmocka_unit_test(bounds_hold),
		cmocka_unit_test(a_spread_has_its_quantiles),
		cmocka_unit_test(containers_have_their_check_digit),
		cmocka_unit_test(wagons_have_theirs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
