#include "domain/asked.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* What the text asks for, apart by " | ". */
static const char *split(struct arena *a, const char *text)
{
	struct asked_list list = {.count = 0};
	const char *out = "";
	struct fault f;

	assert_true(asked_split(&list, a, text, strlen(text), 1000, &f));
	for (size_t i = 0; i < list.count; i++)
		out = arena_printf(
			a, "%s%s%s", out, i ? " | " : "", list.at[i].value ? list.at[i].value : "-");
	return out;
}

static void anything_separates(void **state)
{
	static const struct {
		const char *text, *values;
	} rows[] = {
		{"", ""}, {" \r\n\t ,;, ", ""}, {"CSQU3054383", "CSQU3054383"},
		{"CSQU3054383,BK123;S1", "CSQU3054383 | BK123 | S1"},
		{"CSQU3054383\tBK123\r\nS1\n", "CSQU3054383 | BK123 | S1"},
		{"\"CSQU3054383\" 'BK123' \xE2\x80\x9CS1\xE2\x80\x9D \xC2\xABS2\xC2\xBB",
			"CSQU3054383 | BK123 | S1 | S2"},
		{"CSQU3054383\xE3\x80\x81"
		 "BK123\xEF\xBC\x8CS1\xEF\xBC\x9BS2\xE3\x80\x82S3",
			"CSQU3054383 | BK123 | S1 | S2 | S3"},
		{"\xE3\x80\x8C"
		 "BK123\xE3\x80\x8D\xEF\xBC\x9A\xE3\x80\x90S1\xE3\x80\x91",
			"BK123 | S1"},
		{"BK123\xE3\x80\x80S1\xC2\xA0S2", "BK123 | S1 | S2"},
		{"booking:BK123|seal=S1", "BOOKING | BK123 | SEAL | S1"},
		{"\xEF\xBB\xBF"
		 "BK123",
			"BK123"},
		{"\xE2\x80\xA2"
		 "BK123\n\xE2\x80\xA2 BK124",
			"BK123 | BK124"}, /* bullets */
		{"\xE2\x84\x96 4455;\xE2\x84\x96"
		 "4456",
			"4455 | 4456"}, /* the numero sign */
		{"- BK123\n* BK124\n#BK125 & BK126\n--", "BK123 | BK124 | BK125 | BK126"}, {"\xC2-\xA0-", ""},
		{"BK123\xB6\xA9\xB2\xD5S1", "BK123 | S1"}, /* GBK */
	};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(split(&a, rows[i].text), rows[i].values);
	arena_free(&a);
}

static void what_is_written_in_groups_stays_one(void **state)
{
	static const struct {
		const char *text, *values;
	} rows[] = {
		{"CSQU 305438 3", "CSQU3054383"},
		{"csqu-305438-3", "CSQU3054383"},
		{"CSQ U 305438 3", "CSQU3054383"},
		{"CSQU 305438 (3)", "CSQU3054383"},
		{"CSQU 3054383 CSQU 305438 3", "CSQU3054383 | CSQU3054383"},
		{"CSQU3054383 CSQU3054383 1", "CSQU3054383 | CSQU3054383 | 1"},
		{"CSQU 305438", "CSQU305438"},
		{"CSQU 305438\n3", "CSQU305438 | 3"},
		{"BK123 456 7", "BK123 | 456 | 7"},
		{"ABCX 123456 7", "ABCX | 123456 | 7"},
		{"WABA 123456 6", "WABA1234566"}, /* a swap body */
		{"WABA 123456 7", "WABA | 123456 | 7"},
		{"BOOK 123456", "BOOK | 123456"},
		{"31 80 4956 789-0", "318049567890"},
		{"31 80 4956 789 0", "318049567890"},
		{"7085 042 1301", "70850421301"},
		{"3180 4956 7890", "3180 | 4956 | 7890"},
		{"IMO 9227273", "IMO9227273"},
		{"EVER GIVEN", "EVERGIVEN"},
		{"EVER GIVEN, MSC OSCAR", "EVERGIVEN | MSCOSCAR"},
		{"EVER GIVEN 123", "EVER | GIVEN | 123"},
		{"4006-531400", "4006531400"},
		{"B/123.4", "B1234"},
	};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(split(&a, rows[i].text), rows[i].values);
	arena_free(&a);
}

static void a_number_that_holds_stands_alone(void **state)
{
	static const struct {
		const char *text, *values;
	} rows[] = {
		{"CSQU3054383/22G1", "CSQU3054383 | 22G1"},
		{"CSQU3054383/LYGU0000019/S1", "CSQU3054383 | LYGU0000019 | S1"},
		{"csqu3054383+lygu0000019", "CSQU3054383 | LYGU0000019"},
		{"1.CSQU3054383", "1 | CSQU3054383"},
		{"1)CSQU3054383(40HQ)", "1 | CSQU3054383 | 40HQ"},
		{"*CSQU3054383*", "CSQU3054383"},
		{"(CSQU3054383).", "CSQU3054383"},
		{"\xE7\xAE\xB1\xE5\x8F\xB7"
		 "CSQU3054383",
			"\xE7\xAE\xB1\xE5\x8F\xB7 | CSQU3054383"},            /* "container no." */
		{"\xEF\xBC\xA3SQU3054383\xEF\xBC\x8FS1", "CSQU3054383 | S1"}, /* full width */
		{"CSQU3054384/22G1", "CSQU305438422G1"},                      /* it does not hold */
		{"XCSQU3054383/1", "XCSQU30543831"},
		{"CSQU30543831/1", "CSQU305438311"},
	};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(split(&a, rows[i].text), rows[i].values);
	arena_free(&a);
}

static void look_alikes_and_full_width_are_folded(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	/* Cyrillic Es, U, full-width digits */
	assert_string_equal(split(&a, "\xD0\xA1SQU3054383"), "CSQU3054383");
	assert_string_equal(split(&a, "CSQU\xEF\xBC\x93\xEF\xBC\x90"
				      "54383"),
		"CSQU3054383");
	assert_string_equal(split(&a, "\xEF\xBC\xA3\xEF\xBC\xB3\xEF\xBC\xB1\xEF\xBC\xB5\xE3\x80\x80"
				      "\xEF\xBC\x93\xEF\xBC\x90\xEF\xBC\x95\xEF\xBC\x94\xEF\xBC\x93\xEF\xBC"
				      "\x98\xEF\xBC\x93"),
		"CSQU3054383");
	/* a letter that looks like none stays */
	assert_string_equal(split(&a, "\xD0\x96"
				      "12-3"),
		"\xD0\x96"
		"123");
	arena_free(&a);
}

static struct asked one(struct arena *a, const char *raw)
{
	struct asked_list list = {.count = 0};

	asked_add(&list, a, raw, strlen(raw));
	assert_int_equal(list.count, 1);
	return list.at[0];
}

static void shapes_are_told(void **state)
{
	static const struct {
		const char *raw;
		enum asked_shape shape;
		const char *suggest;
		bool wordy;
	} rows[] = {
		{"CSQU3054383", ASKED_CONTAINER, NULL, false},
		{"csqu 305438-3", ASKED_CONTAINER, NULL, false},
		{"CSQU3054384", ASKED_FAILS, "CSQU3054383", false},
		{"CSQU305438", ASKED_FAILS, "CSQU3054383", false},
		{"CSQX3054383", ASKED_OTHER, NULL, false},
		{"BK123", ASKED_OTHER, NULL, false},
		{"hello", ASKED_OTHER, NULL, true},
		{"--", ASKED_NOTHING, NULL, false},
		{"", ASKED_NOTHING, NULL, false},
		{"****", ASKED_NOTHING, NULL, false},
		{"*BK123", ASKED_OTHER, NULL, false},
	};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct asked q = one(&a, rows[i].raw);

		assert_int_equal(q.shape, rows[i].shape);
		assert_int_equal(q.wordy, rows[i].wordy);
		assert_string_equal(q.suggest ? q.suggest : "", rows[i].suggest ? rows[i].suggest : "");
		assert_string_equal(q.raw, rows[i].raw);
	}
	arena_free(&a);
}

static void a_letter_for_a_digit_is_seen_where_the_number_then_holds(void **state)
{
	static const struct {
		const char *raw, *misread;
	} rows[] = {
		{"CSQU3O54383", "CSQU3054383"},
		{"csqu 3o5438-3", "CSQU3054383"},
		{"C5QU3054383", "CSQU3054383"},
		{"LYGUOOOOOI9", "LYGU0000019"},
		{"LYGU00000l9", "LYGU0000019"},
		{"CSQU3O54384", NULL},
		{"CSQU3054383", NULL},
		{"CSQU3054384", NULL},
		{"CSQX3O54383", NULL},
		{"BK123", NULL},
	};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct asked q = one(&a, rows[i].raw);

		assert_string_equal(q.misread ? q.misread : "", rows[i].misread ? rows[i].misread : "");
		assert_true(!q.misread || q.shape == ASKED_OTHER);
	}
	arena_free(&a);
}

static void one_reference_keeps_its_separators(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(one(&a, "BK 12,3").value, "BK12,3");
	arena_free(&a);
}

static void what_is_too_long_is_no_reference_and_told_short(void **state)
{
	struct arena a = ARENA_INIT;
	char raw[400];
	struct asked q;

	(void)state;
	for (size_t i = 0; i + 2 < sizeof raw; i += 2)
		memcpy(raw + i, "\xD0\x96", 2);
	raw[398] = '\0';
	q = one(&a, raw);
	assert_int_equal(q.shape, ASKED_NOTHING);
	assert_null(q.value);
	assert_int_equal(strlen(q.raw), 128 + 3); /* and an ellipsis */
	arena_free(&a);
}

static void one_too_many_is_refused_with_its_line(void **state)
{
	struct asked_list list = {.count = 0};
	struct arena a = ARENA_INIT;
	struct fault f;

	(void)state;
	assert_true(asked_split(&list, &a, "A1 A2\nA3", 8, 3, &f));
	list.count = 0;
	assert_false(asked_split(&list, &a, "A1 A2\nA3\nA4\n", 12, 3, &f));
	assert_int_equal(f.code, FAULT_BAD_BODY);
	assert_non_null(strstr(f.text, "line 3"));
	arena_free(&a);
}

static void what_is_no_text_is_refused_with_its_line(void **state)
{
	static const char wide[] = "A1\nC\0S\0Q\0U\0";
	struct asked_list list = {.count = 0};
	struct arena a = ARENA_INIT;
	struct fault f;

	(void)state;
	assert_false(asked_split(&list, &a, wide, sizeof wide - 1, 1000, &f));
	assert_int_equal(f.code, FAULT_BAD_BODY);
	assert_non_null(strstr(f.text, "UTF-8"));
	assert_non_null(strstr(f.text, "line 2"));
	assert_int_equal(list.count, 0);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(anything_separates),
		cmocka_unit_test(what_is_written_in_groups_stays_one),
		cmocka_unit_test(a_number_that_holds_stands_alone),
		cmocka_unit_test(look_alikes_and_full_width_are_folded),
		cmocka_unit_test(shapes_are_told),
		cmocka_unit_test(a_letter_for_a_digit_is_seen_where_the_number_then_holds),
		cmocka_unit_test(one_reference_keeps_its_separators),
		cmocka_unit_test(what_is_too_long_is_no_reference_and_told_short),
		cmocka_unit_test(what_is_no_text_is_refused_with_its_line),
		cmocka_unit_test(one_too_many_is_refused_with_its_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
