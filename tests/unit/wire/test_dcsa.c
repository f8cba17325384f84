#include "wire/dcsa.h"

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

static struct event gate_in(void)
{
	static struct reference references[] = {{"BKG", "B1"}, {"CUSTOMS", "C1"}, {"TRD", "T1"}};

	return (struct event){.subject_kind = SUBJECT_CONTAINER,
		.subject = "CSQU3054383",
		.type = EVENT_EQUIPMENT,
		.code = "GTIN",
		.classifier = CLASSIFIER_ACT,
		.happened = {.at = INT64_C(1781481600000000),
			.offset = 28800,
			.precision = PRECISION_MINUTE,
			.zone_source = ZONE_OF_PLACE},
		.place = "CNLYG",
		.facility = "LNOCT",
		.facility_list = "SMDG",
		.load_state = LOAD_LADEN,
		.size_type = "45G1",
		.references = references,
		.reference_count = 3};
}

/* The whole event as JSON, or NULL with why. */
static json_t *said(const struct event *e, const char **why)
{
	struct text body = TEXT_INIT, whole = TEXT_INIT;
	json_t *o = NULL;

	if (dcsa_body(&body, e, why)) {
		static const uint8_t id[16] = {0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0x8d, 0xef, 0x81, 0x23,
			0x45, 0x67, 0x89, 0xab, 0xcd, 0xef};

		dcsa_event(&whole, id, INT64_C(1781481600000001), text_string(&body), body.length);
		o = json_loadb(whole.bytes, whole.length, JSON_REJECT_DUPLICATES, NULL);
		assert_non_null(o);
	}
	text_free(&body);
	text_free(&whole);
	return o;
}

static const char *member(json_t *o, const char *key)
{
	return json_string_value(json_object_get(o, key));
}

static void a_gate_in_is_said_with_all_that_2_2_requires(void **state)
{
	struct event e = gate_in();
	const char *why;
	json_t *o = said(&e, &why), *place = json_object_get(o, "eventLocation");

	(void)state;
	assert_string_equal(member(o, "eventID"), "01234567-89ab-8def-8123-456789abcdef");
	assert_string_equal(member(o, "eventCreatedDateTime"), "2026-06-15T00:00:00.000001Z");
	assert_string_equal(member(o, "eventType"), "EQUIPMENT");
	assert_string_equal(member(o, "eventClassifierCode"), "ACT");
	assert_string_equal(member(o, "eventDateTime"), "2026-06-15T08:00:00+08:00");
	assert_string_equal(member(o, "equipmentEventTypeCode"), "GTIN");
	assert_string_equal(member(o, "equipmentReference"), "CSQU3054383");
	assert_string_equal(member(o, "emptyIndicatorCode"), "LADEN");
	assert_string_equal(member(o, "ISOEquipmentCode"), "45G1");
	assert_string_equal(member(place, "UNLocationCode"), "CNLYG");
	assert_string_equal(member(place, "facilityCode"), "LNOCT");
	assert_string_equal(member(place, "facilityCodeListProvider"), "SMDG");
	assert_int_equal(json_array_size(json_object_get(o, "documentReferences")), 2);
	assert_null(json_object_get(o, "transportCall"));
	json_decref(o);
}

static void what_2_2_requires_and_nobody_told_makes_an_event_unsayable(void **state)
{
	const char *why;
	struct event e;

	(void)state;
#define UNSAYABLE(change)                                                                                    \
	do {                                                                                                 \
		e = gate_in();                                                                               \
		why = NULL;                                                                                  \
		change;                                                                                      \
		assert_null(said(&e, &why));                                                                 \
		assert_non_null(why);                                                                        \
	} while (0)
	UNSAYABLE(e.happened.at = INSTANT_NONE);
	UNSAYABLE(e.happened.zone_source = ZONE_NOBODY);
	UNSAYABLE(e.happened.precision = PRECISION_DAY);
	UNSAYABLE(e.load_state = LOAD_UNKNOWN);
	UNSAYABLE(e.code = "XBOR");
	UNSAYABLE(e.function = FUNCTION_CANCEL);
	UNSAYABLE(e.type = EVENT_TRANSPORT; e.code = "ARRI"; e.transport.mode = MODE_VESSEL);
	UNSAYABLE(e.type = EVENT_SHIPMENT);
#undef UNSAYABLE
}

static void optional_members_that_break_a_bound_are_left_out(void **state)
{
	struct event e = gate_in();
	const char *why;
	json_t *o;

	(void)state;
	e.place = "XLYG1";
	e.size_type = "40HQ CUBE";
	e.transport = (struct transport_ref){.mode = MODE_AIR, .call = "SOMETHING@CNLYG"};
	o = said(&e, &why);
	assert_non_null(o);
	assert_null(json_object_get(o, "eventLocation"));
	assert_null(json_object_get(o, "ISOEquipmentCode"));
	assert_null(json_object_get(o, "transportCall"));
	json_decref(o);
	e.size_type = "99X9"; /* four characters, and no size and type */
	o = said(&e, &why);
	assert_non_null(o);
	assert_null(json_object_get(o, "ISOEquipmentCode"));
	json_decref(o);
}

static void a_transport_event_tells_its_call_and_vessel(void **state)
{
	struct event e = gate_in();
	const char *why;
	json_t *o, *call;

	(void)state;
	e.type = EVENT_TRANSPORT;
	e.subject_kind = SUBJECT_TRANSPORT;
	e.code = "ARRI";
	e.classifier = CLASSIFIER_EST;
	e.transport = (struct transport_ref){.mode = MODE_VESSEL,
		.imo = "9227273",
		.name = "BLUE HERON",
		.voyage = "031W",
		.call = "IMO9227273/031W@CNLYG"};
	o = said(&e, &why);
	call = json_object_get(o, "transportCall");
	assert_string_equal(member(o, "transportEventTypeCode"), "ARRI");
	assert_null(json_object_get(o, "emptyIndicatorCode"));
	assert_string_equal(member(call, "transportCallID"), "IMO9227273/031W@CNLYG");
	assert_string_equal(member(call, "modeOfTransport"), "VESSEL");
	assert_string_equal(member(call, "exportVoyageNumber"), "031W");
	assert_string_equal(member(json_object_get(call, "vessel"), "vesselIMONumber"), "9227273");
	assert_string_equal(member(json_object_get(call, "vessel"), "vesselName"), "BLUE HERON");
	json_decref(o);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_gate_in_is_said_with_all_that_2_2_requires),
		cmocka_unit_test(what_2_2_requires_and_nobody_told_makes_an_event_unsayable),
		cmocka_unit_test(optional_members_that_break_a_bound_are_left_out),
		cmocka_unit_test(a_transport_event_tells_its_call_and_vessel),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
