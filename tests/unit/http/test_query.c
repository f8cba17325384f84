/* The request target: decoding, parameters, captures, numbers, times. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "http/query.h"

#include "base/limits.h"
#include "base/text.h"

static struct arena arena = ARENA_INIT;

static int let_go(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static void escapes_are_undone_or_refused(void **state)
{
	static const struct {
		const char *in, *out;
		bool plus;
	} rows[] = {
		{"abc", "abc", false},
		{"a%20b", "a b", false},
		{"a+b", "a+b", false},
		{"a+b", "a b", true},
		{"%2B", "+", true},
		{"%d0%9A", "\xD0\x9A", false},
		{"%E4%B8%AD", "\xE4\xB8\xAD", false},
		{"", "", false},
		{"%", NULL, false},
		{"%4", NULL, false},
		{"a%zz", NULL, false},
		{"%4g", NULL, false},
		{"%00", NULL, false},
		{"a%00b", NULL, true},
		{"%ff", NULL, false},
		{"%C0%AF", NULL, false},
		{"%ED%A0%80", NULL, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fault f = {0};
		const char *out = query_decode(&arena, rows[i].in, strlen(rows[i].in), rows[i].plus, &f);

		if (rows[i].out) {
			assert_non_null(out);
			assert_string_equal(out, rows[i].out);
		} else {
			assert_null(out);
			assert_int_equal(f.code, FAULT_BAD_REQUEST);
		}
	}
}

static void parameters_are_found_by_their_decoded_names(void **state)
{
	struct query q;
	struct fault f = {0};

	(void)state;
	assert_true(query_parse(&arena, "a=1&b=two+words&eventCreatedDateTime%3Agte=x&&empty=&bare", &q, &f));
	assert_int_equal(q.count, 5);
	assert_string_equal(query_value(&q, "a"), "1");
	assert_string_equal(query_value(&q, "b"), "two words");
	assert_string_equal(query_value(&q, "eventCreatedDateTime:gte"), "x");
	assert_string_equal(query_value(&q, "empty"), "");
	assert_string_equal(query_value(&q, "bare"), "");
	assert_null(query_value(&q, "c"));
	assert_true(query_parse(&arena, NULL, &q, &f));
	assert_int_equal(q.count, 0);
}

static void a_parameter_given_twice_is_refused_by_name(void **state)
{
	struct query q;
	struct fault f = {0};

	(void)state;
	assert_false(query_parse(&arena, "a=1&b=2&%61=1", &q, &f));
	assert_int_equal(f.code, FAULT_BAD_REQUEST);
	assert_non_null(strstr(f.text, "parameter a is given twice"));
}

static void too_many_parameters_are_refused(void **state)
{
	struct text many = TEXT_INIT;
	struct query q;
	struct fault f = {0};

	(void)state;
	for (int i = 0; i < 65; i++)
		text_printf(&many, "&p%d=1", i);
	assert_false(query_parse(&arena, text_string(&many), &q, &f));
	assert_int_equal(f.code, FAULT_BAD_REQUEST);
	text_free(&many);
}

static void paths_match_whole_and_give_their_pieces(void **state)
{
	static const struct {
		const char *pattern, *path;
		bool match;
		const char *piece;
	} rows[] = {
		{"/api/v1/containers/{number}", "/api/v1/containers/LYGU3054383", true, "LYGU3054383"},
		{"/api/v1/containers/{number}", "/api/v1/containers/", false, NULL},
		{"/api/v1/containers/{number}", "/api/v1/containers", false, NULL},
		{"/api/v1/containers/{number}", "/api/v1/containers/a/b", false, NULL},
		{"/api/v1/intakes/{id}/raw", "/api/v1/intakes/12/raw", true, "12"},
		{"/api/v1/intakes/{id}/raw", "/api/v1/intakes/12/rawer", false, NULL},
		{"/api/v1/intakes/{id}/raw", "/api/v1/intakes/12", false, NULL},
		{"/api/v1/intakes/{id}", "/api/v1/intakes/12/raw", false, NULL},
		{"/v2/events", "/v2/events", true, NULL},
		{"/v2/events", "/v2/events/", false, NULL},
		{"/v2/events", "/v2/event", false, NULL},
		{"/", "/", true, NULL},
		{"/", "", false, NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct piece pieces[QUERY_CAPTURES] = {{NULL, 0}};

		assert_int_equal(path_match(rows[i].pattern, rows[i].path, strlen(rows[i].path), pieces),
			rows[i].match);
		if (!rows[i].piece)
			continue;
		assert_int_equal(pieces[0].length, strlen(rows[i].piece));
		assert_memory_equal(pieces[0].at, rows[i].piece, pieces[0].length);
	}
}

static void numbers_are_digits_within_their_range(void **state)
{
	static const struct {
		const char *in;
		bool good;
		int64_t n;
	} rows[] = {
		{"1", true, 1},
		{"0001000", true, 1000},
		{"0", false, 0},
		{"1001", false, 0},
		{"", false, 0},
		{"-1", false, 0},
		{"+1", false, 0},
		{"1 ", false, 0},
		{"1.0", false, 0},
		{"0x10", false, 0},
		{"99999999999999999999999999", false, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int64_t n;

		assert_int_equal(number_read(rows[i].in, 1, LIMIT_PAGE, &n), rows[i].good);
		if (rows[i].good)
			assert_int_equal(n, rows[i].n);
	}
}

static void a_blank_before_an_offset_was_a_plus(void **state)
{
	instant sent, meant;

	(void)state;
	assert_true(query_instant("2026-06-15T08:00:00 08:00", &sent));
	assert_true(query_instant("2026-06-15T00:00:00Z", &meant));
	assert_int_equal(sent, meant);
	assert_true(query_instant("2026-06-15T08:00:00+08:00", &sent));
	assert_int_equal(sent, meant);
	assert_true(query_instant("2026-06-14T20:00:00-04:00", &sent));
	assert_int_equal(sent, meant);
	assert_false(query_instant("2026-06-15T08:00:00", &sent));
	assert_false(query_instant("2026-06-15", &sent));
	assert_false(query_instant("", &sent));
	assert_false(query_instant("2026-02-30T08:00:00Z", &sent));
	assert_false(query_instant(
		"2026-06-15T08:00:00.0000000000000000000000000000000000000000000000000000000000000000Z",
		&sent));
}

static void lists_keep_every_item(void **state)
{
	size_t n;
	const char **items = list_split(&arena, "LOAD,,DISC", &n);

	(void)state;
	assert_int_equal(n, 3);
	assert_string_equal(items[0], "LOAD");
	assert_string_equal(items[1], "");
	assert_string_equal(items[2], "DISC");
	list_split(&arena, "", &n);
	assert_int_equal(n, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(escapes_are_undone_or_refused, let_go),
		cmocka_unit_test_teardown(parameters_are_found_by_their_decoded_names, let_go),
		cmocka_unit_test_teardown(a_parameter_given_twice_is_refused_by_name, let_go),
		cmocka_unit_test_teardown(too_many_parameters_are_refused, let_go),
		cmocka_unit_test_teardown(paths_match_whole_and_give_their_pieces, let_go),
		cmocka_unit_test(numbers_are_digits_within_their_range),
		cmocka_unit_test(a_blank_before_an_offset_was_a_plus),
		cmocka_unit_test_teardown(lists_keep_every_item, let_go),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
