/* Rows of comma-separated values: what RFC 4180 says, what spreadsheet programs do, and what is meant to
 * hurt. */
#include "wire/sheet/csv.h"

#include "base/arena.h"
#include "base/fault.h"
#include "base/limits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#define MOST_FIELDS 6

static struct arena arena; /* of the rows */
static struct arena texts; /* of the long texts that are read */
static struct csv csv;
static struct fault fault;
static char **fields;
static size_t count;

static bool next(void)
{
	return csv_next(&csv, &arena, &fields, &count, &fault);
}

static void start(const char *bytes, size_t n)
{
	arena_reset(&arena);
	csv_start(&csv, bytes, n);
}

static void start_text(const char *text)
{
	start(text, strlen(text));
}

static void assert_end(void)
{
	assert_false(next());
	assert_int_equal(fault.code, FAULT_NONE);
}

static int end(void **state)
{
	(void)state;
	arena_free(&arena);
	arena_free(&texts);
	return 0;
}

static void one_row_is_read_as_it_stands(void **state)
{
	static const struct {
		const char *text, *fields[MOST_FIELDS];
	} cases[] = {
		{"a,b,c\n", {"a", "b", "c"}},
		{"a,b,c\r\n", {"a", "b", "c"}},
		{"a,b,c", {"a", "b", "c"}},
		{"a,,c,\n", {"a", "", "c", ""}},
		{",\n", {"", ""}},
		{"\"a,b\",c\n", {"a,b", "c"}},
		{"\"two\nlines\",c\n", {"two\nlines", "c"}},
		{"\"two\r\nlines\",c\r\n", {"two\r\nlines", "c"}},
		{"\"said \"\"go\"\"\",c\n", {"said \"go\"", "c"}},
		{"\"\",\"\"\"\"\n", {"", "\""}},
		{"20' 8\" box,c\n", {"20' 8\" box", "c"}},
		{" a , b\n", {" a ", " b"}},
		{"\xEF\xBB\xBF\"Ляньюньган\",连云港\n", {"Ляньюньган", "连云港"}},
		{"a;b,b;c\n", {"a", "b,b", "c"}},
		{"a\tb\t\"c,d,e\"\n", {"a", "b", "c,d,e"}},
		{"a\rb,c\n", {"a\rb", "c"}},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		start_text(cases[i].text);
		if (!next())
			fail_msg("%s: %s", cases[i].text, fault.text);
		for (size_t f = 0; f < count; f++) {
			assert_non_null(cases[i].fields[f]);
			assert_string_equal(fields[f], cases[i].fields[f]);
		}
		assert_true(count == MOST_FIELDS || !cases[i].fields[count]);
		assert_end();
	}
}

static void rows_are_numbered_as_a_spreadsheet_shows_them(void **state)
{
	(void)state;
	start_text("a,b\n\r\n\n\"x\ny\",z\nlast,row");
	assert_true(next());
	assert_int_equal(csv.row, 1);
	assert_true(next());
	assert_int_equal(csv.row, 4);
	assert_true(next());
	assert_int_equal(csv.row, 5);
	assert_string_equal(fields[1], "row");
	assert_end();
	assert_end();
}

static void nothing_is_no_row(void **state)
{
	(void)state;
	start("", 0);
	assert_end();
	start_text("\xEF\xBB\xBF");
	assert_end();
	start_text("\n\r\n\n");
	assert_end();
}

/* Each bad row is told with its number, and the row behind it is read. */
static void a_bad_row_costs_itself_alone(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
		const char *told;
	} cases[] = {
#define BYTES(s) s, sizeof s - 1
		{BYTES("good,row\n\"a\"b,c\ngood,again\n"), "behind the closing quote"},
		{BYTES("good,row\nx,\"never closed\ngood,again\n"), "closing quote is missing"},
		{BYTES("good,row\nx,y\0z\ngood,again\n"), "NUL"},
		{BYTES("good,row\nx,\"y\0z\"\ngood,again\n"), "NUL"},
		{BYTES("good,row\n\"\ngood,again\n"), "closing quote is missing"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		start(cases[i].bytes, cases[i].n);
		assert_true(next());
		assert_false(next());
		assert_int_equal(fault.code, FAULT_BAD_BODY);
		assert_non_null(strstr(fault.text, "row 2"));
		assert_non_null(strstr(fault.text, cases[i].told));
		assert_true(next());
		assert_string_equal(fields[1], "again");
		assert_int_equal(csv.row, 3);
		assert_end();
	}
}

/* first, then n times filler, then last. */
static char *repeated(const char *first, char filler, size_t n, const char *last)
{
	char *text = arena_alloc(&texts, strlen(first) + n + strlen(last) + 1);

	memcpy(text, first, strlen(first));
	memset(text + strlen(first), filler, n);
	memcpy(text + strlen(first) + n, last, strlen(last));
	return text;
}

static void a_field_may_be_as_long_as_its_limit_and_no_longer(void **state)
{
	char *longest = repeated("\"", 'x', LIMIT_CSV_FIELD, "\",b\ngood,row\n");
	char *longer = repeated("", 'x', LIMIT_CSV_FIELD + 1, ",b\ngood,row\n");

	(void)state;
	start_text(longest);
	assert_true(next());
	assert_int_equal(strlen(fields[0]), LIMIT_CSV_FIELD);
	assert_true(next());
	start_text(longer);
	assert_false(next());
	assert_non_null(strstr(fault.text, "row 1, field 1: longer"));
	assert_true(next());
	assert_string_equal(fields[0], "good");
	assert_end();
}

static void a_row_may_have_as_many_fields_as_its_limit_and_no_more(void **state)
{
	char *most = repeated("", ',', LIMIT_CSV_FIELDS - 1, "\n");
	char *more = repeated("", ',', LIMIT_CSV_FIELDS, "\ngood,row\n");

	(void)state;
	start_text(most);
	assert_true(next());
	assert_int_equal(count, LIMIT_CSV_FIELDS);
	start_text(more);
	assert_false(next());
	assert_non_null(strstr(fault.text, "more fields"));
	assert_true(next());
	assert_string_equal(fields[1], "row");
}

/* Every cut of a text ends in rows and faults, and always at its end: as many calls as there are bytes
 * suffice. */
static void any_prefix_comes_to_an_end(void **state)
{
	static const char text[] = "a,\"b\"\"c\r\n\",d\r\n\"\",\"x\ny\"z,\0,;\t\n\"\"\"\"\n\"open,\n,\n";

	(void)state;
	for (size_t n = 0; n <= sizeof text; n++) {
		char *copy = test_malloc(n ? n : 1);
		size_t calls = 0;

		memcpy(copy, text, n);
		start(copy, n);
		while (next() || fault.code != FAULT_NONE)
			assert_true(++calls <= n);
		assert_int_equal(csv.at, n);
		test_free(copy);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_row_is_read_as_it_stands),
		cmocka_unit_test(rows_are_numbered_as_a_spreadsheet_shows_them),
		cmocka_unit_test(nothing_is_no_row),
		cmocka_unit_test(a_bad_row_costs_itself_alone),
		cmocka_unit_test(a_field_may_be_as_long_as_its_limit_and_no_longer),
		cmocka_unit_test(a_row_may_have_as_many_fields_as_its_limit_and_no_more),
		cmocka_unit_test(any_prefix_comes_to_an_end),
	};

	return cmocka_run_group_tests(tests, NULL, end);
}
