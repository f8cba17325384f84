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

#define EQUIPMENT (1u << EVENT_EQUIPMENT)
#define TRANSPORT (1u << EVENT_TRANSPORT)
#define SHIPMENT  (1u << EVENT_SHIPMENT)

static void types_follow_from_the_list_and_the_codes(void **state)
{
	static const struct {
		const char *raw;
		uint32_t types;
		size_t codes, documents;
		bool nothing;
	} rows[] = {
		{"", 0, 0, 0, false},
		{"eventType=EQUIPMENT", EQUIPMENT, 0, 0, false},
		{"eventType=TRANSPORT,EQUIPMENT", EQUIPMENT | TRANSPORT, 0, 0, false},
		{"equipmentEventTypeCode=LOAD,DISC", EQUIPMENT, 2, 0, false},
		{"transportEventTypeCode=ARRI", TRANSPORT, 1, 0, false},
		{"shipmentEventTypeCode=CONF,VOID,HOLD", SHIPMENT, 3, 0, false},
		{"documentTypeCode=BKG", SHIPMENT, 0, 1, false},
		{"documentTypeCode=BKG,TRD&shipmentEventTypeCode=ISSU", SHIPMENT, 1, 2, false},
		{"eventType=TRANSPORT,EQUIPMENT&equipmentEventTypeCode=LOAD", EQUIPMENT, 1, 0, false},
		{"UNLocationCode=CNLYG", EQUIPMENT | TRANSPORT, 0, 0, false},
		{"vesselIMONumber=9227273&eventType=TRANSPORT", TRANSPORT, 0, 0, false},
		{"equipmentEventTypeCode=LOAD&transportEventTypeCode=ARRI", 0, 1, 0, true},
		{"transportEventTypeCode=ARRI&documentTypeCode=BKG", 0, 1, 1, true},
		{"eventType=SHIPMENT&carrierServiceCode=FE1", 0, 0, 0, true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct events_query e;
		struct fault f;
		bool nothing;

		assert_true(read_query(rows[i].raw, &e, &nothing, &f));
		assert_int_equal(e.types, rows[i].types);
		assert_int_equal(e.codes.count, rows[i].codes);
		assert_int_equal(e.document_types.count, rows[i].documents);
		assert_int_equal(nothing, rows[i].nothing);
	}
}

static void each_filter_has_its_place(void **state)
{
	struct events_query e;
	struct fault f;
	bool nothing;

	(void)state;
	assert_true(read_query(
		"carrierBookingReference=B&transportDocumentReference=T&transportCallID=C&vesselIMONumber=I"
		"&exportVoyageNumber=V&carrierServiceCode=S&UNLocationCode=CNLYG&equipmentReference=E",
		&e, &nothing, &f));
	assert_false(nothing);
	assert_string_equal(e.booking, "B");
	assert_string_equal(e.transport_document, "T");
	assert_string_equal(e.call, "C");
	assert_string_equal(e.imo, "I");
	assert_string_equal(e.voyage, "V");
	assert_string_equal(e.service, "S");
	assert_string_equal(e.location, "CNLYG");
	assert_string_equal(e.equipment_reference, "E");
}

static void deprecated_filters_are_others_or_find_nothing(void **state)
{
	static const struct {
		const char *raw, *booking, *voyage;
		bool nothing;
	} rows[] = {
		{"bookingReference=B1", "B1", NULL, false},
		{"bookingReference=B1&carrierBookingReference=B1", "B1", NULL, false},
		{"bookingReference=B2&carrierBookingReference=B1", "B1", NULL, true},
		{"carrierVoyageNumber=7E", NULL, "7E", false},
		{"carrierVoyageNumber=7E&exportVoyageNumber=7W", NULL, "7W", true},
		{"transportDocumentID=0342254a-5927-4856-b9c9-aa12e7c00563", NULL, NULL, true},
		{"scheduleID=0342254A-5927-4856-B9C9-AA12E7C00563", NULL, NULL, true},
		{"UNLocationCode=XXIAP", NULL, NULL, true}, /* a code of ours, which no answer names */
		{"UNLocationCode=CN", NULL, NULL, true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct events_query e;
		struct fault f;
		bool nothing;

		assert_true(read_query(rows[i].raw, &e, &nothing, &f));
		assert_int_equal(nothing, rows[i].nothing);
		if (rows[i].booking)
			assert_string_equal(e.booking, rows[i].booking);
		if (rows[i].voyage)
			assert_string_equal(e.voyage, rows[i].voyage);
	}
}

static void sorting_goes_with_what_is_few(void **state)
{
	static const struct {
		const char *raw;
		int first, second;
	} rows[] = {
		{"equipmentReference=A", SORT_FEED, SORT_FEED},
		{"equipmentReference=A&sort=eventDateTime", SORT_HAPPENED, SORT_FEED},
		{"transportCallID=A&sort=eventDateTime:ASC", SORT_HAPPENED, SORT_FEED},
		{"bookingReference=A&sort=eventDateTime:DESC", -SORT_HAPPENED, SORT_FEED},
		{"transportDocumentReference=A&sort=eventCreatedDateTime:DESC,eventDateTime", -SORT_RECORDED,
			SORT_HAPPENED},
		{"vesselIMONumber=A&exportVoyageNumber=B&sort=eventDateTime:DESC,eventCreatedDateTime:DESC",
			-SORT_HAPPENED, -SORT_RECORDED},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct events_query e;
		struct fault f;
		bool nothing;

		assert_true(read_query(rows[i].raw, &e, &nothing, &f));
		assert_int_equal(e.sort[0], rows[i].first);
		assert_int_equal(e.sort[1], rows[i].second);
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
		"shipmentEventTypeCode=ARRI",
		"documentTypeCode=BOL",
		"eventType=EQUIPMENT&documentTypeCode=BKG",
		"eventType=TRANSPORT,EQUIPMENT&shipmentEventTypeCode=DRFT",
		"carrierBookingReference=123456789012345678901234567890123456",
		"bookingReference=",
		"transportDocumentReference=123456789012345678901",
		"vesselIMONumber=12345678",
		"carrierServiceCode=123456",
		"transportDocumentID=BL1",
		"scheduleID=0342254a-5927-4856-b9c9-aa12e7c0056",
		"sort=eventDateTime",
		"sort=eventDateTime&UNLocationCode=CNLYG",
		"sort=eventDateTime&vesselIMONumber=9227273",
		"sort=&equipmentReference=A",
		"sort=eventDateTime,&equipmentReference=A",
		"sort=eventDateTime:desc&equipmentReference=A",
		"sort=eventDateTime:&equipmentReference=A",
		"sort=eventDate&equipmentReference=A",
		"sort=eventType&equipmentReference=A",
		"sort=eventDateTime,eventDateTime:DESC&equipmentReference=A",
		"sort=eventDateTime,eventCreatedDateTime,eventDateTime&equipmentReference=A",
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
		cmocka_unit_test_teardown(each_filter_has_its_place, let_go),
		cmocka_unit_test_teardown(deprecated_filters_are_others_or_find_nothing, let_go),
		cmocka_unit_test_teardown(sorting_goes_with_what_is_few, let_go),
		cmocka_unit_test_teardown(what_the_standard_does_not_know_is_refused, let_go),
		cmocka_unit_test_teardown(a_reference_is_counted_in_characters, let_go),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
