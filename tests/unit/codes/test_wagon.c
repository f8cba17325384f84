/* Wagon numbers of UIC, the 1520 mm railways and China. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/chance.h"
#include "codes/judged.h"
#include "codes/shape.h"

static void uic_examples(void **state)
{
	static const struct judged cases[] = {
		{"21 81 2471 217-3", CODE_HOLDS, "freight wagon, registered in Austria (81), check digit 3"},
		{"51 80 0843 001-0", CODE_HOLDS, "passenger coach, registered in Germany (80)"},
		{"50 51 26-18 001-5", CODE_HOLDS, "registered in Poland (51)"},
		{"91 51 5 370 010-8", CODE_HOLDS, "traction unit, registered in Poland"},
		{"21 81 2471 217-4", CODE_FAILS, "The check digit of wagon 21812471217 is 3, not 4"},
		{"218124712", CODE_NOT_THIS, "form"},
		{"2181247121733", CODE_NOT_THIS, "form"},
		{"21812471217A", CODE_NOT_THIS, "form"},
	};

	(void)state;
	ASSERT_JUDGED(CODE_WAGON_UIC, cases);
}

static void cis_examples(void **state)
{
	static const struct judged cases[] = {
		{"24548885", CODE_HOLDS, "covered wagon"},
		{"52334158", CODE_HOLDS, "privately owned"},
		{"94012341", CODE_HOLDS, "container flat"},
		{"9401 2341", CODE_HOLDS, "check digit 1 holds"},
		{"94012342", CODE_FAILS, "The check digit of wagon 9401234 is 1, not 2"},
		{"9401234", CODE_NOT_THIS, "form"},
		{"940123411", CODE_NOT_THIS, "form"},
	};
	static const char *const kinds[10] = {"passenger", "locomotive", "covered", "special", "flat",
		"privately", "open", "tank", "isothermal", "container flat"};

	(void)state;
	ASSERT_JUDGED(CODE_WAGON_CIS, cases);
	for (int first = 0; first < 10; first++) {
		char code[9] = "00000000";

		code[0] = (char)('0' + first);
		code[7] = luhn_digit(code, 7);
		assert_non_null(strstr(code_judge(CODE_WAGON_CIS, code).text, kinds[first]));
	}
}

static void chinese_examples(void **state)
{
	static const struct judged cases[] = {
		{"5261234", CODE_HOLDS, "no check digit"},
		{"X70 5261234", CODE_HOLDS, "type X70 (container flat), number 5261234"},
		{"X6K5261234", CODE_HOLDS, "type X6K"},
		{"NX17BK 5261234", CODE_HOLDS, "type NX17BK (flat wagon)"},
		{"C64K 4901234", CODE_HOLDS, "type C64K (open wagon)"},
		{"CSQU3054383", CODE_NOT_THIS, "form"}, /* four letters are a container's owner */
		{"CSQU30543830", CODE_NOT_THIS, "form"},
		{"CSQ30543830", CODE_NOT_THIS, "form"}, /* three are no wagon's type but JSQ */
		{"JSQ6 5261234", CODE_HOLDS, "type JSQ6"},
		{"P64AK 3456789", CODE_HOLDS, "type P64AK (box wagon)"},
		{"X700 5261234", CODE_NOT_THIS, "form"},
		{"Y70 5261234", CODE_NOT_THIS, "form"},
		{"X 5261234", CODE_NOT_THIS, "form"},
		{"526123", CODE_NOT_THIS, "form"},
		{"52612345", CODE_NOT_THIS, "form"},
	};

	(void)state;
	ASSERT_JUDGED(CODE_WAGON_CR, cases);
}

static void every_changed_digit_fails(void **state)
{
	static const struct {
		enum code_kind kind;
		int length;
	} kinds[] = {{CODE_WAGON_UIC, 12}, {CODE_WAGON_CIS, 8}};
	struct chance c = {438};

	(void)state;
	for (int n = 0; n < 400; n++) {
		char code[13] = "";
		int length = kinds[n % 2].length, at;

		for (int i = 0; i < length - 1; i++)
			code[i] = (char)('0' + chance_below(&c, 10));
		code[length - 1] = luhn_digit(code, (size_t)length - 1);
		assert_int_equal(code_judge(kinds[n % 2].kind, code).verdict, CODE_HOLDS);
		at = (int)chance_below(&c, (uint64_t)length);
		for (int d = 1; d < 10; d++) {
			char changed[13];

			memcpy(changed, code, sizeof code);
			changed[at] = (char)('0' + (code[at] - '0' + d) % 10);
			assert_int_equal(code_judge(kinds[n % 2].kind, changed).verdict, CODE_FAILS);
		}
	}
}

/* Luhn's rule promises every exchange of neighbours but 09 for 90. */
static void every_exchange_of_neighbours_fails_but_09(void **state)
{
	struct chance c = {7812};

	(void)state;
	for (int n = 0; n < 2000; n++) {
		char code[9] = "", first;
		int at;

		for (int i = 0; i < 7; i++)
			code[i] = (char)('0' + chance_below(&c, 10));
		code[7] = luhn_digit(code, 7);
		at = (int)chance_below(&c, 7);
		first = code[at];
		if (first == code[at + 1])
			continue;
		code[at] = code[at + 1];
		code[at + 1] = first;
		assert_int_equal(code_judge(CODE_WAGON_CIS, code).verdict == CODE_HOLDS,
			(first == '0' && code[at] == '9') || (first == '9' && code[at] == '0'));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(uic_examples),
		cmocka_unit_test(cis_examples),
		cmocka_unit_test(chinese_examples),
		cmocka_unit_test(every_changed_digit_fails),
		cmocka_unit_test(every_exchange_of_neighbours_fails_but_09),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
