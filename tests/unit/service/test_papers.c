/* Papers that messages tell of, against a real PostgreSQL: each word once, the same answer in any order. */
#include "service/fixture.h"

#include "service/answers.h"
#include "service/ingest_write.h"

#include <jansson.h>

struct said { /* one message about one paper */
	enum paper_kind kind;
	const char *number, *sender, *party;
	int64_t said; /* minutes */
	enum function function;
	const char *place, *reason;
	enum paper_kind replaces_kind;
	const char *replaces, *detail;
	const char *subjects[3];
};

static const struct said story[] = {
	{PAPER_SMGS, "27145566", "KTZ", NULL, 10, FUNCTION_ORIGINAL, "Yard 3", NULL, PAPERS, NULL,
		"{\"consignor\":\"A\"}", {"LBTU0000019", "LBTU0000024", "WAGON:94312071"}},
	{PAPER_SMGS, "2714-5566", "RZD", NULL, 20, FUNCTION_REPLACE, "Yard 3", NULL, PAPERS, NULL,
		"{\"consignor\":\"B\"}", {"LBTU0000019", "WAGON:94312071"}},
	{PAPER_CIM, "33 77", "PKP", NULL, 30, FUNCTION_ORIGINAL, "Yard 4", NULL, PAPER_SMGS, "27145566", "{}",
		{"LBTU0000019", "WAGON:335145512349"}},
	{PAPER_GU23, "318", "KTZ", NULL, 40, FUNCTION_ORIGINAL, NULL, "seal broken", PAPERS, NULL, NULL,
		{"LBTU0000024"}},
	{PAPER_GU23, "318", "KTZ", NULL, 50, FUNCTION_CANCEL, NULL, NULL, PAPERS, NULL, NULL,
		{"LBTU0000024"}},
	{PAPER_SMGS, "99", "acme", "acme", 60, FUNCTION_ORIGINAL, NULL, NULL, PAPERS, NULL, "{\"own\":1}",
		{"LBTU0000030", "LBTU0000045"}},
	{PAPER_SMGS, "99", "other", NULL, 70, FUNCTION_ORIGINAL, NULL, NULL, PAPERS, NULL, "{\"own\":2}",
		{"LBTU0000030"}},
};
#define STORY (sizeof story / sizeof *story)

static size_t subjects_of(const struct said *s)
{
	size_t n = 0;

	while (n < 3 && s->subjects[n])
		n++;
	return n;
}

/* A message without events, as a decoder would hand it over, taken by a transaction of its own. */
static void tell(struct bench *b, const struct said *s)
{
	const char *subjects[3] = {s->subjects[0], s->subjects[1], s->subjects[2]};
	const struct paper paper = {.kind = s->kind,
		.number = s->number,
		.function = s->function,
		.issued = {.at = INSTANT_NONE},
		.place = s->place,
		.reason = s->reason,
		.replaces_kind = s->replaces_kind,
		.replaces = s->replaces,
		.detail = s->detail,
		.subjects = subjects,
		.subject_count = subjects_of(s)};
	const struct message m = {.line = 1,
		.format = "TEST",
		.type = "TEST",
		.sender = s->sender,
		.said = INT64_C(1780000000) * INSTANT_SECOND + s->said * 60 * INSTANT_SECOND,
		.verdict = VERDICT_ACCEPTED,
		.papers = &paper,
		.paper_count = 1};
	static uint8_t intake[16];
	struct part part;
	struct share share = {.part = &part, .intake = intake, .party = s->party};
	struct decode_sink sink;
	struct fault f = {0};
	struct writing w;
	struct batch *batch;

	intake[0]++;
	part_open(&part, "nobody", s->party, 0);
	sink = part_sink(&part);
	assert_true(sink.message(sink.self, &m));
	if (!writing_open(&w, b->conn, &share, 1, &f))
		fail_msg("%s", f.text);
	batch = batch_new(b->conn, &w.arena);
	batch_begin(batch);
	if (!writing_claim_later(&w, batch, &f) || !writing_events_later(&w, batch, &f) ||
		!batch_run(batch, &f) || !writing_fold(&w, &f))
		fail_msg("%s", f.text);
	batch = batch_new(b->conn, &w.arena);
	assert_true(writing_save_later(&w, batch, &f));
	batch_commit(batch);
	if (!batch_run(batch, &f))
		fail_msg("%s", f.text);
	writing_close(&w);
	part_close(&part);
}

static void forget_papers(struct bench *b)
{
	asked(b, "truncate paper, paper_of, access", NULL);
}

static json_t *answer(struct bench *b, const char *viewer, const char *kind, const char *number)
{
	struct text out = TEXT_INIT;
	struct fault f = {0};
	struct asking q = {.service = &b->service,
		.conn = b->conn,
		.arena = &b->arena,
		.viewer = viewer,
		.limit = 100,
		.out = &out,
		.fault = &f};
	json_t *j = NULL;

	if (answer_document(&q, kind, number))
		j = json_loads(text_string(&out), 0, NULL);
	else
		assert_int_equal(f.code, FAULT_UNKNOWN);
	text_free(&out);
	return j;
}

static const char *list(struct bench *b, const char *viewer, const char *kind, const char *box,
	const char *wagon, int limit, const char **cursor)
{
	struct text out = TEXT_INIT, names = TEXT_INIT;
	struct fault f = {0};
	struct asking q = {.service = &b->service,
		.conn = b->conn,
		.arena = &b->arena,
		.viewer = viewer,
		.limit = limit,
		.cursor = cursor ? *cursor : NULL,
		.out = &out,
		.fault = &f};
	const char *kept;
	json_t *j, *d;
	size_t i;

	if (!answer_documents(&q, kind, box, wagon))
		fail_msg("%s", f.text);
	j = json_loads(text_string(&out), 0, NULL);
	json_array_foreach(json_object_get(j, "documents"), i, d)
	{
		text_printf(&names, "%s %s%s;", json_string_value(json_object_get(d, "kind")),
			json_string_value(json_object_get(d, "number")),
			json_is_true(json_object_get(d, "cancelled")) ? " cancelled" : "");
	}
	if (cursor)
		*cursor = q.next;
	kept = arena_strdup(&b->arena, text_string(&names));
	json_decref(j);
	text_free(&out);
	text_free(&names);
	return kept;
}

/* What is told of a paper but for the deliveries that brought it. */
static const char *without_intakes(struct bench *b, json_t *j)
{
	json_t *t;
	size_t i;
	char *s;

	json_array_foreach(json_object_get(j, "told"), i, t) json_object_del(t, "intake");
	s = json_dumps(j, JSON_SORT_KEYS | JSON_COMPACT);
	const char *kept = arena_strdup(&b->arena, s);
	free(s);
	json_decref(j);
	return kept;
}

static const char *all(struct bench *b)
{
	return arena_printf(&b->arena, "%s\n%s\n%s\n%s",
		without_intakes(b, answer(b, NULL, "SMGS", "27145566")),
		without_intakes(b, answer(b, NULL, "cim", "3377")),
		without_intakes(b, answer(b, NULL, "GU-23", "318")),
		without_intakes(b, answer(b, NULL, "SMGS", "99")));
}

static void a_paper_tells_what_holds_and_what_replaced_it(void **state)
{
	struct bench *b = *state;

	forget_papers(b);
	for (size_t i = 0; i < STORY; i++)
		tell(b, &story[i]);
	assert_string_equal(without_intakes(b, answer(b, NULL, "SMGS", "27145566")),
		"{\"detail\":{\"consignor\":\"B\"},\"kind\":\"SMGS\",\"number\":\"2714-5566\",\"place\":{"
		"\"text\":\"Yard 3\"},"
		"\"replacedBy\":{\"kind\":\"CIM\",\"number\":\"33 77\"},"
		"\"subjects\":[\"LBTU0000019\",\"LBTU0000024\",\"WAGON:94312071\"],"
		"\"told\":[{\"function\":\"replace\",\"said\":\"2026-05-28T20:46:40Z\",\"sender\":\"RZD\"},"
		"{\"function\":\"original\",\"said\":\"2026-05-28T20:36:40Z\",\"sender\":\"KTZ\"}]}");
	assert_string_equal(without_intakes(b, answer(b, NULL, "CIM", "33-77")),
		"{\"detail\":{},\"kind\":\"CIM\",\"number\":\"33 77\",\"place\":{\"text\":\"Yard 4\"},"
		"\"replaces\":{\"kind\":\"SMGS\",\"number\":\"27145566\"},"
		"\"subjects\":[\"LBTU0000019\",\"WAGON:335145512349\"],"
		"\"told\":[{\"function\":\"original\",\"said\":\"2026-05-28T20:56:40Z\",\"sender\":\"PKP\"}]"
		"}");
	/* a cancelled one is described by the word before */
	assert_string_equal(without_intakes(b, answer(b, NULL, "GU-23", "318")),
		"{\"cancelled\":true,\"detail\":{},\"kind\":\"GU-23\",\"number\":\"318\",\"reason\":\"seal "
		"broken\","
		"\"subjects\":[\"LBTU0000024\"],"
		"\"told\":[{\"function\":\"cancel\",\"said\":\"2026-05-28T21:16:40Z\",\"sender\":\"KTZ\"},"
		"{\"function\":\"original\",\"said\":\"2026-05-28T21:06:40Z\",\"sender\":\"KTZ\"}]}");
	assert_null(answer(b, NULL, "SMGS", "1"));
}

static void in_any_order_and_told_twice_it_is_the_same(void **state)
{
	struct bench *b = *state;
	uint64_t seed = 7;
	const char *first;

	forget_papers(b);
	for (size_t i = 0; i < STORY; i++)
		tell(b, &story[i]);
	first = all(b);
	assert_int_equal(count(b, "select count(*) from paper"), STORY);
	for (int round = 0; round < 12; round++) {
		size_t order[STORY];

		for (size_t i = 0; i < STORY; i++)
			order[i] = i;
		for (size_t i = STORY - 1; i; i--) {
			size_t k = next(&seed) % (i + 1), t = order[i];

			order[i] = order[k];
			order[k] = t;
		}
		forget_papers(b);
		for (size_t i = 0; i < STORY; i++)
			tell(b, &story[order[i]]);
		tell(b, &story[order[0]]);
		assert_string_equal(all(b), first);
		assert_int_equal(count(b, "select count(*) from paper"), STORY);
	}
}

static void papers_are_listed_by_kind_box_and_wagon(void **state)
{
	struct bench *b = *state;
	const char *cursor = NULL;

	forget_papers(b);
	for (size_t i = 0; i < STORY; i++)
		tell(b, &story[i]);
	assert_string_equal(list(b, NULL, "smgs", NULL, NULL, 100, NULL), "SMGS 2714-5566;SMGS 99;");
	assert_string_equal(
		list(b, NULL, NULL, "lbtu 000001-9", NULL, 100, NULL), "CIM 33 77;SMGS 2714-5566;");
	assert_string_equal(list(b, NULL, NULL, NULL, "9431 2071", 100, NULL), "SMGS 2714-5566;");
	assert_string_equal(list(b, NULL, NULL, "LBTU0000019", "335145512349", 100, NULL), "CIM 33 77;");
	assert_string_equal(list(b, NULL, "GU-23", "LBTU0000024", NULL, 100, NULL), "GU-23 318 cancelled;");
	assert_string_equal(list(b, NULL, NULL, "LBTU0000019", NULL, 1, &cursor), "CIM 33 77;");
	assert_string_equal(list(b, NULL, NULL, "LBTU0000019", NULL, 1, &cursor), "SMGS 2714-5566;");
	assert_null(cursor);
	assert_string_equal(list(b, NULL, "SMGS", NULL, NULL, 1, &cursor), "SMGS 2714-5566;");
	assert_string_equal(list(b, NULL, "SMGS", NULL, NULL, 1, &cursor), "SMGS 99;");
}

static void a_party_sees_its_own_words_and_what_it_may_see_all_of(void **state)
{
	struct bench *b = *state;
	json_t *j;

	forget_papers(b);
	for (size_t i = 0; i < STORY; i++)
		tell(b, &story[i]);
	assert_null(answer(b, "acme", "SMGS", "27145566"));
	assert_string_equal(list(b, "acme", "SMGS", NULL, NULL, 100, NULL), "SMGS 99;");
	assert_string_equal(list(b, "other", "SMGS", NULL, NULL, 100, NULL), "");
	assert_string_equal(list(b, "other", NULL, "LBTU0000030", NULL, 100, NULL), "");
	j = answer(b, "acme", "SMGS", "99");
	assert_int_equal(json_array_size(json_object_get(j, "told")), 1);
	assert_int_equal(json_integer_value(json_object_get(json_object_get(j, "detail"), "own")), 1);
	assert_int_equal(json_array_size(json_object_get(j, "subjects")), 2);
	json_decref(j);
	/* all of one of two boxes is not enough: the paper names whose the other is */
	asked(b, "insert into access (party, subject, scope) values ('other', 'LBTU0000030', 'all')", NULL);
	assert_null(answer(b, "other", "SMGS", "99"));
	asked(b, "insert into access (party, subject, scope) values ('other', 'LBTU0000045', 'all')", NULL);
	j = answer(b, "other", "SMGS", "99");
	assert_int_equal(json_array_size(json_object_get(j, "told")), 2);
	json_decref(j);
	/* wagons are nobody's to grant */
	asked(b,
		"insert into access (party, subject, scope) values ('other', 'LBTU0000019', 'all'), "
		"('other', "
		"'LBTU0000024', 'all')",
		NULL);
	j = answer(b, "other", "SMGS", "27145566");
	assert_int_equal(json_array_size(json_object_get(j, "subjects")), 2);
	json_decref(j);
}

static void a_number_that_nobody_can_look_for_is_left_out(void **state)
{
	struct bench *b = *state;
	struct said none = story[0];

	forget_papers(b);
	none.number = " - ";
	tell(b, &none);
	assert_int_equal(count(b, "select count(*) from paper"), 0);
}

static void a_replacing_paper_that_was_cancelled_replaces_nothing(void **state)
{
	struct bench *b = *state;
	struct said taken_back = story[2];
	json_t *j;

	forget_papers(b);
	tell(b, &story[0]);
	tell(b, &story[2]);
	taken_back.function = FUNCTION_CANCEL;
	taken_back.said = 90;
	tell(b, &taken_back);
	j = answer(b, NULL, "SMGS", "27145566");
	assert_null(json_object_get(j, "replacedBy"));
	json_decref(j);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_paper_tells_what_holds_and_what_replaced_it),
		cmocka_unit_test(in_any_order_and_told_twice_it_is_the_same),
		cmocka_unit_test(papers_are_listed_by_kind_box_and_wagon),
		cmocka_unit_test(a_party_sees_its_own_words_and_what_it_may_see_all_of),
		cmocka_unit_test(a_number_that_nobody_can_look_for_is_left_out),
		cmocka_unit_test(a_replacing_paper_that_was_cancelled_replaces_nothing),
	};

	return cmocka_run_group_tests(tests, bench_setup, bench_teardown);
}
