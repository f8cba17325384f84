/* Normalising what people type, naming kinds, and guessing what a code is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/chance.h"
#include "codes/code.h"

static void what_people_type_is_normalised(void **state)
{
	static const struct {
		const char *raw, *code, *changed;
	} cases[] = {
		{"CSQU3054383", "CSQU3054383", ""},
		{" CSQU 305438-3\t", "CSQU3054383", "blanks or punctuation left out"},
		{"csqu3054383", "CSQU3054383", "lower case raised"},
		{"50 51 26-18 001-5", "505126180015", "blanks or punctuation left out"},
		{"CSQU305438/3", "CSQU3054383", "blanks or punctuation left out"},
		{"CSQU 305438 [3]", "CSQU3054383", "blanks or punctuation left out"},
		{"CSQU 305438（3）", "CSQU3054383", "blanks or punctuation left out"},
		{"CSQU.305438.3", "CSQU3054383", "blanks or punctuation left out"},
		{"ＣＳＱＵ３０５４３８３", "CSQU3054383", "full-width signs narrowed"},
		{"ｃsqu3054383", "CSQU3054383", "lower case raised, full-width signs narrowed"},
		{"СSQU3054383", "CSQU3054383", "Cyrillic look-alikes made Latin"},
		{"АВСЕНКМОРТХУ", "ABCEHKMOPTXY", "Cyrillic look-alikes made Latin"},
		{"авсенкмортху", "ABCEHKMOPTXY", "Cyrillic look-alikes made Latin"},
		{"CSQU\xC2\xA0"
		 "305438\xE2\x80\x93"
		 "3",
			"CSQU3054383", "blanks or punctuation left out"},
		{"\xEF\xBB\xBF"
		 "CNLYG\xE3\x80\x80",
			"CNLYG", "blanks or punctuation left out"},
		{"сsqu 3054383", "CSQU3054383",
			"blanks or punctuation left out, lower case raised, Cyrillic look-alikes made Latin"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char code[32], changed[128];

		assert_true(code_normalise(cases[i].raw, code, sizeof code, changed, sizeof changed));
		assert_string_equal(code, cases[i].code);
		assert_string_equal(changed, cases[i].changed);
	}
}

static void what_no_code_has_is_refused(void **state)
{
	static const char *const cases[] = {"", " ", "- / .", "CSQU3054383!", "CSQÜ3054383", "ЖSQU3054383",
		"连云港", "CSQU\xFF", "CSQU\xC3", "CSQU_3054383", "CSQU;3054383", "￥12",
		"01234567890123456789012345678901", /* no room for 32 */
		"1                                                               1"};
	char code[32], changed[128];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_false(code_normalise(cases[i], code, sizeof code, changed, sizeof changed));
	assert_true(code_normalise(
		"0123456789012345678901234567890", code, sizeof code, changed, sizeof changed));
	assert_false(code_normalise("12345678", code, 8, changed, sizeof changed));
	assert_true(code_normalise("1234567", code, 8, NULL, 0));
}

static void normalising_twice_changes_nothing_more(void **state)
{
	static const char *const pieces[] = {
		"C", "s", "7", " ", "-", "С", "у", "Ｕ", "３", "\xC2\xA0", "Ж", "\xFF"};
	struct chance c = {6346};

	(void)state;
	for (int n = 0; n < 20000; n++) {
		char raw[64] = "", once[32], twice[32], changed[128];
		size_t at = 0, count = chance_below(&c, 14);

		for (size_t i = 0; i < count; i++) {
			const char *piece = pieces[chance_below(
				&c, chance_below(&c, 8) ? 10 : sizeof pieces / sizeof *pieces)];

			at += (size_t)snprintf(raw + at, sizeof raw - at, "%s", piece);
		}
		if (!code_normalise(raw, once, sizeof once, changed, sizeof changed))
			continue;
		assert_int_equal(strspn(once, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"), strlen(once));
		assert_int_equal(*changed == '\0', strcmp(raw, once) == 0);
		assert_true(code_normalise(once, twice, sizeof twice, changed, sizeof changed));
		assert_string_equal(twice, once);
		assert_string_equal(changed, "");
	}
}

static void what_stands_in_no_code_is_named(void **state)
{
	static const struct {
		const char *raw, *text;
	} cases[] = {
		{"CSQU\u0417054383", "\"\u0417\" is the Cyrillic letter Ze, which looks like the digit 3"},
		{"CSQU3054383!", "\"!\" stands in no code"},
		{"连云港", "\"连\" stands in no code"},
		{"CSQU\xC3", "it is not UTF-8"},
		{"- / .", "nothing stands there"},
		{"01234567890123456789012345678901", "it is longer than any code"},
		{"1                                                               1",
			"it is longer than any code"},
	};
	char text[128];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_true(code_oddity(cases[i].raw, text, sizeof text));
		assert_string_equal(text, cases[i].text);
		assert_non_null(strstr(code_judge(CODE_CONTAINER, cases[i].raw).text, text));
	}
	assert_false(code_oddity("csqu 305438-3", text, sizeof text));
	assert_false(code_oddity("0123456789012345678901234567890", text, sizeof text));
}

static void every_kind_has_its_word(void **state)
{
	static const char *const words[CODE_KINDS] = {
		"container", "size-type", "locode", "uic", "cis", "cr", "esr", "imo"};
	enum code_kind kind = CODE_IMO;

	(void)state;
	for (int k = 0; k < CODE_KINDS; k++) {
		assert_string_equal(code_rows[k].word, words[k]);
		assert_true(strlen(code_rows[k].about) > 5);
		assert_true(code_kind_of(words[k], &kind));
		assert_int_equal(kind, k);
	}
	assert_false(code_kind_of("bogus", &kind));
	assert_false(code_kind_of("", &kind));
}

static void a_guess_puts_the_likeliest_first(void **state)
{
	static const struct {
		const char *raw;
		size_t count;
		enum code_kind first;
		enum code_verdict verdict;
	} cases[] = {
		{"CSQU 305438-3", 1, CODE_CONTAINER, CODE_HOLDS},
		{"CSQU3054384", 1, CODE_CONTAINER, CODE_FAILS},
		{"21 81 2471 217-3", 1, CODE_WAGON_UIC, CODE_HOLDS},
		{"94012341", 1, CODE_WAGON_CIS, CODE_HOLDS},
		{"9227273", 2, CODE_IMO, CODE_HOLDS},      /* a ship's, if the check digit holds */
		{"1111111", 2, CODE_WAGON_CR, CODE_HOLDS}, /* else a wagon's */
		{"CSQU30543830", 1, CODE_CONTAINER, CODE_FAILS},
		{"CSQU30543", 1, CODE_CONTAINER, CODE_FAILS},
		{"CSQU3O54383", 1, CODE_CONTAINER, CODE_FAILS},
		{"IMO 9227273", 1, CODE_IMO, CODE_HOLDS},
		{"IMO 9227274", 1, CODE_IMO, CODE_FAILS},
		{"X70 5261234", 1, CODE_WAGON_CR, CODE_HOLDS},
		{"532909", 1, CODE_STATION_ESR, CODE_HOLDS},
		{"532908", 1, CODE_STATION_ESR, CODE_WARNS},
		{"cnlyg", 1, CODE_LOCODE, CODE_HOLDS},
		{"45G1", 1, CODE_SIZE_TYPE, CODE_HOLDS},
		{"4510", 1, CODE_SIZE_TYPE, CODE_HOLDS},
		{"40 фут", 1, CODE_SIZE_TYPE, CODE_HOLDS},
		{"40'HC", 1, CODE_SIZE_TYPE, CODE_HOLDS},
	};
	static const char *const none[] = {"", "?", "HELLO-WORLD", "123", "123456789", "连云港", "CSQ3054383",
		"9999999999999999999999999999999999999999999999999999999999999999999999"};
	struct code_answer answers[CODE_KINDS];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(code_guess(cases[i].raw, answers), cases[i].count);
		assert_int_equal(answers[0].kind, cases[i].first);
		assert_int_equal(answers[0].verdict, cases[i].verdict);
		assert_true(*answers[0].text && *answers[0].code);
	}
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		assert_int_equal(code_guess(none[i], answers), 0);
}

static void seven_digits_keep_both_answers(void **state)
{
	struct code_answer answers[CODE_KINDS];

	(void)state;
	assert_int_equal(code_guess("1111111", answers), 2);
	assert_int_equal(answers[1].kind, CODE_IMO);
	assert_int_equal(answers[1].verdict, CODE_FAILS);
	assert_int_equal(code_guess("9227273", answers), 2);
	assert_int_equal(answers[1].kind, CODE_WAGON_CR);
	assert_int_equal(answers[1].verdict, CODE_HOLDS);
}

static void another_shape_is_not_this_and_says_so(void **state)
{
	(void)state;
	for (int k = 0; k < CODE_KINDS; k++) {
		struct code_answer a = code_judge((enum code_kind)k, "?!");

		assert_int_equal(a.kind, k);
		assert_int_equal(a.verdict, CODE_NOT_THIS);
		assert_string_equal(a.code, "");
		assert_non_null(strstr(a.text, code_rows[k].about));
		assert_int_equal(code_judge((enum code_kind)k, "").verdict, CODE_NOT_THIS);
	}
	assert_int_equal(code_judge(CODE_CONTAINER, "CNLYG").verdict, CODE_NOT_THIS);
	assert_string_equal(code_judge(CODE_CONTAINER, "cnlyg").code, "CNLYG");
}

static void what_holds_is_told_alike_without_words(void **state)
{
	static const char *const raw[] = {"", "?!", "LYGU7000010", "lygu 700001-0", "LYGU7000011",
		"LYGX7000010", "LYGU700001", "\u041bYGU7000010", "94312071", "9431-2071", "94312072",
		"335145512349", "33 51 4551 234-9", "335145512348", "708507", "708508", "70850", "CNLYG",
		"22G1", "X70 5312345", "5312345", "9227273", "9227274", "LYGU70000100",
		"943120711234567890123456789012345678"};
	bool any[CODE_KINDS] = {false};

	(void)state;
	for (unsigned k = 0; k < CODE_KINDS; k++)
		for (size_t i = 0; i < sizeof raw / sizeof *raw; i++) {
			bool holds = code_judge((enum code_kind)k, raw[i]).verdict == CODE_HOLDS;

			any[k] |= holds;
			if (code_holds((enum code_kind)k, raw[i]) != holds)
				fail_msg("%s as %s", raw[i], code_rows[k].word);
		}
	for (unsigned k = 0; k < CODE_KINDS; k++)
		assert_true(any[k]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_holds_is_told_alike_without_words),
		cmocka_unit_test(what_people_type_is_normalised),
		cmocka_unit_test(what_no_code_has_is_refused),
		cmocka_unit_test(normalising_twice_changes_nothing_more),
		cmocka_unit_test(what_stands_in_no_code_is_named),
		cmocka_unit_test(every_kind_has_its_word),
		cmocka_unit_test(a_guess_puts_the_likeliest_first),
		cmocka_unit_test(seven_digits_keep_both_answers),
		cmocka_unit_test(another_shape_is_not_this_and_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
