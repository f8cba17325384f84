/* A big body, written in slices, leaves what it would leave if it were held as a whole, and is answered the
 * same. */
#include "service/fixture.h"

static const char *report(struct bench *b, unsigned n, const char *boxes_of_it, unsigned from, unsigned count)
{
	struct text t = TEXT_INIT;
	const char *kept;

	text_printf(&t, "UNH+%u+COARRI:D:95B:UN:SMDG12'BGM+44+SHIP%u+9'DTM+137:202606151200:203'", n, n);
	text_printf(&t, "TDT+20+0%u1W+1++LBC:172:20+++LBSH%u:103::LANDBRIDGE %u'", n % 3, n % 3, n % 3);
	text_printf(&t, "LOC+11+CNLYG:139:6'DTM+132:2026061%u0800:203'NAD+CF+LBC:160:20'", n % 3);
	for (unsigned i = 0; i < count; i++) {
		text_printf(&t, "EQD+CN+%s+22G1:102:5++%s+5'RFF+BN:BK%u'", box(&b->arena, from + i),
			boxes_of_it, i % 5);
		text_printf(&t, "DTM+203:2026061511%02u:203'LOC+11+CNLYG:139:6'", i % 60);
	}
	text_printf(&t, "CNT+16:%u'UNT+1+%u'", count, n);
	kept = arena_strndup(&b->arena, t.bytes, t.length);
	text_free(&t);
	return kept;
}

/* By rail: each box has a transport. */
static const char *gate(struct bench *b, unsigned n, unsigned from, unsigned count, const char *end)
{
	struct text t = TEXT_INIT;
	const char *kept;

	text_printf(&t, "UNH+%u+CODECO:D:95B:UN:ITG14'BGM+36+GATE%u+9'DTM+137:202606171200:203'", n, n);
	for (unsigned i = 0; i < count; i++) {
		text_printf(&t, "EQD+CN+%s+22G1:102:5++3+5'RFF+BN:BK%u'DTM+7:202606171%u30:203'",
			box(&b->arena, from + i), i, i % 10);
		text_printf(&t, "LOC+165+CNLYG:139:6'TDT+1+K%u+2'", i % 4);
	}
	text_say(&t, end);
	kept = arena_strndup(&b->arena, t.bytes, t.length);
	text_free(&t);
	return kept;
}

/* Ships, gates, a message without an end whose boxes nothing else names, boxes told of again and twice alike.
 */
static const char *big_body(struct bench *b, const char *reference)
{
	const struct move cancelled = {.type = "CODECO",
		.reference = "8",
		.document = "GATE3",
		.kind = "36",
		.function = 1,
		.said = "202606181200",
		.happened = "202606171030",
		.place = "CNLYG"};
	const char *some = box(&b->arena, 205);
	struct text t = TEXT_INIT;
	const char *whole;

	begin_interchange(&t, reference);
	text_say(&t, report(b, 1, "3", 200, 60));
	text_say(&t, report(b, 2, "16", 230, 20));
	text_say(&t, gate(b, 3, 200, 50, "UNT+252+3'"));
	text_say(&t, gate(b, 4, 700, 400, ""));
	text_say(&t, report(b, 5, "9", 300, 30));
	text_say(&t, gate(b, 3, 200, 50, "UNT+252+3'"));
	add_message(&t, &cancelled, &some, 1);
	text_say(&t, gate(b, 7, 600, 9, "UNT+48+7'"));
	end_interchange(&t, 8, reference);
	whole = arena_strndup(&b->arena, t.bytes, t.length);
	text_free(&t);
	return whole;
}

/* All that is stored, but for what tells when. */
static const struct stored {
	const char *table, *columns;
} stored[] = {
	{"event", "id, subject, line, message, happened, said, code, place, transport, call, sender, refs, "
		  "dcsa, booking, bill"},
	{"event_reference", "kind, value, event, subject"},
	{"lookup", "value, kind, subject"},
	{"container", "number, number_failed, size_type"},
	{"journey",
		"container, number, status, place, code, since, said, event, voids, load_state, transport"},
	{"transport", "key, mode, imo, call_sign, name, voyage, carrier"},
	{"transport_call", "key, transport, place"},
	{"message", "line, type, reference, document, sender, recipient, status, events, new_events, "
		    "byte_offset, "
		    "byte_length, diagnostics"},
	{"intake", "sha256, status, messages, events, new_events, format"},
	{"intake_chunk", "line, bytes"},
	{"access", "party, subject"},
};

static const char *state_of(struct bench *b)
{
	struct text all = TEXT_INIT;
	const char *kept;

	for (size_t i = 0; i < sizeof stored / sizeof *stored; i++) {
		const char *sum = arena_printf(&b->arena,
			"select md5(string_agg(t::text, ';' order by t::text)) from (select %s from %s) t",
			stored[i].columns, stored[i].table);

		text_printf(&all, "%s %s\n", stored[i].table, asked(b, sum, NULL));
	}
	kept = arena_strndup(&b->arena, all.bytes, all.length);
	text_free(&all);
	return kept;
}

static void forget_all(struct bench *b)
{
	forget(b);
	asked(b, "truncate access", NULL);
}

/* The receipt without the intake's id. */
static const char *answer_of(struct bench *b, const struct receipt *r)
{
	struct text id = TEXT_INIT;
	char *copy = arena_strdup(&b->arena, r->json.bytes), *at;

	text_uuid(&id, r->intake);
	for (at = copy; (at = strstr(at, id.bytes)); at += 36)
		memset(at, '-', 36);
	text_free(&id);
	return copy;
}

static struct receipt post_in_slices(struct bench *b, const char *bytes, uint32_t events, const char *party)
{
	struct receipt r;

	b->service.settings.slice_events = events;
	r = post_as(b, bytes, party);
	b->service.settings.slice_events = 0;
	return r;
}

static void slices_of_any_size_leave_the_same(void **state)
{
	static const uint32_t sizes[] = {0, 1, 7, 64};
	struct bench *b = *state;
	const char *bytes = big_body(b, "S1"), *as_whole = NULL, *answer = NULL;

	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct receipt r;

		assert_true(strlen(bytes) > sizes[i] * 256 || !sizes[i]);
		forget_all(b);
		r = post_in_slices(b, bytes, sizes[i], "LINE");
		assert_int_equal(r.status, RECEIPT_WARNINGS);
		assert_true(r.new_events < r.events);
		if (!i) {
			as_whole = state_of(b);
			answer = answer_of(b, &r);
		}
		assert_string_equal(answer_of(b, &r), answer);
		assert_string_equal(state_of(b), as_whole);
		assert_int_equal(
			count(b, "select count(*) from event where party is distinct from 'LINE'"), 0);
		receipt_free(&r);
	}
	/* what a refused message says is nowhere */
	assert_string_equal(
		asked(b, "select count(*) from container where number = $1", box(&b->arena, 705)), "0");
	assert_string_equal(
		asked(b, "select count(*) from access where subject = $1", box(&b->arena, 705)), "0");
	assert_int_equal(count(b, "select max(line) + 1 - count(distinct line) from event"),
		count(b, "select sum(events) - sum(new_events) from message"));
}

static void a_big_body_beside_what_is_known_leaves_the_same(void **state)
{
	struct bench *b = *state;
	const char *bytes = big_body(b, "S2"), *as_whole = NULL, *answer = NULL;

	for (uint32_t size = 0; size < 10; size += 5) {
		struct receipt r;

		forget_all(b);
		r = post(b, interchange_of(&b->arena, "S2-", &GATE_IN, boxes_of(b, 190, 30, false), 30));
		receipt_free(&r);
		r = post_in_slices(b, bytes, size, NULL);
		if (!size) {
			as_whole = state_of(b);
			answer = answer_of(b, &r);
		}
		assert_string_equal(answer_of(b, &r), answer);
		assert_string_equal(state_of(b), as_whole);
		receipt_free(&r);
	}
}

static void a_big_body_again_is_a_duplicate(void **state)
{
	struct bench *b = *state;
	const char *bytes = big_body(b, "S3"), *before;
	struct receipt r = post_in_slices(b, bytes, 3, NULL), again, other;

	before = state_of(b);
	again = post_in_slices(b, bytes, 3, NULL);
	assert_int_equal(again.status, RECEIPT_DUPLICATE);
	assert_memory_equal(again.intake, r.intake, 16);
	assert_string_equal(state_of(b), before);
	/* other bytes that say the same */
	other = post_in_slices(b, arena_printf(&b->arena, "%s\r\n", bytes), 3, NULL);
	assert_int_equal(other.status, RECEIPT_WARNINGS); /* one of its messages is refused again */
	assert_int_equal(other.new_events, 0);
	assert_int_equal(other.events, r.events);
	receipt_free(&r);
	receipt_free(&again);
	receipt_free(&other);
}

static void a_big_body_that_is_refused_leaves_its_bytes_alone(void **state)
{
	struct bench *b = *state;
	struct text t = TEXT_INIT;
	struct receipt r;

	forget_all(b);
	begin_interchange(&t, "S4");
	text_say(&t, gate(b, 1, 800, 500, ""));
	r = post_in_slices(b, t.bytes, 2, "LINE");
	assert_int_equal(r.status, RECEIPT_REJECTED);
	assert_int_equal(r.events, 0);
	assert_int_equal(count(b, "select (select count(*) from event) + (select count(*) from container) + "
				  "(select count(*) from transport) + (select count(*) from access)"),
		0);
	assert_int_equal(count(b, "select count(*) from intake"), 1);
	receipt_free(&r);

	/* too many messages are none */
	text_clear(&t);
	text_say(&t, big_body(b, "S5"));
	b->service.settings.messages_most = 6;
	r = post_in_slices(b, t.bytes, 2, NULL);
	b->service.settings.messages_most = 1000;
	assert_int_equal(r.status, RECEIPT_REJECTED);
	assert_non_null(strstr(r.json.bytes, "too-many-messages"));
	assert_int_equal(
		count(b, "select (select count(*) from event) + (select count(*) from container)"), 0);
	receipt_free(&r);
	text_free(&t);
}

/* What is said of a body full of faults is bounded too; errors are told whatever was said before. */
static void a_body_full_of_faults_is_told_of_up_to_a_limit(void **state)
{
	struct bench *b = *state;
	struct text t = TEXT_INIT;
	struct receipt r;

	forget_all(b);
	begin_interchange(&t, "S6");
	for (unsigned m = 0; m <= LIMIT_DIAGNOSTICS_ALL / LIMIT_DIAGNOSTICS + 20; m++) {
		text_printf(&t, "UNH+%u+CODECO:D:95B:UN:ITG14'BGM+34+G%u+9'", m, m);
		text_printf(
			&t, "EQD+CN+%s+22G1'DTM+7:202606151130:203'LOC+165+CNLYG'", box(&b->arena, 900 + m));
		for (unsigned i = 0; i < LIMIT_DIAGNOSTICS; i++)
			text_say(&t, "ZZZ'");
		text_printf(&t, "UNT+%u+%u'", 6 + LIMIT_DIAGNOSTICS, m);
	}
	text_say(&t, "UNH+9+CODECO:D:95B:UN:ITG14'BGM+34+G+9'ZZZ'");
	end_interchange(&t, 272, "S6");
	r = post(b, t.bytes);
	assert_int_equal(r.status, RECEIPT_WARNINGS);
	assert_int_equal(r.new_events, LIMIT_DIAGNOSTICS_ALL / LIMIT_DIAGNOSTICS + 21);
	assert_int_equal(count(b, "select sum((length(diagnostics) - length(replace(diagnostics, "
				  "'\"segment-unknown\"', ''))) / 17) from message"),
		LIMIT_DIAGNOSTICS_ALL);
	assert_int_equal(
		count(b, "select count(*) from message where diagnostics like '%\"200 more diagnostics of "
			 "this message are not kept.\"%'"),
		21);
	assert_int_equal(
		count(b, "select count(*) from message where diagnostics like '%\"message-unterminated\"%'"),
		1);
	receipt_free(&r);
	text_free(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(slices_of_any_size_leave_the_same),
		cmocka_unit_test(a_big_body_beside_what_is_known_leaves_the_same),
		cmocka_unit_test(a_big_body_again_is_a_duplicate),
		cmocka_unit_test(a_big_body_that_is_refused_leaves_its_bytes_alone),
		cmocka_unit_test(a_body_full_of_faults_is_told_of_up_to_a_limit),
	};

	return cmocka_run_group_tests(tests, bench_setup, bench_teardown);
}
