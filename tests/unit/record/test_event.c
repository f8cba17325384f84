/* An event's identity and its JSON. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
#include "record/message.h"

#include <jansson.h>

#define TEN (INT64_C(1781488800) * INSTANT_SECOND) /* 2026-06-15 10:00 in Lianyungang */

static const char *seals[] = {"CA:1", "SH:2"};
static const char *measures[] = {"G:15400:KGM"};
static const char *remarks[] = {"DAR:DOOR \"DENTED\""};
static struct reference references[] = {{"BKG", "4006531400"}, {"WAYBILL", "W1"}};

static struct event gate_in(void)
{
	return (struct event){
		.subject_kind = SUBJECT_CONTAINER,
		.subject = "CSQU3054383",
		.type = EVENT_EQUIPMENT,
		.code = "GTIN",
		.classifier = CLASSIFIER_ACT,
		.happened = {TEN, 28800, PRECISION_MINUTE, ZONE_OF_PLACE, "202606151000"},
		.said = TEN + 300 * INSTANT_SECOND,
		.function = FUNCTION_ORIGINAL,
		.document = "GATE-4711",
		.place = "CNLYG",
		.place_text = "Lianyungang",
		.facility = "LPCT",
		.facility_list = "SMDG",
		.transport = {.key = "TRAIN:K123/2026-06-15",
			.mode = MODE_RAIL,
			.train = "K123",
			.wagon = "94012341"},
		.load_state = LOAD_LADEN,
		.size_type = "45G1",
		.seals = seals,
		.seal_count = 2,
		.segment = 5,
		.offset = 311,
	};
}

static const char *id_of(struct event e, const char *sender, char out[37])
{
	struct text t = TEXT_INIT;

	event_identify(&e, sender);
	text_uuid(&t, e.id);
	snprintf(out, 37, "%s", t.bytes);
	text_free(&t);
	return out;
}

/* Computed from the rule's words by another program: an id must never change between versions. */
static void the_id_is_the_one_of_the_rule(void **state)
{
	char id[37];

	(void)state;
	assert_string_equal(id_of(gate_in(), "LYGPCT", id), "019ecab9-4500-82df-a7bc-397eb9a622c8");
	assert_string_equal(id_of(gate_in(), "LYGPCT", id), "019ecab9-4500-82df-a7bc-397eb9a622c8");
}

static void fields_of_any_length_are_hashed_whole(void **state)
{
	struct event e = gate_in();
	char document[2001], place[401], id[37];

	(void)state;
	memset(document, 'D', 2000);
	document[2000] = '\0';
	memset(place, 'P', 400);
	place[400] = '\0';
	e.document = document;
	e.place_text = place;
	assert_string_equal(id_of(e, "LYGPCT", id), "019ecab9-4500-89fb-bd73-078b1f7c5bce");
}

/* All that tells two notes of one moment apart is what they say; other events do not change with a remark. */
static void a_note_is_known_by_its_words(void **state)
{
	static const char *one[] = {"STS:20 Delayed"}, *other[] = {"STS:6 Booked"};
	struct event a = gate_in(), b = gate_in();
	char x[37], y[37];

	(void)state;
	a.remark_count = b.remark_count = 1;
	a.remarks = one;
	b.remarks = other;
	assert_string_equal(id_of(a, "LYGPCT", x), id_of(b, "LYGPCT", y));
	a.code = b.code = EVENT_NOTE;
	assert_string_not_equal(id_of(a, "LYGPCT", x), id_of(b, "LYGPCT", y));
}

static void change(struct event *e, int which)
{
	static const char *one_seal[] = {"CA:1"}, *other_seals[] = {"CA:1", "SH:3"};

	switch (which) {
	case 0:
		e->document = "GATE-4712";
		break;
	case 1:
		e->document = NULL;
		break;
	case 2:
		e->document = "";
		break;
	case 3:
		e->function = FUNCTION_CANCEL;
		break;
	case 4:
		e->said += 1;
		break;
	case 5:
		e->said = INSTANT_NONE;
		break;
	case 6:
		e->subject_kind = SUBJECT_DOCUMENT;
		break;
	case 7:
		e->subject = "CSQU3054384";
		break;
	case 8:
		e->code = "GTOT";
		break;
	case 9:
		e->type = EVENT_TRANSPORT;
		break;
	case 10:
		e->classifier = CLASSIFIER_EST;
		break;
	case 11:
		e->happened.text = "202606151100";
		break;
	case 12:
		e->happened.precision = PRECISION_HOUR;
		break;
	case 13:
		e->place_text = "LIANYUNGANG";
		break;
	case 14:
		e->place_text = NULL;
		break; /* CNLYG was received */
	case 15:
		e->facility = "LNOCT";
		break;
	case 16:
		e->transport.key = NULL;
		break;
	case 17:
		e->load_state = LOAD_EMPTY;
		break;
	case 18:
		e->size_type = "42G1";
		break;
	case 19:
		e->seals = one_seal;
		e->seal_count = 1;
		break;
	case 20:
		e->seals = other_seals;
		break;
	case 21:
		e->seal_count = 0;
		break;
	case 22:
		e->document = "GATE-4711C";
		e->subject = "SQU3054383";
		break; /* the bytes in a row are the same */
	default:
		e->happened = (struct moment){INSTANT_NONE, 0, PRECISION_MINUTE, ZONE_NOBODY, NULL};
		break;
	}
}
#define CHANGES 24

static void whatever_was_said_differently_is_another_event(void **state)
{
	char ids[CHANGES + 2][37];

	(void)state;
	id_of(gate_in(), "LYGPCT", ids[CHANGES]);
	id_of(gate_in(), "OTHER", ids[CHANGES + 1]);
	for (int i = 0; i < CHANGES; i++) {
		struct event e = gate_in();

		change(&e, i);
		id_of(e, "LYGPCT", ids[i]);
	}
	for (int i = 0; i < CHANGES + 2; i++)
		for (int k = 0; k < i; k++)
			if (strcmp(ids[i], ids[k]) == 0)
				fail_msg("changes %d and %d give the same id", i, k);
}

static void what_we_learn_or_count_ourselves_changes_no_id(void **state)
{
	struct event e = gate_in(), same = gate_in();
	char id[37], other[37];

	(void)state;
	same.facility_list = "BIC";
	same.number_failed = true;
	same.place = "XLYGR"; /* another opinion of what the text means */
	same.segment = 9;
	same.offset = 99;
	same.remarks = remarks;
	same.remark_count = 1;
	same.measures = measures;
	same.measure_count = 1;
	assert_string_equal(id_of(e, "LYGPCT", id), id_of(same, "LYGPCT", other));
}

static void a_zone_that_becomes_known_later_changes_no_id(void **state)
{
	struct event known = gate_in(), unknown = gate_in(), elsewhere = gate_in();
	char id[37], other[37];

	(void)state;
	unknown.happened.at = TEN + 28800 * INSTANT_SECOND; /* the local time read as UTC */
	unknown.happened.offset = 0;
	unknown.happened.zone_source = ZONE_NOBODY;
	assert_string_equal(id_of(known, "LYGPCT", id), id_of(unknown, "LYGPCT", other));
	elsewhere.happened.at = TEN + 10800 * INSTANT_SECOND;
	elsewhere.happened.offset = 18000;
	assert_string_equal(id_of(known, "LYGPCT", id), id_of(elsewhere, "LYGPCT", other));
	/* without the text the local time takes its place */
	known.happened.text = unknown.happened.text = NULL;
	assert_string_equal(id_of(known, "LYGPCT", id), id_of(unknown, "LYGPCT", other));
	unknown.happened.at += INSTANT_SECOND;
	assert_string_not_equal(id, id_of(unknown, "LYGPCT", other));
}

static void an_estimate_told_thrice_is_three_events(void **state)
{
	static const char *const texts[] = {"202606151000", "202606151100", "202606151000"};
	char ids[3][37];

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct event e = gate_in();

		e.classifier = CLASSIFIER_EST;
		e.happened.text = texts[i];
		e.said += i * 3600 * INSTANT_SECOND;
		id_of(e, "LYGPCT", ids[i]);
	}
	assert_string_not_equal(ids[0], ids[1]);
	assert_string_not_equal(ids[0], ids[2]);
	assert_string_not_equal(ids[1], ids[2]);
}

static void what_two_parties_deliver_are_two_events(void **state)
{
	static const char *const parties[] = {NULL, "CARRIER", "RAILWAY"};
	char ids[3][37], again[37];

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct event e = gate_in();

		e.party = parties[i];
		id_of(e, "LYGPCT", ids[i]);
		id_of(e, "LYGPCT", again);
		assert_string_equal(ids[i], again);
	}
	assert_string_not_equal(ids[0], ids[1]);
	assert_string_not_equal(ids[0], ids[2]);
	assert_string_not_equal(ids[1], ids[2]);
}

static void ids_are_uuids_of_version_8_that_sort_by_time(void **state)
{
	static const struct {
		instant at;
		const char *first; /* 48 bits of milliseconds */
	} cases[] = {
		{INSTANT_NONE, "00000000-0000-8"},
		{-5 * INSTANT_SECOND, "00000000-0000-8"},
		{0, "00000000-0000-8"},
		{1999, "00000000-0001-8"},
		{TEN, "019ec901-d100-8"},
		{(INT64_C(1) << 48) * 1000, "ffffffff-ffff-8"},
		{INT64_MAX, "ffffffff-ffff-8"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct event e = gate_in();
		char id[37];

		e.happened = (struct moment){cases[i].at, 0, PRECISION_MINUTE, ZONE_IN_MESSAGE, "x"};
		id_of(e, "LYGPCT", id);
		assert_int_equal(strncmp(id, cases[i].first, 15), 0);
		assert_non_null(strchr("89ab", id[19]));
	}
}

static void the_sender_is_kept(void **state)
{
	struct event e = gate_in();
	const char *sender = "LYGPCT";

	(void)state;
	event_identify(&e, sender);
	assert_ptr_equal(e.sender, sender);
	event_identify(&e, NULL);
	assert_null(e.sender);
}

/* Whatever the events before it in a list begin with, alike for a block of the hash, for two or for none. */
static void in_a_list_each_has_the_id_it_has_alone(void **state)
{
	static const size_t lengths[] = {3, 3, 30, 30, 63, 64, 200, 200, 600, 600, 3, 500};
	static char texts[2][601];
	struct event list[2 * sizeof lengths / sizeof *lengths];
	char together[37], alone[37];
	const size_t n = sizeof list / sizeof *list;

	(void)state;
	memset(texts[0], 'D', 600);
	memset(texts[1], 'D', 600);
	texts[1][0] = 'E';
	for (size_t i = 0; i < n; i++) {
		list[i] = gate_in();
		list[i].document = texts[i % 5 == 4] + 600 - lengths[i / 2];
		list[i].subject = i % 3 ? "CSQU3054383" : "LBRU1000000";
	}
	list[n - 1].document = texts[1];
	events_identify(list, n, "LYGPCT");
	for (size_t i = 0; i < n; i++) {
		struct text t = TEXT_INIT;

		text_uuid(&t, list[i].id);
		snprintf(together, sizeof together, "%s", t.bytes);
		text_free(&t);
		assert_string_equal(together, id_of(list[i], "LYGPCT", alone));
		assert_string_equal(list[i].sender, "LYGPCT");
	}
}

static void assert_json(const struct event *e, const char *json)
{
	struct text t = TEXT_INIT;
	struct json j = {&t, false};
	json_t *read;

	event_write(&j, e);
	assert_string_equal(t.bytes, json);
	read = json_loadb(t.bytes, t.length, JSON_REJECT_DUPLICATES, NULL);
	assert_true(json_is_object(read));
	json_decref(read);
	text_free(&t);
}

static void all_that_is_known_is_written_in_order(void **state)
{
	struct event e = gate_in();

	(void)state;
	event_identify(&e, "LYGPCT");
	e.transport = (struct transport_ref){"IMO9227273/031W", MODE_VESSEL, "9227273", "3ERX3",
		"EASTERN STAR", "031W", "CSQ", "K123", "94012341", "IMO9227273/031W@CNLYG"};
	e.number_failed = true;
	e.movement = "EXPORT";
	e.operator_code = "MSC";
	e.load_place = "CNLYG";
	e.discharge_place = "JPTYO";
	e.destination = "DEDUI";
	e.stowage = "0120206";
	e.references = references;
	e.reference_count = 2;
	e.measures = measures;
	e.measure_count = 1;
	e.remarks = remarks;
	e.remark_count = 1;
	assert_json(&e,
		"{\"eventID\":\"019ecab9-4500-82df-a7bc-397eb9a622c8\",\"subjectKind\":\"container\","
		"\"subject\":\"CSQU3054383\",\"eventType\":\"EQUIPMENT\",\"eventCode\":\"GTIN\","
		"\"classifier\":\"ACT\","
		"\"happened\":{\"at\":\"2026-06-15T10:00:00+08:00\",\"local\":\"202606151000\",\"precision\":"
		"\"minute\","
		"\"zoneFrom\":\"place\"},\"said\":\"2026-06-15T02:05:00Z\",\"function\":\"original\","
		"\"sender\":\"LYGPCT\",\"document\":\"GATE-4711\",\"place\":\"CNLYG\",\"placeText\":"
		"\"Lianyungang\","
		"\"facility\":\"LPCT\",\"facilityList\":\"SMDG\",\"transport\":{\"key\":\"IMO9227273/031W\","
		"\"mode\":\"VESSEL\",\"imo\":\"9227273\",\"callSign\":\"3ERX3\",\"name\":\"EASTERN STAR\","
		"\"voyage\":\"031W\",\"carrier\":\"CSQ\",\"train\":\"K123\",\"wagon\":\"94012341\","
		"\"call\":\"IMO9227273/031W@CNLYG\"},\"loadState\":\"LADEN\",\"numberFailed\":true,"
		"\"sizeType\":\"45G1\",\"movement\":\"EXPORT\",\"operator\":\"MSC\",\"loadPlace\":\"CNLYG\","
		"\"dischargePlace\":\"JPTYO\",\"destination\":\"DEDUI\",\"stowage\":\"0120206\","
		"\"references\":["
		"{\"kind\":\"BKG\",\"value\":\"4006531400\"},{\"kind\":\"WAYBILL\",\"value\":\"W1\"}],"
		"\"seals\":[\"CA:1\",\"SH:2\"],\"measures\":[\"G:15400:KGM\"],"
		"\"remarks\":[\"DAR:DOOR \\\"DENTED\\\"\"],\"segment\":5,\"offset\":311}");
}

static void what_is_not_known_is_left_out(void **state)
{
	struct event e = {.subject = "BKG:1",
		.subject_kind = SUBJECT_DOCUMENT,
		.type = EVENT_SHIPMENT,
		.code = "CONF",
		.classifier = CLASSIFIER_PLN,
		.happened = {INSTANT_NONE, 0, PRECISION_DAY, ZONE_NOBODY, NULL},
		.said = INSTANT_NONE,
		.function = FUNCTION_CANCEL};

	(void)state;
	assert_json(&e, "{\"eventID\":\"00000000-0000-0000-0000-000000000000\",\"subjectKind\":\"document\","
			"\"subject\":\"BKG:1\",\"eventType\":\"SHIPMENT\",\"eventCode\":\"CONF\","
			"\"classifier\":\"PLN\","
			"\"function\":\"cancel\",\"segment\":0,\"offset\":0}");
}

static void an_unknown_zone_is_never_shown_as_an_offset(void **state)
{
	struct event e = {.subject = "CSQU3054383",
		.code = "GTIN",
		.happened = {TEN, 0, PRECISION_DAY, ZONE_NOBODY, "20260615"},
		.said = INSTANT_NONE};

	(void)state;
	assert_json(&e, "{\"eventID\":\"00000000-0000-0000-0000-000000000000\",\"subjectKind\":\"container\","
			"\"subject\":\"CSQU3054383\",\"eventType\":\"EQUIPMENT\",\"eventCode\":\"GTIN\","
			"\"classifier\":\"ACT\",\"happened\":{\"local\":\"20260615\",\"precision\":\"day\","
			"\"zoneFrom\":\"nobody\"},\"function\":\"original\",\"segment\":0,\"offset\":0}");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_id_is_the_one_of_the_rule),
		cmocka_unit_test(fields_of_any_length_are_hashed_whole),
		cmocka_unit_test(a_note_is_known_by_its_words),
		cmocka_unit_test(whatever_was_said_differently_is_another_event),
		cmocka_unit_test(what_we_learn_or_count_ourselves_changes_no_id),
		cmocka_unit_test(a_zone_that_becomes_known_later_changes_no_id),
		cmocka_unit_test(an_estimate_told_thrice_is_three_events),
		cmocka_unit_test(what_two_parties_deliver_are_two_events),
		cmocka_unit_test(ids_are_uuids_of_version_8_that_sort_by_time),
		cmocka_unit_test(the_sender_is_kept),
		cmocka_unit_test(in_a_list_each_has_the_id_it_has_alone),
		cmocka_unit_test(all_that_is_known_is_written_in_order),
		cmocka_unit_test(what_is_not_known_is_left_out),
		cmocka_unit_test(an_unknown_zone_is_never_shown_as_an_offset),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
