/* Rows of a binary workbook: one that a program wrote in Windows' office manner, and what is none. */
#include "../wire/rows_told.h"

#include "base/fault.h"
#include "service/xls.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const struct decode_world world = {.xls_rows = xls_rows};

static void read_file(struct text *out, const char *name)
{
	char piece[4096];
	size_t n;
	FILE *f = fopen(name, "rb");

	assert_non_null(f);
	while ((n = fread(piece, 1, sizeof piece, f)) > 0)
		text_add(out, piece, n);
	fclose(f);
}

static void a_binary_workbook_gives_rows_like_any_other(void **state)
{
	struct text bytes = TEXT_INIT, told = TEXT_INIT;

	(void)state;
	read_file(&bytes, "tests/fuzz/corpus/sheet/small.xls");
	for (size_t cut = 1; cut <= bytes.length; cut *= 70) {
		text_clear(&told);
		rows_told(&told, &world, bytes.bytes, bytes.length, cut);
		assert_string_equal(text_string(&told),
			"Лист1!1: Контейнер|箱号|Дата|Время\n"
			"Лист1!3: LYGU7000010|#94312071|@2026-06-19|@08:50\n"
			"Лист1!4: #123456789012|~0.1|@2026-06-19 08:50|#1\n"
			"Лист1!5: ||x\n" /* a formula: FreeXL does not read what it came to */
			"Two!1: |#7\n");
	}
	text_free(&bytes);
	text_free(&told);
}

static void a_damaged_one_is_refused_in_words(void **state)
{
	struct text bytes = TEXT_INIT, told = TEXT_INIT;

	(void)state;
	read_file(&bytes, "tests/fuzz/corpus/sheet/small.xls");
	for (size_t n = 8; n < 2048; n += 500) {
		text_clear(&told);
		rows_told(&told, &world, bytes.bytes, n, n);
		assert_memory_equal(text_string(&told), "fault: the binary workbook (.xls) is damaged", 44);
	}
	text_free(&bytes);
	text_free(&told);
}

static bool stop(void *self, const struct row *r)
{
	(void)r;
	return !++*(unsigned *)self;
}

static void a_sink_that_has_enough_hears_no_more(void **state)
{
	struct text bytes = TEXT_INIT;
	unsigned heard = 0;
	const struct row_sink sink = {.self = &heard, .row = stop};
	struct fault f = {0};

	(void)state;
	read_file(&bytes, "tests/fuzz/corpus/sheet/small.xls");
	assert_false(xls_rows(NULL, bytes.bytes, bytes.length, &sink, &f));
	assert_int_equal(f.code, FAULT_NONE);
	assert_int_equal(heard, 1);
	text_free(&bytes);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_binary_workbook_gives_rows_like_any_other),
		cmocka_unit_test(a_damaged_one_is_refused_in_words),
		cmocka_unit_test(a_sink_that_has_enough_hears_no_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
