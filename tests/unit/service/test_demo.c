/* The demonstration's dates, moved by whole days. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "service/demo.h"

#include <string.h>

static void dates_move_and_nothing_else(void **state)
{
	static const struct {
		const char *in;
		int days;
		const char *out;
	} rows[] = {
		{"DTM+137:202606150800:203'", 1, "DTM+137:202606160800:203'"},
		{"DTM+137:20260615:102'", 16, "DTM+137:20260701:102'"},
		{"DTM+137:20260615080059:204'", -15, "DTM+137:20260531080059:204'"},
		{"DTM+7:202606302330?+08:205'", 1, "DTM+7:202607012330?+08:205'"},
		{"DTM+7:202612312330:203'", 1, "DTM+7:202701012330:203'"},
		{"DTM+7:202402280000:203'", 1, "DTM+7:202402290000:203'"},
		{"UNB+UNOA:2+S+R+260615:0800+REF260615'", 1, "UNB+UNOA:2+S+R+260616:0800+REF260615'"},
		{"UNB+UNOA:4+S+R+20260615:0800+1'", 1, "UNB+UNOA:4+S+R+20260616:0800+1'"},
		{"UNB+UNOA:2+S?+1+R+261231:0800+1'", 1, "UNB+UNOA:2+S?+1+R+270101:0800+1'"},
		{"BGM+34+20260615+9'", 1, "BGM+34+20260615+9'"},
		{"RFF+BN:20260615'", 1, "RFF+BN:20260615'"},
		{"FTX+AAI+++it?'s DTM:20260615'", 1, "FTX+AAI+++it?'s DTM:20260615'"},
		{"DTM+7:202613450800:203'", 1, "DTM+7:202613450800:203'"}, /* none, so left alone */
		{"DTM+7:0800:401'", 1, "DTM+7:0800:401'"},
		{"DTM+7'", 1, "DTM+7'"},
		{"UNA:+.? 'UNH+1'\r\nDTM+7:20260615:102'\r\n", 1,
			"UNA:+.? 'UNH+1'\r\nDTM+7:20260616:102'\r\n"},
		{"UNA|*.? ~DTM*7|20260615|102~", 1, "UNA|*.? ~DTM*7|20260616|102~"},
		{"DTM+7:20260615", 1, "DTM+7:20260616"}, /* cut, but a date */
		{"{\"eventDateTime\":\"2026-06-30T11:30:00+08:00\"}", 1,
			"{\"eventDateTime\":\"2026-07-01T11:30:00+08:00\"}"},
		{"[{\"a\" : \"2026-12-31\",\n\"b\":\"2026-01-01T00:00:00Z\"}]", 1,
			"[{\"a\" : \"2027-01-01\",\n\"b\":\"2026-01-02T00:00:00Z\"}]"},
		{"{\"a\":\"2026-06-31T11:30:00Z\",\"b\":\"ON 2026-06-15\",\"c\":\"2026-06-15/1\"}", 1,
			"{\"a\":\"2026-06-31T11:30:00Z\",\"b\":\"ON 2026-06-15\",\"c\":\"2026-06-15/1\"}"},
		{"{\"a\":\"TRAIN:K1/2026-06-15\",\"b\":20260615,\"cut\":\"2026-06-15", 1,
			"{\"a\":\"TRAIN:K1/2026-06-15\",\"b\":20260615,\"cut\":\"2026-06-15"},
		{"", 1, ""},
		{"not EDIFACT at all", 1, "not EDIFACT at all"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct text out = TEXT_INIT;

		demo_shift(&out, rows[i].in, strlen(rows[i].in), rows[i].days);
		assert_string_equal(text_string(&out), rows[i].out);
		text_free(&out);
	}
}

static void there_and_back_is_the_same(void **state)
{
	const char *message =
		"UNB+UNOA:2+S+R+260615:0800+1'DTM+137:202602280800:203'DTM+7:20260301:102'UNZ+0+1'";
	struct text there = TEXT_INIT, back = TEXT_INIT;

	(void)state;
	for (int days = -800; days < 800; days += 37) {
		text_clear(&there);
		text_clear(&back);
		demo_shift(&there, message, strlen(message), days);
		demo_shift(&back, there.bytes, there.length, -days);
		assert_string_equal(text_string(&back), message);
	}
	text_free(&there);
	text_free(&back);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_move_and_nothing_else),
		cmocka_unit_test(there_and_back_is_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
