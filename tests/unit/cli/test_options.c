#include "cli/options.h"

#include "cli/verb.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static bool flag;
static const char *name;
static int64_t count, size, wait;

static const struct option_row rows[] = {
	{"flag", OPTION_FLAG, &flag, NULL, "a flag"},
	{"name", OPTION_TEXT, &name, "NAME", "a text"},
	{"count", OPTION_COUNT, &count, "N", "a number"},
	{"body-most", OPTION_SIZE, &size, "SIZE", "a size"},
	{"wait", OPTION_SECONDS, &wait, "TIME", "a time"},
};

static const struct verb_help help = {"landbridge try [options]", "Tries.", NULL};

static char **operands;
static int operand_count;

/* Parses words apart by blanks. */
static int parse(const char *line)
{
	static char copy[256];
	static char *argv[16];
	int argc = 0;
	char *save = NULL;

	snprintf(copy, sizeof copy, "try %s", line);
	for (char *w = strtok_r(copy, " ", &save); w; w = strtok_r(NULL, " ", &save))
		argv[argc++] = w;
	flag = false;
	name = NULL;
	count = size = wait = -1;
	return options_parse(
		rows, sizeof rows / sizeof rows[0], &help, argc, argv, &operands, &operand_count);
}

static void values_stand_behind_or_beside_their_names(void **state)
{
	(void)state;
	assert_int_equal(parse("--flag --name here --count=7 a b"), -1);
	assert_true(flag);
	assert_string_equal(name, "here");
	assert_int_equal(count, 7);
	assert_int_equal(operand_count, 2);
	assert_string_equal(operands[0], "a");
	assert_string_equal(operands[1], "b");
}

static void sizes_and_times_have_units(void **state)
{
	static const struct {
		const char *line;
		int64_t *where, value;
	} cases[] = {
		{"--body-most 32M", &size, 32 << 20},
		{"--body-most 1G", &size, 1 << 30},
		{"--body-most 100", &size, 100},
		{"--wait 5s", &wait, 5000},
		{"--wait 5", &wait, 5000},
		{"--wait 250ms", &wait, 250},
		{"--wait 2m", &wait, 120000},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		assert_int_equal(parse(cases[i].line), -1);
		assert_int_equal(*cases[i].where, cases[i].value);
	}
}

static void what_is_not_understood_is_usage(void **state)
{
	static const char *const lines[] = {"--nothing", "--count x", "--count 7x", "--count -1",
		"--body-most 3T", "--wait 3h", "--name", "--flag=1", "--count 99999999999999999999",
		"--body-most 9999999999999G"};

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		assert_int_equal(parse(lines[i]), EXIT_USAGE);
}

static void two_dashes_end_the_options(void **state)
{
	(void)state;
	assert_int_equal(parse("a -- --flag"), -1);
	assert_false(flag);
	assert_int_equal(operand_count, 2);
	assert_string_equal(operands[1], "--flag");
}

static void the_environment_gives_defaults_that_the_line_overrules(void **state)
{
	(void)state;
	setenv("LANDBRIDGE_BODY_MOST", "2M", 1);
	assert_int_equal(parse(""), -1);
	assert_int_equal(size, 2 << 20);
	assert_int_equal(parse("--body-most 3M"), -1);
	assert_int_equal(size, 3 << 20);
	setenv("LANDBRIDGE_BODY_MOST", "much", 1);
	assert_int_equal(parse(""), EXIT_USAGE);
	unsetenv("LANDBRIDGE_BODY_MOST");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_stand_behind_or_beside_their_names),
		cmocka_unit_test(sizes_and_times_have_units),
		cmocka_unit_test(what_is_not_understood_is_usage),
		cmocka_unit_test(two_dashes_end_the_options),
		cmocka_unit_test(the_environment_gives_defaults_that_the_line_overrules),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
