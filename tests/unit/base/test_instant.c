/* Instants, civil times, and RFC 3339. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/chance.h"
#include "base/instant.h"
#include "base/text.h"

#define YEAR_1900 (INT64_C(-2208988800) * INSTANT_SECOND)
#define YEAR_2100 (INT64_C(4102444800) * INSTANT_SECOND)

static void known_dates_are_where_they_belong(void **state)
{
	static const struct {
		struct civil civil;
		int offset;
		int64_t seconds;
	} cases[] = {
		{{1970, 1, 1, 0, 0, 0, 0}, 0, 0},
		{{1970, 1, 1, 8, 0, 0, 0}, 28800, 0},
		{{1969, 12, 31, 23, 59, 59, 0}, 0, -1},
		{{1900, 1, 1, 0, 0, 0, 0}, 0, -2208988800},
		{{1900, 3, 1, 0, 0, 0, 0}, 0, -2203891200}, /* 1900 had no February 29 */
		{{2000, 2, 29, 12, 0, 0, 0}, 0, 951825600},
		{{2026, 6, 15, 10, 0, 0, 0}, 28800, 1781488800},
		{{2026, 6, 14, 19, 0, 0, 0}, -25200, 1781488800},
		{{2100, 1, 1, 0, 0, 0, 0}, 0, 4102444800},
		{{1, 1, 1, 0, 0, 0, 0}, 0, -62135596800},
		{{9999, 12, 31, 23, 59, 59, 0}, 0, 253402300799},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct civil back = instant_to_civil(cases[i].seconds * INSTANT_SECOND, cases[i].offset);

		assert_true(civil_valid(&cases[i].civil));
		assert_int_equal(civil_to_instant(&cases[i].civil, cases[i].offset),
			cases[i].seconds * INSTANT_SECOND);
		assert_memory_equal(&back, &cases[i].civil, sizeof back);
	}
}

static void dates_that_do_not_exist_are_none(void **state)
{
	static const struct civil none[] = {{2026, 2, 29, 0, 0, 0, 0}, {2026, 2, 30, 0, 0, 0, 0},
		{1900, 2, 29, 0, 0, 0, 0}, {2026, 4, 31, 0, 0, 0, 0}, {2026, 13, 1, 0, 0, 0, 0},
		{2026, 0, 1, 0, 0, 0, 0}, {2026, 1, 0, 0, 0, 0, 0}, {2026, 1, 32, 0, 0, 0, 0},
		{2026, 1, 1, 24, 0, 0, 0}, {2026, 1, 1, 0, 60, 0, 0}, {2026, 1, 1, 0, 0, 60, 0},
		{2026, 1, 1, -1, 0, 0, 0}, {2026, 1, 1, 0, -1, 0, 0}, {2026, 1, 1, 0, 0, -1, 0},
		{2026, 1, 1, 0, 0, 0, 1000000}, {2026, 1, 1, 0, 0, 0, -1}, {0, 1, 1, 0, 0, 0, 0},
		{10000, 1, 1, 0, 0, 0, 0}};
	static const struct civil there[] = {{2024, 2, 29, 0, 0, 0, 0}, {2000, 2, 29, 23, 59, 59, 999999}};

	(void)state;
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		assert_false(civil_valid(&none[i]));
	for (size_t i = 0; i < sizeof there / sizeof *there; i++)
		assert_true(civil_valid(&there[i]));
}

static void every_day_of_four_centuries_follows_the_one_before(void **state)
{
	struct civil before =
		instant_to_civil(civil_to_instant(&(struct civil){1799, 12, 31, 0, 0, 0, 0}, 0), 0);
	instant t = civil_to_instant(&before, 0);

	(void)state;
	for (int n = 0; n < 146097; n++) {
		struct civil c = instant_to_civil(t += INSTANT_DAY, 0);
		bool next_day = c.year == before.year && c.month == before.month && c.day == before.day + 1;
		bool next_month = c.year == before.year && c.month == before.month + 1 && c.day == 1;
		bool next_year = c.year == before.year + 1 && c.month == 1 && c.day == 1 && before.day == 31;

		assert_true(civil_valid(&c) && (next_day || next_month || next_year));
		assert_int_equal(civil_to_instant(&c, 0), t);
		before = c;
	}
	assert_int_equal(before.year, 2199);
}

static void civil_and_instant_are_each_others_reverse(void **state)
{
	struct chance c = {1};

	(void)state;
	for (int n = 0; n < 20000; n++) {
		instant t = YEAR_1900 + (instant)chance_below(&c, (uint64_t)(YEAR_2100 - YEAR_1900));
		int offset = (int)chance_below(&c, 2 * 93600 + 1) - 93600;
		struct civil civil = instant_to_civil(t, offset);

		assert_true(civil_valid(&civil));
		assert_int_equal(civil_to_instant(&civil, offset), t);
	}
}

static void rfc3339_is_read(void **state)
{
	static const struct {
		const char *text;
		int64_t micros;
		int offset;
	} cases[] = {
		{"1970-01-01T00:00:00Z", 0, 0},
		{"1970-01-01t00:00:00z", 0, 0},
		{"1970-01-01 00:00:00+00:00", 0, 0},
		{"1970-01-01T00:00:00-00:00", 0, 0},
		{"2026-06-15T10:00:00+08:00", 1781488800000000, 28800},
		{"2026-06-15T07:30:00+05:30", 1781488800000000, 19800},
		{"2026-06-14T18:30:00-07:30", 1781488800000000, -27000},
		{"1970-01-01T00:00:00.5Z", 500000, 0},
		{"1970-01-01T00:00:00.000001Z", 1, 0},
		{"1970-01-01T00:00:00.123456789Z", 123456,
			0}, /* cut, not rounded: a time never moves ahead */
		{"1969-12-31T23:59:59.999999Z", -1, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		instant t = 7;
		int offset = 7;

		assert_true(instant_read(cases[i].text, strlen(cases[i].text), &t, &offset));
		assert_int_equal(t, cases[i].micros);
		assert_int_equal(offset, cases[i].offset);
	}
}

static void what_is_no_rfc3339_is_refused(void **state)
{
	static const char *const cases[] = {"", "2026", "2026-06-15", "2026-06-15T10:00:00",
		"2026-06-15T10:00Z", "2026-06-15T10:00:00+0800", "2026-06-15T10:00:00+08",
		"2026-06-15T10:00:00+24:00", "2026-06-15T10:00:00+08:60", "2026-06-15T10:00:00 +08:00",
		"2026-06-15T10:00:00.Z", "2026-06-15T10:00:00,5Z", "2026-02-30T10:00:00Z",
		"2026-06-15T24:00:00Z", "2026-06-15T10:60:00Z", "2026-06-15T10:00:60Z",
		"2026-13-15T10:00:00Z", "26-06-15T10:00:00Z", "2026-6-15T10:00:00Z", " 2026-06-15T10:00:00Z",
		"2026-06-15T10:00:00Z ", "2026-06-15T10:00:00ZZ", "2026-06-15_10:00:00Z",
		"+026-06-15T10:00:00Z", "0000-01-01T00:00:00Z", "0001-01-01T00:00:00+00:01",
		"9999-12-31T23:59:59-00:01", "2026-06-15T10:00:00x08:00", "2026-06-15T1a:00:00Z"};
	static const char whole[] = "2026-06-15T10:00:00.25+08:00";
	instant t;
	int offset;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_false(instant_read(cases[i], strlen(cases[i]), &t, &offset));
	for (size_t n = 0; n < sizeof whole - 1; n++) /* cut anywhere */
		assert_false(instant_read(whole, n, &t, &offset));
	assert_true(instant_read(whole, sizeof whole - 1, &t, &offset));
	assert_false(instant_read("2026-06-15T10:00:00\0", 20, &t, &offset));
}

static void rfc3339_is_written(void **state)
{
	static const struct {
		int64_t micros;
		int offset;
		const char *text;
	} cases[] = {
		{0, 0, "1970-01-01T00:00:00Z"}, {1781488800000000, 28800, "2026-06-15T10:00:00+08:00"},
		{1781488800000000, -27000, "2026-06-14T18:30:00-07:30"},
		{1500000, 0, "1970-01-01T00:00:01.5Z"}, {1, 0, "1970-01-01T00:00:00.000001Z"},
		{-1, 0, "1969-12-31T23:59:59.999999Z"}, {120000, 3600, "1970-01-01T01:00:00.12+01:00"},
		{0, 29143, "1970-01-01T08:05:00+08:05"}, /* local mean time of Shanghai: the instant stays */
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct text t = TEXT_INIT;

		instant_write(&t, cases[i].micros, cases[i].offset);
		assert_string_equal(t.bytes, cases[i].text);
		text_free(&t);
	}
}

static void what_is_written_reads_back(void **state)
{
	struct chance c = {3339};
	struct text t = TEXT_INIT;

	(void)state;
	for (int n = 0; n < 20000; n++) {
		instant at = YEAR_1900 + (instant)chance_below(&c, (uint64_t)(YEAR_2100 - YEAR_1900)), back;
		int offset = ((int)chance_below(&c, 2 * 1439 + 1) - 1439) * 60, offset_back;

		if (chance_below(&c, 2))
			at -= at % INSTANT_SECOND;
		text_clear(&t);
		instant_write(&t, at, offset);
		assert_true(instant_read(t.bytes, t.length, &back, &offset_back));
		assert_int_equal(back, at);
		assert_int_equal(offset_back, offset);
	}
	text_free(&t);
}

static void precisions_have_names(void **state)
{
	(void)state;
	assert_string_equal(precision_names[PRECISION_SECOND], "second");
	assert_string_equal(precision_names[PRECISION_MINUTE], "minute");
	assert_string_equal(precision_names[PRECISION_HOUR], "hour");
	assert_string_equal(precision_names[PRECISION_DAY], "day");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_dates_are_where_they_belong),
		cmocka_unit_test(dates_that_do_not_exist_are_none),
		cmocka_unit_test(every_day_of_four_centuries_follows_the_one_before),
		cmocka_unit_test(civil_and_instant_are_each_others_reverse),
		cmocka_unit_test(rfc3339_is_read),
		cmocka_unit_test(what_is_no_rfc3339_is_refused),
		cmocka_unit_test(rfc3339_is_written),
		cmocka_unit_test(what_is_written_reads_back),
		cmocka_unit_test(precisions_have_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
