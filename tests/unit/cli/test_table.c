#include "cli/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void chinese_takes_two_cells(void **state)
{
	static const struct {
		const char *text;
		size_t width;
	} rows[] = {
		{"", 0}, {"CNLYG", 5}, {"\xE8\xBF\x9E\xE4\xBA\x91\xE6\xB8\xAF", 6}, /* Chinese */
		{"\xD0\x94\xD0\xB0", 2},                                            /* Cyrillic */
		{"\xEF\xBC\xA1", 2},                                                /* full width */
		{"e\xCC\x81", 1},                                                   /* an accent of its own */
		{"\xFF", 1},                                                        /* no UTF-8 */
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(table_width(rows[i].text), rows[i].width);
}

static char *printed(const struct table *t)
{
	char *out;
	size_t n;
	FILE *file = open_memstream(&out, &n);

	table_print(t, file);
	fclose(file);
	return out;
}

static void columns_are_as_wide_as_what_stands_in_them(void **state)
{
	struct arena a = ARENA_INIT;
	struct table t = {.arena = &a, .columns = 3};
	char *out;

	(void)state;
	table_add(&t, "A", NULL, NULL);
	table_add(&t, "\xE6\xB8\xAF\xE6\xB8\xAF", "<", ">"); /* what colours takes no room */
	table_add(&t, "C", NULL, NULL);
	table_add(&t, "long", NULL, NULL);
	table_add(&t, "b", NULL, NULL);
	table_add(&t, NULL, NULL, NULL);
	out = printed(&t);
	assert_string_equal(out, "A     <\xE6\xB8\xAF\xE6\xB8\xAF>  C\nlong  b\n");
	free(out);
	arena_free(&a);
}

static void nothing_moves_the_cursor(void **state)
{
	struct arena a = ARENA_INIT;
	struct table t = {.arena = &a, .columns = 1};
	char *out;

	(void)state;
	table_add(&t,
		"a\033[2Jb\r\xC2\x9B"
		"c\x7F",
		NULL, NULL);
	out = printed(&t);
	assert_string_equal(out, "a?[2Jb???c?\n");
	free(out);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(chinese_takes_two_cells),
		cmocka_unit_test(columns_are_as_wide_as_what_stands_in_them),
		cmocka_unit_test(nothing_moves_the_cursor),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
