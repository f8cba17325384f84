/* Events of every type are stored, and found by all that they name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "service/fixture.h"

#include "service/answers.h"
#include "store/event_store.h"

#include <jansson.h>
#include <string.h>

#define OPEN .created_from = INSTANT_NONE, .created_until = INSTANT_NONE
#define BOX  "LBTU0000015"
#define CALL "IMO9227273/031W@CNLYG"

static struct event told(enum event_type type, enum subject_kind kind, const char *subject, const char *code)
{
	return (struct event){.type = type,
		.subject_kind = kind,
		.subject = subject,
		.code = code,
		.load_state = LOAD_LADEN,
		.happened = {
			.at = INT64_C(1781481600000000), .offset = 28800, .precision = PRECISION_MINUTE}};
}

static void store(struct bench *b, struct event *e)
{
	struct stored_event s = {.message = 1, .intake = (const uint8_t *)"sixteen bytes ..."}, *all[] = {&s};
	struct batch *batch = batch_new(b->conn, &b->arena);
	struct fault f = {0};
	struct rows *added;

	event_identify(e, "LBTTERM");
	s.event = *e;
	assert_true(conn_begin(b->conn, &f));
	transports_add_later(batch, &b->arena, all, 1, NULL);
	assert_done(events_add_later(batch, &b->arena, b->conn, all, 1, &added, &f), f);
	assert_done(batch_run(batch, &f), f);
	assert_int_equal(rows_count(added), 1);
	s.is_new = true;
	batch = batch_new(b->conn, &b->arena);
	references_add_later(batch, &b->arena, all, 1);
	mentions_add_later(batch, &b->arena, all, 1);
	assert_done(batch_run(batch, &f), f);
	assert_done(conn_commit(b->conn, &f), f);
}

static void store_paper(struct bench *b)
{
	struct event e = told(EVENT_SHIPMENT, SUBJECT_DOCUMENT, "BKG:B:1", "CONF");

	e.references = (struct reference[]){{"EQUIPMENT", BOX}, {"TRD", "T1"}};
	e.reference_count = 2;
	store(b, &e);
}

static void store_call(struct bench *b)
{
	struct event e = told(EVENT_TRANSPORT, SUBJECT_TRANSPORT, "IMO9227273/031W", "ARRI");

	e.place = "CNLYG";
	e.transport = (struct transport_ref){.mode = MODE_VESSEL,
		.key = "IMO9227273/031W",
		.imo = "9227273",
		.voyage = "031w",
		.call = CALL};
	e.references = (struct reference[]){
		{"SERVICE", "FE2"}, {"SERVICE", "SR12345A"}, {"SERVICE", "FE2"}, {"CALL", "L-77"}};
	e.reference_count = 4;
	store(b, &e);
}

static void store_move(struct bench *b)
{
	struct event e = told(EVENT_EQUIPMENT, SUBJECT_CONTAINER, BOX, "LOAD");

	e.place = "CNLYG";
	e.transport = (struct transport_ref){.mode = MODE_VESSEL,
		.key = "IMO9227273/031W",
		.imo = "9227273",
		.voyage = "031W",
		.call = CALL};
	e.references = (struct reference[]){{"BKG", "B:1"}, {"EQUIPMENT", BOX}};
	e.reference_count = 2;
	store(b, &e);
}

static int three_events(void **state)
{
	struct bench *b;

	if (bench_setup(state))
		return -1;
	b = *state;
	store_paper(b);
	store_call(b);
	store_move(b);
	return 0;
}

/* The codes of what answers, in the order of the answer: "CONF LOAD". */
static const char *found(struct bench *b, const char *viewer, struct events_query e)
{
	struct text out = TEXT_INIT, codes = TEXT_INIT;
	struct fault f = {0};
	struct asking q = {.service = &b->service,
		.conn = b->conn,
		.arena = &b->arena,
		.viewer = viewer,
		.limit = 10,
		.out = &out,
		.fault = &f};
	struct question a = {0}, *asked_for[] = {&a};
	const char *copy, *member;
	json_t *all, *one;
	size_t i;

	do {
		assert_done(events_ask(&q, &e, &a), f);
		conn_ask(b->conn, asked_for, 1);
		if (a.fault.code)
			fail_msg("%s", a.fault.text);
	} while (!events_tell(&q, &a));
	all = json_loadb(out.bytes, out.length, JSON_REJECT_DUPLICATES, NULL);
	assert_true(json_is_array(all));
	json_array_foreach(all, i, one)
	{
		json_t *value;

		json_object_foreach(one, member, value) if (strstr(member, "EventTypeCode"))
			text_printf(&codes, i ? " %s" : "%s", json_string_value(value));
	}
	copy = arena_strdup(&b->arena, text_string(&codes));
	json_decref(all);
	text_free(&out);
	text_free(&codes);
	return copy;
}

#define FOUND(codes, ...) assert_string_equal(found(b, NULL, (struct events_query){OPEN, __VA_ARGS__}), codes)

static void an_event_is_found_by_what_it_names(void **state)
{
	static const char *const bookings[] = {"BKG"}, *const bills[] = {"TRD"}, *const conf[] = {"CONF"};
	struct bench *b = *state;

	FOUND("CONF ARRI LOAD", .types = 0);
	FOUND("CONF LOAD", .booking = "B:1");
	FOUND("CONF", .booking = "B:1", .types = 1u << EVENT_SHIPMENT);
	FOUND("", .transport_document = "T1"); /* 2.2 does not let the paper say that it refers to one */
	FOUND("CONF LOAD", .equipment_reference = BOX);
	FOUND("CONF LOAD", .equipment_reference = BOX, .booking = "B:1");
	FOUND("LOAD", .equipment_reference = BOX, .types = 1u << EVENT_EQUIPMENT);
	FOUND("ARRI LOAD", .call = CALL);
	FOUND("ARRI LOAD", .call = "L-77"); /* as a sender calls it */
	FOUND("ARRI", .call = "L-77", .types = 1u << EVENT_TRANSPORT);
	FOUND("", .service = "L-77");
	FOUND("ARRI LOAD", .imo = "9227273");
	FOUND("LOAD", .voyage = "031W");
	FOUND("ARRI", .imo = "9227273", .voyage = "031w");
	FOUND("ARRI", .service = "FE2");
	FOUND("", .service = "SR123");
	FOUND("ARRI LOAD", .location = "CNLYG");
	FOUND("ARRI", .location = "CNLYG", .types = 1u << EVENT_TRANSPORT);
	FOUND("ARRI", .imo = "9227273", .location = "CNLYG", .types = 1u << EVENT_TRANSPORT);
	FOUND("CONF", .document_types = {bookings, 1}, .types = 1u << EVENT_SHIPMENT);
	FOUND("", .document_types = {bills, 1}, .types = 1u << EVENT_SHIPMENT);
	FOUND("CONF", .codes = {conf, 1}, .types = 1u << EVENT_SHIPMENT);
	FOUND("CONF ARRI", .types = 1u << EVENT_SHIPMENT | 1u << EVENT_TRANSPORT);
}

static void a_mention_is_no_second_event(void **state)
{
	struct bench *b = *state;

	assert_int_equal(count(b, "select count(*) from event where subject = '" BOX "'"), 2);
	assert_int_equal(count(b, "select count(*) from event where subject_kind = 3"), 1);
	assert_int_equal(count(b, "select count(*) from transport_service"), 3);
	assert_int_equal(
		count(b, "select count(*) from consignment where kind = 'BKG' and value = 'B:1'"), 2);
}

/* Who sees the container does not thereby see the booking that mentions it. */
static void a_mention_is_for_who_sees_the_event(void **state)
{
	struct bench *b = *state;
	const struct events_query of_box = {OPEN, .equipment_reference = BOX}, all = {OPEN};

	asked(b,
		"insert into access (party, subject, scope) values ('carrier', 'BKG:B:1', 'all'), "
		"('terminal', '" BOX "', 'all'), ('line', 'BKG:B:1', 'own'), ('depot', '" BOX "', 'own')",
		NULL);
	asked(b, "update event set party = 'line' where code = 'CONF'", NULL);
	assert_string_equal(found(b, "carrier", of_box), "CONF");
	assert_string_equal(found(b, "terminal", of_box), "LOAD");
	assert_string_equal(found(b, "line", of_box), "CONF"); /* it told of it */
	assert_string_equal(found(b, "depot", of_box), "");
	assert_string_equal(found(b, "nobody", of_box), "");
	assert_string_equal(found(b, "carrier", all), "CONF");
	assert_string_equal(found(b, "line", all), "CONF");
	assert_string_equal(found(b, "terminal", all), "LOAD");
}

/* The first of its bookings stands in the event, others beside it: each finds it once, and in the feed's
 * order. */
static void an_event_is_found_by_each_of_its_bookings(void **state)
{
	struct bench *b = *state;
	struct event e = told(EVENT_EQUIPMENT, SUBJECT_CONTAINER, "LBTU0000020", "GTIN");

	e.place = "CNLYG";
	e.references = (struct reference[]){
		{"BKG", "B:7"}, {"BKG", "B:8"}, {"TRD", "T7"}, {"BKG", "B:7"}, {"BKG", "B:8"}, {"TRD", "T8"}};
	e.reference_count = 6;
	store(b, &e);
	e.code = "GTOT";
	e.references = (struct reference[]){{"BKG", "B:8"}, {"BKG", "B:7"}, {"TRD", "T8"}};
	e.reference_count = 3;
	store(b, &e);
	e.code = "STRP";
	e.references = (struct reference[]){{"BKG", "B:7"}};
	e.reference_count = 1;
	store(b, &e);
	FOUND("GTIN GTOT STRP", .booking = "B:7");
	FOUND("GTIN GTOT", .booking = "B:8");
	FOUND("GTIN", .transport_document = "T7");
	FOUND("GTIN GTOT", .transport_document = "T8");
	FOUND("GTOT", .transport_document = "T8", .codes = {(const char *const[]){"GTOT"}, 1});
	FOUND("GTIN GTOT", .booking = "B:7", .transport_document = "T8");
	FOUND("STRP GTOT GTIN", .booking = "B:7", .sort = {-SORT_RECORDED});
	assert_int_equal(count(b, "select sum(events) from consignment where value = 'B:7'"), 3);
}

/* Events from before 006 have their papers beside them only. */
static void an_old_event_is_found_by_its_papers_too(void **state)
{
	struct bench *b = *state;

	asked(b,
		"with e as (update event set booking = null, bill = null where code in ('GTIN', 'LOAD') "
		"returning *) "
		"insert into event_reference select split_part(r, ':', 1), substr(r, strpos(r, ':') + 1), "
		"e.id, "
		"e.subject from e cross join unnest(e.refs) r where r ~ '^(BKG|TRD):' on conflict do nothing",
		NULL);
	FOUND("CONF LOAD", .booking = "B:1");
	FOUND("GTIN GTOT STRP", .booking = "B:7");
	FOUND("GTIN GTOT", .booking = "B:8");
	FOUND("GTIN", .transport_document = "T7");
	FOUND("GTOT GTIN", .transport_document = "T8", .sort = {-SORT_RECORDED});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_event_is_found_by_what_it_names),
		cmocka_unit_test(a_mention_is_no_second_event),
		cmocka_unit_test(a_mention_is_for_who_sees_the_event),
		cmocka_unit_test(an_event_is_found_by_each_of_its_bookings),
		cmocka_unit_test(an_old_event_is_found_by_its_papers_too),
	};

	return cmocka_run_group_tests(tests, three_events, bench_teardown);
}
