#include "domain/line.h"

#include "line_made.h"

static void words_stand_in_a_text_whatever_the_case_of_latin_and_cyrillic_letters(void **state)
{
	static const struct {
		const char *text, *words;
		bool says;
	} rows[] = {
		{"SEAL BROKEN", "seal broken", true}, {"Навигационная ПЛОМБА", "навигац", true},
		{"НАВИГАЦИОННАЯ", "x|навигац", true}, {"Ёмкость", "ёмк", true}, {"铅封破损", "铅封破", true},
		{"SEAL", "seal broken", false}, {"", "a", false}, {"a", "", false}, {NULL, "a", false},
		{"\xFF\xFE"
		 "a",
			"a", true}, /* bytes that are no characters */
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(line_says(rows[i].text, rows[i].words), rows[i].says);
}

static void the_name_of_a_place_is_no_reason(void **state)
{
	(void)state;
	assert_string_equal(line_reason("REASON:13 QUARANTINE"), "13 QUARANTINE");
	assert_null(line_reason("FACILITY:QUARANTINE YARD"));
	assert_null(line_reason("AAI:"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_stand_in_a_text_whatever_the_case_of_latin_and_cyrillic_letters),
		cmocka_unit_test(the_name_of_a_place_is_no_reason),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
