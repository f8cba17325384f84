/* DCSA's events in: what is as the standard has it has no diagnostic, what is not is named with its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/limits.h"
#include "wire/dcsa_samples.h"
#include "wire/heard.h"

static void hear_dcsa(struct heard *h, const struct decode_world *world, const char *bytes, size_t n)
{
	*h = (struct heard){.out = TEXT_INIT};
	hear_cut_as(h, "DCSA", world, bytes, n, NULL, 0);
}

/* In a world that knows Lianyungang. */
static void hear_known(struct heard *h, const char *bytes)
{
	struct little_world w;

	little_world_make(&w);
	hear_dcsa(h, &w.world, bytes, strlen(bytes));
	arena_free(&w.arena);
}

static void events_as_the_standard_has_them_have_no_diagnostic(void **state)
{
	static const struct {
		const char *bytes;
		unsigned messages;
	} rows[] = {{SAMPLE_2, 3}, {SAMPLE_3, 5}};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct heard h;

		hear_known(&h, rows[i].bytes);
		assert_int_equal(h.accepted, rows[i].messages);
		assert_int_equal(h.messages, rows[i].messages);
		assert_int_equal(h.events, rows[i].messages);
		assert_true(heard_has_not(&h, "\"severity\""));
		heard_free(&h);
	}
}

static void what_2_2_says_is_in_the_event(void **state)
{
	static const char *const words[] = {
		"message 1 EQUIPMENT 2.2 reference=6f2d0a0e-9b0c-4a53-8f11-2f6f5a3e0001",
		"\"subjectKind\":\"container\",\"subject\":\"CSQU3054383\",\"eventType\":\"EQUIPMENT\","
		"\"eventCode\":\"LOAD\",\"classifier\":\"ACT\",\"happened\":{\"at\":\"2026-06-15T11:30:00+08:"
		"00\"",
		"\"said\":\"2026-06-15T04:00:00Z\",\"function\":\"original\","
		"\"document\":\"6f2d0a0e-9b0c-4a53-8f11-2f6f5a3e0001\",\"place\":\"CNLYG\",\"facility\":"
		"\"LYGT\","
		"\"facilityList\":\"SMDG\"",
		"\"transport\":{\"key\":\"IMO9227273/031W\",\"mode\":\"VESSEL\",\"imo\":\"9227273\","
		"\"callSign\":\"3ERX3\",\"name\":\"BRIDGE STAR\",\"voyage\":\"031W\",\"carrier\":\"LBL\","
		"\"call\":\"IMO9227273/031W@CNLYG\"}",
		"\"loadState\":\"LADEN\",\"sizeType\":\"22G1\"",
		"{\"kind\":\"VOYAGE\",\"value\":\"031E\"},{\"kind\":\"SERVICE\",\"value\":\"LB1\"},",
		"{\"kind\":\"BKG\",\"value\":\"LBK100\"},{\"kind\":\"TRD\",\"value\":\"LBT200\"},"
		"{\"kind\":\"FORWARDER\",\"value\":\"F-1\"},{\"kind\":\"CALL\",\"value\":\"LBC-031W-LYG\"}",
		"\"seals\":[\"CA:S1\"],\"measures\":[\"LAT:34.7500:DEG\",\"LON:119.4500:DEG\"]",
		"\"LOC:Ляньюньган 连云港\"",
		"\"subjectKind\":\"transport\",\"subject\":\"IMO9227273/031W\",\"eventType\":\"TRANSPORT\","
		"\"eventCode\":\"ARRI\",\"classifier\":\"EST\"",
		"\"remarks\":[\"DELAY:WEA\",\"CHANGE:Fog — \\\"thick\\\"\"]",
		"\"subjectKind\":\"document\",\"subject\":\"BKG:LBK100\",\"eventType\":\"SHIPMENT\","
		"\"eventCode\":\"CONF\"",
		"\"references\":[{\"kind\":\"EQUIPMENT\",\"value\":\"CSQU3054383\"},"
		"{\"kind\":\"BKG\",\"value\":\"LBK100\"}],\"remarks\":[\"REASON:All is there\"]",
	};
	struct heard h;

	(void)state;
	hear_known(&h, SAMPLE_2);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		assert_true(heard_has(&h, words[i]));
	heard_free(&h);
}

static void what_3_0_says_is_in_the_event(void **state)
{
	static const char *const words[] = {
		"message 1 EQUIPMENT 3.0 reference=lb-1 document=lb-1 sender=LBL function=override",
		"\"eventCode\":\"GTIN\",\"classifier\":\"ACT\"",
		"\"function\":\"override\",\"sender\":\"LBL\",\"document\":\"lb-1\",\"place\":\"CNLYG\","
		"\"facility\":\"LYGT\",\"facilityList\":\"SMDG\"",
		"\"loadState\":\"EMPTY\",\"sizeType\":\"22G1\",\"movement\":\"EXPORT\","
		"\"references\":[{\"kind\":\"EVENT\",\"value\":\"lb-1\"}],\"seals\":[\"CU:S1\"],"
		"\"measures\":[\"LAT:34.75:DEG\",\"LON:119.45:DEG\"]",
		"message 2 RETRACTION 3.0 reference=lb-2 document=lb-2 sender=- function=retract",
		"\"subjectKind\":\"document\",\"subject\":\"EVENT:lb-2\"",
		"\"subjectKind\":\"transport\",\"subject\":\"TRAIN:K123/"
		"2026-06-16\",\"eventType\":\"TRANSPORT\","
		"\"eventCode\":\"DEPA\",\"classifier\":\"PLN\"",
		"\"train\":\"K123\",\"wagon\":\"54321234\",\"call\":\"TRAIN:K123/2026-06-16@CNLYG\"",
		"{\"kind\":\"SERVICE\",\"value\":\"LB-X\"},{\"kind\":\"CALL\",\"value\":\"tc-9\"}",
		"\"subject\":\"BKG:LBK100\",\"eventType\":\"SHIPMENT\",\"eventCode\":\"CONF\"",
		"message 5 IOT 3.0",
		"\"subject\":\"CSQU3054383\",\"eventType\":\"EQUIPMENT\",\"eventCode\":\"DOOR_OPENED\"",
	};
	struct heard h;

	(void)state;
	hear_known(&h, SAMPLE_3);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		assert_true(heard_has(&h, words[i]));
	heard_free(&h);
}

static void what_beta_1_of_3_0_says_is_in_the_event(void **state)
{
	static const char *const words[] = {
		"message 1 SHIPMENT 3.0.0-Beta-1 reference=6f2d0a0e-9b0c-4a53-8f11-2f6f5a3e0011 "
		"document=6f2d0a0e-9b0c-4a53-8f11-2f6f5a3e0011 sender=LBL function=override",
		"\"subjectKind\":\"document\",\"subject\":\"BKG:LBK100\",\"eventType\":\"SHIPMENT\","
		"\"eventCode\":\"CONF\"",
		"{\"kind\":\"TRD\",\"value\":\"LBT200\"},{\"kind\":\"EQUIPMENT\",\"value\":\"CSQU3054383\"}",
		"\"remarks\":[\"REASON:All good\"]",
		"\"subject\":\"CSQU3054383\",\"eventType\":\"EQUIPMENT\",\"eventCode\":\"AVPU\","
		"\"classifier\":"
		"\"EST\"",
		"\"function\":\"override\",\"sender\":\"LBL\",\"document\":\"6f2d0a0e-9b0c-4a53-8f11-"
		"2f6f5a3e0012\",\"place\":\"CNLYG\"",
		"\"transport\":{\"key\":\"IMO9227273/031W\",\"mode\":\"VESSEL\",\"imo\":\"9227273\","
		"\"callSign\":\"3ERX3\",\"name\":\"BRIDGE STAR\",\"voyage\":\"031W\",\"carrier\":\"LBL\","
		"\"call\":\"IMO9227273/031W@CNLYG\"}",
		"\"sizeType\":\"22G1\",\"movement\":\"TRANSSHIPMENT\"",
		"{\"kind\":\"VOYAGE\",\"value\":\"031E\"},{\"kind\":\"VOYAGE\",\"value\":\"2603W\"},"
		"{\"kind\":\"VOYAGE\",\"value\":\"2603E\"},{\"kind\":\"SERVICE\",\"value\":\"LB1\"},"
		"{\"kind\":\"SERVICE\",\"value\":\"SR12345A\"}",
		"\"seals\":[\"CU:S1\"]",
		"\"subject\":\"IMO9227273/031W\",\"eventType\":\"TRANSPORT\",\"eventCode\":\"ARRI\"",
		"message 4 RETRACTION 3.0.0-Beta-1 reference=6f2d0a0e-9b0c-4a53-8f11-2f6f5a3e0014 "
		"document=6f2d0a0e-9b0c-4a53-8f11-2f6f5a3e0012 sender=LBL function=retract",
		"\"subject\":\"EVENT:6f2d0a0e-9b0c-4a53-8f11-2f6f5a3e0012\"",
		"message 5 EQUIPMENT 3.0.0-Beta-1",
		"\"subject\":\"EVENT:6f2d0a0e-9b0c-4a53-8f11-2f6f5a3e0009\",\"eventType\":\"EQUIPMENT\","
		"\"eventCode\":\"RETRACTED\",\"classifier\":\"ACT\",\"said\":\"2026-06-15T04:00:00Z\","
		"\"function\":\"retract\",\"sender\":\"LBL\"",
	};
	struct heard h;

	(void)state;
	hear_known(&h, SAMPLE_BETA);
	assert_int_equal(h.accepted, 5);
	assert_int_equal(h.events, 6); /* the last takes back, and says anew */
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		assert_true(heard_has(&h, words[i]));
	assert_true(heard_has_not(&h, "\"severity\""));
	heard_free(&h);
}

static void what_is_odd_in_beta_1_is_named_where_it_stands(void **state)
{
	struct heard h;

	(void)state;
	hear_known(&h, "[{" SAMPLE_METADATA("1", "EQUIPMENT",
			       "") ",\"payload\":{\"eventClassifierCode\":\"ACT\","
				   "\"eventDateTime\":\"2026-06-15T11:30:00+08:00\","
				   "\"equipmentEventTypeCode\":\"WEIGHED\","
				   "\"equipmentReference\":\"CSQU3054383\",\"emptyIndicatorCode\":\"HALF\"}},"
				   "{" SAMPLE_METADATA("2", "EQUIPMENT",
					   "") "},{\"metadata\":{},\"payload\":[]},"
					       "{\"metadata\":{},\"eventType\":\"EQUIPMENT\"}]");
	assert_int_equal(h.warned, 1);
	assert_int_equal(h.refused, 3);
	assert_true(heard_has(&h, "WEIGHED is no code of 3.0.0-Beta-1"));
	assert_true(heard_has(&h, "\"path\":\"$[0].payload.equipmentEventTypeCode\""));
	assert_true(heard_has(&h, "\"path\":\"$[0].payload.emptyIndicatorCode\""));
	assert_true(heard_has(&h, "\"code\":\"event-code\""));
	heard_free(&h);
}

/* An event by a call of 2.2, and what is to be heard of it. */
static void hear_call(const char *call, const char *words)
{
	struct text t = TEXT_INIT;
	struct heard h;

	text_printf(&t,
		"[{\"eventCreatedDateTime\":\"2026-06-15T04:00:00Z\",\"eventType\":\"TRANSPORT\","
		"\"eventClassifierCode\":\"ACT\",\"eventDateTime\":\"2026-06-18T08:00:00+08:00\","
		"\"transportEventTypeCode\":\"ARRI\",\"transportCall\":{\"UNLocationCode\":\"CNLYG\",%s}}]",
		call);
	hear_known(&h, text_string(&t));
	assert_int_equal(h.events, 1);
	assert_true(heard_has(&h, words));
	heard_free(&h);
	text_free(&t);
}

static void a_call_that_was_named_here_tells_its_transport(void **state)
{
	static const struct {
		const char *call, *words;
	} rows[] = {
		{"\"modeOfTransport\":\"RAIL\",\"transportCallID\":\"TRAIN:K123/2026-06-15@CNLYG\"",
			"\"transport\":{\"key\":\"TRAIN:K123/"
			"2026-06-15\",\"mode\":\"RAIL\",\"train\":\"K123\","
			"\"call\":\"TRAIN:K123/2026-06-15@CNLYG\"},\"segment\""},
		{"\"modeOfTransport\":\"RAIL\",\"exportVoyageNumber\":\"k123\","
		 "\"transportCallID\":\"TRAIN:K123/2026-06-15@CNLYG\"",
			"\"key\":\"TRAIN:K123/2026-06-15\",\"mode\":\"RAIL\",\"train\":\"k123\""},
		{"\"modeOfTransport\":\"VESSEL\",\"exportVoyageNumber\":\"031w\","
		 "\"transportCallID\":\"VESSEL:BRIDGE STAR/031W@CNLYG\"",
			"\"key\":\"VESSEL:BRIDGE STAR/031W\",\"mode\":\"VESSEL\",\"name\":\"BRIDGE STAR\""},
		{"\"modeOfTransport\":\"BARGE\",\"exportVoyageNumber\":\"7\","
		 "\"transportCallID\":\"CALLSIGN:3ERX3/7@CNLYG\"",
			"\"key\":\"CALLSIGN:3ERX3/7\",\"mode\":\"BARGE\",\"callSign\":\"3ERX3\""},
		/* of another train, another place, another voyage, or of a ship that names itself: theirs */
		{"\"modeOfTransport\":\"RAIL\",\"exportVoyageNumber\":\"K9\","
		 "\"transportCallID\":\"TRAIN:K123/2026-06-15@CNLYG\"",
			"\"subject\":\"TRAIN:K9/2026-06-18\""},
		{"\"modeOfTransport\":\"RAIL\",\"transportCallID\":\"TRAIN:K123/2026-06-15@DEHAM\"",
			"\"subject\":\"CALL:TRAIN:K123/2026-06-15@DEHAM\""},
		{"\"modeOfTransport\":\"RAIL\",\"transportCallID\":\"TRAIN:K123/today@CNLYG\"",
			"\"subject\":\"CALL:TRAIN:K123/today@CNLYG\""},
		{"\"modeOfTransport\":\"VESSEL\",\"exportVoyageNumber\":\"8\","
		 "\"transportCallID\":\"VESSEL:BRIDGE STAR/031W@CNLYG\"",
			"\"subject\":\"CALL:VESSEL:BRIDGE STAR/031W@CNLYG\""},
		{"\"modeOfTransport\":\"VESSEL\",\"exportVoyageNumber\":\"031W\",\"vessel\":{"
		 "\"vesselIMONumber\":"
		 "\"9227273\"},\"transportCallID\":\"VESSEL:BRIDGE STAR/031W@CNLYG\"",
			"\"subject\":\"IMO9227273/031W\""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		hear_call(rows[i].call, rows[i].words);
}

#define HEAD_3                                                                                               \
	"{\"events\":[{\"eventID\":\"e\",\"eventUpdatedDateTime\":\"2026-06-15T12:00:00Z\","                 \
	"\"eventDateTime\":\"2026-06-15T11:30:00Z\",\"eventClassification\":{\"eventType\":\"TRANSPORT\","   \
	"\"eventClassifier\":\"ACTUAL\",\"transportEventType\":\"DEPARTED\"},\"transportDetails\":{"         \
	"\"transportCall\":{\"modeOfTransport\":\"RAIL\",\"railTransport\":{\"departureID\":\"K123\"}}}"

static void a_transport_event_that_names_a_container_is_about_it(void **state)
{
	struct heard h;

	(void)state;
	hear_known(&h, HEAD_3 ",\"equipmentDetails\":{\"equipmentReference\":\"CSQU3054383\"}}]}");
	assert_true(heard_has(&h, "\"subjectKind\":\"container\",\"subject\":\"CSQU3054383\","
				  "\"eventType\":\"TRANSPORT\",\"eventCode\":\"DEPA\""));
	assert_true(heard_has(&h, "\"key\":\"TRAIN:K123/2026-06-15\""));
	heard_free(&h);
	hear_known(&h, HEAD_3 ",\"shipmentReferences\":[{\"type\":\"EQ\",\"reference\":\"CSQU3054383\"}]}]}");
	assert_true(heard_has(&h, "\"subject\":\"TRAIN:K123/2026-06-15\""));
	assert_true(heard_has(&h, "{\"kind\":\"EQUIPMENT\",\"value\":\"CSQU3054383\"}"));
	heard_free(&h);
}

static void a_text_as_long_as_the_standard_allows_is_kept_whole_in_any_script(void **state)
{
	struct text t = TEXT_INIT, reason = TEXT_INIT;
	struct heard h;

	(void)state;
	for (int i = 0; i < 250; i++)
		text_say(&reason, i % 2 ? "连" : "Ж");
	text_printf(&t, HEAD_3 ",\"reason\":\"%s\"}]}", text_string(&reason));
	hear_known(&h, text_string(&t));
	assert_true(heard_has_not(&h, "value-cut"));
	text_say(&reason, "\"]");
	assert_true(heard_has(&h, text_string(&reason)));
	heard_free(&h);
	text_free(&t);
	text_free(&reason);
}

/* An event of 2.2 with one member as given; the others are as they should be. */
#define HEAD "[{\"eventCreatedDateTime\":\"2026-06-15T04:00:00Z\",\"eventType\":\"EQUIPMENT\","
#define TAIL                                                                                                 \
	"\"equipmentEventTypeCode\":\"GTIN\",\"emptyIndicatorCode\":\"LADEN\","                              \
	"\"eventLocation\":{\"UNLocationCode\":\"CNLYG\"}}]"
#define WHEN "\"eventDateTime\":\"2026-06-15T11:30:00+08:00\","
#define BOX  "\"equipmentReference\":\"CSQU3054383\","
#define ACT  "\"eventClassifierCode\":\"ACT\","

struct deviation {
	const char *bytes, *severity, *code, *path;
	const char *at;    /* what stands at its byte */
	const char *heard; /* what was made of it; NULL */
};

static const struct deviation tolerated[] = {
	{HEAD WHEN ACT "\"EQUIPMENTREFERENCE\":\"CSQU3054383\"," TAIL, "warning", "key-case",
		"$[0].EQUIPMENTREFERENCE", "\"CSQU", "\"subject\":\"CSQU3054383\""},
	{HEAD WHEN BOX "\"eventClassifierCode\":\"act\"," TAIL, "warning", "code-case",
		"$[0].eventClassifierCode", "\"act\"", "\"classifier\":\"ACT\""},
	{HEAD WHEN BOX ACT "\"seals\":null," TAIL, "warning", "value-null", "$[0].seals", "null", NULL},
	{HEAD WHEN BOX ACT "\"ISOEquipmentCode\":\"\"," TAIL, "warning", "value-null",
		"$[0].ISOEquipmentCode", "\"\",", NULL},
	{HEAD WHEN BOX ACT "\"colour\":7," TAIL, "information", "key-unknown", "$[0].colour", "7", NULL},
	{HEAD WHEN BOX ACT "\"ISOEquipmentCode\":2210," TAIL, "warning", "value-type",
		"$[0].ISOEquipmentCode", "2210", "\"sizeType\":\"2210\""},
	{HEAD WHEN BOX ACT "\"seals\":\"S1\"," TAIL, "warning", "value-type", "$[0].seals", "\"S1\"", NULL},
	{HEAD WHEN BOX ACT "\"ISOEquipmentCode\":\"22G1-NEW\"," TAIL, "warning", "value-length",
		"$[0].ISOEquipmentCode", "\"22G1-NEW", "\"sizeType\":\"22G1-NEW\""},
	{HEAD WHEN BOX ACT "\"eventID\":\"17\"," TAIL, "warning", "event-id", "$[0].eventID", "\"17\"",
		"\"document\":\"17\""},
	{HEAD WHEN BOX TAIL, "warning", "required-missing", "$[0].eventClassifierCode", "{\"eventCreated",
		"\"classifier\":\"EST\""},
	{HEAD BOX ACT "\"eventDateTime\":\"2026-06-15T11:30:00Z\"," TAIL, "warning", "time-utc",
		"$[0].eventDateTime", "\"2026-06-15T11:30:00Z", "{\"at\":\"2026-06-15T11:30:00Z\""},
	{HEAD BOX ACT "\"eventDateTime\":\"2026-06-15T11:30:00\"," TAIL, "warning", "time-offset",
		"$[0].eventDateTime", "\"2026-06-15T11:30:00\"", "{\"at\":\"2026-06-15T11:30:00+08:00\""},
	{HEAD BOX ACT "\"eventDateTime\":\"2026-06-15 11:30\"," TAIL, "warning", "time-offset",
		"$[0].eventDateTime", "\"2026-06-15 11:30\"",
		"\"precision\":\"minute\",\"zoneFrom\":\"place\""},
	{HEAD BOX ACT "\"eventDateTime\":\"2026-06-15\"," TAIL, "warning", "time-offset",
		"$[0].eventDateTime", "\"2026-06-15\"", "\"precision\":\"day\""},
	{HEAD WHEN ACT "\"equipmentReference\":\"CSQU3054384\"," TAIL, "warning", "check-digit",
		"$[0].equipmentReference", "\"CSQU3054384", "\"numberFailed\":true"},
	{HEAD WHEN ACT "\"equipmentReference\":\"csqu 305438-3\"," TAIL, "information",
		"container-normalised", "$[0].equipmentReference", "\"csqu", "\"subject\":\"CSQU3054383\""},
	{HEAD WHEN ACT "\"references\":[{\"referenceType\":\"EQ\",\"referenceValue\":\"CSQU3054383\"}]," TAIL,
		"warning", "equipment-reference", "$[0].equipmentReference", "{\"eventCreated",
		"\"subject\":\"CSQU3054383\""},
	{HEAD WHEN ACT "\"references\":[{\"referenceType\":\"EQ\",\"referenceValue\":\"C S Q U 3 0 5 4 3 8 "
		       "3\"}]," TAIL,
		"warning", "value-length", "$[0]", "{\"eventCreated", "\"subject\":\"CSQU3054383\""},
	{HEAD WHEN BOX ACT "\"seals\":[{},{\"sealNumber\":\"S2\",\"sealType\":\"BLT\"}]," TAIL, "warning",
		"required-missing", "$[0].seals[0].sealNumber", "{},", "\"seals\":[\"S2\"]"},
	{HEAD WHEN BOX ACT "\"transportCall\":{\"transportCallID\":\"C\",\"modeOfTransport\":\"SLED\"}," TAIL,
		"warning", "code-unknown", "$[0].transportCall.modeOfTransport", "\"SLED\"", NULL},
	{HEAD WHEN BOX ACT "\"transportCall\":{\"transportCallID\":\"C\",\"modeOfTransport\":\"VESSEL\","
			   "\"vessel\":{\"vesselIMONumber\":\"9227274\",\"vesselName\":\"X\"}}," TAIL,
		"warning", "imo-number", "$[0].transportCall.vessel.vesselIMONumber", "\"9227274\"",
		"\"name\":\"X\""},
	{"[{\"eventCreatedDateTime\":\"2026-06-15T04:00:00Z\"," WHEN BOX ACT TAIL, "warning",
		"required-missing", "$[0].eventType", "{\"eventCreated", "\"eventType\":\"EQUIPMENT\""},
	{"[{\"eventType\":\"EQUIPMENT\"," WHEN BOX ACT TAIL, "warning", "required-missing",
		"$[0].eventCreatedDateTime", "{\"eventType", NULL},
	{"{\"equipmentEvents\":[{\"eventCreatedDateTime\":\"2026-06-15T04:00:00Z\"," WHEN BOX ACT
	 "\"eventTypeCode\":\"GTIN\",\"emptyIndicatorCode\":\"LADEN\"}]}",
		"warning", "key-deprecated", "$.equipmentEvents[0].eventTypeCode", "\"GTIN\"",
		"\"eventCode\":\"GTIN\""},
	{"[{\"eventID\":\"6f2d0a0e-9b0c-4a53-8f11-2f6f5a3e0003\",\"eventClassifierCode\":\"ACT\","
	 "\"eventCreatedDateTime\":\"2026-06-15T04:00:00Z\",\"eventType\":\"SHIPMENT\","
	 "\"shipmentEventTypeCode\":\"CONF\",\"documentID\":\"B\",\"documentTypeCode\":\"BKG\"}]",
		"warning", "required-missing", "$[0].eventDateTime", "{\"eventID",
		"\"happened\":{\"at\":\"2026-06-15T04:00:00Z\""},
	{"{\"events\":[{\"eventID\":\"e\",\"eventDateTime\":\"2026-06-15T04:00:00Z\","
	 "\"eventUpdatedDateTime\":\"2026-06-15T04:00:00Z\",\"eventClassification\":{\"eventType\":"
	 "\"REEFER\","
	 "\"eventClassifier\":\"ACTUAL\",\"reeferEventType\":\"THAWED\"},"
	 "\"equipmentDetails\":{\"equipmentReference\":\"CSQU3054383\"}}]}",
		"information", "code-unknown", "$.events[0].eventClassification.reeferEventType",
		"\"THAWED\"", "\"eventCode\":\"THAWED\""},
};

static void assert_told(const struct deviation *d, const struct heard *h)
{
	char line[400];

	snprintf(line, sizeof line, "{\"severity\":\"%s\",\"code\":\"%s\",", d->severity, d->code);
	assert_true(heard_has(h, line));
	snprintf(line, sizeof line, "\"path\":\"%s\",\"offset\":%d}", d->path,
		(int)(strstr(d->bytes, d->at) - d->bytes));
	assert_true(heard_has(h, line));
	if (d->heard)
		assert_true(heard_has(h, d->heard));
}

static void deviations_are_taken_and_named_with_their_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof tolerated / sizeof *tolerated; i++) {
		struct heard h;

		hear_known(&h, tolerated[i].bytes);
		assert_told(&tolerated[i], &h);
		assert_int_equal(h.refused, 0);
		assert_int_equal(h.events, 1);
		assert_int_equal(h.warned, strcmp(tolerated[i].severity, "warning") == 0);
		heard_free(&h);
	}
}

static const struct deviation refused[] = {
	{HEAD WHEN ACT TAIL, "error", "container-missing", "$[0].equipmentReference", "{\"eventC", NULL},
	{HEAD WHEN ACT "\"equipmentReference\":\"???\"," TAIL, "error", "container-unread",
		"$[0].equipmentReference", "\"???", NULL},
	{HEAD BOX ACT TAIL, "error", "time-missing", "$[0].eventDateTime", "{\"eventC", NULL},
	{HEAD BOX ACT "\"eventDateTime\":\"yesterday\"," TAIL, "error", "time-missing", "$[0].eventDateTime",
		"{\"eventC", "date-invalid"},
	{HEAD BOX ACT "\"eventDateTime\":\"2026-02-30T00:00:00Z\"," TAIL, "error", "time-missing",
		"$[0].eventDateTime", "{\"eventC", "date-invalid"},
	{"[{\"eventType\":\"WEATHER\"}]", "error", "event-type", "$[0].eventType", "\"WEATHER", NULL},
	{"[{\"a\":1}]", "error", "event-type", "$[0].eventType", "{\"a\"", NULL},
	{"[7]", "error", "event-shape", "$[0]", "7", NULL},
	{"[[]]", "error", "event-shape", "$[0]", "[]", NULL},
	{"{\"events\":[null]}", "error", "event-shape", "$.events[0]", "null", NULL},
	{"[{\"eventType\":\"SHIPMENT\",\"shipmentEventTypeCode\":\"CONF\"," ACT WHEN "\"documentID\":\"X\"}]",
		"error", "document-missing", "$[0].documentTypeCode", "{\"eventType", NULL},
	{"[{\"eventType\":\"TRANSPORT\",\"transportEventTypeCode\":\"ARRI\"," ACT WHEN "\"references\":[]}]",
		"error", "transport-unnamed", "$[0].transportCall", "{\"eventType", NULL},
	{"{\"events\":[{\"isRetracted\":true}]}", "error", "event-id", "$.events[0].eventID", "{\"isR", NULL},
	{"{\"events\":[{\"eventUpdatedDateTime\":\"2026-06-15T04:00:00Z\",\"eventID\":\"e\"}]}", "error",
		"event-type", "$.events[0].eventType", "{\"eventUp", NULL},
	{"[{\"a\":1,}]", "error", "json-syntax", "$[0]", "}]", NULL},
	{"[{\"a\":01}]", "error", "json-syntax", "$[0]", "1}]", NULL},
	{"[{\"a\":tru}]", "error", "json-syntax", "$[0]", "tru", NULL},
	{"[{\"a\":1,\"a\":2}]", "error", "json-duplicate", "$[0]", "\"a\":2", NULL},
	{"[{\"a\":\"\\u0000\"}]", "error", "json-nul", "$[0]", "\\u0000", NULL},
	{"[{\"a\":\"\\uD800\"}]", "error", "json-text", "$[0]", "\\uD800", NULL},
	{"[{\"a\":\"\xC0\xAF\"}]", "error", "json-text", "$[0]", "\xC0\xAF", NULL},
	{"[{\"a\":\"\n\"}]", "error", "json-syntax", "$[0]", "\n", NULL},
	{"[{\"a\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[0]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}]", "error", "json-deep",
		"$[0]", "[0]", NULL},
};

static void what_says_too_little_is_refused_with_its_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		struct heard h;

		hear_known(&h, refused[i].bytes);
		assert_told(&refused[i], &h);
		assert_int_equal(h.refused, 1);
		assert_int_equal(h.events, 0);
		heard_free(&h);
	}
}

/* E: an event of 2.2 that is as it should be. */
#define E SAMPLE_SHIPMENT

static void every_shape_of_delivery_is_taken(void **state)
{
	static const struct {
		const char *bytes;
		unsigned events;
		const char *outside; /* what is said of the delivery itself; NULL: nothing */
	} rows[] = {
		{"[" E "," E "]", 2, NULL},
		{E, 1, NULL},
		{"\xEF\xBB\xBF \r\n" E "\n", 1, NULL},
		{"{\"events\":[" E "],\"feedbackElements\":[]}", 1, NULL},
		{"{\"page\":{\"n\":[1,2]},\"events\":[" E "]}", 1, NULL},
		{"{\"shipmentEvents\":[" E "," E "],\"equipmentEvents\":[],\"transportEvents\":[]}", 2, NULL},
		{"{\"events\":{\"shipmentEvents\":[" E "],\"transportEvents\":[" SAMPLE_TRANSPORT
		 "]},\"n\":2}",
			2, NULL},
		{"{\"Events\":[" E "]}", 1, "\"code\":\"key-case\""},
		{E "\n" E "\n" E, 3, "\"code\":\"several-documents\""},
		{"[" E "][" E "]", 2, "\"code\":\"several-documents\""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct heard h;

		hear_known(&h, rows[i].bytes);
		assert_int_equal(h.accepted, rows[i].events);
		assert_int_equal(h.messages, rows[i].events);
		if (rows[i].outside)
			assert_true(heard_has(&h, rows[i].outside));
		else
			assert_true(heard_has_not(&h, "outside "));
		heard_free(&h);
	}
}

static void where_the_brackets_break_reading_ends_with_what_was_whole(void **state)
{
	static const struct {
		const char *bytes, *code;
		unsigned accepted, refused;
		const char *at; /* what stands there; "": the end */
	} rows[] = {
		{"[" E " " E "]", "json-syntax", 1, 0,
			"{\"eventID\":\"6f2d0a0e-9b0c-4a53-8f11-2f6f5a3e0003\""},
		{"[" E ",]", "json-syntax", 1, 0, "]"},
		{"[" E, "json-cut", 1, 0, ""},
		{"[" E ",", "json-cut", 1, 0, ""},
		{"{\"events\":[" E "],\"x\":tru}", "json-syntax", 1, 0, "tru"},
		{"{\"x\":tru,\"events\":[" E "]}", "json-syntax", 0, 0, "tru"},
		{"{\"events\":[" E "],\"events\":[" E "]}", "json-duplicate", 1, 0, "[" E "]}"},
		{"{\"events\":[" E "] \"x\":1}", "json-syntax", 1, 0, "\"x\""},
		{"{\"events\" [" E "]}", "json-syntax", 0, 0, "[" E "]}"},
		{"[" E "] tail", "json-syntax", 1, 0, "tail"},
		{"7", "json-syntax", 0, 0, "7"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *bytes = rows[i].bytes, *at = bytes + strlen(bytes);
		struct heard h;
		char line[100];

		for (const char *p = bytes; *rows[i].at && (p = strstr(p, rows[i].at)); p++)
			at = p; /* the last */
		hear_known(&h, bytes);
		assert_int_equal(h.accepted, rows[i].accepted);
		assert_int_equal(h.refused, rows[i].refused);
		snprintf(line, sizeof line, "outside {\"severity\":\"error\",\"code\":\"%s\"", rows[i].code);
		assert_true(heard_has(&h, line));
		snprintf(line, sizeof line, "\"offset\":%d}", (int)(at - bytes));
		assert_true(heard_has(&h, line));
		heard_free(&h);
	}
}

static void nothing_is_no_delivery(void **state)
{
	static const char *const rows[] = {"", " \n", "[]", "{\"events\":[]}", "{\"events\":{}}"};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct heard h;

		hear_known(&h, rows[i]);
		assert_int_equal(h.messages, 0);
		assert_true(heard_has(&h, "\"code\":\"no-message\""));
		heard_free(&h);
	}
}

static void an_event_that_is_cut_is_refused(void **state)
{
	struct heard h;

	(void)state;
	hear_known(&h, "[" E ",{\"eventID\":\"abc");
	assert_int_equal(h.accepted, 1);
	assert_int_equal(h.refused, 1);
	assert_true(heard_has(&h, "\"code\":\"json-cut\""));
	heard_free(&h);
	hear_known(&h, "{\"eventID\":\"abc\"");
	assert_int_equal(h.refused, 1);
	heard_free(&h);
}

static void an_event_too_large_is_passed_over_in_bounded_memory(void **state)
{
	const struct decode_world world = {.self = NULL};
	struct text t = TEXT_INIT;
	struct heard h;

	(void)state;
	text_say(&t, "[{\"x\":\"");
	for (unsigned i = 0; i < LIMIT_JSON_EVENT; i++)
		text_byte(&t, 'x');
	text_say(&t, "\"}," E "]");
	hear_dcsa(&h, &world, t.bytes, t.length);
	assert_int_equal(h.refused, 1);
	assert_int_equal(h.accepted, 1);
	assert_true(heard_has(&h, "\"code\":\"event-too-large\""));
	assert_true(heard_has(&h, "at 1+262152 rejected"));
	heard_free(&h);
	text_free(&t);
}

static void an_object_too_wide_is_refused(void **state)
{
	const struct decode_world world = {.self = NULL};
	struct text t = TEXT_INIT;
	struct heard h;

	(void)state;
	text_say(&t, "[{");
	for (unsigned i = 0; i <= LIMIT_JSON_MEMBERS; i++)
		text_printf(&t, "%s\"%u\":0", i ? "," : "", i);
	text_say(&t, "}]");
	hear_dcsa(&h, &world, t.bytes, t.length);
	assert_true(heard_has(&h, "\"code\":\"json-wide\""));
	heard_free(&h);
	text_free(&t);
}

static const char *const samples[] = {SAMPLE_2, SAMPLE_3, E "\n" E "\n",
	"{\"a\":[1,\"]}\\\"\"],\"events\":{\"shipmentEvents\":[" E "],\"transportEvents\":[" SAMPLE_TRANSPORT
	"]},\"b\":0}"};
#define SAMPLES (sizeof samples / sizeof *samples)

static void pieces_change_nothing(void **state)
{
	struct little_world w;

	(void)state;
	little_world_make(&w);
	for (size_t i = 0; i < SAMPLES; i++) {
		size_t n = strlen(samples[i]), all[8192];
		struct heard whole, cut;

		assert_true(n <= sizeof all / sizeof *all);
		hear_dcsa(&whole, &w.world, samples[i], n);
		for (size_t at = 0; at < n; at++) {
			all[at] = at + 1;
			cut = (struct heard){.out = TEXT_INIT};
			hear_cut_as(&cut, "DCSA", &w.world, samples[i], n, &at, 1);
			assert_string_equal(text_string(&cut.out), text_string(&whole.out));
			heard_free(&cut);
		}
		cut = (struct heard){.out = TEXT_INIT};
		hear_cut_as(&cut, "DCSA", &w.world, samples[i], n, all, n - 1);
		assert_string_equal(text_string(&cut.out), text_string(&whole.out));
		heard_free(&cut);
		heard_free(&whole);
	}
	arena_free(&w.arena);
}

/* What a decoder hears that takes up where another was cut. */
static void hear_resumed(
	struct heard *h, const struct decode_world *world, const char *bytes, size_t n, size_t cut)
{
	struct decode_sink sink = heard_sink(h);
	struct decoder *first = decoder_new("DCSA", world, NULL, &sink);
	struct decoder *second = decoder_new("DCSA", world, NULL, &sink);
	struct arena a = ARENA_INIT;
	size_t safe;

	assert_true(decoder_feed(first, bytes, cut));
	safe = decoder_safe_offset(first);
	assert_true(safe <= cut);
	assert_true(decoder_resume(second, decoder_state(first, &a), safe, h->messages));
	assert_int_equal(decoder_safe_offset(second), safe);
	assert_true(decoder_feed(second, bytes + safe, n - safe));
	assert_true(decoder_end(second));
	decoder_free(first);
	decoder_free(second);
	arena_free(&a);
}

static void a_cut_import_goes_on_where_it_was_safe(void **state)
{
	struct little_world w;

	(void)state;
	little_world_make(&w);
	for (size_t i = 0; i < SAMPLES; i++) {
		size_t n = strlen(samples[i]);
		struct heard whole, resumed;

		hear_dcsa(&whole, &w.world, samples[i], n);
		for (size_t cut = 0; cut <= n; cut++) {
			resumed = (struct heard){.out = TEXT_INIT};
			hear_resumed(&resumed, &w.world, samples[i], n, cut);
			assert_string_equal(text_string(&resumed.out), text_string(&whole.out));
			heard_free(&resumed);
		}
		heard_free(&whole);
	}
	arena_free(&w.arena);
}

static void a_state_of_another_kind_is_no_state(void **state)
{
	const struct decode_world world = {.self = NULL};
	struct heard h = {.out = TEXT_INIT};
	struct decode_sink sink = heard_sink(&h);
	struct decoder *d = decoder_new("DCSA", &world, NULL, &sink);

	(void)state;
	assert_false(decoder_resume(d, "", 0, 0));
	assert_false(decoder_resume(d, "UNOA 3", 0, 0));
	assert_false(decoder_resume(d, "dcsa 1 1 0 0 0 0 0", 0, 0));
	assert_false(decoder_resume(d, "dcsa 1 3 99 0 0 0 0", 0, 0));
	decoder_free(d);
}

static void every_prefix_survives(void **state)
{
	const struct decode_world world = {.self = NULL};

	(void)state;
	for (size_t i = 0; i < SAMPLES; i++)
		for (size_t n = 0; n <= strlen(samples[i]); n++) {
			char *bytes = malloc(n + 1); /* of its own: reading past it is seen */
			struct heard h;

			memcpy(bytes, samples[i], n);
			hear_dcsa(&h, &world, bytes, n);
			assert_int_equal(h.messages, h.accepted + h.warned + h.refused);
			assert_int_equal(h.events, h.accepted + h.warned);
			heard_free(&h);
			free(bytes);
		}
}

static void every_changed_byte_survives(void **state)
{
	static const char to[] = "\"\\{}[]:,0x \x80\xFF\x01";
	const struct decode_world world = {.self = NULL};

	(void)state;
	for (size_t i = 0; i < SAMPLES; i++) {
		size_t n = strlen(samples[i]);
		char *bytes = malloc(n);

		memcpy(bytes, samples[i], n);
		for (size_t at = 0; at < n; at++)
			for (size_t k = 0; k < sizeof to; k++) { /* the NUL too */
				struct heard h;

				bytes[at] = to[k];
				hear_dcsa(&h, &world, bytes, n);
				assert_int_equal(h.messages, h.accepted + h.warned + h.refused);
				assert_int_equal(h.events, h.accepted + h.warned);
				heard_free(&h);
				bytes[at] = samples[i][at];
			}
		free(bytes);
	}
}

static void the_limit_of_messages_stops(void **state)
{
	const struct decode_world world = {.self = NULL};
	const struct decode_limits limits = {2};
	struct heard h = {.out = TEXT_INIT};
	struct decode_sink sink = heard_sink(&h);
	struct decoder *d = decoder_new("DCSA", &world, &limits, &sink);

	(void)state;
	assert_false(decoder_feed(d, SAMPLE_2, sizeof SAMPLE_2 - 1));
	assert_int_equal(h.messages, 2);
	assert_true(heard_has(&h, "\"code\":\"too-many-messages\""));
	decoder_free(d);
	heard_free(&h);
}

/* The same facts from 2.2 and from 3.0 come to the same transport and box. */
static void both_versions_name_alike(void **state)
{
	static const char three[] =
		"{\"events\":[{\"eventID\":\"x\",\"eventDateTime\":\"2026-06-20T08:00:00+08:00\","
		"\"eventUpdatedDateTime\":\"2026-06-15T04:00:00Z\",\"eventLocation\":{\"UNLocationCode\":"
		"\"CNLYG\"},"
		"\"eventClassification\":{\"eventTypeCode\":\"TRANSPORT\",\"eventClassifierCode\":\"EST\","
		"\"transportEventTypeCode\":\"ARRI\"},\"transportDetails\":{\"transportCall\":{"
		"\"modeOfTransport\":\"VESSEL\",\"exportVoyageNumberOrReference\":{\"carrierVoyageNumber\":"
		"\"031W\"},"
		"\"vesselTransport\":{\"vesselIMONumber\":\"9227273\"}}}}]}";
	struct heard h;

	(void)state;
	hear_known(&h, three);
	assert_int_equal(h.accepted, 1);
	assert_true(heard_has(&h, "\"subject\":\"IMO9227273/031W\""));
	assert_true(heard_has(&h, "\"call\":\"IMO9227273/031W@CNLYG\""));
	heard_free(&h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(events_as_the_standard_has_them_have_no_diagnostic),
		cmocka_unit_test(what_2_2_says_is_in_the_event),
		cmocka_unit_test(what_3_0_says_is_in_the_event),
		cmocka_unit_test(what_beta_1_of_3_0_says_is_in_the_event),
		cmocka_unit_test(what_is_odd_in_beta_1_is_named_where_it_stands),
		cmocka_unit_test(a_call_that_was_named_here_tells_its_transport),
		cmocka_unit_test(a_transport_event_that_names_a_container_is_about_it),
		cmocka_unit_test(a_text_as_long_as_the_standard_allows_is_kept_whole_in_any_script),
		cmocka_unit_test(deviations_are_taken_and_named_with_their_place),
		cmocka_unit_test(what_says_too_little_is_refused_with_its_place),
		cmocka_unit_test(every_shape_of_delivery_is_taken),
		cmocka_unit_test(where_the_brackets_break_reading_ends_with_what_was_whole),
		cmocka_unit_test(nothing_is_no_delivery),
		cmocka_unit_test(an_event_that_is_cut_is_refused),
		cmocka_unit_test(an_event_too_large_is_passed_over_in_bounded_memory),
		cmocka_unit_test(an_object_too_wide_is_refused),
		cmocka_unit_test(pieces_change_nothing),
		cmocka_unit_test(a_cut_import_goes_on_where_it_was_safe),
		cmocka_unit_test(a_state_of_another_kind_is_no_state),
		cmocka_unit_test(every_prefix_survives),
		cmocka_unit_test(every_changed_byte_survives),
		cmocka_unit_test(the_limit_of_messages_stops),
		cmocka_unit_test(both_versions_name_alike),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
