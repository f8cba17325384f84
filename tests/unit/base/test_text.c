/* The text that grows, its JSON, and bytes that are no UTF-8. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/chance.h"
#include "base/text.h"

#include <jansson.h>

static void it_grows_and_stays_terminated(void **state)
{
	struct text t = TEXT_INIT;

	(void)state;
	assert_string_equal(text_string(&t), "");
	for (int i = 0; i < 20000; i++) {
		text_byte(&t, (char)('a' + i % 26));
		assert_int_equal(t.bytes[t.length], 0);
	}
	assert_int_equal(t.length, 20000);
	assert_int_equal(t.bytes[19999], 'a' + 19999 % 26);
	text_clear(&t);
	assert_string_equal(text_string(&t), "");
	text_printf(&t, "%5000d|", 7);
	assert_int_equal(t.length, 5001);
	assert_string_equal(t.bytes + 4998, " 7|");
	text_add(&t, NULL, 0);
	assert_int_equal(t.length, 5001);
	text_free(&t);
	assert_string_equal(text_string(&t), "");
}

static void bytes_are_written_as_hex_and_uuid(void **state)
{
	const uint8_t id[16] = {0, 1, 2, 3, 0xAB, 0xCD, 0xEF, 7, 8, 9, 10, 11, 12, 13, 14, 0xFF};
	struct text t = TEXT_INIT;

	(void)state;
	text_uuid(&t, id);
	assert_string_equal(t.bytes, "00010203-abcd-ef07-0809-0a0b0c0d0eff");
	text_clear(&t);
	text_hex(&t, id + 4, 3);
	assert_string_equal(t.bytes, "abcdef");
	text_free(&t);
}

static void a_uuid_is_read_back_and_nothing_else_is_one(void **state)
{
	const uint8_t id[16] = {0, 1, 2, 3, 0xAB, 0xCD, 0xEF, 7, 8, 9, 10, 11, 12, 13, 14, 0xFF};
	const char *const good[] = {"00010203-abcd-ef07-0809-0a0b0c0d0eff",
		"00010203-ABCD-EF07-0809-0A0B0C0D0EFF", "00010203-AbCd-eF07-0809-0a0b0c0d0eFF"};
	const char *const bad[] = {NULL, "", "0", "00010203-abcd-ef07-0809-0a0b0c0d0ef",
		"00010203-abcd-ef07-0809-0a0b0c0d0eff0", "00010203abcdef0708090a0b0c0d0eff",
		"00010203-abcd-ef07-0809-0a0b0c0d0efg", "00010203-abcd-ef07-08090a0b0c0d-0eff",
		"{0010203-abcd-ef07-0809-0a0b0c0d0ef}", " 0010203-abcd-ef07-0809-0a0b0c0d0eff",
		"00010203-abcd-ef07-0809-0a0b0c0d0e-f", "00010203-abcd-ef07-0809-0a0b0c0d\303\251ff"};

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		uint8_t read[16] = {9};

		assert_true(uuid_read(good[i], read));
		assert_memory_equal(read, id, sizeof id);
		assert_true(uuid_read(good[i], NULL));
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		uint8_t read[16];

		assert_false(uuid_read(bad[i], read));
		assert_false(uuid_read(bad[i], NULL));
	}
}

static void commas_stand_between_values_only(void **state)
{
	struct text t = TEXT_INIT;
	struct json j = {&t, false};

	(void)state;
	jw_open(&j, '{');
	jw_member(&j, "a", "x");
	jw_member(&j, "left-out", NULL);
	jw_key(&j, "b");
	jw_open(&j, '[');
	jw_close(&j, ']');
	jw_key(&j, "c");
	jw_open(&j, '[');
	jw_integer(&j, INT64_MIN);
	jw_bool(&j, true);
	jw_null(&j);
	jw_string(&j, NULL);
	jw_raw(&j, "{\"r\":1}");
	jw_open(&j, '{');
	jw_close(&j, '}');
	jw_close(&j, ']');
	jw_member_integer(&j, "d", 5);
	jw_member_bool(&j, "e", false);
	jw_close(&j, '}');
	assert_string_equal(t.bytes,
		"{\"a\":\"x\",\"b\":[],\"c\":[-9223372036854775808,true,null,null,{\"r\":1},{}],"
		"\"d\":5,\"e\":false}");
	text_free(&t);
}

static void strings_are_escaped(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
		const char *json;
	} cases[] = {
		{"", 0, "\"\""},
		{"plain", 5, "\"plain\""},
		{"q\"b\\", 4, "\"q\\\"b\\\\\""},
		{"\n\t\r", 3, "\"\\n\\t\\r\""},
		{"\x01\x1F\x7F", 3, "\"\\u0001\\u001f\\u007f\""},
		{"a\0b", 3, "\"a\\u0000b\""},
		{"连云港", 9, "\"连云港\""},
		{"\xF0\x9F\x9A\x82", 4, "\"\xF0\x9F\x9A\x82\""},
		{"\xC3", 1, "\"\xEF\xBF\xBD\""},
		{"a\xFFz", 3, "\"a\xEF\xBF\xBDz\""},
		{"\xC0\x80", 2, "\"\xEF\xBF\xBD\xEF\xBF\xBD\""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct text t = TEXT_INIT;
		struct json j = {&t, false};

		jw_string_n(&j, cases[i].bytes, cases[i].n);
		assert_string_equal(t.bytes, cases[i].json);
		text_free(&t);
	}
}

static void utf8_is_judged_strictly(void **state)
{
	static const struct {
		const char *bytes;
		size_t n, length;
	} cases[] = {
		{"", 0, 0},
		{"\0", 1, 1},
		{"\x7F", 1, 1},
		{"\x80", 1, 0},     /* a follower alone */
		{"\xC2\x80", 2, 2}, /* the least of two bytes */
		{"\xC1\xBF", 2, 0}, /* overlong */
		{"\xDF\xBF", 2, 2},
		{"\xC3\x28", 2, 0},     /* no follower */
		{"\xE0\x9F\xBF", 3, 0}, /* overlong */
		{"\xE0\xA0\x80", 3, 3},
		{"\xED\x9F\xBF", 3, 3},
		{"\xED\xA0\x80", 3, 0}, /* a surrogate */
		{"\xEF\xBF\xBF", 3, 3},
		{"\xEF\xBF\xBF", 2, 0},     /* cut */
		{"\xF0\x8F\xBF\xBF", 4, 0}, /* overlong */
		{"\xF0\x90\x80\x80", 4, 4},
		{"\xF4\x8F\xBF\xBF", 4, 4}, /* the last one there is */
		{"\xF4\x90\x80\x80", 4, 0}, /* beyond it */
		{"\xF5\x80\x80\x80", 4, 0},
		{"\xFE\x80\x80\x80", 4, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(utf8_length(cases[i].bytes, cases[i].n), cases[i].length);
}

static void the_first_characters_are_counted_as_readers_do(void **state)
{
	(void)state;
	assert_int_equal(utf8_first("abc", 5), 3);
	assert_int_equal(utf8_first("abc", 2), 2);
	assert_int_equal(utf8_first("\xe8\xbf\x9e\xe4\xba\x91", 1), 3);
	assert_int_equal(utf8_first("\xff\xe8\xbf", 2), 2);
	assert_int_equal(utf8_first("", 1), 0);
}

static void any_bytes_become_json_that_a_strict_reader_takes(void **state)
{
	struct chance c = {20260615};

	(void)state;
	for (int round = 0; round < 2000; round++) {
		char bytes[24];
		size_t n = chance_below(&c, sizeof bytes + 1);
		struct text t = TEXT_INIT;
		struct json j = {&t, false};
		json_t *read;

		for (size_t i = 0; i < n; i++) /* mostly what is special in UTF-8 or JSON */
			bytes[i] = (char)(chance_below(&c, 2) ? 0x80 + chance_below(&c, 128)
							      : chance_below(&c, 128));
		jw_open(&j, '[');
		jw_string_n(&j, bytes, n);
		jw_close(&j, ']');
		read = json_loadb(t.bytes, t.length, JSON_ALLOW_NUL, NULL);
		assert_non_null(read);
		assert_int_equal(json_array_size(read), 1);
		json_decref(read);
		text_free(&t);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_grows_and_stays_terminated),
		cmocka_unit_test(bytes_are_written_as_hex_and_uuid),
		cmocka_unit_test(a_uuid_is_read_back_and_nothing_else_is_one),
		cmocka_unit_test(commas_stand_between_values_only),
		cmocka_unit_test(strings_are_escaped),
		cmocka_unit_test(utf8_is_judged_strictly),
		cmocka_unit_test(the_first_characters_are_counted_as_readers_do),
		cmocka_unit_test(any_bytes_become_json_that_a_strict_reader_takes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
