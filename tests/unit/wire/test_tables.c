/* The tables of what is taken: whole, with every cell, and told by their names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
#include "wire/edifact/edifact.h"
#include "wire/edifact/reading.h"
#include "wire/emit.h"
#include "wire/tables.h"

static size_t columns_of(const struct wire_table *t)
{
	size_t n = 0;

	while (n < TABLE_COLUMNS && t->columns[n])
		n++;
	return n;
}

static size_t rows_of(const struct wire_table *t)
{
	struct arena a = ARENA_INIT;
	size_t n = 0;

	for (;; n++) {
		const char *cells[TABLE_COLUMNS] = {NULL};

		if (!t->row(t, &a, n, cells))
			break;
		for (size_t c = 0; c < columns_of(t); c++)
			assert_true(cells[c] && *cells[c] && !strchr(cells[c], '|'));
	}
	arena_free(&a);
	return n;
}

static void every_cell_is_there(void **state)
{
	const struct wire_table *t;
	size_t tables = 0;

	(void)state;
	for (; (t = wire_table(tables)); tables++) {
		assert_true(columns_of(t) >= 3);
		assert_true(rows_of(t) > 0);
		assert_ptr_equal(wire_table_named(t->name), t);
	}
	assert_true(tables > 5);
	assert_null(wire_table_named("BAPLIE 9"));
}

/* Each message stands under its own name, with all its rules. */
static void messages_have_their_own_rows(void **state)
{
	const struct message_kind *kind;

	(void)state;
	for (size_t i = 0; (kind = edifact_kind(i)); i++) {
		const struct wire_table *t = wire_table_named(kind->type);

		assert_non_null(t);
		assert_int_equal(rows_of(t), kind->rule_count);
	}
}

static void every_format_is_a_row(void **state)
{
	size_t formats = 0;

	(void)state;
	while (emit_format(formats))
		formats++;
	assert_int_equal(rows_of(wire_table_named("history")), formats);
}

static void a_row_tells_where_a_segment_stands(void **state)
{
	const struct wire_table *t = wire_table_named("iftsta");
	struct arena a = ARENA_INIT;
	const char *cells[TABLE_COLUMNS];
	bool found = false;

	(void)state;
	for (size_t i = 0; t->row(t, &a, i, cells); i++)
		found |= !strcmp(cells[0], "SEL") && !strcmp(cells[1], "box, status box") &&
			 !strcmp(cells[2], "used") && !strcmp(cells[3], "seals");
	assert_true(found);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_cell_is_there),
		cmocka_unit_test(messages_have_their_own_rows),
		cmocka_unit_test(every_format_is_a_row),
		cmocka_unit_test(a_row_tells_where_a_segment_stands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
