/* What a post leaves behind, against a real PostgreSQL. */
#include "service/fixture.h"

#include "service/receipt.h"

#include <jansson.h>

static json_t *receipt_json(struct receipt *r)
{
	json_error_t e;
	json_t *j = json_loads(text_string(&r->json), JSON_REJECT_DUPLICATES, &e);

	if (!j)
		fail_msg("%s in %s", e.text, text_string(&r->json));
	return j;
}

static const char *member(json_t *j, const char *name)
{
	const char *s = json_string_value(json_object_get(j, name));

	return s ? s : "";
}

static long long number(json_t *j, const char *name)
{
	json_t *n = json_object_get(j, name);

	assert_true(json_is_integer(n));
	return json_integer_value(n);
}

static json_t *first_error(json_t *receipt)
{
	json_t *d;
	size_t i;

	json_array_foreach(json_object_get(receipt, "diagnostics"), i,
		d) if (strcmp(member(d, "severity"), "error") == 0) return d;
	return NULL;
}

static const char *uuid_text(struct bench *b, const struct receipt *r)
{
	struct text t = TEXT_INIT;
	const char *s;

	text_uuid(&t, r->intake);
	s = arena_strdup(&b->arena, t.bytes);
	text_free(&t);
	return s;
}

static const char *one_move(struct bench *b, const char *reference, const struct move *m, unsigned n)
{
	const char *number_ = box(&b->arena, n);

	return interchange_of(&b->arena, reference, m, &number_, 1);
}

static void a_message_is_kept_with_its_events_and_moves_the_box(void **state)
{
	struct bench *b = *state;
	struct move m = GATE_IN;
	const char *bytes = one_move(b, "K1", &m, 1), *number_ = box(&b->arena, 1);
	struct receipt r = post(b, bytes);
	json_t *j = receipt_json(&r), *first = json_array_get(json_object_get(j, "messages"), 0);
	const char *id = uuid_text(b, &r);

	assert_int_equal(r.status, RECEIPT_ACCEPTED);
	assert_string_equal(member(j, "intakeId"), id);
	assert_string_equal(member(j, "status"), "accepted");
	assert_int_equal(number(j, "events"), 1);
	assert_int_equal(number(j, "new"), 1);
	assert_int_equal(json_array_size(json_object_get(j, "messages")), 1);
	assert_string_equal(member(first, "messageId"), arena_printf(&b->arena, "%s.1", id));
	assert_string_equal(member(first, "format"), "EDIFACT");
	assert_string_equal(member(first, "reference"), "1");
	assert_string_equal(member(first, "status"), "accepted");
	assert_int_equal(number(first, "events"), 1);
	assert_true(json_is_array(json_object_get(first, "diagnostics")));
	assert_true(json_is_array(json_object_get(j, "diagnostics")));

	assert_string_equal(
		asked(b, "select status from journey where container = $1", number_), "in-terminal");
	assert_string_equal(asked(b, "select place from journey where container = $1", number_), "CNLYG");
	assert_string_equal(asked(b, "select count(*) from event where subject = $1", number_), "1");
	assert_string_equal(asked(b,
				    "select events from consignment where container = $1 and kind = "
				    "'BKG' and value = 'BKLBT1'",
				    number_),
		"1");
	assert_string_equal(asked(b, "select number_failed from container where number = $1", number_), "f");
	assert_string_equal(
		asked(b, "select receipt from intake where id = $1::uuid", id), text_string(&r.json));
	assert_string_equal(
		asked(b, "select convert_from(bytes, 'UTF8') from intake_chunk where intake = $1::uuid", id),
		bytes);
	assert_string_equal(
		asked(b, "select type || events || new_events || status from message where intake = $1::uuid",
			id),
		"CODECO11accepted");
	json_decref(j);
	receipt_free(&r);
}

#define EVERYTHING                                                                                           \
	"select concat_ws('/', (select count(*) from intake), (select count(*) from message), (select "      \
	"count(*) from event), "                                                                             \
	"(select md5(string_agg(j::text, ',' order by container)) from journey j))"

static void the_same_bytes_again_change_nothing_and_name_the_first_intake(void **state)
{
	struct bench *b = *state;
	struct move m = GATE_IN;
	const char *bytes = one_move(b, "D1", &m, 2), *before;
	struct receipt first = post(b, bytes), again;
	json_t *j;

	before = asked(b, EVERYTHING, NULL);
	again = post(b, bytes);
	j = receipt_json(&again);
	assert_int_equal(again.status, RECEIPT_DUPLICATE);
	assert_memory_equal(again.intake, first.intake, 16);
	assert_string_equal(member(j, "status"), "duplicate");
	assert_int_equal(number(j, "events"), 1);
	assert_int_equal(number(j, "new"), 0);
	assert_int_equal(json_array_size(json_object_get(j, "messages")), 1);
	assert_string_equal(asked(b, EVERYTHING, NULL), before);
	json_decref(j);
	receipt_free(&first);
	receipt_free(&again);
}

static void a_message_known_from_other_bytes_adds_no_event(void **state)
{
	struct bench *b = *state;
	struct move m = GATE_IN;
	struct receipt first = post(b, one_move(b, "O1", &m, 3));
	long long events = count(b, "select count(*) from event");
	struct receipt again = post(b, one_move(b, "O2", &m, 3)); /* another UNB reference */

	assert_int_equal(again.status, RECEIPT_DUPLICATE);
	assert_int_equal(again.events, 1);
	assert_int_equal(again.new_events, 0);
	assert_memory_not_equal(again.intake, first.intake, 16);
	assert_int_equal(count(b, "select count(*) from event"), events);
	assert_string_equal(
		asked(b, "select status from intake where id = $1::uuid", uuid_text(b, &again)), "accepted");
	receipt_free(&first);
	receipt_free(&again);
}

static void the_same_bytes_of_another_sender_are_another_intake(void **state)
{
	struct bench *b = *state;
	struct move m = GATE_IN;
	const char *bytes = one_move(b, "S1", &m, 4);
	struct receipt first = post(b, bytes), other = post_as(b, bytes, "someone");

	assert_memory_not_equal(other.intake, first.intake, 16);
	assert_int_equal(other.events, 1);
	assert_int_equal(other.new_events, 1); /* of another party: its own */
	receipt_free(&first);
	receipt_free(&other);
}

static void a_message_twice_in_one_delivery_counts_once(void **state)
{
	struct bench *b = *state;
	struct move m = GATE_IN;
	const char *number_ = box(&b->arena, 5);
	struct text t = TEXT_INIT;
	struct receipt r;

	begin_interchange(&t, "T1");
	add_message(&t, &m, &number_, 1);
	add_message(&t, &m, &number_, 1);
	end_interchange(&t, 2, "T1");
	r = post(b, t.bytes);
	assert_int_equal(r.messages, 2);
	assert_int_equal(r.events, 2);
	assert_int_equal(r.new_events, 1);
	assert_string_equal(asked(b,
				    "select string_agg(new_events::text, ',' order by new_events) from "
				    "message where intake = $1::uuid",
				    uuid_text(b, &r)),
		"0,1");
	text_free(&t);
	receipt_free(&r);
}

static const char *broken(struct bench *b, unsigned n)
{
	const char *number_ = box(&b->arena, n);

	return arena_printf(&b->arena,
		"UNB+UNOA:2+LBTTERM+LBTHUB+260615:1200+B%u'UNH+1+CODECO:D:95B:UN:ITG14'BGM+34+LBB%u+9'EQD+CN+"
		"%s+22G1'",
		n, n, number_);
}

static void what_is_refused_is_kept_with_its_reasons(void **state)
{
	struct bench *b = *state;
	const char *bytes = broken(b, 6);
	struct receipt r = post(b, bytes), again;
	json_t *j = receipt_json(&r), *d = first_error(j);

	assert_int_equal(r.status, RECEIPT_REJECTED);
	assert_string_equal(member(j, "status"), "rejected");
	assert_int_equal(r.events, 0);
	assert_non_null(d);
	assert_true(strlen(member(d, "text")) > 0);
	assert_string_equal(
		asked(b, "select status from intake where id = $1::uuid", uuid_text(b, &r)), "rejected");
	assert_string_equal(
		asked(b, "select convert_from(bytes, 'UTF8') from intake_chunk where intake = $1::uuid",
			uuid_text(b, &r)),
		bytes);
	assert_string_equal(
		asked(b, "select count(*) from container where number = $1", box(&b->arena, 6)), "0");
	/* refused bytes are no duplicate: the program may have learnt meanwhile */
	again = post(b, bytes);
	assert_int_equal(again.status, RECEIPT_REJECTED);
	assert_memory_not_equal(again.intake, r.intake, 16);
	json_decref(j);
	receipt_free(&r);
	receipt_free(&again);
}

static void one_good_and_one_refused_message_are_both_told(void **state)
{
	struct bench *b = *state;
	struct move m = GATE_IN;
	const char *number_ = box(&b->arena, 7);
	struct text t = TEXT_INIT;
	struct receipt r;
	json_t *j, *messages;

	begin_interchange(&t, "G1");
	add_message(&t, &m, &number_, 1);
	text_say(&t, "UNH+2+NOSUCH:D:95B:UN'BGM+34+X+9'UNT+3+2'");
	end_interchange(&t, 2, "G1");
	r = post(b, t.bytes);
	j = receipt_json(&r);
	messages = json_object_get(j, "messages");
	assert_int_equal(r.status, RECEIPT_WARNINGS);
	assert_int_equal(json_array_size(messages), 2);
	assert_string_equal(member(json_array_get(messages, 0), "status"), "accepted");
	assert_string_equal(member(json_array_get(messages, 1), "status"), "rejected");
	assert_int_equal(number(json_array_get(messages, 1), "events"), 0);
	assert_true(json_array_size(json_object_get(j, "diagnostics")) >= 1);
	assert_string_equal(asked(b, "select count(*) from journey where container = $1", number_), "1");
	json_decref(j);
	text_free(&t);
	receipt_free(&r);
}

static void a_cut_delivery_after_the_whole_one_is_no_duplicate(void **state)
{
	struct bench *b = *state;
	struct move m = GATE_IN;
	const char *first = box(&b->arena, 16), *second = box(&b->arena, 17);
	struct text t = TEXT_INIT;
	struct receipt whole, cut;
	json_t *j;

	begin_interchange(&t, "W1");
	add_message(&t, &m, &first, 1);
	add_message(&t, &m, &second, 1);
	end_interchange(&t, 2, "W1");
	whole = post(b, t.bytes);
	assert_int_equal(whole.status, RECEIPT_ACCEPTED);
	strstr(strstr(t.bytes, "UNT+") + 1, "UNT+")[0] = '\0';
	cut = post(b, t.bytes);
	j = receipt_json(&cut);
	assert_int_equal(cut.new_events, 0);
	assert_int_equal(cut.events, 1);
	assert_int_equal(cut.status, RECEIPT_WARNINGS);
	assert_string_equal(member(j, "status"), "accepted-with-warnings");
	assert_non_null(first_error(j));
	assert_string_equal(asked(b, "select status from intake where id = $1::uuid", uuid_text(b, &cut)),
		"accepted-with-warnings");
	json_decref(j);
	text_free(&t);
	receipt_free(&whole);
	receipt_free(&cut);
}

static void bytes_of_no_format_are_refused_and_kept(void **state)
{
	static const char *const rows[] = {"", "hello", "ISA*00*          *00*", "\xFF\xFE\x00", "UN"};
	struct bench *b = *state;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct receipt r = post(b, rows[i]);
		json_t *j = receipt_json(&r);

		assert_int_equal(r.status, RECEIPT_REJECTED);
		assert_true(json_array_size(json_object_get(j, "diagnostics")) >= 1);
		assert_string_equal(
			asked(b, "select status from intake where id = $1::uuid", uuid_text(b, &r)),
			"rejected");
		json_decref(j);
		receipt_free(&r);
	}
}

static void a_content_type_of_any_bytes_is_no_fault(void **state)
{
	struct bench *b = *state;
	struct move m = GATE_IN;
	const char *bytes = one_move(b, "CT", &m, 15);
	struct delivery d = {.sender = "local",
		.channel = "post",
		.content_type = "x/\xFFy\x01",
		.name = "\xC3",
		.bytes = bytes,
		.length = strlen(bytes)};
	struct receipt r;
	struct fault f = {0};

	assert_done(ingest_post(&b->service, b->conn, &d, &r, &f), f);
	assert_int_equal(r.status, RECEIPT_ACCEPTED);
	assert_string_equal(
		asked(b, "select content_type || name from intake where id = $1::uuid", uuid_text(b, &r)),
		"x/?y??");
	receipt_free(&r);
}

/* A megabyte of nonsense must not come back as a hundred. */
static void a_receipt_has_a_bound_and_says_where_the_rest_is(void **state)
{
	struct bench *b = *state;
	struct text body = TEXT_INIT;
	struct receipt r;

	text_say(&body, "UNB+UNOA:2+A+B+260615:0800+MANY'");
	for (int i = 0; i < 400; i++) {
		text_printf(&body, "UNH+%d+CODECO:D:95B:UN'BGM+34+Z%d+9'", i, i);
		for (int k = 0; k < 210; k++)
			text_say(&body, "D'");
		text_printf(&body, "UNT+213+%d'", i);
	}
	text_say(&body, "UNZ+400+MANY'");
	r = post_as(b, text_string(&body), "loud");
	assert_true(r.json.length < 4 * LIMIT_RECEIPT);
	assert_true(r.json.length > LIMIT_RECEIPT);
	assert_non_null(strstr(text_string(&r.json), "\"code\":\"diagnostics-elsewhere\""));
	assert_string_equal(asked(b,
				    "select count(*) from message m join intake i on i.id = m.intake where "
				    "i.sender = $1 and m.diagnostics <> '[]'",
				    "loud"),
		"400");
	receipt_free(&r);
	text_free(&body);
}

static void more_messages_than_the_setting_allows_are_refused_whole(void **state)
{
	struct bench *b = *state;
	uint32_t most = b->service.settings.messages_most;
	struct move m = GATE_IN;
	const char *number_ = box(&b->arena, 8);
	struct text t = TEXT_INIT;
	struct receipt r;

	b->service.settings.messages_most = 2;
	begin_interchange(&t, "M1");
	for (int i = 0; i < 3; i++)
		add_message(&t, &m, &number_, 1);
	end_interchange(&t, 3, "M1");
	r = post(b, t.bytes);
	b->service.settings.messages_most = most;
	assert_int_equal(r.status, RECEIPT_REJECTED);
	assert_non_null(strstr(r.json.bytes, "too-many-messages"));
	assert_string_equal(asked(b, "select count(*) from container where number = $1", number_), "0");
	text_free(&t);
	receipt_free(&r);
}

static void bytes_of_several_pieces_come_back_whole(void **state)
{
	struct bench *b = *state;
	struct move m = GATE_IN;
	const char *number_ = box(&b->arena, 9);
	struct text t = TEXT_INIT;
	struct receipt r;

	begin_interchange(&t, "P1");
	add_message(&t, &m, &number_, 1);
	end_interchange(&t, 1, "P1");
	while (t.length <= 2 * LIMIT_CHUNK + 17)
		text_say(&t, "\r\n");
	r = post(b, t.bytes);
	assert_int_not_equal(r.status, RECEIPT_REJECTED);
	assert_string_equal(asked(b,
				    "select count(*) || ' ' || max(length(bytes)) from intake_chunk where "
				    "intake = $1::uuid",
				    uuid_text(b, &r)),
		"3 1048576");
	assert_string_equal(asked(b,
				    "select encode(sha256(string_agg(c.bytes, '' order by line)), 'hex') = "
				    "encode(i.sha256, 'hex') from intake i, intake_chunk c "
				    "where c.intake = i.id and i.id = $1::uuid group by i.sha256",
				    uuid_text(b, &r)),
		"t");
	text_free(&t);
	receipt_free(&r);
}

static void a_party_gets_to_see_what_it_told_of(void **state)
{
	struct bench *b = *state;
	struct move m = GATE_IN;
	const char *number_ = box(&b->arena, 10);
	struct receipt r = post_as(b, one_move(b, "A1", &m, 10), "carrier");

	assert_string_equal(asked(b, "select party from access where subject = $1", number_), "carrier");
	receipt_free(&r);
}

static void a_cancelled_move_never_was(void **state)
{
	struct bench *b = *state;
	struct move in = GATE_IN, out = GATE_IN, cancel;
	const char *number_ = box(&b->arena, 11);
	struct receipt r;

	out.kind = "36";
	out.document = "LBT2";
	out.said = "202606161200";
	out.happened = "202606161130";
	cancel = out;
	cancel.function = 1;
	cancel.said = "202606161300";
	r = post(b, one_move(b, "C1", &in, 11));
	receipt_free(&r);
	r = post(b, one_move(b, "C2", &out, 11));
	receipt_free(&r);
	assert_string_equal(
		asked(b, "select status from journey where container = $1", number_), "on-the-road");
	r = post(b, one_move(b, "C3", &cancel, 11));
	receipt_free(&r);
	assert_string_equal(
		asked(b, "select status from journey where container = $1", number_), "in-terminal");
	assert_string_equal(asked(b, "select voids from journey where container = $1", number_), "t");
}

/* DCSA 2.2 cannot say "withdrawn": whatever came first, what was withdrawn is not told there, and the rest
 * is. */
static void a_cancelled_move_is_not_told_to_dcsa(void **state)
{
	struct bench *b = *state;

	for (unsigned order = 0; order < 6; order++) {
		struct move in = GATE_IN, out = GATE_IN, cancel;
		const char *number_ = box(&b->arena, 200 + order), *message[3];
		struct receipt r;

		out.kind = "36";
		out.document = "LBT2";
		out.said = "202606161200";
		out.happened = "202606161130";
		cancel = out;
		cancel.function = 1;
		cancel.said = "202606161300";
		message[0] = one_move(b, arena_printf(&b->arena, "VI%u", order), &in, 200 + order);
		message[1] = one_move(b, arena_printf(&b->arena, "VO%u", order), &out, 200 + order);
		message[2] = one_move(b, arena_printf(&b->arena, "VC%u", order), &cancel, 200 + order);
		for (unsigned i = 0, first = order % 3, second = (first + 1 + order / 3) % 3; i < 3; i++) {
			unsigned next = i == 0 ? first : i == 1 ? second : 3 - first - second;

			r = post(b, message[next]);
			receipt_free(&r);
		}
		assert_string_equal(asked(b,
					    "select string_agg(code, ',') from event where subject = $1 and "
					    "dcsa is not null",
					    number_),
			"GTIN");
		assert_string_equal(asked(b, "select count(*) from event where subject = $1", number_), "3");
	}
}

static void an_older_message_that_comes_late_does_not_move_the_box_back(void **state)
{
	struct bench *b = *state;
	struct move early = GATE_IN, late = GATE_IN;
	struct receipt r;

	late.kind = "36";
	late.document = "LBT2";
	late.happened = "202606171130";
	r = post(b, one_move(b, "L2", &late, 12));
	receipt_free(&r);
	r = post(b, one_move(b, "L1", &early, 12));
	receipt_free(&r);
	assert_string_equal(asked(b, "select status from journey where container = $1", box(&b->arena, 12)),
		"on-the-road");
}

static void a_big_message_goes_in_several_statements(void **state)
{
	enum { BOXES = LIMIT_BATCH_EVENTS + 100 };
	struct bench *b = *state;
	const char **boxes = arena_alloc_array(&b->arena, BOXES, sizeof *boxes);
	struct move m = GATE_IN;
	struct receipt r;

	for (unsigned i = 0; i < BOXES; i++)
		boxes[i] = box(&b->arena, 100000 + i);
	r = post(b, interchange_of(&b->arena, "BIG", &m, boxes, BOXES));
	assert_int_equal(r.events, BOXES);
	assert_int_equal(r.new_events, BOXES);
	assert_int_equal(count(b, "select count(*) from journey where container >= 'LBTU100000' and "
				  "container < 'LBTU2' and status = 'in-terminal'"),
		BOXES);
	receipt_free(&r);
}

static void replay_adds_what_was_refused_before(void **state)
{
	struct bench *b = *state;
	struct move m = GATE_IN;
	const char *bytes = one_move(b, "R1", &m, 13), *id;
	struct receipt r, again;
	struct fault f = {0};

	/* refused when it came, for a limit that is wider now */
	b->service.settings.messages_most = 1;
	bytes = arena_printf(&b->arena, "%s%s", bytes, one_move(b, "R2", &m, 14));
	r = post(b, bytes);
	b->service.settings.messages_most = 1000;
	assert_int_equal(r.status, RECEIPT_REJECTED);
	id = uuid_text(b, &r);
	assert_done(ingest_replay(&b->service, b->conn, r.intake, NULL, &again, &f), f);
	assert_int_not_equal(again.status, RECEIPT_REJECTED);
	assert_memory_equal(again.intake, r.intake, 16);
	assert_int_equal(again.new_events, 2);
	assert_string_equal(asked(b, "select new_events from intake where id = $1::uuid", id), "2");
	assert_string_equal(asked(b, "select status from journey where container = $1", box(&b->arena, 14)),
		"in-terminal");
	assert_string_equal(
		asked(b, "select receipt from intake where id = $1::uuid", id), text_string(&again.json));
	receipt_free(&again);
	/* and once more: nothing is new, nothing is lost */
	assert_done(ingest_replay(&b->service, b->conn, r.intake, NULL, &again, &f), f);
	assert_int_equal(again.new_events, 0);
	assert_string_equal(asked(b, "select new_events from intake where id = $1::uuid", id), "2");
	assert_string_equal(asked(b, "select sum(new_events) from message where intake = $1::uuid", id), "2");
	receipt_free(&again);
	receipt_free(&r);
}

#define INTAKE                                                                                               \
	"select concat_ws('/', i::text, (select string_agg(m::text, ',' order by line) from message m "      \
	"where "                                                                                             \
	"m.intake = i.id)) from intake i where id = $1::uuid"

static void replay_without_news_leaves_the_receipt_as_it_was_answered(void **state)
{
	struct bench *b = *state;
	struct move m = GATE_IN;
	const char *bytes[] = {one_move(b, "Q1", &m, 18), broken(b, 19)};
	const enum receipt_status answers[] = {RECEIPT_DUPLICATE, RECEIPT_REJECTED};

	for (size_t i = 0; i < 2; i++) {
		struct receipt r = post(b, bytes[i]), again;
		const char *id = uuid_text(b, &r), *before = asked(b, INTAKE, id);
		struct fault f = {0};

		assert_done(ingest_replay(&b->service, b->conn, r.intake, NULL, &again, &f), f);
		assert_int_equal(again.status, answers[i]);
		assert_int_equal(again.new_events, 0);
		assert_string_equal(asked(b, INTAKE, id), before);
		assert_string_equal(
			asked(b, "select receipt from intake where id = $1::uuid", id), text_string(&r.json));
		receipt_free(&again);
		receipt_free(&r);
	}
}

static void replay_of_what_was_refused_and_is_known_by_now_is_told(void **state)
{
	struct bench *b = *state;
	struct move m = GATE_IN;
	const char *bytes =
		arena_printf(&b->arena, "%s%s", one_move(b, "V1", &m, 20), one_move(b, "V2", &m, 21));
	struct receipt r, known, again;
	struct fault f = {0};

	b->service.settings.messages_most = 1;
	r = post(b, bytes);
	b->service.settings.messages_most = 1000;
	assert_int_equal(r.status, RECEIPT_REJECTED);
	known = post(b, arena_printf(&b->arena, "%s\r\n", bytes));
	assert_int_equal(known.new_events, 2);
	assert_done(ingest_replay(&b->service, b->conn, r.intake, NULL, &again, &f), f);
	assert_int_equal(again.new_events, 0);
	assert_string_equal(
		asked(b, "select status from intake where id = $1::uuid", uuid_text(b, &r)), "accepted");
	receipt_free(&again);
	receipt_free(&known);
	receipt_free(&r);
}

static void replay_of_an_unknown_intake_says_so(void **state)
{
	struct bench *b = *state;
	const uint8_t nobody[16] = {1, 2, 3};
	struct receipt r;
	struct fault f = {0};

	assert_false(ingest_replay(&b->service, b->conn, nobody, NULL, &r, &f));
	assert_int_equal(f.code, FAULT_UNKNOWN);
}

static const char *intake_of(struct bench *b, const struct receipt *r, const char *what)
{
	return asked(b, arena_printf(&b->arena, "select %s from intake i where id = $1::uuid", what),
		uuid_text(b, r));
}

#define PIECES   "(select count(*) from intake_chunk where intake = i.id)"
#define MESSAGES "(select count(*) from message where intake = i.id)"

static void of_what_is_refused_a_senders_share_is_kept(void **state)
{
	struct bench *b = *state;
	struct service_settings *s = &b->service.settings, usual = *s;
	const char *bytes = broken(b, 30);
	struct move m = GATE_IN;
	struct receipt r;
	struct fault f = {0};
	json_t *j;

	s->refused_most = 2 * strlen(bytes) + 1;
	for (int i = 0; i < 2; i++) {
		r = post_as(b, bytes, "flood");
		assert_false(r.unkept);
		assert_string_equal(intake_of(b, &r, "kept || ' ' || " PIECES), "true 1");
		receipt_free(&r);
	}
	r = post_as(b, bytes, "flood");
	assert_true(r.unkept);
	assert_int_equal(r.status, RECEIPT_REJECTED);
	j = receipt_json(&r);
	assert_int_equal(json_array_size(json_object_get(j, "messages")), 1);
	assert_non_null(first_error(j));
	assert_non_null(strstr(r.json.bytes, "\"not-kept\""));
	json_decref(j);
	assert_string_equal(intake_of(b, &r, "kept || ' ' || status || ' ' || " PIECES " || " MESSAGES),
		"false rejected 00");
	assert_string_equal(intake_of(b, &r, "bytes"), arena_printf(&b->arena, "%zu", strlen(bytes)));
	assert_string_equal(intake_of(b, &r, "sha256 = sha256(convert_to('x', 'UTF8'))"), "f");
	assert_string_equal(
		intake_of(b, &r,
			"sha256 = (select sha256 from intake k where sender = 'flood' and kept limit 1)"),
		"t");
	j = json_loads(intake_of(b, &r, "receipt"), JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(j);
	assert_string_equal(member(j, "status"), "rejected");
	assert_int_equal(json_array_size(json_object_get(j, "messages")), 0);
	assert_int_equal(json_array_size(json_object_get(j, "diagnostics")), 2);
	assert_non_null(first_error(j));
	json_decref(j);
	assert_false(ingest_replay(&b->service, b->conn, r.intake, NULL, &(struct receipt){0}, &f));
	assert_int_equal(f.code, FAULT_GONE);
	receipt_free(&r);

	r = post_as(b, bytes, "other"); /* has a share of its own */
	assert_false(r.unkept);
	receipt_free(&r);
	r = post_as(b, one_move(b, "F1", &m, 31), "flood"); /* what is taken has no limit */
	assert_string_equal(intake_of(b, &r, "kept || ' ' || " PIECES " || " MESSAGES), "true 11");
	receipt_free(&r);
	asked(b, "update intake set received = received - interval '25 hours' where sender = $1", "flood");
	r = post_as(b, bytes, "flood"); /* another day */
	assert_false(r.unkept);
	receipt_free(&r);
	*s = usual;
}

static void of_what_is_refused_so_many_deliveries_are_kept(void **state)
{
	struct bench *b = *state;
	struct service_settings *s = &b->service.settings, usual = *s;
	struct delivery imported = {.sender = "many", .channel = "import", .bytes = "UNB", .length = 3};
	struct receipt r;
	struct fault f = {0};

	s->refusals_most = 2;
	for (unsigned i = 0; i < 4; i++) {
		r = post_as(b, broken(b, 32 + i), "many");
		assert_int_equal(r.unkept, i >= 2);
		receipt_free(&r);
	}
	assert_done(ingest_post(&b->service, b->conn, &imported, &r, &f), f); /* by the operator himself */
	assert_int_equal(r.status, RECEIPT_REJECTED);
	assert_string_equal(intake_of(b, &r, "kept || ' ' || " PIECES), "true 1");
	receipt_free(&r);
	*s = usual;
}

static void embedded_places_are_loaded_once(void **state)
{
	struct bench *b = *state;
	const char *xmin = "select md5(string_agg(code || xmin::text, ',' order by code)) from place";
	const char *before = asked(b, xmin, NULL);
	struct service again;
	struct fault f = {0};

	assert_true(count(b, "select count(*) from place where source = 'landbridge'") >= 150);
	assert_true(count(b, "select count(*) from facility") >= 20);
	assert_done(service_open(&again, b->db, &b->service.settings, &f), f);
	assert_string_equal(asked(b, xmin, NULL), before);
	service_close(&again);
}

static void a_place_that_is_added_is_known_after_a_reload(void **state)
{
	struct bench *b = *state;
	struct fault f = {0};
	struct world *w;

	asked(b, "insert into place (code, name_en, country, source) values ('XXNEW', 'New', 'XX', 'user')",
		NULL);
	w = service_world(&b->service);
	assert_null(world_place(w, "XXNEW"));
	assert_done(service_reload_places(&b->service, &f), f);
	assert_null(world_place(w, "XXNEW")); /* who holds the old world keeps it */
	world_release(w);
	w = service_world(&b->service);
	assert_non_null(world_place(w, "XXNEW"));
	world_release(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_message_is_kept_with_its_events_and_moves_the_box),
		cmocka_unit_test(the_same_bytes_again_change_nothing_and_name_the_first_intake),
		cmocka_unit_test(a_message_known_from_other_bytes_adds_no_event),
		cmocka_unit_test(the_same_bytes_of_another_sender_are_another_intake),
		cmocka_unit_test(a_message_twice_in_one_delivery_counts_once),
		cmocka_unit_test(what_is_refused_is_kept_with_its_reasons),
		cmocka_unit_test(one_good_and_one_refused_message_are_both_told),
		cmocka_unit_test(a_cut_delivery_after_the_whole_one_is_no_duplicate),
		cmocka_unit_test(bytes_of_no_format_are_refused_and_kept),
		cmocka_unit_test(a_content_type_of_any_bytes_is_no_fault),
		cmocka_unit_test(a_receipt_has_a_bound_and_says_where_the_rest_is),
		cmocka_unit_test(more_messages_than_the_setting_allows_are_refused_whole),
		cmocka_unit_test(bytes_of_several_pieces_come_back_whole),
		cmocka_unit_test(a_party_gets_to_see_what_it_told_of),
		cmocka_unit_test(a_cancelled_move_never_was),
		cmocka_unit_test(a_cancelled_move_is_not_told_to_dcsa),
		cmocka_unit_test(an_older_message_that_comes_late_does_not_move_the_box_back),
		cmocka_unit_test(a_big_message_goes_in_several_statements),
		cmocka_unit_test(replay_adds_what_was_refused_before),
		cmocka_unit_test(replay_without_news_leaves_the_receipt_as_it_was_answered),
		cmocka_unit_test(replay_of_what_was_refused_and_is_known_by_now_is_told),
		cmocka_unit_test(replay_of_an_unknown_intake_says_so),
		cmocka_unit_test(of_what_is_refused_a_senders_share_is_kept),
		cmocka_unit_test(of_what_is_refused_so_many_deliveries_are_kept),
		cmocka_unit_test(embedded_places_are_loaded_once),
		cmocka_unit_test(a_place_that_is_added_is_known_after_a_reload),
	};

	return cmocka_run_group_tests(tests, bench_setup, bench_teardown);
}
