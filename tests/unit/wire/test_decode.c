/* The door to every format: sniffing, content types, dispatch. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "wire/heard.h"

static void formats_are_sniffed(void **state)
{
	static const struct {
		const char *bytes, *format;
	} rows[] = {
		{"UNB+UNOA:2+", "EDIFACT"},
		{"UNA:+.? 'UNB", "EDIFACT"},
		{"UNA!;,# ~UNB", "EDIFACT"},
		{"UNH+1+CODECO", "EDIFACT"},
		{"UNB;UNOA", "EDIFACT"},
		{"\xEF\xBB\xBFUNB+UNOA:2+", "EDIFACT"},
		{" \r\n\t\nUNB+UNOA:2+", "EDIFACT"},
		{"UNBELIEVABLE", NULL},
		{"UNHappy", NULL},
		{"UNT+1+1'", NULL},
		{"UN", NULL},
		{"UNB", NULL},
		{"", NULL},
		{"   ", NULL},
		{"unb+unoa:2", NULL},
		{"{\"eventID\":", "DCSA"},
		{"[{\"eventID\":", "DCSA"},
		{"\xEF\xBB\xBF\r\n [ {", "DCSA"},
		{"[]", "DCSA"},
		{"{\"position\":{\"id\":1", "TRACCAR"},
		{" [ { \"event\" : { ", "TRACCAR"},
		{"{\"position\":7", "DCSA"},
		{"{\"lat\":1,\"lon\":2,\"at\":\"x\",\"device\":\"E\"}", "TRACCAR"},
		{"{\"device\":\"E\"}", "DCSA"},
		{"{\"device\":{\"uniqueId\":", "TRACCAR"},
		{"{}", "DCSA"},
		{"[1,2]", NULL},
		{"[", NULL},
		{"{", NULL},
		{"{UNB+UNOA:2", NULL},
		{"ISA*00*", NULL},
		{"Container;Date\n", "SHEET"},
		{"箱号,车号\n", "SHEET"},
		{"ТЕЛЕГРАММА\n(:02 7085 1402\n", "TGNL"},
		{"Поезд 1402\nВагон;Операция\n94312071;ПРИБ\n", "SHEET"},
		{"Container\n", NULL},
		{"Some;thing\n1;2\n", NULL},
		{"PK\x03\x04", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *format = decode_sniff(rows[i].bytes, strlen(rows[i].bytes));

		if (!rows[i].format != !format)
			print_message("case %s\n", rows[i].bytes);
		if (rows[i].format)
			assert_string_equal(format, rows[i].format);
		else
			assert_null(format);
	}
}

static void content_types_name_formats(void **state)
{
	static const struct {
		const char *type, *format;
	} rows[] = {
		{"application/edifact", "EDIFACT"},
		{"application/EDIFACT", "EDIFACT"},
		{"application/edifact; charset=utf-8", "EDIFACT"},
		{" text/x-edifact", "EDIFACT"},
		{"Text/X-Edifact;x=y", "EDIFACT"},
		{"application/EDI-X12", NULL},
		{"application/octet-stream", NULL},
		{"application/x-www-form-urlencoded", NULL},
		{"text/plain", NULL},
		{"application/json", "DCSA"},
		{"application/json; charset=utf-8", "DCSA"},
		{"text/csv; header=present", "SHEET"},
		{"application/vnd.ms-excel", "SHEET"},
		{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "SHEET"},
		{"application/geo+json", NULL},
		{"edifact", NULL},
		{"application/", NULL},
		{"", NULL},
		{";", NULL},
		{NULL, NULL},
		{"application/"
		 "a-type-with-a-very-long-name-that-no-table-has-and-no-buffer-of-ours-can-hold-as-a-whole",
			NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *format = decode_format_of_type(rows[i].type);

		if (rows[i].format)
			assert_string_equal(format, rows[i].format);
		else
			assert_null(format);
	}
}

/* Positions and DCSA's events come as the same type. */
static void formats_of_one_type_are_told_apart_by_their_bytes(void **state)
{
	static const struct {
		const char *type, *bytes, *format;
	} rows[] = {
		{"application/json", "{\"position\":{", "TRACCAR"},
		{"application/json; charset=utf-8", "[{\"eventID\":", "DCSA"},
		{"application/x-ndjson", "{\"device\":\"E\",\"lat\":1", "TRACCAR"},
		{DECODE_POSITIONS, "{\"eventID\":", "TRACCAR"},
		{"application/edifact", "{\"position\":{", "EDIFACT"},
		{"text/csv", "{\"position\":{", "SHEET"},
		{"application/octet-stream", "{\"position\":{", "TRACCAR"},
		{NULL, "UNB+UNOA:2", "EDIFACT"},
		{"application/json", "", "DCSA"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(
			decode_format(rows[i].type, rows[i].bytes, strlen(rows[i].bytes)), rows[i].format);
	assert_null(decode_format("image/png", "PNG", 3));
}

static void a_type_names_a_format_or_says_nothing_or_is_not_taken(void **state)
{
	static const struct {
		const char *type;
		bool taken;
	} rows[] = {{NULL, true}, {"", true}, {" ", true}, {"; charset=x", true},
		{"application/octet-stream", true}, {"Application/Octet-Stream; x=y", true},
		{"application/x-www-form-urlencoded", true}, {"text/plain", true},
		{"application/edifact", true}, {"image/png", false}, {"text/html", false}, {"text", false},
		{"plain", false}, {"application/octet-stream2", false},
		{"application/"
		 "a-type-that-is-longer-than-any-that-was-ever-registered-anywhere-by-anybody-at-all",
			false}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (decode_type_taken(rows[i].type) != rows[i].taken)
			fail_msg("%s", rows[i].type ? rows[i].type : "NULL");
}

static void unknown_formats_have_no_decoder(void **state)
{
	struct heard h = {.out = TEXT_INIT};
	struct decode_world world = {.self = NULL};
	struct decode_sink sink = heard_sink(&h);

	(void)state;
	assert_null(decoder_new("X12", &world, NULL, &sink));
	assert_null(decoder_new(NULL, &world, NULL, &sink));
	decoder_free(NULL);
}

/* A world that knows nothing is enough: everything is kept as received. */
static void an_empty_world_will_do(void **state)
{
	static const char bytes[] =
		"UNH+1+COARRI:D:95B:UN'BGM+44+D+9'TDT+20+1W+1++LBL+++3LB7:103'LOC+11+CNLYG'"
		"DTM+178:202602150300:203'EQD+CN+LBRU1000011+22G1++3+5'DTM+203:202602150830:203'UNT+8+1'";
	struct decode_world world = {.self = NULL};
	struct heard h;

	(void)state;
	hear(&h, &world, bytes, sizeof bytes - 1);
	assert_int_equal(h.accepted, 1);
	assert_int_equal(h.events, 2);
	assert_true(heard_has(&h, "\"place\":\"CNLYG\""));
	assert_true(heard_has(&h, "\"zoneFrom\":\"nobody\""));
	assert_true(heard_has(&h, "sender=- "));
	heard_free(&h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(formats_are_sniffed),
		cmocka_unit_test(content_types_name_formats),
		cmocka_unit_test(formats_of_one_type_are_told_apart_by_their_bytes),
		cmocka_unit_test(a_type_names_a_format_or_says_nothing_or_is_not_taken),
		cmocka_unit_test(unknown_formats_have_no_decoder),
		cmocka_unit_test(an_empty_world_will_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
