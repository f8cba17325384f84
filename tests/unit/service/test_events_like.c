/* Which statement answers a question, and what it leaves to be asked of the answer itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "record/event.h"
#include "service/events_ask.h"

#include <string.h>

static struct arena arena = ARENA_INIT;

static int let_go(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static const char *const moves[] = {"LOAD", "GTIN"}, *const seals[] = {"RSEA", "INSP"},
			 *const mixed[] = {"LOAD", "RSEA"};
static const char *const papers[] = {"BKG", "TRD"};

#define OPEN .created_from = INSTANT_NONE, .created_until = INSTANT_NONE

static void the_narrowest_key_drives(void **state)
{
	const struct {
		struct events_query e;
		enum drive drive;
		const char *viewer;
	} rows[] = {
		{{OPEN}, DRIVE_ALL, NULL},
		{{OPEN, .types = 1u << EVENT_EQUIPMENT}, DRIVE_CODES, NULL},
		{{OPEN, .types = 1u << EVENT_TRANSPORT}, DRIVE_CODES, NULL},
		{{OPEN, .types = 1u << EVENT_SHIPMENT | 1u << EVENT_TRANSPORT}, DRIVE_CODES, NULL},
		{{OPEN, .codes = {moves, 2}, .types = 1u << EVENT_EQUIPMENT}, DRIVE_CODES, NULL},
		{{OPEN, .codes = {mixed, 2}, .types = 1u << EVENT_EQUIPMENT}, DRIVE_CODES, NULL},
		{{OPEN, .codes = {seals, 2}, .types = 1u << EVENT_EQUIPMENT}, DRIVE_CODES, NULL},
		{{OPEN, .document_types = {papers, 2}, .types = 1u << EVENT_SHIPMENT}, DRIVE_PAPERS, NULL},
		{{OPEN, .location = "CNLYG"}, DRIVE_PLACE, NULL},
		{{OPEN, .location = "CNLYG", .types = 1u << EVENT_TRANSPORT}, DRIVE_PLACE, NULL},
		{{OPEN, .location = "CNLYG", .imo = "9227273"}, DRIVE_CALLS, NULL},
		{{OPEN, .imo = "9227273", .types = 1u << EVENT_TRANSPORT}, DRIVE_CALLS, NULL},
		{{OPEN, .imo = "9227273"}, DRIVE_SHIP, NULL},
		{{OPEN, .imo = "9227273", .types = 1u << EVENT_EQUIPMENT}, DRIVE_SHIP, NULL},
		{{OPEN, .imo = "9227273", .voyage = "7E"}, DRIVE_CALLS, NULL},
		{{OPEN, .service = "FE1"}, DRIVE_CALLS, NULL},
		{{OPEN, .voyage = "7E"}, DRIVE_CALLS, NULL},
		{{OPEN, .call = "C", .booking = "B"}, DRIVE_DOCUMENT, NULL},
		{{OPEN, .transport_document = "T"}, DRIVE_DOCUMENT, NULL},
		{{OPEN, .equipment_reference = "E", .booking = "B", .call = "C"}, DRIVE_EQUIPMENT, NULL},
		{{.created_from = 0, .created_until = 60 * INSTANT_SECOND}, DRIVE_RECORDED, NULL},
		{{.created_from = 0, .created_until = 7200 * INSTANT_SECOND}, DRIVE_ALL, NULL},
		{{.created_from = 0, .created_until = INSTANT_NONE}, DRIVE_ALL, NULL},
		{{OPEN}, DRIVE_PARTY, "P"},
		{{OPEN, .location = "CNLYG"}, DRIVE_PARTY, "P"},
		{{OPEN, .imo = "9227273"}, DRIVE_PARTY, "P"},
		{{OPEN, .document_types = {papers, 2}, .types = 1u << EVENT_SHIPMENT}, DRIVE_PARTY, "P"},
		{{.created_from = 0, .created_until = 60 * INSTANT_SECOND}, DRIVE_PARTY, "P"},
		{{OPEN, .imo = "9227273", .voyage = "7E"}, DRIVE_CALLS, "P"},
		{{OPEN, .booking = "B"}, DRIVE_DOCUMENT, "P"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (events_drive(&rows[i].e, rows[i].viewer) != rows[i].drive)
			fail_msg("row %zu: %d, not %d", i, events_drive(&rows[i].e, rows[i].viewer),
				rows[i].drive);
}

static void what_drives_is_not_asked_for_twice(void **state)
{
	const struct events_query rows[] = {{OPEN}, {OPEN, .equipment_reference = "E"},
		{OPEN, .booking = "B"}, {OPEN, .transport_document = "T"}, {OPEN, .call = "C"},
		{OPEN, .imo = "I", .voyage = "V"}, {OPEN, .location = "CNLYG"},
		{OPEN, .types = 1u << EVENT_SHIPMENT, .document_types = {papers, 2}}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_null(events_like(&arena, &rows[i], events_drive(&rows[i], NULL)));
}

static void like(const struct events_query *e, const char *json)
{
	const char *s = events_like(&arena, e, events_drive(e, NULL));

	assert_non_null(s);
	assert_string_equal(s, json);
}

static void what_is_left_open_is_asked_of_the_answer(void **state)
{
	(void)state;
	like(&(struct events_query){OPEN, .service = "FE1"},
		"{\"{\\\"transportCall\\\":{\\\"carrierServiceCode\\\":\\\"FE1\\\"}}\"}");
	like(&(struct events_query){OPEN, .equipment_reference = "E", .call = "C\"1", .imo = "I",
		     .voyage = "V"},
		"{\"{\\\"transportCall\\\":{\\\"transportCallID\\\":\\\"C\\\\\\\"1\\\","
		"\\\"exportVoyageNumber\\\":\\\"V\\\","
		"\\\"vessel\\\":{\\\"vesselIMONumber\\\":\\\"I\\\"}}}\"}");
	like(&(struct events_query){OPEN, .equipment_reference = "E", .location = "CNLYG"},
		"{\"{\\\"transportCall\\\":{\\\"UNLocationCode\\\":\\\"CNLYG\\\"}}\","
		"\"{\\\"eventLocation\\\":{\\\"UNLocationCode\\\":\\\"CNLYG\\\"}}\"}");
	like(&(struct events_query){OPEN, .equipment_reference = "E", .booking = "B"},
		"{\"{\\\"documentReferences\\\":[{\\\"documentReferenceType\\\":\\\"BKG\\\","
		"\\\"documentReferenceValue\\\":\\\"B\\\"}]}\","
		"\"{\\\"documentID\\\":\\\"B\\\",\\\"documentTypeCode\\\":\\\"BKG\\\"}\"}");
	like(&(struct events_query){OPEN, .equipment_reference = "E", .booking = "B",
		     .transport_document = "T"},
		"{\"{\\\"documentReferences\\\":[{\\\"documentReferenceType\\\":\\\"BKG\\\","
		"\\\"documentReferenceValue\\\":\\\"B\\\"},"
		"{\\\"documentReferenceType\\\":\\\"TRD\\\",\\\"documentReferenceValue\\\":\\\"T\\\"}]}\"}");
	like(&(struct events_query){OPEN, .booking = "B", .document_types = {papers, 2}},
		"{\"{\\\"documentTypeCode\\\":\\\"BKG\\\"}\",\"{\\\"documentTypeCode\\\":\\\"TRD\\\"}\"}");
}

/* One paper is not of two types: of the alternatives only those that can be are left. */
static void a_document_of_another_type_is_no_alternative(void **state)
{
	static const char *const other[] = {"ARN"};

	(void)state;
	like(&(struct events_query){OPEN, .equipment_reference = "E", .booking = "B",
		     .document_types = {other, 1}},
		"{\"{\\\"documentReferences\\\":[{\\\"documentReferenceType\\\":\\\"BKG\\\","
		"\\\"documentReferenceValue\\\":\\\"B\\\"}],"
		"\\\"documentTypeCode\\\":\\\"ARN\\\"}\"}");
}

static void little_is_what_may_be_sorted(void **state)
{
	(void)state;
	assert_true(events_few(&(struct events_query){.equipment_reference = "E"}));
	assert_true(events_few(&(struct events_query){.booking = "E"}));
	assert_true(events_few(&(struct events_query){.transport_document = "E"}));
	assert_true(events_few(&(struct events_query){.call = "E"}));
	assert_true(events_few(&(struct events_query){.imo = "E", .voyage = "V"}));
	assert_false(events_few(&(struct events_query){.imo = "E"}));
	assert_false(events_few(&(struct events_query){.voyage = "E", .service = "S", .location = "CNLYG"}));
	assert_false(events_few(&(struct events_query){.types = 1}));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(the_narrowest_key_drives, let_go),
		cmocka_unit_test_teardown(what_drives_is_not_asked_for_twice, let_go),
		cmocka_unit_test_teardown(what_is_left_open_is_asked_of_the_answer, let_go),
		cmocka_unit_test_teardown(a_document_of_another_type_is_no_alternative, let_go),
		cmocka_unit_test(little_is_what_may_be_sorted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
