/* DCSA's parameters of /v2/events, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "http/events_query.h"
#include "record/event.h"

static struct arena arena = ARENA_INIT;

static int let_go(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static bool read_query(const char *raw, struct events_query *e, bool *nothing, struct fault *f)
{
	struct query q;

	*f = (struct fault){0};
	assert_true(query_parse(&arena, raw, &q, f));
	return events_query_read(&arena, &q, e, nothing, f);
}

static instant at(const char *s)
{
	instant t;
	int offset;

	assert_true(instant_read(s, strlen(s), &t, &offset));
	return t;
}

static void bounds_become_a_half_open_range(void **state)
{
	const instant t = at("2026-06-15T00:00:00Z"), u = at("2026-06-16T00:00:00Z");
	const struct {
		const char *raw;
		instant from, until;
		bool nothing;
	} rows[] = {
		{"", INSTANT_NONE, INSTANT_NONE, false},
		{"eventCreatedDateTime=2026-06-15T00:00:00Z", t, t + 1, false},
		{"eventCreatedDateTime:eq=2026-06-15T08:00:00+08:00", t, t + 1, false},
		{"eventCreatedDateTime:gte=2026-06-15T00:00:00Z", t, INSTANT_NONE, false},
		{"eventCreatedDateTime:gt=2026-06-15T00:00:00Z", t + 1, INSTANT_NONE, false},
		{"eventCreatedDateTime:lte=2026-06-15T00:00:00Z", INSTANT_NONE, t + 1, false},
		{"eventCreatedDateTime:lt=2026-06-15T00:00:00Z", INSTANT_NONE, t, false},
		{"eventCreatedDateTime:gte=2026-06-15T00:00:00Z&eventCreatedDateTime:lt=2026-06-16T00:00:00Z",
			t, u, false},
		{"eventCreatedDateTime:gt=2026-06-15T00:00:00Z&eventCreatedDateTime:lte=2026-06-16T00:00:00Z",
			t + 1, u + 1, false},
		{"eventCreatedDateTime:gt=2026-06-15T00:00:00Z&eventCreatedDateTime:gte=2026-06-16T00:00:00Z",
			u, INSTANT_NONE, false},
		{"eventCreatedDateTime:gt=2026-06-16T00:00:00Z&eventCreatedDateTime:lt=2026-06-15T00:00:00Z",
			u + 1, t, true},
		{"eventCreatedDateTime:gt=2026-06-15T00:00:00Z&eventCreatedDateTime:eq=2026-06-15T00:00:00Z",
			t + 1, t + 1, true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct events_query e;
		struct fault f;
		bool nothing;

		assert_true(read_query(rows[i].raw, &e, &nothing, &f));
		assert_true(e.created_from == rows[i].from);
		assert_true(e.created_until == rows[i].until);
		assert_int_equal(nothing, rows[i].nothing);
	}
}

static void types_follow_from_the_list_and_the_codes(void **state)
{
	static const struct {
		const char *raw;
		uint32_t types;
		size_t equipment, transport;
		bool nothing;
	} rows[] = {
		{"", 0, 0, 0, false},
		{"eventType=EQUIPMENT", 1u << EVENT_EQUIPMENT, 0, 0, false},
		{"eventType=TRANSPORT,EQUIPMENT", 1u << EVENT_EQUIPMENT | 1u << EVENT_TRANSPORT, 0, 0, false},
		{"equipmentEventTypeCode=LOAD,DISC", 1u << EVENT_EQUIPMENT, 2, 0, false},
		{"transportEventTypeCode=ARRI", 1u << EVENT_TRANSPORT, 0, 1, false},
		{"eventType=TRANSPORT,EQUIPMENT&equipmentEventTypeCode=LOAD", 1u << EVENT_EQUIPMENT, 1, 0,
			false},
		{"equipmentEventTypeCode=LOAD&transportEventTypeCode=ARRI", 1u << EVENT_EQUIPMENT, 1, 1,
			true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct events_query e;
		struct fault f;
		bool nothing;

		assert_true(read_query(rows[i].raw, &e, &nothing, &f));
		assert_int_equal(e.types, rows[i].types);
		assert_int_equal(e.equipment_code_count, rows[i].equipment);
		assert_int_equal(e.transport_code_count, rows[i].transport);
		assert_int_equal(nothing, rows[i].nothing);
	}
}

static void what_the_standard_does_not_know_is_refused(void **state)
{
	static const char *const rows[] = {
		"eventType=FOO",
		"eventType=",
		"eventType=EQUIPMENT,",
		"eventType=equipment",
		"equipmentEventTypeCode=LOADED",
		"equipmentEventTypeCode=ARRI",
		"transportEventTypeCode=ARRV",
		"eventType=SHIPMENT&transportEventTypeCode=ARRI",
		"eventType=TRANSPORT&equipmentEventTypeCode=LOAD",
		"eventType=EQUIPMENT&transportEventTypeCode=ARRI",
		"eventCreatedDateTime=yesterday",
		"eventCreatedDateTime:gte=2026-06-15T00:00:00",
		"equipmentReference=",
		"equipmentReference=LYGU3054383LYGU3054383",
		"UNLocationCode=CNLYGX",
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct events_query e;
		struct fault f;
		bool nothing;

		assert_false(read_query(rows[i], &e, &nothing, &f));
		assert_int_equal(f.code, FAULT_BAD_REQUEST);
		assert_true(f.text[0] != '\0');
	}
}

static void a_reference_is_counted_in_characters(void **state)
{
	struct events_query e;
	struct fault f;
	bool nothing;

	(void)state;
	/* eleven full-width letters and digits are 33 bytes */
	assert_true(read_query(
		"equipmentReference=%EF%BC%AC%EF%BC%B9%EF%BC%A7%EF%BC%B53054383", &e, &nothing, &f));
	assert_int_equal(strlen(e.equipment_reference), 19);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(bounds_become_a_half_open_range, let_go),
		cmocka_unit_test_teardown(types_follow_from_the_list_and_the_codes, let_go),
		cmocka_unit_test_teardown(what_the_standard_does_not_know_is_refused, let_go),
		cmocka_unit_test_teardown(a_reference_is_counted_in_characters, let_go),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
