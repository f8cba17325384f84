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

static void of_a_fact_that_several_told_only_who_speaks_counts(void **state)
{
	struct made m = {.count = 0};
	struct line spoken;

	(void)state;
	made_told(&m, "DISC", "CNLYG", 4)->source = SOURCE_TERMINAL;
	made_told(&m, "DISC", "CNLYG", 1)->source = SOURCE_FORWARDER;
	m.events[1].sender = "FORWARDER";
	made_told(&m, "GTOT", "CNLYG", 9)->source = SOURCE_TERMINAL;
	made_line(&m);
	spoken = line_spoken(&m.arena, &m.line, &m.facts);
	assert_int_equal(spoken.count, 3);
	for (size_t i = 0; i < spoken.count; i++)
		assert_int_equal(line_fact(&spoken, i), spoken.events[i]->source == SOURCE_TERMINAL);
	assert_true(line_fact(&m.line, 0)); /* the line itself has it still */
	arena_free(&m.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_stand_in_a_text_whatever_the_case_of_latin_and_cyrillic_letters),
		cmocka_unit_test(the_name_of_a_place_is_no_reason),
		cmocka_unit_test(of_a_fact_that_several_told_only_who_speaks_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
