/* Positions of trackers: what Traccar forwards and the plain form say the same; what is no position is
 * refused with its byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "wire/heard.h"

#define PLAIN                                                                                                \
	"{\"device\":\"E-7\",\"at\":\"2026-06-18T02:00:00+08:00\",\"lat\":44.9,\"lon\":-82.100001,"          \
	"\"datum\":\"gcj-02\","                                                                              \
	"\"speed\":74.08,\"course\":271.5,\"accuracy\":12,\"battery\":87,\"locked\":true,\"doorOpen\":"      \
	"false,\"alarm\":\"tampering\"}"

#define FORWARDED                                                                                            \
	"{\"position\":{\"id\":991,\"attributes\":{\"batteryLevel\":87.0,\"lock\":true,\"door\":false,"      \
	"\"alarm\":\"tampering\","                                                                           \
	"\"distance\":1.5},\"deviceId\":7,\"protocol\":\"gt06\",\"serverTime\":\"2026-06-18T02:00:09.000+"   \
	"00:00\","                                                                                           \
	"\"fixTime\":\"2026-06-17T18:00:00.000+00:00\",\"outdated\":false,\"valid\":true,\"latitude\":44.9," \
	"\"longitude\":-82.100001,\"altitude\":301.0,\"speed\":40.0,\"course\":271.5,\"address\":null,"      \
	"\"accuracy\":12.0},"                                                                                \
	"\"device\":{\"id\":7,\"name\":\"Lock\",\"uniqueId\":\"E-7\"}}"

/* 2026-06-20T00:00:00Z */
#define RECEIVED (INT64_C(1781913600) * INSTANT_SECOND)

static const struct decode_world world = {.self = NULL};

static void hear_positions(struct heard *h, const char *bytes, size_t n, size_t piece)
{
	const struct decode_hint hint = {.received = RECEIVED};
	struct decode_sink sink = heard_sink(h);
	struct decoder *d = decoder_new("TRACCAR", &world, NULL, &sink);

	decoder_hint(d, &hint);
	h->went_on = true;
	for (size_t at = 0; h->went_on && at < n; at += piece)
		h->went_on = decoder_feed(d, bytes + at, n - at < piece ? n - at : piece);
	if (h->went_on)
		decoder_end(d);
	decoder_free(d);
}

static void must_say(const char *bytes, const char *words)
{
	struct heard h = {.out = TEXT_INIT};

	hear_positions(&h, bytes, strlen(bytes), SIZE_MAX);
	if (!strstr(text_string(&h.out), words))
		fail_msg("%s\nof\n%s\nit says\n%s", words, bytes, text_string(&h.out));
	heard_free(&h);
}

static void both_forms_say_the_same(void **state)
{
	static const char said[] = "\"device\":\"E-7\",\"at\":\"2026-06-17T18:00:00Z\",\"given\":{\"lat\":44."
				   "900000,\"lon\":-82.100001";
	static const char fares[] =
		"\"speed\":74.0,\"course\":272,\"accuracy\":12,\"battery\":87,\"locked\":true,"
		"\"doorOpen\":false,\"alarm\":\"tampering\"}";

	(void)state;
	must_say(PLAIN, said);
	must_say(PLAIN, fares);
	must_say(PLAIN, "\"datum\":\"GCJ-02\"");
	must_say(FORWARDED, said);
	must_say(FORWARDED, fares);
	must_say(FORWARDED, "message 1 POSITION Traccar reference=E-7");
}

static void times_are_read_as_they_are_sent(void **state)
{
	static const struct {
		const char *at, *said;
	} rows[] = {
		{"\"2026-06-18T02:00:00Z\"", "02:00:00Z"},
		{"\"2026-06-18T02:00:00.000+0000\"", "02:00:00Z"},
		{"\"2026-06-18 10:00:00.5+08:00\"", "02:00:00.5"},
		{"1781748000", "02:00:00Z"},
		{"1781748000000", "02:00:00Z"},
		{"\"1781748000\"", "02:00:00Z"},
		{"\"2026-06-18T02:00:00\"", "\"code\":\"time-invalid\""},
		{"\"yesterday\"", "\"code\":\"time-invalid\""},
		{"-5", "\"code\":\"time-invalid\""},
		{"true", "\"code\":\"time-invalid\""},
		{"null", "\"code\":\"time-missing\""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char bytes[200];

		snprintf(bytes, sizeof bytes, "{\"device\":\"E\",\"at\":%s,\"lat\":1,\"lon\":2}", rows[i].at);
		must_say(bytes, rows[i].said);
	}
}

#define AT(rest) "{\"device\":\"E\",\"at\":\"2026-06-18T02:00:00Z\"," rest "}"

static void what_is_no_position_is_refused_with_its_byte(void **state)
{
	static const struct {
		const char *bytes, *code, *where; /* NULL: the position's beginning */
	} rows[] = {
		{AT("\"lat\":90.1,\"lon\":2"), "position-range", "90.1"},
		{AT("\"lat\":1,\"lon\":181"), "position-range", "181"},
		{AT("\"lat\":\"north\",\"lon\":2"), "position-range", "\"north\""},
		{AT("\"lat\":1e999,\"lon\":2"), "position-range", "1e999"},
		{AT("\"lat\":[1],\"lon\":2"), "position-range", "[1]"},
		{AT("\"lat\":1"), "position-missing", NULL},
		{AT("\"lat\":1,\"lon\":2,\"datum\":\"ED50\""), "datum", "\"ED50\""},
		{AT("\"lat\":1,\"lat\":1,\"lon\":2"), "json-duplicate", "\"lat\":1,\"lon\""},
		{"{\"at\":1781748000,\"lat\":1,\"lon\":2}", "device", NULL},
		{"{\"device\":\"a\\nb\",\"at\":1781748000,\"lat\":1,\"lon\":2}", "device", "\"a\\nb\""},
		{"{\"position\":{\"fixTime\":1781748000,\"latitude\":1,\"longitude\":2},\"device\":{}}",
			"device", NULL},
		{"{\"position\":{\"fixTime\":1781748000,\"latitude\":1,\"longitude\":200},\"device\":{"
		 "\"uniqueId\":\"E\"}}",
			"position-range", "200}"},
		{"[7]", "position-shape", "7"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *at = rows[i].where ? strstr(rows[i].bytes, rows[i].where) : rows[i].bytes;
		char words[80];

		snprintf(words, sizeof words, "\"severity\":\"error\",\"code\":\"%s\"", rows[i].code);
		must_say(rows[i].bytes, words);
		snprintf(words, sizeof words, "\"offset\":%zu", (size_t)(at - rows[i].bytes));
		must_say(rows[i].bytes, words);
		must_say(rows[i].bytes, "rejected");
	}
}

static void what_cannot_be_is_held_back_and_little_things_are_passed_over(void **state)
{
	(void)state;
	must_say(AT("\"lat\":0,\"lon\":0"), "\"held\":\"zero\"");
	must_say(AT("\"lat\":1,\"lon\":2,\"valid\":false"), "\"held\":\"no-fix\"");
	must_say("{\"device\":\"E\",\"at\":\"2026-06-20T00:10:01Z\",\"lat\":1,\"lon\":2}",
		"\"held\":\"future\"");
	must_say("{\"device\":\"E\",\"at\":\"2026-06-20T00:10:00Z\",\"lat\":1,\"lon\":2}", " accepted\n");
	must_say("{\"device\":\"E\",\"at\":\"2009-12-31T23:59:59Z\",\"lat\":1,\"lon\":2}",
		"\"held\":\"no-clock\"");
	must_say(AT("\"lat\":1,\"lon\":2,\"battery\":101"), "\"code\":\"value-range\"");
	must_say(AT("\"lat\":1,\"lon\":2,\"locked\":\"yes\""), "\"code\":\"value-type\"");
	must_say(AT("\"lat\":1,\"lon\":2,\"hight\":3"), "\"code\":\"key-unknown\"");
	must_say(FORWARDED, " accepted\n{"); /* of Traccar's own nothing is odd */
	must_say("{\"event\":{\"type\":\"deviceOffline\"},\"device\":{\"uniqueId\":\"E\"}}",
		"\"code\":\"no-position\"");
	must_say("{\"event\":{\"type\":\"alarm\"},\"position\":{\"fixTime\":1781748000,\"latitude\":1,"
		 "\"longitude\":2},"
		 "\"device\":{\"uniqueId\":\"E\"}}",
		"\"alarm\":\"alarm\"");
	must_say("[]", "outside {\"severity\":\"error\",\"code\":\"no-message\"");
	must_say("{\"device\":\"E\",\"at\"", "\"code\":\"json-cut\"");
}

static void any_cut_says_the_same(void **state)
{
	static const char bytes[] =
		"\xEF\xBB\xBF" PLAIN "\n" FORWARDED "\n[" AT("\"lat\":91,\"lon\":2") "," PLAIN "]\n{\"cut";
	struct heard whole = {.out = TEXT_INIT};

	(void)state;
	hear_positions(&whole, bytes, sizeof bytes - 1, SIZE_MAX);
	assert_int_equal(whole.messages, 5);
	assert_int_equal(whole.accepted, 3);
	assert_int_equal(whole.refused, 2);
	for (size_t piece = 1; piece < 60; piece++) {
		struct heard pieces = {.out = TEXT_INIT};

		hear_positions(&pieces, bytes, sizeof bytes - 1, piece);
		assert_string_equal(text_string(&whole.out), text_string(&pieces.out));
		heard_free(&pieces);
	}
	heard_free(&whole);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_forms_say_the_same),
		cmocka_unit_test(times_are_read_as_they_are_sent),
		cmocka_unit_test(what_is_no_position_is_refused_with_its_byte),
		cmocka_unit_test(what_cannot_be_is_held_back_and_little_things_are_passed_over),
		cmocka_unit_test(any_cut_says_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
