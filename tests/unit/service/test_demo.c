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
		const char *name;
	} rows[] = {
		{"DTM+137:202606150800:203'", 1, "DTM+137:202606160800:203'", "m.edi"},
		{"DTM+137:20260615:102'", 16, "DTM+137:20260701:102'", "m.edi"},
		{"DTM+137:20260615080059:204'", -15, "DTM+137:20260531080059:204'", "m.edi"},
		{"DTM+7:202606302330?+08:205'", 1, "DTM+7:202607012330?+08:205'", "m.edi"},
		{"DTM+7:202612312330:203'", 1, "DTM+7:202701012330:203'", "m.edi"},
		{"DTM+7:202402280000:203'", 1, "DTM+7:202402290000:203'", "m.edi"},
		{"UNB+UNOA:2+S+R+260615:0800+REF260615'", 1, "UNB+UNOA:2+S+R+260616:0800+REF260615'",
			"m.edi"},
		{"UNB+UNOA:4+S+R+20260615:0800+1'", 1, "UNB+UNOA:4+S+R+20260616:0800+1'", "m.edi"},
		{"UNB+UNOA:2+S?+1+R+261231:0800+1'", 1, "UNB+UNOA:2+S?+1+R+270101:0800+1'", "m.edi"},
		{"BGM+34+20260615+9'", 1, "BGM+34+20260615+9'", "m.edi"},
		{"RFF+BN:20260615'", 1, "RFF+BN:20260615'", "m.edi"},
		{"FTX+AAI+++it?'s DTM:20260615'", 1, "FTX+AAI+++it?'s DTM:20260615'", "m.edi"},
		{"DTM+7:202613450800:203'", 1, "DTM+7:202613450800:203'", "m.edi"}, /* none, so left alone */
		{"DTM+7:0800:401'", 1, "DTM+7:0800:401'", "m.edi"},
		{"DTM+7'", 1, "DTM+7'", "m.edi"},
		{"UNA:+.? 'UNH+1'\r\nDTM+7:20260615:102'\r\n", 1,
			"UNA:+.? 'UNH+1'\r\nDTM+7:20260616:102'\r\n", "m.edi"},
		{"UNA|*.? ~DTM*7|20260615|102~", 1, "UNA|*.? ~DTM*7|20260616|102~", "m.edi"},
		{"DTM+7:20260615", 1, "DTM+7:20260616", "m.edi"}, /* cut, but a date */
		{"{\"eventDateTime\":\"2026-06-30T11:30:00+08:00\"}", 1,
			"{\"eventDateTime\":\"2026-07-01T11:30:00+08:00\"}", "m.json"},
		{"[{\"a\" : \"2026-12-31\",\n\"b\":\"2026-01-01T00:00:00Z\"}]", 1,
			"[{\"a\" : \"2027-01-01\",\n\"b\":\"2026-01-02T00:00:00Z\"}]", "m.json"},
		{"{\"a\":\"2026-06-31T11:30:00Z\",\"b\":\"ON 2026-06-15\",\"c\":\"2026-06-15/1\"}", 1,
			"{\"a\":\"2026-06-31T11:30:00Z\",\"b\":\"ON 2026-06-15\",\"c\":\"2026-06-15/1\"}",
			"m.json"},
		{"{\"a\":\"TRAIN:K1/2026-06-15\",\"b\":20260615,\"cut\":\"2026-06-15", 1,
			"{\"a\":\"TRAIN:K1/2026-06-15\",\"b\":20260615,\"cut\":\"2026-06-15", "m.json"},
		{"", 1, "", "m.edi"},
		{"not EDIFACT at all", 1, "not EDIFACT at all", "m.edi"},
		{"a,2026-06-30 14:20,b\r\n30.06.2026;1:20", 1, "a,2026-07-01 14:20,b\r\n01.07.2026;1:20",
			"m.csv"},
		{"\xb7\xa2\xb3\xb5\xc8\xd5\xc6\xda\xa3\xba\x32\x30\x32\x36-06-15", 1,
			"\xb7\xa2\xb3\xb5\xc8\xd5\xc6\xda\xa3\xba\x32\x30\x32\x36-06-16", "m.csv"},
		{"12026-06-15,2026-06-151,2026-13-15,31.02.2026,2.2026,12026,118.06.2026", 1,
			"12026-06-15,2026-06-151,2026-13-15,31.02.2026,2.2026,12026,118.06.2026", "m.csv"},
		{"<StartDate>2026-12-31</StartDate><A>2026-06-15T09:10:00+02:00</A>", 1,
			"<StartDate>2027-01-01</StartDate><A>2026-06-16T09:10:00+02:00</A>", "m.xml"},
		{"(:02 7085 1418 7085 133 1301 1 30 06 13 30 034\r\n01 94322104 1 060", 2,
			"(:02 7085 1418 7085 133 1301 1 02 07 13 30 034\r\n01 94322104 1 060", "m.tgnl"},
		{"(:02 7085 1418 7085 133 1301 1 31 06 13 30", 2,
			"(:02 7085 1418 7085 133 1301 1 31 06 13 30", "m.tgnl"},
		{"(:02 7085", 2, "(:02 7085", "m.tgnl"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct text out = TEXT_INIT;

		demo_shift(&out, rows[i].name, rows[i].in, strlen(rows[i].in), rows[i].days);
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
		demo_shift(&there, "m.edi", message, strlen(message), days);
		demo_shift(&back, "m.edi", there.bytes, there.length, -days);
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
