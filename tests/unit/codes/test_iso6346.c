/* Container numbers: examples, and what their check digit is good for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/chance.h"
#include "codes/iso6346.h"
#include "codes/judged.h"

static void examples_hold_and_say_why_not(void **state)
{
	static const struct judged cases[] = {
		{"CSQU3054383", CODE_HOLDS,
			"Owner CSQ, freight container, serial number 305438, check digit 3 holds"},
		{"FCIU9908030", CODE_HOLDS, "check digit 0 holds"},
		{"KOSU4954710", CODE_HOLDS, "check digit 0 holds"}, /* remainder 10, written 0 */
		{"CSQU 305438 3", CODE_HOLDS, "holds"},
		{"CSQU3054384", CODE_FAILS, "The check digit of CSQU305438 is 3, not 4"},
		{"CSQU305438", CODE_FAILS, "missing: that of CSQU305438 is 3"},
		{"CSQX3054383", CODE_FAILS, "not X"},
		{"CSQX305438", CODE_FAILS, "not X"},
		{"CSQU30543833", CODE_FAILS, "7 digits behind its four letters, not 8: 1 too many"},
		{"CSQU30543", CODE_FAILS, "7 digits behind its four letters, not 5: 2 too few"},
		{"CSQU30", CODE_NOT_THIS, "form"},
		{"CSQU30543833333", CODE_NOT_THIS, "form"},
		{"CS1U3054383", CODE_NOT_THIS, "form"},
		{"CSQU30543A3", CODE_FAILS, "the A behind CSQU30543 is a letter"},
		{"CSQUO054383", CODE_FAILS, "the O behind CSQU is a letter"},
		{"CSQU30S438B", CODE_NOT_THIS, "form"},
		{"3054383", CODE_NOT_THIS, "form"},
	};

	(void)state;
	ASSERT_JUDGED(CODE_CONTAINER, cases);
}

static void every_category_is_told(void **state)
{
	static const struct {
		char letter;
		const char *says;
	} cases[] = {{'U', "freight container"}, {'J', "equipment"}, {'Z', "trailer"}, {'R', "refrigerating"},
		{'A', "ILU"}, {'B', "ILU"}, {'D', "ILU"}, {'E', "ILU"}, {'K', "ILU"}};
	size_t taken = 0;

	(void)state;
	for (char letter = 'A'; letter <= 'Z'; letter++) {
		char code[12] = "ABCU1234560", expected;

		code[3] = letter;
		taken += iso6346_judge(code, NULL) != ISO6346_NOT_ONE;
		if (iso6346_judge(code, &expected) == ISO6346_NOT_ONE)
			assert_int_equal(code_judge(CODE_CONTAINER, code).verdict, CODE_FAILS);
	}
	assert_int_equal(taken, sizeof cases / sizeof *cases);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char code[12] = "ABCU1234560";

		code[3] = cases[i].letter;
		assert_int_not_equal(iso6346_judge(code, &code[10]), ISO6346_NOT_ONE);
		assert_non_null(strstr(code_judge(CODE_CONTAINER, code).text, cases[i].says));
	}
}

/* The standard's own table: 11, 22 and 33 are left out. */
static void every_letter_has_its_value(void **state)
{
	static const int values[26] = {10, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 23, 24, 25, 26, 27, 28, 29,
		30, 31, 32, 34, 35, 36, 37, 38};

	(void)state;
	for (int place = 0; place < 3; place++)
		for (int n = 0; n < 26; n++) {
			char code[12] = "AAAU0000000", expected = '?';
			int sum = 10 + 10 * 2 + 10 * 4 + 32 * 8 + ((values[n] - 10) << place);

			code[place] = (char)('A' + n);
			iso6346_judge(code, &expected);
			assert_int_equal(expected, '0' + sum % 11 % 10);
		}
}

static void the_digit_that_is_proposed_holds(void **state)
{
	char code[12] = "CSQU3054384", expected = '?';

	(void)state;
	assert_int_equal(iso6346_judge(code, &expected), ISO6346_CHECK_FAILS);
	assert_int_equal(expected, '3');
	code[10] = expected;
	assert_int_equal(iso6346_judge(code, NULL), ISO6346_HOLDS);
	assert_int_equal(iso6346_judge("CNLYG", &expected), ISO6346_NOT_ONE);
	assert_int_equal(iso6346_judge("", &expected), ISO6346_NOT_ONE);
}

/* A number that holds, made by chance. */
static void number(struct chance *c, char code[12])
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

	for (int i = 0; i < 3; i++)
		code[i] = letters[chance_below(c, 26)];
	code[3] = 'U';
	for (int i = 4; i < 11; i++)
		code[i] = (char)('0' + chance_below(c, 10));
	code[11] = '\0';
	assert_int_not_equal(iso6346_judge(code, &code[10]), ISO6346_NOT_ONE);
	assert_int_equal(iso6346_judge(code, NULL), ISO6346_HOLDS);
}

/* Remainders 0 and 10 are both written 0: only between these two can a change of digits pass. */
static void every_changed_digit_fails_unless_the_check_digit_is_0(void **state)
{
	struct chance c = {11};
	int passed = 0;

	(void)state;
	for (int n = 0; n < 3000; n++) {
		char code[12], changed[12];

		number(&c, code);
		for (int i = 4; i < 11; i++)
			for (char d = '0'; d <= '9'; d++) {
				memcpy(changed, code, sizeof code);
				changed[i] = d;
				if (d == code[i])
					continue;
				if (iso6346_judge(changed, NULL) == ISO6346_CHECK_FAILS)
					continue;
				assert_int_equal(code[10], '0');
				assert_int_not_equal(i, 10);
				passed++;
			}
	}
	assert_true(passed > 0); /* the weakness is the standard's, and we have not "mended" it */
}

static void every_exchange_of_neighbours_fails_unless_the_check_digit_is_0(void **state)
{
	struct chance c = {12};

	(void)state;
	for (int n = 0; n < 5000; n++) {
		char code[12];

		number(&c, code);
		for (int i = 4; i < 9; i++) {
			char changed[12];

			memcpy(changed, code, sizeof code);
			changed[i] = code[i + 1];
			changed[i + 1] = code[i];
			if (code[i] != code[i + 1] && code[10] != '0')
				assert_int_equal(iso6346_judge(changed, NULL), ISO6346_CHECK_FAILS);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(examples_hold_and_say_why_not),
		cmocka_unit_test(every_category_is_told),
		cmocka_unit_test(every_letter_has_its_value),
		cmocka_unit_test(the_digit_that_is_proposed_holds),
		cmocka_unit_test(every_changed_digit_fails_unless_the_check_digit_is_0),
		cmocka_unit_test(every_exchange_of_neighbours_fails_unless_the_check_digit_is_0),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
