/* The parameters of DCSA 3.0's GET /events, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "http/events3_query.h"
#include "wire/dcsa3.h"

static struct arena arena = ARENA_INIT;

static int let_go(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static bool read_query(const char *raw, struct events3_query *e, bool *nothing)
{
	struct fault f = {0};
	struct query q;
	bool good;

	assert_true(query_parse(&arena, raw, &q, &f));
	good = events3_query_read(&arena, &q, e, nothing, &f);
	assert_int_equal(good, f.code == FAULT_NONE);
	assert_true(good || f.code == FAULT_BAD_REQUEST);
	return good;
}

static void types_become_bits(void **state)
{
	static const struct {
		const char *raw;
		uint32_t types;
	} rows[] = {
		{"", 0},
		{"eventTypes=SHIPMENT", 1u << DCSA3_SHIPMENT},
		{"eventTypes=TRANSPORT", 1u << DCSA3_TRANSPORT},
		{"eventTypes=EQUIPMENT,IOT,REEFER",
			1u << DCSA3_EQUIPMENT | 1u << DCSA3_IOT | 1u << DCSA3_REEFER},
		{"eventTypes=IOT,IOT", 1u << DCSA3_IOT},
	};
	struct events3_query e;
	bool nothing;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_true(read_query(rows[i].raw, &e, &nothing));
		assert_int_equal(e.types, rows[i].types);
		assert_false(nothing);
	}
}

static void keys_and_times_are_read(void **state)
{
	struct events3_query e;
	bool nothing;

	(void)state;
	assert_true(read_query(
		"carrierBookingReference=B+1&transportDocumentReference=T%2F2&equipmentReference=CSQU3054383&"
		"eventUpdatedDateTimeMin=2026-06-15T08:00:00+08:00&eventUpdatedDateTimeMax=2026-06-15T00:00:"
		"00Z",
		&e, &nothing));
	assert_string_equal(e.booking, "B 1");
	assert_string_equal(e.transport_document, "T/2");
	assert_string_equal(e.equipment, "CSQU3054383");
	assert_int_equal(e.updated_from, INT64_C(1781481600000000));
	assert_int_equal(e.updated_until, e.updated_from);
	assert_false(nothing);
	assert_true(read_query("", &e, &nothing));
	assert_null(e.booking);
	assert_int_equal(e.updated_from, INSTANT_NONE);
	assert_int_equal(e.updated_until, INSTANT_NONE);
	assert_true(read_query(
		"eventUpdatedDateTimeMin=2026-06-15T00:00:01Z&eventUpdatedDateTimeMax=2026-06-15T00:00:00Z",
		&e, &nothing));
	assert_true(nothing);
}

static void what_is_none_is_refused(void **state)
{
	static const char *const rows[] = {"eventTypes=", "eventTypes=shipment", "eventTypes=SHIPMENT,",
		"eventTypes=EVENT",
		"equipmentReference=", "carrierBookingReference=", "transportDocumentReference=",
		"eventUpdatedDateTimeMin=", "eventUpdatedDateTimeMin=2026-06-15",
		"eventUpdatedDateTimeMax=2026-06-15T08:00:00",
		"equipmentReference="
		"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
		"AAAAAAAAAAAAAAAAAAAAA"};
	struct events3_query e;
	bool nothing;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (read_query(rows[i], &e, &nothing))
			fail_msg("%s was taken", rows[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(types_become_bits, let_go),
		cmocka_unit_test_teardown(keys_and_times_are_read, let_go),
		cmocka_unit_test_teardown(what_is_none_is_refused, let_go),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
