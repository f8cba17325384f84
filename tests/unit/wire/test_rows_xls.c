/* Rows of binary workbooks: one that a program wrote, and records made here, with what is meant to hurt. */
#include "rows_told.h"
#include "xls_made.h"

#include "base/fault.h"
#include "wire/sheet/rows_xls.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

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
		rows_told(&told, NULL, bytes.bytes, bytes.length, cut);
		assert_string_equal(text_string(&told),
			"Лист1!1: Контейнер|箱号|Дата|Время\n"
			"Лист1!3: LYGU7000010|#94312071|@2026-06-19|@08:50\n"
			"Лист1!4: #123456789012|~0.1|@2026-06-19 08:50|?TRUE\n"
			"information sheet-hidden row 5 column 0\n"
			"Лист1!5: #008507||x (hidden)\n"
			"Two!1: |#7|^#7\n"
			"Two!2: a|^#7|^#7\n");
	}
	text_free(&bytes);
	text_free(&told);
}

/* A book with one sheet "S" of these records, told; `around` stands before the sheets' names. */
static void tell(struct text *told, const struct text *around, const struct text *cells)
{
	struct text stream = TEXT_INIT, file = TEXT_INIT;

	RECORD(&stream, 0x0809, "\x00\x06\x05\x00");
	text_add(&stream, around->bytes, around->length);
	le(&stream, 0x0085, 2), le(&stream, 9, 2);
	le(&stream, stream.length + 9 + 4, 4); /* where the sheet begins */
	text_add(&stream, "\0\0\1\0S", 5);
	RECORD(&stream, 0x000A, "");
	RECORD(&stream, 0x0809, "\x00\x06\x10\x00");
	text_add(&stream, cells->bytes, cells->length);
	RECORD(&stream, 0x000A, "");
	ole_made(&file, "Workbook", &stream);
	text_clear(told);
	rows_told(told, NULL, file.bytes, file.length, file.length);
	text_free(&stream);
	text_free(&file);
}

static void assert_cells(const struct text *around, const struct text *cells, const char *rows)
{
	struct text told = TEXT_INIT;

	tell(&told, around, cells);
	assert_string_equal(text_string(&told), rows);
	text_free(&told);
}

static void cells_of_every_record_are_read(void **state)
{
	struct text none = TEXT_INIT, c = TEXT_INIT;

	(void)state;
	text_string(&none);
	/* whole, hundredths, a float in four bytes; a row of them */
	RECORD(&c, 0x027E, "\0\0\0\0\0\0\x16\0\0\0");
	RECORD(&c, 0x027E, "\0\0\1\0\0\0\x17\0\0\0");
	RECORD(&c, 0x027E, "\0\0\2\0\0\0\0\0\xF8\x3F");
	RECORD(&c, 0x00BD, "\0\0\3\0\0\0\x06\0\0\0\0\0\x0A\0\0\0\4\0");
	/* a number; what formulas came to: a number, a truth, an error, a text, none */
	RECORD(&c, 0x0203, "\1\0\0\0\0\0\0\0\0\0\0\0\xE0\x3F");
	RECORD(&c, 0x0006, "\1\0\1\0\0\0\0\0\0\0\0\0\x08\x40\0\0");
	RECORD(&c, 0x0006, "\1\0\2\0\0\0\1\0\1\0\0\0\xFF\xFF\0\0");
	RECORD(&c, 0x0006, "\1\0\3\0\0\0\2\0\x07\0\0\0\xFF\xFF\0\0");
	RECORD(&c, 0x0006, "\1\0\4\0\0\0\0\0\0\0\0\0\xFF\xFF\0\0");
	RECORD(&c, 0x04BC, "shared formula");
	RECORD(&c, 0x0207, "\2\0\1\xB1\x7B\xF7\x53");
	RECORD(&c, 0x0006, "\1\0\5\0\0\0\3\0\0\0\0\0\xFF\xFF\0\0");
	/* a text of its own, errors and truths, out of order */
	RECORD(&c, 0x0205, "\3\0\0\0\0\0\x2A\1");
	RECORD(&c, 0x0204, "\2\0\1\0\0\0\3\0\0\xE9\x20\x20");
	RECORD(&c, 0x0205, "\2\0\0\0\0\0\0\0");
	/* a chart in the sheet is no part of it */
	RECORD(&c, 0x0809, "\x00\x06\x20\x00");
	RECORD(&c, 0x0203, "\4\0\0\0\0\0\0\0\0\0\0\0\xE0\x3F");
	RECORD(&c, 0x000A, "");
	RECORD(&c, 0x0203, "\5\0\0\0\0\0\0\0\0\0\0\0\xE0\x3F");
	assert_cells(&none, &c,
		"S!1: #5|~0.05|~1.5|#1|#2\nS!2: ~0.5|#3|?TRUE|!#DIV/0!|箱号\nS!3: ?FALSE|é\nS!4: !#N/A\nS!6: "
		"~0.5\n");
	text_free(&none);
	text_free(&c);
}

/* Its shared strings, one of them over two records, with marks of how it is written behind it. */
static void shared_strings_go_on_in_the_next_record(void **state)
{
	struct text around = TEXT_INIT, c = TEXT_INIT;

	(void)state;
	RECORD(&around, 0x00FC,
		"\3\0\0\0\3\0\0\0"
		"\2\0\x08\1\0ab\0\0\0\0"
		"\4\0\5\6\0\0\0\xB1\x7B");
	RECORD(&around, 0x003C, "\0xy");
	RECORD(&around, 0x003C,
		"\1\xF7\x53"
		"ext123"
		"\1\0\0z");
	for (unsigned i = 0; i < 4; i++) {
		char cell[10] = {0, 0, (char)i, 0, 0, 0, (char)i, 0, 0, 0};

		record(&c, 0x00FD, cell, sizeof cell);
	}
	assert_cells(&around, &c, "error sheet-string row 1 column 4\nS!1: ab|箱xy号|z|!#REF!\n");
	text_free(&around);
	text_free(&c);
}

static void formats_and_epoch_say_what_a_number_is(void **state)
{
	struct text around = TEXT_INIT, c = TEXT_INIT;

	(void)state;
	RECORD(&around, 0x0022, "\1\0");
	RECORD(&around, 0x041E, "\xA4\0\4\0\0yyyy");
	RECORD(&around, 0x00E0, "\0\0\0\0");
	RECORD(&around, 0x00E0, "\0\0\x0E\0");
	RECORD(&around, 0x00E0, "\0\0\xA4\0");
	for (unsigned style = 0; style < 4; style++) {
		char cell[10] = {0, 0, (char)style, 0, (char)style, 0};

		cell[6] = (char)(44726 << 2 | 2), cell[7] = (char)(44726 >> 6), cell[8] = (char)(44726 >> 14);
		record(&c, 0x027E, cell, sizeof cell);
	}
	assert_cells(&around, &c, "S!1: #44726|@2026-06-15|@2026-06-15|#44726\n");
	text_free(&around);
	text_free(&c);
}

static void text_of_excel_95_is_in_its_code_page(void **state)
{
	struct text s = TEXT_INIT, file = TEXT_INIT, told = TEXT_INIT;

	(void)state;
	RECORD(&s, 0x0809, "\x00\x05\x05\x00");
	RECORD(&s, 0x0042, "\xE3\x04");
	RECORD(&s, 0x0085, "\x24\0\0\0\0\0\4\xCB\xE8\xF1\xF2");
	RECORD(&s, 0x000A, "");
	assert_int_equal(s.length, 33);
	s.bytes[8 + 6 + 4] = 33;
	RECORD(&s, 0x0809, "\x00\x05\x10\x00");
	RECORD(&s, 0x0204, "\0\0\0\0\0\0\6\0\xC4\xEE\xF1\xF2\xFB\xEA");
	RECORD(&s, 0x000A, "");
	ole_made(&file, "Book", &s);
	rows_told(&told, NULL, file.bytes, file.length, file.length);
	assert_string_equal(text_string(&told), "Лист!1: Достык\n");
	text_free(&s);
	text_free(&file);
	text_free(&told);
}

static void a_password_is_named(void **state)
{
	struct text around = TEXT_INIT, none = TEXT_INIT;

	(void)state;
	text_string(&none);
	RECORD(&around, 0x002F, "\1\0\1\0");
	assert_cells(&around, &none,
		"fault: the workbook is protected by a password; save it without one and send it again\n");
	text_free(&around);
	text_free(&none);
}

static void a_damaged_one_is_refused_in_words(void **state)
{
	struct text bytes = TEXT_INIT, told = TEXT_INIT;

	(void)state;
	read_file(&bytes, "tests/fuzz/corpus/sheet/small.xls");
	for (size_t n = 8; n < 512; n += 100) {
		text_clear(&told);
		rows_told(&told, NULL, bytes.bytes, n, n);
		assert_string_equal(text_string(&told),
			"fault: the file is damaged or no workbook: no sheet is found in "
			"it; save it as XLSX and send it again\n");
	}
	memset(bytes.bytes + 512, 0, 64); /* the first sector of the book, or what follows it */
	text_clear(&told);
	rows_told(&told, NULL, bytes.bytes, bytes.length, bytes.length);
	assert_memory_equal(text_string(&told), "fault: ", 7);
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
	assert_false(xls_rows(bytes.bytes, bytes.length, &sink, &f));
	assert_int_equal(f.code, FAULT_NONE);
	assert_int_equal(heard, 1);
	text_free(&bytes);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_binary_workbook_gives_rows_like_any_other),
		cmocka_unit_test(cells_of_every_record_are_read),
		cmocka_unit_test(shared_strings_go_on_in_the_next_record),
		cmocka_unit_test(formats_and_epoch_say_what_a_number_is),
		cmocka_unit_test(text_of_excel_95_is_in_its_code_page),
		cmocka_unit_test(a_password_is_named),
		cmocka_unit_test(a_damaged_one_is_refused_in_words),
		cmocka_unit_test(a_sink_that_has_enough_hears_no_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
