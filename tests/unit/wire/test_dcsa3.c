/* DCSA 3.0 and 2.2 outward: what is written is read back as what it was. */
#include "wire/dcsa3.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>

#include "wire/dcsa.h"
#include "wire/emit.h"
#include "wire/heard.h"
#include "wire/made_events.h"

#define RECORDED INT64_C(1790000000123456)

static struct event *box_event(void)
{
	static struct reference references[] = {{"BKG", "B1"}, {"FORWARDER", "F 7"}, {"SERVICE", "FE1"}};
	static const char *seals[] = {"CU:S1", "S2"};
	static struct event e;

	e = (struct event){.subject_kind = SUBJECT_CONTAINER,
		.subject = "CSQU3054383",
		.type = EVENT_EQUIPMENT,
		.code = "GTIN",
		.classifier = CLASSIFIER_ACT,
		.happened = {.at = INT64_C(1781481600000000),
			.offset = 28800,
			.precision = PRECISION_MINUTE,
			.zone_source = ZONE_OF_PLACE},
		.said = INT64_C(1781482600000000),
		.said_offset = 28800,
		.document = "D1",
		.place = "CNLYG",
		.facility = "LNOCT",
		.facility_list = "SMDG",
		.load_state = LOAD_LADEN,
		.size_type = "45G1",
		.references = references,
		.reference_count = 3,
		.seals = seals,
		.seal_count = 2};
	event_identify(&e, "LBTERM");
	return &e;
}

static const char *written(const struct event *e, struct text *t)
{
	const char *why;

	text_clear(t);
	assert_true(dcsa3_event(t, e, RECORDED, &why));
	return text_string(t);
}

static void has(const struct event *e, const char *words)
{
	struct text t = TEXT_INIT;

	if (!strstr(written(e, &t), words))
		fail_msg("not said: %s\nin: %s", words, text_string(&t));
	text_free(&t);
}

static void a_gate_in_is_said_in_full_words(void **state)
{
	const char *words[] = {
		"{\"eventRouting\":{\"originatingParties\":[{\"partyCode\":\"LBTERM\"}]},\"eventID\":\"",
		"\"eventDateTime\":\"2026-06-15T08:00:00+08:00\",\"eventUpdatedDateTime\":\"2026-06-15T08:16:"
		"40+08:"
		"00\","
		"\"eventLocation\":{\"UNLocationCode\":\"CNLYG\",\"facility\":{\"facilityCode\":\"LNOCT\","
		"\"facilityCodeListProvider\":\"SMDG\"}},\"eventClassification\":{\"eventType\":"
		"\"EQUIPMENT\","
		"\"eventClassifier\":\"ACTUAL\",\"equipmentEventType\":\"GATED_IN\"}",
		"\"documentReferences\":[{\"type\":\"BOOKING\",\"reference\":\"B1\"}],\"shipmentReferences\":"
		"[{"
		"\"type\":\"FF\",\"reference\":\"F 7\"}]",
		"\"transportDetails\":{\"transportCall\":{\"serviceCodeOrReference\":{\"carrierServiceCode\":"
		"\"FE1\"}}}",
		"\"equipmentDetails\":{\"equipmentReference\":\"CSQU3054383\",\"ISOEquipmentCode\":\"45G1\","
		"\"emptyIndicator\":\"LADEN\",\"seals\":[{\"number\":\"S1\",\"source\":\"CUSTOMS\"},{"
		"\"number\":"
		"\"S2\"}]}}",
	};

	(void)state;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		has(box_event(), words[i]);
}

static void what_2_2_has_no_word_for_has_one(void **state)
{
	static const struct {
		enum event_type type;
		const char *code, *words;
	} rows[] = {
		{EVENT_EQUIPMENT, "AVPU",
			"\"eventType\":\"EQUIPMENT\",\"eventClassifier\":\"ACTUAL\","
			"\"equipmentEventType\":\"AVAILABLE_FOR_PICKUP\""},
		{EVENT_EQUIPMENT, "CUSR", "\"equipmentEventType\":\"CUSTOMS_RELEASED\""},
		{EVENT_EQUIPMENT, "WAYP", "\"equipmentEventType\":\"CROSSED\""},
		{EVENT_EQUIPMENT, "DOOR_OPENED",
			"\"eventType\":\"IOT\",\"eventClassifier\":\"ACTUAL\","
			"\"iotEventType\":\"DOOR_OPENED\""},
		{EVENT_EQUIPMENT, "MEASURED", "\"reeferEventType\":\"MEASURED\""},
		{EVENT_TRANSPORT, "APPROACHING", "\"transportEventType\":\"APPROACHING\""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct event *e = box_event();
		const char *why;
		struct text t = TEXT_INIT;

		e->type = rows[i].type;
		e->code = rows[i].code;
		has(e, rows[i].words);
		assert_false(dcsa_body(&t, e, &why));
		text_free(&t);
	}
}

static void what_has_no_word_is_not_said(void **state)
{
	struct text t = TEXT_INIT;
	const char *why;
	struct event *e;

	(void)state;
#define UNSAYABLE(change)                                                                                    \
	do {                                                                                                 \
		e = box_event();                                                                             \
		change;                                                                                      \
		assert_false(dcsa3_event(&t, e, RECORDED, &why));                                            \
		assert_non_null(why);                                                                        \
		assert_int_equal(t.length, 0);                                                               \
	} while (0)
	UNSAYABLE(e->happened.at = INSTANT_NONE);
	UNSAYABLE(e->happened.zone_source = ZONE_NOBODY);
	UNSAYABLE(e->happened.precision = PRECISION_DAY);
	UNSAYABLE(e->happened.precision = PRECISION_HOUR);
	UNSAYABLE(e->code = NULL);
	UNSAYABLE(e->code = "NOTE");
	UNSAYABLE(e->code = "HAND");
	UNSAYABLE(e->code = "HOLD");
	UNSAYABLE(e->code = "GATED_IN"); /* a word is no code of ours */
	UNSAYABLE(e->function = FUNCTION_CANCEL);
	UNSAYABLE(e->function = FUNCTION_RETRACT; e->document = NULL);
	UNSAYABLE(e->subject = "CSQU30543831");
	UNSAYABLE(e->subject_kind = SUBJECT_TRANSPORT);
	UNSAYABLE(e->type = EVENT_SHIPMENT; e->code = "CONF");
	UNSAYABLE(e->type = EVENT_TRANSPORT; e->code = "ARRI"; e->subject_kind = SUBJECT_TRANSPORT;
		  e->subject = "IMO9227273/031W");
#undef UNSAYABLE
	text_free(&t);
}

static void a_publishers_own_id_is_kept_and_ours_given_where_there_is_none(void **state)
{
	struct event *e = box_event();
	struct text id = TEXT_INIT;

	(void)state;
	text_say(&id, "\"eventID\":\"");
	text_uuid(&id, e->id);
	has(e, text_string(&id));
	e->function = FUNCTION_OVERRIDE;
	has(e, "\"eventID\":\"D1\"");
	e->said = INSTANT_NONE;
	has(e, "\"eventUpdatedDateTime\":\"2026-09-21T14:13:20.123456Z\"");
	text_free(&id);
}

static void what_was_taken_back_is_its_id_and_no_more(void **state)
{
	struct event e = {.subject_kind = SUBJECT_DOCUMENT,
		.subject = "EVENT:x-1",
		.code = "RETRACTED",
		.function = FUNCTION_RETRACT,
		.document = "x-1",
		.happened = {.at = INSTANT_NONE, .zone_source = ZONE_NOBODY},
		.said = INT64_C(1781482600000000)};
	struct text t = TEXT_INIT;

	(void)state;
	event_identify(&e, "LBL");
	assert_string_equal(written(&e, &t),
		"{\"eventRouting\":{\"originatingParties\":[{\"partyCode\":\"LBL\"}]},\"eventID\":\"x-1\","
		"\"isRetracted\":true,\"eventUpdatedDateTime\":\"2026-06-15T00:16:40Z\"}");
	text_clear(&t);
	dcsa3_retracted(&t, box_event(), INT64_C(1781482600000000));
	assert_non_null(strstr(text_string(&t),
		"\",\"isRetracted\":true,\"eventUpdatedDateTime\":\"2026-06-15T00:16:40Z\"}"));
	assert_null(strstr(text_string(&t), "CSQU3054383"));
	text_free(&t);
}

/* The law. */

struct kept { /* the only event of a message, beyond the decoder's life */
	struct arena *arena;
	struct event event;
	unsigned messages;
	bool odd;
};

static const char **kept_list(struct arena *a, const char *const *list, size_t n)
{
	const char **copy = arena_alloc_array(a, n + 1, sizeof *copy);

	for (size_t i = 0; i < n; i++)
		copy[i] = arena_strdup(a, list[i]);
	return copy;
}

static void keep_words(struct arena *a, struct event *e)
{
	const char **words[] = {&e->subject, &e->code, &e->happened.text, &e->sender, &e->document, &e->place,
		&e->place_text, &e->facility, &e->facility_list, &e->transport.key, &e->transport.imo,
		&e->transport.call_sign, &e->transport.name, &e->transport.voyage, &e->transport.carrier,
		&e->transport.train, &e->transport.wagon, &e->transport.call, &e->size_type, &e->movement};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		*words[i] = arena_strdup(a, *words[i]);
}

static bool keep(void *self, const struct message *m)
{
	struct kept *k = self;
	struct event *e = &k->event;
	struct reference *references;

	k->messages++;
	for (size_t i = 0; i < m->diagnostic_count; i++)
		k->odd |= m->diagnostics[i].severity != SEVERITY_INFORMATION &&
			  strcmp(m->diagnostics[i].code, "check-digit") != 0 &&
			  strcmp(m->diagnostics[i].code, "container-number") != 0;
	if (m->event_count != 1)
		return true;
	*e = m->events[0];
	keep_words(k->arena, e);
	references = arena_alloc_array(k->arena, e->reference_count + 1, sizeof *references);
	for (size_t i = 0; i < e->reference_count; i++)
		references[i] = (struct reference){arena_strdup(k->arena, e->references[i].kind),
			arena_strdup(k->arena, e->references[i].value)};
	e->references = references;
	e->seals = kept_list(k->arena, e->seals, e->seal_count);
	e->measures = kept_list(k->arena, e->measures, e->measure_count);
	e->remarks = kept_list(k->arena, e->remarks, e->remark_count);
	return true;
}

static struct event *read_back(struct arena *a, const char *bytes, size_t n, bool strict)
{
	static struct kept k;
	struct decode_world world = {0};
	struct decode_sink sink = {.self = &k, .message = keep};
	struct decoder *d = decoder_new("DCSA", &world, NULL, &sink);

	k = (struct kept){.arena = a};
	assert_true(decoder_feed(d, bytes, n) && decoder_end(d));
	decoder_free(d);
	if (k.messages != 1 || !k.event.subject || (strict && k.odd))
		fail_msg("not read back: %.*s", (int)n, bytes);
	return &k.event;
}

static const char *of_emit(const char *name, const struct event *e, struct text *t, struct emit_told *told)
{
	const struct emitted one = {.event = e, .recorded = RECORDED};
	const struct emit_head head = {.now = RECORDED};

	*told = (struct emit_told){0, 0};
	text_clear(t);
	emit_format_named(name)->write(t, &head, &one, 1, told);
	return text_string(t);
}

static const char *bytes_told; /* what a failure is about */

static void same(const char *what, const char *a, const char *b)
{
	if ((a || b) && (!a || !b || strcmp(a, b) != 0))
		fail_msg("%s: \"%s\" became \"%s\"\nin %s", what, a ? a : "-", b ? b : "-", bytes_told);
}

static void same_number(const char *what, int64_t a, int64_t b)
{
	if (a != b)
		fail_msg("%s: %lld became %lld\nin %s", what, (long long)a, (long long)b, bytes_told);
}

static bool among(const char *const *list, size_t n, const char *s)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i], s) == 0)
			return true;
	return false;
}

static void same_list(const char *what, const char *const *a, size_t n, const char *const *b, size_t m)
{
	same_number(what, (int64_t)n, (int64_t)m);
	for (size_t i = 0; i < n; i++)
		if (!among(b, m, a[i]))
			same(what, a[i], NULL);
}

static bool refers(const struct event *e, const struct reference *r)
{
	for (size_t i = 0; i < e->reference_count; i++)
		if (strcmp(e->references[i].kind, r->kind) == 0 &&
			strcmp(e->references[i].value, r->value) == 0)
			return true;
	return false;
}

/* Under our own id it is also found by that. */
static void same_references(const struct event *a, const struct event *b)
{
	size_t more = a->function == FUNCTION_OVERRIDE ? 0 : 1;

	same_number("references", (int64_t)(a->reference_count + more), (int64_t)b->reference_count);
	for (size_t i = 0; i < a->reference_count; i++)
		if (!refers(b, &a->references[i]))
			same(a->references[i].kind, a->references[i].value, NULL);
}

static void same_transport(const struct transport_ref *a, const struct transport_ref *b)
{
	same_number("mode", a->mode, b->mode);
	same("key", a->key, b->key);
	same("call", a->call, b->call);
	same("imo", a->imo, b->imo);
	same("call sign", a->call_sign, b->call_sign);
	same("name", a->name, b->name);
	same("voyage", a->voyage, b->voyage);
	same("carrier", a->carrier, b->carrier);
	same("train", a->train, b->train);
	same("wagon", a->wagon, b->wagon);
}

static void same_fact(const struct event *a, const struct event *b)
{
	same_number("subject kind", a->subject_kind, b->subject_kind);
	same("subject", a->subject, b->subject);
	same_number("type", a->type, b->type);
	same("code", a->code, b->code);
	same_number("classifier", a->classifier, b->classifier);
	same_number("happened", a->happened.at, b->happened.at);
	same_number("offset", a->happened.offset, b->happened.offset);
}

static void same_as_3_0_has_it(const struct event *a, const struct event *b)
{
	same_fact(a, b);
	same_number("said", a->said, b->said);
	same("sender", a->sender, b->sender);
	same("place", a->place, b->place);
	same("place's text", a->place_text, b->place_text);
	same("facility", a->facility, b->facility);
	same("facility's list", a->facility ? a->facility_list : NULL, b->facility_list);
	same_transport(&a->transport, &b->transport);
	same_number("load", a->load_state, b->load_state);
	same("size-type", a->size_type, b->size_type);
	same("movement", a->movement, b->movement);
	same_list("seal", a->seals, a->seal_count, b->seals, b->seal_count);
	same_list("remark", a->remarks, a->remark_count, b->remarks, b->remark_count);
	same_list("measure", a->measures, a->measure_count, b->measures, b->measure_count);
	same_references(a, b);
	if (a->function != FUNCTION_OVERRIDE)
		return;
	same("document", a->document, b->document);
	same("time as told", a->happened.text, b->happened.text);
	if (memcmp(a->id, b->id, 16) != 0)
		fail_msg("another id\nin %s", bytes_told);
}

static void what_3_0_is_told_comes_back_as_it_was(void **state)
{
	struct arena arena = ARENA_INIT;
	struct made m = {.arena = &arena, .chance = {7}};
	struct text t = TEXT_INIT;
	struct emit_told told;
	size_t said = 0;

	(void)state;
	for (int i = 0; i < 6000; i++) {
		const struct event *e = make_event(&m);

		bytes_told = of_emit("DCSA-3.0", e, &t, &told);
		same_number("said or left out", 1, (int64_t)(told.said + told.left_out));
		said += told.said;
		if (told.said)
			same_as_3_0_has_it(e, read_back(&arena, t.bytes, t.length, true));
		else
			assert_string_equal(text_string(&t), "{\"events\":[]}");
		arena_reset(&arena);
	}
	assert_true(said > 5000);
	text_free(&t);
	arena_free(&arena);
}

/* What comes of it is written again as it was: a second reader is told the same. */
static void what_was_read_is_written_the_same(void **state)
{
	struct arena arena = ARENA_INIT;
	struct made m = {.arena = &arena, .chance = {11}};
	struct text first = TEXT_INIT, again = TEXT_INIT;
	struct emit_told told;

	(void)state;
	for (int i = 0; i < 2000; i++) {
		of_emit("DCSA-3.0", make_event(&m), &first, &told);
		if (!told.said)
			continue;
		of_emit("DCSA-3.0", read_back(&arena, first.bytes, first.length, true), &again, &told);
		json_t *a = json_loads(text_string(&first), 0, NULL),
		       *b = json_loads(text_string(&again), 0, NULL);

		if (!json_equal(a, b))
			fail_msg("%s\nbecame\n%s", text_string(&first), text_string(&again));
		json_decref(a);
		json_decref(b);
		arena_reset(&arena);
	}
	text_free(&first);
	text_free(&again);
	arena_free(&arena);
}

/* 2.2 has no sender and no time of saying, and names the container of a transport event only as a reference;
 * seals need a type that nobody tells. */
static void same_as_2_2_has_it(const struct event *a, const struct event *b)
{
	const struct reference box = {"EQUIPMENT", a->subject};
	bool called = a->transport.call && (a->type != EVENT_SHIPMENT) && a->transport.mode <= MODE_BARGE;

	if (a->type == EVENT_TRANSPORT && a->subject_kind == SUBJECT_CONTAINER)
		assert_true(refers(b, &box));
	else
		same_fact(a, b);
	same("code", a->code, b->code);
	same_number("happened", a->happened.at, b->happened.at);
	if (a->type == EVENT_EQUIPMENT) {
		same_number("load", a->load_state, b->load_state);
		same("size-type", a->size_type, b->size_type);
	}
	if (a->type == EVENT_EQUIPMENT || called)
		same("place", a->place, b->place);
	if (called) {
		same_number("mode", a->transport.mode, b->transport.mode);
		same("key", a->transport.key, b->transport.key);
		same("call", a->transport.call, b->transport.call);
		same("voyage", a->transport.voyage, b->transport.voyage);
	}
	for (size_t i = 0; i < a->reference_count; i++)
		if (a->type != EVENT_SHIPMENT && (strcmp(a->references[i].kind, "BKG") == 0 ||
							 strcmp(a->references[i].kind, "TRD") == 0))
			assert_true(refers(b, &a->references[i]));
}

static void what_2_2_is_told_comes_back_as_far_as_it_has_room(void **state)
{
	struct arena arena = ARENA_INIT;
	struct made m = {.arena = &arena, .chance = {23}};
	struct text t = TEXT_INIT;
	struct emit_told told;
	size_t said = 0;

	(void)state;
	for (int i = 0; i < 6000; i++) {
		const struct event *e = make_event(&m);

		bytes_told = of_emit("DCSA-2.2", e, &t, &told);
		said += told.said;
		if (told.said)
			same_as_2_2_has_it(e, read_back(&arena, t.bytes, t.length, false));
		arena_reset(&arena);
	}
	assert_true(said > 1000);
	text_free(&t);
	arena_free(&arena);
}

static void a_place_of_ours_is_told_by_name(void **state)
{
	struct arena arena = ARENA_INIT;
	struct event *e = box_event(), *back;
	struct text t = TEXT_INIT;

	(void)state;
	e->place = "XLYG1";
	bytes_told = written(e, &t);
	assert_null(strstr(bytes_told, "UNLocationCode"));
	back = read_back(&arena, t.bytes, t.length, true);
	same("place", NULL, back->place);
	same("place's text", "XLYG1", back->place_text);
	text_free(&t);
	arena_free(&arena);
}

static void bytes_that_are_no_utf_8_make_no_broken_json(void **state)
{
	struct event *e = box_event();
	struct text t = TEXT_INIT;
	json_t *o;

	(void)state;
	e->remarks = (const char *[]){"REASON:caf\xE9 ferm\xE9"};
	e->remark_count = 1;
	o = json_loads(written(e, &t), 0, NULL);
	assert_non_null(o);
	assert_string_equal(
		json_string_value(json_object_get(o, "reason")), "caf\xEF\xBF\xBD ferm\xEF\xBF\xBD");
	json_decref(o);
	text_free(&t);
}

static void types_are_divided_by_their_codes(void **state)
{
	(void)state;
	assert_int_equal(dcsa3_type_of(EVENT_EQUIPMENT, "GTIN"), DCSA3_EQUIPMENT);
	assert_int_equal(dcsa3_type_of(EVENT_EQUIPMENT, "WEIGHED"), DCSA3_EQUIPMENT);
	assert_int_equal(dcsa3_type_of(EVENT_TRANSPORT, "ARRI"), DCSA3_TRANSPORT);
	assert_int_equal(dcsa3_type_of(EVENT_SHIPMENT, "CONF"), DCSA3_SHIPMENT);
	for (size_t i = 0; dcsa3_code(DCSA3_IOT, i); i++)
		assert_int_equal(dcsa3_type_of(EVENT_EQUIPMENT, dcsa3_code(DCSA3_IOT, i)), DCSA3_IOT);
	for (size_t i = 0; dcsa3_code(DCSA3_REEFER, i); i++)
		assert_int_equal(dcsa3_type_of(EVENT_EQUIPMENT, dcsa3_code(DCSA3_REEFER, i)), DCSA3_REEFER);
	assert_non_null(dcsa3_code(DCSA3_IOT, 9));
	assert_non_null(dcsa3_code(DCSA3_REEFER, 1));
	assert_null(dcsa3_code(DCSA3_REEFER, 2));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_gate_in_is_said_in_full_words),
		cmocka_unit_test(what_2_2_has_no_word_for_has_one),
		cmocka_unit_test(what_has_no_word_is_not_said),
		cmocka_unit_test(a_publishers_own_id_is_kept_and_ours_given_where_there_is_none),
		cmocka_unit_test(what_was_taken_back_is_its_id_and_no_more),
		cmocka_unit_test(what_3_0_is_told_comes_back_as_it_was),
		cmocka_unit_test(what_was_read_is_written_the_same),
		cmocka_unit_test(what_2_2_is_told_comes_back_as_far_as_it_has_room),
		cmocka_unit_test(a_place_of_ours_is_told_by_name),
		cmocka_unit_test(bytes_that_are_no_utf_8_make_no_broken_json),
		cmocka_unit_test(types_are_divided_by_their_codes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
