/* What is stored of an event is what is read back: all of it, so that its id can be computed again. */
#include "store/private_pg.h"

#include "base/arena.h"
#include "store/event_read.h"
#include "store/event_store.h"

static const uint8_t intake[16] = {1, 2, 3};

struct at_work {
	struct arena arena;
	struct conn *c;
};

static struct at_work start(const struct private_pg *p)
{
	struct at_work w = {ARENA_INIT, private_conn(p)};

	ask(w.c, &w.arena, "truncate event, event_reference, access", NULL);
	return w;
}

static void stop(struct at_work *w)
{
	conn_close(w->c);
	arena_free(&w->arena);
}

static void store(struct at_work *w, struct event *e)
{
	struct stored_event s = {.event = *e, .message = 1, .line = 7, .intake = intake};
	struct stored_event *list[] = {&s};
	struct rows *added;
	struct fault f = {0};
	struct batch *b = batch_new(w->c, &w->arena);

	batch_begin(b);
	assert_done(events_add_later(b, &w->arena, w->c, list, 1, &added, &f), f);
	s.is_new = true;
	references_add_later(b, &w->arena, list, 1);
	batch_commit(b);
	assert_done(batch_run(b, &f), f);
	assert_int_equal(rows_count(added), 1);
}

static struct history read_back(struct at_work *w, const char *viewer, const char *container, int most)
{
	struct history h;
	struct fault f = {0};

	assert_done(events_history(w->c, &w->arena, viewer, container, most, &h, &f), f);
	return h;
}

static const char *written(struct at_work *w, const struct event *e)
{
	struct text t = TEXT_INIT;
	struct json j = {&t, false};
	const char *copy;

	event_write(&j, e);
	copy = arena_strdup(&w->arena, t.bytes);
	text_free(&t);
	return copy;
}

/* What event_write has no word for stands beside it. */
static void assert_same(struct at_work *w, const struct event *read, const struct event *told)
{
	struct event again = *read;

	assert_string_equal(written(w, read), written(w, told));
	assert_int_equal(read->said, told->said);
	assert_int_equal(read->said_offset, told->said_offset);
	assert_int_equal(read->happened.at, told->happened.at);
	assert_int_equal(read->happened.offset, told->happened.offset);
	assert_int_equal(read->number_failed, told->number_failed);
	assert_int_equal(read->party != NULL, told->party != NULL);
	if (told->party)
		assert_string_equal(read->party, told->party);
	event_identify(&again, read->sender);
	assert_memory_equal(again.id, told->id, sizeof told->id);
	assert_memory_equal(read->id, told->id, sizeof told->id);
}

/* Every member, and in each text that might be in the way of an array or of JSON. */
static struct event everything(void)
{
	static struct reference references[] = {{"BKG", "A,B\"C\\D"}, {"CUSTOMS", "{x:y}"}, {"TRD", ""},
		{"WAYBILL", "NULL"}, {"RELEASE", "两 Пе"}};
	static const char *seals[] = {"CA:1234567", "", "\"", "\\", ",", "{}", " "};
	static const char *measures[] = {"G:15400:KGM"};
	static const char *remarks[] = {"AAA:line\nfeed\ttab", "DAR:it's {\"odd\\\"}"};

	return (struct event){
		.subject = "CSQU3054383",
		.type = EVENT_EQUIPMENT,
		.code = "DISC",
		.classifier = CLASSIFIER_EST,
		.happened = {INT64_C(1781510400123456), 28800, PRECISION_MINUTE, ZONE_OF_PLACE,
			"202606151600"},
		.said = INT64_C(1781510500000000),
		.said_offset = -12600,
		.function = FUNCTION_CHANGE,
		.party = "PARTY",
		.document = "DOC'1",
		.place = "CNLYG",
		.place_text = "Ляньюньган",
		.facility = "LYGTB",
		.facility_list = "SMDG",
		.transport = {.key = "TRAIN:K123/2026-06-15",
			.mode = MODE_RAIL,
			.imo = "9227273",
			.call_sign = "3ERX3",
			.name = "中欧班列",
			.voyage = "031W",
			.carrier = "KTZE",
			.train = "K123",
			.wagon = "94012341",
			.call = "TRAIN:K123/2026-06-15@CNLYG"},
		.load_state = LOAD_LADEN,
		.number_failed = true,
		.size_type = "45G1",
		.movement = "EXPORT",
		.operator_code = "COSU",
		.load_place = "CNLYG",
		.discharge_place = "KZDYK",
		.destination = "DEDUI",
		.stowage = "0120882",
		.references = references,
		.reference_count = sizeof references / sizeof *references,
		.seals = seals,
		.seal_count = sizeof seals / sizeof *seals,
		.measures = measures,
		.measure_count = 1,
		.remarks = remarks,
		.remark_count = 2,
	};
}

static struct event nothing_but_the_code(void)
{
	return (struct event){.subject = "CSQU3054383",
		.code = "GTIN",
		.happened = {.at = INSTANT_NONE, .zone_source = ZONE_NOBODY},
		.said = INSTANT_NONE};
}

static void test_every_member_comes_back(void **state)
{
	struct at_work w = start(*state);
	struct event told = everything();
	struct history h;

	event_identify(&told, "СТАНЦИЯ");
	store(&w, &told);
	h = read_back(&w, NULL, told.subject, 10);
	assert_int_equal(h.count, 1);
	assert_same(&w, &h.events[0], &told);
	assert_false(h.events[0].overruled);
	assert_int_equal(h.recorded[0],
		strtoll(ask(w.c, &w.arena,
				"select (extract(epoch from recorded) * 1000000)::bigint from event", NULL),
			NULL, 10));
	stop(&w);
}

static void test_what_was_not_said_is_not_said(void **state)
{
	struct at_work w = start(*state);
	struct event told = nothing_but_the_code();
	struct history h;

	event_identify(&told, "T");
	store(&w, &told);
	h = read_back(&w, NULL, told.subject, 10);
	assert_int_equal(h.count, 1);
	assert_same(&w, &h.events[0], &told);
	assert_int_equal(h.events[0].seal_count, 0);
	assert_null(h.events[0].transport.name);
	stop(&w);
}

/* A ship has a name, a train a number, a train with a name both. */
static void test_names_and_train_numbers_are_told_apart(void **state)
{
	static const struct transport_ref rows[] = {
		{.mode = MODE_VESSEL, .name = "MSC OSCAR"},
		{.mode = MODE_RAIL, .train = "K123"},
		{.mode = MODE_RAIL, .name = "块车"},
		{.mode = MODE_RAIL, .name = "CHANG'AN", .train = "X8001"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct at_work w = start(*state);
		struct event told = nothing_but_the_code();
		struct history h;

		told.transport = rows[i];
		event_identify(&told, "T");
		store(&w, &told);
		h = read_back(&w, NULL, told.subject, 10);
		assert_int_equal(h.count, 1);
		assert_same(&w, &h.events[0], &told);
		stop(&w);
	}
}

/* Rows that a program wrote that knew neither column. */
static void test_older_rows_are_read_as_far_as_they_tell(void **state)
{
	struct at_work w = start(*state);
	struct event told = everything();
	struct history h;

	told.transport.name = NULL;
	told.said_offset = told.happened.offset;
	event_identify(&told, "T");
	store(&w, &told);
	ask(w.c, &w.arena, "update event set said_offset = null, train = null", NULL);
	h = read_back(&w, NULL, told.subject, 10);
	assert_int_equal(h.count, 1);
	assert_same(&w, &h.events[0], &told);
	stop(&w);
}

static void test_a_history_is_of_the_newest_and_of_what_may_be_seen(void **state)
{
	struct at_work w = start(*state);
	struct event e = nothing_but_the_code();

	for (int i = 0; i < 5; i++) {
		e.happened.at = i * INSTANT_DAY;
		e.party = i == 1 ? "THEIRS" : NULL;
		event_identify(&e, "T");
		store(&w, &e);
	}
	assert_int_equal(read_back(&w, NULL, e.subject, 10).count, 5);
	assert_int_equal(read_back(&w, NULL, e.subject, 1).events[0].happened.at, 4 * INSTANT_DAY);
	assert_int_equal(read_back(&w, "THEIRS", e.subject, 10).count, 1);
	assert_int_equal(read_back(&w, "THEIRS", e.subject, 10).events[0].happened.at, INSTANT_DAY);
	assert_int_equal(read_back(&w, "OTHERS", e.subject, 10).count, 0);
	ask(w.c, &w.arena, "insert into access values ('OTHERS', 'CSQU3054383', 'all')", NULL);
	assert_int_equal(read_back(&w, "OTHERS", e.subject, 10).count, 5);
	assert_int_equal(read_back(&w, NULL, "CSQU3054384", 10).count, 0);
	stop(&w);
}

/* The row but for what makes it another. */
#define ROW_OF                                                                                               \
	"select (to_jsonb(e) - 'id' - 'subject' - 'dcsa' - 'xid' - 'recorded')::text from event e where "    \
	"subject = $1"
#define HEARD "select concat_ws(' ', sender, at) from heard"

static void test_what_comes_in_by_copy_is_what_is_added(void **state)
{
	struct event told[] = {everything(), nothing_but_the_code()};

	for (size_t i = 0; i < 2; i++) {
		struct at_work w = start(*state);
		struct event copied = told[i];
		struct stored_event s = {.message = 1, .line = 7, .intake = intake};
		struct stored_event *list[] = {&s, &s};
		struct rows *known;
		struct fault f = {0};
		const char *heard;

		told[i].sender = copied.sender = "T";
		event_identify(&told[i], "T");
		ask(w.c, &w.arena, "truncate heard", NULL);
		store(&w, &told[i]);
		heard = ask(w.c, &w.arena, HEARD, NULL);
		ask(w.c, &w.arena, "truncate heard", NULL);
		copied.subject = "TGHU1234567";
		event_identify(&copied, "T");
		s.event = copied;
		assert_done(events_known(w.c, &w.arena, list, 1, &known, &f), f);
		assert_int_equal(rows_count(known), 0);
		assert_done(events_copy(w.c, &w.arena, list, 1, &f), f);
		assert_string_equal(ask(w.c, &w.arena, ROW_OF, &P_TEXT("TGHU1234567")),
			ask(w.c, &w.arena, ROW_OF, &P_TEXT("CSQU3054383")));
		assert_string_equal(ask(w.c, &w.arena, HEARD, NULL), heard);
		assert_done(events_known(w.c, &w.arena, list, 2, &known, &f), f);
		assert_int_equal(rows_count(known), 2);
		assert_int_equal(rows_int(known, 1, 0), 1);
		assert_false(events_copy(w.c, &w.arena, list, 1, &f));
		assert_string_equal(f.sqlstate, "23505");
		assert_string_equal(ask(w.c, &w.arena, "select count(*) from event", NULL), "2");
		stop(&w);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_member_comes_back),
		cmocka_unit_test(test_what_was_not_said_is_not_said),
		cmocka_unit_test(test_names_and_train_numbers_are_told_apart),
		cmocka_unit_test(test_older_rows_are_read_as_far_as_they_tell),
		cmocka_unit_test(test_what_comes_in_by_copy_is_what_is_added),
		cmocka_unit_test(test_a_history_is_of_the_newest_and_of_what_may_be_seen),
	};

	return cmocka_run_group_tests(tests, private_setup, private_teardown);
}
