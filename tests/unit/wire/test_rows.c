/* Rows of text with separators and of workbooks: what people send, what is meant to hurt, in any pieces. */
#include "rows_told.h"

#include "base/fault.h"
#include "base/limits.h"
#include "wire/sheet/rows_cell.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void assert_rows_cut(const char *bytes, size_t n, const char *rows)
{
	static const size_t cuts[] = {SIZE_MAX, 1, 7, 4096};

	for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
		struct text told = TEXT_INIT;

		rows_told(&told, NULL, bytes, n, cuts[i] < n ? cuts[i] : n ? n : 1);
		assert_string_equal(text_string(&told), rows);
		text_free(&told);
	}
}

static void text_is_read_as_a_person_reads_it(void **state)
{
	static const struct {
		const char *text, *rows;
	} cases[] = {
		{"", ""},
		{"a,b\n1,2\n", "1: a|b\n2: #1|#2\n"},
		{"a,b\r\n1,2\r\n", "1: a|b\n2: #1|#2\n"},
		{"a,b\r1,2\r", "1: a|b\n2: #1|#2\n"},
		{"a;b\n1,5;2\n", "1: a|b\n2: 1,5|#2\n"},
		{"a\tb;c\n1\t2\n", "1: a|b;c\n2: #1|#2\n"},
		{"a|b\n1|2\n", "1: a|b\n2: #1|#2\n"},
		{"one column\nLYGU7000010\n", "1: one column\n2: LYGU7000010\n"},
		{"sep=;\na,x;b\n1;2\n", "2: a,x|b\n3: #1|#2\n"},
		{"\xEF\xBB\xBFSEP=|\r\na,b|c\r\n", "2: a,b|c\n"},
		{"List of 15 June, all of it, really\n\nno;box;wagon\n1;A;5312345\n2;B;5312346\n",
			"1: List of 15 June, all of it, really\n3: no|box|wagon\n4: #1|A|#5312345\n5: "
			"#2|B|#5312346\n"},
		{"a,b\n\n \n,,\n\n1,2\n", "1: a|b\n6: #1|#2\n"},
		{"a,,b,,\n", "1: a||b\n"},
		{" a ,\xC2\xA0"
		 "b\xE3\x80\x80,\"  c \"\n",
			"1: a|b|c\n"},
		{"\"a,b\",\"say \"\"go\"\"\",\"\"\n", "1: a,b|say \"go\"\n"},
		{"\"two\nlines\",b\n\"a\r\nb\r\nc\",d\ne,f", "1: two\nlines|b\n3: a\r\nb\r\nc|d\n6: e|f\n"},
		{"20' 8\" box,c\n", "1: 20' 8\" box|c\n"},
		{"n,m\n123456789012,1.23E+11\n", "1: n|m\n2: #123456789012|~1.23E+11\n"},
		{"n,m\n00123,-4\n.5,9007199254740993\n", "1: n|m\n2: #00123|#-4\n3: ~.5|~9007199254740993\n"},
		{"n,m\n1e,1.\n-,+\n2026-06-15,1 234\n", "1: n|m\n2: 1e|~1.\n3: -|+\n4: 2026-06-15|1 234\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_rows_cut(cases[i].text, strlen(cases[i].text), cases[i].rows);
}

/* As strtod reads them, whatever way they took. */
static void decimals_are_the_nearest_there_are(void **state)
{
	static const char *const decimals[] = {"0.1", "18.0", "18.05", "24500.75", ".5", "7.", "0.000001",
		"00.10", "123456789012.345", "0.99999999999999", "99999999999999.9", "9007199254740.993",
		"0.3333333333333333333", "123456789012345678.5", "-0.1", "+18.3", "1.5e3", "12.5E-3"};

	(void)state;
	for (size_t i = 0; i < sizeof decimals / sizeof *decimals; i++) {
		struct cell c = {.kind = CELL_TEXT};
		double nearest = strtod(decimals[i], NULL);

		assert_true(cell_number_read(&c, decimals[i], strlen(decimals[i])));
		assert_int_equal(c.kind, CELL_NUMBER);
		assert_memory_equal(&c.number, &nearest, sizeof nearest);
		assert_false(c.exact);
	}
	for (unsigned n = 0; n < 100000; n++) {
		char text[32];
		struct cell c = {.kind = CELL_TEXT};
		double nearest;

		snprintf(text, sizeof text, "%u.%0*u", n * 7919, 1 + (int)(n % 5), n % 10);
		nearest = strtod(text, NULL);
		assert_true(cell_number_read(&c, text, strlen(text)));
		assert_memory_equal(&c.number, &nearest, sizeof nearest);
	}
}

static void a_broken_quote_costs_its_line_and_is_told(void **state)
{
	static const struct {
		const char *text, *rows;
	} cases[] = {
		{"a,b\n1,\"x\" y\n2,z\n", "1: a|b\nerror sheet-quote row 2 column 2\n3: #2|z\n"},
		{"a,b\n\"x\"y\",1\r\n2,z\r\n", "1: a|b\nerror sheet-quote row 2 column 1\n3: #2|z\n"},
		{"a,b\n1,\"open\n2,z\n3,y\n", "1: a|b\nerror sheet-quote row 2 column 2\n3: #2|z\n4: #3|y\n"},
		{"a,b\n\"two\nlines\",\"open\n2,z\n", "1: a|b\nerror sheet-quote row 2 column 2\n4: #2|z\n"},
		{"a,b\n1,\"open", "1: a|b\nerror sheet-quote row 2 column 2\n"},
		{"a,b\n1,\"open\n2,\"x\"\n3,y\n",
			"1: a|b\nerror sheet-quote row 2 column 2\n3: #2|x\n4: #3|y\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_rows_cut(cases[i].text, strlen(cases[i].text), cases[i].rows);
}

/* A quote that is never closed, in a text that is longer than a cell may be. */
static void a_quote_left_open_does_not_swallow_the_file(void **state)
{
	struct text t = TEXT_INIT, told = TEXT_INIT;

	(void)state;
	text_say(&t, "a,b\n1,\"open\n");
	for (unsigned i = 0; i < 20000; i++)
		text_printf(&t, "%u,row\n", i + 3);
	rows_told(&told, NULL, t.bytes, t.length, 1000);
	assert_non_null(strstr(told.bytes, "error sheet-quote row 2 column 2\n3: #3|row\n"));
	assert_non_null(strstr(told.bytes, "\n20002: #20002|row\n"));
	text_free(&t);
	text_free(&told);
}

static void columns_beyond_the_limit_are_told_once(void **state)
{
	struct text t = TEXT_INIT, told = TEXT_INIT;

	(void)state;
	for (unsigned row = 0; row < 2; row++) {
		for (unsigned i = 0; i < LIMIT_CSV_FIELDS + 3; i++)
			text_say(&t, "x,");
		text_byte(&t, '\n');
	}
	rows_told(&told, NULL, t.bytes, t.length, t.length);
	assert_ptr_equal(strstr(told.bytes, "warning sheet-columns row 1 column 513\n1: x|"), told.bytes);
	assert_null(strstr(strchr(told.bytes, '\n'), "sheet-columns"));
	text_free(&t);
	text_free(&told);
}

static void character_sets_give_the_same_rows(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
		const char *rows;
	} cases[] = {
#define CASE(s, rows) {s, sizeof s - 1, rows}
		CASE("\xCF\xE4\xBA\xC5;\xB3\xB5\xD5\xBE\nA|1;\xB0\xA2\xC0\xAD\xC9\xBD\xBF\xDA\n",
			"1: 箱号|车站\n2: A|1|阿拉山口\n"),
		/* four bytes, and a second byte that is '|' */
		CASE("\x82\x30\xBA\x35,\xB3\xB5\xD5\xBE\x83\x7C\n\xB1\xB8\xD7\xA2,\xCF\xE4\xBA\xC5\n",
			"1: 㛥|车站億\n2: 备注|箱号\n"),
		CASE("\xC2\xE0\xE3\xEE\xED;\xD1\xF2\xE0\xED\xF6\xE8\xFF\n94312071;\xC4\xEE\xF1\xF2\xFB\xEA\n",
			"1: Вагон|Станция\n2: #94312071|Достык\n"),
		CASE("\xFF\xFE"
		     "a\0;\0\x14\x04\n\0"
		     "1\0;\0\xBD\x7B\n\0",
			"1: a|Д\n2: #1|箽\n"),
		CASE("\xFE\xFF\0a\0;\x04\x14\0\n\0001\0;\x7B\xBD\0\n", "1: a|Д\n2: #1|箽\n"),
		CASE("a\0;\0\x14\x04\n\0"
		     "1\0;\0\xBD\x7B\n\0",
			"1: a|Д\n2: #1|箽\n"),
		CASE("Вагон;箱号\nДостык;x\n", "1: Вагон|箱号\n2: Достык|x\n"),
		/* bytes that are no UTF-8, a zero byte: told once */
		CASE("Станция,箱号\nДост\xFFык,x\ny\0z,\xC3\n",
			"1: Станция|箱号\nwarning character row 2 column 0\n2: Дост\xEF\xBF\xBDык|x\n"
			"3: y\xEF\xBF\xBDz|\xEF\xBF\xBD\n"),
		/* too few letters to be sure */
		CASE("a;Z\xFC"
		     "rich\n",
			"warning character-set row 1 column 0\n1: a|Zürich\n"),
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_rows_cut(cases[i].bytes, cases[i].n, cases[i].rows);
}

struct places { /* where each row of a text begins */
	uint64_t at[64];
	uint32_t row[64];
	size_t count;
};

static bool keep_place(void *self, const struct row *r)
{
	struct places *p = self;

	p->at[p->count] = r->offset;
	p->row[p->count++] = r->row;
	return true;
}

static void rows_tell_the_byte_they_begin_at(void **state)
{
	static const char text[] =
		"\xCF\xE4\xBA\xC5;\xB3\xB5\xD5\xBE\r\n\r\n\xB0\xA2;\"\xC0\xAD\n\xC9\xBD\"\r1;2\n";
	struct places p = {0};
	const struct row_sink sink = {.self = &p, .row = keep_place};
	struct rows *r = rows_new(&sink, NULL, 0);
	struct fault f;

	(void)state;
	rows_feed(r, text, sizeof text - 1);
	assert_true(rows_end(r, &f));
	assert_int_equal(p.count, 3);
	assert_int_equal(p.at[0], 0);
	assert_int_equal(p.at[1], 13);
	assert_int_equal(p.at[2], 24);
	assert_int_equal(p.row[1], 3);
	assert_int_equal(p.row[2], 5);
	assert_int_equal(rows_safe_offset(r), sizeof text - 1);
	assert_string_equal(rows_about(r).character_set, "GB18030");
	assert_int_equal(rows_about(r).separator, ';');
	rows_free(r);
}

/* Where reading stops and begins anew, at whatever row, the rest is as it would have been. */
static void reading_goes_on_from_any_safe_place(void **state)
{
	struct text t = TEXT_INIT, whole = TEXT_INIT, parts = TEXT_INIT;
	struct arena a = ARENA_INIT;
	const struct row_sink sink = {&parts, rows_told_row, rows_told_odd};
	struct rows *r = rows_new(&sink, NULL, 0);
	struct fault f;
	uint64_t safe;
	unsigned resumed = 0;

	(void)state;
	for (unsigned i = 0; i < 9000; i++) /* ASCII for a while, then in CP1251 */
		text_printf(&t, "%u;\"a %s\nb\";%s\r\n", i, i > 5000 ? "\xC4\xEE\xF1\xF2\xFB\xEA" : "x",
			i == 7000 ? "\"bro\"ken" : "");
	rows_told(&whole, NULL, t.bytes, t.length, t.length);
	for (size_t at = 0; at < t.length;) {
		size_t take = t.length - at < 10007 ? t.length - at : 10007;
		const char *kept;

		assert_true(rows_feed(r, t.bytes + at, take));
		at += take;
		safe = rows_safe_offset(r);
		if (!safe)
			continue;
		kept = rows_state(r, &a);
		rows_free(r);
		r = rows_new(&sink, NULL, 0);
		assert_true(rows_resume(r, kept, safe));
		assert_true(rows_feed(r, t.bytes + safe, at - safe));
		resumed++;
	}
	assert_true(rows_end(r, &f));
	assert_true(resumed > 5);
	assert_string_equal(text_string(&parts), text_string(&whole));
	assert_non_null(strstr(whole.bytes, "Достык"));
	rows_free(r);
	arena_free(&a);
	text_free(&t);
	text_free(&whole);
	text_free(&parts);
}

static void a_state_that_is_none_is_refused(void **state)
{
	static const char *const states[] = {"csv", "csv set=9 sure=1 separator=59 row=1 told=00",
		"csv set=1 sure=1 separator=59 row=0 told=00",
		"csv set=1 sure=1 separator=999 row=1 told=00"};
	const struct row_sink sink = {0};

	(void)state;
	for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
		struct rows *r = rows_new(&sink, NULL, 0);

		assert_false(rows_resume(r, states[i], 10));
		rows_free(r);
	}
}

static bool stop_at_once(void *self, const struct row *r)
{
	(void)r;
	return ++*(unsigned *)self < 2;
}

static void a_sink_that_has_enough_hears_no_more(void **state)
{
	unsigned heard = 0;
	const struct row_sink sink = {.self = &heard, .row = stop_at_once};
	struct rows *r = rows_new(&sink, NULL, 0);
	struct fault f;

	(void)state;
	rows_feed(r, "a,b\nc,d\ne,f\n", 12);
	assert_false(rows_end(r, &f));
	assert_int_equal(f.code, FAULT_NONE);
	assert_int_equal(heard, 2);
	rows_free(r);
}

static void a_file_that_is_no_workbook_says_so(void **state)
{
	static const char ole[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and so on";
	static const char locked[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
				     "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

	(void)state;
	assert_rows_cut(ole, sizeof ole - 1,
		"fault: the file is damaged or no workbook: no sheet is found in it; save it as XLSX and "
		"send it again\n");
	assert_rows_cut(locked, sizeof locked - 1,
		"fault: the workbook is protected by a password; save it without one and send it again\n");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_read_as_a_person_reads_it),
		cmocka_unit_test(decimals_are_the_nearest_there_are),
		cmocka_unit_test(a_broken_quote_costs_its_line_and_is_told),
		cmocka_unit_test(a_quote_left_open_does_not_swallow_the_file),
		cmocka_unit_test(columns_beyond_the_limit_are_told_once),
		cmocka_unit_test(character_sets_give_the_same_rows),
		cmocka_unit_test(rows_tell_the_byte_they_begin_at),
		cmocka_unit_test(reading_goes_on_from_any_safe_place),
		cmocka_unit_test(a_state_that_is_none_is_refused),
		cmocka_unit_test(a_sink_that_has_enough_hears_no_more),
		cmocka_unit_test(a_file_that_is_no_workbook_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
